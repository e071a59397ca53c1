"""The codes of all rooms in one place, and what each means, also from the command line."""

from __future__ import annotations

import csv
import io
import pkgutil
from importlib import import_module

from click.testing import CliRunner

import elzmodel
from elzmodel.checks import CODES
from elzmodel.cli import main
from elzmodel.values import Code, Codes


def run(*arguments):
    return CliRunner().invoke(main, ["codes", *arguments])


def test_a_code_says_what_it_means():
    """In a terminal it reads as a card, with the older codes that it took over."""
    result = run("ELZ-R001")
    assert 0 == result.exit_code
    assert result.output.startswith("ELZ-R001: something is named that is not there\n")
    assert "ELZ-G010" in result.output
    assert "did you mean \u2026?" in result.output


def test_an_older_code_leads_to_the_one_that_took_it_over():
    """Nobody has to know which codes became one."""
    assert run("ELZ-R001").output == run("ELZ-C020").output


def test_codes_are_a_table_in_every_format():
    """All of them, or those that begin so."""
    rows = list(csv.DictReader(io.StringIO(run("--format", "csv").output)))
    assert [code.id for code in CODES] == [row["code"] for row in rows]
    assert {"ELZ-C001", "ELZ-C021"} < {row["code"] for row in rows}
    chosen = list(csv.DictReader(io.StringIO(run("ELZ-C", "--format", "csv").output)))
    of_claims = ["ELZ-R001", "ELZ-C001", "ELZ-C002", "ELZ-C010"]
    of_dossiers = [f"ELZ-C02{n}" for n in range(1, 6)]
    assert [*of_claims, *of_dossiers] == [row["code"] for row in chosen]


def test_a_code_that_is_none_is_refused():
    """With what one looks like."""
    result = run("ELZ-XYZ")
    assert (2, True) == (result.exit_code, "such as ELZ-G" in result.output)


def test_every_code_of_the_library_is_gathered():
    """No module keeps a code to itself."""
    names = [each.name for each in pkgutil.walk_packages(elzmodel.__path__, "elzmodel.")]
    values = [value for name in names for value in vars(import_module(name)).values()]
    declared = {value for value in values if isinstance(value, Code)}
    declared |= {code for value in values if isinstance(value, Codes) for code in value}
    assert len(declared) > 100
    assert declared == set(CODES)


def test_every_code_says_what_it_means():
    """The page of codes and the command need it."""
    assert [] == [code.id for code in CODES if not code.meaning]
