"""Laws of votes: all in favour pass, a cluster against blocks, abstentions count as told."""

from __future__ import annotations

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from elzmodel.governance import Cluster, ClusterVotes, Decision, MajorityOf, tally, votes_needed
from elzmodel.testing.strategies import councils, days
from elzmodel.values import CheckOutcome

STATUTORY = [each for each in Cluster if each is not Cluster.OPTIONAL]
READINGS = st.none() | st.sampled_from(MajorityOf)


@st.composite
def boards(draw):
    """Draw a council with a full board of which everything is stated, and a day."""
    council, day = draw(councils(max_seats=8)), draw(days())
    seats = tuple(evolve(seat, voting=True) for seat in council.seats)
    council = evolve(council, seats=seats, open_lists=())
    living = council.seats_of("board", on=day)
    held = council.mandates_by_seat(on=day)
    assume(all(seat.id in held for seat in living))
    return council, day, {c: sum(s.cluster is c for s in living) for c in STATUTORY}


def votes(numbers, **more):
    return [ClusterVotes(cluster=cluster, **{**numbers[cluster], **more}) for cluster in STATUTORY]


@given(boards(), READINGS)
def test_all_in_favour_pass_where_every_cluster_has_a_seat(board, reading) -> None:
    """A cluster without a seat has no majority, and blocks."""
    council, day, seats = board
    cast = votes({cluster: {"in_favour": n} for cluster, n in seats.items()})
    found = tally(council, Decision(id="d", day=day, votes=cast, majority_of=reading))
    assert (found.outcome is CheckOutcome.PASS) == all(seats.values())
    assert {row.cluster for row in found if not seats[row.cluster]} == {*found.blocked_by}


@given(boards(), READINGS, st.sampled_from(STATUTORY))
def test_a_cluster_against_blocks(board, reading, against) -> None:
    """However many are in favour in the others."""
    council, day, seats = board
    numbers = {cluster: {"in_favour": n} for cluster, n in seats.items()}
    numbers[against] = {"against": seats[against]}
    decision = Decision(id="d", day=day, votes=votes(numbers), majority_of=reading)
    found = tally(council, decision)
    assert found.outcome is CheckOutcome.FAIL
    assert against in found.blocked_by


@given(boards(), st.data())
def test_abstentions_count_as_told(board, data) -> None:
    """Against, but where votes cast decide; and what all readings agree on is the outcome."""
    council, day, seats = board
    numbers = {}
    for cluster, n in seats.items():
        yes = data.draw(st.integers(0, n))
        no = data.draw(st.integers(0, n - yes))
        numbers[cluster] = {"in_favour": yes, "against": no, "abstained": n - yes - no}
    decision = Decision(id="d", day=day, votes=votes(numbers))
    by_reading = {of: tally(council, evolve(decision, majority_of=of)) for of in MajorityOf}
    counted = [of for of in MajorityOf if of is not MajorityOf.CAST]
    assert 1 == len({by_reading[of].outcome for of in counted})
    for row in by_reading[MajorityOf.CAST]:
        cast = numbers[row.cluster]
        passes = cast["in_favour"] > cast["against"]
        assert passes == (row.outcome is CheckOutcome.PASS)
    outcomes = {found.outcome for found in by_reading.values()}
    told = tally(council, decision).outcome
    assert told in outcomes or told is CheckOutcome.UNKNOWN
    assert len(outcomes) > 1 or told in outcomes


@given(boards())
def test_what_it_takes_to_block_is_what_it_takes(board) -> None:
    """One fewer in favour than is needed fails, and exactly as many pass."""
    council, day, seats = board
    for row in votes_needed(council, on=day, majority_of=MajorityOf.SEATS):
        n = seats[row.cluster]
        assert row.to_pass.value == n // 2 + 1
        assert row.to_block.value == max(0, n - n // 2)
