"""One door for checks: of a dossier, a council, a plan and a landscape."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from elzmodel.checks import check
from elzmodel.dossiers.dossier import Dossier
from elzmodel.errors import InvalidValueError
from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Constituency,
    ConstituencyKind,
    Rule,
    RuleKind,
    RuleSet,
    Seat,
)
from elzmodel.partners import Partner
from elzmodel.policy import Claim, ClaimKind, PolicyPlan
from elzmodel.values import Period
from elzmodel.zones import Assign

EVE, MERGED = "2019-12-31", "2020-01-01"
RULES = RuleSet(
    id="decree",
    title="The decree of the wood",
    period=Period(date(2010, 1, 1)),
    rules=(
        Rule(
            id="R1",
            title="local seats",
            kind=RuleKind.SEATS,
            cluster=Cluster.LOCAL_AUTHORITY,
            at_least=2,
        ),
    ),
)


def board_of(*parts) -> CareCouncil:
    seats = tuple(
        Seat(
            id=f"lb-{part}",
            body="board",
            cluster=Cluster.LOCAL_AUTHORITY,
            represents=(
                Constituency(kind=ConstituencyKind.MUNICIPALITY, label=part, parts=(part,)),
            ),
        )
        for part in parts
    )
    board = Body(id="board", kind=BodyKind.BOARD)
    return CareCouncil(id="c", zone="west", bodies=(board,), seats=seats)


@pytest.fixture
def ruled(wood):
    """The wood with a decree, in which Grove went to the east."""
    to_east = Assign(id="settled", day=date(2020, 1, 1), zone="east", parts=("ash", "oak"))
    return evolve(wood.with_events([to_east]), rule_reader=lambda: (RULES,))


def codes(findings):
    return [finding.code for finding in findings]


def test_the_rules_in_force_are_those_of_the_landscape_on_the_day(ruled):
    """They are judged without being asked for; a set that is asked for takes their place."""
    council = board_of("elm")
    assert ["ELZ-G001"] == codes(check(council, within=ruled, on=EVE))
    assert [] == codes(check(council, within=ruled, on="2009-12-31"))
    assert [] == codes(check(council, on=EVE))
    other = evolve(RULES, id="other", rules=(evolve(RULES.rules[0], at_least=1),))
    assert [] == codes(check(council, within=ruled, on=EVE, rules=(other,)))


def test_a_council_is_looked_at_on_a_day(ruled):
    """Without one it is said that nothing was looked at."""
    (finding,) = check(board_of("elm"), within=ruled)
    assert ("ELZ-C021", "unknown") == (finding.code, finding.outcome.value)


def test_a_plan_alone_needs_neither_day_nor_landscape():
    """What it leaves open stands in it."""
    assert ["ELZ-P020"] == codes(check(PolicyPlan(id="p")))


def test_a_landscape_needs_a_day(ruled):
    """It is refused without one."""
    with pytest.raises(InvalidValueError, match="not a day: None"):
        check(ruled)


def test_a_dossier_is_held_against_rules_register_and_zones(ruled):
    """One call finds what each check finds; what became of a seat is told once."""
    dossier = Dossier(
        zone_id="west",
        councils=(board_of("elm", "ash"),),
        plans=(PolicyPlan(id="p"),),
        partners=(Partner(id="club", name="Club", area=("ash",)),),
        claims=(Claim(id="m", kind=ClaimKind.MEMBERS, parts=("elm", "ash")),),
    )
    assert ["ELZ-P020"] == codes(check(dossier, within=ruled, on=EVE))
    assert ["ELZ-P020", "ELZ-C001", "ELZ-G030", "ELZ-C010", "ELZ-C010"] == codes(
        check(dossier, within=ruled, on=MERGED)
    )


def test_what_a_dossier_concerns_says_where_the_land_is_now(ruled):
    """A finding names the thing, what it is called, and each piece of land."""
    club = Partner(id="club", name="Club", area=("ash",))
    nameless = Claim(id="m", kind=ClaimKind.OTHER, parts=("ash",))
    dossier = Dossier(zone_id="west", partners=(club,), claims=(nameless,))
    one, other = check(dossier, within=ruled, on=MERGED)
    assert ("partner club (Club)", "claim m") == (one.subject, other.subject)
    assert "it concerns land that left the zone: ash, now in Grove (Oak)" == one.message


def test_what_was_not_looked_at_is_said(ruled):
    """Without a landscape, and without a day, one finding that is unknown."""
    dossier = Dossier(zone_id="west", councils=(board_of("elm"),))
    assert ["no landscape", "no day"] == [
        " ".join(finding.message.split()[:2])
        for within in (None, ruled)
        for finding in check(dossier, within=within)
    ]
    assert {"ELZ-C021"} == set(codes([*check(dossier), *check(dossier, within=ruled)]))


def test_a_zone_that_is_not_there_has_no_municipalities_without_a_seat(ruled):
    """Before the zones nothing can be said about who lacks a seat."""
    dossier = Dossier(zone_id="west", councils=(board_of("elm"),))
    assert [] == codes(check(dossier, within=ruled, on="2005-01-01"))
