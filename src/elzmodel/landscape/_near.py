"""Near misses: codes and names that look like one that nothing has."""

from __future__ import annotations

from collections import Counter, defaultdict
from difflib import get_close_matches
from heapq import nsmallest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

__all__ = ["NearNames", "near_codes", "with_one_digit_more"]

_DIGITS = "0123456789"
_ALIKE = 0.75
_CLOSEST = 12
_RAREST = 6
_SHOWN = 3


def near_codes(code: str, known: Container[str]) -> tuple[str, ...]:
    """Return up to three known codes one slip away: two digits swapped, or one wrong."""
    tries = (*_swapped(code), *_replaced(code))
    return _first(candidate for candidate in tries if candidate != code and candidate in known)


def with_one_digit_more(code: str, known: Container[str]) -> tuple[str, ...]:
    """Return up to three known codes from which a digit fell out: the first, the last, another."""
    places = (0, len(code), *range(1, len(code)))
    grown = (code[:i] + d + code[i:] for i in places for d in _DIGITS)
    return _first(candidate for candidate in grown if candidate in known)


def _swapped(code: str) -> Iterator[str]:
    for i in range(len(code) - 1):
        yield code[:i] + code[i + 1] + code[i] + code[i + 2 :]


def _replaced(code: str) -> Iterator[str]:
    for i in reversed(range(len(code))):
        for digit in _DIGITS:
            yield code[:i] + digit + code[i + 1 :]


def _first(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))[:_SHOWN]


class NearNames:
    """Names by their pairs of letters, so that a large register stays quick to search."""

    def __init__(self, names: Iterable[str]) -> None:
        self._with: defaultdict[str, list[str]] = defaultdict(list)
        for name in names:
            for pair in _pairs(name):
                self._with[pair].append(name)

    def of(self, name: str) -> tuple[str, ...]:
        """Return up to three names that look like *name*, best first."""
        here = _pairs(name) & self._with.keys()
        rarest = sorted(here, key=lambda pair: (len(self._with[pair]), pair))
        shared = Counter(other for pair in rarest[:_RAREST] for other in self._with[pair])
        closest = nsmallest(_CLOSEST, shared, key=lambda other: (-shared[other], len(other), other))
        return tuple(get_close_matches(name, closest, n=_SHOWN, cutoff=_ALIKE))


def _pairs(name: str) -> set[str]:
    return {name[i : i + 2] for i in range(len(name) - 1)}
