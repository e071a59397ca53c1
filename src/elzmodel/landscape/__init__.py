"""Everything together: a landscape through time, a snapshot of one day, what differs.

The questions that join rooms live here: `compare`, `check`, and the methods
of `Landscape` and `Snapshot`.
"""

from __future__ import annotations

from elzmodel.landscape.checks import check_landscape
from elzmodel.landscape.comparison import (
    Break,
    BreakKind,
    ChangedZone,
    Difference,
    Merger,
    Renamed,
    Transfer,
    breaks,
    breaks_table,
    compare,
)
from elzmodel.landscape.history import Entry, Explanation, history_table
from elzmodel.landscape.landscape import CodedFigures, Disagreement, Landscape, Location
from elzmodel.landscape.names import Alias
from elzmodel.landscape.rollup import Level, RolledUp, RollUpError, Series
from elzmodel.landscape.snapshot import Place, Snapshot

__all__ = [
    "Alias",
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
    "Place",
    "Renamed",
    "RollUpError",
    "RolledUp",
    "Series",
    "Snapshot",
    "Transfer",
    "breaks",
    "breaks_table",
    "check_landscape",
    "compare",
    "history_table",
]
