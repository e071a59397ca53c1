"""Municipalities as versions, the parts of land they hold, and those of one day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property

from attrs import field, frozen

from elzmodel.territory.refinement import Refinement, reached
from elzmodel.values import Basis, NisCode, PartId, Period, SourceId, UnitId
from elzmodel.values.arguments import keep_door
from elzmodel.values.cards import Card, Held
from elzmodel.values.text import plural, said, short

__all__ = ["Layout", "Municipality", "Part"]


@frozen(kw_only=True)
class Part:
    """A smallest stable piece of land (*deel van een gemeente*).

    In Flanders a part is a municipality as it was in 2018, or a postal code of
    Antwerpen. A part never changes; municipalities and zones hold parts.

    Example:
        >>> from elzmodel import flanders
        >>> flanders().parts["antwerpen-2100"].name
        'Deurne'
    """

    id: PartId
    name: str
    postal_code: str | None = None
    basis: Basis = Basis.SOURCED
    sources: tuple[SourceId, ...] = ()


@frozen
class Municipality(Held):
    """A municipality (*gemeente*) as it is during one period.

    A version: when name, code, land or a place in the hierarchy changes, a new
    version of the same *unit* begins, or another unit takes over where the body
    does not continue. *nis* may be ``None`` in a what-if; *parts* are sorted.

    Example:
        >>> from elzmodel import flanders
        >>> hasselt = flanders().on("2025-01-01").municipality("71072")
        >>> hasselt.name, hasselt.unit, hasselt.parts
        ('Hasselt', 'hasselt', ('hasselt', 'kortessem'))
    """

    unit: UnitId
    nis: NisCode | None
    name: str
    province: str | None
    arrondissement: str | None
    region: str | None
    period: Period
    parts: tuple[PartId, ...]

    def __str__(self) -> str:
        """Show name and code."""
        return f"{self.name} ({self.nis})" if self.nis else self.name

    def __repr__(self) -> str:
        """Say which municipality it is and when, and count its parts."""
        parts = plural(len(self.parts), "part")
        return f"<Municipality {short(self.unit)}: {short(str(self))}, {self.period}, {parts}>"

    def to_card(self) -> Card:
        """Return what it is called, where it lies and which parts it has."""
        counts = (
            ("nis", self.nis),
            ("municipality", self.unit),
            ("arrondissement", self.arrondissement),
            ("province", self.province),
            ("region", self.region),
            ("period", self.period),
            ("parts", len(self.parts)),
        )
        parts = said("Parts: {parts:list}.", parts=self.parts)
        return Card(self.name, counts, notes=[parts] if len(self.parts) > 1 else [])


@frozen(cache_hash=True)
class Layout:
    """The municipalities of one day (*indeling*): a partition of the land.

    *municipalities* stand in order of code, then unit. No two share a part, a
    unit or a code.

    Example:
        >>> from elzmodel import flanders
        >>> layout = flanders().on("2025-01-01").layout
        >>> len(layout.municipalities), layout.by_part["kortessem"].name
        (304, 'Hasselt')
    """

    day: date
    municipalities: tuple[Municipality, ...]
    refinement: Refinement = field(factory=Refinement, repr=False)

    def __repr__(self) -> str:
        """Count the municipalities."""
        return f"<Layout of {self.day}: {len(self.municipalities)} municipalities>"

    @cached_property
    def by_unit(self) -> Mapping[UnitId, Municipality]:
        """The municipality of each unit that lives."""
        return {m.unit: m for m in self.municipalities}

    @cached_property
    def by_nis(self) -> Mapping[NisCode, Municipality]:
        """The municipality of each code in use."""
        return {m.nis: m for m in self.municipalities if m.nis is not None}

    @cached_property
    def by_part(self) -> Mapping[PartId, Municipality]:
        """The municipality that holds each part."""
        return {part: m for m in self.municipalities for part in m.parts}

    def holding(self, parts: Iterable[PartId]) -> tuple[Municipality, ...]:
        """Return the municipalities that may hold land of *parts*, in the layout's order.

        Parts of other days count as well: what was cut from them, and what
        they were cut from.
        """
        units = {self.by_part[part].unit for part in self.living(parts)}
        return tuple(self.by_unit[unit] for unit in sorted(units, key=self._position))

    def holder_of(self, parts: Collection[PartId]) -> Municipality | None:
        """Return the municipality that holds all land of *parts*, of any day, for certain.

        ``None`` where several hold it, or none holds some of it.
        """
        if self.refinement.cuts:
            held = self.holding(parts)
            return held[0] if len(held) == 1 and self.covers(held[0], parts) else None
        one, *others = [self.by_part.get(part) for part in parts] or [None]
        return one if all(other is one for other in others) else None

    def covers(self, municipality: Municipality, parts: Iterable[PartId]) -> bool:
        """Tell whether all land of *parts*, of any day, lies in a municipality for certain."""
        return self.refinement.covers(frozenset(municipality.parts), parts)

    def living(self, parts: Iterable[PartId]) -> frozenset[PartId]:
        """Return the parts of this layout that may hold land of *parts*."""
        if not self.refinement.cuts:
            return frozenset(part for part in parts if part in self.by_part)
        return frozenset(living for part in parts for living in self._kin(part))

    def _kin(self, part: PartId) -> Iterable[PartId]:
        if part in self.by_part:
            return (part,)
        below = reached((part,), self.refinement.children) & self.by_part.keys()
        return below or reached((part,), self.refinement.sources) & self.by_part.keys()

    def _position(self, unit: UnitId) -> tuple[str, str]:
        return (self.by_unit[unit].nis or "", unit)


def set_of_parts(parts: Iterable[PartId]) -> frozenset[PartId]:
    """Return parts as a set: what a fact is about, as a field of a frozen class takes it."""
    return frozenset(parts)


def key_of(municipality: Municipality) -> str:
    """Return what a figure is keyed by: the code, or the unit where there is none yet.

    Example:
        >>> from elzmodel import flanders
        >>> key_of(flanders().on("2025-01-01").municipality("hasselt"))
        '71072'
    """
    return municipality.nis or municipality.unit


keep_door(__name__)
