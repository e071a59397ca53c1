"""Graphs of municipalities: who are neighbours, what became of whom, who was where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from elzmodel.values import Period

if TYPE_CHECKING:
    from elzmodel.landscape import Landscape, Snapshot
    from elzmodel.territory import Municipality

__all__ = ["lineage_graph", "membership_graph", "neighbour_graph"]


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
        zones = snapshot.zone_map.split(municipality.parts)
        named = tuple(zone for zone in zones if zone is not None)
        graph.add_node(municipality.unit, **_described(municipality), zones=named)
    for border in snapshot.borders.borders:
        sides = [snapshot.layout.holding(side) for side in (border.a, border.b)]
        if border.contact.makes_neighbours and all(len(side) == 1 for side in sides):
            one, other = (side[0].unit for side in sides)
            if one != other and one in graph and other in graph:
                _touch(graph, one, other, border.km, border.contact.value)
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
                _stay(graph, part, name, f"zone:{assigned.zone}", period)
    return graph


def _stay(graph: nx.Graph[Any], part: str, name: str, zone: str, period: Period) -> None:
    graph.add_node(part, mode="part", name=name)
    known = graph.get_edge_data(part, zone, {"spells": ()})
    graph.add_edge(part, zone, spells=_longer(known["spells"], period))


def _longer(spells: tuple[Period, ...], period: Period) -> tuple[Period, ...]:
    """Add a spell; one that follows on the last makes it longer."""
    if spells and spells[-1].until == period.start:
        return (*spells[:-1], Period(spells[-1].start, period.until))
    return (*spells, period)
