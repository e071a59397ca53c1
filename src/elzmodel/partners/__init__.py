"""Who works together in a zone, and where they meet."""

from __future__ import annotations

from elzmodel.partners.incidence import (
    Incidence,
    VenueKind,
    circles_table,
    incidences_of,
    professions_without_circle,
    rank,
)
from elzmodel.partners.partner import Line, Partner, PartnerKind

__all__ = [
    "Incidence",
    "Line",
    "Partner",
    "PartnerKind",
    "VenueKind",
    "circles_table",
    "incidences_of",
    "professions_without_circle",
    "rank",
]
