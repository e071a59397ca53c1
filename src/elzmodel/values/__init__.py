"""The words that all rooms speak: ids, periods, sources, findings, totals, answers, tables."""

from __future__ import annotations

from elzmodel.values.answers import Answer, columns, columns_of
from elzmodel.values.extras import extra
from elzmodel.values.references import References, defines, opens_scope, refers, renamed, undeclared
from elzmodel.values.findings import (
    Code,
    Codes,
    Finding,
    Outcome,
    Place,
    Severity,
    findings_table,
    plain_finding,
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

__all__ = ["Answer","Kind","References","columns","columns_of","defines","extra","opens_scope","refers","renamed","undeclared",
    "Basis",
    "BodyId",
    "Cell",
    "Code",
    "Codes",
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
    "Place",
    "Ref",
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
    "plain_finding",
    "share_of",
    "show_number",
    "source_ids",
    "sum_totals",
    "tupled",
    "unit_ids",
]
