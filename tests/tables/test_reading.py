"""Tables of figures: rows of a year, totals apart, keys that lie elsewhere, a short summary."""

from __future__ import annotations

import copy
import pickle
from datetime import date
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

import elzmodel as elz
from elzmodel import tables
from elzmodel.errors import TableError
from elzmodel.grids.codes import NUL
from elzmodel.grids.columns import Broken, Grid, GridColumn
from elzmodel.values import Place, Severity, Total

CORPUS = Path(__file__).with_name("tables_corpus")


def shown(table, figure=0):
    """Return each row: its key, its dimensions and a figure."""
    column = table.figures[figure]
    return [
        (
            table.keys[code].text,
            *(each.contents[each.codes[row]] for each in table.dimensions),
            str(column.contents[column.codes[row]]),
        )
        for row, code in enumerate(table.key_codes)
    ]


def apart(table):
    """Return each row of totals: its key or area, its dimensions and its figures."""
    return [
        (
            each.area if each.key is None else table.keys[each.key].text,
            *each.dimensions,
            *map(str, each.figures),
        )
        for each in table.totals
    ]


def codes(findings):
    return [each.code for each in findings]


# --- years -----------------------------------------------------------------------------------

YEARS = "nis;jaar;n\n71022;2023;10\n71022;2024;20\n71072;2025;40\n71072;;5\n"


def test_several_years_stay_apart(read):
    """They are a dimension."""
    expected = [
        ("71022", 2023, "10"),
        ("71022", 2024, "20"),
        ("71072", 2025, "40"),
        ("71072", None, "5"),
    ]
    assert expected == shown(read(YEARS))
    assert (2023, 2024, 2025, None) == read(YEARS).dimensions[0].years


def test_a_year_picks_its_rows(read):
    """Rows of other years, and of none, are left out and counted."""
    table = read(YEARS, year=2025)
    assert [("71072", 2025, "40")] == shown(table)
    assert "3 rows of other years left out" in table.notes
    assert "2025-01-01 to 2026-03-12" == str(table.vintage.best)
    assert ([4], [2]) == (list(table.lines), list(table.rows))
    assert [] == [n for n in read("nis;jaar;n\n71072;2025;4", year=2025).notes if "left out" in n]


@pytest.mark.parametrize(
    "cells", [("2024-03-01", "2025-03-01"), ("2024-03", "2025-03"), ("2024Q1", "2025Q1")]
)
def test_a_year_picks_rows_of_its_days(read, cells):
    """Where days, months or quarters stand there."""
    text = f"nis;periode;n\n71022;{cells[0]};10\n71072;{cells[1]};40"
    assert ["40"] == [row[-1] for row in shown(read(text, year=2025))]


def test_a_year_picks_rows_whatever_the_dimensions_are(read):
    """Also where the caller says that years are none."""
    assert [("71072", "40")] == shown(read(YEARS, year=2025, by=[]))


def test_a_year_picks_a_column(read):
    """Of a table with one for each year."""
    table = read("nis;2024;2025\n71072;1;2\n44021;3;4", year=2025)
    assert [("71072", 2025, "2"), ("44021", 2025, "4")] == shown(table)
    assert "the column of 2025 became rows" in table.notes


def test_what_is_wrong_in_rows_of_other_years_does_not_matter(read):
    """It changes no figure."""
    text = "nis;jaar;n\n71022;2023;1.500\n71022;2023;veel\n71072;2025;40"
    assert ("ELZ-F031", ()) == (codes(read(text).errors)[0], read(text, year=2025).errors)


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        (YEARS, "t.csv", "it is of 2023, 2024, 2025, and 2022 is asked for"),
        ("nis;2023;2024\n71022;1;2", "t.csv", "it is of 2023, 2024, and 2022 is asked for"),
        ("nis;n\n71022;1", "t.csv", "no column says a year, and 2022 is asked for"),
        ("nis;n\n71022;1", "pop_2023.csv", "it is of 2023, and 2022 is asked for"),
    ],
)
def test_a_year_that_is_not_there_is_refused(read, text, source, said):
    """Nothing would be left."""
    with pytest.raises(TableError) as caught:
        read(text, source, year=2022)
    assert [said] == [each.message for each in caught.value.findings]


def test_the_year_in_a_name_of_a_file_is_a_note(read):
    """It never outranks a column."""
    text = "nis;n\n71072;1"
    assert "2023 stands in its name; no column says a year" in read(text, "pop_2023.csv").notes
    assert [("71072", "1")] == shown(read(text, "pop_2023.csv", year=2023))
    assert [] == [note for note in read(YEARS, "pop_2020.csv").notes if "its name" in note]
    assert [] == [note for note in read(text, "120231.csv").notes if "its name" in note]


# --- totals ------------------------------------------------------------------------------------


@pytest.mark.parametrize("total", ["T", "Totaal", "TOTAL", "Totaux", "Eindtotaal", "Som", "sum"])
def test_a_row_of_everything_is_set_apart(read, total):
    """By the words for it, among codes or names."""
    table = read(f"gemeente;n\nGent;1\nGenk;2\n{total};3")
    assert ([("Gent", "1"), ("Genk", "2")], [("", "3")]) == (shown(table), apart(table))
    assert "1 row that others add up to, set apart" in table.notes
    assert [4] == [each.line for each in table.totals]


def test_larger_areas_are_set_apart_under_their_names(read):
    """The country, regions, provinces and arrondissements of national tables."""
    table = read("nis;n\n71072;1\n44021;2\n02000;3\n70000;1\n44000;2\n01000;9")
    assert [("71072", "1"), ("44021", "2")] == shown(table)
    assert [("Vlaams Gewest", "3"), ("Limburg", "1"), ("44000", "2"), ("01000", "9")] == apart(
        table
    )
    assert 2 == table.vintage.keys


@pytest.mark.parametrize(
    "text",
    [
        "nis;naam;n\n71072;Hasselt;1\n;Totaal;1",
        "provincie;gemeente;n\nLimburg;Hasselt;1\nTotaal;;1",
        "gemeente;opmerking;n\nHasselt;;1\n;totaal;1",
    ],
)
def test_a_total_may_be_called_so_in_another_column(read, text):
    """Beside an empty key."""
    table = read(text)
    assert (["1"], [("", "1")]) == ([row[-1] for row in shown(table)], apart(table))


def test_an_empty_key_alone_is_no_total(read):
    """It is a place that is not known."""
    table = read("gemeente;n\nHasselt;1\n;2")
    assert ([("Hasselt", "1"), ("", "2")], []) == (shown(table), apart(table))


@pytest.mark.parametrize("total", ["T", "Totaal", "", "alle", "both sexes"])
def test_rows_over_a_dimension_are_set_apart(read, total):
    """By its word, or where the dimension is empty; their key is that of the rows they add up."""
    table = read(
        f"nis;geslacht;n\n71072;M;1\n71072;V;2\n71072;{total};3\n44021;M;4\n44021;{total};4"
    )
    assert [("71072", "M", "1"), ("71072", "V", "2"), ("44021", "M", "4")] == shown(table)
    assert [("71072", None, "3"), ("44021", None, "4")] == apart(table)


def test_a_row_over_a_dimension_that_is_all_there_is_stays(read):
    """For a key, or for a year of it, that has no other rows."""
    text = "nis;jaar;sex;n\n71072;2024;M;1\n71072;2024;T;3\n71072;2025;T;4\n44021;2025;T;5"
    table = read(text)
    assert [(2024, "M", "1"), (2025, "T", "4"), (2025, "T", "5")] == [
        row[1:] for row in shown(table)
    ]
    assert [("71072", 2024, None, "3")] == apart(table)


def test_a_dimension_of_totals_alone_is_one_like_any_other(read):
    """Nothing else is there."""
    table = read("nis;geslacht;n\n71072;T;1\n44021;T;2")
    assert [("71072", "T", "1"), ("44021", "T", "2")] == shown(table)


def test_a_day_that_is_not_known_is_no_total(read):
    """Daily tables have cases without a day beside the others."""
    table = read("nis;datum;n\n71072;2024-01-05;1\n71072;;2")
    assert [("71072", date(2024, 1, 5), "1"), ("71072", None, "2")] == shown(table)


def test_totals_over_keys_and_dimensions_at_once(read):
    """Each says what it is over."""
    table = read(
        "gemeente;sex;n\nGent;M;1\nGent;V;2\nGent;T;3\nTotaal;M;1\nTotaal;T;3\nVlaanderen;T;3"
    )
    assert [
        ("Gent", None, "3"),
        ("", "M", "1"),
        ("", None, "3"),
        ("Vlaams Gewest", None, "3"),
    ] == apart(table)


def test_totals_of_years_in_columns_become_rows_as_well(read):
    """One for each year."""
    table = read("gemeente;2024;2025\nGent;1;2\nGenk;3;4\nTotaal;4;6")
    assert [("", 2024, "4"), ("", 2025, "6")] == apart(table)
    assert 4 == len(table)


def test_a_table_of_areas_alone_is_about_no_municipality(read):
    """Its codes say that it is one of larger areas; that is an error of the table."""
    table = read("nis;n\n02000;3\n70000;1", key="nis")
    assert (["ELZ-F033"], 0, 2) == (codes(table.errors), len(table), len(table.totals))
    assert "no municipality known" in str(table)


# --- keys --------------------------------------------------------------------------------------


def test_rows_that_lie_elsewhere_are_kept_and_say_so(read):
    """Wallonia, abroad and unknown places stay, so that what is carried can tell of them."""
    table = read("nis;n\n71072;5\n25005;2\n92094;1\n62093;1\nNA;4\n01000;13")
    assert [False, True, True, True, True] == [each.is_outside for each in table.keys]
    assert 13 == sum(int(row[-1]) for row in shown(table))
    assert "3 keys outside the record: '25005', '92094', '62093'" in str(table)
    assert "1 key without a place: 'NA'" in str(table)


def test_keys_that_were_mended_or_mean_nothing_are_counted(read):
    """The first of each kind are shown."""
    table = read("gemeente;n\nOCMW Gent;1\nKermt;2\nHaselt;3\nGenk;4")
    assert "2 keys read as another: 'OCMW Gent', 'Kermt'" in str(table)
    assert "1 key not understood: 'Haselt'" in str(table)


def test_each_different_key_is_there_once(read):
    """Rows say which one they have; keys of rows that are left out are not there."""
    table = read("nis;jaar;n\n71022;2024;1\n71072;2025;1\n44021;2025;2\n71072;2025;3", year=2025)
    assert (["71072", "44021"], [0, 1, 0]) == ([e.text for e in table.keys], list(table.key_codes))
    assert (3, 2) == (table.vintage.rows, table.vintage.keys)


def test_a_broken_key_is_told_with_its_cell():
    """And so is a broken dimension."""
    columns = (
        GridColumn.of("nis", 1, ["71072", Broken("#N/A"), "44021"]),
        GridColumn.of("jaar", 2, [2024, 2024, Broken("#REF!")]),
        GridColumn.of("n", 3, [1, 2, 3]),
    )
    table = elz.read_table(Grid("x.xlsx", columns, (4, 5, 6), 3, "Blad1"))
    assert [("nis", "#N/A", 5), ("jaar", "#REF!", 6)] == [
        (e.message.split(":")[0], e.message.split()[1], e.place.line) for e in table.errors
    ]
    assert ["71072", "#N/A", "44021"] == [row["key"] for row in table.to_table().records()]


def test_what_the_caller_says_of_the_day_is_kept(read):
    """For those who carry the table."""
    assert date(2024, 1, 1) == read("nis;n\n71022;1", fits="2024-01-01").fits
    assert "row year" == read(YEARS, fits="row year").fits


# --- dimensions --------------------------------------------------------------------------------


def test_contents_of_a_dimension_are_one_however_they_are_written():
    """Blanks do not matter, floats of frames are whole, and days are days."""
    frame = pd.DataFrame(
        {
            "nis": [71072] * 4,
            "maand": [1.0, 2.0, None, 1.0],
            "datum": ["2024-01-05", "2024-13-05", "", "2024-01-05 "],
            "x": ["a", "a ", None, "b"],
            "n": [1, 2, 3, 4],
        }
    )
    found = elz.read_table(frame, by=["maand", "datum", "x"]).dimensions
    assert [
        {1, 2, None},
        {date(2024, 1, 5), "2024-13-05", None},
        {"a", "b", None},
    ] == [set(each.contents) for each in found]
    assert [3, 3, 3] == [len(each.contents) for each in found]


def test_codes_that_are_numbers_are_codes():
    """Sheets and frames hold them so; nothing is mended then."""
    table = elz.read_table([{"nis": 71072, "n": 5}, {"nis": 11002, "n": 6}])
    assert ["71072", "11002"] == [key.text for key in table.keys]
    assert table.vintage.is_clean


def test_numbers_that_no_computer_can_write_are_told():
    """As a figure they are an error; elsewhere they say what they are."""
    cells = {"nis": [71072, 10**5000], "x": [10**5000, 3], "n": [10**5000, 5]}
    columns = tuple(GridColumn.of(name, i, cells[name]) for i, name in enumerate(cells, start=1))
    table = elz.read_table(Grid("x", columns, (1, 2)), by=["x"])
    assert ["ELZ-F007"] == codes(table.errors)
    assert ("a number that is too large", 3) == table.dimensions[0].contents
    assert 2 == len(table.to_table())
    assert ["ELZ-F036"] * 3 == codes(elz.read_table(cells, by=["x"]).errors)


# --- what is shown -------------------------------------------------------------------------------


def test_a_table_says_in_a_few_lines_what_it_is(read):
    """What was read as what, guessed, mended and left out, and the first error."""
    text = (
        "id;gemeente;jaar;n;pct\n1;OCMW Gent;2024;1.500;5\n2;Halle;2024;2,5;6\n3;Luik;2024;x;7\n"
        "4;Onbekend;2024;3;8\n5;Zzz;2024;3;8\n6;Totaal;2024;9;9\n"
    )
    table = read(text)
    lines = str(table).splitlines()
    assert 9 == len(lines)
    assert lines[0].startswith("t.csv: 5 rows of 5 keys, municipalities of 2018-01-01")
    assert (
        "key: gemeente (names); dimensions: jaar (1); figures: n (counts), pct (counts)" == lines[1]
    )
    assert "left alone: id (ids or numbers in a list)" in lines[2]
    assert "n: ',' before decimals (guessed)" in lines[2]
    assert lines[-1].startswith("1 error, such as t.csv:1:5: ELZ-F030 error: pct")
    assert "<FigureTable t.csv: 5 rows of 5 keys>" == repr(table)


def test_a_clean_table_says_little(read):
    """What it is, and what its columns are."""
    assert (
        "t.csv: 1 row of 1 key, municipalities of 2025-01-01 to 2026-03-12\n"
        "key: nis (codes); figures: n (counts)"
    ) == str(read("nis;n\n71072;1"))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (tables.rate(of="n"), "rate of n"),
        (tables.rate(of="n", per=100), "rate of n per 100"),
        (tables.mean(over="n"), "mean over n"),
        (tables.category(), "categories"),
        (tables.count, "counts"),
    ],
)
def test_kinds_are_said_in_words(read, kind, said):
    """As people call them."""
    assert f"x ({said})" in str(read("nis;n;x\n71072;1;2", columns={"x": kind}))


def test_rows_that_are_counted_are_said(read):
    """Under the name that they were given."""
    assert "homes (rows counted)" in str(read("nis\n71072", columns=tables.rows("homes")))


def test_a_table_can_be_had_row_by_row(read):
    """With the key, what it was read as, and its line."""
    table = read("gemeente;jaar;n\nOCMW Gent;2024;<5\nGenk;2025;3").to_table()
    assert [
        ("OCMW Gent", "Gent", 2024, Total(0, 4, ("<5",)), 2),
        ("Genk", "Genk", 2025, Total.exactly(3), 3),
    ] == list(table.rows)
    assert ["key", "read_as", "jaar", "n", "line"] == [each.key for each in table.columns]


def test_a_table_shows_its_first_rows_in_a_notebook(read):
    """And counts them all; a key stands there as written and as it was read."""
    html = read("nis;n\n" + "71072;1\n" * 60)._repr_html_()
    assert (1, 100) == (html.count(">60</td>"), html.count(">71072</td>"))


def test_all_that_is_doubtful_is_one_answer(read):
    """Columns and cells first, then keys; each with its place."""
    table = read("nis;pct;n\n71072;5;veel\n99998;6;3\n44021;7;4\n73040;6;5")
    found = table.problems
    assert ["ELZ-F030", "ELZ-F007"] == codes(found)[:2]
    assert {"ELZ-L032"} <= set(codes(found))
    assert all(each.place.file == "t.csv" for each in found.where(severity=Severity.ERROR)[:2])
    assert ["ELZ-F030", "ELZ-F007"] == codes(table.errors) == codes(table.findings)


# --- containers ----------------------------------------------------------------------------------

CELLS = {"nis": ["71022", "73040", "11002"], "jaar": ["2023", "2023", "2024"], "n": ["5", "3", "7"]}


@pytest.mark.parametrize(
    "source",
    [
        "nis;jaar;n\n71022;2023;5\n73040;2023;3\n11002;2024;7\n",
        "nis\tjaar\tn\n71022\t2023\t5\n73040\t2023\t3\n11002\t2024\t7\n",
        [
            {"nis": "71022", "jaar": "2023", "n": "5"},
            {"nis": "73040", "jaar": "2023", "n": "3"},
            {"nis": "11002", "jaar": "2024", "n": "7"},
        ],
        CELLS,
        pd.DataFrame(CELLS),
        pd.DataFrame(CELLS).astype({"jaar": int, "n": float}),
        pd.DataFrame(CELLS).set_index("nis"),
    ],
    ids=["text", "tabs", "records", "columns", "frame", "numbers", "index"],
)
def test_a_table_is_the_same_in_every_container(source):
    """Text, records, columns and frames."""
    table = elz.read_table(source)
    assert [("71022", 2023, "5"), ("73040", 2023, "3"), ("11002", 2024, "7")] == shown(table)
    assert () == table.errors


def test_what_is_said_of_a_file_is_heard(tmp_path):
    """Lines above, the delimiter, the encoding and the header, beside columns and cells."""
    path = tmp_path / "x.csv"
    path.write_bytes("# titel\n71072/Hasselt/1.500\n44021/Gent/-\n".encode("cp1252"))
    table = elz.read_table(
        path,
        comment="#",
        delimiter="/",
        encoding="cp1252",
        header=False,
        columns=[3],
        decimal=",",
        cells={"-": 0},
    )
    assert [("71072", "1,500"), ("44021", "0")] == shown(table)


def test_another_landscape_can_be_asked():
    """One that knows an imagined merger."""
    merged = elz.Scenario("x").merge(["Wellen", "Alken"], name="Alken-Wellen", day="2027-01-01")
    fl = elz.adopt(elz.flanders(), merged)
    text = "gemeente;n\nAlken-Wellen;5\nGent;3\n"
    kinds = [[e.kind for e in elz.read_table(text, within=each).keys] for each in (fl, None)]
    assert [["municipality", "municipality"], ["unknown", "municipality"]] == kinds


def test_a_table_without_rows_is_refused():
    """Also one that has columns."""
    with pytest.raises(TableError):
        elz.read_table(pd.DataFrame({"nis": [], "n": []}))
    with pytest.raises(TableError, match="nothing below it"):
        elz.read_table(Grid("x", (GridColumn.of("nis", 1, []),), ()))


# --- whole tables, of the kinds that people have ---------------------------------------------


@pytest.mark.parametrize(
    ("figures", "code"),
    [
        (("62.113", "7.58"), "ELZ-F031"),
        (("62,113", "7,5"), "ELZ-F031"),
        (("62.113", "7.580"), "ELZ-F031"),
        (("62 113", "7 580"), None),
        (("62.113", "1.062.113"), None),
    ],
)
def test_thousands_that_a_spreadsheet_took_for_decimals(read, figures, code):
    """They are refused with both readings, or read as they can only be meant."""
    table = read(f"nis;inwoners\n71022;{figures[0]}\n73040;{figures[1]}")
    assert ([code] if code else []) == codes(table.errors)


@pytest.mark.parametrize(
    ("text", "says", "what"),
    [
        (
            "nis;indicator;waarde\n71072;Aandeel ouderen (%);20,1\n11002;Aandeel ouderen (%);25\n",
            "'Aandeel ouderen (%)' in indicator",
            "a rate or a share",
        ),
        (
            "nis;eenheid;2023;2024\n71072;gemiddelde;5;6\n11002;gemiddelde;7;8\n",
            "'gemiddelde' in eenheid",
            "a mean",
        ),
        (
            "nis;jaar;onderwerp;n\n71072;2024;aantal;5\n71072;2024;per 1.000 inwoners;6\n",
            "'per 1.000 inwoners' in onderwerp",
            "a rate or a share",
        ),
    ],
)
def test_a_column_that_says_what_figures_are_is_heard(read, text, says, what):
    """Published tables have what is counted in a column, and rates among counts."""
    (finding,) = [each for each in read(text).errors if each.code == "ELZ-F030"]
    assert finding.message.endswith(f": {says} says {what}")
    if "1.000" in text:
        assert "per=1000" in str(finding)
    column = finding.message.split(":")[0]
    assert () == read(text, columns={column: "count"}).errors


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ("Aandeel 65-plussers (%) per gemeente", "a rate or a share"),
        ("Gemiddelde leeftijd", "a mean"),
    ],
)
def test_a_title_that_says_what_figures_are_is_heard(title, what):
    """A share of two municipalities together is not the sum of their shares."""
    text = f"{title}\nnis;2024\n71022;20,1\n73040;25\n"
    (finding,) = elz.read_table(text).errors
    assert f"value: the title {title!r} says {what}" == finding.message.replace("2024:", "value:")
    (named,) = elz.read_table(f"{title}\nnis;pct\n71022;20,1\n73040;25\n").errors
    assert "pct: the name says a rate or a share" == named.message


@pytest.mark.parametrize(
    "text",
    [
        "Aantal en aandeel ouderen\nnis;aantal\n71022;20\n73040;25\n",
        "Aantal per gemeente op 1 januari\nnis;2024\n71022;20\n73040;25\n",
        "Zorgaanbod per doelgroep\nnis;bedden\n71022;20\n73040;25\n",
        "Inwoners per 1 januari 2024\nnis;2024\n71022;20\n73040;25\n",
    ],
)
def test_a_title_of_counts_raises_no_doubt(text):
    """Nor does one beside columns that are named as counts."""
    assert () == elz.read_table(text).errors


def test_words_beside_counts_raise_no_doubt(read):
    """What is counted, in which unit, and remarks that speak of something else."""
    text = "nis;indicator;eenheid;opmerking;n\n71072;huisartsen;aantal;gemiddeld;5\n"
    assert () == read(text).errors


def test_a_practice_list_by_village_and_postal_code():
    """Rows are counted; a village is in the municipality that its postal code says."""
    text = (
        "Praktijk;Adres;Postcode;Plaats;Tel\nDe Brug;Kerkstraat 1;2980;Halle;03 111 22 33\n"
        "Centrum;Markt 5;1500;Halle;02 111 22 33\nZuid;Dorp 2;3510;Kermt;011 11 22 33\n"
    )
    table = elz.read_table(text, columns=tables.rows("practices"))
    assert ["Zoersel", "Halle", "Hasselt"] == [e.on(date(2025, 1, 1)).name for e in table.keys]
    assert () == table.errors


def test_a_list_without_figures_offers_to_count_its_rows():
    """Names alone can be matched and shown all the same."""
    table = elz.read_table("gemeente;contact\nHasselt;An\nGenk;Bo\n")
    (error,) = table.errors
    assert "ELZ-F032" == error.code
    assert table.vintage.known == 2


def test_a_daily_table_with_hidden_counts():
    """Dates are a dimension, small counts are bounds, descriptions tell no rows apart."""
    text = (
        "NIS5,DATE,TX_DESCR_NL,TX_DESCR_FR,PROVINCE,CASES\n71072,2025-03-01,Hasselt,Hasselt,Limburg,<5\n"
        "71072,2025-03-02,Hasselt,Hasselt,Limburg,12\n,2025-03-02,,,,<5\n62063,2025-03-01,Luik,Liège,Luik,7\n"
    )
    table = elz.read_table(text)
    assert (["DATE"], ["0-4", "12", "0-4", "7"], ()) == (
        [each.name for each in table.dimensions],
        [row[-1] for row in shown(table)],
        table.errors,
    )
    assert ["municipality", "empty", "outside"] == [each.kind for each in table.keys]


def test_population_as_statbel_publishes_it():
    """Codes of all levels, descriptions in two languages, six dimensions."""
    head = (
        "CD_REFNIS|TX_DESCR_NL|TX_DESCR_FR|CD_DSTR_REFNIS|TX_ADM_DSTR_DESCR_NL|CD_PROV_REFNIS"
        "|CD_RGN_REFNIS|CD_SEX|CD_NATLTY|TX_NATLTY_NL|CD_CIV_STS|TX_CIV_STS_NL|CD_AGE|MS_POPULATION|CD_YEAR\n"
    )
    row = (
        "71072|Hasselt|Hasselt|71000|Arr. Hasselt|70000|02000|{}|BEL|Belgen|1|Ongehuwd|{}|{}|2025\n"
    )
    text = head + row.format("M", 5, 10) + row.format("F", 5, 12) + row.format("F", 6, 9)
    table = elz.read_table(text)
    assert ["CD_SEX", "CD_NATLTY", "CD_CIV_STS", "CD_AGE", "CD_YEAR"] == [
        e.name for e in table.dimensions
    ]
    assert (["MS_POPULATION"], (), 3) == ([e.name for e in table.figures], table.errors, len(table))


def test_a_table_of_2018_with_codes_as_floats():
    """As pandas writes them where one was missing."""
    table = elz.read_table("nis,n\n71022.0,5\n73040.0,3\n12030.0,2\n")
    assert "2018-01-01 to 2018-12-31" == str(table.vintage.best)
    assert "3 keys read as another" in str(table)


def test_an_election_result_by_name():
    """Several figures, one of them a percentage that is doubted."""
    table = elz.read_table(
        "Gemeente;Partij;Stemmen;%\nHasselt;A;1.200;12,5\nHasselt;B;900;9,25\n", by=["Partij"]
    )
    assert {"Stemmen", "%"} == {each.name for each in table.figures}
    assert ["ELZ-F030", "ELZ-F031"] == sorted(codes(table.errors))
    read = elz.read_table(
        "Gemeente;Partij;Stemmen;%\nHasselt;A;1.200;12,5\nHasselt;B;900;9,25\n",
        by=["Partij"],
        decimal=",",
        columns={"%": tables.rate(of="Stemmen", per=100)},
    )
    assert ((), ["1,200", "900"]) == (read.errors, [row[-1] for row in shown(read)])


def test_fractions_stay_exact():
    """So that sums are those that were given."""
    table = elz.read_table("nis;n\n71072;0,1\n44021;0,2\n")
    assert (Fraction(1, 10), Fraction(1, 5)) == tuple(
        each.value for each in table.figures[0].contents
    )


CLEAN = {
    "blank_rows.csv": ["1", "2"],
    "bom.csv": ["1", "2"],
    "comma.csv": ["90,363", "565,039"],
    "held_back.csv": ["0-4", *["unknown"] * 5, "17"],
    "no_header.csv": ["90,363", "565,039"],
    "pipe.txt": ["78,714", "529,417"],
    "quoted.csv": ["1", "2", "3"],
    "sep_line.csv": ["1"],
    "tab.tsv": ["90,363", "267,709"],
    "title_above.csv": ["90,363", "565,039"],
    "utf16.csv": ["1", "2"],
    "utf16_without_mark.csv": ["1", "2"],
    "years.csv": ["1", "2", "3"],
}
DOUBTFUL = {
    "decimal_comma.csv": ["ELZ-F030"],
    "decimal_mixed.csv": ["ELZ-F031"],
    "decimal_unclear.csv": ["ELZ-F031"],
    "names_only.txt": ["ELZ-F032"],
    "spreadsheet.csv": ["ELZ-F007"] * 3,
}
REFUSED = {
    "blank.csv": [(0, 0)],
    "empty.csv": [(0, 0)],
    "header_only.csv": [(0, 0)],
    "long_row.csv": [(3, 4)],
    "nul.csv": [(2, 2)],
    "quote_inside.csv": [(2, 0), (4, 0)],
    "quote_open.csv": [(3, 0)],
    "several.csv": [(3, 3)],
    "short_row.csv": [(3, 3)],
}


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_file_is_read_without_being_told_anything(name):
    """Encoding, delimiter, titles, columns and decimals are guessed right."""
    table = elz.read_table(CORPUS / name)
    assert (CLEAN[name], ()) == ([row[-1] for row in shown(table)], table.errors)


@pytest.mark.parametrize("name", DOUBTFUL)
def test_a_doubtful_file_is_read_with_its_errors(name):
    """The keys can be looked at all the same."""
    table = elz.read_table(CORPUS / name)
    assert (DOUBTFUL[name], True) == (codes(table.errors), table.vintage.known > 0)


@pytest.mark.parametrize("name", REFUSED)
def test_a_broken_file_is_refused_with_all_places(name):
    """Every problem comes at once, with its line and column."""
    with pytest.raises(TableError) as caught:
        elz.read_table(CORPUS / name)
    assert REFUSED[name] == [(e.place.line, e.place.column) for e in caught.value.findings]


def test_figures_below_zero_and_rows_that_repeat_are_kept():
    """They are what stands there; whoever carries them decides."""
    assert ["-5", "565,039"] == [row[-1] for row in shown(elz.read_table(CORPUS / "negative.csv"))]
    assert 3 == len(elz.read_table(CORPUS / "repeated_row.csv"))


def test_the_error_is_a_value_error_that_pickles_and_copies():
    """The error of a file is ours and a ValueError, and keeps its problems on the way."""
    findings = [NUL.finding(place=Place("x.csv", line, 1)) for line in range(7, 0, -1)]
    error = TableError("x.csv", findings)
    assert isinstance(error, elz.ElzError)
    assert isinstance(error, ValueError)
    for twin in (copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert (error.file, error.findings, str(error)) == (twin.file, twin.findings, str(twin))
    lines = str(error).splitlines()
    assert "x.csv cannot be read as a table, 7 problems:" == lines[0]
    assert lines[1].startswith("  x.csv:1:1: ELZ-F003 error: a NUL byte; the file is damaged")
    assert "  and 2 more" == lines[-1]


def test_a_table_that_was_read_equals_its_copies_and_a_second_reading() -> None:
    """Equal is what was understood; one cell that differs is another table."""
    text = "nis;sex;visits\n71072;m;3\n71072;v;<5\n11002;m;5\n"
    table = elz.read_table(text)
    copies = copy.copy(table), copy.deepcopy(table), pickle.loads(pickle.dumps(table))
    assert [table] * 4 == [*copies, elz.read_table(text)]
    assert table != elz.read_table(text.replace("m;5", "m;6"))
