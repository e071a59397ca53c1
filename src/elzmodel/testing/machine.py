"""A machine that lets things happen to a small land, step by step, beside your own system.

Subclass `LandscapeMachine`, follow each event in `apply
<LandscapeMachine.apply>` and say in `compare <LandscapeMachine.compare>` what
has to agree on a day. Hypothesis then looks for the smallest history after
which it does not, and prints it as calls that can be pasted into a test.

Example:
    A list of codes that forgets what a merger ends:

    >>> from elzmodel.territory import Alter, Create, Merge
    >>> class Forgetful(LandscapeMachine):
    ...     def __init__(self):
    ...         super().__init__()
    ...         self.code = {}
    ...
    ...     def apply(self, event):
    ...         if isinstance(event, (Create, Alter, Merge)) and isinstance(event.nis, str):
    ...             self.code[event.unit] = event.nis
    ...
    ...     def compare(self, day):
    ...         if day == self.day:
    ...             there = sorted(each.nis for each in self.on(day).municipalities)
    ...             assert sorted(self.code.values()) == there
    >>> state = Forgetful()
    >>> state.start()
    >>> state.merge(units=["elm", "oak"], into="elm", name="Elm", nis="10001", day="2001-01-01")
    Traceback (most recent call last):
    AssertionError
"""

from __future__ import annotations

from elzmodel.testing._installed import hypothesis as _hypothesis  # noqa: F401 - or what to install

# isort: split
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from math import prod
from typing import Any, ClassVar, Final, TypeVar

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from elzmodel.landscape import Landscape, Snapshot
from elzmodel.scenarios.adoption import last_event_day
from elzmodel.territory import (
    Alter,
    Merge,
    MoveParts,
    Municipality,
    NewUnit,
    Split,
    TerritoryEvent,
)
from elzmodel.testing.villages import six_villages
from elzmodel.values import Day, EventId, NisCode, PartId, UnitId, ZoneId, eve, parse_day
from elzmodel.zones import Assign, ZoneEvent

__all__ = ["LandscapeMachine"]

_Choose = Callable[["LandscapeMachine", Sequence[Municipality]], Sequence[Any]]
"""What a kind of step can start from, of some municipalities."""

_Rule = TypeVar("_Rule", bound=Callable[..., None])

_MOST_STEPS: Final = 10
_DAYS_BACK: Final = 4
_TOLD: Final = 4


# --- what can happen ------------------------------------------------------------


def _any(_: LandscapeMachine, units: Sequence[Municipality]) -> Sequence[Municipality]:
    return units


def _several(_: LandscapeMachine, units: Sequence[Municipality]) -> Sequence[Municipality]:
    return units if len(units) > 1 else ()


def _on_parts(_: LandscapeMachine, units: Sequence[Municipality]) -> Sequence[Municipality]:
    return [unit for unit in units if len(unit.parts) > 1]


def _givers(_: LandscapeMachine, units: Sequence[Municipality]) -> Sequence[Municipality]:
    return _on_parts(_, units) if len(units) > 1 else ()


def _decided(
    machine: LandscapeMachine, units: Sequence[Municipality]
) -> Sequence[tuple[PartId, ...]]:
    """Return land that no decision is about: whole municipalities, then single parts."""
    undecided = machine.now.zone_map.undecided.keys()
    free = [unit.parts for unit in units if undecided.isdisjoint(unit.parts)]
    return [*free, *((part,) for parts in free if len(parts) > 1 for part in parts)]


def _zoned(
    machine: LandscapeMachine, units: Sequence[Municipality]
) -> Sequence[tuple[PartId, ...]]:
    zoned = machine.now.zone_map.by_part.keys()
    return [parts for parts in _decided(machine, units) if not zoned.isdisjoint(parts)]


def _when(draw: st.DrawFn, machine: LandscapeMachine, choose: _Choose) -> tuple[date, Any]:
    """Draw a day, and return what a step of it can start from.

    What happens on one day has nothing in common.
    """
    today = machine.day
    first = date(today.year + 1, 1, 1)
    days = [first, *sorted({today + timedelta(days=1), eve(first)} - {first, today})]
    days += [today] if machine.day_began and choose(machine, machine.untouched) else []
    day = draw(st.sampled_from(days))
    return day, choose(machine, machine.untouched if day == today else machine.living)


def _numbers(draw: st.DrawFn, *below: int) -> list[int]:
    """Draw numbers from 0, each below its bound, as one.

    Hypothesis takes a step out of a history if it is made of few draws.
    """
    number = draw(st.integers(0, prod(below) - 1))
    found = []
    for bound in below:
        number, rest = divmod(number, bound)
        found.append(rest)
    return found


@st.composite
def _mergers(draw: st.DrawFn, machine: LandscapeMachine) -> dict[str, Any]:
    day, units = _when(draw, machine, _several)
    codes = machine.free_codes(day)
    most = len(units)
    first, second, third, is_new, is_joined, code = _numbers(
        draw, most, most - 1, most - 1, 2, 2, len(codes) + 1
    )
    left = [*units]
    members = [left.pop(first), left.pop(second)]
    members += left[third - 1 : third] if third else []
    into = machine.new_unit(m.unit for m in members) if is_new else members[0].unit
    codes = [*([members[0].nis] if members[0].nis else []), *map(NisCode, codes)]
    return {
        "units": [str(member.unit) for member in members],
        "into": str(into),
        "name": "-".join(m.name for m in members) if is_joined else members[0].name,
        "nis": str(codes[code % len(codes)]),
        "day": day.isoformat(),
    }


@st.composite
def _splits(draw: st.DrawFn, machine: LandscapeMachine) -> dict[str, Any]:
    day, units = _when(draw, machine, _on_parts)
    codes = machine.free_codes(day)
    number, some, code = _numbers(draw, len(units), _most_some(units), len(codes))
    whole = units[number]
    into = machine.new_unit(whole.parts[-1:])
    return {
        "unit": str(whole.unit),
        "parts": _some_of(whole.parts, some),
        "into": str(into),
        "name": machine.new_name(into.title()),
        "nis": codes[code],
        "day": day.isoformat(),
    }


def _most_some(units: Sequence[Municipality]) -> int:
    """Return in how many ways some parts of a municipality can be taken, at the most."""
    return (1 << max(len(unit.parts) for unit in units)) - 2


def _some_of(parts: Sequence[PartId], number: int) -> list[str]:
    """Return some parts by a number, the last ones first, and leave one at least."""
    bits = 1 + number % ((1 << len(parts)) - 2)
    return [str(part) for place, part in enumerate(reversed(parts)) if bits >> place & 1]


@st.composite
def _moves(draw: st.DrawFn, machine: LandscapeMachine) -> dict[str, Any]:
    day, givers = _when(draw, machine, _givers)
    units = machine.untouched if day == machine.day else machine.living
    giver, taker, some = _numbers(draw, len(givers), len(units) - 1, _most_some(givers))
    origin = givers[giver]
    to = [unit for unit in units if unit != origin][taker]
    parts = _some_of(origin.parts, some)
    ends = {"origin": str(origin.unit), "to": str(to.unit)}
    return {"parts": parts, **ends, "day": day.isoformat()}


@st.composite
def _renames(draw: st.DrawFn, machine: LandscapeMachine) -> dict[str, Any]:
    day, units = _when(draw, machine, _any)
    unit: Municipality = draw(st.sampled_from(units))
    name = machine.new_name(f"New {unit.name}")
    return {"unit": str(unit.unit), "name": name, "day": day.isoformat()}


@st.composite
def _recodings(draw: st.DrawFn, machine: LandscapeMachine) -> dict[str, Any]:
    day, units = _when(draw, machine, _any)
    codes = machine.free_codes(day)
    number, code = _numbers(draw, len(units), len(codes))
    return {"unit": str(units[number].unit), "nis": codes[code], "day": day.isoformat()}


@st.composite
def _transfers(draw: st.DrawFn, machine: LandscapeMachine) -> dict[str, Any]:
    day, lands = _when(draw, machine, _decided)
    every = [zone.id for zone in machine.now.zones]
    number, zone = _numbers(draw, len(lands), len(every))
    parts, zones = lands[number], machine.now.zone_map.by_part
    there = {zones.get(part) for part in parts}
    others = [each for each in every if there != {each}] or every
    chosen = str(others[zone % len(others)])
    return {"parts": list(map(str, parts)), "zone": chosen, "day": day.isoformat()}


@st.composite
def _undecided(draw: st.DrawFn, machine: LandscapeMachine) -> dict[str, Any]:
    day, lands = _when(draw, machine, _zoned)
    parts = draw(st.sampled_from(lands))
    unit = str(machine.now.layout.by_part[parts[0]].unit)
    return {"unit": unit, "parts": list(map(str, parts)), "day": day.isoformat()}


@st.composite
def _settlements(draw: st.DrawFn, machine: LandscapeMachine) -> dict[str, Any]:
    points = machine.now.decisions  # Land that was assigned on the day is in none of them.
    later, _ = _when(draw, machine, lambda *_: points)
    alive = {zone.id for zone in machine.now.zones}
    answers = [
        (str(point.unit), zone)
        for point in points
        for zone in (*(str(each) for each in point.candidates if each in alive), None)
    ]
    unit, zone = draw(st.sampled_from(answers))
    return {"unit": unit, "zone": zone, "day": later.isoformat()}


@st.composite
def _argument(
    draw: st.DrawFn,
    steps: Callable[[LandscapeMachine], st.SearchStrategy[dict[str, Any]]],
    name: str,
) -> Any:  # noqa: ANN401 - whatever a rule takes
    machine = draw(st.runner())
    if not machine.drawn:
        machine.drawn = dict(draw(steps(machine)))
    return machine.drawn.pop(name)


def _step(
    steps: Callable[[LandscapeMachine], st.SearchStrategy[dict[str, Any]]],
    *names: str,
    when: Callable[[Any], object],
) -> Callable[[_Rule], _Rule]:
    """Make a rule whose arguments are drawn together, by the first that is asked for."""
    arguments = {name: _argument(steps, name) for name in names}
    rule_of: Any = rule  # Its types tell arguments from targets by name, which are not known here.

    def is_possible(machine: LandscapeMachine) -> bool:
        return bool(when(machine))

    def decorate(happen: _Rule) -> _Rule:
        made: _Rule = precondition(is_possible)(rule_of(**arguments)(happen))
        return made

    return decorate


def _possible(choose: _Choose) -> Callable[[LandscapeMachine], object]:
    return lambda machine: choose(machine, machine.living)


def short_reports(usual: settings) -> settings:
    """Return settings of few steps, one failure at a time, and no lines of explanation."""
    phases = [phase for phase in usual.phases if phase is not Phase.explain]
    steps = min(usual.stateful_step_count, _MOST_STEPS)
    return settings(usual, stateful_step_count=steps, phases=phases, report_multiple_bugs=False)


# --- the machine -----------------------------------------------------------------


class LandscapeMachine(RuleBasedStateMachine):
    """Lets things happen to a land, and asks after each whether your system agrees.

    `start` tells the events with which the land begins. Then each rule is one thing that
    happens: it becomes events, of which `apply` is told one after the other, and `compare`
    is asked on the days around it and around those before. What happens on one day has
    nothing in common, so that its order does not matter; a day is never before the last one.

    A failure is printed as calls of the rules, which run outside hypothesis as well. Each
    argument is plain text, and says what holds afterwards. Shrinks towards few steps on the
    first days of the next years, of the first municipalities, that change little.

    Attributes:
        base: The land to start from; `six_villages <elzmodel.testing.villages.six_villages>`
            where a subclass does not say another.
        landscape: The land with all that happened.
        day: The day of the last event.
        history: The events that happened since the start.

    Example:
        >>> state = LandscapeMachine()
        >>> state.start()
        >>> state.merge(units=["elm", "fir"], into="elm", name="Elm", nis="10001", day="2001-01-01")
        >>> state.on("2001-01-01").decisions[0].candidates
        ('north', 'south')
        >>> state.settle(unit="elm", zone="north", day="2001-01-01")
        >>> print(state.on("2001-01-01").zone_of("Elm"))
        North
    """

    base: ClassVar[Landscape | None] = None

    def __init__(self) -> None:
        super().__init__()
        self.landscape: Landscape = six_villages() if self.base is None else self.base
        self.day: date = last_event_day(self.landscape)
        self.day_began: bool = False
        self.history: list[TerritoryEvent | ZoneEvent] = []
        self.drawn: dict[str, Any] = {}
        self._start = self.day
        self._touched: set[UnitId] = set()
        self._named: set[UnitId] = set()
        events = (*self.landscape.register.events, *self.landscape.zoning.events)
        names = ("step", *(f"step-{number}" for number in range(2, len(events) + 3)))
        self._step = next(n for n in names if not any(e.id.startswith(f"{n}-") for e in events))

    def __init_subclass__(cls, **options: Any) -> None:  # noqa: ANN401 - whatever a class takes
        """Take few steps a run, which find what many find, and print no more than they."""
        super().__init_subclass__(**options)
        cls.TestCase.settings = short_reports(cls.TestCase.settings)

    # --- to be overridden

    def begin(self, landscape: Landscape) -> None:
        """Fill your system with the land at the start.

        As it stands it applies every event of the land, in order.
        """
        for event in sorted(landscape.events, key=lambda each: (each.day, each.order)):
            self.apply(event)

    def apply(self, event: TerritoryEvent | ZoneEvent) -> None:
        """Let an event happen in your system; ``match event:`` tells the kinds apart."""

    def compare(self, day: date) -> None:
        """Assert that your system and the land agree on a day: see `on`."""

    def days(self) -> Sequence[date]:
        """Return the days to compare: the eves and days of the last things that happened."""
        around = {day for event in self.history for day in (eve(event.day), event.day)}
        return sorted({self._start, *sorted(around)[-_DAYS_BACK:]})

    # --- to be asked

    def on(self, day: Day) -> Snapshot:
        """Return a day of the land as it should be."""
        return self.landscape.on(day, beyond_ok=True)

    @property
    def now(self) -> Snapshot:
        """The land on the day of the last event."""
        return self.on(self.day)

    @property
    def living(self) -> Sequence[Municipality]:
        """The municipalities of that day, the oldest first: whatever code they bear."""
        named = (unit for event in self.landscape.register.events for unit in event.named_units)
        age = {unit: number for number, unit in enumerate(dict.fromkeys(named))}
        return sorted(self.now.municipalities, key=lambda each: age[each.unit])

    @property
    def untouched(self) -> Sequence[Municipality]:
        """Those to which nothing happened yet on that day."""
        return [each for each in self.living if each.unit not in self._touched]

    def free_codes(self, day: date) -> list[str]:
        """Return a code that was never used, and those that once were and are free on a day."""
        ever = {each.nis for each in self.landscape.register.versions if each.nis}
        # What happens on one day has nothing in common: a code that ends today is free tomorrow.
        held = {each.nis for then in (self.day, eve(day)) for each in self.on(then).municipalities}
        fresh = str(int(max(ever, default="10000")) + 1)
        return [fresh, *sorted(str(code) for code in ever - held)]

    def new_unit(self, of: Iterable[str]) -> UnitId:
        """Return the id of a municipality that never was."""
        ever = {each.unit for each in self.landscape.register.versions}
        joined = "-".join(of)
        numbered = (f"{joined}-{number}" for number in range(2, len(ever) + 3))
        return next(UnitId(each) for each in (joined, *numbered) if each not in ever)

    def new_name(self, name: str) -> str:
        """Return a name that no municipality bears on that day."""
        borne = {each.name for each in self.now.municipalities}
        return name if name not in borne else self.new_name(f"New {name}")

    # --- what happens

    @initialize()
    def start(self) -> None:
        """Begin, and compare the first day."""
        self.begin(self.landscape)
        self.compare_all()

    @_step(_mergers, "units", "into", "name", "nis", "day", when=_possible(_several))
    def merge(self, units: Sequence[str], into: str, name: str, nis: str, day: Day) -> None:
        """Merge municipalities into one of them, which continues, or into a new one."""
        members = tuple(map(UnitId, units))
        labels: dict[str, Any] = {"unit": UnitId(into), "name": name, "nis": NisCode(nis)}
        self._happen(Merge(**self._head(day), units=members, **labels), about=[*units, into])

    @_step(_splits, "unit", "parts", "into", "name", "nis", "day", when=_possible(_on_parts))
    def split(
        self, unit: str, parts: Sequence[str], into: str, name: str, nis: str, day: Day
    ) -> None:
        """Split parts off a municipality, into a new one."""
        land = tuple(map(PartId, parts))
        new = NewUnit(unit=UnitId(into), name=name, nis=NisCode(nis), parts=land)
        split = Split(**self._head(day), unit=UnitId(unit), into=(new,))
        self._happen(split, about=[unit, into])

    @_step(_moves, "parts", "origin", "to", "day", when=_possible(_givers))
    def move_parts(self, parts: Sequence[str], origin: str, to: str, day: Day) -> None:
        """Move parts from one municipality to another; both continue."""
        ends: dict[str, Any] = {"origin": UnitId(origin), "to": UnitId(to)}
        moved = MoveParts(**self._head(day), parts=tuple(map(PartId, parts)), **ends)
        self._happen(moved, about=[origin, to])

    @_step(_renames, "unit", "name", "day", when=_possible(_any))
    def rename(self, unit: str, name: str, day: Day) -> None:
        """Give a municipality another name."""
        self._happen(Alter(**self._head(day), unit=UnitId(unit), name=name), about=[unit])

    @_step(_recodings, "unit", "nis", "day", when=_possible(_any))
    def recode(self, unit: str, nis: str, day: Day) -> None:
        """Give a municipality another code: a new one, or one that was used before."""
        altered = Alter(**self._head(day), unit=UnitId(unit), nis=NisCode(nis))
        self._happen(altered, about=[unit])

    @_step(
        _transfers,
        "parts",
        "zone",
        "day",
        when=lambda self: self.now.zones and _decided(self, self.living),
    )
    def transfer(self, parts: Sequence[str], zone: str, day: Day) -> None:
        """Move a municipality, or a part of one, to another zone."""
        self._happen(self._assigned(parts, zone, day), about=self._holders(parts))

    # Hypothesis tries rules of few arguments first: one that can run out may not be the first.
    @_step(_undecided, "unit", "parts", "day", when=_possible(_zoned))
    def undecide(self, unit: str, parts: Sequence[str], day: Day) -> None:
        """Take a municipality, or a part of it, out of its zone."""
        self._happen(self._assigned(parts, None, day), about=[unit])

    @_step(_settlements, "unit", "zone", "day", when=lambda self: self.now.decisions)
    def settle(self, unit: str, zone: str | None, day: Day) -> None:
        """Choose the zone of a merged municipality; without one, each part stays in its own."""
        points = [each for each in self.now.decisions if each.unit == unit]
        land = sorted({part for point in points for part in point.parts})
        stored = self.now.zone_map.by_part
        zones = {part: ZoneId(zone) if zone else stored.get(part) for part in land}
        events = [
            self._assigned([part for part in land if zones[part] == each], each, day, number)
            for number, each in enumerate(sorted(set(zones.values()), key=str))
        ]
        self._happen(*events, about=[unit, *self._holders(land)])

    # --- how it happens

    def _head(self, day: Day, number: int = 0) -> dict[str, Any]:
        when = parse_day(day)
        return {"id": EventId(f"{self._step}-{len(self.history) + number + 1}"), "day": when}

    def _assigned(
        self, parts: Iterable[str], zone: str | None, day: Day, number: int = 0
    ) -> Assign:
        land = tuple(map(PartId, parts))
        return Assign(**self._head(day, number), zone=ZoneId(zone) if zone else None, parts=land)

    def _holders(self, parts: Iterable[str]) -> list[UnitId]:
        by_part = self.now.layout.by_part
        return [by_part[PartId(part)].unit for part in parts]

    def _happen(self, *events: TerritoryEvent | ZoneEvent, about: Iterable[str]) -> None:
        self.landscape = self.landscape.with_events(events)
        if events[0].day > self.day:
            self._touched.clear()
        self.day, self.day_began = events[0].day, True
        units = set(map(UnitId, about))
        self._touched |= units
        self._named |= units
        for event in events:
            self.history.append(event)
            self.apply(event)
        self.compare_all()

    def compare_all(self) -> None:
        """Compare each of `days`, for rules of your own that change something."""
        for day in self.days():
            try:
                self.compare(day)
            except Exception as error:
                error.add_note(f"on {day}{self._at_first()}")
                raise

    def _at_first(self) -> str:
        """Say where those lay at the start whom the history is about."""
        day = self.on(self._start)
        zones = day.zone_map.by_part
        told = [
            f"{each.nis} {each.name} ({', '.join(each.parts)}) in "
            + (" and ".join(sorted({zones[p] for p in each.parts if p in zones})) or "no zone")
            for each in day.municipalities
            if each.unit in self._named
        ]
        more = f" and {len(told) - _TOLD} more" if len(told) > _TOLD else ""
        return f"; at first {', '.join(told[:_TOLD])}{more}" if told else ""
