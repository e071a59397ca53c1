"""What a search tells: the smallest changes, who moves in them, stages, clashes, and notes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from math import prod

from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Snapshot
from elzmodel.scenarios import Scenario
from elzmodel.searches.costs import MoveCost
from elzmodel.searches.found import Change, Found, Proof
from elzmodel.searches.goals import Goal
from elzmodel.searches.problem import Problem
from elzmodel.territory import Municipality
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Answer, Number, ZoneId, columns
from elzmodel.values.periods import day_after
from elzmodel.values.text import said
from elzmodel.zones import Zone

__all__ = [
    "Clash",
    "Mover",
    "MoversTogether",
    "Search",
    "SmallestChange",
    "Stage",
]


@frozen
class MoversTogether:
    """Municipalities whose new zones depend on each other, and every way to choose them.

    A way has a zone for each municipality, in the same order.
    """

    movers: tuple[Municipality, ...]
    ways: tuple[tuple[ZoneId, ...], ...]


@columns("name", "municipalities=movers.name", "zones=can_take", "ways", "missed")
@frozen(kw_only=True)
class SmallestChange:
    """A set of municipalities that move, with the zones that can take each.

    Groups can be chosen apart from each other; *missed* are the zones that miss a goal,
    *created* those that may begin in one of its ways.

    Example:
        >>> import elzmodel as elz
        >>> from elzmodel.testing.villages import six_villages
        >>> (change, *_) = elz.search(six_villages(), goals=[elz.AtLeast(301)])
        >>> [mover.name for mover in change.movers], change.takers("Ash"), change.ways
        (['Ash'], ('south',), 1)
        >>> change.scenario().steps[0].to
        'south'
    """

    name: str
    day: date
    groups: tuple[MoversTogether, ...]
    missed: tuple[ZoneId, ...] = ()
    created: tuple[Zone, ...] = ()

    @property
    def movers(self) -> tuple[Municipality, ...]:
        """The municipalities that move, in order of id."""
        every = (mover for group in self.groups for mover in group.movers)
        return tuple(sorted(every, key=lambda each: each.unit))

    @property
    def ways(self) -> int:
        """In how many ways their new zones can be chosen."""
        return prod(len(group.ways) for group in self.groups)

    @property
    def can_take(self) -> tuple[ZoneId, ...]:
        """The zones that can take one of them, in order of id."""
        return tuple(sorted({zone for group in self.groups for way in group.ways for zone in way}))

    def takers(self, mover: str | Municipality) -> tuple[ZoneId, ...]:
        """Return the zones that can take a municipality, in order of id.

        Raises:
            InvalidValueError: If it does not move.
        """
        for group in self.groups:
            for at, each in enumerate(group.movers):
                if mover in {each, each.unit, each.name, each.nis}:
                    return tuple(sorted({way[at] for way in group.ways}))
        expected = said("one of {names:list all}", names=[each.unit for each in self.movers])
        raise InvalidValueError("municipality that moves", mover, expected)

    def scenario(self, way: int = 1, *, name: str = "") -> Scenario:
        """Return one of its ways as a scenario, by number; the first is the canonical one.

        It is called after the change and the way, unless a *name* is given.

        Raises:
            InvalidValueError: If there is no such way.
        """
        if not 1 <= way <= self.ways:
            raise InvalidValueError("way", way, said("from 1 to {ways:number}", ways=self.ways))
        left = way - 1
        chosen: dict[Municipality, ZoneId] = {}
        for group in reversed(self.groups):
            left, at = divmod(left, len(group.ways))
            chosen |= dict(zip(group.movers, group.ways[at], strict=True))
        numbered = said("{change}, way {way}", change=self.name, way=way)
        scenario = Scenario(name or (numbered if self.ways > 1 else self.name))
        for zone in self.created:
            places = [mover for mover in self.movers if chosen[mover] == zone.id]
            if places:
                scenario = scenario.create_zone(zone.name, places, day=self.day)
        begun = {zone.id for zone in self.created}
        for mover in self.movers:
            if chosen[mover] not in begun:
                scenario = scenario.transfer(mover, to=chosen[mover], day=self.day)
        return scenario

    def scenarios(self) -> Iterator[Scenario]:
        """Yield every way as a scenario, one after the other."""
        return (self.scenario(way) for way in range(1, self.ways + 1))


@columns("change", "nis=municipality.nis", "municipality=municipality.name", "zone", "takers")
@frozen
class Mover:
    """A municipality that moves in a change: its zone, and the zones that can take it."""

    change: str
    municipality: Municipality
    zone: ZoneId
    takers: tuple[ZoneId, ...]


@frozen
class Stage:
    """One thing that is to be as small as possible, after those before it.

    *value* is what the changes come to, *bound* the least that any change can; ``None`` where
    it is not known.
    """

    name: str
    value: Number | None
    bound: Number | None

    @property
    def is_proven(self) -> bool:
        """Whether nothing smaller is possible."""
        return self.value is not None and self.value == self.bound


@frozen
class Clash:
    """A smallest set of goals that cannot be reached together.

    *municipalities* are those that by themselves miss one of them in every zone that may
    have them. *is_smallest* is false where the search could not tell of fewer goals.
    """

    goals: tuple[Goal, ...]
    municipalities: tuple[Municipality, ...] = ()
    is_smallest: bool = True

    def __str__(self) -> str:
        """Name the goals, and who alone stands in the way."""
        return said(
            "{goals:list all}[: {municipalities:list all} alone {municipalities:misses|miss} it]",
            goals=[goal.text for goal in self.goals],
            municipalities=[each.name for each in self.municipalities] or None,
        )


@frozen(kw_only=True, repr=False)
class Search(Answer[SmallestChange]):
    """The smallest changes that reach the goals, and what is proven of them.

    *stages* are the zones that miss a goal, the municipalities that move, and the costs that
    were asked, each as small as possible after those before it. *unknown* are the zones of
    which it is not known whether they meet a goal as they are: it is not asked of them.
    *still* are municipalities that lie in several zones and therefore cannot move.

    Example:
        >>> import elzmodel as elz
        >>> from elzmodel.testing.villages import six_villages
        >>> found = elz.search(six_villages(), goals=[elz.AtLeast(301)])
        >>> found
        <Search of 2000-01-01: 2 changes, all smallest changes>
        >>> found.stages[1]
        Stage(name='municipalities that move', value=1, bound=1)
    """

    day: date
    year: int | None
    goals: tuple[Goal, ...]
    proof: Proof
    stages: tuple[Stage, ...]
    clash: Clash | None = None
    unknown: tuple[tuple[ZoneId, Goal], ...] = ()
    still: tuple[Municipality, ...] = ()
    homes: dict[Municipality, ZoneId] = field(factory=dict, repr=False, hash=False)

    def __repr__(self) -> str:
        """Count the changes and say what is proven."""
        return f"<Search of {self.day}: {len(self)} changes, {self.proof.value}>"

    def by_mover(self) -> Answer[Mover]:
        """Return one row for each change and each municipality that moves in it."""
        return Answer(
            title=said("Who moves, and the zones that can take each"),
            rows=tuple(
                Mover(change.name, mover, self.homes[mover], change.takers(mover))
                for change in self
                for mover in change.movers
            ),
            notes=self.notes,
            row_type=Mover,
        )


# --- from numbers to words ---------------------------------------------------


def search_of(
    snapshot: Snapshot,
    problem: Problem,
    found: Found,
    clash: Clash | None,
    costs: Collection[MoveCost],
) -> Search:
    """Return what was found, of a problem in numbers, in words that people know."""
    by_unit = {each.unit: each for each in snapshot.municipalities}
    municipalities = [by_unit[unit] for unit in problem.units]
    still = tuple(m for m in snapshot.municipalities if len(snapshot.zone_map.split(m.parts)) > 1)
    day = day_after(snapshot.day)

    def named(number: int, change: Change) -> SmallestChange:
        groups = (
            MoversTogether(
                tuple(municipalities[unit] for unit in group.movers),
                tuple(tuple(problem.zones[zone] for zone in way) for way in group.ways),
            )
            for group in change.groups
        )
        missed = tuple(problem.zones[zone] for zone in change.missed)
        name = said("change {number}", number=number)
        found = SmallestChange(name=name, day=day, groups=tuple(groups), missed=missed)
        taken = set(found.can_take)
        return evolve(found, created=tuple(z for z in problem.created if z.id in taken))

    rows = tuple(named(number, change) for number, change in enumerate(found.changes, 1))
    stages = _stages(found, costs)
    unknown = tuple(problem.unknown)
    return Search(
        title=said("The fewest municipalities to move on {day}", day=day),
        rows=rows,
        notes=_notes(problem, found, rows, stages, clash, still),
        day=snapshot.day,
        year=problem.ground.year,
        goals=problem.goals,
        proof=found.proof,
        stages=stages,
        clash=clash,
        unknown=unknown,
        still=still,
        homes={
            municipality: problem.zones[home]
            for municipality, home in zip(municipalities, problem.home, strict=True)
        },
    )


def _stages(found: Found, costs: Collection[MoveCost]) -> tuple[Stage, ...]:
    names = [said("zones that miss a goal"), said("municipalities that move")]
    said_of = {"inhabitants": said("inhabitants that move"), "distance": said("metres moved")}
    names += [
        said_of[cost] if isinstance(cost, str) else said("own cost of who moves") for cost in costs
    ]
    values = (*found.values, *[None] * len(names))
    bounds = (*found.bounds, *[None] * len(names))
    return tuple(Stage(*each) for each in zip(names, values, bounds, strict=False))


def _notes(
    problem: Problem,
    found: Found,
    rows: Collection[SmallestChange],
    stages: Iterable[Stage],
    clash: Clash | None,
    still: Collection[Municipality],
) -> Iterator[str]:
    """Say what is proven, what was asked, and what is not known."""
    ways = sum(change.ways for change in rows)
    if rows and not any(change.movers for change in rows):
        if any(problem.unknown):
            yield said("As far as is known the goals are met as it is: nobody has to move.")
        else:
            yield said("The goals are met as it is: nobody has to move.")
    yield {
        Proof.ALL: said(
            "These are all the smallest changes, in {ways:number} {ways:way|ways}: proven.",
            ways=ways,
        ),
        Proof.SMALLEST: said("No change is smaller; there may be others as small."),
        Proof.BOUNDS: said("How small a change can be is not proven."),
        Proof.IMPOSSIBLE: said("No change reaches the goals: proven."),
    }[found.proof]
    yield said("Goals: {goals:list all}.", goals=[goal.text for goal in problem.goals])
    for stage in stages:
        if stage.value is not None or stage.bound is not None:
            yield said(
                "{name}:[ {value:number}][ (at least {bound:number})].",
                name=stage.name,
                value=stage.value,
                bound=None if stage.is_proven else stage.bound,
            )
    if clash is not None:
        yield said("What clashes: {clash}.", clash=str(clash))
        if not clash.is_smallest:
            yield said("Perhaps fewer goals clash as well: that was not settled.")
    for zone, goal in problem.unknown:
        yield said("Not known of {zone}, and not asked: {goal}.", zone=zone, goal=goal.text)
    if still:
        yield said(
            "In several zones, and therefore still: {names:list all}.",
            names=[each.name for each in still],
        )
    yield inhabitants_note(problem.ground.snapshot.figures, problem.ground.year)
