"""People's tables of figures: read from text, cells understood, never repaired silently."""

from __future__ import annotations

from elzmodel.tables import (
    carried_table,
    carrying,
    codes,
    dating,
    kinds,
    options,
    placing,
    population,
    reading,
    remarks,
    total_rows,
    understanding,
)
from elzmodel.tables.carried_table import *
from elzmodel.tables.carrying import *
from elzmodel.tables.kinds import *
from elzmodel.tables.options import *
from elzmodel.tables.population import *
from elzmodel.tables.reading import *
from elzmodel.tables.understanding import *
from elzmodel.values import Codes

__all__: list[str] = ["CODES"]
__all__ += carried_table.__all__
__all__ += carrying.__all__
__all__ += kinds.__all__
__all__ += options.__all__
__all__ += population.__all__
__all__ += reading.__all__
__all__ += understanding.__all__

CODES = Codes([*codes.CODES, *placing.CODES, *dating.CODES, *total_rows.CODES, *remarks.CODES])
"""The codes of files of rows, and of tables that are carried."""
