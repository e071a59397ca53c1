"""Reading a document: envelope, migration, structuring, and all problems at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version as installed
from itertools import islice
from typing import Any, Final

import attrs
from attrs import frozen
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from elzmodel.errors import DocumentError, DocumentProblem, FormatVersionError, InvalidValueError
from elzmodel.io._converter import converter
from elzmodel.io._flaws import (
    BAD_RECORD,
    BOUNDS,
    ID_TWICE,
    KIND,
    MISSING_KEY,
    MOST,
    NEWER,
    NO_DOCUMENT,
    NO_VERSION,
    UNKNOWN_KEY,
    Flaw,
    Placed,
    Step,
    Unreadable,
    Wrong,
)
from elzmodel.io._hooks import copied, shown, unknown_choice
from elzmodel.io._near import any_of, did_you_mean
from elzmodel.io._readers import read_json, read_yaml
from elzmodel.io._tree import Tree, shown_path
from elzmodel.io._types import tag_of
from elzmodel.io.kind import FORMAT_VERSION, KINDS, Kind
from elzmodel.landscape import Landscape
from elzmodel.values.collector import without_collector

__all__ = [
    "Reading",
    "doubts",
    "failed",
    "mistakes",
    "parse",
    "placed_flaws",
    "problems_in",
    "read",
]


def placed_flaws(error: Exception, tree: Tree | None) -> list[Placed]:
    """Return the flaws behind an error of the detailed converter, with their places."""
    found = (_placed(path, flaw, tree) for path, each in _leaves(error) for flaw in _flaws(each))
    return list(islice(found, MOST))


def _placed(path: tuple[Step, ...], flaw: Flaw, tree: Tree | None) -> Placed:
    whole = (*path, *flaw.steps)
    line, column = tree.place(whole, of_key=flaw.at_key) if tree else (0, 0)
    return Placed(flaw=flaw, path=whole, line=line, column=column)


def _leaves(
    error: Exception, path: tuple[Step, ...] = ()
) -> Iterator[tuple[tuple[Step, ...], Exception]]:
    if not isinstance(error, BaseValidationError):
        yield path, error
        return
    for each in error.exceptions:
        yield from _leaves(each, (*path, *_step(each)))


def _step(error: Exception) -> tuple[Step, ...]:
    """Return the key or index that cattrs noted on an error."""
    return tuple(
        note.name if isinstance(note, AttributeValidationNote) else note.index
        for note in getattr(error, "__notes__", ())
        if isinstance(note, AttributeValidationNote | IterableValidationNote)
    )


def _flaws(error: Exception) -> Iterator[Flaw]:
    """Yield what one exception stands for; one that is ours to mend is raised again."""
    match error:
        case Wrong():
            yield error.flaw
        case ForbiddenExtraKeysError():
            known = _keys(error.cl)
            for key in sorted(error.extra_fields):
                yield unknown_key(key, known)
        case KeyError():
            key = str(error.args[0])
            yield Flaw(code=MISSING_KEY, message=f"key {key!r} is missing")
        case InvalidValueError():
            message = f"this cannot be a {error.kind}: {_plain(error.value)}"
            code = _CODES.get(error.kind, BAD_RECORD)
            if error.expected == _ONCE:
                code, message = ID_TWICE, f"{error.value!r} is in use twice"
            yield Flaw(code=code, message=message, expected=error.expected)
        case _:
            raise error


_CODES: Final = {"share": BOUNDS, "total": BOUNDS, "period": BOUNDS}
_ONCE: Final = "an id that is in use once"


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return " and ".join("none" if each is None else str(each) for each in value)
    return str(value)


def _keys(of: type) -> tuple[str, ...]:
    """Return the keys that a mapping of a class may have, with the one that tells it apart."""
    names = tuple(field.name for field in attrs.fields(of))
    tag = tag_of(of)
    return names if tag is None else (tag.key, *names)


def unknown_key(key: str, known: tuple[str, ...]) -> Flaw:
    """Return the flaw of a key that nothing reads."""
    return Flaw(
        code=UNKNOWN_KEY,
        message=f"unknown key {key[:40]!r}",
        expected=any_of(known),
        hint=copied(key) or did_you_mean(key, known),
        steps=(key,),
        at_key=True,
    )


ENVELOPE = ("elzmodel", "kind")


@frozen(kw_only=True)
class Reading:
    """What was read: the kind, the typed value, and the tree that knows the places."""

    name: str
    kind: Kind
    version: int
    value: Any
    tree: Tree


@without_collector()
def read(text: str, *, name: str, within: Landscape | None = None) -> Reading:
    """Return what a document says.

    Raises:
        FormatVersionError: If it is of a newer format.
        DocumentError: If it cannot be read, with every problem; with *within*,
            ids that it does not know are among them.
    """
    try:
        tree = parse(text, name=name)
        kind, version = _envelope(tree, name)
    except Unreadable as error:
        raise failed(name, [error.placed]) from None
    content = {key: value for key, value in tree.root.items() if key not in ENVELOPE}
    content = kind.migrated(content, version)
    try:
        value = converter().structure(content, kind.of)
    except Exception:
        value, flaws = None, mistakes(content, kind, tree)
        if not flaws:  # pragma: no cover - the two converters would disagree
            raise
    else:
        flaws = []
    if flaws or tree.flaws:
        references = kind.references(tree, within)
        doubts = list(islice(references.flaws(), MOST))
        # Which id is in use twice, they say at the second of the two.
        found = [references.advised(each) for each in flaws if each.flaw.code != ID_TWICE]
        raise failed(name, [*tree.flaws, *found, *doubts])
    return Reading(name=name, kind=kind, version=version, value=value, tree=tree)


def doubts(reading: Reading, within: Landscape | None) -> list[DocumentProblem]:
    """Return what is doubtful about a document that was read; integrity where all ids are known."""
    found = list(islice(reading.kind.references(reading.tree, within).flaws(), MOST))
    if within is not None and not found:
        found += reading.kind.contradictions(reading.value, reading.tree, within)
    return problems_in(reading.name, found)


def mistakes(content: dict[str, Any], kind: Kind, tree: Tree | None = None) -> list[Placed]:
    """Return all mistakes in plain content, with places where there is a tree."""
    try:
        converter(detailed=True).structure(content, kind.of)
    except Exception as error:  # noqa: BLE001 - sorted out by `placed_flaws`
        return placed_flaws(error, tree)
    return []


def parse(text: str, *, name: str = "") -> Tree:
    """Return the tree of a text: JSON by its file name or its first brace, otherwise YAML.

    Raises:
        Unreadable: If it cannot be read to its end, or holds no mapping.
    """
    tree = _parsed(text, is_json=name.lower().endswith(".json"))
    if tree is None or tree.root is None:
        hint = f'begin with the lines "elzmodel: {FORMAT_VERSION}" and {_kind_lines()}'
        raise Unreadable(Placed(flaw=Flaw(code=NO_DOCUMENT, message="it is empty", hint=hint)))
    if not isinstance(tree.root, dict):
        message = f"it begins with {shown(tree.root)}"
        flaw = Flaw(code=NO_DOCUMENT, message=message, expected="a mapping with keys")
        line, column = tree.place(())
        raise Unreadable(Placed(flaw=flaw, line=line, column=column))
    return tree


def _parsed(text: str, *, is_json: bool) -> Tree | None:
    if is_json and text.strip():
        return read_json(text)
    if text.lstrip().startswith("{"):
        try:
            return read_json(text)
        except Unreadable as error:
            if error.placed.flaw.code != _SYNTAX:
                raise
    return read_yaml(text)


_SYNTAX = "ELZ-D004"


def _envelope(tree: Tree, name: str) -> tuple[Kind, int]:
    """Return kind and format version, as the first lines of a document say them."""
    root = tree.root
    version = root.get("elzmodel")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        there = "elzmodel" in root
        message = f"not a format version: {shown(version)}" if there else "no format version"
        hint = f'write "elzmodel: {FORMAT_VERSION}" on the first line'
        raise _at(tree, "elzmodel", Flaw(code=NO_VERSION, message=message, hint=hint))
    if version > FORMAT_VERSION:
        flaw = Flaw(
            code=NEWER,
            message=f"this is format version {version}",
            expected=f"at most {FORMAT_VERSION}",
            hint=_newer(),
        )
        placed = _at(tree, "elzmodel", flaw).placed
        problems = problems_in(name, [placed])
        raise FormatVersionError(name, problems, version, FORMAT_VERSION)
    kind = root.get("kind")
    if isinstance(kind, str) and kind in KINDS:
        return KINDS[kind], version
    if "kind" not in root:
        hint = f"write {_kind_lines()} on the second line"
        flaw = Flaw(code=KIND, message="no kind", hint=hint)
    else:
        said = unknown_choice(kind, tuple(KINDS)).flaw
        message = f"not a kind of document: {shown(kind)}"
        flaw = Flaw(code=KIND, message=message, expected=said.expected, hint=said.hint)
    raise _at(tree, "kind", flaw)


def _kind_lines() -> str:
    return any_of(tuple(f'"kind: {name}"' for name in KINDS))


def _newer() -> str:
    """Say which release reads a newer format, as far as this one can know."""
    release = f"newer than {installed('elzmodel')}"
    return f"elzmodel {release} reads it: pip install --upgrade elzmodel"


def _at(tree: Tree, key: str, flaw: Flaw) -> Unreadable:
    line, column = tree.place((key,))
    return Unreadable(Placed(flaw=flaw, path=(key,), line=line, column=column))


def problems_in(name: str, flaws: Iterable[Placed]) -> list[DocumentProblem]:
    """Return flaws as the problems of a file; each is told once."""
    problems = (
        DocumentProblem(
            code=placed.flaw.code,
            message=placed.flaw.message,
            file=name,
            line=placed.line,
            column=placed.column,
            path=shown_path(placed.path),
            expected=placed.flaw.expected,
            hint=placed.flaw.hint,
        )
        for placed in flaws
    )
    return list(dict.fromkeys(problems))


def failed(name: str, flaws: Iterable[Placed]) -> DocumentError:
    """Return the error for flaws with places."""
    return DocumentError(name, problems_in(name, flaws))
