"""Who decides in a zone, and on whose behalf: councils, bodies, seats, rules.

The questions are functions that take a council and the day, and give answers of
typed rows. `judge` holds rules against a council, `check_council` lists doubts.
"""

from __future__ import annotations

from elzmodel.governance import checks, composition, council, rule, seating
from elzmodel.governance.checks import *
from elzmodel.governance.checks import CODES
from elzmodel.governance.composition import *
from elzmodel.governance.council import *
from elzmodel.governance.rule import *
from elzmodel.governance.seating import *

__all__: list[str] = ["CODES"]
__all__ += checks.__all__
__all__ += composition.__all__
__all__ += council.__all__
__all__ += rule.__all__
__all__ += seating.__all__
