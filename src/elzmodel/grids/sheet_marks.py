"""What a sheet says about its cells that the reader of workbooks does not tell.

The reader gives an empty text for a cell that could not be computed, and for a formula whose
value was never stored; it does not say which figures are percentages. So the file is looked
through for these. It also says how large a sheet is, before anybody makes room for it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from posixpath import join, normpath
from struct import error, unpack_from
from typing import IO, Final
from xml.parsers.expat import ExpatError, ParserCreate

from attrs import Factory, define, frozen

from elzmodel.grids.sources import DAMAGED, most_unpacked
from elzmodel.values.text import said

__all__: list[str] = []

Spot = tuple[int, int]
"""The row and the column of a cell, from 0."""

NOT_STORED: Final = "a formula whose value is not stored"
MOST_CELLS: Final = 2**25
"""The most cells that a sheet may have: all rows of 32 columns."""
_MOST_ROWS: Final = 2**20
_CHUNK: Final = 2**20
_OVERLAP: Final = 2**9


class UnreadableError(Exception):
    """A workbook cannot be looked through; the text says why."""


@define
class Marks:
    """What is to be known of the cells of a sheet beside their values.

    *broken* are cells that could not be computed, with what stands there. *merged* are
    ranges of cells shown as one: their first cell and their last. *hidden_columns* are
    ranges too, from 0, whether there is anything in them or not. *rows* and *columns* say
    how far the sheet is filled.
    """

    broken: dict[Spot, str] = Factory(dict)
    percent: set[Spot] = Factory(set)
    merged: list[tuple[Spot, Spot]] = Factory(list)
    hidden_rows: int = 0
    hidden_columns: list[tuple[int, int]] = Factory(list)
    rows: int = 0
    columns: int = 0

    def reach(self, row: int, column: int) -> None:
        """Note that a cell is filled, and so the sheet that far.

        Raises:
            UnreadableError: If the sheet would have too many cells.
        """
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)
        if self.rows * self.columns > MOST_CELLS:
            raise UnreadableError(said("it has more than {n:number} cells", n=MOST_CELLS))


# --- archives: .xlsx and .ods ------------------------------------------------------------


def opened(data: bytes) -> zipfile.ZipFile:
    """Open an archive that is no larger than it says, and not too large.

    Raises:
        UnreadableError: If it is damaged or larger than is sensible.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        most = most_unpacked(len(data))
        if sum(each.file_size for each in archive.infolist()) > most:
            raise UnreadableError(said("it has more than {n:number} bytes", n=most))
        damaged = archive.testzip()
    except (*DAMAGED, RuntimeError) as problem:
        raise UnreadableError(str(problem)) from None
    if damaged is not None:
        raise UnreadableError(said("{name} in it is damaged", name=damaged))
    return archive


def _parsed(text: IO[bytes], look: _Look) -> None:
    """Read a text with marks piece by piece; definitions of its own are refused.

    Raises:
        UnreadableError: If it is none.
    """
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = look.start
    parser.EndElementHandler = look.end
    parser.CharacterDataHandler = look.text
    parser.StartDoctypeDeclHandler = _refused
    try:
        while chunk := text.read(_CHUNK):
            parser.Parse(chunk, False)  # noqa: FBT003 - as the standard library has it
        parser.Parse(b"", True)  # noqa: FBT003
    except (ExpatError, ValueError, LookupError) as problem:
        raise UnreadableError(str(problem)) from None


def _refused(*_: object) -> None:
    raise UnreadableError(said("it defines entities of its own"))


class _Look:
    """What is done with the elements of a text."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Look at the beginning of an element."""

    def end(self, name: str) -> None:
        """Look at its end."""

    def text(self, text: str) -> None:
        """Look at its text."""


def _local(name: str) -> str:
    return name.rpartition(":")[2]


@define
class _Elements(_Look):
    """All elements of a small text: their names and attributes, without prefixes."""

    found: list[tuple[str, dict[str, str]]] = Factory(list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain = {_local(key): value for key, value in attributes.items()}
        self.found.append((_local(name), plain))


@frozen
class ExcelArchive:
    """An .xlsx file: each sheet is a part of its own, looked through when it is asked for."""

    archive: zipfile.ZipFile

    def marks(self, sheet: str) -> Marks:
        """Look a sheet through.

        Raises:
            UnreadableError: If it is damaged or too large.
        """
        part, percent = self._part_of(sheet), self._percent_styles()
        if not (percent or self._is_suspect(part)):
            return Marks()
        look = _ExcelSheet(percent)
        with self.archive.open(part) as text:
            _parsed(text, look)
        return look.marks

    def _is_suspect(self, part: str) -> bool:
        """Tell whether anything in a sheet has to be looked at cell by cell."""
        with self.archive.open(part) as text:
            before = b""
            while chunk := text.read(_CHUNK):
                piece = before + chunk
                if any(sign in piece for sign in _SUSPECT) or _FAR.search(piece):
                    return True
                before = piece[-_OVERLAP:]
        return False

    def _part_of(self, sheet: str) -> str:
        """Return which part of the archive a sheet is."""
        targets = {
            each.get("Id"): each.get("Target", "")
            for _, each in self._elements("xl/_rels/workbook.xml.rels")
        }
        for name, each in self._elements("xl/workbook.xml"):
            if name == "sheet" and each.get("name") == sheet and each.get("id") in targets:
                part = self._existing(normpath(join("/xl", targets[each["id"]])).lstrip("/"))
                if part is not None:
                    return part
        raise UnreadableError(said("it does not say where the sheet {name} is", name=sheet))

    def _percent_styles(self) -> frozenset[str]:
        """Return the numbers of the styles that show a figure as a percentage."""
        formats = {"9", "10"}
        styles: list[str] = []
        is_cell = False
        for name, each in self._elements("xl/styles.xml"):
            is_cell = name == "cellXfs" or (is_cell and name not in {"cellStyles", "dxfs"})
            if name == "numFmt" and "%" in each.get("formatCode", ""):
                formats.add(each.get("numFmtId", ""))
            elif name == "xf" and is_cell:
                styles.append(each.get("numFmtId", ""))
        return frozenset(str(i) for i, number in enumerate(styles) if number in formats)

    def _elements(self, part: str) -> list[tuple[str, dict[str, str]]]:
        found, name = _Elements(), self._existing(part)
        if name is not None:
            with self.archive.open(name) as text:
                _parsed(text, found)
        return found.found

    def _existing(self, part: str) -> str | None:
        """Return what a part is called in the archive, whatever the case of its letters."""
        names = {name.casefold().lstrip("/"): name for name in self.archive.namelist()}
        return names.get(part.casefold())


_SUSPECT: Final = (b'"e"', b"='", b"<f", b":f", b"hidden=", b"<!", b" =", b"= ", b"\0")
"""Signs of errors, formulas and hidden rows, and of a text that is written in an odd way."""
_FAR: Final = re.compile(rb'r="(?:[A-Za-z]{2,}[0-9]|[A-Za-z]?[0-9]{8})')
"""A cell beyond 26 columns, or beyond all rows."""
_REFERENCE: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


@define
class _ExcelSheet(_Look):
    """The cells of a sheet of an .xlsx file, one after the other."""

    percent: frozenset[str]
    marks: Marks = Factory(Marks)
    _row: int = -1
    _is_hidden: bool = False
    _column: int = -1
    _cell: Mapping[str, str] = Factory(dict)
    _has_formula: bool = False
    _value: str | None = None
    _is_value: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match _local(name):
            case "c":
                self._at(attributes.get("r"))
                self._cell, self._has_formula, self._value = attributes, False, None
            case "row":
                self._row = _whole(attributes.get("r"), self._row + 2) - 1
                self._column = -1
                self._is_hidden = attributes.get("hidden", "0") in {"1", "true"}
            case "col" if attributes.get("hidden", "0") in {"1", "true"}:
                columns = (_whole(attributes.get(each), 1) - 1 for each in ("min", "max"))
                self.marks.hidden_columns.append((next(columns), next(columns)))
            case "f":
                self._has_formula = True
            case "v" | "is":
                self._is_value, self._value = True, ""
            case _:
                pass

    def _at(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
            return
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            raise UnreadableError(said("it has a cell {name}", name=reference))
        column = 0
        for letter in match[1].upper():
            column = 26 * column + ord(letter) - ord("A") + 1
        self._row, self._column = int(match[2]) - 1, column - 1

    def text(self, text: str) -> None:
        if self._is_value and self._value is not None:
            self._value += text

    def end(self, name: str) -> None:
        local = _local(name)
        if local in {"v", "is"}:
            self._is_value = False
        elif local == "c" and (self._has_formula or self._value is not None):
            self._look()

    def _look(self) -> None:
        spot, kind = (self._row, self._column), self._cell.get("t", "n")
        self.marks.reach(*spot)
        self.marks.hidden_rows += self._is_hidden
        self._is_hidden = False
        if kind == "e":
            self.marks.broken[spot] = self._value or "an error"
        elif self._has_formula and not self._value and kind != "str":
            self.marks.broken[spot] = NOT_STORED
        elif kind == "n" and self._value and self._cell.get("s") in self.percent:
            self.marks.percent.add(spot)


def _whole(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(_MOST_ROWS)):
        raise UnreadableError(said("it has a row or a repeat {text}", text=text))
    return int(text)


def open_document_marks(archive: zipfile.ZipFile) -> list[Marks]:
    """Look all sheets of an .ods file through, in their order; they are one part of it.

    Raises:
        UnreadableError: If it is damaged or too large.
    """
    look = _OpenSheets()
    try:
        with archive.open("content.xml") as text:
            _parsed(text, look)
    except KeyError:
        raise UnreadableError(said("it has no content.xml")) from None
    return look.found


@define
class _OpenSheets(_Look):
    """The cells of the sheets of an .ods file, one after the other."""

    found: list[Marks] = Factory(list)
    _marks: Marks = Factory(Marks)
    _row: int = 0
    _columns: int = 0
    _row_repeat: int = 1
    _is_hidden: bool = False
    _column: int = 0
    _cell: Mapping[str, str] = Factory(dict)
    _is_error: bool = False
    _value: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain = {_local(key): value for key, value in attributes.items()}
        match _local(name):
            case "table":
                self._marks = Marks()
                self.found.append(self._marks)
                self._row = self._columns = 0
            case "table-column":
                first, self._columns = (
                    self._columns,
                    self._columns + _whole(plain.get("number-columns-repeated"), 1),
                )
                if plain.get("visibility", "visible") != "visible":
                    self._marks.hidden_columns.append((first, self._columns - 1))
            case "table-row":
                self._row_repeat = _whole(plain.get("number-rows-repeated"), 1)
                self._column = 0
                self._is_hidden = plain.get("visibility", "visible") != "visible"
            case "table-cell" | "covered-table-cell":
                self._cell, self._value = plain, None
                self._is_error = "error" in attributes.values()
            case "p" if self._value is None:
                self._value = ""
            case _:
                pass

    def text(self, text: str) -> None:
        if self._value is not None:
            self._value += text

    def end(self, name: str) -> None:
        match _local(name):
            case "table-row":
                self._row += self._row_repeat
            case "table-cell" | "covered-table-cell":
                repeat = _whole(self._cell.get("number-columns-repeated"), 1)
                if self._value or "value-type" in self._cell or "formula" in self._cell:
                    self._look(repeat)
                self._column += repeat
            case _:
                pass

    def _look(self, repeat: int) -> None:
        last = (self._row + self._row_repeat - 1, self._column + repeat - 1)
        self._marks.reach(*last)
        self._marks.hidden_rows += self._row_repeat * self._is_hidden
        self._is_hidden = False
        broken = self._broken()
        is_percent = self._cell.get("value-type") == "percentage" and "value" in self._cell
        for spot in _between((self._row, self._column), last) if broken or is_percent else ():
            if broken:
                self._marks.broken[spot] = broken
            else:
                self._marks.percent.add(spot)
        below = _whole(self._cell.get("number-rows-spanned"), 1) - 1
        beside = _whole(self._cell.get("number-columns-spanned"), 1) - 1
        if below or beside:
            corner = (self._row, self._column)
            self._marks.merged.append((corner, (corner[0] + below, corner[1] + beside)))

    def _broken(self) -> str:
        text, cell = self._value or "", self._cell
        is_error = "formula" in cell and text.startswith(("#", "Err:"))
        if self._is_error or is_error:
            return text or "an error"
        return NOT_STORED if "formula" in cell and "value-type" not in cell else ""


def _between(first: Spot, last: Spot) -> Iterator[Spot]:
    for row in range(first[0], last[0] + 1):
        for column in range(first[1], last[1] + 1):
            yield row, column


# --- old workbooks: .xls -----------------------------------------------------------------

_FREE: Final = 0xFFFFFFFA
"""From here on, what stands where the number of a next sector is expected is none."""
_ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_MOST_OLD_COLUMNS: Final = 256
_BEGIN, _END, _SHEET, _FORMAT, _STYLE, _ROW = 0x809, 0x0A, 0x85, 0x41E, 0xE0, 0x208
_FORMULA, _TRUTH_OR_ERROR, _NUMBERS = {0x06, 0x206, 0x406}, 0x205, 0xBD
_COLUMNS = 0x7D
_OTHER_CELLS = {0x203, 0x27E, 0xFD, 0x204, 0xD6}


def old_marks(data: bytes) -> list[Marks]:
    """Look all sheets of an .xls file through, in their order.

    Raises:
        UnreadableError: If it is damaged or too large.
    """
    try:
        book = _workbook_in(data)
        sheets, formats, styles = [], {9, 10}, []
        for kind, record in _records(book, 0):
            if kind == _SHEET:
                sheets.append(unpack_from("<I", record)[0])
            elif kind == _FORMAT and b"%" in record[2:]:
                formats.add(unpack_from("<H", record)[0])
            elif kind == _STYLE:
                styles.append(unpack_from("<H", record, 2)[0])
        percent = {i for i, number in enumerate(styles) if number in formats}
        return [_old_sheet(_records(book, start), percent) for start in sheets]
    except (error, IndexError, KeyError, ValueError) as problem:
        raise UnreadableError(str(problem)) from None


def _records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a sheet, or of what all sheets share, without what stands inside."""
    depth = 0
    while start + 4 <= len(book):
        kind, length = unpack_from("<HH", book, start)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 1 and kind != _END:
            yield kind, book[start + 4 : start + 4 + length]
        elif depth < 1:
            return
        start += 4 + length


def _old_sheet(records: Iterator[tuple[int, bytes]], percent: set[int]) -> Marks:
    marks, hidden, filled = Marks(), set[int](), set[int]()
    for kind, record in records:
        if kind == _ROW:
            row, flags = unpack_from("<H10xH", record)
            hidden |= {row} if flags & 0x20 else set()
        elif kind == _COLUMNS:
            first, last, flags = unpack_from("<HH4xH", record)
            marks.hidden_columns += [(first, last)] if flags & 1 else []
        for row, column, style in _old_cells(kind, record):
            if column >= _MOST_OLD_COLUMNS:
                raise UnreadableError(said("it has a cell in column {n}", n=column + 1))
            marks.reach(row, column)
            filled.add(row)
            if style in percent:
                marks.percent.add((row, column))
        text = _old_error(kind, record)
        if text:
            marks.broken[unpack_from("<HH", record)] = text
    marks.hidden_rows = len(hidden & filled)
    return marks


def _old_cells(kind: int, record: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the cells of a record: row, column and style."""
    if kind == _NUMBERS:
        row, first = unpack_from("<HH", record)
        for i in range((len(record) - 6) // 6):
            yield row, first + i, unpack_from("<H", record, 4 + 6 * i)[0]
    elif kind == _TRUTH_OR_ERROR or kind in _FORMULA or kind in _OTHER_CELLS:
        yield unpack_from("<HHH", record)


def _old_error(kind: int, record: bytes) -> str:
    if kind == _TRUTH_OR_ERROR and record[7]:
        return _ERRORS.get(record[6], "an error")
    is_error = kind in _FORMULA and record[6] == 2 and record[12:14] == b"\xff\xff"
    return _ERRORS.get(record[8], "an error") if is_error else ""


def _workbook_in(data: bytes) -> bytes:
    """Return the text of a workbook from the small file system that an .xls file is."""
    bits, mini_bits = unpack_from("<HH", data, 30)
    if bits not in {9, 12} or mini_bits != 6:
        raise UnreadableError(said("it has no sectors"))
    directory, cutoff, mini, more = unpack_from("<I4xII4xI", data, 48)
    size = 1 << bits

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    tables, hops = [*unpack_from("<109I", data, 76)], 0
    while more < _FREE and hops <= len(data) // size:
        *found, more = _numbers(sector(more))
        tables, hops = tables + found, hops + 1
    tables = [each for each in tables if each < _FREE][: len(data) // size]
    following = [number for each in tables for number in _numbers(sector(each))]

    def stream(start: int) -> bytes:
        return b"".join(map(sector, _chain(following, start)))

    entries = [*_entries(stream(directory))]
    found_at = {name: (start, length) for name, start, length in entries}
    start, length = found_at.get("Workbook") or found_at["Book"]
    if length >= cutoff:
        return stream(start)[:length]
    small, nexts = stream(entries[0][1]), _numbers(stream(mini))
    return b"".join(small[64 * i : 64 * (i + 1)] for i in _chain(nexts, start))[:length]


def _numbers(sector: bytes) -> list[int]:
    return [*unpack_from(f"<{len(sector) // 4}I", sector)]


def _chain(following: list[int], start: int) -> Iterator[int]:
    """Yield the numbers of the sectors of a stream; a circle ends."""
    for _ in following:
        if start >= _FREE:
            return
        yield start
        start = following[start]


def _entries(directory: bytes) -> Iterator[tuple[str, int, int]]:
    """Yield the streams: name, first sector and length."""
    for at in range(0, len(directory) - 127, 128):
        (length,) = unpack_from("<H", directory, at + 64)
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        yield name, *unpack_from("<II", directory, at + 116)
