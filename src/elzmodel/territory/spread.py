"""Figures about land, spread over other land: bounds for every way, and an estimate.

What a source has as a whole may lie anywhere in its land. Bounds hold for every way in which
it may be spread, narrowed by nothing but other figures of the same thing on the same land. A
weight, such as inhabitants of another day, gives an estimate and never a bound.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from elzmodel.territory.figures import Figures
from elzmodel.territory.refinement import Refinement
from elzmodel.values import PartId, Total

__all__: list[str] = []


@frozen
class Source:
    """What was given for some land, under a key that people know."""

    key: str
    land: frozenset[PartId]
    total: Total


@frozen
class Weights:
    """By what an estimate spreads a figure: one kind of figures of one year."""

    figures: Figures = field(repr=False)
    kind: str = "population"
    year: int | None = None


@frozen
class Spread:
    """Sources and what follows from them for any land; sums go back to the sources.

    *land* is all of which something could be given; what no source speaks of is missing.
    """

    sources: tuple[Source, ...]
    refinement: Refinement = field(factory=Refinement, repr=False)
    weights: Weights | None = None

    def total(self, land: Iterable[PartId], undecided: Iterable[PartId] = ()) -> Total:
        """Return what some land has; land of which it is undecided widens the bounds."""
        raise NotImplementedError
