"""Doubts about a council: what is not here, what clashes, what is not kept."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    ClusterVotes,
    Decision,
    Delegation,
    Mandate,
    MandateStatus,
    Membership,
    Office,
    Person,
    RuleSet,
    Seat,
    check_council,
)
from elzmodel.governance.checks import council_findings
from elzmodel.values import CheckOutcome, Period, Severity
from elzmodel.values.findings import path_text
from elzmodel.values.references import undeclared

DAY = "2023-05-01"
BOARD = Body(id="board", kind=BodyKind.BOARD)


OFFICE_OF_BORD = Office(body="bord", person="p")


def seat(name: str = "s", **more) -> Seat:
    return Seat(id=name, body="board", cluster=Cluster.CARE, **more)


def doubts(council, **options):
    """Return what is doubtful about a council, but for what it cannot look for."""
    findings = check_council(council, on=DAY, **options)
    return [each for each in findings if each.code != "ELZ-R003"]


def found(**parts):
    """Return code, subject and message of what is doubtful."""
    council = CareCouncil(id="raad", zone="z", **{"bodies": [BOARD], **parts})
    return [(each.code, each.subject, each.message) for each in doubts(council)]


def test_a_sound_council_has_no_doubts(council, persons) -> None:
    """Every reference is kept, nobody sits twice; what it does not hold was not looked for."""
    assert [] == doubts(council, persons=persons)
    (finding,) = check_council(council, on=DAY, persons=persons)
    assert ("ELZ-R003", CheckOutcome.UNKNOWN) == (finding.code, finding.outcome)
    assert ("part", "partner", "zone") == finding.values["kinds"]


def nowhere(*, persons=(), **parts):
    """Return what names something that is not here: where, about what, which kind and id."""
    council = CareCouncil(id="raad", zone="z", **{"bodies": [BOARD], **parts})
    findings = doubts(council, persons=persons)
    assert {("ELZ-R001", Severity.ERROR)} >= {(each.code, each.severity) for each in findings}
    return {
        (path_text(each.place.path), str(each.about), *each.values["kinds"], each.values["id"])
        for each in findings
    }


def test_references_to_bodies_that_are_not_here_are_found() -> None:
    """From seats, offices, memberships, delegations and other bodies."""
    assert {
        ("$.bodies[0].parent", "board", "body", "b1"),
        ("$.bodies[0].continues", "board", "body", "b2"),
        ("$.seats[0].body", "s", "body", "b3"),
        ("$.offices[0].body", "raad", "body", "b4"),
        ("$.memberships[0].body", "raad", "body", "b5"),
        ("$.memberships[1].body", "raad", "body", "b6"),
        ("$.delegations[0].to", "raad", "body", "b7"),
    } == nowhere(
        bodies=[evolve(BOARD, parent="b1", continues="b2")],
        seats=[evolve(seat(), body="b3")],
        offices=[Office(body="b4", person="p")],
        memberships=[Membership(body="b5", partner="caw"), Membership(body="b6", person="p")],
        delegations=[Delegation(to="b7")],
    )


def test_references_to_seats_that_are_not_here_are_found() -> None:
    """From mandates and delegations."""
    assert {
        ("$.mandates[0].seat", "raad", "seat", "s1"),
        ("$.delegations[0].seat", "raad", "seat", "s2"),
    } == nowhere(
        mandates=[Mandate(seat="s1", person="p")],
        delegations=[Delegation(to="board", seat="s2"), Delegation(to="board")],
    )


def test_references_to_persons_that_are_not_here_are_found_where_persons_are_given() -> None:
    """Without persons there is nothing to hold them against."""
    parts = {
        "seats": [seat()],
        "mandates": [Mandate(seat="s", person="p1", replaces="p2")],
        "offices": [Office(body="board", person="p3")],
        "memberships": [
            Membership(body="board", person="p4"),
            Membership(body="board", partner="x"),
        ],
        "delegations": [Delegation(to="board", person="p5"), Delegation(to="board")],
    }
    assert set() == nowhere(**parts)
    assert {
        ("$.mandates[0].replaces", "raad", "person", "p2"),
        ("$.offices[0].person", "raad", "person", "p3"),
        ("$.memberships[0].person", "raad", "person", "p4"),
        ("$.delegations[0].person", "raad", "person", "p5"),
    } == nowhere(**parts, persons=[Person(id="p1"), Person(id="p0")])


def test_a_near_id_is_suggested() -> None:
    """What is not here may have been misspelt."""
    council = CareCouncil(id="raad", zone="z", bodies=[BOARD], offices=[OFFICE_OF_BORD])
    (finding,) = doubts(council)
    assert "no body 'bord' is here; did you mean board?" in str(finding)


def test_every_reference_in_a_council_or_a_rule_set_is_declared() -> None:
    """No field names just any item."""
    assert ((), ()) == (undeclared(CareCouncil), undeclared(RuleSet))


def test_references_can_be_left_to_the_check_of_a_whole_dossier() -> None:
    """Everything else is found all the same."""
    council = CareCouncil(
        id="raad",
        zone="z",
        bodies=[BOARD],
        seats=[seat("s"), seat("t")],
        mandates=[Mandate(seat=name, person="p") for name in ("s", "t", "nowhere")],
    )
    assert ["ELZ-G013", "ELZ-R001"] == [each.code for each in doubts(council)]
    assert ["ELZ-G013"] == [each.code for each in council_findings(council, on=DAY)]


def test_a_person_on_two_seats_of_one_body_is_found() -> None:
    """On the day only, and with the seats in order."""
    mandates = [Mandate(seat=name, person="p") for name in ("t", "s")]
    seats = [seat("s"), seat("t")]
    assert [("ELZ-G013", "p", "sits on several seats of board: s, t")] == found(
        seats=seats, mandates=mandates
    )
    over = evolve(mandates[0], period=Period(None, date(2020, 1, 1)))
    assert [] == found(seats=seats, mandates=[over, mandates[1]])


def test_effective_mandates_of_one_seat_that_overlap_are_found() -> None:
    """One who acts for another does not count, nor one who comes after."""
    until = date(2022, 1, 1)
    first = Mandate(seat="s", person="p1", period=Period(None, date(2023, 1, 1)))
    second = Mandate(seat="s", person="p0", period=Period(until))
    message = "effective mandates of p0 and p1 overlap: 2022-01-01 to 2022-12-31"
    assert [("ELZ-G014", "s", message)] == found(seats=[seat()], mandates=[first, second])
    acting = evolve(second, status=MandateStatus.ACTING)
    elsewhere = evolve(second, seat="t")
    later = evolve(second, period=Period(date(2023, 1, 1)))
    for other in (acting, later, elsewhere):
        assert [] == found(seats=[seat(), seat("t")], mandates=[first, other])


def test_a_mandate_beyond_its_seat_is_found() -> None:
    """Stated days outside the seat's period are; days that are not stated are not."""
    year = Period(date(2022, 1, 1), date(2023, 1, 1))

    def beyond(start: date | None, until: date | None) -> int:
        mandate = Mandate(seat="s", person="p", period=Period(start, until))
        return len(found(seats=[seat(period=year)], mandates=[mandate]))

    assert [0, 0, 0] == [beyond(None, None), beyond(*(year.start, None)), beyond(None, year.until)]
    assert 0 == beyond(year.start, year.until)
    assert [1, 1] == [beyond(date(2021, 12, 31), None), beyond(None, date(2023, 1, 2))]
    assert [1, 1] == [beyond(date(2023, 1, 1), None), beyond(None, date(2022, 1, 1))]


def test_a_decision_with_more_votes_than_seats_is_found() -> None:
    """Also of optional partners; not where seats may be lacking in the list."""
    votes = [ClusterVotes(cluster=Cluster.CARE, in_favour=2)]
    decision = Decision(id="d-1", day=DAY, votes=votes)
    message = "2 votes of care, which has 1 seats with a vote on 2023-05-01"
    assert [("ELZ-G018", "d-1", message)] == found(seats=[seat()], decisions=[decision])
    assert [] == found(seats=[seat("s"), seat("t")], decisions=[decision])
    assert [] == found(seats=[seat()], decisions=[decision], open_lists=["seats"])
    others = evolve(decision, votes=[ClusterVotes(cluster=Cluster.OPTIONAL, against=1)])
    assert ["ELZ-G018"] == [code for code, *_ in found(seats=[seat()], decisions=[others])]


def test_a_decision_of_another_day_than_its_council_is_found() -> None:
    """Or than its body; where no board is stated nothing can be said."""
    period = Period(date(2022, 1, 1), date(2024, 1, 1))
    early, late = (Decision(id="d-1", day=day) for day in ("2021-12-31", "2023-12-31"))
    message = "the vote was on 2021-12-31, and raad is stated for 2022-01-01 to 2023-12-31"
    assert [("ELZ-G018", "d-1", message)] == found(period=period, decisions=[early])
    assert [] == found(period=period, decisions=[late])
    body = evolve(BOARD, period=period)
    (finding,) = found(bodies=[body], decisions=[early])
    assert finding[-1].startswith("the vote was on 2021-12-31, and board is stated for 2022")
    assert [] == found(bodies=[], decisions=[early])


def test_a_rule_set_that_is_not_in_force_is_found_and_judged(council, rules) -> None:
    """Another set than that of the day may be asked for."""
    old = evolve(rules, rules=rules.rules[:5], period=Period(None, date(2020, 1, 1)))
    (finding,) = doubts(council, rules=old)
    assert ("ELZ-G016", "bvr-2019") == (finding.code, finding.subject)
    assert "not in force on 2023-05-01" in finding.message


def test_rules_that_are_not_passed_are_returned_and_those_passed_are_not(council, rules) -> None:
    """Of several sets, each is judged; the same set twice says everything once."""
    found_codes = [f.code for f in doubts(council, rules=[rules, rules])]
    assert ["ELZ-G003", "ELZ-G004", "ELZ-G004", "ELZ-G005", "ELZ-G005", "ELZ-G006", "ELZ-G007"] == (
        found_codes
    )
    strict = evolve(rules, id="strict", rules=[evolve(rules.rules[0], at_most=5)])
    (finding,) = doubts(council, rules=[strict])
    assert (CheckOutcome.FAIL, Severity.ERROR) == (finding.outcome, finding.severity)


def test_a_day_of_which_nothing_is_stated_is_said(council) -> None:
    """The outcome is unknown."""
    over = evolve(council, period=Period(None, date(2020, 1, 1)))
    (finding,) = doubts(over)
    assert ("ELZ-G017", CheckOutcome.UNKNOWN) == (finding.code, finding.outcome)
