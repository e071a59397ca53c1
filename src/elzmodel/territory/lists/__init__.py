"""Official lists as published: read them as values, find their errors, make events of them."""

from __future__ import annotations

from elzmodel.territory.lists.assumptions import Assumption, AssumptionKind, assumptions_table
from elzmodel.territory.lists.codes import LIST_CODES, ListCode, ListFinding, list_codes_table
from elzmodel.territory.lists.imports import events_from
from elzmodel.territory.lists.lint import lint_list, lint_table
from elzmodel.territory.lists.official_list import (
    EndDay,
    LinkKind,
    ListedUnit,
    ListLink,
    OfficialList,
    Place,
    UnreadCell,
)
from elzmodel.territory.lists.succession import Succession
from elzmodel.territory.lists.written import listing_of

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
