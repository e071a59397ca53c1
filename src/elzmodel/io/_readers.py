"""YAML and JSON: read strictly, with the place of each value."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Final

import yaml
from attrs import define
from yaml import events as of_yaml

from elzmodel.io._lines import read_lines
from elzmodel.io.codes import (
    CHARACTER,
    MERGE_KEY,
    SEVERAL,
    SYNTAX,
    TAG,
    TOO_DEEP,
    Step,
    Unreadable,
    mistake,
)
from elzmodel.io.tree import (
    AWAITED,
    HALF,
    MAX_DEPTH,
    MAX_KEY,
    MAX_TEXT,
    MAX_VALUES,
    SPECIAL_STARTS,
    Builder,
    Lines,
    Node,
    Tree,
    resolve,
)
from elzmodel.values.json_slips import json_slip
from elzmodel.values.text import Said, said, term

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


@define(eq=False)
class LinesTree(Tree):
    """A tree of lines: where a place is asked, the whole text is read once more."""

    @cached_property
    def _placed_values(self) -> Tree:
        again = read_yaml(self.lines.text)
        assert again is not None, "lines hold a mapping"  # noqa: S101 - for the checker
        return again

    def place(self, path: Sequence[Step], *, of_key: bool = False) -> tuple[int, int]:
        """Return line and column of a value, as the tree of the text with places does."""
        return self._placed_values.place(path, of_key=of_key)


def quick_yaml(text: str) -> Tree | None:
    """Return the tree of a YAML document; places are looked for where one is asked.

    Raises:
        Unreadable: If reading cannot go on to the end.
    """
    root = read_lines(text)
    return read_yaml(text) if root is None else LinesTree(Lines(text), root, 0, {}, [])


def read_yaml(text: str, *, loader: Loader = None) -> Tree | None:
    """Return the tree of a YAML document, ``None`` of one without a value.

    Raises:
        Unreadable: If reading cannot go on to the end.
    """
    builder = Builder(Lines(text))
    try:
        source = (loader or LOADERS[0])(text)
        try:
            _run(source.get_event, builder)
        finally:
            source.dispose()
    except UnicodeEncodeError as error:  # half a surrogate pair, from a caller's text
        raise _bad_character(builder.lines, error.start) from None
    except yaml.reader.ReaderError:
        bad = _BAD_CHARACTER.search(text)
        raise _bad_character(builder.lines, bad.start() if bad else 0) from None
    except yaml.MarkedYAMLError as error:
        raise _syntax(builder, error) from None
    return builder.tree() if builder.documents else None


def _run(get_event: Callable[[], Event], builder: Builder) -> None:
    """Hand each event on; plain scalars, of which a document has most, go in at once."""
    reader = _Reader(builder)
    handlers = {
        SCALAR: reader.scalar,
        of_yaml.MappingStartEvent: reader.container,
        of_yaml.SequenceStartEvent: reader.container,
        of_yaml.MappingEndEvent: reader.close,
        of_yaml.SequenceEndEvent: reader.close,
        of_yaml.AliasEvent: reader.alias,
        of_yaml.DocumentStartEvent: reader.document,
    }
    event: Event = None
    for _ in range(2 * MAX_VALUES):
        event = get_event()
        if event.__class__ is SCALAR and not event.style:
            text, frame = event.value, builder.frame
            if event.tag is None and event.anchor is None and len(text) <= MAX_KEY:
                if frame.key is not AWAITED:
                    is_text = text and text[0] not in SPECIAL_STARTS
                    builder.put(text if is_text else resolve(text), event.start_mark.index)
                    continue
                if text not in frame.container and text != "<<":
                    frame.places += (text, event.start_mark.index)
                    frame.key = frame.last = text
                    continue
        elif event is None:
            return
        handler = handlers.get(event.__class__)
        if handler is not None:
            handler(event)
    raise Builder(builder.lines).too_many(event.start_mark.index)


class _Reader:
    """Hands the events of PyYAML to a builder."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder

    def scalar(self, event: Event) -> None:
        """Take a key or a value; most of a document passes here, so the usual comes first."""
        builder, text, mark = self.builder, event.value, event.start_mark.index
        self.note_tag(event)
        frame = builder.frame
        if frame.key is AWAITED:
            if event.anchor is not None:
                builder.anchors[event.anchor] = text, 1
            if text == "<<" and not event.style:
                builder.note(mistake(MERGE_KEY), mark, "<<")
                builder.drop("<<", mark)
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

    def note_tag(self, event: Event) -> None:
        if event.tag is not None:
            name = event.tag.replace("tag:yaml.org,2002:", "!!")[:40]
            self.builder.note(mistake(TAG, tag=name), event.start_mark.index)

    def container(self, event: Event) -> None:
        self.note_tag(event)
        container: Node = {} if event.__class__ is of_yaml.MappingStartEvent else []
        self.builder.open(container, event.start_mark.index, event.anchor)

    def close(self, _: Event) -> None:
        self.builder.close()

    def alias(self, event: Event) -> None:
        self.builder.repeat(event.anchor, event.start_mark.index)

    def document(self, event: Event) -> None:
        if self.builder.documents:
            raise self.builder.refuse(mistake(SEVERAL), event.start_mark.index)


def _bad_character(lines: Lines, mark: int) -> Unreadable:
    """Return the error of a character that YAML does not admit."""
    return lines.refused(mistake(CHARACTER, character=ascii(lines.text[mark])), mark)


def _syntax(builder: Builder, error: Event) -> Unreadable:
    """Say where the text stops being YAML, and why it probably does."""
    mark = error.problem_mark or error.context_mark
    problem = error.problem or error.context
    context = error.context if error.problem else None
    message = said(
        "{problem}[ {context}]",
        problem=term(_without_brackets(problem)),
        context=context and term(_without_brackets(context)),
    )
    lines = builder.lines.text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    before = lines[mark.line - 1] if 0 < mark.line <= len(lines) else ""
    remedy = _remedy(problem, line, before)
    return builder.refuse(mistake(SYNTAX, form="YAML", problem=message, remedy=remedy), mark.index)


def _without_brackets(text: str) -> str:
    return text.replace("<", "").replace(">", "").replace("'}'", "a closing brace")


_IN_YAML: Final = (
    term("mapping values are not allowed in this context"),
    term("found character that cannot start any token"),
    term("found a tab character that violates indentation"),
    term("found unexpected end of stream"),
    term("could not find expected ':'"),
    term("did not find expected key"),
    term("did not find expected '-' indicator"),
    term("did not find expected ',' or ']'"),
    term("did not find expected ',' or a closing brace"),
    term("did not find expected node content"),
    term("did not find expected document start"),
    term("did not find expected alphabetic or numeric character"),
    term("while scanning a simple key"),
    term("while scanning for the next token"),
    term("while scanning a quoted scalar"),
    term("while scanning a plain scalar"),
    term("while scanning an alias"),
    term("while scanning an anchor"),
    term("while parsing a block mapping"),
    term("while parsing a block collection"),
    term("while parsing a flow mapping"),
    term("while parsing a flow sequence"),
    term("while parsing a flow node"),
)
"""What the reader of YAML says most, so that other languages can say it."""


def _remedy(problem: str, line: str, before: str) -> str:
    """Return the advice for the slips that people make most."""
    if "\t" in line[: len(line) - len(line.lstrip())] or "\\t" in problem:
        return said("indent with spaces; YAML does not take tabs")
    if _NO_BREAK_SPACE in line or _NO_BREAK_SPACE in before:
        return said("replace the no-break space by an ordinary space")
    if "mapping values are not allowed" in problem:
        return said(
            "put quotes around a text that holds a colon and a space, and look at the indent"
        )
    if any(quote in line or quote in before for quote in _SMART_QUOTES):
        return said("use straight quotes")
    if "unexpected end" in problem or "end of stream" in problem:
        return said("close the quotes or the bracket")
    return said("look at the indent, the quotes and the brackets of this line and the one before")


_TOKEN = re.compile(r'[\s,:]*("(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s,:{}\[\]"]+)')
_WORDS: dict[str, Any] = {"null": None, "true": True, "false": False}


def read_json(text: str) -> Tree:
    """Return the tree of a JSON document.

    Raises:
        Unreadable: If it is not JSON, or beyond the limits.
    """
    builder = Builder(Lines(text, r"\r\n|\r|\n"))
    try:
        json.loads(text, parse_constant=_refuse, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        problem, remedy = _slip(error.msg)
        finding = mistake(SYNTAX, form="JSON", problem=problem, remedy=remedy)
        raise builder.lines.refused(finding, error.pos) from None
    except RecursionError:
        raise builder.lines.refused(mistake(TOO_DEEP, most=MAX_DEPTH), 0) from None
    except ValueError as error:  # raised by `_refuse`
        problem = said("{text} is no number", text=str(error))
        remedy = said("write a number, or null")
        finding = mistake(SYNTAX, form="JSON", problem=problem, remedy=remedy)
        raise builder.lines.refused(finding, text.index(str(error))) from None
    _build(text, builder)
    return builder.tree()


def _slip(message: str) -> tuple[Said, Said]:
    """Say what is wrong in JSON, and what is probably to be done."""
    known = json_slip(message)
    return known or (term(message), said("look at the quotes, commas and brackets"))


def _refuse(name: str) -> None:
    raise ValueError(name)


def _build(text: str, builder: Builder) -> None:
    """Hand the tokens of valid JSON to the builder."""
    for number, match in enumerate(_TOKEN.finditer(text)):
        token, mark = match[1], match.start(1)
        if number > 2 * MAX_VALUES:
            raise builder.too_many(mark)
        first = token[0]
        if first == '"':
            string = json.loads(token) if "\\" in token else token[1:-1]
            if not string.isascii() and HALF.search(string):
                raise builder.refuse(mistake(CHARACTER, "half", remedy=said("write it anew")), mark)
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
