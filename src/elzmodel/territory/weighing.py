"""Which share of a municipality some of its land is, as far as figures and events tell."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from elzmodel.territory.figures import Figure, Figures
from elzmodel.territory.refinement import Common
from elzmodel.values import Share, share_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from elzmodel.territory.layout import Layout
    from elzmodel.territory.municipality import Municipality
    from elzmodel.territory.refinement import Refinement
    from elzmodel.values import PartId, Total

__all__ = ["Weigher"]


class Weigher:
    """How much of a municipality lies where, by figures and by the weights of cuts.

    Example:
        >>> from elzmodel import flanders
        >>> layout = flanders().on("2025-01-01").layout
        >>> Weigher(layout, layout, None, "population", None).name
        ''
    """

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
