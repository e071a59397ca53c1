"""The atlas, from the command line."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from elzmodel.cli import main

VILLAGES = """\
elzmodel: 1
kind: events
events:
  - {event: create, id: e1, day: 2020-01-01, unit: elm, nis: "10001", name: Elm, parts: [elm]}
  - {event: create, id: e2, day: 2020-01-01, unit: oak, nis: "10002", name: Oak, parts: [oak]}
"""
WAVE = """\
elzmodel: 1
kind: scenario
name: One village
steps:
  - {step: merge, day: 2027-01-01, municipalities: [Elm, Oak], name: Grove}
"""


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a register of two villages, a scenario and a table."""
    (tmp_path / "villages.yaml").write_text(VILLAGES, "utf-8")
    (tmp_path / "wave.yaml").write_text(WAVE, "utf-8")
    (tmp_path / "visits.csv").write_text("nis;visits\n10001;7,5\n10002;9\n", "utf-8")
    return tmp_path


def site(folder, *arguments):
    record = ["--record", folder / "villages.yaml"]
    every = ["site", folder / "atlas", *record, *arguments]
    return CliRunner().invoke(main, [str(each) for each in every])


def test_an_atlas_is_written(folder):
    """With scenarios and tables of one's own, in the language that is asked."""
    more = ("--scenario", folder / "wave.yaml", "--figures", folder / "visits.csv")
    result = site(folder, *more, "--decimal", ",", "--lang", "nl")
    assert 0 == result.exit_code
    assert "" == result.stdout
    assert f"Open {folder / 'atlas' / 'index.html'}." in result.stderr.replace("\n", "")
    page = (folder / "atlas" / "municipalities" / "elm.html").read_text("utf-8")
    assert '<html lang="nl">' in page
    assert ">7,50<" in page
    assert "Grove" in (folder / "atlas" / "data" / "map.js").read_text("utf-8")


def test_a_folder_with_something_else_is_refused(folder):
    """What was in it is named, and stays."""
    (folder / "atlas").mkdir()
    (folder / "atlas" / "thesis.txt").write_text("years of work")
    result = site(folder)
    assert 2 == result.exit_code
    assert "it holds thesis.txt" in result.stderr
    assert "years of work" == (folder / "atlas" / "thesis.txt").read_text()


def test_how_a_table_is_read_needs_a_table(folder):
    """An option about a table is refused where there is none."""
    result = site(folder, "--decimal", ",")
    assert 2 == result.exit_code
    assert "FILE is lacking" in result.stderr
    assert not (folder / "atlas").exists()


def test_a_table_that_cannot_be_read_is_told(folder):
    """With its place, and before anything is written."""
    (folder / "visits.csv").write_text("street;house\nKerkstraat;5\n")
    result = site(folder, "--figures", folder / "visits.csv")
    assert 2 == result.exit_code
    assert "ELZ-F033" in result.stderr
    assert not (folder / "atlas").exists()
