"""The codes of all findings about landscapes."""

from __future__ import annotations

from typing import Final

from elzmodel.landscape.areas import CODES as OF_AREAS
from elzmodel.landscape.checks import CODES as OF_CHECKS
from elzmodel.landscape.coded_figures import CODES as OF_FIGURES
from elzmodel.landscape.geojson import CODES as OF_OUTLINES
from elzmodel.landscape.key_doubts import CODES as OF_KEYS
from elzmodel.landscape.landscape import CODES as OF_LANDSCAPES
from elzmodel.landscape.places import CODES as OF_PLACES
from elzmodel.landscape.rollup import CODES as OF_ROLLUP
from elzmodel.landscape.vintages import CODES as OF_VINTAGES
from elzmodel.values.findings import Codes

__all__ = ["CODES"]

CODES: Final = Codes(
    [
        *OF_FIGURES,
        *OF_LANDSCAPES,
        *OF_AREAS,
        *OF_CHECKS,
        *OF_ROLLUP,
        *OF_VINTAGES,
        *OF_KEYS,
        *OF_PLACES,
        *OF_OUTLINES,
    ]
)
"""Every finding code of landscapes, with meaning and remedy."""
