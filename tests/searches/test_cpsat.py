"""The solver finds what the exact search finds, and keeps to its limits."""

from __future__ import annotations

from itertools import combinations, pairwise, product
from random import Random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import elzmodel as elz
from elzmodel.searches import cpsat
from elzmodel.searches.exact import Steps, fewest_missed, smallest
from elzmodel.searches.problem import problem_of
from elzmodel.values import Period
from elzmodel.zones import Zone
from tests.searches.plain_search import DAY, World, goals

pytest.importorskip("ortools")


class OddVillages(elz.searches.Goal):
    """A goal that says nothing of itself but whether it is met."""

    text = "an odd number of villages"

    def met(self, land):
        """Count them."""
        return land.after.bit_count() % 2 == 1


class FewVillages(elz.searches.Goal):
    """A goal that more land cannot mend."""

    mended_by_more = False
    text = "at most two villages"

    def met(self, land):
        """Count them."""
        return land.after.bit_count() <= 2


class ManyVillages(elz.searches.Goal):
    """A goal that less land cannot mend."""

    mended_by_less = False
    text = "at least three villages"

    def met(self, land):
        """Count them."""
        return land.after.bit_count() >= 3


def drawn_world(random, *, most_villages=8, most_zones=3):
    """Draw a world of villages, in a row or not, with some more contacts."""
    count, zones = random.randint(2, most_villages), random.randint(2, most_zones)
    row = [(n, n + 1) for n in range(count - 1)] if random.random() < 0.7 else []
    pairs = [*combinations(range(count), 2)]
    return World(
        homes=tuple(random.randrange(zones) for _ in range(count)),
        people=tuple(random.choice([5, 1, 2, 3, 8, 4, 6, None]) for _ in range(count)),
        areas=tuple(random.randrange(2) for _ in range(count)),
        links=frozenset(random.sample(pairs, random.randint(0, min(len(pairs), count)))).union(row),
        zones=zones,
        short=frozenset(random.sample(pairs, random.randint(0, min(len(pairs), 2)))),
    )


CREATED = tuple(Zone(id=name, name=name, period=Period()) for name in ("new", "newer"))
"""Zones that may begin."""


def drawn_problem(random, world):
    """Draw what is asked of a world."""
    low = random.randint(1, 8)
    both = goals(world, low=low, high=random.randint(low, 20))
    every = [*(goal for goal, _ in both), OddVillages(), FewVillages(), ManyVillages()]
    asked = random.sample(every, random.randint(1, 4))
    options = {
        "frozen": {"z0"} if random.random() < 0.2 else (),
        "may_take": {"z1"} if random.random() < 0.2 else (),
        "may_empty": random.random() < 0.3,
    }
    every_cost = [lambda unit, zone: unit + zone, lambda unit, zone: unit * zone / 4]
    costs = tuple(random.sample(every_cost, random.randint(0, 2)))
    may_miss = tuple(goal for goal in asked if random.random() < 0.3)
    options["created"] = CREATED[: sum(world.homes) % 3]
    return problem_in(world, *asked, costs=costs, may_miss=may_miss, **options)


def exact(problem, *, most=None):
    """Return what trying everything finds."""
    search = fewest_missed if problem.may_miss else smallest
    return search(problem, Steps(10_000_000), most=most)


def check_as_exact(random, **size):
    """Compare both ways to search, with all that is said of each change."""
    problem = drawn_problem(random, drawn_world(random, **size))
    most = random.choice([None, None, 0, 1, 2, 3])
    assert exact(problem, most=most) == cpsat.solve(problem, most=most)


def test_the_solver_finds_what_the_exact_search_finds():
    """Changes, their ways, values and impossibility are the same in many small worlds."""
    for seed in range(24):
        check_as_exact(Random(seed))


@given(random=st.randoms(use_true_random=False))
def test_the_solver_finds_all_that_the_exact_search_finds(random):
    """The same, whatever is drawn; where many are drawn, with up to ten villages in four zones."""
    is_deep = settings.default.max_examples > 1000
    check_as_exact(random, most_villages=10 if is_deep else 8, most_zones=4 if is_deep else 3)


def test_where_there_are_too_many_the_first_is_given(monkeypatch):
    """It moves those who come first, and is said to be one of the smallest."""
    monkeypatch.setattr(cpsat, "_MOST_SETS", 0)
    for seed in range(8):
        problem = drawn_problem(Random(seed), drawn_world(Random(seed)))
        all_of_them, found = exact(problem), cpsat.solve(problem)
        assert all_of_them.values == found.values[: len(all_of_them.values)]
        if all_of_them.changes:
            first = all_of_them.changes[0]
            assert (first.movers, first.missed) == (
                found.changes[0].movers,
                found.changes[0].missed,
            )


def test_without_time_there_are_bounds():
    """What was found is no smaller than the bounds, and they are no larger than the smallest.

    Where the first stages are settled, a cost has a bound as well.
    """
    stages = set()
    for seed in range(24):
        problem = drawn_problem(Random(seed), drawn_world(Random(seed)))
        smallest_of_all, found = exact(problem), cpsat.solve(problem, effort=seed % 5)
        if smallest_of_all.changes and found.proof is elz.Proof.BOUNDS:
            assert found.bounds <= smallest_of_all.values
            stages.add(len(found.bounds))
    assert {2, 3} <= stages


def problem_in(world, *asked, costs=(), may_miss=(), landscape=None, **options):
    """Return what is asked of a world."""
    day = (landscape or world.landscape).on(DAY)
    problem = problem_of(day, goals=asked, year=2020, **options)
    problem.costs, problem.may_miss = costs, may_miss
    return problem


SQUARE = World((0, 0, 1, 1), (5, 3, 3, 1), (0, 0, 1, 1), frozenset({(0, 1), (2, 3), (1, 2)}), 2)
"""Two villages in each of two zones, in a row; the last is small."""


def test_a_zone_in_two_pieces_gets_no_third():
    """However cheap those far away would be, one comes that touches."""
    row = World((0, 1, 0, 1, 1, 1, 1), (1,) * 7, (0,) * 7, frozenset(pairwise(range(7))), 2)
    goals_of_it = elz.AtLeast(3), elz.NoMorePieces()
    problem = problem_in(row, *goals_of_it, costs=(lambda unit, _: 10 - unit,))
    assert [(3,)] == [change.movers for change in exact(problem).changes]
    assert exact(problem) == cpsat.solve(problem)


def test_who_comes_two_by_two_is_joined_to_the_zone_as_well():
    """Two that touch each other, beside one that lies where they could have come by, are apart."""
    links = {(0, 1), (0, 3), (1, 2), (3, 4), (2, 5), (1, 6), (4, 6), (6, 7), (7, 8), (8, 9)}
    world = World((0, *[1] * 9), (1,) * 10, (0,) * 10, frozenset(links), 2)
    problem = problem_in(
        world,
        *(elz.AtLeast(4), elz.InOnePiece()),
        costs=(lambda unit, _: 0 if unit in {2, 3, 5} else 10,),
    )
    assert (1, 2, 5) in {change.movers for change in exact(problem).changes}
    assert exact(problem) == cpsat.solve(problem)


def test_land_in_no_area_is_not_known_to_lie_within_one():
    """It can go to no zone that is known to lie within one."""
    areas = SQUARE.partition
    some = evolve(
        areas, by_part={part: area for part, area in areas.by_part.items() if part != "v2"}
    )
    goals_of_it = (elz.WithinOneArea(some), elz.AtLeast(5))
    for may_miss in ((), goals_of_it[:1]):
        problem = problem_in(SQUARE, *goals_of_it, may_miss=may_miss)
        assert exact(problem) == cpsat.solve(problem)


def test_land_that_is_joined_as_a_whole_is_one_piece():
    """Villages that do not touch are one piece where the whole of them is there."""
    apart = World((0, 0, 1, 1), (5, 5, 5, 1), (0, 0, 1, 1), frozenset({(1, 2)}), 2)
    base = apart.landscape
    joined = evolve(base.borders, joined=(frozenset({"v1", "v2", "v3"}), frozenset({"v0", "v1"})))
    landscape = evolve(base, borders=joined)
    for goal in (elz.InOnePiece(), elz.NoMorePieces()):
        problem = problem_in(apart, goal, elz.AtLeast(8), landscape=landscape)
        assert exact(problem) == cpsat.solve(problem)


def test_costs_that_are_too_large_for_the_solver_decide_all_the_same():
    """All sets are found first, and the cheapest of them kept."""
    costs = (lambda unit, zone: (unit + zone + 1) * 10**16,)
    problem = problem_in(SQUARE, elz.AtLeast(5), costs=costs)
    assert exact(problem) == cpsat.solve(problem)


def test_what_is_not_proven_has_bounds(monkeypatch):
    """Where time is up in any place, what was found until then is given."""
    calls = []
    least = cpsat._Model.least

    def until(number, times):
        calls.clear()

        def stopped(self, *given):
            calls.append(number)
            if 0 <= len(calls) - number < times:
                raise cpsat._SpentError(0)
            return least(self, *given)

        return stopped

    row = frozenset((n, n + 1) for n in range(5))
    far = World((0, 0, 0, 1, 1, 1), (9, 1, 1, 1, 1, 1), (0,) * 6, row, 2)
    sizes = (elz.AtLeast(5), elz.AtMost(7))
    problems = [
        problem_in(SQUARE, *sizes),
        problem_in(SQUARE, *sizes, may_miss=sizes),
        problem_in(far, elz.InOnePiece(), *sizes, may_miss=sizes),
    ]
    for problem in problems:
        smallest_of_all = exact(problem)
        for most_sets in (0, 1000):
            monkeypatch.setattr(cpsat, "_MOST_SETS", most_sets)
            for number, times in product(range(1, 6), (1, 2)):
                monkeypatch.setattr(cpsat._Model, "least", until(number, times))
                found = cpsat.solve(problem)
                assert found.bounds <= smallest_of_all.values
                assert not found.changes or found.values >= smallest_of_all.values


def test_more_ways_than_steps_leave_one(monkeypatch):
    """It is one of the smallest."""
    monkeypatch.setattr(cpsat, "Steps", lambda _: Steps(0))
    problem = problem_in(SQUARE, elz.AtLeast(5))
    assert cpsat.solve(problem).proof is elz.Proof.SMALLEST
    assert cpsat.solve(problem).values == exact(problem).values


def test_no_more_move_than_are_allowed():
    """What takes more is no answer, proven or not."""
    twice = World((0, 0, 1, 1, 2, 2, 3), (5, 3, 3, 1, 9, 4, 1), (0,) * 4 + (1,) * 3, frozenset(), 4)
    goals_of_it = (elz.WithinOneArea(twice.partition), elz.AtLeast(5))
    problem = problem_in(twice, *goals_of_it)
    for most in range(3):
        assert exact(problem, most=most) == cpsat.solve(problem, most=most)
    assert cpsat.solve(problem, most=1).proof is elz.Proof.IMPOSSIBLE


def test_the_solver_is_taken_where_trying_everything_takes_too_long(monkeypatch):
    """The answer is the same; without the extra there are bounds, or it is said what is missing."""
    asked = {"goals": [elz.AtLeast(5)], "on": DAY, "year": 2020}
    proven = elz.search(SQUARE.landscape, **asked, engine="exact")
    for options in ({"engine": "cp-sat"}, {"effort": 1}):
        found = elz.search(SQUARE.landscape, **asked, **options)
        assert {change.movers for change in found} <= {change.movers for change in proven}

    def missing(_):
        raise elz.errors.MissingDependencyError("ortools", "search")

    monkeypatch.setattr(cpsat, "extra", missing)
    assert elz.search(SQUARE.landscape, **asked, effort=1).proof is elz.Proof.BOUNDS
    with pytest.raises(elz.errors.MissingDependencyError, match=r"elzmodel\[search\]"):
        elz.search(SQUARE.landscape, **asked, engine="cp-sat")


def test_only_goals_that_are_asked_may_be_missed():
    """Another is refused."""
    with pytest.raises(elz.errors.InvalidValueError, match="some of the goals"):
        elz.search(
            SQUARE.landscape, goals=[elz.AtLeast(5)], on=DAY, year=2020, may_miss=[elz.AtLeast(6)]
        )


def test_a_zone_that_is_frozen_is_asked_nothing_by_the_solver():
    """It stays as it is, however small, and the others go on without it."""
    goal = elz.AtLeast(9)
    problem = problem_in(SQUARE, goal, may_miss=(goal,), frozen={"z1"})
    found = cpsat.solve(problem, most=1)
    assert exact(problem, most=1) == found
    assert [(0,)] == [change.missed for change in found.changes]
