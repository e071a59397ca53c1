"""One table, many shapes: text, Markdown, CSV, JSON, HTML, records."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.errors import InvalidValueError
from elzmodel.testing import strategies as elz
from elzmodel.values import Cell, Column, Share, Table, Total

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
    """A notebook shows what `to_html` returns, figures to the right."""
    assert EVERY_KIND.to_html() == EVERY_KIND._repr_html_()
    assert '<td style="text-align:right">&gt;=5</td>' in EVERY_KIND.to_html()


def test_totals_in_a_column_of_another_kind_are_text() -> None:
    """A total among cells of other kinds is one entry, written as people read it."""
    table = Table("t", [Column("what"), Column("value")], [("people", Total(1, None))])
    assert [{"what": "people", "value": ">=1"}] == table.records()


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
    expected = ink(table.title, *labels, *cells, *table.notes)
    assert expected == ink(table.to_text(width=width))


def ink(*texts: str) -> list[str]:
    """Return the characters of texts in order, without white space."""
    return sorted(character for text in texts for character in "".join(text.split()))


@given(elz.tables())
def test_markdown_rows_have_the_same_number_of_cells(table: Table) -> None:
    """Whatever is in the cells, each row of the Markdown table is one line."""
    lines = table.to_markdown().splitlines()
    start = 2 if table.title else 0
    body = lines[start : start + 2 + len(table)]
    assert {len(table.columns) + 1} == {line.replace("\\|", "").count("|") for line in body}


def test_labels_follow_from_keys() -> None:
    """A label is the key as people write it; what asks a question loses its verb."""
    assert "last term" == Column("is_last_term").label


def test_tables_are_equal_by_value() -> None:
    """Notes may be given as any series; a table can be a key."""
    one, other = (Table("t", [Column("a")], [(1,)], notes) for notes in (["n"], ("n",)))
    assert (one, hash(one)) == (other, hash(other))


def _typed(column: Column, *cells: Cell) -> tuple[str, list[object]]:
    """Return the type and the cells of the last column of a frame."""
    frame = Table("t", [column], [(cell,) for cell in cells]).to_pandas().iloc[:, -1]
    return str(frame.dtype), [None if cell is pd.NA else cell for cell in frame.tolist()]


@pytest.mark.parametrize(
    ("column", "cells", "expected"),
    [
        (Column("a"), ("x", None), ("string", ["x", None])),
        (Column("a"), (True, None), ("boolean", [True, None])),
        (Column("a"), (("p", "q"), None), ("object", [["p", "q"], None])),
        (Column("a"), (1, 2), ("Int64", [1, 2])),
        (Column("a"), (1, "x", True), ("string", ["1", "x", "yes"])),
        (Column("a", "code"), (11002, None), ("string", ["11002", None])),
        (Column("a", "number"), (1, 0.5), ("Float64", [1.0, 0.5])),
        (Column("a", "number"), (1, True), ("string", ["1", "yes"])),
        (Column("a", "number"), (2**63, 1), ("Float64", [float(2**63), 1.0])),
        (Column("a", "number"), (Fraction(4, 2), 1), ("Int64", [2, 1])),
        (Column("a", "number"), (None,), ("Float64", [None])),
        (Column("a", "count"), (None,), ("Int64", [None])),
        (Column("a", "flag"), (None,), ("boolean", [None])),
        (Column("a", "change"), (7, None), ("Int64", [7, None])),
        (Column("a", "total"), (Total(5, None), 3, None), ("Int64", [None, 3, None])),
        (Column("a", "total"), (Total(0.5, 1.5), Total(1, 2)), ("Float64", [1.5, 2.0])),
        (Column("a", "share"), (Share.exactly(1), None), ("Float64", [1.0, None])),
    ],
)
def test_frames_have_columns_of_one_type(
    column: Column, cells: tuple[Cell, ...], expected: tuple[str, list[object]]
) -> None:
    """Whole numbers stay whole beside unknown ones; what cannot be of one type is text."""
    assert expected == _typed(column, *cells)


def test_frames_have_days() -> None:
    """Days are days, up to the usual open end of official lists."""
    frame = Table("t", [Column("a", "day")], [(date(9999, 12, 31),), (None,)]).to_pandas()
    assert "datetime64[s]" == str(frame["a"].dtype)
    assert [date(9999, 12, 31), pd.NaT] == [frame["a"][0].date(), frame["a"][1]]


def test_frames_keep_title_and_notes() -> None:
    """What is to know about the figures goes along."""
    assert {"title": "All | kinds", "notes": ["A | note"]} == EVERY_KIND.to_pandas().attrs


@given(elz.tables())
def test_frames_have_every_cell(table: Table) -> None:
    """A frame has the columns and the rows of the records; unknown cells are missing."""
    frame, records = table.to_pandas(), table.records()
    keys = [key for key in table.to_csv().splitlines()[0].split(",") if key]
    assert (keys, len(records)) == ([*frame.columns], len(frame))
    missing = [[value is None for value in record.values()] for record in records]
    assert missing == frame.isna().to_numpy().tolist()


@given(elz.tables())
def test_polars_has_the_same_frame(table: Table) -> None:
    """Polars and pandas agree on columns and on what is missing."""
    pytest.importorskip("polars")
    frame = table.to_polars()
    nulls = [[frame[key].is_null()[place] for key in frame.columns] for place in range(len(table))]
    assert nulls == table.to_pandas().isna().to_numpy().tolist()
    assert [*table.to_pandas().columns] == frame.columns
