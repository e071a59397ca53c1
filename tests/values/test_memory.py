"""What was worked out already."""

from __future__ import annotations

from elzmodel.values.memory import remember


def test_what_is_remembered_first_is_given() -> None:
    """Another thread may have been quicker; both get the same."""
    known = {"a": 1}
    assert 1 == remember(known, "a", 2)
    assert {"a": 1} == known


def test_a_full_memory_is_emptied_first() -> None:
    """So it never grows beyond its size."""
    known = dict[int, int]()
    for key in range(10):
        assert key == remember(known, key, key, most=3)
        assert len(known) <= 3
