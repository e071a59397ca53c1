"""A search equals trying everything: the smallest sets, all their ways, and what clashes."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

import elzmodel as elz
from tests.searches.plain_search import (
    DAY,
    World,
    every_way,
    goals,
    smallest_clash,
    smallest_sets,
)


@st.composite
def worlds(draw, *, most_villages=6, most_zones=3):
    """Draw a world of villages in a row with some more contacts."""
    count = draw(st.integers(2, most_villages))
    zones = draw(st.integers(2, most_zones))
    row = [(n, n + 1) for n in range(count - 1)]
    contacts = st.frozensets(st.sampled_from(list(combinations(range(count), 2))))
    return World(
        homes=tuple(draw(st.integers(0, zones - 1)) for _ in range(count)),
        people=tuple(draw(st.sampled_from([5, 1, 2, 3, 8, None])) for _ in range(count)),
        areas=tuple(draw(st.integers(0, 1)) for _ in range(count)),
        links=draw(contacts).union(row if draw(st.booleans()) else ()),
        zones=zones,
        short=draw(contacts),
    )


def drawn_goals(data, world):
    """Draw some goals, each in both forms."""
    low = data.draw(st.integers(1, 8), "low")
    every = goals(world, low=low, high=data.draw(st.integers(low, 20), "high"))
    return data.draw(st.lists(st.sampled_from(every), min_size=1, unique=True), "goals")


@given(world=worlds(), data=st.data())
def test_a_search_finds_all_smallest_changes_and_proves_when_there_is_none(world, data):
    """Sets, ways and clashes equal those of every assignment, with zones that stay as they are."""
    both = drawn_goals(data, world)
    frozen = data.draw(st.frozensets(st.integers(0, world.zones - 1), max_size=1), "frozen")
    may_take = data.draw(st.frozensets(st.integers(0, world.zones - 1), max_size=1), "may take")
    created = data.draw(st.integers(0, 1), "zones that may begin")
    may_empty = data.draw(st.booleans(), "zones may lose all that they have")
    found = elz.search(
        world.landscape,
        goals=[goal for goal, _ in both],
        on=DAY,
        year=2020,
        may_empty=may_empty,
        frozen=[f"z{zone}" for zone in frozen],
        may_take=[f"z{zone}" for zone in may_take],
        may_create=[f"z{world.zones + n}" for n in range(created)],
    )
    asked = {"frozen": frozen, "may_take": may_take - frozen, "created": created}
    asked["may_empty"] = may_empty
    expected = smallest_sets(world, every_way(world, [met for _, met in both], **asked))
    assert {movers: len(ways) for movers, ways in expected.items()} == {
        frozenset(int(m.unit[1:]) for m in change.movers): change.ways for change in found
    }
    for change in found:
        ways = expected[frozenset(int(mover.unit[1:]) for mover in change.movers)]
        for mover in change.movers:
            zones = {f"z{way[int(mover.unit[1:])]}" for way in ways}
            assert zones == set(change.takers(mover))
    if not expected:
        assert elz.Proof.IMPOSSIBLE is found.proof
        assert len(smallest_clash(world, both, **asked)) == len(found.clash.goals)
        clashing = [met for goal, met in both if goal in found.clash.goals]
        assert [] == [*every_way(world, clashing, **asked)]


@given(world=worlds(most_villages=5), data=st.data())
def test_as_few_zones_as_possible_miss_a_goal(world, data):
    """Where goals may be missed, first the zones that miss one are as few as can be."""
    both = drawn_goals(data, world)
    created = data.draw(st.integers(0, 1), "zones that may begin")
    found = elz.search(
        world.landscape,
        goals=[goal for goal, _ in both],
        on=DAY,
        year=2020,
        may_miss=True,
        may_create=["new"][:created],
    )
    met = [each for _, each in both]
    ways = (
        [*every_way(world, met, misses=misses, created=created)]
        for misses in range(world.zones + 1)
    )
    misses, fewest = next((n, found) for n, found in enumerate(ways) if found)
    expected = smallest_sets(world, fewest)
    assert {misses} == {len(change.missed) for change in found}
    assert set(expected) == {frozenset(int(m.unit[1:]) for m in change.movers) for change in found}
    assert sum(map(len, expected.values())) == sum(change.ways for change in found)
