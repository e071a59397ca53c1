"""Classes of figures for a map: where their limits lie, and what is in none of them.

A figure between bounds is in a class only where both bounds are; an estimate is in that of
what is estimated, and marked. Nothing is classed by one end of its bounds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import count, pairwise
from math import floor, log10
from typing import Final, Literal, get_args

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.values import Number, Total, plain_number
from elzmodel.values.arguments import keep_door
from elzmodel.values.numbers import whole_or_fraction
from elzmodel.values.text import Phrase, either, phrase, said
from elzmodel.views.colours import CATEGORIES, Palette, ramp

__all__ = ["Method"]

Method = Literal["quantiles", "equal"]
"""How limits are found: as many areas in each class, or steps of one size."""

Value = Total | str | None
"""What an area has: a figure, a word, or nothing."""

_MOST: Final = 9
_PARTS: Final = (Fraction(1), Fraction(1, 2), Fraction(1, 5))
"""What parts of a power of ten a round number is a multiple of."""


@frozen
class Class:
    """One class: what is in it, from *low* up to *high* or the word *label*, and its colour.

    Where *low* is *high*, it holds that one figure.
    """

    colour: str
    low: Number | None = None
    high: Number | None = None
    label: str = ""

    @property
    def told(self) -> Phrase | str:
        """What is in it, in words."""
        if self.label:
            return self.label
        if self.low is not None and self.low == self.high:
            return phrase("{low:limit}", low=self.low)
        template = {
            (True, True): "all",
            (True, False): "below {high:limit}",
            (False, True): "{low:limit} or more",
            (False, False): "{low:limit} to {high:limit}",
        }[self.low is None, self.high is None]
        ends = {"low": self.low, "high": self.high}
        return phrase(template, **{name: end for name, end in ends.items() if end is not None})


@frozen
class Classes:
    """The classes of a map. *limits* lie between them: a figure on a limit is in the upper one."""

    classes: tuple[Class, ...]
    limits: tuple[Number, ...] = ()

    def of(self, value: Value) -> int | None:
        """Return the number of the class that a value is in for certain, or as an estimate.

        Example:
            >>> classes = classes_of([Total.exactly(n) for n in (1, 2, 3, 40)], limits=[3])
            >>> classes.of(Total(1, 2)), classes.of(Total(2, 4)), classes.of(Total(3, None))
            (0, None, 1)
        """
        if isinstance(value, Total):
            if value.best is not None:
                return self._at(value.best)
            low, high = self._at(value.low), self._end(value.high)
            return low if low == high and self.limits else None
        labels = [each.label for each in self.classes]
        return labels.index(value) if value in labels else None

    def _at(self, number: Number) -> int:
        return bisect_right(self.limits, number)

    def _end(self, high: Number | None) -> int:
        return len(self.limits) if high is None else self._at(high)


def classes_of(
    values: Iterable[Value],
    *,
    most: int = 5,
    method: Method = "quantiles",
    limits: Sequence[Number] | None = None,
    palette: Palette | None = None,
) -> Classes:
    """Return the classes of figures, or of words.

    Args:
        values: What the areas have.
        most: How many classes at most, from 1 to 9; fewer where figures do not differ.
        method: How limits are found.
        limits: The limits themselves, from low to high, in place of a method.
        palette: The ramp of colours; by default blue, and diverging from zero where figures
            lie on both sides of it.

    Raises:
        InvalidValueError: If *most*, *method*, *limits* or *palette* cannot be meant.
    """
    every = [*values]
    words = sorted({each for each in every if isinstance(each, str)})
    if words:
        return _of_words(words)
    known = sorted(each.best for each in every if isinstance(each, Total) and each.best is not None)
    limits = _limits(known, most, method) if limits is None else _said(limits)
    is_about_zero = bool(known) and known[0] < 0 < known[-1]
    if is_about_zero and palette in {None, "diverging"}:
        colours = _around_zero(limits)
    else:
        colours = ramp(palette or "blue", len(limits) + 1)
    if not limits and len({*known}) < 2:  # All that is known is one figure, or nothing is.
        return Classes(tuple(Class(colours[0], figure, figure) for figure in known[:1]))
    ends: list[Number | None] = [None, *limits, None]
    classes = [
        Class(colour, low, high)
        for colour, low, high in zip(colours, ends[:-1], ends[1:], strict=True)
    ]
    return Classes(tuple(classes), tuple(limits))


def _around_zero(limits: Sequence[Number]) -> tuple[str, ...]:
    """Return a colour for each class, of one hue below zero and another above it.

    A class that holds figures of both sides has neither, and as many steps from zero are as dark.
    """
    below, above = sum(limit <= 0 for limit in limits), sum(limit >= 0 for limit in limits)
    steps, wider = len(limits) + 1, max(below, above)
    both = steps - below - above
    return ramp("diverging", 2 * wider + both)[wider - below :][:steps]


def _of_words(words: Sequence[str]) -> Classes:
    if len(words) > len(CATEGORIES):
        told = "at most {n} categories, as more are not told apart"
        given = said("{words:list}", words=words)
        raise InvalidValueError("categories", given, said(told, n=len(CATEGORIES)))
    return Classes(tuple(Class(CATEGORIES[n], label=word) for n, word in enumerate(words)))


def _said(limits: Sequence[Number]) -> tuple[Number, ...]:
    found = tuple(number for each in limits if (number := plain_number(each)) is not None)
    is_rising = all(a < b for a, b in pairwise(found))
    if len(found) != len(limits) or not is_rising or not 0 < len(found) < _MOST:
        expected = said("1 to {most} numbers, each above the one before", most=_MOST - 1)
        raise InvalidValueError("list of limits", limits, expected)
    return found


def refuse_other_methods(method: Method) -> None:
    """Check that there is such a way to find limits.

    Raises:
        InvalidValueError: If there is not.
    """
    if method not in get_args(Method):
        raise InvalidValueError("method", method, either(get_args(Method)))


def _limits(known: Sequence[Number], most: int, method: Method) -> tuple[Number, ...]:
    """Return limits between known figures, as round as they can be."""
    refuse_other_methods(method)
    if isinstance(most, bool) or not 1 <= most <= _MOST:
        raise InvalidValueError("number of classes", most, said("1 to {most}", most=_MOST))
    different = sorted(set(known))
    if method == "quantiles":
        by_areas = _steps(known, different, most, method)
        # Where many areas have the same, classes are parted by what differs.
        return max(by_areas, _steps(different, different, most, method), key=len)
    return _steps(known, different, most, method)


def _steps(
    known: Sequence[Number], different: Sequence[Number], most: int, method: Method
) -> tuple[Number, ...]:
    """Return the limits that part figures, of which some may be the same."""
    most = min(most, len(different))
    found: list[Number] = []
    for number in range(1, most):
        below, above = _around(different, known, Fraction(number, most), method)
        limit = _round_between(below, above)
        if not found or limit > found[-1]:
            found.append(limit)
    return tuple(found)


def _around(
    different: Sequence[Number], known: Sequence[Number], part: Fraction, method: Method
) -> tuple[Number, Number]:
    """Return between which figures a limit lies."""
    if method == "equal":
        low, high = Fraction(known[0]), Fraction(known[-1])
        exact = low + (high - low) * part
        step = (high - low) / 20
        return exact - step / 2, exact + step / 2
    at = known[min(len(known) - 1, int(part * len(known)))]
    place = max(1, different.index(at))
    return different[place - 1], different[place]


def _round_between(below: Number, above: Number) -> Number:
    """Return the roundest number above one figure and not above the other.

    Example:
        >>> _round_between(61_234, 64_000), _round_between(2, 3), _round_between(-7, -3)
        (62000, 3, -5)
    """
    low, high = Fraction(below), Fraction(above)
    size = max(abs(low), abs(high))
    power = Fraction(10) ** floor(log10(size))
    for step in (power * part / 10**fine for fine in count() for part in _PARTS):
        nearest = Fraction(round((low + high) / 2 / step)) * step
        found = nearest if low < nearest <= high else Fraction(floor(high / step)) * step
        if low < found:
            return whole_or_fraction(found)
    raise AssertionError  # pragma: no cover - some number lies between two that differ


keep_door(__name__)
