"""A landscape as what is recorded of it, from which all else follows."""

from __future__ import annotations

from attrs import field, frozen

from elzmodel.errors import ConflictError
from elzmodel.landscape import Alias, Landscape
from elzmodel.landscape.landscape import never_land
from elzmodel.territory import Border, Borders, Figure, Figures, Part, Register, TerritoryEvent
from elzmodel.values import (
    NIS,
    CodeSystem,
    Disagreement,
    PartId,
    Period,
    Source,
)
from elzmodel.values.ids import tupled
from elzmodel.zones import SizeRule, ZoneEvent, Zoning

__all__ = ["LandscapeRecord"]


@frozen(kw_only=True, field_transformer=tupled)
class LandscapeRecord:
    """What is recorded of a landscape: its events, figures, borders, names and sources.

    Villages, postal codes, outlines, further partitions and rules are tables beside a
    landscape, and are not in it.

    Attributes:
        covers: The days of which it speaks.
        zone_kind: What its zones are called in messages.
        region_kind: What its regions are called in messages.
        regions: The events of the second partition of the land.
        joined: Sets of parts that are known to be one piece of land.

    Example:
        >>> from elzmodel import flanders
        >>> record = LandscapeRecord.of(flanders())
        >>> record.to_landscape().register == flanders().register
        True
    """

    name: str
    covers: Period = field(factory=Period)
    codes: CodeSystem = NIS
    events: tuple[TerritoryEvent | ZoneEvent, ...] = ()
    zone_kind: str = "zone"
    regions: tuple[ZoneEvent, ...] = ()
    region_kind: str = "reference region"
    figures: tuple[Figure, ...] = ()
    borders: tuple[Border, ...] = ()
    joined: tuple[frozenset[PartId], ...] = ()
    parts: tuple[Part, ...] = ()
    aliases: tuple[Alias, ...] = ()
    size_rules: tuple[SizeRule, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    sources: tuple[Source, ...] = ()

    @classmethod
    def of(cls, landscape: Landscape) -> LandscapeRecord:
        """Return what is recorded of a landscape."""
        return cls(
            name=landscape.name,
            covers=landscape.covers,
            codes=landscape.codes,
            events=landscape.events,
            zone_kind=landscape.zoning.kind,
            regions=landscape.regions.events,
            region_kind=landscape.regions.kind,
            figures=landscape.figures.figures,
            borders=landscape.borders.borders,
            joined=landscape.borders.joined,
            parts=tuple(landscape.parts.values()),
            aliases=landscape.aliases,
            size_rules=landscape.size_rules,
            disagreements=landscape.disagreements,
            sources=tuple(landscape.sources.values()),
        )

    def to_landscape(self) -> Landscape:
        """Return the landscape of which this is the record.

        Raises:
            ConflictError: If events or figures contradict each other, or land is
                assigned that no municipality ever held.
        """
        zonal = [each for each in self.events if isinstance(each, ZoneEvent)]
        register = Register([each for each in self.events if not isinstance(each, ZoneEvent)])
        land = {part for version in register.versions for part in version.parts}
        found = [it for each in (*zonal, *self.regions) for it in never_land(each, land)]
        if found:
            raise ConflictError(found)
        return Landscape(
            name=self.name,
            covers=self.covers,
            codes=self.codes,
            register=register,
            zoning=Zoning(zonal, self.zone_kind).refined(register.refinement),
            regions=Zoning(self.regions, self.region_kind),
            figures=Figures(self.figures),
            borders=Borders(self.borders, self.joined),
            parts={part.id: part for part in self.parts},
            aliases=self.aliases,
            size_rules=self.size_rules,
            disagreements=self.disagreements,
            sources={source.id: source for source in self.sources},
        )
