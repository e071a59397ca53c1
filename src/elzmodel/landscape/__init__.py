"""Everything together: a landscape through time, a snapshot of one day, what differs.

The questions that join rooms live here: `compare`, `check`, and the methods
of `Landscape` and `Snapshot`.
"""

from __future__ import annotations

from elzmodel.landscape import checks, events, keys, landscape, rollup, vintages
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
    compare,
)
from elzmodel.landscape.history import Entry, ExplainedEntry, Explanation
from elzmodel.landscape.landscape import CodedFigures, Disagreement, Landscape, Location
from elzmodel.landscape.names import Alias, Match, Meaning, Names
from elzmodel.landscape.rollup import AreaTotal, AreaYear, Level, RolledUp, Series
from elzmodel.landscape.snapshot import AnyPlace, MunicipalityZone, Snapshot
from elzmodel.values.findings import Codes

CODES = Codes([*landscape.CODES, *checks.CODES, *rollup.CODES, *vintages.CODES, *keys.CODES])

__all__ = [
    "CODES",
    "Alias",
    "AnyPlace",
    "AreaTotal",
    "AreaYear",
    "Break",
    "BreakKind",
    "ChangedZone",
    "CodedFigures",
    "Difference",
    "Disagreement",
    "Entry",
    "ExplainedEntry",
    "Explanation",
    "Landscape",
    "Level",
    "Location",
    "Match",
    "Meaning",
    "Merger",
    "MunicipalityZone",
    "Names",
    "Renamed",
    "RolledUp",
    "Series",
    "Snapshot",
    "Transfer",
    "breaks",
    "check_landscape",
    "compare",
    "events",
]
