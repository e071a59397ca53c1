"""What is undone, and what was known.

8. Removing the last events gives the state before them; a counter-event
   restores the partition.
10. Adding a later-recorded fact never changes an earlier-known answer.
"""

from __future__ import annotations

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.territory import Alter, Create, Layout, Merge, MoveParts, NewUnit, Register, Split
from elzmodel.testing import strategies as elz
from elzmodel.values import eve


def facts(layout: Layout) -> list[tuple[object, ...]]:
    """Return the municipalities of a layout without their periods."""
    return [
        (m.unit, m.nis, m.name, m.province, m.arrondissement, m.region, m.parts)
        for m in layout.municipalities
    ]


def days_of(register: Register) -> tuple[date, date]:
    """Return two days, a year apart, after all events."""
    first = max(event.day for event in register.events) + timedelta(days=365)
    return first, first + timedelta(days=365)


@given(elz.registers(min_steps=1))
def test_removing_the_last_day_gives_the_state_before(register: Register) -> None:
    """Without the events of the last day, that day looks as its eve did."""
    last = register.events[-1].day
    undone = Register([event for event in register.events if event.day < last])
    assert facts(register.on(eve(last))) == facts(undone.on(last))
    assert facts(undone.on(eve(last))) == facts(undone.on(last))


@given(elz.registers(max_units=5), st.data())
def test_a_demerger_restores_the_partition(register: Register, data: st.DataObject) -> None:
    """Splitting a merged municipality into its members gives back every fact of before."""
    merged_on, split_on = days_of(register)
    before = register.on(merged_on)
    if len(before.municipalities) < 2:
        return
    members = data.draw(
        st.lists(st.sampled_from(before.municipalities), min_size=2, max_size=3, unique=True)
    )
    units = tuple(m.unit for m in members)
    pieces = tuple(
        NewUnit(
            unit=m.unit,
            name=m.name,
            nis=m.nis,
            province=m.province,
            arrondissement=m.arrondissement,
            region=m.region,
            parts=m.parts,
        )
        for m in members
    )
    after = register.with_events(
        [
            Merge(id="merge", day=merged_on, units=units, unit="together", name="Together"),
            Split(id="split", day=split_on, unit="together", into=pieces),
        ]
    )
    assert facts(before) == facts(after.on(split_on))
    assert facts(before) != facts(after.on(merged_on))
    for unit in units:
        (began,) = after.versions_of(unit)[-1:]
        assert ["together"] == [m.unit for m in after.predecessors(began)]


@given(elz.registers(), st.data())
def test_altering_back_restores_every_fact(register: Register, data: st.DataObject) -> None:
    """An `Alter` and its opposite leave everything as it was."""
    there, back = days_of(register)
    if not register.on(there).municipalities:
        return
    chosen = data.draw(st.sampled_from(register.on(there).municipalities))
    after = register.with_events(
        [
            Alter(id="there", day=there, unit=chosen.unit, name="Elsewhere", nis="99999"),
            Alter(id="back", day=back, unit=chosen.unit, name=chosen.name, nis=chosen.nis),
        ]
    )
    assert facts(register.on(back)) == facts(after.on(back))


@given(elz.registers(), st.data())
def test_moving_land_back_restores_the_partition(register: Register, data: st.DataObject) -> None:
    """Land that moves and moves back leaves everything as it was."""
    there, back = days_of(register)
    layout = register.on(there)
    givers = [m for m in layout.municipalities if len(m.parts) > 1]
    if not givers or len(layout.municipalities) < 2:
        return
    origin = data.draw(st.sampled_from(givers))
    to = data.draw(st.sampled_from([m for m in layout.municipalities if m is not origin]))
    land = {"parts": origin.parts[1:]}
    after = register.with_events(
        [
            MoveParts(id="there", day=there, origin=origin.unit, to=to.unit, **land),
            MoveParts(id="back", day=back, origin=to.unit, to=origin.unit, **land),
        ]
    )
    assert facts(layout) == facts(after.on(back))


@given(elz.registers(recorded=True), st.data())
def test_known_leaves_out_what_was_not_in_the_record(
    register: Register, data: st.DataObject
) -> None:
    """What was known on a day is the register of the events in the record on that day."""
    known = data.draw(record_days(register))
    kept = [evolve(e, retracted=None) for e in register.events if e.is_known_on(known)]
    assert Register(kept) == register.as_known(known)
    assert all(event.known_from <= known for event in register.as_known(known).events)


@given(elz.registers(recorded=True), st.data())
def test_a_later_recorded_fact_changes_no_earlier_known_answer(
    register: Register, data: st.DataObject
) -> None:
    """Whatever is recorded afterwards, what was known before stays the same."""
    known = data.draw(record_days(register))
    later = known + timedelta(days=data.draw(st.integers(1, 500)))
    fact = Create(id="later", day=data.draw(elz.days()), unit="later", name="Later", recorded=later)
    grown = register.with_events([fact])
    assert register.as_known(known) == grown.as_known(known)
    assert fact in grown.as_known(later).events


@given(elz.registers(), st.data())
def test_retracting_a_fact_changes_no_earlier_known_answer(
    register: Register, data: st.DataObject
) -> None:
    """A fact that is retracted was known until then, and counts no more today."""
    recorded, retracted = days_of(register)
    fact = Create(id="x", day=data.draw(elz.days()), unit="x", name="X", recorded=recorded)
    grown = register.with_events([fact])
    mended = register.with_events([evolve(fact, retracted=retracted)])
    assert grown.as_known(eve(retracted)).versions == mended.as_known(eve(retracted)).versions
    assert register.as_known(retracted) == mended.as_known(retracted)
    assert register.versions == mended.versions


def record_days(register: Register) -> st.SearchStrategy[date]:
    """Draw the days on which the record changes, and their eves."""
    days = {event.known_from for event in register.events}
    days |= {event.retracted for event in register.events if event.retracted}
    return st.sampled_from(sorted(days | {eve(day) for day in days}))
