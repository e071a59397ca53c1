"""The linter: every check of a published list, in one go."""

from __future__ import annotations

from collections.abc import Iterator

from elzmodel.lists._link_checks import LINK_CHECKS
from elzmodel.lists._unit_checks import UNIT_CHECKS
from elzmodel.lists.official_list import UNREAD, OfficialList
from elzmodel.lists.succession import Succession
from elzmodel.values import Answer, Codes, Finding
from elzmodel.values.text import said

__all__ = ["lint_list"]

CHECKS = (*UNIT_CHECKS, *LINK_CHECKS)
"""Every check; cells that could not be read are noticed by the reader."""

CODES = Codes([UNREAD, *(check.code for check in CHECKS)])
"""Every finding code of the linter, with meaning and remedy."""


def lint_list(listing: OfficialList) -> Answer[Finding]:
    """Return what is wrong or doubtful in a published list, by place and code.

    Nothing is repaired, and a clean list gives nothing. An error contradicts
    itself and stops the making of events; a warning does not. The codes stand in
    ``CODES``. What a list does not say enough for is told in the notes, so that no
    findings mean that there are none.

    Example:
        >>> from datetime import date
        >>> from elzmodel.lists import LinkKind, ListedUnit, ListLink, OfficialList
        >>> old = ListedUnit(code="12034", name="Sint-Amands")
        >>> new = ListedUnit(code="12041", name="Puurs-Sint-Amands", start=date(2019, 1, 1))
        >>> link = ListLink(from_code="12034", to_code="12041", kind=LinkKind.SUCCESSOR)
        >>> [(f.code, f.subject) for f in lint_list(OfficialList(units=[old, new], links=[link]))]
        [('ELZ-Q040', '12034')]
    """
    succession = Succession.of(listing)
    rows, notes = findings_in(succession), tuple(_not_looked_for(succession))
    return Answer(title=said("Findings"), rows=rows, notes=notes, row_type=Finding)


def findings_in(succession: Succession) -> tuple[Finding, ...]:
    """Return what is wrong or doubtful in a list that is read as rows and arrows already."""
    found = (each for check in CHECKS for each in check.findings(succession))
    rows = {*succession.listing.unread, *found}
    return tuple(sorted(rows, key=lambda f: (f.place, f.code, f.subject, f.message)))


def _not_looked_for(succession: Succession) -> Iterator[str]:
    """Yield what cannot be found in a list, because of what it does not say."""
    if not succession.all_rows:
        yield said("Not looked for, as there are no units: codes, periods and days that are wrong.")
    elif not succession.arrows:
        yield said(
            "Not looked for, as there are no links: units that are open though they merged, "
            "and what nothing follows."
        )
    elif not any(arrow.whole for arrow in succession.arrows):
        yield said(
            "Not looked for, as no link says that a whole unit went over: units that are open "
            "though they merged."
        )
