"""The finding codes of the linter for lists: what each means and how to mend it.

Codes are stable. ``ELZ-Q00…`` are about cells and rows, ``Q01…`` about periods,
``Q02…`` about parents, ``Q03…`` about links, ``Q04…`` about who follows whom,
``Q05…`` about weights. `LIST_CODES` holds all of them with meaning and remedy.
An error contradicts itself and stops the making of events; a warning does not.
"""

from __future__ import annotations

from attrs import frozen

from elzmodel.lists.official_list import Place
from elzmodel.values import Column, Finding, Severity, Table, plain_finding
from elzmodel.values import Place as FindingPlace

__all__ = [
    "LIST_CODES",
    "ListCode",
    "ListFinding",
    "found",
    "list_codes_table",
]

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING


@frozen
class ListCode:
    """A finding code with its severity, its meaning and its remedy.

    Example:
        >>> LIST_CODES["ELZ-Q040"].meaning
        'a unit is still open though another one has taken all of it over'
    """

    code: str
    severity: Severity
    meaning: str
    remedy: str


LIST_CODES = {
    rule.code: rule
    for rule in (
        ListCode(
            "ELZ-Q001",
            _ERROR,
            "a day, a number or a kind cannot be read",
            "write it in the form that the layout states, or state another layout",
        ),
        ListCode(
            "ELZ-Q002",
            _ERROR,
            "a code is not of the list's form, or damaged",
            "write codes as text; a spreadsheet adds blanks, decimals and exponents",
        ),
        ListCode(
            "ELZ-Q003",
            _WARNING,
            "a row says exactly what an earlier one says",
            "remove one of the two",
        ),
        ListCode(
            "ELZ-Q010",
            _ERROR,
            "a period holds no day",
            "look whether first and last day are swapped",
        ),
        ListCode(
            "ELZ-Q011",
            _ERROR,
            "two periods of one code overlap",
            "end the earlier one where the later begins, or join the two rows",
        ),
        ListCode(
            "ELZ-Q012",
            _ERROR,
            "a code starts again though nothing says that it ended",
            "end the earlier row, or remove the later one if the unit never stopped",
        ),
        ListCode(
            "ELZ-Q013",
            _ERROR,
            "a code is in use for two units at once",
            "end the first use before the second, or correct one of the codes",
        ),
        ListCode(
            "ELZ-Q014",
            _ERROR,
            "a first or last day is off by one",
            "an inclusive last day is 31 December where the next first day is 1 January",
        ),
        ListCode(
            "ELZ-Q020",
            _WARNING,
            "a unit has no parent where those of its level have one",
            "fill in the parent",
        ),
        ListCode(
            "ELZ-Q021",
            _WARNING,
            "a parent is not in the list",
            "add the parent, or correct its code",
        ),
        ListCode(
            "ELZ-Q022",
            _WARNING,
            "a parent does not exist during the whole of the unit's period",
            "split the row where the parent changes, or correct the parent's period",
        ),
        ListCode(
            "ELZ-Q030",
            _ERROR,
            "a link names a code that is not in the list",
            "add the unit, or correct the code",
        ),
        ListCode(
            "ELZ-Q031",
            _ERROR,
            "a code is linked to itself without a day on which it goes on",
            "remove the link, or name the other code",
        ),
        ListCode(
            "ELZ-Q032",
            _ERROR,
            "a link runs against time",
            "look whether the columns of old and new code are swapped",
        ),
        ListCode(
            "ELZ-Q033",
            _ERROR,
            "links lead round in a circle",
            "remove or turn the link that closes it",
        ),
        ListCode(
            "ELZ-Q034",
            _WARNING,
            "a link is said from one side only where the list says links from both",
            "add the link to the other code, or remove it here",
        ),
        ListCode(
            "ELZ-Q040",
            _ERROR,
            "a unit is still open though another one has taken all of it over",
            "end it on that day, or say which share went over",
        ),
        ListCode(
            "ELZ-Q041",
            _WARNING,
            "a new code has no predecessor on a day on which others end",
            "add the predecessors, or give the row the status 'created'",
        ),
        ListCode(
            "ELZ-Q042",
            _WARNING,
            "a code ends and nothing follows it",
            "add the successor, or give the row the status 'abolished'",
        ),
        ListCode(
            "ELZ-Q043",
            _ERROR,
            "a successor takes over before its predecessor ends",
            "correct one of the days; for a later take-over say the day of the link",
        ),
        ListCode(
            "ELZ-Q044",
            _ERROR,
            "there is a gap between a predecessor and its successor",
            "let the one begin on the day on which the other ends",
        ),
        ListCode(
            "ELZ-Q045",
            _ERROR,
            "a successor has ended already when it takes over",
            "look whether its dates are those of its predecessor",
        ),
        ListCode(
            "ELZ-Q046",
            _WARNING,
            "two units are called equal though the territory grew or was divided",
            "call the old one a predecessor, or narrower",
        ),
        ListCode(
            "ELZ-Q050",
            _ERROR,
            "a weight lies outside 0 to 1, or an amount is negative",
            "write shares as fractions of the old unit; divide per cent by a hundred",
        ),
        ListCode(
            "ELZ-Q051",
            _ERROR,
            "the weights of an old unit do not sum to 1",
            "add the missing receiver, or correct a weight",
        ),
        ListCode(
            "ELZ-Q052",
            _WARNING,
            "land goes over from a unit that goes on, and nothing says how much",
            "add a weight or an amount, or say that the whole went over",
        ),
    )
}
"""Every finding code of the linter, by code."""


ListFinding = Finding


def found(code: str, subject: str, message: str, place: Place) -> ListFinding:
    """Return a finding with the severity and the remedy of its code.

    Example:
        >>> found("ELZ-Q003", "37022", "as line 2", Place(line=3)).severity.value
        'warning'
    """
    rule = LIST_CODES[code]
    return plain_finding(
        code=code,
        severity=rule.severity,
        subject=subject,
        message=message,
        place=FindingPlace(place.file, place.line),
        remedy=rule.remedy,
    )


def list_codes_table() -> Table:
    """Return all codes with severity, meaning and remedy as a table.

    Example:
        >>> list_codes_table().rows[0][:2]
        ('ELZ-Q001', 'error')
    """
    columns = (Column("code"), Column("severity"), Column("meaning"), Column("remedy"))
    rows = [(c.code, c.severity.value, c.meaning, c.remedy) for c in LIST_CODES.values()]
    return Table("Finding codes of lists", columns, rows)
