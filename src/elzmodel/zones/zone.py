"""Zones as versions, and what can happen to them."""

from __future__ import annotations

from datetime import date  # noqa: F401 - the doctests use it

from attrs import field, frozen

from elzmodel.territory import Event
from elzmodel.values import PartId, Period, ZoneId, part_ids

__all__ = [
    "AbolishZone",
    "AlterZone",
    "Assign",
    "CreateZone",
    "Zone",
    "ZoneEvent",
]


@frozen
class Zone:
    """A first-line zone (*eerstelijnszone*, ELZ) as it is called during one period.

    An area with an identity, not a list of municipalities: which land it holds
    on a day is what a `ZoneMap` says. Areas of other partitions, such as
    reference regions, are of this type as well.

    Example:
        >>> from elzmodel import flanders
        >>> print(flanders().on("2024-12-31").zone("middenkust"))
        Oostende-Bredene
    """

    id: ZoneId
    name: str
    period: Period

    def __str__(self) -> str:
        """Show the name."""
        return self.name

    def _repr_html_(self) -> str:
        from html import escape  # noqa: PLC0415 - only notebooks need it

        return f"<b>{escape(self.name)}</b> (<code>{escape(self.id)}</code>), {self.period}"


@frozen(kw_only=True)
class CreateZone(Event):
    """A zone comes into being, without land until parts are assigned to it.

    Example:
        >>> CreateZone(id="e", day=date(2020, 7, 1), zone="gent", name="Gent").zone
        'gent'
    """

    zone: ZoneId
    name: str


@frozen(kw_only=True)
class AbolishZone(Event):
    """A zone ends; its land must have gone elsewhere by the end of that day.

    Example:
        >>> AbolishZone(id="e", day=date(2031, 1, 1), zone="gent").zone
        'gent'
    """

    zone: ZoneId


@frozen(kw_only=True)
class AlterZone(Event):
    """A zone gets another name; its land does not change.

    Example:
        >>> AlterZone(id="e", day=date(2025, 1, 1), zone="middenkust", name="Middenkust").name
        'Middenkust'
    """

    zone: ZoneId
    name: str


@frozen(kw_only=True)
class Assign(Event):
    """Parts belong to a zone from a day on, or with ``zone=None`` to none.

    Assigning parts to the zone where they are settles an open decision.

    Example:
        >>> Assign(id="e", day=date(2025, 1, 1), zone="herkenrode", parts=("kortessem",)).zone
        'herkenrode'
    """

    zone: ZoneId | None
    parts: tuple[PartId, ...] = field(converter=part_ids)


ZoneEvent = CreateZone | AbolishZone | AlterZone | Assign
"""Every kind of zone event."""
