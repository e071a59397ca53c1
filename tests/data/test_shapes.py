"""The packaged outlines, held against shapely, the areas and the contacts of the tables."""

from __future__ import annotations

import csv
import io
import zlib
from importlib.resources import files

import pytest
from shapely import Polygon
from shapely.geometry import shape

import elzmodel as elz
from elzmodel import flanders

TABLES = files("elzmodel.data") / "tables"
LAYOUTS = {"2018": "2018-06-01", "2019": "2019-06-01", "2025": "2025-06-01"}
ZONE_DAYS = ["2024-12-31", "2025-01-01"]
ATTRIBUTION = (
    "Statbel (Algemene Directie Statistiek - Statistics Belgium), statistische sectoren 1-1-2021, "
    "via Sciensano, bemaps (CC BY 4.0); Baarle-Hertog en Herstappe deels: Statbel, statistische "
    "sectoren 1-1-2011, via BNOSAC, BelgiumMaps.StatBel (CC BY 2.0); samengevoegd, vereenvoudigd "
    "en gequantiseerd."
)


def rows(table):
    return list(csv.DictReader(io.StringIO((TABLES / f"{table}.csv").read_text("utf-8"))))


@pytest.fixture(scope="module")
def fl():
    return flanders()


def outlines_of_municipalities(fl, layout):
    day = fl.on(LAYOUTS[layout])
    return {m.nis: fl.shapes.of(m.parts).outline for m in day.municipalities}


def outlines_of_zones(fl, day):
    land = fl.on(day).zone_map.parts_by_zone
    return {zone: fl.shapes.of(parts).outline for zone, parts in land.items()}


def faults(outlines):
    """Return the ids whose outline is missing, not valid, or does not run as RFC 7946 asks."""
    return [key for key, outline in outlines.items() if outline is None or not is_sound(outline)]


def is_sound(outline):
    rings = [Polygon(ring).exterior.is_ccw for piece in outline.pieces for ring in piece[:1]]
    holes = [Polygon(hole).exterior.is_ccw for hole in outline.holes]
    return shape(outline).is_valid and all(rings) and not any(holes)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_municipality_has_a_valid_outline(fl, layout):
    """In each layout, past ones included, though one set of shapes is packaged."""
    assert faults(outlines_of_municipalities(fl, layout)) == []


@pytest.mark.parametrize("day", ZONE_DAYS)
def test_every_zone_has_a_valid_outline(fl, day):
    """Before and after the mergers of 2025, the four of Antwerpen included."""
    assert faults(outlines_of_zones(fl, day)) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_areas_are_those_of_the_table(fl, layout):
    """Within 0.3 square kilometres and 1.5 per cent for every municipality."""
    known = {row["nis"]: float(row["km2"]) for row in rows("area") if row["layout"] == layout}
    found = {nis: outline.km2 for nis, outline in outlines_of_municipalities(fl, layout).items()}
    assert known.keys() == found.keys()
    off = {nis: abs(found[nis] - km2) for nis, km2 in known.items()}
    assert {nis: km2 for nis, km2 in off.items() if km2 > 0.3 or km2 > 0.015 * known[nis]} == {}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_municipalities_in_pieces_are_those_known(fl, layout):
    """Baarle-Hertog with its 25 pieces and 7 holes of Dutch land, and three of two pieces."""
    outlines = outlines_of_municipalities(fl, layout)
    pieces = {nis: len(each.pieces) for nis, each in outlines.items() if len(each.pieces) > 1}
    holes = {nis: len(each.holes) for nis, each in outlines.items() if each.holes}
    # 21009 Elsene, 21013 Sint-Gillis, 33016 Mesen.
    assert pieces == {"13002": 25, "21009": 2, "21013": 2, "33016": 2}
    assert holes == {"13002": 7}


@pytest.mark.parametrize("day", ZONE_DAYS)
def test_zones_in_pieces_are_those_known(fl, day):
    """The river in Antwerpen, Zeebrugge, Voeren, and the enclaves of Baarle-Hertog."""
    outlines = outlines_of_zones(fl, day)
    pieces = {zone: len(each.pieces) for zone, each in outlines.items() if len(each.pieces) > 1}
    holes = {zone: len(each.holes) for zone, each in outlines.items() if each.holes}
    expected = {"antwerpen-centrum": 2, "kempenland": 22, "oostkust": 2, "zuid-oost-limburg": 2}
    assert pieces == expected
    assert holes == {"kempenland": 7}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_neighbours_by_shared_border_are_the_contacts_of_the_table(fl, layout):
    """But for Bocholt and Kinrooi, whose short contact only the drawing of 2025 has."""
    day = fl.on(LAYOUTS[layout])
    shared = fl.shapes.neighbours({m.nis: m.parts for m in day.municipalities})
    drawn = {frozenset((one, other)) for one, other, _ in shared}
    contacts = fl.borders.neighbours(day.layout)
    told = {frozenset(m.nis for m in pair) for pair in contacts}
    assert told - drawn == {frozenset(("72003", "72018"))}
    assert drawn - told == set()


def test_the_flemish_region_has_a_hole_for_brussels(fl):
    """Beside the seven of Dutch land in Baarle-Hertog it is the only one."""
    day = fl.on("2025-01-01")
    outline = day.shape(day.municipalities_in("Vlaams Gewest")).outline
    brussels = day.shape(day.municipalities_in("Brussels Hoofdstedelijk Gewest")).outline
    largest = max(outline.holes, key=lambda hole: Polygon(hole).area)
    assert len(outline.holes) == 8
    assert shape(brussels).equals(Polygon(largest))


def test_a_scenario_has_outlines_too(fl):
    """Alken and Wellen, merged, are one piece, as large as both."""
    merged = elz.Scenario("x").merge(["Alken", "Wellen"], name="Mombeek", day="2027-01-01")
    outline = elz.adopt(fl, merged).on("2027-01-01", beyond_ok=True).shape("Mombeek").outline
    before = sum(fl.on("2025-01-01").shape(name).outline.km2 for name in ("Alken", "Wellen"))
    assert (1, ()) == (len(outline.pieces), outline.holes)
    assert outline.km2 == pytest.approx(before)


def test_the_parts_of_antwerpen_have_no_outline_but_borsbeek(fl):
    """Each postal code lies within the outline of its zone; 2150 has one of its own."""
    day = fl.on("2025-01-01")
    shapes = {part: day.shape(part) for part in day.municipality("Antwerpen").parts}
    exact = [part for part, each in shapes.items() if each.is_exact]
    around = [each.outline_around for part, each in shapes.items() if part not in exact]
    assert exact == ["borsbeek"]
    assert [bool(outline) for outline in around] == [True] * 14


def test_the_river_belongs_to_all_of_antwerpen(fl):
    """The city is more than what its zones have of it by the Schelde, and has no hole."""
    day = fl.on("2018-01-01")
    whole = day.shape("Antwerpen").outline
    blocks = {day.shape(part).around for part in day.municipality("Antwerpen").parts}
    drawn = sum(fl.shapes.of(block).outline.km2 for block in blocks)
    assert (len(blocks), len(whole.pieces), whole.holes) == (4, 1, ())
    assert 15 < whole.km2 - drawn < 17


def test_the_tables_stay_small_in_a_wheel():
    """Compressed they took 48 KB before outlines and places came; 300 KB more is the bound."""
    packed = sum(len(zlib.compress(table.read_bytes())) for table in TABLES.iterdir())
    assert packed < 48_400 + 300_000


def test_shapes_carry_the_words_that_their_licence_asks_for(fl):
    """Word for word."""
    assert fl.shapes.attribution == ATTRIBUTION
