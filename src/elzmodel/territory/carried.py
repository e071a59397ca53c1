"""Figures that were carried to the municipalities of another day: counts, rates, categories."""

from __future__ import annotations

from collections import Counter
from collections.abc import (
    Collection,
    ItemsView,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
    ValuesView,
)
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple, cast

from attrs import field, frozen

from elzmodel.errors import UnknownIdError
from elzmodel.territory.municipality import Layout, Municipality, key_of
from elzmodel.territory.spread import Given, Spread, Weights, below_zero
from elzmodel.values import Answer, NisCode, Number, PartId, Total, sum_totals
from elzmodel.values.answers import columns
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import Label, Suggestions, said
from elzmodel.values.totals import exact_totals, sum_numbers

__all__ = [
    "Carried",
    "CarriedCategories",
    "CarriedCategory",
    "CarriedColumns",
    "CarriedFigure",
    "CarriedRates",
    "CarriedTotals",
    "CategoryRule",
    "FigureKind",
]

FigureKind = Literal["count", "rate", "share", "median", "mean", "category"]
"""What a column of figures is; what it is decides how it can be carried, if at all."""

CategoryRule = Literal["unanimous", "largest"]
"""Which category a merged municipality gets: one that all agree on, or the largest member's."""


class _ByCode(dict[str, Total]):
    """Totals by code; a code of none is refused."""

    def __missing__(self, key: str) -> Total:
        raise UnknownIdError("carried municipality", key)


@frozen(eq=False)
class Ways:
    """How land goes from the municipalities of one day to those of another, for any figures.

    *whole* has, for each municipality of the later layout that gets land, the codes of those
    that come whole, in order of its own code; *divided*, of those that give it only some land.
    """

    before: Layout
    after: Layout
    weights: Weights | None
    whole: Mapping[str, tuple[str, ...]]
    divided: Mapping[str, tuple[str, ...]]

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of the earlier layout."""
        return frozenset(map(key_of, self.before.municipalities))

    @cached_property
    def receivers(self) -> Mapping[str, Municipality]:
        """The municipalities of the later layout that get land, by code."""
        found = {key_of(m): m for m in self.after.municipalities}
        return {key: found[key] for key in self.whole}

    def asked(self, totals: Mapping[str, Total], key: str) -> Total:
        """Return what a receiver gets, by its code.

        Raises:
            UnknownIdError: If it gets nothing, or is none; with the code of a name.
        """
        if key in totals:
            return totals[key]
        codes = {m.name: code for code, m in self.receivers.items()}
        known = {**{code: code for code in totals}, **codes}
        near = Suggestions(str(key), known, shown=known.__getitem__)
        raise UnknownIdError("carried municipality", key, near)

    @cached_property
    def land(self) -> Mapping[str, frozenset[PartId]]:
        """The land of each receiver."""
        return {key: frozenset(each.parts) for key, each in self.receivers.items()}

    @cached_property
    def spread(self) -> Spread:
        """The land of the earlier municipalities, with no figures yet."""
        cuts = (self.before.refinement, self.after.refinement)
        sources = [Given(key_of(m), m.parts, Total.unknown()) for m in self.before.municipalities]
        return Spread(sources, max(cuts, key=lambda each: len(each.cuts)), self.weights)

    @cached_property
    def _first(self) -> tuple[str, ...]:
        """For each receiver one code: where a municipality stays as it is, its own."""
        anything = next(iter(self.codes), "")
        return tuple(codes[0] if codes else anything for codes in self.whole.values())

    @cached_property
    def _joined(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The codes that have to be added up, with the place of their receiver."""
        numbered = enumerate(self.whole.values())
        return tuple((place, codes) for place, codes in numbered if len(codes) != 1)

    @cached_property
    def in_part(self) -> tuple[int, ...]:
        """The places of the receivers that get only some land of another."""
        return tuple(place for place, key in enumerate(self.whole) if key in self.divided)

    def sums(self, figures: Mapping[str, Number]) -> list[Number]:
        """Return what comes whole to each receiver, of figures for all codes.

        Most municipalities only keep their figure; nothing has to be added there.
        """
        found = [*map(figures.__getitem__, self._first)]
        for place, codes in self._joined:
            found[place] = sum_numbers(map(figures.__getitem__, codes))
        return found


@columns("nis", "name", "value", "missing", kinds={"value": "estimate"})
@frozen
class CarriedFigure:
    """The figure that a municipality of the later layout gets."""

    nis: NisCode | None
    name: str
    value: Total
    missing: tuple[str, ...]


class CarriedColumns(NamedTuple):
    """What municipalities get, in columns: made for large tables, without a `Total` for each.

    *high* and *estimate* are ``None`` where nothing bounds a figure, and where it is known or
    nothing says how it is divided.
    """

    key: Sequence[str]
    low: Sequence[Number]
    high: Sequence[Number | None]
    estimate: Sequence[Number | None]


@frozen(eq=False, repr=False)
class CarriedTotals(Mapping[str, Total]):
    """A `Total` for each municipality, that still knows what it was carried from.

    What adds it up again, such as `Snapshot.aggregate`, goes back to what was given.
    """

    carried: Carried
    _totals: Mapping[str, Total]

    def __getitem__(self, key: str) -> Total:
        """Return the total of one municipality of the later layout.

        Raises:
            UnknownIdError: If it gets nothing, or is none.
        """
        return self.carried._ways.asked(self._totals, key)  # noqa: SLF001 - they are its totals

    def __iter__(self) -> Iterator[str]:
        """Go through the codes in order."""
        return iter(self._totals)

    def __len__(self) -> int:
        """Count the municipalities."""
        return len(self._totals)

    def __repr__(self) -> str:
        """Show it as a dictionary."""
        return repr(self._totals)

    def items(self) -> ItemsView[str, Total]:
        """Return codes with their totals."""
        return self._totals.items()

    def values(self) -> ValuesView[Total]:
        """Return the totals, in order of their codes."""
        return self._totals.values()


def _ground(ways: Ways) -> tuple[object, ...]:
    return ways.before, ways.after, ways.weights


@frozen(repr=False)
class Carried:
    """Counts carried to the municipalities of another day.

    *values* has a `Total` for each municipality of the later layout that gets
    anything, by code, or by unit where it has no code yet. A municipality
    whose count was not given leaves bounds, and is named in ``missing``. Where
    a municipality is divided, bounds hold for every way in which its count may
    be spread, and weights give an estimate. Sums are those of what was given:
    all rows together have exactly that.

    Example:
        >>> from elzmodel import flanders
        >>> walk = flanders().crosswalk("2024-12-31", "2025-01-01")
        >>> carried = walk.apply({"71022": 80_000, "73040": 8_000}, kind="count")
        >>> carried["71072"].value, carried.given, carried.total.low
        (88000, 88000, 88000)
        >>> back = (
        ...     flanders().crosswalk("2025-01-01", "2024-12-31").apply({"71072": 100}, kind="count")
        ... )
        >>> print(back["71022"], back.sum(["71022", "73040"]), sep=" | ")
        ~90.22 (0-100) | 100
    """

    _ways: Ways = field(eq=_ground)
    counts: Mapping[str, Number | Total | None] = field(hash=False)

    def __repr__(self) -> str:
        """Count what was given."""
        days = f"{self._ways.before.day} to {self.after.day}"
        return f"<Carried: {len(self.counts)} counts from {days}>"

    @property
    def before(self) -> Layout:
        """The earlier layout."""
        return self._ways.before

    @property
    def after(self) -> Layout:
        """The later layout."""
        return self._ways.after

    @cached_property
    def given(self) -> Number:
        """The sum of what was given: of a bound, what is certain."""
        return sum_totals(self._known_totals).low

    @cached_property
    def spread(self) -> Spread:
        """What was given, by the land that it is about."""
        sources = self._ways.spread.sources
        return self._ways.spread.with_totals(_total(self.counts.get(s.key)) for s in sources)

    @cached_property
    def columns(self) -> CarriedColumns:
        """The bounds and estimates of all municipalities in columns, in order of their codes.

        Example:
            >>> from elzmodel import flanders
            >>> walk = flanders().crosswalk("2025-01-01", "2024-12-31")
            >>> key, low, high, estimate = walk.apply({"71072": 100}, kind="count").columns
            >>> at = key.index("73040")
            >>> low[at], high[at], round(float(estimate[at]), 2)
            (0, 100, 9.78)
        """
        low: list[Number] = self._ways.sums(self._numbers)
        high: list[Number | None] = [*low]
        estimate: list[Number | None] = [None] * len(low)
        for place, total in self._open.items():
            low[place], high[place], estimate[place] = total.low, total.high, total.estimate
        return CarriedColumns(tuple(self._ways.whole), low, high, estimate)

    @cached_property
    def values(self) -> CarriedTotals:
        """The total of each municipality of the later layout, by key."""
        return CarriedTotals(self, self._totals)

    @cached_property
    def _totals(self) -> Mapping[str, Total]:
        sums = self._ways.sums(self._numbers)
        has_decimals = float in set(map(type, sums))
        totals = [*map(Total.exactly, sums)] if has_decimals else exact_totals(sums)
        for place, total in self._open.items():
            totals[place] = total
        return dict(zip(self._ways.whole, totals, strict=True))

    def __getitem__(self, nis: str) -> Total:
        """Return the total of one municipality of the later layout.

        Raises:
            UnknownIdError: If it gets nothing, or is none.
        """
        return self._ways.asked(self._totals, nis)

    def sum(self, keys: Iterable[str]) -> Total:
        """Return what several municipalities of the later layout have together; a text is one.

        It is taken from what was given, so that bounds and estimates of what was divided
        join again.

        Raises:
            UnknownIdError: If one of them gets nothing, or is none.
        """
        land: set[PartId] = set()
        for key in [keys] if isinstance(keys, str) else keys:
            self[key]
            land |= self._ways.land[key]
        return self.spread.carried_to(land)

    @cached_property
    def total(self) -> Total:
        """The sum over all municipalities: what was given, unless land left the record."""
        return self.sum(self._ways.whole)

    @cached_property
    def figures(self) -> Answer[CarriedFigure]:
        """One row for each municipality of the later layout, with the check of totals.

        Regions of which nothing was given are left out, with a note.
        """
        silent = silent_regions(self._ways.before, self.counts)
        shown = {k: m for k, m in self._ways.receivers.items() if m.region not in silent}
        rows = {key: self.values[key] for key in shown}
        unsure = [m.name for m in shown.values() if self.spread.takes_for_granted(m.parts)]
        notes = [
            *self._notes(rows),
            *below_zero(unsure),
            *left_out(silent, self._ways.receivers.values()),
        ]
        return _in_rows(said("Carried counts"), rows, shown, notes)

    def _notes(self, rows: Mapping[str, Total]) -> Iterator[str]:
        """Say what was given and carried, and what is missing."""
        carried = self.sum(rows)
        given = sum_totals(self._known_totals)
        yield said("Given {given}; carried {carried}.", given=given, carried=carried)
        exact = {
            c for c, value in self.counts.items() if value is not None and _total(value).is_exact
        }
        missing = sorted({code for total in rows.values() for code in total.missing})
        lacking = [code for code in missing if code not in exact]
        if lacking:
            yield said(
                "Not given, or only as a bound: {codes:list}[; the column {column} has all].",
                codes=lacking,
                column=Label("missing") if len(lacking) > _SAID else None,
            )
        unsaid = [
            self._ways.receivers[key].name
            for key, total in rows.items()
            if total.estimate is None and not exact.isdisjoint(total.missing)
        ]
        if unsaid:
            yield said("Divided, and nothing tells how much: {names:list}.", names=unsaid)

    @property
    def _known_totals(self) -> list[Total]:
        return [_total(value) for value in self.counts.values() if value is not None]

    @cached_property
    def _is_plain(self) -> bool:
        """Whether there is a number for each code."""
        types = set(map(type, self.counts.values()))
        return len(self.counts) == len(self._ways.codes) and types.isdisjoint(_NO_NUMBERS)

    @cached_property
    def _numbers(self) -> Mapping[str, Number]:
        """What was given where it is a number; anything else adds nothing yet."""
        if self._is_plain:
            return cast("Mapping[str, Number]", self.counts)
        nothing: dict[str, Number] = dict.fromkeys(self._ways.codes, 0)
        return nothing | {
            code: value
            for code, value in self.counts.items()
            if value is not None and not isinstance(value, Total)
        }

    @cached_property
    def _open(self) -> Mapping[int, Total]:
        """The totals that are more than a sum of numbers, by the place of their receiver."""
        if self._is_plain:
            odd = self._ways.in_part
        else:
            receivers = self._ways.whole.items()
            odd = tuple(n for n, (_, codes) in enumerate(receivers) if not self._has(codes))
            odd += self._ways.in_part
        lands = list(self._ways.land.values()) if odd else []
        return {place: self.spread.carried_to(lands[place]) for place in odd}

    def _has(self, codes: Iterable[str]) -> bool:
        """Tell whether there are numbers for all of some codes."""
        return all(type(self.counts.get(code)) not in _NO_NUMBERS for code in codes)


_NO_NUMBERS = frozenset({type(None), Total})


def _total(value: Number | Total | None) -> Total:
    """Return what is known of a count; what it is missing is its own code."""
    if isinstance(value, Total):
        return value
    return Total.unknown() if value is None else Total.exactly(value)


def _in_rows(
    title: str, values: Mapping[str, Total], named: Mapping[str, Municipality], notes: Iterable[str]
) -> Answer[CarriedFigure]:
    rows = [CarriedFigure(named[k].nis, named[k].name, t, t.missing) for k, t in values.items()]
    return Answer(title=title, rows=tuple(rows), notes=tuple(notes), row_type=CarriedFigure)


def silent_regions(layout: Layout, given: Collection[str]) -> frozenset[str]:
    """Return the regions for no municipality of which there is a figure, beside one that has."""
    spoken = {each.region for each in layout.municipalities if key_of(each) in given}
    regions = {each.region for each in layout.municipalities if each.region is not None}
    return frozenset(regions - spoken) if spoken else frozenset()


def left_out(regions: Collection[str], municipalities: Iterable[Municipality]) -> Iterator[str]:
    """Say which regions a table has no rows for."""
    sizes = Counter(each.region for each in municipalities)
    for region in sorted(regions):
        yield said(
            "Nothing was given for the {region}: {n} municipalities are left out.",
            region=region,
            n=sizes[region],
        )


_SAID = 5
"""How many names `listed` shows."""


@frozen
class CarriedRates:
    """Rates carried to the municipalities of another day, weighted by their denominators.

    *denominators* are the carried denominators; a rate over nothing is unknown. Where a
    municipality is divided, its cases and what they are of may be divided in different ways.

    Example:
        >>> from elzmodel import flanders
        >>> walk = flanders().crosswalk("2024-12-31", "2025-01-01")
        >>> people = {"71022": 80_000, "73040": 20_000}
        >>> float(walk.apply_rates({"71022": 0.5, "73040": 0.25}, people)["71072"].value)
        0.45
    """

    values: Mapping[str, Total] = field(hash=False, converter=_ByCode)
    denominators: Carried

    def __getitem__(self, nis: str) -> Total:
        """Return the rate of one municipality of the later layout.

        Raises:
            UnknownIdError: If it gets nothing, or is none.
        """
        return self.denominators._ways.asked(self.values, nis)  # noqa: SLF001 - as below

    @cached_property
    def figures(self) -> Answer[CarriedFigure]:
        """One row for each municipality of the later layout.

        Regions of which nothing was given are left out, with a note.
        """
        ways = self.denominators._ways  # noqa: SLF001 - both were carried along them
        silent = silent_regions(ways.before, self.denominators.counts)
        shown = {k: m for k, m in ways.receivers.items() if m.region not in silent}
        rows = {key: self.values[key] for key in shown}
        notes = [
            said("Weighted by the denominators that were given."),
            *left_out(silent, ways.receivers.values()),
        ]
        return _in_rows(said("Carried rates"), rows, shown, notes)


def rate_of(numerator: Total, denominator: Total) -> Total:
    """Return the bounds of a rate, and its estimate where both have one.

    Example:
        >>> rate_of(Total.exactly(1), Total.exactly(4)).value
        Fraction(1, 4)
        >>> print(rate_of(Total(0, 10, estimate=5), Total(10, 40, estimate=20)))
        ~0.25 (0-1)
    """
    missing = (*numerator.missing, *denominator.missing)
    low = Fraction(numerator.low) / Fraction(denominator.high) if denominator.high else Fraction(0)
    is_open = numerator.high is None or not denominator.low
    high = None if is_open else Fraction(numerator.high or 0) / Fraction(denominator.low)
    if low == high:
        return Total.exactly(low)
    above, below = numerator.best, denominator.best
    if above is None or not below:
        return Total(low, high, missing)
    estimate = max(low, Fraction(above) / Fraction(below))
    estimate = estimate if high is None else min(estimate, high)
    basis = (*numerator.basis, *denominator.basis)
    return Total(low, high, missing, estimate=estimate, basis=basis)


@frozen
class CarriedCategory:
    """The category of a municipality of the later layout, or what its members have instead.

    *nis* is its code, or its unit where it has no code yet; a member without a
    category is ``None``.
    """

    nis: NisCode
    category: str | None
    members: tuple[str | None, ...] | None = None


@frozen(kw_only=True, repr=False)
class CarriedCategories(Answer[CarriedCategory]):
    """Categories carried to the municipalities of another day under a stated rule.

    Those whose category does not follow from the rule stand last, with what
    their members have.

    Example:
        >>> from elzmodel import flanders
        >>> walk = flanders().crosswalk("2024-12-31", "2025-01-01")
        >>> carried = walk.apply_categories({"71022": "city", "73040": "village"}, rule="unanimous")
        >>> carried.disputed["71072"]
        ('city', 'village')
    """

    rule: CategoryRule

    @property
    def values(self) -> Mapping[str, str]:
        """The category of each municipality that has one, by code."""
        return {row.nis: row.category for row in self if row.category is not None}

    @property
    def disputed(self) -> Mapping[str, tuple[str | None, ...]]:
        """What the members have of each municipality that has none, by code."""
        return {row.nis: row.members for row in self if row.members is not None}


keep_door(__name__)
