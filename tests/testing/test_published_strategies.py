"""What strategies of plans, partners and dossiers shrink to, refuse and never do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from elzmodel.dossiers import Dossier
from elzmodel.governance import ConstituencyKind
from elzmodel.partners import Partner
from elzmodel.policy import (
    Gathering,
    GoalDomain,
    PolicyPlan,
    Project,
    Statement,
    StatementKind,
    check_plan,
    coverage,
)
from elzmodel.testing import strategies as elz
from tests.testing.drawing import draws_much, never_drawn, simplest


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (Statement, Statement(id="0", kind=StatementKind.MISSION)),
        (Partner, Partner(id="0", name="zorg")),
        (Project, Project(id="0", title="zorg", is_invented=True)),
        (Gathering, Gathering(id="0", title="zorg")),
        (PolicyPlan, PolicyPlan(id="0")),
        (Dossier, Dossier(zone_id="z1", is_invented=True)),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_the_simplest_of_each_says_nothing_that_it_need_not(of, expected):
    """Hypothesis finds the strategies by itself, and each shrinks to the barest value."""
    assert expected == simplest(st.from_type(of))


@draws_much
@pytest.mark.parametrize("number", range(2))
def test_the_simplest_plan_with_an_indicator_has_one_of_everything(number):
    """One goal over one goal over one action, without a domain."""
    plan = simplest(elz.plans(), lambda plan: plan.indicators, number=number)
    (strategic,) = plan.strategic_goals
    assert ["1.1/a1/i1"] == [each.id for each in plan.indicators]
    assert (None, (), None) == (strategic.domain, plan.observations, plan.analysis)


@draws_much
def test_plans_hold_what_makes_questions_hard():
    """Nothing that questions about a plan hang on is left out."""
    wanted = {
        "merged actions": lambda plan: any(a.merged_into for a in plan.actions),
        "named": lambda plan: any(r.named_in for r in coverage(plan).reaches),
        "measured": lambda plan: any(i.measure for i in plan.indicators),
        "observations": lambda plan: len(plan.observations) > 1,
        "action plans": lambda plan: any(p.entries for p in plan.action_plans),
        "follow-up": lambda plan: any(e.follow_up for e in plan.evaluations),
        "content": lambda plan: any(g.domain is GoalDomain.CONTENT for g in plan.strategic_goals),
    }
    assert set() == never_drawn(elz.plans(), wanted)


def test_gatherings_tell_how_many_are_new():
    """Some do, and some do not."""
    wanted = {"told": lambda each: each.new is not None, "untold": lambda each: each.new is None}
    assert set() == never_drawn(elz.gatherings(), wanted)


@draws_much
def test_dossiers_hold_what_makes_questions_hard():
    """Nothing that questions about a dossier hang on is left out."""
    wanted = {
        "mandates": lambda each: any(c.mandates for c in each.councils),
        "memberships": lambda each: any(c.memberships for c in each.councils),
        "delegations": lambda each: any(c.offices and c.delegations for c in each.councils),
        "all lists": lambda each: each.plans and each.partners and each.claims,
    }
    assert set() == never_drawn(elz.dossiers(), wanted)


@given(elz.plans())
def test_plans_refer_to_what_is_there(plan):
    """No finding speaks of a reference that leads nowhere."""
    lists = {
        "partners": [Partner(id=key, name=key) for key in ("p1", "p2")],
        "projects": [Project(id="j1", title="x")],
        "gatherings": [Gathering(id="g1", title="x")],
    }
    codes = {finding.code for finding in check_plan(plan, **lists)}
    assert not codes & {"ELZ-R001", "ELZ-R002", "ELZ-P003"}


@given(elz.plans(partners=(), target_groups=(), projects=(), gatherings=()))
def test_plans_without_anything_to_refer_to_refer_to_nothing(plan):
    """Empty lists leave empty lists."""
    assert not any(a.involvements or a.target_groups or a.projects for a in plan.actions)
    assert not any(goal.involvements for goal in plan.operational_goals)


@given(elz.dossiers())
def test_dossiers_refer_to_what_is_there(dossier):
    """Partners, persons, documents and target groups of a dossier are in it."""
    given_lists = {
        "target_groups": dossier.target_groups,
        "partners": dossier.partners,
        "projects": dossier.projects,
        "gatherings": dossier.gatherings,
    }
    codes = {f.code for plan in dossier.plans for f in check_plan(plan, **given_lists)}
    assert not codes & {"ELZ-R001", "ELZ-R002"}
    assert {each.partner for each in dossier.incidences} <= set(dossier.partners_by_id)
    documents = {each.id for each in dossier.documents}
    items = (*dossier.statements, *dossier.claims, *dossier.partners, *dossier.councils)
    assert {source for item in items for source in item.sources} <= documents
    held = [m.person for council in dossier.councils for m in council.mandates]
    assert set(held) <= set(dossier.persons_by_id)


@given(elz.dossiers(parts=("x",), zones=("west",)))
def test_dossiers_speak_of_the_land_and_the_zones_given(dossier):
    """A seat for a municipality holds that land."""
    assert "west" == dossier.zone_id
    land = {part for partner in dossier.partners for part in partner.area}
    seats = [seat for council in dossier.councils for seat in council.seats]
    for each in (each for seat in seats for each in seat.represents):
        assert (each.kind is ConstituencyKind.MUNICIPALITY) is bool(each.parts)
        land.update(each.parts)
    assert land <= {"x"}


@draws_much
def test_dossiers_may_have_a_council_with_seats_and_one_without_a_body():
    """Bodies come with a council, and seats with a body."""
    councils = {
        "seats": lambda dossier: any(council.seats for council in dossier.councils),
        "no body": lambda dossier: any(not council.bodies for council in dossier.councils),
    }
    assert set() == never_drawn(elz.dossiers(), councils)


@given(elz.projects(parts=(), partners=()))
def test_projects_without_land_have_no_enrolments(project):
    """Nor has one without partners an involvement."""
    assert ((), ()) == (project.enrolments, project.involvements)


@pytest.mark.parametrize(
    ("make", "arguments"),
    [
        (elz.plans, {"max_goals": -1}),
        (elz.dossiers, {"parts": ()}),
        (elz.dossiers, {"zones": ()}),
    ],
)
def test_arguments_that_leave_nothing_to_draw_are_refused(make, arguments):
    """Wrong arguments are refused when the strategy is made."""
    with pytest.raises(InvalidArgument):
        make(**arguments)


def test_a_strategy_is_made_once_for_the_same_ids():
    """Making one costs more than drawing from it; lists and keys of mappings count as tuples."""
    made = elz.partners(parts=("a",))
    assert elz.partners(parts=["a"]) is made
    assert elz.partners(parts={"a": 1}.keys()) is made
    assert elz.partners(parts=("b",)) is not made
