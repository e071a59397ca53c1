"""Mandates that end soon, or of which nobody said when they do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.governance.rule import RuleKind
from elzmodel.governance.seat import MandateStatus
from elzmodel.values import Column, PersonId, SeatId, Table, parse_day, tupled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from elzmodel.governance.council import CareCouncil
    from elzmodel.governance.rule import RuleSet
    from elzmodel.governance.seat import Mandate, Seat
    from elzmodel.values import Day

__all__ = ["EndingMandate", "Expiring", "expiring"]


@frozen(kw_only=True)
class EndingMandate:
    """A mandate with the first day on which it no longer holds, ``None`` where not stated.

    *is_last_term* is ``None`` where the terms served or the most that are
    allowed are not known.

    Example:
        >>> EndingMandate(seat="lb-1", person="p1", until=None).is_last_term
    """

    seat: SeatId
    person: PersonId
    until: date | None
    terms: int | None = None
    is_last_term: bool | None = None


@frozen(kw_only=True, field_transformer=tupled)
class Expiring:
    """The mandates that end within some days, and those without a stated end.

    *ending* stands in order of their ends; *unknown* are no safer than those.

    Example:
        >>> Expiring(day=date(2023, 1, 1), days=180).ending
        ()
    """

    day: date
    days: int
    ending: tuple[EndingMandate, ...] = ()
    unknown: tuple[EndingMandate, ...] = ()
    is_open: bool = False

    def to_table(self) -> Table:
        """Return one row a mandate; an end that is not stated says so."""
        columns = (
            Column("seat"),
            Column("person"),
            Column("until"),
            Column("terms", "number"),
            Column("last_term"),
        )
        rows = [
            (e.seat, e.person, e.until or "unknown", e.terms, e.is_last_term)
            for e in (*self.ending, *self.unknown)
        ]
        notes = ("The list of mandates is not complete.",) if self.is_open else ()
        title = f"Mandates that end within {self.days} days of {self.day}"
        return Table(title, columns, rows, notes)

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


def expiring(
    council: CareCouncil, *, on: Day, days: int = 180, rules: RuleSet | None = None
) -> Expiring:
    """Return the mandates that end within *days* of a day, and those without a stated end.

    A mandate ends with its seat at the latest. One counts that ended neither
    before the day nor by its status, prevented ones included.

    Args:
        council: The council that states them.
        on: The day from which to look ahead.
        days: How many days to look ahead.
        rules: Rules of which one says how many terms in a row are allowed.

    Raises:
        InvalidValueError: If *days* is negative.

    Example:
        >>> from datetime import date
        >>> from elzmodel.governance import CareCouncil, Mandate
        >>> from elzmodel.values import Period
        >>> terms = [Mandate(seat=f"s{n}", person=f"p{n}", terms=n) for n in (1, 2)]
        >>> ends = Mandate(seat="s3", person="p3", period=Period(None, date(2023, 3, 1)))
        >>> council = CareCouncil(id="raad", zone="herkenrode", mandates=[*terms, ends])
        >>> found = expiring(council, on="2023-01-01")
        >>> [m.seat for m in found.ending], [m.seat for m in found.unknown]
        (['s3'], ['s1', 's2'])
    """
    if days < 0:
        raise InvalidValueError("number of days", days, "none or some")
    day = parse_day(on)
    most, seats = _most_terms(rules, day), {seat.id: seat for seat in council.seats}
    held = [_ending(each, seats, most) for each in council.mandates if _is_held(each, seats, day)]
    ending = [each for each in held if each.until is not None and (each.until - day).days <= days]
    return Expiring(
        day=day,
        days=days,
        ending=tuple(sorted(ending, key=lambda e: (e.until or date.max, e.seat, e.person))),
        unknown=tuple(each for each in held if each.until is None),
        is_open="mandates" in council.open_lists,
    )


def _is_held(mandate: Mandate, seats: Mapping[SeatId, Seat], day: date) -> bool:
    if mandate.status is MandateStatus.ENDED or day not in mandate.period:
        return False
    return mandate.seat not in seats or day in seats[mandate.seat].period


def _ending(mandate: Mandate, seats: Mapping[SeatId, Seat], most: int | None) -> EndingMandate:
    ends = [mandate.period.until]
    if mandate.seat in seats:
        ends.append(seats[mandate.seat].period.until)
    is_known = most is not None and mandate.terms is not None
    return EndingMandate(
        seat=mandate.seat,
        person=mandate.person,
        until=min((end for end in ends if end is not None), default=None),
        terms=mandate.terms,
        is_last_term=(mandate.terms or 0) >= (most or 0) if is_known else None,
    )


def _most_terms(rules: RuleSet | None, day: date) -> int | None:
    """Return the fewest terms in a row that a rule of the day allows at most."""
    found = [
        rule.at_most_terms
        for rule in (rules.rules if rules else ())
        if rule.kind is RuleKind.TERM and rule.is_read and day in rule.period
    ]
    return min((most for most in found if most is not None), default=None)
