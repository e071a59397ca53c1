"""What plans and statements hold, and refuse."""

from __future__ import annotations

import pytest
from attrs import evolve

from elzmodel.errors import InvalidValueError
from elzmodel.policy import PolicyPlan, StatementKind, StrategicGoal


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
