"""Generated histories in the shapes of countries go from text to events and back."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elzmodel.lists import events_from, lint_list, listing_of, read_list
from elzmodel.territory import Register, crosswalk
from tests.lists.published import SHAPES, START, histories_in_the_shape_of

SLACK = Fraction(1, 10**9)
FEW = settings(suppress_health_check=[HealthCheck.too_slow])
in_each_shape = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)


def read(history):
    """Return the published text as a list, of which the linter finds nothing."""
    links = history.links_csv() if history.links else None
    listing = read_list(history.units_csv(), links=links)
    assert [] == [str(finding) for finding in lint_list(listing) if finding.code != "ELZ-Q052"]
    return listing


def imported(history):
    level = "municipality" if history.has_districts else None
    events, _ = events_from(read(history), level=level)
    return Register(events)


def days_of(history):
    """Yield each day of change and its eve, with the truth."""
    before = None
    for day, truth in sorted(history.days.items()):
        if before is not None:
            yield day - timedelta(days=1), before
        yield day, truth
        before = truth


@in_each_shape
@given(data=st.data())
@FEW
def test_every_day_has_the_units_of_the_generator(shape, data):
    """Codes and names of each day of change, and of its eve, are those that were drawn."""
    history = data.draw(histories_in_the_shape_of(shape))
    register = imported(history)
    for day, truth in days_of(history):
        expected = {(unit.code, unit.name) for unit in truth.values()}
        assert expected == {(m.nis, m.name) for m in register.on(day).municipalities}


@in_each_shape
@given(data=st.data())
@FEW
def test_a_body_is_one_unit_as_long_as_it_lives(shape, data):
    """Who goes on under another code or name is the same unit, and nobody else is."""
    history = data.draw(histories_in_the_shape_of(shape))
    register = imported(history)
    pairs = {
        (truth[m.nis].body, m.unit)
        for day, truth in days_of(history)
        for m in register.on(day).municipalities
    }
    bodies, units = zip(*pairs, strict=True)
    assert len(pairs) == len({*bodies}) == len({*units})


@in_each_shape
@given(data=st.data())
@FEW
def test_shares_of_a_crosswalk_hold_the_truth(shape, data):
    """From the first day to each later one, those who went over lie within the bounds."""
    history = data.draw(histories_in_the_shape_of(shape))
    register = imported(history)
    first = history.days[START]
    for day, truth in history.days.items():
        walk = crosswalk(register.on(START), register.on(day))
        shares = {(row.before.nis, row.after.nis): row.share for row in walk.rows}
        for old in first.values():
            for new in truth.values():
                true = Fraction(len(old.atoms & new.atoms), len(old.atoms))
                share = shares.get((old.code, new.code))
                if share is None:
                    assert true == 0
                else:
                    assert share.low - SLACK <= true <= share.high + SLACK


@in_each_shape
@given(data=st.data())
@FEW
def test_the_list_comes_back_as_it_was(shape, data):
    """Written out again, the register has the rows and the links that were published."""
    history = data.draw(histories_in_the_shape_of(shape))
    listing = read(history)
    level = "municipality" if history.has_districts else None
    events, _ = events_from(listing, level=level)
    again = listing_of(Register(events), places=())
    expected = {(u.code, u.name, u.start, u.end) for u in listing.units if u.level != "district"}
    assert expected == {(u.code, u.name, u.start, u.end) for u in again.units}
    moved = {(old, new, day) for old, new, day, *_ in history.links}
    moved |= {(old, new, day) for (old, day), news in history.said.items() for new in news}
    found = {(k.from_code, k.to_code, k.day) for k in again.links}
    assert moved == {each for each in found if each[0] != each[1]}
