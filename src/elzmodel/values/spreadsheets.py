"""Tables for spreadsheets: CSV as a country writes it, and workbooks.

A spreadsheet takes a text that begins like a formula for one, and runs it. Such a text
has an apostrophe before it here, in CSV and in workbooks alike, so that it stays text
however often it is saved again. Figures are never touched.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from attrs import frozen

from elzmodel.values.cells import Plain
from elzmodel.values.errors import InvalidValueError
from elzmodel.values.extras import extra
from elzmodel.values.frames import Type, TypedColumn
from elzmodel.values.text import either, said

__all__: list[str] = []

_FORMULA = re.compile("'*[-=+@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?")


def inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; of a formula, with an apostrophe.

    Taking one apostrophe away gives the text again.

    Example:
        >>> inert("=1+1"), inert("'=1+1"), inert("-5"), inert("Hasselt")
        ("'=1+1", "''=1+1", '-5', 'Hasselt')
    """
    is_formula = _FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text


def as_csv(
    keys: Iterable[str], rows: Iterable[Iterable[Plain]], *, delimiter: str, decimal: str
) -> str:
    """Return CSV with a header, lines ended by LF.

    Raises:
        InvalidValueError: If a sign cannot be used.
    """
    if decimal not in (",", "."):
        raise InvalidValueError("decimal sign", decimal, "',' or '.'")
    if delimiter not in _DELIMITERS or delimiter == decimal:
        others = [repr(sign) for sign in _DELIMITERS if sign != decimal]
        raise InvalidValueError("delimiter", delimiter, either(others))
    written = partial(_written, delimiter=delimiter, decimal=decimal)
    lines = (delimiter.join(map(written, row)) or _EMPTY for row in (keys, *rows))
    return "".join(f"{line}\n" for line in lines)


_DELIMITERS: Final = (",", ";", "\t", "|")
_EMPTY: Final = '""'
"""A row of one empty cell; an empty line would be no row."""


def _written(cell: Plain, delimiter: str, decimal: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return repr(cell).replace(".", decimal)
    if isinstance(cell, int):
        return str(cell)
    text = inert(cell if isinstance(cell, str) else ";".join(cell))
    if delimiter in text or '"' in text or "\n" in text or "\r" in text:
        return '"{}"'.format(text.replace('"', '""'))
    return text


@frozen
class Sheet:
    """A table for one sheet of a workbook."""

    title: str
    columns: tuple[TypedColumn, ...]
    notes: tuple[str, ...]

    @property
    def rows(self) -> int:
        """The number of rows below the header."""
        return max((len(each.cells) for each in self.columns), default=0)


_SHEET_NAME: Final = 31
_MOST_ROWS: Final = 2**20 - 1
_MOST_COLUMNS: Final = 2**14
_MOST_SIGNS: Final = 2**15 - 1
_MOST_EXACT: Final = 2**53
_FIRST_YEAR: Final = 1900
_WIDEST: Final = 60
_LOOKED_AT: Final = 1000
_NEVER_CHANGES: Final = datetime(1980, 1, 1)  # noqa: DTZ001 - the same table is the same file


def as_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook with a sheet for each table, and one more with titles and notes.

    Figures and days are typed, codes are text, the header stays in sight.

    Raises:
        MissingDependencyError: If xlsxwriter is not installed.
        InvalidValueError: If a table or a text is larger than a sheet or a cell may be.
    """
    out = io.BytesIO()
    with extra("xlsxwriter").Workbook(out, {"constant_memory": True}) as book:
        book.set_properties({"created": _NEVER_CHANGES})
        names = _sheet_names([*(sheet.title or "Table" for sheet in sheets), "Notes"])
        for name, sheet in zip(names, [*sheets, _notes(sheets)], strict=True):
            _write_sheet(book, book.add_worksheet(name), sheet)
    return out.getvalue()


def _notes(sheets: Iterable[Sheet]) -> Sheet:
    """Return what is to know about the tables, as a table: a column of titles, one of notes."""
    told = [(sheet.title, note) for sheet in sheets for note in (*sheet.notes, *_inerted(sheet))]
    pairs = told or [(sheet.title, "") for sheet in sheets]
    columns = [
        TypedColumn(key, "text", "text", [*cells])
        for key, cells in zip(("table", "note"), zip(*pairs, strict=True), strict=True)
    ]
    return Sheet("Notes", tuple(columns), ())


def _inerted(sheet: Sheet) -> Iterator[str]:
    texts = (c for each in sheet.columns if each.type == "text" for c in (each.key, *each.cells))
    if any(text is not None and inert(text) != text for text in texts):
        yield "Texts that begin like a formula have an apostrophe before them."


def _sheet_names(titles: Iterable[str]) -> Iterator[str]:
    """Yield names that a workbook takes: short, without signs of its own, and each once."""
    taken: set[str] = {"", "history"}
    for title in titles:
        plain = "".join(sign if sign.isprintable() else " " for sign in title)
        words = " ".join(re.sub(r"[][:*?/\\]", " ", plain).split())
        name, n = _begin(words, _SHEET_NAME), 1
        while name.lower() in taken:
            n += 1
            name = f"{_begin(words, _SHEET_NAME - 4)} {n}".strip()
        taken.add(name.lower())
        yield name


def _begin(words: str, count: int) -> str:
    """Return the beginning of a name, as long as a workbook counts."""
    return words.encode("utf-16-le")[: 2 * count].decode("utf-16-le", "ignore").strip(" '")


def _write_sheet(book: Any, page: Any, sheet: Sheet) -> None:  # noqa: ANN401 - of xlsxwriter
    if sheet.rows > _MOST_ROWS or len(sheet.columns) > _MOST_COLUMNS:
        size = f"{sheet.rows:,} rows and {len(sheet.columns):,} columns"
        expected = said(
            "at most {rows:number} and {columns:number}; write CSV or Parquet",
            rows=_MOST_ROWS,
            columns=_MOST_COLUMNS,
        )
        raise InvalidValueError("table for a sheet", size, expected)
    bold = book.add_format({"bold": True})
    forms = [book.add_format({"num_format": _form(each)}) for each in sheet.columns]
    for place, each in enumerate(sheet.columns):
        page.set_column(place, place, _width(each), forms[place])
    page.freeze_panes(1, 0)
    for place, each in enumerate(sheet.columns):
        _write_text(page, 0, place, each.key, bold)
    for row in range(sheet.rows):
        for place, each in enumerate(sheet.columns):
            _write_cell(page, row + 1, place, each.cells[row], forms[place])
    if sheet.columns:
        page.autofilter(0, 0, sheet.rows, len(sheet.columns) - 1)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _write_cell(page: Any, row: int, column: int, cell: Any, form: Any) -> None:  # noqa: ANN401
    if cell is None:
        return
    at = row, column
    if isinstance(cell, bool):
        page.write_boolean(*at, cell, form)
    elif isinstance(cell, int) and abs(cell) <= _MOST_EXACT:
        page.write_number(*at, cell, form)
    elif isinstance(cell, float):
        page.write_number(*at, _Exact(cell), form)
    elif isinstance(cell, date) and cell.year >= _FIRST_YEAR:
        page.write_datetime(*at, cell, form)
    else:
        _write_text(page, *at, _text(cell), form)


def _text(cell: str | int | date | list[str]) -> str:
    """Return what a workbook cannot type: a list, days before 1900, digits that it would lose."""
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if isinstance(cell, str) else ";".join(cell)


def _write_text(page: Any, row: int, column: int, text: str, form: Any) -> None:  # noqa: ANN401
    is_cut = page.write_string(row, column, inert(text), form) != 0
    if is_cut:
        expected = said("at most {n:number} characters; write CSV or Parquet", n=_MOST_SIGNS)
        raise InvalidValueError("text for a cell", text, expected)


class _Exact(float):
    """A decimal that is written with all its digits, where xlsxwriter rounds to sixteen."""

    __slots__ = ()

    def __format__(self, form: str) -> str:
        return repr(float(self))


def _form(column: TypedColumn) -> str:
    if column.type == "whole" and column.kind in _COUNTED:
        return _COUNTED[column.kind]
    if column.kind == "share" and column.type == "decimal":
        return "0.0%"
    return _FORMS.get(column.type, "General")


_COUNTED: Final[Mapping[str, str]] = {
    "count": "#,##0",
    "total": "#,##0",
    "estimate": "#,##0",
    "change": "+#,##0;-#,##0;0",
}
_FORMS: Final[Mapping[Type, str]] = {
    "text": "@",
    "day": "yyyy-mm-dd",
    "time": "yyyy-mm-dd hh:mm:ss",
    "decimal": "#,##0.00",
}


def _width(column: TypedColumn) -> int:
    """Return a width that shows most cells."""
    longest = max((len(str(cell)) for cell in column.cells[:_LOOKED_AT]), default=0)
    return min(max(len(column.key), longest) + 2, _WIDEST)
