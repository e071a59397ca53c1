"""Which part of the land belongs to which zone, through time, and what is undecided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from copy import copy
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any, Final, Self, assert_never

from attrs import Factory, define, evolve, field, frozen

from elzmodel.errors import ConflictError
from elzmodel.territory import Municipality, Refinement, Register
from elzmodel.territory.acts import contradiction
from elzmodel.territory.refinement import reached
from elzmodel.territory.register import in_order
from elzmodel.values import (
    Basis,
    Code,
    Codes,
    EventId,
    Finding,
    PartId,
    Period,
    Severity,
    SourceId,
    Timeline,
    UnitId,
    ZoneId,
    eve,
)
from elzmodel.values.memory import remember
from elzmodel.values.text import Said, Suggestions, said, slug, term
from elzmodel.zones.zone import AbolishZone, AlterZone, Assign, CreateZone, Zone, ZoneEvent

__all__ = [
    "Assignment",
    "DecisionPoint",
    "Zoning",
    "crosses_zones",
    "decision_points",
    "open_decisions",
]

ZONE_ABSENT: Final = Code(
    "ELZ-Z001",
    {"": "zone {zone!r} does not exist", "ended": "zone {zone!r} has ended"},
    severity=Severity.ERROR,
    meaning="a zone does not exist",
    explanation="A zone event names a zone that does not exist on its day. Use the id "
    '(`day.zone("Herkenrode").id`), or create the zone first.',
    remedy="[did you mean {near:or}?]",
)
ZONE_PRESENT: Final = Code(
    "ELZ-Z002",
    "zone {zone!r} exists already",
    severity=Severity.ERROR,
    meaning="a zone exists already",
    explanation="`CreateZone` names an id that is in use. Choose another, or use `AlterZone`.",
)
CLASH: Final = Code(
    "ELZ-Z003",
    "it touches {what} {whose!r} on the same day as event {other}",
    severity=Severity.ERROR,
    meaning="two zone events of one day clash",
    explanation="They assign the same part or change the same zone. Give the later one a higher "
    "*order*, or make one event of them.",
    remedy="give the later of the two a higher order",
)
LAND_LEFT: Final = Code(
    "ELZ-Z004",
    "zone {zone!r} ends while parts are still assigned to it",
    severity=Severity.ERROR,
    meaning="a zone ends with land in it",
    explanation="`AbolishZone` takes effect while parts are still assigned to the zone. Assign "
    "them elsewhere by the end of that day.",
)
CODES: Final = Codes([ZONE_ABSENT, ZONE_PRESENT, CLASH, LAND_LEFT])


@frozen
class Assignment:
    """To which zone a part belongs, and the event that says so.

    Example:
        >>> from elzmodel import flanders
        >>> from datetime import date
        >>> flanders().zoning.assignments("kortessem").on(date(2025, 1, 1)).zone
        'herkenrode'
    """

    zone: ZoneId | None
    event: Assign


_Changes = tuple[tuple[date, Assignment], ...]
"""To which zones a part came, and when, in order."""


@frozen
class _History:
    zones: tuple[Zone, ...]
    assigned: dict[PartId, _Changes]


@define
class _Fold:
    """The fold over zone events on its way; a batch is what shares day and order.

    Another that goes on with what `after` or `copy` gives comes to the same as one from the
    start, where all further events are of later days.
    """

    names: dict[ZoneId, tuple[str, date]] = Factory(dict)
    land: dict[PartId, ZoneId | None] = Factory(dict)
    count: defaultdict[ZoneId, int] = Factory(lambda: defaultdict(int))
    zones: list[Zone] = Factory(list)
    assigned: dict[PartId, _Changes] = Factory(dict)
    ended: list[AbolishZone] = Factory(list)
    living: dict[ZoneId, Zone] = Factory(dict)

    @classmethod
    def after(cls, history: _History) -> Self:
        """Return how things stand when a history has been folded."""
        fold = cls(assigned={**history.assigned})
        for zone in history.zones:
            since = zone.period.start
            assert since is not None, "a replayed zone has a first day"  # noqa: S101 - for mypy
            if zone.period.until is not None:
                fold.zones.append(zone)
            else:
                fold.names[zone.id] = (zone.name, since)
                fold.living[zone.id] = zone
        for part, changes in history.assigned.items():
            zone_id = fold.land[part] = changes[-1][1].zone
            if zone_id is not None:
                fold.count[zone_id] += 1
        return fold

    def copy(self) -> Self:
        """Return one that goes on by itself."""
        standing = {name: copy(getattr(self, name)) for name in _STANDING}
        return type(self)(**standing, living=self.living)

    def folded(self, events: Iterable[ZoneEvent]) -> _History:
        """Apply events, sorted by day and order, and close the books."""
        for _, of_day in groupby(events, key=lambda event: event.day):
            for _, batch in groupby(of_day, key=lambda event: event.order):
                self.apply(list(batch))
            self.close()
        return self.history()

    def apply(self, batch: list[ZoneEvent]) -> None:
        findings = [*_clashes(batch), *self._check(batch)]
        if findings:
            raise ConflictError(findings)
        for event in batch:
            match event:
                case CreateZone():
                    self.names[event.zone] = (event.name, event.day)
                case AlterZone():
                    self._close(event.zone, event.day)
                    self.names[event.zone] = (event.name, event.day)
                case AbolishZone():
                    self.ended.append(event)
                case Assign():
                    self._assign(event)
                case _:
                    assert_never(event)

    def _assign(self, event: Assign) -> None:
        assignment = Assignment(event.zone, event)
        for part in event.parts:
            before = self.land.get(part)
            if before is not None:
                self.count[before] -= 1
            if event.zone is not None:
                self.count[event.zone] += 1
            self.land[part] = event.zone
            changes = self.assigned.get(part, ())
            if changes and changes[-1][0] == event.day:
                changes = changes[:-1]
            self.assigned[part] = (*changes, (event.day, assignment))

    def _check(self, batch: list[ZoneEvent]) -> Iterable[Finding]:
        begun = {event.zone for event in batch if isinstance(event, CreateZone)}
        ended = {event.zone for event in self.ended}
        alive = (self.names.keys() | begun) - ended
        for event in batch:
            if isinstance(event, CreateZone):
                if event.zone in self.names:
                    yield contradiction(ZONE_PRESENT, event, zone=event.zone)
            elif event.zone in ended:
                yield contradiction(ZONE_ABSENT, event, "ended", zone=event.zone)
            elif event.zone is not None and event.zone not in alive:
                near = Suggestions(event.zone, alive)
                yield contradiction(ZONE_ABSENT, event, zone=event.zone, near=near)

    def close(self) -> None:
        """End a day: zones that end must have no land left."""
        left = [event for event in self.ended if self.count[event.zone]]
        if left:
            raise ConflictError([contradiction(LAND_LEFT, e, zone=e.zone) for e in left])
        for event in self.ended:
            self._close(event.zone, event.day)
            del self.names[event.zone]
        self.ended.clear()

    def _close(self, zone: ZoneId, day: date) -> None:
        name, since = self.names[zone]
        if since < day:
            self.zones.append(Zone(zone, name, Period(since, day)))

    def history(self) -> _History:
        for zone, (name, since) in self.names.items():
            known = self.living.get(zone)
            if known is None or (known.name, known.period.start) != (name, since):
                known = Zone(zone, name, Period(since))
            self.zones.append(known)
        self.zones.sort(key=lambda zone: (zone.id, zone.period.start))
        return _History(tuple(self.zones), self.assigned)


_STANDING: Final = ("names", "land", "count", "zones", "assigned")
"""What a fold changes that outlives a day."""


def _clashes(batch: list[ZoneEvent]) -> Iterable[Finding]:
    """Find events of one batch that assign the same part or change the same zone."""
    claims: dict[tuple[str, str], EventId] = {}
    for event in batch:
        keys: tuple[str, ...]
        if isinstance(event, Assign):
            kind, keys = "part", event.parts
        else:
            kind, keys = "zone", (event.zone,)
        for key in keys:
            other = claims.setdefault((kind, key), event.id)
            if other != event.id:
                what = term(kind)
                yield contradiction(CLASH, event, what=what, whose=key, other=other)


def _in_order(events: Iterable[ZoneEvent]) -> tuple[ZoneEvent, ...]:
    return in_order(events)


def _replayed(zoning: Zoning) -> _History:
    return _Fold().folded(event for event in zoning.events if event.retracted is None)


def _assigned_on(day: date, changes: _Changes) -> Assignment | None:
    """Return the last of some changes that holds on a day; most ask after the last of all."""
    for start, assignment in reversed(changes):
        if start <= day:
            return assignment
    return None


def _agreed(lines: list[_Changes]) -> dict[date, Assignment]:
    """Return to which zone several parts belong together, ``None`` while they differ."""
    if len(lines) == 1:
        return dict(lines[0])
    agreed: dict[date, Assignment] = {}
    for day in sorted({day for line in lines for day, _ in line}):
        found = [_assigned_on(day, line) for line in lines]
        latest = max((a for a in found if a is not None), key=lambda a: a.event.day)
        zones = {None if a is None else a.zone for a in found}
        agreed[day] = latest if len(zones) == 1 else evolve(latest, zone=None)
    return agreed


@frozen(cache_hash=True)
class Zoning:
    """Zones through time (*zone-indeling*): the fold of dated zone events.

    The stored relation is part → zone. The same class holds other partitions
    of the land, such as reference regions (*referentieregio's*); *kind* says
    which, and stands in messages.

    Raises:
        ConflictError: If events contradict each other; see the finding codes
            ``ELZ-Z001`` to ``ELZ-Z004``.

    Example:
        >>> from datetime import date
        >>> zoning = Zoning(
        ...     [
        ...         CreateZone(id="a", day=date(2020, 7, 1), zone="east", name="East"),
        ...         Assign(id="b", day=date(2020, 7, 1), zone="east", parts=("p", "q")),
        ...     ]
        ... )
        >>> zoning.zone_of_part("p", date(2020, 7, 1))
        'east'
    """

    events: tuple[ZoneEvent, ...] = field(default=(), converter=_in_order)
    kind: str = "zone"
    refinement: Refinement = field(factory=Refinement, repr=False)
    _history: _History = field(
        init=False, repr=False, eq=False, default=Factory(_replayed, takes_self=True)
    )
    _known: dict[date, Zoning] = field(init=False, repr=False, eq=False, factory=dict)

    @classmethod
    def of_areas(
        cls,
        kind: str,
        areas: Iterable[tuple[str, Iterable[PartId], Iterable[SourceId]]],
        *,
        day: date,
        reason: str = "",
        basis: Basis = Basis.SOURCED,
    ) -> Zoning:
        """Return a partition into named areas that is known from a day on.

        The id of an area follows from its name; each comes with its parts and its sources.

        Example:
            >>> from datetime import date
            >>> areas = [("PZ Hekla", ["kontich", "hove"], [])]
            >>> zoning = Zoning.of_areas("police zone", areas, day=date(2025, 1, 1))
            >>> zoning.zone_of_part("hove", date(2025, 1, 1))
            'pz-hekla'
        """
        events: list[ZoneEvent] = []
        for name, parts, sources in areas:
            area = ZoneId(slug(name))
            head: dict[str, Any] = {"day": day, "reason": reason, "basis": basis, "zone": area}
            head["sources"] = tuple(sources)
            events += [
                CreateZone(id=EventId(f"create-{area}"), name=name, **head),
                Assign(id=EventId(f"members-{area}"), parts=tuple(parts), **head),
            ]
        return cls(events, kind)

    def __repr__(self) -> str:
        """Count what the zoning holds."""
        ids = {zone.id for zone in self.zones}
        return f"<Zoning by {self.kind}: {len(self.events)} events, {len(ids)} zones>"

    @property
    def zones(self) -> tuple[Zone, ...]:
        """Every version of every zone, by id and first day."""
        return self._history.zones

    @cached_property
    def first(self) -> CreateZone | None:
        """The event with which the first zone begins, ``None`` if there is none."""
        return next((event for event in self.events if isinstance(event, CreateZone)), None)

    def why_no_zones(self, day: date) -> str:
        """Say why there are no zones yet on a day; nothing where there are, or never were.

        Example:
            >>> from datetime import date
            >>> from elzmodel import flanders
            >>> flanders().zoning.why_no_zones(date(2019, 1, 1))
            'There is no zone before 2020-07-01: recognition of the care councils'
        """
        if self.first is None or day >= self.first.day:
            return ""
        no_zone = "There is no {kind} before {day}[: {reason}]"
        kind, first = term(self.kind), self.first
        return said(no_zone, kind=kind, day=first.day, reason=term(first.reason))

    def zones_on(self, day: date) -> tuple[Zone, ...]:
        """Return the zones that exist on a day, by id."""
        return tuple(zone for zone in self.zones if day in zone.period)

    def assignments(self, part: PartId) -> Timeline[Assignment]:
        """Return to which zones a part belonged through time."""
        return Timeline(self._changes.get(part, ()))

    def zone_of_part(self, part: PartId, day: date) -> ZoneId | None:
        """Return the zone of a part on a day, ``None`` where it is in none."""
        assignment = _assigned_on(day, self._changes.get(part, ()))
        return assignment.zone if assignment else None

    def zones_of_parts(self, parts: Iterable[PartId], day: date) -> frozenset[ZoneId | None]:
        """Return the zones in which parts are on a day, ``None`` among them for one in none."""
        found = [_assigned_on(day, self._changes.get(part, ())) for part in parts]
        return frozenset([None if each is None else each.zone for each in found])

    def parts_on(self, day: date) -> Mapping[PartId, ZoneId]:
        """Return the zone of every part that is in one on a day."""
        found = ((part, _assigned_on(day, each)) for part, each in self._changes.items())
        return {part: a.zone for part, a in found if a is not None and a.zone is not None}

    def as_known(self, day: date) -> Zoning:
        """Return the zoning of what the record held on *day*.

        An event whose day of record is unknown counts as recorded on its own
        day.

        Raises:
            ConflictError: If what remains contradicts itself.
        """
        if found := self._known.get(day):
            return found
        kept = tuple(evolve(e, retracted=None) for e in self.events if e.is_known_on(day))
        zoning = self if kept == self.events else evolve(self, events=kept)
        return remember(self._known, day, zoning)

    def with_events(self, events: Iterable[ZoneEvent]) -> Zoning:
        """Return a zoning that holds *events* as well.

        Raises:
            ConflictError: If they contradict the ones already there.
        """
        new = in_order(events)
        is_ahead = self.events and new and self.events[-1].day < new[0].day
        if not is_ahead or not self._ids.isdisjoint([event.id for event in new]):
            return evolve(self, events=(*self.events, *new))
        history = self._fold.copy().folded(event for event in new if event.retracted is None)
        return self._replayed_as((*self.events, *new), history)

    @cached_property
    def _ids(self) -> frozenset[EventId]:
        return frozenset([event.id for event in self.events])

    @cached_property
    def _fold(self) -> _Fold:
        """How things stand after the last event, from where later ones go on."""
        return _Fold.after(self._history)

    def _replayed_as(self, events: tuple[ZoneEvent, ...], history: _History) -> Zoning:
        """Return a zoning of which it is known what its events come to."""
        zoning = Zoning.__new__(Zoning)
        head = {"events": events, "kind": self.kind, "refinement": self.refinement}
        # `__setstate__` sets the fields without replaying the events.
        zoning.__setstate__({**head, "_history": history, "_known": {}})  # type: ignore[attr-defined]
        return zoning

    def refined(self, refinement: Refinement) -> Zoning:
        """Return the same zoning for land that was cut.

        A piece lies in the zone of what it was cut from, until it is assigned
        itself; cut from parts in several zones, it lies in none that is known.
        """
        return self if refinement == self.refinement else evolve(self, refinement=refinement)

    @cached_property
    def _changes(self) -> Mapping[PartId, _Changes]:
        """To which zones each part came, with what a piece has from those it was cut from."""
        if not self.refinement.cuts:
            return self._history.assigned
        found = {**self._history.assigned}
        for piece, sources in self.refinement.sources.items():
            inherited = _agreed([found.get(source, ()) for source in sources])
            own = dict(found.get(piece, ()))
            found[piece] = tuple(sorted((inherited | own).items()))
        return found


@frozen
class DecisionPoint:
    """A question that a merger across zones opens: to which zone does it go?

    *parts* is the land of the members that lay in one zone each; the land of a
    divided member stays where it is. *candidates* are all zones of all members,
    without those that have ended by that day. *settled* is the first day on which
    every one of the parts had been assigned anew, ``None`` while the question is open.
    As a day has it, *parts* are those that were not assigned anew by then.

    Example:
        >>> from elzmodel import flanders
        >>> day = flanders().on("2025-01-01", known="2024-06-01")
        >>> [len(decision.candidates) for decision in day.decisions]
        [5, 2, 2]
    """

    day: date
    unit: UnitId
    parts: tuple[PartId, ...]
    candidates: tuple[ZoneId, ...]
    settled: date | None = None

    @property
    def told(self) -> Said:
        """The question in a sentence, which tables and cards say in other languages."""
        zones = self.candidates
        return said("Undecided: {parts:list} ({zones:or}).", parts=self.parts, zones=zones)

    def is_open_on(self, day: date) -> bool:
        """Tell whether the question is open on *day*."""
        return self.day <= day and (self.settled is None or day < self.settled)


def crosses_zones(members: Iterable[Iterable[ZoneId | None]]) -> bool:
    """Tell whether the zones of a merger's members differ.

    A divided member differs from every undivided one.

    Example:
        >>> crosses_zones([{"herkenrode"}, {"haspengouw"}]), crosses_zones([{"rits"}, {"rits"}])
        (True, False)
    """
    return len({frozenset(zones) for zones in members}) > 1


def decision_points(register: Register, zoning: Zoning) -> tuple[DecisionPoint, ...]:
    """Return every decision that mergers ever opened, in order of day and unit.

    A later merger that takes in land whose zone is still undecided asks the
    wider question; the earlier one then ends unanswered on that day.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> [point.unit for point in decision_points(fl.register, fl.zoning)]
        ['antwerpen', 'hasselt', 'tongeren']
    """
    points: list[DecisionPoint] = []
    latest: dict[PartId, DecisionPoint] = {}
    sources = register.refinement.sources
    zoning = zoning.refined(register.refinement)
    first = zoning.first.day if zoning.first else date.max
    ends = {zone.id: zone.period.until for zone in zoning.zones}
    for merged, members in register.mergers():
        if not (merged.period.start and first < merged.period.start):
            continue  # There were no zones that could differ.
        land = reached(merged.parts, sources)
        earlier = dict.fromkeys(latest[part] for part in sorted(land) if part in latest)
        point = _opened(merged, members, zoning, earlier, ends)
        if point is not None:
            points.append(point)
            latest.update(dict.fromkeys(point.parts, point))
    return tuple(points)


def open_decisions(register: Register, zoning: Zoning, day: date) -> tuple[DecisionPoint, ...]:
    """Return the decisions that are open on a day, as they stand on it.

    They know nothing of later days: what will settle one is not in it. A
    decision that a wider one took over is not listed beside it. Land that was assigned
    anew by then is decided; the question is about the rest.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> open_decisions(fl.register, fl.zoning, date(2025, 1, 1))
        ()
    """
    return _open_of(decision_points(register, zoning), zoning.refined(register.refinement), day)


def _open_of(
    points: Iterable[DecisionPoint], zoning: Zoning, day: date
) -> tuple[DecisionPoint, ...]:
    found: list[DecisionPoint] = []
    for point in points:
        if point.is_open_on(day):
            found = [p for p in found if not set(p.parts) <= set(point.parts)]
            found.append(evolve(point, parts=_left(point, zoning, day), settled=None))
    return tuple(found)


def decision_periods(register: Register, zoning: Zoning) -> Iterator[tuple[DecisionPoint, Period]]:
    """Yield each decision as it stands, with the period during which it does.

    A decision of which some land is assigned anew has a period before and one after that.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> list(decision_periods(fl.register, fl.zoning))
        []
    """
    points = decision_points(register, zoning)
    zoning = zoning.refined(register.refinement)
    days = {point.day for point in points}
    for point in points:
        leaves = zoning.refinement.leaves(point.parts)
        days.update(day for leaf in leaves for day in _anew(leaf, zoning, point.day))
    since: dict[DecisionPoint, date] = {}
    for day in sorted(days):
        now = _open_of(points, zoning, day)
        for point in [each for each in since if each not in now]:
            yield point, Period(since.pop(point), day)
        since |= {each: day for each in now if each not in since}
    yield from ((point, Period(day)) for point, day in since.items())


def _anew(part: PartId, zoning: Zoning, since: date) -> Iterator[date]:
    """Yield the days on which a part is assigned from some day on."""
    return (day for day, _ in zoning.assignments(part).changes if day >= since)


def _left(point: DecisionPoint, zoning: Zoning, day: date) -> tuple[PartId, ...]:
    """Return the land of a decision that was not assigned anew by a day."""
    left: set[PartId] = set()
    for part in point.parts:
        leaves = zoning.refinement.leaves((part,))
        open_ = {
            leaf for leaf in leaves if not any(d <= day for d in _anew(leaf, zoning, point.day))
        }
        left |= {part} if len(open_) == len(leaves) else open_
    return tuple(sorted(left))


def _opened(
    merged: Municipality,
    members: Sequence[Municipality],
    zoning: Zoning,
    earlier: Iterable[DecisionPoint],
    ends: Mapping[ZoneId, date | None],
) -> DecisionPoint | None:
    day = merged.period.start
    assert day is not None, "a replayed version has a first day"  # noqa: S101 - for the checker
    before = eve(day)
    left = (
        evolve(point, parts=_left(point, zoning, before))
        for point in earlier
        if point.is_open_on(before)
    )
    pending = [point for point in left if _now(point, merged, zoning.refinement)]
    zones = [zoning.zones_of_parts(m.parts, before) for m in members]
    candidates = {zone for of in zones for zone in of if zone is not None}
    candidates.update(zone for point in pending for zone in point.candidates)
    candidates -= {zone for zone in candidates if (until := ends[zone]) and until <= day}
    if not (candidates and (crosses_zones(zones) or pending)):
        return None
    undivided = [m for m, of in zip(members, zones, strict=True) if len(of) == 1]
    asked = {part for m in undivided for part in m.parts}
    asked.update(part for p in pending for part in _now(p, merged, zoning.refinement))
    if not asked:
        return None
    parts = tuple(sorted(asked))
    settled = _settled(parts, zoning, day)
    return DecisionPoint(day, merged.unit, parts, tuple(sorted(candidates)), settled)


def _now(point: DecisionPoint, merged: Municipality, refinement: Refinement) -> AbstractSet[PartId]:
    """Return the parts of a municipality that an earlier question was about."""
    return reached(point.parts, refinement.children).intersection(merged.parts)


def _settled(parts: Iterable[PartId], zoning: Zoning, day: date) -> date | None:
    """Return the first day by which every part was assigned on or after *day*."""
    days = []
    for part in sorted(zoning.refinement.leaves(parts)):
        first = min(_anew(part, zoning, day), default=None)
        if first is None:
            return None
        days.append(first)
    return max(days)
