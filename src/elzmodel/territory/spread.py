"""Figures about land, spread over other land: bounds for every way, and an estimate.

What a source has as a whole may lie anywhere in its land. Bounds hold for every way in which
it may be spread, narrowed by nothing but other figures of the same thing on the same land. A
weight, such as inhabitants of another day, gives an estimate and never a bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Final, NamedTuple

from attrs import evolve, field, frozen

from elzmodel.errors import ConflictError, InvalidValueError
from elzmodel.territory._nest import (
    Amounts,
    Divided,
    How,
    Land,
    Nest,
    Node,
    Span,
    View,
    plain,
    plus,
)
from elzmodel.territory.figures import Figures
from elzmodel.territory.municipality import set_of_parts
from elzmodel.territory.refinement import Extent, Refinement
from elzmodel.values import Code, Codes, Finding, Number, PartId, Ref, Severity, Total
from elzmodel.values.arguments import keep_door
from elzmodel.values.ids import grouped
from elzmodel.values.text import said
from elzmodel.values.totals import sum_numbers

__all__ = ["Given", "Spread", "Weights"]

CROSSING: Final = Code(
    "ELZ-T024",
    "{key!r} shares land with other keys, and none of them holds the other",
    severity=Severity.ERROR,
    meaning="keys of figures cross",
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
    aliases=("ELZ-L022",),
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
class Given:
    """What was given for some land, under a key that people know.

    Raises:
        InvalidValueError: If there is no land.

    Example:
        >>> city = Given("71072", {"hasselt", "kortessem"}, Total(0, 4))
        >>> print(Spread([city]).total({"hasselt"}))
        0-4
    """

    key: str
    land: frozenset[PartId] = field(converter=set_of_parts)
    total: Total

    def __attrs_post_init__(self) -> None:
        """Refuse a figure about no land."""
        if not self.land:
            raise InvalidValueError("source", self.key, "at least one part that it is about")


@frozen
class Weights:
    """By what an estimate spreads a figure: one kind of figures of one year.

    Example:
        >>> from elzmodel import flanders
        >>> weights = Weights(flanders().figures, year=2024)
        >>> share = weights.share({"kortessem"}, {"hasselt", "kortessem"})
        >>> print(f"{float(share):.3f} of {weights}")
        0.098 of population 2024
    """

    figures: Figures = field(repr=False)
    kind: str = "population"
    year: int | None = None

    def total(self, land: Iterable[PartId]) -> Total:
        """Return what some land weighs."""
        if self.year is None:
            return Total.unknown()
        return self.figures.total(land, kind=self.kind, year=self.year)

    def share(self, land: Iterable[PartId], whole: Iterable[PartId]) -> Fraction | None:
        """Return which share of a whole some land in it has, ``None`` unless it is known.

        Where land was cut, the weights of the cut may tell it, or give an estimate.
        """
        part, together = self.total(land).best, self.total(whole).best
        return None if part is None or not together else Fraction(part) / Fraction(together)

    def __str__(self) -> str:
        """Name the figures, such as population 2021."""
        return self.kind if self.year is None else f"{self.kind} {self.year}"


@frozen(eq=False)
class _Ground:
    """The land of sources: how it nests, and how other land lies in it, told once for all figures.

    *numbers* are the sources about each land; more than one where they repeat each other.
    """

    nest: Nest
    numbers: tuple[tuple[int, ...], ...]
    _views: dict[tuple[Land, Land], View] = field(factory=dict, init=False)
    _shares: dict[tuple[Weights, Land, Land], Fraction | None] = field(factory=dict, init=False)
    _stated: dict[tuple[str, Land, Land], Number | None] = field(factory=dict, init=False)

    @classmethod
    def of(cls, lands: Iterable[Land], refinement: Refinement) -> _Ground:
        by_land = grouped((refinement.finest(land), n) for n, land in enumerate(lands))
        # The amounts of a cut are those of another figure: here they count as shares alone.
        return cls(Nest(tuple(by_land), refinement.in_shares()), tuple(by_land.values()))

    @cached_property
    def crossings(self) -> list[int]:
        return self.nest.crossings()

    def view(self, land: Land, undecided: Land) -> View:
        key = land, undecided
        if key not in self._views:
            self._views[key] = self.nest.view(land, undecided)
        return self._views[key]

    def share(self, weights: Weights, asked: Extent, rest: Land) -> Fraction | None:
        """Return which share of the rest of a set is asked, ``None`` unless it is known."""
        key = weights, asked.parts, rest
        if key not in self._shares:
            inside = asked.inside_of(rest)
            is_certain = inside == asked.inside(rest)
            self._shares[key] = weights.share(inside, rest) if is_certain else None
        return self._shares[key]

    def stated(self, kind: str, asked: Extent, rest: Land) -> Number | None:
        """Return the same share as the weights of cuts tell it, if they do."""
        key = kind, asked.parts, rest
        if key not in self._stated:
            inside = asked.inside_of(rest)
            one = Amounts(Nest((rest,), self.nest.refinement), (Span(1, 1),), kind)
            is_certain = self.nest.refinement.has_estimates and inside == asked.inside(rest)
            self._stated[key] = one.guess(inside) if is_certain else None
        return self._stated[key]


class _Guess(NamedTuple):
    """What some land probably has, and by what it was guessed."""

    value: Number
    basis: tuple[str, ...] = ()


@frozen
class Spread:
    """Sources and what follows from them for any land; sums go back to the sources.

    Land of which no source speaks is missing. What is less than nothing is kept as it is:
    where it is divided, each piece has something between it and 0.

    Example:
        >>> from elzmodel.territory import Figure
        >>> people = Figures(
        ...     Figure(kind="population", day="2021-01-01", parts=[part], value=value)
        ...     for part, value in {"north": 30, "south": 10}.items()
        ... )
        >>> city = Given("11002", {"north", "south"}, Total.exactly(100))
        >>> spread = Spread([city], weights=Weights(people, year=2021))
        >>> print(spread.total({"north"}), spread.total({"north", "south"}), sep=" | ")
        ~75 (0-100) | 100
        >>> district = Given("2100", {"south"}, Total.exactly(40))
        >>> print(Spread([city, district]).total({"north"}))
        60
    """

    sources: tuple[Given, ...] = field(converter=tuple[Given, ...])
    refinement: Refinement = field(factory=Refinement, repr=False)
    weights: Weights | None = None
    _shared: _Ground | None = field(
        default=None, eq=False, repr=False, kw_only=True, alias="shared"
    )

    def with_totals(self, totals: Iterable[Total]) -> Spread:
        """Return a spread of other figures for the same land, in order of the sources.

        How land lies in the sources is told once for all of them.

        Example:
            >>> march = Spread([Given("11002", {"north", "south"}, Total.exactly(100))])
            >>> print(march.with_totals([Total.exactly(7)]).total({"north"}))
            0-7
        """
        pairs = zip(self.sources, totals, strict=True)
        sources = tuple(Given(each.key, each.land, total) for each, total in pairs)
        return Spread(sources, self.refinement, self.weights, shared=self._ground)

    def refined(self, refinement: Refinement) -> Spread:
        """Return the same sources for land that was cut since."""
        is_longer = len(refinement.cuts) > len(self.refinement.cuts)
        return Spread(self.sources, refinement, self.weights) if is_longer else self

    def total(self, land: Iterable[PartId], undecided: Iterable[PartId] = ()) -> Total:
        """Return what some land has; land of which it is undecided widens the bounds.

        What is missing are the keys whose figure leaves it open, and land without any.

        Raises:
            ConflictError: If sources cross (``ELZ-T024``).
        """
        view = self._view(land, undecided)
        return self._total(view, self._open_keys(view))

    def total_by_part(self, land: Iterable[PartId], undecided: Iterable[PartId] = ()) -> Total:
        """Return the same; what is missing are the parts that have no figure of their own.

        Raises:
            ConflictError: If sources cross (``ELZ-T024``).
        """
        view = self._view(land, undecided)
        lands = self._amounts.unresolved(view)
        return self._total(view, (part for _, parts in lands for part in parts))

    def carried_to(self, land: Iterable[PartId]) -> Total:
        """Return what some land has of all that was given: of other land, nothing.

        Raises:
            ConflictError: If sources cross (``ELZ-T024``).

        Example:
            >>> march = Spread([Given("71022", {"hasselt"}, Total.exactly(7))])
            >>> print(march.carried_to({"hasselt", "new-land"}), march.total({"new-land"}))
            7 unknown
        """
        view = evolve(self._view(land, ()), silent=frozenset(), is_spoken_of=True)
        return self._total(view, self._open_keys(view))

    def divides(self, land: Iterable[PartId]) -> bool:
        """Tell whether some land has only a piece of what a source is about."""
        return bool(self._view(land, ()).divided)

    def takes_for_granted(self, land: Iterable[PartId], undecided: Iterable[PartId] = ()) -> bool:
        """Tell whether bounds of some land hold only as far as figures below zero allow.

        Nothing bounds what is missing, or a piece of what is divided, where a figure may be
        below zero. The bounds take the one for at least 0, and the other for something
        between its figure and 0.

        Example:
            >>> saldo = Spread([Given("71072", {"hasselt", "kortessem"}, Total.exactly(-5))])
            >>> saldo.takes_for_granted({"hasselt"})
            True
            >>> saldo.takes_for_granted({"hasselt", "kortessem"})
            False
        """
        if not self._may_be_below_zero:
            return False
        view = self._view(land, undecided)
        is_open = view.silent or view.divided or any(map(self._is_unknown, view.whole))
        return bool(is_open) and not self._amounts.bounds(view).is_exact

    @cached_property
    def _may_be_below_zero(self) -> bool:
        return any(source.total.low < 0 for source in self.sources)

    def _is_unknown(self, node: Node) -> bool:
        total = self._first(node).total
        return total.high is None and not total.low

    def findings(self) -> tuple[Finding, ...]:
        """Return what contradicts: land that crosses or repeats, pieces that do not add up."""
        return (*self._crossing, *self._repeated(), *self._differing())

    def _open_keys(self, view: View) -> Iterator[str]:
        return (self._first(node).key for node, _ in self._amounts.unresolved(view))

    def _view(self, land: Iterable[PartId], undecided: Iterable[PartId]) -> View:
        if self._ground.crossings:
            raise ConflictError(self._crossing)
        return self._ground.view(frozenset(land), frozenset(undecided))

    def _total(self, view: View, missing: Iterable[str]) -> Total:
        span = self._amounts.bounds(view)
        if span.is_exact:
            return span.total
        missing = (*missing, *view.silent)
        guess = self._guess(view)
        if guess is None:
            return Total(plain(span.low), span.most, missing)
        value = plain(max(span.low, min(guess.value, span.high)))
        return Total(plain(span.low), span.most, missing, estimate=value, basis=guess.basis)

    @cached_property
    def _ground(self) -> _Ground:
        return self._shared or _Ground.of((s.land for s in self.sources), self.refinement)

    @cached_property
    def _amounts(self) -> Amounts:
        """What is said of each land: where sources repeat each other, all that they say."""
        spans = [Span.of(source.total) for source in self.sources]
        together = (
            Span(min(spans[n].low for n in numbers), max(spans[n].high for n in numbers))
            for numbers in self._ground.numbers
        )
        kind = self.weights.kind if self.weights else "population"
        return Amounts(self._ground.nest, tuple(together), kind)

    def _first(self, node: Node) -> Given:
        return self.sources[self._ground.numbers[node.number][0]]

    @property
    def _crossing(self) -> tuple[Finding, ...]:
        numbers = (self._ground.numbers[land][0] for land in self._ground.crossings)
        keys = [self.sources[number].key for number in numbers]
        return tuple(CROSSING.finding(Ref("key", key), key=key) for key in keys)

    def _repeated(self) -> Iterator[Finding]:
        for numbers in self._ground.numbers:
            first, *others = (self.sources[number].key for number in numbers)
            for key in others:
                yield TWICE.finding(Ref("key", key), key=key, other=first)

    def _differing(self) -> Iterator[Finding]:
        nodes = () if self._ground.crossings else self._ground.nest.nodes
        for node in filter(self._amounts.contradicts, nodes):
            key = self._first(node).key
            yield PIECES_DIFFER.finding(
                Ref("key", key),
                variant="above" if node.rest else "",
                key=key,
                whole=self._amounts.spans[node.number].total,
                pieces=plus(map(self._amounts.span, node.children)).total,
                keys=sorted(self._first(child).key for child in node.children),
            )

    def _guess(self, view: View) -> _Guess | None:
        """Return the estimate for some land, ``None`` where a figure or a share is not known."""
        if view.silent or view.asked.sure is not view.asked.possible:
            return None
        divided = (self._guess_part(each, view.asked.sure) for each in view.divided)
        return _added([*map(self._best, view.whole), *divided])

    def _best(self, node: Node) -> _Guess | None:
        """Return what a set has where it is known, else what it is said to have probably."""
        span = self._amounts.span(node)
        if span.is_exact:
            return _Guess(span.low)
        total = self._first(node).total
        if total.estimate is not None:
            return _Guess(max(span.low, min(total.estimate, span.high)), total.basis)
        return _added(map(self._best, node.children)) if node.children and not node.rest else None

    def _guess_part(self, divided: Divided, asked: Extent) -> _Guess | None:
        """Return what the asked land of a divided set has: of its pieces, and of its rest."""
        pieces = (self._guess_part(each, asked) for each in divided.divided)
        return _added([*map(self._best, divided.whole), *pieces, self._guess_rest(divided, asked)])

    def _guess_rest(self, divided: Divided, asked: Extent) -> _Guess | None:
        if divided.rest is How.NONE:
            return _Guess(0)
        left = self._left(divided.node)
        if left is None or not left.value or divided.rest is How.ALL:
            return left
        for share, basis in self._shares(asked, divided.node.rest):
            if share is not None:
                return _Guess(left.value * share, (*left.basis, basis))
        return None

    def _shares(self, asked: Extent, rest: Land) -> Iterator[tuple[Number | None, str]]:
        """Yield which share of the rest of a set is asked: by figures, and as cuts state it."""
        if self.weights is not None:
            yield self._ground.share(self.weights, asked, rest), str(self.weights)
        kind = self._amounts.kind
        yield self._ground.stated(kind, asked, rest), kind

    def _left(self, node: Node) -> _Guess | None:
        """Return what is left of a set for the parts of which no piece speaks."""
        rest = self._amounts.rest(node)
        if rest.is_exact:
            return _Guess(rest.low)
        whole, pieces = self._best(node), _added(map(self._best, node.children))
        if whole is None or pieces is None:
            return None
        return _Guess(whole.value - pieces.value, (*whole.basis, *pieces.basis))


def _added(guesses: Iterable[_Guess | None]) -> _Guess | None:
    """Add guesses; the sum is unknown where one is."""
    found = []
    for guess in guesses:
        if guess is None:
            return None
        found.append(guess)
    basis = tuple(name for guess in found for name in guess.basis)
    return _Guess(sum_numbers(guess.value for guess in found), basis)


def below_zero(areas: Sequence[str]) -> Iterator[str]:
    """Say of which areas the bounds take something for granted, if there are any."""
    if areas:
        yield said(
            "Some figures are below zero. The bounds of {n} {n:area|areas} take what is missing "
            "for at least 0, and a piece of what is divided for something between that and 0: "
            "{areas:list}.",
            n=len(areas),
            areas=areas,
        )


keep_door(__name__)
