"""How collaboration lies over the borders of zones."""

from __future__ import annotations

from collections import defaultdict
from math import fsum
from typing import TYPE_CHECKING, Any

from elzmodel.networks.measurement import Measurement
from elzmodel.networks.service_area import together

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from elzmodel.networks.service_area import ServiceArea

__all__ = ["cross_zone_share", "zone_affinity", "zone_modularity"]

Tie = tuple[str, str, float]


def known_ties(graph: nx.Graph[Any], areas: Mapping[str, ServiceArea]) -> list[Tie]:
    """Return the ties between partners of whom it is known where they work."""
    known = {partner for partner, area in areas.items() if area.is_known}
    ends = (
        (*sorted((one, other)), float(data.get("weight", 1)))
        for one, other, data in graph.edges(data=True)
        if one != other and one in known and other in known
    )
    return sorted(ends)


def cross_zone_share(graph: nx.Graph[Any], areas: Mapping[str, ServiceArea]) -> Measurement:
    """Return kappa, the share of collaboration that is organised across zones.

    Each tie counts with its weight times the chance that the two partners'
    land lies in different zones. It is the external share of an E-I index,
    extended to partners that work in several zones: a plain index by zone may
    not move at all when a border does, because who straddles it drops out.

    Between 0 and 1; 0 where there is one zone. A partner that works everywhere
    raises it: report it with and without such partners.

    Example:
        >>> import networkx as nx
        >>> from elzmodel.networks import ServiceArea
        >>> areas = {
        ...     "a": ServiceArea(shares={"x": 1.0}),
        ...     "b": ServiceArea(shares={"x": 0.5, "y": 0.5}),
        ... }
        >>> cross_zone_share(nx.Graph([("a", "b")]), areas).value
        0.5
    """
    ties = known_ties(graph, areas)
    whole = fsum(weight for *_, weight in ties)
    value = None
    if whole:
        crossing = (w * (1 - together(areas[one], areas[other])) for one, other, w in ties)
        value = min(1.0, max(0.0, fsum(crossing) / whole))
    left_out = sum(one != other for one, other in graph.edges()) - len(ties)
    return Measurement(
        name="cross-zone share (kappa)",
        value=value,
        formula="sum of w (1 - a_i . a_j) / sum of w",
        convention=f"{left_out} ties left out, of partners whose area is not known",
        reference="after Krackhardt and Stern 1988",
        reason="no tie between partners whose area is known" if value is None else "",
    )


def zone_modularity(graph: nx.Graph[Any], areas: Mapping[str, ServiceArea]) -> Measurement:
    """Return how much more collaboration stays inside zones than chance would have it.

    Newman's modularity of the zone map, with partners in several zones counted
    in each by their share; where all work in one zone it is networkx's
    ``modularity``.

    Example:
        >>> import networkx as nx
        >>> from elzmodel.networks import ServiceArea
        >>> areas = {n: ServiceArea(shares={"xy"[n > 1]: 1.0}) for n in range(4)}
        >>> zone_modularity(nx.Graph([(0, 1), (2, 3)]), areas).value
        0.5
    """
    ties = known_ties(graph, areas)
    inside: defaultdict[str, list[float]] = defaultdict(list)
    ends: defaultdict[str, list[float]] = defaultdict(list)
    for one, other, weight in ties:
        mine, theirs = areas[one].shares, areas[other].shares
        for zone in mine.keys() | theirs.keys():
            inside[zone].append(weight * mine.get(zone, 0) * theirs.get(zone, 0))
            ends[zone].append(weight * (mine.get(zone, 0) + theirs.get(zone, 0)))
    whole = fsum(weight for *_, weight in ties)
    value = None
    if whole:
        value = fsum(
            fsum(inside[z]) / whole - (fsum(ends[z]) / (2 * whole)) ** 2 for z in sorted(ends)
        )
    return Measurement(
        name="fit of the zones (modularity)",
        value=value,
        formula="sum over zones of inside/m - (ends/2m)^2",
        convention="weighted; partners in several zones count by their share in each",
        reference="Newman and Girvan 2004",
        reason="no tie between partners whose area is known" if value is None else "",
    )


def zone_affinity(
    graph: nx.Graph[Any], areas: Mapping[str, ServiceArea], serving: Iterable[str]
) -> dict[str, float] | None:
    """Return over which zones the ties of some partners go, as shares.

    For the partners that serve one municipality: the zone of those with whom
    they work. Ties among themselves do not count. ``None`` where there are no
    other ties: no data, which is not the same as no affinity.

    Example:
        >>> import networkx as nx
        >>> from elzmodel.networks import ServiceArea
        >>> areas = {n: ServiceArea(shares={z: 1.0}) for n, z in (("a", "x"), ("b", "y"))}
        >>> zone_affinity(nx.Graph([("a", "b")]), areas, ["a"])
        {'y': 1.0}
    """
    own = set(serving)
    found: defaultdict[str, list[float]] = defaultdict(list)
    for one, other, weight in known_ties(graph, areas):
        if (one in own) != (other in own):
            for zone, share in areas[other if one in own else one].shares.items():
                found[zone].append(weight * share)
    whole = fsum(weight for of in found.values() for weight in of)
    return {zone: fsum(found[zone]) / whole for zone in sorted(found)} if whole else None
