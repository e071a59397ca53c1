"""Numbers and keys of any library, made plain where they come in.

Integers of numpy wrap in silence, infinity is no count, a truth is no number, and a code that
a spreadsheet turned into a number is still a code. Inside there are plain numbers and texts.
"""

from __future__ import annotations

import numbers
import sys
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from math import isfinite, isnan
from typing import Any, Final, Protocol, SupportsFloat, TypeGuard, TypeVar, overload

from elzmodel.values.errors import InvalidValueError

__all__ = ["AnyNumber", "ByKey", "Number", "by_key", "plain_key", "plain_number"]

Number = int | float | Fraction
"""A figure: a count, a measure or an exact fraction."""

AnyNumber = SupportsFloat
"""A number of any library: plain, a `decimal.Decimal`, of numpy, of a data frame."""

T = TypeVar("T")
V_co = TypeVar("V_co", covariant=True)
R = TypeVar("R", int, Fraction)

_MOST: Final = 308
"""Figures have no more digits before or after the point, as in `float`."""
LARGEST: Final = 10**_MOST


class ByKey(Protocol[V_co]):
    """What has something by key: a mapping, or a pandas Series with the keys as its index.

    A key is text; a whole number is read as its digits.

    Example:
        >>> import pandas as pd
        >>> by_key(pd.Series([5, 7], index=[71072, 11002]))
        {'71072': 5, '11002': 7}
    """

    def items(self) -> Iterable[tuple[Any, V_co]]:
        """Return keys, each with what it has."""
        ...


def plain_number(value: object, about: object = "") -> Number | None:
    """Return a number of any library as a plain one, and a missing one as ``None``.

    Whole numbers become `int`, decimal ones `Fraction` and so stay exact, others `float`. Not
    a number (NaN) and the missing values of data frames are missing. Text is not understood:
    see `elzmodel.tables` for cells of a table.

    Args:
        value: The number.
        about: What has it, such as a code, for the message.

    Raises:
        InvalidValueError: If it is infinite, a truth, complex, a date, text or anything else.

    Example:
        >>> from decimal import Decimal
        >>> plain_number(Decimal("12.5")), plain_number(float("nan"))
        (Fraction(25, 2), None)
        >>> plain_number(float("inf"), about="71072")
        Traceback (most recent call last):
        elzmodel.errors.InvalidValueError: not a figure: inf. Expected a finite number for 71072
    """
    if value is None or is_missing(value):
        return None
    found = _plain(value)
    if found is None:
        raise _no_figure(value, about)
    return found


def _no_figure(value: object, about: object) -> InvalidValueError:
    is_said = not isinstance(about, str) or about
    whose = f" for {about}" if is_said else ""
    return InvalidValueError("figure", value, f"a finite number{whose}")


def finite(value: AnyNumber, about: object = "") -> Number:
    """Return a number that has to be there as a plain one; the message names what has it.

    Raises:
        InvalidValueError: If it is no finite number, or missing.
    """
    if type(value) is int and -LARGEST < value < LARGEST:
        return value
    if type(value) is float and isfinite(value):
        return value
    number = plain_number(value, about)
    if number is None:
        raise _no_figure(value, about)
    return number


def finite_or_none(value: AnyNumber | None) -> Number | None:
    """Return a number as a plain one, and ``None`` as it is.

    Raises:
        InvalidValueError: If it is no finite number; not a number (NaN) is none.
    """
    return None if value is None else finite(value)


def _plain(value: object) -> Number | None:
    """Return a number that is there as a plain one, ``None`` where it is no finite number."""
    value = _unwrapped(value)
    if isinstance(value, bool) or _is_time(value):
        return None
    if isinstance(value, numbers.Integral):
        return _no_larger(int(value))
    if isinstance(value, numbers.Rational):
        return _no_larger(Fraction(int(value.numerator), int(value.denominator)))
    if isinstance(value, Decimal):
        return _of_decimal(value)
    if isinstance(value, numbers.Real):
        number = float(value)
        return number if isfinite(number) else None
    return None


def _unwrapped(value: object) -> object:
    """Return what a scalar of Arrow or an array of no dimension holds."""
    if isinstance(value, numbers.Number):
        return value
    if hasattr(value, "as_py"):
        return value.as_py()  # pyright: ignore[reportAttributeAccessIssue]
    is_array = getattr(value, "shape", None) == () and not _is_time(value)
    return getattr(value, "item", lambda: value)() if is_array else value


def _is_time(value: object) -> bool:
    """Tell whether it is a day or a duration of numpy, which counts as whole numbers there."""
    return getattr(getattr(value, "dtype", None), "kind", "") in {"m", "M"}


def _no_larger(value: R) -> R | None:
    return value if -LARGEST < value < LARGEST else None


def _of_decimal(value: Decimal) -> Number | None:
    if not value.is_finite() or (value and abs(value.adjusted()) > _MOST):
        return None
    return whole_or_fraction(Fraction(value) if value else Fraction(0))


def whole_or_fraction(value: Fraction) -> int | Fraction:
    """Return a fraction as a whole number where it is one.

    Example:
        >>> whole_or_fraction(Fraction(6, 2)), whole_or_fraction(Fraction(1, 2))
        (3, Fraction(1, 2))
    """
    return value.numerator if value.denominator == 1 else value


def is_missing(value: object) -> bool:
    """Tell whether a value is not there: NaN, or the mark of a data frame."""
    if isinstance(value, float):
        return isnan(value)
    if isinstance(value, Decimal):
        return value.is_nan()
    if isinstance(value, numbers.Real):
        return bool(value != value)  # noqa: PLR0124 - NaN alone differs from itself
    pandas, masked = sys.modules.get("pandas"), sys.modules.get("numpy.ma")
    return (
        (pandas is not None and (value is pandas.NA or value is pandas.NaT))
        or (masked is not None and value is masked.masked)
        or getattr(value, "as_py", bool)() is None
    )


def is_several(value: object) -> TypeGuard[Iterable[Any]]:
    """Tell whether a value gives several: a text is one, and so is an array without a dimension.

    Example:
        >>> is_several(["Hasselt"]), is_several("Hasselt"), is_several(5)
        (True, False, False)
    """
    if isinstance(value, str) or not isinstance(value, Iterable):
        return False
    try:
        return bool(iter(value))
    except TypeError:
        return False


def items_of(value: object) -> tuple[str, ...]:
    """Return the names that an attribute of a graph lists, also where a file made them one text.

    GraphML and GEXF hold no lists: they have the names of one joined with semicolons.

    Example:
        >>> items_of(["care", "pzon"]), items_of("care; pzon"), items_of("care"), items_of(None)
        (('care', 'pzon'), ('care', 'pzon'), ('care',), ())
    """
    several = value.split("; ") if isinstance(value, str) else value
    named = several if is_several(several) else [several]
    return tuple(_name_of(each) for each in named if not (is_missing(each) or each in _NOTHING))


def _name_of(value: object) -> str:
    """Return a name as text; a whole number is its digits, as a frame may have made it a float."""
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)


_NOTHING: Final = (None, "")


def whole_number(text: str) -> int | None:
    """Return the number that a few plain digits are; nothing for any other text.

    Example:
        >>> whole_number("12"), whole_number("-1"), whole_number("9" * 5000)
        (12, None, None)
    """
    is_one = text.isascii() and text.isdecimal() and len(text) < _LONGEST_NUMBER
    return int(text) if is_one else None


_LONGEST_NUMBER: Final = 10


def bits(mask: int) -> Iterator[int]:
    """Yield the numbers of the bits of a mask, lowest first.

    Example:
        >>> [*bits(0b1010)]
        [1, 3]
    """
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def plain_year(year: object) -> int:
    """Return a year as a plain number: one as text would be a year of which nothing is known.

    Raises:
        InvalidValueError: If it is no whole number.

    Example:
        >>> plain_year(2025)
        2025
    """
    if isinstance(year, bool) or not isinstance(year, numbers.Integral):
        raise InvalidValueError("year", year, "a whole number, such as 2026")
    return int(year)


def plain_key(key: object) -> str:
    """Return a key as text: a code that became a number, as its digits.

    Raises:
        InvalidValueError: If it is neither text nor a whole number.

    Example:
        >>> plain_key(71072), plain_key(71072.0), plain_key("Hasselt")
        ('71072', '71072', 'Hasselt')
    """
    if isinstance(key, str):
        return str(key)
    number = None if is_missing(key) else _plain(key)
    if number is None or number != int(number):
        raise InvalidValueError("key", key, "a code or an id as text, such as '71072'")
    return str(int(number))


@overload
def by_key(values: ByKey[AnyNumber | None]) -> dict[str, Number | None]: ...


@overload
def by_key(
    values: ByKey[AnyNumber | T | None], *, also: type[T]
) -> dict[str, Number | T | None]: ...


def by_key(values: ByKey[Any], *, also: type[Any] | None = None) -> dict[str, Any]:
    """Return figures by key with plain keys and plain numbers.

    Args:
        values: A figure for each key; ``None`` where it is missing.
        also: What may stand there beside numbers, and is left as it is.

    Raises:
        InvalidValueError: If it is no mapping, a key is none or is given twice, or a figure
            is no finite number.

    Example:
        >>> by_key({71072: 5, "11002": float("nan")})
        {'71072': 5, '11002': None}
    """
    kept = also if also is not None else ()
    return {
        key: value
        if type(value) is int or isinstance(value, kept)
        else plain_number(value, about=key)
        for key, value in keyed(values).items()
    }


def keyed(values: ByKey[T]) -> dict[str, T]:
    """Return what is there by key with plain keys, each once.

    Raises:
        InvalidValueError: If it is no mapping, or a key is none or is given twice.
    """
    found: dict[str, T] = {}
    for key, value in _items(values):
        text = key if type(key) is str else plain_key(key)
        if text in found:
            raise InvalidValueError("single key", key, "each key once; add its figures up first")
        found[text] = value
    return found


def _items(values: object) -> Iterable[tuple[Any, Any]]:
    is_series = hasattr(values, "index") and getattr(values, "ndim", 0) == 1
    if isinstance(values, Mapping) or is_series:
        return values.items()  # type: ignore[attr-defined,no-any-return]
    expected = "a mapping from key to figure, or a Series with the keys as its index"
    raise InvalidValueError("table of figures by key", type(values).__name__, expected)
