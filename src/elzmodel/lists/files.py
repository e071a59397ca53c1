"""Official lists from files: tables of units and of links, by a declared layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import TypeVar, Unpack

from attrs import define, evolve, field

from elzmodel.errors import TableError
from elzmodel.grids.codes import BROKEN, NO_COLUMN, NO_ROWS
from elzmodel.grids.columns import Broken, Container, Content, Grid
from elzmodel.grids.containers import grid_of
from elzmodel.lists._numbers import read_amount, read_number
from elzmodel.lists.layouts import PLAIN, ListLayout
from elzmodel.lists.linked_data import turtle_grid
from elzmodel.lists.official_list import (
    UNREAD,
    LinkKind,
    ListedUnit,
    ListLink,
    OfficialList,
)
from elzmodel.values import Finding, Place, Ref
from elzmodel.values.text import Phrase, phrase, said, strung

__all__ = ["read_list"]


T = TypeVar("T")

_FORMS = {
    "yyyy-mm-dd": "%Y-%m-%d",
    "dd/mm/yyyy": "%d/%m/%Y",
    "dd.mm.yyyy": "%d.%m.%Y",
    "yyyymmdd": "%Y%m%d",
}
_WHOLE = re.compile(r"-?[0-9]{1,9}", re.ASCII)
_LEVELS = ("level", "from_level", "to_level")
_AGAIN = re.compile(r"(.+) \([0-9]+\)")  # How a grid calls a second column of one name.


def read_list(
    units: object,
    *,
    links: object = None,
    links_sheet: str | int | None = None,
    layout: ListLayout = PLAIN,
    **reading: Unpack[Container],
) -> OfficialList:
    r"""Read an official list from a table of units, a table of links, or both.

    A table stands in a text or a workbook, of which the first row names the columns, in
    JSON, in a data frame or in records; where the layout says so, in Turtle. A cell that
    cannot be read stays in the list as such, for the linter to report. A table of links may
    have no rows below its header.

    Args:
        units: The units: a path, bytes or text of a file; a data frame, or records.
        links: The links, in the same ways.
        links_sheet: The sheet of a workbook in which the links stand; without *links*, of
            that of the units.
        layout: Which columns the files have, and what they mean.
        **reading: What is said of the files, see `Container`; the notes of the list say what
            was guessed.

    Raises:
        OSError: If a file cannot be opened.
        InvalidValueError: If something that is said cannot be meant.
        MissingDependencyError: If what reads a file is not installed.
        TableError: If a file cannot be read as a table, or else if columns are missing or
            not understood; all problems at once.

    Example:
        >>> read_list("code;name;from\n12041;Puurs-Sint-Amands;2019-01-01\n").units[0].start
        datetime.date(2019, 1, 1)
        >>> read_list([{"code": 12041, "name": "Puurs-Sint-Amands"}]).units[0].code
        '12041'
    """
    if links is None and links_sheet is not None:
        links = units
    sheets = [
        _Sheet(path, columns, required, layout)
        for path, columns, required in (
            (units, dict(layout.units), ("code",)),
            (links, dict(layout.links), ("from_code", "to_code")),
        )
        if path is not None
    ]
    reading = {"header": True, **reading}
    other: Container = reading if links_sheet is None else {**reading, "sheet": links_sheet}
    rows = [sheet.rows(other if sheet.is_of_links else reading) for sheet in sheets]
    problems = [problem for sheet in sheets for problem in sheet.problems]
    if problems:
        names = ", ".join(dict.fromkeys(sheet.name for sheet in sheets))
        raise TableError(names, problems, said("cannot be read as a list"))
    reader = _Reader(layout)
    for sheet, found in zip(sheets, rows, strict=True):
        reader.cell_of = sheet.cell_of
        for place, cells in found:
            reader.read(place, cells)
    return OfficialList(
        units=reader.units,
        links=reader.links,
        unread=reader.unread,
        ends=layout.ends,
        codes=layout.codes,
        names_go_on=layout.names_go_on,
        notes=[*(note for sheet in sheets for note in sheet.notes), *reader.notes()],
    )


CellOf = Callable[[Place, str], Place]
"""What returns the place of a cell, given that of its row and what its column means."""


def _row_alone(place: Place, _: str) -> Place:
    """Return the place of a row, where cells have none of their own."""
    return place


def _cells_of(grid: Grid, meanings: list[str]) -> CellOf:
    columns = dict(zip(meanings, grid.columns, strict=True))

    def cell_of(place: Place, meaning: str) -> Place:
        column = grid.place(0, columns[meaning])
        return evolve(place, column=column.column, cell=column.cell)

    return cell_of


@define
class _Sheet:
    """One file, cut into rows of cells by meaning."""

    source: object
    columns: dict[str, str]
    required: tuple[str, ...]
    layout: ListLayout
    name: str = ""
    problems: list[Finding] = field(factory=list)
    notes: list[str] = field(factory=list)
    cell_of: CellOf = field(default=_row_alone)

    @property
    def is_of_links(self) -> bool:
        """Whether its rows are links."""
        return "from_code" in self.required

    def rows(self, reading: Container) -> list[tuple[Place, dict[str, str]]]:
        """Return the place and the cells of each row."""
        try:
            grid = self._grid(reading)
        except TableError as error:
            self.name = error.file
            if self._has_no_links(error):
                self.notes.append(said("{file}: a header and no links", file=error.file))
            else:
                self.problems += error.findings
            return []
        self.name = Path(grid.source).name
        self.notes.append(said("{file}: {how}", file=grid.source, how=strung(grid.notes)))
        self.problems += _broken(grid)
        meanings = self._meanings(grid)
        if not self.layout.prefixes:
            self.cell_of = _cells_of(grid, meanings)
        texts = [[*map(self._text, column.contents)] for column in grid.columns]
        pairs = zip(texts, grid.columns, strict=True)
        cells = [map(contents.__getitem__, column.codes) for contents, column in pairs]
        return [
            (grid.place(row), dict(zip(meanings, found, strict=True)))
            for row, found in enumerate(zip(*cells, strict=True))
        ]

    def _has_no_links(self, error: TableError) -> bool:
        """Tell whether all that is wrong is that there is nothing below a header of links."""
        kinds = [(finding.code, finding.variant) for finding in error.findings]
        return self.is_of_links and kinds == [(NO_ROWS.id, "header")]

    def _grid(self, reading: Container) -> Grid:
        if self.layout.prefixes:
            grid = turtle_grid(self.source, self.layout, self.columns, self.required[0])
            names = (name for name in reading if name != "header")
            unused = (said("not used here: {name}", name=name) for name in names)
            return evolve(grid, notes=(*grid.notes, *unused))
        return grid_of(self.source, **reading)

    def _text(self, content: Content) -> str:
        """Return a cell as a text of this layout has it."""
        if isinstance(content, date) and not isinstance(content, datetime):
            form = _FORMS[self.layout.dates].replace("%Y", f"{content.year:04}")
            return content.strftime(form)
        return "" if content is None else str(content)

    def _meanings(self, grid: Grid) -> list[str]:
        """Return what each column means; empty for a column that is not used."""
        header = [column.name.strip() for column in grid.columns]
        start = Place(grid.source, grid.header_line, sheet=grid.sheet)
        known = {name.casefold(): meaning for meaning, name in self.columns.items()}
        if "code" in self.columns:
            known |= {name.casefold(): name for name in self.layout.said_by}
        known |= {name.casefold(): "" for name in self.layout.ignored}
        remedy = phrase(
            "layout {layout!r} has {columns:list all}; name it so, or say another layout with "
            "{option:layout}",
            layout=self.layout.name,
            columns=sorted(known),
        )
        for column, name in zip(grid.columns, header, strict=True):
            again, at = _AGAIN.fullmatch(name), evolve(start, column=column.number)
            if again and again[1] in header:
                self._column_problem("twice", again[1], at)
            elif name.casefold() not in known:
                self._column_problem("unknown", name, at, remedy)
        for meaning in self.required:
            if meaning not in [known.get(name.casefold()) for name in header]:
                self._column_problem("required", self.columns.get(meaning, meaning), start, remedy)
        return [known.get(name.casefold(), "") for name in header]

    def _column_problem(
        self, variant: str, name: str, place: Place, remedy: Phrase | str = ""
    ) -> None:
        self.problems.append(
            NO_COLUMN.finding(variant=variant, place=place, column=name, remedy=remedy)
        )


def _broken(grid: Grid) -> Iterator[Finding]:
    """Yield the cells that a sheet could not compute."""
    for column in grid.columns:
        for number, content in enumerate(column.contents):
            if isinstance(content, Broken):
                place = grid.place(column.codes.index(number), column)
                yield BROKEN.finding(place=place, column=column.name, text=content.text)


@define
class _Reader:
    """Rows of cells made into units and links, with the cells that are neither."""

    layout: ListLayout
    units: list[ListedUnit] = field(factory=list)
    links: list[ListLink] = field(factory=list)
    unread: list[Finding] = field(factory=list)
    left_out: Counter[str] = field(factory=Counter)
    cell_of: CellOf = field(default=_row_alone)

    def read(self, place: Place, cells: dict[str, str]) -> None:
        if self.layout.left_out and self._is_left_out(cells):
            return
        if "code" in cells:
            self._unit(place, cells)
        else:
            self._link(place, cells)

    def _is_left_out(self, cells: dict[str, str]) -> bool:
        levels = {self._level(cells, meaning) for meaning in _LEVELS} & self.layout.left_out
        self.left_out.update(sorted(levels)[:1])
        return bool(levels)

    def notes(self) -> Iterator[str]:
        """Yield how many rows were left out, by level."""
        for level, count in sorted(self.left_out.items()):
            yield said("left out: {n:number} {n:row|rows} of level {level}", n=count, level=level)

    def _unit(self, place: Place, cells: dict[str, str]) -> None:
        code = cells["code"]
        self.units.append(
            ListedUnit(
                code=code,
                name=self._text(cells, "name"),
                parent=self._text(cells, "parent"),
                level=self._level(cells, "level") or self.layout.level,
                start=self._cell(cells, "start", self._day, place),
                end=self._cell(cells, "end", self._end, place),
                status=self._text(cells, "status"),
                order=self._cell(cells, "order", _order, place),
                continues=self._text(cells, "continues"),
                place=place,
            )
        )
        for column, kind in self.layout.said_by.items():
            for other in filter(None, map(str.strip, self._text(cells, column).split(";"))):
                self.links.append(
                    ListLink(
                        from_code=code,
                        to_code=other,
                        kind=kind,
                        from_level=self.units[-1].level,
                        column=column,
                        place=place,
                    )
                )

    def _link(self, place: Place, cells: dict[str, str]) -> None:
        weight, half = self._cell(cells, "weight", read_number, place) or (None, Fraction(0))
        self.links.append(
            ListLink(
                from_code=cells["from_code"],
                to_code=cells["to_code"],
                kind=self._cell(cells, "kind", self._kind, place) or self.layout.link_kind,
                day=self._cell(cells, "day", self._day, place),
                weight=weight,
                rounding=half,
                amount=self._cell(cells, "amount", read_amount, place),
                of=self._text(cells, "of"),
                order=self._cell(cells, "order", _order, place),
                status=self._text(cells, "status"),
                from_level=self._level(cells, "from_level"),
                to_level=self._level(cells, "to_level"),
                column=self.layout.links["from_code"],
                place=place,
            )
        )

    def _level(self, cells: dict[str, str], meaning: str) -> str:
        level = self._text(cells, meaning)
        return self.layout.levels.get(level, level)

    def _text(self, cells: dict[str, str], meaning: str) -> str:
        text = cells.get(meaning, "").strip()
        return "" if text in self.layout.blanks else text

    def _cell(
        self, cells: dict[str, str], meaning: str, read: Callable[[str], T], place: Place
    ) -> T | None:
        text = self._text(cells, meaning)
        if not text:
            return None
        try:
            return read(text)
        except ValueError as error:
            column = {**self.layout.units, **self.layout.links}[meaning]
            about = Ref("code", cells.get("code") or cells.get("from_code", ""))
            at = self.cell_of(place, meaning)
            self.unread.append(
                UNREAD.finding(about, place=at, column=column, text=text, expected=error.args[0])
            )
            return None

    def _day(self, text: str) -> date:
        form = self.layout.dates
        if len(text) == len(form):
            try:
                return datetime.strptime(text, _FORMS[form]).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                pass
        message = said("a day as {form}", form=form)
        raise ValueError(message)

    def _end(self, text: str) -> date | None:
        return None if text in self.layout.open_ends else self._day(text)

    def _kind(self, text: str) -> LinkKind:
        names = {kind.value: kind for kind in LinkKind} | dict(self.layout.kinds)
        known = {name.casefold(): kind for name, kind in names.items()}
        if text.casefold() in known:
            return known[text.casefold()]
        message = said("one of {names:list all}", names=tuple(names))
        raise ValueError(message)


def _order(text: str) -> int:
    if _WHOLE.fullmatch(text):
        return int(text)
    message = said("a whole number such as 1 or 2")
    raise ValueError(message)
