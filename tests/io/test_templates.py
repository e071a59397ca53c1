"""Documents to begin with: clean as they are, and when what stands in remarks is used."""

from __future__ import annotations

import re
from datetime import date

import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.governance import Cluster, headroom
from elzmodel.io.templates import TEMPLATES, template
from elzmodel.values import CheckOutcome
from tests.landscape.conftest import wood

__all__ = ["wood"]

DAY = "2025-01-01"
TO_DO = {"ELZ-G001", "ELZ-G002", "ELZ-G003", "ELZ-G004", "ELZ-P020"}
"""What a dossier that was just begun leaves open: what rules ask about, and a period."""
_LINE = re.compile(r"^( *)# ( *(?:(?:- )?\{|(?:- )?[a-z_]+:(?: |$)|- \{).*)$", re.MULTILINE)


@pytest.fixture(scope="module")
def fl():
    return elz.flanders()


def begun(kind, fl, **more):
    """Return the text of a template."""
    return template(kind, fl, **{"on": DAY, "zone": "haspengouw", **more})


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("kind", TEMPLATES)
def test_what_is_begun_is_clean_with_and_without_its_remarks(fl, kind, lang) -> None:
    """Nothing fails; a dossier says what is still to be filled in, as unknown or as advice."""
    text = begun(kind, fl, lang=lang)
    used = _LINE.sub(r"\1\2", text)
    assert used.count("# ") < text.count("# ")
    for each in (text, used):
        value = elz.loads(each, within=fl)
        found = elz.check(value, within=fl, on=DAY)
        assert {f.code for f in found} <= (TO_DO if kind == "dossier" else set())
        failed = [f.code for f in found if f.outcome is CheckOutcome.FAIL]
        assert failed == (["ELZ-P020"] if each is text and kind == "dossier" else [])


def test_every_line_of_a_template_can_be_read(fl) -> None:
    """No line is longer than 88 signs, whatever the language."""
    texts = [begun(kind, fl, lang=lang) for kind in TEMPLATES for lang in ("en", "nl")]
    assert [] == [line for text in texts for line in text.splitlines() if len(line) > 88]


@pytest.mark.parametrize("zone", [z.id for z in elz.flanders().on(DAY).zones][::12])
def test_a_dossier_has_the_seats_that_the_rules_ask(fl, zone) -> None:
    """At least the minimum of each cluster, and every municipality of the zone has a seat."""
    dossier = elz.loads(begun("dossier", fl, zone=zone), of=elz.Dossier, within=fl)
    rooms = headroom(dossier.councils[0], elz.rules("bvr-2019"), on=DAY)
    assert [0] * 5 == [room.must_add.value for room in rooms]
    assert all(room.may_add.low >= 0 for room in rooms)
    assert "ELZ-G031" not in {f.code for f in elz.check(dossier, within=fl, on=DAY)}


@pytest.mark.parametrize(("zone", "least"), [("gent", 4), ("haspengouw", 5)])
def test_land_of_a_dossier_is_that_of_its_zone(fl, zone, least) -> None:
    """A zone of one municipality has its seats for it; land that left has none."""
    council = elz.loads(begun("dossier", fl, zone=zone), of=elz.Dossier).councils[0]
    local = [seat for seat in council.seats if seat.cluster is Cluster.LOCAL_AUTHORITY]
    assert least == len(local)
    land = {part for seat in local for part in seat.parts}
    assert land == {*fl.on(DAY).zone_map.decided_parts(zone)}


def test_remarks_are_in_the_language_that_is_asked_for(fl) -> None:
    """Keys stay as they are; ids of seats are words of the language."""
    dutch, english = (begun("dossier", fl, lang=lang) for lang in ("nl", "en"))
    assert "tot en met 31" in dutch
    assert "# Zorg: 4 tot 6 (R1 van bvr-2019)." in dutch
    assert ("- id: zorg-1" in dutch, "- id: care-1" in english) == (True, True)
    assert "#   elzmodel check dossier.yaml --on 2025-01-01" in dutch


def test_land_without_rules_has_seats_for_its_municipalities_alone(wood) -> None:
    """Where nobody wrote rules down, the remarks say so."""
    bare = evolve(wood, rule_reader=lambda: ())
    text = template("dossier", bare, on="2019-12-31", zone="west")
    assert "# Care: no figures are known." in text
    seats = elz.loads(text, of=elz.Dossier).councils[0].seats
    assert {Cluster.LOCAL_AUTHORITY} == {seat.cluster for seat in seats}


def test_what_cannot_be_begun_is_refused(fl, wood) -> None:
    """No such kind, no such zone, and land that is too small for examples."""
    with pytest.raises(InvalidValueError, match="dossier, scenario, events or rules"):
        begun("list-layout", fl)
    with pytest.raises(UnknownIdError, match="Haspengouw"):
        begun("dossier", fl, zone="haspengauw")
    with pytest.raises(InvalidValueError, match="two neighbours in a zone"):
        template("events", wood, on=date(2019, 12, 31))


@pytest.mark.filterwarnings("ignore::elzmodel.errors.AfterCoverageWarning")
def test_examples_after_the_last_year_are_refused(fl) -> None:
    """Of the kinds that have examples of what would happen; the others need no day."""
    for kind in ("scenario", "events"):
        with pytest.raises(
            InvalidValueError, match=r"day for examples: datetime\.date.9999, 12, 31"
        ):
            begun(kind, fl, on="9999-12-31")
    assert "dossier" in begun("dossier", fl, on="9999-12-31", zone="haspengouw")
