"""How values stand in the cells of plain tables: text, numbers, days, land, and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, Literal, get_args

from attrs import define, field, frozen

from elzmodel.errors import DocumentError, InvalidValueError
from elzmodel.io.classes import fields_of, form_of, stated_type
from elzmodel.io.converters import converter
from elzmodel.values import Code, Codes, Finding, Number, PartId, Period, Place, Severity
from elzmodel.values.text import said

__all__: list[str] = []

Plain = None | int | float | str
"""What a cell holds."""

Row = Mapping[str, Any]
"""The cells of a row by the names of their columns."""

ColumnType = Literal["TEXT", "INTEGER", "REAL", "NUMERIC"]

NO_BUNDLE: Final = Code(
    "ELZ-B001",
    "it holds no landscape that was saved: {why}",
    severity=Severity.ERROR,
    meaning="a file or folder holds no saved landscape",
    explanation="`read_landscape` reads what `save_landscape` wrote. The file is another one, or "
    "it was cut off or changed, so that nothing can be read from it.",
    remedy="save the landscape again",
)
LACKING: Final = Code(
    "ELZ-B002",
    {
        "": "table {table!r} is missing",
        "column": "column {column!r} of table {table!r} is missing",
        "rows": "table {table!r} has {n:number} rows, and not one",
        "partition": "table 'partitions' has no row {key!r}",
    },
    severity=Severity.ERROR,
    meaning="a table or a column of a saved landscape is missing",
    explanation="Each table that holds a part of the record must be there with all its columns, "
    "also where it has no rows.",
    remedy="save the landscape again",
)
BAD_CELL: Final = Code(
    "ELZ-B003",
    {
        "": "{cell!r} is no JSON",
        "land": "no land has the number {cell!r}",
        "number": "{cell!r} is no number",
        "beside": "{cell!r} is not the number that stands beside it",
    },
    severity=Severity.ERROR,
    meaning="a cell of a saved landscape cannot be read",
    explanation="A row was changed after the landscape was saved. The finding names the table, "
    "the row and the column.",
)
NEWER: Final = Code(
    "ELZ-B004",
    "it is of format {found}, and this version reads up to format {supported}",
    severity=Severity.ERROR,
    meaning="a saved landscape is of a newer format",
    explanation="A newer version of the library wrote it.",
    remedy="install a newer elzmodel",
)
CODES: Final = Codes([NO_BUNDLE, LACKING, BAD_CELL, NEWER])


def no_bundle(path: Path, why: object) -> DocumentError:
    """Return the error that no saved landscape is there, or none that can be read."""
    return DocumentError(str(path), [NO_BUNDLE.finding(place=Place(str(path)), why=why)])


def cannot_hold(error: Exception) -> InvalidValueError:
    """Return the error about a number or a text that SQLite or Parquet cannot hold."""
    expected = said("whole numbers of 64 bits, and whole characters")
    return InvalidValueError("landscape to save", str(error), expected)


@frozen
class BundleColumn:
    """A column: its name, the type of its cells, and what it holds."""

    name: str
    affinity: ColumnType
    about: str = ""


@frozen
class BundleTable:
    """A table of a saved landscape; of the *record*, or following from it."""

    name: str
    about: str
    columns: tuple[BundleColumn, ...]
    rows: tuple[tuple[Plain, ...], ...]
    is_record: bool = True


@define
class Lands:
    """Sets of parts, each with its number."""

    numbers: dict[frozenset[PartId], int] = field(factory=dict)
    parts: dict[int, list[str]] = field(factory=dict)

    def number(self, parts: Iterable[PartId]) -> int:
        return self.numbers.setdefault(frozenset(parts), len(self.numbers) + 1)


class BadCell(Exception):  # noqa: N818 - it never leaves the room
    """A cell cannot be read."""

    def __init__(self, variant: str, cell: object, column: str) -> None:
        super().__init__(variant, cell, column)
        self.finding: Finding = BAD_CELL.finding(
            variant=variant, cell=cell, place=Place(cell=column)
        )


# --- cells ------------------------------------------------------------------------------


@frozen
class Cells:
    """How the values of a field stand in a row: in which columns, written and read how."""

    columns: tuple[tuple[str, ColumnType], ...]
    write: Callable[[Any, Lands], tuple[Plain, ...]]
    read: Callable[[Sequence[Any], Lands], Any]
    """What is read is what a document would say; ``None`` where it says nothing."""


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def from_json(cell: Any, column: str) -> Any:  # noqa: ANN401 - of any type
    try:
        return None if cell is None else json.loads(cell)
    except (TypeError, ValueError, RecursionError):
        raise BadCell("", cell, column) from None


def cells_of(name: str, of: Any) -> Cells:  # noqa: ANN401 - a type, or a form of one
    """Return how a field stands in a row, by its type.

    Example:
        >>> cells_of("value", Number).columns
        (('value', 'NUMERIC'), ('value_exact', 'TEXT'))
    """
    of = stated_type(of)
    if of is Period:
        return Cells((("start", "TEXT"), ("until", "TEXT")), _period_cells, _period_read)
    if form_of(of) is frozenset and get_args(of) == (PartId,):
        return _land_cells("land" if name == "parts" else f"land_{name}")
    if of == Number:
        return _number_cells(name)
    if of in _TYPES:
        return Cells(((name, _TYPES[of]),), lambda value, _: (value,), _first)
    if form_of(of) is Literal or _is_text(of):
        return Cells(((name, "TEXT"),), lambda value, _: (_text(value),), _first)
    return _json_cells(name, of) if of is not bool else _flag_cells(name)


_TYPES: Final[Mapping[Any, ColumnType]] = {int: "INTEGER", float: "REAL"}


def _is_text(of: Any) -> bool:  # noqa: ANN401 - see above
    is_word = isinstance(of, type) and issubclass(of, str | date | Enum)
    return is_word or getattr(of, "__supertype__", None) is str


def _json_cells(name: str, of: Any) -> Cells:  # noqa: ANN401 - see above
    made = converter()

    def write(value: Any, _: Lands) -> tuple[Plain, ...]:  # noqa: ANN401 - see above
        return (as_json(made.unstructure(value, unstructure_as=of)),)

    return Cells(((name, "TEXT"),), write, lambda cells, _: from_json(cells[0], name))


def _flag_cells(name: str) -> Cells:
    flags = {0: False, 1: True}

    def read(cells: Sequence[Any], _: Lands) -> Any:  # noqa: ANN401 - a flag, or what is none
        return flags.get(cells[0], cells[0])

    return Cells(((name, "INTEGER"),), lambda value, _: (int(value),), read)


def _text(value: date | Enum | str | None) -> str | None:
    if isinstance(value, date):
        return value.isoformat()
    return str(value.value) if isinstance(value, Enum) else value


def _first(cells: Sequence[Any], _: Lands) -> Any:  # noqa: ANN401 - of any type
    return cells[0]


def _period_cells(value: Period, _: Lands) -> tuple[Plain, ...]:
    return _text(value.start), _text(value.until)


def _period_read(cells: Sequence[Any], _: Lands) -> dict[str, Any]:
    pairs = zip(("start", "until"), cells, strict=True)
    return {key: cell for key, cell in pairs if cell is not None}


def _land_cells(column: str) -> Cells:
    def read(cells: Sequence[Any], lands: Lands) -> list[str]:
        try:
            return lands.parts[cells[0]]
        except (KeyError, TypeError):
            raise BadCell("land", cells[0], column) from None

    return Cells(((column, "INTEGER"),), lambda value, lands: (lands.number(value),), read)


_MOST_EXACT: Final = 2**53


def _number_cells(name: str) -> Cells:
    """Keep a number beside how it is written, where that is no whole number of the usual size."""

    def write(value: Number | None, _: Lands) -> tuple[Plain, ...]:
        if value is None:
            return None, None
        is_plain = isinstance(value, int) and abs(value) <= _MOST_EXACT
        return float(value), None if is_plain else str(value)

    def read(cells: Sequence[Any], _: Lands) -> Any:  # noqa: ANN401 - a number or nothing
        near, exact = cells
        if exact is not None:
            return _number(exact, near, f"{name}_exact")
        return int(near) if isinstance(near, float) and near.is_integer() else near

    return Cells(((name, "NUMERIC"), (f"{name}_exact", "TEXT")), write, read)


def _number(text: Any, near: object, column: str) -> Any:  # noqa: ANN401 - as documents say it
    """Return a number as it is written; who changes one of the two cells must change both."""
    try:
        is_fraction = "/" in text
        found = Fraction(text) if is_fraction else json.loads(text)
        is_near = float(found) == near
    except (TypeError, ValueError, ArithmeticError, RecursionError):
        raise BadCell("number", text, column) from None
    if not is_near:
        raise BadCell("beside", text, column)
    return text if is_fraction else found


def ways_of(of: type[Any]) -> tuple[tuple[str, Cells], ...]:
    """Return the fields of a class that are given, each with how it stands in a row.

    Example:
        >>> from elzmodel.landscape import Village
        >>> [column for _, way in ways_of(Village) for column, _ in way.columns]
        ['code', 'name', 'land', 'sources']
    """
    if of not in _WAYS:
        fields = (each for each in fields_of(of) if each.init)
        _WAYS[of] = tuple((each.name, cells_of(each.name, each.type)) for each in fields)
    return _WAYS[of]


_WAYS: Final[dict[type[Any], tuple[tuple[str, Cells], ...]]] = {}
"""What was found out about each class; the types of its fields are resolved once."""
