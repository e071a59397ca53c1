"""The ids of all rooms, plain text with one canonical form each, and how values list them.

Rooms refer to each other by id, never by object. The types are text to the
interpreter and distinct to a type checker: a `ZoneId` cannot stand where a
`NisCode` is meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Final, NewType, TypeVar

import attrs
from attrs import field, frozen

from elzmodel.values.errors import InvalidValueError
from elzmodel.values.text import Phrase, in_words, said

__all__ = [
    "NIS",
    "BodyId",
    "CodeSystem",
    "EventId",
    "ItemId",
    "NisCode",
    "PartId",
    "PartnerId",
    "PersonId",
    "Ref",
    "SeatId",
    "SourceId",
    "UnitId",
    "ZoneId",
    "parse_nis",
]

K = TypeVar("K")
V = TypeVar("V")

NisCode = NewType("NisCode", str)
"""A code of a municipality in an official list: a label for a period, never an identity."""

UnitId = NewType("UnitId", str)
"""The identity of a municipality as a body; it stays when name, code or land change."""

PartId = NewType("PartId", str)
"""The identity of a smallest stable piece of land."""

ZoneId = NewType("ZoneId", str)
"""The identity of a first-line zone (*eerstelijnszone*) or of an area of another partition."""

EventId = NewType("EventId", str)
"""The identity of a dated event."""

SourceId = NewType("SourceId", str)
"""The identity of a source."""

BodyId = NewType("BodyId", str)
"""The identity of a body: a board, a working group."""

SeatId = NewType("SeatId", str)
"""The identity of a seat; it stays while the seat is vacant."""

PersonId = NewType("PersonId", str)
"""The identity of a person within a dossier: a pseudonym, never a name."""

PartnerId = NewType("PartnerId", str)
"""The identity of a partner within a dossier."""

ItemId = NewType("ItemId", str)
"""The identity of anything else that a dossier holds: a statement, a goal, an action, a rule."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


_MOST_SIGNS: Final = 30
_MOST_WAYS: Final = 2000
_SIGNS = re.compile(r"\[\^?(?:\w(?:-\w)?|[ ./:])+-?\]|\\[d.+*?|()\[\]{}/-]|[\w ./:-]")
_TIMES = re.compile(r"\{([0-9]{1,2})(?:,([0-9]{1,2}))?\}|[?+*]|")


def _check_pattern(of: object, attribute: object, pattern: str) -> None:  # noqa: ARG001 - a validator of attrs
    """Refuse what is no pattern, and one by which a single code could take long to match.

    Patterns come from anyone's documents: without groups, and with few ways in which their
    signs can repeat, matching is bounded.
    """
    branches = pattern.split("|") if pattern else []
    if not all(map(_is_bounded, branches)):
        raise InvalidValueError("pattern of codes", pattern, _PATTERNS)
    try:
        re.compile(pattern)
    except re.error as error:
        raise InvalidValueError("pattern of codes", pattern, _PATTERNS) from error


def _check_name(of: object, attribute: object, name: str) -> None:  # noqa: ARG001 - the same
    if not name.strip():
        raise InvalidValueError("name of a code system", name, "a name, such as 'NIS'")


_PATTERNS: Final = said(
    "signs and sets of signs with how often each may stand, such as {one} or {other}",
    one="[0-9]{5}",
    other="GM[0-9]{1,4}",
)


def _is_bounded(branch: str) -> bool:
    """Tell whether a branch is a series of signs that can repeat in few ways."""
    at, ways = 0, 1
    while at < len(branch):
        sign = _SIGNS.match(branch, at)
        times = sign and _TIMES.match(branch, sign.end())
        if not times:
            return False
        at, ways = times.end(), ways * _ways(times)
    return len(branch) > 0 and ways <= _MOST_WAYS


def _ways(times: re.Match[str]) -> int:
    if times[1]:
        return int(times[2] or times[1]) - int(times[1]) + 1
    return {"": 1, "?": 2}.get(times[0], _MOST_SIGNS)


@frozen
class CodeSystem:
    """How an official register writes the codes of its municipalities.

    Without a pattern, any text of at most thirty signs may be a code.

    Attributes:
        name: What the codes are called.
        pattern: The regular expression of a whole code, without groups.

    Raises:
        InvalidValueError: If *name* is empty, or *pattern* is no such expression.

    Example:
        >>> swiss = CodeSystem("FSO number", "[0-9]{1,4}")
        >>> swiss.has("261"), swiss.has("71072"), NIS.has("71072")
        (True, False, True)
    """

    name: str = field(validator=_check_name)
    pattern: str = field(default="", validator=_check_pattern)

    def __str__(self) -> str:
        """Show the name."""
        return self.name

    @property
    def form(self) -> str:
        """The pattern as a message says it, in words where it is that of NIS codes."""
        if self.pattern == NIS.pattern:
            return said("five digits, the first not 0")
        return self.pattern or said("a text of at most {most} signs", most=_MOST_SIGNS)

    def has(self, code: str) -> bool:
        """Tell whether *code* is written as codes of this system are."""
        is_plain = 0 < len(code) <= _MOST_SIGNS and code.isprintable() and code == code.strip()
        return is_plain and bool(not self.pattern or re.fullmatch(self.pattern, code, re.ASCII))


NIS: Final = CodeSystem("NIS", "[1-9][0-9]{4}")
"""The codes of Belgian municipalities (*NIS-code*): five digits, the first not zero."""


def parse_nis(value: object) -> NisCode:
    """Read a Belgian NIS code (*NIS-code*, five digits, the first not zero).

    Raises:
        InvalidValueError: If *value* is not text of that form. A number is
            refused as well: spreadsheets and YAML turn codes into numbers
            when the quotes are forgotten.

    Example:
        >>> parse_nis("71072")
        '71072'
    """
    if isinstance(value, str) and NIS.has(value.strip()):
        return NisCode(value.strip())
    hint = said("put quotes around it") if isinstance(value, int) else ""
    expected = said("five digits as text, such as '71072'[; {hint}]", hint=hint)
    raise InvalidValueError("NIS code", value, expected)


def parse_slug(value: object, *, kind: str = "id") -> str:
    """Read an id of the library's own: lower-case letters, digits and single hyphens.

    The message says *kind*, what the id stands for.

    Raises:
        InvalidValueError: If *value* is not of that form.

    Example:
        >>> parse_slug("zuid-oost-limburg", kind="zone id")
        'zuid-oost-limburg'
    """
    if isinstance(value, str) and _SLUG.fullmatch(value):
        return value
    raise InvalidValueError(kind, value, "lower-case letters and digits joined by single hyphens")


@frozen
class Ref:
    """What something speaks of: the kind of a thing, and its id.

    *label* is what people see where the id alone does not tell them enough. *within* is the
    council or the plan that it is of, since ids of two of these may be the same; of a rule
    it is the council that is held against it.

    Example:
        >>> print(Ref("seat", "lb-1"), Ref("rule", "R1", label="raad/R1"))
        lb-1 raad/R1
    """

    kind: str
    id: str
    label: str | Phrase = ""
    within: Ref | None = field(default=None, eq=False)

    def __str__(self) -> str:
        """Show the label, or else the id."""
        return in_words(self)


@in_words.register
def _(value: Ref, lang: str = "en", door: str = "python") -> str:
    return in_words(value.label or value.id, lang, door)


def refuse_twice(kind: str, ids: Iterable[str]) -> None:
    """Refuse an id that two things have."""
    twice = sorted(each for each, times in Counter(ids).items() if times > 1)
    if twice:
        raise InvalidValueError(kind, twice[0], "an id that is in use once")


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Return the values of each key, keys and values in the order in which they come.

    Example:
        >>> grouped([("west", 1), ("east", 2), ("west", 3)])
        {'west': (1, 3), 'east': (2,)}
    """
    by_key: dict[K, Any] = {}
    for key, value in pairs:
        by_key.setdefault(key, []).append(value)
    for key, values in by_key.items():  # In place, which needs no second dictionary.
        by_key[key] = tuple(values)
    return by_key


# --- lists in frozen values: always tuples, and able to say that they are not complete ---


def tupled(of: type[Any], fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:  # noqa: ARG001 - what attrs hands over
    """Let every field that is annotated as a tuple take any series but a single text.

    A single text would fall into letters. It is given to attrs as
    ``field_transformer``; where a field may be ``None``, that stays.

    Example:
        >>> from attrs import field, frozen
        >>> @frozen(field_transformer=tupled)
        ... class Named:
        ...     names: tuple[str, ...] = ()
        >>> Named(["a", "b"]).names
        ('a', 'b')
    """
    return [
        field.evolve(converter=_series(field))
        if _is_list(field) and field.converter is None
        else field
        for field in fields
    ]


def _is_list(field: attrs.Attribute[Any]) -> bool:
    # As it is written: the class is not finished yet, so that its types cannot be resolved.
    return str(field.type).startswith("tuple[")


def _series(of: attrs.Attribute[Any]) -> Callable[[Any], tuple[Any, ...] | None]:
    may_be_none = str(of.type).endswith("| None")

    def convert(values: Any) -> tuple[Any, ...] | None:  # noqa: ANN401 - whatever is given
        if type(values) is tuple:
            return values  # The usual case; a large record has many.
        if may_be_none and values is None:
            return None
        if not isinstance(values, str):
            with suppress(TypeError):
                return tuple(values)
        expected = said("several, such as {example}", example=f"({values!r},)")
        raise InvalidValueError(said("list of {name}", name=of.name), values, expected)

    return convert


def lists_of(of: type[Any]) -> tuple[str, ...]:
    """Return the names of the lists of a class, but for that of the names of open ones."""
    lists = (field.name for field in attrs.fields(of) if _is_list(field))
    return tuple(name for name in lists if name != "open_lists")


def open_lists_of(value: Any, attribute: object, names: tuple[str, ...]) -> None:  # noqa: ANN401, ARG001 - a validator of attrs
    """Check that what is said not to be complete is a list of *value*.

    It is given to attrs as ``validator``.

    Raises:
        InvalidValueError: If a name is not that of a list of the class.

    Example:
        >>> from attrs import field, frozen
        >>> @frozen(field_transformer=tupled)
        ... class Groups:
        ...     members: tuple[str, ...] = ()
        ...     open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
        >>> Groups(["a"], open_lists=["members"]).open_lists
        ('members',)
    """
    lists = lists_of(type(value))
    for name in names:
        if name not in lists:
            expected = said("{names:list all}", names=lists)
            raise InvalidValueError("list that can be open", name, expected)
