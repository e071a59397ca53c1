"""Documents that the command line begins."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from elzmodel.cli import main


def run(*arguments):
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.stdout or result.stderr


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Let commands write into an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (("dossier", "ELZ Haspengouw"), "haspengouw.yaml"),
        (("scenario",), "scenario.yaml"),
        (("events",), "events.yaml"),
        (("rules",), "rules.yaml"),
    ],
)
def test_a_document_is_begun_in_a_file_that_is_clean(folder, arguments, file):
    """It says how it is checked, and the check finds nothing wrong."""
    code, output = run("new", *arguments)
    assert (0, True) == (code, (folder / file).is_file())
    check = output.strip().partition("elzmodel ")[2].split()
    assert ["check", file, "--on"] == check[:3]
    assert 0 == run(*check)[0]


def test_a_file_that_is_there_is_kept_unless_it_is_said(folder):
    """It is written over with --force alone, whole or not at all."""
    path = folder / "mine.yaml"
    path.write_text("mine", "utf-8")
    code, output = run("new", "rules", "-o", "mine.yaml")
    assert (2, "mine", True) == (code, path.read_text("utf-8"), "--force" in output)
    assert 0 == run("new", "rules", "-o", "mine.yaml", "--force")[0]
    assert "kind: rules" in path.read_text("utf-8")
    assert [path] == list(folder.iterdir())


def test_a_document_is_shown_instead_of_written(folder):
    """In the language that is asked for; nothing is written."""
    code, output = run("new", "dossier", "gent", "-o", "-", "--lang", "nl")
    assert (0, []) == (code, list(folder.iterdir()))
    assert output.startswith("# Een regel die met # begint is een opmerking")
    assert 2 == run("new", "dossier", "gnet", "-o", "-")[0]


def test_an_invented_zone_goes_from_template_to_card_and_council(folder):
    """Its events are said with --within, and rules of one's own with --rules, at every command."""
    (folder / "zone.yaml").write_text(
        "elzmodel: 1\nkind: events\nevents:\n"
        "  - {event: create-zone, id: 2025-z, day: 2025-06-01, zone: z, name: Voorbeeld}\n"
        "  - {event: assign, id: 2025-land, day: 2025-06-01, zone: z, parts: [heers, wellen]}\n",
        "utf-8",
    )
    within = ("--within", "zone.yaml")
    code, output = run("new", "dossier", "z", *within, "--on", "2025-06-01")
    check = "elzmodel check z.yaml --on 2025-06-01 --within zone.yaml"
    assert (0, f"z.yaml is written; check it with: {check}\n") == (code, output)
    assert check in (folder / "z.yaml").read_text("utf-8")
    assert 0 == run(*check.split()[1:])[0]
    assert 0 == run("new", "rules")[0]
    assert "Dossier of Voorbeeld" in run("dossier", "z.yaml", *within)[1]
    code, output = run("council", "z.yaml", *within, "--rules", "rules.yaml")
    assert (0, True, True) == (code, "Heers" in output, "Rules of own-rules" in output)
    assert "ELZ-G03" not in output
