from __future__ import annotations

import copy
import pickle
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.errors import InvalidValueError
from elzmodel.values import Share, Total, by_key, plain_key, plain_number, sum_totals
from elzmodel.values.numbers import is_several, keyed, plain_year, whole_number

WHOLE = st.sampled_from(
    [np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64]
)


@given(of=WHOLE, data=st.data())
def test_integers_of_numpy_become_plain(of: type[np.integer], data: st.DataObject) -> None:
    """A whole number of numpy becomes an `int` of the same value, of whatever width."""
    limits = np.iinfo(of)
    value = data.draw(st.integers(int(limits.min), int(limits.max)))
    assert (int, value) == (type(plain_number(of(value))), plain_number(of(value)))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_of_numpy_become_plain(value: float) -> None:
    """A real number of numpy becomes a `float` of the same value."""
    assert (float, value) == (type(plain_number(np.float64(value))), plain_number(value))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_decimals_stay_exact(value: Decimal) -> None:
    """A decimal number becomes a fraction, or an `int` where it is whole; nothing is rounded."""
    found = plain_number(value)
    assert Fraction(value) == found
    assert isinstance(found, int) == (value == int(value))


@given(st.fractions())
def test_fractions_stay_as_they_are(value: Fraction) -> None:
    """What is exact stays exact."""
    assert value == plain_number(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(np.int16(5)), Fraction),
        (np.array(5, dtype=np.int16), int),
        (np.float32(0.5), float),
        (np.longdouble(0.5), float),
        (pa.scalar(5), int),
        (pa.scalar(Decimal("0.50")), Fraction),
        (pl.Series([5], dtype=pl.Int8)[0], int),
        (pd.Series([5], dtype="Int8")[0], int),
        (Decimal("0E-999999"), int),
    ],
)
def test_numbers_of_other_libraries_become_plain(value: object, expected: type) -> None:
    """A number of numpy, Arrow, pandas or polars becomes one of Python."""
    found = plain_number(value)
    assert expected is type(found)
    assert type(Fraction(found).numerator) is int


@pytest.mark.parametrize(
    "missing",
    [
        None,
        float("nan"),
        np.float32("nan"),
        np.longdouble("nan"),
        Decimal("NaN"),
        Decimal("sNaN"),
        pd.NA,
        pd.NaT,
        np.ma.masked,
        pa.scalar(None),
        pa.scalar(None, pa.int64()),
    ],
)
def test_what_a_frame_does_not_have_is_missing(missing: object) -> None:
    """NaN and the missing values of data frames are ``None``, never 0."""
    assert plain_number(missing) is None


@pytest.mark.parametrize(
    "wrong",
    [
        float("inf"),
        -np.float32("inf"),
        Decimal("-Infinity"),
        Decimal("1E+999999999"),
        Decimal("1E-999999999"),
        10**400,
        True,
        np.bool_(False),  # noqa: FBT003 - a truth of numpy
        1j,
        np.complex64(1),
        np.timedelta64(5, "D"),
        np.datetime64("2025-01-01", "ns"),
        np.array(np.datetime64("2025-01-01", "ns")),
        pd.Timestamp("2025-01-01"),
        date(2025, 1, 1),
        "5",
        b"5",
        [5],
        np.array([5]),
        pa.scalar("5"),
        object(),
    ],
    ids=lambda each: "object" if type(each) is object else repr(each),
)
def test_what_is_no_finite_number_is_refused_with_its_key(wrong: object) -> None:
    """Infinity, truths, days, text and anything else are refused, and the key is named."""
    with pytest.raises(InvalidValueError, match=r"for 71072$"):
        plain_number(wrong, about="71072")


def test_without_a_key_none_is_named() -> None:
    """A number that stands alone is refused without a word about a key."""
    with pytest.raises(InvalidValueError, match=r"Expected a finite number$"):
        plain_number("5")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("71072", "71072"),
        (np.str_("71072"), "71072"),
        (71072, "71072"),
        (np.int32(71072), "71072"),
        (71072.0, "71072"),
        (Decimal(71072), "71072"),
    ],
    ids=repr,
)
def test_a_code_that_became_a_number_is_still_a_code(key: object, expected: str) -> None:
    """A whole number stands for its digits, as spreadsheets and frames write codes."""
    assert (str, expected) == (type(plain_key(key)), plain_key(key))


@pytest.mark.parametrize("key", [None, float("nan"), pd.NA, 71072.5, True, ("71072", 1), b"71072"])
def test_what_is_no_key_is_refused(key: object) -> None:
    """A missing key, a broken number, a truth or several keys at once are refused."""
    with pytest.raises(InvalidValueError, match="not a key"):
        plain_key(key)


def test_a_series_has_its_keys_in_its_index() -> None:
    """A pandas Series maps its index to its figures, with plain keys and numbers."""
    series = pd.Series([5, None], index=[71072, 11002], dtype="Int16")
    assert {"71072": 5, "11002": None} == by_key(series)


def test_figures_that_are_not_numbers_may_be_let_through() -> None:
    """What a caller understands besides numbers is left as it is."""
    total = Total(1, 2)
    assert {"71072": total, "11002": 3} == by_key({71072: total, 11002: np.int8(3)}, also=Total)


@pytest.mark.parametrize(
    "twice", [{71072: 1, "71072": 2}, pd.Series([1, 2], index=["71072", "71072"])]
)
def test_a_key_that_stands_there_twice_is_refused(twice: object) -> None:
    """Two figures of one key are refused: the last one never wins in silence."""
    with pytest.raises(InvalidValueError, match=r"'71072'.*add its figures up first"):
        keyed(twice)


@pytest.mark.parametrize(
    "wrong",
    [None, 5, [("71072", 5)], {"71072"}, pd.DataFrame({"nis": [1]}), pl.Series([1]), np.ones(2)],
    ids=lambda wrong: type(wrong).__name__,
)
def test_what_is_no_mapping_is_refused(wrong: object) -> None:
    """A list, a set, an array or a whole frame says for no key what it has."""
    with pytest.raises(InvalidValueError, match=type(wrong).__name__):
        by_key(wrong)


@given(st.lists(st.integers(0, 32_767), min_size=1, max_size=9))
def test_totals_of_numpy_never_wrap(counts: list[int]) -> None:
    """Totals hold plain numbers, so that sums are as large as they are."""
    totals = [Total.exactly(np.int16(count)) for count in counts]
    assert sum(counts) == sum_totals(totals).value
    assert {int} == {type(total.low) for total in totals}


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), np.float16("inf"), "5", None, True])
def test_a_bound_is_a_finite_number(wrong: object) -> None:
    """A total from infinity, or from nothing, is refused."""
    with pytest.raises(InvalidValueError, match="a finite number"):
        Total(wrong, None)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), "1/2", None, True])
def test_a_share_is_a_finite_number(wrong: object) -> None:
    """A share of infinity, of text or of nothing is refused; nothing else is raised."""
    with pytest.raises(InvalidValueError, match="a finite number"):
        Share(wrong, 1)


def test_fractions_of_numpy_hold_plain_integers() -> None:
    """A fraction that was made of numpy's integers does not keep them."""
    low = Total(Fraction(np.int16(5)), None).low
    assert {int} == {type(low.numerator), type(low.denominator)}


def test_shares_of_numpy_are_plain() -> None:
    """A share holds integers of Python, whatever it was made of."""
    share = Share(np.int8(0), np.float32(0.5))
    assert (Fraction(1, 2), int) == (share.high, type(share.low.numerator))


def test_large_values_are_cut_in_messages() -> None:
    """An error shows the first line of what is wrong, however large it is; it still copies."""
    error = InvalidValueError("figure", pd.DataFrame({"nis": range(99)}), "a number")
    assert 1 == str(error).count("\n") + 1
    assert str(error) == str(copy.copy(error))
    assert len(str(pickle.loads(pickle.dumps(InvalidValueError("x", "y" * 999, "z"))))) < 300


def test_a_year_is_a_whole_number_of_any_library() -> None:
    """One as text, or a truth, is none."""
    assert (2025, int) == (plain_year(np.int16(2025)), type(plain_year(np.int16(2025))))
    for wrong in ("2025", True, 2025.0):
        with pytest.raises(InvalidValueError, match="not a year"):
            plain_year(wrong)


def test_what_holds_several() -> None:
    """A text is one thing, and so is an array without a dimension; all else is gone through."""
    several = ([], (), {}, {"a"}, iter(()), np.array([1]), pd.Series([1]), range(2))
    assert [True] * len(several) == [is_several(each) for each in several]
    one = ("ab", 5, None, np.array("x"), np.array(5), b"a"[0])
    assert [False] * len(one) == [is_several(each) for each in one]


def test_a_few_plain_digits_are_a_number() -> None:
    """Nothing else is: signs, other digits, or more than any count has."""
    assert [0, 7, 123_456_789] == [whole_number(each) for each in ("0", "007", "123456789")]
    for text in ("", "-1", "1.0", " 1", "\u0661", "\u00b2", "1" * 10, "9" * 5000):
        assert whole_number(text) is None
