"""Columns of one type each, from which data frames and typed files are made.

Nothing is rounded but fractions: where a column of 64 bits or of decimals cannot hold a
whole number as it is, it becomes a column of text.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from functools import partial
from typing import Any, Final, Literal

from attrs import frozen

from elzmodel.values.cells import Cell, Column, Kind, as_plain, distinct, well_formed
from elzmodel.values.extras import extra, first_extra

__all__: list[str] = []

Type = Literal["text", "flag", "day", "time", "list", "whole", "decimal"]
"""What the cells of a column are outside, all of them."""


@frozen
class TypedColumn:
    """A column of a frame: its key, its one type, and its cells; ``None`` is missing.

    *kind* is that of the column of the table that it comes from.
    """

    key: str
    kind: Kind
    type: Type
    cells: list[Any]


def typed_columns(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]]
) -> tuple[TypedColumn, ...]:
    """Return the columns of a frame with these columns and rows, each key once.

    Raises:
        InvalidValueError: If a text holds half a character.

    Example:
        >>> columns = Column("day", "day"), Column("cases", "number")
        >>> [(each.key, each.type) for each in typed_columns(columns, [(None, 1), (None, 0.5)])]
        [('day', 'day'), ('cases', 'decimal')]
    """
    keys = distinct(well_formed(key) for column in columns for key in column.keys)
    typed: Iterator[tuple[Kind, Type, list[Any]]] = (
        (column.kind, *each)
        for place, column in enumerate(columns)
        for each in _typed(column, [row[place] for row in rows])
    )
    return tuple(TypedColumn(key, *each) for key, each in zip(keys, typed, strict=True))


def _typed(column: Column, cells: Iterable[Cell]) -> Iterator[tuple[Type, list[Any]]]:
    """Yield type and cells of each column that one becomes; both bounds are of one type."""
    split = [column.split(cell) for cell in cells]
    sides = [[each[side] for each in split] for side in range(len(column.keys))]
    groups: tuple[tuple[list[list[Cell]], Kind], ...] = (
        (sides[:2], column.kind),
        (sides[2:], "share"),
    )
    for group, kind in groups:
        present = [cell for side in group for cell in side if cell is not None]
        of = _type_of(present, kind)
        made = partial(_as_text, column) if of == "text" else _MADE.get(of)
        for side in group:
            yield of, [None if c is None else made(c) for c in side] if made else side


def _as_text(column: Column, cell: Cell) -> str:
    """Return a cell among others of another kind; figures are not rounded."""
    if isinstance(cell, tuple):
        return well_formed(", ".join(map(str, cell)))
    return well_formed(column.show(cell) if isinstance(cell, bool) else str(as_plain(cell)))


_MADE: Final[Mapping[Type, Callable[[Any], object]]] = {
    "list": lambda texts: [well_formed(str(text)) for text in texts],
    "whole": int,
    "decimal": float,
}
_WITHOUT_CELLS: Final[Mapping[Kind, Type]] = {
    "flag": "flag",
    "day": "day",
    "list": "list",
    "count": "whole",
    "change": "whole",
    "total": "whole",
    "estimate": "whole",
    "number": "decimal",
    "share": "decimal",
}


def _type_of(present: Sequence[Cell], kind: Kind) -> Type:
    """Return the type that holds all these cells as they are."""
    if not present:
        return _WITHOUT_CELLS.get(kind, "text")
    for of, holds in _HOLDING.items():
        if of not in _NEVER.get(kind, ()) and all(map(holds, present)):
            return of
    return "text"


def _is_whole(cell: Cell) -> bool:
    is_one = isinstance(cell, int | Fraction) and not isinstance(cell, bool)
    return is_one and cell.denominator == 1 and -_WIDEST <= cell < _WIDEST  # type: ignore[union-attr, operator]


def _is_decimal(cell: Cell) -> bool:
    if isinstance(cell, int):
        return not isinstance(cell, bool) and float(cell) == cell
    return isinstance(cell, float | Fraction)


def _is_time(cell: Cell) -> bool:
    return isinstance(cell, datetime) and cell.tzinfo is None


_WIDEST: Final = 2**63
_HOLDING: Final[Mapping[Type, Callable[[Cell], bool]]] = {
    "flag": lambda cell: isinstance(cell, bool),
    "time": _is_time,
    "day": lambda cell: isinstance(cell, date) and not isinstance(cell, datetime),
    "list": lambda cell: isinstance(cell, tuple),
    "whole": _is_whole,
    "decimal": _is_decimal,
}
_NEVER: Final[Mapping[Kind, frozenset[Type]]] = {
    "code": frozenset({"whole", "decimal"}),
    "share": frozenset({"whole"}),
}
"""Which types a kind of column never has, whatever its cells."""

_PANDAS: Final[Mapping[Type, str]] = {
    "text": "string",
    "flag": "boolean",
    "day": "datetime64[s]",
    "time": "datetime64[us]",
    "list": "object",
    "whole": "Int64",
    "decimal": "Float64",
}


def as_pandas(columns: Iterable[TypedColumn]) -> Any:  # noqa: ANN401 - see Table.to_pandas
    """Return a ``pandas.DataFrame``."""
    pandas = extra("pandas")
    series = {each.key: pandas.Series(each.cells, dtype=_PANDAS[each.type]) for each in columns}
    return pandas.DataFrame(series)


def as_polars(columns: Iterable[TypedColumn]) -> Any:  # noqa: ANN401 - see Table.to_polars
    """Return a ``polars.DataFrame``."""
    return _polars(extra("polars"), columns)


def _polars(polars: Any, columns: Iterable[TypedColumn]) -> Any:  # noqa: ANN401 - see above
    types = {
        "text": polars.String,
        "flag": polars.Boolean,
        "day": polars.Date,
        "time": polars.Datetime("us"),
        "list": polars.List(polars.String),
        "whole": polars.Int64,
        "decimal": polars.Float64,
    }
    return polars.DataFrame(
        [polars.Series(each.key, each.cells, types[each.type]) for each in columns]
    )


def _arrow(arrow: Any, columns: Iterable[TypedColumn]) -> Any:  # noqa: ANN401 - see above
    types = {
        "text": arrow.string(),
        "flag": arrow.bool_(),
        "day": arrow.date32(),
        "time": arrow.timestamp("us"),
        "list": arrow.list_(arrow.string()),
        "whole": arrow.int64(),
        "decimal": arrow.float64(),
    }
    return arrow.table({each.key: arrow.array(each.cells, types[each.type]) for each in columns})


def arrow_stream(columns: Iterable[TypedColumn], requested_schema: object = None) -> object:
    """Return the capsule of an Arrow stream, made by pyarrow or else by polars.

    Raises:
        MissingDependencyError: If neither is installed.
    """
    package = first_extra("pyarrow", "polars")
    made = _arrow if package.__name__ == "pyarrow" else _polars
    found: object = made(package, columns).__arrow_c_stream__(requested_schema)
    return found


def as_parquet(columns: Iterable[TypedColumn]) -> bytes:
    """Return a Parquet file, made by pyarrow or else by polars.

    Raises:
        MissingDependencyError: If neither is installed.
    """
    package, out = first_extra("pyarrow", "polars"), io.BytesIO()
    if package.__name__ == "pyarrow":
        extra("pyarrow.parquet").write_table(_arrow(package, columns), out)
    else:
        _polars(package, columns).write_parquet(out)
    return out.getvalue()
