"""Which rows of a table say what others have together: totals, by their keys or dimensions."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, partial
from itertools import combinations, compress, repeat
from operator import eq, le, or_
from typing import Final, TypeVar

from attrs import field, frozen

from elzmodel.grids.cells import text_of
from elzmodel.grids.columns import Content
from elzmodel.tables.ledger import exactly
from elzmodel.tables.parts import Keys, taken
from elzmodel.tables.reading import Dimension, FigureColumn
from elzmodel.tables.sights import OF_ALL, TIMES, TOTALS, years_in
from elzmodel.values import Number, Total, sum_totals
from elzmodel.values.ids import grouped
from elzmodel.values.text import fold

__all__: list[str] = []

_C = TypeVar("_C")
_SLASH: Final = re.compile(r" */ *")
_ROUNDING: Final = Fraction(1, 10**9)


def is_total(content: Content) -> bool:
    text = content if isinstance(content, str) else ""
    for year in years_in(text):
        text = text.replace(str(year), "")
    names = [*map(fold, _SLASH.split(text))]
    return all(each in TOTALS or each.startswith(OF_ALL) for each in names)


def is_over(contents: Sequence[Content], kind: str) -> list[bool]:
    """Return which contents of a dimension are all others of it together."""
    found = [is_total(each) or (kind not in TIMES and not text_of(each)) for each in contents]
    return found if not all(found) else [False] * len(found)


@frozen(eq=False)
class Wholes:
    """Which rows say what others have together, by their keys or their dimensions."""

    keys: Keys
    dimensions: Sequence[Dimension]
    areas: Sequence[str | None]
    over: Sequence[Sequence[bool]]
    totals_beside: frozenset[int]
    left: Sequence[tuple[Sequence[int], Sequence[bool], str]] = ()

    @cached_property
    def marks(self) -> Sequence[bool]:
        """Whether each row is set apart; empty where none is.

        A row over a dimension is not, if no other row is about a piece of the same.
        """
        columns = [over for _, over, _ in self._columns]
        if not self.totals_beside and not any(map(any, columns)) and {None}.issuperset(self.areas):
            return ()
        marks = [*self._over_keys]
        for pattern, rows in self._rows_over.items():
            finer = [
                row
                for other, found in self._rows_over.items()
                if _is_finer(other, pattern)
                for row in found
            ]
            pieces = {*self._said_of(finer, pattern)}
            for row, said in zip(rows, self._said_of(rows, pattern), strict=True):
                marks[row] = marks[row] or said in pieces
        return marks

    @cached_property
    def crossing(self) -> tuple[int, int] | None:
        """Two rows that are carried and speak of the same twice, each over another dimension."""
        if not self.marks:
            return None
        kept = {
            pattern: [row for row in rows if not self.marks[row]]
            for pattern, rows in self._rows_over.items()
        }
        for one, other in combinations(kept, 2):
            both = tuple(map(or_, one, other))
            first = dict(zip(self._said_of(kept[one], both), kept[one], strict=True))
            for row, said in zip(kept[other], self._said_of(kept[other], both), strict=True):
                if said in first:
                    return min(first[said], row), max(first[said], row)
        return None

    @cached_property
    def _columns(self) -> Sequence[tuple[Sequence[int], Sequence[bool], str]]:
        """The columns of which some contents are all others together, which ones, and the name."""
        dimensions = zip(self.dimensions, self.over, strict=True)
        return [*((each.codes, over, each.name) for each, over in dimensions), *self.left]

    def over_in(self, row: int) -> list[str]:
        """Return the names of the columns of which a row is over all contents."""
        return [name for codes, over, name in self._columns if over[codes[row]]]

    @cached_property
    def _over_keys(self) -> Sequence[bool]:
        """Whether each row is about a larger area than a municipality."""
        of_keys = [area is not None for area in self.areas]
        found = [*map(of_keys.__getitem__, self.keys.codes)]
        for row in self.totals_beside:
            found[row] = True
        return found

    @cached_property
    def _rows_over(self) -> Mapping[tuple[bool, ...], Sequence[int]]:
        """The rows about municipalities, by which of the columns they are over."""
        columns = (map(over.__getitem__, codes) for codes, over, _ in self._columns)
        patterns: list[tuple[bool, ...] | None] = [*zip(*columns, strict=True)]
        if any(self._over_keys):
            pairs = zip(patterns, self._over_keys, strict=False)
            patterns = [None if is_over else pattern for pattern, is_over in pairs]
        rows = range(len(patterns))
        there = [each for each in dict.fromkeys(patterns) if each is not None]
        return {each: [*compress(rows, map(partial(eq, each), patterns))] for each in there}

    def _said_of(self, rows: Sequence[int], pattern: Sequence[bool]) -> Iterator[tuple[int, ...]]:
        """Return what rows say in the columns that are not in a pattern, and their keys."""
        columns = [
            codes
            for (codes, _, _), is_over in zip(self._columns, pattern, strict=True)
            if not is_over
        ]
        return zip(*(taken(codes, rows) for codes in (self.keys.codes, *columns)), strict=True)

    def dimensions_of(self, rows: Sequence[int]) -> Iterator[tuple[Content, ...]]:
        """Return what the dimensions of rows say; nothing where they are over all of one."""
        meant = [
            [
                None if is_over else content
                for content, is_over in zip(d.contents, over, strict=True)
            ]
            for d, over in zip(self.dimensions, self.over, strict=True)
        ]
        codes = [each.codes for each in self.dimensions]
        return side_by_side([*zip(meant, codes, strict=True)], rows)


@frozen(eq=False)
class SumsOfOthers:
    """What rows have together in some columns of counts, those that may be their sum aside."""

    wholes: Wholes
    aside: frozenset[int]
    columns: Sequence[FigureColumn]
    _by_pattern: dict[tuple[bool, ...], Mapping[Hashable, Sequence[int]]] = field(
        factory=dict, init=False
    )

    def is_sum(self, row: int) -> bool:
        """Tell whether a row has what several others have together, and not nothing."""
        rows = self._parts(row)
        if len(rows) < len(("one", "another")):
            return False
        known = [
            (total.value, sum_totals(totals_of(each, rows)))
            for each in self.columns
            if isinstance(total := each.contents[each.codes[row]], Total)
            and total.value is not None
        ]
        return any(total for total, _ in known) and all(
            is_within(total, parts) for total, parts in known
        )

    def _parts(self, row: int) -> Sequence[int]:
        """Return the rows that a row adds up, if it does."""
        dimensions = zip(self.wholes.dimensions, self.wholes.over, strict=True)
        pattern = tuple(
            over[code := each.codes[row]] or each.contents[code] is None
            for each, over in dimensions
        )
        said = [
            each.codes
            for each, is_over in zip(self.wholes.dimensions, pattern, strict=True)
            if not is_over
        ]
        if pattern not in self._by_pattern:
            marks = self.wholes.marks or [False] * len(self.wholes.keys.codes)
            others = (r for r, is_apart in enumerate(marks) if not is_apart and r not in self.aside)
            self._by_pattern[pattern] = grouped(
                (tuple(codes[each] for codes in said), each) for each in others
            )
        return self._by_pattern[pattern].get(tuple(codes[row] for codes in said), ())


def is_within(number: Number, total: Total) -> bool:
    """Tell whether a number lies between bounds, beyond what rounding does."""
    exact = exactly(number)
    slack = _ROUNDING * (1 + abs(exact))
    return total.high is not None and total.low - slack <= exact <= total.high + slack


def totals_of(column: FigureColumn, rows: Sequence[int]) -> Iterator[Total]:
    """Yield the figures of rows in exact numbers; what is none is unknown."""
    for content in map(column.contents.__getitem__, taken(column.codes, rows)):
        total = content if isinstance(content, Total) else Total.unknown()
        high = None if total.high is None else exactly(total.high)
        yield Total(exactly(total.low), high)


def _is_finer(one: Sequence[bool], other: Sequence[bool]) -> bool:
    """Tell whether rows over some columns may be pieces of rows over more of them."""
    return one != other and all(map(le, one, other))


def side_by_side(
    columns: Sequence[tuple[Sequence[_C], Sequence[int]]], rows: Sequence[int]
) -> Iterator[tuple[_C, ...]]:
    """Return the contents of columns in some rows, a tuple each."""
    if not columns:
        return repeat((), len(rows))
    return zip(
        *(map(contents.__getitem__, taken(codes, rows)) for contents, codes in columns),
        strict=True,
    )
