"""Laws 1, 3, 4, 7, 8, 10 and 12 for zones, on registers and zonings that are not Flanders.

1. Partition: each living part is in at most one zone; open decisions are listed.
3. Replay: a prefix and then the rest is the whole; asking day by day is the fold.
4. Half-open: zones differ from the eve only on a day of events.
7. Permuting the events changes nothing.
8. Without the events of its last day a zoning is what it was on the eve.
10. A fact recorded later changes no earlier-known answer.
12. A merger leaves the zones alone that none of its members lies in.
"""

from __future__ import annotations

from datetime import timedelta

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from elzmodel.values import Period, eve
from elzmodel.zones import Assign, Zoning, crosses_zones, zone_map
from tests.laws.eventful import looked_at


@st.composite
def worlds(draw):
    """Draw a register with a zoning of its land, and a day around its events."""
    landscape, (day,) = draw(looked_at())
    return landscape.register, landscape.zoning, day


def plain_zones(zoning, day):
    """Return the zone of each part: a plain dictionary, written event by event."""
    zones = {}
    for event in sorted(zoning.events, key=lambda e: (e.day, e.order)):
        if isinstance(event, Assign) and event.day <= day:
            zones.update(dict.fromkeys(event.parts, event.zone))
    return {part: zone for part, zone in zones.items() if zone is not None}


@given(worlds())
def test_each_living_part_is_in_at_most_one_zone_and_none_vanishes(world):
    """The parts of the zones and those of no zone are together the land of the day, once each."""
    register, zoning, day = world
    zones = zone_map(register, zoning, day)
    land = register.on(day).by_part
    zoned = [part for parts in zones.parts_by_zone.values() for part in parts]
    unzoned = zones.split(land).get(None, ())
    assert sorted(land) == sorted([*zoned, *unzoned])
    assert set(zones.parts_by_zone) == {zone.id for zone in zones.zones}


@given(worlds())
def test_undecided_land_is_listed_and_decided_land_is_the_rest(world):
    """Each part of a zone is decided or undecided; each undecided part has living candidates."""
    register, zoning, day = world
    zones = zone_map(register, zoning, day)
    for zone in zones.zones:
        mine = set(zones.parts_by_zone[zone.id])
        assert mine - set(zones.undecided) == set(zones.decided_parts(zone.id))
        assert all(zone.id in zones.undecided[p].candidates for p in zones.possible_parts(zone.id))


@given(worlds())
def test_asking_day_by_day_is_the_fold(world):
    """The zones of a day are what a dictionary says that each event updates."""
    _, zoning, day = world
    assert plain_zones(zoning, day) == zoning.parts_on(day)


@given(worlds(), st.integers(0, 10))
def test_a_prefix_and_then_the_rest_is_the_whole(world, cut):
    """Replaying in two steps gives the same zoning, where the first step is whole days."""
    _, zoning, _ = world
    days = sorted({event.day for event in zoning.events})
    last = days[min(cut, len(days) - 1)]
    first = Zoning([event for event in zoning.events if event.day <= last])
    again = first.with_events([event for event in zoning.events if event.day > last])
    assert (zoning, zoning._history) == (again, again._history)
    assert zoning.parts_on(last) == first.parts_on(last)


@given(worlds())
def test_zones_change_only_on_days_of_events(world):
    """Between events nothing changes; on an event's day only what it names."""
    _, zoning, day = world
    before, after = (zoning.parts_on(d) for d in (eve(day), day))
    names = [{zone.id: zone.name for zone in zoning.zones_on(d)} for d in (eve(day), day)]
    today = [event for event in zoning.events if event.day == day]
    touched = {part for event in today if isinstance(event, Assign) for part in event.parts}
    moved = {p for p in before.keys() | after.keys() if before.get(p) != after.get(p)}
    assert moved <= touched
    assert names[0] == names[1] or any(not isinstance(event, Assign) for event in today)


@given(st.data())
def test_permuting_the_events_changes_nothing(data):
    """The order of a list is no information."""
    _, zoning, _ = data.draw(worlds())
    assert zoning == Zoning(data.draw(st.permutations(zoning.events)))


@given(worlds())
def test_without_its_last_day_a_zoning_is_what_it_was(world):
    """Removing the events of the last day gives the state of the eve; adding them, the whole."""
    _, zoning, _ = world
    last = zoning.events[-1].day
    undone = Zoning([event for event in zoning.events if event.day < last])
    assert zoning.parts_on(eve(last)) == undone.parts_on(eve(last)) == undone.parts_on(last)
    assert zoning == undone.with_events(event for event in zoning.events if event.day == last)


@given(worlds(), st.integers(1, 1000))
def test_a_fact_recorded_later_changes_no_earlier_known_answer(world, ahead):
    """What the record held on a day stays what it held."""
    _, zoning, _ = world
    day = zoning.events[-1].day
    parts = tuple(sorted(zoning.parts_on(day)))
    assume(parts)
    late = Assign(
        id="late", day=day, order=99, zone=None, parts=parts, recorded=day + timedelta(days=ahead)
    )
    more = zoning.with_events([late])
    assert zoning.as_known(day) == more.as_known(day)
    assert {} == more.parts_on(day)


@given(worlds())
def test_retracted_facts_are_as_if_they_were_never_there(world):
    """Retracting all of the last day gives the zones without it."""
    _, zoning, day = world
    last = zoning.events[-1].day
    kept = [event for event in zoning.events if event.day < last]
    gone = [evolve(e, retracted=last) for e in zoning.events if e.day == last]
    assert Zoning(kept).parts_on(day) == Zoning([*kept, *gone]).parts_on(day)


@given(worlds())
def test_a_merger_touches_only_the_zones_of_its_members(world):
    """Inside one zone it opens no question; across zones its candidates are the members' zones."""
    register, zoning, _ = world
    for merged, members in register.mergers():
        day = merged.period.start
        zones = [{zoning.zone_of_part(p, eve(day)) for p in m.parts} for m in members]
        earlier = zone_map(register, zoning, eve(day)).undecided
        asked = [p for p in zone_map(register, zoning, day).decisions if p.unit == merged.unit]
        asked = [point for point in asked if point.day == day]
        pending = [earlier[part] for part in merged.parts if part in earlier]
        if not crosses_zones(zones) and not pending:
            assert [] == asked
        for point in asked:
            candidates = {zone for of in zones for zone in of if zone is not None}
            candidates.update(zone for p in pending for zone in p.candidates)
            assert candidates == set(point.candidates)
            assert set(point.parts) <= set(merged.parts)


@given(worlds())
def test_versions_of_a_zone_do_not_overlap(world):
    """A zone has one name at a time."""
    _, zoning, _ = world
    for zone in zoning.zones:
        others = [z for z in zoning.zones if z.id == zone.id and z is not zone]
        assert not any(zone.period.overlaps(other.period) for other in others)
        assert isinstance(zone.period, Period)
