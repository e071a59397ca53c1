"""The ids of all rooms: plain text with one canonical form each.

Rooms refer to each other by id, never by object. The types are text to the
interpreter and distinct to a type checker: a `ZoneId` cannot stand where a
`NisCode` is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NewType

from attrs import frozen

from elzmodel.values.errors import InvalidValueError
from elzmodel.values.text import Phrase, in_words

__all__ = [
    "BodyId",
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
    "parse_slug",
    "part_ids",
    "source_ids",
    "unit_ids",
]

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

_NIS = re.compile(r"[1-9][0-9]{4}", re.ASCII)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


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
    if isinstance(value, str) and _NIS.fullmatch(value.strip()):
        return NisCode(value.strip())
    hint = "; put quotes around it" if isinstance(value, int) else ""
    raise InvalidValueError("NIS code", value, f"five digits as text, such as '71072'{hint}")


def _several(values: Iterable[str]) -> tuple[str, ...]:
    """Refuse a single text, which would fall into letters."""
    if isinstance(values, str):
        raise InvalidValueError("list of ids", values, f"several ids, such as ({values!r},)")
    return tuple(values)


def part_ids(values: Iterable[PartId]) -> tuple[PartId, ...]:
    """Return ids of parts as a tuple, refusing a single text.

    Raises:
        InvalidValueError: If *values* is one text.

    Example:
        >>> part_ids(["alken", "wellen"])
        ('alken', 'wellen')
    """
    return tuple(map(PartId, _several(values)))


def unit_ids(values: Iterable[UnitId]) -> tuple[UnitId, ...]:
    """Return ids of units as a tuple, refusing a single text.

    Raises:
        InvalidValueError: If *values* is one text.

    Example:
        >>> unit_ids(["alken", "wellen"])
        ('alken', 'wellen')
    """
    return tuple(map(UnitId, _several(values)))


def source_ids(values: Iterable[SourceId]) -> tuple[SourceId, ...]:
    """Return ids of sources as a tuple, refusing a single text.

    Raises:
        InvalidValueError: If *values* is one text.

    Example:
        >>> source_ids(["S04"])
        ('S04',)
    """
    return tuple(map(SourceId, _several(values)))


def parse_slug(value: object, *, kind: str = "id") -> str:
    """Read an id of the library's own: lower-case letters, digits and single hyphens.

    Args:
        value: The text to read.
        kind: What the id stands for; used in the message.

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

    *label* is what people see where the id alone does not tell them enough.

    Example:
        >>> print(Ref("seat", "lb-1"), Ref("rule", "R1", label="raad/R1"))
        lb-1 raad/R1
    """

    kind: str
    id: str
    label: str | Phrase = ""

    def __str__(self) -> str:
        """Show the label, or else the id."""
        return in_words(self)


@in_words.register
def _(value: Ref, lang: str = "en", door: str = "python") -> str:
    return in_words(value.label or value.id, lang, door)
