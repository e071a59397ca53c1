"""What an outcome says of councils: their seats and the rules, before and after."""

from __future__ import annotations

import pytest

import elzmodel as elz
from elzmodel.dossiers import Dossier
from elzmodel.partners import Partner
from elzmodel.scenarios import JudgedRule, side_by_side
from elzmodel.values import CheckOutcome


@pytest.fixture(scope="module")
def moved():
    """Return what becomes of Herkenrode without Zonhoven, by all dossiers."""
    wave = elz.Scenario("x").transfer("Zonhoven", to="kempenland", day="2023-06-01")
    base = elz.scenarios.as_of(elz.flanders(), "2023-06-01")
    return elz.outcome(base, wave, dossiers=elz.packaged_dossiers())


def test_rules_are_held_against_each_council_before_and_after(moved) -> None:
    """The seats are as many as before: nothing fails that did not; what is unknown stays so."""
    rules = moved.rules.where(zone="herkenrode")
    by_id = {row.rule: (row.before, row.after) for row in rules}
    assert (CheckOutcome.PASS, CheckOutcome.PASS) == by_id["R3"]
    assert all(isinstance(row, JudgedRule) and row.before is row.after for row in rules)


def test_zones_whose_council_is_not_stated_are_named(moved) -> None:
    """Kempenland publishes none; the note says so for seats and for rules."""
    for answer in (moved.rules, moved.changed_seats):
        assert any("kempenland" in note for note in answer.notes)
    assert "kempenland" not in {row.zone for row in moved.rules}


def test_seats_that_change_stand_beside_each_other(moved) -> None:
    """With those of another scenario; without a dossier there is no such row."""
    stays = elz.outcome(moved.base, elz.Scenario("y"), dossiers=moved.dossiers)
    assert () == stays.reseatings
    table = side_by_side([moved, stays])
    row = next(row for row in table.rows if row[0] == "seats that change")
    assert ("without a constituency 2", "none") == row[1:]
    bare = elz.outcome(moved.base, elz.Scenario("y"))
    assert "seats that change" not in {row[0] for row in side_by_side([bare, bare]).rows}
    assert () == bare.rules.rows


def test_proposals_are_about_zones_that_go_on(row) -> None:
    """A partner of zone two is asked what becomes of Cedar; a zone that ends takes all along."""
    land = ["cedar", "dogwood", "elm-a"]
    both = [
        Dossier(zone_id=zone, partners=[Partner(id=f"of-{zone}", name="P", area=land)])
        for zone in ("two", "three")
    ]
    wave = elz.Scenario("x").transfer("Cedar", to="one", day="2030-01-01")
    wave = wave.merge_zones(["one", "three"], name="Four", day="2030-01-01")
    found = elz.outcome(row, wave, dossiers=both)
    assert ["of-two"] == [each.id for each in found.proposals]
    assert () == found.proposals.notes
    bare = elz.outcome(row, wave).proposals
    assert ((), ("No data: no dossiers are given.",)) == (bare.rows, bare.notes)
