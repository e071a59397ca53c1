"""How large a zone is beside the rules, and whether it is contiguous."""

from __future__ import annotations

from datetime import date

import pytest

from elzmodel.errors import InvalidValueError
from elzmodel.territory import Border, Borders, Contact
from elzmodel.values import CheckOutcome, Grade, Period, Total
from elzmodel.zones import Assign, SizeBand, SizeRule, check_contiguity, zone_map
from elzmodel.zones.sizes import band_beside

DAY = date(2019, 12, 31)
MINIMUM = SizeRule(name="minimum size", low=60_000)
TARGET = SizeRule(name="target size", low=75_000, high=125_000, grade=Grade.B)


@pytest.mark.parametrize(
    ("total", "minimum", "target"),
    [
        (Total.exactly(59_999), "below", "below"),
        (Total.exactly(60_000), "within", "below"),
        (Total.exactly(75_000), "within", "within"),
        (Total.exactly(125_000), "within", "within"),
        (Total.exactly(125_001), "within", "above"),
        (Total(0, None), "unknown", "unknown"),
        (Total(60_000, None), "within", "unknown"),
        (Total(125_001, None), "within", "above"),
        (Total(0, 59_999), "below", "below"),
        (Total(70_000, 80_000), "within", "unknown"),
        (Total(80_000, 130_000), "within", "unknown"),
    ],
)
def test_a_band_is_told_as_far_as_bounds_allow(total, minimum, target):
    """Both bounds of a rule belong to it; what bounds leave open is unknown."""
    assert (minimum, target) == (MINIMUM.band(total).value, TARGET.band(total).value)


def test_a_rule_shows_its_bounds_and_grade():
    """A reader sees how far the rule can be trusted."""
    assert "75,000-125,000 inhabitants (target size, grade B)" == str(TARGET)
    assert "at least 60,000 inhabitants (minimum size, grade U)" == str(MINIMUM)


def test_bounds_that_nothing_lies_between_are_refused():
    """The upper bound is not under the lower one."""
    with pytest.raises(InvalidValueError, match="an upper bound of 60000 or more"):
        SizeRule(name="minimum size", low=60_000, high=59_999)


def test_a_total_lies_beside_the_rule_of_a_name():
    """Without such a rule, and without a total, nothing is known."""
    total = Total.exactly(70_000)
    assert SizeBand.BELOW is band_beside([MINIMUM, TARGET], "target size", total)
    assert SizeBand.UNKNOWN is band_beside([MINIMUM], "target size", total)
    assert SizeBand.UNKNOWN is band_beside([MINIMUM], "minimum size", None)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period(), False),
        (Period(None, DAY), False),
        (Period(date(2020, 1, 1)), True),
        (Period(None, date(2020, 1, 1)), True),
    ],
    ids=str,
)
def test_a_rule_may_begin_or_end_later(period, expected):
    """Who looks at one day only must know that another rule follows."""
    assert expected is SizeRule(name="x", period=period).changes_after(DAY)


@pytest.fixture
def zones(register, zoning):
    """Return a zone map in which west holds a, c and d.

    ::

        a | b
        --+--
        d | c
    """
    more = zoning.with_events([Assign(id="x", day=DAY, zone="west", parts=("c",))])
    return zone_map(register, more, DAY)


def border(a: str, b: str, contact: Contact = Contact.BORDER) -> Border:
    return Border(a=a.split(), b=b.split(), contact=contact)


def test_land_joined_by_borders_is_no_finding(zones):
    """a-d and d-c join the whole of west; east is one part."""
    assert () == check_contiguity(zones, Borders([border("a", "d"), border("d", "c")]))


def test_a_corner_does_not_join_land(zones):
    """A zone whose pieces meet in a point is in pieces, the larger one first."""
    borders = Borders([border("a", "d"), border("d", "c", Contact.POINT)])
    (finding,) = check_contiguity(zones, borders)
    assert ("ELZ-Z010", "west", "2 pieces of land: a, d; c", CheckOutcome.FAIL) == (
        finding.code,
        finding.subject,
        finding.message,
        finding.outcome,
    )


def test_a_short_border_leaves_it_unknown(zones):
    """A contact that may be drawing noise neither joins nor parts."""
    borders = Borders([border("a", "d"), border("d", "c", Contact.SHORT)])
    (finding,) = check_contiguity(zones, borders)
    assert CheckOutcome.UNKNOWN == finding.outcome


def test_a_size_may_be_one_number():
    """Nothing lies between bounds that cross; one number lies between equal ones."""
    assert SizeBand.WITHIN is SizeRule(name="exact", low=5, high=5).band(Total.exactly(5))
