"""How a grid becomes a table of figures: rows of a year, keys, dimensions, figures, totals.

Each step looks at the different contents of a column; rows only follow their codes.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import chain, compress, islice, product, repeat, takewhile
from typing import Any, Final, Unpack

from attrs import evolve

from elzmodel.errors import TableError
from elzmodel.grids.cells import Figures, is_gap, number_of, read_figures, text_of
from elzmodel.grids.codes import BROKEN, NO_ROWS
from elzmodel.grids.columns import Broken, Content, Grid, of_container
from elzmodel.grids.containers import grid_of
from elzmodel.grids.quick_codes import counted, first_rows, last_rows
from elzmodel.landscape import KeyRows, Landscape
from elzmodel.landscape.keys import KeyIndex, KeyReading
from elzmodel.tables.bounds import Bounded, with_bounds
from elzmodel.tables.codes import (
    CROSSING,
    DOUBTFUL,
    NO_FIGURES,
    NO_KEY,
    NO_YEAR,
    OVERLAPPING,
)
from elzmodel.tables.kinds import (
    RATE,
    Category,
    Count,
    Doubt,
    Rows,
    SaidOf,
    doubt_by_cells,
    doubt_by_name,
    is_named_as_counts,
)
from elzmodel.tables.options import Asked, Reading, asked_of
from elzmodel.tables.overlaps import holding_each_other, sum_of_others
from elzmodel.tables.parts import Keys, Part, keys_of, numbered, taken
from elzmodel.tables.reading import Dimension, FigureColumn, FigureTable, TotalRow
from elzmodel.tables.roles import NOT_AS_SAID, UNNAMED, Figure, Roles, roles_of
from elzmodel.tables.sights import TIMES, Sight, year_of, years_in
from elzmodel.tables.subtotals import Subtotals
from elzmodel.tables.wholes import SumsOfOthers, Wholes, is_over, is_total, side_by_side
from elzmodel.values import Finding, Number, Place, Severity, Total, sum_totals
from elzmodel.values.arguments import keep_door
from elzmodel.values.ids import grouped
from elzmodel.values.text import phrase, said, term

__all__ = ["read_table"]


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
    table = _Understanding(bounded, landscape, index, asked, grid.titles).table()
    return evolve(table, grid=grid)


# --- one table ------------------------------------------------------------------------------


class _Understanding:
    """Understands one grid, step by step, collecting findings and notes."""

    def __init__(
        self,
        bounded: Bounded,
        landscape: Landscape,
        index: KeyIndex,
        asked: Asked,
        titles: tuple[str, ...] = (),
    ) -> None:
        self.grid: Grid = bounded.grid
        self.titles = titles
        self.landscape = landscape
        self.index = index
        self.asked = asked
        self.roles: Roles = roles_of(self.grid, index, asked)
        self.findings: list[Finding] = [*bounded.findings, *self.roles.findings]
        self.notes: list[str] = [*bounded.notes]
        self.guessed: dict[str, list[str]] = {}
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
        keys = self._with_countries(keys)
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

    def _with_countries(self, keys: Keys) -> Keys:
        """Return the keys of rows, abroad where a column says that they are in another country.

        A postal code of Utrecht may be one of Hasselt as well.
        """
        beside = (sight for sight, _ in (*self.roles.left, *self.roles.dimensions))
        sight = next((each for each in beside if each.abroad), None)
        if sight is None:
            return keys
        places = dict.fromkeys(sight.abroad.values())
        numbers = {place: len(keys.given) + n for n, place in enumerate(places)}
        countries = taken(sight.column.codes, self.rows)
        codes = [
            numbers[sight.abroad[country]] if country in sight.abroad else code
            for code, country in zip(keys.codes, countries, strict=True)
        ]
        given = (*keys.given, *(f"abroad: {place}" for place in places))
        return evolve(keys, given=given, codes=array("I", codes)).among(range(len(codes)))

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
            named = years_in(self.grid.source)
            self._must_be_there(year, named, variant="" if named else "no column")
            return ()
        of_codes = [*map(year_of, column.column.contents)]
        self._must_be_there(year, [each for each in of_codes if each is not None])
        wanted = [each == year for each in of_codes]
        chosen = map(wanted.__getitem__, column.column.codes)
        self.rows = [*compress(self.rows, chosen)]
        left = len(self.grid) - len(self.rows)
        if left:
            self.notes.append(said("{n:number} {n:row|rows} of other years left out", n=left))
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
                variant="asked", place=place, years=there or [said("none")], asked=year, remedy=""
            )
        raise TableError(self.grid.source, [found], NOT_AS_SAID)

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
        self.notes.append(
            said("the {years:column|columns} of {years:and} became rows", years=years)
        )
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
        found, done, named = [], set[Sight](), set[str]()
        for each in self.roles.figures:
            name = each.sight.name
            columns: tuple[Sight, ...] = (each.sight,)
            if wide and (stem := wide.stem(each.sight)) is not None:
                name, columns = stem or UNNAMED, wide.of_years(stem, years)
            if done.isdisjoint(columns):
                done.update(columns)
                named |= {name} if each.is_said else set()
                column = self._figure(name, each, columns)
                times = len(years) if len(columns) < len(years) else 1
                found.append(evolve(column, codes=_repeated(column.codes, times)))
        self.notes += [
            said("{names:and}: {sign!r} before decimals (guessed)", names=names, sign=sign)
            for sign, names in self.guessed.items()
        ]
        guessed = [each for each in found if each.name not in named and each.kind == Count()]
        self._doubt_together(guessed)
        self._doubt_beside(guessed)
        self._doubt_above([each for each in guessed if not is_named_as_counts(each.name)])
        return found

    def _doubt_above(self, columns: Sequence[FigureColumn]) -> None:
        """Tell of figures that a title above the table says to be none that add up."""
        titles = (each for each in self.titles if _SHARES.search(each))
        said_above = ((text, doubt) for text in titles if (doubt := doubt_by_name(text)))
        doubted = {each.values.get("column") for each in self.findings if each.code == DOUBTFUL.id}
        for (text, doubt), column in product(islice(said_above, 1), columns):
            if column.name not in doubted:
                self.findings.append(
                    DOUBTFUL.finding(
                        variant="above",
                        place=Place(self.grid.source, sheet=self.grid.sheet),
                        column=column.name,
                        cell=text,
                        what=term(doubt.what),
                        said=doubt.remedies(column.name, text),
                    )
                )

    def _doubt_beside(self, columns: Sequence[FigureColumn]) -> None:
        """Tell of figures that a column beside them says to be none that add up."""
        beside = (sight for sight, _ in (*self.roles.left, *self.roles.dimensions))
        said_beside = (
            (sight.name, text, doubt)
            for sight in beside
            if _DESCRIBES.search(sight.words)
            for text in map(text_of, islice(sight.column.contents, _SAMPLE))
            if (doubt := doubt_by_name(text)) and not doubt.is_label
        )
        for (name, text, doubt), column in product(islice(said_beside, 1), columns):
            self.findings.append(
                DOUBTFUL.finding(
                    variant="beside",
                    place=Place(self.grid.source, self.grid.header_line, sheet=self.grid.sheet),
                    column=column.name,
                    beside=name,
                    cell=text,
                    what=term(doubt.what),
                    said=doubt.remedies(column.name, text),
                )
            )

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
        left = [
            phrase("{column}[ ({why})]", column=sight.name, why=term(why))
            for sight, why in self.roles.left
        ]
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
            self.guessed.setdefault(str(found.signs.sign), []).append(name)
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
            is_postal = self.roles.figures[0].sight.is_postal
            repeats = len(self.roles.figures) > 1 and len(part.contents) < len(part.codes)
            doubt = doubt_by_cells(name, part.texts, numbers, is_postal, repeats=repeats)
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
                    what=term(doubt.what),
                    said=doubt.remedies(name),
                )
            )

    # --- totals apart ----------------------------------------------------------------------

    def _parted(
        self, keys: Keys, dimensions: list[Dimension], figures: list[FigureColumn]
    ) -> FigureTable:
        """Set rows apart that say what others have together, and read the keys of the rest."""
        read = [*map(self.index.reader(keys.given), keys.given)]
        left = [sight for sight, _ in self.roles.left]
        subtotals = Subtotals(self.index, keys, read, dimensions, figures, left, self.rows)
        keys, readings = subtotals.told()
        self._names_of_provinces(keys, readings)
        wholes = Wholes(
            keys=keys,
            dimensions=dimensions,
            areas=[*map(_area, readings)],
            over=[is_over(each.contents, each.kind) for each in dimensions],
            totals_beside=self._totals_beside(keys, readings),
            left=[*self._left_over()],
        )
        at_ends = self._totals_at_ends(wholes, readings, figures)
        wholes = evolve(wholes, totals_beside=wholes.totals_beside | at_ends)
        marks = wholes.marks
        self._crossing(wholes, readings)
        self._overlapping(wholes, readings, figures)
        rows: Sequence[int] = range(len(keys.codes))
        apart: Sequence[int] = ()
        if marks:
            rows = [row for row in rows if not marks[row]]
            apart = [row for row, is_apart in enumerate(marks) if is_apart]
        used = keys.among(rows)
        totals = tuple(self._totals(wholes, apart, used, figures)) if apart else ()
        if totals:
            template = "{n:number} {n:row|rows} that others add up to, set apart"
            self.notes.append(said(template, n=len(totals)))
        return self._finished(used, rows, dimensions, figures, totals)

    def _totals(
        self,
        said: Wholes,
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
            side_by_side([(each.contents, each.codes) for each in figures], apart),
            (
                None if row in beside else of_keys[code]
                for row, code in zip(apart, codes, strict=True)
            ),
            (said.areas[code] or "" for code in codes),
        )

    def _crossing(self, said: Wholes, readings: Sequence[KeyReading]) -> None:
        """Tell of rows that speak of the same, each over another dimension.

        Where their dimensions are kept, they are not added up.
        """
        found = said.crossing
        if found is None:
            return
        lines = [self.grid.lines[self.rows[row]] for row in found]
        over = [said.over_in(row) for row in found]
        one, other = ([each for each in over[i] if each not in over[1 - i]] for i in (0, 1))
        kept = [each.name for each in said.dimensions]
        is_kept = all(each in kept for each in (*one, *other))
        self.findings.append(
            CROSSING.finding(
                place=self.grid.place(self.rows[found[1]], self.roles.key.columns[0].column),
                severity=Severity.WARNING if is_kept else Severity.ERROR,
                key=readings[said.keys.codes[found[0]]].text,
                line=lines[0],
                line_other=lines[1],
                one=one,
                other=other,
            )
        )

    def _names_of_provinces(self, keys: Keys, readings: Sequence[KeyReading]) -> None:
        """Tell of names that may be those of provinces, as others in the table are."""
        for code, doubt in self.index.beside_provinces(dict(enumerate(readings))).items():
            line = self.grid.lines[self.rows[keys.codes.index(code)]]
            place = Place(self.grid.source, line, sheet=self.grid.sheet)
            found = doubt.finding(readings[code].text, place)
            self.findings.append(evolve(found, severity=Severity.ERROR))

    def _overlapping(
        self,
        wholes: Wholes,
        readings: Sequence[KeyReading],
        figures: Sequence[FigureColumn],
    ) -> None:
        """Tell of contents that have something in common, the first of a column.

        Where the column is kept, its rows are not added up.
        """
        if self.asked.rows:
            return
        keys, dimensions = wholes.keys.codes, wholes.dimensions
        columns = [(each.contents, each.codes, each.name, each.kind) for each in dimensions]
        for sight, _ in self.roles.left:
            part = self._part(sight)
            columns.append((part.contents, part.codes, sight.name, sight.dimension))
        few = {*islice((n for n, each in enumerate(readings) if each.versions), _FEW_KEYS)}
        marks = wholes.marks or [False] * len(keys)
        seen = [row for row, key in enumerate(keys) if key in few and not marks[row]]
        for contents, codes, name, kind in columns:
            pairs = [*holding_each_other(contents, kind)]
            having = grouped(dict.fromkeys(zip(codes, keys, strict=False))) if pairs else {}
            found = (
                {"key": readings[key].text, "one": contents[one], "other": contents[other]}
                for one, other in pairs
                for key in having[one]
                if key in having[other] and readings[key].versions
            )
            said = next(found, None) or self._sum_in(codes, contents, seen, wholes, figures)
            if said:
                texts: dict[str, Any] = {what: text_of(each) for what, each in said.items()}
                self.findings.append(
                    OVERLAPPING.finding(
                        variant="sum" if "content" in texts else "",
                        place=Place(self.grid.source, self.grid.header_line, sheet=self.grid.sheet),
                        severity=Severity.WARNING if name in {e.name for e in dimensions} else None,
                        column=name,
                        **texts,
                    )
                )

    def _sum_in(
        self,
        codes: Sequence[int],
        contents: Sequence[Content],
        rows: Sequence[int],
        wholes: Wholes,
        figures: Sequence[FigureColumn],
    ) -> dict[str, Content] | None:
        """Return the content of a column that has what the others have together, if one does."""
        counts = [each for each in figures if each.kind == Count()]
        if not 2 < len(contents) <= _FEW_CONTENTS or not counts:
            return None
        rows = [row for row in rows if row < len(codes)]
        others = [wholes.keys.codes, *(d.codes for d in wholes.dimensions if d.codes is not codes)]
        groups = [*zip(*(taken(each, rows) for each in others), strict=True)]
        among = [evolve(each, codes=taken(each.codes, rows)) for each in counts]
        found = sum_of_others(taken(codes, rows), groups, among)
        return None if found is None else {"content": contents[found]}

    def _totals_at_ends(
        self, said: Wholes, readings: Sequence[KeyReading], figures: Sequence[FigureColumn]
    ) -> frozenset[int]:
        """Return the first and last rows that have no key and are the sum of the others."""
        is_empty = [reading.kind == "empty" for reading in readings]
        if not any(is_empty):
            return frozenset()
        n = len(self.grid) if isinstance(self.rows, range) else len(dict.fromkeys(self.rows))
        without = [*map(is_empty.__getitem__, said.keys.codes[:n])]
        ends = {*takewhile(without.__getitem__, range(n))}
        ends.update(takewhile(without.__getitem__, reversed(range(n))))
        rows = [row for row in range(len(said.keys.codes)) if row % n in ends]
        sums = SumsOfOthers(said, frozenset(rows), [f for f in figures if f.kind == Count()])
        return frozenset(filter(sums.is_sum, rows))

    def _left_over(self) -> Iterator[tuple[Sequence[int], Sequence[bool], str]]:
        """Yield the columns that are left alone and say all of something, where, and their names.

        A dimension that is added up has totals as well, which would count twice.
        """
        for sight, _ in self.roles.left:
            contents = sight.column.contents
            if sight.dimension:
                said = is_over(contents, sight.dimension)
            else:
                said = [is_total(each) and len(text_of(each)) > 1 for each in contents]
            if any(said):
                yield taken(sight.column.codes, self.rows), said, sight.name

    def _totals_beside(self, keys: Keys, readings: Sequence[KeyReading]) -> frozenset[int]:
        """Return the rows without a key that a column beside it calls a total."""
        empty = {code for code, reading in enumerate(readings) if reading.kind == "empty"}
        columns = [sight.column for sight, _ in self.roles.left]
        said = [[is_total(each) for each in column.contents] for column in columns]
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
        return FigureTable(
            grid=self.grid,
            landscape=self.landscape,
            keys=tuple(map(vintage.reading, keys.given)),
            key_codes=keys.codes,
            dimensions=tuple(_among(each, rows) for each in dimensions),
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
            findings=tuple(sorted(self.findings, key=_is_no_error)),
            notes=(*self.grid.notes, *self._roles_said(), *self.notes),
        )

    def _rows_of(self, keys: Keys, grid_rows: Sequence[int]) -> list[KeyRows]:
        """Return in how many rows each key stands, and the first and the last of them."""
        n = len(keys.given)
        counts, ends = counted(keys.codes, n), (first_rows(keys.codes, n), last_rows(keys.codes, n))
        column = keys.part.columns[0]
        first, last = ([self.grid.place(grid_rows[row], column) for row in rows] for rows in ends)
        return [*map(KeyRows, counts, first, last)]

    def _key_said(self) -> str:
        key = self.roles.key
        return said(
            "{name} ({what}[, with {beside:and all} beside])",
            name=key.columns[0].name,
            what=term(f"{key.forms[0]}s"),
            beside=[each.name for each in key.columns[1:]],
        )

    def _roles_said(self) -> Iterator[str]:
        """Say which column was read as what."""
        roles = self.roles
        yield said("key: {names:list}", names=[self._key_said()])
        left = [phrase("{name}[ ({why})]", name=each.name, why=why) for each, why in roles.left]
        if left:
            yield said("left alone: {left:list}", left=left)
        is_dated = roles.wide or any(kind in TIMES for _, kind in roles.dimensions)
        years = [] if is_dated else years_in(self.grid.source)
        if years:
            yield said("{years:list} stands in its name; no column says a year", years=years)


_SAMPLE: Final = 200
_FEW_KEYS: Final = 12
_FEW_CONTENTS: Final = 30
_DESCRIBES: Final = re.compile(
    r"indicator|indicateur|onderwerp|\beenheid|\bunits?\b|unite|\bmaat\b|measure|variab"
    r"|statisti[ck]|kengetal"
)
"""The names of columns that say what the figures in the same row are."""
_SHARES: Final = re.compile(
    r"[%\u2030]|aandeel|aandelen|percent|gemiddeld|mediaan|\bpart des\b|pourcent|moyen|median"
    r"|average|\bper (?:1|inwoner|huishoud)",
    re.IGNORECASE,
)
"""What a title says that is no count; other words in titles speak of many things."""
_HUNDRED: Final = 100
_ROUNDED: Final = Fraction(1, 5)  # What one decimal leaves, in a handful of columns.
_ISO_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _sum_of(columns: Sequence[FigureColumn], codes: Sequence[int]) -> Number | None:
    """Return what columns have together in a row, where that is exactly known."""
    cells = [each.contents[code] for each, code in zip(columns, codes, strict=True)]
    return sum_totals(each for each in cells if isinstance(each, Total)).value


def _is_hundred(number: Number | None) -> bool:
    return number is not None and -_ROUNDED <= number - _HUNDRED <= _ROUNDED


def _is_no_error(finding: Finding) -> bool:
    return finding.severity is not Severity.ERROR


def _among(dimension: Dimension, rows: Sequence[int]) -> Dimension:
    """Return only what some rows have of a dimension: totals of it are no contents."""
    used, codes = numbered(taken(dimension.codes, rows), len(dimension.contents))
    contents = tuple(map(dimension.contents.__getitem__, used))
    years = tuple(map(dimension.years.__getitem__, used)) if dimension.years else ()
    return evolve(dimension, contents=contents, codes=codes, years=years)


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


def _area(reading: KeyReading) -> str | None:
    """Return the larger area of which a key is; empty for a total, nothing for other keys."""
    if area := reading.area if reading.is_whole else None:
        return area.name if area.kind in {"region", "province"} else area.code
    if reading.kind == "total" or is_total(reading.text):
        return ""
    return reading.text if reading.is_whole else None


keep_door(__name__)
