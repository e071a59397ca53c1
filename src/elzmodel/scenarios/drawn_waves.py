"""Waves of mergers of neighbours: which pairs there are, and waves drawn from them by number."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from operator import index
from random import Random
from typing import Final

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.scenarios.adoption import as_of, last_event_day, record_end
from elzmodel.scenarios.scenario import Scenario
from elzmodel.scenarios.steps import MergeStep
from elzmodel.territory import Municipality
from elzmodel.values import Day, parse_day
from elzmodel.values.arguments import keep_door
from elzmodel.values.periods import day_after, day_or_none
from elzmodel.values.text import said

__all__ = ["DrawnWaves", "WaveSpec", "neighbouring_pairs", "wave", "waves"]

Pair = tuple[Municipality, Municipality]
"""Two municipalities that touch, in order of code."""
Merging = tuple[Municipality, ...]
"""Two or more municipalities that hang together."""


def neighbouring_pairs(snapshot: Snapshot, *, area: str | None = None) -> tuple[Pair, ...]:
    """Return every pair of neighbouring municipalities of a day once.

    Borders and short borders count, corners do not. Both lie within *area*, a region,
    province, arrondissement or other area, where that is given.

    Raises:
        UnknownIdError: If no area has that name.

    Example:
        >>> import elzmodel as elz
        >>> len(neighbouring_pairs(elz.flanders().on("2025-01-01"), area="Vlaams Gewest"))
        754
    """
    pairs = snapshot.borders.neighbours(snapshot.layout)
    if area is None:
        return pairs
    inside = {m.unit for m in snapshot.municipalities_in(area)}
    return tuple(pair for pair in pairs if all(m.unit in inside for m in pair))


def base_and_day(base: Landscape, on: Day | None) -> tuple[Landscape, Snapshot]:
    """Return a base as it stood on a day, by default the last of the record, and that day."""
    end = record_end(base)
    day = end if on is None else parse_day(on)
    is_whole = day == end and last_event_day(base) <= day
    then = base if is_whole else as_of(base, day)
    return then, then.on(day)


def wave(name: str, pairs: Sequence[Merging], *, day: Day) -> Scenario:
    """Return a scenario in which each of several disjoint pairs, or triples, merges on a day.

    Raises:
        InvalidValueError: If a municipality stands in two pairs.

    Example:
        >>> import elzmodel as elz
        >>> pairs = neighbouring_pairs(elz.flanders().on("2025-01-01"), area="Limburg")
        >>> wave("one pair", pairs[:1], day="2027-01-01").steps[0].municipalities
        ('as', 'genk')
    """
    counts = Counter(member.unit for pair in pairs for member in pair)
    twice = sorted(unit for unit, count in counts.items() if count > 1)
    if twice:
        raise InvalidValueError("wave of disjoint pairs", twice, "each municipality once")
    return Scenario(name).with_steps(_merger(pair, day) for pair in pairs)


def _merger(pair: Merging, day: Day) -> MergeStep:
    return MergeStep(municipalities=pair, name="-".join(m.name for m in pair), day=day)


# --- waves by number ----------------------------------------------------------


@frozen(kw_only=True)
class WaveSpec:
    """Many waves of disjoint pairs of neighbours, as what they are drawn with.

    Wave *n* depends on *seed* and *n* alone, not on *count* or on waves before it:
    any of them can be drawn anywhere, by whoever has the base.

    Attributes:
        seed: A whole number; another one gives other waves.
        count: How many waves there are; they are numbered from 1.
        size: How many pairs merge in each.
        on: The day whose neighbours merge on the day after, on the base as it stood on that
            day (see `as_of`); by default the last of the record.
        area: As in `neighbouring_pairs`.

    Raises:
        InvalidValueError: If *count* is below 0, or more than Python can count, or *size*
            below 1.

    Example:
        >>> import elzmodel as elz
        >>> spec = WaveSpec(seed=1, count=1_000, size=2, area="Limburg")
        >>> wave = spec.wave(elz.flanders(), 1_000)
        >>> wave.name, [step.name for step in wave.steps]
        ('wave 1000', ['Lanaken-Maasmechelen', 'Zonhoven-Hasselt'])
    """

    seed: int = field(default=1, converter=index)
    count: int = field(default=100_000, converter=index)
    size: int = field(default=13, converter=index)
    on: date | None = field(default=None, converter=day_or_none)
    area: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse fewer waves than none, and waves of nothing."""
        if not 0 <= self.count <= sys.maxsize:
            expected = "0 or more" if self.count < 0 else "some at a time"
            raise InvalidValueError("number of waves", self.count, expected)
        if self.size < 1:
            raise InvalidValueError("size of a wave", self.size, "1 pair or more")

    def __len__(self) -> int:
        """Return how many waves there are."""
        return self.count

    @property
    def distribution(self) -> str:
        """How waves are drawn, in a sentence."""
        return said("Pairs of neighbours are drawn one by one, each with the same chance.")

    def waves(self, base: Landscape) -> DrawnWaves:
        """Return the waves on a base, of which each is drawn when it is asked for."""
        _, snapshot = base_and_day(base, self.on)
        pairs = neighbouring_pairs(snapshot, area=self.area)
        return DrawnWaves(self, pairs, day_after(snapshot.day))

    def wave(self, base: Landscape, number: int) -> Scenario:
        """Return one wave; of many on one base, `waves` knows the pairs already."""
        return self.waves(base).wave(number)


@frozen(eq=False)
class DrawnWaves:
    """The waves of a `WaveSpec` on a base: as many scenarios, drawn one by one.

    Attributes:
        pairs: The pairs that can merge.
        day: The day on which they do.

    Raises:
        InvalidValueError: For a number that is none of theirs, or where no wave of that
            size was found in a thousand draws.

    Example:
        >>> import elzmodel as elz
        >>> drawn = WaveSpec(seed=1, count=5, size=13, area="Vlaams Gewest").waves(elz.flanders())
        >>> [len(each.steps) for each in drawn], drawn.wave(5).name
        ([13, 13, 13, 13, 13], 'wave 5')
    """

    spec: WaveSpec
    pairs: tuple[Merging, ...]
    day: date
    _steps: dict[int, MergeStep] = field(init=False, factory=dict, repr=False)

    def __len__(self) -> int:
        """Return how many waves there are."""
        return len(self.spec)

    def __iter__(self) -> Iterator[Scenario]:
        """Draw each wave in order of number."""
        return map(self.wave, range(1, len(self) + 1))

    def wave(self, number: int) -> Scenario:
        """Return the wave of a number, from 1 to as many as there are."""
        return self.scenario(number, self.draw(number))

    def scenario(self, number: int, places: Iterable[int]) -> Scenario:
        """Return the wave of a number that merges what stands at some places among *pairs*."""
        return Scenario(f"wave {number}", tuple(map(self._step, places)))

    def _step(self, place: int) -> MergeStep:
        """Return the merger of a pair, which is made once only."""
        if place not in self._steps:
            self._steps[place] = _merger(self.pairs[place], self.day)
        return self._steps[place]

    def draw(self, number: int) -> tuple[int, ...]:
        """Return the places among *pairs* of those that a wave merges."""
        pairs, size, uniform = self.pairs, self.spec.size, self.uniform(number)
        for _ in range(TRIES):
            chosen: list[int] = []
            used: set[str] = set()
            for _ in pairs:
                place = int(uniform() * len(pairs))
                one, other = pairs[place]
                if one.unit not in used and other.unit not in used:
                    chosen.append(place)
                    if len(chosen) == size:
                        return tuple(chosen)
                    used.update((one.unit, other.unit))
        raise self.stuck()

    def uniform(self, number: int) -> Callable[[], float]:
        """Return what draws a wave: numbers from 0 to 1, of the seed and its number alone."""
        if not 1 <= number <= len(self):
            expected = said("from 1 to {ways:number}", ways=len(self))
            raise InvalidValueError("number of a wave", number, expected)
        # Of a seed, every Python gives the same for `random` alone.
        return Random(f"{self.spec.seed} {number}").random  # noqa: S311 - nothing secret

    def stuck(self) -> InvalidValueError:
        """Return the error that waves of that size are not to be found."""
        fewer = "fewer disjoint pairs; there are {n} pairs in all"
        expected = said(fewer, n=len(self.pairs))
        return InvalidValueError("size of a wave", self.spec.size, expected)


TRIES: Final = 1_000
"""How often a wave that gets stuck is drawn again."""


def waves(
    base: Landscape,
    *,
    count: int,
    size: int,
    seed: int,
    on: Day | None = None,
    area: str | None = None,
) -> Iterator[Scenario]:
    """Yield waves of disjoint pairs of neighbours, drawn with a seed.

    The same arguments give the same waves, those of a `WaveSpec`: pair by pair; one
    that gets stuck before it has *size* pairs is drawn again. The neighbours of the day
    *on*, by default the last of the record, merge on the day after; *area* is as in
    `neighbouring_pairs`.

    Raises:
        InvalidValueError: If no wave of that size was found in a thousand draws.

    Example:
        >>> import elzmodel as elz
        >>> two = list(waves(elz.flanders(), count=2, size=13, seed=1, area="Vlaams Gewest"))
        >>> [len(each.steps) for each in two]
        [13, 13]
    """
    spec = WaveSpec(seed=seed, count=count, size=size, on=on, area=area)
    yield from spec.waves(base)


keep_door(__name__)
