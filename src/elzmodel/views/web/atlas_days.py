"""What the pages of an atlas tell of a day on which something happened, and of a scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from attrs import evolve

from elzmodel.landscape import Difference, Landscape, breaks, compare
from elzmodel.values import Column, SourceId, Table, eve
from elzmodel.values.text import Phrase, in_words, phrase, said, translated
from elzmodel.views.transfers import transfer_map
from elzmodel.views.web.atlas_book import (
    Book,
    DrawnDay,
    Laid,
    day_page,
    municipality_page,
    zone_page,
)
from elzmodel.views.web.atlas_places import UP, AtlasPage
from elzmodel.views.web.blocks import (
    Block,
    Drawing,
    Fact,
    Facts,
    Item,
    Link,
    Links,
    Listed,
    Section,
    Shown,
    Texts,
    filled,
)
from elzmodel.views.web.scenario_sections import ScenarioTold
from elzmodel.zones import decision_points

__all__: list[str] = []

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def spoken_day(day: date, lang: str) -> str:
    """Return a day as people say it.

    Example:
        >>> from datetime import date
        >>> spoken_day(date(2025, 1, 1), "nl")
        '1 januari 2025'
    """
    return f"{day.day} {translated(_MONTHS[day.month - 1], lang)} {day.year}"


def what_happened(book: Book, drawn: DrawnDay) -> Iterator[Phrase]:
    """Yield what happened on a day, in sentences; nothing for the first day of the record."""
    landscape, after, _ = drawn
    if after.day == book.stages[0].first.day:
        return
    found = compare(landscape.on(eve(after.day)), after)
    for merger in found.mergers:
        yield phrase(
            "{members:and all} become {result}",
            members=[m.name for m in merger.members],
            result=merger.result.name,
        )
    for moved in found.transfers:
        yield phrase(
            "{who:and all} {who:goes|go} from zone {origin} to {zone}",
            who=(moved.before.name,),
            origin=moved.origin.name,
            zone=phrase("zone {zone}", zone=moved.to.name),
        )
    for renamed in found.renamed:
        yield phrase(
            "Zone {before} is called {after} from now on",
            before=renamed.before.name,
            after=renamed.after.name,
        )
    for zones, one, several in (
        (found.zones_begun, "zone {zone} begins", "{n} zones begin"),
        (found.zones_ended, "zone {zone} ends", "{n} zones end"),
    ):
        if len(zones) > _FEW:
            yield phrase(several, n=len(zones))
        else:
            yield from (phrase(one, zone=zone.name) for zone in zones)


_FEW: Final = 12


def days_told(book: Book) -> tuple[date, ...]:
    """Return the recorded days that have a page: all but the first."""
    return tuple(stage.first.day for stage in book.stages[1:])


def page_of_day(book: Book, day: date) -> AtlasPage:
    """Return the page of a day on which something happened."""
    landscape = book.landscape
    difference = compare(landscape.on(eve(day)), landscape.on(day))
    drawn = next(each for each in book.drawn_days if each.snapshot.day == day)
    happened = [Item(_sentence(each, book.lang)) for each in what_happened(book, drawn)]
    mergers, transfers, zones, renamed = difference.tables()
    mergers = _with_names(mergers, difference)
    sections = [
        Section("map", said("On the map"), _maps(book, landscape, difference)),
        Section("told", said("In short"), [Listed(happened, "steps")] if happened else []),
        Section("across", said("Mergers across zones"), _across(landscape, difference)),
        Section("mergers", said("Mergers"), _linked(mergers, result=_results(difference))),
        Section("zones", said("Zones that changed"), _linked(zones, name=_changed(difference))),
        Section("transfers", said("Land that changed zone"), _linked(transfers)),
        Section("renamed", said("Renamed zones"), _linked(renamed)),
        Section("breaks", said("What breaks in tables"), _linked(breaks(difference).to_table())),
    ]
    opening: list[Block] = [Facts(_counts(difference))]
    title = spoken_day(day, book.lang)
    over = said("What happened")
    sources = sorted(_sources(landscape, day))
    return AtlasPage(day_page(day), title, over, opening, filled(sections), sources)


def _sentence(told: Phrase, lang: str) -> str:
    text = in_words(told, lang)
    return f"{text[:1].upper()}{text[1:]}."


def _counts(difference: Difference) -> Iterator[Fact]:
    before, after = difference.before, difference.after
    members = sum(len(merger.members) for merger in difference.mergers)
    note = said(
        "{before:number} before, {after:number} after",
        before=len(before.municipalities),
        after=len(after.municipalities),
    )
    if difference.mergers:
        merged = said("{n} municipalities became {new}", n=members, new=len(difference.mergers))
        yield Fact(said("Mergers"), len(difference.mergers), merged)
        crossing = sum(bool(merger.crosses_zones) for merger in difference.mergers)
        if before.zones:
            yield Fact(said("Of them across zones"), crossing)
    yield Fact(said("Municipalities"), len(after.municipalities), note)
    note = said(
        "{before:number} before, {after:number} after",
        before=len(before.zones),
        after=len(after.zones),
    )
    yield Fact(said("Zones"), len(after.zones), note)
    if difference.transfers:
        people, year = difference.inhabitants_of(difference.transfers), str(difference.year)
        yield Fact(
            said("Inhabitants who change zone"),
            people,
            said("inhabitants of {year}, without land that is not decided", year=year)
            if after.decisions
            else said("inhabitants of {year}", year=year),
        )


def _across(landscape: Landscape, difference: Difference) -> list[Block]:
    """Return what mergers of municipalities in different zones left to decide, and what came."""
    results = {merger.result.unit: merger for merger in difference.mergers}
    points = [
        point
        for point in decision_points(landscape.register, landscape.zoning)
        if point.day == difference.after.day and point.unit in results
    ]
    if not points:
        return []
    names = _zone_names(difference)
    why = said(
        "Where municipalities of different zones merge, it has to be decided to which zone "
        "the land goes. These mergers left that open:"
    )
    rows = [
        (
            results[point.unit].result.name,
            tuple(names[zone] for zone in point.candidates),
            tuple(names[zone] for zone in results[point.unit].zones_after),
            point.settled,
        )
        for point in points
    ]
    columns = [
        Column("municipality"),
        Column("candidates", "list", "zones it could have joined"),
        Column("zones", "list", "zones in which it lies now"),
        Column("settled", "day", "decided as of"),
    ]
    links = [UP + municipality_page(point.unit) for point in points]
    table = Table(said("Mergers across zones"), columns, rows)
    return [Texts([why]), Shown(table, links={"municipality": links})]


def _zone_names(difference: Difference) -> dict[str, str]:
    """Return what zones are called, on the later day where they are there."""
    days = (difference.before, difference.after)
    return {zone.id: zone.name for day in days for zone in day.zones}


def _with_names(mergers: Table, difference: Difference) -> Table:
    """Return the table of mergers with zones as they are called."""
    names = _zone_names(difference)
    places = [n for n, each in enumerate(mergers.columns) if each.key in _OF_ZONES]
    rows = []
    for row in mergers.rows:
        cells: list[Any] = [*row]
        for place in places:
            cells[place] = tuple(names.get(zone, zone) for zone in cells[place])
        rows.append(tuple(cells))
    return evolve(mergers, rows=rows)


_OF_ZONES: Final = frozenset({"zones_before", "zones_after"})


def _maps(book: Book, landscape: Landscape, difference: Difference) -> list[Block]:
    if not landscape.shapes.drawn or not (difference.mergers or difference.transfers):
        return []
    return [Drawing(transfer_map(landscape, difference, lang=book.lang))]


def _linked(table: Table, **links: Sequence[str]) -> list[Block]:
    return [Shown(table, links=links)] if table.rows else []


def _results(difference: Difference) -> list[str]:
    return [UP + municipality_page(merger.result.unit) for merger in difference.mergers]


def _changed(difference: Difference) -> list[str]:
    return [UP + zone_page(changed.zone.id) for changed in difference.changed_zones]


def _sources(landscape: Landscape, day: date) -> Iterator[SourceId]:
    for event in landscape.events:
        if event.day == day:
            yield from event.sources


# --- scenarios ------------------------------------------------------------------------------


def page_of_scenario(book: Book, laid: Laid) -> AtlasPage:
    """Return the page of a scenario: what it would do, and to whom."""
    told = ScenarioTold(book.landscape, laid.scenario, None, book.dossiers, book.lang)
    touched = [
        Link(row.name, UP + zone_page(row.zone))
        for row in told.outcome.zones
        if row.zone in book.zones
    ]
    sections = [
        *told.sections(),
        Section("findings", said("Findings"), told.findings()),
        Section("touched", said("Zones that it touches"), [Links(touched)] if touched else []),
        Section("days", said("On the large map"), [_days(book, laid)] if laid.days else []),
    ]
    opening: list[Block] = [Texts([_IMAGINED], "lead"), *told.opening()]
    over = said("Scenario")
    name = laid.scenario.name
    return AtlasPage(laid.page, name, over, opening, filled(sections), told.sources())


_IMAGINED: Final = said("This is a scenario: it did not happen, and nobody decided it.")


def _days(book: Book, laid: Laid) -> Block:
    links = [
        Link(spoken_day(day.day, book.lang), f"{UP}index.html#day={day.day}&scenario={laid.id}")
        for day in laid.days
    ]
    return Links(links)
