"""Delimited text of any making: what is guessed and said, and quotes that swallow nothing."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from elzmodel.errors import ElzError, InvalidValueError, TableError
from elzmodel.grids.columns import Grid
from elzmodel.grids.sources import opened
from elzmodel.grids.texts import delimiter_in, text_grid

TEXT = "nis;naam;n\n71072;Hasselt;1\n11002;Antwerpen;2\n44021;Gent;3\n"
ROWS = [["71072", "Hasselt", "1"], ["11002", "Antwerpen", "2"], ["44021", "Gent", "3"]]


def cells(grid: Grid) -> list[list[object]]:
    return [[column.cell(i) for column in grid.columns] for i in range(len(grid))]


def names(grid: Grid) -> list[str]:
    return [column.name for column in grid.columns]


def refusal(source: str | bytes, **said) -> list[str]:
    with pytest.raises(TableError) as caught:
        text_grid(source, "t.csv", **said)
    return [str(finding) for finding in caught.value.findings]


# --- encodings -----------------------------------------------------------------------------

ENCODED = {
    "utf-8": "encoding utf-8 (guessed)",
    "utf-8-sig": "encoding utf-8-sig, by its byte order mark",
    "utf-16": "encoding utf-16, by its byte order mark",
    "utf-32": "encoding utf-32, by its byte order mark",
    "utf-16-le": "encoding utf-16-le (guessed), because every second byte is zero",
    "utf-16-be": "encoding utf-16-be (guessed), because every second byte is zero",
    "cp1252": "encoding cp1252 (guessed), because it is not UTF-8 (byte 0xe9 in line 4); "
    "check letters with accents",
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_an_encoding_is_guessed_and_said(encoding: str) -> None:
    """A name with accents is the same from each encoding, and the note says how it was found."""
    grid = text_grid(TEXT.replace("Gent", "Biévène").encode(encoding))
    assert "Biévène" == grid.columns[1].cell(2)
    assert f"{ENCODED[encoding]}; delimiter semicolon (guessed)" == grid.notes[0]


def test_an_encoding_that_is_said_is_used() -> None:
    """A said encoding wins over a mark, and is refused where it does not fit."""
    data = TEXT.replace("Gent", "Biévène").encode("cp850")
    assert "Biévène" == text_grid(data, encoding="cp850").columns[1].cell(2)
    assert ROWS == cells(text_grid(TEXT.encode("utf-8-sig"), encoding="utf-8"))
    assert "byte 53 is not text in the encoding ascii" in refusal(data, encoding="ascii")[0]


@pytest.mark.parametrize("encoding", ["klingon", "hex", "", 8])
def test_an_encoding_that_is_none_is_refused(encoding: str) -> None:
    """Only encodings of text are known."""
    with pytest.raises(InvalidValueError, match="not an encoding: "):
        text_grid(b"nis\xff", encoding=encoding)


def test_bytes_that_are_no_text_are_refused() -> None:
    """What is neither UTF-8 nor Windows-1252 has a line and a remedy."""
    (said,) = refusal(b"nis;n\n\x81\xff;1\n")
    assert "t.csv:2: ELZ-F001 error: byte 6 is not text in the encoding cp1252" in said
    assert "say encoding=" in said


def test_text_has_no_encoding_to_tell_of() -> None:
    """Where text comes as text, only its delimiter was guessed."""
    assert "delimiter semicolon (guessed)" == text_grid(TEXT).notes[0]
    assert "in the encoding utf-8" in refusal("nis;n\n\udc80;1\n")[0]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1", b"<html>\n"])
def test_another_kind_of_file_is_said_to_be_one(data: bytes) -> None:
    """A workbook or a document is not read as text."""
    assert "ELZ-F020 error: it is a" in refusal(data)[0]
    assert "save it as CSV, in UTF-8" in refusal(data)[0]


def test_nul_bytes_are_refused_with_the_first_place() -> None:
    """A damaged file is told once, with the first cell and how many there are."""
    assert "t.csv:4:2: ELZ-F003 error: a NUL byte; the" in refusal(TEXT.replace("Gent", "G\0nt"))[0]
    (said,) = refusal(TEXT.replace("Gent", "G\0n\0t"))
    assert "a NUL byte, the first of 2; the file is damaged" in said


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_may_end_in_any_way(end: str) -> None:
    """Lines count alike, whatever ends them, and the mark of DOS at the end is no row."""
    grid = text_grid(f"{TEXT}\x1a".replace("\n", end).encode())
    assert (ROWS, range(2, 5)) == (cells(grid), grid.lines)


# --- delimiters ----------------------------------------------------------------------------

DELIMITED = {
    "tab": TEXT.replace(";", "\t"),
    "semicolon": TEXT,
    "pipe": TEXT.replace(";", "|"),
    "comma": TEXT.replace(";", ","),
}


@pytest.mark.parametrize("name", DELIMITED)
def test_a_delimiter_is_guessed_and_said(name: str) -> None:
    """The four usual delimiters are told apart."""
    grid = text_grid(DELIMITED[name])
    assert (ROWS, f"delimiter {name} (guessed)") == (cells(grid), grid.notes[0])
    assert ROWS == cells(text_grid(DELIMITED[name], delimiter=name))


CONFUSING = {
    "decimal commas": ("nis;n\n71072;12,5\n11002;1,5\n", "semicolon"),
    "decimal commas and no header": ("71072;12,5;1,5\n11002;1,5;2,5\n", "semicolon"),
    "semicolons in cells": ("nis,naam,n\n71072,a;b,5\n11002,c;d,6\n", "comma"),
    "quoted semicolons": ('nis,naam\n71072,"a;b"\n11002,"c;d"\n', "comma"),
    "commas in titles": ("Bezoek, per dag\n\nnis\tn\n71072\t1\n11002\t2\n", "tab"),
    "long titles": ("titel\n" * 30 + "nis;n\n71072;1\n11002;2\n", "semicolon"),
    "comments": ("# a,b,c\n" * 30 + "nis;n\n71072;1\n11002;2\n", "semicolon"),
    "quotes that are wrong": ('nis;n\n71072;"1"x\n11002;2\n44021;3\n', "semicolon"),
}


@pytest.mark.parametrize("why", CONFUSING)
def test_a_delimiter_is_not_confused_with_what_cells_hold(why: str) -> None:
    """Rows that are even from the header on show the delimiter."""
    text, expected = CONFUSING[why]
    assert f"delimiter {expected} (guessed)" == delimiter_in(text).note


def test_names_with_commas_are_one_column() -> None:
    """A comma in a few names does not part columns."""
    grid = text_grid("Hasselt\nGenk\nHalle (Vlaams-Brabant, BE)\nAalst\n")
    assert (4, "one column, no delimiter") == (len(grid), grid.notes[0])
    text = "Aalst\nX, Y\nZ, U\nHalle\nGent"
    assert "one column, no delimiter" == delimiter_in(text).note


def test_any_single_sign_may_be_said() -> None:
    """A said delimiter is used; a tab may be written as shells write it."""
    assert ROWS == cells(text_grid(TEXT.replace(";", "^"), delimiter="^"))
    assert ROWS == cells(text_grid(TEXT.replace(";", "§"), delimiter="§"))
    grid = text_grid(TEXT.replace(";", "\t"), delimiter="\\t")
    assert (ROWS, "delimiter tab, as said") == (cells(grid), grid.notes[0])


@pytest.mark.parametrize("sign", [";;", "", '"', "\n", "\0", 5])
def test_what_is_no_single_sign_is_no_delimiter(sign: str) -> None:
    """A delimiter is one sign, and neither a quote nor a line end."""
    with pytest.raises(InvalidValueError, match="Expected one sign"):
        text_grid(TEXT, delimiter=sign)


@pytest.mark.parametrize("line", ["sep=,", '"sep=,"'])
def test_a_line_that_says_the_delimiter_is_no_row(line: str) -> None:
    """The line that spreadsheets write above a table is heeded and left out."""
    grid = text_grid(f"{line}\nnis,n\n71072,1\n")
    assert (["nis", "n"], 2, [3]) == (names(grid), grid.header_line, list(grid.lines))
    assert "delimiter comma, as line 1 says" == grid.notes[0]
    below = text_grid(f"x\n{line}\nnis,n\n71072,1\n", skip=1)
    assert (3, "delimiter comma, as line 2 says") == (below.header_line, below.notes[0])
    said = text_grid(f"{line}\nnis;n\n71072;1,5\n", delimiter=";")
    assert (["nis", "n"], "delimiter semicolon, as said") == (names(said), said.notes[0])


def test_a_line_that_says_no_delimiter_is_a_line() -> None:
    """Where no sign follows, nothing is said."""
    assert "1 title left out: 'sep='" in text_grid("sep=\nnis;n\n71072;1\n").notes


# --- quotes --------------------------------------------------------------------------------


def test_quotes_may_hold_delimiters_quotes_and_line_ends() -> None:
    """What stands in quotes is one cell; the rows below it keep their lines."""
    text = (
        '"nis";"adres";"n"\n"71072";"Straat 1;\n""bus"" 2";"1"\n"11002";"";"2"\n44021;5" pijp;3\n'
    )
    grid = text_grid(text)
    assert ["71072", 'Straat 1;\n"bus" 2', "1"] == cells(grid)[0]
    assert [["11002", "", "2"], ["44021", '5" pijp', "3"]] == cells(grid)[1:]
    assert [2, 4, 5] == list(grid.lines)


def test_a_blank_before_a_quote_is_not_meant() -> None:
    """A comma and a blank before a quoted cell part cells as a comma does."""
    grid = text_grid('nis, naam, n\n71072, "Ha, sselt", 1\n11002, "x", 2\n')
    assert ["Ha, sselt", "x"] == list(grid.columns[1].contents)


STRAY = {
    "a pair": ('nis;naam;n\n71072;"Hasselt;1\n11002;Antwerpen;2\n44021;Gent";3\n', 2, 4),
    "a pair in the header": ('nis;"naam;n\n71072;Hasselt";1\n11002;A;2\n44021;B;3\n', 1, 2),
    "two that open": ('nis;naam;n\n71072;"Hasselt;1\n11002;"Antwerpen;2\n44021;Gent;3\n', 2, 3),
    "a pair in one column": ('gemeente\n"Hasselt\n' + "Genk\n" * 60 + 'Gent"\nAalst\n', 2, 63),
    "a pair in columns of names": ('naam;plek\na;"b\nc;d\ne;f"\ng;h\n', 2, 4),
}


@pytest.mark.parametrize("why", STRAY)
def test_a_stray_quote_swallows_no_rows(why: str) -> None:
    """Rows between two stray quotes are not taken for one cell."""
    text, line, last = STRAY[why]
    (said,) = refusal(text)
    assert f"t.csv:{line}: ELZ-F002 error: a quote is opened here and closed in line {last}" in said
    assert (
        "behind what looks like rows of the table; put quotes around a whole cell, or none" in said
    )


@pytest.mark.parametrize("closes", ["", '"'])
def test_a_stray_quote_swallows_no_rows_of_a_long_table(closes: str) -> None:
    """It is told with its line, thousands of rows before the one that closes it."""
    rows = [f"{70000 + i};x;{i}" for i in range(20_000)]
    rows[5000] = f'{rows[5000].split(";")[0]};"x;1'
    rows[9000] = f"{rows[9000].split(';')[0]};x{closes};1"
    (said, *_) = refusal("nis;naam;n\n" + "\n".join(rows))
    assert "t.csv:5002: ELZ-F002 error: a quote is opened here and " in said


def test_a_quote_that_is_not_closed_is_told() -> None:
    """The line on which it opens is told, also behind other quotes."""
    said = refusal('nis;naam;n\n11002;"A";2\n71072;"Hasselt;1\n44021;Gent;3\n')
    assert "t.csv:3: ELZ-F002 error: a quote is opened here and not closed" in said[0]


def test_a_cell_of_several_lines_may_end_in_another_part_of_the_text() -> None:
    """A quoted cell goes on where a long text is read on."""
    rows = [f"{i};x;{i}" for i in range(20_000)]
    for i in (6500, 6600, 6700):
        rows[i] = f'{i};"' + "regel\n" * 20 + f'";{i}'
    for i in range(0, 20_000, 7):
        rows[i] = f'{i};"x; y";{i}' if i not in {6500, 6600, 6700} else rows[i]
    text = "nis;naam;n\n" + "\n".join(rows)
    grid = text_grid(text)
    assert list(csv.reader(io.StringIO(text), delimiter=";"))[1:] == cells(grid)
    assert (2 + 19_999 + 60, 20_000) == (grid.lines[-1], len(grid))


def test_text_around_quotes_is_refused_where_it_stands() -> None:
    """A quote that is closed within a cell is wrong, and its row is told."""
    said = refusal('nis;naam;n\n71072;"Ha"sselt;1\n11002;"A";2\n')
    assert "t.csv:2: ELZ-F002 error: quotes are wrong: ';' expected after '\"'" in said[0]


def test_quotes_in_comments_open_nothing() -> None:
    """Comments may hold quotes, above the table, and below it where their sign is said."""
    text = '# "lijst; van\n\nnis;naam;n\n71072;a;1\n% "x;y\n11002;b;2\n'
    assert [["71072", "a", "1"], ["11002", "b", "2"]] == cells(text_grid(text, comment="%"))


def test_what_is_skipped_may_hold_anything() -> None:
    """Quotes and lengths of lines that are skipped do not matter, however many there are."""
    grid = text_grid(f'"titel\na;b;c;d\n{TEXT}', skip=2)
    assert (ROWS, 3) == (cells(grid), grid.header_line)
    assert "the file is empty" in refusal(TEXT, skip=99)[0]


# --- long texts ----------------------------------------------------------------------------


def test_a_long_text_keeps_the_lines_of_its_rows() -> None:
    """Empty lines, comments and notes further down are left out, and lines count on."""
    rows = [f"{i};{i % 7}" for i in range(20_000)]
    rows[5000:5000] = [""]
    rows[9000:9000] = ["# halfweg", ""]
    grid = text_grid("nis;n\n" + "\n".join(rows) + "\nBron: ons\n")
    assert 20_000 == len(grid)
    assert [(4999, 5001), (5000, 5003), (19_999, 20_004)] == [
        (int(grid.columns[0].cell(i)), grid.lines[i]) for i in (4999, 5000, 19_999)
    ]
    empty, footnote = "2 empty rows left out", "1 footnote left out: 'Bron: ons'"
    assert {empty, footnote, "1 comment left out: '# halfweg'"} == {*grid.notes[2:]}


def test_any_number_of_empty_lines_is_left_out() -> None:
    """Parts of a text without any row are no rows, and lines count on."""
    grid = text_grid(TEXT + "\n" * 200_000 + "\n".join(map(";".join, ROWS)))
    assert (ROWS + ROWS, 200_007) == (cells(grid), grid.lines[-1])
    assert "200,000 empty rows left out" == grid.notes[-1]


def test_a_row_of_another_length_in_a_long_text_is_refused_with_its_line() -> None:
    """One row too short and one too long do not make up for each other."""
    rows = [f"{i};1" for i in range(20_000)]
    rows[15_000:15_002] = ["15000", "15001;1;2"]
    said = refusal("nis;n\n" + "\n".join(rows))
    assert ["t.csv:15002:2", "t.csv:15003:3"] == [each.split(": ")[0] for each in said]


PLAIN = st.text("ab1, ;'\"\n", max_size=6)
SIGNS = st.sampled_from([";", ",", "\t", "|", "§"])


@given(
    rows=st.lists(st.lists(PLAIN, min_size=3, max_size=3), min_size=1, max_size=20),
    sign=SIGNS,
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\n", "\r\n"]),
)
@example(rows=[["a", "1", "b"]] * 3, sign=";", quoting=csv.QUOTE_ALL, end="\n")
@example(rows=[["", "", ", "], ["", "", ' "']], sign=",", quoting=csv.QUOTE_MINIMAL, end="\n")
def test_what_is_written_is_read(rows: list[list[str]], sign: str, quoting: int, end: str) -> None:
    """A table that `csv` writes is read as it was, unless a cell with line ends may be rows."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=sign, quoting=quoting, lineterminator=end)
    writer.writerows([["nis", "naam", "n"], *rows])
    kept = [row for row in rows if any(map(str.strip, row))]
    try:
        found: object = cells(text_grid(stream.getvalue(), delimiter=sign, header=1))
    except TableError as error:
        found = {finding.code for finding in error.findings}
    has_line_ends = any("\n" in cell for row in rows for cell in row)
    assert found in [kept or {"ELZ-F005"}, {"ELZ-F002"} if has_line_ends else None]


PIECES = st.sampled_from(['"', ";", "\n", "a", '"x"', '"x;y"', "1;2;3\n", ";\n", '""', '";"'])


@given(st.lists(PIECES, max_size=40).map("".join))
@example('1;"2";3\n"4";5;"6"\n')
@example('1;2;3\n"4;5";6\n')
@example('1;2;3\n4;"";6\n')
@example('1;2;3\n4;";6\n";5;6\n')
@example(";\n;;;a")
def test_cutting_by_column_does_what_csv_does(text: str) -> None:
    """Rows that are cut without `csv` are those that it reads; a lone word below is a note.

    That word may stand beyond the last column.
    """
    text = "1;2;3\n" * 2 + text
    try:
        found = cells(text_grid(text, "t", delimiter=";", header=False))
    except TableError:
        return
    rows = csv.reader(io.StringIO(text), delimiter=";", strict=True)
    assert [row[:3] for row in rows if any(map(str.strip, row[:3])) and len(row) >= 3] == found


HEADS = [b"", b"nis;n\n71072;1\n", b"PK\x03\x04", b"\xff\xfe", b"\x1f\x8b", b"sep=;\n"]


@given(st.binary(max_size=200), st.sampled_from(HEADS))
def test_any_bytes_are_a_grid_or_an_error_of_ours(data: bytes, head: bytes) -> None:
    """Whatever a file holds, nothing but our errors comes out."""
    try:
        said = " ".join(text_grid(head + data).notes)
    except ElzError as error:
        said = str(error)
    assert said


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    """A path that leads nowhere is told as Python tells it."""
    with pytest.raises(FileNotFoundError):
        text_grid(tmp_path / "visits.csv")


def test_an_opened_source_is_read_as_well() -> None:
    """What was opened already is not opened again, and says what it was taken out of."""
    assert ROWS == cells(text_grid(opened(TEXT, "x")))


def test_a_sign_of_another_alphabet_parts_quoted_cells_as_well() -> None:
    """Any single sign is a delimiter, in plain rows and beside quotes."""
    rows = "nis§naam§n\n" + '71072§"Hasselt"§1\n11002§"Antwerpen"§2\n' * 400
    grid = text_grid(rows, delimiter="§")
    assert (800, "Hasselt", "2") == (len(grid), grid.columns[1].cell(0), grid.columns[2].cell(799))
