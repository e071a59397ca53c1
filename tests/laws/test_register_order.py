"""The order of events matters only where they clash.

7. Events commute unless their footprints clash; a clash needs ``order`` or is
   refused; permuting a file changes nothing.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.errors import ConflictError
from elzmodel.territory import (
    Abolish,
    Alter,
    Create,
    Merge,
    MoveParts,
    NewUnit,
    Register,
    Split,
    TerritoryEvent,
)
from elzmodel.testing import strategies as elz


@given(elz.histories(recorded=True), st.data())
def test_permuting_a_file_changes_nothing(
    events: list[TerritoryEvent], data: st.DataObject
) -> None:
    """The same events in another sequence are the same register."""
    register, permuted = Register(events), Register(data.draw(st.permutations(events)))
    assert register == permuted
    assert hash(register) == hash(permuted)
    assert register.versions == permuted.versions
    assert register.mergers() == permuted.mergers()


@given(elz.histories(min_steps=1), st.data())
def test_what_needs_no_order_may_have_one(
    events: list[TerritoryEvent], data: st.DataObject
) -> None:
    """Putting one event after the others of its batch changes no version and no lineage."""
    chosen = data.draw(st.sampled_from(events))
    others = [evolve(e, order=2 * e.order) for e in events if e is not chosen]
    register = Register(events)
    ordered = Register([*others, evolve(chosen, order=2 * chosen.order + 1)])
    assert register.versions == ordered.versions
    assert register._history == ordered._history


def clashing(register: Register) -> list[tuple[TerritoryEvent, TerritoryEvent]]:
    """Return pairs of events of one later day that touch the same land or the same field."""
    day = max(event.day for event in register.events) + timedelta(days=1)
    start = Create(id="start", day=day, unit="x", name="X", parts=("x1", "x2"))
    one, other = {"id": "one", "day": day}, {"id": "two", "day": day}
    unit, parts = start.unit, start.parts[:1]
    piece = NewUnit(unit="xx", name="XX", parts=parts)
    day_before = evolve(start, day=day - timedelta(days=1), order=99)
    neighbour = evolve(day_before, id="neighbour", unit="y", parts=("y1",))
    return [
        (day_before, neighbour, first, evolve(second, **other))
        for first, second in (
            (Alter(**one, unit=unit, name="A"), Alter(**other, unit=unit, name="B")),
            (Alter(**one, unit=unit, name="A"), Abolish(**other, unit=unit)),
            (Abolish(**one, unit=unit), Abolish(**other, unit=unit)),
            (Split(**one, unit=unit, into=(piece,)), Abolish(**other, unit=unit)),
            (
                MoveParts(**one, parts=parts, origin=unit, to="y"),
                Split(**other, unit=unit, into=(piece,)),
            ),
            (Merge(**one, units=(unit, "y"), unit="y"), Alter(**other, unit=unit, region="r")),
            (
                Merge(**one, units=(unit, "y"), unit="y"),
                Merge(**other, units=("y", unit), unit=unit),
            ),
            (
                MoveParts(**one, parts=("y1",), origin="y", to=unit),
                Abolish(**other, unit=unit),
            ),
        )
    ]


CLASHES = range(8)


@pytest.mark.parametrize("number", CLASHES)
@given(register=elz.registers())
def test_events_that_clash_are_refused_without_an_order(number: int, register: Register) -> None:
    """Two events that touch the same land or field on one day need an order."""
    *base, one, other = clashing(register)[number]
    with pytest.raises(ConflictError) as caught:
        register.with_events([*base, one, other])
    assert "ELZ-T004" in {finding.code for finding in caught.value.findings}


@pytest.mark.parametrize("number", [0, 1])
@given(register=elz.registers())
def test_events_that_clash_are_taken_in_their_order(number: int, register: Register) -> None:
    """With an order the later of two clashing events has the last word."""
    *base, one, other = clashing(register)[number]
    layout = register.with_events([*base, one, evolve(other, order=1)]).on(one.day)
    assert (["B"] if number == 0 else []) == [
        m.name for m in layout.municipalities if m.unit == "x"
    ]
