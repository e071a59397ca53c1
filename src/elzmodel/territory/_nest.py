"""Sets of land of which each lies in another or apart, and what follows for any land.

What a set has may lie anywhere in it, and what its pieces have is part of it. Which sets
some land holds, whole or in part, is told once, by a `Nest`; what that comes to for given
bounds of the sets, by `Amounts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from functools import cached_property, lru_cache
from math import inf
from typing import NamedTuple

from attrs import define, field, frozen

from elzmodel.territory.refinement import Cut, Extent, Refinement, Weight, reached
from elzmodel.values import Number, PartId, Total
from elzmodel.values.totals import sum_numbers

__all__: list[str] = []

Land = frozenset[PartId]
_NOWHERE: Land = frozenset()


@define(eq=False)
class Node:
    """A set under its number, with the smaller sets that it holds."""

    number: int
    parts: Land
    children: list[Node] = field(factory=list)

    @property
    def rest(self) -> Land:
        """The parts of which no smaller set speaks."""
        return self.parts.difference(*(child.parts for child in self.children))

    def below(self) -> Iterator[Node]:
        """Yield this set and all that it holds."""
        yield self
        for child in self.children:
            yield from child.below()


class How(Enum):
    """How much of some land is asked for."""

    NONE = "none"
    SOME = "some"
    ALL = "all"


class Asked(NamedTuple):
    """Land of which something is asked: what is in it, and what is or may be."""

    sure: Extent
    possible: Extent

    def how(self, parts: Land) -> How:
        """Tell how much of some land is asked for."""
        if not parts or not self.possible.meets(parts):
            return How.NONE
        return How.ALL if self.sure.covers(parts) else How.SOME


@frozen(eq=False)
class Divided:
    """A set of which some land is asked: which of its pieces, and how much of its rest."""

    node: Node
    whole: tuple[Node, ...]
    outside: tuple[Node, ...]
    divided: tuple[Divided, ...]
    rest: How


@frozen(eq=False)
class View:
    """How the land that is asked lies in the sets; of *silent* land no set speaks."""

    asked: Asked
    whole: tuple[Node, ...]
    divided: tuple[Divided, ...]
    silent: Land
    is_spoken_of: bool


@frozen(eq=False)
class Nest:
    """Sets of land that nest, in order of their numbers."""

    lands: tuple[Land, ...]
    refinement: Refinement = field(factory=Refinement)

    @cached_property
    def root_of(self) -> Mapping[PartId, Node]:
        """The largest set that each part lies in: each hangs under the smallest that holds it."""
        roots: dict[PartId, Node] = {}
        smallest: dict[PartId, Node] = {}
        for number, parts in self._largest_first:
            node = Node(number, parts)
            above = smallest.get(next(iter(parts)))
            if above is not None:
                above.children.append(node)
            for part in parts:
                roots.setdefault(part, node)
                smallest[part] = node
        return roots

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All sets, in order of their parts."""
        roots = {id(node): node for node in self.root_of.values()}.values()
        found = [node for root in roots for node in root.below()]
        return tuple(sorted(found, key=lambda node: sorted(node.parts)))

    @property
    def _largest_first(self) -> list[tuple[int, Land]]:
        return sorted(enumerate(self.lands), key=lambda each: (-len(each[1]), sorted(each[1])))

    def crossings(self) -> list[int]:
        """Return the sets that cross others without one holding the other."""
        everything = _NOWHERE.union(*self.lands)
        found = []
        if self.refinement.cuts:
            above = (reached(land, self.refinement.sources) - land for land in self.lands)
            found = [n for n, a in enumerate(above) if not everything.isdisjoint(a)]
        if sum(map(len, self.lands)) == len(everything):
            return found
        smallest: dict[PartId, Land] = {}
        for number, parts in self._largest_first:
            if len({smallest.get(part) for part in parts}) > 1:
                found.append(number)
            smallest.update(dict.fromkeys(parts, parts))
        return found

    def view(self, land: Land, undecided: Land = _NOWHERE) -> View:
        """Return how some land lies in the sets, and land of which it is undecided."""
        sure = Extent(land, self.refinement)
        possible = Extent(land | undecided, self.refinement) if undecided else sure
        asked = Asked(sure, possible)
        roots = possible.touched(self.root_of)
        whole, _, divided = _sorted(roots, asked)
        silent = possible.parts.difference(*(possible.inside(root.parts) for root in roots))
        is_spoken_of = self.refinement.covers(self.root_of, possible.parts)
        return View(asked, whole, divided, silent, is_spoken_of)


def _sorted(
    nodes: Iterable[Node], asked: Asked
) -> tuple[tuple[Node, ...], tuple[Node, ...], tuple[Divided, ...]]:
    """Return the sets that are asked whole, not at all, and in part."""
    by: dict[How, list[Node]] = {how: [] for how in How}
    for node in nodes:
        by[asked.how(node.parts)].append(node)
    divided = (Divided(n, *_sorted(n.children, asked), asked.how(n.rest)) for n in by[How.SOME])
    return tuple(by[How.ALL]), tuple(by[How.NONE]), tuple(divided)


class Span(NamedTuple):
    """The least and the most that some land has; the most may be infinite."""

    low: Number
    high: Number

    @classmethod
    def of(cls, total: Total) -> Span:
        """Return the bounds of a total."""
        return cls(total.low, inf if total.high is None else total.high)

    @property
    def is_exact(self) -> bool:
        """Whether both are the same."""
        return self.low == self.high

    @property
    def most(self) -> Number | None:
        """The most, ``None`` where nothing bounds it."""
        return None if self.high == inf else plain(self.high)

    @property
    def total(self) -> Total:
        """The bounds as a total."""
        return Total(plain(self.low), self.most)


def plain(value: Number) -> Number:
    """Return a number without a fraction as a whole one."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


_ZERO = Span(0, 0)


def plus(spans: Iterable[Span]) -> Span:
    """Add spans; the sum of none is exactly 0."""
    spans = list(spans)
    return Span(sum_numbers(s.low for s in spans), sum_numbers(s.high for s in spans))


class _Held(NamedTuple):
    """What is asked of a set, what is not, and both together."""

    inside: Span
    outside: Span
    both: Span

    def within(self, own: Span) -> _Held:
        """Cut each side by what the other leaves of a set; contradictions change nothing."""
        both = _both(self.both, own)
        if both is None:
            return _Held(self.inside, self.outside, own)
        inside = _left(both, self.inside, self.outside)
        return _Held(inside, _left(both, self.outside, self.inside), both)


def _left(both: Span, side: Span, other: Span) -> Span:
    """Return what one side of a whole has, seen what the other leaves."""
    if side.is_exact:
        return side
    low = max(side.low, both.low - other.high)
    return Span(low, max(low, min(side.high, both.high - other.low)))


_REMEMBERED = 4096
_PRECISION = 10**9
"""Sums of decimals as computers write them differ by less than one in so many."""


def _both(one: Span, other: Span) -> Span | None:
    """Return where two spans of the same agree, ``None`` where they do not."""
    low, high = max(one.low, other.low), min(one.high, other.high)
    if low <= high:
        return Span(low, high)
    return other if (low - high) * _PRECISION <= max(1, low, -low) else None


@frozen(eq=False)
class Amounts:
    """What each set of a nest has, by its number, between bounds.

    Weights of cuts are those of *kind*.
    """

    nest: Nest
    spans: Sequence[Span]
    kind: str
    _narrowed: dict[int, Span] = field(factory=dict, init=False)

    def span(self, node: Node) -> Span:
        """Return what a set has, seen what its pieces have; itself where they contradict it."""
        own = self.spans[node.number]
        if not node.children:
            return own
        if node.number not in self._narrowed:
            self._narrowed[node.number] = _both(self.pieces(node), own) or own
        return self._narrowed[node.number]

    def pieces(self, node: Node) -> Span:
        """Return what the pieces of a set and its rest can have together."""
        pieces = plus(map(self.span, node.children))
        if not node.rest:
            return pieces
        return Span(-inf if self._is_signed(node) else pieces.low, inf)

    def contradicts(self, node: Node) -> bool:
        """Tell whether the pieces of a set have more than it, or are all and have less."""
        return bool(node.children) and _both(self.pieces(node), self.spans[node.number]) is None

    def rest(self, node: Node) -> Span:
        """Return what is left of a set for the parts of which no piece speaks."""
        if not node.rest:
            return _ZERO
        own, pieces = self.spans[node.number], plus(map(self.span, node.children))
        low, high = own.low - pieces.high, own.high - pieces.low
        if not self._is_signed(node):
            return Span(max(0, low), max(0, high))
        return Span(min(0, own.low), max(0, high)) if self._is_loose(node) else Span(low, high)

    def _is_loose(self, node: Node) -> bool:
        """Tell whether a piece may have anything, in a set where less than nothing is possible.

        Then nothing follows for the other land: it may have any number below nothing, which no
        total can say.
        """
        highs = (self.spans[child.number].high for child in node.children)
        return self._is_signed(node) and inf in highs

    def _is_signed(self, node: Node) -> bool:
        """Tell whether less than nothing is possible in a set."""
        return any(self.spans[each.number].low < 0 for each in (node, *node.children))

    @cached_property
    def _is_anywhere_negative(self) -> bool:
        return any(span.low < 0 for span in self.spans)

    def total(self, land: Land, undecided: Land = _NOWHERE) -> Total:
        """Return what some land has; missing are its parts without a figure of their own.

        Much is asked again: land that one scenario touches is untouched by the next.
        """
        return self._remembered(land, undecided)

    @cached_property
    def _remembered(self) -> Callable[[Land, Land], Total]:
        return lru_cache(_REMEMBERED)(self._total)

    def _total(self, land: Land, undecided: Land) -> Total:
        view = self.nest.view(land, undecided)
        span = self.bounds(view)
        if span.is_exact:
            return span.total
        missing = view.silent.union(*(parts for _, parts in self.unresolved(view)))
        is_clear = self.nest.refinement.has_estimates and view.asked.sure is view.asked.possible
        guess = self.guess(land) if is_clear else None
        bounds = plain(span.low), span.most
        return Total(*bounds, missing, estimate=guess, basis=(self.kind,))

    def bounds(self, view: View) -> Span:
        """Return the least and the most that some land has, whatever is decided."""
        span = self._by_sets(view)
        if span.is_exact or self._is_anywhere_negative or not self.nest.refinement.cuts:
            return span
        low = self._by_cut(view.asked.sure, span).low
        return Span(low, max(low, self._by_cut(view.asked.possible, span).high))

    def _by_sets(self, view: View) -> Span:
        inside = (self._held(each).inside for each in view.divided)
        low, high = plus([*map(self.span, view.whole), *inside])
        return Span(low, high if view.is_spoken_of else inf)

    def _held(self, divided: Divided) -> _Held:
        """Return what is asked of a set of which only some land is asked."""
        inside = [*map(self.span, divided.whole)]
        outside = [*map(self.span, divided.outside)]
        rest = self.rest(divided.node)
        apart = Span(min(0, rest.low), max(0, rest.high))
        inside.append({How.ALL: rest, How.SOME: apart, How.NONE: _ZERO}[divided.rest])
        outside.append({How.ALL: _ZERO, How.SOME: apart, How.NONE: rest}[divided.rest])
        both = [self.span(each) for each in (*divided.whole, *divided.outside)] + [rest]
        for each in map(self._held, divided.divided):
            inside.append(each.inside)
            outside.append(each.outside)
            both.append(each.both)
        held = _Held(plus(inside), plus(outside), plus(both))
        own = self.spans[divided.node.number]
        return held if self._is_loose(divided.node) else held.within(own)

    def unresolved(self, view: View) -> Iterator[tuple[Node, Land]]:
        """Yield the sets that leave it open what some land has, and that land."""
        for node in view.whole:
            if not self.span(node).is_exact:
                yield node, view.asked.possible.inside(node.parts)
        for each in view.divided:
            yield from self._open(each, view.asked.possible)

    def _open(self, divided: Divided, asked: Extent) -> Iterator[tuple[Node, Land]]:
        node, rest = divided.node, self.rest(divided.node)
        known = rest == _ZERO or divided.rest is How.NONE
        if not (known or (rest.is_exact and divided.rest is How.ALL)):
            yield node, asked.inside(node.rest)
        for child in divided.whole:
            if not self.span(child).is_exact:
                yield child, asked.inside(child.parts)
        for each in divided.divided:
            yield from self._open(each, asked)

    def _by_cut(self, asked: Extent, span: Span) -> Span:
        """Narrow bounds by what is known of the latest cut that some land holds in part."""
        found = self._latest(asked)
        if found is None:
            return span
        cut, inside, others = found
        before = self.bounds(self.nest.view(frozenset(cut.whole)))
        held = _of_cut(cut, Extent(inside, asked.refinement), before, self.kind)
        rest = self.bounds(self.nest.view(others)) if others else _ZERO
        return _both(span, plus((held, rest))) or span

    def _latest(self, asked: Extent) -> tuple[Cut, Land, Land] | None:
        """Return the latest cut that some land holds in part, that land of it, and the other."""
        refinement = asked.refinement
        cuts = [c for c in refinement.cuts_near(asked.parts) if not asked.covers(c.whole)]
        for cut in reversed(cuts):
            inside = asked.inside_of(cut.whole)
            others = asked.parts - inside
            if inside and not refinement.meets(others, cut.whole):
                return cut, inside, others
        return None

    def guess(self, land: Land) -> Number | None:
        """Return what some land has, or probably has by the weights of cuts, if they tell."""
        view = self.nest.view(land)
        span = self.bounds(view)
        if span.is_exact:
            return span.low
        found = self._latest(view.asked.sure)
        if found is None:
            return None
        cut, inside, others = found
        before, rest = self.guess(frozenset(cut.whole)), self.guess(others) if others else 0
        if before is None or rest is None:
            return None
        held = _guess_of_cut(cut, Extent(inside, self.nest.refinement), before, self.kind)
        return None if held is None else max(span.low, min(held + rest, span.high))


def _of_cut(cut: Cut, asked: Extent, before: Span, kind: str) -> Span:
    """Return what *asked* holds of cut land, by the weights of the pieces.

    Each piece has bounds of its own; what the others must have at least, or
    can have at most, bounds it as well.
    """
    sides: list[tuple[Land, Span]] = []
    for piece in cut.pieces:
        weight = piece.weight(kind)
        sides.append((frozenset((piece.part,)), _weighed(weight, before)))
    rests = frozenset(rest for _, rest in cut.rests)
    if rests:
        sides.append((rests, Span(0, before.high)))
    inside, outside = [], []
    for parts, (low, high) in sides:
        is_in, is_out = asked.covers(parts), not asked.meets(parts)
        inside.append(Span(low if is_in else 0, 0 if is_out else high))
        outside.append(Span(low if is_out else 0, 0 if is_in else high))
    return _left(before, plus(inside), plus(outside))


def _guess_of_cut(cut: Cut, asked: Extent, before: Number, kind: str) -> Number | None:
    """Return what *asked* probably holds of cut land; one side of unknown weight has what is left.

    ``None`` where the weights of the pieces do not tell.
    """
    weights = [piece.weight(kind) for piece in cut.pieces]
    whole = Total.exactly(before)
    guesses = [None if weight is None else weight.of(whole).best for weight in weights]
    lands = [frozenset((piece.part,)) for piece in cut.pieces]
    if cut.rests:
        lands.append(frozenset(rest for _, rest in cut.rests))
        guesses.append(None)
    known = [guess for guess in guesses if guess is not None]
    left = before - sum_numbers(known) if len(known) == len(guesses) - 1 else None
    held: list[Number | None] = []
    for land, guess in zip(lands, guesses, strict=True):
        if asked.meets(land):
            held.append((left if guess is None else guess) if asked.covers(land) else None)
    sure = [each for each in held if each is not None]
    return sum_numbers(sure) if len(sure) == len(held) else None


def _weighed(weight: Weight | None, before: Span) -> Span:
    """Return what a piece has of what was there before, by its weight."""
    if weight is None:
        return Span(0, before.high)
    return Span.of(weight.of(before.total))
