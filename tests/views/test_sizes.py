"""How large zones are, as dots: one for each that is known, and what stands out among them."""

from __future__ import annotations

import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel.errors import UnknownIdError
from elzmodel.landscape import Landscape
from elzmodel.territory import Figure, Figures
from elzmodel.views import size_chart, zone_map
from tests.views.gallery import START, land
from tests.views.layout import SVG, drawn, words

DAY = "2012-01-01"


@pytest.fixture
def wood():
    """Return four villages in two zones: 50,000 in the west, 90,000 in the east."""
    return land()


def dots(picture):
    """Return the dots, by what they say."""
    found = drawn(picture).iter(f"{SVG}circle")
    return {dot.find(f"{SVG}title").text: dot for dot in found}


def test_every_zone_has_a_dot_and_a_row(wood) -> None:
    """The largest stands to the right, and the rules lie behind them."""
    picture = size_chart(wood.on(DAY))
    west, east = (dots(picture)[name] for name in ("West: 50,000", "East: 90,000"))
    assert float(west.get("cx")) < float(east.get("cx"))
    assert [("east", "90,000"), ("west", "50,000")] == [
        (zone, str(total)) for zone, _, total in picture.table.rows
    ]
    assert "minimum size: 60,000 or more" in words(picture)
    assert "Inhabitants of zones on 2012-01-01. 2 zones with a dot: 50,000 to 90,000." == (
        picture.description
    )


def test_dots_of_one_size_stand_above_each_other() -> None:
    """None covers another."""
    found = dots(size_chart(elz.flanders().on("2025-01-01")))
    places = [(float(dot.get("cx")), float(dot.get("cy"))) for dot in found.values()]
    assert 55 == len(places)
    near = [
        (one, other)
        for number, one in enumerate(places)
        for other in places[:number]
        if abs(one[0] - other[0]) < 10 and abs(one[1] - other[1]) < 10
    ]
    assert [] == near


def test_a_zone_that_stands_out_has_its_name_and_colour(wood) -> None:
    """The others have a word together."""
    picture = size_chart(wood.on(DAY), highlight="east")
    found = dots(picture)
    assert found["East: 90,000"].get("fill") != found["West: 50,000"].get("fill")
    assert {"East: 90,000", "East", "other zones"} <= {*words(picture)}
    with pytest.raises(UnknownIdError):
        size_chart(wood.on(DAY), highlight="north")


def test_a_zone_between_bounds_is_a_bar_and_said() -> None:
    """So is one that is too large to stand beside the others."""
    picture = size_chart(elz.flanders().on("2025-01-01"), highlight="antwerpen-oost", year=2021)
    assert "Antwerpen Oost: 24,068 to 553,485" not in dots(picture)
    assert "Antwerpen Oost: 24,068 to 553,485" in words(picture)
    notes = " ".join(picture.table.notes)
    assert "Beyond the axis: BruZEL: " in notes
    assert "Known only between bounds: Antwerpen Centrum, Antwerpen Oost, " in notes


def test_a_lower_bound_alone_goes_to_the_end(wood) -> None:
    """Where one village is not known, its zone has no dot."""
    figures = [Figure(kind="population", day=START, parts=["elm"], value=50_000)]
    figures += [Figure(kind="population", day=START, parts=["fir"], value=20_000)]
    some = evolve(wood, figures=Figures(figures))
    picture = size_chart(some.on(DAY), year=2000, highlight="east")
    assert ["West: 50,000"] == [*dots(picture)]
    assert "East: 20,000 or more" in words(picture)


def test_without_inhabitants_it_says_so(wood) -> None:
    """There is nothing to be seen then."""
    bare = Landscape(name="bare", covers=wood.covers, register=wood.register, zoning=wood.zoning)
    picture = size_chart(bare.on(DAY), highlight="east")
    assert {} == dots(picture)
    assert "Inhabitants of zones on 2012-01-01. No inhabitants are known." == picture.description


def test_an_area_stands_out_on_a_map(wood) -> None:
    """Only what lies in it has colours where there are no values; its edge is always drawn."""
    plain = zone_map(wood.on(DAY), by="municipality")
    lit = zone_map(wood.on(DAY), by="municipality", highlight="east")
    fills = {
        path.find(f"{SVG}title").text: path.get("fill")
        for path in drawn(lit).iter(f"{SVG}path")
        if path.find(f"{SVG}title") is not None
    }
    assert "#e4e7eb" == fills["Elm"]
    assert "#e4e7eb" not in {fills["Grove"], fills["Fir"]}
    edges = [path for path in drawn(lit).iter(f"{SVG}path") if path.get("class") == "lit"]
    assert 1 == len(edges)
    valued = zone_map(wood.on(DAY), "population", by="municipality", highlight="east").to_svg()
    assert 'class="lit"' in valued
    assert 'class="lit"' not in plain.to_svg()
