"""Everything together: a landscape through time, a snapshot of one day, what differs.

The questions that join rooms live here: `compare`, `check`, and the methods
of `Landscape` and `Snapshot`.
"""

from __future__ import annotations

from elzmodel.landscape.breaks import Break, BreakKind, breaks, breaks_table
from elzmodel.landscape.checks import check
from elzmodel.landscape.comparison import (
    ChangedZone,
    Difference,
    Merger,
    Renamed,
    Transfer,
    compare,
)
from elzmodel.landscape.errors import (
    AfterCoverageWarning,
    AmbiguousNameError,
    OutsideLandscapeWarning,
)
from elzmodel.landscape.explanation import Explanation
from elzmodel.landscape.history import Entry, history_table
from elzmodel.landscape.key_problem import KeyProblem
from elzmodel.landscape.land import Place
from elzmodel.landscape.landscape import Landscape
from elzmodel.landscape.names import Alias
from elzmodel.landscape.reference import CodedFigures, Disagreement, Location
from elzmodel.landscape.snapshot import Snapshot
from elzmodel.landscape.table_key import KeyKind
from elzmodel.landscape.vintage import PeriodFit, Vintage

__all__ = [
    "AfterCoverageWarning",
    "Alias",
    "AmbiguousNameError",
    "Break",
    "BreakKind",
    "ChangedZone",
    "CodedFigures",
    "Difference",
    "Disagreement",
    "Entry",
    "Explanation",
    "KeyKind",
    "KeyProblem",
    "Landscape",
    "Location",
    "Merger",
    "OutsideLandscapeWarning",
    "PeriodFit",
    "Place",
    "Renamed",
    "Snapshot",
    "Transfer",
    "Vintage",
    "breaks",
    "breaks_table",
    "check",
    "compare",
    "history_table",
]
