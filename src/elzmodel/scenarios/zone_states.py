"""How zones are after a scenario, and the row of a sweep that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from attrs import frozen

from elzmodel.landscape import Snapshot
from elzmodel.territory import Municipality
from elzmodel.values import Total, ZoneId, columns
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import Said
from elzmodel.zones import DecisionPoint, SizeBand, SizeRule, ZoneMap
from elzmodel.zones.sizes import band_beside

__all__ = ["SweepRow", "ZoneState"]

ROW_COLUMNS: Final = (
    "zones=row.zones.zone",
    "inhabitants=row.inhabitants",
    "below_minimum=row.below_minimum",
    "outside_target=row.outside_target",
    "in_pieces=row.in_pieces",
)
"""The columns of what has a row of a sweep, as *row*, beside what the row is of."""

_MINIMUM: Final = "minimum size"
_TARGET: Final = "target size"


@frozen
class ZoneState:
    """A zone on one day: inhabitants, where they lie beside the size rules, contiguity.

    *population* is ``None`` where there are no figures at all; *contiguous* is
    ``None`` where the borders do not tell.
    """

    zone: ZoneId
    population: Total | None
    minimum: SizeBand
    target: SizeBand
    contiguous: bool | None

    @property
    def bands(self) -> dict[str, SizeBand]:
        """Where it lies beside each size rule, by the name of the rule."""
        return {_MINIMUM: self.minimum, _TARGET: self.target}

    @property
    def is_below_minimum(self) -> bool | None:
        """Whether it is below the minimum size; ``None`` where that is not known."""
        return None if self.minimum is SizeBand.UNKNOWN else self.minimum is SizeBand.BELOW

    @property
    def is_outside_target(self) -> bool | None:
        """Whether it is below or above the target size; ``None`` where that is not known."""
        return None if self.target is SizeBand.UNKNOWN else self.target is not SizeBand.WITHIN

    @property
    def is_in_pieces(self) -> bool | None:
        """Whether it is not one piece of land; ``None`` where that is not known."""
        return None if self.contiguous is None else not self.contiguous


def state_of(
    zone: ZoneId,
    population: Total | None,
    rules: Sequence[SizeRule],
    *,
    contiguous: bool | None,
) -> ZoneState:
    """Return the state of a zone with these inhabitants, beside the size rules of a day."""
    minimum = band_beside(rules, _MINIMUM, population)
    target = band_beside(rules, _TARGET, population)
    return ZoneState(zone, population, minimum, target, contiguous)


def zone_state(snapshot: Snapshot, zone: str, *, year: int | None) -> ZoneState:
    """Return the state of a zone on a day."""
    found = snapshot.zone(zone)
    population = None if year is None else snapshot.population(found, year=year)
    contiguous = snapshot.is_contiguous(found)
    return state_of(found.id, population, snapshot.size_rules, contiguous=contiguous)


def touched_zones(before: Snapshot, after: Snapshot) -> tuple[ZoneId, ...]:
    """Return the zones of the later state whose land, or undecided land, is not as before."""
    old, new = (dict(_lands(day.zone_map)) for day in (before, after))
    return tuple(zone.id for zone in after.zones if old.get(zone.id) != new[zone.id])


def _lands(zones: ZoneMap) -> Iterator[tuple[ZoneId, tuple[object, ...]]]:
    """Yield the land of each zone: all, what is decided, and what is possible."""
    decided, possible = zones.decided_by_zone, zones.possible_by_zone
    for zone, parts in zones.parts_by_zone.items():
        yield zone, (parts, decided[zone], possible.get(zone, ()))


def divided_in(day: Snapshot) -> dict[str, Municipality]:
    """Return the municipalities that are divided over zones, by id, but for undecided ones."""
    zones = day.zone_map
    return {
        m.unit: m
        for m in day.municipalities
        if len(m.parts) > 1
        and zones.undecided.keys().isdisjoint(m.parts)
        and len(zones.split(m.parts)) > 1
    }


def divided_by_choice(before: Snapshot, after: Snapshot) -> Iterator[tuple[Municipality, bool]]:
    """Yield who may be newly divided once what is open is decided, and whether in every way."""
    old, zones = divided_in(before), after.zone_map
    for each in after.municipalities if zones.undecided else ():
        asked = {zones.undecided[part] for part in each.parts if part in zones.undecided}
        if not asked or each.unit in old:
            continue
        stays = {zones.by_part.get(part) for part in each.parts}
        decided = {zones.by_part.get(p) for p in each.parts if p not in zones.undecided}
        ways = (decided.union(way) for way in product(*(point.candidates for point in asked)))
        divided = [len(way) > 1 for way in (stays, *ways)]
        if any(divided):
            yield each, all(divided)


@columns(
    "scenario",
    "zones=zones.zone",
    "inhabitants",
    "below_minimum",
    "outside_target",
    "in_pieces",
    "undecided=undecided.unit",
    "problem",
)
@frozen
class SweepRow:
    """One scenario: the zones that it touches, as they are afterwards, and what is open.

    *zones* are in order of id, *ended* those that are no more; *problem* says
    why a scenario cannot be adopted. A zone is below the minimum or outside the
    target only where that is certain.
    """

    scenario: str
    zones: tuple[ZoneState, ...] = ()
    ended: tuple[ZoneId, ...] = ()
    undecided: tuple[DecisionPoint, ...] = ()
    problem: str | None = None

    @property
    def inhabitants(self) -> tuple[str, ...]:
        """The inhabitants of the zones, where there are figures."""
        return tuple(
            Said(str(z.population), z.population) for z in self.zones if z.population is not None
        )

    @property
    def below_minimum(self) -> tuple[ZoneId, ...]:
        """The zones below the minimum size."""
        return tuple(z.zone for z in self.zones if z.is_below_minimum)

    @property
    def outside_target(self) -> tuple[ZoneId, ...]:
        """The zones below or above the target size."""
        return tuple(z.zone for z in self.zones if z.is_outside_target)

    @property
    def in_pieces(self) -> tuple[ZoneId, ...]:
        """The zones that are not one piece of land."""
        return tuple(z.zone for z in self.zones if z.is_in_pieces)


keep_door(__name__)
