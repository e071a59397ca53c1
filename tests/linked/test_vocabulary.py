"""The published words: no key is lost on its way into a graph, and what is our own is explained."""

from __future__ import annotations

import json

import attrs
import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SKOS

import elzmodel as elz
from elzmodel.io.classes import classes_in
from elzmodel.linked import graph_of, linked_context, linked_terms, to_jsonld
from elzmodel.linked.documents import LINKED
from elzmodel.linked.vocabulary import ALSO, OWN, TERM
from elzmodel.values import Grade
from elzmodel.values.ids import grouped
from elzmodel.values.sources import Basis

CONTEXT = linked_context()


def texts(node, scope=(), of="") -> list[tuple[str, ...]]:
    """Yield each text with the key behind which it stands, and the class that has it."""
    if isinstance(node, dict):
        name = (node.get("@type") or [""])[0]
        return [each for key, value in node.items() for each in texts(value, (key,), name)]
    if isinstance(node, list):
        return [each for value in node for each in texts(value, scope, of)]
    return [(of, *scope, node)] if isinstance(node, str) else []


def meaning(of: str, key: str) -> object:
    scoped = CONTEXT.get(of, {})
    inner = scoped.get("@context", {}) if isinstance(scoped, dict) else {}
    return inner.get(key, CONTEXT.get(key))


@pytest.fixture(scope="module")
def written(limburg) -> list[dict]:
    """Return what is written of each kind of value, as JSON."""
    wave = elz.Scenario("w").merge(["Alken", "Heers"], name="A", day="2027-01-01")
    wave = wave.transfer("Wellen", to="herkenrode", day="2027-01-01")
    values = (limburg, elz.dossier("kempenland"), elz.dossier("herkenrode"), wave)
    return [json.loads(to_jsonld(each)) for each in values]


def test_every_address_is_one_to_a_reader_of_the_context(written) -> None:
    """Where an address stands, the context says that it is one, and nowhere else it does."""
    found = {
        (of, key)
        for each in written
        for of, key, text in texts({k: v for k, v in each.items() if k != "@context"})
        if text.startswith(OWN) and key not in {"id", "@type"}
    }
    of_addresses = [
        each
        for each in found
        if not (isinstance(said := meaning(*each), dict) and said.get("@type") == "@id")
    ]
    assert [] == of_addresses
    names = {
        (of, key)
        for each in written
        for of, key, text in texts({k: v for k, v in each.items() if k != "@context"})
        if ":" not in text
        and isinstance(said := meaning(of, key), dict)
        and said.get("@type") == "@id"
    }
    assert set() == names


def test_days_are_days_to_a_reader_of_the_context() -> None:
    """What every class calls a day, a beginning or an end is typed as a day."""
    for key in ("day", "start", "until", "decided", "recorded", "retracted", "recognised"):
        assert "xsd:date" == CONTEXT[key]["@type"]


def test_what_a_class_is_beside_ours_is_said_of_classes_that_there_are() -> None:
    """Every name in the list of other classes is one that is written."""
    known = {of.__name__ for kind in LINKED.values() for of in classes_in(kind.of)}
    assert set() == ALSO.keys() - known
    scoped = {key for key, each in CONTEXT.items() if isinstance(each, dict) and "@context" in each}
    assert {"grade", "basis"} == scoped - known


def test_no_two_keys_of_a_class_mean_the_same_to_a_reader() -> None:
    """What expands to one word could not be told apart; a member's address says of which kind."""
    classes = {of for kind in LINKED.values() for of in classes_in(kind.of)}
    doubles = []
    for of in classes:
        keys = [each.name for each in attrs.fields(of)]
        by_word = grouped((word(of.__name__, key), key) for key in keys)
        doubles += [(of.__name__, *each) for each in by_word.values() if len(each) > 1]
    assert [("Membership", "partner", "person")] == doubles


def word(of: str, key: str) -> tuple[str, str]:
    """Return the word that a key of a class expands to, and the language of its text."""
    said = meaning(of, key)
    entry = said if isinstance(said, dict) else {"@id": said or key}
    return entry.get("@id", key), entry.get("@language", "")


def test_no_text_is_lost_in_the_graph() -> None:
    """Each text and each number of a document stands in its graph."""
    council = elz.dossier("herkenrode").councils[0]
    plain = json.loads(to_jsonld(council))
    terms = {str(term) for triple in graph_of(council) for term in triple}
    given = {
        text
        for _, key, text in texts({k: v for k, v in plain.items() if k != "@context"})
        if key != "@type"
    }
    assert set() == given - terms


def test_our_own_words_are_explained() -> None:
    """Classes that only we have, and every grade, stand in the published terms."""
    graph = rdflib.Graph().parse(data=linked_terms(), format="turtle")
    classes = {str(each).removeprefix(TERM) for each in graph.subjects(RDF.type, RDFS.Class)}
    assert {"MunicipalityVersion", "ZoneMembership", "ZoneVersion", "DecisionPoint", "Period"} == (
        classes
    )
    assert {each.value: each.meaning for each in Grade} == defined(graph, "grade")
    assert {each.value for each in Basis} == {*defined(graph, "basis")}


def defined(graph: rdflib.Graph, scheme: str) -> dict[str, str]:
    """Return the notations of a code list with their definitions."""
    concepts = graph.subjects(SKOS.inScheme, rdflib.URIRef(f"{OWN}{scheme}"))
    return {
        str(graph.value(each, SKOS.notation)): str(graph.value(each, SKOS.definition))
        for each in concepts
    }
