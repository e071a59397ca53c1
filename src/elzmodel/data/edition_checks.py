"""What tables of an edition say that cannot be: sums, partitions, mergers, borders, places."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain, combinations, pairwise
from math import hypot
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from elzmodel.data.edition_rows import CODES as CODES_OF_ROWS
from elzmodel.data.edition_rows import EditionRows, Row
from elzmodel.data.edition_tables import MANIFEST, PACKAGED, tables_of
from elzmodel.data.reference import landscape_of
from elzmodel.data.table_forms import SHAPES, TABLES
from elzmodel.errors import ElzError
from elzmodel.values import Code, Codes, Finding, Place, Severity
from elzmodel.values.findings import error_code
from elzmodel.values.ids import grouped
from elzmodel.values.text import Said, phrase

__all__ = ["CODES", "check_edition"]


SUM: Final = error_code(
    "ELZ-E010",
    {
        "": "{n} {n:municipality|municipalities} of {region} {n:has|have} no row for {year}: "
        "{names:list}",
        "then": "{nis} is no municipality of {day}",
        "jump": "{value} of {year} is far from {other} of {before}",
        "more": "{value} of 65 years and over are more than can be among {other} inhabitants",
    },
    "figures lack a municipality, or do not fit those beside them",
    "compare it with the source",
)
PARTITION: Final = error_code(
    "ELZ-E011",
    {
        "": "{name} ({nis}) is in no zone on {day}",
        "several": "{name} ({nis}) is in more than one zone on {day}: {zones:list all}",
        "partly": "parts of {name} ({nis}) are in no zone on {day}: {parts:list}",
        "outside": "{nis} is in zone {zone} when it is no municipality, from {start}[ to {until}]",
        "strange": "part {part} is no land of {nis} on {day}",
        "alone": "zone {zone} has no land on {day}",
        "kind": "{nis} is in {area} and in {other}",
        "lacking": "{n} {n:municipality|municipalities} of {region} {n:is|are} in no {kind}: "
        "{names:list}",
        "named": "{area} is called {name!r} here and {other!r} elsewhere",
    },
    "land lies in no area of a partition, or in several",
    "each municipality, or each part of it, lies in one area on every day",
)
MERGER: Final = error_code(
    "ELZ-E012",
    {
        "": "{nis} becomes {successor} on {day}, and ends {until}",
        "made": "{nis} is made on {day}, and begins on {start}",
        "begins": "{nis} begins on {start}, and no merger of that day makes it",
        "ends": "{nis} ends on {until}, and no merger of that day takes it over",
        "few": "a merger takes two municipalities or more, each once",
        "continues": "{nis} is none of those that merge",
        "apart": "{names:and all} do not touch",
        "period": "it ends on {until}, which is not after its first day {start}",
        "same": "{other} has the {what} {name!r} at the same time",
        "land": "{nis} has no part of land in parts.csv",
    },
    "mergers and the periods of municipalities do not agree",
    "mergers.csv and municipalities.csv say the same days",
)
BORDER: Final = error_code(
    "ELZ-E013",
    {
        "": "{land} is no municipality of 2018, and no shape of parts.csv",
        "order": "the smaller of the two stands first",
        "length": "{km} km is no length of contact {contact!r}",
        "long": "{km} km is longer than land of {km2} km\u00b2 can have",
        "alone": "{nis} touches nothing",
    },
    "a border is between what is no land, or cannot be so",
)
PLACED: Final = error_code(
    "ELZ-E014",
    {
        "": "{nis} is no municipality of {day}",
        "belgium": "{lon}, {lat} does not lie in Flanders or Brussels",
        "far": "the point inside lies {km} km from the centroid",
        "apart": "{nis} and {other} have no land in common",
        "code": "{code} begins otherwise than codes of {where} do",
        "zone": "no part of {nis} is in zone {zone}",
        "outline": "{shape} has no outline",
        "json": "it is no TopoJSON: {reason}",
    },
    "a place lies where it cannot be",
)
CONTRADICTS: Final = error_code(
    "ELZ-E015",
    {
        "": "{id} is no {what}",
        "ours": "{nis} is a municipality of municipalities.csv",
        "order": "{name} is {value}, which is not more than {other}",
        "renamed": "zone {zone} is called {name!r} already",
        "followed": "{source} is followed, and stands neither in by nor in by_other",
        "kind": "{value!r} is not one of {known:list all}",
    },
    "a row contradicts itself or another row",
)
UNCITED: Final = Code(
    "ELZ-E016",
    "no row names source {source}",
    severity=Severity.ADVICE,
    meaning="a source is cited nowhere",
)
BUILT: Final = Code(
    "ELZ-E017",
    {"": "the tables were changed since the digest was written", "not": "there is no digest"},
    meaning="the digest of a folder is not that of its tables",
    remedy="elzmodel data build {folder} writes it",
)
REFUSED: Final = error_code("ELZ-E018", "{reason}", "the tables cannot be replayed as events")
CODES: Final = Codes(
    [
        *CODES_OF_ROWS,
        *(SUM, PARTITION, MERGER, BORDER, PLACED, CONTRADICTS, UNCITED, BUILT, REFUSED),
    ]
)
"""The codes of folders of tables."""

_FIRST: Final = "2018-01-01"
_SEEN: Final = "2025-01-01"
_ALWAYS: Final = "9999-12-31"


@frozen(eq=False)
class Facts:
    """The rows of an edition, with which land each municipality has on a day."""

    held: EditionRows
    _alive: dict[str, dict[str, Row]] = field(init=False, factory=dict)
    _lands: dict[str, dict[str, frozenset[str]]] = field(init=False, factory=dict)

    def rows(self, table: str) -> Iterable[Row]:
        """Return the rows of a table."""
        return self.held.rows(table)

    def alive(self, day: str) -> dict[str, Row]:
        """Return the municipalities of a day by their codes."""
        if day not in self._alive:
            self._alive[day] = {
                row["nis"]: row for row in self.rows("municipalities") if _holds_on(row, day)
            }
        return self._alive[day]

    @cached_property
    def mergers(self) -> list[Row]:
        """The mergers by their days."""
        return sorted(self.rows("mergers"), key=lambda row: row["day"])

    def land(self, day: str) -> dict[str, frozenset[str]]:
        """Return the parts that each code of a day has."""
        if day not in self._lands:
            land = defaultdict[str, set[str]](set)
            for row in self.rows("parts"):
                land[row["nis_2018"]].add(row["part"])
            for merger in self.mergers:
                if merger["day"] <= day:
                    taken = [land.pop(nis, set()) for nis in merger.many("predecessors")]
                    land[merger["successor"]] |= set[str]().union(*taken)
            self._lands[day] = {nis: frozenset(parts) for nis, parts in land.items()}
        return self._lands[day]

    @cached_property
    def first_codes(self) -> dict[str, tuple[str, ...]]:
        """The codes that merged into each code that a merger made."""
        return {row["successor"]: tuple(row.many("predecessors")) for row in self.mergers}


Found = Iterator[Finding]


def _holds_on(row: Row, day: str) -> bool:
    """Tell whether a row holds on a day: *until* is the first on which it no longer does."""
    return row["start"] <= day < (row["until"] or _ALWAYS)


# --- municipalities and mergers -----------------------------------------------


def _mergers(facts: Facts) -> Found:
    known = {row["nis"]: row for row in facts.rows("municipalities")}
    made, taken = set[tuple[str, str]](), set[tuple[str, str]]()
    for row in facts.mergers:
        codes, day, successor = row.many("predecessors"), row["day"], row["successor"]
        made.add((successor, day))
        taken |= {(nis, day) for nis in codes if nis != successor}
        if len({*codes}) < 2 or len({*codes}) < len(codes):
            yield MERGER.finding(variant="few", place=row.place("predecessors"))
        if row["continues"] and row["continues"] not in codes:
            place = row.place("continues")
            yield MERGER.finding(variant="continues", place=place, nis=row["continues"])
        for nis in codes:
            one = known[nis]
            if nis != successor and one["until"] != day:
                until = phrase("on {day}", day=one["until"]) if one["until"] else phrase("never")
                yield MERGER.finding(
                    place=_newer(row, one, "predecessors", "until"),
                    nis=nis,
                    successor=successor,
                    day=day,
                    until=until,
                )
        start = known[successor]["start"]
        if successor not in codes and start != day:
            place = _newer(row, known[successor], "successor", "start")
            yield MERGER.finding(variant="made", place=place, nis=successor, day=day, start=start)
    yield from _periods(facts, made, taken)


def _newer(row: Row, other: Row, name: str, of_other: str) -> Place:
    """Return the place of the row that does not come with the package, if there is one."""
    return other.place(of_other) if row.is_ours and not other.is_ours else row.place(name)


def _periods(facts: Facts, made: set[tuple[str, str]], taken: set[tuple[str, str]]) -> Found:
    for row in facts.rows("municipalities"):
        nis, start, until = row["nis"], row["start"], row["until"]
        if until and until <= start:
            place = row.place("until")
            yield MERGER.finding(variant="period", place=place, until=until, start=start)
        elif start > _FIRST and (nis, start) not in made:
            place = row.place("start")
            yield MERGER.finding(variant="begins", place=place, nis=nis, start=start)
        elif until and (nis, until) not in taken:
            place = row.place("until")
            yield MERGER.finding(variant="ends", place=place, nis=nis, until=until)
    for what in ("unit", "name"):
        for rows in grouped((row[what], row) for row in facts.rows("municipalities")).values():
            for one, other in combinations(rows, 2):
                if one["start"] < (other["until"] or _ALWAYS) and other["start"] < (
                    one["until"] or _ALWAYS
                ):
                    place = _newer(one, other, what, what)
                    yield MERGER.finding(
                        variant="same", place=place, other=one["nis"], what=what, name=one[what]
                    )


def _parts(facts: Facts) -> Found:
    with_land = facts.land(_FIRST)
    for nis, row in facts.alive(_FIRST).items():
        if nis not in with_land:
            yield MERGER.finding(variant="land", place=row.place("nis"), nis=nis)
    for row in facts.rows("parts"):
        if row["nis_2018"] not in facts.alive(_FIRST):
            place = row.place("nis_2018")
            yield PLACED.finding(place=place, nis=row["nis_2018"], day=_FIRST)


def _touching(facts: Facts) -> Found:
    touching = defaultdict[str, set[str]](set)
    for row in facts.rows("borders"):
        one, other = (_land_of(row[name]) for name in ("land_a", "land_b"))
        touching[one].add(other)
        touching[other].add(one)
    known = {row["nis"]: row["name"] for row in facts.rows("municipalities")}
    grown: dict[str, set[str]] = {}
    for row in facts.mergers:
        lands = [grown.pop(nis, {nis}) for nis in row.many("predecessors")]
        grown[row["successor"]] = set[str]().union(*lands)
        first, *rest = lands
        reached, open_lands = {*first}, rest
        while near := [
            land
            for land in open_lands
            if not land.isdisjoint(chain.from_iterable(touching[each] for each in reached))
        ]:
            reached |= set[str]().union(*near)
            open_lands = [land for land in open_lands if land not in near]
        if open_lands:
            names = [known[nis] for nis in row.many("predecessors")]
            place = row.place("predecessors")
            yield MERGER.finding(
                variant="apart", place=place, names=names, severity=Severity.WARNING
            )


def _land_of(land: str) -> str:
    return land.partition("-")[0]


# --- zones and other partitions ---------------------------------------------------------


def _members(facts: Facts) -> Found:
    every = [*facts.rows("zone_members")]
    days = {row[name] for row in every for name in ("start", "until")} - {""}
    days |= {row["day"] for row in facts.mergers}
    first = min((row["start"] for row in facts.rows("zones")), default=_ALWAYS)
    yield from _member_periods(facts, every)
    told = set[str]()
    for day in sorted(day for day in days if day >= first):
        held = [row for row in every if _holds_on(row, day)]
        rows = grouped((row["nis"], row) for row in held)
        for nis, municipality in facts.alive(day).items():
            if nis not in told:
                found = [*_in_zones(facts, municipality, rows.get(nis, ()), day)]
                told |= {nis for _ in found[:1]}
                yield from found
        zones = {row["zone"] for row in held}
        for row in facts.rows("zones"):
            if _holds_on(row, day) and row["zone"] not in zones | told:
                told.add(row["zone"])
                place = row.place("zone")
                yield PARTITION.finding(variant="alone", place=place, zone=row["zone"], day=day)


def _member_periods(facts: Facts, every: Iterable[Row]) -> Found:
    known = {row["nis"]: row for row in facts.rows("municipalities")}
    for row in every:
        start, until = row["start"], row["until"] or _ALWAYS
        of = known[row["nis"]]
        if until <= start:
            yield MERGER.finding(
                variant="period", place=row.place("until"), until=row["until"], start=start
            )
        elif start < of["start"] or until > (of["until"] or _ALWAYS):
            place = _newer(row, of, "nis", "until")
            yield PARTITION.finding(
                variant="outside",
                place=place,
                nis=row["nis"],
                zone=row["zone"],
                start=of["until"] or start,
                until="" if of["until"] else of["start"],
            )
        elif row["part"] and row["part"] not in facts.land(start).get(row["nis"], ()):
            place, part = row.place("part"), row["part"]
            yield PARTITION.finding(
                variant="strange", place=place, part=part, nis=row["nis"], day=start
            )


def _in_zones(facts: Facts, of: Row, rows: Iterable[Row], day: str) -> Found:
    """Tell whether each part of a municipality is in one zone."""
    land, rows = facts.land(day).get(of["nis"], frozenset()), tuple(rows)
    by_part = defaultdict[str, list[Row]](list)
    for row in rows:
        for part in [row["part"]] if row["part"] else land:
            by_part[part].append(row)
    who: dict[str, Any] = {"name": of["name"], "nis": of["nis"], "day": day}
    twice = [found for found in by_part.values() if len(found) > 1]
    if twice:
        place = min(twice[0], key=lambda row: row.is_ours).place("zone")
        zones = [row["zone"] for row in twice[0]]
        yield PARTITION.finding(variant="several", place=place, zones=zones, **who)
    if not rows:
        yield PARTITION.finding(place=of.place("nis"), **who)
    elif land - by_part.keys():
        parts = sorted(land - by_part.keys())
        place = min(rows, key=lambda row: row.is_ours).place("part")
        yield PARTITION.finding(variant="partly", place=place, parts=parts, **who)


def _areas(facts: Facts) -> Found:
    found = defaultdict[str, list[tuple[str, Row]]](list)
    for row in facts.rows("partitions"):
        found[row["partition"]].append((row["area"], row))
    for kind, rows in found.items():
        yield from _one_area_each(facts, kind, rows)


def _regions(facts: Facts) -> Found:
    rows = [(row["region"], row) for row in facts.rows("reference_regions")]
    yield from _one_area_each(facts, "reference region", rows)


def _one_area_each(facts: Facts, kind: str, rows: Iterable[tuple[str, Row]]) -> Found:
    alive, areas, names = facts.alive(_SEEN), dict[str, str](), dict[str, str]()
    file = ""
    for area, row in rows:
        nis, name, file = row["nis"], row["name"], row.file
        other, called = areas.setdefault(nis, area), names.setdefault(area, name)
        if nis not in alive:
            yield PLACED.finding(place=row.place("nis"), nis=nis, day=_SEEN)
        elif other != area:
            place = row.place("nis")
            yield PARTITION.finding(variant="kind", place=place, nis=nis, area=area, other=other)
        if called != name:
            place = row.place("name")
            yield PARTITION.finding(
                variant="named", place=place, area=area, name=name, other=called
            )
    for region, left_out in _left_out(alive, {*areas}):
        yield PARTITION.finding(
            variant="lacking",
            place=Place(file),
            kind=kind,
            region=region,
            n=len(left_out),
            names=left_out,
        )


# --- figures ------------------------------------------------------------------


def _inhabitants(facts: Facts) -> Found:
    yield from _of_years(facts, "population", "population", 0.15, 50)


def _old(facts: Facts) -> Found:
    yield from _of_years(facts, "population_65_plus", "population", 0.2, 50)
    every = {(row["nis"], row["year"]): int(row["population"]) for row in facts.rows("population")}
    for row in facts.rows("population_65_plus"):
        value, other = int(row["population"]), every.get((row["nis"], row["year"]))
        if other is not None and value > other * 0.6:
            place = row.place("population")
            yield SUM.finding(variant="more", place=place, value=f"{value:,}", other=f"{other:,}")


def _square_kilometres(facts: Facts) -> Found:
    yield from _of_years(facts, "area", "km2", 0.03, 0.5)


def _of_years(facts: Facts, table: str, name: str, part: float, least: float) -> Found:
    """Hold the figures of each year against the municipalities, and against the year before."""
    key = "layout" if table == "area" else "year"
    by_year = defaultdict[str, dict[str, Row]](dict)
    for row in facts.rows(table):
        by_year[row[key]][row["nis"]] = row
    for year, rows in sorted(by_year.items()):
        day = f"{year}-01-01"
        alive, place = facts.alive(day), Place(facts.held.place_of(table))
        for nis in rows.keys() - alive.keys():
            yield SUM.finding(variant="then", place=rows[nis].place("nis"), nis=nis, day=day)
        for region, names in _left_out(alive, {*rows}):
            yield SUM.finding(place=place, year=year, region=region, n=len(names), names=names)
    for before, after in pairwise(sorted(by_year)):
        earlier, later = ((by_year[year], year) for year in (before, after))
        yield from _jumps(facts, earlier, later, name, part, least)


def _left_out(alive: Mapping[str, Row], given: set[str]) -> Iterator[tuple[str, list[str]]]:
    """Return the municipalities that are not given, of each region that has some that are."""
    regions = {alive[nis]["region"] for nis in given if nis in alive}
    for region, rows in grouped((row["region"], row) for row in alive.values()).items():
        names = [row["name"] for row in rows if row["nis"] not in given]
        if region in regions and names:
            yield region, names


def _jumps(
    facts: Facts,
    earlier: tuple[Mapping[str, Row], str],
    later: tuple[Mapping[str, Row], str],
    name: str,
    part: float,
    least: float,
) -> Found:
    old, before = earlier
    new, year = later
    for nis, row in new.items():
        codes = (nis,) if nis in old else facts.first_codes.get(nis, ())
        rows = [old[code] for code in codes if code in old]
        value, other = float(row[name]), sum(float(each[name]) for each in rows)
        is_absorbed = nis in facts.first_codes and nis in old
        is_like = rows and len(rows) == len(codes) and not is_absorbed
        if is_like and abs(value - other) > least + part * min(value, other):
            place = _newer(row, rows[0], name, name)
            yield SUM.finding(
                variant="jump",
                place=place,
                year=year,
                before=before,
                value=f"{value:,.10g}",
                other=f"{other:,.10g}",
            )


# --- borders and places -------------------------------------------------------


_ALONE: Final = frozenset({"73109"})
"""Voeren touches Wallonia and the Netherlands alone."""


def _borders(facts: Facts) -> Found:
    shapes = {row["shape"] for row in facts.rows("parts")} | {*facts.alive(_FIRST)}
    shapes |= {f"{row['nis_2018']}-schelde" for row in facts.rows("parts") if row["postal_code"]}
    km2 = {row["nis"]: float(row["km2"]) for row in facts.rows("area")}
    touched = set[str]()
    for row in facts.rows("borders"):
        lands, km, contact = [row["land_a"], row["land_b"]], float(row["km"]), row["contact"]
        touched |= {*map(_land_of, lands)}
        for name in ("land_a", "land_b"):
            if row[name] not in shapes:
                yield BORDER.finding(place=row.place(name), land=row[name])
        if lands[0] >= lands[1]:
            yield BORDER.finding(variant="order", place=row.place("land_b"))
        place, largest = row.place("km"), max(km2.get(_land_of(land), 0) for land in lands)
        if not {"point": km == 0, "short": 0 < km < 0.1, "border": km >= 0.1}[contact]:
            yield BORDER.finding(variant="length", place=place, km=row["km"], contact=contact)
        elif km > 5 * largest**0.5 > 0:
            yield BORDER.finding(variant="long", place=place, km=row["km"], km2=f"{largest:g}")
    for nis in sorted(facts.alive(_FIRST).keys() - touched - _ALONE) if touched else ():
        place = Place(facts.held.place_of("borders"))
        yield BORDER.finding(variant="alone", place=place, nis=nis)


_DEGREE: Final = (69.6, 111.2)
"""Kilometres in a degree of longitude and of latitude, where Flanders lies."""


def _points(facts: Facts) -> Found:
    for row in facts.rows("centroids"):
        yield from _then(facts, row, "nis", f"{row['layout']}-01-01")
        lon, lat, inner_lon, inner_lat = (
            float(row[name]) for name in ("lon", "lat", "inner_lon", "inner_lat")
        )
        for name, x, y in (("lon", lon, lat), ("inner_lon", inner_lon, inner_lat)):
            if not (2.5 < x < 6 and 50.6 < y < 51.6):
                yield PLACED.finding(variant="belgium", place=row.place(name), lon=x, lat=y)
        km = hypot((lon - inner_lon) * _DEGREE[0], (lat - inner_lat) * _DEGREE[1])
        if km > 6:
            place = row.place("inner_lon")
            yield PLACED.finding(variant="far", place=place, km=f"{km:.0f}")


def _then(facts: Facts, row: Row, name: str, day: str) -> Found:
    if row[name] and row[name] not in facts.alive(day):
        yield PLACED.finding(place=row.place(name), nis=row[name], day=day)


def _villages(facts: Facts) -> Found:
    for row in facts.rows("villages"):
        days = {"nis_2019": "2019-01-01", "nis_2025": _SEEN}
        for name, day in days.items():
            yield from _then(facts, row, name, day)
        lands = [
            facts.land(day).get(row[name], frozenset[str]())
            for name, day in days.items()
            if row[name]
        ]
        if not lands or not frozenset.intersection(*lands):
            place, (nis, other) = row.place("nis_2019"), (row[name] or "-" for name in days)
            yield PLACED.finding(variant="apart", place=place, nis=nis, other=other)


_BEGINNINGS: Final = {
    "Antwerpen": "2",
    "Limburg": "3",
    "Vlaams-Brabant": "13",
    "Oost-Vlaanderen": "92",
    "West-Vlaanderen": "8",
    "": "1",
}


def _postal_codes(facts: Facts) -> Found:
    for row in facts.rows("postal_codes"):
        day, nis = f"{row['layout']}-01-01", row["nis"]
        yield from _then(facts, row, "nis", day)
        if row["layout"] not in {"2019", "2025"}:
            yield CONTRADICTS.finding(
                variant="kind",
                place=row.place("layout"),
                value=row["layout"],
                known=["2019", "2025"],
            )
        of = facts.alive(day).get(nis)
        if of and row["postal_code"][0] not in _BEGINNINGS.get(of["province"], "123456789"):
            place, where = row.place("postal_code"), of["province"] or of["region"]
            yield PLACED.finding(variant="code", place=place, code=row["postal_code"], where=where)


def _sectors(facts: Facts) -> Found:
    held = [row for row in facts.rows("zone_members") if _holds_on(row, _SEEN)]
    parts = {row["part"]: row["zone"] for row in held if row["part"]}
    whole = {row["nis"]: row["zone"] for row in held if not row["part"]}
    land, first = facts.land(_SEEN), facts.land(_FIRST)
    zone_of = parts | {part: whole[nis] for nis in whole for part in land.get(nis, ())}
    for row in facts.rows("antwerp_sectors"):
        yield from _then(facts, row, "nis", _FIRST)
        nis = row["sector"][:5]
        if row["zone"] not in {zone_of.get(part) for part in first.get(nis, ())}:
            place = row.place("zone")
            yield PLACED.finding(variant="zone", place=place, nis=nis, zone=row["zone"])


def _outlines(facts: Facts) -> Found:
    text = facts.held.tables.outlines()
    if text is None:
        return
    import json  # noqa: PLC0415 - few look at outlines

    file = str(facts.held.place_of(SHAPES))
    try:
        drawn = {
            str(geometry.get("id", geometry.get("properties", {}).get("id", "")))
            for each in json.loads(text)["objects"].values()
            for geometry in each["geometries"]
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield PLACED.finding(variant="json", place=Place(file), reason=str(error))
        return
    for shape in sorted({row["shape"] for row in facts.rows("parts")} - drawn - {""}):
        yield PLACED.finding(variant="outline", place=Place(file), shape=shape)


# --- what contradicts itself --------------------------------------------------


def _aliases(facts: Facts) -> Found:
    known = {
        "municipality": {row["nis"] for row in facts.rows("municipalities")},
        "zone": {row["zone"] for row in facts.rows("zones")},
    }
    known["zone group"] = known["zone"]
    abroad = {row["nis"] for row in facts.rows("rest_of_belgium")}
    for row in facts.rows("aliases"):
        of = row["scope"]
        for id_ in row.many("id"):
            if id_ not in known[of] and not (of == "municipality" and id_ in abroad):
                yield CONTRADICTS.finding(place=row.place("id"), id=id_, what=of)


def _elsewhere(facts: Facts) -> Found:
    ours = {row["nis"] for row in facts.rows("municipalities")}
    for row in facts.rows("rest_of_belgium"):
        if row["nis"] in ours:
            yield CONTRADICTS.finding(variant="ours", place=row.place("nis"), nis=row["nis"])


_FACILITIES: Final = ("language border", "periphery")


def _facilities(facts: Facts) -> Found:
    for row in facts.rows("facilities"):
        yield from _then(facts, row, "nis", _SEEN)
        if row["kind"] not in _FACILITIES:
            yield CONTRADICTS.finding(
                variant="kind", place=row.place("kind"), value=row["kind"], known=_FACILITIES
            )


def _sizes(facts: Facts) -> Found:
    for row in facts.rows("size_rules"):
        if row["high"] and int(row["high"]) <= int(row["low"]):
            yield CONTRADICTS.finding(
                variant="order",
                place=row.place("high"),
                name="high",
                value=row["high"],
                other=row["low"],
            )


def _zones(facts: Facts) -> Found:
    called = {row["zone"]: (row["start"], row["name"]) for row in facts.rows("zones")}
    for row in sorted(facts.rows("zone_renames"), key=lambda row: row["day"]):
        start, name = called[row["zone"]]
        if row["day"] <= start:
            yield CONTRADICTS.finding(
                variant="order", place=row.place("day"), name="day", value=row["day"], other=start
            )
        if row["name"] == name:
            yield CONTRADICTS.finding(
                variant="renamed", place=row.place("name"), zone=row["zone"], name=name
            )
        called[row["zone"]] = row["day"], row["name"]
    for row in facts.rows("zones"):
        if row["until"] and row["until"] <= row["start"]:
            yield CONTRADICTS.finding(
                variant="order",
                place=row.place("until"),
                name="until",
                value=row["until"],
                other=row["start"],
            )


def _disagreements(facts: Facts) -> Found:
    for row in facts.rows("disagreements"):
        for source in {*row.many("followed")} - {*row.many("by"), *row.many("by_other")}:
            place = row.place("followed")
            yield CONTRADICTS.finding(variant="followed", place=place, source=source)


def _cited(facts: Facts) -> Found:
    cited = {
        source
        for table, form in TABLES.items()
        for name, cell in form.columns.items()
        if cell.leads_to == ("sources", "source")
        for row in facts.rows(table)
        for source in row.many(name)
    }
    for row in facts.rows("sources"):
        if row["source"] not in cited and not row.is_ours:
            yield UNCITED.finding(place=row.place("source"), source=row["source"])


_CHECKS: Final[Mapping[Callable[[Facts], Found], tuple[str, ...]]] = {
    _mergers: ("mergers", "municipalities"),
    _parts: ("parts", "municipalities"),
    _touching: ("mergers", "borders", "municipalities"),
    _members: ("zone_members", "zones", "municipalities", "mergers", "parts"),
    _regions: ("reference_regions", "municipalities"),
    _areas: ("partitions", "municipalities"),
    _inhabitants: ("population", "municipalities", "mergers"),
    _old: ("population_65_plus", "population", "municipalities"),
    _square_kilometres: ("area", "municipalities", "mergers"),
    _borders: ("borders", "municipalities", "parts", "area"),
    _points: ("centroids", "municipalities"),
    _villages: ("villages", "municipalities", "mergers", "parts"),
    _postal_codes: ("postal_codes", "municipalities"),
    _sectors: ("antwerp_sectors", "zone_members", "municipalities", "mergers", "parts"),
    _outlines: (SHAPES, "parts"),
    _aliases: ("aliases", "municipalities", "zones", "rest_of_belgium"),
    _elsewhere: ("rest_of_belgium", "municipalities"),
    _facilities: ("facilities", "municipalities"),
    _sizes: ("size_rules",),
    _zones: ("zones", "zone_renames"),
    _disagreements: ("disagreements",),
    _cited: ("sources",),
}
"""Each check, with the tables that it needs; it is made where one of them is of one's own."""

# --- the door -----------------------------------------------------------------


def check_edition(edition: str | os.PathLike[str]) -> tuple[Finding, ...]:
    """Return what is wrong with the tables of an edition, in order of place.

    Of a folder: the form of its tables, what leads nowhere, and, where that is in order, what
    cannot be: sums, partitions, mergers, borders, places. What comes with the package and
    meets nothing of the folder is not looked at again.

    Raises:
        InvalidValueError: If there is no such edition, or the folder is none of tables.
        OSError: If a file cannot be read.

    Example:
        >>> check_edition("2026-11-28")
        ()
    """
    held = EditionRows(tables_of(edition), str(Path(edition)))
    found = held.form_findings()
    broken = {
        table for table in TABLES if any(each.place.file == held.place_of(table) for each in found)
    }
    facts = Facts(held)
    for check, needed in _CHECKS.items():
        if not held.own.isdisjoint(needed) and broken.isdisjoint(needed):
            found += check(facts)
    if not any(each.severity is Severity.ERROR for each in found):
        found += _replayed(held)
    found += _built(held)
    return tuple(sorted(found, key=lambda each: (each.place, each.code)))


def _built(held: EditionRows) -> Found:
    """Tell whether the digest in ``edition.csv`` is that of the tables."""
    if held.folder in PACKAGED:
        return
    stated = held.tables.layers[-1].stated("digest")
    if stated != held.tables.edition.digest:
        yield BUILT.finding(
            variant="" if stated else "not",
            place=Place(held.place_of(MANIFEST)),
            folder=held.shown,
        )


_LATE: Final[Mapping[str, tuple[str, ...]]] = {
    "gazetteer": ("villages", "postal_codes", "rest_of_belgium", "facilities", "municipalities"),
    "partitions": ("partitions", "municipalities"),
    "shapes": (SHAPES, "parts"),
}
"""What of a landscape is read when it is asked for, with the tables that it is read of."""


def _replayed(held: EditionRows) -> Found:
    if held.folder in PACKAGED:
        return
    try:
        landscape = landscape_of(held.tables)
        for name in (name for name, needed in _LATE.items() if not held.own.isdisjoint(needed)):
            getattr(landscape, name)
    except ElzError as error:
        reasons = [Said(each.message, each) for each in getattr(error, "findings", ())]
        for reason in reasons or [Said(str(error), error)]:
            yield REFUSED.finding(place=Place(held.shown), reason=reason)
