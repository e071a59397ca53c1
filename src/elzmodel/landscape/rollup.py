"""Adding figures up to larger areas, on one day or year after year.

Figures may be given by municipality, by part, by postal code of a divided
municipality or by statistical sector. What is known of a whole only gives
bounds for its pieces; what is not given at all is missing, never zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from attrs import frozen

from elzmodel.errors import ElzError, InvalidValueError, UnknownIdError
from elzmodel.territory import Figure, Figures, Layout
from elzmodel.values import Cell, Column, NisCode, Number, PartId, Table, Total
from elzmodel.zones import ZoneMap

__all__ = [
    "Ground",
    "Level",
    "RollUpError",
    "RolledUp",
    "Series",
    "aggregate",
    "series",
]

Level = Literal["municipality", "zone", "province", "arrondissement", "region", "reference region"]
"""The areas to which figures can be added up."""

_LEVELS = ("municipality", "zone", "province", "arrondissement", "region", "reference region")
_KIND = "given"
_SHOWN = 5


class RollUpError(ElzError, ValueError):
    """Figures cannot be added up; all problems at once.

    *problems* holds one line each, with the key that it is about.

    Example:
        >>> print(RollUpError(["'99999' is no municipality of 2025-01-01"]))
        1 problem: '99999' is no municipality of 2025-01-01
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__(problems)
        self.problems: tuple[str, ...] = tuple(problems)

    def __str__(self) -> str:
        """Show the first problems and count the rest."""
        count = len(self.problems)
        rest = f"; and {count - _SHOWN} more" if count > _SHOWN else ""
        noun = "problem" if count == 1 else "problems"
        return f"{count} {noun}: {'; '.join(self.problems[:_SHOWN])}{rest}"


class Ground(NamedTuple):
    """What keys and areas of a day mean in land; a snapshot has it ready.

    Example:
        >>> from elzmodel import flanders
        >>> len(flanders().on("2025-01-01").ground.postal_codes)
        15
    """

    day: date
    layout: Layout
    zones: ZoneMap
    regions: ZoneMap
    postal_codes: Mapping[str, PartId]
    sectors: Mapping[str, frozenset[PartId]]


class _Area(NamedTuple):
    """An area with the land that is in it for certain and that may be."""

    key: str
    name: str
    decided: frozenset[PartId]
    possible: frozenset[PartId]


@frozen(eq=False)
class RolledUp:
    """Figures added up to areas of one day.

    *values* has a total for each area, by id, code or name. *outside* is what
    was given for land in none of them; *total*, what the areas have together,
    and *outside* make what was *given*, exactly where they are exact. Land
    that was given as a whole and in pieces counts once.

    Example:
        >>> from elzmodel import flanders
        >>> day = flanders().on("2025-01-01")
        >>> rolled = day.aggregate({"71072": 5, "73001": 1, "71011": None}, to="zone")
        >>> rolled["herkenrode"].low, rolled["herkenrode"].missing
        (6, ('diepenbeek', 'herk-de-stad', 'zonhoven'))
    """

    level: str
    day: date
    values: Mapping[str, Total]
    names: Mapping[str, str]
    given: Number
    total: Total
    outside: Total

    def __getitem__(self, key: str) -> Total:
        """Return the total of one area.

        Raises:
            UnknownIdError: If there is no such area.
        """
        try:
            return self.values[key]
        except KeyError:
            raise UnknownIdError(self.level, key, sorted(self.values)[:3]) from None

    def to_table(self) -> Table:
        """Return one row an area, with what was given and what lies outside as a note."""
        columns = (Column(self.level), Column("name"), Column("value", "total"), Column("missing"))
        rows = tuple((k, self.names[k], t, t.missing) for k, t in self.values.items())
        notes = (
            f"Given: {Total.exactly(self.given)}. In these areas: {self.total}.",
            f"Outside all of them: {self.outside}.",
        )
        return Table(f"By {self.level} on {self.day}", columns, rows, notes)

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


@frozen(eq=False)
class Series:
    """Figures of several years for the areas of one day: a constant layout.

    *values* has one total a year for each area, in the order of *years*.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> counts = {2018: {"73040": 8}, 2025: {"71072": 90}}
        >>> line = fl.series(counts, to="zone", layout="2025-01-01")
        >>> line.years, [total.low for total in line["herkenrode"]]
        ((2018, 2025), [8, 90])
    """

    level: str
    day: date
    years: tuple[int, ...]
    values: Mapping[str, tuple[Total, ...]]
    names: Mapping[str, str]

    def __getitem__(self, key: str) -> tuple[Total, ...]:
        """Return the totals of one area, a year each.

        Raises:
            UnknownIdError: If there is no such area.
        """
        try:
            return self.values[key]
        except KeyError:
            raise UnknownIdError(self.level, key, sorted(self.values)[:3]) from None

    def to_table(self) -> Table:
        """Return one row an area, with a column for each year."""
        years = (Column(str(year), "total") for year in self.years)
        columns = (Column(self.level), Column("name"), *years)
        rows: list[tuple[Cell, ...]] = [
            (key, self.names[key], *totals) for key, totals in self.values.items()
        ]
        return Table(f"By {self.level}, in the layout of {self.day}", columns, rows)

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


def aggregate(
    ground: Ground, values: Mapping[str, Number | None], *, to: Level = "zone"
) -> RolledUp:
    """Add counts up to larger areas of a day.

    Args:
        ground: The day whose municipalities and areas are meant.
        values: A count for each key: the NIS code of a municipality of that
            day, the id of a part, the postal code of a part (only Antwerpen
            has several), or a statistical sector of nine characters. ``None``
            is a cell that is known to be missing. A city and its pieces may
            both be given; the pieces then say more about the city.
        to: The areas.

    Raises:
        InvalidValueError: If *to* is no level.
        RollUpError: If keys are unknown, given twice, negative, or sectors of
            one piece of land are given only in part; all problems at once.

    Example:
        >>> from elzmodel import flanders
        >>> ground = flanders().on("2025-01-01").ground
        >>> rolled = aggregate(ground, {"2100": 7, "11052": 3}, to="zone")
        >>> print(rolled["antwerpen-oost"])
        >=10
    """
    if to not in _LEVELS:
        raise InvalidValueError("level", to, f"one of {', '.join(_LEVELS)}")
    figures = _figures(ground, values)
    areas = tuple(_areas(ground, to))
    inside = {part for area in areas for part in (*area.decided, *area.possible)}
    spoken = {part for figure in figures.figures for part in figure.parts}
    return RolledUp(
        level=to,
        day=ground.day,
        values={area.key: _total(figures, area) for area in areas},
        names={area.key: area.name for area in areas},
        given=figures.total(spoken, kind=_KIND, year=ground.day.year).low,
        total=figures.total(spoken & inside, kind=_KIND, year=ground.day.year),
        outside=figures.total(spoken - inside, kind=_KIND, year=ground.day.year),
    )


def series(
    layout: Ground, by_year: Mapping[int, tuple[Ground, Mapping[str, Number | None]]], to: Level
) -> Series:
    """Add counts of several years up to the areas of one day.

    Args:
        layout: The day whose areas are meant.
        by_year: For each year, the day in whose codes its counts are, and the
            counts, as `aggregate` takes them.
        to: The areas.

    Raises:
        InvalidValueError: If *to* is no level.
        RollUpError: If counts of a year cannot be placed.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> ground = fl.on("2025-01-01").ground
        >>> series(ground, {2025: (ground, {"44021": 4})}, "zone")["gent"][0].value
        4
    """
    if to not in _LEVELS:
        raise InvalidValueError("level", to, f"one of {', '.join(_LEVELS)}")
    years = tuple(sorted(by_year))
    figures = [_figures(*by_year[year]) for year in years]
    areas = tuple(_areas(layout, to))
    return Series(
        level=to,
        day=layout.day,
        years=years,
        values={area.key: tuple(_total(each, area) for each in figures) for area in areas},
        names={area.key: area.name for area in areas},
    )


def _total(figures: Figures, area: _Area) -> Total:
    year = figures.figures[0].year if figures.figures else 1
    sure = figures.total(area.decided, kind=_KIND, year=year)
    if not area.possible:
        return sure
    widest = figures.total(area.decided | area.possible, kind=_KIND, year=year)
    return Total(sure.low, widest.high, (*sure.missing, *area.possible))


def _areas(ground: Ground, level: Level) -> Iterator[_Area]:
    match level:
        case "municipality":
            for m in ground.layout.municipalities:
                yield _Area(m.nis or m.unit, m.name, frozenset(m.parts), frozenset())
        case "zone" | "reference region":
            areas = ground.zones if level == "zone" else ground.regions
            for zone in areas.zones:
                decided = frozenset(areas.decided_parts(zone.id))
                yield _Area(zone.id, zone.name, decided, frozenset(areas.possible_parts(zone.id)))
        case _:
            labels: dict[str, set[PartId]] = {}
            for m in ground.layout.municipalities:
                label = getattr(m, level)
                if label is not None:
                    labels.setdefault(label, set()).update(m.parts)
            for label, parts in sorted(labels.items()):
                yield _Area(label, label, frozenset(parts), frozenset())


def _figures(ground: Ground, values: Mapping[str, Number | None]) -> Figures:
    """Turn counts by key into figures about land, or raise with every problem."""
    problems: list[str] = []
    found: dict[frozenset[PartId], tuple[str, Number]] = {}
    sectors: dict[frozenset[PartId], dict[str, Number]] = {}
    for key, value in values.items():
        land = _land(ground, key)
        if land is None:
            problems.append(f"{key!r} is no municipality, part, postal code or sector here")
        elif value is None:
            continue
        elif not value >= 0:
            problems.append(f"{key!r} has {value!r}, which is not a count")
        elif key in ground.sectors:
            sectors.setdefault(land, {})[key] = value
        elif land in found:
            problems.append(f"{key!r} and {found[land][0]!r} are the same land")
        else:
            found[land] = (key, value)
    for land, given in sectors.items():
        problems += _incomplete(ground, land, given)
        if land in found:
            problems.append(f"{min(given)!r} and {found[land][0]!r} are the same land")
        found[land] = (min(given), sum(given.values()))
    if problems:
        raise RollUpError(problems)
    figures = (Figure(kind=_KIND, day=ground.day, parts=p, value=v) for p, (_, v) in found.items())
    return Figures(figures, ground.layout.refinement)


def _incomplete(
    ground: Ground, land: frozenset[PartId], given: Mapping[str, Number]
) -> Iterator[str]:
    """Say which sectors of the same land were not given: their sum would be too small."""
    beside = [s for s in ground.sectors if s not in given and _land(ground, s) == land]
    if beside:
        what = "sector is" if len(beside) == 1 else "sectors are"
        yield f"{len(beside)} {what} missing beside {min(given)!r}: {beside[0]!r}"


def _land(ground: Ground, key: str) -> frozenset[PartId] | None:
    """Return the land that a key means on the day, ``None`` where it means nothing."""
    sector = ground.sectors.get(key)
    if sector is not None:
        return ground.layout.living(sector)
    municipality = ground.layout.of_nis.get(NisCode(key))
    if municipality is not None:
        return frozenset(municipality.parts)
    land = ground.layout.living((ground.postal_codes.get(key, PartId(key)),))
    return land or None
