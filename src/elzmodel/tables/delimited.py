"""Tables that analysts bring: text with a delimiter, of any year and any making."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TypeVar

from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError, TableError
from elzmodel.tables._old_cells import (
    DecimalSign,
    FigureText,
    decimal_signs,
    looks_like_figure,
    parse_figure,
)
from elzmodel.tables.codes import NO_COLUMN, NO_FIGURE, NO_ROWS, TWICE, UNEVEN
from elzmodel.tables.texts import TextCell, cells_of, decoded, delimiter_of
from elzmodel.values import Column, Finding, Place, Table
from elzmodel.values.text import fold, phrase

__all__ = ["DelimitedTable", "FigureColumn", "FigureRow", "TextCell", "read_delimited"]

_CODE_WORDS = [
    "nis",
    "niscode",
    "nis code",
    "nis5",
    "cd refnis",
    "refnis",
    "refniscode",
    "cd munty refnis",
    "cd muni refnis",
    "code nis",
    "gemeentecode",
    "code ins",
    "ins",
    "code",
]
_NAME_WORDS = [
    "gemeente",
    "gemeentenaam",
    "naam gemeente",
    "municipality",
    "commune",
    "gemeenten",
    "tx munty descr nl",
    "tx descr nl",
    "naam",
    "name",
    "nom",
]
_OTHER_WORDS = frozenset(
    ["jaar", "year", "annee", "cd year", "postcode", "postnummer", "zip", "provincie", "zone"]
)
_WORDS = _OTHER_WORDS.union(_CODE_WORDS, _NAME_WORDS)
_YEARS = re.compile(r"(?:19|20)[0-9]{2}")
_CODE = re.compile(r"[\"'=]*[0-9]{5,6}(?:[.,]0+)?[\"']?|[0-9]{2}[ .,][0-9]{3}")
_MOST = 0.8
_HALF = 0.5


def has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row says what the columns are."""
    head, rest = rows[0], rows[1:]
    words = {fold(cell) for cell in head}
    if words & _WORDS:
        return True
    if any(_is_code(cell) for cell in head):
        return False
    return any(
        not looks_like_figure(cell) and _share(rest, i, looks_like_figure) > _HALF
        for i, cell in enumerate(head)
        if cell.strip()
    )


def key_column(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, str]:
    """Return the column with codes or names, and why that one."""
    folded = [fold(cell) for cell in header]
    for words in (_CODE_WORDS, _NAME_WORDS):
        found = [folded.index(word) for word in words if word in folded]
        if found:
            return found[0], "by its name"
    width = range(len(rows[0]) if rows else len(header))
    for is_key, why in ((_is_code, "it looks like codes"), (_is_word, "it looks like names")):
        likely = [i for i in width if _share(rows, i, is_key) > _HALF]
        if likely:
            return likely[0], why
    return 0, "the first, for want of better"


def figure_columns(
    header: Sequence[str], rows: Sequence[Sequence[str]], key: int
) -> tuple[int, ...]:
    """Return the columns that hold figures: not the key, not years, not codes."""
    width = range(len(rows[0]) if rows else 0)
    names = [fold(cell) for cell in header] or [""] * len(width)
    return tuple(
        i
        for i in width
        if i != key
        and names[i] not in _WORDS
        and not names[i].startswith("cd ")
        and _share(rows, i, looks_like_figure) > 0
        and _share(rows, i, _is_figure_or_gap) >= _MOST
        and _share(rows, i, _is_year) < 1
    )


def named_column(header: Sequence[str], width: int, asked: str | int) -> int | None:
    """Return the place of a column by its name or its number from 1, if there is one."""
    if isinstance(asked, str):
        exact = [i for i, cell in enumerate(header) if cell.strip() == asked.strip()]
        alike = [i for i, cell in enumerate(header) if fold(cell) == fold(asked)]
        if len(exact or alike) == 1:
            return (exact or alike)[0]
        if alike or not asked.strip().isdecimal():
            return None
    number = int(asked)
    return number - 1 if 1 <= number <= width else None


def _share(rows: Sequence[Sequence[str]], column: int, is_so: Callable[[str], bool]) -> float:
    """Return for which share of a column's filled cells something is so."""
    cells = [row[column] for row in rows if column < len(row) and row[column].strip()]
    return sum(map(is_so, cells)) / len(cells) if cells else 0.0


def _is_code(cell: str) -> bool:
    return bool(_CODE.fullmatch(cell.strip()))


def _is_word(cell: str) -> bool:
    return any(sign.isalpha() for sign in cell)


def _is_year(cell: str) -> bool:
    return bool(_YEARS.fullmatch(cell.strip()))


def _is_figure_or_gap(cell: str) -> bool:
    if looks_like_figure(cell):
        return True
    try:
        parse_figure(cell)
    except InvalidValueError:
        return False
    return True


_Row = tuple[TextCell, ...]
T = TypeVar("T")


@frozen
class FigureRow:
    """One row of a column of figures: the key, the cell and what it says."""

    key: TextCell
    cell: TextCell
    figure: FigureText


@frozen
class FigureColumn:
    """A column of figures, row by row, with the convention by which it was read.

    *decimal* is the sign before decimals, ``None`` where no cell needed one.
    """

    name: str
    decimal: DecimalSign | None
    rows: tuple[FigureRow, ...] = field(repr=False)
    notes: tuple[str, ...] = ()


@frozen
class DelimitedTable:
    r"""A table as it stands in a file, and how it was read.

    Cells are text, untouched. *header* is empty where there is none. Columns
    are numbered from 1: *key* holds codes or names, *values* hold figures.
    *notes* say what was guessed and what was left out.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder) / "inhabitants.csv"
        ...     _ = path.write_text("NIS;inhabitants\n71072;90.363\n11002;<5\n44021;1,5\n")
        ...     table = read_delimited(path)
        >>> [cell.text for cell in table.keys], str(table.places[0])
        (['71072', '11002', '44021'], 'inhabitants.csv:2:1')
        >>> [row.figure.value for row in table.figures().rows]
        [90363, None, Fraction(3, 2)]
    """

    file: str
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    rows: tuple[_Row, ...] = field(repr=False)
    key: int
    values: tuple[int, ...]
    notes: tuple[str, ...] = field(repr=False)

    @property
    def keys(self) -> tuple[TextCell, ...]:
        """The cells with codes or names, one a row."""
        return tuple(row[self.key - 1] for row in self.rows)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where each key stands."""
        return tuple(Place(self.file, cell.line, cell.column) for cell in self.keys)

    def name_of(self, column: int) -> str:
        """Return what a column is called, by its number."""
        return self.header[column - 1] if self.header else f"column {column}"

    def figures(
        self,
        value: str | int | None = None,
        *,
        decimal: DecimalSign | None = None,
        negative_ok: bool = False,
    ) -> FigureColumn:
        """Return one column as figures; gaps stay marked, with their text.

        Where no sign before decimals is said, cells that can be read in one
        way show it for the whole column.

        Args:
            value: The column, by name or number; the only one with figures by
                default.
            decimal: The sign before decimals.
            negative_ok: Say that figures may be below zero.

        Raises:
            TableError: If a cell is no figure or may be two, a figure
                is negative, a row stands twice, or the column is not clear;
                all problems at once.
        """
        column = self._value_column(value)
        cells = [row[column - 1] for row in self.rows]
        sign, notes = _sign(self.name_of(column), cells, decimal)
        problems = list(_repeated(self, column))
        rows = []
        for key, cell in zip(self.keys, cells, strict=True):
            try:
                figure = parse_figure(cell.text, decimal=sign, negative_ok=negative_ok)
                rows.append(FigureRow(key, cell, figure))
            except InvalidValueError as error:
                problems.append(self._wrong(cell, error))
        if problems:
            raise TableError(self.file, problems)
        return FigureColumn(self.name_of(column), sign, tuple(rows), notes)

    def _value_column(self, value: str | int | None) -> int:
        if value is not None:
            return _column(self, value)
        if len(self.values) == 1:
            return self.values[0]
        remedy, place = phrase("say {option:value}"), Place(self.file)
        if not self.values:
            finding = NO_COLUMN.finding(variant="no figures", place=place, remedy=remedy)
        else:
            names = [self.name_of(each) for each in self.values]
            finding = NO_COLUMN.finding(
                variant="unclear", place=place, columns=names, remedy=remedy
            )
        raise TableError(self.file, [finding])

    def _wrong(self, cell: TextCell, error: InvalidValueError) -> Finding:
        return NO_FIGURE.finding(
            place=Place(self.file, cell.line, cell.column),
            column=self.name_of(cell.column),
            kind=error.kind,
            text=error.value,
            expected=error.expected,
        )

    def to_table(self) -> Table:
        """Return the cells as they stand, with the notes."""
        width = len(self.rows[0])
        columns = [Column(f"{i}", "code", self.name_of(i)) for i in range(1, width + 1)]
        rows = [[cell.text for cell in row] for row in self.rows]
        return Table(self.file, columns, rows, self.notes)


def read_delimited(  # noqa: PLR0913 - each guess can be said instead
    path: str | PathLike[str],
    *,
    delimiter: str | None = None,
    encoding: str | None = None,
    header: bool | None = None,
    column: str | int | None = None,
    value: str | int | None = None,
    decimal: DecimalSign | None = None,
    negative_ok: bool = False,
) -> DelimitedTable:
    r"""Read a table with a code or name of a municipality in each row.

    What is not said is guessed, and the notes of the result say how.

    Args:
        path: The file.
        delimiter: The sign between cells.
        encoding: The encoding. By default that of the byte order mark, UTF-8,
            or else Windows-1252.
        header: Whether the first row names the columns.
        column: The column with codes or names, by name or number from 1.
        value: The column with figures, by name or number; it is then read
            strictly, see `DelimitedTable.figures`.
        decimal: The sign before decimals.
        negative_ok: Say that figures may be below zero.

    Raises:
        OSError: If the file cannot be opened.
        InvalidValueError: If the delimiter or encoding is none.
        TableError: If the file is no table; all problems at once.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder) / "counts.csv"
        ...     _ = path.write_text("nis,count\n71072,12\n")
        ...     read_delimited(path).delimiter
        ','
    """
    file = Path(path)
    text, used, said_encoding = decoded(file.read_bytes(), file.name, encoding)
    sign, said_delimiter = delimiter_of(text, delimiter)
    records, problems = cells_of(text, file.name, sign)
    rows, said_rows = _filled(records)
    even, uneven = _even(file.name, rows)
    problems += uneven
    texts = [[cell.text for cell in row] for row in even]
    headed = bool(texts) and (has_header(texts) if header is None else header)
    table = DelimitedTable(
        file=file.name,
        encoding=used,
        delimiter=sign,
        header=tuple(cell.strip() for cell in texts[0]) if headed else (),
        rows=tuple(even[headed:]),
        key=1,
        values=(),
        notes=(said_encoding, said_delimiter, *said_rows, _said_header(header, headed=headed)),
    )
    if table.rows:
        table, wrong = _with_columns(table, column, value)
        problems += wrong
        if value is not None and not wrong:
            said = partial(table.figures, value, decimal=decimal, negative_ok=negative_ok)
            _tried(said, problems)
    elif not problems:
        variant = "header" if headed else ""
        problems.append(NO_ROWS.finding(variant=variant, place=Place(file.name)))
    if problems:
        raise TableError(file.name, problems)
    return table


def _filled(records: Sequence[_Row]) -> tuple[list[_Row], tuple[str, ...]]:
    """Leave out blank rows and the line that names the delimiter, and say so."""
    rows = [row for row in records if any(cell.text.strip() for cell in row)]
    blank = len(records) - len(rows)
    noun = "row" if blank == 1 else "rows"
    if rows and rows[0][0].line == 1 and rows[0][0].text.startswith("sep="):
        rows = rows[1:]
    return rows, (f"{blank} blank {noun} left out",) if blank else ()


def _even(file: str, rows: Sequence[_Row]) -> tuple[list[_Row], list[Finding]]:
    """Return the rows of the commonest length, and a problem for each other one."""
    lengths = Counter(map(len, rows))
    width = max(lengths, key=lambda length: (lengths[length], length), default=0)
    problems = [
        UNEVEN.finding(
            place=Place(file, row[0].line, min(len(row), width) + 1), n=len(row), width=width
        )
        for row in rows
        if len(row) != width
    ]
    return [row for row in rows if len(row) == width], problems


def _said_header(header: bool | None, *, headed: bool) -> str:  # noqa: FBT001 - as it was asked
    how = "as said" if header is not None else "guessed"
    return f"{'the first row is a header' if headed else 'there is no header'} ({how})"


def _with_columns(
    table: DelimitedTable, column: str | int | None, value: str | int | None
) -> tuple[DelimitedTable, list[Finding]]:
    """Say which columns hold what, and which that were asked for are not there."""
    problems: list[Finding] = []
    places = [
        None if asked is None else _tried(partial(_column, table, asked), problems)
        for asked in (column, value)
    ]
    texts = [[cell.text for cell in row] for row in table.rows]
    guessed, why = key_column(table.header, texts)
    key = places[0] or guessed + 1
    why = why if column is None else "as said"
    figures = tuple(i + 1 for i in figure_columns(table.header, texts, key - 1))
    values = figures if places[1] is None else (places[1],)
    how = "guessed" if value is None else "as said"
    named = ", ".join(map(table.name_of, values)) or "none"
    notes = (f"keys in {table.name_of(key)} ({why})", f"figures in {named} ({how})")
    return evolve(table, key=key, values=values, notes=(*table.notes, *notes)), problems


def _column(table: DelimitedTable, asked: str | int) -> int:
    width = len(table.rows[0])
    place = named_column(table.header, width, asked)
    if place is not None:
        return place + 1
    if table.header:
        head = Place(table.file, table.rows[0][0].line - 1)
        finding = NO_COLUMN.finding(place=head, column=asked, columns=table.header)
    else:
        where = Place(table.file)
        finding = NO_COLUMN.finding(variant="bare", place=where, column=asked, n=width)
    raise TableError(table.file, [finding])


def _tried(ask: Callable[[], T], problems: list[Finding]) -> T | None:
    """Return what is asked; where it cannot be had, its problems join the others."""
    try:
        return ask()
    except TableError as error:
        problems += error.findings
        return None


def _sign(
    name: str, cells: Sequence[TextCell], decimal: DecimalSign | None
) -> tuple[DecimalSign | None, tuple[str, ...]]:
    """Return the sign before decimals that is said, or that most cells show."""
    if decimal is not None:
        if decimal not in {",", "."}:
            raise InvalidValueError("decimal sign", decimal, "',' or '.'")
        return decimal, (f"{name}: {decimal!r} stands before decimals, as said",)
    shown = decimal_signs(cell.text for cell in cells)
    if not shown:
        return None, ()
    sign = max(shown, key=lambda each: (shown[each], each))
    why = "guessed from cells that can be read in one way"
    return sign, (f"{name}: {sign!r} stands before decimals ({why})",)


def _repeated(table: DelimitedTable, column: int) -> Iterator[Finding]:
    """Report rows that differ from an earlier one in figures at most."""
    first: dict[tuple[str, ...], int] = {}
    figures = {*table.values, column}
    for row in table.rows:
        about = tuple(cell.text.strip() for cell in row if cell.column not in figures)
        key = row[table.key - 1]
        line = first.setdefault(about, key.line)
        if line != key.line and key.text.strip():
            place = Place(table.file, key.line, key.column)
            yield TWICE.finding(place=place, key=key.text.strip(), line=line)
