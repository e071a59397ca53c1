"""Pausing the garbage collector while many lasting values are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = [
    "without_collector",
]


@contextmanager
def without_collector() -> Iterator[None]:
    """Pause the cyclic garbage collector, and put it back as it was.

    For loops that make thousands of values and no cycles: the collector would
    walk everything made so far again and again.

    Example:
        >>> import gc
        >>> with without_collector():
        ...     gc.isenabled()
        False
        >>> gc.isenabled()
        True
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
