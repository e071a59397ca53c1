"""Columns as far as some rows of a grid have them, and the keys that stand in them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cached_property, partial
from itertools import chain
from operator import add
from typing import Final

from attrs import evolve, frozen

from elzmodel.grids.cells import is_gap, text_of
from elzmodel.grids.columns import Broken, Content, Grid, GridColumn
from elzmodel.grids.quick_codes import those_there
from elzmodel.landscape.keys import KeyIndex
from elzmodel.values import Place

__all__: list[str] = []

# --- columns, as far as some rows have them ----------------------------------------------------


def taken(codes: Sequence[int], rows: Sequence[int]) -> Sequence[int]:
    """Return the codes of some rows; of all rows where they are a range."""
    if isinstance(rows, range) and len(rows) == len(codes):
        return codes
    return array("I", map(codes.__getitem__, rows))


def numbered(codes: Sequence[int], most: int) -> tuple[Sequence[int], Sequence[int]]:
    """Return which of *most* codes are there, in order, and for each row the number of its."""
    used = those_there(codes, most)
    if len(used) == most:
        return range(most), codes
    numbers = {code: number for number, code in enumerate(used)}
    return used, array("I", map(numbers.__getitem__, codes))


@frozen(eq=False)
class Part:
    """A column of the rows that are read, or several below each other, with the places."""

    grid: Grid
    columns: tuple[GridColumn, ...]
    rows: Sequence[int]
    contents: tuple[Content, ...]
    codes: Sequence[int]

    @classmethod
    def of(cls, grid: Grid, columns: Sequence[GridColumn], rows: Sequence[int]) -> Part:
        """Return columns below each other, with the contents that these rows have."""
        contents: list[Content] = []
        codes: list[Sequence[int]] = []
        for column in columns:
            used, numbers = numbered(taken(column.codes, rows), len(column.contents))
            offset = len(contents)
            codes.append(array("I", map(partial(add, offset), numbers)) if offset else numbers)
            contents += [column.contents[code] for code in used]
        joined = codes[0] if len(codes) == 1 else array("I", chain.from_iterable(codes))
        return cls(grid, tuple(columns), rows, tuple(contents), joined)

    @cached_property
    def _first(self) -> dict[int, int]:
        numbers = range(len(self.codes))
        return dict(zip(reversed(self.codes), reversed(numbers), strict=True))

    def place(self, code: int) -> Place:
        """Return where a content stands first."""
        column, row = divmod(self._first[code], len(self.rows))
        return self.grid.place(self.rows[row], self.columns[column])

    @property
    def texts(self) -> tuple[str, ...]:
        """The different contents as texts, those that are empty or mark a gap aside."""
        found = dict.fromkeys(map(text_of, self.contents))
        return tuple(each for each in found if not is_gap(each))


# --- keys ----------------------------------------------------------------------------------------


@frozen(eq=False)
class Keys:
    """The different keys of some rows, which one each row has, and where each stands first."""

    given: tuple[object, ...]
    codes: Sequence[int]
    part: Part

    def among(self, rows: Sequence[int]) -> Keys:
        """Return only the keys of some rows."""
        used, codes = numbered(taken(self.codes, rows), len(self.given))
        return evolve(self, given=tuple(self.given[code] for code in used), codes=codes)


def keys_of(parts: Sequence[Part], forms: Sequence[str], index: KeyIndex) -> Keys:
    """Return the keys of rows: of one column, or what several say together."""
    first = parts[0]
    if len(parts) == 1:
        return Keys(tuple(map(_key, first.contents)), first.codes, first)
    columns = [part.codes for part in parts]
    pairs = {pair: n for n, pair in enumerate(dict.fromkeys(zip(*columns, strict=True)))}
    given = tuple(
        _together(
            [_key(part.contents[code]) for part, code in zip(parts, pair, strict=True)],
            forms,
            index,
        )
        for pair in pairs
    )
    codes = array("I", map(pairs.__getitem__, zip(*columns, strict=True)))
    return Keys(given, codes, first)


def _key(content: Content) -> Content:
    """Return a key as text has it: sheets and frames hold codes as whole numbers."""
    if isinstance(content, Broken):
        return content.text
    return text_of(content) if type(content) is int else content


_CONTRADICTIONS: Final = frozenset({"code and name", "name and postal code"})


def _together(cells: Sequence[Content], forms: Sequence[str], index: KeyIndex) -> object:
    """Return the key that several cells are together.

    A name beside a code only has to agree, and says alone what a code such as ``99999`` does
    not; a postal code decides between places of one name.
    """
    together = tuple(cells)
    if forms[0] != "code" or not text_of(cells[0]):
        return together
    if index.read(cells[0]).kind == "unknown place":
        return together
    return together if index.read(together).kind in _CONTRADICTIONS else cells[0]
