"""What strategies of plans, partners and dossiers shrink to, refuse and never do."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import Phase, find, given, settings
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

FRESH = settings(database=None, phases=[Phase.generate, Phase.shrink])
ANY = settings(max_examples=2000, phases=[Phase.generate], derandomize=True, database=None)
SEEDS = (0, 1, 2)


@pytest.mark.parametrize("seed", SEEDS)
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
def test_the_simplest_of_each_says_nothing_that_it_need_not(of, expected, seed):
    """Hypothesis finds the strategies by itself, and each shrinks to the barest value."""
    assert expected == find(st.from_type(of), lambda _: True, settings=FRESH, random=Random(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_simplest_plan_with_an_indicator_has_one_of_everything(seed):
    """One goal over one goal over one action, without a domain."""
    plan = find(elz.plans(), lambda plan: plan.indicators, settings=FRESH, random=Random(seed))
    (strategic,) = plan.strategic_goals
    assert ["1.1/a1/i1"] == [each.id for each in plan.indicators]
    assert (None, (), None) == (strategic.domain, plan.observations, plan.analysis)


@pytest.mark.parametrize(
    ("draw", "condition"),
    [
        (elz.plans(), lambda plan: any(a.merged_into for a in plan.actions)),
        (elz.plans(), lambda plan: any(r.named_in for r in coverage(plan).reaches)),
        (elz.plans(), lambda plan: any(i.measure for i in plan.indicators)),
        (elz.plans(), lambda plan: len(plan.observations) > 1),
        (elz.plans(), lambda plan: any(p.entries for p in plan.action_plans)),
        (elz.plans(), lambda plan: any(e.follow_up for e in plan.evaluations)),
        (
            elz.plans(),
            lambda plan: any(g.domain is GoalDomain.CONTENT for g in plan.strategic_goals),
        ),
        (elz.gatherings(), lambda each: each.new is not None),
        (elz.dossiers(), lambda each: any(c.mandates for c in each.councils)),
        (elz.dossiers(), lambda each: any(c.memberships for c in each.councils)),
        (elz.dossiers(), lambda each: any(c.offices and c.delegations for c in each.councils)),
        (elz.dossiers(), lambda each: each.plans and each.partners and each.claims),
    ],
)
def test_what_can_be_published_is_drawn(draw, condition):
    """Nothing that questions hang on is left out."""
    found = find(draw, condition, settings=ANY)
    assert condition(found)


@given(elz.plans())
def test_plans_refer_to_what_is_there(plan):
    """No finding speaks of a reference that leads nowhere."""
    lists = {
        "partners": [Partner(id=key, name=key) for key in ("p1", "p2")],
        "projects": [Project(id="j1", title="x")],
        "gatherings": [Gathering(id="g1", title="x")],
    }
    codes = {finding.code for finding in check_plan(plan, **lists)}
    assert not codes & {"ELZ-P001", "ELZ-P002", "ELZ-P003"}


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
    assert not codes & {"ELZ-P001", "ELZ-P002"}
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
