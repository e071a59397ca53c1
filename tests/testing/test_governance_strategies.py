"""What the strategies for councils draw, and shrink to."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import Phase, find, given, settings

from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Gender,
    Person,
    Rule,
    RuleKind,
    RuleSet,
    Seat,
    check_council,
)
from elzmodel.testing import strategies as elz

FRESH = settings(database=None)
ANY = settings(max_examples=2000, phases=[Phase.generate], derandomize=True, database=None)
SEEDS = range(3)
BOARD = CareCouncil(id="raad", zone="z1", bodies=[Body(id="board", kind=BodyKind.BOARD)])


@pytest.mark.parametrize("seed", SEEDS)
def test_simplest_council_is_a_board_without_seats(seed) -> None:
    """Nothing more is stated about it."""
    assert BOARD == find(elz.councils(), lambda _: True, settings=FRESH, random=Random(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_simplest_mandate_is_for_one_seat(seed) -> None:
    """One seat of the first cluster, for nobody that is stated, and one person."""
    found = find(elz.councils(), lambda c: c.mandates, settings=FRESH, random=Random(seed))
    assert (1, 1) == (len(found.seats), len(found.mandates))
    assert Seat(id="s1", body="board", cluster=Cluster.CARE) == found.seats[0]
    assert ("p1", None) == (found.mandates[0].person, found.mandates[0].terms)


@pytest.mark.parametrize("seed", SEEDS)
def test_simplest_person_and_rule_set_are_empty(seed) -> None:
    """A person of whom nothing is stated, a set without rules."""
    person = find(elz.persons(), lambda _: True, settings=FRESH, random=Random(seed))
    rules = find(elz.rule_sets(), lambda _: True, settings=FRESH, random=Random(seed))
    assert Person(id="p1") == person
    assert RuleSet(id="drawn", title="Voorbeeld") == rules


@pytest.mark.parametrize("seed", SEEDS)
def test_simplest_rule_that_was_read_is_about_seats(seed) -> None:
    """Without bounds and without a cluster."""
    found = find(
        elz.rule_sets(),
        lambda s: s.rules and s.rules[0].is_read,
        settings=FRESH,
        random=Random(seed),
    )
    assert (Rule(id="R1", title="seats", kind=RuleKind.SEATS),) == found.rules


@given(elz.councils(), elz.days())
def test_nothing_is_doubtful_about_a_drawn_council(council, day) -> None:
    """Every reference is kept, every mandate lies in its seat and none overlap."""
    assert () == check_council(council, on=day)


@pytest.mark.parametrize("kind", RuleKind)
def test_rule_sets_hold_every_kind_of_rule(kind) -> None:
    """No kind is out of reach."""
    assert find(elz.rule_sets(), lambda s: any(r.kind is kind for r in s.rules), settings=ANY)


@pytest.mark.parametrize(
    "wanted",
    [
        lambda c: any(not s.represents for s in c.seats) and len(c.mandates) < len(c.seats),
        lambda c: any(s.parts for s in c.seats),
        lambda c: len({m.seat for m in c.mandates}) < len(c.mandates),
        lambda c: c.daily_board is not None and c.offices and c.memberships,
        lambda c: c.open_lists,
        lambda c: any(m.period.until == date(2000, 1, 2) for m in c.mandates),
    ],
    ids=["vacant", "land", "succession", "offices", "open", "ends"],
)
def test_councils_hold_what_makes_questions_hard(wanted) -> None:
    """Vacant seats, land, successions, offices, open lists and ends are drawn."""
    assert find(
        elz.councils(), wanted, settings=settings(ANY, phases=[Phase.generate, Phase.shrink])
    )


def test_options_are_kept() -> None:
    """The most seats, the land they may speak for, the ids of persons."""
    found = find(elz.councils(max_seats=1, parts=["fir"]), lambda c: c.seats and c.seats[0].parts)
    assert ("fir",) == found.seats[0].parts
    assert not find(elz.councils(parts=[]), lambda c: c.seats).seats[0].parts
    person = find(elz.persons(["x"]), lambda p: p.gender is Gender.OTHER and p.name)
    assert "x" == str(person)
