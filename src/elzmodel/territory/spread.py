"""Figures about land, spread over other land: bounds for every way, and an estimate.

What a source has as a whole may lie anywhere in its land. Bounds hold for every way in which
it may be spread, narrowed by nothing but other figures of the same thing on the same land. A
weight, such as inhabitants of another day, gives an estimate and never a bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property
from math import inf
from typing import Final, NamedTuple

from attrs import field, frozen

from elzmodel.errors import ConflictError, InvalidValueError
from elzmodel.territory._nest import Amounts, Divided, How, Nest, Node, Span, View
from elzmodel.territory.figures import Figures
from elzmodel.territory.refinement import Extent, Refinement
from elzmodel.values import Code, Codes, Finding, Number, PartId, Ref, Severity, Total
from elzmodel.values.ids import grouped

__all__ = ["Source", "Spread", "Weights"]

CROSSING: Final = Code(
    "ELZ-T024",
    "{key!r} shares land with other keys, and neither holds the other",
    severity=Severity.ERROR,
    meaning="keys of a table cross",
    explanation="Two keys are about land that overlaps without one holding the other, so that "
    "nothing can be added up. Leave one of them out, or give figures for the pieces.",
)
TWICE: Final = Code(
    "ELZ-T025",
    "{key!r} and {other!r} are the same land",
    severity=Severity.ERROR,
    meaning="figures of the same land are given twice",
    explanation="Two keys mean the same land, such as a code and the only part of that "
    "municipality. Leave one of them out.",
)
PIECES_DIFFER: Final = Code(
    "ELZ-T026",
    {
        "": "{key!r} has {whole}, and all of its pieces have {pieces} together: {keys:list}",
        "above": "{key!r} has {whole}, and some of its pieces have {pieces} together: {keys:list}",
    },
    severity=Severity.ERROR,
    meaning="a whole and its pieces disagree",
    explanation="The figures of the pieces are more than that of the whole, or they are all of "
    "its pieces and have another sum. Look whether they count the same, and leave one side out.",
)
CODES: Final = Codes((CROSSING, TWICE, PIECES_DIFFER))


@frozen
class Source:
    """What was given for some land, under a key that people know.

    Raises:
        InvalidValueError: If there is no land.
    """

    key: str
    land: frozenset[PartId]
    total: Total

    def __attrs_post_init__(self) -> None:
        """Refuse a figure about no land."""
        if not self.land:
            raise InvalidValueError("source", self.key, "at least one part that it is about")


@frozen
class Weights:
    """By what an estimate spreads a figure: one kind of figures of one year."""

    figures: Figures = field(repr=False)
    kind: str = "population"
    year: int | None = None

    def share(self, land: frozenset[PartId], whole: frozenset[PartId]) -> Number | None:
        """Return which share of a whole some land in it has, ``None`` unless it is known."""
        if self.year is None:
            return None
        part, all_of_it = (
            self.figures.total(parts, kind=self.kind, year=self.year).value
            for parts in (land, whole)
        )
        return _divided(part, all_of_it) if part is not None and all_of_it else None

    def __str__(self) -> str:
        """Name the figures, such as population 2021."""
        return f"{self.kind} {self.year}"


class _Guess(NamedTuple):
    """What some land probably has, and by what it was guessed."""

    value: Number
    basis: tuple[str, ...] = ()


_NOTHING = _Guess(0)


@frozen
class Spread:
    """Sources and what follows from them for any land; sums go back to the sources.

    Land of which no source speaks is missing.

    Raises:
        ConflictError: By `total`, if sources cross (``ELZ-T024``).

    Example:
        >>> from elzmodel.territory import Figure
        >>> people = Figures(
        ...     Figure(kind="population", day="2021-01-01", parts=[part], value=value)
        ...     for part, value in {"north": 30, "south": 10}.items()
        ... )
        >>> city = Source("11002", frozenset({"north", "south"}), Total.exactly(100))
        >>> spread = Spread((city,), weights=Weights(people, year=2021))
        >>> print(spread.total({"north"}), spread.total({"north", "south"}), sep=" | ")
        ~75 (0-100) | 100
    """

    sources: tuple[Source, ...]
    refinement: Refinement = field(factory=Refinement, repr=False)
    weights: Weights | None = None

    def total(self, land: Iterable[PartId], undecided: Iterable[PartId] = ()) -> Total:
        """Return what some land has; land of which it is undecided widens the bounds.

        What is missing are the keys whose figure leaves it open, and land without any.

        Raises:
            ConflictError: If sources cross.
        """
        view = self._nest.view(frozenset(land), frozenset(undecided))
        low, high = self._amounts.bounds(view)
        if low == high:
            return Total(low, high)
        missing = {self._by_land[node.number][0].key for node, _ in self._amounts.unresolved(view)}
        guess = (
            None if view.silent or view.asked.sure is not view.asked.possible else self._guess(view)
        )
        most = None if high == inf else high
        if guess is None:
            return Total(low, most, (*missing, *view.silent))
        value = max(low, min(guess.value, high))
        return Total(low, most, missing, estimate=value, basis=guess.basis)

    def findings(self) -> tuple[Finding, ...]:
        """Return what contradicts: land that crosses or repeats, pieces that do not add up."""
        return (*self._crossing, *self._repeated(), *self._differing())

    @cached_property
    def _by_land(self) -> tuple[tuple[Source, ...], ...]:
        """The sources of each land; more than one where they repeat each other."""
        return tuple(grouped((self.refinement.finest(s.land), s) for s in self.sources).values())

    @cached_property
    def _lands(self) -> Nest:
        lands = (self.refinement.finest(sources[0].land) for sources in self._by_land)
        return Nest(tuple(lands), self.refinement.without_amounts())

    @cached_property
    def _crossing(self) -> tuple[Finding, ...]:
        keys = [self._by_land[number][0].key for number in self._lands.crossings()]
        return tuple(CROSSING.finding(Ref("key", key), key=key) for key in keys)

    @property
    def _nest(self) -> Nest:
        if self._crossing:
            raise ConflictError(self._crossing)
        return self._lands

    @cached_property
    def _amounts(self) -> Amounts:
        spans = tuple(_span(source.total for source in sources) for sources in self._by_land)
        return Amounts(self._lands, spans, self.weights.kind if self.weights else "population")

    def _repeated(self) -> Iterator[Finding]:
        for first, *others in self._by_land:
            for each in others:
                yield TWICE.finding(Ref("key", each.key), key=each.key, other=first.key)

    def _differing(self) -> Iterator[Finding]:
        if self._crossing:
            return
        amounts = self._amounts
        for node in amounts.nest.nodes:
            if amounts.contradicts(node):
                key = self._by_land[node.number][0].key
                yield PIECES_DIFFER.finding(
                    Ref("key", key),
                    variant="above" if node.rest else "",
                    key=key,
                    whole=_total(amounts.spans[node.number]),
                    pieces=_total(_summed(map(amounts.span, node.children))),
                    keys=[self._by_land[child.number][0].key for child in node.children],
                )

    def _guess(self, view: View) -> _Guess | None:
        asked = view.asked.sure
        return _sum(
            [*map(self._best, view.whole), *(self._part(each, asked) for each in view.divided)]
        )

    def _best(self, node: Node) -> _Guess | None:
        """Return what a set has where it is known, else what it is said to have probably."""
        span = self._amounts.span(node)
        if span.is_exact:
            return _Guess(span.low)
        total = self._by_land[node.number][0].total
        if total.estimate is not None:
            return _Guess(max(span.low, min(total.estimate, span.high)), total.basis)
        return _sum(map(self._best, node.children)) if node.children and not node.rest else None

    def _part(self, divided: Divided, asked: Extent) -> _Guess | None:
        """Return what the asked land of a divided set has: of its pieces, and of its rest."""
        pieces = [self._part(each, asked) for each in divided.divided]
        rest = self._rest(divided, asked)
        return _sum([*map(self._best, divided.whole), *pieces, rest])

    def _rest(self, divided: Divided, asked: Extent) -> _Guess | None:
        node = divided.node
        if divided.rest is How.NONE:
            return _NOTHING
        left = self._left(node)
        if left is None or not left.value or divided.rest is How.ALL:
            return left
        inside = asked.inside_of(node.rest)
        if self.weights is None or inside != asked.inside(node.rest):
            return None
        share = self.weights.share(inside, node.rest)
        return (
            None if share is None else _Guess(left.value * share, (*left.basis, str(self.weights)))
        )

    def _left(self, node: Node) -> _Guess | None:
        """Return what is left of a set for the parts of which no piece speaks."""
        rest = self._amounts.rest(node)
        if rest.is_exact:
            return _Guess(rest.low)
        whole, pieces = self._best(node), _sum(map(self._best, node.children))
        if whole is None or pieces is None:
            return None
        return _Guess(whole.value - pieces.value, (*whole.basis, *pieces.basis))


def _sum(guesses: Iterable[_Guess | None]) -> _Guess | None:
    """Add guesses; the sum is unknown where one is."""
    value: Number = 0
    basis: tuple[str, ...] = ()
    for guess in guesses:
        if guess is None:
            return None
        value, basis = value + guess.value, basis + guess.basis
    return _Guess(value, basis)


def _divided(part: Number, whole: Number) -> Number:
    """Return an exact share, where the figures are."""
    return Fraction(part) / Fraction(whole)


def _span(totals: Iterable[Total]) -> Span:
    """Return the bounds of all that is said of one land."""
    spans = [Span(t.low, inf if t.high is None else t.high) for t in totals]
    return Span(min(s.low for s in spans), max(s.high for s in spans))


def _total(span: Span) -> Total:
    return Total(span.low, None if span.high == inf else span.high)


def _summed(spans: Iterable[Span]) -> Span:
    low: Number = 0
    high: Number = 0
    for span in spans:
        low, high = low + span.low, high + span.high
    return Span(low, high)
