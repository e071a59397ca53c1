"""Data frames of any library, and files of columns: Parquet and Arrow.

The library of a frame says which different contents a column has and which row has which;
Python looks at each different content once, never at rows.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from math import isfinite
from struct import pack
from types import ModuleType
from typing import Any, Final

from attrs import frozen

from elzmodel.errors import InvalidValueError, MissingDependencyError, TableError
from elzmodel.grids.codes import NO_ROWS, NO_SHAPE, OTHER_FILE
from elzmodel.grids.columns import Content, Grid, GridColumn, plain_cell
from elzmodel.values import Place, extra
from elzmodel.values.text import phrase, said

__all__: list[str] = []

_LIBRARIES: Final = frozenset(
    (
        *("cudf", "dask", "duckdb", "ibis", "modin", "narwhals"),
        *("pandas", "polars", "pyarrow", "pyspark", "sqlframe"),
    )
)
_STREAM: Final = "__arrow_c_stream__"
_INDEX: Final = re.compile(r"__index_level_[0-9]+__")
"""What an index without a name is called in the files that pandas writes."""

Coded = tuple[Iterable[object], Sequence[int]]
"""The different contents of a column, and which one each row has."""


@frozen(eq=False)
class NamedColumn:
    """A column of a frame: its name, and what codes its contents when it is asked.

    *is_index* says that it has no name and comes from an index, which often only counts
    rows.
    """

    name: str
    coded: Callable[[], Coded]
    is_index: bool = False


def is_frame(source: object) -> bool:
    """Tell whether a source is a frame or a series of a library of data frames.

    Example:
        >>> import pandas as pd
        >>> is_frame(pd.Series([5])), is_frame([5])
        (True, False)
    """
    library = type(source).__module__.partition(".")[0]
    return library in _LIBRARIES or hasattr(source, _STREAM)


def frame_grid(source: object) -> Grid:
    """Return a frame as a grid; what its index says is a column, unless it counts rows.

    Frames that are computed when they are asked (lazy ones, queries) are computed.

    Raises:
        InvalidValueError: If it is no frame.
        TableError: If it has no rows, or cannot be computed.
        MissingDependencyError: If what reads frames is not installed.

    Example:
        >>> import pandas as pd
        >>> grid = frame_grid(pd.DataFrame({"visits": [3, 4]}, index=["71072", "11002"]))
        >>> [(column.name, column.contents) for column in grid.columns]
        [('', ('71072', '11002')), ('visits', (3, 4))]
    """
    kind = type(source)
    called = f"{kind.__module__.partition('.')[0]}.{kind.__name__}"
    with _told(called, f"a {kind.__name__}"):
        frame, notes = _eager(source)
        columns = list(_columns_of(frame))
        return columns_grid(called, columns, notes)


def file_grid(data: bytes, name: str, form: str) -> Grid:
    """Return a Parquet or Arrow file as a grid, read by pyarrow, or by polars where that is not.

    A damaged file can end the process within polars, which has threads that give up on it;
    pyarrow refuses each that was tried.

    Raises:
        TableError: If it has no rows, or is damaged.
        MissingDependencyError: If no library is there that reads it.
    """
    what = "a Parquet file" if form == "parquet" else "an Arrow file"
    with _told(name, what):
        return columns_grid(name, list(_columns_of(_read(BytesIO(data), form))), [what])


def _read(data: BytesIO, form: str) -> Any:  # noqa: ANN401 - a frame of some library
    library = _library("pyarrow", "polars")
    if library.__name__ == "polars":
        return library.read_parquet(data) if form == "parquet" else library.read_ipc(data)
    reader = "pyarrow.parquet" if form == "parquet" else "pyarrow.feather"
    table = import_module(reader).read_table(data)
    table.validate(full=True)  # Reading alone does not notice a damaged column.
    return table


def _library(*names: str) -> ModuleType:
    """Return the first library that is installed; the error names the first."""
    installed = [name for name in names if find_spec(name)]
    return extra(installed[0] if installed else names[0])


@contextmanager
def _told(name: str, what: str) -> Iterator[None]:
    """Turn whatever a library says about its data into an error about them."""
    try:
        yield
    except (TableError, InvalidValueError, MissingDependencyError):
        raise
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as problem:  # queries run here, and libraries in Rust panic
        why = (str(problem) or type(problem).__name__).partition("\n")[0]
        found = OTHER_FILE.finding(
            variant="unreadable", place=Place(name), what=phrase(what), why=why
        )
        raise TableError(name, [found]) from problem


# --- frames ------------------------------------------------------------------------------


def _eager(source: object) -> tuple[Any, list[str]]:
    """Return a frame or a series of pandas, polars or Arrow, and how it was come by."""
    extra("narwhals")
    nw = import_module("narwhals.stable.v2")
    source = nw.to_native(source, pass_through=True)
    known = nw.dependencies
    is_pandas = known.is_pandas_dataframe(source) or known.is_pandas_series(source)
    is_polars = known.is_polars_dataframe(source) or known.is_polars_series(source)
    if is_pandas or is_polars or known.is_pyarrow_table(source):
        return source, []
    if hasattr(source, _STREAM):
        library = _library("polars", "pyarrow")
        frame = nw.from_arrow(_Stream(source), backend=library.__name__)
        return frame.to_native(), ["read as a stream"]
    frame = nw.from_native(source, allow_series=True, pass_through=True)
    if frame is source:
        expected = "a data frame of pandas, polars, Arrow, DuckDB or another library"
        raise InvalidValueError("frame", type(source).__name__, expected)
    if isinstance(frame, nw.LazyFrame):
        return frame.collect().to_native(), ["a lazy frame, computed"]
    return frame.to_pandas(), ["taken over into pandas"]


@frozen(eq=False)
class _Stream:
    """What gives its columns as a stream, without whatever else it is, such as a sequence."""

    source: Any

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.source.__arrow_c_stream__(requested_schema)


def _columns_of(frame: Any) -> Iterator[NamedColumn]:  # noqa: ANN401
    library = type(frame).__module__.partition(".")[0]
    if library == "pandas":
        yield from _pandas_columns(frame)
    elif library == "polars":
        series = [frame] if not hasattr(frame, "get_columns") else frame.get_columns()
        for each in series:
            yield _named(each.name, _bound(_polars_coded, each))
    else:
        for name, each in zip(frame.column_names, frame.columns, strict=True):
            yield _named(name, _bound(_arrow_coded, each))


def _bound(code: Callable[[Any], Coded], column: object) -> Callable[[], Coded]:
    return lambda: code(column)


def _named(label: object, read: Callable[[], Coded]) -> NamedColumn:
    name = column_name(label)
    is_index = bool(_INDEX.fullmatch(name))
    return NamedColumn("" if is_index else name, read, is_index)


def column_name(label: object) -> str:
    """Return a label of a column as text; one of several levels has its words in a row.

    Example:
        >>> column_name(("men", 2024.0)), column_name(2025)
        ('men 2024', '2025')
    """
    if isinstance(label, tuple):
        return " ".join(filter(None, map(column_name, label)))
    content = plain_cell(label)
    return "" if content is None else str(content)


def _pandas_columns(frame: Any) -> Iterator[NamedColumn]:  # noqa: ANN401
    """Yield the levels of the index, and the columns by their place: names may be there twice."""
    for level in range(frame.index.nlevels):
        values = frame.index.get_level_values(level)
        name = column_name(values.name)
        is_plain = type(values).__name__ == "RangeIndex" and not name
        if not (is_plain and _counts_rows([values.start, values.stop - values.step])):
            yield NamedColumn(name, _bound(_pandas_coded, values), is_index=not name)
    if frame.ndim == 1:
        yield _named(frame.name, _bound(_pandas_coded, frame))
        return
    for place, label in enumerate(frame.columns):
        yield _named(label, _bound(_pandas_coded, frame.iloc[:, place]))


def _counts_rows(contents: Iterable[Content]) -> bool:
    """Tell whether an index without a name only says where rows stood: it holds no codes."""
    known = [each for each in contents if each is not None]
    return all(isinstance(each, int | Fraction) for each in known) and not all(
        10_000 <= each <= 99_999 for each in known if isinstance(each, int | Fraction)
    )


# --- contents and codes ------------------------------------------------------------------

_ALIKE: Final = frozenset(
    ["string", "empty", "integer", "floating", "boolean", "decimal", "date", "datetime"]
)
"""What a column of objects may hold so that contents that are equal are of one type."""


def _pandas_coded(column: Any) -> Coded:  # noqa: ANN401 - a series or an index
    pandas = extra("pandas")
    if column.dtype == object and pandas.api.types.infer_dtype(column) not in _ALIKE:
        return coded(column.tolist())
    codes, contents = pandas.factorize(column)
    gaps = codes < 0
    codes[gaps] = len(contents)
    is_whole = getattr(contents.dtype, "kind", "") in {"i", "u"}
    contents = contents.tolist() if is_whole else [*contents]
    return _with_gap(_shown(contents, column.dtype), gaps.any()), _packed(codes.astype("uint32"))


def _polars_coded(series: Any) -> Coded:  # noqa: ANN401
    polars = extra("polars")
    if series.dtype == polars.Object:
        return coded(series.to_list())
    if series.dtype.is_nested():
        raise InvalidValueError("cell", str(series.dtype), "text, a number, a day or nothing")
    filled = series.fill_nan(None) if series.dtype.is_float() else series
    contents = filled.drop_nulls().unique(maintain_order=True)
    numbers = polars.int_range(len(contents), dtype=polars.UInt32, eager=True)
    codes = filled.replace_strict(contents, numbers, default=None, return_dtype=polars.UInt32)
    packed = array("I", codes.fill_null(len(contents)).to_list())
    return _with_gap(_shown(contents.to_list(), series.dtype), filled.null_count()), packed


def _arrow_coded(column: Any) -> Coded:  # noqa: ANN401
    pa, pc = import_module("pyarrow"), import_module("pyarrow.compute")
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if pa.types.is_nested(kind):
        raise InvalidValueError("cell", str(kind), "text, a number, a day or nothing")
    if pa.types.is_string_view(kind):
        column = column.cast(pa.large_string())  # Arrow forgets the gaps of the other one.
    found = pc.dictionary_encode(column).combine_chunks()
    contents, codes = found.dictionary, found.indices.cast(pa.uint32())
    packed = array("I", codes.fill_null(len(contents)).to_pylist())
    return _with_gap(_shown(contents.to_pylist(), column.type), codes.null_count), packed


def _with_gap(contents: list[object], has_gap: object) -> list[object]:
    """Return contents, and a missing one behind them where a row has none."""
    return [*contents, None] if has_gap else contents


_NARROW: Final = {"float16": "e", "halffloat": "e", "float32": "f", "float": "f"}
"""The types of floats that are narrower than those of Python, as the libraries call them."""


def _shown(contents: list[Any], kind: object) -> list[Any]:
    """Return the digits that narrow floats show: 0.1 is no 0.10000000149."""
    form = _NARROW.get(str(kind).lower().removesuffix("[pyarrow]"))
    return contents if form is None else [_digits(each, form) for each in contents]


def _digits(value: float | None, form: str) -> float | None:
    """Return the float of the fewest digits that is the same in a narrow form; whole stays."""
    if value is None or not isfinite(value) or value == int(value):
        return value
    short = (float(f"{value:.{count}g}") for count in range(1, 10))
    return next((each for each in short if pack(form, each) == pack(form, value)), value)


def coded(cells: Sequence[object]) -> Coded:
    """Return the different contents of plain cells, each of its type, and who has which.

    Raises:
        InvalidValueError: If a cell holds a list or anything else that no cell holds.
    """
    numbers: dict[tuple[type, object], int] = {}
    try:
        codes = [numbers.setdefault((type(cell), cell), len(numbers)) for cell in cells]
    except TypeError:
        raise InvalidValueError("cell", "a list", "text, a number, a day or nothing") from None
    return [cell for _, cell in numbers], array("I", codes)


def _packed(codes: Any) -> array[int]:  # noqa: ANN401 - an array of numpy
    packed = array("I")
    packed.frombytes(codes.tobytes())
    return packed


def columns_grid(name: str, columns: Iterable[NamedColumn], notes: Iterable[str] = ()) -> Grid:
    """Return columns as a grid; one without cells that can be read is left out and told.

    Raises:
        TableError: If there are no rows, or no column is left.
    """
    found: list[GridColumn] = []
    left_out: list[str] = []
    for number, column in enumerate(columns, start=1):
        try:
            each = GridColumn.coded(column.name, number, *column.coded())
        except InvalidValueError as problem:
            left_out.append(
                said(
                    "column {name} left out: no cell is {problem}",
                    name=column.name or number,
                    problem=str(problem.value),
                )
            )
            continue
        if column.is_index and _counts_rows(each.contents):
            left_out.append("an index without a name, which holds no codes, left out")
        else:
            found.append(each)
    length = max(map(len, found), default=0)
    if not length:
        raise _nothing(name, left_out, is_headed=bool(found))
    told = (*notes, said("{n:number} {n:row|rows} of {name}", n=length, name=name), *left_out)
    return Grid(name, tuple(found), range(1, length + 1), notes=told, is_frame=True)


def _nothing(name: str, left_out: Sequence[str], *, is_headed: bool) -> TableError:
    """Return the error about a table without rows, or of which no column is read."""
    place = Place(name)
    if left_out and not is_headed:
        why = said("{texts:and}", texts=left_out)
        return TableError(name, [NO_SHAPE.finding(place=place, why=why)])
    return TableError(name, [NO_ROWS.finding(variant="header" * is_headed, place=place)])
