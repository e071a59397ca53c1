"""Totals and shares that may be known only between bounds.

Unknown is not zero: a missing figure widens the bounds and is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import chain
from math import ceil, floor, fsum, isfinite, log10
from typing import Final

from attrs import field, frozen
from attrs.converters import optional

from elzmodel.values.errors import InvalidValueError
from elzmodel.values.numbers import Number, finite, finite_or_none, whole_or_fraction

__all__ = ["Share", "Total", "share_of", "sum_totals"]


def _names(value: Iterable[str]) -> tuple[str, ...]:
    is_none = isinstance(value, tuple) and not value  # most totals
    return () if is_none else tuple(sorted(set(value)))


@frozen
class Total:
    """A figure between two bounds, with what is missing to know it exactly.

    What is exact has no estimate and no basis, whatever is given.

    Attributes:
        low: The lower bound.
        high: The upper bound; null where nothing bounds it.
        missing: What is missing to know it exactly, sorted and without doubles.
        estimate: A guess between the bounds, where they differ and there is one.
        basis: By what it was guessed, such as population 2021.

    Raises:
        InvalidValueError: If *high* is below *low*, or an estimate lies outside.

    Example:
        >>> Total(90_363, 90_363).value
        90363
        >>> print(Total(12_991, None, missing=("antwerpen-2100",)), Total(199, 209), sep=" | ")
        >=12,991 | 199-209
        >>> print(Total(0, 100, estimate=90.351, basis=["population 2021"]))
        ~90.35 (0-100)
    """

    low: Number = field(converter=finite)
    high: Number | None = field(converter=finite_or_none)
    missing: tuple[str, ...] = field(default=(), converter=_names)
    estimate: Number | None = field(default=None, kw_only=True, converter=finite_or_none)
    basis: tuple[str, ...] = field(default=(), converter=_names, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that cross, and an estimate that is not between them."""
        if self.high is not None and self.high < self.low:
            expected = "a lower bound that is not above the upper one"
            raise InvalidValueError("total", (self.low, self.high), expected)
        if self.estimate is not None and not self._may_be(self.estimate):
            raise InvalidValueError("estimate", self.estimate, f"one within {self._bounds()}")
        if (self.estimate is None and self.basis) or (self.estimate is not None and self.is_exact):
            object.__setattr__(self, "estimate", None)
            object.__setattr__(self, "basis", ())

    def _may_be(self, value: Number) -> bool:
        return self.low <= value and (self.high is None or value <= self.high)

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

    @property
    def best(self) -> Number | None:
        """The figure where it is exact, else the estimate, if there is one."""
        return self.low if self.is_exact else self.estimate

    def __add__(self, other: Total) -> Total:
        """Add bounds to bounds and estimates to estimates; what either side misses is missing."""
        return sum_totals((self, other))

    def __str__(self) -> str:
        """Show the figure, or both bounds, with thousands apart.

        A ``~`` says that it is an estimate, rounded to two decimals; bounds with more are
        rounded away from each other.
        """
        bounds = self._bounds()
        return bounds if self.estimate is None else f"~{show_number(self.estimate)} ({bounds})"

    def _bounds(self) -> str:
        if self.is_exact:
            return show_number(self.low)
        low = show_number(_rounded(self.low, floor))
        if self.high is None:
            return f">={low}" if self.low or self.estimate is not None else "unknown"
        between = "-" if self.low >= 0 else " to "
        return f"{low}{between}{show_number(_rounded(self.high, ceil))}"


def _rounded(value: Number, towards: Callable[[Fraction], int]) -> Number:
    """Return a bound with two decimals, on its side but for what a computer cannot hold."""
    if isinstance(value, int):
        return value
    hundredths = 100 * Fraction(value)
    near = round(hundredths)
    is_near = abs(hundredths - near) <= abs(hundredths) * _NOISE
    return Fraction(near if is_near else towards(hundredths), 100)


_WHOLE: Final = 2**53
_NOISE: Final = Fraction(1, 10**12)


def show_number(value: Number) -> str:
    """Return a figure as people write it: thousands apart, two decimals at most.

    Raises:
        InvalidValueError: If it is not finite.

    Example:
        >>> show_number(70797), show_number(11.5)
        ('70,797', '11.50')
    """
    if isinstance(value, float) and not isfinite(value):
        raise InvalidValueError("figure", value, "a finite number")
    if isinstance(value, int) or value == int(value):
        return f"{int(value):,}"
    if -_WHOLE < value < _WHOLE:
        return f"{float(value):,.2f}"
    # Above, a computer's decimals are too coarse for cents.
    whole, cents = divmod(abs(round(100 * Fraction(value))), 100)
    return f"{'-' if value < 0 else ''}{whole:,}.{cents:02}"


def show_limit(value: Number) -> str:
    """Return a figure that parts others: with as many decimals as tell it from its neighbours.

    Two decimals, which do for a figure, would put what lies beside a limit on its other side.

    Raises:
        InvalidValueError: If it is not finite.

    Example:
        >>> show_limit(70_000), show_limit(11.5), show_limit(Fraction(3, 250))
        ('70,000', '11.50', '0.012')
    """
    shown, exact = show_number(value), Fraction(value)
    for decimals in range(3, _MOST_DECIMALS):
        if abs(Fraction(shown.replace(",", "")) - exact) <= abs(exact) * _FINE:
            return shown
        shown = f"{float(value):,.{decimals}f}"
    return f"{float(value):.9g}"


_FINE: Final = Fraction(1, 10**9)
_MOST_DECIMALS: Final = 16


def exact_totals(values: Iterable[Number]) -> list[Total]:
    """Return the totals of many figures that are known and plain, as `Total.exactly` does one.

    Most counts are small, and the totals of those are there already.

    Example:
        >>> [total.value for total in exact_totals([3, 5])]
        [3, 5]
    """
    return list(map(_EXACT.__getitem__, values))


class _Exact(dict[Number, Total]):
    """Totals by the figure that they are exactly; those of small counts are kept."""

    def __missing__(self, value: Number) -> Total:
        total = plain_total(value, value, ())
        if type(value) is int and 0 <= value < _SMALL:
            self[value] = total
        return total


_SMALL: Final = 4096
_EXACT: Final = _Exact()


def plain_total(
    low: Number,
    high: Number | None,
    missing: tuple[str, ...],
    estimate: Number | None = None,
    basis: tuple[str, ...] = (),
) -> Total:
    """Return a total whose numbers are plain and in order, and whose names are sorted, each once.

    Nothing is checked.

    Example:
        >>> print(plain_total(3, 5, ("71072",), 4, ("population 2024",)))
        ~4 (3-5)
    """
    total = _NEW(Total)
    _LOW(total, low)
    _HIGH(total, high)
    _MISSING(total, missing)
    _ESTIMATE(total, estimate)
    _BASIS(total, basis)
    return total


# Totals of plain numbers are made without the checks: in a sixth of the time.
_NEW: Final = object.__new__
_LOW, _HIGH, _MISSING, _ESTIMATE, _BASIS = (
    vars(Total)[name].__set__ for name in ("low", "high", "missing", "estimate", "basis")
)


def sum_numbers(numbers: Iterable[Number]) -> Number:
    """Add numbers; the order makes no difference, with decimals of computers neither.

    Beyond 2**53, where those are no longer whole, the sum is exact.

    Example:
        >>> sum_numbers([0.1, 0.2, 0.3]) == sum_numbers([0.3, 0.2, 0.1])
        True
    """
    numbers = list(numbers)
    total = sum(numbers)
    if not isinstance(total, float) or not isfinite(total):
        return total
    if abs(total) < _WHOLE:
        return fsum(numbers)
    return whole_or_fraction(sum((Fraction(number) for number in numbers), Fraction(0)))


def sum_totals(totals: Iterable[Total]) -> Total:
    """Add totals; the sum of none is exactly 0.

    Example:
        >>> sum_totals([Total.exactly(2), Total.exactly(3)]).value
        5
    """
    totals = list(totals)
    highs = [total.high for total in totals if total.high is not None]
    low = sum_numbers(total.low for total in totals)
    high = max(low, sum_numbers(highs)) if len(highs) == len(totals) else None
    missing = chain.from_iterable(total.missing for total in totals)
    guesses = [total.best for total in totals]
    known = [guess for guess in guesses if guess is not None]
    if len(known) < len(guesses) or all(total.is_exact for total in totals):
        return Total(low, high, missing)
    basis = chain.from_iterable(total.basis for total in totals)
    guess = max(low, sum_numbers(known))  # Rounding may go a hair beyond the bounds.
    guess = guess if high is None else min(guess, high)
    return Total(low, high, missing, estimate=guess, basis=basis)


def _fraction_of(value: Number) -> Fraction:
    return Fraction(finite(value))


@frozen
class Share:
    """A share of a whole, between two bounds from 0 to 1.

    What is exact has no estimate, whatever is given.

    Attributes:
        low: The lower bound.
        high: The upper bound; null where nothing bounds it.
        of: What is shared, such as population 2021; empty for 0 or 1 of anything.
        estimate: A guess between the bounds, where they differ and there is one.

    Raises:
        InvalidValueError: If the bounds cross or leave 0 to 1, or an estimate lies outside.

    Example:
        >>> print(Share.exactly(1))
        100%
        >>> print(Share(Fraction(1, 4), 1, of="population 2021"))
        25%-100%
        >>> print(Share(Fraction(1, 4), 1, estimate=Fraction(1, 2)))
        ~50% (25%-100%)
    """

    low: Fraction = field(converter=_fraction_of)
    high: Fraction = field(converter=_fraction_of)
    of: str = ""
    estimate: Fraction | None = field(default=None, kw_only=True, converter=optional(_fraction_of))

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that cross or leave 0 to 1, and an estimate that is not between them."""
        if not 0 <= self.low <= self.high <= 1:
            raise InvalidValueError("share", (self.low, self.high), "bounds from 0 to 1 in order")
        if self.estimate is not None and not self.low <= self.estimate <= self.high:
            raise InvalidValueError("estimate", self.estimate, f"one within {self._bounds()}")
        if self.estimate is not None and self.is_exact:
            object.__setattr__(self, "estimate", None)

    @classmethod
    def exactly(cls, value: Number, *, of: str = "") -> Share:
        """Return a share that is known."""
        return cls(value, value, of)

    @property
    def is_exact(self) -> bool:
        """Whether both bounds are the same share."""
        return self.low == self.high

    @property
    def best(self) -> Fraction | None:
        """The share where it is exact, else the estimate, if there is one."""
        return self.low if self.is_exact else self.estimate

    def __str__(self) -> str:
        """Show the share as a percentage, or both bounds; a ``~`` says that it is an estimate.

        There are three digits, and bounds with more are rounded away from each other. What is
        less than the whole never shows as 100%.
        """
        bounds = self._bounds()
        return bounds if self.estimate is None else f"~{_percent(self.estimate)} ({bounds})"

    def _bounds(self) -> str:
        if self.is_exact:
            return _percent(self.low)
        return f"{_bound(self.low, floor)}-{_bound(self.high, ceil)}"


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
    """Return a share as a percentage of three digits, of more where those would be 100%."""
    percent = f"{float(100 * share):.3g}%"
    if percent != "100%" or 1 - share <= _NOISE:
        return percent
    decimals = -floor(log10(100 * (1 - share)))
    return f"{float(100 * share):.{decimals}f}%"


def _bound(share: Fraction, towards: Callable[[Fraction], int]) -> str:
    """Return a bound as a percentage of three digits, rounded to its side but for noise."""
    if not share:
        return "0%"
    unit = Fraction(10) ** (floor(log10(100 * share)) - 2)
    digits = 100 * share / unit
    near = round(digits)
    is_near = abs(digits - near) <= digits * _NOISE
    return f"{float((near if is_near else towards(digits)) * unit):.3g}%"
