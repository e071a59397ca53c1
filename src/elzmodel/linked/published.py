"""What follows from a record, in the words of others: versions, memberships, changes, councils.

These are the nodes that questions in SPARQL are about. Each fact stands once, for a period:
``time:hasEnd`` is the first day on which it no longer holds, and is left out where it is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from elzmodel.dossiers import Dossier
from elzmodel.governance import CareCouncil
from elzmodel.landscape import Landscape
from elzmodel.linked.vocabulary import (
    CARE_COUNCIL,
    MUNICIPALITY,
    REFNIS,
    UNKNOWN,
    address,
)
from elzmodel.territory import Municipality, TerritoryEvent
from elzmodel.territory.shapes import Outline, Ring
from elzmodel.values import NIS, PartId, Period, UnitId, ZoneId, eve
from elzmodel.values.sources import grade_of
from elzmodel.values.text import slug
from elzmodel.zones import DecisionPoint, Zone, decision_points

__all__: list[str] = []

Node = dict[str, Any]
_Zones = dict[ZoneId | None, list[PartId]]

UNDECIDED: Final = ZoneId("~undecided")
"""Where land lies of which it is not decided; the id of no zone begins with that sign."""

_AREA: Final = ("prov:Location", "schema:AdministrativeArea", "geo:Feature")
"""What an area is in the words of PROV, schema.org and GeoSPARQL."""

_EDITIONS: Final[Mapping[int, date]] = {2019: date(2019, 1, 1), 2025: date(2025, 1, 1)}
"""The published vocabularies of Belgian codes that this record can name, by their year."""


def published(value: object, linked: Node, *, shapes: bool) -> list[Node]:
    """Return the nodes that follow from a value, of which *linked* is the record."""
    if isinstance(value, Landscape):
        return [*_of_landscape(value, shapes=shapes)]
    councils = linked.get("councils", []) if isinstance(value, Dossier) else [linked]
    is_council = isinstance(value, Dossier | CareCouncil)
    return [node for council in councils if is_council for node in _of_council(council)]


def _of_council(council: Node) -> Iterator[Node]:
    """Yield what a council is, and which posts each of its bodies has."""
    yield {"id": council["id"], "classification": CARE_COUNCIL}
    posts: dict[str, list[str]] = {}
    for seat in council.get("seats", []):
        posts.setdefault(seat["body"], []).append(seat["id"])
    yield from ({"id": body, "posts": seats} for body, seats in posts.items())


def _of_landscape(landscape: Landscape, *, shapes: bool) -> Iterator[Node]:
    land = _Land(landscape, shapes=shapes)
    for unit in sorted({version.unit for version in landscape.register.versions}):
        yield land.unit(unit)
    for version in landscape.register.versions:
        yield land.version(version)
        yield from land.memberships(version)
    yield from map(land.zone, landscape.zoning.zones)
    yield from map(land.decision, land.decisions)
    for event in landscape.register.events:
        if event.retracted is None:
            yield land.change(event)


class _Land:
    """The record of a landscape, asked for what it says of each thing."""

    def __init__(self, landscape: Landscape, *, shapes: bool) -> None:
        self.register, self.zoning = landscape.register, landscape.zoning
        self.sources = landscape.sources
        self.codes = address("codes", slug(landscape.codes.name))
        self.is_belgian = landscape.codes == NIS
        self.shapes = landscape.shapes if shapes else None
        self.decisions = decision_points(self.register, self.zoning)
        leaves = self.register.refinement.leaves
        self._asked = {each: frozenset(leaves(each.parts)) for each in self.decisions}

    def unit(self, unit: str) -> Node:
        """Return a municipality as a body, which lasts while its name and land change."""
        types = ["org:Organization", "besluit:Bestuurseenheid"]
        of_kind = {"classification": MUNICIPALITY} if self.is_belgian else {}
        return {"id": address("unit", unit), "@type": types, **of_kind}

    def version(self, version: Municipality) -> Node:
        """Return a municipality as it was during a period; its code is one of a code list."""
        known = {
            "name": version.name,
            "notation": _or_unknown(version.nis),
            "province": _or_unknown(version.province),
            "arrondissement": _or_unknown(version.arrondissement),
            "region": _or_unknown(version.region),
        }
        return {
            "id": _version(version),
            "@type": ["MunicipalityVersion", "skos:Concept"],
            "version_of": address("unit", version.unit),
            **known,
            "period": _period(version.period),
            "parts": [address("part", part) for part in version.parts],
            "in_list": self.codes,
            **self._matches(version),
            "territory": self._territory(version),
        }

    def _matches(self, version: Municipality) -> Node:
        """Return which codes of other editions stand for the same, a larger or a smaller land."""
        found: dict[str, list[str]] = {}
        land = self._leaves(version)
        sides = (self.register.predecessors(version), self.register.successors(version))
        for other in (each for side in sides for each in side):
            found.setdefault(_match(land, self._leaves(other)), []).append(_version(other))
        if self.is_belgian and version.nis:
            official = [
                f"{REFNIS.format(year=year)}{version.nis}"
                for year, day in _EDITIONS.items()
                if day in version.period
            ]
            found["exact"] = [*found.get("exact", []), *official]
        return {name: each for name, each in sorted(found.items()) if each}

    def _leaves(self, version: Municipality) -> frozenset[PartId]:
        return frozenset(self.register.refinement.leaves(version.parts))

    def _territory(self, version: Municipality) -> Node:
        """Return the land of a version as an area, with its outline where that is asked for."""
        area = {
            "id": address("area", version.unit, str(version.period.start)),
            "@type": [*_AREA],
            "geographic_name": version.name,
        }
        if self.shapes is None:
            return area
        shape = self.shapes.of(version.parts)
        if shape.outline is None:
            return {**area, "geometry": {"id": UNKNOWN}}
        text = {"wkt": _wkt(shape.outline), "attribution": self.shapes.attribution}
        return {**area, "geometry": {"@type": ["geo:Geometry"], **text}}

    def memberships(self, version: Municipality) -> Iterator[Node]:
        """Yield in which zone its land lies, for each span of days on which that is the same."""
        for number, (period, zones) in enumerate(self._spans(version), 1):
            for zone, parts in zones.items():
                if zone is None:
                    continue
                yield {
                    "id": f"{_version(version)}:{number}:{zone}",
                    "@type": ["ZoneMembership"],
                    "unit": address("unit", version.unit),
                    "version": _version(version),
                    "zone": UNKNOWN if zone == UNDECIDED else address("zone", zone),
                    "is_whole": len(zones) == 1,
                    "parts": [address("part", part) for part in parts],
                    "period": _period(period),
                    **self._grounds(parts, period),
                }

    def _grounds(self, parts: Iterable[PartId], period: Period) -> Node:
        """Return the sources of what assigned some land, and how well they establish it."""
        day = period.start or date.min
        found = (self.zoning.assignments(part).on(day) for part in parts)
        named = (source for each in found if each for source in each.event.sources)
        ids = [*dict.fromkeys(named)]
        known = [self.sources[each] for each in ids if each in self.sources]
        grade = {"grade": grade_of(known).value} if known else {}
        return {"sources": [address("source", each) for each in ids], **grade} if ids else {}

    def _spans(self, version: Municipality) -> Iterator[tuple[Period, _Zones]]:
        """Yield in which zones the land of a version lies, anew where that changes."""
        start, until = version.period.start, version.period.until
        days = [day for part in version.parts for day in self._days(part) if day in version.period]
        ends: list[date] = sorted({*days, *([start] if start else [])})
        spans: list[tuple[date, _Zones]] = []
        for day in ends:
            zones = self._zones(version, day)
            if not spans or spans[-1][1] != zones:
                spans.append((day, zones))
        bounds = [*(day for day, _ in spans), until]
        for (first, zones), after in zip(spans, bounds[1:], strict=True):
            yield Period(first, after), zones

    def _days(self, part: PartId) -> Iterator[date]:
        """Yield the days on which the zone of a part may become another one."""
        yield from (day for day, _ in self.zoning.assignments(part).changes)
        for decision in self.decisions:
            if part in self._asked[decision]:
                yield from filter(None, (decision.day, decision.settled))

    def _zones(self, version: Municipality, day: date) -> _Zones:
        found: _Zones = {}
        for part in version.parts:
            is_open = any(
                part in land and decision.is_open_on(day) and not self._is_anew(part, decision, day)
                for decision, land in self._asked.items()
            )
            zone = self.zoning.zone_of_part(part, day)
            found.setdefault(UNDECIDED if is_open else zone, []).append(part)
        return found

    def _is_anew(self, part: PartId, decision: DecisionPoint, day: date) -> bool:
        """Tell whether a part was assigned since a question was asked, which decides it."""
        changes = self.zoning.assignments(part).changes
        return any(decision.day <= each <= day for each, _ in changes)

    def decision(self, decision: DecisionPoint) -> Node:
        """Return a question that a merger opened, until the day on which it was settled."""
        until = {} if decision.settled is None else {"until": str(decision.settled)}
        return {
            "id": address("decision-point", decision.unit, str(decision.day)),
            "@type": ["DecisionPoint"],
            "unit": address("unit", decision.unit),
            "parts": [address("part", part) for part in decision.parts],
            "candidates": [address("zone", zone) for zone in decision.candidates],
            "day": str(decision.day),
            **until,
        }

    def change(self, event: TerritoryEvent) -> Node:
        """Return which municipalities were there before an event, and which after it."""
        sides = {"originals": eve(event.day), "results": event.day}
        named = [unit for unit in event.named_units if unit]
        found = {
            side: [address("unit", unit) for unit in dict.fromkeys(named) if self._is(unit, day)]
            for side, day in sides.items()
        }
        return {
            "id": address("event", event.id),
            **{key: each for key, each in found.items() if each},
        }

    def _is(self, unit: UnitId, day: date) -> bool:
        return any(day in version.period for version in self.register.versions_of(unit))

    def zone(self, zone: Zone) -> Node:
        """Return a zone as it was called during a period."""
        start = zone.period.start
        return {
            "id": address("zone-version", zone.id, str(start)),
            "@type": ["ZoneVersion", *_AREA],
            "version_of": address("zone", zone.id),
            "name": zone.name,
            "geographic_name": zone.name,
            "period": _period(zone.period),
        }


def _version(version: Municipality) -> str:
    return address("municipality", version.unit, str(version.period.start))


def _period(period: Period) -> Node:
    ends = {"start": period.start, "until": period.until}
    days = {name: str(day) for name, day in ends.items() if day is not None}
    return {"@type": ["Period", "time:ProperInterval"], **days}


def _or_unknown(value: str | None) -> str | Node:
    return {"id": UNKNOWN} if value is None else value


def _match(land: frozenset[PartId], other: frozenset[PartId]) -> str:
    if land == other:
        return "exact"
    if land < other:
        return "broad"
    return "narrow" if other < land else "related"


def _wkt(outline: Outline) -> str:
    """Return an outline as well-known text, longitude before latitude, as CRS84 has it."""
    pieces = (", ".join(map(_ring, piece)) for piece in outline.pieces)
    return f"MULTIPOLYGON ({', '.join(f'({piece})' for piece in pieces)})"


def _ring(ring: Ring) -> str:
    return f"({', '.join(f'{lon} {lat}' for lon, lat in ring)})"
