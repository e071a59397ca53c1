"""What one zone publishes about itself, held against the land of a day.

A `Dossier` holds statements, claims, dated councils and plans, and partners.
`check_dossier` says what is doubtful about it; `stranded_seats`, `seat_load` and
`concerned_by_departures` what a moved border does to it; `self_measured` which
indicators of its plans the model can compute, `mentions` which zones speak of something.
"""

from __future__ import annotations

from elzmodel.dossiers import (
    alignment,
    checks,
    claims,
    dossier,
    indicators,
    municipal_seats,
    persons,
    plans_under_change,
    representation,
    reseating,
    search,
)
from elzmodel.dossiers.alignment import *
from elzmodel.dossiers.checks import *
from elzmodel.dossiers.checks import CODES
from elzmodel.dossiers.claims import *
from elzmodel.dossiers.dossier import *
from elzmodel.dossiers.indicators import *
from elzmodel.dossiers.municipal_seats import *
from elzmodel.dossiers.persons import *
from elzmodel.dossiers.plans_under_change import *
from elzmodel.dossiers.representation import *
from elzmodel.dossiers.reseating import *
from elzmodel.dossiers.search import *
from elzmodel.values.arguments import keep_door

__all__: list[str] = ["CODES"]
__all__ += alignment.__all__
__all__ += checks.__all__
__all__ += claims.__all__
__all__ += dossier.__all__
__all__ += indicators.__all__
__all__ += municipal_seats.__all__
__all__ += persons.__all__
__all__ += plans_under_change.__all__
__all__ += representation.__all__
__all__ += reseating.__all__
__all__ += search.__all__

keep_door(__name__)
