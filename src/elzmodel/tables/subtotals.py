"""Rows without a key that a column beside calls by a larger area: are they its totals?

Tables grouped by province have rows with the name of the province alone. They add up the
rows of the province, or are about people of whom no more is known.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from attrs import evolve, frozen

from elzmodel.grids.cells import text_of
from elzmodel.landscape.beside import beside
from elzmodel.landscape.keys import KeyIndex, KeyReading
from elzmodel.tables.kinds import Count
from elzmodel.tables.parts import Keys
from elzmodel.tables.reading import Dimension, FigureColumn
from elzmodel.tables.sights import Sight
from elzmodel.tables.wholes import is_within, totals_of
from elzmodel.values import Total, sum_totals
from elzmodel.values.ids import grouped
from elzmodel.values.text import fold

__all__: list[str] = []

_KINDS: Final = (
    (re.compile(r"provinc|\bprov\b"), "provincie"),
    (re.compile(r"arrond|\barr\b"), "arrondissement"),
    (re.compile(r"gewest|region"), "gewest"),
)
"""What the name of a column says that the areas in it are."""


def _says_total(reading: KeyReading) -> bool:
    return beside(fold(reading.text))[0] == "total"


@frozen(eq=False)
class Subtotals:
    """The rows of a table without a key, with the columns beside it that may say an area."""

    index: KeyIndex
    keys: Keys
    readings: Sequence[KeyReading]
    dimensions: Sequence[Dimension]
    figures: Sequence[FigureColumn]
    left: Sequence[Sight]
    rows: Sequence[int]

    def told(self) -> tuple[Keys, Sequence[KeyReading]]:
        """Return keys and readings in which totals of areas have those for a key.

        Words say that a row is a total. An area alone does where it has what its rows have
        together, and so do all others, or more.
        """
        found = dict(self._said())
        alone = {row: each for row, each in found.items() if not _says_total(each)}
        is_sum = {self._compared(row, each) for row, each in alone.items()}
        if None in is_sum or True not in is_sum:
            found = {row: each for row, each in found.items() if row not in alone}
        if not found:
            return self.keys, self.readings
        more = {each.text: each for each in found.values()}
        numbers = {text: number for number, text in enumerate(more, len(self.readings))}
        codes = array("I", self.keys.codes)
        for row, each in found.items():
            codes[row] = numbers[each.text]
        keys = evolve(self.keys, given=(*self.keys.given, *more), codes=codes)
        return keys, (*self.readings, *more.values())

    def _said(self) -> Iterator[tuple[int, KeyReading]]:
        """Yield each row without a key that a column calls by an area: the last that does."""
        empty = [reading.kind == "empty" for reading in self.readings]
        if not any(empty):
            return
        read: dict[tuple[Sight, int], KeyReading | None] = {}
        for row, code in enumerate(self.keys.codes):
            if not empty[code]:
                continue
            of_grid = self.rows[row]
            for sight in reversed(self.left):
                place = sight, sight.column.codes[of_grid]
                if place not in read:
                    read[place] = self._area(sight, text_of(sight.column.contents[place[1]]))
                if found := read[place]:
                    yield row, found
                    break

    def _area(self, sight: Sight, text: str) -> KeyReading | None:
        """Return the area or the total that a cell says, by the name of its column."""
        total, name = beside(fold(text))
        begin, bare = ("totaal ", name) if total == "total" else ("", text)
        kinds = [kind for said, kind in _KINDS if said.search(sight.words)]
        texts = [f"{begin}{kind} {bare}" for kind in kinds if bare]
        found = (self.index.read(each) for each in (*texts, text) if each)
        return next((each for each in found if each.is_whole), None)

    def _compared(self, row: int, reading: KeyReading) -> bool | None:
        """Tell whether a row has what those of its area have; nothing where it has less."""
        parts = [other for other in self._beside(row) if self._lies_in(other, reading)]
        sums = []
        for column in self.figures:
            total = column.contents[column.codes[row]]
            if not isinstance(column.kind, Count) or not isinstance(total, Total):
                continue
            of_parts = sum_totals(totals_of(column, parts))
            if total.high is not None and total.high < of_parts.low:
                return None
            if total.value:
                sums.append(is_within(total.value, of_parts))
        return bool(parts and sums) and all(sums)

    def _lies_in(self, row: int, reading: KeyReading) -> bool:
        area, key = reading.area, self.readings[self.keys.codes[row]]
        return area is not None and any(map(area.holds, key.versions))

    def _beside(self, row: int) -> Sequence[int]:
        """Return the rows with all dimensions as one has them."""
        return self._groups[tuple(each.codes[row] for each in self.dimensions)]

    @cached_property
    def _groups(self) -> Mapping[tuple[int, ...], Sequence[int]]:
        rows = range(len(self.keys.codes))
        if not self.dimensions:
            return {(): rows}
        combinations = zip(*(each.codes for each in self.dimensions), strict=True)
        return grouped(zip(combinations, rows, strict=True))
