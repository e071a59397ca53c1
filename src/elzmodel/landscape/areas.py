"""The areas above municipalities: regions, provinces, arrondissements, reference regions."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from elzmodel.landscape.names import Names, as_text, fold, near_names
from elzmodel.territory import Layout, Municipality, UnknownIdError
from elzmodel.zones import ZoneMap

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Areas"]

_AREA = "region, province, arrondissement or reference region"


@frozen(eq=False)
class Areas:
    """The areas of one day, by name.

    Example:
        >>> from elzmodel import flanders
        >>> day = flanders().on("2025-01-01")
        >>> areas = Areas(day.layout, day.regions, day.region_names)
        >>> len(areas.municipalities_in("Limburg"))
        38
    """

    layout: Layout = field(repr=False)
    regions: ZoneMap = field(repr=False)
    region_names: Names = field(repr=False)

    def municipalities_in(self, area: str) -> tuple[Municipality, ...]:
        """Return the municipalities of an area; see `Snapshot.municipalities_in`.

        Raises:
            UnknownIdError: If no area has that name, with near names.
            NotOnDayError: If it is a reference region that is not recorded on this day.
        """
        wanted = fold(as_text("area", area))
        for level in self._levels:
            if wanted in level:
                return level[wanted]
        try:
            regions = self.region_names.zones(area, self.layout.day)
        except UnknownIdError as unknown:
            near = near_names(area, self._names())
            raise UnknownIdError(_AREA, area, (*near, *unknown.suggestions)) from None
        land = [part for region in regions for part in self.regions.parts_of[region.id]]
        return self.layout.holding(land)

    def _names(self) -> Iterator[str]:
        for municipality in self.layout.municipalities:
            yield from filter(None, (municipality.region, municipality.province))

    @cached_property
    def _levels(self) -> tuple[dict[str, tuple[Municipality, ...]], ...]:
        """The municipalities of each region, province and arrondissement."""
        levels: list[dict[str, tuple[Municipality, ...]]] = [{}, {}, {}]
        for municipality in self.layout.municipalities:
            places = (municipality.region, municipality.province, municipality.arrondissement)
            for level, place in zip(levels, places, strict=True):
                if place is not None:
                    level[fold(place)] = (*level.get(fold(place), ()), municipality)
        return tuple(levels)
