"""Who decides in a zone, and on whose behalf: councils, bodies, seats, rules.

The questions are functions that take a council and the day, and give answers of
typed rows. `judge` holds rules against a council, `check_council` lists doubts.
"""

from __future__ import annotations

from elzmodel.governance import (
    apportionment,
    checks,
    composition,
    council,
    rule,
    seating,
    shared_seats,
    votes,
)
from elzmodel.governance.apportionment import *
from elzmodel.governance.checks import *
from elzmodel.governance.checks import CODES
from elzmodel.governance.composition import *
from elzmodel.governance.council import *
from elzmodel.governance.rule import *
from elzmodel.governance.seating import *
from elzmodel.governance.shared_seats import *
from elzmodel.governance.votes import *
from elzmodel.values.arguments import keep_door

__all__: list[str] = ["CODES"]
__all__ += apportionment.__all__
__all__ += checks.__all__
__all__ += composition.__all__
__all__ += council.__all__
__all__ += rule.__all__
__all__ += seating.__all__
__all__ += shared_seats.__all__
__all__ += votes.__all__

keep_door(__name__)
