"""The words that all rooms speak: ids, periods, sources, findings, totals, answers, tables."""

from __future__ import annotations

from elzmodel.values.answers import Answer, columns, columns_of
from elzmodel.values.extras import extra
from elzmodel.values.findings import (
    CheckOutcome,
    Code,
    Codes,
    Finding,
    Place,
    Severity,
    findings_table,
)
from elzmodel.values.ids import (
    BodyId,
    EventId,
    ItemId,
    NisCode,
    PartId,
    PartnerId,
    PersonId,
    Ref,
    SeatId,
    SourceId,
    UnitId,
    ZoneId,
    open_lists_of,
    parse_nis,
    parse_slug,
    tupled,
)
from elzmodel.values.periods import Day, Period, Timeline, eve, parse_day
from elzmodel.values.references import References, defines, opens_scope, refers, renamed, undeclared
from elzmodel.values.sources import Basis, Grade, Source, grade_of
from elzmodel.values.table import Cell, Column, Kind, Table
from elzmodel.values.totals import Number, Share, Total, share_of, show_number, sum_totals

__all__ = [
    "Answer",
    "Basis",
    "BodyId",
    "Cell",
    "CheckOutcome",
    "Code",
    "Codes",
    "Column",
    "Day",
    "EventId",
    "Finding",
    "Grade",
    "ItemId",
    "Kind",
    "NisCode",
    "Number",
    "PartId",
    "PartnerId",
    "Period",
    "PersonId",
    "Place",
    "Ref",
    "References",
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
    "defines",
    "eve",
    "extra",
    "findings_table",
    "grade_of",
    "open_lists_of",
    "opens_scope",
    "parse_day",
    "parse_nis",
    "parse_slug",
    "refers",
    "renamed",
    "share_of",
    "show_number",
    "sum_totals",
    "tupled",
    "undeclared",
]
