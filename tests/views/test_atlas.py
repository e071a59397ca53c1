"""The atlas: a folder of pages, read back and held against the library."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from html import unescape
from urllib.parse import unquote

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import elzmodel as elz
from elzmodel.data.dossier_files import packaged_dossiers
from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape
from elzmodel.testing import strategies as drawn
from elzmodel.values import Period
from elzmodel.values.text import fold, in_words
from elzmodel.views.web.atlas_book import Book, file_name, recorded_days
from elzmodel.views.web.atlas_pages import AtlasFiles
from elzmodel.zones import Zoning
from tests.views.gallery import land

NASTY = "</script><img src=x onerror=\"alert('x')\">'&amp;\u202e"
WAVE = elz.Scenario("Elm and fir").merge(["elm", "fir"], name="Elmfir", day="2012-01-01")


@pytest.fixture(scope="module")
def fl():
    return elz.flanders()


@pytest.fixture(scope="module")
def real(fl):
    """Return the files of the atlas of Flanders, of which each is made when it is asked for.

    Without outlines, as maps take most of the time.
    """
    bare = attrs.evolve(fl, shapes=elz.territory.Shapes())
    return AtlasFiles(Book(bare, dossiers=packaged_dossiers()))


@pytest.fixture(scope="module")
def visits():
    """Return a table of somebody's own about the four villages."""
    return elz.read_table(
        [{"nis": "10000", "visits": 7}, {"nis": "10003", "visits": 9}], within=land()
    )


@pytest.fixture(scope="module")
def small(visits):
    """Return the files of the atlas of four villages, with a scenario and a table."""
    return AtlasFiles(Book(land(), scenarios=[WAVE], tables=[visits]))


def data(files, name):
    """Return what a script gets."""
    text = files.makers[f"data/{name}.js"]()
    return json.loads(text.partition(f").{name} = ")[2].removesuffix(";\n"))


def csv_rows(page, section):
    """Return the rows of the first table in a section, as they are downloaded."""
    inside = page.partition(f'<section id="{section}"')[2].partition("</section>")[0]
    found = re.search(r'href="data:text/csv;charset=utf-8,([^"]*)"', inside)
    return [*csv.DictReader(unquote(found[1]).removeprefix("\ufeff").splitlines())]


def facts(page):
    """Return the figures that are seen first, by name."""
    found = re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page)
    return {unescape(name): unescape(value) for name, value in found}


def written_to(folder, **asked):
    """Write the atlas of the four villages, without the dossiers of Flanders."""
    return elz.views.site(land(), folder, dossiers=(), **asked)


# --- figures ------------------------------------------------------------------------------


ZONES = ("haspengouw", "herkenrode", "antwerpen-oost", "middenkust", "gent", "bruzel")
MUNICIPALITIES = ("hasselt", "gent", "kortessem", "antwerpen", "nevele", "aalter", "borgloon")


@pytest.mark.parametrize("zone", ZONES)
def test_figures_of_a_zone_are_those_of_the_library(real, fl, zone):
    """On its page stand the inhabitants of each year, of today's land and of that of then."""
    page, last = real.makers[f"zones/{zone}.html"](), fl.on("2026-03-12")
    assert in_words(last.population(zone, year=2026)) == facts(page)["Inhabitants"]
    assert str(len(last.municipalities_of(zone))) == facts(page)["Municipalities"]
    rows = csv_rows(page, "figures")
    assert list(range(2018, 2027)) == [int(row["year"]) for row in rows]
    for row in rows:
        total = last.population(zone, year=int(row["year"]))
        assert (total.low, total.high) == (
            int(row["inhabitants_low"]),
            int(row["inhabitants_high"]),
        )
        if row.get("inhabitants_then_low"):
            then = fl.on(f"{row['year']}-01-01").population(zone, year=int(row["year"]))
            assert then.low == int(row["inhabitants_then_low"])
    beside = [z.name for z in last.neighbours_of(zone)]
    linked = re.findall(r'<li><a href="\.\./zones/[^"]*">([^<]*)</a></li>', page)
    assert beside == [unescape(name) for name in linked]


@pytest.mark.parametrize("unit", MUNICIPALITIES)
def test_figures_of_a_municipality_are_those_of_the_library(real, fl, unit):
    """On its page stand its inhabitants and its zones, on each day on which it lived."""
    page = real.makers[f"municipalities/{unit}.html"]()
    for row in csv_rows(page, "time"):
        day = fl.on(row["from"])
        here = day.layout.by_unit[unit]
        assert (here.name, here.nis) == (row["name"], row["nis"])
        total = day.population(here, year=int(row["year"]))
        assert (total.low, total.high) == (
            int(row["inhabitants_low"]),
            int(row["inhabitants_high"]),
        )
        zones = {day.zone(zone).name for zone in day.zones_of(here)} if day.zones else set()
        assert zones == {*row.get("zones", "").split(";")} - {""}


def test_every_place_of_the_record_has_a_page(real, fl):
    """Every zone, and every municipality that lived on a day, also those that are no more."""
    units = {m.unit for day in recorded_days(fl) for m in fl.on(day).municipalities}
    zones = {zone.id for zone in fl.zoning.zones}
    pages = {name for name in real.makers if name.startswith(("zones/", "municipalities/"))}
    expected = {f"municipalities/{unit}.html" for unit in units}
    assert expected | {f"zones/{zone}.html" for zone in zones} == pages


def test_the_waves_are_explained(real):
    """A day has its mergers, and what those across zones left to decide."""
    page = real.makers["days/2025-01-01.html"]()
    assert ("13", "3") == (facts(page)["Mergers"], facts(page)["Of them across zones"])
    across = {row["municipality"]: row["candidates"] for row in csv_rows(page, "across")}
    assert ["Antwerpen", "Hasselt", "Tongeren-Borgloon"] == [*across]
    assert "Haspengouw;Herkenrode" == across["Hasselt"]
    assert "7" == facts(real.makers["days/2019-01-01.html"]())["Mergers"]


def test_no_person_is_named(real):
    """Of what zones publish, counts stand on their pages, and nobody's name."""
    page = real.makers["zones/herkenrode.html"]()
    people = {person.name for each in packaged_dossiers() for person in each.persons if person.name}
    assert people
    assert "seats by cluster" in page
    assert set() == {name for name in people if name in page}


def test_each_page_names_its_sources(real, small, fl):
    """Beside the titles stand the days of the editions."""
    page = real.makers["zones/haspengouw.html"]()
    assert f"<strong>S04</strong> {fl.sources['S04'].title} ({fl.sources['S04'].date})" in page
    assert "Borders: Who Drew It" in small.makers["zones/west.html"]()


# --- data for the scripts -------------------------------------------------------------------


def test_land_lies_where_it_does_on_each_day(fl):
    """Of each land the map names the municipality and the zone in which the library has it."""
    found = data(AtlasFiles(Book(fl)), "map")
    assert ["2018-01-01", "2019-01-01", "2020-07-01", "2025-01-01"] == [
        each["day"] for each in found["days"]
    ]
    for each in found["days"]:
        day = fl.on(each["day"])
        for shape, unit, zone in zip(
            fl.shapes.drawn, each["municipality"], each["zone"], strict=True
        ):
            assert day.layout.by_part[min(shape.parts)].unit == found["municipalities"][unit]["id"]
            zones = {day.zone_map.by_part.get(part) for part in shape.parts}
            named = {found["zones"][zone]["id"]} if zone >= 0 else zones
            assert (zone == -3) == (len(zones) > 1)
            assert zones == (named if day.zones else {None})


def test_a_map_has_the_sides_of_each_border(small):
    """Of squares in a row, each stretch that two share has them on its two sides."""
    found = data(small, "map")
    sides = [*zip(found["sides"][::2], found["sides"][1::2], strict=True)]
    shared = {frozenset(pair) for pair in sides if -1 not in pair}
    assert {frozenset({0, 1}), frozenset({1, 2}), frozenset({2, 3})} == shared
    assert len(found["arcs"]) == len(sides)


def test_a_scenario_has_days_of_its_own(small):
    """They follow the recorded ones; what is open on them is told, and draws as undecided."""
    found = data(small, "map")
    assert [None, None, 0] == [each["scenario"] for each in found["days"]]
    day = found["days"][-1]
    assert ["Elmfir"] == [each["name"] for each in day["open"]]
    assert [-2, -2] == [day["zone"][land] for land in day["open"][0]["lands"]]
    assert [file_name("Elm and fir")] == [each["page"][10:] for each in found["scenarios"]]


def test_what_is_open_of_a_municipality_that_is_gone_is_told_of_what_came_of_it():
    """A merged municipality that splits again takes its open question with it."""
    apart = WAVE.split("elmfir", into={"New Elm": ["elm"], "New Fir": ["fir"]}, day="2013-01-01")
    files = AtlasFiles(Book(land(), scenarios=[apart]))
    day = data(files, "map")["days"][-1]
    assert ["New Elm, New Fir"] == [each["name"] for each in day["open"]]
    files = AtlasFiles(Book(elz.adopt(land(), apart)))
    assert "Undecided: elm, fir" in files.makers["municipalities/new-elm.html"]()


def test_who_changes_zone_is_said_to_be_without_what_is_not_decided():
    """Where it is open who else does, the figure of a day is not that of all."""
    moves = WAVE.transfer("grove", to="west", day="2012-01-01")
    page = AtlasFiles(Book(elz.adopt(land(), moves))).makers["days/2012-01-01.html"]()
    assert "inhabitants of 2005, without land that is not decided" in page
    settled = AtlasFiles(Book(land())).makers["days/2010-01-01.html"]()
    assert "without land that is not decided" not in settled


def test_a_table_of_ones_own_is_a_layer_and_stands_on_each_page(small):
    """It is a layer by zone and by municipality, and a section of each place that it knows."""
    layers = {each["name"]: each for each in data(small, "map")["layers"]}
    assert {"visits by zone", "visits by municipality"} <= layers.keys()
    texts = {text for _, text, _ in layers["visits by municipality"]["days"][0].values()}
    assert {"7", "9"} <= texts
    row = csv_rows(small.makers["municipalities/elm.html"](), "own")[0]
    assert ("7", "7") == (row["visits_low"], row["visits_high"])
    assert '<section id="own"' not in small.makers["municipalities/oak.html"]()


def test_search_knows_every_name(real):
    """Names, codes of then, postal codes and villages are folded as the script folds them."""
    found = data(real, "search")
    pages = [page for page, _ in found["pages"]]
    named = {(key, pages[place]) for key, *_, place in found["rows"]}
    for text in ("Hasselt", "71022", "71072", "3500", "Kermt"):
        assert (fold(text), "municipalities/hasselt.html") in named
    assert ("elz55", "zones/zora.html") in named
    assert all(key == fold(shown) for key, shown, *_ in found["rows"])


# --- the folder -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def written(tmp_path_factory, visits):
    """Return a folder with a small atlas in Dutch."""
    folder = tmp_path_factory.mktemp("atlas") / "site"
    written_to(folder, scenarios=[WAVE], figures=[visits], lang="nl")
    return folder


def test_all_links_lead_to_a_file(written):
    """Whatever a page links to lies in the folder, and needs no server."""
    pages = [*written.rglob("*.html")]
    links = [
        (page.parent / link, link)
        for page in pages
        for link in re.findall(r'(?:href|src)="(?!data:)([^"#]+)', page.read_text("utf-8"))
    ]
    assert len(pages) > 8
    assert [] == [link for target, link in links if not target.is_file()]
    assert [] == [page for page in pages if re.search('"https?://(?!www.w3)', page.read_text())]


def test_an_atlas_is_in_one_language(written):
    """Pages and data are in Dutch where that is asked."""
    page = (written / "municipalities/grove.html").read_text("utf-8")
    assert '<html lang="nl">' in page
    assert "Wat ze was en wat ze werd" in page
    assert "1 januari 2010" in (written / "data/map.js").read_text("utf-8")


def test_the_same_input_gives_the_same_bytes(written, tmp_path):
    """Also in another process, whose hashes of texts are others."""
    code = (
        "import sys; import elzmodel as elz\n"
        "from tests.views.test_atlas import WAVE, land\n"
        "rows = [{'nis': '10000', 'visits': 7}, {'nis': '10003', 'visits': 9}]\n"
        "table = elz.read_table(rows, within=land())\n"
        "own = {'scenarios': [WAVE], 'figures': [table], 'dossiers': ()}\n"
        "elz.views.site(land(), sys.argv[1], lang='nl', **own)\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    other = tmp_path / "other"
    subprocess.run([sys.executable, "-c", code, other], check=True, env=environment)
    assert digests(written) == digests(other)


def digests(folder):
    """Return what all files of a folder hold, in short."""
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    return {f.relative_to(folder).as_posix(): sha256(f.read_bytes()).hexdigest() for f in files}


def test_an_earlier_atlas_is_replaced(tmp_path):
    """What it had and the new one has not is gone; nothing else is left beside it."""
    folder = tmp_path / "site"
    written_to(folder, scenarios=[WAVE])
    files = written_to(folder)
    assert sorted(files) == sorted(digests(folder))
    assert not (folder / "scenarios").exists()
    assert [folder] == [*tmp_path.iterdir()]


def test_a_folder_with_something_else_is_refused(tmp_path):
    """Also an earlier atlas into which somebody has put a file; nothing is touched."""
    folder = tmp_path / "site"
    folder.mkdir()
    written_to(folder)
    (folder / "thesis.txt").write_text("years of work")
    with pytest.raises(InvalidValueError, match=r"it holds thesis\.txt"):
        written_to(folder)
    for name in ("elzmodel-site.json", "index.html"):
        (folder / name).unlink()
    with pytest.raises(InvalidValueError, match="new, empty, or an earlier atlas alone; it holds"):
        written_to(folder)
    with pytest.raises(InvalidValueError, match="folder of an atlas"):
        written_to(folder / "thesis.txt")
    assert "years of work" == (folder / "thesis.txt").read_text()


def test_what_fails_leaves_the_earlier_atlas(tmp_path):
    """It is there as it was, and what was begun is gone."""
    folder = tmp_path / "site"
    written_to(folder)
    before = digests(folder)

    def stop(done, count):
        assert done <= count
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written_to(folder, scenarios=[WAVE], progress=stop)
    assert before == digests(folder)
    assert [folder] == [*tmp_path.iterdir()]


def test_what_cannot_be_put_in_place_leaves_the_earlier_atlas(tmp_path, monkeypatch):
    """Where the system refuses the last step, the old folder comes back."""
    folder = tmp_path / "site"
    written_to(folder)
    before, rename = digests(folder), type(folder).rename

    def refused(path, target):
        if target == folder and path.name.startswith(".site-") and path.name != "old":
            raise OSError(1, "refused")
        return rename(path, target)

    monkeypatch.setattr(type(folder), "rename", refused)
    with pytest.raises(OSError, match="refused"):
        written_to(folder, scenarios=[WAVE])
    assert before == digests(folder)
    assert [folder] == [*tmp_path.iterdir()]


# --- what is refused, and what does no harm -----------------------------------------------------


def test_two_scenarios_of_one_name_are_refused(tmp_path):
    """Their pages would take each other's place."""
    with pytest.raises(InvalidValueError, match="name of a scenario"):
        written_to(tmp_path, scenarios=[WAVE, WAVE])


def test_too_many_columns_are_refused(tmp_path):
    """Nobody can choose from so many layers."""
    table = elz.read_table([{"nis": "10000", **{f"kind {n}": n for n in range(30)}}], within=land())
    with pytest.raises(InvalidValueError, match="at most 24"):
        written_to(tmp_path, figures=[table])


def test_an_unknown_language_is_refused(tmp_path):
    """Before anything is written."""
    with pytest.raises(InvalidValueError, match="language"):
        written_to(tmp_path / "site", lang="fr")
    assert [] == [*tmp_path.iterdir()]


@pytest.mark.parametrize(
    "key", ["../../etc/passwd", "CON", "con", "a/b", ".", "", "x" * 300, "é", "Gent", NASTY]
)
def test_the_name_of_a_file_is_harmless(key):
    """Whatever an id holds, its page lies in its folder under a plain name of its own."""
    name = file_name(key)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,80}\.html", name)
    assert file_name("gent") != name


def test_nasty_names_do_nothing():
    """Names with markup, quotes, ends of scripts and marks of direction are only text."""
    wood = land(lambda name: f"{name} {NASTY}")
    scenario = elz.Scenario(NASTY).merge(["elm", "fir"], name=NASTY, day="2012-01-01")
    files = AtlasFiles(Book(wood, scenarios=[scenario]))
    for name, make in files.makers.items():
        text = make()
        if not name.startswith(("assets/", "tables/")):
            assert "<img" not in text, name
            assert "\u202e" not in text, name
        assert re.fullmatch(r"[a-z]+/[a-z0-9-]+\.\w+|[a-z]+\.html", name)


@settings(max_examples=4)
@given(data=st.data())
def test_any_land_has_an_atlas(data):
    """Whatever happened to it, with or without zones, figures, shapes and days in the record."""
    register = data.draw(drawn.registers())
    zoning = data.draw(drawn.zonings(register))
    figures = data.draw(drawn.figures(register))
    first = min((event.day for event in register.events), default=None)
    some = Landscape(
        name="drawn", covers=Period(first), register=register, zoning=zoning, figures=figures
    )
    files = AtlasFiles(Book(some))
    for make in files.makers.values():
        assert make()


def test_land_without_zones_or_shapes_has_an_atlas():
    """Its pages have no maps, and its map is empty."""
    bare = attrs.evolve(land(), zoning=Zoning(), shapes=elz.territory.Shapes())
    files = AtlasFiles(Book(bare))
    assert [] == data(files, "map")["arcs"]
    assert '<section id="map"' not in files.makers["municipalities/elm.html"]()
    assert "The municipalities on 2010-01-01" in files.makers["index.html"]()
