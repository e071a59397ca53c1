"""How zones are after a scenario, and the row of a sweep that says so."""

from __future__ import annotations

from attrs import frozen

from elzmodel.landscape import Snapshot
from elzmodel.values import Total, ZoneId
from elzmodel.zones import MINIMUM, TARGET, DecisionPoint, SizeBand, ZoneMap

__all__ = [
    "SweepRow",
    "ZoneState",
    "state_of",
    "touched_states",
    "touched_zones",
    "zone_state",
]


@frozen
class ZoneState:
    """A zone on one day: inhabitants, where they lie beside the size rules, contiguity.

    *population* is ``None`` where there are no figures at all; *contiguous* is
    ``None`` where the borders do not tell.

    Example:
        >>> from elzmodel import flanders
        >>> state = zone_state(flanders().on("2025-01-01"), "haspengouw", year=2021)
        >>> str(state.population), state.minimum.value, state.target.value, state.contiguous
        ('70,797', 'within', 'below', True)
    """

    zone: ZoneId
    population: Total | None
    minimum: SizeBand
    target: SizeBand
    contiguous: bool | None


def state_of(zone: ZoneId, population: Total | None, *, contiguous: bool | None) -> ZoneState:
    """Return the state of a zone with these inhabitants.

    Example:
        >>> state_of("x", None, contiguous=True).minimum
        <SizeBand.UNKNOWN: 'unknown'>
    """
    if population is None:
        return ZoneState(zone, None, SizeBand.UNKNOWN, SizeBand.UNKNOWN, contiguous)
    bands = MINIMUM.band(population), TARGET.band(population)
    return ZoneState(zone, population, *bands, contiguous)


def zone_state(snapshot: Snapshot, zone: str, *, year: int | None) -> ZoneState:
    """Return the state of a zone on a day.

    Example:
        >>> from elzmodel import flanders
        >>> zone_state(flanders().on("2025-01-01"), "oostkust", year=2021).contiguous
        False
    """
    found = snapshot.zone(zone)
    population = None if year is None else snapshot.population(found, year=year)
    return state_of(found.id, population, contiguous=snapshot.hangs_together(found))


def touched_zones(before: Snapshot, after: Snapshot) -> tuple[ZoneId, ...]:
    """Return the zones of the later state whose land, or undecided land, is not as before.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> touched_zones(fl.on("2024-12-31"), fl.on("2025-01-01"))[:2]
        ('antwerpen-oost', 'haspengouw')
    """
    old, new = before.zone_map, after.zone_map
    kept = {
        zone for zone in new.parts_of if zone in old.of_id and _land(old, zone) == _land(new, zone)
    }
    return tuple(zone.id for zone in new.zones if zone.id not in kept)


def touched_states(before: Snapshot, after: Snapshot, *, year: int | None) -> tuple[ZoneState, ...]:
    """Return the states of the zones that differ from before, in order of id.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> states = touched_states(fl.on("2024-12-31"), fl.on("2025-01-01"), year=2021)
        >>> len(states)
        10
    """
    zones = touched_zones(before, after)
    return tuple(zone_state(after, zone, year=year) for zone in zones)


def _land(zones: ZoneMap, zone: ZoneId) -> tuple[object, ...]:
    return zones.parts_of[zone], zones.decided_parts(zone), zones.possible_parts(zone)


@frozen
class SweepRow:
    """One scenario: the zones that it touches, as they are afterwards, and what is open.

    *zones* are in order of id, *ended* those that are no more; *problem* says
    why a scenario cannot be adopted, and is empty where it can.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").transfer("Heers", to="zuid-oost-limburg", day="2027-01-01")
        >>> row = elz.sweep(elz.flanders(), [s], year=2021)[0]
        >>> [(state.zone, str(state.population)) for state in row.zones]
        [('haspengouw', '63,458'), ('zuid-oost-limburg', '112,942')]
    """

    scenario: str
    zones: tuple[ZoneState, ...] = ()
    ended: tuple[ZoneId, ...] = ()
    undecided: tuple[DecisionPoint, ...] = ()
    problem: str = ""
