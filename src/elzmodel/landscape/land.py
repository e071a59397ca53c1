"""What the places that people name mean in land."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from elzmodel.landscape.errors import AmbiguousNameError
from elzmodel.territory import Municipality, NotOnDayError, UnknownIdError
from elzmodel.zones import Zone, ZoneMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from elzmodel.landscape.names import Names
    from elzmodel.values import PartId

__all__ = ["Land", "Place", "land_of"]

Place = str | Municipality | Zone
"""A municipality or a zone, as a value or by code, id, name or alias."""


class Land(NamedTuple):
    """The parts that certainly belong to some places, and those of which it is undecided.

    Example:
        >>> Land(frozenset({"hasselt"}), frozenset({"kortessem"})).undecided
        frozenset({'kortessem'})
    """

    decided: frozenset[PartId]
    undecided: frozenset[PartId]


class _Meant(NamedTuple):
    municipality: Municipality | None
    zones: tuple[Zone, ...]


def land_of(places: Sequence[Place], names: Names, zones: ZoneMap) -> Land:
    """Return the land of several places together; shared land counts once.

    Undecided land belongs for certain where every candidate is among the
    places.

    Raises:
        UnknownIdError: If a place was never heard of.
        NotOnDayError: If a place does not exist on the day of *zones*.
        AmbiguousNameError: If a name fits a zone and a municipality with
            different land.

    Example:
        >>> from elzmodel import flanders
        >>> day = flanders().on("2025-01-01")
        >>> sorted(land_of(["Hasselt"], day.names, day.zone_map).decided)
        ['hasselt', 'kortessem']
    """
    meant = [_meant(place, names, zones) for place in places]
    asked = {zone.id for _, found in meant for zone in found}
    decided = {part for m, _ in meant if m for part in m.parts}
    decided.update(part for zone in asked for part in zones.decided_parts(zone))
    possible = {part for zone in asked for part in zones.possible_parts(zone)} - decided
    certain = {part for part in possible if asked.issuperset(zones.undecided[part].candidates)}
    return Land(frozenset(decided | certain), frozenset(possible - certain))


def _meant(place: Place, names: Names, zones: ZoneMap) -> _Meant:
    if isinstance(place, Municipality):
        return _Meant(names.municipality(place, zones.day), ())
    if isinstance(place, Zone):
        return _Meant(None, names.zones(place, zones.day))
    try:
        named = names.zones(place, zones.day)
    except (UnknownIdError, NotOnDayError) as no_zone:
        try:
            return _Meant(names.municipality(place, zones.day), ())
        except (UnknownIdError, NotOnDayError) as no_municipality:
            raise _clearest(place, (no_municipality, no_zone)) from None
    try:
        municipality = names.municipality(place, zones.day)
    except (UnknownIdError, NotOnDayError):
        return _Meant(None, named)
    return _only_one(place, municipality, named, zones)


def _clearest(place: str, errors: Iterable[LookupError]) -> LookupError:
    """Prefer the error that knows the place; otherwise join the suggestions."""
    suggestions: list[str] = []
    for error in errors:
        if not isinstance(error, UnknownIdError):
            return error
        suggestions += [name for name in error.suggestions if name not in suggestions]
    return UnknownIdError("municipality or zone", place, suggestions)


def _only_one(
    place: str, municipality: Municipality, named: tuple[Zone, ...], zones: ZoneMap
) -> _Meant:
    """Drop the zones where a name fits both; refuse where the land differs."""
    land = {part for zone in named for part in zones.parts_of[zone.id]}
    if land != set(municipality.parts):
        candidates = [f"the municipality {municipality}", *(f"the zone {z.id}" for z in named)]
        raise AmbiguousNameError("place", place, candidates)
    return _Meant(municipality, ())
