"""What the organisation portal writes, and REFNIS as Turtle: read, or refused with places."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel.data.layout_files import list_layout
from elzmodel.errors import TableError
from elzmodel.governance import Cluster
from elzmodel.linked import LandscapeRecord, from_jsonld, read_portal, to_jsonld
from elzmodel.lists import EndDay, lint_list, read_list

PUBLISHED = Path(__file__).parent / "published"
PORTAL = PUBLISHED / "portal.ttl"
TONGEREN = {"http://data.lblod.info/id/bestuurseenheden/tongeren": "tongeren"}
DAY = date(2025, 1, 1)


@pytest.fixture(scope="module")
def before() -> elz.Landscape:
    """Return the packaged landscape as it was recorded before the mergers of 2025."""
    record = LandscapeRecord.of(elz.flanders())
    events = tuple(event for event in record.events if event.day < DAY)
    return evolve(record, events=events, figures=(), borders=(), joined=()).to_landscape()


@pytest.fixture(scope="module")
def portal(before):
    return read_portal(PORTAL, within=before, units=TONGEREN)


def refused(text, within) -> list[str]:
    with pytest.raises(TableError) as caught:
        read_portal(text, within=within)
    return [str(finding) for finding in caught.value.findings]


@pytest.mark.parametrize("nis", ["44086", "71072", "11002", "73111"])
def test_a_merger_of_any_shape_gives_what_the_packaged_record_has(portal, before, nis) -> None:
    """A new body, one that goes on, a district beside it, a new name: all become that merger."""
    found = before.with_events(portal.events).register.on(DAY).by_nis[nis]
    assert elz.flanders().on(DAY).municipality(nis) == found


def test_what_is_said_twice_or_of_others_is_left_out_and_told(portal) -> None:
    """Centres for welfare, districts, doubles and changes of land are counted."""
    assert 4 == len(portal.events)
    assert (
        "3 days typed as moments",
        "1 result left out that is no municipality",
        "1 change of other organisations left out",
        "1 change said a second time",
        "1 change left out, of which no land is said",
    ) == portal.notes


def test_what_is_in_the_record_already_is_told_apart() -> None:
    """Of the packaged landscape, which has these mergers, nothing is new."""
    found = read_portal(PORTAL, within=elz.flanders())
    assert ((), 4) == (found.events, len(found.known))


def test_a_council_has_its_seats_and_nobody_has_a_name(portal) -> None:
    """Posts are seats by the cluster of their role; who holds one has a pseudonym."""
    (council,) = portal.councils
    assert "herkenrode" == council.zone
    assert "Vereniging zonder winstoogmerk" == council.legal_form
    clusters = [(seat.id, seat.cluster) for seat in council.seats]
    assert clusters[0] == ("care-1", Cluster.CARE)
    assert {"local-1"} == {each.id for each in council.seats} - {*council.mandates_by_seat(on=DAY)}
    assert "Verzonnen" not in repr(portal)
    assert council == from_jsonld(to_jsonld(council))


@pytest.mark.parametrize(
    ("ends", "until"),
    [(EndDay.DAY_AFTER, date(2024, 12, 31)), (EndDay.LAST_DAY, DAY)],
    ids=["day after", "last day"],
)
def test_an_end_is_the_day_after_unless_it_is_said_to_be_the_last(ends, until) -> None:
    """Both readings of an end can be asked for."""
    (council,) = read_portal(PORTAL, within=elz.flanders(), ends=ends).councils
    assert until == council.memberships[0].period.until


@pytest.mark.parametrize("ends", list(EndDay))
def test_an_end_on_the_last_day_that_there_is_is_open(ends) -> None:
    """Official registers write 9999-12-31 where there is no end, whatever ends are."""
    text = PORTAL.read_text("utf-8").replace("2024-12-31", "9999-12-31")
    (council,) = read_portal(text, within=elz.flanders(), ends=ends).councils
    assert council.memberships[0].period.is_open


def test_an_instant_of_owl_time_is_read_as_well() -> None:
    """A period may have its ends as instants, and a thing where a day is meant is refused."""
    text = PORTAL.read_text("utf-8").replace(
        'time:hasBeginning "2023-01-01T00:00:00Z"^^xsd:dateTime',
        'time:hasBeginning [ a time:Instant ; time:inXSDDate "2023-02-01"^^xsd:date ]',
    )
    (council,) = read_portal(text, within=elz.flanders()).councils
    assert date(2023, 2, 1) == council.memberships[0].period.start
    (told,) = refused(text.replace("time:inXSDDate", "rdfs:label"), elz.flanders())
    assert "where a day is meant" in told


def test_an_area_that_kept_its_address_may_not_tell_which_it_was(before) -> None:
    """Tongeren has its new name and code alone, so the reader must say which one it was."""
    (told,) = refused(PORTAL, before)
    line = line_of(PORTAL.read_text("utf-8"), "be:tongeren")
    assert f"portal.ttl:{line}: ELZ-J005" in told
    assert "tongeren (Tongeren-Borgloon) is no municipality of 2024-12-31" in told


def test_all_faults_are_found_at_once_with_their_places() -> None:
    """Days, municipalities, shapes, zones and clusters that are wrong stand in one error."""
    text = PORTAL.read_text("utf-8")
    for right, wrong in (
        ('"2025-01-01T00:00:00+01:00"', '"2025-02-30T00:00:00+01:00"'),
        ("be:borsbeek, be:antwerpen ;\n    org:res", "be:borsbeek ;\n    org:res"),
        ("refnis2019:44012", "refnis2019:44048"),
        ('rdfs:label "Herkenrode"', 'rdfs:label "Nergens"'),
        ('    dct:date "2025-01-01"^^xsd:date .', '    dct:description "x" .'),
    ):
        assert right in text
        text = text.replace(right, wrong, 1)
    told = refused(text, elz.flanders())
    change = "<http://data.lblod.info/id/veranderingsgebeurtenissen/"
    expected = {
        (line_of(text, "be:de-pinte"), "ELZ-J005"),
        (line_of(text, f"{change}hasselt>"), "ELZ-J004"),
        (line_of(text, f"{change}antwerpen>"), "ELZ-J006"),
        (line_of(text, f"{change}tongeren-borgloon>"), "ELZ-J004"),
        (line_of(text, "geo:herkenrode"), "ELZ-J005"),
    }
    found = [re.fullmatch(r".*?:([0-9]+): (ELZ-J[0-9]+) .*", each).groups() for each in told]
    assert sorted(expected) == [(int(line), code) for line, code in found]


def line_of(text: str, word: str) -> int:
    """Return the line on which a thing begins."""
    return next(n for n, each in enumerate(text.splitlines(), 1) if each.startswith(f"{word} a "))


def test_a_new_name_is_read() -> None:
    """One municipality on both sides has another name since that day."""
    text = PORTAL.read_text("utf-8").replace('"Hasselt"', '"Hasselt aan de Demer"')
    text = text.replace("7fec2e93-b585-43dc-88d3-04de5e055215", "6651dc69b0ae8f7ff9974e8a23db1dec")
    (event,) = read_portal(text, within=elz.flanders()).events
    assert ("hasselt", "Hasselt aan de Demer", date(2025, 6, 1)) == (
        *(event.unit, event.name, event.day),
    )


def test_a_name_that_is_not_new_or_not_there_is_told() -> None:
    """What the record calls so already is left out, and a new body without a name refused."""
    text = PORTAL.read_text("utf-8")
    same = text.replace("7fec2e93-b585-43dc-88d3-04de5e055215", "6651dc69b0ae8f7ff9974e8a23db1dec")
    found = read_portal(same, within=elz.flanders())
    assert "1 change left out, of which nothing is new" in found.notes
    (told,) = refused(text.replace('skos:prefLabel "Nazareth-De Pinte" ;', ""), elz.flanders())
    assert "nazareth-de-pinte has no name" in told


def test_two_days_of_one_change_are_refused_and_dutch_is_read_of_two_languages() -> None:
    """Which of two days is meant cannot be told; which of two names can."""
    text = PORTAL.read_text("utf-8").replace('"Kortessem"', '"Anders"@fr, "Kortessem"@nl')
    assert 4 == len(read_portal(text, within=elz.flanders()).known)
    twice = text.replace(
        'dct:date "2025-01-01"^^xsd:date .',
        ('dct:date "2025-01-01"^^xsd:date, "2025-01-02"^^xsd:date .'),
    )
    (told,) = refused(twice, elz.flanders())
    assert "has '2025-01-01' and '2025-01-02' where a day is meant" in told


def test_faults_of_councils_are_found_at_once() -> None:
    """A role that is no cluster, an end before the beginning, and others' memberships."""
    text = PORTAL.read_text("utf-8")
    text = text.replace('skos:prefLabel "Zorg"', 'skos:prefLabel "Zorgen"')
    text = text.replace("2024-12-31T", "2022-12-31T")
    text += "<http://data.lblod.info/id/lidmaatschappen/3> a org:Membership .\n"
    first, second = refused(text, elz.flanders())
    assert "care-1 has the role 'Zorgen', which is no cluster; a cluster is zorg" in first
    assert "1 has '2023-01-01/2022-12-31' where a day is meant" in second


def test_names_that_look_alike_are_not_taken_for_each_other() -> None:
    """A file in another namespace gives nothing, and that is said."""
    text = PORTAL.read_text("utf-8").replace(
        "http://lblod.data.gift/vocabularies/organisatie/",
        "https://data.lblod.info/vocabularies/organisatie/",
    )
    (told,) = refused(text, elz.flanders())
    assert "2 originals and 0 results" in told
    found = read_portal(
        "@prefix x: <https://data.vlaanderen.be/ns/besluit#> .\nx:a x:b x:c .\n",
        within=elz.flanders(),
    )
    assert "looks like besluit:" in found.notes[0]
    assert "no change of a municipality" in found.notes[1]


def test_faults_in_refnis_as_turtle_are_found_at_once() -> None:
    """In the published form of REFNIS, each seeded fault is found on its line."""
    listing = read_list(PUBLISHED / "refnis.ttl", layout=list_layout("refnis-vocabulary"))
    found = [(f.place.line, f.code, f.subject) for f in lint_list(listing)]
    assert [
        (20, "ELZ-Q040", "73040"),
        (27, "ELZ-Q001", "73009"),
        (27, "ELZ-Q040", "73009"),
        (34, "ELZ-Q010", "73083"),
        (49, "ELZ-Q002", "7311"),
        (64, "ELZ-Q012", "71066"),
    ] == found
    assert "1 value of skos:narrowMatch left out, of which the file has no code" in listing.notes[0]
