"""How much a plan holds."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.errors import InvalidValueError
from elzmodel.policy import IndicatorKind, PolicyPlan, StrategicGoal, counts, outline
from elzmodel.testing.strategies import plans


def figures(row):
    return (row.key, row.strategic_goals, row.operational_goals, row.actions, row.indicators)


def test_counts_by_goal_follow_the_plan(plan):
    """Each strategic goal has a row, known by its number, and the plan has the sum."""
    found = counts(plan)
    expected = [("1", 1, 1, 2, 3), ("2", 1, 2, 2, 1), ("plan", 2, 3, 4, 4)]
    assert expected == [figures(row) for row in found]


def test_counts_by_operational_goal_count_no_strategic_ones(plan):
    """Each operational goal has a row."""
    found = counts(plan, by="operational-goal")
    expected = [("1.1", 0, 1, 2, 3), ("2.1", 0, 1, 1, 1), ("2.2", 0, 1, 1, 0)]
    assert expected == [figures(row) for row in found[:-1]]


def test_a_strategic_goal_without_operational_ones_is_counted_by_goal_alone():
    """By operational goal there is nothing to count."""
    plan = PolicyPlan(id="p", strategic_goals=[StrategicGoal(id="sd1", title="Samen")])
    assert (2, 1) == (len(counts(plan)), len(counts(plan, by="operational-goal")))


def test_counts_by_domain_keep_apart_what_is_not_stated(plan):
    """A goal without a domain counts under none of them."""
    goals = (*plan.strategic_goals, StrategicGoal(id="sd3", title="Nog iets"))
    found = counts(evolve(plan, strategic_goals=goals), by="domain")
    expected = [("governance", 1, 1, 2, 3), ("content", 1, 2, 2, 1), ("not stated", 1, 0, 0, 0)]
    assert expected == [figures(row) for row in found[:-1]]


def test_goals_without_a_number_are_known_by_their_id():
    """The id stands where no number does."""
    plan = PolicyPlan(id="p", strategic_goals=[StrategicGoal(id="sd1", title="Samen")])
    assert ["sd1", "plan"] == [row.key for row in counts(plan)]


def test_indicators_are_counted_by_kind(plan):
    """All seven kinds are there, with the actions and goals that have such an indicator."""
    *kinds, whole = counts(plan, by="kind")
    by_key = {row.key: figures(row) for row in kinds}
    assert {kind.value for kind in IndicatorKind} == set(by_key)
    assert ("qualitative", 1, 1, 1, 1) == by_key["qualitative"]
    assert ("numeric", 0, 0, 0, 0) == by_key["numeric"]
    assert ("plan", 2, 3, 4, 4) == figures(whole)


def test_goals_and_actions_with_several_indicators_of_a_kind_count_once(plan):
    """Two indicators of one action are two, and their action is one."""
    twice = evolve(plan.actions[0].indicators[1], kind=IndicatorKind.QUALITATIVE)
    fair = evolve(plan.actions[0], indicators=(plan.actions[0].indicators[0], twice))
    goal = evolve(plan.operational_goals[0], actions=[fair])
    first = evolve(plan.strategic_goals[0], operational_goals=[goal])
    found = counts(evolve(plan, strategic_goals=[first]), by="kind")
    assert [("qualitative", 1, 1, 1, 2)] == [figures(r) for r in found.where(key="qualitative")]


def test_open_lists_make_counts_speak_of_those_named(plan):
    """A plan that says that its goals are not complete is counted with that note."""
    assert () == counts(plan).notes
    open_plan = evolve(plan, open_lists=["strategic_goals"])
    expected = ("The list of strategic goals is not complete: of those named.",)
    assert expected == counts(open_plan).notes


def test_another_way_to_count_is_refused(plan):
    """What is asked by is one of four."""
    with pytest.raises(InvalidValueError, match="'goal' or"):
        counts(plan, by="theme")


@given(plans(), st.sampled_from(["goal", "operational-goal", "domain", "kind"]))
def test_however_they_are_counted_all_indicators_are_counted_once(plan, by):
    """The rows add up to the last one, which is the plan."""
    *rows, whole = counts(plan, by=by)
    assert len(plan.indicators) == whole.indicators == sum(row.indicators for row in rows)


@given(plans())
def test_an_outline_has_every_indicator_once(plan):
    """In the order of the plan; other rows have none."""
    found = [line.indicator for line in outline(plan) if line.indicator is not None]
    assert [each.id for each in plan.indicators] == found
