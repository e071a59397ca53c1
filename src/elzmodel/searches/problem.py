"""What is asked of a search, in numbers: zones, municipalities that can move, goals, costs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, reduce
from operator import or_

from attrs import define, field

from elzmodel.landscape import Snapshot
from elzmodel.searches.goals import Goal, ZoneLand
from elzmodel.searches.ground import Ground
from elzmodel.values import Number, UnitId, ZoneId
from elzmodel.zones import Zone

__all__: list[str] = []

Cost = Callable[[int, int], Number]
"""What it costs that a municipality comes to a zone, both by number."""


@define(eq=False, kw_only=True)
class Problem:
    """Zones and municipalities by number, in order of id, with what may be done to them.

    Whether a zone is as it should be depends on its own land alone: that is what makes the
    question small enough to be answered. What was asked once is remembered.

    Attributes:
        ground: The land of the day.
        goals: What every zone in *asked* is to meet.
        zones: The zones by number.
        units: The municipalities that can move.
        home: For each municipality its zone of before.
        lands: For each municipality its land.
        before: For each zone its land of before.
        takes: The zones that can receive.
        asked: The zones of which the goals are asked; the others may miss them.
        created: The zones that may begin, the last by number; without land they do not.
        may_miss: The goals that zones in *spared* may miss.
        spared: The zones that may miss them.
        may_empty: Whether a zone may lose all the land that it has before. Otherwise it
            keeps some: with none of it, it would be another zone of the same name.
        costs: What decides between changes of as few municipalities, first the first.
    """

    ground: Ground
    goals: tuple[Goal, ...]
    zones: tuple[ZoneId, ...]
    units: tuple[UnitId, ...]
    home: tuple[int, ...]
    lands: tuple[int, ...]
    before: tuple[int, ...]
    takes: frozenset[int]
    asked: frozenset[int]
    created: tuple[Zone, ...] = ()
    may_miss: tuple[Goal, ...] = ()
    spared: frozenset[int] = frozenset()
    may_empty: bool = False
    costs: tuple[Cost, ...] = ()
    _held: dict[tuple[int, int], bool] = field(init=False, factory=dict)
    _hopeless: dict[tuple[int, int], bool] = field(init=False, factory=dict)
    _unknown: frozenset[tuple[int, int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Note of which zones it is not known beforehand whether they meet a goal."""
        self._unknown = frozenset(
            (number, zone)
            for zone in self.asked
            for number, goal in enumerate(self.goals)
            if self.before[zone] and goal.met(self._zone(zone, self.before[zone])) is None
        )

    @cached_property
    def least(self) -> list[tuple[int, ...]]:
        """For each zone the lands of which it keeps one: what cannot leave, else any of its own."""
        own = [list[int]() for _ in self.zones]
        for zone, land in zip(self.home, self.lands, strict=True):
            own[zone].append(land)
        found = []
        for before, lands in zip(self.before, own, strict=True):
            fixed = before & ~reduce(or_, lands, 0)
            is_one = fixed or self.may_empty or not before
            found.append((fixed,) if is_one else tuple(lands))
        return found

    def _zone(self, zone: int, land: int) -> ZoneLand:
        return ZoneLand(self.ground, self.zones[zone], self.before[zone], land)

    @property
    def may_be_spared(self) -> frozenset[int]:
        """The zones that may be spared: one that begins meets every goal, or does not begin."""
        there = range(len(self.zones) - len(self.created))
        return self.asked.intersection(there)

    def land_of(self, units: Iterable[int]) -> int:
        """Return the land of several municipalities together."""
        return reduce(or_, (self.lands[unit] for unit in units), 0)

    @property
    def unknown(self) -> Iterator[tuple[ZoneId, Goal]]:
        """The zones of which it is not known whether they meet a goal as they are."""
        for number, zone in sorted(self._unknown, key=lambda each: each[::-1]):
            yield self.zones[zone], self.goals[number]

    def missed(self, zone: int, land: int) -> tuple[Goal, ...]:
        """Return the goals that a zone with some land does not meet.

        What is not known counts as missed, unless it was not known before either: then
        nobody can tell, and the goal is not asked of this zone.
        """
        if not land:
            return ()
        shown = self._zone(zone, land)
        return tuple(
            goal
            for number, goal in enumerate(self.goals)
            if self.is_asked(zone, goal) and not self._is_met(number, zone, goal.met(shown))
        )

    def _is_met(self, goal: int, zone: int, met: bool | None) -> bool:  # noqa: FBT001 - what it found
        return (goal, zone) in self._unknown if met is None else met

    def holds(self, zone: int, land: int) -> bool:
        """Tell whether a zone may have just this land."""
        key = zone, land
        if key not in self._held:
            self._held[key] = self.keeps_some(zone, land) and (
                zone not in self.asked or not self.missed(zone, land)
            )
        return self._held[key]

    def keeps_some(self, zone: int, land: int) -> bool:
        """Tell whether a zone keeps as much of its land as it has to."""
        before = self.before[zone]
        return self.may_empty or not before or bool(before & land)

    def is_asked(self, zone: int, goal: Goal) -> bool:
        """Tell whether a zone is to meet a goal."""
        return zone in self.asked and not (zone in self.spared and goal in self.may_miss)

    def is_too_much(self, zone: int, land: int) -> bool:
        """Tell whether a zone that has this land misses a goal, whatever else comes to it."""
        key = zone, land
        if key not in self._hopeless:
            self._hopeless[key] = bool(land) and any(
                self.is_asked(zone, goal) and goal.is_lost(self._zone(zone, land))
                for goal in self.goals
            )
        return self._hopeless[key]

    def can_take(self, zone: int, unit: int) -> bool:
        """Tell whether a zone can take a municipality, beside the land that it has to keep."""
        land = self.lands[unit]
        return any(not self.is_too_much(zone, least | land) for least in self.least[zone])

    def is_joined(self, zone: int) -> bool:
        """Tell whether a zone has to be one piece with some of its own land."""
        goals = (goal for goal in self.goals if self.is_asked(zone, goal))
        return 0 not in self.least[zone] and any(goal.joins for goal in goals)

    def may_come(self, unit: int, zone: int, widest: int) -> bool:
        """Tell whether a municipality may come to a zone that has *widest* at most."""
        land = self.lands[unit]
        alone = 0 in self.least[zone] and self._zone(zone, land)
        return all(
            goal.may_come(self.ground, land, widest) or (alone and goal.met(alone) is not False)
            for goal in self.goals
            if self.is_asked(zone, goal)
        )

    def cost(self, moves: Mapping[int, int]) -> tuple[Number, ...]:
        """Return what moves cost, one number for each cost."""
        return tuple(sum(cost(*move) for move in moves.items()) for cost in self.costs)


def problem_of(  # noqa: PLR0913 - each is told by its name
    snapshot: Snapshot,
    *,
    goals: tuple[Goal, ...],
    year: int | None = None,
    frozen: Collection[str] = (),
    may_take: Collection[str] = (),
    may_empty: bool = False,
    created: tuple[Zone, ...] = (),
) -> Problem:
    """Return a day in numbers.

    A municipality can move that lies in one zone as a whole, if neither it nor that zone is
    in *frozen*, by id, and the zone is not in *may_take*. A zone in *frozen* neither gives
    nor takes, and its goals are not asked. Those in *created* may begin.
    """
    zone_map = snapshot.zone_map
    zones = tuple(zone.id for zone in (*zone_map.zones, *created))
    number = {zone: at for at, zone in enumerate(zones)}
    ground = Ground(snapshot, year)
    movable = {}
    for municipality in snapshot.municipalities:
        zone, *more = zone_map.split(municipality.parts)
        still = {*frozen, *may_take, None}
        if not more and still.isdisjoint((zone, municipality.unit)):
            movable[municipality.unit] = zone, ground.mask(municipality.parts)
    units = tuple(sorted(movable))
    ground.lands = tuple(movable[unit][1] for unit in units)
    is_free = frozenset(number[zone] for zone in zones if zone not in frozen)
    return Problem(
        ground=ground,
        goals=goals,
        zones=zones,
        units=units,
        home=tuple(number[zone] for zone, _ in (movable[unit] for unit in units) if zone),
        lands=ground.lands,
        before=tuple(ground.mask(zone_map.parts_by_zone.get(zone, ())) for zone in zones),
        created=created,
        takes=is_free,
        asked=is_free,
        may_empty=may_empty,
    )
