"""A plan as a table and as a tree."""

from __future__ import annotations

from attrs import evolve

from elzmodel.policy import OperationalGoal, PolicyPlan, StrategicGoal, plan_table, plan_tree


def test_a_plan_as_a_table_has_a_row_an_indicator(plan):
    """An action without indicators has one as well."""
    rows = plan_table(plan).records()
    expected = ["1.1/a1/i1", "1.1/a1/i2", "1.1/a2/i1", "2.1/a1/i1", None]
    assert expected == [row["indicator"] for row in rows]
    expected = {
        "strategic_goal": "2",
        "domain": "content",
        "operational_goal": "2.1",
        "action": "2.1/a1",
        "action_title": "StopDiabetes opstarten",
        "status": "unknown",
        "indicator": "2.1/a1/i1",
        "indicator_title": "Aantal opgestarte reeksen",
        "kind": "count",
    }
    assert expected == rows[3]


def test_goals_without_anything_under_them_stay_in_the_table(plan):
    """They have a row of empty cells; a goal without a number shows its id."""
    empty = StrategicGoal(id="sd3", title="Leeg")
    half = StrategicGoal(
        id="sd4", title="Half", operational_goals=[OperationalGoal(id="od4.1", title="Leeg")]
    )
    goals = (*plan.strategic_goals, empty, half)
    rows = plan_table(evolve(plan, strategic_goals=goals)).rows[-2:]
    assert [("sd3", *[None] * 8), ("sd4", None, "od4.1", *[None] * 6)] == list(rows)


def test_a_plan_as_a_tree_has_a_line_for_everything(plan):
    """Each level is indented by two."""
    expected = [
        "Voorbeeldplan",
        "  1 Elkaar kennen",
        "    1.1 Samen",
        "      1.1/a1 Jaarlijkse beurs voor mantelzorgers",
        "        1.1/a1/i1 Voorbeeldindicator (qualitative)",
    ]
    assert expected == plan_tree(plan).splitlines()[:5]
    assert 14 == len(plan_tree(plan).splitlines())


def test_a_plan_without_a_title_is_called_by_its_id():
    """Both forms have a title."""
    assert "Plan p" == plan_tree(PolicyPlan(id="p"))
    assert "Plan p" == plan_table(PolicyPlan(id="p")).title
