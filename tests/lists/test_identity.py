"""Who is who in a list: units of several levels, who goes on as whom, acts of one day."""

from __future__ import annotations

from datetime import date

import pytest

from elzmodel.errors import InvalidValueError
from elzmodel.lists import (
    AssumptionKind,
    EndDay,
    LinkKind,
    ListedUnit,
    ListLink,
    OfficialList,
    events_from,
    lint_list,
)
from elzmodel.territory import Register
from elzmodel.values import Place

START = date(1990, 1, 1)
EVE = date(2018, 12, 31)
DAY = date(2019, 1, 1)


def unit(code, name="", start=START, end=None, **fields):
    return ListedUnit(code=code, name=name or f"Town {code}", start=start, end=end, **fields)


def link(old, new, kind="successor", day=DAY, **fields):
    return ListLink(from_code=old, to_code=new, kind=LinkKind(kind), day=day, **fields)


def listing(*units, links=(), **fields):
    return OfficialList(units=units, links=links, ends=EndDay.DAY_AFTER, **fields)


def codes(findings):
    return [(finding.code, finding.subject) for finding in findings]


def kinds(assumptions):
    return [(assumption.kind, assumption.code) for assumption in assumptions]


def area(code, *args, **fields):
    return unit(code, *args, level="area", **fields)


def town(code, *args, **fields):
    return unit(code, *args, level="municipality", **fields)


# --- several levels ---

COMMON_LAND = listing(area("5236", "The Common", end=EVE), town("5236", "Newtown", DAY))


def test_one_code_at_two_levels_is_two_units():
    """Only units of the level that is said begin; the others are told, and whence is not said."""
    events, assumptions = events_from(COMMON_LAND, level="municipality")
    assert [("Newtown", DAY)] == [(event.name, event.day) for event in events]
    assert [(AssumptionKind.NEW_LAND, "5236"), (AssumptionKind.LEFT_OUT, "5236")] == kinds(
        assumptions
    )


def test_rows_of_one_code_at_two_levels_do_not_overlap():
    """A code may be in use at two levels at once, under different names."""
    listed = listing(area("1", "Common"), town("1", "Town"), town("2", end=DAY), town("2", "", DAY))
    assert () == lint_list(listed).rows


def test_a_level_is_asked_for_where_there_are_several():
    """If no level stands above the other, neither is taken in silence."""
    with pytest.raises(InvalidValueError, match="Expected one of 'area', 'municipality'"):
        events_from(COMMON_LAND)


def test_levels_that_are_parents_of_each_other_are_asked_for():
    """If none of them is the lowest, the level must be said."""
    listed = listing(area("1", parent="2"), town("2", parent="1"))
    with pytest.raises(InvalidValueError, match="not a level: None"):
        events_from(listed)


def test_a_level_of_parents_is_not_asked_for():
    """The units of the lowest level are meant, and the names of those above are their places."""
    top = unit("1", "Upland", level="district")
    events, assumptions = events_from(listing(top, town("2", parent="1")))
    assert ([("Town 2", "Upland")], ()) == (
        [(event.name, event.arrondissement) for event in events],
        assumptions.rows,
    )


def test_links_from_one_level_to_another_are_left_out_and_told():
    """A link to a code of another level is no error, and neither is it lost in silence."""
    across = link("5236", "5236", day=EVE, from_level="area", to_level="municipality")
    listed = listing(*COMMON_LAND.units, links=[across])
    assert () == lint_list(listed).rows
    _, assumptions = events_from(listed, level="municipality")
    assert "the link to 5236 leads from one level to another" == assumptions[-1].text


def test_a_link_to_a_code_of_another_level_only_is_a_link_across():
    """Levels that the link does not say are those of its codes."""
    listed = listing(area("1", end=DAY), town("2", start=DAY), links=[link("1", "2")])
    _, assumptions = events_from(listed, level="area")
    assert (AssumptionKind.LEFT_OUT, "1") == kinds(assumptions)[-1]


def test_a_link_of_codes_at_two_levels_holds_where_the_days_fit():
    """Where both codes are of both levels, the link is about those that change on its day."""
    levels = (area("1"), area("2"), town("1", end=DAY), town("2"))
    listed = listing(*levels, links=[link("1", "2")])
    assert () == lint_list(listed).rows
    events, _ = events_from(listed, level="municipality")
    assert ("1", "2") == events[-1].units


def test_a_link_of_codes_at_two_levels_without_a_fitting_day_holds_at_both():
    """Nothing tells the levels apart: both units are ghosts."""
    places = [Place("units.csv", line) for line in (2, 3)]
    both = (area("1", place=places[0]), town("1", place=places[1]))
    levels = (*both, area("2"), town("2"))
    found = codes(lint_list(listing(*levels, links=[link("1", "2")])))
    assert [("ELZ-Q040", "1"), ("ELZ-Q040", "1")] == found


def test_a_level_that_a_code_does_not_have_is_told():
    """A link that names a code at a level where it is not listed names nothing."""
    listed = listing(area("1", end=DAY), town("2"), links=[link("1", "2", to_level="area")])
    (finding,) = lint_list(listed)
    assert ("ELZ-Q030", "2") == (finding.code, finding.subject)
    assert "not in the list at level 'area'" in finding.message


def test_parents_of_a_code_used_at_two_levels_are_of_the_level_above():
    """A town with the code of its own district stands in the district, as the others do."""
    district = unit("1", "Upland", level="district")
    listed = listing(district, town("1", "Uptown", parent="1"), town("2", parent="1"))
    assert () == lint_list(listed).rows
    events, _ = events_from(listed)
    towns = Register(events).on(DAY).municipalities
    assert ["Upland", "Upland"] == [town.arrondissement for town in towns]
