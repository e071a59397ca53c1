"""The search for the smallest change, from the command line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import elzmodel as elz
from elzmodel.cli import main

REGIONS = ["--on", "2024-12-31", "--within-one", "reference region@2025-01-01"]
EXCEPTIONS = [
    *("druivenstreek", "houtland-en-polder", "regio-waregem", "rits", "scheldekracht"),
    *("vlaamse-ardennen", "bruzel"),
]
FROZEN = [word for zone in EXCEPTIONS for word in ("--freeze", zone)]


def run(*arguments):
    return CliRunner().invoke(main, ["search", *map(str, arguments)])


def test_the_transfers_of_2025_are_found_and_written(tmp_path):
    """As rows, and as a scenario that the others commands read."""
    path = tmp_path / "change.yaml"
    found = run(*REGIONS, *FROZEN, "--to-neighbours", "--scenario", path, "--format", "json")
    (row,) = json.loads(found.stdout)["rows"]
    assert (0, ["De Haan", "Middelkerke", "Ranst"]) == (found.exit_code, row["municipalities"])
    assert ["de-haan", "middelkerke", "ranst"] == [
        place for step in elz.load(path, of=elz.Scenario).steps for place in step.places
    ]


def test_a_row_for_each_that_moves():
    """With the zones that can take it."""
    found = run(*REGIONS, *FROZEN, "--no-more-pieces", "--movers", "--may-miss")
    assert "De Haan" in found.stdout


def test_what_cannot_be_reached_ends_with_its_own_exit_code():
    """The clash is named, and the code is that of what was found wrong."""
    found = run("--min", 75_000, "--max", 125_000, "--freeze", "bruzel")
    assert (1, True) == (found.exit_code, "Gent alone misses it" in found.stdout)


def test_where_there_is_no_change_no_scenario_is_written(tmp_path):
    """The clash is shown all the same."""
    path = tmp_path / "x.yaml"
    found = run("--min", 75_000, "--max", 125_000, "--freeze", "bruzel", "--scenario", path)
    assert (1, True) == (found.exit_code, "Gent alone misses it" in found.stdout)
    assert (f"There is no change, so that {path} is not written.\n", False) == (
        found.stderr,
        path.exists(),
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "A goal is lacking"),
        ([*REGIONS, *FROZEN, "--scenario", "x.yaml", "--change", 2], "There is no change 2"),
        (["--within-one", "kingdom"], "one of zone"),
        (["--min", 1, "--freeze", "Atlantis"], "Atlantis"),
        (["--one-piece", "--most", 0, "--effort", 5, "--engine", "magic"], "magic"),
    ],
    ids=["no goal", "no such change", "no such kind", "no such place", "no such engine"],
)
def test_what_cannot_be_asked_is_refused(arguments, told):
    """In a line, with exit code 2."""
    found = run(*arguments)
    assert (2, True) == (found.exit_code, told in found.stderr)
