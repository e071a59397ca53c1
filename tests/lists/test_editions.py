"""Two editions of a list: what the later one takes back or moves."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from elzmodel.lists import (
    EndDay,
    LinkKind,
    ListedUnit,
    ListLink,
    OfficialList,
    compare_editions,
    listing_of,
)
from elzmodel.lists import editions as of_editions
from elzmodel.values import Place
from tests.lists.test_official_list import registers

START = date(1970, 1, 1)
FIRST, DAY, LATER = date(2003, 1, 1), date(2011, 1, 1), date(2016, 1, 1)
NEXT = date(2022, 1, 1)


def unit(code, start=START, end=None, **fields):
    return ListedUnit(code=code, start=start, end=end, **{"name": f"Town {code}"} | fields)


def link(old, new, kind="successor", day=None, **fields):
    return ListLink(from_code=old, to_code=new, kind=LinkKind(kind), day=day, **fields)


def listing(*units, links=(), ends=EndDay.DAY_AFTER):
    return OfficialList(units=units, links=links, ends=ends)


def found(old, new):
    return [(finding.code, finding.subject) for finding in compare_editions(old, new)]


def messages(old, new):
    return [finding.message for finding in compare_editions(old, new)]


EARLIER = listing(
    unit("11", end=FIRST),
    unit("12", end=FIRST),
    unit("13", FIRST),
    unit("21", end=DAY),
    unit("22", end=LATER),
    unit("31", end=LATER),
    unit("32", LATER),
    links=[
        link("11", "13", day=FIRST),
        link("12", "13", day=FIRST),
        link("21", "13", day=DAY),
        link("22", "13", day=LATER),
        link("31", "32", day=LATER),
    ],
)
"""Two units merge; two more are absorbed later; one gets another code."""


def edited(listed, units=None, links=None):
    """Return an edition with other rows; with a link by its code of old, or without it."""
    rows = [(units or {}).get(row.code, row) for row in listed.units]
    kept = [(links or {}).get(each.from_code, each) for each in listed.links]
    return evolve(listed, units=[*filter(None, rows)], links=[*filter(None, kept)])


# --- together -----------------------------------------------------------------------------


def test_a_dropped_link_two_swapped_days_and_a_ghost_are_named():
    """Whatever is news beside them, the three are found, and nothing else."""
    ended = unit("32", LATER, NEXT)
    later = edited(
        EARLIER,
        units={
            "12": unit("12"),
            "21": unit("21", end=LATER),
            "22": unit("22", end=DAY),
            "32": ended,
        },
        links={"12": None, "31": None},
    )
    later = evolve(
        later, units=(*later.units, unit("33", NEXT)), links=(*later.links, link("32", "33"))
    )
    answer = compare_editions(EARLIER, later)
    assert [
        "ELZ-Q062 21 its end 2011-01-01 and that of 22, 2016-01-01, are swapped",
        "ELZ-Q063 12 its link to 13 on 2003-01-01 is gone",
        "ELZ-Q063 31 its link to 32 on 2016-01-01 is gone",
        "ELZ-Q065 12 still open, though 13 took it over on 2003-01-01, as the earlier edition says",
    ] == [f"{f.code} {f.subject} {f.message}" for f in answer]
    assert ("News, and no finding: 1 end, 1 link, 1 row.",) == answer.notes


@given(registers)
def test_an_edition_takes_nothing_back_of_itself(register):
    """Nothing is found, and nothing is news, in the same list twice."""
    listed = listing_of(register)
    answer = compare_editions(listed, listed)
    assert ((), ()) == (answer.rows, answer.notes)


@given(registers, st.data())
def test_any_link_that_is_dropped_is_named_alone(register, data):
    """Whatever else the list says: its rows, and the days of other links, stay as they are.

    A link without a share is still said where the row itself says what it continues.
    """
    listed = listing_of(register)
    assume(listed.links)
    gone = data.draw(st.sampled_from(listed.links))
    links = [each for each in listed.links if each is not gone]
    said = {(row.continues, row.code, row.start) for row in listed.units}
    still = gone.weight is None and (gone.from_code, gone.to_code, gone.day) in said
    expected = [] if still else [("ELZ-Q063", gone.from_code)]
    assert expected == found(listed, evolve(listed, links=links))


def test_what_is_said_of_two_acts_of_a_day_is_said_twice():
    """One of both that is dropped is named; acts that are only numbered otherwise are the same."""
    first, second, third = (link("11", "13", "change", DAY, order=order) for order in (1, 2, 3))
    both = evolve(EARLIER, links=[first, second])
    assert [("ELZ-Q063", "11")] == found(both, evolve(EARLIER, links=[second]))
    assert [] == found(both, evolve(EARLIER, links=[third, second]))


@given(registers, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_links_means_nothing(register, random):
    """Rows and links in another order are the same edition."""
    listed = listing_of(register)
    assert () == compare_editions(listed, shuffled(listed, random)).rows


@pytest.mark.parametrize("seed", range(3))
def test_what_is_found_does_not_depend_on_the_order_of_rows(seed):
    """Also where days are swapped in several rows at once."""
    ends = {"11": LATER, "12": LATER, "22": FIRST, "31": FIRST}
    later = edited(EARLIER, units={code: unit(code, end=end) for code, end in ends.items()})
    expected = compare_editions(EARLIER, later).rows
    again = compare_editions(shuffled(EARLIER, Random(seed)), shuffled(later, Random(seed)))
    assert expected == again.rows
    assert ["ELZ-Q062"] * 2 == [f.code for f in expected]


def shuffled(listed, random):
    units, links = [*listed.units], [*listed.links]
    random.shuffle(units)
    random.shuffle(links)
    return evolve(listed, units=units, links=links)


def test_each_edition_may_write_its_ends_in_its_own_way():
    """A last day in the one is the day after in the other; the earlier one's way is shown."""
    old, new = (
        listing(unit("1", end=end), unit("2", DAY, LATER), ends=None)
        for end in (date(2010, 12, 31), DAY)
    )
    new = evolve(new, ends=EndDay.DAY_AFTER)
    assert [] == found(evolve(old, units=[old.units[0]]), evolve(new, units=[new.units[0]]))
    moved = listing(unit("1", end=LATER))
    assert ["its end was 2010-12-31, and is 2015-12-31"] == messages(
        listing(unit("1", end=date(2010, 12, 31)), ends=EndDay.LAST_DAY), moved
    )


def test_every_code_of_the_comparison_has_a_meaning_and_a_remedy():
    """And they are among those of lists."""
    assert all(code.meaning and code.remedy for code in of_editions.CODES)
    assert [f"ELZ-Q06{n}" for n in range(6)] == [code.id for code in of_editions.CODES]


# --- rows ---------------------------------------------------------------------------------


def test_a_row_that_vanished_is_named_with_its_days_and_its_place():
    """Where it stood in the earlier edition; an end that was open is not said."""
    gone = unit("1", end=DAY, place=Place("old.csv", 3))
    (finding,) = compare_editions(listing(gone), listing())
    assert (
        "old.csv:3",
        "its row 'Town 1' from 1970-01-01, which ended on 2011-01-01, is gone",
    ) == (
        str(finding.place),
        finding.message,
    )
    assert ["its row 'Town 1' is gone"] == messages(listing(unit("1", None)), listing())


def test_a_row_that_was_said_twice_and_is_said_once_is_there():
    """Mending a repeated row takes nothing back."""
    assert [] == found(listing(unit("1"), unit("1")), listing(unit("1")))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((START, DAY), (FIRST, DAY), "its first day was 1970-01-01, and is 2003-01-01"),
        ((START, DAY), (None, DAY), "its first day was 1970-01-01, and is not said any more"),
        ((None, DAY), (START, DAY), "its first day is 1970-01-01, and was not said"),
        ((START, DAY), (START, FIRST), "its end was 2011-01-01, and is 2003-01-01"),
        ((START, DAY), (START, None), "its end was 2011-01-01, and is not said any more"),
        (
            (START, None),
            (START, FIRST),
            "its end is 2003-01-01, and the earlier edition, which knew later days, had none",
        ),
    ],
    ids=["start", "start-gone", "start-new", "end", "end-gone", "end-new"],
)
def test_a_day_that_moved_is_named_with_both(before, after, expected):
    """One that is not said any more, or now is, as well."""
    other = unit("2", end=LATER)
    old, new = (listing(unit("1", *days), other) for days in (before, after))
    assert [expected] == messages(old, new)


def test_an_end_after_all_that_was_known_is_news():
    """A unit that ended since is counted, and so is a name that differs."""
    new = listing(unit("1", end=LATER, name="Other"), unit("2", end=DAY))
    answer = compare_editions(listing(unit("1"), unit("2", end=DAY)), new)
    assert ((), ("News, and no finding: 1 end.",)) == (answer.rows, answer.notes[:1])
    assert "With another name, parent or status, and no finding: 1 row." == answer.notes[1]


def test_what_was_added_to_days_that_were_known_is_counted_apart():
    """Rows and links of earlier days are no news."""
    new = listing(unit("1", end=DAY), unit("2", DAY), links=[link("1", "2")])
    answer = compare_editions(listing(unit("1", end=DAY)), new)
    assert ((), ("Added to earlier days, and no finding: 1 link, 1 row.",)) == (
        answer.rows,
        answer.notes,
    )


def test_the_first_day_and_the_end_of_a_row_may_be_swapped():
    """Also where the row then holds no day."""
    old, new = listing(unit("1", FIRST, DAY)), listing(unit("1", DAY, FIRST))
    assert ["its first day 2003-01-01 and its end 2011-01-01 are swapped"] == messages(old, new)


def test_first_days_of_two_rows_may_be_swapped():
    """The other row is named with its place."""
    old = listing(unit("1", FIRST), unit("2", DAY))
    new = listing(unit("1", DAY), unit("2", FIRST, place=Place("new.csv", 3)))
    assert [
        "its first day 2003-01-01 and that of 2 (new.csv:3), 2011-01-01, are swapped"
    ] == messages(old, new)


def test_days_that_moved_to_the_same_day_or_to_the_other_side_are_not_swapped():
    """A first day and an end of two rows say nothing of each other."""
    old = listing(unit("1", FIRST), unit("2", START, DAY), unit("3", FIRST))
    new = listing(unit("1", DAY), unit("2", START, FIRST), unit("3", DAY))
    assert [("ELZ-Q061", code) for code in "123"] == found(old, new)


def test_rows_of_one_code_are_matched_by_what_they_have_in_common():
    """A row in between is added without moving the others, and one may move wholly."""
    old = listing(unit("1", START, FIRST), unit("1", DAY, LATER, name="New"))
    new = listing(unit("1", START, FIRST), unit("1", FIRST, DAY), unit("1", DAY, LATER, name="New"))
    assert [] == found(old, new)
    moved = listing(unit("1", START, FIRST), unit("1", FIRST, DAY, name="New"))
    assert [("ELZ-Q061", "1")] * 2 == found(old, moved)
    other = listing(unit("1", DAY, LATER, name="Other"))
    assert [("ELZ-Q061", "1")] * 2 == found(listing(unit("1", START, FIRST)), other)


def test_a_code_at_two_levels_is_two_units():
    """The one vanishes though the other stays; a list without levels is compared by code."""
    old = listing(unit("1", level="area"), unit("1", level="town"))
    new = listing(unit("1", level="town"))
    assert [("ELZ-Q060", "1")] == found(old, new)
    assert [] == found(new, listing(unit("1")))


def test_days_at_two_levels_are_not_swapped():
    """Two rows of one level change places; beside a row of another level, each day has moved."""
    old = listing(unit("1", end=DAY, level="area"), unit("2", end=LATER, level="town"))
    new = listing(unit("1", end=LATER, level="area"), unit("2", end=DAY, level="town"))
    assert [("ELZ-Q061", "1"), ("ELZ-Q061", "2")] == found(old, new)


# --- links --------------------------------------------------------------------------------


def with_link(*links):
    return listing(unit("1", end=DAY), unit("2", DAY), unit("3", DAY), links=links)


def test_a_link_that_was_dropped_is_named_once():
    """Said from either side, it is the same link; its place is that in the earlier edition."""
    said = link("1", "2", place=Place("old.csv", 2)), link("2", "1", "predecessor")
    (finding,) = compare_editions(with_link(*said), with_link())
    assert ("old.csv:2", "its link to 2 on 2011-01-01 is gone") == (
        str(finding.place),
        finding.message,
    )
    assert [] == found(with_link(*said), with_link(said[1]))


def test_units_that_are_equal_may_be_named_in_either_order():
    """A link between equal units has no direction."""
    one, other = link("1", "2", "equal"), link("2", "1", "equal")
    assert [] == found(with_link(one), with_link(other))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"day": DAY}, {"day": LATER}, "day of its link to 2 was 2011-01-01, and is 2016-01-01"),
        ({"day": DAY}, {}, "day of its link to 2 was 2011-01-01, and is not said"),
        (
            {"weight": Fraction(1, 4), "of": "area"},
            {"weight": Fraction(1, 2), "of": "area"},
            "weight of its link to 2 was 1/4, and is 1/2",
        ),
        (
            {"amount": Fraction(7)},
            {"amount": Fraction(8)},
            "amount of its link to 2 was 7, and is 8",
        ),
        ({}, {"kind": "change"}, "kind of its link to 2 was successor, and is change"),
    ],
    ids=["day", "no-day", "weight", "amount", "kind"],
)
def test_what_a_link_says_otherwise_is_named(before, after, expected):
    """The day, a number, or that the whole went over."""
    old, new = (with_link(link("1", "2", **said)) for said in (before, after))
    assert [f"the {expected}"] == messages(old, new)


def test_of_two_links_on_two_days_the_one_that_is_gone_is_named():
    """The other one stays."""
    links = [link("3", "2", "change", day, weight=Fraction(1, 9)) for day in (LATER, NEXT)]
    (finding,) = compare_editions(with_link(*links), with_link(links[0]))
    assert ("ELZ-Q063", NEXT) == (finding.code, finding.values["day"])


# --- ghosts -------------------------------------------------------------------------------


def ghost(old, new):
    return [f.subject for f in compare_editions(old, new) if f.code == "ELZ-Q065"]


@pytest.mark.parametrize("kind", ["successor", "change"])
def test_a_unit_that_is_open_again_is_a_ghost(kind):
    """Its link may have said so, or else its end; that the end is gone is not said twice."""
    old = with_link(link("1", "2", kind, DAY))
    new = listing(unit("1"), unit("2", DAY), unit("3", DAY))
    assert [("ELZ-Q063", "1"), ("ELZ-Q065", "1")] == found(old, new)


def test_a_ghost_stays_one_where_only_its_link_was_dropped():
    """A unit that was open beside its successor is found when nothing says so any more."""
    old = listing(unit("1"), unit("2", DAY), links=[link("1", "2", day=DAY)])
    assert ["1"] == ghost(old, evolve(old, links=()))


def test_a_unit_that_is_open_beside_its_new_link_is_a_ghost():
    """A merger that is new, and of which one unit was left open."""
    old = listing(unit("1"), unit("3"))
    links = [link(code, "2", day=NEXT) for code in "13"]
    new = listing(unit("1"), unit("3", end=NEXT), unit("2", NEXT), links=links)
    (finding,) = compare_editions(old, new)
    assert ("1", "still open, though 2 took it over on 2022-01-01") == (
        finding.subject,
        finding.message,
    )


def test_what_was_a_ghost_before_is_left_to_the_linter():
    """Nothing is taken back where both editions have the link and the open unit."""
    old = listing(unit("1"), unit("2", DAY), links=[link("1", "2", day=DAY)])
    assert [] == found(old, old)


@pytest.mark.parametrize(
    "links",
    [
        [link("1", "1", day=DAY)],
        [link("1", "2", "change", DAY, weight=Fraction(1, 10))],
    ],
    ids=["goes-on", "share"],
)
def test_a_unit_that_is_said_to_go_on_is_no_ghost(links):
    """The later edition says that it keeps its land, or how much of it went over."""
    old = with_link(link("1", "2", day=DAY))
    new = listing(unit("1"), unit("2", DAY), unit("3", DAY), links=links)
    assert [] == ghost(old, new)


def test_a_ghost_is_looked_for_at_its_level():
    """A code that is open at another level is no ghost; levels that are new say nothing."""
    towns = unit("1", end=DAY, level="town"), unit("2", DAY, level="town")
    old = listing(unit("1", level="area"), *towns, links=[link("1", "2", day=DAY)])
    assert [] == found(old, old)
    opened = evolve(old, units=[unit("1", level="area"), unit("1", level="town"), towns[1]])
    assert ["1"] == ghost(old, opened)
    assert [] == ghost(old, listing(unit("1", level="village")))


AT_TWO_LEVELS = [
    row
    for level in ("area", "town")
    for row in (unit("1", end=DAY, level=level), unit("2", DAY, level=level))
]
"""Each of two codes at two levels, whose rows are the same."""


def at_level(old, new, *levels, **fields):
    return link(old, new, day=DAY, from_level=levels[0], to_level=levels[-1], **fields)


@pytest.mark.parametrize("kind", ["successor", "predecessor"])
def test_a_link_is_held_against_that_of_its_level(kind):
    """One that is gone at its level is named, though another level has the same codes."""
    codes = ("1", "2") if kind == "successor" else ("2", "1")
    town, area = (at_level(*codes, level, kind=kind) for level in ("town", "area"))
    old = listing(*AT_TWO_LEVELS, links=[area, town])
    assert [] == found(old, old)
    assert [("ELZ-Q063", "1")] == found(old, evolve(old, links=[town]))
    moved = compare_editions(evolve(old, links=[town]), evolve(old, links=[area]))
    assert ["ELZ-Q063"] == [each.code for each in moved]
    assert ("Added to earlier days, and no finding: 1 link.",) == moved.notes
    without = listing(unit("1", end=DAY), unit("2", DAY), links=[link("1", "2", day=DAY)])
    assert [] == found(listing(*AT_TWO_LEVELS[2:], links=[town]), without)


def test_a_link_between_levels_is_one_of_both():
    """A code that goes over to itself at another level is a link of its own."""
    rows = unit("1", end=DAY, level="area"), unit("1", DAY, level="town")
    old = listing(*rows, links=[at_level("1", "1", "area", "town")])
    turned = at_level("1", "1", "town", "area", kind="predecessor")
    assert [] == found(old, listing(*rows, links=[turned]))
    assert [("ELZ-Q063", "1")] == found(old, listing(*rows))


def test_a_link_that_says_no_level_is_there_as_long_as_it_is_said():
    """Rows that told its level are gone; it is not, and now says something of other rows."""
    areas = unit("1", level="area"), unit("2", level="area")
    towns = unit("1", end=DAY, level="town"), unit("2", DAY, level="town")
    old = listing(*areas, *towns, links=[link("1", "2", day=DAY)])
    answer = compare_editions(old, evolve(old, units=areas))
    assert ["ELZ-Q060", "ELZ-Q060", "ELZ-Q065"] == [each.code for each in answer]
    assert () == answer.notes


def test_what_a_row_goes_on_from_has_no_kind():
    """It is some of the land where links say that others got some, which may be dropped."""
    rows = unit("1", end=DAY), unit("2", DAY), unit("3", DAY, continues="1")
    old = listing(*rows, links=[link("1", "2", "change", DAY)])
    assert [("ELZ-Q063", "1")] == found(old, listing(*rows))


def test_a_part_that_went_over_makes_no_ghost():
    """A unit that goes on in both editions gave away what the link says."""
    old = listing(unit("1"), unit("2", DAY), links=[link("1", "2", "change", DAY)])
    assert [] == ghost(old, evolve(old, links=()))


def test_links_against_time_make_no_ghost():
    """What runs backwards, or leads to itself, says nothing about what took over."""
    old = listing(unit("1", DAY), unit("2", end=DAY), links=[link("1", "2", day=DAY)])
    assert [] == ghost(old, evolve(old, links=()))
