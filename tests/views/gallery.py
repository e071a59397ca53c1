"""One picture of each kind, of a small land whose names anybody may choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from hashlib import sha256

import networkx as nx

import elzmodel as elz
from elzmodel import views
from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Constituency,
    ConstituencyKind,
    Mandate,
    Seat,
)
from elzmodel.landscape import Landscape
from elzmodel.networks import Impact, impact
from elzmodel.partners import Partner
from elzmodel.policy import (
    Indicator,
    IndicatorKind,
    Involvement,
    OperationalGoal,
    PolicyPlan,
    Project,
    StrategicGoal,
)
from elzmodel.policy.plan import Action, GoalDomain
from elzmodel.territory import Create, Figure, Figures, Merge, Register, Shapes
from elzmodel.values import Period
from elzmodel.views import Picture
from elzmodel.zones import Assign, CreateZone, SizeRule, Zoning

START, MERGED = date(2000, 1, 1), date(2010, 1, 1)
VILLAGES = {"elm": 50_000, "oak": 30_000, "ash": 40_000, "fir": 20_000}

Named = Callable[[str], str]
Draw = Callable[..., Picture]


def land(named: Named = str.title) -> Landscape:
    """Return a landscape of four villages in a row, of which the middle two merge.

    ::

        elm | oak | ash | fir        west: elm oak    east: ash fir
        elm | grove     | fir        west: elm        east: grove fir
    """
    villages = [
        Create(id=f"new-{unit}", day=START, unit=unit, name=named(unit), nis=f"1000{n}")
        for n, unit in enumerate(VILLAGES)
    ]
    grove = Merge(
        id="m", day=MERGED, units=("oak", "ash"), unit="grove", name=named("grove"), nis="10009"
    )
    zones = [
        CreateZone(id="west", day=START, zone="west", name=named("west")),
        CreateZone(id="east", day=START, zone="east", name=named("east")),
        Assign(id="in-west", day=START, zone="west", parts=("elm", "oak")),
        Assign(id="in-east", day=START, zone="east", parts=("ash", "fir")),
        Assign(id="over", day=MERGED, zone="east", parts=("oak", "ash")),
    ]
    figures = [
        Figure(kind="population", day=date(2005, 1, 1), parts=[part], value=value)
        for part, value in VILLAGES.items()
    ]
    squares = [((part,), [_square(4.0 + n / 10)]) for n, part in enumerate(VILLAGES)]
    return Landscape(
        name="the wood",
        covers=Period(START),
        register=Register([*villages, grove]),
        zoning=Zoning(zones),
        figures=Figures(figures),
        size_rules=[SizeRule(name="minimum size", low=60_000)],
        shapes=Shapes.from_polygons(squares, attribution=named("who drew it")),
    )


def _square(west: float) -> list[list[tuple[float, float]]]:
    east = round(west + 0.1, 1)
    return [[(west, 51.0), (east, 51.0), (east, 51.1), (west, 51.1), (west, 51.0)]]


def council(named: Named = str.title) -> CareCouncil:
    """Return a council with a board of a filled and a vacant seat."""
    speaks = Constituency(kind=ConstituencyKind.ORGANISATION, label=named("a practice"))
    return CareCouncil(
        id="council",
        zone="west",
        bodies=[Body(id="board", kind=BodyKind.BOARD, name=named("board"))],
        seats=[
            Seat(id="one", body="board", cluster=Cluster.CARE, represents=[speaks]),
            Seat(id="two", body="board", cluster=Cluster.PZON),
        ],
        mandates=[Mandate(seat="one", person="somebody")],
    )


def plan(named: Named = str.title) -> PolicyPlan:
    """Return a plan with a goal of each kind and an action."""
    indicator = Indicator(id="i", title=named("indicator"), kind=IndicatorKind.EVENT)
    action = Action(id="a", title=named("action"), indicators=[indicator])
    goal = OperationalGoal(id="o", title=named("goal"), actions=[action])
    aim = StrategicGoal(
        id="s", title=named("aim"), domain=GoalDomain.CONTENT, operational_goals=[goal]
    )
    return PolicyPlan(id="plan", title=named("plan"), period=Period(START), strategic_goals=[aim])


def network(named: Named = str.title) -> nx.Graph:
    """Return a graph of three partners, of which one is alone."""
    graph = nx.Graph()
    for node, clusters in (("one", ["care"]), ("two", ["pzon", named("other")]), ("three", [])):
        graph.add_node(node, name=named(node), clusters=clusters)
    graph.add_edge("one", "two", weight=2)
    return graph


def moved_ties(fl: Landscape, named: Named = str.title) -> Impact:
    """Return what the border between west and east cuts when oak goes east.

    Ash works in the east, elm and oak in the west, somebody in both.
    """
    served = {"elm": ["elm"], "oak": ["oak"], "ash": ["ash"], "both": ["elm", "ash"]}
    partners = [Partner(id=id_, name=named(id_), area=area) for id_, area in served.items()]
    meetings = [("elm", "oak"), ("oak", "ash"), ("elm", "both")]
    projects = [
        Project(id=f"{a}-{b}", title=named("project"), involvements=[_involved(a), _involved(b)])
        for a, b in meetings
    ]
    dossier = elz.Dossier(zone_id="west", is_invented=True, partners=partners, projects=projects)
    return impact(fl.on("2009-12-31"), fl.on("2010-01-01"), dossier)


def _involved(partner: str) -> Involvement:
    return Involvement(partner=partner)


def gallery(named: Named = str.title) -> Mapping[str, Draw]:
    """Return what draws each kind of picture; it takes the options of all of them."""
    fl = land(named)
    before, after = fl.on("2009-12-31"), fl.on("2010-01-01")
    found = elz.compare(before, after, year=2005)
    scenario = elz.Scenario(named("wave")).merge(["10000", "grove"], day="2012-01-01")
    outcomes = [elz.outcome(fl, each) for each in elz.alternatives(fl, scenario)]
    counts = {2005: {"10000": 9, "10003": 1}, 2006: {"10000": 8, "10003": 3}}
    series = fl.series(counts, to="zone", layout="2010-01-01")
    kinds = {"west": named("this"), "east": named("that")}
    return {
        "map of figures": partial(views.zone_map, after, "population", insets=["elm"]),
        "map of words": partial(views.zone_map, after, kinds, unit=named("what")),
        "map of municipalities": partial(views.zone_map, after, by="municipality"),
        "map around one": partial(views.zone_map, after, by="municipality", around="elm"),
        "map of what stands out": partial(
            views.zone_map, after, by="municipality", highlight="east"
        ),
        "sizes": partial(views.size_chart, after, highlight="west"),
        "transfers": partial(views.transfer_map, fl, found),
        "before and after": partial(views.before_and_after, found),
        "scenarios": partial(views.scenario_maps, outcomes),
        "bars": partial(views.bar_chart, found),
        "flows": partial(views.flow_chart, found),
        "lines": partial(views.line_chart, series),
        "lineage": partial(views.lineage_chart, fl, "10001"),
        "seats": partial(views.seat_chart, council(named), on="2010-01-01"),
        "plan": partial(views.plan_chart, plan(named), on="2010-01-01", actions=True),
        "network": partial(views.network_chart, network(named)),
        "border": partial(views.border_chart, moved_ties(fl, named), "west", "east"),
        "map of a border": partial(views.border_map, moved_ties(fl, named), "west", "east"),
        "matrix": partial(views.cluster_matrix, network(named)),
    }


def digest() -> str:
    """Return what tells whether any picture differs."""
    found = sha256()
    for draws in (gallery(), gallery(lambda name: f"{name} & co")):
        for draw in draws.values():
            found.update(draw().to_svg().encode())
    return found.hexdigest()
