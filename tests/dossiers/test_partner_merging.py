"""Partners become one, and their links go along."""

from __future__ import annotations

import pytest

from elzmodel.dossiers.dossier import Dossier, merge_partners
from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Constituency,
    ConstituencyKind,
    Membership,
    Seat,
)
from elzmodel.partners import Partner
from elzmodel.policy import (
    Action,
    Gathering,
    Indicator,
    IndicatorKind,
    Involvement,
    InvolvementRole,
    Measure,
    MeasureKind,
    OperationalGoal,
    PolicyPlan,
    Project,
    Request,
    StrategicGoal,
)

NEW = Partner(id="huis", name="Het Huis")


def partner(key):
    return Partner(id=key, name=key)


def organisation(key):
    return Constituency(kind=ConstituencyKind.ORGANISATION, label=key, partner=key)


def represented(*partners):
    first, *others = partners
    return Measure(kind=MeasureKind.REPRESENTED, subject=first, others=others, body="board")


def dossier(of):
    """Return a dossier in which partner *of* stands wherever a partner can."""
    part = Involvement(partner=of)
    seen = Indicator(
        id="i", title="x", kind=IndicatorKind.COMPOSITION, measure=represented("logo", of)
    )
    action = Action(id="a", title="x", involvements=[part], indicators=[seen])
    goal = OperationalGoal(id="od", title="x", actions=[action], involvements=[part])
    council = CareCouncil(
        id="raad",
        zone="z1",
        bodies=[Body(id="board", kind=BodyKind.BOARD, organisation=of)],
        seats=[
            Seat(id="s", body="board", cluster=Cluster.CARE, represents=[organisation("logo")]),
            Seat(
                id="t",
                body="board",
                cluster=Cluster.CARE,
                represents=[
                    Constituency(kind=ConstituencyKind.ORGANISATION, label="x", partner=of)
                ],
            ),
        ],
        memberships=[Membership(body="board", partner=of)],
    )
    return Dossier(
        zone_id="z1",
        councils=[council],
        plans=[
            PolicyPlan(
                id="p",
                strategic_goals=[StrategicGoal(id="sd", title="x", operational_goals=[goal])],
            )
        ],
        projects=[Project(id="j", title="x", involvements=[part])],
        gatherings=[Gathering(id="g", title="x", host=of, involvements=[part])],
        requests=[Request(id="r", title="x", partner=of)],
        partners=[partner("logo"), partner(of)],
    )


def test_every_reference_follows_and_nothing_else_changes():
    """The dossier is the one that would have been written with the new partner."""
    old = dossier("caw")
    new = merge_partners(old, ["caw"], into=NEW)
    expected = dossier("huis")
    assert [partner("logo"), NEW] == list(new.partners)
    assert expected.councils == new.councils
    assert expected.plans == new.plans
    assert (expected.projects, expected.gatherings) == (new.projects, new.gatherings)
    assert expected.requests == new.requests
    assert expected.incidences == new.incidences


def test_the_new_partner_stands_where_the_first_of_the_old_ones_stood():
    """It may have the id of one of them."""
    keys = ["a", "b", "c", "d"]
    old = Dossier(zone_id="z1", partners=[partner(key) for key in keys])
    new = merge_partners(old, ["d", "b"], into=Partner(id="d", name="D en B"))
    assert ["a", "d", "c"] == [each.id for each in new.partners]
    assert "D en B" == new.of_partner["d"].name


def test_links_that_become_the_same_are_kept_once():
    """Those that differ in their role both stay."""
    lead = InvolvementRole.LEAD
    own = [Involvement(partner="a"), Involvement(partner="b"), Involvement(partner="b", role=lead)]
    old = Dossier(
        zone_id="z1",
        partners=[partner("a"), partner("b")],
        projects=[Project(id="j", title="x", involvements=own)],
    )
    new = merge_partners(old, ["a", "b"], into=NEW)
    expected = (Involvement(partner="huis"), Involvement(partner="huis", role=lead))
    assert expected == new.projects[0].involvements


def test_an_indicator_that_asks_for_both_asks_for_the_new_one_once():
    """The partner that it asks for beside them stays."""
    plan = dossier("caw").plans[0]
    old = Dossier(zone_id="z1", partners=[partner("logo"), partner("caw")], plans=[plan])
    new = merge_partners(old, ["logo", "caw"], into=NEW)
    assert represented("huis") == new.plans[0].indicators[0].measure


def test_what_an_indicator_asks_of_something_else_stays():
    """A project may have the id of a partner."""
    seen = Indicator(
        id="i",
        title="x",
        kind=IndicatorKind.COVERAGE,
        measure=Measure(kind=MeasureKind.ENROLMENT, subject="a"),
    )
    goal = OperationalGoal(
        id="od", title="x", actions=[Action(id="act", title="x", indicators=[seen])]
    )
    plan = PolicyPlan(
        id="p", strategic_goals=[StrategicGoal(id="sd", title="x", operational_goals=[goal])]
    )
    old = Dossier(zone_id="z1", partners=[partner("a")], plans=[plan])
    assert old.plans == merge_partners(old, ["a"], into=NEW).plans


def test_merging_no_partners_changes_nothing():
    """The new partner is not added either."""
    old = dossier("caw")
    assert old is merge_partners(old, [], into=NEW)


def test_unknown_partners_are_refused_with_what_is_near():
    """A merger speaks of partners of the dossier."""
    with pytest.raises(UnknownIdError, match="Did you mean logo"):
        merge_partners(dossier("caw"), ["logos"], into=NEW)


def test_the_id_of_another_partner_is_refused():
    """Two partners would become one without being named."""
    with pytest.raises(InvalidValueError, match="no other partner"):
        merge_partners(dossier("caw"), ["caw"], into=partner("logo"))


def test_a_single_text_is_no_list_of_partners():
    """It would fall into letters."""
    with pytest.raises(InvalidValueError, match="several ids"):
        merge_partners(dossier("caw"), "caw", into=NEW)
