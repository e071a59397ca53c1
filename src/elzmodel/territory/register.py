"""The register of municipalities: a fold of events, asked day by day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Final, TypeVar

from attrs import Factory, evolve, field, frozen

from elzmodel.errors import ConflictError
from elzmodel.territory._replay import Fold, History, Version, replay, version_of
from elzmodel.territory.acts import Event, contradiction
from elzmodel.territory.events import TerritoryEvent
from elzmodel.territory.municipality import Layout, Municipality
from elzmodel.territory.refinement import Refinement
from elzmodel.values import Code, EventId, NisCode, PartId, Severity, UnitId
from elzmodel.values.arguments import keep_door
from elzmodel.values.memory import remember

__all__ = ["Register"]

E = TypeVar("E", bound="Event")
K = TypeVar("K")

_NEVER = date.max.toordinal() + 1
ID_TWICE: Final = Code(
    "ELZ-T008",
    "the id is in use twice",
    severity=Severity.ERROR,
    meaning="an event's id is in use twice",
    explanation="Two different events have one id. Ids of your own are safest with a prefix, such "
    "as `what-if-`.",
)


def in_order(events: Iterable[E]) -> tuple[E, ...]:
    """Sort events by day, order and id, so that a permuted list is the same list.

    Raises:
        ConflictError: If two events share an id.

    Example:
        >>> from elzmodel.territory import Abolish
        >>> later = Abolish(id="a", day="2020-01-01", unit="x")
        >>> sooner = Abolish(id="b", day="2010-01-01", unit="y")
        >>> [event.id for event in in_order([later, sooner])]
        ['b', 'a']
    """
    ordered = tuple(sorted(events, key=attrgetter("day", "order", "id")))
    if len({event.id for event in ordered}) < len(ordered):
        seen = Counter(event.id for event in ordered)
        twice = [event for event in ordered if seen[event.id] > 1]
        raise ConflictError([contradiction(ID_TWICE, event) for event in twice])
    return ordered


def _events(events: Iterable[TerritoryEvent]) -> tuple[TerritoryEvent, ...]:
    return in_order(events)


def _ordinals(municipality: Municipality) -> tuple[int, int]:
    period = municipality.period
    start = period.start.toordinal() if period.start else 0
    return start, period.until.toordinal() if period.until else _NEVER


def _grouped(
    versions: Iterable[Municipality], key: Callable[[Municipality], K]
) -> dict[K, tuple[Municipality, ...]]:
    """Return versions by a key, in order of time; most keys have one, which needs no list."""
    groups: dict[K, tuple[Municipality, ...]] = {}
    several: dict[K, list[Municipality]] = {}
    for municipality in versions:
        name = key(municipality)
        first = groups.setdefault(name, (municipality,))[0]
        if first is not municipality:
            several.setdefault(name, [first]).append(municipality)
    for name, group in several.items():
        groups[name] = tuple(sorted(group, key=lambda m: _ordinals(m)[0]))
    return groups


def _replayed(register: Register) -> History:
    return replay(event for event in register.events if event.retracted is None)


@frozen(cache_hash=True)
class Register:
    """Municipalities through time (*gemeenteregister*): the fold of dated events.

    The order in which events are given does not matter. Events that were
    retracted are kept, and count only for `as_known` on a day before that.

    Raises:
        ConflictError: If the events contradict each other; see the finding
            codes ``ELZ-T001`` to ``ELZ-T008``.

    Example:
        >>> from datetime import date
        >>> from elzmodel.territory import Create, Merge
        >>> register = Register(
        ...     [
        ...         Create(id="a", day=date(1977, 1, 1), unit="east", name="East", nis="10001"),
        ...         Create(id="b", day=date(1977, 1, 1), unit="west", name="West", nis="10002"),
        ...         Merge(
        ...             id="c",
        ...             day=date(2025, 1, 1),
        ...             units=("east", "west"),
        ...             unit="both",
        ...             name="Both",
        ...         ),
        ...     ]
        ... )
        >>> [m.name for m in register.on(date(2025, 1, 1)).municipalities]
        ['Both']
    """

    events: tuple[TerritoryEvent, ...] = field(default=(), converter=_events)
    _history: History = field(
        init=False, repr=False, eq=False, default=Factory(_replayed, takes_self=True)
    )
    _layouts: dict[date, Layout] = field(init=False, repr=False, eq=False, factory=dict)
    _known: dict[date, Register] = field(init=False, repr=False, eq=False, factory=dict)

    def __repr__(self) -> str:
        """Count what the register holds."""
        return f"<Register: {len(self.events)} events, {len(self.versions)} versions>"

    @property
    def versions(self) -> tuple[Municipality, ...]:
        """Every version of every municipality, by code, unit and first day."""
        return self._history.versions

    @property
    def refinement(self) -> Refinement:
        """Which land was cut, and what became of it."""
        return self._history.refinement

    def on(self, day: date) -> Layout:
        """Return the municipalities of one day."""
        try:
            return self._layouts[day]
        except KeyError:
            layout = Layout(day, self._alive(day), self.refinement)
            return remember(self._layouts, day, layout)

    def _alive(self, day: date) -> tuple[Municipality, ...]:
        if self.events and self.events[-1].day <= day:
            return tuple([m for m in self.versions if m.period.until is None])
        asked = day.toordinal()
        spans = zip(self.versions, *self._spans, strict=True)
        return tuple([m for m, start, until in spans if start <= asked < until])

    @cached_property
    def _spans(self) -> tuple[list[int], list[int]]:
        """First days and ends of the versions as numbers: a tight loop for large registers."""
        starts, ends = [], []
        for municipality in self.versions:
            start, until = _ordinals(municipality)
            starts.append(start)
            ends.append(until)
        return starts, ends

    def as_known(self, day: date) -> Register:
        """Return the register of what the record held on *day*.

        Events recorded later, or retracted by then, are left out; an event
        whose day of record is unknown counts as recorded on its own day.

        Raises:
            ConflictError: If what remains contradicts itself.
        """
        if found := self._known.get(day):
            return found
        kept = tuple(evolve(e, retracted=None) for e in self.events if e.is_known_on(day))
        return remember(self._known, day, self if kept == self.events else Register(kept))

    def with_events(self, events: Iterable[TerritoryEvent]) -> Register:
        """Return a register that holds *events* as well.

        Raises:
            ConflictError: If they contradict the ones already there.
        """
        new = in_order(events)
        is_ahead = self.events and new and self.events[-1].day < new[0].day
        if not is_ahead or not self._ids.isdisjoint([event.id for event in new]):
            return Register((*self.events, *new))
        history = self._fold.copy().folded(event for event in new if event.retracted is None)
        return self._replayed_as((*self.events, *new), history)

    @cached_property
    def _ids(self) -> frozenset[EventId]:
        return frozenset([event.id for event in self.events])

    @cached_property
    def _fold(self) -> Fold:
        """How things stand after the last event, from where later ones go on."""
        return Fold.after(self._history)

    @staticmethod
    def _replayed_as(events: tuple[TerritoryEvent, ...], history: History) -> Register:
        """Return a register of which it is known what its events come to."""
        register = Register.__new__(Register)
        # `__setstate__` sets the fields without replaying the events.
        state = {"events": events, "_history": history, "_layouts": {}, "_known": {}}
        register.__setstate__(state)  # type: ignore[attr-defined]
        return register

    @cached_property
    def land(self) -> frozenset[PartId]:
        """Every part that a municipality ever held."""
        return frozenset([part for version in self.versions for part in version.parts])

    def versions_of(self, unit: UnitId) -> tuple[Municipality, ...]:
        """Return the versions of one unit in order of time; none if it never was."""
        return self._by_unit.get(unit, ())

    def with_code(self, nis: NisCode) -> tuple[Municipality, ...]:
        """Return every version that ever carried a code, in order of time."""
        return self._by_code.get(nis, ())

    def with_land(self, parts: Iterable[PartId]) -> tuple[Municipality, ...]:
        """Return every version that ever had just these parts, in order of time."""
        return self._by_land.get(tuple(sorted({*parts})), ())

    def predecessors(self, municipality: Municipality) -> tuple[Municipality, ...]:
        """Return the versions that a version directly comes from, by lineage."""
        found = self._history.origins.get(version_of(municipality), ())
        return tuple(self._by_version[version] for version in found)

    def successors(self, municipality: Municipality) -> tuple[Municipality, ...]:
        """Return the versions that a version directly turned into, by lineage."""
        return self._forward.get(version_of(municipality), ())

    def became(self, municipality: Municipality, day: date) -> tuple[Municipality, ...]:
        """Return what a version had become, or had been, on another day.

        Follows lineage forwards to a later *day* and backwards to an earlier
        one. The version itself is returned for a day in its own period;
        nothing for land that was not, or no longer, in a municipality.
        """
        period = municipality.period
        is_past = period.start is not None and day < period.start
        step = self.predecessors if is_past else self.successors
        found: dict[Municipality, None] = {}
        queue, seen = [municipality], {municipality}
        while queue:
            version = queue.pop(0)
            if day in version.period:
                found[version] = None
                continue
            ahead = [v for v in step(version) if v not in seen]
            seen.update(ahead)
            queue.extend(ahead)
        return tuple(found)

    def mergers(self) -> tuple[tuple[Municipality, tuple[Municipality, ...]], ...]:
        """Return each version made of two or more whole ones, with those members.

        In order of day and unit. It is computed from land, so an absorption is
        a merger as well.
        """
        mergers = sorted(self._history.mergers.items(), key=lambda m: (m[0][1], m[0][0]))
        versions = self._by_version
        return tuple((versions[new], tuple(versions[v] for v in old)) for new, old in mergers)

    @cached_property
    def _by_version(self) -> dict[Version, Municipality]:
        return {version_of(m): m for m in self.versions}

    @cached_property
    def _by_unit(self) -> dict[UnitId, tuple[Municipality, ...]]:
        return _grouped(self.versions, attrgetter("unit"))

    @cached_property
    def _by_code(self) -> dict[NisCode | None, tuple[Municipality, ...]]:
        return _grouped(self.versions, attrgetter("nis"))

    @cached_property
    def _by_land(self) -> dict[tuple[PartId, ...], tuple[Municipality, ...]]:
        return _grouped(self.versions, attrgetter("parts"))

    @cached_property
    def _forward(self) -> dict[Version, tuple[Municipality, ...]]:
        forward: defaultdict[Version, list[Municipality]] = defaultdict(list)
        for municipality in self.versions:
            for version in self._history.origins.get(version_of(municipality), ()):
                forward[version].append(municipality)
        return {version: tuple(into) for version, into in forward.items()}


keep_door(__name__)
