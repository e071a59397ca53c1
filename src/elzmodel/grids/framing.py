"""Rows of cells framed as a table: titles, comments, headers and footnotes recognised.

Texts and sheets give rows as they stand; here they become a `Grid`. What is left out or
guessed is a note, and what cannot be told apart is refused with its line.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, compress, count, dropwhile
from math import inf
from typing import Any, Final, Protocol

from attrs import define, field, frozen

from elzmodel.errors import InvalidValueError, TableError
from elzmodel.grids.codes import HEADER, NO_ROWS, UNEVEN
from elzmodel.grids.columns import Content, Grid, GridColumn
from elzmodel.grids.headers import (
    Lined,
    Row,
    Top,
    excerpt,
    filled,
    is_blank,
    is_comment,
    is_figure,
    top_above,
    top_of,
    usual_width,
    words,
)
from elzmodel.grids.quick_columns import Numbers
from elzmodel.values import Code, Finding, Place
from elzmodel.values.text import phrase, said

__all__: list[str] = []

_HEAD: Final = 400
"""How many rows are looked at to find the header."""

_MANY: Final = 50_000
"""From how many different cells of a column on memory matters more than time."""

_ABOUT: Final = (
    r"(?:bron|bronnen|sources?|noot|noten|nota|notes?|opmerking(?:en)?|remarques?|remarks?"
    r"|toelichting|legend[ea]?|l[ée]gende|disclaimer|copyright|laatst bijgewerkt|last updated"
    r"|bijgewerkt op|datum van extractie|voetnoot|voetnoten|footnotes?|afkortingen|definities?"
    r"|definitions?|methodologie|verklaring van (?:de )?(?:tekens|symbolen))"
)
_SOURCE: Final = re.compile(rf"{_ABOUT}\s*[:;]|©|\(c\) ", re.IGNORECASE)
"""How a line begins that is about the table, never one of its rows."""
_HEADING: Final = re.compile(_ABOUT, re.IGNORECASE)
"""What stands alone above lines that are about the table."""
_FOOTNOTE: Final = re.compile(r"(?:\*+|#|\(\w{1,2}\)|\[\w{1,2}\]|[0-9a-z]\)|[¹²³†‡])\s*\w+\W+\w")
"""How a footnote begins, below the rows of a table: a mark and several words."""
_MARK: Final = re.compile(r"[*#(\[\u00b9\u00b2\u00b3\u2020\u2021]")
"""How a footnote of a word or two begins."""
_SENTENCE: Final = 4
"""From how many words on a line of one cell below a table is a footnote."""


class Rows(Protocol):
    """Some rows that follow each other; see `Block`."""

    @property
    def lines(self) -> Sequence[int]:
        """The line on which each of them begins."""
        ...

    @property
    def rows(self) -> Sequence[Row]:
        """Their cells, from the first column on."""
        ...

    @property
    def texts(self) -> bool:
        """Whether all cells are text, which is quicker to look up."""
        ...

    @property
    def empty(self) -> int:
        """How many empty rows among them are left out already."""
        ...

    def numbered(self, numbers: Sequence[Numbers]) -> Sequence[array[int]] | None:
        """Return the number of each cell by column, where that is quicker than the cells."""

    def columns(self, width: int) -> Sequence[Sequence[Content]] | None:
        """Return the cells by column; ``None`` where a row has not *width* cells."""


@frozen
class Block:
    """Some rows that follow each other, and the line on which each of them begins.

    *lines* are as many as *rows*. Both count everything that stands in the source: empty
    rows, titles and footnotes as well. Each row has its cells from the first column on.
    *texts* says that all cells are text, which is quicker to look up. Of empty rows that
    are left out already, their number is enough.
    """

    lines: Sequence[int]
    rows: Sequence[Row] = field(repr=False)
    texts: bool = field(default=False, kw_only=True)
    empty: int = field(default=0, kw_only=True)

    def numbered(self, numbers: Sequence[Numbers]) -> None:
        """Return nothing: the cells are there."""

    def columns(self, width: int) -> Sequence[Sequence[Content]] | None:
        """Return the cells by column; ``None`` where a row has not *width* cells."""
        if set(map(len, self.rows)) - {width}:
            return None
        return list(zip(*self.rows, strict=True)) or [()] * width


@frozen(kw_only=True)
class Framing:
    """What a caller says about the rows around a table; see `Container` for each.

    Raises:
        InvalidValueError: If a number is none, or below what can be counted.
    """

    header: bool | int | None = None
    skip: int = 0
    comment: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what is no number of lines and no sign."""
        for kind, number, least in (("header", self.header, 1), ("skip", self.skip, 0)):
            if number is None or (kind == "header" and isinstance(number, bool)):
                continue
            if type(number) is not int or number < least:
                expected = said("a number of lines from {least} on", least=least)
                raise InvalidValueError(kind, number, expected)
        comment: object = self.comment
        if comment is not None and not (isinstance(comment, str) and comment):
            raise InvalidValueError("comment", comment, "a sign, such as '#'")


PLAIN: Final = Framing()
"""Nothing is said about the rows around a table."""


def framed(
    blocks: Iterable[Rows],
    source: str,
    *,
    framing: Framing = PLAIN,
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
        >>> rows = [["Visits in 2024"], [], ["nis", "visits"], ["71072", 3], ["11002", 4]]
        >>> grid = framed([Block(range(1, 6), rows)], "visits.xlsx", sheet="Blad1")
        >>> [column.name for column in grid.columns], list(grid.lines), grid.header_line
        (['nis', 'visits'], [4, 5], 3)
        >>> print(*grid.notes, sep="; ")
        line 3 names the columns; 1 title left out: 'Visits in 2024'
    """
    rest = iter(blocks)
    frame = _Frame(source, sheet, framing)
    frame.begin(*_head(rest, framing))
    for block in rest:
        frame.add(block)
    return frame.grid(notes, problems)


def _head(blocks: Iterator[Rows], framing: Framing) -> tuple[list[Rows], list[Lined]]:
    """Return the first blocks, without the lines that are skipped, and their first rows.

    Empty rows are not among these, and comments do not n_rows.
    """
    head: list[Rows] = []
    rows: list[Lined] = []
    n_rows, sign = 0, framing.comment or "#"
    for block in blocks:
        head.append(_from_line(block, framing.skip + 1))
        for line, row in zip(head[-1].lines, head[-1].rows, strict=True):
            if filled(row):
                rows.append((line, row))
                n_rows += not is_comment(row, sign)
                if n_rows >= _HEAD:
                    return head, rows
    return head, rows


def _from_line(block: Rows, line: float) -> Rows:
    if not block.lines or block.lines[0] >= line:
        return block
    first = sum(each < line for each in block.lines)
    return Block(block.lines[first:], block.rows[first:], texts=block.texts)


# --- columns that grow -----------------------------------------------------------------


@define
class _Column:
    """Each different cell of a column once, and which of them each row has.

    A list of codes is quicker to go through than an array, and larger.
    """

    texts: bool
    numbers: dict[Any, int] = field(factory=lambda: defaultdict(count().__next__))
    codes: list[int] | array[int] = field(factory=list)

    def add(self, cells: Iterable[Content]) -> None:
        self.codes.extend(map(self.numbers.__getitem__, self._keys(cells)))

    def extend(self, codes: Iterable[int]) -> None:
        """Take codes as they are, into an array."""
        if isinstance(self.codes, list):
            self.codes = array("I", self.codes)
        self.codes.extend(codes)

    def _keys(self, cells: Iterable[Content]) -> Iterable[Any]:
        """Tell 1 from 1.0 and True, which are equal."""
        return cells if self.texts else ((type(cell), cell) for cell in cells)

    @cached_property
    def contents(self) -> tuple[Content, ...]:
        """All different cells, once the last row is there."""
        return tuple(self.numbers if self.texts else (cell for _, cell in self.numbers))

    @cached_property
    def blanks(self) -> set[int]:
        return {i for i, cell in enumerate(self.contents) if not cell and is_blank(cell)} | {
            i for i, cell in enumerate(self.contents) if isinstance(cell, str) and cell.isspace()
        }

    def number_of(self, cell: Content) -> set[int]:
        """Return the number of a cell; nothing where the column has it nowhere."""
        return {self.numbers[key] for key in self._keys([cell]) if key in self.numbers}

    def rows_with(self, numbers: set[int], rows: Sequence[int]) -> Sequence[int]:
        """Return which of some rows have one of these cells."""
        codes = self.codes if isinstance(rows, range) else map(self.codes.__getitem__, rows)
        return list(compress(rows, map(numbers.__contains__, codes)))

    def finished(self, name: str, number: int, kept: bytearray | None) -> GridColumn:
        """Return the column without rows that are not kept, and what only those have."""
        if kept is None:
            return GridColumn(name, number, self.contents, self.codes)
        codes = array("I", compress(self.codes, kept))
        left = sorted(set(codes))
        if len(left) < len(self.contents):
            renumbered = {old: new for new, old in enumerate(left)}
            codes = array("I", map(renumbered.__getitem__, codes))
        return GridColumn(name, number, tuple(self.contents[old] for old in left), codes)


def _joined(lines: Sequence[int], more: Sequence[int]) -> Sequence[int]:
    """Return lines and more lines, as a range where they follow each other."""
    if more and more[-1] - more[0] + 1 == len(more):
        more = range(more[0], more[-1] + 1)
    if not lines or not more:
        return lines or more
    if isinstance(lines, range) and isinstance(more, range) and lines.stop == more.start:
        return range(lines.start, more.stop)
    joined = lines if isinstance(lines, array) else array("I", lines)
    joined.extend(more)
    return joined


# --- one pass --------------------------------------------------------------------------


@define
class _Frame:
    """One pass over the rows of a source: those of the table, and what is none of it."""

    source: str
    sheet: str
    framing: Framing
    width: int = 1
    top: Top = field(factory=Top)
    columns: list[_Column] = field(factory=list)
    lines: Sequence[int] = range(0)
    odd: list[Lined] = field(factory=list)
    empty: Counter[str] = field(factory=Counter)
    left_out: dict[str, list[tuple[int, str]]] = field(factory=lambda: defaultdict(list))
    notes: list[str] = field(factory=list)
    findings: list[Finding] = field(factory=list)

    def begin(self, head: Sequence[Rows], rows: Sequence[Lined]) -> None:
        """Find out from the first rows where the table begins, and how wide it is."""
        sign = self.framing.comment
        marked = [each for each in rows if sign and is_comment(each[1], sign)]
        rows = [each for each in rows if not (sign and is_comment(each[1], sign))]
        bare = dropwhile(is_comment, (row for _, row in rows))
        self.width, _ = usual_width(list(map(len, bare)))
        self.columns = [_Column(all(block.texts for block in head)) for _ in range(self.width)]
        self.top = self._top([(line, _cut(row, self.width)) for line, row in rows])
        self.notes += self.top.notes
        first = rows[self.top.first][0] if self.top.first < len(rows) else inf
        above = (each for each in marked if each[0] < first)
        self._leave("title", *self.top.titles)
        self._above()
        self._leave("comment", *self.top.comments, *above)
        for block in head:
            self.add(_from_line(block, first))

    def _top(self, rows: Sequence[Lined]) -> Top:
        header = self.framing.header
        if header is None or isinstance(header, bool):
            top = top_of(rows, self.width, header=header)
            if top.unclear:
                self._find(HEADER, top.unclear[0], shown=excerpt(top.unclear[1]))
            return top
        line = self.framing.skip + header
        headed = top_above(rows, self.width, line)
        if headed is None:
            self._find(HEADER, line, variant="none")
        return headed or Top()

    def _find(self, code: Code, line: int, column: int = 0, **values: Any) -> None:  # noqa: ANN401
        """Tell what is wrong with the rows."""
        place = Place(self.source, line, column, sheet=self.sheet)
        self.findings.append(code.finding(place=place, **values))

    def _leave(self, what: str, *rows: Lined) -> None:
        self.left_out[what] += [(line, excerpt(row)) for line, row in rows]

    def add(self, block: Rows) -> None:
        """Take the rows of the table, and put the other ones aside."""
        lines = block.lines
        codes = block.numbered([column.numbers for column in self.columns])
        columns = () if codes else block.columns(self.width)
        for column, more in zip(self.columns, codes or (), strict=False):
            column.extend(more)
        if columns is None:
            even = [each for each in zip(lines, block.rows, strict=True) if self._is_even(*each)]
            lines = [line for line, _ in even]
            columns = Block(lines, [row[: self.width] for _, row in even]).columns(self.width)
        for column, cells in zip(self.columns, columns or (), strict=False):
            column.add(cells)
        if any(len(column.numbers) > _MANY for column in self.columns):
            for column in self.columns:
                column.extend(())
        self.empty["empty row"] += block.empty
        self.lines = _joined(self.lines, lines)

    def _is_even(self, line: int, row: Row) -> bool:
        """Tell whether a row has as many cells as the table; others are put aside."""
        if len(row) == self.width:
            return True
        if not filled(row):
            self.empty["empty row"] += 1
        elif len(_cut(row, self.width)) == self.width:
            self.empty["empty end of a row"] += 1
            return True
        else:
            self.odd.append((line, row))
        return False

    def grid(self, notes: Iterable[str], problems: Iterable[Finding]) -> Grid:
        """Return the table, once all rows are there."""
        dropped = self._inside()
        self._below(dropped)
        self._between()
        names = self._names()
        self.findings += problems
        if len(dropped) == len(self.lines) and not self.findings:
            self._find(NO_ROWS, 0, variant="header" if self.top.headers else "")
        if self.findings:
            raise TableError(self.source, self.findings)
        kept = bytearray(row not in dropped for row in range(len(self.lines))) if dropped else None
        columns = [
            column.finished(name, number, kept)
            for number, (name, column) in enumerate(zip(names, self.columns, strict=True), 1)
            if name is not None
        ]
        return Grid(
            source=self.source,
            columns=tuple(columns),
            lines=array("I", compress(self.lines, kept)) if kept else self.lines,
            header_line=self.top.headers[-1][0] if self.top.headers else 0,
            sheet=self.sheet,
            notes=[*notes, *self.notes, *self._said()],
            titles=tuple(" ".join(filter(None, map(words, row))) for _, row in self.top.titles),
        )

    def _said(self) -> Iterator[str]:
        for what, rows in self.left_out.items():
            if rows:
                one = "{what} left out: {first}"
                template = one if len(rows) == 1 else "{what} left out, the first: {first}"
                counted = phrase(_COUNTED[what], n=len(rows))
                yield said(template, what=counted, first=repr(min(rows)[1]))
        for what, n in self.empty.items():
            if n:
                yield said("{what} left out", what=phrase(_COUNTED[what], n=n))

    def _row(self, row: int) -> Row:
        return [column.contents[column.codes[row]] for column in self.columns]

    def _rows_where(self, numbers: Iterable[set[int]]) -> Sequence[int]:
        """Return the rows in which each column has one of the cells that are asked for."""
        rows: Sequence[int] = range(len(self.lines))
        for column, some in zip(self.columns, numbers, strict=False):
            rows = column.rows_with(some, rows) if some else ()
            if not rows:
                break
        return rows

    def _inside(self) -> set[int]:
        """Leave out empty rows, comments and headers that come again, as long as the others."""
        empty = self._rows_where(column.blanks for column in self.columns)
        self.empty["empty row"] += len(empty)
        found: list[tuple[str, Sequence[int]]] = []
        for _, header in self.top.headers:
            cells = [*header, *[""] * self.width]
            again = self._rows_where(map(_Column.number_of, self.columns, cells))
            found.append(("repeated header", again))
        if sign := self.framing.comment:
            first = self.columns[0]
            marked = {i for i, cell in enumerate(first.contents) if is_comment([cell], sign)}
            found.append(("comment", first.rows_with(marked, range(len(self.lines)))))
        for what, rows in found:
            for row in rows:
                self._leave(what, (self.lines[row], self._row(row)))
        return set(empty).union(*(rows for _, rows in found))

    def _below(self, dropped: set[int]) -> None:
        """Leave out footnotes, whether they are as long as the rows above them or not."""
        row = len(self.lines) - 1
        first, marked = self._last_notes(dropped)
        while True:
            while row in dropped:
                row -= 1
            line = self.lines[row] if row >= 0 else 0
            if self.odd and self.odd[-1][0] > line:
                above = max([line, *(each for each, _ in self.odd[-2:-1])])
                apart = self.odd[-1][0] >= min(first, above + 2)
                if not _is_footnote(self.odd[-1][1], self.width, apart=apart):
                    return
                self._leave("footnote", self.odd.pop())
            elif row >= 0 and (
                _is_footnote(self._row(row), self.width)
                or (line >= first and marked and _MARK.match(_first(self._row(row))))
            ):
                self._leave("footnote", (line, self._row(row)))
                dropped.add(row)
            else:
                return

    def _last_notes(self, dropped: set[int]) -> tuple[float, bool]:
        """Return the first of the last lines that have one cell each, below an empty line.

        And whether one of them is a footnote, whatever stands around it.
        """
        row, odd, first, marked = len(self.lines) - 1, [*self.odd], inf, False
        while row >= 0 or odd:
            line = self.lines[row] if row >= 0 else 0
            is_odd = bool(odd) and odd[-1][0] > line
            line, cells = odd.pop() if is_odd else (line, self._row(row))
            is_empty = not is_odd and row in dropped
            row -= not is_odd
            if is_empty or line < first - 1 < inf:
                break
            if filled(cells) != 1 or is_figure(_first(cells)):
                return inf, False
            first, marked = line, marked or _is_footnote(cells, self.width)
        return first, marked

    def _above(self) -> None:
        """Tell of titles that look like rows of another table, above this one."""
        like_rows = [
            (line, filled(row))
            for line, row in self.top.titles
            if filled(row) > 1 and is_figure(row[0]) and any(map(is_figure, row[1:]))
        ]
        if like_rows:
            (line, n), *others = like_rows
            lines = [line for line, _ in others]
            self._find(UNEVEN, line, n + 1, n=n, width=self.width, lines=lines)

    def _between(self) -> None:
        """Tell of rows of another length that are neither comments nor titles or sources."""
        titles = [excerpt(row) for _, row in self.top.titles]
        uneven = defaultdict[int, list[int]](list)
        for line, row in self.odd:
            if is_comment(row, self.framing.comment or "#"):
                self._leave("comment", (line, row))
            elif _is_about(row):
                self._leave("footnote", (line, row))
            elif excerpt(row) in titles:
                self._leave("title", (line, row))
            else:
                uneven[len(row)].append(line)
        for n, (line, *others) in uneven.items():
            column = min(n, self.width) + 1
            self._find(UNEVEN, line, column, n=n, width=self.width, lines=others)

    def _names(self) -> list[str | None]:
        """Return what the columns are called; ``None`` for those with nothing in them."""
        given = self.top.names or [""] * self.width
        empty = (len(column.blanks) == len(column.contents) for column in self.columns)
        names = [
            None if bare and not name else name for bare, name in zip(empty, given, strict=True)
        ]
        if None in names:
            empty_ones = phrase(_COUNTED["empty column"], n=names.count(None))
            self.notes.append(said("{what} left out", what=empty_ones))
        return self._told_apart(names) if self.top.headers else names

    def _told_apart(self, names: Sequence[str | None]) -> list[str | None]:
        """Number the columns that have no name of their own, and refuse a header too short."""
        line, header = max(self.top.headers, key=lambda each: len(each[1]))
        if "" in names[len(header) :]:
            remedy = phrase("give each column a name")
            self._find(
                HEADER, line, variant="short", n=len(header), width=self.width, remedy=remedy
            )
        own, numbered = list[str | None](), list[str]()
        for i, name in enumerate(names, start=1):
            if name is None or (name and name not in own):
                own.append(name)
                continue
            called = name or f"column {i}"
            tries = chain([called], (f"{called} ({n})" for n in count(2)))
            numbered += [next(each for each in tries if each not in {*names, *own})]
            own.append(numbered[-1])
        if numbered:
            self.notes.append(
                said("columns without a name of their own: {names:list}", names=numbered)
            )
        return own


# --- rows that are none ----------------------------------------------------------------


def _cut(row: Row, width: int) -> Row:
    """Return a row without empty cells beyond a width."""
    return row[:width] if len(row) > width and not filled(row[width:]) else row


def _first(row: Row) -> str:
    return next(filter(None, map(words, row)), "")


def _is_about(row: Row) -> bool:
    """Tell whether a line says where the table is from, or what it means."""
    text = _first(row)
    return bool(_SOURCE.match(text) or (filled(row) == 1 and _HEADING.fullmatch(text)))


_COUNTED: Final[Mapping[str, str]] = {
    "title": "{n:number} {n:title|titles}",
    "comment": "{n:number} {n:comment|comments}",
    "footnote": "{n:number} {n:footnote|footnotes}",
    "repeated header": "{n:number} {n:repeated header|repeated headers}",
    "empty row": "{n:number} {n:empty row|empty rows}",
    "empty end of a row": "{n:number} {n:empty end of a row|empty ends of rows}",
    "empty column": "{n:number} {n:empty column|empty columns}",
}


def _is_footnote(row: Row, width: int, *, apart: bool = False) -> bool:
    """Tell whether a line below a table is none of its rows.

    Args:
        row: The line.
        width: How many cells a row of the table has.
        apart: Whether there is an empty line above it.
    """
    text = _first(row)
    if _is_about(row) or filled(row) > 1:
        return _is_about(row)
    if _FOOTNOTE.match(text):
        return True
    return width > 1 and not is_figure(text) and (apart or len(text.split()) >= _SENTENCE)
