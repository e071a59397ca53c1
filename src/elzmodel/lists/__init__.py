"""Official lists as published: read them as values, find their errors, make events of them."""

from __future__ import annotations

from elzmodel.lists.codes import LIST_CODES, ListCode, ListFinding, list_codes_table
from elzmodel.lists.imports import Assumption, AssumptionKind, assumptions_table, events_from
from elzmodel.lists.lint import lint_list, lint_table
from elzmodel.lists.official_list import (
    EndDay,
    LinkKind,
    ListedUnit,
    ListLink,
    OfficialList,
    Place,
    UnreadCell,
)
from elzmodel.lists.succession import Succession
from elzmodel.lists.written import listing_of

__all__ = [
    "LIST_CODES",
    "Assumption",
    "AssumptionKind",
    "EndDay",
    "LinkKind",
    "ListCode",
    "ListFinding",
    "ListLink",
    "ListedUnit",
    "OfficialList",
    "Place",
    "Succession",
    "UnreadCell",
    "assumptions_table",
    "events_from",
    "lint_list",
    "lint_table",
    "list_codes_table",
    "listing_of",
]
