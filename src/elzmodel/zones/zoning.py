"""Which part of the land belongs to which zone, through time."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, assert_never

from attrs import Factory, define, evolve, field, frozen

from elzmodel.territory import ConflictError, Refinement
from elzmodel.territory.register import in_order
from elzmodel.values import Finding, PartId, Period, Severity, Timeline, ZoneId
from elzmodel.zones.events import AbolishZone, AlterZone, Assign, CreateZone, ZoneEvent
from elzmodel.zones.zone import Zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from elzmodel.values import EventId

__all__ = ["Assignment", "Zoning"]

_ZONE_ABSENT = "ELZ-Z001"
_ZONE_PRESENT = "ELZ-Z002"
_CLASH = "ELZ-Z003"
_LAND_LEFT = "ELZ-Z004"


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


@frozen
class _History:
    zones: tuple[Zone, ...]
    assigned: dict[PartId, list[tuple[date, Assignment]]]


@define
class _Builder:
    """The fold over zone events; a batch is what shares day and order."""

    names: dict[ZoneId, tuple[str, date]] = Factory(dict)
    land: dict[PartId, ZoneId | None] = Factory(dict)
    count: defaultdict[ZoneId, int] = Factory(lambda: defaultdict(int))
    zones: list[Zone] = Factory(list)
    assigned: dict[PartId, list[tuple[date, Assignment]]] = Factory(dict)
    ended: list[AbolishZone] = Factory(list)

    def apply(self, batch: list[ZoneEvent]) -> None:
        found = [*_clashes(batch), *self._check(batch)]
        if found:
            raise ConflictError(found)
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
            changes = self.assigned.setdefault(part, [])
            if changes and changes[-1][0] == event.day:
                changes.pop()
            changes.append((event.day, assignment))

    def _check(self, batch: list[ZoneEvent]) -> Iterable[Finding]:
        begun = {event.zone for event in batch if isinstance(event, CreateZone)}
        ended = {event.zone for event in self.ended}
        alive = (self.names.keys() | begun) - ended
        for event in batch:
            if isinstance(event, CreateZone):
                if event.zone in self.names:
                    yield _conflict(_ZONE_PRESENT, event, f"zone {event.zone!r} exists already")
            elif event.zone is not None and event.zone not in alive:
                what = "has ended" if event.zone in ended else "does not exist"
                yield _conflict(_ZONE_ABSENT, event, f"zone {event.zone!r} {what}")

    def close(self) -> None:
        """End a day: zones that end must have no land left."""
        left = [event for event in self.ended if self.count[event.zone]]
        if left:
            message = "it ends while parts are still assigned to it"
            raise ConflictError([_conflict(_LAND_LEFT, event, message) for event in left])
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
            self.zones.append(Zone(zone, name, Period(since)))
        self.zones.sort(key=lambda zone: (zone.id, zone.period.start))
        return _History(tuple(self.zones), self.assigned)


def _conflict(code: str, event: ZoneEvent, message: str) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        subject=f"event {event.id} of {event.day}",
        message=message,
        sources=event.sources,
    )


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
                message = (
                    f"it touches {kind} {key!r} on the same day as event {other}; "
                    "give the later of the two a higher order"
                )
                yield _conflict(_CLASH, event, message)


def _in_order(events: Iterable[ZoneEvent]) -> tuple[ZoneEvent, ...]:
    return in_order(events)


def _replayed(zoning: Zoning) -> _History:
    builder = _Builder()
    events = [event for event in zoning.events if event.retracted is None]
    for _, of_day in groupby(events, key=lambda event: event.day):
        for _, batch in groupby(of_day, key=lambda event: event.order):
            builder.apply(list(batch))
        builder.close()
    return builder.history()


def _agreed(lines: list[Timeline[Assignment]]) -> dict[date, Assignment]:
    """Return to which zone several parts belong together, ``None`` while they differ."""
    if len(lines) == 1:
        return dict(lines[0].changes)
    agreed: dict[date, Assignment] = {}
    for day in sorted({day for line in lines for day, _ in line.changes}):
        found = [line.on(day) for line in lines]
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

    def before_the_first(self, day: date) -> str:
        """Say why there are no zones yet on a day; nothing where there are, or never were.

        Example:
            >>> from datetime import date
            >>> from elzmodel import flanders
            >>> flanders().zoning.before_the_first(date(2019, 1, 1))
            'There is no zone before 2020-07-01: recognition of the care councils'
        """
        if self.first is None or day >= self.first.day:
            return ""
        why = f": {self.first.reason}" if self.first.reason else ""
        return f"There is no {self.kind} before {self.first.day}{why}"

    def zones_on(self, day: date) -> tuple[Zone, ...]:
        """Return the zones that exist on a day, by id."""
        return tuple(zone for zone in self.zones if day in zone.period)

    def assignments(self, part: PartId) -> Timeline[Assignment]:
        """Return to which zones a part belonged through time."""
        return self._timelines.get(part, Timeline())

    def zone_of_part(self, part: PartId, day: date) -> ZoneId | None:
        """Return the zone of a part on a day, ``None`` where it is in none."""
        assignment = self.assignments(part).on(day)
        return assignment.zone if assignment else None

    def parts_on(self, day: date) -> Mapping[PartId, ZoneId]:
        """Return the zone of every part that is in one on a day."""
        found = ((part, line.on(day)) for part, line in self._timelines.items())
        return {part: a.zone for part, a in found if a is not None and a.zone is not None}

    def as_known(self, day: date) -> Zoning:
        """Return the zoning of what the record held on *day*.

        An event whose day of record is unknown counts as recorded on its own
        day.

        Raises:
            ConflictError: If what remains contradicts itself.
        """
        if day not in self._known:
            kept = tuple(evolve(e, retracted=None) for e in self.events if e.is_known_on(day))
            self._known[day] = self if kept == self.events else evolve(self, events=kept)
        return self._known[day]

    def with_events(self, events: Iterable[ZoneEvent]) -> Zoning:
        """Return a zoning that holds *events* as well.

        Raises:
            ConflictError: If they contradict the ones already there.
        """
        return evolve(self, events=(*self.events, *events))

    def refined(self, refinement: Refinement) -> Zoning:
        """Return the same zoning for land that was cut.

        A piece lies in the zone of what it was cut from, until it is assigned
        itself; cut from parts in several zones, it lies in none that is known.
        """
        return self if refinement == self.refinement else evolve(self, refinement=refinement)

    @cached_property
    def _timelines(self) -> dict[PartId, Timeline[Assignment]]:
        assigned = self._history.assigned.items()
        lines = {part: Timeline(tuple(changes)) for part, changes in assigned}
        for piece, sources in self.refinement.sources.items():
            inherited = _agreed([lines.get(source, Timeline()) for source in sources])
            own = dict(lines.get(piece, Timeline[Assignment]()).changes)
            lines[piece] = Timeline(tuple(sorted((inherited | own).items())))
        return lines
