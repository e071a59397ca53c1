"""What one zone publishes about itself, held against the land of a day.

A `Dossier` holds statements, claims, dated councils and plans, and partners.
`check_dossier` says what is doubtful about it; `stranded_seats`, `seat_load` and
`concerned_by_departures` what a moved border does to it; `self_measured` which
indicators of its plans the model can compute.
"""

from __future__ import annotations

from elzmodel.dossiers.checks import CODES, check_dossier
from elzmodel.dossiers.claims import (
    Concern,
    concerned_by_departures,
    concerned_with,
    departed_land,
    whereabouts,
)
from elzmodel.dossiers.dossier import Dossier, merge_partners
from elzmodel.dossiers.indicators import Measured, self_measured
from elzmodel.dossiers.representation import (
    MunicipalityLoad,
    MunicipalityWithoutSeat,
    StrandedSeat,
    Stranding,
    seat_load,
    stranded_seats,
    unrepresented_municipalities,
)

__all__ = [
    "CODES",
    "Concern",
    "Dossier",
    "Measured",
    "MunicipalityLoad",
    "MunicipalityWithoutSeat",
    "StrandedSeat",
    "Stranding",
    "check_dossier",
    "concerned_by_departures",
    "concerned_with",
    "departed_land",
    "merge_partners",
    "seat_load",
    "self_measured",
    "stranded_seats",
    "unrepresented_municipalities",
    "whereabouts",
]
