"""Who works together in a zone, and where they meet."""

from __future__ import annotations

from elzmodel.partners.circles import circles_table, professions_without_circle
from elzmodel.partners.incidence import Incidence, VenueKind, incidences_of
from elzmodel.partners.partner import Line, Partner, PartnerKind
from elzmodel.partners.ranking import rank

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
