"""Tables that follow from the record: versions, zones, memberships, decisions.

Other programs ask them; `read_landscape` does not read them, and computes them anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import zip_longest
from typing import Final

from elzmodel.bundles.cells import BundleColumn, BundleTable, Lands, Plain, as_json
from elzmodel.landscape import Landscape
from elzmodel.values import Period
from elzmodel.zones import Zoning
from elzmodel.zones.zoning import decision_periods

__all__: list[str] = []

_Cells = tuple[Plain, ...]


def zonings_of(landscape: Landscape) -> dict[str, Zoning]:
    """Return every partition of the land by a key: *zones* and *regions*, then others.

    Example:
        >>> from elzmodel import flanders
        >>> list(zonings_of(flanders()))[:3]
        ['zones', 'regions', 'archived logo']
    """
    firsts = {"zones": landscape.zoning, "regions": landscape.regions}
    kinds = {each.kind for each in firsts.values()}
    others = {key: each for key, each in landscape.partitions.items() if key not in kinds}
    return {**firsts, **others}


_ABOUT: Final = {
    "version": "The number of the version.",
    "unit": "The id of the municipality.",
    "nis": "The code; null where none is known.",
    "name": "The name.",
    "province": "The province; null where unknown.",
    "arrondissement": "The code of the arrondissement; null where unknown.",
    "region": "The region; null where unknown.",
    "start": "The first day on which it holds.",
    "until": "The first day on which it no longer holds; null where it still does.",
    "land": "The number of its land, see the table lands.",
    "partition": "The key of the partition: zones, regions, or another.",
    "zone": "The id of the zone or area.",
    "part": "The id of a part.",
    "candidates": "The zones among which it is open, in JSON.",
}
_LABELS: Final = ("unit", "nis", "name", "province", "arrondissement", "region")


def _table(name: str, about: str, columns: Iterable[str], rows: Iterable[_Cells]) -> BundleTable:
    made = tuple(
        BundleColumn(each, "INTEGER" if each in {"version", "land"} else "TEXT", _ABOUT[each])
        for each in columns
    )
    return BundleTable(name, about, made, tuple(rows), is_record=False)


def derived_tables(landscape: Landscape, lands: Lands) -> tuple[BundleTable, ...]:
    """Return the tables that follow from the record, and are not read.

    Example:
        >>> from elzmodel import flanders
        >>> [table.name for table in derived_tables(flanders(), Lands())]
        ['municipalities', 'zones', 'memberships', 'decisions']
    """
    zonings = zonings_of(landscape)
    versions = (
        (n, *(getattr(each, label) for label in _LABELS), *_days(each.period), lands.number(parts))
        for n, each in enumerate(landscape.register.versions, start=1)
        for parts in [each.parts]
    )
    named = (
        (key, zone.id, zone.name, *_days(zone.period))
        for key, zoning in zonings.items()
        for zone in zoning.zones
    )
    members = (
        (key, *member) for key, zoning in zonings.items() for member in _members(landscape, zoning)
    )
    return (
        _table(
            "municipalities",
            "Each version of each municipality.",
            ("version", *_LABELS, "start", "until", "land"),
            versions,
        ),
        _table(
            "zones",
            "Each zone or area as it is called during a period.",
            ("partition", "zone", "name", "start", "until"),
            named,
        ),
        _table(
            "memberships",
            "Which part is in which zone or area, and when; until it is decided anew.",
            ("partition", "part", "zone", "start", "until"),
            members,
        ),
        _table(
            "decisions",
            "Which land has no zone that is decided, and when.",
            ("unit", "land", "candidates", "start", "until"),
            _decisions(landscape, lands),
        ),
    )


def _days(period: Period) -> tuple[str | None, str | None]:
    return _day(period.start), _day(period.until)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _members(landscape: Landscape, zoning: Zoning) -> Iterator[_Cells]:
    """Yield part, zone and period, wherever a part is in a zone."""
    refined = zoning.refined(landscape.register.refinement)
    for part in sorted({part for version in landscape.register.versions for part in version.parts}):
        changes = refined.assignments(part).changes
        zones = [(day, assignment.zone) for day, assignment in changes]
        since = [zones[n] for n in range(len(zones)) if n == 0 or zones[n - 1][1] != zones[n][1]]
        for (day, zone), after in zip_longest(since, since[1:]):
            if zone is not None:
                yield part, zone, _day(day), _day(after[0]) if after else None


def _decisions(landscape: Landscape, lands: Lands) -> Iterator[_Cells]:
    """Yield each decision while it is open about the same land."""
    for point, period in decision_periods(landscape.register, landscape.zoning):
        candidates = as_json(list(point.candidates))
        yield point.unit, lands.number(point.parts), candidates, *_days(period)
