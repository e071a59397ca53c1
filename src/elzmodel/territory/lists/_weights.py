"""What the links of a list say about how much land goes over."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from elzmodel.territory.refinement import Weight
from elzmodel.values import Share, Total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from elzmodel.territory.lists._groups import Edge

__all__ = ["follows_all", "has_numbers", "known_weights"]

_NONE, _ALL = Fraction(0), Fraction(1)


def known_weights(edge: Edge, otherwise: str) -> tuple[Weight, ...]:
    """Return the first weight of each kind; *otherwise* is the kind where a link names none.

    A share is as wide as the rounding of its last place.
    """
    found: dict[str, Weight] = {}
    for link in (arrow.link for arrow in edge.arrows):
        kind, weight = link.of or otherwise, link.weight
        if kind and weight is not None:
            low, high = max(_NONE, weight - link.rounding), min(_ALL, weight + link.rounding)
            found.setdefault(kind, Weight(kind=kind, share=Share(low, high)))
        elif kind and link.amount is not None:
            found.setdefault(kind, Weight(kind=kind, amount=Total.exactly(link.amount)))
    return tuple(found.values())


def has_numbers(edge: Edge) -> bool:
    """Tell whether a link has a weight or an amount, of whatever kind."""
    links = (arrow.link for arrow in edge.arrows)
    return any(link.weight is not None or link.amount is not None for link in links)


def follows_all(edges: Sequence[Edge]) -> bool:
    """Tell whether all of the old unit goes over, by a link or by shares of one kind."""
    if any(edge.is_whole for edge in edges):
        return True
    shares: Counter[str] = Counter()
    for edge in edges:
        said = (arrow.link for arrow in edge.arrows)
        shares.update({link.of: (link.weight or _NONE) + link.rounding for link in said})
    return any(share >= 1 for share in shares.values())
