"""Classes of a map: round limits, and nothing classed by one end of its bounds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.errors import InvalidValueError
from elzmodel.values import Total
from elzmodel.values.text import in_words
from elzmodel.views.classes import _round_between, classes_of

TEN = [Total.exactly(n) for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 100)]


def test_quantiles_hold_as_many_areas_each():
    """However far the largest lies from the others."""
    classes = classes_of(TEN, most=5)
    assert [2] * 5 == [[classes.of(t) for t in TEN].count(n) for n in range(5)]


def test_equal_steps_are_as_wide_each():
    """From the least to the greatest, and rounded by less than a tenth of a step."""
    limits = classes_of(TEN, most=4, method="equal").limits
    assert (25, 50, 75) == limits


def test_limits_that_are_said_are_kept():
    """A figure on a limit lies above it."""
    classes = classes_of(TEN, limits=[2, 8])
    assert (2, 8) == classes.limits
    assert [0, 1, 1, 1, 1, 1, 1, 2, 2, 2] == [classes.of(total) for total in TEN]


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (Total(3, 7), 1),
        (Total(1, 7), None),
        (Total(9, None), 2),
        (Total(3, None), None),
        (Total.unknown(), None),
        (Total(0, 9, estimate=5, basis=["area"]), 1),
        (None, None),
    ],
    ids=["inside", "across", "above", "open", "unknown", "estimate", "nothing"],
)
def test_bounds_are_classed_only_where_both_are_in_one_class(value, number):
    """An estimate is in the class of what is estimated."""
    assert number == classes_of(TEN, limits=[2, 8]).of(value)


def test_where_nothing_is_known_nothing_is_classed():
    """One class without limits would hold everything; so there is none."""
    classes = classes_of([Total(3, None), None])
    assert () == classes.classes
    assert [None, None] == [classes.of(Total(3, None)), classes.of(None)]


def test_equal_figures_are_one_class():
    """There is no limit between them, and it says the figure."""
    (found,) = classes_of([Total.exactly(5)] * 3).classes
    assert "5" == str(found.told)


def test_one_class_of_figures_that_differ_holds_all():
    """Where no more classes are asked for."""
    (found,) = classes_of(TEN, most=1).classes
    assert "all" == str(found.told)


def test_a_class_says_its_limits_to_the_last_decimal():
    """Rounded to two, the limit of 0.012 would say that 0.011 is above it."""
    small = [Total.exactly(Fraction(n, 1000)) for n in (10, 11, 12, 13)]
    below, above = classes_of(small, most=2).classes
    assert ("below 0.012", "0.012 or more") == (str(below.told), str(above.told))
    assert "minder dan 0,012" == in_words(below.told, "nl")
    exact = classes_of(small, limits=[Fraction(1, 3)]).classes
    assert "below 0.333333333" == str(exact[0].told)


def test_words_are_categories():
    """In order of the alphabet, each in a colour of its own; another word is in none."""
    classes = classes_of(["b", "a", None, "b"])
    assert ["a", "b"] == [each.label for each in classes.classes]
    assert [1, 0, None, None] == [classes.of(word) for word in ("b", "a", "c", None)]


def test_a_ramp_around_zero_diverges():
    """Unless another palette is said."""
    totals = [Total.exactly(n) for n in (-5, -2, 2, 5)]
    assert classes_of(totals, most=2).classes[0].colour == "#003e77"
    assert classes_of(totals, most=2, palette="green").classes[0].colour != "#003e77"


@pytest.mark.parametrize(
    ("limits", "hues"),
    [
        ([-8, 4, 16, 28], "<=>>>"),
        ([-9, -6, -3, 2], "<<<=>"),
        ([-3, 0, 3], "<<>>"),
        ([2, 4], "=>>"),
        ([-4], "<="),
        ([0], "<>"),
    ],
    ids=str,
)
def test_no_class_above_zero_has_a_colour_of_those_below(limits, hues):
    """One in which zero lies has neither; as far from it is as dark on either side."""
    totals = [Total.exactly(n) for n in (-20, 40)]
    colours = [each.colour for each in classes_of(totals, limits=limits).classes]
    assert hues == "".join(hue_of(colour) for colour in colours)
    assert len(colours) == len({*colours})


def hue_of(colour):
    """Return whether a colour is blue, for below zero, grey, or orange, for above."""
    red, blue = int(colour[1:3], 16), int(colour[5:], 16)
    return "=" if red == blue else "<" if blue > red else ">"


@pytest.mark.parametrize(
    "wrong",
    [
        {"most": 0},
        {"most": True},
        {"most": 10},
        {"method": "jenks"},
        {"limits": []},
        {"limits": [2, 2]},
        {"limits": [3, 2]},
        {"limits": [1, None]},
        {"limits": range(9)},
        {"palette": "pink"},
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_refused(wrong):
    """Each with what is expected in its place."""
    with pytest.raises(InvalidValueError):
        classes_of(TEN, **wrong)


def test_more_words_than_colours_are_refused():
    """Nobody could tell them apart."""
    with pytest.raises(InvalidValueError, match="at most 8"):
        classes_of("abcdefghi")


@given(st.fractions(-(10**7), 10**7), st.fractions(Fraction(1, 10**4), 10**6))
def test_a_round_limit_lies_above_one_figure_and_not_above_the_other(low, step):
    """So that each figure stays in the class that it was put in."""
    assert low < _round_between(low, low + step) <= low + step


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1), st.integers(1, 9))
def test_every_figure_is_in_a_class(figures, most):
    """In as many as asked at most, and a larger one never in a lower class."""
    classes = classes_of(map(Total.exactly, figures), most=most)
    found = [classes.of(Total.exactly(figure)) for figure in sorted(figures)]
    assert sorted(found) == found
    assert len(classes.classes) <= most
