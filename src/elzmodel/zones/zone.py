"""Zones as versions, and what can happen to them.

As in `elzmodel.territory.events`, a kind of event is declared once: its fields,
its word in documents, and how it is told.
"""

from __future__ import annotations

from attrs import field, frozen

from elzmodel.territory import Event, EventNames
from elzmodel.values import PartId, Period, ZoneId, defines
from elzmodel.values.cards import Card, Held
from elzmodel.values.ids import tupled
from elzmodel.values.text import Phrase, phrase, short

__all__ = ["AbolishZone", "AlterZone", "Assign", "CreateZone", "Zone", "ZoneEvent"]


@frozen
class Zone(Held):
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

    def __repr__(self) -> str:
        """Say which zone it is, and when it is called so."""
        return f"<Zone {short(self.id)}: {short(self.name)}, {self.period}>"

    def to_card(self) -> Card:
        """Return name, id and period on a card."""
        return Card(self.name, [("zone", self.id), ("period", self.period)])


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
