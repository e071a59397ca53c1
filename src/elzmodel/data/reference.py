"""The packaged reference of Flanders and Brussels, made into a landscape.

The tables say what was; the loader turns them into events. A municipality that
no merger made is created on the first day that the register gives it; mergers
and assignments do the rest.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from elzmodel.landscape import Alias, Disagreement, Landscape, Location
from elzmodel.territory import (
    Border,
    Borders,
    Contact,
    Create,
    Figure,
    Figures,
    Layout,
    Merge,
    Part,
    Register,
)
from elzmodel.values import (
    Basis,
    EventId,
    Grade,
    NisCode,
    Number,
    PartId,
    Period,
    Source,
    SourceId,
    UnitId,
    ZoneId,
)
from elzmodel.values.collector import without_collector
from elzmodel.zones import AlterZone, Assign, CreateZone, Zoning

if TYPE_CHECKING:
    from elzmodel.governance import RuleSet  # loaded with the first rules that are asked for

__all__ = [
    "flanders",
    "load_flanders",
]

_COVERS = Period(date(2018, 1, 1), date(2026, 3, 13))
_TABLES = Path(__file__).with_name("tables")
_ALL_2018 = date(2018, 1, 1)
_RECOGNITION = date(2020, 7, 1)
_BASES = {basis.value: basis for basis in Basis}
_CONTACTS = {contact.value: contact for contact in Contact}
_REASONS = {
    "recognition": "recognition of the care councils",
    "merger": "municipal merger",
    "reference region": "reference region alignment",
}
_REGIONS_SEEN = date(2025, 1, 1)
_SECTORS_SEEN = date(2025, 1, 1)


@cache
def flanders() -> Landscape:
    """Return the packaged reference: Flanders and Brussels since 2018.

    Read once and remembered. It speaks of the days from 2018-01-01 to
    2026-03-12, the date of its newest table; every fact names its sources.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> len(fl.on("2018-12-31").municipalities_in("Vlaams Gewest"))
        308
    """
    return load_flanders()


def load_flanders() -> Landscape:
    """Read the packaged tables anew; `flanders` does it once.

    Example:
        >>> load_flanders() is load_flanders()
        False
    """
    with without_collector():
        return _load()


def _load() -> Landscape:
    register = _register()
    on_2018 = register.on(_ALL_2018)
    zoning = _zoning(register)
    return Landscape(
        name="Flanders and Brussels",
        covers=_COVERS,
        register=register,
        zoning=zoning,
        regions=_regions(register),
        figures=_figures(register),
        borders=_borders(on_2018),
        aliases=tuple(_aliases(register)),
        parts={part.id: part for part in _parts()},
        sources={source.id: source for source in _sources()},
        locations=tuple(_locations(register)),
        sectors=_sectors(on_2018, zoning),
        disagreements=tuple(_disagreements()),
        rule_reader=_rule_sets,
    )


def _rule_sets() -> tuple[RuleSet, ...]:
    from elzmodel.data.rule_files import rule_sets  # noqa: PLC0415 - few ask, and it loads cattrs

    return rule_sets()


def _rows(table: str) -> Iterator[list[str]]:
    """Yield the rows of a packaged table, without its header; tests check the columns."""
    text = (_TABLES / f"{table}.csv").read_text("utf-8")
    rows = csv.reader(StringIO(text))
    next(rows)
    return rows


@cache
def _ids(cell: str) -> tuple[SourceId, ...]:
    return tuple(map(SourceId, cell.split(";"))) if cell else ()


@cache
def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _register() -> Register:
    rows = {row[1]: row for row in _rows("municipalities")}
    land: dict[str, list[PartId]] = {}
    for part, _, nis, *_ in _rows("parts"):
        land.setdefault(nis, []).append(PartId(part))
    created = (_create(rows[nis], tuple(parts)) for nis, parts in land.items())
    merged = (_merge(row, rows) for row in _rows("mergers"))
    return Register([*created, *merged])


def _create(row: list[str], parts: tuple[PartId, ...]) -> Create:
    unit, nis, name, province, arrondissement, region, start, _, source = row
    return Create(
        id=EventId(f"create-{unit}"),
        day=date.fromisoformat(start),
        sources=_ids(source),
        unit=UnitId(unit),
        name=name,
        nis=NisCode(nis),
        province=province or None,
        arrondissement=arrondissement,
        region=region,
        parts=parts,
    )


def _merge(row: list[str], rows: dict[str, list[str]]) -> Merge:
    event, day, _, predecessors, successor, _, recorded, source, _ = row
    unit, nis, name, province, arrondissement, region, *_ = rows[successor]
    return Merge(
        id=EventId(event),
        day=date.fromisoformat(day),
        decided=_day(recorded),
        recorded=_day(recorded),
        sources=_ids(source),
        units=tuple(UnitId(rows[code][0]) for code in predecessors.split(";")),
        unit=UnitId(unit),
        nis=NisCode(nis),
        name=name,
        province=province or None,
        arrondissement=arrondissement,
        region=region,
    )


def _zoning(register: Register) -> Zoning:
    events: list[CreateZone | AlterZone | Assign] = [
        CreateZone(
            id=EventId(f"create-{zone}"),
            day=date.fromisoformat(start),
            reason=_REASONS["recognition"],
            sources=_ids(source),
            zone=ZoneId(zone),
            name=name,
        )
        for zone, name, start, _, _, _, source in _rows("zones")
    ]
    events += [
        AlterZone(
            id=EventId(event),
            day=date.fromisoformat(day),
            basis=_BASES[basis],
            sources=_ids(source),
            zone=ZoneId(zone),
            name=name,
        )
        for event, zone, day, name, source, basis, _ in _rows("zone_renames")
    ]
    return Zoning([*events, *_assignments(register)])


def _assignments(register: Register) -> Iterator[Assign]:
    """Yield one assignment a zone for the recognition, and one a row for the rest."""
    founding: dict[str, list[tuple[tuple[PartId, ...], tuple[SourceId, ...]]]] = {}
    for nis, part, zone, start, _, reason, basis, source in _rows("zone_members"):
        day = date.fromisoformat(start)
        municipality = register.on(day).of_nis[NisCode(nis)]
        parts = (PartId(part),) if part else municipality.parts
        if day == _RECOGNITION and _BASES[basis] is Basis.SOURCED:
            founding.setdefault(zone, []).append((parts, _ids(source)))
        else:
            yield Assign(
                id=EventId(f"{day.year}-{part or municipality.unit}-{zone}"),
                day=day,
                reason=_REASONS[reason],
                basis=_BASES[basis],
                sources=_ids(source),
                zone=ZoneId(zone),
                parts=parts,
            )
    for zone, members in founding.items():
        yield Assign(
            id=EventId(f"members-{zone}"),
            day=_RECOGNITION,
            reason=_REASONS["recognition"],
            sources=sorted({source for _, sources in members for source in sources}),
            zone=ZoneId(zone),
            parts=[part for parts, _ in members for part in parts],
        )


def _regions(register: Register) -> Zoning:
    """Read the reference regions; the day is that of the first layout they are given for."""
    layout = register.on(_REGIONS_SEEN).of_nis
    names: dict[str, tuple[str, str]] = {}
    land: dict[str, list[PartId]] = {}
    for region, name, nis, source in _rows("reference_regions"):
        names[region] = (name, source)
        land.setdefault(region, []).extend(layout[NisCode(nis)].parts)
    events: list[CreateZone | Assign] = []
    for region, (name, source) in names.items():
        create = CreateZone(
            id=EventId(f"create-{region}"),
            day=_REGIONS_SEEN,
            reason="the first layout for which the reference regions are packaged; they are older",
            basis=Basis.INFERRED,
            sources=_ids(source),
            zone=ZoneId(region),
            name=name,
        )
        assign = Assign(
            id=EventId(f"members-{region}"),
            day=_REGIONS_SEEN,
            reason=create.reason,
            basis=Basis.INFERRED,
            sources=create.sources,
            zone=create.zone,
            parts=tuple(land[region]),
        )
        events += [create, assign]
    return Zoning(events, "reference region")


def _figures(register: Register) -> Figures:
    @cache
    def lands(year: str) -> tuple[date, dict[str, frozenset[PartId]]]:
        day = date(int(year), 1, 1)
        return day, _lands(register.on(day))

    figures = []
    numbers: tuple[tuple[str, Callable[[str], Number]], ...] = (
        ("population", int),
        ("area", float),
    )
    for kind, number in numbers:
        for nis, year, value, source in _rows(kind):
            day, land = lands(year)
            figures.append(
                Figure(
                    kind=kind, day=day, parts=land[nis], value=number(value), sources=_ids(source)
                )
            )
    return Figures(figures)


def _lands(layout: Layout) -> dict[str, frozenset[PartId]]:
    """Return the land of each municipality by its code, as a set that many may share."""
    return {nis: frozenset(municipality.parts) for nis, municipality in layout.of_nis.items()}


def _sectors(on_2018: Layout, zoning: Zoning) -> dict[str, frozenset[PartId]]:
    """Place each sector: in the parts of its municipality that lie in its zone.

    A sector keeps the code of the municipality of before 2019; the zone is that
    of the layout of 2025.
    """
    zones = zoning.parts_on(_SECTORS_SEEN)
    lands: dict[tuple[str, str], frozenset[PartId]] = {}
    found = {}
    for sector, _, zone, _ in _rows("antwerp_sectors"):
        key = (sector[:5], zone)
        if key not in lands:
            parts = on_2018.of_nis[NisCode(key[0])].parts
            lands[key] = frozenset(part for part in parts if zones[part] == zone)
        found[sector] = lands[key]
    return found


def _borders(layout: Layout) -> Borders:
    land = _lands(layout)
    return Borders(
        Border(
            a=land[a],
            b=land[b],
            contact=_CONTACTS[contact],
            km=float(km),
            sources=_ids(source),
        )
        for a, b, contact, km, source in _rows("borders")
    )


def _parts() -> Iterator[Part]:
    for part, name, _, postal_code, basis, source in _rows("parts"):
        yield Part(
            id=PartId(part),
            name=name,
            postal_code=postal_code or None,
            basis=_BASES[basis],
            sources=_ids(source),
        )


def _sources() -> Iterator[Source]:
    for source, title, place, licence, day, grade, note in _rows("sources"):
        yield Source(
            id=SourceId(source),
            title=title,
            place=place,
            licence=licence,
            date=day,
            grade=Grade(grade),
            note=note,
        )


def _aliases(register: Register) -> Iterator[Alias]:
    for scope, key, text, kind, source in _rows("aliases"):
        if scope == "municipality":
            ids: tuple[str, ...] = (register.with_code(NisCode(key))[0].unit,)
            yield Alias(scope="municipality", text=text, ids=ids, kind=kind, sources=_ids(source))
        else:
            ids = tuple(key.split(";"))
            yield Alias(scope="zone", text=text, ids=ids, kind=kind, sources=_ids(source))


def _locations(register: Register) -> Iterator[Location]:
    for nis, layout, lon, lat, inner_lon, inner_lat, source in _rows("centroids"):
        municipality = register.on(date(int(layout), 1, 1)).of_nis[NisCode(nis)]
        yield Location(
            parts=municipality.parts,
            lon=float(lon),
            lat=float(lat),
            inner=(float(inner_lon), float(inner_lat)),
            sources=_ids(source),
        )


def _disagreements() -> Iterator[Disagreement]:
    for key, subject, topic, said, by, other, by_other, followed, note in _rows("disagreements"):
        yield Disagreement(
            id=key,
            subject=subject,
            topic=topic,
            said=said,
            by=_ids(by),
            other=other,
            by_other=_ids(by_other),
            followed=_ids(followed),
            note=note,
        )
