"""Where partners meet on a day or during a period, from one or several dossiers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape.dossier import Dossier
from elzmodel.partners import PartnerKind, VenueKind
from elzmodel.policy import InvolvementRole
from elzmodel.values import Day, PartnerId, Period, ZoneId, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from elzmodel.partners import Incidence, Partner

__all__ = [
    "Meeting",
    "Source",
    "Venue",
    "Window",
    "is_coordinator",
    "meetings",
    "partners_of",
    "sources_of",
    "venue_key",
    "venues",
]

_INVOLVED = {VenueKind.ACTION, VenueKind.PROJECT, VenueKind.GATHERING}
_APART = {role.value for role in InvolvementRole if not role.takes_part}


@frozen
class Window:
    """The day or period that is looked at; all of time where neither is given."""

    day: Any = None
    period: Period | None = None

    @classmethod
    def of(cls, on: Day | None, during: Period | None) -> Window:
        """Read the two ways of saying when."""
        if on is not None and during is not None:
            raise InvalidValueError("time", (on, during), "either a day or a period")
        return cls(None if on is None else parse_day(on), during)

    def holds(self, period: Period | None) -> bool:
        """Tell whether a fact of *period* is seen; a fact without days always is."""
        if period is None:
            return True
        if self.day is not None:
            return self.day in period
        return self.period is None or period.overlaps(self.period)

    def attributes(self) -> dict[str, Any]:
        """Return what a graph records about it."""
        return {"day": self.day, "period": self.period}


@frozen(kw_only=True)
class Venue:
    """A body, action, project or gathering of one dossier."""

    key: str
    id: str
    zone: str
    kind: VenueKind
    name: str
    body: str = ""
    period: Period | None = None
    is_open: bool = False


@frozen(kw_only=True)
class Meeting:
    """One partner at one venue, in a role, for a period."""

    partner: str
    venue: str
    kind: VenueKind
    role: str
    period: Period = field(factory=Period)


@frozen(eq=False)
class Source:
    """A dossier with the ids that its partners have among those of other dossiers."""

    dossier: Dossier
    ids: Mapping[str, str]

    @property
    def zone(self) -> ZoneId:
        """The zone that publishes it."""
        return self.dossier.zone_id

    @cached_property
    def partners(self) -> Mapping[str, Partner]:
        """Its partners by id."""
        found = (evolve(p, id=PartnerId(self.ids[p.id])) for p in self.dossier.partners)
        return {partner.id: partner for partner in found}

    @cached_property
    def incidences(self) -> tuple[Incidence, ...]:
        """Where its partners meet."""
        return tuple(
            evolve(each, partner=PartnerId(self.ids.get(each.partner, each.partner)))
            for each in self.dossier.incidences
        )


def sources_of(given: Dossier | Iterable[Dossier]) -> tuple[Source, ...]:
    """Return the dossiers, with ids that mean one partner in all of them.

    An id that several dossiers use means one partner, unless it is a group or
    a function: "the local authorities" of two zones are not the same.
    """
    dossiers = (given,) if isinstance(given, Dossier) else tuple(given)
    zones = [dossier.zone_id for dossier in dossiers]
    twice = sorted({zone for zone in zones if zones.count(zone) > 1})
    if twice:
        raise InvalidValueError("dossiers", twice[0], "one dossier for each zone")
    uses = Counter(partner.id for dossier in dossiers for partner in dossier.partners)
    found = []
    for dossier in dossiers:
        ids = {
            str(p.id): f"{dossier.zone_id}:{p.id}"
            if uses[p.id] > 1 and p.kind in _OF_ONE_ZONE
            else p.id
            for p in dossier.partners
        }
        found.append(Source(dossier, ids))
    return tuple(found)


_OF_ONE_ZONE = {PartnerKind.GROUP, PartnerKind.FUNCTION}


def partners_of(sources: Iterable[Source]) -> dict[str, Partner]:
    """Return the partners of all dossiers; what several say of one is put together."""
    found: dict[str, Partner] = {}
    for partner in (each for source in sources for each in source.partners.values()):
        known = found.setdefault(partner.id, partner)
        if known.name != partner.name:
            expected = "an id that means one partner in all dossiers"
            raise InvalidValueError("partner", partner.id, expected)
        found[partner.id] = evolve(
            known,
            area=tuple(dict.fromkeys((*known.area, *partner.area))),
            zones=tuple(dict.fromkeys((*known.zones, *partner.zones))),
            clusters=tuple(dict.fromkeys((*known.clusters, *partner.clusters))),
            serves_all=partner.serves_all if known.serves_all is None else known.serves_all,
        )
    return found


def is_coordinator(partner: Partner, zone: str) -> bool:
    """Tell whether a partner is the zone's own coordinator, or the zone itself."""
    is_zone = partner.kind is PartnerKind.ZONE and partner.zones == (zone,)
    return partner.is_coordinator or is_zone


def venue_key(zone: str, kind: VenueKind, venue: str) -> str:
    """Return the node of a venue; ids repeat between dossiers and kinds."""
    return f"{zone}:{'body' if kind in _BODIES else kind.value}:{venue}"


_BODIES = {VenueKind.SEAT, VenueKind.MEMBERSHIP}


def venues(dossier: Dossier) -> Iterator[Venue]:
    """Yield every venue that a dossier names, also where no partner is listed."""
    for council in dossier.councils:
        for body in council.bodies:
            yield _venue(
                dossier, VenueKind.SEAT, body, body.name, council.period.within(body.period)
            )
    for plan in dossier.plans:
        for action in plan.actions:
            days = plan.period if action.period is None else action.period
            yield _venue(dossier, VenueKind.ACTION, action, action.title, days)
    for project in dossier.projects:
        yield _venue(dossier, VenueKind.PROJECT, project, project.title, None)
    for gathering in dossier.gatherings:
        held = None if gathering.day is None else _one_day(gathering.day)
        yield _venue(dossier, VenueKind.GATHERING, gathering, gathering.title, held)


def _one_day(day: Any) -> Period:  # noqa: ANN401 - a date
    return Period(day, type(day).fromordinal(day.toordinal() + 1))


def _venue(
    dossier: Dossier,
    kind: VenueKind,
    item: Any,  # noqa: ANN401 - a body, action, project or gathering
    name: str,
    period: Period | None,
) -> Venue:
    body = item.kind.value if kind is VenueKind.SEAT else ""
    return Venue(
        key=venue_key(dossier.zone_id, kind, item.id),
        id=item.id,
        zone=dossier.zone_id,
        kind=kind,
        name=name or item.id,
        body=body,
        period=period,
        is_open="involvements" in getattr(item, "open_lists", ()),
    )


def meetings(
    source: Source, window: Window, layers: frozenset[VenueKind], *, mentioned: bool
) -> Iterator[Meeting]:
    """Yield who met where within the window, in the layers asked for."""
    periods = {venue.key: venue.period for venue in venues(source.dossier)}
    for each in source.incidences:
        key = venue_key(source.zone, each.kind, each.venue)
        seen = window.holds(each.period) and window.holds(periods.get(key))
        if seen and each.kind in layers and (mentioned or not _is_apart(each)):
            yield Meeting(
                partner=each.partner, venue=key, kind=each.kind, role=each.role, period=each.period
            )


def _is_apart(incidence: Incidence) -> bool:
    """Tell whether a partner is served or named there, rather than working on it."""
    return incidence.kind in _INVOLVED and incidence.role in _APART
