"""Where partners meet."""

from __future__ import annotations

from datetime import date

from attrs import evolve

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
from elzmodel.partners import Incidence, PartnerKind, VenueKind
from elzmodel.partners.partner import incidences_of
from elzmodel.policy import (
    Action,
    Gathering,
    Involvement,
    InvolvementRole,
    OperationalGoal,
    PolicyPlan,
    Project,
    StrategicGoal,
)
from elzmodel.values import Period

SINCE_2024 = Period(date(2024, 1, 1))
UNTIL_2023 = Period(None, date(2023, 1, 1))
ONLY_2024 = Period(date(2024, 1, 1), date(2025, 1, 1))


def board(*seats, memberships=()):
    return CareCouncil(
        id="raad", zone="z1", period=SINCE_2024, seats=seats, memberships=memberships
    )


def seat(*partners, key="s1", period=Period()):  # noqa: B008 - a frozen value
    represents = [
        Constituency(kind=ConstituencyKind.ORGANISATION, label="x", partner=each)
        for each in partners
    ]
    return Seat(id=key, body="board", cluster=Cluster.CARE, represents=represents, period=period)


def plan(key, actions):
    goal = OperationalGoal(id="od", title="x", actions=actions)
    return PolicyPlan(
        id=key, strategic_goals=[StrategicGoal(id="sd", title="x", operational_goals=[goal])]
    )


def test_a_seat_counts_for_each_partner_while_it_and_the_council_last():
    """A constituency that is no partner has no incidence, nor has a seat of the past."""
    council = board(
        seat("caw", None, "logo", period=Period(None, date(2025, 1, 1))),
        seat("huis", key="s2", period=UNTIL_2023),
    )
    expected = [
        Incidence(partner=each, venue="board", kind=VenueKind.SEAT, role="care", period=ONLY_2024)
        for each in ("caw", "logo")
    ]
    assert expected == list(incidences_of(councils=[council]))


def test_only_partners_are_members_here():
    """A person who is a member stands for no partner."""
    members = [Membership(body="assembly", partner="caw"), Membership(body="assembly", person="p1")]
    (found,) = incidences_of(councils=[board(memberships=members)])
    assert ("caw", VenueKind.MEMBERSHIP, "full") == (found.partner, found.kind, found.role)


def test_a_membership_counts_while_it_its_body_and_the_council_last():
    """Nobody is a member of what ended, whether or not the end of a membership is stated."""
    bodies = [
        Body(id="old", kind=BodyKind.WORKING_GROUP, period=UNTIL_2023),
        Body(id="group", kind=BodyKind.WORKING_GROUP, period=ONLY_2024),
    ]
    members = [
        Membership(body="assembly", partner="caw"),
        Membership(body="assembly", partner="logo", period=UNTIL_2023),
        Membership(body="old", partner="caw"),
        Membership(body="group", partner="caw"),
    ]
    seats = [seat("huis")]
    council = evolve(board(*seats, memberships=members), bodies=bodies)
    assert [
        ("huis", "board", SINCE_2024),
        ("caw", "assembly", SINCE_2024),
        ("caw", "group", ONLY_2024),
    ] == [(each.partner, each.venue, each.period) for each in incidences_of(councils=[council])]


def test_actions_projects_and_gatherings_are_venues():
    """Each incidence is told once, and a venue without partners has none."""
    lead = Involvement(partner="caw", role=InvolvementRole.LEAD)
    actions = [Action(id="a", title="x", involvements=[lead, lead]), Action(id="b", title="x")]
    found = incidences_of(
        plans=[plan("p", actions)],
        projects=[Project(id="a", title="x", involvements=[lead])],
        gatherings=[Gathering(id="g", title="x", involvements=[lead])],
    )
    expected = [("a", VenueKind.ACTION), ("a", VenueKind.PROJECT), ("g", VenueKind.GATHERING)]
    assert expected == [(each.venue, each.kind) for each in found]
    assert {"lead"} == {each.role for each in found}


def test_actions_of_one_id_in_two_plans_are_two():
    """Each says of which plan it is; what stands in no plan says none."""
    lead = Involvement(partner="caw", role=InvolvementRole.LEAD)
    actions = [Action(id="1.1/a1", title="x", involvements=[lead])]
    found = incidences_of(
        plans=[plan("old", actions), plan("new", actions)],
        projects=[Project(id="a", title="x", involvements=[lead])],
    )
    assert ["old", "new", ""] == [each.plan for each in found]


def test_groups_and_areas_are_no_named_partners():
    """One partner with a name is neither a group, nor a zone, nor a municipality."""
    named = {kind.value for kind in PartnerKind if kind.is_named}
    assert {"organisation", "agency", "network", "circle", "function"} == named
    assert [VenueKind.SEAT] == [kind for kind in VenueKind if kind.is_statutory]
