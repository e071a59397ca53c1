"""Strategies for municipalities through time that are not those of Flanders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from attrs import define, evolve, field
from hypothesis import strategies as st

from elzmodel.territory import (
    KEEP,
    Abolish,
    Alter,
    Border,
    Borders,
    Contact,
    Create,
    Figure,
    Figures,
    LandFlow,
    Layout,
    Merge,
    MoveParts,
    Municipality,
    NewUnit,
    Register,
    Regroup,
    Split,
    TerritoryEvent,
)
from elzmodel.testing.strategies.values import EITHER, days, made, pick, pick_some, require, up_to
from elzmodel.values import EventId, NisCode, PartId, UnitId

__all__ = ["borders", "days_around", "figures", "histories", "layouts", "part_values", "registers"]

_SHIFTS = st.integers(-400, 400)
_DELAYS = st.integers(1, 90)
_AROUND = (0, -1, 1, 200)
_OFTEN = up_to(2)
_PLACES = (None, "north", "south")
_MOST_PIECES = 3
_MOST_BORDERS = 6


@define
class Moment:
    """A register on a day, for drawing what happens next; a new id or code is drawn once."""

    register: Register
    day: date
    order: int
    all_coded: bool = False
    begun: set[UnitId] = field(init=False, factory=set)
    coded: set[NisCode] = field(init=False, factory=set)

    @property
    def units(self) -> Mapping[UnitId, Municipality]:
        """The municipalities that live, by id."""
        return self.register.on(self.day).by_unit

    @property
    def free(self) -> list[PartId]:
        """The land that left the record."""
        held = self.register.on(self.day).by_part
        return [part for part in _parts_of(self.register) if part not in held]

    @property
    def givers(self) -> list[UnitId | None]:
        """Who can give land: units that keep some, and nobody, for land outside the record."""
        givers: list[UnitId | None] = []
        if len(self.units) > 1:
            givers += [unit for unit in sorted(self.units) if len(self.units[unit].parts) > 1]
        return [*givers, None] if self.free and self.units else givers

    def events(self, draw: st.DrawFn) -> list[TerritoryEvent]:
        """Draw what can happen now: one event, or several that happen together."""
        kinds = [kind for kind, needed in _NEEDED.items() if len(self.units) >= needed]
        if self.givers:
            kinds.append(Moment.move)
        events: list[TerritoryEvent] = pick(draw, kinds)(self, draw)
        return events

    def touched(self, events: Iterable[TerritoryEvent]) -> frozenset[str]:
        """Return the units that events name, and their land."""
        units = {unit for event in events for unit in event.named_units}
        land = [self.units[unit].parts for unit in units & self.units.keys()]
        return frozenset(units).union(*land, *(getattr(event, "parts", ()) for event in events))

    def head(self, number: int = 1) -> dict[str, Any]:
        """Return the head of the next event, or of a later one."""
        event = EventId(f"e{len(self.register.events) + number}")
        return {"id": event, "day": self.day, "order": self.order}

    def new_unit(self, draw: st.DrawFn) -> UnitId:
        """Draw the id of a unit that does not live: a new one or one that is gone."""
        ever = self.begun.union(*(event.named_units for event in self.register.events))
        gone = sorted(ever.difference(self.units, self.begun))
        unit = pick(draw, [UnitId(f"u{len(ever) + 1}"), *gone])
        self.begun.add(unit)
        return unit

    def new_code(self, draw: st.DrawFn, ended: UnitId | None = None) -> NisCode | None:
        """Draw a code that is free: a new one, a former one, or none."""
        ever = self.coded | {version.nis for version in self.register.versions if version.nis}
        held = self.coded | {self.units[unit].nis for unit in self.units if unit != ended}
        fresh = NisCode(str(int(max(ever, default="10000")) + 1))
        free: list[NisCode | None] = [fresh, *sorted(ever - held)]
        code: NisCode | None = pick(draw, free if self.all_coded else [*free, None])
        self.coded |= {code} if code else set()
        return code

    def labels(self, draw: st.DrawFn, unit: UnitId, ended: UnitId | None = None) -> dict[str, Any]:
        """Draw the code of a new unit, perhaps that of one that ends, and where it lies."""
        nis = self.new_code(draw, ended)
        places = {name: pick(draw, _PLACES) for name in ("province", "region")}
        return {"unit": unit, "name": unit.upper(), "nis": nis, **places}

    def some_units(self, draw: st.DrawFn, least: int, most: int) -> list[UnitId]:
        """Draw different units that live."""
        return pick_some(draw, sorted(self.units), least=least, most=most)

    def begin(self, draw: st.DrawFn) -> list[TerritoryEvent]:
        """Create a unit on new land, or on land that left the record."""
        reuse = bool(self.free) and draw(EITHER)
        reused = _some_of(draw, self.free) if reuse else ()
        unit = self.new_unit(draw)
        own = PartId(unit)
        named = tuple(PartId(f"{unit}-{letter}") for letter in "ab"[: draw(up_to(2))])
        known = set(_parts_of(self.register))
        fresh = tuple(part for part in named or (own,) if part not in known)
        parts = reused or fresh or (PartId(f"{unit}-{len(self.register.events) + 1}"),)
        named_parts = () if parts == (own,) else parts
        return [Create(**self.head(), **self.labels(draw, unit), parts=named_parts)]

    def alter(self, draw: st.DrawFn) -> list[TerritoryEvent]:
        """Change the code, the name or the place of a unit."""
        (unit,) = self.some_units(draw, 1, 1)
        changes: dict[str, Any] = {}
        if draw(EITHER):
            changes["name"] = pick(draw, [f"New {unit.upper()}", unit.upper()])
        for place in ("province", "arrondissement", "region"):
            if draw(EITHER):
                changes[place] = pick(draw, _PLACES)
        if draw(EITHER):
            changes["nis"] = self.new_code(draw)
        return [Alter(**self.head(), unit=unit, **changes)]

    def swap_codes(self, draw: st.DrawFn) -> list[TerritoryEvent]:
        """Let two units hand their codes to each other on one day."""
        one, other = self.some_units(draw, 2, 2)
        return [
            Alter(**self.head(1), unit=one, nis=self.units[other].nis),
            Alter(**self.head(2), unit=other, nis=self.units[one].nis),
        ]

    def merge(self, draw: st.DrawFn) -> list[TerritoryEvent]:
        """Merge units into a new one, or into one that continues."""
        units = self.some_units(draw, 2, 3)
        if draw(EITHER):
            labels: dict[str, Any] = {"unit": units[0]}
            if draw(EITHER):
                labels["nis"] = self.new_code(draw)
        else:
            labels = self.labels(draw, self.new_unit(draw))
            if not draw(EITHER):
                labels |= {"province": KEEP, "region": KEEP}
        return [Merge(**self.head(), units=tuple(units), **labels)]

    def split(self, draw: st.DrawFn) -> list[TerritoryEvent]:
        """Split a unit into new ones, or into ones that were there before."""
        (unit,) = self.some_units(draw, 1, 1)
        groups: dict[int, list[PartId]] = {}
        for part in self.units[unit].parts:
            groups.setdefault(draw(up_to(_MOST_PIECES)), []).append(part)
        if len(groups) > 1:
            groups.pop(_MOST_PIECES, None)  # The land that remains with the unit.
        pieces = [
            NewUnit(**self.labels(draw, self.new_unit(draw)), parts=tuple(group))
            for group in groups.values()
        ]
        return [Split(**self.head(), unit=unit, into=tuple(pieces))]

    def move(self, draw: st.DrawFn) -> list[TerritoryEvent]:
        """Move parts from a unit that keeps some, or from outside the record."""
        origin = pick(draw, self.givers)
        to = pick(draw, [unit for unit in sorted(self.units) if unit != origin])
        parts = _some_of(draw, self.units[origin].parts[1:] if origin else self.free)
        lineage = draw(EITHER)
        return [MoveParts(**self.head(), parts=parts, origin=origin, to=to, lineage=lineage)]

    def regroup(self, draw: st.DrawFn) -> list[TerritoryEvent]:
        """End a unit and begin another with its land, and with parts of a third."""
        ended, other = self.some_units(draw, 2, 2)
        start, spare = self.new_unit(draw), self.units[other].parts[1:]
        flows = [LandFlow(origin=ended, to=start)]
        if draw(EITHER) and spare:
            flows.append(LandFlow(origin=other, to=start, parts=_some_of(draw, spare)))
        starts = (NewUnit(**self.labels(draw, start, ended)),)
        return [Regroup(**self.head(), flows=tuple(flows), ends=(ended,), starts=starts)]

    def abolish(self, draw: st.DrawFn) -> list[TerritoryEvent]:
        """End a unit, so that its land leaves the record."""
        (unit,) = self.some_units(draw, 1, 1)
        return [Abolish(**self.head(), unit=unit)]


def _some_of(draw: st.DrawFn, parts: Iterable[PartId]) -> tuple[PartId, ...]:
    return tuple(pick_some(draw, sorted(parts), least=1))


_NEEDED: dict[Callable[[Moment, st.DrawFn], list[TerritoryEvent]], int] = {
    Moment.begin: 0,
    Moment.alter: 1,
    Moment.merge: 2,
    Moment.split: 1,
    Moment.swap_codes: 2,
    Moment.regroup: 2,
    Moment.abolish: 1,
}
"""How many units must live for what can happen; where somebody can give land, it can move too."""


_FIRST = date(2000, 1, 1)
_FIRST_DAYS = days(min_value=_FIRST)


@define
class _Clock:
    """The day and order of the next step, and what its batch has touched so far."""

    day: date
    recorded: bool
    coded: bool
    order: int = 0
    touched: frozenset[str] = frozenset()
    known: date = date.min

    def advance(self, draw: st.DrawFn) -> None:
        """Go on to a later day, or stay within this one."""
        ahead = draw(up_to(400))
        if ahead:
            self.day += timedelta(days=ahead)
            self.order, self.touched = 0, frozenset()
        else:
            self.order += 1

    def stands_alone(self, draw: st.DrawFn, touched: frozenset[str]) -> bool:
        """Put a step into the batch before it where nothing clashes, or after that batch."""
        together = draw(EITHER)  # Always drawn: what comes after stays in its place.
        if together and self.order > 0 and not (touched & self.touched):
            self.order -= 1
            self.touched |= touched
            return False
        self.touched = touched
        return True

    def record(self, draw: st.DrawFn, events: list[TerritoryEvent]) -> list[TerritoryEvent]:
        """Give events a day of record that is not before those of earlier events."""
        if not self.recorded:
            return events
        usual = self.day >= self.known and draw(EITHER)
        shift = timedelta(days=0 if usual else draw(_SHIFTS))
        self.known = max(self.known, self.day + shift)
        recorded = None if usual else self.known
        return [evolve(event, recorded=recorded) for event in events]


@st.composite
def _beginnings(
    draw: st.DrawFn, events: list[TerritoryEvent], clock: _Clock, *, is_sure: bool = False
) -> list[TerritoryEvent]:
    if not (is_sure or draw(_OFTEN)):
        return []
    moment = Moment(Register(events), clock.day, clock.order, all_coded=clock.coded)
    begun = moment.begin(draw)
    clock.touched |= moment.touched(begun)
    return begun


@st.composite
def _steps(
    draw: st.DrawFn, events: list[TerritoryEvent], clock: _Clock, *, is_sure: bool
) -> list[TerritoryEvent]:
    # Each step says itself whether it happens, so that the shrinker leaves out any of them.
    if not (is_sure or draw(_OFTEN)):
        return []
    clock.advance(draw)
    moment = Moment(Register(events), clock.day, clock.order, all_coded=clock.coded)
    drawn = moment.events(draw)
    stands_alone = clock.stands_alone(draw, moment.touched(drawn))
    step = [evolve(event, order=clock.order) for event in drawn]
    if clock.recorded and moment.units and stands_alone and draw(EITHER):
        return _corrected(draw, moment, clock, step)
    return clock.record(draw, step)


def _corrected(
    draw: st.DrawFn, moment: Moment, clock: _Clock, step: list[TerritoryEvent]
) -> list[TerritoryEvent]:
    """Return a step that was first recorded wrongly; the mistake is then retracted."""
    mistake = [evolve(event, id=EventId(f"wrong-{event.id}")) for event in moment.alter(draw)]
    (wrong,) = clock.record(draw, mistake)
    clock.known = max(clock.known, wrong.known_from) + timedelta(days=draw(_DELAYS))
    right = [evolve(event, recorded=clock.known) for event in step]
    return [evolve(wrong, retracted=clock.known), *right]


def histories(
    *,
    max_units: int = 4,
    min_steps: int = 0,
    max_steps: int = 6,
    recorded: bool = False,
    coded: bool = False,
) -> st.SearchStrategy[list[TerritoryEvent]]:
    """Draw lists of territorial events that a `Register` accepts.

    First up to *max_units* municipalities begin on one day, some on several
    parts. Then up to *max_steps* things happen, some on one day with or
    without ``order``: creations, alterations, mergers with and without a
    continuing unit, splits, revivals, moves of parts, abolitions; codes and
    land are handed over or used again later.

    With *recorded*, events have days of record, and some were recorded wrongly
    and retracted; what was known on any day is consistent as well. With *coded*, every
    municipality has a code; else some have none.

    Shrinks towards one municipality with one part, created on 2000-01-01.

    Raises:
        InvalidArgument: If *max_units* is under 1, or *min_steps* is negative
            or above *max_steps*.

    Example:
        >>> from hypothesis import find
        >>> [(event.unit, event.nis) for event in find(histories(), lambda _: True)]
        [('u1', '10001')]
    """
    require(holds=max_units >= 1, message=f"{max_units=} leaves nobody")
    fits = 0 <= min_steps <= max_steps
    require(holds=fits, message=f"{min_steps=} and {max_steps=} do not fit")

    return _histories(max_units, (min_steps, max_steps), recorded=recorded, coded=coded)


@st.composite
def _histories(
    draw: st.DrawFn, max_units: int, n_steps: tuple[int, int], *, recorded: bool, coded: bool
) -> list[TerritoryEvent]:
    clock, (least, most) = _Clock(draw(_FIRST_DAYS), recorded, coded), n_steps
    events: list[TerritoryEvent] = draw(_beginnings([], clock, is_sure=True))
    for _ in range(max_units - 1):
        events += draw(_beginnings(events, clock))
    events = clock.record(draw, events)
    for number in range(most):
        events += draw(_steps(events, clock, is_sure=number < least))
    return events


def registers(
    *,
    max_units: int = 4,
    min_steps: int = 0,
    max_steps: int = 6,
    recorded: bool = False,
    coded: bool = False,
) -> st.SearchStrategy[Register]:
    """Draw registers of the events that `histories` draws, with the same options.

    At least one municipality lives on at least one day.

    Shrinks towards one municipality with one part.

    Raises:
        InvalidArgument: As `histories` does.

    Example:
        >>> from hypothesis import find
        >>> find(registers(), lambda register: register.mergers()).mergers()[0][0].parts
        ('u1', 'u2')
    """
    events = histories(
        max_units=max_units,
        min_steps=min_steps,
        max_steps=max_steps,
        recorded=recorded,
        coded=coded,
    )
    return made(Register, events).filter(lambda register: register.versions)


def days_around(register: Register) -> st.SearchStrategy[date]:
    """Draw days on which something happens in *register*, their eves and days after.

    Shrinks towards the first day on which something happens.

    Example:
        >>> from hypothesis import find
        >>> register = find(registers(), lambda _: True)
        >>> find(days_around(register), lambda day: day not in register.versions[0].period)
        datetime.date(1999, 12, 31)
    """
    changes = {event.day for event in register.events} or {_FIRST}
    return _days_around(tuple(sorted(changes)))


@st.composite
def _days_around(draw: st.DrawFn, changes: Sequence[date]) -> date:
    return pick(draw, changes) + timedelta(days=pick(draw, _AROUND))


def layouts(register: Register | None = None) -> st.SearchStrategy[Layout]:
    """Draw layouts of days of *register*, or of drawn registers.

    Shrinks towards the first day of the register.

    Example:
        >>> from hypothesis import find
        >>> len(find(layouts(), lambda layout: True).municipalities)
        1
    """
    chosen = registers() if register is None else st.just(register)
    return chosen.flatmap(lambda of: made(of.on, days_around(of)))


def part_values(
    register: Register, *, max_value: int = 1000
) -> st.SearchStrategy[dict[PartId, int]]:
    """Draw a number for every part that *register* ever held.

    Shrinks towards 0 for each.

    Raises:
        InvalidArgument: If *max_value* is negative.

    Example:
        >>> from hypothesis import find
        >>> register = find(registers(), lambda _: True)
        >>> find(part_values(register), lambda _: True)
        {'u1': 0}
    """
    require(holds=max_value >= 0, message=f"{max_value=} is negative")
    return st.fixed_dictionaries({part: st.integers(0, max_value) for part in _parts_of(register)})


def figures(
    register: Register | None = None,
    *,
    values: Mapping[PartId, int] | None = None,
    kind: str = "population",
    year: int = 2021,
    complete: bool = False,
) -> st.SearchStrategy[Figures]:
    """Draw figures that nest and agree, about the land of *register*.

    Behind them stands one number for each part, *values* or drawn ones; each
    figure is the sum over its parts. With *complete*, every part has a figure
    of its own, so that every total is exact.

    Shrinks towards no figures at all, or with *complete* towards one for each
    part.

    Example:
        >>> from hypothesis import find
        >>> find(figures(), lambda found: found.figures).figures[0].value
        0
    """
    by_part = None if values is None else dict(values)
    return _figures(register, by_part, Template(kind, date(year, 1, 1)), complete=complete)


class Template(NamedTuple):
    """What all figures of a drawing have."""

    kind: str
    day: date


@st.composite
def _figures(
    draw: st.DrawFn,
    register: Register | None,
    values: Mapping[PartId, int] | None,
    of: Template,
    *,
    complete: bool,
) -> Figures:
    early = draw(_EARLY)  # What is drawn last is often the simplest: no figures.
    chosen = draw(registers()) if register is None else register
    by_part = draw(part_values(chosen)) if values is None else values

    def either() -> bool:
        return early.pop() if early else draw(EITHER)

    sets = _nested(draw, _parts_of(chosen), either, complete=complete)
    counts = {parts: sum(by_part[part] for part in parts) for parts in sets}
    return Figures(
        Figure(kind=of.kind, day=of.day, parts=parts, value=count)
        for parts, count in counts.items()
    )


_EARLY = st.lists(EITHER, min_size=5, max_size=5)


def _nested(
    draw: st.DrawFn, parts: Sequence[PartId], either: Callable[[], bool], *, complete: bool
) -> list[frozenset[PartId]]:
    """Draw sets of which each two are apart or one holds the other."""
    is_single = len(parts) == 1
    given = (is_single and complete) or either()
    found = [frozenset(parts)] if parts and given else []
    if len(parts) > 1 and (complete or either()):
        cut = 1 + draw(up_to(len(parts) - 2))
        shuffled = draw(_orders(len(parts)))
        for piece in (shuffled[:cut], shuffled[cut:]):
            found += _nested(draw, [parts[n] for n in piece], either, complete=complete)
    return found


@lru_cache
def _orders(count: int) -> st.SearchStrategy[list[int]]:
    return st.permutations(range(count))


def _parts_of(register: Register) -> list[PartId]:
    return sorted({part for version in register.versions for part in version.parts})


def borders(register: Register | None = None) -> st.SearchStrategy[Borders]:
    """Draw contacts between parts of *register*, some of them short or corners.

    Shrinks towards no contacts.

    Example:
        >>> from hypothesis import find
        >>> find(borders(), lambda _: True)
        <Borders: 0 contacts>
    """
    return _borders(register)


@st.composite
def _borders(draw: st.DrawFn, register: Register | None) -> Borders:
    number = draw(up_to(_MOST_BORDERS))  # First: what is drawn last is often the simplest.
    chosen = draw(registers()) if register is None else register
    parts = _parts_of(chosen)
    contacts = number if len(parts) > 1 else 0
    return Borders([draw(_contacts(tuple(parts))) for _ in range(contacts)])


@st.composite
def _contacts(draw: st.DrawFn, parts: Sequence[PartId]) -> Border:
    """Draw a contact between one or two parts and one or two others."""
    a = pick_some(draw, parts, least=1, most=min(2, len(parts) - 1))
    b = pick_some(draw, [part for part in parts if part not in a], least=1, most=2)
    return Border(a=a, b=b, contact=pick(draw, tuple(Contact)))
