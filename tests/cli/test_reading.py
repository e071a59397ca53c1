"""How a table is read, said on the command line."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import click
import pytest
from click.testing import CliRunner

from elzmodel import tables
from elzmodel.cli._reading import TableCommand, reads_another, reads_table
from elzmodel.tables.kinds import Rows
from elzmodel.tables.options import Reading


@click.command(cls=TableCommand)
@reads_table
@reads_another("population")
def command(reading, population_reading):
    """Keep what was said."""
    command.said = reading
    command.said_of_second = population_reading


def said(*arguments):
    result = CliRunner().invoke(command, arguments)
    assert (0, "") == (result.exit_code, result.output), result.output
    return command.said


def refusal(*arguments):
    result = CliRunner().invoke(command, arguments)
    assert 2 == result.exit_code
    return result.stderr.splitlines()[-1]


def test_what_is_not_said_is_left_to_be_guessed():
    """Nothing is passed on that nobody said."""
    assert ({}, {}) == (said(), command.said_of_second)


def test_every_way_to_read_a_table_can_be_said():
    """There is an option for each, and each has a line in the help."""
    ways = {
        "key": ("--key", "nis"),
        "columns": ("--value", "n"),
        "by": ("--by", "month"),
        "year": ("--year", "2025"),
        "fits": ("--fits", "2025-01-01"),
        "cells": ("--cell", "-=0"),
        "decimal": ("--decimal", ","),
        "sheet": ("--sheet", "Blad2"),
        "encoding": ("--encoding", "cp1252"),
        "delimiter": ("--delimiter", ";"),
        "header": ("--header", "2"),
        "skip": ("--skip", "3"),
        "comment": ("--comment", "#"),
    }
    assert set(Reading.__annotations__) == set(ways)
    assert {
        "key": "nis",
        "columns": ("n",),
        "by": ("month",),
        "year": 2025,
        "fits": date(2025, 1, 1),
        "cells": {"-": 0},
        "decimal": ",",
        "sheet": "Blad2",
        "encoding": "cp1252",
        "delimiter": ";",
        "header": 2,
        "skip": 3,
        "comment": "#",
    } == said(*(word for pair in ways.values() for word in pair))


def test_the_help_says_what_each_option_is_about():
    """In a place of its own, from the words beside the declaration; a second table has none."""
    text = CliRunner().invoke(command, ["--help"]).stdout
    _, _, reading = text.partition("How a table is read:\n")
    lines = [line for line in reading.splitlines() if line.startswith("  --")]
    assert 15 == len(lines)
    assert "Only the rows of this year" in " ".join(reading.split())
    assert "--population-key" not in text


@pytest.mark.parametrize("flag", ["--key", "--column"])
def test_a_key_may_stand_in_several_columns(flag):
    """A postal code beside a name is said by a second option; the old name stays."""
    assert {"key": ("plaats", "postcode")} == said(flag, "plaats", "--key", "postcode")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("count", tables.count),
        ("skip", tables.skip),
        ("rate:inhabitants:100", tables.rate(of="inhabitants", per=100)),
        ("rate:inhabitants", tables.rate(of="inhabitants")),
        ("mean:households", tables.mean(over="households")),
        ("category:unanimous", tables.category()),
        ("category:largest:n", tables.category("largest", weights="n")),
    ],
)
def test_the_kind_of_a_column_is_said_in_three_ways(words, kind):
    """Beside its name, of columns that are guessed, or of all columns that are named."""
    assert {"columns": {"x": kind}} == said("--value", f"x={words}")
    assert {"columns": {"x": kind}} == said("--kind", f"x={words}")
    assert {"columns": {"x": kind}} == said("--value", "x", "--kind", words)


def test_a_column_is_a_count_unless_something_else_is_said():
    """One kind that is said leaves the other columns that are named counts."""
    found = said("--value", "n", "--value", "tel=skip", "--kind", "p=rate:n:100")
    assert {
        "columns": {"n": tables.count, "tel": tables.skip, "p": tables.rate(of="n", per=100)}
    } == found


def test_a_name_may_hold_signs_of_equality():
    """What is a kind begins after the last sign that has one behind it."""
    assert {"columns": {"a=b": tables.skip}} == said("--value", "a=b=skip")


def test_the_rows_can_be_counted():
    """Under a name, and then no column holds figures."""
    assert {"columns": Rows("practices")} == said("--rows", "practices")
    assert "takes no --value or --kind" in refusal("--rows", "practices", "--value", "n")


def test_an_empty_dimension_is_none():
    """It stands alone."""
    assert {"by": ()} == said("--by", "")
    assert "an empty one alone" in refusal("--by", "", "--by", "month")


def test_a_table_may_fit_the_year_of_each_row():
    """Which is said with or without a hyphen."""
    assert {"fits": "row year"} == said("--fits", "row-year") == said("--fits", "row year")


def test_marks_have_figures_or_stay_unknown():
    """The last sign of equality parts them; an empty mark is an empty cell."""
    found = said("--cell", "-=0", "--cell", "==1,5", "--cell", "x=unknown", "--cell", "=2")
    assert {"cells": {"-": 0, "=": Fraction(3, 2), "x": None, "": 2}} == found


@pytest.mark.parametrize(("words", "header"), [("yes", True), ("no", False), ("3", 3)])
def test_a_header_is_there_or_not_or_in_a_row(words, header):
    """As the caller says it."""
    assert {"header": header} == said("--header", words)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--value", "x=rat:y"), "'--value': not a kind of column: 'rat:y'. Expected count, skip"),
        (("--kind", "x=y"), "'--kind': not a kind of column: 'y'"),
        (("--kind", "skip"), "--kind says of which column"),
        (("--kind", "skip", "--value", "a=count"), "--kind says of which column"),
        (("--value", "a", "--kind", "a=skip"), "--value and --kind: not a list of pairs: 'a'"),
        (("--cell", "x"), "'--cell': not a cell: 'x'. Expected MARK=FIGURE"),
        (("--cell", "x=many"), "'--cell': not a figure: 'many'. Expected a number such as 0"),
        (("--cell", "x=1/0"), "'--cell': not a figure: '1/0'"),
        (("--cell", "x=1e999999999"), "'--cell': not a figure: '1e999999999'"),
        (("--cell", "x=1E-999999999"), "'--cell': not a figure: '1E-999999999'"),
        (("--cell", "x=1", "--cell", "x=2"), "'--cell': not a list of pairs: 'x'"),
        (("--fits", "31/12/2024"), "'--fits': not a day: '31/12/2024'"),
        (("--header", "first"), "'--header': not a header: 'first'. Expected yes, no"),
        (("--year", "last"), "'--year': 'last' is not a valid integer"),
        (("--decimal", ";"), "';' is not one of ',', '.'"),
        (("--sheets", "1"), "No such option '--sheets'"),
    ],
)
def test_a_slip_is_told_with_what_there_is(arguments, expected):
    """Before a file is opened, and with the option that has it."""
    assert expected in refusal(*arguments)


def test_a_second_table_has_options_of_its_own():
    """They begin with what it is, so that neither is taken for the other."""
    assert {"sheet": "1"} == said("--sheet", "1", "--population-sheet", "2")
    assert {"sheet": "2"} == command.said_of_second
