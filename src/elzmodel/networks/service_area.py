"""In which zones a partner works, as shares of the land that it serves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from math import fsum
from typing import TYPE_CHECKING

from attrs import field, frozen

from elzmodel.networks._meetings import partners_of, sources_of
from elzmodel.values import PartId, ZoneId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from elzmodel.landscape import Snapshot
    from elzmodel.landscape.dossier import Dossier
    from elzmodel.partners import Partner

__all__ = ["ServiceArea", "service_areas", "together"]


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
        >>> from elzmodel import flanders
        >>> from elzmodel.landscape.dossier import Dossier
        >>> from elzmodel.partners import Partner
        >>> caw = Partner(id="caw", name="Voorbeeld CAW", area=["kortessem", "hasselt"])
        >>> dossier = Dossier(zone_id="haspengouw", is_invented=True, partners=[caw])
        >>> day = flanders().on("2024-12-31")
        >>> service_areas(day, dossier)["caw"].shares
        {'haspengouw': 0.5, 'herkenrode': 0.5}
    """
    partners = partners_of(sources_of(source))
    return {partner: service_area(snapshot, what, year=year) for partner, what in partners.items()}


def service_area(snapshot: Snapshot, partner: Partner, *, year: int | None) -> ServiceArea:
    """Return where one partner works on a day."""
    weights = _land(snapshot, partner)
    if year is not None:
        weights = {part: _inhabitants(snapshot, part, year) for part in weights}
    if not weights:
        return ServiceArea(reason="no area is recorded")
    if any(weight is None for weight in weights.values()):
        return ServiceArea(reason=f"inhabitants of a part of its area in {year} are not known")
    shares = _shares(snapshot, {part: weight or 0.0 for part, weight in weights.items()})
    return ServiceArea(
        shares=shares,
        serves_all=bool(partner.serves_all),
        reason="" if shares else "its area lies in no zone on that day",
    )


def _land(snapshot: Snapshot, partner: Partner) -> dict[PartId, float | None]:
    """Return the parts that a partner serves; pieces of one part count one together."""
    held = snapshot.zone_map.of_part
    if partner.serves_all:
        return dict.fromkeys(held, 1.0)
    parts_of = snapshot.zone_map.parts_of
    land: dict[PartId, float | None] = {
        part: 1.0 for zone in partner.zones for part in parts_of.get(zone, ())
    }
    for part in partner.area:
        pieces = snapshot.layout.living((part,))
        land.update(dict.fromkeys(sorted(pieces), 1 / max(len(pieces), 1)))
    return land


def _inhabitants(snapshot: Snapshot, part: PartId, year: int) -> float | None:
    value = snapshot.figures.total((part,), kind="population", year=year).value
    return None if value is None else float(value)


def _shares(snapshot: Snapshot, weights: Mapping[PartId, float]) -> dict[ZoneId, float]:
    found: defaultdict[ZoneId, list[float]] = defaultdict(list)
    for part, weight in weights.items():
        zone = snapshot.zone_map.of_part.get(part)
        if zone is not None and weight:
            found[zone].append(weight)
    whole = fsum(weight for of in found.values() for weight in of)
    return {zone: fsum(found[zone]) / whole for zone in sorted(found)}
