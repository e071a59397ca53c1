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

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any, Final

from attrs import field, frozen

from elzmodel.landscape import Landscape, Snapshot
from elzmodel.territory import Municipality, Shapes
from elzmodel.values import PartId
from elzmodel.values.text import slug
from elzmodel.views.colours import NEIGHBOURS, apart
from elzmodel.views.plane import Plane, room_in
from elzmodel.zones import Zone

__all__: list[str] = []

NOWHERE: Final = -1
UNDECIDED: Final = -2
SEVERAL: Final = -3

_WIDTH: Final = 1000.0
"""How wide all land is drawn; points are tenths of that."""
_LONGEST: Final = 60
_RESERVED: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
"""What Windows takes for a device, whatever follows the dot."""


def file_name(key: str) -> str:
    """Return the name of the page of an id: the id itself, where any disk can hold it so.

    It depends on nothing but the id, so that a link to a page stays.

    Example:
        >>> file_name("haspengouw"), file_name("../Gent")
        ('haspengouw.html', 'gent-0b3a7a1d.html')
    """
    name = slug(key)
    if name != key or len(name) > _LONGEST or name in _RESERVED:
        name = (
            f"{name[:_LONGEST] or 'place'}-{sha256(key.encode('utf-8', 'replace')).hexdigest()[:8]}"
        )
    return f"{name}.html"


def zone_page(zone: str) -> str:
    """Return where the page of a zone lies in the folder."""
    return f"zones/{file_name(zone)}"


def municipality_page(unit: str) -> str:
    """Return where the page of a municipality lies in the folder."""
    return f"municipalities/{file_name(unit)}"


def recorded_days(landscape: Landscape) -> tuple[date, ...]:
    """Return the first day that is covered, and each later one on which something happens.

    Example:
        >>> from elzmodel import flanders
        >>> [day.year for day in recorded_days(flanders())]
        [2018, 2019, 2020, 2025]
    """
    events = (*landscape.register.events, *landscape.zoning.events)
    days = {event.day for event in events if event.retracted is None}
    first = landscape.covers.start or min(days, default=date.min)
    return tuple(sorted({first, *(day for day in days if day > first)}))


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

    def _steps(self, arc: Any) -> list[int]:  # noqa: ANN401 - a ring of points
        (x, y), *rest = self.plane.points(arc)
        steps = [x, y]
        for to_x, to_y in rest:
            steps += to_x - x, to_y - y
            x, y = to_x, to_y
        return steps

    def spot(self, parts: Iterable[PartId]) -> list[int] | None:
        """Return where a name fits into land, and how wide it may be."""
        outline = self.shapes.of(parts).outline
        rings = [] if outline is None else self.plane.rings(outline)
        return [round(10 * each) for each in room_in(rings)] if rings else None


@frozen
class MapData:
    """What is shown of each day: whose each land is, and what is undecided.

    *days* are snapshots, those of scenarios with the place of the scenario.
    """

    ground: Ground
    days: Sequence[tuple[Snapshot, int | None]]
    _municipalities: dict[tuple[str, str, str | None], Municipality] = field(
        init=False, factory=dict, repr=False
    )

    @cached_property
    def municipalities(self) -> Mapping[tuple[str, str, str | None], int]:
        """The place of each municipality under one name and code."""
        every = (_of_municipality(m) for day, _ in self.days for m in day.municipalities)
        return {key: place for place, key in enumerate(sorted(set(every), key=str))}

    @cached_property
    def zones(self) -> Mapping[tuple[str, str], int]:
        """The place of each zone under one name."""
        every = (_of_zone(zone) for day, _ in self.days for zone in day.zones)
        return {key: place for place, key in enumerate(sorted(set(every)))}

    @cached_property
    def colours(self) -> Mapping[str, str]:
        """A colour for each zone, other than those that ever lie beside it."""
        beside: dict[str, set[str]] = {zone: set() for zone, _ in self.zones}
        for day, _ in self.days:
            for one, other, _ in day.shapes.neighbours(day.zone_map.parts_by_zone):
                beside[one].add(other)
                beside[other].add(one)
        return apart({zone: sorted(others) for zone, others in beside.items()})

    def to_data(self) -> dict[str, Any]:
        """Return the land and its days as plain data."""
        return {
            **self.ground.to_data(),
            "colours": NEIGHBOURS,
            "municipalities": [*self._named_municipalities()],
            "zones": [*self._named_zones()],
            "days": [self._day(day, scenario) for day, scenario in self.days],
        }

    def _named_municipalities(self) -> Iterator[dict[str, Any]]:
        last = {_of_municipality(m): m.parts for day, _ in self.days for m in day.municipalities}
        for key in self.municipalities:
            unit, name, code = key
            at = self.ground.spot(last[key])
            page = municipality_page(unit)
            yield {"id": unit, "name": name, "code": code, "page": page, "at": at}

    def _named_zones(self) -> Iterator[dict[str, Any]]:
        last = {_of_zone(z): d.zone_map.decided_parts(z.id) for d, _ in self.days for z in d.zones}
        for key in self.zones:
            zone, name = key
            colour = NEIGHBOURS.index(self.colours[zone])
            at = self.ground.spot(last[key])
            yield {"id": zone, "name": name, "page": zone_page(zone), "colour": colour, "at": at}

    def _day(self, day: Snapshot, scenario: int | None) -> dict[str, Any]:
        lands = [day.layout.living(land.parts) for land in self.ground.shapes.drawn]
        return {
            "day": day.day.isoformat(),
            "scenario": scenario,
            "municipality": [self._municipality(day, land) for land in lands],
            "zone": [self._zone(day, land) for land in lands],
            "open": [
                {
                    "name": str(day.layout.by_unit[point.unit].name),
                    "lands": [n for n, land in enumerate(lands) if land & {*point.parts}],
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


def _only(found: Sequence[int]) -> int:
    if not found:
        return NOWHERE
    return found[0] if len(found) == 1 else SEVERAL


def _of_municipality(municipality: Municipality) -> tuple[str, str, str | None]:
    return municipality.unit, municipality.name, municipality.nis


def _of_zone(zone: Zone) -> tuple[str, str]:
    return zone.id, zone.name
