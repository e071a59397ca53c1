"""What the page of a zone and of a municipality tells.

Everything is an answer of the library about the last day on which the place lived, with the
figures of every year beside it, and what happened to it in the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final
from urllib.parse import urlencode

from attrs import evolve, field, frozen

from elzmodel.governance import Cluster, RuleKind
from elzmodel.landscape import Snapshot
from elzmodel.landscape.history import Entry, Record, history_of_land, history_of_zone
from elzmodel.landscape.lands import Land
from elzmodel.territory import Municipality
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import (
    Answer,
    Cell,
    Column,
    PartId,
    SourceId,
    Table,
    Total,
    UnitId,
    ZoneId,
)
from elzmodel.values.text import Label, Phrase, Said, phrase, said, word
from elzmodel.views.cards import dossier_card, zone_card
from elzmodel.views.picture import Picture
from elzmodel.views.web.atlas_book import (
    Book,
    density,
    municipality_page,
    share_in,
    zone_page,
)
from elzmodel.views.web.blocks import (
    Block,
    Drawing,
    Fact,
    Facts,
    Link,
    Links,
    Section,
    Shown,
    Texts,
    filled,
)
from elzmodel.zones import Zone

__all__: list[str] = []


@frozen
class AtlasPage:
    """A page of an atlas: where it lies, what stands on it, and the sources that it rests on."""

    path: str
    title: str
    over: str
    opening: tuple[Block, ...] = field(converter=tuple[Block, ...])
    sections: Sequence[Section] = field(converter=tuple[Section, ...])
    sources: tuple[SourceId, ...] = field(default=(), converter=tuple[SourceId, ...])


UP: Final = "../"
"""From a page in one of the folders to the first page."""


def page_of_zone(book: Book, zone: ZoneId, picture: Picture | None) -> AtlasPage:
    """Return the page of a zone."""
    return _ZonePage(book, book.zones[zone], zone).page(picture)


def page_of_municipality(book: Book, unit: UnitId, picture: Picture | None) -> AtlasPage:
    """Return the page of a municipality."""
    return _MunicipalityPage(book, book.units[unit], unit).page(picture)


@frozen(eq=False)
class _PlacePage:
    """What the pages of zones and of municipalities have in common."""

    book: Book
    day: Snapshot
    _cited: set[SourceId] = field(init=False, factory=set, kw_only=True)

    # --- where it lies ---

    def _map(self, picture: Picture | None) -> Iterator[Block]:
        """Yield the map of the place, and where to see it through time."""
        if picture is not None:
            yield Drawing(picture)
            first = next(s.first.day for s in self.book.stages if s.last is self.day)
            asked = urlencode({"day": first.isoformat(), **self._asked})
            yield Links([Link(said("Through time, on the large map"), f"{UP}index.html#{asked}")])

    @property
    def _asked(self) -> Mapping[str, str]:
        """What an address asks for to have the place chosen on the map."""
        raise NotImplementedError

    def _lead_of(self, what: Phrase) -> str:
        """Return the sentence that says what the place is, and until when it is that."""
        if self.day is self.book.last:
            return said("A {what}.", what=what)
        return said("A {what}, until {day}.", what=what, day=self.day.day)

    def _cite_borders(self, parts: Iterable[PartId]) -> None:
        land = frozenset(parts)
        for border in self.day.borders.borders:
            if not land.isdisjoint(border.a | border.b):
                self._cited.update(border.sources)

    # --- figures ---

    def _total(self, land: Land, kind: str, year: int | None) -> Total | None:
        if year is None:
            return None
        self._cited.update(self.book.figure_sources.get((kind, year), ()))
        return land.total(self.day.figures, kind=kind, year=year)

    def _facts(self, land: Land) -> Iterator[Fact]:
        year, of_area, of_old = (self.book.figures_year(self.day, kind) for kind in _KINDS)
        people, area = self._total(land, "population", year), self._total(land, "area", of_area)
        if people is not None:
            note = said("on {year}-01-01", year=str(year))
            yield Fact(said("Inhabitants"), people, note)
        old = self._total(land, "population 65+", of_old)
        share = share_in(old, self._total(land, "population", of_old))
        if share is not None:
            note = said("{total} on {year}-01-01", total=old, year=str(of_old))
            yield Fact(said("65 years and over"), share, note)
        if area is not None:
            yield Fact(said("km²"), area, said("area of {year}", year=str(of_area)))
        per_km2 = density(people, area)
        if per_km2 is not None:
            yield Fact(said("Inhabitants per km²"), per_km2)

    def _by_year(self, land: Land) -> Table | None:
        """Return the figures of every year: on the land of then, and on that of the page."""
        figures, area_year = self.book.landscape.figures, self.book.figures_year(self.day, "area")
        area = self._total(land, "area", area_year)
        rows: list[tuple[Cell, ...]] = []
        for year in figures.years("population"):
            here = self._total(land, "population", year)
            has_old = year in figures.years("population 65+")
            old = self._total(land, "population 65+", year) if has_old else None
            then = self._then(year)
            rows.append((year, then, here, density(here, area), old, share_in(old, here)))
        columns = [
            Column("year", "code"),
            Column("inhabitants_then", "total", "inhabitants, as it then was"),
            Column("inhabitants", "total", "inhabitants, of this land"),
            Column("density", "total", "inhabitants per km²"),
            Column("of_65_and_over", "total", "of 65 years and over"),
            Column("share_of_65_and_over", "share", "share of 65 years and over"),
        ]
        if not rows:
            return None
        notes: list[str] = [said("This land is that of {day}.", day=self.day.day)]
        if all(row[1] in {None, row[2]} for row in rows):
            notes = notes if any(row[1] is None for row in rows) else []
            rows = [(row[0], None, *row[2:]) for row in rows]
            columns[2] = Column("inhabitants", "total")
        notes += figures.doubts(figures.years("population")[-1])
        return Table(said("Figures by year"), columns, rows, notes)

    def _then(self, year: int) -> Total | None:
        """Return the inhabitants of a year on the land of its first day; none before the record."""
        raise NotImplementedError

    # --- what lies where ---

    def _areas(self, parts: Sequence[PartId]) -> Table | None:
        """Return the areas of other kinds in which there is land of the place."""
        day = self.day
        found: dict[str, set[str]] = {}
        for kind in day.kinds:
            if kind != day.zone_map.kind:
                found[kind] = {area.name for area in day.partition(kind).holding(parts)}
        for kind in ("province", "region"):
            found[kind] = {getattr(m, kind) or "" for m in day.layout.holding(parts)} - {""}
        rows = [
            (Said(kind, Label(kind)), tuple(sorted(names)))
            for kind, names in sorted(found.items())
            if names
        ]
        if not rows:
            return None
        head = (Column("kind", label="kind of area"), Column("areas", "list"))
        return Table(said("Other areas in which it lies, on {day}", day=day.day), head, rows)

    def _places(self, parts: Sequence[PartId]) -> Iterator[Block]:
        codes = self.book.postal_codes(parts, self.day.day)
        villages = self.book.villages(parts)
        self._cited.update(*(code.sources for code in codes), *(v.sources for v in villages))
        if codes:
            yield Texts(
                [said("Postal codes: {codes:list all}.", codes=[each.code for each in codes])]
            )
        if villages:
            names = list(dict.fromkeys(village.name for village in villages))
            yield Texts([said("Villages and districts: {villages:list all}.", villages=names)])

    # --- what happened ---

    def _history(self, entries: Iterable[Entry]) -> Block | None:
        rows = tuple(entries)
        if not rows:
            return None
        self._cited.update(source for entry in rows for source in entry.sources)
        answer = Answer(title=said("History"), rows=rows, row_type=Entry)
        return _shown(answer.to_table())

    @property
    def _record(self) -> Record:
        landscape = self.book.landscape
        return Record(landscape.register, landscape.zoning, landscape.parts)

    def _own(self, level: str, key: str) -> Iterator[Block]:
        """Yield what the reader's own tables have of the place."""
        place = next(n for n, s in enumerate(self.book.stages) if s.last.day == self.day.day)
        for carried in self.book.own_rows(level, place, key):
            table = carried.to_table()
            rows = [row[2:] for row in table.rows]
            yield Shown(evolve(table, columns=table.columns[2:], rows=rows))

    def _link_to_zone(self, zone: Zone) -> Link:
        return Link(zone.name, UP + zone_page(zone.id))

    def _link_to(self, unit: UnitId, note: str = "") -> Link:
        name = self.book.units[unit].layout.by_unit[unit].name
        return Link(name, UP + municipality_page(unit), note)

    def _section(self, id_: str, heading: str, *blocks: Block | None) -> Section:
        return Section(id_, heading, [block for block in blocks if block is not None])


def _shown(table: Table | None) -> Shown | None:
    """Return a table as a block, without columns in which nothing stands."""
    if table is None:
        return None
    used = [
        place
        for place in range(len(table.columns))
        if any(row[place] not in _NOTHING for row in table.rows)
    ]
    columns = [table.columns[place] for place in used]
    rows = [tuple(row[place] for place in used) for row in table.rows]
    return Shown(evolve(table, columns=columns, rows=rows))


_NOTHING: Final = (None, "", ())


_KINDS: Final = ("population", "area", "population 65+")


# --- zones --------------------------------------------------------------------------------


@frozen(eq=False)
class _ZonePage(_PlacePage):
    id: ZoneId

    @property
    def _asked(self) -> Mapping[str, str]:
        return {"zone": self.id}

    @property
    def zone(self) -> Zone:
        """The zone, as it was called last."""
        return self.day.zone_map.by_id[self.id]

    def page(self, picture: Picture | None) -> AtlasPage:
        """Return the page."""
        day, zone, zones = self.day, self.zone, self.day.zone_map
        parts = zones.decided_parts(zone.id)
        land = Land(frozenset(parts), frozenset(zones.possible_parts(zone.id)) - {*parts})
        members = day.municipalities_of(zone)
        opening: list[Block] = [
            Texts([self._lead(members)], "lead"),
            Facts([*self._facts(land), Fact(said("Municipalities"), len(members))]),
        ]
        self._cite_borders(self.day.zone_map.parts_by_zone[self.id])
        sections = [
            self._section("map", said("On the map"), *self._map(picture)),
            self._section("municipalities", said("Municipalities"), self._members(members)),
            self._section(
                "figures", said("Inhabitants through the years"), _shown(self._by_year(land))
            ),
            self._section(
                "thresholds", said("Sizes and seats"), _shown(self._thresholds(land, members))
            ),
            self._section("time", said("Through time"), _shown(self._through_time())),
            self._section("neighbours", said("Neighbours"), *self._neighbours()),
            self._section("areas", said("Other areas"), _shown(self._areas(parts))),
            self._section("places", said("Postal codes and villages"), *self._places(parts)),
            self._section("own", said("Your own figures"), *self._own("zone", zone.id)),
            self._section("dossier", said("What it publishes"), _shown(self._dossier())),
            self._section(
                "history", said("History"), self._history(history_of_zone(self._record, zone.id))
            ),
        ]
        over = said("First-line zone")
        return AtlasPage(
            zone_page(zone.id), zone.name, over, opening, filled(sections), sorted(self._cited)
        )

    def _lead(self, members: Sequence[Municipality]) -> str:
        provinces = sorted({m.province or m.region or "" for m in members} - {""})
        what = phrase(
            "first-line zone of {n} {n:municipality|municipalities}[ in {provinces:and all}]",
            n=len(members),
            provinces=provinces,
        )
        return self._lead_of(what)

    def _members(self, members: Sequence[Municipality]) -> Block:
        card = zone_card(self.day, self.zone, year=self.book.figures_year(self.day))
        links = [UP + municipality_page(m.unit) for m in members]
        return Shown(card, links={"municipality": links})

    def _thresholds(self, land: Land, members: Sequence[Municipality]) -> Table | None:
        """Return the rules about its size and about the seats of its local authorities."""
        day, year = self.day, self.book.figures_year(self.day)
        people = self._total(land, "population", year)
        rows = [*self._size_rules(people), *self._seat_rules(len(members))]
        if not rows:
            return None
        columns = [
            Column("rule"),
            Column("asks"),
            Column("has"),
            Column("judgement"),
            Column("grade"),
        ]
        title = said("What is asked of its size and of its board, on {day}", day=day.day)
        return Table(title, columns, rows, [inhabitants_note(day.figures, year)] if year else ())

    def _size_rules(self, people: Total | None) -> Iterator[tuple[Cell, ...]]:
        for rule in self.day.size_rules:
            self._cited.update(rule.sources)
            name, asks = Said(rule.name, Label(rule.name)), Said(str(rule), rule)
            band = None if people is None else word(rule.band(people))
            yield name, asks, people, band, rule.grade.value

    def _seat_rules(self, members: int) -> Iterator[tuple[Cell, ...]]:
        count = said("{n} {n:municipality|municipalities}", n=members)
        every = self.book.landscape.rules_on(self.day.day)
        for rule in (rule for rules in every for rule in rules.rules):
            if rule.kind is RuleKind.SEATS and rule.cluster is Cluster.LOCAL_AUTHORITY:
                yield rule.called, Said(rule.asks, rule.expected), count, None, rule.grade.value

    def _through_time(self) -> Table | None:
        rows: list[tuple[Cell, ...]] = []
        for first, last in self.book.stages:
            if self.id in first.zone_map.by_id:
                zone, year = first.zone_map.by_id[self.id], self.book.figures_year(last)
                people = None if year is None else first.population(zone, year=year)
                names = tuple(m.name for m in first.municipalities_of(zone))
                rows.append((first.day, last.day, zone.name, names, people, year))
        columns = [
            Column("from", "day", "first day"),
            Column("until", "day", "last day"),
            Column("name"),
            Column("municipalities", "list"),
            Column("inhabitants", "total"),
            Column("year", "code"),
        ]
        return Table(said("The zone on each day of the record"), columns, rows) if rows else None

    def _neighbours(self) -> Iterator[Block]:
        found = self.day.neighbours_of(self.zone)
        if found:
            yield Links(map(self._link_to_zone, found))
        pieces = self.day.is_contiguous(self.zone)
        if pieces is False:
            yield Texts([said("The zone is not one piece of land.")], "note")

    def _dossier(self) -> Table | None:
        found = [each for each in self.book.dossiers if each.zone_id == self.id]
        landscape = self.book.landscape
        return dossier_card(found[0], landscape, on=self.day.day) if found else None

    def _then(self, year: int) -> Total | None:
        day = self.book.on_first_of(year)
        if day is None or self.id not in day.zone_map.by_id:
            return None
        return day.population(day.zone_map.by_id[self.id], year=year)


# --- municipalities -----------------------------------------------------------------------


@frozen(eq=False)
class _MunicipalityPage(_PlacePage):
    unit: UnitId

    @property
    def _asked(self) -> Mapping[str, str]:
        return {"municipality": self.unit}

    @property
    def municipality(self) -> Municipality:
        """The municipality, as it was last."""
        return self.day.layout.by_unit[self.unit]

    def page(self, picture: Picture | None) -> AtlasPage:
        """Return the page."""
        here = self.municipality
        land = Land(frozenset(here.parts))
        facts = Facts(self._facts(land))
        opening: list[Block] = [Texts([self._lead()], "lead"), *([facts] if facts.facts else [])]
        versions = [m for m in self.book.landscape.register.versions if m.unit == self.unit]
        history = history_of_land(self._record, versions)
        sections = [
            self._section("map", said("On the map"), *self._map(picture)),
            self._section("zones", said("Zones"), self._zones()),
            self._section("lineage", said("What it was and what it became"), *self._lineage()),
            self._section(
                "figures", said("Inhabitants through the years"), _shown(self._by_year(land))
            ),
            self._section("time", said("Through time"), _shown(self._through_time())),
            self._section("neighbours", said("Neighbours"), *self._neighbours()),
            self._section("areas", said("Other areas"), _shown(self._areas(here.parts))),
            self._section("places", said("Postal codes and villages"), *self._places(here.parts)),
            self._section(
                "own", said("Your own figures"), *self._own("municipality", here.nis or here.unit)
            ),
            self._section("history", said("History"), self._history(history)),
        ]
        path, over = municipality_page(self.unit), said("Municipality")
        return AtlasPage(path, here.name, over, opening, filled(sections), sorted(self._cited))

    def _lead(self) -> str:
        here = self.municipality
        what = phrase(
            "municipality[ in {province}][, with code {code}]",
            province=here.province or here.region,
            code=here.nis,
        )
        return self._lead_of(what)

    def _zones(self) -> Block | None:
        """Return the zones in which it lies, with what of it is in each."""
        here, day = self.municipality, self.day
        if not day.zones:
            return Texts([day.zone_map.why_no_zones], "note") if day.zone_map.why_no_zones else None
        shares = day.zones_of(here)
        inside = day.zone_map.split(here.parts)
        rows: list[tuple[Cell, ...]] = []
        links = []
        for zone, share in shares.items():
            parts = inside.get(zone, ())
            names = tuple(self._part(part) for part in parts) if len(shares) > 1 else ()
            rows.append((day.zone_map.by_id[zone].name, share, names))
            links.append(UP + zone_page(zone))
        columns = [Column("zone"), Column("share", "share"), Column("parts", "list")]
        if len(shares) < 2:
            columns, rows = columns[:1], [row[:1] for row in rows]
        title = said("Zones in which it lies, on {day}", day=day.day)
        zones = day.zone_map
        asked = {zones.undecided[part] for part in here.parts if part in zones.undecided}
        notes = [point.told for point in day.decisions if point in asked]
        return Shown(Table(title, columns, rows, notes), links={"zone": links}) if rows else None

    def _part(self, part: PartId) -> str:
        known = self.book.landscape.parts.get(part)
        if known is None:
            return part
        return f"{known.postal_code} {known.name}" if known.postal_code else known.name

    def _lineage(self) -> Iterator[Block]:
        if self.day is not self.book.last:
            holders = self.book.last.layout.holding(self.municipality.parts)
            yield Texts([said("Its land now belongs to:")])
            yield Links([self._link_to(m.unit) for m in holders])
        before = self._members_before()
        if before:
            yield Texts([said("Its land was before that of:")])
            yield Links([self._link_to(m.unit, said("until {day}", day=day)) for m, day in before])

    def _members_before(self) -> list[tuple[Municipality, date]]:
        """Return the municipalities that had land of it before, with their last days."""
        found: dict[UnitId, tuple[Municipality, date]] = {}
        for stage in self.book.stages:
            if stage.last.day < self.day.day:
                for holder in stage.last.layout.holding(self.municipality.parts):
                    if holder.unit != self.unit:
                        found[holder.unit] = (holder, stage.last.day)
        return sorted(found.values(), key=lambda each: (each[1], each[0].nis or each[0].unit))

    def _through_time(self) -> Table | None:
        rows: list[tuple[Cell, ...]] = []
        lived = [s for s in self.book.stages if self.unit in s.first.layout.by_unit]
        for _, alike in groupby(lived, key=lambda each: self._version_and_land(each.first)):
            stages = [*alike]
            (first, _), (_, last) = stages[0], stages[-1]
            here, year = first.layout.by_unit[self.unit], self.book.figures_year(last)
            people = None
            if year is not None:
                people = first.figures.total(here.parts, kind="population", year=year)
            rows.append((first.day, last.day, *self._version(first), people, year))
        columns = [
            Column("from", "day", "first day"),
            Column("until", "day", "last day"),
            Column("name"),
            Column("nis", "code"),
            Column("province"),
            Column("zones", "list"),
            Column("inhabitants", "total"),
            Column("year", "code"),
        ]
        return Table(said("The municipality on each day of the record"), columns, rows)

    def _version_and_land(self, day: Snapshot) -> tuple[object, ...]:
        return (*self._version(day), day.layout.by_unit[self.unit].parts)

    def _version(self, day: Snapshot) -> tuple[Cell, ...]:
        """Return what tells a municipality from what it was before."""
        here = day.layout.by_unit[self.unit]
        zones = tuple(zone.name for zone in day.zone_map.holding(here.parts))
        return (here.name, here.nis, here.province, zones)

    def _neighbours(self) -> Iterator[Block]:
        units = self.book.neighbours[self.day.day].get(self.unit, ())
        if units:
            yield Links(map(self._link_to, units))
        self._cite_borders(self.municipality.parts)

    def _then(self, year: int) -> Total | None:
        day = self.book.on_first_of(year)
        if day is None or self.unit not in day.layout.by_unit:
            return None
        parts = day.layout.by_unit[self.unit].parts
        return day.figures.total(parts, kind="population", year=year)
