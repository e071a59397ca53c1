"""A table is the same in whatever holds it, and what holds it is seen, not believed."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

from elzmodel.errors import InvalidValueError, TableError
from elzmodel.grids.columns import Grid
from elzmodel.grids.containers import grid_of
from tests.grids.workbook_files import ods, ods_row, xls, xlsx

ROWS = [["nis", "visits"], [71072, 3], [11002, 4]]
RECORDS = [{"nis": 71072, "visits": 3}, {"nis": 11002, "visits": 4}]
FRAME = pd.DataFrame(RECORDS)
CSV = "nis;visits\n71072;3\n11002;4\n"


def cells(grid: Grid) -> dict[str, list[str]]:
    """Return the cells of each column, as text."""
    return {c.name: [str(c.cell(row)) for row in range(len(grid))] for c in grid.columns}


def written(write: Any) -> bytes:
    file = io.BytesIO()
    write(file)
    return file.getvalue()


def zipped(name: str, data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, data)
    return file.getvalue()


CONTAINERS: dict[str, Any] = {
    "text": CSV,
    "bytes": CSV.encode("utf-8"),
    "memory": memoryview(CSV.encode("utf-8")),
    "open text": io.StringIO(CSV),
    "gzip": gzip.compress(CSV.encode("utf-8")),
    "zip of a workbook": zipped("visits.xlsx", xlsx({"x": ROWS})),
    "zip of JSON": zipped("visits.json", json.dumps(RECORDS).encode("utf-8")),
    "zip of Parquet": zipped("visits.parquet", written(FRAME.to_parquet)),
    "xlsx": xlsx({"x": ROWS}),
    "xls": xls({"x": ROWS}),
    "ods": ods({"x": [ods_row(*row) for row in ROWS]}),
    "parquet": written(FRAME.to_parquet),
    "arrow": written(pl.DataFrame(RECORDS).write_ipc),
    "JSON": json.dumps(RECORDS).encode("utf-8"),
    "JSON text": json.dumps(RECORDS) + "\n",
    "pandas": FRAME,
    "polars": pl.DataFrame(RECORDS),
    "DuckDB": duckdb.from_arrow(pl.DataFrame(RECORDS).to_arrow()),
    "records": RECORDS,
    "records one by one": iter(RECORDS),
    "rows": tuple(ROWS),
    "columns": {"nis": [71072, 11002], "visits": [3, 4]},
}


@pytest.mark.parametrize("source", CONTAINERS.values(), ids=CONTAINERS)
def test_a_table_is_the_same_in_whatever_holds_it(source: Any) -> None:
    """Files, frames and values of Python."""
    assert {"nis": ["71072", "11002"], "visits": ["3", "4"]} == cells(grid_of(source))


def test_a_name_does_not_say_what_a_file_is(tmp_path: Path) -> None:
    """A workbook that is called CSV is one, and text that is called a workbook is text."""
    book, text = tmp_path / "visits.csv", tmp_path / "visits.xlsx"
    book.write_bytes(xlsx({"x": ROWS}))
    text.write_text(CSV)
    assert cells(grid_of(book)) == cells(grid_of(str(text)))
    assert ("visits.csv", "visits.xlsx") == (grid_of(book).source, grid_of(text).source)
    with book.open("rb") as file:
        assert "visits.csv" == grid_of(file).source


@pytest.mark.parametrize(
    ("source", "said", "unused"),
    [
        ("text", {"sheet": 2, "encoding": "utf-8", "delimiter": ";", "header": True}, "sheet"),
        ("xlsx", {"sheet": "x", "skip": 0, "comment": "#", "encoding": "cp1252"}, "encoding"),
        ("parquet", {"sheet": 1, "delimiter": ";"}, "sheet and delimiter"),
        ("JSON", {"encoding": "utf-8", "skip": 3}, "skip"),
        ("pandas", {"header": False}, "header"),
        ("columns", {"comment": "#"}, "comment"),
        ("rows", {"skip": 1}, "skip"),
    ],
)
def test_what_is_said_of_another_container_is_not_used_and_told(
    source: str, said: Any, unused: str
) -> None:
    """It changes no figure, and stands in the notes."""
    grid = grid_of(CONTAINERS[source], **said)
    assert {"nis": ["71072", "11002"], "visits": ["3", "4"]} == cells(grid)
    assert f"not used here: {unused}" == grid.notes[-1]


def test_what_is_said_of_a_container_is_used() -> None:
    """A sheet, a line, a sign."""
    book = xlsx({"a": ROWS, "b": [["Visits", "x"], *ROWS]})
    assert {"nis": ["71072", "11002"], "visits": ["3", "4"]} == cells(
        grid_of(book, sheet=2, header=2)
    )
    text = "of us\n# x\nnis,visits\n71072,3\n"
    grid = grid_of(text, skip=1, comment="#", delimiter=",")
    assert {"nis": ["71072"], "visits": ["3"]} == cells(grid)
    assert not any(note.startswith("not used") for note in grid.notes)


def test_what_a_file_was_taken_out_of_is_said() -> None:
    """Of every kind of file."""
    for name in ("zip of a workbook", "zip of JSON", "zip of Parquet"):
        assert "out of a zip" in grid_of(CONTAINERS[name]).notes[0]


@pytest.mark.parametrize("wrong", [5, None, {"71072"}, object(), FRAME.columns, json, 1.5, True])
def test_what_holds_no_table_is_refused(wrong: object) -> None:
    """Numbers, sets, modules: the error says what would be one."""
    with pytest.raises(InvalidValueError, match="a data frame"):
        grid_of(wrong)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"<html><table></table></html>", "a web page"),
        (zipped("xl/workbook.bin", b""), r"a binary Excel workbook \(.xlsb\)"),
    ],
)
def test_a_file_that_is_not_read_says_what_it_is(data: bytes, what: str) -> None:
    """And how to save it."""
    with pytest.raises(TableError, match=f"ELZ-F020 error: it is {what}"):
        grid_of(data)


def test_a_file_that_is_not_there_is_told_as_ever() -> None:
    """By the error of the system."""
    with pytest.raises(FileNotFoundError):
        grid_of("nowhere/visits.csv")
