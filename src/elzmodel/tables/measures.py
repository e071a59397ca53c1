"""What columns of each kind have in areas: counts and rows, rates and means, categories.

Counts and rows are added up. A rate or a mean is taken apart into what it is a rate of and
what is counted, which are carried and divided again. Categories follow a rule.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import chain
from operator import itemgetter

from attrs import field, frozen

from elzmodel.tables.kinds import Category, Mean, Rate, Rows
from elzmodel.tables.ledger import Account, Counts, Ledger, exactly, in_exact_numbers
from elzmodel.tables.reading import FigureColumn
from elzmodel.values import Number, Total, sum_totals
from elzmodel.values.ids import grouped
from elzmodel.values.numbers import whole_or_fraction

__all__: list[str] = []


@frozen(eq=False)
class Counted:
    """A column of counts, amounts or rows."""

    account: Account

    def total(self, areas: Collection[int], combinations: Collection[int]) -> Total:
        """Return what areas have together in all rows of some combinations."""
        return sum_totals([self.account.total(areas, each) for each in combinations])

    def totals(self, area: int, combinations: Sequence[int]) -> list[Total]:
        """Return what an area has with each of some combinations."""
        return self.account.totals(area, combinations)


@frozen(eq=False)
class Divided:
    """A rate or a mean: what it is a rate of, over what is counted."""

    above: Counted
    below: Counted
    rates: Rates
    per: Number = 1

    def total(self, areas: Collection[int], combinations: Collection[int]) -> Total:
        """Return the rate of areas together, in all rows of some combinations."""
        above, below = (each.total(areas, combinations) for each in (self.above, self.below))
        return self.rates.narrowed(divided(above, below, self.per), areas, combinations)

    def totals(self, area: int, combinations: Sequence[int]) -> list[Total]:
        """Return the rate of an area with each of some combinations."""
        above, below = (each.totals(area, combinations) for each in (self.above, self.below))
        rates = (divided(*sides, self.per) for sides in zip(above, below, strict=True))
        pairs = zip(rates, combinations, strict=True)
        return [self.rates.narrowed(rate, (area,), (each,)) for rate, each in pairs]


@frozen(eq=False)
class Rates:
    """The rates of a column beside what they are rates of, row by row.

    A count that lies between bounds is in what is divided and in what divides, so that the
    two do not lie anywhere in their bounds: a rate of rates lies between those.
    """

    ledger: Ledger
    rates: Counts
    counts: Counts
    _remembered: dict[tuple[frozenset[int], int], Collection[int] | None] = field(
        factory=dict, init=False
    )

    def narrowed(self, rate: Total, areas: Collection[int], combinations: Collection[int]) -> Total:
        """Return the rate of some areas between the bounds that their rows leave, if they do."""
        rows = None if rate.is_exact else self._rows(areas, combinations)
        if rows is None:
            return rate
        columns = zip(self._exact, (self.rates.codes, self.counts.codes), strict=True)
        rates, counts = ([contents[codes[row]] for row in rows] for contents, codes in columns)
        least, most = between(zip(rates, counts, strict=True))
        low = rate.low if least is None else least
        high = rate.high if most is None else most
        if low == high or rate.estimate is None:
            return Total(low, high, () if low == high else rate.missing)
        guess: Number = max(low, rate.estimate)
        guess = guess if high is None else min(guess, high)
        return Total(low, high, rate.missing, estimate=guess, basis=rate.basis)

    @cached_property
    def _are_bounded(self) -> bool:
        """Whether a count lies between bounds, and none of them is below nothing."""
        contents = self.counts.contents
        return not all(e.is_exact for e in contents) and all(e.low >= 0 for e in contents)

    @cached_property
    def _exact(self) -> tuple[Sequence[Total], Sequence[Total]]:
        """The different rates and counts in exact numbers."""
        rates, counts = ([*map(in_exact_numbers, e.contents)] for e in (self.rates, self.counts))
        return rates, counts

    @cached_property
    def _rows_by_group(self) -> Mapping[int, tuple[int, ...]]:
        return grouped((group, row) for row, group in enumerate(self.ledger.rows.groups))

    def _rows(self, areas: Collection[int], combinations: Collection[int]) -> Sequence[int] | None:
        """Return the rows of which areas have everything, if these say all of them."""
        if not self._are_bounded:
            return None
        found: list[int] = []
        for combination in combinations:
            keys = self._whole(frozenset(areas), self.ledger.rows.eras[combination])
            if keys is None or not all(self.ledger.rows.has(key, combination) for key in keys):
                return None
            groups = (self.ledger.rows.group(key, combination) for key in keys)
            found += chain.from_iterable(map(self._rows_by_group.__getitem__, groups))
        return found

    def _whole(self, areas: frozenset[int], era: int) -> Collection[int] | None:
        """Return the keys of areas, if they lie whole there and say all of them."""
        if (areas, era) not in self._remembered:
            plan = self.ledger.plans[era]
            keys = {key for area in areas for key, _ in plan.keys_in.get(area, ())}
            are_all = not areas & plan.nested and not any(plan.unspoken[area] for area in areas)
            are_whole = are_all and all(plan.is_whole(key, areas) for key in keys)
            self._remembered[areas, era] = keys if are_whole else None
        return self._remembered[areas, era]


Weighed = tuple[Number, Number, Number | None]
"""A value, with the least and the most that there may be of it; ``None`` for no most."""


def between(pairs: Iterable[tuple[Total, Total]]) -> tuple[Number | None, Number | None]:
    """Return the least and the most that rates can be together; ``None`` where that is open.

    It is least where as many as can be have the lowest rates, and as few as can be the others.

    Example:
        >>> counts = Total(0, 9), Total.exactly(20)
        >>> rates = Total.exactly(50), Total.exactly(25)
        >>> low, high = between(zip(rates, counts))
        >>> print(low, high)
        25 950/29
    """
    counted = [(rate, count) for rate, count in pairs if count.high != 0]
    low = _least_mean([(rate.low, count.low, count.high) for rate, count in counted])
    highs = [(r.high, count.low, count.high) for r, count in counted if r.high is not None]
    if len(highs) < len(counted):
        return low, None
    most = _least_mean([(-rate, least, high) for rate, least, high in highs])
    return low, None if most is None else -most


def _least_mean(values: Iterable[Weighed]) -> Number | None:
    """Return the least that a mean can be of values of which there are between bounds."""
    values = sorted(values, key=itemgetter(0))
    weight = sum(least for _, least, _ in values)
    total = sum(value * least for value, least, _ in values)
    for value, least, most in values:
        if weight and value * weight >= total:
            break
        if most is None:
            return value
        weight, total = weight + most - least, total + value * (most - least)
    return whole_or_fraction(Fraction(total) / Fraction(weight)) if weight else None


@frozen(eq=False)
class Categorised:
    """A column of categories, with the rule by which areas get one."""

    ledger: Ledger
    column: FigureColumn
    weights: FigureColumn | None = None

    def category(self, area: int, combination: int) -> str | None:
        """Return the category of an area, ``None`` where the rule does not settle it."""
        plan = self.ledger.plan(combination)
        members = plan.keys_in.get(area, ())
        given = self._given(area, combination)
        if len(given) == 1 and not plan.unspoken[area]:
            return next(iter(given))
        if self.weights is None or plan.unspoken[area] or not all(whole for _, whole in members):
            return None
        return self._of_the_largest([key for key, _ in members], combination)

    def totals(self, area: int, combinations: Sequence[int]) -> list[str | None]:
        """Return the category of an area with each of some combinations."""
        return [self.category(area, each) for each in combinations]

    def is_open(self, area: int) -> bool:
        """Tell whether an area has no category with some combination, though keys in it have."""
        return any(
            self.category(area, each) is None and any(self._given(area, each))
            for each in range(len(self.ledger.rows.combinations))
        )

    def _given(self, area: int, combination: int) -> set[str | None]:
        """Return the categories that there are in an area."""
        members = self.ledger.plan(combination).keys_in.get(area, ())
        return {found for key, _ in members for found in self._of(key, combination)}

    def _of_the_largest(self, keys: Sequence[int], combination: int) -> str | None:
        weights = [self._by_weight.get(self._group(key, combination)) for key in keys]
        if not weights or None in weights:
            return None
        most = max(weight for weight in weights if weight is not None)
        largest = {
            category
            for weight, key in zip(weights, keys, strict=True)
            if weight == most
            for category in self._of(key, combination)
        }
        return next(iter(largest)) if len(largest) == 1 else None

    def _group(self, key: int, combination: int) -> int:
        return self.ledger.rows.group(key, combination)

    @cached_property
    def _by_weight(self) -> Mapping[int, Number | None]:
        """What each group weighs; a weight that is no one number is unknown."""
        found: dict[int, Number | None] = {}
        column = Counts.of(self.weights) if self.weights else Counts((), ())
        values = [each.value for each in column.contents]
        for group, code in zip(self.ledger.rows.groups, column.codes, strict=bool(values)):
            so_far, more = found.get(group, 0), values[code]
            found[group] = None if so_far is None or more is None else so_far + more
        return found

    def _of(self, key: int, combination: int) -> tuple[str | None, ...]:
        """Return the category that a key has with a combination, ``None`` where it has none."""
        return self._by_group.get(self._group(key, combination), (None,))

    @cached_property
    def _by_group(self) -> Mapping[int, tuple[str | None, ...]]:
        pairs = set(zip(self.ledger.rows.groups, self.column.codes, strict=True))
        return grouped((group, _text(self.column.contents[code])) for group, code in pairs)


def _text(content: Total | str | None) -> str | None:
    return content if isinstance(content, str) else None


Measure = Counted | Divided | Categorised


def measures_of(
    columns: Sequence[FigureColumn], figures: Ledger, rows: Callable[[], Ledger]
) -> dict[str, Measure]:
    """Return what each column has in areas; *rows* gives the ledger of rows that are counted."""
    named = {each.name: each for each in columns}
    counted: dict[str, Counted] = {}

    def counts(name: str) -> Counted:
        if name not in counted:
            counted[name] = Counted(Account(figures, Counts.of(named[name])))
        return counted[name]

    def over(column: FigureColumn, other: str, per: Number = 1) -> Divided:
        above = _product(figures, column, named[other], per)
        rates = Rates(figures, Counts.of(column), Counts.of(named[other]))
        return Divided(Counted(above), counts(other), rates, per)

    def measure(column: FigureColumn) -> Measure:
        match column.kind:
            case Rate(of, per):
                return over(column, of, per)
            case Mean(other):
                return over(column, other)
            case Category(_, weights):
                return Categorised(figures, column, named.get(weights))
            case Rows():
                return Counted(Account(rows(), Counts.of(column)))
            case _:
                return counts(column.name)

    return {each.name: measure(each) for each in columns}


def _product(ledger: Ledger, column: FigureColumn, other: FigureColumn, per: Number) -> Account:
    """Return what a column is a rate of, row by row: each different pair of cells once."""
    numbers: dict[tuple[int, int], int] = {}
    one, two = Counts.of(column), Counts.of(other)
    pairs = zip(one.codes, two.codes, strict=True)
    codes = array("I", [numbers.setdefault(pair, len(numbers)) for pair in pairs])
    contents = [_times(one.contents[a], two.contents[b], per) for a, b in numbers]
    return Account(ledger, Counts(contents, codes))


def _times(rate: Total, counted: Total, per: Number) -> Total:
    """Return how many there are, by a rate and what it is a rate of."""
    if counted.value == 0:
        return counted
    if rate.high is None or counted.high is None:
        # A mean below zero reaches the least there is with the most that is counted.
        least = counted.low if rate.low >= 0 else counted.high or 0
        return Total(exactly(rate.low) * exactly(least) / exactly(per), None)
    rates, counts = (rate.low, rate.high), (counted.low, counted.high)
    ends = [exactly(one) * exactly(other) / exactly(per) for one in rates for other in counts]
    low, high = min(ends), max(ends)
    if low == high or rate.best is None or counted.best is None:
        return Total(low, high)
    guess = exactly(rate.best) * exactly(counted.best) / exactly(per)
    return Total(low, high, estimate=guess, basis=(*rate.basis, *counted.basis))


def divided(above: Total, below: Total, per: Number = 1) -> Total:
    """Return a rate between the bounds that both sides leave; over nothing it is unknown.

    Example:
        >>> print(divided(Total.exactly(3), Total.exactly(12), 100))
        25
        >>> print(divided(Total(2, 3), Total(8, 10)))
        0.20-0.38
    """
    low, high = _least(above, below, per), _most(above, below, per)
    missing = (*above.missing, *below.missing)
    if above.best is None or not below.best or low == high:
        return Total(low, high, missing)
    guess = max(low, _over(above.best, below.best, per))
    basis = (*above.basis, *below.basis)
    return Total(
        low, high, missing, estimate=guess if high is None else min(guess, high), basis=basis
    )


def _least(above: Total, below: Total, per: Number) -> Number:
    if not below.low > 0:
        return _over(max(0, above.low), below.high or None, per)
    return _over(above.low, below.low if above.low < 0 else below.high, per)


def _most(above: Total, below: Total, per: Number) -> Number | None:
    if above.high is None or not below.low > 0:
        return None
    return _over(above.high, below.high if above.high < 0 else below.low, per)


def _over(value: Number, counted: Number | None, per: Number) -> Number:
    """Return a value over what is counted; over something endless it is nothing."""
    if counted is None:
        return 0
    return whole_or_fraction(exactly(value) * exactly(per) / exactly(counted))
