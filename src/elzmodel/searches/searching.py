"""Search: which transfers, as few as possible, reach the goals, and what is proven of that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from importlib import import_module
from itertools import combinations
from typing import Final

from attrs import evolve

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.landscape.snapshot import year_or_newest
from elzmodel.scenarios import as_of
from elzmodel.scenarios.adoption import as_base, record_end
from elzmodel.scenarios.sites import id_of
from elzmodel.searches.answers import Clash, Search, search_of
from elzmodel.searches.costs import MoveCost, costs_of
from elzmodel.searches.exact import Steps, fewest_missed, smallest
from elzmodel.searches.found import Found, Proof
from elzmodel.searches.goals import Goal
from elzmodel.searches.problem import Problem, problem_of
from elzmodel.territory import Municipality
from elzmodel.values import Day, Period, ZoneId, parse_day
from elzmodel.values.extras import MissingDependencyError
from elzmodel.values.periods import day_after
from elzmodel.values.text import said
from elzmodel.zones import Zone

__all__ = ["search"]

Progress = Callable[[int, int | None], object]
Places = Iterable[str | Municipality | Zone]

_CLASH_SHARE: Final = 20
_EFFORT: Final = 100_000
"""The steps of a search without an engine: from some seconds to some minutes."""


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
    may_create: str | Iterable[str] = (),
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
        may_create: Names of zones that may begin; one that does meets every goal. Each name
            is another zone, so that there are as many ways as zones that could be it.
        most: The most municipalities that may move.
        effort: How many steps to take at most.
        engine: ``"exact"`` or ``"cp-sat"``, which needs the extra ``search``; by default
            the exact one, and the other where that took all its steps.
        progress: Is called with the number of municipalities that is tried, and *most*.

    Raises:
        InvalidValueError: If there is no goal, a decision is open on the day, a zone or cost
            is unknown, a zone that may begin is called as another, or there is no such engine.
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
        created=_new_zones(base, may_create, day_after(day)),
    )
    costs = (then,) if isinstance(then, str) else tuple(then)
    optional = _lenient(asked, may_miss)
    problem = evolve(problem, costs=costs_of(problem, base, costs), may_miss=optional)
    solve = partial(_solved, most=most, effort=effort, engine=engine, progress=progress)
    found = solve(problem)
    return search_of(snapshot, problem, found, _clash(problem, found, effort, most), costs)


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


def _new_zones(base: Landscape, names: str | Iterable[str], day: date) -> tuple[Zone, ...]:
    """Return the zones that may begin on a day, with the ids that they will have."""
    given = [names] if isinstance(names, str) else [*names]
    used = {zone.id for zone in base.zoning.zones}
    zones = []
    for name in given:
        zone = ZoneId(id_of(name))
        if zone in used:
            raise InvalidValueError("zone that may begin", name, said("a name of its own"))
        used.add(zone)
        zones.append(Zone(id=zone, name=name, period=Period(day)))
    return tuple(zones)


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
