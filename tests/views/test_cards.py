"""Cards of dossiers: what is stated, what is left open, and what is invented."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from elzmodel.dossiers import Dossier
from elzmodel.governance import Body, BodyKind, CareCouncil, Cluster, Mandate, Person, Seat
from elzmodel.policy import PolicyPlan
from elzmodel.values import Period, Source, Total
from elzmodel.views import dossier_card
from tests.landscape.conftest import wood

__all__ = ["wood"]

DAY = "2019-12-31"


def card(dossier, landscape):
    """Return the card as a mapping, and its notes."""
    table = dossier_card(dossier, landscape, on=DAY)
    return dict(table.rows), table.notes


def test_what_is_not_stated_has_no_line_or_says_so(wood):
    """An empty dossier of a zone that is on no record."""
    found, notes = card(Dossier(zone_id="atlantis", open_lists=["plans"]), wood)
    assert {
        "council": "nothing is stated about this day",
        "partners": 0,
        "of them named": 0,
    } == found
    assert ("Not complete: plans.",) == notes


def test_lists_that_are_not_complete_are_said_in_words():
    """On each card of what has such lists, in the language of the card."""
    council = CareCouncil(id="raad", zone="atlantis", open_lists=["waivers"])
    lists = ["persons", "target_groups"]
    dossier = Dossier(zone_id="atlantis", councils=[council], open_lists=lists)
    assert "Niet volledig: personen, doelgroepen." in dossier.to_card().to_text(lang="nl")
    assert "Niet volledig: afwijkingen." in council.to_card().to_text(lang="nl")


def test_seats_are_counted_by_cluster_and_vacancy(wood):
    """A seat of another day is left out; no person is named."""
    over = Period(None, date(2015, 1, 1))
    seats = [
        Seat(id="s1", body="board", cluster=Cluster.CARE),
        Seat(id="s2", body="board", cluster=Cluster.CARE),
        Seat(id="s3", body="board", cluster=Cluster.WELFARE, period=over),
    ]
    council = CareCouncil(
        id="c",
        zone="west",
        bodies=[Body(id="board", kind=BodyKind.BOARD)],
        seats=seats,
        mandates=[Mandate(seat="s1", person="p1")],
    )
    dossier = Dossier(
        zone_id="west",
        is_invented=True,
        documents=[Source(id="D", title="Plan")],
        councils=[council],
        plans=[PolicyPlan(id="p", period=Period(date(2019, 1, 1)))],
        persons=[Person(id="p1", name="An Voorbeeld")],
    )
    found, notes = card(dossier, wood)
    assert (2, "care 2") == (found["seats"], found["seats by cluster"])
    assert Total.exactly(1) == found["vacant seats"]
    open_list = evolve(dossier, councils=[evolve(council, open_lists=["mandates"])])
    assert Total(0, 1) == card(open_list, wood)[0]["vacant seats"]
    assert (("Plan",), "p", "2019-01-01 to now") == (
        found["documents"],
        found["plan"],
        found["plan's period"],
    )
    assert ("An invented example.",) == notes
    assert "Voorbeeld" not in str(found)


def test_a_council_may_state_no_seats(wood):
    """Then nobody can say which are vacant."""
    dossier = Dossier(zone_id="west", councils=[CareCouncil(id="c", zone="west")])
    found, _ = card(dossier, wood)
    assert ("not stated", None) == (found["seats"], found.get("vacant seats"))
