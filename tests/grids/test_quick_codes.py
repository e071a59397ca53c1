"""What numpy does with codes is what is done without it."""

from __future__ import annotations

import sys
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.grids import quick_codes
from elzmodel.grids.quick_codes import (
    added_up,
    counted,
    first_rows,
    last_rows,
    renumbered,
    those_there,
)

pytest.importorskip("numpy")

SIZE = 6
CODES = st.lists(st.integers(0, SIZE - 1), max_size=40)
VALUES = st.lists(
    st.one_of(st.integers(-9, 9), st.integers(-(2**60), 2**60)), min_size=SIZE, max_size=SIZE
)


def all_of(codes: list[int], values: list[int]) -> object:
    given = array("I", codes)
    numbers = [7, 0, 3, 3, 2**32 - 1, 1]
    return (
        list(renumbered(given, numbers)),
        list(those_there(given, SIZE)),
        list(counted(given, SIZE)),
        added_up(array("Q", codes), given[::-1], values, SIZE),
    )


@given(CODES, VALUES)
def test_numpy_changes_nothing(codes: list[int], values: list[int]) -> None:
    """With it or without it, the same whole numbers come out, however large."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quick_codes, "_LEAST", 0)
        found = all_of(codes, values)
        patch.delitem(sys.modules, "numpy")
        assert found == all_of(codes, values)


def test_large_columns_are_taken_to_numpy_and_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found there is what is found without it."""
    codes, values = [0, 2, 2, 5], [1, 0, 3, 0, 0, 9]
    plain = all_of(codes, values)
    monkeypatch.setattr(quick_codes, "_LEAST", 0)
    assert plain == all_of(codes, values)
    assert ([0, 2, 5], [9, 0, 6, 0, 0, 1]) == (plain[1], plain[3])


def test_sums_that_floats_cannot_hold_are_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sum beyond what a float holds is added up in whole numbers."""
    monkeypatch.setattr(quick_codes, "_LEAST", 0)
    codes = array("I", [0, 1, 0])
    assert [2**54 + 2, 1] == added_up(codes, codes, [2**53 + 1, 1], 2)


@pytest.mark.parametrize("codes", [[0] * 20_000, array("I", [0]) * 9_999])
def test_lists_and_short_columns_are_not_taken_to_numpy(codes: list[int]) -> None:
    """There, going there and back would take longer."""
    assert quick_codes._numpy_for(codes) is None
    assert quick_codes._numpy_for(array("I", [0]) * 10_000) is sys.modules["numpy"]


@given(CODES)
def test_the_ends_of_each_code_are_found_in_growing_windows(codes: list[int]) -> None:
    """Each code that there is has its first and its last row."""
    codes = [*range(SIZE), *codes]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quick_codes, "_WINDOW", 1)
        assert [codes.index(n) for n in range(SIZE)] == first_rows(codes, SIZE)
        last = [len(codes) - 1 - codes[::-1].index(n) for n in range(SIZE)]
        assert last == last_rows(codes, SIZE)
