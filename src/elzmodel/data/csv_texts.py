"""CSV of the house's own: rows with the lines on which they begin, and a text that reads so."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Final

__all__: list[str] = []

LONGEST: Final = 131_072
"""The most characters of a cell that the csv module takes, unless a process says otherwise."""

ENDLESS: Final = "a cell has more than {most:number} characters; is a quote never closed?"


class LongCellError(Exception):
    """A cell is longer than any of ours, in the row that begins on *line*.

    A quote that nothing closes makes one of the rest of the file.
    """

    def __init__(self, line: int) -> None:
        """Tell of the row that begins on a *line*."""
        super().__init__(line)
        self.line = line


def numbered_rows(text: str, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    r"""Yield the rows of a text that are not empty, with the line on which each begins.

    Lines end as they do on any system.

    Raises:
        LongCellError: If a cell is too long.

    Example:
        >>> [*numbered_rows('nis,name\r"71\n072",x\r\n\n11002,y')]
        [(1, ['nis', 'name']), (2, ['71\n072', 'x']), (5, ['11002', 'y'])]
    """
    reader, first = csv.reader(StringIO(text, newline=""), delimiter=delimiter), 1
    try:
        for cells in reader:
            if cells:
                yield first, cells
            first = reader.line_num + 1
    except csv.Error:  # In this mode a long cell is its only error.
        raise LongCellError(first) from None


def csv_of(rows: Iterable[Iterable[str]]) -> str:
    r"""Return rows as a text that reads as they are, whatever lines their cells have.

    Example:
        >>> csv_of([["a\rb", 'c"d', ""], ["\n", "e,f", "g"]])
        '"a\rb","c""d",\n"\n","e,f",g\n'
    """
    return "".join(f"{','.join(map(_written, row))}\n" for row in rows)


def _written(cell: str) -> str:
    if {*cell}.isdisjoint(',"\r\n'):
        return cell
    return '"{}"'.format(cell.replace('"', '""'))
