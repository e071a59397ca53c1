"""What a saved landscape answers in SQL is what the library answers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from random import Random

import pytest

import elzmodel as elz
from elzmodel.bundles.databases import database_of
from elzmodel.bundles.records import tables_of
from elzmodel.bundles.shelves import record_tables
from elzmodel.territory import Create, Figure, Merge, Split
from elzmodel.territory.events import NewUnit
from elzmodel.testing.worlds import small_world
from elzmodel.zones import Assign, CreateZone

DAYS = 200
PLACES = "SELECT unit, zone, undecided, part FROM parts_on_day WHERE partition = ?"
NAMES = "SELECT zone, name FROM zones_on_day WHERE partition = 'zones' ORDER BY zone"
FIGURES = (
    "SELECT f.unit, f.value FROM municipality_figures f "
    "JOIN municipalities_on_day m USING (version) WHERE f.kind = 'population' AND f.day = ?"
)


@pytest.fixture(scope="module")
def base(saved):
    """The saved landscape, opened; a day that is asked about is never written."""
    with closing(sqlite3.connect(saved)) as opened:
        yield opened


def ask(base: sqlite3.Connection, day: date) -> None:
    """Ask views about a day."""
    base.execute("UPDATE asked SET day = ?", (day.isoformat(),))


def places(snapshot: elz.Snapshot, partition: str) -> set[tuple[object, ...]]:
    """Return where each part of each municipality lies, as the library has it."""
    map_ = snapshot.zone_map if partition == "zones" else snapshot.regions
    return {
        (m.unit, map_.by_part.get(part), int(partition == "zones" and part in map_.undecided), part)
        for m in snapshot.municipalities
        for part in m.parts
    }


def drawn_days(landscape: elz.Landscape) -> list[date]:
    """Draw days of the record, those of its events and the days before them among them."""
    start, until = landscape.covers.start, landscape.covers.until
    drawn = Random(21)
    happened = {e.day for e in landscape.events}
    edges = sorted({day + timedelta(days=n) for day in happened for n in (-1, 0)})
    some = [day for day in edges if day in landscape.covers]
    span = (until - start).days
    return [
        *some,
        *(start + timedelta(days=drawn.randrange(span)) for _ in range(DAYS - len(some))),
    ]


def test_sql_says_where_each_part_lies_on_any_day(base) -> None:
    """On 200 days, with the names of zones; for reference regions on some of them."""
    fl = elz.flanders()
    days = drawn_days(fl)
    assert DAYS == len(days)
    for number, day in enumerate(days):
        ask(base, day)
        for partition in ("zones", "regions") if number % 20 == 0 else ("zones",):
            assert places(fl.on(day), partition) == set(base.execute(PLACES, (partition,)))
        assert [(z.id, z.name) for z in fl.on(day).zones] == [*base.execute(NAMES)]


def test_sql_adds_up_the_inhabitants_of_a_municipality(base) -> None:
    """Before and after mergers, in a year of each layout; what has bounds is null."""
    fl = elz.flanders()
    for day, year in (("2018-06-01", 2026), ("2025-01-01", 2018), ("2025-01-01", 2026)):
        ask(base, date.fromisoformat(day))
        totals = {m.unit: fl.on(day).population(m, year=year) for m in fl.on(day).municipalities}
        exact = {unit: each.value for unit, each in totals.items() if each.value is not None}
        got = dict(base.execute(FIGURES, (f"{year}-01-01",)))
        assert exact == {unit: value for unit, value in got.items() if value is not None}


@pytest.fixture(scope="module")
def wood():
    """A land that is cut, with an open decision, and figures that nest, differ or are lacking."""
    day = date(2000, 1, 1)
    parts = [("a", "b"), ("c",), ("d",)]
    begun = [
        Create(id=f"c{n}", day=day, unit=f"u{n}", name=f"U {n}", nis=f"1000{n}", parts=held)
        for n, held in enumerate(parts)
    ]
    portion = NewUnit(unit="new", name="New", portion=())
    zones = [CreateZone(id=f"z{n}", day=day, zone=f"z{n}", name=f"Z {n}") for n in (1, 2)]
    figures = [("a b", 10), ("a", 4), ("c", 5), ("c", 6), ("d", 7)]
    return small_world(
        *begun,
        *zones,
        Assign(id="in-1", day=day, zone="z1", parts=("a", "b", "d")),
        Assign(id="in-2", day=day, zone="z2", parts=("c",)),
        Merge(id="m", day="2005-01-01", units=("u0", "u1"), unit="m", name="M", nis="20001"),
        Split(id="s", day="2010-01-01", unit="u2", into=(portion,)),
        Assign(id="out", day="2015-01-01", zone="z2", parts=("a", "b", "c")),
        Assign(id="off", day="2020-01-01", zone=None, parts=("c",)),
        figures=[
            Figure(kind="population", day=day, parts=land.split(), value=value)
            for land, value in figures
        ],
    )


def test_sql_knows_cuts_and_what_is_open(wood) -> None:
    """Where a part was cut, where a decision opens and is settled, where land leaves all zones."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(database_of(tables_of(wood), day="2000-01-01"))
        for year in range(2000, 2022):
            for day in (date(year, 1, 1), date(year, 12, 31)):
                ask(base, day)
                assert places(wood.on(day), "zones") == set(base.execute(PLACES, ("zones",)))
        ask(base, date(2005, 1, 1))
        open_ = "SELECT part, candidates FROM decisions_on_day ORDER BY part"
        assert [(part, '["z1","z2"]') for part in "abc"] == [*base.execute(open_)]


def test_what_figures_do_not_cover_once_is_null(wood) -> None:
    """Figures that nest or differ add up to nothing that is certain."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(database_of(tables_of(wood), day="2000-01-01"))
        got = dict(base.execute(FIGURES, ("2000-01-01",)))
    assert {"u0": None, "u1": None, "u2": 7} == got


def test_every_table_and_column_of_the_record_is_explained(base) -> None:
    """The file says itself what it holds; views and tables that follow as well."""
    told = set(base.execute("SELECT name, column FROM contents WHERE about <> ''"))
    named = {(t.name, c.name) for t in record_tables() for c in t.columns}
    assert set() == named - told
    there = {row[0] for row in base.execute("SELECT name FROM sqlite_schema WHERE type <> 'index'")}
    assert there - {"contents"} == {name for name, column in told if not column}
