"""Workbooks for tests, made as the programs that people use make them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from struct import pack
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

SHEET = "xl/worksheets/sheet1.xml"
"""The part of an .xlsx file that its first sheet is."""

# --- .xlsx -------------------------------------------------------------------------------


def xlsx(
    sheets: Mapping[str, Iterable[Iterable[Any]]],
    *,
    then: Callable[[Any, Mapping[str, Any]], None] | None = None,
) -> bytes:
    """Return a workbook of sheets of rows; *then* is done to it before it is closed.

    A text that begins with an equals sign is a formula whose value is stored nowhere; a
    figure in a tuple is shown as a percentage; an error is an error.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    percent = book.add_format({"num_format": "0.0%"})
    made = {}
    for name, rows in sheets.items():
        made[name] = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                _write(made[name], row, column, cell, percent)
    if then is not None:
        then(book, made)
    book.close()
    return file.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Any, percent: Any) -> None:
    if isinstance(cell, tuple):
        sheet.write(row, column, cell[0], percent)
    elif isinstance(cell, str) and cell.startswith("#"):
        sheet.write_formula(row, column, "=1/0", None, cell)
    elif isinstance(cell, str) and cell.startswith("="):
        sheet.write_formula(row, column, cell, None, "")
    elif cell is not None:
        sheet.write(row, column, cell)


def changed(data: bytes, part: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """Return an archive in which one part is other than it was, or is not there."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for each in old.namelist():
            found: bytes | None = old.read(each)
            if each == part:
                found = change(old.read(each))
            if found is not None:
                new.writestr(each, found)
    return made.getvalue()


# --- .ods --------------------------------------------------------------------------------

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = " ".join(
    f'xmlns:{each}="{_OASIS}:{each}:1.0"' for each in ("office", "table", "text", "calcext")
)


def ods(sheets: Mapping[str, Iterable[str]]) -> bytes:
    """Return a workbook of sheets, each of rows as `ods_row` gives them."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{''.join(rows)}</table:table>"
        for name, rows in sheets.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES}>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest'
        f':1.0"><m:file-entry m:full-path="/" m:media-type="{kind}"/></m:manifest>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return file.getvalue()


def ods_row(*cells: object, attributes: str = "") -> str:
    """Return a row; a cell is a value, or as `ods_cell` gives it."""
    made = (each if str(each).startswith("<table:") else ods_cell(each) for each in cells)
    return f"<table:table-row {attributes}>{''.join(map(str, made))}</table:table-row>"


def ods_cell(value: object = "", attributes: str = "") -> str:
    """Return a cell with a value, its type told by it."""
    kind = ""
    if isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    elif value:
        kind = 'office:value-type="string"'
    text = f"<text:p>{escape(str(value))}</text:p>" if value != "" else ""
    return f"<table:table-cell {kind} {attributes}>{text}</table:table-cell>"


# --- .xls --------------------------------------------------------------------------------

ERRORS = {"#DIV/0!": 0x07, "#N/A": 0x2A}


def xls(
    sheets: Mapping[str, Iterable[Iterable[Any]]],
    *,
    hidden_sheets: Iterable[str] = (),
    hidden_rows: Iterable[int] = (),
    hidden_columns: Iterable[tuple[int, int]] = (),
    least: int = 0,
    is_large: bool = False,
) -> bytes:
    """Return an old workbook of sheets of rows, as a file of at least some bytes.

    A figure in a tuple is shown as a percentage, several in a list are one record; a text
    that begins with an equals sign is a formula that gave the error that follows.
    """
    head = [_record(0x809, pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)), _record(0x42, pack("<H", 1200))]
    formats = [_record(0x41E, pack("<HHB", 164, 4, 0) + b"0.0%")]
    styles = [_record(0xE0, pack("<HH16x", 0, number)) for number in (0, 164, 9)]
    columns = b"".join(_record(0x7D, pack("<HHHHHH", *each, 9, 0, 1, 0)) for each in hidden_columns)
    bodies = [_sheet(rows, set(hidden_rows), columns) for rows in sheets.values()]
    bounds = [len(_bound(name, 0, is_hidden=False)) for name in sheets]
    start = sum(map(len, (*head, *formats, *styles))) + sum(bounds) + 4
    listed = []
    for name, body in zip(sheets, bodies, strict=True):
        listed.append(_bound(name, start, is_hidden=name in hidden_sheets))
        start += len(body)
    book = b"".join((*head, *formats, *styles, *listed, _record(0x0A), *bodies))
    return compound("Workbook", book.ljust(least, b"\0"), is_large=is_large)


def _record(kind: int, data: bytes = b"") -> bytes:
    return pack("<HH", kind, len(data)) + data


def _bound(name: str, start: int, *, is_hidden: bool) -> bytes:
    text = name.encode("latin-1")
    return _record(0x85, pack("<IBBBB", start, is_hidden, 0, len(text), 0) + text)


def _sheet(rows: Iterable[Iterable[Any]], hidden: set[int], columns: bytes) -> bytes:
    parts = [_record(0x809, pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)), columns]
    for row, cells in enumerate(rows):
        flags = 0x20 if row in hidden else 0
        parts.append(_record(0x208, pack("<HHHHHHHH", row, 0, 9, 0, 0, 0, flags, 0)))
        parts += [_cell(row, *each) for each in enumerate(cells) if each[1] is not None]
    return b"".join((*parts, _record(0x0A)))


def _cell(row: int, column: int, value: Any) -> bytes:
    at = pack("<HHH", row, column, int(isinstance(value, tuple)))
    match value:
        case (share,):
            return _record(0x203, at + pack("<d", share))
        case [*numbers] if isinstance(value, list):
            pairs = b"".join(pack("<HI", 0, (each << 2) | 2) for each in numbers)
            last = pack("<H", column + len(numbers) - 1)
            return _record(0xBD, pack("<HH", row, column) + pairs + last)
        case bool():
            return _record(0x205, at + pack("<BB", value, 0))
        case int() | float():
            return _record(0x203, at + pack("<d", value))
        case _:
            return _text(at, value)


def _text(at: bytes, value: str) -> bytes:
    if value in ERRORS:
        return _record(0x205, at + pack("<BB", ERRORS[value], 1))
    if value.startswith("="):
        result = pack("<BBBBBBH", 2, 0, ERRORS[value[1:]], 0, 0, 0, 0xFFFF)
        return _record(0x06, at + result + pack("<HIH", 0, 0, 0))
    text = value.encode("utf-16-le")
    return _record(0x204, at + pack("<HB", len(value), 1) + text)


FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(name: str, stream: bytes, *, is_large: bool = False) -> bytes:
    """Return the small file system that an old workbook is, with one stream.

    A stream of less than 4,096 bytes lies in one with smaller pieces. *is_large* says where
    pieces are in the way that is needed where there are millions of them.
    """
    is_short = len(stream) < 4096
    sectors = [_chunks(stream, 512)] if not is_short else []
    if is_short:
        count = -(-len(stream) // 64)
        nexts = [*range(1, count), END]
        sectors = [_chunks(stream.ljust(64 * count, b"\0"), 512), _chunks(_numbers(nexts), 512)]
    directory_at, mini_at = 1 + sum(map(len, sectors)), 1 + len(sectors[0])
    root = (1, len(stream)) if is_short else (END, 0)
    entries = [_entry("Root Entry", 5, *root), _entry(name, 2, int(not is_short), len(stream))]
    sectors.append(_chunks(b"".join(entries), 512))
    more_at = directory_at + 1
    sectors += [[pack("<128I", 0, *[FREE] * 126, END)]] if is_large else []
    table, at = [TABLE], 1
    for each in sectors:
        table += [*range(at + 1, at + len(each)), END]
        at += len(each)
    places = (mini_at, 1) if is_short else (END, 0)
    more = (more_at, 1) if is_large else (END, 0)
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(10)
        + pack("<IIIIIIII", 1, directory_at, 0, 4096, *places, *more)
        + pack("<109I", FREE if is_large else 0, *[FREE] * 108)
    )
    pieces = [each for group in sectors for each in group]
    return header + b"".join([*_chunks(_numbers(table), 512), *pieces])


def _numbers(values: list[int]) -> bytes:
    padded = values + [FREE] * (-len(values) % 128)
    return pack(f"<{len(padded)}I", *padded)


def _chunks(data: bytes, size: int) -> list[bytes]:
    return [data[i : i + size].ljust(size, b"\0") for i in range(0, len(data), size)]


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    below = 1 if kind == 5 else FREE
    return (
        text.ljust(64, b"\0")
        + pack("<HBB", len(text) + 2, kind, 1)
        + pack("<III", FREE, FREE, below)
        + bytes(36)
        + pack("<IQ", start, size)
    )
