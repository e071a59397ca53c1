"""Workbooks of Excel and LibreOffice: which sheet holds the table, and what its cells hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Any, Final, Literal

from attrs import field, frozen

from elzmodel.errors import InvalidValueError, TableError
from elzmodel.grids.cells import looks_like_figure
from elzmodel.grids.codes import NO_ROWS, NO_SHEET, OTHER_FILE
from elzmodel.grids.columns import Broken, Content, Grid, plain_cell
from elzmodel.grids.framing import Block, Framing, framed
from elzmodel.grids.headers import is_blank
from elzmodel.grids.sheet_marks import (
    MOST_CELLS,
    ExcelArchive,
    Marks,
    Spot,
    UnreadableError,
    old_marks,
    open_document_marks,
    opened,
)
from elzmodel.grids.sources import OTHER_FORMS
from elzmodel.values import Place, extra
from elzmodel.values.findings import letters_of
from elzmodel.values.numbers import whole_number
from elzmodel.values.text import fold, phrase, said

__all__: list[str] = []

WorkbookForm = Literal["xlsx", "xls", "ods"]

_BLOCK: Final = 10_000
_SAMPLE: Final = 1_000

_PLAIN: Final = Framing()


def workbook_grid(
    data: bytes,
    file: str,
    form: WorkbookForm,
    *,
    sheet: str | int | None = None,
    framing: Framing = _PLAIN,
) -> Grid:
    """Read the sheet of a workbook that holds the table.

    Rows and columns are counted from the first of the sheet. Where no sheet is said, it is
    the only one with figures; percentages are the text that is shown, with their sign.

    Args:
        data: The file.
        file: What it is called in messages.
        form: What it is.
        sheet: The sheet, by its name, or by its number from 1 among those that are shown.
        framing: What is said about the rows around the table.

    Raises:
        TableError: If it cannot be read, or if it is not clear which sheet is meant.
        InvalidValueError: If *sheet* is neither a name nor a number.
        MissingDependencyError: If the reader of workbooks is not installed.
    """
    book = _Book.of(data, file, form)
    chosen, how = book.chosen(sheet)
    notes = [
        said("{form}, sheet {name} ({how})", form=OTHER_FORMS[form], name=chosen.name, how=how),
        *chosen.notes,
    ]
    return framed(chosen.blocks(), file, framing=framing, sheet=chosen.name, notes=notes)


@frozen(eq=False)
class _Sheet:
    """A sheet: all its rows from the first on, each with all its cells."""

    name: str
    rows: list[list[Any]] = field(repr=False)
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(cell != "" for row in self.rows for cell in row)

    @property
    def has_figures(self) -> bool:
        """Whether figures stand in several cells of some row, or beside a text."""
        return any(map(_has_figure, islice(self.rows, _SAMPLE)))

    def blocks(self) -> Iterator[Block]:
        """Yield the rows with plain cells, some at a time."""
        plain = _Plain()
        for first in range(0, len(self.rows), _BLOCK):
            rows = self.rows[first : first + _BLOCK]
            lines = range(first + 1, first + len(rows) + 1)
            yield Block(
                lines,
                [
                    [cell if type(cell) is str else plain[type(cell), cell] for cell in row]
                    for row in rows
                ],
            )


def _has_figure(row: list[Any]) -> bool:
    filled = [cell for cell in row if cell != ""]
    return len(filled) > 1 and any(map(_is_figure, filled))


def _is_figure(cell: object) -> bool:
    if isinstance(cell, str):
        return looks_like_figure(cell)
    return isinstance(cell, int | float | Broken) and not isinstance(cell, bool)


class _Plain(dict[tuple[type, Any], Content]):
    """What cells hold, by their type and value; each is understood once."""

    def __missing__(self, key: tuple[type, Any]) -> Content:
        _, cell = key
        self[key] = cell if isinstance(cell, Broken) else plain_cell(cell)
        return self[key]


@frozen(eq=False)
class _Book:
    """A workbook that is open, and what is to be known of each sheet beside its values."""

    file: str
    form: WorkbookForm
    workbook: Any
    marks: Callable[[int, str], Marks]
    shown: tuple[str, ...]
    hidden: tuple[str, ...]

    @classmethod
    def of(cls, data: bytes, file: str, form: WorkbookForm) -> _Book:
        calamine = extra("python_calamine")
        with _told(file, form):
            marks = _marks_of(data, form)
            workbook = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
            of_cells, seen = calamine.SheetTypeEnum.WorkSheet, calamine.SheetVisibleEnum.Visible
            sheets = [each for each in workbook.sheets_metadata if each.typ == of_cells]
        shown = tuple(each.name for each in sheets if each.visible == seen)
        hidden = tuple(each.name for each in sheets if each.visible != seen)
        return cls(file, form, workbook, marks, shown, hidden)

    def chosen(self, asked: str | int | None) -> tuple[_Sheet, str]:
        """Return the sheet that is meant, and how it was found."""
        if asked is not None:
            return self.sheet(self._named(asked)), said("as said")
        sheets = [each for each in map(self.sheet, self.shown) if not each.is_empty]
        if not sheets:
            raise self._nothing()
        tables = [each for each in sheets if each.has_figures] or sheets
        if len(tables) > 1:
            names = [each.name for each in tables]
            raise self._no_sheet("several", n=len(names), sheets=names)
        others = [each.name for each in sheets if each is not tables[0]]
        if others:
            return tables[0], said(
                "the only one with figures; not read: {others:list all}"
                "[; hidden, and not read: {hidden:list all}]",
                others=others,
                hidden=self.hidden or None,
            )
        if self.hidden:
            return tables[0], said(
                "the only one that is shown; hidden, and not read: {hidden:list all}",
                hidden=self.hidden,
            )
        return tables[0], said("the only one")

    def _named(self, asked: str | int) -> str:
        """Return the name of the sheet that somebody asks for."""
        names = (*self.shown, *self.hidden)
        if isinstance(asked, str):
            alike = [name for name in names if fold(name) == fold(asked)]
            if asked in names or len(alike) == 1:
                return asked if asked in names else alike[0]
        if isinstance(asked, bool) or not isinstance(asked, str | int):
            raise InvalidValueError("sheet", asked, "its name, or its number from 1")
        number = whole_number(asked.strip()) if isinstance(asked, str) else asked
        if number is not None and 1 <= number <= len(self.shown):
            return self.shown[number - 1]
        raise self._no_sheet("", sheet=asked, sheets=names)

    def _nothing(self) -> TableError:
        hidden = [name for name in self.hidden if not self.sheet(name).is_empty]
        if hidden:
            return self._no_sheet("hidden", sheets=hidden)
        return TableError(self.file, [NO_ROWS.finding(place=Place(self.file))])

    def _no_sheet(self, variant: str, **values: Any) -> TableError:  # noqa: ANN401
        place = Place(self.file)
        return TableError(self.file, [NO_SHEET.finding(variant=variant, place=place, **values)])

    def sheet(self, name: str) -> _Sheet:
        """Read a sheet: what is shown as one cell stands in all its rows, errors are told."""
        with _told(self.file, self.form):
            position = self.workbook.sheet_names.index(name)
            marks = self.marks(position, name)
            found = self.workbook.get_sheet_by_index(position)
            marks.merged += found.merged_cell_ranges or []
            rows = found.to_python(skip_empty_area=False)
            _require_few(marks.merged, len(rows))
            first = found.start[1] if found.start else 0
        for row, column in marks.percent:
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = _percent(rows[row][column])
        for spot, text in marks.broken.items():
            _put(rows, spot, Broken(text))
        _fill_merged(rows, marks.merged, first)
        return _Sheet(name, rows, tuple(_notes(marks, rows)))


def _notes(marks: Marks, rows: list[list[Any]]) -> Iterator[str]:
    """Yield what is hidden in a sheet, where there is anything in it."""
    if n := marks.hidden_rows:
        yield said("{n:number} {n:row|rows} hidden in the sheet: read as well", n=n)
    width = max(map(len, rows), default=0)
    hidden = sorted({c for a, b in marks.hidden_columns for c in range(a, min(b + 1, width))})
    filled = [column for column in hidden if not all(is_blank(row[column]) for row in rows)]
    if filled:
        yield said(
            "{n:number} {n:column|columns} hidden in the sheet, read as well: {columns:list}",
            n=len(filled),
            columns=[letters_of(column + 1) for column in filled],
        )


def _marks_of(data: bytes, form: WorkbookForm) -> Callable[[int, str], Marks]:
    """Return what looks a sheet through, by its place in the workbook and its name."""
    if form == "xlsx":
        archive = ExcelArchive(opened(data))
        return lambda _, name: archive.marks(name)
    found = old_marks(data) if form == "xls" else open_document_marks(opened(data))
    if sum(each.rows * each.columns for each in found) > 2 * MOST_CELLS:
        raise UnreadableError(said("it has more than {n:number} cells", n=2 * MOST_CELLS))
    return lambda position, _: _at(found, position)


def _at(found: list[Marks], position: int) -> Marks:
    if position < len(found):
        return found[position]
    raise UnreadableError(said("it does not say what its sheets are"))


@contextmanager
def _told(file: str, form: WorkbookForm) -> Iterator[None]:
    """Turn what the reader of workbooks says into an error about the file."""
    calamine = extra("python_calamine")
    expected = (calamine.CalamineError, UnreadableError, OSError, ValueError, OverflowError)
    place, what = Place(file), OTHER_FORMS[form]
    try:
        yield
    except calamine.PasswordError:
        finding = OTHER_FILE.finding(
            variant="password", place=place, what=what, remedy=phrase("save it without one")
        )
        raise TableError(file, [finding]) from None
    except BaseException as problem:
        if not (
            isinstance(problem, expected) or type(problem).__name__ == "PanicException"
        ):  # libraries in Rust raise it
            raise
        why = problem.args[0] if isinstance(problem, UnreadableError) else str(problem)
        finding = OTHER_FILE.finding(
            variant="unreadable", place=place, what=what, why=why, remedy=_SAVE_AGAIN
        )
        raise TableError(file, [finding]) from None


_SAVE_AGAIN: Final = phrase("open it and save it again, or save the sheet as CSV UTF-8")


# --- what is done to single cells --------------------------------------------------------


def _put(rows: list[list[Any]], spot: Spot, content: object) -> None:
    """Put something into a cell, also beyond the last that is filled."""
    row, column = spot
    rows += [[] for _ in range(row + 1 - len(rows))]
    rows[row] += [""] * (column + 1 - len(rows[row]))
    rows[row][column] = content


def _percent(value: Any) -> object:  # noqa: ANN401 - whatever the cell holds
    """Return a share as the percentage that is shown, in a form that can be read in one way.

    Three decimals could be thousands; a fourth one tells. What is no number stays as it is.
    """
    if type(value) not in {int, float}:
        return value
    text = f"{Decimal(repr(value)) * 100:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    decimals = len(text.partition(".")[2])
    return f"{text}{'0' if decimals == 3 else ''} %"


def _require_few(merged: list[tuple[Spot, Spot]], rows: int) -> None:
    """Refuse ranges that share so many rows that they must lie over each other."""
    if sum(max(0, min(bottom, rows) - top) for (top, _), (bottom, _) in merged) > MOST_CELLS:
        raise UnreadableError(said("cells that are shown as one overlap"))


def _fill_merged(rows: list[list[Any]], merged: list[tuple[Spot, Spot]], first_column: int) -> None:
    """Repeat what several rows share; a header over several columns is left to its row.

    A name, or what stands in the first column, is that of each row. A figure is that of
    all rows together: in the others it is no figure, and no gap either.
    """
    for (top, column), (bottom, _) in merged:
        value = rows[top][column] if top < len(rows) and column < len(rows[top]) else ""
        is_label = isinstance(value, str) or column == first_column
        below = value if is_label else Broken(f"merged with {plain_cell(value)}")
        for row in range(top + 1, min(bottom + 1, len(rows))) if value != "" else ():
            _put(rows, (row, column), below)
