"""The two-mode graph says who was where, and keeps what is not recorded apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import networkx as nx
import pytest
from attrs import evolve

from elzmodel.dossiers import Dossier
from elzmodel.errors import InvalidValueError
from elzmodel.governance import Cluster
from elzmodel.networks import (
    VOLUNTARY,
    affiliation_graph,
    layer_graphs,
    partners_in,
    venues_in,
    without_coordinator,
    without_statutory,
)
from elzmodel.partners import Line, Partner, PartnerKind, VenueKind
from elzmodel.policy import (
    Action,
    Gathering,
    Involvement,
    InvolvementRole,
    OperationalGoal,
    PolicyPlan,
    Project,
    StrategicGoal,
)
from elzmodel.values import Period


def test_partners_and_venues_have_their_attributes(zone: Dossier) -> None:
    """A partner and a venue carry what the docstring lists."""
    graph = affiliation_graph(zone)
    assert {
        "mode": "partner",
        "name": "Voorbeeld a",
        "kind": "organisation",
        "clusters": ("care",),
        "line": None,
        "serves_all": None,
        "coordinator": False,
        "placed": False,
        "zones": ("haspengouw",),
    } == graph.nodes["a"]
    assert {
        "mode": "venue",
        "name": "board",
        "kind": "body",
        "body": "board",
        "zone": "haspengouw",
        "listed": True,
        "open": False,
        "spells": (),
    } == graph.nodes["haspengouw:body:board"]


def test_the_graph_records_what_was_asked(zone: Dossier) -> None:
    """Day, layers, zones and who was left out stand in the graph's own attributes."""
    graph = affiliation_graph(zone, on="2024-05-01", layers=[VenueKind.ACTION])
    assert {
        "kind": "affiliation",
        "day": date(2024, 5, 1),
        "period": None,
        "layers": ("action",),
        "zones": ("haspengouw",),
        "is_invented": True,
        "left_out": ("z",),
    } == graph.graph


def test_the_coordinator_is_left_out_unless_asked_for(zone: Dossier) -> None:
    """The zone itself, as a partner, is in the graph only when asked for."""
    assert "z" not in affiliation_graph(zone)
    assert "z" in affiliation_graph(zone, coordinator=True)
    assert ("z",) == without_coordinator(affiliation_graph(zone, coordinator=True)).graph[
        "left_out"
    ]


def test_a_zone_that_is_not_ones_own_stays(zone: Dossier) -> None:
    """A partner that is another zone is no coordinator."""
    other = Partner(id="zol", name="Voorbeeld", kind=PartnerKind.ZONE, zones=["zuid-oost-limburg"])
    assert "zol" in affiliation_graph(evolve(zone, partners=[*zone.partners, other]))


def test_a_venue_without_partners_stays_and_says_that_nobody_is_listed(zone: Dossier) -> None:
    """An action where nobody is listed is unknown, not absent."""
    graph = affiliation_graph(zone)
    assert not graph.nodes["haspengouw:action:quiet"]["listed"]
    assert graph.nodes["haspengouw:action:open"]["listed"]
    assert graph.nodes["haspengouw:action:open"]["open"]


def test_who_is_only_mentioned_counts_when_asked_for(zone: Dossier) -> None:
    """Partners that are named, served or listening do not take part."""
    assert 0 == affiliation_graph(zone).degree["h"]
    assert 1 == affiliation_graph(zone, mentioned=True).degree["h"]


def test_layers_choose_the_venues(zone: Dossier) -> None:
    """Only the venues of the chosen layers are there; a body stays for either of its layers."""
    kinds = dict(affiliation_graph(zone, layers=[VenueKind.ACTION]).nodes(data="kind"))
    assert {"organisation", "action"} == set(kinds.values())
    bodies = affiliation_graph(zone, layers=[VenueKind.MEMBERSHIP])
    assert 0 == bodies.degree["haspengouw:body:board"]
    assert 2 == bodies.degree["haspengouw:body:group"]


def test_seats_are_the_statutory_layer(zone: Dossier) -> None:
    """Without the statutory layer the board and its edges are gone, memberships are not."""
    assert VenueKind.SEAT not in VOLUNTARY
    graph = without_statutory(affiliation_graph(zone))
    assert "haspengouw:body:board" not in graph
    assert 2 == graph.degree["haspengouw:body:group"]
    assert "seat" not in graph.graph["layers"]
    assert "haspengouw:action:quiet" in graph


def test_two_roles_at_one_venue_are_one_edge() -> None:
    """A partner with two roles in an action has one edge with both, and both spells."""
    roles = (InvolvementRole.LEAD, InvolvementRole.FINANCER)
    periods = Period(None, date(2022, 1, 1)), Period(date(2022, 1, 1))
    both = [
        Involvement(partner="caw", role=role, period=period)
        for role, period in zip(roles, periods, strict=True)
    ]
    dossier = Dossier(
        zone_id="z",
        partners=[Partner(id="caw", name="Voorbeeld", line=Line.FIRST)],
        projects=[Project(id="p", title="Voorbeeld", involvements=both)],
    )
    edge = affiliation_graph(dossier).edges["caw", "z:project:p"]
    assert ("financer", "lead") == edge["roles"]
    assert periods == edge["spells"]
    early = affiliation_graph(dossier, on="2021-01-01")
    assert ("lead",) == early.edges["caw", "z:project:p"]["roles"]


def test_days_choose_the_facts() -> None:
    """Involvements, partners and gatherings count on their days only."""
    early = Period(None, date(2023, 1, 1))
    dossier = Dossier(
        zone_id="z",
        partners=[
            Partner(id="caw", name="Voorbeeld", period=early),
            Partner(id="logo", name="Voorbeeld 2"),
        ],
        gatherings=[
            Gathering(
                id="fair",
                title="Voorbeeld",
                day=date(2022, 5, 1),
                involvements=[Involvement(partner="caw"), Involvement(partner="logo")],
            )
        ],
    )
    on_the_day = affiliation_graph(dossier, on="2022-05-01")
    assert ("caw", "logo") == partners_in(on_the_day)
    assert 2 == on_the_day.degree["z:gathering:fair"]
    assert () == venues_in(affiliation_graph(dossier, on="2022-05-02"))
    assert ("logo",) == partners_in(affiliation_graph(dossier, on="2024-01-01"))
    during = affiliation_graph(dossier, during=Period(date(2022, 1, 1), date(2023, 1, 1)))
    assert 2 == during.degree["z:gathering:fair"]


def test_an_action_without_days_lasts_as_long_as_its_plan() -> None:
    """A plan that is over has no actions; an action's own days win."""
    action = Action(id="a", title="x", involvements=[Involvement(partner="caw")])
    own = evolve(action, id="b", period=Period())
    goal = OperationalGoal(id="od", title="x", actions=[action, own])
    strategic = StrategicGoal(id="sd", title="x", operational_goals=[goal])
    over = PolicyPlan(id="p", period=Period(None, date(2023, 1, 1)), strategic_goals=[strategic])
    dossier = Dossier(zone_id="z", partners=[Partner(id="caw", name="x")], plans=[over])
    assert ("z:action:a", "z:action:b") == venues_in(affiliation_graph(dossier, on="2022-01-01"))
    assert ("z:action:b",) == venues_in(affiliation_graph(dossier, on="2024-01-01"))


def test_a_partner_that_is_no_more_meets_nobody() -> None:
    """An involvement without an end does not outlive its partner."""
    gone = Partner(id="caw", name="Voorbeeld", period=Period(None, date(2023, 1, 1)))
    project = Project(id="p", title="x", involvements=[Involvement(partner="caw")])
    dossier = Dossier(zone_id="z", partners=[gone], projects=[project])
    assert () == partners_in(affiliation_graph(dossier, on="2024-01-01"))


def test_a_day_and_a_period_cannot_both_be_asked(zone: Dossier) -> None:
    """Either a day or a period is looked at."""
    with pytest.raises(InvalidValueError):
        affiliation_graph(zone, on="2024-01-01", during=Period())


def test_a_partner_that_nobody_describes_is_still_there() -> None:
    """An involvement of an id without a description gives a partner of that name."""
    project = Project(id="p", title="Voorbeeld", involvements=[Involvement(partner="ghost")])
    graph = affiliation_graph(Dossier(zone_id="z", projects=[project]))
    assert "ghost" == graph.nodes["ghost"]["name"]
    assert () == graph.nodes["ghost"]["clusters"]


def test_a_venue_that_nobody_describes_is_still_there(zone: Dossier) -> None:
    """A membership of a body that the council does not hold gives a venue of that name."""
    (council,) = zone.councils
    bare = evolve(zone, councils=[evolve(council, bodies=[])])
    assert "board" == affiliation_graph(bare).nodes["haspengouw:body:board"]["name"]


def test_one_id_is_one_partner_in_several_dossiers() -> None:
    """What two dossiers say of one partner is put together."""
    one = Partner(id="caw", name="CAW", area=["alken"], clusters=[Cluster.WELFARE])
    other = Partner(id="caw", name="CAW", clusters=[Cluster.CARE], serves_all=True)
    graph = affiliation_graph(
        [Dossier(zone_id="a", partners=[one]), Dossier(zone_id="b", partners=[other])]
    )
    assert ("a", "b") == graph.nodes["caw"]["zones"]
    assert ("care", "welfare") == graph.nodes["caw"]["clusters"]
    assert graph.nodes["caw"]["serves_all"]


def test_groups_of_two_zones_are_two_partners() -> None:
    """The local authorities of one zone are not those of another, though the id is the same."""
    group = Partner(id="lokaal", name="lokale besturen", kind=PartnerKind.GROUP)
    project = Project(id="p", title="x", involvements=[Involvement(partner="lokaal")])
    dossiers = [Dossier(zone_id=z, partners=[group], projects=[project]) for z in ("a", "b")]
    graph = affiliation_graph(dossiers)
    assert ("a:lokaal", "b:lokaal") == partners_in(graph)
    assert ["a:project:p"] == list(graph["a:lokaal"])
    assert ("lokaal",) == partners_in(affiliation_graph(dossiers[0]))


def test_dossiers_that_clash_are_refused() -> None:
    """Two dossiers of one zone, or one id with two names, cannot be put together."""
    one = Dossier(zone_id="a", partners=[Partner(id="caw", name="CAW Limburg")])
    with pytest.raises(InvalidValueError, match="one dossier for each zone"):
        affiliation_graph([one, one])
    with pytest.raises(InvalidValueError, match="means one partner"):
        affiliation_graph([one, Dossier(zone_id="b", partners=[Partner(id="caw", name="CAW x")])])


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"is_coordinator": True}, {"coordinator": True}),
        ({"line": Line.FIRST}, {"line": "first"}),
        ({"kind": PartnerKind.AGENCY}, {"kind": "agency"}),
        ({"serves_all": False}, {"serves_all": False}),
    ],
    ids=["coordinator", "line", "kind", "serves all"],
)
def test_what_one_of_several_dossiers_says_counts_whichever_is_first(
    more: dict[str, Any], said: dict[str, Any]
) -> None:
    """A dossier that does not say something of a partner does not deny what another says."""
    plain, told = Partner(id="caw", name="CAW"), Partner(id="caw", name="CAW", **more)
    dossiers = [Dossier(zone_id=z, partners=[p]) for z, p in (("a", plain), ("b", told))]
    for given in (dossiers, dossiers[::-1]):
        found = affiliation_graph(given, coordinator=True).nodes["caw"]
        assert said == {key: found[key] for key in said}


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        ({"line": Line.FIRST}, {"line": Line.SECOND}, "line differs: first and second"),
        ({"kind": PartnerKind.AGENCY}, {"kind": PartnerKind.NETWORK}, "kind differs: agency and"),
        ({"serves_all": True}, {"serves_all": False}, "serves_all differs: False and True"),
    ],
    ids=["line", "kind", "serves all"],
)
def test_dossiers_that_contradict_each_other_are_refused_in_any_order(
    one: dict[str, Any], other: dict[str, Any], what: str
) -> None:
    """Which is first would decide what the partner is."""
    dossiers = [
        Dossier(zone_id=z, partners=[Partner(id="caw", name="CAW", **more)])
        for z, more in (("a", one), ("b", other))
    ]
    for given in (dossiers, dossiers[::-1]):
        with pytest.raises(InvalidValueError, match=what):
            affiliation_graph(given)


def test_gatherings_of_dossiers_keep_their_day() -> None:
    """The venue has it as its spell, and so has whoever was there."""
    fair = Gathering(
        id="fair", title="Beurs", day=date(2024, 3, 5), involvements=[Involvement(partner="caw")]
    )
    dossier = Dossier(zone_id="a", partners=[Partner(id="caw", name="CAW")], gatherings=[fair])
    graph = affiliation_graph(dossier)
    spell = (Period(date(2024, 3, 5), date(2024, 3, 6)),)
    key = "a:gathering:fair"
    assert spell == graph.nodes[key]["spells"] == graph.edges["caw", key]["spells"]


def test_layers_need_ties_that_say_their_kinds() -> None:
    """A graph of somebody else has no layers."""
    with pytest.raises(InvalidValueError, match="not a graph"):
        layer_graphs(nx.Graph([("caw", "logo")]))


def test_layers_may_be_named_and_what_is_none_is_refused(zone: Dossier) -> None:
    """A name that is no kind of venue would leave an empty network in silence."""
    kinds = affiliation_graph(zone, layers=[VenueKind.ACTION])
    for named in (["action"], "action", VenueKind.ACTION, iter([VenueKind.ACTION])):
        found = affiliation_graph(zone, layers=named)  # type: ignore[arg-type]
        assert nx.utils.graphs_equal(kinds, found)
    for wrong in (["acties"], "seats", [3]):
        with pytest.raises(InvalidValueError, match=r"not a layer: .*Expected seat, membership"):
            affiliation_graph(zone, layers=wrong)  # type: ignore[arg-type]
