"""Parts as bits: inhabitants and contiguity of any set of them, as the plain model says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from elzmodel.landscape import Snapshot
from elzmodel.values import Number, PartId, Total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


__all__ = ["PartGraph"]


@define(eq=False)
class PartGraph:
    """The borders and the inhabitants of a day, for sets of parts as bits."""

    snapshot: Snapshot
    parts: tuple[PartId, ...]
    year: int | None
    certain: list[int] = field(init=False)
    possible: list[int] = field(init=False)
    alone: int = field(init=False, default=0)
    values: list[Number] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Turn links into masks, and note the parts that have a figure of their own."""
        numbers = {part: number for number, part in enumerate(self.parts)}
        borders = self.snapshot.borders
        self.certain = self._masks(borders.certain_links, numbers)
        self.possible = self._masks(borders.possible_links, numbers)
        self.values = [0] * len(self.parts)
        for part, value in self._own().items():
            if part in numbers:
                self.values[numbers[part]] = value
                self.alone |= 1 << numbers[part]

    def _masks(
        self, links: Mapping[PartId, frozenset[PartId]], numbers: Mapping[PartId, int]
    ) -> list[int]:
        linked = (
            (numbers[other] for other in links.get(p, ()) if other in numbers) for p in self.parts
        )
        return [sum(1 << number for number in found) for found in linked]

    def _own(self) -> dict[PartId, Number]:
        """Return the inhabitants of the parts that one figure alone is about."""
        found: dict[PartId, Number] = {}
        shared: set[PartId] = set()
        for figure in self.snapshot.figures.figures:
            if (figure.kind, figure.year) == ("population", self.year):
                is_first = found.keys().isdisjoint(figure.parts)
                is_exact = isinstance(figure.value, int)  # sums of other numbers depend on order
                if len(figure.parts) > 1 or not is_first or not is_exact:
                    shared |= figure.parts
                found.update(dict.fromkeys(figure.parts, figure.value))
        return {part: value for part, value in found.items() if part not in shared}

    def population(self, decided: int, possible: int) -> Total | None:
        """Return the inhabitants of decided land, bounded by what may join it."""
        if self.year is None:
            return None
        total = self._total(decided, self.year)
        if not possible:
            return total
        widest = self._total(decided | possible, self.year)
        undecided = (self.parts[number] for number in _bits(possible))
        return Total(total.low, widest.high, (*total.missing, *undecided))

    def _total(self, mask: int, year: int) -> Total:
        if mask & ~self.alone:
            parts = [self.parts[number] for number in _bits(mask)]
            return self.snapshot.figures.total(parts, kind="population", year=year)
        values = self.values
        total = sum([values[number] for number in _bits(mask)])
        return Total(total, total)

    def hang_together(self, mask: int) -> bool | None:
        """Tell whether parts form one piece of land; ``None`` where it is not known."""
        if _is_one(mask, self.certain):
            return True
        return None if _is_one(mask, self.possible) else False


def _is_one(mask: int, links: list[int]) -> bool:
    """Tell whether everything is reached from the first part."""
    edge = mask & -mask
    left = mask ^ edge
    while edge and left:
        low = edge & -edge
        ahead = links[low.bit_length() - 1] & left
        edge = (edge ^ low) | ahead
        left ^= ahead
    return not left


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
