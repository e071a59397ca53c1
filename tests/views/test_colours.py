"""Colours that are told apart: ramps, writing on them, and areas beside each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.errors import InvalidValueError
from elzmodel.views.colours import CATEGORIES, NEIGHBOURS, apart, is_dark, ramp


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2 has it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", ["blue", "orange", "green"])
@pytest.mark.parametrize("steps", range(2, 10))
def test_each_step_of_a_ramp_is_darker(palette, steps):
    """In grey as well, and the lightest is not the white of the page."""
    found = [luminance(colour) for colour in ramp(palette, steps)]
    assert sorted(found, reverse=True) == found
    assert len(set(found)) == steps
    assert contrast(ramp(palette, steps)[0], "#ffffff") > 1.15


@pytest.mark.parametrize("steps", range(2, 10))
def test_a_diverging_ramp_has_its_lightest_in_the_middle(steps):
    """Both ends are as many steps away from it."""
    found = [luminance(colour) for colour in ramp("diverging", steps)]
    half = steps // 2
    assert sorted(found[:half]) == found[:half]
    assert sorted(found[-half:], reverse=True) == found[-half:]
    assert len({*ramp("diverging", steps)}) == steps


@pytest.mark.parametrize("colour", [*ramp("blue", 9), *ramp("orange", 9), *CATEGORIES, *NEIGHBOURS])
def test_names_can_be_read_on_every_colour(colour):
    """With the ink that goes with it the contrast is that of large text in WCAG 2."""
    ink = "#ffffff" if is_dark(colour) else "#1f2933"
    assert contrast(ink, colour) > 3


def test_a_palette_that_there_is_not_is_refused():
    """The message names those that there are."""
    with pytest.raises(InvalidValueError, match="blue or orange or green or diverging"):
        ramp("pink", 3)  # type: ignore[arg-type]


@given(st.integers(1, 12), st.randoms(use_true_random=False))
def test_areas_beside_each_other_differ(size, random):
    """On any map in the plane: a grid with some of its diagonals."""
    cells = [(x, y) for x in range(size) for y in range(3)]
    beside: dict[tuple[int, int], set[tuple[int, int]]] = {cell: set() for cell in cells}
    for x, y in cells:
        diagonal = (x + 1, y + 1) if random.random() < 0.5 else (x + 1, y)
        for other in ((x + 1, y), (x, y + 1), diagonal):
            if other in beside:
                beside[x, y].add(other)
                beside[other].add((x, y))
    found = apart(beside)
    assert all(found[one] != found[other] for one in cells for other in beside[one])


def test_with_too_few_colours_each_area_still_has_one():
    """The least used one is taken twice."""
    found = apart({"a": "bc", "b": "ac", "c": "ab"}, ("red", "blue"))
    assert {"red", "blue"} == {*found.values()}
