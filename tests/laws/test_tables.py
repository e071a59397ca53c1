"""A table in, a table out: nothing given is lost, and the truth lies within the bounds.

19. Every row given is in the result, in the notes as left out with the reason, or the table is
    refused; what is carried sums to what was given, within bounds; the order of rows changes
    nothing; carrying in two steps contains the direct result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.data import flanders
from elzmodel.errors import TableError
from elzmodel.grids.columns import Grid, GridColumn
from elzmodel.landscape import Landscape
from elzmodel.landscape.rollup import AreaLand, areas_of
from elzmodel.tables import carry, read_table, rows
from elzmodel.tables.carried_table import CarriedTable
from elzmodel.tables.reading import FigureColumn
from elzmodel.territory import Given, Spread
from elzmodel.testing.strategies import days_around, landscapes
from elzmodel.values import PartId, Total

LAYOUTS = ("2018-06-01", "2024-06-01", "2025-06-01")
LEVELS = ("municipality", "zone", "province", "reference region")
TODAY = ("Hasselt", "Antwerpen", "Tongeren-Borgloon", "Puurs-Sint-Amands", "Diepenbeek", "Halle")
"""Municipalities whose land changed hands, was divided among zones, or stayed as it was."""
YEARS = (2024, 2025)


@cache
def land() -> frozenset[PartId]:
    """Return the land that drawn tables speak of."""
    day = flanders().on("2025-06-01")
    return frozenset(part for name in TODAY for part in day.municipality(name).parts)


@cache
def areas(level: str, day: str) -> tuple[AreaLand, ...]:
    """Return the areas of a day."""
    return tuple(areas_of(flanders().on(day).land_keys, level))


@frozen
class Row:
    """A row about some land, which has its sum in truth."""

    name: str
    postal_code: str
    year: int
    cell: str
    parts: frozenset[PartId] = frozenset()


@frozen
class Drawn:
    """Rows in any order, the layout that they fit, and what each part has in truth."""

    layout: str
    rows: tuple[Row, ...]
    truth: dict[tuple[PartId, int], int]

    def carried(self, rows: Sequence[Row] | None = None, **options: Any) -> CarriedTable:
        """Carry these rows, or others."""
        return carry(flanders(), self.grid(rows or self.rows), fits=self.layout, **options)

    def grid(self, rows: Sequence[Row]) -> Grid:
        """Return rows as they stand in a file."""
        columns = (
            GridColumn.of("gemeente", 1, [row.name for row in rows]),
            GridColumn.of("postcode", 2, [row.postal_code for row in rows]),
            GridColumn.of("jaar", 3, [row.year for row in rows]),
            GridColumn.of("n", 4, [row.cell for row in rows]),
        )
        return Grid("drawn.csv", columns, range(2, len(rows) + 2))

    def has(self, parts: Iterable[PartId], years: Iterable[int]) -> int:
        """Return what land has in truth."""
        return sum(self.truth.get(place, 0) for place in product(parts, years))


def as_written(value: int, form: int) -> str:
    """Return a figure as people write it: hidden, where it is small, or not there."""
    return {0: "x", 1: "<5" if value < 5 else str(value)}.get(form, str(value))


NAMES = (str, str.upper, "Stad {}".format, " {} ".format)


@st.composite
def drawn_tables(draw: st.DrawFn) -> Drawn:
    """Draw a long table with dirty keys, pieces, gaps, rows from elsewhere and a total.

    Shrinks towards few municipalities, and plain figures.
    """
    layout = draw(st.sampled_from((*LAYOUTS, "row year")))
    counts, forms = st.integers(0, 12), st.integers(0, 5)
    truth = {place: draw(counts) for place in product(sorted(land()), YEARS)}
    found: list[Row] = []
    for year in YEARS:
        day = flanders().on(f"{year}-01-01" if layout == "row year" else layout)
        there = [m for m in day.municipalities if land() >= set(m.parts)]
        chosen = draw(st.lists(st.sampled_from(there), min_size=1, unique=True))
        pieces = [(draw(st.sampled_from(NAMES))(m.name), "", frozenset(m.parts)) for m in chosen]
        city = next((m for m in chosen if m.name == "Antwerpen"), None)
        if city and draw(st.booleans()):
            codes = {code: part for code, part in day.postal_codes.items() if part in city.parts}
            some = draw(st.lists(st.sampled_from(sorted(codes)), unique=True))
            pieces += [("Antwerpen", code, frozenset((codes[code],))) for code in some]
        for name, code, parts in pieces:
            cell = as_written(sum(truth[part, year] for part in parts), draw(forms))
            found.append(Row(name, code, year, cell, parts))
    elsewhere = st.sampled_from(["Liège", "onbekend", "buitenland"])
    found += [
        Row(name, "", draw(st.sampled_from(YEARS)), str(draw(counts)))
        for name in draw(st.lists(elsewhere, unique=True))
    ]
    return Drawn(layout, tuple(draw(st.permutations(found))), truth)


places = st.tuples(st.sampled_from(LEVELS), st.sampled_from(LAYOUTS))


@given(drawn_tables(), places)
def test_a_hidden_true_table_lies_within_the_bounds(drawn: Drawn, to: tuple[str, str]) -> None:
    """Of each row, of each sum of areas, and of all together."""
    level, day = to
    carried = drawn.carried(to=level, on=day)
    by_key = {area.key: area for area in areas(*to)}
    for row in carried:
        assert holds(row.figures[0], drawn.has(by_key[row.area].land.decided, [row["jaar"]]))
    years = sorted({row["jaar"] for row in carried})
    keys = sorted({row.area for row in carried})
    for some in (keys, keys[::2], keys[:1]):
        parts = frozenset().union(*(by_key[key].land.decided for key in some))
        assert holds(carried.sum(some, jaar=years), drawn.has(parts, years))


def holds(total: Total, value: int) -> bool:
    """Tell whether a figure may be what it is in truth."""
    return total.low <= value and (total.high is None or value <= total.high)


@given(drawn_tables(), places)
def test_what_is_carried_is_what_was_given(drawn: Drawn, to: tuple[str, str]) -> None:
    """In the areas and outside of them, to the last one; whole areas have what their land was."""
    level, day = to
    carried = drawn.carried(to=level, on=day)
    assert {"n"} == carried.given.keys() == carried.total.keys() == carried.outside.keys()
    assert carried.given["n"] == carried.total["n"] + carried.outside["n"]
    if all(row.cell.isdigit() for row in drawn.rows):
        whole = [row for row in drawn.rows if row.postal_code == ""]
        assert Total.exactly(sum(int(row.cell) for row in whole)) == carried.given["n"]
    for area in areas(*to):
        for year in {row["jaar"] for row in carried}:
            value = certain(drawn, area.land.decided, year)
            if value is not None:
                assert Total.exactly(value) == carried.sum(area.key, jaar=year)


def certain(drawn: Drawn, parts: frozenset[PartId], year: int) -> int | None:
    """Return what land has, if municipalities that make it up are all given exactly."""
    inside = [
        row for row in drawn.rows if row.year == year and not row.postal_code and row.parts <= parts
    ]
    known = frozenset().union(*(row.parts for row in inside if row.cell.isdigit()))
    return sum(int(row.cell) for row in inside if row.parts) if known == parts else None


@given(drawn_tables(), places)
def test_figures_are_those_of_spread_sources(drawn: Drawn, to: tuple[str, str]) -> None:
    """The bounds of each area are those that all rows of a year leave it, and no wider."""
    level, day = to
    carried = drawn.carried(to=level, on=day)
    lands = {area.key: area.land.decided for area in areas(*to)}
    for year in {row["jaar"] for row in carried}:
        rows = [row for row in drawn.rows if row.year == year and row.parts]
        spread = Spread(Given(row.name, row.parts, meant(row.cell)) for row in rows)
        for row in carried.where(jaar=year):
            expected, found = spread.total(lands[row.area]), row.figures[0]
            assert (expected.low, expected.high) == (found.low, found.high)
            assert bool(expected.missing) == bool(found.missing)


def meant(cell: str) -> Total:
    """Return what a cell means."""
    if cell.isdigit():
        return Total.exactly(int(cell))
    return Total(0, 4) if cell == "<5" else Total.unknown()


@given(drawn_tables(), places, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(drawn: Drawn, to: tuple[str, str], random: Any) -> None:
    """Neither a row, nor a sum, nor what is said."""
    level, day = to
    mixed = list(drawn.rows)
    random.shuffle(mixed)
    carried, again = (drawn.carried(rows, to=level, on=day) for rows in (drawn.rows, mixed))
    assert (carried.rows, carried.given, carried.outside) == (
        again.rows,
        again.given,
        again.outside,
    )


@given(drawn_tables(), places, st.sampled_from(LAYOUTS))
def test_two_steps_contain_the_direct_result(
    drawn: Drawn, to: tuple[str, str], halfway: str
) -> None:
    """By way of the municipalities of another day nothing becomes narrower than it is."""
    level, day = to
    direct = drawn.carried(to=level, on=day)
    first = drawn.carried(to="municipality", on=halfway)
    columns = (
        GridColumn.of("nis", 1, [row.area for row in first]),
        GridColumn.of("jaar", 2, [row["jaar"] for row in first]),
        GridColumn.of("n", 3, [0 for _ in first]),
    )
    table = read_table(Grid("first.csv", columns, range(2, len(first) + 2)), flanders())
    figures = [row.figures[0] for row in first]
    column = FigureColumn("n", table.figures[0].kind, tuple(figures), range(len(figures)))
    then = carry(flanders(), evolve(table, figures=(column,)), to=level, on=day, fits=halfway)
    for row in direct:
        assert contains(then.sum(row.area, jaar=row["jaar"]), row.figures[0])


def contains(one: Total, other: Total) -> bool:
    """Tell whether bounds lie within others."""
    is_below = one.high is None or (other.high is not None and other.high <= one.high)
    return one.low <= other.low and is_below


@given(drawn_tables(), places)
def test_a_list_is_counted_to_the_last_row(drawn: Drawn, to: tuple[str, str]) -> None:
    """Rows of a list are somewhere or outside; areas without any have none."""
    level, day = to
    carried = drawn.carried(to=level, on=day, columns=rows("n"))
    assert Total.exactly(len(drawn.rows)) == carried.given["n"]
    by_key = {area.key: area for area in areas(*to)}
    for row in carried:
        land = by_key[row.area].land.decided
        of_year = [each.parts for each in drawn.rows if each.year == row["jaar"]]
        sure = sum(bool(parts) and parts <= land for parts in of_year)
        maybe = sum(not parts.isdisjoint(land) for parts in of_year)
        assert sure <= row.figures[0].low <= row.figures[0].high <= maybe


@given(drawn_tables(), st.integers(-1, 1))
def test_a_total_is_held_against_its_rows(drawn: Drawn, more: int) -> None:
    """It may have more than rows that are not complete, and never less."""
    plain = [row for row in drawn.rows if row.cell.isdigit() and not row.postal_code]
    if not any(row.parts for row in plain):
        return
    by_year = {year: sum(int(r.cell) for r in plain if r.year == year) for year in YEARS}
    there = [year for year in YEARS if any(r.year == year and r.parts for r in plain)]
    totals = [Row("Totaal", "", year, str(by_year[year] + more)) for year in there]
    rows = [*plain, *totals]
    if more < 0:
        with pytest.raises(TableError) as caught:
            drawn.carried(rows, on="2025-06-01")
        assert {"ELZ-F056"} == {finding.code for finding in caught.value.findings}
    else:
        carried = drawn.carried(rows, on="2025-06-01")
        assert Total.exactly(sum(by_year.values())) == carried.given["n"]
        assert "ELZ-F057" in {finding.code for finding in carried.findings}


@given(landscapes(), st.data())
def test_tables_of_any_landscape_are_conserved(landscape: Landscape, data: st.DataObject) -> None:
    """Whatever happened to land, what is given is in the areas or outside of them."""
    day, on = (data.draw(days_around(landscape.register)) for _ in range(2))
    there = [m for m in landscape.on(day).municipalities if m.nis]
    values = st.one_of(st.integers(-9, 9), st.just(Total(0, 4)))
    figures = [data.draw(values) for _ in there]
    if not there or max(day, on) not in landscape.covers:
        return
    columns = (
        GridColumn.of("nis", 1, [m.nis for m in there]),
        GridColumn.of("n", 2, [0 for _ in there]),
    )
    table = read_table(Grid("drawn.csv", columns, range(len(there))), landscape)
    totals = tuple(each if isinstance(each, Total) else Total.exactly(each) for each in figures)
    column = FigureColumn("n", table.figures[0].kind, totals, range(len(totals)))
    level = data.draw(st.sampled_from(["municipality", "zone", "region"]))
    carried = carry(landscape, evolve(table, figures=(column,)), to=level, on=on, fits=day)
    assert carried.given["n"].low == sum(total.low for total in totals)
    assert contains(carried.total["n"] + carried.outside["n"], carried.given["n"])
    assert contains(carried.sum([row.area for row in carried]), carried.total["n"])
