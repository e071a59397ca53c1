"""Reading a document: envelope, migration, structuring, and all problems at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
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

from elzmodel.errors import FormatVersionError, InvalidValueError
from elzmodel.io._readers import quick_yaml, read_json
from elzmodel.io._references import DocumentReferences
from elzmodel.io.classes import UNTIL, tag_of
from elzmodel.io.codes import (
    BAD_RECORD,
    BOUNDS,
    KIND,
    LAST_DAY,
    MISSING_KEY,
    MOST,
    NEWER,
    NO_DOCUMENT,
    NO_VERSION,
    SYNTAX,
    TURNED,
    Step,
    Unreadable,
    Wrong,
    failed,
    in_file,
    mistake,
    placed,
    suggestions,
)
from elzmodel.io.converters import converter
from elzmodel.io.hooks import day_of, one_of, shown, unknown_key
from elzmodel.io.kind import FORMAT_VERSION, KINDS, Kind
from elzmodel.io.tree import TURNING, Node, Tree, guarded
from elzmodel.landscape import Landscape
from elzmodel.values import NIS, CodeSystem, Finding, eve
from elzmodel.values.references import TWICE
from elzmodel.values.text import phrase, said, term

__all__: list[str] = []


def findings_of(error: Exception, tree: Tree | None) -> list[Finding]:
    """Return the findings behind an error of the detailed converter, with their places."""
    found = (
        _placed(wrong, path, tree) for path, each in _leaves(error) for wrong in _mistakes(each)
    )
    return list(islice(found, MOST))


def _placed(wrong: Wrong, path: Sequence[Step], tree: Tree | None) -> Finding:
    whole = (*path, *wrong.steps)
    if tree is None:
        return placed(wrong.finding, path=whole)
    return tree.placed(wrong.finding, whole, at_key=wrong.at_key)


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


def _mistakes(error: Exception) -> Iterator[Wrong]:
    """Yield what one exception stands for; one that is ours to mend is raised again."""
    match error:
        case Wrong():
            yield error
        case ForbiddenExtraKeysError():
            known = _keys(error.cl)
            for key in sorted(error.extra_fields):
                yield unknown_key(key, known)
        case KeyError():
            yield Wrong(mistake(MISSING_KEY, key=str(error.args[0])))
        case InvalidValueError():
            code = BOUNDS if error.kind in _BOUNDED else BAD_RECORD
            value = _plain(error.value)
            yield Wrong(
                mistake(code, kind=term(error.kind), value=value, expected=term(error.expected))
            )
        case _:
            raise error


_BOUNDED: Final = frozenset({"share", "total", "period"})


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        members = tuple(said("none") if each is None else str(each) for each in value)
        return said("{values:and all}", values=members)
    return str(value)


def _keys(of: type) -> tuple[str, ...]:
    """Return the keys that a mapping of a class may have, with the one that tells it apart."""
    names = tuple(field.name for field in attrs.fields(of))
    tag = tag_of(of)
    return names if tag is None else (tag.key, *names)


def traps(tree: Tree) -> Iterator[Finding]:
    """Yield what is read as it is written, and may be meant otherwise: last days for days after.

    So may be a text that is shown otherwise than it is read.
    """
    for path, text in _texts(tree.root):
        sign = TURNING.search(text)
        if sign is not None:
            yield tree.placed(mistake(TURNED, character=f"U+{ord(sign[0]):04X}"), path)
    for path, day in _ends(tree.root):
        after = day + timedelta(days=1) if day < date.max else day
        if after.day == 1:
            finding = mistake(LAST_DAY, day=day, last=eve(day), after=after)
            yield tree.placed(finding, path)


def _texts(node: Node, path: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Yield each text, and its path."""
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict | list):
        for step, inside in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _texts(inside, (*path, step))


def _ends(node: Node, path: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], date]]:
    """Yield each day that stands behind ``until``, and its path."""
    if isinstance(node, dict):
        for key, inside in node.items():
            day = day_of(inside) if key == UNTIL and isinstance(inside, str) else None
            if day is not None:
                yield (*path, key), day
            else:
                yield from _ends(inside, (*path, key))
    elif isinstance(node, list):
        for index, inside in enumerate(node):
            yield from _ends(inside, (*path, index))


ENVELOPE = ("elzmodel", "kind")


@frozen(kw_only=True)
class Reading:
    """What was read: the kind, the typed value, and the ids and places in its text."""

    name: str
    kind: Kind
    value: Any
    references: DocumentReferences

    def doubts(self) -> list[Finding]:
        """Return what is doubtful; what contradicts the record where all ids are known."""
        found = list(islice(self.references.findings(), MOST))
        within = self.references.within
        if within is not None and not found:
            misfits = self.kind.misfits(self.value, within)
            found = [self.references.placed(finding) for finding in misfits]
        return in_file(found, self.name)

    def advice(self) -> list[Finding]:
        """Return what may be meant otherwise than it is written."""
        return in_file(islice(traps(self.references.tree), MOST), self.name)


def read(text: str, *, name: str, within: Landscape | None = None) -> Reading:
    """Return what a document says.

    Raises:
        FormatVersionError: If it is of a newer format.
        DocumentError: If it cannot be read, with every finding; with *within*,
            ids that it does not know are among them.
    """
    try:
        return read_tree(parse(guarded(text), name=name), name=name, within=within)
    except Unreadable as error:
        raise failed(name, [error.finding]) from None


def read_tree(
    tree: Tree,
    *,
    name: str,
    within: Landscape | None = None,
    kinds: Mapping[str, Kind] = KINDS,
) -> Reading:
    """Return what a document says of which the text was read already, one of some *kinds*.

    Raises:
        Unreadable: If it does not say which kind it is, or of which format.
        FormatVersionError: If it is of a newer format.
        DocumentError: If it cannot be read, with every finding.
    """
    kind, version = _envelope(tree, name, kinds)
    content = {key: value for key, value in tree.root.items() if key not in ENVELOPE}
    content = kind.migrated(content, version)
    value, wrong = _structured(content, kind, tree)
    references = DocumentReferences(tree, kind.of, within)
    if wrong or tree.findings:
        named = list(islice(references.findings(), MOST))
        # Of an id that is in use twice, they know where the second one stands.
        twice = {each.values["id"] for each in named if each.kind is TWICE}
        others = [each for each in wrong if each.values.get("value") not in twice]
        raise failed(name, [*tree.findings, *map(references.advised, others), *named])
    return Reading(name=name, kind=kind, value=value, references=references)


def _structured(content: dict[str, Any], kind: Kind, tree: Tree) -> tuple[Any, list[Finding]]:
    """Return the value of plain content, or all that is wrong with it."""
    try:
        return converter(codes=_codes_of(content)).structure(content, kind.of), []
    except Exception:
        wrong = mistakes(content, kind, tree)
        if not wrong:  # pragma: no cover - the two converters would disagree
            raise
        return None, wrong


def _codes_of(content: dict[str, Any]) -> CodeSystem:
    """Return how a document says that codes are written; any may stand where that is wrong."""
    if "codes" not in content:
        return NIS
    try:
        return converter().structure(content["codes"], CodeSystem)
    except Exception:  # noqa: BLE001 - it is told with the other mistakes
        return CodeSystem("any")


def mistakes(content: dict[str, Any], kind: Kind, tree: Tree | None = None) -> list[Finding]:
    """Return all mistakes in plain content, with places where there is a tree."""
    try:
        converter(detailed=True, codes=_codes_of(content)).structure(content, kind.of)
    except Exception as error:  # noqa: BLE001 - sorted out by `findings_of`
        return findings_of(error, tree)
    return []


def parse(text: str, *, name: str = "") -> Tree:
    """Return the tree of a text: JSON by its file name or its first brace, otherwise YAML.

    Raises:
        Unreadable: If it cannot be read to its end, or holds no mapping.
    """
    tree = _parsed(text, is_json=name.lower().endswith(".json"))
    if tree is None or tree.root is None:
        begin = 'begin with the lines "elzmodel: {newest}" and {lines:or all}'
        remedy = phrase(begin, newest=FORMAT_VERSION, lines=_kind_lines())
        raise Unreadable(mistake(NO_DOCUMENT, remedy=remedy))
    if not isinstance(tree.root, dict):
        value, expected = shown(tree.root), said("a mapping with keys")
        raise Unreadable(tree.placed(mistake(NO_DOCUMENT, "other", value=value, expected=expected)))
    return tree


def _parsed(text: str, *, is_json: bool) -> Tree | None:
    if is_json and text.strip():
        return read_json(text)
    if text.lstrip().startswith("{"):
        try:
            return read_json(text)
        except Unreadable as error:
            if error.finding.kind is not SYNTAX:
                raise
    return quick_yaml(text)


def _envelope(tree: Tree, name: str, kinds: Mapping[str, Kind]) -> tuple[Kind, int]:
    """Return kind and format version, as the first lines of a document say them."""
    root = tree.root
    version = root.get("elzmodel")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        variant, value = ("other", shown(version)) if "elzmodel" in root else ("", "")
        finding = mistake(NO_VERSION, variant, value=value, newest=FORMAT_VERSION)
        raise Unreadable(tree.placed(finding, ["elzmodel"]))
    if version > FORMAT_VERSION:
        expected = phrase("at most {newest}", newest=FORMAT_VERSION)
        release = installed("elzmodel")
        finding = mistake(NEWER, version=version, expected=expected, installed=release)
        newer = in_file([tree.placed(finding, ["elzmodel"])], name)
        raise FormatVersionError(name, newer, version, FORMAT_VERSION)
    kind = root.get("kind")
    if isinstance(kind, str) and kind in kinds:
        return kinds[kind], version
    raise Unreadable(tree.placed(_no_kind(root, kinds), ["kind"]))


def _no_kind(root: dict[str, Any], kinds: Mapping[str, Kind]) -> Finding:
    if "kind" not in root:
        remedy = phrase("write {lines:or all} on the second line", lines=_kind_lines(kinds))
        return mistake(KIND, remedy=remedy)
    kind = root["kind"]
    near = suggestions(kind, kinds) if isinstance(kind, str) else ()
    return mistake(KIND, "unknown", value=shown(kind), expected=one_of(kinds), near=near)


def _kind_lines(kinds: Mapping[str, Kind] = KINDS) -> list[str]:
    return [f'"kind: {name}"' for name in kinds]
