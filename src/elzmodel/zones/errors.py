"""What stands in the way of one zone for one municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elzmodel.errors import ElzError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

__all__ = ["DividedError", "UndecidedError"]


class DividedError(ElzError, ValueError):
    """A municipality lies in several zones, so it has no single one.

    *zones* maps each zone to the parts of the municipality that lie in it, and
    the empty text to those that lie in none.

    Example:
        >>> from datetime import date
        >>> error = DividedError("Antwerpen (11002)", date(2025, 1, 1), {"zora": ["borsbeek"]})
        >>> error.zones
        {'zora': ('borsbeek',)}
    """

    def __init__(self, key: object, day: date, zones: Mapping[str, Sequence[str]]) -> None:
        super().__init__(key, day, {zone: tuple(parts) for zone, parts in zones.items()})
        self.key = key
        self.day = day
        self.zones: dict[str, tuple[str, ...]] = {
            zone: tuple(parts) for zone, parts in zones.items()
        }

    def __str__(self) -> str:
        """Name the zones and the calls that answer for each part."""
        named = [zone for zone in self.zones if zone]
        noun = "zone" if len(named) == 1 else "zones"
        rest = " and land in no zone" if "" in self.zones else ""
        return (
            f"{self.key} is divided over {len(named)} {noun}{rest} on {self.day}: "
            f"{', '.join(named)}. Ask zones_of for the shares, or zone_table for every part"
        )


class UndecidedError(ElzError, ValueError):
    """The zone of a municipality is not decided yet.

    *candidates* holds the zones among which is to be chosen, *parts* the land
    that the choice is about, and *settled* the zones of the rest of the land;
    there, the empty text stands for no zone.

    Example:
        >>> from datetime import date
        >>> print(UndecidedError("Hasselt (71072)", date(2025, 1, 1), ("haspengouw", "herkenrode")))
        the zone of Hasselt (71072) is undecided on 2025-01-01: haspengouw or herkenrode
    """

    def __init__(
        self,
        key: object,
        day: date,
        candidates: Sequence[str],
        parts: Sequence[str] = (),
        settled: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        rest = {zone: tuple(land) for zone, land in (settled or {}).items()}
        super().__init__(key, day, tuple(candidates), tuple(parts), rest)
        self.key = key
        self.day = day
        self.candidates: tuple[str, ...] = tuple(candidates)
        self.parts: tuple[str, ...] = tuple(parts)
        self.settled = rest

    def __str__(self) -> str:
        """Name the candidates and what is settled."""
        text = f"the zone of {self.key} is undecided on {self.day}: {' or '.join(self.candidates)}"
        if self.parts:
            text += f" for {', '.join(self.parts)}"
        if self.settled:
            text += "; settled: " + ", ".join(
                f"{', '.join(parts)} in {zone or 'no zone'}" for zone, parts in self.settled.items()
            )
        return text
