"""The first kind of document: events, figures and their sources."""

from __future__ import annotations

from attrs import field, frozen

from elzmodel.territory import Figure, TerritoryEvent
from elzmodel.values import Source
from elzmodel.zones import ZoneEvent

__all__ = ["EventsDocument"]


@frozen
class EventsDocument:
    """What people record by hand: events, figures, and where they come from.

    A document of kind ``events``. It says nothing by itself; a landscape takes
    its events with `Landscape.with_events <elzmodel.landscape.landscape.Landscape.with_events>`
    and its figures with
    `Landscape.with_figures <elzmodel.landscape.landscape.Landscape.with_figures>`.

    Attributes:
        events: What happens, in any order.
        figures: Numbers about sets of parts.
        sources: The sources that are cited here.

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

    events: tuple[TerritoryEvent | ZoneEvent, ...] = field(
        default=(), converter=tuple[TerritoryEvent | ZoneEvent, ...]
    )
    figures: tuple[Figure, ...] = field(default=(), converter=tuple[Figure, ...])
    sources: tuple[Source, ...] = field(default=(), converter=tuple[Source, ...])
