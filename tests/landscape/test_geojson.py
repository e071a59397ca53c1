"""Outlines as GeoJSON, written and read."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from attrs import evolve
from shapely.geometry import shape as geometry_of

from elzmodel import InvalidValueError, flanders
from elzmodel.errors import AmbiguousNameError, ConflictError, UnknownIdError
from elzmodel.landscape import geojson
from elzmodel.scenarios import Scenario, adopt
from elzmodel.territory import Shapes
from elzmodel.values import Share, Total


@pytest.fixture
def day():
    """Return the first day of the layout of 2025."""
    return flanders().on("2025-01-01")


def by_id(collection):
    """Return the features of a collection by their id."""
    return {each["id"]: each for each in collection["features"]}


def test_zones_are_features_with_their_names(day):
    """Each zone is a feature in WGS84, and the attribution goes with them."""
    found = day.to_geojson()
    zone = by_id(found)["oostkust"]
    assert (60, "Oostkust", "MultiPolygon") == (
        len(found["features"]),
        zone["properties"]["name"],
        zone["geometry"]["type"],
    )
    assert found["attribution"].startswith("Statbel")
    assert json.loads(json.dumps(found))["name"] == "zone on 2025-01-01"


def test_properties_are_added_by_id(day):
    """What a caller knows of an area stands beside what is known; unknown areas are refused."""
    found = day.to_geojson(by="municipality", properties={"71072": {"beds": 5}})
    assert 5 == by_id(found)["71072"]["properties"]["beds"]
    with pytest.raises(UnknownIdError, match="herkenrode"):
        day.to_geojson(properties={"herkenrod": {"beds": 5}})
    with pytest.raises(InvalidValueError, match=r"level.*municipality, zone, .*, part$"):
        day.to_geojson(by="street")


def test_properties_are_what_json_holds(day):
    """A figure between bounds is several, the same for each area; days and sets are written."""
    guess = Total(0, 9, estimate=Fraction(1, 2), basis=["inhabitants"])
    given = {
        "73001": {"beds": guess, "wards": Total(1, None), "part": Share.exactly(1), "n": 5},
        "71072": {
            "beds": 3,
            "since": date(2025, 1, 1),
            "shift": Fraction(1, 4),
            "n": np.int16(7),
            "tags": {"b", "a"},
            "more": {"x": [guess, (1, None)]},
            "none": float("nan"),
        },
    }
    found = by_id(json.loads(json.dumps(day.to_geojson(by="municipality", properties=given))))
    assert {
        "beds_low": 0,
        "beds_high": 9,
        "beds_estimate": 0.5,
        "n": 5,
        "wards_low": 1,
        "wards_high": None,
        "part_low": 1,
        "part_high": 1,
    }.items() <= found["73001"]["properties"].items()
    assert {
        "beds_low": 3,
        "beds_high": 3,
        "beds_estimate": 3,
        "since": "2025-01-01",
        "n": 7,
        "shift": 0.25,
        "tags": ["a", "b"],
        "more": {"x": ["~0.50 (0-9)", [1, None]]},
        "none": None,
    }.items() <= found["71072"]["properties"].items()
    with pytest.raises(InvalidValueError, match="finite"):
        day.to_geojson(by="municipality", properties={"71072": {"beds": float("inf")}})


def test_a_part_without_outline_says_what_is_around_it(day):
    """The geometry is null, and the smallest land around it is named."""
    found = by_id(day.to_geojson(by="part"))
    assert found["borsbeek"]["geometry"] is not None
    berchem = found["antwerpen-2600"]
    assert berchem["geometry"] is None
    assert "antwerpen-2000" in berchem["properties"]["within"]


def test_open_decisions_are_properties():
    """What belongs to a zone for certain is drawn, and what may come is named."""
    found = by_id(flanders().on("2025-01-01", known="2024-06-01").to_geojson())
    assert ["hasselt", "kortessem"] == found["herkenrode"]["properties"]["undecided"]


def test_a_merger_that_never_was_has_one_outline():
    """The land of a scenario is drawn from the same borders."""
    scenario = Scenario(name="x").merge(["Alken", "Wellen"], name="Alken-Wellen", day="2027-01-01")
    found = adopt(flanders(), scenario).on("2027-01-01", beyond_ok=True)
    assert (1, 0) == (
        len(found.shape("Alken-Wellen").outline.pieces),
        len(found.shape("Alken-Wellen").outline.holes),
    )


def test_a_geodataframe_has_the_features(day):
    """Geopandas reads the collection, with its attribution."""
    frame = day.to_geodataframe(by="municipality")
    assert (304, "EPSG:4326", True) == (len(frame), str(frame.crs), bool(frame.is_valid.all()))
    assert frame.attrs["attribution"].startswith("Statbel")


def square(x, **properties):
    """Return a feature with a square of one degree."""
    ring = [[x, 50], [x + 1, 50], [x + 1, 51], [x, 51], [x, 50]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def test_own_shapes_take_the_place_of_the_packaged_ones():
    """Zones and other days follow from them, and their attribution is shown."""
    own = {"features": [square(4.3, code="73001"), square(5.3, code="73098")]}
    drawn = flanders().with_shapes(own, key="code", on="2025-01-01", attribution="ours")
    found = drawn.on("2025-01-01").shape(["Alken", "Wellen"]).outline
    assert geometry_of(found.__geo_interface__).equals(
        geometry_of(own["features"][0]["geometry"]).union(
            geometry_of(own["features"][1]["geometry"])
        )
    )
    assert drawn.on("2025-01-01").shape("Hasselt").outline is None
    assert "ours" == drawn.on("2025-01-01").to_geojson()["attribution"]


def test_shapes_that_lie_elsewhere_are_refused():
    """Latitude before longitude, and a code of another municipality; each feature is named."""
    swapped, elsewhere = square(5, code="73001"), square(3, code="Wellen")
    ring = swapped["geometry"]["coordinates"][0]
    swapped["geometry"]["coordinates"] = [[[y, x] for x, y in ring]]
    own = {"features": [square(5, code="73098"), swapped, elsewhere]}
    with pytest.raises(ConflictError) as caught:
        flanders().with_shapes(own, key="code", on="2025-01-01", attribution="ours")
    assert [
        "feature 2 (73001) has latitude before longitude",
        "feature 3 (Wellen) lies around 3.50, 50.50; that land lies around 5.32, 50.84",
    ] == [each.sentence() for each in caught.value.findings]


def test_land_without_an_outline_of_its_own_lies_within_what_is_around_it():
    """Of land that is drawn nowhere, anything may be the shape."""
    merger = Scenario("x").split("Hasselt", into={"Stevoort": ()}, day="2027-01-01")
    adopted = adopt(flanders(), merger)
    drawn = {"key": "code", "on": "2027-01-01", "attribution": "ours"}
    with pytest.raises(ConflictError, match=r"lies around 3\.50"):
        adopted.with_shapes({"features": [square(3, code="Stevoort")]}, **drawn)
    assert adopted.with_shapes({"features": [square(5, code="Stevoort")]}, **drawn).shapes.drawn
    nowhere = evolve(adopted, shapes=Shapes())
    assert nowhere.with_shapes({"features": [square(3, code="Stevoort")]}, **drawn).shapes.drawn


def test_codes_of_a_frame_are_codes():
    """Geopandas writes whole numbers, or decimals where one is missing."""
    own = {"features": [square(4.3, code=73001), square(5.3, code=73098.0)]}
    drawn = flanders().with_shapes(own, key="code", on="2025-01-01", attribution="ours")
    assert drawn.on("2025-01-01").shape(["Alken", "Wellen"]).outline is not None


@pytest.mark.parametrize(
    ("feature", "variant"),
    [
        (5, "no key"),
        ({"properties": "x"}, "no key"),
        ({"properties": {"code": {}}}, ""),
        ({"properties": {"code": "73001"}, "geometry": "x"}, "no polygon"),
        (
            {"properties": {"code": "73001"}, "geometry": {"type": "Polygon", "coordinates": 5}},
            "drawing",
        ),
    ],
)
def test_what_is_no_feature_is_a_problem_as_well(feature, variant):
    """Whatever stands in the list, the message is ours and says which one it is."""
    with pytest.raises(ConflictError) as caught:
        flanders().with_shapes(
            {"features": [feature]}, key="code", on="2025-01-01", attribution="ours"
        )
    assert [variant] == [each.variant for each in caught.value.findings]


def test_several_polygons_are_one_shape():
    """A MultiPolygon is read as well as a Polygon."""
    both = square(3, code="73001")
    pieces = [square(x)["geometry"]["coordinates"] for x in (3, 6)]
    both["geometry"] = {"type": "MultiPolygon", "coordinates": pieces}
    drawn = flanders().with_shapes(
        {"features": [both]}, key="code", on="2025-01-01", attribution="ours"
    )
    assert 2 == len(drawn.on("2025-01-01").shape("Alken").outline.pieces)


def test_all_unusable_features_are_named_at_once():
    """A missing property, an unknown place and a point are three problems of one error."""
    point = {**square(3, code="73001"), "geometry": {"type": "Point", "coordinates": [3, 50]}}
    own = {"features": [square(3), square(4, code="99999"), point]}
    with pytest.raises(ConflictError) as caught:
        flanders().with_shapes(own, key="code", on="2025-01-01", attribution="ours")
    assert ["no key", "", "no polygon"] == [each.variant for each in caught.value.findings]


def test_properties_are_added_by_name(day):
    """A name does as well as an id; one that several areas have is asked about."""
    found = day.to_geojson(by="municipality", properties={"alken": {"beds": 5}})
    assert 5 == by_id(found)["73001"]["properties"]["beds"]
    merged = day.to_geojson(properties={"gent": {"beds": 5}, "Gent": {"wards": 2}})
    assert {"beds": 5, "wards": 2}.items() <= by_id(merged)["gent"]["properties"].items()
    with pytest.raises(UnknownIdError, match="73001"):
        day.to_geojson(by="municipality", properties={"Alkan": {}})
    with pytest.raises(InvalidValueError, match="as text"):
        day.to_geojson(properties={day.zone("gent"): {}})


def test_properties_by_a_name_of_several_parts_are_refused():
    """Two parts of one name have two ids."""
    day = flanders().on("2025-01-01")
    parts = {**day.parts, "alken": evolve(day.parts["alken"], name="Wellen")}
    with pytest.raises(AmbiguousNameError, match="alken or wellen"):
        evolve(day, parts=parts).to_geojson(by="part", properties={"Wellen": {}})


@pytest.mark.parametrize(
    "collection", ["x.geojson", {"type": "Topology"}, {"type": "FeatureCollection", "features": []}]
)
def test_what_is_no_feature_collection_is_refused(collection):
    """A landscape whose shapes were all lost would say that nothing has an outline."""
    with pytest.raises(InvalidValueError, match="FeatureCollection"):
        flanders().with_shapes(collection, key="code", on="2025-01-01", attribution="ours")


@pytest.mark.parametrize(
    ("rings", "said"),
    [
        ([], "no ring"),
        ([[[3, 50], [4, 50], [4, 51]]], "does not close"),
        ([[[3, 50], [4, 50], [3, 50]]], "does not close"),
        ([[[3, 50], [4, 51], [5, 52], [3, 50]]], "does not close"),
        ([[[3, 50], [4, 51], [4, 50], [3, 51], [3, 50]]], "does not close"),
        ([[[200_000, 180_000], [201_000, 180_000], [201_000, 181_000]]], "longitude and latitude"),
        ([[["3", "50"]]], "two numbers"),
        ([[3, 50]], "two numbers"),
    ],
)
def test_what_cannot_be_drawn_is_refused_when_it_is_read(rings, said):
    """Open rings, lines, and metres of a national grid make no outline."""
    feature = {**square(3, code="73001"), "geometry": {"type": "Polygon", "coordinates": rings}}
    with pytest.raises(ConflictError, match=said):
        flanders().with_shapes(
            {"features": [feature]}, key="code", on="2025-01-01", attribution="ours"
        )


def test_heights_and_repeated_points_do_not_matter():
    """Neighbours join however their rings are turned and whatever stands beside a point."""
    alken, wellen = square(4.3, code="73001"), square(5.3, code="73098")
    ring = alken["geometry"]["coordinates"][0]
    alken["geometry"]["coordinates"] = [[[*point, 12.5] for point in (*ring[:2], *ring[1:])][::-1]]
    drawn = flanders().with_shapes(
        {"features": [alken, wellen]}, key="code", on="2025-01-01", attribution="ours"
    )
    (piece,) = drawn.on("2025-01-01").shape(["Alken", "Wellen"]).outline.pieces
    assert (1, 7) == (len(piece), len(piece[0]))


def test_a_hole_outside_all_land_takes_nothing_from_it():
    """The outline is that of the polygon."""
    feature = square(3, code="73001")
    alone = json.loads(json.dumps(feature["geometry"]))
    feature["geometry"]["coordinates"] += square(9)["geometry"]["coordinates"]
    drawn = flanders().with_shapes(
        {"features": [feature]}, key="code", on="2025-01-01", attribution="ours"
    )
    found = drawn.on("2025-01-01").shape("Alken").outline
    assert geometry_of(alone).equals(geometry_of(found.__geo_interface__))


def test_undecided_land_is_not_drawn_and_named():
    """The outline of a zone without land that may come to it is not exact."""
    open_day = flanders().on("2025-01-01", known="2024-06-01")
    found = open_day.shape("herkenrode")
    assert ({"hasselt", "kortessem"}, False) == (found.undecided, found.is_exact)
    both = open_day.shape(["Herkenrode", "Haspengouw"])
    assert {"borgloon", "tongeren"} == both.undecided


def test_a_piece_that_was_cut_has_the_land_around_it():
    """It is not known of which part of Hasselt it is, so that all of it lies around."""
    scenario = Scenario("x").split("Hasselt", into={"Stevoort": ()}, day="2027-01-01")
    found = adopt(flanders(), scenario).on("2027-01-01", beyond_ok=True).shape("Stevoort")
    assert (None, {"hasselt", "kortessem"}) == (found.outline, found.around)


def test_a_shape_means_what_figures_mean(day):
    """An id is that of the municipality where one has it, else that of a part."""
    assert {"hasselt", "kortessem"} == day.shape("hasselt").parts == day.shape("Hasselt").parts
    assert {"kortessem", "alken"} == day.shape(["kortessem", "Alken"]).parts


@pytest.mark.parametrize(
    ("corner", "problem"),
    [((180, 90), ""), ((180.5, 90), "longitude"), ((180, 90.5), "longitude")],
    ids=["end", "east", "north"],
)
def test_degrees_end_where_the_earth_does(corner, problem) -> None:
    """At the pole, and where the day changes."""
    east, north = corner
    ring = [[179, 89], [east, 89], [east, north], [179, 89]]
    assert problem in geojson._wrong([[ring]])
    assert bool(problem) == bool(geojson._wrong([[ring]]))
