"""Adding figures up to larger areas, on one day or year after year.

Figures may be given by municipality, by part, by postal code of a divided
municipality or by statistical sector. What is known of a whole only gives
bounds for its pieces; what is not given at all is missing, never zero.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Final, Generic, NamedTuple, Self, TypeVar, overload

from attrs import evolve, frozen

from elzmodel.errors import InvalidValueError, RollUpError, UnknownIdError
from elzmodel.landscape.gazetteer import Gazetteer
from elzmodel.territory import Figure, Figures, Layout, Municipality
from elzmodel.territory.spread import TWICE as GIVEN_TWICE
from elzmodel.values import Cell, Column, NisCode, Number, PartId, Table, Total
from elzmodel.values.answers import Answer, columns
from elzmodel.values.findings import Code, Codes, Finding, Severity
from elzmodel.values.ids import Ref, grouped
from elzmodel.values.text import Suggestions
from elzmodel.zones import ZoneMap

__all__ = ["AreaTotal", "AreaYear", "Level", "RolledUp", "Series"]

Level = str
"""The areas to which figures can be added up.

These are ``"municipality"``, ``"zone"``, ``"province"``, ``"arrondissement"``, ``"region"`` and
the kinds of other partitions that a landscape has, such as ``"reference region"``.
"""

R = TypeVar("R", bound="AreaTotal | AreaYear")
V = TypeVar("V")

LABELS: Final = ("municipality", "province", "arrondissement", "region")
"""The levels of which the register itself speaks, on any day."""
_KIND: Final = "given"

UNKNOWN_KEY: Final = Code(
    "ELZ-L020",
    {
        "": "{key!r} is no municipality, part, postal code or sector here",
        "outside": "{key!r} is {named}, which lies outside the record",
        "no table": "{key!r} may be a postal code, and no table of postal codes speaks of {day}",
    },
    severity=Severity.ERROR,
    meaning="a key of counts means no land",
    explanation="Counts are given by NIS code, part, postal code or statistical sector of one "
    "day, and this key is none of these. Look whether it is of another day.",
)
NO_COUNT: Final = Code(
    "ELZ-L021",
    "{key!r} has {value}, which is not a count",
    severity=Severity.ERROR,
    meaning="a figure to add up is no count",
    explanation="It is negative, or not a number. Give ``None`` for what is not known.",
)
PIECES_MISSING: Final = Code(
    "ELZ-L023",
    {
        "sector": "{n} {n:sector is|sectors are} missing beside {key!r}: {missing!r:list}",
        "postal code": "{n} {n:postal code is|postal codes are} missing beside {key!r}: "
        "{missing!r:list}",
    },
    severity=Severity.ERROR,
    meaning="sectors or postal codes of the same land are missing",
    explanation="Statistical sectors and postal codes are added up only where all of the same "
    "land are given: their sum would be too small. Give the others, or 0 for them.",
)

CODES: Final = Codes((UNKNOWN_KEY, NO_COUNT, PIECES_MISSING))


class LandKeys(NamedTuple):
    """What keys and areas of a day mean in land; a snapshot has it ready."""

    day: date
    layout: Layout
    kinds: Callable[[], Iterable[str]]
    partition: Callable[[str], ZoneMap]
    postal_codes: Mapping[str, PartId]
    sectors: Mapping[str, frozenset[PartId]]
    postal_land: Callable[[], Mapping[str, frozenset[PartId]]] = dict
    gazetteer: Callable[[], Gazetteer] = Gazetteer


class Land(NamedTuple):
    """The parts that certainly belong to something, and those of which it is undecided."""

    decided: frozenset[PartId]
    undecided: frozenset[PartId] = frozenset()

    def total(self, figures: Figures, *, kind: str, year: int) -> Total:
        """Return the total of a kind of figure; land that is undecided widens the bounds."""
        sure = figures.total(self.decided, kind=kind, year=year)
        if not self.undecided:
            return sure
        widest = figures.total(self.decided | self.undecided, kind=kind, year=year)
        return Total(sure.low, widest.high, (*sure.missing, *self.undecided))


class AreaLand(NamedTuple):
    """An area of a day with its land."""

    key: str
    name: str
    land: Land


@columns("area", "name", "value=total", "missing")
@frozen
class AreaTotal:
    """What one area has, with the land whose figure is missing."""

    area: str
    name: str
    total: Total

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts whose figure is missing."""
        return self.total.missing


@columns("area", "name", "year", "value=total", kinds={"year": "code"})
@frozen
class AreaYear:
    """What one area has in one year."""

    area: str
    name: str
    year: int
    total: Total


@frozen(kw_only=True, repr=False)
class ByArea(Answer[R], Generic[R, V]):
    """Rows about the areas of one day, of which an area's id, code or name gives what it has."""

    level: str
    day: date

    @cached_property
    @abstractmethod
    def values(self) -> Mapping[str, V]:
        """What each area has."""
        ...

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each area is called."""
        return {row.area: row.name for row in self}

    @overload
    def __getitem__(self, key: str) -> V: ...

    @overload
    def __getitem__(self, key: int) -> R: ...

    @overload
    def __getitem__(self, key: slice) -> Self: ...

    def __getitem__(  # pyright: ignore[reportIncompatibleMethodOverride] - the overloads are all here
        self, key: str | int | slice
    ) -> V | R | Self:
        """Return what one area has, or a row by its position.

        Raises:
            UnknownIdError: If there is no such area, with near ones.
        """
        if not isinstance(key, str):
            return super().__getitem__(key)
        if key not in self.values:
            raise self._no_area(key)
        return self.values[key]

    def _no_area(self, key: str) -> UnknownIdError:
        """Return the error that suggests ids of areas, for ids and for names alike."""
        names = {name: area for area, name in self.names.items()}
        areas = {**names, **{area: area for area in self.names}}
        return UnknownIdError(self.level, key, Suggestions(key, areas, shown=areas.__getitem__))


@frozen(kw_only=True, repr=False)
class RolledUp(ByArea[AreaTotal, Total]):
    """Figures added up to areas of one day; an area's id, code or name gives its total.

    *outside* is what was given for land in none of the areas; *total*, what
    the areas have together, and *outside* make what was *given*, exactly where
    they are exact. Land that was given as a whole and in pieces counts once.

    Example:
        >>> from elzmodel import flanders
        >>> day = flanders().on("2025-01-01")
        >>> rolled = day.aggregate({"71072": 5, "73001": 1, "71011": None}, to="zone")
        >>> rolled["herkenrode"].low, rolled["herkenrode"].missing
        (6, ('diepenbeek', 'herk-de-stad', 'zonhoven'))
        >>> [row.name for row in rolled if row.total.low]
        ['Herkenrode']
    """

    given: Number
    total: Total
    outside: Total

    @cached_property
    def values(self) -> Mapping[str, Total]:
        """The total of each area."""
        return {row.area: row.total for row in self}

    def to_table(self) -> Table:
        """Return one row an area, with what was given and what lies outside as a note."""
        table = super().to_table()
        return evolve(table, columns=(Column(self.level), *table.columns[1:]))


@frozen(kw_only=True, repr=False)
class Series(ByArea[AreaYear, tuple[Total, ...]]):
    """Figures of several years for the areas of one day: a constant layout.

    An area's id, code or name gives its totals, in the order of *years*; the
    table has a column for each year.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> counts = {2018: {"73040": 8}, 2025: {"71072": 90}}
        >>> line = fl.series(counts, to="zone", layout="2025-01-01")
        >>> line.years, [total.low for total in line["herkenrode"]]
        ((2018, 2025), [8, 90])
    """

    years: tuple[int, ...]

    @cached_property
    def values(self) -> Mapping[str, tuple[Total, ...]]:
        """The totals of each area, one a year."""
        return grouped((row.area, row.total) for row in self)

    def to_table(self) -> Table:
        """Return one row an area, with a column for each year."""
        years = (Column(str(year), "total") for year in self.years)
        rows: list[tuple[Cell, ...]] = [
            (area, self.names[area], *totals) for area, totals in self.values.items()
        ]
        return Table(self.title, (Column(self.level), Column("name"), *years), rows, self.notes)


def aggregate(
    keys: LandKeys, values: Mapping[str, Number | None], *, to: Level = "zone"
) -> RolledUp:
    """Add counts up to larger areas of a day, see `Snapshot.aggregate`.

    A city and its pieces may both be given; the pieces then say more about the city.

    Raises:
        InvalidValueError: If *to* is no level.
        RollUpError: If keys are unknown, given twice, negative, or sectors of
            one piece of land are given only in part; all problems at once.
    """
    require_level(keys, to)
    figures = _figures(keys, values)
    areas = tuple(areas_of(keys, to))
    inside = {part for area in areas for part in (*area.land.decided, *area.land.undecided)}
    spoken = {part for figure in figures.figures for part in figure.parts}
    year = keys.day.year
    given = figures.total(spoken, kind=_KIND, year=year).low
    total = figures.total(spoken & inside, kind=_KIND, year=year)
    outside = figures.total(spoken - inside, kind=_KIND, year=year)
    return RolledUp(
        title=f"By {to} on {keys.day}",
        rows=tuple(
            AreaTotal(key, name, land.total(figures, kind=_KIND, year=year))
            for key, name, land in areas
        ),
        notes=(
            f"Given: {Total.exactly(given)}. In these areas: {total}.",
            f"Outside all of them: {outside}.",
            *([] if areas else [f"No {to} is recorded on that day."]),
        ),
        level=to,
        day=keys.day,
        given=given,
        total=total,
        outside=outside,
    )


def series(
    layout: LandKeys, by_year: Mapping[int, tuple[LandKeys, Mapping[str, Number | None]]], to: Level
) -> Series:
    """Add counts of several years up to the areas of one day, see `Landscape.series`.

    *by_year* has, for each year, the day in whose codes its counts are, and the counts.

    Raises:
        InvalidValueError: If *to* is no level.
        RollUpError: If counts of a year cannot be placed.
    """
    require_level(layout, to)
    years = tuple(sorted(by_year))
    figures = {year: _figures(*by_year[year]) for year in years}
    return Series(
        title=f"By {to}, in the layout of {layout.day}",
        rows=tuple(
            AreaYear(key, name, year, land.total(figures[year], kind=_KIND, year=year))
            for key, name, land in areas_of(layout, to)
            for year in years
        ),
        level=to,
        day=layout.day,
        years=years,
    )


def require_level(keys: LandKeys, level: str, *others: str) -> None:
    """Refuse what is neither a level of a day nor one of *others* that a caller has.

    Raises:
        InvalidValueError: If *level* is none, with those that there are.
    """
    if level not in (*LABELS, *keys.kinds(), *others):
        levels = dict.fromkeys((LABELS[0], *keys.kinds(), *LABELS, *others))
        raise InvalidValueError("level", level, f"one of {', '.join(levels)}")


def areas_of(keys: LandKeys, level: Level) -> Iterator[AreaLand]:
    """Yield the areas of a day with their land, in order of their keys."""
    match level:
        case "municipality":
            for m in keys.layout.municipalities:
                yield AreaLand(m.nis or m.unit, m.name, Land(frozenset(m.parts)))
        case "province" | "arrondissement" | "region":
            for label, members in sorted(by_label(keys.layout, level).items()):
                land = frozenset(part for member in members for part in member.parts)
                yield AreaLand(label, label, Land(land))
        case _:
            areas = keys.partition(level)
            for zone in areas.zones:
                decided, possible = areas.decided_parts(zone.id), areas.possible_parts(zone.id)
                yield AreaLand(zone.id, zone.name, Land(frozenset(decided), frozenset(possible)))


def by_label(
    layout: Layout, level: str, *, read: Callable[[str], str] = str
) -> dict[str, tuple[Municipality, ...]]:
    """Return the municipalities of each province, arrondissement or region, by its name."""
    labels = ((getattr(each, level), each) for each in layout.municipalities)
    return grouped((read(label), each) for label, each in labels if label is not None)


def _figures(keys: LandKeys, values: Mapping[str, Number | None]) -> Figures:
    """Turn counts by key into figures about land, or raise with every problem."""
    problems: list[Finding] = []
    given: list[tuple[frozenset[PartId], str, Number]] = []
    pieces: dict[tuple[str, frozenset[PartId]], dict[str, Number]] = {}
    for key, value in values.items():
        land = _land(keys, key)
        kind, piece = ("", None) if land else _piece(keys, key)
        if not (land or piece):
            problems.append(_unknown(keys, key))
        elif value is not None and not value >= 0:
            problems.append(NO_COUNT.finding(Ref("key", key), key=key, value=value))
        elif value is not None and land:
            given.append((land, key, value))
        elif value is not None and piece:
            pieces.setdefault((kind, piece), {})[key] = value
    for (kind, piece), counts in pieces.items():
        problems += _incomplete(keys, kind, piece, counts)
        given.append((piece, min(counts), sum(counts.values())))
    first: dict[frozenset[PartId], str] = {}
    for land, key, _ in given:
        other = first.setdefault(land, key)
        if other != key:
            problems.append(GIVEN_TWICE.finding(Ref("key", key), key=key, other=other))
    if problems:
        raise RollUpError(problems)
    figures = (Figure(kind=_KIND, day=keys.day, parts=p, value=value) for p, _, value in given)
    return Figures(figures, keys.layout.refinement)


def _unknown(keys: LandKeys, key: str) -> Finding:
    about, text = Ref("key", key), str(key)
    elsewhere = keys.gazetteer().elsewhere(text)
    if elsewhere:
        return UNKNOWN_KEY.finding(about, variant="outside", key=key, named=elsewhere)
    if len(text) == len("1000") and text.isdigit() and not keys.postal_land():
        return UNKNOWN_KEY.finding(about, variant="no table", key=key, day=keys.day)
    return UNKNOWN_KEY.finding(about, key=key)


def _incomplete(
    keys: LandKeys, kind: str, land: frozenset[PartId], given: Mapping[str, Number]
) -> Iterator[Finding]:
    """Say which pieces of the same land were not given: their sum would be too small."""
    pieces = keys.sectors if kind == "sector" else keys.postal_land()
    beside = [s for s in pieces if s not in given and _piece(keys, s) == (kind, land)]
    if beside:
        key = min(given)
        about = Ref("key", key)
        yield PIECES_MISSING.finding(about, variant=kind, n=len(beside), key=key, missing=beside)


def _piece(keys: LandKeys, key: str) -> tuple[str, frozenset[PartId] | None]:
    """Return of which land a key is a piece, with others; what kind of piece it is."""
    if key in keys.sectors:
        return "sector", keys.layout.living(keys.sectors[key])
    return "postal code", keys.postal_land().get(key)


def _land(keys: LandKeys, key: str) -> frozenset[PartId] | None:
    """Return the land that a key means by itself on the day, ``None`` where it means none."""
    municipality = keys.layout.by_nis.get(NisCode(key))
    if municipality is not None:
        return frozenset(municipality.parts)
    land = keys.layout.living((keys.postal_codes.get(key, PartId(key)),))
    return land or None
