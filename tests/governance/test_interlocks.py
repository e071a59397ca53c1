"""Persons in several bodies."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from elzmodel.errors import NotOnDayError, UnknownIdError
from elzmodel.governance import (
    BodyKind,
    CareCouncil,
    Delegation,
    Mandate,
    Membership,
    Office,
    interlocks,
)
from elzmodel.values import Period

DAY = "2023-05-01"


def test_the_daily_board_is_drawn_from_the_board(council) -> None:
    """All five have a seat in the board as well, in the order of the first body."""
    found = interlocks(council, "board", BodyKind.DAILY_BOARD, on=DAY)
    expected = ["p-care-2", "p-care-6", "p-welfare-2", "p-local-authority-6", "p-pzon-2"]
    assert expected == [each.person for each in found]
    assert "In board and daily on 2023-05-01" == found.title


def test_a_list_that_is_not_complete_is_said(council) -> None:
    """There may be more persons in both, or in several."""
    some = evolve(council, open_lists=["offices"])
    for bodies in ((), ("board", "daily")):
        found = interlocks(some, *bodies, on=DAY)
        assert ("A list is not complete: there may be more.",) == found.notes
        assert () == interlocks(council, *bodies, on=DAY).notes


def test_nobody_is_in_both_after_the_mandates_ended(council) -> None:
    """Only the day counts."""
    ended = [evolve(m, period=Period(None, date(2023, 1, 1))) for m in council.mandates]
    assert not interlocks(evolve(council, mandates=ended), "board", "daily", on=DAY)


def test_interlocks_are_those_in_two_bodies_or_more(council) -> None:
    """The same five link board and daily board."""
    found = interlocks(council, on=DAY)
    assert interlocks(council, "board", "daily", on=DAY).rows == found.rows
    assert {("board", "daily")} == {each.bodies for each in found}


def test_a_body_that_is_asked_for_is_of_the_council_and_of_the_day(council) -> None:
    """Otherwise it is an error, as for every question about a body."""
    with pytest.raises(UnknownIdError, match="Did you mean board"):
        interlocks(council, "bord", "daily", on=DAY)
    over = evolve(council, period=Period(None, date(2020, 1, 1)))
    with pytest.raises(NotOnDayError, match="council 'raad'"):
        interlocks(over, "board", "daily", on=DAY)


def test_delegations_link_the_council_with_others() -> None:
    """A delegation counts for its person, else for who sits on its seat, while it lasts."""
    council = CareCouncil(
        id="raad",
        zone="z",
        mandates=[Mandate(seat="s", person="p1")],
        offices=[Office(body="board", person=f"p{n}") for n in (1, 2, 3)],
        memberships=[Membership(body="av", partner="caw")],
        delegations=[
            Delegation(to="theirs", seat="s"),
            Delegation(to="theirs", person="p2", seat="s"),
            Delegation(to="theirs", person="p3", period=Period(None, date(2020, 1, 1))),
            Delegation(to="others"),
            Delegation(to="others", seat="vacant"),
        ],
    )
    found = interlocks(council, on=DAY)
    assert [("p1", ("board", "theirs")), ("p2", ("board", "theirs"))] == [
        (each.person, each.bodies) for each in found
    ]
