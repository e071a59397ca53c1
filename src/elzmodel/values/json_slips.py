"""The usual slips in JSON: what is wrong, and what is to be done.

Python's `json` says them in English alone; tables and documents say them in both languages.
"""

from __future__ import annotations

from typing import Final

from elzmodel.values.text import Said, said

__all__: list[str] = []


def json_slip(message: str) -> tuple[Said, Said] | None:
    """Return what is wrong and what is to be done, by the message of `json`; if it is known.

    Example:
        >>> json_slip("Expecting ':' delimiter")
        ('a colon is missing after a key', 'write a colon between a key and its value')
    """
    return next((slip for begin, slip in _SLIPS.items() if message.startswith(begin)), None)


_SLIPS: Final[dict[str, tuple[Said, Said]]] = {
    "Expecting ',' delimiter": (
        said("a comma or a closing bracket is missing"),
        said("put a comma between two values, and close each bracket"),
    ),
    "Expecting ':' delimiter": (
        said("a colon is missing after a key"),
        said("write a colon between a key and its value"),
    ),
    "Expecting property name": (
        said("a key in double quotes is missing"),
        said("write each key in double quotes, and no comma behind the last"),
    ),
    "Illegal trailing comma": (
        said("a comma stands behind the last value"),
        said("remove that comma"),
    ),
    "Expecting value": (
        said("a value is missing"),
        said("write a value; a text stands in double quotes"),
    ),
    "Extra data": (
        said("text follows behind the end"),
        said("remove what follows, or put all of it in one pair of brackets"),
    ),
    "Unterminated string": (
        said("a text has no closing quote"),
        said("close the quotes on the same line"),
    ),
    "Invalid control character": (
        said("a text holds a line break, a tab or another control character"),
        said("write a line break as \\n, and a tab as \\t"),
    ),
    "Invalid \\": (
        said("a backslash stands before a sign that it does not go with"),
        said("write a backslash twice"),
    ),
}
"""By how the message of `json` begins."""
