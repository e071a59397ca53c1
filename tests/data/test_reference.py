"""The packaged tables, replayed: what comes out is what the tables say, on every layout."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date
from importlib.resources import files
from operator import attrgetter

import pytest

from elzmodel import flanders
from elzmodel.data import load_flanders
from elzmodel.values import Basis, Grade, Period
from elzmodel.values.sources import grade_of

TABLES = files("elzmodel.data") / "tables"
DAYS = ["2018-01-01", "2018-12-31", "2019-01-01", "2020-07-01", "2024-12-31", "2025-01-01"]


def rows(table):
    text = (TABLES / f"{table}.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def period(row):
    ends = [date.fromisoformat(row[key]) if row[key] else None for key in ("start", "until")]
    return Period(*ends)


def tree_of_2018():
    """Return the parts that each code of 2018 has, and which codes each merger took in."""
    land = defaultdict(set)
    for row in rows("parts"):
        land[row["nis_2018"]].add(row["part"])
    return land


@pytest.fixture(scope="module")
def fl():
    return load_flanders()


def test_replaying_the_tables_gives_the_register_exactly(fl):
    """Unit, code, name, places and period of every version; Antwerpen has two, for its land."""
    # The register's file has one row a code; Antwerpen kept its code and got more land.
    expected = {
        (r["unit"], r["nis"], r["name"], r["province"] or None, r["arrondissement"], r["region"])
        for r in rows("municipalities")
    }
    versions = fl.register.versions
    found = {(m.unit, m.nis, m.name, m.province, m.arrondissement, m.region) for m in versions}
    assert expected == found
    assert len(versions) == len(rows("municipalities")) + 1


def test_the_periods_of_codes_are_those_of_the_file(fl):
    """The first and the last day on which each code is in use."""
    expected = {row["nis"]: period(row) for row in rows("municipalities")}
    found = {}
    for nis in expected:
        versions = fl.register.with_code(nis)
        found[nis] = Period(versions[0].period.start, versions[-1].period.until)
    assert expected == found


@pytest.mark.parametrize("day", DAYS)
def test_each_layout_has_the_land_that_the_mergers_add_up_to(fl, day):
    """Followed by hand: each code's land is that of 2018, or of what merged into it by then."""
    land = {nis: set(parts) for nis, parts in tree_of_2018().items()}
    for merger in rows("mergers"):
        if merger["day"] <= day:
            united = set().union(*(land.pop(nis) for nis in merger["predecessors"].split(";")))
            land[merger["successor"]] = united
    found = {m.nis: set(m.parts) for m in fl.on(day).municipalities}
    assert land == found


@pytest.mark.parametrize("day", [day for day in DAYS if day >= "2020"])
def test_each_zone_has_the_members_that_the_file_lists(fl, day):
    """The rows that hold on the day give each zone's land, by municipality or part."""
    layout = fl.on(day).layout.by_nis
    expected = defaultdict(set)
    for row in rows("zone_members"):
        if date.fromisoformat(day) in period(row):
            land = {row["part"]} if row["part"] else set(layout[row["nis"]].parts)
            expected[row["zone"]] |= land
    found = {zone: set(parts) for zone, parts in fl.on(day).zone_map.parts_by_zone.items()}
    assert expected == found


def test_each_zone_begins_with_the_name_in_the_file(fl):
    """And goes on with those of the renames."""
    expected = {(row["zone"], row["name"], row["start"]) for row in rows("zones")}
    expected |= {(row["zone"], row["name"], row["day"]) for row in rows("zone_renames")}
    found = {(zone.id, zone.name, str(zone.period.start)) for zone in fl.zoning.zones}
    assert expected == found


def test_nothing_of_2025_is_left_open(fl):
    """Every merger across zones has its assignment."""
    assert () == fl.on("2025-01-01").decisions


def test_every_flemish_municipality_is_in_a_reference_region(fl):
    """The regions are a partition of the Flemish land of 2025."""
    day = fl.on("2025-01-01")
    flemish = {p for m in day.municipalities_in("Vlaams Gewest") for p in m.parts}
    assert flemish == set(day.regions.by_part)


def test_the_borders_of_2025_follow_from_those_of_2018(fl):
    """754 pairs of Flemish neighbours."""
    pairs = fl.borders.neighbours(fl.on("2025-01-01").layout)
    assert 754 == sum(all(m.region == "Vlaams Gewest" for m in pair) for pair in pairs)


@pytest.mark.parametrize(
    "kind",
    [
        "register.events",
        "zoning.events",
        "regions.events",
        "figures.figures",
        "borders.borders",
        "aliases",
        "locations",
    ],
)
def test_every_fact_names_sources_that_exist(fl, kind):
    """No fact of the package stands alone."""
    cited = [fact.sources for fact in attrgetter(kind)(fl)]
    assert all(cited)
    assert {source for sources in cited for source in sources} <= set(fl.sources)


def test_every_part_names_a_source_or_is_marked_as_inferred(fl):
    """A label of our own says so."""
    parts = fl.parts.values()
    assert all(part.sources or part.basis is Basis.INFERRED for part in parts)
    assert {source for part in parts for source in part.sources} <= set(fl.sources)


def test_disagreements_cite_sources_that_exist(fl):
    """What is said, what is said otherwise, and what is followed."""
    cited = {s for d in fl.disagreements for s in (*d.by, *d.by_other, *d.followed)}
    assert cited <= set(fl.sources)


@pytest.mark.parametrize(
    ("event", "grade"),
    [("2025-hasselt", Grade.A), ("2019-aalter", Grade.A), ("create-gent", Grade.A)],
)
def test_facts_are_graded_by_their_sources(fl, event, grade):
    """The best source counts."""
    (found,) = [e for e in fl.register.events if e.id == event]
    assert grade == grade_of(fl.sources[source] for source in found.sources)


@pytest.mark.parametrize("year", range(2018, 2027))
def test_the_inhabitants_of_a_year_add_up_to_those_of_the_file(fl, year):
    """Whichever way the land is cut: by municipality, by zone, or as a whole."""
    expected = sum(int(r["population"]) for r in rows("population") if r["year"] == str(year))
    flemish = fl.on(f"{year}-01-01").municipalities_in("Vlaams Gewest")
    day = fl.on("2025-01-01")
    # Whole years cover Brussels as well where the file does.
    codes = {r["nis"] for r in rows("population") if r["year"] == str(year)}
    then = fl.on(f"{year}-01-01")
    by_code = sum(then.population(nis, year=year).value for nis in codes)
    zones = [z for z in day.zones if z.id != "bruzel"]
    assert expected == by_code
    flemish_total = sum(then.population(m, year=year).value for m in flemish)
    assert flemish_total == day.population(zones, year=year).value


@pytest.mark.parametrize(("zone", "expected"), [("haspengouw", 73_233), ("oostkust", 66_866)])
def test_the_smallest_zones_of_today_have_their_inhabitants_of_2026(fl, zone, expected):
    """The two smallest outside Antwerpen, on the land that they have since 2025."""
    assert expected == fl.on("2026-01-01").population(zone, year=2026).value


def test_those_of_65_and_over_are_a_kind_of_figure(fl):
    """Of 2026, for zones and municipalities alike."""
    day = fl.on("2026-01-01")
    expected = {r["nis"]: int(r["population"]) for r in rows("population_65_plus")}
    found = {nis: day.figure(nis, kind="population 65+", year=2026).value for nis in expected}
    assert expected == found
    assert (2026,) == fl.figures.years("population 65+")


def test_places_of_the_gazetteer_name_sources_that_exist(fl):
    """Villages, postal codes and the municipalities of the neighbours."""
    gazetteer = fl.gazetteer
    facts = (*gazetteer.villages, *gazetteer.postal_codes, *gazetteer.outside)
    assert all(fact.sources for fact in facts)
    assert {source for fact in facts for source in fact.sources} <= set(fl.sources)


def test_areas_are_in_square_kilometres(fl):
    """As the file has them, on the land of their layout."""
    expected = {r["nis"]: float(r["km2"]) for r in rows("area") if r["layout"] == "2018"}
    day = fl.on("2018-01-01")
    assert expected == {nis: day.figure(nis, kind="area", year=2018).value for nis in expected}


def test_figures_of_the_package_do_not_contradict_each_other(fl):
    """No set of land has two values, and no pieces exceed their whole."""
    assert () == fl.figures.check()


def test_the_sectors_of_antwerp_name_zones(fl):
    """All 399 sectors lie in one of eight pieces: four of Antwerpen, and four villages."""
    assert (399, 8) == (len(fl.sectors), len(set(fl.sectors.values())))
    assert {4} == {
        len({fl.zoning.zone_of_part(p, date(2025, 1, 1)) for s in fl.sectors.values() for p in s})
    }


def test_flanders_is_read_once():
    """Calling it again gives the same value; loading anew gives another."""
    assert flanders() is flanders()


def test_a_landscape_shows_what_it_holds(fl):
    """The representation counts, the table lists, the notebook counts the same."""
    expected = "<Landscape Flanders and Brussels, 2018-01-01 to 2026-03-12: 338 municipalities, "
    assert repr(fl).startswith(expected)
    assert ("years of inhabitants", ", ".join(map(str, range(2018, 2027)))) in fl.to_table().rows
    html = fl._repr_html_()
    assert all(f">{what}</th>" in html for what, _ in fl.to_table().rows)


def test_locations_speak_of_land_that_exists(fl):
    """Each point stands for all parts of one municipality of its layout."""
    land = {frozenset(version.parts) for version in fl.register.versions}
    assert {location.parts for location in fl.locations} <= land


def test_an_inferred_membership_stays_marked_as_inferred(fl):
    """Kiel's zone is our reading; that of its neighbours is not."""
    day = fl.on("2020-07-01")
    bases = [day.assignment(f"antwerpen-{code}").basis.value for code in (2020, 2610)]
    assert ["inferred", "sourced"] == bases
