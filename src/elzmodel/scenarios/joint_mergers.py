"""The atlas of several mergers at once: every set of disjoint pairs and triples of neighbours."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from operator import index

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.landscape.snapshot import year_or_newest
from elzmodel.scenarios._engine import Evaluator, evaluator_of
from elzmodel.scenarios.drawn_waves import Merging, base_and_day, neighbouring_pairs, wave
from elzmodel.scenarios.plausible_waves import neighbouring_triples
from elzmodel.scenarios.zone_states import ROW_COLUMNS, SweepRow
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Answer, Day, UnitId, ZoneId, columns
from elzmodel.values.arguments import keep_door
from elzmodel.values.numbers import bits
from elzmodel.values.periods import day_after
from elzmodel.values.text import said

__all__ = ["MergerSet", "MergerSets", "merger_sets"]


@columns(
    "mergers",
    "decisions",
    "candidates",
    "across_provinces",
    *ROW_COLUMNS,
)
@frozen
class MergerSet:
    """Several disjoint mergers of neighbours, and the zones that they touch together.

    Zones are below the minimum, outside the target or in pieces where that is certain,
    whatever is chosen.
    """

    members: tuple[Merging, ...]
    row: SweepRow

    @property
    def mergers(self) -> tuple[str, ...]:
        """Which municipalities merge, by name."""
        return tuple("-".join(each.name for each in merging) for merging in self.members)

    @property
    def decisions(self) -> int:
        """How many of the mergers ask to choose a zone."""
        return len(self.row.undecided)

    @property
    def candidates(self) -> tuple[ZoneId, ...]:
        """The zones among which they ask to choose."""
        return tuple(sorted({zone for point in self.row.undecided for zone in point.candidates}))

    @property
    def across_provinces(self) -> int:
        """How many of the mergers cross a border between provinces."""
        return sum(len({each.province for each in merging}) > 1 for merging in self.members)


@frozen(eq=False)
class MergerSets:
    """Every set of disjoint mergers of neighbours on one day: counted, and made one by one.

    Attributes:
        mergings: The pairs, and triples where they are asked for, of which sets are made.
        mergers: How many mergers a set has.
        year: The year of the inhabitants.

    Example:
        >>> import elzmodel as elz
        >>> found = merger_sets(elz.flanders(), on="2024-12-31", area="Limburg", mergers=2)
        >>> found.count, [row.mergers for row in found.first(2)]
        (3966, [('As-Genk', 'Beringen-Leopoldsburg'), ('As-Genk', 'Beringen-Lummen')])
    """

    base: Landscape
    snapshot: Snapshot
    mergings: tuple[Merging, ...]
    mergers: int
    year: int | None
    _evaluator: Evaluator = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Make the base ready once."""
        object.__setattr__(self, "_evaluator", evaluator_of(self.base, self.year))

    def __repr__(self) -> str:
        """Say of which mergers sets are made, and how many are in one."""
        return f"<MergerSets of {self.mergers} of {len(self.mergings):,} mergers>"

    @cached_property
    def _later(self) -> tuple[int, ...]:
        """For each merger those after it that are disjoint from it, as bits."""
        of_unit: defaultdict[UnitId, int] = defaultdict(int)
        for number, merging in enumerate(self.mergings):
            for member in merging:
                of_unit[member.unit] |= 1 << number
        later = []
        for number, merging in enumerate(self.mergings):
            clashing = 0
            for member in merging:
                clashing |= of_unit[member.unit]
            later.append(self._all & ~clashing & (-1 << number))
        return tuple(later)

    @property
    def _all(self) -> int:
        return (1 << len(self.mergings)) - 1

    @cached_property
    def count(self) -> int:
        """How many sets there are, without making them.

        It takes as long as going through the sets of two mergers fewer.
        """
        return sum(self._counts(self._all, self.mergers))

    def is_over(self, most: int) -> bool:
        """Tell whether there are more than so many; it stops counting when there are."""
        total = 0
        for some in self._counts(self._all, self.mergers):
            total += some
            if total > most:
                return True
        return False

    def _counts(self, among: int, mergers: int) -> Iterator[int]:
        if mergers == 1:
            yield among.bit_count()
            return
        for number in bits(among):
            yield from self._counts(among & self._later[number], mergers - 1)

    def __len__(self) -> int:
        """Return how many there are.

        Raises:
            InvalidValueError: If they are more than Python can say; *count* has the number.
        """
        if self.count > sys.maxsize:
            raise InvalidValueError("number of sets to list", self.count, "some at a time")
        return self.count

    def __iter__(self) -> Iterator[MergerSet]:
        """Work out one set after the other, in order of code."""
        day = day_after(self.snapshot.day)
        for places in self._places(self._all, self.mergers):
            members = tuple(self.mergings[place] for place in places)
            yield MergerSet(members, self._evaluator.row(wave("set", members, day=day)))

    def _places(self, among: int, mergers: int) -> Iterator[tuple[int, ...]]:
        if not mergers:
            yield ()
            return
        for number in bits(among):
            for others in self._places(among & self._later[number], mergers - 1):
                yield (number, *others)

    def first(self, most: int) -> Answer[MergerSet]:
        """Return the first sets as an answer.

        Raises:
            InvalidValueError: If *most* is below 0.
        """
        if most < 0:
            raise InvalidValueError("number of sets to list", most, "0 or more")
        return self.answer(tuple(islice(self, min(most, sys.maxsize))))

    def answer(self, rows: tuple[MergerSet, ...]) -> Answer[MergerSet]:
        """Return some of the sets as an answer."""
        return Answer(
            title=said("Sets of mergers of neighbours on {day}", day=self.snapshot.day),
            rows=rows,
            notes=[inhabitants_note(self.base.figures, self.year)],
            row_type=MergerSet,
        )


def merger_sets(
    base: Landscape,
    *,
    mergers: int = 2,
    triples: bool = False,
    on: Day | None = None,
    area: str | None = None,
    year: int | None = None,
) -> MergerSets:
    """Return every set of disjoint mergers of neighbours on a day, as an atlas of them.

    They are counted and not listed. All mergers take effect on the day after, on the
    landscape as it stood on that day; the decisions that they open stay open.

    Args:
        base: The landscape.
        mergers: How many mergers a set has.
        triples: Whether three that hang together may merge as well.
        on: The day; the last day of the record by default.
        area: As in ``neighbouring_pairs``.
        year: The year of the inhabitants; by default the newest that is exact on the day.

    Raises:
        InvalidValueError: If *mergers* is below 1.
        NotOnDayError: If *on* lies before the period that is covered.
        UnknownIdError: If no area has that name.

    Example:
        >>> import elzmodel as elz
        >>> found = merger_sets(elz.flanders(), mergers=3, triples=True, area="Limburg")
        >>> found, found.count
        (<MergerSets of 3 of 359 mergers>, 3457960)
        >>> next(iter(found)).mergers
        ('As-Genk', 'Beringen-Leopoldsburg', 'Diepenbeek-Hasselt')
    """
    if index(mergers) < 1:
        raise InvalidValueError("number of mergers in a set", mergers, "1 or more")
    then, snapshot = base_and_day(base, on)
    mergings: tuple[Merging, ...] = neighbouring_pairs(snapshot, area=area)
    if triples:
        mergings += neighbouring_triples(snapshot, area=area)
    chosen = year_or_newest(then.figures, year, snapshot)
    return MergerSets(then, snapshot, mergings, mergers, chosen)


keep_door(__name__)
