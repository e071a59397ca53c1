"""Official lists as Turtle: which predicate means what is said by the layout."""

from __future__ import annotations

import logging
from datetime import date

import pytest

from elzmodel.data.layout_files import list_layout
from elzmodel.errors import MissingDependencyError, TableError
from elzmodel.lists import LinkKind, ListLayout, read_list

HEAD = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <http://example.org/> .
@prefix deep: <http://example.org/deep/> .

"""
OLD = """\
ex:old skos:notation "00010" ;
  skos:prefLabel "Oud"@nl, "Vieux"@fr ;
  schema:startDate "2000-01-01T00:00:00+01:00"^^xsd:dateTime ;
  schema:endDate "2010-01-01"^^xsd:date ;
  dcterms:isReplacedBy ex:new, <http://elsewhere.org/new> .

"""
NEW = """\
<http://example.org/new> a skos:Concept ; skos:notation "00020" ; skos:prefLabel "Nieuw"@nl ;
  skos:broader ex:province, [ skos:prefLabel "nobody" ] .

"""
PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "ex": "http://example.org/",
}
LAYOUT = ListLayout(
    name="vocabulary",
    units={
        "code": "skos:notation",
        "name": "skos:prefLabel@nl",
        "start": "schema:startDate",
        "end": "schema:endDate",
    },
    links={"from_code": "ex:from", "to_code": "ex:to", "day": "ex:day"},
    said_by={"dcterms:isReplacedBy": LinkKind.SUCCESSOR},
    prefixes=PREFIXES,
)


def refused(text, layout=LAYOUT):
    with pytest.raises(TableError) as caught:
        read_list(text, layout=layout)
    (finding,) = caught.value.findings
    return f"{finding.place.line}: {finding.message}"


def test_things_with_a_code_are_units(tmp_path):
    """Names in one language, days of either form, links by the codes of what they name."""
    path = tmp_path / "list.ttl"
    path.write_text(HEAD + OLD + NEW, "utf-8")
    listing = read_list(path, layout=LAYOUT)
    old, new = listing.units
    assert ("00010", "Oud", date(2000, 1, 1), date(2010, 1, 1)) == (
        *(old.code, old.name, old.start, old.end),
    )
    assert ("00020", "Nieuw", None) == (new.code, new.name, new.start)
    (link,) = listing.links
    assert ("00010", "00020", LinkKind.SUCCESSOR) == (link.from_code, link.to_code, link.kind)
    assert ["list.ttl:8", "list.ttl:14"] == [str(unit.place) for unit in listing.units]


def test_what_is_left_out_is_noted():
    """Names of things without a code in the file, and predicates that the layout does not use."""
    (note,) = read_list(HEAD + OLD + NEW, layout=LAYOUT).notes
    assert "Turtle, 13 statements" in note
    assert "1 value of dcterms:isReplacedBy left out, of which the file has no code" in note
    assert "not used: " in note
    assert "core#broader" in note
    (note,) = read_list(
        '<http://x.org/1> <http://example.org/nr> "1" .\n', layout=by_number()
    ).notes
    assert "not used" not in note


def by_number(**more):
    return ListLayout(name="x", units={"code": "ex:nr", **more}, prefixes=PREFIXES)


def test_an_option_that_turtle_has_no_use_for_is_noted():
    """What is said of a table is not left out in silence."""
    (note,) = read_list(HEAD + OLD, layout=LAYOUT, encoding="latin-1").notes
    assert note.endswith("not used here: encoding")


def test_links_may_be_things_of_their_own():
    """A thing that says from, to and day is a link; what it names is written by its code."""
    text = HEAD + OLD + NEW + 'ex:act ex:from ex:old ; ex:to ex:new ; ex:day "2010-01-01" .\n'
    (link,) = read_list(None, links=text, layout=LAYOUT).links
    assert ("00010", "00020", date(2010, 1, 1)) == (link.from_code, link.to_code, link.day)
    layout = ListLayout(
        name="x", links={"from_code": "ex:from", "to_code": "ex:to"}, prefixes=PREFIXES
    )
    (link,) = read_list(None, links=text, layout=layout).links
    assert "http://example.org/old" == link.from_code


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('"2019-13-01"^^xsd:date', "2019-13-01"),
        ('"2018-12-31T23:00:00Z"^^xsd:dateTime', "2018-12-31T23:00:00Z"),
        ('"soon"', "soon"),
    ],
    ids=["no such day", "not its midnight", "words"],
)
def test_days_that_are_none_are_told(written, said, caplog):
    """They stay as they are written, with their place, and nothing else complains."""
    text = HEAD + f'ex:a ex:nr "1" ; ex:von {written} .\n'
    with caplog.at_level(logging.WARNING):
        (finding,) = read_list(text, layout=by_number(start="ex:von")).unread
    assert (8, f"ex:von is {said!r}, not a day as yyyy-mm-dd") == (
        finding.place.line,
        finding.message,
    )
    assert [] == caplog.records


def test_several_values_where_one_is_meant_are_refused():
    """Which of them is the name is not guessed; a language may say it."""
    layout = by_number(name="skos:prefLabel")
    text = HEAD + 'ex:a ex:nr "1" ; skos:prefLabel "Gent"@nl, "Gand"@fr .\n'
    assert "8: it is no table: http://example.org/a has 2 values of skos:prefLabel" in refused(
        text, layout
    )


def test_a_thing_that_begins_no_line_has_no_line():
    """Addresses below that of a prefix are found; a blank thing is not."""
    text = HEAD + 'deep:a ex:nr "1" .\n [] ex:nr "2" .\n'
    assert [("2", 0), ("1", 8)] == [
        (unit.code, unit.place.line) for unit in read_list(text, layout=by_number()).units
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "@prefix ex: <http://example.org/> .\nex:a b:c 'd' .\n",
            "2: it is no table: it is no Turtle:",
        ),
        ("[\n" * 3000, "0: it is no table: it is nested too deep"),
        ("<http://x.org/1> a <http://x.org/2> .\n", "0: no column 'ex:nr'"),
    ],
    ids=["no Turtle", "too deep", "nothing with a code"],
)
def test_what_is_no_list_is_refused(text, message):
    """The line is told where it is known."""
    assert refused(text, by_number()).startswith(message)


def test_the_packaged_vocabulary_is_read():
    """Statbel's codes as linked data: moments, an end in 9999, matches within the file."""
    text = (
        HEAD
        + """\
ex:a skos:notation "00010" ; skos:prefLabel "A"@nl, "B"@fr ; skos:broader ex:p ;
  schema:startDate "2019-01-01T00:00:00+01:00"^^xsd:dateTime ;
  schema:endDate "9999-12-31T00:00:00+01:00"^^xsd:dateTime .
ex:p skos:notation "00001" ; skos:narrowMatch ex:a .
"""
    )
    listing = read_list(text, layout=list_layout("refnis-vocabulary"))
    assert ("00010", "A", "00001", date(2019, 1, 1), None) == (
        *(listing.units[0].code, listing.units[0].name, listing.units[0].parent),
        *(listing.units[0].start, listing.units[0].end),
    )
    assert [LinkKind.NARROWER] == [link.kind for link in listing.links]


def test_without_rdflib_the_error_says_how_to_install_it(monkeypatch):
    """The exact line."""

    def is_not_there(name):
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr("elzmodel.values.extras.import_module", is_not_there)
    with pytest.raises(MissingDependencyError, match=r'pip install "elzmodel\[linked-data\]"'):
        read_list(HEAD + OLD, layout=LAYOUT)


def test_a_text_in_which_the_parser_loses_its_way_is_refused():
    """What rdflib does not understand and does not place is no Turtle either."""
    assert "it is no Turtle" in refused('<http://x.org/a> <http://x.org/b> "x"^^[] .\n')


def test_an_address_with_odd_signs_has_its_place():
    """A sign that no address may have keeps nobody from finding the line."""
    text = HEAD + '@prefix odd: <http://x"y.org/> .\nodd:a skos:notation "00010" .\n'
    (unit,) = read_list(text, layout=LAYOUT).units
    assert 9 == unit.place.line
