"""Adding figures up to larger areas, on one day or year after year.

Figures may be given by municipality, by part, by postal code of a divided
municipality or by statistical sector. What is known of a whole only gives
bounds for its pieces; what is not given at all is missing, never zero.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final, Generic, Self, TypeVar, overload

from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError, RollUpError
from elzmodel.landscape.lands import AreaLand, Land, LandKeys
from elzmodel.landscape.names import AreaNames, spelling
from elzmodel.territory import (
    Carried,
    CarriedTotals,
    Given,
    Layout,
    Municipality,
    Spread,
)
from elzmodel.territory.carried import silent_regions
from elzmodel.territory.municipality import key_of
from elzmodel.territory.spread import below_zero
from elzmodel.values import (
    AnyNumber,
    ByKey,
    Cell,
    Column,
    NisCode,
    Number,
    PartId,
    Table,
    Total,
    UnitId,
    plain_number,
    sum_totals,
)
from elzmodel.values.answers import Answer, columns
from elzmodel.values.arguments import keep_door
from elzmodel.values.findings import Code, Codes, Finding, Severity
from elzmodel.values.ids import Ref, grouped
from elzmodel.values.numbers import keyed
from elzmodel.values.text import Label, said

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

UNKNOWN_KEY: Final = Code(
    "ELZ-L020",
    {
        "": "{key!r} is no municipality, part, postal code or sector here",
        "outside": "{key!r} is {named}, which lies outside the record",
        "no table": "{key!r} may be a postal code, and no table of postal codes speaks of {day}",
        "name": "{key!r} is a name; counts are given by code, here {code}",
        "two": "{key!r} is a municipality without a code and one of its parts as well",
    },
    severity=Severity.ERROR,
    meaning="a key of counts means no land",
    explanation="Counts are given by NIS code, part, postal code or statistical sector of one "
    "day, of a municipality without a code by its id, and this key is none of these, or two. "
    "Look whether it is of another day.",
)
NO_COUNT: Final = Code(
    "ELZ-L021",
    "{key!r} has {value}, which is not a count",
    severity=Severity.ERROR,
    meaning="a figure to add up is no count",
    explanation="It is no finite number. Give ``None`` for what is not known.",
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


Counts = ByKey[AnyNumber | Total | None] | Carried
"""Counts to add up: by key, or as they were carried."""


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
    _left_out: tuple[R, ...] = field(default=(), repr=False, alias="left_out")
    """Rows of regions of which nothing was given: known by key, and not shown."""
    _land: Mapping[str, Land] = field(factory=dict, eq=False, repr=False, alias="land")

    @cached_property
    @abstractmethod
    def values(self) -> Mapping[str, V]:
        """What each area has."""
        ...

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each area is called."""
        return {row.area: row.name for row in (*self, *self._left_out)}

    def _together(self, areas: Iterable[str]) -> Land:
        """Return the land of several areas; what all that may get it have is decided.

        Raises:
            UnknownIdError: If there is no such area, with near ones.
        """
        asked = self._asked(areas)
        elsewhere = [land.undecided for key, land in self._land.items() if key not in asked]
        lands = [self._land[key] for key in asked]
        undecided = _parts(land.undecided for land in lands)
        settled = undecided - _parts(elsewhere)
        return Land(_parts(land.decided for land in lands) | settled, undecided - settled)

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
            InvalidValueError: If it is neither text nor a position.
            UnknownIdError: If there is no such area, with near ones.
            AmbiguousNameError: If several have that name.
        """
        if isinstance(key, str) and key in self.values:
            return self.values[key]
        if not isinstance(key, str) and (isinstance(key, slice) or hasattr(key, "__index__")):
            return super().__getitem__(key)
        return self.values[self._areas.one(key)]

    @cached_property
    def _areas(self) -> AreaNames:
        return AreaNames(self.level, self.names.items())

    def _asked(self, areas: Iterable[str]) -> list[str]:
        """Return the keys of areas, each once; a text is one area."""
        keys = [areas] if isinstance(areas, str) else areas
        return [*dict.fromkeys(map(self._areas.one, keys))]


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
    _spread: Spread | None = field(default=None, eq=False, repr=False, alias="spread")

    @cached_property
    def values(self) -> Mapping[str, Total]:
        """The total of each area."""
        return {row.area: row.total for row in (*self, *self._left_out)}

    def sum(self, areas: Iterable[str]) -> Total:
        """Return what several areas have together, taken from what was given.

        What was given for a whole and lies in several of them joins again. Rows of other
        origin are added as they stand.

        Raises:
            UnknownIdError: If there is no such area, with near ones.

        Example:
            >>> from elzmodel import flanders
            >>> day = flanders().on("2025-01-01")
            >>> counts = dict.fromkeys((each.nis for each in day.municipalities), 0)
            >>> rolled = day.aggregate({**counts, "11002": 100}, to="zone")
            >>> print(rolled["antwerpen-oost"], rolled.sum(day.zones_of("Antwerpen")), sep=" | ")
            0-100 | 100
        """
        if self._spread is None:
            return sum_totals(map(self.values.__getitem__, self._asked(areas)))
        return self._spread.total_by_part(*self._together(areas))

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
    _spreads: tuple[Spread, ...] = field(default=(), eq=False, repr=False, alias="spreads")

    @cached_property
    def values(self) -> Mapping[str, tuple[Total, ...]]:
        """The totals of each area, one a year."""
        return grouped((row.area, row.total) for row in (*self, *self._left_out))

    def sum(self, areas: Iterable[str]) -> tuple[Total, ...]:
        """Return what several areas have together in each year, as `RolledUp.sum` does.

        Raises:
            UnknownIdError: If there is no such area, with near ones.
        """
        if not self._spreads:
            rows = [self.values[key] for key in self._asked(areas)]
            return tuple(sum_totals(row[n] for row in rows) for n in range(len(self.years)))
        land = self._together(areas)
        return tuple(spread.total_by_part(*land) for spread in self._spreads)

    def to_table(self) -> Table:
        """Return one row an area, with a column for each year."""
        years = (Column(str(year), "total") for year in self.years)
        rows: list[tuple[Cell, ...]] = [
            (area, self.names[area], *self.values[area])
            for area in dict.fromkeys(row.area for row in self)
        ]
        return Table(self.title, (Column(self.level), Column("name"), *years), rows, self.notes)


def aggregate(
    keys: LandKeys, values: Counts, *, to: Level = "zone", year: int | None = None
) -> RolledUp:
    """Add counts up to larger areas of a day, see `Snapshot.aggregate`.

    A city and its pieces may both be given; the pieces then say more about the city.

    Raises:
        InvalidValueError: If *to* is no level.
        RollUpError: If keys are unknown, land is given twice or crosses, a whole
            and its pieces disagree, figures are no numbers, or sectors of one
            piece of land are given only in part; all problems at once.
    """
    require_level(keys, to)
    areas = tuple(areas_of(keys, to))
    spread = _weighed(keys, _sources(keys, values), areas, year)
    spoken = _spoken(spread)
    inside = _parts((*area.land.decided, *area.land.undecided) for area in areas)
    silent = _silent(keys.layout, spoken)
    shown: list[AreaTotal] = []
    left_out: list[AreaTotal] = []
    for area in areas:
        rows = left_out if area.land.is_in(silent) else shown
        rows.append(AreaTotal(area.key, area.name, spread.total_by_part(*area.land)))
    given, total = spread.total_by_part(spoken), spread.total_by_part(spoken & inside)
    outside = spread.total_by_part(spoken - inside)
    return RolledUp(
        title=said("By {to} on {day}", to=Label(to), day=keys.day),
        rows=tuple(shown),
        notes=(
            said("Given: {given}. In these areas: {total}.", given=given, total=total),
            said("Outside all of them: {outside}.", outside=outside),
            *below_zero(_unsure([spread], areas, silent)),
            *_silence(len(left_out), silent),
            *([] if areas else [said("No {to} is recorded on that day.", to=Label(to))]),
        ),
        level=to,
        day=keys.day,
        left_out=tuple(left_out),
        land={area.key: area.land for area in areas},
        given=given.low,
        total=total,
        outside=outside,
        spread=spread,
    )


def _unsure(
    spreads: Sequence[Spread], areas: Iterable[AreaLand], silent: Mapping[PartId, str]
) -> list[str]:
    """Return the names of the areas that are shown whose bounds take something for granted."""
    shown = (each for each in areas if not each.land.is_in(silent))
    return [a.name for a in shown if any(s.takes_for_granted(*a.land) for s in spreads)]


def series(
    layout: LandKeys,
    by_year: Mapping[int, tuple[LandKeys, Counts]],
    to: Level,
    year: int | None = None,
) -> Series:
    """Add counts of several years up to the areas of one day, see `Landscape.series`.

    *by_year* has, for each year, the day in whose codes its counts are, and the counts.

    Raises:
        InvalidValueError: If *to* is no level.
        RollUpError: If counts of a year cannot be placed.
    """
    require_level(layout, to)
    areas = tuple(areas_of(layout, to))
    years = tuple(sorted(by_year))
    spreads = [_weighed(layout, _sources(*by_year[each]), areas, year) for each in years]
    silent = _silent(layout.layout, _parts(map(_spoken, spreads)))
    shown: list[AreaYear] = []
    left_out: list[AreaYear] = []
    for area in areas:
        rows = left_out if area.land.is_in(silent) else shown
        for each, spread in zip(years, spreads, strict=True):
            total = spread.total_by_part(*area.land)
            rows.append(AreaYear(area.key, area.name, each, total))
    return Series(
        title=said("By {to}, in the layout of {day}", to=Label(to), day=layout.day),
        rows=tuple(shown),
        notes=(
            *below_zero(_unsure(spreads, areas, silent)),
            *_silence(len({row.area for row in left_out}), silent),
        ),
        level=to,
        day=layout.day,
        left_out=tuple(left_out),
        land={area.key: area.land for area in areas},
        years=years,
        spreads=tuple(spreads),
    )


def _weighed(keys: LandKeys, spread: Spread, areas: Iterable[AreaLand], year: int | None) -> Spread:
    """Return a spread with weights, where anything is divided and it has none yet."""
    if spread.weights is not None or not any(map(spread.divides, (a.land.decided for a in areas))):
        return spread
    return evolve(spread, weights=keys.weights(year))


def _spoken(spread: Spread) -> frozenset[PartId]:
    """Return the land of which anything is given."""
    return _parts(source.land for source in spread.sources if _says_something(source))


def _says_something(source: Given) -> bool:
    return bool(source.total.low) or source.total.high is not None


def _parts(lands: Iterable[Iterable[PartId]]) -> frozenset[PartId]:
    return frozenset[PartId]().union(*lands)


def _silent(layout: Layout, spoken: Iterable[PartId]) -> Mapping[PartId, str]:
    """Return the land of regions of which nothing is given, beside one that has something."""
    given = {key_of(m) for m in layout.holding(spoken)}
    regions = silent_regions(layout, given)
    members = ((m.region, m.parts) for m in layout.municipalities if m.region is not None)
    return {part: region for region, parts in members if region in regions for part in parts}


def _silence(count: int, silent: Mapping[PartId, str]) -> Iterator[str]:
    """Say how many areas are left out."""
    if count:
        yield said(
            "Nothing was given for the {regions:and}: {n:number} {n:area|areas} left out.",
            regions=sorted(set(silent.values())),
            n=count,
        )


def require_level(keys: LandKeys, level: str, *others: str) -> None:
    """Refuse what is neither a level of a day nor one of *others* that a caller has.

    Raises:
        InvalidValueError: If *level* is none, with those that there are.
    """
    if level not in (*LABELS, *keys.kinds(), *others):
        levels = dict.fromkeys((LABELS[0], *keys.kinds(), *LABELS, *others))
        raise InvalidValueError(
            "level", level, said("one of {names:list all}", names=tuple(levels))
        )


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


def _sources(keys: LandKeys, values: Counts) -> Spread:
    """Turn counts by key into sources about land, or raise with every problem."""
    if isinstance(values, CarriedTotals):
        values = values.carried
    if isinstance(values, Carried):
        return values.spread.refined(keys.layout.refinement)
    problems: list[Finding] = []
    sources: list[Given] = []
    pieces: dict[tuple[str, frozenset[PartId]], dict[str, Total]] = {}
    for key, value in keyed(values).items():
        total = _total(value)
        land = _land(keys, key)
        kind, piece = ("", land) if land else _piece(keys, key)
        if piece is None:
            problems.append(_unknown(keys, key))
        elif total is None:
            problems.append(NO_COUNT.finding(Ref("key", key), key=key, value=value))
        elif land:
            sources.append(Given(key, land, total))
        else:
            pieces.setdefault((kind, piece), {})[key] = total
    for (kind, piece), counts in pieces.items():
        lacking = list(_incomplete(keys, kind, piece, counts))
        if not lacking:
            sources.append(Given(min(counts), piece, sum_totals(counts.values())))
        problems += lacking
    spread = Spread(filter(_says_something, sources), keys.layout.refinement)
    problems += spread.findings()
    if problems:
        raise RollUpError(problems)
    return spread


def _total(value: AnyNumber | Total | None) -> Total | None:
    """Return what is known of a count, ``None`` where it is no number."""
    if isinstance(value, Total):
        return value
    try:
        number = plain_number(value)
    except InvalidValueError:
        return None
    return Total.unknown() if number is None else Total.exactly(number)


def _unknown(keys: LandKeys, key: str) -> Finding:
    about, text = Ref("key", key), str(key)
    if UnitId(text) in keys.layout.by_unit:
        return UNKNOWN_KEY.finding(about, variant="two", key=key)
    elsewhere = keys.gazetteer().elsewhere(text)
    if elsewhere:
        return UNKNOWN_KEY.finding(about, variant="outside", key=key, named=elsewhere)
    if len(text) == len("1000") and text.isdigit() and not keys.postal_land():
        return UNKNOWN_KEY.finding(about, variant="no table", key=key, day=keys.day)
    called = [key_of(m) for m in keys.layout.municipalities if spelling(m.name) == spelling(text)]
    if len(called) == 1:
        return UNKNOWN_KEY.finding(about, variant="name", key=key, code=called[0])
    return UNKNOWN_KEY.finding(about, key=key)


def _incomplete(
    keys: LandKeys, kind: str, land: frozenset[PartId], given: Mapping[str, Total]
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
        return "sector", keys.layout.living(keys.sectors[key]) or None
    return "postal code", keys.postal_land().get(key) or None


def _land(keys: LandKeys, key: str) -> frozenset[PartId] | None:
    """Return the land that a key means by itself on the day, ``None`` where it means none."""
    municipality = keys.layout.by_nis.get(NisCode(key))
    if municipality is not None:
        return frozenset(municipality.parts)
    land = keys.layout.living((keys.postal_codes.get(key, PartId(key)),))
    unit = keys.layout.by_unit.get(UnitId(key))
    if unit is None or unit.nis is not None:
        return land or None
    whole = frozenset(unit.parts)
    return None if land and land != whole else whole


keep_door(__name__)
