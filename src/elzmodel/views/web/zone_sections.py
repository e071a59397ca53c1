"""What a page tells of a zone on a day: where it lies, who lives there, and what it was.

Every figure is an answer of the library, and every table one that a command shows as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from elzmodel.landscape import Entry, Landscape, Snapshot
from elzmodel.landscape.rollup import AreaYear, Series
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Answer, PartId, Share, SourceId, Total, columns
from elzmodel.values.text import Label, Said, said, term, word
from elzmodel.views.cards import zone_card
from elzmodel.views.lines import line_chart
from elzmodel.views.maps import zone_map
from elzmodel.views.sizes import size_chart
from elzmodel.views.web.blocks import (
    Block,
    Drawing,
    Fact,
    Facts,
    Item,
    Listed,
    Section,
    Shown,
    Texts,
)
from elzmodel.zones import SizeBand, SizeRule, Zone

__all__: list[str] = []

POPULATION: Final = "population"
OLDER: Final = "population 65+"


@columns(
    *("year", "inhabitants", "older", "share"),
    kinds={"year": "code"},
    labels={"older": "aged 65 or over"},
)
@frozen
class YearOfZone:
    """Who lived on the land of a zone in a year, and how many of them were 65 or older."""

    year: int
    inhabitants: Total | None
    older: Total | None
    share: Share | None


@columns("kind", "areas", "also", labels={"also": "beside other zones in"})
@frozen
class OtherArea:
    """The areas of a kind in which a zone lies; *also* are those in which others lie as well."""

    kind: str
    areas: tuple[str, ...]
    also: tuple[str, ...]


@frozen(eq=False)
class ZoneOnDay:
    """A zone on a day, as a page tells of it in one language."""

    landscape: Landscape
    snapshot: Snapshot
    zone: Zone
    year: int | None
    lang: str

    @property
    def land(self) -> tuple[PartId, ...]:
        """The parts that are in it for certain."""
        return self.snapshot.zone_map.decided_parts(self.zone.id)

    # --- what is seen first ---

    def opening(self) -> list[Block]:
        """Return what is seen first: how large it is, and what is open."""
        facts = Facts(tuple(self._facts()))
        return [facts, *self._doubts()]

    def _facts(self) -> Iterator[Fact]:
        day, members = self.snapshot, self.snapshot.municipalities_of(self.zone)
        if self.year is not None:
            total = day.population(self.zone, year=self.year)
            yield Fact(said("Inhabitants"), total, inhabitants_note(day.figures, self.year))
            yield from (self._band(rule, total) for rule in day.size_rules)
        yield from self._older()
        yield Fact(said("Municipalities"), len(members), ", ".join(m.name for m in members))

    def _band(self, rule: SizeRule, total: Total) -> Fact:
        band = rule.band(total)
        look = "" if band is SizeBand.WITHIN else "grave"
        return Fact(term(rule.name), word(band), Said(str(rule), rule), look)

    def _older(self) -> Iterator[Fact]:
        """Yield how many are 65 or older in the newest year, beside those of the region."""
        last = next((row for row in reversed(self.through_time) if row.older), None)
        if last is not None:
            flemish = self.snapshot.municipalities_in("Vlaams Gewest")
            note = (
                ""
                if last.share is None
                else said(
                    "{share} of the inhabitants[; in the Flemish Region {region}]",
                    share=last.share,
                    region=self._share_of(flemish, last.year),
                )
            )
            yield Fact(said("Aged 65 or over, {year}", year=str(last.year)), last.older, note)

    def _doubts(self) -> Iterator[Block]:
        """Yield what is not decided about its land."""
        points = [p for p in self.snapshot.decisions if self.zone.id in p.candidates]
        if points:
            yield Listed(tuple(Item(point.told, look="grave") for point in points))

    # --- where it lies ---

    def map(self) -> Section:
        """Return the map of its municipalities, and of the zones around it."""
        if self.snapshot.shapes.of(self.land).outline is None:
            return Section("map", said("Map"), [Texts([said("Its outline is not known.")])])
        drawn = Drawing.of(
            zone_map,
            self.snapshot,
            by="municipality",
            around=self.zone.id,
            highlight=self.zone.id,
            title=said("{name} on {day}", name=self.zone.name, day=self.snapshot.day),
            lang=self.lang,
        )
        return Section("map", said("Map"), [drawn])

    def members(self) -> Section:
        """Return its municipalities with their inhabitants."""
        card = zone_card(self.snapshot, self.zone, year=self.year)
        return Section("municipalities", said("Municipalities"), [Shown(card)])

    def neighbours(self) -> Section:
        """Return the zones beside it, and the other areas in which it lies."""
        beside = {self.zone.id, *(zone.id for zone in self.snapshot.neighbours_of(self.zone))}
        every = self.snapshot.to_table(year=self.year)
        rows = [row for row in every.rows if row[0] in beside]
        title = said("{name} and the zones beside it", name=self.zone.name)
        near = evolve(every, title=title, rows=rows, notes=())
        heading = said("Neighbours and other areas")
        return Section("areas", heading, [Shown(near), Shown.of(self._other_areas())])

    def _other_areas(self) -> Answer[OtherArea]:
        day = self.snapshot
        rows = []
        for kind in day.kinds:
            areas = day.partition(kind)
            others = {
                area.id
                for zone in day.zones
                if zone.id != self.zone.id
                for area in areas.holding(day.zone_map.decided_parts(zone.id))
            }
            own = () if kind == "zone" else areas.holding(self.land)
            if own:
                inside = tuple(sorted(area.name for area in own))
                also = tuple(sorted(area.name for area in own if area.id in others))
                rows.append(OtherArea(Said(kind, Label(kind)), inside, also))
        title = said("Other areas in which {name} lies", name=self.zone.name)
        return Answer(title=title, rows=tuple(rows), row_type=OtherArea)

    # --- who lives there ---

    @property
    def through_time(self) -> Answer[YearOfZone]:
        """Who lived on its land in each year for which there are figures."""
        figures, zone = self.snapshot.figures, self.zone
        years = sorted({y for kind in (POPULATION, OLDER) for y in figures.years(kind)})
        rows = [
            YearOfZone(
                year,
                self._figure(POPULATION, year),
                self._figure(OLDER, year),
                self._share_of([zone], year),
            )
            for year in years
        ]
        title = said("Inhabitants of {name} through time", name=zone.name)
        note = said(
            "On the land of {day} in every year, whatever zone it was in then.",
            day=self.snapshot.day,
        )
        return Answer(title=title, rows=tuple(rows), notes=(note,), row_type=YearOfZone)

    def _figure(self, kind: str, year: int) -> Total | None:
        if year not in self.snapshot.figures.years(kind):
            return None
        return self.snapshot.figure(self.zone, kind=kind, year=year)

    def _share_of(self, places: Iterable[object], year: int) -> Share | None:
        """Return how many of those of a year are 65 or older, where both are known exactly."""
        figures = self.snapshot.figures
        if year not in figures.years(OLDER) or year not in figures.years(POPULATION):
            return None
        older, all_of_them = (
            self.snapshot.figure(places, kind=kind, year=year)  # type: ignore[arg-type]
            for kind in (OLDER, POPULATION)
        )
        if not (older.is_exact and all_of_them.is_exact and all_of_them.low):
            return None
        return Share.exactly(Fraction(older.low) / Fraction(all_of_them.low))

    def inhabitants(self) -> Section:
        """Return its inhabitants through the years, drawn and as a table."""
        answer = self.through_time
        blocks: list[Block] = []
        rows = [
            AreaYear(self.zone.id, self.zone.name, row.year, row.inhabitants)
            for row in answer
            if row.inhabitants is not None
        ]
        if len(rows) > 1:
            series = Series(
                title=answer.title,
                rows=tuple(rows),
                notes=answer.notes,
                level="zone",
                day=self.snapshot.day,
                years=tuple(row.year for row in rows),
            )
            blocks.append(
                Drawing.of(line_chart, series, title=answer.title, lang=self.lang, has_table=False)
            )
        if answer:
            blocks.append(Shown.of(answer))
        return Section("inhabitants", said("Inhabitants through time"), blocks)

    def size(self) -> Section:
        """Return how its size lies beside each rule about the size of zones."""
        if self.year is None:
            return Section("size", said("Size"), [])
        total = self.snapshot.population(self.zone, year=self.year)
        items = [
            Item(
                said("{rule}: {band}.", rule=rule, band=rule.band(total)),
                look="" if rule.band(total) is SizeBand.WITHIN else "grave",
            )
            for rule in self.snapshot.size_rules
        ]
        note = said("In all {total}. {note}", total=total, note=self._note)
        where = [
            said(
                "{rule}: {citation}[ ({sources:list all})]",
                rule=Label(r.name),
                citation=r.citation,
                sources=r.sources,
            )
            for r in self.snapshot.size_rules
        ]
        drawn = Drawing.of(
            size_chart, self.snapshot, year=self.year, highlight=self.zone.id, lang=self.lang
        )
        blocks: list[Block] = [Texts([note]), Listed(items), drawn, Texts(where, "note")]
        return Section("size", said("Size"), blocks)

    @property
    def _note(self) -> str:
        return inhabitants_note(self.snapshot.figures, self.year)

    # --- what it was ---

    @property
    def entries(self) -> Answer[Entry]:
        """What happened to it."""
        return self.landscape.history(self.zone.id)

    def history(self) -> Section:
        """Return what happened to it."""
        return Section("history", said("History"), [Shown.of(self.entries)])

    # --- where it is from ---

    def sources(self) -> Iterator[SourceId]:
        """Yield the sources of what is told, some more than once."""
        for entry in self.entries:
            yield from entry.sources
        for rule in self.snapshot.size_rules:
            yield from rule.sources
        land = frozenset(self.land)
        for figure in self.snapshot.figures.figures:
            if figure.kind in {POPULATION, OLDER} and not land.isdisjoint(figure.parts):
                yield from figure.sources
        for kind in self.snapshot.kinds:
            first = self.landscape.partition(kind).first
            yield from first.sources if first is not None else ()
