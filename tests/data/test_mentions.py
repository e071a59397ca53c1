"""What the packaged dossiers are found to speak of, as the documents themselves do.

The zones of each term, and the elements where they are few, were read in the five
documents, not in the dossiers.
"""

from __future__ import annotations

import pytest

import elzmodel as elz
from elzmodel.dossiers import Mentions, mentions
from elzmodel.policy import TraceKind, trace

H, K, Z, E = "haspengouw", "kempenland", "zuid-oost-limburg", "herkenrode"
ALL = {H, K, Z, E}


def found(term: str) -> Mentions:
    return mentions(elz.packaged_dossiers(), term)


BY_ZONE = {
    "mantelzorger": ALL,
    "preventie": ALL,
    "PZON": ALL,
    "lokaal bestuur": ALL,
    "toegankelijke": ALL,
    "vrijwilliger": {H, K, E},
    "multidisciplinair": {H, K, E},
    "kwetsbaar": {H, K, Z},
    "innovatief": {H, K, Z},
    "kwetsbare groepen": {H, Z},
    "omgevingsanalyses": {H, Z},
    "zorg en welzijn": ALL,
    "zorg en ondersteuning": ALL,
    "zorg- en welzijnslandschap": {H, K},
    "zorg- en hulpverleners": {H, Z},
    "extra aandacht": {H, Z},
    "samenwerkend netwerk": {H, Z},
    "multidisciplinaire aanpak": {H, K},
    "inclusieve zorgverlening": {Z},
    "duurzame oplossingen": {Z},
    "eerste lijn": {H},
    "burgers": {H, K},
    "achterban": {H, K},
    "persoonsgericht": {H, E},
    "ziekenhuizen": {H, E},
    "patiënten": {K, E},
    "data": {K, Z},
    "zelfredzaamheid": {H},
    "veerkracht": {H},
    "daklozen": {H},
    "pilootprojecten": {K},
    "jaarverslag": {K},
    "leiderschap": {Z},
    "signaleren": {Z},
    "huisartsen": {E},
    "penningmeester": {E},
    "OCMW": set(),
    "thuisverpleegkundige": set(),
    "dementie": set(),
    "eenzaamheid": set(),
    "wachtlijsten": set(),
    "digitaal": set(),
}


@pytest.mark.dear
@pytest.mark.parametrize("term", BY_ZONE)
def test_the_zones_that_speak_of_something_are_found(term: str) -> None:
    """With the word itself, inflected or abbreviated; not where only a longer word has it."""
    assert BY_ZONE[term] == set(found(term).surely)


ONLY_IN_PART = {
    "mantelzorg": ALL,
    "zorgmijd": {Z},
    "preventi": ALL,
    "kwetsba": ALL,
    "drempelverlag": {Z},
}


@pytest.mark.dear
@pytest.mark.parametrize("term", ONLY_IN_PART)
def test_the_beginning_of_a_word_finds_it_and_says_so(term: str) -> None:
    """No document has it as a word."""
    assert (ONLY_IN_PART[term], ()) == (set(found(term).zones), found(term).surely)


ELEMENTS = {
    "vroegtijdige zorgplanning": {(H, "od1.2")},
    "opvoeding": {(H, "2019/upbringing"), (H, "plan/upbringing")},
    "kinderkansarmoede": {(H, "4.2/a1"), (H, "overlegtafel-kinderkansarmoede")},
    "doorverwijzer": {(H, "5.1/a1/i2")},
    "zorg- en welzijnslandschap": {
        *((H, each) for each in ("od5.2", "plan/rationale-2")),
        *((K, each) for each in ("ambition-2/2", "ambition-3/3")),
    },
    "KP": {(H, "5.2/a3"), (H, "5.2/a3/i1"), (H, "kruispunten")},
    "rechtenverkenning": {(K, "vision-care-2/2")},
    "vergrijzing": {(K, "challenge-1")},
    "happy professional": {(Z, "mission-2/4")},
    "ambassadeurs": {(Z, "mission-2/3")},
    "zorgmijder": {(Z, "mission-6/1"), (Z, "element-3/1"), (Z, "zorgmijders")},
    "CAW": {(E, "welzijn-1"), (E, "caw")},
    "LDC": {(E, "welzijn-4"), (E, "lokale-dienstencentra")},
}


@pytest.mark.dear
@pytest.mark.parametrize("term", ELEMENTS)
def test_each_element_that_speaks_of_something_is_found_once(term: str) -> None:
    """Statements, goals, actions and indicators, groups, partners and seats."""
    assert sorted(ELEMENTS[term]) == sorted((each.zone, each.id) for each in found(term))


def test_a_trace_of_a_word_that_only_the_document_has_finds_its_goal() -> None:
    """The terms of a plan are read beside its titles."""
    steps = trace(elz.dossier(H).plan(), "vroegtijdige zorgplanning")
    assert ("od1.2",) == steps.ids(TraceKind.OPERATIONAL_GOAL)


def test_every_packaged_term_is_a_word_with_a_gloss_and_a_document() -> None:
    """They are an index, and print no sentence of a document."""
    terms = [
        term
        for each in elz.packaged_dossiers()
        for term in (*each.terms, *(t for plan in each.plans for t in plan.terms))
    ]
    assert 2000 < len(terms)
    assert [] == [term for term in terms if term.is_sentence or not (term.gloss and term.sources)]
