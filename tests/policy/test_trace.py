"""From a word or an id to what hangs together with it, and back."""

from __future__ import annotations

import pytest
from attrs import evolve

from elzmodel.partners import Partner
from elzmodel.policy import (
    ElementKind,
    Gathering,
    Involvement,
    PolicyPlan,
    Project,
    StrategicGoal,
    TargetGroup,
    Term,
    TraceKind,
    trace,
)

K = TraceKind
STOP = Project(id="stop", title="Stopreeks", involvements=[Involvement(partner="apotheek")])
FAIR = Gathering(id="beurs", title="Beurs")


def test_a_word_leads_to_what_has_it_and_to_what_hangs_on_that(plan):
    """From the word to vulnerability, goals, action, indicator and partner."""
    found = trace(plan, "diabetes")
    assert ("diabetes",) == found.ids(K.VULNERABILITY)
    assert (("sd2",), ("od2.1",)) == (found.ids(K.STRATEGIC_GOAL), found.ids(K.OPERATIONAL_GOAL))
    assert (("2.1/a1",), ("2.1/a1/i1",)) == (found.ids(K.ACTION), found.ids(K.INDICATOR))
    assert (("logo",), ("stop",)) == (found.ids(K.PARTNER), found.ids(K.PROJECT))


def test_a_word_is_found_by_the_terms_of_a_vulnerability(plan):
    """The term lies in the word that is asked, or the word in the title."""
    assert ("wonen",) == trace(plan, "Sociale woningen").ids(K.VULNERABILITY)
    assert ("2.2/a1",) == trace(plan, "DURE").ids(K.ACTION)


def test_a_term_of_an_action_links_it_as_a_word_of_its_text_does(plan):
    """What the plan says of an action by a term leads to the vulnerability, and back."""
    term = Term(kind=ElementKind.ACTION, element="1.1/a2", term="Sociale woningen")
    told = evolve(plan, terms=(*plan.terms, term))
    assert "1.1/a2" not in trace(plan, "wonen").ids(K.ACTION)
    assert {"1.1/a2", "2.2/a1"} == set(trace(told, "wonen").ids(K.ACTION))
    assert "wonen" in trace(told, "1.1/a2").ids(K.VULNERABILITY)


def test_steps_say_what_has_the_word_and_what_is_only_linked(plan):
    """The action has it, its goal does not."""
    asked = {step.id: step.is_asked for step in trace(plan, "StopDiabetes")}
    assert (True, False) == (asked["2.1/a1"], asked["od2.1"])


def test_a_goal_that_has_the_word_does_not_bring_its_actions(plan):
    """What a goal speaks of may still be without action."""
    found = trace(plan, "zelfredzaamheid")
    assert (("sd2",), ()) == (found.ids(K.STRATEGIC_GOAL), found.ids(K.ACTION))


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("sd2", ("2.1/a1", "2.2/a1")),
        ("od1.1", ("1.1/a1", "1.1/a2")),
        ("1.1/a2", ("1.1/a2",)),
        ("2.1/a1/i1", ("2.1/a1",)),
        ("wonen", ("2.2/a1",)),
        ("eenzaam", ()),
        ("mantelzorgers", ("1.1/a1",)),
        ("caw", ("1.1/a1",)),
        ("logo", ("2.1/a1", "2.2/a1")),
        ("stop", ("2.1/a1",)),
        ("beurs", ("1.1/a1",)),
    ],
)
def test_an_id_leads_to_its_actions(plan, key, expected):
    """The partner of a goal is a partner of its actions."""
    assert expected == trace(plan, key).ids(K.ACTION)


def test_an_action_leads_back_to_all_that_leads_to_it(plan):
    """Everything linked to the action is found from it, and no other action."""
    found = trace(plan, "1.1/a1")
    ids = {step.id for step in found}
    expected = {"sd1", "od1.1", "1.1/a1", "1.1/a1/i1", "1.1/a1/i2"}
    assert expected | {"mantelzorgers", "beurs", "caw", "burgers"} == ids


def test_partners_of_activities_are_found_where_these_are_given(plan):
    """A project brings its partners, and its partners lead to the action."""
    assert "apotheek" not in trace(plan, "diabetes").ids(K.PARTNER)
    assert ("logo", "apotheek") == trace(plan, "diabetes", activities=[STOP]).ids(K.PARTNER)
    assert ("2.1/a1",) == trace(plan, "apotheek", activities=[STOP]).ids(K.ACTION)


def test_names_of_partners_groups_and_activities_are_found(plan):
    """What the plan knows by id only is found by the name in the lists given."""
    lists = {
        "partners": [Partner(id="logo", name="Lokaal overleg")],
        "target_groups": [TargetGroup(id="mantelzorgers", title="wie zorgt")],
        "activities": [STOP, FAIR],
    }
    assert ("2.1/a1", "2.2/a1") == trace(plan, "overleg", **lists).ids(K.ACTION)
    assert ("1.1/a1",) == trace(plan, "zorgt", **lists).ids(K.ACTION)
    assert ("2.1/a1",) == trace(plan, "stopreeks", **lists).ids(K.ACTION)
    titles = {step.id: step.title for step in trace(plan, "1.1/a1", **lists)}
    assert ("wie zorgt", "Beurs", "") == (
        titles["mantelzorgers"],
        titles["beurs"],
        titles["caw"],
    )


def test_an_id_in_two_lists_leads_to_both(plan):
    """A partner and a target group may share an id."""
    group = [TargetGroup(id="caw", title="wie bij het CAW komt")]
    found = trace(plan, "caw", target_groups=group)
    assert ("caw", "burgers") == found.ids(K.PARTNER)
    assert ("caw", "mantelzorgers") == found.ids(K.TARGET_GROUP)


def test_a_word_that_nothing_has_is_said_to_be_nowhere(plan):
    """The table is empty and says why; so is that of no word at all."""
    assert ("Nothing in the plan has 'huisdieren'.",) == trace(plan, "huisdieren").notes
    assert () == trace(plan, "").rows


def test_a_goal_without_actions_is_found_by_its_id():
    """It leads to itself."""
    plan = PolicyPlan(id="p", strategic_goals=[StrategicGoal(id="sd1", title="Samen")])
    assert [("strategic-goal", "sd1", "Samen", True, None)] == list(
        trace(plan, "sd1").to_table().rows
    )


def test_steps_stand_kind_by_kind_in_the_order_of_the_plan(plan):
    """First vulnerabilities, then goals, actions, indicators, activities and partners."""
    kinds = [step.kind for step in trace(plan, "sd2")]
    assert sorted(kinds, key=list(TraceKind).index) == kinds
    assert ("od2.1", "od2.2") == trace(plan, "sd2").ids(K.OPERATIONAL_GOAL)
