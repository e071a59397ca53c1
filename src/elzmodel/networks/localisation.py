"""Where partners work, and whether the borders of zones follow collaboration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import fsum
from typing import Any

import networkx as nx
from attrs import field, frozen

from elzmodel.dossiers import Dossier
from elzmodel.landscape import Snapshot
from elzmodel.networks.affiliation import partners_of, sources_of
from elzmodel.networks.measurement import Measurement, tie_weight
from elzmodel.partners import Partner
from elzmodel.values import PartId, ZoneId
from elzmodel.values.text import said

__all__ = ["ServiceArea", "service_areas"]


@frozen(kw_only=True)
class ServiceArea:
    """The zones in which a partner works on one day (*werkgebied*).

    *shares* divides the land that it serves over the zones of the day, 1 in
    all. It is empty where nothing is known: *reason* then says so. Land in no
    zone does not count.

    Example:
        >>> ServiceArea(shares={"haspengouw": 1.0}).is_whole_in("haspengouw")
        True
    """

    shares: Mapping[ZoneId, float] = field(factory=dict)
    serves_all: bool = False
    reason: str = ""

    @property
    def is_known(self) -> bool:
        """Whether it is known where the partner works."""
        return bool(self.shares)

    @property
    def zones(self) -> tuple[ZoneId, ...]:
        """The zones in which it works, sorted."""
        return tuple(sorted(self.shares))

    def is_whole_in(self, zone: str) -> bool:
        """Tell whether all that it serves lies in one zone."""
        return set(self.shares) == {zone}


def together(one: ServiceArea, other: ServiceArea) -> float:
    """Return the chance that the two partners' land lies in one zone.

    Land of each is drawn at random; 1 where both work wholly in the same zone.

    Example:
        >>> half = ServiceArea(shares={"a": 0.5, "b": 0.5})
        >>> together(half, ServiceArea(shares={"a": 1.0})), together(half, half)
        (0.5, 0.5)
    """
    return fsum(share * other.shares.get(zone, 0.0) for zone, share in sorted(one.shares.items()))


def service_areas(
    snapshot: Snapshot, source: Dossier | Iterable[Dossier], *, year: int | None = None
) -> dict[str, ServiceArea]:
    """Return where each partner works on a day, by the zones of that day.

    Land is what `Partner.area` says; all land of the zones that the partner is,
    where it is one or several; everything, where it serves all. Parts count one
    each, or by their inhabitants on 1 January of *year*; a partner then has no
    known area where the inhabitants of a part are not known. Where a decision
    is open, land counts in the zone in which it was.

    Example:
        >>> import elzmodel as elz
        >>> day = elz.flanders().on("2025-01-01")
        >>> service_areas(day, elz.dossier("haspengouw"))["lokale-besturen"].zones
        ('haspengouw', 'herkenrode', 'zuid-oost-limburg')
    """
    partners = partners_of(sources_of(source))
    return {partner: service_area(snapshot, what, year=year) for partner, what in partners.items()}


def service_area(snapshot: Snapshot, partner: Partner, *, year: int | None) -> ServiceArea:
    """Return where one partner works on a day."""
    weights = _weights(snapshot, partner, year)
    if not weights:
        return ServiceArea(reason=said("no area is recorded"))
    if any(weight is None for weight in weights.values()):
        return ServiceArea(
            reason=said("inhabitants of a part of its area in {year} are not known", year=year)
        )
    zone_of = snapshot.zone_map.by_part
    shares = _shares((zone_of.get(part), weight or 0.0) for part, weight in weights.items())
    return ServiceArea(
        shares=shares,
        serves_all=bool(partner.serves_all),
        reason="" if shares else said("its area lies in no zone on that day"),
    )


def share_served(
    snapshot: Snapshot, partner: Partner, parts: Iterable[PartId], *, year: int | None
) -> float:
    """Return how much of the land that a partner serves is this land.

    By parts where the inhabitants of one are not known.
    """
    weights = _weights(snapshot, partner, year)
    if any(weight is None for weight in weights.values()):
        weights = _weights(snapshot, partner, None)
    asked = set(parts)
    inside = fsum(weight or 0.0 for part, weight in weights.items() if part in asked)
    return inside / (fsum(weight or 0.0 for weight in weights.values()) or 1.0)


def _weights(snapshot: Snapshot, partner: Partner, year: int | None) -> dict[PartId, float | None]:
    land = land_of(snapshot, partner)
    if year is None:
        return {**land}
    return {part: _inhabitants(snapshot, part, year) for part in land}


def land_of(snapshot: Snapshot, partner: Partner) -> dict[PartId, float]:
    """Return the parts that a partner serves; pieces of one part count one together."""
    held = snapshot.zone_map.by_part
    if partner.serves_all:
        return dict.fromkeys(held, 1.0)
    parts_by_zone = snapshot.zone_map.parts_by_zone
    land = {part: 1.0 for zone in partner.zones for part in parts_by_zone.get(zone, ())}
    for part in partner.area:
        pieces = snapshot.layout.living((part,))
        land.update(dict.fromkeys(sorted(pieces), 1 / max(len(pieces), 1)))
    return land


def _inhabitants(snapshot: Snapshot, part: PartId, year: int) -> float | None:
    value = snapshot.figures.total((part,), kind="population", year=year).value
    return None if value is None else float(value)


def _shares(weights: Iterable[tuple[ZoneId | None, float]]) -> dict[ZoneId, float]:
    """Return the weights of each zone as shares of all; what lies in no zone does not count."""
    found: defaultdict[ZoneId, list[float]] = defaultdict(list)
    for zone, weight in weights:
        if zone is not None and weight:
            found[zone].append(weight)
    whole = fsum(weight for each in found.values() for weight in each)
    return {zone: fsum(found[zone]) / whole for zone in sorted(found)}


Tie = tuple[str, str, float]


def known_ties(graph: nx.Graph[Any], areas: Mapping[str, ServiceArea]) -> list[Tie]:
    """Return the ties between partners of whom it is known where they work."""
    known = {partner for partner, area in areas.items() if area.is_known}
    ends = (
        (*sorted((one, other)), tie_weight(one, other, data))
        for one, other, data in graph.edges(data=True)
        if one != other and one in known and other in known
    )
    return sorted(ends)


_LEFT_OUT = "{n} ties left out, of partners whose area is not known"


def cross_zone_share(graph: nx.Graph[Any], areas: Mapping[str, ServiceArea]) -> Measurement:
    """Return kappa, the share of collaboration that is organised across zones.

    Each tie counts with its weight times the chance that the two partners'
    land lies in different zones. It is the external share of an E-I index,
    extended to partners that work in several zones: a plain index by zone may
    not move at all when a border does, because who straddles it drops out.

    Between 0 and 1; 0 where there is one zone. Where ties are left out, *low* and
    *high* say what it may be of all ties. A partner that works everywhere
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
    crossing = fsum(w * (1 - together(areas[one], areas[other])) for one, other, w in ties)
    value = min(1.0, max(0.0, crossing / whole)) if whole else None
    pairs = [(one, other, data) for one, other, data in graph.edges(data=True) if one != other]
    left_out = len(pairs) - len(ties)
    every = fsum(tie_weight(one, other, data) for one, other, data in pairs)
    is_partial = bool(left_out and every)
    return Measurement(
        name="cross-zone share (kappa)",
        value=value,
        low=crossing / every if is_partial else None,
        high=min(1.0, (crossing + every - whole) / every) if is_partial else None,
        formula="sum of w (1 - a_i . a_j) / sum of w",
        convention=said(_LEFT_OUT, n=left_out),
        reference="after Krackhardt and Stern 1988",
        reason=said("no tie between partners whose area is known"),
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
        first, second = areas[one].shares, areas[other].shares
        for zone in first.keys() | second.keys():
            inside[zone].append(weight * first.get(zone, 0) * second.get(zone, 0))
            ends[zone].append(weight * (first.get(zone, 0) + second.get(zone, 0)))
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
        reason=said("no tie between partners whose area is known"),
    )


def zone_affinity(
    graph: nx.Graph[Any], areas: Mapping[str, ServiceArea], serving: Mapping[str, float]
) -> dict[ZoneId, float] | None:
    """Return over which zones the ties of some partners go, as shares.

    For the partners that serve one municipality: the zone of those with whom
    they work. *serving* says how much of the land of each is that municipality,
    and so much do its ties count: of who serves seven municipalities, a seventh.
    Ties among themselves do not count. ``None`` where there are no other ties:
    no data, which is not the same as no affinity.

    Example:
        >>> import networkx as nx
        >>> from elzmodel.networks import ServiceArea
        >>> zones = (("a", "x"), ("b", "y"), ("c", "x"), ("d", "x"))
        >>> areas = {n: ServiceArea(shares={z: 1.0}) for n, z in zones}
        >>> ties = nx.Graph([("a", "b"), ("c", "d")])
        >>> zone_affinity(ties, areas, {"a": 1.0, "c": 0.25})
        {'x': 0.2, 'y': 0.8}
    """
    ends = (
        (
            areas[other if one in serving else one],
            weight * serving[one if one in serving else other],
        )
        for one, other, weight in known_ties(graph, areas)
        if (one in serving) != (other in serving)
    )
    found = _shares((zone, weight * n) for area, weight in ends for zone, n in area.shares.items())
    return found or None
