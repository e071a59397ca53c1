"""The one resolver: what names, codes, ids and brackets mean, told without raising."""

from __future__ import annotations

from datetime import date
from unittest import mock

import numpy as np
import pytest

from elzmodel import InvalidValueError, flanders
from elzmodel.errors import AmbiguousNameError, NotOnDayError, UnknownIdError
from elzmodel.landscape.names import Alias, AreaNames, Meaning, Names
from elzmodel.values import text

DAY = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("key", "meaning"),
    [
        ("Hasselt", Meaning.ONE),
        ("71072", Meaning.ONE),
        ("hasselt (71072)", Meaning.ONE),
        ("Halle [Vlaams-Brabant]", Meaning.ONE),
        ("Hove (Anvers)", Meaning.ONE),
        ("Halle (Antwerpen)", Meaning.NONE),
        ("Halle (Zoersel)", Meaning.NONE),
        ("Kortessem", Meaning.OTHER_DAY),
        ("73040", Meaning.OTHER_DAY),
        ("Hasel", Meaning.NONE),
        ("St.-Truiden", Meaning.ONE),
        ("Sint\u2011Niklaas", Meaning.ONE),
        ("Haan, De", Meaning.ONE),
        ("Heist o/d Berg", Meaning.ONE),
        ("St-Nicolas", Meaning.SEVERAL),
    ],
)
def test_what_a_text_means_is_a_value(key, meaning):
    """A municipality of the day, of another day, or none: nothing is raised."""
    assert meaning is flanders().names.find_municipality(key, DAY).meaning


@pytest.mark.parametrize(
    ("key", "meaning"),
    [
        ("haspengouw", Meaning.ONE),
        ("ELZ Haspengouw", Meaning.ONE),
        ("elz-haspengouw", Meaning.ONE),
        ("Eerstelijnszone Haspengouw", Meaning.ONE),
        ("Haspengouw (ELZ)", Meaning.ONE),
        ("Oostende-Bredene (middenkust)", Meaning.ONE),
        ("Haspengouw (Gent)", Meaning.NONE),
        ("elz2", Meaning.SEVERAL),
        ("elz", Meaning.NONE),
    ],
)
def test_what_a_text_means_among_zones(key, meaning):
    """One zone, a group of them, or none."""
    assert meaning is flanders().names.find_zone(key, DAY).meaning


def test_several_of_one_name_are_all_found(wood):
    """The matches are told apart by what stands between brackets."""
    found = wood.names.find_municipality("tree", date(2012, 1, 1))
    assert (Meaning.SEVERAL, 2) == (found.meaning, len(found.on_day))
    assert ["fir"] == [m.unit for m in wood.names.find_municipality("Tree (10004)", DAY).on_day]


@pytest.mark.parametrize("key", ["ELZ Haspengouw", "Haspengouw", "HASPENGOUW", "elz-haspengouw"])
def test_a_name_of_a_zone_is_its_id_everywhere(key):
    """The resolver says the id that stands in documents, whatever stood before the name."""
    assert {"haspengouw"} == {zone.id for zone in flanders().names.zones_ever(key)}


@pytest.mark.parametrize(
    ("kind", "key", "suggestions"),
    [
        ("municipality", "Hasel", "Hasselt"),
        ("municipality", "17072", "Hasselt (71072)"),
        ("municipality", "Hale (Vlaams-Brabant)", "Halle"),
        ("zone", "ELZ Haspengauw", "Haspengouw"),
        ("area", "Limbrug", "Limburg"),
        ("population", "ELZ Herkenrod", "Herkenrode"),
    ],
)
def test_errors_suggest_what_is_near(kind, key, suggestions):
    """Names for a name, with the bracket and the prefix left out; codes for a code."""
    day = flanders().on(DAY)
    ask = {
        "municipality": day.municipality,
        "zone": day.zone,
        "area": day.municipalities_in,
        "population": lambda key: day.population(key, year=2021),
    }
    with pytest.raises(UnknownIdError) as caught:
        ask[kind](key)
    assert suggestions == caught.value.suggestions[0]


def test_suggestions_are_looked_up_when_an_error_is_shown():
    """An error that nobody reads costs no comparison of names; shown, it has them."""
    with mock.patch.object(text, "get_close_matches", wraps=text.get_close_matches) as compared:
        day = flanders().on(DAY)
        day.population("haspengouw", year=2021)
        with pytest.raises(UnknownIdError) as caught:
            day.municipality("Hasel")
        assert 0 == compared.call_count
        assert "Did you mean Hasselt" in str(caught.value)
        assert 1 == compared.call_count


@pytest.mark.parametrize("place", [5, None, [["Hasselt"]], ""])
def test_what_is_no_text_is_no_place(place):
    """Figures are refused for it with a message that says what was expected."""
    with pytest.raises(InvalidValueError):
        flanders().on(DAY).population([place] if place is None else place, year=2021)


def test_names_that_were_looked_up_are_not_kept_for_ever(wood, monkeypatch):
    """A snapshot forgets what texts meant when it has seen many."""
    monkeypatch.setattr("elzmodel.landscape.snapshot._REMEMBERED", 1)
    day = wood.on("2012-01-01")
    totals = [day.population(key, year=2015) for key in ("Elm", "Fir", "Elm")]
    assert totals[0] == totals[2] != totals[1]


@pytest.mark.parametrize(
    ("key", "error"),
    [("Tree", AmbiguousNameError), ("Quercus", NotOnDayError), ("Oka", UnknownIdError)],
)
def test_figures_of_a_name_without_one_meaning_are_refused(wood, key, error):
    """By the error that knows most about it."""
    with pytest.raises(error):
        wood.on("2021-01-01").population(key, year=2015)


def test_a_name_goes_before_an_alias_of_another(wood):
    """An alias that equals the name of a municipality does not make that one ambiguous."""
    aliases = (*wood.aliases, Alias(scope="municipality", text="Elm", ids=("fir",)))
    names = Names(wood.register, wood.zoning, aliases)
    assert ["elm"] == [m.unit for m in names.find_municipality("ELM", date(2015, 1, 1)).on_day]


def test_the_resolver_itself_suggests_near_names(wood):
    """Where no day knows more about places, names of municipalities are near."""
    with pytest.raises(UnknownIdError, match="Did you mean Grove"):
        wood.names.municipality("Grovy", DAY)


def test_what_names_no_zone_is_refused_with_near_ones():
    """Asked of the names alone, a word that nothing has is an error with suggestions."""
    with pytest.raises(UnknownIdError, match="Herkenrode"):
        flanders().names.zone("Herkenrood", DAY)


def test_a_zone_asked_for_as_an_area_is_told():
    """Not something else with a like name."""
    with pytest.raises(UnknownIdError, match="It is a zone: municipalities_of") as caught:
        flanders().on(DAY).municipalities_in("Haspengouw")
    assert "PZ" not in str(caught.value)


def test_an_area_of_an_answer_is_found_by_its_name():
    """What has figures by area takes an id, or a name in any case and with ``ELZ`` before it."""
    day = flanders().on("2025-01-01")
    rolled = day.aggregate({"71072": 5, "73001": 1, "73022": 4}, to="zone")
    line = flanders().series({2025: {"71072": 5}}, to="zone", layout="2025-01-01")
    for asked in ("herkenrode", "Herkenrode", "HERKENRODE", "ELZ Herkenrode"):
        assert rolled["herkenrode"] == rolled[asked]
        assert line["herkenrode"] == line[asked]
    assert rolled.sum(["herkenrode"]) == rolled.sum("ELZ Herkenrode")
    assert rolled.sum("herkenrode") == rolled.sum(["Herkenrode", "herkenrode"])
    with pytest.raises(UnknownIdError, match=r"no zone 'Herkenrod' is known. Did you mean herken"):
        rolled["Herkenrod"]
    with pytest.raises(InvalidValueError, match=r"not a zone: None. Expected a code, an id or a"):
        rolled[None]


def test_a_municipality_of_an_answer_is_found_by_its_name():
    """A municipality is found by its code or its name; a code needs its quotes."""
    day = flanders().on("2025-01-01")
    rolled = day.aggregate({"71053": 5}, to="municipality")
    for asked in ("71053", "Sint-Truiden", "st. truiden"):
        assert 5 == rolled[asked].value
    with pytest.raises(IndexError):
        rolled[71053]
    with pytest.raises(InvalidValueError, match="put quotes around a code"):
        rolled.sum([71053])


def test_areas_of_one_name_are_told_apart():
    """A name that several areas have means all of them, and not one."""
    areas = AreaNames("municipality", [("1", "Halle"), ("2", "HALLE"), ("3", "Halle"), ("4", "1")])
    assert "1" == areas.one("1")
    assert ("1", "3") == areas.called("Halle")
    assert ("1", "2", "3") == areas.called("halle")
    with pytest.raises(AmbiguousNameError, match="1"):
        areas.one("Halle")


def test_a_zone_where_a_municipality_is_asked_is_told_so():
    """Somebody who asks for the zone of a zone, or why it is where it is, hears what it is."""
    fl, day = flanders(), flanders().on("2025-01-01")
    doors = (
        day.zone_of,
        day.municipality,
        day.locate,
        lambda key: fl.explain(key, on="2025-01-01"),
    )
    for door in doors:
        with pytest.raises(UnknownIdError, match="It is a zone: municipalities_of has what"):
            door("ELZ Haspengouw")


@pytest.mark.parametrize("code", [73022, np.int64(73022)], ids=["plain", "numpy"])
def test_a_code_as_a_number_is_told_to_be_quoted(code):
    """A column of codes that a frame read as numbers has lost what codes are."""
    with pytest.raises(InvalidValueError, match="put quotes around a code"):
        flanders().on("2025-01-01").zone_of(code)


def test_a_day_that_is_none_is_told_before_what_is_unknown_on_it() -> None:
    """Whatever is asked, once nothing is found."""
    fl = flanders()
    for day in (2025, (), "x"):
        for ask in (fl.names.municipality, fl.names.zone):
            with pytest.raises(InvalidValueError, match="not a day"):
                ask("population", day)
