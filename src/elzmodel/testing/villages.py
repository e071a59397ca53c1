"""A small land for tests, drawn in the docstring. It needs no hypothesis."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from elzmodel.landscape import Landscape
from elzmodel.territory import Border, Contact, Create, Figure
from elzmodel.testing.worlds import small_world
from elzmodel.values import EventId, NisCode, PartId, UnitId, ZoneId
from elzmodel.zones import Assign, CreateZone

__all__ = ["six_villages"]

_FIRST: Final = date(2000, 1, 1)
_LAND: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "elm": ("elm",),
        "fir": ("fir",),
        "oak": ("oak-1", "oak-2"),
        "yew": ("yew-1", "yew-2"),
        "ash": ("ash",),
        "bay": ("bay",),
    }
)
_ZONES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"north": ("elm", "oak-1", "oak-2", "ash"), "south": ("fir", "yew-1", "yew-2", "bay")}
)
_TOUCHING: Final = (
    ("elm", "oak-1"),
    ("oak-1", "oak-2"),
    ("oak-2", "ash"),
    ("fir", "yew-1"),
    ("yew-1", "yew-2"),
    ("yew-2", "bay"),
    ("elm", "fir"),
    ("oak-1", "yew-1"),
    ("oak-2", "yew-2"),
    ("ash", "bay"),
)
_INHABITANTS: Final[Mapping[str, int]] = MappingProxyType(
    {"elm": 100, "fir": 200, "oak": 300, "yew": 80, "ash": 50, "bay": 20}
)


@cache
def six_villages() -> Landscape:
    """Return six municipalities in two zones, to which nothing has happened yet.

    ::

        elm  | oak-1 oak-2 | ash        zone north
        -----+-------------+----
        fir  | yew-1 yew-2 | bay        zone south

    They begin on 2000-01-01 as Elm 10001, Fir 10002, Oak 10003, Yew 10004, Ash 10005 and Bay
    10006, so that the first two lie in different zones. On that day they have 100, 200, 300,
    80, 50 and 20 inhabitants; how many live on each part of oak and yew is not known.

    Example:
        >>> six_villages().on("2000-01-01")
        <Snapshot of 2000-01-01: 6 municipalities, 2 zones, 0 open decisions>
        >>> print(six_villages().on("2000-01-01").population("north", year=2000))
        450
    """
    created = [
        Create(
            id=EventId(f"begin-{10000 + number}"),
            day=_FIRST,
            unit=UnitId(unit),
            name=unit.title(),
            nis=NisCode(str(10000 + number)),
            parts=() if parts == (unit,) else tuple(map(PartId, parts)),
        )
        for number, (unit, parts) in enumerate(_LAND.items(), 1)
    ]
    figures = [
        Figure(kind="population", day=_FIRST, parts=map(PartId, _LAND[unit]), value=value)
        for unit, value in _INHABITANTS.items()
    ]
    zoned = [event for zone in _ZONES for event in _begun(zone)]
    borders = [Border(a=[PartId(a)], b=[PartId(b)], contact=Contact.BORDER) for a, b in _TOUCHING]
    return small_world(*created, *zoned, figures=figures, borders=borders, name="the six villages")


def _begun(zone: str) -> tuple[CreateZone, Assign]:
    head: dict[str, Any] = {"day": _FIRST, "zone": ZoneId(zone)}
    parts = tuple(map(PartId, _ZONES[zone]))
    return (
        CreateZone(id=EventId(f"create-{zone}"), name=zone.title(), **head),
        Assign(id=EventId(f"members-{zone}"), parts=parts, **head),
    )
