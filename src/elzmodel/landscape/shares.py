"""In which zones the inhabitants of a municipality live, as shares with bounds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from elzmodel.territory import Figures, Layout
from elzmodel.values import PartId, Share, ZoneId, share_of
from elzmodel.zones import ZoneMap

__all__: list[str] = []

_Land = tuple[PartId, ...]


def zone_shares(
    land: _Land, zone_map: ZoneMap, figures: Figures, layout: Layout, year: int | None
) -> dict[ZoneId, Share]:
    """Return the share of the inhabitants of some land in each of its zones.

    Without a *year* it is the newest that is exact in the layout, unless others tell more:
    the newest of those that tell most.

    Example:
        >>> from elzmodel import flanders
        >>> day = flanders().on("2025-01-01")
        >>> land = ("alken", "wellen")
        >>> found = zone_shares(land, day.zone_map, day.figures, day.layout, 2026)
        >>> {zone: str(share) for zone, share in found.items()}
        {'haspengouw': '38.8%', 'herkenrode': '61.2%'}
    """
    undecided = zone_map.undecided
    decided = zone_map.split(part for part in land if part not in undecided)
    candidates = {z for part in land if part in undecided for z in undecided[part].candidates}
    zones = sorted({zone for zone in decided if zone is not None} | candidates)
    if not undecided.keys() & set(land) and len(decided) == 1:
        return {zone: Share.exactly(1) for zone in zones}
    newest = figures.newest("population", layout) if year is None else year
    if newest is None:
        return dict.fromkeys(zones, Share(0, 1))
    # For each zone: the land that is in it, without what may be, and with it.
    bounds = {
        zone: (
            decided.get(zone, ()),
            (*decided.get(zone, ()), *(p for p in zone_map.possible_parts(zone) if p in land)),
        )
        for zone in zones
    }
    is_weighed = any(0 < len(parts) < len(land) for pair in bounds.values() for parts in pair)
    others = figures.years("population")[::-1] if is_weighed and year is None else ()
    shares = (
        {zone: _share(figures, land, pair, each) for zone, pair in bounds.items()}
        for each in (newest, *others)
    )
    return max(shares, key=_told)  # of equals, the first


def _share(figures: Figures, land: _Land, bounds: tuple[_Land, _Land], year: int) -> Share:
    low, high = (_part_of(figures, land, parts, year) for parts in bounds)
    return Share(low.low, high.high, f"population {year}")


def _part_of(figures: Figures, land: _Land, parts: _Land, year: int) -> Share:
    """Return which share of the inhabitants of some land live on a part of it."""
    if not parts or len(parts) == len(land):
        return Share.exactly(1 if parts else 0)
    rest = tuple(part for part in land if part not in parts)
    total = partial(figures.total, kind="population", year=year)
    return share_of(total(parts), total(rest))


def _told(shares: Mapping[ZoneId, Share]) -> tuple[int, int]:
    """Return how many shares are exact, and how many bounds say more than 0 or all."""
    values = shares.values()
    bounds = sum((share.low > 0) + (share.high < 1) for share in values)
    return sum(share.low == share.high for share in values), bounds
