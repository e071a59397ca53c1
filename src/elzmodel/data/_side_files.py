"""CSV files that people keep beside a dossier, line by line."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from elzmodel.data.csv_texts import ENDLESS, LONGEST, LongCellError, numbered_rows
from elzmodel.io.codes import MISSING_KEY, SYNTAX, failed, mistake
from elzmodel.io.documents import text_of
from elzmodel.values import Finding, Place
from elzmodel.values.text import fold, phrase

Row = Mapping[str, str]


def rows_of(path: str | os.PathLike[str], needed: Sequence[str]) -> Iterator[tuple[int, Row]]:
    """Yield each line that is not empty, by the names of its columns, with its number.

    Columns are parted by commas, or by semicolons where the first line has one.

    Raises:
        DocumentError: If it is not UTF-8, a cell is too long, or a column that is *needed*
            is not there.
    """
    text = text_of(path)
    head = text.lstrip().splitlines()[:1]
    try:
        (_, first), *rows = [*numbered_rows(text, ";" if ";" in "".join(head) else ",")] or [
            (1, [])
        ]
    except LongCellError as error:
        long = mistake(SYNTAX, form="CSV", problem=phrase(ENDLESS, most=LONGEST))
        raise failed(os.fspath(path), [at_line(long, error.line)]) from None
    names = [*map(fold, first)]
    lacking = [name for name in needed if name not in names]
    if lacking:
        findings = [at_line(mistake(MISSING_KEY, key=name), 1) for name in lacking]
        raise failed(os.fspath(path), findings)
    for line, cells in rows:
        if any(cell.strip() for cell in cells):
            stripped = (cell.strip() for cell in cells)
            yield line, dict(zip(names, stripped, strict=False))


def lacking_in(row: Row, needed: Sequence[str]) -> Iterator[Finding]:
    """Yield a finding for each cell that is needed and empty."""
    return (mistake(MISSING_KEY, key=name) for name in needed if not row.get(name))


def at_line(finding: Finding, line: int) -> Finding:
    """Return a finding with the line of its row."""
    return evolve(finding, place=Place(line=line))
