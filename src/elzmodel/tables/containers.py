"""The one door to a table in any container: a text, a workbook, a frame, records, a mapping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os import PathLike
from typing import IO, Any, Final, Unpack, cast

from attrs import evolve

from elzmodel.errors import InvalidValueError
from elzmodel.tables.frames import file_grid, frame_grid, is_frame
from elzmodel.tables.framing import Framing
from elzmodel.tables.grids import Grid
from elzmodel.tables.options import OF_CONTAINERS, Reading
from elzmodel.tables.records import json_grid, mapping_grid, records_grid
from elzmodel.tables.sources import Source, opened
from elzmodel.tables.texts import text_grid
from elzmodel.tables.workbooks import workbook_grid
from elzmodel.values.text import listed

__all__: list[str] = []

_AROUND: Final = ("header", "skip", "comment")
_FILES: Final = (str, PathLike, bytes, bytearray, memoryview)
_EXPECTED: Final = (
    "a path, an open file, a data frame, a list of records, or a mapping by key or by column"
)


def grid_of(source: object, **reading: Unpack[Reading]) -> Grid:
    r"""Return a table as it stands in whatever holds it.

    What a file is, is seen in what stands in it. What is said of another kind of container,
    such as a sheet of a text, is not used, and noted.

    Args:
        source: A path, an open file, bytes, text with line ends; a data frame or series; a
            list of records; a mapping from keys to figures or records.
        **reading: What is said of the container, see `Reading`.

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
    said: dict[str, Any] = {name: value for name, value in reading.items() if name in OF_CONTAINERS}
    grid, used = _read(source, said)
    unused = [name for name in said if name not in used]
    note = [f"not used here: {listed(unused, last='and')}"] if unused else []
    return evolve(grid, notes=(*grid.notes, *note))


def _read(source: object, said: dict[str, Any]) -> tuple[Grid, tuple[str, ...]]:
    """Return the grid, and the options that such a container has."""
    if is_frame(source):
        return frame_grid(source), ()
    if isinstance(source, Mapping):
        return mapping_grid(source), ()
    if isinstance(source, _FILES) or hasattr(source, "read"):
        return _of_file(opened(cast("IO[Any]", source)), said)
    if isinstance(source, list | tuple | Iterator):
        return records_grid(source), ()
    raise InvalidValueError("table", source, _EXPECTED)


def _of_file(source: Source, said: dict[str, Any]) -> tuple[Grid, tuple[str, ...]]:
    match source.form:
        case "xlsx" | "xls" | "ods":
            around = {name: said[name] for name in _AROUND if name in said}
            framing, sheet = Framing(**around), said.get("sheet")
            data, form = source.data, source.form
            grid = workbook_grid(data, source.name, form, sheet=sheet, framing=framing)
            return _noted(grid, source), ("sheet", *_AROUND)
        case "parquet" | "arrow":
            return _noted(file_grid(source.data, source.name, source.form), source), ()
        case "json":
            return json_grid(source, said.get("encoding")), ("encoding",)
        case _:
            options = ("encoding", "delimiter", *_AROUND)
            return text_grid(source, **{n: said[n] for n in options if n in said}), options


def _noted(grid: Grid, source: Source) -> Grid:
    """Return a grid that says what its file was taken out of."""
    return evolve(grid, notes=(*source.notes, *grid.notes))
