"""Workbooks are read cell by cell as they are shown; what they could not compute is told."""

from __future__ import annotations

import sys
import zipfile
from contextlib import suppress
from datetime import date, datetime, time
from fractions import Fraction
from functools import cache
from io import BytesIO
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.errors import InvalidValueError, MissingDependencyError, TableError
from elzmodel.grids import sheet_marks, sources, workbooks
from elzmodel.grids.columns import Broken, Grid
from elzmodel.grids.framing import Framing
from elzmodel.grids.workbooks import WorkbookForm, workbook_grid
from elzmodel.values.text import in_words
from tests.grids.workbook_files import SHEET, changed, compound, ods, ods_cell, ods_row, xls, xlsx

HEAD = ["nis", "visits"]
ROWS = [HEAD, [71022, 5], [71016, 6]]
NOT_STORED = Broken("a formula whose value is not stored")


def read(data: bytes, form: WorkbookForm = "xlsx", **said: Any) -> Grid:
    return workbook_grid(data, f"figures.{form}", form, **said)


def cells(grid: Grid) -> dict[str, list[object]]:
    """Return the cells of each column."""
    return {c.name: [c.cell(row) for row in range(len(grid))] for c in grid.columns}


def told(data: bytes, form: WorkbookForm = "xlsx", **said: Any) -> str:
    """Return what is wrong with a workbook."""
    with pytest.raises(TableError) as caught:
        read(data, form, **said)
    (finding,) = caught.value.findings
    return finding.line()


# --- cells -------------------------------------------------------------------------------


def test_numbers_are_what_the_sheet_shows() -> None:
    """Whole numbers are whole, decimals are the fraction that they show, days are days."""
    rows = [["a", "b", "c", "d"], [71022, 0.1, "71022", True], [5.5, 1e15, "", None]]
    expected = {
        "a": [71022, Fraction(11, 2)],
        "b": [Fraction(1, 10), 10**15],
        "c": ["71022", ""],
        "d": [True, ""],
    }
    assert expected == cells(read(xlsx({"Blad1": rows})))


def test_days_and_times_are_told_from_figures() -> None:
    """A cell that is shown as a day is a day, and one with a time says the time."""
    formats = {"day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm", "hour": "hh:mm"}

    def write(book: Any, sheets: Any) -> None:
        for column, (name, shown) in enumerate(formats.items()):
            form = book.add_format({"num_format": shown})
            sheets["Blad1"].write(0, column, name)
            sheets["Blad1"].write_datetime(1, column, datetime(2024, 1, 2), form)  # noqa: DTZ001
            moment = time(10, 30) if name == "hour" else datetime(2024, 1, 2, 10, 30)  # noqa: DTZ001
            sheets["Blad1"].write_datetime(2, column, moment, form)

    found = cells(read(xlsx({"Blad1": []}, then=write), framing=Framing(header=True)))
    assert [date(2024, 1, 2), datetime(2024, 1, 2, 10, 30)] == found["moment"]  # noqa: DTZ001
    assert date(2024, 1, 2) == found["day"][0]
    assert "10:30:00" == found["hour"][1]


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0.125, "12.5 %"), (0.5, "50 %"), (1, "100 %"), (0.12345, "12.3450 %"), (1e-7, "0.00001 %")],
)
def test_a_percentage_is_the_text_that_is_shown(share: float, shown: str) -> None:
    """So that a share of 0.125 is never added up; three decimals are not thousands."""
    rows = [["nis", "share"], [71022, (share,)], [71016, 3]]
    for data, form in ((xlsx({"Blad1": rows}), "xlsx"), (xls({"Blad1": rows}), "xls")):
        assert {"nis": [71022, 71016], "share": [shown, 3]} == cells(read(data, form))
    percent = f'<table:table-cell office:value-type="percentage" office:value="{share}"/>'
    data = ods({"Blad1": [ods_row("nis", "share"), ods_row(71022, percent), ods_row(71016, 3)]})
    assert {"nis": [71022, 71016], "share": [shown, 3]} == cells(read(data, "ods"))


def test_an_error_is_a_problem_in_its_place() -> None:
    """A cell that could not be computed is never an empty one."""
    grid = read(xlsx({"Blad1": [HEAD, [71022, "#DIV/0!"], [71016, "=A1"], [11002, 7]]}))
    assert [Broken("#DIV/0!"), NOT_STORED, 7] == cells(grid)["visits"]
    assert "figures.xlsx!Blad1:B3" == str(grid.place(1, grid.columns[1]))


def test_errors_of_an_old_workbook_are_problems_too() -> None:
    """Whether a formula gave them or they stand there."""
    rows = [HEAD, [71022, "#N/A"], [71016, "=#DIV/0!"], [11002, True]]
    assert [Broken("#N/A"), Broken("#DIV/0!"), True] == cells(read(xls({"x": rows}), "xls"))[
        "visits"
    ]


def test_errors_of_an_open_document_are_problems_too() -> None:
    """Those that are marked, those that only show, and formulas without a value."""
    formula = 'table:formula="of:=1/0"'
    rows = [
        ods_row("nis", "visits"),
        ods_row(71022, ods_cell("#DIV/0!", f'{formula} calcext:value-type="error"')),
        ods_row(71016, ods_cell("#N/B", formula)),
        ods_row(11002, f"<table:table-cell {formula}/>"),
        ods_row(44021, ods_cell("# is no error")),
        ods_row(44022, ods_cell("", f'{formula} calcext:value-type="error"')),
        ods_row(31005, ods_cell(5, formula)),
    ]
    expected = [
        Broken("#DIV/0!"),
        Broken("#N/B"),
        NOT_STORED,
        "# is no error",
        Broken("an error"),
        5,
    ]
    assert expected == cells(read(ods({"Blad1": rows}), "ods"))["visits"]


@pytest.mark.parametrize("least", [0, 5000])
@pytest.mark.parametrize("is_large", [False, True])
def test_old_workbooks_of_any_size_are_looked_through(least: int, *, is_large: bool) -> None:
    """Small ones lie in smaller pieces, and very large ones list theirs elsewhere."""
    data = xls({"x": [HEAD, [71022, "#N/A"], [[11002, 5]]]}, least=least, is_large=is_large)
    assert {"nis": [71022, 11002], "visits": [Broken("#N/A"), 5]} == cells(read(data, "xls"))


def test_a_formula_that_gives_an_empty_text_is_empty() -> None:
    """As Excel stores it: there is a value, and it is nothing."""
    data = changed(
        xlsx({"Blad1": [HEAD, [71022, "=A1"], [71016, 6]]}),
        SHEET,
        lambda part: part.replace(b'<c r="B2">', b'<c r="B2" t="str">'),
    )
    assert ["", 6] == cells(read(data))["visits"]


def test_an_error_without_a_text_is_one() -> None:
    """Also where the file does not say which."""
    data = changed(
        xlsx({"Blad1": [HEAD, [71022, "#N/A"]]}), SHEET, lambda part: part.replace(b"#N/A", b"")
    )
    assert [Broken("an error")] == cells(read(data))["visits"]


def test_formulas_beyond_the_last_value_are_told() -> None:
    """A column in which nothing was ever computed is no column that is not there."""
    data = xlsx(
        {"Blad1": [["nis", "name", "=A1"], [71022, "Hasselt", "=B2"], [71016, "Genk", "=C"]]}
    )
    assert [NOT_STORED, NOT_STORED] == [*cells(read(data)).values()][-1]


def test_an_sheet_that_is_written_in_an_odd_way_is_looked_through() -> None:
    """Single quotes, prefixes, spaces around the sign, and cells that do not say where they are."""
    plain = xlsx({"Blad1": [HEAD, [71022, "#N/A"], [71016, 6]]})
    odd = [
        lambda part: part.replace(b't="e"', b"t='e'").replace(b'r="B2"', b"r='B2'"),
        lambda part: part.replace(b'r="B2"', b'r = "B2"'),
        lambda part: part.replace(b'r="A2"', b"").replace(b'r="B2"', b""),
        lambda part: part.replace(b'<row r="2"', b"<row"),
        lambda part: part.decode("utf-8").replace('"UTF-8"', '"UTF-16"').encode("utf-16"),
    ]
    for change in odd:
        data = changed(plain, SHEET, change)
        assert Broken("#N/A") == workbooks._Book.of(data, "x", "xlsx").sheet("Blad1").rows[1][1]


# --- rows, columns and what is shown as one -------------------------------------------------


def test_rows_and_columns_are_counted_from_the_first_of_the_sheet() -> None:
    """Also where the table begins lower and further to the right."""
    rows = [[], [], [None, None, *HEAD], [None, None, 71022, 5], [None, None, 71016, "#N/A"]]
    grid = read(xlsx({"Blad1": rows}))
    assert (3, [4, 5]) == (grid.header_line, [*grid.lines])
    assert "figures.xlsx!Blad1:D5" == str(grid.place(1, grid.columns[1]))


def test_a_name_that_several_rows_share_is_that_of_each() -> None:
    """What is shown as one cell stands in all its rows, whatever the program."""
    merged = [["name", "sex", "n"], ["Hasselt", "m", 1], [None, "f", 2], ["Genk", "m", 3]]
    book = xlsx(
        {"Blad1": merged}, then=lambda _, sheets: sheets["Blad1"].merge_range("A2:A3", "Hasselt")
    )
    spanned = ods_cell("Hasselt", 'table:number-rows-spanned="2" table:number-columns-spanned="1"')
    document = ods(
        {
            "Blad1": [
                ods_row("name", "sex", "n"),
                ods_row(spanned, "m", 1),
                ods_row("<table:covered-table-cell/>", "f", 2),
                ods_row("Genk", "m", 3),
            ]
        }
    )
    for data, form in ((book, "xlsx"), (document, "ods")):
        assert ["Hasselt", "Hasselt", "Genk"] == cells(read(data, form))["name"]


def test_codes_in_the_first_column_that_several_rows_share_are_those_of_each() -> None:
    """A number that leads its rows is a code."""
    rows = [["nis", "sex", "n"], [71022, "m", 1], [None, "f", 2]]
    data = xlsx({"x": rows}, then=lambda _, made: made["x"].merge_range("A2:A3", 71022))
    assert [71022, 71022] == cells(read(data))["nis"]


def test_a_figure_that_several_rows_share_is_not_that_of_each() -> None:
    """It is of all together: counted twice, or taken as missing in the second, it would lie."""
    rows = [["nis", "sex", "n"], [71022, "m", 9], [71022, "f", None]]
    data = xlsx({"x": rows}, then=lambda _, made: made["x"].merge_range("C2:C3", 9))
    assert [9, Broken("merged with 9")] == cells(read(data))["n"]


def test_cells_that_are_shown_as_one_and_hold_nothing_change_nothing() -> None:
    """Nor do those beyond the last row, or a title over all columns."""

    def merge(_: object, made: Any) -> None:
        made["x"].merge_range("C2:C3", "")
        made["x"].merge_range("A5:B9", "")
        made["x"].merge_range("A1:B1", "Visits")

    grid = read(xlsx({"x": [["Visits"], [], *ROWS]}, then=merge))
    assert {"nis": [71016], "visits": [6]} != cells(grid)


def test_hidden_rows_are_read_and_told() -> None:
    """A filter hides rows, and they are still in the file."""
    note = "1 row hidden in the sheet: read as well"

    def hide(_: object, made: Any) -> None:
        made["x"].set_row(2, options={"hidden": True})
        made["x"].set_row(9, options={"hidden": True})

    collapsed = ods_row(71016, 6, attributes='table:visibility="filter"')
    empty = ods_row(attributes='table:visibility="collapse"')
    document = ods({"x": [ods_row(*HEAD), ods_row(71022, 5), collapsed, empty]})
    files = (
        (xlsx({"x": ROWS}, then=hide), "xlsx"),
        (xls({"x": [*ROWS, []]}, hidden_rows=[2, 3]), "xls"),
        (document, "ods"),
    )
    for data, form in files:
        grid = read(data, form)
        assert [5, 6] == cells(grid)["visits"]
        assert note in grid.notes


def test_hidden_columns_are_read_and_told() -> None:
    """Those in which nothing stands, or beyond the sheet, are not."""
    rows = [["nis", "visits", "old", "", "note"], [71022, 5, 7, "", "a"], [71016, 6, 8, "", "b"]]

    def hide(_: object, made: Any) -> None:
        made["x"].set_column(2, 3, options={"hidden": True})
        made["x"].set_column(9, 12, options={"hidden": True})

    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
        '<table:table-column table:visibility="visible"/>'
    )
    document = ods({"x": [columns, *(ods_row(*row) for row in rows)]})
    files = (
        (xlsx({"x": rows}, then=hide), "xlsx"),
        (xls({"x": rows}, hidden_columns=[(2, 3), (9, 12)]), "xls"),
        (document, "ods"),
    )
    for data, form in files:
        grid = read(data, form)
        assert [7, 8] == cells(grid)["old"]
        assert "1 column hidden in the sheet, read as well: C" in grid.notes


def test_rows_that_an_open_document_repeats_are_all_there() -> None:
    """It writes equal cells and rows once."""
    row = ods_row(71022, ods_cell(5, 'table:number-columns-repeated="2"'))
    twice = row.replace("<table:table-row", '<table:table-row table:number-rows-repeated="2"')
    data = ods(
        {
            "x": [
                ods_row("nis", "men", "women"),
                twice,
                ods_row(71016, 6, ods_cell("#N/A", 'table:formula="x"')),
            ]
        }
    )
    grid = read(data, "ods")
    assert {
        "nis": [71022, 71022, 71016],
        "men": [5, 5, 6],
        "women": [5, 5, Broken("#N/A")],
    } == cells(grid)


# --- which sheet -------------------------------------------------------------------------


def test_the_only_sheet_with_figures_is_read() -> None:
    """And the note names those that are not."""
    about = [["Subject", "Visits"], ["Source", "us"]]
    grid = read(xlsx({"About": about, "Data": ROWS, "Empty": []}))
    assert ("Data", [5, 6]) == (grid.sheet, cells(grid)["visits"])
    assert (
        "an Excel workbook (.xlsx), sheet Data (the only one with figures; not read: About)"
        in grid.notes
    )


def test_a_sheet_of_texts_alone_is_read_where_there_is_no_other() -> None:
    """A list of names is a table too, and figures may be written as text."""
    names = [["name", "type"], ["Hasselt", "city"], ["Genk", "city"]]
    assert ["Hasselt", "Genk"] == cells(read(xlsx({"Names": names, "Empty": []})))["name"]
    texts = [["name", "visits"], ["Hasselt", "5"]]
    assert "Texts" == read(xlsx({"Names": names, "Texts": texts})).sheet


def test_several_sheets_with_figures_are_refused() -> None:
    """Their figures differ, and none is taken in silence."""
    expected = (
        "figures.xlsx: ELZ-F021 error: 2 sheets hold figures: 2024, 2025; "
        "say its name or its number with sheet="
    )
    assert expected == told(xlsx({"2024": ROWS, "2025": ROWS}))


@pytest.mark.parametrize("asked", ["Second", "second", 2, "2"], ids=repr)
def test_a_sheet_is_said_by_its_name_or_its_number(asked: str | int) -> None:
    """As the tabs show them, from 1."""
    grid = read(xlsx({"First": ROWS, "Second": [HEAD, [71022, 9]]}), sheet=asked)
    assert [9] == cells(grid)["visits"]
    assert "an Excel workbook (.xlsx), sheet Second (as said)" in grid.notes


def test_a_number_that_is_the_name_of_a_sheet_is_its_name() -> None:
    """Sheets are often called after years."""
    assert [9] == cells(read(xlsx({"2": [HEAD, [71022, 9]], "1": ROWS}), sheet="2"))["visits"]


@pytest.mark.parametrize("asked", ["Third", 0, 3, -1, "3"], ids=repr)
def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(asked: str | int) -> None:
    """Hidden ones are among them."""

    def hide(_: object, made: Any) -> None:
        made["Second"].hide()

    data = xlsx({"First": ROWS, "Second": ROWS}, then=hide)
    assert f"there is no sheet {str(asked)!r}; there is First, Second" in told(data, sheet=asked)


@pytest.mark.parametrize("asked", [True, 1.5, None.__class__, ["First"]])
def test_what_names_no_sheet_is_refused(asked: Any) -> None:
    """A sheet is said by a text or a whole number."""
    with pytest.raises(InvalidValueError, match="its number from 1"):
        read(xlsx({"First": ROWS}), sheet=asked)


def test_two_names_that_differ_in_case_alone_are_told_apart() -> None:
    """The exact one is meant; without one, it is not clear."""
    rows = {"x": [ods_row(*HEAD), ods_row(71022, 1)], "X": [ods_row(*HEAD), ods_row(71022, 2)]}
    data = ods(rows)
    assert [2] == cells(read(data, "ods", sheet="X"))["visits"]
    assert "there is no sheet 'x '" in told(data, "ods", sheet="x ")


def test_hidden_sheets_that_are_not_read_are_told() -> None:
    """What is called the only sheet may not be the only one that there is."""
    (note, *_) = read(xls({"x": ROWS, "old": ROWS}, hidden_sheets=["old"]), "xls").notes
    assert note.endswith("sheet x (the only one that is shown; hidden, and not read: old)")
    book = {"info": [["about"]], "x": ROWS, "old": ROWS}
    (note, *_) = read(xls(book, hidden_sheets=["old"]), "xls").notes
    assert note.endswith("(the only one with figures; not read: info; hidden, and not read: old)")


def test_a_hidden_sheet_is_read_when_it_is_named_alone() -> None:
    """It is not counted, and not looked for."""
    data = xls({"x": ROWS, "lists": [HEAD, [71022, 9]]}, hidden_sheets=["lists"])
    assert [5, 6] == cells(read(data, "xls"))["visits"]
    assert [9] == cells(read(data, "xls", sheet="lists"))["visits"]


def test_a_workbook_that_shows_nothing_is_refused() -> None:
    """And the hidden sheets that hold something are named."""
    assert "the file is empty" in told(xlsx({"x": [], "y": []}))
    data = xls({"x": [], "lists": ROWS, "old": []}, hidden_sheets=["lists", "old"])
    assert "no sheet that is shown holds anything; hidden is lists" in told(data, "xls")


def test_charts_are_no_sheets() -> None:
    """A page with a chart holds no cells."""

    def draw(book: Any, _: object) -> None:
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=x!$B$2:$B$3"})
        book.add_chartsheet("chart").set_chart(chart)

    assert "there is x" in told(xlsx({"x": ROWS}, then=draw), sheet="chart")


def test_what_is_said_of_rows_reaches_them() -> None:
    """The line of the header is counted as in the sheet."""
    rows = [["Visits", "of all"], *ROWS]
    assert [5, 6] == cells(read(xlsx({"x": rows}), framing=Framing(header=2)))["visits"]
    assert [5, 6] == cells(read(xlsx({"x": rows}), framing=Framing(skip=1)))["visits"]


def test_long_sheets_are_framed_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """No row is lost between two of them."""
    monkeypatch.setattr(workbooks, "_BLOCK", 2)
    rows = [HEAD, *([71000 + each, each] for each in range(7))]
    grid = read(xlsx({"x": rows}))
    assert [*range(7)] == cells(grid)["visits"]
    assert [*range(2, 9)] == [*grid.lines]


# --- files that are damaged, locked or hostile ------------------------------------------------


def test_without_the_reader_the_error_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The exact line, also in the middle of a command."""

    def is_not_there(name: str) -> ModuleType:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr("elzmodel.values.extras.import_module", is_not_there)
    with pytest.raises(MissingDependencyError, match=r'pip install "elzmodel\[excel\]"'):
        read(xlsx({"x": ROWS}))


@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
def test_a_damaged_workbook_is_refused(form: WorkbookForm) -> None:
    """However it is damaged, the error says what it should be."""
    data = {"xlsx": xlsx({"x": ROWS}), "xls": xls({"x": ROWS}), "ods": ods({"x": [ods_row(*HEAD)]})}
    for length in (9, 60, 300, len(data[form]) // 2, len(data[form]) - 30):
        assert "ELZ-F020" in told(data[form][:length], form)


@cache
def whole_workbook(form: WorkbookForm) -> bytes:
    """Return a workbook, made once: the time at which it was written is in its bytes."""
    rows = [ods_row(*HEAD), ods_row(71022, 5)]
    return {"xlsx": xlsx({"x": ROWS}), "xls": xls({"x": ROWS}), "ods": ods({"x": rows})}[form]


@given(st.data())
def test_no_bytes_of_a_workbook_raise_anything_else(data: st.DataObject) -> None:
    """Whatever bytes are changed, a workbook is read or refused."""
    form: WorkbookForm = data.draw(st.sampled_from(["xlsx", "xls", "ods"]))
    made = bytearray(whole_workbook(form))
    for _ in range(data.draw(st.integers(1, 4))):
        made[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))
    with suppress(TableError):
        read(bytes(made), form)


def test_a_workbook_with_a_password_is_told_as_one() -> None:
    """It is not damaged."""

    def lock(*_: object) -> None:
        raise sys.modules["python_calamine"].PasswordError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workbooks, "_marks_of", lock)
        assert "with a password; save it without one" in told(xlsx({"x": ROWS}))


def test_what_the_reader_does_not_understand_is_told() -> None:
    """It is written in another language, and gives up in its own way; ours do not."""

    class PanicException(BaseException):
        pass

    def give_up(*_: object) -> None:
        raise PanicException("index out of bounds")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workbooks, "_marks_of", give_up)
        assert "cannot be read: index out of bounds" in told(xlsx({"x": ROWS}))
        patch.setattr(workbooks, "_marks_of", stop)
        with pytest.raises(KeyboardInterrupt):
            read(xlsx({"x": ROWS}))


def test_an_archive_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few bytes can unpack to more than a machine holds."""
    monkeypatch.setattr(sources, "MOST_BYTES", 1000)
    assert "it has more than 1,000 bytes" in told(xlsx({"x": ROWS}))


def test_an_archive_that_says_it_is_smaller_is_refused() -> None:
    """What is unpacked is not more than what is said."""
    file = BytesIO(xlsx({"x": ROWS}))
    with zipfile.ZipFile(file) as archive:
        size = archive.getinfo(SHEET).file_size.to_bytes(4, "little")
    data = file.getvalue().replace(size, (30).to_bytes(4, "little"))
    assert "is damaged" in told(data)


@pytest.mark.parametrize(
    "reference", [b"XFD1048576", b"A99999999", b"ZZZ1048576", b"AAAA1", b"A1048576999"]
)
def test_a_cell_far_away_makes_no_room_for_all_before_it(reference: bytes) -> None:
    """Two cells at the ends of a sheet are thousands of millions of empty ones."""
    far = b'<row r="9"><c r="' + reference + b'"><v>1</v></c></row></sheetData>'
    data = changed(xlsx({"x": ROWS}), SHEET, lambda part: part.replace(b"</sheetData>", far))
    assert "cannot be read: it has" in told(data)


def test_a_cell_far_away_that_is_empty_is_none() -> None:
    """Programs keep the looks of cells that hold nothing."""
    far = b'<row r="9"><c r="XFD1048576" s="1"/></row></sheetData>'
    data = changed(xlsx({"x": ROWS}), SHEET, lambda part: part.replace(b"</sheetData>", far))
    assert [5, 6] == cells(read(data))["visits"]


@pytest.mark.parametrize(
    "repeat",
    [
        'table:number-columns-repeated="99999999"',
        'table:number-columns-repeated="-1"',
        'table:number-columns-repeated="1000000"',
    ],
)
def test_a_cell_that_is_repeated_without_end_is_refused(repeat: str) -> None:
    """A row of a million figures, a million times."""
    row = ods_row(ods_cell(5, repeat), attributes='table:number-rows-repeated="1000000"')
    assert "cannot be read: it has" in told(ods({"x": [ods_row(*HEAD), row]}), "ods")


def test_many_large_sheets_are_refused_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each alone may be as large."""
    monkeypatch.setattr(workbooks, "MOST_CELLS", 4)
    sheets = {name: [ods_row(*HEAD), ods_row(71022, 5)] for name in "abc"}
    assert "it has more than 8 cells" in told(ods(sheets), "ods")


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_a_text_that_defines_its_own_words_is_refused(part: str) -> None:
    """Ten words of ten words each, and so on, fill any memory."""

    def define(text: bytes) -> bytes:
        head, sign, rest = text.partition(b"?>")
        return head + sign + b'<!DOCTYPE x [<!ENTITY a "aa">]>' + rest

    assert "it defines entities of its own" in told(changed(xlsx({"x": ROWS}), part, define))


def test_a_workbook_of_which_parts_are_not_there_is_refused() -> None:
    """Or whose parts do not say where the sheets are."""
    whole = xlsx({"x": ROWS})
    for part in ("xl/_rels/workbook.xml.rels", SHEET):
        assert "ELZ-F020" in told(changed(whole, part, lambda _: None))
    assert "no content.xml" in told(
        changed(ods({"x": [ods_row("a")]}), "content.xml", lambda _: None), "ods"
    )


def test_a_workbook_without_styles_is_read() -> None:
    """They are looked at only for percentages."""
    data = changed(xlsx({"x": ROWS}), "xl/styles.xml", lambda _: None)
    assert [5, 6] == cells(read(data))["visits"]


def test_an_old_file_of_another_program_is_refused() -> None:
    """Not everything in that form is a workbook."""
    assert "ELZ-F020" in told(compound("WordDocument", b"x" * 99), "xls")
    assert "it has no sectors" in told(b"\xd0\xcf\x11\xe0" + bytes(600), "xls")


def test_ranges_that_lie_over_each_other_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file can say a million times that a million rows share one cell."""
    data = xlsx({"x": ROWS}, then=lambda _, made: made["x"].merge_range("C1:C3", "x"))
    twice = changed(
        data,
        SHEET,
        lambda part: part.replace(b"</mergeCells>", b'<mergeCell ref="C1:C3"/></mergeCells>'),
    )
    monkeypatch.setattr(workbooks, "MOST_CELLS", 3)
    assert "x" == cells(read(data, framing=Framing(header=False)))[""][-1]
    assert "overlap" in told(twice)


def test_a_part_that_is_no_text_with_marks_is_refused() -> None:
    """Its archive may be whole."""
    whole = xlsx({"x": [*ROWS, [11002, "#N/A"]]})
    for part in (SHEET, "xl/workbook.xml"):
        assert "ELZ-F020" in told(changed(whole, part, lambda text: text[:-20]))


def test_a_percentage_without_a_value_is_none() -> None:
    """There is nothing to show."""
    rows = [["nis", "share"], [71022, (0.5,)], [71016, (0.25,)]]
    data = changed(xlsx({"x": rows}), SHEET, lambda part: part.replace(b"<v>0.25</v>", b"<v></v>"))
    assert ["50 %", ""] == cells(read(data))["share"]


def test_an_open_document_may_be_written_on_several_lines() -> None:
    """What stands between its tables is no cell."""
    data = ods({"x": [ods_row(*HEAD), ods_row(71022, 5)]})
    spaced = changed(
        data, "content.xml", lambda part: part.replace(b"<table:table", b"\n<table:table", 1)
    )
    assert {"nis": [71022], "visits": [5]} == cells(read(spaced, "ods"))


def test_what_stands_inside_an_old_sheet_is_no_cell_of_it() -> None:
    """A chart has records of its own, and a file may end before it should."""
    error = b"\x05\x02\x08\x00\x00\x00\x00\x00\x00\x00\x07\x01"
    begin, end = b"\x09\x08\x10\x00\x00\x06\x20\x00" + bytes(12), b"\x0a\x00\x00\x00"
    sheet = b"\x09\x08\x10\x00\x00\x06\x10\x00" + bytes(12)
    inside = sheet_marks._records(sheet + begin + error + end + end, 0)
    assert [0x809] == [kind for kind, _ in inside]
    assert [0x809, 0x205] == [kind for kind, _ in sheet_marks._records(sheet + error, 0)]


def test_pieces_of_an_old_file_that_follow_themselves_end() -> None:
    """A circle is not gone round for ever."""
    assert [0, 1, 0] == [*sheet_marks._chain([1, 0, 5], 0)]


def test_an_old_workbook_with_too_many_columns_is_refused() -> None:
    """No program writes them, and room would be made for all of them."""
    assert "it has a cell in column 257" in told(xls({"x": [[1] * 257]}), "xls")
    with pytest.raises(TableError) as caught:
        read(xls({"x": [[1] * 257]}), "xls")
    assert "gelezen worden: het heeft een cel in kolom 257; " in in_words(caught.value, "nl")


def test_a_workbook_whose_sheets_are_not_where_it_says_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two readers have to see the same sheets."""
    monkeypatch.setattr(workbooks, "old_marks", lambda _: [])
    assert "it does not say what its sheets are" in told(xls({"x": ROWS}), "xls")


def test_marks_of_cells_that_hold_no_number_change_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A truth that is to be shown as a percentage is a truth, and far away there is nothing."""
    marks = sheet_marks.Marks(percent={(1, 1), (9, 1), (1, 9)})
    monkeypatch.setattr(workbooks, "old_marks", lambda _: [marks])
    assert [True] == cells(read(xls({"x": [HEAD, [71022, True]]}), "xls"))["visits"]


def test_an_encoding_that_is_none_is_refused() -> None:
    """What stands in the first line of a part is not to be trusted."""
    data = changed(
        ods({"x": [ods_row("a")]}), "content.xml", lambda part: part.replace(b"UTF-8", b"UTF-R")
    )
    assert "ELZ-F020" in told(data, "ods")
