"""Text with a delimiter: encoding, delimiter and quotes, guessed where they are not said.

A text of a million rows is read by column: what has no quotes is cut at its delimiters,
and only what has quotes goes through `csv`. A quote that swallows rows is refused.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from array import array
from collections.abc import Iterator, Sequence
from itertools import compress
from typing import Any, Final

from attrs import define, evolve, field, frozen

from elzmodel.errors import InvalidValueError, TableError
from elzmodel.grids.codes import ENCODING, NUL, OTHER_FILE, QUOTES
from elzmodel.grids.columns import Grid
from elzmodel.grids.framing import Block, Framing, Rows, framed
from elzmodel.grids.headers import figure_columns, is_words, usual_width
from elzmodel.grids.quick_columns import Cutter, Numbers, quick_cutter
from elzmodel.grids.sources import OTHER_FORMS, FileSource, Form, Source, form_of, opened
from elzmodel.values import Finding, Place
from elzmodel.values.text import phrase, said, strung, term

__all__: list[str] = []

_NAMES: Final = {"\t": "tab", ";": "semicolon", "|": "pipe", ",": "comma"}
"""The delimiters that are guessed; where two fit alike, the first one."""
_NONE: Final = "\x1f"
"""A sign that stands in no text, for one column without a delimiter."""
_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_FALLBACK: Final = "cp1252"
_SAMPLE: Final = 200
_SAMPLE_SIZE: Final = 100_000
_FIRST: Final = 10_000
_BLOCK: Final = 60_000
_LARGE_BLOCK: Final = 4_000_000
_MIDDLE: Final = 200_000
_HEAD_LINES: Final = 5_000
"""Of so many lines, empty ones may stand above the table, where they do not count."""
_MOST_LINES: Final = 50
"""More lines than these, no cell of a table has."""
_FITS: Final = 0.8


def text_grid(  # noqa: PLR0913 - each guess can be said instead
    source: FileSource | Source,
    name: str = "",
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    header: bool | int | None = None,
    skip: int = 0,
    comment: str | None = None,
) -> Grid:
    r"""Read text with a delimiter into a grid; what is not said is guessed, and noted.

    Args:
        source: A path, an open file, bytes, or text with line ends.
        name: What it is called in messages, where it has no name of its own.
        encoding: The encoding. By default that of the byte order mark, UTF-8, or else
            Windows-1252.
        delimiter: The sign between cells, or its name: tab, semicolon, pipe or comma.
        header: Whether a row names the columns, or which line does, after what is skipped.
        skip: How many lines at the top are no part of the table.
        comment: The sign with which lines begin that are no part of the table.

    Raises:
        OSError: If the file cannot be opened.
        InvalidValueError: If something that is said cannot be meant.
        TableError: If it is no text, or no table; all problems at once.

    Example:
        >>> grid = text_grid("Visits\nnis;visits\n71072;3\n11002;4\nSource: us\n", "visits")
        >>> [(column.name, column.contents) for column in grid.columns]
        [('nis', ('71072', '11002')), ('visits', ('3', '4'))]
        >>> grid.lines, grid.header_line
        (range(3, 5), 2)
    """
    framing = Framing(header=header, skip=skip, comment=comment)
    given = source if isinstance(source, Source) else opened(source, name)
    text, notes = text_of(given, encoding)
    given = evolve(given, data=b"")  # The bytes may be many: let go of them.
    cut = delimiter_in(text, delimiter, skip=skip, comment=comment)
    reader = _Reader(given.name, _tamed(text, cut, comment), cut)
    noted = [*given.notes, strung([*notes, cut.note])]
    return framed(
        reader.blocks(), given.name, framing=framing, notes=noted, problems=reader.problems
    )


# --- bytes into text -------------------------------------------------------------------


def text_of(source: Source, encoding: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text in a source, its lines ended alike, and how it was decoded.

    Raises:
        InvalidValueError: If there is no such encoding.
        TableError: If it is no text, or none in the encoding.
    """
    require_text(source.form, source.name)
    given = "utf-8" if source.is_decoded else encoding
    text, _, note = decoded(source.data, source.name, given)
    return _evened(text), () if source.is_decoded else (note,)


def _evened(text: str) -> str:
    """Return a text whose lines all end alike, without the mark by which DOS ends a file."""
    text = text.removesuffix("\x1a")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def decoded(data: bytes, file: str, encoding: str | None) -> tuple[str, str, str]:
    """Return the text, its encoding and a note on how that was found.

    Raises:
        TableError: If the bytes are a workbook or another file, or no text in the encoding.
        InvalidValueError: If there is no such encoding.
    """
    form = form_of(data)
    require_text("text" if form == "json" else form, file)
    if encoding is not None:
        return (
            _strictly(data, file, encoding),
            encoding,
            said("encoding {name}, as said", name=encoding),
        )
    mark = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    if mark is not None:
        return (
            _strictly(data, file, mark),
            mark,
            said("encoding {name}, by its byte order mark", name=mark),
        )
    if wide := _wide(data):
        note = said("encoding {name} (guessed), because every second byte is zero", name=wide)
        return _strictly(data, file, wide), wide, note
    try:
        return data.decode("utf-8"), "utf-8", said("encoding {name} (guessed)", name="utf-8")
    except UnicodeDecodeError as error:
        byte, line = data[error.start], data.count(b"\n", 0, error.start) + 1
        note = said(
            "encoding {name} (guessed), because it is not UTF-8 (byte {byte} in line {line}); "
            "check letters with accents",
            name=_FALLBACK,
            byte=f"0x{byte:02x}",
            line=line,
        )
        return _strictly(data, file, _FALLBACK), _FALLBACK, note


def require_text(form: Form, file: str) -> None:
    """Refuse a file of another kind, and say what it is."""
    if form != "text":
        what, remedy = OTHER_FORMS[form], phrase("save it as CSV, in UTF-8")
        raise TableError(file, [OTHER_FILE.finding(place=Place(file), what=what, remedy=remedy)])


def _wide(data: bytes) -> str | None:
    """Return which UTF-16 it is that has no mark: most of its letters have a zero byte."""
    head = data[:4096]
    first, second = head[::2].count(0), head[1::2].count(0)
    most = len(head) // 4
    if len(data) % 2 or max(first, second) <= most or min(first, second) > most // 4:
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _strictly(data: bytes, file: str, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        place = Place(file, line)
        finding = ENCODING.finding(place=place, byte=error.start, encoding=encoding)
        raise TableError(file, [finding]) from None
    except (LookupError, TypeError, ValueError):
        expected = "a name such as 'utf-8', 'utf-16' or 'cp1252'"
        raise InvalidValueError("encoding", encoding, expected) from None
    return text.removeprefix("\ufeff")


def _after(text: str, lines: int) -> int:
    """Return where a text goes on after some lines."""
    position = 0
    for _ in range(min(lines, text.count("\n") + 1)):
        position = text.find("\n", position) + 1 or len(text)
    return position


def _tamed(text: str, cut: Delimiter, comment: str | None) -> str:
    """Return a text without quotes in its comments, and without blanks before quotes."""
    if '"' not in text:
        return text
    text = re.sub(r"\A(?:[ \t]*(?:#[^\n]*)?\n)+", _unquoted, text)
    if comment is not None:
        text = re.sub(rf"^[ \t]*{re.escape(comment)}.*", _unquoted, text, flags=re.MULTILINE)
    return re.sub(f'({re.escape(cut.sign)}) +"', r'\1"', text) if cut.spaced else text


def _unquoted(match: re.Match[str]) -> str:
    return match[0].replace('"', "'")


# --- delimiters ------------------------------------------------------------------------


@frozen
class Delimiter:
    """The sign between cells, how it was found, and how many cells a row of the table has.

    *figures* are the columns that hold figures, from 0, as far as the first rows show;
    *skip* are the lines above them, with one that only says the delimiter. In a *spaced*
    text, blanks stand between delimiters and quotes.
    """

    sign: str
    note: str
    width: int
    figures: tuple[int, ...]
    skip: int
    spaced: bool


def delimiter_in(
    text: str, given: str | None = None, *, skip: int = 0, comment: str | None = None
) -> Delimiter:
    """Return the delimiter of a text, below the lines that are skipped.

    Raises:
        InvalidValueError: If the one that was given is not a single sign.
    """
    asked = None if given is None else _sign(given)
    start = _after(text, skip)
    says = re.compile(r'"?sep=([^"\n\0])"?(?:\n|\Z)').match(text, start)
    lines = _sample(text, says.end() if says else start, comment)
    if asked is not None:
        sign, name = asked, term(_NAMES.get(asked, asked))
        note = said("delimiter {name}, as said", name=name)
    elif says:
        sign, name = says[1], term(_NAMES.get(says[1], says[1]))
        note = said("delimiter {name}, as line {n} says", name=name, n=skip + 1)
    else:
        sign = _guessed(lines)
        known = sign in _NAMES
        one = said("one column, no delimiter")
        note = said("delimiter {name} (guessed)", name=term(_NAMES[sign])) if known else one
    rows = _records(lines, sign)
    width, _ = usual_width(list(map(len, rows)))
    figures = figure_columns([row for row in rows if len(row) == width], width)
    spaced = any(_is_spaced(cell, sign, lines) for row in rows for cell in row)
    return Delimiter(sign, note, width, figures, skip + bool(says), spaced)


def _is_spaced(cell: str, sign: str, lines: Sequence[str]) -> bool:
    """Tell whether a cell has a blank and then quotes around it, as some write."""
    return bool(re.match(' +"[^"]', cell)) and any(f"{sign}{cell}" in line for line in lines)


def _guessed(lines: Sequence[str]) -> str:
    scores = {sign: _evenness(lines, sign) for sign in _NAMES}
    best = max(share for share, _ in scores.values())
    if not best:
        return _NONE
    fitting = [sign for sign, (share, _) in scores.items() if share >= _FITS * best]
    return min(fitting, key=lambda sign: scores[sign][1])


def _sign(given: object) -> str:
    """Return the delimiter that is said, by its sign or its name."""
    signs = {name: sign for sign, name in _NAMES.items()} | {"\\t": "\t"}
    sign = signs.get(given, given) if isinstance(given, str) else ""
    if len(sign) != 1 or sign in '"\r\n\0':
        raise InvalidValueError("delimiter", given, "one sign, such as ';' or ','")
    return sign


def _sample(text: str, start: int, comment: str | None) -> list[str]:
    """Return the first lines that are neither empty nor comments."""
    lines = text[start : start + _SAMPLE_SIZE].split("\n")
    signs = ("#", comment) if comment else "#"
    return [line for line in lines[:_SAMPLE] if line.strip() and not line.startswith(signs)]


def _records(lines: Sequence[str], sign: str) -> list[list[str]]:
    """Return the records of some lines; an empty one where quotes are wrong."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=sign, strict=True)
    records = []
    while True:
        try:
            records.append(next(reader))
        except StopIteration:
            return records
        except csv.Error:
            records.append([])


def _evenness(lines: Sequence[str], sign: str) -> tuple[float, int]:
    """Return which share of rows has the commonest length over 1, and where these begin."""
    lengths = list(map(len, _records(lines, sign)))
    width, share = usual_width(lengths)
    rows, others = lengths.count(width), lengths.count(1)
    if width == 1 or (rows == 1 and others) or (sign == "," and others > rows):
        return 0.0, 0  # A comma may belong to a name.
    return share, lengths.index(width)


# --- text into rows --------------------------------------------------------------------


def _cut(text: str, sign: str, width: int) -> list[list[str]] | None:
    """Cut lines without quotes into columns; ``None`` where one has not *width* cells.

    Each line end becomes a cell of its own, so that every cell of a column lies as far
    from the one below it; where one does not, some row is longer or shorter.
    """
    cells = text.replace("\n", f"{sign}\n{sign}").split(sign)
    step, ends = width + 1, text.count("\n")
    if len(cells) != ends * step + width or cells[width::step].count("\n") != ends:
        return None
    return [cells[i::step] for i in range(width)]


@frozen
class _Even:
    """Lines that are cut already, all of them alike."""

    lines: range
    cells: list[list[str]] = field(repr=False)

    texts = True
    empty = 0

    @property
    def rows(self) -> list[tuple[str, ...]]:
        return list(zip(*self.cells, strict=True))

    def numbered(self, numbers: Sequence[Numbers]) -> None:
        """Return nothing: the cells are there."""

    def columns(self, width: int) -> list[list[str]] | None:
        return self.cells if len(self.cells) == width else None


@frozen
class _Plain:
    """Lines without quotes, which can be cut at their delimiters."""

    lines: Sequence[int]
    text: str = field(repr=False)
    sign: str
    empty: int = 0
    cutter: Cutter | None = None

    texts = True

    @property
    def rows(self) -> list[list[str]]:
        lines = self.text.split("\n") if self.lines else []
        return [line.split(self.sign) if line else [] for line in lines]

    def numbered(self, numbers: Sequence[Numbers]) -> list[array[int]] | None:
        """Return the number of each cell by column, where a library cuts the lines."""
        return self.cutter(self.text, self.sign, numbers) if self.cutter else None

    def columns(self, width: int) -> list[list[str]] | None:
        return _cut(self.text, self.sign, width)


def _without_quotes(text: str, sign: str) -> str | None:
    """Return lines without quotes that only stand around cells without delimiters.

    Where each quote either follows a delimiter or goes before one, and each pair has
    nothing but text in between, cutting at delimiters is all there is to do. Otherwise
    there is nothing to return.
    """
    if not sign.isascii():
        return None
    around = f"\n{text}\n"
    opening = around.count('\n"') + around.count(f'{sign}"')
    closing = around.count('"\n') + around.count(f'"{sign}')
    alone = any(f'{before}"{after}' in around for before in f"\n{sign}" for after in f"\n{sign}")
    if alone or opening + closing != around.count('"'):
        return None
    others = bytes(set(range(256)) - {*f'\n"{sign}'.encode()})
    skeleton = around.encode("utf-8", "surrogatepass").translate(None, others)
    if b'"' in skeleton.replace(b'""', b""):
        return None
    return text.replace('"', "")


@define
class _Reader:
    """One pass over a text, with what is wrong in it."""

    file: str
    text: str = field(repr=False)
    cut: Delimiter
    problems: list[Finding] = field(factory=list)

    def blocks(self) -> Iterator[Rows]:
        """Return the rows of the text, some at a time."""
        self._look_for_nul()
        cutter = quick_cutter(len(self.text), self._repeats)
        usual = _LARGE_BLOCK if cutter else _BLOCK
        start, line, size = _after(self.text, self.cut.skip), self.cut.skip + 1, _FIRST
        while start < len(self.text):
            end = self.text.find("\n", start + size) + 1 or len(self.text)
            part = self.text[start:end]
            bare: str | None = part.removesuffix("\n")
            if '"' in part:
                bare = _without_quotes(part.removesuffix("\n"), self.cut.sign)
            even = None if cutter or bare is None else _cut(bare, self.cut.sign, self.cut.width)
            n = len(even[0]) if even else part.count("\n") + (not part.endswith("\n"))
            lines = range(line, line + n)
            if even:
                yield _Even(lines, even)
            elif bare is not None:
                yield self._plain(lines, bare, cutter)
            elif (block := self._quoted(part, lines, is_last=end == len(self.text))) is None:
                size *= 2  # A cell with line ends goes on behind this part.
                continue
            else:
                yield block
            start, line = end, lines.stop
            size = usual if line > self.cut.skip + _HEAD_LINES else _FIRST

    def _repeats(self) -> bool:
        """Tell whether rows in the middle have the cells of others, in every column."""
        sign, width = self.cut.sign, self.cut.width
        if width == 1 or not sign.isascii():
            return False
        start = self.text.find("\n", len(self.text) // 2) + 1
        cells = self.text[start : start + _MIDDLE].replace("\n", sign).split(sign)
        columns = [cells[i::width] for i in range(width)]
        return all(4 * len(set(column)) < 3 * len(column) for column in columns)

    def _look_for_nul(self) -> None:
        n = self.text.count("\0") if "\0" in self.text else 0
        if n:
            where = self.text.index("\0")
            line = self.text.count("\n", 0, where) + 1
            before = self.text[self.text.rfind("\n", 0, where) + 1 : where]
            place = Place(self.file, line, before.count(self.cut.sign) + 1)
            self.problems.append(NUL.finding(place=place, n=n if n > 1 else ""))

    def _plain(self, lines: range, text: str, cutter: Cutter | None) -> _Plain:
        """Return lines without quotes; further down, empty ones are left out at once."""
        if not ("\n\n" in text or text.startswith("\n") or text.endswith("\n")):
            return _Plain(lines, text, self.cut.sign, cutter=cutter)
        if lines.start <= self.cut.skip + _HEAD_LINES:
            return _Plain(lines, text, self.cut.sign)
        texts = text.split("\n")
        kept_lines = array("I", compress(lines, texts))
        text = "\n".join(filter(None, texts))
        return _Plain(kept_lines, text, self.cut.sign, len(lines) - len(kept_lines), cutter)

    def _quoted(self, part: str, lines: range, *, is_last: bool) -> Block | None:
        """Return rows with quotes; ``None`` where the last one may go on."""
        reader = self._csv(part)
        try:
            rows = list(reader)
        except csv.Error:
            return self._one_by_one(part, lines.start, is_last=is_last)
        if len(rows) == len(lines):
            return Block(lines, rows, texts=True)
        return self._one_by_one(part, lines.start, is_last=is_last)

    def _csv(self, part: str) -> Any:  # noqa: ANN401 - the csv module names no type
        return csv.reader(io.StringIO(part), delimiter=self.cut.sign, strict=True)

    def _one_by_one(self, part: str, first: int, *, is_last: bool) -> Block | None:
        """Return rows some of which span lines, or have wrong quotes."""
        reader = self._csv(part)
        lines, rows, problems = list[int](), list[list[str]](), list[Finding]()
        raw = part.split("\n")
        while True:
            before = reader.line_num
            line = first + before
            try:
                row = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                is_open = "unexpected end" in str(error)
                if is_open and not is_last:
                    return None
                problems.append(self._wrong_quotes(line, first + reader.line_num - 1, error))
                continue
            if self._swallows(raw[before : reader.line_num]):
                last = first + reader.line_num - 1
                problems.append(self._finding(line, "rows", last=last))
            else:
                lines.append(line)
                rows.append(row)
        self.problems += problems
        return Block(lines, rows, texts=True)

    def _swallows(self, raw: Sequence[str]) -> bool:
        """Tell whether a record of several lines has whole rows of the table in a cell."""
        if len(raw) > _MOST_LINES:
            return True
        return self.cut.width > 1 and any(map(self._looks_like_row, raw[1:]))

    def _looks_like_row(self, line: str) -> bool:
        cells = line.replace('"', "").split(self.cut.sign)
        if len(cells) != self.cut.width:
            return False
        return not any(is_words(cells[i]) for i in self.cut.figures)

    def _wrong_quotes(self, line: int, last: int, error: csv.Error) -> Finding:
        if "unexpected end" in str(error) or "field limit" in str(error):
            return self._finding(line, "open")
        if last > line:
            return self._finding(line, "rows", last=last)
        return self._finding(line, "", why=str(error))

    def _finding(self, line: int, variant: str, **values: Any) -> Finding:  # noqa: ANN401
        return QUOTES.finding(variant=variant, place=Place(self.file, line), **values)
