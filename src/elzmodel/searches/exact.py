"""The smallest changes, all of them and proven, in plain Python.

First the sets of municipalities that leave, then where each can go. That a zone is as it
should be depends on its own land alone, so that a zone which is not must change: one of its
municipalities leaves, or one comes. Every branch of the search is one of those, and with
each branch that was tried its municipality stays where it is in the rest. What is certain
to need more changes than are allowed is cut off: municipalities of one zone that cannot stay
together, found disjoint, each cost one change at least.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from attrs import define, evolve, field

from elzmodel.searches.found import Change, Found, Group, Proof
from elzmodel.searches.problem import Problem
from elzmodel.values import Number
from elzmodel.values.numbers import bits

__all__: list[str] = []

_FEW = 8
"""Of how many arrivals every subset is looked at beforehand."""


class StepsSpentError(Exception):
    """A search took all the steps that it was given."""


@define(eq=False)
class Steps:
    """How many steps a search may still take: the same on every machine."""

    left: int

    def take(self) -> None:
        """Take one."""
        self.left -= 1
        if self.left < 0:
            raise StepsSpentError


# --- where each can go --------------------------------------------------------


def change_of(problem: Problem, movers: Sequence[int], steps: Steps) -> Change | None:
    """Return every best way in which just these municipalities can move, if there is one."""
    stay = _without(problem, movers)
    options = _options(problem, movers, stay)
    if options is None:
        return None
    coming = _coming(options)
    tied = []
    for zone, land in enumerate(stay):
        units = coming.get(zone, [])
        if len(units) > _FEW:
            tied.append(zone)
            continue
        found = {problem.holds(zone, land | more) for more in _unions(problem, units)}
        if True not in found:
            return None
        if False in found:
            tied.append(zone)
    groups = []
    ties = {zone: coming[zone] for zone in tied}
    for members in _grouped(movers, ties.values()):
        ways, cost = _ways(problem, members, options, stay, ties, steps)
        if not ways:
            return None
        groups.append((Group(members, ways), cost))
    total = tuple(map(sum, zip(*(cost for _, cost in groups), strict=True)))
    return Change(tuple(movers), tuple(group for group, _ in groups), total)


def _without(problem: Problem, movers: Sequence[int]) -> list[int]:
    stay = list(problem.before)
    for unit in movers:
        stay[problem.home[unit]] ^= problem.lands[unit]
    return stay


def _options(
    problem: Problem, movers: Sequence[int], stay: Sequence[int]
) -> dict[int, list[int]] | None:
    """Return the zones to which each may go for all that one can tell beforehand."""
    lands, home = problem.lands, problem.home
    options = {
        unit: [
            zone
            for zone in sorted(problem.takes - {home[unit]})
            if not problem.is_too_much(zone, stay[zone] | lands[unit])
        ]
        for unit in movers
    }
    while True:
        coming = _coming(options)
        widest = [
            _reach(problem, land, coming.get(zone, ()))
            if problem.is_joined(zone)
            else land | problem.land_of(coming.get(zone, ()))
            for zone, land in enumerate(stay)
        ]
        kept = {
            unit: [zone for zone in zones if problem.may_come(unit, zone, widest[zone])]
            for unit, zones in options.items()
        }
        if not all(kept.values()):
            return None
        if kept == options:
            return options
        options = kept


def _coming(options: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
    """Return for each zone who may come to it, where anybody does."""
    coming: dict[int, list[int]] = {}
    for unit, zones in options.items():
        for zone in zones:
            coming.setdefault(zone, []).append(unit)
    return coming


def _grown(problem: Problem, land: int, units: Iterable[int]) -> int:
    """Return some land with all of the municipalities that may touch it."""
    around = problem.ground.around(land, certain=False)
    return land | problem.land_of(unit for unit in units if problem.lands[unit] & around)


def _reach(problem: Problem, land: int, units: Iterable[int]) -> int:
    """Return some land with all that may touch it, and what may touch that, and so on."""
    units, reached = tuple(units), 0
    while reached != land:
        reached, land = land, _grown(problem, land, units)
    return land


def _unions(problem: Problem, units: Sequence[int]) -> Iterator[int]:
    """Yield the land of every subset."""
    for size in range(len(units) + 1):
        for chosen in combinations(units, size):
            yield problem.land_of(chosen)


def _grouped(movers: Sequence[int], ties: Iterable[Sequence[int]]) -> list[tuple[int, ...]]:
    """Put together what is tied, in order of the first of each group."""
    group = {unit: {unit} for unit in movers}
    for tie in ties:
        joined = set().union(*(group[unit] for unit in tie))
        for unit in joined:
            group[unit] = joined
    return sorted({tuple(sorted(members)) for members in group.values()})


def _ways(
    problem: Problem,
    members: Sequence[int],
    options: Mapping[int, Sequence[int]],
    stay: Sequence[int],
    ties: Mapping[int, Sequence[int]],
    steps: Steps,
) -> tuple[tuple[tuple[int, ...], ...], tuple[Number, ...]]:
    """Return the cheapest ways of a group, and what each of them costs.

    Only the zones in *ties* can be wrong; each is looked at once all who may come are placed.
    """
    tied = {zone: max(units) for zone, units in ties.items() if units[0] in members}
    done_at = {unit: [zone for zone, last in tied.items() if last == unit] for unit in members}
    land, chosen = list(stay), list[int]()
    best: list[tuple[int, ...]] = []
    cheapest: tuple[Number, ...] | None = None

    def go(at: int) -> None:
        nonlocal best, cheapest
        steps.take()
        if at == len(members):
            cost = problem.cost(dict(zip(members, chosen, strict=True)))
            if cheapest is None or cost < cheapest:
                best, cheapest = [], cost
            if cost == cheapest:
                best.append(tuple(chosen))
            return
        unit = members[at]
        for zone in options[unit]:
            land[zone] |= problem.lands[unit]
            chosen.append(zone)
            if not problem.is_too_much(zone, land[zone]) and all(
                problem.holds(each, land[each]) for each in done_at[unit]
            ):
                go(at + 1)
            chosen.pop()
            land[zone] ^= problem.lands[unit]

    go(0)
    return tuple(best), cheapest or ()


# --- who leaves ---------------------------------------------------------------


@define(eq=False)
class _Leaving:
    """The sets of *most* municipalities that may leave, for all that one can tell."""

    problem: Problem
    most: int
    steps: Steps
    left: list[int] = field(factory=list)
    stay: list[int] = field(init=False)
    members: list[list[int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Begin with everything where it is."""
        problem = self.problem
        self.stay = list(problem.before)
        self.members = [[] for _ in problem.zones]
        for unit, zone in enumerate(problem.home):
            self.members[zone].append(unit)

    def sets(self, free: int) -> Iterator[tuple[int, ...]]:
        """Yield each set once; the municipalities in *free* are still to be decided on."""
        self.steps.take()
        conflicts = self._conflicts(free)
        needed = self.most - len(self.left)
        if len(conflicts) > needed:
            return
        if conflicts:
            yield from self._branch(min(conflicts, key=len), free)
            return
        if not needed:
            yield tuple(sorted(self.left))
            return
        forced = self._forced(free, needed)
        if len(forced) > 2 * needed:
            return
        yield from self._branch(min(forced, key=len) if forced else tuple(bits(free)), free)

    def _branch(self, units: Sequence[int], free: int) -> Iterator[tuple[int, ...]]:
        """Let each of some municipalities leave, and stay in the branches after its own."""
        for unit in units:
            free ^= 1 << unit
            self.left.append(unit)
            self.stay[self.problem.home[unit]] ^= self.problem.lands[unit]
            yield from self.sets(free)
            self.left.pop()
            self.stay[self.problem.home[unit]] ^= self.problem.lands[unit]

    def _conflicts(self, free: int) -> list[tuple[int, ...]]:
        """Return disjoint sets of which one must leave each; those who stay are never too much."""
        zones = sorted(self.problem.asked)
        return [each for zone in zones for each in self._apart(zone, 0, free) or ()]

    def _apart(self, zone: int, guest: int, free: int) -> list[tuple[int, ...]] | None:
        """Return disjoint sets of a zone of which one must leave each, with *guest* there.

        There are none to name where the guest is too much beside those who stay.
        """
        stay = self.stay[zone] | guest
        if not self.problem.is_too_much(zone, stay):
            return []
        units = [unit for unit in self.members[zone] if free >> unit & 1]
        fixed = stay & ~self.problem.land_of(units)
        if self.problem.is_too_much(zone, fixed):
            return None
        found = []
        while self.problem.is_too_much(zone, fixed | self.problem.land_of(units)):
            found.append(self._least(zone, fixed, units))
            units = [unit for unit in units if unit not in found[-1]]
        return found

    def _may_come(self, unit: int, zone: int, free: int, needed: int, widest: int) -> bool:
        """Tell whether a municipality can come, with who must then leave the zone."""
        leaving = self._apart(zone, self.problem.lands[unit], free)
        is_room = leaving is not None and len(leaving) < needed
        return is_room and self.problem.may_come(unit, zone, widest)

    def _least(self, zone: int, fixed: int, units: Sequence[int]) -> tuple[int, ...]:
        """Return a set that cannot stay together, of which no smaller one would do."""
        kept = list(units)
        for unit in units:
            rest = [each for each in kept if each != unit]
            if self.problem.is_too_much(zone, fixed | self.problem.land_of(rest)):
                kept = rest
        return tuple(kept)

    def _forced(self, free: int, needed: int) -> list[tuple[int, ...]]:
        """Return, for each zone that must change still more, the municipalities that can do it."""
        problem = self.problem
        beyond = bits(free) if needed > 1 else ()  # Others may come with one.
        anywhere = problem.land_of([*self.left, *beyond])
        found = []
        for zone, land in enumerate(self.stay):
            if problem.holds(zone, land):
                continue
            if not problem.keeps_some(zone, land):
                return [()]
            coming = [
                unit
                for unit in self.left
                if problem.home[unit] != zone
                and not problem.is_too_much(zone, land | problem.lands[unit])
            ]
            if len(coming) > _FEW or any(
                problem.holds(zone, land | more) for more in _unions(problem, coming)
            ):
                continue
            widest = land | anywhere
            if problem.is_joined(zone):
                widest = self._in_reach(land, free, needed)
            found.append(
                tuple(
                    unit
                    for unit in bits(free)
                    if problem.home[unit] == zone
                    or self._may_come(unit, zone, free, needed, widest | problem.lands[unit])
                )
            )
        return found

    def _in_reach(self, land: int, free: int, needed: int) -> int:
        """Return what can come to some land next to what is there, with one more to come."""
        land = _reach(self.problem, land, self.left)
        for _ in range(needed - 1):
            land = _reach(self.problem, _grown(self.problem, land, bits(free)), self.left)
        return land


def _can_move(problem: Problem) -> int:
    """Return the municipalities that some zone can take, whoever leaves it, as bits."""
    return sum(
        1 << unit
        for unit, home in enumerate(problem.home)
        if any(zone != home and problem.can_take(zone, unit) for zone in problem.takes)
    )


def _is_beyond_help(problem: Problem, zone: int, movable: int) -> bool:
    """Tell whether a zone with land that stays misses a goal, whoever else is in it."""
    staying = problem.before[zone] & ~problem.land_of(bits(movable))
    widest = staying
    for unit in bits(movable):
        land, is_own = problem.lands[unit], problem.home[unit] == zone
        if (is_own or zone in problem.takes) and not problem.is_too_much(zone, staying | land):
            widest |= land
    missed = problem.missed(zone, widest) if staying else ()
    return bool(missed) and (widest == staying or not all(goal.mended_by_less for goal in missed))


def smallest(
    problem: Problem,
    steps: Steps,
    *,
    most: int | None = None,
    progress: Callable[[int, int | None], object] | None = None,
) -> Found:
    """Return all smallest changes after which every zone that is asked meets the goals.

    Among those with as few municipalities the cheapest are kept. Where the steps do not
    suffice, there is no change, and the bounds say how many municipalities are needed.
    """
    movable = _can_move(problem)
    if any(_is_beyond_help(problem, zone, movable) for zone in problem.asked):
        return Found(Proof.IMPOSSIBLE)
    most = movable.bit_count() if most is None else min(most, movable.bit_count())
    for size in range(most + 1):
        if progress is not None:
            progress(size, most)
        try:
            sets = _Leaving(problem, size, steps).sets(movable)
            tried = [change_of(problem, movers, steps) for movers in sets]
        except StepsSpentError:
            return Found(Proof.BOUNDS, bounds=(0, size))
        found = [change for change in tried if change is not None]
        if found:
            return _best(found)
    return Found(Proof.IMPOSSIBLE)


def fewest_missed(
    problem: Problem,
    steps: Steps,
    *,
    most: int | None = None,
    progress: Callable[[int, int | None], object] | None = None,
) -> Found:
    """Return the smallest changes after which as few zones as possible miss a goal."""
    for missing in range(len(problem.may_be_spared) + 1):
        changes: list[Change] = []
        for given_up in combinations(sorted(problem.may_be_spared), missing):
            fewer = evolve(problem, spared=frozenset(given_up))
            found = smallest(fewer, steps, most=most, progress=progress)
            if found.proof is Proof.BOUNDS:
                return Found(Proof.BOUNDS, bounds=(missing,))
            changes += [evolve(change, missed=given_up) for change in found.changes]
        if changes:
            return _best(changes)
    return Found(Proof.IMPOSSIBLE)


def _best(changes: Sequence[Change]) -> Found:
    """Return the smallest of some changes, in order of who moves."""
    least = min(change.values for change in changes)
    kept = sorted(
        (each for each in changes if each.values == least),
        key=lambda each: (each.movers, each.missed),
    )
    return Found(Proof.ALL, tuple(kept), least)
