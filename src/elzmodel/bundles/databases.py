"""A landscape as an SQLite file: the tables, what each column holds, and views for a day.

Periods are half-open: *start* is the first day, *until* the first day on which it no longer
holds, null where it still does. Days are ISO text, so that they compare as days do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Final

from elzmodel.bundles.cells import BundleTable, Row, cannot_hold, no_bundle
from elzmodel.bundles.shelves import record_tables
from elzmodel.values.text import phrase

__all__: list[str] = []

APPLICATION: Final = int.from_bytes(b"elzm", "big")
"""What tells the file from other databases, in ``PRAGMA application_id``."""

_MAGIC: Final = b"SQLite format 3\0"


def database_of(tables: Iterable[BundleTable], *, day: str) -> bytes:
    """Return the file; *day* is the one that views are about until somebody asks another.

    Raises:
        InvalidValueError: If a number or a text is one that SQLite cannot hold.

    Example:
        >>> from elzmodel.bundles.records import tables_of
        >>> from elzmodel.testing.worlds import small_world
        >>> database_of(tables_of(small_world()), day="2025-01-01")[:6]
        b'SQLite'
    """
    with closing(sqlite3.connect(":memory:")) as base:
        try:
            _fill(base, tables, day)
        except (OverflowError, UnicodeError) as error:
            raise cannot_hold(error) from None
        return base.serialize()


def _fill(base: sqlite3.Connection, tables: Iterable[BundleTable], day: str) -> None:
    base.execute(f"PRAGMA application_id = {APPLICATION}")
    base.execute("CREATE TABLE contents (name TEXT, column TEXT, about TEXT, is_record INTEGER)")
    for table in tables:
        columns = ", ".join(f"{_named(each.name)} {each.affinity}" for each in table.columns)
        base.execute(f"CREATE TABLE {_named(table.name)} ({columns})")
        marks = ", ".join("?" * len(table.columns))
        base.executemany(f"INSERT INTO {_named(table.name)} VALUES ({marks})", table.rows)  # noqa: S608 - names of ours
        told = [("", table.about), *((each.name, each.about) for each in table.columns)]
        of_record = int(table.is_record)
        rows = [(table.name, column, about, of_record) for column, about in told]
        base.executemany("INSERT INTO contents VALUES (?, ?, ?, ?)", rows)
    base.executescript(files("elzmodel.bundles").joinpath("views.sql").read_text("utf-8"))
    base.execute("INSERT INTO asked VALUES (?)", (day,))
    base.commit()


def _named(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


def is_database(path: Path) -> bool:
    """Tell whether a file is an SQLite database, ours or another.

    Raises:
        OSError: If it cannot be opened.

    Example:
        >>> is_database(Path(__file__))
        False
    """
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def rows_in(path: Path) -> dict[str, list[Row]]:
    """Return the rows of the tables of the record in a file, as far as they are there.

    Raises:
        DocumentError: If it is no database, another one, or damaged.
        OSError: If it cannot be opened.

    Example:
        >>> rows_in(Path(__file__))
        Traceback (most recent call last):
        elzmodel.errors.DocumentError: ...databases.py cannot be read, 1 problem:
        ...
    """
    if not is_database(path):
        raise no_bundle(path, phrase("it is no SQLite file"))
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as base:
            base.execute("PRAGMA trusted_schema = OFF")
            if base.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
                raise no_bundle(path, phrase("it is another database"))
            base.row_factory = sqlite3.Row
            return {name: _rows(base, name) for name in _tables(base)}
    except sqlite3.Error as error:
        raise no_bundle(path, phrase("SQLite cannot read it ({error})", error=str(error))) from None


def _tables(base: sqlite3.Connection) -> list[str]:
    names = {row[0] for row in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    return [table.name for table in record_tables() if table.name in names]


def _rows(base: sqlite3.Connection, table: str) -> list[Row]:
    query = f"SELECT * FROM {_named(table)} ORDER BY rowid"  # noqa: S608 - a name of ours
    return [dict(row) for row in base.execute(query)]
