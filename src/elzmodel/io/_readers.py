"""YAML and JSON: read strictly, with the place of each value."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Any

import yaml
from yaml import events as of_yaml

from elzmodel.io._flaws import (
    CHARACTER,
    MERGE_KEY,
    SEVERAL,
    SYNTAX,
    TAG,
    TOO_DEEP,
    Flaw,
    Placed,
    Unreadable,
)
from elzmodel.io._tree import (
    AWAITED,
    HALF,
    MAX_DEPTH,
    MAX_KEY,
    MAX_TEXT,
    MAX_VALUES,
    SPECIAL_STARTS,
    Builder,
    Mark,
    Node,
    Spot,
    Tree,
    resolve,
)

__all__ = [
    "LOADERS",
    "read_json",
    "read_yaml",
]

Event = Any
"""An event, or an error, of PyYAML; what it exports of libyaml has no types."""

Loader = Any
"""A loader class of PyYAML; only its events are used."""

SCALAR: Event = of_yaml.ScalarEvent

LOADERS: tuple[Loader, ...] = (getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader)
"""The parser that is used, and the one that is always there."""

_NO_BREAK_SPACE = "\u00a0"
_SMART_QUOTES = "\u201c\u201d\u201e\u2018\u2019"
_BAD_CHARACTER = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def read_yaml(text: str, *, loader: Loader = None) -> Tree | None:
    """Return the tree of a YAML document, ``None`` of one without a value.

    Raises:
        Unreadable: If reading cannot go on to the end.
    """
    builder = Builder()
    try:
        source = (loader or LOADERS[0])(text)
        try:
            _run(source.get_event, builder)
        finally:
            source.dispose()
    except UnicodeEncodeError as error:  # half a surrogate pair, from a caller's text
        raise _bad_character(text, error.start) from None
    except yaml.reader.ReaderError:
        raise _bad_character(text) from None
    except yaml.MarkedYAMLError as error:
        raise _syntax(builder, error, text) from None
    return builder.tree() if builder.documents else None


def _run(get_event: Callable[[], Event], builder: Builder) -> None:
    """Hand each event on; plain scalars, of which a document has most, go in at once."""
    handlers = _handlers(builder)
    event: Event = None
    for _ in range(2 * MAX_VALUES):
        event = get_event()
        if event.__class__ is SCALAR and not event.style:
            text, frame = event.value, builder.frame
            if event.tag is None and event.anchor is None and len(text) <= MAX_KEY:
                if frame.key is not AWAITED:
                    is_text = text and text[0] not in SPECIAL_STARTS
                    builder.put(text if is_text else resolve(text), event.start_mark)
                    continue
                if text not in frame.container and text != "<<":
                    frame.places += (text, event.start_mark)
                    frame.key = frame.last = text
                    continue
        elif event is None:
            return
        handlers[event.__class__](event)
    raise Builder().too_many(event.start_mark if event else Spot(0, 0))


def _handlers(builder: Builder) -> dict[type, Callable[[Any], None]]:
    """Return what to do with each kind of event."""

    def nothing(_: Event) -> None:
        return

    reader = _Reader(builder)
    return {
        of_yaml.ScalarEvent: reader.scalar,
        of_yaml.MappingStartEvent: reader.mapping,
        of_yaml.SequenceStartEvent: reader.sequence,
        of_yaml.MappingEndEvent: reader.close,
        of_yaml.SequenceEndEvent: reader.close,
        of_yaml.AliasEvent: reader.alias,
        of_yaml.DocumentStartEvent: reader.document,
        of_yaml.DocumentEndEvent: nothing,
        of_yaml.StreamStartEvent: nothing,
        of_yaml.StreamEndEvent: nothing,
    }


class _Reader:
    """Hands the events of PyYAML to a builder."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder

    def scalar(self, event: Event) -> None:
        """Take a key or a value; most of a document passes here, so the usual comes first."""
        builder, text, mark = self.builder, event.value, event.start_mark
        if event.tag is not None:
            self._tag(event)
        frame = builder.frame
        if frame.key is AWAITED:
            if event.anchor is not None:
                builder.anchors[event.anchor] = text, 1
            if text == "<<" and not event.style:
                self._merge(mark)
            else:
                builder.put_key(text, mark)
            return
        if not event.style and (not text or text[0] in SPECIAL_STARTS):
            value: Node = resolve(text)
        elif len(text) > MAX_TEXT:
            raise builder.too_long(text, mark)
        else:
            value = text
        if event.anchor is not None:
            builder.anchors[event.anchor] = value, 1
        builder.put(value, mark)

    def _merge(self, mark: Mark) -> None:
        hint = "write the keys out, or use an alias for a whole value"
        flaw = Flaw(code=MERGE_KEY, message="merge keys are not read", hint=hint, steps=("<<",))
        self.builder.note(flaw, mark)
        self.builder.drop("<<", mark)

    def _tag(self, event: Event) -> None:
        name = event.tag.replace("tag:yaml.org,2002:", "!!")[:40]
        hint = "leave it out; put quotes around what is meant as text"
        self.builder.note(
            Flaw(code=TAG, message=f"tag {name} is not read", hint=hint), event.start_mark
        )

    def mapping(self, event: Event) -> None:
        if event.tag is not None:
            self._tag(event)
        self.builder.open({}, event.start_mark, event.anchor)

    def sequence(self, event: Event) -> None:
        if event.tag is not None:
            self._tag(event)
        self.builder.open([], event.start_mark, event.anchor)

    def close(self, _: Event) -> None:
        self.builder.close()

    def alias(self, event: Event) -> None:
        self.builder.repeat(event.anchor, event.start_mark)

    def document(self, event: Event) -> None:
        if self.builder.documents:
            hint = "put each document into a file of its own"
            flaw = Flaw(code=SEVERAL, message="a second document begins", hint=hint)
            raise self.builder.refuse(flaw, event.start_mark)


def _bad_character(text: str, start: int | None = None) -> Unreadable:
    """Find the character that YAML does not admit."""
    if start is None:
        found = _BAD_CHARACTER.search(text)
        start = found.start() if found else 0
    line = text.count("\n", 0, start)
    column = start - text.rfind("\n", 0, start) - 1
    flaw = Flaw(
        code=CHARACTER,
        message=f"character {text[start]!a} may not stand in a document",
        hint="delete it; it often comes along when text is copied",
    )
    return Unreadable(Placed(flaw=flaw, line=line + 1, column=column + 1))


def _syntax(builder: Builder, error: Event, text: str) -> Unreadable:
    """Say where the text stops being YAML, and why it probably does."""
    mark: Mark = error.problem_mark or error.context_mark or Spot(0, 0)
    problem = error.problem or error.context
    context = f" {error.context}" if error.context and error.problem else ""
    message = f"not YAML: {problem}{context}".replace("<", "").replace(">", "")
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    before = lines[mark.line - 1] if 0 < mark.line <= len(lines) else ""
    flaw = Flaw(code=SYNTAX, message=message, hint=_remedy(problem, line, before))
    return builder.refuse(flaw, mark)


def _remedy(problem: str, line: str, before: str) -> str:
    """Return the advice for the slips that people make most."""
    if "\t" in line[: len(line) - len(line.lstrip())] or "\\t" in problem:
        return "indent with spaces; YAML does not take tabs"
    if _NO_BREAK_SPACE in line or _NO_BREAK_SPACE in before:
        return "replace the no-break space by an ordinary space"
    if "mapping values are not allowed" in problem:
        return "put quotes around a text that holds a colon and a space, and look at the indent"
    if any(quote in line or quote in before for quote in _SMART_QUOTES):
        return "use straight quotes"
    if "unexpected end" in problem or "end of stream" in problem:
        return "close the quotes or the bracket"
    return "look at the indent, the quotes and the brackets of this line and the one before"


_TOKEN = re.compile(r'[\s,:]*("(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s,:{}\[\]"]+)')
_HALF = Flaw(code=CHARACTER, message="half a character stands in the text", hint="write it anew")
_WORDS: dict[str, Any] = {"null": None, "true": True, "false": False}


def read_json(text: str) -> Tree:
    """Return the tree of a JSON document.

    Raises:
        Unreadable: If it is not JSON, or beyond the limits.
    """
    try:
        json.loads(text, parse_constant=_refuse, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        flaw = Flaw(code=SYNTAX, message=f"not JSON: {error.msg[0].lower()}{error.msg[1:]}")
        place = Placed(flaw=flaw, line=error.lineno, column=error.colno)
        raise Unreadable(place) from None
    except RecursionError:
        message = f"more than {MAX_DEPTH} lists and mappings inside each other"
        place = Placed(flaw=Flaw(code=TOO_DEEP, message=message), line=1, column=1)
        raise Unreadable(place) from None
    except ValueError as error:  # raised by `_refuse`
        hint = "write a number, or null"
        flaw = Flaw(code=SYNTAX, message=f"not JSON: {error} is no number", hint=hint)
        spot = _spots(text)(text.index(str(error)))
        raise Unreadable(Placed(flaw=flaw, line=spot.line + 1, column=spot.column + 1)) from None
    builder = Builder()
    _build(text, builder)
    return builder.tree()


def _refuse(name: str) -> None:
    raise ValueError(name)


def _build(text: str, builder: Builder) -> None:
    """Hand the tokens of valid JSON to the builder."""
    spot = _spots(text)
    for number, match in enumerate(_TOKEN.finditer(text)):
        token, mark = match[1], spot(match.start(1))
        if number > 2 * MAX_VALUES:
            raise builder.too_many(mark)
        first = token[0]
        if first == '"':
            string = json.loads(token) if "\\" in token else token[1:-1]
            if not string.isascii() and HALF.search(string):
                raise builder.refuse(_HALF, mark)
            if len(string) > MAX_TEXT:
                raise builder.too_long(string, mark)
            if builder.awaits_key:
                builder.put_key(string, mark)
            else:
                builder.put(string, mark)
        elif first in "{[":
            builder.open({} if first == "{" else [], mark)
        elif first in "]}":
            builder.close()
        else:
            builder.put(_WORDS[token] if token in _WORDS else _number(token), mark)


def _number(token: str) -> int | float | str:
    """Return a number; one of very many digits stays text, and no field takes it."""
    try:
        number: int | float = json.loads(token)
    except ValueError:
        return token
    return number


def _spots(text: str) -> Callable[[int], Spot]:
    """Return a function from offsets to lines and columns."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]

    def spot(offset: int) -> Spot:
        line = bisect_right(starts, offset) - 1
        return Spot(line, offset - starts[line])

    return spot
