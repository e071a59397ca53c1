"""Seats that several share: the ways that balance best."""

from __future__ import annotations

from fractions import Fraction

import pytest

from elzmodel.errors import InvalidValueError
from elzmodel.governance import share_seats

PATH = {"a": ["b"], "b": ["c"], "c": ["d"]}
"""Four in a row; that a neighbour is one both ways need not be said."""


def groups_of(way: object) -> list[str]:
    return [str(group) for group in way.groups]


def test_the_least_largest_deviation_is_found() -> None:
    """Two that are small together, not the first two."""
    found = share_seats({"a": 40, "b": 25, "c": 20, "d": 15}, 3)
    assert [["a", "b", "c + d"]] == [groups_of(way) for way in found]
    assert (Fraction(25, 3), True, 1) == (found.largest_deviation, found.is_proven, found.number)
    assert [40, 25, 35] == [group.inhabitants for group in found[0].groups]


def test_equally_good_ways_are_all_told() -> None:
    """With the most even first, and their number where not all are listed."""
    inhabitants = {"a": 90, "b": 1, "c": 2, "d": 3, "e": 4}
    found = share_seats(inhabitants, 3)
    assert len(found) == found.number > 1
    assert {found.largest_deviation} == {way.largest_deviation for way in found}
    assert ["a", "b + e", "c + d"] == groups_of(found[0])
    one = share_seats(inhabitants, 3, most=1)
    assert (found[:1].rows, found.number) == (one.rows, one.number)
    assert "Of these 1 are listed, the most even first." in one.notes


def test_of_very_many_ways_some_are_held_beside_each_other(monkeypatch) -> None:
    """All are counted, and the answer says of how many it knows the order."""
    monkeypatch.setattr("elzmodel.governance.shared_seats._ORDERED", 1)
    found = share_seats({"a": 90, "b": 1, "c": 2, "d": 3, "e": 4}, 3)
    assert len(found) == 1 < found.number
    assert "Only 1 of them were held beside each other." in found.notes


def test_neighbours_hang_together() -> None:
    """A group may be reached through its own members only."""
    weights = {"a": 10, "b": 30, "c": 30, "d": 10}
    assert ["a + d", "b", "c"] == groups_of(share_seats(weights, 3)[0])
    found = share_seats(weights, 3, touching=PATH)
    assert [["a", "b", "c + d"], ["a + b", "c", "d"]] == sorted(map(groups_of, found))


def test_islands_can_leave_no_way() -> None:
    """Fewer seats than pieces of land cannot be shared by neighbours."""
    found = share_seats({"a": 1, "b": 1, "c": 1}, 2, touching={})
    assert (0, None, True) == (found.number, found.largest_deviation, found.is_proven)
    assert not found
    assert ("There is no way to form 2 groups of neighbours.",) == found.notes


def test_more_seats_than_those_who_share() -> None:
    """Everybody has one, and the others go where they balance best."""
    found = share_seats({"a": 50, "b": 20, "c": 10}, 6)
    assert [["a (3)", "b (2)", "c"]] == [groups_of(way) for way in found]
    assert Fraction(10, 3) == found.largest_deviation


def test_no_seat_is_left_to_nobody() -> None:
    """Of more seats than sharers the last one has all that are left, as in every way that counts.

    The first has no inhabitants, so that a seat of nobody lies as far from the mean as its own.
    """
    found = share_seats({"a": 0, "b": 10}, 4)
    assert [["a", "b (3)"], ["a (2)", "b (2)"]] == [groups_of(way) for way in found]
    assert 2 == found.number
    many = share_seats({"a": 2, "b": 3}, 1000)
    assert [["a (400)", "b (600)"]] == [groups_of(way) for way in many]


def test_beyond_what_can_be_weighed_a_search_says_so() -> None:
    """Thirteen with one large: the best there can be is found, yet not as proven."""
    weights = {f"m{n}": 10 for n in range(12)} | {"large": 60}
    found = share_seats(weights, 3)
    assert (False, 0) == (found.is_proven, found.largest_deviation)
    assert any("may be better" in note for note in found.notes)
    row = [f"m{n}" for n in range(12)] + ["large"]
    touching = dict(zip(row, ([each] for each in row[1:]), strict=False))
    near = share_seats(weights, 3, touching=touching)
    assert 0 == near.largest_deviation
    assert not share_seats(weights, 3, touching={})


@pytest.mark.parametrize("most", [0, True, 1.5], ids=["none", "truth", "half"])
def test_the_number_of_ways_is_a_whole_one(most: int) -> None:
    """Anything else is refused."""
    with pytest.raises(InvalidValueError, match="whole number, 1 or more"):
        share_seats({"a": 1}, 1, most=most)


def test_order_changes_nothing_but_the_order() -> None:
    """The same groups are found however those who share are listed."""
    weights = {"a": 9, "b": 7, "c": 5, "d": 4, "e": 3}
    turned = dict(reversed(weights.items()))
    ways = [
        {frozenset(frozenset(group.members) for group in way.groups) for way in found}
        for found in (share_seats(weights, 3), share_seats(turned, 3))
    ]
    assert ways[0] == ways[1]


@pytest.mark.parametrize(
    ("inhabitants", "largest"),
    [
        ((5, 5, 1, 3, 8, 5, 5, 3, 5, 3, 8, 2, 8), Fraction(2, 3)),
        ((2, 3, 1, 5, 5, 2, 1, 1, 1, 5, 8, 3, 1), Fraction(2, 3)),
    ],
    ids=["to the earlier", "to the later"],
)
def test_a_search_moves_members_either_way(inhabitants, largest) -> None:
    """One alone moves from a group to another, whichever of the two stands first."""
    found = share_seats({f"m{n}": each for n, each in enumerate(inhabitants)}, 3)
    assert (False, largest) == (found.is_proven, found.largest_deviation)
