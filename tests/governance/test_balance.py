"""Balances of a body, with the unknown as bounds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

from elzmodel import InvalidValueError
from elzmodel.governance import Body, BodyKind, Gender, Membership, Person, balance
from elzmodel.values import Share

DAY = "2023-05-01"
TWO_THIRDS = Fraction(2, 3)


def of_genders(council, genders):
    """Look at a board of as many persons as there are genders."""
    mandates = council.mandates[: len(genders)]
    persons = [Person(id=m.person, gender=g) for m, g in zip(mandates, genders, strict=True)]
    return balance(evolve(council, mandates=mandates), persons, of="gender", on=DAY)


def test_persons_of_whom_it_is_not_stated_widen_the_bounds(council, persons) -> None:
    """Of 21, twelve are women, five men, and four either or neither."""
    found = balance(council, persons, of="gender", on=DAY)
    assert [("f", 12, 16), ("m", 5, 9), ("x", 0, 4)] == [
        (each.kind, each.low, each.high) for each in found
    ]
    assert Share(Fraction(12, 21), Fraction(16, 21), of="persons") == found.share("f")
    assert Share(0, Fraction(4, 21), of="persons") == found.share("another")
    assert ("Of 21 persons, 4 unknown.",) == found.notes


def test_who_is_not_given_is_unknown(council) -> None:
    """Nothing is inferred."""
    found = balance(council, [], of="self-employed", on=DAY)
    assert 21 == found.unknown
    assert "0%-100%" == str(found.share("self-employed"))


def test_self_employment_has_two_kinds(council) -> None:
    """Stated either way, or not at all."""
    mandates = council.mandates[:3]
    persons = [
        Person(id=m.person, self_employed=s) for m, s in zip(mandates, (1, 0, None), strict=True)
    ]
    found = balance(evolve(council, mandates=mandates), persons, of="self-employed", on=DAY)
    assert [("self-employed", 1, 2), ("not self-employed", 1, 2)] == [
        (each.kind, each.low, each.high) for each in found
    ]


def test_a_person_may_have_several_profiles(council) -> None:
    """The shares of profiles may pass one together; no profile at all is unknown."""
    mandates = council.mandates[:2]
    persons = [Person(id=mandates[0].person, profiles=["jurist", "econoom"])]
    found = balance(evolve(council, mandates=mandates), persons, of="profile", on=DAY)
    assert [("econoom", 1, 2), ("jurist", 1, 2)] == [
        (each.kind, each.low, each.high) for each in found
    ]


F, M = Gender.FEMALE, Gender.MALE


@pytest.mark.parametrize(
    ("genders", "expected"),
    [
        ([F, F, M], False),
        ([F, F, F, M], True),
        ([F, F, None], None),
        ([F, M, None], False),
        ([F, F, F, None], True),
        ([], None),
    ],
)
def test_whole_numbers_decide_whether_a_share_is_exceeded(council, genders, expected) -> None:
    """Exactly two thirds is within; the unknown decide only where they could."""
    assert expected is of_genders(council, genders).exceeds(TWO_THIRDS)


def test_profiles_of_the_unknown_could_all_be_one_that_nobody_has(council) -> None:
    """Three unknown of four could share a profile that is not known yet."""
    mandates = council.mandates[:4]
    persons = [Person(id=mandates[0].person, profiles=["jurist", "econoom"])]
    found = balance(evolve(council, mandates=mandates[:1]), persons, of="profile", on=DAY)
    assert found.exceeds(Fraction(1, 2))
    none = balance(evolve(council, mandates=mandates), [], of="profile", on=DAY)
    assert None is none.exceeds(Fraction(1, 2))


def test_a_list_that_is_not_complete_leaves_everything_open(council, persons) -> None:
    """Nobody knows of how many the share is."""
    found = balance(evolve(council, open_lists=["mandates"]), persons, of="gender", on=DAY)
    assert Share(0, 1, of="persons") == found.share("f")
    assert None is found.exceeds(Fraction(1, 9))
    assert (12, None, Share(0, 1, of="persons")) == (found[0].low, found[0].high, found[0].share)
    assert "not complete" in found.notes[-1]


def test_a_body_of_nobody_has_no_share(council) -> None:
    """Undefined is not nought."""
    found = of_genders(council, [])
    assert (None, None) == (found.share("f"), found.share("another"))


def test_other_traits_are_refused(council) -> None:
    """The three that are known are named."""
    with pytest.raises(InvalidValueError, match="'gender', 'self-employed' or 'profile'"):
        balance(council, [], of="age", on=DAY)


def test_an_open_list_of_members_is_about_bodies_that_have_members(council, persons) -> None:
    """The board has seats: who else is in the assembly changes nothing, unless it has members."""
    some = evolve(council, open_lists=["memberships"])
    assert not balance(some, persons, of="gender", on=DAY).is_open
    member = Membership(body="board", person="new")
    with_members = evolve(some, memberships=[member])
    assert balance(with_members, persons, of="gender", on=DAY).is_open
    assembly = Body(id="av", kind=BodyKind.GENERAL_ASSEMBLY)
    with_assembly = evolve(some, bodies=[*some.bodies, assembly])
    assert balance(with_assembly, persons, of="gender", on=DAY, body="av").is_open
