"""What cells of days mean, as they are written in Belgium.

| a cell | is read as |
| --- | --- |
| a day of a workbook or a frame, with or without a time | that day |
| ``12/03/2024``, ``12-3-2024``, ``12.03.24`` | 12 March: the day comes first |
| ``2024-03-12``, ``2024/3/12``, ``20240312`` | 12 March |
| ``12 maart 2024``, ``di 12 mrt. 2024``, ``12 mars 2024`` | 12 March |

A time behind it is not looked at. Whatever else stands there is no day: ``03/25/2024`` neither.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

from elzmodel.grids.cells import plain, text_of
from elzmodel.grids.columns import Content
from elzmodel.values.text import fold

__all__: list[str] = []

_MONTHS: Final = {
    word: number
    for number, words in enumerate(
        (
            "jan januari janvier january",
            "feb februari fev fevrier february",
            "mrt maa maart mars mar march",
            "apr april avr avril",
            "mei mai may",
            "jun juni juin june",
            "jul juli juil juillet july",
            "aug augustus aout august",
            "sep sept september septembre",
            "okt oktober oct octobre october",
            "nov november novembre",
            "dec december decembre",
        ),
        start=1,
    )
    for word in words.split()
}
_WEEKDAY: Final = r"(?:(?:ma|di|wo|do|vr|za|zo|lu|me|je|ve|sa|mo|tu|we|th|fr|su)[^\W\d]*\.?,?\s+)?"
_TIME: Final = r"(?:[\s,T]+(?:(?:om|\u00e0|at)\s+)?[0-9]{1,2}\s?[:uh].*)?"
_YEAR: Final = r"([0-9]{4}|[0-9]{2})"
_DAY_FIRST: Final = re.compile(
    rf"{_WEEKDAY}([0-9]{{1,2}})\s?[-/.]\s?([0-9]{{1,2}})\s?[-/.]\s?{_YEAR}{_TIME}", re.IGNORECASE
)
_YEAR_FIRST: Final = re.compile(
    rf"([0-9]{{4}})([-/.]?)([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}", re.IGNORECASE
)
_IN_WORDS: Final = re.compile(
    rf"{_WEEKDAY}([0-9]{{1,2}})(?:e|er|ste|de)?[-/.\s]+([^\W\d]+)\.?,?[-/.\s]+{_YEAR}{_TIME}",
    re.IGNORECASE,
)
_CENTURY: Final = 2000
_COMPACT: Final = 8


def day_of(content: Content) -> date | None:
    """Return the day that a cell says, if it does; years of two digits are of this century.

    Example:
        >>> print(day_of("di 5/3/2024 14u"), day_of("5 maart 24"), day_of("03/25/2024"))
        2024-03-05 2024-03-05 None
    """
    if isinstance(content, datetime):
        return content.date()
    if isinstance(content, date):
        return content
    text = plain(text_of(content))
    if found := _DAY_FIRST.fullmatch(text):
        return _day(found[3], int(found[2]), found[1])
    if found := _IN_WORDS.fullmatch(text):
        return _day(found[3], _MONTHS.get(fold(found[2]), 0), found[1])
    found = _YEAR_FIRST.fullmatch(text)
    if found and (found[2] or len(found[1] + found[3] + found[4]) == _COMPACT):
        return _day(found[1], int(found[3]), found[4])
    return None


def counted_day(text: str) -> date | None:
    """Return the day of this century that a spreadsheet means by a number, where it may be one.

    Its cell was copied without the form of a day; a time stands behind the comma.

    Example:
        >>> print(counted_day("45356"), counted_day("45356,5"), counted_day("12"))
        2024-03-05 2024-03-05 None
    """
    found = _COUNTED.fullmatch(text.strip())
    day = _ZERO + timedelta(days=int(found[1])) if found else None
    return day if day is not None and day.year // 100 == _CENTURY // 100 else None


_COUNTED: Final = re.compile(r"([3-7][0-9]{4})(?:[.,][0-9]+)?", re.ASCII)
_ZERO: Final = date(1899, 12, 30)
"""From this day on most spreadsheets count, so that their days after February 1900 are right."""


def _day(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year) + _CENTURY * (len(year) == len("24")), month, int(day))
    except ValueError:  # There is no such day.
        return None
