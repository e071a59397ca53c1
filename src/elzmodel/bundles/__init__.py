"""Landscapes in files that other programs read: a database, Parquet, a GeoPackage.

`save_landscape` writes a whole landscape and `read_landscape` reads it back equal;
`save_outlines` writes the areas of a day for programs that draw maps.
"""

from __future__ import annotations

from elzmodel.bundles import files
from elzmodel.bundles.cells import CODES
from elzmodel.bundles.files import *
from elzmodel.values.arguments import keep_door

__all__: list[str] = ["CODES"]
__all__ += files.__all__

keep_door(__name__)
