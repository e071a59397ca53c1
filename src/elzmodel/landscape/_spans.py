"""The spans of days on which the municipalities stay the same, and who lives in which."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.values import NisCode, PartId, Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from elzmodel.territory import Municipality, Register

__all__ = ["Spans", "spans_of"]

_BEFORE = 0
_NEVER = date.max.toordinal() + 1

_Label = tuple[NisCode | None, str, tuple[PartId, ...]]


@frozen
class Spans:
    """Maximal spans without a change of code, name or land, by their bounds as day numbers."""

    bounds: tuple[int, ...]

    def __len__(self) -> int:
        """Return the number of spans."""
        return len(self.bounds) - 1

    def period(self, position: int) -> Period:
        """Return one span as a period."""
        return Period(_day(self.bounds[position]), _day(self.bounds[position + 1]))

    def ranges(self, versions: Iterable[Municipality]) -> list[tuple[int, int]]:
        """Return in which spans any of *versions* lives, as disjoint half-open ranges."""
        found = sorted(filter(None, map(self._range, versions)))
        ranges: list[tuple[int, int]] = []
        for low, high in found:
            if ranges and low <= ranges[-1][1]:
                ranges[-1] = (ranges[-1][0], max(high, ranges[-1][1]))
            else:
                ranges.append((low, high))
        return ranges

    def _range(self, version: Municipality) -> tuple[int, int] | None:
        start, until = _numbers(version.period)
        low = max(bisect_right(self.bounds, start) - 1, 0)
        high = min(bisect_left(self.bounds, until), len(self))
        return (low, high) if low < high else None

    def count(self, lives: Iterable[Iterable[tuple[int, int]]]) -> list[int]:
        """Count, for each span, in how many of *lives* it is."""
        steps = [0] * (len(self) + 1)
        for ranges in lives:
            for low, high in ranges:
                steps[low] += 1
                steps[high] -= 1
        return list(accumulate(steps[:-1]))


def spans_of(register: Register, covers: Period) -> Spans:
    """Return the spans of a register within a period; a new province alone begins none."""
    low, high = _numbers(covers)
    ended: defaultdict[int, set[_Label]] = defaultdict(set)
    begun: defaultdict[int, set[_Label]] = defaultdict(set)
    for version in register.versions:
        start, until = _numbers(version.period)
        label = (version.nis, version.name, version.parts)
        begun[start].add(label)
        ended[until].add(label)
    days = sorted(day for day in {*begun, *ended} if low < day < high)
    changes = (day for day in days if begun.get(day) != ended.get(day))
    return Spans((low, *changes, high))


def _numbers(period: Period) -> tuple[int, int]:
    start = period.start.toordinal() if period.start else _BEFORE
    return start, period.until.toordinal() if period.until else _NEVER


def _day(number: int) -> date | None:
    return None if number in {_BEFORE, _NEVER} else date.fromordinal(number)
