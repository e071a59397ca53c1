"""Rosters: seats by cluster, vacant ones shown, names only where asked for."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from elzmodel.errors import NotOnDayError, UnknownIdError
from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Mandate,
    MandateStatus,
    Membership,
    MembershipRole,
    Office,
    Seat,
    roster,
)
from elzmodel.values import Period, Total

DAY = "2023-05-01"


def test_a_board_is_listed_by_cluster(council) -> None:
    """Six, four, six, three and two seats, each with its person."""
    found = roster(council, on=DAY)
    assert [6, 4, 6, 3, 2] == [len(found.where(cluster=cluster)) for cluster in Cluster]
    assert 21 == len(found)
    assert ("Huisarts",) == found[0].represents
    assert "p-care-1" == found[0].shown


def test_clusters_stand_together_whatever_the_order_of_the_seats(council) -> None:
    """A roster is read by cluster."""
    turned = evolve(council, seats=council.seats[::-1])
    clusters = [entry.cluster for entry in roster(turned, on=DAY)]
    assert [entry.cluster for entry in roster(council, on=DAY)] == clusters


def test_a_vacant_seat_is_shown_as_vacant(council) -> None:
    """A seat without a mandate keeps its line."""
    emptied = evolve(council, mandates=council.mandates[1:])
    found = roster(emptied, on=DAY)
    assert 21 == len(found)
    assert ["care-1"] == [entry.seat for entry in found if entry.is_vacant]
    assert "vacant" in str(found)


def test_who_sits_on_a_seat_is_unknown_where_mandates_are_missing(council) -> None:
    """Somebody may sit on a seat without a mandate, if the list of mandates is not complete."""
    emptied = evolve(council, mandates=council.mandates[1:], open_lists=["mandates"])
    (entry,) = (entry for entry in roster(emptied, on=DAY) if entry.is_vacant is not False)
    assert ("care-1", None, "unknown") == (entry.seat, entry.is_vacant, entry.status)
    assert "vacant" not in str(roster(emptied, on=DAY))


def test_seats_are_vacant_if_nobody_sits_there_or_is_prevented(council) -> None:
    """An ended mandate makes no seat taken; an open list may hold one for each of them."""
    first, second, third, *others = council.mandates
    mandates = [
        evolve(first, status=MandateStatus.ENDED),
        evolve(second, status=MandateStatus.PREVENTED),
        evolve(third, period=Period(None, DAY)),
        *others,
    ]
    stated = evolve(council, mandates=mandates)
    assert Total.exactly(2) == stated.vacancies(council.seats, on=DAY)
    some = evolve(stated, open_lists=["mandates"])
    assert Total(0, 2) == some.vacancies(council.seats, on=DAY)


def test_names_stand_only_where_asked_for_with_the_persons(council, persons) -> None:
    """Without the keyword or without the persons there are pseudonyms only."""
    for silent in (
        roster(council, on=DAY),
        roster(council, on=DAY, persons=persons),
        roster(council, on=DAY, names=True),
    ):
        assert "Voorbeeld" not in str(silent) + repr(silent)
    named = roster(council, on=DAY, persons=persons, names=True)
    assert "Dr. Voorbeeld 0" == named[0].shown
    assert "Voorbeeld 20" in named.to_table().to_csv()


def test_a_body_of_offices_lists_them_by_cluster(council) -> None:
    """A daily board without seats has a line for each office, those without a cluster first."""
    found = roster(council, body=BodyKind.DAILY_BOARD, on=DAY)
    assert [None, *list(Cluster)[:4]] == [entry.cluster for entry in found]
    assert ("chair",) == found[0].offices
    assert {"office"} == {entry.status for entry in found}


def test_who_has_a_seat_and_an_office_stands_once(council) -> None:
    """The office is written at the seat."""
    chair = Office(body="board", person="p-care-1")
    found = roster(evolve(council, offices=[chair]), on=DAY)
    assert 21 == len(found)
    assert ("member",) == found[0].offices


def test_members_without_a_seat_stand_last() -> None:
    """Partners and persons who are members are listed with their role."""
    members = [
        Membership(body="av", partner="caw"),
        Membership(body="av", person="p1", role=MembershipRole.ADVISORY),
        Membership(body="av", person="p2", period=Period(None, date(2020, 1, 1))),
        Membership(body="elsewhere", person="p3"),
    ]
    body = Body(id="av", kind=BodyKind.GENERAL_ASSEMBLY)
    council = CareCouncil(id="raad", zone="z", bodies=[body], memberships=members)
    found = roster(council, body="av", on=DAY).to_table()
    assert [("caw", "full"), ("p1", "advisory")] == [row[-2:] for row in found.rows]


def seat_with(*mandates: Mandate, **more: object) -> CareCouncil:
    board = Body(id="board", kind=BodyKind.BOARD)
    seat = Seat(id="s", body="board", cluster=Cluster.CARE, capacity="coordinator")
    return CareCouncil(id="raad", zone="z", bodies=[board], seats=[seat], mandates=mandates, **more)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([], [("vacant", None)]),
        ([MandateStatus.ENDED], [("vacant", None)]),
        ([MandateStatus.PREVENTED], [("prevented", "p0")]),
        ([MandateStatus.PREVENTED, MandateStatus.ACTING], [("acting", "p1")]),
    ],
)
def test_who_is_prevented_is_shown_unless_somebody_acts(statuses, expected) -> None:
    """The line of a seat is about who speaks for it."""
    mandates = [Mandate(seat="s", person=f"p{n}", status=s) for n, s in enumerate(statuses)]
    found = roster(seat_with(*mandates), on=DAY)
    assert expected == [(entry.status, entry.person) for entry in found]


def test_open_lists_are_said_under_the_table() -> None:
    """A list that is not complete leaves a note."""
    found = roster(seat_with(open_lists=["seats", "platforms"]), on=DAY).to_table()
    assert ("The list of seats is not complete.",) == found.notes
    assert ("coordinator",) == found.rows[0][2]


def test_a_body_that_is_not_stated_is_an_error(council) -> None:
    """Near ids are suggested; a kind that is not stated says so."""
    with pytest.raises(UnknownIdError, match="Did you mean board"):
        roster(council, body="bord", on=DAY)
    with pytest.raises(UnknownIdError, match=r"'daily-board' is known\. raad states none"):
        roster(CareCouncil(id="raad", zone="z"), on=DAY, body="daily-board")
    with pytest.raises(UnknownIdError, match="raad states none of that kind"):
        roster(council, body=BodyKind.GENERAL_ASSEMBLY, on=DAY)


def test_a_day_of_which_nothing_is_stated_is_an_error(council) -> None:
    """Both the council and the body have their days."""
    over = Period(None, date(2020, 1, 1))
    with pytest.raises(NotOnDayError, match="council 'raad' does not exist on 2023-05-01"):
        roster(evolve(council, period=over), on=DAY)
    closed = evolve(council, bodies=[evolve(body, period=over) for body in council.bodies])
    for body in ("board", BodyKind.BOARD):
        with pytest.raises(NotOnDayError, match="body 'board' does not exist"):
            roster(closed, body=body, on=DAY)


def test_of_two_boards_the_one_of_the_day_is_meant() -> None:
    """A board that continues another takes over on its day."""
    change = date(2022, 1, 1)
    bodies = [
        Body(id="old", kind=BodyKind.BOARD, period=Period(None, change)),
        Body(id="new", kind=BodyKind.BOARD, period=Period(change), continues="old"),
        Body(id="theirs", kind=BodyKind.BOARD, organisation="jessa"),
    ]
    council = CareCouncil(id="raad", zone="z", bodies=bodies)
    assert ["old", "new"] == [
        roster(council, on=d).title.split()[2] for d in ("2021-12-31", change)
    ]
