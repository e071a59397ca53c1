"""Figures as people write them: decimal signs, thousands, and cells that hide a figure.

A cell is read strictly. What can mean two figures is refused until somebody
says which sign stands before the decimals.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.values import Number, Total

__all__ = []

DecimalSign = Literal[",", "."]
"""The sign before decimals; the other one then groups thousands."""

_WITH = {
    sign: re.compile(rf"([0-9]+|[1-9][0-9]{{0,2}}(?:[{group} '][0-9]{{3}})+)(?:\{sign}([0-9]+))?")
    for sign, group in ((",", "."), (".", ","))
}
_BOUND = re.compile(r"(<=|>=|<|>|\u2264|\u2265)\s*([^<>=\s].*)")
_EXPONENT = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?[eE][-+]?[0-9]+")
_MISSING = frozenset(
    [
        "",
        "-",
        "--",
        ":",
        ".",
        "..",
        "...",
        "\u2013",
        "\u2014",
        "n.v.t.",
        "n.v.t",
        "nvt",
        "n/a",
        "na",
        "n.a.",
        "nb",
        "n.b.",
        "null",
        "none",
        "nan",
        "onbekend",
        "ontbreekt",
        "?",
    ]
)
_CENSORED = frozenset(["x", "c", "*", "**", "geheim", "confidentieel", "secret", "confidential"])
_CONVENTION = "say which sign stands before decimals with decimal=',' or decimal='.'"


@frozen
class FigureText:
    """A figure, or a cell in which it is missing or held back, with its text.

    *total* holds what is known: exact, bounds for ``<5``, or unknown.
    """

    text: str
    status: Literal["known", "missing", "censored"]
    total: Total

    @property
    def value(self) -> Number | None:
        """The figure where it is known, otherwise ``None``."""
        return self.total.value if self.status == "known" else None


def parse_figure(
    text: str, *, decimal: DecimalSign | None = None, negative_ok: bool = False
) -> FigureText:
    """Read one cell as a figure, as a bound, or as a marked gap.

    Args:
        text: The cell.
        decimal: The sign before decimals. Without it, only what can mean one
            figure is read.
        negative_ok: Say that figures may be below zero.

    Raises:
        InvalidValueError: If it is no figure, may be two, or is negative.

    Example:
        >>> parse_figure("1.234", decimal=",").value, parse_figure("x", decimal=",").status
        (1234, 'censored')
        >>> parse_figure("1.234")
        Traceback (most recent call last):
        elzmodel.errors.InvalidValueError: not a clear figure: '1.234'. Expected 1234 or 1.234: ...
    """
    bare = _plain(text)
    if bare.casefold() in _MISSING:
        return FigureText(text, "missing", Total.unknown([text or "empty cell"]))
    if bare.casefold() in _CENSORED:
        return FigureText(text, "censored", Total.unknown([text]))
    if bound := _BOUND.fullmatch(bare):
        limit = _number(text, bound[2], decimal)
        below = bound[1] in {"<", "<=", "\u2264"}
        total = Total(0 if below else limit, limit if below else None, (text,))
        return FigureText(text, "censored", total)
    number = _number(text, bare, decimal)
    if number < 0 and not negative_ok:
        expected = "zero or more; say negative_ok=True where figures may be below zero"
        raise InvalidValueError("count", text, expected)
    return FigureText(text, "known", Total.exactly(number))


def decimal_signs(texts: Iterable[str]) -> Counter[DecimalSign]:
    """Count the cells that show which sign stands before decimals, by sign.

    A cell shows a sign when it can be read with that one only.

    Example:
        >>> dict(decimal_signs(["1.234", "2,5"])), dict(decimal_signs(["1.234"]))
        ({',': 1}, {})
    """
    shown: Counter[DecimalSign] = Counter()
    for text in texts:
        readings = _readings(_plain(text).lstrip("-+"))
        if len(readings) == 1:
            shown.update(readings.keys())
    return shown


def looks_like_figure(text: str) -> bool:
    """Tell whether a cell holds a figure under some convention, gaps not included.

    Example:
        >>> looks_like_figure("1.234"), looks_like_figure("x"), looks_like_figure("<5")
        (True, False, True)
    """
    bare = _plain(text)
    bound = _BOUND.fullmatch(bare)
    return bool(_readings((bound[2] if bound else bare).lstrip("-+")))


def _plain(text: str) -> str:
    """Return a cell with plain spaces, apostrophes and minus signs."""
    for sign, plain in (("\u00a0", " "), ("\u202f", " "), ("\u2019", "'"), ("\u2212", "-")):
        text = text.replace(sign, plain)
    return text.strip()


def _readings(body: str) -> dict[DecimalSign, Number]:
    """Return what unsigned text means with each sign, where it means something."""
    signs: tuple[DecimalSign, ...] = (",", ".")
    found: dict[DecimalSign, Number] = {}
    for sign in signs:
        if match := _WITH[sign].fullmatch(body):
            whole = re.sub(r"[^0-9]", "", match[1])
            number = Fraction(f"{whole}.{match[2] or 0}")
            found[sign] = int(number) if number.denominator == 1 else number
    return found


def _number(text: str, bare: str, decimal: DecimalSign | None) -> Number:
    sign, body = (-1, bare[1:]) if bare.startswith("-") else (1, bare.removeprefix("+"))
    readings = _readings(body)
    if not readings:
        raise InvalidValueError("figure", text, _expected(bare))
    if decimal is not None:
        if decimal not in readings:
            expected = f"digits with {decimal!r} before decimals, as in the rest of the column"
            raise InvalidValueError("figure", text, expected)
        return sign * readings[decimal]
    if len(set(readings.values())) > 1:
        one, other = (v if isinstance(v, int) else float(v) for v in readings.values())
        expected = f"{one} or {other}: {_CONVENTION}"
        raise InvalidValueError("clear figure", text, expected)
    return sign * next(iter(readings.values()))


def _expected(bare: str) -> str:
    if bare.startswith("#"):
        return "a figure; a spreadsheet left an error here, mend it there"
    if _EXPONENT.fullmatch(bare):
        return "all digits; a spreadsheet shortened it, format the column as a whole number"
    return "digits, or a mark for a missing figure such as 'x', '-' or nothing"
