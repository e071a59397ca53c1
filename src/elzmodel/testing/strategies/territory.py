"""Strategies for municipalities through time that are not those of Flanders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from attrs import Factory, define, evolve, frozen
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
    NewUnit,
    Register,
    Regroup,
    Split,
    TerritoryEvent,
)
from elzmodel.testing.strategies.values import days, require
from elzmodel.values import EventId, NisCode, PartId, UnitId

__all__ = [
    "borders",
    "days_around",
    "figures",
    "histories",
    "layouts",
    "part_values",
    "registers",
]

_PLACES = ("north", "south", None)
_MOST_PIECES = 3


@frozen
class Step:
    """Events that happen together, and all units and parts that they touch."""

    events: tuple[TerritoryEvent, ...]
    touched: frozenset[str]


@define
class World:
    """Who holds which land and which code, and what was there before."""

    land: dict[UnitId, frozenset[PartId]] = Factory(dict)
    codes: dict[UnitId, NisCode | None] = Factory(dict)
    free: set[PartId] = Factory(set)
    gone: list[UnitId] = Factory(list)
    former: list[NisCode] = Factory(list)
    events: int = 0
    units: int = 0

    def copy(self) -> World:
        """Return a world that can be stepped apart from this one."""
        return deepcopy(self)

    def step(self, draw: st.DrawFn, day: date, order: int) -> Step:
        """Draw something that can happen now, and let it happen."""
        kinds = [kind for kind, can in _KINDS.items() if can(self)]
        step: Step = draw(st.sampled_from(kinds))(self, draw, day, order)
        return step

    def head(self, day: date, order: int) -> dict[str, Any]:
        """Return the head of the next event."""
        self.events += 1
        return {"id": EventId(f"e{self.events}"), "day": day, "order": order}

    def new_unit(self, draw: st.DrawFn) -> UnitId:
        """Draw the id of a unit that does not live: a new one or one that is gone."""
        fresh = UnitId(f"u{self.units + 1}")
        unit = draw(st.sampled_from([fresh, *self.gone]))
        if unit == fresh:
            self.units += 1
        else:
            self.gone.remove(unit)
        return unit

    def new_code(self, draw: st.DrawFn) -> NisCode | None:
        """Draw a code that is free: a new one, a former one, or none."""
        used = {code for code in self.codes.values() if code}
        free = [code for code in self.former if code not in used]
        fresh = NisCode(str(10_001 + len(self.former)))
        code = draw(st.sampled_from([fresh, *free, None]))
        if code == fresh:
            self.former.append(fresh)
        return code

    def labels(self, draw: st.DrawFn, unit: UnitId) -> dict[str, Any]:
        """Draw what a new unit is called, and give it its code."""
        self.codes[unit] = self.new_code(draw)
        places = {name: draw(st.sampled_from(_PLACES)) for name in ("province", "region")}
        return {"unit": unit, "name": unit.upper(), "nis": self.codes[unit], **places}

    def some_units(self, draw: st.DrawFn, least: int, most: int) -> list[UnitId]:
        """Draw different units that live."""
        alive = st.sampled_from(sorted(self.land))
        return draw(st.lists(alive, min_size=least, max_size=most, unique=True))

    def end(self, unit: UnitId) -> frozenset[PartId]:
        """Let a unit end and return the land it had."""
        del self.codes[unit]
        self.gone.append(unit)
        return self.land.pop(unit)

    def begin(self, draw: st.DrawFn, day: date, order: int) -> Step:
        """Create a unit on new land, or on land that left the record."""
        reuse = bool(self.free) and draw(st.booleans())
        reused = draw(_some_of(self.free)) if reuse else ()
        unit = self.new_unit(draw)
        own = PartId(unit)
        named = tuple(PartId(f"{unit}-{letter}") for letter in "ab"[: draw(st.integers(0, 2))])
        taken = {part for land in self.land.values() for part in land} | self.free
        fresh = () if reused else tuple(part for part in named or (own,) if part not in taken)
        parts = reused or fresh or (PartId(f"{unit}-{self.events + 1}"),)
        self.land[unit] = frozenset(parts)
        self.free -= set(parts)
        said = () if parts == (own,) else parts
        event = Create(**self.head(day, order), **self.labels(draw, unit), parts=said)
        return Step((event,), frozenset({unit, *parts}))

    def alter(self, draw: st.DrawFn, day: date, order: int) -> Step:
        """Change the code, the name or the place of a unit."""
        (unit,) = self.some_units(draw, 1, 1)
        changes: dict[str, Any] = draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "name": st.sampled_from([f"New {unit.upper()}", unit.upper()]),
                    "province": st.sampled_from(_PLACES),
                    "arrondissement": st.sampled_from(_PLACES),
                    "region": st.sampled_from(_PLACES),
                },
            )
        )
        if draw(st.booleans()):
            self.codes[unit] = changes["nis"] = self.new_code(draw)
        return Step((Alter(**self.head(day, order), unit=unit, **changes),), frozenset({unit}))

    def swap_codes(self, draw: st.DrawFn, day: date, order: int) -> Step:
        """Let two units hand their codes to each other on one day."""
        one, other = self.some_units(draw, 2, 2)
        codes = self.codes
        codes[one], codes[other] = codes[other], codes[one]
        events = tuple(
            Alter(**self.head(day, order), unit=unit, nis=codes[unit]) for unit in (one, other)
        )
        return Step(events, frozenset({one, other}))

    def merge(self, draw: st.DrawFn, day: date, order: int) -> Step:
        """Merge units into a new one, or into one that continues."""
        units = self.some_units(draw, 2, 3)
        touched = frozenset().union(units, *(self.land[unit] for unit in units))
        if draw(st.booleans()):
            unit, code = units[0], self.codes[units[0]]
            labels: dict[str, Any] = {"unit": unit}
            if draw(st.booleans()):
                code = labels["nis"] = self.new_code(draw)
            land = [self.end(ended) for ended in units[1:]]
            self.land[unit] |= frozenset().union(*land)
            self.codes[unit] = code
        else:
            unit = self.new_unit(draw)
            labels = self.labels(draw, unit)
            if draw(st.booleans()):
                labels |= {"province": KEEP, "region": KEEP}
            self.land[unit] = frozenset().union(*[self.end(ended) for ended in units])
        event = Merge(**self.head(day, order), units=tuple(units), **labels)
        return Step((event,), touched | {unit})

    def split(self, draw: st.DrawFn, day: date, order: int) -> Step:
        """Split a unit into new ones, or into ones that were there before."""
        (unit,) = self.some_units(draw, 1, 1)
        land = self.land[unit]
        groups: dict[int, list[PartId]] = {}
        for part in sorted(land):
            groups.setdefault(draw(st.integers(0, _MOST_PIECES)), []).append(part)
        remains = frozenset(groups.pop(_MOST_PIECES, ())) if len(groups) > 1 else frozenset()
        head, pieces = self.head(day, order), []
        for group in groups.values():
            piece = self.new_unit(draw)
            self.land[piece] = frozenset(group)
            pieces.append(NewUnit(**self.labels(draw, piece), parts=tuple(group)))
        touched = frozenset({unit, *land, *(piece.unit for piece in pieces)})
        if remains:
            self.land[unit] = remains
        else:
            self.end(unit)
        return Step((Split(**head, unit=unit, into=tuple(pieces)),), touched)

    def move(self, draw: st.DrawFn, day: date, order: int) -> Step:
        """Move parts from a unit that keeps some, or from outside the record."""
        givers: list[UnitId | None] = [None] if self.free else []
        if len(self.land) > 1:
            givers[:0] = [unit for unit in sorted(self.land) if len(self.land[unit]) > 1]
        origin: UnitId | None = draw(st.sampled_from(givers))
        receivers: list[UnitId] = [unit for unit in sorted(self.land) if unit != origin]
        to: UnitId = draw(st.sampled_from(receivers))
        land = self.free if origin is None else set(sorted(self.land[origin])[1:])
        parts = draw(_some_of(land))
        if origin is None:
            self.free -= set(parts)
        else:
            self.land[origin] -= set(parts)
        self.land[to] |= set(parts)
        lineage = draw(st.booleans())
        event = MoveParts(
            **self.head(day, order), parts=parts, origin=origin, to=to, lineage=lineage
        )
        return Step((event,), frozenset({to, *parts, *([origin] if origin else [])}))

    def regroup(self, draw: st.DrawFn, day: date, order: int) -> Step:
        """End a unit and begin another with its land, and with parts of a third."""
        ended, other = self.some_units(draw, 2, 2)
        land, spare = self.land[ended], sorted(self.land[other])[1:]
        head, start = self.head(day, order), self.new_unit(draw)
        flows = [LandFlow(origin=ended, to=start)]
        gives = draw(st.booleans())
        given: tuple[PartId, ...] = draw(_some_of(spare)) if spare and gives else ()
        if given:
            flows.append(LandFlow(origin=other, to=start, parts=given))
        self.end(ended)
        self.land[other] -= set(given)
        self.land[start] = land | set(given)
        starts = (NewUnit(**self.labels(draw, start)),)
        event = Regroup(**head, flows=tuple(flows), ends=(ended,), starts=starts)
        return Step((event,), land | {ended, other, start, *given})

    def abolish(self, draw: st.DrawFn, day: date, order: int) -> Step:
        """End a unit, so that its land leaves the record."""
        (unit,) = self.some_units(draw, 1, 1)
        land = self.end(unit)
        self.free |= land
        return Step((Abolish(**self.head(day, order), unit=unit),), land | {unit})

    def mistake(self, draw: st.DrawFn, day: date, order: int) -> TerritoryEvent:
        """Draw an event that could have happened, and leave the world as it is."""
        (event, *_) = self.copy().alter(draw, day, order).events
        return evolve(event, id=EventId(f"wrong-{event.id}"))


def _some_of(parts: Iterable[PartId]) -> st.SearchStrategy[tuple[PartId, ...]]:
    return st.lists(st.sampled_from(sorted(parts)), min_size=1, unique=True).map(tuple)


def _can_move(world: World) -> bool:
    divisible = any(len(land) > 1 for land in world.land.values())
    return (divisible and len(world.land) > 1) or bool(world.free and world.land)


_KINDS: dict[Callable[..., Step], Callable[[World], bool]] = {
    World.begin: lambda _: True,
    World.alter: lambda world: bool(world.land),
    World.merge: lambda world: len(world.land) > 1,
    World.split: lambda world: bool(world.land),
    World.move: _can_move,
    World.swap_codes: lambda world: len(world.land) > 1,
    World.regroup: lambda world: len(world.land) > 1,
    World.abolish: lambda world: bool(world.land),
}


_FIRST = date(2000, 1, 1)
_STEPS = 6
_UNITS = 4


@define
class _Clock:
    """The day and order of the next step, and what its batch has touched so far."""

    day: date
    order: int = 0
    touched: frozenset[str] = frozenset()
    known: date = date.min

    def advance(self, draw: st.DrawFn) -> None:
        """Go on to a later day, or stay within this one."""
        ahead = draw(st.integers(0, 400))
        if ahead:
            self.day += timedelta(days=ahead)
            self.order, self.touched = 0, frozenset()
        else:
            self.order += 1

    def place(self, draw: st.DrawFn, step: Step) -> Step:
        """Put a step into the batch before it where nothing clashes, or after that batch."""
        together = draw(st.booleans())  # Always drawn: what comes after stays in its place.
        if together and self.order > 0 and not (step.touched & self.touched):
            self.order -= 1
            self.touched |= step.touched
            events = tuple(evolve(event, order=self.order) for event in step.events)
            return Step(events, step.touched)
        self.touched = step.touched
        return step

    def record(self, draw: st.DrawFn, events: Iterable[TerritoryEvent]) -> list[TerritoryEvent]:
        """Give events a day of record that is not before those of earlier events."""
        usual = self.day >= self.known and draw(st.booleans())
        shift = timedelta(days=0 if usual else draw(st.integers(-400, 400)))
        self.known = max(self.known, self.day + shift)
        recorded = None if usual else self.known
        return [evolve(event, recorded=recorded) for event in events]


@st.composite
def _histories(
    draw: st.DrawFn, *, max_units: int, min_steps: int, max_steps: int, recorded: bool
) -> list[TerritoryEvent]:
    # A number and then as many draws of their own: the shrinker lowers the one
    # and leaves out any of the others.
    world, clock = World(), _Clock(draw(days(min_value=_FIRST)))
    units, steps = draw(st.integers(1, max_units)), draw(st.integers(min_steps, max_steps))
    first = [draw(_beginnings(world, clock)) for _ in range(units)]
    clock.touched = frozenset().union(*(step.touched for step in first))
    opening = [event for step in first for event in step.events]
    events = clock.record(draw, opening) if recorded else opening
    for _ in range(steps):
        events += draw(_steps(world, clock, recorded=recorded))
    return events


@st.composite
def _beginnings(draw: st.DrawFn, world: World, clock: _Clock) -> Step:
    return world.begin(draw, clock.day, 0)


@st.composite
def _steps(draw: st.DrawFn, world: World, clock: _Clock, *, recorded: bool) -> list[TerritoryEvent]:
    clock.advance(draw)
    before = world.copy()
    step = clock.place(draw, world.step(draw, clock.day, clock.order))
    stands_alone = clock.touched == step.touched
    if recorded and before.land and stands_alone and draw(st.booleans()):
        return _corrected(draw, before, clock, step)
    return clock.record(draw, step.events) if recorded else list(step.events)


def _corrected(draw: st.DrawFn, before: World, clock: _Clock, step: Step) -> list[TerritoryEvent]:
    """Return a step that was first recorded wrongly; the mistake is then retracted."""
    order = step.events[0].order
    (wrong,) = clock.record(draw, [before.mistake(draw, clock.day, order)])
    clock.known = max(clock.known, wrong.known_from) + timedelta(days=draw(st.integers(1, 90)))
    right = [evolve(event, recorded=clock.known) for event in step.events]
    return [evolve(wrong, retracted=clock.known), *right]


def histories(
    *,
    max_units: int = _UNITS,
    min_steps: int = 0,
    max_steps: int = _STEPS,
    recorded: bool = False,
) -> st.SearchStrategy[list[TerritoryEvent]]:
    """Draw lists of territorial events that a `Register` accepts.

    First up to *max_units* municipalities begin on one day, some on several
    parts. Then up to *max_steps* things happen, some on one day with or
    without ``order``: creations, alterations, mergers with and without a
    continuing unit, splits, revivals, moves of parts, abolitions; codes and
    land are handed over or used again later.

    With *recorded*, events have days of record, and some were recorded wrongly
    and retracted; what was known on any day is consistent as well.

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
    return _histories(
        max_units=max_units, min_steps=min_steps, max_steps=max_steps, recorded=recorded
    )


def registers(
    *,
    max_units: int = _UNITS,
    min_steps: int = 0,
    max_steps: int = _STEPS,
    recorded: bool = False,
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
        max_units=max_units, min_steps=min_steps, max_steps=max_steps, recorded=recorded
    )
    return events.map(Register).filter(lambda register: register.versions)


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
    return st.builds(
        lambda day, shift: day + timedelta(days=shift),
        st.sampled_from(sorted(changes)),
        st.sampled_from((0, -1, 1, 200)),
    )


def layouts(register: Register | None = None) -> st.SearchStrategy[Layout]:
    """Draw layouts of days of *register*, or of drawn registers.

    Shrinks towards the first day of the register.

    Example:
        >>> from hypothesis import find
        >>> len(find(layouts(), lambda layout: True).municipalities)
        1
    """
    chosen = registers() if register is None else st.just(register)
    return chosen.flatmap(lambda of: days_around(of).map(of.on))


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


@st.composite
def _figures(
    draw: st.DrawFn,
    *,
    register: Register | None,
    values: Mapping[PartId, int] | None,
    key: tuple[str, int],
    complete: bool,
) -> Figures:
    chosen = draw(registers()) if register is None else register
    of_part = draw(part_values(chosen)) if values is None else values
    sets = draw(_nested(_parts_of(chosen), complete=complete))
    kind, year = key
    return Figures(
        Figure(kind=kind, day=date(year, 1, 1), parts=parts, value=sum(of_part[p] for p in parts))
        for parts in sets
    )


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
    return _figures(register=register, values=values, key=(kind, year), complete=complete)


@st.composite
def _nested(draw: st.DrawFn, parts: Sequence[PartId], *, complete: bool) -> list[frozenset[PartId]]:
    """Draw sets of which each two are apart or one holds the other."""
    is_single = len(parts) == 1
    given = (is_single and complete) or draw(st.booleans())
    found = [frozenset(parts)] if parts and given else []
    if len(parts) > 1 and (complete or draw(st.booleans())):
        cut = draw(st.integers(1, len(parts) - 1))
        shuffled = draw(st.permutations(parts))
        for piece in (shuffled[:cut], shuffled[cut:]):
            found += draw(_nested(piece, complete=complete))
    return found


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
    if register is None:
        return registers().flatmap(borders)
    sides = st.sets(st.sampled_from(_parts_of(register)), min_size=1, max_size=2)
    pairs = st.tuples(sides, sides).filter(lambda pair: not pair[0] & pair[1])
    contacts = st.sampled_from(Contact)
    border = st.builds(
        lambda ab, contact: Border(a=ab[0], b=ab[1], contact=contact), pairs, contacts
    )
    can_touch = len(_parts_of(register)) > 1
    return st.lists(border, max_size=6 if can_touch else 0).map(Borders)
