"""The laws of municipalities through time, on registers that are not Flanders.

1. Partition: on any day each living part is in exactly one municipality.
3. Replay: the fold over some events and then the rest is the fold over all;
   asking one day is asking day by day, as a plain model of dictionaries does.
4. Half-open: a day and its eve differ exactly when an event takes effect.
9. An `Alter` never changes parts, and part ids do not depend on other events.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby, pairwise

from hypothesis import given
from hypothesis import strategies as st

from elzmodel.territory import (
    Abolish,
    Alter,
    Create,
    Layout,
    Merge,
    MoveParts,
    Register,
    Regroup,
    Split,
    TerritoryEvent,
)
from elzmodel.territory.acts import KEEP
from elzmodel.testing import strategies as elz
from elzmodel.values import eve

FIELDS = ("nis", "name", "province", "arrondissement", "region")
Plain = dict[str, tuple[dict[str, str | None], frozenset[str]]]


def step(state: Plain, event: TerritoryEvent) -> Plain:  # noqa: C901 - dull on purpose
    """Apply one event to municipalities as plain dictionaries, the dull way."""
    after = dict(state)
    match event:
        case Create():
            said = {name: getattr(event, name) for name in FIELDS}
            after[event.unit] = (said, frozenset(event.parts or (event.unit,)))
        case Abolish():
            del after[event.unit]
        case Alter():
            labels, land = state[event.unit]
            after[event.unit] = (changed(labels, event), land)
        case Merge():
            members = [after.pop(unit) for unit in event.units]
            land = frozenset().union(*(land for _, land in members))
            if event.unit in event.units:
                labels = state[event.unit][0]
            else:
                common = [{of[name] for of, _ in members} for name in FIELDS]
                labels = {
                    name: found.pop() if len(found) == 1 else None
                    for name, found in zip(FIELDS, common, strict=True)
                }
                labels["nis"] = None
            after[event.unit] = (changed(labels, event), land)
        case Split():
            labels, land = after.pop(event.unit)
            left = land.difference(*(piece.parts for piece in event.into))
            if left:
                after[event.unit] = (labels, left)
            for piece in event.into:
                said = {name: getattr(piece, name) for name in FIELDS}
                after[piece.unit] = (said, frozenset(piece.parts))
        case MoveParts():
            if event.origin is not None:
                labels, land = state[event.origin]
                after[event.origin] = (labels, land.difference(event.parts))
            labels, land = after[event.to]
            after[event.to] = (labels, land.union(event.parts))
        case Regroup():
            regroup(after, event)
    return after


def regroup(after: Plain, event: Regroup) -> None:
    """Begin units, let the land flow, named parts first, and end units."""
    for piece in event.starts:
        after[piece.unit] = ({name: getattr(piece, name) for name in FIELDS}, frozenset())
    for flow in sorted(event.flows, key=lambda flow: not flow.parts):
        assert flow.origin is not None
        assert flow.to is not None
        labels, land = after[flow.origin]
        moved = frozenset(flow.parts or land)
        after[flow.origin] = (labels, land - moved)
        labels, land = after[flow.to]
        after[flow.to] = (labels, land | moved)
    for unit in event.ends:
        del after[unit]


def changed(labels: dict[str, str | None], event: Alter | Merge) -> dict[str, str | None]:
    """Return labels with what an event says about them."""
    said = {name: getattr(event, name) for name in FIELDS}
    return labels | {name: value for name, value in said.items() if value is not KEEP}


def plain(events: list[TerritoryEvent], day: date) -> Plain:
    """Return the municipalities of a day according to the plain model."""
    state: Plain = {}
    for event in sorted(events, key=lambda e: (e.day, e.order)):
        if event.day <= day and event.retracted is None:
            state = step(state, event)
    return state


def seen(layout: Layout) -> Plain:
    """Return a layout in the shape of the plain model."""
    return {
        m.unit: ({name: getattr(m, name) for name in FIELDS}, frozenset(m.parts))
        for m in layout.municipalities
    }


def facts(layout: Layout) -> list[tuple[object, ...]]:
    """Return what a layout says about its day, without the periods."""
    return [
        (m.unit, *(getattr(m, name) for name in FIELDS), m.parts) for m in layout.municipalities
    ]


@given(elz.histories(recorded=True), st.data())
def test_register_agrees_with_a_plain_model(
    events: list[TerritoryEvent], data: st.DataObject
) -> None:
    """A layout holds what a dull step-by-step model holds on that day."""
    register = Register(events)
    day = data.draw(elz.days_around(register))
    assert plain(events, day) == seen(register.on(day))


@given(elz.layouts())
def test_layout_is_a_partition(layout: Layout) -> None:
    """No two municipalities of a day share a part, a unit or a code, and none is empty."""
    parts = [part for m in layout.municipalities for part in m.parts]
    codes = [m.nis for m in layout.municipalities if m.nis]
    assert len(set(parts)) == len(parts) == len(layout.by_part)
    assert len(set(codes)) == len(codes) == len(layout.by_nis)
    assert len(layout.by_unit) == len(layout.municipalities)
    assert all(m.parts for m in layout.municipalities)


@given(elz.registers())
def test_land_vanishes_only_where_a_municipality_is_abolished(register: Register) -> None:
    """Land leaves the record only on a day on which a municipality is abolished."""
    for day, of_day in groupby(register.events, key=lambda event: event.day):
        lost = register.on(eve(day)).by_part.keys() - register.on(day).by_part.keys()
        assert not lost or any(isinstance(event, Abolish) for event in of_day)


@given(elz.histories(), st.data())
def test_a_prefix_and_then_the_rest_is_the_whole(
    events: list[TerritoryEvent], data: st.DataObject
) -> None:
    """Adding later events, all at once or day by day, gives the register of the whole fold."""
    days = sorted({event.day for event in events})
    cut = data.draw(st.sampled_from(days))
    early = [event for event in events if event.day <= cut]
    late = [event for event in events if event.day > cut]
    assert Register(events) == Register(early).with_events(late)
    whole, later = Register(events), Register(early).with_events(late)
    daily = Register(early)
    for _, of_day in groupby(late, key=lambda event: event.day):
        daily = daily.with_events(of_day)
    for each in (later, daily):
        assert whole._history == each._history
        assert hash(whole) == hash(each)


@given(elz.histories(), st.data())
def test_later_events_do_not_change_earlier_days(
    events: list[TerritoryEvent], data: st.DataObject
) -> None:
    """A day looks the same, but for open ends, without what happens after it."""
    day = data.draw(elz.days_around(Register(events)))
    before = Register([event for event in events if event.day <= day])
    assert facts(before.on(day)) == facts(Register(events).on(day))


@given(elz.registers(min_steps=1))
def test_a_day_and_its_eve_differ_exactly_when_a_version_begins_or_ends(
    register: Register,
) -> None:
    """Versions change on the day of an event that takes effect, and on no other day."""
    turns = {m.period.start for m in register.versions} | {
        m.period.until for m in register.versions
    }
    assert turns - {None} <= {event.day for event in register.events}
    for event in register.events:
        for day in (event.day, event.day + timedelta(days=1)):
            differs = facts(register.on(eve(day))) != facts(register.on(day))
            assert (day in turns) == differs


@given(elz.registers())
def test_versions_of_a_unit_follow_each_other(register: Register) -> None:
    """Two versions of one unit never hold on the same day, and neighbours differ."""
    for unit in {m.unit for m in register.versions}:
        versions = register.versions_of(unit)
        for one, other in pairwise(versions):
            assert not one.period.overlaps(other.period)
            assert one.period.until <= other.period.start


@given(elz.registers(), st.data())
def test_alter_never_changes_parts(register: Register, data: st.DataObject) -> None:
    """Leaving out every `Alter` leaves the land of every day as it was."""
    land = [event for event in register.events if not isinstance(event, Alter)]
    bare = Register([without_code(event) for event in land])
    day = data.draw(elz.days_around(register))
    assert {m.unit: m.parts for m in bare.on(day).municipalities} == {
        m.unit: m.parts for m in register.on(day).municipalities
    }


def without_code(event: TerritoryEvent) -> TerritoryEvent:
    """Return an event that hands out no codes, so that none can be in use twice."""
    from attrs import evolve

    match event:
        case Create():
            return evolve(event, nis=None)
        case Merge():
            return evolve(event, nis=KEEP)
        case Split():
            return evolve(event, into=tuple(evolve(piece, nis=None) for piece in event.into))
        case Regroup():
            starts = tuple(evolve(piece, nis=None) for piece in event.starts)
            return evolve(event, starts=starts)
    return event


@given(elz.histories(), elz.days())
def test_part_ids_do_not_depend_on_other_events(events: list[TerritoryEvent], day: date) -> None:
    """A newcomer with land of its own changes no part of anybody else."""
    newcomer = Create(id="newcomer", day=day, unit="newcomer", name="Newcomer")
    with_it = Register([*events, newcomer]).versions
    assert Register(events).versions == tuple(m for m in with_it if m.unit != "newcomer")
