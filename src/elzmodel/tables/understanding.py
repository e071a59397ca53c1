"""How a grid becomes a table of figures: rows of a year, keys, dimensions, figures, totals.

Each step looks at the different contents of a column; rows only follow their codes.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property, partial
from itertools import chain, compress, islice, repeat
from operator import add, not_, or_
from typing import Final, TypeVar, Unpack

from attrs import evolve, frozen

from elzmodel.errors import TableError
from elzmodel.grids.cells import Figures, is_gap, number_of, read_figures, text_of
from elzmodel.grids.codes import BROKEN, NO_ROWS
from elzmodel.grids.columns import Broken, Content, Grid, GridColumn, of_container
from elzmodel.grids.containers import grid_of
from elzmodel.landscape import KeyRows, Landscape
from elzmodel.landscape.keys import KeyIndex, KeyReading
from elzmodel.tables.bounds import Bounded, with_bounds
from elzmodel.tables.codes import DOUBTFUL, NO_FIGURES, NO_KEY, NO_YEAR
from elzmodel.tables.kinds import (
    RATE,
    Category,
    Doubt,
    Rows,
    SaidOf,
    doubt_by_cells,
    doubt_by_name,
    is_named_as_counts,
)
from elzmodel.tables.options import Asked, Reading, asked_of
from elzmodel.tables.reading import Dimension, FigureColumn, FigureTable, TotalRow
from elzmodel.tables.roles import UNNAMED, Figure, Roles, roles_of
from elzmodel.tables.sights import OF_ALL, TIMES, TOTALS, Sight, year_of
from elzmodel.values import Finding, Number, Place, Severity, Total, sum_totals
from elzmodel.values.text import fold, listed, plural

__all__ = ["read_table"]

_C = TypeVar("_C")


def read_table(source: object, landscape: Landscape, **reading: Unpack[Reading]) -> FigureTable:
    r"""Read a table of figures about municipalities, of any year and any making.

    What is not said is guessed by the words of the header and by the cells; the result
    prints what was read as what. It is doubtful rather than wrong: cells without a clear
    figure and columns that may hold no counts are findings, and `carry` refuses them.

    Args:
        source: A path, a data frame, records, or a `Grid`.
        landscape: What knows the municipalities, their codes and names through time.
        **reading: What is said of columns and cells, see `Reading`.

    Raises:
        InvalidValueError: If an option is none.
        TableError: If it cannot be read as a table, a column that was said is not there, or
            no column has codes or names; all problems at once.
        OSError: If a file cannot be opened.

    Example:
        >>> from elzmodel import flanders
        >>> text = "nis;year;n\n71072;2024;<5\n71072;2025;1.200\n11002;2025;3,5\n"
        >>> table = read_table(text, flanders())
        >>> print(table)
        the table: 3 rows of 2 keys, municipalities of 2025-01-01 to 2026-03-12
        key: nis (codes); dimensions: year (2); figures: n (counts)
        delimiter semicolon (guessed); line 1 names the columns; n: ',' before decimals (guessed)
        >>> [str(total) for total in table.figures[0].contents]
        ['0-5', '1,200', '3.50']
    """
    asked = asked_of(reading)
    grid = source if isinstance(source, Grid) else grid_of(source, **of_container(reading))
    return figure_table(grid, landscape, asked)


def figure_table(grid: Grid, landscape: Landscape, asked: Asked) -> FigureTable:
    """Return what a grid says about municipalities; see `read_table`."""
    index = landscape.key_index
    if not len(grid):
        place = Place(grid.source, sheet=grid.sheet)
        raise TableError(grid.source, [NO_ROWS.finding(variant="header", place=place)])
    bounded = with_bounds(grid, asked)
    table = _Understanding(bounded, landscape, index, asked).table()
    return evolve(table, grid=grid)


# --- columns, as far as some rows have them ----------------------------------------------------


def taken(codes: Sequence[int], rows: Sequence[int]) -> Sequence[int]:
    """Return the codes of some rows; of all rows where they are a range."""
    if isinstance(rows, range) and len(rows) == len(codes):
        return codes
    return array("I", map(codes.__getitem__, rows))


def numbered(codes: Sequence[int], most: int) -> tuple[Sequence[int], Sequence[int]]:
    """Return which of *most* codes are there, in order, and for each row the number of its."""
    used = sorted(set(codes))
    if len(used) == most:
        return range(most), codes
    numbers = {code: number for number, code in enumerate(used)}
    return used, array("I", map(numbers.__getitem__, codes))


@frozen(eq=False)
class Part:
    """A column of the rows that are read, or several below each other, with the places."""

    grid: Grid
    columns: tuple[GridColumn, ...]
    rows: Sequence[int]
    contents: tuple[Content, ...]
    codes: Sequence[int]

    @classmethod
    def of(cls, grid: Grid, columns: Sequence[GridColumn], rows: Sequence[int]) -> Part:
        """Return columns below each other, with the contents that these rows have."""
        contents: list[Content] = []
        codes: list[Sequence[int]] = []
        for column in columns:
            used, numbers = numbered(taken(column.codes, rows), len(column.contents))
            offset = len(contents)
            codes.append(array("I", map(partial(add, offset), numbers)) if offset else numbers)
            contents += [column.contents[code] for code in used]
        joined = codes[0] if len(codes) == 1 else array("I", chain.from_iterable(codes))
        return cls(grid, tuple(columns), rows, tuple(contents), joined)

    @cached_property
    def _first(self) -> dict[int, int]:
        numbers = range(len(self.codes))
        return dict(zip(reversed(self.codes), reversed(numbers), strict=True))

    def place(self, code: int) -> Place:
        """Return where a content stands first."""
        column, row = divmod(self._first[code], len(self.rows))
        return self.grid.place(self.rows[row], self.columns[column])

    @property
    def texts(self) -> tuple[str, ...]:
        """The different contents as texts, those that are empty or mark a gap aside."""
        found = dict.fromkeys(map(text_of, self.contents))
        return tuple(each for each in found if not is_gap(each))


# --- keys ----------------------------------------------------------------------------------------


@frozen(eq=False)
class Keys:
    """The different keys of some rows, which one each row has, and where each stands first."""

    given: tuple[object, ...]
    codes: Sequence[int]
    part: Part

    def among(self, rows: Sequence[int]) -> Keys:
        """Return only the keys of some rows."""
        used, codes = numbered(taken(self.codes, rows), len(self.given))
        return evolve(self, given=tuple(self.given[code] for code in used), codes=codes)


def keys_of(parts: Sequence[Part], forms: Sequence[str], index: KeyIndex) -> Keys:
    """Return the keys of rows: of one column, or what several say together."""
    first = parts[0]
    if len(parts) == 1:
        return Keys(tuple(map(_key, first.contents)), first.codes, first)
    columns = [part.codes for part in parts]
    pairs = {pair: n for n, pair in enumerate(dict.fromkeys(zip(*columns, strict=True)))}
    given = tuple(
        _together(
            [_key(part.contents[code]) for part, code in zip(parts, pair, strict=True)],
            forms,
            index,
        )
        for pair in pairs
    )
    codes = array("I", map(pairs.__getitem__, zip(*columns, strict=True)))
    return Keys(given, codes, first)


def _key(content: Content) -> Content:
    """Return a key as text has it: sheets and frames hold codes as whole numbers."""
    if isinstance(content, Broken):
        return content.text
    return text_of(content) if type(content) is int else content


def _together(cells: Sequence[Content], forms: Sequence[str], index: KeyIndex) -> object:
    """Return the key that several cells are together.

    A name beside a code only has to agree; a postal code decides between places of one name.
    """
    together = tuple(cells)
    if forms[0] != "code" or not text_of(cells[0]):
        return together
    return together if index.read(together).kind == "code and name" else cells[0]


# --- one table ------------------------------------------------------------------------------


class _Understanding:
    """Understands one grid, step by step, collecting findings and notes."""

    def __init__(
        self, bounded: Bounded, landscape: Landscape, index: KeyIndex, asked: Asked
    ) -> None:
        self.grid: Grid = bounded.grid
        self.landscape = landscape
        self.index = index
        self.asked = asked
        self.roles: Roles = roles_of(self.grid, index, asked)
        self.findings: list[Finding] = [*bounded.findings, *self.roles.findings]
        self.notes: list[str] = [*bounded.notes]
        self.rows: Sequence[int] = range(len(self.grid))

    def table(self) -> FigureTable:
        """Return the table: rows of the year, keys, dimensions, figures, and totals apart."""
        wide = self._years()
        keys = keys_of(
            [self._part(each) for each in self.roles.key.columns],
            self.roles.key.forms,
            self.index,
        )
        self._broken(keys.part, self.roles.key.columns[0].name)
        dimensions = [
            self._dimension(sight, kind, len(wide) or 1) for sight, kind in self.roles.dimensions
        ]
        if wide:
            dimensions.append(self._wide_dimension(wide))
        figures = self._figures(wide)
        times = len(wide) or 1
        keys = evolve(keys, codes=_repeated(keys.codes, times))
        self.rows = [*self.rows] * times if times > 1 else self.rows
        return self._parted(keys, dimensions, figures)

    def _part(self, *sights: Sight) -> Part:
        return Part.of(self.grid, [each.column for each in sights], self.rows)

    # --- rows of a year ------------------------------------------------------------------

    def _years(self) -> tuple[int, ...]:
        """Keep only the rows, or the columns, of the year that is asked for."""
        year, wide, column = self.asked.year, self.roles.wide, self.roles.year
        years = wide.years if wide else ()
        if year is None:
            return years
        if wide:
            self._must_be_there(year, years)
            return (year,)
        if column is None:
            named = [int(each) for each in _YEAR_IN_NAME.findall(self.grid.source)]
            self._must_be_there(year, named, variant="" if named else "no column")
            return ()
        of_codes = [*map(year_of, column.column.contents)]
        self._must_be_there(year, [each for each in of_codes if each is not None])
        wanted = [each == year for each in of_codes]
        chosen = map(wanted.__getitem__, column.column.codes)
        self.rows = [*compress(self.rows, chosen)]
        left = len(self.grid) - len(self.rows)
        if left:
            self.notes.append(f"{plural(left, 'row')} of other years left out")
        return ()

    def _must_be_there(self, year: int, years: Iterable[int], variant: str = "") -> None:
        there = sorted(set(years))
        if year in there:
            return
        place = Place(self.grid.source, sheet=self.grid.sheet)
        if variant:
            found = NO_YEAR.finding(variant=variant, place=place, asked=year, remedy="")
        else:
            found = NO_YEAR.finding(
                variant="asked", place=place, years=there or ["none"], asked=year, remedy=""
            )
        raise TableError(self.grid.source, [found])

    # --- dimensions ----------------------------------------------------------------------

    def _dimension(self, sight: Sight, kind: str, times: int) -> Dimension:
        part = self._part(sight)
        self._broken(part, sight.name)
        meant = [_meant(content, kind) for content in part.contents]
        numbers = {content: n for n, content in enumerate(dict.fromkeys(meant))}
        codes = part.codes
        if len(numbers) < len(meant):
            new = [numbers[content] for content in meant]
            codes = array("I", map(new.__getitem__, codes))
        years = tuple(map(year_of, numbers)) if kind in TIMES else ()
        return Dimension(
            sight.name,
            tuple(numbers),
            _repeated(codes, times),
            kind,
            years if any(years) else (),
        )

    def _wide_dimension(self, years: tuple[int, ...]) -> Dimension:
        noun = "column" if len(years) == 1 else "columns"
        self.notes.append(f"the {noun} of {listed(years, last='and')} became rows")
        n = len(self.rows)
        codes = array("I", chain.from_iterable(repeat(i, n) for i in range(len(years))))
        return Dimension("year", years, codes, "year", years)

    def _broken(self, part: Part, name: str) -> None:
        for code, content in enumerate(part.contents):
            if isinstance(content, Broken):
                place = part.place(code)
                self.findings.append(BROKEN.finding(place=place, column=name, text=content.text))

    # --- figures -------------------------------------------------------------------------

    def _figures(self, years: tuple[int, ...]) -> list[FigureColumn]:
        if self.asked.rows:
            n, one = len(self.rows) * (len(years) or 1), (Total.exactly(1),)
            zeros = array("I", [0]) * n
            return [FigureColumn(self.asked.rows.name, self.asked.rows, one, zeros)]
        if not self.roles.figures:
            self._no_figures()
        wide = self.roles.wide
        found, done = [], set[Sight]()
        for each in self.roles.figures:
            name = each.sight.name
            columns: tuple[Sight, ...] = (each.sight,)
            if wide and (stem := wide.stem(each.sight)) is not None:
                name, columns = stem or UNNAMED, wide.of_years(stem, years)
            if done.isdisjoint(columns):
                done.update(columns)
                column = self._figure(name, each, columns)
                times = len(years) if len(columns) < len(years) else 1
                found.append(evolve(column, codes=_repeated(column.codes, times)))
        said = {each.sight.name for each in self.roles.figures if each.is_said}
        self._doubt_together([each for each in found if each.name not in said])
        return found

    def _doubt_together(self, columns: Sequence[FigureColumn]) -> None:
        """Tell of columns that have 100 together in each row: they are shares of something."""
        if len(columns) < 2 or any(is_named_as_counts(each.name) for each in columns):
            return
        of_rows = islice(zip(*(each.codes for each in columns), strict=True), _SAMPLE)
        sums = [_sum_of(columns, codes) for codes in dict.fromkeys(of_rows)]
        if len(sums) > 1 and all(map(_is_hundred, sums)):
            self.findings.append(
                DOUBTFUL.finding(
                    variant="together",
                    place=Place(self.grid.source, self.grid.header_line, sheet=self.grid.sheet),
                    column=columns[0].name,
                    others=[each.name for each in columns[1:]],
                    said=Doubt(RATE).remedies(columns[0].name),
                )
            )

    def _no_figures(self) -> None:
        left = [f"{sight.name} ({why})" if why else sight.name for sight, why in self.roles.left]
        self.findings.append(
            NO_FIGURES.finding(
                place=Place(self.grid.source, sheet=self.grid.sheet),
                columns=left,
                said=SaidOf("", Rows("rows")),
            )
        )

    def _figure(self, name: str, figure: Figure, columns: tuple[Sight, ...]) -> FigureColumn:
        part = self._part(*columns)
        if isinstance(figure.kind, Category):
            words = (text_of(each) for each in part.contents)
            contents = tuple(None if is_gap(each) else each for each in words)
            return FigureColumn(name, figure.kind, contents, part.codes)
        found = read_figures(
            name, part.contents, part.place, marks=self.asked.marks, decimal=self.asked.decimal
        )
        self.findings += found.problems
        if found.signs.is_guessed:
            self.notes.append(f"{name}: {found.signs.sign!r} before decimals (guessed)")
        if not figure.is_said:
            self._doubt(name, part, found)
        return FigureColumn(name, figure.kind, found.contents, part.codes)

    def _doubt(self, name: str, part: Part, found: Figures) -> None:
        """Tell why a column may hold no counts."""
        doubt = doubt_by_name(part.columns[0].name)
        if doubt is None and found.percent is not None:
            doubt = Doubt(RATE, by_name=False)
        if doubt is None:
            numbers = [total.low for total in found.contents if total.is_exact]
            doubt = doubt_by_cells(name, part.texts, numbers, self.roles.figures[0].sight.is_postal)
        if doubt:
            column = part.columns[0]
            place = Place(
                self.grid.source, self.grid.header_line, column.number, sheet=self.grid.sheet
            )
            self.findings.append(
                DOUBTFUL.finding(
                    variant="" if doubt.by_name else "cells",
                    place=place,
                    column=name,
                    what=doubt.what,
                    said=doubt.remedies(name),
                )
            )

    # --- totals apart ----------------------------------------------------------------------

    def _parted(
        self, keys: Keys, dimensions: list[Dimension], figures: list[FigureColumn]
    ) -> FigureTable:
        """Set rows apart that say what others have together, and read the keys of the rest."""
        readings = [*map(self.index.reader(keys.given), keys.given)]
        said = _SaidTogether(
            keys=keys,
            dimensions=dimensions,
            areas=[*map(_area, readings)],
            over=[is_over(each.contents, each.kind) for each in dimensions],
            totals_beside=self._totals_beside(keys, readings),
            left=[*self._left_over()],
        )
        marks = said.marks
        rows: Sequence[int] = range(len(keys.codes))
        apart: Sequence[int] = ()
        if marks:
            rows = [row for row in rows if not marks[row]]
            apart = [row for row, is_apart in enumerate(marks) if is_apart]
        used = keys.among(rows)
        totals = tuple(self._totals(said, apart, used, figures)) if apart else ()
        if totals:
            self.notes.append(f"{plural(len(totals), 'row')} that others add up to, set apart")
        return self._finished(used, rows, dimensions, figures, totals)

    def _totals(
        self,
        said: _SaidTogether,
        apart: Sequence[int],
        used: Keys,
        figures: Sequence[FigureColumn],
    ) -> Iterator[TotalRow]:
        """Return the rows that are set apart, with keys by their numbers among those used."""
        numbers = {given: number for number, given in enumerate(used.given)}
        codes = taken(said.keys.codes, apart)
        of_keys = [
            None if area is not None else numbers.get(given)
            for given, area in zip(said.keys.given, said.areas, strict=True)
        ]
        beside = said.totals_beside
        return map(
            TotalRow,
            map(self.grid.lines.__getitem__, taken(self.rows, apart)),
            said.dimensions_of(apart),
            _side_by_side([(each.contents, each.codes) for each in figures], apart),
            (
                None if row in beside else of_keys[code]
                for row, code in zip(apart, codes, strict=True)
            ),
            (said.areas[code] or "" for code in codes),
        )

    def _left_over(self) -> Iterator[tuple[Sequence[int], Sequence[bool]]]:
        """Yield the columns that are left alone and say all of something, and where they do.

        A dimension that is added up has totals as well, which would count twice.
        """
        for sight, _ in self.roles.left:
            said = [_is_total(each) for each in sight.column.contents]
            if not sight.dimension:
                letters = [len(text_of(each)) == 1 for each in sight.column.contents]
                said = [is_so and not one for is_so, one in zip(said, letters, strict=True)]
            if any(said):
                yield taken(sight.column.codes, self.rows), said

    def _totals_beside(self, keys: Keys, readings: Sequence[KeyReading]) -> frozenset[int]:
        """Return the rows without a key that a column beside it calls a total."""
        empty = {code for code, reading in enumerate(readings) if reading.kind == "empty"}
        columns = [sight.column for sight, _ in self.roles.left]
        said = [[_is_total(each) for each in column.contents] for column in columns]
        if not empty or not any(map(any, said)):
            return frozenset()
        return frozenset(
            number
            for number, (code, row) in enumerate(zip(keys.codes, self.rows, strict=True))
            if code in empty
            and any(is_so[each.codes[row]] for each, is_so in zip(columns, said, strict=True))
        )

    def _finished(
        self,
        keys: Keys,
        rows: Sequence[int],
        dimensions: list[Dimension],
        figures: list[FigureColumn],
        totals: tuple[TotalRow, ...],
    ) -> FigureTable:
        if not keys.given:
            place = Place(self.grid.source, sheet=self.grid.sheet)
            self.findings.append(NO_KEY.finding(variant="none", place=place))
        grid_rows = taken(self.rows, rows)
        vintage = self.landscape.vintage(
            keys.given, repeats_ok=True, rows=self._rows_of(keys, grid_rows)
        )
        left = self.roles.left
        is_error = Severity.ERROR.__eq__
        return FigureTable(
            grid=self.grid,
            landscape=self.landscape,
            keys=tuple(map(vintage.reading, keys.given)),
            key_codes=keys.codes,
            dimensions=tuple(evolve(each, codes=taken(each.codes, rows)) for each in dimensions),
            figures=tuple(evolve(each, codes=taken(each.codes, rows)) for each in figures),
            lines=taken(self.grid.lines, grid_rows),
            totals=totals,
            vintage=vintage,
            fits=self.asked.fits,
            is_added_up=self.asked.by == (),
            rows=grid_rows,
            key_columns=tuple(sight.column for sight in self.roles.key.columns),
            key=self._key_said(),
            described=tuple(sight.column for sight, _ in left),
            findings=tuple(sorted(self.findings, key=lambda each: not is_error(each.severity))),
            notes=(*self.grid.notes, *self._roles_said(), *self.notes),
        )

    def _rows_of(self, keys: Keys, grid_rows: Sequence[int]) -> list[KeyRows]:
        """Return in how many rows each key stands, and the first and the last of them."""
        counts = Counter(keys.codes)
        first = dict(zip(reversed(keys.codes), reversed(grid_rows), strict=True))
        last = dict(zip(keys.codes, grid_rows, strict=True))
        place, column = self.grid.place, keys.part.columns[0]
        return [
            KeyRows(counts[code], place(first[code], column), place(last[code], column))
            for code in range(len(keys.given))
        ]

    def _key_said(self) -> str:
        key = self.roles.key
        beside = "".join(f", with {each.name} beside" for each in key.columns[1:])
        return f"{key.columns[0].name} ({key.forms[0]}s{beside})"

    def _roles_said(self) -> Iterator[str]:
        """Say which column was read as what."""
        roles = self.roles
        yield f"key: {self._key_said()}"
        left = [f"{sight.name} ({why})" if why else sight.name for sight, why in roles.left]
        if left:
            yield f"left alone: {listed(left)}"
        is_dated = roles.wide or any(kind in TIMES for _, kind in roles.dimensions)
        years = () if is_dated else _YEAR_IN_NAME.findall(self.grid.source)
        if years:
            yield f"{listed(years)} stands in its name; no column says a year"


_SAMPLE: Final = 200
_HUNDRED: Final = 100
_ROUNDED: Final = Fraction(1, 5)  # What one decimal leaves, in a handful of columns.
_YEAR_IN_NAME: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_ISO_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _sum_of(columns: Sequence[FigureColumn], codes: Sequence[int]) -> Number | None:
    """Return what columns have together in a row, where that is exactly known."""
    cells = [each.contents[code] for each, code in zip(columns, codes, strict=True)]
    return sum_totals(each for each in cells if isinstance(each, Total)).value


def _is_hundred(number: Number | None) -> bool:
    return number is not None and -_ROUNDED <= number - _HUNDRED <= _ROUNDED


def _repeated(codes: Sequence[int], times: int) -> Sequence[int]:
    return array("I", codes) * times if times > 1 else codes


def _meant(content: Content, kind: str) -> Content:
    """Return what a cell of a dimension says, however its source writes it."""
    text = text_of(content)
    if kind == "year" and (year := year_of(content)) is not None:
        return year
    if isinstance(content, str):
        return _day(text) if kind == "date" else text or None
    if content is None or isinstance(content, date | Broken):
        return content
    number = number_of(content)
    return (text or None) if number is None else number


def _day(text: str) -> Content:
    try:
        return date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else text or None
    except ValueError:  # the form is right, but there is no such day
        return text


def _is_total(content: Content) -> bool:
    words = fold(content) if isinstance(content, str) else ""
    return words in TOTALS or words.startswith(OF_ALL)


def is_over(contents: Sequence[Content], kind: str) -> list[bool]:
    """Return which contents of a dimension are all others of it together."""
    found = [_is_total(each) or (kind not in TIMES and not text_of(each)) for each in contents]
    return found if not all(found) else [False] * len(found)


def _area(reading: KeyReading) -> str | None:
    """Return the larger area of which a key is; empty for a total, nothing for other keys."""
    if area := reading.area if reading.is_whole else None:
        return area.name if area.kind in {"region", "province"} else area.code
    if reading.kind == "total" or _is_total(reading.text):
        return ""
    return reading.text if reading.is_whole else None


@frozen(eq=False)
class _SaidTogether:
    """Which rows say what others have together, by their keys or their dimensions."""

    keys: Keys
    dimensions: Sequence[Dimension]
    areas: Sequence[str | None]
    over: Sequence[Sequence[bool]]
    totals_beside: frozenset[int]
    left: Sequence[tuple[Sequence[int], Sequence[bool]]] = ()

    @cached_property
    def marks(self) -> Sequence[bool]:
        """Whether each row is set apart; empty where none is.

        A row over a dimension is not, if it is all that its key has at that time.
        """
        of_keys = [area is not None for area in self.areas]
        columns: list[tuple[Sequence[int], Sequence[bool]]] = [(self.keys.codes, of_keys)]
        columns += [(d.codes, over) for d, over in zip(self.dimensions, self.over, strict=True)]
        columns += self.left
        marks = [False] * len(self.keys.codes)
        for codes, is_so in columns:
            if any(is_so):
                marks = [*map(or_, marks, map(is_so.__getitem__, codes))]
        for row in self.totals_beside:
            marks[row] = True
        if True not in marks:
            return ()
        times = [d.codes for d in self.dimensions if d.kind in TIMES]
        groups = partial(zip, self.keys.codes, *times, strict=True)
        with_parts = set(compress(groups(), map(not_, marks)))
        for row, group in enumerate(groups()):
            if marks[row] and group not in with_parts:
                marks[row] = self.is_over_keys(row)
        return marks

    def is_over_keys(self, row: int) -> bool:
        """Tell whether a row is about a larger area than a municipality."""
        return self.areas[self.keys.codes[row]] is not None or row in self.totals_beside

    def dimensions_of(self, rows: Sequence[int]) -> Iterator[tuple[Content, ...]]:
        """Return what the dimensions of rows say; nothing where they are over all of one."""
        meant = [
            [
                None if is_over else content
                for content, is_over in zip(d.contents, over, strict=True)
            ]
            for d, over in zip(self.dimensions, self.over, strict=True)
        ]
        codes = [each.codes for each in self.dimensions]
        return _side_by_side([*zip(meant, codes, strict=True)], rows)


def _side_by_side(
    columns: Sequence[tuple[Sequence[_C], Sequence[int]]], rows: Sequence[int]
) -> Iterator[tuple[_C, ...]]:
    """Return the contents of columns in some rows, a tuple each."""
    if not columns:
        return repeat((), len(rows))
    return zip(
        *(map(contents.__getitem__, taken(codes, rows)) for contents, codes in columns),
        strict=True,
    )
