"""Values as JSON-LD: what stands in the text, what is read back, and what is refused."""

from __future__ import annotations

import json
import pickle
from datetime import date

import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel.errors import DocumentError
from elzmodel.linked import LandscapeRecord, from_jsonld, to_jsonld
from elzmodel.values.sources import grade_of


@pytest.fixture(scope="module")
def nodes(limburg) -> dict[str, dict]:
    return {node["id"]: node for node in json.loads(to_jsonld(limburg))["published"]}


def herkenrode_text() -> str:
    return to_jsonld(elz.dossier("herkenrode").councils[0])


def wrong(text: str) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        from_jsonld(text, name="x.jsonld")
    return [str(finding) for finding in caught.value.findings]


def test_some_zones_come_back_with_all_that_is_recorded(limburg) -> None:
    """The land of three zones goes round, with its history."""
    back = from_jsonld(to_jsonld(limburg))
    assert LandscapeRecord.of(limburg) == LandscapeRecord.of(back)
    assert limburg.history("Kortessem") == back.history("Kortessem")


def test_a_packaged_dossier_its_councils_and_its_plans_come_back_equal() -> None:
    """A dossier goes round whole, and so does each of its councils and plans alone."""
    dossier = elz.dossier("herkenrode")
    assert dossier.plans
    assert dossier == from_jsonld(to_jsonld(dossier, names=True))
    for part in (*dossier.councils, *dossier.plans):
        assert part == from_jsonld(to_jsonld(part))


def test_persons_have_their_names_only_where_that_is_asked() -> None:
    """A dossier is written with pseudonyms, and with names when they are asked for."""
    person = elz.governance.Person(id="p1", name="An Peeters")
    dossier = elz.Dossier(zone_id="herkenrode", persons=(person,))
    assert "Peeters" not in to_jsonld(dossier)
    assert "Peeters" in to_jsonld(dossier, names=True)


def test_unknown_and_none_are_said() -> None:
    """Null would be dropped from a graph: it is said to be unknown, or none."""
    events = elz.loads(
        "{elzmodel: 1, kind: events, events: ["
        "{event: alter, id: a, day: 2027-01-01, unit: hasselt, nis: null},"
        "{event: assign, id: b, day: 2027-01-01, zone: null, parts: [alken]}]}"
    )
    found = json.loads(to_jsonld(events))["events"]
    assert {"id": "urn:elzmodel:term:unknown"} == found[0]["nis"]
    assert {"id": "urn:elzmodel:term:none"} == found[1]["zone"]
    assert events == from_jsonld(to_jsonld(events))


def test_a_merger_whose_zone_is_not_decided_is_said(limburg) -> None:
    """Land of which the zone is undecided is a member of an unknown one, with the candidates."""
    merger = elz.Scenario("w").merge(["Alken", "Wellen"], name="A", day="2026-01-01")
    text = to_jsonld(elz.adopt(limburg, merger))
    nodes = {node["id"]: node for node in json.loads(text)["published"]}
    (point,) = [each for each in nodes.values() if each.get("day") == "2026-01-01"]
    assert ["urn:elzmodel:zone:haspengouw", "urn:elzmodel:zone:herkenrode"] == point["candidates"]
    unknown = [n for n in nodes.values() if n.get("zone") == "urn:elzmodel:term:unknown"]
    assert ["2026-01-01"] == [each["period"]["start"] for each in unknown]


def test_a_membership_has_its_sources_and_their_grade(nodes, limburg) -> None:
    """What assigned the land says from where that is known, and how well."""
    node = nodes["urn:elzmodel:municipality:borgloon:1970-01-01:2:haspengouw"]
    event = limburg.zoning.assignments("borgloon").on(date(2024, 12, 31)).event
    assert [f"urn:elzmodel:source:{each}" for each in event.sources] == node["sources"]
    assert grade_of(map(limburg.sources.get, event.sources)).value == node["grade"]


def test_codes_of_editions_match(nodes) -> None:
    """The code of Kortessem is within that of Hasselt since 2025, which has it in it."""
    before = nodes["urn:elzmodel:municipality:kortessem:1970-01-01"]
    after = nodes["urn:elzmodel:municipality:hasselt:2025-01-01"]
    assert [after["id"]] == before["broad"]
    assert before["id"] in after["narrow"]
    assert ["http://vocab.belgif.be/auth/refnis2025/71072"] == after["exact"]
    assert "urn:elzmodel:codes:nis" == after["in_list"]


def test_a_change_says_what_was_and_what_is_there(nodes) -> None:
    """A merger has the municipalities of the eve and those of the day."""
    change = nodes["urn:elzmodel:event:2025-tongeren-borgloon"]
    assert ["urn:elzmodel:unit:borgloon", "urn:elzmodel:unit:tongeren"] == change["originals"]
    assert ["urn:elzmodel:unit:tongeren"] == change["results"]


def test_outlines_are_written_when_they_are_asked_for(limburg) -> None:
    """With *shapes*, a municipality has its outline as well-known text, or is said to have none."""
    drawn = evolve(limburg, shapes=elz.flanders().shapes)
    found = geometries(drawn)
    assert found["Hasselt"]["wkt"].startswith("MULTIPOLYGON (((5.")
    assert found["Hasselt"]["attribution"] == drawn.shapes.attribution
    assert {"id": "urn:elzmodel:term:unknown"} == geometries(limburg)["Hasselt"]
    plan = elz.Scenario("w").rename("Heers", "Heer", day="2027-01-01")
    assert plan == from_jsonld(to_jsonld(plan, shapes=True))


def geometries(landscape: elz.Landscape) -> dict[str, dict]:
    nodes = json.loads(to_jsonld(landscape, shapes=True))["published"]
    return {node["name"]: node["territory"]["geometry"] for node in nodes if "territory" in node}


def test_what_cannot_be_written_so_is_told() -> None:
    """A value that is no document is refused with what can be written."""
    with pytest.raises(elz.InvalidValueError, match="linked data"):
        to_jsonld(elz.rules("bvr-2019"))
    with pytest.raises(elz.InvalidValueError, match="linked data"):
        to_jsonld(7)


def test_all_mistakes_are_told_at_once_with_their_places() -> None:
    """Bare ids, addresses of another kind and values that do not fit stand in one error."""
    text = herkenrode_text()
    text = text.replace('"urn:elzmodel:part:alken"', '"alken"')
    text = text.replace('"urn:elzmodel:part:hasselt"', '"urn:elzmodel:unit:hasselt"')
    text = text.replace('"start": "2023-01-01"', '"start": "1/1/2023"')
    first, second, third = wrong(text)
    assert "not a day: '1/1/2023'" in first
    assert "'alken' is no address of part; write urn:elzmodel:part:alken" in second
    assert "'urn:elzmodel:unit:hasselt' is no address of part" in third
    assert all(each.startswith("x.jsonld:") for each in (first, second, third))


@pytest.mark.parametrize("given", [None, {"name": "http://schema.org/name"}], ids=["none", "other"])
def test_another_context_is_refused(given) -> None:
    """Without our context, nobody knows what the words mean."""
    plain = json.loads(herkenrode_text())
    plain["@context"] = given
    (told,) = wrong(json.dumps(plain))
    assert "ELZ-J001" in told


def test_what_follows_may_be_left_out_and_may_not_differ() -> None:
    """Types and published nodes are not needed, but where they stand they must agree."""
    plain = json.loads(herkenrode_text())
    bare = {key: each for key, each in plain.items() if key not in {"published", "@type"}}
    assert elz.dossier("herkenrode").councils[0] == from_jsonld(json.dumps(bare))
    plain["published"][1]["posts"].pop()
    plain["seats"][0]["@type"] = ["Body"]
    plain["seats"][0]["body"] = "urn:elzmodel:body:elsewhere:other:bestuursorgaan"
    told = wrong(json.dumps(plain, indent=1))
    assert 3 == len(told)
    assert all("ELZ-J003" in each for each in told)


def test_what_is_no_json_ld_is_told() -> None:
    """A text that is no document, or of an unknown kind, is refused as documents are."""
    assert "ELZ-D" in wrong("[]")[0]
    plain = json.loads(herkenrode_text()) | {"kind": "poem"}
    assert "poem" in wrong(json.dumps(plain))[0]
    newer = json.loads(herkenrode_text()) | {"elzmodel": 99}
    with pytest.raises(elz.errors.FormatVersionError):
        from_jsonld(json.dumps(newer))


def test_ids_can_be_held_against_a_landscape() -> None:
    """With *within*, a part that no landscape has is a finding."""
    text = herkenrode_text().replace("urn:elzmodel:part:alken", "urn:elzmodel:part:nergens")
    assert "nergens" in pickle.loads(pickle.dumps(from_jsonld(text))).seats[10].represents[0].parts
    with pytest.raises(DocumentError, match="nergens"):
        from_jsonld(text, within=elz.flanders())


def test_what_no_document_may_hold_is_not_written() -> None:
    """An id with capitals is refused when it is written, as in other documents."""
    with pytest.raises(DocumentError, match="CareCouncil"):
        to_jsonld(elz.governance.CareCouncil(id="Zorg Raad", zone="herkenrode"))


def test_an_id_that_is_a_number_is_told_as_in_a_document() -> None:
    """Where an address is meant, a number is refused."""
    plain = json.loads(herkenrode_text())
    plain["seats"][0]["body"] = 7
    (told,) = wrong(json.dumps(plain))
    assert "$.seats[0].body" in told


def test_land_that_no_municipality_held_cannot_be_assigned(limburg) -> None:
    """A record that contradicts itself makes no landscape."""
    plain = json.loads(to_jsonld(limburg))
    assigned = [each for each in plain["events"] if each["event"] == "assign"]
    assigned[0]["parts"][0] = "urn:elzmodel:part:nergens"
    with pytest.raises(elz.errors.ConflictError, match="nergens"):
        from_jsonld(json.dumps(plain))


def test_what_stays_the_same_is_one_membership_and_an_exact_match() -> None:
    """An assignment that changes nothing begins nothing; a new name is the same land."""
    events = elz.loads(
        "{elzmodel: 1, kind: events, events: ["
        "{event: create, id: a, day: 2000-01-01, unit: a, name: A, nis: '10001'},"
        "{event: create-zone, id: z, day: 2001-01-01, zone: z, name: Z},"
        "{event: assign, id: b, day: 2001-01-01, zone: z, parts: [a]},"
        "{event: assign, id: c, day: 2002-01-01, zone: z, parts: [a], sources: [S1]},"
        "{event: alter, id: d, day: 2003-01-01, unit: a, name: B}]}"
    )
    nodes = json.loads(to_jsonld(events.to_landscape("Klein")))["published"]
    members = (each for each in nodes if "ZoneMembership" in each.get("@type", ()))
    assert ["2001-01-01", "2003-01-01"] == [each["period"]["start"] for each in members]
    (first, _) = (each for each in nodes if "MunicipalityVersion" in each.get("@type", ()))
    assert ["urn:elzmodel:municipality:a:2003-01-01"] == first["exact"]


def test_codes_of_land_that_overlaps_are_related() -> None:
    """Where land is exchanged, neither code is within the other; retracted events are no change."""
    events = elz.loads(
        "{elzmodel: 1, kind: events, codes: {name: own}, events: ["
        "{event: create, id: a, day: 2000-01-01, unit: a, name: A, nis: a, parts: [p, q]},"
        "{event: create, id: b, day: 2000-01-01, unit: b, name: B, nis: b, parts: [r]},"
        "{event: alter, id: x, day: 2005-01-01, unit: b, name: C, retracted: 2006-01-01},"
        "{event: regroup, id: c, day: 2010-01-01, ends: [a], starts: [{unit: c, name: D}], flows: ["
        "{origin: a, to: b, parts: [q]}, {origin: a, to: c, parts: [p]},"
        "{origin: b, to: c, parts: [r]}]}]}"
    )
    text = to_jsonld(events.to_landscape("Klein"))
    nodes = {node["id"]: node for node in json.loads(text)["published"]}
    assert "urn:elzmodel:event:x" not in nodes
    assert ["urn:elzmodel:municipality:c:2010-01-01"] == (
        nodes["urn:elzmodel:municipality:a:2000-01-01"].get("related")
    )
    assert "classification" not in nodes["urn:elzmodel:unit:a"]


def test_zones_regions_and_municipalities_may_have_the_same_ids() -> None:
    """Each begins with an event of its own, and so has another address."""
    head = {"day": "2000-01-01"}
    create = elz.territory.Create(id="create-a", unit="a", name="A", **head)
    zone = elz.zones.CreateZone(id="create-a", zone="a", name="A", **head)
    record = LandscapeRecord(name="Klein", events=(create, zone), regions=(zone,))
    text = to_jsonld(record.to_landscape())
    plain = json.loads(text)
    ids = [each["id"] for each in (*plain["events"], *plain["regions"])]
    assert 3 == len({*ids})
    assert plain["events"][1]["zone"] != plain["regions"][0]["zone"]
    assert record == LandscapeRecord.of(from_jsonld(text))
    spoilt = json.loads(herkenrode_text())
    spoilt["seats"][0]["id"] = {"id": "x"}
    assert any("$.seats[0].id: a mapping stands here" in each for each in wrong(json.dumps(spoilt)))
