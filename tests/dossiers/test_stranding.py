"""Seats whose constituency moved: in the wood, and in Flanders of 2025."""

from __future__ import annotations

from datetime import date

import pytest

from elzmodel import flanders
from elzmodel.dossiers.representation import Stranding, check_representation, stranded_seats
from elzmodel.governance import Constituency, ConstituencyKind
from elzmodel.territory import Abolish, Alter, Merge, MoveParts, NewUnit, Split
from elzmodel.values import Outcome, Period
from elzmodel.zones import Assign
from tests.dossiers.seats import council, seat, village

EVE, DAY = "2019-12-31", "2020-01-01"
LATER = date(2021, 1, 1)


def reasons(some, snapshot):
    """Return why each seat is stranded."""
    return {each.seat: each.reasons for each in stranded_seats(some, snapshot).seats}


def test_on_the_eve_of_a_merger_no_seat_is_stranded(wood) -> None:
    """Elm and ash lie in the west and are what they were."""
    some = council(seat(1, village("elm")), seat(2, village("ash")))
    assert 0 == len(stranded_seats(some, wood.on(EVE)))


def test_land_of_another_zone_is_outside(wood) -> None:
    """Oak lies in the east, fir in no zone; a seat for ash and oak lies partly outside."""
    some = council(seat(1, village("oak")), seat(2, village("fir")), seat(3, village("ash", "oak")))
    assert {
        "lb-1": (Stranding.OUTSIDE,),
        "lb-2": (Stranding.OUTSIDE,),
        "lb-3": (Stranding.PARTLY_OUTSIDE,),
    } == reasons(some, wood.on(EVE))
    zones = [each.zones for each in stranded_seats(some, wood.on(EVE)).seats]
    assert [("east",), (), ("east", "west")] == zones


def test_an_open_decision_is_said(wood) -> None:
    """Ash became part of Grove, which may go to the east."""
    some = council(seat(1, village("ash")))
    assert {"lb-1": (Stranding.UNDECIDED, Stranding.MERGED)} == reasons(some, wood.on(DAY))


def test_a_settled_merger_into_another_zone_strands_the_seat(wood) -> None:
    """The table names who holds the land now and where it lies."""
    settled = Assign(id="x", day=date(2020, 1, 1), zone="east", parts=["oak", "ash"])
    found = stranded_seats(council(seat(1, village("ash"))), wood.with_events([settled]).on(DAY))
    assert (Stranding.OUTSIDE, Stranding.MERGED) == found.seats[0].reasons
    assert [
        (
            "lb-1",
            "board",
            "Ash",
            ("lies outside the zone", "became part of another municipality"),
            ("Grove",),
            ("east",),
        )
    ] == list(found.to_table().rows)
    assert "Grove" in found._repr_html_()


def test_a_municipality_that_takes_in_a_neighbour_goes_on(wood) -> None:
    """Elm takes in fir under a new code and name: its seat stays, that of fir does not."""
    merger = Merge(id="x", day=LATER, units=["elm", "fir"], unit="elm", nis="10010", name="Elfir")
    some = council(seat(1, village("elm")), seat(2, village("fir")))
    settled = Assign(id="s", day=LATER, zone="west", parts=["elm", "fir"])
    snapshot = wood.with_events([merger, settled]).on(LATER)
    assert {"lb-2": (Stranding.MERGED,)} == reasons(some, snapshot)


def test_a_new_name_strands_nobody(wood) -> None:
    """Code and name are labels."""
    renamed = Alter(id="x", day=LATER, unit="elm", nis="10011", name="Olm")
    snapshot = wood.with_events([renamed]).on(LATER)
    assert {} == reasons(council(seat(1, village("elm"))), snapshot)


def test_the_same_land_under_a_new_body_strands_nobody(wood) -> None:
    """Elm is split into one new municipality that holds all of it."""
    split = Split(
        id="x", day=LATER, unit="elm", into=[NewUnit(unit="olm", name="Olm", parts=["elm"])]
    )
    snapshot = wood.with_events([split]).on(LATER)
    assert {} == reasons(council(seat(1, village("elm"))), snapshot)


def test_a_municipality_that_was_divided_is_said(wood) -> None:
    """Grove falls into oak and ash again."""
    pieces = [NewUnit(unit=f"new-{p}", name=p.title(), parts=[p]) for p in ("oak", "ash")]
    settle = Assign(id="s", day=date(2020, 1, 1), zone="west", parts=["oak", "ash"])
    split = Split(id="x", day=LATER, unit="grove", into=pieces)
    snapshot = wood.with_events([settle, split]).on(LATER)
    assert {"lb-1": (Stranding.SPLIT,)} == reasons(
        council(seat(1, village("oak", "ash"))), snapshot
    )


def test_land_that_left_the_record_is_said(wood) -> None:
    """Elm was abolished: all of it or, for a seat of two, some of it is gone."""
    snapshot = wood.with_events(
        [
            Assign(id="s", day=LATER, zone=None, parts=["elm"]),
            Abolish(id="x", day=LATER, unit="elm", order=1),
        ]
    ).on(LATER)
    some = council(seat(1, village("elm")), seat(2, village("elm", "fir")))
    assert {
        "lb-1": (Stranding.GONE,),
        "lb-2": (Stranding.OUTSIDE, Stranding.GONE),
    } == reasons(some, snapshot)


def test_land_handed_over_as_a_whole_became_part_of_another(wood) -> None:
    """Oak's land went from Grove to Elm, for which a seat for both speaks as a whole."""
    settle = Assign(id="s", day=date(2020, 1, 1), zone="west", parts=["oak", "ash"])
    move = MoveParts(id="x", day=LATER, origin="grove", to="elm", parts=["oak"])
    snapshot = wood.with_events([settle, move]).on(LATER)
    some = council(seat(1, village("oak")), seat(2, village("oak", "elm")))
    assert {"lb-1": (Stranding.MERGED,)} == reasons(some, snapshot)


def test_seats_of_other_days_and_other_constituencies_are_left_out(wood) -> None:
    """Only those of the day that speak for land are looked at."""
    patients = Constituency(kind=ConstituencyKind.POPULATION, label="Patients", ref="patient")
    over = seat(1, village("oak")).__class__(
        id="old",
        body="board",
        cluster=seat(1).cluster,
        represents=[village("oak")],
        period=Period(None, date(2019, 1, 1)),
    )
    assert {} == reasons(council(over, seat(2, patients)), wood.on(EVE))


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        (
            "haspengouw",
            [
                "Borgloon (now Tongeren-Borgloon) lies outside the zone",
                "Kortessem (now Hasselt) lies outside the zone",
            ],
        ),
        ("herkenrode", []),
    ],
)
def test_the_mergers_of_2025_strand_two_seats_of_haspengouw(zone, expected) -> None:
    """Hasselt took in Kortessem and goes on; a seat for each municipality of the eve."""
    fl = flanders()
    seats = [
        seat(n, Constituency(kind=ConstituencyKind.MUNICIPALITY, label=m.name, parts=m.parts))
        for n, m in enumerate(fl.on("2024-12-31").municipalities_of(zone))
    ]
    some = council(*seats, zone=zone)
    found = [str(each) for each in stranded_seats(some, fl.on("2025-01-01")).seats]
    became = " and became part of another municipality"
    assert [f"{each}{became}" for each in expected] == found
    assert () == check_representation(some, fl.on("2024-12-31"))


def test_findings_tell_what_is_certain_from_what_is_open(wood) -> None:
    """A stranded seat fails; what is undecided or not stated is unknown."""
    some = council(seat(1, village("oak")), open_lists=["seats"])
    found = check_representation(some, wood.on(EVE))
    assert [
        ("ELZ-G030", "lb-1", Outcome.FAIL),
        ("ELZ-G031", "raad", Outcome.UNKNOWN),
    ] == [(f.code, f.subject, f.outcome) for f in found]
    assert found[1].message.endswith("have no seat: the list of seats is not complete")
    both = council(seat(1, village("ash", "oak")), seat(2, village("elm")))
    (finding,) = check_representation(both, wood.on(DAY))
    assert ("ELZ-G030", Outcome.UNKNOWN) == (finding.code, finding.outcome)
    (missing,) = check_representation(council(seat(1, village("elm"))), wood.on(EVE))
    assert (Outcome.FAIL, "Ash has no seat") == (missing.outcome, missing.message)
