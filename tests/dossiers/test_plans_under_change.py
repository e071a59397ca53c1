"""What is proposed for plans, projects and partners when land moves, and what is adopted."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel.dossiers import Dossier, ProposalKind, adopt_proposals, plan_proposals
from elzmodel.errors import NotOnDayError
from elzmodel.partners import Partner, PartnerKind
from elzmodel.policy import (
    Action,
    Advice,
    Claim,
    ClaimKind,
    Enrolment,
    EnvironmentalAnalysis,
    Evaluation,
    Indicator,
    IndicatorKind,
    Involvement,
    InvolvementRole,
    Measure,
    MeasureKind,
    OperationalGoal,
    PolicyPlan,
    Project,
    StatedFigure,
    StrategicGoal,
    Verdict,
    Vulnerability,
)
from elzmodel.territory import Alter, NewUnit, Split
from elzmodel.values import Period, Total
from elzmodel.zones import Assign

EVE, DAY, LATER = "2019-12-31", "2020-01-01", date(2021, 1, 1)
KEEP, RESTATE, END, HAND_OVER, ASK = ProposalKind
STARTED = Period(date(2015, 1, 1))


def village(key: str) -> Partner:
    kind = PartnerKind.MUNICIPALITY
    return Partner(id=key, name=key.title(), kind=kind, area=[key], period=STARTED)


def enrolled(*keys: str, period: Period = STARTED) -> Project:
    some = [Enrolment(label=key.title(), parts=[key], period=period) for key in keys]
    return Project(id="walk", title="Walking", enrolments=some)


def action(number: int, *partners: str, role=InvolvementRole.COLLABORATOR) -> Action:
    involved = [Involvement(partner=each, role=role) for each in partners]
    measure = Measure(kind=MeasureKind.ENROLMENT, subject="walk")
    all_of_it = Indicator(
        id=f"i{number}", title="all are enrolled", kind=IndicatorKind.COVERAGE, measure=measure
    )
    return Action(
        id=f"a{number}",
        title=f"action {number}",
        involvements=involved,
        indicators=[all_of_it] if number == 1 else [],
    )


def plan(*actions: Action, **more) -> PolicyPlan:
    goal = OperationalGoal(id="og", title="a goal", actions=actions)
    return PolicyPlan(
        id="plan",
        strategic_goals=[StrategicGoal(id="sg", title="x", operational_goals=[goal])],
        **more,
    )


def settled(wood, zone: str):
    """Return the wood with Grove, of oak and ash, in a zone."""
    return wood.with_events([Assign(id="x", day=date(2020, 1, 1), zone=zone, parts=["oak", "ash"])])


def rows(found):
    return [(row.kind, row.id, row.what) for row in found]


def test_where_nothing_moves_nothing_is_proposed(wood) -> None:
    """Neither is there for what is not of the zone's land."""
    dossier = Dossier(zone_id="west", projects=[enrolled("elm", "ash", "oak")])
    assert () == plan_proposals(dossier, wood.on("2019-01-01"), wood.on(EVE)).rows


def test_what_is_of_land_that_left_is_handed_over(wood) -> None:
    """To the zone where it is now; what stays is not concerned."""
    dossier = Dossier(
        zone_id="west",
        projects=[enrolled("elm", "ash")],
        partners=[village("elm"), village("ash")],
        advice=[Advice(id="adv", title="x", to="Ash", parts=["ash"]), Advice(id="any", title="x")],
    )
    found = plan_proposals(dossier, wood.on(EVE), settled(wood, "east").on(DAY))
    assert [
        ("enrolment", "walk", HAND_OVER),
        ("partner", "ash", HAND_OVER),
        ("advice", "adv", HAND_OVER),
    ] == rows(found)
    assert {("east",)} == {row.to for row in found}
    assert {"its land is in Grove (Oak)"} == {row.why for row in found}
    assert ("Left: Ash.",) == found.notes


def test_what_is_undecided_is_asked(wood) -> None:
    """Grove may go to either zone."""
    group = Partner(id="all", name="all", kind=PartnerKind.GROUP, area=["elm", "ash"])
    dossier = Dossier(zone_id="west", projects=[enrolled("ash")], partners=[group])
    found = plan_proposals(dossier, wood.on(EVE), wood.on(DAY))
    assert [("enrolment", "walk", ASK), ("partner", "all", ASK)] == rows(found)
    assert {"the zone of Ash is undecided"} == {row.why for row in found}
    assert ("Undecided: Ash.",) == found.notes


def test_a_successor_takes_the_place_where_all_of_it_was_enrolled(wood) -> None:
    """Otherwise only it can say whether all of it takes part; who is new is asked too."""
    day = settled(wood, "west").on(DAY)
    both = Dossier(zone_id="west", projects=[enrolled("ash", "oak")])
    found = plan_proposals(both, wood.on(EVE), day)
    assert [("enrolment", "walk", RESTATE)] * 2 == rows(found)
    assert {("Grove",)} == {row.new_labels for row in found}
    one = Dossier(zone_id="west", projects=[enrolled("ash")])
    found = plan_proposals(one, wood.on(EVE), day)
    assert [("enrolment", "walk", ASK), ("project", "walk", ASK)] == rows(found)
    assert ["of Grove only a part was enrolled", "new to the zone: Oak"] == [r.why for r in found]
    assert ("Came: Oak.",) == found.notes


def test_what_was_over_before_is_not_concerned(wood) -> None:
    """An enrolment that ended says nothing of the day."""
    over = enrolled("ash", period=Period(None, date(2018, 1, 1)))
    dossier = Dossier(zone_id="west", projects=[over])
    assert () == plan_proposals(dossier, wood.on(EVE), settled(wood, "east").on(DAY)).rows


def test_a_new_name_is_followed(wood) -> None:
    """Where the land is the same."""
    later = wood.with_events([Alter(id="r", day=LATER, unit="elm", name="Elms")])
    dossier = Dossier(zone_id="west", partners=[village("elm")])
    (row,) = plan_proposals(dossier, wood.on(EVE), later.on(LATER))
    assert (RESTATE, ("Elms",), "its land is in Elms") == (row.what, row.new_labels, row.why)


def test_land_that_was_divided_is_asked(wood) -> None:
    """Nobody knows which of the two goes on with it."""
    west = settled(wood, "west")
    pieces = [NewUnit(unit=name, name=name.title(), parts=[name]) for name in ("oak", "ash")]
    later = west.with_events([Split(id="s", day=LATER, unit="grove", into=pieces)])
    grove = Partner(id="g", name="Grove", kind=PartnerKind.MUNICIPALITY, area=["oak", "ash"])
    (row,) = plan_proposals(
        Dossier(zone_id="west", partners=[grove]), west.on(DAY), later.on(LATER)
    )
    assert (ASK, "its land was divided between Ash and Oak") == (row.what, row.why)


def test_land_of_which_some_left_is_asked(wood) -> None:
    """One thing cannot be handed over by half."""
    dossier = Dossier(
        zone_id="west", advice=[Advice(id="adv", title="x", to="both", parts=["elm", "ash"])]
    )
    (row,) = plan_proposals(dossier, wood.on(EVE), settled(wood, "east").on(DAY))
    assert (ASK, "some of its land is in Grove (Oak)") == (row.what, row.why)


def test_who_serves_the_zone_serves_what_comes(wood) -> None:
    """Who serves some of it serves what is left; with nothing left it is handed over."""
    partners = [
        Partner(id="all", name="all", area=["elm", "ash"]),
        Partner(id="ash", name="ash", area=["ash"]),
        Partner(id="elm", name="elm", area=["elm"]),
        Partner(id="far", name="far", area=["oak"]),
        Partner(id="none", name="none"),
    ]
    dossier = Dossier(zone_id="west", partners=partners)
    came = plan_proposals(dossier, wood.on(EVE), settled(wood, "west").on(DAY))
    assert [("partner", "all", RESTATE)] == rows(came)
    assert {"elm", "ash", "oak"} == {*came[0].new_parts}
    assert "it serves other land, with Oak" == came[0].why
    left = plan_proposals(dossier, wood.on(EVE), settled(wood, "east").on(DAY))
    assert [("partner", "all", RESTATE), ("partner", "ash", HAND_OVER)] == rows(left)
    assert (("elm",), "it serves other land, without Ash") == (left[0].new_parts, left[0].why)


def test_claims_about_members_and_mergers_are_answered(wood) -> None:
    """What took place ends; what was said of the members is said anew; the rest stays."""
    claims = [
        Claim(id="m", kind=ClaimKind.MEMBERS, labels=["Elm", "Ash"], parts=["elm", "ash"]),
        Claim(id="f", kind=ClaimKind.MERGER, labels=["Oak", "Ash"], parts=["oak", "ash"]),
        Claim(id="g", kind=ClaimKind.MERGER, labels=["Elm", "Fir"], parts=["elm", "fir"]),
        Claim(id="o", kind=ClaimKind.OTHER, labels=["Ash"], parts=["ash"]),
    ]
    day = settled(wood, "east").on(DAY)
    found = plan_proposals(Dossier(zone_id="west", claims=claims), wood.on(EVE), day)
    assert [("claim", "m", RESTATE), ("claim", "f", END)] == rows(found)
    assert ["the zone consists of Elm", "it took place: Grove"] == [row.why for row in found]


def test_what_counts_the_whole_zone_is_restated(wood) -> None:
    """An indicator about all, and figures of a vulnerability, which only the zone has."""
    poor = Vulnerability(id="v", title="poor", figures=[StatedFigure(title="n", value=Total(1, 1))])
    rich = Vulnerability(id="w", title="rich")
    some = plan(action(1), analysis=EnvironmentalAnalysis(vulnerabilities=[poor, rich]))
    dossier = Dossier(zone_id="west", plans=[some])
    found = plan_proposals(dossier, wood.on(EVE), settled(wood, "east").on(DAY))
    assert [("indicator", "i1", RESTATE), ("vulnerability", "v", ASK)] == rows(found)
    assert "all of the zone are others now, without Ash" == found[0].why
    undecided = plan_proposals(dossier, wood.on(EVE), wood.on(DAY))
    assert not undecided


def test_actions_of_partners_that_leave_go_on_or_are_asked(wood) -> None:
    """Without anybody who takes part, or without who answers for it, somebody must be asked."""
    actions = [
        action(2, "ash", "elm"),
        action(3, "ash"),
        action(4, "ash", role=InvolvementRole.MENTIONED),
        action(5, "elm"),
        Action(
            id="a6",
            title="led",
            involvements=[
                Involvement(partner="ash", role=InvolvementRole.LEAD),
                Involvement(partner="elm"),
            ],
        ),
    ]
    dossier = Dossier(
        zone_id="west", plans=[plan(*actions)], partners=[village("elm"), village("ash")]
    )
    found = plan_proposals(dossier, wood.on(EVE), settled(wood, "east").on(DAY))
    assert [("action", "a2", KEEP), ("action", "a3", ASK), ("action", "a6", ASK)] == rows(found)[1:]
    assert ["it goes on without Ash", "who is to do it, without Ash"] == [
        row.why for row in found[1:3]
    ]


def test_adopting_ends_restates_and_keeps_what_was_said(wood) -> None:
    """From the day on; questions are left alone."""
    old = Dossier(
        zone_id="west",
        projects=[enrolled("elm", "ash"), Project(id="other", title="Other")],
        partners=[village("elm"), village("ash")],
        claims=[Claim(id="m", kind=ClaimKind.MEMBERS, labels=["Elm", "Ash"], parts=["elm", "ash"])],
        advice=[Advice(id="adv", title="x", to="Ash", parts=["ash"])],
        plans=[plan(action(1, "elm", "ash"), action(3, "ash"), period=STARTED)],
    )
    found = plan_proposals(old, wood.on(EVE), settled(wood, "east").on(DAY))
    new = adopt_proposals(old, found, on=DAY)
    ended = Period(STARTED.start, date(2020, 1, 1))
    assert [STARTED, ended] == [each.period for each in new.projects[0].enrolments]
    assert old.projects[1] is new.projects[1]
    assert {"elm": STARTED, "ash": ended} == {p.id: p.period for p in new.partners}
    assert ["m", "m-2020-01-01"] == [claim.id for claim in new.claims]
    assert (("Elm",), ("elm",)) == (new.claims[1].labels, new.claims[1].parts)
    assert old.advice == new.advice
    before, after = new.plans
    assert (ended, Period(date(2020, 1, 1)), "plan") == (
        before.period,
        after.period,
        after.replaces,
    )
    told = [(each.subject, each.verdict, each.note) for each in after.evaluations]
    assert [
        ("a1", Verdict.ADJUST, "all are enrolled: all of the zone are others now, without Ash"),
        ("a1", Verdict.CONTINUE, "action 1: it goes on without Ash"),
    ] == told
    assert not [each for each in elz.check(new) if each.code == "ELZ-R001"]


def test_adopting_lets_a_successor_take_the_place_of_several(wood) -> None:
    """As a partner once, and once in each project; advice goes to it as well."""
    old = Dossier(
        zone_id="west",
        projects=[enrolled("ash", "oak", period=Period(date(2020, 1, 1)))],
        partners=[village("ash"), village("oak")],
        advice=[Advice(id="adv", title="x", to="Ash", parts=["ash"])],
        plans=[plan(action(3, "ash"), action(4, "oak"))],
    )
    found = plan_proposals(old, wood.on(EVE), settled(wood, "west").on(DAY))
    new = adopt_proposals(old, found, on=DAY)
    assert [("Grove", Period(date(2020, 1, 1)))] == [
        (each.label, each.period) for each in new.projects[0].enrolments
    ]
    assert [("ash", "Grove")] == [(each.id, each.name) for each in new.partners]
    assert ("Grove", {"oak", "ash"}) == (new.advice[0].to, {*new.advice[0].parts})
    assert {"ash"} == {each.partner for action in new.actions for each in action.involvements}
    assert old.plans[0].id == new.plans[0].id
    assert 1 == len(new.plans)


def test_a_plan_without_days_is_replaced_from_the_day_on(wood) -> None:
    """The one before keeps saying nothing of its days."""
    old = Dossier(zone_id="west", plans=[plan(action(1))])
    found = plan_proposals(old, wood.on(EVE), settled(wood, "east").on(DAY))
    before, after = adopt_proposals(old, found, on=DAY).plans
    assert (None, Period(date(2020, 1, 1), None)) == (before.period, after.period)


def test_a_plan_that_begins_on_the_day_or_later_is_adjusted_and_not_replaced(wood) -> None:
    """There is no day on which the one before it held."""
    for start in (date(2020, 1, 1), date(2021, 1, 1)):
        later = Period(start, date(2026, 1, 1))
        seen = Evaluation(subject="a1", day=start, verdict=Verdict.CONTINUE)
        old = Dossier(zone_id="west", plans=[plan(action(1), period=later, evaluations=[seen])])
        found = plan_proposals(old, wood.on(EVE), settled(wood, "east").on(DAY))
        (new,) = adopt_proposals(old, found, on=DAY).plans
        assert ("plan", later, None) == (new.id, new.period, new.replaces)
        assert [seen.verdict, Verdict.ADJUST] == [each.verdict for each in new.evaluations]


def test_nothing_is_proposed_for_a_plan_that_is_over_and_nothing_adopted(wood) -> None:
    """The day on which it no longer holds is over; that it was not looked at is said."""
    day = settled(wood, "east").on(DAY)
    over, running = (Period(None, date(2020, 1, n)) for n in (1, 2))
    old = Dossier(zone_id="west", plans=[plan(action(1), period=over)])
    found = plan_proposals(old, wood.on(EVE), day)
    assert ([], "Over by 2020-01-01, and not looked at: plan.") == (rows(found), found.notes[-1])
    still = evolve(old, plans=[plan(action(1), period=running)])
    proposed = plan_proposals(still, wood.on(EVE), day)
    assert [("indicator", "i1", RESTATE)] == rows(proposed)
    assert old.plans == adopt_proposals(old, proposed, on=DAY).plans
    assert 2 == len(adopt_proposals(still, proposed, on=DAY).plans)


def test_a_partner_that_ended_before_is_not_made_to_last_until_the_day(wood) -> None:
    """Nor one that begins later to end before it does."""
    day = settled(wood, "east").on(DAY)
    ended, later = Period(None, date(2019, 1, 1)), Period(date(2020, 1, 1))
    for period in (ended, later):
        old = Dossier(zone_id="west", partners=[evolve(village("ash"), period=period)])
        new = adopt_proposals(old, plan_proposals(old, wood.on(EVE), day), on=DAY)
        assert [period] == [each.period for each in new.partners]


def test_a_zone_that_is_not_there_is_refused(wood) -> None:
    """On either day."""
    with pytest.raises(NotOnDayError):
        plan_proposals(Dossier(zone_id="west"), wood.on("2009-01-01"), wood.on(DAY))


def test_haspengouw_after_its_two_mergers() -> None:
    """Its plan said that it would happen: both mergers ended, and the members are others."""
    fl = elz.flanders()
    old = elz.dossier("haspengouw")
    found = plan_proposals(old, fl.on("2024-12-31"), fl.on("2025-01-01"))
    ended = [row.id for row in found if row.what is END]
    assert ["plan/merger-kortessem", "plan/merger-borgloon"] == ended
    assert ("5.1/a1/i1", "beleidsplan") == next(
        (row.id, row.plan) for row in found if row.kind == "indicator"
    )
    new = adopt_proposals(old, found, on="2025-01-01")
    findings = elz.check(new, within=fl, on="2025-01-01")
    assert [] == [each for each in findings if each.code == "ELZ-R001"]
    assert "beleidsplan" == new.plan().replaces


def test_an_outcome_has_the_proposals_of_each_dossier() -> None:
    """None of a zone without a dossier, and a note where none is given."""
    fl = elz.flanders()
    wave = elz.Scenario("x").transfer("Zonhoven", to="kemp-en-duin", day="2027-01-01")
    found = elz.outcome(fl, wave, dossiers=elz.packaged_dossiers())
    assert {"gemeente-zonhoven", "gemeente-hasselt", "members"} == {r.id for r in found.proposals}
    assert "restate 2; hand over 1" == dict(found.card().rows)["proposals"]
    bare = elz.outcome(fl, wave)
    assert ("No data: no dossiers are given.",) == bare.proposals.notes
    assert ("no data", "no data") == tuple(
        dict(bare.card().rows)[name] for name in ("proposals", "seats that change")
    )
    merged = elz.Scenario("y").merge(["Alken", "Zonhoven"], day="2027-01-01", name="AZ")
    proposals = elz.outcome(fl, merged, dossiers=elz.packaged_dossiers()).proposals
    assert "AZ" in {name for row in proposals for name in row.new_labels}
