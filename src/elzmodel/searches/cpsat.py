"""The smallest changes of large problems, by the solver CP-SAT of OR-Tools.

Every municipality is in one zone, and what each goal asks is said in clauses and sums.
That a zone is in one piece takes more clauses than can be written down: they are added
where an answer breaks them, and so is whatever else a goal asks that has no sum of its own.
An answer is therefore one of the problem itself, and what is proven is proven of it.

First a change is sought that leaves land near its old zone; where it is found, no larger one
matters any more. Zones that then cannot exchange anything are solved apart. Nothing depends
on how many cores there are, nor on the clock: limits are in steps of the solver.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, reduce
from itertools import islice, product
from math import ceil, floor, lcm, prod
from operator import or_
from typing import Any, Final

from attrs import define, evolve, field, frozen

from elzmodel.searches.exact import Steps, StepsSpentError, change_of
from elzmodel.searches.found import Change, Found, Group, Proof
from elzmodel.searches.goals import (
    AtLeast,
    AtMost,
    Goal,
    InOnePiece,
    NoMorePieces,
    ToNeighbours,
    WithinOneArea,
)
from elzmodel.searches.problem import Problem
from elzmodel.values import Number, Total
from elzmodel.values.extras import extra

__all__: list[str] = []

_STEPS_A_SECOND: Final = 1_000
"""What a step is in the solver's own time, which is the same on every machine."""

_NEAR_SHARE: Final = 0.4
"""What part of the time is for changes that leave land near its old zone."""

_MOST_SETS: Final = 1_000
_MOST_CUTS: Final = 64
_ROUNDING: Final = 1e-6
_LARGEST: Final = 2**53
"""What a sum of costs may come to in the solver."""

Options = Mapping[int, Sequence[int]]
"""For each municipality the zones where it may be, its own included."""


class _SpentError(Exception):
    """The solver took all the time that it was given."""


@define(eq=False)
class _Time:
    """How long the solver may still take, in its own time."""

    left: float


@frozen
class _Answer:
    """Where each municipality of a block is, and what its zones come to at each stage."""

    at: dict[int, int]
    missed: frozenset[int]


# --- the model ----------------------------------------------------------------


@define(eq=False, slots=False)
class _Model:
    """Some zones and their municipalities as variables and clauses of the solver."""

    problem: Problem
    options: Options
    zones: Sequence[int]
    time: _Time
    may_miss: bool = False
    cp: Any = field(init=False)
    model: Any = field(init=False)
    inside: dict[int, dict[int, Any]] = field(init=False)
    fixed: dict[int, int] = field(init=False)
    units: list[int] = field(init=False)
    missed: dict[int, Any] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        """Say everything that takes no more than a few clauses for each zone."""
        extra("ortools")
        self.cp = extra("ortools.sat.python.cp_model")
        self.model = self.cp.CpModel()
        problem, among = self.problem, {*self.zones}
        self.inside = {zone: {} for zone in self.zones}
        self.fixed = {zone: problem.before[zone] for zone in self.zones}
        self.units = []
        for unit, home in enumerate(problem.home):
            if home not in among or len(self.options[unit]) < 2:
                continue
            self.units.append(unit)
            self.fixed[home] ^= problem.lands[unit]
            for zone in self.options[unit]:
                self.inside[zone][unit] = self.model.new_bool_var("")
            self.model.add_exactly_one(self.inside[zone][unit] for zone in self.options[unit])
        for zone in self.zones:
            self._say(zone)

    def _say(self, zone: int) -> None:
        problem, inside = self.problem, self.inside[zone]
        if problem.before[zone] and not (problem.may_empty or self.fixed[zone]):
            self.model.add_bool_or(inside.values())
        if zone not in problem.asked:
            return
        if self.may_miss:
            self.missed[zone] = self.model.new_bool_var("")
        for unit, is_in in inside.items():
            if problem.is_too_much(zone, self.fixed[zone] | problem.lands[unit]):
                self._need(zone, ~is_in)
        for goal in problem.goals:
            self._ask(zone, goal)

    def _ask(self, zone: int, goal: Goal) -> None:
        """Say what a goal asks of a zone, as far as it is known how."""
        match goal:
            case AtLeast(inhabitants):
                self._at_least(zone, inhabitants)
            case AtMost(inhabitants):
                self._at_most(zone, inhabitants)
            case WithinOneArea():
                self._within_one_area(zone, goal)
            case ToNeighbours():
                self._to_neighbours(zone)
            case InOnePiece() | NoMorePieces():
                for count in self._counts(zone, goal):
                    self._together(zone, count)
            case _:
                pass  # It is looked at in every answer.

    def _is_known(self, zone: int, goal: Goal) -> bool:
        """Tell whether it is known that a zone meets a goal or does not, as it is."""
        return (self.problem.zones[zone], goal) not in self.problem.unknown

    def _counts(self, zone: int, goal: Goal) -> list[_Count]:
        """Return what a goal asks of the number of pieces, if it does."""
        if isinstance(goal, InOnePiece):
            return [_Count(self.problem, 1, is_certain=self._is_known(zone, goal))]
        if isinstance(goal, NoMorePieces):
            fewest, most = self.problem.ground.pieces(self.problem.before[zone])
            return [
                _Count(self.problem, most, is_certain=True),
                _Count(self.problem, fewest, is_certain=False),
            ]
        return []

    def _need(self, zone: int, *literals: Any) -> None:  # noqa: ANN401 - the solver's own
        """Let one of some literals be true, unless the zone misses a goal."""
        self.model.add_bool_or([*literals, *self._escape(zone)])

    def _escape(self, zone: int) -> list[Any]:
        return [self.missed[zone]] if zone in self.missed else []

    def _if_it_is(self, zone: int, *literals: Any) -> list[Any]:  # noqa: ANN401 - the solver's own
        """Return when a goal is asked: it is not given up, and some literals hold."""
        return [*literals, *(~each for each in self._escape(zone))]

    def _filled(self, zone: int) -> list[Any]:
        """Return a literal that is true if the zone has any land, where that is in doubt."""
        problem, inside = self.problem, self.inside[zone]
        if self.fixed[zone] or (problem.before[zone] and not problem.may_empty):
            return []
        filled = self.model.new_bool_var("")
        for is_in in inside.values():
            self.model.add_implication(is_in, filled)
        return [filled]

    def _total(self, land: int) -> Total:
        return self.problem.ground.inhabitants(land)

    def _at_least(self, zone: int, least: Number) -> None:
        def most(land: int) -> int:
            high = self._total(land).high
            return ceil(least if high is None else high)

        lands = self.problem.lands
        total = sum(most(lands[unit]) * is_in for unit, is_in in self.inside[zone].items())
        fixed = most(self.fixed[zone]) if self.fixed[zone] else 0
        asked = self.model.add(total + fixed >= ceil(least))
        asked.only_enforce_if(self._if_it_is(zone, *self._filled(zone)))

    def _at_most(self, zone: int, most: Number) -> None:
        lands = self.problem.lands
        total = sum(
            floor(self._total(lands[unit]).low) * is_in for unit, is_in in self.inside[zone].items()
        )
        fixed = floor(self._total(self.fixed[zone]).low) if self.fixed[zone] else 0
        asked = self.model.add(total + fixed <= floor(most))
        asked.only_enforce_if(self._if_it_is(zone))

    def _within_one_area(self, zone: int, goal: WithinOneArea) -> None:
        areas: dict[str, Any] = {}
        members = [(land, [~is_in]) for land, is_in in self._lands_inside(zone)]
        for land, unless in [(self.fixed[zone], list[Any]()), *members]:
            for area in _areas(self.problem, goal, land):
                if area is not None:
                    of_it = areas.setdefault(area, self.model.new_bool_var(""))
                    self._need(zone, *unless, of_it)
                elif self._is_known(zone, goal):
                    self._need(zone, *unless)
        self.model.add_at_most_one(areas.values())

    def _lands_inside(self, zone: int) -> Iterator[tuple[int, Any]]:
        for unit, is_in in self.inside[zone].items():
            yield self.problem.lands[unit], is_in

    def _to_neighbours(self, zone: int) -> None:
        ground = self.problem.ground
        for unit, is_in in self.inside[zone].items():
            if self.problem.home[unit] != zone:
                around = ground.around(self.problem.lands[unit])
                if not around & self.fixed[zone]:
                    self._need(zone, ~is_in, *self._coming(zone, around, but=unit))

    def _coming(self, zone: int, land: int, *, but: int = -1) -> list[Any]:
        """Return the literals of who brings any of some land to a zone."""
        lands = self.problem.lands
        return [
            is_in for unit, is_in in self.inside[zone].items() if lands[unit] & land and unit != but
        ]

    def _together(self, zone: int, count: _Count) -> None:
        """Let each touch another, where a zone is to be one piece: the first clauses."""
        if count.most != 1:
            return
        fixed, inside = self.fixed[zone], self.inside[zone]
        several = []
        if not fixed:
            several = [self.model.new_bool_var("")]
            self.model.add(sum(inside.values()) <= 1).only_enforce_if(~several[0])
        for unit, is_in in inside.items():
            around = count.around(self.problem.lands[unit])
            if not around & fixed:
                near = self._coming(zone, around, but=unit)
                self._need(zone, ~is_in, *(~each for each in several), *near)

    # --- what answers break ---

    def _mend(self, answer: _Answer) -> bool:
        """Add clauses that an answer breaks; tell whether there were any."""
        problem, is_wrong = self.problem, False
        land = dict(self.fixed)
        for unit, zone in answer.at.items():
            land[zone] |= problem.lands[unit]
        for zone in self.zones:
            if zone in answer.missed or problem.holds(zone, land[zone]):
                continue
            is_wrong = True
            if not self._cut(zone, land[zone]):
                self._forbid(zone, land[zone])
        return is_wrong

    def _cut(self, zone: int, land: int) -> bool:
        """Say what pieces of land that lie apart lack; tell whether that was all."""
        problem, has_cut = self.problem, False
        for goal in problem.missed(zone, land):
            for count in self._counts(zone, goal):
                pieces = count.pieces(land)
                apart = pieces[1:]
                for at in range(len(apart) - count.most + 1):
                    some = apart[at : at + count.most]
                    has_cut |= self._separate(zone, land, count, some, pieces[0])
        return has_cut

    def _separate(
        self, zone: int, land: int, count: _Count, some: Sequence[int], rest: int
    ) -> bool:
        """Let some pieces not lie apart from the rest, unless land comes that touches them."""
        gap = 0
        for piece in some:
            gap |= count.around(piece) & ~piece
        if len(some) == 1:
            gap &= count.around(count.reached(rest, gap | some[0]))
        if gap & land:
            return False
        coming = self._coming(zone, gap)
        ways = product(*(self._members(zone, piece) for piece in (*some, rest)))
        for way in islice(ways, _MOST_CUTS):
            present = {unit for unit in way if unit is not None}
            self._need(zone, *(~self.inside[zone][unit] for unit in sorted(present)), *coming)
        return True

    def _members(self, zone: int, piece: int) -> list[int | None]:
        """Return who makes a piece be there: nobody has to where it stays anyhow."""
        if self.fixed[zone] & piece:
            return [None]
        lands, home = self.problem.lands, self.problem.home
        members = [unit for unit in self.inside[zone] if lands[unit] & piece]
        return [*sorted(members, key=lambda unit: (home[unit] != zone, unit))]

    def _forbid(self, zone: int, land: int) -> None:
        """Forbid a zone to have just this land, and more where that cannot mend it either."""
        problem, inside = self.problem, self.inside[zone]
        here = [unit for unit in inside if problem.lands[unit] & land]
        leave = [~inside[unit] for unit in here]
        come = [is_in for unit, is_in in inside.items() if not problem.lands[unit] & land]
        if problem.is_too_much(zone, land):
            kept = here
            for unit in here:
                rest = [each for each in kept if each != unit]
                if problem.is_too_much(zone, self.fixed[zone] | problem.land_of(rest)):
                    kept = rest
            self._need(zone, *(~inside[unit] for unit in kept))
        elif not self._filled(zone) and not all(
            goal.mended_by_less for goal in problem.missed(zone, land)
        ):
            self._need(zone, *come)
        else:
            self._need(zone, *leave, *come)

    # --- answers ---

    @cached_property
    def movers(self) -> dict[int, Any]:
        """For each municipality the literal that it moves."""
        return {unit: ~self.inside[self.problem.home[unit]][unit] for unit in self.units}

    def cost(self, cost: Mapping[tuple[int, int], int]) -> Any:  # noqa: ANN401 - the solver's own
        """Return what the moves cost."""
        return sum(
            cost[unit, zone] * is_in
            for zone, inside in self.inside.items()
            for unit, is_in in inside.items()
            if self.problem.home[unit] != zone
        )

    def least(
        self,
        objective: Any = 0,  # noqa: ANN401 - the solver's own
        hint: Mapping[int, int] | None = None,
    ) -> tuple[_Answer | None, int]:
        """Return an answer for which an objective is least, with what it comes to.

        Raises:
            _SpentError: If the time is over; it carries the bound.
        """
        self.model.minimize(objective)
        bound = None
        while True:
            solver = self._solver(hint)
            status = solver.solve(self.model)
            self.time.left -= solver.response_proto.deterministic_time
            if status == self.cp.INFEASIBLE:
                return None, 0
            if status in {self.cp.OPTIMAL, self.cp.FEASIBLE}:
                low = ceil(solver.best_objective_bound - _ROUNDING)
                bound = low if bound is None else max(low, bound)
            if status != self.cp.OPTIMAL:
                raise _SpentError(bound)
            answer = self._read(solver)
            if not self._mend(answer):
                return answer, round(solver.objective_value)
            if self.time.left <= 0:
                raise _SpentError(bound)
            hint = answer.at

    def _solver(self, hint: Mapping[int, int] | None) -> Any:  # noqa: ANN401 - the solver's own
        """Return a solver that does the same on every machine."""
        solver = self.cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = max(self.time.left, _ROUNDING)
        self.model.clear_hints()
        for zone, inside in self.inside.items():
            for unit, is_in in inside.items():
                if hint is not None:
                    self.model.add_hint(is_in, hint.get(unit, self.problem.home[unit]) == zone)
        return solver

    def _read(self, solver: Any) -> _Answer:  # noqa: ANN401 - the solver's own
        at = {
            unit: zone
            for zone, inside in self.inside.items()
            for unit, is_in in inside.items()
            if solver.boolean_value(is_in)
        }
        missed = [
            zone for zone, is_missed in self.missed.items() if solver.boolean_value(is_missed)
        ]
        return _Answer(at, frozenset(missed))


@define(eq=False, slots=False)
class _Count:
    """How many pieces a zone may have, by the contacts that are certain or by all possible."""

    problem: Problem
    most: int
    is_certain: bool = field(kw_only=True)

    def around(self, land: int) -> int:
        """Return all that may join some land, more than that where it is joined as a whole."""
        ground = self.problem.ground
        found = ground.around(land, certain=False)
        if self.is_certain and not (found | land) & self.joined:
            found = ground.around(land)
        return found

    @cached_property
    def joined(self) -> int:
        """All land that counts as one piece where a zone has the whole of it."""
        ground, lands = self.problem.ground, self.problem.lands
        widest = [land | reduce(or_, lands, 0) for land in self.problem.before]
        joined = map(ground.mask, ground.snapshot.borders.joined)
        return reduce(
            or_, (land for land in joined if any(land & each == land for each in widest)), 0
        )

    def pieces(self, land: int) -> list[int]:
        """Return the pieces of some land, the largest first."""
        ground = self.problem.ground
        borders = ground.snapshot.borders
        found = borders.pieces(ground.parts_of(land), certain=self.is_certain)
        return [ground.mask(piece) for piece in found]

    def reached(self, start: int, wall: int) -> int:
        """Return all land that can be reached without crossing a wall."""
        found = edge = start
        while edge:
            edge = self.around(edge) & ~(found | wall)
            found |= edge
        return found


def _areas(problem: Problem, goal: WithinOneArea, land: int) -> list[str | None]:
    found = {goal.areas.by_part.get(part) for part in problem.ground.parts_of(land)}
    return sorted(found, key=str)


# --- stages -------------------------------------------------------------------


@define(eq=False)
class _Block:
    """Zones that can exchange something, with the best that was found for them.

    *values* and *bounds* are the zones that miss a goal, the municipalities that move and
    the costs, as far as they are known. What is proven is added to the model.
    """

    model: _Model
    answer: _Answer | None = None
    values: tuple[int, ...] = ()
    bounds: tuple[int, ...] = ()
    is_proven: bool = False
    is_impossible: bool = False

    def asks_as_much_as(self, other: _Block) -> bool:
        """Tell whether another has the same zones and options."""
        one, two = self.model, other.model
        options = [{unit: model.options[unit] for unit in model.units} for model in (one, two)]
        return one.zones == two.zones and options[0] == options[1]

    def best(self, start: _Answer | None) -> _Answer | None:
        """Return what was found, or else what another answer says of these zones."""
        if self.answer is not None or start is None:
            return self.answer
        home = self.model.problem.home
        at = {unit: start.at.get(unit, home[unit]) for unit in self.model.units}
        return _Answer(at, start.missed.intersection(self.model.zones))

    def solve(self, costs: Sequence[Mapping[tuple[int, int], int]], hint: _Answer | None) -> None:
        """Go from stage to stage, each as small as it can be after those before it."""
        model = self.model
        missed, moved = sum(model.missed.values()), sum(model.movers.values())
        weight = len(model.units) + 1
        at = None if hint is None else hint.at
        try:
            self.answer, value = model.least(weight * missed + moved, at)
        except _SpentError as spent:
            (low,) = spent.args
            if low is not None:
                self.bounds = (max(0, -((weight - 1 - low) // weight)),)
            return
        if self.answer is None:
            self.is_impossible = True
            return
        self.values = self.bounds = divmod(value, weight)
        model.model.add(weight * missed + moved <= value)
        for cost in costs:
            total = model.cost(cost)
            try:
                self.answer, value = model.least(
                    total, None if self.answer is None else self.answer.at
                )
            except _SpentError as spent:
                (low,) = spent.args
                self.bounds += () if low is None else (low,)
                return
            model.model.add(total <= value)
            self.values = self.bounds = (*self.values, value)
        self.is_proven = True


def _exchanging(problem: Problem, options: Options, *, apart: bool) -> list[tuple[int, ...]]:
    """Put together the zones that can exchange something, in order of the first of each."""
    if not apart:
        return [tuple(range(len(problem.zones)))]
    root = {zone: {zone} for zone in range(len(problem.zones))}
    for zones in options.values():
        joined = set().union(*(root[zone] for zone in zones))
        if len(joined) > len(root[zones[0]]):
            root |= dict.fromkeys(joined, joined)
    groups = sorted({tuple(sorted(zones)) for zones in root.values()})
    return [zones for zones in groups if not problem.asked.isdisjoint(zones)]


def _fixed(problem: Problem) -> list[int]:
    """Return for each zone the land that cannot leave."""
    fixed = list(problem.before)
    for unit, zone in enumerate(problem.home):
        fixed[zone] ^= problem.lands[unit]
    return fixed


def _area_goals(problem: Problem) -> list[WithinOneArea]:
    return [goal for goal in problem.goals if isinstance(goal, WithinOneArea)]


def _near_options(problem: Problem) -> Options:
    """Return the zones that a municipality is near to, in areas where they have land."""
    ground, goals = problem.ground, _area_goals(problem)
    is_local = any(isinstance(g, InOnePiece | NoMorePieces | ToNeighbours) for g in problem.goals)
    areas = [[{*_areas(problem, goal, land)} for goal in goals] for land in problem.before]
    found = {}
    for unit, home in enumerate(problem.home):
        own = [{*_areas(problem, goal, problem.lands[unit])} for goal in goals]
        reach = ground.around(ground.around(problem.lands[unit], certain=False), certain=False)
        found[unit] = tuple(
            zone
            for zone in sorted({*problem.takes, home})
            if zone == home
            or (
                (not is_local or not problem.before[zone] or reach & problem.before[zone])
                and all(a & b for a, b in zip(own, areas[zone], strict=True))
            )
        )
    return found


def _every_option(problem: Problem) -> Options:
    return {unit: tuple(sorted({*problem.takes, home})) for unit, home in enumerate(problem.home)}


def _options_that_hold(problem: Problem, most: int | None) -> Options:
    """Return the zones where a municipality may be if each meets its goals.

    A zone that is to lie within one area loses all that lies elsewhere. What the others
    lose at least shows which areas would take more moves than are allowed.
    """
    fixed = _fixed(problem)
    options = {
        unit: {
            zone
            for zone in zones
            if zone == problem.home[unit]
            or not problem.is_too_much(zone, fixed[zone] | problem.lands[unit])
        }
        for unit, zones in _every_option(problem).items()
    }
    for goal in _area_goals(problem) if most is not None else ():
        own = [{*_areas(problem, goal, land)} - {None} for land in problem.lands]
        leaving = {zone: _leaving(problem, zone, own) for zone in problem.asked}
        least = {zone: min(of_zone.values(), default=0) for zone, of_zone in leaving.items()}
        spare = (most or 0) - sum(least.values())
        for unit, zones in options.items():
            for zone in zones & leaving.keys() - {problem.home[unit]}:
                if any(leaving[zone][area] - least[zone] > spare for area in own[unit]):
                    zones.discard(zone)
    return {unit: tuple(sorted(zones)) for unit, zones in options.items()}


def _leaving(problem: Problem, zone: int, own: Sequence[set[str | None]]) -> dict[str | None, int]:
    """Return for each area how many must leave a zone that is to lie in it."""
    members = [own[unit] for unit, home in enumerate(problem.home) if home == zone]
    every = set[str | None]().union(*own)
    return {area: sum(bool(areas - {area}) for areas in members) for area in every}


def _whole_costs(problem: Problem, options: Options) -> list[Mapping[tuple[int, int], int]]:
    """Return costs as whole numbers in the same order, up to one that gets too large."""
    found: list[Mapping[tuple[int, int], int]] = []
    for cost in problem.costs:
        exact = {
            (unit, zone): Fraction(cost(unit, zone))
            for unit, zones in options.items()
            for zone in zones
            if zone != problem.home[unit]
        }
        scale = lcm(*(value.denominator for value in exact.values()))
        if scale * sum(map(abs, exact.values())) > _LARGEST:
            return found
        found.append({move: int(value * scale) for move, value in exact.items()})
    return found


# --- all sets -----------------------------------------------------------------

_Set = tuple[tuple[int, ...], tuple[int, ...]]
"""Who moves, and the zones that miss a goal."""


def _set_of(problem: Problem, answer: _Answer) -> _Set:
    movers = (unit for unit, zone in answer.at.items() if zone != problem.home[unit])
    return tuple(sorted(movers)), tuple(sorted(answer.missed))


def _every_set(block: _Block) -> list[_Set] | None:
    """Return every set that does as well as the best; none if there are too many."""
    model, found = block.model, list[_Set]()
    answer = block.answer
    while answer is not None:
        movers, missed = _set_of(model.problem, answer)
        found.append((movers, missed))
        if len(found) > _MOST_SETS:
            return None
        literals = [model.movers[unit] for unit in movers]
        model.model.add_bool_or([~each for each in (*literals, *(model.missed[z] for z in missed))])
        try:
            answer, _ = model.least()
        except _SpentError:
            return None
    return found


def _joined_sets(sets: Iterable[_Set]) -> _Set:
    movers, missed = zip(*sets, strict=True)
    return tuple(sorted(sum(movers, ()))), tuple(sorted(sum(missed, ())))


def _all_changes(problem: Problem, blocks: Sequence[_Block], effort: int) -> list[Change] | None:
    """Return all best changes, each with all its ways; none if there are too many."""
    every = [_every_set(block) for block in blocks]
    sets = [each for each in every if each is not None]
    if len(sets) < len(every) or prod(map(len, sets)) > _MOST_SETS:
        return None
    steps, changes = Steps(effort), list[Change]()
    for chosen in product(*sets):
        movers, missed = _joined_sets(chosen)
        asked = evolve(problem, asked=problem.asked.difference(missed))
        try:
            change = change_of(asked, movers, steps)
        except StepsSpentError:
            return None
        if change is not None:
            changes.append(evolve(change, missed=missed))
    least = min(change.cost for change in changes)
    kept = [change for change in changes if change.cost == least]
    return sorted(kept, key=lambda each: (each.movers, each.missed))


def _settled(block: _Block, answer: _Answer) -> _Answer:
    """Return, of all that do as well, the first by who moves, what is missed, and new zones."""
    model, home = block.model, block.model.problem.home
    for unit, moves in model.movers.items():
        answer = _with(model, answer, moves, answer.at[unit] != home[unit])
    for zone, is_missed in model.missed.items():
        answer = _with(model, answer, is_missed, zone in answer.missed)
    for unit in _set_of(model.problem, answer)[0]:
        for zone in model.options[unit]:
            answer = _with(model, answer, model.inside[zone][unit], answer.at[unit] == zone)
    return answer


def _with(model: _Model, answer: _Answer, literal: Any, holds: bool) -> _Answer:  # noqa: ANN401, FBT001 - the solver's own
    """Return an answer in which a literal is true if it can be, and keep it so."""
    if not holds:
        model.model.add_assumption(literal)
        other, _ = model.least(0, answer.at)
        model.model.clear_assumptions()
        holds, answer = other is not None, answer if other is None else other
    model.model.add_bool_or([literal if holds else ~literal])
    return answer


# --- the door -----------------------------------------------------------------


def solve(
    problem: Problem, *, may_miss: bool = False, most: int | None = None, effort: int = 100_000
) -> Found:
    """Return the smallest changes, as the exact search does, for as much as is proven.

    Where the effort does not suffice for all of them, there is one: the first of the
    smallest, or the best that was found.
    """
    seconds = effort / _STEPS_A_SECOND
    ask = _Ask(problem, may_miss, most)
    near = ask.solved(_near_options(problem), _Time(seconds * _NEAR_SHARE))
    start = _joined([block.answer for block in near])
    time = _Time(seconds * (1 - _NEAR_SHARE))
    blocks = ask.solved(ask.options(start), time, start, known=near)
    if any(block.is_impossible for block in blocks):
        return Found(Proof.IMPOSSIBLE)
    if most is not None and sum(block.bounds[1] for block in blocks if block.bounds[1:]) > most:
        return Found(Proof.IMPOSSIBLE)
    best = _joined([block.best(start) for block in blocks])
    if best is None or not all(block.is_proven for block in blocks):
        return Found(Proof.BOUNDS, _one_change(problem, best), _bounds(blocks, best, seconds))
    changes = _all_changes(problem, blocks, effort)
    if changes is not None:
        return Found(Proof.ALL, tuple(changes), _values(changes[0]))
    return _first(problem, blocks)


def _first(problem: Problem, blocks: Sequence[_Block]) -> Found:
    """Return one of the smallest changes, where there are too many."""
    try:
        settled = [_settled(block, block.answer) for block in blocks if block.answer is not None]
    except _SpentError:
        settled = [block.answer for block in blocks if block.answer is not None]
    (change,) = _one_change(problem, _joined(settled))
    stages = min((len(block.values) for block in blocks), default=2)
    proof = Proof.SMALLEST if stages == 2 + len(problem.costs) else Proof.BOUNDS
    return Found(proof, (change,), _values(change)[:stages])


@frozen
class _Ask:
    """What is asked of the solver, whatever the options."""

    problem: Problem
    may_miss: bool
    most: int | None

    def options(self, start: _Answer | None) -> Options:
        """Return the zones where a municipality may be, if a change is known already."""
        if self.may_miss:
            return _every_option(self.problem)
        fewest = len(_set_of(self.problem, start)[0]) if start is not None else None
        limits = [limit for limit in (self.most, fewest) if limit is not None]
        return _options_that_hold(self.problem, min(limits, default=None))

    def solved(
        self,
        options: Options,
        time: _Time,
        start: _Answer | None = None,
        known: Sequence[_Block] = (),
    ) -> list[_Block]:
        """Return the blocks that options give, each solved as far as the time allows."""
        apart = self.most is None or not self.may_miss
        costs = _whole_costs(self.problem, options)
        blocks = []
        for zones in _exchanging(self.problem, options, apart=apart):
            block = _Block(_Model(self.problem, options, zones, time, self.may_miss))
            same = [each for each in known if each.is_proven and each.asks_as_much_as(block)]
            if not same:
                if self.most is not None:
                    block.model.model.add(sum(block.model.movers.values()) <= self.most)
                block.solve(costs, start)
            blocks += same or [block]
        return blocks


def _joined(answers: Sequence[_Answer | None]) -> _Answer | None:
    """Return the answers of all blocks as one, if each has one."""
    known = [answer for answer in answers if answer is not None]
    if len(known) < len(answers):
        return None
    at = {unit: zone for answer in known for unit, zone in answer.at.items()}
    return _Answer(at, frozenset[int]().union(*(answer.missed for answer in known)))


def _one_change(problem: Problem, answer: _Answer | None) -> tuple[Change, ...]:
    if answer is None:
        return ()
    movers, missed = _set_of(problem, answer)
    moves = {unit: answer.at[unit] for unit in movers}
    group = Group(movers, (tuple(moves.values()),))
    return (Change(movers, (group,) if movers else (), problem.cost(moves), missed),)


def _values(change: Change) -> tuple[Number, ...]:
    return (len(change.missed), len(change.movers), *change.cost)


def _bounds(blocks: Sequence[_Block], best: _Answer | None, seconds: float) -> tuple[Number, ...]:
    """Return the least that zones that miss and municipalities that move can come to.

    The latter are those of changes that leave no more zones missing than the best found.
    """
    missing = sum(block.bounds[0] if block.bounds else 0 for block in blocks)
    moving = 0
    for block in blocks:
        if block.bounds[1:]:
            moving += block.bounds[1]
            continue
        model = block.model
        model.time = _Time(seconds * _NEAR_SHARE)
        others = missing - (block.bounds[0] if block.bounds else 0)
        if best is not None and model.missed:
            model.model.add(sum(model.missed.values()) <= len(best.missed) - others)
        try:
            _, low = model.least(sum(model.movers.values()))
        except _SpentError as spent:
            (low,) = spent.args
        moving += low or 0
    return missing, moving
