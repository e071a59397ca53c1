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
from math import ceil, floor, lcm
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
from elzmodel.values.numbers import whole_or_fraction

__all__: list[str] = []

_STEPS_A_SECOND: Final = 1_000
"""What a step is in the solver's own time, which is the same on every machine."""

_NEAR_SHARE: Final = 0.4
"""What part of the time is for changes that leave land near its old zone."""

_MOST_SETS: Final = 1_000
_MOST_CUTS: Final = 64
_CONSTRAINTS_A_SECOND: Final = 50_000
"""What it takes to hand a model to the solver, whose own time does not count it."""

_SETS_SHARE: Final = 0.2
"""What part of the time is for all the sets that do as well as the best."""

_ROUNDING: Final = 1e-6
_LARGEST: Final = 2**53
"""What a sum of costs may come to in the solver."""

Options = Mapping[int, Sequence[int]]
"""For each municipality the zones where it may be, its own included."""


class _SpentError(Exception):
    """The solver took all the time that it was given; *bound* is what it proved so far."""

    def __init__(self, bound: int) -> None:
        super().__init__(bound)
        self.bound = bound


@define(eq=False)
class _Time:
    """How long the solver may still take, in its own time."""

    left: float


@frozen
class _WholeCost:
    """A cost as whole numbers: *scale* times what each move costs."""

    by_move: Mapping[tuple[int, int], int]
    scale: int

    @property
    def least(self) -> int:
        """What all moves together come to at least."""
        return sum(min(0, cost) for cost in self.by_move.values())

    def unscaled(self, total: int) -> Number:
        """Return a sum as it was asked for."""
        return whole_or_fraction(Fraction(total, self.scale))


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
    cp: Any = field(init=False)
    model: Any = field(init=False)
    inside: dict[int, dict[int, Any]] = field(init=False)
    fixed: dict[int, int] = field(init=False)
    units: list[int] = field(init=False)
    missed: dict[int, Any] = field(init=False, factory=dict)
    spared: Problem = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Say everything that takes no more than a few clauses for each zone."""
        extra("ortools")
        self.cp = extra("ortools.sat.python.cp_model")
        self.model = self.cp.CpModel()
        problem, among = self.problem, {*self.zones}
        self.spared = evolve(problem, spared=problem.may_be_spared)
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
            own = [is_in for unit, is_in in inside.items() if problem.home[unit] == zone]
            self.model.add_bool_or(own)
        if zone not in problem.asked:
            return
        if problem.may_miss and zone in problem.may_be_spared:
            self.missed[zone] = self.model.new_bool_var("")
        for unit, is_in in inside.items():
            land = self.fixed[zone] | problem.lands[unit]
            if self.spared.is_too_much(zone, land):
                self.model.add_bool_or([~is_in])
            elif problem.is_too_much(zone, land):
                self.model.add_bool_or([~is_in, self.missed[zone]])
        for goal in problem.goals:
            self._ask(zone, goal)

    def _ask(self, zone: int, goal: Goal) -> None:
        """Say what a goal asks of a zone, as far as it is known how."""
        match goal:
            case AtLeast(inhabitants):
                self._at_least(zone, inhabitants, self._unless(zone, goal))
            case AtMost(inhabitants):
                self._at_most(zone, inhabitants, self._unless(zone, goal))
            case WithinOneArea():
                self._within_one_area(zone, goal)
            case ToNeighbours():
                self._to_neighbours(zone, self._unless(zone, goal))
            case InOnePiece() | NoMorePieces():
                for count in self._counts(zone, goal):
                    self._together(zone, count, self._unless(zone, goal))
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
            fewest, most = goal.most(self.problem.ground, self.problem.before[zone])
            counts = [_Count(self.problem, most, is_certain=True)]
            return counts + [_Count(self.problem, fewest, is_certain=False)] * (fewest < most)
        return []

    def _unless(self, zone: int, goal: Goal) -> list[Any]:
        """Return the literal that a zone misses a goal, where it may."""
        may_miss = goal in self.problem.may_miss and zone in self.missed
        return [self.missed[zone]] if may_miss else []

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

    def _at_least(self, zone: int, least: Number, unless: list[Any]) -> None:
        def most(land: int) -> int:
            high = self._total(land).high
            return ceil(least if high is None else high)

        lands = self.problem.lands
        total = sum(most(lands[unit]) * is_in for unit, is_in in self.inside[zone].items())
        fixed = most(self.fixed[zone]) if self.fixed[zone] else 0
        asked = self.model.add(total + fixed >= ceil(least))
        asked.only_enforce_if([*self._filled(zone), *(~each for each in unless)])

    def _at_most(self, zone: int, most: Number, unless: list[Any]) -> None:
        lands = self.problem.lands
        total = sum(
            floor(self._total(lands[unit]).low) * is_in for unit, is_in in self.inside[zone].items()
        )
        fixed = floor(self._total(self.fixed[zone]).low) if self.fixed[zone] else 0
        asked = self.model.add(total + fixed <= floor(most))
        asked.only_enforce_if([~each for each in unless])

    def _within_one_area(self, zone: int, goal: WithinOneArea) -> None:
        areas: dict[str, Any] = {}
        unless = self._unless(zone, goal)
        members = [(land, [~is_in]) for land, is_in in self._lands_inside(zone)]
        for land, leaving in [(self.fixed[zone], list[Any]()), *members]:
            for area in sorted(_areas(self.problem, goal, land), key=str):
                if area is not None:
                    of_it = areas.setdefault(area, self.model.new_bool_var(""))
                    self.model.add_bool_or([*leaving, *unless, of_it])
                elif self._is_known(zone, goal):
                    self.model.add_bool_or([*leaving, *unless])
        self.model.add_at_most_one(areas.values())

    def _lands_inside(self, zone: int) -> Iterator[tuple[int, Any]]:
        for unit, is_in in self.inside[zone].items():
            yield self.problem.lands[unit], is_in

    def _to_neighbours(self, zone: int, unless: list[Any]) -> None:
        ground = self.problem.ground
        alone = [] if self.problem.before[zone] else self._alone(zone)
        for unit, is_in in self.inside[zone].items():
            if self.problem.home[unit] != zone:
                around = ground.around(self.problem.lands[unit])
                if not around & self.fixed[zone]:
                    near = self._coming(zone, around, but=unit)
                    self.model.add_bool_or([~is_in, *near, *alone, *unless])

    def _alone(self, zone: int) -> list[Any]:
        """Return a literal that is true only where one municipality at most is in a zone."""
        if self.fixed[zone]:
            return []
        alone = self.model.new_bool_var("")
        self.model.add(sum(self.inside[zone].values()) <= 1).only_enforce_if(alone)
        return [alone]

    def _coming(self, zone: int, land: int, *, but: int = -1) -> list[Any]:
        """Return the literals of who brings any of some land to a zone."""
        lands = self.problem.lands
        return [
            is_in for unit, is_in in self.inside[zone].items() if lands[unit] & land and unit != but
        ]

    def _together(self, zone: int, count: _Count, unless: list[Any]) -> None:
        """Let each touch another, where a zone is to be one piece: the first clauses."""
        if count.most != 1:
            return
        fixed, inside = self.fixed[zone], self.inside[zone]
        alone = self._alone(zone)
        for unit, is_in in inside.items():
            around = count.around(self.problem.lands[unit])
            if not around & fixed:
                near = self._coming(zone, around, but=unit)
                self.model.add_bool_or([~is_in, *alone, *near, *unless])
        self._reach(zone, count, unless)

    def _reach(self, zone: int, count: _Count, unless: list[Any]) -> None:
        """Let there be some of each belt of land between a zone of before and who comes to it."""
        reached = self.problem.before[zone]
        if not reached or self.problem.may_empty:
            return
        belts: list[list[Any]] = []
        while belt := count.around(reached) & ~reached:
            for unit, is_in in self.inside[zone].items():
                land = self.problem.lands[unit]
                if land & belt and not land & reached:
                    for between in belts:
                        self.model.add_bool_or([~is_in, *between, *unless])
            belts.append(self._coming(zone, belt))
            reached |= belt

    # --- what answers break ---

    def _mend(self, answer: _Answer) -> bool:
        """Add clauses that an answer breaks; tell whether there were any."""
        problem, is_wrong = self.problem, False
        land = dict(self.fixed)
        for unit, zone in answer.at.items():
            land[zone] |= problem.lands[unit]
        for zone in self.zones:
            asked = self.spared
            if asked.holds(zone, land[zone]) and zone not in answer.missed:
                asked = problem
            if not asked.holds(zone, land[zone]):
                is_wrong = True
                unless = [] if asked is self.spared else [self.missed[zone]]
                if not self._cut(asked, zone, land[zone], unless):
                    self._forbid(asked, zone, land[zone], unless)
        return is_wrong

    def _cut(self, asked: Problem, zone: int, land: int, unless: list[Any]) -> bool:
        """Say what pieces of land that lie apart lack; tell whether anything was said."""
        has_cut = False
        for goal in asked.missed(zone, land):
            for count in self._counts(zone, goal):
                pieces = count.pieces(land)
                apart = pieces[1:]
                for at in range(len(apart) - count.most + 1):
                    some = apart[at : at + count.most]
                    for clause in self._separating(zone, land, count, some, pieces[0]):
                        self.model.add_bool_or([*clause, *unless])
                        has_cut = True
        return has_cut

    def _separating(
        self, zone: int, land: int, count: _Count, some: Sequence[int], rest: int
    ) -> Iterator[list[Any]]:
        """Yield that some pieces do not lie apart from the rest, or land comes that touches."""
        gap = 0
        for piece in some:
            gap |= count.around(piece) & ~piece
        pieces = [*some, rest]
        if len(some) == 1:
            start, kept = rest, self.problem.before[zone]
            if kept and not kept & some[0] and not self.problem.may_empty:
                start, pieces = kept & ~gap, [*some]  # Some of it is there, wherever it lies.
                gap &= count.around(count.reached(start, gap | some[0])) | kept
            else:
                gap &= count.around(count.reached(start, gap | some[0]))
        coming = self._coming(zone, gap)
        # What only may join them is there already where the gap has land: that says nothing.
        ways = () if gap & land else product(*(self._members(zone, each) for each in pieces))
        for way in islice(ways, _MOST_CUTS):
            present = sorted({unit for unit in way if unit is not None})
            yield [*(~self.inside[zone][unit] for unit in present), *coming]

    def _members(self, zone: int, piece: int) -> list[int | None]:
        """Return who makes a piece be there: nobody has to where it stays anyhow."""
        if self.fixed[zone] & piece:
            return [None]
        lands, home = self.problem.lands, self.problem.home
        members = [unit for unit in self.inside[zone] if lands[unit] & piece]
        members.sort(key=lambda unit: (home[unit] != zone, unit))
        return [*members]

    def _forbid(self, asked: Problem, zone: int, land: int, unless: list[Any]) -> None:
        """Forbid a zone to have just this land, and more where that cannot mend it either."""
        lands, inside = asked.lands, self.inside[zone]
        here = [unit for unit in inside if lands[unit] & land]
        come = [is_in for unit, is_in in inside.items() if not lands[unit] & land]
        if asked.is_too_much(zone, land):
            come = []
            for unit in [*here]:
                rest = [each for each in here if each != unit]
                if asked.is_too_much(zone, self.fixed[zone] | asked.land_of(rest)):
                    here = rest
        elif not self._filled(zone) and not all(
            goal.mended_by_less for goal in asked.missed(zone, land)
        ):
            here = []
        self.model.add_bool_or([*(~inside[unit] for unit in here), *come, *unless])

    # --- answers ---

    @property
    def size(self) -> int:
        """How many variables say where municipalities are."""
        return sum(map(len, self.inside.values()))

    @cached_property
    def movers(self) -> dict[int, Any]:
        """For each municipality the literal that it moves."""
        return {unit: ~self.inside[self.problem.home[unit]][unit] for unit in self.units}

    def cost(self, cost: _WholeCost) -> Any:  # noqa: ANN401 - the solver's own
        """Return what the moves cost."""
        return sum(
            cost.by_move[unit, zone] * is_in
            for zone, inside in self.inside.items()
            for unit, is_in in inside.items()
            if self.problem.home[unit] != zone
        )

    def least(
        self,
        objective: Any = 0,  # noqa: ANN401 - the solver's own
        hint: Mapping[int, int] | None = None,
        bound: int = 0,
    ) -> tuple[_Answer | None, int]:
        """Return an answer for which an objective is least, with what it comes to.

        *bound* is the least that it can come to, for all that is known beforehand.

        Raises:
            _SpentError: If the time is over.
        """
        self.model.minimize(objective)
        while True:
            solver = self._solver(hint)
            status = solver.solve(self.model)
            self.time.left -= solver.response_proto.deterministic_time
            self.time.left -= len(self.model.proto.constraints) / _CONSTRAINTS_A_SECOND
            if status == self.cp.INFEASIBLE:
                return None, 0
            if status in {self.cp.OPTIMAL, self.cp.FEASIBLE}:
                bound = ceil(solver.best_objective_bound - _ROUNDING)
            if status != self.cp.OPTIMAL:
                raise _SpentError(bound)
            answer = self._read(solver)
            if not self._mend(answer):
                return answer, round(solver.objective_value)
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


def _areas(problem: Problem, goal: WithinOneArea, land: int) -> set[str | None]:
    return {goal.areas.by_part.get(part) for part in problem.ground.parts_of(land)}


# --- stages -------------------------------------------------------------------


@define(eq=False)
class _Block:
    """Zones that can exchange something, with the best that was found for them.

    *values* and *bounds* are the zones that miss a goal, the municipalities that move and
    the costs, as far as they are known. What is proven is added to the model.
    """

    model: _Model
    answer: _Answer | None = None
    values: tuple[Number, ...] = ()
    bounds: tuple[Number, ...] = ()
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

    def solve(self, costs: Sequence[_WholeCost], hint: _Answer | None) -> None:
        """Go from stage to stage, each as small as it can be after those before it."""
        model = self.model
        missed, moved = sum(model.missed.values()), sum(model.movers.values())
        weight = len(model.units) + 1
        cost = None
        try:
            both = weight * missed + moved
            answer, value = model.least(both, None if hint is None else hint.at)
            self.answer, self.is_impossible = answer, answer is None
            self.values = divmod(value, weight)
            model.model.add(both <= value)
            for cost in costs if answer is not None else ():
                total = model.cost(cost)
                hinted = None if answer is None else answer.at
                answer, value = model.least(total, hinted, cost.least)
                self.answer = answer
                model.model.add(total <= value)
                self.values += (cost.unscaled(value),)
            self.is_proven = not self.is_impossible
        except _SpentError as spent:
            first = divmod(spent.bound, weight)
            self.bounds = first if cost is None else (*self.values, cost.unscaled(spent.bound))
        else:
            self.bounds = self.values


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


def _every_option(problem: Problem) -> Options:
    """Return the zones where a municipality may be, for all that goals say beforehand.

    A zone keeps some of its land; if it lies within one area, that is one where it has land.
    """
    spared = evolve(problem, spared=problem.may_be_spared)
    options = {
        unit: [
            zone
            for zone in sorted({*problem.takes, home})
            if zone == home or spared.can_take(zone, unit)
        ]
        for unit, home in enumerate(problem.home)
    }
    for goal in problem.goals:
        if not isinstance(goal, WithinOneArea) or problem.may_empty:
            continue
        own = [_areas(problem, goal, land) for land in problem.lands]
        areas = [
            _areas(problem, goal, land) if land and spared.is_asked(zone, goal) else {None}
            for zone, land in enumerate(problem.before)
        ]
        for unit, zones in options.items():
            zones[:] = [
                zone
                for zone in zones
                if zone == problem.home[unit] or {None} <= areas[zone] or own[unit] & areas[zone]
            ]
    return options


def _near_options(problem: Problem, options: Options) -> Options:
    """Return those of some options that lie near, where goals ask that."""
    if not any(isinstance(g, InOnePiece | NoMorePieces | ToNeighbours) for g in problem.goals):
        return options
    around, near = problem.ground.around, {}
    for unit, zones in options.items():
        reach = around(around(problem.lands[unit], certain=False), certain=False)
        near[unit] = [
            zone
            for zone in zones
            if zone == problem.home[unit]
            or not problem.before[zone]
            or reach & problem.before[zone]
        ]
    return near


def _whole_costs(problem: Problem, options: Options) -> list[_WholeCost]:
    """Return costs as whole numbers in the same order, up to one that gets too large."""
    found: list[_WholeCost] = []
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
        whole = {move: int(value * scale) for move, value in exact.items()}
        found.append(_WholeCost(whole, scale))
    return found


# --- all sets -----------------------------------------------------------------

_Set = tuple[tuple[int, ...], tuple[int, ...]]
"""Who moves, and the zones that miss a goal."""


def _set_of(problem: Problem, answer: _Answer) -> _Set:
    movers = (unit for unit, zone in answer.at.items() if zone != problem.home[unit])
    return tuple(sorted(movers)), tuple(sorted(answer.missed))


def _every_set(block: _Block, most: int) -> list[_Set] | None:
    """Return every set that does as well as the best; none if there are more than *most*."""
    model, found = block.model, list[_Set]()
    answer = block.answer
    while answer is not None:
        movers, missed = _set_of(model.problem, answer)
        found.append((movers, missed))
        if len(found) > most:
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
    time = _Time(effort / _STEPS_A_SECOND * _SETS_SHARE)
    sets, most = list[list[_Set]](), _MOST_SETS
    for block in sorted(blocks, key=lambda block: block.model.size):
        block.model.time = time
        found = _every_set(block, most)
        if found is None:
            return None
        sets.append(found)
        most //= len(found)
    steps = Steps(effort)
    every = [_joined_sets(chosen) for chosen in product(*sets)]
    try:
        found_ways = [
            change_of(evolve(problem, spared=frozenset(missed)), movers, steps)
            for movers, missed in every
        ]
    except StepsSpentError:
        return None
    changes = [
        evolve(change, missed=missed)
        for change, (_, missed) in zip(found_ways, every, strict=True)
        if change is not None
    ]
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


def solve(problem: Problem, *, most: int | None = None, effort: int = 100_000) -> Found:
    """Return the smallest changes, as the exact search does, for as much as is proven.

    Where the effort does not suffice for all of them, there is one: the first of the
    smallest, or the best that was found.
    """
    seconds = effort / _STEPS_A_SECOND
    ask = _Ask(problem, most)
    options = _every_option(problem)
    spared = evolve(problem, spared=problem.may_be_spared)
    if any(
        all(spared.is_too_much(zone, problem.lands[unit]) for zone in zones)
        for unit, zones in options.items()
    ):
        return Found(Proof.IMPOSSIBLE)
    time = _Time(seconds * _NEAR_SHARE)
    near = ask.solved(_near_options(problem, options), time)
    start = _joined([block.answer for block in near])
    time = _Time(time.left + seconds * (1 - _NEAR_SHARE))
    blocks = ask.solved(options, time, start, known=near)
    if any(block.is_impossible for block in blocks):
        return Found(Proof.IMPOSSIBLE)
    limit = len(problem.units) if most is None else most
    if sum(block.bounds[1] for block in blocks) > limit:
        return Found(Proof.IMPOSSIBLE)
    best = _joined([block.best(start) for block in blocks])
    too_many = best is not None and len(_set_of(problem, best)[0]) > limit
    best = None if too_many else best
    if best is None or not all(block.is_proven for block in blocks):
        return Found(Proof.BOUNDS, _one_change(problem, best), _bounds(blocks, best, seconds))
    changes = _all_changes(problem, blocks, effort)
    if changes is not None:
        return Found(Proof.ALL, tuple(changes), changes[0].values)
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
    return Found(proof, (change,), change.values[:stages])


@frozen
class _Ask:
    """What is asked of the solver, whatever the options."""

    problem: Problem
    most: int | None

    def solved(
        self,
        options: Options,
        time: _Time,
        start: _Answer | None = None,
        known: Sequence[_Block] = (),
    ) -> list[_Block]:
        """Return the blocks that options give, each solved as far as the time allows."""
        apart = self.most is None or not self.problem.may_miss
        costs = _whole_costs(self.problem, options)
        blocks, unsolved = list[_Block](), list[_Block]()
        for zones in _exchanging(self.problem, options, apart=apart):
            block = _Block(_Model(self.problem, options, zones, time))
            same = [each for each in known if each.is_proven and each.asks_as_much_as(block)]
            blocks += same or [block]
            unsolved += [] if same else [block]
        unsolved.sort(key=lambda block: block.model.size)
        for at, block in enumerate(unsolved):
            if self.most is not None:
                block.model.model.add(sum(block.model.movers.values()) <= self.most)
            share = time.left / (len(unsolved) - at)
            block.model.time = _Time(share)
            block.solve(costs, start)
            time.left -= share - block.model.time.left
        for block in blocks:
            block.model.time = time  # What is left is for all that is asked of them still.
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


def _bounds(blocks: Sequence[_Block], best: _Answer | None, seconds: float) -> tuple[Number, ...]:
    """Return the least that each stage can come to, as far as it is known.

    Municipalities that move are those of changes that leave no more zones missing than the
    best found; a cost is that of changes that are as good in all stages before it.
    """
    missing, moving, *costs = (
        sum(stage) for stage in zip(*(block.bounds for block in blocks), strict=False)
    )
    spare = 0 if best is None else len(best.missed) - missing
    if not spare:
        return missing, moving, *costs
    moving = 0
    for block in blocks:
        time = _Time(seconds * _NEAR_SHARE / len(blocks))
        model = _Model(block.model.problem, block.model.options, block.model.zones, time)
        model.model.add(sum(model.missed.values()) <= block.bounds[0] + spare)
        try:
            _, low = model.least(sum(model.movers.values()))
        except _SpentError as spent:
            low = spent.bound
        moving += low
    return missing, moving
