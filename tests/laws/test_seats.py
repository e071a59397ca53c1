"""Laws of seats and votes: sums, quotas, everybody heard, and no order that matters."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.governance import SeatMethod, apportion, share_seats
from elzmodel.values.ids import grouped

weights = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 90), min_size=1, max_size=6
).filter(lambda drawn: any(drawn.values()))
methods = st.sampled_from(SeatMethod)


def by_key(found):
    return {row.key: (row.seats.low, row.seats.high) for row in found}


@given(weights, st.integers(1, 30), methods)
def test_seats_add_up(inhabitants, seats, method) -> None:
    """With those that a tie leaves open: certain ones and open ones are all there are."""
    found = apportion(inhabitants, seats, method=method)
    assert seats == sum(row.seats.low for row in found) + found.open_seats
    assert bool(found.tied) == (found.open_seats > 0)
    assert not found.tied or found.open_seats < len(found.tied)
    assert sum(row.quota for row in found) == seats


@given(weights, st.integers(1, 30))
def test_the_largest_remainder_keeps_to_the_quota(inhabitants, seats) -> None:
    """Nobody gets fewer than its whole seats, or more than one beyond them."""
    for row in apportion(inhabitants, seats):
        assert int(row.quota) <= row.seats.low <= row.seats.high <= -int(-row.quota // 1)


@given(weights, st.integers(1, 30))
def test_dhondt_keeps_to_the_lower_quota(inhabitants, seats) -> None:
    """Nobody gets fewer than its whole seats."""
    for row in apportion(inhabitants, seats, method="dhondt"):
        assert int(row.quota) <= row.seats.high


@given(weights, st.integers(1, 30), st.sampled_from([SeatMethod.DHONDT, SeatMethod.SAINTE_LAGUE]))
def test_a_seat_more_costs_nobody_one_by_divisors(inhabitants, seats, method) -> None:
    """There is no paradox of Alabama."""
    fewer, more = (by_key(apportion(inhabitants, n, method=method)) for n in (seats, seats + 1))
    assert all(more[key][0] >= low and more[key][1] >= high for key, (low, high) in fewer.items())


@given(weights, st.integers(1, 30), methods, st.randoms(use_true_random=False))
def test_order_and_scale_change_nothing(inhabitants, seats, method, random) -> None:
    """Nor do names: only the numbers beside each other count."""
    turned = list(inhabitants.items())
    random.shuffle(turned)
    scaled = {key: Fraction(value, 7) for key, value in turned}
    one, other = (by_key(apportion(each, seats, method=method)) for each in (inhabitants, scaled))
    assert one == other


def all_ways(keys: list[str], seats: int) -> Iterator[frozenset[frozenset[str]]]:
    """Yield every way to put all in as many groups as there are seats, none empty."""
    seen = set()
    for placed in product(range(seats), repeat=len(keys)):
        groups = frozenset(
            frozenset(key for key, at in zip(keys, placed, strict=True) if at == group)
            for group in range(seats)
        )
        if len(groups) == seats and all(groups) and groups not in seen:
            seen.add(groups)
            yield groups


def hangs_together(group: frozenset[str], touching: set[frozenset[str]]) -> bool:
    reached = {min(group)}
    while more := {b for a in reached for b in group - reached if frozenset((a, b)) in touching}:
        reached |= more
    return reached == group


@given(weights, st.integers(1, 4), st.data())
def test_shared_seats_are_those_of_brute_force(inhabitants, seats, data) -> None:
    """The least largest deviation, and all ways that reach it, with neighbours or without."""
    keys = list(inhabitants)
    seats = min(seats, len(keys))
    pairs = [frozenset((a, b)) for a in keys for b in keys if a < b]
    touching = data.draw(st.none() | st.sets(st.sampled_from(pairs)) if pairs else st.none())
    given_as = None if touching is None else grouped((min(pair), max(pair)) for pair in touching)
    mean = Fraction(sum(inhabitants.values()), seats)
    deviations = {
        way: max(abs(sum(inhabitants[key] for key in group) - mean) for group in way)
        for way in all_ways(keys, seats)
        if touching is None or all(hangs_together(group, touching) for group in way)
    }
    found = share_seats(inhabitants, seats, touching=given_as, most=1000)
    best = min(deviations.values(), default=None)
    assert best == found.largest_deviation
    expected = {way for way, deviation in deviations.items() if deviation == best}
    assert expected == {frozenset(frozenset(g.members) for g in way.groups) for way in found}
    assert len(expected) == len(found) == found.number


@given(weights, st.integers(1, 12))
def test_everybody_is_heard_once(inhabitants, seats) -> None:
    """In each way each is in one group, and the seats add up."""
    for way in share_seats(inhabitants, seats):
        members = sorted(member for group in way.groups for member in group.members)
        assert sorted(inhabitants) == members
        assert seats == sum(group.seats for group in way.groups)
        assert all(group.seats >= 1 for group in way.groups)


@pytest.mark.parametrize("seats", [3, 5], ids=["few", "many"])
def test_a_search_is_never_better_than_all_ways(seats, monkeypatch) -> None:
    """And where it is used it gives a way in which all are heard."""
    inhabitants = {f"m{n}": 7 * n % 11 + 3 for n in range(9)}
    exact = share_seats(inhabitants, seats)
    monkeypatch.setattr("elzmodel.governance.shared_seats.EXACT_UP_TO", 0)
    (found,) = share_seats(inhabitants, seats)
    assert found.largest_deviation >= exact.largest_deviation
    assert sorted(inhabitants) == sorted(m for g in found.groups for m in g.members)
