"""Laws that hold for any register, crosswalk, roll-up or zone look-up: try yours.

A system of yours needs two things: ``apply``, which is told of each event, and one
question. The kits let histories happen on a small land, hold the answers against the
laws and the record, and raise an `AssertionError` with the smallest history that breaks
one, as calls to paste below a machine of your own: see `LandscapeMachine
<elzmodel.testing.machine.LandscapeMachine>`.

- Partition: a municipality is there once, and lies in the zones of all its land.
- Half-open periods: what ends on a day does not hold on it, what begins does.
- Replay: what happens later changes nothing of an earlier day.
- Open decisions: until somebody decides, the zone of a merger across zones is not known.
- Shares: those of a crosswalk are not negative, sum to 1 and lie within what is known.
- Conservation: sums are exact where they can be, and bounds where they cannot.
- Rows: each row of a long table counts once, in any order.

Example:
    A list of municipalities that knows only how it began:

    >>> class AsItBegan:
    ...     def __init__(self):
    ...         self.rows = []
    ...
    ...     def apply(self, event):
    ...         if type(event).__name__ == "Create":
    ...             self.rows.append((event.nis, event.name))
    ...
    ...     def municipalities(self, day):
    ...         return self.rows
    >>> check_register(AsItBegan)
    Traceback (most recent call last):
    AssertionError: on 2001-01-01 New Elm (10001) is missing: law of half-open periods

The report goes on with the history, such as::

    on 2001-01-01; at first 10001 Elm (elm) in north
    Failing test case: <state machine>
    state = check_register()
    state.start()
    state.rename(day='2001-01-01', name='New Elm', unit='elm')
    state.teardown()
"""

from __future__ import annotations

from elzmodel.testing._installed import hypothesis as _hypothesis  # noqa: F401 - or what to install

# isort: split
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from numbers import Real
from typing import Any, ClassVar, Final, Generic, Protocol, TypeVar, runtime_checkable

from hypothesis import settings as Settings  # noqa: N812 - the argument is called settings
from hypothesis.stateful import run_state_machine_as_test

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape
from elzmodel.territory import Municipality, TerritoryEvent
from elzmodel.testing.machine import LandscapeMachine, short_reports
from elzmodel.values import Share, Total, eve
from elzmodel.zones import ZoneEvent

__all__ = [
    "CrosswalkSystem",
    "RegisterSystem",
    "RollUpSystem",
    "System",
    "ZoneSystem",
    "check_crosswalk",
    "check_register",
    "check_roll_up",
    "check_zones",
]

Bounds = float | tuple[float, float] | Total | Share
"""A number, or the least and the most that it can be."""

_EXACT: Final = 1e-9
_LONGEST: Final = 80
_SHARES: Final = "law of shares"


# --- what a system of yours has to answer -----------------------------------------


@runtime_checkable
class System(Protocol):
    """What is told of everything that happens.

    Example:
        >>> class Mine:
        ...     def apply(self, event): ...
        >>> isinstance(Mine(), System)
        True
    """

    def apply(self, event: TerritoryEvent | ZoneEvent) -> None:
        """Let an event happen; those of the beginning come first."""


@runtime_checkable
class RegisterSystem(System, Protocol):
    """Knows which municipalities exist.

    Example:
        >>> class Mine:
        ...     def apply(self, event): ...
        ...
        ...     def municipalities(self, day):
        ...         return [("10001", "Elm"), ("10002", "Fir")]
        >>> isinstance(Mine(), RegisterSystem)
        True
    """

    def municipalities(self, day: date) -> Iterable[tuple[str, str]]:
        """Return the code and the name of each municipality of a day."""
        ...


@runtime_checkable
class ZoneSystem(System, Protocol):
    """Knows in which zone a municipality lies.

    Example:
        >>> class Mine:
        ...     def apply(self, event): ...
        ...
        ...     def zones_of(self, nis, day):
        ...         return {"north"}
        >>> isinstance(Mine(), ZoneSystem)
        True
    """

    def zones_of(self, nis: str, day: date) -> Collection[str] | None:
        """Return the ids of its zones on a day.

        None at all where its land lies in no zone, as after a step ``undecide``; ``None``
        while a merger across zones waits for the decision on any of its land.
        """
        ...


@runtime_checkable
class CrosswalkSystem(System, Protocol):
    """Knows what share of a municipality goes to which one of another day.

    Example:
        >>> class Mine:
        ...     def apply(self, event): ...
        ...
        ...     def crosswalk(self, before, after):
        ...         return [("10001", "10001", 1), ("10002", "10001", (0, 1))]
        >>> isinstance(Mine(), CrosswalkSystem)
        True
    """

    def crosswalk(self, before: date, after: date) -> Iterable[tuple[str, str, Bounds]]:
        """Return codes before and after, with the share: a number, or bounds as a pair."""
        ...


@runtime_checkable
class RollUpSystem(System, Protocol):
    """Adds counts of municipalities up to zones.

    Example:
        >>> class Mine:
        ...     def apply(self, event): ...
        ...
        ...     def roll_up(self, rows, day):
        ...         return {"north": 300, "south": (0, 200)}
        >>> isinstance(Mine(), RollUpSystem)
        True
    """

    def roll_up(self, rows: Sequence[tuple[str, int]], day: date) -> Mapping[str, Bounds]:
        """Return the sum of each zone by its id: a number, or bounds as a pair.

        *rows* is a long table of codes and counts: a code may come more than once.
        """
        ...


# --- the machine that asks --------------------------------------------------------

S = TypeVar("S", bound=System)


class _Kit(LandscapeMachine, Generic[S]):
    """A land beside a system, with the questions of one kit."""

    make: ClassVar[Any]
    question: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.system: S = type(self).make()
        for name in ("apply", self.question):
            what = f"{type(self.system).__name__} has no method {name!r}, which this kit calls"
            _require(callable(getattr(self.system, name, None)), what)

    def apply(self, event: TerritoryEvent | ZoneEvent) -> None:
        self.system.apply(event)


def _run(
    kit: type[_Kit[S]],
    name: str,
    system: Callable[[], S],
    base: Landscape | None,
    settings: Settings | None,
) -> None:
    if not callable(system):
        raise InvalidValueError("system", system, "what makes a new one, such as its class")
    if not isinstance(base, Landscape | None):
        raise InvalidValueError("base", base, "a landscape")
    named = type(name, (kit,), {"make": staticmethod(system), "base": base})
    run_state_machine_as_test(named, settings=settings and short_reports(settings))


def _require(holds: object, message: str) -> None:
    """Fail where something does not hold, under ``python -O`` too."""
    if not holds:
        raise AssertionError(message)


def _require_form(holds: object, question: str, answer: object, expected: str) -> None:
    """Fail where an answer is of another form than its question asks."""
    text = repr(answer)
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."
    _require(holds, f"{question} answers {text}; expected {expected}")


def _rows_of(question: str, answer: Any, columns: int, expected: str) -> list[tuple[Any, ...]]:  # noqa: ANN401 - whatever it is
    """Return the rows of an answer that is a list of them or the like, each with some columns."""
    is_list = isinstance(answer, Iterable) and not isinstance(answer, str | Mapping)
    _require_form(is_list, question, answer, expected)
    rows: list[tuple[Any, ...]] = []
    for row in answer:
        is_row = isinstance(row, Iterable) and not isinstance(row, str | Mapping)
        rows.append(tuple(row) if is_row else ())
        _require_form(len(rows[-1]) == columns, question, row, expected)
    return rows


def _is_bounds(value: object) -> bool:
    """Tell whether an answer is a number, or the least and the most that it can be."""
    if isinstance(value, Total | Share):
        return True
    pair = value if isinstance(value, tuple) else (value, value)
    return len(pair) == len(("least", "most")) and all(map(_is_number, pair))


def _is_number(value: object) -> bool:
    is_number = isinstance(value, Real | Decimal) and not isinstance(value, bool)
    return is_number and value == value  # noqa: PLR0124 - what is no number differs from itself


def _told(municipality: Municipality) -> str:
    return f"{municipality.name} ({municipality.nis})"


def _pair(value: Bounds) -> tuple[float, float]:
    """Return the least and the most of an answer."""
    if isinstance(value, Share):
        return float(value.low), float(value.high)
    if isinstance(value, Total):
        return float(value.low), float("inf") if value.high is None else float(value.high)
    low, high = value if isinstance(value, tuple) else (value, value)
    return float(low), float(high)


def _words(value: Bounds) -> str:
    low, high = _pair(value)
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"


def _require_bounds(about: str, law: str, right: Bounds, answer: Bounds) -> None:
    """Require a number where one is known, and bounds that hold it where none is."""
    low, high = _pair(right)
    least, most = _pair(answer)
    holds = least <= low + _EXACT and high - _EXACT <= most
    holds &= low < high or least == most
    _require(holds, f"{about} is {_words(right)}: {law}, yours says {_words(answer)}")


class _RegisterKit(_Kit[RegisterSystem]):
    question = "municipalities"

    def __init__(self) -> None:
        super().__init__()
        self.earlier: dict[date, frozenset[tuple[str, str]]] = {}

    def compare(self, day: date) -> None:
        expected = "pairs of a code and a name, each a text"
        answers = self.system.municipalities(day)
        rows = _rows_of(f"municipalities({day})", answers, 2, expected)
        for row in rows:
            is_text = all(isinstance(each, str) for each in row)
            _require_form(is_text, f"municipalities({day})", row, expected)
        twice = sorted(code for code, n in Counter(code for code, _ in rows).items() if n > 1)
        _require(not twice, f"on {day} {', '.join(twice)} is there twice: law of partition")
        there = frozenset((str(m.nis), m.name) for m in self.on(day).municipalities)
        answer = frozenset((code, name) for code, name in rows)
        before = self.earlier.get(day, answer) if day < self.day else answer
        self.earlier[day] = answer
        for law, right in (("law of replay", before), ("law of half-open periods", there)):
            missing, extra = sorted(right - answer), sorted(answer - right)
            _require(not missing, f"on {day} {_listed(missing)} is missing: {law}")
            _require(not extra, f"on {day} {_listed(extra)} is too much: {law}")


def _listed(rows: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{name} ({code})" for code, name in rows)


class _ZoneKit(_Kit[ZoneSystem]):
    question = "zones_of"

    def compare(self, day: date) -> None:
        snapshot = self.on(day)
        zones = snapshot.zone_map.by_part
        for each in snapshot.municipalities:
            undecided = not snapshot.zone_map.undecided.keys().isdisjoint(each.parts)
            right = None if undecided else {str(zones[p]) for p in each.parts if p in zones}
            answered: Any = self.system.zones_of(str(each.nis), day)
            is_some = isinstance(answered, Iterable) and not isinstance(answered, str | Mapping)
            found = [*answered] if is_some else answered
            is_form = found is None or (is_some and all(isinstance(z, str) for z in found))
            expected = "ids of zones, such as a set of texts, or None while undecided"
            _require_form(is_form, f"zones_of({str(each.nis)!r}, {day})", found, expected)
            answer = None if found is None else set(map(str, found))
            law = "law of open decisions" if undecided else "law of partition"
            lies = f"on {day} {_told(each)} lies in {_zones(right)}: {law}"
            _require(answer == right, f"{lies}, yours says {_zones(answer)}")


def _zones(zones: Collection[str] | None) -> str:
    return "a zone that is undecided" if zones is None else " and ".join(sorted(zones)) or "no zone"


class _CrosswalkKit(_Kit[CrosswalkSystem]):
    question = "crosswalk"

    def compare(self, day: date) -> None:
        start = self.days()[0]
        for before in sorted({start, eve(day), day} if day == self.day else {start}):
            if before >= start:
                self.compare_pair(before, day)

    def compare_pair(self, before: date, after: date) -> None:
        """Hold one crosswalk against the laws and the record."""
        span = f"from {before} to {after}"
        shares: dict[tuple[str, str], Bounds] = {}
        expected = "rows of two codes, each a text, and a share: a number or (least, most)"
        question = f"crosswalk({before}, {after})"
        answers = self.system.crosswalk(before, after)
        for one, other, share in _rows_of(question, answers, 3, expected):
            is_form = isinstance(one, str) and isinstance(other, str) and _is_bounds(share)
            _require_form(is_form, question, (one, other, share), expected)
            _require((one, other) not in shares, f"{span} {one} goes to {other} twice: {_SHARES}")
            shares[one, other] = share
        walk = self.landscape.crosswalk(before, after)
        rows = {(str(row.before.nis), str(row.after.nis)): row for row in walk}
        for (one, other), row in rows.items():
            about = f"{span} the share of {_told(row.before)} that goes to {_told(row.after)}"
            _require_share(about, row.share, shares.get((one, other), 0))
        extra = [key for key, share in shares.items() if key not in rows and _pair(share)[1] > 0]
        for one, other in extra[:1]:
            raise AssertionError(f"{span} nothing goes from {one} to {other}: {_SHARES}")
        for code in {one for one, _ in shares}:
            pairs = [_pair(share) for (one, _), share in shares.items() if one == code]
            low, high = (sum(side) for side in zip(*pairs, strict=True))
            is_whole = low - _EXACT <= 1 <= high + _EXACT
            _require(
                is_whole, f"{span} the shares of {code} sum to {_words((low, high))}: {_SHARES}"
            )


def _require_share(about: str, right: Share, answer: Bounds) -> None:
    """Require a share within the bounds: an estimate may be any of them."""
    least, most = _pair(answer)
    low, high = _pair(right)
    holds = low - _EXACT <= most and least <= high + _EXACT
    holds &= low < high or most - least < _EXACT
    _require(holds, f"{about} is {_words(right)}: {_SHARES}, yours says {_words(answer)}")


class _RollUpKit(_Kit[RollUpSystem]):
    question = "roll_up"

    def compare(self, day: date) -> None:
        snapshot = self.on(day)
        codes = [str(each.nis) for each in snapshot.municipalities]
        rows = [(code, 1 + place * place) for place, code in enumerate(codes)]
        right = snapshot.aggregate({code: 3 * count for code, count in rows}, to="zone")
        rows += [(code, 2 * count) for code, count in rows]  # As a file by sex has them.
        answers = self._asked(rows, day)
        for zone in snapshot.zones:
            about = f"on {day} the sum of {zone.id}"
            _require_bounds(about, "law of conservation", right[zone.id], answers.get(zone.id, 0))
        turned = self._asked(rows[::-1], day)
        is_same = dict(answers) == dict(turned)
        _require(is_same, f"on {day} the order of rows changes the sums: law of rows")

    def _asked(self, rows: Sequence[tuple[str, int]], day: date) -> Mapping[str, Bounds]:
        """Return the sums of rows, of which the system gets a list of its own."""
        answers: Any = self.system.roll_up([*rows], day)
        expected = "a mapping of ids of zones to sums: numbers or (least, most)"
        is_form = isinstance(answers, Mapping) and all(map(_is_bounds, answers.values()))
        _require_form(is_form, f"roll_up(rows, {day})", answers, expected)
        sums: Mapping[str, Bounds] = answers
        return sums


# --- the kits ---------------------------------------------------------------------


def check_register(
    system: Callable[[], RegisterSystem],
    *,
    base: Landscape | None = None,
    settings: Settings | None = None,
) -> None:
    """Hold a register against the laws of partition, replay and half-open periods.

    Each municipality is there once on each of its days, with its code and name of that day;
    what happens later changes nothing of an earlier day.

    Args:
        system: Makes a new, empty system, such as its class.
        base: The land to start from, six villages by default.
        settings: How hypothesis searches.

    Raises:
        AssertionError: If a law is broken, with the smallest history.
        Exception: What your system raises, with the smallest history.

    Example:
        >>> class Names:
        ...     def __init__(self):
        ...         self.rows = []
        ...
        ...     def apply(self, event):
        ...         if type(event).__name__ == "Create":
        ...             self.rows.append((event.nis, event.name))
        ...
        ...     def municipalities(self, day):
        ...         return self.rows
        >>> check_register(Names)
        Traceback (most recent call last):
        AssertionError: on 2001-01-01 New Elm (10001) is missing: law of half-open periods
    """
    _run(_RegisterKit, "check_register", system, base, settings)


def check_zones(
    system: Callable[[], ZoneSystem],
    *,
    base: Landscape | None = None,
    settings: Settings | None = None,
) -> None:
    """Hold a look-up of zones against the laws of partition and of open decisions.

    A municipality lies in the zones of all its land, and in none that is known while a
    merger across zones waits for its decision. The arguments are those of `check_register`.

    Raises:
        AssertionError: If a law is broken, with the smallest history.
        Exception: What your system raises, with the smallest history.

    Example:
        >>> class AlwaysTheSame:
        ...     def apply(self, event): ...
        ...
        ...     def zones_of(self, nis, day):
        ...         return {"north"}
        >>> check_zones(AlwaysTheSame)
        Traceback (most recent call last):
        AssertionError
    """
    _run(_ZoneKit, "check_zones", system, base, settings)


def check_crosswalk(
    system: Callable[[], CrosswalkSystem],
    *,
    base: Landscape | None = None,
    settings: Settings | None = None,
) -> None:
    """Hold a crosswalk against the laws of lineage and of shares.

    Shares are not negative and sum to 1, or their bounds hold it; each lies within the bounds
    that the land gives; one day to itself changes nothing. The arguments are those of
    `check_register`.

    Raises:
        AssertionError: If a law is broken, with the smallest history.
        Exception: What your system raises, with the smallest history.

    Example:
        >>> class AlwaysTheSame:
        ...     def apply(self, event): ...
        ...
        ...     def crosswalk(self, before, after):
        ...         return [("10001", "10001", 1)]
        >>> check_crosswalk(AlwaysTheSame)
        Traceback (most recent call last):
        AssertionError
    """
    _run(_CrosswalkKit, "check_crosswalk", system, base, settings)


def check_roll_up(
    system: Callable[[], RollUpSystem],
    *,
    base: Landscape | None = None,
    settings: Settings | None = None,
) -> None:
    """Hold sums of zones against the laws of conservation and of tables.

    Each row of a long table counts once, in any order; what cannot be told of a divided or
    undecided municipality stands in bounds. The arguments are those of `check_register`.

    Raises:
        AssertionError: If a law is broken, with the smallest history.
        Exception: What your system raises, with the smallest history.

    Example:
        >>> class AlwaysTheSame:
        ...     def apply(self, event): ...
        ...
        ...     def roll_up(self, rows, day):
        ...         return {"north": 300}
        >>> check_roll_up(AlwaysTheSame)
        Traceback (most recent call last):
        AssertionError
    """
    _run(_RollUpKit, "check_roll_up", system, base, settings)
