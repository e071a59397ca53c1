"""Mandates that end, and those of which nobody said when."""

from __future__ import annotations

from datetime import date

import pytest

from elzmodel import InvalidValueError
from elzmodel.governance import (
    CareCouncil,
    Cluster,
    Mandate,
    MandateStatus,
    Rule,
    RuleKind,
    RuleSet,
    Seat,
    expiring,
)
from elzmodel.values import Period

DAY = date(2023, 1, 1)


def council(*mandates, **more):
    return CareCouncil(id="raad", zone="z", mandates=mandates, **more)


def until(day: str, person: str = "p", **more) -> Mandate:
    return Mandate(seat="s", person=person, period=Period(None, date.fromisoformat(day)), **more)


@pytest.mark.parametrize(
    ("end", "expected"),
    [("2023-01-01", 0), ("2023-01-02", 1), ("2023-06-30", 1), ("2023-07-01", 0)],
)
def test_a_mandate_counts_that_ends_within_the_days(end, expected) -> None:
    """180 days from 1 January end on 30 June; one that is over is not listed."""
    assert expected == len(expiring(council(until(end)), on=DAY))


def test_mandates_without_a_stated_end_are_unknown_not_safe() -> None:
    """They stand apart and in the table."""
    found = expiring(council(Mandate(seat="s", person="p")), on=DAY)
    assert [None] == [each.until for each in found]
    assert "unknown" == found.to_table().rows[0][2]


def test_a_mandate_ends_with_its_seat_at_the_latest() -> None:
    """The earlier of both ends counts."""
    seat = Seat(id="s", body="b", cluster=Cluster.CARE, period=Period(None, date(2023, 2, 1)))
    mandates = (Mandate(seat="s", person="p"), until("2023-03-01", "q"))
    found = expiring(council(*mandates, seats=[seat]), on=DAY)
    assert [date(2023, 2, 1)] * 2 == [each.until for each in found]
    assert not expiring(council(*mandates, seats=[seat]), on="2023-02-01")


def test_ended_mandates_are_left_out_and_prevented_ones_are_not() -> None:
    """Who is prevented still holds the mandate."""
    mandates = [
        until("2023-02-01", status.value, status=status)
        for status in (MandateStatus.ENDED, MandateStatus.PREVENTED)
    ]
    found = expiring(council(*mandates), on=DAY)
    assert ["prevented"] == [each.person for each in found]


def term_rule(**more) -> RuleSet:
    return RuleSet(id="x", title="x", rules=[Rule(id="R", title="x", kind=RuleKind.TERM, **more)])


@pytest.mark.parametrize(
    ("terms", "rules", "expected"),
    [
        (3, term_rule(at_most_terms=3), True),
        (2, term_rule(at_most_terms=3), False),
        (None, term_rule(at_most_terms=3), None),
        (3, term_rule(at_most=3), None),
        (3, term_rule(at_most_terms=3, is_read=False), None),
        (3, term_rule(at_most_terms=3, period=Period(None, DAY)), None),
        (3, None, None),
    ],
)
def test_a_last_term_is_known_where_both_sides_are(terms, rules, expected) -> None:
    """It takes the terms served, and a rule of the day that was read and sets a figure."""
    found = expiring(council(until("2023-02-01", terms=terms)), on=DAY, rules=rules)
    assert expected is found[0].is_last_term


def test_mandates_stand_in_order_of_their_ends() -> None:
    """The first to end comes first, one without a stated end last."""
    mandates = (Mandate(seat="s", person="c"), until("2023-03-01", "b"), until("2023-02-01", "a"))
    found = expiring(council(*mandates), on=DAY)
    assert ["a", "b", "c"] == [each.person for each in found]


def test_an_open_list_and_a_negative_number_of_days() -> None:
    """The one is said, the other refused."""
    found = expiring(council(open_lists=["mandates"]), on=DAY, days=0)
    assert "not complete" in found.notes[0]
    with pytest.raises(InvalidValueError, match="number of days"):
        expiring(council(), on=DAY, days=-1)
