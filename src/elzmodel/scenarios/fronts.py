"""The alternatives that no other beats, found without listing them all.

Each decision adds to the scores of the zones among which it chooses. So decisions are weighed
one after the other, and of all that was chosen so far only what matters later is kept: which
land the zones have that come up again, and the scores of the others. Of answers that agree
in the first, those that another beats for certain are dropped: what comes later is the same
for both. What is left at the end is the whole front.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from math import inf
from operator import index
from random import Random
from typing import Final, NamedTuple

from attrs import define, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.landscape.snapshot import year_or_newest
from elzmodel.scenarios._engine import PartGraph
from elzmodel.scenarios.adoption import adopt, covering, last_day
from elzmodel.scenarios.criteria import extra
from elzmodel.scenarios.policies import Alternatives, DecisionGroup, alternatives
from elzmodel.scenarios.scenario import Choice, Scenario
from elzmodel.scenarios.zone_states import divided_in, state_of, zone_state
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Answer, Number, PartId, Total, ZoneId, columns
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import Said, said

__all__ = ["BestAlternative", "Front", "best_alternatives"]

_BY_ZONE: Final = {
    "below minimum": "is_below_minimum",
    "outside target": "is_outside_target",
    "in pieces": "is_in_pieces",
}
ADDING_UP: Final = (*_BY_ZONE, "moved", "divided")
"""The criteria that add up over decisions."""


@columns("choices", "equals", "below_minimum", "outside_target", "in_pieces", "moved", "divided")
@frozen(kw_only=True)
class BestAlternative:
    """An alternative that no other beats for certain, with its scores; less is better.

    Attributes:
        choices: What is chosen, but for what all of them choose.
        equals: How many alternatives have these very scores, of which this is the first that
            was found; ``None`` where they were drawn.
        scores: The score by each criterion that was asked, as in `CRITERIA`.
    """

    scenario: Scenario
    choices: tuple[str, ...]
    equals: int | None
    scores: Mapping[str, Total] = field(hash=False)

    @property
    def below_minimum(self) -> Total | None:
        """How many more zones are below the minimum size."""
        return self.scores.get("below minimum")

    @property
    def outside_target(self) -> Total | None:
        """How many more zones are outside the target size."""
        return self.scores.get("outside target")

    @property
    def in_pieces(self) -> Total | None:
        """How many more zones are not in one piece."""
        return self.scores.get("in pieces")

    @property
    def moved(self) -> Total | None:
        """How many inhabitants come to another zone."""
        return self.scores.get("moved")

    @property
    def divided(self) -> Total | None:
        """How many more municipalities are divided over zones."""
        return self.scores.get("divided")


@frozen(kw_only=True, repr=False)
class Front(Answer[BestAlternative]):
    """The Pareto front of all ways to settle what is open: one row for each set of scores.

    Attributes:
        alternatives: How many there are in all.
        is_proven: Whether the front is whole: no alternative beats a row, and every one that
            none beats has the scores of a row. It is not where alternatives were drawn.
        drawn: How many were drawn, where they were.
    """

    alternatives: int
    is_proven: bool
    drawn: int | None = None
    year: int | None = None

    def __repr__(self) -> str:
        """Count the rows and the alternatives."""
        how = "" if self.is_proven else ", drawn"
        return f"<Front: {len(self)} scores of {self.alternatives:,} alternatives{how}>"


def best_alternatives(  # noqa: PLR0913 - one keyword a question that only the caller can answer
    base: Landscape,
    scenario: Scenario,
    *,
    criteria: Sequence[str] | None = None,
    year: int | None = None,
    keep_parts: bool = False,
    most: int = 50_000,
    draws: int = 10_000,
    seed: int = 1,
) -> Front:
    """Return the alternatives that no other beats for certain, without listing them all.

    It is the ``pareto_front`` of their outcomes, one for each
    set of scores, and more is told where figures are unknown: two answers to one decision are
    held against each other with all that is unknown elsewhere the same. Decisions are weighed
    one after the other, which proves the front. Where that takes more than *most* partial
    answers at once, *draws* alternatives are drawn with *seed* in place of it: none of those
    beats a row, and others may. Where there are no more than *draws*, each is looked at.

    Args:
        base: The landscape.
        scenario: What is to happen.
        criteria: Some of ``"below minimum"``, ``"outside target"``, ``"in pieces"``,
            ``"moved"`` and ``"divided"``, see `CRITERIA`; by default all of them.
        year: The year of the inhabitants; by default the newest that is exact on both days.
        keep_parts: Whether parts may stay where they are, see `alternatives`.
        most: How many partial answers are kept at once.
        draws: How many alternatives are drawn where those are more.
        seed: What they are drawn with.

    Raises:
        StepError: If a step does not fit.
        ChoiceError: If a choice settles nothing.
        InvalidValueError: If no such criterion adds up over decisions, or one of the base
            itself is open.

    Example:
        >>> import elzmodel as elz
        >>> fl, s = elz.flanders(), elz.Scenario("x").merge(["Alken", "Wellen"], day="2027-01-01")
        >>> front = best_alternatives(fl, s, criteria=["moved"], year=2021)
        >>> front, front[0].choices, str(front[0].moved)
        (<Front: 1 scores of 2 alternatives>, ('alken-wellen to herkenrode',), '7,413')
    """
    one = (criteria,) if isinstance(criteria, str) else criteria
    chosen = tuple(ADDING_UP if one is None else one)
    for each in chosen:
        if each not in ADDING_UP:
            raise InvalidValueError("criterion", each, said("{names:or}", names=ADDING_UP))
    if draws < 1:
        raise InvalidValueError("number of draws", draws, "1 or more")
    found = alternatives(base, scenario, keep_parts=keep_parts)
    weighing = _Weighing(found, chosen, year)
    kept = weighing.weighed(most) or (weighing.each() if found.count <= draws else None)
    is_proven = kept is not None
    if kept is None:
        kept = weighing.drawn(draws, Random(index(seed)))  # noqa: S311 - a draw that can be repeated
    kept = sorted(kept, key=lambda answer: (answer.low, answer.path))
    settled = [found.settled(weighing.ways_of(each)) for each in kept]
    common = _common(settled)
    rows = [
        BestAlternative(
            scenario=scenario,
            choices=tuple(Said(str(each), each) for each in scenario.choices if each not in common),
            equals=each.equals if is_proven else None,
            scores=weighing.scores_of(each),
        )
        for scenario, each in zip(settled, kept, strict=True)
    ]
    if is_proven:
        how = said(
            "Proven: none of all {count:number} alternatives beats these for certain, and any "
            "other that none beats has the same scores.",
            count=found.count,
        )
    else:
        how = said(
            "Not proven: these are the best of {draws:number} that were drawn with seed {seed} "
            "from {count:number} alternatives; others may beat them.",
            draws=draws,
            seed=seed,
            count=found.count,
        )
    return Front(
        title=said("Alternatives that nothing beats: {name}", name=scenario.name),
        rows=tuple(rows),
        notes=(how, _all_have(common), inhabitants_note(base.figures, weighing.year)),
        row_type=BestAlternative,
        alternatives=found.count,
        is_proven=is_proven,
        drawn=None if is_proven else draws,
        year=weighing.year,
    )


def _common(settled: Sequence[Scenario]) -> tuple[Choice, ...]:
    """Return the choices that all of several scenarios have."""
    if len(settled) < 2:
        return ()
    others = [set(each.choices) for each in settled[1:]]
    return tuple(each for each in settled[0].choices if all(each in some for some in others))


def _all_have(common: Sequence[Choice]) -> str:
    return said("All of them have {choices:list all}.", choices=common) if common else ""


_Bounds = tuple[Number, Number]
_Land = tuple[tuple[ZoneId, int], ...]
"""Zones with the land that they got so far, as bits."""


class _Answer(NamedTuple):
    """What was chosen so far: the bounds of the scores, how many agree in them, which ways."""

    low: tuple[Number, ...]
    high: tuple[Number, ...]
    equals: int
    path: tuple[int, ...]

    def plus(self, bounds: Iterable[_Bounds], way: int) -> _Answer:
        """Return the answer with a way of one more group, which adds to the scores."""
        pairs = list(zip(self.low, self.high, bounds, strict=True))
        low = tuple(low + more[0] for low, _, more in pairs)
        high = tuple(high + more[1] for _, high, more in pairs)
        return _Answer(low, high, self.equals, (*self.path, way))

    def beats(self, other: _Answer) -> bool:
        """Tell whether it is certainly never worse, and certainly better by one criterion."""
        pairs = list(zip(self.high, other.low, strict=True))
        return all(one <= two for one, two in pairs) and any(one < two for one, two in pairs)


def _best(answers: Iterable[_Answer]) -> list[_Answer]:
    """Return the answers that no other beats, those with the same scores as one."""
    by_scores: dict[tuple[object, ...], _Answer] = {}
    for each in answers:
        key = (each.low, each.high)
        same = by_scores.get(key)
        by_scores[key] = each if same is None else same._replace(equals=same.equals + each.equals)
    kept: list[_Answer] = []
    # One that beats another has a lower sum, and stands before it.
    for each in sorted(by_scores.values(), key=lambda answer: sum(answer.high)):
        if not any(better.beats(each) for better in kept):
            kept = [*(other for other in kept if not each.beats(other)), each]
    return kept


class _Way(NamedTuple):
    """A way to settle a group: the land that it gives to zones, and what that alone adds."""

    land: _Land
    bounds: tuple[_Bounds, ...]


@define(eq=False)
class _Weighing:
    """All that scores of alternatives are made of, worked out once."""

    found: Alternatives
    criteria: tuple[str, ...]
    asked_year: int | None
    year: int | None = field(init=False)
    before: Snapshot = field(init=False)
    after: Snapshot = field(init=False)
    groups: list[tuple[int, tuple[_Way, ...]]] = field(init=False)
    _graph: PartGraph = field(init=False)
    _fixed: dict[ZoneId, int] = field(init=False)
    _was: dict[ZoneId, int] = field(init=False)
    _zone_was: dict[PartId, ZoneId] = field(init=False)
    _added: dict[tuple[ZoneId, int], tuple[_Bounds, ...]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        """Look at both days once, and at each way of each group."""
        base, scenario = self.found.base, self.found.scenario
        day = last_day(base, scenario)
        self.before = covering(base, day).on(day)
        self.after = covering(adopt(base, scenario), day).on(day)
        if self.before.decisions:
            expected = "one in which all decisions are settled, as by a scenario with choices"
            raise InvalidValueError("base of alternatives", base.name, expected)
        self.year = year_or_newest(base.figures, self.asked_year, self.before, self.after)
        parts = tuple(sorted(self.after.layout.by_part))
        self._graph = PartGraph(self.after, parts, self.year)
        leaves = self.after.layout.refinement.leaves
        self._zone_was = {
            leaf: zone
            for part, zone in self.before.zone_map.by_part.items()
            for leaf in leaves([part])
        }
        self._was = self._masks(self._zone_was)
        asked = frozenset[PartId]().union(*(group.land for group in self.found.groups))
        by_part = self.after.zone_map.by_part
        self._fixed = self._masks({p: zone for p, zone in by_part.items() if p not in asked})
        self.groups = [
            (place, tuple(self._way(group, way) for way in group.ways))
            for place, group in enumerate(self.found.groups)
        ]

    def _masks(self, zones: Mapping[PartId, ZoneId | None]) -> dict[ZoneId, int]:
        masks: defaultdict[ZoneId, int] = defaultdict(int)
        for part, zone in zones.items():
            if zone is not None and part in self._graph.number:
                masks[zone] |= 1 << self._graph.number[part]
        return dict(masks)

    def _way(self, group: DecisionGroup, choices: tuple[Choice, ...]) -> _Way:
        """Return what one way gives to zones, and what it adds whatever else is chosen."""
        zones = self._zones_after(group, choices)
        added: dict[str, _Bounds] = {}
        if "moved" in self.criteria:
            moved = (p for p, zone in zones.items() if self._zone_was.get(p, zone) != zone)
            added["moved"] = self._people([p for p in moved if zones[p] is not None])
        if "divided" in self.criteria:
            number = sum(
                len({zones.get(p, self.after.zone_map.by_part.get(p)) for p in unit.parts}) > 1
                for unit in self.after.layout.holding(group.land)
                if unit.unit not in self._divided_before
            )
            added["divided"] = (number, number)
        bounds = tuple(added.get(each, (0, 0)) for each in self.criteria)
        return _Way(tuple(sorted(self._masks(zones).items())), bounds)

    @cached_property
    def _divided_before(self) -> Mapping[str, object]:
        return divided_in(self.before)

    def _zones_after(
        self, group: DecisionGroup, choices: tuple[Choice, ...]
    ) -> Mapping[PartId, ZoneId | None]:
        """Return where the land of a group lies once it is settled."""
        by_part = self.after.zone_map.by_part
        (first, *more) = choices
        if more:
            settled = self.found.settled([choices])
            landscape = covering(adopt(self.found.base, settled), self.after.day)
            by_part = landscape.on(self.after.day).zone_map.by_part
        elif first.zone is not None:
            return dict.fromkeys(group.land, ZoneId(first.zone))
        return {part: by_part.get(part) for part in group.land}

    def _people(self, parts: Sequence[PartId]) -> _Bounds:
        mask = sum(1 << self._graph.number[part] for part in parts)
        total = self._graph.population(mask, 0) if mask else Total.exactly(0)
        if total is None:
            return 0, inf
        return total.low, inf if total.high is None else total.high

    # --- what is the same for all alternatives ---

    @cached_property
    def zones(self) -> frozenset[ZoneId]:
        """The zones to which a decision may give land."""
        return frozenset(zone for _, ways in self.groups for way in ways for zone, _ in way.land)

    @cached_property
    def start(self) -> _Answer:
        """What every alternative has: zones that no decision is about, and land that moved."""
        none = (0,) * len(self.criteria)
        answer = _Answer(none, none, 1, ())
        every = {*self.before.zone_map.by_id, *self.after.zone_map.by_id}
        for zone in sorted(every - self.zones):
            answer = answer.plus(self._zone(zone, 0), 0)._replace(path=())
        fixed = {}
        if "moved" in self.criteria:
            by_part, land = self.after.zone_map.by_part, self._graph.number
            groups = frozenset[PartId]().union(*(group.land for group in self.found.groups))
            there = [p for p in land if p in by_part and p in self._zone_was and p not in groups]
            fixed["moved"] = self._people([p for p in there if by_part[p] != self._zone_was[p]])
        if "divided" in self.criteria:
            number = len(divided_in(self.after).keys() - self._divided_before.keys())
            fixed["divided"] = (number, number)
        bounds = (fixed.get(each, (0, 0)) for each in self.criteria)
        return answer.plus(bounds, 0)._replace(path=())

    def _zone(self, zone: ZoneId, added: int) -> tuple[_Bounds, ...]:
        """Return what a zone adds to the scores with the land that decisions give it."""
        key = (zone, added)
        if key not in self._added:
            self._added[key] = tuple(self._zone_bounds(zone, self._fixed.get(zone, 0) | added))
        return self._added[key]

    def _zone_bounds(self, zone: ZoneId, mask: int) -> Iterator[_Bounds]:
        is_there = [zone in day.zone_map.by_id for day in (self.before, self.after)]
        is_same = all(is_there) and mask == self._was.get(zone, 0)
        was = zone_state(self.before, zone, year=self.year) if is_there[0] else None
        now = None
        if is_there[1]:
            population, contiguous = (
                self._graph.population(mask, 0),
                self._graph.is_contiguous(mask),
            )
            now = state_of(zone, population, self.after.size_rules, contiguous=contiguous)
        for each in self.criteria:
            counts = each in _BY_ZONE and not is_same
            yield extra(_BY_ZONE[each], was, now) if counts else (0, 0)

    # --- the front ---

    def weighed(self, most: int) -> list[_Answer] | None:
        """Return the whole front; ``None`` where it takes too many partial answers."""
        self.groups = _in_order(self.groups)
        last = {
            zone: n for n, (_, ways) in enumerate(self.groups) for w in ways for zone, _ in w.land
        }
        answers: dict[_Land, list[_Answer]] = {(): [self.start]}
        for number, (_, ways) in enumerate(self.groups):
            ending = [zone for zone, end in last.items() if end == number]
            grown: defaultdict[_Land, list[_Answer]] = defaultdict(list)
            for land, kept in answers.items():
                for place, way in enumerate(ways):
                    left, bounds = self._closed(land, way, ending)
                    grown[left] += [answer.plus(bounds, place) for answer in kept]
            answers = {land: _best(some) for land, some in grown.items()}
            if sum(map(len, answers.values())) > most:
                return None
        return answers[()]

    def _closed(
        self, land: _Land, way: _Way, ending: Iterable[ZoneId]
    ) -> tuple[_Land, tuple[_Bounds, ...]]:
        """Return the zones that come up again, and what the way and the others add."""
        added = dict(land)
        for zone, mask in way.land:
            added[zone] = added.get(zone, 0) | mask
        bounds = [way.bounds, *(self._zone(zone, added.pop(zone, 0)) for zone in ending)]
        sums = tuple(
            (sum(low for low, _ in each), sum(high for _, high in each))
            for each in zip(*bounds, strict=True)
        )
        return tuple(sorted(added.items())), sums

    def drawn(self, draws: int, random: Random) -> list[_Answer]:
        """Return the best of some alternatives, each drawn with the same chance."""
        numbers = [len(ways) for _, ways in self.groups]
        paths = ([int(random.random() * n) for n in numbers] for _ in range(draws))
        return _best(map(self._along, paths))

    def each(self) -> list[_Answer]:
        """Return the whole front, looking at every alternative."""
        return _best(map(self._along, product(*(range(len(ways)) for _, ways in self.groups))))

    def _along(self, path: Iterable[int]) -> _Answer:
        """Return the answer that takes a way of each group."""
        answer, land = self.start, dict.fromkeys(self.zones, 0)
        for (_, ways), place in zip(self.groups, path, strict=True):
            answer = answer.plus(ways[place].bounds, place)
            for zone, mask in ways[place].land:
                land[zone] |= mask
        chosen = answer.path
        for zone, mask in land.items():
            answer = answer.plus(self._zone(zone, mask), 0)
        return answer._replace(path=chosen)

    def ways_of(self, answer: _Answer) -> Iterator[tuple[Choice, ...]]:
        """Yield the way that an answer has for each group."""
        for (group, _), way in zip(self.groups, answer.path, strict=True):
            yield self.found.groups[group].ways[way]

    def scores_of(self, answer: _Answer) -> dict[str, Total]:
        """Return the scores of an answer by criterion."""
        bounds = zip(self.criteria, answer.low, answer.high, strict=True)
        return {name: Total(low, None if high == inf else high) for name, low, high in bounds}


def _in_order(
    groups: Sequence[tuple[int, tuple[_Way, ...]]],
) -> list[tuple[int, tuple[_Way, ...]]]:
    """Return groups in an order in which few zones are open at a time."""
    left = [({zone for way in ways for zone, _ in way.land}, place, ways) for place, ways in groups]
    is_open: set[ZoneId] = set()
    found = []
    while left:
        opened = {id(each): len(each[0] - is_open) for each in left}
        zones, place, ways = chosen = min(left, key=lambda each: (opened[id(each)], each[1]))
        left.remove(chosen)
        found.append((place, ways))
        waiting = set[ZoneId]().union(*(each[0] for each in left))
        is_open = (is_open | zones) & waiting
    return found


keep_door(__name__)
