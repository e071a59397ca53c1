"""Law 15: reseating creates nobody, leaves no seat for what is gone, and changes nothing twice."""

from __future__ import annotations

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from elzmodel.dossiers import SeatFate, reseat, unrepresented_municipalities
from elzmodel.governance import CareCouncil
from elzmodel.testing.strategies import councils, landscapes


@st.composite
def moved_councils(draw) -> tuple[CareCouncil, object]:
    """Draw a council whose seats speak for land of a landscape, and a day of it."""
    landscape = draw(landscapes(max_units=3, max_steps=4))
    moments = sorted({event.day for event in landscape.events})
    zoned = [day for day in map(landscape.on, moments) if day.zones]
    assume(zoned)
    snapshot = draw(st.sampled_from(zoned))
    zone = draw(st.sampled_from([each.id for each in snapshot.zones]))
    land = [part for version in landscape.register.versions for part in version.parts]
    drawn = draw(councils(max_seats=4, parts=sorted(dict.fromkeys(land))))
    return evolve(drawn, zone=zone), snapshot


POLICIES = st.sampled_from(["stay", "first"])


@given(moved_councils(), POLICIES)
def test_nobody_comes_or_goes(world, policy) -> None:
    """Seats, persons, mandates and offices are the same; what was before the day is untouched."""
    council, snapshot = world
    found = reseat(council, snapshot, policy=policy)
    after = found.after
    assert [seat.id for seat in council.seats] == [seat.id for seat in after.seats]
    assert (council.mandates, council.offices) == (after.mandates, after.offices)
    assert council.seats == found.councils[0].seats


@given(moved_councils(), POLICIES)
def test_no_seat_speaks_for_what_is_gone(world, policy) -> None:
    """Each speaks for a municipality of the zone by its name, with its land there."""
    council, snapshot = world
    found = reseat(council, snapshot, policy=policy)
    zone = snapshot.zone(council.zone).id
    names = {m.name: m for m in snapshot.municipalities}
    seats = {seat.id: seat for seat in found.after.seats}
    for row in found:
        for each in seats[row.seat].represents:
            if each.parts and row.fate is not SeatFate.UNDECIDED:
                land = {
                    p for p in names[each.label].parts if snapshot.zone_map.by_part.get(p) == zone
                }
                assert land == set(snapshot.layout.living(each.parts))


@given(moved_councils(), POLICIES)
def test_twice_is_once(world, policy) -> None:
    """Asking again gives the same council."""
    council, snapshot = world
    after = reseat(council, snapshot, policy=policy).after
    assert after is reseat(after, snapshot, policy=policy).after


@given(moved_councils())
def test_a_policy_leaves_no_more_without_a_seat(world) -> None:
    """Giving what is left over takes a voice from nobody."""
    council, snapshot = world
    stays, gives = (reseat(council, snapshot, policy=each) for each in ("stay", "first"))
    assert {row.name for row in gives.unrepresented} <= {row.name for row in stays.unrepresented}
    given_away = sum(row.fate is SeatFate.GIVEN for row in gives)
    certain = [row for row in stays.unrepresented if row.is_certain]
    assert given_away <= len(stays.unrepresented)
    assert len(certain) - given_away <= len(gives.unrepresented)


@given(moved_councils())
def test_who_is_without_is_who_the_council_after_leaves_without(world) -> None:
    """The answer says of the new council what the question says of any."""
    council, snapshot = world
    found = reseat(council, snapshot)
    assert unrepresented_municipalities(found.after, snapshot) == found.unrepresented
