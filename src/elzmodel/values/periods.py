"""Days, half-open periods and timelines.

A period holds its first day and not its last: ``until`` is the first day on
which a fact no longer holds. ``None`` is open on that side.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from itertools import pairwise
from typing import Any, Generic, TypeVar

from attrs import Attribute, Factory, field, frozen

from elzmodel.values.errors import InvalidValueError

__all__ = ["Day", "Period", "Timeline", "eve", "parse_day"]

Day = date | str
"""A day at the front door: a `datetime.date` or ISO text such as ``"2025-01-01"``."""

T = TypeVar("T")

# `fromisoformat` alone would also take weeks, such as 2025-W01-1.
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def parse_day(value: Day) -> date:
    """Read a day from a `datetime.date` or from ISO text (``YYYY-MM-DD``).

    Raises:
        InvalidValueError: If *value* is anything else. A `datetime.datetime`
            is refused, because which day it means depends on a time zone.

    Example:
        >>> parse_day("2025-01-01")
        datetime.date(2025, 1, 1)
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _ISO.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:  # the form is right, but there is no such day
            pass
    expected = "a date or text such as '2025-01-01'"
    if isinstance(value, datetime):
        expected = "a date or text such as '2025-01-01'; of a time the day is .date()"
    raise InvalidValueError("day", value, expected)


def day_or_none(value: Day | None) -> date | None:
    """Read a day as `parse_day` does, or leave it out.

    Raises:
        InvalidValueError: If it is neither a day nor nothing.

    Example:
        >>> day_or_none("2025-01-01"), day_or_none(None)
        (datetime.date(2025, 1, 1), None)
    """
    return None if value is None else parse_day(value)


def known_year(_: object, __: Attribute[Any], value: int | None) -> None:
    """Refuse a year of a value that no calendar has.

    Raises:
        InvalidValueError: If it is not of 1 to 9999.
    """
    if not (value is None or MINYEAR <= value <= MAXYEAR):
        raise InvalidValueError("year", value, "a whole number, such as 2025")


def eve(day: date) -> date:
    """Return the day before.

    Raises:
        InvalidValueError: If it is the first day that there is.

    Example:
        >>> eve(date(2025, 1, 1))
        datetime.date(2024, 12, 31)
    """
    if day == date.min:
        raise InvalidValueError("day with one before", day, "a day after 0001-01-01")
    return day - timedelta(days=1)


def day_after(day: date) -> date:
    """Return the day after.

    Raises:
        InvalidValueError: If it is the last day that there is.

    Example:
        >>> day_after(date(2024, 12, 31))
        datetime.date(2025, 1, 1)
    """
    if day == date.max:
        raise InvalidValueError("day with one after", day, "a day before 9999-12-31")
    return day + timedelta(days=1)


def through(start: date | None, last: date) -> Period:
    """Return the period of which a day is the last; open where that is the last that there is.

    Example:
        >>> print(through(date(2025, 1, 1), date(2025, 12, 31)))
        2025-01-01 to 2025-12-31
    """
    return Period(start, None if last == date.max else day_after(last))


def _start(value: Day | None) -> date | None:
    return _named("first day (start)", value)


def _until(value: Day | None) -> date | None:
    return _named("first day after (until)", value)


def _named(side: str, value: Day | None) -> date | None:
    """Read one side of a period, and name it where it is no day."""
    try:
        return day_or_none(value)
    except InvalidValueError as error:
        raise InvalidValueError(side, value, error.expected) from error


@frozen
class Period:
    """A half-open span of calendar days, ``[start, until)``.

    Attributes:
        start: The first day; left out where it is not stated.
        until: The first day on which it no longer holds; left out where it is open.

    Raises:
        InvalidValueError: If the period would hold no day at all, or a day is none.

    Example:
        >>> period = Period(date(2020, 7, 1), date(2025, 1, 1))
        >>> date(2024, 12, 31) in period, date(2025, 1, 1) in period
        (True, False)
        >>> print(period)
        2020-07-01 to 2024-12-31
    """

    start: date | None = field(default=None, converter=_start)
    until: date | None = field(default=None, converter=_until)

    def __attrs_post_init__(self) -> None:
        """Refuse a period without days."""
        start = date.min if self.start is None else self.start
        if self.until is not None and start >= self.until:
            expected = "a first day before the day on which it no longer holds"
            raise InvalidValueError("period", f"[{self.start}, {self.until})", expected)

    def __contains__(self, day: date) -> bool:
        """Tell whether *day* lies in the period."""
        return (self.start is None or self.start <= day) and (
            self.until is None or day < self.until
        )

    def __str__(self) -> str:
        """Show the first and the last day, both included."""
        start = "the beginning" if self.start is None else self.start.isoformat()
        return f"{start} to {'now' if self.until is None else eve(self.until).isoformat()}"

    @property
    def is_open(self) -> bool:
        """Whether the period has no end yet."""
        return self.until is None

    def overlaps(self, other: Period) -> bool:
        """Tell whether the two periods share at least one day.

        Example:
            >>> Period(None, date(2019, 1, 1)).overlaps(Period(date(2019, 1, 1)))
            False
        """
        return _before(self.start, other.until) and _before(other.start, self.until)

    def within(self, other: Period) -> Period | None:
        """Return the days that both periods hold, ``None`` where they share none.

        Example:
            >>> print(Period(date(2020, 7, 1)).within(Period(None, date(2025, 1, 1))))
            2020-07-01 to 2024-12-31
        """
        if not self.overlaps(other):
            return None
        start = max(filter(None, (self.start, other.start)), default=None)
        return Period(start, min(filter(None, (self.until, other.until)), default=None))


def _before(start: date | None, until: date | None) -> bool:
    return start is None or until is None or start < until


def _increasing(timeline: Timeline[T]) -> tuple[date, ...]:
    days = tuple(start for start, _ in timeline.changes)
    if any(later <= earlier for earlier, later in pairwise(days)):
        raise InvalidValueError("timeline", days, "days that increase")
    return days


@frozen
class Timeline(Generic[T]):
    """A value that changes on known days.

    Each change holds from its day until the next one. Before the first change
    there is no value. Changes stand in order of day, one a day.

    Raises:
        InvalidValueError: If the days do not increase.

    Example:
        >>> names = Timeline(((date(2020, 7, 1), "Regio Kortrijk"), (date(2025, 1, 1), "KKH")))
        >>> names.on(date(2024, 12, 31)), names.on(date(2025, 1, 1)), names.on(date(2019, 1, 1))
        ('Regio Kortrijk', 'KKH', None)
    """

    changes: tuple[tuple[date, T], ...] = ()
    _days: tuple[date, ...] = field(
        init=False, repr=False, eq=False, default=Factory(_increasing, takes_self=True)
    )

    def on(self, day: date) -> T | None:
        """Return the value on *day*, or ``None`` before the first change."""
        position = bisect_right(self._days, day)
        return self.changes[position - 1][1] if position else None

    def spans(self) -> Iterator[tuple[Period, T]]:
        """Yield each value with the period in which it holds.

        Example:
            >>> [str(period) for period, _ in Timeline(((date(2020, 7, 1), "x"),)).spans()]
            ['2020-07-01 to now']
        """
        ends: tuple[date | None, ...] = (*self._days[1:], None)
        for (start, value), until in zip(self.changes, ends, strict=True):
            yield Period(start, until), value
