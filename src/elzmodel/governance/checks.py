"""What is doubtful about a council: what clashes, what is not stated, what rules are not kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import Any, Final

from elzmodel.errors import NotOnDayError, UnknownIdError
from elzmodel.governance.council import BodyKind, CareCouncil, Decision, MandateStatus, Person
from elzmodel.governance.rule import RuleKind, RuleSet, judge
from elzmodel.governance.seating import Sitting, sitting_of
from elzmodel.governance.votes import beyond_seats
from elzmodel.values import (
    CheckOutcome,
    Code,
    Codes,
    Day,
    Finding,
    Period,
    Ref,
    References,
    Severity,
    parse_day,
)
from elzmodel.values.ids import grouped

__all__ = ["check_council"]

TWO_SEATS: Final = Code(
    "ELZ-G013",
    "sits on several seats of {body}: {seats:list}",
    meaning="a person sits on several seats of one body",
    explanation="Look whether both mandates hold on that day, and whether they are one person.",
)
TWO_PERSONS: Final = Code(
    "ELZ-G014",
    "effective mandates of {persons:and} overlap: {period}",
    severity=Severity.ERROR,
    meaning="effective mandates of one seat overlap",
    explanation="One seat is for one person. End the earlier mandate, or give one of the two "
    "another status.",
)
BEYOND_SEAT: Final = Code(
    "ELZ-G015",
    "the mandate of {person} ({mandate}) goes beyond the seat ({seat})",
    severity=Severity.ERROR,
    meaning="a mandate goes beyond its seat",
    explanation="Its stated days begin before those of the seat, or end after them.",
)
NOT_IN_FORCE: Final = Code(
    "ELZ-G016",
    "not in force on {day}, but from {period}",
    meaning="a rule set is not in force on the day",
    explanation="It was asked for, and its rules were judged all the same.",
)
NOT_STATED: Final = Code(
    "ELZ-G017",
    "nothing is stated about {day}, but from {period}",
    meaning="nothing is stated about the day",
    explanation="The day lies outside the period that the council is stated for, so that every "
    "rule is `unknown`.",
)
NOT_A_VOTE: Final = Code(
    "ELZ-G018",
    {
        "seats": "{n} votes of {cluster}, which has {seats} seats with a vote on {day}",
        "day": "the vote was on {day}, and {what} is stated for {periods:list}",
    },
    severity=Severity.ERROR,
    meaning="a decision does not fit the council",
    explanation="More votes are stated than a cluster has seats, or the day lies outside the "
    "period of the council or the body, so that nobody can say whether it passed. Correct the "
    "votes or the day, or put the decision in the council of that day.",
)
CODES: Final = Codes(
    (
        *(kind.code for kind in RuleKind),
        TWO_SEATS,
        TWO_PERSONS,
        BEYOND_SEAT,
        NOT_IN_FORCE,
        NOT_STATED,
        NOT_A_VOTE,
    )
)
"""The codes of what is doubtful about a council."""


def check_council(
    council: CareCouncil,
    *,
    on: Day,
    rules: RuleSet | Iterable[RuleSet] = (),
    persons: Iterable[Person] = (),
) -> tuple[Finding, ...]:
    r"""Return what is doubtful about a council on a day; it never raises for a doubt.

    Reported are the ``CODES`` of councils, every rule that is not passed among them, and
    those of its references. They stand in order of code, subject and message. Without
    *persons* of the dossier, those who are named are not looked for.

    Example:
        >>> import elzmodel as elz
        >>> council = elz.dossier("herkenrode").council(on="2023-06-01")
        >>> [str(found) for found in check_council(council, on="2023-06-01")]
        ['ELZ-R003 advice (unknown): no part, partner, person, source or zone was looked for']
    """
    people = tuple(persons)
    known = {"person": [person.id for person in people]} if people else {}
    references = References(council).check(known)
    return _in_order([*references, *council_findings(council, on=on, rules=rules, persons=people)])


def council_findings(
    council: CareCouncil,
    *,
    on: Day | None,
    rules: RuleSet | Iterable[RuleSet] = (),
    persons: Iterable[Person] = (),
) -> tuple[Finding, ...]:
    """Return what `check_council` does, but for references: those of a dossier are one whole.

    Without a day, only what mandates and decisions say of themselves is looked at.
    """
    always = (*_two_persons(council), *_beyond_seat(council), *_decisions(council))
    if on is None:
        return _in_order(always)
    day, people = parse_day(on), tuple(persons)
    sets = (rules,) if isinstance(rules, RuleSet) else tuple(rules)
    results = (each for one in sets for each in judge(council, one, on=day, persons=people))
    return _in_order(
        (
            *always,
            *_two_seats(council, day),
            *_not_in_force(sets, day),
            *_not_stated(council, day),
            *(each.finding for each in results if each.outcome is not CheckOutcome.PASS),
        )
    )


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(
        sorted(dict.fromkeys(findings), key=lambda f: (f.code, f.subject, f.message, f.place))
    )


def _two_seats(council: CareCouncil, day: date) -> Iterator[Finding]:
    for body in council.bodies:
        sitting = Sitting(council, body, day)
        held = (
            (person, seat.id)
            for seat in sitting.seats
            for person in dict.fromkeys(sitting.holders(seat))
        )
        for person, seats in grouped(held).items():
            if len(seats) > 1:
                yield TWO_SEATS.finding(Ref("person", person), body=body.id, seats=sorted(seats))


def _two_persons(council: CareCouncil) -> Iterator[Finding]:
    effective = [each for each in council.mandates if each.status is MandateStatus.EFFECTIVE]
    for one, other in combinations(effective, 2):
        period = one.period.within(other.period) if one.seat == other.seat else None
        if period is not None:
            persons = sorted((one.person, other.person))
            yield TWO_PERSONS.finding(Ref("seat", one.seat), persons=persons, period=period)


def _beyond_seat(council: CareCouncil) -> Iterator[Finding]:
    seats = {seat.id: seat for seat in council.seats}
    for mandate in council.mandates:
        seat = seats.get(mandate.seat)
        if seat is not None and not _lies_in(mandate.period, seat.period):
            yield BEYOND_SEAT.finding(
                Ref("seat", seat.id),
                person=mandate.person,
                mandate=mandate.period,
                seat=seat.period,
            )


def _decisions(council: CareCouncil) -> Iterator[Finding]:
    """Yield which decisions cannot be counted; bodies that are not here are found elsewhere."""
    for decision in council.decisions:
        try:
            sitting = sitting_of(council, decision.body or BodyKind.BOARD, on=decision.day)
        except UnknownIdError:
            continue
        except NotOnDayError as error:
            yield _not_a_vote(decision, "day", what=error.key, periods=error.valid)
            continue
        for votes, seats in beyond_seats(sitting, decision):
            of = votes.cluster
            yield _not_a_vote(decision, "seats", n=votes.present, cluster=of, seats=seats.high)


def _not_a_vote(decision: Decision, variant: str, **values: Any) -> Finding:  # noqa: ANN401 - what the sentence names
    about = Ref("decision", decision.id)
    return NOT_A_VOTE.finding(
        about, variant=variant, sources=decision.sources, day=decision.day, **values
    )


def _lies_in(period: Period, of: Period) -> bool:
    """Tell whether the stated days of a period lie in another; open is not stated."""
    common = period.within(of)
    if common is None:
        return False
    return period.start in {None, common.start} and period.until in {None, common.until}


def _not_in_force(sets: Iterable[RuleSet], day: date) -> Iterator[Finding]:
    for rules in sets:
        if day not in rules.period:
            yield NOT_IN_FORCE.finding(Ref("rules", rules.id), day=day, period=rules.period)


def _not_stated(council: CareCouncil, day: date) -> Iterator[Finding]:
    if day not in council.period:
        yield NOT_STATED.finding(
            Ref("council", council.id),
            outcome=CheckOutcome.UNKNOWN,
            day=day,
            period=council.period,
        )
