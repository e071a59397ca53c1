"""What became of a plan."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from elzmodel.policy import (
    Action,
    ActionPlan,
    ActionStatus,
    Evaluation,
    HealthDimension,
    OperationalGoal,
    PlanEntry,
    PolicyPlan,
    StrategicGoal,
    Verdict,
    cycle,
    dimensions,
    remaining,
)


def plan_of(*actions, **more):
    """Return a plan with these actions."""
    goal = OperationalGoal(id="od", title="Doel", actions=actions)
    strategic = StrategicGoal(id="sd", title="Hoofddoel", operational_goals=[goal])
    return PolicyPlan(id="p", strategic_goals=[strategic], **more)


def looked(subject, day, verdict, **more):
    return Evaluation(subject=subject, day=date.fromisoformat(day), verdict=verdict, **more)


def test_dimensions_that_no_action_states_are_missing():
    """The others are touched by the actions that state them."""
    dance = Action(id="a", title="Dans", health_dimensions=[HealthDimension.PARTICIPATION])
    found = dimensions(plan_of(dance))
    (touched,) = found.where(actions=("a",))
    assert HealthDimension.PARTICIPATION is touched.dimension
    assert (5, ()) == (len(found.where(actions=())), found.notes)


def test_dimensions_that_nobody_states_are_not_known():
    """All six are missing, with a note that nothing is known about them."""
    found = dimensions(plan_of(Action(id="a", title="Dans", open_lists=["health_dimensions"])))
    expected = (
        "No action states a dimension: which they touch is not known.",
        "The list of health dimensions is not complete: of those named.",
    )
    assert (6, expected) == (len(found.where(actions=())), found.notes)


def test_the_table_of_dimensions_has_the_dutch_words():
    """One row a dimension."""
    rows = dimensions(plan_of()).records()
    assert ("bodily-functions", "lichaamsfuncties", []) == tuple(rows[0].values())


def test_a_cycle_holds_the_evaluations_of_its_year_in_order():
    """From the first to the last day of the year, whatever the order of the list."""
    plan = plan_of(
        Action(id="a", title="Dans"),
        evaluations=[
            looked("a", "2023-12-31", Verdict.STOP),
            looked("od", "2023-01-01", Verdict.ADJUST),
            looked("a", "2022-12-31", Verdict.CONTINUE),
            looked("a", "2024-01-01", Verdict.COMPLETE),
        ],
    )
    found = cycle(plan, 2023)
    assert [("od", "Doel"), ("a", "Dans")] == [(row.subject, row.title) for row in found]
    assert ["od"] == [row.subject for row in found.where(verdict=Verdict.ADJUST)]
    assert ["a"] == [row.subject for row in found.where(verdict=Verdict.STOP)]


def test_each_evaluation_of_something_has_its_row():
    """What is evaluated twice in a year is told twice."""
    plan = plan_of(
        Action(id="a", title="Dans"),
        evaluations=[
            looked("a", "2023-03-01", Verdict.ADJUST),
            looked("a", "2023-09-01", Verdict.ADJUST),
        ],
    )
    assert ["a", "a"] == [row.subject for row in cycle(plan, 2023)]


def test_what_followed_is_named_by_the_evaluation_or_by_the_action():
    """Each once, first what the evaluation itself names."""
    plan = plan_of(
        Action(id="a", title="Dans", merged_into="c", superseded_by="b"),
        evaluations=[
            looked("a", "2023-03-01", Verdict.STOP, follow_up=["b"]),
            looked("sd", "2023-04-01", Verdict.CONTINUE, follow_up=["c"]),
        ],
    )
    assert [("b", "c"), ("c",)] == [row.followed for row in cycle(plan, 2023)]


def test_the_table_of_a_cycle_shows_an_unknown_subject_without_a_title():
    """A subject that is not in the plan is held and shown."""
    plan = plan_of(
        evaluations=[looked("weg", "2023-03-01", Verdict.STOP)], open_lists=["evaluations"]
    )
    found = cycle(plan, 2023)
    expected = {
        "day": "2023-03-01",
        "subject": "weg",
        "title": "",
        "verdict": "stop",
        "followed": [],
        "by": None,
    }
    assert [expected] == found.records()
    assert ("The list of evaluations is not complete: of those named.",) == found.notes


def test_a_year_without_an_action_plan_leaves_nothing_known():
    """That is said, and is not the same as nothing left."""
    found = remaining(plan_of(Action(id="a", title="Dans")), 2024)
    assert (False, (), ()) == (found.is_stated, found.rows, found.done)
    assert ("No action plan of 2024 is stated.",) == found.notes


def test_entries_are_done_undone_or_unknown():
    """What an entry does not say follows from an action that is over, and from no other."""
    actions = [
        Action(id="a1", title="Eén", status=ActionStatus.STOPPED),
        Action(id="a2", title="Twee", status=ActionStatus.IN_PROGRESS),
        Action(id="a3", title="Drie", status=ActionStatus.DONE),
        Action(id="a4", title="Vier"),
        Action(id="a5", title="Vijf", status=ActionStatus.MERGED),
    ]
    entries = [
        PlanEntry(action="a1"),
        PlanEntry(action="a2"),
        PlanEntry(action="a3", is_done=False),
        PlanEntry(action="weg", is_done=True),
        PlanEntry(action="weg2"),
    ]
    plan = plan_of(*actions, action_plans=[ActionPlan(year=2024, entries=entries)])
    found = remaining(plan, 2024)
    assert (True, ("a1", "weg")) == (found.is_stated, found.done)
    expected = [
        ("undone", "a3", "Drie"),
        ("unknown", "a2", "Twee"),
        ("unknown", "weg2", ""),
        ("not entered", "a4", "Vier"),
    ]
    assert expected == list(found.to_table().rows)


def test_the_last_entry_of_an_action_in_a_year_counts():
    """Two plans of one year are read together, those of other years are not."""
    plan = plan_of(
        Action(id="a", title="Dans"),
        action_plans=[
            ActionPlan(year=2024, entries=[PlanEntry(action="a", is_done=False)]),
            ActionPlan(year=2024, entries=[PlanEntry(action="a", is_done=True)]),
            ActionPlan(year=2025, entries=[PlanEntry(action="a", is_done=False)]),
        ],
    )
    found = remaining(plan, 2024)
    assert ((), ("a",)) == (found.rows, found.done)


def test_open_entries_speak_of_those_named():
    """What is not entered may be, where the list is not complete."""
    year = ActionPlan(year=2024, open_lists=["entries"])
    plan = evolve(plan_of(), action_plans=[year])
    expected = ("The list of entries is not complete: of those named.",)
    assert expected == remaining(plan, 2024).notes
