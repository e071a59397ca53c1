"""What an atlas is made of, looked up once: its days, its places, and what lies where.

An atlas has a page for every municipality and every zone that lived on a day of the record.
What a page tells is of the last day on which its place lived.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from attrs import evolve, field, frozen

from elzmodel.dossiers import Dossier
from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.landscape.gazetteer import PostalCode, Village
from elzmodel.scenarios import Scenario, adopt
from elzmodel.scenarios.adoption import covering, last_event_day, record_end
from elzmodel.tables import CarriedRow, CarriedTable, FigureTable, carry
from elzmodel.values import PartId, Share, SourceId, Total, UnitId, ZoneId, eve
from elzmodel.values.ids import grouped
from elzmodel.values.text import said, slug

__all__: list[str] = []

_LONGEST: Final = 60
_RESERVED: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
"""What Windows takes for a device, whatever follows the dot."""
_MOST_LAYERS: Final = 24
"""So many columns and combinations of a table are laid over the map at most."""


# --- where pages lie ----------------------------------------------------------------------


def file_name(key: str) -> str:
    """Return the name of the page of an id: the id itself, where any disk can hold it so.

    It depends on nothing but the id, so that a link to a page stays.

    Example:
        >>> file_name("haspengouw"), file_name("../Gent")
        ('haspengouw.html', 'gent-0b3a7a1d.html')
    """
    name = slug(key)
    if not name or name != key or len(name) > _LONGEST or name in _RESERVED:
        mark = sha256(key.encode("utf-8", "replace")).hexdigest()[:8]
        name = f"{name[:_LONGEST] or 'place'}-{mark}"
    return f"{name}.html"


def zone_page(zone: str) -> str:
    """Return where the page of a zone lies in the folder."""
    return f"zones/{file_name(zone)}"


def municipality_page(unit: str) -> str:
    """Return where the page of a municipality lies in the folder."""
    return f"municipalities/{file_name(unit)}"


def day_page(day: date) -> str:
    """Return where the page of a day lies on which something happened."""
    return f"days/{day.isoformat()}.html"


# --- days -------------------------------------------------------------------------------------


def recorded_days(landscape: Landscape) -> tuple[date, ...]:
    """Return the first day that is covered, and each later one on which something happens.

    Example:
        >>> from elzmodel import flanders
        >>> [day.year for day in recorded_days(flanders())]
        [2018, 2019, 2020, 2025]
    """
    days = {event.day for event in landscape.events if event.retracted is None}
    first = landscape.covers.start or min(days, default=date.min)
    return tuple(sorted({first, *(day for day in days if day > first)}))


class Stage(NamedTuple):
    """A stretch of time in which nothing happens: its first day and its last."""

    first: Snapshot
    last: Snapshot


class Laid(NamedTuple):
    """A scenario as it is laid beside the record: where it lies, and what it leads to."""

    scenario: Scenario
    landscape: Landscape
    days: tuple[Snapshot, ...]
    page: str

    @property
    def id(self) -> str:
        """What it is called in addresses."""
        return PurePosixPath(self.page).stem


class DrawnDay(NamedTuple):
    """A day that a map shows, in the record or in a scenario, by the place of that."""

    landscape: Landscape
    snapshot: Snapshot
    scenario: int | None = None


class Layer(NamedTuple):
    """A column of a table of the reader's own, in one combination of its dimensions."""

    name: str
    by: str
    figures: Mapping[int, Mapping[str, Total | str | None]]
    """What each area has, by the place of a drawn day."""


def _speaking_of_all(landscape: Landscape) -> Landscape:
    """Return a landscape that speaks of all that happens in it."""
    return covering(landscape, max(record_end(landscape), last_event_day(landscape)))


@frozen(eq=False)
class Book:
    """Everything that the pages of an atlas are made of."""

    landscape: Landscape = field(converter=_speaking_of_all)
    lang: str = "en"
    scenarios: tuple[Scenario, ...] = field(default=(), converter=tuple[Scenario, ...])
    tables: tuple[FigureTable, ...] = field(default=(), converter=tuple[FigureTable, ...])
    dossiers: tuple[Dossier, ...] = field(default=(), converter=tuple[Dossier, ...])
    _years: dict[tuple[int, str], int | None] = field(init=False, factory=dict, repr=False)
    _rows: dict[int, Mapping[str, tuple[CarriedRow, ...]]] = field(
        init=False, factory=dict, repr=False
    )

    # --- days ---

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The stretches of time between the recorded days, in order."""
        days = recorded_days(self.landscape)
        lasts = [*(eve(day) for day in days[1:]), max(record_end(self.landscape), days[-1])]
        return tuple(
            Stage(self.landscape.on(first), self.landscape.on(last))
            for first, last in zip(days, lasts, strict=True)
        )

    @property
    def last(self) -> Snapshot:
        """The last day of the record."""
        return self.stages[-1].last

    @cached_property
    def laid(self) -> tuple[Laid, ...]:
        """The scenarios, each adopted, with the days on which something happens in it.

        Raises:
            InvalidValueError: If two have one name.
            StepError: If a step of one does not fit.
        """
        found: dict[str, Laid] = {}
        known = {event.id for event in self.landscape.events}
        for scenario in self.scenarios:
            page = f"scenarios/{file_name(scenario.name)}"
            if page in found:
                raise InvalidValueError("name of a scenario", scenario.name, "one name for each")
            landscape = adopt(self.landscape, scenario)
            days = sorted({each.day for each in landscape.events if each.id not in known})
            found[page] = Laid(scenario, landscape, tuple(map(landscape.on, days)), page)
        return tuple(found.values())

    @cached_property
    def drawn_days(self) -> tuple[DrawnDay, ...]:
        """The days that a map can show: those of the record, then those of each scenario."""
        recorded = [DrawnDay(self.landscape, stage.first) for stage in self.stages]
        imagined = [
            DrawnDay(laid.landscape, day, place)
            for place, laid in enumerate(self.laid)
            for day in laid.days
        ]
        return (*recorded, *imagined)

    # --- places ---

    @cached_property
    def units(self) -> Mapping[UnitId, Snapshot]:
        """Every municipality that lived, with the last day of the record on which it did."""
        stages = self.stages
        found = {unit: stage.last for stage in stages for unit in stage.last.layout.by_unit}
        return dict(sorted(found.items()))

    @cached_property
    def zones(self) -> Mapping[ZoneId, Snapshot]:
        """Every zone that there was, with the last day of the record on which it was."""
        found = {zone: each.last for each in self.stages for zone in each.last.zone_map.by_id}
        return dict(sorted(found.items()))

    @cached_property
    def neighbours(self) -> Mapping[date, Mapping[UnitId, tuple[UnitId, ...]]]:
        """The municipalities beside each one, on the last day of each stage."""
        return {stage.last.day: _beside(stage.last) for stage in self.stages}

    def on_first_of(self, year: int) -> Snapshot | None:
        """Return the first day of a year, if the record covers it."""
        day = date(year, 1, 1)
        if not self.stages[0].first.day <= day <= self.last.day:
            return None
        return self.landscape.on(day)

    def figures_year(self, day: Snapshot, kind: str = "population") -> int | None:
        """Return the year whose figures are shown of a day.

        That is the last one within the stretch of time to which the day belongs, and else
        the newest that is exact on the day.
        """
        key = id(day.layout), kind  # Two scenarios may have one day, and their snapshots stay.
        if key not in self._years:
            stages = (s for s in self.stages if s.first.day <= day.day <= s.last.day)
            within = [
                year
                for first, last in stages
                for year in self.landscape.figures.years(kind)
                if first.day <= date(year, 1, 1) <= last.day
            ]
            newest = max(within, default=None)
            self._years[key] = newest or day.figures.newest(kind, day.layout)
        return self._years[key]

    @cached_property
    def figure_sources(self) -> Mapping[tuple[str, int], frozenset[SourceId]]:
        """The sources of the figures of each kind and year."""
        found: defaultdict[tuple[str, int], set[SourceId]] = defaultdict(set)
        for figure in self.landscape.figures.figures:
            found[figure.kind, figure.year].update(figure.sources)
        return {key: frozenset(sources) for key, sources in found.items()}

    # --- what lies where ---

    def postal_codes(self, parts: Collection[PartId], day: date) -> tuple[PostalCode, ...]:
        """Return the postal codes that have land among some parts on a day, in order."""
        found = {code for part in parts for code in self._codes.get(part, ()) if day in code.period}
        return tuple(sorted(found, key=lambda each: each.code))

    def villages(self, parts: Collection[PartId]) -> tuple[Village, ...]:
        """Return the villages that lie wholly among some parts, in order of name."""
        land = frozenset(parts)
        found = {each for part in land for each in self._villages.get(part, ())}
        return tuple(sorted((v for v in found if v.parts <= land), key=lambda v: (v.name, v.code)))

    @cached_property
    def _codes(self) -> Mapping[PartId, tuple[PostalCode, ...]]:
        codes = self.landscape.gazetteer.postal_codes
        return grouped((part, code) for code in codes for part in sorted(code.parts))

    @cached_property
    def _villages(self) -> Mapping[PartId, tuple[Village, ...]]:
        villages = self.landscape.gazetteer.villages
        return grouped((part, village) for village in villages for part in sorted(village.parts))

    # --- tables of the reader's own ---

    @cached_property
    def carried(self) -> Mapping[tuple[str, int], tuple[CarriedTable, ...]]:
        """The reader's tables, carried to the zones and municipalities of each drawn day."""
        return {
            (level, place): tuple(carry(land, table, to=level, on=day.day) for table in self.tables)
            for place, (land, day, _) in enumerate(self.drawn_days)
            for level in ("zone", "municipality")
            if level == "municipality" or day.zones
        }

    def own_rows(self, level: str, place: int, area: str) -> Iterator[CarriedTable]:
        """Yield what is known of an area on a drawn day from the reader's tables."""
        for carried in self.carried.get((level, place), ()):
            rows = self._rows_by_area(carried).get(area, ())
            if rows:
                yield evolve(carried, rows=rows)

    def _rows_by_area(self, carried: CarriedTable) -> Mapping[str, tuple[CarriedRow, ...]]:
        if id(carried) not in self._rows:
            self._rows[id(carried)] = grouped((row.area, row) for row in carried.known())
        return self._rows[id(carried)]

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """What the reader's tables lay over the map: each column, zones before municipalities.

        Raises:
            InvalidValueError: If these are too many to choose from.
        """
        found: dict[tuple[str, int, str], dict[int, dict[str, Total | str | None]]] = {}
        for (level, place), tables in self.carried.items():
            for number, table in enumerate(tables):
                for row in table:
                    for name, figure in zip(table.columns, row.figures, strict=True):
                        shown = ", ".join([name, *map(str, row.dimensions)])
                        by_day = found.setdefault((level, number, shown), {})
                        by_day.setdefault(place, {})[row.area] = figure
        if len(found) > 2 * _MOST_LAYERS:
            told = "columns and combinations of at most {n}; leave some out"
            expected = said(told, n=_MOST_LAYERS)
            raise InvalidValueError("number of figures on a map", len(found) // 2, expected)
        ordered = sorted(found, key=lambda key: (key[0] != "zone", key[1:]))
        return tuple(Layer(name, level, found[level, n, name]) for level, n, name in ordered)


def _beside(snapshot: Snapshot) -> Mapping[UnitId, tuple[UnitId, ...]]:
    pairs = [(one.unit, other.unit) for one, other in snapshot.borders.neighbours(snapshot.layout)]
    return grouped(sorted([*pairs, *((other, one) for one, other in pairs)]))


# --- figures ----------------------------------------------------------------------------------


def density(people: Total | None, area: Total | None) -> Total | None:
    """Return the inhabitants of a km² in whole numbers, where both are known exactly.

    Example:
        >>> print(density(Total.exactly(73_233), Total.exactly(265.83)))
        275
    """
    if people is None or area is None or people.value is None or not area.value:
        return None
    return Total.exactly(round(Fraction(people.value) / Fraction(area.value)))


def share_in(part: Total | None, whole: Total | None) -> Share | None:
    """Return which share of a whole one part of it is, where both are known exactly.

    Example:
        >>> print(share_in(Total.exactly(25), Total.exactly(100)))
        25%
    """
    if part is None or whole is None or part.value is None or not whole.value:
        return None
    return Share.exactly(Fraction(part.value) / Fraction(whole.value))
