"""Figures that were carried to the municipalities of another day: counts, rates, categories."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Literal

from attrs import field, frozen

from elzmodel.errors import UnknownIdError
from elzmodel.territory.municipality import Layout, Municipality
from elzmodel.values import Answer, NisCode, Number, Total, sum_totals
from elzmodel.values.text import listed

__all__ = [
    "Carried",
    "CarriedCategories",
    "CarriedCategory",
    "CarriedFigure",
    "CarriedRates",
    "CategoryRule",
    "FigureKind",
]

FigureKind = Literal["count", "rate", "share", "median", "mean", "category"]
"""What a column of figures is; what it is decides how it can be carried, if at all."""

CategoryRule = Literal["unanimous", "largest"]
"""Which category a merged municipality gets: one that all agree on, or the largest member's."""


def key_of(municipality: Municipality) -> str:
    """Return what a figure is keyed by: the code, or the unit where there is none yet.

    Example:
        >>> from elzmodel import flanders
        >>> key_of(flanders().on("2025-01-01").municipality("hasselt"))
        '71072'
    """
    return municipality.nis or municipality.unit


def _total_of(values: Mapping[str, Total], key: str) -> Total:
    try:
        return values[key]
    except KeyError:
        raise UnknownIdError("carried municipality", key) from None


@frozen
class CarriedFigure:
    """The figure that a municipality of the later layout gets."""

    nis: NisCode | None
    name: str
    value: Total
    missing: tuple[str, ...]


def _in_rows(
    title: str, values: Mapping[str, Total], after: Layout, note: str
) -> Answer[CarriedFigure]:
    named = {key_of(m): m for m in after.municipalities}
    rows = [CarriedFigure(named[k].nis, named[k].name, t, t.missing) for k, t in values.items()]
    return Answer(title=title, rows=tuple(rows), notes=(note,), row_type=CarriedFigure)


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

    _figures: Mapping[str, Number | Total] = field(hash=False)
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
        return _total_of(self.values, nis)

    @property
    def total(self) -> Total:
        """The sum over all municipalities; with whole shares it equals what was given."""
        return sum_totals(self.values.values())

    @cached_property
    def figures(self) -> Answer[CarriedFigure]:
        """One row for each municipality of the later layout, with the check of totals."""
        carried = self.total
        note = f"Given {Total.exactly(self.given)}; carried {carried}."
        if carried.missing:
            note += f" Not given, or only as a bound: {listed(carried.missing)}."
        return _in_rows("Carried counts", self.values, self.after, note)


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

    values: Mapping[str, Total] = field(hash=False)
    denominators: Carried

    def __getitem__(self, nis: str) -> Total:
        """Return the rate of one municipality of the later layout."""
        return _total_of(self.values, nis)

    @cached_property
    def figures(self) -> Answer[CarriedFigure]:
        """One row for each municipality of the later layout."""
        note = "Weighted by the denominators that were given."
        return _in_rows("Carried rates", self.values, self.denominators.after, note)


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
