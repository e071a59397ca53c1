"""The first page of an atlas, and the tables of everything that can be taken along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import evolve

from elzmodel.landscape import Snapshot
from elzmodel.landscape.lands import AreaLand
from elzmodel.landscape.rollup import areas_of
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Cell, Column, Table, Total
from elzmodel.values.text import said, term, word
from elzmodel.views.web.atlas_book import (
    Book,
    Layer,
    day_page,
    density,
    municipality_page,
    share_in,
    zone_page,
)
from elzmodel.views.web.atlas_days import days_told, spoken_day
from elzmodel.views.web.atlas_places import AtlasPage
from elzmodel.views.web.blocks import Fact, Facts, Link, Links, Section, Shown, Texts, filled

__all__: list[str] = []

_FIGURES: Final = (
    Column("inhabitants", "total"),
    Column("share_of_65_and_over", "share", "share of 65 years and over"),
    Column("area", "total", "km²"),
    Column("density", "total", "inhabitants per km²"),
)


def tables_of(book: Book) -> Mapping[str, Table]:
    """Return the tables of everything, by the names of their files."""
    return {
        "zones": _zones(book),
        "municipalities": _municipalities(book),
        "former-municipalities": _former(book),
        "inhabitants": _inhabitants(book),
    }


def index_page(book: Book, tables: Mapping[str, Table]) -> AtlasPage:
    """Return the first page, without its map."""
    last = book.last
    pages = {
        "zones": [zone_page(zone.id) for zone in last.zones],
        "municipalities": [municipality_page(m.unit) for m in last.municipalities],
        "former-municipalities": [municipality_page(unit) for unit in _gone(book)],
    }
    every = [Link(said("All sources, with their editions"), "sources.html")]
    taken = [Link(f"{name}.csv", f"tables/{name}.csv") for name in tables]
    sections = [
        Section("days", said("What happened"), _links(_days(book))),
        Section("scenarios", said("Scenarios"), _links(_scenarios(book))),
        *(
            Section(name, heading, [Shown(_named_first(tables[name]), links={"name": pages[name]})])
            for name, heading in _SHOWN
            if tables[name].rows
        ),
        Section("files", said("To take along"), [Texts([_TAKEN]), Links(taken)]),
        Section("sources", said("Sources"), [Links(every)]),
    ]
    over = said(
        "{n:number} municipalities and {zones:number} zones on {day}, and how they changed "
        "since {first}",
        n=len(last.municipalities),
        zones=len(last.zones),
        day=last.day,
        first=book.stages[0].first.day,
    )
    title = said("Atlas of {name}", name=term(book.landscape.name))
    return AtlasPage("index.html", title, over, _facts(book), filled(sections))


def _named_first(table: Table) -> Table:
    """Return a table of zones without their ids, which mean nothing to most who read it."""
    if table.columns[0].key != "zone":
        return table
    return evolve(table, columns=table.columns[1:], rows=[row[1:] for row in table.rows])


def _links(links: Iterable[Link]) -> list[Links]:
    found = Links(links)
    return [found] if found.links else []


def _days(book: Book) -> Iterator[Link]:
    return (Link(spoken_day(day, book.lang), day_page(day)) for day in days_told(book))


def _scenarios(book: Book) -> Iterator[Link]:
    return (Link(laid.scenario.name, laid.page) for laid in book.laid)


_TAKEN: Final = said("Tables as CSV files, for a spreadsheet or a program:")
_SHOWN: Final = (
    ("zones", said("All zones")),
    ("municipalities", said("All municipalities")),
    ("former-municipalities", said("Municipalities that are no more")),
)


def _facts(book: Book) -> list[Facts]:
    last = book.last
    ever = said("{n:number} since {day}", n=len(book.units), day=book.stages[0].first.day)
    facts = [
        Fact(said("Municipalities"), len(last.municipalities), ever),
        Fact(said("Zones"), len(last.zones)),
    ]
    year = book.figures_year(last)
    if year is not None:
        parts = last.layout.by_part
        total = last.figures.total(parts, kind="population", year=year)
        facts.append(Fact(said("Inhabitants"), total, said("on {year}-01-01", year=str(year))))
    return [Facts(facts)]


# --- tables -----------------------------------------------------------------------------------


def _figures(book: Book, day: Snapshot, area: AreaLand) -> tuple[Cell, ...]:
    found: list[Total | None] = []
    for kind in ("population", "area", "population 65+"):
        year = book.figures_year(day, kind)
        found.append(None if year is None else area.land.total(day.figures, kind=kind, year=year))
    people, km2, old = found
    of_old = book.figures_year(day, "population 65+")
    whole = None if of_old is None else area.land.total(day.figures, kind="population", year=of_old)
    return people, share_in(old, whole), km2, density(people, km2)


def _own(book: Book, by: str) -> list[Layer]:
    return [layer for layer in book.layers if layer.by == by]


def _own_cells(book: Book, layers: Iterable[Layer], key: str) -> tuple[Cell, ...]:
    last = len(book.stages) - 1
    return tuple(layer.figures.get(last, {}).get(key) for layer in layers)


def _own_columns(layers: Iterable[Layer]) -> list[Column]:
    return [Column(layer.name, "estimate") for layer in layers]


def _zones(book: Book) -> Table:
    day, own = book.last, _own(book, "zone")
    rules = day.size_rules
    rows = []
    for area in areas_of(day.land_keys, "zone") if day.zones else ():
        figures = _figures(book, day, area)
        people = figures[0]
        bands = [word(rule.band(people)) if isinstance(people, Total) else None for rule in rules]
        count = len(day.municipalities_of(day.zone_map.by_id[area.key]))  # type: ignore[index]
        rows.append(
            (area.key, area.name, count, *figures, *bands, *_own_cells(book, own, area.key))
        )
    columns = [
        Column("zone"),
        Column("name"),
        Column("municipalities", "count"),
        *_FIGURES,
        *(Column(rule.name.replace(" ", "_")) for rule in rules),
        *_own_columns(own),
    ]
    return Table(said("Zones on {day}", day=day.day), columns, rows, _notes(book, day))


def _municipalities(book: Book) -> Table:
    day, own = book.last, _own(book, "municipality")
    rows = []
    areas = zip(areas_of(day.land_keys, "municipality"), day.municipalities, strict=True)
    for area, municipality in areas:
        zones = tuple(zone.name for zone in day.zone_map.holding(municipality.parts))
        head = (municipality.nis, municipality.name, zones, municipality.province)
        rows.append((*head, *_figures(book, day, area), *_own_cells(book, own, area.key)))
    columns = [
        Column("nis", "code"),
        Column("name"),
        Column("zones", "list"),
        Column("province"),
        *_FIGURES,
        *_own_columns(own),
    ]
    return Table(said("Municipalities on {day}", day=day.day), columns, rows, _notes(book, day))


def _notes(book: Book, day: Snapshot) -> list[str]:
    return [note for note in [inhabitants_note(day.figures, book.figures_year(day))] if note]


def _gone(book: Book) -> list[str]:
    return [unit for unit, day in book.units.items() if day is not book.last]


def _former(book: Book) -> Table:
    rows = []
    for unit in _gone(book):
        day = book.units[unit]  # type: ignore[index]
        was = day.layout.by_unit[unit]  # type: ignore[index]
        now = tuple(m.name for m in book.last.layout.holding(was.parts))
        rows.append((was.nis, was.name, day.day, now))
    columns = [
        Column("nis", "code"),
        Column("name"),
        Column("until", "day", "last day"),
        Column("now_in", "list"),
    ]
    return Table(said("Municipalities that are no more"), columns, rows)


def _inhabitants(book: Book) -> Table:
    """Return the inhabitants of every municipality in every year, as it then was."""
    rows = []
    for year in book.landscape.figures.years("population"):
        day = book.on_first_of(year)
        if day is None:
            continue
        for each in day.municipalities:
            total = day.figures.total(each.parts, kind="population", year=year)
            rows.append((year, each.nis, each.name, total))
    columns = [
        Column("year", "code"),
        Column("nis", "code"),
        Column("name"),
        Column("inhabitants", "total"),
    ]
    return Table(said("Inhabitants of all municipalities by year"), columns, rows)
