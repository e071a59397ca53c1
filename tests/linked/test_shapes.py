"""Graphs held against the packaged shapes in SHACL."""

from __future__ import annotations

import pytest

import elzmodel as elz
from elzmodel.linked import check_shapes, graph_of


@pytest.fixture(scope="module")
def council() -> str:
    """Return the council of Herkenrode as Turtle."""
    return graph_of(elz.dossier("herkenrode").councils[0]).serialize(format="turtle")


def test_what_the_library_writes_keeps_to_the_shapes(limburg) -> None:
    """The land of three zones keeps to them, with a merger whose zone is not decided."""
    merger = elz.Scenario("w").merge(["Alken", "Wellen"], name="A", day="2026-01-01")
    assert () == tuple(check_shapes(graph_of(elz.adopt(limburg, merger))))


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (
            "org:postIn <urn:elzmodel:body:herkenrode:zorgraad-herkenrode-2023:bestuursorgaan>",
            "org:postIn <urn:elzmodel:body:herkenrode:zorgraad-herkenrode-2023:weg>",
            "a seat is in one body of the council",
        ),
        ('elz:cluster "care"', 'elz:cluster "cure"', "a seat belongs to one cluster"),
        (
            'time:hasBeginning "2023-01-01"^^xsd:date',
            'time:hasBeginning "2023-01-01"^^xsd:date ; time:hasEnd "2022-01-01"^^xsd:date',
            "a period ends after its first day",
        ),
        ("dct:spatial <urn:elzmodel:zone:herkenrode> ;", "", "a council works in one zone"),
        ("org:member <urn:elzmodel:person:herkenrode:p01>", "a elz:X", "is of one person"),
    ],
    ids=["body", "cluster", "period", "zone", "person"],
)
def test_a_fault_is_found_with_the_thing_that_has_it(council, right, wrong, message) -> None:
    """What is seeded in a good graph is what the shapes find."""
    import rdflib

    assert right in council
    graph = rdflib.Graph().parse(data=council.replace(right, wrong, 1), format="turtle")
    found = check_shapes(graph)
    assert [True] == [message in each.message for each in found]
    assert all(each.code == "ELZ-J008" and each.subject for each in found)


def test_two_municipalities_with_one_code_are_found() -> None:
    """The same code for two municipalities at a time is a fault; after each other it is none."""
    import rdflib

    text = """
        @prefix dct: <http://purl.org/dc/terms/> .
        @prefix elz: <urn:elzmodel:term:> .
        @prefix org: <http://www.w3.org/ns/org#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix time: <http://www.w3.org/2006/time#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <urn:x:u> a org:Organization .
        <urn:x:a> a elz:MunicipalityVersion ; dct:isVersionOf <urn:x:u> ; skos:prefLabel "A" ;
            skos:notation "10001" ; elz:parts <urn:x:p> ; dct:temporal [
                a time:ProperInterval ; time:hasEnd "2025-01-01"^^xsd:date ] .
        <urn:x:b> a elz:MunicipalityVersion ; dct:isVersionOf <urn:x:u> ; skos:prefLabel "B" ;
            skos:notation "10001" ; elz:parts <urn:x:p> ; dct:temporal [
                a time:ProperInterval ; time:hasBeginning "2025-01-01"^^xsd:date ] .
    """
    clash = text.replace('hasBeginning "2025-01-01"', 'hasBeginning "2024-12-31"')
    found = [
        check_shapes(rdflib.Graph().parse(data=each, format="turtle")) for each in (text, clash)
    ]
    assert [0, 1] == [*map(len, found)]
    assert "a code stands for one municipality at a time" in found[1][0].message


def test_what_is_no_graph_is_refused() -> None:
    """Only a graph of rdflib can be held against shapes."""
    with pytest.raises(elz.InvalidValueError, match="a graph of rdflib"):
        check_shapes("x")
