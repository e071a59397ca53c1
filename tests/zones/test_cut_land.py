"""Land that was cut: in which zone a piece lies, and what moved when it did."""

from __future__ import annotations

from datetime import date

import pytest

from elzmodel.territory import Cut, Piece, Refinement
from elzmodel.values import Period
from elzmodel.zones import Assign, Zone, ZoneFlow, ZoneMap, zone_flows

CUT, LATER = date(2015, 1, 1), date(2018, 1, 1)
EAST, WEST = Zone("east", "East", Period()), Zone("west", "West", Period())


def cut_from(*whole: str) -> Refinement:
    """Return one cut of a piece x from some parts."""
    return Refinement([Cut("cut", CUT, whole, (Piece("x"),))])


def test_a_piece_of_land_in_two_zones_is_in_one_once_they_agree(zoning):
    """While a is in west and b in east nobody knows; when b follows a, the piece is in west."""
    follows = Assign(id="follows", day=LATER, zone="west", parts=["b"])
    refined = zoning.with_events([follows]).refined(cut_from("a", "b"))
    days = (date(2010, 1, 1), date(2017, 12, 31), LATER)
    assert [None, None, "west"] == [refined.zone_of_part("x", day) for day in days]


def test_a_piece_of_land_in_one_zone_is_in_none_once_they_differ(zoning):
    """And none is not the zone that one of them went to, nor the one that the other stayed in."""
    leaves = Assign(id="leaves", day=LATER, zone="east", parts=["a"])
    refined = zoning.with_events([leaves]).refined(cut_from("a", "d"))
    assert ["west", None] == [refined.zone_of_part("x", day) for day in (CUT, LATER)]
    assert {None, "east"} == refined.zones_of_parts(["x", "a"], LATER)


def test_a_piece_partly_of_land_in_no_zone_is_in_none(zoning):
    """What nobody assigned agrees with nothing."""
    assert zoning.refined(cut_from("a", "c")).zone_of_part("x", LATER) is None


def test_the_zone_of_a_piece_is_due_to_the_last_event_of_what_it_was_cut_from(zoning):
    """It is named with its day, whichever part it was about."""
    again = Assign(id="again", day=LATER, zone="west", parts=["a"])
    for whole in (("a", "d"), ("d", "a")):
        refined = zoning.with_events([again]).refined(cut_from(*whole))
        assert "again" == refined.assignments("x").on(LATER).event.id


def map_of(refinement: Refinement = Refinement(), **by_part: str) -> ZoneMap:  # noqa: B008 - a value
    """Return the zones of a day in which parts lie as said."""
    zones = (EAST, WEST)
    return ZoneMap(LATER, "zone", zones, by_part, refinement=refinement)


@pytest.mark.parametrize("ends", [False, True], ids=["cut", "put together"])
def test_a_piece_that_went_elsewhere_has_moved_and_its_whole_has_not(ends):
    """Whichever of the two days knows of the cut."""
    whole, pieces = map_of(a="west"), map_of(cut_from("a"), x="east")
    if ends:
        assert (ZoneFlow("east", "west", ("x",)),) == zone_flows(pieces, whole)
    else:
        assert (ZoneFlow("west", "east", ("x",)),) == zone_flows(whole, pieces)


def test_a_piece_that_stayed_is_not_told_beside_one_that_went():
    """The rest of the land keeps its zone, whatever its new name."""
    cut = Cut("cut", CUT, ("a",), (Piece("x"),), (("a", "y"),))
    flows = zone_flows(map_of(a="west"), map_of(Refinement([cut]), x="east", y="west"))
    assert (ZoneFlow("west", "east", ("x",)),) == flows


def test_flows_from_one_zone_are_in_order_with_no_zone_last():
    """Land that leaves all zones comes after land that goes to another."""
    before, after = map_of(a="west", b="west", c="west"), map_of(a="west", c="east")
    expected = (ZoneFlow("west", "east", ("c",)), ZoneFlow("west", None, ("b",)))
    assert expected == zone_flows(before, after)
