"""What a plan kept, dropped and added."""

from __future__ import annotations

from attrs import evolve

from elzmodel.policy import PolicyPlan, StrategicGoal, compare_plans


def test_a_plan_compared_with_itself_keeps_everything(plan):
    """Nothing is dropped, added or retitled."""
    found = compare_plans(plan, plan)
    assert (13, (), (), ()) == (len(found.kept), found.dropped, found.added, found.retitled)


def test_what_goes_and_comes_is_told_with_all_that_stands_under_it(plan):
    """Goals are known by number, the rest by id."""
    first, second = plan.strategic_goals
    renamed = evolve(first, id="anders", title="Elkaar vinden")
    new = StrategicGoal(id="sd3", number="3", title="Digitaal")
    found = compare_plans(plan, evolve(plan, id="nieuw", strategic_goals=[renamed, new]))
    expected = ["2", "2.1", "2.2", "2.1/a1", "2.2/a1", "2.1/a1/i1"]
    assert expected == [each.key for each in found.dropped]
    assert [("strategic goal", "3")] == [(each.what, each.key) for each in found.added]
    expected = [("1", "Elkaar kennen", "Elkaar vinden")]
    assert expected == [(each.key, each.before, each.after) for each in found.retitled]
    assert second.title in {each.before for each in found.dropped}


def test_goals_that_share_a_number_are_known_by_their_ids():
    """None of them gets lost."""
    goals = [StrategicGoal(id=key, number="1", title=key) for key in ("a", "b")]
    old = PolicyPlan(id="p", strategic_goals=goals)
    assert ["a", "b"] == [each.key for each in compare_plans(old, PolicyPlan(id="q")).dropped]


def test_the_table_says_what_became_of_each(plan):
    """One row each, with both titles."""
    empty = PolicyPlan(id="leeg")
    row = compare_plans(empty, plan).to_table().records()[0]
    assert ("added", None, "Elkaar kennen") == (row["state"], row["before"], row["after"])
    assert "From voorbeeldplan to leeg" == compare_plans(plan, empty).to_table().title
