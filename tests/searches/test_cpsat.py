"""The solver finds what the exact search finds, and keeps to its limits."""

from __future__ import annotations

from itertools import combinations

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


@st.composite
def worlds(draw, *, most_villages, most_zones):
    """Draw a world of villages, in a row or not, with some more contacts."""
    count = draw(st.integers(2, most_villages))
    zones = draw(st.integers(2, most_zones))
    pairs = st.sampled_from(list(combinations(range(count), 2)))
    row = [(n, n + 1) for n in range(count - 1)] if draw(st.booleans()) else []
    return World(
        homes=tuple(draw(st.integers(0, zones - 1)) for _ in range(count)),
        people=tuple(draw(st.sampled_from([5, 1, 2, 3, 8, None])) for _ in range(count)),
        areas=tuple(draw(st.integers(0, 1)) for _ in range(count)),
        links=frozenset(draw(st.sets(pairs, max_size=2 * count))).union(row),
        zones=zones,
    )


def drawn_problem(data, world):
    """Draw what is asked of a world."""
    low = data.draw(st.integers(1, 8), "low")
    both = goals(world, low=low, high=data.draw(st.integers(low, 20), "high"))
    every = [*(goal for goal, _ in both), OddVillages()]
    asked = data.draw(st.lists(st.sampled_from(every), min_size=1, unique=True), "goals")
    some_zones = st.frozensets(st.sampled_from([f"z{n}" for n in range(world.zones)]), max_size=1)
    problem = problem_of(
        world.landscape.on(DAY),
        goals=tuple(asked),
        year=2020,
        frozen=data.draw(some_zones, "frozen"),
        may_take=data.draw(some_zones, "may take"),
        may_empty=data.draw(st.booleans(), "may empty"),
    )
    costs = [lambda unit, zone: unit + zone, lambda unit, zone: unit * zone / 4]
    problem.costs = tuple(data.draw(st.lists(st.sampled_from(costs), max_size=2), "costs"))
    return problem


def check_as_exact(data, world):
    """Compare both ways to search, with all that is said of each change."""
    problem = drawn_problem(data, world)
    most = data.draw(st.none() | st.integers(0, 3), "most")
    may_miss = data.draw(st.booleans(), "may miss")
    exact = (fewest_missed if may_miss else smallest)(problem, Steps(10_000_000), most=most)
    assert exact == cpsat.solve(problem, may_miss=may_miss, most=most)


@given(world=worlds(most_villages=8, most_zones=3), data=st.data())
def test_the_solver_finds_all_that_the_exact_search_finds(world, data):
    """Changes, their ways, values and impossibility are the same."""
    check_as_exact(data, world)
