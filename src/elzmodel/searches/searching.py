"""Search: which transfers, as few as possible, reach the goals, and what is proven of that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import partial
from importlib import import_module
from itertools import combinations
from math import prod
from typing import Final

from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.landscape.snapshot import year_or_newest
from elzmodel.scenarios import Scenario, as_of
from elzmodel.scenarios.adoption import as_base, record_end
from elzmodel.searches.costs import MoveCost, costs_of
from elzmodel.searches.exact import Steps, fewest_missed, smallest
from elzmodel.searches.found import Change, Found, Proof
from elzmodel.searches.goals import Goal
from elzmodel.searches.problem import Problem, problem_of
from elzmodel.territory import Municipality
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Answer, Day, Number, ZoneId, columns, parse_day
from elzmodel.values.extras import MissingDependencyError
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
    "search",
]

Progress = Callable[[int, int | None], object]
Places = Iterable[str | Municipality | Zone]

_CLASH_SHARE: Final = 20
_EFFORT: Final = 100_000
"""The steps of a search without an engine: from some seconds to some minutes."""


# --- what is found ------------------------------------------------------------


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

    Groups can be chosen apart from each other; *missed* are the zones that miss a goal.

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
        for mover in self.movers:
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


# --- the door -----------------------------------------------------------------


def search(  # noqa: PLR0913 - each is told by its name
    base: Landscape,
    *,
    goals: Iterable[Goal],
    on: Day | None = None,
    year: int | None = None,
    frozen: Places = (),
    may_take: Places = (),
    then: Iterable[MoveCost] = (),
    may_miss: bool | Iterable[Goal] = False,
    may_empty: bool = False,
    most: int | None = None,
    effort: int = _EFFORT,
    engine: str | None = None,
    progress: Progress | None = None,
) -> Search:
    """Find the fewest municipalities whose transfer to another zone reaches the goals.

    All such sets are found, each with the zones that can take every municipality; that there
    is none smaller is proven. A municipality moves as a whole; one that lies in several
    zones stays. What is not known of a zone counts as missed, unless it was not known
    before either. The same arguments give the same answer on every machine.

    Args:
        base: The landscape.
        goals: What every zone is to meet, see `AtLeast`, `AtMost`, `WithinOneArea`,
            `InOnePiece`, `NoMorePieces` and `ToNeighbours`.
        on: The day; the last day of the record by default. Transfers are on the day after,
            so that they fit the base as it stood, see `as_of`.
        year: The year of the inhabitants; by default the newest that is exact on the day.
        frozen: Zones that neither give nor take, of which no goal is asked, and
            municipalities that stay.
        may_take: Zones that take and do not give.
        then: What decides between changes of as few municipalities: ``"inhabitants"``,
            ``"distance"`` (metres from centroid to centroid of the nearest municipality of
            the new zone), or a function of a municipality and its new zone.
        may_miss: Whether zones may miss goals, or which of the goals; as few zones as
            possible is then the first aim, before as few municipalities.
        may_empty: Whether a zone may lose all the land that it has before; else it keeps some.
        most: The most municipalities that may move.
        effort: How many steps to take at most.
        engine: ``"exact"`` or ``"cp-sat"``, which needs the extra ``search``; by default
            the exact one, and the other where that took all its steps.
        progress: Is called with the number of municipalities that is tried, and *most*.

    Raises:
        InvalidValueError: If there is no goal, a decision is open on the day, a zone or cost
            is unknown, or there is no such engine.
        LookupError: If a place is not known.
        MissingDependencyError: If ``"cp-sat"`` is asked for and not installed.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> regions = fl.on("2025-01-01").partition("reference region")
        >>> exceptions = ["Druivenstreek", "Houtland en Polder", "Regio Waregem", "RITS"]
        >>> exceptions += ["Scheldekracht", "Vlaamse Ardennen", "BruZEL"]
        >>> found = elz.search(
        ...     elz.scenarios.as_of(fl, "2024-12-31"),
        ...     goals=[elz.WithinOneArea(regions), elz.NoMorePieces(), elz.ToNeighbours()],
        ...     frozen=exceptions,
        ... )
        >>> [(mover.name, found[0].takers(mover)) for mover in found[0].movers]
        ... # doctest: +NORMALIZE_WHITESPACE
        [('De Haan', ('middenkust',)), ('Middelkerke', ('middenkust',)),
         ('Ranst', ('antwerpen-oost', 'voorkempen', 'zora'))]
        >>> found.proof.value
        'all smallest changes'
    """
    asked = _goals(goals)
    day = record_end(as_base(base)) if on is None else parse_day(on)
    snapshot = as_of(base, day).on(day)
    if snapshot.decisions:
        names = [point.unit for point in snapshot.decisions]
        expected = said(
            "a day without open decisions; settle those about {names:list}", names=names
        )
        raise InvalidValueError("day", day, expected)
    chosen = year_or_newest(base.figures, year, snapshot)
    zones, units = _named(snapshot, frozen)
    takers, _ = _named(snapshot, may_take, only_zones=True)
    problem = problem_of(
        snapshot,
        goals=asked,
        year=chosen,
        frozen={*zones, *units},
        may_take=takers,
        may_empty=may_empty,
    )
    costs = tuple(then)
    optional = _lenient(asked, may_miss)
    problem = evolve(problem, costs=costs_of(problem, base, costs), may_miss=optional)
    solve = partial(_solved, most=most, effort=effort, engine=engine, progress=progress)
    found = solve(problem)
    return _search(snapshot, problem, found, _clash(problem, found, effort, most), costs)


def _goals(goals: Iterable[Goal]) -> tuple[Goal, ...]:
    given: tuple[object, ...] = tuple(goals)
    asked = tuple(goal for goal in given if isinstance(goal, Goal))
    if not asked or len(asked) < len(given):
        raise InvalidValueError("goals", given, "goals, such as AtLeast(75_000)")
    return asked


def _lenient(goals: tuple[Goal, ...], given: bool | Iterable[Goal]) -> tuple[Goal, ...]:  # noqa: FBT001 - as it was given
    """Return the goals that may be missed."""
    chosen: tuple[object, ...] = (goals if given else ()) if isinstance(given, bool) else (*given,)
    if not all(each in goals for each in chosen):
        raise InvalidValueError("goals that may be missed", chosen, "some of the goals")
    return tuple(goal for goal in goals if goal in chosen)


def _named(
    snapshot: Snapshot, places: Places, *, only_zones: bool = False
) -> tuple[set[ZoneId], set[str]]:
    """Return the zones and the municipalities that places mean."""
    if isinstance(places, str | Municipality | Zone):
        places = (places,)
    zones: set[ZoneId] = set()
    units: set[str] = set()
    for place in places:
        meant = snapshot.meant_by(place)
        if not isinstance(meant, Municipality):
            zones.update(zone.id for zone in meant)
            continue
        land = snapshot.zone_map.split(meant.parts)
        whole = [
            z for z in land if z and len(snapshot.zone_map.parts_by_zone[z]) == len(meant.parts)
        ]
        zones.update(whole)
        units.add(meant.unit)
        if only_zones and not whole:
            raise InvalidValueError("zone", place, said("a zone, not a municipality"))
    return zones, units


def _solved(
    problem: Problem,
    *,
    most: int | None,
    effort: int,
    engine: str | None,
    progress: Progress | None,
) -> Found:
    """Return what the engine that was asked for finds, by default the first that can."""
    if engine not in {None, "exact", "cp-sat"}:
        raise InvalidValueError("engine", engine, "'exact' or 'cp-sat'")
    found = None
    if engine != "cp-sat":
        exact = fewest_missed if problem.may_miss else smallest
        found = exact(problem, Steps(effort), most=most, progress=progress)
        if engine or found.proof is not Proof.BOUNDS:
            return found
    try:
        solver = import_module("elzmodel.searches.cpsat")
        solved: Found = solver.solve(problem, most=most, effort=effort)
    except MissingDependencyError:
        if found is None:
            raise
        return found
    return solved


def _clash(problem: Problem, found: Found, effort: int, most: int | None) -> Clash | None:
    """Return a smallest set of goals that cannot be reached together.

    One that somebody misses alone, else the first in order; sets that would take long are
    left open.
    """
    if found.proof is not Proof.IMPOSSIBLE:
        return None
    hard = tuple(goal for goal in problem.goals if goal not in problem.may_miss)
    problem = evolve(problem, goals=hard, may_miss=())
    for goal in problem.goals:
        alone = _in_the_way(evolve(problem, goals=(goal,)))
        if alone:
            return Clash((goal,), alone)
    is_smallest = True
    for size in range(1, len(problem.goals)):
        settled = True
        for goals in combinations(problem.goals, size):
            fewer = evolve(problem, goals=goals)
            proof = smallest(fewer, Steps(effort // _CLASH_SHARE), most=most).proof
            if proof is Proof.IMPOSSIBLE:
                return Clash(goals, is_smallest=is_smallest)
            settled &= proof is Proof.ALL
        is_smallest &= settled
    return Clash(problem.goals, is_smallest=is_smallest)


def _in_the_way(problem: Problem) -> tuple[Municipality, ...]:
    """Return the municipalities that are too much for every zone that may have them."""
    by_unit = {each.unit: each for each in problem.ground.snapshot.municipalities}
    return tuple(
        by_unit[unit]
        for unit, home, land in zip(problem.units, problem.home, problem.lands, strict=True)
        if all(problem.is_too_much(zone, land) for zone in {*problem.takes, home})
    )


def _search(
    snapshot: Snapshot,
    problem: Problem,
    found: Found,
    clash: Clash | None,
    costs: Collection[MoveCost],
) -> Search:
    """Return what was found in words that people know."""
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
        return SmallestChange(name=name, day=day, groups=tuple(groups), missed=missed)

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
