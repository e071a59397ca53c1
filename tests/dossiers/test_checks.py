"""One door for checks: of a dossier, a council, a plan and a landscape."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from elzmodel.checks import check
from elzmodel.dossiers import Dossier
from elzmodel.errors import InvalidValueError
from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Constituency,
    ConstituencyKind,
    Mandate,
    Person,
    Rule,
    RuleKind,
    RuleSet,
    Seat,
    Waiver,
)
from elzmodel.partners import Partner
from elzmodel.policy import Claim, ClaimKind, Enrolment, Gathering, PolicyPlan, Project
from elzmodel.values import Period, Total
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


def board_of(*lands) -> CareCouncil:
    """Return a council with a local seat for each land, such as elm, or elm and ash together."""
    seats = tuple(
        Seat(
            id=f"lb-{land.replace('+', '-')}",
            body="board",
            cluster=Cluster.LOCAL_AUTHORITY,
            represents=(
                Constituency(kind=ConstituencyKind.MUNICIPALITY, label=land, parts=land.split("+")),
            ),
        )
        for land in lands
    )
    board = Body(id="board", kind=BodyKind.BOARD)
    return CareCouncil(id="c", zone="west", bodies=(board,), seats=seats)


@pytest.fixture
def ruled(wood):
    """The wood with a decree, in which Grove went to the east."""
    to_east = Assign(id="settled", day=date(2020, 1, 1), zone="east", parts=("ash", "oak"))
    return evolve(wood.with_events([to_east]), rule_reader=lambda: (RULES,))


def without_rules(ruled):
    """Return the same land after the decree of the wood ended."""
    over = evolve(RULES, period=Period(RULES.period.start, date(2015, 1, 1)))
    return evolve(ruled, rule_reader=lambda: (over,))


def codes(findings):
    return [finding.code for finding in findings]


def test_the_rules_in_force_are_those_of_the_landscape_on_the_day(ruled):
    """They are judged without being asked for; a set that is asked for takes their place."""
    council = board_of("elm+ash")
    assert ["ELZ-G001"] == codes(check(council, within=ruled, on=EVE))
    assert [] == codes(check(council, within=without_rules(ruled), on=EVE))
    assert ["ELZ-R003", "ELZ-C021", "ELZ-C021"] == codes(check(council, on=EVE))
    assert ["ELZ-R003", "ELZ-C021", "ELZ-G001"] == codes(check(council, on=EVE, rules=(RULES,)))
    other = evolve(RULES, id="other", rules=(evolve(RULES.rules[0], at_least=1),))
    assert [] == codes(check(council, within=ruled, on=EVE, rules=(other,)))


def test_a_waiver_is_of_a_rule_of_any_time(ruled):
    """One that was not in force on the day is known all the same; another is not."""
    council = board_of("elm+ash")
    ruled = without_rules(ruled)
    waived, mistaken = (
        evolve(council, waivers=(Waiver(rule=rule, reason="x"),)) for rule in ("R1", "R9")
    )
    assert [] == codes(check(waived, within=ruled, on=EVE))
    assert ["ELZ-R001"] == codes(check(mistaken, within=ruled, on=EVE))


def test_a_council_is_looked_at_on_a_day(ruled):
    """Without one it is said that nothing was looked at."""
    (finding,) = check(board_of("elm"), within=ruled)
    assert ("ELZ-C021", "unknown") == (finding.code, finding.outcome.value)
    (dangling, _) = check(board_of("elmm"), within=ruled)
    assert "no part 'elmm' is here; did you mean elm?" == f"{dangling.message}; {dangling.remedy}"


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
    assert ["ELZ-G030", "ELZ-P020", "ELZ-C001", "ELZ-C010", "ELZ-C010"] == codes(
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
    """Without a landscape, and without a day, a finding each that is unknown."""
    dossier = Dossier(zone_id="west", councils=(board_of("elm"),))
    assert ["no part", "no landscape", "no day", "no day"] == [
        " ".join(finding.message.split()[:2])
        for within in (None, ruled)
        for finding in check(dossier, within=within)
    ]
    assert {"ELZ-C021", "ELZ-R003"} == {
        *codes(check(dossier)),
        *codes(check(dossier, within=ruled)),
    }


def test_of_a_zone_that_is_not_there_whom_seats_speak_for_is_unknown(ruled):
    """Before the zones nothing can be said about who lacks a seat, at either door."""
    council = board_of("elm")
    for value in (council, Dossier(zone_id="west", councils=(council,))):
        (finding,) = check(value, within=ruled, on="2005-01-01")
        assert ("ELZ-G031", "unknown") == (finding.code, finding.outcome.value)
        assert finding.message.startswith("whom its seats speak for on 2005-01-01 is not known")


def test_a_council_is_told_the_same_alone_and_in_its_dossier(ruled):
    """Rules, mandates and the land of seats: nothing hangs on the door but who is asked."""
    council = evolve(
        board_of("ash", "oak"),
        mandates=(Mandate(seat="lb-ash", person="p1"), Mandate(seat="lb-ash", person="p2")),
    )
    persons = (Person(id="p1"), Person(id="p2"))
    dossier = Dossier(zone_id="west", councils=(council,), persons=persons)
    for asked in ({}, {"within": ruled}, {"on": MERGED}, {"within": ruled, "on": MERGED}):
        alone, whole = (
            {each for each in check(value, **asked) if each.code.startswith("ELZ-G")}
            for value in (council, dossier)
        )
        assert alone == whole
        assert ("ELZ-G030" in codes(alone)) == (len(asked) == 2)
        assert "ELZ-G014" in codes(alone)


def test_a_dossier_whose_councils_say_nothing_of_the_day_says_so(ruled):
    """What is stated of another day is not what holds now; what needs no day is looked at."""
    past = evolve(
        board_of("oak"), period=Period(date(2011, 1, 1), date(2012, 1, 1)), legal_form="vzw"
    )
    older = evolve(past, id="older", period=Period(date(2010, 1, 1), date(2011, 1, 1)))
    dossier = Dossier(zone_id="west", councils=(older, past))
    found = check(dossier, within=without_rules(ruled), on=EVE)
    assert [("ELZ-G017", "c")] == [(each.code, each.subject) for each in found]


def test_an_id_that_tells_the_name_of_a_person_is_found(doubts_of):
    """It would stand in every answer; a short word, a role or a person without a name is not."""
    persons = [
        Person(id="an-voorbeeld", name="An Voorbeeld"),
        Person(id="p-peeters", name="Mía Péeters", title="Dr."),
        Person(id="p03", name="Cis Voorbeeld"),
        Person(id="van-1", name="Bo Van An"),
        Person(id="voorzitter", name="Bo Groen", as_written=["Bo Groen - Voorzitter"]),
        Person(id="jan-janssens"),
    ]
    assert [
        ("ELZ-C022", "an-voorbeeld"),
        ("ELZ-C022", "p-peeters"),
        ("ELZ-C022", "van-1"),
    ] == doubts_of(persons=persons)


def test_two_statements_about_the_council_of_the_same_days_are_found(doubts_of):
    """The day on which one ends and the other begins is of one alone."""
    board = board_of()
    first = evolve(board, id="c1", period=Period(None, date(2015, 1, 1)))
    second = evolve(board, id="c2", period=Period(date(2015, 1, 1)))
    assert [] == doubts_of(councils=[first, second])
    longer = evolve(first, period=Period(None, date(2015, 1, 2)))
    assert [("ELZ-C023", "c1")] == doubts_of(councils=[longer, second])
    dossier = Dossier(zone_id="west", councils=[longer, second])
    (found,) = [each for each in check(dossier) if each.code == "ELZ-C023"]
    assert found.message == (
        "c2 is stated for 2015-01-01 to 2015-01-01 as well; "
        "of those days it counts, as it stands later"
    )
    assert "c2" == dossier.council(on="2015-01-01").id


def test_an_enrolment_without_land_is_found(doubts_of):
    """Nobody could tell that it is one; what to write follows from its name."""
    enrolments = [Enrolment(label="Herk-de-Stad", parts=()), Enrolment(label="Elm", parts=("elm",))]
    project = Project(id="walk", title="x", enrolments=enrolments)
    assert [("ELZ-C024", "walk")] == doubts_of(projects=[project])
    (found,) = [f for f in check(Dossier(zone_id="west", projects=[project])) if "024" in f.code]
    assert str(found).endswith("; write parts: [herk-de-stad]")


@pytest.mark.parametrize(
    ("attendance", "returning", "new", "is_doubtful"),
    [
        (Total.exactly(12), Total.exactly(10), Total.exactly(3), True),
        (Total.exactly(12), Total.exactly(10), Total.exactly(2), False),
        (Total(5, 12), Total(13, None), None, True),
        (Total(5, None), Total.exactly(13), None, False),
        (None, Total.exactly(13), Total.exactly(3), False),
    ],
)
def test_more_who_came_again_or_for_the_first_time_than_came_are_found(
    doubts_of, attendance, returning, new, is_doubtful
):
    """Where bounds do not decide, nothing is said."""
    fair = Gathering(id="g", title="x", attendance=attendance, returning=returning, new=new)
    assert ([("ELZ-C025", "g")] if is_doubtful else []) == doubts_of(gatherings=[fair])


@pytest.fixture
def doubts_of():
    """Return code and subject of what is doubtful about parts of a dossier, whatever the day."""

    def codes(**parts):
        found = check(Dossier(zone_id="west", **parts))
        return [(f.code, f.subject) for f in found if f.code > "ELZ-C021" and "ELZ-C" in f.code]

    return codes
