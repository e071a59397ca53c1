"""Everything together: a landscape through time, a snapshot of one day, what differs.

The questions that join rooms live here: `compare`, `check`, and the methods
of `Landscape` and `Snapshot`.
"""

from __future__ import annotations

from elzmodel.landscape import (
    checks,
    citations,
    comparison,
    events,
    evidence,
    gazetteer,
    geojson,
    history,
    keys,
    landscape,
    names,
    places,
    rollup,
    snapshot,
    vintages,
)
from elzmodel.landscape.checks import *
from elzmodel.landscape.citations import *
from elzmodel.landscape.comparison import *
from elzmodel.landscape.evidence import *
from elzmodel.landscape.gazetteer import *
from elzmodel.landscape.history import *
from elzmodel.landscape.landscape import *
from elzmodel.landscape.names import *
from elzmodel.landscape.places import *
from elzmodel.landscape.rollup import *
from elzmodel.landscape.snapshot import *
from elzmodel.landscape.vintages import *
from elzmodel.values.arguments import keep_door
from elzmodel.values.findings import Codes

__all__: list[str] = ["CODES", "events"]
__all__ += checks.__all__
__all__ += citations.__all__
__all__ += comparison.__all__
__all__ += evidence.__all__
__all__ += gazetteer.__all__
__all__ += history.__all__
__all__ += landscape.__all__
__all__ += names.__all__
__all__ += places.__all__
__all__ += rollup.__all__
__all__ += snapshot.__all__
__all__ += vintages.__all__

CODES = Codes(
    [
        *landscape.CODES,
        *checks.CODES,
        *rollup.CODES,
        *vintages.CODES,
        *keys.CODES,
        *places.CODES,
        *geojson.CODES,
    ]
)

keep_door(__name__)
