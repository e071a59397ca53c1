"""What changed in a council."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from elzmodel.errors import NotOnDayError
from elzmodel.governance import Body, BodyKind, Office, OfficeTitle, compare_councils
from elzmodel.values import Period

DAYS = ("2023-01-01", "2024-01-01")
CHANGE = date(2023, 6, 1)


def test_nothing_differs_from_itself(council) -> None:
    """The difference is empty."""
    found = compare_councils(council, council, days=DAYS)
    assert not found


def test_who_took_over_a_seat_is_said(council) -> None:
    """One person before, another after, by the days of their mandates."""
    first, *others = council.mandates
    later = evolve(first, person="new", period=Period(CHANGE))
    first = evolve(first, period=Period(None, CHANGE))
    changed = evolve(council, mandates=[first, later, *others])
    (change,) = compare_councils(changed, changed, days=DAYS)
    assert ("holder", "care-1") == (change.what, change.subject)
    assert (("p-care-1",), ("new",)) == (change.before, change.after)


def test_seats_bodies_and_offices_that_come_and_go_are_said(council) -> None:
    """Those that are gone have nothing after, those that are new nothing before."""
    body = Body(id="wg", kind=BodyKind.WORKING_GROUP, period=Period(CHANGE))
    chairs = [Office(body="daily", person=p, title=OfficeTitle.CHAIR) for p in ("b", "a")]
    gone = evolve(council.seats[0], period=Period(None, CHANGE))
    after = evolve(
        council,
        bodies=[*council.bodies, body],
        seats=[gone, *council.seats[1:]],
        offices=[*chairs, evolve(chairs[0], person="c", period=Period(None, CHANGE))],
    )
    found = {
        (c.what, c.subject): (c.before, c.after)
        for c in compare_councils(council, after, days=DAYS)
    }
    assert {
        ("body", "wg"): ((), ("working-group",)),
        ("seat", "care-1"): (("care", "Huisarts"), ()),
        ("holder", "care-1"): (("p-care-1",), ()),
        ("office", "chair of daily"): (("p-care-6",), ("a", "b")),
        ("office", "treasurer of daily"): (("p-welfare-2",), ()),
        ("office", "secretary of daily"): (("p-local-authority-6",), ()),
        ("office", "member of daily"): (("p-care-2", "p-pzon-2"), ()),
    } == found


def test_a_body_that_begins_is_new_in_one_council_on_two_days(council) -> None:
    """The same value, looked at before and after."""
    body = Body(id="wg", kind=BodyKind.WORKING_GROUP, name="Jeugd", period=Period(CHANGE))
    some = evolve(council, bodies=[*council.bodies, body])
    (change,) = compare_councils(some, some, days=DAYS)
    assert (("wg", (), ("Jeugd",))) == (change.subject, change.before, change.after)


def test_every_word_of_a_change_is_said_in_dutch(council) -> None:
    """What it is, the cluster, the kind of a body without a name, and the title of an office."""
    body = Body(id="wg", kind=BodyKind.WORKING_GROUP)
    chair = Office(body="wg", person="p", title=OfficeTitle.CHAIR)
    bare = evolve(council, bodies=[], seats=[], mandates=[], offices=[])
    after = evolve(bare, bodies=[body], seats=council.seats[:1], offices=[chair])
    table = compare_councils(bare, after, days=DAYS).to_table()
    rows = [line.split() for line in table.to_text(lang="nl").splitlines()[2:]]
    assert [
        ["orgaan", "wg", "werkgroep"],
        ["zetel", "care-1", "zorg,", "Huisarts"],
        ["functie", "voorzitter", "van", "wg", "p"],
    ] == rows


def test_lists_that_are_not_complete_are_named(council) -> None:
    """What seems new may have been there before, so that it is said once of each council."""
    before = evolve(council, id="old", open_lists=["seats", "mandates"])
    found = compare_councils(before, evolve(council, open_lists=["decisions"]), days=DAYS)
    assert (
        "The list of seats of old is not complete.",
        "The list of mandates of old is not complete.",
    ) == found.notes
    assert 2 == len(compare_councils(before, before, days=DAYS).notes)
    assert () == compare_councils(council, council, days=DAYS).notes


def test_a_day_of_which_nothing_is_stated_is_refused(council) -> None:
    """Not taken for one on which the council was as it is stated for another."""
    over = evolve(council, period=Period(None, CHANGE))
    with pytest.raises(NotOnDayError, match="2024-01-01"):
        compare_councils(over, over, days=DAYS)
