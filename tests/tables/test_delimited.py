"""Tables that people bring: what is read, what is guessed and said, what is refused and where."""

from __future__ import annotations

import copy
import pickle
from fractions import Fraction
from pathlib import Path

import pytest

from elzmodel.errors import ElzError, InvalidValueError, TableError
from elzmodel.tables._old_cells import decimal_signs, looks_like_figure, parse_figure
from elzmodel.tables.codes import NUL
from elzmodel.tables.delimited import DelimitedTable, read_delimited
from elzmodel.values import Place, Total

CORPUS = Path(__file__).with_name("tables_corpus")

BROKEN = {
    "empty.csv": [(0, 0, "the file is empty")],
    "blank.csv": [(0, 0, "the file is empty")],
    "header_only.csv": [(0, 0, "a header and nothing below it")],
    "short_row.csv": [(3, 3, "2 cells where other rows have 3")],
    "long_row.csv": [(3, 4, "4 cells where other rows have 3")],
    "title_above.csv": [(1, 2, "1 cell where other rows have 2")],
    "quote_open.csv": [(3, 0, "a quote is opened here and not closed")],
    "quote_inside.csv": [(2, 0, "quotes are wrong"), (4, 0, "quotes are wrong")],
    "nul.csv": [(2, 2, "a NUL byte"), (2, 2, "not a figure")],
    "decimal_unclear.csv": [(2, 2, "not a clear figure"), (3, 2, "not a clear figure")],
    "decimal_mixed.csv": [(4, 2, "not a figure: '3.5'")],
    "negative.csv": [(2, 2, "not a count: '-5'")],
    "spreadsheet.csv": [(2, 2, "#REF!"), (3, 2, "5,65E+05"), (4, 2, "veel")],
    "repeated_row.csv": [(4, 1, "a second row for '71072', after line 2")],
    "several.csv": [
        (2, 2, "not a figure: 'veel'"),
        (3, 3, "3 cells where other rows have 2"),
        (4, 2, "not a count: '-3'"),
        (5, 1, "a second row for '44021', after line 4"),
    ],
    "no_column.csv": [(1, 0, "no one column 'inwoners'; there is nis, bevolking")],
}

CLEAN: dict[str, tuple[str, str, int, list[object]]] = {
    "bom.csv": ("utf-8-sig", ";", 1, [1, 2]),
    "utf16.csv": ("utf-16", ";", 1, [1, 2]),
    "decimal_comma.csv": ("utf-8", ";", 1, [Fraction(25, 2), Fraction(4937, 4), 2000]),
    "comma.csv": ("utf-8", ",", 1, [90363, 565039]),
    "tab.tsv": ("utf-8", "\t", 1, [90363, 267709]),
    "pipe.txt": ("utf-8", "|", 2, [78714, 529417]),
    "sep_line.csv": ("utf-8", ",", 1, [1]),
    "no_header.csv": ("utf-8", ";", 1, [90363, 565039]),
    "held_back.csv": ("utf-8", ";", 1, [None, None, None, None, None, None, 17]),
    "blank_rows.csv": ("utf-8", ";", 1, [1, 2]),
    "quoted.csv": ("utf-8", ",", 1, [1, 2, 3]),
    "years.csv": ("utf-8", ";", 1, [1, 2, 3]),
}


def read(folder: Path, text: str | bytes, **options) -> DelimitedTable:
    path = folder / "t.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_delimited(path, **options)


def refusal(folder: Path, text: str | bytes, **options) -> str:
    with pytest.raises(TableError) as caught:
        read(folder, text, **options)
    return str(caught.value)


def test_the_corpus_is_listed() -> None:
    """Each file of the corpus has its expectation."""
    other = {"names_only.txt", "utf16_without_mark.csv"}
    assert {*BROKEN, *CLEAN, *other} == {path.name for path in CORPUS.iterdir()}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_table_is_refused_with_all_places(name: str) -> None:
    """Every problem of a broken table comes at once, with its line and column."""
    with pytest.raises(TableError) as caught:
        read_delimited(CORPUS / name, value="inwoners" if name != "header_only.csv" else None)
    problems = caught.value.findings
    places = [(line, column) for line, column, _ in BROKEN[name]]
    assert places == [(problem.place.line, problem.place.column) for problem in problems]
    for problem, (_, _, said) in zip(problems, BROKEN[name], strict=True):
        assert said in str(problem)


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_table_is_read_without_being_told_anything(name: str) -> None:
    """Encoding, delimiter, columns and decimals of a clean table are guessed right."""
    table = read_delimited(CORPUS / name)
    figures = [row.figure.value for row in table.figures().rows]
    assert CLEAN[name] == (table.encoding, table.delimiter, table.key, figures)


def test_letters_with_accents_survive_every_encoding(tmp_path: Path) -> None:
    """A name with an accent is the same from UTF-8, UTF-16 and Windows-1252."""
    text = "naam;aantal\nBiévène;1\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert "Biévène" == read(tmp_path, text.encode(encoding)).keys[0].text


def test_windows_1252_is_said_to_be_a_guess(tmp_path: Path) -> None:
    """The fallback to Windows-1252 names the byte and the line that are not UTF-8."""
    table = read(tmp_path, "naam;aantal\nBiévène;1\n".encode("cp1252"))
    why = "because it is not UTF-8 (byte 0xe9 in line 2); check letters with accents"
    assert ("cp1252", f"encoding cp1252 (guessed), {why}") == (table.encoding, table.notes[0])


def test_bytes_of_no_encoding_are_refused(tmp_path: Path) -> None:
    """Bytes that are neither UTF-8 nor Windows-1252 are refused with their line."""
    said = refusal(tmp_path, b"naam;aantal\n\x81\xff;1\n")
    assert (
        "t.csv:2: ELZ-F001 error: byte 12 is not text in the encoding cp1252; save the file" in said
    )


def test_an_encoding_that_is_said_is_held_to(tmp_path: Path) -> None:
    """A said encoding is used, also for a byte order mark, and refused where it does not fit."""
    data = "\ufeffnis;aantal\n71072;1\n".encode("utf-16-le")
    table = read(tmp_path, data, encoding="utf-16-le")
    assert ("nis", "encoding utf-16-le, as said") == (table.header[0], table.notes[0])
    assert "is not text in the encoding ascii" in refusal(tmp_path, "é", encoding="ascii")
    with pytest.raises(InvalidValueError, match="not an encoding: 'klingon'"):
        read(tmp_path, "x", encoding="klingon")


def test_utf_16_without_a_mark_is_recognised_by_its_zero_bytes() -> None:
    """UTF-16 without a byte order mark is read as such, and said to be a guess."""
    table = read_delimited(CORPUS / "utf16_without_mark.csv")
    note = "encoding utf-16-le (guessed), because every second byte is zero"
    assert ("Biévène", note) == (table.rows[1][1].text, table.notes[0])


def test_a_delimiter_that_is_said_wins(tmp_path: Path) -> None:
    """A said delimiter is used; one that is no single sign is refused."""
    table = read(tmp_path, "nis/aantal\n71072/1\n", delimiter="/")
    assert (("nis", "aantal"), "delimiter /, as said") == (table.header, table.notes[1])
    with pytest.raises(InvalidValueError, match="Expected one sign"):
        read(tmp_path, "x", delimiter=";;")


def test_a_quote_that_breaks_the_guess_does_not_break_the_reading(tmp_path: Path) -> None:
    """A cell over the limit of the csv module is a problem with its line, not a crash."""
    said = refusal(tmp_path, f'nis;aantal\n71072;"{"x" * 140_000}\n')
    assert "t.csv:2: ELZ-F002 error: a quote is opened here and not closed" in said


def test_one_column_needs_no_delimiter() -> None:
    """A list of names, one a line, is a table of one column."""
    table = read_delimited(CORPUS / "names_only.txt")
    assert ["Hasselt", "Gent", "Kortessem"] == [cell.text for cell in table.keys]
    assert "one column, no delimiter" in table.notes
    assert "column 1" == table.name_of(1)


def test_every_guess_is_said(tmp_path: Path) -> None:
    """The notes say encoding, delimiter, rows left out, header and columns."""
    expected = (
        "encoding utf-8 (guessed)",
        "delimiter semicolon (guessed)",
        "1 blank row left out",
        "the first row is a header (guessed)",
        "keys in nis (by its name)",
        "figures in aantal (guessed)",
    )
    assert expected == read(tmp_path, "nis;aantal\n\n71072;1\n").notes


def test_what_is_said_is_not_guessed(tmp_path: Path) -> None:
    """Columns can be said by name in any case, or by number; the header by yes or no."""
    text = "a;b;c\n1;71072;3\n"
    table = read(tmp_path, text, column="B", value=3, header=True)
    assert (2, (3,)) == (table.key, table.values)
    assert ("keys in b (as said)", "figures in c (as said)") == table.notes[-2:]
    bare = read(tmp_path, text, column="2", header=False)
    assert ((), 2, "there is no header (as said)") == (bare.header, bare.key, bare.notes[2])


@pytest.mark.parametrize("asked", ["d", "9", 0, 4, "a b"])
def test_a_column_that_is_not_there_is_refused_with_those_that_are(
    tmp_path: Path, asked: str | int
) -> None:
    """A wrong name or number of a column lists the names."""
    said = refusal(tmp_path, "a;b\n71072;2\n", column=asked, header=True)
    assert f"t.csv:1: ELZ-F006 error: no one column '{asked}'; there is a, b" in said


def test_a_wrong_column_without_a_header_says_how_many_there_are(tmp_path: Path) -> None:
    """Without a header the numbers of the columns are said."""
    said = refusal(tmp_path, "71072;2\n", column="nis", value="aantal")
    assert "2 problems" in said
    assert (
        "t.csv: ELZ-F006 error: no one column 'nis'; there is no header, and columns 1 to 2" in said
    )


def test_two_columns_of_one_name_are_not_chosen_between(tmp_path: Path) -> None:
    """A name that two columns have is refused; a number is not."""
    text = "nis;Aantal;aantal \n71072;1;2\n"
    assert "no one column 'AANTAL'" in refusal(tmp_path, text, value="AANTAL")
    assert 2 == read(tmp_path, text, value="aantal").figures(3).rows[0].figure.value
    assert 1 == read(tmp_path, text, value="Aantal").figures("Aantal").rows[0].figure.value


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ("regio;gebied;n\nx;71072;1\ny;11002;2\n", 2, (3,)),
        ("id;plaats;n\n1;Gent;1\n2;Hasselt;2\n", 2, (1, 3)),
        ("1;2\n3;4\n", 1, (2,)),
        ("nis;cd_x;postcode;n\n71072;1;3500;\n11002;2;2000;5\n", 1, (4,)),
        ("nis;tijdvak;n\n71072;2021;1\n11002;2022;x\n", 1, (3,)),
        ("nis;n;opmerking\n71072;1;\n11002;2;goed\n", 1, (2,)),
    ],
    ids=["codes by content", "names by content", "the first", "no codes", "no years", "no words"],
)
def test_columns_are_guessed_by_name_and_content(
    tmp_path: Path, text: str, key: int, values: tuple[int, ...]
) -> None:
    """Keys are in a column named or filled like one; figures where most cells are figures."""
    table = read(tmp_path, text)
    assert (key, values) == (table.key, table.values)


@pytest.mark.parametrize(
    ("text", "headed"),
    [
        ("Gemeente\nGent\n", True),
        ("Gent\nHasselt\n", False),
        ("71072;x\n11002;y\n", False),
        ("plek;n\nGent;1\n", True),
        (";n\nGent;1\n", True),
    ],
)
def test_a_header_is_recognised(tmp_path: Path, text: str, *, headed: bool) -> None:
    """A first row is a header by its words, or where figures stand under a word."""
    assert headed == bool(read(tmp_path, text).header)


def test_which_figures_must_be_clear(tmp_path: Path) -> None:
    """Without exactly one column of figures the answer is a question."""
    table = read(tmp_path, "nis;a;b\n71072;1;2\n11002;3;4\n")
    with pytest.raises(TableError, match=r"not clear: a, b; say value="):
        table.figures()
    with pytest.raises(TableError, match="no column looks like figures; say value="):
        read(tmp_path, "nis\n71072\n").figures()


def test_a_convention_can_be_said(tmp_path: Path) -> None:
    """With the sign before decimals said, thousands and decimals are no longer unclear."""
    table = read(tmp_path, "nis;n\n71072;90.363\n11002;565.039\n")
    column = table.figures(decimal=",")
    assert [90363, 565039] == [row.figure.value for row in column.rows]
    assert ("n: ',' stands before decimals, as said",) == column.notes
    exact = table.figures(decimal=".").rows[0].figure.value
    assert Fraction(90363, 1000) == exact
    with pytest.raises(InvalidValueError, match="not a decimal sign: ';'"):
        table.figures(decimal=";")  # type: ignore[arg-type]


def test_a_key_has_its_place_in_the_file(tmp_path: Path) -> None:
    """The place of a key is file, line and column."""
    assert ["t.csv:2:1", "t.csv:4:1"] == [
        str(place) for place in read(tmp_path, "nis;n\n71072;1\n\n11002;2\n").places
    ]


def test_a_guessed_convention_is_said(tmp_path: Path) -> None:
    """Where cells show the sign before decimals, the column's notes say so."""
    column = read(tmp_path, "nis;n\n71072;1.000\n11002;2,5\n").figures()
    why = "guessed from cells that can be read in one way"
    assert (",", (f"n: ',' stands before decimals ({why})",)) == (column.decimal, column.notes)


def test_figures_below_zero_can_be_meant(tmp_path: Path) -> None:
    """A balance may be negative when the caller says so."""
    table = read(tmp_path, "nis;saldo\n71072;-5\n11002;\u22123\n", value=2, negative_ok=True)
    rows = table.figures(negative_ok=True).rows
    assert [-5, -3] == [row.figure.value for row in rows]


@pytest.mark.parametrize(
    ("text", "status", "total"),
    [
        ("5", "known", Total(5, 5)),
        ("+5", "known", Total(5, 5)),
        ("1 234", "known", Total(1234, 1234)),
        ("1\u202f234", "known", Total(1234, 1234)),
        ("1'234'567", "known", Total(1234567, 1234567)),
        ("1.234.567", "known", Total(1234567, 1234567)),
        ("0,125", "known", Total(Fraction(1, 8), Fraction(1, 8))),
        ("12,0", "known", Total(12, 12)),
        ("", "missing", Total(0, None, ("empty cell",))),
        (" - ", "missing", Total(0, None, (" - ",))),
        ("n.v.t.", "missing", Total(0, None, ("n.v.t.",))),
        ("X", "censored", Total(0, None, ("X",))),
        ("< 5", "censored", Total(0, 5, ("< 5",))),
        ("\u226510", "censored", Total(10, None, ("\u226510",))),
    ],
)
def test_one_cell_is_read_as_what_it_says(text: str, status: str, total: Total) -> None:
    """A cell is a figure, a gap or a bound, and never silently zero."""
    figure = parse_figure(text)
    assert (status, total, text) == (figure.status, figure.total, figure.text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,234", "Expected 1.234 or 1234: say which sign"),
        ("<1.234", "not a clear figure"),
        ("12 %", "Expected digits, or a mark"),
        ("1.23.4", "Expected digits, or a mark"),
        ("1e5", "a spreadsheet shortened it"),
        ("####", "a spreadsheet left an error here"),
        ("-1", "Expected zero or more"),
        ("--1", "not a figure"),
        ("nan nan", "not a figure"),
    ],
)
def test_a_cell_that_is_no_clear_figure_is_refused(text: str, said: str) -> None:
    """What may be two figures, or none, says what was expected."""
    with pytest.raises(InvalidValueError) as caught:
        parse_figure(text)
    assert said in str(caught.value)


def test_the_other_sign_is_refused_under_a_convention() -> None:
    """With a decimal comma said, a decimal point is no figure."""
    with pytest.raises(InvalidValueError, match="digits with ',' before decimals"):
        parse_figure("1.5", decimal=",")


def test_evidence_for_a_sign_is_counted() -> None:
    """Only cells that can be read in one way show the sign before decimals."""
    assert {",": 2, ".": 1} == dict(decimal_signs(["1,5", "1.234.567", "-1.5", "1.234", "7", "x"]))
    assert not looks_like_figure("n.v.t.")


def test_the_same_key_in_another_year_is_no_repetition() -> None:
    """Rows that differ in more than figures are different rows."""
    assert 3 == len(read_delimited(CORPUS / "years.csv").figures("aantal").rows)


def test_rows_without_a_key_are_no_repetition(tmp_path: Path) -> None:
    """Two rows with an empty key are kept, for the question of the year to report."""
    assert 2 == len(read(tmp_path, "nis;n\n71072;1\n;2\n;3\n").rows[1:])
    assert 3 == len(read(tmp_path, "nis;n\n71072;1\n;2\n;3\n").figures("n").rows)


def test_a_table_can_be_shown(tmp_path: Path) -> None:
    """The cells come back as they stand, with the notes."""
    table = read(tmp_path, "nis;n\n71072;007\n").to_table()
    assert ["nis", "n"] == [column.label for column in table.columns]
    assert (("71072", "007"),) == table.rows
    assert "keys in nis (by its name)" in table.notes


def test_the_error_is_a_value_error_that_pickles_and_copies() -> None:
    """The error of a file is ours and a ValueError, and keeps its problems on the way."""
    findings = [NUL.finding(place=Place("x.csv", line, 1)) for line in range(7, 0, -1)]
    error = TableError("x.csv", findings)
    assert isinstance(error, ElzError)
    assert isinstance(error, ValueError)
    for twin in (copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert (error.file, error.findings, str(error)) == (twin.file, twin.findings, str(twin))
    lines = str(error).splitlines()
    assert "x.csv cannot be read as a table, 7 problems:" == lines[0]
    assert lines[1].startswith("  x.csv:1:1: ELZ-F003 error: a NUL byte; the file is damaged")
    assert "  and 2 more" == lines[-1]
