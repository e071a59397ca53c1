"""What the roots of errors promise: families, messages, copies."""

from __future__ import annotations

import copy
import pickle
from datetime import date

import pytest

from elzmodel.errors import (
    ConflictError,
    ElzError,
    ElzWarning,
    InvalidValueError,
    NotOnDayError,
    UnknownIdError,
)
from elzmodel.territory import NotCarriableError
from elzmodel.values import Period
from elzmodel.values.findings import plain_finding

DAY = date(2025, 1, 1)
FINDING = plain_finding(code="ELZ-T005", subject="end of a day", message="code 10001 is in use")
ERRORS = (
    InvalidValueError("NIS code", 7102, "five digits"),
    UnknownIdError("municipality", "Hasel", ("Hasselt", "Halle")),
    NotOnDayError("zone", "x", DAY, [Period(None, DAY)], ("y",), ("z",), "It ended"),
    ConflictError([FINDING]),
    NotCarriableError("median", "it is not a sum"),
)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda e: pickle.loads(pickle.dumps(e))]
)
def test_errors_copy_and_pickle(error, again) -> None:
    """A copied or unpickled error has the same type, fields and message."""
    twin = again(error)
    assert type(error) is type(twin)
    assert vars(error) == vars(twin)
    assert str(error) == str(twin)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_belong_to_the_family(error: ElzError) -> None:
    """Every error is an `ElzError` and the builtin that fits."""
    assert isinstance(error, ElzError)
    assert isinstance(error, LookupError | ValueError)
    assert not isinstance(error, KeyError)


def test_warnings_have_a_root_of_their_own() -> None:
    """A warning of the library is not an error of the library."""
    assert issubclass(ElzWarning, UserWarning)
    assert not issubclass(ElzWarning, ElzError)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("day", "not a day: 3"), ("id", "not an id: 3"), ("NIS code", "not a NIS")],
)
def test_invalid_value_message_has_the_right_article(kind: str, expected: str) -> None:
    """The message reads as a sentence whatever the kind."""
    assert str(InvalidValueError(kind, 3, "x")).startswith(expected)


def test_unknown_id_without_suggestions_stays_short() -> None:
    """Nothing is suggested where nothing is near."""
    assert "no zone 'x' is known" == str(UnknownIdError("zone", "x"))


def test_not_on_day_tells_all_it_knows() -> None:
    """The message holds the periods, what it became, what it was, and the reason."""
    expected = (
        "zone 'x' does not exist on 2025-01-01 (it does from the beginning to 2024-12-31); "
        "it became y; before, it was z. It ended"
    )
    assert expected == str(ERRORS[2])


def test_not_on_day_may_know_one_side_only() -> None:
    """What is not known is left out of the message."""
    error = NotOnDayError("zone", "x", DAY, predecessors=("z",))
    assert "zone 'x' does not exist on 2025-01-01; before, it was z" == str(error)
    bare = NotOnDayError("zone", "x", DAY, successors=("y",))
    assert "zone 'x' does not exist on 2025-01-01; it became y" == str(bare)


def test_long_lists_show_five_and_a_count() -> None:
    """A message never lists more than five things."""
    many = UnknownIdError("zone", "x", [f"z{number}" for number in range(7)])
    assert "z0, z1, z2, z3, z4 and 2 more?" in str(many)


def test_conflict_counts_and_shows_its_findings() -> None:
    """The message counts the contradictions and shows each with code and subject."""
    bare = plain_finding(code="ELZ-T008", message="twice")
    expected = "2 contradictions: ELZ-T005 end of a day: code 10001 is in use, ELZ-T008 twice"
    assert expected == str(ConflictError([FINDING, bare]))
