"""The packaged landscape: its history, its explanations, and what it refuses."""

from __future__ import annotations

import pytest
from attrs import evolve

from elzmodel import compare, flanders
from elzmodel.errors import (
    AfterCoverageWarning,
    AmbiguousNameError,
    NotOnDayError,
    UnknownIdError,
)
from elzmodel.values import Total
from elzmodel.zones import Assign


def test_a_landscape_shows_what_it_holds():
    """Its text counts, and a notebook shows a table."""
    assert repr(flanders()).startswith("<Landscape Flanders and Brussels, 2018-01-01 to ")
    assert "years of inhabitants" in flanders()._repr_html_()


def test_days_outside_the_record_are_told():
    """Before it is an error; after it is a warning, unless one says that it is meant."""
    with pytest.raises(NotOnDayError):
        flanders().on("1830-10-04")
    with pytest.warns(AfterCoverageWarning) as caught:
        late = flanders().on("2040-01-01")
    assert __file__ == caught[0].filename
    assert flanders().on("2040-01-01", beyond_ok=True) == late


def test_a_zone_of_another_day_says_why_there_is_none():
    """Before the first zones were recognised there is no zone at all."""
    with pytest.raises(NotOnDayError, match="recognition of the care councils"):
        flanders().on("2019-01-01").zone("haspengouw")


@pytest.mark.parametrize("ask", ["history", "explain"])
def test_a_name_that_never_was_has_no_history(ask):
    """The error suggests what is near."""
    more = {"on": "2025-01-01"} if ask == "explain" else {}
    with pytest.raises(UnknownIdError) as caught:
        getattr(flanders(), ask)("Kortesem", **more)
    assert "Kortessem" == caught.value.suggestions[0]


def test_the_history_of_a_zone_names_postal_codes_where_a_city_is_divided():
    """Land of a divided city is named as on an envelope."""
    entries = flanders().history("elz-antwerpen-oost")
    assert "History of elz-antwerpen-oost" == entries.title
    assert any("2100 Deurne" in entry.what for entry in entries)


@pytest.mark.parametrize(
    ("key", "day", "answer"),
    [
        ("71072", "2024-12-31", "the land of Hasselt (71072) is that of Hasselt (71022)"),
        ("Antwerpen", "2025-01-01", "Antwerpen (11002) is divided over zones Antwerpen Centrum"),
    ],
)
def test_an_explanation_says_where_the_land_lies(key, day, answer):
    """Also for a body that comes later, and for a city over several zones."""
    assert flanders().explain(key, on=day).answer.startswith(answer)


def test_land_that_went_with_a_merger_is_told_from_land_that_moved():
    """A transfer is by merger where the land also came to another municipality."""
    transfers = compare(flanders().on("2024-12-31"), flanders().on("2025-01-01")).transfers
    assert {"Ranst", "Middelkerke", "De Haan"} == {
        each.before.name for each in transfers if not each.is_by_merger
    }


def test_the_name_of_a_group_of_zones_is_no_zone():
    """The error names the zones of the group."""
    with pytest.raises(AmbiguousNameError) as caught:
        flanders().on("2025-01-01").zone("elz2")
    assert 4 == len(caught.value.candidates)


def test_the_zone_table_names_the_candidates_of_what_is_open():
    """As known before the decisions, Hasselt is in no zone yet."""
    rows = flanders().on("2025-01-01", known="2024-06-01").zone_table()
    (hasselt,) = rows.where(municipality="Hasselt")
    assert (None, "undecided: haspengouw or herkenrode") == (hasselt.zone, hasselt.status)


def test_people_on_land_that_moved_are_counted_from_their_land():
    """Two pieces of Antwerpen of which nothing is known have no more together than the city."""
    fl = flanders()
    pieces = ("antwerpen-2100", "antwerpen-2140")
    moves = [
        Assign(id=part, day="2026-01-01", parts=(part,), zone="zora", reason="what if")
        for part in pieces
    ]
    moved = fl.with_events(moves)
    difference = compare(moved.on("2025-12-31"), moved.on("2026-01-01"), year=2025)
    one, other = (transfer.inhabitants for transfer in difference.transfers)
    assert one.high == other.high == difference.inhabitants_of(difference.transfers).high
    assert 0 == difference.inhabitants_of([]).value
    unweighed = evolve(difference, year=None)
    assert Total.unknown(pieces) == unweighed.inhabitants_of(difference.transfers)


def test_without_zones_before_nobody_says_that_a_merger_crossed_none():
    """Hasselt and Kortessem did on the eve; on a day before there were zones it is not known."""
    fl = flanders()
    days = [fl.on(day) for day in ("2018-12-31", "2024-12-31", "2025-01-01")]
    note = "Whether a merger without zones before crossed any is not known."
    early, late = (compare(day, days[-1]).mergers for day in days[:2])
    assert {None} == {merger.crosses_zones for merger in early}
    assert {True, False} == {merger.crosses_zones for merger in late}
    assert (True, False) == (note in early.notes, note in late.notes)
