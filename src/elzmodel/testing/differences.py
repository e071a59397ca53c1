"""What differs between two values, in lines that a person reads."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, Final

import attrs

from elzmodel.errors import ElzError
from elzmodel.landscape import Snapshot
from elzmodel.testing.worlds import as_code
from elzmodel.values import Answer, Period, Share, Total

__all__ = ["differences"]

_SHOWN: Final = 20
_LONGEST: Final = 80
_PLAIN: Final = (Total, Share, Period)


def differences(left: object, right: object) -> list[str]:
    """Return a line for each thing that differs, with both sides; none where nothing does.

    Days are compared by municipality, zone and decision, tables by row and column, other
    values field by field. After the first twenty a line counts the others.

    Example:
        >>> import elzmodel as elz
        >>> days = [elz.flanders().on(day) for day in ("2024-12-31", "2025-01-01")]
        >>> [line for line in differences(*days) if "halle" in line]
        []
        >>> print(*differences(*days)[4:6], sep=chr(10))
        municipality bilzen: 73006 Bilzen, 1 part | 73110 Bilzen-Hoeselt, 2 parts
        municipality borgloon: 73009 Borgloon, 1 part | nothing
        >>> wave = elz.Scenario("wave")
        >>> one, other = (wave.rename("Heers", name, day="2027-01-01") for name in ("A", "B"))
        >>> differences(one, other)
        ['steps[0].name: A | B']
    """
    lines = _compared("", left, right)
    shown = list(islice(lines, _SHOWN))
    if not shown and left != right:
        return [_line("", left, right)]
    more = sum(1 for _ in lines)
    return [*shown, *([f"and {more} more"] if more else [])]


def _compared(path: str, left: object, right: object) -> Iterator[str]:
    """Yield what differs, a line each, with where it stands in the value."""
    if left == right:
        return
    if type(left) is not type(right) or isinstance(left, _PLAIN):
        yield _line(path, left, right)
    elif isinstance(left, Snapshot):
        assert isinstance(right, Snapshot)  # noqa: S101 - for the checker: it is of one type
        facts = [*_by_key("", _facts(left), _facts(right))]
        yield from facts or _by_field("", left, right)
    elif isinstance(left, Answer):
        assert isinstance(right, Answer)  # noqa: S101 - for the checker
        yield from _compared(path, left.to_table(), right.to_table())
    elif isinstance(left, Mapping):
        assert isinstance(right, Mapping)  # noqa: S101 - for the checker
        yield from _by_key(f"{path}." if path else "", left, right)
    elif isinstance(left, tuple | list):
        assert isinstance(right, tuple | list)  # noqa: S101 - for the checker
        yield from _in_order(path, left, right)
    elif attrs.has(type(left)):
        yield from _by_field(path, left, right)
    else:
        yield _line(path, left, right)


def _by_field(path: str, left: Any, right: Any) -> Iterator[str]:  # noqa: ANN401 - any attrs class
    names = [each.name for each in attrs.fields(type(left)) if each.eq]
    pairs = ((name.lstrip("_"), _held(left, name), _held(right, name)) for name in names)
    start = f"{path}." if path else ""
    yield from chain.from_iterable(_compared(f"{start}{name}", a, b) for name, a, b in pairs)


def _held(of: object, name: str) -> object:
    """Return what a field holds; what a day reads only when it is asked for is asked for."""
    value = getattr(of, name)
    return value() if isinstance(of, Snapshot) and callable(value) else value


def _by_key(start: str, left: Mapping[Any, object], right: Mapping[Any, object]) -> Iterator[str]:
    keys = sorted({*left, *right}, key=str)
    sides = ((key, left.get(key, _NOTHING), right.get(key, _NOTHING)) for key in keys)
    yield from chain.from_iterable(_compared(f"{start}{key}", a, b) for key, a, b in sides)


def _in_order(path: str, left: Sequence[object], right: Sequence[object]) -> Iterator[str]:
    """Compare one by one; where something is added or lacks, tell what stands on one side."""
    if len(left) == len(right):
        pairs = zip(left, right, strict=True)
        for number, (one, other) in enumerate(pairs):
            yield from _compared(f"{path}[{number}]", one, other)
        return
    yield from (_line(path, each, _NOTHING) for each in _without(left, right))
    yield from (_line(path, _NOTHING, each) for each in _without(right, left))


def _without(some: Sequence[object], others: Sequence[object]) -> Iterator[object]:
    """Yield what is in the one and not in the other, as often as it is there more."""
    try:
        left = Counter(others)
    except TypeError:  # Not all can be a key.
        rest = [*others]
        for each in some:
            if each in rest:
                rest.remove(each)
            else:
                yield each
        return
    for each in some:
        if left[each] > 0:
            left[each] -= 1
        else:
            yield each


class _Nothing:
    def __repr__(self) -> str:
        return "nothing"


_NOTHING: Final = _Nothing()


def _line(path: str, left: object, right: object) -> str:
    sides = " | ".join(_short(each) for each in (left, right))
    return f"{path}: {sides}" if path else sides


def _short(value: object) -> str:
    text = str(value) if isinstance(value, (str, *_PLAIN)) else repr(value)
    if attrs.has(type(value)) and text.startswith(f"{type(value).__name__}("):
        text = _without_defaults(value, text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def _without_defaults(value: object, text: str) -> str:
    """Return the call that makes a value: its repr names what has its default too."""
    try:
        return as_code(value, width=sys.maxsize)
    except ElzError:
        return text


def _facts(day: Snapshot) -> dict[str, str]:
    """Return what there is to say of a day, each with what it is about."""
    facts = {"day": str(day.day)}
    for each in day.municipalities:
        parts = f"{len(each.parts)} part{'s' if len(each.parts) != 1 else ''}"
        facts[f"municipality {each.unit}"] = f"{each.nis} {each.name}, {parts}"
    facts |= {f"zone {zone.id}": zone.name for zone in day.zones}
    facts |= {f"zone of {part}": str(zone) for part, zone in day.zone_map.by_part.items()}
    facts |= {f"decision on {each.unit}": " or ".join(each.candidates) for each in day.decisions}
    return facts
