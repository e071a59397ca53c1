"""The words that all rooms speak: ids, periods, sources, findings, totals, tables."""

from __future__ import annotations

from elzmodel.values.findings import Finding, Outcome, Severity, findings_table
from elzmodel.values.ids import (
    BodyId,
    EventId,
    ItemId,
    NisCode,
    PartId,
    PartnerId,
    PersonId,
    SeatId,
    SourceId,
    UnitId,
    ZoneId,
    parse_nis,
    parse_slug,
    part_ids,
    source_ids,
    unit_ids,
)
from elzmodel.values.periods import Day, Period, Timeline, eve, parse_day
from elzmodel.values.series import open_lists_of, tupled
from elzmodel.values.sources import Basis, Grade, Source, grade_of
from elzmodel.values.tables import Cell, Column, Table
from elzmodel.values.totals import Number, Share, Total, share_of, show_number, sum_totals

__all__ = [
    "Basis",
    "BodyId",
    "Cell",
    "Column",
    "Day",
    "EventId",
    "Finding",
    "Grade",
    "ItemId",
    "NisCode",
    "Number",
    "Outcome",
    "PartId",
    "PartnerId",
    "Period",
    "PersonId",
    "SeatId",
    "Severity",
    "Share",
    "Source",
    "SourceId",
    "Table",
    "Timeline",
    "Total",
    "UnitId",
    "ZoneId",
    "eve",
    "findings_table",
    "grade_of",
    "open_lists_of",
    "parse_day",
    "parse_nis",
    "parse_slug",
    "part_ids",
    "share_of",
    "show_number",
    "source_ids",
    "sum_totals",
    "tupled",
    "unit_ids",
]
