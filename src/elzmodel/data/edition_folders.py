"""Folders of tables: begun, built, and carried on top of another edition."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from elzmodel.data.csv_texts import csv_of
from elzmodel.data.edition_rows import require_readable
from elzmodel.data.edition_tables import (
    MANIFEST,
    NEWEST,
    PACKAGED,
    base_of,
    layers_of,
    manifest_of,
)
from elzmodel.data.fact_changes import FactChanges, edition_changes
from elzmodel.data.table_forms import EDITION, SHAPES, TABLES
from elzmodel.errors import InvalidValueError
from elzmodel.values.arguments import keep_door
from elzmodel.values.periods import Day, parse_day
from elzmodel.values.saving import file_path, replace_file
from elzmodel.values.text import said

__all__ = ["build_edition", "carry_edition"]

_BEGUN: Final = ("mergers", "municipalities", "sources", "zone_members")
"""The tables that a wave of mergers takes."""


def build_edition(
    folder: str | os.PathLike[str],
    *,
    base: str | None = None,
    until: Day | None = None,
    tables: Iterable[str] = (),
) -> FactChanges:
    """Make a folder of tables an edition, and return what it has otherwise than its base.

    A folder that is none yet is begun: it gets ``edition.csv``, and tables without rows for
    you to fill. Of a folder that is one, the digest of its tables is written into that file.
    Rows of yours stay as they are. `flanders` opens the folder, `check` checks it.

    Args:
        folder: The folder.
        base: The edition that has all rows that the folder does not have: the id of a packaged
            one, or another folder as seen from this one; by default what ``edition.csv`` says,
            or the newest of the package.
        until: The first day of which the tables no longer speak.
        tables: Other tables to begin, beside those that mergers take.

    Raises:
        InvalidValueError: If there is no such base or table, *until* is no day, or a folder
            that is none yet has a name of several lines.
        TableError: If tables of the folder have not their form, or name what is nowhere; all
            problems at once.
        OSError: If a file cannot be read or written.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     changes = build_edition(folder, until="2031-07-01")
        ...     files = sorted(os.listdir(folder))
        >>> files[0], files[1], len(changes), changes.after.until
        ('edition.csv', 'mergers.csv', 0, '2031-07-01')
    """
    path, asked = file_path(folder), tuple(tables)
    for table in asked:
        if table not in TABLES:
            raise InvalidValueError(
                "table", table, said("one of {names:list all}", names=[*TABLES])
            )
    standing = base or NEWEST
    below = layers_of(standing if standing in PACKAGED else str(path / standing))[-1]
    if (path / MANIFEST).is_file():
        row = manifest_of(path)
    else:
        row = {name: below.stated(name) for name in ("start", "until")}
        row |= {"edition": _named(path), "base": standing}
    row |= {"base": base} if base else {}
    row |= {"until": str(parse_day(until))} if until else {}
    begun = [] if (path / MANIFEST).is_file() else [*_BEGUN]
    path.mkdir(parents=True, exist_ok=True)
    _write_manifest(path, row)
    for table in (*begun, *asked):
        if not (path / f"{table}.csv").exists():
            _write(path / f"{table}.csv", [TABLES[table].columns])
    _write_manifest(path, row | {"digest": require_readable(path).edition.digest})
    return edition_changes(base_of(path) or NEWEST, path)


def carry_edition(
    edition: str | os.PathLike[str], folder: str | os.PathLike[str], *, base: str = NEWEST
) -> None:
    """Write an edition as a folder that holds only what differs from another base.

    So an edition is still carried when a newer one takes its place. A table that lacks rows
    of the base, or of which less than half is the same, is written whole.

    Raises:
        InvalidValueError: If there is no such edition.
        TableError: If tables of a folder have not their form; all problems at once.
        OSError: If a file cannot be read or written.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     carry_edition("2026-11-22", folder)
        ...     len(edition_changes("2026-11-22", folder))
        0
    """
    of, on, path = require_readable(edition), require_readable(base), file_path(folder)
    whole = list[str]()
    digests = of.digests(), on.digests()
    outlines = of.outlines()
    if digests[0][SHAPES] != digests[1][SHAPES]:
        if outlines is None:
            whole.append(SHAPES)
        else:
            replace_file(str(path / SHAPES), outlines)
    for table in (name for name in TABLES if digests[0][name] != digests[1][name]):
        rows, before = of.by_key(table), on.by_key(table)
        own = {key: row for key, row in rows.items() if before.get(key) != row}
        if before.keys() - rows.keys() or len(own) > len(rows) / 2:
            whole.append(table)
            own = rows
        if own:
            cells = (list(own[key].values()) for key in sorted(own))
            _write(path / f"{table}.csv", [TABLES[table].columns, *cells])
    row = {name: str(getattr(of.edition, name, "")) for name in EDITION.columns}
    row |= {"edition": of.edition.id, "base": base, "whole": ";".join(whole)}
    _write_manifest(path, row)


def _named(folder: Path) -> str:
    """Return what an edition in a folder is called: as the folder is."""
    name = Path(os.path.realpath(folder)).name  # `realpath` takes links in a circle too.
    if not EDITION.columns["edition"].fits(name):
        expected = said("one whose name is a text on one line")
        raise InvalidValueError("folder of tables", str(folder), expected)
    return name


def _write_manifest(folder: Path, row: Mapping[str, str]) -> None:
    names = [*EDITION.columns]
    _write(folder / MANIFEST, [names, [row.get(name, "") for name in names]])


def _write(path: Path, rows: Iterable[Iterable[str]]) -> None:
    replace_file(str(path), csv_of(rows))


keep_door(__name__)
