"""Seats held against the land of a day: in the wood, whose merger nobody has settled."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from elzmodel.dossiers import seat_load, unrepresented_municipalities
from elzmodel.errors import NotOnDayError
from elzmodel.governance import CareCouncil
from elzmodel.territory import MoveParts, Weight
from elzmodel.values import Period, Share, Total
from elzmodel.zones import Assign
from tests.dossiers.seats import council, seat, village

EVE, DAY = "2019-12-31", "2020-01-01"


def names(found):
    """Return what municipalities are called."""
    return [each.name for each in found]


def test_a_municipality_of_the_zone_without_a_seat_is_named(wood) -> None:
    """Elm has a seat, ash has none; those of other zones do not matter."""
    found = unrepresented_municipalities(council(seat(1, village("elm"))), wood.on(EVE))
    assert ["Ash"] == names(found)
    assert found[0].is_certain
    assert [("10003", "Ash", "none", "")] == list(found.to_table().rows)


def test_one_seat_may_speak_for_several(wood) -> None:
    """Two constituencies of one seat are both represented."""
    shared = council(seat(1, village("elm"), village("ash")))
    assert not unrepresented_municipalities(shared, wood.on(EVE))


def test_a_municipality_that_may_come_to_the_zone_is_unknown(wood) -> None:
    """Grove may come to the west; a seat for ash speaks for it."""
    snapshot = wood.on(DAY)
    found = unrepresented_municipalities(council(seat(1, village("elm"))), snapshot)
    assert [("Grove", "its zone is undecided")] == [(m.name, m.why) for m in found]
    both = council(seat(1, village("elm")), seat(2, village("ash")))
    assert not unrepresented_municipalities(both, snapshot)


@pytest.mark.parametrize(
    ("some", "why"),
    [
        (council(seat(1, village("elm")), seat(2)), "nothing says for whom lb-2 speaks"),
        (
            council(seat(1, village("elm")), open_lists=["seats"]),
            "the list of seats is not complete",
        ),
        (council(), "no seat of a board is stated"),
        (CareCouncil(id="raad", zone="west"), "no seat of a board is stated"),
    ],
)
def test_seats_that_are_not_stated_leave_it_unknown(wood, some, why) -> None:
    """Unknown is not without a seat."""
    found = unrepresented_municipalities(some, wood.on(EVE))
    assert why == found[-1].why
    assert "unknown" in found._repr_html_()


def test_a_seat_that_is_over_speaks_for_nobody(wood) -> None:
    """The day is that of the snapshot."""
    over = evolve(seat(1, village("elm")), period=Period(None, date(2019, 12, 31)))
    some = council(over, seat(2, village("ash")))
    assert ["Elm"] == names(unrepresented_municipalities(some, wood.on(EVE)))
    assert not unrepresented_municipalities(some, wood.on("2019-12-30"))


def test_land_that_was_cut_may_be_spoken_for(wood) -> None:
    """Elm got a piece of Grove: whether it lies in oak, for which a seat speaks, is not known."""
    settle = Assign(id="s", day=date(2020, 1, 1), zone="west", parts=["oak", "ash"])
    half = (Weight(kind="population", share=Share(0, 1)),)
    move = MoveParts(id="x", day=date(2021, 1, 1), origin="grove", to="elm", portion=half)
    snapshot = wood.with_events([settle, move]).on("2021-01-01")
    (elm,) = unrepresented_municipalities(council(seat(1, village("oak"))), snapshot)
    assert ("Elm", "a seat may speak for some of its land") == (elm.name, elm.why)


def test_a_zone_of_another_day_is_an_error(wood) -> None:
    """Before 2010 there is no west."""
    with pytest.raises(NotOnDayError):
        unrepresented_municipalities(council(), wood.on("2009-12-31"))


def test_inhabitants_are_divided_by_the_seats_that_speak_for_them(wood) -> None:
    """Elm has 100 inhabitants and two seats, one of them shared; ash has 25 and half a voice."""
    shared = council(seat(1, village("elm")), seat(2, village("elm"), village("ash")))
    load = seat_load(shared, wood.on(EVE), year=2015)
    elm, ash = load
    assert (("lb-1", "lb-2"), ("lb-2",), Total(50, 50)) == (elm.seats, elm.shared, elm.per_seat)
    assert (("lb-2",), ("lb-2",), Total(25, 25)) == (ash.seats, ash.shared, ash.per_seat)
    assert "Inhabitants on 2015-01-01." == load.notes[0]


def test_without_a_seat_or_figures_nothing_is_divided(wood) -> None:
    """No seat gives no figure, no figures give bounds."""
    load = seat_load(council(seat(1, village("elm"))), wood.on(EVE), year=2000)
    elm, ash = load
    assert (Total(0, None, ("elm",)), None) == (elm.per_seat, ash.per_seat)


def test_undecided_land_widens_the_bounds(wood) -> None:
    """Of grove's 65 inhabitants none are in the west for certain."""
    some = council(seat(1, village("ash")), open_lists=["seats"])
    grove = seat_load(some, wood.on(DAY), year=2015)[-1]
    assert ("Grove", 0, 65) == (grove.name, grove.inhabitants.low, grove.inhabitants.high)
    assert {"ash", "oak"} == set(grove.inhabitants.missing)
    assert "not complete" in seat_load(some, wood.on(DAY), year=2015)._repr_html_()


def test_only_the_land_in_the_zone_counts(wood) -> None:
    """Grove divided: ash in the west, oak in the east."""
    settle = [
        Assign(id="a", day=date(2020, 1, 1), zone="west", parts=["ash"]),
        Assign(id="b", day=date(2020, 1, 1), zone="east", parts=["oak"]),
    ]
    snapshot = wood.with_events(settle).on(DAY)
    some = council(seat(1, village("ash", "oak")))
    assert 25 == seat_load(some, snapshot, year=2015)[-1].per_seat.value
