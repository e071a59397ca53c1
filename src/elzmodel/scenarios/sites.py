"""Where a step is taken: the landscape at that moment, and what names mean in it.

Each step sees the landscape as it stands when it is taken, earlier steps of the
same day included.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import TypeVar

import attrs
from attrs import Factory, field, frozen

from elzmodel.errors import ElzError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.territory import Municipality, TerritoryEvent
from elzmodel.values import EventId, PartId, UnitId, ZoneId
from elzmodel.values.text import Phrase, fold, phrase, slug
from elzmodel.zones import Zone, ZoneEvent

__all__ = []

AnyEvent = TerritoryEvent | ZoneEvent
_Id = TypeVar("_Id", bound=str)


class Misfit(ElzError):  # noqa: N818 - it becomes an error that users see
    """What stands in the way of a step or a choice, and what would work."""

    def __init__(self, why: Phrase, hint: Phrase | str = "") -> None:
        super().__init__(why, hint)
        self.why = why
        self.hint = hint


def id_of(name: str) -> str:
    """Return a name as an id; a name without letters or digits has one too."""
    return slug(name) or "x"


def numbered(name: str) -> Iterator[str]:
    """Yield a name, and then the same with numbers from 2 on."""
    return chain([name], (f"{name}-{number}" for number in count(2)))


@frozen(eq=False)
class Site:
    """Where a step is taken: the landscape, its state on that day, the ids of events.

    *prefix* begins the ids of the events that the step becomes, *order* is theirs.
    *touched* gathers every name, id and part that the step has to do with, as they
    are compared; steps that touch nothing in common can be read against one state.

    Example:
        >>> from elzmodel import flanders
        >>> site = Site(flanders(), flanders().on("2025-01-01"), prefix="what-if-1", order=0)
        >>> site.land(["Alken", "wellen"]), site.new_zone("Oostkust")
        (('alken', 'wellen'), 'oostkust-2')
    """

    landscape: Landscape
    snapshot: Snapshot
    prefix: str
    order: int
    touched: set[str] = field(init=False, factory=set)
    _ids: Iterator[str] = field(
        init=False, default=Factory(lambda site: numbered(site.prefix), takes_self=True)
    )

    def next_id(self) -> EventId:
        """Return the id of the next event of the step."""
        return EventId(next(self._ids))

    def touch(self, value: object) -> None:
        """Note the texts in a value as touched."""
        self.touched.update(map(fold, _texts(value)))

    def municipality(self, key: str) -> Municipality:
        """Return the municipality that a name means here."""
        found = self.snapshot.municipality(key)
        self.touch((found.unit, found.name, found.parts))
        return found

    def zone(self, key: str) -> Zone:
        """Return the zone that a name means here."""
        found = self.snapshot.zone(key)
        self.touch(found.id)
        return found

    def part(self, key: str) -> PartId:
        """Return the part with an id, or the only part of a municipality."""
        if key in self.snapshot.layout.by_part:
            return PartId(key)
        parts = self.municipality(key).parts
        if len(parts) == 1:
            return parts[0]
        raise Misfit(
            phrase("{key!r} has {n} parts", key=key, n=len(parts)),
            phrase("name some of its parts: {parts:list}", parts=parts),
        )

    def land(self, keys: Iterable[str]) -> tuple[PartId, ...]:
        """Return the parts that names of municipalities or parts mean together."""
        return tuple(dict.fromkeys(part for key in keys for part in self._land(key)))

    def _land(self, key: str) -> Sequence[PartId]:
        """Return what a name means; of an undecided municipality, its undecided land."""
        names, day = self.snapshot.names, self.snapshot.day
        if key in self.snapshot.layout.by_part and not names.find_municipality(key, day).on_day:
            return (PartId(key),)
        parts = self.municipality(key).parts
        undecided = self.snapshot.zone_map.undecided
        return [part for part in parts if part in undecided] or parts

    def all_land(self, zone: ZoneId) -> tuple[PartId, ...]:
        """Return the parts of a zone, those that no municipality holds any more among them."""
        stored = self.landscape.zoning.parts_on(self.snapshot.day)
        parts = tuple(sorted(part for part, holder in stored.items() if holder == zone))
        self.touch(parts)
        return parts

    def new_unit(self, wanted: UnitId, *, revived: bool = False) -> UnitId:
        """Return an id for a new body; one that lived before only where it is *revived*."""
        living = set(self.snapshot.layout.by_unit)
        ever = {version.unit for version in self.landscape.register.versions}
        return UnitId(self._free(wanted, living if revived else ever))

    def new_zone(self, name: str) -> ZoneId:
        """Return an id for a new zone."""
        return ZoneId(self._free(id_of(name), {z.id for z in self.landscape.zoning.zones}))

    def _free(self, wanted: str, used: Collection[str]) -> str:
        free = next(each for each in numbered(wanted) if each not in used)
        self.touch(free)
        return free


def _texts(value: object) -> Iterator[str]:
    """Yield the texts in a value of a step."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
    elif attrs.has(type(value)):
        yield from _texts(attrs.astuple(value, recurse=False))  # type: ignore[arg-type]


def distinct(keys: Sequence[str], ids: Sequence[_Id], kind: str, kinds: str) -> dict[_Id, str]:
    """Return by which name each thing is meant; refuse two names for one."""
    named: dict[_Id, str] = {}
    for key, each in zip(keys, ids, strict=True):
        if each in named:
            one = named[each]
            twice = phrase("{one!r} is named twice", one=one)
            same = phrase("{one!r} and {other!r} are one {kind}", one=one, other=key, kind=kind)
            hint = phrase("name two different {kinds}", kinds=kinds)
            raise Misfit(twice if one == key else same, hint)
        named[each] = key
    return named


def require_member(key: str, each: _Id, members: Mapping[_Id, str], kinds: str) -> None:
    """Refuse a body or zone that is to continue and is none of those that merge."""
    if each not in members:
        stranger = "{key!r} is to continue, but is none of the {kinds} that merge"
        raise Misfit(
            phrase(stranger, key=key, kinds=kinds),
            phrase("name one of {names:list}", names=tuple(members.values())),
        )
