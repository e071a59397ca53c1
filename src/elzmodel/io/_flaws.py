"""Codes of what can be wrong in a document, and flaws that still lack a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import frozen

__all__ = [
    "CODES",
    "MOST",
    "Flaw",
    "Placed",
    "Step",
    "Unreadable",
    "Wrong",
]

Step = str | int
"""A key or an index on the way to a value."""

MOST: Final = 1000
"""How many mistakes are looked into; who makes more has made one many times."""

ENCODING: Final = "ELZ-D001"
TOO_LARGE: Final = "ELZ-D002"
CHARACTER: Final = "ELZ-D003"
SYNTAX: Final = "ELZ-D004"
TOO_DEEP: Final = "ELZ-D005"
ALIAS: Final = "ELZ-D006"
NO_DOCUMENT: Final = "ELZ-D007"
SEVERAL: Final = "ELZ-D008"
NO_VERSION: Final = "ELZ-D009"
NEWER: Final = "ELZ-D010"
KIND: Final = "ELZ-D011"
LONG_KEY: Final = "ELZ-D012"
DUPLICATE: Final = "ELZ-D020"
UNKNOWN_KEY: Final = "ELZ-D021"
MISSING_KEY: Final = "ELZ-D022"
MERGE_KEY: Final = "ELZ-D023"
TAG: Final = "ELZ-D024"
WRONG_TYPE: Final = "ELZ-D030"
NUMBER_AS_TEXT: Final = "ELZ-D031"
BAD_ID: Final = "ELZ-D032"
BAD_NIS: Final = "ELZ-D033"
BAD_DAY: Final = "ELZ-D034"
BAD_CHOICE: Final = "ELZ-D035"
BAD_NUMBER: Final = "ELZ-D036"
BAD_RECORD: Final = "ELZ-D037"
BOUNDS: Final = "ELZ-D038"
UNKNOWN_ID: Final = "ELZ-D040"
UNKNOWN_SOURCE: Final = "ELZ-D041"
ID_TWICE: Final = "ELZ-D042"
MISFIT: Final = "ELZ-D043"

CODES: Final = tuple(
    sorted(value for value in globals().values() if str(value).startswith("ELZ-D"))
)


@frozen(kw_only=True)
class Flaw:
    """What is wrong, before it is known where; *steps* leads on from where it was found.

    *value* is a text that is no id, for whoever knows the ids.
    """

    code: str
    message: str
    expected: str = ""
    hint: str = ""
    steps: Sequence[Step] = ()
    at_key: bool = False
    value: str = ""


@frozen(kw_only=True)
class Placed:
    """A flaw found while the text was read, when its place is at hand."""

    flaw: Flaw
    path: tuple[Step, ...] = ()
    line: int = 0
    column: int = 0


class Wrong(Exception):  # noqa: N818 - it never leaves the room
    """A value does not fit its field."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw)
        self.flaw = flaw


class Unreadable(Exception):  # noqa: N818 - it never leaves the room
    """Reading cannot go on."""

    def __init__(self, placed: Placed) -> None:
        super().__init__(placed)
        self.placed = placed
