"""Numbers as lists write them: what they are, and how far their last place may be off."""

from __future__ import annotations

import re
from fractions import Fraction

from elzmodel.values.text import said

_DECIMAL = re.compile(
    r"-?(?=[.,]?[0-9])([0-9]{0,60})(?:[.,]([0-9]{0,60}))?"
    r"(?:[eE]([+-]?[0-9]{1,3}))?([ \u00a0\u202f]?%)?"
)
_RATIO = re.compile(r"-?[0-9]{1,300}/0*[1-9][0-9]{0,300}")
_GROUPS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
_LEAST_SLACK, _MOST_SLACK = Fraction(1, 10**9), Fraction(1, 200)
_FULL = 9  # As many digits as no one writes by hand: more are what a computer has.


def read_number(text: str) -> tuple[Fraction, Fraction]:
    """Return a number, and half a unit of its last place: how far it may be off.

    Whole numbers, ratios and those of nine digits or more are exact.

    Raises:
        ValueError: If it is none; it says what would be.

    Example:
        >>> print(*read_number("0,333"), *read_number("12.5 %"), *read_number("1E-05"))
        333/1000 1/2000 1/8 1/2000 1/100000 1/200000
        >>> print(*read_number("0.011045586445754938"), *read_number("1/3"))
        5522793222877469/500000000000000000 0 1/3 0
    """
    if _RATIO.fullmatch(text):
        return Fraction(text), Fraction(0)
    found = _DECIMAL.fullmatch(text)
    if not found:
        message = said("a number such as 0.25, 0,25, 25 %, 2.5e-1 or 1/4")
        raise ValueError(message)
    whole, decimals, power, percent = found.groups("")
    places = len(decimals) - int(power or 0) + (2 if percent else 0)
    value = Fraction(int(whole + decimals)) / Fraction(10) ** places
    is_exact = places <= 0 or len((whole + decimals).lstrip("0")) >= _FULL
    half = Fraction(0) if is_exact else Fraction(1, 2 * 10**places)
    return -value if text.startswith("-") else value, half


def read_amount(text: str) -> Fraction:
    """Return a number that may be large, and so must not look like one with thousands apart.

    Raises:
        ValueError: If it is none, or can be read in two ways.

    Example:
        >>> print(read_amount("1234,5"))
        2469/2
        >>> read_amount("1.234")
        Traceback (most recent call last):
        ValueError: a number that can be read in one way: 1234, or 1.2340 with a fraction
    """
    if text.endswith("%"):
        message = said("an amount; a share in per cent is a weight")
        raise ValueError(message)
    if _GROUPS.fullmatch(text):
        digits, decimals = re.split("[.,]", text)
        told = "a number that can be read in one way: {whole}, or {broken} with a fraction"
        message = said(told, whole=digits + decimals, broken=f"{digits}.{decimals}0")
        raise ValueError(message)
    return read_number(text)[0]


def slack_of(half: Fraction) -> Fraction:
    """Return by how much a weight may be off in a sum, seen its rounding.

    What a computer wrote is off by a little as well, and no rounding counts for more than
    0.005: then 0.5 and 0.4 are not the whole.

    Example:
        >>> print(slack_of(Fraction(0)), slack_of(Fraction(1, 2000)), slack_of(Fraction(1, 20)))
        1/1000000000 1/2000 1/200
    """
    return min(max(half, _LEAST_SLACK), _MOST_SLACK)


def is_share(weight: Fraction) -> bool:
    """Tell whether a weight lies in 0 to 1, but for what a computer added or took away.

    Example:
        >>> is_share(read_number("1.0000000000000002")[0]), is_share(Fraction(11, 10))
        (True, False)
    """
    return -_LEAST_SLACK <= weight <= 1 + _LEAST_SLACK


def number_text(number: Fraction, half: Fraction = Fraction(0)) -> str:
    """Return a number as text that reads back as the same, with the same rounding.

    Example:
        >>> number_text(Fraction(1, 4)), number_text(Fraction(1, 4), Fraction(1, 2000))
        ('1/4', '0.250')
    """
    places = len(str(half.denominator)) - 1
    units = number * 10**places
    digits = str(abs(units.numerator)).zfill(places + 1)
    text = f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"
    is_decimal = half and units.denominator == 1 and read_number(text) == (number, half)
    return text if is_decimal else str(number)
