"""The ids of a landscape, and what names and codes mean in it."""

from __future__ import annotations

from functools import cached_property

from attrs import frozen

from elzmodel.errors import UnknownIdError
from elzmodel.landscape import Landscape

__all__ = [
    "LandscapeIds",
]


@frozen(eq=False, slots=False)
class LandscapeIds:
    """The ids that a landscape has, of any day."""

    within: Landscape

    @cached_property
    def units(self) -> frozenset[str]:
        """The ids of municipalities."""
        return frozenset(str(version.unit) for version in self.within.register.versions)

    @cached_property
    def parts(self) -> frozenset[str]:
        """The ids of land, pieces of parts included."""
        held = {str(part) for version in self.within.register.versions for part in version.parts}
        return frozenset(held | {str(part) for part in self.within.parts})

    @cached_property
    def zones(self) -> frozenset[str]:
        """The ids of zones."""
        return frozenset(str(zone.id) for zone in self.within.zoning.zones)

    @cached_property
    def sources(self) -> frozenset[str]:
        """The ids of sources."""
        return frozenset(map(str, self.within.sources))

    @cached_property
    def events(self) -> frozenset[str]:
        """The ids of events."""
        events = (*self.within.register.events, *self.within.zoning.events)
        return frozenset(str(event.id) for event in events)

    def known(self, kind: str) -> frozenset[str]:
        """Return the ids of a kind: ``unit``, ``part``, ``zone``, ``source`` or ``event``."""
        found: frozenset[str] = getattr(self, f"{kind}s")
        return found

    def meant(self, kind: str, text: str) -> list[str]:
        """Return what a name or code means: zones, units, or the land of the last unit."""
        names = self.within.names
        if kind == "zone":
            return sorted(names.zones_ever(text))
        if kind not in {"unit", "part"} or not text.strip():
            return []
        try:
            versions = names.units(text)
        except UnknownIdError:
            return []
        if kind == "unit":
            return [str(version.unit) for version in versions]
        return [f"[{', '.join(versions[-1].parts)}]"]
