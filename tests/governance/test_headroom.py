"""How many seats are to be filled, and may be added."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from elzmodel.governance import Cluster, Rule, RuleKind, RuleSet, headroom
from elzmodel.values import Period, Total

DAY = "2023-05-01"


def figures(room):
    return [
        None if each is None else each.value
        for each in (room.must_add, room.must_fill, room.may_add)
    ]


def test_a_full_board_has_room_only_below_its_maximum(council, rules) -> None:
    """Of 6, 4, 6, 3 and 2 seats only welfare and optional partners may grow."""
    found = headroom(council, rules, on=DAY)
    expected = [[0, 0, 0], [0, 0, 2], [0, 0, 0], [0, 0, 0], [0, 0, 2]]
    assert expected == [figures(room) for room in found]
    assert [*Cluster] == [room.cluster for room in found]


def test_vacant_seats_are_to_be_filled_but_not_added(council, rules) -> None:
    """Three of four welfare seats without anybody leave three to fill, none to add."""
    kept = [m for m in council.mandates if not m.seat.startswith("welfare") or m.seat[-1] == "1"]
    room = headroom(evolve(council, mandates=kept), rules, on=DAY).where(cluster=Cluster.WELFARE)[0]
    assert [0, 3, 2] == figures(room)
    assert (4, 1) == (room.seats.value, room.filled.value)


def test_figures_that_were_not_read_leave_the_room_unknown(council) -> None:
    """Unknown is neither nought nor plenty."""
    rule = Rule(id="R1", title="x", kind=RuleKind.SEATS, cluster=Cluster.CARE, is_read=False)
    room = headroom(council, RuleSet(id="x", title="x", rules=[rule]), on=DAY)[0]
    assert [None, None, None] == figures(room)
    assert ("R1", "the figures were not read") == (room.rule, room.reason)


def test_a_cluster_without_a_rule_of_the_day_says_so(council) -> None:
    """A rule that is over counts for nothing."""
    over = Period(None, date(2020, 1, 1))
    rule = Rule(id="R1", title="x", kind=RuleKind.SEATS, at_least=1, period=over)
    found = headroom(council, RuleSet(id="x", title="x", rules=[rule]), on=DAY)
    assert ["no rule"] * 5 == [room.reason for room in found]
    assert not found.where(cluster=None)


def test_a_list_of_seats_that_is_not_complete_gives_bounds(council, rules) -> None:
    """There may be any number of seats more."""
    some = evolve(council, seats=council.seats[:2], open_lists=["seats"])
    room = headroom(some, rules, on=DAY).where(cluster=Cluster.CARE)[0]
    assert Total(2, None) == room.seats
    assert (Total(0, 2), Total(0, 4)) == (room.must_add, room.may_add)


def test_open_mandates_leave_the_filling_open(council, rules) -> None:
    """Who is not listed may sit there all the same."""
    some = evolve(council, mandates=(), open_lists=["mandates"])
    room = headroom(some, rules, on=DAY).where(cluster=Cluster.CARE)[0]
    assert (Total(0, 0), Total(0, 4)) == (room.must_add, room.must_fill)


def test_a_rule_about_the_whole_board_stands_last(council, rules) -> None:
    """Without a cluster all seats count; without a maximum it says so."""
    whole = Rule(id="R6", title="x", kind=RuleKind.SEATS, at_least=22)
    found = headroom(council, evolve(rules, rules=[whole, *rules.rules]), on=DAY)
    assert [1, 1, None] == figures(found[-1])
    assert "no maximum is set" == found[-1].reason
    assert "whole board" == found.to_table().rows[-1][0]
