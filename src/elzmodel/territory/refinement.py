"""Land that was cut: which pieces came from which parts, and how much each holds.

A part never changes. Where an event moves only a portion of some land, the
parts that are cut end and pieces take their place: one new part for each
portion that goes, and one for what remains of each part that was cut. Where
exactly the cut runs is not known, so a piece that was cut from several parts
may hold land of any of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple, TypeVar

from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.values import EventId, Number, PartId, Share, Total
from elzmodel.values.arguments import keep_door

__all__ = ["Cut", "Piece", "Refinement", "Weight"]

T = TypeVar("T")


@frozen(kw_only=True)
class Weight:
    """How much of the land that is cut a portion holds, in one kind of figure.

    Either as a *share* or as an *amount*, both perhaps a bound.

    Attributes:
        kind: What was counted or measured, such as population.
        share: A share from 0 to 1 of the land that is cut.
        amount: The amount that goes along, such as inhabitants.

    Raises:
        InvalidValueError: If neither or both are given.

    Example:
        >>> from fractions import Fraction
        >>> print(Weight(kind="population", share=Share.exactly(Fraction(1, 4))).share)
        25%
    """

    kind: str
    share: Share | None = None
    amount: Total | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a weight that says nothing, or two things."""
        if (self.share is None) == (self.amount is None):
            raise InvalidValueError("weight", self.kind, "either a share or an amount")

    def of(self, whole: Total) -> Total:
        """Return what the portion holds where the land that is cut holds *whole*.

        It is an estimate where the share is one.

        Example:
            >>> print(Weight(kind="area", share=Share(0, 1)).of(Total.exactly(8)).high)
            8
        """
        if self.share is not None:
            high = None if whole.high is None else whole.high * self.share.high
            has_guess = whole.best is not None and self.share.best is not None
            guess = (whole.best or 0) * (self.share.best or 0) if has_guess else None
            bounds = whole.low * self.share.low, 0 if not self.share.high else high
            return Total(*bounds, estimate=guess)
        amount = self.amount or Total.unknown()
        return amount if whole.high is None else _capped(amount, whole.high)


def _capped(total: Total, most: Number) -> Total:
    """Keep an amount within what the whole can hold."""
    high = most if total.high is None else min(total.high, most)
    return Total(min(total.low, high), high)


@frozen
class Piece:
    """A portion that was cut off: a new part, and its weights as far as known.

    Example:
        >>> print(Piece("a~e~b").weight("population"))
        None
    """

    part: PartId
    weights: tuple[Weight, ...] = ()

    def weight(self, kind: str) -> Weight | None:
        """Return the weight of one kind, ``None`` where it is not known."""
        return next((weight for weight in self.weights if weight.kind == kind), None)


@frozen
class Cut:
    """One act of cutting: *whole* ends, *pieces* and *rests* take its place.

    *rests* holds what remains of each part, where anything does; no more is
    known of it than that the pieces are gone.

    Example:
        >>> cut = Cut("e", date(2030, 1, 1), ("a",), (Piece("a~e~b"),), (("a", "a~e"),))
        >>> cut.children["a"]
        ('a~e~b', 'a~e')
    """

    event: EventId
    day: date
    whole: tuple[PartId, ...]
    pieces: tuple[Piece, ...]
    rests: tuple[tuple[PartId, PartId], ...] = ()

    @property
    def children(self) -> Mapping[PartId, tuple[PartId, ...]]:
        """The new parts that may hold land of each part that was cut."""
        pieces = tuple([piece.part for piece in self.pieces])
        rests = {old: (*pieces, new) for old, new in self.rests}
        return {part: rests.get(part, pieces) for part in self.whole}

    @property
    def sources(self) -> Mapping[PartId, tuple[PartId, ...]]:
        """The parts that each new part was cut from."""
        rests = {new: (old,) for old, new in self.rests}
        return {piece.part: self.whole for piece in self.pieces} | rests

    def in_shares(self) -> Cut:
        """Return the same cut with no weights but shares.

        Amounts of all pieces are the whole where nothing remains, and become shares of it;
        other amounts say nothing about shares, and are left out.

        Example:
            >>> from elzmodel.values import Total
            >>> pieces = [
            ...     Piece(name, (Weight(kind="area", amount=Total.exactly(size)),))
            ...     for name, size in {"x": 3, "y": 1}.items()
            ... ]
            >>> cut = Cut("e", date(2030, 1, 1), ("a",), tuple(pieces))
            >>> print(cut.in_shares().pieces[0].weight("area").share)
            75%
        """
        return evolve(self, pieces=tuple(evolve(p, weights=self._shares(p)) for p in self.pieces))

    def _shares(self, piece: Piece) -> tuple[Weight, ...]:
        found = (weight if weight.share else self._as_share(weight) for weight in piece.weights)
        return tuple(weight for weight in found if weight is not None)

    def _as_share(self, weight: Weight) -> Weight | None:
        whole = None if self.rests else self._amount(weight.kind)
        amount = weight.amount.value if weight.amount else None
        if not whole or amount is None:
            return None
        return Weight(kind=weight.kind, share=Share.exactly(Fraction(amount) / whole))

    def _amount(self, kind: str) -> Fraction | None:
        """Return what all pieces have of a kind together, where each says an exact amount."""
        weights = [piece.weight(kind) for piece in self.pieces]
        amounts = [w.amount.value for w in weights if w is not None and w.amount is not None]
        known = [Fraction(amount) for amount in amounts if amount is not None]
        return sum(known, Fraction(0)) if len(known) == len(weights) else None


class Common(NamedTuple):
    """The land that two sets of parts share: for certain, and at the most."""

    certain: frozenset[PartId]
    possible: frozenset[PartId]


@frozen(cache_hash=True)
class Refinement:
    """Everything that was ever cut, and what follows about land.

    A set of parts *covers* another where all of its land lies inside for
    certain; the two *meet* where some may.

    Example:
        >>> rests = (("a", "a~e"), ("b", "b~e"))
        >>> cut = Cut("e", date(2030, 1, 1), ("a", "b"), (Piece("x"),), rests)
        >>> refinement = Refinement((cut,))
        >>> refinement.covers({"a~e", "b~e", "x"}, {"a", "b"})
        True
        >>> refinement.covers({"a"}, {"x"}), refinement.meets({"a"}, {"x"})
        (False, True)
    """

    cuts: tuple[Cut, ...] = field(default=(), converter=tuple[Cut, ...])

    @cached_property
    def sources(self) -> Mapping[PartId, tuple[PartId, ...]]:
        """The parts that each piece was cut from."""
        return {new: old for cut in self.cuts for new, old in cut.sources.items()}

    @cached_property
    def children(self) -> Mapping[PartId, tuple[PartId, ...]]:
        """The new parts that took the place of each part that was cut."""
        return {part: new for cut in self.cuts for part, new in cut.children.items()}

    @cached_property
    def _place(self) -> Mapping[PartId, tuple[int, Cut]]:
        """The cut that ended each part, with its place among all."""
        return {part: (n, cut) for n, cut in enumerate(self.cuts) for part in cut.whole}

    @cached_property
    def has_estimates(self) -> bool:
        """Whether any piece has a weight that is an estimate within bounds."""
        weights = (w for cut in self.cuts for piece in cut.pieces for w in piece.weights)
        stated = (each for w in weights for each in (w.share, w.amount) if each is not None)
        return any(each.estimate is not None for each in stated)

    def cuts_near(self, parts: Iterable[PartId]) -> tuple[Cut, ...]:
        """Return the cuts of land that *parts* may share, the earliest first."""
        near = (self._place[part] for part in self.relatives(parts) if part in self._place)
        return tuple(cut for _, cut in sorted(dict(near).items()))

    def in_shares(self) -> Refinement:
        """Return the same cuts with no weights but shares, see `Cut.in_shares`."""
        return Refinement(cut.in_shares() for cut in self.cuts)

    def without_weights(self) -> Refinement:
        """Return the same cuts, without saying how much any piece holds."""
        return Refinement(
            evolve(cut, pieces=tuple(Piece(each.part) for each in cut.pieces)) for cut in self.cuts
        )

    def leaves(self, parts: Iterable[PartId]) -> frozenset[PartId]:
        """Return the uncut parts that may hold land of *parts*."""
        if not self.cuts:
            return frozenset(parts)
        found = reached(parts, self.children)
        return frozenset(part for part in found if part not in self.children)

    def finest(self, parts: frozenset[PartId]) -> frozenset[PartId]:
        """Return a set in uncut pieces, where those are known to make up the same land."""
        if not self.cuts:
            return parts
        leaves = self.leaves(parts)
        return leaves if self.covers(parts, leaves) else parts

    def relatives(self, parts: Iterable[PartId]) -> frozenset[PartId]:
        """Return every part, whole or cut, that may share land with *parts*."""
        if not self.cuts:
            return frozenset(parts)
        return frozenset(reached(reached(parts, self.children), self.sources))

    def covers(self, land: Collection[PartId], parts: Iterable[PartId]) -> bool:
        """Tell whether all land of *parts* lies in *land* for certain."""
        if not self.cuts:
            return all(part in land for part in parts)
        return all(is_inside(part, land, self.children, self.sources) for part in parts)

    def meets(self, land: Iterable[PartId], parts: Iterable[PartId]) -> bool:
        """Tell whether any land of *parts* may lie in *land*."""
        if not self.cuts:
            return not frozenset(land).isdisjoint(parts)
        return not self.leaves(land).isdisjoint(self.leaves(parts))

    def common(self, land: Collection[PartId], parts: Collection[PartId]) -> Common:
        """Return what two sets of parts have in common, as far as it is known.

        Example:
            >>> cut = Cut("e", date(2030, 1, 1), ("a",), (Piece("x"),), (("a", "a~e"),))
            >>> Refinement((cut,)).common({"a"}, {"x", "c"})
            Common(certain=frozenset({'x'}), possible=frozenset({'x'}))
        """
        if not self.cuts:
            both = frozenset(land) & frozenset(parts)
            return Common(both, both)
        certain = {part for part in land if self.covers(parts, (part,))}
        certain.update(
            part
            for part in parts
            if self.covers(land, (part,)) and not self.covers(certain, (part,))
        )
        rest = [part for part in land if not self.covers(certain, (part,))]
        possible = certain | (self.leaves(rest) & self.leaves(parts))
        return Common(frozenset(certain), frozenset(possible))


def reached(starts: Iterable[T], steps: Mapping[T, Iterable[T]]) -> set[T]:
    """Return *starts* and everything that *steps* lead to from them.

    Example:
        >>> sorted(reached(["a"], {"a": ("a~e", "x"), "x": ("x~f",)}))
        ['a', 'a~e', 'x', 'x~f']
    """
    if not steps:
        return set(starts)
    found: set[T] = set()
    queue = list(starts)
    while queue:
        each = queue.pop()
        if each not in found:
            found.add(each)
            queue.extend(steps.get(each, ()))
    return found


def is_inside(
    part: PartId,
    land: Collection[PartId],
    children: Mapping[PartId, tuple[PartId, ...]],
    sources: Mapping[PartId, tuple[PartId, ...]],
) -> bool:
    """Tell whether a part lies in *land* for certain.

    It does where it is cut from parts that all lie there, or where all that
    was cut from it does.

    Example:
        >>> is_inside("x", {"a", "b"}, {}, {"x": ("a", "b")})
        True
        >>> is_inside("x", {"a"}, {}, {"x": ("a", "b")})
        False
    """
    if _comes_from(part, land, sources):
        return True
    below = children.get(part)
    return bool(below) and all(is_inside(child, land, children, sources) for child in below or ())


def _comes_from(
    part: PartId, land: Collection[PartId], sources: Mapping[PartId, tuple[PartId, ...]]
) -> bool:
    if part in land:
        return True
    above = sources.get(part)
    return bool(above) and all(_comes_from(source, land, sources) for source in above or ())


@frozen
class Extent:
    """A set of parts as land, to be held against other sets.

    Example:
        >>> extent = Extent(frozenset({"a", "b"}), Refinement())
        >>> extent.covers({"a"}), extent.meets({"b", "c"}), sorted(extent.inside({"b", "c"}))
        (True, True, ['b'])
    """

    parts: frozenset[PartId]
    refinement: Refinement

    def covers(self, parts: Iterable[PartId]) -> bool:
        """Tell whether all land of *parts* lies in this land for certain."""
        return self.refinement.covers(self.parts, parts)

    def meets(self, parts: Collection[PartId]) -> bool:
        """Tell whether any land of *parts* may lie in this land."""
        if not self.refinement.cuts:
            return not self.parts.isdisjoint(parts)
        return not self._leaves.isdisjoint(self.refinement.leaves(parts))

    def inside(self, parts: Collection[PartId]) -> frozenset[PartId]:
        """Return the parts of this land that may hold land of *parts*."""
        if not self.refinement.cuts:
            return self.parts.intersection(parts)
        leaves = self.refinement.leaves(parts)
        return frozenset(
            part for part in self.parts if not leaves.isdisjoint(self.refinement.leaves((part,)))
        )

    def inside_of(self, parts: Collection[PartId]) -> frozenset[PartId]:
        """Return the parts of this land that lie in *parts* for certain."""
        return frozenset(p for p in self.parts if self.refinement.covers(parts, (p,)))

    def touched(self, by_part: Mapping[PartId, T]) -> list[T]:
        """Return what *by_part* has for any land of this one, each once, in order of part."""
        near = self.refinement.relatives(self.parts)
        found = {id(by_part[part]): by_part[part] for part in sorted(near) if part in by_part}
        return list(found.values())

    @cached_property
    def _leaves(self) -> frozenset[PartId]:
        return self.refinement.leaves(self.parts)


keep_door(__name__)
