"""What a plan kept, dropped and added."""

from __future__ import annotations

from attrs import evolve

from elzmodel.policy import PolicyPlan, StrategicGoal, compare_plans


def test_a_plan_compared_with_itself_keeps_everything(plan):
    """Nothing is dropped, added or retitled."""
    found = compare_plans(plan, plan)
    assert {"kept"} == {each.state for each in found}
    assert (13, 0) == (len(found), len(found.where(is_retitled=True)))


def test_what_goes_and_comes_is_told_with_all_that_stands_under_it(plan):
    """Goals are known by number, the rest by id."""
    first, second = plan.strategic_goals
    renamed = evolve(first, id="anders", title="Elkaar vinden")
    new = StrategicGoal(id="sd3", number="3", title="Digitaal")
    found = compare_plans(plan, evolve(plan, id="nieuw", strategic_goals=[renamed, new]))
    dropped, added = found.where(state="dropped"), found.where(state="added")
    assert ["2", "2.1", "2.2", "2.1/a1", "2.2/a1", "2.1/a1/i1"] == [each.key for each in dropped]
    assert [("strategic goal", "3")] == [(each.what, each.key) for each in added]
    expected = [("1", "Elkaar kennen", "Elkaar vinden")]
    retitled = found.where(is_retitled=True)
    assert expected == [(each.key, each.before, each.after) for each in retitled]
    assert second.title in {each.before for each in dropped}


def test_goals_that_share_a_number_are_known_by_their_ids():
    """None of them gets lost."""
    goals = [StrategicGoal(id=key, number="1", title=key) for key in ("a", "b")]
    old = PolicyPlan(id="p", strategic_goals=goals)
    found = compare_plans(old, PolicyPlan(id="q"))
    assert [("a", "dropped"), ("b", "dropped")] == [(each.key, each.state) for each in found]


def test_the_table_says_what_became_of_each(plan):
    """One row each, with both titles."""
    empty = PolicyPlan(id="leeg")
    row = compare_plans(empty, plan).records()[0]
    assert ("added", None, "Elkaar kennen") == (row["state"], row["before"], row["after"])
    assert "From voorbeeldplan to leeg" == compare_plans(plan, empty).title
