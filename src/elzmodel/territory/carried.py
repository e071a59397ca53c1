"""Figures that were carried to the municipalities of another day: counts, rates, categories."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Literal

from attrs import frozen

from elzmodel.errors import ElzError, UnknownIdError
from elzmodel.territory.municipality import Layout, Municipality
from elzmodel.values import Cell, Column, Number, Table, Total, sum_totals
from elzmodel.values.text import listed

__all__ = [
    "Carried",
    "CarriedCategories",
    "CarriedRates",
    "CategoryRule",
    "FigureKind",
    "NotCarriableError",
    "key_of",
    "rate_of",
]

FigureKind = Literal["count", "rate", "share", "median", "mean", "category"]
"""What a column of figures is; what it is decides how it can be carried, if at all."""

CategoryRule = Literal["unanimous", "largest"]
"""Which category a merged municipality gets: one that all agree on, or the largest member's."""


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


def key_of(municipality: Municipality) -> str:
    """Return what a figure is keyed by: the code, or the unit where there is none yet.

    Example:
        >>> from elzmodel import flanders
        >>> key_of(flanders().on("2025-01-01").municipality("hasselt"))
        '71072'
    """
    return municipality.nis or municipality.unit


def _found(values: Mapping[str, Total], key: str) -> Total:
    try:
        return values[key]
    except KeyError:
        raise UnknownIdError("carried municipality", key) from None


def _table(title: str, values: Mapping[str, Total], after: Layout, note: str) -> Table:
    columns = (Column("nis", "code"), Column("name"), Column("value", "total"), Column("missing"))
    named = {key_of(m): m for m in after.municipalities}
    rows = tuple((named[k].nis, named[k].name, t, t.missing) for k, t in values.items())
    return Table(title, columns, rows, (note,))


@frozen
class Carried:
    """Counts carried to the municipalities of another day.

    *values* has a `Total` for each municipality of the later layout that gets
    anything, by code, or by unit where it has no code yet. A municipality
    whose count was not given leaves bounds, and is named in ``missing``.

    Example:
        >>> from elzmodel import flanders
        >>> walk = flanders().crosswalk("2024-12-31", "2025-01-01")
        >>> carried = walk.apply({"71022": 80_000, "73040": 8_000}, kind="count")
        >>> carried["71072"].value, carried.given, carried.total.low
        (88000, 88000, 88000)
    """

    _figures: Mapping[str, Number | Total]
    given: Number
    after: Layout

    @cached_property
    def values(self) -> Mapping[str, Total]:
        """The total of each municipality of the later layout, by key."""
        return {
            key: figure if isinstance(figure, Total) else Total.exactly(figure)
            for key, figure in sorted(self._figures.items())
        }

    def __getitem__(self, nis: str) -> Total:
        """Return the total of one municipality of the later layout."""
        return _found(self.values, nis)

    @property
    def total(self) -> Total:
        """The sum over all municipalities; with whole shares it equals what was given."""
        return sum_totals(self.values.values())

    def to_table(self) -> Table:
        """Return one row for each municipality of the later layout, with the check of totals."""
        carried = self.total
        note = f"Given {Total.exactly(self.given)}; carried {carried}."
        if carried.missing:
            note += f" Not given, or only as a bound: {listed(carried.missing)}."
        return _table("Carried counts", self.values, self.after, note)


@frozen
class CarriedRates:
    """Rates carried to the municipalities of another day, weighted by their denominators.

    *denominators* are the carried denominators; a rate over nothing is unknown.

    Example:
        >>> from elzmodel import flanders
        >>> walk = flanders().crosswalk("2024-12-31", "2025-01-01")
        >>> people = {"71022": 80_000, "73040": 20_000}
        >>> float(walk.apply_rates({"71022": 0.5, "73040": 0.25}, people)["71072"].value)
        0.45
    """

    values: Mapping[str, Total]
    denominators: Carried

    def __getitem__(self, nis: str) -> Total:
        """Return the rate of one municipality of the later layout."""
        return _found(self.values, nis)

    def to_table(self) -> Table:
        """Return one row for each municipality of the later layout."""
        note = "Weighted by the denominators that were given."
        return _table("Carried rates", self.values, self.denominators.after, note)


def rate_of(numerator: Total, denominator: Total) -> Total:
    """Return the bounds of a rate.

    Example:
        >>> rate_of(Total.exactly(1), Total.exactly(4)).value
        Fraction(1, 4)
    """
    missing = (*numerator.missing, *denominator.missing)
    low = Fraction(numerator.low) / Fraction(denominator.high) if denominator.high else Fraction(0)
    if numerator.high is None or not denominator.low:
        return Total(low, None, missing)
    return Total(low, Fraction(numerator.high) / Fraction(denominator.low), missing)


@frozen
class CarriedCategories:
    """Categories carried to the municipalities of another day under a stated rule.

    *disputed* holds, for each municipality whose category does not follow from
    the rule, what its members said; a member without a category is ``None``.

    Example:
        >>> from elzmodel import flanders
        >>> walk = flanders().crosswalk("2024-12-31", "2025-01-01")
        >>> carried = walk.apply_categories({"71022": "city", "73040": "village"}, rule="unanimous")
        >>> carried.disputed["71072"]
        ('city', 'village')
    """

    rule: CategoryRule
    values: Mapping[str, str]
    disputed: Mapping[str, tuple[str | None, ...]]

    def to_table(self) -> Table:
        """Return one row for each municipality of the later layout."""
        columns = (Column("nis", "code"), Column("category"), Column("members"))
        settled: list[tuple[Cell, ...]] = [(k, value, None) for k, value in self.values.items()]
        disputed: list[tuple[Cell, ...]] = [
            (key, None, tuple(category or "unknown" for category in said))
            for key, said in self.disputed.items()
        ]
        return Table("Carried categories", columns, settled + disputed, (f"Rule: {self.rule}.",))
