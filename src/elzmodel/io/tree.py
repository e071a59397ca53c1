"""From bytes to a tree of plain values, each with its place in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Final

from attrs import Factory, define

from elzmodel.io.codes import (
    ALIAS,
    CHARACTER,
    DUPLICATE,
    ENCODING,
    LONG_KEY,
    MOST,
    TOO_DEEP,
    TOO_LARGE,
    Step,
    Unreadable,
    mistake,
    placed,
)
from elzmodel.values import Finding
from elzmodel.values.text import phrase, said

__all__: list[str] = []

Scalar = None | bool | int | float | str
Node = Any
"""A scalar, a list of nodes or a mapping from text to nodes."""

MAX_DEPTH: Final = 32
MAX_VALUES: Final = 500_000
MAX_ALIASED: Final = 10_000
MAX_TEXT: Final = 100_000
MAX_KEY: Final = 200

AWAITED: Final = object()
_DROPPED: Final = object()


class Lines:
    """A text by its lines, which are looked for when a place is first asked for.

    While a document is read, a place is how many characters stand before it: a number
    costs nothing to keep, where an object for each of many would be gone over by the
    garbage collector again and again.
    """

    def __init__(self, text: str, breaks: str = "\r\n|[\r\n\x85\u2028\u2029]") -> None:
        self.text = text
        self.breaks = breaks

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer(self.breaks, self.text))]

    def spot(self, mark: int) -> tuple[int, int]:
        """Return line and column, counted from 1, of what comes after *mark* characters."""
        line = bisect_right(self._starts, mark)
        return line, mark - self._starts[line - 1] + 1

    def refused(self, finding: Finding, mark: int) -> Unreadable:
        """Return the error that ends reading at a place."""
        return Unreadable(placed(finding, *self.spot(mark)))


@define(eq=False)
class Tree:
    """A document as plain values; `place` says where each stands.

    *places* holds, for each list, the marks of its items and, for each
    mapping, key, mark of the key and mark of the value in turn.
    """

    lines: Lines
    root: Node
    mark: int
    places: dict[int, list[Any]]
    findings: list[Finding]
    indices: dict[int, dict[str, tuple[int, int]]] = Factory(dict)

    def place(self, path: Sequence[Step], *, of_key: bool = False) -> tuple[int, int]:
        """Return line and column of a value, counted from 1; of its parent where it is missing."""
        node, mark = self.root, self.mark
        for number, step in enumerate(path, 1):
            marks = self._marks(node, step)
            if marks is None:
                break
            mark = marks[0] if of_key and number == len(path) else marks[1]
            if number < len(path):
                node = node[step]
        return self.lines.spot(mark)

    def placed(
        self, finding: Finding, path: Sequence[Step] = (), *, at_key: bool = False
    ) -> Finding:
        """Return a finding at the place of a value."""
        return placed(finding, *self.place(path, of_key=at_key), path)

    def _marks(self, node: Node, step: Step) -> tuple[int, int] | None:
        places = self.places.get(id(node))
        if places is None:
            return None
        if isinstance(step, int):
            is_there = isinstance(node, list) and step < len(places)
            return (places[step], places[step]) if is_there else None
        return self._index(node, places).get(step)

    def _index(self, node: Node, places: list[Any]) -> dict[str, tuple[int, int]]:
        """Return the marks of a mapping by key; of a key that stood twice, the first."""
        if id(node) not in self.indices:
            triples = zip(places[::3], places[1::3], places[2::3], strict=True)
            self.indices[id(node)] = {key: (at, value) for key, at, value in triples}
        return self.indices[id(node)]


@define(eq=False)
class Frame:
    """A list or mapping that is being filled."""

    container: Node
    places: list[Any]
    key: object
    anchor: str | None
    since: int
    last: str = ""


@define(eq=False)
class Builder:
    """Builds a `Tree` value by value, within limits on depth, number and length.

    What can be left out is noted, and building goes on; what cannot raises
    `Unreadable`.
    """

    lines: Lines
    documents: list[Any] = Factory(list)
    marks: list[Any] = Factory(list)
    places: dict[int, list[Any]] = Factory(dict)
    findings: list[Finding] = Factory(list)
    frames: list[Frame] = Factory(list)
    anchors: dict[str, tuple[Node, int] | None] = Factory(dict)
    values: int = 0
    aliased: int = 0
    frame: Frame = Factory(
        lambda self: Frame(self.documents, self.marks, None, None, 0), takes_self=True
    )

    @property
    def awaits_key(self) -> bool:
        """Whether the next scalar is a key."""
        return self.frame.key is AWAITED

    def path(self) -> Iterator[Step]:
        """Yield the way to the value that is being read."""
        for frame in self.frames[1:]:
            is_list = isinstance(frame.container, list)
            yield len(frame.container) - 1 if is_list else frame.last
        if self.frames and isinstance(self.frame.container, list):
            yield len(self.frame.container)
        elif isinstance(self.frame.key, str):
            yield self.frame.key

    def note(self, finding: Finding, mark: int, *steps: Step) -> None:
        """Note a finding where the reader stands, or *steps* on from there."""
        if len(self.findings) < MOST:
            self.findings.append(self._placed(finding, mark, steps))

    def _placed(self, finding: Finding, mark: int, steps: Sequence[Step] = ()) -> Finding:
        return placed(finding, *self.lines.spot(mark), (*self.path(), *steps))

    def refuse(self, finding: Finding, mark: int) -> Unreadable:
        """Return the error that ends reading."""
        return Unreadable(self._placed(finding, mark))

    def put(self, value: Node, mark: int) -> None:
        """Add a value to the list or mapping that is open."""
        frame = self.frame
        frame.places.append(mark)
        key = frame.key
        if key is None:
            frame.container.append(value)
        else:
            if key is not _DROPPED:
                frame.container[key] = value
            frame.key = AWAITED

    def too_many(self, mark: int) -> Unreadable:
        """Return the error of a document with more values than any that people write."""
        return self.refuse(mistake(TOO_LARGE, "values", most=MAX_VALUES), mark)

    def too_long(self, text: str, mark: int) -> Unreadable:
        """Return the error of a text that is longer than any that people write."""
        expected = phrase("{most:number} at most", most=MAX_TEXT)
        finding = mistake(TOO_LARGE, "text", length=len(text), expected=expected)
        return self.refuse(finding, mark)

    def put_key(self, text: str, mark: int) -> None:
        """Take the key of the next value; of a key that is there already, the first counts."""
        frame = self.frame
        if text in frame.container:
            if len(self.findings) < MOST:
                self._note_twice(text, mark)
            self.drop(text, mark)
            return
        if len(text) > MAX_KEY:
            raise self.refuse(mistake(LONG_KEY, length=len(text), expected=_KEYS), mark)
        frame.places += (text, mark)
        frame.key = frame.last = text

    def drop(self, text: str, mark: int) -> None:
        """Leave out the value that comes next, of key *text*."""
        self.frame.places += [None, mark]
        self.frame.key, self.frame.last = _DROPPED, text

    def _note_twice(self, text: str, mark: int) -> None:
        places = self.frame.places
        first = places[3 * places[::3].index(text) + 1]
        self.note(mistake(DUPLICATE, key=text, line=self.lines.spot(first)[0]), mark, text)

    def open(self, container: Node, mark: int, anchor: str | None = None) -> None:
        """Begin a list or a mapping inside the one that is open."""
        if self.frame.key is AWAITED:
            raise self.refuse(mistake(LONG_KEY, "list", expected=_KEYS), mark)
        if len(self.frames) >= MAX_DEPTH:
            raise self.refuse(mistake(TOO_DEEP, most=MAX_DEPTH), mark)
        self.put(container, mark)
        places: list[Any] = []
        self.places[id(container)] = places
        key = AWAITED if isinstance(container, dict) else None
        if anchor is not None:
            self.anchors[anchor] = None
        self.frames.append(self.frame)
        self.frame = Frame(container, places, key, anchor, self.values)

    def close(self) -> None:
        """End the list or mapping that is open."""
        frame = self.frame
        self.values += len(frame.container)
        if frame.anchor is not None:
            self.anchors[frame.anchor] = frame.container, self.values - frame.since + 1
        self.frame = self.frames.pop()

    def repeat(self, anchor: str, mark: int) -> None:
        """Put the value of an anchor once more."""
        if self.awaits_key:
            raise self.refuse(mistake(LONG_KEY, "alias", anchor=anchor, expected=_KEYS), mark)
        known = self.anchors.get(anchor)
        if known is None:
            variant = "inside" if anchor in self.anchors else ""
            raise self.refuse(mistake(ALIAS, variant, anchor=anchor), mark)
        value, size = known
        self.aliased += size
        if self.aliased > MAX_ALIASED:
            raise self.refuse(mistake(ALIAS, "many", most=MAX_ALIASED), mark)
        self.values += size - 1
        self.put(value, mark)

    def tree(self) -> Tree:
        """Return what was built; there is at least one document."""
        return Tree(self.lines, self.documents[0], self.marks[0], self.places, self.findings)


_KEYS: Final = phrase("a word of at most {most} characters", most=MAX_KEY)


_WORDS: dict[str, Scalar] = {"": None, "null": None, "true": True, "false": False}
SPECIAL_STARTS = frozenset("-0123456789ntf")
"""The first letters of whatever may be more than text; the empty scalar has none."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?", re.ASCII)
HALF = re.compile("[\ud800-\udfff]")
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""Half a character, or what a terminal would obey; files hold it by escape alone."""
TURNING = re.compile("[\u200b\u202a-\u202e\u2060\u2066-\u2069]")
"""What turns a text around, or cannot be seen in it."""
"""Half of a pair that stands for one character; no file can hold it alone."""

_LONGEST_NUMBER = 400
# What YAML 1.1 or YAML 1.2 reads as something else than text; other tools may read our files.
_MISREAD = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n"
    r"|[-+]?(?:0b[01_]+|0x[0-9a-f_]+|0o[0-7]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?)"
    r"|[-+]?\.[0-9_]+(?:e[-+]?[0-9]+)?"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[-+]?\.inf|\.nan|=|<<",
    re.ASCII | re.IGNORECASE,
)


class NumberText(str):
    """Text such as ``1.10`` that stood without quotes: text, or a number where one is asked.

    Example:
        >>> resolve("1.10")
        '1.10'
        >>> resolve("1.10").number
        1.1
    """

    __slots__ = ()

    @property
    def number(self) -> float:
        """The number that it stands for."""
        return float(self)


def resolve(text: str) -> Scalar:
    """Return what a scalar without quotes means.

    Example:
        >>> [resolve(text) for text in ("no", "03500", "12:30", "2025-01-01", "~", "-7", "0.5", "")]
        ['no', '03500', '12:30', '2025-01-01', '~', -7, 0.5, None]
    """
    if text in _WORDS:
        return _WORDS[text]
    found = _NUMBER.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    if found is None:
        return text
    if found.lastindex is None:
        return NumberText(text) if text == "-0" else int(text)
    number = float(text)
    return number if repr(number) == text else NumberText(text)


def is_misread(text: str) -> bool:
    """Tell whether *text* needs quotes, for us or for other readers of YAML.

    Example:
        >>> is_misread("no"), is_misread("71072"), is_misread("2025-01-01")
        (True, True, False)
    """
    return not text or _MISREAD.fullmatch(text) is not None


MAX_BYTES: Final = 8 * 1024 * 1024
_BOM: Final = "\ufeff"


def decode(data: bytes) -> str:
    """Return the text of *data*, without a byte order mark.

    Raises:
        Unreadable: If it is a workbook or another file, too large, or not UTF-8.
    """
    if len(data) > MAX_BYTES:
        raise _too_large()
    try:
        return guarded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        other = _of_another_kind(data)
        if other is not None:
            raise other from None
        before = data[: error.start].decode("utf-8")
        encoding = "UTF-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "Windows-1252"
        finding = mistake(ENCODING, byte=f"{data[error.start]:02x}", encoding=encoding)
        raise Lines(before).refused(finding, len(before)) from None


def _of_another_kind(data: bytes) -> Unreadable | None:
    """Say what a file is that is no text at all, if that can be seen."""
    from elzmodel.grids.sources import OTHER_FORMS, form_of  # noqa: PLC0415 - seldom needed

    form = form_of(data)
    if form in {"text", "json", "html"}:
        return None
    what, remedy = OTHER_FORMS[form], phrase("documents are YAML or JSON")
    return Unreadable(mistake(ENCODING, "other", what=what, remedy=remedy))


def guarded(text: str) -> str:
    """Return *text* without a byte order mark, refusing what is too large or holds NUL.

    Raises:
        Unreadable: If it is one of these.
    """
    if len(text) > MAX_BYTES:
        raise _too_large()
    if "\0" in text:
        remedy = said("the file is damaged, or not a text file, or saved as UTF-16")
        raise Lines(text).refused(mistake(CHARACTER, "NUL", remedy=remedy), text.index("\0"))
    return text.removeprefix(_BOM)


def _too_large() -> Unreadable:
    return Unreadable(mistake(TOO_LARGE, size=MAX_BYTES // 1024**2))
