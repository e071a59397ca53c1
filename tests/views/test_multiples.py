"""Maps beside each other: one geometry for all, and what moved in each."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter

import pytest

import elzmodel as elz
from elzmodel.errors import InvalidValueError
from elzmodel.landscape import compare
from elzmodel.scenarios import waves
from elzmodel.views import before_and_after, scenario_maps

SVG = "{http://www.w3.org/2000/svg}"
FL = elz.flanders()
WAVE = elz.Scenario("Wave").merge(["Alken", "Wellen"], day="2027-01-01")


def drawn(picture):
    return ET.fromstring(picture.to_svg())


def words(picture):
    return [t.text for t in drawn(picture).iter(f"{SVG}text") if not t.get("aria-hidden")]


@pytest.fixture(scope="module")
def alternatives():
    """What each answer to one open question leads to."""
    return [elz.outcome(FL, each) for each in elz.alternatives(FL, WAVE)]


@pytest.fixture(scope="module")
def sixty():
    """Twelve waves of mergers all over Flanders, five times each."""
    many = waves(FL, count=12, size=4, seed=7, area="Vlaams Gewest")
    return [elz.outcome(FL, each) for each in many] * 5


def test_each_alternative_has_a_map_beside_the_day_without_it(alternatives):
    """Three maps, each with its name; what moved is told of each."""
    picture = scenario_maps(alternatives)
    named = [word for word in words(picture) if word.startswith("Without")]
    assert ["Without the scenario, 2027-01-01"] == named
    assert 3 == picture.to_svg().count('-frame)"')
    assert "Haspengouw: Alken; Herkenrode: Wellen." in picture.description
    assert [("Haspengouw", "Alken"), ("Herkenrode", "Wellen")] == [
        row[:2] for row in picture.table.rows
    ]


def test_geometry_is_drawn_once_and_used(alternatives):
    """Every use leads to a path or group that there is once."""
    root = drawn(scenario_maps(alternatives))
    ids = Counter(each.get("id") for each in root.iter() if each.get("id"))
    used = {each.get("href").removeprefix("#") for each in root.iter(f"{SVG}use")}
    assert 1 == max(ids.values())
    assert used <= ids.keys()


@pytest.mark.dear
def test_sixty_maps_are_small(sixty):
    """Sixty maps of Flanders take less than 600 KB."""
    picture = scenario_maps(sixty)
    assert len(picture.to_svg().encode()) < 600_000
    assert 61 == picture.to_svg().count('-frame)"')


def test_before_and_after_have_the_names_of_their_days():
    """A zone that was renamed has its later name in the key; ten zones differ."""
    difference = compare(FL.on("2024-12-31"), FL.on("2025-01-01"))
    picture = before_and_after(difference, lang="nl")
    assert "4 Middenkust" in words(picture)
    assert "10 Zuid-Oost Limburg" in words(picture)
    assert picture.title == "Zones voor en na, 2024-12-31 en 2025-01-01"


def test_where_nothing_differs_all_is_shown():
    """Two maps of one day have no red edge."""
    day = FL.on("2025-01-01")
    assert "edge: changed zone" not in words(before_and_after(compare(day, day)))


def test_land_that_is_not_decided_is_hatched():
    """A merger across zones that nobody settled leaves its zone open."""
    picture = scenario_maps([elz.outcome(FL, WAVE, year=2026)])
    assert "not decided" in words(picture)
    assert picture.description.endswith("(not decided: Alken-Wellen).")


def test_land_that_left_every_zone_is_not_drawn_in_its_old_one():
    """It has a colour of its own in the maps in which it is in none."""
    left = elz.outcome(FL, WAVE.undecide("Voeren", day="2027-01-01"), year=2026)
    picture = scenario_maps([left])
    assert "in no zone any more" in words(picture)
    assert "(in no zone any more: Voeren; not decided: Alken-Wellen)" in picture.description
    assert 1 == picture.to_svg().count('fill="#9aa5b1" stroke="#fff"')


def test_no_outcome_is_refused():
    """There is nothing to draw."""
    with pytest.raises(InvalidValueError):
        scenario_maps([])
