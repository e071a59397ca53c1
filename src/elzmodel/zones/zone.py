"""Zones as versions."""

from __future__ import annotations

from attrs import frozen

from elzmodel.values import Period, ZoneId

__all__ = ["Zone"]


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
