"""Tables among other rows: titles, headers, comments and footnotes, and what cannot be told."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest

from elzmodel.errors import InvalidValueError, TableError
from elzmodel.grids import framing
from elzmodel.grids.columns import Broken, Content, Grid
from elzmodel.grids.framing import Block, Framing, framed


def rows_of(text: str) -> list[Sequence[Content]]:
    """Return the rows of a small table whose cells are parted by semicolons."""
    return [line.split(";") if line else [] for line in text.split("\n")]


def frame(text: str, **said) -> Grid:
    rows = rows_of(text)
    return framed([Block(range(1, len(rows) + 1), rows, texts=True)], "t", framing=Framing(**said))


def refusal(text: str, **said) -> list[str]:
    with pytest.raises(TableError) as caught:
        frame(text, **said)
    return [str(finding) for finding in caught.value.findings]


def names(grid: Grid) -> list[str]:
    return [column.name for column in grid.columns]


def cells(grid: Grid) -> list[list[Content]]:
    return [[column.cell(i) for column in grid.columns] for i in range(len(grid))]


TABLE = "nis;visits\n71072;3\n11002;4"


# --- one header, equal rows ----------------------------------------------------------------


def test_a_clean_table_has_its_header_and_its_rows() -> None:
    """What stands in a clean table is in the grid, with the line of each row."""
    grid = frame(TABLE)
    assert (["nis", "visits"], 1, range(2, 4)) == (names(grid), grid.header_line, grid.lines)
    assert [["71072", "3"], ["11002", "4"]] == cells(grid)
    assert ("line 1 names the columns",) == grid.notes


def test_a_column_holds_each_different_cell_once() -> None:
    """Rows of one code share the content of its column."""
    column = frame("nis;visits\n71072;3\n11002;4\n71072;5").columns[0]
    assert (("71072", "11002"), [0, 1, 0]) == (column.contents, list(column.codes))


def test_cells_that_are_equal_but_of_another_kind_are_different() -> None:
    """One, one point nought, true and their text are four contents."""
    rows = [["nis", "n"], *([71072, each] for each in (1, 1.0, True, "1", 1))]
    column = framed([Block(range(1, 7), rows)], "x.xlsx", sheet="Blad1").columns[1]
    assert [1, 1.0, True, "1"] == list(column.contents)
    assert [int, float, bool, str] == list(map(type, column.contents))


def test_a_table_may_come_in_blocks() -> None:
    """Rows that come in many blocks make the same grid as in one."""
    rows = rows_of("Visits\n\nnis;visits\n" + "\n".join(f"{i};{i}" for i in range(1, 1000)))
    lines = range(1, len(rows) + 1)
    whole = framed([Block(lines, rows, texts=True)], "t")
    parts = [Block(lines[i : i + 7], rows[i : i + 7], texts=True) for i in range(0, len(rows), 7)]
    grid = framed(parts, "t")
    assert cells(whole) == cells(grid)
    assert (whole.notes, whole.lines) == (grid.notes, grid.lines)


def test_a_column_of_many_different_cells_is_kept_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where cells are all different, codes are held in arrays, and are the same."""
    text = "nis;n\n" + "\n".join(f"{i};{i % 3}" for i in range(1, 50))
    few = [list(column.codes) for column in frame(text).columns]
    monkeypatch.setattr(framing, "_MANY", 40)
    columns = frame(text).columns
    assert {array} == {type(column.codes) for column in columns}
    assert few == [list(column.codes) for column in columns]


def test_a_place_says_the_sheet() -> None:
    """What is wrong in a sheet is shown as its cell is called there."""
    rows = [["nis", "n", "k"], [71072, 3, 4], [11002], [44021, 4, 5], [13014, 6, 7]]
    with pytest.raises(TableError) as caught:
        framed([Block(range(1, 6), rows)], "x.xlsx", sheet="Blad1")
    assert "x.xlsx!Blad1:B3" == str(caught.value.findings[0].place)


def test_problems_of_a_source_come_together_with_those_of_its_rows() -> None:
    """What a source finds while it gives rows is refused together with uneven rows."""
    problems = [*_refused("nis;n\n1;2\n3").findings]
    rows = rows_of("nis;n\n71072;3\n11002")
    with pytest.raises(TableError) as caught:
        framed([Block(range(11, 14), rows, texts=True)], "t", problems=problems)
    assert [3, 13] == [finding.place.line for finding in caught.value.findings]


def _refused(text: str) -> TableError:
    with pytest.raises(TableError) as caught:
        frame(text)
    return caught.value


# --- what names the columns ----------------------------------------------------------------

HEADERS = {
    "words above figures": ("plek;bezoek\n71072;3\n11002;4", ["plek", "bezoek"]),
    "known words above names": ("gemeente\nHasselt\nGenk", ["gemeente"]),
    "a known word below a title": ("Lijst\ngemeente\nHasselt\nGenk", ["gemeente"]),
    "official names": ("CD_REFNIS;TX\nHasselt;Limburg", ["CD_REFNIS", "TX"]),
    "years": ("plek;2019;2020\nHasselt;10;11\nGenk;20;21", ["plek", "2019", "2020"]),
    "years, the last first": (
        "plek;2020;2019\nHasselt;10;11\nGenk;20;21",
        ["plek", "2020", "2019"],
    ),
    "years apart": (
        "plek;2000;2010;2020\nHasselt;10;11;3\nGenk;20;21;4",
        ["plek", "2000", "2010", "2020"],
    ),
    "one year below a known word": ("gemeente;2019\nHasselt;10\nGenk;20", ["gemeente", "2019"]),
    "ages": ("nis;0;1;2\n71072;5;4;9\n11002;4;5;6", ["nis", "0", "1", "2"]),
    "months": (
        "gemeente;2024-01;2024-02;2024-03\nHasselt;5;4;9\nGenk;4;5;6",
        ["gemeente", "2024-01", "2024-02", "2024-03"],
    ),
    "days": (
        "gemeente;1/01/2023;1/01/2024\nHasselt;5;4\nGenk;4;5",
        ["gemeente", "1/01/2023", "1/01/2024"],
    ),
    "one day, the last first": (
        "nis;2024-12-31;2023-12-31\n71072;5;4\n11002;4;5",
        ["nis", "2024-12-31", "2023-12-31"],
    ),
    "school years": (
        "gemeente;2023/2024;2024-25\nHasselt;5;4\nGenk;4;5",
        ["gemeente", "2023/2024", "2024-25"],
    ),
    "a first row that is a total": ("nis;n\nTotaal;12\n71072;5\n11002;7", ["nis", "n"]),
    "a first row with a mark": ("nis;n\n71072;x\n11002;7\n44021;8", ["nis", "n"]),
    "a first row with words for its figure": (
        "gemeente;n\nAalst;dicht\nGenk;3\nGent;4",
        ["gemeente", "n"],
    ),
    "behind a sign for comments": ("#nis;n\n71072;5\n11002;7", ["nis", "n"]),
    "no words above the key": (";2019;2020\nHasselt;5;6\nGenk;7;8", ["column 1", "2019", "2020"]),
}


@pytest.mark.parametrize("why", HEADERS)
def test_a_header_is_recognised(why: str) -> None:
    """A row that names the columns is told from those of the table."""
    text, expected = HEADERS[why]
    assert expected == names(frame(text))


BARE = {
    "codes and figures": "71072;3\n11002;4",
    "names and figures": "Hasselt;3\nGenk;4",
    "names alone": "Hasselt\nGenk",
    "codes alone, with a word among them": "71072\n11002\nzone\n44021",
    "two columns of names": "Hasselt;Limburg\nGenk;Limburg",
    "years that are a column": "Hasselt;2019;2020\nGenk;2019;2021\nGent;2018;2020",
    "days that are a column": "plaats;1/01/2023;4\nstad;2/01/2023;5\nGent;3/01/2023;6",
    "what is counted beside": "Hasselt;aantal;7;5\nGenk;aantal;8;6\nGent;aantal;9;2",
}


@pytest.mark.parametrize("why", BARE)
def test_a_table_without_a_header_is_recognised(why: str) -> None:
    """Where no row names the columns, none is lost, and columns have no names."""
    grid = frame(BARE[why])
    assert rows_of(BARE[why]) == cells(grid)
    assert ({""}, 0) == (set(names(grid)), grid.header_line)
    assert ("no row names the columns",) == grid.notes


@pytest.mark.parametrize(
    "text",
    [
        "Hasselt;2019\nGenk;10\nAalst;20",
        "Hasselt;1950;2010\nGenk;10;3\nAalst;20;4",
        "Totaal;12\n71072;5\n11002;7",
    ],
)
def test_a_first_row_that_can_be_both_is_refused(text: str) -> None:
    """A row that may name the columns or be one of the table is shown, with the remedy."""
    (said,) = refusal(text)
    assert "t:1: ELZ-F010 error: it is not clear whether this row names the columns: '" in said
    assert "say header= with the number of the line" in said


def test_a_caller_says_whether_a_row_names_the_columns() -> None:
    """What is not clear is read as it is said."""
    text = "Hasselt;2019\nGenk;10\nAalst;20"
    assert ["Hasselt", "2019"] == names(frame(text, header=True))
    assert 3 == len(frame(text, header=False))


def test_a_caller_says_which_line_names_the_columns() -> None:
    """A line is counted after those that are skipped; what stands above it is left out."""
    grid = frame("x\na;b\nc;d\n71072;3\n11002;4", skip=1, header=2)
    assert (["c", "d"], 3) == (names(grid), grid.header_line)
    assert ("line 3 names the columns", "1 title left out: 'a; b'") == grid.notes


def test_a_line_that_is_to_name_the_columns_has_to_be_there() -> None:
    """An empty line, or one behind the end, names nothing."""
    (said,) = refusal(TABLE, header=9)
    assert "t:9: ELZ-F010 error: there is nothing in the line that is to name the columns" in said


STACKED = {
    "groups": (
        ";2023;;2024;\ngemeente;man;vrouw;man;vrouw\nHasselt;1;2;3;4\nGenk;5;6;7;8",
        ["gemeente", "2023 man", "2023 vrouw", "2024 man", "2024 vrouw"],
    ),
    "groups ten years apart": (
        ";2010;;2020;\ngemeente;man;vrouw;man;vrouw\nHasselt;1;2;3;4\nGenk;5;6;7;8",
        ["gemeente", "2010 man", "2010 vrouw", "2020 man", "2020 vrouw"],
    ),
    "years below a group": (
        "Gemeente;Inwoners;;Opp\n;2023;2024;\nHasselt;100;200;3\nGenk;3;4;5",
        ["Gemeente", "Inwoners 2023", "Inwoners 2024", "Opp"],
    ),
    "units": (
        "gemeente;n;deel\n;(personen);(%)\nHasselt;100;3\nGenk;4;5",
        ["gemeente", "n (personen)", "deel (%)"],
    ),
    "two languages": (
        "Gemeente;Inwoners\nCommune;Nombre\nHasselt;9\nGenk;3",
        ["Gemeente", "Inwoners"],
    ),
    "years above what they are": (
        ";2023;2024\ngemeente;raming;telling\nHasselt;9;8\nGenk;3;4",
        ["gemeente", "2023 raming", "2024 telling"],
    ),
    "ages below a group": (
        "Gemeente;Mannen;;Vrouwen;\n;18-64;65+;18-64;65+\nGenk;1;2;3;4\nAlken;5;6;7;8",
        ["Gemeente", "Mannen 18-64", "Mannen 65+", "Vrouwen 18-64", "Vrouwen 65+"],
    ),
    "ages with their sum": (
        "Gemeente;Mannen;;;Vrouwen;;\n;<65;65+;som;<65;65+;som\nGenk;1;2;3;4;5;9\nAlken;5;6;11;0;1;1",
        [
            *("Gemeente", "Mannen <65", "Mannen 65+", "Mannen som"),
            *("Vrouwen <65", "Vrouwen 65+", "Vrouwen som"),
        ],
    ),
    "the same years below each group": (
        "Gemeente;Mannen;;Vrouwen;\n;2020;2024;2020;2024\nGenk;1;2;3;4\nAlken;5;6;7;8",
        ["Gemeente", "Mannen 2020", "Mannen 2024", "Vrouwen 2020", "Vrouwen 2024"],
    ),
    "other years below each group": (
        "Gemeente;Mannen;;Vrouwen;\n;2019;2023;2020;2024\nGenk;1;2;3;4\nAlken;5;6;7;8",
        ["Gemeente", "Mannen 2019", "Mannen 2023", "Vrouwen 2020", "Vrouwen 2024"],
    ),
    "quarters below years": (
        "Gemeente;2023;;2024;\n;1;2;1;2\nGenk;10;20;30;40\nAlken;5;6;7;8",
        ["Gemeente", "2023 1", "2023 2", "2024 1", "2024 2"],
    ),
    "merged cells over a year": (
        "Gemeente;Mannen;Mannen;Alles\nGemeente;2020;2024;2024\nGenk;1;2;3\nAlken;5;6;7",
        ["Gemeente", "Mannen 2020", "Mannen 2024", "Alles 2024"],
    ),
    "one year below each group": (
        ";;Mannen;Vrouwen\nNis;Gemeente;2024;2024\n71016;Genk;1;2\n73001;Alken;5;6",
        ["Nis", "Gemeente", "Mannen 2024", "Vrouwen 2024"],
    ),
    "the same below itself": (
        "nis;n;n\nnis;man;vrouw\n71072;9;8\n11002;3;4",
        ["nis", "n man", "n vrouw"],
    ),
}


@pytest.mark.parametrize("why", STACKED)
def test_names_in_two_rows_are_joined(why: str) -> None:
    """Where two rows name the columns, both are in the names, and that is said."""
    text, expected = STACKED[why]
    grid = frame(text)
    assert (expected, 2, [3, 4]) == (names(grid), grid.header_line, list(grid.lines))
    assert grid.notes[0].startswith("lines 1 and 2 name the columns: ")


def test_a_second_row_of_names_is_said_to_be_left_out() -> None:
    """Where each of two rows would do, the upper one names the columns."""
    grid = frame(STACKED["two languages"][0])
    assert "line 2 names the columns again, left out" == grid.notes[1]


@pytest.mark.parametrize(
    "text",
    [
        "gemeente;;n\nAalst;dicht;x\nGenk;open;3\nGent;open;4",
        "gemeente;;zone\nAalst;a;b\nGenk;c;d\nGent;e;f",
        "gemeente;man;;vrouw;\nAalst;1;2;1;2\nGenk;3;4;3;4\nGent;4;3;3;2",
    ],
)
def test_a_row_below_a_header_with_a_gap_is_a_row(text: str) -> None:
    """Where a column has no name, the first row of the table does not give it one."""
    assert (3, "Aalst") == (len(frame(text)), frame(text).columns[0].cell(0))


@pytest.mark.parametrize(
    "total",
    [";10;8;9;5", ";10;20;9;5", ";10;20;30;45", ";<5;10;<5;20", ";7;;9;"],
)
def test_a_row_without_a_key_below_a_header_with_gaps_is_a_row(total: str) -> None:
    """Figures that are no years and no classes, and not the same below each name, are figures."""
    grid = frame(f"gemeente;man;;vrouw;\n{total}\nGenk;3;4;3;4\nGent;7;6;4;5")
    assert (3, 1) == (len(grid), grid.header_line)


def test_a_title_of_several_cells_is_no_header() -> None:
    """A title as long as the rows of the table does not name its columns."""
    grid = frame("Bezoek;per gemeente\nVlaanderen;2024\nnis;n\n71072;1\n11002;2")
    assert (["nis", "n"], 3) == (names(grid), grid.header_line)
    assert "2 titles left out, the first: 'Bezoek; per gemeente'" == grid.notes[1]


def test_a_header_shorter_than_its_rows_needs_names() -> None:
    """A header with fewer names than there are columns is refused: they may not be the first."""
    assert ["nis", "n"] == names(frame("nis;n\n71072;1;\n11002;3;"))
    (said,) = refusal("nis;n\na;71072;1\nb;11002;3")
    assert "t:1: ELZ-F010 error: 2 names for 3 columns; give each column a name" in said


def test_columns_without_a_name_of_their_own_are_numbered() -> None:
    """Empty and repeated names get a number that no other column bears."""
    grid = frame("nis;n;n;n (2);;column 5\n71072;3;4;5;6;7\n11002;3;4;5;6;7")
    expected = ["nis", "n", "n (3)", "n (2)", "column 5 (2)", "column 5"]
    assert expected == names(grid)
    assert "columns without a name of their own: n (3), column 5 (2)" == grid.notes[1]


def test_columns_with_nothing_in_them_are_left_out() -> None:
    """Empty columns without a name go; others keep their number, those with a name stay."""
    grid = frame(";nis;;n;note\n;71072;;3;\n;11002;;4;")
    assert [("nis", 2), ("n", 4), ("note", 5)] == [
        (each.name, each.number) for each in grid.columns
    ]
    assert "2 empty columns left out" == grid.notes[1]
    assert [1, 3] == [each.number for each in frame("71072;;3\n11002;;4").columns]


def test_names_are_plain_text_on_one_line() -> None:
    """Numbers, days and line ends in the header of a sheet make plain names."""
    head: list[Content] = ["nis", 2019, 2020.0, date(2021, 1, 1), "in\n2022", None, Broken("#N/A")]
    rows = [head, [71072, 1, 2, 3, 4, 5, 6], [11002, 1, 2, 3, 4, 5, Fraction(1, 2)]]
    grid = framed([Block(range(1, 4), rows)], "x.xlsx")
    expected = ["nis", "2019", "2020", "2021-01-01", "in 2022", "column 6", "#N/A"]
    assert expected == names(grid)


# --- what is none of the table -------------------------------------------------------------


def test_titles_comments_and_footnotes_are_left_out_and_said() -> None:
    """A register with comments above and its source below is read; what went is told."""
    grid = frame("# Versie 3\n# Lijst\nBezoek\n\nnis;n\n71072;1\n11002;2\n\nvoorlopig\nBron: ons")
    assert [["71072", "1"], ["11002", "2"]] == cells(grid)
    assert (
        "line 5 names the columns",
        "1 title left out: 'Bezoek'",
        "2 comments left out, the first: '# Versie 3'",
        "2 footnotes left out, the first: 'voorlopig'",
        "1 empty row left out",
    ) == grid.notes


def test_titles_as_long_as_the_rows_are_left_out() -> None:
    """A spreadsheet gives titles and footnotes as many cells as the table."""
    grid = frame(
        "Bezoek;;\nnis;naam;n\n71072;H;1\n11002;A;2\n;;\nBron: ons, 2024;;\n* voorlopig cijfer;;"
    )
    assert [3, 4] == list(grid.lines)
    assert "2 footnotes left out, the first: 'Bron: ons, 2024'" == grid.notes[2]


@pytest.mark.parametrize(
    ("below", "n"),
    [
        ("\n(1) Voorlopig\n* schatting\n\u00b2 zie nota", 3),
        ("\nvoorlopig\nschatting", 2),
        (";\nBron: ons;\n* schatting;\n(1) cijfer;", 3),
        (";\n* schatting;\nBron: ons", 2),
        ("\nvoorlopig\n\nschatting", 2),
    ],
)
def test_short_footnotes_below_an_empty_line_are_left_out_together(below: str, n: int) -> None:
    """A word or two with a mark is a footnote among others that stand apart from the table."""
    grid = frame(f"nis;n\n71072;1\n11002;2\n{below}")
    assert [["71072", "1"], ["11002", "2"]] == cells(grid)
    assert any(note.startswith(f"{n} footnotes left out") for note in grid.notes)


@pytest.mark.parametrize(
    ("below", "kept"),
    [(";\n71053;\n* Lier;", 4), (";\nBron: ons;\n71053;", 4), (";\n71053;\nBron: ons;", 3)],
)
def test_a_key_without_a_figure_below_an_empty_line_is_no_footnote(below: str, kept: int) -> None:
    """A code is none, and neither is a mark before a name where nothing around it is one."""
    assert kept == len(frame(f"nis;n\n71072;1\n11002;2\n{below}"))


@pytest.mark.parametrize("below", ["* schatting", "\nvoorlopig\n17", "\nnaar\nmeer;uitleg;x"])
def test_a_short_line_that_may_be_a_row_is_refused(below: str) -> None:
    """Without an empty line above it, or beside figures, it is not clear what it is."""
    assert "ELZ-F004" in refusal(f"nis;n\n71072;1\n11002;2\n{below}")[0]


def test_titles_above_a_table_without_a_header_are_left_out() -> None:
    """Words of another length above rows of figures are a title."""
    grid = frame("Bezoek per dag\n71072;1\n11002;2")
    assert ([2, 3], "1 title left out: 'Bezoek per dag'") == (list(grid.lines), grid.notes[1])
    assert "t:1:2: ELZ-F004 error" in refusal("5\n71072;1\n11002;2")[0]


def test_long_notes_are_shown_by_their_beginning() -> None:
    """What is left out is shown in a few words."""
    note = frame(f"Bezoek {'x' * 100}\n{TABLE}").notes[1]
    assert note.endswith("xx…'")
    assert len(note) < 90


FOOTNOTES = [
    "Bron: Statbel; 2024",
    "© wij",
    "* voorlopig cijfer",
    "(1) zonder Borsbeek",
    "cijfers van het hele jaar",
    "# klaar",
    "Toelichting",
    "Voetnoten;;;",
]


@pytest.mark.parametrize("line", FOOTNOTES)
def test_a_footnote_below_the_table_is_recognised(line: str) -> None:
    """Sources, marks with words, sentences and comments are no rows."""
    assert 2 == len(frame(f"nis;a;b;c\n71072;1;2;3\n11002;2;3;4\n{line}"))


@pytest.mark.parametrize("line", ["7107", "Hass", "71072;1", "Groepspraktijk;aan de oude molen"])
def test_a_row_that_is_cut_off_is_no_footnote(line: str) -> None:
    """The last row of a file that was cut off is refused, not left out."""
    assert "t:4:" in refusal(f"nis;a;b;c\n71072;1;2;3\n11002;2;3;4\n{line}")[0]


def test_a_name_in_a_list_of_names_is_no_footnote() -> None:
    """In one column, a long name is a row; a source is not."""
    text = "gemeente\nHasselt\nBrussels Hoofdstedelijk Gewest totaal"
    assert 2 == len(frame(text))
    assert 2 == len(frame(f"{text}\nBron: ons"))


def test_a_key_without_figures_is_a_row() -> None:
    """A row with nothing but its key stays, also as the last one."""
    assert [["11002", ""]] == cells(frame("nis;n\n71072;1\n11002;"))[1:]


def test_sources_titles_and_comments_between_the_rows_are_left_out() -> None:
    """Where several exports stand below each other, what is known to be no row goes."""
    grid = frame("Bezoek\nnis;n\n71072;1\nBron: ons\nBezoek\n# x\nnis;n\n11002;2\nnis;n\n44021;3")
    assert [["71072", "1"], ["11002", "2"], ["44021", "3"]] == cells(grid)
    assert [3, 8, 10] == list(grid.lines)
    assert "2 repeated headers left out, the first: 'nis; n'" in grid.notes
    assert "2 titles left out, the first: 'Bezoek'" in grid.notes
    assert ["71072", "11002", "44021"] == list(grid.columns[0].contents)


def test_a_header_that_comes_again_at_once_loses_no_row() -> None:
    """A row without figures between two headers is one of the table."""
    grid = frame("gemeente;n\nAalst;dicht\ngemeente;n\nHasselt;3\nGenk;4\nGent;5")
    assert (["Aalst", "dicht"], 4, 1) == (cells(grid)[0], len(grid), grid.header_line)


def test_what_only_empty_rows_hold_is_no_content() -> None:
    """An empty cell stays a content where another row has it."""
    assert ("71072", "") == frame("nis;n\n71072;3\n;\n;4").columns[0].contents
    assert ("71072",) == frame("nis;n\n71072;3\n;\n71072;4").columns[0].contents
    assert ("3", "") == frame("nis;n\n71072;3\n;\n;4\n44021;").columns[1].contents[:2]


def test_comments_alone_at_the_top_do_not_hide_the_table() -> None:
    """The table is found below any number of comments, in whatever blocks they come."""
    rows = rows_of("# x\n" * 600 + TABLE)
    blocks = [Block([line], [row], texts=True) for line, row in enumerate(rows, start=1)]
    grid = framed(blocks, "t")
    assert (601, "600 comments left out, the first: '# x'") == (grid.header_line, grid.notes[1])
    said = framed(blocks, "t", framing=Framing(comment="#"))
    assert (grid.notes, cells(grid)) == (said.notes, cells(said))


def test_headers_of_two_rows_that_come_again_are_left_out() -> None:
    """Both rows of a header are known again."""
    head = ";2023;;2024;\ngemeente;man;vrouw;man;vrouw"
    grid = frame(f"{head}\nHasselt;1;2;3;4\nGenk;5;6;7;8\n{head}\nGent;1;2;3;4")
    assert ["Hasselt", "Genk", "Gent"] == list(grid.columns[0].contents)


def test_empty_rows_and_cells_behind_the_table_are_left_out() -> None:
    """Rows with nothing in them change nothing, however many cells they have."""
    grid = frame("nis;n\n71072;1\n;\n\n ; ;\n11002;2;;\n44021;3")
    assert ([2, 6, 7], "3 empty rows left out") == (list(grid.lines), grid.notes[1])
    assert "1 empty end of a row left out" == grid.notes[2]


def test_empty_rows_that_a_source_left_out_are_counted_as_well() -> None:
    """A source may leave out empty rows itself and give their number."""
    rows = rows_of("nis;n\n" + "\n".join(f"{i};1" for i in range(500)))
    blocks = [
        Block(range(1, 502), rows, texts=True),
        Block([503], [["7", "1"]], texts=True, empty=1),
    ]
    grid = framed(blocks, "t")
    assert ("1 empty row left out", 503) == (grid.notes[1], grid.lines[-1])


def test_comments_are_left_out_where_their_sign_is_said() -> None:
    """Lines that begin with the sign go, whatever their length, and are counted."""
    text = "nis;n\n%71072;1\n11002;2\n% klaar; ja; en\n44021;3"
    assert [["11002", "2"], ["44021", "3"]] == cells(frame(text, comment="%"))
    assert "2 comments left out, the first: '%71072; 1'" in frame(text, comment="%").notes
    assert 4 == len(frame(text.replace("; ja; en", ";"), header=True))


def test_a_comment_as_long_as_the_rows_is_no_header() -> None:
    """A comment with as many cells as the table is still one, where a header follows."""
    grid = frame("# a;b\nnis;n\n71072;1\n11002;2")
    assert (["nis", "n"], "1 comment left out: '# a; b'") == (names(grid), grid.notes[1])
    assert "1 comment left out: '#71072; 1'" == frame("#71072;1\n11002;2\n44021;3").notes[1]


def test_a_header_behind_a_sign_for_comments_leaves_the_comments_above_it() -> None:
    """Of the lines with the sign, the last one names the columns; no row is lost."""
    grid = frame("# lijst\n# versie 3\n# nis;n\n71072;1\n11002;2")
    assert (["nis", "n"], 3, range(4, 6)) == (names(grid), grid.header_line, grid.lines)
    assert "2 comments left out, the first: '# lijst'" == grid.notes[1]


def test_lines_that_are_skipped_are_not_looked_at() -> None:
    """What is skipped says nothing, and lines keep their number, in one block or several."""
    assert [4, 5] == list(frame(f"a;b\nc;d\n{TABLE}", skip=2).lines)
    rows = rows_of("a;b\nc;d\n" + TABLE)
    blocks = [Block([line], [row], texts=True) for line, row in enumerate(rows, start=1)]
    assert [4, 5] == list(framed(blocks, "t", framing=Framing(skip=2)).lines)


# --- what is refused -----------------------------------------------------------------------


def test_rows_of_another_length_are_refused_with_their_lines() -> None:
    """Each length is told once, with its lines, what was expected and the remedies."""
    shorter, longer = refusal("nis;n\n71072;1\n5\n11002;2\n3;4;5\n6\n44021;3")[:2]
    assert "t:3:2: ELZ-F004 error: 1 cell where other rows have 2; so does line 6; put" in shorter
    assert "t:5:3: ELZ-F004 error: 3 cells where other rows have 2; put quotes around" in longer
    assert all(f"{option}=" in shorter for option in ("skip", "comment", "header"))


def test_the_last_row_of_another_length_is_refused_among_titles_below_it() -> None:
    """A footnote below an uneven row does not make that one a footnote."""
    assert ["t:3"] == [each.split(":2:")[0] for each in refusal("nis;n\n7;1\n5\nBron: x\nBron: y")]


def test_nothing_is_no_table() -> None:
    """Without rows, or with a header alone, there is nothing to read."""
    assert "ELZ-F005 error: the file is empty" in refusal("")[0]
    assert "ELZ-F005 error: the file is empty" in refusal("\n;;\n")[0]
    assert "there is a header and nothing below it" in refusal("nis;n")[0]
    assert "there is a header and nothing below it" in refusal("nis;n\n;\n")[0]
    assert "the file is empty" in refusal("# x")[0]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"skip": -1}, "not a skip: -1. Expected a number of lines from 0 on"),
        ({"skip": True}, "not a skip: True"),
        ({"skip": "two"}, "not a skip: 'two'"),
        ({"header": 0}, "not a header: 0. Expected a number of lines from 1 on"),
        ({"header": "nis"}, "not a header: 'nis'"),
        ({"comment": ""}, "not a comment: ''. Expected a sign, such as '#'"),
        ({"comment": 5}, "not a comment: 5"),
    ],
)
def test_what_cannot_be_said_of_rows_is_refused(said: dict[str, object], expected: str) -> None:
    """Numbers of lines are counted, and a sign is one."""
    with pytest.raises(InvalidValueError) as caught:
        Framing(**said)
    assert expected in str(caught.value)
