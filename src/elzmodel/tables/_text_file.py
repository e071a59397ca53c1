"""Bytes into records: encoding, delimiter and quotes, guessed where they are not said."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter

from attrs import frozen

from elzmodel.errors import DelimitedFileError, FileProblem, InvalidValueError

__all__ = [
    "TextCell",
    "cells_of",
    "decoded",
    "delimiter_of",
]

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
    """A cell as it stands in a file, with its line and column, both from 1.

    Example:
        >>> TextCell("71072", line=2, column=1).text
        '71072'
    """

    text: str
    line: int
    column: int


def decoded(data: bytes, file: str, encoding: str | None) -> tuple[str, str, str]:
    """Return the text, its encoding and a note on how that was found.

    Raises:
        DelimitedFileError: If the bytes are no text in the encoding.
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
        message = f"byte {error.start} is not text in the encoding {encoding}"
        hint = "save the file as UTF-8, or say its encoding"
        raise DelimitedFileError(file, [FileProblem(file, line, 0, message, hint)]) from None
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
) -> tuple[list[tuple[TextCell, ...]], list[FileProblem]]:
    """Return the records with the line on which each begins, and what breaks them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[TextCell, ...]] = []
    problems: list[FileProblem] = []
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


def _quotes(file: str, line: int, error: csv.Error) -> FileProblem:
    is_open = "unexpected end" in str(error) or "field limit" in str(error)
    message = "a quote is opened here and not closed" if is_open else f"quotes are wrong: {error}"
    hint = 'put quotes around a whole cell, and write a quote inside it twice ("")'
    return FileProblem(file, line, 0, message, hint)


def _nul(file: str, cell: TextCell) -> FileProblem:
    hint = "the file is damaged, or UTF-16 without a mark: save it as UTF-8, or say its encoding"
    return FileProblem(file, cell.line, cell.column, "a NUL byte", hint)
