"""Values of councils and answers about them are equal to their copies."""

from __future__ import annotations

import copy
import pickle

import pytest

from elzmodel.governance import (
    balance,
    check_council,
    cluster_voices,
    expiring,
    headroom,
    interlocks,
    judge,
    roster,
    unrepresented_disciplines,
)
from elzmodel.governance.rule import Case
from elzmodel.governance.seating import sitting_of

DAY = "2023-05-01"
COPIES = (copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value)))
QUESTIONS = {
    "council": lambda council, rules, persons: council,  # noqa: ARG005 - as all of them
    "rules": lambda council, rules, persons: rules,  # noqa: ARG005 - as all of them
    "judge": lambda council, rules, persons: judge(council, rules, on=DAY, persons=persons),
    "check": lambda council, rules, persons: check_council(
        council, on=DAY, rules=rules, persons=persons
    ),
    "headroom": lambda council, rules, _: headroom(council, rules, on=DAY),
    "disciplines": lambda council, rules, _: unrepresented_disciplines(council, rules, on=DAY),
    "roster": lambda council, *_: roster(council, on=DAY),
    "interlocks": lambda council, *_: interlocks(council, on=DAY),
    "voices": lambda council, *_: cluster_voices(council, on=DAY),
    "expiring": lambda council, *_: expiring(council, on=DAY),
    "balance": lambda council, _, persons: balance(council, persons, of="gender", on=DAY),
    "sitting": lambda council, *_: sitting_of(council, "board", on=DAY),
    "case": lambda council, _, persons: Case(council, DAY, tuple(persons)),
}


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
def test_a_copy_equals_its_original(ask, council, rules, persons) -> None:
    """With an equal hash."""
    value = ask(council, rules, persons)
    for copied in (make(value) for make in COPIES):
        assert (value, hash(value)) == (copied, hash(copied))


def test_what_was_remembered_is_no_part_of_a_council(council) -> None:
    """Nor of a body on a day: asked before and after, a copy is the same."""
    sitting = sitting_of(council, "board", on=DAY)
    before = [(each, hash(each)) for each in (council, sitting)]
    assert council.bodies_by_id
    assert sitting.seats
    assert sitting.mandates_by_seat
    assert sitting.open_lists == ()
    for make in COPIES:
        assert before == [(make(each), hash(make(each))) for each in (council, sitting)]
