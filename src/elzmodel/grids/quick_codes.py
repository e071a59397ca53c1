"""What a million codes have to go through: renumbered, counted and added up, exactly.

Codes are small numbers, one a row. Where numpy is imported already and they lie in an array,
it does the same in less time; nothing needs it.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

__all__: list[str] = []

_LEAST: Final = 10_000
"""From how many rows on numpy is worth the way to it and back."""
_EXACT: Final = 2**53
"""Up to here, whole numbers are exact as floats, however they are added up."""
_WINDOW: Final = 4_096


def renumbered(codes: Sequence[int], numbers: Sequence[int]) -> Sequence[int]:
    """Return for each code the number that it has now.

    Example:
        >>> list(renumbered([0, 1, 0], [7, 5]))
        [7, 5, 7]
    """
    np = _numpy_for(codes)
    if np is None:
        return array("I", map(numbers.__getitem__, codes))
    found = np.array(numbers, "uint32")[np.asarray(codes)]
    return array("I", found.tobytes())


def those_there(codes: Sequence[int], size: int) -> Sequence[int]:
    """Return the codes below a size that there are, in order.

    Example:
        >>> those_there([2, 0, 2], 4)
        [0, 2]
    """
    if _numpy_for(codes) is None:
        return sorted(set(codes))
    return [code for code, n in enumerate(counted(codes, size)) if n]


def counted(codes: Sequence[int], size: int) -> Sequence[int]:
    """Return in how many rows each code below a size is.

    Example:
        >>> counted([0, 1, 0], 3)
        [2, 1, 0]
    """
    np = _numpy_for(codes)
    if np is None:
        counts = Counter(codes)
        return [counts[code] for code in range(size)]
    found: list[int] = np.bincount(np.asarray(codes), minlength=size).tolist()
    return found


def added_up(
    places: Sequence[int], codes: Sequence[int], values: Sequence[int], size: int
) -> list[int]:
    """Return what each place below a size has of the whole values of codes.

    Example:
        >>> added_up([0, 2, 0], [0, 1, 1], [10, 5], 3)
        [15, 0, 5]
    """
    np = _numpy_for(places, codes)
    most = max(map(abs, values), default=0)
    if np is not None and most * len(codes) < _EXACT:
        weights = np.array(values, "float64")[np.asarray(codes)]
        sums: list[int] = (
            np.bincount(np.asarray(places, "int64"), weights, size).astype("int64").tolist()
        )
        return sums
    found = [0] * size
    for place, code in zip(places, codes, strict=True):
        found[place] += values[code]
    return found


def first_rows(codes: Sequence[int], size: int) -> Sequence[int]:
    """Return the first row with each code below a size, all of which there are.

    Example:
        >>> first_rows([1, 0, 1], 2), last_rows([1, 0, 1], 2)
        ([1, 0], [1, 2])
    """
    found: Mapping[int, int] = {}
    stop = _WINDOW
    while len(found) < size:
        some = codes[:stop]
        found = dict(zip(reversed(some), range(len(some) - 1, -1, -1), strict=True))
        stop *= 8
    return [found[code] for code in range(size)]


def last_rows(codes: Sequence[int], size: int) -> Sequence[int]:
    """Return the last row with each code below a size, all of which there are."""
    found: Mapping[int, int] = {}
    length = _WINDOW
    while len(found) < size:
        some = codes[-length:]
        found = dict(zip(some, range(len(codes) - len(some), len(codes)), strict=True))
        length *= 8
    return [found[code] for code in range(size)]


def _numpy_for(*columns: Sequence[int]) -> Any:  # noqa: ANN401 - a library that may not be there
    """Return numpy where it is there and the quicker way, else nothing."""
    if any(not isinstance(each, array) or len(each) < _LEAST for each in columns):
        return None
    return sys.modules.get("numpy")
