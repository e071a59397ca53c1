"""Seats in proportion, held against published and recomputed values."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from elzmodel.errors import InvalidValueError
from elzmodel.governance import SeatMethod, apportion

LARGEST, DHONDT, SAINTE_LAGUE = SeatMethod

PUBLISHED = {
    # Berechnungsbeispiele, staatsrecht.honikel.de
    "honikel": ((6100, 5000, 900), 10, {LARGEST: "5 4 1", DHONDT: "6 4 0", SAINTE_LAGUE: "5 4 1"}),
    # Electowiki, Sainte-Laguë method; its own row for D'Hondt does not add up.
    "electowiki": ((503, 304, 193), 35, {DHONDT: "18 11 6", SAINTE_LAGUE: "17 11 7"}),
    # Electowiki, D'Hondt method.
    "four parties": ((340_000, 280_000, 160_000, 60_000), 7, {DHONDT: "3 3 1 0"}),
    # Balinski and Young, Fair Representation.
    "six states": (
        (27_744, 25_178, 19_951, 14_610, 9_225, 3_292),
        36,
        {LARGEST: "10 9 7 5 4 1", DHONDT: "11 9 7 5 3 1", SAINTE_LAGUE: "10 9 8 5 3 1"},
    ),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_seats_are_found(name: str) -> None:
    """Each method gives what was published for it."""
    votes, seats, expected = PUBLISHED[name]
    for method, row in expected.items():
        found = apportion(dict(zip("abcdef", votes, strict=False)), seats, method=method)
        assert row.split() == [str(each.seats) for each in found], method


def test_a_seat_more_can_cost_one() -> None:
    """By the largest remainder: the paradox of Alabama, in two published cases."""
    votes = {"a": 5670, "b": 3850, "c": 420, "d": 60}
    fewer, more = (apportion(votes, seats)[2].seats.value for seats in (323, 324))
    assert (14, 13) == (fewer, more)
    saari = {"a": 3, "b": 7, "c": 90}
    assert [2, 3, 44] == [each.seats.value for each in apportion(saari, 49)]
    assert [1, 4, 46] == [each.seats.value for each in apportion(saari, 51)]


def test_a_tie_is_told_and_not_broken() -> None:
    """Between those who tie, seats lie between bounds, whatever the order."""
    found = apportion({"a": 3, "b": 7, "c": 90}, 50)
    assert ["1-2", "3-4", "45"] == [str(each.seats) for each in found]
    assert (("a", "b"), 1) == (found.tied, found.open_seats)
    assert "A tie for 1 seat: a, b." in found.notes


@pytest.mark.parametrize("method", SeatMethod)
def test_a_tie_of_three_for_two(method: SeatMethod) -> None:
    """Each of three equals may have one of two seats."""
    found = apportion(dict.fromkeys("abc", 5), 2, method=method)
    assert [(0, 1)] * 3 == [(each.seats.low, each.seats.high) for each in found]
    assert 2 == found.open_seats


def test_nobody_who_has_nobody_gets_a_seat() -> None:
    """None of the methods gives a seat for no inhabitants."""
    for method in SeatMethod:
        assert ("b",) == apportion({"a": 1, "b": 0}, 9, method=method).without


def test_numbers_are_exact() -> None:
    """Fractions and decimal numbers decide as they are written."""
    found = apportion({"a": Decimal("0.1"), "b": Fraction(2, 10)}, 3)
    assert [Fraction(1), Fraction(2)] == [each.quota for each in found]
    assert not found.tied


@pytest.mark.parametrize(
    ("inhabitants", "seats", "method", "message"),
    [
        ({"a": -1}, 1, "dhondt", "not an inhabitants: -1"),
        ({"a": float("nan")}, 1, "dhondt", "known number, zero or more, for a"),
        ({"a": 0}, 1, "dhondt", "somebody to have seats"),
        ({}, 1, "dhondt", "somebody to have seats"),
        ({"a": 1}, 0, "dhondt", "whole number from 1 to 1000"),
        ({"a": 1}, True, "dhondt", "whole number from 1 to 1000"),
        ({"a": 1}, 1, "imperiali", "largest-remainder, dhondt or sainte-lague"),
    ],
    ids=["negative", "missing", "all zero", "nobody", "no seat", "truth", "no such method"],
)
def test_what_cannot_be_meant_is_refused(
    inhabitants: dict[str, float], seats: int, method: str, message: str
) -> None:
    """With what was expected."""
    with pytest.raises(InvalidValueError, match=message):
        apportion(inhabitants, seats, method=method)
