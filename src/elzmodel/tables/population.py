"""Inhabitants from the files in which Statbel publishes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final, Unpack

from elzmodel.errors import InvalidValueError, TableError
from elzmodel.grids.cells import NOT_READ, read_figures, text_of
from elzmodel.grids.codes import NO_COLUMN, NO_FIGURE, UNBOUNDED
from elzmodel.grids.columns import Grid, of_container
from elzmodel.grids.containers import grid_of
from elzmodel.landscape import CodedFigures
from elzmodel.landscape.beside import BELGIUM
from elzmodel.landscape.written import digits_of
from elzmodel.tables.codes import NO_YEAR, NOT_THE_SUM, TWICE
from elzmodel.tables.options import Asked, Reading, asked_of
from elzmodel.tables.parts import Part
from elzmodel.tables.roles import Roles, roles_of
from elzmodel.tables.sights import Sight, year_of, years_in
from elzmodel.tables.wholes import is_over
from elzmodel.values import Finding, NisCode, Place, SourceId, parse_nis
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import phrase, said

__all__ = ["read_population"]

_COUNTS: Final = (
    *("ms population", "population", "inhabitants", "inwoners", "bevolking", "aantal inwoners"),
    *("aantal", "n", "total", "totaal", "habitants"),
)
_NO_INHABITANTS: Final = said("cannot be read as inhabitants by municipality")
_AREAS: Final = frozenset(area.code for area in BELGIUM)


def read_population(source: object, **reading: Unpack[Reading]) -> CodedFigures:
    r"""Read inhabitants on 1 January from a file in the shape in which Statbel publishes them.

    That is a table with one row for each combination of municipality, sex, age and so on,
    with columns ``CD_REFNIS`` and ``MS_POPULATION`` among others, also in a zip; any other
    table with a code and a count will do as well. Rows of one code are added up. Rows for
    all sexes or ages together are not, where their parts are there, and have to be their
    sum; rows of larger areas are left out. Where each year has a column, a code with an empty
    cell has no row of that year.

    Args:
        source: The file, or any other table.
        **reading: What is said of columns and cells, see `Reading`. Where there is a column
            of years, only the rows of *year* are read; by default there has to be one year,
            in a column or else in the file's name.

    Raises:
        InvalidValueError: If an option is none.
        OSError: If the file cannot be opened.
        TableError: If columns are missing, cells are no codes or counts, a combination
            stands there twice, or the year is not clear; all problems at once.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder) / "TF_SOC_POP_STRUCT_2025.txt"
        ...     _ = path.write_text("CD_REFNIS|CD_SEX|MS_POPULATION\n71072|F|2\n71072|M|3\n")
        ...     read_population(path).values
        {'71072': 5}
    """
    asked, grid = asked_of(reading), grid_of(source, **of_container(reading))
    reader = _Reader(grid, roles_of(grid, None, asked), asked)
    values = reader.values()
    if reader.problems:
        raise TableError(grid.source, reader.problems, _NO_INHABITANTS)
    return CodedFigures(
        kind="population",
        day=date(reader.year, 1, 1),
        values=values,
        sources=(SourceId(grid.source),),
    )


class _Reader:
    """One table of inhabitants, collecting problems."""

    def __init__(self, grid: Grid, roles: Roles, asked: Asked) -> None:
        self.grid = grid
        self.roles = roles
        self.asked = asked
        self.problems: list[Finding] = []
        self.rows, self.year = self._rows_of(asked.year)
        self.counted = self._counted()
        if self.roles.wide and self.counted:
            self.rows = self._filled(self.rows, self.counted)

    def values(self) -> dict[NisCode, int]:
        """Return the inhabitants by code; where something is wrong, the problems say so."""
        if self.counted is None:
            return {}
        key, counts = self._part(self.roles.key.columns[0]), self._part(self.counted)
        codes = [self._code(key, i) for i in range(len(key.contents))]
        numbers = self._numbers(counts)
        self._twice(key)
        if self.problems:
            return {}
        return dict(sorted(self._added_up(key, codes, counts, numbers).items()))

    def _part(self, sight: Sight) -> Part:
        return Part.of(self.grid, [sight.column], self.rows)

    # --- which rows, which column ---------------------------------------------------------

    def _rows_of(self, year: int | None) -> tuple[Sequence[int], int]:
        """Return the rows of the year that is asked for, or of the only one there is."""
        column, everything = self.roles.year, range(len(self.grid))
        if self.roles.wide:
            return everything, self._one_year(self.roles.wide.years, year)
        if column is None:
            return everything, self._one_year(years_in(self.grid.source), year, or_said=True)
        part = Part.of(self.grid, [column.column], everything)
        years = [year_of(content) for content in part.contents]
        for i in range(len(years)):
            if years[i] is None:
                self._wrong(part, i, "year", "a year, or a day of one")
        one = self._one_year([each for each in years if each is not None], year)
        return [row for row in everything if years[part.codes[row]] == one], one

    def _filled(self, rows: Sequence[int], counted: Sight) -> Sequence[int]:
        """Return the rows with something in the column of the year: no cell is no row of it."""
        blank = [not text_of(content) for content in counted.column.contents]
        return [row for row in rows if not blank[counted.column.codes[row]]] if any(blank) else rows

    def _one_year(self, years: Iterable[int], asked: int | None, *, or_said: bool = False) -> int:
        """Return the year that is asked for, or the only one; others are a problem."""
        there = sorted(set(years))
        place = Place(self.grid.source, sheet=self.grid.sheet)
        if asked is not None:
            if asked not in there and (there or not or_said):
                self.problems.append(
                    NO_YEAR.finding(variant="asked", place=place, years=there, asked=asked)
                )
            return asked
        if len(there) != 1:
            shown: list[object] = [*there] or [phrase("none")]
            self.problems.append(NO_YEAR.finding(place=place, years=shown))
        return there[0] if there else 0

    def _counted(self) -> Sight | None:
        """Return the column with the inhabitants, of the year where there is one for each."""
        wide, figures = self.roles.wide, [each.sight for each in self.roles.figures]
        if wide and len(wide.by_stem) == 1:
            (stem,) = wide.by_stem
            return next(iter(wide.of_years(stem, [self.year])), None)
        named = [each for word in _COUNTS for each in figures if each.words == word]
        if named or len(figures) == 1:
            return (named or figures)[0]
        place = Place(self.grid.source, self.grid.header_line, sheet=self.grid.sheet)
        columns = [each.name for each in self.grid.columns]
        self.problems.append(
            NO_COLUMN.finding(place=place, column="MS_POPULATION", columns=columns)
        )
        return None

    # --- cells ------------------------------------------------------------------------------

    def _code(self, part: Part, i: int) -> str:
        """Return a code of a municipality; empty for a larger area."""
        text = text_of(part.contents[i])
        code = digits_of(text) or text
        if code in _AREAS:
            return ""
        try:
            return parse_nis(code)
        except InvalidValueError as error:
            self._wrong(part, i, error.kind, error.expected)
            return ""

    def _numbers(self, part: Part) -> list[int]:
        """Return whole counts; what is no figure, hidden, or below zero is a problem."""
        found = read_figures(
            part.columns[0].name,
            part.contents,
            part.place,
            marks=self.asked.marks,
            decimal=self.asked.decimal,
        )
        self.problems += (each for each in found.problems if each.kind is not UNBOUNDED)
        numbers = []
        for i, total in enumerate(found.contents):
            number = total.value
            is_count = isinstance(number, int) and number >= 0
            numbers.append(number if isinstance(number, int) else 0)
            if not is_count and total is not NOT_READ:
                self._wrong(part, i, said("count"), said("a whole number, not below zero"))
        return numbers

    def _wrong(self, part: Part, i: int, kind: str, expected: str) -> None:
        self.problems.append(
            NO_FIGURE.finding(
                place=part.place(i),
                column=part.columns[0].name,
                kind=kind,
                text=text_of(part.contents[i]),
                expected=expected,
                remedy="",
            )
        )

    def _twice(self, key: Part) -> None:
        """Tell of combinations that stand there twice: each has one row."""
        columns = [key.codes, *(each.codes for each, _ in self._dimensions)]
        first: dict[tuple[int, ...], int] = {}
        for number, combination in enumerate(zip(*columns, strict=True)):
            earlier = first.setdefault(combination, number)
            if earlier == number:
                continue
            place = self.grid.place(self.rows[number], key.columns[0])
            line = self.grid.lines[self.rows[earlier]]
            text = text_of(key.contents[key.codes[number]])
            self.problems.append(TWICE.finding(place=place, key=text, line=line))

    # --- sums -----------------------------------------------------------------------------

    @cached_property
    def _dimensions(self) -> list[tuple[Part, list[bool]]]:
        """Return each dimension, with which of its contents are all others of it together."""
        parts = [self._part(sight) for sight, kind in self.roles.dimensions]
        kinds = [kind for _, kind in self.roles.dimensions]
        return [
            (part, is_over(part.contents, kind)) for part, kind in zip(parts, kinds, strict=True)
        ]

    def _added_up(
        self, key: Part, codes: Sequence[str], counts: Part, numbers: Sequence[int]
    ) -> Mapping[NisCode, int]:
        over = [(part.codes, flags) for part, flags in self._dimensions if any(flags)]
        sums: dict[int, int] = defaultdict(int)
        if not over:
            for code, count in zip(key.codes, counts.codes, strict=True):
                sums[code] += numbers[count]
        else:
            by_code = defaultdict[int, dict[tuple[bool, ...], int]](lambda: defaultdict(int))
            flags = zip(*(map(is_so.__getitem__, each) for each, is_so in over), strict=True)
            for code, count, flag in zip(key.codes, counts.codes, flags, strict=True):
                by_code[code][flag] += numbers[count]
            sums.update({code: self._whole(key, code, found) for code, found in by_code.items()})
        found: dict[NisCode, int] = defaultdict(int)
        for code, count in sums.items():
            if codes[code]:
                found[NisCode(codes[code])] += count
        return found

    def _whole(self, key: Part, code: int, sums: Mapping[tuple[bool, ...], int]) -> int:
        """Return what the finest rows of a code have together; others have to agree."""
        finest, *others = sorted(sums)
        for each in others:
            if sums[each] != sums[finest]:
                text = text_of(key.contents[code])
                self.problems.append(
                    NOT_THE_SUM.finding(
                        place=key.place(code), key=text, parts=sums[finest], whole=sums[each]
                    )
                )
        return sums[finest]


keep_door(__name__)
