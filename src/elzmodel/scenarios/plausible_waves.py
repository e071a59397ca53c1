"""Waves that could be: mergers of neighbours, drawn by how plausible they are."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, combinations
from math import exp2, fsum
from statistics import median_low
from typing import Final

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.landscape.snapshot import year_or_newest
from elzmodel.scenarios.drawn_waves import (
    TRIES,
    DrawnWaves,
    Merging,
    Pair,
    WaveSpec,
    base_and_day,
    neighbouring_pairs,
)
from elzmodel.scenarios.steps import keys_of
from elzmodel.territory import Municipality
from elzmodel.values import UnitId
from elzmodel.values.arguments import keep_door
from elzmodel.values.periods import day_after
from elzmodel.values.text import said

__all__ = ["PlausibleWaveSpec", "Wish", "neighbouring_triples"]


def _chance(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise InvalidValueError("chance", value, "a number from 0 to 1")
    return float(value)


@frozen
class Wish:
    """Municipalities that said they wish to merge, and the chance that they do (*fusiewens*).

    Raises:
        InvalidValueError: If it names fewer than two, or the chance is not from 0 to 1.
    """

    municipalities: tuple[str, ...] = field(converter=keys_of)
    chance: float = field(default=1.0, converter=_chance)

    def __attrs_post_init__(self) -> None:
        """Refuse a wish of one alone."""
        if len(set(self.municipalities)) < 2:
            raise InvalidValueError("wish to merge", self.municipalities, "two or more")


def _wishes(value: Mapping[tuple[str, ...], float] | Iterable[Wish]) -> tuple[Wish, ...]:
    if isinstance(value, Mapping):
        return tuple(Wish(names, chance) for names, chance in value.items())
    wishes = tuple(value)
    for each in wishes:
        if not isinstance(each, Wish):
            raise InvalidValueError("wish to merge", each, "a Wish, or names with their chance")
    return wishes


def _halving(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise InvalidValueError("inhabitants that halve a weight", value, "a number above 0")
    return float(value)


@frozen(kw_only=True)
class PlausibleWaveSpec(WaveSpec):
    """Waves in which small neighbours of one province merge most, and wishes come true.

    A wave is drawn so. First each wish comes true with its chance, in the order given, where
    none of its members merged in an earlier one. Then pairs and triples of neighbours are
    drawn one after the other, until *size* of them merge: each time among those that are
    still free, with chances in proportion to their weights. The weight of a pair or triple
    is halved by each *halving* inhabitants of its smallest member, and times
    *across_provinces* where its members lie in several; those of triples are scaled so that
    all triples have a share of *triples* in all weight. A municipality whose inhabitants are
    not known exactly counts as the middle one of the others. A wave that gets stuck is drawn
    again. As with every `WaveSpec`, wave *n* depends on these fields and *n* alone.

    Attributes:
        halving: How many inhabitants more of the smallest member halve the weight.
        across_provinces: The factor for mergers across provinces, from 0 to 1.
        triples: The share of triples in all weight, from 0 to below 1.
        wishes: Who wish to merge: the chance by their names, codes or ids.
        year: The year of the inhabitants; by default the newest that is exact on the day.

    Raises:
        InvalidValueError: If one of them lies elsewhere; on a base, if who wish to merge are
            no neighbours.

    Example:
        >>> import elzmodel as elz
        >>> spec = PlausibleWaveSpec(size=3, area="Limburg", wishes={("Alken", "Wellen"): 0.9})
        >>> [step.name for step in spec.wave(elz.flanders(), 1).steps]
        ['Alken-Wellen', 'Herk-de-Stad-Nieuwerkerken', 'As-Maaseik-Maasmechelen']
    """

    halving: float = field(default=15_000, converter=_halving)
    across_provinces: float = field(default=0.1, converter=_chance)
    triples: float = field(default=0.1, converter=_chance)
    wishes: tuple[Wish, ...] = field(default=(), converter=_wishes)
    year: int | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse nothing but triples, which have no weight to be scaled to."""
        super().__attrs_post_init__()
        if self.triples == 1:
            raise InvalidValueError("share of triples", self.triples, "below 1")

    @property
    def distribution(self) -> str:
        """How waves are drawn, in a sentence."""
        return said(
            "Wishes ({n:number}) come true with their chances; then neighbours are drawn by "
            "weights that each {halving:number} inhabitants of the smallest member halve, times "
            "{across:limit} across provinces; triples have {triples:limit} of all weight.",
            n=len(self.wishes),
            halving=self.halving,
            across=self.across_provinces,
            triples=self.triples,
        )

    def waves(self, base: Landscape) -> WeightedWaves:
        """Return the waves on a base, of which each is drawn when it is asked for."""
        _, snapshot = base_and_day(base, self.on)
        pairs = neighbouring_pairs(snapshot, area=self.area)
        triples = _triples(pairs) if self.triples else ()
        wishes = tuple(self._wished(snapshot))
        weights = self._weights(snapshot, pairs, triples)
        return WeightedWaves(
            self,
            (*wishes, *pairs, *triples),
            day_after(snapshot.day),
            chances=tuple(wish.chance for wish in self.wishes),
            weights=(*[0.0] * len(wishes), *weights),
        )

    def _wished(self, snapshot: Snapshot) -> Iterator[Merging]:
        """Yield the municipalities of each wish."""
        for wish in self.wishes:
            members = dict.fromkeys(map(snapshot.municipality, wish.municipalities))
            if len(members) < len(wish.municipalities):
                raise InvalidValueError("wish to merge", wish.municipalities, "each once")
            if not _hang_together(members, neighbouring_pairs(snapshot)):
                raise InvalidValueError("wish to merge", wish.municipalities, "neighbours")
            yield tuple(sorted(members, key=lambda m: (m.nis or "", m.unit)))

    def _weights(
        self, snapshot: Snapshot, pairs: Sequence[Merging], triples: Sequence[Merging]
    ) -> Iterator[float]:
        """Yield the weight of each pair, then of each triple."""
        year = year_or_newest(snapshot.figures, self.year, snapshot)
        people = _inhabitants(snapshot, {m for pair in pairs for m in pair}, year)
        of_pairs, of_triples = (
            [self._weight(members, people) for members in groups] for groups in (pairs, triples)
        )
        scale = 0.0
        if fsum(of_triples):
            scale = self.triples / (1 - self.triples) * fsum(of_pairs) / fsum(of_triples)
        yield from of_pairs
        yield from (weight * scale for weight in of_triples)

    def _weight(self, members: Merging, people: Mapping[UnitId, float]) -> float:
        smallest = min(people[member.unit] for member in members)
        is_across = len({member.province for member in members}) > 1
        # Far below every other a weight would be nothing at all.
        halved = max(exp2(-smallest / self.halving), _LEAST)
        return halved * (self.across_provinces if is_across else 1.0)


_LEAST: Final = 1e-30


def _inhabitants(
    snapshot: Snapshot, municipalities: Iterable[Municipality], year: int | None
) -> Mapping[UnitId, float]:
    """Return the inhabitants of each, of what is not known exactly the middle of the others."""
    units = sorted(municipalities, key=lambda m: m.unit)
    values = [None if year is None else snapshot.population(m, year=year).value for m in units]
    middle = median_low([0] if not any(values) else [v for v in values if v is not None])
    return {
        unit.unit: float(middle if value is None else value)
        for unit, value in zip(units, values, strict=True)
    }


def neighbouring_triples(snapshot: Snapshot, *, area: str | None = None) -> tuple[Merging, ...]:
    """Return every three municipalities of a day that hang together, once.

    One of them touches both others; *area* and neighbours are as in `neighbouring_pairs`.

    Raises:
        UnknownIdError: If no area has that name.

    Example:
        >>> import elzmodel as elz
        >>> len(neighbouring_triples(elz.flanders().on("2025-01-01"), area="Limburg"))
        275
    """
    return _triples(neighbouring_pairs(snapshot, area=area))


def _hang_together(members: Iterable[Municipality], pairs: Iterable[Pair]) -> bool:
    """Tell whether each is reached from each by way of neighbours among them."""
    (first, *_), left = members, set(members)
    touching = [set(pair) for pair in pairs if left.issuperset(pair)]
    reached = {first}
    while grown := [pair for pair in touching if len(pair & reached) == 1]:
        reached.update(*grown)
    return reached == left


def _triples(pairs: Iterable[Pair]) -> tuple[Merging, ...]:
    beside: defaultdict[Municipality, set[Municipality]] = defaultdict(set)
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    found = {
        frozenset((middle, *ends))
        for middle, others in beside.items()
        for ends in combinations(others, 2)
    }
    in_order = (sorted(members, key=lambda m: (m.nis or "", m.unit)) for members in found)
    return tuple(map(tuple, sorted(in_order, key=lambda ms: [(m.nis or "", m.unit) for m in ms])))


@frozen(eq=False)
class WeightedWaves(DrawnWaves):
    """The waves of a `PlausibleWaveSpec` on a base.

    Attributes:
        chances: The chance of each wish; those stand first among *pairs*.
        weights: The weight of each of *pairs*, 0 for wishes.
    """

    chances: tuple[float, ...] = field(kw_only=True)
    weights: tuple[float, ...] = field(kw_only=True, repr=False)
    _sums: list[float] = field(init=False, repr=False)
    _units: list[frozenset[str]] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Add the weights up once."""
        object.__setattr__(self, "_sums", list(accumulate(self.weights)))
        units = [frozenset(member.unit for member in members) for members in self.pairs]
        object.__setattr__(self, "_units", units)

    def draw(self, number: int) -> tuple[int, ...]:
        """Return the places among *pairs* of those that a wave merges."""
        uniform = self.uniform(number)
        for _ in range(TRIES):
            chosen, used = self._wished(uniform)
            while len(chosen) < self.spec.size:
                place = self._next(uniform, used)
                if place is None:
                    break
                chosen.append(place)
                used |= self._units[place]
            else:
                return tuple(chosen)
        raise self.stuck()

    def _wished(self, uniform: Callable[[], float]) -> tuple[list[int], set[str]]:
        """Draw which wishes come true, as far as there is room."""
        chosen: list[int] = []
        used: set[str] = set()
        for place, chance in enumerate(self.chances):
            is_true = uniform() < chance
            if is_true and len(chosen) < self.spec.size and used.isdisjoint(self._units[place]):
                chosen.append(place)
                used |= self._units[place]
        return chosen, used

    def _next(self, uniform: Callable[[], float], used: set[str]) -> int | None:
        """Draw one that is still free; where hardly any is, among those alone."""
        total = self._sums[-1] if self._sums else 0.0
        for _ in range(_GUESSES if total else 0):
            place = bisect(self._sums, uniform() * total)
            if used.isdisjoint(self._units[place]):
                return place
        free = [n for n, units in enumerate(self._units) if used.isdisjoint(units)]
        sums = list(accumulate(self.weights[place] for place in free))
        if not sums or not sums[-1]:
            return None
        return free[bisect(sums, uniform() * sums[-1])]


_GUESSES: Final = 30


keep_door(__name__)
