"""Progress and traces keep their laws (16, 17): bounds, sums, and there and back again.

16. 0 <= low <= high <= 1; an observation only narrows; all known makes it exact; a parent's
    counts are the sum of its leaves.
17. Coverage is monotone when an action or a link is added; a trace forwards is one backwards.
"""

from __future__ import annotations

from datetime import date

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.policy import (
    Action,
    EnvironmentalAnalysis,
    GapKind,
    Judgement,
    Observation,
    OperationalGoal,
    StrategicGoal,
    TraceKind,
    Vulnerability,
    coverage,
    progress,
    trace,
)
from elzmodel.testing import strategies as elz

LAST = date(2051, 1, 1)
LEVELS = ("action", "operational-goal", "strategic-goal")
DECIDED = st.sampled_from([Judgement.MET, Judgement.NOT_MET])


@st.composite
def observed_plans(draw):
    """Draw a plan with indicators, some of which were observed, and some more than once."""
    plan = draw(elz.plans().filter(lambda plan: plan.indicators))
    observed = st.builds(
        Observation,
        indicator=st.sampled_from([each.id for each in plan.indicators]),
        day=elz.days(),
        judgement=st.sampled_from(Judgement),
    )
    return evolve(plan, observations=draw(st.lists(observed, max_size=6)))


@st.composite
def analysed_plans(draw):
    """Draw a plan with actions and with an analysis that names what they may name."""
    plan = draw(elz.plans().filter(lambda plan: plan.actions))
    titles = draw(st.lists(st.sampled_from(["zorg", "Diabetes", "café"]), min_size=1, unique=True))
    found = [Vulnerability(id=f"w{n}", title=title) for n, title in enumerate(titles)]
    return evolve(plan, analysis=EnvironmentalAnalysis(vulnerabilities=found))


@given(elz.plans() | observed_plans(), elz.days())
def test_progress_lies_between_nothing_and_everything(plan, day):
    """Law 16: bounds in order, undefined exactly where there is nothing to see."""
    for row in progress(plan, on=day):
        assert (row.share is None) is (row.indicators == 0)
        if row.share is not None:
            assert 0 <= row.share.low <= row.share.high <= 1


@given(elz.plans().filter(lambda plan: plan.indicators), st.data())
def test_an_observation_of_something_unseen_only_narrows(plan, data):
    """Law 16: at no level does a bound move outwards."""
    seen = {each.indicator for each in plan.observations}
    unseen = [each.id for each in plan.indicators if each.id not in seen]
    if not unseen:
        return
    more = Observation(
        indicator=data.draw(st.sampled_from(unseen)),
        day=data.draw(elz.days()),
        judgement=data.draw(st.sampled_from(Judgement)),
    )
    before = progress(plan, on=LAST)
    after = progress(evolve(plan, observations=(*plan.observations, more)), on=LAST)
    for one, other in zip(before, after, strict=True):
        if one.share is not None:
            assert one.share.low <= other.share.low <= other.share.high <= one.share.high


@given(elz.plans(), st.data())
def test_when_all_is_decided_progress_is_exact(plan, data):
    """Law 16: low is high, and everything is known."""
    observations = [
        Observation(indicator=each.id, day=LAST, judgement=data.draw(DECIDED))
        for each in plan.indicators
    ]
    for row in progress(evolve(plan, observations=observations), on=LAST):
        assert row.share is None or (row.share.is_exact and row.known == 1)


@given(observed_plans(), elz.days() | st.just(LAST))
def test_parents_sum_the_counts_of_their_leaves(plan, day):
    """Law 16: the plan, a strategic goal and an operational goal are their actions together."""
    found = progress(plan, on=day)
    levels = [found.where(level=level) for level in LEVELS]
    for count in ("met", "not_met", "partly", "unknown", "indicators"):
        whole = getattr(found.plan, count)
        assert [whole] * 3 == [sum(getattr(row, count) for row in rows) for rows in levels]
    for goal in plan.operational_goals:
        own = sum(found.of(action.id).met for action in goal.actions)
        assert own == found.of(goal.id).met


@given(observed_plans(), elz.days())
def test_what_comes_after_the_day_changes_nothing(plan, day):
    """Law 16: progress on a day is that of the observations up to that day."""
    kept = [each for each in plan.observations if each.day <= day]
    assert progress(evolve(plan, observations=kept), on=day) == progress(plan, on=day)


@given(observed_plans(), st.data())
def test_permuting_observations_of_different_days_changes_nothing(plan, data):
    """Law 16: the last one wins by its day, not by its place."""
    one_a_day = list({(o.indicator, o.day): o for o in plan.observations}.values())
    shuffled = data.draw(st.permutations(one_a_day))
    expected = progress(evolve(plan, observations=one_a_day), on=LAST)
    assert expected == progress(evolve(plan, observations=shuffled), on=LAST)


@given(analysed_plans(), st.data())
def test_coverage_is_monotone_when_a_link_is_added(plan, data):
    """Law 17: what was reached stays reached, and the linked vulnerability is reached now."""
    action = data.draw(st.sampled_from(plan.actions))
    linked = data.draw(st.sampled_from(plan.analysis.vulnerabilities)).id
    after = coverage(with_link(plan, action, linked)).gaps
    before = coverage(plan).gaps
    assert before.where(kind=GapKind.NOT_NAMED) == after.where(kind=GapKind.NOT_NAMED)
    expected = subjects(before.where(kind=GapKind.NOT_LINKED)) - {linked}
    assert expected == subjects(after.where(kind=GapKind.NOT_LINKED))


def subjects(gaps):
    """Return what has a gap."""
    return {gap.subject for gap in gaps}


@given(analysed_plans(), st.sampled_from(["Diabetes", "zorg", "niets", "café"]))
def test_coverage_is_monotone_when_an_action_is_added(plan, title):
    """Law 17: no vulnerability loses an action."""
    goal = OperationalGoal(id="odx", title="x", actions=[Action(id="x/a1", title=title)])
    more = StrategicGoal(id="sdx", title="x", operational_goals=[goal])
    after = coverage(evolve(plan, strategic_goals=(*plan.strategic_goals, more)))
    for one, other in zip(coverage(plan).reaches, after.reaches, strict=True):
        assert set(one.named_in) <= set(other.named_in) <= set(other.linked_in)
        assert set(one.linked_in) <= set(other.linked_in)


def with_link(plan, action, vulnerability):
    """Return the plan with one more link of an action."""
    linked = evolve(action, vulnerabilities=(*action.vulnerabilities, vulnerability))
    goals = [
        evolve(
            strategic,
            operational_goals=[
                evolve(
                    goal,
                    actions=[linked if each.id == action.id else each for each in goal.actions],
                )
                for goal in strategic.operational_goals
            ],
        )
        for strategic in plan.strategic_goals
    ]
    return evolve(plan, strategic_goals=goals)


def ids_in(plan):
    """Return every id that a plan knows, read from its fields."""
    found = {each.id for each in (*plan.strategic_goals, *plan.operational_goals)}
    for action in plan.actions:
        found |= {action.id, *action.vulnerabilities, *action.target_groups, *action.projects}
        found |= {*action.gatherings, *(each.id for each in action.indicators)}
        found |= {each.partner for each in action.involvements}
    for goal in plan.operational_goals:
        found |= {each.partner for each in goal.involvements}
    return found | {each.vulnerability for each in coverage(plan).reaches}


@given(elz.plans() | analysed_plans())
def test_a_trace_forwards_is_a_trace_backwards(plan):
    """Law 17: what is found from one id is where that id is found from."""
    reached = {key: {step.id for step in trace(plan, key)} for key in ids_in(plan)}
    assert {(a, b) for a, to in reached.items() for b in to} == {
        (b, a) for a, to in reached.items() for b in to
    }


@given(elz.plans())
def test_actions_lead_to_exactly_what_their_fields_say(plan):
    """Law 17: read from the fields, without the machinery of traces."""
    reaches = coverage(plan).reaches
    for goal in plan.operational_goals:
        for action in goal.actions:
            found = trace(plan, action.id)
            named = {each.vulnerability for each in reaches if action.id in each.linked_in}
            assert named | set(action.vulnerabilities) == set(found.ids(TraceKind.VULNERABILITY))
            assert set(action.target_groups) == set(found.ids(TraceKind.TARGET_GROUP))
            assert (goal.id,) == found.ids(TraceKind.OPERATIONAL_GOAL)
            own = {each.partner for each in (*action.involvements, *goal.involvements)}
            assert own == set(found.ids(TraceKind.PARTNER))
            assert {each.id for each in action.indicators} == set(found.ids(TraceKind.INDICATOR))


@given(elz.plans(), st.data())
def test_traces_grow_with_links(plan, data):
    """Law 17: a link that is added takes nothing away from what any id leads to."""
    if not plan.actions:
        return
    action = data.draw(st.sampled_from(plan.actions))
    more = with_link(plan, action, "v9")
    for key in ids_in(plan):
        before = {(step.kind, step.id) for step in trace(plan, key)}
        assert before <= {(step.kind, step.id) for step in trace(more, key)}
    assert action.id in trace(more, "v9").ids(TraceKind.ACTION)
