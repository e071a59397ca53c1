"""Registers with codes of another country: written as tables, and read back."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given

import elzmodel as elz
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
from elzmodel.territory import Alter, Create, Register
from elzmodel.testing.strategies import histories
from elzmodel.values.findings import NOWHERE
from tests.lists.test_official_list import coded

DAY = date(2019, 1, 1)


def foreign(thing):
    """Give an event or a piece of one a code with letters, and a name with signs of a CSV."""
    fields = {}
    for name in ("into", "starts", "alters"):
        if hasattr(thing, name):
            fields[name] = tuple(foreign(piece) for piece in getattr(thing, name))
    if isinstance(getattr(thing, "nis", None), str):
        fields["nis"] = f"FR-{thing.nis}"
    if isinstance(getattr(thing, "name", None), str):
        fields["name"] = f'Sainte, "{thing.name}"; É'
    return evolve(thing, **fields)


LOST = {AssumptionKind.LEFT_OUT, AssumptionKind.NEW_LAND}
"""What is said where a list has no word for where some land goes."""

registers = histories().map(coded).map(lambda register: Register(map(foreign, register.events)))


def written(register):
    parts = {part for version in register.versions for part in version.parts}
    return listing_of(register, weights=dict.fromkeys(parts, 1), places=())


def through_tables(listing, folder):
    """Save a list as two tables, and read these."""
    units, links = folder / "units.csv", folder / "links.csv"
    listing.units_table().save(units)
    listing.links_table().save(links)
    return read_list(units, links=links)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tables")


@given(register=registers)
def test_a_foreign_register_comes_back_from_its_tables(folder, register):
    """The list that is read is the one that was written, and so is the register of it.

    All that may be said of it is that every end happens to be the last day of a month. Where
    a code lives only between two acts of a day, units that go on through it are not told
    apart if the code was in use on the eve, or if one is away in between. Where land leaves
    the record while its body takes another code, it is said that the body keeps it; where it
    leaves and a new body takes the code with what is left, that this comes from nowhere.
    """
    listing = written(register)
    again = through_tables(listing, folder)
    assert (listing.units, listing.ends) == (again.units, again.ends)
    assert [*listing.links] == [evolve(each, column="") for each in again.links]
    assert {finding.code for finding in lint_list(again)} <= {"ELZ-Q015"}
    events, assumptions = events_from(again)
    back = Register(events)
    if keeps_land(register) and not is_mingled(register, listing):
        assert bodies(register) == bodies(back)
        if LOST.isdisjoint(each.kind for each in assumptions):
            assert rows(listing) == rows(written(back))


def is_mingled(register, listing):
    """Tell whether units go on through a code of one day alone, and a list cannot say which."""
    passing = {(row.code, row.start) for row in listing.units if row.start == row.end}
    ended = {(row.code, row.end) for row in listing.units if row.start != row.end}
    days = {day for _, day in passing}
    met = [
        after.period.start
        for unit in {version.unit for version in register.versions}
        for _, after in pairwise(register.versions_of(unit))
    ]
    return bool(passing & ended or days.intersection(met))


def rows(listing):
    """Return the units of a list, and what its links lead to."""
    links = {(k.from_code, k.to_code, k.day, k.order) for k in listing.links}
    return {evolve(unit, place=NOWHERE) for unit in listing.units}, links


def keeps_land(register):
    """Tell whether each unit keeps some land from version to version; else a list has no word."""
    sources = register.refinement.sources

    def lay_in(part):
        return {part}.union(*map(lay_in, sources.get(part, ())))

    return all(
        before.period.until == after.period.start
        and {*before.parts} & set().union(*map(lay_in, after.parts))
        for unit in {version.unit for version in register.versions}
        for before, after in pairwise(register.versions_of(unit))
    )


def bodies(register):
    """Return the codes and names of each body, with their days."""
    found = defaultdict(list)
    for version in register.versions:
        found[version.unit].append((version.period, version.nis, version.name))
    return sorted(map(merged, found.values()), key=str)


def merged(spans):
    """Return spans without turns at which neither code nor name changes."""
    kept = spans[:1]
    for span in spans[1:]:
        if kept[-1][1:] == span[1:] and kept[-1][0].until == span[0].start:
            kept[-1] = (evolve(kept[-1][0], until=span[0].until), *span[1:])
        else:
            kept.append(span)
    return kept


def test_a_name_that_lasts_for_no_day_is_kept():
    """A body that is renamed twice on one day has a row between the two acts, and goes on."""
    start = date(2000, 1, 1)
    events = [
        Create(id="1", day=start, unit="u", name="East", nis="FR-1"),
        Create(id="2", day=start, unit="v", name="West", nis="FR-2"),
        Alter(id="3", day=DAY, order=1, unit="u", name="Passing", nis="FR-3"),
        Alter(id="4", day=DAY, order=2, unit="u", name="Last", nis="FR-4"),
    ]
    listing = written(Register(events))
    assert [
        ("FR-1", "East", start, DAY, None),
        ("FR-3", "Passing", DAY, DAY, 1),
        ("FR-4", "Last", DAY, None, 2),
        ("FR-2", "West", start, None, None),
    ] == [(row.code, row.name, row.start, row.end, row.order) for row in listing.units]
    assert () == lint_list(listing).rows
    again, _ = events_from(listing)
    assert bodies(Register(events)) == bodies(Register(again))
    assert rows(listing) == rows(written(Register(again)))


def test_units_that_pass_in_a_day_have_no_predecessors():
    """Two that begin on the first day and merge on it explain each other, not themselves."""
    units = [
        ListedUnit(code=code, start=DAY, end=DAY, order=0, status="abolished" * is_over)
        for code, is_over in (("1", False), ("2", True))
    ]
    after = ListedUnit(code="3", start=DAY, order=1)
    joined = [ListLink(from_code="1", to_code="3", kind=LinkKind.SUCCESSOR, day=DAY, order=1)]
    listing = OfficialList(units=[*units, after], links=joined, ends=EndDay.DAY_AFTER)
    assert () == lint_list(listing).rows
    lost = evolve(listing, units=[evolve(unit, status="") for unit in listing.units])
    assert [("1", "3")] == [f.values["others"] for f in lint_list(lost) if f.code == "ELZ-Q042"]


def test_a_code_that_others_bore_in_later_acts_of_the_day_ends_in_its_own():
    """What leaves in a later act, or in weights that are the whole together, says when it ended."""
    day, later = "2000-01-01", "2000-01-02"
    events = elz.events
    labels = {n: {"unit": f"u{n}", "name": f"U{n}", "nis": f"FR-{n}"} for n in (1, 2, 3)}
    one, two = (events.Create(id=f"c{n}", day=day, **labels[n]) for n in (1, 2))
    again = {"unit": "u4", "name": "U4", "nis": "FR-1"}
    within_a_day = [
        *(one, two),
        events.Merge(id="m", day=day, order=1, units=["u1", "u2"], **labels[3]),
        events.Create(id="c4", day=day, order=2, **again),
        events.Merge(id="n", day=day, order=3, units=["u3", "u4"], **{**labels[2], "unit": "u5"}),
    ]
    pieces = [events.NewUnit(**labels[n], parts=[part]) for n, part in ((2, "a"), (3, "b"))]
    apart_and_together = [
        evolve(one, parts=["a", "b"]),
        events.Split(id="s", day=later, unit="u1", into=pieces),
        events.Merge(id="m", day=later, order=1, units=["u2", "u3"], **again),
    ]
    for acts in (within_a_day, apart_and_together):
        listing = written(Register(acts))
        read, assumptions = events_from(listing)
        assert () == assumptions.rows
        assert bodies(Register(acts)) == bodies(Register(read))
        assert rows(listing) == rows(written(Register(read)))


def test_land_that_leaves_the_record_does_not_end_a_body_that_goes_on():
    """A body that goes on under its code is not abolished; under another one it is said."""
    day, later = "2000-01-01", "2001-01-01"
    events = elz.events
    labels = {n: {"unit": f"u{n}", "name": f"U{n}", "nis": f"FR-{n}"} for n in (1, 2)}
    begun = [
        events.Create(id="c1", day=day, **labels[1]),
        events.Create(id="c2", day=day, **labels[2], parts=["a", "b"]),
    ]
    expected = {
        "": ["abolished", ""],
        "name": ["abolished", "", ""],
        "nis": ["abolished"] * 2 + [""],
    }
    for when, order in ((day, 1), (later, 0)):
        moved = events.MoveParts(id="m", day=when, order=order, origin="u2", to="u1", parts=["b"])
        gone = events.Abolish(id="a", day=when, order=order + 1, unit="u1")
        changes = [("", [])]
        if when == later:
            changes += [
                (label, [events.Alter(id="x", day=later, order=1, unit="u2", **{label: "FR-N"})])
                for label in ("name", "nis")
            ]
        for label, altered in changes:
            register = Register([*begun, moved, gone, *altered])
            listing = written(register)
            assert () == lint_list(listing).rows
            assert expected[label] == [row.status for row in listing.units]
            read, assumptions = events_from(listing)
            assert bodies(register) == bodies(Register(read))
            left_out = [each.text for each in assumptions if each.kind is AssumptionKind.LEFT_OUT]
            told = "some of its land leaves the record; FR-N keeps all of it here"
            assert [told] * (label == "nis") == left_out


def test_a_new_body_that_takes_the_code_of_an_abolished_one_with_some_of_its_land_is_told():
    """A list has no word for it: the land of the new one comes from no unit."""
    day, later = "2000-01-01", "2001-01-01"
    events = elz.events
    register = Register(
        [
            events.Create(id="1", day=day, unit="u1", name="U1", nis="FR-1", parts=["a", "b"]),
            events.Abolish(id="2", day=later, unit="u1"),
            events.Create(
                id="3", day=later, order=1, unit="u2", name="U2", nis="FR-1", parts=["a"]
            ),
        ]
    )
    read, assumptions = events_from(written(register))
    assert bodies(register) == bodies(Register(read))
    assert [AssumptionKind.NEW_LAND] == [each.kind for each in assumptions]


def test_a_unit_that_comes_back_on_its_day_without_its_land_is_another_one():
    """It continues nobody, since a list follows land; nothing is doubtful about it."""
    day, later = "2000-01-01", "2001-01-01"
    events = elz.events
    pieces = [
        events.NewUnit(unit=unit, name=unit.upper(), nis=nis, parts=[part])
        for unit, nis, part in (("u3", "FR-1", "a"), ("u1", "FR-3", "b"), ("u4", "FR-4", "u1"))
    ]
    register = Register(
        [
            events.Create(id="1", day=day, unit="u1", name="U1", nis="FR-1"),
            events.Create(id="2", day=day, unit="u2", name="U2", nis="FR-2", parts=["a", "b"]),
            events.Split(id="3", day=later, unit="u1", into=pieces[2:]),
            events.Split(id="4", day=later, order=1, unit="u2", into=pieces[:2]),
        ]
    )
    listing = written(register)
    assert () == lint_list(listing).rows
    assert {""} == {row.continues for row in listing.units}
    read, assumptions = events_from(listing)
    assert () == assumptions.rows
    assert rows(listing) == rows(written(Register(read)))
