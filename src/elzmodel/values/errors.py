"""The roots of the library's errors and warnings.

Every other error lives in the room that raises it and inherits from
`ElzError`, so ``except ElzError`` catches all of them and nothing else.
Errors carry fields and write their own message; their arguments are
positional, so that they pickle and copy.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = [
    "ElzError",
    "ElzWarning",
    "InvalidValueError",
]

_SHOWN = 5


def listed(items: Sequence[object], *, most: int = _SHOWN) -> str:
    """Join the first items, with a count of the rest.

    Example:
        >>> listed("abcdefg")
        'a, b, c, d, e and 2 more'
    """
    text = ", ".join(map(str, items[:most]))
    rest = len(items) - most
    return f"{text} and {rest} more" if rest > 0 else text


def all_at_once(trouble: str, problems: Sequence[object], *, most: int = _SHOWN) -> str:
    """Return a message with the first problems, a line each, and a count of the rest.

    Example:
        >>> print(all_at_once("x.csv cannot be read", ["1: no code", "2: no name"], most=1))
        x.csv cannot be read, 2 problems:
          1: no code
          and 1 more
    """
    noun = "problem" if len(problems) == 1 else "problems"
    lines = [
        f"{trouble}, {len(problems)} {noun}:",
        *(f"  {problem}" for problem in problems[:most]),
    ]
    rest = len(problems) - most
    return "\n".join([*lines, f"  and {rest} more"] if rest > 0 else lines)


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
    """The root of every warning about something legal but doubtful.

    Example:
        >>> issubclass(ElzWarning, UserWarning)
        True
    """


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

    def __str__(self) -> str:
        """Say what was wrong and what was expected."""
        article = "an" if self.kind[:1].lower() in "aeiou" else "a"
        return f"not {article} {self.kind}: {self.value!r}. Expected {self.expected}"
