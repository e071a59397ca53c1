"""The two-mode graph: partners and where they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from elzmodel.networks._meetings import (
    Window,
    is_coordinator,
    meetings,
    partners_of,
    sources_of,
    venues,
)
from elzmodel.partners import VenueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from elzmodel.landscape.dossier import Dossier
    from elzmodel.networks._meetings import Meeting, Source
    from elzmodel.partners import Partner
    from elzmodel.values import Day, Period

__all__ = [
    "VOLUNTARY",
    "affiliation_graph",
    "attendance_graph",
    "partners_in",
    "venues_in",
    "without_coordinator",
    "without_statutory",
]

VOLUNTARY = tuple(kind for kind in VenueKind if not kind.is_statutory)
"""The layers in which partners, rather than the rules, bring themselves together."""


def affiliation_graph(
    source: Dossier | Iterable[Dossier],
    *,
    on: Day | None = None,
    during: Period | None = None,
    layers: Iterable[VenueKind] | None = None,
    coordinator: bool = False,
    mentioned: bool = False,
) -> nx.Graph[Any]:
    """Return the graph of partners and the venues where they meet.

    A partner has ``mode="partner"``, *name*, *kind*, *clusters*, *line*,
    *serves_all*, *coordinator* and *zones*, the dossiers that name it. A venue
    has ``mode="venue"``, *name*, *kind*, *body* (the kind of body), *zone*,
    *listed* (whether any partner is listed there) and *open* (whether the list
    is said not to be complete). An edge has *roles*, *kinds*, *statutory* (no
    other kind) and *spells*, its periods. The graph records *day*, *period*,
    *layers* and *left_out*, the coordinators that are not in it.

    A venue where nobody is listed stays in, alone: that nobody is listed does
    not say that nobody took part. Facts without days count on every day.

    Args:
        source: One dossier or several. One id means one partner in all of them,
            unless it is a group or a function: those are of one zone each.
        on: The day that is looked at.
        during: The period that is looked at, instead; all of time by default.
        layers: The kinds of venue; all by default.
        coordinator: Whether the zone's own coordinator is in it.
        mentioned: Whether those who are only named, served or listening count.

    Raises:
        InvalidValueError: If both a day and a period are given, or dossiers clash.

    Example:
        >>> from elzmodel.landscape.dossier import Dossier
        >>> from elzmodel.partners import Partner
        >>> from elzmodel.policy import Involvement, Project
        >>> dossier = Dossier(
        ...     zone_id="haspengouw",
        ...     is_invented=True,
        ...     partners=[Partner(id="logo", name="Voorbeeld Logo")],
        ...     projects=[
        ...         Project(id="x", title="Voorbeeld", involvements=[Involvement(partner="logo")])
        ...     ],
        ... )
        >>> affiliation_graph(dossier).edges["logo", "haspengouw:project:x"]["roles"]
        ('collaborator',)
    """
    sources = sources_of(source)
    partners = partners_of(sources)
    window = Window.of(on, during)
    chosen = frozenset(VenueKind if layers is None else layers)
    graph = nx.Graph(
        kind="affiliation",
        **window.attributes(),
        layers=tuple(kind.value for kind in VenueKind if kind in chosen),
        zones=tuple(sorted(each.zone for each in sources)),
        is_invented=any(each.dossier.is_invented for each in sources),
    )
    for each in sources:
        alive = [partners[p] for p, what in each.partners.items() if window.holds(what.period)]
        for partner in alive:
            _add_partner(graph, partner, each.zone)
        _add_venues(graph, each, window, chosen)
        for meeting in meetings(each, window, chosen, mentioned=mentioned):
            if meeting.partner in graph or meeting.partner not in each.partners:
                _add_meeting(graph, meeting, each.zone)
    return graph if coordinator else without_coordinator(graph)


def _add_partner(graph: nx.Graph[Any], partner: Partner, zone: str) -> None:
    known = graph.nodes[partner.id] if partner.id in graph else {}
    graph.add_node(
        partner.id,
        mode="partner",
        name=partner.name,
        kind=partner.kind.value,
        clusters=tuple(sorted(cluster.value for cluster in partner.clusters)),
        line=partner.line.value if partner.line else None,
        serves_all=partner.serves_all,
        coordinator=is_coordinator(partner, zone) or known.get("coordinator", False),
        zones=tuple(sorted({zone, *known.get("zones", ())})),
    )


def _add_venues(
    graph: nx.Graph[Any], source: Source, window: Window, layers: frozenset[VenueKind]
) -> None:
    bodies = {VenueKind.SEAT, VenueKind.MEMBERSHIP}
    listed = {(each.kind in bodies, each.venue) for each in source.incidences}
    for venue in venues(source.dossier):
        is_body = venue.kind in bodies
        wanted = bool(layers & bodies) if is_body else venue.kind in layers
        if wanted and window.holds(venue.period):
            graph.add_node(
                venue.key,
                mode="venue",
                name=venue.name,
                kind="body" if is_body else venue.kind.value,
                body=venue.body,
                zone=venue.zone,
                listed=(is_body, venue.id) in listed,
                open=venue.is_open,
            )


def _add_meeting(graph: nx.Graph[Any], meeting: Meeting, zone: str) -> None:
    if meeting.partner not in graph:
        _add_stranger(graph, meeting.partner, zone)
    if meeting.venue not in graph:
        kind = meeting.venue.split(":")[1]
        name = meeting.venue.split(":", 2)[2]
        graph.add_node(meeting.venue, mode="venue", name=name, kind=kind, body="", zone=zone)
        graph.nodes[meeting.venue].update(listed=True, open=False)
    known = graph.get_edge_data(meeting.partner, meeting.venue, {})
    kinds = {meeting.kind.value, *known.get("kinds", ())}
    graph.add_edge(
        meeting.partner,
        meeting.venue,
        roles=tuple(sorted({meeting.role, *known.get("roles", ())})),
        kinds=tuple(sorted(kinds)),
        statutory=all(VenueKind(kind).is_statutory for kind in kinds),
        spells=tuple(dict.fromkeys((*known.get("spells", ()), meeting.period))),
    )


def _add_stranger(graph: nx.Graph[Any], partner: str, zone: str) -> None:
    """Hold a partner to which a dossier refers without describing it."""
    graph.add_node(
        partner,
        mode="partner",
        name=partner,
        kind="",
        clusters=(),
        line=None,
        serves_all=None,
        coordinator=False,
        zones=(zone,),
    )


def attendance_graph(
    pairs: Iterable[tuple[str, str]],
    *,
    clusters: Mapping[str, Iterable[str] | str] | None = None,
) -> nx.Graph[Any]:
    """Return the two-mode graph of a list of attendance: pairs of partner and venue.

    For lists that stand in a spreadsheet rather than in a dossier. Nodes and
    edges have the attributes of `affiliation_graph`; a pair that appears twice
    counts once. The name of a venue may be that of a partner.

    Example:
        >>> graph = attendance_graph(
        ...     [("caw", "fair"), ("logo", "fair")], clusters={"caw": "welfare"}
        ... )
        >>> partners_in(graph), venues_in(graph), graph.nodes["caw"]["clusters"]
        (('caw', 'logo'), ('attendance:gathering:fair',), ('welfare',))
    """
    graph = nx.Graph(kind="affiliation", day=None, period=None, layers=("gathering",))
    graph.graph.update(zones=(), is_invented=False, left_out=())
    for partner, venue in pairs:
        key = f"attendance:gathering:{venue}"
        if partner not in graph:
            _add_stranger(graph, partner, "")
            graph.nodes[partner].update(zones=())
        if key not in graph:
            graph.add_node(key, mode="venue", name=venue, kind="gathering", body="", zone="")
            graph.nodes[key].update(listed=True, open=False)
        graph.add_edge(partner, key, roles=(), kinds=("gathering",), statutory=False, spells=())
    for partner, given in (clusters or {}).items():
        if partner in graph:
            names = (given,) if isinstance(given, str) else tuple(given)
            graph.nodes[partner]["clusters"] = tuple(sorted({name for name in names if name}))
    return graph


def partners_in(graph: nx.Graph[Any]) -> tuple[str, ...]:
    """Return the partners of a two-mode graph, sorted.

    Example:
        >>> partners_in(attendance_graph([("caw", "fair")]))
        ('caw',)
    """
    return _of_mode(graph, "partner")


def venues_in(graph: nx.Graph[Any]) -> tuple[str, ...]:
    """Return the venues of a two-mode graph, sorted.

    Example:
        >>> venues_in(attendance_graph([("caw", "fair")]))
        ('attendance:gathering:fair',)
    """
    return _of_mode(graph, "venue")


def _of_mode(graph: nx.Graph[Any], mode: str) -> tuple[str, ...]:
    return tuple(sorted(node for node, what in graph.nodes(data="mode") if what == mode))


def without_coordinator(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    """Return a copy without the zone's own coordinators; *left_out* names them.

    Example:
        >>> without_coordinator(attendance_graph([("caw", "fair")])).graph["left_out"]
        ()
    """
    found = tuple(node for node in partners_in(graph) if graph.nodes[node]["coordinator"])
    kept: Any = graph.copy()
    kept.remove_nodes_from(found)
    kept.graph["left_out"] = tuple(sorted({*found, *graph.graph.get("left_out", ())}))
    return kept


def without_statutory(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    """Return a copy without ties that the rules alone make, and without their venues.

    Example:
        >>> len(without_statutory(attendance_graph([("caw", "fair")])).edges)
        1
    """
    kept: Any = graph.copy()
    kept.remove_edges_from([(a, b) for a, b, alone in graph.edges(data="statutory") if alone])
    emptied = [v for v in venues_in(graph) if graph.degree[v] and not kept.degree[v]]
    kept.remove_nodes_from(emptied)
    layers = [layer for layer in graph.graph["layers"] if not VenueKind(layer).is_statutory]
    kept.graph["layers"] = tuple(layers)
    return kept
