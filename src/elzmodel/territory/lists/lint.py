"""The linter: every check of a published list, in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elzmodel.territory.lists._cell_checks import (
    check_cells,
    check_codes,
    check_duplicates,
    check_off_by_one,
    check_overlaps,
    check_periods,
    check_restarts,
    check_reuse,
)
from elzmodel.territory.lists._link_checks import (
    check_circles,
    check_direction,
    check_one_sided,
    check_self_links,
    check_unlisted_codes,
)
from elzmodel.territory.lists._parent_checks import (
    check_missing_parents,
    check_parent_periods,
    check_unlisted_parents,
)
from elzmodel.territory.lists._succession_checks import (
    check_early_successors,
    check_equals,
    check_gaps,
    check_ghosts,
    check_no_predecessor,
    check_no_successor,
    check_past_successors,
)
from elzmodel.territory.lists._weight_checks import check_amounts, check_sums, check_weights
from elzmodel.territory.lists.succession import Succession
from elzmodel.values import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from elzmodel.territory.lists.codes import ListFinding
    from elzmodel.territory.lists.official_list import OfficialList

__all__ = ["lint_list", "lint_table"]

_CHECKS = (
    check_cells,
    check_codes,
    check_duplicates,
    check_periods,
    check_overlaps,
    check_restarts,
    check_reuse,
    check_off_by_one,
    check_missing_parents,
    check_unlisted_parents,
    check_parent_periods,
    check_unlisted_codes,
    check_self_links,
    check_direction,
    check_circles,
    check_one_sided,
    check_ghosts,
    check_no_predecessor,
    check_no_successor,
    check_early_successors,
    check_gaps,
    check_past_successors,
    check_equals,
    check_weights,
    check_sums,
    check_amounts,
)


def lint_list(listing: OfficialList) -> tuple[ListFinding, ...]:
    """Return what is wrong or doubtful in a published list, by place and code.

    Nothing is repaired, and a clean list gives nothing. The codes stand in
    `LIST_CODES`.

    Example:
        >>> from datetime import date
        >>> from elzmodel.territory.lists import LinkKind, ListedUnit, ListLink, OfficialList
        >>> old = ListedUnit(code="12034", name="Sint-Amands")
        >>> new = ListedUnit(code="12041", name="Puurs-Sint-Amands", start=date(2019, 1, 1))
        >>> link = ListLink(from_code="12034", to_code="12041", kind=LinkKind.SUCCESSOR)
        >>> [(f.code, f.subject) for f in lint_list(OfficialList(units=[old, new], links=[link]))]
        [('ELZ-Q040', '12034')]
    """
    succession = Succession.of(listing)
    findings = {finding for check in _CHECKS for finding in check(succession)}
    return tuple(sorted(findings, key=lambda f: (f.place, f.code, f.subject, f.message)))


def lint_table(findings: Iterable[ListFinding], *, title: str = "Findings") -> Table:
    """Return findings about a list as a table, one row each, in the order given.

    Example:
        >>> lint_table([]).columns[0].key
        'place'
    """
    names = ("place", "code", "severity", "subject", "message", "remedy")
    rows = [
        (str(f.place), f.code, f.severity.value, f.subject, f.message, f.remedy) for f in findings
    ]
    return Table(title, tuple(map(Column, names)), rows)
