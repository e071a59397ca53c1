"""Seats that several share, so that everybody has a voice: the ways that balance best.

Where there are fewer seats than municipalities, each seat speaks for a group of them; where
there are more, some have several. The best ways are those whose largest deviation from the mean
of inhabitants a seat is least.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from heapq import nsmallest
from itertools import combinations, islice
from math import inf
from typing import Final

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.governance.apportionment import plain_weights, require_seats
from elzmodel.values import Answer, AnyNumber, ByKey, columns
from elzmodel.values.ids import tupled
from elzmodel.values.text import said

__all__ = ["SeatGroup", "SharedSeats", "WayToShare", "share_seats"]

EXACT_UP_TO: Final = 12
"""How many share at most, for all ways to be weighed."""
_ORDERED: Final = 20_000
"""How many of the best ways are held beside each other for their order."""


@frozen(kw_only=True, field_transformer=tupled)
class SeatGroup:
    """Those for whom one seat speaks together, or one for whom several do."""

    members: tuple[str, ...]
    seats: int = 1
    inhabitants: Fraction

    @property
    def per_seat(self) -> Fraction:
        """How many inhabitants stand behind each of its seats."""
        return self.inhabitants / self.seats

    def __str__(self) -> str:
        """Name its members, and count its seats where there are several."""
        names = " + ".join(self.members)
        return names if self.seats == 1 else f"{names} ({self.seats})"


@columns("largest_deviation", "groups")
@frozen(kw_only=True, field_transformer=tupled)
class WayToShare:
    """One way to share the seats: everybody is in one of its groups."""

    groups: tuple[SeatGroup, ...]

    @property
    def mean(self) -> Fraction:
        """The inhabitants a seat, if they could be divided evenly."""
        seats = sum(group.seats for group in self.groups)
        return sum((group.inhabitants for group in self.groups), Fraction(0)) / seats

    @property
    def deviations(self) -> tuple[Fraction, ...]:
        """How far the inhabitants behind a seat of each group lie from the mean, largest first."""
        return tuple(sorted((abs(g.per_seat - self.mean) for g in self.groups), reverse=True))

    @property
    def largest_deviation(self) -> Fraction:
        """The largest of the deviations."""
        return self.deviations[0]


@frozen(kw_only=True, repr=False)
class SharedSeats(Answer[WayToShare]):
    """The ways to share seats that are equally good by their largest deviation.

    They stand in the order of their next largest deviation, the most even first.

    Attributes:
        mean: The inhabitants a seat, if they could be divided evenly.
        number: How many ways are equally good; more than the rows where not all are listed.
        is_proven: Whether no way is better, and none is left out of *number*.
    """

    mean: Fraction
    number: int
    is_proven: bool

    @property
    def largest_deviation(self) -> Fraction | None:
        """The least that the largest deviation can be, as far as was found; of no way, none."""
        return self[0].largest_deviation if self else None


def share_seats(
    inhabitants: ByKey[AnyNumber],
    seats: int,
    *,
    touching: Mapping[str, Collection[str]] | None = None,
    most: int = 20,
) -> SharedSeats:
    """Return the ways to share seats in which each has a voice and the seats balance best.

    All ways are weighed where at most twelve share; beyond, a good one is searched for, and
    the answer says that it is not proven.

    Args:
        inhabitants: The inhabitants of each who shares.
        seats: How many seats there are.
        touching: The neighbours of each; then the members of a group hang together.
        most: How many of the equally good ways are listed at most; all are counted.

    Raises:
        InvalidValueError: If a number is negative, missing or no number, all are zero, or
            *seats* or *most* cannot be meant.

    Example:
        >>> found = share_seats({"a": 40, "b": 25, "c": 20, "d": 15}, 3)
        >>> [str(group) for group in found[0].groups], round(float(found.largest_deviation), 2)
        (['a', 'b', 'c + d'], 8.33)
    """
    weights = plain_weights(inhabitants)
    require_seats(seats)
    if type(most) is not int or most < 1:
        raise InvalidValueError("number of ways", most, said("a whole number, 1 or more"))
    sharing = _Sharing(tuple(weights), tuple(weights.values()), seats, _masks(weights, touching))
    ways = nsmallest(most, islice(sharing.ways(), _ORDERED), key=lambda way: way.deviations)
    return SharedSeats(
        title=said(
            "{seats} {seats:seat|seats} shared by {n}, so that all have a voice",
            seats=seats,
            n=len(weights),
        ),
        rows=tuple(ways),
        notes=tuple(_notes(sharing, ways)),
        row_type=WayToShare,
        mean=sharing.mean,
        number=sharing.number,
        is_proven=sharing.is_proven,
    )


def _notes(sharing: _Sharing, ways: list[WayToShare]) -> Iterator[str]:
    if not ways:
        yield said("There is no way to form {n} groups of neighbours.", n=sharing.seats)
        return
    yield said(
        "The largest deviation from the mean of {mean:number} is {deviation:number}.",
        mean=sharing.mean,
        deviation=ways[0].largest_deviation,
    )
    if not sharing.is_proven:
        yield said("Found by a search, not by weighing all ways: there may be better ones.")
    elif sharing.number > 1:
        yield said("{n:number} ways are equally good by it.", n=sharing.number)
    if len(ways) < sharing.number:
        yield said("Of these {n:number} are listed, the most even first.", n=len(ways))
    if sharing.number > _ORDERED:
        yield said("Only {n:number} of them were held beside each other.", n=_ORDERED)


# --- how they are found: a group is a mask, with the bit of each of its members ----------

_Cost = Fraction | float
"""A deviation; infinite where a group may not be."""
_State = tuple[int, int]
"""Who has no voice yet, and how many seats are left for them."""


def _masks(
    weights: Mapping[str, Fraction], touching: Mapping[str, Collection[str]] | None
) -> tuple[int, ...] | None:
    """Return the neighbours of each as a mask, both ways; ``None`` where that is not asked."""
    if touching is None:
        return None
    keys = tuple(weights)
    touch = {(a, b) for a, others in touching.items() for b in others}
    return tuple(
        sum(1 << at for at, b in enumerate(keys) if (a, b) in touch or (b, a) in touch)
        for a in keys
    )


def _bits(mask: int) -> Iterator[int]:
    """Yield the members of a group, each as a mask of its own."""
    while mask:
        first = mask & -mask
        yield first
        mask ^= first


@frozen
class _Sharing:
    """The seats to share, and the ways that are best."""

    keys: tuple[str, ...]
    weights: tuple[Fraction, ...]
    seats: int
    touching: tuple[int, ...] | None
    _costs: dict[_State, _Cost] = field(factory=dict, init=False)
    _least: dict[_State, _Cost] = field(factory=dict, init=False)
    _counts: dict[_State, int] = field(factory=dict, init=False)

    @cached_property
    def mean(self) -> Fraction:
        """The inhabitants a seat."""
        return sum(self.weights, Fraction(0)) / self.seats

    @property
    def everybody(self) -> int:
        """All as one group."""
        return (1 << len(self.keys)) - 1

    @property
    def is_proven(self) -> bool:
        """Whether all ways are weighed."""
        return len(self.keys) <= EXACT_UP_TO or self.seats > len(self.keys)

    def ways(self) -> Iterator[WayToShare]:
        """Yield all of the best, or the one that a search finds."""
        if not self.is_proven:
            found = self._searched()
            yield from [self._way([(group, 1) for group in found])] if found else []
        elif self.least((self.everybody, self.seats)) < inf:
            yield from map(self._way, self._best((self.everybody, self.seats)))

    @property
    def number(self) -> int:
        """How many are equally good, as far as that is proven."""
        if not self.is_proven:
            return len(list(self.ways()))
        return self._counted((self.everybody, self.seats))

    def _way(self, groups: Sequence[_State]) -> WayToShare:
        return WayToShare(
            groups=tuple(
                SeatGroup(
                    members=tuple(k for at, k in enumerate(self.keys) if group >> at & 1),
                    seats=seats,
                    inhabitants=self._inhabitants(group),
                )
                for group, seats in groups
            )
        )

    def _inhabitants(self, group: int) -> Fraction:
        return sum((w for at, w in enumerate(self.weights) if group >> at & 1), Fraction(0))

    def cost(self, group: int, seats: int = 1) -> _Cost:
        """Return how far a seat of a group lies from the mean."""
        key = (group, seats)
        if key not in self._costs:
            may_be = self.touching is None or self._hangs_together(group)
            self._costs[key] = abs(self._inhabitants(group) / seats - self.mean) if may_be else inf
        return self._costs[key]

    def _hangs_together(self, group: int) -> bool:
        reached, new = 0, group & -group
        while new:
            reached |= new
            around = 0
            for bit in _bits(new):
                around |= (self.touching or ())[bit.bit_length() - 1]
            new = around & group & ~reached
        return reached == group

    # All ways, from the first who has no voice yet.

    def _options(self, state: _State) -> Iterator[tuple[_State, _State]]:
        """Yield each group of the first who has no voice, with what is left after it."""
        rest, left = state
        first = rest & -rest
        if self.seats > len(self.keys):
            fewest = 1 if rest ^ first else left  # The last has all that are left.
            for seats in range(fewest, left - (rest ^ first).bit_count() + 1):
                yield (first, seats), (rest ^ first, left - seats)
            return
        others = joining = rest ^ first
        while True:
            after = others ^ joining
            if after.bit_count() >= left - 1 and (left > 1) == bool(after):
                yield (first | joining, 1), (after, left - 1)
            if not joining:
                return
            joining = (joining - 1) & others

    def least(self, state: _State) -> _Cost:
        """Return the least that the largest deviation of what is left can be."""
        if state == (0, 0):
            return Fraction(0)
        if state not in self._least:
            best: _Cost = inf
            for group, after in self._options(state):
                cost = self.cost(*group)
                if cost < best:
                    best = min(best, max(cost, self.least(after)))
            self._least[state] = best
        return self._least[state]

    def _good(self, state: _State) -> Iterator[tuple[_State, _State]]:
        """Yield the options of which a best way can be made."""
        most = self.least((self.everybody, self.seats))
        for group, after in self._options(state):
            if self.cost(*group) <= most and self.least(after) <= most:
                yield group, after

    def _best(self, state: _State) -> Iterator[list[_State]]:
        if state == (0, 0):
            yield []
        for group, after in self._good(state) if state[0] else ():
            for others in self._best(after):
                yield [group, *others]

    def _counted(self, state: _State) -> int:
        if state == (0, 0):
            return 1
        if self.least((self.everybody, self.seats)) == inf:
            return 0
        if state not in self._counts:
            self._counts[state] = sum(self._counted(after) for _, after in self._good(state))
        return self._counts[state]

    # One good way: the smallest join until they are few enough, then members move or change.

    def _searched(self) -> list[int]:
        groups = [1 << at for at in range(len(self.keys))]
        while len(groups) > self.seats:
            joined = [pair for pair in combinations(groups, 2) if self.cost(sum(pair)) < inf]
            if not joined:
                return []
            pair = min(joined, key=lambda pair: (self._inhabitants(sum(pair)), pair))
            groups = [each for each in groups if each not in pair] + [sum(pair)]
        while better := self._better(groups):
            groups = better
        return sorted(groups, key=lambda group: group & -group)

    def _better(self, groups: list[int]) -> list[int]:
        """Return groups that are more even after one move or change, none where there are none."""
        now = self._uneven(groups)
        for a, b in combinations(groups, 2):
            others = [each for each in groups if each not in (a, b)]
            for from_a in (0, *_bits(a)):
                for from_b in (0, *_bits(b)):
                    pair = [a ^ from_a ^ from_b, b ^ from_b ^ from_a]
                    if all(pair) and self._uneven([*others, *pair]) < now:
                        return [*others, *pair]
        return []

    def _uneven(self, groups: list[int]) -> list[_Cost]:
        return sorted((self.cost(group) for group in groups), reverse=True)
