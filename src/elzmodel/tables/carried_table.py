"""A table that was carried to the areas of a day: its rows, and the sums behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Final, Self, overload

from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.grids.columns import Content, shown_content
from elzmodel.landscape.lands import AreaLand
from elzmodel.landscape.names import AreaNames
from elzmodel.landscape.rollup import AreaYear, Series
from elzmodel.tables.measures import Categorised, Measure
from elzmodel.tables.row_groups import Combination
from elzmodel.values import Answer, Column, Finding, Kind, Table, Total
from elzmodel.values.arguments import keep_door
from elzmodel.values.ids import grouped
from elzmodel.values.numbers import is_several
from elzmodel.values.text import said

__all__ = ["CarriedRow", "CarriedTable"]

Figure = Total | str | None
"""What an area has in a column: a total, or a category, ``None`` where it is not settled."""


@frozen
class CarriedRow:
    """What one area has, in one combination of dimensions.

    *dimensions* and *figures* are in the order of those of the table; the name of either
    gives its value.
    """

    area: str
    name: str
    dimensions: Combination
    figures: tuple[Figure, ...]
    _names: tuple[str, ...] = field(repr=False)

    def __getitem__(self, name: str) -> Content | Figure:
        """Return what stands under a dimension or a column.

        Raises:
            InvalidValueError: If there is none of that name.
        """
        if name not in self._names:
            raise InvalidValueError("column", name, said("{names:or all}", names=self._names))
        return (*self.dimensions, *self.figures)[self._names.index(name)]


@frozen(eq=False)
class Origin:
    """Where the figures of a carried table come from, so that sums go back there."""

    areas: tuple[AreaLand, ...]
    combinations: tuple[Combination, ...]
    measures: Mapping[str, Measure]


@frozen(kw_only=True, repr=False)
class CarriedTable(Answer[CarriedRow]):
    """A table carried to the areas of a day: one row an area and combination of dimensions.

    An area's id, code or name gives its total where there is one column and no dimension,
    else a table of its rows. `sum` adds areas up from what was given, which keeps bounds as
    narrow as they are.

    *given* has all that was given in each column of counts, *total* what the areas have of
    it, and *outside* what lies in none of them or nowhere; these make what was given.
    *findings* are what is doubtful, mended, estimated or left out.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.tables import carry
        >>> from elzmodel.grids.columns import Grid, GridColumn
        >>> columns = GridColumn.of("nis", 1, ["71072"]), GridColumn.of("visits", 2, ["100"])
        >>> carried = carry(flanders(), Grid("visits.csv", columns, [2]), on="2018-12-31")
        >>> print(carried["Hasselt"], carried["73040"], sep=" | ")
        ~90.22 (0-100) | ~9.78 (0-100)
        >>> print(carried.sum(["Hasselt", "73040"]), carried.given["visits"], sep=" | ")
        100 | 100
    """

    level: str
    day: date
    dimensions: tuple[str, ...]
    columns: tuple[str, ...]
    given: Mapping[str, Total] = field(hash=False)
    total: Mapping[str, Total] = field(hash=False)
    outside: Mapping[str, Total] = field(hash=False)
    findings: Answer[Finding]
    _origin: Origin = field(eq=False, alias="origin")
    _only: Mapping[str, object] = field(factory=dict, eq=False, repr=False, alias="only")
    """The one content of a dimension that its rows were narrowed to."""

    @overload
    def __getitem__(self, key: str) -> Figure | Self: ...

    @overload
    def __getitem__(self, key: int) -> CarriedRow: ...

    @overload
    def __getitem__(self, key: slice) -> Self: ...

    def __getitem__(  # pyright: ignore[reportIncompatibleMethodOverride] - the overloads are all here
        self, key: str | int | slice
    ) -> Figure | CarriedRow | Self:
        """Return what one area has, or a row by its position.

        Raises:
            InvalidValueError: If it is neither text nor a position.
            UnknownIdError: If there is no such area, with near ones.
            AmbiguousNameError: If several have that name.
        """
        if not isinstance(key, str) and (isinstance(key, slice) or hasattr(key, "__index__")):
            return super().__getitem__(key)
        area = self._origin.areas[self._area(key)]
        rows = self._by_area.get(area.key, ())
        if len(self.columns) == 1 and not self.dimensions and rows:
            return rows[0].figures[0]
        return evolve(
            self, title=said("{title}: {name}", title=self.title, name=area.name), rows=rows
        )

    def sum(
        self, areas: str | Iterable[str], *, column: str | None = None, **dimensions: object
    ) -> Total:
        """Return what areas have together, from what was given for their land.

        Where a figure is spread over several areas, their sum is known better than each of
        them. A rate is that of all of them together.

        Args:
            areas: Ids, codes or names of areas, each counted once.
            column: The column of figures, where there are several.
            **dimensions: For each dimension one of its contents, or several that are added
                up; a number may be said for what stands there as text. What `where` took
                one content of need not be said again.

        Raises:
            UnknownIdError: If there is no such area.
            InvalidValueError: If a column or a dimension is not said, or not there.
        """
        measure = self._origin.measures[self._column(column)]
        if isinstance(measure, Categorised):
            raise InvalidValueError("column of figures", column, "one whose figures add up")
        asked = sorted({self._area(key) for key in _each(areas)})
        return measure.total(asked, self._combinations(dimensions))

    def series(self, column: str | None = None) -> Series:
        """Return one column through the years, for areas whose only dimension is a year.

        Args:
            column: The column of figures, where there are several.

        Raises:
            InvalidValueError: If the years are not the one dimension, or the column is not
                said, or holds categories.
        """
        name = self._column(column)
        years = [combination[0] for combination in self._origin.combinations if combination]
        if len(self.dimensions) != 1 or not all(isinstance(year, int) for year in years):
            expected = "a table whose one dimension is a year; take others out with by="
            there = said("{names:list}", names=self.dimensions) or None
            raise InvalidValueError("dimensions", there, expected)
        rows = [
            AreaYear(row.area, row.name, year, figure)
            for row in self
            if isinstance(year := row.dimensions[0], int) and isinstance(figure := row[name], Total)
        ]
        if not rows:
            raise InvalidValueError("column of figures", name, "one whose figures add up")
        return Series(
            title=self.title,
            rows=tuple(rows),
            notes=self.notes,
            level=self.level,
            day=self.day,
            years=tuple(sorted({row.year for row in rows})),
        )

    def where(self, **values: object) -> Self:
        """Return only the rows that have all these values: an area, a name or dimensions.

        An area is told by its id, code or name, as `sum` is told. Several areas, or several
        contents of a dimension, may be said; a number stands for the same as text.

        Raises:
            InvalidValueError: If there is no such dimension, or it has no such content.
            UnknownIdError: If there is no such area, with near ones.
            AmbiguousNameError: If several areas have that name.
        """
        known = ("area", "name", *self.dimensions)
        for name in values:
            if name not in known:
                raise InvalidValueError("dimension", name, said("{names:or all}", names=known))
        asked = {
            name: self._contents(name, said) if name in self.dimensions else self._ids(name, said)
            for name, said in values.items()
        }
        kept = [
            row
            for row in self
            if all(
                (row[n] if n in self.dimensions else row.area) in said for n, said in asked.items()
            )
        ]
        only = {n: said[0] for n, said in asked.items() if n in self.dimensions and len(said) == 1}
        return evolve(self, rows=tuple(kept), only={**self._only, **only})

    def known(self) -> Self:
        """Return only the rows of areas of which something is known, and note the others.

        So a table of a few municipalities is read at a glance, as text and in a notebook; the
        rows of all areas are in it as before.

        Example:
            >>> from elzmodel import flanders
            >>> from elzmodel.tables import carry
            >>> carried = carry(flanders(), {"71072": 3}, to="zone", on="2025-01-01")
            >>> known = carried.known()
            >>> len(carried), [row.name for row in known], known.notes[-1]
            (59, ['Herkenrode'], 'Nothing is known of 58 other areas, which are not shown.')
        """
        areas = {row.area for row in self if not all(map(_is_unknown, row.figures))}
        kept = tuple(row for row in self if row.area in areas)
        hidden = len({row.area for row in self}) - len(areas)
        if not kept or not hidden:
            return self
        note = said(
            "Nothing is known of {n:number} other {n:area|areas}, which {n:is|are} not shown.",
            n=hidden,
        )
        return evolve(self, rows=kept, notes=(*self.notes, note))

    def __str__(self) -> str:
        """Show the areas of which something is known."""
        return str(self.known().to_table())

    def _repr_html_(self) -> str:
        return self.known().to_table()._repr_html_()

    def to_table(self) -> Table:
        """Return one row a row, with a column for each dimension and each column of figures."""
        of_dimensions = [
            Column(name, _kind_of(each[place] for each in self._origin.combinations))
            for place, name in enumerate(self.dimensions)
        ]
        of_figures = [
            Column(name, "text" if isinstance(measure, Categorised) else "estimate")
            for name, measure in self._origin.measures.items()
        ]
        rows = [
            (row.area, row.name, *map(shown_content, row.dimensions), *row.figures) for row in self
        ]
        columns = (Column(self.level), Column("name"), *of_dimensions, *of_figures)
        return Table(self.title, columns, rows, self.notes)

    def _column(self, name: object) -> str:
        if name is None and len(self.columns) == 1:
            return self.columns[0]
        if not isinstance(name, str) or name not in self.columns:
            expected = said("{names:or all}", names=self.columns)
            raise InvalidValueError("column of figures", name, expected)
        return name

    def _combinations(self, asked: Mapping[str, object]) -> list[int]:
        """Return the combinations that have what is said of each dimension."""
        for name in asked:
            if name not in self.dimensions:
                there = said("{names:or all}", names=self.dimensions)
                expected = there or "none, as there is none"
                raise InvalidValueError("dimension", name, expected)
        told = {**self._only, **asked}
        wanted = [self._contents(name, told.get(name, _UNSAID)) for name in self.dimensions]
        return [
            number
            for number, each in enumerate(self._origin.combinations)
            if all(content in kept for content, kept in zip(each, wanted, strict=True))
        ]

    def _contents(self, name: str, wanted: object) -> list[object]:
        """Return the contents of a dimension that are asked."""
        place = self.dimensions.index(name)
        known = list(dict.fromkeys(each[place] for each in self._origin.combinations))
        by_text = {str(shown_content(content)): content for content in known}
        asked = [each if each in known else by_text.get(str(each), each) for each in _each(wanted)]
        for each in asked:
            if each not in known:
                value = None if each is _UNSAID else each
                there = [str(shown_content(content)) for content in known]
                expected = said("one or several of {contents:list}", contents=there)
                raise InvalidValueError(name, value, expected)
        return asked

    def _ids(self, name: str, keys: object) -> list[object]:
        """Return the ids of areas; a name may be that of several."""
        asked = _each(keys)
        if name == "area":
            return [*map(self._areas.one, asked)]
        return [key for each in asked for key in self._areas.called(each)]

    def _area(self, key: object) -> int:
        """Return the number of an area by its id, code or name.

        Raises:
            UnknownIdError: If there is none, with near ones.
            AmbiguousNameError: If there are several.
        """
        return self._numbers[self._areas.one(key)]

    @cached_property
    def _areas(self) -> AreaNames:
        return AreaNames(self.level, ((each.key, each.name) for each in self._origin.areas))

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {each.key: number for number, each in enumerate(self._origin.areas)}

    @cached_property
    def _by_area(self) -> Mapping[str, tuple[CarriedRow, ...]]:
        return grouped((row.area, row) for row in self)


_UNSAID: Final = object()


def _each(asked: object) -> list[object]:
    """Return what is asked, one thing or several, as a list; a text is one."""
    return [*asked] if is_several(asked) else [asked]


def _is_unknown(figure: Figure) -> bool:
    """Tell whether nothing is known of a figure, not even an end of its bounds."""
    if isinstance(figure, Total):
        return figure.low == 0 and figure.high is None and figure.estimate is None
    return figure is None


def _kind_of(contents: Iterable[Content]) -> Kind:
    """Return what a dimension is: numbers are shown as they are, as years are."""
    types = {type(each) for each in contents if each is not None}
    if types <= {int, float}:
        return "code"
    return "day" if types == {date} else "text"


keep_door(__name__)
