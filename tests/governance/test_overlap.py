"""Persons in several bodies."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from elzmodel.governance import (
    BodyKind,
    CareCouncil,
    Delegation,
    Mandate,
    Membership,
    Office,
    interlocks,
    overlap,
)
from elzmodel.values import Period

DAY = "2023-05-01"


def test_the_daily_board_is_drawn_from_the_board(council) -> None:
    """All five have a seat in the board as well, in the order of the first body."""
    found = overlap(council, "board", BodyKind.DAILY_BOARD, on=DAY)
    expected = ("p-care-2", "p-care-6", "p-welfare-2", "p-local-authority-6", "p-pzon-2")
    assert expected == found.persons
    assert (5, 5) == (len(found), len(found.to_table()))


def test_a_list_that_is_not_complete_is_said(council) -> None:
    """There may be more persons in both."""
    found = overlap(evolve(council, open_lists=["offices"]), "board", "daily", on=DAY)
    assert ("A list is not complete: there may be more.",) == found.to_table().notes
    assert "p-care-6" in found._repr_html_()


def test_nobody_is_in_both_after_the_mandates_ended(council) -> None:
    """Only the day counts."""
    ended = [evolve(m, period=Period(None, date(2023, 1, 1))) for m in council.mandates]
    assert 0 == len(overlap(evolve(council, mandates=ended), "board", "daily", on=DAY))


def test_interlocks_are_those_in_two_bodies_or_more(council) -> None:
    """The same five link board and daily board."""
    found = interlocks(council, on=DAY)
    assert set(overlap(council, "board", "daily", on=DAY).persons) == set(found.persons)
    assert {("board", "daily")} == {bodies for _, bodies in found.links}
    assert "p-care-6" in found._repr_html_()


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
    assert (("p1", ("board", "theirs")), ("p2", ("board", "theirs"))) == found.links
