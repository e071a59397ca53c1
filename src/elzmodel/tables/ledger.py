"""What the rows of a table have together in each area, added up exactly in any order.

Most keys lie whole in one area and share no land with others: their rows are added up as
plain numbers, a column at a time. Only where keys cross the borders of areas, or hold each
other, figures are spread; then the sums go back to the keys.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import chain, count
from math import lcm
from types import MappingProxyType
from typing import Final, NamedTuple, get_args

from attrs import evolve, field, frozen

from elzmodel.grids.quick_codes import added_up
from elzmodel.landscape.lands import AreaLand
from elzmodel.tables.placing import Aside, AsideKind
from elzmodel.tables.plans import Land, Plan
from elzmodel.tables.reading import FigureColumn
from elzmodel.tables.row_groups import RowGroups
from elzmodel.territory.spread import TWICE, Given, Spread, Weights
from elzmodel.values import Finding, Number, PartId, Ref, Total, sum_totals
from elzmodel.values.memory import remember
from elzmodel.values.numbers import whole_or_fraction
from elzmodel.values.totals import exact_totals, plain_total

__all__: list[str] = []


class Counts(NamedTuple):
    """Figures that add up: what each different cell means, and which one each row has."""

    contents: Sequence[Total]
    codes: Sequence[int]

    @classmethod
    def of(cls, column: FigureColumn) -> Counts:
        """Return the figures of a column."""
        totals = (each if isinstance(each, Total) else Total.unknown() for each in column.contents)
        return cls(tuple(totals), column.codes)


class _Few(dict[int, int]):
    """Numbers by place, where most places have none."""

    def __missing__(self, place: int) -> int:
        return 0


Tally = list[int] | dict[int, int]
"""A whole number for each place, 0 unless something was entered."""

_CLOSE: Final = 8  # Places a row, as long as a list of them is smaller than a dictionary.


def tally(places: int, rows: int) -> Tally:
    """Return a number for each place that some rows can be entered in."""
    return [0] * places if places <= _CLOSE * rows else _Few()


class Sums:
    """What is entered in each place: plain figures added up, and loose ones as they are.

    Decimals are counted in their smallest *unit*, so that their sum is exact in any order.
    """

    def __init__(
        self, rows: RowGroups, entries: Sequence[int], places: int, column: Counts
    ) -> None:
        contents, codes = column
        figures = [in_exact_numbers(each) for each in contents]
        exact = [each.value for each in figures]
        self.unit: int = lcm(*(v.denominator for v in exact if isinstance(v, Fraction)))
        self.loose: dict[int, list[tuple[int, Total]]] = {}
        units_of = [int((value or 0) * self.unit) for value in exact]
        self.units: Tally = tally(places, len(codes))
        if isinstance(self.units, list):
            self.units = added_up(entries, codes, units_of, places)
        else:
            for place, code in zip(entries, codes, strict=True):
                self.units[place] += units_of[code]
        if None in exact:
            for place, subject, code in zip(entries, rows.subject_codes, codes, strict=True):
                if exact[code] is None:
                    self.loose.setdefault(place, []).append((subject, figures[code]))

    def total(self, place: int) -> Total:
        """Return all that is entered in a place."""
        exact = Total.exactly(self.number(self.units[place]))
        loose = self.loose.get(place, ())
        return sum_totals([exact, *(total for _, total in loose)]) if loose else exact

    def together(self, places: range) -> Total:
        """Return all that is entered in some places."""
        units = self.units
        if isinstance(units, list):
            known = sum(units[places.start : places.stop : places.step])
        else:
            known = sum(units[place] for place in _both(places, units))
        loose = (total for place in _both(places, self.loose) for _, total in self.loose[place])
        return sum_totals([Total.exactly(self.number(known)), *loose])

    def numbers(self, place: int, steps: Sequence[int]) -> Sequence[Number]:
        """Return the plain figures of the places that many steps after a first one."""
        units = self.units
        if self.unit > 1:
            return [self.number(units[place + step]) for step in steps]
        if isinstance(units, list) and isinstance(steps, range):
            return units[place + steps.start : place + steps.stop]
        return [units[place + step] for step in steps]

    def number(self, units: int) -> Number:
        """Return as a number what was counted in units."""
        return units if self.unit == 1 else whole_or_fraction(Fraction(units, self.unit))


def _both(one: Collection[int], other: Collection[int]) -> Iterator[int]:
    """Yield what is in both, going through the smaller one."""
    few, many = sorted((one, other), key=len)
    return (each for each in few if each in many)


def exactly(value: Number) -> Fraction:
    """Return a number with decimals as they are written, not as computers keep them.

    Example:
        >>> exactly(0.1)
        Fraction(1, 10)
    """
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def in_exact_numbers(total: Total) -> Total:
    """Return a figure in exact numbers; what is missing is said by its key."""
    if type(total.low) is int and total.is_exact and not total.missing:
        return total
    high = None if total.high is None else whole_or_fraction(exactly(total.high))
    guess = None if total.estimate is None else whole_or_fraction(exactly(total.estimate))
    return Total(whole_or_fraction(exactly(total.low)), high, estimate=guess, basis=total.basis)


_NOWHERE: Final[Land] = frozenset()


@frozen(eq=False)
class Ledger:
    """Where each row of a table is entered: in an area, by its key, or aside.

    *plans* has that of each era; a row counts where its combination's era says.
    """

    rows: RowGroups
    plans: tuple[Plan, ...]
    weights: tuple[Weights | None, ...]
    _shares: dict[tuple[int, frozenset[int]], tuple[Fraction | None, str]] = field(
        factory=dict, init=False
    )
    _bases: dict[tuple[int, tuple[tuple[int, ...], ...]], Spread] = field(factory=dict, init=False)

    @property
    def areas(self) -> tuple[AreaLand, ...]:
        """The areas, which are the same in each era."""
        return self.plans[0].areas

    @cached_property
    def bucket_of_aside(self) -> Mapping[AsideKind | None, int]:
        """The buckets of what lies in no area."""
        kinds = (None, *get_args(AsideKind))
        return {kind: len(self.areas) + number for number, kind in enumerate(kinds)}

    @cached_property
    def own(self) -> int:
        """The first bucket of a key whose figures are spread."""
        return len(self.areas) + len(self.bucket_of_aside)

    @cached_property
    def buckets(self) -> tuple[int, ...]:
        """The bucket of each subject: that of its area, of what is aside, or its own."""
        aside = self.bucket_of_aside
        own = count(self.own)
        found = []
        for number, subject in enumerate(self.rows.subjects):
            plan = self.plans[subject.era]
            if isinstance(subject.meaning, Aside):
                found.append(aside[subject.meaning.kind])
            elif number in plan.home:
                home = plan.home[number]
                found.append(aside[None] if home is None else home)
            else:
                found.append(next(own))
        return tuple(found)

    @cached_property
    def entries(self) -> Sequence[int]:
        """Where each row is entered: its bucket, with its combination."""
        return self.rows.bucketed(self.buckets)

    @cached_property
    def present(self) -> Tally:
        """How many different keys are entered in each place."""
        found, entries = tally(self.places, len(self.entries)), iter(self.entries)
        if self.rows.seen.n < len(self.entries):
            several = (divmod(group, len(self.rows.combinations)) for group in self.rows.seen)
            entries = (self.entry(self.buckets[subject], each) for subject, each in several)
        for place in entries:
            found[place] += 1
        return found

    def complete(self, place: int, keys: int, combinations: Sequence[int]) -> Sequence[int]:
        """Return the combinations, of some, in which that many keys are entered in a bucket.

        The bucket is said by its first *place*. Most often they are all of them.
        """
        there, every = self.present, [keys] * len(combinations)
        is_run = combinations == range(len(self.rows.combinations))
        if is_run and isinstance(there, list) and there[place : place + len(every)] == every:
            return combinations
        return [each for each in combinations if there[place + each] == keys]

    @cached_property
    def places(self) -> int:
        """How many places there are: one for each bucket with each combination."""
        own = sum(len(plan.spread) + len(plan.keys_shared) for plan in self.plans)
        return self.entry(self.own + own, 0)

    def share(self, era: int, key: int, areas: frozenset[int]) -> tuple[Fraction | None, str]:
        """Return which share of a key some areas have, where it is known, and by what."""
        if (key, areas) not in self._shares:
            plan, weights = self.plans[era], self.weights[era]
            part = plan.part_in(key, areas)
            weighing = plan.ground.weighing(weights) if weights else None
            share = weighing.share(part, plan.ground.lands[key]) if weighing and part else None
            self._shares[key, areas] = share, str(weights)
        return self._shares[key, areas]

    def entry(self, bucket: int, combination: int) -> int:
        """Return the place of a bucket with a combination."""
        return bucket * len(self.rows.combinations) + combination

    def key(self, number: int) -> str:
        """Return a key as it was read."""
        return self.rows.subjects[number].meaning.key

    def base(self, era: int, present: tuple[tuple[int, ...], ...]) -> Spread:
        """Return how the land of some keys is spread, without their figures."""
        if found := self._bases.get((era, present)):
            return found
        plan, weights = self.plans[era], self.weights[era]
        lands = plan.ground.lands
        sources = (Given(self.key(k[0]), lands[k[0]], Total.unknown()) for k in present)
        weighing = plan.ground.weighing(weights) if weights else None
        spread = Spread(sources, plan.refinement, weighing)
        return remember(self._bases, (era, present), spread)

    def of_era(self, era: int, combinations: Sequence[int]) -> Sequence[int]:
        """Return those of some combinations that are of an era."""
        if len(self.plans) == 1:
            return combinations
        return [each for each in combinations if self.rows.eras[each] == era]

    def plan(self, combination: int) -> Plan:
        """Return how keys lie in the areas in rows of a combination."""
        return self.plans[self.rows.eras[combination]]


WHOLES: Final = frozenset({"larger area", "wrong"})
"""What rows set aside are that have what others have too, or are not understood."""


class Balance(NamedTuple):
    """What was given, what of it lies in any area, and what in none; what was set *aside*.

    Rows of larger areas are set aside as well, and were not given once more.
    """

    given: Total
    inside: Total
    outside: Total = Total.exactly(0)
    aside: Mapping[AsideKind | None, Total] = MappingProxyType({})


class _Parts(NamedTuple):
    """What a key has with some combinations, and which share of it some areas have."""

    key: str
    values: Sequence[Number]
    share: Fraction | None
    basis: str


def _with_parts(
    plain: Number, silent: tuple[str, ...], parts: Sequence[_Parts], place: int
) -> Total:
    """Return what keys have that lie whole in an area, and others there that may have anything."""
    low, high = plain, plain
    guess: Number | None = plain
    there = [(each, each.values[place]) for each in parts if each.values[place]]
    for part, value in there:
        low, high = low + min(0, value), high + max(0, value)
        guess = None if guess is None or part.share is None else guess + value * part.share
    missing = tuple(sorted({*silent, *(part.key for part, _ in there)}))
    if silent or not there:
        return plain_total(low, None if silent else high, missing)
    basis = tuple(sorted({part.basis for part, _ in there})) if guess is not None else ()
    return plain_total(low, high, missing, guess, basis)


class Account:
    """What a column of counts has in areas, by combination; sums go back to the keys."""

    def __init__(self, ledger: Ledger, column: Counts) -> None:
        self._ledger: Ledger = ledger
        self._sums: Sums = Sums(ledger.rows, ledger.entries, ledger.places, column)
        self._spreads: dict[int, Spread] = {}

    def totals(self, area: int, combinations: Sequence[int]) -> list[Total]:
        """Return what an area has with each of some combinations."""
        eras = range(len(self._ledger.plans))
        plain = (self._regular(area, each, combinations) for each in eras)
        found = dict(chain.from_iterable(plain))
        return [found.get(each) or self.total((area,), each) for each in combinations]

    def _regular(
        self, area: int, era: int, combinations: Sequence[int]
    ) -> Iterator[tuple[int, Total]]:
        """Yield what an area has where all figures are plain, in rows of an era."""
        ledger, plan = self._ledger, self._ledger.plans[era]
        if area in plan.nested:
            return
        combinations = ledger.of_era(era, combinations)
        keys, place = plan.shared.get(area, ()), ledger.entry(area, 0)
        own = [ledger.entry(ledger.buckets[key], 0) for key in keys]
        for each in (place, *own) if self._sums.loose else ():
            combinations = [c for c in combinations if each + c not in self._sums.loose]
        whole = combinations
        if not plan.is_list:
            whole = ledger.complete(place, len(plan.members.get(area, ())), combinations)
            for each in own:
                whole = ledger.complete(each, 1, whole)
        yield from zip(whole, self._whole(area, era, whole), strict=True)
        if not keys and len(whole) < len(combinations):
            yield from self._with_gaps(area, era, sorted({*combinations}.difference(whole)))

    def _whole(self, area: int, era: int, combinations: Sequence[int]) -> list[Total]:
        """Return what an area has where no key of it is absent."""
        plan = self._ledger.plans[era]
        plain = self._sums.numbers(self._ledger.entry(area, 0), combinations)
        silent = tuple(sorted(plan.ground.called(plan.unspoken[area])))
        if keys := plan.shared.get(area, ()):
            parts = [self._parts(key, area, era, combinations) for key in keys]
            return [_with_parts(each, silent, parts, n) for n, each in enumerate(plain)]
        return (
            [plain_total(each, None, silent) for each in plain] if silent else exact_totals(plain)
        )

    def _with_gaps(
        self, area: int, era: int, combinations: Sequence[int]
    ) -> Iterator[tuple[int, Total]]:
        """Yield what an area has of which keys are absent, and no others lie there in part."""
        plan, rows = self._ledger.plans[era], self._ledger.rows
        plain = self._sums.numbers(self._ledger.entry(area, 0), combinations)
        first = [(rows.group(key, 0), key) for key in plan.members.get(area, ())]
        has, names = rows.seen.has, dict[tuple[int, ...], tuple[str, ...]]()
        for combination, each in zip(combinations, plain, strict=True):
            absent = tuple([key for group, key in first if not has(group + combination)])
            if absent not in names:
                land = plan.unspoken[area].union(*(plan.ground.lands[key] for key in absent))
                names[absent] = tuple(sorted(plan.ground.called(land)))
            yield combination, plain_total(each, None, names[absent])

    def _silent(self, area: int, combination: int) -> Land:
        """Return the land of an area of which no row with a combination speaks, but in part."""
        ledger, plan = self._ledger, self._ledger.plan(combination)
        members = plan.members.get(area, ())
        if plan.is_list or len(members) == ledger.present[ledger.entry(area, combination)]:
            return plan.unspoken[area]
        absent = (key for key in members if not ledger.rows.has(key, combination))
        return plan.unspoken[area].union(*(plan.ground.lands[key] for key in absent))

    def _parts(self, key: int, area: int, era: int, combinations: Sequence[int]) -> _Parts:
        """Return what a key has that lies in an area in part, and how much of it is there."""
        place = self._ledger.entry(self._ledger.buckets[key], 0)
        values = self._sums.numbers(place, combinations)
        share, basis = self._ledger.share(era, key, frozenset((area,)))
        return _Parts(self._ledger.key(key), values, share, basis)

    def total(self, areas: Collection[int], combination: int) -> Total:
        """Return what some areas have together in rows of a combination."""
        plan = self._ledger.plan(combination)
        nested = [each for each in areas if each in plan.nested]
        others = frozenset(each for each in areas if each not in plan.nested)
        found = [self._of_land(*plan.land(nested), combination)] if nested else []
        if others:
            found.append(self._added(others, combination))
        return found[0] if len(found) == 1 else sum_totals(found)

    def given(self, combination: int) -> Total:
        """Return all that was given with a combination; land that was given twice counts once."""
        ledger = self._ledger
        buckets = [b for kind, b in ledger.bucket_of_aside.items() if kind not in WHOLES]
        size = len(ledger.rows.combinations)
        areas = self._sums.together(range(combination, ledger.entry(len(ledger.areas), 0), size))
        aside = (self._sums.total(ledger.entry(each, combination)) for each in buckets)
        shared = (self._of_key(key, combination) for key in ledger.plan(combination).keys_shared)
        return sum_totals((areas, *aside, *shared, self._around(combination).given))

    @cached_property
    def balance(self) -> Balance:
        """What was given in all rows, and where it lies."""
        ledger, beside = self._ledger, self._beside
        inside = self._sums.together(range(ledger.entry(len(ledger.areas), 0)))
        aside: dict[AsideKind | None, Total] = {
            kind: self._in_bucket(b) for kind, b in ledger.bucket_of_aside.items()
        }
        outside = [total for kind, total in aside.items() if kind not in WHOLES]
        return Balance(
            sum_totals((inside, *outside, *(each.given for each in beside))),
            sum_totals((inside, *(each.inside for each in beside))),
            sum_totals((*outside, *(each.outside for each in beside))),
            aside,
        )

    def _in_bucket(self, bucket: int) -> Total:
        start, end = self._ledger.entry(bucket, 0), self._ledger.entry(bucket + 1, 0)
        return self._sums.together(range(start, end))

    @property
    def _beside(self) -> list[Balance]:
        """What was given for keys that are at home in no area."""
        found: list[Balance] = []
        for era, plan in enumerate(self._ledger.plans):
            of_era = self._ledger.of_era(era, range(len(self._ledger.rows.combinations)))
            found += map(self._around, of_era) if plan.spread else ()
            for key in plan.keys_shared:
                if plan.is_whole(key, plan.everywhere):
                    whole = self._in_bucket(self._ledger.buckets[key])
                    found.append(Balance(whole, whole))
                else:
                    found += [self._parted(key, each) for each in of_era]
        return found

    def _parted(self, key: int, combination: int) -> Balance:
        """Return what a key may have inside and outside of all areas."""
        whole = self._of_key(key, combination)
        inside = self._part(key, self._ledger.plan(combination).everywhere, combination)
        if inside.estimate is None or whole.best is None:
            return Balance(whole, inside, inside)
        return Balance(whole, inside, evolve(inside, estimate=whole.best - inside.estimate))

    def findings(self, combination: int) -> Iterator[Finding]:
        """Find what figures of the same land contradict."""
        present = self._present(combination)
        if present and self._ledger.plan(combination).holds_others:
            for keys in present:
                yield from self._disagreeing(keys, combination)
            yield from self._spread(combination).findings()

    def _disagreeing(self, keys: Sequence[int], combination: int) -> Iterator[Finding]:
        first, *others = keys
        for other in others:
            if self._of_key(other, combination) != self._of_key(first, combination):
                key = self._ledger.key(other)
                yield TWICE.finding(Ref("key", key), key=key, other=self._ledger.key(first))

    # --- areas in which no key holds another --------------------------------------------------

    def _added(self, areas: frozenset[int], combination: int) -> Total:
        """Add up keys that lie whole in some areas, and what others may have there."""
        ledger, plan = self._ledger, self._ledger.plan(combination)
        places = [ledger.entry(area, combination) for area in sorted(areas)]
        found = [self._sums.total(place) for place in places]
        loose = [key for place in places for key, _ in self._sums.loose.get(place, ())]
        silent: set[PartId] = set().union(*(self._silent(area, combination) for area in areas))
        for key in dict.fromkeys(k for area in sorted(areas) for k in plan.shared.get(area, ())):
            if ledger.rows.has(key, combination):
                total = self._of_key(key, combination)
                is_whole = plan.is_whole(key, areas)
                found.append(total if is_whole else self._part(key, areas, combination))
                loose += () if found[-1].is_exact else (key,)
            elif not plan.is_list:
                silent.update(*(plan.ground.lands[key] & land for land in plan.land(areas)))
        total = found[0] if len(found) == 1 else sum_totals(found)
        if silent:
            missing = (*map(ledger.key, loose), *plan.ground.called(silent))
            return Total(total.low, None, missing)
        return evolve(total, missing=map(ledger.key, loose)) if loose else total

    def _part(self, key: int, areas: frozenset[int], combination: int) -> Total:
        """Return what some areas may have of a key that lies there in part."""
        whole = self._of_key(key, combination)
        low, high = min(0, whole.low), None if whole.high is None else max(0, whole.high)
        share, basis = self._ledger.share(self._ledger.rows.eras[combination], key, areas)
        if whole.best is None or share is None or whole.value == 0:
            return Total(low, high)
        return Total(low, high, estimate=whole.best * share, basis=(*whole.basis, basis))

    # --- land in which figures are spread ----------------------------------------------------

    def _of_land(self, land: Land, undecided: Land, combination: int) -> Total:
        plan, spread = self._ledger.plan(combination), self._spread(combination)
        if plan.is_list:
            spoken = _NOWHERE.union(*(each.land for each in spread.sources))
            land, undecided = (plan.spoken(each, spoken) for each in (land, undecided))
        total = spread.total(land, undecided)
        return evolve(total, missing=plan.ground.called(total.missing)) if total.missing else total

    def _around(self, combination: int) -> Balance:
        """Return what was given for keys that are spread."""
        plan = self._ledger.plan(combination)
        keys = [key for keys in self._present(combination) for key in keys]
        if not keys:
            return Balance(Total.exactly(0), Total.exactly(0))
        spread = self._spread(combination)
        inside, outside = plan.inside(keys)
        if outside or plan.holds_others:
            given = spread.total(inside | outside)
            return Balance(given, spread.total(inside), spread.total(outside))
        given = sum_totals(each.total for each in spread.sources)
        return Balance(given, given)

    def _spread(self, combination: int) -> Spread:
        present = self._present(combination)
        base = self._ledger.base(self._ledger.rows.eras[combination], present)
        return base.with_totals(self._of_key(keys[0], combination) for keys in present)

    def _present(self, combination: int) -> tuple[tuple[int, ...], ...]:
        """Return the keys that have a row, together where they are the same land."""
        has = self._ledger.rows.has
        every = self._ledger.plan(combination).spread_by_land
        found = (tuple(key for key in keys if has(key, combination)) for keys in every)
        return tuple(keys for keys in found if keys)

    def _of_key(self, key: int, combination: int) -> Total:
        return self._sums.total(self._ledger.entry(self._ledger.buckets[key], combination))
