"""Commands that read people's tables, as a stranger would call them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from elzmodel.cli import _reading, main
from elzmodel.cli._reading import busy
from elzmodel.grids.codes import BROKEN
from elzmodel.io import load
from elzmodel.landscape import CODES as CODES_OF_LANDSCAPE
from elzmodel.lists import CODES as CODES_OF_LISTS
from elzmodel.tables import CODES as CODES_OF_TABLES
from elzmodel.tables.codes import NO_KEY, NO_YEAR, UNREADABLE
from elzmodel.values.text import flag_at

SOURCES = Path(__file__).parents[2] / "src" / "elzmodel"


def run(*arguments, stdin=None):
    return CliRunner().invoke(main, [str(each) for each in arguments], input=stdin)


def rows(result):
    return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.fixture
def written(tmp_path):
    """Return what writes a text to a file and gives its path."""

    def write(text, name="table.csv"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.fixture
def workbook(tmp_path):
    """Write two sheets with figures to a workbook."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "table.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, count in (("Blad1", 5), ("Blad2", 7)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["nis", "bezoeken"])
            sheet.write_row(1, 0, ["71072", count])
    return path


# --- match --------------------------------------------------------------------------------


def test_match_says_which_column_it_took_for_what(written):
    """The key, the dimensions, the figures, the encoding and the delimiter."""
    result = run("match", written("nis;maand;bezoeken\n71072;1;5\n71072;2;6\n"))
    assert 0 == result.exit_code
    text = " ".join(result.stdout.split())
    assert "Read as: key: nis (codes); dimensions: maand (2); figures: bezoeken (counts);" in text
    assert "encoding utf-8 (guessed); delimiter semicolon (guessed)" in text


def test_match_tells_what_keeps_a_table_from_being_carried(written):
    """The first three with the options of this command, and how to see the others."""
    text = "nis;a;b;c;d\n71072;#REF!;#REF!;#REF!;#REF!\n11002;1;2;3;4\n"
    result = run("match", written(text))
    assert 1 == result.exit_code
    assert 3 == result.stdout.count("ELZ-F007")
    assert "1 more: --table problems." in result.stdout
    assert "--cell" in result.stdout
    every = rows(run("match", written(text), "--table", "problems", "--format", "csv"))
    assert ["ELZ-F007"] * 4 == [row["code"] for row in every]


def test_match_tells_of_rows_that_nothing_tells_apart(written):
    """Once for all of them, unless they are to be added up; a list has no such rows."""
    text = "nis;n\n" + "71072;3\n" * 324
    result = run("match", written(text))
    assert (1, 1) == (result.exit_code, result.stdout.count("ELZ-F060"))
    assert "71072 in lines 2, 3, 4 and 321 more" in result.stdout
    assert 0 == run("match", "--repeats", written(text)).exit_code
    assert 0 == run("match", written("gemeente\nHasselt\nHasselt\n")).exit_code


def test_a_table_comes_back_with_right_codes_beside_the_old_ones(written, tmp_path):
    """All its columns and rows stay; a row without a municipality has no code."""
    path = written("nis;jaar;n\n71022.0;2024;5\nKortessem;2024;3\nnergens;2024;1\n")
    mended = tmp_path / "mended.csv"
    result = run("match", path, "--mended", mended, "--on", "2024-12-31")
    assert 1 == result.exit_code
    found = list(csv.reader(mended.read_text("utf-8").splitlines()))
    assert ["nis", "mended_code", "mended_name", "mended_why", "jaar", "n"] == found[0]
    assert ["71022.0", "71022", "Hasselt"] == found[1][:3]
    assert "read as 71022" in found[1][3]
    assert ["Kortessem", "73040", "Kortessem", "", "2024", "3"] == found[2]
    assert ["nergens", "", ""] == found[3][:3]
    again = tmp_path / "again.csv"
    run("match", mended, "--key", "nis", "--mended", again, "--on", "2025-01-01")
    head, first, *_ = csv.reader(again.read_text("utf-8").splitlines())
    assert ["nis", "mended_code_2", "mended_name_2", "mended_why_2", "mended_code"] == head[:5]
    assert "71072" == first[1]


def test_a_cell_that_could_not_be_computed_comes_back_as_it_is_shown(tmp_path):
    """And keeps the table from being carried, not from being mended."""
    xlsxwriter = pytest.importorskip("xlsxwriter")

    path, mended = tmp_path / "broken.xlsx", tmp_path / "mended.csv"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Blad1")
        sheet.write_row(0, 0, ["nis", "n"])
        sheet.write_row(1, 0, ["71072"])
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    result = run("match", path, "--mended", mended)
    assert (1, True) == (result.exit_code, "broken.xlsx!Blad1:B2: ELZ-F036" in result.stdout)
    assert "71072,71072,Hasselt,,#DIV/0!" == mended.read_text("utf-8").splitlines()[1]


# --- carry and crosswalk ------------------------------------------------------------------

_VISITS = "nis;maand;bezoeken\n71022;1;10\n73040;1;3\n71022;2;<5\n73040;2;1\n"


def test_a_table_of_any_year_is_carried_to_zones(written):
    """Months stay apart, areas without rows are counted, and what was read is told below."""
    result = run("carry", written(_VISITS), "--to", "zone", "--on", "2025-01-01")
    assert 0 == result.exit_code
    text = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert {"herkenrode Herkenrode 1 >=13", "herkenrode Herkenrode 2 >=1"} < {*text}
    assert any(line.startswith("Read: 4 rows of 2 keys") for line in text)
    assert "Nothing is known of 58 other areas, which are not shown." == text[-1]
    assert len(text[4:]) <= 10


def test_data_for_programs_come_clean_and_what_was_done_beside_them(written, tmp_path):
    """On the standard output, or in a file, which says it as well where it can."""
    asked = ("carry", written(_VISITS), "--on", "2025-01-01")
    found = rows(run(*asked, "--format", "csv"))
    assert [("1", "13", "13"), ("2", "1", "5")] == [
        (row["maand"], row["bezoeken_low"], row["bezoeken_high"])
        for row in found
        if row["municipality"] == "71072"
    ]
    for form in ("csv", "json"):
        result = run(*asked, "--format", form)
        assert "Read: 4 rows of 2 keys" in result.stderr
    assert len(found) == len(json.loads(result.stdout)["rows"])
    for name in ("zones.csv", "zones.json", "zones.html", "zones.xlsx"):
        result = run(*asked, "-o", tmp_path / name)
        assert (0, "") == (result.exit_code, result.stdout)
        assert "Read: 4 rows of 2 keys" in result.stderr
        assert (tmp_path / name).stat().st_size > 0


def test_a_crosswalk_of_a_file_is_that_file_carried(written):
    """From the municipalities of one day to those of another."""
    path = written("nis;inwoners\n71022;80\n73040;8\n73006;<5\n")
    asked = ("--fits", "2024-12-31", "--on", "2025-01-01")
    found = rows(run("crosswalk", "2024-12-31", "2025-01-01", path, "--format", "csv"))
    assert rows(run("carry", path, *asked, "--format", "csv")) == found
    by_code = {row["municipality"]: (row["inwoners_low"], row["inwoners_high"]) for row in found}
    assert (("88", "88"), ("0", "")) == (by_code["71072"], by_code["73110"])


def test_codes_of_another_day_are_refused(written):
    """With what says whose municipalities they are, which is an argument of a crosswalk."""
    path = written("nis;inwoners\n71072;80\n")
    crosswalk = run("crosswalk", "2024-12-31", "2025-01-01", path)
    carry = run("carry", path, "--fits", "2024-12-31")
    assert (2, 2) == (crosswalk.exit_code, carry.exit_code)
    assert "in use 2025-01-01 to now, and not on 2024-12-31" in crosswalk.stderr
    assert ("with FROM" in crosswalk.stderr, "with --fits" in carry.stderr) == (True, True)
    result = run("crosswalk", "2024-12-31", "2025-01-01", path, "--fits", "2025-01-01")
    assert (2, True) == (result.exit_code, "in place of --fits" in result.stderr)


def test_a_table_is_read_as_the_options_say(written):
    """A comma is no sign before decimals where it sets thousands apart."""
    path = written("naam|nis|inwoners\nA|71022|1,500\nB|73040|8\n")
    options = ("--delimiter", "|", "--column", "nis", "--value", "inwoners", "--format", "csv")
    asked = ("crosswalk", "2024-12-31", "2025-01-01", path, *options)
    for sign, total in {",": "9.5", ".": "1508"}.items():
        found = {row["municipality"]: row for row in rows(run(*asked, "--decimal", sign))}
        assert total == found["71072"]["inwoners_low"]
    result = run(*asked)
    assert (2, "") == (result.exit_code, result.stdout)
    assert "say which sign stands before decimals with --decimal ','" in result.stderr


def test_rows_that_nothing_tells_apart_are_refused_or_added_up(written):
    """The option needs no word, and takes one."""
    path = written("nis;n\n71072;3\n71072;4\n")
    result = run("carry", path, "--on", "2025-01-01")
    assert (2, True) == (result.exit_code, "--repeats sum" in result.stderr.replace("'", ""))
    for words in (("--repeats",), ("--repeats", "sum"), ("--repeats=sum",)):
        found = rows(run("carry", path, "--on", "2025-01-01", *words, "--format", "csv"))
        assert {"7"} == {row["n_low"] for row in found if row["municipality"] == "71072"}
        assert 0 == run("carry", "--on", "2025-01-01", *words, path).exit_code
    assert 2 == run("carry", path, "--repeats", "refuse").exit_code


def test_an_estimate_is_spread_as_is_said(written):
    """By the inhabitants of a year, by another kind of figures, or by inhabitants of a file."""
    path = written("nis;n\n71072;100\n")
    own = written("nis;inwoners\n71022;75\n73040;25\n", "inwoners_2023.csv")
    asked = ("carry", path, "--fits", "2025-01-01", "--on", "2018-12-31", "--format", "csv")

    def estimate(*options):
        found = {row["municipality"]: row for row in rows(run(*asked, *options))}
        return float(found["71022"]["n_estimate"])

    of_year = estimate("--weights", "2021")
    assert of_year == estimate("--figures-year", "2021") != estimate("--weights", "area")
    assert 75 == estimate("--population", own)
    assert "by population 2021" in run(*asked, "--weights", "2021").stderr
    result = run(*asked, "--weights", "rain")
    assert (2, "") == (result.exit_code, result.stdout)


def test_what_is_doubtful_in_the_result_is_told_by_the_exit_code(written):
    """Here two words for land that came together; what is only worth knowing does not count."""
    path = written("nis;type\n71022;stad\n73040;dorp\n")
    result = run("carry", path, "--kind", "type=category:unanimous", "--on", "2025-01-01")
    assert (1, True) == (result.exit_code, "has several categories" in result.stdout)


def test_what_lies_outside_can_be_refused(written):
    """It is left out with a note otherwise, and never spread over zones."""
    path = written("nis;n\n71072;3\n92094;4\n")
    result = run("carry", path, "--to", "zone")
    assert 0 == result.exit_code
    assert "outside the record" in result.stdout
    assert 2 == run("carry", path, "--to", "zone", "--outside", "refuse").exit_code


def test_names_alone_become_codes_as_is_said(written, tmp_path):
    """Inhabitants are by code: what the error says to do beside names can be done."""
    path = written("gemeente;inwoners\nHasselt;80000\n", "pop_2024.csv")
    asked = ("zone", "herkenrode", "--on", "2024-12-31", "--population")
    result = run(*asked, path)
    assert "`elzmodel match FILE --mended MENDED --on DAY` writes codes" in result.stderr
    mended = tmp_path / "mended_2024.csv"
    assert 0 == run("match", path, "--mended", mended, "--on", "2024-01-01").exit_code
    assert "80,000" in run(*asked, mended).stdout


def test_totals_can_be_left_out_unseen(written):
    """One that contradicts its rows is refused otherwise."""
    path = written("nis;n\n71072;3\n11002;4\nTotaal;5\n")
    result = run("carry", path, "--on", "2025-01-01")
    (said,) = re.findall(r"--totals '([^']+)'", result.stderr)
    assert 2 == result.exit_code
    assert 0 == run("carry", path, "--on", "2025-01-01", "--totals", said).exit_code


def test_a_wrong_level_is_told_with_those_that_there_are(written):
    """Also a wrong day, and a column that is not there."""
    path = written("nis;n\n71072;3\n")
    result = run("carry", path, "--to", "zones")
    assert (2, True) == (result.exit_code, "zone" in result.stderr)
    for option, column in (("--key", "code"), ("--value", "m"), ("--by", "jaar")):
        result = run("carry", path, option, column)
        assert 2 == result.exit_code
        assert f"no one column '{column}'; there is nis, n" in result.stderr


def test_what_was_not_yet_recorded_is_left_out(written):
    """Of a file and of the map itself."""
    path = written("nis;n\n71022;3\n73040;4\n")
    asked = ("2024-12-31", "2025-01-01")
    for more in ((), (path,)):
        found = rows(run("crosswalk", *asked, *more, "--known", "2022-01-01", "--format", "csv"))
        assert "71072" not in {row.get("nis", row.get("municipality")) for row in found}


# --- where a table comes from -------------------------------------------------------------


def test_a_table_can_come_from_the_standard_input():
    """It is read as a file is; messages call it by its name there."""
    result = run("match", "-", stdin="nis;n\n71072;5\n73110;6\n")
    assert 0 == result.exit_code
    assert "2025-01-01 to 2026-03-12" in result.stdout


def test_the_sheet_of_a_workbook_is_said(workbook):
    """Where several could be meant, they are named with the option that says which."""
    result = run("match", workbook)
    assert 2 == result.exit_code
    assert "Blad1" in result.stderr
    assert "say its name or its number with --sheet" in result.stderr
    for sheet in ("Blad2", "2"):
        found = run("match", workbook, "--sheet", sheet)
        assert (0, True) == (found.exit_code, "sheet Blad2 (as said)" in found.stdout)


@pytest.mark.parametrize(
    "command", [["match"], ["carry"], ["crosswalk", "2024-12-31", "2025-01-01"]]
)
def test_a_folder_is_no_table(command, tmp_path):
    """It is refused by its name, as a file that is not there is."""
    for path, why in ((tmp_path, "is a directory"), (tmp_path / "none.csv", "does not exist")):
        result = run(*command, path)
        assert (2, True) == (result.exit_code, why in result.stderr)


def test_a_reader_that_is_not_installed_is_named(workbook, monkeypatch):
    """With what installs it."""
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    result = run("match", workbook, "--sheet", "1")
    assert 2 == result.exit_code
    assert 'pip install "elzmodel[excel]"' in result.stderr


@pytest.mark.parametrize("command", [["match"], ["carry"]])
def test_an_option_that_such_a_file_has_not_is_told(command, written):
    """It is not taken in silence."""
    result = run(*command, written("nis;n\n71072;5\n"), "--sheet", "2")
    assert "not used here: sheet" in " ".join(result.stdout.split())


# --- check --------------------------------------------------------------------------------


def test_check_reads_tables_as_the_options_say(workbook, written):
    """Of any kind; what cannot be told is a finding with its option, and exit code 2."""
    result = run("check", workbook)
    assert (2, True) == (result.exit_code, "--sheet" in result.stdout)
    assert 0 == run("check", workbook, "--sheet", "1").exit_code
    doubtful = written("nis;mediaan\n71072;5\n11002;6\n")
    result = run("check", doubtful)
    assert (1, True) == (result.exit_code, "--kind" in result.stdout)
    assert 0 == run("check", doubtful, "--value", "mediaan=count").exit_code
    alone = run("check", doubtful, "--alone")
    assert (0, True) == (alone.exit_code, "--within" in alone.stdout)


def test_check_looks_at_the_files_that_it_can_open(written, tmp_path):
    """Those that it cannot are named, and the exit code says so."""
    good, bad = written("nis;n\n71072;5\n"), written("nis;n\n71072;5\n99998;6\n", "bad.csv")
    result = run("check", good, tmp_path, bad, tmp_path / "none.csv")
    assert 2 == result.exit_code
    assert ("99998" in result.stdout, "1 finding in 2 files" in result.stdout) == (True, True)
    folder, none = result.stderr.splitlines()
    assert folder.startswith(f"Error: {tmp_path}: not a folder of tables: ")
    assert f"Error: {tmp_path}/none.csv: No such file or directory" == none


# --- inhabitants --------------------------------------------------------------------------

_ASKING = [
    ("mergers", "2025"),
    ("diff", "2024-12-31", "2025-01-01"),
    ("zones",),
    ("zone", "herkenrode"),
    ("crosswalk", "2025-01-01", "2024-12-31"),
]


@pytest.mark.parametrize("command", _ASKING, ids=lambda command: command[0])
def test_the_year_of_inhabitants_has_one_name(command):
    """The name that it had is taken with a warning, where no table is read."""
    result = run(*command, "--figures-year", "2021", "--format", "csv")
    former = run(*command, "--year", "2021", "--format", "csv")
    assert (0, 0) == (result.exit_code, former.exit_code)
    assert result.stdout == former.stdout != run(*command, "--format", "csv").stdout
    assert "Warning" not in result.stderr
    assert "Warning: --year is now called --figures-year" in former.stderr


def test_two_years_that_contradict_each_other_are_refused(written):
    """Rather than one of them taken."""
    for more in ((), ("--population", written("nis;population\n71072;5\n"))):
        result = run("zones", "--year", "2021", "--figures-year", "2022", *more)
        assert (2, True) == (result.exit_code, "contradict each other" in result.stderr)


def test_how_to_read_nothing_is_refused():
    """An option of reading is not ignored where no table is said."""
    for command in (("zones",), ("crosswalk", "2024-12-31", "2025-01-01")):
        result = run(*command, "--sheet", "2")
        assert (2, True) == (result.exit_code, "FILE is lacking" in result.stderr)


# --- lists --------------------------------------------------------------------------------


def test_lists_lint_has_its_old_name_as_well(written):
    """Both do the same."""
    path = written("code,name,from,until\n1,One,2000-01-01,1999-01-01\n")
    new, old = run("lists", "lint", path), run("lint-list", path)
    assert (1, new.stdout) == (old.exit_code, old.stdout)


LAYOUT = """\
elzmodel: 1
kind: list-layout
name: mine
units: {code: NR, name: NAME, start: VON, end: BIS}
dates: dd.mm.yyyy
"""


def test_lists_are_laid_out_as_a_document_says(written, tmp_path):
    """A file of a layout does what a packaged name does; a slip in it has its place."""
    path = written("NR,NAME,VON,BIS\n1,One,02.01.2000,01.01.2000\n")
    (tmp_path / "mine.yaml").write_text(LAYOUT, "utf-8")
    result = run("lists", "lint", path, "--layout", tmp_path / "mine.yaml")
    assert (1, True) == (result.exit_code, "ELZ-Q010" in result.stdout)
    (tmp_path / "mine.yaml").write_text(LAYOUT.replace("dates", "dats"), "utf-8")
    result = run("lists", "lint", path, "--layout", tmp_path / "mine.yaml")
    assert (2, True) == (result.exit_code, "mine.yaml:5:1: ELZ-D021" in result.stderr)


def test_a_layout_that_is_none_is_told_with_those_that_are_near(written):
    """It may be a slip in a name, or in that of a file."""
    result = run("lists", "lint", written("code\n1\n"), "--layout", "refnes")
    assert (2, True) == (result.exit_code, "Did you mean refnis" in result.stderr)


_ONE_WRONG = "code,name,from,until\n1,One,2000-01-01,1999-01-01\n"


def test_several_lists_are_looked_at_at_once(written):
    """The first finding of each kind is shown with a count; as a table all of them are."""
    one = written(f"{_ONE_WRONG}2,Two,2000-01-01,1998-01-01\n", "one.csv")
    other, clean = written(_ONE_WRONG, "other.csv"), written("code,name\n1,One\n", "clean.csv")
    result = run("lists", "lint", one, other, clean)
    first, more, where, count, *_ = result.stdout.splitlines()
    assert (1, True) == (result.exit_code, first.startswith("one.csv:2: ELZ-Q010 error: 1: it "))
    assert ["  and 2 more of ELZ-Q010", "3 findings in 3 lists."] == [more, count]
    assert "Each of them, with its place: --format csv." == where
    full = run("lists", "lint", one, other, clean, "--format", "csv")
    assert ["one.csv", "one.csv", "other.csv"] == [row["file"] for row in rows(full)]


def test_a_list_that_cannot_be_read_does_not_keep_others_from_it(written):
    """The others are looked at, and the exit code is 2."""
    broken, wrong = written("name\nOne\n", "broken.csv"), written(_ONE_WRONG, "wrong.csv")
    result = run("lists", "lint", broken, wrong)
    assert (2, True) == (result.exit_code, "1 finding in 1 list." in result.stdout)
    assert "broken.csv" in result.stderr
    alone = run("lists", "lint", broken)
    assert (2, "") == (alone.exit_code, alone.stdout)


def test_a_file_of_links_belongs_to_one_list(written):
    """Which of several is not guessed."""
    path, links = written("code\n1\n2\n"), written("from_code,to_code\n1,9\n", "links.csv")
    result = run("lists", "lint", path, "--links", links)
    assert (1, True) == (result.exit_code, "ELZ-Q030" in result.stdout)
    result = run("lists", "lint", path, path, "--links", links)
    assert (2, True) == (result.exit_code, "--links" in result.stderr)


def test_links_may_be_in_another_sheet(tmp_path):
    """The workbook of the units has them, if no other file does."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for rows in ([["code", "name"], ["1", "One"]], [["from_code", "to_code"], ["1", "9"]]):
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    result = run("lists", "lint", path, "--sheet", "1", "--links-sheet", "2")
    assert (1, True) == (result.exit_code, "ELZ-Q030" in result.stdout)


@pytest.fixture
def editions(written):
    """Write two editions of a list; the later one has an open unit and lacks its link."""
    old = "code,name,from,until\n1,One,,2019-01-01\n2,Two,2019-01-01,\n3,Three,,2019-01-01\n"
    units = written(old, "old.csv"), written(old.replace("One,,2019-01-01", "One,,"), "new.csv")
    said = "from_code,to_code,kind\n3,2,successor\n"
    links = written(f"{said}1,2,successor\n", "old-links.csv"), written(said, "new-links.csv")
    return [*units, "--links", *links]


def test_two_editions_of_a_list_are_compared(editions):
    """What is taken back is named, and the exit code is 1; else it is 0."""
    result = run("lists", "diff", *editions)
    assert 1 == result.exit_code
    dropped, ghost, *_ = result.stdout.splitlines()
    assert dropped.startswith("old-links.csv:3: ELZ-Q063 warning: 1: its link to 2 on 2019-01-01")
    assert ghost.startswith("new.csv:2: ELZ-Q065 error: 1: still open")
    assert f"2 findings in {editions[1]}, beside {editions[0]}." in result.stdout
    same = run("lists", "diff", editions[0], editions[0])
    assert (0, True) == (same.exit_code, same.stdout.startswith("No findings in "))
    codes = [row["code"] for row in rows(run("lists", "diff", *editions, "--format", "csv"))]
    assert ["ELZ-Q063", "ELZ-Q065"] == codes


def test_an_earlier_edition_may_be_laid_out_otherwise(written):
    """A publisher changed its form; ends are understood in both."""
    head = "LVL_REFNIS|CD_REFNIS|CD_SUP_REFNIS|TX_REFNIS_NL|DT_VLDT_START|DT_VLDT_END\n"
    old = written(f"{head}4|10101|-|One|01/01/1970|31/12/2018\n", "old.txt")
    new = written("level,code,name,from,until\nmunicipality,10101,One,1970-01-01,2019-01-01\n")
    result = run("lists", "diff", old, new, "--old-layout", "refnis")
    assert (0, "") == (result.exit_code, result.stderr)


# --- remedies -----------------------------------------------------------------------------

_READING = ["match", "carry", "crosswalk", "check", "zones", "zone", "mergers", "diff"]
_READING += ["atlas", "whatif"]
_CARRYING = {"repeats", "outside", "totals", "weights", "to", "on"}


def _flags(*words):
    command = main
    for word in words:
        command = command.commands[word]
    return {flag for param in command.params for flag in param.opts}


def _options_in(*texts):
    return {found for text in texts for found in re.findall(r"\{option:(\w+)", text)}


def _of(code):
    return _options_in(*code.sentences.values(), code.remedy, code.explanation)


@pytest.mark.parametrize("command", _READING)
def test_every_remedy_for_a_table_names_an_option_that_the_command_has(command):
    """Whatever may be wrong with a table, what mends it can be said here."""
    flags = _flags(command)
    asked = {option for code in CODES_OF_TABLES for option in _of(code)}
    asked |= {
        option
        for path in (SOURCES / "tables").glob("*.py")
        for option in _options_in(path.read_text("utf-8"))
    }
    if command not in {"carry", "crosswalk"}:
        asked -= _CARRYING
    if command == "match":
        assert "--repeats" in flags
    assert set() == {flag_at("cli", option) for option in asked} - flags


@pytest.mark.parametrize("command", ["carry", "crosswalk"])
def test_every_remedy_for_a_second_table_names_an_option_that_the_command_has(command):
    """One for inhabitants beside a table."""
    asked = {option for code in CODES_OF_TABLES for option in _of(code)} - _CARRYING
    assert set() == {flag_at("--population-", option) for option in asked} - _flags(command)


@pytest.mark.parametrize("words", [("lists", "lint"), ("lists", "diff"), ("lint-list",)])
def test_every_remedy_for_a_list_names_an_option_that_the_command_has(words):
    """A list is a file of rows, and has no keys and years."""
    about_files = [code for code in UNREADABLE if code not in {NO_YEAR, NO_KEY}]
    asked = {option for code in (*CODES_OF_LISTS, *about_files, BROKEN) for option in _of(code)}
    assert {"encoding", "sheet", "header"} < asked
    assert set() == {flag_at("cli", option) for option in asked} - _flags(*words)


def test_no_remedy_names_an_argument_of_python():
    """Where it is to be an option, it is called as each door calls it."""
    for code in (*CODES_OF_TABLES, *CODES_OF_LISTS, *CODES_OF_LANDSCAPE):
        for text in (*code.sentences.values(), code.remedy):
            bare = re.sub(r"\{option:.*?\}", "", text)
            assert not re.search(r"\b[a-z_]+=", bare), code.id


# --- progress -----------------------------------------------------------------------------


def test_what_takes_long_is_told_where_somebody_looks(monkeypatch, capsys):
    """On the standard error of a terminal, second by second, and wiped out at the end."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(_reading, "_SECOND", 0.01)
    with busy("Reading {file}", file="table.csv"):
        __import__("time").sleep(0.2)
    told = capsys.readouterr().err
    assert "\rReading table.csv: 1 s\rReading table.csv: 2 s" in told
    assert told.endswith(" \r")


def test_nothing_is_told_of_what_is_quick_or_seen_by_nobody(monkeypatch, capsys):
    """Neither in a file, nor where less than a second passes."""
    with busy("Reading {file}", file="table.csv"):
        pass
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with busy("Reading {file}", file="table.csv"):
        pass
    assert "" == capsys.readouterr().err


ZWEILAND = """code,name,from,until,successors
4951,Berg,1960-01-01,1995-01-01,4952
4954,Tal,1960-01-01,1995-01-01,4952
4952,Bergtal,1995-01-01,,
"""


@pytest.fixture
def zweiland(written, tmp_path):
    """Return the file of a register of another country, as `lists import` writes it."""
    path = tmp_path / "zweiland.yaml"
    codes = "number=[0-9]{1,4}"
    result = run("lists", "import", written(ZWEILAND), "--output", path, "--codes", codes)
    assert (0, "") == (result.exit_code, result.stderr)
    return path


def test_lists_import_writes_a_register_and_says_what_was_assumed(written, tmp_path):
    """It is a document of events; assumptions are counted by kind, and all are in a table."""
    path, table = tmp_path / "own.json", tmp_path / "assumed.csv"
    result = run(
        "lists", "import", written(ZWEILAND), "-o", path, "--assumptions", table, "--level", ""
    )
    assert "day read from the         2" in result.stdout
    assert f"3 events written to {path}; codes: own." in result.stdout
    assert 3 == len(table.read_text("utf-8").splitlines())
    assert ["4951", "4954", "4952"] == [event.nis for event in load(path).events]


def test_lists_import_of_a_clean_list_assumes_nothing(written, tmp_path):
    """Without an assumption there is no table of them."""
    result = run("lists", "import", written("code\n71072\n"), "-o", tmp_path / "one.yaml")
    assert result.stdout.startswith("1 event written to")


@pytest.mark.parametrize(
    ("content", "options", "problem"),
    [
        pytest.param("code,from,until\n1,2000-01-01,1999-01-01\n", (), "ELZ-Q", id="errors"),
        pytest.param("code\n1\n", ("--codes", "x=["), "not a pattern of codes", id="no pattern"),
        pytest.param("code\n1\n", ("--codes", "x=[a-z]"), "not a x code: '1'", id="other codes"),
        pytest.param("code\n1\n", ("--level", "town"), "not a level: 'town'", id="no level"),
    ],
)
def test_lists_import_refuses_what_no_register_can_be_made_of(
    written, tmp_path, content, options, problem
):
    """It exits with 2, and nothing is written."""
    path = tmp_path / "new.yaml"
    result = run("lists", "import", written(content), "-o", path, *options)
    assert (2, False) == (result.exit_code, path.exists())
    assert problem in result.stderr


def test_lists_import_writes_nothing_under_a_name_that_says_no_form(written, tmp_path):
    """A document that looks like a table would be read by nobody."""
    path = tmp_path / "new.csv"
    result = run("lists", "import", written("code\n1\n"), "-o", path)
    assert (2, False) == (result.exit_code, path.exists())
    assert ".yaml, .yml, .json or .kept" in result.stderr


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        pytest.param(("crosswalk", "1990-01-01", "2000-01-01"), "4951,Berg,4952", id="crosswalk"),
        pytest.param(("carry", "FILE"), "4952,Bergtal,3", id="carry"),
        pytest.param(("match", "FILE"), "1960-01-01,1994-12-31,2", id="match"),
        pytest.param(("history", "Berg"), "1995-01-01", id="history"),
        pytest.param(("explain", "Berg", "--on", "1990-01-01"), "1960-01-01", id="explain"),
        pytest.param(("locate", "Berg", "--on", "1990-01-01"), "4951", id="locate"),
    ],
)
def test_commands_ask_a_saved_register(written, zweiland, command, answer):
    """With --record, the register of a file takes the place of the packaged data."""
    table = written("code,n\n4951,1\n4954,2\n", "n.csv")
    said = [table if each == "FILE" else each for each in command]
    assert answer in run(*said, "--record", zweiland, "--format", "csv").stdout


def test_a_saved_register_has_areas_without_outlines(zweiland):
    """Municipalities of a register of a file are told with their ids; there are no partitions."""
    result = run("outlines", "--by", "municipality", "--on", "2000-01-01", "--record", zweiland)
    found = {each["id"]: each["geometry"] for each in json.loads(result.stdout)["features"]}
    assert (0, {None}) == (result.exit_code, {*found.values()})
    assert "without outline" in result.stderr
    assert "Attribution" not in result.stderr
    assert (
        "kind,areas,since,reason\n"
        == run("partitions", "--record", zweiland, "--format", "csv").stdout
    )


def test_a_scenario_may_have_codes_of_another_country(written, tmp_path):
    """Its document says how they are written, as that of the register does."""
    register = tmp_path / "two.yaml"
    units = written("code,name,from\n4951,Berg,1960-01-01\n4954,Tal,1960-01-01\n")
    assert 0 == run("lists", "import", units, "-o", register).exit_code
    scenario = """elzmodel: 1
kind: scenario
name: more
codes: {name: own, pattern: "[0-9]{4}"}
steps:
  - {step: merge, municipalities: [Berg, Tal], name: Bergtal, nis: "4999", day: 2030-01-01}
"""
    said = ("--record", register, "--table", "municipalities", "--format", "csv")
    assert (
        "after,4999,bergtal,Bergtal," in run("whatif", written(scenario, "more.yaml"), *said).stdout
    )
    slip = scenario.replace("4999", "499")
    assert "499" in run("whatif", written(slip, "slip.yaml"), *said).stderr


def test_a_register_can_be_kept_for_the_commands_alone(written, tmp_path):
    """A file named .kept is no document; --record reads it, and refuses a damaged one."""
    path = tmp_path / "zweiland.kept"
    assert 0 == run("lists", "import", written(ZWEILAND), "-o", path).exit_code
    command = ("crosswalk", "1990-01-01", "2000-01-01", "--record", path)
    assert "Bergtal" in run(*command).stdout
    path.write_bytes(path.read_bytes()[:-3])
    damaged = run(*command)
    assert (2, True) == (damaged.exit_code, "import the list again" in damaged.stderr)


def test_a_line_of_thousands_of_digits_is_no_header(tmp_path: Path) -> None:
    """It is told as any other word that is none."""
    table = tmp_path / "t.csv"
    table.write_text("nis;n\n71072;3\n", "utf-8")
    result = CliRunner().invoke(main, ["carry", str(table), "--header", "9" * 5000])
    assert 2 == result.exit_code
    assert isinstance(result.exception, SystemExit)
