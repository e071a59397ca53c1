"""The one door to a table in any container: a text, a workbook, a frame, records, a mapping.

Records are mappings from column to cell, or rows below a header; a mapping goes from key to
figure or to record, or from column to list. JSON may hold any of these, alone or with words
about it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from os import PathLike
from typing import IO, Any, Final, Unpack, cast

from attrs import evolve

from elzmodel.errors import InvalidValueError, TableError
from elzmodel.grids.codes import NO_SHAPE
from elzmodel.grids.columns import Container, Grid, plain_cell
from elzmodel.grids.frames import (
    NamedColumn,
    coded,
    column_name,
    columns_grid,
    file_grid,
    frame_grid,
    is_frame,
)
from elzmodel.grids.framing import Block, Framing, framed
from elzmodel.grids.sources import Source, opened
from elzmodel.grids.texts import decoded, text_grid
from elzmodel.grids.workbooks import workbook_grid
from elzmodel.values import Place
from elzmodel.values.json_slips import json_slip
from elzmodel.values.text import Phrase, Said, phrase, said

__all__: list[str] = []


_LISTS: Final = (list, tuple, range)


def records_grid(records: Iterable[object], name: str = "records") -> Grid:
    """Return records, or rows of which the first names the columns, as a grid.

    A record that lacks a column has no cell there.

    Raises:
        InvalidValueError: If they are neither.
        TableError: If there are none.

    Example:
        >>> grid = records_grid([{"nis": 71072, "visits": 3}, {"nis": 11002}])
        >>> [(column.name, column.contents) for column in grid.columns]
        [('nis', (71072, 11002)), ('visits', (3, None))]
    """
    rest = iter(records)
    first = next(rest, {})
    kind: Any = Mapping if isinstance(first, Mapping) else _LISTS
    rows: list[Any] = []
    for each in chain([first], rest):
        if not isinstance(each, kind):
            raise InvalidValueError("record", each, "records alone, or rows alone")
        rows.append(each)
    if kind is Mapping:
        return columns_grid(name, _columns(rows))
    cells = [[plain_cell(cell) for cell in row] for row in rows]
    grid = framed([Block(range(1, len(cells) + 1), cells)], name)
    return evolve(grid, is_frame=True)


def _columns(records: Sequence[Mapping[Any, Any]]) -> Iterator[NamedColumn]:
    for label in dict.fromkeys(chain.from_iterable(records)):
        yield _column(column_name(label), [record.get(label) for record in records])


def _column(name: str, cells: Sequence[object]) -> NamedColumn:
    return NamedColumn(name, lambda: coded(cells))


def mapping_grid(mapping: Mapping[Any, Any], name: str = "mapping") -> Grid:
    """Return a mapping as a grid: from key to figure or to record, or from column to list.

    Several keys in a tuple are columns of their own. Records of which the keys count rows,
    as data frames are written to JSON, are columns too.

    Raises:
        InvalidValueError: If what it maps to is none of these, or of several kinds.
        TableError: If it is empty, or its lists differ in length.

    Example:
        >>> grid = mapping_grid({71072: 3, 11002: 4})
        >>> [(column.name, column.contents) for column in grid.columns]
        [('key', (71072, 11002)), ('value', (3, 4))]
    """
    values = [*mapping.values()]
    if values and all(map(_is_list, values)):
        return _by_column(mapping, name)
    if values and all(isinstance(value, Mapping) for value in values):
        if _are_columns(mapping, values):
            return _by_column({name: [*each.values()] for name, each in mapping.items()}, name)
        return columns_grid(name, [*_keys([*mapping]), *_columns(values)])
    cells = [plain_cell(value) for value in values]
    return columns_grid(name, [*_keys([*mapping]), _column("value", cells)] if cells else [])


def _are_columns(mapping: Mapping[Any, Any], values: Sequence[Mapping[Any, Any]]) -> bool:
    """Tell whether records are columns: each has the numbers of the same rows, from 0 on."""
    rows = [str(number) for number in range(len(values[0]))]
    return not any(str(key).isdigit() for key in mapping) and all(
        rows and [*map(str, each)] == rows for each in values
    )


def _is_list(value: object) -> bool:
    """Tell whether it is a list of cells, or an array of one dimension."""
    is_array = getattr(value, "ndim", 0) == 1 and not hasattr(value, "index")
    return isinstance(value, _LISTS) or is_array


def _by_column(mapping: Mapping[Any, Any], name: str) -> Grid:
    columns = {column_name(label): [*cells] for label, cells in mapping.items()}
    lengths = sorted({len(cells) for cells in columns.values()})
    if len(lengths) > 1:
        why = phrase("its columns have {few} to {many} cells", few=lengths[0], many=lengths[-1])
        raise TableError(name, [NO_SHAPE.finding(place=Place(name), why=why)])
    return columns_grid(name, [_column(*each) for each in columns.items()])


def _keys(keys: Sequence[object]) -> Iterator[NamedColumn]:
    """Yield the columns of the keys: one, or as many as all tuples are long."""
    lengths = {len(key) if isinstance(key, tuple) else 0 for key in keys}
    if len(lengths) > 1 or 0 in lengths:
        yield _column("key", [plain_cell(key) for key in keys])
        return
    for place in range(lengths.pop()):
        yield _column(f"key {place + 1}", [plain_cell(key[place]) for key in keys])  # type: ignore[index]


# --- JSON --------------------------------------------------------------------------------


def json_grid(source: Source, encoding: str | None = None) -> Grid:
    """Return what JSON holds as a grid; decimals are read as they are written.

    Raises:
        TableError: If it is no JSON, a key stands in an object twice, or it is no table.

    Example:
        >>> grid = json_grid(Source(name="x.json", data=b'{"71072": 3, "11002": 4}'))
        >>> [(column.name, column.contents) for column in grid.columns]
        [('key', ('71072', '11002')), ('value', (3, 4))]
    """
    text, _, _ = decoded(source.data, source.name, "utf-8" if source.is_decoded else encoding)
    try:
        grid = _table_in(_values_in(text, source.name), source.name)
    except InvalidValueError as problem:
        raise _no_shape(source.name, str(problem)) from None
    return evolve(grid, notes=(*source.notes, "JSON", *grid.notes))


def _values_in(text: str, name: str) -> Any:  # noqa: ANN401 - whatever it holds
    """Return what JSON holds; where each line is a value of its own, a list of them."""
    try:
        return _loaded(text, name)
    except json.JSONDecodeError as problem:
        if problem.msg != "Extra data" or "\n" not in text.strip():
            raise _no_shape(name, _slip(problem.msg), problem.lineno, problem.colno) from None
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            found += [_loaded(line, name)] if line.strip() else []
        except json.JSONDecodeError as problem:
            raise _no_shape(name, _slip(problem.msg), number, problem.colno) from None
    return found


def _slip(message: str) -> str:
    """Return what `json` says of a slip, which other languages say too where it is known."""
    known = json_slip(message)
    return Said(message, known[0].of) if known else message


def _loaded(text: str, name: str) -> Any:  # noqa: ANN401
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            key = next(key for key in keys if keys.count(key) > 1)
            twice = NO_SHAPE.finding(variant="twice", place=Place(name), key=key)
            raise TableError(name, [twice])
        return found

    try:
        return json.loads(text, parse_float=Decimal, object_pairs_hook=once)
    except RecursionError:
        raise _no_shape(name, phrase("it is nested too deep")) from None
    except (json.JSONDecodeError, TableError):
        raise
    except ValueError as problem:  # a number with thousands of digits
        raise _no_shape(name, str(problem)) from None


def _table_in(value: Any, name: str) -> Grid:  # noqa: ANN401
    """Return the table in JSON: the whole, or the one list of records in it."""
    match value:
        case {"type": "FeatureCollection", "features": [*features]}:
            found = [each.get("properties") for each in features if isinstance(each, dict)]
            return records_grid([each or {} for each in found], name)
        case {"columns": [*columns], "data": [*rows]}:
            return records_grid([columns, *rows], name)
        case dict():
            lists = {key: each for key, each in value.items() if _is_records(each)}
            if len(lists) != 1 or sum(map(_is_data, value.values())) > 1:
                return mapping_grid(value, name)
            ((key, records),) = lists.items()
            grid = records_grid(records, name)
            return evolve(grid, notes=(said("the records under {key}", key=key), *grid.notes))
        case [*rows]:
            return records_grid(rows, name)
        case _:
            raise _no_shape(name, phrase("it is a single value"))


def _is_records(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)


def _is_data(value: object) -> bool:
    """Tell whether it is a list of anything but texts, such as notes."""
    return isinstance(value, list) and not all(isinstance(each, str) for each in value)


def _no_shape(name: str, why: str | Phrase, line: int = 0, column: int = 0) -> TableError:
    place = Place(name, line, column)
    return TableError(name, [NO_SHAPE.finding(place=place, why=why)])


_AROUND: Final = ("header", "skip", "comment")
_FILES: Final = (str, PathLike, bytes, bytearray, memoryview)
_EXPECTED: Final = (
    "a path, an open file, a data frame, a list of records, or a mapping by key or by column"
)


def grid_of(source: object, **reading: Unpack[Container]) -> Grid:
    r"""Return a table as it stands in whatever holds it.

    What a file is, is seen in what stands in it. What is said of another kind of container,
    such as a sheet of a text, is not used, and noted.

    Args:
        source: A path, an open file, bytes, text with line ends, JSON; a data frame or series; a
            list of records; a mapping from keys to figures or records.
        **reading: What is said of the container, see `Container`.

    Raises:
        InvalidValueError: If it is none of these, or an option cannot be meant.
        TableError: If there is no table in it; all problems at once.
        OSError: If a file cannot be opened.
        MissingDependencyError: If what reads it is not installed.

    Example:
        >>> grid = grid_of("nis;visits\n71072;3\n", sheet=2)
        >>> [column.name for column in grid.columns], grid.notes[-1]
        (['nis', 'visits'], 'not used here: sheet')
    """
    options: dict[str, Any] = {**reading}
    grid, used = _read(source, options)
    unused = [name for name in options if name not in used]
    note = [said("not used here: {names:and}", names=unused)] if unused else []
    return evolve(grid, notes=(*grid.notes, *note))


def _read(source: object, options: dict[str, Any]) -> tuple[Grid, tuple[str, ...]]:
    """Return the grid, and the options that such a container has."""
    if is_frame(source):
        return frame_grid(source), ()
    if isinstance(source, Mapping):
        return mapping_grid(source), ()
    if isinstance(source, _FILES) or hasattr(source, "read"):
        return _of_file(opened(cast("IO[Any]", source)), options)
    if isinstance(source, list | tuple | Iterator):
        return records_grid(source), ()
    raise InvalidValueError("table", source, _EXPECTED)


def _of_file(source: Source, options: dict[str, Any]) -> tuple[Grid, tuple[str, ...]]:
    match source.form:
        case "xlsx" | "xls" | "ods":
            around = {name: options[name] for name in _AROUND if name in options}
            framing, sheet = Framing(**around), options.get("sheet")
            data, form = source.data, source.form
            grid = workbook_grid(data, source.name, form, sheet=sheet, framing=framing)
            return _noted(grid, source), ("sheet", *_AROUND)
        case "parquet" | "arrow":
            return _noted(file_grid(source.data, source.name, source.form), source), ()
        case "json":
            return json_grid(source, options.get("encoding")), ("encoding",)
        case _:
            known = ("encoding", "delimiter", *_AROUND)
            return text_grid(source, **{n: options[n] for n in known if n in options}), known


def _noted(grid: Grid, source: Source) -> Grid:
    """Return a grid that says what its file was taken out of."""
    return evolve(grid, notes=(*source.notes, *grid.notes))
