"""Which contents of a column hold each other, such as the ages 65+ and 80+."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import inf
from typing import Final

from elzmodel.grids.cells import plain, text_of
from elzmodel.grids.columns import Content

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
