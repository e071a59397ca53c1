"""What the fuzzers of rooms share: one try after the other, for some time."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import perf_counter

# ruff: noqa: T201 - it prints what it finds


def at_random(
    tried: Callable[[Random, Path], bool], things: str, seconds: str, seed: str = "2025"
) -> None:
    """Try for some time; what is a surprise is raised, with the number that repeats it."""
    end, count, taken = perf_counter() + float(seconds), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        while perf_counter() < end:
            try:
                taken += tried(Random(f"{int(seed)}/{count}"), Path(folder))
            except BaseException:
                print(f"a surprise at {seed}/{count}")
                raise
            count += 1
    print(f"{count} {things} with seed {seed}, {taken} of them taken, no surprise")
