"""What was worked out already, kept for the next who asks."""

from __future__ import annotations

from typing import TypeVar

__all__: list[str] = []

K = TypeVar("K")
V = TypeVar("V")


def remember(known: dict[K, V], key: K, value: V, most: int = 64) -> V:
    """Keep a value under its key, and return it; a dictionary that is full is emptied first.

    It returns what it keeps, so that it makes no difference when another thread empties the
    dictionary meanwhile.

    Example:
        >>> known = {1: "one", 2: "two"}
        >>> remember(known, 3, "three", most=2), known
        ('three', {3: 'three'})
    """
    if len(known) >= most:
        known.clear()
    return known.setdefault(key, value)
