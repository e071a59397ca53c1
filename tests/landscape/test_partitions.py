"""Other ways to divide the land than zones: read when asked for, added in one call."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from elzmodel import flanders
from elzmodel.errors import (
    AmbiguousNameError,
    ConflictError,
    InvalidValueError,
    NotOnDayError,
    UnknownIdError,
)
from elzmodel.territory import Merge
from elzmodel.zones import Zoning

DAY = "2021-01-01"
EVE = "2019-12-31"


@pytest.fixture
def divided(wood):
    """The wood with two police zones; fir is in none."""
    areas = {"Elm": "PZ North", "oak": "PZ South", "10003": "PZ South"}
    return wood.with_partition("police zone", areas, on=EVE)


def names_in(snapshot, area):
    return [m.name for m in snapshot.municipalities_in(area)]


# --- of one's own -------------------------------------------------------------


def test_a_partition_of_ones_own_is_known_from_its_day_on(divided):
    """Its areas have ids of their names; the day before there are none, and it says why."""
    police = divided.on(EVE).partition("police zone")
    before = divided.on("2019-12-30").partition("police zone")
    assert {"pz-north": ("elm",), "pz-south": ("ash", "oak")} == police.parts_by_zone
    assert () == before.zones
    assert "There is no police zone before 2019-12-31" in before.why_no_zones


def test_the_areas_follow_the_land_through_a_merger(divided):
    """Grove, of oak and ash, lies where both of them did."""
    assert ["Grove"] == names_in(divided.on(DAY), "pz south")


def test_a_merger_across_areas_leaves_open_in_which_it_lies(wood):
    """As with zones: land is not moved without an assignment."""
    areas = {"oak": "A", "ash": "B"}
    police = wood.with_partition("police zone", areas, on=EVE).on(DAY).partition("police zone")
    assert [("a", "b")] == [point.candidates for point in police.decisions]


def test_counts_add_up_to_the_areas(divided):
    """By the kind of area, as to zones."""
    rolled = divided.on(EVE).aggregate({"10001": 1, "10002": 2, "10003": 4}, to="police zone")
    assert (1, 6) == (rolled["pz-north"].value, rolled["pz-south"].value)


def test_years_add_up_to_the_areas_of_one_day(divided):
    """The levels of a series are those of a day."""
    counts = {2019: {"10002": 2, "10003": 4}, 2021: {"10009": 7}}
    line = divided.series(counts, to="police zone", layout=DAY)
    assert [6, 7] == [total.value for total in line["pz-south"]]


def test_zones_that_lie_in_several_areas_are_told(divided):
    """West has elm and ash, in two police zones, of which oak's is shared with East."""
    cut = divided.on(EVE).zones_cut_by("police zone")
    assert [("west", ("PZ North", "PZ South"), ("PZ South",))] == [
        (row.zone, row.areas, row.shared) for row in cut
    ]
    assert ("By police zone since 2019-12-31: the day for which it was given.",) == cut.notes


def test_no_zone_is_cut_where_there_are_no_areas(wood):
    """An empty partition says nothing, and needs no note."""
    land = evolve(wood, partitions={"empty": Zoning((), "empty")})
    found = land.on(EVE).zones_cut_by("empty")
    assert (0, ()) == (len(found), found.notes)


def test_before_the_first_zones_the_answer_says_so(divided):
    """There is nothing that could be cut."""
    land = divided.with_partition("police zone", {"elm": "PZ"}, on="2001-01-01")
    notes = land.on("2005-01-01").zones_cut_by("police zone").notes
    assert "There is no zone before 2010-01-01: a decree of 2009" == notes[1]


def test_a_partition_takes_the_place_of_one_of_its_kind(divided, wood):
    """Also of the reference regions."""
    again = divided.with_partition("police zone", {"fir": "PZ"}, on=EVE)
    regions = wood.with_partition("reference region", {"fir": "R"}, on=EVE).on(EVE)
    assert ["PZ"] == [area.name for area in again.partition("police zone").zones]
    assert ["R"] == [area.name for area in regions.reference_regions_of("fir")]


def test_every_municipality_that_cannot_be_placed_is_told_at_once(wood):
    """Unknown ones, empty areas, and one that is named twice with two areas."""
    areas = {"Birch": "A", "oak": " ", "elm": "A", "Elm": "B", "10001": "a"}
    with pytest.raises(ConflictError) as caught:
        wood.with_partition("police zone", areas, on=EVE)
    found = [(finding.code, finding.subject) for finding in caught.value.findings]
    assert [("ELZ-L003", "Birch"), ("ELZ-L003", "oak"), ("ELZ-L003", "Elm")] == found
    assert "it lies in B; as 'elm' it lies in A" in str(caught.value)


@pytest.mark.parametrize("kind", ["zone", "province", "municipality", " "])
def test_levels_of_the_register_are_no_partition_of_ones_own(wood, kind):
    """They are known already, on every day; a kind without a name is none."""
    with pytest.raises(InvalidValueError, match="kind of area"):
        wood.with_partition(kind, {"elm": "A"}, on=EVE)


# --- errors -------------------------------------------------------------------


def test_a_wrong_kind_names_those_that_exist(divided):
    """Of the landscape, of a day, and as a level."""
    expected = "one of zone, reference region, police zone"
    for ask in (divided.partition, divided.on(DAY).partition, divided.on(DAY).zones_cut_by):
        with pytest.raises(InvalidValueError, match=expected):
            ask("parish")
    with pytest.raises(InvalidValueError, match="one of municipality, zone, reference region, pol"):
        divided.on(DAY).aggregate({}, to="parish")


def test_an_area_of_another_day_is_refused_with_its_days(divided):
    """It is known, though not then."""
    with pytest.raises(NotOnDayError, match="no police zone before 2019-12-31"):
        divided.on("2015-01-01").municipalities_in("PZ North")


def test_an_unknown_area_suggests_near_names(divided):
    """Those of every partition."""
    with pytest.raises(UnknownIdError, match="PZ North"):
        divided.on(DAY).municipalities_in("PZ Nort")


def test_a_name_in_several_partitions_asks_for_the_kind(divided):
    """Where the land differs; a kind in brackets settles it."""
    land = divided.with_partition("parish", {"elm": "PZ South", "oak": "PZ North"}, on=EVE)
    day = land.on(EVE)
    with pytest.raises(AmbiguousNameError) as caught:
        day.municipalities_in("PZ South")
    assert ("PZ South (police zone)", "PZ South (parish)") == caught.value.candidates
    assert ["Elm"] == names_in(day, "PZ South (parish)")


def test_a_name_in_several_partitions_is_plain_where_the_land_is_the_same(divided):
    """Nothing is to be asked."""
    day = divided.with_partition("parish", {"elm": "PZ North"}, on=EVE).on(EVE)
    assert ["Elm"] == names_in(day, "PZ North")


# --- as known on a day ---------------------------------------------------------


def test_what_was_not_in_the_record_is_left_out(divided):
    """An area counts as recorded on its own day."""
    early = divided.on(DAY, known="2015-01-01").partition("police zone")
    assert () == early.zones


# --- of the package ------------------------------------------------------------


def test_the_partitions_of_the_package_are_read_when_asked_for():
    """Six of them beside zones and reference regions."""
    expected = (
        "zone",
        "reference region",
        "archived logo",
        "arrondissement",
        "gezondheidsmakers region",
        "police zone",
        "regional operation",
        "transport region",
    )
    fl = flanders()
    assert expected == tuple(fl.partitions) == fl.on("2025-01-01").kinds


@pytest.mark.parametrize(
    ("kind", "areas", "outside"),
    [
        ("archived logo", 15, 0),
        ("arrondissement", 23, 0),
        ("gezondheidsmakers region", 15, 19),
        ("police zone", 107, 0),
        ("regional operation", 23, 19),
        ("transport region", 15, 19),
    ],
)
def test_the_partitions_of_the_package_cover_the_land_of_2025(kind, areas, outside):
    """All of Flanders, and Brussels where the partition is not one of Flanders alone."""
    day = flanders().on("2025-01-01")
    found = day.partition(kind)
    rest = [m for m in day.municipalities if not set(m.parts) <= found.by_part.keys()]
    assert (areas, outside) == (len(found.zones), len(rest))


def test_every_area_of_the_package_has_a_source():
    """And says that its day is only that of the first layout."""
    fl = flanders()
    cited = {event.sources for kind in fl.partitions for event in fl.partition(kind).events}
    (reason,) = {event.reason for event in fl.partition("archived logo").events}
    assert () not in cited
    assert {source for sources in cited for source in sources} <= set(fl.sources)
    assert reason.endswith("when they were in use is not known")


def test_the_partitions_of_the_package_say_nothing_of_earlier_layouts():
    """Nothing is guessed for the municipalities of 2024."""
    cut = flanders().on("2024-12-31").zones_cut_by("archived logo")
    assert 0 == len(cut)
    assert "since 2025-01-01: the layout in which these areas are archived" in cut.notes[0]


def test_a_what_if_merger_across_police_zones_is_seen():
    """The areas are measured on the land of any day."""
    merger = Merge(
        id="x", day=date(2026, 1, 1), units=("alken", "wellen"), unit="alken-wellen", name="A-W"
    )
    day = flanders().with_events([merger]).on("2026-01-01")
    assert ["alken-wellen"] == [d.unit for d in day.partition("police zone").decisions]
