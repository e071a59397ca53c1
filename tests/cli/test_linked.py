"""Linked data on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import elzmodel as elz
from elzmodel.cli import main

PORTAL = Path(__file__).parents[1] / "linked" / "published" / "portal.ttl"


def run(*arguments: object) -> tuple[int, str, str]:
    """Run a command and return its exit code, what it prints and what it tells beside."""
    result = CliRunner().invoke(main, ["linked", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def scenario(tmp_path) -> Path:
    """Return a file with a scenario."""
    file = tmp_path / "wave.yaml"
    elz.io.dump(elz.Scenario("wave").rename("Heers", "Heer", day="2027-01-01"), file)
    return file


def test_a_document_is_written_and_read_back(scenario, tmp_path) -> None:
    """JSON-LD of a file becomes the same document again."""
    target, again = tmp_path / "wave.jsonld", tmp_path / "again.yaml"
    assert (0, "", "") == run("write", scenario, "-o", target)
    assert (0, "", "") == run("read", target, "-o", again)
    assert scenario.read_text("utf-8") == again.read_text("utf-8")
    assert (0, scenario.read_text("utf-8"), "") == run("read", target)


def test_turtle_takes_several_and_json_ld_one(scenario, tmp_path) -> None:
    """Several values stand in one graph, and not in one text of JSON-LD."""
    target = tmp_path / "both.ttl"
    assert 0 == run("write", scenario, scenario, "-o", target)[0]
    assert 'skos:prefLabel "wave"' in target.read_text("utf-8")
    code, _, told = run("write", scenario, "kempenland")
    assert 2 == code
    assert "Expected one; Turtle takes several" in told


def test_a_zone_has_its_packaged_dossier_without_names() -> None:
    """By the name of a zone its dossier is written, with pseudonyms."""
    code, out, _ = run("write", "herkenrode")
    assert (0, "urn:elzmodel:dossier:herkenrode") == (code, json.loads(out)["id"])
    assert "Meynen" not in out


def test_the_record_is_written_and_read_back_as_events(tmp_path) -> None:
    """A landscape is read as the events that make it."""
    events = tmp_path / "small.yaml"
    events.write_text(
        "elzmodel: 1\nkind: events\nevents:\n"
        "  - {event: create, id: a, day: 2000-01-01, unit: a, name: A, nis: '10001'}\n",
        "utf-8",
    )
    target = tmp_path / "small.jsonld"
    assert 0 == run("write", "--record", events, "-o", target)[0]
    code, out, _ = run("read", target)
    assert (0, elz.load(events).events) == (code, elz.loads(out).events)
    assert (0, "0 findings\n", "") == run("check", "--record", events)
    assert (0, "0 findings\n", "") == run("check", target)


def test_of_the_portal_only_what_is_new_is_written() -> None:
    """The mergers of 2025 are in the record; what was left out is told."""
    code, out, told = run("read", PORTAL, "--units", "http://example.org/x=hasselt")
    assert (0, "elzmodel: 1\nkind: events\n") == (code, out)
    assert "4 mergers in the record already" in told
    assert "1 change of other organisations left out" in told
    assert 0 == len(elz.loads(out).events)


def test_turtle_without_mergers_says_nothing_of_the_record(tmp_path) -> None:
    """Where nothing was known already, that is not told."""
    file = tmp_path / "x.ttl"
    file.write_text("<http://x.org/a> <http://x.org/b> <http://x.org/c> .\n", "utf-8")
    code, _, told = run("read", file)
    assert (0, "no change of a municipality and no care council stands in it\n") == (code, told)


def test_what_does_not_keep_to_the_shapes_is_found() -> None:
    """The portal's days are typed as moments, which the shapes find; the exit code is 1."""
    code, out, _ = run("check", PORTAL)
    assert 1 == code
    assert "a change has one day, typed as a day" in out
    code, out, _ = run("check", PORTAL, "--format", "json")
    assert 1 == code
    assert "ELZ-J008" in out


def test_a_fault_is_told_with_the_option_that_mends_it(tmp_path) -> None:
    """On the command line, what says which municipality is meant is --units."""
    file = tmp_path / "portal.ttl"
    text = PORTAL.read_text("utf-8").replace('"Kortessem"', '"Elders"')
    file.write_text(text.replace("refnis2019:73040", "refnis2019:99999"), "utf-8")
    code, _, told = run("read", file)
    assert 2 == code
    assert "kortessem (Elders) is no municipality of 2024-12-31" in told
    assert "say which one is meant with --units" in told
