"""What a search found, in the numbers of its problem: the one shape that every engine gives."""

from __future__ import annotations

from enum import Enum

from attrs import frozen

from elzmodel.values import Number

__all__ = ["Proof"]


class Proof(Enum):
    """What is proven of the answer of a search.

    ``ALL``: these are all the smallest changes, there is no other. ``SMALLEST``: no change
    is smaller, there may be others as small. ``BOUNDS``: how far it may be from the smallest
    is known. ``IMPOSSIBLE``: no change reaches the goals.
    """

    ALL = "all smallest changes"
    SMALLEST = "smallest"
    BOUNDS = "between bounds"
    IMPOSSIBLE = "impossible"


@frozen
class Group:
    """Municipalities whose new zones depend on each other, and every way to choose them.

    A way has a zone for each of them, in the same order.
    """

    movers: tuple[int, ...]
    ways: tuple[tuple[int, ...], ...]


@frozen
class Change:
    """Municipalities that move, in groups of which each can be chosen apart.

    *missed* are the zones that miss a goal then.
    """

    movers: tuple[int, ...]
    groups: tuple[Group, ...]
    cost: tuple[Number, ...] = ()
    missed: tuple[int, ...] = ()

    @property
    def values(self) -> tuple[Number, ...]:
        """What it comes to at each stage: zones that miss a goal, who moves, and costs."""
        return (len(self.missed), len(self.movers), *self.cost)


@frozen
class Found:
    """The changes, what they come to at each stage, and the least that it can be.

    The stages are the number of zones that miss a goal, the number of municipalities that
    move, and the costs of the problem. *bounds* has one number for each that is known.
    """

    proof: Proof
    changes: tuple[Change, ...] = ()
    bounds: tuple[Number, ...] = ()

    @property
    def values(self) -> tuple[Number, ...]:
        """What each stage comes to; the same for all changes."""
        return self.changes[0].values if self.changes else ()
