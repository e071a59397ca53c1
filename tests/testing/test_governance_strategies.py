"""What the strategies for councils draw, and shrink to."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Person,
    Rule,
    RuleKind,
    RuleSet,
    Seat,
    check_council,
)
from elzmodel.testing import strategies as elz
from tests.testing.drawing import draws_much, first_drawn, never_drawn, simplest

BOARD = CareCouncil(id="raad", zone="z1", bodies=[Body(id="board", kind=BodyKind.BOARD)])


def test_simplest_council_is_a_board_without_seats() -> None:
    """Nothing more is stated about it."""
    assert BOARD == simplest(elz.councils())


@pytest.mark.parametrize("number", range(2))
def test_simplest_mandate_is_for_one_seat(number) -> None:
    """One seat of the first cluster, for nobody that is stated, and one person."""
    found = simplest(elz.councils(), lambda council: council.mandates, number=number)
    assert (1, 1) == (len(found.seats), len(found.mandates))
    assert Seat(id="s1", body="board", cluster=Cluster.CARE) == found.seats[0]
    assert ("p1", None) == (found.mandates[0].person, found.mandates[0].terms)


def test_simplest_person_and_rule_set_are_empty() -> None:
    """A person of whom nothing is stated, a set without rules."""
    assert Person(id="p1") == simplest(elz.persons())
    assert RuleSet(id="drawn", title="Voorbeeld") == simplest(elz.rule_sets())


@pytest.mark.parametrize("number", range(2))
def test_simplest_rule_that_was_read_is_about_seats(number) -> None:
    """Without bounds and without a cluster."""
    found = simplest(elz.rule_sets(), lambda s: s.rules and s.rules[0].is_read, number=number)
    assert (Rule(id="R1", title="seats", kind=RuleKind.SEATS),) == found.rules


@given(elz.councils(), elz.days())
def test_nothing_is_doubtful_about_a_drawn_council(council, day) -> None:
    """Every reference is kept, every mandate lies in its seat and none overlap."""
    findings = check_council(council, on=day)
    assert {"ELZ-R003"} == {each.code for each in findings}  # What a council does not hold.


def test_rule_sets_hold_every_kind_of_rule() -> None:
    """No kind is out of reach."""
    wanted = {
        kind.name: lambda found, kind=kind: any(rule.kind is kind for rule in found.rules)
        for kind in RuleKind
    }
    assert set() == never_drawn(elz.rule_sets(), wanted)


@draws_much
def test_councils_hold_what_makes_questions_hard() -> None:
    """Vacant seats, land, successions, offices, open lists and ends are drawn."""
    wanted = {
        "vacant": lambda c: (
            any(not s.represents for s in c.seats) and len(c.mandates) < len(c.seats)
        ),
        "land": lambda c: any(s.parts for s in c.seats),
        "succession": lambda c: len({m.seat for m in c.mandates}) < len(c.mandates),
        "offices": lambda c: c.daily_board is not None and c.offices and c.memberships,
        "open": lambda c: c.open_lists,
        "ends": lambda c: any(m.period.until == date(2000, 1, 2) for m in c.mandates),
    }
    assert set() == never_drawn(elz.councils(), wanted)


def test_seats_speak_for_the_land_that_is_given() -> None:
    """No other land is drawn, and where none is given there is none."""
    assert {"fir"} == parts_drawn(elz.councils(parts=["fir"]))
    assert set() == parts_drawn(elz.councils(parts=[]))


def parts_drawn(councils) -> set[str]:
    """Return the land that seats speak for in the first councils drawn."""
    drawn = first_drawn(councils, count=40)
    return {part for council in drawn for seat in council.seats for part in seat.parts}


def test_councils_have_as_many_seats_as_are_asked() -> None:
    """One at most, where one is the most."""
    assert {0, 1} == {len(c.seats) for c in first_drawn(elz.councils(max_seats=1), count=20)}


def test_persons_have_the_ids_that_are_given() -> None:
    """No other person is drawn."""
    drawn = first_drawn(elz.persons(ids=["x"]), count=20)
    assert {"x"} == {person.id for person in drawn}
