"""The packaged reference of Flanders and Brussels, made into a landscape.

The tables say what was; the loader turns them into events. A municipality that
no merger made is created on the first day that the register gives it; mergers
and assignments do the rest.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import repeat
from sys import intern
from typing import TYPE_CHECKING, Any

from attrs import frozen

from elzmodel.data.edition_tables import NEWEST, Tables, tables_of
from elzmodel.landscape import Alias, Landscape, Location
from elzmodel.territory import Create, Figure, Figures, Layout, Merge, Part, Register
from elzmodel.values import (
    Basis,
    Disagreement,
    EventId,
    Grade,
    NisCode,
    PartId,
    Period,
    Source,
    SourceId,
    ZoneId,
)
from elzmodel.values.arguments import keep_door
from elzmodel.values.ids import grouped
from elzmodel.zones import AlterZone, Assign, CreateZone, SizeRule, ZoneEvent, Zoning

if TYPE_CHECKING:  # Imported when the first of them is asked for.
    from elzmodel.governance import RuleSet
    from elzmodel.landscape.gazetteer import Gazetteer, PostalCode, Village
    from elzmodel.territory import Borders, Shapes

__all__ = ["flanders", "load_flanders"]

# ruff: noqa: PLC0415 - what few ask for is loaded when it is

_ALL_2018 = date(2018, 1, 1)
_RECOGNITION = date(2020, 7, 1)
_REASONS = {
    "recognition": "recognition of the care councils",
    "merger": "municipal merger",
    "reference region": "reference region alignment",
    "first layout": "the first layout for which these areas are packaged; they may be older",
    "archived": "the layout in which these areas are archived; when they were in use is not known",
}
_AREAS_SEEN = date(2025, 1, 1)
_LAYOUTS = {
    date(2019, 1, 1): Period(date(2019, 1, 1), date(2025, 1, 1)),
    date(2025, 1, 1): Period(date(2025, 1, 1)),
}
"""The layouts of the tables of villages and postal codes, by their first day."""
_LAYOUT_DAYS = tuple(_LAYOUTS)
_DRAWN_BY = (
    "Statbel (Algemene Directie Statistiek - Statistics Belgium), statistische sectoren 1-1-2021, "
    "via Sciensano, bemaps (CC BY 4.0); Baarle-Hertog en Herstappe deels: Statbel, statistische "
    "sectoren 1-1-2011, via BNOSAC, BelgiumMaps.StatBel (CC BY 2.0); samengevoegd, vereenvoudigd "
    "en gequantiseerd."
)
_FIGURES = {"population": "population", "population 65+": "population_65_plus", "area": "area"}
"""The kinds of figures, each with its table."""
_SECTORS_SEEN = date(2025, 1, 1)


def flanders(edition: str | os.PathLike[str] = NEWEST) -> Landscape:
    """Return the packaged reference: Flanders and Brussels since 2018.

    Read once and remembered. It speaks of the days from 2018-01-01 to
    2026-03-12, the date of its newest table; every fact names its sources.

    Args:
        edition: Which state of the facts: the newest of the package, an older one by its id
            (see `editions`), or the folder of tables of somebody else, which is read anew
            where it has changed.

    Raises:
        InvalidValueError: If there is no such edition, or the folder is none of tables.
        TableError: If the tables of a folder cannot be read, with all that is wrong.
        OSError: If a file cannot be read.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> len(fl.on("2018-12-31").municipalities_in("Vlaams Gewest"))
        308
        >>> old = elz.flanders(edition="2026-11-22")
        >>> old.figures.years("population"), fl.figures.years("population")[-1]
        ((2018, 2019, 2020, 2021), 2026)
    """
    if edition == NEWEST:
        return _newest()
    from elzmodel.data.edition_rows import require_readable

    return landscape_of(require_readable(edition))


@cache
def _newest() -> Landscape:
    return landscape_of(tables_of())


@cache
def landscape_of(tables: Tables) -> Landscape:
    """Return the landscape of an edition, read once."""
    return _landscape(tables)


def load_flanders(edition: str | os.PathLike[str] = NEWEST) -> Landscape:
    """Read the packaged tables anew; `flanders` does it once.

    Raises:
        InvalidValueError: If there is no such edition.

    Example:
        >>> load_flanders() is load_flanders()
        False
    """
    return _landscape(tables_of(edition))


@frozen
class _OfTables:
    """What is read of an edition when it is first asked for; equal where the edition is."""

    read: Callable[[Tables], Any]
    tables: Tables

    def __call__(self) -> Any:  # noqa: ANN401 - whatever is read
        return self.read(self.tables)


def _landscape(tables: Tables) -> Landscape:
    register = _register(tables)
    zoning = _zoning(tables, register)
    edition = tables.edition
    return Landscape(
        name="Flanders and Brussels",
        covers=Period(date.fromisoformat(edition.start), _day(edition.until)),
        register=register,
        zoning=zoning,
        regions=_regions(tables, register),
        partitions=_OfTables(_partitions, tables),
        figures=_figures(tables, register),
        borders=_OfTables(_borders, tables),
        aliases=tuple(_aliases(tables, register)),
        parts={
            row["id"]: Part(**row)
            for row in _rows(tables, "parts", part="id", nis_2018="", shape="")
        },
        sources={source.id: source for source in _sources(tables)},
        locations=_OfTables(_locations, tables),
        sectors=_OfTables(_sectors, tables),
        disagreements=tuple(Disagreement(**row) for row in _rows(tables, "disagreements")),
        size_rules=tuple(
            SizeRule(period=Period(row.pop("start"), row.pop("until")), **row)
            for row in _rows(tables, "size_rules")
        ),
        gazetteer=_OfTables(_gazetteer, tables),
        shapes=_OfTables(_shapes, tables),
        rule_reader=_rule_sets,
        edition=edition,
    )


@cache
def _gazetteer(tables: Tables) -> Gazetteer:
    """Read villages, postal codes and the neighbours of the record; few ask for them."""
    from elzmodel.landscape.gazetteer import Elsewhere, Facilities, Gazetteer

    landscape = landscape_of(tables)
    register, all_parts = landscape.register, landscape.parts
    layouts = {day: _lands(register.on(day)) for day in _LAYOUTS}
    of_2018 = _lands(register.on(_ALL_2018))
    named = grouped((part.name, part.id) for part in all_parts.values())
    return Gazetteer(
        villages=tuple(_villages(tables, layouts, of_2018, named)),
        postal_codes=tuple(_postal_codes(tables, layouts, all_parts)),
        outside=tuple(
            Elsewhere(nis=nis, names=tuple(filter(None, names)), sources=sources)
            for nis, *names, sources in _cells(tables, "rest_of_belgium")
        ),
        facilities=tuple(
            Facilities(parts=layouts[_AREAS_SEEN][row.pop("nis")], **row)
            for row in _rows(tables, "facilities")
        ),
    )


def _villages(
    tables: Tables,
    layouts: Mapping[date, Mapping[str, frozenset[PartId]]],
    of_2018: Mapping[str, frozenset[PartId]],
    named: Mapping[str, Iterable[PartId]],
) -> Iterator[Village]:
    """Place each village: in what its municipalities share, or the part that bears its name.

    Its code begins with that of its municipality, and has not changed with the mergers of 2019:
    ``12034B`` lay in Sint-Amands (12034) before. A test holds all of them to that.
    """
    from elzmodel.landscape.gazetteer import Village

    for code, name, *nis, sources in _cells(tables, "villages"):
        lands = [layouts[day][of] for day, of in zip(_LAYOUTS, nis, strict=True) if of]
        shared = frozenset.intersection(*lands)
        before = shared & of_2018.get(code[:5], shared)
        own = shared.intersection(named.get(name, ()))
        yield Village(code=code, name=name, parts=own or before or shared, sources=sources)


def _postal_codes(
    tables: Tables,
    layouts: Mapping[date, Mapping[str, frozenset[PartId]]],
    all_parts: Mapping[PartId, Part],
) -> Iterator[PostalCode]:
    """Place each postal code for the days of a layout.

    In Antwerpen it is a part; in a municipality that was merged, what it was before.
    """
    from elzmodel.landscape.gazetteer import PostalCode

    own = {part.postal_code: {part.id} for part in all_parts.values()}
    rows = grouped(
        ((code, day), (layouts[day][nis], sources))
        for code, nis, day, sources in _cells(tables, "postal_codes")
    )
    for (code, day), found in rows.items():
        lands = [land & own.get(code, set()) or land for land, _ in found]
        if day != _LAYOUT_DAYS[0]:
            before = rows.get((code, _LAYOUT_DAYS[0]), ())
            earlier = frozenset[PartId]().union(*(land for land, _ in before))
            lands = [land & earlier or land for land in lands]
        parts = frozenset[PartId]().union(*lands)
        yield PostalCode(code=code, parts=parts, period=_LAYOUTS[day], sources=found[0][1])


@cache
def _shapes(tables: Tables) -> Shapes:
    """Read the outlines; few ask for them, and not every edition has them."""
    from json import loads

    from elzmodel.territory import Shapes

    outlines = tables.outlines()
    if outlines is None:
        return Shapes()
    topology = loads(outlines)
    drawn = grouped((shape, part) for part, _, _, _, shape, *_ in _cells(tables, "parts"))
    river = [part for part, _, nis, *_ in _cells(tables, "parts") if nis == "11002"]
    return Shapes.from_topology(topology, {**drawn, "11002-schelde": river}, attribution=_DRAWN_BY)


def _rule_sets() -> tuple[RuleSet, ...]:
    from elzmodel.data.rule_files import rule_sets

    return rule_sets()


@cache
def _ids(cell: str) -> tuple[SourceId, ...]:
    return tuple(map(SourceId, cell.split(";"))) if cell else ()


@cache
def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


@cache
def _new_year(cell: str) -> date:
    return date(int(cell), 1, 1)


def _if_said(cell: str) -> str | None:
    return cell or None


_READERS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(("source", "by", "by_other", "followed"), _ids),
    **dict.fromkeys(("start", "until", "day", "recorded"), _day),
    **dict.fromkeys(("year", "layout"), _new_year),
    **dict.fromkeys(("province", "postal_code"), _if_said),
    **dict.fromkeys(("lon", "lat", "inner_lon", "inner_lat", "km", "km2"), float),
    **dict.fromkeys(("population", "low"), int),
    "high": lambda cell: int(cell) if cell else None,
    "basis": {basis.value: basis for basis in Basis}.__getitem__,
    "grade": Grade,
    "scope": lambda cell: cell.removesuffix(" group"),
}
"""How the cells of a column are read, in whichever table it stands; others are text."""


def _columns(tables: Tables, table: str) -> dict[str, Iterable[Any]]:
    """Return the columns of a packaged table with what is in their cells; tests check them."""
    found: dict[str, Iterable[Any]] = {}
    for cells in map(iter, zip(*tables.rows(table), strict=True)):
        name = next(cells)
        read = _READERS.get(name)
        # Interned, as the names of fields are: a call finds those at once.
        found[intern(name)] = map(read, cells) if read else cells
    return found


def _cells(tables: Tables, table: str) -> Iterator[tuple[Any, ...]]:
    return zip(*_columns(tables, table).values(), strict=True)


def _rows(tables: Tables, table: str, **fields: str) -> Iterator[dict[str, Any]]:
    """Return the rows of a table by the field that each column fills.

    That is the field of its name, unless *fields* says another; an empty one leaves it out.
    """
    field_of = {"source": "sources", **fields}
    columns = {field_of.get(name, name): cells for name, cells in _columns(tables, table).items()}
    columns.pop("", None)
    rows = zip(*columns.values(), strict=True)
    return map(dict, map(zip, repeat(tuple(columns)), rows))


def _register(tables: Tables) -> Register:
    by_code = {row["nis"]: row for row in _rows(tables, "municipalities", start="day", until="")}
    land = grouped((nis, part) for part, _, nis, *_ in _cells(tables, "parts"))
    created = [
        Create(id=EventId(f"create-{by_code[nis]['unit']}"), parts=parts, **by_code[nis])
        for nis, parts in land.items()
    ]
    merged = []
    for row in _rows(tables, "mergers", event="id", kind="", continues="", note=""):
        units = tuple(by_code[code]["unit"] for code in row.pop("predecessors").split(";"))
        fields = {**by_code[row.pop("successor")], **row}
        merged.append(Merge(units=units, decided=row["recorded"], **fields))
    return Register([*created, *merged])


def _zoning(tables: Tables, register: Register) -> Zoning:
    events: list[ZoneEvent] = []
    left_out = dict.fromkeys(("until", "website", "reference_region_exception"), "")
    for row in _rows(tables, "zones", start="day", **left_out):
        event = EventId(f"create-{row['zone']}")
        events.append(CreateZone(id=event, reason=_REASONS["recognition"], **row))
    events += [AlterZone(**row) for row in _rows(tables, "zone_renames", event="id", note="")]
    return Zoning([*events, *_assignments(tables, register)])


def _assignments(tables: Tables, register: Register) -> Iterator[Assign]:
    """Yield one assignment a zone for the recognition, and one a row for the rest."""
    founding: defaultdict[ZoneId, list[tuple[tuple[PartId, ...], tuple[SourceId, ...]]]]
    founding = defaultdict(list)
    for nis, part, zone, day, _, reason, basis, sources in _cells(tables, "zone_members"):
        municipality = register.on(day).by_nis[nis]
        parts = (part,) if part else municipality.parts
        if day == _RECOGNITION and basis is Basis.SOURCED:
            founding[zone].append((parts, sources))
        else:
            yield Assign(
                id=EventId(f"{day.year}-{part or municipality.unit}-{zone}"),
                day=day,
                reason=_REASONS[reason],
                basis=basis,
                sources=sources,
                zone=zone,
                parts=parts,
            )
    for zone, members in founding.items():
        yield Assign(
            id=EventId(f"members-{zone}"),
            day=_RECOGNITION,
            reason=_REASONS["recognition"],
            sources=tuple(sorted({source for _, sources in members for source in sources})),
            zone=zone,
            parts=tuple([part for parts, _ in members for part in parts]),
        )


def _regions(tables: Tables, register: Register) -> Zoning:
    """Read the reference regions."""
    rows = [(name, nis, sources) for _, name, nis, sources in _cells(tables, "reference_regions")]
    return _partition("reference region", register, rows)


@cache
def _partitions(tables: Tables) -> Mapping[str, Zoning]:
    """Read the other partitions of the land by their kind; few ask for them."""
    rows = grouped(
        (kind, (name, nis, sources)) for kind, _, name, nis, sources in _cells(tables, "partitions")
    )
    register = landscape_of(tables).register
    return {kind: _partition(kind, register, of_kind) for kind, of_kind in rows.items()}


def _partition(
    kind: str, register: Register, rows: Iterable[tuple[str, NisCode, tuple[SourceId, ...]]]
) -> Zoning:
    """Make a partition of municipalities; its day is that of the layout it is given for."""
    layout = register.on(_AREAS_SEEN).by_nis
    land: defaultdict[str, list[PartId]] = defaultdict(list)
    cited: defaultdict[str, set[SourceId]] = defaultdict(set)
    for name, nis, sources in rows:
        land[name] += layout[nis].parts
        cited[name].update(sources)
    areas = [(name, parts, sorted(cited[name])) for name, parts in land.items()]
    reason = _REASONS["archived" if kind.startswith("archived") else "first layout"]
    return Zoning.of_areas(kind, areas, day=_AREAS_SEEN, reason=reason, basis=Basis.INFERRED)


def _figures(tables: Tables, register: Register) -> Figures:
    lands = cache(lambda day: _lands(register.on(day)))
    return Figures(
        Figure(kind=kind, day=day, parts=lands(day)[nis], value=value, sources=sources)
        for kind, table in _FIGURES.items()
        for nis, day, value, sources in _cells(tables, table)
    )


def _lands(layout: Layout) -> dict[str, frozenset[PartId]]:
    """Return the land of each municipality by its code, as a set that many may share."""
    return {nis: frozenset(municipality.parts) for nis, municipality in layout.by_nis.items()}


@cache
def _sectors(tables: Tables) -> Mapping[str, frozenset[PartId]]:
    """Place each sector: in the parts of its municipality that lie in its zone.

    A sector keeps the code of the municipality of before 2019; the zone is that
    of the layout of 2025.
    """
    landscape = landscape_of(tables)
    on_2018 = landscape.register.on(_ALL_2018)
    zones = landscape.zoning.parts_on(_SECTORS_SEEN)

    @cache
    def land(nis: NisCode, zone: ZoneId) -> frozenset[PartId]:
        return frozenset(part for part in on_2018.by_nis[nis].parts if zones[part] == zone)

    rows = _cells(tables, "antwerp_sectors")
    return {sector: land(NisCode(sector[:5]), zone) for sector, _, zone, _ in rows}


@cache
def _borders(tables: Tables) -> Borders:
    from elzmodel.territory import Border, Borders, Contact

    land = _lands(landscape_of(tables).register.on(_ALL_2018))
    rows = ((nis, shape, part) for part, _, nis, _, shape, *_ in _cells(tables, "parts"))
    drawn = grouped((shape, part) for nis, shape, part in rows if shape not in {nis, ""})
    joined = {shape: frozenset(parts) for shape, parts in drawn.items()}
    sides = {**land, **joined, "11002-schelde": land[NisCode("11002")]}
    return Borders(
        (
            Border(a=sides[a], b=sides[b], contact=Contact(contact), km=km, sources=sources)
            for a, b, contact, km, sources in _cells(tables, "borders")
        ),
        tuple(joined.values()),
    )


def _sources(tables: Tables) -> Iterator[Source]:
    for row in _rows(tables, "sources"):
        yield Source(id=row.pop("sources")[0], **row)


def _aliases(tables: Tables, register: Register) -> Iterator[Alias]:
    for row in _rows(tables, "aliases", alias="text"):
        ids = row.pop("id").split(";")
        elsewhere: tuple[str, ...] = ()
        if row["scope"] == "municipality":
            versions = {code: register.with_code(code) for code in ids}
            elsewhere = tuple(f"{row['text']} ({nis})" for nis in ids if not versions[nis])
            ids = [found[0].unit for found in versions.values() if found]
        yield Alias(ids=tuple(ids), elsewhere=elsewhere, **row)


@cache
def _locations(tables: Tables) -> tuple[Location, ...]:
    register = landscape_of(tables).register
    return tuple(
        Location(
            parts=register.on(row.pop("layout")).by_nis[row.pop("nis")].parts,
            inner=(row.pop("inner_lon"), row.pop("inner_lat")),
            **row,
        )
        for row in _rows(tables, "centroids")
    )


keep_door(__name__)
