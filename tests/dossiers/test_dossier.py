"""Dossiers: lookups, one document of several, and what refers to nothing."""

from __future__ import annotations

import copy
import pickle
from datetime import date

import pytest

from elzmodel.dossiers import Dossier, check_dossier
from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Constituency,
    ConstituencyKind,
    Mandate,
    Membership,
    Person,
    Seat,
)
from elzmodel.partners import Partner
from elzmodel.policy import (
    Action,
    Advice,
    EnvironmentalAnalysis,
    Gathering,
    Indicator,
    IndicatorKind,
    Involvement,
    Measure,
    MeasureKind,
    OperationalGoal,
    PolicyPlan,
    Statement,
    StatementKind,
    StrategicGoal,
    TargetGroup,
    Vulnerability,
)
from elzmodel.values import Period, Source
from elzmodel.values.findings import path_text

SOURCES = (Source(id="D1", title="mission"), Source(id="D2", title="plan"))


@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it))]
)
def test_a_copy_is_equal(copied):
    """Also after the caches are filled."""
    dossier = Dossier(zone_id="wood", partners=[Partner(id="a", name="A")], documents=SOURCES)
    assert (dossier, hash(dossier)) == (copied(dossier), hash(copied(dossier)))
    assert {"a"} == dossier.partners_by_id.keys()
    assert ({}, ()) == (dossier.persons_by_id, dossier.incidences)
    assert (dossier, hash(dossier)) == (copied(dossier), hash(copied(dossier)))


def plan_of(*actions: Action, **more) -> PolicyPlan:
    goal = OperationalGoal(id="od1", title="x", actions=actions)
    return PolicyPlan(
        id="plan",
        strategic_goals=(StrategicGoal(id="sd1", title="x", operational_goals=(goal,)),),
        **more,
    )


def test_an_id_stands_once_in_a_list():
    """Two statements with one id are refused; a statement and a partner may share it."""
    twice = [Statement(id="a", kind=StatementKind.VALUE)] * 2
    with pytest.raises(InvalidValueError, match="not an id in statements: 'a'"):
        Dossier(zone_id="wood", statements=twice)
    shared = Dossier(zone_id="wood", statements=twice[:1], partners=[Partner(id="a", name="A")])
    assert "a" in shared.partners_by_id


def test_the_later_statement_about_a_council_wins():
    """On a day for which two are stated, the last one in the dossier answers."""
    first = CareCouncil(id="c1", zone="wood", period=Period(date(2020, 7, 1)))
    second = CareCouncil(id="c2", zone="wood", period=Period(date(2023, 1, 1)))
    dossier = Dossier(zone_id="wood", councils=[first, second])
    days = ("2020-01-01", "2022-12-31", "2023-01-01")
    assert [None, first, second] == [dossier.council(on=day) for day in days]


def test_the_last_plan_is_the_plan():
    """Without an id the last plan answers; an unknown id is refused with near ones."""
    dossier = Dossier(zone_id="wood", plans=[PolicyPlan(id="plan-1"), PolicyPlan(id="plan-2")])
    assert ("plan-2", "plan-1") == (dossier.plan().id, dossier.plan("plan-1").id)
    with pytest.raises(UnknownIdError, match="plan-1"):
        dossier.plan("plan-3")
    with pytest.raises(UnknownIdError, match="wood"):
        Dossier(zone_id="wood").plan()


def test_one_document_of_several_keeps_what_points_at_it():
    """What two documents say stays in both, what one says only in that one."""
    both = Statement(id="both", kind=StatementKind.VALUE, sources=["D1", "D2"])
    late = Statement(id="late", kind=StatementKind.VALUE, sources=["D2"])
    dossier = Dossier(zone_id="wood", documents=SOURCES, statements=[both, late])
    assert (both,) == dossier.of_document("D1").statements
    assert (both, late) == dossier.of_document("D2").statements
    assert SOURCES[:1] == dossier.of_document("D1").documents
    with pytest.raises(UnknownIdError, match="D1"):
        dossier.of_document("D3")


def test_statements_are_found_by_kind():
    """Only those of the kind that is asked for are returned."""
    kinds = (StatementKind.VALUE, StatementKind.REMIT, StatementKind.VALUE)
    statements = [Statement(id=f"s{i}", kind=kind) for i, kind in enumerate(kinds)]
    dossier = Dossier(zone_id="wood", statements=statements)
    assert ["s0", "s2"] == [each.id for each in dossier.statements_of(StatementKind.VALUE)]


def test_names_can_be_left_out():
    """What is left of a person is the pseudonym and what is no name."""
    person = Person(id="p1", name="An Voorbeeld", title="Dr.", self_employed=True)
    bare = Dossier(zone_id="wood", persons=[person]).without_names()
    (left,) = bare.persons
    assert bare is bare.without_names()
    assert ("p1", True, "p1") == (left.id, left.self_employed, left.full_name)
    assert "Dr. An Voorbeeld" == person.full_name
    assert "Voorbeeld" not in f"{person} {person!r} {Dossier(zone_id='wood', persons=[person])!r}"


def test_partners_meet_in_seats_memberships_actions_projects_and_gatherings():
    """One list of incidences comes from all of them; a seat lasts no longer than its council."""
    caw = Constituency(kind=ConstituencyKind.SERVICE, label="CAW", partner="caw")
    nobody = Constituency(kind=ConstituencyKind.POPULATION, label="patients")
    seats = [
        Seat(id="s1", body="board", cluster=Cluster.WELFARE, represents=[caw, nobody]),
        Seat(
            id="s2",
            body="board",
            cluster=Cluster.WELFARE,
            represents=[caw],
            period=Period(None, date(2020, 1, 1)),
        ),
    ]
    council = CareCouncil(
        id="c",
        zone="wood",
        period=Period(date(2020, 7, 1)),
        bodies=[Body(id="board", kind=BodyKind.BOARD)],
        seats=seats,
        memberships=[
            Membership(body="assembly", partner="logo"),
            Membership(body="assembly", person="p1"),
        ],
    )
    action = Action(id="a1", title="x", involvements=[Involvement(partner="logo")])
    fair = Gathering(id="fair", title="x", involvements=[Involvement(partner="caw")])
    dossier = Dossier(
        zone_id="wood", councils=[council], plans=[plan_of(action)], gatherings=[fair]
    )
    assert [
        ("caw", "board", "seat", "welfare"),
        ("logo", "assembly", "membership", "full"),
        ("logo", "a1", "action", "collaborator"),
        ("caw", "fair", "gathering", "collaborator"),
    ] == [(i.partner, i.venue, i.kind.value, i.role) for i in dossier.incidences]
    assert date(2020, 7, 1) == dossier.incidences[0].period.start


def missed(dossier: Dossier) -> list[tuple[str, str, str]]:
    """Return what is named and not there: the way to it, what it stands in, the sentence."""
    found = (each for each in check_dossier(dossier) if each.code == "ELZ-R001")
    return [(path_text(f.place.path), f.subject, f.message) for f in found]


def test_what_refers_to_nothing_is_found_at_its_place():
    """Each reference to something that is missing is told, with the thing that it stands in."""
    seat = Seat(id="s1", body="bord", cluster=Cluster.CARE, sources=["D9"])
    mandates = [Mandate(seat="s1", person="p9"), Mandate(seat="s9", person="p9", replaces="p8")]
    council = CareCouncil(
        id="c",
        zone="wood",
        bodies=[Body(id="board", kind=BodyKind.BOARD)],
        seats=[seat],
        mandates=mandates,
    )
    action = Action(
        id="a1",
        title="x",
        involvements=[Involvement(partner="logo")],
        target_groups=["nobody"],
        vulnerabilities=["vul"],
        projects=["none"],
    )
    dossier = Dossier(
        zone_id="wood",
        documents=SOURCES,
        councils=[council],
        plans=[plan_of(action, replaces="older")],
        statements=[Statement(id="s", kind=StatementKind.VALUE, kept_from="older")],
    )
    goal = "$.plans[0].strategic_goals[0].operational_goals[0].actions[0]"
    assert [
        ("$.statements[0].kept_from", "s", "no statement 'older' is here"),
        ("$.councils[0].seats[0].body", "s1", "no body 'bord' is here"),
        ("$.councils[0].seats[0].sources[0]", "s1", "no source 'D9' is here"),
        ("$.councils[0].mandates[0].person", "c", "no person 'p9' is here"),
        ("$.councils[0].mandates[1].seat", "c", "no seat 's9' is here"),
        ("$.councils[0].mandates[1].person", "c", "no person 'p9' is here"),
        ("$.councils[0].mandates[1].replaces", "c", "no person 'p8' is here"),
        ("$.plans[0].replaces", "plan", "no plan 'older' is here"),
        (f"{goal}.involvements[0].partner", "a1", "no partner 'logo' is here"),
        (f"{goal}.target_groups[0]", "a1", "no target group 'nobody' is here"),
        (f"{goal}.vulnerabilities[0]", "a1", "no vulnerability 'vul' is here"),
        (f"{goal}.projects[0]", "a1", "no project 'none' is here"),
    ] == missed(dossier)


def test_a_measure_of_nobody_in_no_body_is_found():
    """What an indicator asks about is a reference as well, by the kind of its measure."""
    nobody = Measure(kind=MeasureKind.REPRESENTED, subject="nobody", body="nowhere")
    indicator = Indicator(id="i", title="x", kind=IndicatorKind.COMPOSITION, measure=nobody)
    plan = plan_of(Action(id="a", title="x", indicators=[indicator]))
    measure = "$.plans[0].strategic_goals[0].operational_goals[0].actions[0].indicators[0].measure"
    assert [
        (f"{measure}.subject", "i", "no partner 'nobody' is here"),
        (f"{measure}.body", "i", "no body 'nowhere' is here"),
    ] == missed(Dossier(zone_id="wood", plans=[plan]))


def test_what_refers_to_something_is_not_found():
    """A dossier in which every reference leads somewhere has no finding."""
    vulnerability = Vulnerability(id="vul", title="x", target_groups=["group"])
    action = Action(id="a1", title="x", vulnerabilities=["vul"], gatherings=["fair"])
    dossier = Dossier(
        zone_id="wood",
        documents=SOURCES,
        target_groups=[TargetGroup(id="group", title="x", sources=["D1"])],
        gatherings=[Gathering(id="fair", title="x", host="caw")],
        partners=[Partner(id="caw", name="CAW")],
        persons=[Person(id="p1", name="An Voorbeeld", sources=["D2"])],
        advice=[Advice(id="adv", title="x", to="Elm", parts=["elm"])],
        plans=[plan_of(action, analysis=EnvironmentalAnalysis(vulnerabilities=(vulnerability,)))],
    )
    assert [] == missed(dossier)
