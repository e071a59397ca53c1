"""What happens on the last day that there is, which lists take for an open end."""

from __future__ import annotations

from datetime import date

import pytest

import elzmodel as elz
from elzmodel.scenarios.adoption import as_of

LAST = date.max


@pytest.fixture(scope="module")
def late() -> elz.Scenario:
    """Return a merger on the last day."""
    return elz.Scenario("late").merge(["Genk", "As"], name="Genkas", day=LAST)


def test_a_scenario_may_happen_on_the_last_day(late: elz.Scenario) -> None:
    """The record is then open, and everything that asks about the scenario answers."""
    fl = elz.flanders()
    after = elz.adopt(fl, late)
    assert after.covers.is_open
    assert "Genkas" in {each.name for each in after.on(LAST).municipalities}
    assert () == (*elz.check(late, within=fl), *elz.decisions(fl, late))
    assert 1 == len(elz.outcome(fl, late, year=2026).difference.mergers)
    assert as_of(fl, LAST).covers.is_open
