"""What changed in a council."""

from __future__ import annotations

from datetime import date

from attrs import evolve

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
        ("body", "wg"): ((), ("werkgroep",)),
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
