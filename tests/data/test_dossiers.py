"""The packaged dossiers: counts as in the documents, references, land, and personal data."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import elzmodel as elz
from elzmodel.data import dossier_files
from elzmodel.governance import Cluster, ConstituencyKind, OfficeTitle
from elzmodel.partners import PartnerKind
from elzmodel.policy import (
    Claim,
    ClaimKind,
    GoalDomain,
    IndicatorKind,
    InvolvementRole,
    MeasureKind,
    ProjectStage,
    StatementKind,
)
from elzmodel.values import Grade

if TYPE_CHECKING:
    from collections.abc import Iterator

ZONES = ("haspengouw", "herkenrode", "kempenland", "zuid-oost-limburg")
PLAN, OF_2019 = "D-haspengouw-plan", "D-haspengouw-2019"
DOCUMENTS = {
    "haspengouw": (OF_2019, PLAN),
    "herkenrode": ("D-herkenrode",),
    "kempenland": ("D-kempenland",),
    "zuid-oost-limburg": ("D-zuid-oost-limburg",),
}
NAMED = {
    "Asster",
    "ELP",
    "GBO",
    "Halmaalhuis",
    "Kruispunten",
    "LOGO",
    "Opgroeien",
    "Pallion",
    "VAPH",
    "VIVEL",
    "intergemeentelijke preventiewerker",
    "team Sociale Kaart",
}
WITHOUT_SOURCES = {
    "Involvement",
    "Constituency",
    "Measure",
    "Period",
    "Source",
    "StageSpan",
    "Target",
}
"""What stands inside an item that points at its document, and what is no item."""


def text_of(zone: str) -> str:
    """Return a packaged dossier as it is written."""
    return (files("elzmodel.data") / "dossiers" / f"{zone}.yaml").read_text("utf-8")


def values_in(value: Any) -> Iterator[Any]:
    """Yield a value and every typed value inside it."""
    if attrs.has(type(value)):
        yield value
        for field in attrs.fields(type(value)):
            yield from values_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from values_in(each)


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text that a value holds."""
    for each in values_in(value):
        for field in attrs.fields(type(each)):
            content = getattr(each, field.name)
            if isinstance(content, str):
                yield content
            elif isinstance(content, tuple):
                yield from (item for item in content if isinstance(item, str))


def statements(document: str, kind: StatementKind) -> tuple[Any, ...]:
    """Return the statements of one kind in one document."""
    zone = next(zone for zone, documents in DOCUMENTS.items() if document in documents)
    return elz.dossier(zone).of_document(document).statements_of(kind)


def claimed(document: str, kind: ClaimKind) -> list[Any]:
    """Return the claims of one kind in one document."""
    zone = next(zone for zone, documents in DOCUMENTS.items() if document in documents)
    return [each for each in elz.dossier(zone).of_document(document).claims if each.kind is kind]


# --- what is packaged, and how it is found ------------------------------------


def test_four_zones_have_a_dossier() -> None:
    """The dossiers are those of four zones, in order, and none is marked as invented."""
    assert ZONES == tuple(each.zone_id for each in elz.packaged_dossiers())
    assert not any(each.is_invented for each in elz.packaged_dossiers())


@pytest.mark.parametrize("zone", ZONES)
def test_a_dossier_is_found_by_id_name_and_alias_and_remembered(zone: str) -> None:
    """Whatever means the zone gives its dossier, which is read once."""
    dossier = elz.dossier(zone)
    name = elz.flanders().on("2025-01-01").zone(zone).name
    assert all(dossier is elz.dossier(key) for key in (zone, name, f"ELZ {name}", f"elz-{zone}"))


def test_a_dossier_is_found_by_the_alias_of_its_zone() -> None:
    """A short name of the tables leads to the dossier as well."""
    assert "zuid-oost-limburg" == elz.dossier("ZOLim").zone_id


@pytest.mark.parametrize("key", ["Gent", "Hasselt", "Antwerpen en rand", "nergens"])
def test_what_has_no_dossier_is_refused_with_those_that_have(key: str) -> None:
    """A zone without a dossier, a municipality, a group and nonsense get the list."""
    with pytest.raises(elz.errors.UnknownIdError) as refused:
        elz.dossier(key)
    assert "herkenrode" in str(refused.value)


def test_a_group_of_zones_is_refused_where_one_of_them_has_a_dossier(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Which zone of a group is meant is not guessed from what is packaged."""
    monkeypatch.setitem(dossier_files._FILES, "antwerpen-oost", Path())
    with pytest.raises(elz.errors.UnknownIdError):
        elz.dossier("Antwerpen en rand")


def test_a_slip_gets_near_names() -> None:
    """A name that nearly fits is suggested."""
    with pytest.raises(elz.errors.UnknownIdError) as refused:
        elz.dossier("Haspengou")
    assert ("Haspengouw",) == refused.value.suggestions


def test_a_key_that_is_no_text_is_refused() -> None:
    """A number is no key."""
    with pytest.raises(elz.InvalidValueError):
        elz.dossier(71072)


# --- counts of the five documents ---------------------------------------------


@pytest.mark.parametrize(
    ("document", "kind", "expected"),
    [
        (OF_2019, StatementKind.MISSION, 1),
        (OF_2019, StatementKind.VALUE, 4),
        (OF_2019, StatementKind.REMIT, 2),
        (OF_2019, StatementKind.PRIORITY, 5),
        (PLAN, StatementKind.MISSION, 1),
        (PLAN, StatementKind.VALUE, 4),
        (PLAN, StatementKind.REMIT, 2),
        (PLAN, StatementKind.PRIORITY, 5),
        ("D-kempenland", StatementKind.AMBITION, 3),
        ("D-kempenland", StatementKind.VISION, 5 + 7),
        ("D-kempenland", StatementKind.VALUE, 4),
        ("D-kempenland", StatementKind.GOVERNING_MODE, 3),
        ("D-zuid-oost-limburg", StatementKind.MISSION, 7),
        ("D-zuid-oost-limburg", StatementKind.STRATEGY_ELEMENT, 8),
        ("D-herkenrode", StatementKind.VALUE, 6),
        ("D-herkenrode", StatementKind.REMIT, 2),
    ],
)
def test_statements_are_as_many_as_in_the_document(
    document: str, kind: StatementKind, expected: int
) -> None:
    """Each document has the statements of each kind that it has."""
    assert expected == len(statements(document, kind))


@pytest.mark.parametrize("document", [OF_2019, PLAN])
def test_each_remit_of_haspengouw_has_six_steps(document: str) -> None:
    """Both remits name six steps."""
    assert [6, 6] == [len(each.steps) for each in statements(document, StatementKind.REMIT)]


@pytest.mark.parametrize("document", [OF_2019, PLAN])
def test_haspengouw_names_six_health_dimensions_twice(document: str) -> None:
    """The definition and the fourth value name all six, in different orders."""
    definition = next(
        each for each in statements(document, StatementKind.DEFINITION) if each.health_dimensions
    )
    value = statements(document, StatementKind.VALUE)[3]
    assert 6 == len(set(definition.health_dimensions))
    assert set(definition.health_dimensions) == set(value.health_dimensions)
    assert definition.health_dimensions != value.health_dimensions


def test_the_plan_keeps_every_statement_of_2019() -> None:
    """Each statement of the mission of 2019 comes back, with the same title and its origin."""
    old = {each.id: each for each in elz.dossier("haspengouw").of_document(OF_2019).statements}
    kept = [
        each for each in elz.dossier("haspengouw").of_document(PLAN).statements if each.kept_from
    ]
    assert list(old) == [each.kept_from for each in kept]
    assert [each.title for each in old.values()] == [each.title for each in kept]


@pytest.mark.parametrize(
    ("document", "expected"),
    [(OF_2019, 6), (PLAN, 6), ("D-zuid-oost-limburg", 6), ("D-kempenland", 3)],
)
def test_target_groups_are_as_many_as_named_and_more_may_follow(
    document: str, expected: int
) -> None:
    """The groups are those that the text names; the list is open."""
    zone = next(zone for zone, documents in DOCUMENTS.items() if document in documents)
    dossier = elz.dossier(zone).of_document(document)
    assert expected == len(dossier.target_groups)
    assert "target_groups" in dossier.open_lists


@pytest.mark.parametrize(
    ("document", "expected"),
    [(OF_2019, 5), (PLAN, 7), ("D-zuid-oost-limburg", 5), ("D-herkenrode", 5)],
)
def test_a_document_claims_as_many_municipalities(document: str, expected: int) -> None:
    """One claim says of which municipalities the zone consists."""
    assert [expected] == [len(each.labels) for each in claimed(document, ClaimKind.MEMBERS)]


def test_kempenland_claims_no_municipalities() -> None:
    """The ambition of Kempenland names none."""
    assert () == elz.dossier("kempenland").claims


def test_the_plan_announces_two_mergers_that_came_to_be() -> None:
    """Each announced merger is linked to the packaged event that joins those municipalities."""
    fl = elz.flanders()
    events = {event.id: event for event in fl.register.events}
    claims = claimed(PLAN, ClaimKind.MERGER)
    assert [("Kortessem", "Hasselt"), ("Borgloon", "Tongeren")] == [each.labels for each in claims]
    for claim in claims:
        eve = fl.on("2024-12-31")
        units = {eve.municipality(label).unit for label in claim.labels}
        assert units == set(events[claim.event].units)


def test_the_plan_of_haspengouw_has_its_goals_actions_and_indicators() -> None:
    """Five strategic goals of two domains, twelve operational ones, 29 actions, 59 indicators."""
    plan = elz.dossier("haspengouw").plan()
    domains = Counter(goal.domain for goal in plan.strategic_goals)
    assert {GoalDomain.GOVERNANCE: 2, GoalDomain.CONTENT: 3} == domains
    assert [3, 2, 3, 2, 2] == [len(goal.operational_goals) for goal in plan.strategic_goals]
    actions = [len(goal.actions) for goal in plan.operational_goals]
    assert [3, 3, 2, 2, 2, 2, 2, 2, 3, 2, 3, 3] == actions
    indicators = [sum(len(a.indicators) for a in goal.actions) for goal in plan.operational_goals]
    assert [6, 6, 4, 6, 5, 6, 2, 4, 3, 5, 5, 7] == indicators
    assert (29, 59) == (len(plan.actions), len(plan.indicators))


def test_the_numbers_of_goals_are_those_of_the_plan() -> None:
    """Strategic goals count from 1 to 5, operational ones within them, and ids follow."""
    goals = elz.dossier("haspengouw").plan().strategic_goals
    assert ["1", "2", "3", "4", "5"] == [goal.number for goal in goals]
    for goal in goals:
        for place, each in enumerate(goal.operational_goals, 1):
            assert f"{goal.number}.{place}" == each.number
            expected = [f"{each.number}/a{n}" for n in range(1, len(each.actions) + 1)]
            assert expected == [action.id for action in each.actions]


def test_indicators_are_of_seven_kinds_and_none_is_numeric() -> None:
    """Most indicators are qualitative, and no number is asked of any."""
    kinds = Counter(each.kind for each in elz.dossier("haspengouw").plan().indicators)
    assert {
        IndicatorKind.QUALITATIVE: 24,
        IndicatorKind.EXISTENCE: 12,
        IndicatorKind.EVENT: 11,
        IndicatorKind.COMPOSITION: 6,
        IndicatorKind.COVERAGE: 4,
        IndicatorKind.COUNT: 2,
    } == kinds


def test_one_target_is_a_placeholder_and_no_other_is_set() -> None:
    """The plan leaves one number to be filled in."""
    targets = {each.id: each.target for each in elz.dossier("haspengouw").plan().indicators}
    stated = {key: target for key, target in targets.items() if target is not None}
    assert ["4.2/a1/i2"] == list(stated)
    target = stated["4.2/a1/i2"]
    assert ("X aantal", True, None) == (target.as_written, target.is_placeholder, target.value)


def test_what_the_model_can_compute_of_the_plan() -> None:
    """Three balances without a threshold, one enrolment, circles, members, and what was held."""
    measured = {str(each.id): each.measure for each in elz.dossier("haspengouw").plan().indicators}
    kinds = Counter(measure.kind for measure in measured.values() if measure is not None)
    assert {
        MeasureKind.BALANCE: 3,
        MeasureKind.ENROLMENT: 1,
        MeasureKind.CIRCLES: 1,
        MeasureKind.REPRESENTED: 3,
        MeasureKind.HELD: 7,
    } == kinds
    assert "bewegen-op-verwijzing" == measured["5.1/a1/i1"].subject
    balances = [measured[f"2.1/a1/i{n}"].subject for n in (1, 2, 3)]
    assert ["gender", "self-employed", "profile"] == balances


def test_the_analysis_names_eight_vulnerabilities_and_the_list_is_open() -> None:
    """The analysis of 2022 ends its list with dots."""
    analysis = elz.dossier("haspengouw").plan().analysis
    assert analysis is not None
    assert (2022, 8) == (analysis.year, len(analysis.vulnerabilities))
    assert ("vulnerabilities",) == analysis.open_lists


def test_one_vulnerability_is_reached_by_name_and_three_with_links() -> None:
    """The titles name diabetes alone; editorial links add two others."""
    plan = elz.dossier("haspengouw").plan()
    texts = [
        text.casefold()
        for goal in plan.strategic_goals
        for each in values_in(goal)
        for name in ("title", "summary", "text")
        for text in ([getattr(each, name, "")] if name == "title" else getattr(each, name, ()))
    ]
    named = {
        each.id
        for each in plan.analysis.vulnerabilities
        if any(term in text for term in each.terms for text in texts)
    }
    linked = {each for action in plan.actions for each in action.vulnerabilities}
    assert {"vul-diabetes"} == named
    assert {"vul-handicap", "vul-psychisch"} == linked
    by = {action.id for action in plan.actions if action.vulnerabilities}
    assert {"2.2/a1", "2.2/a2", "3.3/a1"} == by


def test_haspengouw_names_twelve_partners() -> None:
    """Twelve partners have a name; the others are groups and zones."""
    partners = elz.dossier("haspengouw").partners
    assert {each.name for each in partners if each.kind.is_named} == NAMED
    others = {each.kind for each in partners if not each.kind.is_named}
    assert {PartnerKind.GROUP, PartnerKind.ZONE, PartnerKind.ZONES} == others


def test_the_plan_states_no_owner_no_day_and_nobody_who_enrolled() -> None:
    """What the plan does not state is not filled in."""
    dossier = elz.dossier("haspengouw")
    roles = {each.role for action in dossier.actions for each in action.involvements}
    assert not any(role.owns for role in roles)
    assert InvolvementRole.SUPPLIER in roles
    assert {None} == {action.period for action in dossier.actions}
    assert {None} == {gathering.day for gathering in dossier.gatherings}
    assert {(): ("enrolments",)} == {each.enrolments: each.open_lists for each in dossier.projects}


def test_the_board_of_herkenrode_has_21_seats() -> None:
    """Six for care, four for welfare, six for municipalities, three for PZON, two optional."""
    council = elz.dossier("herkenrode").council(on="2023-06-01")
    seats = Counter(seat.cluster for seat in council.seats_of(council.board.id, on="2023-06-01"))
    assert {
        Cluster.CARE: 6,
        Cluster.WELFARE: 4,
        Cluster.LOCAL_AUTHORITY: 6,
        Cluster.PZON: 3,
        Cluster.OPTIONAL: 2,
    } == seats


def test_the_daily_board_of_herkenrode_has_five_members_and_three_offices() -> None:
    """Chair, treasurer and secretary; each cluster has a voice, and the chair speaks for none."""
    council = elz.dossier("herkenrode").council(on="2023-06-01")
    daily = [each for each in council.offices if each.body == council.daily_board.id]
    offices = [each.title for each in daily if each.title is not OfficeTitle.MEMBER]
    assert 5 == len({each.person for each in daily})
    assert [OfficeTitle.CHAIR, OfficeTitle.TREASURER, OfficeTitle.SECRETARY] == offices
    voices = [Cluster.WELFARE, Cluster.LOCAL_AUTHORITY, Cluster.CARE, Cluster.PZON]
    assert [None, *voices] == [each.for_cluster for each in daily]


def test_all_of_the_daily_board_sit_in_the_board() -> None:
    """21 persons have a seat, and five of them are in both bodies."""
    dossier = elz.dossier("herkenrode")
    council = dossier.council(on="2023-06-01")
    board = set(council.persons_in(council.board.id, on="2023-06-01"))
    daily = set(council.persons_in(council.daily_board.id, on="2023-06-01"))
    assert ({each.id for each in dossier.persons}, 21) == (board, len(board))
    assert (5, True) == (len(daily), daily <= board)


def test_zonhoven_has_two_seats_and_the_others_one() -> None:
    """Six seats are shared by five municipalities."""
    council = elz.dossier("herkenrode").council(on="2023-06-01")
    labels = Counter(
        each.label
        for seat in council.seats
        for each in seat.represents
        if each.kind is ConstituencyKind.MUNICIPALITY
    )
    assert {"Alken": 1, "Diepenbeek": 1, "Hasselt": 1, "Herk-de-Stad": 1, "Zonhoven": 2} == labels


def test_a_seat_of_herkenrode_keeps_its_capacity_and_its_partner() -> None:
    """The coordinator of Reling sits there as such; the chair speaks for no group."""
    seats = {seat.id: seat for seat in elz.dossier("herkenrode").councils[0].seats}
    assert ("netwerkcoördinator", "reling") == (
        seats["opt-1"].capacity,
        seats["opt-1"].represents[0].partner,
    )
    assert ("voorzitter", ()) == (seats["zorg-1"].capacity, seats["zorg-1"].represents)


def test_the_council_of_herkenrode_starts_where_that_is_inferred() -> None:
    """Its first day comes from the mention of an action plan, and its note says so."""
    dossier = elz.dossier("herkenrode")
    assert (date(2023, 1, 1), None) == attrs.astuple(dossier.councils[0].period)
    assert "inferred" in dossier.councils[0].note
    assert dossier.council(on="2022-12-31") is None


def test_the_plan_of_herkenrode_ends_before_its_action_plan() -> None:
    """Four goals of 2020 to 2022 stand beside an action plan of 2023 of unknown content."""
    plan = elz.dossier("herkenrode").plan()
    assert (4, ()) == (len(plan.strategic_goals), plan.operational_goals)
    (action_plan,) = plan.action_plans
    assert (2023, (), ("entries",)) == (
        action_plan.year,
        action_plan.entries,
        action_plan.open_lists,
    )
    assert date(2023, 1, 1) == plan.period.until


def test_rules_of_2019_allow_the_board_of_herkenrode() -> None:
    """Every bound on seats that the text of 2019 sets is kept."""
    council = elz.dossier("herkenrode").councils[0]
    seats = Counter(seat.cluster for seat in council.seats)
    bounds = [rule for rule in elz.rules("bvr-2019").rules if rule.at_most is not None]
    assert 5 == len(bounds)
    assert all(rule.at_least <= seats[rule.cluster] <= rule.at_most for rule in bounds)


def test_seats_of_herkenrode_are_called_as_the_rules_call_them() -> None:
    """Each discipline and service that a seat represents is one that the rules know."""
    known = {value for rule in elz.rules("bvr-2024").rules for value in rule.values}
    refs = {
        each.ref
        for seat in elz.dossier("herkenrode").councils[0].seats
        for each in seat.represents
        if each.kind in {ConstituencyKind.DISCIPLINE, ConstituencyKind.SERVICE}
    }
    assert (9, set()) == (len(refs), refs - known)


def test_zuid_oost_limburg_has_five_structures() -> None:
    """Clusters, working groups, council, board and daily board, the third and fourth apart."""
    (council,) = elz.dossier("zuid-oost-limburg").councils
    assert ["clusters", "werkgroepen", "zorgraad", "bestuursorgaan", "dagelijks bestuur"] == [
        body.name for body in council.bodies
    ]
    assert 5 == len({body.kind for body in council.bodies})


# --- what the documents say, and how titles say it ----------------------------


@pytest.mark.parametrize(
    ("item", "gloss"),
    [
        ("1.1/a1/i1", "a good turnout"),
        ("1.1/a2/i1", "a good turnout"),
        ("1.2/a1/i2", "a broad turnout"),
        ("1.3/a2/i2", "useful and take the lead"),
        ("2.2/a1", "an active part"),
        ("3.1/a1/i4", "open to training"),
        ("3.2/a2/i1", "some partners asked"),
        ("3.3/a1/i2", "finds a connection"),
        ("4.1/a3", "current, applied figures"),
        ("5.1/a1", "introduce and extend"),
        ("5.1/a1/i2", "new referrers"),
        ("5.1/a2", "introduce"),
        ("od1.2", "advance care planning"),
        ("sd3", "self-reliance"),
    ],
)
def test_a_title_of_the_plan_says_what_its_source_says(item: str, gloss: str) -> None:
    """Each of these said something else once, or left out what matters."""
    plan = elz.dossier("haspengouw").plan()
    items = {each.id: each for each in (*plan.goals_and_actions, *plan.indicators)}
    assert gloss in items[item].gloss


def test_the_first_goal_of_herkenrode_is_better_access() -> None:
    """Access is to get better; that somebody finds it more easily is not all of that."""
    assert elz.dossier("herkenrode").plan().strategic_goals[0].gloss.startswith("better access")


@pytest.mark.parametrize("year", ["2019", "plan"])
def test_haspengouw_speaks_of_upbringing_and_resilience(year: str) -> None:
    """The end goal has its beginning there, in both documents."""
    statements = {each.id: each for each in elz.dossier("haspengouw").statements}
    upbringing = statements[f"{year}/upbringing"]
    assert "resilience begins with upbringing" == upbringing.gloss
    assert f"{year}/end-goal" == upbringing.part_of


def test_each_value_of_herkenrode_says_what_it_means() -> None:
    """Each value has definitions that are part of it."""
    statements = elz.dossier("herkenrode").statements
    meant = Counter(each.part_of for each in statements if each.kind is StatementKind.DEFINITION)
    values = [each.id for each in statements if each.kind is StatementKind.VALUE]
    assert [3, 2, 3, 1, 1, 3] == [meant[each] for each in values]


def test_herkenrode_speaks_of_four_groups() -> None:
    """People with care needs, informal carers, volunteers, and those who give care."""
    groups = [each.id for each in elz.dossier("herkenrode").target_groups]
    assert ["pzon", "mantelzorgers", "vrijwilligers", "zorggevers"] == groups


def test_kempenland_asks_its_guiding_questions() -> None:
    """Three sections of the ambition and three chapters each open with some."""
    asked = {
        each.id: len(each.guiding_questions)
        for each in elz.dossier("kempenland").statements
        if each.guiding_questions
    }
    assert {
        "ambition-1": 2,
        "ambition-2": 3,
        "ambition-3": 3,
        "vision-care": 1,
        "vision-network": 3,
        "values": 2,
    } == asked


def test_each_value_of_kempenland_says_what_it_means() -> None:
    """Each value has definitions that are part of it."""
    statements = elz.dossier("kempenland").statements
    meant = Counter(each.part_of for each in statements if each.kind is StatementKind.DEFINITION)
    assert {"value-1": 3, "value-2": 3, "value-3": 3, "value-4": 1} == meant


def test_pilots_of_kempenland_are_a_project_that_nobody_is_known_to_have_joined() -> None:
    """They are at the stage of a pilot; which they are is not stated."""
    (pilots,) = elz.dossier("kempenland").projects
    assert [ProjectStage.PILOT] == [span.stage for span in pilots.stages]
    assert ((), True) == (pilots.enrolments, "enrolments" in pilots.open_lists)


def test_elements_of_zuid_oost_limburg_have_the_names_that_the_document_gives() -> None:
    """The second is collaboration and integration; each has its meaning beside it."""
    statements = elz.dossier("zuid-oost-limburg").statements
    elements = {each.id: each for each in statements if each.kind is StatementKind.STRATEGY_ELEMENT}
    assert "Samenwerking en integratie" == elements["element-2"].title
    meant = {each.part_of for each in statements if each.kind is StatementKind.DEFINITION}
    assert set(elements) == meant


@pytest.mark.parametrize(
    ("zone", "item", "gloss"),
    [
        ("kempenland", "vision-care-2/2", "automatic exploration of rights"),
        ("kempenland", "ambition-3/2", "front runners innovate in pilot projects"),
        ("zuid-oost-limburg", "mission-2/3", "the first-line worker as ambassador"),
        ("zuid-oost-limburg", "mission-2/4", "the happy professional, in balance"),
        ("zuid-oost-limburg", "mission-3/4", "duty to signal"),
        ("zuid-oost-limburg", "mission-6/1", "extra attention to care avoiders"),
    ],
)
def test_what_was_left_out_once_is_held(zone: str, item: str, gloss: str) -> None:
    """Each has a place of its own, as part of a paragraph."""
    held = {each.id: each for each in elz.dossier(zone).statements}
    assert (gloss, item.partition("/")[0]) == (held[item].gloss, held[item].part_of)


# --- references, land and sources ---------------------------------------------


@pytest.mark.parametrize("zone", ZONES)
def test_every_item_points_at_a_document_of_its_dossier(zone: str) -> None:
    """Whatever has an id, and every mandate and office, says where it stands."""
    dossier = elz.dossier(zone)
    assert DOCUMENTS[zone] == tuple(each.id for each in dossier.documents)
    items = [
        each
        for each in values_in(dossier)
        if each is not dossier and type(each).__name__ not in WITHOUT_SOURCES
    ]
    unsourced = [each for each in items if not each.sources]
    assert [] == unsourced
    assert {source for each in items for source in each.sources} == set(DOCUMENTS[zone])


@pytest.mark.parametrize("zone", ZONES)
def test_every_item_has_a_title_and_a_gloss(zone: str) -> None:
    """A title in Dutch never stands without its English gloss."""
    titled = [each for each in values_in(elz.dossier(zone)) if hasattr(each, "gloss")]
    named = {each.id for each in elz.dossier(zone).partners}
    assert [] == [each.id for each in titled if not each.gloss and each.id not in named]
    assert [] == [each.id for each in titled if hasattr(each, "title") and not each.title]


@pytest.mark.parametrize("zone", ZONES)
def test_every_document_is_the_practice_of_one_zone(zone: str) -> None:
    """Each document has grade P and a note that says how it is dated."""
    documents = elz.dossier(zone).documents
    assert {Grade.P} == {each.grade for each in documents}
    assert all(each.note.startswith("Undated") for each in documents)


@pytest.mark.parametrize("zone", ZONES)
def test_every_id_resolves(zone: str) -> None:
    """Whatever a dossier names is in it, or in the landscape."""
    path = files("elzmodel.data") / "dossiers" / f"{zone}.yaml"
    assert () == elz.io.read_document(str(path), within=elz.flanders()).findings


@pytest.mark.parametrize("zone", ZONES)
def test_what_is_measured_is_in_the_dossier(zone: str) -> None:
    """The subject of a measure is a partner, project or gathering, and its body a body."""
    dossier = elz.dossier(zone)
    lists = (dossier.partners, dossier.projects, dossier.gatherings)
    known = {each.id for items in lists for each in items} | {"gender", "self-employed", "profile"}
    bodies = {body.id for council in dossier.councils for body in council.bodies}
    measures = [each for each in values_in(dossier) if hasattr(each, "others")]
    assert set() == {each for m in measures for each in (m.subject, *m.others) if each} - known
    assert set() == {measure.body for measure in measures if measure.body} - bodies


@pytest.mark.parametrize("zone", ZONES)
def test_land_is_that_of_municipalities_in_the_register(zone: str) -> None:
    """The parts of seats, claims and partners belong to the municipalities that are named."""
    known = set(elz.flanders().parts)
    for each in values_in(elz.dossier(zone)):
        land = set(getattr(each, "parts", ())) | set(getattr(each, "area", ()))
        assert set() == land - known
        day = "2025-01-01" if zone == "zuid-oost-limburg" else "2024-12-31"
        for label in each.labels if isinstance(each, Claim) else ():
            assert set(elz.flanders().on(day).municipality(label).parts) <= land


def test_claims_of_members_hold_or_not_as_the_documents_differ() -> None:
    """Seven are right until the mergers of 2025; the five of the mission of 2019 never are."""
    fl = elz.flanders()

    def members(day: str) -> set[str]:
        return {part for m in fl.on(day).municipalities_of("haspengouw") for part in m.parts}

    five, seven = (claimed(document, ClaimKind.MEMBERS)[0] for document in (OF_2019, PLAN))
    assert members("2024-12-31") == set(seven.parts)
    assert members("2025-01-01") not in (set(five.parts), set(seven.parts))
    assert members("2024-12-31") != set(five.parts)


@pytest.mark.parametrize("zone", ZONES)
def test_a_dossier_is_written_and_read_again_without_loss(zone: str) -> None:
    """A dossier survives both forms of a document."""
    dossier = elz.dossier(zone)
    for form in ("yaml", "json"):
        assert dossier == elz.loads(elz.dumps(dossier, form=form))


@pytest.mark.parametrize("zone", ZONES)
def test_a_file_opens_with_what_it_is_and_what_was_read_into_it(zone: str) -> None:
    """The comment at the top names the document, what is editorial and what is not stated."""
    head = text_of(zone).partition("elzmodel: 1")[0]
    assert all(line.startswith("#") for line in head.splitlines())
    assert all(word in head for word in ("# From:", "Read into it", *DOCUMENTS[zone]))
    assert "not stated" in head.casefold()


@pytest.mark.parametrize("zone", ZONES)
def test_titles_are_short_and_no_document_is_reprinted(zone: str) -> None:
    """No item holds paragraphs of its document, and no title is longer than nine words."""
    for each in values_in(elz.dossier(zone)):
        assert not getattr(each, "text", ())
        assert not getattr(each, "summary", ())
        if not isinstance(each, elz.values.Source | elz.policy.PolicyPlan):
            assert len(str(getattr(each, "title", "")).split()) <= 9


# --- personal data ------------------------------------------------------------


def names_in(text: str) -> set[str]:
    """Return the persons of Herkenrode whose name, or a part of it, stands in a text."""
    found = set()
    for person in elz.dossier("herkenrode").persons:
        words = [word for word in person.name.split() if word not in {"De", "Van"}]
        slug = person.name.casefold().replace(" ", "-")
        if slug in text or any(re.search(rf"\b{re.escape(word)}\b", text) for word in words):
            found.add(person.id)
    return found


def test_persons_are_those_that_the_zone_published() -> None:
    """21 persons have names, under pseudonyms that say nothing; only titles are stated beside."""
    persons = elz.dossier("herkenrode").persons
    assert [f"p{n:02}" for n in range(1, 22)] == [each.id for each in persons]
    assert all(each.name for each in persons)
    assert {"": 18, "Dr.": 3} == Counter(each.title for each in persons)
    assert {None} == {each.gender for each in persons} | {each.self_employed for each in persons}
    assert () == tuple(
        p for zone in ZONES if zone != "herkenrode" for p in elz.dossier(zone).persons
    )


def test_names_stand_in_the_list_of_persons_only() -> None:
    """Nothing else in any dossier holds a name, whole or in part, or a slug of one."""
    for dossier in elz.packaged_dossiers():
        others = attrs.evolve(dossier, persons=())
        assert set() == names_in("\n".join(texts_in(others)))


def test_without_names_nothing_is_left_of_them() -> None:
    """The dossier without names has no name in any form; the one with names has all."""
    dossier = elz.dossier("herkenrode")
    assert set() == names_in(elz.dumps(dossier.without_names()))
    assert {person.id for person in dossier.persons} == names_in(elz.dumps(dossier))


def test_the_comment_and_the_representations_hold_no_names() -> None:
    """Neither the top of the file nor what is shown of a dossier or its persons names one."""
    dossier = elz.dossier("herkenrode")
    shown = [
        repr(dossier),
        repr(dossier.councils),
        repr(dossier.persons),
        *map(str, dossier.persons),
    ]
    head = text_of("herkenrode").partition("elzmodel: 1")[0]
    assert set() == names_in("\n".join([head, *shown]))
