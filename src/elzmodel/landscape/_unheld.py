"""Land that an assignment names and that no municipality ever held."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from elzmodel.values import Finding, PartId, Severity
from elzmodel.zones import Assign

if TYPE_CHECKING:
    from collections.abc import Iterable

    from elzmodel.zones import ZoneEvent

__all__ = ["unheld"]

_UNHELD = "ELZ-L002"


def unheld(event: ZoneEvent, land: set[PartId]) -> Iterable[Finding]:
    """Find parts that an assignment names and no municipality ever held."""
    for part in event.parts if isinstance(event, Assign) else ():
        if part not in land:
            near = " or ".join(get_close_matches(part, land))
            hint = f"; did you mean {near}?" if near else ""
            yield Finding(
                code=_UNHELD,
                severity=Severity.ERROR,
                subject=f"event {event.id} of {event.day}",
                message=f"no municipality ever held part {part!r}{hint}",
                sources=event.sources,
            )
