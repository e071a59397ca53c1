"""What a board lacks: seats, disciplines and clusters without a voice, mandates that end.

What is asked of a body raises as `roster <elzmodel.governance.seating.roster>` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.governance.council import (
    BodyKind,
    CareCouncil,
    Cluster,
    Mandate,
    MandateStatus,
    Seat,
)
from elzmodel.governance.rule import Rule, RuleKind, RuleSet
from elzmodel.governance.seating import ORDER, Sitting, board_on, sitting_of
from elzmodel.values import Answer, Day, ItemId, PersonId, SeatId, Total, columns, parse_day
from elzmodel.values.ids import grouped, tupled
from elzmodel.values.text import said, term

__all__ = [
    "ClusterRoom",
    "ClusterVoice",
    "EndingMandate",
    "UnrepresentedDiscipline",
    "cluster_voices",
    "expiring",
    "headroom",
    "unrepresented_disciplines",
]


@columns("cluster=whose", "rule", "seats", "filled", "must_add", "must_fill", "may_add", "reason")
@frozen(kw_only=True)
class ClusterRoom:
    """The room that one rule leaves a cluster (*marge*); without a cluster, the whole board.

    What cannot be told is ``None``.

    Attributes:
        seats: The seats that exist.
        filled: The seats that somebody speaks for.
        must_add: Seats short of the minimum.
        must_fill: Persons short of the minimum.
        may_add: Seats that may still come.
        reason: Why something cannot be told.
    """

    cluster: Cluster | None
    seats: Total
    filled: Total
    rule: ItemId | None = None
    must_add: Total | None = None
    must_fill: Total | None = None
    may_add: Total | None = None
    reason: str = ""

    @property
    def whose(self) -> str:
        """The cluster, or the whole board, in words."""
        return self.cluster.value if self.cluster else "whole board"


def headroom(council: CareCouncil, rules: RuleSet, *, on: Day) -> Answer[ClusterRoom]:
    """Return how many board seats each cluster must still fill and may still add.

    Rules about seats whose period does not hold the day are left out; a
    cluster without a rule says so. Where the list of seats is not complete,
    the figures are bounds.

    Example:
        >>> import elzmodel as elz
        >>> council = elz.dossier("herkenrode").council(on="2023-06-01")
        >>> rooms = headroom(council, elz.rules("bvr-2019"), on="2023-06-01")
        >>> {room.whose: room.may_add.value for room in rooms}
        {'care': 0, 'welfare': 2, 'local-authority': 0, 'pzon': 0, 'optional': 2}
    """
    board = sitting_of(council, BodyKind.BOARD, on=on)
    rooms = sorted(_rooms(board, rules), key=lambda room: ORDER.get(room.cluster, len(ORDER)))
    return Answer(
        title=said("Seats to fill and to add on {day} by {rules}", day=board.day, rules=rules.id),
        rows=tuple(rooms),
        row_type=ClusterRoom,
    )


def _rooms(board: Sitting, rules: RuleSet) -> Iterator[ClusterRoom]:
    in_force = [r for r in rules.rules if r.kind is RuleKind.SEATS and board.day in r.period]
    for rule in in_force:
        yield _room(board, rule.cluster, rule)
    ruled = {rule.cluster for rule in in_force}
    for cluster in {seat.cluster for seat in board.seats} - ruled:
        yield _room(board, cluster, None)


def _room(board: Sitting, cluster: Cluster | None, rule: Rule | None) -> ClusterRoom:
    in_cluster = board.seats_in(cluster)
    held = sum(1 for seat in in_cluster if board.holders(seat))
    seats = board.counted(len(in_cluster), "seats")
    filled = board.counted(held, "seats", "mandates")
    least, most, reason = _bounds(rule)
    return ClusterRoom(
        cluster=cluster,
        seats=seats,
        filled=filled,
        rule=rule.id if rule else None,
        must_add=_short_of(least, seats),
        must_fill=_short_of(least, filled),
        may_add=_short_of(most, seats),
        reason=reason,
    )


def _bounds(rule: Rule | None) -> tuple[int | None, int | None, str]:
    """Return the least and the most that are known, with why there is no more."""
    if rule is None:
        return None, None, "no rule"
    if not rule.is_read:
        return None, None, "the figures were not read"
    return rule.at_least, rule.at_most, "no maximum is set" if rule.at_most is None else ""


def _short_of(bound: int | None, number: Total) -> Total | None:
    """Return how far a number lies below a bound, ``None`` where none is set."""
    if bound is None:
        return None
    low = 0 if number.high is None else max(0, bound - int(number.high))
    return Total(low, max(0, bound - int(number.low)))


# --- disciplines without a seat --------------------------------------------------------


@columns("cluster", "rule", "without_a_seat=discipline", "seat")
@frozen(kw_only=True, field_transformer=tupled)
class UnrepresentedDiscipline:
    """A discipline or service that a rule admits, and for which no board seat speaks.

    *unstated* are seats of the cluster that may speak for it, because nothing
    says for whom they do. Where there are any, or where there may be more
    seats, *is_certain* is false.
    """

    cluster: Cluster | None
    rule: ItemId
    discipline: str
    unstated: tuple[SeatId, ...] = ()
    is_certain: bool = True

    @property
    def seat(self) -> str:
        """Whether it has a seat: none, or unknown."""
        return term("none") if self.is_certain else term("unknown")


def unrepresented_disciplines(
    council: CareCouncil, rules: RuleSet, *, on: Day
) -> Answer[UnrepresentedDiscipline]:
    """Return which disciplines and services that a cluster admits have no board seat.

    Each rule of kind ``admitted`` that holds on the day is looked at. A seat
    counts while it is vacant, and in whichever cluster it stands. The notes name
    lists that are not complete, and seats that do not say for whom they speak.

    Example:
        >>> import elzmodel as elz
        >>> council = elz.dossier("herkenrode").council(on="2023-06-01")
        >>> missing = unrepresented_disciplines(council, elz.rules("bvr-2024"), on="2023-06-01")
        >>> missing[0].discipline, missing[0].seat, missing.notes[0]
        ('tandarts', 'unknown', 'Unknown for R11: nothing says for whom zorg-1 speaks.')
    """
    board = sitting_of(council, BodyKind.BOARD, on=on)
    rows: list[UnrepresentedDiscipline] = []
    notes: list[str] = []
    for rule in rules.rules:
        if rule.kind is RuleKind.ADMITTED and rule.is_read and board.day in rule.period:
            missing = [row for value in rule.values for row in _without_a_seat(value, rule, board)]
            rows += missing
            notes += _notes(rule, missing, board)
    return Answer(
        title=said("Disciplines without a seat on {day}", day=board.day),
        rows=tuple(rows),
        notes=tuple(notes),
        row_type=UnrepresentedDiscipline,
    )


def _without_a_seat(name: str, rule: Rule, board: Sitting) -> Iterator[UnrepresentedDiscipline]:
    if any(seat.speaks_for([name]) for seat in board.seats):
        return
    seats = board.seats_in(rule.cluster)
    unstated = tuple(seat.id for seat in seats if seat.speaks_for([name]) is None)
    yield UnrepresentedDiscipline(
        cluster=rule.cluster,
        rule=rule.id,
        discipline=name,
        unstated=unstated,
        is_certain=not unstated and not board.is_open("seats"),
    )


def _notes(rule: Rule, missing: Iterable[UnrepresentedDiscipline], board: Sitting) -> Iterator[str]:
    if "values" in rule.open_lists:
        yield said("Of those named: the list of {rule} is not complete.", rule=rule.id)
    unstated = dict.fromkeys(seat for each in missing for seat in each.unstated)
    if unstated:
        yield said(
            "Unknown for {rule}: nothing says for whom {seats:list all} {seats:speaks|speak}.",
            rule=rule.id,
            seats=tuple(unstated),
        )
    if board.is_open("seats"):
        yield said("Unknown for {rule}: the list of seats is not complete.", rule=rule.id)


# --- clusters without a voice ----------------------------------------------------------


@columns("cluster", "has_a_voice=voice")
@frozen
class ClusterVoice:
    """Whether somebody speaks for a cluster in a body, ``None`` if that is not known."""

    cluster: Cluster
    has_a_voice: bool | None

    @property
    def voice(self) -> str:
        """The same in words: yes, no or unknown."""
        return _IN_WORDS[self.has_a_voice]


_IN_WORDS = {True: term("yes"), False: term("no"), None: term("unknown")}
_STATUTORY = tuple(cluster for cluster in Cluster if cluster is not Cluster.OPTIONAL)


def cluster_voices(
    council: CareCouncil, *, on: Day, body: str | BodyKind = BodyKind.DAILY_BOARD
) -> Answer[ClusterVoice]:
    """Return for which of the four clusters somebody speaks in a body, by default the daily board.

    A person speaks for the cluster that an office or a seat in that body
    states, otherwise for that of their seat in the board. Where the cluster of
    somebody is not stated, or a list of who is there is not complete, it is not
    known that a cluster has no voice; the notes say so.

    Example:
        >>> import elzmodel as elz
        >>> council = elz.dossier("herkenrode").council(on="2023-06-01")
        >>> {each.cluster.value: each.voice for each in cluster_voices(council, on="2023-06-01")}
        {'care': 'yes', 'welfare': 'yes', 'local-authority': 'yes', 'pzon': 'yes'}
    """
    sitting = sitting_of(council, body, on=on)
    by_person = _clusters_by_person(sitting)
    heard = {cluster for clusters in by_person.values() for cluster in clusters}
    unstated = [person for person, clusters in by_person.items() if not clusters]
    silent = None if unstated or sitting.open_lists else False
    return Answer(
        title=said("Clusters in {body} on {day}", body=sitting.body.id, day=sitting.day),
        rows=tuple(ClusterVoice(cluster, cluster in heard or silent) for cluster in _STATUTORY),
        notes=(
            said("For whom {who:list all} {who:speaks|speak} is not stated.", who=unstated)
            if unstated
            else "",
            *sitting.notes,
        ),
    )


def _clusters_by_person(sitting: Sitting) -> Mapping[PersonId, tuple[Cluster, ...]]:
    """Return the clusters for which each person of a body speaks there."""
    board = board_on(sitting.council, sitting.day)
    in_board = grouped(_by_seats(board)) if board else {}
    offices = ((o.person, o.for_cluster) for o in sitting.offices if o.for_cluster is not None)
    in_body = grouped((*_by_seats(sitting), *offices))
    return {person: in_body.get(person) or in_board.get(person, ()) for person in sitting.persons}


def _by_seats(sitting: Sitting) -> Iterator[tuple[PersonId, Cluster]]:
    return ((person, seat.cluster) for seat in sitting.seats for person in sitting.holders(seat))


# --- mandates that end -----------------------------------------------------------------


@columns("seat", "person", "until=ends", "terms", "last_term=is_last_term")
@frozen(kw_only=True)
class EndingMandate:
    """A mandate with the first day on which it no longer holds, ``None`` where not stated.

    *is_last_term* is ``None`` where the terms served or the most that are
    allowed are not known.
    """

    seat: SeatId
    person: PersonId
    until: date | None
    terms: int | None = None
    is_last_term: bool | None = None

    @property
    def ends(self) -> date | str:
        """The day on which it no longer holds, or unknown."""
        return self.until or term("unknown")


def expiring(
    council: CareCouncil, *, on: Day, days: int = 180, rules: RuleSet | None = None
) -> Answer[EndingMandate]:
    """Return the mandates that end within *days* of a day, and those without a stated end.

    A mandate ends with its seat at the latest. One counts that ended neither
    before the day nor by its status, prevented ones included. First stand those
    that end, in order of their ends; the others are no safer. Of *rules*, one says
    how many terms in a row are allowed.

    Raises:
        InvalidValueError: If *days* is negative.

    Example:
        >>> import elzmodel as elz
        >>> council = elz.dossier("herkenrode").council(on="2023-06-01")
        >>> [(each.seat, each.ends) for each in expiring(council, on="2023-06-01")[:2]]
        [('zorg-1', 'unknown'), ('zorg-2', 'unknown')]
    """
    if days < 0:
        raise InvalidValueError("number of days", days, "none or some")
    day = parse_day(on)
    most, seats = _most_terms(rules, day), {seat.id: seat for seat in council.seats}
    held = [_ending(each, seats, most) for each in council.mandates if _is_held(each, seats, day)]
    ending = [each for each in held if each.until is not None and (each.until - day).days <= days]
    ending.sort(key=lambda each: (each.until or date.max, each.seat, each.person))
    is_open = "mandates" in council.open_lists
    return Answer(
        title=said("Mandates that end within {n} {n:day|days} of {day}", n=days, day=day),
        rows=(*ending, *(each for each in held if each.until is None)),
        notes=(said("The list of mandates is not complete.") if is_open else "",),
        row_type=EndingMandate,
    )


def _is_held(mandate: Mandate, seats: Mapping[SeatId, Seat], day: date) -> bool:
    if mandate.status is MandateStatus.ENDED or day not in mandate.period:
        return False
    return mandate.seat not in seats or day in seats[mandate.seat].period


def _ending(mandate: Mandate, seats: Mapping[SeatId, Seat], most: int | None) -> EndingMandate:
    ends = [mandate.period.until]
    if mandate.seat in seats:
        ends.append(seats[mandate.seat].period.until)
    is_last = None if most is None or mandate.terms is None else mandate.terms >= most
    return EndingMandate(
        seat=mandate.seat,
        person=mandate.person,
        until=min((end for end in ends if end is not None), default=None),
        terms=mandate.terms,
        is_last_term=is_last,
    )


def _most_terms(rules: RuleSet | None, day: date) -> int | None:
    """Return the fewest terms in a row that a rule of the day allows at most."""
    limits = [
        rule.at_most_terms
        for rule in (rules.rules if rules else ())
        if rule.kind is RuleKind.TERM and rule.is_read and day in rule.period
    ]
    return min((most for most in limits if most is not None), default=None)
