"""Decisions of a board by four majorities: whether they pass, and who can block them.

A decision by majority needs one in each of the clusters care, welfare, local authorities and
PZON (as Artsenkrant reports the decision of 2019; grade C). Of what it must be a majority was
not read: of all seats, of those that are filled, or of the votes. Where that is not stated,
every reading is tried, and what they do not agree on is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.governance.council import (
    BodyKind,
    CareCouncil,
    Cluster,
    ClusterVotes,
    Decision,
    MajorityOf,
)
from elzmodel.governance.seating import Sitting, sitting_of
from elzmodel.values import (
    Answer,
    CheckOutcome,
    Day,
    Total,
    columns,
)
from elzmodel.values.text import said

__all__ = [
    "ClusterTally",
    "Tally",
    "VotesNeeded",
    "tally",
    "votes_needed",
]

VETO: Final = (Cluster.CARE, Cluster.WELFARE, Cluster.LOCAL_AUTHORITY, Cluster.PZON)
"""The clusters in each of which a decision needs a majority."""


# --- whether it passes -----------------------------------------------------------------


@columns("cluster", "seats", "in_favour", "against", "abstained", "needed", "outcome")
@frozen(kw_only=True)
class ClusterTally:
    """How one cluster voted, and whether that is a majority in it.

    *needed* are the votes in favour that a majority takes, by each way to reckon it.
    """

    cluster: Cluster
    seats: Total
    in_favour: int
    against: int
    abstained: int
    needed: Total
    outcome: CheckOutcome


@frozen(kw_only=True, repr=False)
class Tally(Answer[ClusterTally]):
    """What became of a vote: one row for each of the four clusters.

    Attributes:
        outcome: Whether there is a majority in each of them.
        quorum: Whether enough members were there; unknown where no quorum is stated.
    """

    outcome: CheckOutcome
    quorum: CheckOutcome

    @property
    def blocked_by(self) -> tuple[Cluster, ...]:
        """The clusters that certainly have no majority."""
        return tuple(row.cluster for row in self if row.outcome is CheckOutcome.FAIL)


def tally(council: CareCouncil, decision: Decision) -> Tally:
    """Tell whether a decision has the four majorities, and which cluster blocked it.

    A seat that has no vote counts nowhere. Without *majority_of* of the decision an outcome
    is given where all readings agree on it.

    Raises:
        UnknownIdError: If the council states no such body.
        NotOnDayError: If the body, or what is stated about the council, is not of that day.
        InvalidValueError: If more votes are given than a cluster has, and its seats are known.

    Example:
        >>> import elzmodel as elz
        >>> council = elz.dossier("herkenrode").council(on="2023-06-01")
        >>> votes = [
        ...     ClusterVotes(cluster=Cluster.CARE, in_favour=6),
        ...     ClusterVotes(cluster=Cluster.WELFARE, in_favour=2, abstained=2),
        ...     ClusterVotes(cluster=Cluster.LOCAL_AUTHORITY, in_favour=4, against=2),
        ...     ClusterVotes(cluster=Cluster.PZON, in_favour=3),
        ... ]
        >>> found = tally(council, Decision(id="d-1", day="2023-06-01", votes=votes))
        >>> found.outcome.value, [row.cluster.value for row in found.where(outcome=found.outcome)]
        ('unknown', ['welfare'])
    """
    sitting = sitting_of(council, decision.body or BodyKind.BOARD, on=decision.day)
    votes = {each.cluster: each for each in decision.votes}
    rows = [_tallied(sitting, cluster, votes.get(cluster), decision) for cluster in VETO]
    return Tally(
        title=said("Vote on {what} on {day}", what=decision.title or decision.id, day=decision.day),
        rows=tuple(rows),
        notes=tuple(_vote_notes(sitting, decision, rows)),
        row_type=ClusterTally,
        outcome=_all(row.outcome for row in rows),
        quorum=_quorum(sitting, decision),
    )


@frozen
class _Voters:
    """The seats of a cluster that have a vote, and those on which somebody sits."""

    cluster: Cluster
    seats: Total
    filled: Total

    def needed(self, of: MajorityOf, votes: ClusterVotes) -> Total:
        """Return the votes in favour that are more than half by one reading."""
        if of is MajorityOf.SEATS:
            return _more_than_half(self.seats)
        if of is MajorityOf.FILLED:
            return _more_than_half(self.filled)
        is_present = of is MajorityOf.PRESENT
        voters = votes.present if is_present else votes.in_favour + votes.against
        return _more_than_half(Total.exactly(voters))


def _voters(sitting: Sitting, cluster: Cluster) -> _Voters:
    seats = [seat for seat in sitting.seats_in(cluster) if seat.voting is not False]
    filled = sum(1 for seat in seats if sitting.holders(seat))
    known = sitting.counted(filled, "seats", "mandates")
    return _Voters(cluster, sitting.counted(len(seats), "seats"), known)


def exceeds(seats: Total, votes: ClusterVotes) -> bool:
    """Tell whether a cluster cast more votes than it has seats, where all of them are known."""
    return seats.high is not None and votes.present > seats.high


def beyond_seats(sitting: Sitting, decision: Decision) -> Iterator[tuple[ClusterVotes, Total]]:
    """Yield the votes of a decision that are more than the seats with a vote, beside those."""
    for votes in decision.votes:
        seats = _voters(sitting, votes.cluster).seats
        if exceeds(seats, votes):
            yield votes, seats


def _more_than_half(number: Total) -> Total:
    high = None if number.high is None else int(number.high) // 2 + 1
    return Total(int(number.low) // 2 + 1, high)


def _tallied(
    sitting: Sitting, cluster: Cluster, stated: ClusterVotes | None, decision: Decision
) -> ClusterTally:
    voters, votes = _voters(sitting, cluster), stated or ClusterVotes(cluster=cluster)
    if exceeds(voters.seats, votes):
        kind = said("number of votes for {decision}", decision=decision.id)
        expected = said("at most {n} votes of {cluster}", n=voters.seats.high, cluster=cluster)
        raise InvalidValueError(kind, votes.present, expected)
    readings = [decision.majority_of] if decision.majority_of else list(MajorityOf)
    needed = [voters.needed(of, votes) for of in readings]
    return ClusterTally(
        cluster=cluster,
        seats=voters.seats,
        in_favour=votes.in_favour,
        against=votes.against,
        abstained=votes.abstained,
        needed=_around(needed),
        outcome=_agreed(_enough(votes.in_favour, each) for each in needed),
    )


def _around(totals: Iterable[Total]) -> Total:
    """Return the bounds within which all of them lie."""
    each = list(totals)
    highs = [total.high for total in each if total.high is not None]
    return Total(min(total.low for total in each), max(highs) if len(highs) == len(each) else None)


def _enough(in_favour: int, needed: Total) -> CheckOutcome:
    if in_favour < needed.low:
        return CheckOutcome.FAIL
    is_sure = needed.high is not None and in_favour >= needed.high
    return CheckOutcome.PASS if is_sure else CheckOutcome.UNKNOWN


def _agreed(outcomes: Iterable[CheckOutcome]) -> CheckOutcome:
    found = set(outcomes)
    return found.pop() if len(found) == 1 else CheckOutcome.UNKNOWN


def _all(outcomes: Iterable[CheckOutcome]) -> CheckOutcome:
    """Return what one failure fails, and only all together pass."""
    found = set(outcomes)
    for outcome in (CheckOutcome.FAIL, CheckOutcome.UNKNOWN):
        if outcome in found:
            return outcome
    return CheckOutcome.PASS


def _quorum(sitting: Sitting, decision: Decision) -> CheckOutcome:
    if decision.quorum is None:
        return CheckOutcome.UNKNOWN
    present = sum(each.present for each in decision.votes)
    seats = [seat for seat in sitting.seats if seat.voting is not False]
    total = sitting.counted(len(seats), "seats")
    if present < decision.quorum * Fraction(total.low):
        return CheckOutcome.FAIL
    is_sure = total.high is not None
    return CheckOutcome.PASS if is_sure else CheckOutcome.UNKNOWN


def _vote_notes(
    sitting: Sitting, decision: Decision, rows: Iterable[ClusterTally]
) -> Iterator[str]:
    unsure = [row.cluster for row in rows if row.outcome is CheckOutcome.UNKNOWN]
    if unsure and decision.majority_of is None:
        yield said(
            "Of what it must be a majority is not stated, and the readings differ for "
            "{clusters:list all}.",
            clusters=unsure,
        )
    if decision.quorum is None:
        yield said("Whether enough members were there is unknown: no quorum is stated.")
    yield from _about_voters(sitting)


def _about_voters(sitting: Sitting) -> Iterator[str]:
    yield said("Four majorities: grade C, Artsenkrant, item 38307.")
    unstated = [seat.id for seat in sitting.seats if seat.voting is None]
    if unstated:
        yield said("Seats of which no vote is stated are taken to have one.")
    if sitting.is_open("seats"):
        yield said("The list of seats is not complete.")


# --- what it takes ---------------------------------------------------------------------


@columns("cluster", "seats", "filled", "to_pass", "to_block", "state")
@frozen(kw_only=True)
class VotesNeeded:
    """What a decision takes in one cluster, with the seats that are filled on the day.

    *to_pass* are the votes in favour that it needs. *to_block* are the members who block it
    alone by not voting in favour: 0 where the vacancies do already. Both lie between bounds
    where a majority of all seats and one of those that are filled differ.
    """

    cluster: Cluster
    seats: Total
    filled: Total
    to_pass: Total
    to_block: Total

    @property
    def is_blocked(self) -> bool | None:
        """Whether no decision can pass, because too many seats are vacant; ``None`` if it may."""
        return True if self.to_block.high == 0 else None if self.to_block.low == 0 else False

    @property
    def state(self) -> str:
        """The same in words."""
        return _STATES[self.is_blocked]


_STATES: Final[Mapping[bool | None, str]] = {
    True: said("cannot pass: too many seats are vacant"),
    False: said("can pass"),
    None: said("may be blocked by vacancies"),
}


def votes_needed(
    council: CareCouncil,
    *,
    on: Day,
    body: str | BodyKind = "board",
    majority_of: MajorityOf | None = None,
) -> Answer[VotesNeeded]:
    """Return for each cluster what a decision takes to pass, and how many can block it.

    Raises:
        UnknownIdError: If the council states no such body.
        NotOnDayError: If the body, or what is stated about the council, is not of that day.

    Example:
        >>> import elzmodel as elz
        >>> council = elz.dossier("herkenrode").council(on="2023-06-01")
        >>> rows = votes_needed(council, on="2023-06-01")
        >>> [(row.cluster.value, row.to_pass.value, row.to_block.value) for row in rows]
        [('care', 4, 3), ('welfare', 3, 2), ('local-authority', 4, 3), ('pzon', 2, 2)]
    """
    sitting = sitting_of(council, body, on=on)
    of = [majority_of] if majority_of else [MajorityOf.SEATS, MajorityOf.FILLED]
    return Answer(
        title=said("Votes to pass and to block on {day}", day=sitting.day),
        rows=tuple(_needed(_voters(sitting, cluster), of) for cluster in VETO),
        notes=tuple(_about_voters(sitting)),
        row_type=VotesNeeded,
    )


def _needed(voters: _Voters, readings: Iterable[MajorityOf]) -> VotesNeeded:
    everybody = ClusterVotes(cluster=voters.cluster, in_favour=int(voters.filled.low))
    needed = [voters.needed(of, everybody) for of in readings]
    return VotesNeeded(
        cluster=voters.cluster,
        seats=voters.seats,
        filled=voters.filled,
        to_pass=_around(needed),
        to_block=_around(_to_block(voters.filled, each) for each in needed),
    )


def _to_block(filled: Total, needed: Total) -> Total:
    low = 0 if needed.high is None else max(0, int(filled.low) - int(needed.high) + 1)
    high = None if filled.high is None else max(low, int(filled.high) - int(needed.low) + 1)
    return Total(low, None if high is None else max(0, high))
