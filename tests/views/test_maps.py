"""Maps: each area in the colour of what it has, and what no colour can say in words."""

from __future__ import annotations

from collections import Counter

import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.landscape import compare
from elzmodel.landscape.rollup import areas_of
from elzmodel.values import Total
from elzmodel.views import transfer_map, zone_map
from tests.views.gallery import land
from tests.views.layout import SVG, covering, drawn, running_off, words

FL = elz.flanders()
DAY = FL.on("2026-01-01")


@pytest.fixture(scope="module")
def population():
    """Return the map of the inhabitants of the zones."""
    return zone_map(DAY, "population", year=2026)


@pytest.fixture(scope="module")
def zones():
    """Return the map that only tells zones apart."""
    return zone_map(DAY)


@pytest.fixture(scope="module")
def municipalities():
    """Return the map that tells municipalities apart, with the borders of zones."""
    return zone_map(DAY, by="municipality")


@pytest.fixture(scope="module")
def wave(mergers_of_2025):
    """Return the map of the mergers of 2025."""
    return transfer_map(*mergers_of_2025)


def fills(picture):
    """Return the fill of each area by its name, without what is drawn once more."""
    found = {}
    for path in drawn(picture).iter(f"{SVG}path"):
        title = path.find(f"{SVG}title")
        if title is not None:
            found.setdefault(title.text.partition(":")[0], path.get("fill"))
    return found


def legend(picture):
    return [text for text in words(picture) if text.endswith(")")]


def test_each_zone_has_the_colour_of_its_class(population):
    """Sixty zones; the four of Antwerpen have no figure of their own, and are hatched."""
    found = fills(population)
    hatched = sorted(name for name, fill in found.items() if fill.startswith("url"))
    antwerp = ["Antwerpen Centrum", "Antwerpen Oost", "Antwerpen Zuid", "Noord Antwerpen"]
    assert (60, antwerp) == (len(found), hatched)
    assert 5 == len({*found.values()}) - 1
    assert "not known (4)" in legend(population)


def test_the_only_figure_there_is_stands_in_the_legend():
    """Where all areas have the same, or one is known; where none is, nothing has a colour."""
    figures = {"gent": 5, "brugge": 5}
    assert ["5 visits (2)", "not known (58)"] == legend(zone_map(DAY, figures, unit="visits"))
    bounds = {"gent": Total(1, 2), "brugge": Total(3, None)}
    assert ["not known (60)"] == legend(zone_map(DAY, bounds, unit="visits"))


def test_what_is_not_known_apart_is_said_together(population):
    """The city has a figure, and a line below the map says it."""
    (line,) = [text for text in words(population) if "together" in text]
    four = ["antwerpen-centrum", "antwerpen-oost", "antwerpen-zuid", "noord-antwerpen"]
    assert f": {DAY.population(four, year=2026)} together" in line
    assert line.startswith("Antwerpen Centrum, Antwerpen Oost, Antwerpen Zuid and Noord Antwerpen")


def test_the_map_of_a_user_takes_what_was_carried():
    """From a list by postal code, in three lines; areas without rows have none."""
    practices = "postcode;arts\n3500;a\n3500;b\n3720;c\n9000;d\n"
    how = {"columns": elz.tables.rows("practices")}
    picture = zone_map(
        FL.on("2025-01-01"), elz.carry(FL, practices, on="2025-01-01", to="zone", **how)
    )
    found = fills(picture)
    assert found["Herkenrode"] != found["Gent"]
    assert "Practices by zone on 2025-01-01" == picture.title


def test_the_map_may_have_borders_of_a_file():
    """Three lines from GeoJSON: what was drawn before is gone, and whom to name is another."""
    wood = land()
    borders = wood.on("2009-12-31").to_geojson(by="municipality")
    own = wood.with_shapes(borders, key="name", on="2009-12-31", attribution="ours")
    picture = zone_map(own.on("2009-12-31"), by="municipality")
    assert {"Elm", "Oak", "Ash", "Fir"} == fills(picture).keys()
    assert "Borders: ours" in words(picture)


def test_a_lower_bound_alone_is_hatched():
    """Where only some municipalities have a figure, the sum is no class of its own."""
    carried = elz.carry(FL, {"71072": 9}, on="2025-01-01", to="zone")
    picture = zone_map(FL.on("2025-01-01"), carried)
    assert {fill[:4] for fill in fills(picture).values()} == {"url("}


def test_an_estimate_is_marked():
    """A second layer lies over it, and the legend says so."""
    values = {"gent": Total(0, 9, estimate=5, basis=["area"]), "brugge": 3, "leuven": 8}
    picture = zone_map(DAY, values, classes=[4])
    marked = [p for p in drawn(picture).iter(f"{SVG}path") if "estimated" in (p.get("fill") or "")]
    assert 1 == len(marked)
    assert "estimated" in words(picture)


def test_values_may_be_said_by_id_code_or_name():
    """And what is given for no area of the map is refused, with near ones."""
    by_name = zone_map(DAY, {"Gent": 1, "Brugge": 2}, classes=[2])
    assert fills(by_name) == fills(zone_map(DAY, {"gent": 1, "brugge": 2}, classes=[2]))
    with pytest.raises(UnknownIdError, match="gent"):
        zone_map(DAY, {"gnet": 1})


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"values": 3}, "set of values for a map"),
        ({"values": "inhabitants"}, "kind of figures"),
        ({"values": "population", "year": 1830}, "not a year: 1830"),
        ({"values": {"gent": b"3"}}, "value of gent"),
        ({"values": {"gent": float("inf")}}, "value of gent"),
        ({"by": "canton"}, "level"),
        ({"palette": "red"}, "palette"),
        ({"method": "thirds"}, "method"),
        ({"width": 100}, "width"),
        ({"width": 900.0}, "width"),
        ({"lang": "fr"}, "language"),
        ({"theme": "sepia"}, "theme"),
        ({"around": "atlantis"}, "atlantis"),
        ({"insets": ["atlantis"]}, "atlantis"),
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_refused(asked, said):
    """Each with its name."""
    with pytest.raises((InvalidValueError, LookupError), match=said):
        zone_map(DAY, **asked)


def test_a_carried_table_must_have_one_figure_an_area():
    """Dimensions and several columns are no map; the message says what to do."""
    months = elz.carry(FL, "nis;month;n\n71072;1;3\n", to="zone", on="2025-01-01")
    with pytest.raises(InvalidValueError, match="by="):
        zone_map(FL.on("2025-01-01"), months)
    provinces = elz.carry(FL, {"71072": 3}, to="province", on="2025-01-01")
    with pytest.raises(InvalidValueError, match="areas of a carried table"):
        zone_map(FL.on("2025-01-01"), provinces)


def test_a_roll_up_is_drawn_under_its_own_title():
    """What was added up says itself what it is."""
    day = FL.on("2025-01-01")
    rolled = day.aggregate({m.nis: 1 for m in day.municipalities}, to="province")
    assert rolled.title == zone_map(day, rolled, by="province").title


@pytest.mark.parametrize("by", ["zone", "municipality", "reference region"])
def test_neighbours_differ_where_colours_mean_nothing(by, zones, municipalities):
    """The areas of any kind, those in several pieces as well."""
    drawn_before = {"zone": zones, "municipality": municipalities}
    found = fills(drawn_before.get(by) or zone_map(DAY, by=by))
    lands = {area.name: area.land.decided for area in areas_of(DAY.land_keys, by)}
    pairs = [(one, other) for one, other, _ in DAY.shapes.neighbours(lands)]
    assert len(pairs) >= len(lands)
    assert [] == [(one, other) for one, other in pairs if found[one] == found[other]]


def test_names_stand_inside_or_have_a_number_in_the_key():
    """Each zone is named once on the map or in the key below it."""
    said = Counter(words(zone_map(DAY, insets=())))
    text = " ".join(said)
    assert all(zone.name.split("-")[0].split()[0] in text for zone in DAY.zones)
    numbers = [int(word) for word in said if word.isdigit()]
    assert sorted(numbers) == [*range(1, len(numbers) + 1)]
    assert all(any(word.startswith(f"{number} ") for word in said) for number in numbers)


@pytest.mark.parametrize("width", [390, 900, 1280])
@pytest.mark.parametrize("by", ["zone", "reference region", "province"])
def test_nothing_that_is_written_runs_off(by, width):
    """At the width of a telephone, of a page and of a screen."""
    picture = zone_map(DAY, by=by, width=width)
    assert [] == running_off(picture)
    assert [] == covering(picture)


def test_small_areas_are_drawn_once_more(zones, municipalities):
    """The zones of Antwerpen in a frame; municipalities of Brussels in another."""
    assert "Antwerpen" in words(zones)
    assert "Brussels Hoofdstedelijk Gewest" not in words(zones)
    assert "Brussels Hoofdstedelijk Gewest" in words(municipalities)


def test_what_is_drawn_larger_may_be_said():
    """Whatever is small or large in it, and without names."""
    picture = zone_map(land().on("2010-01-01"), insets=["Elm"], labels=False)
    assert "Elm" in words(picture)
    assert "West" not in words(picture)


def test_a_map_around_an_area_shows_its_neighbours():
    """The others are not drawn."""
    found = fills(zone_map(DAY, by="municipality", around="voorkempen"))
    assert "Ranst" in found
    assert "Oostende" not in found


def test_the_key_of_a_map_around_an_area_has_what_is_numbered_on_it():
    """And nothing whose number would stand beyond its edges."""
    said = words(zone_map(DAY, by="municipality", around="haspengouw", width=390))
    numbers = sorted(int(word) for word in said if word.isdigit())
    keyed = [int(word.split()[0]) for word in said if word[0].isdigit() and " " in word]
    assert numbers == [*range(1, len(numbers) + 1)] == keyed


def test_a_map_around_a_province_is_no_higher_than_a_page():
    """Areas that are neither municipality nor zone can be in the middle as well."""
    picture = zone_map(DAY, around="Oost-Vlaanderen", labels=False)
    (frame,) = [r for r in drawn(picture).iter(f"{SVG}rect") if r.get("class") == "line"]
    assert float(frame.get("height")) <= 0.76 * float(frame.get("width"))
    assert {"Gent", "Panacea"} <= fills(picture).keys()


def test_undecided_land_is_marked():
    """On a day on which it was not known to which zone it would come."""
    day = FL.on("2025-01-01", known="2024-06-01")
    picture = zone_map(day)
    assert "not decided" in words(picture)
    assert fills(picture)["not decided"].startswith("url(")


def test_areas_without_an_outline_are_named(zoned):
    """A landscape without borders gives a map that says so."""
    picture = zone_map(zoned.on("2005-01-01"))
    assert "Without an outline: East and West." in words(picture)


def test_titles_sources_and_units_are_said():
    """And whom to name for the borders, always."""
    how = {
        "title": "Huisartsen",
        "subtitle": "per zone",
        "source": "eigen telling",
        "unit": "artsen",
    }
    said = words(zone_map(DAY, {"gent": 3, "brugge": 9}, classes=[5], **how))
    assert {"Huisartsen", "per zone", "Source: eigen telling", "below 5 artsen (1)"} <= {*said}
    assert any(text.startswith("Borders: Statbel") for text in said)


def test_a_map_is_read_in_dutch():
    """Words and the signs of figures; names of the day stay as they are."""
    picture = zone_map(DAY, "population", year=2026, lang="nl")
    assert "Inwoners van 2026 per zone op 2026-01-01" == picture.title
    assert any(text.startswith("minder dan ") and "." in text for text in legend(picture))
    assert any(text.startswith("Grenzen: ") for text in words(picture))


def test_a_map_is_the_same_each_time_and_small(population, municipalities):
    """Byte for byte, and under 400 KB, also of all municipalities with their zones."""
    assert population.to_svg() == zone_map(DAY, "population", year=2026).to_svg()
    assert len(population.to_svg()) < 400_000
    assert len(municipalities.to_svg()) < 400_000


def test_a_map_has_its_figures_as_a_table(population):
    """Bounds as bounds, with the notes of the picture."""
    table = population.table
    rows = {row[0]: row[2] for row in table.rows}
    assert DAY.population("gent", year=2026) == rows["gent"]
    assert any("together" in note for note in table.notes)


# --- what merged and what moved -----------------------------------------------------------


def test_mergers_and_moves_are_drawn_and_told(wave):
    """13 mergers with a number and a line each, six moves with an arrow and a sentence."""
    arrows = [p for p in drawn(wave).iter(f"{SVG}path") if p.get("marker-end")]
    said = words(wave)
    assert 6 == len(arrows)
    assert {"merged (13)", "changed zone (6)", "neither"} <= {*said}
    assert {str(number) for number in range(1, 14)} <= {*said}
    assert "Ranst goes from Pallieterland to Voorkempen (19,249 inhabitants)" in said
    assert "Inhabitants on 2021-01-01." in said
    assert "Galmaarden + Gooik + Herne → Pajottegem" in wave.description
    assert 19 == len(wave.table.rows)


@pytest.mark.parametrize("width", [390, 900])
def test_names_on_the_map_do_not_cover_each_other(mergers_of_2025, width):
    """Where there is no room the line below the map says it."""
    assert [] == covering(transfer_map(*mergers_of_2025, width=width))


def test_days_without_change_say_so(bare):
    """A landscape without borders, and two days between which nothing merged."""
    picture = transfer_map(bare, compare(bare.on("2005-01-01"), bare.on("2005-01-02")))
    assert picture.description.endswith("nothing merged and no land moved.")
    assert ["neither"] == words(picture)[1:]


def test_land_that_leaves_all_zones_or_waits_is_not_said_to_stay():
    """It is drawn and told: to no zone, from none, or not decided."""
    s = (
        elz.Scenario("open")
        .undecide("Voeren", day="2027-01-01")
        .merge(["Alken", "Wellen"], day="2027-01-01")
    )
    away = elz.outcome(FL, s, year=2026)
    picture = transfer_map(away.landscape, away.difference)
    assert "Mergers and land that changed zone, 2027-01-01" == picture.title
    told = (
        "Voeren goes from Zuid-Oost Limburg to no zone; "
        "Zone of Alken-Wellen not decided: Haspengouw or Herkenrode."
    )
    assert picture.description.endswith(told)
    assert {"to or from no zone (1)", "none of these"} <= {*words(picture)}
    assert ("transfer", "Voeren", "Zuid-Oost Limburg", "") in picture.table.rows
    back = elz.outcome(
        away.landscape, elz.Scenario("b").transfer("Voeren", to="rits", day="2028-01-01")
    )
    assert "Voeren comes from no zone to RITS" in words(transfer_map(FL, back.difference))
    bare = evolve(away.landscape, shapes=elz.territory.Shapes())
    assert "to or from no zone (1)" in words(transfer_map(bare, away.difference))
    founded = compare(FL.on("2020-06-30"), FL.on("2020-07-01"))
    assert ["neither"] == [word for word in words(transfer_map(FL, founded)) if "neither" in word]


def test_moves_are_told_in_dutch(mergers_of_2025):
    """With the signs of Dutch figures."""
    said = words(transfer_map(*mergers_of_2025, lang="nl"))
    assert "Ranst gaat van Pallieterland naar Voorkempen (19.249 inwoners)" in said


@pytest.mark.parametrize(
    ("kind", "year", "message"),
    [
        (
            "population",
            2030,
            "not a year: 2030. Expected one with figures of population: 2018, 2019",
        ),
        ("population", "2025", "not a year: '2025'. Expected a whole number"),
        ("bevolking", 2025, "not a kind of figures: 'bevolking'. Expected one of area, population"),
        ("bevolking", None, "not a kind of figures: 'bevolking'"),
    ],
    ids=["out of range", "text", "kind", "kind alone"],
)
def test_what_has_no_figures_is_told_apart(kind, year, message):
    """A kind that there is none of says the kinds, a year says the years."""
    with pytest.raises(InvalidValueError, match=message):
        zone_map(elz.flanders().on("2025-01-01"), kind, year=year)


def test_one_inset_may_be_said_alone():
    """A text is one area, and not its letters."""
    day = elz.flanders().on("2025-01-01")
    assert zone_map(day, insets=["Gent"]) == zone_map(day, insets="Gent")
    assert zone_map(day, insets=["Gent"]) != zone_map(day)
