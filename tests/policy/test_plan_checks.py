"""What is doubtful about a plan."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.partners import Partner
from elzmodel.policy import (
    Action,
    ActionPlan,
    Advice,
    Claim,
    ClaimKind,
    EnvironmentalAnalysis,
    Evaluation,
    Gathering,
    Indicator,
    IndicatorKind,
    Involvement,
    Judgement,
    Measure,
    MeasureKind,
    Observation,
    OperationalGoal,
    PlanEntry,
    PolicyPlan,
    Project,
    Request,
    StatedFigure,
    StrategicGoal,
    Target,
    TargetGroup,
    Verdict,
    Vulnerability,
    check_plan,
    coverage,
)
from elzmodel.policy.checks import CODES, plan_findings
from elzmodel.values import CheckOutcome, ItemId, Period, References, Severity, Total
from elzmodel.values.findings import path_text
from elzmodel.values.ids import tupled
from elzmodel.values.references import undeclared

DAY = date(2024, 5, 1)


def found(plan, code, **given):
    """Return subject and message of the findings with a code."""
    return [(f.subject, f.message) for f in check_plan(plan, **given) if f.code == code]


def with_action(action, **more):
    goal = OperationalGoal(id="od", title="Doel", actions=[action])
    strategic = StrategicGoal(id="sd", title="Doel", operational_goals=[goal])
    return PolicyPlan(id="p", strategic_goals=[strategic], **more)


def with_indicator(**of):
    seen = Indicator(id="i", title="Iets", kind=IndicatorKind.COMPOSITION, **of)
    return with_action(Action(id="a", title="Iets", indicators=[seen], sources=["bron"]))


def test_the_example_has_the_doubts_of_a_real_plan(plan):
    """Lists not given, placeholder, balance, missing indicator, vulnerabilities, no period."""
    expected = [
        ("ELZ-R003", ""),
        ("ELZ-P011", "1.1/a2/i1"),
        ("ELZ-P010", "2.1/a1/i1"),
        ("ELZ-P012", "2.2/a1"),
        ("ELZ-P013", "wonen"),
        ("ELZ-P013", "eenzaam"),
        ("ELZ-P014", "eenzaam"),
        ("ELZ-P020", "voorbeeldplan"),
    ]
    assert expected == [(each.code, each.subject) for each in check_plan(plan)]


def test_a_placeholder_shows_what_stands_there(plan):
    """What was observed is what is written."""
    (finding,) = [each for each in check_plan(plan) if each.code == "ELZ-P010"]
    assert ("X reeksen", "a figure") == (finding.observed, finding.expected)


BALANCE = Measure(kind=MeasureKind.BALANCE, subject="gender")


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ({"measure": BALANCE}, ["ELZ-P011"]),
        ({"measure": BALANCE, "target": Target()}, ["ELZ-P011"]),
        ({"measure": BALANCE, "target": Target(value=Total.exactly(40))}, []),
        ({"measure": BALANCE, "target": Target(as_written="minstens een derde")}, []),
        ({"measure": BALANCE, "target": Target(as_written="X", is_placeholder=True)}, ["ELZ-P010"]),
        ({"measure": BALANCE, "target": Target(is_placeholder=True)}, ["ELZ-P010"]),
        ({"measure": Measure(kind=MeasureKind.CIRCLES)}, []),
        ({}, []),
    ],
)
def test_a_balance_needs_a_threshold(of, expected):
    """In figures or in words; a placeholder is told as one, and only once."""
    codes = [each.code for each in check_plan(with_indicator(**of))]
    assert expected == [code for code in codes if code in {"ELZ-P010", "ELZ-P011"}]


def test_a_measure_that_nothing_can_be_computed_by_is_found():
    """Without a subject, with one that is no trait of persons, or without a body."""
    represented = MeasureKind.REPRESENTED

    def doubts(kind, **of):
        return found(with_indicator(measure=Measure(kind=kind, **of)), "ELZ-P015")

    assert [("i", "its measure does not say of what")] == doubts(MeasureKind.HELD)
    message = "nothing tells persons apart by geslacht, as its measure asks"
    assert [("i", message)] == doubts(MeasureKind.BALANCE, subject="geslacht", others=["gender"])
    assert [("i", "its measure does not say in which body")] == doubts(represented, subject="caw")
    assert [] == doubts(represented, subject="caw", body="av") + doubts(MeasureKind.CIRCLES)


def test_findings_point_at_the_document_of_the_nearest_item():
    """An indicator without a source stands where its action does."""
    (finding,) = [f for f in check_plan(with_indicator(measure=BALANCE)) if f.code == "ELZ-P011"]
    assert ("bron",) == finding.sources


def test_a_missing_indicator_of_an_open_list_is_one_of_those_named():
    """The message says that the list is not complete."""
    plan = with_action(Action(id="a", title="Iets", open_lists=["indicators"]))
    expected = "no indicator tells whether it succeeds (of those named)"
    assert [("a", expected)] == found(plan, "ELZ-P012")


def test_vulnerabilities_without_action_are_advice(plan):
    """Named and linked have codes of their own."""
    advice = [f for f in check_plan(plan) if f.code in {"ELZ-P013", "ELZ-P014"}]
    assert {Severity.ADVICE} == {finding.severity for finding in advice}


def test_a_vulnerability_without_terms_is_looked_for_by_its_title_and_that_is_said():
    """Few actions repeat several words; one word is a term of its own."""
    several = [
        Vulnerability(id="v1", title="meer suikerziekte"),
        Vulnerability(id="v2", title="suikerziekte"),
        Vulnerability(id="v3", title="meer suikerziekte", terms=["diabet"]),
    ]
    plan = with_action(
        Action(id="a", title="Iets"), analysis=EnvironmentalAnalysis(vulnerabilities=several)
    )
    advised = {f.subject: "give it terms" in str(f) for f in check_plan(plan) if "P013" in f.code}
    assert {"v1": True, "v2": False, "v3": False} == advised
    note = "Without terms, looked for by the whole title: v1."
    assert note in coverage(plan).reaches.notes


def test_what_is_stated_in_two_ways_is_found():
    """Judgements of one day, and entries of one year; what is not known contradicts nothing."""

    def seen(day, judgement):
        return Observation(indicator="i", day=day, judgement=judgement)

    met, missed, unknown = Judgement.MET, Judgement.NOT_MET, Judgement.UNKNOWN
    plan = with_indicator()
    later = date(2024, 6, 1)
    agreeing = evolve(
        plan,
        observations=[seen(DAY, met), seen(DAY, met), seen(DAY, unknown), seen(later, missed)],
        action_plans=[
            ActionPlan(year=2024, entries=[PlanEntry(action="a", is_done=True)]),
            ActionPlan(year=2024, entries=[PlanEntry(action="a")]),
            ActionPlan(year=2025, entries=[PlanEntry(action="a", is_done=False)]),
        ],
    )
    assert [] == found(agreeing, "ELZ-P016")
    again = ActionPlan(year=2024, entries=[PlanEntry(action="a", is_done=False)])
    contradicting = evolve(
        agreeing,
        observations=[*agreeing.observations, seen(DAY, missed)],
        action_plans=[*agreeing.action_plans, again],
    )
    assert [
        ("i", "on 2024-05-01 it is met and not-met; the last that is stated counts"),
        ("a", "in 2024 it is done and not done; the last entry counts"),
    ] == found(contradicting, "ELZ-P016")


def test_a_yearly_plan_after_the_plan_that_it_builds_on_is_doubtful():
    """The subject names both, the message the period; a year that touches it is right."""
    plan = PolicyPlan(
        id="p",
        period=Period(date(2020, 7, 1), date(2023, 1, 1)),
        action_plans=[ActionPlan(year=year) for year in (2019, 2020, 2022, 2023)],
    )
    expected = [
        (f"p, action plan of {year}", "the plan that it builds on is of 2020-07-01 to 2022-12-31")
        for year in (2019, 2023)
    ]
    assert expected == found(plan, "ELZ-P021")


def test_a_plan_without_a_period_is_advice_and_its_years_are_not_asked():
    """What is not stated cannot be outdated."""
    plan = PolicyPlan(id="p", action_plans=[ActionPlan(year=2023)])
    (finding,) = check_plan(plan, on="2023-05-01")
    assert ("ELZ-P020", Severity.ADVICE) == (finding.code, finding.severity)


def test_a_plan_that_is_not_in_force_is_told_for_a_day():
    """Only where a day is given, and only outside the period."""
    plan = PolicyPlan(id="p", period=Period(date(2020, 1, 1), date(2023, 1, 1)))
    assert () == check_plan(plan) == check_plan(plan, on="2022-12-31")
    message = "the plan is of 2020-01-01 to 2022-12-31, which does not hold 2023-01-01"
    assert [("p", message)] == found(plan, "ELZ-P022", on="2023-01-01")


def test_what_is_not_a_day_is_refused():
    """The day is read at the front door."""
    with pytest.raises(InvalidValueError):
        check_plan(PolicyPlan(id="p"), on="2023")


@pytest.mark.parametrize(
    "made",
    [
        lambda day: Observation(indicator="i", day=day),
        lambda day: Evaluation(subject="a", day=day, verdict=Verdict.CONTINUE),
        lambda day: Gathering(id="g", title="x", day=day),
        lambda day: Request(id="r", title="x", day=day),
        lambda day: Advice(id="a", title="x", day=day),
        lambda day: Claim(id="c", kind=ClaimKind.OTHER, day=day),
    ],
    ids=["observation", "evaluation", "gathering", "request", "advice", "claim"],
)
def test_a_day_of_an_entry_may_be_text(made):
    """What is made by hand has days, not texts that look like them."""
    assert date(2024, 3, 1) == made("2024-03-01").day
    with pytest.raises(InvalidValueError, match="not a day: '2024-13-01'"):
        made("2024-13-01")


def test_references_to_what_is_not_in_the_plan_are_errors():
    """Entries, observations, evaluations, what followed, mergers and links."""
    plan = with_action(
        Action(
            id="a", title="Iets", merged_into="weg1", superseded_by="weg2", vulnerabilities=["weg3"]
        ),
        action_plans=[ActionPlan(year=2024, entries=[PlanEntry(action="weg4")])],
        observations=[Observation(indicator="weg5", day=DAY)],
        evaluations=[Evaluation(subject="weg6", day=DAY, verdict=Verdict.STOP, follow_up=["weg7"])],
    )
    dangling = [each for each in check_plan(plan) if each.code == "ELZ-R001"]
    assert {Severity.ERROR} == {each.severity for each in dangling}
    action = "$.strategic_goals[0].operational_goals[0].actions[0]"
    expected = [
        ("a", f"{action}.vulnerabilities[0]", "no vulnerability 'weg3' is here"),
        ("a", f"{action}.merged_into", "no action 'weg1' is here"),
        ("a", f"{action}.superseded_by", "no action 'weg2' is here"),
        ("p", "$.action_plans[0].entries[0].action", "no action 'weg4' is here"),
        ("p", "$.observations[0].indicator", "no indicator 'weg5' is here"),
        (
            "p",
            "$.evaluations[0].subject",
            "no strategic goal, operational goal or action 'weg6' is here",
        ),
        ("p", "$.evaluations[0].follow_up[0]", "no action 'weg7' is here"),
    ]
    assert expected == [(e.subject, path_text(e.place.path), e.message) for e in dangling]


def test_references_inside_the_plan_are_no_findings(plan):
    """Goals and actions can be evaluated, actions entered and superseded."""
    whole = evolve(
        plan,
        action_plans=[ActionPlan(year=2024, entries=[PlanEntry(action="1.1/a1")])],
        observations=[Observation(indicator="1.1/a1/i1", day=DAY)],
        evaluations=[
            Evaluation(subject=key, day=DAY, verdict=Verdict.ADJUST, follow_up=["1.1/a2"])
            for key in ("sd1", "od1.1", "1.1/a1")
        ],
    )
    assert [] == found(whole, "ELZ-R001")


def test_references_to_lists_are_asked_only_of_lists_that_are_given():
    """Vulnerabilities, goals, actions and measures speak of them."""
    measures = [
        Measure(kind=MeasureKind.ENROLMENT, subject="j"),
        Measure(kind=MeasureKind.HELD, subject="g"),
        Measure(kind=MeasureKind.REPRESENTED, subject="p", others=["q"]),
        Measure(kind=MeasureKind.CIRCLES),
    ]
    action = Action(
        id="a",
        title="Iets",
        target_groups=["t"],
        involvements=[Involvement(partner="p")],
        projects=["j"],
        gatherings=["g"],
        indicators=[
            Indicator(id=f"i{n}", title="Iets", kind=IndicatorKind.EVENT, measure=measure)
            for n, measure in enumerate(measures)
        ],
    )
    goal = OperationalGoal(
        id="od", title="Doel", actions=[action], involvements=[Involvement(partner="p")]
    )
    vulnerability = Vulnerability(id="v", title="leegte", target_groups=["t"])
    plan = PolicyPlan(
        id="plan",
        strategic_goals=[StrategicGoal(id="sd", title="Doel", operational_goals=[goal])],
        analysis=EnvironmentalAnalysis(vulnerabilities=[vulnerability]),
    )
    (not_asked,) = [each for each in check_plan(plan) if each.code.startswith("ELZ-R")]
    assert ("ELZ-R003", CheckOutcome.UNKNOWN) == (not_asked.code, not_asked.outcome)
    assert ("gathering", "partner", "project", "target group") == not_asked.values["kinds"]
    nothing = {"target_groups": [], "partners": [], "projects": [], "gatherings": []}
    subjects = [subject for subject, _ in found(plan, "ELZ-R001", **nothing)]
    assert ["v", "a", "a", "a", "a", "i0", "i1", "i2", "i2", "od"] == subjects
    everything = {
        "target_groups": [TargetGroup(id="t", title="wie")],
        "partners": [Partner(id="p", name="P"), Partner(id="q", name="Q")],
        "projects": [Project(id="j", title="J")],
        "gatherings": [Gathering(id="g", title="G")],
    }
    assert [] == found(plan, "ELZ-R001", **everything)
    message = "no target group 't' is here"
    assert [("v", message), ("a", message)] == found(plan, "ELZ-R001", target_groups=[])


@frozen(kw_only=True, field_transformer=tupled)
class SupportingAction(Action):
    """An action with a field of which nobody has heard."""

    supports: tuple[ItemId, ...] = ()


def test_a_new_field_of_ids_is_looked_at_without_another_edit():
    """What it names must be something in the plan; no table lists the field."""
    action = SupportingAction(id="a", title="Iets", supports=["od", "nope"])
    (finding,) = [each for each in check_plan(with_action(action)) if each.code == "ELZ-R001"]
    path = "$.strategic_goals[0].operational_goals[0].actions[0].supports[1]"
    assert ("a", path) == (finding.subject, path_text(finding.place.path))


def test_a_measure_of_representation_names_a_partner_and_a_body():
    """Of other measures the subject is what their kind says, or no id at all."""
    measure = Measure(kind=MeasureKind.REPRESENTED, subject="nobody", body="nowhere")
    dangling = References(with_indicator(measure=measure)).dangling({"partner": [], "body": []})
    assert ["partner", "body"] == [place.kind for place in dangling.places if place.id != "bron"]
    assert [] == [f for f in check_plan(with_indicator(measure=BALANCE)) if f.code == "ELZ-R001"]


def test_findings_of_a_plan_alone_leave_out_its_references():
    """A dossier looks at the references of all that it holds at once."""
    plan = with_action(Action(id="a", title="Iets", merged_into="weg"))
    codes = [each.code for each in check_plan(plan)]
    assert ["ELZ-R001", *(each.code for each in plan_findings(plan))] == codes


def test_every_reference_in_a_plan_is_declared():
    """No field is left of which nobody said what it names."""
    assert () == undeclared(PolicyPlan)


def test_every_code_of_plans_says_what_it_means():
    """Their page is made from this."""
    assert [] == [code.id for code in CODES if not (code.meaning and code.explanation)]


def test_goals_that_share_a_number_are_told_together():
    """A strategic and an operational goal may share one; no number is not a number."""
    goals = [StrategicGoal(id=key, number="1", title="x") for key in ("a", "b", "c")]
    goals += [StrategicGoal(id=key, title="x") for key in ("d", "e")]
    under = OperationalGoal(id="od", number="1", title="x")
    goals.append(StrategicGoal(id="f", number="2", title="x", operational_goals=[under]))
    expected = [("p", "number 1 is that of a, b and c")]
    assert expected == found(PolicyPlan(id="p", strategic_goals=goals), "ELZ-P003")


@pytest.mark.parametrize("year", [0, -1, 10_000, 10**30])
def test_a_year_of_no_calendar_is_refused(year):
    """Wherever a plan or what it builds on has one; the first and the last there are, are."""
    for made in (
        ActionPlan,
        EnvironmentalAnalysis,
        lambda year: StatedFigure(title="x", year=year),
    ):
        with pytest.raises(InvalidValueError, match=r"not a year: .* such as 2025"):
            made(year=year)
        assert {1, 9999} == {made(year=each).year for each in (1, 9999)}


def test_the_last_year_is_held_against_the_plan():
    """It has an end, though no day comes after it."""
    whole = Period(date(2020, 7, 1), None)
    plan = PolicyPlan(id="p", period=whole, action_plans=[ActionPlan(year=9999)])
    assert [] == found(plan, "ELZ-P021")
    ended = evolve(plan, period=Period(date(2020, 7, 1), date(9999, 1, 1)))
    assert ["p, action plan of 9999"] == [subject for subject, _ in found(ended, "ELZ-P021")]
