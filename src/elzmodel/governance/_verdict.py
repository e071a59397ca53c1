"""What each kind of rule sees in a council on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.errors import listed
from elzmodel.governance._sitting import Sitting
from elzmodel.governance.balance import Trait, balance_of
from elzmodel.governance.council import CareCouncil
from elzmodel.governance.person import Person
from elzmodel.governance.rule import Rule, RuleKind
from elzmodel.governance.seat import ConstituencyKind, MandateStatus
from elzmodel.values import Outcome, Total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from elzmodel.governance.seat import Constituency, Mandate, Seat
    from elzmodel.values import Period

__all__ = ["Case", "Verdict", "verdict_of"]


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
