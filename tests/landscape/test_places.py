"""Where villages, districts and postal codes lie on a day."""

from __future__ import annotations

import pytest
from attrs import evolve

from elzmodel import flanders
from elzmodel.errors import (
    AmbiguousNameError,
    InvalidValueError,
    NotOnDayError,
    UndecidedError,
    UnknownIdError,
)
from elzmodel.landscape import Gazetteer


@pytest.fixture
def day():
    """Return the first day of the layout of 2025."""
    return flanders().on("2025-01-01")


@pytest.mark.parametrize(
    ("name", "postal_code", "place", "zones"),
    [
        ("Halle", "2980", "Halle in Zoersel (11055)", ["voorkempen"]),
        ("Halle", "1500", "Halle (23027)", ["zennevallei"]),
        ("Halle (Zoersel)", None, "Halle in Zoersel (11055)", ["voorkempen"]),
        ("Halle (Vlaams-Brabant)", None, "Halle (23027)", ["zennevallei"]),
        ("Nieuwerkerken (Alost)", None, "Nieuwerkerken in Aalst (41002)", ["regio-aalst"]),
        ("Machelen (Zulte)", None, "Machelen in Zulte (44081)", ["schelde-en-leie"]),
        ("Deurne", "2100", "Deurne in Antwerpen (11002)", ["antwerpen-oost"]),
        ("Kruishoutem", None, "Kruishoutem in Kruisem (45068)", ["vlaamse-ardennen"]),
        ("Hasselt", None, "Hasselt (71072)", ["herkenrode"]),
        ("St.-Truiden", None, "Sint-Truiden (71053)", ["haspengouw"]),
        ("St-Pieters Rode", None, "Sint-Pieters-Rode in Holsbeek (24043)", ["leuven-noord"]),
    ],
)
def test_a_place_is_located(day, name, postal_code, place, zones):
    """A postal code or a bracket tells places of one name apart."""
    found = day.locate(name, postal_code=postal_code)
    assert (place, zones) == (str(found), [zone.id for zone in found.zones])


@pytest.mark.parametrize("name", ["Halle", "Deurne", "Aalst"])
def test_a_name_of_several_places_asks(day, name):
    """Where nothing tells them apart, all places of the name are named."""
    with pytest.raises(AmbiguousNameError) as caught:
        day.locate(name)
    assert 2 == len(caught.value.candidates)


@pytest.mark.parametrize(
    ("name", "postal_code", "said"),
    [
        ("Gent", "2980", "2980 is Zoersel (11055)"),
        ("Gent (Zoersel)", None, "Gent is Gent (44021)"),
    ],
)
def test_what_contradicts_is_refused(day, name, postal_code, said):
    """No place is guessed where the name and the rest do not go together."""
    with pytest.raises(InvalidValueError, match="Expected") as caught:
        day.locate(name, postal_code=postal_code)
    assert said in str(caught.value)


def test_unknown_places_have_near_names(day):
    """Villages are among the suggestions."""
    with pytest.raises(UnknownIdError, match="Did you mean Kruishoutem") as caught:
        day.locate("Kruishoutum")
    assert "place" == caught.value.kind


def test_a_municipality_of_another_day_says_so(day):
    """A name that only an ended municipality had is not a place of the day."""
    with pytest.raises(NotOnDayError, match="Puurs-Sint-Amands"):
        flanders().on("2018-06-01").locate("Puurs-Sint-Amands")
    assert "Kortessem in Hasselt (71072)" == str(day.locate("Kortessem"))


def test_what_is_no_municipality_is_explained(day):
    """A district and a village are named with municipality and zone, a neighbour as outside."""
    with pytest.raises(UnknownIdError) as caught:
        day.zone_of("Deurne")
    said = str(caught.value)
    assert "Antwerpen (11002) (zone antwerpen-oost) and in Diest (24020) (zone demerland)" in said
    with pytest.raises(UnknownIdError, match=r"Liège \(62063\) lies outside the record"):
        day.municipality("62063")


def test_before_there_were_zones_no_zone_is_named():
    """A village lies in a municipality also where no zone exists yet."""
    early = flanders().on("2018-06-01")
    assert () == early.locate("Ekeren").zones
    with pytest.raises(UnknownIdError, match=r"district in Antwerpen \(11002\)$"):
        early.municipality("Ekeren")


@pytest.mark.parametrize(
    ("code", "zone", "municipalities"),
    [
        ("3500", "herkenrode", ["Hasselt"]),
        ("2000", "antwerpen-centrum", ["Antwerpen"]),
        ("1804", "bravio", ["Vilvoorde", "Zemst"]),
    ],
)
def test_a_postal_code_has_a_zone_and_municipalities(day, code, zone, municipalities):
    """A code of Antwerpen lies in the zone of its part; some codes lie in two municipalities."""
    found = [m.name for m in day.municipalities_of_postal_code(code)]
    assert (zone, municipalities) == (day.zone_of_postal_code(code).id, found)


def test_a_postal_code_of_a_day_without_a_table_is_not_answered(day):
    """No table of another layout is asked, and unknown codes have near ones."""
    with pytest.raises(NotOnDayError, match="No table of postal codes speaks of that day"):
        flanders().on("2018-06-01").zone_of_postal_code("3500")
    with pytest.raises(NotOnDayError, match="it does from 2025-01-01"):
        flanders().on("2024-06-01").zone_of_postal_code("1931")
    with pytest.raises(UnknownIdError, match="9992"):
        day.zone_of_postal_code("9999")


def test_a_postal_code_of_undecided_land_is_undecided():
    """An open decision about its municipality is one about the postal code."""
    open_day = flanders().on("2025-01-01", known="2024-06-01")
    with pytest.raises(UndecidedError, match="postal code 3500"):
        open_day.zone_of_postal_code("3500")


def test_a_gazetteer_shows_what_it_holds():
    """Empty ones have nothing, and know nothing."""
    assert "<Gazetteer: 0 villages, 0 postal codes>" == repr(Gazetteer())
    assert (None, ()) == (Gazetteer().elsewhere("Namen"), Gazetteer().postal_code("1000"))


# --- what sources or languages leave open ---------------------------------------


def test_a_postal_code_on_which_sources_differ_says_so(day):
    """1931 is followed as Machelen; the note names both sources."""
    found = day.locate("Machelen", postal_code="1931")
    (note,) = found.notes
    assert ("ELZ-L041", "1931") == (note.code, note.subject)
    assert "in Machelen (zone BraVio) (S07), in Zaventem (zone Druivenstreek) (S29)" in note.message
    assert () == day.locate("Machelen", postal_code="1830").notes


def test_a_name_that_one_source_gives_a_postal_code_is_refused_with_it(day):
    """Zaventem is not where 1931 is followed to be, and the message says who differs."""
    with pytest.raises(InvalidValueError, match="1931 is Machelen") as caught:
        day.locate("Zaventem", postal_code="1931")
    assert "in Zaventem (zone Druivenstreek) (S29)" in str(caught.value)


def test_a_name_that_a_municipality_elsewhere_has_asks(day):
    """Saint-Nicolas is Sint-Niklaas in French, and a municipality of Wallonia."""
    for ask in (day.municipality, day.zone_of, day.locate):
        with pytest.raises(AmbiguousNameError) as caught:
            ask("Saint-Nicolas")
        assert ("Sint-Niklaas (46021)", "Saint-Nicolas (62093)") == caught.value.candidates
    with pytest.raises(AmbiguousNameError):
        day.population("Saint-Nicolas", year=2024)


def test_what_tells_a_name_apart_from_one_elsewhere_settles_it(day):
    """A province in brackets, or a postal code."""
    assert "46021" == day.municipality("Saint-Nicolas (Oost-Vlaanderen)").nis
    assert "46021" == day.locate("Saint-Nicolas", postal_code="9100").municipality.nis


def test_a_key_of_a_table_that_a_municipality_elsewhere_has_is_left_out():
    """It is told with what it can mean, not guessed."""
    _, problem = flanders().vintage(["Alost", "Tamise", "Saint-Nicolas"]).findings()
    assert "Sint-Niklaas (46021) or Saint-Nicolas (62093)" in problem.message


def test_a_municipality_whose_name_villages_have_has_a_note(day):
    """For those who read a list: Halle is the municipality, and there is Halle in Zoersel."""
    places = day.places
    note = places.note("Halle", day.municipality("Halle"))
    assert ("ELZ-L040", ("Zoersel (11055)",)) == (note.code, note.values["others"])
    assert places.note("Hasselt", day.municipality("Hasselt")) is None


# --- what else a name or a code may be --------------------------------------------


def test_figures_and_shapes_explain_a_village_too(day):
    """Deurne is no misspelling of Veurne, and 9000 is a postal code."""
    for ask in (day.shape, day.zone, lambda name: day.population(name, year=2024)):
        with pytest.raises(UnknownIdError, match=r"district in Antwerpen \(11002\)"):
            ask("Deurne")
    with pytest.raises(UnknownIdError, match=r"postal code, of Gent \(44021\) \(zone gent\)"):
        day.zone_of("9000")
    with pytest.raises(UnknownIdError, match=r"It is a postal code$"):
        flanders().on("2018-06-01").municipality("9000")
    with pytest.raises(UnknownIdError, match="municipalities_in"):
        day.population("Limburg", year=2024)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Zaventem (Sint-Stevens-Woluwe)", "Sint-Stevens-Woluwe in Zaventem (23094)"),
        ("Halle (2980)", "Halle in Zoersel (11055)"),
        ("Halle (1500)", "Halle (23027)"),
    ],
)
def test_a_village_or_a_postal_code_in_brackets_decides(day, name, place):
    """As a municipality or a province in them does."""
    assert place == str(day.locate(name))


def test_what_brackets_say_of_a_municipality_is_heard(day):
    """What contradicts is no village, and a postal code that fits names the place."""
    with pytest.raises(UnknownIdError, match=r"Sint-Niklaas is Sint-Niklaas \(46021\)"):
        day.municipality("Sint-Niklaas (9000)")
    with pytest.raises(UnknownIdError, match=r"Halle is Halle \(23027\)$"):
        day.municipality("Halle (1500)")
    with pytest.raises(UnknownIdError, match=r"district in Zoersel \(11055\) \(zone voorkempen\)$"):
        day.municipality("Halle (2980)")


@pytest.mark.parametrize("name", ["Halle (9000)", "Zaventem (Kessel-Lo)", "Halle (1931)"])
def test_brackets_that_contradict_are_refused(day, name):
    """A village or a postal code of elsewhere is not overlooked."""
    with pytest.raises(InvalidValueError, match="a place of that name there"):
        day.locate(name)


def test_a_postal_code_narrows_the_land(day):
    """Antwerpen has four zones, and its postal code 2600 one."""
    found = day.locate("Antwerpen", postal_code="2600")
    assert ({"antwerpen-2600"}, ["antwerpen-centrum"]) == (
        found.parts,
        [zone.id for zone in found.zones],
    )
    assert found.parts == day.locate("Antwerpen (2600)").parts


def test_land_of_an_open_decision_has_all_its_candidates():
    """Kortessem is not placed in the zone in which it was."""
    open_day = flanders().on("2025-01-01", known="2024-06-01")
    found = open_day.locate("Kortessem")
    assert ["haspengouw", "herkenrode"] == [zone.id for zone in found.zones]
    assert ["ELZ-L010"] == [note.code for note in found.notes]
    with pytest.raises(UnknownIdError, match=r"zone haspengouw or herkenrode"):
        open_day.zone_of("Stevoort")


@pytest.mark.parametrize("name", ["Gemeente Zemst", "OCMW Zemst", "Stadsbestuur Zemst"])
def test_the_name_of_an_administration_suggests_its_municipality(day, name):
    """Tables read it; asked by itself it is no municipality, and the near name is its own."""
    for ask in (day.municipality, day.shape, day.locate):
        with pytest.raises(UnknownIdError, match=r"Did you mean Zemst"):
            ask(name)


def test_history_and_explanations_know_villages_and_neighbours():
    """Deurne is no misspelling of Veurne, and 62063 lies outside; so it is without a last day."""
    fl = flanders()
    open_ended = evolve(fl, covers=evolve(fl.covers, until=None))
    for ask in (fl.history, open_ended.history, lambda key: fl.explain(key, on="2025-01-01")):
        with pytest.raises(UnknownIdError, match=r"district in Antwerpen \(11002\) \(zone"):
            ask("Deurne")
        with pytest.raises(UnknownIdError, match=r"Liège \(62063\) lies outside"):
            ask("62063")
