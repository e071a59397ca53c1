"""Rules held against a council, and everything else that is doubtful about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations

from attrs import frozen

from elzmodel.governance.composition import Trait, balance_of
from elzmodel.governance.council import (
    CareCouncil,
    Constituency,
    ConstituencyKind,
    Mandate,
    MandateStatus,
    Person,
    Seat,
    Waiver,
)
from elzmodel.governance.rule import Rule, RuleKind, RuleSet
from elzmodel.governance.seating import Sitting, board_on
from elzmodel.values import (
    Column,
    Day,
    Finding,
    Outcome,
    Period,
    PersonId,
    SeatId,
    Severity,
    Table,
    Total,
    parse_day,
    plain_finding,
)
from elzmodel.values.text import listed

__all__ = [
    "check_council",
    "judge",
    "verdicts_table",
]


@frozen
class Case:
    """What rules are held against: a council on a day, its board, and its persons."""

    council: CareCouncil
    day: date
    board: Sitting | None
    persons: tuple[Person, ...]


@frozen
class Verdict:
    """What came out, and what was seen; *why* says what is missing where that is unknown."""

    outcome: Outcome
    observed: str = ""
    why: str = ""


def verdict_of(rule: Rule, case: Case) -> Verdict:
    """Hold one rule against a council; what is missing makes the outcome unknown."""
    if case.day not in case.council.period:
        return _unknown("nothing is stated about that day")
    if not rule.is_read:
        return _unknown("the figure in the text was not read")
    if rule.kind in _OF_COUNCIL:
        return _OF_COUNCIL[rule.kind](rule, case.council)
    return _of_board(rule, case)


def _of_board(rule: Rule, case: Case) -> Verdict:
    if case.board is None:
        return _unknown("no board is stated")
    if rule.kind is RuleKind.BALANCE:
        return _balance(rule, case.board, case.persons)
    if not any(seat.body == case.board.body.id for seat in case.council.seats):
        return _unknown("no seat of the board is stated")
    return _OF_SEATS[rule.kind](rule, case.board)


def _unknown(why: str, observed: str = "") -> Verdict:
    return Verdict(Outcome.UNKNOWN, observed, why)


def _legal_form(rule: Rule, council: CareCouncil) -> Verdict:
    if not council.legal_form:
        return _unknown("the legal form is not stated")
    if not rule.values:
        return _unknown("the rule names no legal form", council.legal_form)
    if council.legal_form.casefold() in {value.casefold() for value in rule.values}:
        return Verdict(Outcome.PASS, council.legal_form)
    if "values" in rule.open_lists:
        return _unknown("the list of legal forms is not complete", council.legal_form)
    return Verdict(Outcome.FAIL, council.legal_form)


def _platform(rule: Rule, council: CareCouncil) -> Verdict:
    number = len(set(council.platforms))
    if not number:
        return _unknown("no platform is stated")
    is_open = "platforms" in council.open_lists
    return _counted(rule, Total(number, None if is_open else number), "the list of platforms")


def _counted(rule: Rule, number: Total, what: str) -> Verdict:
    """Hold a number between bounds against the bounds of a rule, both included."""
    least, most = rule.at_least, rule.at_most
    shown = str(number)
    if number.high is not None and not number.is_exact:
        shown = f"{number.low} to {number.high}"
    if least is None and most is None:
        return _unknown("the rule sets no figure", shown)
    if most is not None and number.low > most:
        return Verdict(Outcome.FAIL, shown)
    if least is not None and number.high is not None and number.high < least:
        return Verdict(Outcome.FAIL, shown)
    is_enough = least is None or number.low >= least
    is_bounded = most is None or (number.high is not None and number.high <= most)
    if is_enough and is_bounded:
        return Verdict(Outcome.PASS, shown)
    return _unknown(f"{what} is not complete", shown)


def _seats(rule: Rule, board: Sitting) -> Verdict:
    number = len(board.seats_in(rule.cluster))
    return _counted(rule, Total(number, None if board.is_open("seats") else number), _SEATS)


_SEATS = "the list of seats"


def _represented(rule: Rule, board: Sitting) -> Verdict:
    if not rule.values:
        return _unknown("the rule names nobody")
    mine = board.seats_in(rule.cluster)
    sure = {seat.id for seat in mine if any(_names(each, rule) for each in seat.represents)}
    open_seats = [seat for seat in mine if seat.id not in sure and _is_unstated(seat)]
    most = None if board.is_open("seats") else len(sure) + len(open_seats)
    return _counted(rule, Total(len(sure), most), "for whom the seats speak")


def _names(each: Constituency, rule: Rule) -> bool:
    return each.ref in rule.values or each.kind.value in rule.values


def _is_unstated(seat: Seat) -> bool:
    return not seat.represents or any(map(_is_unnamed, seat.represents))


def _is_unnamed(each: Constituency) -> bool:
    """Tell whether a discipline or service is not called by what rules know it by."""
    return not each.ref and each.kind in {ConstituencyKind.DISCIPLINE, ConstituencyKind.SERVICE}


def _admitted(rule: Rule, board: Sitting) -> Verdict:
    if not rule.values:
        return _unknown("the rule names nobody")
    outcomes = {str(seat.id): _admits(rule, seat) for seat in board.seats_in(rule.cluster)}
    return _combined(outcomes, is_open=board.is_open("seats"), missing="for whom it speaks")


def _admits(rule: Rule, seat: Seat) -> Outcome:
    if not seat.represents:
        return Outcome.UNKNOWN
    each = {_admits_one(rule, constituency) for constituency in seat.represents}
    return _worst(each)


def _admits_one(rule: Rule, each: Constituency) -> Outcome:
    if _names(each, rule):
        return Outcome.PASS
    is_municipality = each.kind is ConstituencyKind.MUNICIPALITY
    is_organisation = each.kind is ConstituencyKind.ORGANISATION
    is_told = is_municipality or (bool(each.ref) and not is_organisation)
    return Outcome.FAIL if is_told and "values" not in rule.open_lists else Outcome.UNKNOWN


def _belongs(rule: Rule, board: Sitting) -> Verdict:
    if not rule.values or rule.cluster is None:
        return _unknown("the rule names nobody")
    elsewhere = [seat for seat in board.seats if seat.cluster is not rule.cluster]
    outcomes = {str(seat.id): _is_elsewhere(rule, seat) for seat in elsewhere}
    return _combined(outcomes, is_open=board.is_open("seats"), missing="for whom it speaks")


def _is_elsewhere(rule: Rule, seat: Seat) -> Outcome:
    if any(_names(each, rule) for each in seat.represents):
        return Outcome.FAIL
    return Outcome.UNKNOWN if _is_unstated(seat) else Outcome.PASS


def _combined(outcomes: Mapping[str, Outcome], *, is_open: bool, missing: str) -> Verdict:
    """Say which seats do not keep to a rule, else of which that is not known."""
    outcome = _worst(outcomes.values())
    seats = sorted(seat for seat, of in outcomes.items() if of is outcome)
    if outcome is Outcome.FAIL:
        return Verdict(outcome, f"not so for {listed(seats)}")
    if outcome is Outcome.UNKNOWN:
        return _unknown(f"{missing} is not stated", f"unknown for {listed(seats)}")
    if is_open:
        return _unknown(f"{_SEATS} is not complete", f"so for {len(outcomes)} known")
    return Verdict(outcome, f"so for all {len(outcomes)}")


def _worst(outcomes: Iterable[Outcome]) -> Outcome:
    found = set(outcomes)
    if Outcome.FAIL in found:
        return Outcome.FAIL
    return Outcome.UNKNOWN if Outcome.UNKNOWN in found else Outcome.PASS


def _balance(rule: Rule, board: Sitting, persons: tuple[Person, ...]) -> Verdict:
    traits = {trait.value: trait for trait in Trait}
    if not rule.values or any(value not in traits for value in rule.values):
        return _unknown("the rule names something that is not stated about persons")
    if rule.at_most_share is None:
        return _unknown("the rule sets no figure")
    found = [balance_of(board, persons, traits[value]) for value in rule.values]
    exceeded = {each.exceeds(rule.at_most_share) for each in found}
    counts = [
        f"{count.low}{'' if count.low == count.high else ' or more'} of {each.persons} {count.kind}"
        for each in found
        for count in each.counts
    ]
    if True in exceeded:
        return Verdict(Outcome.FAIL, ", ".join(counts))
    if None in exceeded:
        return _unknown("too little is stated about who sits there", ", ".join(counts))
    return Verdict(Outcome.PASS, ", ".join(counts))


def _term(rule: Rule, board: Sitting) -> Verdict:
    if rule.at_most is None and rule.at_most_terms is None:
        return _unknown("the rule sets no figure")
    council, seats = board.council, {seat.id for seat in board.seats_in(rule.cluster)}
    held = [
        each
        for each in council.mandates
        if each.seat in seats
        and each.status is not MandateStatus.ENDED
        and board.day in each.period
    ]
    if not held:
        return _unknown("no mandate is stated")
    outcomes: dict[str, Outcome] = {}
    for each in held:
        worst = _worst([outcomes.get(each.seat, Outcome.PASS), *_keeps_to(rule, each)])
        outcomes[each.seat] = worst
    is_open = board.is_open("seats", "mandates")
    return _combined(outcomes, is_open=is_open, missing="how long, or for how many terms,")


def _keeps_to(rule: Rule, mandate: Mandate) -> Iterator[Outcome]:
    if rule.at_most is not None:
        yield _lasts(mandate.period, at_most=rule.at_most)
    if rule.at_most_terms is not None:
        if mandate.terms is None:
            yield Outcome.UNKNOWN
        else:
            yield Outcome.PASS if mandate.terms <= rule.at_most_terms else Outcome.FAIL


def _lasts(period: Period, *, at_most: int) -> Outcome:
    if period.start is None or period.until is None:
        return Outcome.UNKNOWN
    is_short = period.until <= _years_later(period.start, at_most)
    return Outcome.PASS if is_short else Outcome.FAIL


def _years_later(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


_OF_COUNCIL: Mapping[RuleKind, Callable[[Rule, CareCouncil], Verdict]] = {
    RuleKind.LEGAL_FORM: _legal_form,
    RuleKind.PLATFORM: _platform,
}
_OF_SEATS: Mapping[RuleKind, Callable[[Rule, Sitting], Verdict]] = {
    RuleKind.SEATS: _seats,
    RuleKind.REPRESENTED: _represented,
    RuleKind.ADMITTED: _admitted,
    RuleKind.BELONGS: _belongs,
    RuleKind.TERM: _term,
}


_CODES: Mapping[RuleKind, str] = {
    RuleKind.SEATS: "ELZ-G001",
    RuleKind.LEGAL_FORM: "ELZ-G002",
    RuleKind.ADMITTED: "ELZ-G003",
    RuleKind.BELONGS: "ELZ-G004",
    RuleKind.BALANCE: "ELZ-G005",
    RuleKind.TERM: "ELZ-G006",
    RuleKind.PLATFORM: "ELZ-G007",
    RuleKind.REPRESENTED: "ELZ-G008",
}


def judge(
    council: CareCouncil, rules: RuleSet, *, on: Day, persons: Iterable[Person] = ()
) -> tuple[Finding, ...]:
    """Return one finding a rule, in the order of the set: pass, fail or unknown.

    Seats are those of the board, vacant ones included. What is not stated, a
    list that is not complete and a figure that was not read make an outcome
    unknown, unless what is known decides. A rule whose period does not hold the
    day is not judged. A waiver that holds on the day turns a fail into a pass
    that says so. The subject is the council and the rule, such as ``raad/R1``.

    Args:
        council: The council to look at.
        rules: The rules to hold against it, whatever the period of the set.
        on: The day.
        persons: The persons of the dossier, for rules about who sits there.

    Example:
        >>> from elzmodel.governance import Body, BodyKind, CareCouncil, Cluster, Seat
        >>> council = CareCouncil(
        ...     id="raad",
        ...     zone="herkenrode",
        ...     bodies=[Body(id="board", kind=BodyKind.BOARD)],
        ...     seats=[Seat(id="zorg-1", body="board", cluster=Cluster.CARE)],
        ... )
        >>> care = Rule(
        ...     id="R1",
        ...     title="seats for care",
        ...     kind=RuleKind.SEATS,
        ...     cluster=Cluster.CARE,
        ...     at_least=4,
        ...     at_most=6,
        ... )
        >>> rules = RuleSet(id="bvr-2019", title="2019", rules=[care])
        >>> print(judge(council, rules, on="2023-01-01")[0])
        ELZ-G001 error: raad/R1: seats for care (bvr-2019): 1, expected 4 to 6
    """
    day = parse_day(on)
    case = Case(council, day, board_on(council, day), tuple(persons))
    return tuple(
        _finding(rule, rules, case, verdict_of(rule, case))
        for rule in rules.rules
        if day in rule.period
    )


def verdicts_table(findings: Iterable[Finding], *, title: str = "Rules") -> Table:
    """Return what `judge` found as a table, one row a rule, in the order given.

    Example:
        >>> print(verdicts_table([]))
        Rules
        rule  outcome  observed  expected  grade  article
    """
    names = ("rule", "outcome", "observed", "expected", "grade", "article")
    rows = [
        (
            each.subject.rpartition("/")[2],
            each.outcome.value,
            each.observed,
            each.expected,
            None if each.grade is None else each.grade.value,
            each.article,
        )
        for each in findings
    ]
    return Table(title, tuple(map(Column, names)), rows)


def _finding(rule: Rule, rules: RuleSet, case: Case, verdict: Verdict) -> Finding:
    waiver = _waiver(rule, case.council, case.day)
    is_waived = waiver is not None and verdict.outcome is Outcome.FAIL
    expected = _expected(rule)
    message = f"{rule.title} ({rules.id}): {verdict.observed or 'unknown'}, expected {expected}"
    message += f"; {verdict.why}" if verdict.why else ""
    message += f"; waived: {waiver.reason}" if waiver is not None and is_waived else ""
    more = waiver.sources if waiver is not None and is_waived else ()
    return plain_finding(
        code=_CODES[rule.kind],
        message=message,
        subject=f"{case.council.id}/{rule.id}",
        severity=rule.severity,
        outcome=Outcome.PASS if is_waived else verdict.outcome,
        sources=tuple(dict.fromkeys((*rule.sources, *more))),
        observed=verdict.observed,
        expected=expected,
        article=rule.article,
        grade=rule.grade,
    )


def _waiver(rule: Rule, council: CareCouncil, day: date) -> Waiver | None:
    mine = (each for each in council.waivers if each.rule == rule.id)
    return next((each for each in mine if each.until is None or day < each.until), None)


def _expected(rule: Rule) -> str:
    """Return what a rule asks, in words."""
    values = " or ".join(rule.values)
    if not rule.is_read:
        return "unknown"
    if rule.kind is RuleKind.TERM:
        return _judge_term(rule)
    if rule.kind is RuleKind.BELONGS:
        return f"{values} in {rule.cluster.value if rule.cluster else 'unknown'}"
    if rule.kind is RuleKind.BALANCE:
        return f"{rule.asks if rule.at_most_share is not None else 'a balance'} by {values}"
    if rule.kind is RuleKind.REPRESENTED:
        return f"{rule.asks} for {values}"
    return rule.asks or "unknown"


def _judge_term(rule: Rule) -> str:
    years = [] if rule.at_most is None else [f"{rule.at_most} years"]
    terms = [] if rule.at_most_terms is None else [f"{rule.at_most_terms} terms"]
    return f"at most {' and '.join([*years, *terms])}" if years or terms else "unknown"


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
    return plain_finding(code=code, subject=subject, message=message, severity=Severity.ERROR)


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
                yield plain_finding(code=_TWO_SEATS, subject=person, message=message)


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
            yield plain_finding(code=_NOT_IN_FORCE, subject=rules.id, message=message)


def _not_stated(council: CareCouncil, day: date) -> Iterator[Finding]:
    if day not in council.period:
        message = f"nothing is stated about {day}, but from {council.period}"
        yield plain_finding(
            code=_NOT_STATED, subject=council.id, message=message, outcome=Outcome.UNKNOWN
        )
