"""People's tables of figures: read from text, cells understood, never repaired silently."""

from __future__ import annotations

from elzmodel.tables.codes import CODES
from elzmodel.tables.delimited import DelimitedTable, FigureColumn, FigureRow, read_delimited
from elzmodel.tables.population import read_population

__all__ = [
    "CODES",
    "DelimitedTable",
    "FigureColumn",
    "FigureRow",
    "read_delimited",
    "read_population",
]
