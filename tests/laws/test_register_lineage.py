"""Lineage closes.

5. Every ended version has successors that live the next day, or was abolished, or all
   its land went on at once by a border exchange; every new one has predecessors, or was
   created; only lineage counts; a DAG.
12. A merger leaves every municipality alone that is not a member of it.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from elzmodel.territory import Abolish, Create, Merge, MoveParts, Municipality, Register
from elzmodel.testing import strategies as elz
from elzmodel.values import eve


@given(elz.registers())
def test_every_ended_version_has_successors_or_was_abolished(register: Register) -> None:
    """What ends lives on in others from that day, unless it was abolished or left no land."""
    days = {event.day for event in register.events if isinstance(event, Abolish)}
    moved = {
        (event.day, part)
        for event in register.events
        if isinstance(event, MoveParts)
        for part in event.parts
    }
    for version in register.versions:
        successors = register.successors(version)
        assert {version.period.until} >= {m.period.start for m in successors}
        until = version.period.until
        has_left = {(until, part) for part in version.parts} <= moved
        if until is not None and until not in days and not has_left:
            assert successors


@given(elz.registers())
def test_every_new_version_has_predecessors_or_was_created(register: Register) -> None:
    """What begins comes from others that ended that day, unless it was created."""
    days = {event.day for event in register.events if isinstance(event, Create)}
    for version in register.versions:
        predecessors = register.predecessors(version)
        assert {version.period.start} >= {m.period.until for m in predecessors}
        if version.period.start not in days:
            assert predecessors


@given(elz.registers())
def test_lineage_forwards_is_lineage_backwards(register: Register) -> None:
    """A version is a successor of exactly its predecessors."""
    forwards = {(m, n) for m in register.versions for n in register.successors(m)}
    backwards = {(m, n) for n in register.versions for m in register.predecessors(n)}
    assert forwards == backwards


@given(elz.registers(), st.data())
def test_a_border_exchange_alone_makes_no_lineage(register: Register, data: st.DataObject) -> None:
    """On a day with nothing but border exchanges everybody descends from itself only."""
    begin = max(event.day for event in register.events) + timedelta(days=1)
    new = [
        Create(id=unit, day=begin, unit=unit, name=unit, parts=f"{unit}1 {unit}2".split())
        for unit in "xy"
    ]
    units = [m.unit for m in register.on(begin).municipalities] + ["y"]
    day = begin + timedelta(days=1)
    there = MoveParts(
        id="there",
        day=day,
        origin="x",
        to=data.draw(st.sampled_from(units)),
        parts=["x1"],
        lineage=False,
    )
    exchanged = register.with_events([*new, there])
    begun = [version for version in exchanged.versions if version.period.start == day]
    assert {"x", there.to} == {version.unit for version in begun}
    for version in begun:
        assert {version.unit} == {m.unit for m in exchanged.predecessors(version)}


@given(elz.registers(), st.data())
def test_what_a_version_became_and_was_lies_on_that_day(
    register: Register, data: st.DataObject
) -> None:
    """`became` answers with versions of the day that was asked, or with nothing."""
    version = data.draw(st.sampled_from(register.versions))
    day = data.draw(elz.days_around(register))
    found = register.became(version, day)
    assert set(found) <= set(register.on(day).municipalities)
    assert (version in found) == (day in version.period)
    assert reached(register, version) & set(register.on(day).municipalities) >= set(found)


def reached(register: Register, version: Municipality) -> set[Municipality]:
    """Return all that lineage reaches in one direction, and the version itself."""
    found = {version}
    for step in (register.successors, register.predecessors):
        queue = [version]
        while queue:
            ahead = [m for m in step(queue.pop()) if m not in found]
            found.update(ahead)
            queue += ahead
    return found


@given(elz.registers(min_steps=1))
def test_land_without_border_exchanges_stays_in_the_line(register: Register) -> None:
    """Without border exchanges and gaps, who holds a part next descends from who held it."""
    moved = {p for e in register.events if isinstance(e, MoveParts) for p in e.parts}
    for event in register.events:
        before, after = register.on(eve(event.day)), register.on(event.day)
        for part in (before.by_part.keys() & after.by_part.keys()) - moved:
            one, other = before.by_part[part], after.by_part[part]
            assert one == other or other in register.successors(one)


@given(elz.registers())
def test_a_merger_takes_in_its_members_whole(register: Register) -> None:
    """The members of a merger ended on its day, and all their land is in it."""
    for merged, members in register.mergers():
        assert len(set(members)) == len(members) > 1
        assert {merged.period.start} == {m.period.until for m in members}
        assert {part for m in members for part in m.parts} <= set(merged.parts)


@given(elz.registers())
def test_a_merger_leaves_the_others_alone(register: Register) -> None:
    """A day with one merger and nothing else leaves every other municipality as it was."""
    for day, of_day in groupby(register.events, key=lambda event: event.day):
        match list(of_day):
            case [Merge() as merger]:
                others = [
                    {m for m in register.on(day).municipalities if m.unit not in units_of(merger)}
                    for day in (eve(day), day)
                ]
                assert others[0] == others[1]
                merged = register.on(day).by_unit[merger.unit]
                members = dict(register.mergers())[merged]
                assert set(merger.units) == {m.unit for m in members}


def units_of(merger: Merge) -> set[str]:
    """Return the units that a merger touches."""
    return {merger.unit, *merger.units}
