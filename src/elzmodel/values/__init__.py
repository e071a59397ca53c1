"""The words that all rooms speak: ids, periods, sources, findings, totals, answers, tables."""

from __future__ import annotations

from elzmodel.values.answers import Answer, columns, columns_of
from elzmodel.values.extras import MissingDependencyError, extra
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
from elzmodel.values.table import Cell, Column, Kind, Table
from elzmodel.values.totals import Number, Share, Total, share_of, show_number, sum_totals

__all__ = [
    "Answer",
    "Basis",
    "BodyId",
    "Cell",
    "Column",
    "Day",
    "EventId",
    "Finding",
    "Grade",
    "ItemId",
    "Kind",
    "MissingDependencyError",
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
    "columns",
    "columns_of",
    "eve",
    "extra",
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
