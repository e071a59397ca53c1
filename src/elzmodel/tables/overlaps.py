"""Which contents of a column hold each other, such as the ages 65+ and 80+."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations, islice
from math import inf
from typing import Final

from elzmodel.grids.cells import plain, text_of
from elzmodel.grids.columns import Content
from elzmodel.tables.reading import FigureColumn
from elzmodel.tables.wholes import is_within, totals_of
from elzmodel.values import sum_totals
from elzmodel.values.ids import grouped

__all__: list[str] = []

_OF_AGE: Final = r"(?:\s?(?:jaar|jarigen|an[s]|years?|jahre))?"
_AGE: Final = rf"([0-9]{{1,3}}){_OF_AGE}"
_BETWEEN: Final = re.compile(rf"(?:van\s)?{_AGE}\s?(?:-|tot(?: en met)?|to|\u00e0|bis)\s?{_AGE}")
_FROM: Final = re.compile(
    rf"{_AGE}\s?(?:\+|en ouder|en meer|ou plus|et plus|and over|and older|or more){_OF_AGE}"
    rf"|(?:>=|vanaf|minstens)\s?{_AGE}"
)
_BELOW: Final = re.compile(rf"(?:<|jonger dan|minder dan|moins de|under|below)\s?{_AGE}")
_PART: Final = re.compile(r"(?:waarvan|w\.\s?o\.|dont|of which|davon)\s[^0-9]*", re.IGNORECASE)
_MOST: Final = 30
"""More contents are no classes: ages one by one, or words of people's own."""


def ages_of(content: Content) -> tuple[float, float] | None:
    """Return the first and the last age of a class, if it is one of several ages.

    Example:
        >>> ages_of("18-64 jaar"), ages_of("80+"), ages_of("jonger dan 18"), ages_of(7)
        ((18, 64), (80, inf), (0, 18), None)
    """
    text = plain(text_of(content)).casefold()
    if found := _BETWEEN.fullmatch(text):
        return int(found[1]), int(found[2])
    if found := _FROM.fullmatch(text):
        return int(found[1] or found[2]), inf
    found = _BELOW.fullmatch(text)
    return (0, int(found[1])) if found else None


def holding_each_other(contents: Sequence[Content], kind: str) -> Iterator[tuple[int, int]]:
    """Yield the numbers of two contents of a column that have something in common.

    Classes of age do that share more than an end, and what is said to be a part of what stands
    above it.

    Example:
        >>> [*holding_each_other(["0-17", "18+", "65+"], "age")]
        [(1, 2)]
        >>> [*holding_each_other(["thuiszorg", "waarvan nacht"], "")]
        [(0, 1)]
    """
    if len(contents) > _MOST:
        return
    ages = [ages_of(content) if kind == "age" else None for content in contents]
    for one, other in combinations(range(len(contents)), 2):
        a, b = ages[one], ages[other]
        is_part = other == one + 1 and _PART.fullmatch(text_of(contents[other]))
        if is_part or (a and b and max(a[0], b[0]) < min(a[1], b[1])):
            yield one, other


_LEAST: Final = 3
"""In how many groups of rows a content has what the others have, which is then no accident."""
_SEEN: Final = 500
"""How many groups are looked at: that no content has the sum shows in the first of them."""


def sum_of_others(
    codes: Sequence[int], groups: Sequence[Hashable], columns: Sequence[FigureColumn]
) -> int | None:
    """Return the content that has what all others of its group have together, wherever it is.

    Args:
        codes: Which content each row has.
        groups: What rows have in common that differ in their content alone.
        columns: The figures of the rows.
    """
    by_group = grouped(zip(groups, range(len(codes)), strict=True))
    sums = Counter[int]()
    candidates = set(codes)
    for rows in islice((each for each in by_group.values() if len(each) > 2), _SEEN):
        for whole in rows if candidates else ():
            if codes[whole] in candidates:
                found = [_is_sum(each, whole, rows) for each in columns]
                sums[codes[whole]] += True in found
                candidates -= {codes[whole]} if False in found else set()
    return next((code for code, n in sums.items() if n >= _LEAST and code in candidates), None)


def _is_sum(column: FigureColumn, whole: int, rows: Sequence[int]) -> bool | None:
    """Tell whether a row has what the others have together; nothing where that is not known."""
    (total,) = totals_of(column, [whole])
    parts = sum_totals(totals_of(column, [row for row in rows if row != whole]))
    if total.value is None or is_within(total.value, parts):
        return True if total.value and parts.is_exact else None
    return False
