"""The rows of an edition with the place of each cell, and what is wrong with their form."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from attrs import define, field, frozen

from elzmodel.data.csv_texts import ENDLESS, LONGEST, LongCellError, numbered_rows
from elzmodel.data.edition_tables import (
    MANIFEST,
    PACKAGED,
    Layer,
    Tables,
    counting,
    folder_of,
    tables_of,
)
from elzmodel.data.table_forms import EDITION, SHAPES, TABLES, Form
from elzmodel.errors import TableError
from elzmodel.values import Codes, Finding, Place
from elzmodel.values.findings import error_code
from elzmodel.values.text import Suggestions

__all__ = ["require_readable"]


NO_TEXT: Final = error_code(
    "ELZ-E001",
    {
        "": "this is no table in UTF-8",
        "empty": "it has no names of columns",
        "long": ENDLESS,
    },
    "a table of a folder cannot be read",
    "save it as CSV in UTF-8, with the names of the columns on the first line",
)
COLUMN: Final = error_code(
    "ELZ-E002",
    {
        "": "column {name!r} is missing",
        "unknown": "there is no column {name!r}",
        "twice": "column {name!r} stands twice",
        "parted": "columns are parted by semicolons",
    },
    "the columns of a table are not those that it has",
    "the columns are {columns:list all}, parted by commas",
)
CELLS: Final = error_code(
    "ELZ-E003",
    "the row has {n} {n:cell|cells} for {columns} {columns:column|columns}",
    "a row has too many cells, or too few",
    "put quotes around a text that has a comma",
)
FORM: Final = error_code(
    "ELZ-E004",
    {"": "{name} is {value!r}, expected {expected}", "empty": "{name} is empty"},
    "a cell has not the form of its column",
)
TWICE: Final = error_code(
    "ELZ-E005",
    "{key} stands on line {line} already",
    "two rows have the same key",
    "leave one out",
)
NOWHERE: Final = error_code(
    "ELZ-E006",
    "{name} is {value!r}, which {table} does not have",
    "a cell names what is nowhere",
    "add it there[, or did you mean {near:or}?]",
)
NO_TABLE: Final = error_code(
    "ELZ-E007",
    "no table is called {name!r}",
    "a file of the folder is no table",
    "[did you mean {near:or}?]",
)
CODES: Final = Codes((NO_TEXT, COLUMN, CELLS, FORM, TWICE, NOWHERE, NO_TABLE))


@frozen(eq=False)
class Row:
    """A row of a table, with where it stands."""

    cells: Mapping[str, str]
    file: str
    line: int
    columns: tuple[str, ...]
    is_ours: bool = False

    def __getitem__(self, name: str) -> str:
        """Return what stands in a cell."""
        return self.cells[name]

    def many(self, name: str) -> list[str]:
        """Return the values of a cell that holds several."""
        return self.cells[name].split(";") if self.cells[name] else []

    def place(self, name: str = "") -> Place:
        """Return the place of a cell, or of the row."""
        column = self.columns.index(name) + 1 if name in self.columns else 0
        return Place(self.file, self.line, column)


Key = tuple[str, ...]


@define(eq=False)
class ReadTable:
    """The rows of a table in one folder by their keys, and what is wrong with them."""

    rows: dict[Key, Row] = field(factory=dict)
    findings: list[Finding] = field(factory=list)


def read(file: str, text: str, form: Form, *, is_ours: bool = False) -> ReadTable:
    """Read a table and say all that is wrong with its columns and cells.

    What *is_ours* comes with the package, and tests hold its form.
    """
    found, lines = ReadTable(), numbered_rows(text)
    try:
        columns = tuple(next(lines, (1, []))[1])
        found.findings += _columns(file, columns, form)
        for line, cells in [] if found.findings else lines:
            named = dict.fromkeys(form.columns, "") | dict(zip(columns, cells, strict=False))
            row = Row(named, file, line, columns, is_ours)
            found.findings += () if is_ours else _misformed(row, len(cells), form)
            key = tuple(named[name] for name in form.key)
            before = found.rows.setdefault(key, row)
            if before is not row:
                told = " ".join(filter(None, key))
                found.findings.append(
                    TWICE.finding(place=row.place(form.key[0]), key=told, line=before.line)
                )
    except LongCellError as error:
        at = Place(file, error.line)
        found.findings.append(NO_TEXT.finding(variant="long", place=at, most=LONGEST))
    return found


def _columns(file: str, names: Sequence[str], form: Form) -> Iterator[Finding]:
    place, known = Place(file, 1), [*form.columns]
    if not names:
        yield NO_TEXT.finding(variant="empty", place=place)
    elif len(names) == 1 and ";" in names[0]:
        yield COLUMN.finding(variant="parted", place=place, columns=known)
    else:
        for name in form.columns.keys() - form.may_lack - {*names}:
            yield COLUMN.finding(place=place, name=name, columns=known)
        for number, name in enumerate(names, 1):
            is_known = name in form.columns
            if not is_known or names.index(name) + 1 < number:
                kind = "twice" if is_known else "unknown"
                at = Place(file, 1, number)
                yield COLUMN.finding(variant=kind, place=at, name=name, columns=known)


def _misformed(row: Row, n: int, form: Form) -> Iterator[Finding]:
    if n != len(row.columns):
        yield CELLS.finding(place=row.place(), n=n, columns=len(row.columns))
        return
    for name, cell in form.columns.items():
        for value in cell.values(row[name]):
            if not value:
                yield FORM.finding(variant="empty", place=row.place(name), name=name)
            elif not cell.fits(value):
                place, expected = row.place(name), cell.called
                yield FORM.finding(place=place, name=name, value=value, expected=expected)


@cache
def _packaged(key: str, table: str) -> ReadTable:
    folder = folder_of(key)
    text = folder.joinpath(f"{table}.csv").read_text("utf-8")
    return read(f"{table}.csv ({key})", text, TABLES[table], is_ours=True)


@frozen(eq=False)
class EditionRows:
    """What an edition holds, row by row: its own folder, and what it stands on.

    *shown* is what the folder is called in places.
    """

    tables: Tables
    shown: str
    _read: dict[str, ReadTable] = field(init=False, factory=dict)

    @property
    def folder(self) -> str:
        """The path of the folder, or the id of a packaged edition."""
        return self.tables.key

    def place_of(self, table: str) -> str:
        """Return the file of a table, in the folder or in the package."""
        name = table if "." in table else f"{table}.csv"
        return f"{name} ({self.shown})" if self.folder in PACKAGED else f"{self.shown}/{name}"

    def _file_of(self, layer: Layer, name: str) -> str:
        return f"{self.shown if layer.key == self.folder else layer.folder}/{name}"

    @cached_property
    def own(self) -> frozenset[str]:
        """The tables that do not come as they are with the package."""
        if self.folder in PACKAGED:
            return frozenset({*TABLES, SHAPES})
        layers = [each for each in self.tables.layers if not each.is_packaged]
        return frozenset(
            name
            for layer in layers
            for name in (*TABLES, SHAPES)
            if name in layer.whole or layer.has(name)
        )

    def read(self, table: str) -> ReadTable:
        """Return a table of the edition, with what is wrong in the folders of its own."""
        if table not in self._read:
            self._read[table] = self._layered(table)
        return self._read[table]

    def _layered(self, table: str) -> ReadTable:
        layers = counting(self.tables.layers, table)
        found = [self._in_layer(layer, table) for layer in layers]
        if len(found) == 1:
            return found[0]
        together = ReadTable()
        for each in found:
            together.rows.update(each.rows)
            together.findings += each.findings
        return together

    def _in_layer(self, layer: Layer, table: str) -> ReadTable:
        if layer.is_packaged:
            return _packaged(layer.key, table)
        file = self._file_of(layer, f"{table}.csv")
        text = layer.text(table)
        if "\ufffd" in text:
            return ReadTable(findings=[NO_TEXT.finding(place=Place(file))])
        return read(file, text, TABLES[table])

    def rows(self, table: str) -> Iterable[Row]:
        """Return the rows of a table."""
        return self.read(table).rows.values()

    def form_findings(self) -> list[Finding]:
        """Return what is wrong with the form of tables, and what leads nowhere."""
        found = [*self._manifest(), *self._strange_files()]
        found += [finding for table in TABLES for finding in self.read(table).findings]
        values = cache(self._values)
        for table, form in TABLES.items():
            led = {cell.leads_to[0] for cell in form.columns.values() if cell.leads_to}
            # Taking a row away leaves the rows that name it without what they name.
            if not self.own.isdisjoint({table, *led}):
                found += self._astray(table, values)
        return found

    def _values(self, table: str, column: str) -> frozenset[str]:
        return frozenset(row[column] for row in self.rows(table))

    def _astray(
        self, table: str, values: Callable[[str, str], frozenset[str]]
    ) -> Iterator[Finding]:
        leading = [
            (name, cell, cell.leads_to[0], values(*cell.leads_to))
            for name, cell in TABLES[table].columns.items()
            if cell.leads_to
        ]
        for row in self.rows(table):
            for name, cell, other, known in leading:
                for value in cell.values(row[name]):
                    if value not in known and cell.fits(value):
                        yield NOWHERE.finding(
                            place=row.place(name),
                            name=name,
                            value=value,
                            table=f"{other}.csv",
                            near=Suggestions(value, known),
                        )

    def _manifest(self) -> Iterator[Finding]:
        """Tell what is wrong with ``edition.csv`` itself."""
        for layer in self.tables.layers:
            if not layer.is_packaged:
                found = read(self._file_of(layer, MANIFEST), layer.text(MANIFEST), EDITION)
                yield from found.findings
                for row in found.rows.values():
                    for table in {*row.many("whole")} - {*TABLES, SHAPES}:
                        near = Suggestions(table, [*TABLES, SHAPES])
                        yield NO_TABLE.finding(place=row.place("whole"), name=table, near=near)

    def _strange_files(self) -> Iterator[Finding]:
        if self.folder in PACKAGED:
            return
        known = [*map("{}.csv".format, TABLES), MANIFEST, SHAPES]
        for file in sorted(Path(self.folder).iterdir()):
            if file.suffix in {".csv", ".json"} and file.name not in known:
                near = Suggestions(file.name, known)
                yield NO_TABLE.finding(
                    place=Place(f"{self.shown}/{file.name}"), name=file.name, near=near
                )


def require_readable(edition: str | os.PathLike[str]) -> Tables:
    """Return the tables of a folder; refuse those that have not their form, or lead nowhere.

    Those of the package have it.

    Raises:
        TableError: If they have not; all problems at once.
        InvalidValueError: If there is no such edition.
        OSError: If a file cannot be read.

    Example:
        >>> require_readable("2026-11-22").edition.id
        '2026-11-22'
    """
    if edition in PACKAGED:
        return tables_of(edition)
    held = EditionRows(tables_of(edition), str(Path(edition)))
    if found := held.form_findings():
        raise TableError(held.shown, found)
    return held.tables
