"""Adding up columns of figures: exactly, in any order, at the speed of plain numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from math import lcm
from typing import Final, NamedTuple

from elzmodel.tables.reading import FigureColumn
from elzmodel.tables.row_groups import RowGroups
from elzmodel.values import Number, Total, sum_totals

__all__: list[str] = []


class Counts(NamedTuple):
    """Figures that add up: what each different cell means, and which one each row has."""

    contents: Sequence[Total]
    codes: Sequence[int]

    @classmethod
    def of(cls, column: FigureColumn) -> Counts:
        """Return the figures of a column."""
        totals = (each if isinstance(each, Total) else Total.unknown() for each in column.contents)
        return cls(tuple(totals), column.codes)


class _Few(dict[int, int]):
    """Numbers by place, where most places have none."""

    def __missing__(self, place: int) -> int:
        return 0


Tally = list[int] | dict[int, int]
"""A whole number for each place, 0 unless something was entered."""

_CLOSE: Final = 8  # Places a row, as long as a list of them is smaller than a dictionary.


def tally(places: int, rows: int) -> Tally:
    """Return a number for each place that some rows can be entered in."""
    return [0] * places if places <= _CLOSE * rows else _Few()


class Sums:
    """What is entered in each place: plain figures added up, and loose ones as they are.

    Decimals are counted in their smallest *unit*, so that their sum is exact in any order.
    """

    def __init__(
        self, rows: RowGroups, entries: Sequence[int], places: int, column: Counts
    ) -> None:
        contents, codes = column
        figures = [_bounds(each) for each in contents]
        exact = [each.value for each in figures]
        self.unit: int = lcm(*(Fraction(v).denominator for v in exact if v is not None))
        self.units: Tally = tally(places, len(codes))
        self.loose: dict[int, list[tuple[int, Total]]] = {}
        units, units_of = self.units, [int((value or 0) * self.unit) for value in exact]
        for place, code in zip(entries, codes, strict=True):
            units[place] += units_of[code]
        if None in exact:
            for place, subject, code in zip(entries, rows.subject_codes, codes, strict=True):
                if exact[code] is None:
                    self.loose.setdefault(place, []).append((subject, figures[code]))

    def total(self, place: int) -> Total:
        """Return all that is entered in a place."""
        exact = Total.exactly(self.number(self.units[place]))
        loose = self.loose.get(place, ())
        return sum_totals([exact, *(total for _, total in loose)]) if loose else exact

    def together(self, places: range) -> Total:
        """Return all that is entered in some places."""
        units = self.units
        if isinstance(units, list):
            known = sum(units[places.start : places.stop : places.step])
        else:
            known = sum(units[place] for place in _both(places, units))
        loose = (total for place in _both(places, self.loose) for _, total in self.loose[place])
        return sum_totals([Total.exactly(self.number(known)), *loose])

    def numbers(self, place: int, steps: Sequence[int]) -> Sequence[Number]:
        """Return the plain figures of the places that many steps after a first one."""
        units = self.units
        if self.unit > 1:
            return [self.number(units[place + step]) for step in steps]
        if isinstance(units, list) and isinstance(steps, range):
            return units[place + steps.start : place + steps.stop]
        return [units[place + step] for step in steps]

    def number(self, units: int) -> Number:
        """Return as a number what was counted in units."""
        return units if self.unit == 1 else plain(Fraction(units, self.unit))


def _both(one: Collection[int], other: Collection[int]) -> Iterator[int]:
    """Yield what is in both, going through the smaller one."""
    few, many = sorted((one, other), key=len)
    return (each for each in few if each in many)


def plain(value: Fraction) -> Number:
    """Return a whole number as one.

    Example:
        >>> plain(Fraction(6, 2)), plain(Fraction(1, 2))
        (3, Fraction(1, 2))
    """
    return value.numerator if value.denominator == 1 else value


def exactly(value: Number) -> Fraction:
    """Return a number with decimals as they are written, not as computers keep them.

    Example:
        >>> exactly(0.1)
        Fraction(1, 10)
    """
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def _bounds(total: Total) -> Total:
    """Return a figure in exact numbers; what is missing is said by its key."""
    high = None if total.high is None else plain(exactly(total.high))
    guess = None if total.estimate is None else plain(exactly(total.estimate))
    return Total(plain(exactly(total.low)), high, estimate=guess, basis=total.basis)
