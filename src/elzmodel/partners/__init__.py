"""Who works together in a zone, and where they meet."""

from __future__ import annotations

from elzmodel.partners.incidence import (
    Incidence,
    ProfessionCircles,
    RankedPartner,
    VenueKind,
    professional_circles,
    rank,
)
from elzmodel.partners.partner import Line, Partner, PartnerKind

__all__ = [
    "Incidence",
    "Line",
    "Partner",
    "PartnerKind",
    "ProfessionCircles",
    "RankedPartner",
    "VenueKind",
    "professional_circles",
    "rank",
]
