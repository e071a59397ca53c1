"""Councils, seats and rules as values."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from elzmodel import InvalidValueError
from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Constituency,
    ConstituencyKind,
    Membership,
    OfficeTitle,
    Person,
    Rule,
    RuleKind,
    Seat,
    SeatAgreement,
    Waiver,
)
from elzmodel.values import Period

DAY = "2023-05-01"


def test_a_council_counts_what_it_holds(council) -> None:
    """Bodies and seats, in singular or plural."""
    assert "<CareCouncil raad of herkenrode: 2 bodies, 21 seats>" == repr(council)
    assert "<CareCouncil x of z: 0 bodies, 0 seats>" == repr(CareCouncil(id="x", zone="z"))


def test_days_of_a_council_may_be_text() -> None:
    """What is made by hand has days, not texts that look like them."""
    assert date(2020, 7, 1) == CareCouncil(id="x", zone="z", recognised="2020-07-01").recognised
    assert date(2025, 1, 1) == Waiver(rule="R", reason="x", until="2025-01-01").until
    assert date(2023, 5, 1) == SeatAgreement(id="a", day=DAY).day
    with pytest.raises(InvalidValueError, match="not a day: '2025'"):
        Waiver(rule="R", reason="x", until="2025")


def test_board_and_daily_board_are_the_council_s_own(council) -> None:
    """Bodies of others are not meant."""
    assert ("board", "daily") == (council.board.id, council.daily_board.id)
    theirs = [evolve(body, organisation="jessa") for body in council.bodies]
    assert None is evolve(council, bodies=theirs).board


@pytest.mark.parametrize("name", ["bodies", "seats"])
def test_an_id_in_use_twice_is_refused(council, name) -> None:
    """Within the bodies, and within the seats."""
    with pytest.raises(InvalidValueError, match="in use once"):
        evolve(council, **{name: [*getattr(council, name)] * 2})


def test_a_membership_is_of_a_partner_or_of_a_person() -> None:
    """Of neither or of both is refused."""
    for who in ({}, {"partner": "caw", "person": "p"}):
        with pytest.raises(InvalidValueError, match="either a partner or a person"):
            Membership(body="av", **who)


@pytest.mark.parametrize("kind", ConstituencyKind)
def test_a_municipality_has_land_and_nothing_else_has(kind) -> None:
    """A constituency is refused that has it the other way round."""
    is_land = kind is ConstituencyKind.MUNICIPALITY
    expected = r"its land as parts, such as \[sint-elm\]" if is_land else "no parts"
    with pytest.raises(InvalidValueError, match=expected):
        Constituency(kind=kind, label="Sint Elm", parts=[] if is_land else ["elm"])


def test_a_seat_has_the_land_of_all_it_represents() -> None:
    """One after the other."""
    villages = [
        Constituency(kind=ConstituencyKind.MUNICIPALITY, label=part, parts=[part])
        for part in ("elm", "oak")
    ]
    seat = Seat(id="s", body="b", cluster=Cluster.LOCAL_AUTHORITY, represents=villages)
    assert ("elm", "oak") == seat.parts


def test_members_of_other_days_and_bodies_are_not_in_a_body(council) -> None:
    """Who is a member of two kinds stands once."""
    members = [
        Membership(body="board", person="p-care-1"),
        Membership(body="board", person="new"),
        Membership(body="board", partner="caw"),
        Membership(body="board", person="old", period=Period(None, date(2020, 1, 1))),
        Membership(body="daily", person="other"),
    ]
    found = evolve(council, memberships=members).persons_in("board", on=DAY)
    assert (22, "new") == (len(found), found[-1])


@pytest.mark.parametrize(
    ("kind", "more", "expected"),
    [
        (RuleKind.SEATS, {"at_least": 4, "at_most": 6}, "4 to 6"),
        (RuleKind.SEATS, {"at_least": 4}, "at least 4"),
        (RuleKind.PLATFORM, {"at_most": 6}, "at most 6"),
        (RuleKind.SEATS, {}, "unknown"),
        (RuleKind.ADMITTED, {"values": ["a", "b"]}, "a or b"),
        (RuleKind.LEGAL_FORM, {}, "unknown"),
        (RuleKind.SEATS, {"at_least": 4, "is_read": False}, "unknown"),
    ],
)
def test_a_rule_says_what_it_asks(kind, more, expected) -> None:
    """In words, and unknown where it was not read."""
    assert expected == Rule(id="R", title="x", kind=kind, **more).asks


def test_dutch_terms_are_those_of_the_field() -> None:
    """Bodies, clusters and offices have one each."""
    assert "bestuursorgaan" == BodyKind.BOARD.dutch
    assert "welzijn" == Cluster.WELFARE.dutch
    assert "penningmeester" == OfficeTitle.TREASURER.dutch
    assert len(BodyKind) == len({kind.dutch for kind in BodyKind})


def test_a_body_by_its_id(council) -> None:
    """The mapping has each."""
    assert (
        Body(id="daily", kind=BodyKind.DAILY_BOARD, parent="board") == council.bodies_by_id["daily"]
    )


def test_a_person_is_shown_by_pseudonym() -> None:
    """The name with its title is there for who asks for it."""
    person = Person(id="p07", name="An Voorbeeld", title="Dr.")
    assert ("p07", "Dr. An Voorbeeld") == (str(person), person.full_name)
    assert "p08" == Person(id="p08").full_name


def test_the_card_of_a_council_has_its_name_or_else_its_id() -> None:
    """Something stands above what is counted."""
    council = CareCouncil(id="council", zone="west")
    assert ["council", "Care council"] == [
        each.to_card().title for each in (council, evolve(council, name="Care council"))
    ]
