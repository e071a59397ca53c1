"""Reading inhabitants from files in the shape of Statbel's."""

from __future__ import annotations

import copy
import pickle
import zipfile
from datetime import date

import pytest

from elzmodel.errors import TableError
from elzmodel.tables.codes import NO_YEAR
from elzmodel.tables.population import read_population

STATBEL = "CD_REFNIS|TX_DESCR_NL|CD_SEX|CD_AGE|MS_POPULATION|CD_YEAR\n"
TWO = STATBEL + "71072|Hasselt|F|1|40|2025\n71072|Hasselt|M|1|50|2025\n44021|Gent|F|1|7|2025\n"


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a file and gives its path."""

    def write(text, name="pop.txt", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def problems(path, **options):
    with pytest.raises(TableError) as error:
        read_population(path, **options)
    return [f"{finding.place}: {finding.message}" for finding in error.value.findings]


def test_rows_of_one_code_are_added_up(write):
    """Statbel has a row for each sex and age."""
    figures = read_population(write(TWO))
    assert {"44021": 7, "71072": 90} == figures.values
    assert (date(2025, 1, 1), "population", ("pop.txt",)) == (
        figures.day,
        figures.kind,
        figures.sources,
    )


@pytest.mark.parametrize("separator", ["|", ";", "\t", ","])
def test_the_separator_is_found(write, separator):
    """The one that occurs most in the header."""
    text = TWO.replace("|", separator)
    assert {"44021": 7, "71072": 90} == read_population(write(text)).values


def test_a_byte_order_mark_is_no_part_of_the_header(write):
    """As spreadsheets write it."""
    assert 2 == len(read_population(write(TWO, encoding="utf-8-sig")).values)


def test_a_zip_with_one_text_is_read(tmp_path):
    """Statbel publishes zips; other files in it do not matter."""
    path = tmp_path / "TF_SOC_POP_STRUCT_2025.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("TF_SOC_POP_STRUCT_2025.txt", TWO)
        archive.writestr("readme.pdf", "x")
    assert {"44021": 7, "71072": 90} == read_population(path).values


@pytest.mark.parametrize("count", [0, 2])
def test_a_zip_must_have_exactly_one_text(tmp_path, count):
    """Otherwise it is not clear what to read."""
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.csv", TWO)
    assert [f"x.zip: {count} texts in the zip, not 1"] == problems(path)


def test_the_year_comes_from_the_file_name(write):
    """Where there is no column of years."""
    path = write("nis,population\n71072,5\n", "TF_SOC_POP_STRUCT_2024.csv")
    assert date(2024, 1, 1) == read_population(path).day


def test_a_year_that_the_file_contradicts_is_refused(write):
    """Whether a column says another year, or the name where there is no column."""
    assert ["x_2024.txt: it is of 2025, and 2023 is asked for"] == problems(
        write(TWO, "x_2024.txt"), year=2023
    )
    named = write("nis,population\n71072,5\n", "x_2024.csv")
    assert ["x_2024.csv: it is of 2024, and 2023 is asked for"] == problems(named, year=2023)


def test_a_year_that_is_said_is_that_of_the_file_or_stands_for_it(write):
    """The same year as in the column is no contradiction; without one it is taken."""
    days = [
        read_population(write(TWO, "x_2024.txt"), year=2025).day,
        read_population(write("nis,population\n71072,5\n", "x.csv"), year=2025).day,
    ]
    assert [date(2025, 1, 1)] * 2 == days


def test_a_year_in_a_longer_number_is_no_year(write):
    """An order number in a file's name is not a year."""
    path = write("nis,population\n71072,5\n", "120245.csv")
    assert ["120245.csv: its year is not clear: none"] == problems(path)


def test_two_years_are_not_clear(write):
    """Adding up two years would double everybody."""
    text = TWO + "44021|Gent|M|1|7|2024\n"
    assert ["pop.txt: its year is not clear: 2024, 2025"] == problems(write(text))


def test_missing_columns_are_all_named(write):
    """With what there is instead."""
    expected = [
        "pop.txt:1: no one column 'CD_REFNIS'; there is a, b",
        "pop.txt:1: no one column 'MS_POPULATION'; there is a, b",
    ]
    assert expected == problems(write("a,b\n1,2\n"), year=2025)


def test_an_empty_file_has_no_columns(write):
    """The message says that there is nothing."""
    assert (
        "pop.txt:1: no one column 'CD_REFNIS'; there is nothing"
        == problems(write(""), year=2025)[0]
    )


def test_a_header_alone_has_no_rows(write):
    """No rows are no inhabitants of nowhere."""
    assert ["pop.txt: there is a header and nothing below it"] == problems(
        write(STATBEL), year=2025
    )


def test_every_wrong_cell_is_told_with_its_line(write):
    """Codes that are none, counts that are none, years that are none, rows that stop short."""
    text = STATBEL + (
        "7107|x|F|1|1|2025\n71072|x|F|1|1.5|2025\n71072|x|F|1|-1|2025\n"
        "71072|x|F|1|1|soon\n71072\n\n71072|x|F|1|1|2025\n"
    )
    found = problems(write(text))
    assert ["pop.txt:2", "pop.txt:3", "pop.txt:4", "pop.txt:5", "pop.txt:6:2"] == [
        problem.partition(": ")[0] for problem in found
    ]
    assert [
        "NIS code: not a NIS code: '7107'",
        "count: not a count: '1.5'",
        "count: not a count: '-1'",
        "year: not a year: 'soon'",
        "1 cell where other rows have 6",
    ] == [problem.partition(": ")[2] for problem in found]


def test_text_in_another_encoding_says_how_to_mend_it(write):
    """The byte is named."""
    path = write("nis,population,naam\n71072,1,Beërsel\n", encoding="latin-1")
    (problem,) = problems(path, year=2025)
    assert "pop.txt: byte 30 is not text in the encoding UTF-8" == problem


def test_a_file_that_is_not_there_is_an_os_error(tmp_path):
    """As for any other file."""
    with pytest.raises(FileNotFoundError):
        read_population(tmp_path / "nowhere.txt")


def test_the_error_shows_five_problems_and_counts_the_rest(write):
    """A broken file does not fill the screen; the fields have everything."""
    text = "nis,population\n" + "x,1\n" * 7
    with pytest.raises(TableError) as error:
        read_population(write(text), year=2025)
    lines = str(error.value).splitlines()
    head = "pop.txt cannot be read as a table, 7 problems:"
    assert (head, "  and 2 more", 7) == (lines[0], lines[-1], len(error.value.findings))


@pytest.mark.parametrize("again", [copy.copy, lambda e: pickle.loads(pickle.dumps(e))])
def test_the_error_copies(again):
    """Its fields survive workers and notebooks."""
    error = TableError("x.csv", [NO_YEAR.finding(years=["none"])])
    assert (error.file, error.findings, str(error)) == (
        again(error).file,
        again(error).findings,
        str(again(error)),
    )
