"""One table, many shapes: text, Markdown, CSV, JSON, HTML, records."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.errors import InvalidValueError
from elzmodel.testing import strategies as elz
from elzmodel.values import (
    Answer,
    Code,
    Column,
    NisCode,
    Severity,
    Share,
    Table,
    Total,
    save_tables,
)
from elzmodel.values.text import legible

EVERY_KIND = Table(
    "All | kinds",
    [
        Column("name"),
        Column("nis", "code"),
        Column("km", "number"),
        Column("more", "change"),
        Column("people", "total", "inhabitants"),
        Column("part", "share"),
    ],
    [
        ("A|B", 11002, 1234.5, 7, Total(5, None, ["x"]), Share(Fraction(1, 4), 1)),
        (("p", "q"), "71072", Fraction(4, 2), -7, 1000, Share.exactly(1)),
        (None, None, None, None, None, None),
        (True, False, date(2025, 1, 1), 0, Total.unknown(), Fraction(1, 2)),
    ],
    ("A | note",),
)


def test_text_stands_in_columns() -> None:
    """Figures stand to the right, text to the left, and unknown cells are empty."""
    expected = """\
All | kinds
name  nis            km  more  inhabitants      part
A|B   11002    1,234.50    +7          >=5  25%-100%
p, q  71072           2    -7        1,000      100%

yes   no     2025-01-01     0      unknown      0.50
A | note"""
    assert expected == EVERY_KIND.to_text() == str(EVERY_KIND)


def test_markdown_escapes_pipes() -> None:
    """No cell, title or note can break the Markdown table."""
    lines = EVERY_KIND.to_markdown().splitlines()
    assert r"**All \| kinds**" == lines[0]
    assert "| --- | --- | ---: | ---: | ---: | ---: |" == lines[3]
    assert r"| A\|B | 11002 | 1,234.50 | +7 | >=5 | 25%-100% |" == lines[4]
    assert r"A \| note" == lines[-1]


def test_csv_has_keys_bounds_and_plain_values() -> None:
    """CSV has a column for each bound, ISO days, lists joined, and empty unknown cells."""
    expected = """\
name,nis,km,more,people_low,people_high,part_low,part_high
A|B,11002,1234.5,7,5,,0.25,1
p;q,71072,2,-7,1000,1000,1,1
,,,,,,,
True,False,2025-01-01,0,0,,0.5,0.5
"""
    assert expected == EVERY_KIND.to_csv()


def test_json_has_title_records_and_notes() -> None:
    """JSON holds the records with null for what is unknown."""
    value = json.loads(EVERY_KIND.to_json())
    assert ["title", "rows", "notes"] == list(value)
    assert EVERY_KIND.records() == value["rows"]
    assert ["p", "q"] == value["rows"][1]["name"]
    assert None is value["rows"][0]["people_high"]


def test_html_escapes_everything() -> None:
    """Nothing in a table can become markup."""
    nasty = "<b>&\"'"
    html = Table(nasty, [Column("k", label=nasty)], [(nasty,)], (nasty,)).to_html()
    assert "<b>" not in html
    assert 4 == html.count("&lt;b&gt;&amp;")


def test_notebooks_show_the_html() -> None:
    """A notebook shows what `to_html` returns within a frame, figures to the right."""
    html = EVERY_KIND._repr_html_()
    assert EVERY_KIND.to_html() in html
    assert ("<div", "</div>") == (html[:4], html[-6:])
    assert re.search(r'<td style="text-align:right[^"]*">&gt;=5</td>', EVERY_KIND.to_html())


def test_totals_in_a_column_of_another_kind_are_text() -> None:
    """A total among cells of other kinds is one entry, written as people read it."""
    table = Table("t", [Column("what"), Column("value")], [("people", Total(1, None))])
    assert [{"what": "people", "value": ">=1"}] == table.records()


def test_pairs_are_a_table_of_two_columns() -> None:
    """Names and values, of any kind."""
    table = Table.of_pairs("t", [("name", "Gent"), ("people", Total(5, 9))])
    assert "t\nwhat    value\nname    Gent\npeople  5-9" == str(table)


def test_rows_of_another_length_are_refused() -> None:
    """A row has a cell for each column."""
    with pytest.raises(InvalidValueError, match="2 cells"):
        Table("t", [Column("a"), Column("b")], [(1,)])


def test_text_narrower_than_twenty_is_refused() -> None:
    """A terminal has at least twenty columns."""
    with pytest.raises(InvalidValueError):
        EVERY_KIND.to_text(width=19)


def test_long_cells_wrap_to_the_width() -> None:
    """Text wraps at words within its column; figures are never broken."""
    table = Table(
        "", [Column("name"), Column("people", "number")], [("one two three four five", 1_000_000)]
    )
    expected = """\
name           people
one two     1,000,000
three four
five"""
    assert expected == table.to_text(width=21)


def test_a_table_goes_on_below_before_words_are_broken() -> None:
    """The names of the rows stand there again; only words of more than twelve letters break."""
    columns = [Column(name) for name in ("municipality", "from", "to", "reason")]
    row = ("Kortessem", "Haspengouw", "Herkenrode", "municipal merger")
    expected = """\
municipality  from
Kortessem     Haspengouw

municipality  to
Kortessem     Herkenrode

municipality  reason
Kortessem     municipal
              merger"""
    assert expected == Table("", columns, [row]).to_text(width=26)


def test_words_too_long_for_the_width_are_broken() -> None:
    """Where even the longest words do not fit, they are broken rather than the figures."""
    table = Table("", [Column("a"), Column("b", "number")], [("x" * 30, 123_456_789)])
    assert all(len(line) <= 24 for line in table.to_text(width=24).splitlines())
    assert "123,456,789" in table.to_text(width=24)


def test_tables_that_cannot_fit_are_shown_too_wide() -> None:
    """Figures alone may pass the width; nothing is lost."""
    table = Table("", [Column("a", "number"), Column("b", "number")], [(10**12, 10**12)])
    assert 2 == table.to_text(width=20).count("1,000,000,000,000")


@given(elz.tables())
def test_every_shape_has_every_row(table: Table) -> None:
    """CSV, JSON and records agree on keys and on the number of rows."""
    rows = list(csv.reader(io.StringIO(table.to_csv())))
    records = table.records()
    assert len(table) == len(records) == len(json.loads(table.to_json())["rows"])
    keys = rows[0]
    assert all(keys == list(record) for record in records)
    assert len(set(keys)) == len(keys)


@given(elz.tables(), st.integers(20, 120))
def test_text_leaves_nothing_out(table: Table, width: int) -> None:
    """Whatever the width, every character is there but for white space."""
    labels = [column.label for column in table.columns]
    cells = [cell for row in table.shown() for cell in row]
    expected = ink(*map(legible, [table.title, *labels, *cells, *table.remarks]))
    assert expected <= ink(table.to_text(width=width)), "names of rows may stand there again"


def ink(*texts: str) -> Counter[str]:
    """Count the characters of texts, without white space."""
    return Counter(character for text in texts for character in "".join(text.split()))


@given(elz.tables())
def test_markdown_rows_have_the_same_number_of_cells(table: Table) -> None:
    """Whatever is in the cells, each row of the Markdown table is one line."""
    lines = table.to_markdown().splitlines()
    start = 2 if table.title else 0
    body = lines[start : start + 2 + len(table)]
    assert {len(table.columns) + 1} == {line.replace("\\|", "").count("|") for line in body}


WIDE = Table(
    "Wide",
    [Column("municipality"), Column("nis", "code"), *(Column(f"y{n}", "total") for n in range(4))],
    [("Sint-Pieters-Leeuw", "23077", *[Total(100_000, 200_000)] * 4), ("Gent", "44021", *"1234")],
)


def test_wide_tables_go_on_below_with_the_names_of_their_rows() -> None:
    """No line is wider than the terminal, and no figure stands far from whose it is."""
    expected = """\
Wide
municipality        nis                 y0               y1
Sint-Pieters-Leeuw  23077  100,000-200,000  100,000-200,000
Gent                44021                1                2

municipality        nis                 y2               y3
Sint-Pieters-Leeuw  23077  100,000-200,000  100,000-200,000
Gent                44021                3                4"""
    assert expected == WIDE.to_text(width=62)


def test_names_that_leave_no_room_are_said_once() -> None:
    """Of two columns of names the first goes on, and none that takes most of the width."""
    expected = """\
Wide
municipality        nis
Sint-Pieters-Leeuw  23077
Gent                44021

municipality                     y0
Sint-Pieters-Leeuw  100,000-200,000
Gent                              1

"""
    assert WIDE.to_text(width=40).startswith(expected)
    figures = Table("", [Column("a", "number"), Column("b", "number")], [(10**12, 10**12)])
    assert "a\n1,000,000,000,000\n\n                b\n" in figures.to_text(width=20)


CASES = Table(
    "Cases",
    [Column("municipality"), Column("cases", "total"), Column("beds", "estimate")],
    [
        (
            "Hasselt",
            Total(0, 100, estimate=Fraction(1807, 20), basis=["population 2021"]),
            Total(5, 5),
        ),
        ("Kortessem", Total(0, None, estimate=9.5, basis=["population 2021"]), Total(199, 209)),
        ("Alken", Total(10, 12), None),
    ],
    ["Given 100."],
)


def test_estimates_stand_beside_their_bounds_and_the_legend_says_by_what() -> None:
    """A column of totals in which something is estimated is one of estimates."""
    expected = """\
Cases
municipality           cases     beds
Hasselt       ~90.35 (0-100)        5
Kortessem        ~9.50 (>=0)  199-209
Alken                  10-12
Given 100.
~ is an estimate, by population 2021."""
    assert expected == str(CASES)
    assert ["estimate", "estimate"] == [column.kind for column in CASES.columns[1:]]


def test_estimates_have_a_column_of_their_own_outside() -> None:
    """It is empty where nothing is estimated, and the figure itself where that is known."""
    first, second, third = CASES.records()
    assert {"cases_low": 0, "cases_high": 100, "cases_estimate": 90.35}.items() <= first.items()
    assert {"beds_low": 5, "beds_high": 5, "beds_estimate": 5}.items() <= first.items()
    assert (None, 9.5) == (second["cases_high"], second["cases_estimate"])
    assert (199, 209, None) == tuple(second[f"beds_{of}"] for of in ("low", "high", "estimate"))
    assert (10, 12, None) == tuple(third[f"cases_{of}"] for of in ("low", "high", "estimate"))
    assert ["Given 100.", CASES.legend] == json.loads(CASES.to_json())["notes"]


def test_the_legend_tells_columns_apart_that_are_estimated_otherwise() -> None:
    """What is estimated by nothing that is said is told as well; elsewhere there is no legend."""
    by_hand, by_two = Total(0, 9, estimate=1), Total(0, 9, estimate=1, basis=["a", "b"])
    columns = Column("x", label="ex"), Column("y"), Column("z")
    assert "~ is an estimate." == Table("", columns, [(by_hand, None, None)]).legend
    assert "~ is an estimate: ex and y by a and b; z by means not said." == (
        Table("", columns, [(by_two, by_two, by_hand)]).legend
    )
    assert "" == Table("", columns, [(1, 2, Total(3, 4))]).legend


def _plain(cell: object) -> type:
    return str if isinstance(cell, str) else type(cell)


def test_cells_of_other_libraries_are_made_plain() -> None:
    """Numbers, times, sets and words of any kind become what a table holds; what is not, is not."""
    given = [
        *(np.int16(7), np.float64(0.5), Decimal("0.25"), 1 << 70, float("nan"), pd.NA, pd.NaT),
        *(
            {"b", "a"},
            ["a", None, 1],
            Severity.ERROR,
            NisCode("71072"),
            np.datetime64("2025-01-01"),
        ),
    ]
    expected = [
        *(7, 0.5, Fraction(1, 4), 1 << 70, None, None, None),
        *(("a", "b"), ("a", "unknown", "1"), "error", "71072", "2025-01-01"),
    ]
    (row,) = Table("t", [Column(f"c{n}") for n in range(12)], [given]).rows
    assert (expected, [*map(type, expected)]) == ([*row], [*map(_plain, row)])


@pytest.mark.parametrize("value", [float("inf"), 10**400, -(10**308), Fraction(10**400, 3), 1j])
def test_numbers_that_no_figure_is_are_refused(value: Any) -> None:
    """No form could hold them all."""
    with pytest.raises(InvalidValueError, match="finite number"):
        Table("t", [Column("a")], [(value,)])


PROBLEMS = Table(
    "Problems",
    [Column("key", "code"), Column("kind", label="problem")],
    [*((n, "duplicate") for n in range(1200)), (7, "unknown"), (8, "ended")],
    ["A note."],
)


def test_the_head_of_a_table_says_how_many_rows_there_are() -> None:
    """A table that is shown whole says nothing."""
    first = PROBLEMS.head(2)
    assert (PROBLEMS.rows[:2], ("A note.", "Shown are 2 of 1,202 rows.")) == (
        first.rows,
        first.notes,
    )
    assert PROBLEMS is PROBLEMS.head(1202)
    assert (0, 10) == (len(PROBLEMS.head(0)), len(PROBLEMS.head()))


def test_the_head_can_have_the_first_of_each_kind() -> None:
    """However many there are of one, the others are shown, and all are counted."""
    first = PROBLEMS.head(2, each="kind")
    assert ["duplicate", "duplicate", "unknown", "ended"] == [row[1] for row in first.rows]
    assert (
        "Shown are 4 of 1,202 rows, the first 2 of each problem: "
        "1,200 duplicate, 1 unknown, 1 ended."
    ) == first.notes[-1]


def test_heads_that_cannot_be_are_refused() -> None:
    """A column that there is not is named beside those that there are."""
    with pytest.raises(InvalidValueError, match="key, kind"):
        PROBLEMS.head(each="problem")
    with pytest.raises(InvalidValueError, match="0 or more"):
        PROBLEMS.head(-1)


def test_notebooks_show_the_head_of_a_long_table() -> None:
    """Fifty rows, and how many there are."""
    html = PROBLEMS._repr_html_()
    assert 51 == html.count("<tr>")
    assert ">Shown are 50 of 1,202 rows.</p>" in html


READERS: dict[str, Callable[[str], str]] = {
    "a.csv": lambda text: text.splitlines()[1],
    "a.CSV": lambda text: text.splitlines()[1],
    "a.json": lambda text: json.loads(text)["rows"][0]["municipality"],
    "a.md": lambda text: text.splitlines()[4],
    "a.txt": lambda text: text.splitlines()[2],
    "a.html": lambda text: text.splitlines()[8],
}


@pytest.mark.parametrize("name", READERS)
def test_the_name_of_a_file_says_its_form(name: str, tmp_path: Path) -> None:
    """The old file is replaced, and nothing is left beside it."""
    (tmp_path / name).write_text("old", "utf-8")
    CASES.save(tmp_path / name)
    text = (tmp_path / name).read_text("utf-8")
    assert "Hasselt" in READERS[name](text)
    assert [tmp_path / name] == [*tmp_path.iterdir()]


def test_binary_files_are_saved_as_well(tmp_path: Path) -> None:
    """A workbook and a Parquet file, of a table or of an answer."""
    CASES.save(tmp_path / "a.xlsx")
    CASES.save(str(tmp_path / "a.parquet"))
    found = Answer(title="Found", rows=[Code("ELZ-Z010", "two pieces").finding()])
    found.save(tmp_path / "found", form="xlsx")
    for name, start in (("a.xlsx", b"PK"), ("a.parquet", b"PAR1"), ("found", b"PK")):
        assert (tmp_path / name).read_bytes().startswith(start)


def test_several_tables_go_to_one_file_where_its_form_holds_them(tmp_path: Path) -> None:
    """JSON is a list, pages and texts follow each other; CSV takes one."""
    both = [CASES, PROBLEMS.head(1)]
    save_tables(both, tmp_path / "a.json")
    assert ["Cases", "Problems"] == [
        each["title"] for each in json.loads((tmp_path / "a.json").read_text("utf-8"))
    ]
    for name in ("a.html", "a.md", "a.txt"):
        save_tables(both, tmp_path / name)
        text = (tmp_path / name).read_text("utf-8")
        assert text.index("Kortessem") < text.index("duplicate")
    for name in ("a.csv", "a.parquet"):
        with pytest.raises(InvalidValueError, match=r"2 tables.*one table at a time"):
            save_tables(both, tmp_path / name)


def test_a_page_says_in_which_encoding_it_is(tmp_path: Path) -> None:
    """No browser has to guess, and the title cannot become markup."""
    Table("<Liège>", [Column("a")], []).save(tmp_path / "a.html")
    text = (tmp_path / "a.html").read_text("utf-8")
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">')
    assert "<title>&lt;Liège&gt;</title>" in text


@pytest.mark.parametrize("name", ["table", "table.xls", ".csv"])
def test_names_that_say_no_form_are_refused(name: str, tmp_path: Path) -> None:
    """With those that do, before anything is written."""
    with pytest.raises(InvalidValueError, match=r"\.csv, .*, or a form"):
        CASES.save(tmp_path / name)
    assert [] == [*tmp_path.iterdir()]
    CASES.save(tmp_path / name, form="csv")
    assert [tmp_path / name] == [*tmp_path.iterdir()]


def test_what_no_file_holds_is_refused_and_the_old_one_stays(tmp_path: Path) -> None:
    """A form that there is not, half a character, a folder that is not there."""
    path = tmp_path / "a.csv"
    CASES.save(path)
    with pytest.raises(InvalidValueError, match="text, csv"):
        CASES.save(path, form="yaml")  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="whole characters"):
        Table("t", [Column("a")], [("\ud800",)]).save(path)
    assert CASES.to_csv() == path.read_text("utf-8")
    with pytest.raises(FileNotFoundError, match="none"):
        CASES.save(tmp_path / "none" / "a.csv")


def test_labels_follow_from_keys() -> None:
    """A label is the key as people write it; what asks a question loses its verb."""
    assert "last term" == Column("is_last_term").label


def test_tables_are_equal_by_value() -> None:
    """Notes may be given as any series; a table can be a key."""
    one, other = (Table("t", [Column("a")], [(1,)], notes) for notes in (["n"], ("n",)))
    assert (one, hash(one)) == (other, hash(other))


def test_nothing_in_a_cell_of_markdown_is_a_mark() -> None:
    """Neither HTML, links, emphasis nor code; names with a line below stay as they are."""
    text = "<img> [x](y) *a* `b` _c_ d_e \\ |"
    table = Table("", [Column("a")], [(text,)])
    assert r"| \<img> \[x\](y) \*a\* \`b\` \_c\_ d_e \\ \| |" == table.to_markdown().splitlines()[2]
