"""Carrying figures from the municipalities of one day to those of another.

Everything goes through parts. A code says nothing here: Antwerpen with and
without Borsbeek have the same code and are different land.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple, cast

from attrs import frozen

from elzmodel.errors import InvalidValueError, NotCarriableError, UnknownIdError
from elzmodel.territory.carried import (
    Carried,
    CarriedCategories,
    CarriedCategory,
    CarriedRates,
    CategoryRule,
    FigureKind,
    key_of,
    rate_of,
)
from elzmodel.territory.figures import Figure, Figures
from elzmodel.territory.municipality import Layout, Municipality
from elzmodel.territory.refinement import Common, Refinement
from elzmodel.values import (
    Answer,
    NisCode,
    Number,
    PartId,
    Share,
    Total,
    columns,
    share_of,
    sum_totals,
)
from elzmodel.values.text import listed

__all__ = ["Change", "Crosswalk", "CrosswalkRow", "compose", "crosswalk"]


class _Weigher:
    """How much of a municipality lies where, by figures and by the weights of cuts."""

    def __init__(
        self, before: Layout, after: Layout, figures: Figures | None, kind: str, year: int | None
    ) -> None:
        longer = max(before.refinement, after.refinement, key=lambda r: len(r.cuts))
        self.refinement = longer
        self.kind = kind
        self.year = year
        self.figures = figures
        is_known = figures is not None and year is not None
        self.name: str = f"{kind} {year}" if is_known else kind if longer.cuts else ""

    def common(self, one: Municipality, other: Municipality) -> Common:
        """Return the land that two municipalities share."""
        if one.parts == other.parts:
            return Common(frozenset(one.parts), frozenset(one.parts))
        return self.refinement.common(frozenset(one.parts), frozenset(other.parts))

    def share(self, municipality: Municipality, common: Common) -> Share:
        """Return which share of a municipality some of its land is."""
        if self.refinement.covers(common.certain, municipality.parts):
            return Share.exactly(1)
        low, high = self._by_events(municipality, common)
        if self.figures is not None and self.year is not None:
            least, most = self._by_figures(municipality, common, self.figures, self.year)
            low, high = max(low, least), min(high, most)
        return Share(low, max(low, high), self.name)

    def _by_figures(
        self, municipality: Municipality, common: Common, figures: Figures, year: int
    ) -> tuple[Fraction, Fraction]:
        """Return the bounds that figures give, of the municipality or of its pieces."""

        def total(parts: Iterable[PartId]) -> Total:
            return figures.total(parts, kind=self.kind, year=year)

        whole = total(municipality.parts).value
        if not whole:
            parts = frozenset(municipality.parts)
            if not common.certain == common.possible <= parts:
                return Fraction(0), Fraction(1)
            share = share_of(total(common.certain), total(parts - common.certain))
            return share.low, share.high
        most = total(common.possible).high
        high = Fraction(1) if most is None else Fraction(most) / Fraction(whole)
        return Fraction(total(common.certain).low) / Fraction(whole), high

    def _by_events(self, municipality: Municipality, common: Common) -> tuple[Fraction, Fraction]:
        """Return the bounds that the shares of cuts give; the municipality weighs 1."""
        day = date(1, 1, 1)
        one = Figure(kind=self.kind, day=day, parts=municipality.parts, value=1)
        figures = Figures((one,), self._shares_only)
        low = figures.total(common.certain, kind=self.kind, year=1).low
        high = figures.total(common.possible, kind=self.kind, year=1).high
        return Fraction(low), Fraction(1) if high is None else Fraction(high)

    @cached_property
    def _shares_only(self) -> Refinement:
        """The cuts without amounts, which mean nothing where the whole weighs 1."""
        return self.refinement.without_amounts()


class Change(Enum):
    """What happened to a municipality between two days, as seen from one row."""

    UNCHANGED = "unchanged"
    RENAMED = "renamed"
    RECODED = "recoded"
    MERGED = "merged"
    SPLIT = "split"
    EXCHANGED = "exchanged"


@columns(
    *("nis_before=before.nis", "name_before=before.name"),
    *("nis_after=after.nis", "name_after=after.name"),
    *("change", "share"),
)
@frozen
class CrosswalkRow:
    """One municipality's share that goes to one municipality of the other day.

    *parts* is the land they have in common; *share* is the part of *before*'s
    figures that it carries.
    """

    before: Municipality
    after: Municipality
    change: Change
    share: Share
    parts: tuple[PartId, ...]


@frozen(kw_only=True, repr=False)
class Crosswalk(Answer[CrosswalkRow]):
    """A weighted map from the municipalities of one day to those of another.

    The shares of each municipality add up to 1 exactly, or their bounds hold 1,
    unless part of its land left the record.

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

    @classmethod
    def of(
        cls, before: Layout, after: Layout, weight: str, rows: Iterable[CrosswalkRow]
    ) -> Crosswalk:
        """Return a crosswalk with its title, and a note where it divides anything."""
        rows = tuple(rows)
        shares = weight or "a weight that is not known"
        divides = any(row.share != Share.exactly(1) for row in rows)
        bounds = "" if all(row.share.is_exact for row in rows) else "; a range is a bound"
        return cls(
            title=f"Municipalities of {before.day} carried to {after.day}",
            rows=rows,
            notes=(f"Shares are of {shares}{bounds}.",) if divides else (),
            before=before,
            after=after,
            weight=weight,
        )

    @property
    def is_exact(self) -> bool:
        """Whether every share is known exactly."""
        return all(row.share.is_exact for row in self.rows)

    def apply(self, values: Mapping[str, Number | Total | None], *, kind: FigureKind) -> Carried:
        """Carry counts, keyed by the codes of the earlier layout.

        Counts are added. Codes that are not in the earlier layout are refused,
        all at once; codes left out, and cells without a figure, make the
        totals they belong to bounds.

        Args:
            values: A count for each NIS code, or for the unit where a
                municipality has no code yet. Bounds (`Total`) are carried as
                bounds; ``None`` is a missing cell.
            kind: What the figures are; `apply_rates` and `apply_categories`
                carry what is no count.

        Raises:
            NotCarriableError: For any other kind, or where the codes are those
                of the later layout, with the reason.
            InvalidValueError: If a count is negative.
            UnknownIdError: If codes are not of the earlier layout.
        """
        if kind != "count":
            raise NotCarriableError(kind, _REASONS.get(kind, "only counts add up"))
        self._check_keys(values)
        is_plain = _check_counts(values)
        figures: dict[str, Number | Total] = {}
        plan = self._plan
        if is_plain and len(values) == len(self._known):
            # Most municipalities only keep their figure; nothing has to be added there.
            plain = cast("Mapping[str, Number]", values)
            figures.update({key: plain[code] for key, code in self._kept})
            plan = self._joined
        for key, whole, parts in plan:
            figures[key] = _added(values, whole, parts)
        return Carried(figures, _given(values), self.after)

    def apply_rates(
        self, rates: Mapping[str, Number | None], denominators: Mapping[str, Number | None]
    ) -> CarriedRates:
        """Carry rates or shares, each with the denominator that it is of.

        Numerators and denominators are carried as counts and divided again. A
        municipality without rate or without denominator leaves bounds.

        Raises:
            NotCarriableError: If a rate has no denominator among *denominators*.
            InvalidValueError: If a rate or a denominator is negative.
            UnknownIdError: If codes are not of the earlier layout.

        Example:
            >>> from elzmodel import flanders
            >>> walk = flanders().crosswalk("2024-12-31", "2025-01-01")
            >>> walk.apply_rates({"44021": 2}, {"44021": 10})["44021"].value
            Fraction(2, 1)
        """
        without = [code for code in rates if code not in denominators]
        if without:
            raise NotCarriableError("rate", f"{listed(without)} came without a denominator")
        numerators: dict[str, Number | None] = {}
        for code, of in denominators.items():
            rate = rates.get(code)
            known = rate is not None and of is not None
            numerators[code] = Fraction(rate) * Fraction(of) if known else None  # type: ignore[arg-type]
        above = self.apply(numerators, kind="count")
        below = self.apply(denominators, kind="count")
        values = {key: rate_of(total, below.values[key]) for key, total in above.values.items()}
        return CarriedRates(values, below)

    def apply_categories(
        self,
        values: Mapping[str, str | None],
        *,
        rule: CategoryRule,
        weights: Mapping[str, Number] | None = None,
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
            UnknownIdError: If codes are not of the earlier layout.

        Example:
            >>> from elzmodel import flanders
            >>> walk = flanders().crosswalk("2024-12-31", "2025-01-01")
            >>> people = {"71022": 80_000, "73040": 8_000}
            >>> said = {"71022": "city", "73040": "village"}
            >>> walk.apply_categories(said, rule="largest", weights=people).values["71072"]
            'city'
        """
        self._check_keys(values)
        if rule == "largest" and weights is None:
            raise NotCarriableError("category", "the rule 'largest' needs weights")
        rows: list[CarriedCategory] = []
        for key, whole, divided in self._plan:
            members = (*whole, *(code for code, _ in divided))
            given = tuple(values.get(code) for code in members)
            winner = given[0] if len(set(given)) == 1 else None
            if rule == "largest" and weights is not None and not divided:
                winner = _of_the_largest(members, values, weights)
            rows.append(CarriedCategory(NisCode(key), winner, given if winner is None else None))
        rows.sort(key=lambda row: row.category is None)
        return CarriedCategories(
            title="Carried categories", rows=tuple(rows), notes=(f"Rule: {rule}.",), rule=rule
        )

    def _check_keys(self, values: Mapping[str, object]) -> None:
        if self._known.issuperset(values):
            return
        strange = [code for code in values if code not in self._known]
        theirs = {key_of(municipality) for municipality in self.after.municipalities}
        if theirs.issuperset(values):
            reason = f"its codes are those of {self.after.day}; is the direction swapped?"
            raise NotCarriableError("table", reason)
        kind = f"municipality in the layout of {self.before.day} with code"
        raise UnknownIdError(kind, listed(strange))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(key_of(municipality) for municipality in self.before.municipalities)

    @cached_property
    def _plan(self) -> tuple[_Sources, ...]:
        """For each receiver the codes that come whole, and those that come in part."""
        whole: dict[str, list[str]] = {}
        divided: dict[str, list[tuple[str, Share]]] = {}
        for row in self.rows:
            key, code = key_of(row.after), key_of(row.before)
            whole.setdefault(key, [])
            if row.share.low == 1:
                whole[key].append(code)
            else:
                divided.setdefault(key, []).append((code, row.share))
        return tuple(_Sources(k, tuple(c), tuple(divided.get(k, ()))) for k, c in whole.items())

    @cached_property
    def _kept(self) -> tuple[tuple[str, str], ...]:
        """The receivers of exactly one whole municipality, with its code."""
        return tuple(
            (key, codes[0]) for key, codes, parts in self._plan if len(codes) == 1 and not parts
        )

    @cached_property
    def _joined(self) -> tuple[_Sources, ...]:
        """The receivers whose figure has to be added up."""
        kept = {key for key, _ in self._kept}
        return tuple(sources for sources in self._plan if sources.key not in kept)


class _Sources(NamedTuple):
    """Where the figures of one municipality come from."""

    key: str
    whole: tuple[str, ...]
    divided: tuple[tuple[str, Share], ...]


def _check_counts(values: Mapping[str, Number | Total | None]) -> bool:
    """Refuse negative counts; tell whether all are plain numbers, without gaps or bounds."""
    is_plain = True
    for code, value in values.items():
        if isinstance(value, int) and value >= 0:
            continue
        if value is None or isinstance(value, Total):
            is_plain = False
        elif not value >= 0:
            raise InvalidValueError("count", value, f"a number that is not negative for {code}")
    return is_plain


def _given(values: Mapping[str, Number | Total | None]) -> Number:
    """Return the sum of what was given: of a bound, what is certain."""
    try:
        return sum(values.values())  # type: ignore[arg-type]
    except TypeError:  # a gap or a bound
        plain = [v.low if isinstance(v, Total) else v for v in values.values() if v is not None]
        return sum(plain)


def _added(
    values: Mapping[str, Number | Total | None],
    whole: tuple[str, ...],
    divided: tuple[tuple[str, Share], ...],
) -> Number | Total:
    """Add what comes to a municipality: a plain number where all is whole and given."""
    if not divided:
        try:
            return sum([values[code] for code in whole])  # type: ignore[misc]
        except (KeyError, TypeError):
            pass  # a gap or a bound: add bounds
    totals = [_bounded(code, values.get(code)) for code in whole]
    totals += [_portion(code, values.get(code), share) for code, share in divided]
    return sum_totals(totals)


def _bounded(code: str, value: Number | Total | None) -> Total:
    if isinstance(value, Total):
        return Total(value.low, value.high, () if value.is_exact else (code,))
    return Total.unknown([code]) if value is None else Total.exactly(value)


def _portion(code: str, value: Number | Total | None, share: Share) -> Total:
    """Return a share of a figure; whole numbers stay whole."""
    whole = _bounded(code, value)
    low = _plain(Fraction(whole.low) * share.low)
    if whole.high is None:
        return Total(low, None if share.high else 0, (code,))
    high = _plain(Fraction(whole.high) * share.high)
    return Total(low, high, () if low == high else (code,))


def _plain(value: Fraction) -> Number:
    return value.numerator if value.denominator == 1 else value


def _of_the_largest(
    members: tuple[str, ...], values: Mapping[str, str | None], weights: Mapping[str, Number]
) -> str | None:
    """Return the category of the heaviest member, unless a weight is missing or two are equal."""
    if any(code not in weights for code in members):
        return None
    ranked = sorted(members, key=lambda code: weights[code], reverse=True)
    is_tied = len(ranked) > 1 and weights[ranked[0]] == weights[ranked[1]]
    return None if is_tied else values.get(ranked[0])


_REASONS = {
    "median": "the median of a union does not follow from the medians of its members",
    "mean": "a mean needs the number of cases behind it; carry the sum and the number instead",
    "rate": "a rate needs its denominator; carry numerator and denominator as counts instead",
    "category": "categories of merged municipalities can differ, and no rule says which one wins",
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
    weigher = _Weigher(before, after, figures, kind, year)
    rows = []
    for municipality in before.municipalities:
        for receiver in after.holding(municipality.parts):
            common = weigher.common(municipality, receiver)
            share = weigher.share(municipality, common)
            change = _change(municipality, receiver, after, before)
            parts = tuple(sorted(common.possible))
            rows.append(CrosswalkRow(municipality, receiver, change, share, parts))
    return Crosswalk.of(before, after, weigher.name, rows)


def _change(one: Municipality, other: Municipality, after: Layout, before: Layout) -> Change:
    if one.parts == other.parts:
        return _relabelled(one, other)
    givers, takers = before.holding(other.parts), after.holding(one.parts)
    if len(takers) == 1 and len(givers) == 1:
        return _relabelled(one, other)
    if all(len(after.holding(giver.parts)) == 1 for giver in givers):
        return Change.MERGED
    if all(len(before.holding(taker.parts)) == 1 for taker in takers):
        return Change.SPLIT
    return Change.EXCHANGED


def _relabelled(one: Municipality, other: Municipality) -> Change:
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
        days = f"{one.after.day} and {later.before.day}"
        raise NotCarriableError("composition", f"the municipalities of {days} are not the same")
    givers: dict[str, list[CrosswalkRow]] = {}
    takers: dict[str, list[CrosswalkRow]] = {}
    for row in one.rows:
        givers.setdefault(key_of(row.after), []).append(row)
    for row in later.rows:
        takers.setdefault(key_of(row.before), []).append(row)
    lost = [key for key, rows in givers.items() if len(rows) > 1 and len(takers.get(key, ())) > 1]
    if lost:
        reason = f"{listed(lost)} came from several and is divided again; go through parts"
        raise NotCarriableError("composition", reason)
    shares: dict[tuple[str, str], Share] = {}
    ends: dict[tuple[str, str], tuple[CrosswalkRow, CrosswalkRow]] = {}
    for key, rows in givers.items():
        for first in rows:
            for last in takers.get(key, ()):
                pair = (key_of(first.before), key_of(last.after))
                share = _times(first.share, last.share)
                shares[pair] = _plus(shares[pair], share) if pair in shares else share
                ends[pair] = (first, last)
    rows = [_row(shares[pair], *ends[pair]) for pair in sorted(ends)]
    return Crosswalk.of(one.before, later.after, one.weight, rows)


def _times(one: Share, other: Share) -> Share:
    return Share(one.low * other.low, one.high * other.high, one.of or other.of)


def _plus(one: Share, other: Share) -> Share:
    return Share(one.low + other.low, min(Fraction(1), one.high + other.high), one.of or other.of)


def _row(share: Share, first: CrosswalkRow, last: CrosswalkRow) -> CrosswalkRow:
    """Join two rows; the kind of change is that of the first that says one."""
    changes = [row.change for row in (first, last) if row.change is not Change.UNCHANGED]
    change = changes[0] if changes else Change.UNCHANGED
    return CrosswalkRow(first.before, last.after, change, share, first.parts)
