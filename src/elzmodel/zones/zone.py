"""Zones as versions, and what can happen to them.

As in `elzmodel.territory.events`, a kind of event is declared once: its fields,
its word in documents, and how it is told.
"""

from __future__ import annotations

from attrs import field, frozen

from elzmodel.territory._acts import Event, EventNames
from elzmodel.values import PartId, Period, ZoneId, defines
from elzmodel.values.ids import tupled
from elzmodel.values.text import Phrase, phrase

__all__ = ["AbolishZone", "AlterZone", "Assign", "CreateZone", "Zone", "ZoneEvent"]


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
    """A zone comes into being, without land until parts are assigned to it."""

    word = "create-zone"

    zone: ZoneId = field(metadata=defines("zone"))
    name: str

    def told(self, names: EventNames) -> Phrase:  # noqa: ARG002 - as all of them
        """Return what happens in words."""
        return phrase("{name} begins", name=self.name)


@frozen(kw_only=True)
class AbolishZone(Event):
    """A zone ends; its land must have gone elsewhere by the end of that day."""

    word = "abolish-zone"

    zone: ZoneId

    def told(self, names: EventNames) -> Phrase:  # noqa: ARG002 - as all of them
        """Return what happens in words."""
        return phrase("it ends")


@frozen(kw_only=True)
class AlterZone(Event):
    """A zone gets another name; its land does not change."""

    word = "alter-zone"

    zone: ZoneId
    name: str

    def told(self, names: EventNames) -> Phrase:
        """Return what happens in words."""
        return phrase("{was} is now called {name}", was=names.was(self.zone), name=self.name)


@frozen(kw_only=True, field_transformer=tupled)
class Assign(Event):
    """Parts belong to a zone from a day on, or with ``zone=None`` to none.

    Assigning parts to the zone where they are settles an open decision. What
    it means in words depends on where each of the parts was: a history tells it.

    Example:
        >>> from elzmodel import flanders
        >>> day = "2027-01-01"
        >>> moved = Assign(id="what-if", day=day, zone="herkenrode", parts=["heers"])
        >>> later = flanders().with_events([moved])
        >>> print(later.on(day, beyond_ok=True).zone_of("Heers"))
        Herkenrode
    """

    word = "assign"

    zone: ZoneId | None
    parts: tuple[PartId, ...]


ZoneEvent = CreateZone | AbolishZone | AlterZone | Assign
"""Every kind of zone event; ``typing.get_args`` lists them."""
