"""Strategies for the words that all rooms speak: days, periods, codes, totals, tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from string import ascii_lowercase, digits
from typing import TypeVar

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from elzmodel.values import Cell, Column, Kind, NisCode, Period, Share, Table, Timeline, Total

__all__ = ["days", "nis_codes", "periods", "shares", "slugs", "tables", "timelines", "totals"]

R = TypeVar("R")
T = TypeVar("T")

_FIRST = date(1977, 1, 1)
_LAST = date(2050, 12, 31)
_MOST = 10**6


def require(*, holds: bool, message: str) -> None:
    """Refuse arguments that do not fit together, when the strategy is made."""
    if not holds:
        raise InvalidArgument(message)


# Strategies are made once: making one costs more than drawing from it.
EITHER = st.booleans()


@lru_cache
def up_to(most: int) -> st.SearchStrategy[int]:
    """Draw a number from 0 to *most*."""
    return st.integers(0, most)


@lru_cache
def _some_up_to(
    most: int, least_taken: int, most_taken: int | None
) -> st.SearchStrategy[list[int]]:
    return st.lists(up_to(most), min_size=least_taken, max_size=most_taken, unique=True)


def pick(draw: st.DrawFn, options: Sequence[T]) -> T:
    """Draw one of the options, as `sampled_from` does; shrinks towards the first."""
    return options[draw(up_to(len(options) - 1))]


def pick_some(
    draw: st.DrawFn, options: Sequence[T], *, least: int = 0, most: int | None = None
) -> list[T]:
    """Draw different ones of the options; shrinks towards the fewest, and the first."""
    if not options:
        return []
    return [options[n] for n in draw(_some_up_to(len(options) - 1, least, most))]


@st.composite
def made(draw: st.DrawFn, make: Callable[[T], R], drawn: st.SearchStrategy[T]) -> R:
    """Draw what *make* makes: as `map` does, but hypothesis prints what came of it."""
    return make(draw(drawn))


def days(*, min_value: date = _FIRST, max_value: date = _LAST) -> st.SearchStrategy[date]:
    """Draw calendar days, both bounds included.

    Shrinks towards 2000-01-01, or the bound nearest to it.

    Raises:
        InvalidArgument: If *min_value* lies after *max_value*.

    Example:
        >>> from hypothesis import find
        >>> find(days(), lambda day: day >= date(2019, 1, 1))
        datetime.date(2019, 1, 1)
    """
    require(holds=min_value <= max_value, message=f"{min_value=} lies after {max_value=}")
    return st.dates(min_value, max_value)


def periods(
    *, min_value: date = _FIRST, max_value: date = _LAST, allow_open: bool = True
) -> st.SearchStrategy[Period]:
    """Draw periods of which first and last day lie within bounds.

    Shrinks towards the period that is open on both sides, or, where
    *allow_open* is false, towards a single day.

    Raises:
        InvalidArgument: If *min_value* lies after *max_value*.

    Example:
        >>> from hypothesis import find
        >>> print(find(periods(), lambda _: True))
        the beginning to now
        >>> print(find(periods(allow_open=False), lambda _: True))
        2000-01-01 to 2000-01-01
    """
    within = days(min_value=min_value, max_value=max_value)
    closed = st.tuples(within, within).map(sorted).map(_span)
    if not allow_open:
        return closed
    since = within.map(Period)
    until = within.map(lambda day: Period(None, day))
    return st.one_of(st.just(Period()), since, until, closed)


def _span(bounds: list[date]) -> Period:
    first, last = bounds
    return Period(first, last + timedelta(days=1))


def nis_codes() -> st.SearchStrategy[NisCode]:
    """Draw NIS codes: five digits, the first not zero.

    Shrinks towards ``"10000"``.

    Example:
        >>> from hypothesis import find
        >>> find(nis_codes(), lambda code: True)
        '10000'
    """
    return st.integers(10_000, 99_999).map(lambda number: NisCode(str(number)))


def slugs(*, max_words: int = 3) -> st.SearchStrategy[str]:
    """Draw ids as the library writes them: words joined by hyphens.

    Shrinks towards ``"0"``.

    Raises:
        InvalidArgument: If *max_words* is under 1.

    Example:
        >>> from hypothesis import find
        >>> find(slugs(), lambda slug: "-" in slug)
        '0-0'
    """
    require(holds=max_words >= 1, message=f"{max_words=} leaves no word")
    words = st.text(ascii_lowercase + digits, min_size=1, max_size=8)
    return st.lists(words, min_size=1, max_size=max_words).map("-".join)


def timelines(
    values: st.SearchStrategy[T], *, min_size: int = 0, max_size: int = 5
) -> st.SearchStrategy[Timeline[T]]:
    """Draw timelines whose changes take their values from *values*.

    Shrinks towards the fewest changes, on early days, with simple values.

    Raises:
        InvalidArgument: If *min_size* is negative or above *max_size*.

    Example:
        >>> from hypothesis import find, strategies as st
        >>> find(timelines(st.integers()), lambda _: True)
        Timeline(changes=())
    """
    require(holds=0 <= min_size <= max_size, message=f"{min_size=} and {max_size=} do not fit")
    changes = st.dictionaries(days(), values, min_size=min_size, max_size=max_size)
    return changes.map(lambda of: Timeline(tuple((day, of[day]) for day in sorted(of))))


def totals(*, max_value: int = _MOST, exact: bool = False) -> st.SearchStrategy[Total]:
    """Draw totals of whole numbers: exact ones, bounds, and lower bounds.

    Shrinks towards exactly 0. With *exact*, every total is known.

    Raises:
        InvalidArgument: If *max_value* is negative.

    Example:
        >>> from hypothesis import find
        >>> found = find(totals(), lambda total: not total.is_exact)
        >>> found == Total(0, None, ["0"])
        True
    """
    require(holds=max_value >= 0, message=f"{max_value=} is negative")
    counts = st.integers(0, max_value)
    known = counts.map(Total.exactly)
    if exact:
        return known
    missing = st.lists(slugs(), min_size=1, max_size=3)
    unbounded = st.builds(Total, counts, st.none(), missing)
    between = st.tuples(counts, counts).map(sorted)
    bounded = st.builds(lambda of, names: Total(of[0], of[1], names), between, missing)
    return st.one_of(known, unbounded, bounded)


def shares(*, exact: bool = False) -> st.SearchStrategy[Share]:
    """Draw shares from 0 to 1: exact ones, bounds, and bounds with an estimate.

    Shrinks towards 0%. With *exact*, every share is known.

    Example:
        >>> from hypothesis import find
        >>> print(find(shares(), lambda share: not share.is_exact))
        0%-100%
    """
    parts = st.fractions(0, 1, max_denominator=1000)
    known = parts.map(Share.exactly)
    if exact:
        return known
    bounds = st.tuples(parts, parts).map(sorted).map(lambda of: Share(of[0], of[1]))
    guessed = st.tuples(parts, parts, parts).map(sorted)
    return known | bounds | guessed.map(lambda of: Share(of[0], of[2], estimate=of[1]))


_TEXTS = st.text(max_size=12)
_LISTS = st.lists(_TEXTS, max_size=3).map(tuple)


@st.composite
def _estimates(draw: st.DrawFn) -> Total:
    """Draw totals with an estimate between the bounds, of which some are exact."""
    total = draw(totals())
    high = _MOST if total.high is None else total.high
    guess = draw(st.fractions(total.low, max(total.low, high), max_denominator=100))
    return evolve(total, estimate=guess, basis=draw(st.lists(slugs(), max_size=2)))


_CELLS: Mapping[Kind, st.SearchStrategy[Cell]] = {
    "text": st.one_of(_TEXTS, st.booleans(), days(), _LISTS),
    "flag": st.booleans(),
    "day": days(),
    "list": _LISTS,
    "count": st.integers(0, _MOST),
    "code": st.one_of(st.integers(0, 99_999), nis_codes()),
    "number": st.one_of(st.integers(-_MOST, _MOST), st.fractions(-9, 9, max_denominator=9)),
    "change": st.integers(-_MOST, _MOST),
    "total": totals(),
    "estimate": st.one_of(_estimates(), totals(), st.integers(0, _MOST)),
    "share": shares(),
}


def tables(*, max_columns: int = 4, max_rows: int = 4) -> st.SearchStrategy[Table]:
    """Draw tables with columns of every kind, typed cells, unknown cells and notes.

    Shrinks towards a table of one text column without rows, title or notes.

    Raises:
        InvalidArgument: If *max_columns* is under 1 or *max_rows* negative.

    Example:
        >>> from hypothesis import find
        >>> find(tables(), lambda _: True).columns[0].key
        'c0'
    """
    require(holds=max_columns >= 1, message=f"{max_columns=} leaves no column")
    require(holds=max_rows >= 0, message=f"{max_rows=} is negative")

    @st.composite
    def drawn(draw: st.DrawFn) -> Table:
        kinds = draw(st.lists(st.sampled_from(list(_CELLS)), min_size=1, max_size=max_columns))
        columns = tuple(Column(f"c{n}", kind) for n, kind in enumerate(kinds))
        row = st.tuples(*(st.none() | _CELLS[kind] for kind in kinds))
        rows = draw(st.lists(row, max_size=max_rows))
        return Table(draw(_TEXTS), columns, rows, tuple(draw(st.lists(_TEXTS, max_size=2))))

    return drawn()
