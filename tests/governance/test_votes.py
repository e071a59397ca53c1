"""Four majorities: whether a vote passes, and what it takes to pass or to block."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from elzmodel.errors import InvalidValueError, NotOnDayError
from elzmodel.governance import (
    Cluster,
    ClusterVotes,
    Decision,
    MajorityOf,
    tally,
    votes_needed,
)
from elzmodel.governance.votes import _enough
from elzmodel.values import CheckOutcome, Period, Total

DAY = "2023-05-01"
PASS, FAIL, UNKNOWN = CheckOutcome.PASS, CheckOutcome.FAIL, CheckOutcome.UNKNOWN
CARE, WELFARE, LOCAL, PZON = (each for each in Cluster if each is not Cluster.OPTIONAL)


def decision(care=(6, 0, 0), welfare=(4, 0, 0), local=(6, 0, 0), pzon=(3, 0, 0), **more):
    given = zip((CARE, WELFARE, LOCAL, PZON), (care, welfare, local, pzon), strict=True)
    votes = [
        ClusterVotes(cluster=cluster, in_favour=each[0], against=each[1], abstained=each[2])
        for cluster, each in given
    ]
    return Decision(id="d-1", day=DAY, votes=votes, **more)


def with_empty_seats(council, cluster: str, kept: int):
    mandates = [
        each
        for each in council.mandates
        if not each.seat.startswith(cluster) or int(each.seat[-1]) <= kept
    ]
    return evolve(council, mandates=mandates)


def test_all_in_favour_pass(council) -> None:
    """By every reading."""
    found = tally(council, decision())
    assert (PASS, ()) == (found.outcome, found.blocked_by)


def test_one_cluster_against_blocks(council) -> None:
    """However many are in favour elsewhere; it is named."""
    found = tally(council, decision(pzon=(1, 2, 0)))
    assert (FAIL, (PZON,)) == (found.outcome, found.blocked_by)


def test_half_is_no_majority(council) -> None:
    """Two of four in favour are not more than half, by any reading."""
    assert (WELFARE,) == tally(council, decision(welfare=(2, 2, 0))).blocked_by


@pytest.mark.parametrize(
    ("of", "outcome"),
    [
        (None, UNKNOWN),
        (MajorityOf.SEATS, FAIL),
        (MajorityOf.FILLED, FAIL),
        (MajorityOf.PRESENT, FAIL),
        (MajorityOf.CAST, PASS),
    ],
    ids=["not stated", "seats", "filled seats", "present", "votes cast"],
)
def test_what_an_abstention_counts_as_is_unknown_until_it_is_stated(
    council, of: MajorityOf | None, outcome: CheckOutcome
) -> None:
    """Two in favour and two that abstain pass only where votes cast decide."""
    found = tally(council, decision(welfare=(2, 0, 2), majority_of=of))
    assert outcome is found.outcome
    assert (of is None) == any("readings differ for welfare" in note for note in found.notes)


def test_those_who_stay_away_count_as_the_reading_says(council) -> None:
    """Two of two that are there are a majority of those present, not of the seats."""
    votes = decision(welfare=(2, 0, 0))
    outcomes = {of: tally(council, evolve(votes, majority_of=of)).outcome for of in MajorityOf}
    assert [FAIL, FAIL, PASS, PASS] == [outcomes[of] for of in MajorityOf]


def test_a_cluster_that_is_not_there_blocks(council) -> None:
    """No vote in favour is no majority of anything."""
    votes = Decision(id="d-1", day=DAY, votes=decision().votes[:3])
    assert (PZON,) == tally(council, votes).blocked_by


def test_vacant_seats_make_readings_differ(council) -> None:
    """Two of two that are filled, of four seats, pass by the seats that are filled."""
    half = with_empty_seats(council, "welfare", 2)
    votes = decision(welfare=(2, 0, 0))
    assert FAIL is tally(half, evolve(votes, majority_of=MajorityOf.SEATS)).outcome
    assert PASS is tally(half, evolve(votes, majority_of=MajorityOf.FILLED)).outcome


def test_seats_without_vote_count_nowhere(council) -> None:
    """Of four seats, one without a vote, two are a majority."""
    seats = [
        evolve(seat, voting=False) if seat.id == "welfare-4" else evolve(seat, voting=True)
        for seat in council.seats
    ]
    changed = evolve(council, seats=seats)
    votes = decision(welfare=(2, 1, 0), majority_of=MajorityOf.SEATS)
    assert (PASS, FAIL) == (tally(changed, votes).outcome, tally(council, votes).outcome)
    assert not any("no vote is stated" in note for note in tally(changed, votes).notes)
    assert any("no vote is stated" in note for note in tally(council, votes).notes)


def test_more_votes_than_seats_are_refused(council) -> None:
    """Unless the list of seats is not complete."""
    votes = decision(pzon=(4, 0, 0))
    with pytest.raises(InvalidValueError, match="at most 3 votes of persons with care"):
        tally(council, votes)
    is_open = evolve(council, open_lists=["seats"])
    found = tally(is_open, votes)
    assert Total(3, None) == found[3].seats
    assert UNKNOWN is found.outcome
    assert FAIL is tally(is_open, decision(pzon=(1, 0, 0), majority_of=MajorityOf.SEATS)).outcome
    assert UNKNOWN is tally(is_open, decision(quorum=Fraction(1, 2))).quorum
    assert "The list of seats is not complete." in found.notes


@pytest.mark.parametrize(
    ("quorum", "outcome"),
    [(None, UNKNOWN), (Fraction(1, 2), PASS), (Fraction(19, 21), PASS), (Fraction(1), FAIL)],
    ids=["not stated", "half", "just", "all"],
)
def test_a_quorum_is_stated_or_unknown(council, quorum: Fraction | None, outcome) -> None:
    """Nineteen of 21 seats are there."""
    found = tally(council, decision(quorum=quorum))
    assert outcome is found.quorum
    assert (quorum is None) == any("quorum" in note for note in found.notes)


def test_it_is_asked_of_its_own_day(council) -> None:
    """A council of another time cannot have voted."""
    later = evolve(council, period=Period(date(2024, 1, 1), None))
    with pytest.raises(NotOnDayError):
        tally(later, decision())


def test_votes_are_whole_and_each_cluster_votes_once() -> None:
    """So is a quorum a share."""
    with pytest.raises(InvalidValueError, match="whole number, zero or more"):
        ClusterVotes(cluster=CARE, against=-1)
    with pytest.raises(InvalidValueError, match="in use once"):
        Decision(id="d", day=DAY, votes=[ClusterVotes(cluster=CARE)] * 2)
    with pytest.raises(InvalidValueError, match="share of the seats"):
        Decision(id="d", day=DAY, quorum=Fraction(3, 2))


def test_what_it_takes_to_pass_and_to_block(council) -> None:
    """Of 6, 4, 6 and 3: four, three, four, two to pass; three, two, three, two to block."""
    rows = votes_needed(council, on=DAY)
    assert [CARE, WELFARE, LOCAL, PZON] == [row.cluster for row in rows]
    assert [4, 3, 4, 2] == [row.to_pass.value for row in rows]
    assert [3, 2, 3, 2] == [row.to_block.value for row in rows]
    assert {"can pass"} == {row.state for row in rows}


def test_vacancies_can_block_by_themselves(council) -> None:
    """Two of four filled seats are no majority of the seats, and one of the filled ones."""
    half = with_empty_seats(council, "welfare", 2)
    row = votes_needed(half, on=DAY)[1]
    assert (Total(2, 3), Total(0, 1), None) == (row.to_pass, row.to_block, row.is_blocked)
    row = votes_needed(half, on=DAY, majority_of=MajorityOf.SEATS)[1]
    assert (True, "cannot pass: too many seats are vacant") == (row.is_blocked, row.state)
    row = votes_needed(half, on=DAY, majority_of=MajorityOf.FILLED)[1]
    assert (2, 1, False) == (row.to_pass.value, row.to_block.value, row.is_blocked)


def test_lists_that_are_not_complete_leave_bounds(council) -> None:
    """There may be more mandates, and more seats."""
    row = votes_needed(evolve(council, open_lists=["mandates"]), on=DAY)[0]
    assert (Total(6, None), Total(4, None), None) == (row.filled, row.to_pass, row.to_block.high)


def test_readings_are_told_to_differ_only_where_they_do(council) -> None:
    """Not where all pass, and not where the reading is stated and something else is unknown."""
    passed = tally(council, decision())
    is_open = evolve(council, open_lists=["seats"])
    unknown = tally(is_open, decision(pzon=(4, 0, 0), majority_of=MajorityOf.SEATS))
    assert (PASS, UNKNOWN) == (passed.outcome, unknown.outcome)
    assert not any("readings differ" in note for note in (*passed.notes, *unknown.notes))


@pytest.mark.parametrize(
    ("needed", "expected"),
    [
        (Total(5, 6), CheckOutcome.FAIL),
        (Total(3, 6), CheckOutcome.UNKNOWN),
        (Total(3, None), CheckOutcome.UNKNOWN),
        (Total(3, 4), CheckOutcome.PASS),
    ],
    ids=["too few", "perhaps", "without end", "enough"],
)
def test_votes_are_enough_where_they_are_whatever_is_needed(needed, expected) -> None:
    """Four in favour, of which between the least and the most may be needed."""
    assert expected is _enough(4, needed)
