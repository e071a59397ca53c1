"""Everything known of one day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve, field, frozen

from elzmodel.errors import AmbiguousNameError, UnknownIdError
from elzmodel.landscape.lands import AreaLand, Land, LandKeys
from elzmodel.landscape.late_tables import no_gazetteer, no_shapes
from elzmodel.landscape.names import Match, Meaning, Names, as_text
from elzmodel.landscape.shares import zone_shares
from elzmodel.territory import Figures, Layout, Municipality, Part
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import (
    Column,
    Disagreement,
    NisCode,
    PartId,
    Share,
    Table,
    Total,
    UnitId,
    ZoneId,
)
from elzmodel.values.answers import Answer
from elzmodel.values.arguments import keep_door
from elzmodel.values.cards import Card, Held
from elzmodel.values.extras import extra
from elzmodel.values.memory import remember
from elzmodel.values.text import Label, said, term
from elzmodel.zones import Assign, DecisionPoint, SizeRule, Zone, ZoneMap, Zoning

if TYPE_CHECKING:  # Imported by the few questions that need it.
    from elzmodel.landscape.areas import Areas
    from elzmodel.landscape.gazetteer import Gazetteer  # noqa: TC004 - no annotation may load it
    from elzmodel.landscape.places import Located, Places
    from elzmodel.landscape.rollup import Counts, Level, RolledUp
    from elzmodel.territory import Borders, Shape, Shapes  # noqa: TC004 - the same

__all__ = ["AnyPlace", "CutZone", "MunicipalityZone", "Snapshot"]

# ruff: noqa: PLC0415 - what only one question needs is loaded when it is asked

_REMEMBERED = 4096

AnyPlace = str | Municipality | Zone
"""A municipality or a zone, as a value or by code, id, name or alias."""


@frozen
class MunicipalityZone:
    """A municipality with one zone of it, or with land in none, and the parts in question.

    *unit* is its id, which there is also where it has no code yet.
    """

    nis: NisCode | None
    unit: UnitId
    municipality: str
    zone: ZoneId | None
    zone_name: str | None
    status: str
    parts: tuple[PartId, ...]


@frozen
class CutZone:
    """A zone that lies in several areas of one kind; *shared* are those that other zones share."""

    zone: ZoneId
    name: str
    areas: tuple[str, ...]
    shared: tuple[str, ...]


@frozen(cache_hash=True)
class Snapshot(Held):
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
    _borders: Callable[[], Borders] = field(alias="borders", repr=False)
    names: Names = field(repr=False)
    region_names: Names = field(repr=False)
    parts: Mapping[PartId, Part] = field(repr=False, hash=False)
    _sectors: Callable[[], Mapping[str, frozenset[PartId]]] = field(
        alias="sectors", repr=False, hash=False
    )
    size_rules: tuple[SizeRule, ...] = field(default=(), repr=False)
    disagreements: tuple[Disagreement, ...] = field(default=(), repr=False)
    _gazetteer: Callable[[], Gazetteer] = field(default=no_gazetteer, alias="gazetteer", repr=False)
    _shapes: Callable[[], Shapes] = field(default=no_shapes, alias="shapes", repr=False)

    _partitions: Callable[[], Mapping[str, Zoning]] = field(
        default=dict, alias="partitions", repr=False, hash=False
    )

    _resolved_names: dict[str, Municipality | tuple[Zone, ...]] = field(
        init=False, repr=False, eq=False, factory=dict
    )

    def __repr__(self) -> str:
        """Count what the day has."""
        known = f", as known on {self.known}" if self.known else ""
        return (
            f"<Snapshot of {self.day}{known}: {len(self.municipalities)} municipalities, "
            f"{len(self.zones)} zones, {len(self.decisions)} open decisions>"
        )

    def to_card(self) -> Card:
        """Return what the day has, counted, with its zones."""
        table = self.to_table()
        counts = (
            ("municipalities", len(self.municipalities)),
            ("zones", len(self.zones)),
            ("open decisions", len(self.decisions)),
            ("as known on", self.known),
        )
        title = said("Municipalities and zones on {day}", day=self.day)
        open_ones = [point.told for point in self.decisions]
        rows = (row[1:] for row in table.rows)  # Without the ids it fits a phone.
        shown = evolve(table, columns=table.columns[1:], rows=rows, notes=())
        return Card(title, counts, warnings=open_ones, tables=[shown], notes=table.notes)

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
        if isinstance(key, Municipality) and key.unit in self.layout.by_unit:
            return self.layout.by_unit[key.unit]
        match = self.names.find_municipality(key, self.day)
        if match.meaning is Meaning.NONE:
            raise self._no_municipality(match)
        return self.names.the_one(match)

    def _no_municipality(self, match: Match[Municipality]) -> LookupError:
        """Return the error about what is no municipality, perhaps a village or one elsewhere."""
        from elzmodel.landscape.written import bare_name

        reason = self.places.what_else(match.key)
        near = self.names.near(bare_name(match.key)[0] or match.key, "municipality", self.day)
        return UnknownIdError(match.kind, match.key, near, reason)

    @cached_property
    def borders(self) -> Borders:
        """Which land touches which, in terms of the parts that live on this day."""
        return self._borders().in_layout(self.layout)

    @property
    def sectors(self) -> Mapping[str, frozenset[PartId]]:
        """The land of statistical sectors by their code, read when they are first asked for."""
        return self._sectors()

    @property
    def gazetteer(self) -> Gazetteer:
        """Villages, postal codes and more, of all days, read when they are first asked for."""
        return self._gazetteer()

    @cached_property
    def places(self) -> Places:
        """What names of villages and postal codes mean on this day."""
        from elzmodel.landscape.places import Places

        return Places(
            self.day, self.names, self.layout, self.zone_map, self.gazetteer, self.disagreements
        )

    def locate(self, name: str, *, postal_code: str | None = None) -> Located:
        """Return where a municipality, a village or a district is, by what people write.

        A municipality in brackets or a *postal_code* tells places of one name apart. Where
        only the name of a municipality is given that villages elsewhere have as well, it is
        asked which one is meant; `municipality` takes it for the municipality.

        Raises:
            AmbiguousNameError: If several places have the name, with all of them.
            InvalidValueError: If none of them is in the brackets or in the postal code.
            UnknownIdError: If there is no such place, with near names.
            NotOnDayError: If a postal code is not known on this day.

        Example:
            >>> from elzmodel import flanders
            >>> day = flanders().on("2025-01-01")
            >>> print(day.locate("Halle", postal_code="2980"))
            Halle in Zoersel (11055)
            >>> print(*day.locate("Deurne (Antwerpen)").zones)
            Antwerpen Oost
        """
        return self.places.locate(name, postal_code=postal_code)

    def municipalities_of_postal_code(self, code: str) -> tuple[Municipality, ...]:
        """Return the municipalities in which a postal code lies; a few lie in two.

        Raises:
            UnknownIdError: If no table has it.
            NotOnDayError: If no table of postal codes speaks of this day, or it is not in it.

        Example:
            >>> from elzmodel import flanders
            >>> day = flanders().on("2025-01-01")
            >>> [m.name for m in day.municipalities_of_postal_code("1804")]
            ['Vilvoorde', 'Zemst']
        """
        return self.layout.holding(self.places.postal_code(code).parts)

    def zone_of_postal_code(self, code: str) -> Zone:
        """Return the zone in which a postal code lies.

        Raises:
            UnknownIdError: If no table has it.
            NotOnDayError: If no table of postal codes speaks of this day, or it is not in it.
            DividedError: If it lies in several zones.
            UndecidedError: If an open decision touches its land.

        Example:
            >>> from elzmodel import flanders
            >>> print(flanders().on("2025-01-01").zone_of_postal_code("3500"))
            Herkenrode
        """
        land = self.layout.living(self.places.postal_code(code).parts)
        return self.zone_map.zone_of_land(sorted(land), said("postal code {code}", code=code))

    def shape(self, place: AnyPlace | PartId | Iterable[AnyPlace | PartId]) -> Shape:
        """Return the outline of a zone, a municipality, a part, or several together.

        A name means what it means for `population`; an id that means nothing else on this
        day is that of a part. Undecided land is not in the outline, and is named.

        Raises:
            UnknownIdError: If a place was never heard of.
            NotOnDayError: If a place does not exist on this day.
            AmbiguousNameError: If a name fits different land.

        Example:
            >>> from elzmodel import flanders
            >>> day = flanders().on("2025-01-01")
            >>> day.shape(["Alken", "Wellen"]).outline
            <Outline: 1 pieces, 88 points>
        """
        if isinstance(place, str) or not isinstance(place, Iterable):
            place = (place,)
        asked = tuple(place)
        parts = frozenset(part for each in asked for part in self._only_as_part(each))
        land = self._land(each for each in asked if each not in parts)
        shape = self.shapes.of(land.decided | parts)
        return evolve(shape, undecided=land.undecided - parts) if land.undecided else shape

    def _only_as_part(self, key: AnyPlace | PartId) -> Iterator[PartId]:
        """Yield the part that has an id, unless the id means a municipality or a zone today."""
        if isinstance(key, str) and PartId(key) in self.layout.by_part:
            units = self.names.find_municipality(key, self.day)
            if not (units.on_day or self.names.find_zone(key, self.day).on_day):
                yield PartId(key)

    @cached_property
    def shapes(self) -> Shapes:
        """The outlines of land that are known, for the land of this day."""
        return self._shapes().refined(self.layout.refinement)

    def zone(self, key: str | Zone) -> Zone:
        """Return the zone that an id, name or alias means on this day.

        Raises:
            UnknownIdError: If nothing ever had it, with near names, or the zones of
                the municipality that has it.
            AmbiguousNameError: If it is the name of a group of zones.
            NotOnDayError: If it does not exist on this day.

        Example:
            >>> from elzmodel import flanders
            >>> flanders().on("2025-01-01").zone("ELZ ZOLim").id
            'zuid-oost-limburg'
        """
        if isinstance(key, Zone) and key.id in self.zone_map.by_id:
            return self.zone_map.by_id[key.id]
        match = self.names.find_zone(key, self.day)
        if match.meaning is Meaning.NONE and not self.names.municipalities_ever(match.key):
            reason = self.places.what_else(match.key)
            near = self.names.near(match.key, "zone")
            raise UnknownIdError(match.kind, match.key, near, reason)
        return self.names.the_one(match)

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
            year: The year of the inhabitants; by default the newest that is exact on the day,
                as for every answer about it, unless others tell more of these shares: the
                newest of those that tell most. Each share says its year.

        Raises:
            NotOnDayError: If the municipality does not exist on this day.

        Example:
            >>> from elzmodel import flanders
            >>> day = flanders().on("2025-01-01")
            >>> {zone: str(share) for zone, share in day.zones_of("Hasselt").items()}
            {'herkenrode': '100%'}
        """
        land = self.municipality(municipality).parts
        return zone_shares(land, self.zone_map, self.figures, self.layout, year)

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
        """Return the municipalities of a region, a province, an arrondissement or another area.

        Regions and provinces are named as in the register (``"Vlaams Gewest"``,
        ``"Limburg"``), arrondissements by their code. They go before reference
        regions, and those before areas of other partitions that have the name;
        a kind in brackets tells these apart: ``"Kempen (transport region)"``.

        Raises:
            UnknownIdError: If no area has that name, with near names.
            AmbiguousNameError: If areas of several partitions have it, with different land.
            NotOnDayError: If it is an area that is not recorded on this day.

        Example:
            >>> from elzmodel import flanders
            >>> day = flanders().on("2025-01-01")
            >>> len(day.municipalities_in("Vlaams Gewest"))
            285
            >>> [m.name for m in day.municipalities_in("PZ Hekla")]
            ['Aartselaar', 'Edegem', 'Hove', 'Kontich', 'Lint']
        """
        return self.areas.municipalities_in(area)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of areas that partition the land: zones, reference regions, and others."""
        return self.areas.kinds

    @cached_property
    def areas(self) -> Areas:
        """What names of areas mean on this day, and which land lies in each."""
        from elzmodel.landscape.areas import Areas

        return Areas(
            self.day,
            self.known,
            self.layout,
            self.zone_map,
            self.regions,
            self.names,
            self.region_names,
            self._partitions,
        )

    def partition(self, kind: str) -> ZoneMap:
        """Return which land lies in which area of a kind on this day, see `kinds`.

        Raises:
            InvalidValueError: If there is no such kind, with those that there are.

        Example:
            >>> from elzmodel import flanders
            >>> areas = flanders().on("2025-01-01").partition("police zone")
            >>> len(areas.zones), areas.parts_by_zone["pz-hekla"]
            (107, ('aartselaar', 'edegem', 'hove', 'kontich', 'lint'))
        """
        return self.areas.partition(kind)

    def zones_cut_by(self, kind: str) -> Answer[CutZone]:
        """Return the zones that lie in several areas of a kind.

        Land whose zone or whose area is not known counts for none. A note says for which
        layout the areas are known; on earlier days there are no rows.

        Raises:
            InvalidValueError: If there is no such kind, with those that there are.

        Example:
            >>> from elzmodel import flanders
            >>> cut = flanders().on("2025-01-01").zones_cut_by("reference region")
            >>> len(cut), cut[0].areas
            (6, ('Halle-Vilvoorde', 'Oost-Brabant'))
        """
        areas = self.partition(kind)
        first = self.areas.names_of(kind).zoning.first
        since = first and said(
            "By {of} since {day}: {reason}.",
            of=Label(kind),
            day=first.day,
            reason=term(first.reason),
        )
        lands = self.zone_map.decided_by_zone
        lies_in = {
            zone: sorted(area.name for area in areas.holding(lands[zone.id])) for zone in self.zones
        }
        zones = Counter(area for found in lies_in.values() for area in found)
        rows = [
            CutZone(zone.id, zone.name, tuple(found), tuple(a for a in found if zones[a] > 1))
            for zone, found in lies_in.items()
            if len(found) > 1
        ]
        return Answer(
            title=said("Zones in several areas by {of}, on {day}", of=Label(kind), day=self.day),
            rows=tuple(rows),
            notes=(since or "", self.zone_map.why_no_zones),
            row_type=CutZone,
        )

    def reference_regions_of(self, place: AnyPlace | Iterable[AnyPlace]) -> tuple[Zone, ...]:
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
        return self.regions.holding(self._land(place).decided)

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
        asked = self.zone(zone).id
        found: set[ZoneId] = set()
        for border in self.borders.borders:
            if border.contact.makes_neighbours:
                sides = [set(self.zone_map.split(side)) for side in (border.a, border.b)]
                located = {z for side in sides if len(side) == 1 for z in side if z is not None}
                if asked in located:
                    found |= located - {asked}
        return tuple(z for z in self.zones if z.id in found)

    def is_contiguous(self, zone: str | Zone) -> bool | None:
        """Tell whether a zone is one piece of land; ``None`` where that is not known.

        Borders may not tell, or a decision that is open: where it matters how that is
        settled, nothing is taken for known.

        Raises:
            UnknownIdError: If there is no such zone.
            NotOnDayError: If it does not exist on this day.

        Example:
            >>> from elzmodel import flanders
            >>> day = flanders().on("2025-01-01")
            >>> [day.is_contiguous(z) for z in ("haspengouw", "oostkust", "antwerpen-oost")]
            [True, False, True]
        """
        return self.zone_map.is_contiguous(self.zone(zone).id, self.borders)

    def population(self, place: AnyPlace | Iterable[AnyPlace], *, year: int) -> Total:
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
            24,068-553,485
        """
        return self.figure(place, kind="population", year=year)

    def figure(self, place: AnyPlace | Iterable[AnyPlace], *, kind: str, year: int) -> Total:
        """Return the total of any kind of figure for a zone, a municipality, or several.

        As `population`, for figures of another kind, such as ``"area"`` (km²,
        of 2018, 2019 and 2025).

        Raises:
            UnknownIdError: If a place was never heard of.
            NotOnDayError: If a place does not exist on this day.
            AmbiguousNameError: If a name fits different land.

        Example:
            >>> from elzmodel import flanders
            >>> round(flanders().on("2025-01-01").figure("71072", kind="area", year=2018).low, 1)
            136.6
        """
        return self._land(place).total(self.figures, kind=kind, year=year)

    def _land(self, place: AnyPlace | Iterable[AnyPlace]) -> Land:
        """Return the land of several places together; shared land counts once.

        Undecided land belongs for certain where every candidate is among the places, and the
        zone in which it stands as well: it may stay there.
        """
        if isinstance(place, str) or not isinstance(place, Iterable):
            place = (place,)
        zones = self.zone_map
        asked: set[ZoneId] = set()
        decided: set[PartId] = set()
        for each in place:
            meant = self.meant_by(each)
            if isinstance(meant, Municipality):
                decided.update(meant.parts)
            else:
                asked.update(zone.id for zone in meant)
        decided.update(part for zone in asked for part in zones.decided_parts(zone))
        if not zones.decisions:
            return Land(frozenset(decided))
        possible = {part for zone in asked for part in zones.possible_parts(zone)} - decided
        certain = {
            part
            for part in possible
            if asked.issuperset((zones.by_part.get(part), *zones.undecided[part].candidates))
        }
        return Land(frozenset(decided | certain), frozenset(possible - certain))

    def meant_by(self, place: AnyPlace) -> Municipality | tuple[Zone, ...]:
        """Return the municipality, or else the zones, that a place means on this day.

        A name of both means the municipality where the zone has the same land.

        Raises:
            UnknownIdError: If nothing ever had it, with near names.
            AmbiguousNameError: If it means several.
            NotOnDayError: If it does not exist on this day.

        Example:
            >>> from elzmodel import flanders
            >>> day = flanders().on("2025-01-01")
            >>> print(day.meant_by("Gent"), [zone.id for zone in day.meant_by("Middenkust")])
            Gent (44021) ['middenkust']
        """
        if isinstance(place, Municipality):
            return self.municipality(place)
        if isinstance(place, Zone):
            return (self.zone(place),)
        place = as_text("municipality", place)
        if found := self._resolved_names.get(place):
            return found
        return remember(self._resolved_names, place, self._of_name(place), _REMEMBERED)

    def _of_name(self, name: str) -> Municipality | tuple[Zone, ...]:
        units = self.names.find_municipality(name, self.day)
        zones = self.names.find_zone(name, self.day)
        if zones.on_day and not units.on_day:
            return zones.on_day
        if units.meaning is not Meaning.ONE:
            raise self._no_place(units, zones)
        municipality = units.on_day[0]
        land = {part for zone in zones.on_day for part in self.zone_map.parts_by_zone[zone.id]}
        if zones.on_day and land != set(municipality.parts):
            candidates = [
                said("the municipality {name}", name=str(municipality)),
                *(said("the zone {id}", id=zone.id) for zone in zones.on_day),
            ]
            raise AmbiguousNameError("place", zones.key, candidates)
        return municipality

    def _no_place(self, units: Match[Municipality], zones: Match[Zone]) -> LookupError:
        """Return the error that knows the place, or else one with near names of both kinds."""
        from elzmodel.landscape.written import bare_name

        if units.ever or zones.ever:
            return self.names.error(units if units.ever else zones)
        near = self.names.near(bare_name(units.key)[0] or units.key, "place", self.day)
        reason = self.places.what_else(units.key)
        return UnknownIdError("municipality or zone", units.key, near, reason)

    def zone_table(self) -> Answer[MunicipalityZone]:
        """Return one row for each municipality and zone, with the parts that it is about.

        It never raises: divided municipalities have a row for each zone,
        undecided ones say so and name the candidates, and before the first
        zones every row is without one.

        Example:
            >>> from elzmodel import flanders
            >>> rows = flanders().on("2025-01-01").zone_table()
            >>> [row.zone for row in rows.where(municipality="Antwerpen")][:2]
            ['antwerpen-centrum', 'antwerpen-oost']
        """
        return Answer(
            title=said("Municipalities and zones on {day}", day=self.day),
            rows=tuple(row for m in self.municipalities for row in self._zone_rows(m)),
            row_type=MunicipalityZone,
        )

    def _zone_rows(self, municipality: Municipality) -> Iterator[MunicipalityZone]:
        def row(zone: ZoneId | None, status: str, parts: Iterable[PartId]) -> MunicipalityZone:
            name = None if zone is None else self.zone_map.by_id[zone].name
            head = (municipality.nis, municipality.unit, municipality.name, zone, name)
            return MunicipalityZone(*head, status, tuple(parts))

        undecided = self.zone_map.undecided
        sure = (part for part in municipality.parts if part not in undecided)
        for zone, parts in self.zone_map.split(sure).items():
            yield row(zone, "no zone" if zone is None else "settled", parts)
        for point in dict.fromkeys(undecided[p] for p in municipality.parts if p in undecided):
            land = (part for part in point.parts if part in municipality.parts)
            yield row(None, f"undecided: {' or '.join(point.candidates)}", land)

    @cached_property
    def postal_codes(self) -> Mapping[str, PartId]:
        """The part of each postal code, where a municipality is known by postal code."""
        return {p.postal_code: p.id for p in self.parts.values() if p.postal_code is not None}

    @cached_property
    def land_keys(self) -> LandKeys:
        """What keys and areas of the day mean in land, for adding up."""
        return LandKeys(
            day=self.day,
            layout=self.layout,
            kinds=lambda: self.kinds,
            partition=self.partition,
            postal_codes=self.postal_codes,
            sectors=self.sectors,
            postal_land=lambda: self.places.postal_land,
            gazetteer=self._gazetteer,
            figures=self.figures,
        )

    def aggregate(self, values: Counts, *, to: Level = "zone", year: int | None = None) -> RolledUp:
        """Add counts up to zones, provinces or other areas of this day.

        A whole in several areas gives bounds for each, narrowed by its pieces, and an estimate
        where inhabitants are known. Regions of which nothing is given are left out.

        Args:
            values: A count for each key: the NIS code of a municipality of this day, its id
                where it has no code, the id of a part, a postal code, or a statistical
                sector of nine characters; postal codes, and sectors, of one municipality
                together. Bounds (`Total`) stay bounds; ``None`` is missing. Or what
                `Crosswalk.apply` returns.
            to: ``"zone"``, ``"province"``, ``"arrondissement"``, ``"region"``,
                ``"municipality"``, or another kind of area, such as
                ``"reference region"`` or ``"police zone"``: see `kinds`.
            year: The year of the inhabitants; by default the newest that is exact.

        Raises:
            InvalidValueError: If *to* is no level.
            RollUpError: If counts cannot be placed, or contradict their pieces; all at once.

        Example:
            >>> from elzmodel import flanders
            >>> print(flanders().on("2025-01-01").aggregate({"44021": 10})["gent"])
            10
        """
        from elzmodel.landscape.rollup import aggregate

        return aggregate(self.land_keys, values, to=to, year=year)

    def to_geojson(
        self,
        *,
        by: Level | Literal["part"] = "zone",
        properties: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> dict[str, Any]:
        """Return the outlines of the day's areas as a feature collection (RFC 7946).

        Each feature has *id*, *name*, *kind* and *day*, and what *properties* add for its id;
        a total among them becomes ``…_low`` and ``…_high``, as in tables.
        The geometry of what has no outline is null, and *within* then names the parts of the
        smallest land around it that has one. The attribution has to go where the shapes go.

        Args:
            by: ``"zone"``, ``"municipality"``, ``"part"``, ``"province"`` or another level
                of `aggregate`.
            properties: What else to say of an area, by its id, code or name.

        Raises:
            InvalidValueError: If *by* is no level.
            UnknownIdError: If *properties* speak of an area that is not there.
            AmbiguousNameError: If they speak of one by a name that several have.

        Example:
            >>> from elzmodel import flanders
            >>> day = flanders().on("2025-01-01")
            >>> found = day.to_geojson(by="zone", properties={"gent": {"colour": "red"}})
            >>> [each["properties"]["colour"] for each in found["features"] if each["id"] == "gent"]
            ['red']
        """
        from elzmodel.landscape.geojson import feature_collection
        from elzmodel.landscape.rollup import areas_of, require_level

        if by == "part":
            parts = sorted(self.layout.by_part)
            named = (
                (part, self.parts[part].name if part in self.parts else part) for part in parts
            )
            areas: Iterable[AreaLand] = (
                AreaLand(part, name, Land(frozenset((part,)))) for part, name in named
            )
        else:
            require_level(self.land_keys, by, "part")
            areas = areas_of(self.land_keys, by)
        return feature_collection(
            areas, self.shapes, kind=by, day=self.day, properties=properties or {}
        )

    def to_geodataframe(
        self,
        *,
        by: Level | Literal["part"] = "zone",
        properties: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Any:  # noqa: ANN401 - geopandas is an extra
        """Return the outlines as a GeoDataFrame in WGS84; needs the extra ``maps``.

        Its rows and columns are those of `to_geojson`; ``attrs["attribution"]`` says whom to
        name beside a map of it.

        Raises:
            MissingDependencyError: If geopandas is not installed.
            InvalidValueError: If *by* is no level.
            UnknownIdError: If *properties* speak of an area that is not there.
        """
        found = self.to_geojson(by=by, properties=properties)
        frame = extra("geopandas").GeoDataFrame.from_features(found, crs="EPSG:4326")
        frame.attrs["attribution"] = found.get("attribution", "")
        return frame

    def to_table(self, *, year: int | None = None) -> Table:
        """Return one row a zone: its municipalities and its inhabitants.

        Args:
            year: The year of the inhabitants; by default the newest that is exact on the day.

        Example:
            >>> from elzmodel import flanders
            >>> len(flanders().on("2025-01-01").to_table())
            60
        """
        newest = year_or_newest(self.figures, year, self)
        columns = (
            Column("zone"),
            Column("name"),
            Column("municipalities", "number"),
            Column("inhabitants", "total"),
        )
        rows = [
            (z.id, z.name, len(self.municipalities_of(z)), self._of(z, newest)) for z in self.zones
        ]
        notes = (inhabitants_note(self.figures, newest) or said("No inhabitants are known."),)
        return Table(said("Zones on {day}", day=self.day), columns, rows, notes)

    def _of(self, zone: Zone, year: int | None) -> Total | None:
        return None if year is None else self.population(zone, year=year)


def year_or_newest(
    figures: Figures, year: int | None, *days: Snapshot, kind: str = "population"
) -> int | None:
    """Return the year that is asked, or else the newest that is exact on all days.

    See `Figures.newest`.
    """
    return figures.newest(kind, *(day.layout for day in days)) if year is None else year


keep_door(__name__)
