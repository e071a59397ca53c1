"""Crosswalks carry everything and add nothing.

6. Rows are non-negative and sum to 1 (but for land that left the record);
   identity for one day; composition over parts is the direct one, also where
   a merger is undone in between; a shorter interval agrees with the longer.
"""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from elzmodel.territory import (
    Change,
    Crosswalk,
    Figure,
    Figures,
    Layout,
    Municipality,
    Register,
    crosswalk,
)
from elzmodel.testing import strategies as elz
from elzmodel.values import Total, sum_totals


def weighed(values: dict[str, int]) -> Figures:
    """Return figures that know every part."""
    return Figures(
        Figure(kind="truth", day=date(2020, 1, 1), parts=[part], value=value)
        for part, value in values.items()
    )


def key(municipality: Municipality) -> str:
    """Return what figures about a municipality are keyed by."""
    return municipality.nis or municipality.unit


def pairs(walk: Crosswalk) -> set[tuple[str, str, str]]:
    """Return the parts of a crosswalk with the units they come from and go to."""
    return {(r.before.unit, part, r.after.unit) for r in walk.rows for part in r.parts}


@given(elz.registers(), st.integers(0, 1), st.data())
def test_shares_of_a_municipality_add_up_to_one(
    register: Register, measured: int, data: st.DataObject
) -> None:
    """The bounds of a municipality's shares hold 1, unless land of it left the record."""
    before, after = two_layouts(register, data)
    values = data.draw(elz.part_values(register))
    walk = crosswalk(
        before, after, figures=weighed(values) if measured else None, kind="truth", year=2020
    )
    for municipality in before.municipalities:
        shares = [r.share for r in walk.rows if r.before is municipality]
        low, high = sum(s.low for s in shares), sum(s.high for s in shares)
        stayed = set(municipality.parts) <= after.by_part.keys()
        assert 0 <= low <= 1
        assert high >= 1 or not stayed
        if stayed and measured and any(values[part] for part in municipality.parts):
            assert (1, 1) == (low, high)


@given(elz.registers(), st.data())
def test_crosswalk_of_one_day_is_the_identity(register: Register, data: st.DataObject) -> None:
    """From a day to itself everything stays where it is."""
    layout = register.on(data.draw(elz.days_around(register)))
    walk = crosswalk(layout, layout)
    assert [(m, m) for m in layout.municipalities] == [(r.before, r.after) for r in walk.rows]
    assert walk.is_exact
    assert {Change.UNCHANGED} >= {row.change for row in walk.rows}


@given(elz.registers(), st.data())
def test_what_is_carried_is_what_the_land_has(register: Register, data: st.DataObject) -> None:
    """Counts carried with the weights of the truth are the truth, as an estimate."""
    before, after = two_layouts(register, data)
    values = data.draw(elz.part_values(register))
    walk = crosswalk(before, after, figures=weighed(values), kind="truth", year=2020)
    counts = {key(m): sum(values[p] for p in m.parts) for m in before.municipalities}
    carried = walk.apply(counts, kind="count")
    for m in after.municipalities:
        land = [part for part in m.parts if part in before.by_part]
        if land:
            total, truth = carried[key(m)], sum(values[part] for part in land)
            assert total.low <= truth <= total.high
            assert truth == total.best
    if before.by_part.keys() <= after.by_part.keys():
        assert carried.given == carried.total.value


@given(elz.registers(), st.data())
def test_carrying_without_weights_bounds_the_truth(register: Register, data: st.DataObject) -> None:
    """Without weights, and with counts left out, the truth lies between the bounds."""
    before, after = two_layouts(register, data)
    values = data.draw(elz.part_values(register))
    counts = {key(m): sum(values[p] for p in m.parts) for m in before.municipalities}
    given_ = data.draw(st.sets(st.sampled_from(sorted(counts) or [""])))
    carried = crosswalk(before, after).apply(
        {name: counts[name] for name in given_ if name}, kind="count"
    )
    for m in after.municipalities:
        land = [part for part in m.parts if part in before.by_part]
        if land:
            total = carried[key(m)]
            assert total.low <= sum(values[part] for part in land)
            assert total.high is None or sum(values[part] for part in land) <= total.high
            assert total.is_exact or total.missing


@given(elz.registers(), st.data())
def test_weights_of_something_else_bound_the_truth_and_conserve_it(
    register: Register, data: st.DataObject
) -> None:
    """However a count is spread, it lies within the bounds; all rows have what was given."""
    before, after = two_layouts(register, data)
    values, others = (data.draw(elz.part_values(register)) for _ in range(2))
    walk = crosswalk(before, after, figures=weighed(others), kind="truth", year=2020)
    counts = {key(m): sum(values[p] for p in m.parts) for m in before.municipalities}
    carried = walk.apply(counts, kind="count")
    for m in after.municipalities:
        land = [part for part in m.parts if part in before.by_part]
        if land:
            total = carried[key(m)]
            assert total.low <= sum(values[part] for part in land) <= total.high
    stayed = before.by_part.keys() & after.by_part.keys()
    assert carried.total.low <= sum(values[part] for part in stayed) <= carried.total.high
    if stayed == before.by_part.keys():
        assert Total.exactly(sum(counts.values())) == carried.total
    rows = sum_totals(carried.values.values())
    if rows.best is not None and stayed == before.by_part.keys():
        assert sum(counts.values()) == rows.best


@given(elz.registers(max_units=5), st.data())
def test_carrying_in_two_steps_contains_the_direct_result(
    register: Register, data: st.DataObject
) -> None:
    """Going by any third day on which all land is there, bounds hold those of going at once."""
    before, after = two_layouts(register, data)
    between = register.on(data.draw(elz.days_around(register)))
    names = sorted(map(key, before.municipalities))
    counts = {name: data.draw(st.integers(0, 9)) for name in names}
    direct = crosswalk(before, after).apply(counts, kind="count")
    there = crosswalk(before, between).apply(counts, kind="count")
    again = crosswalk(between, after).apply(dict(there.values), kind="count")
    if before.by_part.keys() <= between.by_part.keys():
        for name, total in direct.values.items():
            assert again[name].low <= total.low
            assert again[name].high is None or total.high <= again[name].high


@given(elz.registers(max_units=5), st.data())
def test_what_was_carried_is_carried_on_from_what_was_given(
    register: Register, data: st.DataObject
) -> None:
    """Two steps without a table between them are the direct one, below nothing too."""
    before, after = two_layouts(register, data)
    between = register.on(data.draw(elz.days_around(register)))
    names = sorted(map(key, before.municipalities))
    counts = {name: data.draw(st.integers(-9, 9)) for name in names}
    direct = crosswalk(before, after).apply(counts, kind="count")
    there = crosswalk(before, between).apply(counts, kind="count")
    for carried in (there, there.values):
        again = crosswalk(between, after).apply(carried, kind="count")
        assert dict(direct.values) == dict(again.values)


@given(elz.registers(max_units=5), st.data())
def test_composition_over_parts_is_the_direct_crosswalk(
    register: Register, data: st.DataObject
) -> None:
    """Going by any third day, land that was in the record on it ends up in the same place."""
    one, other = two_layouts(register, data)
    between = register.on(data.draw(elz.days_around(register)))
    there, back = pairs(crosswalk(one, between)), pairs(crosswalk(between, other))
    composed = {
        (origin, part, to)
        for origin, part, by in there
        for by2, p, to in back
        if (by, part) == (by2, p)
    }
    direct = pairs(crosswalk(one, other))
    assert {row for row in direct if row[1] in between.by_part} == composed


@given(elz.registers(), st.data())
def test_going_back_is_the_mirror_image(register: Register, data: st.DataObject) -> None:
    """The crosswalk back has the same land in it, and takes splits for mergers."""
    before, after = two_layouts(register, data)
    there, back = crosswalk(before, after), crosswalk(after, before)
    assert {(c, b, a) for a, b, c in pairs(there)} == pairs(back)
    mirror = {Change.MERGED: Change.SPLIT, Change.SPLIT: Change.MERGED}
    classes = {(r.after.unit, r.before.unit): mirror.get(r.change, r.change) for r in there.rows}
    assert classes == {(r.before.unit, r.after.unit): r.change for r in back.rows}


@given(elz.registers(), st.data())
def test_a_longer_interval_agrees_where_nothing_happens(
    register: Register, data: st.DataObject
) -> None:
    """Up to the day before the next event a crosswalk stays the same."""
    before, after = two_layouts(register, data)
    later = [event.day for event in register.events if event.day > after.day]
    if later:
        end = register.on(date.fromordinal(min(later).toordinal() - 1))
        assert crosswalk(before, after).rows == crosswalk(before, end).rows


def two_layouts(register: Register, data: st.DataObject) -> tuple[Layout, Layout]:
    """Draw two days of a register, in any sequence."""
    days = elz.days_around(register)
    return register.on(data.draw(days)), register.on(data.draw(days))
