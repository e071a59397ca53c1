"""Data frames, Arrow and Parquet: columns of one type each, with the same figures."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime
from fractions import Fraction
from importlib import import_module
from types import ModuleType

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from attrs import frozen
from hypothesis import example, given
from pyarrow import parquet

from elzmodel.errors import InvalidValueError, MissingDependencyError
from elzmodel.testing import strategies as elz
from elzmodel.values import Answer, Cell, Column, Share, Table, Total
from elzmodel.values.table import rendered


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
        (Column("a", "count"), (2**63 + 1, 1), ("string", ["9223372036854775809", "1"])),
        (Column("a", "number"), (2**53 + 1, 0.5), ("string", ["9007199254740993", "0.5"])),
        (Column("a"), (70_797, "x", Fraction(1, 8)), ("string", ["70797", "x", "0.125"])),
        (Column("a"), (Total(5, 9), date(2025, 1, 1)), ("string", ["5-9", "2025-01-01"])),
        (Column("a", "number"), (Fraction(4, 2), 1), ("Int64", [2, 1])),
        (Column("a", "number"), (None,), ("Float64", [None])),
        (Column("a", "count"), (None,), ("Int64", [None])),
        (Column("a", "flag"), (None,), ("boolean", [None])),
        (Column("a", "change"), (7, None), ("Int64", [7, None])),
        (Column("a", "total"), (Total(5, None), 3, None), ("Int64", [None, 3, None])),
        (Column("a", "total"), (Total(0.5, 1.5), Total(1, 2)), ("Float64", [1.5, 2.0])),
        (Column("a", "total"), (Total(5, 9.5), Total(1, 2)), ("Float64", [9.5, 2.0])),
        (Column("a", "share"), (Share.exactly(1), None), ("Float64", [1.0, None])),
        (
            Column("a", "estimate"),
            (Total(0, 9, estimate=4), 3, None),
            ("Float64", [4.0, 3.0, None]),
        ),
        (Column("a", "estimate"), (Total(0, 9),), ("Float64", [None])),
        (Column("a"), ("x", ("\x1f", "a")), ("string", ["x", "\x1f, a"])),
        (Column("a", "estimate"), (Share(0, 1), Share.exactly(1)), ("Float64", [None, 1.0])),
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


@pytest.mark.parametrize("high", [9, 9.5, None])
def test_both_bounds_are_of_one_type(high: float | None) -> None:
    """A frame in which the lower bound is whole and the upper one not would be hard to use."""
    frame = Table("t", [Column("a", "total")], [(Total(5, high),)]).to_pandas()
    assert 1 == len(set(map(str, frame.dtypes)))


def test_moments_are_typed_where_they_name_no_zone() -> None:
    """A day with its time stays one; beside mere days, or with a time zone, it is text."""
    noon, column = datetime.fromisoformat("2025-01-01T12:30"), Column("a")
    assert ("datetime64[us]", [pd.Timestamp(noon)]) == _typed(column, noon)
    assert ("string", ["2025-01-01T12:30:00", "2025-01-01"]) == _typed(
        column, noon, date(2025, 1, 1)
    )
    assert ("string", ["2025-01-01T12:30:00+00:00"]) == _typed(column, noon.replace(tzinfo=UTC))
    moments = Table("t", [column], [(noon,), (None,)])
    assert (pl.Datetime("us"), [noon, None]) == (
        moments.to_polars()["a"].dtype,
        moments.to_polars()["a"].to_list(),
    )
    assert [{"a": noon}, {"a": None}] == pa.table(moments).to_pylist()


EVERY_KIND = [
    Column("name"),
    Column("nis", "code"),
    Column("open", "flag"),
    Column("since", "day"),
    Column("members", "list"),
    Column("seats", "count"),
    Column("km", "number"),
    Column("people", "total"),
    Column("cases", "estimate"),
    Column("part", "share"),
]


def test_empty_tables_keep_their_types() -> None:
    """A frame without rows, or with unknown cells alone, joins those of other days."""
    full = (
        *("Gent", "44021", True, date(2025, 1, 1), ("a",)),
        *(7, 0.5, Total(5, 6), Total(0, 9, estimate=0.5), Share.exactly(1)),
    )
    some = Table("t", EVERY_KIND, [full])
    for empty in (Table("t", EVERY_KIND, []), Table("t", EVERY_KIND, [(None,) * len(full)])):
        assert some.to_pandas().dtypes.to_dict() == empty.to_pandas().dtypes.to_dict()
        assert some.to_polars().schema == empty.to_polars().schema
        assert pa.table(some).schema == pa.table(empty).schema


def test_a_text_of_a_class_of_its_own_is_text() -> None:
    """A cell forgets the class, which a file could not keep."""

    class Name(str):
        __slots__ = ()

    (cell,) = Table("t", [Column("a")], [(Name("x"),)]).rows[0]
    assert str is type(cell)


def test_frames_keep_title_and_notes() -> None:
    """What is to know about the figures goes along, also by what they are estimated."""
    cells = [(Total(0, 9, estimate=4, basis=["inhabitants"]),)]
    told = ["A note.", "~ is an estimate, by inhabitants."]
    table = Table("Cases", [Column("cases", "estimate")], cells, ["A note."])
    assert {"title": "Cases", "notes": told} == table.to_pandas().attrs


def columns_of(table: Table) -> list[tuple[str, list[object]]]:
    """Return the columns that any frame should have, computed from the records."""
    return [(each.key, each.cells) for each in table._typed()]


@given(elz.tables())
@example(Table("", [Column("x")], [("",), (("\x1f", "a"),)]))
def test_frames_have_the_figures_of_the_records(table: Table) -> None:
    """Each cell is that of the record, typed; a figure is the same number."""
    records = table.records()
    for key, cells in columns_of(table):
        for cell, record in zip(cells, records, strict=True):
            assert cell in typed(record[key])


def typed(value: object) -> list[object]:
    """Return what a plain value may be in a column of a frame, which says of what type all are."""
    if isinstance(value, bool):
        return [value, "yes" if value else "no"]
    if isinstance(value, list):
        return [value, ", ".join(value)]
    days = [date.fromisoformat(value)] if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)) else []
    return [value, str(value), *days]


@given(elz.tables())
def test_all_frames_have_the_same_cells(table: Table) -> None:
    """Pandas, polars, Arrow and Parquet agree with each other on every cell."""
    expected = columns_of(table)
    arrow = pa.table(table)
    stored = parquet.read_table(io.BytesIO(rendered([table], "parquet")))
    assert expected == [(key, arrow[key].to_pylist()) for key in arrow.column_names]
    assert expected == [(key, stored[key].to_pylist()) for key in stored.column_names]
    frame = table.to_polars()
    assert expected == [(key, frame[key].to_list()) for key in frame.columns]
    assert expected == [(key, plain(column)) for key, column in table.to_pandas().items()]


def plain(column: pd.Series) -> list[object]:  # type: ignore[type-arg]
    """Return the cells of a column of pandas, with ``None`` where there is none."""
    is_day = str(column.dtype).startswith("datetime")
    cells = [None if not isinstance(c, list) and pd.isna(c) else c for c in column.tolist()]
    return [cell.date() if is_day and cell is not None else cell for cell in cells]


@frozen
class Size:
    """A zone with its inhabitants."""

    zone: str
    people: Total


def test_other_libraries_read_answers_and_tables_as_they_are() -> None:
    """DuckDB, polars and PyArrow ask for the stream of Arrow, and need no method of ours."""
    sizes = Answer(title="Sizes", rows=[Size("gent", Total(5, None)), Size("rits", Total(3, 3))])
    expected = [("gent", 5, None), ("rits", 3, 3)]
    assert expected == duckdb.sql("select * from sizes").fetchall()
    assert expected == pl.DataFrame(sizes.to_table()).rows()
    assert expected == [tuple(row.values()) for row in pa.table(sizes).to_pylist()]


def without(monkeypatch: pytest.MonkeyPatch, *packages: str) -> None:
    """Let packages look as if they were not installed."""

    def imported(name: str) -> ModuleType:
        if name in packages:
            raise ModuleNotFoundError(name=name)
        return import_module(name)

    monkeypatch.setattr("elzmodel.values.extras.import_module", imported)


def test_polars_alone_gives_arrow_and_parquet(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra brings polars, which does for either what PyArrow does."""
    table = Table("t", EVERY_KIND[:2], [("Gent", "44021"), (None, "01")])
    by_arrow = rendered([table], "parquet")
    without(monkeypatch, "pyarrow")
    by_polars = rendered([table], "parquet")
    assert table.to_polars().equals(pl.DataFrame(table))
    assert pl.read_parquet(io.BytesIO(by_arrow)).equals(pl.read_parquet(io.BytesIO(by_polars)))


def test_arrow_without_either_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package that the extra brings is named."""
    without(monkeypatch, "pyarrow", "polars")
    table = Table("t", EVERY_KIND[:1], [])
    with pytest.raises(MissingDependencyError, match=r"polars.*elzmodel\[frames\]"):
        table.__arrow_c_stream__()
    with pytest.raises(MissingDependencyError, match=r"polars.*elzmodel\[frames\]"):
        rendered([table], "parquet")


@pytest.mark.parametrize("cell", ["\ud800", ("a", "\ud800"), ("x", 1)])
def test_half_characters_are_refused(cell: Cell) -> None:
    """No frame can hold them, and what they say of it is not ours."""
    table = Table("t", [Column("\ud800" if cell == ("x", 1) else "a")], [(cell,)])
    for made in (table.to_pandas, table.to_polars, table.__arrow_c_stream__):
        with pytest.raises(InvalidValueError, match="whole characters"):
            made()


def test_keys_that_stand_twice_are_told_apart() -> None:
    """No column takes the place of another, however a table of somebody is named."""
    columns = Column("cases", "total"), Column("cases_low"), Column("cases_low")
    table = Table("t", columns, [(Total(1, 2), "a", "b")])
    expected = {"cases_low": 1, "cases_high": 2, "cases_low_2": "a", "cases_low_3": "b"}
    assert expected == table.records()[0] == pa.table(table).to_pylist()[0]
    assert [*expected] == [*table.to_pandas().columns] == table.to_polars().columns
