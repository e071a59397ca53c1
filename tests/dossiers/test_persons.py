"""Who is in bodies of several dossiers, by ids of the asker's own."""

from __future__ import annotations

import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel.dossiers import Dossier, interlocks_across
from elzmodel.errors import InvalidValueError, UnknownIdError

HERE = elz.dossier("herkenrode")
THERE = evolve(HERE, zone_id="elders", is_invented=True)
DAY = "2023-06-01"


def test_who_is_in_bodies_of_two_zones_is_found():
    """With the bodies of both; whoever is in one of them alone is not."""
    nobody = evolve(THERE.persons[0], id="p99")
    there = evolve(THERE, persons=(*THERE.persons, nobody))
    same = {
        "a": {"herkenrode": "p01", "elders": "p02"},
        "b": {"herkenrode": "p02", "elders": "p99"},
    }
    found = interlocks_across([HERE, there], same, on=DAY)
    assert [("a", ("herkenrode", "elders"))] == [(each.person, each.zones) for each in found]
    expected = ("herkenrode/bestuursorgaan", "herkenrode/dagelijks-bestuur")
    assert (*expected, "elders/bestuursorgaan") == found[0].bodies


def test_a_dossier_without_a_council_on_the_day_is_told():
    """Nobody is found in it, which says nothing about the persons."""
    empty = Dossier(zone_id="leeg", persons=[HERE.persons[0]])
    found = interlocks_across([HERE, empty], {"a": {"herkenrode": "p01", "leeg": "p01"}}, on=DAY)
    assert ((), f"Nothing is stated about the council of leeg on {DAY}.") == (
        found.rows,
        *found.notes,
    )


@pytest.mark.parametrize(
    ("same", "expected"),
    [
        ({"a": {"herkenrod": "p01"}}, "Did you mean herkenrode"),
        ({"a": {"herkenrode": "p77"}}, "no person of herkenrode 'p77'"),
    ],
    ids=["zone", "person"],
)
def test_an_id_that_leads_nowhere_is_refused(same, expected):
    """A slip would look like somebody who is nowhere."""
    with pytest.raises(UnknownIdError, match=expected):
        interlocks_across([HERE], same, on=DAY)


def test_two_dossiers_of_one_zone_are_refused():
    """Whose pseudonyms are meant would not be known."""
    with pytest.raises(InvalidValueError, match="one of each zone"):
        interlocks_across([HERE, HERE], {}, on=DAY)
