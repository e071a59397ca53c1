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
def test_a_zip_must_have_exactly_one_table(tmp_path, count):
    """Otherwise it is not clear what to read."""
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.csv", TWO)
    assert 1 == len(problems(path))


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


@pytest.mark.parametrize(
    ("head", "years"),
    [("CD_YEAR", "{0}"), ("jaar", "{0}"), ("Peildatum", "{0}-01-01"), ("date", "01/01/{0}")],
)
def test_the_year_that_is_said_picks_its_rows(write, head, years):
    """Where there is a column of years, or of days, only the rows of that year are read."""
    rows = [(2021, 71022, 30), (2022, 71022, 40), (2022, 44021, 9), (2023, 71022, 80)]
    text = "".join(f"{years.format(year)}|{nis}|{count}\n" for year, nis, count in rows)
    path = write(f"{head}|CD_REFNIS|MS_POPULATION\n{text}")
    found = read_population(path, year=2022)
    assert ({"44021": 9, "71022": 40}, date(2022, 1, 1)) == (found.values, found.day)
    assert ["pop.txt: it is of 2021, 2022, 2023, and 2020 is asked for"] == problems(
        path, year=2020
    )


def test_a_code_that_was_not_in_use_has_an_empty_cell(write):
    """In a table with a column for each year; elsewhere an empty cell is no count."""
    path = write("nis;2024;2025\n71022;81;\n73040;8;\n71072;;90\n73001;11;12\n")
    assert {"71022": 81, "73001": 11, "73040": 8} == read_population(path, year=2024).values
    assert {"71072": 90, "73001": 12} == read_population(path, year=2025).values
    (problem,) = problems(write("nis;n\n71072;90\n73001;\n"), year=2025)
    assert problem == "pop.txt:3:2: n: not a count: ''"


def test_a_column_for_each_year_is_one_of_them(write):
    """The year that is said picks its column."""
    path = write("nis;naam;2021;2022\n71072;Hasselt;5;6\n44021;Gent;7;8\n")
    assert {"44021": 8, "71072": 6} == read_population(path, year=2022).values
    assert ["pop.txt: its year is not clear: 2021, 2022"] == problems(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "CD_REFNIS|CD_SEX|MS_POPULATION\n44021|F|5\n44021|M|6\n44021|F|5\n44021|M|6\n",
            [
                "4:1: a second row for '44021', after line 2",
                "5:1: a second row for '44021', after line 3",
            ],
        ),
        (
            "nis;population\n44021;5\n71072;5\n44021;9\n",
            ["4:1: a second row for '44021', after line 2"],
        ),
        (
            "nis;sex;age;population\n44021;F;0-17;5\n44021;F;18+;5\n44021;F;0-17;5\n",
            ["4:1: a second row for '44021', after line 2"],
        ),
        (
            "nis;wijk;population\n44021;Noord;5\n44021;Zuid;5\n",
            ["3:1: a second row for '44021', after line 2"],
        ),
    ],
    ids=["each sex twice", "no dimension", "one of three", "what tells no rows apart"],
)
def test_a_combination_that_stands_twice_is_told(write, text, said):
    """Each municipality has one row for each sex, age and so on; a second one is no more people."""
    assert said == [each.removeprefix("pop.txt:") for each in problems(write(text), year=2025)]


def test_the_same_combination_of_another_year_is_another_one(write):
    """Years tell rows apart."""
    text = STATBEL + "71072|Hasselt|F|1|40|2024\n71072|Hasselt|F|1|50|2025\n"
    assert {"71072": 50} == read_population(write(text), year=2025).values


@pytest.mark.parametrize("total", ["T", "Totaal", "TOTAL", ""])
def test_rows_of_all_together_are_not_added_to_their_parts(write, total):
    """A row for both sexes, or for all ages, is their sum; alone, it is what there is."""
    text = (
        "nis;geslacht;leeftijd;aantal\n44021;M;0-17;1\n44021;M;18+;2\n44021;V;0-17;3\n"
        f"44021;V;18+;4\n44021;{total};{total};10\n44021;M;{total};3\n44021;V;{total};7\n"
        f"71072;{total};{total};9\n11002;M;{total};5\n11002;V;{total};6\n"
    )
    assert {"11002": 11, "44021": 10, "71072": 9} == read_population(write(text), year=2025).values


def test_a_total_that_is_not_the_sum_is_told(write):
    """Neither of the two is chosen."""
    text = "nis;geslacht;aantal\n44021;M;1\n44021;V;2\n44021;T;4\n71072;M;1\n71072;V;1\n"
    said = "its rows add up to 3, and those that are over all of them to 4"
    assert [f"pop.txt:2:1: 44021: {said}"] == problems(write(text), year=2025)


def test_rows_of_larger_areas_are_left_out(write):
    """The country, regions, provinces and arrondissements are no municipalities."""
    text = "nis;population\n01000;20\n02000;12\n20001;7\n44000;5\n44021;5\n62063;8\n"
    assert {"44021": 5, "62063": 8} == read_population(write(text), year=2025).values


def test_codes_and_counts_of_a_frame_are_read(tmp_path):
    """Codes that have become floats are codes."""
    path = tmp_path / "pop_2025.csv"
    path.write_text("nis,population\n71072.0,5.0\n44021.0,7.0\n")
    assert {"44021": 7, "71072": 5} == read_population(path).values


def test_a_missing_column_is_told_with_those_that_are_there(write):
    """Codes are needed, and one column of inhabitants."""
    assert ["pop.txt:1: no column has codes of municipalities; there is a, b"] == problems(
        write("a,b\n1,2\n"), year=2025
    )
    assert ["pop.txt:1: no one column 'MS_POPULATION'; there is nis, a, b"] == problems(
        write("nis,a,b\n71072,2,3\n"), year=2025
    )


def test_of_two_columns_of_codes_the_first_is_read(write):
    """They are the same in such files."""
    path = write("nis,refnis,population\n71072,71072,5\n", "pop_2025.csv")
    assert {"71072": 5} == read_population(path).values


def test_an_empty_file_has_no_rows(write):
    """Nor has one with a header alone."""
    assert ["pop.txt: the file is empty"] == problems(write(""), year=2025)
    assert 1 == len(problems(write(STATBEL), year=2025))


def test_every_wrong_cell_is_told_with_its_line(write):
    """Codes that are none, counts that are none, years that are none: all at once."""
    text = STATBEL + (
        "7107|x|F|1|1|2025\n71072|x|F|2|1.5|2025\n71073|x|F|3|-1|2025\n"
        "71074|x|F|1|1|soon\n71075|x|F|1|<5|2025\n71076|x|F|1|1|2025\n"
    )
    assert [
        "pop.txt:2:1: CD_REFNIS: not a NIS code: '7107'",
        "pop.txt:3:5: MS_POPULATION: not a count: '1.5'",
        "pop.txt:4:5: MS_POPULATION: not a count: '-1'",
        "pop.txt:5:6: CD_YEAR: not a year: 'soon'",
        "pop.txt:6:5: MS_POPULATION: not a count: '<5'",
    ] == problems(write(text))


@pytest.mark.parametrize(("cell", "code"), [("1.500", "ELZ-F031"), ("veel", "ELZ-F007")])
def test_a_count_that_can_be_read_in_two_ways_is_none(write, cell, code):
    """As in every other table."""
    with pytest.raises(TableError) as error:
        read_population(write(f"nis,population\n71072,{cell}\n44021,7\n"), year=2025)
    assert [code] == [each.code for each in error.value.findings]


def test_a_file_that_is_not_there_is_an_os_error(tmp_path):
    """As for any other file."""
    with pytest.raises(FileNotFoundError):
        read_population(tmp_path / "nowhere.txt")


def test_the_error_shows_five_problems_and_counts_the_rest(write):
    """A broken file does not fill the screen; the fields have everything."""
    text = "nis,population\n" + "".join(f"7107{i},-{i + 1}\n" for i in range(7))
    with pytest.raises(TableError) as error:
        read_population(write(text), year=2025)
    lines = str(error.value).splitlines()
    head = "pop.txt cannot be read as inhabitants by municipality, 7 problems:"
    assert (head, "  and 2 more", 7) == (lines[0], lines[-1], len(error.value.findings))


def test_how_the_file_is_read_can_be_said(write):
    """Columns, marks and signs, as for every other table."""
    path = write("title\nkeyed;x;y\n71072;1.500;3\n44021;-;4\n")
    how = {"skip": 1, "key": "keyed", "columns": ["x"], "decimal": ",", "cells": {"-": 0}}
    assert {"44021": 0, "71072": 1500} == read_population(path, year=2025, **how).values


@pytest.mark.parametrize("again", [copy.copy, lambda e: pickle.loads(pickle.dumps(e))])
def test_the_error_copies(again):
    """Its fields survive workers and notebooks."""
    error = TableError("x.csv", [NO_YEAR.finding(years=["none"])])
    assert (error.file, error.findings, str(error)) == (
        again(error).file,
        again(error).findings,
        str(again(error)),
    )
