"""The zones of one day: who belongs where, and why there is no single answer."""

from __future__ import annotations

import copy
import pickle
from datetime import date

import attrs
import pytest

from elzmodel.data import flanders
from elzmodel.errors import DividedError, NotOnDayError, UndecidedError, UnknownIdError
from elzmodel.zones import Assign, DecisionPoint, Zone, ZoneFlow, Zoning, zone_flows, zone_map
from elzmodel.zones.zone_maps import in_every_way, ways_to_settle

EVE = date(2019, 12, 31)
MERGED = date(2020, 1, 1)


def test_each_zone_lists_its_parts_in_order(register, zoning):
    """The inverse of part to zone holds the same land."""
    zones = zone_map(register, zoning, EVE)
    assert {"east": ("b",), "west": ("a", "d")} == zones.parts_by_zone


def test_land_that_no_municipality_holds_is_left_out(register, zoning):
    """Before the municipalities began, the zone map has zones without land."""
    ghost = zoning.with_events([Assign(id="x", day=EVE, zone="west", parts=("nowhere",))])
    assert "nowhere" not in zone_map(register, ghost, EVE).by_part


def test_land_lies_in_the_zones_that_hold_it(register, zoning):
    """Each zone is there once, in order of id, and land in no zone adds none."""
    zones = zone_map(register, zoning, EVE)
    assert ["east", "west"] == [zone.id for zone in zones.holding(["d", "c", "b", "a"])]
    assert () == zones.holding(["c"])


def test_a_whole_municipality_has_one_zone(register, zoning):
    """The zone of an undivided municipality is that of its land."""
    layout = register.on(EVE)
    assert "West" == zone_map(register, zoning, EVE).zone_of(layout.by_unit["a"]).name


def test_a_municipality_without_zone_is_not_on_the_day(register, zoning):
    """The error says that none is recorded for it."""
    layout = register.on(EVE)
    message = r"zone of 'C \(10003\)' does not exist on 2019-12-31. No zone is recorded for it"
    with pytest.raises(NotOnDayError, match=message):
        zone_map(register, zoning, EVE).zone_of(layout.by_unit["c"])


def test_before_the_first_zone_the_error_says_since_when(register, zoning):
    """The error names the first day of the first zone."""
    day = date(2005, 1, 1)
    with pytest.raises(NotOnDayError, match="There is no zone before 2010-01-01"):
        zone_map(register, zoning, day).zone_of(register.on(day).by_unit["a"])


def test_a_municipality_over_two_zones_is_divided(register, zoning):
    """The error maps each zone to the land in it."""
    settled = zoning.with_events(
        [
            Assign(id="x", day=MERGED, zone="east", parts=("b",)),
            Assign(id="y", day=MERGED, zone="west", parts=("c",)),
        ]
    )
    with pytest.raises(DividedError) as error:
        zone_map(register, settled, MERGED).zone_of(register.on(MERGED).by_unit["bc"])
    assert ({"east": ("b",), "west": ("c",)}, MERGED) == (error.value.zones, error.value.day)


def test_a_municipality_partly_in_no_zone_is_divided(register, zoning):
    """One zone and unzoned land make no single answer."""
    settled = zoning.with_events(
        [
            Assign(id="x", day=MERGED, zone="east", parts=("b",)),
            Assign(id="y", day=MERGED, zone=None, parts=("c",)),
        ]
    )
    message = r"BC \(10009\) is divided over 1 zone and land in no zone on 2020-01-01: east\. "
    with pytest.raises(DividedError, match=message) as error:
        zone_map(register, settled, MERGED).zone_of(register.on(MERGED).by_unit["bc"])
    assert {"east": ("b",), "": ("c",)} == error.value.zones


def test_undecided_wins_over_divided(register, zoning):
    """While a decision is open the stored assignments do not count as an answer."""
    moved = zoning.with_events([Assign(id="x", day=EVE, zone="west", parts=("c",))])
    zones = zone_map(register, moved, MERGED)
    with pytest.raises(UndecidedError) as error:
        zones.zone_of(register.on(MERGED).by_unit["bc"])
    assert (("east", "west"), ("b", "c"), {}) == (
        error.value.candidates,
        error.value.parts,
        error.value.settled,
    )


def test_a_zone_is_found_by_id(register, zoning):
    """An id of the day gives its zone."""
    assert "West" == zone_map(register, zoning, EVE).zone("west").name


def test_an_unknown_zone_suggests_near_ids(register, zoning):
    """A slip of the pen is answered with the id that was meant."""
    with pytest.raises(UnknownIdError, match=r"no zone 'wets' is known\. Did you mean west"):
        zone_map(register, zoning, EVE).zone("wets")


def test_undecided_land_is_possible_for_each_candidate(register, zoning):
    """Decided parts leave undecided land out; possible parts list it."""
    moved = zoning.with_events([Assign(id="x", day=EVE, zone="west", parts=("c",))])
    zones = zone_map(register, moved, MERGED)
    assert ((), ("b", "c"), ("a", "d")) == (
        zones.decided_parts("east"),
        zones.possible_parts("east"),
        zones.decided_parts("west"),
    )
    assert {"east": (), "west": ("a", "d")} == zones.decided_by_zone
    assert {"east": ("b", "c"), "west": ("b", "c")} == zones.possible_by_zone
    assert (("bc",), ("bc",)) == (zones.open_units("east"), zones.open_units("west"))


@pytest.mark.parametrize(
    "error",
    [
        DividedError("A (10001)", MERGED, {"east": ["p"], "west": ["q"]}),
        UndecidedError("A (10001)", MERGED, ["east", "west"], ["p"], {"east": ["q"], "": ["r"]}),
        UndecidedError("A (10001)", MERGED, ["east", "west"]),
    ],
)
@pytest.mark.parametrize("again", [copy.copy, lambda e: pickle.loads(pickle.dumps(e))])
def test_errors_keep_their_fields_when_copied(error, again):
    """They copy and pickle, as workers and notebooks do with them."""
    other = again(error)
    assert (vars(error), str(error), type(error)) == (vars(other), str(other), type(other))


def test_an_undecided_error_names_what_is_settled():
    """The message has candidates, the land in question and the rest."""
    error = UndecidedError("A", MERGED, ["x", "y"], ["p"], {"x": ["q"], "": ["r", "s"]})
    expected = (
        "the zone of A is undecided on 2020-01-01: x or y for p; settled: q in x, r, s in no zone"
    )
    assert expected == str(error)


def test_flows_pair_each_origin_with_each_target(register, zoning):
    """Moved land is grouped by where it came from and where it went; no zone is a place."""
    events = [
        Assign(id="x", day=EVE, zone="east", parts=("a",)),
        Assign(id="y", day=EVE, zone=None, parts=("b",)),
        Assign(id="z", day=EVE, zone="west", parts=("c",)),
    ]
    before = zone_map(register, zoning, date(2019, 12, 30))
    after = zone_map(register, zoning.with_events(events), EVE)
    expected = (
        ZoneFlow("east", None, ("b",)),
        ZoneFlow("west", "east", ("a",)),
        ZoneFlow(None, "west", ("c",)),
    )
    assert expected == zone_flows(before, after)


def test_undecided_land_has_not_moved(register, zoning):
    """What a decision is about moves only when it is settled."""
    moved = zoning.with_events([Assign(id="x", day=EVE, zone="west", parts=("c",))])
    before, after = (zone_map(register, moved, day) for day in (date(2019, 12, 30), MERGED))
    assert () == zone_flows(before, after)


def test_a_zone_shows_itself_in_a_notebook_with_its_name_escaped(register, zoning):
    """A name from a file cannot bring markup into the page."""
    zone = zone_map(register, zoning, EVE).zone("west")
    hostile = Zone("x", "<script>", zone.period)
    assert (True, False) == (
        "<b>West</b>" in zone._repr_html_(),
        "<script>" in hostile._repr_html_(),
    )


def test_an_undecided_error_tells_apart_what_is_settled_in_no_zone(register, founding):
    """Land in a zone and land in none are settled each in its own way."""
    land = {"a": "west", "b": "east", "c": None}
    point = DecisionPoint(MERGED, "bc", ("b",), ("east", "west"), None)
    zones = zone_map(register, Zoning(founding), EVE)
    zones = attrs.evolve(zones, by_part={p: z for p, z in land.items() if z}, decisions=(point,))
    with pytest.raises(UndecidedError) as error:
        zones.zone_of_land(land, "ABC")
    assert {"west": ("a",), "": ("c",)} == error.value.settled


def test_a_zone_that_is_not_there_has_no_decided_parts_and_no_land_no_zone():
    """Both are told, by the library's own errors."""
    zones = flanders().on("2025-01-01").zone_map
    with pytest.raises(UnknownIdError, match="herkenrod"):
        zones.decided_parts("herkenrod")
    with pytest.raises(NotOnDayError):
        zones.zone_of_land((), "nothing")


@pytest.mark.parametrize(
    ("zone", "candidates", "expected"),
    [
        ("east", ("east", "west"), (0b001, 0, 0b011)),
        ("west", ("east", "west"), (0, 0b011)),
        ("west", ("west",), (0, 0b011)),
        ("south", ("east", "west"), (0,)),
    ],
    ids=["stays, goes or comes", "comes or not", "comes or stays out", "is of others"],
)
def test_open_land_goes_one_way_or_another(zone, candidates, expected):
    """Land 0b011 is open; of east's 0b101 some of it is there as it stands."""
    stands = {"east": 0b101}.get(zone, 0b100)
    assert expected == ways_to_settle(0b011, stands, zone, candidates)


def test_too_many_ways_tell_nothing():
    """Of six decisions all ways are looked at, of seven none."""
    ways = [(0, 1, 2)] * 6
    assert in_every_way(ways, lambda _: True) is True
    assert in_every_way([*ways, (0, 1)], lambda _: True) is None
