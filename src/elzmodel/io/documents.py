"""The four verbs of documents, and what checks and describes them.

cattrs and PyYAML are loaded with the first document, not with the library.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from elzmodel.errors import DocumentError, DocumentProblem, InvalidValueError
from elzmodel.io._flaws import KIND, Flaw, Placed, Unreadable
from elzmodel.io._tree import guarded, read_text
from elzmodel.io._writer import replace_file
from elzmodel.io.kind import FORMAT_VERSION, KINDS, Kind, kind_of

__all__ = [
    "check_document",
    "dump",
    "dumps",
    "load",
    "loads",
    "schema",
]

if TYPE_CHECKING:
    from elzmodel.dossiers.dossier import Dossier
    from elzmodel.governance import RuleSet
    from elzmodel.io._reading import Reading
    from elzmodel.io.events_document import EventsDocument
    from elzmodel.landscape import Landscape
    from elzmodel.scenarios import Scenario


D = TypeVar("D", bound="EventsDocument | Dossier | RuleSet | Scenario")


@overload
def loads(text: str, *, of: type[D], name: str = ..., within: Landscape | None = ...) -> D: ...
@overload
def loads(
    text: str, *, of: None = ..., name: str = ..., within: Landscape | None = ...
) -> EventsDocument | Dossier | RuleSet | Scenario: ...


def loads(
    text: str,
    *,
    of: type[D] | None = None,
    name: str = "<text>",
    within: Landscape | None = None,
) -> D | EventsDocument | Dossier | RuleSet | Scenario:
    """Read a document from text, YAML or JSON.

    The text may come from anyone: it makes nothing but the values of its kind,
    in bounded time and memory.

    Args:
        text: The document.
        of: The class that it must hold: events, a dossier, rules or a scenario; by
            default any.
        name: What problems call it.
        within: A landscape in which ids must be known and events must fit;
            without one, ids that nothing has are held.

    Raises:
        FormatVersionError: If it is of a newer format.
        DocumentError: If it cannot be read, with every problem and its place.
        InvalidValueError: If no kind of document holds *of*.

    Example:
        >>> document = loads('''
        ... elzmodel: 1
        ... kind: events
        ... figures:
        ...   - {kind: population, day: 2021-01-01, parts: [borsbeek], value: 11077}
        ... ''')
        >>> document.figures[0].year
        2021
    """
    asked = None if of is None else kind_of(of)
    reading = _read(text, name, within)
    if asked is not None and asked is not reading.kind:
        raise _failed(name, _of_another_kind(reading, asked))
    if within is not None:
        problems = _doubts(reading, within)
        if problems:
            raise DocumentError(name, problems)
    value: D | EventsDocument | Dossier | RuleSet | Scenario = reading.value
    return value


@overload
def load(path: str | os.PathLike[str], *, of: type[D], within: Landscape | None = ...) -> D: ...
@overload
def load(
    path: str | os.PathLike[str], *, of: None = ..., within: Landscape | None = ...
) -> EventsDocument | Dossier | RuleSet | Scenario: ...
def load(
    path: str | os.PathLike[str], *, of: type[D] | None = None, within: Landscape | None = None
) -> D | EventsDocument | Dossier | RuleSet | Scenario:
    """Read a document from a file, UTF-8 with or without a byte order mark.

    A name that ends in ``.json`` must hold JSON; any other may hold either form.

    Args:
        path: The file.
        of: The class that it must hold: events, a dossier, rules or a scenario; by
            default any.
        within: A landscape in which ids must be known and events must fit;
            without one, ids that nothing has are held.

    Raises:
        FormatVersionError: If it is of a newer format.
        DocumentError: If it cannot be read, with every problem and its place.
        InvalidValueError: If no kind of document holds *of*.
        OSError: If the file cannot be opened.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder) / "events.yaml"
        ...     dump(loads("{elzmodel: 1, kind: events}"), file)
        ...     load(file)
        EventsDocument(events=(), figures=(), sources=())
    """
    name = os.fspath(path)
    return loads(_text_of(path, name), of=of, name=name, within=within)


def dumps(
    value: EventsDocument | Dossier | RuleSet | Scenario, *, form: Literal["yaml", "json"] = "yaml"
) -> str:
    """Return a value as the text of a document of its kind.

    Reading the text gives an equal value; writing that again, the same text.

    Raises:
        InvalidValueError: If no kind of document holds such values, or *form* is
            neither ``"yaml"`` nor ``"json"``.
        DocumentError: If the value holds something that no document may hold,
            such as an id with capitals.

    Example:
        >>> print(dumps(loads("{elzmodel: 1, kind: events}")), end="")
        elzmodel: 1
        kind: events
    """
    from elzmodel.io._converter import converter  # noqa: PLC0415 - see the module
    from elzmodel.io._reading import failed, mistakes  # noqa: PLC0415 - see the module
    from elzmodel.io._writer import write_yaml  # noqa: PLC0415 - see the module

    if form not in {"yaml", "json"}:
        raise InvalidValueError("form of document", form, "'yaml' or 'json'")
    kind = kind_of(value)
    content = converter().unstructure(value)
    flaws = mistakes(content, kind)
    if flaws:
        raise failed(f"<{type(value).__name__}>", flaws)
    plain: dict[str, Any] = {"elzmodel": FORMAT_VERSION, "kind": kind.name, **content}
    if form == "yaml":
        return write_yaml(plain)
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def dump(
    value: EventsDocument | Dossier | RuleSet | Scenario,
    path: str | os.PathLike[str],
    *,
    form: Literal["yaml", "json"] | None = None,
) -> None:
    """Write a value to a file; until the new text is whole, the old file stays.

    Args:
        value: What to write.
        path: The file, replaced where it exists.
        form: How to write; by default JSON where *path* ends in ``.json``, else YAML.

    Raises:
        InvalidValueError: If no kind of document holds such values.
        DocumentError: If the value holds something that no document may hold.
        OSError: If the file cannot be written.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder) / "events.json"
        ...     dump(loads("{elzmodel: 1, kind: events}"), file)
        ...     print(file.read_text("utf-8"), end="")
        {
          "elzmodel": 1,
          "kind": "events"
        }
    """
    by_name: Literal["yaml", "json"] = (
        "json" if os.fspath(path).lower().endswith(".json") else "yaml"
    )
    replace_file(path, dumps(value, form=form or by_name))


def check_document(
    path: str | os.PathLike[str], *, within: Landscape | None = None
) -> tuple[DocumentProblem, ...]:
    r"""Return everything that is wrong with a file; it never raises for what the file holds.

    Checked are the format, ids in use twice, ids that a dossier or rules name
    and do not have and, within a landscape, whether its ids are known and events
    fit the record; these have the codes of the landscape's own findings.

    Raises:
        OSError: If the file cannot be opened.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder) / "events.yaml"
        ...     _ = file.write_text("elzmodel: 1\nkind: event\n", "utf-8")
        ...     [(problem.line, problem.hint) for problem in check_document(file)]
        [(2, 'did you mean events?')]
    """
    name = os.fspath(path)
    try:
        reading = _read(_text_of(path, name), name, within)
    except DocumentError as error:
        return error.problems
    return tuple(DocumentError(name, _doubts(reading, within)).problems)


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (draft-07) of a kind of document, for editors.

    Raises:
        InvalidValueError: If there is no such kind.

    Example:
        >>> schema("events")["required"]
        ['elzmodel', 'kind']
    """
    from elzmodel.io._json_schema import schema_of  # noqa: PLC0415 - see the module

    if kind not in KINDS:
        raise InvalidValueError("kind of document", kind, " or ".join(KINDS))
    return schema_of(KINDS[kind])


def _text_of(path: str | os.PathLike[str], name: str) -> str:
    try:
        return read_text(Path(path))
    except Unreadable as error:
        raise _failed(name, error.placed) from None


def _failed(name: str, placed: Placed) -> DocumentError:
    from elzmodel.io._reading import failed  # noqa: PLC0415 - see the module

    return failed(name, [placed])


def _read(text: str, name: str, within: Landscape | None) -> Reading:
    from elzmodel.io._reading import read  # noqa: PLC0415 - see the module

    try:
        return read(guarded(text), name=name, within=within)
    except Unreadable as error:
        raise _failed(name, error.placed) from None


def _of_another_kind(reading: Reading, asked: Kind) -> Placed:
    line, column = reading.tree.place(("kind",))
    message = f"this is a document of kind {reading.kind.name}"
    flaw = Flaw(code=KIND, message=message, expected=asked.name)
    return Placed(flaw=flaw, path=("kind",), line=line, column=column)


def _doubts(reading: Reading, within: Landscape | None) -> list[DocumentProblem]:
    from elzmodel.io._reading import doubts  # noqa: PLC0415 - see the module

    return doubts(reading, within)
