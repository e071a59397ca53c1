"""The four verbs of documents, what reads them with their findings, and their schema.

cattrs and PyYAML are loaded with the first document, not with the library.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, cast, overload

from attrs import evolve, field, frozen

from elzmodel.errors import DocumentError, InvalidValueError
from elzmodel.io.codes import KIND, Unreadable, failed, mistake
from elzmodel.io.kind import FORMAT_VERSION, KINDS, kind_of
from elzmodel.io.tree import MAX_BYTES, MAX_VALUES, decode, guarded
from elzmodel.values import Finding, Place
from elzmodel.values.saving import file_path, replace_file
from elzmodel.values.text import said

__all__ = ["Document", "dump", "dumps", "is_document", "load", "loads", "read_document", "schema"]

# ruff: noqa: PLC0415 - see above

if TYPE_CHECKING:  # Documents of events are read without councils, plans and scenarios.
    from elzmodel.dossiers import Dossier
    from elzmodel.governance import RuleSet
    from elzmodel.io.events_document import EventsDocument
    from elzmodel.landscape import Landscape
    from elzmodel.lists.layouts import ListLayout
    from elzmodel.scenarios import Scenario


D = TypeVar("D", bound="EventsDocument | Dossier | RuleSet | Scenario | ListLayout")


@overload
def loads(text: str, *, of: type[D], name: str = ..., within: Landscape | None = ...) -> D: ...
@overload
def loads(
    text: str, *, of: None = ..., name: str = ..., within: Landscape | None = ...
) -> EventsDocument | Dossier | RuleSet | Scenario | ListLayout: ...


def loads(
    text: str,
    *,
    of: type[D] | None = None,
    name: str = "<text>",
    within: Landscape | None = None,
) -> D | EventsDocument | Dossier | RuleSet | Scenario | ListLayout:
    """Read a document from text, YAML or JSON.

    The text may come from anyone: it makes nothing but the values of its kind,
    in bounded time and memory.

    Args:
        text: The document.
        of: The class that it must hold: events, a dossier, rules, a scenario
            or the layout of a list; by default any.
        name: What findings call it.
        within: A landscape in which ids must be known and events must fit;
            without one, ids that nothing has are held.

    Raises:
        FormatVersionError: If it is of a newer format.
        DocumentError: If it cannot be read, with every finding and its place.
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
    from elzmodel.io.reading import read

    asked = None if of is None else kind_of(of)
    reading = read(text, name=name, within=within)
    if asked is not None and asked is not reading.kind:
        finding = mistake(KIND, "other", value=reading.kind.name, expected=asked.name)
        raise failed(name, [reading.references.tree.placed(finding, ["kind"])])
    findings = reading.doubts() if within is not None else []
    if findings:
        raise DocumentError(name, findings)
    value: D | EventsDocument | Dossier | RuleSet | Scenario | ListLayout = reading.value
    return value


@overload
def load(path: str | os.PathLike[str], *, of: type[D], within: Landscape | None = ...) -> D: ...
@overload
def load(
    path: str | os.PathLike[str], *, of: None = ..., within: Landscape | None = ...
) -> EventsDocument | Dossier | RuleSet | Scenario | ListLayout: ...
def load(
    path: str | os.PathLike[str], *, of: type[D] | None = None, within: Landscape | None = None
) -> D | EventsDocument | Dossier | RuleSet | Scenario | ListLayout:
    """Read a document from a file, UTF-8 with or without a byte order mark.

    A name that ends in ``.json`` must hold JSON; any other may hold either form.

    Args:
        path: The file.
        of: The class that it must hold: events, a dossier, rules, a scenario
            or the layout of a list; by default any.
        within: A landscape in which ids must be known and events must fit;
            without one, ids that nothing has are held.

    Raises:
        FormatVersionError: If it is of a newer format.
        DocumentError: If it cannot be read, with every finding and its place.
        InvalidValueError: If no kind of document holds *of*.
        OSError: If the file cannot be opened.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder) / "events.yaml"
        ...     dump(loads("{elzmodel: 1, kind: events}"), file)
        ...     load(file)
        EventsDocument(codes='NIS', events=(), figures=(), sources=())
    """
    return loads(text_of(path), of=of, name=os.fspath(path), within=within)


def dumps(
    value: EventsDocument | Dossier | RuleSet | Scenario | ListLayout,
    *,
    form: Literal["yaml", "json"] = "yaml",
    names: bool = True,
) -> str:
    """Return a value as the text of a document of its kind.

    Reading the text gives an equal value; writing that again, the same text.

    Args:
        value: What to write.
        form: How to write.
        names: Whether persons have their names in it, as far as the zone published them;
            without, it is the text of what ``without_names`` of a dossier returns.

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
    from elzmodel.io._writer import write_yaml
    from elzmodel.io.converters import converter
    from elzmodel.io.reading import mistakes

    if form not in {"yaml", "json"}:
        raise InvalidValueError("form of document", form, "'yaml' or 'json'")
    kind = kind_of(value)
    if not names and kind.name == "dossier":
        value = cast("Dossier", value).without_names()
    content = converter().unstructure(value)
    wrong = mistakes(content, kind)
    if wrong:
        raise failed(f"<{type(value).__name__}>", wrong)
    plain: dict[str, Any] = {"elzmodel": FORMAT_VERSION, "kind": kind.name, **content}
    is_yaml = form == "yaml"
    text = write_yaml(plain) if is_yaml else json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
    if len(text) > MAX_VALUES:  # Shorter text cannot hold too many values.
        _require_readable(text, f"<{type(value).__name__}>")
    return text


def _require_readable(text: str, name: str) -> None:
    """Refuse to write what is too large to be read again."""
    from elzmodel.io.reading import parse

    try:
        parse(guarded(text))
    except Unreadable as error:
        raise failed(name, [error.finding]) from None


def dump(
    value: EventsDocument | Dossier | RuleSet | Scenario | ListLayout,
    path: str | os.PathLike[str],
    *,
    form: Literal["yaml", "json"] | None = None,
    names: bool = True,
) -> None:
    """Write a value to a file; until the new text is whole, the old file stays.

    Args:
        value: What to write.
        path: The file, replaced where it exists.
        form: How to write; by default JSON where *path* ends in ``.json``, else YAML.
        names: Whether persons have their names in it, see `dumps`.

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
    is_json = os.fspath(path).lower().endswith(".json")
    text = dumps(value, form=form or ("json" if is_json else "yaml"), names=names)
    replace_file(path, text)


@frozen(eq=False)
class Document:
    """A file that was read: its value, what is wrong with it, and where each value stands.

    *value* is ``None`` where the file cannot be read into one. Documents compare by
    identity: two texts may hold one value in different places.

    Example:
        >>> import elzmodel as elz
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder) / "scenario.yaml"
        ...     dump(elz.Scenario("wave").rename("Heers", "Heer", day="2027-01-01"), file)
        ...     document = read_document(file)
        >>> document.value.name, document.place(("steps", 0, "day")).line
        ('wave', 6)
    """

    name: str
    value: Any
    findings: tuple[Finding, ...]
    _references: Any = field(repr=False)

    def place(self, path: Iterable[str | int] = ()) -> Place:
        """Return where a value stands; of its parent where it is left out."""
        keys = tuple(path)
        line, column = self._references.tree.place(keys) if self._references else (0, 0)
        return Place(self.name, line, column, path=keys)

    def place_of(self, finding: Finding) -> Place:
        """Return where that stands which a finding about the value is about.

        Of what a document does not hold it is the line of the council or the plan that it is
        of, and no way: the finding says itself what it is about.
        """
        if self._references is None:
            return self.place(())
        around = self._references.way_around(finding)
        place = self.place(around or self._references.way_to(finding))
        return evolve(place, path=()) if around else place


def read_document(path: str | os.PathLike[str], *, within: Landscape | None = None) -> Document:
    """Return what a file holds and everything that is wrong with it.

    It never raises for what the file holds. Checked are the format, ids in use twice,
    ids that nothing has and, within a landscape, whether events or steps fit the
    record; these have the codes of the landscape's own findings.

    Raises:
        OSError: If the file cannot be opened.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder) / "empty.yaml"
        ...     _ = file.write_text("", "utf-8")
        ...     [finding.code for finding in read_document(file).findings]
        ['ELZ-D007']
    """
    from elzmodel.io.reading import read

    name = os.fspath(path)
    try:
        reading = read(text_of(path), name=name, within=within)
    except DocumentError as error:
        return Document(name, None, error.findings, None)
    findings = DocumentError(name, [*reading.doubts(), *reading.advice()]).findings
    return Document(name, reading.value, findings, reading.references)


def is_document(path: str | os.PathLike[str]) -> bool:
    r"""Tell whether a file is one of ours: YAML or JSON with the key ``elzmodel`` at its top.

    It is told from the text alone: what is broken further on is a document still.

    Raises:
        OSError: If the file cannot be opened.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     ours, other = Path(folder) / "wave.yaml", Path(folder) / "compose.yaml"
        ...     _ = ours.write_text("elzmodel: 1\nkind: scenarioo", "utf-8")
        ...     _ = other.write_text("services:\n  elzmodel: {}", "utf-8")
        ...     is_document(ours), is_document(other)
        (True, False)
    """
    text = file_path(path).read_bytes().removeprefix(b"\xef\xbb\xbf").lstrip()
    return (_IN_JSON if text.startswith(b"{") else _IN_YAML).search(text) is not None


_IN_JSON: Final = re.compile(rb'"elzmodel"\s*:')
_IN_YAML: Final = re.compile(rb"""^(["']?)elzmodel\1[ \t]*:""", re.MULTILINE)


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (draft-07) of a kind of document, for editors.

    Raises:
        InvalidValueError: If there is no such kind.

    Example:
        >>> schema("events")["required"]
        ['elzmodel', 'kind']
    """
    from elzmodel.io._json_schema import schema_of

    if kind not in KINDS:
        expected = said("{values:or all}", values=tuple(KINDS))
        raise InvalidValueError("kind of document", kind, expected)
    return schema_of(KINDS[kind])


def text_of(path: str | os.PathLike[str]) -> str:
    """Return the text of a file; one that is too large is not read to its end.

    Raises:
        DocumentError: If it is not UTF-8, or too large.
        InvalidValueError: If no file can be called so.
        OSError: If the file cannot be opened.
    """
    with file_path(path).open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    try:
        return decode(data)
    except Unreadable as error:
        raise failed(os.fspath(path), [error.finding]) from None
