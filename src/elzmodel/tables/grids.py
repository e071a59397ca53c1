"""A table as it stands in its source: columns of cells, nothing understood yet.

A column holds each different content once, and says for each row which one it has. So
whatever has to be understood is understood once, in tables of a million rows as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from attrs import field, frozen

from elzmodel.values import Place

__all__: list[str] = []


@frozen
class Broken:
    """A cell that its source could not compute, such as ``#DIV/0!``: never an empty one."""

    text: str


Content = None | bool | int | float | str | date | Fraction | Broken
"""What a cell holds. Cells of texts are text; empty cells are an empty text or ``None``."""


@frozen(eq=False, repr=False)
class GridColumn:
    """A column: its name, its different contents, and which of them each row has.

    *number* counts from 1 in the source; *name* is empty where there is no header.
    """

    name: str
    number: int
    contents: tuple[Content, ...]
    codes: Sequence[int]

    @classmethod
    def of(cls, name: str, number: int, cells: Iterable[Content]) -> GridColumn:
        """Return a column of cells, one a row.

        Example:
            >>> column = GridColumn.of("nis", 1, ["71072", "11002", "71072"])
            >>> column.contents, list(column.codes)
            (('71072', '11002'), [0, 1, 0])
        """
        numbers: dict[tuple[type, Content], int] = {}
        codes = [numbers.setdefault((type(cell), cell), len(numbers)) for cell in cells]
        return cls(name, number, tuple(cell for _, cell in numbers), codes)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.codes)

    def cell(self, row: int) -> Content:
        """Return the cell of a row, from 0."""
        return self.contents[self.codes[row]]


@frozen(eq=False, repr=False)
class Grid:
    """A table of equal rows below one header.

    *source* is what it is called in messages. *lines* says where each row stands: in a
    text its line, in a sheet or a frame its row, from 1; a frame (*is_frame*) has no lines
    that an editor shows. *notes* say how it was read, and what was left out.
    """

    source: str
    columns: tuple[GridColumn, ...]
    lines: Sequence[int]
    header_line: int = 0
    sheet: str = ""
    notes: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    is_frame: bool = field(default=False, kw_only=True)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.lines)

    def place(self, row: int, column: GridColumn | None = None) -> Place:
        """Return where a row stands, from 0, or its cell in a column."""
        line = self.lines[row]
        if self.is_frame:
            name = (column.name or str(column.number)) if column else ""
            return Place(self.source, row=line, cell=name)
        return Place(self.source, line, column.number if column else 0, sheet=self.sheet)
