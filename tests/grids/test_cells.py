"""Cells of figures: each content has one documented reading, or is refused with its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from elzmodel.errors import InvalidValueError
from elzmodel.grids.cells import is_gap, looks_like_figure, marks_of, read_figures, signs_of
from elzmodel.grids.columns import Broken
from elzmodel.values import Place, Total


def read(*contents, **options):
    """Return what contents mean, each on its own row."""
    marks = marks_of(options.pop("cells", {}))
    return read_figures("n", contents, lambda i: Place(row=i + 1), marks=marks, **options)


def shown(*contents, **options):
    return [str(total) for total in read(*contents, **options).contents]


def problems(*contents, **options):
    return [(f.code, f.place.row) for f in read(*contents, **options).problems]


def message(*contents, **options):
    (finding,) = read(*contents, **options).problems
    return str(finding)


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        ("5", 5),
        ("+5", 5),
        ("-5", -5),
        ("\u22125", -5),
        ("- 5", -5),
        (" 5 ", 5),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("\ufeff1234\u200b", 1234),
        ("1\u202f234", 1234),
        ("1\u2009234", 1234),
        ("1'234'567", 1234567),
        ("1\u2019234", 1234),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("1.234,5", Fraction(2469, 2)),
        ("1,234.5", Fraction(2469, 2)),
        ("1 234,5", Fraction(2469, 2)),
        ("0,125", Fraction(1, 8)),
        ("0.125", Fraction(1, 8)),
        (",5", Fraction(1, 2)),
        ("12,0", 12),
        ("1e5", 100000),
        ("1.5e+03", 1500),
        ("2,5e-1", Fraction(1, 4)),
        ("1.0E5", 100000),
        ("1e-2", Fraction(1, 100)),
        ("\u20ac 12,50", Fraction(25, 2)),
        ("12,5 EUR", Fraction(25, 2)),
        ("007", 7),
        (5, 5),
        (5.0, 5),
        (0.1, Fraction(1, 10)),
        (1e21, 10**21),
        (Fraction(1, 3), Fraction(1, 3)),
        (Fraction(6, 3), 2),
    ],
    ids=repr,
)
def test_a_figure_is_read_as_it_says(cell, figure):
    """Signs, blanks, apostrophes, points, commas, powers of ten and types make no difference."""
    found = read(cell)
    assert ((Total.exactly(figure),), ()) == (found.contents, found.problems)


@pytest.mark.parametrize(
    "cell",
    [
        *("", " ", "-", "\u2013", "--", ".", "..", "...", ":", "x", "X", "NA", "n/a", "N.v.t."),
        *("null", "NaN", "(x)", "c", "*", "?", "geheim", "Onbekend", "not available"),
    ],
)
def test_a_gap_is_unknown_and_never_zero(cell):
    """Empty cells and marks are not below zero, and nothing bounds them from above."""
    found = read(cell)
    assert (Total.unknown([cell.strip() or "empty cell"]), ()) == (
        found.contents[0],
        found.problems,
    )


@pytest.mark.parametrize("cell", [None, float("nan")])
def test_a_gap_of_a_frame_is_an_empty_cell(cell):
    """Whether a frame says None or not a number."""
    assert (Total.unknown(["empty cell"]),) == read(cell).contents


@pytest.mark.parametrize(
    ("cell", "whole", "decimal"),
    [
        ("<5", "0-4", "0-5"),
        ("< 5", "0-4", "0-5"),
        ("minder dan 5", "0-4", "0-5"),
        ("moins de 5", "0-4", "0-5"),
        ("less than 5", "0-4", "0-5"),
        ("<=5", "0-5", "0-5"),
        ("\u22645", "0-5", "0-5"),
        ("at most 5", "0-5", "0-5"),
        (">5", ">=6", ">=5"),
        ("meer dan 5", ">=6", ">=5"),
        (">=5", ">=5", ">=5"),
        ("\u2265 5", ">=5", ">=5"),
        ("5+", ">=5", ">=5"),
        ("ten minste 5", ">=5", ">=5"),
        ("5-9", "5-9", "5-9"),
        ("5 \u2013 9", "5-9", "5-9"),
        ("5 tot 9", "5-9", "5-9"),
        ("5 \u00e0 9", "5-9", "5-9"),
        ("<1", "0", "0-1"),
    ],
)
def test_bounds_are_read_by_whether_the_column_is_whole(cell, whole, decimal):
    """Below five is at most four where all figures are whole, and up to five elsewhere."""
    assert ([whole, "12"], [decimal, "1.50"]) == (shown(cell, "12"), shown(cell, "1,5"))


def test_a_bound_says_the_cell_that_hides_the_figure():
    """What is missing to know a figure exactly is its cell."""
    assert ("<5",) == read("<5").contents[0].missing


def test_whole_floats_make_no_column_of_decimals():
    """A frame turns counts with a gap into floats; they are whole all the same."""
    assert ["3", "unknown", "0-4"] == shown(3.0, float("nan"), "<5")


@pytest.mark.parametrize("cell", ["2019-2020", "2024-01", "2024-12", "01-02", "9-5", "<0", "5-"])
def test_what_only_looks_like_bounds_is_none(cell):
    """Months, school years, and bounds that cross or leave nothing, are no figures."""
    assert [("ELZ-F007", 1)] == problems(cell)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("veel", "not a figure: 'veel', expected digits, bounds such as '<5'"),
        ("(5)", "expected a minus sign where it is below zero"),
        ("5-", "expected a minus sign where it is below zero"),
        ("1.234,5-", "expected a minus sign where it is below zero"),
        ("5*", "expected a figure without a mark beside it"),
        ("12 (p)", "expected a figure without a mark beside it"),
        ("12p", "expected a figure without a mark beside it"),
        ("12 [1]", "expected a figure without a mark beside it"),
        ("12 km", "expected digits, bounds such as"),
        ("#REF!", "a spreadsheet left an error here"),
        ("#N/A", "a spreadsheet left an error here"),
        ("5,65E+05", "all digits; a spreadsheet shortened it"),
        ("1,2E-05", "all digits; a spreadsheet shortened it"),
        ("1.23.4", "not a figure"),
        ("--1", "not a figure"),
        ("12 \u2030", "not a figure"),
        ("9" * 61, f"not a figure: '{'9' * 60}...'"),
        (True, "not a figure: 'True', expected a finite number, not a truth or a day"),
        (date(2025, 1, 5), "not a figure: '2025-01-05', expected a finite number"),
        (float("inf"), "not a figure: 'a number that is too large', expected a finite number"),
        (10**60, "expected a finite number"),
        (-(10**60), "expected a finite number"),
        (Broken("#DIV/0!"), "ELZ-F036 error: n: #DIV/0! where a content should be"),
    ],
    ids=repr,
)
def test_what_is_no_figure_is_told_with_its_place(cell, said):
    """Words, brackets, errors of spreadsheets, truths, days and infinity are never a count."""
    assert said in message(cell)
    assert [2] == [f.place.row for f in read("1", cell).problems]


def test_a_figure_that_is_none_is_not_taken_for_one():
    """Until the cell is mended its figure is unknown."""
    assert ["3", "unknown"] == shown("3", "veel")


def test_many_wrong_cells_are_counted():
    """A column of words is not told a million times."""
    found = read(*(f"woord {i}" for i in range(150))).problems
    assert (101, "n: 50 more cells that are no figure") == (len(found), found[-1].message)


# --- the sign before decimals ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "figures"),
    [
        (("1.234", "2,5"), ["1,234", "2.50"]),
        (("1,234", "2.5"), ["1,234", "2.50"]),
        (("1.234", "1.234.567"), ["1,234", "1,234,567"]),
        (("1.234", "0.5"), ["1.23", "0.50"]),
        (("1.234", "0.123"), ["1.23", "0.12"]),
        (("1.234", "1234.5"), ["1.23", "1,234.50"]),
        (("1.234", "3.14159"), ["1.23", "3.14"]),
        (("1.234", "1.5e3"), ["1.23", "1,500"]),
        (("2.5", "12"), ["2.50", "12"]),
        (("<1.500", "2,5"), ["0-1,500", "2.50"]),
        (("1.500-2.000", "0,5"), ["1,500-2,000", "0.50"]),
        (("1.500", "1 234,5"), ["1,500", "1,234.50"]),
    ],
)
def test_one_cell_shows_the_sign_for_the_whole_column(cells, figures):
    """What can be read in one way decides for what can be read in two."""
    found = read(*cells)
    assert (figures, (), True) == (
        [str(total) for total in found.contents],
        found.problems,
        found.signs.is_guessed,
    )


@pytest.mark.parametrize(
    "cells",
    [
        ("1.500", "1.200"),
        ("1,500",),
        ("950", "1.500"),
        ("1.234", "5,678"),
        ("<1.500",),
        ("12", 7, "1.500"),
    ],
)
def test_a_column_that_can_be_read_in_two_ways_is_refused(cells):
    """Nothing is guessed where figures would differ, whole numbers beside it or not."""
    found = message(*cells)
    assert "ELZ-F031" in found
    assert "and nothing tells which" in found or "by the other" in found
    assert "say which sign stands before decimals with decimal=',' or decimal='.'" in found


def test_both_readings_are_shown():
    """Who reads the message sees what the figure would be, either way."""
    assert "n: '1.500' is 1,500 or 1.5, and nothing tells which" in message("1.500", "1.200")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("79.089", "8.44"), "'79.089' is 79,089 or 79.089, and '8.44' beside it 8.44 or 8,440"),
        (("8.4", "12.345"), "'12.345' is 12,345 or 12.345, and '8.4' beside it 8.4 or 8,400"),
        (("1,5", "2,125"), "'2,125' is 2.125 or 2,125, and '1,5' beside it 1.5 or 1,500"),
    ],
)
def test_a_figure_that_may_have_lost_its_last_zeros_is_refused(cells, said):
    """A spreadsheet that takes thousands for decimals drops zeros, and the column shows it."""
    assert said in message(*cells)


@pytest.mark.parametrize(
    "cells", [("1,5", "2.5"), ("1.234.567", "8.44"), ("1.234.567", "1,234,567")]
)
def test_cells_that_show_different_signs_are_refused(cells):
    """One column has one sign before decimals."""
    assert "by one sign, and" in message(*cells)


def test_a_sign_that_is_said_decides():
    """The caller knows; what cannot be read with that sign is told, cell by cell."""
    assert ["79.09", "8.44"] == shown("79.089", "8.44", decimal=".")
    assert ["79,089", "unknown"] == shown("79.089", "8.44", decimal=",")
    assert "expected digits with ',' before decimals, as in the rest of the column" in message(
        "79.089", "8.44", decimal=","
    )
    assert not read("1.234", decimal=",").signs.is_guessed


def test_numbers_of_other_types_show_no_sign():
    """What a frame holds as numbers says nothing about texts beside them."""
    assert [("ELZ-F031", 2)] == problems(2.5, "1.234")


def test_signs_are_weighed_by_text():
    """Whole numbers show nothing."""
    assert (None, ()) == (signs_of(["12", "1 234"]).sign, signs_of(["12"]).conflict)


# --- percentages, gaps below zero, marks -------------------------------------------------------


def test_percentages_are_read_as_they_stand_and_said():
    """12,5 % is 12.5; that the column holds percentages is told, so that it is not added up."""
    found = read("12,5 %", "3%")
    assert (["12.50", "3"], 0) == ([str(t) for t in found.contents], found.percent)
    assert read("12,5").percent is None


def test_figures_beside_percentages_are_refused():
    """0.125 beside 12,5 % may mean the same or a hundred times less; zero means zero."""
    assert [("ELZ-F037", 2)] == problems("12,5 %", "0,125", "3,2")
    assert [] == problems("12,5 %", "0", "x")


@pytest.mark.parametrize("gap", ["x", "", "<5", "<=3"])
def test_a_gap_beside_figures_below_zero_is_refused(gap):
    """Where figures may be below zero, nothing bounds one that is missing."""
    assert [("ELZ-F034", 2)] == problems("-3", gap)
    assert [] == problems("-3", ">=2", "4-5")


def test_figures_below_zero_are_figures():
    """Balances are read as they are."""
    assert ["-3", "5"] == shown("-3", "5")


def test_marks_mean_what_is_said():
    """A dash may be a zero; a number may stand for a gap; case and blanks do not matter."""
    cells = {"-": 0, "X": 2.5, "9999": None, "": 1, "nd.": None}
    assert ["0", "2.50", "unknown", "unknown", "unknown", "1", "unknown"] == shown(
        " - ", "x", "9999", 9999, 9999.0, None, "ND.", cells=cells
    )


def test_marks_may_be_numbers_of_any_library():
    """As everywhere where figures come in."""
    assert ["0.50"] == shown("z", cells={"z": Decimal("0.5")})


@pytest.mark.parametrize("cells", [{"-": "nul"}, {"-": True}, {"-": float("inf")}, ["-"]])
def test_marks_that_mean_no_number_are_refused(cells):
    """Only a number or nothing can be meant."""
    with pytest.raises(InvalidValueError):
        marks_of(cells)


def test_what_a_column_of_figures_is_is_seen_by_its_cells():
    """Gaps are no figures, bounds are."""
    assert [True, True, True, False, False] == [
        looks_like_figure(cell) for cell in ("5", "<5", "5-9", "x", "Gent")
    ]
    assert is_gap("\u2014")
