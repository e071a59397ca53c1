"""Mergers across zones ask a question; assignments answer it."""

from __future__ import annotations

from datetime import date

import pytest

from elzmodel.territory import Create, Merge, NewUnit, Register, Split
from elzmodel.zones import (
    AbolishZone,
    Assign,
    CreateZone,
    DecisionPoint,
    Zoning,
    crosses_zones,
    decision_points,
    open_decisions,
)
from elzmodel.zones.zoning import decision_periods

BEGIN, FIRST, SECOND = date(2010, 1, 1), date(2020, 1, 1), date(2023, 1, 1)


def register_of(*mergers: Merge) -> Register:
    """Return a to e and the divisible city (parts c1 and c2), with some mergers."""
    created = [Create(id=f"create-{u}", day=BEGIN, unit=u, name=u) for u in "abde"]
    city = Create(id="create-city", day=BEGIN, unit="city", name="City", parts=("c1", "c2"))
    town = Create(id="create-town", day=BEGIN, unit="town", name="Town", parts=("t1", "t2"))
    return Register([*created, city, town, *mergers])


def zoning_of(**zones: str) -> Zoning:
    """Return a zoning that assigns the parts named, such as ``x="a b"``."""
    events = [CreateZone(id=f"create-{z}", day=BEGIN, zone=z, name=z) for z in "xyz"]
    events += [
        Assign(id=f"in-{z}", day=BEGIN, zone=z, parts=tuple(parts.split()))
        for z, parts in zones.items()
    ]
    return Zoning(events)


def merge(units: str, into: str, day: date = FIRST) -> Merge:
    return Merge(
        id=f"m-{into}-{day.year}", day=day, units=tuple(units.split()), unit=into, name=into
    )


def settle(day: date, zone: str | None, parts: str) -> Assign:
    return Assign(id=f"s-{day}-{zone}", day=day, zone=zone, parts=tuple(parts.split()))


def test_a_merger_inside_a_zone_asks_nothing():
    """Members of one zone leave nothing to decide."""
    assert () == decision_points(register_of(merge("a b", "ab")), zoning_of(x="a b"))


def test_a_merger_outside_all_zones_asks_nothing():
    """Without zones there are no candidates."""
    assert () == decision_points(register_of(merge("a b", "ab")), Zoning())


def test_a_merger_across_zones_asks_for_all_land():
    """Both members are undivided, so the question is about the whole municipality."""
    found = decision_points(register_of(merge("a b", "ab")), zoning_of(x="a", y="b"))
    assert (DecisionPoint(FIRST, "ab", ("a", "b"), ("x", "y")),) == found


def test_a_member_without_zone_opens_a_question_with_one_candidate():
    """Unzoned land does not slip into a zone by a merger."""
    found = decision_points(register_of(merge("a b", "ab")), zoning_of(x="a"))
    assert (DecisionPoint(FIRST, "ab", ("a", "b"), ("x",)),) == found


def test_the_land_of_a_divided_member_stays_where_it_is():
    """A divided city that takes in a village asks about the village only, among all zones."""
    found = decision_points(register_of(merge("city a", "city")), zoning_of(x="c1", y="c2", z="a"))
    assert (DecisionPoint(FIRST, "city", ("a",), ("x", "y", "z")),) == found


def test_two_divided_members_ask_nothing():
    """Where no member was undivided, no land is in question."""
    zoning = zoning_of(x="c1 t1", y="c2", z="t2")
    assert () == decision_points(register_of(merge("city town", "both")), zoning)


@pytest.mark.parametrize("zone", ["x", "y", "z", None])
def test_any_assignment_of_all_its_land_settles_a_decision(zone):
    """It is settled by a candidate, by another zone, and by none."""
    zoning = zoning_of(x="a", y="b").with_events([settle(FIRST, zone, "a b")])
    (point,) = decision_points(register_of(merge("a b", "ab")), zoning)
    assert (FIRST, False) == (point.settled, point.is_open_on(FIRST))


def test_keeping_land_in_place_settles_as_well():
    """Assigning each part to the zone where it is makes the municipality divided, and decided."""
    events = [settle(FIRST, "x", "a"), settle(FIRST, "y", "b")]
    zoning = zoning_of(x="a", y="b").with_events(events)
    assert () == open_decisions(register_of(merge("a b", "ab")), zoning, FIRST)


def test_a_decision_stays_open_until_its_last_part_is_assigned():
    """Half an answer is no answer; the later of the two days settles it."""
    half, rest = date(2021, 1, 1), date(2022, 1, 1)
    zoning = zoning_of(x="a", y="b").with_events([settle(half, "x", "a"), settle(rest, "x", "b")])
    (point,) = decision_points(register_of(merge("a b", "ab")), zoning)
    days = (date(2019, 12, 31), FIRST, half, date(2021, 12, 31), rest)
    assert [False, True, True, True, False] == [point.is_open_on(day) for day in days]


def test_land_that_was_assigned_anew_is_no_longer_asked_for():
    """The question is about the rest, and a wider one takes over no more than that."""
    half, rest = date(2021, 1, 1), date(2024, 1, 1)
    register = register_of(merge("a b", "ab"), merge("ab d", "abd", SECOND))
    zoning = zoning_of(x="a d", y="b").with_events(
        [settle(half, "z", "a"), settle(rest, "y", "b d")]
    )
    days = (FIRST, half, SECOND, rest)
    found = [[(p.unit, p.parts) for p in open_decisions(register, zoning, day)] for day in days]
    assert [[("ab", ("a", "b"))], [("ab", ("b",))], [("abd", ("b", "d"))], []] == found
    periods = decision_periods(register, zoning)
    expected = [
        (("a", "b"), FIRST, half),
        (("b",), half, SECOND),
        (("b", "d"), SECOND, rest),
    ]
    assert expected == [(p.parts, of.start, of.until) for p, of in periods]
    still = decision_periods(register, zoning_of(x="a d", y="b"))
    assert [("abd", None)] == [(p.unit, of.until) for p, of in still if of.until is None]


def test_land_that_was_decided_brings_no_question_into_a_later_merger():
    """Once a is decided and has left ab, what is open about b is no concern of its."""
    begin = date(2021, 1, 1)
    register = register_of(
        merge("a b", "ab"),
        Split(id="s", day=begin, unit="ab", into=(NewUnit(unit="a2", name="a2", parts=("a",)),)),
        merge("a2 d", "ad", SECOND),
    )
    zoning = zoning_of(x="a d", y="b").with_events([settle(begin, "x", "a")])
    found = [(p.unit, p.parts) for p in open_decisions(register, zoning, SECOND)]
    assert [("ab", ("b",))] == found


def test_of_land_that_is_cut_the_piece_that_is_assigned_is_decided():
    """The rest of it is still asked for."""
    begin = date(2021, 1, 1)
    new = NewUnit(unit="new", name="New", portion=())
    register = register_of(merge("a b", "ab"), Split(id="s", day=begin, unit="ab", into=(new,)))
    (piece,) = register.on(begin).by_unit["new"].parts
    rest = register.on(begin).by_unit["ab"].parts
    zoning = zoning_of(x="a", y="b")
    assert [("a", "b")] == [p.parts for p in open_decisions(register, zoning, begin)]
    zoning = zoning.refined(register.refinement).with_events([settle(begin, "z", piece)])
    assert [tuple(sorted(rest))] == [p.parts for p in open_decisions(register, zoning, begin)]


def test_an_assignment_before_the_merger_settles_nothing():
    """What was said on the eve was said of other municipalities."""
    zoning = zoning_of(x="a", y="b").with_events([settle(date(2019, 12, 31), "y", "b")])
    assert 1 == len(open_decisions(register_of(merge("a b", "ab")), zoning, FIRST))


def test_a_later_merger_asks_the_wider_question():
    """While ab is undecided it merges with d: the candidates and the land of both count."""
    register = register_of(merge("a b", "ab"), merge("ab d", "abd", SECOND))
    zoning = zoning_of(x="a", y="b", z="d")
    wider = DecisionPoint(SECOND, "abd", ("a", "b", "d"), ("x", "y", "z"))
    assert (wider,) == open_decisions(register, zoning, SECOND)


def test_a_merger_with_undecided_land_stays_a_question_inside_one_zone():
    """The undecided part makes the merger a question although the third lies in a candidate."""
    register = register_of(merge("a b", "ab"), merge("ab d", "abd", SECOND))
    (point,) = open_decisions(register, zoning_of(x="a d", y="b"), SECOND)
    assert (("a", "b", "d"), ("x", "y")) == (point.parts, point.candidates)


def test_settling_the_first_question_alone_leaves_the_wider_one_open():
    """The wider question ends when all its land is assigned."""
    register = register_of(merge("a b", "ab"), merge("ab d", "abd", SECOND))
    zoning = zoning_of(x="a", y="b", z="d").with_events([settle(date(2024, 1, 1), "x", "a b")])
    found = open_decisions(register, zoning, date(2024, 1, 1))
    assert ["abd"] == [point.unit for point in found]


def test_a_settled_decision_is_no_part_of_a_later_merger():
    """Once ab is decided for x, a merger with another municipality of x asks nothing."""
    register = register_of(merge("a b", "ab"), merge("ab d", "abd", SECOND))
    zoning = zoning_of(x="a d", y="b").with_events([settle(date(2021, 1, 1), "x", "a b")])
    assert () == open_decisions(register, zoning, SECOND)


def test_two_decisions_of_one_day_stand_beside_each_other():
    """Each merger asks its own question, in order of unit."""
    register = register_of(merge("d e", "de"), merge("a b", "ab"))
    found = open_decisions(register, zoning_of(x="a d", y="b e"), FIRST)
    assert ["ab", "de"] == [point.unit for point in found]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([{"x"}, {"x"}], False),
        ([{"x"}, {"y"}], True),
        ([{"x"}, {None}], True),
        ([{None}, {None}], False),
        ([{"x", "y"}, {"x"}], True),
        ([{"x", "y"}, {"y", "x"}], False),
    ],
)
def test_members_cross_zones_where_their_zones_differ(members, expected):
    """Being without a zone, or divided, is a difference as well."""
    assert expected == crosses_zones(members)


def test_undecided_land_stays_a_question_beside_a_member_divided_alike():
    """The stored zones of both members are the same two, yet a and b are still to be placed."""
    register = register_of(merge("a b", "ab"), merge("ab city", "both", SECOND))
    (point,) = open_decisions(register, zoning_of(x="a c1", y="b c2"), SECOND)
    assert ("both", ("a", "b")) == (point.unit, point.parts)


def test_a_wider_question_keeps_the_candidates_of_the_one_it_takes_over():
    """Although no land lies in x any more: who asked first was not answered."""
    register = register_of(merge("a b", "ab"), merge("ab d", "abd", SECOND))
    zoning = zoning_of(x="a", y="b d").with_events([settle(FIRST, "y", "a")])
    _, wider = decision_points(register, zoning)
    assert ("x", "y") == wider.candidates


@pytest.mark.parametrize("day", [FIRST, SECOND])
def test_a_zone_that_has_ended_is_no_candidate(day):
    """Nobody can choose it, on the day of its end or later, whoever asked first."""
    register = register_of(merge("a b", "ab"), merge("ab d", "abd", SECOND))
    ended = AbolishZone(id="end", day=day, zone="x")
    zoning = zoning_of(x="a", y="b d").with_events([settle(FIRST, "y", "a"), ended])
    first, wider = decision_points(register, zoning)
    assert ("y",) == wider.candidates
    assert (("y",) if day == FIRST else ("x", "y")) == first.candidates
