"""Whether the land of each zone hangs together, as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elzmodel.values import Finding, Outcome, Severity

if TYPE_CHECKING:
    from elzmodel.territory import Borders
    from elzmodel.zones.zone_map import ZoneMap

__all__ = ["check_contiguity"]

_PIECES = "ELZ-Z010"


def check_contiguity(zones: ZoneMap, borders: Borders) -> tuple[Finding, ...]:
    """Report the zones whose land lies in pieces, and those where it is unknown.

    Advice, never an error: no rule that asks for contiguity was found, and
    real zones are not contiguous. Code ``ELZ-Z010``.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> findings = check_contiguity(fl.on("2025-01-01").zone_map, fl.borders)
        >>> [f.subject for f in findings if f.outcome.value == "fail"]
        ['oostkust', 'zuid-oost-limburg']
    """
    found = []
    for zone in zones.zones:
        parts = zones.parts_of[zone.id]
        together = borders.hang_together(parts)
        if together is False:
            pieces = borders.pieces(parts)
            named = "; ".join(", ".join(sorted(piece)) for piece in pieces)
            found.append(_finding(zone.id, f"{len(pieces)} pieces of land: {named}", Outcome.FAIL))
        elif together is None:
            message = "the recorded borders do not tell whether its land hangs together"
            found.append(_finding(zone.id, message, Outcome.UNKNOWN))
    return tuple(found)


def _finding(subject: str, message: str, outcome: Outcome) -> Finding:
    return Finding(
        code=_PIECES, severity=Severity.ADVICE, outcome=outcome, subject=subject, message=message
    )
