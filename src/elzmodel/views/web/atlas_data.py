"""What the script of an atlas draws, searches and shows, as plain data.

Three files hold it, each one statement that sets ``window.elzData.NAME``. Everything in them
is said in the language of the atlas, and none of it is markup: a script puts it on the page
as text.

``data/map.js`` sets ``window.elzData.map``. Land is drawn from *arcs*, stretches of border
that two *lands* share; a land is the smallest piece whose border is known. A *version* is a
municipality or a zone under one name, and whatever lies on a land is named by the place of
its version in a list. Points are whole numbers, x to the right and y downwards::

    {
      size: [width, height],
      arcs: [[x, y, dx, dy, dx, dy, …], …],
      sides: [left, right, left, right, …],   // of arc n: 2n and 2n+1; a land, or -1: outside
      lands: [[[arc, …], …], …],              // rings; ~arc is that arc backwards
      municipalities: [{id, name, code, page, at: [x, y, wide]}, …],
      zones: [{id, name, page, colour, at: [x, y, wide]}, …],
      colours: ["#bcd6e8", …],                // what `colour` of a zone means
      days: [{
        day: "2019-01-01",                    // from this day on the land lies so
        label: "1 January 2019",
        told: ["…", …],                       // what happened on it, in sentences
        scenario: null,                       // or the place of a scenario: a day of that only
        municipality: [version, …],           // of each land
        zone: [version, …],                   // of each land
        open: [{name, lands: [land, …], zones: ["Herkenrode", …]}, …]
      }, …],
      scenarios: [{id, name, page}, …],
      layers: [{
        id: "population", name, by: "zone", // or "municipality"
        note,                                 // which years it is of, and what is to be said
        classes: [{colour, label}, …],
        unknown,                              // the word for what is in no class
        days: [{version: [class, "88,000 (2026)", isEstimate], …}, …]
      }, …]                                   // of each day; class -1 is none
    }

In place of a version of each land stands -1 where it is in none, -2 where it is not decided,
and -3 where it lies in several. A border of zones runs along an arc whose sides are in two
different zones, of which one may be none, undecided or outside; beside land in several (-3)
it runs only where the municipalities differ as well. Borders of municipalities follow the
same rule. *at* is where a name fits, as wide as *wide*; an area whose outline is not known
has none. Recorded days stand first and in order; those of a scenario follow, and are shown
behind the recorded ones when the scenario is.

``data/search.js`` sets ``window.elzData.search``: a row for whatever can be looked for,
``[key, shown, kind, place]``. *key* is folded, as the script folds what is typed; *kind* is
the place of its word in ``kinds``; *place* is the place of a page in ``pages``::

    {pages: [["zones/gent.html", "Gent"], …], kinds: ["zone", …], rows: [["gent", "Gent", 0, 0], …]}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from attrs import frozen

from elzmodel.landscape import Snapshot
from elzmodel.landscape.places import asked_about
from elzmodel.landscape.rollup import areas_of
from elzmodel.territory import Municipality, Outline, Shapes
from elzmodel.territory.shapes import Ring
from elzmodel.values import NisCode, PartId, Total, UnitId, ZoneId
from elzmodel.values.text import in_words, legible, phrase, said, slug, translated
from elzmodel.views.classes import Value, classes_of
from elzmodel.views.colours import NEIGHBOURS, apart
from elzmodel.views.plane import Plane, room_in
from elzmodel.views.web.atlas_book import (
    Book,
    DrawnDay,
    density,
    municipality_page,
    share_in,
    zone_page,
)
from elzmodel.views.web.atlas_days import spoken_day, what_happened
from elzmodel.views.writing import clean
from elzmodel.zones import Zone

__all__: list[str] = []

NOWHERE: Final = -1
UNDECIDED: Final = -2
SEVERAL: Final = -3

_WIDTH: Final = 1000.0
"""How wide all land is drawn; points are tenths of that."""


@frozen
class Ground:
    """The land that maps of an atlas draw: arcs, what lies on either side, and a plane."""

    shapes: Shapes

    @cached_property
    def plane(self) -> Plane:
        """The plane in which all land lies."""
        points = [point for arc in self.shapes.arcs for point in arc]
        xs, ys = zip(*points, strict=True) if points else ((0.0, 1.0), (0.0, 1.0))
        return Plane((min(xs), min(ys), max(xs), max(ys)), _WIDTH)

    def to_data(self) -> dict[str, Any]:
        """Return arcs and lands as the script draws them."""
        drawn = self.shapes.drawn
        sides = [NOWHERE] * (2 * len(self.shapes.arcs))
        for number, land in enumerate(drawn):
            for arc in (arc for ring in land.rings for arc in ring):
                sides[2 * arc if arc >= 0 else 2 * ~arc + 1] = number
        return {
            "size": [round(10 * _WIDTH), round(10 * self.plane.height)],
            "arcs": [self._steps(arc) for arc in self.shapes.arcs],
            "sides": sides,
            "lands": [land.rings for land in drawn],
        }

    def _steps(self, arc: Ring) -> list[int]:
        (x, y), *rest = self.plane.points(arc)
        steps = [x, y]
        for to_x, to_y in rest:
            steps += to_x - x, to_y - y
            x, y = to_x, to_y
        return steps

    def spot(self, outline: Outline | None) -> list[int] | None:
        """Return where a name fits into land, and how wide it may be."""
        rings = [] if outline is None else self.plane.rings(outline)
        return [round(10 * each) for each in room_in(rings)] if rings else None


@frozen(eq=False)
class MapData:
    """What is shown of each day: whose each land is, what is undecided, and what areas have."""

    book: Book
    ground: Ground

    @cached_property
    def municipalities(self) -> Mapping[_Municipality, int]:
        """The place of each municipality under one name and code."""
        days = (each.snapshot for each in self.book.drawn_days)
        every = {_of_municipality(m) for day in days for m in day.municipalities}
        ordered = sorted(every, key=lambda key: (key[0], key[1], key[2] or ""))
        return {key: place for place, key in enumerate(ordered)}

    @cached_property
    def zones(self) -> Mapping[_Zone, int]:
        """The place of each zone under one name."""
        days = (each.snapshot for each in self.book.drawn_days)
        every = {_of_zone(zone) for day in days for zone in day.zones}
        return {key: place for place, key in enumerate(sorted(every))}

    @cached_property
    def colours(self) -> Mapping[str, str]:
        """A colour for each zone, other than those that ever lie beside it."""
        beside: dict[str, set[str]] = {zone: set() for zone, _ in self.zones}
        for _, day, _ in self.book.drawn_days:
            for one, other, _ in day.shapes.neighbours(day.zone_map.parts_by_zone):
                beside[one].add(other)
                beside[other].add(one)
        return apart({zone: sorted(others) for zone, others in beside.items()})

    def to_data(self) -> dict[str, Any]:
        """Return the land, its days and its layers as plain data."""
        book = self.book
        return {
            **self.ground.to_data(),
            "colours": NEIGHBOURS,
            "municipalities": [*self._named_municipalities()],
            "zones": [*self._named_zones()],
            "days": [self._day(day) for day in book.drawn_days],
            "scenarios": [
                {"id": laid.id, "name": laid.scenario.name, "page": laid.page} for laid in book.laid
            ],
            "layers": [*self._layers()],
        }

    # --- whose land is ---

    def _named_municipalities(self) -> Iterator[dict[str, Any]]:
        days = [each.snapshot for each in self.book.drawn_days]
        last = {_of_municipality(m): (m, day) for day in days for m in day.municipalities}
        for key in self.municipalities:
            (unit, name, code), (municipality, day) = key, last[key]
            at = self.ground.spot(day.shapes.of(municipality.parts).outline)
            page = self._page(
                is_recorded=unit in self.book.units, page=municipality_page(unit), day=day
            )
            yield {"id": unit, "name": name, "code": code, "page": page, "at": at}

    def _named_zones(self) -> Iterator[dict[str, Any]]:
        days = [each.snapshot for each in self.book.drawn_days]
        last = {_of_zone(zone): (zone, day) for day in days for zone in day.zones}
        for key in self.zones:
            (id_, name), (zone, day) = key, last[key]
            at = self.ground.spot(day.shapes.of(day.zone_map.decided_parts(zone.id)).outline)
            colour = NEIGHBOURS.index(self.colours[id_])
            page = self._page(is_recorded=id_ in self.book.zones, page=zone_page(id_), day=day)
            yield {"id": id_, "name": name, "page": page, "colour": colour, "at": at}

    def _page(self, *, is_recorded: bool, page: str, day: Snapshot) -> str:
        """Return the page of a place; that of its scenario where only that has it."""
        if is_recorded:
            return page
        return next(laid.page for laid in self.book.laid if day in laid.days)

    def _day(self, drawn: DrawnDay) -> dict[str, Any]:
        day = drawn.snapshot
        lands = [day.layout.living(land.parts) for land in self.ground.shapes.drawn]
        return {
            "day": day.day.isoformat(),
            "label": spoken_day(day.day, self.book.lang),
            "told": [in_words(each, self.book.lang) for each in what_happened(self.book, drawn)],
            "scenario": drawn.scenario,
            "municipality": [self._municipality(day, land) for land in lands],
            "zone": [self._zone(day, land) for land in lands],
            "open": [
                {
                    "name": ", ".join(
                        each.name for each in asked_about(point, day.layout, day.zone_map)
                    ),
                    "lands": [
                        place
                        for place, land in enumerate(lands)
                        if any(day.zone_map.undecided.get(part) == point for part in land)
                    ],
                    "zones": [day.zone_map.by_id[zone].name for zone in point.candidates],
                }
                for point in day.decisions
            ],
        }

    def _municipality(self, day: Snapshot, land: frozenset[PartId]) -> int:
        found = {_of_municipality(day.layout.by_part[part]) for part in land}
        return _only([self.municipalities[key] for key in found])

    def _zone(self, day: Snapshot, land: frozenset[PartId]) -> int:
        zones = day.zone_map
        if not land.isdisjoint(zones.undecided):
            return UNDECIDED
        found = {zones.by_part.get(part) for part in land}
        return _only(
            [NOWHERE if zone is None else self.zones[_of_zone(zones.by_id[zone])] for zone in found]
        )

    # --- what areas have ---

    def _layers(self) -> Iterator[dict[str, Any]]:
        for name, note, values in _OF_THE_LIBRARY:
            for by in ("zone", "municipality"):
                found = [values(self.book, day.snapshot, by) for day in self.book.drawn_days]
                if any(value is not None for day in found for value, _ in day.values()):
                    told = phrase("{what} by {by}", what=phrase(name), by=phrase(by))
                    yield self._layer(f"{name}-{by}", told, by, found, phrase(note))
        for number, layer in enumerate(self.book.layers, 1):
            found = [
                {key: (value, None) for key, value in layer.figures.get(place, {}).items()}
                for place in range(len(self.book.drawn_days))
            ]
            note = said("From your own figures.")
            told = phrase("{what} by {by}", what=clean(layer.name), by=phrase(layer.by))
            yield self._layer(f"own-{number}", told, layer.by, found, note)

    def _layer(
        self, id_: str, name: object, by: str, found: Sequence[_Figures], note: object
    ) -> dict[str, Any]:
        lang = self.book.lang
        classes = classes_of(value for day in found for value, _ in day.values())
        return {
            "id": slug(id_),
            "name": in_words(name, lang),
            "by": by,
            "note": in_words(note, lang),
            "classes": [
                {"colour": each.colour, "label": in_words(each.told, lang)}
                for each in classes.classes
            ],
            "unknown": translated("not known", lang),
            "days": [
                {
                    self._version(day.snapshot, by, key): [
                        NOWHERE if (number := classes.of(value)) is None else number,
                        _shown(value, year, lang),
                        isinstance(value, Total) and value.estimate is not None,
                    ]
                    for key, (value, year) in figures.items()
                }
                for day, figures in zip(self.book.drawn_days, found, strict=True)
            ],
        }

    def _version(self, day: Snapshot, by: str, key: str) -> int:
        if by == "zone":
            return self.zones[_of_zone(day.zone_map.by_id[ZoneId(key)])]
        layout = day.layout
        found = layout.by_nis.get(NisCode(key)) or layout.by_unit[UnitId(key)]
        return self.municipalities[_of_municipality(found)]


def _shown(value: Value, year: int | None, lang: str) -> str:
    if value is None:
        return translated("not known", lang)
    said = legible(in_words(value, lang))
    return said if year is None else f"{said} ({year})"


_Figures = Mapping[str, tuple[Value, int | None]]
"""What areas have, by id or code, each with the year that it is of."""


def _of_kind(book: Book, day: Snapshot, by: str, kind: str) -> dict[str, tuple[Total, int]]:
    year = book.figures_year(day, kind)
    if year is None:
        return {}
    return {
        area.key: (area.land.total(day.figures, kind=kind, year=year), year)
        for area in areas_of(day.land_keys, by)
    }


def _people(book: Book, day: Snapshot, by: str) -> _Figures:
    return _of_kind(book, day, by, "population")


def _density(book: Book, day: Snapshot, by: str) -> _Figures:
    areas = _of_kind(book, day, by, "area")
    people = _of_kind(book, day, by, "population")
    return {
        key: (density(total, areas.get(key, (None,))[0]), year)
        for key, (total, year) in people.items()
    }


def _elderly(book: Book, day: Snapshot, by: str) -> _Figures:
    found: dict[str, tuple[Value, int | None]] = {}
    for key, (total, year) in _of_kind(book, day, by, "population 65+").items():
        area = next(each for each in areas_of(day.land_keys, by) if each.key == key)
        people = area.land.total(day.figures, kind="population", year=year)
        part = share_in(total, people)
        found[key] = (None if part is None else Total.exactly(round(100 * part.low, 1)), year)
    return found


_OF_THE_LIBRARY: Final = (
    (
        "inhabitants",
        "Inhabitants on 1 January of the newest year that is exact on the day.",
        _people,
    ),
    ("inhabitants per km²", "Inhabitants of that year, on the newest area.", _density),
    ("65 years and over, in %", "Of all inhabitants of that year.", _elderly),
)


def _only(found: Sequence[int]) -> int:
    if not found:
        return NOWHERE
    return found[0] if len(found) == 1 else SEVERAL


_Municipality = tuple[str, str, str | None]
_Zone = tuple[str, str]


def _of_municipality(municipality: Municipality) -> _Municipality:
    return municipality.unit, municipality.name, municipality.nis


def _of_zone(zone: Zone) -> _Zone:
    return zone.id, zone.name
