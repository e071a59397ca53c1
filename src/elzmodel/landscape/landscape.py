"""The whole of a country's municipalities and zones, through time."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, field, frozen

from elzmodel.errors import (
    AfterCoverageWarning,
    ConflictError,
    InvalidValueError,
    NotOnDayError,
    OutsideLandscapeWarning,
    UnknownIdError,
)
from elzmodel.landscape.coded_figures import CodedFigures, about_parts
from elzmodel.landscape.late_tables import (
    WhatIsAsked,
    no_borders,
    no_gazetteer,
    no_shapes,
    when_asked,
)
from elzmodel.landscape.names import Alias, Names, as_text
from elzmodel.landscape.snapshot import Snapshot, year_or_newest
from elzmodel.territory import (
    Crosswalk,
    Figure,
    Figures,
    Part,
    Register,
    TerritoryEvent,
    crosswalk,
)
from elzmodel.territory.municipality import set_of_parts
from elzmodel.values import (
    NIS,
    Code,
    Codes,
    CodeSystem,
    Day,
    Disagreement,
    Finding,
    PartId,
    Period,
    Ref,
    Severity,
    Source,
    SourceId,
    Table,
    parse_day,
)
from elzmodel.values.answers import Answer
from elzmodel.values.arguments import keep_door
from elzmodel.values.cards import Card, Held
from elzmodel.values.memory import remember
from elzmodel.values.periods import eve, through
from elzmodel.values.text import Suggestions, phrase, said, short
from elzmodel.zones import (
    AbolishZone,
    AlterZone,
    Assign,
    CreateZone,
    SizeRule,
    ZoneEvent,
    Zoning,
    zone_map,
)

if TYPE_CHECKING:  # Imported by the few questions that need it.
    from elzmodel.governance import RuleSet  # noqa: TC004 - no annotation may load it
    from elzmodel.landscape.citations import Citation, Edition  # noqa: TC004 - the same
    from elzmodel.landscape.evidence import KeyRows
    from elzmodel.landscape.gazetteer import Gazetteer  # noqa: TC004 - the same
    from elzmodel.landscape.history import Entry, Explanation, Record
    from elzmodel.landscape.keys import KeyIndex
    from elzmodel.landscape.rollup import Counts, Level, Series
    from elzmodel.landscape.vintages import Dating, Vintage
    from elzmodel.territory import Borders, Shapes  # noqa: TC004 - the same

__all__ = ["Landscape", "Location"]

# ruff: noqa: PLC0415 - what only one question needs is loaded when it is asked


@frozen(kw_only=True)
class Location:
    """A point for a set of parts, in WGS84 degrees.

    *lon* and *lat* are the centroid, which may lie outside the land; *inner*
    is a point inside, as longitude and latitude.
    """

    parts: frozenset[PartId] = field(converter=set_of_parts)
    lon: float
    lat: float
    inner: tuple[float, float]
    sources: tuple[SourceId, ...] = ()


NEVER_LAND: Final = Code(
    "ELZ-L002",
    "no municipality ever held part {part!r}[; did you mean {near:or}?]",
    severity=Severity.ERROR,
    meaning="land that never was",
    explanation="An `Assign` names a part that no municipality ever held, often a name where an "
    'id is meant. The message suggests near ids; `day.municipality("Alken").parts` has the '
    "right ones.",
)
CODES: Final = Codes((NEVER_LAND,))


def never_land(event: ZoneEvent, land: Collection[PartId]) -> Iterable[Finding]:
    """Find parts that an assignment names and no municipality ever held."""
    for part in event.parts if isinstance(event, Assign) else ():
        if part not in land:
            label = phrase("event {id} of {day}", id=event.id, day=event.day)
            yield NEVER_LAND.finding(
                Ref("event", event.id, label=label),
                sources=event.sources,
                part=part,
                near=Suggestions(part, land),
            )


_ZONE_EVENTS = (CreateZone, AbolishZone, AlterZone, Assign)


@frozen(kw_only=True, cache_hash=True)
class Landscape(Held):
    """Municipalities, zones and figures through time (*landschap*).

    It holds a base and dated events; `on` gives one day of it. *covers* is the
    period of which it speaks: asking before it is an error, asking after it a
    warning. *codes* says how its register writes codes; that of another country than
    Belgium has no Belgian provinces beside its municipalities. Adding events or figures
    returns a new landscape.

    *regions* is a second partition of the land, in Flanders that into reference
    regions. *partitions* are others by their kind, such as police zones, or a
    function that reads them when they are first asked for; `with_partition`
    adds one of your own. `Snapshot.aggregate` and `Snapshot.municipalities_in`
    look in all of them. *edition* says which state of the facts it has, where they
    come from the package or from a folder of tables.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> fl.on("2024-12-31").zone_of("Borgloon").name
        'Haspengouw'
        >>> fl.on("2025-01-01").zone_of("Tongeren-Borgloon").name
        'Zuid-Oost Limburg'
    """

    name: str
    covers: Period
    register: Register
    zoning: Zoning
    regions: Zoning = field(factory=lambda: Zoning((), "reference region"))
    figures: Figures = field(factory=Figures)
    _borders: Callable[[], Borders] = field(
        default=no_borders, converter=when_asked, alias="borders", eq=WhatIsAsked, hash=False
    )
    aliases: tuple[Alias, ...] = ()
    codes: CodeSystem = NIS
    parts: Mapping[PartId, Part] = field(factory=dict, hash=False)
    sources: Mapping[SourceId, Source] = field(factory=dict, hash=False)
    _locations: Callable[[], tuple[Location, ...]] = field(
        default=tuple, converter=when_asked, alias="locations", eq=WhatIsAsked, hash=False
    )
    _sectors: Callable[[], Mapping[str, frozenset[PartId]]] = field(
        default=dict, converter=when_asked, alias="sectors", eq=WhatIsAsked, hash=False
    )
    disagreements: tuple[Disagreement, ...] = ()
    size_rules: tuple[SizeRule, ...] = field(default=(), converter=tuple[SizeRule, ...])
    _gazetteer: Callable[[], Gazetteer] = field(
        default=no_gazetteer, converter=when_asked, alias="gazetteer", eq=WhatIsAsked, hash=False
    )
    _shapes: Callable[[], Shapes] = field(
        default=no_shapes, converter=when_asked, alias="shapes", eq=WhatIsAsked, hash=False
    )
    _partitions: Callable[[], Mapping[str, Zoning]] = field(
        default=dict, converter=when_asked, alias="partitions", eq=WhatIsAsked, hash=False
    )
    _rule_reader: Callable[[], Iterable[RuleSet]] = field(
        default=tuple, converter=when_asked, alias="rule_reader", eq=WhatIsAsked, hash=False
    )
    edition: Edition | None = field(default=None, eq=False, repr=False)
    _snapshots: dict[tuple[Day, Day | None], Snapshot] = field(
        init=False, repr=False, eq=False, factory=dict
    )

    def __repr__(self) -> str:
        """Count what the landscape holds."""
        units = {version.unit for version in self.register.versions}
        zones = {zone.id for zone in self.zoning.zones}
        return (
            f"<Landscape {short(self.name)}, {self.covers}: {len(units)} municipalities, "
            f"{len(self.register.events)} events, {len(zones)} zones>"
        )

    def to_card(self) -> Card:
        """Return what it holds, counted, with its newest sources."""
        licences = sorted({each.licence for each in self.sources.values() if each.licence})
        return Card(
            said("Landscape {name}", name=self.name),
            self._contents(),
            notes=[said("Licences: {licences:list}.", licences=licences)] if licences else [],
            sources=sorted(self.sources),
        )

    @cached_property
    def names(self) -> Names:
        """All names and codes, through time."""
        return Names(self.register, self.zoning, self.aliases)

    @property
    def events(self) -> tuple[TerritoryEvent | ZoneEvent, ...]:
        """What happened to municipalities, and then what happened to zones, each in order.

        Those of `regions` and of other partitions are not among them.

        Example:
            >>> from elzmodel import flanders
            >>> sorted({event.day.year for event in flanders().events})
            [1970, 1971, 1977, 1980, 1981, 1988, 2019, 2020, 2025]
        """
        return (*self.register.events, *self.zoning.events)

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        """The ids that are in the record on any day, by kind, as references name them.

        The kinds are ``unit``, ``part``, ``zone``, ``event`` and ``source``.
        """
        versions = self.register.versions
        held = {part for version in versions for part in version.parts}
        return {
            "unit": frozenset(version.unit for version in versions),
            "part": frozenset({*held, *self.parts}),
            "zone": frozenset(zone.id for zone in self.zoning.zones),
            "event": frozenset(event.id for event in self.events),
            "source": frozenset(self.sources),
        }

    def on(self, day: Day, *, known: Day | None = None, beyond_ok: bool = False) -> Snapshot:
        """Return one day of the landscape.

        Args:
            day: The day to look at.
            known: Leave out what was not in the record on that day. It filters
                events, never figures.
            beyond_ok: Say that a day after the record's end is meant.

        Raises:
            NotOnDayError: If *day* lies before the period that is covered.
            ConflictError: If what was *known* contradicts itself.

        Warns:
            AfterCoverageWarning: If *day* lies after that period.

        Example:
            >>> from elzmodel import flanders
            >>> len(flanders().on("2025-01-01", known="2024-06-01").decisions)
            3
        """
        try:
            snapshot = self._snapshots[day, known]
        except KeyError:
            snapshot = self._look(parse_day(day), None if known is None else parse_day(known))
            snapshot = remember(self._snapshots, (day, known), snapshot)
        if not beyond_ok and snapshot.day not in self.covers:
            message = said(
                "{day} lies after the record of {name} ({covers})",
                day=snapshot.day,
                name=self.name,
                covers=self.covers,
            )
            warnings.warn(AfterCoverageWarning(message), stacklevel=3)  # past `keep_door`
        return snapshot

    def _look(self, day: date, known: date | None) -> Snapshot:
        if self.covers.start is not None and day < self.covers.start:
            raise NotOnDayError("landscape", self.name, day, [self.covers])
        register, zoning, regions = self.register, self.zoning, self.regions
        if known is not None:
            register = register.as_known(known)
            zoning = zoning.as_known(known).refined(register.refinement)
            regions = regions.as_known(known)
        names = self.names if known is None else Names(register, zoning, self.aliases)
        return Snapshot(
            day=day,
            known=known,
            layout=register.on(day),
            zone_map=zone_map(register, zoning, day),
            regions=zone_map(register, regions, day),
            figures=self._weighing if known is None else self.figures.refined(register.refinement),
            borders=self._borders,
            names=names,
            region_names=Names(register, regions),
            parts=self.parts,
            sectors=self._sectors,
            size_rules=tuple(rule for rule in self.size_rules if day in rule.period),
            disagreements=self.disagreements,
            gazetteer=self._gazetteer,
            shapes=self._shapes,
            partitions=self._partitions,
        )

    def with_shapes(
        self, collection: Mapping[str, Any], *, key: str, on: Day, attribution: str
    ) -> Landscape:
        """Return a landscape whose outlines are those of a GeoJSON feature collection.

        They take the place of all that were there. Neighbours join where they have the same
        points along their border. Several features of one municipality are pieces of it; it
        is not checked whether they overlap, but one that lies elsewhere than its municipality
        did is refused.

        Args:
            collection: Polygons in longitude and latitude, WGS84, as ``json.load`` gives them.
            key: The property that holds the code or the name of a municipality.
            on: The day whose municipalities they are.
            attribution: Whom to name beside every picture of them.

        Raises:
            InvalidValueError: If it is no feature collection, or has no feature.
            ConflictError: If features cannot be used; all problems at once.
        """
        from elzmodel.landscape.geojson import shapes_from

        day = self.on(on)
        shapes = shapes_from(
            collection, key, day.municipality, known=day.shapes, attribution=attribution
        )
        return self._with(shapes=shapes)

    def with_size_rules(self, rules: Iterable[SizeRule]) -> Landscape:
        """Return a landscape in which these rules, and no others, say how large a zone should be.

        Example:
            >>> from elzmodel import flanders
            >>> from elzmodel.zones import SizeRule
            >>> stricter = [SizeRule(name="minimum size", low=75_000)]
            >>> found = flanders().with_size_rules(stricter).on("2025-01-01").size_rules
            >>> print(*found)
            at least 75,000 inhabitants (minimum size, grade U)
        """
        return self._with(size_rules=rules)

    def _with(self, **changes: Any) -> Landscape:  # noqa: ANN401 - those of a field
        """Return it with changes, which its edition says as well."""
        edition = self.edition.with_changes() if self.edition else None
        return evolve(self, **changes, edition=edition)

    def rules_on(self, day: Day) -> tuple[RuleSet, ...]:
        """Return the rules of composition that were in force on a day.

        A set without a first day, such as ``practice``, is in force on no day
        by itself.

        Example:
            >>> from elzmodel import flanders
            >>> [rules.id for rules in flanders().rules_on("2023-06-01")]
            ['bvr-2019']
        """
        asked = parse_day(day)
        return tuple(r for r in self.rule_sets if r.period.start and asked in r.period)

    @property
    def rule_sets(self) -> tuple[RuleSet, ...]:
        """The rules of composition of every time, read when they are first asked for."""
        return tuple(self._rule_reader())

    @property
    def borders(self) -> Borders:
        """Which land touches which, read when that is first asked for."""
        return self._borders()

    @property
    def locations(self) -> tuple[Location, ...]:
        """A point for each of some sets of parts, read when they are first asked for."""
        return self._locations()

    @property
    def sectors(self) -> Mapping[str, frozenset[PartId]]:
        """The land of statistical sectors by their code, read when they are first asked for."""
        return self._sectors()

    @property
    def gazetteer(self) -> Gazetteer:
        """Villages, postal codes and the municipalities of the neighbours, read when asked for."""
        return self._gazetteer()

    @property
    def shapes(self) -> Shapes:
        """The outlines of land that are known, read when they are first asked for."""
        return self._shapes()

    @property
    def partitions(self) -> Mapping[str, Zoning]:
        """Every partition of the land by its kind: zones, reference regions, and others.

        Those of the package beside zones are known for the layout of 2025 only. Of the
        archived Logos it is not known when they held.
        """
        first = {each.kind: each for each in (self.zoning, self.regions)}
        return {**first, **self._partitions()}

    def partition(self, kind: str) -> Zoning:
        """Return a partition of the land through time, by its kind.

        Raises:
            InvalidValueError: If there is no such kind, with those that there are.

        Example:
            >>> from elzmodel import flanders
            >>> flanders().partition("police zone")
            <Zoning by police zone: 214 events, 107 zones>
        """
        known = self.partitions
        if kind not in known:
            raise InvalidValueError(
                "kind of area", kind, said("one of {names:list all}", names=tuple(known))
            )
        return known[kind]

    def with_partition(self, kind: str, areas: Mapping[str, str], *, on: Day) -> Landscape:
        """Return a landscape with a partition of your own, known from a day on.

        It takes the place of one of that kind. Municipalities that are left out are in no area.

        Args:
            kind: What an area is called, such as ``"catchment"``.
            areas: The area of each municipality, given by code, id or name.
            on: The day whose municipalities are meant.

        Raises:
            InvalidValueError: If *kind* is a level that the register has, or zones.
            ConflictError: If municipalities cannot be placed; all problems at once.

        Example:
            >>> from elzmodel import flanders
            >>> fl = flanders().with_partition(
            ...     "catchment", {"Alken": "Jessa", "71072": "Jessa"}, on="2025-01-01"
            ... )
            >>> day = fl.on("2025-01-01")
            >>> [m.name for m in day.municipalities_in("Jessa")]
            ['Hasselt', 'Alken']
            >>> day.aggregate({"71072": 5, "73001": 1}, to="catchment")["jessa"].value
            6
        """
        from elzmodel.landscape.areas import own_partition
        from elzmodel.landscape.rollup import LABELS

        if as_text("kind of area", kind) in (*LABELS, self.zoning.kind):
            raise InvalidValueError("kind of area", kind, "one that the register does not have")
        day = self.on(on)
        zoning = own_partition(kind, areas, day.municipality, day.day)
        if kind == self.regions.kind:
            return self._with(regions=zoning)
        return self._with(partitions={**self._partitions(), kind: zoning})

    @property
    def _record(self) -> Record:
        from elzmodel.landscape.history import Record

        return Record(self.register, self.zoning, self.parts)

    def history(self, key: str) -> Answer[Entry]:
        """Return what happened to a municipality's land, or to a zone.

        Args:
            key: A code, id, name or alias of any time. Where it fits both a
                municipality and a zone, the municipality's land is meant; put
                ``elz-`` before it for the zone.

        Raises:
            UnknownIdError: If nothing ever had it, with near names.

        Example:
            >>> from elzmodel import flanders
            >>> [str(entry.day) for entry in flanders().history("Kortessem")]
            ['1970-01-01', '2020-07-01', '2025-01-01', '2025-01-01']
        """
        from elzmodel.landscape.history import Entry, history_of_land, history_of_zone

        versions = self.names.municipalities_ever(key)
        zones = () if versions else self.names.zones_ever(key)
        if not (versions or zones):
            last = date.max if self.covers.until is None else eve(self.covers.until)
            reason = self.on(last).places.what_else(as_text("place", key))
            near = self.names.near(key, "place")
            raise UnknownIdError("municipality or zone", key, near, reason)
        ids = dict.fromkeys(zone.id for zone in zones)
        entries = (
            history_of_land(self._record, versions)
            if versions
            else [entry for zone in ids for entry in history_of_zone(self._record, zone)]
        )
        return Answer(
            title=said("History of {key}", key=key),
            rows=tuple(entries),
            notes=(said("An empty day of record is not known."),),
            row_type=Entry,
        )

    def explain(self, key: str, *, on: Day, known: Day | None = None) -> Explanation:
        """Say where a municipality was on a day, and which events and sources say so.

        Args:
            key: A code, id, name or alias that a municipality ever had.
            on: The day that is asked about.
            known: The day of the record, as in `on`.

        Raises:
            UnknownIdError: If no municipality ever had it, with near names.
            NotOnDayError: If *on* lies before the period that is covered.

        Example:
            >>> from elzmodel import flanders
            >>> print(flanders().explain("Ranst", on="2025-01-01").answer)
            Ranst (11035) is in zone Voorkempen
        """
        from elzmodel.landscape.history import explanation, history_of_land

        snapshot = self.on(on, known=known)
        versions = self.names.municipalities_ever(key)
        if not versions:
            reason = snapshot.places.what_else(as_text("municipality", key))
            near = self.names.near(key, "municipality")
            raise UnknownIdError("municipality", key, near, reason)
        living = snapshot.names.find_municipality(key, snapshot.day).on_day
        return explanation(snapshot, versions, living, history_of_land(self._record, versions))

    def crosswalk(
        self, before: Day, after: Day, *, kind: str = "population", year: int | None = None
    ) -> Crosswalk:
        """Return the map that carries figures from one day's municipalities to another's.

        Args:
            before: The day in whose municipalities the figures are.
            after: The day to carry them to; it may be the earlier one.
            kind: The kind of figure that weighs a municipality whose land goes to
                several others: ``"population"`` or ``"area"``.
            year: The year of those figures; by default the newest that is exact on both days.

        Raises:
            NotOnDayError: If a day lies before the period that is covered.

        Example:
            >>> from elzmodel import flanders
            >>> flanders().crosswalk("2018-12-31", "2025-01-01").is_exact
            True
        """
        one, other = self.on(before), self.on(after)
        newest = year_or_newest(self.figures, year, one, other, kind=kind)
        figures = self._weighing
        walk = crosswalk(one.layout, other.layout, figures=figures, kind=kind, year=newest)
        doubts = figures.doubts(newest, kind) if walk.notes and newest else []
        return evolve(walk, notes=(*walk.notes, *doubts))

    @cached_property
    def _weighing(self) -> Figures:
        """The figures, also for land that was cut."""
        return self.figures.refined(self.register.refinement)

    def series(
        self,
        by_year: Mapping[int, Counts],
        *,
        to: Level = "zone",
        layout: Day,
        year: int | None = None,
    ) -> Series:
        """Add counts of several years up to the areas of one day.

        Args:
            by_year: For each year, counts keyed as for `Snapshot.aggregate`, in
                the codes of 1 January of that year.
            to: The areas.
            layout: The day whose areas are meant.
            year: The year of the inhabitants by which what is divided is estimated; by
                default the newest that is exact on that day.

        Raises:
            InvalidValueError: If *to* is no level.
            RollUpError: If counts of a year cannot be placed.
            NotOnDayError: If a year lies before the period that is covered.

        Example:
            >>> from elzmodel import flanders
            >>> counts = {2024: {"73040": 8, "71022": 80}, 2025: {"71072": 89}}
            >>> line = flanders().series(counts, to="municipality", layout="2025-01-01")
            >>> [total.value for total in line["71072"]]
            [88, 89]
        """
        from elzmodel.landscape.rollup import series

        given = {
            year: (self.on(f"{year}-01-01").land_keys, counts) for year, counts in by_year.items()
        }
        return series(self.on(layout).land_keys, given, to, year)

    def vintage(
        self,
        keys: Iterable[object],
        *,
        fits: Day | None = None,
        repeats_ok: bool = False,
        rows: Sequence[KeyRows] = (),
    ) -> Vintage:
        """Find the period whose municipalities a set of codes or names has.

        Args:
            keys: Codes or names, as they stand in a table. A tuple has several cells of a
                row, such as a name and the postal code beside it.
            fits: The day whose municipalities they are said to be; what does not fit is
                measured against that.
            repeats_ok: Say that a municipality may appear several times.
            rows: In how many rows each key stands, and where the first and the last are,
                so that a long table is judged by its different keys; by default, each key
                is a row, from 1.

        Raises:
            InvalidValueError: If *keys* is a single text, *rows* are not as many, or *fits*
                is no day.
            NotOnDayError: If *fits* lies before the period that is covered.

        Warns:
            AfterCoverageWarning: If *fits* lies after that period.

        Example:
            >>> from elzmodel import flanders
            >>> print(flanders().vintage(["71022", "73040", "44084"]).best)
            2019-01-01 to 2024-12-31
        """
        day = None if fits is None else self.on(fits).day
        return self._dating.vintage(keys, fits=day, repeats_ok=repeats_ok, rows=rows)

    @property
    def key_index(self) -> KeyIndex:
        """What each code and name of a table can mean, made once."""
        return self._dating.index

    @cached_property
    def _dating(self) -> Dating:
        from elzmodel.landscape.beside import BELGIUM
        from elzmodel.landscape.keys import KeyIndex
        from elzmodel.landscape.vintages import Dating

        areas = BELGIUM if self.codes.name == NIS.name else ()
        gazetteer, codes = self._gazetteer, self.codes
        zones = frozenset(each.name for each in self.zoning.zones)
        index = KeyIndex(
            self.register, self.aliases, areas, gazetteer=gazetteer, codes=codes, zones=zones
        )
        return Dating(index, self.covers, self.disagreements)

    def with_events(self, events: Iterable[TerritoryEvent | ZoneEvent]) -> Landscape:
        """Return a landscape in which *events* happened as well.

        Raises:
            ConflictError: If they contradict the record, or assign land that no
                municipality ever held (``ELZ-L002``).

        Example:
            >>> from datetime import date
            >>> from elzmodel.territory import Merge
            >>> from elzmodel import flanders
            >>> merger = Merge(
            ...     id="x",
            ...     day=date(2027, 1, 1),
            ...     units=("alken", "wellen"),
            ...     unit="alken-wellen",
            ...     name="A-W",
            ... )
            >>> day = flanders().with_events([merger]).on("2027-01-01", beyond_ok=True)
            >>> day.decisions[0].candidates
            ('haspengouw', 'herkenrode')
        """
        new = list(events)
        zonal = [event for event in new if isinstance(event, _ZONE_EVENTS)]
        territorial = [event for event in new if not isinstance(event, _ZONE_EVENTS)]
        register = self.register.with_events(territorial) if territorial else self.register
        found = [finding for event in zonal for finding in never_land(event, register.land)]
        if found:
            raise ConflictError(found)
        zoning = self.zoning.with_events(zonal) if zonal else self.zoning
        return self._with(register=register, zoning=zoning.refined(register.refinement))

    def lasting(self, last: Day) -> Landscape:
        """Return it as one that speaks of all days up to and with *last*.

        Example:
            >>> from elzmodel import flanders
            >>> flanders().lasting("2030-12-31").on("2027-01-01").day.year
            2027
        """
        found = evolve(self, covers=through(self.covers.start, parse_day(last)))
        found._snapshots.update(self._snapshots)  # noqa: SLF001 - a day stays as it was seen
        return found

    def with_figures(
        self, figures: CodedFigures | Iterable[Figure], *, outside_ok: bool = False
    ) -> Landscape:
        """Return a landscape that knows *figures* as well.

        They take the place of figures of the same land, kind and year; `check` says both
        numbers where that changes anything (``ELZ-T023``).

        Args:
            figures: Figures about parts, or figures by code as a statistical
                file has them; codes are read in the layout of the figures' day.
            outside_ok: Say that codes which the landscape does not know may be
                left out.

        Raises:
            ConflictError: If codes exist, but not on the figures' day
                (``ELZ-L001``), or if figures cross those that are there.

        Warns:
            OutsideLandscapeWarning: If codes are left out.

        Example:
            >>> from elzmodel import Figure, flanders
            >>> from datetime import date
            >>> deurne = Figure(
            ...     kind="population", day=date(2021, 1, 1), parts=["antwerpen-2100"], value=80_000
            ... )
            >>> print(
            ...     flanders()
            ...     .with_figures([deurne])
            ...     .on("2025-01-01")
            ...     .population("antwerpen-oost", year=2021)
            ... )
            104,068-553,485
        """
        if isinstance(figures, CodedFigures):
            figures, outside = about_parts(figures, self.names)
            if outside and not outside_ok:
                message = said(
                    "{n} codes outside {name} are left out, {first} first",
                    n=len(outside),
                    name=self.name,
                    first=outside[0],
                )
                warnings.warn(OutsideLandscapeWarning(message), stacklevel=3)  # past `keep_door`
        return self._with(figures=self.figures.with_figures(figures))

    def citation(self, *ids: str) -> Citation:
        """Return how the landscape, and what is made of it, is cited.

        Args:
            *ids: The sources that were used; by default all.

        Raises:
            UnknownIdError: If a source is not known.

        Example:
            >>> from elzmodel import flanders
            >>> print(flanders().citation("S28").to_text().splitlines()[1])
            Facts: Flanders and Brussels, edition 2026-11-28.
        """
        from elzmodel.landscape.citations import Citation

        for id_ in ids:
            if id_ not in self.sources:
                raise UnknownIdError("source", id_, Suggestions(id_, self.sources))
        chosen = tuple(each for each in self.sources.values() if not ids or each.id in ids)
        return Citation(about=self.name, edition=self.edition, sources=chosen)

    def to_table(self) -> Table:
        """Return what the landscape holds, one row a kind of thing.

        Example:
            >>> from elzmodel import flanders
            >>> flanders().to_table().rows[0][0]
            'period'
        """
        title = said("Landscape {name}", name=self.name)
        return Table.of_pairs(title, self._contents())

    def _contents(self) -> Iterable[tuple[str, Any]]:
        years = self.figures.years("population")
        yield "period", self.covers
        yield "versions of municipalities", len(self.register.versions)
        yield "territorial events", len(self.register.events)
        yield "zones", len({zone.id for zone in self.zoning.zones})
        yield "zone events", len(self.zoning.events)
        yield "figures", len(self.figures.figures)
        yield "years of inhabitants", ", ".join(map(str, years))
        yield "borders", len(self.borders.borders)
        yield "sources", len(self.sources)


keep_door(__name__)
