"""The seats of local authorities in real zones."""

from __future__ import annotations

from fractions import Fraction

import pytest

from elzmodel.data import flanders
from elzmodel.dossiers import local_seats
from elzmodel.errors import InvalidValueError
from elzmodel.governance import SeatMethod

LARGEST, DHONDT, SAINTE_LAGUE = SeatMethod


@pytest.fixture(scope="module")
def eve():
    return flanders().on("2024-12-31")


def test_six_seats_for_the_seven_of_haspengouw(eve) -> None:
    """Methods leave some without a voice; sharing leaves nobody, in fifteen equal ways."""
    found = local_seats(eve, "haspengouw", 6, year=2021)
    seats = {row.name: str(row.largest_remainder) for row in found}
    assert ["Sint-Truiden", "Gingelom", "Borgloon", "Kortessem"] == [
        name for name in sorted(seats, key=lambda n: -int(seats[n])) if seats[name] != "0"
    ]
    assert (3, 4, 3) == tuple(len(found.by_method[each].without) for each in SeatMethod)
    assert 15 == found.shared.number
    assert Fraction(50_993, 2) == found.shared.largest_deviation
    assert all(row.seats == 1 for row in found)


def test_six_seats_for_the_ten_of_kempenland(eve) -> None:
    """The least largest deviation is that of Turnhout alone; there are many ties."""
    found = local_seats(eve, "kempenland", 6, year=2021)
    assert (18_641.3, 3954) == (
        round(float(found.shared.largest_deviation), 1),
        found.shared.number,
    )
    assert [()] == [row.together_with for row in found if row.name == "Turnhout"]
    assert (5, 6) == (len(found.by_method[LARGEST].without), len(found.by_method[DHONDT].without))


def test_neighbours_share_by_request(eve) -> None:
    """Then nobody shares with a municipality across another one."""
    found = local_seats(eve, "kempenland", 6, year=2021, neighbours=True)
    assert 119 == found.shared.number
    touching = {frozenset(m.name for m in pair) for pair in eve.borders.neighbours(eve.layout)}
    pairs = [
        frozenset(group.members)
        for way in found.shared
        for group in way.groups
        if len(group.members) == 2
    ]
    assert pairs
    assert touching.issuperset(pairs)


def test_one_municipality_has_all(eve) -> None:
    """Gent takes the four seats that local authorities need at least."""
    (row,) = local_seats(eve, "gent", 4, year=2021)
    assert (4, 4, 4) == (row.seats, row.quota, row.dhondt.value)


def test_inhabitants_that_are_not_known_are_asked(eve) -> None:
    """Antwerpen's parts have no figures; own ones are taken, by name or code."""
    with pytest.raises(InvalidValueError, match="inhabitants of Antwerpen are known exactly"):
        local_seats(eve, "antwerpen-oost", 4, year=2021)
    found = local_seats(eve, "antwerpen-oost", 4, inhabitants={"11002": 30, "Wommelgem": 10})
    assert [(3, "Antwerpen"), (1, "Wommelgem")] == [(row.seats, row.name) for row in found]
    assert "Inhabitants as given." in found.notes
    with pytest.raises(InvalidValueError, match="of Wommelgem"):
        local_seats(eve, "antwerpen-oost", 4, inhabitants={"11002": 30})


def test_no_way_for_neighbours_leaves_all_without_a_group(eve) -> None:
    """Oostkust lies in two pieces: one seat cannot speak for neighbours only."""
    found = local_seats(eve, "oostkust", 1, year=2021, neighbours=True)
    assert not found.shared
    assert {0} == {row.seats for row in found}


def test_ties_of_methods_are_told(eve) -> None:
    """With those between whom somebody must choose."""
    found = local_seats(
        eve,
        "haspengouw",
        1,
        inhabitants=dict.fromkeys([m.name for m in eve.municipalities_of("haspengouw")], 5),
    )
    assert any("tied for 1: Gingelom" in note for note in found.notes)
