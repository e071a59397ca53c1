"""What the tests of strategies ask of them: the simplest, the first few, what never comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, find, given, seed, settings
from hypothesis.errors import NoSuchExample
from hypothesis.strategies import SearchStrategy

# An example that an older strategy left in the database would be shrunk from there.
SHRUNK = settings(database=None, max_examples=500, phases=[Phase.generate, Phase.shrink])
ANY = settings(database=None, max_examples=2000, phases=[Phase.generate], derandomize=True)


draws_much = pytest.mark.hypothesis
"""It belongs to the property tests: with each line traced it would take a minute."""


def simplest(
    strategy: SearchStrategy[Any],
    wanted: Callable[[Any], object] = lambda _: True,
    *,
    number: int = 0,
) -> Any:
    """Return the simplest value that is wanted, from the attempt of that number."""
    return find(strategy, wanted, settings=SHRUNK, random=Random(number))


def first_drawn(strategy: SearchStrategy[Any], *, count: int = 5) -> list[Any]:
    """Return the first values of a strategy, the same ones each time."""
    drawn = []

    @seed(2025)
    @settings(ANY, max_examples=count, derandomize=False)
    @given(strategy)
    def collect(value: Any) -> None:
        drawn.append(value)

    collect()
    return drawn


def never_drawn(
    strategy: SearchStrategy[Any], wanted: Mapping[str, Callable[[Any], object]]
) -> set[str]:
    """Return what is wanted and does not come in 2,000 values, drawn until everything came."""
    missing = set(wanted)

    def has_all(value: Any) -> bool:
        missing.difference_update([name for name in missing if wanted[name](value)])
        return not missing

    with suppress(NoSuchExample):
        find(strategy, has_all, settings=ANY)
    return missing
