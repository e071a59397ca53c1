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
from typing import Literal

from attrs import frozen

from elzmodel.errors import ElzError, InvalidValueError
from elzmodel.territory.errors import UnknownIdError, listed
from elzmodel.territory.figures import Figure, Figures
from elzmodel.territory.layout import Layout
from elzmodel.territory.municipality import Municipality
from elzmodel.territory.refinement import Common, Refinement
from elzmodel.values import Column, Number, PartId, Share, Table, Total, share_of, sum_totals

__all__ = [
    "Carried",
    "Change",
    "Crosswalk",
    "CrosswalkRow",
    "FigureKind",
    "NotCarriableError",
    "crosswalk",
]

FigureKind = Literal["count", "rate", "median", "mean", "category"]
"""What a column of figures is; only counts can be carried without more knowledge."""


class NotCarriableError(ElzError, ValueError):
    """Figures of this kind cannot be carried from one layout to another.

    Example:
        >>> print(NotCarriableError("median", "it is not a sum"))
        a median cannot be carried over: it is not a sum
    """

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(kind, reason)
        self.kind = kind
        self.reason = reason

    def __str__(self) -> str:
        """Say what cannot be carried and why."""
        return f"a {self.kind} cannot be carried over: {self.reason}"


class Change(Enum):
    """What happened to a municipality between two days, as seen from one row.

    Example:
        >>> Change.MERGED.value
        'merged'
    """

    UNCHANGED = "unchanged"
    RENAMED = "renamed"
    RECODED = "recoded"
    MERGED = "merged"
    SPLIT = "split"
    EXCHANGED = "exchanged"


@frozen
class CrosswalkRow:
    """One municipality's share that goes to one municipality of the other day.

    *parts* is the land they have in common; *share* is the part of *before*'s
    figures that it carries.

    Example:
        >>> from elzmodel import flanders
        >>> rows = flanders().crosswalk("2024-12-31", "2025-01-01").rows
        >>> [(r.before.name, r.after.name, r.change.value) for r in rows if r.before.nis == "73040"]
        [('Kortessem', 'Hasselt', 'merged')]
    """

    before: Municipality
    after: Municipality
    change: Change
    share: Share
    parts: tuple[PartId, ...]


@frozen
class Carried:
    """Figures carried to the municipalities of another day.

    *values* has a `Total` for each municipality of the later layout that gets
    anything, by code, or by unit where it has no code yet. A municipality
    whose figure was not given leaves bounds, and is named in ``missing``.

    Example:
        >>> from elzmodel import flanders
        >>> walk = flanders().crosswalk("2024-12-31", "2025-01-01")
        >>> carried = walk.apply({"71022": 80_000, "73040": 8_000}, kind="count")
        >>> carried["71072"].value
        88000
    """

    values: Mapping[str, Total]
    given: Number
    after: Layout

    def __getitem__(self, nis: str) -> Total:
        """Return the total of one municipality of the later layout."""
        try:
            return self.values[nis]
        except KeyError:
            raise UnknownIdError("carried municipality", nis) from None

    @property
    def total(self) -> Total:
        """The sum over all municipalities; with whole shares it equals what was given."""
        return sum_totals(self.values.values())

    def to_table(self) -> Table:
        """Return one row for each municipality of the later layout."""
        columns = (
            Column("nis", "code"),
            Column("name"),
            Column("value", "total"),
            Column("missing"),
        )
        named = {_key(m): m for m in self.after.municipalities}
        rows = tuple(
            (named[key].nis, named[key].name, total, total.missing)
            for key, total in self.values.items()
        )
        return Table("Carried figures", columns, rows)


@frozen
class Crosswalk:
    """A weighted map from the municipalities of one day to those of another.

    The shares of each municipality add up to 1 exactly, or their bounds hold 1,
    unless part of its land left the record.

    Example:
        >>> from elzmodel import flanders
        >>> walk = flanders().crosswalk("2018-12-31", "2025-01-01")
        >>> len(walk.rows), walk.apply({"11002": 1}, kind="count")["11002"].low
        (327, 1)
    """

    before: Layout
    after: Layout
    weight: str
    rows: tuple[CrosswalkRow, ...]

    def __repr__(self) -> str:
        """Name the days and count the rows."""
        return f"<Crosswalk {self.before.day} to {self.after.day}: {len(self.rows)} rows>"

    @property
    def is_exact(self) -> bool:
        """Whether every share is known exactly."""
        return all(row.share.is_exact for row in self.rows)

    def apply(self, values: Mapping[str, Number], *, kind: FigureKind) -> Carried:
        """Carry *values*, keyed by the codes of the earlier layout.

        Counts are added. Codes that are not in the earlier layout are refused,
        all at once; codes left out make the totals they belong to bounds.

        Args:
            values: A figure for each NIS code, or for the unit where a
                municipality has no code yet.
            kind: What the figures are. Only ``"count"`` can be carried.

        Raises:
            NotCarriableError: For any other kind, with the reason.
            InvalidValueError: If a count is negative.
            UnknownIdError: If codes are not of the earlier layout.
        """
        if kind != "count":
            raise NotCarriableError(kind, _REASONS.get(kind, "only counts add up"))
        known = {_key(municipality) for municipality in self.before.municipalities}
        strange = [code for code in values if code not in known]
        if strange:
            kind_of_key = f"municipality in the layout of {self.before.day} with code"
            raise UnknownIdError(kind_of_key, listed(strange))
        for code, value in values.items():
            if not value >= 0:
                raise InvalidValueError("count", value, f"a number that is not negative for {code}")
        return Carried(self._carry(values), sum(values.values()), self.after)

    def to_table(self) -> Table:
        """Return one row for each pair of municipalities that share land."""
        columns = (
            Column("nis_before", "code"),
            Column("name_before"),
            Column("nis_after", "code"),
            Column("name_after"),
            Column("change"),
            Column("share", "share"),
        )
        rows = tuple(
            (r.before.nis, r.before.name, r.after.nis, r.after.name, r.change.value, r.share)
            for r in self.rows
        )
        title = f"Municipalities of {self.before.day} carried to {self.after.day}"
        weight = self.weight or "a weight that is not known"
        notes = () if self.is_exact else (f"Shares are of {weight}; a range is a bound.",)
        return Table(title, columns, rows, notes)

    def _carry(self, values: Mapping[str, Number]) -> Mapping[str, Total]:
        totals: dict[str, Total] = {}
        for row in self.rows:
            key, value = _key(row.after), values.get(_key(row.before))
            totals[key] = totals.get(key, Total.exactly(0)) + _portion(row, value)
        return dict(sorted(totals.items()))


def _key(municipality: Municipality) -> str:
    """Return what a figure is keyed by: the code, or the unit where there is none yet."""
    return municipality.nis or municipality.unit


_REASONS = {
    "median": "the median of a union does not follow from the medians of its members",
    "mean": "a mean needs the number of cases behind it; carry the sum and the number instead",
    "rate": "a rate needs its denominator; carry numerator and denominator as counts instead",
    "category": "categories of merged municipalities can differ, and no rule says which one wins",
}


def _portion(row: CrosswalkRow, value: Number | None) -> Total:
    """Return what a row carries of *value*: whole numbers stay whole."""
    if value is None:
        return Total.unknown([_key(row.before)])
    if row.share.low == 1:
        return Total.exactly(value)
    exact = Fraction(value)
    missing = () if row.share.is_exact else (_key(row.before),)
    return Total(_plain(exact * row.share.low), _plain(exact * row.share.high), missing)


def _plain(value: Fraction) -> Number:
    return value.numerator if value.denominator == 1 else value


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
    return Crosswalk(before, after, weigher.name, tuple(rows))


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
        self.name = f"{kind} {year}" if is_known else kind if longer.cuts else ""

    def common(self, one: Municipality, other: Municipality) -> Common:
        if one.parts == other.parts:
            return Common(frozenset(one.parts), frozenset(one.parts))
        return self.refinement.common(frozenset(one.parts), frozenset(other.parts))

    def share(self, municipality: Municipality, common: Common) -> Share:
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
            rest = frozenset(municipality.parts) - common.certain
            share = share_of(total(common.certain), total(rest))
            is_told = common.certain == common.possible
            return (share.low, share.high) if is_told else (Fraction(0), Fraction(1))
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
