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
from elzmodel.landscape.land import Place
from elzmodel.landscape.landscape import Landscape
from elzmodel.landscape.names import Alias
from elzmodel.landscape.reference import CodedFigures, Disagreement, Location
from elzmodel.landscape.rollup import Level, RolledUp, RollUpError, Series
from elzmodel.landscape.snapshot import Snapshot

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
    "Landscape",
    "Level",
    "Location",
    "Merger",
    "OutsideLandscapeWarning",
    "Place",
    "Renamed",
    "RollUpError",
    "RolledUp",
    "Series",
    "Snapshot",
    "Transfer",
    "breaks",
    "breaks_table",
    "check",
    "compare",
    "history_table",
]
