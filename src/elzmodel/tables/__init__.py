"""People's tables of figures: read from text, cells understood, never repaired silently."""

from __future__ import annotations

from elzmodel.tables import delimited, population
from elzmodel.tables.codes import CODES
from elzmodel.tables.delimited import *
from elzmodel.tables.population import *

__all__: list[str] = ["CODES"]
__all__ += delimited.__all__
__all__ += population.__all__
