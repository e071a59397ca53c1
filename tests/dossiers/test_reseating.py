"""What becomes of seats when land merges, splits or changes zone."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel.dossiers import (
    Dossier,
    ReseatPolicy,
    SeatFate,
    compare_reseatings,
    reseat,
)
from elzmodel.errors import InvalidValueError, NotOnDayError
from elzmodel.governance import (
    AgreedSeat,
    Constituency,
    ConstituencyKind,
    Mandate,
    MandateStatus,
    Rule,
    RuleKind,
    RuleSet,
    SeatAgreement,
)
from elzmodel.territory import Abolish, Alter, Create, Merge, NewUnit, Split
from elzmodel.values import Period
from elzmodel.zones import Assign
from tests.dossiers.seats import council, seat, village

EVE, DAY, LATER = "2019-12-31", "2020-01-01", date(2021, 1, 1)
KEPT, RELABELLED, DOUBLED, VACATED, GIVEN, UNDECIDED = SeatFate


def fates(found):
    return {row.seat: row.fate for row in found}


def voices(found):
    """Return for whom each seat of the council speaks afterwards."""
    return {each.id: each.labels for each in found.after.seats}


@pytest.fixture
def west(wood):
    """Return the wood with Grove in the west: elm beside it, oak and ash in it."""
    return wood.with_events(
        [Assign(id="x", day=date(2020, 1, 1), zone="west", parts=["oak", "ash"])]
    )


def test_where_nothing_happens_the_council_is_the_same(wood) -> None:
    """Not a copy of it, and there is one council still."""
    some = council(seat(1, village("elm")), seat(2, village("ash")))
    found = reseat(some, wood.on(EVE))
    assert found.after is some
    assert ((some,), {KEPT}) == (found.councils, set(fates(found).values()))
    assert not found.changed


def test_a_seat_follows_its_land_to_who_has_it_now(west) -> None:
    """By the name and the land of the successor, from the day on; the day before is untouched."""
    some = council(seat(1, village("elm")), seat(2, village("ash")))
    found = reseat(some, west.on(DAY))
    assert {"lb-1": KEPT, "lb-2": RELABELLED} == fates(found)
    assert {"lb-1": ("Elm",), "lb-2": ("Grove",)} == voices(found)
    assert {"oak", "ash"} == {*found.after.seats[1].parts}
    old, new = found.councils
    assert some.seats == old.seats
    assert (Period(None, date(2020, 1, 1)), Period(date(2020, 1, 1))) == (old.period, new.period)
    assert ("its land is in Grove",) == tuple(row.why for row in found.changed)


def test_asking_again_changes_nothing(west) -> None:
    """What was done once is done."""
    some = council(seat(1, village("elm")), seat(2, village("ash")))
    found = reseat(some, west.on(DAY))
    assert found.after is reseat(found.after, west.on(DAY)).after


def test_other_land_under_the_same_name_is_told(wood) -> None:
    """Elm takes in fir: the seat speaks for all of it."""
    events = [
        Merge(id="grow", day=LATER, units=["elm", "fir"], unit="elm", name="Elm"),
        Assign(id="fir-in", day=LATER, zone="west", parts=["elm", "fir"]),
    ]
    found = reseat(council(seat(1, village("elm"))), wood.with_events(events).on(LATER))
    assert {"lb-1": RELABELLED} == fates(found)
    assert "Elm has other land" == found[0].why
    assert {"elm", "fir"} == {*found.after.seats[0].parts}


def test_a_new_name_is_followed(wood) -> None:
    """The land is the same, and is called otherwise."""
    renamed = wood.with_events([Alter(id="r", day=LATER, unit="elm", name="Elms")])
    found = reseat(council(seat(1, village("elm"))), renamed.on(LATER))
    assert ({"lb-1": RELABELLED}, {"lb-1": ("Elms",)}) == (fates(found), voices(found))


def test_land_that_left_has_no_voice_any_more(wood) -> None:
    """The seat is there, vacated, whoever sits on it; and it says where the land went."""
    left = wood.with_events(
        [Assign(id="x", day=date(2020, 1, 1), zone="east", parts=["oak", "ash"])]
    )
    mandates = [Mandate(seat="lb-2", person="p1")]
    some = council(seat(1, village("elm")), seat(2, village("ash")), mandates=mandates)
    found = reseat(some, left.on(DAY))
    assert ({"lb-1": KEPT, "lb-2": VACATED}, ()) == (fates(found), found.after.seats[1].represents)
    assert "its land left the zone: it is in Grove (Oak)" == found[1].why
    assert mandates == [*found.after.mandates]
    assert (("p1",), "unknown") == (found[1].persons, found[1].ends)
    assert "Mandates stay until their end; where none is stated, ask." in found.notes


def test_what_is_undecided_stays_and_says_so(wood) -> None:
    """Nobody knows yet where Grove goes."""
    some = council(seat(1, village("ash")))
    found = reseat(some, wood.on(DAY))
    assert ({"lb-1": UNDECIDED}, some) == (fates(found), found.after)
    assert "the zone of Grove is undecided" == found[0].why


def test_a_shared_seat_keeps_those_who_stay(west) -> None:
    """Of a seat for ash and elm both go on; of one for ash and fir only ash's land is there."""
    some = council(seat(1, village("elm"), village("ash")), seat(2, village("ash"), village("fir")))
    found = reseat(some, west.on(DAY))
    assert {"lb-1": ("Elm", "Grove"), "lb-2": ("Grove",)} == voices(found)


def test_a_seat_for_land_that_was_divided_speaks_for_all_of_it(west) -> None:
    """Grove falls into oak and ash again: both have some of its land in the zone."""
    pieces = [NewUnit(unit=name, name=name.title(), parts=[name]) for name in ("oak", "ash")]
    split = Split(id="s", day=LATER, unit="grove", into=pieces)
    some = council(seat(1, village("oak", "ash")))
    found = reseat(some, west.with_events([split]).on(LATER))
    assert ({"lb-1": RELABELLED}, {"Oak", "Ash"}) == (fates(found), {*voices(found)["lb-1"]})


def test_seats_that_come_to_speak_for_one_are_doubled(wood) -> None:
    """The first stays; two seats that one had before are its own."""
    events = [
        Merge(id="one", day=LATER, units=["elm", "fir"], unit="elm", name="Elm"),
        Assign(id="in", day=LATER, zone="west", parts=["elm", "fir"]),
    ]
    some = council(seat(1, village("fir")), seat(2, village("elm")), seat(3, village("elm")))
    found = reseat(some, wood.with_events(events).on(LATER))
    assert {"lb-1": DOUBLED, "lb-2": RELABELLED, "lb-3": RELABELLED} == fates(found)
    assert {("Elm",)} == set(voices(found).values())


def world_with_two_silent(wood):
    """Return a day on which ash left the west, and fir and yew came without a seat."""
    events = [
        Assign(id="gone", day=date(2020, 1, 1), zone="east", parts=["oak", "ash"]),
        Create(id="yew", day=date(2020, 1, 1), unit="yew", name="Yew", nis="10000"),
        Assign(id="come", day=date(2020, 1, 1), zone="west", parts=["fir", "yew"]),
    ]
    return wood.with_events(events).on(DAY)


def test_a_policy_gives_what_is_left_over_to_the_first_without_a_seat(wood) -> None:
    """By code; with as many seats as are without, all get one and nobody has to choose."""
    some = council(seat(1, village("elm")), seat(2, village("ash")))
    day = world_with_two_silent(wood)
    stays = reseat(some, day)
    assert {"Yew", "Fir"} == {row.name for row in stays.unrepresented}
    assert "Without a seat: " in stays.notes[-1]
    found = reseat(some, day, policy="first")
    assert {"lb-1": KEPT, "lb-2": GIVEN} == fates(found)
    assert 1 == len(found.unrepresented)
    assert found.after is reseat(found.after, day, policy="first").after


def test_a_policy_by_inhabitants_needs_them(wood) -> None:
    """Fir has ten; of yew nothing is known, so that nobody can say which has more."""
    some = council(seat(1, village("elm")), seat(2, village("ash")))
    day = world_with_two_silent(wood)
    with pytest.raises(InvalidValueError, match="inhabitants of Yew are known exactly"):
        reseat(some, day, policy="inhabitants", year=2015)
    two = council(seat(1, village("elm")), seat(2, village("ash")), seat(3, village("ash")))
    found = reseat(two, day, policy=ReseatPolicy.INHABITANTS, year=2015)
    assert not found.unrepresented


def test_the_policy_by_inhabitants_takes_the_largest() -> None:
    """Zonhoven's seat is left over; of two that come without one, the larger gets it."""
    fl, herkenrode = elz.flanders(), elz.dossier("herkenrode").council(on="2023-06-01")
    wave = (
        elz.Scenario("x")
        .transfer("Zonhoven", to="kemp-en-duin", day="2027-01-01")
        .transfer(["Lummen", "Wellen", "Bilzen-Hoeselt"], to="herkenrode", day="2027-01-01")
    )
    day = elz.outcome(fl, wave).after
    found = reseat(herkenrode, day, policy="inhabitants", year=2026)
    given = {row.after for row in found if row.fate is GIVEN}
    assert {("Bilzen-Hoeselt",), ("Lummen",)} == given
    assert ["Wellen"] == [row.name for row in found.unrepresented]
    first = {row.after for row in reseat(herkenrode, day, policy="first") if row.fate is GIVEN}
    assert {("Lummen",), ("Wellen",)} == first


def test_a_council_that_begins_on_the_day_has_nothing_before_it(wood) -> None:
    """Of no day was it as it is stated: the one with other seats stands in its place."""
    begins = Period(date(2020, 1, 1))
    some = council(seat(1, village("elm")), seat(2, village("ash")), period=begins)
    found = reseat(some, world_with_two_silent(wood))
    assert (found.after,) == found.councils
    within = found.within(Dossier(zone_id="west", councils=[some]))
    assert ([begins], [()]) == (
        [each.period for each in within.councils],
        [each.seats[1].represents for each in within.councils],
    )


def test_an_agreement_says_whom_seats_speak_for(wood) -> None:
    """Also one of a seat that nobody had; what it says already is kept."""
    day = world_with_two_silent(wood)
    some = council(seat(1, village("elm")), seat(2, village("ash")), seat(3))
    agreed = SeatAgreement(
        id="a-1",
        title="of spring",
        seats=[
            AgreedSeat(seat="lb-1", label="Elm", parts=["elm"]),
            AgreedSeat(seat="lb-2", label="Fir", parts=["fir"]),
            AgreedSeat(seat="lb-3", label="Yew", parts=["yew"]),
        ],
    )
    found = reseat(some, day, policy=agreed)
    assert {"lb-1": KEPT, "lb-2": GIVEN, "lb-3": GIVEN} == fates(found)
    assert (ReseatPolicy.AGREEMENT, "agreed: of spring") == (found.policy, found[1].why)
    assert not found.unrepresented
    again = reseat(found.after, day, policy=agreed)
    assert found.after is again.after


@pytest.mark.parametrize(
    ("key", "parts", "which"),
    [
        ("lb-9", ["elm"], "lb-9 is"),
        ("lb-1", ["oak"], "oak is"),
        ("lb-1", ["elm", "oak"], "oak is"),
        ("lb-9", ["oak"], "lb-9, oak are"),
        ("lb-2", ["elm"], "lb-2 is"),
        ("lb-1", [], "lb-1 is"),
    ],
    ids=["no seat", "no land", "some land", "both", "a seat of the past", "nothing"],
)
def test_an_agreement_that_cannot_be_kept_is_refused(wood, key, parts, which) -> None:
    """It speaks of seats, or of land, that the council does not have; all of them are named."""
    agreed = SeatAgreement(id="a", seats=[AgreedSeat(seat=key, parts=parts)])
    past = evolve(seat(2, village("ash")), period=Period(None, date(2019, 1, 1)))
    some, day = council(seat(1, village("elm")), past), world_with_two_silent(wood)
    with pytest.raises(InvalidValueError, match=f"land of the zone on the day, which {which} not"):
        reseat(some, day, policy=agreed)
    with pytest.raises(InvalidValueError, match="in use once"):
        SeatAgreement(id="a", seats=[AgreedSeat(seat="lb-1", parts=["elm"])] * 2)


def test_a_seat_that_is_given_away_keeps_whom_it_represents_besides_land(wood) -> None:
    """By a policy or an agreement, in the order in which they stand."""
    centre, house = (
        Constituency(kind=ConstituencyKind.ORGANISATION, label=label) for label in ("OCMW", "House")
    )
    day = world_with_two_silent(wood)
    some = council(seat(1, village("elm")), seat(2, centre, village("ash"), house), seat(3, house))
    agreed = SeatAgreement(
        id="a",
        seats=[AgreedSeat(seat="lb-2", parts=["fir"]), AgreedSeat(seat="lb-3", parts=["yew"])],
    )
    voiced = voices(reseat(some, day, policy=agreed))
    assert {"lb-1": ("Elm",), "lb-2": ("OCMW", "Fir", "House"), "lb-3": ("House", "Yew")} == voiced


@pytest.mark.parametrize("policy", ["largest", "agreement"], ids=str)
def test_no_such_policy(wood, policy) -> None:
    """An agreement is given itself, not by a word."""
    with pytest.raises(InvalidValueError, match="stay, first or inhabitants, or an agreement"):
        reseat(council(), wood.on(EVE), policy=policy)


def test_days_of_which_nothing_is_stated_are_refused(wood) -> None:
    """Of the council, and of its zone."""
    with pytest.raises(NotOnDayError):
        reseat(council(period=Period(date(2025, 1, 1))), wood.on(EVE))
    with pytest.raises(NotOnDayError):
        reseat(council(), wood.on("2009-12-31"))


def test_ends_of_mandates_are_told(west) -> None:
    """That of the person, or of the seat where it is earlier; unknown where it is not stated."""
    until = Period(None, date(2022, 1, 1))
    seats = [
        seat(1, village("ash")),
        evolve(seat(2, village("ash")), period=Period(None, LATER)),
        seat(3, village("ash")),
        seat(4, village("ash")),
    ]
    mandates = [
        Mandate(seat="lb-1", person="p1", period=until),
        Mandate(seat="lb-2", person="p2", period=until),
        Mandate(seat="lb-3", person="p3"),
        Mandate(seat="lb-4", person="p4", status=MandateStatus.ENDED),
    ]
    stated = council(*seats, mandates=mandates)
    found = reseat(stated, west.on(DAY))
    assert [date(2022, 1, 1), LATER, "unknown", "vacant"] == [row.ends for row in found]
    some = reseat(evolve(stated, open_lists=["mandates"]), west.on(DAY))
    assert ("unknown", None) == (some[-1].ends, some[-1].is_vacant)


def test_other_constituencies_stay(west) -> None:
    """A seat for a municipality and an organisation goes on speaking for that."""
    ocmw = Constituency(kind=ConstituencyKind.ORGANISATION, label="OCMW")
    found = reseat(council(seat(1, village("ash"), ocmw), seat(2, ocmw)), west.on(DAY))
    assert ["lb-1"] == [row.seat for row in found]
    assert ("Grove", "OCMW") == found.after.seats[0].labels


def test_land_that_is_in_no_municipality_any_more_has_no_voice(wood) -> None:
    """It was abolished, and nothing says where it went."""
    events = [Abolish(id="x", day=LATER, unit="elm")]
    found = reseat(council(seat(1, village("elm"))), wood.with_events(events).on(LATER))
    assert VACATED is found[0].fate


def test_a_dossier_takes_both_councils(west) -> None:
    """The one until the day, and the other from it."""
    some = council(seat(1, village("ash")))
    found = reseat(some, west.on(DAY))
    other = council(zone="east")
    held = Dossier(zone_id="west", councils=[evolve(other, id="ander"), some])
    new = found.within(held)
    assert ["ander", "raad", "raad-2020-01-01"] == [each.id for each in new.councils]
    assert ("Grove",) == new.council(on=DAY).seats[0].labels
    assert ("Ash",) == new.council(on=EVE).seats[0].labels
    with pytest.raises(InvalidValueError, match="one that holds the council"):
        found.within(Dossier(zone_id="west"))


def test_policies_stand_beside_each_other(wood) -> None:
    """With what each changes, who is without, and the rules then."""
    some = council(seat(1, village("elm")), seat(2, village("ash")), seat(3, village("ash")))
    rule = Rule(
        id="R",
        title="municipalities",
        kind=RuleKind.REPRESENTED,
        values=["municipality"],
        at_least=3,
    )
    sets = [RuleSet(id="own", title="own", rules=[rule])]
    day = world_with_two_silent(wood)
    found = compare_reseatings(some, day, rules=sets, policies=["first", "stay"])
    assert found[:1].rows == compare_reseatings(some, day, rules=sets, policies="first").rows
    assert [("stay", 2, 0, 2, 2), ("first", 2, 2, 0, 0)] == sorted(
        ((r.policy, r.changed, r.given, r.vacated, r.unrepresented) for r in found), reverse=True
    )
    assert {"first": (0, 0), "stay": (0, 1)} == {r.policy: (r.failing, r.unknown) for r in found}
