"""Which land touches, and whether it hangs together."""

from __future__ import annotations

from datetime import date

import pytest

from elzmodel.territory import Abolish, Border, Borders, Contact, Create, Merge, MoveParts, Register

DAY, LATER = date(2025, 1, 1), date(2026, 1, 1)


def border(a: str, b: str, contact: Contact = Contact.BORDER) -> Border:
    """Return a contact between parts that are named by one letter each."""
    return Border(a=list(a), b=list(b), contact=contact)


@pytest.fixture
def borders() -> Borders:
    """A row of land; where x and y stand, the source does not say which touches c.

    ::

        a --- b ... c ---(x or y)     d (touches c in a corner)     e (alone)
    """
    return Borders(
        [
            border("a", "b"),
            border("b", "c", Contact.SHORT),
            border("c", "xy"),
            border("c", "d", Contact.POINT),
        ]
    )


@pytest.mark.parametrize(
    ("land", "expected"),
    [
        ("", True),
        ("a", True),
        ("ab", True),
        ("bc", None),
        ("xy", None),
        ("cxy", None),
        ("cd", False),
        ("ac", False),
        ("ae", False),
        ("abcx", None),
    ],
)
def test_land_hangs_together_certainly_perhaps_or_not(
    borders: Borders, *, land: str, expected: bool | None
) -> None:
    """Located borders are certain, short and unlocated ones possible, corners are none."""
    assert expected is borders.is_contiguous(list(land))


def test_pieces_are_the_largest_first(borders: Borders) -> None:
    """Land that no contact joins lies in pieces, in order of size, then of name."""
    pieces = borders.pieces(list("eadbx"))
    assert ("ab", "d", "e", "x") == tuple("".join(sorted(piece)) for piece in pieces)


def test_neighbours_follow_the_layout(borders: Borders) -> None:
    """Municipalities touch where their parts do, once each, and not in corners."""
    creations = [
        Create(id=u, day=DAY, unit=u, name=u, parts=tuple(parts))
        for u, parts in {"a": "a", "b": "b", "c": "c", "d": "d", "xy": "xy"}.items()
    ]
    register = Register(creations)
    assert [("a", "b"), ("b", "c"), ("c", "xy")] == units_of(borders, register)
    merged = register.with_events([Merge(id="m", day=DAY, order=1, units=("a", "b"), unit="b")])
    assert [("b", "c"), ("c", "xy")] == units_of(borders, merged)


def test_a_contact_that_is_not_located_makes_no_neighbours(borders: Borders) -> None:
    """Where the parts of a side lie in several municipalities, the contact is left out."""
    creations = [Create(id=u, day=DAY, unit=u, name=u) for u in "cxy"]
    assert [] == units_of(borders, Register(creations))


def units_of(borders: Borders, register: Register) -> list[tuple[str, str]]:
    """Return the neighbours of a day as pairs of units."""
    return [(a.unit, b.unit) for a, b in borders.neighbours(register.on(DAY))]


def test_land_that_nobody_holds_may_have_the_contact() -> None:
    """Where y is no municipality's any more, x need not touch c, whatever was cut elsewhere."""
    borders = Borders([border("c", "xy")])
    start = [Create(id=letter, day=DAY, unit=letter, name=letter) for letter in "cxyz"]
    gone = Abolish(id="gone", day=LATER, unit="y")
    cut = MoveParts(id="cut", day=LATER, origin="z", to="c", portion=())
    for acts in ([gone], [gone, cut]):
        layout = Register([*start, *acts]).on(LATER)
        assert () == borders.neighbours(layout)
        assert borders.in_layout(layout).is_contiguous("cx") is None
    merged = Merge(id="m", day=LATER, units=("x", "y"), unit="x")
    (pair,) = borders.neighbours(Register([*start, merged]).on(LATER))
    assert ["c", "x"] == [m.unit for m in pair]


def test_borders_count_themselves(borders: Borders) -> None:
    """The short form says how many contacts there are."""
    assert "<Borders: 4 contacts>" == repr(borders)
    assert [True, True, False, True] == [b.is_between_parts for b in borders.borders]


def test_joined_land_counts_as_one_piece() -> None:
    """Parts that are drawn together are joined where all of them are there, and touch others."""
    city = frozenset({"a", "b"})
    touching = Border(a=city, b=["c"], contact=Contact.BORDER)
    borders = Borders([touching], (city,))
    assert [True, True, None] == [
        borders.is_contiguous(land) for land in (["a", "b"], ["a", "b", "c"], ["a", "c"])
    ]
    assert borders.is_contiguous(["a", "b", "far"]) is False


def test_some_of_joined_land_may_be_one_piece() -> None:
    """Where no contact speaks of all its parts either, nobody knows which of them touch."""
    city = frozenset({"a", "b", "c"})
    borders = Borders([Border(a=["x"], b=["a"], contact=Contact.BORDER)], (city,))
    assert [True, None] == [borders.is_contiguous(land) for land in (city, ["a", "b"])]
    assert (city,) == borders.pieces(city)
    assert (frozenset({"x", "a", "c"}),) == borders.pieces(["x", "a", "c"])
