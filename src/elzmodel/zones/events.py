"""What can happen to zones: the closed union of zone events."""

from __future__ import annotations

from datetime import date  # noqa: F401 - the doctests use it

from attrs import field, frozen

from elzmodel.territory import Event
from elzmodel.values import PartId, ZoneId, part_ids

__all__ = ["AbolishZone", "AlterZone", "Assign", "CreateZone", "ZoneEvent"]


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
