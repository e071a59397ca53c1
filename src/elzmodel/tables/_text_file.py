"""Bytes into records: encoding, delimiter and quotes, guessed where they are not said."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter

from attrs import frozen

from elzmodel.errors import InvalidValueError, TableError
from elzmodel.tables.codes import ENCODING, NUL, QUOTES
from elzmodel.values import Finding, Place

_DELIMITERS = {";": "semicolon", "\t": "tab", "|": "pipe", ",": "comma"}
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_FALLBACK = "cp1252"
_SAMPLE = 100


@frozen
class TextCell:
    """A cell as it stands in a file, with its line and column, both from 1."""

    text: str
    line: int
    column: int


def decoded(data: bytes, file: str, encoding: str | None) -> tuple[str, str, str]:
    """Return the text, its encoding and a note on how that was found.

    Raises:
        TableError: If the bytes are no text in the encoding.
        InvalidValueError: If there is no such encoding.
    """
    mark = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    if encoding is not None:
        return _strictly(data, file, encoding), encoding, f"encoding {encoding}, as said"
    if mark is not None:
        return _strictly(data, file, mark), mark, f"encoding {mark}, by its byte order mark"
    try:
        return data.decode("utf-8"), "utf-8", "encoding utf-8 (guessed)"
    except UnicodeDecodeError as error:
        byte, line = data[error.start], data.count(b"\n", 0, error.start) + 1
        why = f"it is not UTF-8 (byte 0x{byte:02x} in line {line})"
        note = f"encoding {_FALLBACK} (guessed), because {why}; check letters with accents"
        return _strictly(data, file, _FALLBACK), _FALLBACK, note


def _strictly(data: bytes, file: str, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except LookupError:
        expected = "a name such as 'utf-8', 'utf-16' or 'cp1252'"
        raise InvalidValueError("encoding", encoding, expected) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        place = Place(file, line)
        finding = ENCODING.finding(place=place, byte=error.start, encoding=encoding)
        raise TableError(file, [finding]) from None
    return text.removeprefix("\ufeff")


def delimiter_of(text: str, given: str | None) -> tuple[str, str]:
    """Return the delimiter and a note on how that was found.

    Raises:
        InvalidValueError: If the one that was given is not a single sign.
    """
    if given is not None:
        if len(given) != 1 or given in '"\r\n':
            raise InvalidValueError("delimiter", given, "one sign, such as ';' or ','")
        return given, f"delimiter {_DELIMITERS.get(given, given)}, as said"
    head, _, _ = text.partition("\n")
    if head.rstrip("\r").startswith("sep=") and len(head.rstrip("\r")) == len("sep=;"):
        sign = head[len("sep=")]
        return sign, f"delimiter {_DELIMITERS.get(sign, sign)}, as line 1 says"
    scores = {sign: _evenness(text, sign) for sign in _DELIMITERS}
    best = max(scores, key=scores.__getitem__)
    if scores[best] == (0.0, 0):
        return ";", "one column, no delimiter"
    return best, f"delimiter {_DELIMITERS[best]} (guessed)"


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """Return which share of the first rows has the commonest length over 1, and that length."""
    lengths: Counter[int] = Counter()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row, _ in zip(reader, range(_SAMPLE), strict=False):
            lengths[len(row)] += bool(row)
    except csv.Error:
        pass
    several = [length for length in lengths if length > 1]
    if not several:
        return 0.0, 0
    common = max(several, key=lambda length: (lengths[length], length))
    return lengths[common] / lengths.total(), common


def cells_of(
    text: str, file: str, delimiter: str
) -> tuple[list[tuple[TextCell, ...]], list[Finding]]:
    """Return the records with the line on which each begins, and what breaks them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[TextCell, ...]] = []
    problems: list[Finding] = []
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return rows, problems
        except csv.Error as error:
            problems.append(_quotes(file, line, error))
            continue
        cells = tuple(TextCell(cell, line, i) for i, cell in enumerate(row, start=1))
        problems += [_nul(file, cell) for cell in cells if "\0" in cell.text]
        rows.append(cells)


def _quotes(file: str, line: int, error: csv.Error) -> Finding:
    if "unexpected end" in str(error) or "field limit" in str(error):
        return QUOTES.finding(variant="open", place=Place(file, line))
    return QUOTES.finding(place=Place(file, line), why=str(error))


def _nul(file: str, cell: TextCell) -> Finding:
    return NUL.finding(place=Place(file, cell.line, cell.column))
