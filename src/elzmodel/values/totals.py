"""Totals and shares that may be known only between bounds.

Unknown is not zero: a missing figure widens the bounds and is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import field, frozen

from elzmodel.values.errors import InvalidValueError

__all__ = [
    "Number",
    "Share",
    "Total",
    "share_of",
    "show_number",
    "sum_totals",
]

Number = int | float | Fraction
"""A figure: a count, a measure or an exact fraction."""


def _names(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(value)))


@frozen
class Total:
    """A figure between two bounds, with what is missing to know it exactly.

    *high* is ``None`` where nothing bounds the figure from above. *missing*
    names what keeps the total from being exact, sorted and without doubles.

    Raises:
        InvalidValueError: If *high* is below *low*.

    Example:
        >>> Total(90_363, 90_363).value
        90363
        >>> print(Total(12_991, None, missing=("antwerpen-2100",)))
        >=12,991
    """

    low: Number
    high: Number | None
    missing: tuple[str, ...] = field(default=(), converter=_names)

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that cross."""
        if self.high is not None and self.high < self.low:
            expected = "a lower bound that is not above the upper one"
            raise InvalidValueError("total", (self.low, self.high), expected)

    @classmethod
    def exactly(cls, value: Number) -> Total:
        """Return a total that is known."""
        return cls(value, value)

    @classmethod
    def unknown(cls, missing: Iterable[str] = ()) -> Total:
        """Return a total of which nothing is known but that it is not negative."""
        return cls(0, None, _names(missing))

    @property
    def is_exact(self) -> bool:
        """Whether both bounds are the same figure."""
        return self.low == self.high

    @property
    def value(self) -> Number | None:
        """The figure where it is exact, otherwise ``None``."""
        return self.low if self.is_exact else None

    def __add__(self, other: Total) -> Total:
        """Add bounds to bounds; what is missing on either side is missing."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Total(self.low + other.low, high, self.missing + other.missing)

    def __str__(self) -> str:
        """Show the figure, or its lower bound, with thousands separators."""
        if not self.low and self.high is None:
            return "unknown"
        return show_number(self.low) if self.is_exact else f">={show_number(self.low)}"


def show_number(value: Number) -> str:
    """Return a figure as people write it: thousands apart, two decimals at most.

    Example:
        >>> show_number(70797), show_number(11.5)
        ('70,797', '11.50')
    """
    number = value if isinstance(value, int) else float(value)
    if isinstance(number, float) and not number.is_integer():
        return f"{number:,.2f}"
    return f"{int(number):,}"


def sum_totals(totals: Iterable[Total]) -> Total:
    """Add totals; the sum of none is exactly 0.

    Example:
        >>> sum_totals([Total.exactly(2), Total.exactly(3)]).value
        5
    """
    result = Total.exactly(0)
    for total in totals:
        result += total
    return result


@frozen
class Share:
    """A share of a whole, between two bounds from 0 to 1.

    *of* says what is shared, such as ``"population 2021"``; it is empty where
    the share is 0 or 1 of anything.

    Raises:
        InvalidValueError: If the bounds cross or leave 0 to 1.

    Example:
        >>> print(Share.exactly(1))
        100%
        >>> print(Share(Fraction(1, 4), 1, of="population 2021"))
        25%-100%
    """

    low: Fraction = field(converter=Fraction)
    high: Fraction = field(converter=Fraction)
    of: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that cross or leave 0 to 1."""
        if not 0 <= self.low <= self.high <= 1:
            raise InvalidValueError("share", (self.low, self.high), "bounds from 0 to 1 in order")

    @classmethod
    def exactly(cls, value: Number, *, of: str = "") -> Share:
        """Return a share that is known."""
        return cls(value, value, of)

    @property
    def is_exact(self) -> bool:
        """Whether both bounds are the same share."""
        return self.low == self.high

    def __str__(self) -> str:
        """Show the share as a percentage, or both bounds."""
        low = _percent(self.low)
        return low if self.is_exact else f"{low}-{_percent(self.high)}"


def share_of(mine: Total, others: Total, *, of: str = "") -> Share:
    """Return which share *mine* is of itself and *others* together, as bounds.

    Example:
        >>> print(share_of(Total.exactly(25), Total.exactly(75)))
        25%
        >>> print(share_of(Total.exactly(25), Total(25, None)))
        0%-50%
    """
    low = _fraction(mine.low, others.high)
    high = _fraction(mine.high, others.low)
    return Share(0 if low is None else low, 1 if high is None else high, of)


def _fraction(part: Number | None, rest: Number | None) -> Fraction | None:
    if part is None or rest is None or not part + rest:
        return None
    return Fraction(part) / (Fraction(part) + Fraction(rest))


def _percent(share: Fraction) -> str:
    return f"{float(100 * share):.3g}%"
