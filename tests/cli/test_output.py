"""Where commands write their tables, and in which form: the same for all of them."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import click
import pandas as pd
import polars as pl
import pytest
from click.testing import CliRunner

from elzmodel.cli import main
from elzmodel.cli._language import Command, Group
from elzmodel.data import flanders

ZONES = ("zones", "--on", "2025-01-01")
DIFF = ("diff", "2024-12-31", "2025-01-01")


def run(*arguments: str):
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def inhabitants() -> list[int]:
    """Return the least inhabitants of each zone, as the model has them."""
    return [
        record["inhabitants_low"] for record in flanders().on("2025-01-01").to_table().records()
    ]


def read_csv(path: Path) -> list[int]:
    """Return the least inhabitants of each zone in a file."""
    return [
        int(row["inhabitants_low"]) for row in csv.DictReader(io.StringIO(path.read_text("utf-8")))
    ]


READERS = {
    "zones.csv": read_csv,
    "zones.json": lambda p: [row["inhabitants_low"] for row in json.loads(p.read_text())["rows"]],
    "zones.xlsx": lambda p: pd.read_excel(p, engine="calamine")["inhabitants_low"].tolist(),
    "zones.parquet": lambda p: pl.read_parquet(p)["inhabitants_low"].to_list(),
}


@pytest.mark.parametrize("name", READERS)
def test_the_name_of_the_file_says_the_form(
    name: str, tmp_path: Path, inhabitants: list[int]
) -> None:
    """The same figures stand in each, and the standard output stays empty."""
    path = tmp_path / name
    result = run(*ZONES, "-o", str(path))
    assert (0, "", [path]) == (result.exit_code, result.stdout, [*tmp_path.iterdir()])
    assert inhabitants == READERS[name](path)


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_the_standard_output_may_be_asked_for_by_name(name: str, tmp_path: Path) -> None:
    """It has what it has unasked, and what is no text goes there as well."""
    assert run(*ZONES).stdout == run(*ZONES, "-o", name).stdout
    path = tmp_path / "zones.parquet"
    run(*ZONES, "-o", str(path))
    assert path.read_bytes() == run(*ZONES, "-o", name, "--format", "parquet").stdout_bytes


OBEYED = "a\x1b[2J\x07\u202e\u009bb"


@pytest.mark.parametrize("form", ["text", "csv", "json", "markdown", "html"])
def test_nothing_that_a_terminal_obeys_is_shown(form: str, tmp_path: Path) -> None:
    """Whatever stands in cells and headings, in every form; a file of CSV keeps the cells."""
    table = tmp_path / "t.csv"
    table.write_text(f"nis;{OBEYED};visits\n71072;{OBEYED};3\n71072;x;4\n", "utf-8")
    result = run("carry", str(table), "--on", "2025-01-01", "--by", OBEYED, "--format", form)
    assert 0 == result.exit_code
    assert "a" in result.stdout
    shown = {*result.output} - {"\n"}
    assert set() == {sign for sign in shown if unicodedata.category(sign) in {"Cc", "Cf"}}


def test_an_error_shows_nothing_that_a_terminal_obeys(tmp_path: Path) -> None:
    """The names of columns are said in it, and of files that are not there."""
    table = tmp_path / "t.csv"
    table.write_text(f"nis;{OBEYED}\n71072;x\n", "utf-8")
    result = run("network", "--split", "2025-01-01", "--day", "x", str(table))
    assert 2 == result.exit_code
    assert "a [2J" in result.stderr
    assert set() == {"\x1b", "\x07", "\u202e", "\x9b"} & {*result.output}


def test_the_form_that_is_said_goes_before_the_name(tmp_path: Path) -> None:
    """CSV as Excel opens it in Belgium, whatever the file is called."""
    path = tmp_path / "zones.txt"
    assert 0 == run(*ZONES, "--format", "spreadsheet", "--output", str(path)).exit_code
    assert path.read_bytes().startswith(b"\xef\xbb\xbfzone;name;")


def test_notes_that_a_form_has_no_place_for_are_told() -> None:
    """They go to the standard error, and not where tables go."""
    result = run(*ZONES, "--format", "csv")
    assert "Inhabitants on 2026-01-01." == result.stderr.strip()
    assert 60 == len([*csv.reader(io.StringIO(result.stdout))]) - 1
    assert "" == run(*ZONES, "--format", "json").stderr


def test_tables_that_a_form_has_no_place_for_are_told() -> None:
    """Each by its title, with the number of its rows."""
    result = run(*DIFF, "--format", "csv")
    assert result.stdout.startswith("nis_before,")
    assert "Not in csv, which holds one table: Transfers between zones (6 rows)" in result.stderr
    assert "Renamed zones (2 rows)" in result.stderr
    assert "Not in csv" not in run(*DIFF, "--format", "csv", "--table", "zones").stderr


def test_a_workbook_has_a_sheet_for_each_table(tmp_path: Path) -> None:
    """Nothing of the answer is left out."""
    result = run(*DIFF, "-o", str(tmp_path / "diff.xlsx"))
    assert (0, "", "") == (result.exit_code, result.stdout, result.stderr)
    sheets = pd.read_excel(tmp_path / "diff.xlsx", sheet_name=None, engine="calamine")
    assert (7, ["Sources", "Notes"]) == (len(sheets), [*sheets][-2:])


def test_a_file_that_is_kept_says_by_which_facts_it_was_made(tmp_path: Path) -> None:
    """A workbook in its notes, a page below its first table; both name version and edition."""
    line = str(flanders().citation())
    assert line.startswith(f"elzmodel {version('elzmodel')}, facts of 2026-11-28")
    run("zone", "gent", "-o", str(tmp_path / "gent.xlsx"))
    notes = pd.read_excel(tmp_path / "gent.xlsx", sheet_name="Notes", engine="calamine")
    assert 1 == [*notes["note"]].count(f"Source: {line}")
    run("zone", "gent", "-o", str(tmp_path / "gent.html"))
    assert 1 == (tmp_path / "gent.html").read_text("utf-8").count(f"Source: {line}")


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_what_no_terminal_shows_needs_a_file(form: str) -> None:
    """The message names the option."""
    result = run(*ZONES, "--format", form)
    assert (2, "") == (result.exit_code, result.stdout)
    assert "Error: not a form for the standard output" in result.stderr
    assert "--output FILE" in result.stderr


def test_a_name_that_says_no_form_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    """The old file stays."""
    path = tmp_path / "zones.doc"
    path.write_text("old", "utf-8")
    result = run(*ZONES, "-o", str(path))
    assert (2, "old") == (result.exit_code, path.read_text("utf-8"))
    assert "one that ends in .txt, .csv" in result.stderr


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """And no file beside it that nobody asked for."""
    result = run(*ZONES, "-o", str(tmp_path / "none" / "zones.csv"))
    assert (2, True) == (
        result.exit_code,
        result.stderr.strip().endswith("/none: No such file or directory"),
    )


def test_answers_in_words_go_to_the_file_as_well(tmp_path: Path) -> None:
    """As text; beside another form they are told, and no file is written."""
    same = "Nothing differs between 2025-01-01 and 2025-01-01."
    asked = "diff", "2025-01-01", "2025-01-01"
    assert same == run(*asked).stdout.strip()
    assert "" == run(*asked, "-o", str(tmp_path / "same.txt")).stdout
    assert same == (tmp_path / "same.txt").read_text("utf-8").strip()
    nobody = run("mergers", "2022", "-o", str(tmp_path / "none.xlsx"))
    assert ("", True) == (nobody.stdout, "No mergers are recorded in 2022" in nobody.stderr)
    assert [tmp_path / "same.txt"] == [*tmp_path.iterdir()]


def in_language(*arguments: str, **env: str | None):
    """Run a command where the environment says no language, or another one."""
    return CliRunner(env={"ELZMODEL_LANG": None, "LC_ALL": None, **env}).invoke(main, arguments)


PARTITIONS = ("partitions", "--on", "2026-01-01")


@pytest.mark.parametrize(
    ("said", "env", "heading"),
    [
        (("--lang", "nl"), {}, "gebieden"),
        ((), {"ELZMODEL_LANG": "nl"}, "gebieden"),
        ((), {"LANG": "nl_BE.UTF-8"}, "gebieden"),
        ((), {"LANG": "fr_BE.UTF-8"}, "areas"),
        ((), {"LANG": "nl_BE.UTF-8", "LC_ALL": "C"}, "areas"),
        (("--lang", "en"), {"ELZMODEL_LANG": "nl"}, "areas"),
    ],
    ids=["option", "environment", "system", "other", "first", "option-wins"],
)
def test_tables_are_in_the_language_that_is_asked_for(said, env, heading) -> None:
    """By an option, by the environment, and as the system has it where neither says it."""
    assert heading in in_language(*PARTITIONS, *said, **env).stdout.splitlines()[1]


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_programs_read_is_the_same_in_every_language(form: str) -> None:
    """Keys, words and titles stay as they are."""
    asked = (*PARTITIONS, "--format", form)
    one, other = (in_language(*asked, "--lang", lang).stdout for lang in ("en", "nl"))
    assert one == other


def test_findings_and_errors_are_in_dutch(tmp_path: Path) -> None:
    """The sentence, its weight and how many there are."""
    path = tmp_path / "x.yaml"
    zone = "{id: a, day: 2025-01-01, event: abolish-zone, zone: nergens, reason: r}"
    path.write_text(f"elzmodel: 1\nkind: events\nevents: [{zone}]\n", "utf-8")
    said = in_language("check", str(path), "--lang", "nl").stdout
    assert " fout" in said
    assert "in 1 bestand\n" in said
    assert in_language("zone", "Nergens", "--lang", "nl").stderr.startswith("Fout: ")


@pytest.mark.parametrize(
    ("arguments", "env"),
    [
        (("--lang", "nl", "--help"), {}),
        (("--help", "--lang=nl"), {}),
        (("zones", "--help"), {"ELZMODEL_LANG": "nl"}),
        (("carry", "--help"), {"LC_ALL": "nl_BE.UTF-8"}),
        (("lists", "--lang", "NL", "--help"), {}),
    ],
    ids=["before", "behind", "environment", "system", "group"],
)
def test_help_is_in_the_language_that_is_asked_for(arguments, env) -> None:
    """Of all commands, of one, and of one with options for tables."""
    result = in_language(*arguments, **env)
    assert (0, "Gebruik: ") == (result.exit_code, result.stdout[:9])
    assert "en stop." in result.stdout
    assert not {"Options", "Usage", "Show", "default"} & {*result.stdout.split()}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("mergers",), "Fout: Er ontbreekt een argument 'YEAR'."),
        (("sweep",), "Gebruik: "),
        (("zones", "--bla"), "Fout: Er is geen optie '--bla'."),
        (("nonsense",), "Fout: Er is geen opdracht 'nonsense'."),
        (("mergers", "x"), "Ongeldige waarde voor 'YEAR': 'x' is hier geen geldig getal."),
        (("carry", "-", "--rows", "n", "--value", "v"), "--rows telt de rijen, en neemt"),
        (("zone", "atlantis"), "Fout: geen zone 'atlantis' bekend"),
        (("zones", "--on", "x"), "Fout: geen geldige waarde voor dag: 'x'. Verwacht: een datum"),
        (("carry", "nothing.csv"), "'nothing.csv' bestaat niet."),
        (("check", "nothing.yaml"), "Fout: nothing.yaml: bestand of map bestaat niet"),
        (("carry", "-", "--header", "x"), "Verwacht: yes, no, of de rij van de kopregel"),
        (("zones", "--format", "xlsx"), "Verwacht: --output FILE erbij"),
        (("schema", "x"), "Verwacht: events, dossier, "),
        (("mentions", "de"), "'de'. Verwacht: een woord dat niet in elke tekst staat"),
    ],
    ids=[
        *("argument", "usage", "option", "command", "number", "ours", "unknown", "day"),
        *("file", "document", "header", "form", "kind", "word"),
    ],
)
def test_mistakes_are_told_in_dutch(arguments, said) -> None:
    """Those that click sees, and those that we see."""
    result = in_language(*arguments, "--lang", "nl")
    assert (2, True) == (result.exit_code, said in result.stderr)


def commands(group: click.Group) -> Iterator[click.Command]:
    """Yield a command, and those under it."""
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        yield command
        if isinstance(command, click.Group):
            yield from commands(command)


def test_every_command_speaks_the_language_that_is_asked_for() -> None:
    """Its help and how it is called, which click says in English otherwise."""
    every = [*commands(main)]
    assert len(every) > 40
    assert [] == [each.name for each in every if not isinstance(each, Command | Group)]


def test_click_speaks_english_again_where_nobody_asks_otherwise() -> None:
    """A command in Dutch leaves nothing behind."""
    in_language("mergers", ELZMODEL_LANG="nl")
    assert "Error: Missing argument 'YEAR'." in in_language("mergers").stderr
