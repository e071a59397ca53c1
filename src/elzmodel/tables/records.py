"""Records, mappings and JSON as grids: values of Python, and the same written down.

A table is a list of records (mappings from column to cell), a list of rows below a header, a
mapping from key to figure or to record, or one from column to list. JSON may hold any of
these, alone or with words about it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any, Final

from attrs import evolve

from elzmodel.errors import InvalidValueError, TableError
from elzmodel.tables.codes import NO_SHAPE
from elzmodel.tables.frames import NamedColumn, coded, column_name, columns_grid
from elzmodel.tables.framing import Block, framed
from elzmodel.tables.grids import Grid, plain_cell
from elzmodel.tables.sources import Source
from elzmodel.tables.texts import decoded
from elzmodel.values import Place
from elzmodel.values.text import Phrase, phrase

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

    Several keys in a tuple are columns of their own.

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
        return columns_grid(name, [*_keys([*mapping]), *_columns(values)])
    cells = [plain_cell(value) for value in values]
    return columns_grid(name, [*_keys([*mapping]), _column("value", cells)] if cells else [])


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
            raise _no_shape(name, problem.msg, problem.lineno, problem.colno) from None
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            found += [_loaded(line, name)] if line.strip() else []
        except json.JSONDecodeError as problem:
            raise _no_shape(name, problem.msg, number, problem.colno) from None
    return found


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
            return evolve(grid, notes=(f"the records under {key}", *grid.notes))
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
