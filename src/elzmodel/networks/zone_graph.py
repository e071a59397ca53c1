"""Graphs of zones: who works in them, which border each other, what moved between them."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

import networkx as nx

from elzmodel.landscape.comparison import compare
from elzmodel.networks._meetings import partners_of, sources_of
from elzmodel.networks.service_area import service_areas
from elzmodel.values import Total

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from elzmodel.landscape import Snapshot
    from elzmodel.landscape.dossier import Dossier
    from elzmodel.networks.service_area import ServiceArea
    from elzmodel.values import Number

__all__ = ["partner_zone_graph", "transfer_graph", "zone_graph"]


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
        >>> from elzmodel import flanders
        >>> from elzmodel.landscape.dossier import Dossier
        >>> from elzmodel.partners import Partner
        >>> caw = Partner(id="caw", name="Voorbeeld CAW", area=["kortessem", "hasselt"])
        >>> dossier = Dossier(zone_id="haspengouw", is_invented=True, partners=[caw])
        >>> graph = partner_zone_graph(flanders().on("2024-12-31"), dossier)
        >>> graph.edges["caw", "zone:herkenrode"]["weight"]
        0.5
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
    for (one, other), partners in _shared(areas).items():
        border = graph.has_edge(one, other)
        count = len(partners)
        graph.add_edge(one, other, weight=count, partners=tuple(partners), border=border)
        graph[one][other]["distance"] = 1 / count
    return graph


def _shared(areas: Mapping[str, ServiceArea]) -> dict[tuple[str, str], list[str]]:
    shared: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for partner in sorted(areas):
        for pair in combinations(areas[partner].zones, 2):
            shared[pair].append(partner)
    return dict(sorted(shared.items()))


def transfer_graph(
    before: Snapshot, after: Snapshot, *, year: int | None = None
) -> nx.DiGraph[Any]:
    """Return the graph of zones between which land went, from one to the other.

    An edge has *parts*, *municipalities* (as they were before), *weight*, how
    many parts, *distance*, 1/weight, *inhabitants_low* and *inhabitants_high*
    (in *year*; bounds, and ``None`` for no bound) and *mergers*, whether it came with a
    merger. Zones without transfers are left out.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> graph = transfer_graph(fl.on("2024-12-31"), fl.on("2025-01-01"))
        >>> graph["haspengouw"]["herkenrode"]["municipalities"]
        ('Kortessem',)
    """
    graph: Any = nx.DiGraph(kind="transfers", day=after.day, before=before.day)
    for move in compare(before, after, year=year).transfers:
        ends = move.origin.id, move.to.id
        for zone in (move.origin, move.to):
            graph.add_node(zone.id, mode="zone", name=zone.name)
        known = graph.get_edge_data(*ends, {})
        parts = (*known.get("parts", ()), *move.parts)
        people = move.inhabitants or Total(0, None)
        graph.add_edge(
            *ends,
            parts=parts,
            municipalities=(*known.get("municipalities", ()), move.before.name),
            weight=len(parts),
            distance=1 / len(parts),
            inhabitants_low=_plus(known.get("inhabitants_low", 0), people.low),
            inhabitants_high=_plus(known.get("inhabitants_high", 0), people.high),
            mergers=known.get("mergers", False) or move.is_by_merger,
        )
    return graph


def _plus(one: Number | None, other: Number | None) -> Number | None:
    return None if one is None or other is None else one + other
