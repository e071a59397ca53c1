"""All files of an atlas, made one by one: pages, data for the scripts, and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property, partial
from importlib.metadata import version
from typing import Final

from attrs import field, frozen

from elzmodel.landscape import Snapshot
from elzmodel.values import Column, Source, SourceId, Table, UnitId, ZoneId
from elzmodel.values.text import in_words, said, term
from elzmodel.views.web.atlas_book import Book, Laid, day_page, municipality_page, zone_page
from elzmodel.views.web.atlas_data import Ground, MapData
from elzmodel.views.web.atlas_days import days_told, page_of_day, page_of_scenario, spoken_day
from elzmodel.views.web.atlas_index import index_page, tables_of
from elzmodel.views.web.atlas_maps import DayMaps
from elzmodel.views.web.atlas_places import UP, AtlasPage, page_of_municipality, page_of_zone
from elzmodel.views.web.atlas_search import search_data
from elzmodel.views.web.blocks import Item, Link, Links, Listed, Section, Shown
from elzmodel.views.web.shell import as_json, asset, render

__all__: list[str] = []

_STYLES: Final = ("page.css", "atlas.css")
_SCRIPTS: Final = ("page.js", "atlas.js")


@frozen(eq=False)
class AtlasFiles:
    """The files of an atlas, made one by one."""

    book: Book
    _by_day: dict[date, DayMaps] = field(init=False, factory=dict)

    @cached_property
    def makers(self) -> Mapping[str, Callable[[], str]]:
        """What makes the text of each file, by the name of the file."""
        book = self.book
        makers: dict[str, Callable[[], str]] = {
            f"assets/{name}": partial(asset, name) for name in (*_STYLES, *_SCRIPTS)
        }
        makers["data/map.js"] = lambda: _as_script("map", self._map.to_data())
        makers["data/search.js"] = lambda: _as_script("search", search_data(book))
        makers["index.html"] = self._index
        makers["sources.html"] = self._sources
        for name in self._tables:
            makers[f"tables/{name}.csv"] = partial(self._csv, name)
        for zone in book.zones:
            makers[zone_page(zone)] = partial(self._zone, zone)
        for unit in book.units:
            makers[municipality_page(unit)] = partial(self._municipality, unit)
        for day in days_told(book):
            makers[day_page(day)] = partial(self._told, day)
        for laid in book.laid:
            makers[laid.page] = partial(self._imagined, laid)
        return makers

    def _zone(self, zone: ZoneId) -> str:
        picture = self._maps(self.book.zones[zone]).of_zone(zone)
        return self._rendered(page_of_zone(self.book, zone, picture))

    def _municipality(self, unit: UnitId) -> str:
        picture = self._maps(self.book.units[unit]).of_municipality(unit)
        return self._rendered(page_of_municipality(self.book, unit, picture))

    def _told(self, day: date) -> str:
        return self._rendered(page_of_day(self.book, day))

    def _imagined(self, laid: Laid) -> str:
        return self._rendered(page_of_scenario(self.book, laid))

    def _csv(self, name: str) -> str:
        return f"\ufeff{self._tables[name].to_csv()}"

    @cached_property
    def _map(self) -> MapData:
        return MapData(self.book, Ground(self.book.landscape.shapes))

    @cached_property
    def _tables(self) -> Mapping[str, Table]:
        return tables_of(self.book)

    def _maps(self, day: Snapshot) -> DayMaps:
        if day.day not in self._by_day:
            plane, colours = self._map.ground.plane, self._map.colours
            self._by_day[day.day] = DayMaps(day, plane, colours, self.book.lang)
        return self._by_day[day.day]

    def _rendered(self, page: AtlasPage, **more: object) -> str:
        """Return a page with its sources, and what leads from it through the atlas."""
        up = UP if "/" in page.path else ""
        sections = [*page.sections]
        cited = [self._cited(each) for each in self._known(page.sources)]
        if cited:
            every = Link(said("All sources, with their editions"), f"{up}sources.html")
            sections.append(
                Section("sources", said("Sources"), [Listed(cited, "works"), Links([every])])
            )
        return render(
            more.pop("template", "atlas.html"),  # type: ignore[arg-type]
            lang=self.book.lang,
            styles=_STYLES,
            scripts=_SCRIPTS,
            assets=f"{up}assets",
            data=(f"{up}data/search.js", *((f"{up}data/map.js",) if "picture" in more else ())),
            up=up,
            site=said("Atlas of {name}", name=term(self.book.landscape.name)),
            days=[
                (f"{up}{day_page(d)}", spoken_day(d, self.book.lang)) for d in days_told(self.book)
            ],
            scenarios=[(f"{up}{laid.page}", laid.scenario.name) for laid in self.book.laid],
            title=page.title,
            over=page.over,
            opening=page.opening,
            sections=sections,
            foot=self._foot,
            **more,
        )

    @cached_property
    def _days(self) -> list[tuple[str, str]]:
        days = days_told(self.book)
        return [(day_page(day), spoken_day(day, self.book.lang)) for day in days]

    @cached_property
    def _foot(self) -> list[str]:
        landscape = self.book.landscape
        lines = [
            said("Record of {name}, {covers}.", name=term(landscape.name), covers=landscape.covers),
            said("Made with elzmodel {version}.", version=version("elzmodel")),
        ]
        if landscape.shapes.attribution:
            lines.insert(
                1, said("Borders: {attribution}", attribution=landscape.shapes.attribution)
            )
        return [in_words(line, self.book.lang) for line in lines]

    def _index(self) -> str:
        picture = self._maps(self.book.stages[-1].first).of_all()
        page = index_page(self.book, self._tables)
        return self._rendered(page, template="atlas_index.html", picture=picture)

    def _sources(self) -> str:
        rows = [
            (each.id, each.title, each.date, each.grade.value, each.licence, each.place)
            for each in self._known(self.book.landscape.sources)
        ]
        columns = [Column(key) for key in ("id", "title", "date", "grade", "licence", "place")]
        table = Table(said("Sources"), columns, rows)
        page = AtlasPage(
            "sources.html",
            said("Sources"),
            said("Where everything comes from"),
            (),
            [Section("all", said("All sources"), [Shown(table)] if table.rows else [])],
        )
        return self._rendered(page)

    def _known(self, sources: Iterable[SourceId]) -> list[Source]:
        known = self.book.landscape.sources
        return [known[each] for each in sorted(sources) if each in known]

    def _cited(self, source: Source) -> Item:
        about = f"{source.title} ({source.date})" if source.date else source.title
        return Item(about, source.id)


def _as_script(name: str, value: object) -> str:
    return f"(window.elzData = window.elzData || {{}}).{name} = {as_json(value)};\n"
