"""What can be wrong in a document: the codes, and how mistakes travel until they have a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import define, evolve, field

from elzmodel.errors import DocumentError
from elzmodel.values import Code, Codes, Finding, Place, Severity
from elzmodel.values.findings import error_code
from elzmodel.values.text import Suggestions, dictionary

__all__ = ["CODES", "UNREADABLE"]

Step = str | int
"""A key or an index on the way to a value."""

MOST: Final = 1000
"""How many mistakes are looked into; who makes more has made one many times."""


# --- documents that cannot be read to their end ------------------------------------------

ENCODING: Final = error_code(
    "ELZ-D001",
    {"": "byte 0x{byte} is not UTF-8", "other": "it is {what}, no document"},
    "the file is not UTF-8",
    "save the file as UTF-8; it looks like {encoding}",
)
TOO_LARGE: Final = error_code(
    "ELZ-D002",
    {
        "": "larger than {size} MB",
        "values": "more than {most:number} values",
        "text": "a text of {length:number} characters",
    },
    "the document, a text in it, or the number of its values is beyond a limit",
    "split it into several files; large tables belong in CSV, large registers in a .kept file",
)
CHARACTER: Final = error_code(
    "ELZ-D003",
    {
        "": "character {character} may not stand in a document",
        "NUL": "a NUL character stands in the text",
        "half": "half a character stands in the text",
    },
    "a character may not stand in a document, such as NUL",
    "delete it; it often comes along when text is copied",
)
SYNTAX: Final = error_code("ELZ-D004", "not {form}: {problem}", "the text is not YAML, or not JSON")
TOO_DEEP: Final = error_code(
    "ELZ-D005",
    "more than {most} lists and mappings inside each other",
    "lists and mappings stand too deep inside each other",
    "no kind of document is that deep; look for a bracket that does not close",
)
ALIAS: Final = error_code(
    "ELZ-D006",
    {
        "": "alias *{anchor} has no anchor before",
        "inside": "alias *{anchor} stands inside the value that it repeats",
        "many": "the aliases stand for more than {most:number} values",
    },
    "an alias has no anchor, stands inside it, or the aliases stand for too much",
    "write the value out",
)
NO_DOCUMENT: Final = error_code(
    "ELZ-D007",
    {"": "it is empty", "other": "it begins with {value}"},
    "there is no document: the file is empty, or holds something else than keys",
)
SEVERAL: Final = error_code(
    "ELZ-D008",
    "a second document begins",
    "a second document begins in the file",
    "put each document into a file of its own",
)
NO_VERSION: Final = error_code(
    "ELZ-D009",
    {"": "no format version", "other": "not a format version: {value}"},
    "the format version is missing, or is none",
    'write "elzmodel: {newest}" on the first line',
)
NEWER: Final = error_code(
    "ELZ-D010",
    "this is format version {version}",
    "the format version is newer than the library",
    "elzmodel newer than {installed} reads it: pip install --upgrade elzmodel",
)
KIND: Final = error_code(
    "ELZ-D011",
    {
        "": "no kind",
        "unknown": "not a kind of document: {value}",
        "other": "this is a document of kind {value}",
    },
    "the kind is missing or unknown",
    "[did you mean {near:or}?]",
)
LONG_KEY: Final = error_code(
    "ELZ-D012",
    {
        "": "a key of {length:number} characters",
        "list": "a list or a mapping stands as a key",
        "alias": "alias *{anchor} stands as a key",
    },
    "a key is too long, or is a list, a mapping or an alias",
)

# --- keys --------------------------------------------------------------------------------

DUPLICATE: Final = error_code(
    "ELZ-D020",
    "key {key!r} stands twice",
    "a key stands twice",
    "it stands on line {line} already; leave one out",
)
UNKNOWN_KEY: Final = error_code(
    "ELZ-D021",
    "unknown key {key!r}",
    "a key is unknown",
    "[did you mean {near:or}?]",
)
MISSING_KEY: Final = error_code("ELZ-D022", "key {key!r} is missing", "a key is missing")
MERGE_KEY: Final = error_code(
    "ELZ-D023",
    "merge keys are not read",
    "a merge key stands in the document",
    "write the keys out, or use an alias for a whole value",
)
TAG: Final = error_code(
    "ELZ-D024",
    "tag {tag} is not read",
    "a tag stands in the document",
    "leave it out; put quotes around what is meant as text",
)

# --- values ------------------------------------------------------------------------------

WRONG_TYPE: Final = error_code(
    "ELZ-D030",
    {
        "": "{value} stands here",
        "half": "half a character stands in the text",
        "control": "a control character stands in the text: {character}",
    },
    "a value is of another type than its key asks",
)
NUMBER_AS_TEXT: Final = error_code(
    "ELZ-D031",
    "{value} stands here without quotes",
    "a number or a truth value stands where text is asked; put quotes around it",
    'write "{value}"',
)
BAD_ID: Final = error_code("ELZ-D032", "not a valid {kind}: {value}", "an id is malformed")
BAD_NIS: Final = error_code(
    "ELZ-D033",
    "not a {system} code: {value}",
    "a code of a municipality is not written as those of the register, or lacks its quotes",
)
OTHER_CODES: Final = error_code(
    "ELZ-D025",
    "the codes are {system} codes",
    "events of another country are held against this landscape",
    "ask them alone: to_landscape in Python, --record in a terminal",
)
BAD_DAY: Final = error_code(
    "ELZ-D034", "not a day: {value}", "a day is malformed, or does not exist"
)
BAD_CHOICE: Final = error_code(
    "ELZ-D035",
    "{value} is not known here",
    "a word is none of those that may stand there",
    "[did you mean {near:or}?]",
)
BAD_NUMBER: Final = error_code(
    "ELZ-D036",
    {"": "not a number: {value}", "range": "the number {value}", "share": "the share {value}"},
    "a number is malformed, negative, or a share above 1",
)
BAD_RECORD: Final = error_code(
    "ELZ-D037",
    "this cannot be a {kind}: {value}",
    "the keys of one mapping contradict each other",
)
BOUNDS: Final = error_code(
    "ELZ-D038",
    "this cannot be a {kind}: {value}",
    "a lower bound is above the upper one, or a period ends before it begins",
)

LAST_DAY: Final = Code(
    "ELZ-D039",
    "until is {day}, so that the last day is {last}",
    severity=Severity.ADVICE,
    meaning="behind until stands the last day of a month, where the first day after is meant",
    explanation="`until` is the first day on which something no longer holds. Nothing is "
    "changed: it may be right.",
    remedy="write {after} if {day} is the last day",
)

TURNED: Final = Code(
    "ELZ-D044",
    "the text holds {character}, so that it is shown otherwise than it is read",
    severity=Severity.ADVICE,
    meaning="a text holds signs that turn it around, or cannot be seen",
    explanation="No name that somebody types has such a sign; it comes along with text that is "
    "copied, or is meant to mislead. Nothing is changed.",
    remedy="delete the sign if it is not meant",
)

UNREADABLE: Final = Codes(
    (
        *(ENCODING, TOO_LARGE, CHARACTER, SYNTAX, TOO_DEEP, ALIAS, NO_DOCUMENT, SEVERAL),
        *(NO_VERSION, NEWER, KIND, LONG_KEY),
    )
)
"""The codes of a document that could not be read to its end, so that the rest was not looked at."""

CODES: Final = Codes(
    (
        *UNREADABLE,
        *(DUPLICATE, UNKNOWN_KEY, MISSING_KEY, MERGE_KEY, TAG),
        *(OTHER_CODES,),
        *(WRONG_TYPE, NUMBER_AS_TEXT, BAD_ID, BAD_NIS, BAD_DAY, BAD_CHOICE, BAD_NUMBER),
        *(BAD_RECORD, BOUNDS, LAST_DAY, TURNED),
    )
)
"""The codes of documents; ids that nothing has are those of references."""


# --- mistakes on their way ----------------------------------------------------------------


@define(slots=False, repr=False)
class Wrong(Exception):  # noqa: N818 - it never leaves the room
    """A value does not fit its field; *steps* lead on from where it was noticed.

    *at_key* says that the key is the place, not the value behind it.
    """

    finding: Finding
    steps: tuple[Step, ...] = field(default=(), converter=tuple[Step, ...])
    at_key: bool = False


@define(slots=False, repr=False)
class Unreadable(Exception):  # noqa: N818 - it never leaves the room
    """Reading cannot go on; the finding has its place."""

    finding: Finding


def mistake(code: Code, variant: str = "", **values: object) -> Finding:
    """Return a finding without what it has nothing to say about."""
    given = {name: value for name, value in values.items() if not _is_empty(value)}
    if "remedy" in given:
        given.pop("near", None)
    return code.finding(variant=variant, **given)  # type: ignore[arg-type]


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value)


def placed(finding: Finding, line: int = 0, column: int = 0, path: Iterable[Step] = ()) -> Finding:
    """Return a finding with its place."""
    return evolve(finding, place=Place("", line, column, path=path))


def in_file(findings: Iterable[Finding], file: str) -> list[Finding]:
    """Return findings as those of a file; each is told once."""
    once = {(each.code, each.message, each.place): each for each in findings}
    return [evolve(each, place=evolve(each.place, file=file)) for each in once.values()]


def failed(file: str, findings: Iterable[Finding]) -> DocumentError:
    """Return the error of a file for findings with their places in it."""
    return DocumentError(file, in_file(findings, file))


def suggestions(word: str, known: Iterable[str]) -> Suggestions:
    """Return the known words that may be meant, also by who thinks in Dutch."""
    synonyms: Mapping[str, str] = dictionary("nl").get("synonyms", {})
    return Suggestions(word[:80], tuple(known), synonyms=synonyms)
