"""A register written out as an official list."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve

from elzmodel.errors import InvalidValueError
from elzmodel.territory.lists.official_list import (
    EndDay,
    LinkKind,
    ListedUnit,
    ListLink,
    OfficialList,
    Place,
)
from elzmodel.values import PartId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from elzmodel.territory.municipality import Municipality
    from elzmodel.territory.register import Register
    from elzmodel.values import Number

Flows = defaultdict[date | None, dict[tuple[str, str], tuple[tuple[PartId, ...], list[PartId]]]]
"""For each day and each pair of codes: all land of the old one, and what goes over."""

__all__ = ["PLACES", "UNIT_LEVEL", "listing_of"]

UNIT_LEVEL = "municipality"
"""The level of municipalities in a list that names levels."""

PLACES = ("arrondissement", "province", "region")
"""The levels above municipalities, from near to far."""


def listing_of(
    register: Register,
    *,
    weights: Mapping[PartId, Number] | None = None,
    places: Sequence[str] = PLACES,
) -> OfficialList:
    """Write a register out as an official list, with links between codes.

    A row lasts as long as unit, code, name and parent stay the same. Where all
    land of a unit goes to one other the link has weight 1; where it is divided,
    the weight is that of its parts by *weights*, or not known. A row of which
    land leaves the record has the status ``abolished``.

    Args:
        register: Municipalities that all have a code.
        weights: A figure for each part.
        places: Which levels above become rows; none with an empty tuple.

    Raises:
        InvalidValueError: If a municipality has no code, or the places of
            municipalities form no hierarchy.

    Example:
        >>> import elzmodel as elz
        >>> listing = listing_of(elz.flanders().register)
        >>> [(k.from_code, str(k.day)) for k in listing.links if k.to_code == "12041"]
        [('12030', '2019-01-01'), ('12034', '2019-01-01')]
    """
    for version in register.versions:
        if version.nis is None:
            raise InvalidValueError("listed municipality", version.name, "a code for each")
    flows = _flows(register.versions)
    above = _places(register.versions, places)
    units = _rows(register, places, flows)
    links = sorted(_links(flows, weights), key=lambda k: (str(k.day), k.to_code, k.from_code))
    return OfficialList(
        units=[
            evolve(row, place=Place("units.csv", line))
            for line, row in enumerate((*above, *units), start=2)
        ],
        links=[evolve(k, place=Place("links.csv", line)) for line, k in enumerate(links, start=2)],
        ends=EndDay.DAY_AFTER,
    )


def _chain(version: Municipality, places: Sequence[str]) -> list[tuple[str, str]]:
    """Return the places of a version with their levels, from near to far."""
    labels = [(level, getattr(version, level)) for level in places]
    return [(level, label) for level, label in labels if label]


def _parent(version: Municipality, places: Sequence[str]) -> str:
    return next((label for _, label in _chain(version, places)), "")


def _places(versions: Iterable[Municipality], places: Sequence[str]) -> list[ListedUnit]:
    above: dict[str, ListedUnit] = {}
    for version in versions:
        chain = _chain(version, places)
        parents = (*(label for _, label in chain[1:]), "")
        for (level, label), parent in zip(chain, parents, strict=False):
            row = ListedUnit(code=label, name=label, parent=parent, level=level)
            if above.setdefault(label, row) != row:
                raise InvalidValueError(
                    "hierarchy", label, "one level and one parent for each place"
                )
    return sorted(above.values(), key=lambda row: (-PLACES.index(row.level), row.code))


def _rows(register: Register, places: Sequence[str], flows: Flows) -> Iterator[ListedUnit]:
    first = min((v.period.start for v in register.versions if v.period.start), default=None)
    for unit in dict.fromkeys(version.unit for version in register.versions):
        rows: list[ListedUnit] = []
        for version in register.versions_of(unit):
            new = _row(version, places, flows, first)
            before = rows[-1] if rows and rows[-1].end == new.start else None
            keeps_land = (new.code, new.code) in flows[new.start]
            if before and keeps_land and _labels(before) == _labels(new):
                status = f"{before.status} {new.status}".strip()
                rows[-1] = evolve(before, end=new.end, status=status)
            else:
                rows.append(new)
        yield from rows


def _labels(row: ListedUnit) -> tuple[str, str, str]:
    return (row.code, row.name, row.parent)


def _row(
    version: Municipality, places: Sequence[str], flows: Flows, first: date | None
) -> ListedUnit:
    start, until, code = version.period.start, version.period.until, version.nis or ""
    is_created = start != first and not any(new == code for _, new in flows[start])
    followed = sum(len(parts) for (old, _), (_, parts) in flows[until].items() if old == code)
    is_abolished = until is not None and followed < len(version.parts)
    said = (("created", is_created), ("abolished", is_abolished))
    return ListedUnit(
        code=code,
        name=version.name,
        parent=_parent(version, places),
        level=UNIT_LEVEL if places else "",
        start=start,
        end=until,
        status=" ".join(word for word, holds in said if holds),
    )


def _flows(versions: Iterable[Municipality]) -> Flows:
    """Return the land that goes from code to code on each day on which any changes."""
    held: defaultdict[date | None, dict[PartId, Municipality]] = defaultdict(dict)
    flows: Flows = defaultdict(dict)
    for old in versions:
        if old.period.until:
            held[old.period.until].update(dict.fromkeys(old.parts, old))
    for new in versions:
        eve_of = held[new.period.start]
        for part in new.parts:
            if part in eve_of:
                old = eve_of[part]
                pair = (old.nis or "", new.nis or "")
                flows[new.period.start].setdefault(pair, (old.parts, []))[1].append(part)
    return flows


def _links(flows: Flows, weights: Mapping[PartId, Number] | None) -> Iterator[ListLink]:
    for day, pairs in flows.items():
        given, taken = Counter(old for old, _ in pairs), Counter(new for _, new in pairs)
        for (old, new), (land, parts) in pairs.items():
            if old != new or given[old] > 1 or taken[new] > 1:
                weight = _weight(parts, land, weights)
                yield ListLink(
                    from_code=old,
                    to_code=new,
                    kind=LinkKind.CHANGE,
                    day=day,
                    weight=weight,
                    of="parts" if weight is not None else "",
                )


def _weight(
    parts: Sequence[PartId], land: Sequence[PartId], weights: Mapping[PartId, Number] | None
) -> Fraction | None:
    if len(parts) == len(land):
        return Fraction(1)
    if weights is None:
        return None
    return sum((Fraction(weights[p]) for p in parts), start=Fraction(0)) / sum(
        Fraction(weights[p]) for p in land
    )
