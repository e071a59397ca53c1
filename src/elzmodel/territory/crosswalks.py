"""Carrying figures from the municipalities of one day to those of another.

Everything goes through parts. A code says nothing here: Antwerpen with and
without Borsbeek have the same code and are different land.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Final, cast

from attrs import field, frozen

from elzmodel.errors import InvalidValueError, NotCarriableError, UnknownIdError
from elzmodel.territory.figures import Figure, Figures
from elzmodel.territory.municipality import Layout, Municipality, key_of
from elzmodel.territory.refinement import Common, Refinement
from elzmodel.values import (
    Answer,
    AnyNumber,
    ByKey,
    NisCode,
    Number,
    PartId,
    Share,
    Total,
    by_key,
    columns,
    share_of,
)
from elzmodel.values.arguments import keep_door
from elzmodel.values.numbers import is_missing, keyed
from elzmodel.values.text import phrase, said

if TYPE_CHECKING:  # Most crosswalks are read, and carry nothing.
    from elzmodel.territory.carried import (
        Carried,
        CarriedCategories,
        CarriedRates,
        CategoryRule,
        FigureKind,
        Ways,
    )
    from elzmodel.territory.spread import Weights  # noqa: TC004 - no annotation may load it

__all__ = ["Change", "Crosswalk", "CrosswalkRow", "compose", "crosswalk"]

# ruff: noqa: PLC0415 - what carries is loaded when something is carried


_ALL: Final = Share.exactly(1)


class _Weigher:
    """How much of a municipality lies where, by figures and by the weights of cuts."""

    def __init__(self, before: Layout, after: Layout, kind: str, weights: Weights | None) -> None:
        longer = max(before.refinement, after.refinement, key=lambda r: len(r.cuts))
        self.refinement = longer
        self.kind = kind
        self.weights = weights
        self.name: str = str(weights) if weights else kind if longer.cuts else ""

    def common(self, one: Municipality, other: Municipality) -> Common:
        """Return the land that two municipalities share."""
        return self.refinement.common(frozenset(one.parts), frozenset(other.parts))

    def shares(self, municipality: Municipality, common: Common) -> tuple[Share, Share]:
        """Return which share of a municipality some land is: as events state it, and weighed."""
        if self.refinement.covers(common.certain, municipality.parts):
            return _ALL, _ALL
        stated = self._by_events(municipality, common)
        low, high, guess = stated.low, stated.high, stated.best
        if self.weights is not None:
            least, most = self._by_figures(municipality, common, self.weights)
            low, high = max(low, least), min(high, most)
        high = max(low, high)
        guess = None if guess is None else max(low, min(guess, high))
        return stated, Share(low, high, self.name, estimate=guess)

    def _by_figures(
        self, municipality: Municipality, common: Common, weights: Weights
    ) -> tuple[Fraction, Fraction]:
        """Return the bounds that figures give, of the municipality or of its pieces."""
        whole = weights.total(municipality.parts).value
        if not whole:
            parts = frozenset(municipality.parts)
            if not common.certain == common.possible <= parts:
                return Fraction(0), Fraction(1)
            others = weights.total(parts - common.certain)
            share = share_of(weights.total(common.certain), others)
            return share.low, share.high
        most = weights.total(common.possible).high
        high = Fraction(1) if most is None else Fraction(most) / Fraction(whole)
        return Fraction(weights.total(common.certain).low) / Fraction(whole), high

    def _by_events(self, municipality: Municipality, common: Common) -> Share:
        """Return the share that the weights of cuts give; the municipality weighs 1."""
        day = date(1, 1, 1)
        one = Figure(kind=self.kind, day=day, parts=municipality.parts, value=1)
        figures = Figures((one,), self._shares_only)
        sure = figures.total(common.certain, kind=self.kind, year=1)
        most = figures.total(common.possible, kind=self.kind, year=1)
        high = 1 if most.high is None else most.high
        guess = sure.estimate if common.certain == common.possible else None
        return Share(sure.low, high, self.name and self.kind, estimate=guess)

    @cached_property
    def _shares_only(self) -> Refinement:
        """The cuts in shares: an amount means nothing where the whole weighs 1."""
        return self.refinement.in_shares()


class Change(Enum):
    """What happened to a municipality between two days, as seen from one row."""

    UNCHANGED = "unchanged"
    RENAMED = "renamed"
    RECODED = "recoded"
    MERGED = "merged"
    SPLIT = "split"
    EXCHANGED = "exchanged"


@columns(
    *("nis_before=before.nis", "unit_before=before.unit", "name_before=before.name"),
    *("nis_after=after.nis", "unit_after=after.unit", "name_after=after.name"),
    *("change", "share"),
    kinds={"unit_before": "id", "unit_after": "id", "share": "estimate"},
)
@frozen
class CrosswalkRow:
    """One municipality's share that goes to one municipality of the other day.

    *parts* is the land they have in common; *share* is the part of *before*'s
    weight that it has, and *stated* what the events themselves tell of that share: only
    this holds for other figures too, for which the rest is an estimate. A share of rounded
    weights has bounds and an estimate.
    """

    before: Municipality
    after: Municipality
    change: Change
    share: Share
    parts: tuple[PartId, ...]
    stated: Share


@frozen(kw_only=True, repr=False)
class Crosswalk(Answer[CrosswalkRow]):
    """A weighted map from the municipalities of one day to those of another.

    The shares of each municipality add up to 1 exactly, or their bounds hold 1,
    unless part of its land left the record. They are shares of *weight*; for any
    other figure, a share that events do not state is an estimate.

    Example:
        >>> from elzmodel import flanders
        >>> walk = flanders().crosswalk("2018-12-31", "2025-01-01")
        >>> len(walk), walk.apply({"11002": 1}, kind="count")["11002"].low
        (327, 1)
        >>> [(r.after.name, r.change.value) for r in walk if r.before.nis == "73040"]
        [('Hasselt', 'merged')]
    """

    before: Layout
    after: Layout
    weight: str
    weights: Weights | None = field(default=None, repr=False)

    @classmethod
    def of(
        cls,
        before: Layout,
        after: Layout,
        rows: Iterable[CrosswalkRow],
        *,
        weight: str,
        weights: Weights | None,
    ) -> Crosswalk:
        """Return a crosswalk with its title, and a note where it divides anything."""
        rows = tuple(rows)
        divides = any(row.share is not _ALL and row.share != _ALL for row in rows)
        is_exact = all(row.share is _ALL or row.share.is_exact for row in rows)
        is_weighed = any(row.stated is not row.share and row.stated != row.share for row in rows)
        shares = said(
            "Shares are of {shares}[; a range is {bound}][; of other figures they are {estimate}].",
            shares=weight or phrase("a weight that is not known"),
            bound=None if is_exact else phrase("a bound"),
            estimate=phrase("an estimate") if is_weighed else None,
        )
        return cls(
            title=said(
                "Municipalities of {day} carried to {after}", day=before.day, after=after.day
            ),
            rows=rows,
            notes=(shares,) if divides else (),
            before=before,
            after=after,
            weight=weight,
            weights=weights,
        )

    @property
    def is_exact(self) -> bool:
        """Whether every share is known exactly, and not only weighed by other figures."""
        return all(row.stated.is_exact for row in self.rows)

    def apply(
        self, values: ByKey[AnyNumber | Total | None] | Carried, *, kind: FigureKind
    ) -> Carried:
        """Carry counts, keyed by the codes of the earlier layout.

        Counts are added. Codes that are not in the earlier layout are refused,
        all at once; codes left out, and cells without a figure, make the
        totals they belong to bounds. Where a municipality is divided, the bounds
        hold for every way, and its weights give an estimate. What is less than
        nothing is carried whole, and where it is divided, each piece has
        something between it and 0.

        Args:
            values: A count for each NIS code, or for the unit where a
                municipality has no code yet. Bounds (`Total`) are carried as
                bounds; ``None`` is a missing cell. What was carried to the earlier
                layout before is carried on from what was given then.
            kind: What the figures are; `apply_rates` and `apply_categories`
                carry what is no count.

        Raises:
            NotCarriableError: For any other kind, or where the codes are those
                of the later layout, with the reason.
            InvalidValueError: If a count is no finite number, or a key no code.
            UnknownIdError: If codes are not of the earlier layout.
        """
        from elzmodel.territory.carried import Carried, CarriedTotals

        if not isinstance(kind, str):  # No type checker would have let it.
            raise InvalidValueError("kind of figures", kind, "'count', or what else they are")
        if kind != "count":
            raise NotCarriableError(kind, _REASONS.get(kind, said("only counts add up")))
        if isinstance(values, CarriedTotals):
            values = values.carried
        if isinstance(values, Carried):
            return self._carried_on(values)
        return self._carried(_plain(values))

    def _carried_on(self, carried: Carried) -> Carried:
        """Go back to what was given, where it was carried to the earlier layout."""
        if carried.after.municipalities != self.before.municipalities:
            return self._carried({**carried.values})
        from elzmodel.territory.spread import Weights

        by = self.weights or Weights(Figures())
        walk = crosswalk(carried.before, self.after, figures=by.figures, kind=by.kind, year=by.year)
        return walk.apply(carried.counts, kind="count")

    def _carried(self, counts: dict[str, Number | Total | None]) -> Carried:
        from elzmodel.territory.carried import Carried

        self._check_keys(counts)
        return Carried(self._ways, counts)

    def apply_rates(
        self,
        rates: ByKey[AnyNumber | Total | None],
        denominators: ByKey[AnyNumber | Total | None],
    ) -> CarriedRates:
        """Carry rates or shares, each with the denominator that it is of.

        Numerators and denominators are carried as counts and divided again. A
        municipality without rate or without denominator leaves bounds; so does
        one that is divided, with an estimate where its weights are known.

        Raises:
            NotCarriableError: If a rate has no denominator among *denominators*.
            InvalidValueError: If a rate or a denominator is negative or no finite number.
            UnknownIdError: If codes are not of the earlier layout.

        Example:
            >>> from elzmodel import flanders
            >>> walk = flanders().crosswalk("2024-12-31", "2025-01-01")
            >>> walk.apply_rates({"44021": 2}, {"44021": 10})["44021"].value
            Fraction(2, 1)
        """
        from elzmodel.territory.carried import CarriedRates, rate_of

        of, by = _plain(denominators), _plain(rates)
        without = [code for code in by if code not in of]
        if without:
            reason = said("{codes:list} came without a denominator", codes=without)
            raise NotCarriableError("rate", reason)
        below = self._carried(_no_less_than_nothing("denominator", of))
        _no_less_than_nothing("rate", by)
        above = self._carried({code: _times(by.get(code), size) for code, size in of.items()})
        values = {key: rate_of(above[key], total) for key, total in below.values.items()}
        return CarriedRates(values, below)

    def apply_categories(
        self,
        values: ByKey[str | None],
        *,
        rule: CategoryRule,
        weights: ByKey[AnyNumber | None] | None = None,
    ) -> CarriedCategories:
        """Carry categories under a stated rule; what the rule does not settle is disputed.

        Args:
            values: A category for each code of the earlier layout.
            rule: ``"unanimous"`` needs all members that give land to agree;
                ``"largest"`` takes the category of the member with the greatest
                weight.
            weights: What members weigh, for ``"largest"``; members that give
                only a portion of their land are not weighed, and dispute it.

        Raises:
            NotCarriableError: If ``"largest"`` is asked without weights.
            InvalidValueError: If a weight is no finite number, or a key no code.
            UnknownIdError: If codes are not of the earlier layout.

        Example:
            >>> from elzmodel import flanders
            >>> walk = flanders().crosswalk("2024-12-31", "2025-01-01")
            >>> people = {"71022": 80_000, "73040": 8_000}
            >>> said = {"71022": "city", "73040": "village"}
            >>> walk.apply_categories(said, rule="largest", weights=people).values["71072"]
            'city'
        """
        from elzmodel.territory.carried import CarriedCategories, CarriedCategory

        given_for = {
            code: None if is_missing(each) else each for code, each in keyed(values).items()
        }
        self._check_keys(given_for)
        if rule == "largest" and weights is None:
            raise NotCarriableError("category", said("the rule 'largest' needs weights"))
        heavy = None if weights is None else by_key(weights)
        rows: list[CarriedCategory] = []
        for key, whole in self._ways.whole.items():
            divided = self._ways.divided.get(key, ())
            members = (*whole, *divided)
            given = tuple(given_for.get(code) for code in members)
            winner = given[0] if len(set(given)) == 1 else None
            if rule == "largest" and heavy is not None and not divided:
                winner = _of_the_largest(members, given_for, heavy)
            rows.append(CarriedCategory(NisCode(key), winner, given if winner is None else None))
        rows.sort(key=lambda row: row.category is None)
        return CarriedCategories(
            title=said("Carried categories"),
            rows=tuple(rows),
            notes=(said("Rule: {rule}.", rule=rule),),
            rule=rule,
        )

    def _check_keys(self, values: Mapping[str, object]) -> None:
        known = self._ways.codes
        if known.issuperset(values):
            return
        strange = [code for code in values if code not in known]
        theirs = {key_of(municipality) for municipality in self.after.municipalities}
        if theirs.issuperset(values):
            swapped = "its codes are those of {day}; is the direction swapped?"
            reason = said(swapped, day=self.after.day)
            raise NotCarriableError("table", reason)
        kind = said("municipality in the layout of {day} with code", day=self.before.day)
        raise UnknownIdError(kind, said("{codes:list}", codes=strange))

    @cached_property
    def _ways(self) -> Ways:
        from elzmodel.territory.carried import Ways

        whole: dict[str, list[str]] = {}
        divided: dict[str, list[str]] = {}
        for row in self.rows:
            key, code = key_of(row.after), key_of(row.before)
            codes = whole.setdefault(key, [])
            (codes if row.stated.low == 1 else divided.setdefault(key, [])).append(code)
        return Ways(
            before=self.before,
            after=self.after,
            weights=self.weights,
            whole={key: tuple(whole[key]) for key in sorted(whole)},
            divided={key: tuple(codes) for key, codes in divided.items()},
        )


_PLAIN: Final = frozenset({int})


def _plain(values: ByKey[AnyNumber | Total | None]) -> dict[str, Number | Total | None]:
    """Return counts with plain keys and numbers; those that are so already, at once."""
    if isinstance(values, dict):
        types = {*map(type, values)}, {*map(type, values.values())}
        if types[0] <= _TEXT and types[1] <= _PLAIN:
            return cast("dict[str, Number | Total | None]", dict(values))
    return by_key(values, also=Total)


_TEXT: Final = frozenset({str})


def _no_less_than_nothing(
    kind: str, values: dict[str, Number | Total | None]
) -> dict[str, Number | Total | None]:
    for code, value in values.items():
        low = value.low if isinstance(value, Total) else value
        if low is not None and low < 0:
            expected = said("a number that is not negative for {code}", code=code)
            raise InvalidValueError(kind, value, expected)
    return values


def _times(rate: Number | Total | None, size: Number | Total | None) -> Number | Total | None:
    """Return how many cases a rate is of so many; bounds multiply."""
    if rate is None or size is None:
        return None
    if not (isinstance(rate, Total) or isinstance(size, Total)):
        return Fraction(rate) * Fraction(size)
    one, other = (v if isinstance(v, Total) else Total.exactly(v) for v in (rate, size))
    is_open = one.high is None or other.high is None
    high = None if is_open else Fraction(one.high or 0) * Fraction(other.high or 0)
    return Total(Fraction(one.low) * Fraction(other.low), high)


def _of_the_largest(
    members: tuple[str, ...],
    values: Mapping[str, str | None],
    weights: Mapping[str, Number | None],
) -> str | None:
    """Return the category of the heaviest member, unless a weight is missing or two are equal."""
    found = [(weights.get(code), code) for code in members]
    known = sorted(((weight, code) for weight, code in found if weight is not None), reverse=True)
    is_tied = len(known) > 1 and known[0][0] == known[1][0]
    return values.get(known[0][1]) if len(known) == len(found) and not is_tied else None


_REASONS = {
    "median": said("the median of a union does not follow from the medians of its members"),
    "mean": said(
        "a mean needs the number of cases behind it; carry the sum and the number instead"
    ),
    "rate": said("a rate needs its denominator; carry numerator and denominator as counts instead"),
    "category": said(
        "categories of merged municipalities can differ, and no rule says which one wins"
    ),
}


def crosswalk(
    before: Layout,
    after: Layout,
    *,
    figures: Figures | None = None,
    kind: str = "population",
    year: int | None = None,
) -> Crosswalk:
    """Return the crosswalk from one layout to another, through parts.

    Args:
        before: The layout in which the figures are.
        after: The layout to carry them to; it may also be the earlier one.
        figures: What parts weigh. Needed only where a municipality's land goes
            to several others and the events do not say how much.
        kind: The kind of weight, in figures and in events.
        year: The year of the weights in *figures*.

    Example:
        >>> from elzmodel import flanders
        >>> register = flanders().register
        >>> from datetime import date
        >>> walk = crosswalk(register.on(date(2025, 1, 1)), register.on(date(2018, 12, 31)))
        >>> [str(row.share) for row in walk.rows if row.before.nis == "71072"]
        ['0%-100%', '0%-100%']
    """
    weights = None
    if figures is not None and year is not None:
        from elzmodel.territory.spread import Weights

        weights = Weights(figures, kind, year)
    weigher = _Weigher(before, after, kind, weights)
    rows = (row for each in before.municipalities for row in _rows(each, before, after, weigher))
    return Crosswalk.of(before, after, rows, weight=weigher.name, weights=weights)


def rows_of_others(before: Layout, after: Layout) -> Iterator[CrosswalkRow]:
    """Yield the rows of a crosswalk but for municipalities that go on unaltered."""
    weigher = _Weigher(before, after, "population", None)
    for each in before.municipalities:
        if after.by_unit.get(each.unit) is not each:
            yield from _rows(each, before, after, weigher)


def _rows(
    municipality: Municipality, before: Layout, after: Layout, weigher: _Weigher
) -> Iterator[CrosswalkRow]:
    same = _with_the_land_of(municipality, after)
    if same is not None:
        change, parts = _relabelled(municipality, same), municipality.parts
        yield CrosswalkRow(municipality, same, change, _ALL, parts, _ALL)
        return
    for receiver in after.holding(municipality.parts):
        common = weigher.common(municipality, receiver)
        stated, share = weigher.shares(municipality, common)
        change = _change(municipality, receiver, after, before)
        parts = tuple(sorted(common.possible))
        yield CrosswalkRow(municipality, receiver, change, share, parts, stated)


def _with_the_land_of(municipality: Municipality, layout: Layout) -> Municipality | None:
    """Return the municipality of a layout that has the very parts of another."""
    found = layout.by_part.get(municipality.parts[0]) if municipality.parts else None
    return found if found is not None and found.parts == municipality.parts else None


def _change(one: Municipality, other: Municipality, after: Layout, before: Layout) -> Change:
    givers, takers = before.holding(other.parts), after.holding(one.parts)
    if len(takers) == 1 and len(givers) == 1:
        return _relabelled(one, other)
    # Another piece that the receiver gets, or the giver gives, makes no exchange of it.
    if len(takers) == 1 and _goes_whole(givers, after) > 1:
        return Change.MERGED
    if len(givers) == 1 and _goes_whole(takers, before) > 1:
        return Change.SPLIT
    return Change.EXCHANGED


def _goes_whole(municipalities: Iterable[Municipality], layout: Layout) -> int:
    """Count the municipalities that lie in one of another day each."""
    return sum(len(layout.holding(m.parts)) == 1 for m in municipalities)


def _relabelled(one: Municipality, other: Municipality) -> Change:
    if one is other:
        return Change.UNCHANGED
    if one.nis != other.nis:
        return Change.RECODED
    return Change.RENAMED if one.name != other.name else Change.UNCHANGED


def compose(one: Crosswalk, later: Crosswalk) -> Crosswalk:
    """Compose two collapsed crosswalks, where that is exact.

    It is where no municipality that was put together from several is divided
    afterwards: a table of shares no longer knows which piece came from whom. A
    crosswalk from the first day to the last goes through parts and needs no
    composing.

    Raises:
        NotCarriableError: If composing would lose who gave which land, or if
            *later* does not begin where *one* ends.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> one = fl.crosswalk("2018-12-31", "2019-01-01")
        >>> later = fl.crosswalk("2019-01-01", "2025-01-01")
        >>> compose(one, later).apply({"11002": 1, "11007": 2}, kind="count")["11002"].value
        3
    """
    if one.after.municipalities != later.before.municipalities:
        others = said(
            "the municipalities of {one} and {other} are not the same",
            one=one.after.day,
            other=later.before.day,
        )
        raise NotCarriableError("composition", others)
    givers: dict[str, list[CrosswalkRow]] = {}
    takers: dict[str, list[CrosswalkRow]] = {}
    for row in one.rows:
        givers.setdefault(key_of(row.after), []).append(row)
    for row in later.rows:
        takers.setdefault(key_of(row.before), []).append(row)
    lost = [key for key, rows in givers.items() if len(rows) > 1 and len(takers.get(key, ())) > 1]
    if lost:
        again = "{names:list} came from several and is divided again; go through parts"
        reason = said(again, names=lost)
        raise NotCarriableError("composition", reason)
    shares: dict[tuple[str, str], tuple[Share, Share]] = {}
    ends: dict[tuple[str, str], tuple[CrosswalkRow, CrosswalkRow]] = {}
    for key, rows in givers.items():
        for first in rows:
            for last in takers.get(key, ()):
                pair = (key_of(first.before), key_of(last.after))
                share = _product(first.share, last.share)
                stated = _product(first.stated, last.stated)
                if pair in shares:
                    share, stated = _sum(shares[pair][0], share), _sum(shares[pair][1], stated)
                shares[pair] = share, stated
                ends[pair] = (first, last)
    rows = [_row(*shares[pair], *ends[pair]) for pair in sorted(ends)]
    ends_at = one.before, later.after
    return Crosswalk.of(*ends_at, rows, weight=one.weight, weights=one.weights)


def _product(one: Share, other: Share) -> Share:
    guesses = one.best, other.best
    guess = None if guesses[0] is None or guesses[1] is None else guesses[0] * guesses[1]
    bounds = one.low * other.low, one.high * other.high
    return Share(*bounds, one.of or other.of, estimate=guess)


def _sum(one: Share, other: Share) -> Share:
    guesses = one.best, other.best
    guess = None if guesses[0] is None or guesses[1] is None else guesses[0] + guesses[1]
    bounds = one.low + other.low, min(Fraction(1), one.high + other.high)
    return Share(*bounds, one.of or other.of, estimate=guess and min(guess, bounds[1]))


def _row(share: Share, stated: Share, first: CrosswalkRow, last: CrosswalkRow) -> CrosswalkRow:
    """Join two rows; the kind of change is that of the first that says one."""
    changes = [row.change for row in (first, last) if row.change is not Change.UNCHANGED]
    change = changes[0] if changes else Change.UNCHANGED
    return CrosswalkRow(first.before, last.after, change, share, first.parts, stated)


keep_door(__name__)
