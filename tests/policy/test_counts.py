"""How much a plan holds."""

from __future__ import annotations

import pytest
from attrs import evolve

from elzmodel.errors import InvalidValueError
from elzmodel.policy import IndicatorKind, PolicyPlan, StrategicGoal, counts


def figures(row):
    return (row.key, row.strategic_goals, row.operational_goals, row.actions, row.indicators)


def test_counts_by_goal_follow_the_plan(plan):
    """Each strategic goal has a row, known by its number, and the plan has the sum."""
    found = counts(plan)
    assert [("1", 1, 1, 2, 3), ("2", 1, 2, 2, 1)] == [figures(row) for row in found.rows]
    assert ("plan", 2, 3, 4, 4) == figures(found.total)


def test_counts_by_operational_goal_count_no_strategic_ones(plan):
    """Each operational goal has a row."""
    found = counts(plan, by="operational-goal")
    expected = [("1.1", 0, 1, 2, 3), ("2.1", 0, 1, 1, 1), ("2.2", 0, 1, 1, 0)]
    assert expected == [figures(row) for row in found.rows]


def test_counts_by_domain_keep_apart_what_is_not_stated(plan):
    """A goal without a domain counts under none of them."""
    goals = (*plan.strategic_goals, StrategicGoal(id="sd3", title="Nog iets"))
    found = counts(evolve(plan, strategic_goals=goals), by="domain")
    expected = [("governance", 1, 1, 2, 3), ("content", 1, 2, 2, 1), ("not stated", 1, 0, 0, 0)]
    assert expected == [figures(row) for row in found.rows]


def test_goals_without_a_number_are_known_by_their_id():
    """The id stands where no number does."""
    plan = PolicyPlan(id="p", strategic_goals=[StrategicGoal(id="sd1", title="Samen")])
    assert ["sd1"] == [row.key for row in counts(plan).rows]


def test_indicators_are_counted_by_kind(plan):
    """All seven kinds are there, with none for those that do not occur."""
    found = dict(counts(plan).kinds)
    assert (7, 1, 0) == (
        len(found),
        found[IndicatorKind.COMPOSITION],
        found[IndicatorKind.NUMERIC],
    )


def test_tables_of_counts_end_with_the_plan(plan):
    """The last row is the whole plan; kinds have a table of their own."""
    assert "plan" == counts(plan).to_table().records()[-1]["key"]
    kinds = counts(plan).kinds_table().records()
    assert {"kind": "count", "indicators": 1} in kinds


def test_open_lists_make_counts_speak_of_those_named(plan):
    """A plan that says that its goals are not complete is counted with that note."""
    assert () == counts(plan).notes
    open_plan = evolve(plan, open_lists=["strategic_goals"])
    expected = ("The list of strategic goals is not complete: of those named.",)
    assert expected == counts(open_plan).to_table().notes


def test_another_way_to_count_is_refused(plan):
    """What is asked by is one of three."""
    with pytest.raises(InvalidValueError, match="'goal' or"):
        counts(plan, by="theme")
