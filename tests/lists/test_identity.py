"""Who is who in a list: units of several levels, who goes on as whom, acts of one day."""

from __future__ import annotations

from datetime import date

import pytest

import elzmodel as elz
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
    listing_of,
    read_list,
)
from elzmodel.territory import Alter, Merge, Register
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
    with pytest.raises(
        InvalidValueError, match="Expected one of 'area', 'municipality', said by level= or --level"
    ):
        events_from(COMMON_LAND)


def test_levels_that_are_parents_of_each_other_are_asked_for():
    """If none of them is the lowest, the level must be said."""
    listed = listing(area("1", parent="2"), town("2"), town("3", parent="4"), area("4"))
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


# --- who goes on ---


def taken_over(*, row="", status="", name="Greenford", **fields):
    """Oldfield ends, and Greenford goes on with its land, under its code."""
    units = (
        unit("51", "Oldfield", end=DAY),
        unit("54", "Greenford", end=DAY),
        unit("51", name, DAY, continues=row),
    )
    return listing(*units, links=[link("54", "51", status=status)], **fields)


def goes_on(listed):
    """Return the name at the eve of the body that has the code of Oldfield on the day."""
    assert () == lint_list(listed).rows
    events, assumptions = events_from(listed)
    register = Register(events)
    (body,) = register.on(DAY).municipalities
    eves = [m.name for m in register.on(EVE).municipalities if m.unit == body.unit]
    return "".join(eves), [a.text for a in assumptions if a.kind is AssumptionKind.CONTINUES]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"row": "54", "name": "Both"}, "Greenford"),
        ({"status": "continues", "name": "Both"}, "Greenford"),
        ({}, "Greenford"),
        ({"names_go_on": False}, "Oldfield"),
        ({"name": "Both"}, "Oldfield"),
        ({"row": "51", "status": "continues"}, "Oldfield"),
        ({"name": "Oldfield", "status": "continues"}, "Greenford"),
    ],
    ids=["row", "link", "name", "names do not count", "code", "row first", "link before name"],
)
def test_the_best_evidence_says_who_goes_on(said, expected):
    """A row outweighs the status of a link, that the name, and that the code alone."""
    assert expected == goes_on(taken_over(**said))[0]


def test_evidence_that_disagrees_is_told():
    """The one that holds and the one that does not are both said."""
    _, (text,) = goes_on(taken_over())
    said = "as its name says, though its code says that 51 goes on as 51"
    assert f"54 of the same name goes on under this code, {said}" == text


def test_what_the_list_says_is_no_assumption():
    """A merged unit goes on under a new code, by a row that says so."""
    units = (
        unit("1", end=DAY),
        unit("2", end=DAY),
        unit("3", "Elsewhere", DAY, continues="2"),
    )
    events, assumptions = events_from(listing(*units, links=[link("1", "3"), link("2", "3")]))
    assert ("2", ()) == (events[-1].unit, assumptions.rows)


def test_a_row_that_goes_on_needs_no_link():
    """The code that it goes on is followed by this one."""
    listed = listing(unit("1", end=DAY), unit("2", "Elsewhere", DAY, continues="1"))
    assert () == lint_list(listed).rows
    events, assumptions = events_from(listed)
    assert (["1", "1"], ()) == ([event.unit for event in events], assumptions.rows)


def test_a_row_that_goes_on_with_land_of_others_gone_leaves_open_how_much():
    """Where links say that the old unit gives land, the row gets some of it."""
    units = (unit("1", end=DAY), unit("2"), unit("3", "Elsewhere", DAY, continues="1"))
    events, _ = events_from(listing(*units, links=[link("1", "2", "change")]))
    register = Register(events)
    assert {"2": "2", "3": "1"} == {m.nis: m.unit for m in register.on(DAY).municipalities}


def test_a_row_that_goes_on_from_an_unlisted_code_is_told():
    """The code must be in the list."""
    found = codes(lint_list(listing(unit("2", continues="9"))))
    assert [("ELZ-Q030", "9")] == found


@pytest.mark.parametrize("names_go_on", [True, False], ids=["goes on", "begins"])
def test_a_layout_says_whether_a_kept_name_is_a_kept_body(names_go_on):
    """A merger under a new code with the name of a member goes on with it, or begins."""
    units = (unit("1", end=DAY), unit("2", end=DAY), unit("3", "Town 1", DAY))
    links = [link("1", "3"), link("2", "3")]
    events, _ = events_from(listing(*units, links=links, names_go_on=names_go_on))
    assert ("1" if names_go_on else "3") == events[-1].unit


def test_a_row_may_say_that_a_new_body_begins():
    """A body that is said to be new goes on nowhere, whatever code and name say."""
    listed = listing(
        unit("1", end=DAY),
        unit("2", end=DAY),
        unit("1", "Town 1", DAY, status="new"),
        links=[link("2", "1")],
    )
    assert () == lint_list(listed).rows
    events, _ = events_from(listed)
    assert "1-2" == events[-1].unit


def test_a_new_body_may_have_all_the_land_of_one_that_ends():
    """One unit that turns into one other is a new one if that is said."""
    listed = listing(unit("1", end=DAY), unit("2", start=DAY, status="new"), links=[link("1", "2")])
    register = Register(events_from(listed)[0])
    (after,) = register.on(DAY).municipalities
    assert ("2", ["1"]) == (after.unit, [m.unit for m in register.predecessors(after)])


def test_a_divided_unit_goes_on_under_the_code_with_its_name():
    """The others are pieces of it."""
    units = (unit("1", end=DAY), unit("2", "Town 1", DAY), unit("3", start=DAY))
    links = [link("1", "2", "change"), link("1", "3", "change")]
    register = Register(events_from(listing(*units, links=links))[0])
    assert ["1", "3"] == [m.unit for m in register.on(DAY).municipalities]


def test_a_divided_unit_may_leave_its_code_to_a_piece():
    """Without a weight it is open how much land stays under the code."""
    units = (
        unit("1", end=DAY),
        unit("1", "Remains", DAY, end=None),
        unit("2", "Elsewhere", DAY, continues="1"),
    )
    listed = listing(*units, links=[link("1", "2", "change")])
    register = Register(events_from(listed)[0])
    assert {"1": "1-2", "2": "1"} == {m.nis: m.unit for m in register.on(DAY).municipalities}


# --- several acts of one day ---


def two_acts(*, order=1, last=None, links=(1, 1, 2, 2)):
    """A and B become C, and C and D become E, on one day."""
    units = (
        unit("A", end=DAY),
        unit("B", end=DAY),
        unit("C", start=DAY, end=DAY, order=order),
        unit("D", end=DAY),
        unit("E", start=DAY, order=last),
    )
    pairs = zip(("A", "B", "C", "D"), ("C", "C", "E", "E"), links, strict=True)
    return listing(*units, links=[link(old, new, order=act) for old, new, act in pairs])


@pytest.mark.parametrize(
    "listed",
    [
        two_acts(),
        two_acts(links=(None, None, None, None)),
        two_acts(last=2, links=(None, None, None, None)),
        two_acts(links=(1, None, 2, None)),
    ],
    ids=["links", "the row between", "both rows", "some links"],
)
def test_two_acts_of_one_day_follow_each_other(listed):
    """A row that ends on its first day lives between the acts that make it and end it."""
    assert () == lint_list(listed).rows
    events, assumptions = events_from(listed)
    assert [("c", 1), ("e", 2)] == [(event.unit, event.order) for event in events[-2:]]
    register = Register(events)
    (after,) = register.on(DAY).municipalities
    assert ("E", ["a", "b", "d"]) == (after.nis, [m.unit for m in register.predecessors(after)])
    assert () == assumptions.rows


def test_without_an_order_a_row_of_no_day_is_an_error():
    """The list does not say between which acts it lives."""
    assert ("ELZ-Q010", "C") in codes(lint_list(two_acts(order=None)))


# --- written out again ---


def bodies(register):
    """Return the codes and days of each body, without its id."""
    versions = sorted(register.versions, key=lambda m: m.period.start)
    codes_of = {m.unit: [] for m in versions}
    for each in versions:
        codes_of[each.unit].append((each.nis, each.name, each.period))
    return sorted(map(str, codes_of.values()))


@pytest.mark.parametrize(
    "listed",
    [
        two_acts(),
        taken_over(row="54", name="Both"),
        taken_over(),
        taken_over(names_go_on=False),
        listing(
            unit("1", end=DAY),
            unit("2", end=DAY),
            unit("1", "Town 1", DAY, status="new"),
            links=[link("2", "1")],
        ),
        listing(unit("1", end=DAY), unit("2", start=DAY, status="new"), links=[link("1", "2")]),
    ],
    ids=["two acts", "row", "name", "code", "new under an old code", "new with all the land"],
)
def test_a_register_written_out_has_the_same_bodies_when_it_is_read(listed):
    """Whoever goes on or begins does so again."""
    register = Register(events_from(listed)[0])
    written = listing_of(register)
    assert () == lint_list(written).rows
    assert bodies(register) == bodies(Register(events_from(written)[0]))


def test_a_unit_between_two_acts_is_written_with_its_orders():
    """Its row ends on its first day, and the links say by which act each of it comes."""
    written = listing_of(Register(events_from(two_acts())[0]))
    (passing,) = (row for row in written.units if row.start == row.end)
    assert ("C", 1) == (passing.code, passing.order)
    assert [("A", "C", 1), ("B", "C", 1), ("C", "E", 2), ("D", "E", 2)] == [
        (each.from_code, each.to_code, each.order) for each in written.links
    ]


def test_a_packaged_register_keeps_its_bodies():
    """Members that went on under a new code, and mergers that began anew, are as they were."""
    register = elz.flanders().register
    events, _ = events_from(listing_of(register))
    assert bodies(register) == bodies(Register(events))


def test_orders_and_who_goes_on_are_read_from_files(tmp_path):
    """An order is a whole number; the other new columns are texts."""
    units, links = tmp_path / "units.csv", tmp_path / "links.csv"
    units.write_text("code,order,continues\n1,2,9\n2,first,\n")
    links.write_text("from_code,to_code,order,status,from_level\n1,2,-1,continues,area\n")
    listed = read_list(units, links=links)
    assert [(2, "9"), (None, "")] == [(row.order, row.continues) for row in listed.units]
    assert (-1, "continues", "area") == (
        listed.links[0].order,
        listed.links[0].status,
        listed.links[0].from_level,
    )
    assert ["order is 'first', not a whole number such as 1 or 2"] == [
        finding.message for finding in listed.unread
    ]


def test_a_unit_may_be_renamed_before_it_merges_on_the_same_day():
    """The row of the old name ends with the first act, that of the new one with the second."""
    units = (
        unit("A", "Old", end=DAY),
        unit("A", "New", DAY, end=DAY, order=1),
        unit("B"),
    )
    events, _ = events_from(listing(*units, links=[link("A", "B", order=2)]))
    assert [(Alter, 1), (Merge, 2)] == [(type(event), event.order) for event in events[2:]]
