"""Rows of cells framed as a table: titles, comments, headers and footnotes recognised.

Texts and sheets give rows as they stand; here they become a `Grid`. What is left out or
guessed is a note, and what cannot be told apart is refused with its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import field, frozen

from elzmodel.errors import TableError
from elzmodel.tables.grids import Content, Grid, GridColumn
from elzmodel.values import Finding

__all__: list[str] = []


@frozen
class Block:
    """Some rows that follow each other, and the line on which each of them begins.

    *lines* are as many as *rows*. Both count everything that stands in the source: empty
    rows, titles and footnotes as well. Each row has its cells from the first column on.
    """

    lines: Sequence[int]
    rows: Sequence[Sequence[Content]] = field(repr=False)


@frozen(kw_only=True)
class Framing:
    """What a caller says about the rows around a table; see `Reading` for each."""

    header: bool | int | None = None
    skip: int = 0
    comment: str | None = None


def framed(
    blocks: Iterable[Block],
    source: str,
    *,
    framing: Framing = Framing(),
    sheet: str = "",
    notes: Iterable[str] = (),
    problems: Sequence[Finding] = (),
) -> Grid:
    """Return the table among rows: one header, equal rows below it.

    Args:
        blocks: All rows in order; a short source is one block.
        source: What the source is called in messages.
        framing: What is said about the rows around the table.
        sheet: The sheet of a workbook.
        notes: How the rows were read; they come first in the notes of the grid.
        problems: What was wrong with the rows themselves. It is looked at when the last
            block is there, so that a source can add to it while it gives rows.

    Raises:
        TableError: If there are problems, or rows that cannot be told from the table,
            all at once.

    Example:
        >>> rows = [["nis", "visits"], ["71072", 3], ["11002", 4]]
        >>> grid = framed([Block(range(1, 4), rows)], "visits.xlsx", sheet="Blad1")
        >>> [column.name for column in grid.columns], list(grid.lines), grid.header_line
        (['nis', 'visits'], [2, 3], 1)
    """
    _ = framing
    rows = [
        (line, row) for block in blocks for line, row in zip(block.lines, block.rows, strict=True)
    ]
    if problems:
        raise TableError(source, problems)
    (header_line, header), *body = rows
    columns = [
        GridColumn.of(str(name), i + 1, (row[i] for _, row in body))
        for i, name in enumerate(header)
    ]
    return Grid(source, tuple(columns), [line for line, _ in body], header_line, sheet, notes)
