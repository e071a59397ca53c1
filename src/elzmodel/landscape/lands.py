"""What places and areas of a day are in land: what belongs to them, and what may."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from elzmodel.territory import Figures, Layout
from elzmodel.values import PartId, Total
from elzmodel.zones import ZoneMap

if TYPE_CHECKING:  # Most who import this weigh nothing.
    from elzmodel.landscape.gazetteer import Gazetteer
    from elzmodel.territory.spread import Weights

__all__: list[str] = []


class Land(NamedTuple):
    """The parts that certainly belong to something, and those of which it is undecided."""

    decided: frozenset[PartId]
    undecided: frozenset[PartId] = frozenset()

    def is_in(self, land: Collection[PartId]) -> bool:
        """Tell whether there is any land, and all of it lies in some other."""
        own = self.decided | self.undecided
        return bool(own) and all(part in land for part in own)

    def total(self, figures: Figures, *, kind: str, year: int) -> Total:
        """Return the total of a kind of figure; land that is undecided widens the bounds."""
        return figures.total(*self, kind=kind, year=year)


class AreaLand(NamedTuple):
    """An area of a day with its land."""

    key: str
    name: str
    land: Land


class LandKeys(NamedTuple):
    """What keys and areas of a day mean in land; a snapshot has it ready."""

    day: date
    layout: Layout
    kinds: Callable[[], Iterable[str]]
    partition: Callable[[str], ZoneMap]
    postal_codes: Mapping[str, PartId]
    sectors: Mapping[str, frozenset[PartId]]
    postal_land: Callable[[], Mapping[str, frozenset[PartId]]]
    gazetteer: Callable[[], Gazetteer]
    figures: Figures

    def weights(self, year: int | None) -> Weights:
        """Return the inhabitants of a year, or of the newest that is exact on the day."""
        from elzmodel.territory.spread import Weights  # noqa: PLC0415 - as above

        newest = self.figures.newest("population", self.layout) if year is None else year
        return Weights(self.figures.refined(self.layout.refinement), "population", newest)
