"""The zones of one day, what moved between two of them, and whether they are contiguous."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import product
from math import prod
from operator import itemgetter
from typing import Final, TypeVar

from attrs import field, frozen

from elzmodel.errors import DividedError, NotOnDayError, UndecidedError, UnknownIdError
from elzmodel.territory import Borders, Municipality, Refinement, Register
from elzmodel.territory.refinement import reached
from elzmodel.values import (
    CheckOutcome,
    Code,
    Codes,
    Finding,
    PartId,
    Ref,
    Severity,
    UnitId,
    ZoneId,
)
from elzmodel.values.ids import grouped
from elzmodel.values.text import Suggestions, said, term
from elzmodel.zones.zone import Zone
from elzmodel.zones.zoning import DecisionPoint, Zoning, open_decisions

__all__ = ["ZoneFlow", "ZoneMap", "check_contiguity", "zone_flows", "zone_map"]

Lands = TypeVar("Lands", int, frozenset[PartId])


@frozen(cache_hash=True)
class ZoneMap:
    """To which zone every part belongs on one day (*zonekaart*).

    Each part is in at most one zone. *decisions* lists what is open; the
    assignments of that land are those from before, until it is decided.
    *why_no_zones* says why there are no zones yet, where that is so.

    Example:
        >>> from elzmodel import flanders
        >>> zones = flanders().on("2025-01-01").zone_map
        >>> zones.by_part["borsbeek"], len(zones.parts_by_zone["antwerpen-oost"])
        ('antwerpen-oost', 4)
    """

    day: date
    kind: str
    zones: tuple[Zone, ...]
    by_part: Mapping[PartId, ZoneId] = field(repr=False, hash=False)
    decisions: tuple[DecisionPoint, ...] = ()
    refinement: Refinement = field(factory=Refinement, repr=False)
    why_no_zones: str = field(default="", repr=False)

    @cached_property
    def parts_by_zone(self) -> Mapping[ZoneId, tuple[PartId, ...]]:
        """The parts of each zone, sorted; empty for a zone without land."""
        parts: dict[ZoneId, list[PartId]] = {zone.id: [] for zone in self.zones}
        for part, zone in sorted(self.by_part.items()):
            parts[zone].append(part)
        return {zone: tuple(land) for zone, land in parts.items()}

    @cached_property
    def by_id(self) -> Mapping[ZoneId, Zone]:
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
        """Return the parts that are in a zone without any doubt.

        Raises:
            UnknownIdError: If there is no such zone on this day.
        """
        parts = self.decided_by_zone.get(zone)
        if parts is None:
            raise UnknownIdError("zone", zone, Suggestions(zone, self.by_id))
        return parts

    @cached_property
    def decided_by_zone(self) -> Mapping[ZoneId, tuple[PartId, ...]]:
        """The parts of each zone that are in it without any doubt."""
        undecided = self.undecided
        if not undecided:
            return self.parts_by_zone
        return {
            zone: tuple([part for part in parts if part not in undecided])
            for zone, parts in self.parts_by_zone.items()
        }

    def possible_parts(self, zone: ZoneId) -> tuple[PartId, ...]:
        """Return the undecided parts that may come to a zone, or stay in it."""
        return self.possible_by_zone.get(zone, ())

    @cached_property
    def possible_by_zone(self) -> Mapping[ZoneId, tuple[PartId, ...]]:
        """The undecided parts that may come to each zone, or stay in it; without any, no zone."""
        undecided = sorted(self.undecided.items(), key=itemgetter(0))
        return grouped((zone, part) for part, point in undecided for zone in {*point.candidates})

    def is_contiguous(self, zone: ZoneId, borders: Borders) -> bool | None:
        """Tell whether a zone is one piece of land; ``None`` where it is not known.

        Where it is open which land the zone has, the answer is one that holds in every way
        to decide: what is open comes as a whole, goes elsewhere, or stays as it is.

        Example:
            >>> from elzmodel import flanders
            >>> fl = flanders()
            >>> zones = fl.on("2025-01-01").zone_map
            >>> zones.is_contiguous("haspengouw", fl.borders)
            True
        """
        stands = frozenset(self.parts_by_zone[zone])
        ways = [
            ways_to_settle(land, stands, zone, point.candidates)
            for point, land in self._open_lands.items()
        ]
        decided = stands.difference(self.undecided)
        return in_every_way(ways, lambda chosen: borders.is_contiguous(decided.union(*chosen)))

    def open_units(self, zone: ZoneId) -> tuple[UnitId, ...]:
        """Return the municipalities of which it is open whether they come to a zone, sorted."""
        return tuple(sorted({each.unit for each in self.decisions if zone in each.candidates}))

    @cached_property
    def _open_lands(self) -> Mapping[DecisionPoint, frozenset[PartId]]:
        """The land that each open decision is about."""
        lands = grouped((point, part) for part, point in self.undecided.items())
        return {point: frozenset(parts) for point, parts in lands.items()}

    def split(self, parts: Iterable[PartId]) -> dict[ZoneId | None, tuple[PartId, ...]]:
        """Group parts by zone, in order of zone id; parts in no zone come last."""
        groups: dict[ZoneId | None, list[PartId]] = {}
        for part in parts:
            groups.setdefault(self.by_part.get(part), []).append(part)
        return {zone: tuple(groups[zone]) for zone in sorted(groups, key=lambda z: z or "~")}

    def holding(self, parts: Iterable[PartId]) -> tuple[Zone, ...]:
        """Return the zones in which some parts lie, in order of id.

        Undecided land counts for the zone of before, and land in no zone for none.

        Example:
            >>> from elzmodel import flanders
            >>> zones = flanders().on("2025-01-01").zone_map
            >>> [zone.id for zone in zones.holding(["alken", "wellen", "heers"])]
            ['haspengouw', 'herkenrode']
        """
        return tuple(self.by_id[zone] for zone in self.split(parts) if zone is not None)

    def zone_of(self, municipality: Municipality) -> Zone:
        """Return the one zone of a municipality, as `zone_of_land`."""
        return self.zone_of_land(municipality.parts, str(municipality))

    def zone_of_land(self, land: Iterable[PartId], name: str) -> Zone:
        """Return the one zone of some parts; *name* is what an error calls them.

        Raises:
            UndecidedError: If an open decision touches the land.
            DividedError: If it lies in several zones, or partly in none.
            NotOnDayError: If there are no zones on this day, or none holds it.
        """
        parts = tuple(land)
        undecided = [part for part in parts if part in self.undecided]
        groups = self.split(part for part in parts if part not in self.undecided)
        if undecided:
            candidates = {z for part in undecided for z in self.undecided[part].candidates}
            settled = {zone or "": parts for zone, parts in groups.items()}
            raise UndecidedError(name, self.day, sorted(candidates), undecided, settled)
        if len(groups) > 1:
            divided = {zone or "": parts for zone, parts in groups.items()}
            raise DividedError(name, self.day, divided)
        zone = next(iter(groups), None)
        if zone is None:
            none = said("No {kind} is recorded for it on that day", kind=term(self.kind))
            reason = self.why_no_zones or none
            kind = said("{kind} of", kind=term(self.kind))
            raise NotOnDayError(kind, name, self.day, reason=reason)
        return self.by_id[zone]

    def zone(self, zone: ZoneId) -> Zone:
        """Return the zone with an id.

        Raises:
            UnknownIdError: If no zone of this day has it.
        """
        try:
            return self.by_id[zone]
        except KeyError:
            raise UnknownIdError(self.kind, zone, Suggestions(zone, self.by_id.keys())) from None


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
    held = register.on(day).by_part
    parts = {part: zone for part, zone in zoning.parts_on(day).items() if part in held}
    return ZoneMap(
        day=day,
        kind=zoning.kind,
        zones=zoning.zones_on(day),
        by_part=parts,
        decisions=open_decisions(register, zoning, day),
        refinement=zoning.refinement,
        why_no_zones=zoning.why_no_zones(day),
    )


@frozen
class ZoneFlow:
    """Land that lies in another zone than before; ``None`` is no zone."""

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
    old, new = before.by_part, after.by_part
    known = old.keys() | new.keys()
    differing = {part for part, zone in new.items() if old.get(part) != zone}
    moved: dict[tuple[ZoneId | None, ZoneId | None], list[PartId]] = {}
    for part in sorted(differing | (old.keys() - new.keys())):
        below = reached((part,), refinement.children)
        if part in after.undecided or len(below & known) > 1:
            continue
        above = reached((part,), refinement.sources)
        origins = {old.get(p) for p in above & old.keys() or {part}}
        targets = {new.get(p) for p in above & new.keys() or {part}}
        if len(origins) == len(targets) == 1 and origins != targets:
            moved.setdefault((origins.pop(), targets.pop()), []).append(part)
    order = sorted(moved, key=lambda pair: (pair[0] or "~", pair[1] or "~"))
    return tuple(ZoneFlow(*pair, tuple(moved[pair])) for pair in order)


def ways_to_settle(
    land: Lands, stands: Lands, zone: ZoneId, candidates: Collection[ZoneId]
) -> tuple[Lands, ...]:
    """Return what a zone may have of land whose zone is open, first what it has as it stands.

    Land is a set of parts, or a mask with a bit for each.

    Example:
        >>> ways_to_settle(0b11, 0b01, "east", ("east", "west"))
        (1, 0, 3)
    """
    if zone not in candidates:
        return (land - land,)
    if len(candidates) == 1:
        return tuple(dict.fromkeys((stands & land, land)))
    return tuple(dict.fromkeys((stands & land, land - land, land)))


def in_every_way(
    ways: Sequence[Sequence[Lands]], tell: Callable[[Sequence[Lands]], bool | None]
) -> bool | None:
    """Return the answer that holds in every way to settle what is open; else ``None``.

    It is ``None`` too where there are more ways than can be looked at.

    Example:
        >>> in_every_way([(1, 0)], lambda chosen: sum(chosen) == 0)
        >>> in_every_way([(1, 0)], lambda chosen: sum(chosen) < 2)
        True
    """
    if prod(map(len, ways)) > _MOST_WAYS:
        return None
    answers = map(tell, product(*ways))
    first = next(answers)
    return first if all(each is first for each in answers) else None


_MOST_WAYS: Final = 729
"""Six open decisions about a zone, each with three ways."""

IN_PIECES: Final = Code(
    "ELZ-Z010",
    {
        "": "{n} pieces of land: {pieces:list all}",
        "unsure": "the recorded borders do not tell whether its land is in one piece",
        "open": "whether its land is in one piece depends on what is undecided: {units:list}",
    },
    severity=Severity.ADVICE,
    meaning="a zone lies in pieces, or may do so",
    explanation="No rule that asks for one piece was found, and two real zones lie in pieces. The "
    "outcome is `unknown` where the borders are not recorded, as those between the postal codes of "
    "one zone of Antwerpen, and where it depends on what is undecided.",
)
CODES: Final = Codes([IN_PIECES])


def check_contiguity(
    zones: ZoneMap, borders: Borders, some: Iterable[Zone] | None = None
) -> tuple[Finding, ...]:
    """Report the zones whose land lies in pieces, and those where it is unknown.

    All of them are looked at, or only *some*.

    Advice, never an error: no rule that asks for contiguity was found, and
    real zones are not contiguous. Code ``ELZ-Z010``.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> findings = check_contiguity(fl.on("2025-01-01").zone_map, fl.borders)
        >>> [f.subject for f in findings if f.outcome.value == "fail"]
        ['oostkust', 'zuid-oost-limburg']
    """
    findings = []
    for zone in zones.zones if some is None else some:
        parts = zones.parts_by_zone[zone.id]
        about = Ref("zone", zone.id)
        is_contiguous = zones.is_contiguous(zone.id, borders)
        if is_contiguous is False:
            pieces = [sorted(piece) for piece in borders.pieces(parts)]
            findings.append(IN_PIECES.finding(about, n=len(pieces), pieces=pieces))
        elif is_contiguous is None:
            unknown = CheckOutcome.UNKNOWN
            if borders.is_contiguous(parts) is None:
                found = IN_PIECES.finding(about, variant="unsure", outcome=unknown)
            else:
                units = zones.open_units(zone.id)
                found = IN_PIECES.finding(about, variant="open", outcome=unknown, units=units)
            findings.append(found)
    return tuple(findings)
