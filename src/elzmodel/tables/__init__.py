"""People's tables of figures: read from text, cells understood, never repaired silently."""

from __future__ import annotations

from elzmodel.tables import delimited, kinds, options, population, reading, understanding
from elzmodel.tables.codes import CODES
from elzmodel.tables.delimited import *
from elzmodel.tables.kinds import *
from elzmodel.tables.options import *
from elzmodel.tables.population import *
from elzmodel.tables.reading import *
from elzmodel.tables.understanding import *

__all__: list[str] = ["CODES"]
__all__ += delimited.__all__
__all__ += kinds.__all__
__all__ += options.__all__
__all__ += population.__all__
__all__ += reading.__all__
__all__ += understanding.__all__
