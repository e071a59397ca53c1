"""Screening: every single transfer of a municipality to a zone that it touches."""

from __future__ import annotations

import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel import Scenario, adopt, flanders, sweep_moves
from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.scenarios import as_of, single_transfers
from elzmodel.scenarios._engine import plain_row
from elzmodel.territory import Border, Borders, Contact
from elzmodel.testing import small_world


def named(found):
    """Return who goes where."""
    return [(each.municipality.name, *each.lies_in, each.to) for each in found]


def test_each_municipality_goes_to_each_zone_that_it_touches(row):
    """To no other zone, and not to its own; an island stays where it is."""
    across = [("Birch", "one", "two"), ("Cedar", "two", "one")]
    across += [("Dogwood", "two", "three"), ("Elm", "three", "two")]
    assert across == named(single_transfers(row))


def test_a_corner_is_no_border(row):
    """A short border is one."""
    for contact, count in ((Contact.POINT, 0), (Contact.SHORT, 2)):
        borders = Borders([Border(a=["ash"], b=["elm-a"], contact=contact, km=0.0)])
        assert count == len(single_transfers(evolve(row, borders=borders)))


def test_a_border_of_several_zones_together_tells_nothing(row):
    """Which of the zones has it is not known."""
    borders = Borders([Border(a=["ash"], b=["cedar", "elm-a"], contact=Contact.BORDER, km=1.0)])
    assert not single_transfers(evolve(row, borders=borders))


def test_a_municipality_in_two_zones_goes_as_a_whole(row):
    """To each of them as well, where its land touches the other."""
    base = adopt(row, Scenario("x").transfer("elm-a", to="two", day="2010-01-01"))
    found = [each for each in single_transfers(base, year=2021) if each.municipality.name == "Elm"]
    assert [("Elm", "three", "two", "three"), ("Elm", "three", "two", "two")] == named(found)
    s = Scenario("moves 5").transfer("Elm", to="two", day="2026-01-01")
    assert found[1].row == evolve(plain_row(base, s, year=2021), scenario=found[1].row.scenario)


def test_a_municipality_that_lies_in_a_zone_with_a_part_only_can_come_whole():
    """Its other land lies in no zone."""
    day = "2000-01-01"
    base = small_world(
        elz.events.Create(id="e1", day=day, unit="u1", name="U1", nis="10001"),
        elz.events.Create(id="e2", day=day, unit="u2", name="U2", nis="10002", parts=["a", "b"]),
        elz.events.CreateZone(id="z1", day=day, zone="z1", name="Z1"),
        elz.events.Assign(id="z2", day=day, zone="z1", parts=["u1", "a"]),
        borders=[Border(a=["u1"], b=["a"], contact=Contact.BORDER)],
    )
    assert [("U2", "z1", "z1")] == named(single_transfers(base, year=2021))


def test_rows_are_those_of_a_sweep_of_the_same_moves():
    """Of the whole country, on the day after the one that is asked."""
    fl = flanders()
    found = single_transfers(fl, on="2024-12-31", year=2021)
    moves = zip(*((each.municipality.unit, each.to) for each in found), strict=True)
    swept = sweep_moves(as_of(fl, "2024-12-31"), *moves, day="2025-01-01", year=2021)
    assert [*swept] == [each.row for each in found]


def test_an_area_has_its_own_municipalities_only(row):
    """Their new zones may lie outside."""
    assert [("Elm", "three", "two")] == named(single_transfers(row, area="East"))
    with pytest.raises(UnknownIdError):
        single_transfers(row, area="North")


def test_a_base_is_screened_once(row):
    """What was found for a day of it is given again."""
    assert single_transfers(row, year=2021) is single_transfers(row, year=2021)
    assert single_transfers(row, year=2021) is not single_transfers(row, on="2024-12-31", year=2021)


def test_what_is_no_landscape_is_refused(row):
    """A day of it, say."""
    with pytest.raises(InvalidValueError, match="landscape"):
        single_transfers(row.on("2025-01-01"))
