"""The zones of one day: a partition of the land, its inverse, and what is open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from elzmodel.territory import NotOnDayError, Refinement, UnknownIdError
from elzmodel.territory.refinement import reached
from elzmodel.values import PartId, ZoneId
from elzmodel.zones.decisions import DecisionPoint, open_decisions
from elzmodel.zones.errors import DividedError, UndecidedError
from elzmodel.zones.zone import Zone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from elzmodel.territory import Municipality, Register
    from elzmodel.zones.zoning import Zoning

__all__ = ["ZoneMap", "zone_map"]


@frozen(eq=False)
class ZoneMap:
    """To which zone every part belongs on one day (*zonekaart*).

    Each part is in at most one zone. *decisions* lists what is open; the
    assignments of that land are those from before, until it is decided.
    *not_yet* says why there are no zones yet, where that is so.

    Example:
        >>> from elzmodel import flanders
        >>> zones = flanders().on("2025-01-01").zone_map
        >>> zones.of_part["borsbeek"], len(zones.parts_of["antwerpen-oost"])
        ('antwerpen-oost', 4)
    """

    day: date
    kind: str
    zones: tuple[Zone, ...]
    of_part: Mapping[PartId, ZoneId] = field(repr=False)
    decisions: tuple[DecisionPoint, ...] = ()
    refinement: Refinement = field(factory=Refinement, repr=False)
    not_yet: str = field(default="", repr=False)

    @cached_property
    def parts_of(self) -> Mapping[ZoneId, tuple[PartId, ...]]:
        """The parts of each zone, sorted; empty for a zone without land."""
        parts: dict[ZoneId, list[PartId]] = {zone.id: [] for zone in self.zones}
        for part, zone in sorted(self.of_part.items()):
            parts[zone].append(part)
        return {zone: tuple(land) for zone, land in parts.items()}

    @cached_property
    def of_id(self) -> Mapping[ZoneId, Zone]:
        """The zone of each id."""
        return {zone.id: zone for zone in self.zones}

    @cached_property
    def undecided(self) -> Mapping[PartId, DecisionPoint]:
        """The open decision about each part whose zone is undecided."""
        return {
            part: point
            for point in self.decisions
            for part in reached(point.parts, self.refinement.children)
        }

    def decided_parts(self, zone: ZoneId) -> tuple[PartId, ...]:
        """Return the parts that are in a zone without any doubt."""
        return tuple(part for part in self.parts_of[zone] if part not in self.undecided)

    def possible_parts(self, zone: ZoneId) -> tuple[PartId, ...]:
        """Return the undecided parts that may come to a zone, or stay in it."""
        undecided = self.undecided.items()
        return tuple(sorted(part for part, point in undecided if zone in point.candidates))

    def split(self, parts: Iterable[PartId]) -> dict[ZoneId | None, tuple[PartId, ...]]:
        """Group parts by zone, in order of zone id; parts in no zone come last."""
        groups: dict[ZoneId | None, list[PartId]] = {}
        for part in parts:
            groups.setdefault(self.of_part.get(part), []).append(part)
        return {zone: tuple(groups[zone]) for zone in sorted(groups, key=lambda z: z or "~")}

    def zone_of(self, municipality: Municipality) -> Zone:
        """Return the one zone of a municipality.

        Raises:
            UndecidedError: If an open decision touches its land.
            DividedError: If its land lies in several zones, or partly in none.
            NotOnDayError: If there are no zones on this day, or none holds it.
        """
        undecided = [part for part in municipality.parts if part in self.undecided]
        groups = self.split(part for part in municipality.parts if part not in self.undecided)
        if undecided:
            candidates = {z for part in undecided for z in self.undecided[part].candidates}
            settled = {zone or "": parts for zone, parts in groups.items()}
            key = str(municipality)
            raise UndecidedError(key, self.day, sorted(candidates), undecided, settled)
        if len(groups) > 1:
            divided = {zone or "": parts for zone, parts in groups.items()}
            raise DividedError(str(municipality), self.day, divided)
        zone = next(iter(groups))
        if zone is None:
            reason = self.before_the_first() or f"No {self.kind} is recorded for it on that day"
            raise NotOnDayError(f"{self.kind} of", str(municipality), self.day, reason=reason)
        return self.of_id[zone]

    def zone(self, zone: ZoneId) -> Zone:
        """Return the zone with an id.

        Raises:
            UnknownIdError: If no zone of this day has it.
        """
        try:
            return self.of_id[zone]
        except KeyError:
            near = get_close_matches(zone, self.of_id)
            raise UnknownIdError(self.kind, zone, near) from None

    def before_the_first(self) -> str:
        """Say why there are no zones yet on this day; nothing where there are."""
        return self.not_yet


def zone_map(register: Register, zoning: Zoning, day: date) -> ZoneMap:
    """Return the zones of a day, with the decisions that are open then.

    Land that no municipality holds on that day is left out.

    Example:
        >>> from datetime import date
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> len(zone_map(fl.register, fl.zoning, date(2020, 7, 1)).zones)
        60
    """
    zoning = zoning.refined(register.refinement)
    held = register.on(day).of_part
    parts = {part: zone for part, zone in zoning.parts_on(day).items() if part in held}
    return ZoneMap(
        day=day,
        kind=zoning.kind,
        zones=zoning.zones_on(day),
        of_part=parts,
        decisions=open_decisions(register, zoning, day),
        refinement=zoning.refinement,
        not_yet=zoning.before_the_first(day),
    )
