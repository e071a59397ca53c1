"""What a scalar means that stands without quotes: null, true, false, a number, or text.

YAML 1.1 reads ``no`` as false, ``12:30`` as 750 and ``0476`` as octal. Here only
``null``, ``true``, ``false`` and decimal numbers are special, and a number only
as it would be written back: ``1.10`` and ``03500`` stay text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from elzmodel.io._tree import Scalar

__all__ = ["HALF", "SPECIAL_STARTS", "NumberText", "is_misread", "resolve"]

_WORDS: dict[str, Scalar] = {"": None, "null": None, "true": True, "false": False}
SPECIAL_STARTS = frozenset("-0123456789ntf")
"""The first letters of whatever may be more than text; the empty scalar has none."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?", re.ASCII)
HALF = re.compile("[\ud800-\udfff]")
"""Half of a pair that stands for one character; no file can hold it alone."""

_LONGEST_NUMBER = 400
# What YAML 1.1 or YAML 1.2 reads as something else than text; other tools may read our files.
_MISREAD = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n"
    r"|[-+]?(?:0b[01_]+|0x[0-9a-f_]+|0o[0-7]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?)"
    r"|[-+]?\.[0-9_]+(?:e[-+]?[0-9]+)?"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[-+]?\.inf|\.nan|=|<<",
    re.ASCII | re.IGNORECASE,
)


class NumberText(str):
    """Text such as ``1.10`` that stood without quotes: text, or a number where one is asked.

    Example:
        >>> resolve("1.10")
        '1.10'
        >>> resolve("1.10").number
        1.1
    """

    __slots__ = ()

    @property
    def number(self) -> float:
        """The number that it stands for."""
        return float(self)


def resolve(text: str) -> Scalar:
    """Return what a scalar without quotes means.

    Example:
        >>> [resolve(text) for text in ("no", "03500", "12:30", "2025-01-01", "~", "-7", "0.5", "")]
        ['no', '03500', '12:30', '2025-01-01', '~', -7, 0.5, None]
    """
    if text in _WORDS:
        return _WORDS[text]
    found = _NUMBER.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    if found is None:
        return text
    if found.lastindex is None:
        return NumberText(text) if text == "-0" else int(text)
    number = float(text)
    return number if repr(number) == text else NumberText(text)


def is_misread(text: str) -> bool:
    """Tell whether *text* needs quotes, for us or for other readers of YAML.

    Example:
        >>> is_misread("no"), is_misread("71072"), is_misread("2025-01-01")
        (True, True, False)
    """
    return not text or _MISREAD.fullmatch(text) is not None
