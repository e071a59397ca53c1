"""What a plan leaves open."""

from __future__ import annotations

import pytest
from attrs import evolve

from elzmodel.policy import (
    Action,
    EnvironmentalAnalysis,
    Gap,
    GapKind,
    Indicator,
    IndicatorKind,
    OperationalGoal,
    PolicyPlan,
    StrategicGoal,
    Vulnerability,
    VulnerabilityReach,
    coverage,
)


def without(plan, kind):
    """Return what has one kind of gap."""
    return tuple(gap.subject for gap in coverage(plan).gaps.where(kind=kind))


def with_action(**of):
    """Return a plan of one action."""
    goal = OperationalGoal(id="od", title="Doel", actions=[Action(id="a", title="Iets", **of)])
    return PolicyPlan(
        id="p", strategic_goals=[StrategicGoal(id="sd", title="Doel", operational_goals=[goal])]
    )


def test_named_and_linked_are_kept_apart(plan):
    """A link of an editor makes no action name a vulnerability."""
    expected = (
        VulnerabilityReach(
            vulnerability="diabetes",
            title="meer suikerziekte",
            named_in=["2.1/a1"],
            linked_in=["2.1/a1"],
        ),
        VulnerabilityReach(vulnerability="wonen", title="dure woningen", linked_in=["2.2/a1"]),
        VulnerabilityReach(vulnerability="eenzaam", title="eenzaamheid"),
    )
    assert expected == coverage(plan).reaches.rows


def test_vulnerabilities_without_action_are_told_twice(plan):
    """First those that no action names, then those that none is linked to either."""
    assert ("wonen", "eenzaam") == without(plan, GapKind.NOT_NAMED)
    assert ("eenzaam",) == without(plan, GapKind.NOT_LINKED)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (GapKind.NO_TARGET_GROUP, ("1.1/a2", "2.1/a1", "2.2/a1")),
        (GapKind.NO_PARTNER, ("1.1/a2", "2.1/a1")),
        (GapKind.NO_OWNER, ("1.1/a2", "2.1/a1", "2.2/a1")),
        (GapKind.NO_DATE, ("1.1/a2", "2.1/a1", "2.2/a1")),
        (GapKind.NO_INDICATOR, ("2.2/a1",)),
    ],
)
def test_actions_lack_what_they_do_not_state_themselves(plan, kind, expected):
    """The partner of a goal is not that of its action, and a collaborator owns nothing."""
    assert expected == without(plan, kind)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("StopDiabetes", (), True),
        ("DIABÈTES", (), True),
        ("Suiker", ("Over diabetici.",), True),
        ("Suiker", (), False),
    ],
)
def test_a_term_begins_a_word_or_lies_in_one(title, text, expected):
    """Case and accents do not matter, and the text counts as the title does."""
    diabetes = Vulnerability(id="v", title="suikerziekte", terms=["diabet"])
    action = Action(id="a", title=title, text=text)
    assert expected is action.names(diabetes)


def test_glosses_indicators_notes_and_mentions_do_not_name():
    """Only the words of the action itself count."""
    diabetes = Vulnerability(id="v", title="suikerziekte", terms=["diabet"])
    seen = Indicator(id="i", title="diabetes", kind=IndicatorKind.EVENT)
    action = Action(
        id="a",
        title="Iets",
        gloss="diabetes",
        note="diabetes",
        named=["diabetes"],
        indicators=[seen],
    )
    assert not action.names(diabetes)


def test_a_vulnerability_without_terms_is_named_by_its_title():
    """Where no terms are given the whole title must stand there."""
    lonely = Vulnerability(id="v", title="Eenzaamheid")
    assert Action(id="a", title="Samen tegen eenzaamheid").names(lonely)
    assert not Action(id="a", title="Eenzame ouderen").names(lonely)


def test_open_lists_of_an_action_make_its_gaps_speak_of_those_named():
    """A gap in a list that is not complete says so, and no other gap does."""
    found = coverage(with_action(open_lists=["involvements"])).gaps
    expected = {GapKind.NO_PARTNER, GapKind.NO_OWNER}
    assert expected == {gap.kind for gap in found if gap.of_those_named}


def test_open_links_make_unlinked_vulnerabilities_speak_of_those_named():
    """Whether a term is named does not hang on the links."""
    plan = evolve(
        with_action(open_lists=["vulnerabilities"]),
        analysis=EnvironmentalAnalysis(vulnerabilities=[Vulnerability(id="v", title="leegte")]),
    )
    expected = (
        Gap(kind=GapKind.NOT_NAMED, subject="v", title="leegte"),
        Gap(kind=GapKind.NOT_LINKED, subject="v", title="leegte", of_those_named=True),
    )
    assert expected == coverage(plan).gaps.rows[:2]


def test_coverage_notes_say_which_lists_are_not_complete(plan):
    """Vulnerabilities of an open list are those named; without an analysis there is none."""
    expected = ("The list of vulnerabilities is not complete: of those named.",)
    assert expected == coverage(plan).gaps.notes
    expected = (
        "The plan states no environmental analysis.",
        "The list of strategic goals is not complete: of those named.",
    )
    open_plan = evolve(plan, analysis=None, open_lists=["strategic_goals"])
    assert expected == coverage(open_plan).reaches.notes


def test_coverage_has_a_table_of_gaps_and_one_of_reach(plan):
    """A row a gap, and a row a vulnerability."""
    gaps = coverage(plan).gaps.records()
    expected = {
        "gap": "not-linked",
        "subject": "eenzaam",
        "title": "eenzaamheid",
        "of_those_named": False,
    }
    assert expected in gaps
    reach = coverage(plan).reaches.records()
    assert [["2.1/a1"], ["2.2/a1"], []] == [row["linked_in"] for row in reach]


def test_gaps_are_counted_by_kind(plan):
    """Each kind has a row, also where there is none of it."""
    rows = {row["gap"]: row["how_many"] for row in coverage(plan).counts.records()}
    assert (2, 1, 1) == (rows["not-named"], rows["not-linked"], rows["no-indicator"])
    assert len(GapKind) == len(rows)
