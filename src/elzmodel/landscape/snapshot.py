"""Everything known of one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from attrs import field, frozen

from elzmodel.errors import AmbiguousNameError, NotOnDayError, UnknownIdError
from elzmodel.landscape.names import Names, as_text, fold, near_names
from elzmodel.landscape.rollup import Ground, Level, RolledUp, aggregate
from elzmodel.territory import Borders, Figures, Layout, Municipality, Part
from elzmodel.values import Cell, Column, Number, PartId, Share, Table, Total, ZoneId, share_of
from elzmodel.zones import Assign, DecisionPoint, Zone, ZoneMap

__all__ = [
    "Areas",
    "Land",
    "Place",
    "Snapshot",
    "land_of",
]

_AREA = "region, province, arrondissement or reference region"


@frozen(eq=False)
class Areas:
    """The areas of one day, by name.

    Example:
        >>> from elzmodel import flanders
        >>> day = flanders().on("2025-01-01")
        >>> areas = Areas(day.layout, day.regions, day.region_names)
        >>> len(areas.municipalities_in("Limburg"))
        38
    """

    layout: Layout = field(repr=False)
    regions: ZoneMap = field(repr=False)
    region_names: Names = field(repr=False)

    def municipalities_in(self, area: str) -> tuple[Municipality, ...]:
        """Return the municipalities of an area; see `Snapshot.municipalities_in`.

        Raises:
            UnknownIdError: If no area has that name, with near names.
            NotOnDayError: If it is a reference region that is not recorded on this day.
        """
        wanted = fold(as_text("area", area))
        for level in self._levels:
            if wanted in level:
                return level[wanted]
        try:
            regions = self.region_names.zones(area, self.layout.day)
        except UnknownIdError as unknown:
            near = near_names(area, self._names())
            raise UnknownIdError(_AREA, area, (*near, *unknown.suggestions)) from None
        land = [part for region in regions for part in self.regions.parts_of[region.id]]
        return self.layout.holding(land)

    def _names(self) -> Iterator[str]:
        for municipality in self.layout.municipalities:
            yield from filter(None, (municipality.region, municipality.province))

    @cached_property
    def _levels(self) -> tuple[dict[str, tuple[Municipality, ...]], ...]:
        """The municipalities of each region, province and arrondissement."""
        levels: list[dict[str, tuple[Municipality, ...]]] = [{}, {}, {}]
        for municipality in self.layout.municipalities:
            places = (municipality.region, municipality.province, municipality.arrondissement)
            for level, place in zip(levels, places, strict=True):
                if place is not None:
                    level[fold(place)] = (*level.get(fold(place), ()), municipality)
        return tuple(levels)


Place = str | Municipality | Zone
"""A municipality or a zone, as a value or by code, id, name or alias."""


class Land(NamedTuple):
    """The parts that certainly belong to some places, and those of which it is undecided.

    Example:
        >>> Land(frozenset({"hasselt"}), frozenset({"kortessem"})).undecided
        frozenset({'kortessem'})
    """

    decided: frozenset[PartId]
    undecided: frozenset[PartId]


class _Meant(NamedTuple):
    municipality: Municipality | None
    zones: tuple[Zone, ...]


def land_of(places: Sequence[Place], names: Names, zones: ZoneMap) -> Land:
    """Return the land of several places together; shared land counts once.

    Undecided land belongs for certain where every candidate is among the
    places.

    Raises:
        UnknownIdError: If a place was never heard of.
        NotOnDayError: If a place does not exist on the day of *zones*.
        AmbiguousNameError: If a name fits a zone and a municipality with
            different land.

    Example:
        >>> from elzmodel import flanders
        >>> day = flanders().on("2025-01-01")
        >>> sorted(land_of(["Hasselt"], day.names, day.zone_map).decided)
        ['hasselt', 'kortessem']
    """
    meant = [_meant(place, names, zones) for place in places]
    asked = {zone.id for _, found in meant for zone in found}
    decided = {part for m, _ in meant if m for part in m.parts}
    decided.update(part for zone in asked for part in zones.decided_parts(zone))
    possible = {part for zone in asked for part in zones.possible_parts(zone)} - decided
    certain = {part for part in possible if asked.issuperset(zones.undecided[part].candidates)}
    return Land(frozenset(decided | certain), frozenset(possible - certain))


def _meant(place: Place, names: Names, zones: ZoneMap) -> _Meant:
    if isinstance(place, Municipality):
        return _Meant(names.municipality(place, zones.day), ())
    if isinstance(place, Zone):
        return _Meant(None, names.zones(place, zones.day))
    try:
        named = names.zones(place, zones.day)
    except (UnknownIdError, NotOnDayError) as no_zone:
        try:
            return _Meant(names.municipality(place, zones.day), ())
        except (UnknownIdError, NotOnDayError) as no_municipality:
            raise _clearest(place, (no_municipality, no_zone)) from None
    try:
        municipality = names.municipality(place, zones.day)
    except (UnknownIdError, NotOnDayError):
        return _Meant(None, named)
    return _only_one(place, municipality, named, zones)


def _clearest(place: str, errors: Iterable[LookupError]) -> LookupError:
    """Prefer the error that knows the place; otherwise join the suggestions."""
    suggestions: list[str] = []
    for error in errors:
        if not isinstance(error, UnknownIdError):
            return error
        suggestions += [name for name in error.suggestions if name not in suggestions]
    return UnknownIdError("municipality or zone", place, suggestions)


def _only_one(
    place: str, municipality: Municipality, named: tuple[Zone, ...], zones: ZoneMap
) -> _Meant:
    """Drop the zones where a name fits both; refuse where the land differs."""
    land = {part for zone in named for part in zones.parts_of[zone.id]}
    if land != set(municipality.parts):
        candidates = [f"the municipality {municipality}", *(f"the zone {z.id}" for z in named)]
        raise AmbiguousNameError("place", place, candidates)
    return _Meant(municipality, ())


@frozen(eq=False)
class Snapshot:
    """The municipalities and zones of one day (*toestand op een dag*).

    *known* is the day of the record on which it was asked, ``None`` for all
    that is recorded. Nothing in it changes afterwards.

    Example:
        >>> from elzmodel import flanders
        >>> day = flanders().on("2025-01-01")
        >>> day.zone_of("Hasselt").name, len(day.municipalities), len(day.zones)
        ('Herkenrode', 304, 60)
    """

    day: date
    known: date | None
    layout: Layout = field(repr=False)
    zone_map: ZoneMap = field(repr=False)
    regions: ZoneMap = field(repr=False)
    figures: Figures = field(repr=False)
    borders: Borders = field(repr=False)
    names: Names = field(repr=False)
    region_names: Names = field(repr=False)
    parts: Mapping[PartId, Part] = field(repr=False)
    sectors: Mapping[str, frozenset[PartId]] = field(repr=False)

    def __repr__(self) -> str:
        """Count what the day has."""
        known = f", as known on {self.known}" if self.known else ""
        return (
            f"<Snapshot of {self.day}{known}: {len(self.municipalities)} municipalities, "
            f"{len(self.zones)} zones, {len(self.decisions)} open decisions>"
        )

    def _repr_html_(self) -> str:
        return self.to_table().to_html()

    @property
    def municipalities(self) -> tuple[Municipality, ...]:
        """The municipalities of the day, in order of code."""
        return self.layout.municipalities

    @property
    def zones(self) -> tuple[Zone, ...]:
        """The zones of the day, in order of id; none before the first were recognised."""
        return self.zone_map.zones

    @property
    def decisions(self) -> tuple[DecisionPoint, ...]:
        """The decisions that are open on the day."""
        return self.zone_map.decisions

    def assignment(self, part: PartId) -> Assign | None:
        """Return the event by which a part is in its zone, ``None`` where it never was in one.

        Example:
            >>> from elzmodel import flanders
            >>> flanders().on("2025-01-01").assignment("ranst").reason
            'reference region alignment'
        """
        found = self.names.zoning.assignments(part).on(self.day)
        return found.event if found else None

    def municipality(self, key: str | Municipality) -> Municipality:
        """Return the municipality that a code, id, name or alias means on this day.

        A lower-case id such as ``"tongeren"`` means the body, under whatever
        name it has now; a name means a name of this day.

        Raises:
            UnknownIdError: If nothing ever had it, with near names.
            AmbiguousNameError: If several municipalities have it.
            NotOnDayError: If it exists on other days, with what it became.

        Example:
            >>> from elzmodel import flanders
            >>> flanders().on("2024-12-31").municipality("Tongres").nis
            '73083'
        """
        return self.names.municipality(key, self.day)

    def zone(self, key: str | Zone) -> Zone:
        """Return the zone that an id, name or alias means on this day.

        Raises:
            UnknownIdError: If nothing ever had it, with near names.
            AmbiguousNameError: If it is the name of a group of zones.
            NotOnDayError: If it does not exist on this day.

        Example:
            >>> from elzmodel import flanders
            >>> flanders().on("2025-01-01").zone("ELZ ZOLim").id
            'zuid-oost-limburg'
        """
        return self.names.zone(key, self.day)

    def zone_of(self, municipality: str | Municipality) -> Zone:
        """Return the one zone of a municipality.

        Raises:
            UndecidedError: If a decision about its land is open.
            DividedError: If it lies in several zones; ask `zones_of` instead.
            NotOnDayError: If it does not exist on this day, or has no zone.

        Example:
            >>> from elzmodel import flanders
            >>> flanders().on("2024-12-31").zone_of("73040").id
            'haspengouw'
        """
        return self.zone_map.zone_of(self.municipality(municipality))

    def zones_of(
        self, municipality: str | Municipality, *, year: int | None = None
    ) -> dict[ZoneId, Share]:
        """Return the zones of a municipality with the share of inhabitants in each.

        Shares are bounds where the parts' inhabitants are not known, or where
        a decision is open. Land in no zone counts for no zone, so that shares
        need not reach 1. No zone at all gives an empty dictionary.

        Args:
            municipality: A municipality, or its code, id, name or alias.
            year: The year of the inhabitants; the newest that there is by default.

        Raises:
            NotOnDayError: If the municipality does not exist on this day.

        Example:
            >>> from elzmodel import flanders
            >>> day = flanders().on("2025-01-01")
            >>> {zone: str(share) for zone, share in day.zones_of("Hasselt").items()}
            {'herkenrode': '100%'}
        """
        land = self.municipality(municipality).parts
        undecided = self.zone_map.undecided
        decided = self.zone_map.split(part for part in land if part not in undecided)
        candidates = {z for part in land if part in undecided for z in undecided[part].candidates}
        zones = sorted({zone for zone in decided if zone is not None} | candidates)
        return {zone: self._share(land, zone, decided.get(zone, ()), year) for zone in zones}

    def _share(
        self, land: tuple[PartId, ...], zone: ZoneId, mine: tuple[PartId, ...], year: int | None
    ) -> Share:
        possible = (*mine, *(p for p in self.zone_map.possible_parts(zone) if p in land))
        if len(mine) == len(land):
            return Share.exactly(1)
        newest = self._year(year)
        if newest is None:
            return Share(0, 1)
        low, high = (self._population_share(land, parts, newest) for parts in (mine, possible))
        return Share(low.low, high.high, f"population {newest}")

    def _population_share(
        self, land: tuple[PartId, ...], mine: tuple[PartId, ...], year: int
    ) -> Share:
        if not mine or len(mine) == len(land):
            return Share.exactly(1 if mine else 0)
        rest = tuple(part for part in land if part not in mine)
        return share_of(self._total(mine, year), self._total(rest, year))

    def municipalities_of(self, zone: str | Zone) -> tuple[Municipality, ...]:
        """Return the municipalities with decided land in a zone, in order of code.

        A divided municipality counts for each of its zones; land whose zone is
        undecided counts for none, and stands in `decisions`.

        Raises:
            UnknownIdError: If there is no such zone.
            NotOnDayError: If it does not exist on this day.

        Example:
            >>> from elzmodel import flanders
            >>> [m.name for m in flanders().on("2025-01-01").municipalities_of("haspengouw")]
            ['Gingelom', 'Nieuwerkerken', 'Sint-Truiden', 'Heers', 'Wellen']
        """
        return self.layout.holding(self.zone_map.decided_parts(self.zone(zone).id))

    def municipalities_in(self, area: str) -> tuple[Municipality, ...]:
        """Return the municipalities of a region, province, arrondissement or reference region.

        Regions and provinces are named as in the register (``"Vlaams Gewest"``,
        ``"Limburg"``), arrondissements by their code. Where a province and a
        reference region share a name, the province is meant.

        Raises:
            UnknownIdError: If no area has that name, with near names.
            NotOnDayError: If it is a reference region that is not recorded on this day.

        Example:
            >>> from elzmodel import flanders
            >>> len(flanders().on("2025-01-01").municipalities_in("Vlaams Gewest"))
            285
        """
        return self._areas.municipalities_in(area)

    @cached_property
    def _areas(self) -> Areas:
        return Areas(self.layout, self.regions, self.region_names)

    def reference_regions_of(self, place: Place | Iterable[Place]) -> tuple[Zone, ...]:
        """Return the reference regions (*referentieregio's*) in which a place has land.

        In order of id; none on days for which no reference regions are recorded.

        Raises:
            UnknownIdError: If a place was never heard of.
            NotOnDayError: If a place does not exist on this day.

        Example:
            >>> from elzmodel import flanders
            >>> [r.name for r in flanders().on("2025-01-01").reference_regions_of("middenkust")]
            ['Middenkust']
        """
        regions = self.regions.split(self._land(place).decided)
        return tuple(self.regions.of_id[region] for region in regions if region is not None)

    def neighbours_of(self, zone: str | Zone) -> tuple[Zone, ...]:
        """Return the zones that touch a zone along a border, in order of id.

        Corners do not count. A border is left out where its source names land
        that lies in several zones: it does not say which of them it touches.

        Raises:
            UnknownIdError: If there is no such zone.
            NotOnDayError: If it does not exist on this day.

        Example:
            >>> from elzmodel import flanders
            >>> [z.id for z in flanders().on("2025-01-01").neighbours_of("middenkust")]
            ['houtland-en-polder', 'oostkust', 'we40', 'westkust-en-polder']
        """
        mine = self.zone(zone).id
        found: set[ZoneId] = set()
        for border in self.borders.borders:
            if border.contact.makes_neighbours:
                sides = [set(self.zone_map.split(side)) for side in (border.a, border.b)]
                located = {z for side in sides if len(side) == 1 for z in side if z is not None}
                if mine in located:
                    found |= located - {mine}
        return tuple(z for z in self.zones if z.id in found)

    def hangs_together(self, zone: str | Zone) -> bool | None:
        """Tell whether a zone is one piece of land; ``None`` where borders do not tell.

        Raises:
            UnknownIdError: If there is no such zone.
            NotOnDayError: If it does not exist on this day.

        Example:
            >>> from elzmodel import flanders
            >>> day = flanders().on("2025-01-01")
            >>> [day.hangs_together(z) for z in ("haspengouw", "oostkust", "antwerpen-oost")]
            [True, False, None]
        """
        return self.borders.hang_together(self.zone_map.parts_of[self.zone(zone).id])

    def population(self, place: Place | Iterable[Place], *, year: int) -> Total:
        """Return the inhabitants of a zone, a municipality, or several, on 1 January of a year.

        Exact where the figures of that year cover the land exactly, otherwise
        bounds with the parts that are missing. Land that several places share
        counts once. An open decision widens the bounds of every candidate.

        Raises:
            UnknownIdError: If a place was never heard of.
            NotOnDayError: If a place does not exist on this day.
            AmbiguousNameError: If a name fits a zone and a municipality with
                different land.

        Example:
            >>> from elzmodel import flanders
            >>> day = flanders().on("2025-01-01")
            >>> print(day.population("haspengouw", year=2021))
            70,797
            >>> print(day.population("antwerpen-oost", year=2021))
            >=24,068
        """
        return self.figure(place, kind="population", year=year)

    def figure(self, place: Place | Iterable[Place], *, kind: str, year: int) -> Total:
        """Return the total of any kind of figure for a zone, a municipality, or several.

        As `population`, for figures of another kind, such as ``"area"`` (km²,
        of the layouts 2018 and 2019).

        Raises:
            UnknownIdError: If a place was never heard of.
            NotOnDayError: If a place does not exist on this day.
            AmbiguousNameError: If a name fits different land.

        Example:
            >>> from elzmodel import flanders
            >>> round(flanders().on("2025-01-01").figure("71072", kind="area", year=2018).low, 1)
            136.6
        """
        land = self._land(place)
        total = self.figures.total(land.decided, kind=kind, year=year)
        if not land.undecided:
            return total
        widest = self.figures.total(land.decided | land.undecided, kind=kind, year=year)
        return Total(total.low, widest.high, (*total.missing, *land.undecided))

    def _land(self, place: Place | Iterable[Place]) -> Land:
        places = [place] if isinstance(place, str | Municipality | Zone) else list(place)
        return land_of(places, self.names, self.zone_map)

    def _total(self, parts: Iterable[PartId], year: int) -> Total:
        return self.figures.total(parts, kind="population", year=year)

    def _year(self, year: int | None) -> int | None:
        years = self.figures.years("population")
        return year if year is not None else (years[-1] if years else None)

    def zone_table(self) -> Table:
        """Return one row for each municipality and zone, with the parts that it is about.

        It never raises: divided municipalities have a row for each zone,
        undecided ones say so and name the candidates, and before the first
        zones every row is without one.

        Example:
            >>> from elzmodel import flanders
            >>> table = flanders().on("2025-01-01").zone_table()
            >>> [row[2] for row in table.rows if row[1] == "Antwerpen"][:2]
            ['antwerpen-centrum', 'antwerpen-oost']
        """
        rows = [row for m in self.municipalities for row in self._zone_rows(m)]
        columns = (
            Column("nis", "code"),
            Column("municipality"),
            Column("zone"),
            Column("zone_name"),
            Column("status"),
            Column("parts"),
        )
        return Table(f"Municipalities and zones on {self.day}", columns, rows)

    def _zone_rows(self, municipality: Municipality) -> Iterable[tuple[Cell, ...]]:
        head = (municipality.nis, municipality.name)
        undecided = self.zone_map.undecided
        sure = (part for part in municipality.parts if part not in undecided)
        for zone, parts in self.zone_map.split(sure).items():
            if zone is None:
                yield (*head, None, None, "no zone", parts)
            else:
                yield (*head, zone, self.zone_map.of_id[zone].name, "settled", parts)
        open_here = dict.fromkeys(undecided[p] for p in municipality.parts if p in undecided)
        for point in open_here:
            parts = tuple(part for part in point.parts if part in municipality.parts)
            yield (*head, None, None, f"undecided: {' or '.join(point.candidates)}", parts)

    @cached_property
    def ground(self) -> Ground:
        """What keys and areas of the day mean in land, for adding up."""
        codes = {p.postal_code: p.id for p in self.parts.values() if p.postal_code is not None}
        maps = (self.zone_map, self.regions)
        return Ground(self.day, self.layout, *maps, codes, self.sectors)

    def aggregate(self, values: Mapping[str, Number | None], *, to: Level = "zone") -> RolledUp:
        """Add counts up to zones, provinces or other areas of this day.

        Args:
            values: A count for each key: the NIS code of a municipality of this
                day, the id of a part, a postal code of Antwerpen, or a
                statistical sector. ``None`` is a cell that is known to be
                missing.
            to: ``"zone"``, ``"province"``, ``"arrondissement"``, ``"region"``,
                ``"reference region"`` or ``"municipality"``.

        Raises:
            InvalidValueError: If *to* is no level.
            RollUpError: If counts cannot be placed; all problems at once.

        Example:
            >>> from elzmodel import flanders
            >>> rolled = flanders().on("2025-01-01").aggregate({"44021": 10}, to="zone")
            >>> rolled["gent"].value, rolled["haspengouw"].high
            (10, None)
        """
        return aggregate(self.ground, values, to=to)

    def to_table(self, *, year: int | None = None) -> Table:
        """Return one row a zone: its municipalities and its inhabitants.

        Args:
            year: The year of the inhabitants; the newest that there is by default.

        Example:
            >>> from elzmodel import flanders
            >>> len(flanders().on("2025-01-01").to_table())
            60
        """
        newest = self._year(year)
        columns = (
            Column("zone"),
            Column("name"),
            Column("municipalities", "number"),
            Column("inhabitants", "total"),
        )
        rows = [
            (z.id, z.name, len(self.municipalities_of(z)), self._of(z, newest)) for z in self.zones
        ]
        notes = (f"Inhabitants on {newest}-01-01.",) if newest else ("No inhabitants are known.",)
        return Table(f"Zones on {self.day}", columns, rows, notes)

    def _of(self, zone: Zone, year: int | None) -> Total | None:
        return None if year is None else self.population(zone, year=year)
