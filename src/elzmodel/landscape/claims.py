"""Whether what documents claim is what the register says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elzmodel.landscape.departures import reached_land, whereabouts
from elzmodel.policy import ClaimKind
from elzmodel.values import Finding, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from elzmodel.landscape.dossier import Dossier
    from elzmodel.landscape.landscape import Landscape
    from elzmodel.landscape.snapshot import Snapshot
    from elzmodel.policy import Claim
    from elzmodel.values import PartId, ZoneId

__all__ = ["check_claims"]

_MEMBERS = "ELZ-C001"
_MERGER = "ELZ-C002"
_EVENT = "ELZ-C003"


def check_claims(
    dossier: Dossier, landscape: Landscape, *, on: date | None = None
) -> tuple[Finding, ...]:
    """Hold the claims of a dossier against the register and the zones.

    A claim about members is held against its own day, or else against *on*: a
    municipality is there as soon as some of its land is (``ELZ-C001``). A claim
    about a merger is held against every merger on record (``ELZ-C002``), the
    event that it names against the record (``ELZ-C003``). What cannot be held
    against anything is unknown.

    Example:
        >>> from datetime import date
        >>> from elzmodel import flanders
        >>> from elzmodel.landscape.dossier import Dossier
        >>> from elzmodel.policy import Claim
        >>> parts = ["alken", "diepenbeek", "hasselt", "zonhoven"]
        >>> members = Claim(id="c", kind=ClaimKind.MEMBERS, parts=parts)
        >>> dossier = Dossier(zone_id="herkenrode", claims=[members])
        >>> print(*check_claims(dossier, flanders(), on=date(2024, 12, 31)))
        ELZ-C001 warning: claim c: on 2024-12-31 it lacks Herk-de-Stad
    """
    found: list[Finding] = []
    for claim in dossier.claims:
        if claim.kind is ClaimKind.MEMBERS:
            found += _members(claim, dossier.zone_id, landscape, claim.day or on)
        elif claim.kind is ClaimKind.MERGER:
            found += _merger(claim, landscape, on)
        found += _event(claim, landscape)
    return tuple(found)


def _finding(code: str, claim: Claim, message: str, outcome: Outcome = Outcome.FAIL) -> Finding:
    subject = f"claim {claim.id}"
    return Finding(
        code=code, subject=subject, message=message, outcome=outcome, sources=claim.sources
    )


def _members(
    claim: Claim, zone: ZoneId, landscape: Landscape, day: date | None
) -> Iterator[Finding]:
    if day is None:
        message = "it says of no day who the members are; ask on a day"
        yield _finding(_MEMBERS, claim, message, Outcome.UNKNOWN)
        return
    snapshot = landscape.on(day)
    if zone not in snapshot.zone_map.of_id:
        why = snapshot.zone_map.before_the_first() or f"zone {zone!r} is not on record"
        yield _finding(_MEMBERS, claim, f"on {day}: {why}", Outcome.UNKNOWN)
        return
    said, land = reached_land(snapshot, claim.parts), set(snapshot.zone_map.parts_of[zone])
    named = _outside(snapshot, said - land)
    lacking = sorted(_names(snapshot, land) - _names(snapshot, said & land))
    differs = [
        *([f"names {' and '.join(named)}"] if named else ()),
        *([f"lacks {' and '.join(lacking)}"] if lacking else ()),
    ]
    if differs:
        yield _finding(_MEMBERS, claim, f"on {day} it {'; it '.join(differs)}")


def _outside(snapshot: Snapshot, parts: Iterable[PartId]) -> list[str]:
    return [f"{part}, which is in {whereabouts(snapshot, part)}" for part in sorted(parts)]


def _names(snapshot: Snapshot, parts: Iterable[PartId]) -> set[str]:
    return {snapshot.layout.of_part[part].name for part in parts}


def _merger(claim: Claim, landscape: Landscape, on: date | None) -> Iterator[Finding]:
    for merged, _ in landscape.register.mergers():
        start = merged.period.start
        is_it = set(claim.parts) <= set(merged.parts)
        if is_it and start is not None and (on is None or start <= on):
            return
    until = "" if on is None else f" up to {on}"
    message = f"no merger of {' and '.join(claim.labels) or 'this land'} is on record{until}"
    yield _finding(_MERGER, claim, message, Outcome.UNKNOWN)


def _event(claim: Claim, landscape: Landscape) -> Iterator[Finding]:
    if claim.event is None:
        return
    events = (*landscape.register.events, *landscape.zoning.events)
    if all(event.id != claim.event for event in events):
        yield _finding(_EVENT, claim, f"event {claim.event!r} is not on record")
