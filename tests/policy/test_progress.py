"""How far a plan is."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from elzmodel.errors import UnknownIdError
from elzmodel.policy import Judgement, Observation, PolicyPlan, progress
from elzmodel.values import Share

ON = "2024-12-31"


def seen(key, judgement, day=date(2024, 6, 1), **more):
    return Observation(indicator=key, day=day, judgement=judgement, **more)


def observed(plan, *observations):
    return progress(evolve(plan, observations=observations), on=ON)


def test_nothing_observed_is_between_nothing_and_everything(plan):
    """Unknown is neither met nor failed, and has no age."""
    whole = observed(plan).plan
    assert (Share(0, 1), Fraction(0), None) == (whole.share, whole.known, whole.days_old)


def test_met_not_met_and_unknown_make_an_interval(plan):
    """Of four, one met and one not: at least a quarter, at most three."""
    whole = observed(
        plan, seen("1.1/a1/i1", Judgement.MET), seen("1.1/a1/i2", Judgement.NOT_MET)
    ).plan
    assert Share(Fraction(1, 4), Fraction(3, 4)) == whole.share
    assert Fraction(1, 2) == whole.known


def test_partly_met_is_not_decided(plan):
    """It widens the interval as the unknown does, and is counted apart."""
    action = observed(plan, seen("1.1/a1/i1", Judgement.PARTLY)).of("1.1/a1")
    assert (0, 0, 1, 1) == (action.met, action.not_met, action.partly, action.unknown)
    assert (Share(0, 1), Fraction(0)) == (action.share, action.known)


def test_parents_sum_the_counts_of_their_leaves(plan):
    """One of three under the first goal and none of one under the second make one of four."""
    found = observed(plan, seen("1.1/a1/i1", Judgement.MET))
    shares = [found.of(key).share for key in ("sd1", "od1.1", "sd2")]
    assert [Share(Fraction(1, 3), 1), Share(Fraction(1, 3), 1), Share(0, 1)] == shares
    assert Share(Fraction(1, 4), 1) == found.plan.share


def test_an_action_without_indicators_has_no_share(plan):
    """An undefined result is none, not zero."""
    action = observed(plan).of("2.2/a1")
    assert (0, None, None) == (action.indicators, action.share, action.known)


def test_an_observation_after_the_day_does_not_count(plan):
    """The day itself counts, the day after does not."""
    late = seen("1.1/a1/i1", Judgement.MET, date(2025, 1, 1))
    assert 0 == observed(plan, late).plan.met
    assert 1 == observed(plan, evolve(late, day=date(2024, 12, 31))).plan.met


def test_the_last_observation_of_an_indicator_wins(plan):
    """By day, whatever the order of the list; on one day the later in the list."""
    newer = seen("1.1/a1/i1", Judgement.NOT_MET, date(2024, 9, 1))
    older = seen("1.1/a1/i1", Judgement.MET)
    assert 1 == observed(plan, newer, older).plan.not_met
    same_day = evolve(newer, judgement=Judgement.MET)
    assert 1 == observed(plan, newer, same_day).plan.met
    assert 1 == observed(plan, same_day, newer).plan.not_met


def test_a_last_observation_that_does_not_know_makes_it_unknown(plan):
    """What was met before is not known any more, and has no age."""
    looked = seen("1.1/a1/i1", Judgement.UNKNOWN, date(2024, 9, 1), value=12)
    whole = observed(plan, seen("1.1/a1/i1", Judgement.MET), looked).plan
    assert (0, 4, None) == (whole.met, whole.unknown, whole.days_old)


def test_freshness_is_that_of_the_newest_observation_used(plan):
    """A parent is as fresh as its freshest leaf; what was overruled does not count."""
    found = observed(
        plan,
        seen("1.1/a1/i1", Judgement.MET, date(2024, 12, 1)),
        seen("2.1/a1/i1", Judgement.MET, date(2024, 12, 21)),
        seen("2.1/a1/i1", Judgement.UNKNOWN, date(2024, 12, 30)),
    )
    assert (30, None, 30) == (
        found.of("1.1/a1").days_old,
        found.of("sd2").days_old,
        found.plan.days_old,
    )
    assert date(2024, 12, 1) == found.plan.newest


def test_observations_of_what_is_not_in_the_plan_change_nothing(plan):
    """They are found by the check, not counted."""
    assert observed(plan).rows == observed(plan, seen("9.9/a9/i9", Judgement.MET)).rows


def test_progress_is_told_level_by_level(plan):
    """The plan comes first, then each goal with what is under it."""
    found = observed(plan)
    assert ["sd1", "sd2"] == [row.subject for row in found.at("strategic-goal")]
    expected = ["voorbeeldplan", "sd1", "od1.1", "1.1/a1", "1.1/a2", "sd2"]
    assert expected == [row.subject for row in found.rows][:6]


def test_unknown_goals_are_refused_with_what_is_near(plan):
    """The plan itself is not one of its goals."""
    with pytest.raises(UnknownIdError, match=r"Did you mean 1\.1/a1"):
        observed(plan).of("1.1/a11")


def test_progress_as_a_table_has_bounds(plan):
    """A share becomes two columns, empty where there is no indicator."""
    rows = observed(plan, seen("1.1/a1/i1", Judgement.MET)).to_table().records()
    assert (0.25, 1) == (rows[0]["share_low"], rows[0]["share_high"])
    assert rows[-1]["share_low"] is None
    assert "25%" == rows[0]["known"]


def test_progress_of_open_lists_speaks_of_those_named():
    """The note stands where a list of indicators or goals is not complete."""
    plan = PolicyPlan(id="p", open_lists=["strategic_goals"])
    expected = ("The list of strategic goals is not complete: of those named.",)
    assert expected == progress(plan, on=ON).to_table().notes
