"""What moved between zones from one day to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.values import PartId, ZoneId

if TYPE_CHECKING:
    from elzmodel.zones.zone_map import ZoneMap

__all__ = ["ZoneFlow", "zone_flows"]


@frozen
class ZoneFlow:
    """Land that lies in another zone than before; ``None`` is no zone.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> flows = zone_flows(fl.on("2024-12-31").zone_map, fl.on("2025-01-01").zone_map)
        >>> [flow.parts for flow in flows if flow.origin == "haspengouw"]
        [('kortessem',), ('borgloon',)]
    """

    origin: ZoneId | None
    to: ZoneId | None
    parts: tuple[PartId, ...]


def zone_flows(before: ZoneMap, after: ZoneMap) -> tuple[ZoneFlow, ...]:
    """Return what moved, one flow for each pair of zones, by origin and target.

    Land whose zone is undecided afterwards has not moved: it is listed in the
    decisions of *after*.
    """
    moved: dict[tuple[ZoneId | None, ZoneId | None], list[PartId]] = {}
    for part in sorted(before.of_part.keys() | after.of_part.keys()):
        pair = (before.of_part.get(part), after.of_part.get(part))
        if pair[0] != pair[1] and part not in after.undecided:
            moved.setdefault(pair, []).append(part)
    order = sorted(moved, key=lambda pair: (pair[0] or "~", pair[1] or "~"))
    return tuple(ZoneFlow(*pair, tuple(moved[pair])) for pair in order)
