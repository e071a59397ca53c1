"""Totals and shares are bounds, and arithmetic keeps them true."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.errors import InvalidValueError
from elzmodel.testing import strategies as elz
from elzmodel.values import Share, Total, share_of, sum_totals
from elzmodel.values.totals import show_number


@given(elz.totals(), elz.totals())
def test_adding_totals_adds_bounds_and_what_is_missing(one: Total, other: Total) -> None:
    """A sum is unbounded where a term is; what is missing in a term is missing in the sum."""
    total = one + other
    assert one.low + other.low == total.low
    assert (None in (one.high, other.high)) == (total.high is None)
    assert total.high is None or one.high + other.high == total.high
    assert set(one.missing) | set(other.missing) == set(total.missing)
    assert total == other + one == sum_totals([one, other])


def test_the_sum_of_nothing_is_exactly_zero() -> None:
    """No totals at all add up to a known 0."""
    assert Total.exactly(0) == sum_totals([])


def test_missing_names_are_sorted_and_unique() -> None:
    """Naming a missing part twice names it once."""
    assert ("a", "b") == Total(0, None, ["b", "a", "b"]).missing


@pytest.mark.parametrize("high", [0, 4.9])
def test_totals_with_crossed_bounds_are_refused(high: float) -> None:
    """The upper bound is not below the lower one."""
    with pytest.raises(InvalidValueError):
        Total(5, high)


def test_a_total_has_a_value_only_where_it_is_exact() -> None:
    """Bounds apart have no value, even where the lower one is known."""
    assert 5 == Total.exactly(5).value
    assert None is Total(5, 6).value
    assert None is Total(5, None).value


@pytest.mark.parametrize(
    ("total", "text"),
    [
        (Total.exactly(0), "0"),
        (Total.exactly(12_345), "12,345"),
        (Total(12_345, None), ">=12,345"),
        (Total.unknown(["a"]), "unknown"),
    ],
)
def test_totals_show_what_is_known(total: Total, text: str) -> None:
    """A bound is marked, and unknown is not shown as zero."""
    assert text == str(total)


@pytest.mark.parametrize(
    ("value", "text"),
    [(1_234_567, "1,234,567"), (2.0, "2"), (2.345, "2.35"), (Fraction(1, 3), "0.33"), (-5, "-5")],
)
def test_numbers_show_thousands_and_two_decimals(value, text: str) -> None:
    """Whole numbers have no decimals, others two."""
    assert text == show_number(value)


@pytest.mark.parametrize("bounds", [(-1, 0), (0, 2), (Fraction(1, 2), Fraction(1, 3))])
def test_shares_outside_zero_to_one_are_refused(bounds) -> None:
    """Bounds of a share lie in order from 0 to 1."""
    with pytest.raises(InvalidValueError):
        Share(*bounds)


def test_shares_show_percentages() -> None:
    """Exact shares show one percentage, bounds show two."""
    assert "33.3%" == str(Share.exactly(Fraction(1, 3)))
    assert "0%-100%" == str(Share(0, 1))


@given(st.integers(0, 50), st.integers(0, 50), st.data())
def test_share_bounds_hold_the_true_share(mine: int, others: int, data: st.DataObject) -> None:
    """Whatever is known of both sides, the true share lies between the bounds."""
    share = share_of(around(mine, data), around(others, data), of="people")
    if mine + others:
        assert share.low <= Fraction(mine, mine + others) <= share.high
    assert "people" == share.of


@given(st.integers(0, 50), st.integers(1, 50))
def test_shares_of_exact_totals_are_exact(mine: int, others: int) -> None:
    """Known totals give a known share."""
    share = share_of(Total.exactly(mine), Total.exactly(others))
    assert Share.exactly(Fraction(mine, mine + others)) == share


def around(truth: int, data: st.DataObject) -> Total:
    """Draw bounds that hold a number."""
    low = data.draw(st.integers(0, truth))
    return Total(low, data.draw(st.none() | st.integers(truth, truth + 9)))
