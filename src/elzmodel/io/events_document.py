"""The first kind of document: events, figures and their sources."""

from __future__ import annotations

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape
from elzmodel.territory import Figure, Register, TerritoryEvent
from elzmodel.values import NIS, CodeSystem, Period, Source
from elzmodel.zones import ZoneEvent, Zoning

__all__ = ["EventsDocument"]


def _named(codes: CodeSystem) -> str:
    return repr(codes.name)


@frozen
class EventsDocument:
    """What people record by hand: events, figures, and where they come from.

    A document of kind ``events``. It says nothing by itself; a landscape takes
    its events with `Landscape.with_events <elzmodel.landscape.landscape.Landscape.with_events>`
    and its figures with
    `Landscape.with_figures <elzmodel.landscape.landscape.Landscape.with_figures>`. One that
    holds the whole record of a country is a landscape of its own: `to_landscape`.

    Attributes:
        codes: How codes of municipalities are written; those of Belgium by default.
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

    codes: CodeSystem = field(default=NIS, kw_only=True, repr=_named)
    events: tuple[TerritoryEvent | ZoneEvent, ...] = field(
        default=(), converter=tuple[TerritoryEvent | ZoneEvent, ...]
    )
    figures: tuple[Figure, ...] = field(default=(), converter=tuple[Figure, ...])
    sources: tuple[Source, ...] = field(default=(), converter=tuple[Source, ...])

    def to_landscape(self, name: str) -> Landscape:
        """Return the landscape of which the events are the whole record, from the first day on.

        Raises:
            ConflictError: If events contradict each other, or figures and sources do.
            InvalidValueError: If no municipality begins here.

        Example:
            >>> from datetime import date
            >>> from elzmodel.lists import ListedUnit, OfficialList, events_from
            >>> start = date(1960, 1, 1)
            >>> units = [ListedUnit(code=code, start=start) for code in ("0261", "0262")]
            >>> events, _ = events_from(OfficialList(units=units))
            >>> document = EventsDocument(events, codes=CodeSystem("FSO", "[0-9]{4}"))
            >>> document.to_landscape("Zweiland")
            <Landscape Zweiland, 1960-01-01 to now: 2 municipalities, 2 events, 0 zones>
        """
        days = [event.day for event in self.events if not isinstance(event, ZoneEvent)]
        if not days:
            raise InvalidValueError("record", name, "events in which municipalities begin")
        bare = Landscape(
            name=name,
            covers=Period(min(days)),
            register=Register(),
            zoning=Zoning(),
            codes=self.codes,
            sources={source.id: source for source in self.sources},
        )
        return bare.with_events(self.events).with_figures(self.figures)
