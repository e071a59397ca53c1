"""Doubts about a council: what is not here, what clashes, what is not kept."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Delegation,
    Mandate,
    MandateStatus,
    Membership,
    Office,
    Person,
    Seat,
    check_council,
)
from elzmodel.values import CheckOutcome, Period, Severity

DAY = "2023-05-01"
BOARD = Body(id="board", kind=BodyKind.BOARD)


def seat(name: str = "s", **more) -> Seat:
    return Seat(id=name, body="board", cluster=Cluster.CARE, **more)


def found(*, persons=(), **parts):
    """Return code, subject and message of what is doubtful."""
    parts = {"bodies": [BOARD], **parts}
    council = CareCouncil(id="raad", zone="z", **parts)
    return [(f.code, f.subject, f.message) for f in check_council(council, on=DAY, persons=persons)]


def test_a_sound_council_has_no_doubts(council, persons) -> None:
    """Every reference is kept, nobody sits twice."""
    assert () == check_council(council, on=DAY, persons=persons)


def test_references_to_bodies_that_are_not_here_are_found() -> None:
    """From seats, offices, memberships, delegations and other bodies."""
    messages = found(
        bodies=[evolve(BOARD, parent="b1", continues="b2")],
        seats=[evolve(seat(), body="b3")],
        offices=[Office(body="b4", person="p")],
        memberships=[Membership(body="b5", partner="caw"), Membership(body="b6", person="p")],
        delegations=[Delegation(to="b7")],
    )
    assert {"ELZ-G010"} == {code for code, _, _ in messages}
    assert [f"'b{n}'" for n in range(1, 8)] == sorted(m.split()[-5][:-1] for *_, m in messages)


def test_references_to_seats_that_are_not_here_are_found() -> None:
    """From mandates and delegations."""
    messages = found(
        mandates=[Mandate(seat="s1", person="p")],
        delegations=[Delegation(to="board", seat="s2"), Delegation(to="board")],
    )
    assert [
        ("ELZ-G011", "raad", "a delegation to board names seat 's2', which is not here"),
        ("ELZ-G011", "raad", "a mandate of p names seat 's1', which is not here"),
    ] == messages


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
    assert [] == found(**parts)
    messages = found(**parts, persons=[Person(id="p1"), Person(id="p0")])
    assert {"ELZ-G012"} == {code for code, *_ in messages}
    assert ["p2", "p3", "p4", "p5"] == sorted(m.split("'")[1] for *_, m in messages)


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


def test_a_rule_set_that_is_not_in_force_is_found_and_judged(council, rules) -> None:
    """Another set than that of the day may be asked for."""
    old = evolve(rules, rules=rules.rules[:5], period=Period(None, date(2020, 1, 1)))
    (finding,) = check_council(council, on=DAY, rules=old)
    assert ("ELZ-G016", "bvr-2019") == (finding.code, finding.subject)
    assert "not in force on 2023-05-01" in finding.message


def test_rules_that_are_not_passed_are_returned_and_those_passed_are_not(council, rules) -> None:
    """Of several sets, each is judged; the same set twice says everything once."""
    found_codes = [f.code for f in check_council(council, on=DAY, rules=[rules, rules])]
    assert ["ELZ-G003", "ELZ-G004", "ELZ-G004", "ELZ-G005", "ELZ-G005", "ELZ-G006", "ELZ-G007"] == (
        found_codes
    )
    strict = evolve(rules, id="strict", rules=[evolve(rules.rules[0], at_most=5)])
    (finding,) = check_council(council, on=DAY, rules=[strict])
    assert (CheckOutcome.FAIL, Severity.ERROR) == (finding.outcome, finding.severity)


def test_a_day_of_which_nothing_is_stated_is_said(council) -> None:
    """The outcome is unknown."""
    over = evolve(council, period=Period(None, date(2020, 1, 1)))
    (finding,) = check_council(over, on=DAY)
    assert ("ELZ-G017", CheckOutcome.UNKNOWN) == (finding.code, finding.outcome)
