"""Editions of the facts: folders of tables, each with what differs from another.

An edition is a folder with ``edition.csv`` and tables. A table holds rows that are new, or
that take the place of the row with the same key in the edition that it is based on. Where
``edition.csv`` calls a table whole, it has all its rows itself.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import StringIO
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from elzmodel.data.csv_texts import LongCellError, numbered_rows
from elzmodel.errors import InvalidValueError
from elzmodel.landscape.citations import Edition
from elzmodel.values import Answer
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import said

__all__ = ["editions"]

NEWEST: Final = "2026-11-28"
"""The edition that is opened where none is asked for."""

MANIFEST: Final = "edition.csv"
PACKAGED: Final[Mapping[str, tuple[str, ...]]] = {
    "2026-11-22": ("older", "2026-11-22"),
    NEWEST: ("tables",),
}
"""The editions that come with the package, oldest first, and where each stands."""


def _text(file: Traversable) -> str:
    """Return what a file holds; a check tells what is not UTF-8."""
    return file.read_bytes().decode("utf-8-sig", "replace")


@frozen
class Layer:
    """A folder of tables, and which of them it has whole."""

    key: str
    folder: Traversable
    files: frozenset[str]
    whole: frozenset[str]

    @property
    def is_packaged(self) -> bool:
        """Whether the folder comes with the package."""
        return self.key in PACKAGED

    def has(self, table: str) -> bool:
        """Tell whether the folder has a file of a table."""
        return (table if "." in table else f"{table}.csv") in self.files

    def stated(self, name: str) -> str:
        """Return what ``edition.csv`` says under a name."""
        return manifest_of(self.folder).get(name, "")

    def text(self, table: str) -> str:
        """Return the file of a table."""
        return _text(self.folder.joinpath(table if "." in table else f"{table}.csv"))


def counting(layers: Iterable[Layer], table: str) -> list[Layer]:
    """Return the folders whose rows of a table count, the later ones in place of the first."""
    found = list[Layer]()
    for layer in layers:
        found = [] if table in layer.whole else found
        found += [layer] if layer.has(table) else []
    return found


@frozen
class Tables:
    """The tables of an edition, row by row.

    *key* is the id of a packaged edition, or the path of a folder.
    """

    edition: Edition
    key: str

    @cached_property
    def layers(self) -> list[Layer]:
        """The folders of the edition, its base first."""
        return layers_of(self.key)

    def rows(self, table: str) -> Iterator[list[str]]:
        """Yield the names of the columns of a table, and then its rows.

        Example:
            >>> next(tables_of().rows("facilities"))
            ['nis', 'kind', 'grade', 'source']
        """
        found = counting(self.layers, table)
        if len(found) == 1 and found[0].is_packaged:
            return csv.reader(StringIO(found[0].text(table)))
        return self._together(table, found)

    def by_key(self, table: str) -> dict[tuple[str, ...], dict[str, str]]:
        """Return the rows of a table by their keys."""
        from elzmodel.data.table_forms import TABLES  # noqa: PLC0415 - the newest needs none

        form = TABLES[table]
        names, *rows = self.rows(table)
        cells = (dict(zip(names, row, strict=True)) for row in rows)
        return {tuple(row[name] for name in form.key): row for row in cells}

    def _together(self, table: str, layers: Iterable[Layer]) -> Iterator[list[str]]:
        """Yield the rows of the base, with those that the folders above it have instead."""
        from elzmodel.data.table_forms import TABLES  # noqa: PLC0415 - the newest needs none

        form, rows = TABLES[table], dict[tuple[str, ...], list[str]]()
        for layer in layers:
            lines = (cells for _, cells in numbered_rows(layer.text(table)))
            # A column that an edition lacks is empty, one that it has beside is left out.
            names = [*next(lines, []), ""]
            at = [names.index(name) if name in names else -1 for name in form.columns]
            keys = [at[[*form.columns].index(name)] for name in form.key]
            for cells in lines:
                row = cells + [""] * (1 + max(0, len(names) - len(cells)))
                rows[at_columns(keys, row)] = [row[each] for each in at]
        yield [*form.columns]
        yield from (rows[key] for key in sorted(rows))

    def outlines(self) -> str | None:
        """Return the file of outlines, or nothing where the edition has none."""
        from elzmodel.data.table_forms import SHAPES  # noqa: PLC0415 - few ask

        found = counting(self.layers, SHAPES)
        return found[-1].text(SHAPES) if found else None

    def digest(self) -> str:
        """Return what tells this edition from any other: SHA-256 of all that it holds.

        Example:
            >>> tables_of().digest() == tables_of().edition.digest
            True
        """
        found = sha256(f"{self.edition.start}/{self.edition.until}\n".encode())
        for table, digest in self.digests().items():
            found.update(f"{table} {digest}\n".encode())
        return found.hexdigest()

    def digests(self) -> dict[str, str]:
        """Return the digest of each table by its name."""
        from elzmodel.data.table_forms import SHAPES, TABLES  # noqa: PLC0415 - few ask

        found = dict[str, str]()
        for name in sorted((*TABLES, SHAPES)):
            layers = counting(self.layers, name)
            # Of a packaged table that no folder changes, the digest is remembered.
            is_known = len(layers) == 1 and layers[0].is_packaged
            found[name] = _known_digest(name, layers[0].key) if is_known else _digest(self, name)
        return found


@cache
def _known_digest(name: str, key: str) -> str:
    return _digest(tables_of(key), name)


def _digest(tables: Tables, name: str) -> str:
    if "." in name:
        return sha256((tables.outlines() or "").encode()).hexdigest()
    names, *rows = tables.rows(name)
    return sha256(repr((names, sorted(rows))).encode()).hexdigest()


def manifest_of(folder: Traversable) -> dict[str, str]:
    """Return what ``edition.csv`` says of a folder: the one row under its names.

    Raises:
        InvalidValueError: If there is no such file, or not one row in it.
    """
    file = folder.joinpath(MANIFEST)
    try:
        rows = [cells for _, cells in numbered_rows(_text(file))] if file.is_file() else []
    except LongCellError:
        rows = []
    row = dict(zip(*rows, strict=False)) if len(rows) == 2 else {}
    if not (row.get("edition") and row.get("start")):
        expected = said("a folder with edition.csv, which `elzmodel data build` begins")
        raise InvalidValueError("folder of tables", str(folder), expected)
    return row


def folder_of(key: str) -> Traversable:
    """Return where an edition stands: in the package, or where its path leads to.

    Raises:
        InvalidValueError: If the package has no such edition and there is no such folder.
    """
    if key in PACKAGED:
        return files("elzmodel.data").joinpath(*PACKAGED[key])
    if not os.path.isdir(key):  # noqa: PTH112 - a name that no folder can have is none
        expected = said("{names:or} or a folder of tables", names=[*PACKAGED])
        raise InvalidValueError("edition", key, expected)
    return Path(key)


def base_of(folder: Traversable) -> str:
    """Return what a folder stands on: a packaged edition, or another folder beside it."""
    base = manifest_of(folder).get("base", "")
    return str(folder.joinpath(base)) if base and base not in PACKAGED else base


def layers_of(key: str, above: frozenset[str] = frozenset()) -> list[Layer]:
    """Return the folders of an edition, its base first; *above* are those that stand on it."""
    folder = folder_of(key)
    place = key if key in PACKAGED else str(Path(key).resolve())
    if place in above:
        raise InvalidValueError("base of an edition", key, said("one that does not lead back"))
    whole = frozenset(manifest_of(folder).get("whole", "").split(";"))
    names = frozenset(each.name for each in folder.iterdir())
    base = base_of(folder)
    below = layers_of(base, above | {place}) if base else []
    return [*below, Layer(key, folder, names, whole)]


def tables_of(edition: str | os.PathLike[str] = NEWEST) -> Tables:
    """Return the tables of an edition: one of the package, or those in a folder.

    Raises:
        InvalidValueError: If there is no such edition, or the folder is none of tables.
        OSError: If a file cannot be read.

    Example:
        >>> tables_of("2026-11-22").edition.base
        '2026-11-28'
    """
    key = os.fspath(edition)
    row = manifest_of(folder_of(key))
    told = Edition(
        id=row["edition"],
        start=row["start"],
        until=row.get("until", ""),
        digest=row.get("digest", ""),
        base=row.get("base", ""),
        note=row.get("note", ""),
    )
    if key in PACKAGED:
        return Tables(told, key)
    # What is cited is what the folder holds, whatever it says itself.
    tables = Tables(told, str(Path(key).resolve()))
    try:
        return evolve(tables, edition=evolve(told, digest=tables.digest()))
    except LongCellError:  # `check` says in which row.
        return tables


def editions() -> Answer[Edition]:
    """Return the editions of the facts that come with the package, oldest first.

    Example:
        >>> [each.id for each in editions()]
        ['2026-11-22', '2026-11-28']
    """
    rows = tuple(tables_of(key).edition for key in PACKAGED)
    return Answer(title=said("Editions of the packaged facts"), rows=rows)


def at_columns(keys: Iterable[int], row: Sequence[str]) -> tuple[str, ...]:
    """Return the cells of a row at some places."""
    return tuple(row[key] for key in keys)


keep_door(__name__)
