"""Lists in values: tuples whatever was given, and open ones by name."""

from __future__ import annotations

import pytest
from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.values import Period, open_lists_of, parse_day, tupled


@frozen(kw_only=True, field_transformer=tupled)
class Named:
    """Lists with and without a converter of their own, and a text."""

    names: tuple[str, ...] = ()
    upper: tuple[str, ...] = field(default=(), converter=lambda names: tuple(map(str.upper, names)))
    note: str = ""
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)


def test_any_series_becomes_a_tuple_and_other_converters_stay():
    """A list, a generator and a set of names are taken; a converter of the class's own goes on."""
    assert ("a", "b") == Named(names=(name for name in "ab")).names
    assert ("A",) == Named(upper=["a"]).upper


def test_a_single_text_is_not_a_list():
    """It would fall into letters."""
    with pytest.raises(InvalidValueError, match=r"several, such as \('ab',\)"):
        Named(names="ab")


def test_only_lists_can_be_open():
    """A text of the class, and a name that it has not, are refused with the lists it has."""
    assert ("names",) == Named(open_lists=["names"]).open_lists
    for name in ("note", "nams", "open_lists"):
        with pytest.raises(InvalidValueError, match="Expected names, upper"):
            Named(open_lists=[name])


def test_the_days_of_two_periods_are_those_of_both():
    """An open side takes the other's; without a common day there is none."""
    first, second, third = map(parse_day, ("2020-01-01", "2021-01-01", "2022-01-01"))
    assert Period(second, third) == Period(first, third).within(Period(second))
    assert Period(None, second) == Period(None, third).within(Period(None, second))
    assert Period() == Period().within(Period())
    assert Period(first, second).within(Period(second, third)) is None
