"""Data frames are read by column, by their own library; what they hold becomes plain once."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from importlib.util import find_spec
from io import BytesIO
from operator import attrgetter
from types import ModuleType, SimpleNamespace
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel import flanders
from elzmodel.errors import InvalidValueError, MissingDependencyError, TableError
from elzmodel.grids import frames
from elzmodel.grids.columns import Broken, Grid, GridColumn
from elzmodel.grids.frames import column_name, file_grid, frame_grid, is_frame

PLAIN = {"nis": ["71072", "11002", "71072", None], "visits": [3, 4, 3, None]}


def cells(grid: Grid) -> dict[str, list[object]]:
    """Return the cells of each column."""
    return {c.name: [c.cell(row) for row in range(len(grid))] for c in grid.columns}


def column(values: object) -> list[object]:
    """Return the cells that one column of pandas has."""
    found = frame_grid(pd.DataFrame({"x": values})).columns[0]
    assert len(found.contents) == len({(type(each), each) for each in found.contents})
    assert set(found.codes) == set(range(len(found.contents)))
    return [found.cell(row) for row in range(len(found))]


def _stream() -> object:
    table = pa.table(PLAIN)
    return pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=2))


FRAMES = {
    "pandas": lambda: pd.DataFrame(PLAIN),
    "pandas of Arrow": lambda: pd.DataFrame(PLAIN).convert_dtypes(dtype_backend="pyarrow"),
    "nullable pandas": lambda: pd.DataFrame(PLAIN).convert_dtypes(),
    "polars": lambda: pl.DataFrame(PLAIN),
    "lazy polars": lambda: pl.LazyFrame(PLAIN),
    "Arrow": lambda: pa.table(PLAIN),
    "pieces of Arrow": lambda: pa.concat_tables(
        [pa.table(PLAIN).slice(0, 2), pa.table(PLAIN).slice(2)]
    ),
    "dictionaries of Arrow": lambda: pa.table(
        {name: pa.array(cells).dictionary_encode() for name, cells in PLAIN.items()}
    ),
    "stream of Arrow": _stream,
    "DuckDB": lambda: duckdb.from_arrow(pa.table(PLAIN)),
}


@pytest.mark.parametrize("make", FRAMES.values(), ids=FRAMES)
def test_a_frame_of_any_library_is_the_same_table(make: Any) -> None:
    """Columns by name, cells as they are, missing ones as nothing, rows from 1."""
    grid = frame_grid(make())
    assert PLAIN == cells(grid)
    assert ([1, 2, 3, 4], True) == ([*grid.lines], grid.is_frame)
    assert [2, 2] == [len(each.contents) - 1 for each in grid.columns]
    assert {"array"} == {type(each.codes).__name__ for each in grid.columns}


def test_what_was_done_to_a_frame_is_said() -> None:
    """A lazy frame is computed, a stream is read to its end; the rows are counted."""
    assert ("a lazy frame, computed", "4 rows of polars.LazyFrame") == frame_grid(
        pl.LazyFrame(PLAIN)
    ).notes
    assert "read as a stream" == frame_grid(_stream()).notes[0]
    assert ("4 rows of pandas.DataFrame",) == frame_grid(pd.DataFrame(PLAIN)).notes


def test_what_is_a_sequence_as_well_is_read_as_a_stream() -> None:
    """An answer of ours has rows and columns; its columns are meant."""
    answer = flanders().crosswalk("2024-12-31", "2025-01-01")
    assert "nis_before" == frame_grid(answer).columns[0].name


def test_a_place_in_a_frame_is_a_row_and_a_column() -> None:
    """There is no line that an editor shows."""
    grid = frame_grid(pd.DataFrame([[1, 2]], columns=["nis", ""]))
    assert "pandas.DataFrame, row 1, column nis" == str(grid.place(0, grid.columns[0]))
    assert "pandas.DataFrame, row 1, column 2" == str(grid.place(0, grid.columns[1]))
    assert "pandas.DataFrame, row 1" == str(grid.place(0))


# --- what cells hold -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (np.array([1, 300], dtype=np.int16), [1, 300]),
        (
            np.array([0.1, 2, np.nan, np.inf], dtype=np.float32),
            [Fraction(1, 10), 2, None, Broken("inf")],
        ),
        (
            [0.1, -0.5, 1e-7, 1e22, -0.0],
            [Fraction(1, 10), Fraction(-1, 2), Fraction(1, 10**7), 10**22, 0],
        ),
        (
            np.array([65504, 0.1, 0.5004], dtype=np.float16),
            [65504, Fraction(1, 10), Fraction("0.5005")],
        ),
        (np.array([3.4028235e38], dtype=np.float32), [34028234663852886 * 10**22]),
        (pd.array([0.1, None], dtype="float[pyarrow]"), [Fraction(1, 10), None]),
        (pd.array([1, None], dtype="Int8"), [1, None]),
        (pd.array([1.5, None], dtype="Float32"), [Fraction(3, 2), None]),
        (pd.array([True, None], dtype="boolean"), [True, None]),
        (np.array([True, False]), [True, False]),
        (pd.Categorical(["a", None, "b"], categories=["c", "b", "a"]), ["a", None, "b"]),
        (pd.to_datetime(["2024-01-02", None]), [date(2024, 1, 2), None]),
        (pd.to_datetime(["2024-01-02 10:30"]), [datetime(2024, 1, 2, 10, 30)]),  # noqa: DTZ001
        (pd.to_datetime(["2024-01-02T10:30Z"]), [datetime(2024, 1, 2, 10, 30, tzinfo=UTC)]),
        (pd.period_range("2024-01", periods=2, freq="M"), ["2024-01", "2024-02"]),
        ([timedelta(days=1), None], ["1 days 00:00:00", None]),
        ([Decimal("1.50"), Decimal("NaN"), Decimal(2)], [Fraction(3, 2), None, 2]),
        ([Decimal("Infinity")], [Broken("a number that is too large or not real")]),
        ([None, pd.NA, float("nan"), pd.NaT, "x"], [None, None, None, None, "x"]),
        ([True, 1, 1.0, "1"], [True, 1, 1, "1"]),
        ([np.datetime64("2024-01-02"), "x"], [date(2024, 1, 2), "x"]),
        ([np.timedelta64(2, "D"), "x"], ["2 days", "x"]),
        ([np.bool_(True), "x"], [True, "x"]),  # noqa: FBT003 - a truth of numpy
        ([np.float16(0.5), np.int8(5), "x"], [Fraction(1, 2), 5, "x"]),
        ([np.longdouble("inf"), np.longdouble("nan"), "x"], [Broken("inf"), None, "x"]),
        ([10**400, 1j, "x"], [Broken("a number that is too large or not real")] * 2 + ["x"]),
        (pd.arrays.SparseArray([0.0, 1.5]), [0, Fraction(3, 2)]),
    ],
)
def test_cells_of_pandas_are_plain(values: object, expected: list[object]) -> None:
    """Numbers of any width, truths, days, and what is missing in any way."""
    assert expected == column(values)
    assert [*map(type, expected)] == [*map(type, column(values))]


NIGHT = datetime(2024, 1, 2)  # noqa: DTZ001 - as frames have them
POLARS: list[tuple[Any, list[object]]] = [
    (
        pl.Series([0.5, float("nan"), None, float("inf")]),
        [Fraction(1, 2), None, None, Broken("inf")],
    ),
    (pl.Series([5, None, 5], dtype=pl.Int128), [5, None, 5]),
    (
        pl.Series([0.1, None, float("inf")], dtype=pl.Float32),
        [Fraction(1, 10), None, Broken("inf")],
    ),
    (pl.Series([Decimal("1.5"), None]), [Fraction(3, 2), None]),
    (pl.Series([True, None]), [True, None]),
    (pl.Series([date(2024, 1, 2), None]), [date(2024, 1, 2), None]),
    (pl.Series([NIGHT, NIGHT.replace(hour=3)]), [date(2024, 1, 2), NIGHT.replace(hour=3)]),
    (pl.Series([timedelta(hours=1)]), ["1:00:00"]),
    (pl.Series(["b", "a", "b"], dtype=pl.Categorical), ["b", "a", "b"]),
    (pl.Series(["b", None], dtype=pl.Enum(["a", "b"])), ["b", None]),
    (pl.Series([None, None]), [None, None]),
]


@pytest.mark.parametrize(
    ("series", "expected"), POLARS, ids=lambda each: str(getattr(each, "dtype", ""))
)
def test_cells_of_polars_and_arrow_are_plain(series: Any, expected: list[object]) -> None:
    """Of all types, and the same through Arrow."""
    frame = series.alias("x").to_frame()
    assert expected == cells(frame_grid(frame))["x"]
    if series.dtype != pl.Int128:  # which Arrow does not have
        assert expected == cells(frame_grid(frame.to_arrow()))["x"]


def test_gaps_of_arrow_are_never_empty_texts() -> None:
    """Its shortest texts lose them when they are coded, so they are not coded as such."""
    table = pa.table({"x": pa.array(["a", None, ""], pa.string_view())})
    assert ["a", None, ""] == cells(frame_grid(table))["x"]


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"nis": ["71072"], "x": [[1]]}),
        pd.DataFrame({"nis": ["71072"], "x": [b"1"]}),
        pl.DataFrame({"nis": ["71072"], "x": [[1]]}),
        pl.DataFrame({"nis": ["71072"], "x": [b"1"]}),
        pl.DataFrame({"nis": ["71072"], "x": pl.Series([object()], dtype=pl.Object)}),
        pa.table({"nis": ["71072"], "x": [{"a": 1}]}),
    ],
    ids=["list", "bytes", "polars list", "polars bytes", "object", "struct"],
)
def test_a_column_that_holds_no_cells_is_left_out_and_told(frame: object) -> None:
    """Lists, bytes and shapes are nothing that a table of figures can hold."""
    grid = frame_grid(frame)
    assert ["nis"] == [each.name for each in grid.columns]
    assert any(note.startswith("column x left out: no cell is ") for note in grid.notes)


def test_a_frame_of_such_columns_alone_is_no_table() -> None:
    """And the error says which they are."""
    with pytest.raises(TableError, match="it is no table: column x left out"):
        frame_grid(pd.DataFrame({"x": [[1]]}))


@pytest.mark.parametrize("frame", [pd.DataFrame(PLAIN).iloc[:0], pl.DataFrame(), pa.table({})])
def test_a_frame_without_rows_is_refused(frame: object) -> None:
    """There is nothing to read."""
    with pytest.raises(TableError, match="ELZ-F005"):
        frame_grid(frame)


# --- indexes and names ------------------------------------------------------------------------


def test_an_index_that_holds_keys_is_a_column() -> None:
    """Named or not, of texts or of codes, and of several levels."""
    frame = pd.DataFrame(PLAIN).dropna()
    assert ["nis", "visits"] == [c.name for c in frame_grid(frame.set_index("nis")).columns]
    codes = pd.DataFrame({"visits": [3, 4]}, index=[71072, 11002])
    assert {"": [71072, 11002], "visits": [3, 4]} == cells(frame_grid(codes))
    assert {"": ["a", "b"]}.items() <= cells(frame_grid(codes.set_axis(["a", "b"]))).items()
    levels = frame.set_index(["nis", "visits"]).assign(n=1)
    assert ["nis", "visits", "n"] == [each.name for each in frame_grid(levels).columns]
    row = pd.DataFrame({"visits": [3, 4]}, index=pd.RangeIndex(71001, 71003))
    assert [71001, 71002] == cells(frame_grid(row))[""]
    named = pd.DataFrame({"visits": [3, 4]}, index=pd.RangeIndex(1, 3, name="zone"))
    assert [1, 2] == cells(frame_grid(named))["zone"]


def test_an_index_that_counts_rows_is_none() -> None:
    """Also what is left of one when rows were taken out."""
    frame = pd.DataFrame(PLAIN)
    assert ["nis", "visits"] == [each.name for each in frame_grid(frame).columns]
    grid = frame_grid(frame.iloc[[3, 0, 1]])
    assert ["nis", "visits"] == [each.name for each in grid.columns]
    assert "an index without a name, which holds no codes, left out" in grid.notes


def test_a_series_has_its_keys_in_its_index() -> None:
    """And its figures as one more column, with its name."""
    series = pd.Series([3, 4], index=[71072, 11002], name="visits")
    assert {"": [71072, 11002], "visits": [3, 4]} == cells(frame_grid(series))
    assert {"x": ["71072", "11002"]} == cells(frame_grid(pd.Series(["71072", "11002"], name="x")))
    assert {"x": ["71072"]} == cells(frame_grid(pl.Series("x", ["71072"])))


def test_columns_may_have_the_same_name() -> None:
    """They are told apart by their place."""
    grid = frame_grid(pd.DataFrame([[1, 2]], columns=["a", "a"]))
    assert [("a", 1, (1,)), ("a", 2, (2,))] == [
        (c.name, c.number, c.contents) for c in grid.columns
    ]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("nis", "nis"),
        (2019, "2019"),
        (2019.0, "2019"),
        (np.int64(2019), "2019"),
        (None, ""),
        (float("nan"), ""),
        (date(2024, 1, 1), "2024-01-01"),
        (("men", 2019), "men 2019"),
        (("nis", ""), "nis"),
    ],
    ids=repr,
)
def test_names_of_columns_are_texts(label: object, expected: str) -> None:
    """Years are their digits, several levels their words in a row."""
    assert expected == column_name(label)


# --- what is given, and what is not there -------------------------------------------------------


@pytest.mark.parametrize(
    "wrong", [pd.Timestamp(0), pl.col("x"), pd.NA], ids=lambda each: type(each).__name__
)
def test_other_things_of_such_libraries_are_no_frames(wrong: object) -> None:
    """They are refused by name."""
    assert is_frame(wrong)
    with pytest.raises(InvalidValueError, match=type(wrong).__name__):
        frame_grid(wrong)


def test_a_query_that_fails_is_told() -> None:
    """It runs here first."""
    with pytest.raises(TableError, match="it is a LazyFrame that cannot be read: unable to find"):
        frame_grid(pl.LazyFrame(PLAIN).select("zone"))


def test_stopping_a_long_query_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the user does is not an error of the frame."""

    def stop(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(frames, "_eager", stop)
    with pytest.raises(KeyboardInterrupt):
        frame_grid(pl.LazyFrame(PLAIN))


def test_without_what_reads_frames_the_error_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The exact line."""

    def is_not_there(name: str) -> ModuleType:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr("elzmodel.values.extras.import_module", is_not_there)
    with pytest.raises(MissingDependencyError, match=r'pip install "elzmodel\[frames\]"'):
        frame_grid(pd.DataFrame(PLAIN))
    monkeypatch.setattr(frames, "find_spec", lambda _: None)
    with pytest.raises(MissingDependencyError, match=r'pip install "elzmodel\[frames\]"'):
        file_grid(b"PAR1", "x.parquet", "parquet")


def test_a_frame_of_another_library_is_taken_over_into_pandas(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Those that narwhals knows, and that are not read by column here."""

    class Likeness:
        def to_pandas(self) -> pd.DataFrame:
            return pd.DataFrame(PLAIN)

    class Knows:
        def __getattr__(self, name: str) -> object:
            return lambda _: False

    known = SimpleNamespace(
        to_native=lambda frame, **_: frame,
        from_native=lambda *_, **__: Likeness(),
        dependencies=Knows(),
        LazyFrame=type(None),
    )
    monkeypatch.setattr(frames, "import_module", lambda _: known)
    grid = frame_grid(object())
    assert PLAIN == cells(grid)
    assert "taken over into pandas" in grid.notes


def test_what_only_looks_like_a_frame_is_told() -> None:
    """Whatever it raises when it is asked for its columns."""

    class Likeness:
        def __narwhals_dataframe__(self) -> object:
            raise TypeError

    with pytest.raises(TableError, match="it is a Likeness that cannot be read: TypeError"):
        frame_grid(Likeness())


# --- files ------------------------------------------------------------------------------------


def _file(write: Any) -> bytes:
    file = BytesIO()
    write(file)
    return file.getvalue()


@pytest.mark.parametrize("hidden", ["", "pyarrow"])
def test_files_of_columns_are_read_by_whichever_library_is_there(
    hidden: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parquet and Arrow, with polars or with pyarrow."""
    monkeypatch.setattr(frames, "find_spec", lambda name: name != hidden and find_spec(name))
    frame = pl.DataFrame(PLAIN)
    parquet, arrow = _file(frame.write_parquet), _file(frame.write_ipc)
    assert PLAIN == cells(file_grid(parquet, "x.parquet", "parquet"))
    assert PLAIN == cells(file_grid(arrow, "x.arrow", "arrow"))
    assert ("a Parquet file", "4 rows of x.parquet") == file_grid(
        parquet, "x.parquet", "parquet"
    ).notes


def test_an_index_that_pandas_wrote_is_what_it_was() -> None:
    """With its name, without one, or as a count of rows that is left out."""
    frame = pd.DataFrame(PLAIN).dropna()
    named, unnamed, counted = (
        file_grid(_file(each.to_parquet), "x.parquet", "parquet")
        for each in (
            frame.set_index("nis"),
            frame[["visits"]].set_axis([71072, 11002, 71066]),
            frame.iloc[[2, 0, 1]],
        )
    )
    assert ["visits", "nis"] == [each.name for each in named.columns]
    assert [71072, 11002, 71066] == cells(unnamed)[""]
    assert ["nis", "visits"] == [each.name for each in counted.columns]
    assert "an index without a name, which holds no codes, left out" in counted.notes


def test_a_column_that_contradicts_itself_is_refused() -> None:
    """A text that ends before it begins is looked at nowhere: that would end the process."""
    text = pa.py_buffer(b"abc")
    beyond = pa.py_buffer(b"".join(n.to_bytes(4, "little") for n in (0, 2, 1, 3)))
    column = pa.Array.from_buffers(pa.string(), 3, [None, beyond, text])
    out = BytesIO()
    with pa.ipc.new_file(out, pa.schema({"x": pa.string()})) as file:
        file.write(pa.record_batch([column], names=["x"]))
    with pytest.raises(TableError, match="ffset"):
        file_grid(out.getvalue(), "x.arrow", "arrow")


WRITERS = {"parquet": attrgetter("write_parquet"), "arrow": attrgetter("write_ipc")}


@pytest.mark.parametrize("form", WRITERS)
@given(data=st.data())
def test_no_bytes_of_a_file_of_columns_raise_anything_else(form: str, data: st.DataObject) -> None:
    """Whatever bytes are changed, it is read or refused."""
    made = bytearray(_file(WRITERS[form](pl.DataFrame(PLAIN))))
    for _ in range(data.draw(st.integers(1, 3))):
        made[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))
    with suppress(TableError):
        file_grid(bytes(made), f"x.{form}", form)


# --- columns ------------------------------------------------------------------------------


VALUES = st.one_of(
    st.none(),
    st.text(max_size=3),
    st.integers(-(10**6), 10**6),
    st.floats(),
    st.decimals(allow_nan=False, allow_infinity=True, places=2),
    st.booleans(),
    st.dates(),
)


@given(st.lists(VALUES, max_size=12))
def test_every_row_keeps_its_cell(values: list[object]) -> None:
    """Contents are coded once each, whatever types stand beside each other."""
    expected = [GridColumn.coded("", 1, [value], [0]).contents[0] for value in values]
    grid = frame_grid(
        pd.DataFrame(
            {"key": range(len(values) + 1), "x": pd.Series([*values, "end"], dtype=object)}
        )
    )
    found = [grid.columns[1].cell(row) for row in range(len(values))]
    assert [(type(each), each) for each in expected] == [(type(each), each) for each in found]
