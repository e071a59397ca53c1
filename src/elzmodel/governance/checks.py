"""What is doubtful about a council on a day: broken references, clashes, rules not kept."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from elzmodel.errors import listed
from elzmodel.governance._sitting import Sitting
from elzmodel.governance.judge import judge
from elzmodel.governance.rule import RuleSet
from elzmodel.governance.seat import Mandate, MandateStatus, Seat
from elzmodel.values import Finding, Outcome, Severity, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from elzmodel.governance.council import CareCouncil
    from elzmodel.governance.person import Person
    from elzmodel.values import Day, Period, PersonId, SeatId

__all__ = ["check_council"]

_BODY = "ELZ-G010"
_SEAT = "ELZ-G011"
_PERSON = "ELZ-G012"
_TWO_SEATS = "ELZ-G013"
_TWO_PERSONS = "ELZ-G014"
_OUTSIDE = "ELZ-G015"
_NOT_IN_FORCE = "ELZ-G016"
_NOT_STATED = "ELZ-G017"


def check_council(
    council: CareCouncil,
    *,
    on: Day,
    rules: RuleSet | Iterable[RuleSet] = (),
    persons: Iterable[Person] = (),
) -> tuple[Finding, ...]:
    """Return what is doubtful about a council on a day; it never raises for a doubt.

    Reported are references to bodies (``ELZ-G010``), seats (``ELZ-G011``) and
    persons (``ELZ-G012``) that are not here, a person on two seats of one body
    (``ELZ-G013``), effective mandates for one seat that overlap (``ELZ-G014``),
    mandates outside the period of their seat (``ELZ-G015``), a rule set that is
    not in force on the day (``ELZ-G016``), a day about which nothing is stated
    (``ELZ-G017``), and every rule that is not passed. They stand in order of
    code, subject and message.

    Args:
        council: The council to look at.
        on: The day.
        rules: One rule set or several.
        persons: The persons of the dossier; without any, references to persons
            are not looked at.

    Example:
        >>> from elzmodel.governance import CareCouncil, Mandate
        >>> council = CareCouncil(
        ...     id="raad", zone="herkenrode", mandates=[Mandate(seat="lb-1", person="p1")]
        ... )
        >>> [finding.code for finding in check_council(council, on="2023-01-01")]
        ['ELZ-G011']
    """
    day, known = parse_day(on), tuple(persons)
    sets = (rules,) if isinstance(rules, RuleSet) else tuple(rules)
    judged = (each for one in sets for each in judge(council, one, on=day, persons=known))
    found = [
        *_references(council),
        *(_unknown_persons(council, known) if known else ()),
        *_two_seats(council, day),
        *_overlapping(council),
        *_outside(council),
        *_not_in_force(sets, day),
        *_not_stated(council, day),
        *(each for each in judged if each.outcome is not Outcome.PASS),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda f: (f.code, f.subject, f.message)))


def _error(code: str, subject: str, message: str) -> Finding:
    return Finding(code=code, subject=subject, message=message, severity=Severity.ERROR)


def _references(council: CareCouncil) -> Iterator[Finding]:
    bodies, seats = set(council.of_body), {seat.id for seat in council.seats}
    for who, body in _body_references(council):
        if body not in bodies:
            yield _error(_BODY, str(council.id), f"{who} names body {body!r}, which is not here")
    named = [(f"a mandate of {each.person}", each.seat) for each in council.mandates]
    named += [(f"a delegation to {d.to}", d.seat) for d in council.delegations if d.seat]
    for who, seat in named:
        if seat not in seats:
            yield _error(_SEAT, str(council.id), f"{who} names seat {seat!r}, which is not here")


def _body_references(council: CareCouncil) -> Iterator[tuple[str, str]]:
    for seat in council.seats:
        yield f"seat {seat.id}", seat.body
    for office in council.offices:
        yield f"an office of {office.person}", office.body
    for member in council.memberships:
        yield f"a membership of {member.partner or member.person}", member.body
    for delegation in council.delegations:
        yield "a delegation", delegation.to
    for body in council.bodies:
        for other in (body.parent, body.continues):
            if other is not None:
                yield f"body {body.id}", other


def _unknown_persons(council: CareCouncil, persons: Iterable[Person]) -> Iterator[Finding]:
    named = [
        *((f"a mandate for {each.seat}", each.person) for each in council.mandates),
        *((f"a mandate for {each.seat}", each.replaces) for each in council.mandates),
        *((f"an office of {each.body}", each.person) for each in council.offices),
        *((f"a membership of {each.body}", each.person) for each in council.memberships),
        *((f"a delegation to {each.to}", each.person) for each in council.delegations),
    ]
    known = {person.id for person in persons}
    for who, person in named:
        if person is not None and person not in known:
            message = f"{who} names person {person!r}, who is not here"
            yield _error(_PERSON, str(council.id), message)


def _two_seats(council: CareCouncil, day: date) -> Iterator[Finding]:
    for body in council.bodies:
        sitting = Sitting(council, body, day)
        held: dict[PersonId, list[SeatId]] = {}
        for seat in sitting.seats:
            for person in dict.fromkeys(sitting.holders(seat)):
                held.setdefault(person, []).append(seat.id)
        for person, seats in held.items():
            if len(seats) > 1:
                message = f"sits on several seats of {body.id}: {listed(sorted(seats))}"
                yield Finding(code=_TWO_SEATS, subject=person, message=message)


def _overlapping(council: CareCouncil) -> Iterator[Finding]:
    effective = [each for each in council.mandates if each.status is MandateStatus.EFFECTIVE]
    for one, other in combinations(effective, 2):
        common = one.period.within(other.period) if one.seat == other.seat else None
        if common is not None:
            who = " and ".join(sorted((one.person, other.person)))
            yield _error(_TWO_PERSONS, one.seat, f"effective mandates of {who} overlap: {common}")


def _outside(council: CareCouncil) -> Iterator[Finding]:
    seats = {seat.id: seat for seat in council.seats}
    for mandate in council.mandates:
        seat = seats.get(mandate.seat)
        if seat is not None and not _lies_in(mandate.period, seat.period):
            yield _error(_OUTSIDE, seat.id, _outside_message(mandate, seat))


def _outside_message(mandate: Mandate, seat: Seat) -> str:
    return (
        f"the mandate of {mandate.person} ({mandate.period}) goes beyond the seat ({seat.period})"
    )


def _lies_in(period: Period, of: Period) -> bool:
    """Tell whether the stated days of a period lie in another; open is not stated."""
    starts_early = _before(period.start, of.start)
    ends_late = _before(of.until, period.until)
    return period.overlaps(of) and not starts_early and not ends_late


def _before(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other


def _not_in_force(sets: Iterable[RuleSet], day: date) -> Iterator[Finding]:
    for rules in sets:
        if day not in rules.period:
            message = f"not in force on {day}, but from {rules.period}"
            yield Finding(code=_NOT_IN_FORCE, subject=rules.id, message=message)


def _not_stated(council: CareCouncil, day: date) -> Iterator[Finding]:
    if day not in council.period:
        message = f"nothing is stated about {day}, but from {council.period}"
        yield Finding(
            code=_NOT_STATED, subject=council.id, message=message, outcome=Outcome.UNKNOWN
        )
