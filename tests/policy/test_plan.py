"""What plans and statements hold, and refuse."""

from __future__ import annotations

import copy
import pickle

import pytest
from attrs import evolve

from elzmodel.errors import InvalidValueError
from elzmodel.policy import Measure, MeasureKind, PolicyPlan, StatementKind, StrategicGoal


def test_an_id_is_in_use_once_in_a_plan(plan):
    """A goal may not have the id of an action."""
    wrong = StrategicGoal(id="1.1/a1", title="Weer een beurs")
    with pytest.raises(InvalidValueError, match=r"1\.1/a1"):
        evolve(plan, strategic_goals=(*plan.strategic_goals, wrong))


def test_a_plan_shows_how_much_it_holds(plan):
    """Not what stands in it."""
    assert "<PolicyPlan voorbeeldplan: 2 strategic goals, 4 actions, 4 indicators>" == repr(plan)
    assert () == PolicyPlan(id="p").actions


def test_every_kind_of_statement_has_a_dutch_term():
    """No two have the same."""
    assert len(StatementKind) == len({kind.dutch for kind in StatementKind})


@pytest.mark.parametrize("others", [["caw", "logo", "caw"], ("logo", "caw", "logo")])
def test_a_measure_asks_of_nobody_twice(others):
    """The subject and repetitions are left out of the others."""
    asked = {"kind": MeasureKind.REPRESENTED, "subject": "caw", "body": "board"}
    measure = Measure(others=others, **asked)
    assert (("logo",), ("caw", "logo")) == (measure.others, measure.subjects)
    assert () == Measure(kind=MeasureKind.CIRCLES).subjects


def test_the_others_of_a_measure_are_several():
    """A single text would fall into letters."""
    with pytest.raises(InvalidValueError, match="list of others"):
        Measure(kind=MeasureKind.REPRESENTED, subject="caw", others="logo")


@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))]
)
def test_a_copy_of_a_plan_equals_it(plan, copied):
    """Before and after the plan remembered its actions."""
    assert (plan, hash(plan)) == (copied(plan), hash(copied(plan)))
    assert {"1.1/a1", "1.1/a2", "2.1/a1", "2.2/a1"} == set(plan.action_by_id)
    assert (plan, hash(plan)) == (copied(plan), hash(copied(plan)))
