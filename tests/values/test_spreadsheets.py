"""CSV of a country, and workbooks: the same figures, and never a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from elzmodel.data import flanders
from elzmodel.errors import InvalidValueError
from elzmodel.testing import strategies as elz
from elzmodel.values import Cell, Column, Grade, Share, Source, Table, Total
from elzmodel.values.spreadsheets import inert
from elzmodel.values.table import NO_SOURCES, rendered

SIGNS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
TEXTS = st.text(st.sampled_from("aé1 ;,.'\"" + SIGNS) | st.characters(codec="utf-8"), max_size=9)


def cells_of(text: str, delimiter: str) -> list[list[str]]:
    """Return the cells of CSV as any reader has them."""
    return [*csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]


def sheets(
    *tables: Table, sources: Mapping[str, Source] = NO_SOURCES
) -> dict[str, list[list[object]]]:
    """Return the rows of each sheet of a workbook."""
    content = rendered(tables, "xlsx", sources=sources)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: [
            [as_written(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()
        ]
        for name in book.sheet_names
    }


def as_written(cell: object) -> object:
    """Return a cell with the two signs that this reader, other than Excel, leaves in words."""
    if isinstance(cell, str):
        return cell.replace("_xFFFE_", "\ufffe").replace("_xFFFF_", "\uffff")
    return cell


def sheet(table: Table) -> list[list[object]]:
    """Return the rows of the first sheet."""
    return next(iter(sheets(table).values()))


@given(TEXTS)
@example("=1+1")
@example("'=1+1")
@example("-5 to 3")
def test_no_text_begins_like_a_formula_and_none_is_lost(text: str) -> None:
    """One apostrophe stands before it, taking it away gives the text; numbers are no formula."""
    made = inert(text)
    assert made in (text, f"'{text}")
    assert not (made and made[0] in SIGNS) or made.strip("+-").replace(".", "").isalnum()
    assert (made != text) == (inert(made) != made), "so that it can be told what to take away"


@pytest.mark.parametrize("text", ["-5", "+32", "-1.234,5", "-1e-05", "a=1", "", "'", "12"])
def test_numbers_and_plain_texts_stay_as_they_are(text: str) -> None:
    """What a spreadsheet takes for a number runs nothing."""
    assert text == inert(text)


@given(elz.tables(), st.sampled_from([(",", "."), (";", ","), ("\t", ","), ("|", ".")]))
def test_csv_has_the_cells_of_the_records(table: Table, signs: tuple[str, str]) -> None:
    """Whatever the signs, each figure and each text is read back as it was."""
    delimiter, decimal = signs
    header, *rows = cells_of(table.to_csv(delimiter=delimiter, decimal=decimal), delimiter)
    records = table.records()
    assert [inert(key) for record in records[:1] for key in record] in (header, [])
    assert len(records) == len(rows)
    for record, row in zip(records, rows, strict=True):
        for value, cell in zip(record.values(), row, strict=True):
            if isinstance(value, int | float) and not isinstance(value, bool):
                assert value == float(cell.replace(decimal, "."))
            else:
                text = ";".join(value) if isinstance(value, list) else value
                assert cell == inert("" if text is None else str(text))


def test_csv_of_belgium_has_semicolons_and_decimal_commas() -> None:
    """Saying the decimal sign is enough; days and bounds are as in other CSV."""
    columns = Column("zone"), Column("cases", "estimate"), Column("since", "day")
    guess = Total(0, 100, estimate=Fraction(1807, 20))
    table = Table("t", columns, [("Gent; Rand", guess, date(2025, 1, 1))])
    assert table.to_csv(decimal=",") == (
        'zone;cases_low;cases_high;cases_estimate;since\n"Gent; Rand";0;100;90,35;2025-01-01\n'
    )
    marked = rendered([table], "spreadsheet")
    assert b"\xef\xbb\xbf" + table.to_csv(decimal=",").encode() == marked


@pytest.mark.parametrize(
    "signs",
    [
        {"decimal": "x"},
        {"delimiter": "x"},
        {"delimiter": ";;"},
        {"delimiter": ",", "decimal": ","},
        {"delimiter": "\n"},
    ],
)
def test_signs_that_nobody_could_read_back_are_refused(signs: dict[str, str]) -> None:
    """The delimiter is another sign than that of decimals."""
    with pytest.raises(InvalidValueError, match=r"delimiter|decimal sign"):
        Table("t", [Column("a")], []).to_csv(**signs)


def test_formulas_in_headers_lists_and_cells_are_texts() -> None:
    """Wherever the text of somebody else stands, in CSV and in a workbook alike."""
    table = Table("t", [Column("=a"), Column("b", "list")], [("@b", ("=c", "d"))], ["+e"])
    expected = [["'=a", "b"], ["'@b", "'=c;d"]]
    assert expected == cells_of(table.to_csv(), ",") == sheet(table)
    told = "Texts that begin like a formula have an apostrophe before them."
    assert [["table", "note"], ["t", "'+e"], ["t", told]] == sheets(table)["Notes"]


@given(elz.tables())
def test_workbooks_have_the_cells_of_the_frames(table: Table) -> None:
    """Figures, days and truths are typed, empty cells are empty, and each text is itself."""
    typed = table._typed()
    header, *rows = sheet(table)
    assert [each.key for each in typed] == header
    for place, each in enumerate(typed):
        found = [row[place] for row in rows] + [""] * (len(table) - len(rows))
        assert [*map(in_workbook, each.cells)] == found


def in_workbook(cell: object) -> object:
    """Return a cell as a workbook has it: lists are joined, and nothing is an empty text."""
    text = ";".join(cell) if isinstance(cell, list) else cell
    return inert(text) if isinstance(text, str) else "" if text is None else text


def test_a_whole_number_that_a_workbook_would_round_is_text() -> None:
    """It holds whole numbers up to 2^53."""
    found = sheet(Table("t", [Column("a", "count")], [(2**53 + 1,), (5,)]))
    assert [str(2**53 + 1), 5.0] == [found[1][0], found[2][0]]


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(-(10**30), 10**30), TEXTS)
@example(0.1 + 0.2, 2**53 + 1, "\x00_x0041_ \ufffe")
def test_workbooks_lose_no_digit_and_no_character(number: float, whole: int, text: str) -> None:
    """A figure with more digits than a workbook has is text."""
    columns = Column("a", "number"), Column("b", "count"), Column("c")
    cells = Table("t", columns, [(number, whole, text), (0.5, 1, "x")])
    found = sheet(cells)[1]
    assert [number, inert(text)] == [found[0], found[2]]
    assert whole == int(found[1])  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (date(2025, 1, 1), date(2025, 1, 1)),
        (date(9999, 12, 31), date(9999, 12, 31)),
        (date(1831, 7, 21), "1831-07-21"),
        (datetime.fromisoformat("2025-01-01T12:30"), datetime.fromisoformat("2025-01-01T12:30")),
        ("01234", "01234"),
    ],
)
def test_days_are_days_where_a_workbook_has_them_and_codes_are_text(
    cell: Cell, expected: object
) -> None:
    """Its first year is 1900; a code keeps its zeros."""
    assert expected == sheet(Table("t", [Column("a")], [(cell,)]))[1][0]


def test_workbooks_have_a_sheet_for_each_table_and_one_for_notes() -> None:
    """Names are cut to what a workbook takes, and told apart; the notes have the whole titles."""
    long = "Zones: [all] of 2025-01-01, with inhabitants"
    tables = [
        Table(title, [Column("a")], [], notes)
        for title, notes in (
            (long, ["A note."]),
            (long, []),
            ("", []),
            ("notes", ["'"]),
            ("?'", []),
        )
    ]
    found = sheets(*tables)
    assert [
        "Zones all of 2025-01-01, with i",
        "Zones all of 2025-01-01, wi 2",
        "Table",
        "notes",
        "2",
        "Notes 2",
    ] == [*found]
    assert [["table", "note"], [long, "A note."], ["notes", "'"]] == found["Notes 2"]


def test_titles_stand_in_the_notes_where_there_are_none() -> None:
    """So that the whole title is somewhere."""
    assert [["table", "note"], ["A: b", ""]] == sheets(Table("A: b", [Column("a")], []))["Notes"]


def test_a_table_without_columns_is_an_empty_sheet() -> None:
    """There is nothing to see and nothing to refuse."""
    assert {"t": [], "Notes": [["table", "note"], ["t", ""]]} == sheets(Table("t", [], [()]))


def test_the_same_table_is_the_same_workbook() -> None:
    """Byte for byte, so that a record of versions shows what changed."""
    table = Table("t", [Column("a")], [("x",)])
    assert rendered([table], "xlsx") == rendered([table], "xlsx")


def test_what_a_workbook_cannot_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that would be cut, and rows or columns that would be left out."""
    table = Table("t", [Column("a"), Column("b")], [("x" * 2**15, "")])
    with pytest.raises(InvalidValueError, match="at most 32,767 characters"):
        rendered([table], "xlsx")
    monkeypatch.setattr("elzmodel.values.spreadsheets._MOST_COLUMNS", 1)
    with pytest.raises(InvalidValueError, match=r"1 rows and 2 columns.*CSV or Parquet"):
        rendered([table], "xlsx")
    monkeypatch.setattr("elzmodel.values.spreadsheets._MOST_ROWS", 0)
    with pytest.raises(InvalidValueError, match="at most 0"):
        rendered([Table("t", [Column("a")], [("x",)])], "xlsx")


def test_shares_are_percentages_in_a_workbook() -> None:
    """A share is a number that a spreadsheet shows as people write shares."""
    table = Table("t", [Column("part", "share")], [(Share(Fraction(1, 4), Fraction(1, 2)),)])
    with zipfile.ZipFile(io.BytesIO(rendered([table], "xlsx"))) as book:
        assert "0.0%" in book.read("xl/styles.xml").decode()
    assert [["part_low", "part_high"], [0.25, 0.5]] == sheet(table)


def test_a_workbook_has_a_sheet_of_the_sources_that_are_cited() -> None:
    """In their order, with the tables that cite them; what nobody knows has its id alone."""
    known = {n: Source(id=n, title=f"Title {n}", grade=Grade.B) for n in ("S1", "S2", "S3")}
    columns = [Column("zone"), Column("sources", "list")]
    citing = Table("A", columns, [("x", ("S3", "own")), ("y", ("S1",)), ("z", None)])
    found = sheets(citing, sources=known)["Sources"]
    head = ["source", "title", "date", "place", "licence", "grade", "note", "tables"]
    s1, s3 = (
        [each, f"Title {each}", "", "", "", "B", "", tables]
        for each, tables in (("S1", "A"), ("S3", "A"))
    )
    assert [head, s1, s3, ["own", *[""] * 6, "A"]] == found
    plain = Table("B", [Column("zone")], [("x",)])
    both = sheets(citing, plain, sources=known)
    assert ["S1", "S3", "own", "S2"] == [row[0] for row in both["Sources"][1:]]
    assert "without tables" in both["Notes"][-1][1]
    assert "Sources" not in {**sheets(citing), **sheets(Table("C", columns, []), sources=known)}


def test_a_table_and_an_answer_are_saved_with_sources(tmp_path) -> None:
    """As several tables are; a figure has the sources of the record beside it."""
    fl = flanders()
    day, history = fl.on("2025-01-01").to_table(), fl.history("Kortessem")
    day.save(tmp_path / "day.xlsx", sources=fl.sources)
    history.save(tmp_path / "history.xlsx", sources=fl.sources)
    count = {}
    for name in ("day", "history"):
        book = CalamineWorkbook.from_path(str(tmp_path / f"{name}.xlsx"))
        count[name] = len(book.get_sheet_by_name("Sources").to_python()) - 1
    assert len(fl.sources) == count["day"] > count["history"] > 0
