"""How a word that is looked for is found in texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from elzmodel.errors import InvalidValueError
from elzmodel.policy import ABBREVIATIONS, Match, Wanted

INFLECTED = {
    "kwetsbaar": "kwetsbare",
    "preventie": "preventieve",
    "zorgraad": "zorgraden",
    "huis": "huizen",
    "gezin": "gezinnen",
    "gemeente": "gemeenten",
    "organisatie": "organisaties",
    "kwetsbaarheid": "kwetsbaarheden",
    "kernlid": "kernleden",
    "themadag": "themadagen",
    "probleem": "problemen",
    "middel": "middelen",
    "sociaal": "sociale",
    "goed": "goede",
    "idee": "ideeën",
    "innovatieve": "innovatie",
    "kind": "kinderen",
    "dienstencentrum": "dienstencentra",
    "zorgactor": "zorgactoren",
    "kantoor": "kantoren",
    "senior": "senioren",
    "jaarverslag": "jaarverslagen",
    "niveau": "niveaus",
    "bedrag": "bedragen",
}


@pytest.mark.parametrize(("one", "other"), INFLECTED.items())
def test_forms_of_one_word_find_each_other(one, other):
    """In either direction, whatever the spelling does."""
    assert Match.INFLECTED is Wanted(one).in_texts([f"de {other} hier"]).match
    assert Match.INFLECTED is Wanted(other).in_texts([one]).match


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("ouders", "ouderen"),
        ("kan", "kans"),
        ("positief", "positie"),
        ("actie", "actieve"),
        ("thui", "thuis"),
        ("arme", "warmte"),
    ],
)
def test_words_that_only_look_alike_are_no_forms_of_one(word, text):
    """What an ending would take off is not always an ending."""
    hit = Wanted(word).in_texts([text])
    assert hit is None or hit.match is Match.PART_OF_WORD


@pytest.mark.parametrize(
    ("word", "text", "words"),
    [
        ("mantelzorg", "alle mantelzorgers", "mantelzorgers"),
        ("preventi", "preventie", "preventie"),
        ("diabetes", "Halt2Diabetes", "Halt2Diabetes"),
        ("kwetsbare groep", "kwetsbare doelgroepen", "kwetsbare doelgroepen"),
        ("preventieve", "preventiewerker", "preventiewerker"),
    ],
)
def test_compounds_and_derivations_are_only_part_of_a_word(word, text, words):
    """The answer says so, with the longer word as it is written."""
    assert (Match.PART_OF_WORD, words) == Wanted(word).in_texts([text])


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("PZON", "personen met een zorg- en ondersteuningsnood"),
        ("personen met een zorg- en/of ondersteuningsnood", "elke PZON"),
        ("gbo", "geïntegreerd breed onthaal"),
        ("Kruispunten", "KP"),
        ("lokale dienstencentra", "het LDC"),
    ],
)
def test_abbreviations_are_found_written_out_and_the_other_way_round(word, text):
    """As far as the glossary of the field has them."""
    assert Match.ABBREVIATION is Wanted(word).in_texts([text]).match


def test_an_abbreviation_is_never_a_part_of_a_word():
    """ELP is not in *helpen*; nor is it spelled out."""
    assert None is Wanted("ELP").in_texts(["elkaar helpen", "eerstelijnspartner"])
    assert Match.WORD is Wanted("elp").in_texts(["GBO, ELP en KP"]).match


def test_the_glossary_has_the_abbreviations_that_searches_link():
    """With what the first form of each is."""
    page = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text("utf-8")
    for short, forms in ABBREVIATIONS.items():
        written = f"*{forms[0]}*" if forms else "nowhere spelled out"
        assert f"| {short.upper()} | {written} |" in page


def test_the_surest_way_is_told():
    """The word itself comes before an inflected one, and that before a part."""
    texts = ["zorgmijders", "mijders", "een mijder"]
    assert (Match.WORD, "mijder") == Wanted("mijder").in_texts(texts)
    assert (Match.INFLECTED, "mijders") == Wanted("mijder").in_texts(texts[:2])


def test_an_expression_is_found_word_for_word_in_its_order():
    """Each of its words may be inflected; other words may not stand between."""
    assert None is Wanted("kwetsbare groep").in_texts(["groep kwetsbare", "kwetsbare, arme groep"])
    assert (
        Match.INFLECTED
        is Wanted("vroegtijdige zorgplanning").in_texts(["Vroegtijdig zorgplanning"]).match
    )


def test_very_short_words_are_not_looked_for_in_longer_ones():
    """They are in nearly every one."""
    assert None is Wanted("le").in_texts(["leven"])


def test_a_soft_hyphen_does_not_part_a_word():
    """Texts that are copied have them."""
    assert Match.WORD is Wanted("mantelzorg").in_texts(["mantel\u00adzorg"]).match


def test_a_term_without_letters_is_refused():
    """It would be in every text."""
    with pytest.raises(InvalidValueError, match="beginning of one"):
        Wanted(" - ")


@pytest.mark.parametrize("term", ["de", "En", "voor de"], ids=str)
def test_a_word_that_is_in_every_text_is_refused(term):
    """The index of a document has no such words: that it lacks them would say nothing."""
    with pytest.raises(InvalidValueError, match="not every text has"):
        Wanted(term)


def test_nothing_is_a_part_of_a_word_that_is_in_every_text():
    """An ear (*oor*) is not in *voor*; in an expression such words count."""
    assert None is Wanted("oor").in_texts(["voor en door iedereen"])
    assert Match.WORD is Wanted("respect voor de burger").in_texts(["respect voor de burger"]).match


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("eerste lijn", "de eerstelijn versterken"),
        ("eerstelijn", "een sterke eerste lijn"),
        ("zorgtraject", "elk zorg-traject"),
    ],
    ids=["as one", "as two", "with a hyphen"],
)
def test_words_written_as_one_or_as_two_are_the_same(term, text):
    """Writers differ in it, and often do not know."""
    assert Match.WORD is Wanted(term).in_texts([text]).match


def test_the_word_of_two_others_is_another():
    """What comes up (*aan bod*) is not what is offered (*aanbod*)."""
    assert None is Wanted("aanbod").in_texts(["wat aan bod komt"])
