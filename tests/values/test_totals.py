"""Totals and shares are bounds, and arithmetic keeps them true."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.errors import InvalidValueError
from elzmodel.testing import strategies as elz
from elzmodel.values import Share, Total, share_of, sum_totals, totals
from elzmodel.values.totals import exact_totals, plain_total, show_limit, show_number, sum_numbers


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
    assert ("a", "b") == Total.unknown(pd.DataFrame({"b": [1], "a": [2]})).missing


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
    ("total", "text"),
    [
        (Total(0, 100, estimate=Fraction(1807, 20), basis=["x"]), "~90.35 (0-100)"),
        (Total(5, None, estimate=7), "~7 (>=5)"),
        (Total(0, None, estimate=7.004), "~7.00 (>=0)"),
        (Total(-5, -2, estimate=-3), "~-3 (-5 to -2)"),
        (Total(Fraction(1, 3), Fraction(1, 3)), "0.33"),
    ],
)
def test_an_estimate_is_marked_and_stands_before_its_bounds(total: Total, text: str) -> None:
    """It is never shown as a figure that is known."""
    assert text == str(total)


@pytest.mark.parametrize(
    ("total", "text"),
    [
        (Total(Fraction(1, 3), Fraction(2, 3)), "0.33-0.67"),
        (Total(Fraction(-1, 3), Fraction(-1, 4)), "-0.34 to -0.25"),
        (Total(12.345, None), ">=12.34"),
        (Total(0.1 + 0.7, 1.1 + 2.2), "0.80-3.30"),
        (Total(0, Fraction(1, 1000)), "0-0.01"),
    ],
)
def test_bounds_are_rounded_away_from_each_other(total: Total, text: str) -> None:
    """What is shown holds what is known; a digit that a computer cannot hold counts for nothing."""
    assert text == str(total)


@pytest.mark.parametrize("estimate", [4, 8.5, Fraction(17, 2)])
def test_estimates_outside_the_bounds_are_refused(estimate) -> None:
    """The message shows the bounds."""
    with pytest.raises(InvalidValueError, match="within 5-8"):
        Total(5, 8, estimate=estimate)


def test_what_is_exact_has_no_estimate() -> None:
    """However it came to be exact, it equals any other; a basis stands beside an estimate alone."""
    assert Total.exactly(5) == Total(5, 5.0, estimate=5, basis=["population 2021"])
    assert Total(5, 6) == Total(5, 6, basis=["population 2021"])


ESTIMATED = st.builds(
    lambda of, basis: Total(of[0], of[2], estimate=of[1], basis=basis),
    st.tuples(*[st.integers(-50, 50) | st.fractions(-50, 50) | st.floats(-50, 50)] * 3).map(sorted),
    st.lists(st.sampled_from("ab"), max_size=2),
)


@given(ESTIMATED, ESTIMATED | st.integers(-50, 50).map(Total.exactly))
def test_estimates_add_up_beside_their_bounds(one: Total, other: Total) -> None:
    """The sum of the best that is known lies within the sum of bounds, by what either is."""
    total = one + other
    assert {*one.basis, *other.basis} == {*total.basis} or total.is_exact
    if total.is_exact:
        assert None is total.estimate
    else:
        assert total.low <= total.best <= total.high
        assert pytest.approx(float(one.best + other.best)) == float(total.best)


def test_what_has_no_estimate_takes_it_from_a_sum() -> None:
    """A guess at a part is none at the whole."""
    guess = Total(0, 9, estimate=5, basis=["x"])
    assert Total(1, 12) == guess + Total(1, 3)
    assert Total(3, 12, estimate=8, basis=["x"]) == guess + Total.exactly(3)


def test_bounds_that_decimals_round_do_not_cross() -> None:
    """A whole number that no decimal holds stays what it is beside one."""
    assert Total.exactly(2**53 + 1) == Total(2**53 + 1, 2**53 + 1) + Total(0, 0.0)


def test_sums_that_no_decimal_holds_are_refused() -> None:
    """Infinity is no figure."""
    with pytest.raises(InvalidValueError, match="finite number"):
        Total.exactly(9.9e307) + Total.exactly(9.9e307)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1_234_567, "1,234,567"),
        (2.0, "2"),
        (2.345, "2.35"),
        (Fraction(1, 3), "0.33"),
        (-5, "-5"),
        (2**53 + Fraction(11, 10), "9,007,199,254,740,993.10"),
        (-(2**53) - Fraction(101, 100), "-9,007,199,254,740,993.01"),
        (2**53 + Fraction(1999, 1000), "9,007,199,254,740,994.00"),
    ],
)
def test_numbers_show_thousands_and_two_decimals(value, text: str) -> None:
    """Whole numbers have no decimals, others two."""
    assert text == show_number(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (70_000, "70,000"),
        (0.1 + 0.2, "0.30"),
        (-0.0125, "-0.0125"),
        (Fraction(1, 3), "0.333333333"),
        (1e-20, "1e-20"),
    ],
)
def test_limits_show_the_decimals_that_they_need(value, text: str) -> None:
    """What has no end is cut off far behind what anybody measures."""
    assert text == show_limit(value)


@pytest.mark.parametrize("bounds", [(-1, 0), (0, 2), (Fraction(1, 2), Fraction(1, 3))])
def test_shares_outside_zero_to_one_are_refused(bounds) -> None:
    """Bounds of a share lie in order from 0 to 1."""
    with pytest.raises(InvalidValueError):
        Share(*bounds)


def test_shares_show_percentages() -> None:
    """Exact shares show one percentage, bounds show two."""
    assert "33.3%" == str(Share.exactly(Fraction(1, 3)))
    assert "0%-100%" == str(Share(0, 1))


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (Fraction(1, 7), Fraction(2, 3), "14.2%-66.7%"),
        (Fraction(1, 4), Fraction(1, 2), "25%-50%"),
        (Fraction(99_996, 100_000), 1, "99.9%-100%"),
        (Fraction(1, 300_000), Fraction(1, 1000), "0.000333%-0.1%"),
        (0, Fraction(99_996, 100_000), "0%-100%"),
        (0.1 + 0.2, 0.7 + 0.1, "30%-80%"),
    ],
)
def test_bounds_of_a_share_are_rounded_away_from_each_other(low, high, text: str) -> None:
    """What is shown is never narrower than what is known, but for what a computer cannot hold."""
    assert text == str(Share(low, high))


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(9994, 10_000), "99.9%"),
        (Fraction(9996, 10_000), "99.96%"),
        (Fraction(999_999, 1_000_000), "99.9999%"),
        (1 - Fraction(1, 10**20), "100%"),
        (1, "100%"),
    ],
)
def test_less_than_the_whole_is_not_shown_as_all_of_it(share, text: str) -> None:
    """A hundred percent is said of the whole alone, but for what a computer cannot hold."""
    assert text == str(Share.exactly(share))


def test_a_share_may_have_an_estimate_within_its_bounds() -> None:
    """Bounds keep an estimate, which is shown first; an exact share has none."""
    half = Fraction(1, 2)
    share = Share(Fraction(1, 4), 1, estimate=half)
    assert (half, "~50% (25%-100%)") == (share.best, str(share))
    assert (None, half) == (Share.exactly(half).estimate, Share(half, half, estimate=half).best)
    assert Share(0, 1).best is None


@pytest.mark.parametrize("estimate", [0, 1], ids=["below", "above"])
def test_an_estimate_of_a_share_lies_within_its_bounds(estimate) -> None:
    """A guess that cannot be is refused."""
    with pytest.raises(InvalidValueError, match="one within 25%-50%"):
        Share(Fraction(1, 4), Fraction(1, 2), estimate=estimate)


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


def test_sums_beyond_what_decimals_of_computers_hold_are_exact() -> None:
    """One decimal among large counts takes nothing from them."""
    total = Total.exactly(2**60 + 1) + Total.exactly(1.0) + Total.exactly(0.5)
    assert 2**60 + 2 + Fraction(1, 2) == total.value
    assert 2**53 + 2 == (Total.exactly(2**53 + 1) + Total.exactly(1.0)).value


def test_shares_of_nothing_in_nothing_are_not_known() -> None:
    """Nobody of nobody may be any share."""
    assert Share(0, 1) == share_of(Total.exactly(0), Total.exactly(0))


@pytest.mark.parametrize("sign", [1, -1], ids=["above", "below"])
def test_sums_are_exact_from_the_first_number_that_decimals_cannot_hold(sign: int) -> None:
    """One more than 2**53 is no decimal of a computer; it is not lost beside one."""
    expected = sign * (2**53 + 1)
    found = sum_numbers([sign * 2**53, sign * 1, 0.0])
    assert (expected, int) == (found, type(found))


def test_shares_of_large_counts_are_exact() -> None:
    """A single person more or less among more than 2**53 makes another share."""
    many = 2**53 + 1
    assert Fraction(many, many + 1) == share_of(Total.exactly(many), Total.exactly(1)).low


def test_estimates_of_open_totals_add_up() -> None:
    """Where nothing bounds the sum, the guess at it is the sum of guesses, by both bases."""
    one = Total(1, None, estimate=2, basis=("area",))
    other = Total(1, None, estimate=3, basis=("population",))
    found = sum_totals([one, other])
    assert (2, None, 5) == (found.low, found.high, found.estimate)
    assert ("area", "population") == found.basis


def test_an_exact_share_drops_its_estimate_and_a_basis_alone_is_dropped() -> None:
    """Neither would say anything."""
    assert Share(1, 1) == Share(1, 1, estimate=1)
    assert () == Total(1, 5, basis=("area",)).basis


def test_plain_totals_keep_all_that_is_given() -> None:
    """Names of what is missing and what an estimate rests on too."""
    found = plain_total(3, 5, ("71072",), 4, ("area",))
    assert Total(3, 5, ("71072",), estimate=4, basis=("area",)) == found


def test_totals_of_large_counts_are_not_kept_for_ever() -> None:
    """Only those of small counts are, which come again and again."""
    assert [10**9, -1, 7] == [total.low for total in exact_totals([10**9, -1, 7])]
    assert {7} == {10**9, -1, 7} & totals._EXACT.keys()


@pytest.mark.parametrize("value", [float("inf"), float("nan")], ids=["infinite", "no number"])
def test_what_is_no_finite_number_cannot_be_shown(value: float) -> None:
    """It is refused, rather than shown as a word."""
    with pytest.raises(InvalidValueError, match="finite number"):
        show_number(value)
