"""The land of one day in bits: what touches what, who lives where, which pieces there are."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from attrs import define, field

from elzmodel.landscape import Snapshot
from elzmodel.values import PartId, Total
from elzmodel.values.numbers import bits

__all__: list[str] = []


@define(eq=False)
class Ground:
    """The parts of a day by number, with their borders and inhabitants.

    Land is a number with a bit for each part. What was counted once is remembered.

    Attributes:
        snapshot: The day.
        year: The year of the inhabitants; none where there are no figures.
        lands: The land of each municipality that can move.
        parts: The parts by number, in order of id.
    """

    snapshot: Snapshot
    year: int | None
    lands: tuple[int, ...] = ()
    parts: tuple[PartId, ...] = field(init=False)
    _number: dict[PartId, int] = field(init=False)
    _certain: list[int] = field(init=False)
    _possible: list[int] = field(init=False)
    _counted: dict[int, tuple[int, int]] = field(init=False, factory=dict)
    _totals: dict[int, Total] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        """Number the parts, and turn borders into masks."""
        self.parts = tuple(sorted(self.snapshot.layout.by_part))
        self._number = {part: number for number, part in enumerate(self.parts)}
        borders = self.snapshot.borders
        self._certain, self._possible = (
            [self.mask(links.get(part, ())) for part in self.parts]
            for links in (borders.certain_links, borders.possible_links)
        )

    def mask(self, parts: Iterable[PartId]) -> int:
        """Return parts as bits; those of another day are left out."""
        return sum(1 << self._number[part] for part in parts if part in self._number)

    def parts_of(self, land: int) -> list[PartId]:
        """Return the parts of some land, in order of id."""
        return [self.parts[number] for number in bits(land)]

    def around(self, land: int, *, certain: bool = True) -> int:
        """Return all that touches some land for certain, or all that may touch it."""
        links, found = self._certain if certain else self._possible, 0
        for number in bits(land):
            found |= links[number]
        return found

    def touch(self, one: int, other: int) -> bool:
        """Tell whether two pieces of land touch for certain."""
        return bool(self.around(one) & other)

    def inhabitants(self, land: int) -> Total:
        """Return the inhabitants of some land, between bounds where they are not known."""
        if land not in self._totals:
            parts, year = self.parts_of(land), self.year
            self._totals[land] = (
                Total.unknown()
                if year is None
                else self.snapshot.figures.total(parts, kind="population", year=year)
            )
        return self._totals[land]

    def pieces(self, land: int) -> tuple[int, int]:
        """Return the fewest and the most pieces that some land can have by its borders."""
        if land not in self._counted:
            parts, borders = self.parts_of(land), self.snapshot.borders
            most = self._in_pieces(land)
            if most > 1:  # Land that is joined as a whole is known to the borders alone.
                most = len(borders.pieces(parts, certain=True))
            fewest = len(borders.pieces(parts)) if most > 1 else most
            self._counted[land] = fewest, most
        return self._counted[land]

    def islands(self, land: int) -> int:
        """Count the islands of the whole country that some land lies on, by all its borders."""
        return sum(1 for island in self._islands if island & land)

    @cached_property
    def _islands(self) -> list[int]:
        return [self.mask(parts) for parts in self.snapshot.borders.pieces(self.parts)]

    def _in_pieces(self, land: int) -> int:
        """Count the pieces by borders that are certain, one part at a time."""
        found = 0
        while land:
            found += 1
            edge = land & -land
            land ^= edge
            while edge:
                low = edge & -edge
                ahead = self._certain[low.bit_length() - 1] & land
                edge = (edge ^ low) | ahead
                land ^= ahead
        return found
