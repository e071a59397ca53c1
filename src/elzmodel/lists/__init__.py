"""Official lists as published: read them as values, find their errors, make events of them."""

from __future__ import annotations

from elzmodel.lists.imports import Assumption, AssumptionKind, events_from
from elzmodel.lists.lint import CODES, lint_list
from elzmodel.lists.official_list import (
    EndDay,
    LinkKind,
    ListedUnit,
    ListLink,
    OfficialList,
)
from elzmodel.lists.succession import Succession
from elzmodel.lists.written import listing_of

__all__ = [
    "CODES",
    "Assumption",
    "AssumptionKind",
    "EndDay",
    "LinkKind",
    "ListLink",
    "ListedUnit",
    "OfficialList",
    "Succession",
    "events_from",
    "lint_list",
    "listing_of",
]
