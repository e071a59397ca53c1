from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from elzmodel.cli import main
from elzmodel.data import flanders


def run(*arguments):
    return CliRunner().invoke(main, arguments)


def rows(result):
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_the_main_job_runs_as_a_program():
    """``python -m elzmodel mergers 2025`` prints the screen and succeeds."""
    done = subprocess.run(
        [sys.executable, "-m", "elzmodel", "mergers", "2025"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("Municipal mergers of 2025-01-01: 13 ")


def test_a_command_does_not_look_for_what_it_could_free_at_its_end():
    """What was registered first runs last: by then all there is has been set apart."""
    code = "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count() > 10_000)); "
    code += "from elzmodel.cli import main; main()"
    asked = [sys.executable, "-c", code, "mergers", "2025"]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("True\n")


def test_without_a_command_the_help_is_shown():
    """In the language that is asked for, as with ``--help``."""
    assert run("--help").output == run().output
    nl = CliRunner(env={"ELZMODEL_LANG": "nl"}).invoke(main, [])
    assert nl.output.startswith("Gebruik: ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_commands(shell):
    """The script that a shell asks for is given, and what begins with what is written."""
    asked = {"_ELZMODEL_COMPLETE": f"{shell}_source"}
    assert "_ELZMODEL_COMPLETE" in CliRunner(env=asked).invoke(main, prog_name="elzmodel").output
    words = {"_ELZMODEL_COMPLETE": f"{shell}_complete", "COMP_WORDS": "elzmodel zo"}
    at = {"COMP_CWORD": "zo" if shell == "fish" else "1"}
    found = CliRunner(env=words | at).invoke(main, prog_name="elzmodel").output
    assert "zones" in found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("zone hasp", ["plain,haspengouw"]),
        ("history tongeren-b", ["plain,tongeren"]),
        ("explain de_ha", ["plain,de-haan"]),
        ("search --freeze oost-v", []),
        ("search --may-take Vlaamse", ["plain,vlaamse-ardennen"]),
        ("dossier h", ["file,h", "plain,haspengouw", "plain,herkenrode"]),
    ],
)
def test_shells_complete_names(words, found):
    """The ids of zones, municipalities and dossiers, also to who begins to write the name."""
    asked = {"_ELZMODEL_COMPLETE": "bash_complete", "COMP_WORDS": f"elzmodel {words}"}
    at = {"COMP_CWORD": str(len(words.split()))}
    done = CliRunner(env=asked | at).invoke(main, prog_name="elzmodel")
    assert found == done.output.split()


def test_a_year_without_mergers_names_the_years_with_some():
    """Asking for a quiet year is no error."""
    result = run("mergers", "2024")
    assert (0, "No mergers are recorded in 2024; there are in 2019, 2025.\n") == (
        result.exit_code,
        result.stdout,
    )


def test_mergers_as_csv_have_one_row_each():
    """CSV holds one table: the mergers, unless another is asked for."""
    found = rows(run("mergers", "2025", "--format", "csv"))
    assert 13 == len(found)
    assert {"True", "False"} == {row["crosses_zones"] for row in found}


@pytest.mark.parametrize(
    ("table", "count"),
    [("mergers", 13), ("transfers", 6), ("zones", 10), ("renamed", 2), ("breaks", 10)],
)
def test_each_table_of_a_difference_can_be_had_alone(table, count):
    """The option for one table works for every table and for both commands."""
    for command in (("mergers", "2025"), ("diff", "2024-12-31", "2025-01-01")):
        result = run(*command, "--table", table, "--format", "csv")
        assert count == len(rows(result))


def test_json_of_several_tables_is_a_list():
    """JSON keeps all tables of a difference, in order."""
    tables = json.loads(run("mergers", "2025", "--format", "json").stdout)
    assert [13, 6, 10, 2, 10] == [len(table["rows"]) for table in tables]


def test_json_of_one_table_is_an_object():
    """A single table is not wrapped in a list."""
    result = run("zones", "--on", "2025-01-01", "--format", "json")
    assert 60 == len(json.loads(result.stdout)["rows"])


def test_markdown_holds_every_table():
    """Markdown has a heading for each table of a difference."""
    text = run("diff", "2024-12-31", "2025-01-01", "--format", "markdown").stdout
    assert 5 == text.count("**") // 2


def test_the_difference_of_a_day_with_itself_is_nothing():
    """Two equal days give a sentence, not empty tables."""
    text = run("diff", "2025-01-01", "2025-01-01").stdout
    assert "Nothing differs between 2025-01-01 and 2025-01-01.\n" == text


def test_text_of_a_difference_leaves_out_empty_tables():
    """A day on which municipalities merged before there were zones shows mergers only."""
    text = run("diff", "2018-12-31", "2019-01-01").stdout
    assert ("Mergers" in text, "Transfers" in text) == (True, False)


def test_an_unknown_zone_suggests_a_near_one_and_exits_with_2():
    """A slip of the pen gets a suggestion on the standard error."""
    result = run("zone", "haspengou")
    assert (2, "", "Error: no zone 'haspengou' is known. Did you mean Haspengouw?\n") == (
        result.exit_code,
        result.stdout,
        result.stderr,
    )


def test_an_unknown_place_suggests_a_near_one():
    """History knows municipalities and zones, and suggests either."""
    assert "Did you mean Kortessem" in run("history", "Kortesem").stderr


@pytest.mark.parametrize("day", ["31/12/2024", "2024-02-30", "yesterday"])
def test_a_malformed_day_exits_with_2(day):
    """A day in another form is refused with the form that is expected."""
    result = run("zones", "--on", day)
    assert 2 == result.exit_code
    assert "such as '2025-01-01'" in result.stderr


def test_zones_without_a_day_say_which_day_they_show():
    """The last day of the record is shown, and named."""
    assert run("zones").stdout.startswith("Zones on 2026-03-12\n")


def test_zones_before_the_first_say_why_there_are_none():
    """A day before the recognition is answered with the reason."""
    text = run("zones", "--on", "2019-01-01").stdout
    assert text == (
        "No zones on 2019-01-01. "
        "There is no zone before 2020-07-01: recognition of the care councils\n"
    )


def test_a_day_after_the_record_warns_on_the_standard_error():
    """The table stays clean; the warning stands beside it."""
    result = run("zones", "--on", "2031-01-01", "--format", "csv")
    assert (0, 60) == (result.exit_code, len(rows(result)))
    note, warning = result.stderr.splitlines()
    assert "Inhabitants on 2026-01-01." == note
    assert warning.startswith("Warning: 2031-01-01 lies after the record")


def test_a_zone_card_shows_members_and_thresholds():
    """One zone on a day: its members and where it stands beside the size rules."""
    text = run("zone", "ELZ Haspengouw", "--on", "2025-01-01").stdout
    assert "In all 73,233. Inhabitants on 2026-01-01." in text
    assert "Sint-Truiden" in text


def test_history_is_a_table():
    """Each event that touched a municipality's land has a row."""
    found = rows(run("history", "73040", "--format", "csv"))
    assert ["1970-01-01", "2020-07-01", "2025-01-01", "2025-01-01"] == [row["day"] for row in found]


def test_explain_knows_what_was_not_yet_recorded():
    """With a day of record the decision is open and the missing events are counted."""
    text = run("explain", "Hasselt", "--on", "2025-01-01", "--known", "2024-06-01").stdout
    assert "is undecided: haspengouw or herkenrode" in text


def test_sources_can_be_listed_by_id():
    """One source is one row; without ids all of them are shown."""
    assert ["S12"] == [row["id"] for row in rows(run("sources", "S12", "--format", "csv"))]
    assert [*flanders().sources] == [row["id"] for row in rows(run("sources", "--format", "csv"))]


@pytest.mark.parametrize("form", ["text", "csv"])
def test_a_source_that_is_not_known_is_refused(form):
    """Beside one that is known as well; it was left out."""
    result = run("sources", "S12", "S999", "--format", form)
    assert (2, "") == (result.exit_code, result.stdout)
    assert "Error: no source 'S999' is known" in result.stderr


def test_figures_of_ones_own_join_from_a_statbel_file(tmp_path):
    """The year of the file is used at once, and the screen says both numbers where they differ."""
    path = tmp_path / "TF_SOC_POP_STRUCT_2025.txt"
    path.write_text("CD_REFNIS|CD_SEX|MS_POPULATION\n71072|F|45000\n71072|M|44000\n", "utf-8")
    result = run("mergers", "2025", "--population", str(path))
    assert 0 == result.exit_code
    head = " ".join(result.stdout.split("\n\n")[0].split())
    assert head.endswith(
        "Inhabitants: 2025-01-01 1 figure of population of 2025 is from "
        "TF_SOC_POP_STRUCT_2025.txt, not the one that was there: "
        "hasselt, kortessem 89,000 (90,249)."
    )


@pytest.fixture
def of_2020(tmp_path):
    """Write invented inhabitants of the five municipalities of Herkenrode to a file of 2020."""
    path = tmp_path / "pop_2020.csv"
    path.write_text("nis;population\n71022;1\n73001;1\n71011;1\n71024;1\n71066;1\n", "utf-8")
    return str(path)


def test_figures_of_an_older_file_are_used(of_2020):
    """Its own year is asked, though newer ones are there, and one note says both numbers."""
    found = run("zone", "herkenrode", "--on", "2024-12-31", "--population", of_2020)
    assert (0, "") == (found.exit_code, found.stderr)
    _, _, *lines = found.stdout.splitlines()
    assert ["1"] * 5 == [line.split()[2] for line in lines[:5]]
    assert (
        "In all 5. Inhabitants on 2020-01-01. 5 figures of population of 2020 are from "
        "pop_2020.csv, not the ones that were there: hasselt 1 (78,714), zonhoven 1 (21,327), "
        "diepenbeek 1 (19,090), herk-de-stad 1 (12,650), alken 1 (11,626)."
    ) == lines[5]


@pytest.mark.parametrize(
    "command",
    [
        ["mergers", "2025"],
        ["mergers", "2025", "--format", "json"],
        ["zones"],
        ["diff", "2024-12-31", "2025-01-01", "--table", "zones"],
        ["diff", "2024-12-31", "2025-01-01", "--table", "mergers"],
        ["diff", "2024-12-31", "2025-01-01", "--table", "transfers"],
        ["atlas", "--area", "Limburg"],
        ["atlas", "--area", "Limburg", "--answers"],
    ],
    ids=" ".join,
)
def test_every_screen_with_inhabitants_says_whose_they_are(of_2020, command):
    """The year is that of the file, and what it replaces is told with both numbers."""
    text = " ".join(run(*command, "--population", of_2020).stdout.split())
    assert "2020-01-01" in text
    assert "from pop_2020.csv, not the ones that were there: hasselt 1 (78,714)" in text


def test_a_year_that_the_file_contradicts_exits_with_2(of_2020):
    """A file of 2020 is not read as one of 2021."""
    found = run("zones", "--population", of_2020, "--year", "2021")
    assert (2, "") == (found.exit_code, found.stdout)
    assert (
        "pop_2020.csv: ELZ-F009 error: it is of 2020, and 2021 is asked for; "
        "say the year of its figures with --year"
    ) in found.stderr


def test_a_broken_file_of_figures_exits_with_2(tmp_path):
    """Every problem of the file is named with its line."""
    path = tmp_path / "population_2025.csv"
    path.write_text("nis,population\n71072,5\n11002,many\n", "utf-8")
    result = run("zones", "--population", str(path))
    assert 2 == result.exit_code
    assert "population_2025.csv:3:2: ELZ-F007 error: population: not a figure" in result.stderr
    assert result.stderr.endswith("say what it means with --cell\n")


def test_help_speaks_of_every_command():
    """The help lists the commands with a line each."""
    text = run("--help").stdout
    commands = (
        "mergers",
        "diff",
        "zones",
        "zone",
        "history",
        "explain",
        "locate",
        "outlines",
        "partitions",
        "match",
        "crosswalk",
        "lint-list",
        "sources",
    )
    assert all(f"\n  {command} " in text for command in commands)


def test_the_version_is_that_of_the_package():
    """``--version`` prints the installed version."""
    from importlib.metadata import version

    assert version("elzmodel") in run("--version").stdout


def test_the_year_of_a_table_is_found(tmp_path):
    """A table that fits one period succeeds; one with a strange code does not."""
    path = tmp_path / "table.csv"
    path.write_text("nis;inwoners\n71022;80\n73040;8\n44084;3\n", "utf-8")
    result = run("match", str(path))
    assert 0 == result.exit_code
    assert "The municipalities are those of 2019-01-01 to 2024-12-31" in " ".join(
        result.stdout.split()
    )
    path.write_text("nis;inwoners\n71022;80\n99998;8\n44084;3\n", "utf-8")
    result = run("match", str(path), "--table", "problems", "--format", "csv")
    assert (1, "99998") == (result.exit_code, rows(result)[0]["subject"])


def test_a_long_table_is_matched_in_a_few_lines(tmp_path):
    """However many rows a key has, and whatever stands beside municipalities."""
    path = tmp_path / "days.csv"
    days = "".join(f"71072;day {n};{n}\n" for n in range(1, 301))
    path.write_text(f"nis;day;visits\n{days}62063;day 1;5\nTotaal;;9\nOnbekend;;2\n", "utf-8")
    result = run("match", str(path))
    said = " ".join(result.stdout.split())
    assert len(result.stdout.splitlines()) < 40
    assert "3 keys in 302 rows, of which 1 is known." in said
    assert "Outside the record: 1 outside (Liège (62063)); 1 unknown place (Onbekend)." in said
    kinds = rows(run("match", str(path), "--table", "kinds", "--format", "csv"))
    assert ["outside", "unknown place"] == [row["kind"] for row in kinds]


def test_a_postal_code_beside_a_name_is_matched_with_it(tmp_path):
    """The villages of a list are told from municipalities of the same names."""
    path = tmp_path / "practices.csv"
    path.write_text("naam;postcode;gemeente\nA;2980;Halle\nB;9320;Nieuwerkerken\n", "utf-8")
    found = rows(run("match", str(path), "--table", "problems", "--format", "csv"))
    assert ["Halle is a village or district of Zoersel (11055); read as Zoersel"] == [
        row["message"] for row in found if "Halle" in row["subject"]
    ]
    assert 0 == run("match", str(path), "--table", "periods", "--column", "postcode").exit_code


def test_a_table_that_cannot_be_read_exits_with_2(tmp_path):
    """An empty file is told as such."""
    path = tmp_path / "empty.csv"
    path.write_text("", "utf-8")
    result = run("match", str(path))
    assert 2 == result.exit_code
    assert "empty.csv" in result.stderr


def test_the_crosswalk_itself_is_a_table():
    """Without a file the map between two days is shown."""
    found = rows(run("crosswalk", "2024-12-31", "2025-01-01", "--format", "csv"))
    assert 319 == len(found)
    assert {"unchanged", "merged", "recoded"} >= {row["change"] for row in found}


def test_an_official_list_is_checked(tmp_path):
    """A clean list succeeds, one with an error does not, and both say so."""
    path = tmp_path / "list.csv"
    path.write_text("code,name,parent,from,until\n1,One,,2000-01-01,\n", "utf-8")
    result = run("lint-list", str(path))
    head, *notes = result.stdout.splitlines()
    assert (0, "No findings in 1 list.") == (result.exit_code, head)
    assert notes.pop(0).startswith("Not looked for, as there are no links: ")
    assert ["list.csv: encoding utf-8 (guessed); delimiter comma (guessed);"] == [
        note.removesuffix(" line 1 names the columns") for note in notes
    ]
    assert (0, []) == (
        run("lint-list", str(path), "--format", "json").exit_code,
        json.loads(run("lint-list", str(path), "--format", "json").stdout)["rows"],
    )
    path.write_text("code,name,parent,from,until\n1,One,,2000-01-01,1999-01-01\n", "utf-8")
    result = run("lint-list", str(path), "--format", "csv")
    assert (1, "ELZ-Q010") == (result.exit_code, rows(result)[0]["code"])


def test_a_source_is_shown_as_a_card():
    """In a terminal a source reads as a card with its grade in words."""
    text = run("sources", "S12").stdout
    assert "A, read in the legal text or on an official page" in text


@pytest.mark.parametrize(("columns", "widest"), [(60, 60), (100, 100), (300, 120)], ids=str)
def test_tables_are_as_wide_as_the_terminal(columns, widest, monkeypatch):
    """Up to 120 columns, beyond which lines are hard to follow."""
    seen = SimpleNamespace(stdout=SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("elzmodel.cli._options.sys", seen)
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = run("history", "Kortessem").output.splitlines()
    assert widest - 20 < max(map(len, shown)) <= widest


@pytest.mark.parametrize(
    ("asked", "long"),
    [
        (("plan", "haspengouw", "--about", "partners"), "Named once: "),
        (("plan", "haspengouw", "--tree"), "        1.2/a2/i2 "),
        (("mergers", "2025"), "3 CROSSED A ZONE BORDER: "),
    ],
    ids=["a note", "a tree", "a screen"],
)
def test_no_word_is_broken_at_the_edge_of_a_terminal(asked, long, monkeypatch):
    """A line goes on below where it begins; in a pipe and a file it stays one, to be found."""
    (whole,) = (line for line in run(*asked).output.splitlines() if line.startswith(long))
    seen = SimpleNamespace(stdout=SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("elzmodel.cli._options.sys", seen)
    monkeypatch.setenv("COLUMNS", "50")
    shown = run(*asked).output.splitlines()
    assert max(map(len, shown)) <= 50
    first = next(n for n, line in enumerate(shown) if line.startswith(long))
    below = f"{' ' * (len(long) - len(long.lstrip()))}  "
    assert shown[first + 1].startswith(below)
    assert " ".join(shown[first : first + 2]).split()[:6] == whole.split()[:6]


def test_tables_have_a_usual_width_where_they_are_not_looked_at(monkeypatch):
    """In a file and a pipe the same is written, whatever the terminal beside them."""
    monkeypatch.setenv("COLUMNS", "120")
    assert 60 < max(map(len, run("history", "Kortessem").output.splitlines())) <= 80
