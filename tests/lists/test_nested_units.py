"""Units that lie within others and have rows of their own, such as associated municipalities."""

from __future__ import annotations

from datetime import date

import pytest

from elzmodel.lists import AssumptionKind, ListedUnit, OfficialList, events_from, lint_list
from elzmodel.territory import Register

START = date(1990, 1, 1)


def unit(code, name, level, parent=""):
    return ListedUnit(code=code, name=name, level=level, parent=parent, start=START)


NESTED = OfficialList(
    units=[
        unit("10", "Upperton", "municipality"),
        unit("11", "Milltown", "associated", "10"),
        unit("12", "Fordham", "associated", "10"),
    ]
)


@pytest.mark.parametrize(
    ("level", "names", "above", "left_out"),
    [
        ("municipality", {"Upperton"}, {None}, {"11", "12"}),
        ("associated", {"Milltown", "Fordham"}, {"Upperton"}, set()),
    ],
    ids=["the larger ones", "the smaller ones"],
)
def test_units_within_units_are_imported_by_their_level(level, names, above, left_out):
    """Of two levels one is taken; the larger units stand above the smaller ones by name."""
    assert () == tuple(lint_list(NESTED))
    events, assumptions = events_from(NESTED, level=level)
    municipalities = Register(events).on(START).municipalities
    assert names == {m.name for m in municipalities}
    assert above == {m.arrondissement for m in municipalities}
    assert left_out == {a.code for a in assumptions if a.kind is AssumptionKind.LEFT_OUT}


def test_a_unit_within_one_of_its_own_level_is_told():
    """Both would be made, side by side, so that the land of one would count twice."""
    listing = OfficialList(
        units=[
            unit("10", "Upperton", "municipality"),
            unit("11", "Milltown", "municipality", "10"),
        ]
    )
    found = [f for f in lint_list(listing) if f.code == "ELZ-Q023"]
    assert [("11", "its parent 10 is of level 'municipality' as well")] == [
        (f.subject, f.message) for f in found
    ]
