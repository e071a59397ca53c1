"""How zones and their land change through time, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from elzmodel.errors import ConflictError
from elzmodel.territory import Cut, Piece, Refinement
from elzmodel.values import Period
from elzmodel.zones import AbolishZone, AlterZone, Assign, CreateZone, DecisionPoint, Zone, Zoning

ZONED = date(2010, 1, 1)
LATER = date(2015, 1, 1)
LAST = date(2014, 12, 31)


def codes(error):
    return [finding.code for finding in error.value.findings]


def test_a_part_is_in_its_zone_from_the_day_of_the_assignment(zoning):
    """The day itself counts, the day before does not."""
    days = (date(2009, 12, 31), ZONED)
    assert [None, "west"] == [zoning.zone_of_part("a", day) for day in days]


def test_a_part_nobody_assigned_is_in_no_zone(zoning):
    """Land that no assignment names has no zone and no history."""
    assert (None, ()) == (zoning.zone_of_part("c", ZONED), zoning.assignments("c").changes)


def test_a_later_assignment_replaces_the_earlier_one(zoning):
    """A part leaves its zone on the day it is assigned to another."""
    moved = zoning.with_events([Assign(id="x", day=LATER, zone="east", parts=("a",))])
    days = (LAST, LATER)
    assert ["west", "east"] == [moved.zone_of_part("a", day) for day in days]


def test_what_comes_after_the_last_event_goes_on_from_there(zoning):
    """It comes to the same as the fold from the start, and leaves the older zoning as it is."""
    after = date(2016, 1, 1)
    events = [
        AlterZone(id="n", day=LATER, zone="east", name="Orient"),
        Assign(id="x", day=after, zone="west", parts=("b",)),
        AbolishZone(id="y", day=after, zone="east"),
        Assign(id="z", day=date(2017, 1, 1), zone=None, parts=("b",), retracted=after),
    ]
    whole, step = Zoning([*zoning.events, *events]), zoning
    for event in (events[0], events[1:3], events[3]):
        step = step.with_events(event if isinstance(event, list) else [event])
    assert (whole, whole._history) == (step, step._history)
    assert Zoning(zoning.events)._history == zoning._history
    assert zoning.with_events([]) == zoning


def test_what_comes_before_the_last_event_is_put_in_its_place(zoning):
    """An assignment that was told late holds until the next one."""
    later = zoning.with_events([Assign(id="x", day=date(2016, 1, 1), zone="east", parts=("a",))])
    told = later.with_events([Assign(id="w", day=LATER, zone=None, parts=("a",))])
    days = (LAST, LATER, date(2016, 1, 1))
    assert ["west", None, "east"] == [told.zone_of_part("a", day) for day in days]


def test_what_goes_on_is_refused_as_from_the_start(zoning):
    """A zone that is no more, or ends with land in it."""
    left = AbolishZone(id="y", day=LATER, zone="east")
    with pytest.raises(ConflictError) as error:
        zoning.with_events([left])
    assert ["ELZ-Z004"] == codes(error)
    gone = zoning.with_events([Assign(id="x", day=LATER, zone=None, parts=("b",)), left])
    with pytest.raises(ConflictError) as error:
        gone.with_events([Assign(id="z", day=date(2016, 1, 1), zone="east", parts=("b",))])
    assert ["ELZ-Z001"] == codes(error)


def test_land_can_leave_every_zone(zoning):
    """Assigning to no zone takes parts out of the partition."""
    left = zoning.with_events([Assign(id="x", day=LATER, zone=None, parts=("a",))])
    assert {"d": "west", "b": "east"} == left.parts_on(LATER)


def test_the_last_order_of_a_day_counts(zoning):
    """Of two assignments on one day the one with the higher order stands at its end."""
    events = [
        Assign(id="x", day=LATER, zone="east", parts=("a",)),
        Assign(id="w", day=LATER, zone="west", parts=("a",), order=1),
    ]
    moved = zoning.with_events(events)
    assert ("west", 2) == (moved.zone_of_part("a", LATER), len(moved.assignments("a").changes))


def test_a_renamed_zone_is_two_versions_of_one_id(zoning):
    """The id stays, the name and the period change on the day."""
    renamed = zoning.with_events([AlterZone(id="x", day=LATER, zone="west", name="Far West")])
    expected = (
        Zone("west", "West", Period(ZONED, LATER)),
        Zone("west", "Far West", Period(LATER)),
    )
    assert expected == tuple(zone for zone in renamed.zones if zone.id == "west")


def test_a_zone_renamed_on_its_first_day_has_one_version():
    """No version without a day comes into being."""
    events = [
        CreateZone(id="c", day=ZONED, zone="z", name="Old"),
        AlterZone(id="r", day=ZONED, zone="z", name="New", order=1),
    ]
    assert (Zone("z", "New", Period(ZONED)),) == Zoning(events).zones


def test_a_zone_without_land_can_end(zoning):
    """A zone ends on the day on which its last land went elsewhere."""
    events = [
        AbolishZone(id="x", day=LATER, zone="east"),
        Assign(id="y", day=LATER, zone="west", parts=("b",)),
    ]
    ended = zoning.with_events(events)
    assert (["east", "west"], ["west"]) == tuple(
        [zone.id for zone in ended.zones_on(day)] for day in (LAST, LATER)
    )


def test_a_zone_that_ends_with_land_is_refused(zoning):
    """Z004: land may not stay behind in a zone that ends."""
    with pytest.raises(ConflictError, match="'east' ends while parts are still assigned") as error:
        zoning.with_events([AbolishZone(id="x", day=LATER, zone="east")])
    assert ["ELZ-Z004"] == codes(error)


@pytest.mark.parametrize(
    "event",
    [
        Assign(id="x", day=LATER, zone="north", parts=("a",)),
        AlterZone(id="x", day=LATER, zone="north", name="North"),
        AbolishZone(id="x", day=LATER, zone="north"),
    ],
)
def test_an_event_about_an_absent_zone_is_refused(zoning, event):
    """Z001: assigning to, renaming or ending a zone needs that zone to exist."""
    with pytest.raises(ConflictError, match="zone 'north' does not exist") as error:
        zoning.with_events([event])
    assert ["ELZ-Z001"] == codes(error)


@pytest.mark.parametrize(
    "event",
    [
        AlterZone(id="y", day=LATER, zone="east", name="North", order=2),
        AbolishZone(id="y", day=LATER, zone="east", order=2),
        Assign(id="y", day=LATER, zone="east", parts=("d",), order=2),
    ],
)
def test_a_zone_that_ended_earlier_that_day_takes_no_more_events(zoning, event):
    """Z001: after its end a zone cannot be renamed, filled or ended again."""
    ending = [
        Assign(id="w", day=LATER, zone="west", parts=("b",)),
        AbolishZone(id="x", day=LATER, zone="east", order=1),
    ]
    with pytest.raises(ConflictError, match="zone 'east' has ended") as error:
        zoning.with_events([*ending, event])
    assert ["ELZ-Z001"] == codes(error)


def test_a_zone_cannot_begin_twice(zoning):
    """Z002: the id of a living zone is taken."""
    with pytest.raises(ConflictError, match="zone 'west' exists already") as error:
        zoning.with_events([CreateZone(id="x", day=LATER, zone="west", name="West")])
    assert ["ELZ-Z002"] == codes(error)


def test_a_zone_can_begin_again_after_its_end(zoning):
    """An id that ended may come back on a later day."""
    events = [
        Assign(id="y", day=LATER, zone="west", parts=("b",)),
        AbolishZone(id="x", day=LATER, zone="east"),
        CreateZone(id="z", day=date(2016, 1, 1), zone="east", name="New East"),
    ]
    names = [zone.name for zone in zoning.with_events(events).zones if zone.id == "east"]
    assert ["East", "New East"] == names


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        (
            Assign(id="x", day=LATER, zone="east", parts=("a",)),
            Assign(id="y", day=LATER, zone="west", parts=("d", "a")),
            "part 'a'",
        ),
        (
            AlterZone(id="x", day=LATER, zone="west", name="One"),
            AlterZone(id="y", day=LATER, zone="west", name="Other"),
            "zone 'west'",
        ),
    ],
)
def test_two_events_about_the_same_thing_on_a_day_need_an_order(zoning, one, other, what):
    """Z003: without an order it would depend on chance which of the two stands."""
    with pytest.raises(ConflictError) as error:
        zoning.with_events([one, other])
    (finding,) = error.value.findings
    expected = (
        f"it touches {what} on the same day as event x; give the later of the two a higher order"
    )
    assert ("ELZ-Z003", expected) == (finding.code, f"{finding.message}; {finding.remedy}")


def test_all_contradictions_of_a_batch_are_told_at_once(zoning):
    """The error carries one finding for each contradiction, with the event's sources."""
    events = [
        Assign(id="x", day=LATER, zone="north", parts=("a",), sources=("S1",)),
        CreateZone(id="y", day=LATER, zone="east", name="East"),
    ]
    with pytest.raises(ConflictError) as error:
        zoning.with_events(events)
    assert (["ELZ-Z001", "ELZ-Z002"], ("S1",)) == (
        codes(error),
        error.value.findings[0].sources,
    )


def test_what_was_recorded_later_is_not_known_before(founding):
    """An assignment counts from the day of its record, though it took effect earlier."""
    late = Assign(id="x", day=LATER, zone="east", parts=("a",), recorded=date(2018, 1, 1))
    zoning = Zoning([*founding, late])
    days = (date(2017, 12, 31), date(2018, 1, 1))
    assert ["west", "east"] == [zoning.as_known(day).zone_of_part("a", LATER) for day in days]


def test_what_was_retracted_counts_only_for_the_record_before(founding):
    """A retracted assignment stays in the record and out of the answer."""
    wrong = Assign(id="x", day=LATER, zone="east", parts=("a",), retracted=date(2016, 1, 1))
    zoning = Zoning([*founding, wrong])
    known = zoning.as_known(date(2015, 6, 1))
    zones = (zoning.zone_of_part("a", LATER), known.zone_of_part("a", LATER))
    assert ("west", "east") == zones


def test_a_record_without_later_facts_is_the_zoning_itself(zoning):
    """Asking for what is known by now costs nothing, and is remembered."""
    assert zoning is zoning.as_known(LATER)


def test_a_zoning_counts_what_it_holds(zoning):
    """The representation names the kind, the events and the zones."""
    assert "<Zoning by zone: 4 events, 2 zones>" == repr(zoning)


def test_before_the_first_zone_there_is_a_reason(zoning):
    """The reason of the first zone is given until its day, and nothing from then on."""
    eve = date(2009, 12, 31)
    assert ("There is no zone before 2010-01-01", "") == (
        zoning.why_no_zones(eve),
        zoning.why_no_zones(ZONED),
    )


def test_an_empty_zoning_gives_no_reason():
    """Where there never was a zone, none can be waited for."""
    assert ("", None) == (Zoning().why_no_zones(ZONED), Zoning().first)


def test_a_piece_lies_in_the_zone_of_what_it_was_cut_from(zoning):
    """Cut from parts in two zones it lies in none that is known, until it is assigned itself."""
    pieces = (Piece("x"), Piece("y"))
    refined = zoning.refined(
        Refinement([Cut("1", LATER, ("a", "d"), pieces[:1]), Cut("2", LATER, ("b",), pieces[1:])])
    )
    assert ("west", "east") == tuple(refined.zone_of_part(part, LATER) for part in "xy")
    apart = zoning.refined(Refinement([Cut("1", LATER, ("a", "b"), pieces[:1])]))
    assert apart.zone_of_part("x", LATER) is None
    assigned = apart.with_events([Assign(id="own", day=LATER, zone="east", parts=["x"])])
    assert "east" == assigned.zone_of_part("x", LATER)


def test_what_was_known_is_remembered(zoning):
    """Asking twice for the record of one day gives the same zoning."""
    assert zoning.as_known(LATER) is zoning.as_known(LATER)


def test_what_was_known_on_many_days_is_not_all_remembered(zoning):
    """Who asks about each day of years does not fill the memory with zonings."""
    first = date(2030, 1, 1)
    for n in range(200):
        zoning.as_known(first + timedelta(days=n))
    assert 0 < len(zoning._known) <= 64


def test_a_zone_is_shown_by_its_name(zoning):
    """In messages and tables it reads as people call it."""
    assert ["East", "West"] == [str(zone) for zone in zoning.zones_on(LATER)]


def test_all_versions_of_zones_are_in_order_of_id_and_day(founding):
    """Whatever the order of their events, and those that ended among those that go on."""
    later = [
        AlterZone(id="r", day=LATER, zone="west", name="Far West"),
        CreateZone(id="n", day=LATER, zone="north", name="North"),
    ]
    zones = Zoning([*founding, *later]).zones
    assert ["East", "North", "West", "Far West"] == [zone.name for zone in zones]


def test_a_zone_says_which_it_is_and_an_open_question_what_is_asked(zoning):
    """In a line each."""
    west = next(zone for zone in zoning.zones if zone.id == "west")
    assert f"<Zone west: {west.name}, {west.period}>" == repr(west)
    point = DecisionPoint(day=LATER, unit="u", parts=("a", "b"), candidates=("east", "west"))
    assert "Undecided: a, b (east or west)." == point.told
