"""Days as they are written in Belgium are read; what is no such day is none."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from elzmodel.grids.days import day_of


@pytest.mark.parametrize(
    "content",
    [
        "5/3/2024",
        "05-03-2024",
        "5.3.24",
        "5 / 3 / 2024",
        "2024-03-05",
        "2024/3/5",
        "20240305",
        20240305,
        "5 maart 2024",
        "5 mrt. 24",
        "5-mrt-2024",
        "5 mars 2024",
        "5e maart 2024",
        "di 5/3/2024",
        "dinsdag 5 maart 2024",
        "mardi 5 mars 2024",
        "5/3/2024 14:00",
        "5/3/2024, om 14u30",
        "2024-03-05T14:00:00",
        date(2024, 3, 5),
        datetime(2024, 3, 5, 14, 0),  # noqa: DTZ001 - as a workbook has it
    ],
    ids=repr,
)
def test_the_fifth_of_march_is_read_however_it_is_written(content) -> None:
    """The day stands before the month, in figures or in words, whatever stands around."""
    assert date(2024, 3, 5) == day_of(content)


@pytest.mark.parametrize(
    "content",
    ["03/25/2024", "31/2/2024", "maart 2024", "5/3", "2024", "5 foo 2024", "202435", "", None],
    ids=repr,
)
def test_what_is_no_day_is_none(content) -> None:
    """A month that comes first, a day that no month has, and what lacks a part of it."""
    assert day_of(content) is None
