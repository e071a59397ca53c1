"""The words that all rooms speak: ids, periods, sources, findings, totals, answers, tables."""

from __future__ import annotations

from elzmodel.values import (
    answers,
    cards,
    cells,
    extras,
    findings,
    ids,
    numbers,
    periods,
    references,
    sources,
    table,
    text,
    totals,
)
from elzmodel.values.answers import *
from elzmodel.values.arguments import keep_door
from elzmodel.values.cards import *
from elzmodel.values.cells import *
from elzmodel.values.extras import *
from elzmodel.values.findings import *
from elzmodel.values.ids import *
from elzmodel.values.numbers import *
from elzmodel.values.periods import *
from elzmodel.values.references import *
from elzmodel.values.sources import *
from elzmodel.values.table import *
from elzmodel.values.text import *
from elzmodel.values.totals import *

__all__: list[str] = []
__all__ += answers.__all__
__all__ += cards.__all__
__all__ += cells.__all__
__all__ += extras.__all__
__all__ += findings.__all__
__all__ += ids.__all__
__all__ += numbers.__all__
__all__ += periods.__all__
__all__ += references.__all__
__all__ += sources.__all__
__all__ += table.__all__
__all__ += text.__all__
__all__ += totals.__all__

keep_door(__name__)
