"""Official lists as values, the linter and the making of events."""

from __future__ import annotations

import pickle
from copy import copy
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import elzmodel as elz
from elzmodel.errors import ConflictError
from elzmodel.lists import (
    CODES,
    AssumptionKind,
    EndDay,
    LinkKind,
    ListedUnit,
    ListLink,
    OfficialList,
    events_from,
    lint_list,
    listing_of,
)
from elzmodel.lists._ground import Ids
from elzmodel.lists.succession import Succession, detect_end_day
from elzmodel.territory import (
    Abolish,
    Alter,
    Alteration,
    Create,
    LandFlow,
    Merge,
    MoveParts,
    NewUnit,
    Register,
    Regroup,
    Split,
    Weight,
    crosswalk,
)
from elzmodel.territory.acts import KEEP
from elzmodel.testing.strategies import histories
from elzmodel.values import CodeSystem, Place, Severity, Share, Total, findings_table
from elzmodel.values.text import in_words
from tests.laws.test_bounds import hidden_histories

DAY = date(2019, 1, 1)
LATER = date(2025, 1, 1)
END = date(2031, 1, 1)
EVE = date(2018, 12, 31)
PLACES = ("province", "arrondissement", "region")


def unit(code, start=date(1970, 1, 1), end=None, **fields):
    return ListedUnit(code=code, start=start, end=end, **{"name": f"Town {code}"} | fields)


def link(old, new, kind="successor", day=None, **fields):
    return ListLink(from_code=old, to_code=new, kind=LinkKind(kind), day=day, **fields)


def listing(*units, links=(), ends=EndDay.DAY_AFTER):
    return OfficialList(units=units, links=links, ends=ends)


def codes(found):
    return [(finding.code, finding.subject) for finding in found]


def kinds(assumptions):
    return [(assumption.kind, assumption.code) for assumption in assumptions]


def labels(layout):
    return [(m.nis, m.name, m.province, m.arrondissement, m.region) for m in layout.municipalities]


def plain(thing, numbers):
    """Give an event or a piece a code if it has none, and take its places away."""
    empty = KEEP if isinstance(thing, Alter | Alteration | Merge) else None
    fields = {name: empty for name in PLACES if hasattr(thing, name)}
    for name in ("into", "starts", "alters"):
        if hasattr(thing, name):
            fields[name] = tuple(plain(piece, numbers) for piece in getattr(thing, name))
    is_new = isinstance(thing, Merge) and thing.unit not in thing.units and thing.nis is KEEP
    if getattr(thing, "nis", "") is None or is_new:
        fields["nis"] = str(next(numbers))
    return evolve(thing, **fields)


def coded(events):
    """Make a register in which every municipality has a code and none has places."""
    numbers = iter(range(90_000, 99_999))
    return Register(plain(event, numbers) for event in events)


registers = histories().map(coded)


def written(register):
    parts = {part for version in register.versions for part in version.parts}
    return listing_of(register, weights=dict.fromkeys(parts, 1))


def walked(events, before, after, *, kind="population"):
    """Return the shares of a crosswalk between two days of the events, as text."""
    register = Register(events)
    walk = crosswalk(register.on(before), register.on(after), kind=kind)
    return {(row.before.nis, row.after.nis): str(row.share) for row in walk.rows}


def turning_days(register):
    days = {event.day for event in register.events}
    return sorted(days | {day - timedelta(days=1) for day in days})


@given(registers)
def test_a_clean_list_has_no_findings(register):
    """A register written out as a list gives no finding."""
    assert () == lint_list(written(register)).rows


@given(registers)
def test_events_of_a_list_give_back_its_units(register):
    """Replaying the events of a written-out register gives its layout on every day."""
    events, _ = events_from(written(register))
    again = Register(events)
    for day in turning_days(register):
        assert labels(register.on(day)) == labels(again.on(day))


def test_the_packaged_reference_has_no_findings():
    """There is no false alarm on the packaged municipalities."""
    assert () == lint_list(listing_of(elz.flanders().register)).rows


def test_the_packaged_reference_comes_back_from_its_list():
    """Layouts, places included, and mergers are the same on every turning day."""
    register = elz.flanders().register
    events, assumptions = events_from(listing_of(register))
    again = Register(events)
    for day in turning_days(register):
        assert labels(register.on(day)) == labels(again.on(day))
    assert [merger(pair) for pair in register.mergers()] == sorted(
        (merger(pair) for pair in again.mergers()),
        key=[merger(pair) for pair in register.mergers()].index,
    )
    assert () == assumptions.rows


def merger(pair):
    new, olds = pair
    return (new.nis, new.period.start, sorted(old.nis for old in olds))


def test_every_code_has_a_meaning_and_a_remedy():
    """The table of codes has one row a code, all cells filled."""
    rows = CODES.to_table().rows
    assert [code.id for code in CODES] == [row[0] for row in rows]
    assert all(all(row) for row in rows)


def test_findings_show_place_and_remedy():
    """A finding's line and its row in the table name place and remedy."""
    (finding,) = lint_list(listing(evolve(unit("1", LATER, DAY), place=Place("x.csv", 3))))
    assert str(finding).startswith("x.csv:3: ELZ-Q010 error: 1: ")
    assert finding.remedy == findings_table([finding], placed=True).rows[0][-1]


def test_findings_pickle_and_copy():
    """A finding about a list survives pickling and copying."""
    (finding,) = lint_list(listing(unit("1", LATER, DAY)))
    assert [finding, finding] == [pickle.loads(pickle.dumps(finding)), copy(finding)]


def test_the_order_of_rows_changes_no_finding():
    """Permuted rows and links give the same findings."""
    units = (unit("1", end=DAY), unit("2"), unit("3", DAY), unit("4", LATER, DAY))
    links = (link("1", "3", day=DAY), link("2", "3", day=DAY), link("2", "9"))
    found = lint_list(listing(*units, links=links))
    assert found == lint_list(listing(*units[::-1], links=links[::-1]))


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        (["2018-12-31"], EndDay.LAST_DAY),
        (["2019-01-01"], EndDay.DAY_AFTER),
        (["2018-12-31", "2018-12-31", "2019-01-01"], EndDay.LAST_DAY),
        ([], EndDay.LAST_DAY),
    ],
)
@pytest.mark.parametrize("start", [DAY, date(2000, 5, 5)])
def test_the_meaning_of_end_dates_is_found_out(ends, expected, start):
    """Ends are the last day or the day after, as most of them fit to first days."""
    units = [unit("9", start), *(unit("1", end=date.fromisoformat(end)) for end in ends)]
    assert expected == detect_end_day(units)


def test_an_end_at_the_end_of_time_is_open():
    """The last day that a date can hold is no end, also where ends are inclusive."""
    last = listing(unit("1", end=date.max), unit("2", end=DAY), ends=None)
    assert () == lint_list(last).rows


def test_rows_without_a_first_day_hold_from_the_beginning():
    """A parent without a first day is there for every unit."""
    top, town = unit("1", None), unit("2", None, parent="1")
    assert () == lint_list(listing(top, town)).rows


def test_a_parent_that_never_was_is_missing_from_the_beginning():
    """A unit that is older than its parent is told so."""
    found = lint_list(listing(unit("1", DAY), unit("2", None, parent="1")))
    assert ["its parent 1 does not exist from the beginning"] == [f.message for f in found]


def test_parents_kept_elsewhere_are_no_doubt():
    """If no parent is in the list at all, the list does not hold that level."""
    assert () == lint_list(listing(unit("1", parent="8"), unit("2", parent="9"))).rows


def test_an_absorbed_unit_needs_no_new_code():
    """A unit that goes on may take over another, on a stated or unstated day."""
    units = (unit("1", end=DAY), unit("2"))
    for day in (None, DAY):
        assert () == lint_list(listing(*units, links=[link("1", "2", day=day)])).rows


@pytest.mark.parametrize(
    ("column", "kind"),
    [("successors", "successor"), ("predecessors", "predecessor"), ("from_code", "change")],
)
def test_an_absorption_without_a_day_is_ordinary(column, kind):
    """A unit may be younger than what it takes over, where the list cannot say the day."""
    units = (unit("1", end=LATER), unit("2", DAY))
    pair = ("2", "1") if kind == "predecessor" else ("1", "2")
    listed = listing(*units, links=[link(*pair, kind, column=column)])
    assert () == lint_list(listed).rows
    events, _ = events_from(listed)
    assert ("2", ("1", "2"), LATER) == (events[-1].unit, events[-1].units, events[-1].day)


def test_an_absorption_without_a_day_is_doubtful_beside_days():
    """A link may lack its day where others of the same file have one."""
    units = (unit("1", end=LATER), unit("2", DAY), unit("3", end=DAY), unit("4", end=DAY))
    links = [link(code, "2", column="from_code") for code in "14"]
    links.append(link("3", "2", day=DAY, column="from_code"))
    (doubt,) = lint_list(listing(*units, links=links))
    assert ("ELZ-Q043", Severity.WARNING, {"new": "2", "start": DAY, "end": LATER}) == (
        doubt.code,
        doubt.severity,
        dict(doubt.values),
    )


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("ELZ-Q032", unit("1", DAY), unit("2", end=DAY)),
        ("ELZ-Q044", unit("1", end=DAY), unit("2", LATER)),
        ("ELZ-Q045", unit("1", end=LATER), unit("2", end=DAY)),
    ],
    ids=["against time", "gap", "past"],
)
@pytest.mark.parametrize("day", [None, DAY, LATER], ids=["no day", "day", "later"])
def test_an_order_that_is_judged_without_a_day_is_a_doubt(code, old, new, day):
    """With the day of the link it is an error, without it events are made and say the rest."""
    listed = listing(old, new, links=[link("1", "2", day=day)])
    found = {f.severity for f in lint_list(listed) if f.code == code}
    assert found <= {Severity.WARNING if day is None else Severity.ERROR}
    if day is None:
        assert found
        assert events_from(listed)[1]


def test_the_day_of_a_link_is_that_of_the_row_that_says_it():
    """A code that ended twice is taken over by each successor on its own day."""
    first, second = (Place("x.csv", line) for line in (2, 3))
    units = (
        unit("1", end=DAY, place=first),
        unit("1", LATER, END, place=second),
        unit("2"),
        unit("3"),
    )
    links = [
        link("1", "2", column="successors", place=first),
        link("1", "3", column="successors", place=second),
    ]
    listed = listing(*units, links=links)
    assert () == lint_list(listed).rows
    assert [DAY, END] == [arrow.day for arrow in Succession.of(listed).arrows]


def test_of_two_ends_the_one_counts_at_which_the_successor_is_there():
    """A successor that is over when the code ends again took over the first time."""
    units = (unit("1", end=DAY), unit("1", LATER, END), unit("2", end=LATER))
    (arrow,) = Succession.of(listing(*units, links=[link("1", "2")])).arrows
    assert DAY == arrow.day


def test_a_unit_that_says_it_goes_on_is_no_ghost():
    """A dated link to itself says that a unit goes on beside its successor."""
    links = [link("1", "2", day=DAY), link("1", "1", day=DAY)]
    assert () == lint_list(listing(unit("1"), unit("2", DAY), links=links)).rows


def test_a_self_link_on_a_day_when_the_code_is_over_is_reported():
    """A code does not go on when it has ended."""
    ended = listing(unit("1", end=DAY), links=[link("1", "1", day=LATER)])
    assert ("ELZ-Q031", "1") in codes(lint_list(ended))


def test_an_undated_successor_of_an_open_unit_makes_a_ghost():
    """Without any day, both open from the beginning, the older one is a ghost."""
    listed = listing(unit("1"), unit("2"), links=[link("1", "2")])
    assert [("ELZ-Q040", "1")] == codes(lint_list(listed))


def test_breadth_is_read_in_the_direction_of_time():
    """A narrower piece of a unit that ended is a division, not a merger."""
    units = (unit("1", end=DAY), unit("2", DAY), unit("3", DAY))
    links = [link("1", "2", "narrower"), link("3", "1", "broader")]
    assert () == lint_list(listing(*units, links=links)).rows


def test_equality_is_read_in_the_direction_of_time():
    """Equal units may be named in either order."""
    units = (unit("1", end=DAY), unit("2", DAY))
    for pair in (("1", "2"), ("2", "1")):
        assert () == lint_list(listing(*units, links=[link(*pair, "equal")])).rows


def test_links_by_themselves_are_checked():
    """Without units only what links say of each other is looked at."""
    links = [link("1", "2", "change", DAY, weight=Fraction(2)), link("3", "", day=DAY)]
    found = codes(lint_list(OfficialList(links=links)))
    assert [("ELZ-Q002", ""), ("ELZ-Q050", "1")] == sorted(found)


def test_negative_amounts_are_reported():
    """An amount is never negative."""
    amount = link("1", "2", "change", DAY, amount=Fraction(-5))
    found = lint_list(listing(unit("1"), unit("2"), links=[amount]))
    assert [("ELZ-Q050", "1")] == codes(found)


def test_weights_above_one_are_reported_even_if_some_are_missing():
    """What is known may not be more than the whole."""
    half = Fraction(3, 5)
    links = [
        link("1", new, "change", DAY, weight=w)
        for new, w in zip("234", (half, half, None), strict=True)
    ]
    found = lint_list(listing(unit("1", end=DAY), *map(unit, "234"), links=links))
    assert [("ELZ-Q051", "1")] == codes(found)


def test_a_receiver_without_a_weight_may_have_the_rest():
    """Weights under 1 are no doubt where another receiver has no weight of that kind."""
    units = (unit("1", end=DAY), unit("2", DAY), unit("3", DAY))
    share = link("1", "2", "change", DAY, weight=Fraction(1, 10), of="population")
    assert () == lint_list(listing(*units, links=[share, link("1", "3", "change", DAY)])).rows


def test_a_unit_that_goes_on_may_keep_the_rest_unsaid():
    """Weights under 1 are no doubt where the old unit goes on and does not say its own."""
    share = link("1", "2", "change", DAY, weight=Fraction(1, 10))
    assert () == lint_list(listing(unit("1"), unit("2"), links=[share])).rows


def test_a_long_chain_of_undated_links_is_no_circle():
    """Links are followed one after the other, however many there are."""
    codes = [str(number) for number in range(2500)]
    links = [ListLink(from_code=a, to_code=b, kind=LinkKind.EQUAL) for a, b in pairwise(codes)]
    found = lint_list(OfficialList(units=map(unit, codes), links=links))
    assert [] == [finding for finding in found if finding.code == "ELZ-Q033"]


def test_ends_of_a_year_are_compared_without_links():
    """In a list without links, an end is askew if the next first day is a day off."""
    units = (unit("1", end=DAY), unit("2", end=date(2019, 1, 2)), unit("3", DAY))
    assert [("ELZ-Q014", "2")] == codes(lint_list(listing(*units)))


def last_days(*links, starts=1):
    """Return a list of which three ends are written as last days, where days after are meant."""
    olds = [unit(code, end=EVE) for code in "123"]
    return listing(*olds, *(unit(code, DAY) for code in "789"[:starts]), links=links)


@pytest.mark.parametrize("day", [None, DAY, EVE], ids=["no day", "day", "eve"])
def test_last_days_in_place_of_days_after_are_found_without_kinds(day):
    """A link that does not say that the whole went over tells who follows whom as well."""
    links = [link(code, "7", "change", day) for code in "123"]
    found = [f for f in lint_list(last_days(*links)) if f.code == "ELZ-Q014"]
    assert [("1", DAY), ("2", DAY), ("3", DAY)] == [
        (f.subject, f.values["expected"]) for f in found
    ]


def test_last_days_in_place_of_days_after_are_found_without_links():
    """Also where more units end than begin: a year begins on its first day."""
    assert [("ELZ-Q014", code) for code in "123"] == codes(lint_list(last_days()))


def test_a_first_day_that_is_not_said_is_near_to_no_end():
    """An end on the first day that there is, is not off by one beside it."""
    units = (ListedUnit(code="1", name="Gone", end=date.min), ListedUnit(code="2", name="Heir"))
    link = ListLink(from_code="1", to_code="2", kind=LinkKind.SUCCESSOR)
    listing = OfficialList(units=units, links=[link], ends=EndDay.LAST_DAY)
    assert "ELZ-Q014" not in {found.code for found in lint_list(listing)}


def test_a_border_that_moves_a_day_after_a_new_name_is_not_askew():
    """Land goes over from a unit that goes on, whatever row of it ends near that day."""
    units = (unit("1", end=EVE), unit("1", EVE, name="New"), unit("7", DAY))
    share = link("1", "7", "change", DAY, weight=Fraction(1, 9))
    assert () == lint_list(listing(*units, links=[share])).rows


@pytest.mark.parametrize(
    ("ends", "end", "expected"),
    [
        (EndDay.DAY_AFTER, EVE, ("it ends before 2018-12-31", DAY)),
        (EndDay.LAST_DAY, date(2018, 12, 30), ("its last day is 2018-12-30", EVE)),
    ],
    ids=["day after", "last day"],
)
def test_the_right_day_is_a_value_as_the_list_writes_it(ends, end, expected):
    """What mends an end can be read from the finding, not only from its sentence."""
    listed = listing(unit("1", end=end), unit("2", DAY), links=[link("1", "2")], ends=ends)
    (finding,) = lint_list(listed)
    assert expected == (finding.message.partition(",")[0], finding.values["expected"])
    assert (
        expected[1].isoformat() == findings_table([finding], placed=True).records()[0]["expected"]
    )


def test_the_day_on_which_a_ghost_ended_is_a_value():
    """Where nothing tells the day, there is none, and nothing stands for a place not known."""
    found = lint_list(listing(unit("1"), unit("2", DAY), links=[link("1", "2")]))
    assert [(DAY, "still open, though 2 takes it over from 2019-01-01")] == [
        (f.values["day"], f.message) for f in found
    ]
    (undated,) = lint_list(listing(unit("1"), unit("2"), links=[link("1", "2")]))
    assert "still open, though 2 takes it over some day" == undated.message


def test_codes_of_another_level_may_have_another_form():
    """Parents are not judged by the form of the codes below them, unless of their level."""
    numbers = CodeSystem("numbers", "[0-9]{3}")
    top = unit("P1", level="province")
    towns = [unit("101", parent="P1", level="town"), unit("102", parent="P1", level="town")]
    assert () == lint_list(evolve(listing(top, *towns), codes=numbers)).rows
    nested = [unit("A1", level="town"), unit("103", parent="A1", level="town")]
    found = lint_list(evolve(listing(top, *towns, *nested), codes=numbers))
    assert ["A1", "A1"] == [f.subject for f in found if f.code == "ELZ-Q002"]
    damaged = evolve(listing(unit("101", parent="P 1 "), unit("P 1 ")), codes=numbers)
    assert {"P 1 "} == {f.subject for f in lint_list(damaged) if f.code == "ELZ-Q002"}


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([], "Not looked for, as there are no links"),
        ([link("1", "2", "change", DAY)], "Not looked for, as no link says that a whole unit"),
        ([link("1", "2", day=DAY)], None),
    ],
    ids=["no links", "no kinds", "all"],
)
def test_what_a_list_does_not_say_enough_for_is_told(links, expected):
    """No findings mean something: what could not be found stands beside them."""
    notes = lint_list(listing(unit("1", end=DAY), unit("2", DAY), links=links)).notes
    assert ([expected] if expected else []) == [note[: len(expected or "")] for note in notes]


def test_links_alone_say_nothing_about_days():
    """A list without units is told to be one."""
    (note,) = lint_list(OfficialList(links=[link("1", "2")])).notes
    assert note.startswith("Not looked for, as there are no units")


def test_assumptions_are_counted_by_kind():
    """Each kind has its first assumption and how many there are; most often first."""
    units = (unit("0"), *(unit(code, DAY) for code in "12"), unit("3", end=LATER))
    _, assumptions = events_from(listing(*units))
    assert [
        (AssumptionKind.NEW_LAND, 2, "1", DAY, "it comes from no unit of the list"),
        (AssumptionKind.LAND_ENDS, 1, "3", LATER, "nothing follows it"),
    ] == [(k.kind, k.count, k.code, k.day, k.text) for k in assumptions.by_kind()]
    assert 3 == len(assumptions.to_table().rows)
    assert [2, 1] == [row["count"] for row in assumptions.by_kind().records()]
    assert () == events_from(OfficialList())[1].by_kind().rows


def test_days_that_only_look_off_by_one_are_none():
    """A successor with a further row a day later was there on the day itself."""
    units = (
        unit("1", end=DAY),
        unit("2", DAY, date(2019, 1, 2)),
        unit("2", date(2019, 1, 2), name="New name"),
    )
    assert () == lint_list(listing(*units, links=[link("1", "2", day=DAY)])).rows


def test_a_code_that_is_said_to_go_on_for_a_day_is_not_off_by_one():
    """Land parts from it on the eve of its end, by which it gets another code."""
    units = (unit("1", end=date(2019, 1, 2)), unit("2", DAY), unit("3", date(2019, 1, 2)))
    links = [link("1", "3", day=date(2019, 1, 2)), link("1", "2", "change", day=DAY)]
    without, told = (
        listing(*units, links=each) for each in (links, [*links, link("1", "1", "change", day=DAY)])
    )
    off_by_one = [{"ELZ-Q014"} & {found.code for found in lint_list(e)} for e in (without, told)]
    assert [{"ELZ-Q014"}, set()] == off_by_one


def test_a_code_that_comes_back_after_it_passed_is_not_off_by_one():
    """For a moment of a day it was another's; on the next day it begins anew."""
    first, second, third = "2000-01-01", "2000-01-02", "2000-01-03"
    events = elz.events
    create = [
        events.Create(id=f"c{n}", day=first, unit=f"u{n}", name=f"U{n}", nis=f"1000{n}")
        for n in (1, 2, 3)
    ]
    late = events.Create(id="c6", day=third, unit="u6", name="U6", nis="10004")
    merge = events.Merge(id="m1", day=second, units=["u1", "u2"], unit="u4", nis="10004", name="U4")
    again = events.Merge(
        id="m2", day=second, order=1, units=["u3", "u4"], unit="u5", nis="10001", name="U5"
    )
    swap = [
        events.Alter(id="a1", day=second, unit="u1", nis="10002"),
        events.Alter(id="a2", day=second, unit="u2", nis="10001"),
        events.Alter(id="a3", day=second, order=1, unit="u1", nis="10003"),
    ]
    back = events.Create(id="c7", day=third, unit="u7", name="U7", nis="10002")
    for acts in ([*create, merge, again, late], [*create[:2], *swap, back]):
        register = Register(acts)
        listed = written(register)
        assert () == lint_list(listed).rows
        replayed = Register(events_from(listed)[0])
        for day in turning_days(register):
            assert labels(register.on(day)) == labels(replayed.on(day))


def test_a_list_with_errors_makes_no_events():
    """Errors are raised together; doubts are not."""
    broken = listing(unit("1"), unit("2", DAY), links=[link("1", "2", day=DAY)])
    with pytest.raises(ConflictError, match="ELZ-Q040 error: 1: still open"):
        events_from(broken)


def test_an_empty_list_has_no_events():
    """Nothing comes of nothing."""
    events, assumptions = events_from(OfficialList())
    assert ((), ()) == (events, assumptions.rows)


def test_a_recode_is_an_alteration():
    """One code that turns into one other is the same body."""
    listed = listing(unit("1", end=DAY, name="A"), unit("2", DAY, name="A"), links=[link("1", "2")])
    events, assumptions = events_from(listed)
    assert [Create, Alter] == list(map(type, events))
    assert [(AssumptionKind.DAY, "2"), (AssumptionKind.CONTINUES, "2")] == kinds(assumptions)
    assert "2" == assumptions.to_table().rows[0][2]


def test_two_rows_of_one_code_are_one_body():
    """A renamed code is altered, and the list is said to mean the same body."""
    listed = listing(unit("1", end=DAY), unit("1", DAY, name="New"))
    events, assumptions = events_from(listed)
    assert ([Create, Alter], [(AssumptionKind.SAME_CODE, "1")]) == (
        list(map(type, events)),
        kinds(assumptions),
    )


def test_a_merger_without_a_common_name_begins_a_new_body():
    """Without a code or a name that stays, nobody continues."""
    units = (unit("1", end=DAY), unit("2", end=DAY), unit("3", DAY))
    events, assumptions = events_from(
        listing(*units, links=[link("1", "3", day=DAY), link("2", "3", day=DAY)])
    )
    merge = events[-1]
    assert (Merge, ("1", "2"), "3", ()) == (type(merge), merge.units, merge.unit, assumptions.rows)


def test_an_absorbing_code_continues():
    """A code that stays in use continues with the land of the other."""
    events, _ = events_from(listing(unit("1", end=DAY), unit("2"), links=[link("1", "2")]))
    assert ("2", ("1", "2")) == (events[-1].unit, events[-1].units)


def test_a_divided_unit_is_refined_from_the_beginning():
    """Each piece of a divided unit has a part, named after unit and piece."""
    units = (unit("1", end=DAY), unit("2", DAY), unit("3", DAY))
    links = [link("1", new, "change", DAY, weight=Fraction(1, 2)) for new in "23"]
    events, assumptions = events_from(listing(*units, links=links))
    assert ("1~2", "1~3") == events[0].parts
    assert [(AssumptionKind.DIVIDED, "2")] == kinds(assumptions)


def test_ids_are_made_of_codes_and_each_is_in_use_once():
    """Codes with capitals or blanks, or that look like a second use, get ids of their own."""
    codes = ["A 1", "a-1", "\u5317", "7", "7-2", "rest"]
    ids = Ids(codes)
    begun = [ids.next(code) for code in (*codes, "7")]
    assert ["a-1-2", "a-1", "unit", "7", "7-2", "rest-2", "7-3"] == begun
    events = [ids.event(DAY, "move", *pair) for pair in [("7-2", "7"), ("7", "7-2"), ("7-2", "7")]]
    assert len(events) == len(set(events))


def test_a_unit_that_keeps_land_is_split_and_may_be_renamed():
    """A piece leaves, the rest goes on under another name."""
    units = (unit("1", end=DAY), unit("1", DAY, name="Rest"), unit("2", DAY))
    links = [link("1", new, "change", DAY, weight=Fraction(1, 2)) for new in "12"]
    events, _ = events_from(listing(*units, links=links))
    assert [Create, Split, Alter] == list(map(type, events))
    layout = Register(events).on(DAY)
    assert [("Rest", ("1~rest",)), ("Town 2", ("1~2",))] == [
        (m.name, m.parts) for m in layout.municipalities
    ]


def demerger(*pieces):
    """Return a list in which 1 and 2 merge into 3, which then falls apart into pieces."""
    units = (unit("1", end=DAY), unit("2", end=DAY), unit("3", DAY, LATER))
    links = [link("1", "3", day=DAY), link("2", "3", day=DAY)]
    links += [link("3", piece.code, "change", LATER, weight=Fraction(1, 2)) for piece in pieces]
    return listing(*units, *pieces, links=links)


@pytest.mark.parametrize("second", [unit("2", LATER), unit("5", LATER, name="Town 2")])
def test_a_demerger_gives_back_the_land(second):
    """Pieces of a former code or name have the land that they had before."""
    events, assumptions = events_from(demerger(unit("1", LATER), second))
    parts = [m.parts for m in Register(events).on(LATER).municipalities]
    assert [("1",), ("2",)] == parts
    assert {AssumptionKind.RETURNS} == {a.kind for a in assumptions}


def test_how_merged_land_is_cut_anew_is_not_invented():
    """Pieces that were never there are portions of the merged land, and their shares are open."""
    events, assumptions = events_from(demerger(unit("8", LATER), unit("9", LATER)))
    split = events[-1]
    assert ((), (), True) == (*(piece.portion for piece in split.into), split.ends)
    assert [(AssumptionKind.OPEN, "3")] * 2 == kinds(assumptions)
    walk = walked(events, DAY, LATER)
    assert {("3", "8"): "0%-100%", ("3", "9"): "0%-100%"} == walk


def test_a_unit_that_goes_on_keeps_land_whose_cut_is_not_known():
    """A piece of merged land is a portion beside the unit that goes on."""
    units = (unit("1", end=DAY), unit("3"), unit("9", LATER))
    links = [link("1", "3", day=DAY), link("3", "9", "change", LATER, weight=Fraction(1, 2))]
    events, assumptions = events_from(listing(*units, links=links), weights_of="area")
    assert (Split, False) == (type(events[-1]), events[-1].ends)
    assert {("3", "3"): "50%", ("3", "9"): "50%"} == walked(events, DAY, LATER, kind="area")
    assert AssumptionKind.OPEN not in {a.kind for a in assumptions}


def test_an_exchange_moves_a_portion_and_makes_no_lineage():
    """Land between units that go on moves with its weight, and nobody descends from the giver."""
    share = link("1", "2", "change", DAY, weight=Fraction(1, 10), of="population")
    events, assumptions = events_from(listing(unit("1"), unit("2"), links=[share]))
    assert ([Create, Create, MoveParts], ()) == (list(map(type, events)), assumptions.rows)
    assert {("1", "1"): "90%", ("1", "2"): "10%", ("2", "2"): "100%"} == walked(events, EVE, DAY)
    register = Register(events)
    (new,) = register.on(DAY).municipalities[1:]
    assert ["2"] == [m.unit for m in register.predecessors(new)]


def test_a_weight_of_nothing_is_not_used_and_said_so():
    """A share of which nobody says what it is of leaves the share open."""
    share = link("1", "2", "change", DAY, weight=Fraction(1, 10))
    events, assumptions = events_from(listing(unit("1"), unit("2"), links=[share]))
    assert () == events[-1].portion
    assert "some of its land goes to 2; what its weight is of is not said" == assumptions[0].text
    assert (AssumptionKind.OPEN, "1") == kinds(assumptions)[0]
    dutch = "een deel van haar grond gaat naar 2; er staat niet waarvan haar gewicht is"
    assert dutch == in_words(assumptions[0].text, "nl")


def test_a_share_is_as_wide_as_its_rounding():
    """What was rounded is a bound, and never leaves 0 to 1."""
    links = [
        link("1", "2", "change", DAY, weight=w, rounding=Fraction(1, 200), of="population")
        for w in (Fraction(0),)
    ]
    events, _ = events_from(listing(unit("1"), unit("2"), links=links))
    assert "~0% (0%-0.5%)" == walked(events, EVE, DAY)["1", "2"]


def test_exchanges_with_several_are_one_act():
    """A unit that gives to two others does so in one act, without lineage."""
    links = [
        link("1", "2", "change", DAY, weight=Fraction(1, 10), of="area"),
        link("1", "3", "change", DAY, amount=Fraction(5), of="area"),
        link("2", "1", "change", DAY, amount=Fraction(3), of="area"),
    ]
    events, assumptions = events_from(listing(*map(unit, "123"), links=links))
    act = events[-1]
    assert (Regroup, {False}, ()) == (type(act), {f.lineage for f in act.flows}, assumptions.rows)
    assert [1, 2, 1] == [
        len(Register(events).predecessors(m)) + (m.unit == "2")
        for m in Register(events).on(DAY).municipalities
    ]
    assert "10%" == walked(events, EVE, DAY, kind="area")["1", "2"]


def test_an_exchange_may_come_with_a_new_name():
    """Units that exchange land may be renamed on the day."""
    units = (unit("1", end=DAY), unit("1", DAY, name="New"), unit("2"))
    events, _ = events_from(listing(*units, links=[link("1", "2", "change", DAY)]))
    assert ["New", "Town 2"] == [m.name for m in Register(events).on(DAY).municipalities]


def test_a_unit_dissolved_over_others_gives_each_its_share():
    """A unit that ends in two that were there before, and a new one, is divided among them."""
    units = (unit("1", end=DAY), unit("2"), unit("3"), unit("4", DAY))
    third = Fraction(1, 3)
    links = [link("1", new, "change", DAY, weight=third, of="population") for new in "234"]
    events, assumptions = events_from(listing(*units, links=links))
    assert (Regroup, ("1",), ()) == (type(events[-1]), events[-1].ends, assumptions.rows)
    walk = walked(events, EVE, DAY)
    assert {"2": "33.3%", "3": "33.3%", "4": "33.3%"} == {
        n: s for (o, n), s in walk.items() if o == "1"
    }
    assert {"1"} <= {
        m.unit for m in Register(events).predecessors(Register(events).on(DAY).by_nis["2"])
    }


def test_a_unit_that_takes_over_and_gives_away_on_one_day_does_both():
    """A merger and a portion on one day are one act."""
    units = (unit("1", end=DAY), unit("2"), unit("3", DAY))
    half = link("2", "3", "change", DAY, weight=Fraction(1, 2), of="population")
    events, assumptions = events_from(listing(*units, links=[link("1", "2", day=DAY), half]))
    assert {("1", "2"): "100%", ("2", "2"): "50%", ("2", "3"): "50%"} == walked(events, EVE, DAY)
    assert ((), Regroup) == (assumptions.rows, type(events[-1]))


def test_a_merger_with_a_border_exchange_descends_from_its_members_only():
    """A neighbour that gives a strip to a merged unit is no predecessor of it."""
    units = (unit("1", end=DAY), unit("2", end=DAY), unit("3"), unit("4", DAY, name="Town 1"))
    links = [link(old, "4", day=DAY) for old in "12"]
    links.append(link("3", "4", "change", DAY, amount=Fraction(7), of="population"))
    register = Register(events_from(listing(*units, links=links))[0])
    merged = register.on(DAY).by_nis["4"]
    assert ["1", "2"] == [m.unit for m in register.predecessors(merged)]
    assert [("4", ["1", "2"])] == [(m.nis, [o.nis for o in olds]) for m, olds in register.mergers()]
    assert "1" == merged.unit


def test_members_that_come_back_leave_the_rest_to_a_neighbour():
    """A merged unit dissolves: one member returns, what is left goes to a unit that was there."""
    units = (
        unit("1", end=DAY),
        unit("2", end=DAY),
        unit("3", DAY, LATER),
        unit("4"),
        unit("1", LATER),
    )
    links = [link("1", "3", day=DAY), link("2", "3", day=DAY)]
    links += [link("3", new, "change", LATER) for new in "14"]
    events, assumptions = events_from(listing(*units, links=links))
    assert [("1-2", ("1",)), ("4", ("2", "4"))] == [
        (m.unit, m.parts) for m in Register(events).on(LATER).municipalities
    ]
    assert [(AssumptionKind.RETURNS, "1")] == kinds(assumptions)
    assert set(walked(events, EVE, LATER).values()) == {"100%"}


def test_a_unit_that_goes_on_gives_a_member_its_land_back():
    """Within one act a member of an earlier merger gets back what it had, and a strip is cut."""
    units = (unit("1", end=DAY), unit("3"), unit("4"), unit("1", LATER))
    links = [link("1", "3", day=DAY), link("3", "1", "change", LATER)]
    links.append(link("4", "1", "change", LATER, amount=Fraction(2), of="population"))
    events, _ = events_from(listing(*units, links=links))
    layout = Register(events).on(LATER)
    assert ("3",) == layout.by_nis["3"].parts
    assert {"1"} < set(layout.by_nis["1"].parts)


def test_land_that_was_cut_comes_back_too():
    """A piece that was cut off, joined again and cut off once more is the same land."""
    units = (unit("1"), unit("2", DAY, LATER), unit("2", END))
    tenth = link("1", "2", "change", DAY, weight=Fraction(1, 10), of="population")
    links = [tenth, link("2", "1", day=LATER), link("1", "2", "change", END)]
    events, assumptions = events_from(listing(*units, links=links))
    assert {("1", "1"): "90%", ("1", "2"): "10%"} == walked(events, EVE, END)
    assert {("2", "2"): "100%"} == {
        k: v for k, v in walked(events, DAY, END).items() if k[0] == "2"
    }
    assert [(AssumptionKind.RETURNS, "2")] == kinds(assumptions)


def test_land_that_was_cut_is_not_divided_from_the_beginning():
    """A rest has no parts that were there before it, so it is cut again."""
    units = (unit("1"), unit("2", DAY), unit("3", LATER))
    links = [link("1", "2", "change", DAY, weight=Fraction(1, 10), of="area")]
    links.append(link("1", "3", "change", LATER))
    events, assumptions = events_from(listing(*units, links=links))
    assert () == events[-1].into[0].portion
    assert [(AssumptionKind.OPEN, "1")] == kinds(assumptions)
    assert "0%-90%" == walked(events, EVE, LATER, kind="area")["1", "3"]


def test_links_without_any_day_are_left_out():
    """A change between two units that were always there says nothing about when."""
    change = link("1", "2", "change")
    _, assumptions = events_from(listing(unit("1"), unit("2"), links=[change]))
    assert [("some day", AssumptionKind.LEFT_OUT)] == [
        (str(a).split(": ")[1], a.kind) for a in assumptions
    ]


def test_units_from_nowhere_and_to_nowhere_are_assumed_to_be_meant():
    """Later beginnings and ends without links are creations and abolitions."""
    listed = listing(unit("1"), unit("2", DAY), unit("3", end=LATER))
    _, assumptions = events_from(listed)
    assert [(AssumptionKind.NEW_LAND, "2"), (AssumptionKind.LAND_ENDS, "3")] == kinds(assumptions)


def test_stated_creations_and_abolitions_are_no_assumptions():
    """The words created and abolished are statements, also where a code is used on."""
    units = (unit("1"), unit("2", end=DAY, status="abolished"), unit("2", DAY, status="created"))
    events, assumptions = events_from(listing(*units))
    assert (4, (), ["1", "2-2"]) == (
        len(events),
        assumptions.rows,
        [m.unit for m in Register(events).on(DAY).municipalities],
    )


def test_codes_are_handed_on_within_a_day():
    """Two units that swap codes stay the same bodies."""
    units = (
        unit("1", end=DAY, name="A"),
        unit("2", end=DAY, name="B"),
        unit("1", DAY, name="B"),
        unit("2", DAY, name="A"),
    )
    links = [link("1", "2", day=DAY), link("2", "1", day=DAY)]
    events, _ = events_from(listing(*units, links=links))
    assert [("2", "1"), ("1", "2")] == [
        (m.unit, m.nis) for m in Register(events).on(DAY).municipalities
    ]


def test_places_follow_the_hierarchy_day_by_day():
    """A unit moves with the district above it, without a row of its own."""
    units = (
        unit("p", None, level="province", name="P"),
        unit("q", None, level="province", name="Q"),
        unit("d", None, DAY, level="arrondissement", parent="p", name="D"),
        unit("d", DAY, level="arrondissement", parent="q", name="D"),
        unit("1", level="municipality", parent="d"),
    )
    events, _ = events_from(listing(*units))
    register = Register(events)
    assert ["P", "Q"] == [
        register.on(day).municipalities[0].province for day in (date(2018, 1, 1), DAY)
    ]


def test_places_without_levels_go_from_near_to_far():
    """Without levels the lowest units are municipalities, their parents arrondissements."""
    listed = listing(unit("p"), unit("1", parent="p"))
    events, _ = events_from(listed)
    assert ["Town p"] == [event.arrondissement for event in events]


def test_parents_outside_the_list_are_named_by_code():
    """A parent that is not listed becomes the arrondissement under its code."""
    events, _ = events_from(listing(unit("1", parent="77000")))
    assert ["77000"] == [event.arrondissement for event in events]


def test_the_level_must_be_clear():
    """Several levels of which none is called municipality need a choice."""
    listed = listing(unit("1", level="low"), unit("2", level="high"))
    assert 1 == len(events_from(listed, level="low")[0])
    with pytest.raises(elz.InvalidValueError, match="one of 'high', 'low'"):
        events_from(listed)


def test_duplicate_links_are_followed_once():
    """A link that is said twice makes one event."""
    links = [link("1", "2", "change", DAY), link("1", "2", day=DAY)]
    events, _ = events_from(listing(unit("1", end=DAY), unit("2", DAY), links=links))
    assert [Create, Alter] == list(map(type, events))


def test_a_register_with_a_nameless_code_cannot_be_listed():
    """A list has a code for each unit."""
    with pytest.raises(elz.InvalidValueError, match="a code for each"):
        listing_of(Register([Create(id="e", day=DAY, unit="a", name="A")]))


def test_places_that_form_no_hierarchy_cannot_be_listed():
    """An arrondissement in two provinces has no one parent."""
    creates = [
        Create(id=code, day=DAY, unit=code, name=code, nis=code, arrondissement="x", province=p)
        for code, p in (("10001", "p"), ("10002", "q"))
    ]
    with pytest.raises(elz.InvalidValueError, match="one parent"):
        listing_of(Register(creates))
    assert 2 == len(listing_of(Register(creates), places=()).units)


def divided(*weights):
    """Return a register in which 1 gives a portion to 2, and 3 falls apart into 4 and 2."""
    creates = [Create(id=c, day=date(2000, 1, 1), unit=c, name=c, nis=c) for c in "123"]
    pieces = (LandFlow(origin="3", to="4", portion=()), LandFlow(origin="3", to="2", portion=()))
    act = Regroup(
        id="act",
        day=LATER,
        flows=pieces,
        ends=("3",),
        starts=(NewUnit(unit="4", name="4", nis="4"),),
    )
    strip = MoveParts(id="strip", day=DAY, origin="1", to="2", portion=weights)
    return Register([*creates, strip, act])


def test_a_register_with_portions_is_listed_and_comes_back():
    """Cut land is no end and no beginning; shares and amounts stand in the links."""
    tenth = Weight(kind="population", share=Share.exactly(Fraction(1, 10)))
    five = Weight(kind="area", amount=Total.exactly(5))
    register = divided(tenth, five)
    listed = listing_of(register)
    numbers = {
        (k.of, k.weight, k.amount) for k in listed.links if (k.from_code, k.to_code) == ("1", "2")
    }
    assert {("population", Fraction(1, 10), None), ("area", None, Fraction(5))} == numbers
    assert {""} == {u.status for u in listed.units}
    events, _ = events_from(listed)
    assert walked(register.events, EVE, LATER) == walked(events, EVE, LATER)


def test_a_portion_of_several_parts_is_one_link():
    """What was cut from two parts of one unit comes from that unit once."""
    creates = [Create(id=c, day=date(2000, 1, 1), unit=c, name=c, nis=c) for c in "123"]
    merger = Merge(id="m", day=DAY, units=("1", "2"), unit="1")
    strip = MoveParts(id="s", day=LATER, origin="1", to="3", portion=())
    links = listing_of(Register([*creates, merger, strip])).links
    assert 1 == sum((k.from_code, k.to_code) == ("1", "3") for k in links)


def test_the_amount_of_a_piece_of_mixed_land_is_that_of_no_one_unit():
    """What a unit got and gave on within a day is of two origins, and no link tells how much."""
    creates = [Create(id=c, day=date(2000, 1, 1), unit=c, name=c, nis=c) for c in "123"]
    amount = (Weight(kind="population", amount=Total.exactly(5)),)
    there = MoveParts(id="a", day=DAY, origin="1", to="2", portion=amount)
    on = MoveParts(id="b", day=DAY, order=1, origin="2", to="3", portion=amount)
    links = listing_of(Register([*creates, there, on])).links
    found = {(k.from_code, k.to_code): k.amount for k in links if "3" == k.to_code}
    assert {("1", "3"): None, ("2", "3"): None, ("3", "3"): None} == found


@given(hidden_histories())
def test_bounds_stay_right_through_a_list(hidden):
    """A register with portions, written as a list and read again, still bounds the truth.

    Unless land is assumed to come back, which here it need not.
    """
    register = coded(hidden.events)
    listed = listing_of(register)
    assert {"ELZ-Q052"} >= {finding.code for finding in lint_list(listed)}
    events, assumptions = events_from(listed)
    again = Register(events)
    is_guessed = AssumptionKind.RETURNS in {a.kind for a in assumptions}
    first, held = hidden.past[0]
    for day, holds in hidden.past:
        assert labels(register.on(day)) == labels(again.on(day))
        rows = crosswalk(again.on(first), again.on(day)).rows
        shares = {(row.before.nis, row.after.nis): row.share for row in rows}
        for unit, atoms in held.items() if not is_guessed else ():
            for receiver, theirs in holds.items():
                true = Fraction(hidden.weigh(atoms & theirs), hidden.weigh(atoms))
                pair = (
                    register.on(first).by_unit[unit].nis,
                    register.on(day).by_unit[receiver].nis,
                )
                share = shares.get(pair)
                assert (share is None and true == 0) or share.low <= true <= share.high


def test_bounded_shares_are_listed_without_a_number():
    """A list has no bounds, and half of what is known is not written down."""
    bounded = Weight(kind="population", share=Share(0, Fraction(1, 2)))
    links = listing_of(divided(bounded)).links
    assert {(None, None)} == {
        (k.weight, k.amount) for k in links if k.from_code == "1" != k.to_code
    }


def test_land_that_is_cut_after_a_merger_of_the_day_is_followed():
    """A piece of two units that merged on the same day comes from both."""
    creates = [Create(id=c, day=date(2000, 1, 1), unit=c, name=c, nis=c) for c in "12"]
    merger = Merge(id="m", day=DAY, units=("1", "2"), unit="1")
    piece = NewUnit(unit="3", name="3", nis="3", portion=())
    split = Split(id="s", day=DAY, order=1, unit="1", into=(piece,))
    links = listing_of(Register([*creates, merger, split])).links
    assert {("1", "3"), ("2", "3"), ("2", "1"), ("1", "1")} == {
        (k.from_code, k.to_code) for k in links
    }


def test_divided_land_without_weights_is_listed_without_a_number():
    """Weights are not guessed."""
    pieces = (piece_of("2"), piece_of("3"))
    register = Register(
        [
            Create(id="a", day=DAY, unit="1", name="1", nis="10001", parts=("p2", "p3")),
            Split(id="b", day=LATER, unit="1", into=pieces),
        ]
    )
    assert [None, None] == [k.weight for k in listing_of(register).links]


def piece_of(name):
    return NewUnit(unit=name, name=name, nis=f"1000{name}", parts=(f"p{name}",))


def test_land_that_partly_leaves_the_record_goes_over_in_part():
    """An abolished unit may give less than all; the rest leaves the record."""
    units = (unit("1", end=DAY, status="abolished"), unit("2"))
    half = link("1", "2", "change", DAY, weight=Fraction(1, 2), of="population")
    events, assumptions = events_from(listing(*units, links=[half]))
    assert ([Regroup, Abolish], ()) == (list(map(type, events[2:])), assumptions.rows)
    assert {("1", "2"): "50%", ("2", "2"): "100%"} == walked(events, EVE, DAY)


def test_an_abolished_unit_with_a_successor_leaves_nothing():
    """A link that says that all went over counts for more than a word in the status."""
    units = (unit("1", end=DAY, status="abolished"), unit("2"))
    events, _ = events_from(listing(*units, links=[link("1", "2", day=DAY)]))
    assert [Create, Create, Merge] == list(map(type, events))


def test_an_abolished_unit_whose_shares_are_the_whole_leaves_nothing():
    """Where all of an abolished unit is followed, no land leaves the record."""
    units = (unit("1", end=DAY, status="abolished"), unit("2", DAY), unit("3", DAY))
    links = [link("1", new, "change", DAY, weight=Fraction(1, 2), of="area") for new in "23"]
    events, _ = events_from(listing(*units, links=links))
    assert [Create, Split] == list(map(type, events))


few_codes = st.sampled_from("abcd")
few_days = st.sampled_from([None, *(date(2019, 1, day) for day in (1, 2, 11, 12, 21))])
rough_lists = st.builds(
    OfficialList,
    units=st.lists(
        st.builds(
            ListedUnit,
            code=few_codes,
            name=st.sampled_from("XY"),
            start=few_days,
            end=few_days,
            status=st.sampled_from(["", "created", "abolished"]),
        ),
        max_size=5,
    ),
    links=st.lists(
        st.builds(
            ListLink,
            from_code=few_codes,
            to_code=few_codes,
            kind=st.sampled_from(LinkKind),
            day=few_days,
            weight=st.sampled_from([None, Fraction(1), Fraction(1, 2)]),
            of=st.sampled_from(["", "population"]),
        ),
        max_size=4,
    ),
    ends=st.sampled_from([None, *EndDay]),
)


@given(rough_lists)
def test_any_list_without_errors_becomes_a_register_of_its_units(rough):
    """The linter takes anything, and what it passes replays to the list's own rows."""
    if any(finding.severity is Severity.ERROR for finding in lint_list(rough)):
        return
    events, _ = events_from(rough)
    rows = Succession.of(rough)
    for day in (date(2018, 12, 31) + timedelta(days=ahead) for ahead in range(25)):
        alive = sorted((c, row.unit.name) for c in rows.rows if (row := rows.on(c, day)))
        assert alive == [(m.nis, m.name) for m in Register(events).on(day).municipalities]


@st.composite
def divisions(draw):
    """Draw who gets how many atoms of each of a few units on one day."""
    olds, news = ("a", "b", "c"), ("a", "b", "d", "e")
    counts = st.integers(0, 3)
    drawn = {(old, new): draw(counts) for old in olds for new in news}
    return {pair: atoms for pair, atoms in drawn.items() if atoms}


@given(divisions(), st.sampled_from(["weight", "amount", "nothing"]))
def test_true_shares_lie_within_the_bounds_of_a_list_however_land_is_divided(flows, told):
    """Whatever flows between units on one day, the crosswalk of the list bounds it."""
    olds, news = ({pair[side] for pair in flows} for side in (0, 1))
    whole = {old: sum(n for (o, _), n in flows.items() if o == old) for old in olds}
    units = [
        *(unit(o, end=None if (o, o) in flows else DAY) for o in sorted(olds)),
        *(unit(n, DAY) for n in sorted(news) if (n, n) not in flows),
    ]

    def said(old, atoms):
        numbers = {"weight": Fraction(atoms, whole[old]), "amount": Fraction(atoms)}
        return {told: numbers[told]} if told in numbers else {}

    links = [
        link(o, n, "change", DAY, of="population", **said(o, atoms))
        for (o, n), atoms in sorted(flows.items())
        if o != n
    ]
    listed = listing(*units, links=links)
    if any(finding.severity is Severity.ERROR for finding in lint_list(listed)):
        return
    events, _ = events_from(listed)
    register = Register(events)
    rows = crosswalk(register.on(EVE), register.on(DAY)).rows
    shares = {(row.before.nis, row.after.nis): row.share for row in rows}
    for pair, atoms in flows.items():
        true = Fraction(atoms, whole[pair[0]])
        assert shares[pair].low <= true <= shares[pair].high
        assert told != "weight" or shares[pair].is_exact


def test_a_new_name_alone_is_no_link():
    """A unit that keeps its code and its land follows itself; only its name is another."""
    day = date(1977, 1, 1)
    register = Register(
        [
            Create(id="a", day=day, unit="elm", name="Elm", nis="10001"),
            Create(id="b", day=day, unit="oak", name="Oak", nis="10002"),
            Alter(id="c", day="2000-01-01", unit="elm", name="Great Elm"),
        ]
    )
    listing = written(register)
    assert ((), ["Elm", "Great Elm", "Oak"]) == (
        listing.links,
        sorted(unit.name for unit in listing.units),
    )


def taken_apart():
    """Return a register in which 1 holds the land of 2 for a while, and then gives it to 3."""
    creates = [Create(id=c, day=date(2000, 1, 1), unit=c, name=c, nis=c) for c in "123"]
    merger = Merge(id="m", day=DAY, units=("1", "2"), unit="1")
    taken = {part for event in creates[1:2] for part in Register([event]).versions[0].parts}
    return Register(
        [*creates, merger, MoveParts(id="p", day=LATER, origin="1", to="3", parts=taken)]
    )


@pytest.mark.parametrize(
    ("here", "rest", "expected"),
    [
        (np.int8(100), np.int8(100), Fraction(1, 2)),
        (Decimal("2.5"), 7.5, Fraction(1, 4)),
        (0, 0, None),
        (float("nan"), 1, None),
    ],
)
def test_weights_of_any_library_say_what_share_goes_where(here, rest, expected):
    """A share is exact, and nothing is said where a weight is missing or nothing weighs."""
    register = taken_apart()
    (moved,) = [part for part in register.on(LATER).by_nis["3"].parts if "2" in part]
    parts = {part for version in register.versions for part in version.parts}
    weights = {part: here if part == moved else rest for part in parts}
    (weight,) = {
        k.weight
        for k in listing_of(register, weights=weights).links
        if (k.from_code, k.to_code) == ("1", "3")
    }
    assert expected == weight


def test_a_weight_that_is_no_number_is_refused():
    """Infinity weighs nothing that can be written."""
    register = taken_apart()
    weights = {part: float("inf") for version in register.versions for part in version.parts}
    with pytest.raises(elz.InvalidValueError, match="a finite number"):
        listing_of(register, weights=weights)


ENDS_OF_TIME = [date.min, date.max]


@pytest.mark.parametrize("day", ENDS_OF_TIME, ids=["first", "last"])
def test_a_link_on_an_end_of_time_has_no_day(day):
    """As in a row, it is open; the periods tell when land goes over."""
    old, new = unit("7", end=date(2011, 1, 1)), unit("8", start=date(2011, 1, 1))
    found = listing(old, new, links=[link("7", "8", day=day)])
    _, assumptions = events_from(found)
    assert [] == [*lint_list(found)]
    assert date(2011, 1, 1) == assumptions.rows[0].day


@pytest.mark.parametrize("day", ENDS_OF_TIME, ids=["first", "last"])
def test_no_unit_lives_between_acts_at_an_end_of_time(day):
    """Such a row holds no day."""
    passing = unit("7", start=day, end=day, order=1)
    found = listing(passing, unit("8"), links=[link("7", "8")])
    assert ("ELZ-Q010", "7") in codes(lint_list(found))


def test_a_link_that_no_event_follows_is_left_out_by_name():
    """A doubtful order does not stop events, and no link is dropped in silence."""
    found = listing(
        unit("7", end=date(2011, 1, 1)), unit("8", start=date(2012, 1, 1)), links=[link("7", "8")]
    )
    _, assumptions = events_from(found)
    assert ["land goes to 8, which is not there then"] == left_out(assumptions)


def test_a_link_at_an_act_before_its_unit_is_left_out_by_name():
    """What lives between two acts gives no land in the first."""
    day = date(2011, 1, 1)
    units = [unit("7", end=day), unit("8", start=day, end=day, order=1)]
    links = [link("7", "8", day=day, order=1), link("8", "9", day=day, order=1)]
    _, assumptions = events_from(listing(*units, unit("9", start=day, order=2), links=links))
    assert ["land goes to 9, and 8 is not there before"] == left_out(assumptions)


def left_out(assumptions):
    return [each.text for each in assumptions if each.kind is AssumptionKind.LEFT_OUT]


@pytest.mark.parametrize(
    ("status", "expected"),
    [("Abolished", "abolished"), ("createdx", "created"), ("new", None), ("urban", None)],
    ids=["large letter", "slip", "right", "of the list"],
)
def test_a_word_that_is_nearly_one_of_a_status_is_doubtful(status, expected):
    """Else a slip would change what is imported, and nobody would know."""
    found = [f for f in lint_list(listing(unit("7", status=status))) if f.code == "ELZ-Q004"]
    assert [expected] * (expected is not None) == [f.values["meant"] for f in found]


def test_a_link_may_be_said_to_continue_with_a_slip():
    """The words of links are looked at as well."""
    day = date(2011, 1, 1)
    said = link("7", "8", day=day, status="continue")
    found = lint_list(listing(unit("7", end=day), unit("8", start=day), links=[said]))
    assert [("ELZ-Q004", "7")] == [(f.code, f.subject) for f in found]


@pytest.mark.parametrize("number", [1, 31], ids=["first", "last"])
def test_ends_that_are_not_what_the_layout_says_are_told_once(number):
    """Where no unit begins beside them, they are all that tells."""
    ends = EndDay.LAST_DAY if number == 1 else EndDay.DAY_AFTER
    units = [unit(code, end=date(2010 + int(code), 1, number)) for code in "12"]
    links = [link(code, "3") for code in "12"]
    found = lint_list(listing(*units, unit("3"), links=links, ends=ends))
    other = EndDay.DAY_AFTER if number == 1 else EndDay.LAST_DAY
    assert [("ELZ-Q015", "1")] == [(f.code, f.subject) for f in found]
    assert [] == [*lint_list(listing(*units, unit("3"), links=links, ends=other))]


def test_units_within_themselves_stop_the_import():
    """Places would have no top."""
    with pytest.raises(ConflictError, match="its parents lead back to it: 1, 2"):
        events_from(listing(unit("1", parent="2"), unit("2", parent="1"), unit("3", parent="1")))


def test_only_labels_that_change_are_altered():
    """A place that nobody named before does not become unknown."""
    day = date(2011, 1, 1)
    rows = unit("7", end=day), unit("8", name="Elm", start=day)
    events, _ = events_from(listing(*rows, links=[link("7", "8")]))
    assert ("8", "Elm", KEEP) == (events[-1].nis, events[-1].name, events[-1].province)


@pytest.mark.parametrize(("order", "expected"), [(2, []), (1, ["ELZ-Q032"])], ids=["after", "with"])
def test_a_unit_may_give_land_in_a_later_act_of_its_first_day(order, expected):
    """To an older one as well; in the act with which it begins, it cannot."""
    day = date(2011, 1, 1)
    units = [unit("7", end=day), unit("8", start=day, order=1), unit("9")]
    links = [link("7", "8", day=day, order=1)]
    links += [link("8", "9", "change", day, weight=Fraction(1, 4), of="area", order=order)]
    found = lint_list(listing(*units, links=links))
    assert expected == [each.code for each in found]
