"""What moved between zones from one day to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.territory.refinement import reached
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
    decisions of *after*. A piece cut from parts in several zones has no zone
    of before that is known, and is left out.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> before, after = (fl.on(day).zone_map for day in ("2024-12-31", "2025-01-01"))
        >>> len(zone_flows(before, after))
        6
    """
    refinement = max(before.refinement, after.refinement, key=lambda r: len(r.cuts))
    known = before.of_part.keys() | after.of_part.keys()
    moved: dict[tuple[ZoneId | None, ZoneId | None], list[PartId]] = {}
    for part in sorted(known):
        below = reached((part,), refinement.children)
        if part in after.undecided or len(below & known) > 1:
            continue
        above = reached((part,), refinement.sources)
        origins = {before.of_part.get(p) for p in above & before.of_part.keys() or {part}}
        targets = {after.of_part.get(p) for p in above & after.of_part.keys() or {part}}
        if len(origins) == len(targets) == 1 and origins != targets:
            moved.setdefault((origins.pop(), targets.pop()), []).append(part)
    order = sorted(moved, key=lambda pair: (pair[0] or "~", pair[1] or "~"))
    return tuple(ZoneFlow(*pair, tuple(moved[pair])) for pair in order)
