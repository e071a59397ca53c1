"""Documents on the command line."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from elzmodel.cli import main
from elzmodel.io import KINDS, dumps, load
from tests.io.corpus import FOLDER, broken

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: object) -> tuple[int, str]:
    """Run a command and return its exit code and what it prints."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.output


@pytest.mark.parametrize("case", broken(), ids=lambda case: case.name)
def test_checking_prints_the_problems_of_a_document(
    case: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each problem is a line, before what a check of its value finds; the exit code tells which."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / case.name).write_text(case.text, "utf-8")
    alone = [] if case.name.startswith("within") else ["--alone"]
    code, output = run("check", *alone, case.name)
    assert list(case.expected) == output.splitlines()[: len(case.expected)]
    is_unreadable = "ELZ-D00" in output or "ELZ-D01" in output
    is_advice = all(" advice: " in line for line in case.expected)
    assert (2 if is_unreadable else 0 if is_advice else 1) == code


def test_checking_a_good_document_finds_nothing() -> None:
    """The exit code is 0, and JSON has no rows; what is not looked at is advice."""
    good = FOLDER / "version_1" / "rules.yaml"
    assert (0, "0 findings in 1 file\n") == run("check", "--alone", good)
    code, output = run("check", "--alone", "--format", "json", good)
    assert (0, []) == (code, json.loads(output)["rows"])
    code, output = run("check", "--alone", "--format", "csv", FOLDER / "version_1" / "events.yaml")
    rows = csv.DictReader(io.StringIO(output))
    assert (0, {"advice"}) == (code, {row["severity"] for row in rows})


def test_a_missing_file_cannot_be_checked(tmp_path: Path) -> None:
    """What cannot be opened has exit code 2."""
    assert 2 == run("check", tmp_path / "nowhere.yaml")[0]


@pytest.mark.parametrize("kind", KINDS)
def test_converting_keeps_the_value(kind: str, tmp_path: Path) -> None:
    """YAML becomes JSON by the name of the new file, and what was written is said."""
    path = FOLDER / "version_1" / f"{kind}.yaml"
    code, output = run("convert", path, tmp_path / "x.json")
    assert (0, f"x.json: kind {kind}") == (code, output[output.index("x.json") :][: 13 + len(kind)])
    assert load(path) == load(tmp_path / "x.json")


def test_converting_without_names_leaves_them_out_and_says_so(tmp_path: Path) -> None:
    """With names, how many there are is said."""
    path, new = FOLDER / "version_1" / "dossier.yaml", tmp_path / "x.yaml"
    assert "with 1 name of persons" in run("convert", path, new)[1]
    assert "zonder namen van personen" in run("convert", path, new, "--no-names", "--lang", "nl")[1]
    assert load(path).without_names() == load(new)
    assert dumps(load(path), names=False) == new.read_text("utf-8")


def test_converting_without_names_says_which_ids_tell_them(tmp_path: Path) -> None:
    """Ids are kept, since everything refers to them; what they tell is not promised away."""
    path, new = tmp_path / "x.yaml", tmp_path / "y.yaml"
    person = "persons: [{id: an-voorbeeld, name: An Voorbeeld}, {id: p02, name: Bo Voorbeeld}]"
    path.write_text(f"elzmodel: 1\nkind: dossier\nzone_id: haspengouw\n{person}\n", "utf-8")
    said = run("convert", path, new, "--no-names")[1]
    assert "without names of persons, but 1 id has a word of one" in said
    assert "1 id bevat een woord" in run("convert", path, new, "--no-names", "--lang", "nl")[1]


def test_the_schema_is_printed_as_json() -> None:
    """A kind that does not exist is an error."""
    for kind in KINDS:
        code, output = run("schema", kind)
        assert (0, f"elzmodel {kind}") == (code, json.loads(output)["title"])
    assert 2 == run("schema", "dossiers")[0]
