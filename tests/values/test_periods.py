"""Days, half-open periods and timelines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.errors import InvalidValueError
from elzmodel.testing import strategies as elz
from elzmodel.values import Period, Timeline, eve, parse_day
from elzmodel.values.periods import day_after, through
from elzmodel.values.text import in_words

DAY = date(2025, 1, 1)


@given(elz.days())
def test_days_are_read_from_dates_and_from_iso_text(day: date) -> None:
    """A date and its ISO text are the same day."""
    assert day == parse_day(day) == parse_day(day.isoformat())


@pytest.mark.parametrize(
    "value",
    ["2025-1-1", "20250101", "2025-W01-1", "2025-13-01", "01-01-2025", "", None, 2025],
)
def test_other_forms_are_no_days(value) -> None:
    """Only ``YYYY-MM-DD`` is a day, and it has to exist."""
    with pytest.raises(InvalidValueError):
        parse_day(value)


def test_a_period_takes_days_as_text() -> None:
    """A text is read at the door, so that days are never compared with texts."""
    assert Period(date(2024, 1, 5), DAY) == Period("2024-01-05", "2025-01-01")
    with pytest.raises(InvalidValueError, match=r"not a first day \(start\): '2024-1-5'"):
        Period("2024-1-5", "2025-01-01")
    with pytest.raises(InvalidValueError, match=r"not a first day \(start\): 2024"):
        Period(2024)  # type: ignore[arg-type]


def test_a_moment_is_no_day() -> None:
    """A datetime is refused, because its day depends on a time zone; the message says the way."""
    with pytest.raises(InvalidValueError, match=r"of a time the day is \.date\(\)") as caught:
        parse_day(datetime(2025, 1, 1, tzinfo=UTC))
    assert "de dag van een tijdstip is .date()" in in_words(caught.value, "nl")


@given(elz.periods(), elz.days())
def test_a_period_holds_its_first_day_and_not_its_last(period: Period, day: date) -> None:
    """A day lies in a period from the first day up to the day before the end."""
    starts = period.start is None or period.start <= day
    ended = period.until is not None and period.until <= day
    assert (starts and not ended) == (day in period)
    assert period.start is None or period.start in period
    assert period.until is None or period.until not in period
    assert period.is_open == (period.until is None)


@given(elz.periods(), elz.periods())
def test_periods_overlap_where_they_share_a_day(one: Period, other: Period) -> None:
    """Two periods overlap exactly if the first day of one of them lies in both."""
    starts = {one.start or date.min, other.start or date.min}
    assert any(day in one and day in other for day in starts) == one.overlaps(other)
    assert one.overlaps(other) == other.overlaps(one)


@pytest.mark.parametrize("until", [DAY, eve(DAY)])
def test_a_period_without_days_is_refused(until: date) -> None:
    """A period ends after it starts."""
    with pytest.raises(InvalidValueError):
        Period(DAY, until)


def test_a_period_shows_both_its_days() -> None:
    """People read the last day itself, not the day after."""
    assert "2025-01-01 to 2025-12-31" == str(Period(DAY, date(2026, 1, 1)))
    assert "the beginning to now" == str(Period())


def test_a_period_without_a_last_day_is_open() -> None:
    """It goes on, whenever it began."""
    assert (True, False) == (Period(DAY).is_open, Period(None, DAY).is_open)


@given(elz.timelines(st.integers()), elz.days())
def test_a_timeline_has_the_value_of_the_last_change(timeline: Timeline[int], day: date) -> None:
    """The value of a day is that of the last change up to it, or none."""
    past = [value for start, value in timeline.changes if start <= day]
    assert (past[-1] if past else None) == timeline.on(day)


@given(elz.timelines(st.integers(), min_size=1))
def test_spans_of_a_timeline_follow_each_other(timeline: Timeline[int]) -> None:
    """Each value holds until the next begins; the last one is open."""
    spans = list(timeline.spans())
    assert timeline.changes == tuple((period.start, value) for period, value in spans)
    ends = [period.until for period, _ in spans]
    assert [*(start for start, _ in timeline.changes[1:]), None] == ends
    assert all(value == timeline.on(period.start) for period, value in spans)


@pytest.mark.parametrize("shift", [0, -1])
def test_a_timeline_needs_days_that_increase(shift: int) -> None:
    """Two changes on one day, or out of order, are refused."""
    with pytest.raises(InvalidValueError):
        Timeline(((DAY, "a"), (DAY + timedelta(days=shift), "b")))


def test_the_days_of_two_periods_are_those_of_both():
    """An open side takes the other's; without a common day there is none."""
    first, second, third = map(parse_day, ("2020-01-01", "2021-01-01", "2022-01-01"))
    assert Period(second, third) == Period(first, third).within(Period(second))
    assert Period(None, second) == Period(None, third).within(Period(None, second))
    assert Period() == Period().within(Period())
    assert Period(first, second).within(Period(second, third)) is None


@pytest.mark.parametrize(("step", "day"), [(eve, date.min), (day_after, date.max)], ids=["a", "z"])
def test_before_the_first_day_and_after_the_last_there_is_none(
    step: Callable[[date], date], day: date
) -> None:
    """Both are told with the day, and the last is often the end that nobody knows."""
    with pytest.raises(InvalidValueError, match="not a day with one"):
        step(day)


def test_a_period_through_the_last_day_is_open_and_one_before_the_first_holds_none() -> None:
    """Of what lasts until the end of the calendar, the end is not known."""
    assert Period(date(2025, 1, 1)) == through(date(2025, 1, 1), date.max)
    with pytest.raises(InvalidValueError, match="not a period"):
        Period(None, date.min)
