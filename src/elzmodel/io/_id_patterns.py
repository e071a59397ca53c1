"""What ids look like."""

from __future__ import annotations

from typing import Any, Final

from elzmodel.io._hooks import ITEM, PART, SLUG, SOURCE
from elzmodel.values import (
    BodyId,
    EventId,
    ItemId,
    PartId,
    PartnerId,
    PersonId,
    SeatId,
    SourceId,
    UnitId,
    ZoneId,
)

__all__ = ["ID_PATTERNS"]

ID_PATTERNS: Final[dict[Any, tuple[str, str]]] = {
    EventId: ("event id", SLUG),
    UnitId: ("unit id", SLUG),
    PartId: ("part id", PART),
    ZoneId: ("zone id", SLUG),
    SourceId: ("source id", SOURCE),
    BodyId: ("body id", SLUG),
    SeatId: ("seat id", SLUG),
    PersonId: ("person id", SLUG),
    PartnerId: ("partner id", SLUG),
    ItemId: ("id", ITEM),
}
"""For each type of id, what it is called and what it looks like."""
