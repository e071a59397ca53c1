"""A landscape as a folder of Parquet files, one a table."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from errno import ENOENT
from pathlib import Path
from typing import Any, Final

from elzmodel.bundles.cells import BundleTable, ColumnType, Plain, Row, cannot_hold, no_bundle
from elzmodel.bundles.shelves import HEAD, record_tables
from elzmodel.errors import InvalidValueError
from elzmodel.values.extras import extra, first_extra
from elzmodel.values.frames import Type, TypedColumn, as_parquet
from elzmodel.values.text import phrase, said

__all__: list[str] = []

_END: Final = ".parquet"
_TYPES: Final[Mapping[ColumnType, Type]] = {
    "TEXT": "text",
    "INTEGER": "whole",
    "REAL": "decimal",
    "NUMERIC": "decimal",
}


def files_of(tables: Iterable[BundleTable]) -> dict[str, bytes]:
    """Return the files of a folder by their names.

    Raises:
        MissingDependencyError: If neither pyarrow nor polars is installed.
        InvalidValueError: If a number or a text is one that Parquet cannot hold.

    Example:
        >>> from elzmodel.bundles.cells import BundleColumn
        >>> table = BundleTable("lands", "", (BundleColumn("land", "INTEGER"),), ((1,),))
        >>> files_of([table])["lands.parquet"][:4]
        b'PAR1'
    """
    try:
        return {f"{table.name}{_END}": as_parquet(_typed(table)) for table in tables}
    except (OverflowError, UnicodeError) as error:
        raise cannot_hold(error) from None


def _typed(table: BundleTable) -> list[TypedColumn]:
    found = []
    for place, each in enumerate(table.columns):
        of = _TYPES[each.affinity]
        cells: list[Plain] = [row[place] for row in table.rows]
        if of == "decimal":
            cells = [None if cell is None else float(cell) for cell in cells]
        found.append(TypedColumn(each.name, "text", of, cells))
    return found


def replace_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder beside, and let it take its place when it is whole.

    Raises:
        InvalidValueError: If there is something else than a landscape that was saved.
        OSError: If it cannot be written; what was there is then untouched.

    Example:
        >>> with tempfile.TemporaryDirectory() as name:
        ...     replace_folder(Path(name) / "f", {"landscape.parquet": b"x"})
        ...     os.listdir(Path(name) / "f")
        ['landscape.parquet']
    """
    target = Path(os.path.realpath(path))
    is_there = target.exists()
    if is_there and not _is_ours(target):
        expected = said("a new or empty one, or one that holds a saved landscape")
        raise InvalidValueError("folder", str(path), expected)
    if not target.parent.is_dir():
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(target.parent))
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}-", dir=target.parent))
    try:
        fresh = beside / "new"
        fresh.mkdir()
        for name, content in files.items():
            (fresh / name).write_bytes(content)
        if is_there:
            target.rename(beside / "old")
        try:
            fresh.rename(target)
        except OSError:
            with suppress(OSError):
                (beside / "old").rename(target)
            raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    """Tell whether nothing in a folder is lost where it is replaced."""
    if not folder.is_dir():
        return False
    names = [each.name for each in folder.iterdir()]
    return not names or (is_saved_folder(folder) and all(name.endswith(_END) for name in names))


def is_saved_folder(folder: Path) -> bool:
    """Tell whether a folder has the table that says which landscape it is.

    Example:
        >>> is_saved_folder(Path(__file__).parent)
        False
    """
    return (folder / f"{HEAD.name}{_END}").is_file()


def rows_in(folder: Path) -> dict[str, list[Row]]:
    """Return the rows of the tables of the record in a folder, as far as they are there.

    Raises:
        MissingDependencyError: If neither pyarrow nor polars is installed.
        DocumentError: If no landscape is there, or a file is no Parquet.
        OSError: If one cannot be opened.

    Example:
        >>> rows_in(Path(__file__).parent)
        Traceback (most recent call last):
        elzmodel.errors.DocumentError: ...bundles cannot be read, 1 problem:
        ...
    """
    if not is_saved_folder(folder):
        raise no_bundle(folder, phrase("it has no file {file}", file=f"{HEAD.name}{_END}"))
    files = {table.name: folder / f"{table.name}{_END}" for table in record_tables()}
    return {name: _rows(file) for name, file in files.items() if file.exists()}


def _rows(file: Path) -> list[Row]:
    package = first_extra("pyarrow", "polars")
    with file.open("rb") as opened:
        try:
            found = _read(package, opened)
        except Exception as error:  # noqa: BLE001 - of whichever package, of any kind
            why = phrase("it is no Parquet file ({error})", error=str(error).partition("\n")[0])
            raise no_bundle(file, why) from None
    return [{name: _plain(cell) for name, cell in row.items()} for row in found]


def _plain(cell: Any) -> Plain:  # noqa: ANN401 - whatever Parquet holds
    """Return a cell that somebody else wrote as another type, such as a day, as text."""
    return cell if cell is None or isinstance(cell, int | float | str) else str(cell)


def _read(package: Any, opened: Any) -> list[Row]:  # noqa: ANN401 - an extra, a file
    if package.__name__ == "pyarrow":
        table = extra("pyarrow.parquet").read_table(opened)
        table.validate(full=True)
        rows: list[Row] = table.to_pylist()
        return rows
    frames: list[Row] = package.read_parquet(opened).to_dicts()
    return frames
