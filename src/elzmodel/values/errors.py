"""The roots of the library's errors and warnings.

Every other error lives in the room that raises it and inherits from
`ElzError`, so ``except ElzError`` catches all of them and nothing else.
Errors carry fields and write their own message; their arguments are
positional, so that they pickle and copy.
"""

from __future__ import annotations

__all__ = ["ElzError", "ElzWarning", "InvalidValueError"]

_MOST = 200


class ElzError(Exception):
    """The root of every error that this library raises on purpose.

    Example:
        >>> from elzmodel import flanders
        >>> try:
        ...     flanders().on("2025-01-01").municipality("Hasel")
        ... except ElzError as error:
        ...     print(type(error).__name__)
        UnknownIdError
    """


class ElzWarning(UserWarning):
    """The root of every warning about something legal but doubtful."""


class InvalidValueError(ElzError, ValueError):
    """A code, a day or another single value is malformed.

    Args:
        kind: What the value was meant to be, such as ``"NIS code"``.
        value: The value as given.
        expected: What would have been right, and how to mend it.

    Example:
        >>> print(InvalidValueError("NIS code", 7102, "five digits in quotes"))
        not a NIS code: 7102. Expected five digits in quotes
    """

    def __init__(self, kind: str, value: object, expected: str) -> None:
        super().__init__(kind, value, expected)
        self.kind = kind
        self.value = value
        self.expected = expected

    @property
    def shown(self) -> str:
        """The value as it is written; of what is large, the beginning."""
        return shown(self.value)

    def __str__(self) -> str:
        """Say what was wrong and what was expected."""
        article = "an" if self.kind[:1].lower() in "aeiou" else "a"
        return f"not {article} {self.kind}: {self.shown}. Expected {self.expected}"


def shown(value: object) -> str:
    """Return a value as it is written; of what is large, the beginning."""
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 - whatever it is, its class can be told
        text = f"<{type(value).__name__}>"
    line, _, more = text.partition("\n")
    return f"{line[:_MOST].rstrip()} ..." if more or len(line) > _MOST else text
