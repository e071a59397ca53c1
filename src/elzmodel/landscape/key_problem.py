"""What is wrong with one key of a table, and what was done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.errors import listed
from elzmodel.landscape.table_key import KeyKind
from elzmodel.territory import Municipality

if TYPE_CHECKING:
    from collections.abc import Sequence

    from elzmodel.landscape.table_key import KeyReading

__all__ = ["KeyProblem"]


@frozen
class KeyProblem:
    """One key that does not fit, or that had to be read as something else.

    *positions* say where it stands among the keys, from 0. *read_as* is what it
    was mended to, empty where it was not. *municipalities* are, by kind, what
    an ended one became, what one of later was before, what an ambiguous one can
    mean, or near misses.

    Example:
        >>> print(KeyProblem(KeyKind.EMPTY, "", (3,), "there is no key"))
        empty: '': there is no key
    """

    kind: KeyKind
    key: str
    positions: tuple[int, ...]
    message: str
    read_as: str = ""
    municipalities: tuple[Municipality, ...] = ()

    def __str__(self) -> str:
        """Show the kind, the key and what is wrong."""
        return f"{self.kind.value}: {self.key!r}: {self.message}"


def problem_of(reading: KeyReading, positions: tuple[int, ...]) -> KeyProblem | None:
    """Return what had to be mended in a key, ``None`` where nothing had."""
    if reading.kind is None:
        return None
    message = reading.detail
    if reading.read_as:
        message = f"{message}; read as {reading.read_as}"
    elif reading.found and reading.kind is not KeyKind.AMBIGUOUS:
        message += said("near misses:", reading.found)
    return KeyProblem(
        reading.kind, reading.text, positions, message, reading.read_as, reading.found
    )


def said(what: str, found: Sequence[Municipality]) -> str:
    """Return a clause about municipalities, or nothing where there are none."""
    return f"; {what} {listed(found)}" if found else ""
