"""The solver finds what the exact search finds, and keeps to its limits."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import elzmodel as elz
from elzmodel.searches import cpsat
from elzmodel.searches.exact import Steps, fewest_missed, smallest
from elzmodel.searches.problem import problem_of
from tests.searches.plain_search import DAY, World, goals

pytest.importorskip("ortools")


class OddVillages(elz.searches.Goal):
    """A goal that says nothing of itself but whether it is met."""

    text = "an odd number of villages"

    def met(self, land):
        """Count them."""
        return land.after.bit_count() % 2 == 1


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
    )


def drawn_problem(random, world):
    """Draw what is asked of a world."""
    low = random.randint(1, 8)
    both = goals(world, low=low, high=random.randint(low, 20))
    every = [*(goal for goal, _ in both), OddVillages()]
    asked = random.sample(every, random.randint(1, 4))
    problem = problem_of(
        world.landscape.on(DAY),
        goals=tuple(asked),
        year=2020,
        frozen={"z0"} if random.random() < 0.2 else (),
        may_take={"z1"} if random.random() < 0.2 else (),
        may_empty=random.random() < 0.3,
    )
    costs = [lambda unit, zone: unit + zone, lambda unit, zone: unit * zone / 4]
    problem.costs = tuple(random.sample(costs, random.randint(0, 2)))
    problem.may_miss = tuple(goal for goal in asked if random.random() < 0.3)
    return problem


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
    for seed in range(45):
        check_as_exact(Random(seed))


@given(random=st.randoms(use_true_random=False))
def test_the_solver_finds_all_that_the_exact_search_finds(random):
    """The same, whatever is drawn, with up to ten villages in four zones."""
    check_as_exact(random, most_villages=8, most_zones=3)


def test_where_there_are_too_many_the_first_is_given(monkeypatch):
    """It moves those who come first, and is said to be one of the smallest."""
    monkeypatch.setattr(cpsat, "_MOST_SETS", 0)
    for seed in range(25):
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
    """What was found is no smaller than the bounds, and they are no larger than the smallest."""
    for seed in range(25):
        problem = drawn_problem(Random(seed), drawn_world(Random(seed)))
        smallest_of_all, found = exact(problem), cpsat.solve(problem, effort=0)
        if smallest_of_all.changes and not found.changes:
            assert found.bounds <= smallest_of_all.values
