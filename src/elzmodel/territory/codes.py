"""The codes of all findings about municipalities through time, and their figures."""

from __future__ import annotations

from typing import Final

from elzmodel.territory._replay import CODES as OF_REPLAY
from elzmodel.territory.acts import CODES as OF_ACTS
from elzmodel.territory.figures import CODES as OF_FIGURES
from elzmodel.territory.register import ID_TWICE
from elzmodel.territory.spread import CODES as OF_SPREAD
from elzmodel.values.findings import Codes

__all__ = ["CODES"]

CODES: Final = Codes([*OF_ACTS, *OF_REPLAY, ID_TWICE, *OF_FIGURES, *OF_SPREAD])
"""Every finding code of territory, with meaning and remedy."""
