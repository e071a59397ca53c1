"""Findings as other tools read them: SARIF, JUnit, and annotations of GitHub."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from elzmodel.checks import CODES, to_github, to_junit, to_sarif
from elzmodel.cli import main
from elzmodel.values import CheckOutcome, Code, Grade, Place, Ref, Severity
from tests.checks.sarif import SARIF

HOOKS = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
PIECES = Code("ELZ-X001", "{n} pieces", meaning="pieces", remedy="look, at: 50%", aliases=("X",))
ADVICE = Code("ELZ-X002", "odd", explanation="why", severity=Severity.ADVICE)
BROKEN = CODES.find("ELZ-D007")
AT = Place("wave.yaml", 4, 5, path=("events", 0))


def seeded() -> dict[str, object]:
    """Give files with a finding of each weight, in each kind of place, and one not opened."""
    found = [
        PIECES.finding(place=AT, severity=Severity.ERROR, n=1),
        PIECES.finding(Ref("zone", "kust"), n=2, sources=("a",), article="art. 1", grade=Grade.A),
        ADVICE.finding(place=Place(row=4, cell="nis")),
        ADVICE.finding(outcome=CheckOutcome.UNKNOWN, place=Place(line=2)),
        ADVICE.finding(outcome=CheckOutcome.PASS),
    ]
    return {
        "wave.yaml": found,
        "a b/é,x.csv": [PIECES.finding(Ref("row", "x"), n=3, place=Place("é,x.csv", 7, 2))],
        "/tables/own.xlsx": [PIECES.finding(n=4, place=Place("own.xlsx", 7, 28, sheet="Blad1"))],
        "clean.yaml": [],
        "empty.yaml": [BROKEN.finding(severity=Severity.ERROR, expected="keys")],
        "lost.yaml": FileNotFoundError(2, "No such file or directory"),
    }


def seeded_log(**options: str) -> dict[str, object]:
    """Return the log of the seeded files."""
    return json.loads(to_sarif(seeded(), **options))


def sarif_run(**options: str) -> dict[str, object]:
    """Return the run of the seeded files, which is valid."""
    log = seeded_log(**options)
    jsonschema.Draft7Validator(SARIF).validate(log)
    (run,) = log["runs"]
    return run


def test_every_finding_is_a_result_of_a_rule() -> None:
    """Of the kind and the level that it has; what is not known is held against nobody."""
    run = sarif_run()
    rules = run["tool"]["driver"]["rules"]
    got = [(each["ruleId"], each["kind"], each["level"]) for each in run["results"]]
    assert [
        ("ELZ-X001", "fail", "error"),
        ("ELZ-X001", "fail", "warning"),
        ("ELZ-X002", "fail", "note"),
        ("ELZ-X002", "open", "none"),
        ("ELZ-X002", "pass", "none"),
        ("ELZ-X001", "fail", "warning"),
        ("ELZ-X001", "fail", "warning"),
        ("ELZ-D007", "fail", "error"),
    ] == got
    assert [each["ruleId"] for each in run["results"]] == [
        rules[each["ruleIndex"]]["id"] for each in run["results"]
    ]
    assert [None, ["X"], None] == [each.get("deprecatedIds") for each in rules]
    assert {"sources": ["a"], "article": "art. 1", "grade": "A"}.items() <= run["results"][1][
        "properties"
    ].items()


def test_a_result_stands_in_its_file_at_its_place() -> None:
    """A cell has its line and its name; a sheet has no lines; a path is an address."""
    places = [each["locations"][0] for each in sarif_run()["results"]]
    regions = [each["physicalLocation"].get("region") for each in places]
    inside = [each.get("logicalLocations", [{}])[0].get("fullyQualifiedName") for each in places]
    assert [
        {"startLine": 4, "startColumn": 5},
        None,
        {"startLine": 4},
        {"startLine": 2},
        None,
        {"startLine": 7},
        None,
        None,
    ] == regions
    assert ["$.events[0]", None, "nis", None, None, None, "own.xlsx!Blad1:AB7", None] == inside
    addresses = {each["physicalLocation"]["artifactLocation"]["uri"] for each in places}
    assert {"wave.yaml", "a%20b/%C3%A9%2Cx.csv", "file:///tables/own.xlsx", "empty.yaml"} == (
        addresses
    )


def test_a_file_that_is_not_opened_is_told() -> None:
    """The run did not succeed, and says why, in the language that is asked for."""
    (invocation,) = sarif_run(lang="nl")["invocations"]
    assert invocation["executionSuccessful"] is False
    (told,) = invocation["toolExecutionNotifications"]
    assert {"text": "bestand of map bestaat niet"} == told["message"]
    assert json.loads(to_sarif({}))["runs"][0]["invocations"] == [{"executionSuccessful": True}]


def test_each_finding_is_a_test_that_failed_or_not() -> None:
    """Advice and what passes has passed; unknown was skipped; what is unreadable is an error."""
    whole = ET.fromstring(to_junit(seeded()))
    got = [[child.tag for child in case] for case in whole.iter("testcase")]
    one = ["failure"]
    assert [
        one,
        one,
        ["system-out"],
        ["skipped"],
        ["system-out"],
        one,
        one,
        [],
        *[["error"]] * 2,
    ] == (got)
    counts = {name: whole.get(name) for name in ("tests", "failures", "errors", "skipped")}
    assert {"tests": "10", "failures": "4", "errors": "2", "skipped": "1"} == counts
    first = next(whole.iter("testcase"))
    assert ("wave.yaml", "ELZ-X001 4:5", "4") == tuple(map(first.get, ("file", "name", "line")))


def test_github_is_told_a_line_a_finding() -> None:
    """Nothing in a message or a name ends the command early."""
    lines = to_github(seeded()).splitlines()
    remedy = "look, at: 50%25"
    assert f"::error file=wave.yaml,line=4,col=5,title=ELZ-X001::1 pieces; {remedy}" == lines[0]
    assert "::notice file=wave.yaml,line=2,title=ELZ-X002::odd" == lines[3]
    assert f"::warning file=a b/é%2Cx.csv,line=7,title=ELZ-X001::x: 3 pieces; {remedy}" == lines[5]
    assert "::error file=lost.yaml::No such file or directory" == lines[-1]


def test_signs_that_a_file_cannot_hold_are_not_written() -> None:
    """Neither XML nor a terminal is broken by what a document says."""
    found = {"x\x1b.yaml": [PIECES.finding(Ref("zone", "a\x00\nb"), n=1)]}
    ET.fromstring(to_junit(found))
    assert 1 == to_github(found).count("\n")


@pytest.mark.parametrize("form", ["sarif", "junit", "github"])
def test_check_writes_what_other_tools_read(form: str, tmp_path: Path) -> None:
    """To the screen as to a file; the exit codes are those of every form."""
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text("elzmodel: 1\nkind: events\n", "utf-8")
    bad.write_text("elzmodel: 1\nkind: eventss\n", "utf-8")
    command = ["check", "--alone", "--format", form]
    shown = CliRunner().invoke(main, [*command, str(bad)])
    assert (2, True) == (shown.exit_code, "ELZ-D011" in shown.stdout)
    named = tmp_path / {"sarif": "x.sarif", "junit": "x.xml", "github": "x.out"}[form]
    chosen = ["--format", form] if form == "github" else []
    done = CliRunner().invoke(main, ["check", "--alone", *chosen, "-o", str(named), str(good)])
    assert (0, "") == (done.exit_code, done.stdout)
    assert "good.yaml" in named.read_text("utf-8")


def test_what_is_no_document_can_be_left_out(tmp_path: Path) -> None:
    """As a hook asks for, which gets every YAML file of a repository."""
    (hook,) = yaml.safe_load(HOOKS.read_text("utf-8"))
    other, bad = tmp_path / "compose.yaml", tmp_path / "bad.json"
    other.write_text("services:\n  elzmodel: {}\n", "utf-8")
    bad.write_text('\ufeff{"elzmodel": 1}', "utf-8")
    command = [*hook["entry"].split()[1:], "--alone", str(other)]
    assert (0, "0 findings in 0 files, 1 left out\n") == (
        (done := CliRunner().invoke(main, command)).exit_code,
        done.stdout,
    )
    assert "ELZ-D011" in CliRunner().invoke(main, [*command, str(bad)]).stdout
    assert 2 == CliRunner().invoke(main, [*command[:-1], str(tmp_path / "no.yaml")]).exit_code
