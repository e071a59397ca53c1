"""Commands about editions of the facts, as somebody would type them."""

from __future__ import annotations

from click.testing import CliRunner

from elzmodel.cli import main


def run(*arguments):
    """Run a command; return its exit code and what it wrote."""
    done = CliRunner().invoke(main, [*map(str, arguments)])
    return done.exit_code, done.output


def test_editions_are_listed_with_their_digests():
    """The older first."""
    code, text = run("data", "editions", "--format", "csv")
    assert 0 == code
    assert ["2026-11-22", "2026-11-28"] == [line[:10] for line in text.splitlines()[1:]]


def test_what_differs_between_editions_is_listed():
    """Here a line a table, as a changelog has it."""
    code, text = run("data", "diff", "2026-11-22", "--changelog")
    assert (0, True) == (code, "  - `villages.csv`: 1,147 rows added." in text)


def test_a_folder_is_begun_built_checked_and_asked(tmp_path):
    """Three commands, and one option that other commands have."""
    folder = tmp_path / "mine"
    code, text = run("data", "build", folder, "--until", "2027-01-01", "--table", "size_rules")
    assert (0, True) == (code, "Edition mine in" in text)
    with (folder / "size_rules.csv").open("a", encoding="utf-8") as file:
        file.write("minimum size,70000,,,,A,Invented,S12\n")
    code, text = run("check", folder)
    assert (1, True) == (code, "ELZ-E017" in text)
    code, text = run("data", "build", folder)
    assert (0, True) == (code, "size_rules: 1 row\n" in text)
    assert 0 == run("check", folder)[0]
    text = run("data", "diff", "2026-11-28", folder, "--format", "csv")[1]
    assert text.splitlines()[1].startswith("size_rules,changed,minimum size,")
    code, text = run("mergers", "2025", "--record", folder)
    assert (0, True) == (code, "minimum of 70,000" in text)


def test_findings_of_a_folder_stand_at_their_table_for_other_tools_too(tmp_path):
    """For code scanning, for builds and beside a change; a folder is no document."""
    folder = tmp_path / "mine"
    run("data", "build", folder)
    with (folder / "mergers.csv").open("a", encoding="utf-8") as file:
        file.write("x,99999,notaday\n")
    for form in ("sarif", "junit", "github"):
        code, text = run("check", f"{folder}/", "--format", form)
        assert (1, True) == (code, "mine/mergers.csv" in text)
    assert 0 == run("check", folder, "--documents")[0]


def test_an_older_edition_is_asked_by_its_id():
    """The newest inhabitants in it are those of 2021."""
    code, text = run("zones", "--on", "2025-01-01", "--record", "2026-11-22", "--format", "csv")
    assert (0, True) == (code, "inhabitants" in text)
    assert run("zones", "--on", "2025-01-01", "--format", "csv")[1] != text


def test_an_edition_that_nobody_has_is_told():
    """As a record it is a file that is not there."""
    assert (2, True) == (
        run("data", "diff", "1999")[0],
        "2026-11-22" in run("data", "diff", "1999")[1],
    )
    assert 2 == run("zones", "--record", "1999")[0]
