"""Claims against the register, land that left, and indicators that can be computed."""

from __future__ import annotations

import warnings
from datetime import date

import pytest
from attrs import evolve

from elzmodel.dossiers import (
    Dossier,
    check_dossier,
    concerned_by_departures,
    concerned_with,
    departed_land,
    self_measured,
)
from elzmodel.dossiers.claims import claim_findings
from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Constituency,
    ConstituencyKind,
    Gender,
    Membership,
    Person,
    Rule,
    RuleKind,
    RuleSet,
    Seat,
)
from elzmodel.governance.seating import TRAITS
from elzmodel.partners import Partner, PartnerKind
from elzmodel.policy import (
    Action,
    Advice,
    Claim,
    ClaimKind,
    Enrolment,
    Gathering,
    Indicator,
    IndicatorKind,
    Measure,
    MeasureKind,
    OperationalGoal,
    PolicyPlan,
    Project,
    StrategicGoal,
)
from elzmodel.policy.plan import BALANCED_BY
from elzmodel.values import Period
from elzmodel.zones import Assign

EVE, MERGED = date(2019, 12, 31), date(2020, 1, 1)


def members(*parts, **more):
    return Claim(id="m", kind=ClaimKind.MEMBERS, parts=parts, **more)


def plan_with(measure) -> PolicyPlan:
    indicators = (
        Indicator(id="i1", title="all enrolled", kind=IndicatorKind.COVERAGE, measure=measure),
        Indicator(id="i2", title="good mood", kind=IndicatorKind.QUALITATIVE),
    )
    goal = OperationalGoal(
        id="od1", title="x", actions=(Action(id="a1", title="x", indicators=indicators),)
    )
    return PolicyPlan(
        id="p", strategic_goals=(StrategicGoal(id="sd1", title="x", operational_goals=(goal,)),)
    )


@pytest.fixture
def settled(wood):
    """The wood, in which Grove went to the east as a whole on the day of its merger."""
    to_east = Assign(id="settled", day=MERGED, zone="east", parts=("ash", "oak"))
    return wood.with_events([to_east])


def test_a_true_claim_has_no_finding(settled):
    """Members as they were on the claim's own day are right, whatever day is asked about."""
    dossier = Dossier(zone_id="west", claims=[members("ash", "elm", day=EVE)])
    assert [] == [*claim_findings(dossier, settled, on=MERGED)]


def test_a_claim_that_names_and_lacks_others_says_which(settled):
    """Land elsewhere is named with where it is, missing municipalities by name."""
    dossier = Dossier(zone_id="west", claims=[members("ash")])
    (finding,) = claim_findings(dossier, settled, on=MERGED)
    assert "on 2020-01-01 it names ash, which is in Grove (Oak); it lacks Elm" == finding.message
    assert ("ELZ-C001", "claim m", "fail") == (finding.code, finding.subject, finding.outcome.value)


def test_a_claim_that_lacks_some_only_says_which(settled):
    """Nothing is named that is elsewhere."""
    dossier = Dossier(zone_id="west", claims=[members("elm")])
    (finding,) = claim_findings(dossier, settled, on=EVE)
    assert "on 2019-12-31 it lacks Ash" == finding.message


def test_a_claim_of_no_day_is_unknown_without_one(settled):
    """Neither the claim nor the question has a day: nothing can be said."""
    (finding,) = claim_findings(Dossier(zone_id="west", claims=[members("elm")]), settled)
    assert "unknown" == finding.outcome.value


@pytest.mark.parametrize(
    ("zone", "year", "why"),
    [("west", 2005, "There is no zone before"), ("nord", 2020, "zone 'nord' is not on record")],
)
def test_a_claim_about_a_zone_that_is_not_there_is_unknown(settled, zone, year, why):
    """Before the first zones, and for a zone of no record, nothing can be said."""
    dossier = Dossier(zone_id=zone, claims=[members("elm")])
    (finding,) = claim_findings(dossier, settled, on=date(year, 1, 1))
    assert "unknown" == finding.outcome.value
    assert why in finding.message


@pytest.mark.parametrize("day", ["1999-12-31", "2030-01-01"])
def test_a_claim_of_a_day_outside_the_record_is_unknown(settled, day):
    """What is doubtful about a dossier is told all the same, and nobody is warned of a guess."""
    claim = members("elm", day=date.fromisoformat(day))
    dossier = Dossier(zone_id="west", claims=[claim])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        findings = check_dossier(dossier, within=settled, on=EVE)
    (found,) = [each for each in findings if each.code == "ELZ-C001"]
    message = f"on {day}: the record is of 2000-01-01 to 2029-12-31"
    assert ("unknown", message) == (found.outcome.value, found.message)
    first = evolve(dossier, claims=[members("elm", day=date(2000, 1, 1))])
    (found,) = [f for f in check_dossier(first, within=settled, on=EVE) if f.code == "ELZ-C001"]
    assert "the record" not in found.message


def test_a_merger_that_came_is_no_finding_and_one_that_has_not_is_unknown(settled):
    """Announced mergers are held against all mergers up to the day that is asked about."""
    announced = Claim(
        id="a", kind=ClaimKind.MERGER, labels=["Oak", "Ash"], parts=["oak", "ash"], event="m"
    )
    dossier = Dossier(zone_id="west", claims=[announced])
    assert [] == [*claim_findings(dossier, settled)]
    assert [] == [*claim_findings(dossier, settled, on=MERGED)]
    (finding,) = claim_findings(dossier, settled, on=EVE)
    assert "no merger of Oak and Ash is on record up to 2019-12-31" == finding.message
    assert "unknown" == finding.outcome.value


def test_a_claim_may_name_no_event_or_a_wrong_one(settled):
    """An event that nothing has is a reference to nothing; other claims are not looked at."""
    claims = [
        Claim(id="w", kind=ClaimKind.OTHER, event="nothing"),
        Claim(id="r", kind=ClaimKind.OTHER, event="m"),
    ]
    dossier = Dossier(zone_id="west", claims=claims)
    assert [] == [*claim_findings(dossier, settled)]
    (finding,) = check_dossier(dossier, within=settled, on=EVE)
    assert ("ELZ-R001", "w", "no event 'nothing' is here") == (
        finding.code,
        finding.about.id,
        finding.message,
    )


def test_a_merger_of_land_without_a_name_is_said_as_such(settled):
    """A claim may have parts and no labels."""
    unnamed = Claim(id="a", kind=ClaimKind.MERGER, parts=["fir"])
    (finding,) = claim_findings(Dossier(zone_id="west", claims=[unnamed]), settled)
    assert "no merger of this land is on record" == finding.message


def test_land_has_left_when_another_zone_or_none_has_it(settled, wood):
    """Ash left the west with the merger; while the decision is open it has not."""
    assert () == departed_land(settled, "west", settled.on(EVE))
    assert ("ash",) == departed_land(settled, "west", settled.on(MERGED))
    assert () == departed_land(wood, "west", wood.on(MERGED))


def test_what_concerns_land_that_left_is_found(settled):
    """Seats, enrolments, partners, advice, claims and indicators about all municipalities."""
    ash = Constituency(kind=ConstituencyKind.MUNICIPALITY, label="Ash", parts=["ash"])
    elm = Constituency(kind=ConstituencyKind.MUNICIPALITY, label="Elm", parts=["elm"])
    gone = Period(None, EVE)
    seats = [
        Seat(id="s1", body="b", cluster=Cluster.LOCAL_AUTHORITY, represents=[ash, elm]),
        Seat(id="s2", body="b", cluster=Cluster.LOCAL_AUTHORITY, represents=[elm]),
        Seat(id="s3", body="b", cluster=Cluster.LOCAL_AUTHORITY, represents=[ash], period=gone),
    ]
    measure = Measure(kind=MeasureKind.ENROLMENT, subject="walk")
    dossier = Dossier(
        zone_id="west",
        councils=[CareCouncil(id="c", zone="west", seats=seats)],
        plans=[plan_with(measure)],
        projects=[
            Project(
                id="walk",
                title="x",
                enrolments=[
                    Enrolment(label="Ash", parts=["ash"]),
                    Enrolment(label="Ash before", parts=["ash"], period=gone),
                    Enrolment(label="Elm", parts=["elm"]),
                ],
            )
        ],
        partners=[Partner(id="club", name="Club", area=["ash"]), Partner(id="far", name="Far")],
        advice=[Advice(id="adv", title="x", to="Ash", parts=["ash"])],
        claims=[members("ash", "elm", labels=["Ash", "Elm"])],
    )
    found = concerned_by_departures(dossier, settled, settled.on(MERGED))
    assert [
        ("seat", "s1"),
        ("enrolment", "walk"),
        ("partner", "club"),
        ("advice", "adv"),
        ("claim", "m"),
        ("indicator", "i1"),
    ] == [(each.kind, each.id) for each in found]
    assert {(("ash",), ("Grove (Oak)",))} == {(each.parts, each.now) for each in found}
    assert ["kind", "id", "label", "left", "now"] == [each.key for each in found.to_table().columns]
    assert not concerned_by_departures(dossier, settled, settled.on(EVE))


def test_what_speaks_of_some_land_is_found_wherever_it_lies(settled):
    """With where that land is on the day; land of which nothing speaks finds nothing."""
    dossier = Dossier(
        zone_id="west",
        partners=[Partner(id="club", name="Club", area=["ash", "elm"])],
        claims=[members("elm", labels=["Elm"])],
    )
    found = concerned_with(dossier, settled.on(MERGED), ["elm", "oak"])
    assert [("club", ("elm",), ("Elm (West)",)), ("m", ("elm",), ("Elm (West)",))] == [
        (each.id, each.parts, each.now) for each in found
    ]
    assert not concerned_with(dossier, settled.on(MERGED), ["fir"])


def test_nothing_of_a_council_is_concerned_where_none_is_stated(settled):
    """A dossier without a council on the day has no seats to look at."""
    late = CareCouncil(id="c", zone="west", period=Period(date(2025, 1, 1)))
    dossier = Dossier(zone_id="west", councils=[late])
    assert not concerned_by_departures(dossier, settled, settled.on(MERGED))


def enrolled(*parts, open_lists=(), **more):
    enrolments = [Enrolment(label=part, parts=[part], **more) for part in parts]
    return Project(id="walk", title="x", enrolments=enrolments, open_lists=open_lists)


def answer(landscape, project, *, zone="west", day=EVE):
    measure = Measure(kind=MeasureKind.ENROLMENT, subject="walk")
    projects = [] if project is None else [project]
    dossier = Dossier(zone_id=zone, plans=[plan_with(measure)], projects=projects)
    (found,) = self_measured(dossier, landscape.on(day))
    return found


@pytest.mark.parametrize(
    ("project", "judgement", "found"),
    [
        (enrolled("ash", "elm"), "met", "2 of 2 municipalities are enrolled"),
        (enrolled("elm"), "partly", "1 of 2 municipalities are enrolled"),
        (enrolled("fir"), "not-met", "0 of 2 municipalities are enrolled"),
        (
            enrolled("elm", open_lists=["enrolments"]),
            "unknown",
            "at least 1 of 2 municipalities are enrolled; the list is not complete",
        ),
        (enrolled(), "not-met", "0 of 2 municipalities are enrolled"),
        (enrolled(open_lists=["enrolments"]), "unknown", "no enrolments are stated"),
        (None, "unknown", "no enrolments are stated"),
        (
            enrolled("ash", "elm", period=Period(MERGED)),
            "not-met",
            "0 of 2 municipalities are enrolled",
        ),
    ],
)
def test_whether_all_are_enrolled_is_counted(settled, project, judgement, found):
    """All, some, none, and what is not known, are four different answers."""
    measured = answer(settled, project)
    assert (judgement, found) == (measured.judgement.value, measured.observed)


def test_a_merger_changes_whether_all_are_enrolled(settled):
    """Without ash the west is complete; the east is not, since half of Grove is not enrolled."""
    project = enrolled("elm", "oak")
    before, after = answer(settled, project), answer(settled, project, day=MERGED)
    assert ("partly", "met") == (before.judgement.value, after.judgement.value)
    assert (("Ash",), ()) == (before.missing, after.missing)
    east = [answer(settled, project, zone="east", day=day) for day in (EVE, MERGED)]
    assert ["met", "partly"] == [each.judgement.value for each in east]
    assert "0 of 1 municipalities are enrolled, Grove with a part of its land" == east[1].observed


def test_nothing_is_counted_for_a_zone_that_is_not_there(settled):
    """Before the zones there is nobody of whom all could be enrolled."""
    assert "unknown" == answer(settled, enrolled("elm"), day=date(2005, 1, 1)).judgement.value


def test_a_zone_without_land_has_not_enrolled_everybody(settled):
    """None of none is not all of them."""
    emptied = settled.with_events([Assign(id="gone", day=MERGED, zone="east", parts=("elm",))])
    found = answer(emptied, enrolled("elm"), day=MERGED)
    assert ("unknown", "the zone has no municipality on this day") == (
        found.judgement.value,
        found.observed,
    )


@pytest.mark.parametrize(
    ("partners", "open_lists", "judgement"),
    [
        ("caw", (), "met"),
        ("logo", (), "not-met"),
        ("caw logo", (), "partly"),
        ("logo vaph", (), "not-met"),
        ("logo", ("memberships",), "unknown"),
    ],
)
def test_whether_partners_are_represented_is_looked_up(settled, partners, open_lists, judgement):
    """All, some or none are; a list that is not complete says of nobody that they are not."""
    council = CareCouncil(
        id="c",
        zone="west",
        bodies=[Body(id="assembly", kind=BodyKind.GENERAL_ASSEMBLY)],
        memberships=[Membership(body="assembly", partner="caw")],
        open_lists=open_lists,
    )
    subject, *others = partners.split()
    measure = Measure(kind=MeasureKind.REPRESENTED, subject=subject, others=others, body="assembly")
    dossier = Dossier(zone_id="west", councils=[council], plans=[plan_with(measure)])
    (found,) = self_measured(dossier, settled.on(EVE))
    assert judgement == found.judgement.value


def test_nobody_is_represented_or_not_where_no_council_is_stated(settled):
    """Without a council the answer is unknown."""
    measure = Measure(kind=MeasureKind.REPRESENTED, subject="caw", body="assembly")
    (found,) = self_measured(Dossier(zone_id="west", plans=[plan_with(measure)]), settled.on(EVE))
    assert "unknown" == found.judgement.value


@pytest.mark.parametrize(
    ("day", "judgement"), [(EVE, "met"), (MERGED, "unknown"), (None, "unknown")]
)
def test_whether_a_gathering_was_held_needs_its_day(settled, day, judgement):
    """A gathering after the day that is asked about, or of no stated day, is unknown."""
    measure = Measure(kind=MeasureKind.HELD, subject="fair")
    fair = Gathering(id="fair", title="x", day=day)
    dossier = Dossier(zone_id="west", plans=[plan_with(measure)], gatherings=[fair])
    (found,) = self_measured(dossier, settled.on(EVE))
    assert judgement == found.judgement.value


@pytest.mark.parametrize(
    ("fair", "judgement", "found"),
    [
        (EVE, "met", "fair: held on 2019-12-31, walk: held on 2019-12-31"),
        (None, "unknown", "fair: no day up to this one is stated, walk: held on 2019-12-31"),
    ],
)
def test_what_is_asked_of_several_gatherings_is_asked_of_each(settled, fair, judgement, found):
    """Of the others as of the subject: all of them must be held."""
    measure = Measure(kind=MeasureKind.HELD, subject="fair", others=["walk"])
    gatherings = [
        Gathering(id="fair", title="x", day=fair),
        Gathering(id="walk", title="x", day=EVE),
    ]
    dossier = Dossier(zone_id="west", plans=[plan_with(measure)], gatherings=gatherings)
    (measured,) = self_measured(dossier, settled.on(EVE))
    assert (judgement, found) == (measured.judgement.value, measured.observed)


@pytest.mark.parametrize(
    ("second", "judgement", "missing"),
    [
        (("ash", "elm"), "met", ()),
        (("elm",), "partly", ("Ash",)),
        ((), "partly", ("Elm", "Ash")),
    ],
)
def test_what_is_asked_of_several_projects_is_asked_of_each(settled, second, judgement, missing):
    """Met where all are enrolled in all of them; who is not is named once."""
    measure = Measure(kind=MeasureKind.ENROLMENT, subject="walk", others=["run"])
    projects = [enrolled("ash", "elm"), evolve(enrolled(*second), id="run")]
    dossier = Dossier(zone_id="west", plans=[plan_with(measure)], projects=projects)
    (measured,) = self_measured(dossier, settled.on(EVE))
    assert (judgement, missing) == (measured.judgement.value, measured.missing)


@pytest.mark.parametrize("kind", [MeasureKind.REPRESENTED, MeasureKind.HELD, MeasureKind.BALANCE])
def test_a_measure_of_nothing_is_never_met(settled, kind):
    """Nothing lacks where nothing is asked, which is not the same as all being there."""
    plans = [plan_with(Measure(kind=kind, body="board" if kind is MeasureKind.REPRESENTED else ""))]
    dossier = Dossier(zone_id="west", councils=[council_of()], plans=plans)
    (measured,) = self_measured(dossier, settled.on(EVE))
    found = "of what it is to be computed is not stated"
    assert ("unknown", found) == (measured.judgement.value, measured.observed)


def test_a_balance_by_something_else_is_unknown_and_keeps_no_other_from_being_counted(settled):
    """Also where no board is of the day, though one is stated."""
    wrong = plan_with(Measure(kind=MeasureKind.BALANCE, subject="geslacht"))
    right = evolve(plan_with(Measure(kind=MeasureKind.BALANCE, subject="gender")), id="p2")
    dossier = Dossier(zone_id="west", councils=[council_of()], plans=[wrong, right])
    first, second = self_measured(dossier, settled.on(EVE))
    assert ("unknown", "nothing tells persons apart by geslacht") == (
        first.judgement.value,
        first.observed,
    )
    assert "nobody is stated to sit in the board; no threshold is set" == second.observed
    ended = Body(id="board", kind=BodyKind.BOARD, period=Period(None, EVE))
    over = evolve(dossier, councils=[evolve(council_of(), bodies=[ended])])
    assert "no board is stated on this day" == self_measured(over, settled.on(EVE))[1].observed
    assert set(BALANCED_BY) == set(TRAITS)


def test_who_was_represented_in_a_council_that_ended_is_not_any_more(settled):
    """A membership of the council before says nothing of the one of the day."""
    before = CareCouncil(
        id="old",
        zone="west",
        period=Period(None, date(2019, 1, 1)),
        bodies=[Body(id="assembly", kind=BodyKind.GENERAL_ASSEMBLY)],
        memberships=[Membership(body="assembly", partner="caw")],
    )
    after = evolve(before, id="new", period=Period(date(2019, 1, 1)), memberships=())
    measure = Measure(kind=MeasureKind.REPRESENTED, subject="caw", body="assembly")
    dossier = Dossier(zone_id="west", councils=[before, after], plans=[plan_with(measure)])
    (measured,) = self_measured(dossier, settled.on(EVE))
    assert "not-met" == measured.judgement.value


def test_computed_indicators_make_a_table(settled):
    """One row each, with the judgement as a word; an indicator that is judged by eye has none."""
    dossier = Dossier(
        zone_id="west",
        plans=[plan_with(Measure(kind=MeasureKind.ENROLMENT, subject="walk"))],
        projects=[enrolled("elm")],
    )
    assert [
        {
            "indicator": "i1",
            "judgement": "partly",
            "found": "1 of 2 municipalities are enrolled",
            "missing": ["Ash"],
        }
    ] == self_measured(dossier, settled.on(EVE)).records()


def council_of(*persons) -> CareCouncil:
    """Return a council with a board of members without seats."""
    return CareCouncil(
        id="c",
        zone="west",
        bodies=(Body(id="board", kind=BodyKind.BOARD),),
        memberships=tuple(Membership(body="board", person=person) for person in persons),
    )


@pytest.mark.parametrize(
    ("councils", "found"),
    [
        ((), "no board is stated on this day"),
        ((CareCouncil(id="c", zone="west"),), "no board is stated on this day"),
        ((council_of(),), "nobody is stated to sit in the board; no threshold is set"),
        ((council_of("p1", "p2"),), "1 f, 0 m, 0 x, 1 not stated; no threshold is set"),
    ],
)
def test_a_balance_without_a_threshold_is_counted_and_not_judged(settled, councils, found):
    """What is known is told; without a threshold it is neither met nor missed."""
    measure = Measure(kind=MeasureKind.BALANCE, subject="gender")
    persons = (Person(id="p1", gender=Gender.FEMALE), Person(id="p2"))
    dossier = Dossier(
        zone_id="west", councils=councils, persons=persons, plans=(plan_with(measure),)
    )
    (measured,) = self_measured(dossier, settled.on(EVE))
    assert ("unknown", found) == (measured.judgement.value, measured.observed)


def circle(profession) -> Partner:
    return Partner(id=profession, name=profession, kind=PartnerKind.CIRCLE, profession=profession)


def test_a_list_of_disciplines_that_is_not_complete_is_not_met(settled):
    """One that is not on it may have no circle."""
    admitted = Rule(
        id="R11",
        title="x",
        kind=RuleKind.ADMITTED,
        cluster=Cluster.CARE,
        values=("gp",),
        open_lists=("values",),
    )
    dossier = Dossier(
        zone_id="west",
        partners=(circle("gp"),),
        plans=(plan_with(Measure(kind=MeasureKind.CIRCLES)),),
    )
    rules = RuleSet(id="r", title="x", rules=(admitted,))
    (measured,) = self_measured(dossier, settled.on(EVE), rules=(rules,))
    found = "1 of 1 disciplines have a circle; the list of disciplines is not complete"
    assert ("unknown", found) == (measured.judgement.value, measured.observed)


@pytest.mark.parametrize(
    ("professions", "open_lists", "values", "judgement"),
    [
        (("gp", "nurse"), (), ("gp", "nurse"), "met"),
        (("gp",), (), ("gp", "nurse"), "partly"),
        ((), (), ("gp", "nurse"), "not-met"),
        (("gp",), ("partners",), ("gp", "nurse"), "unknown"),
        (("gp",), (), (), "unknown"),
    ],
)
def test_whether_every_discipline_has_a_circle_follows_a_list(
    settled, professions, open_lists, values, judgement
):
    """The list is that of the rule about who the care cluster admits; without one it is unknown."""
    admitted = Rule(
        id="R11", title="x", kind=RuleKind.ADMITTED, cluster=Cluster.CARE, values=values
    )
    seats = Rule(id="R1", title="x", kind=RuleKind.SEATS, cluster=Cluster.CARE, at_least=4)
    rules = RuleSet(id="r", title="x", rules=(seats, admitted))
    dossier = Dossier(
        zone_id="west",
        partners=tuple(map(circle, professions)),
        open_lists=open_lists,
        plans=(plan_with(Measure(kind=MeasureKind.CIRCLES)),),
    )
    (measured,) = self_measured(dossier, settled.on(EVE), rules=(rules,))
    assert judgement == measured.judgement.value
