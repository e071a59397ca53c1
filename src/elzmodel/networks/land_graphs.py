"""Graphs of municipalities and their mergers, of zones and transfers, and of plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from elzmodel.dossiers import Dossier
from elzmodel.landscape import Landscape, Snapshot, Transfer, compare
from elzmodel.networks.affiliation import affiliation_graph, partners_in, partners_of, sources_of
from elzmodel.networks.localisation import service_areas
from elzmodel.networks.measurement import by_count, shared_by_pair
from elzmodel.policy import Action, PolicyPlan
from elzmodel.territory import Municipality
from elzmodel.values import Day, PartnerId, Period
from elzmodel.values.text import said
from elzmodel.zones import Zone

__all__ = [
    "board_action_graph",
    "lineage_graph",
    "membership_graph",
    "neighbour_graph",
    "partner_zone_graph",
    "plan_graph",
    "transfer_graph",
    "zone_graph",
]


def neighbour_graph(snapshot: Snapshot, *, region: str | None = None) -> nx.Graph[Any]:
    """Return the graph of municipalities that touch along a border of any length.

    A node is the unit of a municipality with *nis*, *name*, *province*,
    *region* and *zones*; an edge has *km* (``None`` where not measured) and
    *contact*, ``border`` or ``short`` (under 100 metres, and uncertain).
    Corners do not count, nor does a border of which the source does not say
    which municipality has it.

    Args:
        snapshot: The day.
        region: Only the municipalities of one region, such as ``"Vlaams Gewest"``.

    Example:
        >>> from elzmodel import flanders
        >>> graph = neighbour_graph(flanders().on("2025-01-01"), region="Vlaams Gewest")
        >>> len(graph), len(graph.edges)
        (285, 754)
    """
    graph = nx.Graph(kind="neighbours", day=snapshot.day)
    chosen = [m for m in snapshot.municipalities if region in {None, m.region}]
    for municipality in chosen:
        zones = tuple(zone.id for zone in snapshot.zone_map.holding(municipality.parts))
        graph.add_node(municipality.unit, **_described(municipality), zones=zones)
    for border, one, other in snapshot.borders.between(snapshot.layout):
        if one.unit in graph and other.unit in graph:
            _touch(graph, one.unit, other.unit, border.km, border.contact.value)
    return graph


def _described(municipality: Municipality) -> dict[str, Any]:
    return {
        "mode": "municipality",
        "name": municipality.name,
        "nis": municipality.nis,
        "province": municipality.province,
        "region": municipality.region,
    }


def _touch(graph: nx.Graph[Any], one: str, other: str, km: float | None, contact: str) -> None:
    known = graph.get_edge_data(one, other)
    if known is None:
        graph.add_edge(one, other, km=km, contact=contact)
        return
    known["km"] = None if known["km"] is None or km is None else known["km"] + km
    known["contact"] = "border" if "border" in {known["contact"], contact} else "short"


def lineage_graph(landscape: Landscape) -> nx.DiGraph[Any]:
    """Return which version of a municipality came from which, through time.

    A node is a version, named ``unit@first day``, with *unit*, *nis*, *name*,
    *start* and *until*; an edge goes from a version to what it turned into,
    with the *day*.

    Example:
        >>> from elzmodel import flanders
        >>> graph = lineage_graph(flanders())
        >>> sorted(graph.predecessors("hasselt@2025-01-01"))
        ['hasselt@1970-01-01', 'kortessem@1970-01-01']
    """
    graph = nx.DiGraph(kind="lineage", day=None, period=landscape.covers)
    for version in landscape.register.versions:
        described = _described(version)
        spell = {"unit": version.unit, "start": version.period.start, "until": version.period.until}
        graph.add_node(_key(version), **described, **spell, spells=(version.period,))
    for version in landscape.register.versions:
        for later in landscape.register.successors(version):
            graph.add_edge(_key(version), _key(later), day=later.period.start)
    return graph


def _key(version: Municipality) -> str:
    return f"{version.unit}@{version.period.start}"


def membership_graph(landscape: Landscape) -> nx.Graph[Any]:
    """Return which land was in which zone, when: a graph for a timeline.

    A part (a municipality of 2018, or a postal code of Antwerpen) has
    ``mode="part"``, a zone ``mode="zone"`` with its last *name* and *spells*, the
    periods in which it exists; an edge has *spells*, the periods in which the
    part is in the zone.

    Example:
        >>> from elzmodel import flanders
        >>> graph = membership_graph(flanders())
        >>> [str(spell) for spell in graph.edges["kortessem", "zone:haspengouw"]["spells"]]
        ['2020-07-01 to 2024-12-31']
    """
    graph = nx.Graph(kind="membership", day=None, period=landscape.covers)
    for zone in landscape.zoning.zones:
        known = graph.nodes.get(f"zone:{zone.id}", {"spells": ()})
        spells = _longer(known["spells"], zone.period)
        graph.add_node(f"zone:{zone.id}", mode="zone", name=zone.name, spells=spells)
    for part in sorted({p for m in landscape.register.versions for p in m.parts}):
        name = landscape.parts[part].name if part in landscape.parts else part
        for period, assigned in landscape.zoning.assignments(part).spans():
            if assigned.zone is not None:
                ends = part, f"zone:{assigned.zone}"
                graph.add_node(part, mode="part", name=name)
                known = graph.get_edge_data(*ends, {"spells": ()})
                graph.add_edge(*ends, spells=_longer(known["spells"], period))
    return graph


def _longer(spells: tuple[Period, ...], period: Period) -> tuple[Period, ...]:
    """Add a spell; one that follows on the last makes it longer."""
    if spells and spells[-1].until == period.start:
        return (*spells[:-1], Period(spells[-1].start, period.until))
    return (*spells, period)


def partner_zone_graph(
    snapshot: Snapshot, source: Dossier | Iterable[Dossier], *, serving_all: bool = False
) -> nx.Graph[Any]:
    """Return the two-mode graph of partners and the zones in which they work.

    A partner has ``mode="partner"``, *name* and *reason*, why nothing is known
    of where it works; a zone has ``mode="zone"`` and *name*. An edge has
    *weight*, the share of the partner's land in the zone, and *named*, whether
    the zone's own dossier names the partner. A partner that serves all is left
    out unless asked for; *left_out* of the graph names it.

    Example:
        >>> import elzmodel as elz
        >>> day = elz.flanders().on("2025-01-01")
        >>> graph = partner_zone_graph(day, elz.dossier("haspengouw"))
        >>> round(graph.edges["lokale-besturen", "zone:herkenrode"]["weight"], 3)
        0.143
    """
    sources = sources_of(source)
    partners = partners_of(sources)
    named = {(partner, each.zone) for each in sources for partner in each.partners}
    areas = service_areas(snapshot, [each.dossier for each in sources])
    left = {partner for partner, area in areas.items() if area.serves_all and not serving_all}
    graph = nx.Graph(kind="partners and zones", day=snapshot.day, left_out=tuple(sorted(left)))
    for zone in snapshot.zones:
        graph.add_node(f"zone:{zone.id}", mode="zone", name=zone.name)
    for partner in sorted(areas.keys() - left):
        area = areas[partner]
        graph.add_node(partner, mode="partner", name=partners[partner].name, reason=area.reason)
        for zone_id, share in area.shares.items():
            is_named = (partner, zone_id) in named
            graph.add_edge(partner, f"zone:{zone_id}", weight=share, named=is_named)
    return graph


def zone_graph(
    snapshot: Snapshot, source: Dossier | Iterable[Dossier] = (), *, serving_all: bool = False
) -> nx.Graph[Any]:
    """Return the graph of zones that share partners or a border.

    A node is a zone with its *name* and *partners*, how many work there. An
    edge has *partners*, those that work in both, *weight*, how many,
    *distance*, 1/weight where there are any, and *border*, whether the two
    touch. Partners that serve all are left out unless asked for.

    Example:
        >>> from elzmodel import flanders
        >>> graph = zone_graph(flanders().on("2025-01-01"))
        >>> graph["haspengouw"]["herkenrode"]["border"]
        True
    """
    areas = service_areas(snapshot, source)
    if not serving_all:
        areas = {partner: area for partner, area in areas.items() if not area.serves_all}
    present = [zone for area in areas.values() for zone in area.zones]
    graph: Any = nx.Graph(kind="zones", day=snapshot.day)
    for zone in snapshot.zones:
        graph.add_node(zone.id, mode="zone", name=zone.name, partners=present.count(zone.id))
    for zone in snapshot.zones:
        for neighbour in snapshot.neighbours_of(zone):
            graph.add_edge(zone.id, neighbour.id, weight=0, partners=(), border=True)
    for (one, other), partners in shared_by_pair(
        (p, areas[p].zones) for p in sorted(areas)
    ).items():
        graph.add_edge(one, other, **by_count(partners), border=graph.has_edge(one, other))
    return graph


def transfer_graph(
    before: Snapshot, after: Snapshot, *, year: int | None = None
) -> nx.DiGraph[Any]:
    """Return the graph of zones between which land went, from one to the other.

    An edge has *parts*, *municipalities* (as they were before), *weight*, how
    many parts, *distance*, 1/weight, *inhabitants_low* and *inhabitants_high*
    (in *year*; bounds, and ``None`` for no bound) and *mergers*, whether it came with a
    merger. Zones without transfers are left out. The graph has *year*, of which the
    inhabitants are, and *reason*: why nothing can be said, where a day has no zones.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> graph = transfer_graph(fl.on("2024-12-31"), fl.on("2025-01-01"))
        >>> graph["haspengouw"]["herkenrode"]["municipalities"]
        ('Kortessem',)
    """
    difference = compare(before, after, year=year)
    without = [day.day for day in (before, after) if not day.zones]
    reason = said("no data: there are no zones on {days:and}", days=without) if without else ""
    said_of = {"kind": "transfers", "day": after.day, "before": before.day}
    graph: Any = nx.DiGraph(**said_of, year=difference.year, reason=reason)
    moves: defaultdict[tuple[Zone, Zone], list[Transfer]] = defaultdict(list)
    for move in difference.transfers:
        moves[move.origin, move.to].append(move)
    for (origin, to), together in moves.items():
        for zone in (origin, to):
            graph.add_node(zone.id, mode="zone", name=zone.name)
        parts = tuple(part for move in together for part in move.parts)
        people = difference.inhabitants_of(together)
        graph.add_edge(
            origin.id,
            to.id,
            parts=parts,
            municipalities=tuple(move.before.name for move in together),
            weight=len(parts),
            distance=1 / len(parts),
            inhabitants_low=people.low,
            inhabitants_high=people.high,
            mergers=any(move.is_by_merger for move in together),
        )
    return graph


def plan_graph(plan: PolicyPlan, dossier: Dossier | None = None) -> nx.DiGraph[Any]:
    """Return a plan as a graph: goals → actions → indicators, and partners → actions.

    A node has *mode* (``plan``, ``strategic goal``, ``operational goal``,
    ``action``, ``indicator`` or ``partner``), *name* and *number*, an indicator
    also *kind*. An edge has *relation*: ``holds``, ``seen by`` or ``involved``,
    the last with *roles*. Partners are keyed ``partner:id`` and have their
    names from *dossier*.

    Example:
        >>> from elzmodel.policy import PolicyPlan, StrategicGoal
        >>> plan = PolicyPlan(id="p", strategic_goals=[StrategicGoal(id="sd1", title="Voorbeeld")])
        >>> list(plan_graph(plan).edges)
        [('p', 'sd1')]
    """
    graph = nx.DiGraph(kind="plan", day=None, period=plan.period)
    names = {} if dossier is None else {p.id: p.name for p in dossier.partners}
    graph.add_node(plan.id, mode="plan", name=plan.title or plan.id, number="")
    for strategic in plan.strategic_goals:
        _add(graph, plan.id, strategic.id, "strategic goal", strategic.title, strategic.number)
        for goal in strategic.operational_goals:
            _add(graph, strategic.id, goal.id, "operational goal", goal.title, goal.number)
            _involve(graph, goal, names)
            for action in goal.actions:
                _add(graph, goal.id, action.id, "action", action.title, "")
                _involve(graph, action, names)
                _add_indicators(graph, action)
    return graph


def _add(graph: nx.DiGraph[Any], above: str, key: str, mode: str, name: str, number: str) -> None:
    graph.add_node(key, mode=mode, name=name, number=number)
    graph.add_edge(above, key, relation="holds")


def _add_indicators(graph: nx.DiGraph[Any], action: Action) -> None:
    for each in action.indicators:
        graph.add_node(each.id, mode="indicator", name=each.title, number="", kind=each.kind.value)
        graph.add_edge(action.id, each.id, relation="seen by")


def _involve(graph: nx.DiGraph[Any], item: Any, names: Mapping[PartnerId, str]) -> None:  # noqa: ANN401 - a goal or an action
    for each in item.involvements:
        key = f"partner:{each.partner}"
        graph.add_node(key, mode="partner", name=names.get(each.partner, each.partner), number="")
        roles = {each.role.value, *graph.get_edge_data(key, item.id, {}).get("roles", ())}
        graph.add_edge(key, item.id, relation="involved", roles=tuple(sorted(roles)))


def board_action_graph(
    source: Dossier | Iterable[Dossier],
    *,
    on: Day | None = None,
    during: Period | None = None,
    coordinator: bool = False,
) -> nx.Graph[Any]:
    """Return the graph of bodies and actions that share a partner.

    It answers who links governing to doing: an edge has *partners*, those in
    the body and in the action or project, *weight*, how many, and *distance*,
    1/weight. Nodes have the attributes of `affiliation_graph`; an action with
    nobody from a body stays in, alone.

    Raises:
        InvalidValueError: If both a day and a period are given, or dossiers clash.

    Example:
        >>> import elzmodel as elz
        >>> graph = board_action_graph(elz.dossier("haspengouw"))
        >>> len(graph), len(graph.edges)
        (37, 0)
    """
    met = affiliation_graph(source, on=on, during=during, coordinator=coordinator)
    graph: Any = nx.Graph(**{**met.graph, "kind": "bodies and actions"})
    for node, what in sorted(met.nodes(data=True)):
        if what.get("kind") in {"body", "action", "project"} and what["mode"] == "venue":
            graph.add_node(node, **what)
    venues = ((p, [venue for venue in met[p] if venue in graph]) for p in partners_in(met))
    for ends, partners in shared_by_pair(venues).items():
        if sum(graph.nodes[venue]["kind"] == "body" for venue in ends) == 1:
            graph.add_edge(*ends, **by_count(partners))
    return graph
