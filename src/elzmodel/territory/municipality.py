"""Municipalities as versions, and the parts of land that they hold."""

from __future__ import annotations

from attrs import frozen

from elzmodel.values import Basis, NisCode, PartId, Period, SourceId, UnitId

__all__ = ["Municipality", "Part"]


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
class Municipality:
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
