"""The first kind of document: events, figures and their sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import field, frozen

from elzmodel.territory import (
    Abolish,
    Alter,
    Create,
    Figure,
    Merge,
    MoveParts,
    Regroup,
    Split,
    TerritoryEvent,
)
from elzmodel.values import Source
from elzmodel.zones import AbolishZone, AlterZone, Assign, CreateZone, ZoneEvent

__all__ = [
    "EVENT_NAMES",
    "EventsDocument",
]

EVENT_NAMES: Final[dict[str, type[TerritoryEvent | ZoneEvent]]] = {
    "create": Create,
    "abolish": Abolish,
    "alter": Alter,
    "merge": Merge,
    "split": Split,
    "move-parts": MoveParts,
    "regroup": Regroup,
    "create-zone": CreateZone,
    "abolish-zone": AbolishZone,
    "alter-zone": AlterZone,
    "assign": Assign,
}
"""What stands behind ``event:`` in a document, and the class that it names."""


def _events(values: Iterable[TerritoryEvent | ZoneEvent]) -> tuple[TerritoryEvent | ZoneEvent, ...]:
    return tuple(values)


def _figures(values: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(values)


def _sources(values: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(values)


@frozen
class EventsDocument:
    """What people record by hand: events, figures, and where they come from.

    A document of kind ``events``. It says nothing by itself; a landscape takes
    its events with `Landscape.with_events <elzmodel.landscape.landscape.Landscape.with_events>`
    and its figures with
    `Landscape.with_figures <elzmodel.landscape.landscape.Landscape.with_figures>`.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.io import loads
        >>> document = loads('''
        ... elzmodel: 1
        ... kind: events
        ... events:
        ...   - event: alter-zone
        ...     id: what-if-name
        ...     day: 2027-01-01
        ...     zone: oostkust
        ...     name: Kust
        ... ''')
        >>> later = flanders().with_events(document.events)
        >>> later.on("2027-01-01", beyond_ok=True).zone("oostkust").name
        'Kust'
    """

    events: tuple[TerritoryEvent | ZoneEvent, ...] = field(default=(), converter=_events)
    figures: tuple[Figure, ...] = field(default=(), converter=_figures)
    sources: tuple[Source, ...] = field(default=(), converter=_sources)
