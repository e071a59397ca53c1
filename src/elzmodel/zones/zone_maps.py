"""The zones of one day, what moved between two of them, and whether they are contiguous."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from attrs import field, frozen

from elzmodel.errors import DividedError, NotOnDayError, UndecidedError, UnknownIdError
from elzmodel.territory import Borders, Municipality, Refinement, Register
from elzmodel.territory.refinement import reached
from elzmodel.values import Finding, Outcome, PartId, Severity, ZoneId, plain_finding
from elzmodel.zones.zone import Zone
from elzmodel.zones.zoning import DecisionPoint, Zoning, open_decisions

__all__ = [
    "ZoneFlow",
    "ZoneMap",
    "check_contiguity",
    "zone_flows",
    "zone_map",
]


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


@frozen
class ZoneFlow:
    """Land that lies in another zone than before; ``None`` is no zone.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> flows = zone_flows(fl.on("2024-12-31").zone_map, fl.on("2025-01-01").zone_map)
        >>> [flow.parts for flow in flows if flow.origin == "haspengouw"]
        [('kortessem',), ('borgloon',)]
    """

    origin: ZoneId | None
    to: ZoneId | None
    parts: tuple[PartId, ...]


def zone_flows(before: ZoneMap, after: ZoneMap) -> tuple[ZoneFlow, ...]:
    """Return what moved, one flow for each pair of zones, by origin and target.

    Land whose zone is undecided afterwards has not moved: it is listed in the
    decisions of *after*. A piece cut from parts in several zones has no zone
    of before that is known, and is left out.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> before, after = (fl.on(day).zone_map for day in ("2024-12-31", "2025-01-01"))
        >>> len(zone_flows(before, after))
        6
    """
    refinement = max(before.refinement, after.refinement, key=lambda r: len(r.cuts))
    known = before.of_part.keys() | after.of_part.keys()
    moved: dict[tuple[ZoneId | None, ZoneId | None], list[PartId]] = {}
    for part in sorted(known):
        below = reached((part,), refinement.children)
        if part in after.undecided or len(below & known) > 1:
            continue
        above = reached((part,), refinement.sources)
        origins = {before.of_part.get(p) for p in above & before.of_part.keys() or {part}}
        targets = {after.of_part.get(p) for p in above & after.of_part.keys() or {part}}
        if len(origins) == len(targets) == 1 and origins != targets:
            moved.setdefault((origins.pop(), targets.pop()), []).append(part)
    order = sorted(moved, key=lambda pair: (pair[0] or "~", pair[1] or "~"))
    return tuple(ZoneFlow(*pair, tuple(moved[pair])) for pair in order)


_PIECES = "ELZ-Z010"


def check_contiguity(zones: ZoneMap, borders: Borders) -> tuple[Finding, ...]:
    """Report the zones whose land lies in pieces, and those where it is unknown.

    Advice, never an error: no rule that asks for contiguity was found, and
    real zones are not contiguous. Code ``ELZ-Z010``.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> findings = check_contiguity(fl.on("2025-01-01").zone_map, fl.borders)
        >>> [f.subject for f in findings if f.outcome.value == "fail"]
        ['oostkust', 'zuid-oost-limburg']
    """
    found = []
    for zone in zones.zones:
        parts = zones.parts_of[zone.id]
        together = borders.hang_together(parts)
        if together is False:
            pieces = borders.pieces(parts)
            named = "; ".join(", ".join(sorted(piece)) for piece in pieces)
            found.append(_finding(zone.id, f"{len(pieces)} pieces of land: {named}", Outcome.FAIL))
        elif together is None:
            message = "the recorded borders do not tell whether its land hangs together"
            found.append(_finding(zone.id, message, Outcome.UNKNOWN))
    return tuple(found)


def _finding(subject: str, message: str, outcome: Outcome) -> Finding:
    return plain_finding(
        code=_PIECES, severity=Severity.ADVICE, outcome=outcome, subject=subject, message=message
    )
