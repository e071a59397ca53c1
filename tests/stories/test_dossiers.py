"""The packaged dossiers: what their councils and plans answer, before and after 2025."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel.dossiers.claims import concerned_by_departures, self_measured
from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Constituency,
    ConstituencyKind,
    Seat,
    judge,
)
from elzmodel.policy import Enrolment, GapKind, Judgement, coverage
from elzmodel.values import Grade, Outcome, Period

EVE, NEW_YEAR, IN_2023 = "2024-12-31", "2025-01-01", "2023-06-01"


@pytest.fixture(scope="module")
def fl():
    """The packaged landscape."""
    return elz.flanders()


@pytest.fixture(scope="module")
def haspengouw():
    """What Haspengouw publishes."""
    return elz.dossier("haspengouw")


@pytest.fixture(scope="module")
def herkenrode():
    """What Herkenrode publishes."""
    return elz.dossier("herkenrode")


def seats_rules(council, rules="bvr-2019", on=IN_2023):
    found = judge(council, elz.rules(rules), on=on)
    return {each.subject.rpartition("/")[2]: each for each in found if each.code == "ELZ-G001"}


def test_herkenrodes_board_keeps_the_rules_of_2019(herkenrode):
    """Six, four, six and three seats and two optional ones pass every rule about seats."""
    judged = seats_rules(herkenrode.council(on=IN_2023))
    assert {"R1": "6", "R2": "4", "R3": "6", "R4": "3", "R5": "2"} == {
        rule: finding.observed for rule, finding in judged.items()
    }
    assert {Outcome.PASS} == {finding.outcome for finding in judged.values()}


def test_the_rules_of_2024_are_not_read_and_so_unknown(herkenrode, fl):
    """The set in force today has figures that nobody read: no pass and no fail."""
    (current,) = fl.rules_on(NEW_YEAR)
    assert "bvr-2024" == current.id
    judged = seats_rules(herkenrode.council(on=IN_2023), current.id)
    assert {Outcome.UNKNOWN} == {finding.outcome for finding in judged.values()}


@pytest.mark.parametrize(("dropped", "added", "observed"), [(3, 0, "3"), (0, 1, "7")])
def test_a_local_seat_too_many_or_too_few_fails_with_all_that_is_known(
    herkenrode, dropped, added, observed
):
    """The finding has article, number, expectation, grade and source."""
    council = herkenrode.council(on=IN_2023)
    local = [seat for seat in council.seats if seat.cluster is Cluster.LOCAL_AUTHORITY]
    kept = [seat for seat in council.seats if seat not in local[:dropped]]
    new = [evolve(local[0], id=f"extra-{number}") for number in range(added)]
    finding = seats_rules(evolve(council, seats=(*kept, *new)))["R3"]
    assert (Outcome.FAIL, observed, "4 to 6") == (
        finding.outcome,
        finding.observed,
        finding.expected,
    )
    assert finding.article.startswith("decision of 2019-05-17")
    assert Grade.B is finding.grade
    assert "D-vvsg-2019" in finding.sources


def test_vulnerabilities_without_action_are_found_by_name_and_by_link(haspengouw):
    """By name seven of eight are without, with the editor's links five."""
    found = coverage(haspengouw.plan())
    assert 8 == len(found.reaches)
    assert 7 == len(found.without(GapKind.NOT_NAMED))
    assert 5 == len(found.without(GapKind.NOT_LINKED))
    assert "vul-diabetes" not in found.without(GapKind.NOT_NAMED)


def test_the_check_finds_what_the_plan_leaves_open(haspengouw):
    """The placeholder target and the three balances without a threshold, and no others."""
    codes = {"ELZ-P010": set(), "ELZ-P011": set()}
    for finding in elz.check(haspengouw):
        codes.get(finding.code, set()).add(finding.subject)
    assert {"4.2/a1/i2"} == codes["ELZ-P010"]
    assert {"2.1/a1/i1", "2.1/a1/i2", "2.1/a1/i3"} == codes["ELZ-P011"]


def test_the_check_finds_a_plan_that_was_over_before_its_action_plan(herkenrode):
    """A plan of 2020 to 2022 stands beside an action plan of 2023."""
    (finding,) = [each for each in elz.check(herkenrode) if each.code == "ELZ-P021"]
    assert "2023" in finding.subject
    assert "2020-01-01 to 2022-12-31" in finding.message


@pytest.mark.parametrize(
    ("zone", "day", "wrong"),
    [
        ("haspengouw", "2021-01-01", {"2019/members": "lacks Borgloon and Wellen"}),
        (
            "haspengouw",
            NEW_YEAR,
            {"2019/members": "lacks Wellen", "plan/members": "names borgloon"},
        ),
        ("zuid-oost-limburg", EVE, {"members": "names borgloon, which is in Borgloon"}),
        ("zuid-oost-limburg", NEW_YEAR, {}),
        ("herkenrode", EVE, {}),
        ("herkenrode", NEW_YEAR, {}),
    ],
)
def test_claims_about_members_are_held_against_the_day(fl, zone, day, wrong):
    """What a document says of its members is right on some days and wrong on others."""
    found = {
        each.subject.removeprefix("claim "): each.message
        for each in elz.check(elz.dossier(zone), within=fl, on=day)
        if each.code == "ELZ-C001"
    }
    assert wrong.keys() == found.keys()
    assert all(text in found[claim] for claim, text in wrong.items())


def test_both_announced_mergers_came_true(fl, haspengouw):
    """The plan's two claims about mergers are on record from 2025, and name their events."""
    codes = {each.code for each in elz.check(haspengouw, within=fl, on=NEW_YEAR)}
    assert not codes & {"ELZ-C002", "ELZ-C003"}
    early = elz.check(haspengouw, within=fl, on=EVE)
    assert 2 == sum(each.code == "ELZ-C002" for each in early)


def test_everything_that_concerns_the_leavers_is_found(fl, haspengouw):
    """After Borgloon and Kortessem left: the partner, the claims and the indicator about all."""
    found = concerned_by_departures(haspengouw, fl, fl.on(NEW_YEAR))
    assert [
        ("partner", "lokale-besturen"),
        ("claim", "2019/members"),
        ("claim", "plan/members"),
        ("claim", "plan/merger-kortessem"),
        ("claim", "plan/merger-borgloon"),
        ("indicator", "5.1/a1/i1"),
    ] == [(each.kind, each.id) for each in found]
    assert () == concerned_by_departures(haspengouw, fl, fl.on(EVE))


def test_a_seat_of_a_municipality_that_left_is_found(fl, haspengouw):
    """An invented council with a seat for Borgloon is told what became of it; Heers stays."""
    seats = tuple(
        Seat(
            id=f"lb-{part}",
            body="board",
            cluster=Cluster.LOCAL_AUTHORITY,
            represents=(
                Constituency(kind=ConstituencyKind.MUNICIPALITY, label=part, parts=(part,)),
            ),
        )
        for part in ("borgloon", "heers")
    )
    board = Body(id="board", kind=BodyKind.BOARD)
    council = CareCouncil(id="invented", zone="haspengouw", bodies=(board,), seats=seats)
    example = evolve(haspengouw, councils=(council,), is_invented=True)

    def stranded(day):
        found = elz.check(example, within=fl, on=day)
        return {each.subject: each.message for each in found if each.code == "ELZ-G030"}

    assert {} == stranded(EVE)
    assert {"lb-borgloon"} == stranded(NEW_YEAR).keys()
    assert "Tongeren-Borgloon" in stranded(NEW_YEAR)["lb-borgloon"]


def test_a_merger_changes_whether_all_local_authorities_take_part(fl, haspengouw):
    """With invented enrolments of six: not all of seven, and from 2025 all of five."""
    members = fl.on(EVE).municipalities_of("haspengouw")
    enrolled = tuple(
        Enrolment(label=each.name, parts=each.parts, period=Period(date(2023, 1, 1)))
        for each in members
        if each.name != "Borgloon"
    )
    projects = tuple(
        evolve(each, enrolments=enrolled, open_lists=(), is_invented=True)
        if each.id == "bewegen-op-verwijzing"
        else each
        for each in haspengouw.projects
    )
    example = evolve(haspengouw, projects=projects, is_invented=True)

    def on(day):
        found = self_measured(example, fl.on(day))
        return next(each for each in found if each.indicator == "5.1/a1/i1")

    assert (Judgement.PARTLY, "6 of 7 municipalities are enrolled", ("Borgloon",)) == (
        on(EVE).judgement,
        on(EVE).found,
        on(EVE).missing,
    )
    assert (Judgement.MET, "5 of 5 municipalities are enrolled") == (
        on(NEW_YEAR).judgement,
        on(NEW_YEAR).found,
    )


def test_without_enrolments_the_indicator_is_unknown(fl, haspengouw):
    """The documents name nobody who is enrolled: nothing is counted as nobody."""
    found = {each.indicator: each for each in self_measured(haspengouw, fl.on(EVE))}
    assert Judgement.UNKNOWN is found["5.1/a1/i1"].judgement
