"""One door for every check: what is doubtful about a value or a file, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import singledispatch
from os import PathLike
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from elzmodel.bundles import CODES as CODES_OF_BUNDLES
from elzmodel.bundles.files import is_saved, read_landscape
from elzmodel.data.edition_checks import CODES as CODES_OF_EDITIONS
from elzmodel.data.edition_checks import check_edition
from elzmodel.data.reference import flanders
from elzmodel.dossiers import CODES as CODES_OF_DOSSIERS
from elzmodel.dossiers import Dossier, check_dossier
from elzmodel.dossiers.checks import council_on, known_around, not_asked, what_is_lacking
from elzmodel.errors import DocumentError, InvalidValueError, TableError
from elzmodel.governance import CODES as CODES_OF_GOVERNANCE
from elzmodel.governance import CareCouncil, RuleSet
from elzmodel.grids.columns import of_container
from elzmodel.grids.containers import grid_of
from elzmodel.grids.sources import TABLE_ENDINGS
from elzmodel.io import CODES as CODES_OF_DOCUMENTS
from elzmodel.io import KINDS, EventsDocument, read_document
from elzmodel.io.codes import UNREADABLE as UNREADABLE_DOCUMENTS
from elzmodel.landscape import CODES as CODES_OF_LANDSCAPE
from elzmodel.landscape import Landscape
from elzmodel.landscape.checks import check_landscape
from elzmodel.linked.codes import CODES as CODES_OF_LINKED_DATA
from elzmodel.lists import CODES as CODES_OF_LISTS
from elzmodel.lists import ListLayout, OfficialList, lint_list
from elzmodel.policy import CODES as CODES_OF_POLICY
from elzmodel.policy import PolicyPlan
from elzmodel.policy.checks import plan_findings
from elzmodel.scenarios import CODES as CODES_OF_SCENARIOS
from elzmodel.scenarios import Scenario, check_scenario
from elzmodel.tables import CODES as CODES_OF_TABLES
from elzmodel.tables import FigureTable, read_table
from elzmodel.tables.codes import NO_FIGURES
from elzmodel.tables.codes import UNREADABLE as UNREADABLE_TABLES
from elzmodel.tables.options import Reading
from elzmodel.territory import CODES as CODES_OF_TERRITORY
from elzmodel.values import Answer, Codes, Day, Finding, Ref, References, Severity, parse_day
from elzmodel.values.references import CODES as CODES_OF_REFERENCES
from elzmodel.values.text import said
from elzmodel.zones import CODES as CODES_OF_ZONES

__all__ = ["CODES", "UNREADABLE", "check"]

CODES: Final = Codes(
    [
        *CODES_OF_REFERENCES,
        *CODES_OF_TERRITORY,
        *CODES_OF_ZONES,
        *CODES_OF_GOVERNANCE,
        *CODES_OF_POLICY,
        *CODES_OF_LANDSCAPE,
        *CODES_OF_DOSSIERS,
        *CODES_OF_SCENARIOS,
        *CODES_OF_DOCUMENTS,
        *CODES_OF_LINKED_DATA,
        *CODES_OF_TABLES,
        *CODES_OF_LISTS,
        *CODES_OF_BUNDLES,
        *CODES_OF_EDITIONS,
    ]
)
"""The codes of all rooms."""

UNREADABLE: Final = Codes([*UNREADABLE_DOCUMENTS, *UNREADABLE_TABLES])
"""The codes of files that cannot be read, so that nothing else was looked at."""


@frozen
class _Asked:
    """What is held against what."""

    within: Landscape | None
    on: date | None
    rules: tuple[RuleSet, ...]
    known: Day | None
    year: int | None
    reading: Reading

    def references(self, value: object) -> tuple[Finding, ...]:
        """Return what a value refers to that is nowhere."""
        return References(value).check(known_around(self.within, self.rules))


Checked = (
    Landscape
    | Dossier
    | CareCouncil
    | PolicyPlan
    | RuleSet
    | Scenario
    | EventsDocument
    | OfficialList
    | ListLayout
    | FigureTable
    | str
    | PathLike[str]
)
"""What can be looked at: a value, or the path of a file."""


def check(  # noqa: PLR0913 - one argument a question
    value: Checked,
    *,
    within: Landscape | None = None,
    on: Day | None = None,
    rules: Iterable[RuleSet] = (),
    known: Day | None = None,
    year: int | None = None,
    reading: Reading | None = None,
) -> Answer[Finding]:
    """Return what is doubtful about a value or a file; it never raises for a doubt.

    Of a landscape: open decisions (``ELZ-L010``), municipalities without a zone
    (``ELZ-L011``), zones outside the size rules (``ELZ-L012``), events whose
    day of record is unknown (``ELZ-L013``), zones in pieces (``ELZ-Z010``) and
    figures that disagree (``ELZ-T021``, ``ELZ-T022``).

    Of a dossier, a council or a plan: rules of composition that are not passed,
    what a plan leaves open, claims that the register contradicts, what concerns
    land that left the zone. Of a scenario: steps and choices that do not fit, or
    are odd. Of events: what contradicts the record. Of an official list: what
    `lint_list` finds. Of a table: codes and names that do not fit the
    municipalities of one period (``ELZ-L030`` to ``ELZ-L033``). Of all of them and of rules:
    references that lead nowhere (``ELZ-R001``). What could not be looked at for
    want of a landscape or a day is said.

    Of a folder of tables: their form, sources, sums, partitions, mergers and borders
    (``ELZ-E001`` to ``ELZ-E018``), see `flanders`; with a day, also the same as of the
    landscape that they make.

    Of a file, a document, a table with codes or names or a saved landscape: what keeps it
    from being read, or else the same as of the value that it holds, each with its place.

    Args:
        value: What to look at, or the path of a file or a folder.
        within: The landscape that it is held against.
        on: The day to look at it; a landscape needs one.
        rules: The rules of composition that are asked for; by default those that
            were in force on the day in *within*.
        known: Of a landscape, the day of the record, as in `Landscape.on`.
        year: Of a landscape, the year of the inhabitants; by default the newest that is
            exact on the day.
        reading: How a table in a file is read, where that is not to be guessed.

    Raises:
        InvalidValueError: If a landscape is looked at on no day, or nothing checks
            such a value.
        NotOnDayError: If *on* lies before the period that is covered.
        OSError: If a file cannot be opened.

    Example:
        >>> import elzmodel as elz
        >>> findings = elz.check(elz.flanders(), on="2025-01-01")
        >>> [f.subject for f in findings if f.code == "ELZ-Z010" and f.outcome.value == "fail"]
        ['oostkust', 'zuid-oost-limburg']
        >>> herkenrode = elz.dossier("herkenrode")
        >>> found = elz.check(herkenrode, within=elz.flanders(), on="2023-06-01")
        >>> [finding.code for finding in found if finding.outcome.value == "fail"]
        ['ELZ-P021']
    """
    day, sets = None if on is None else parse_day(on), tuple(rules)
    if not sets and within is not None and day is not None:
        sets = within.rules_on(day)
    rows = tuple(_findings(value, _Asked(within, day, sets, known, year, reading or {})))
    return Answer(title=said("What is doubtful"), rows=rows, row_type=Finding)


@singledispatch
def _findings(value: object, asked: _Asked) -> Iterable[Finding]:  # noqa: ARG001 - as all of them
    expected = (
        "a path, landscape, dossier, council, plan, rules, scenario, list, layout, table or events"
    )
    raise InvalidValueError("thing that can be checked", value, expected)


# --- files --------------------------------------------------------------------

_OF_TABLES: Final = TABLE_ENDINGS - {".json"}


def is_table(path: str | PathLike[str]) -> bool:
    """Tell whether a file is looked at as a table, by its name; others, JSON too, are documents."""
    return Path(path).suffix.lower() in _OF_TABLES


@_findings.register(str)
@_findings.register(PathLike)
def _(value: str | PathLike[str], asked: _Asked) -> Iterator[Finding]:
    """Yield what is wrong with a file, and what is doubtful about what it holds."""
    if is_saved(value):
        yield from _of_saved(value, asked)
        return
    if Path(value).is_dir():
        yield from _of_folder(value, asked)
        return
    if is_table(value):
        yield from _of_table(value, asked)
        return
    document = read_document(value, within=asked.within)
    yield from document.findings
    if document.value is None:
        return
    told = {(each.code, each.message) for each in document.findings}
    for finding in _findings(document.value, asked):
        if (finding.code, finding.message) not in told:
            yield evolve(finding, place=document.place_of(finding))


def _of_saved(path: str | PathLike[str], asked: _Asked) -> Iterable[Finding]:
    try:
        landscape = read_landscape(path)
    except DocumentError as error:
        return error.findings
    if asked.on is None:
        return (not_asked("day", Ref("landscape", landscape.name)),)
    return _findings(landscape, asked)


def _of_folder(path: str | PathLike[str], asked: _Asked) -> Iterator[Finding]:
    found = check_edition(path)
    yield from found
    if asked.on is not None and not any(each.severity is Severity.ERROR for each in found):
        yield from _findings(flanders(edition=path), asked)


def _of_table(path: str | PathLike[str], asked: _Asked) -> Iterable[Finding]:
    try:
        if asked.within is not None:
            return _findings(read_table(path, asked.within, **asked.reading), asked)
        grid = grid_of(path, **of_container(asked.reading))
        return (not_asked("landscape", Ref("table", grid.source)),)
    except TableError as error:
        return error.findings


# --- values -------------------------------------------------------------------


@_findings.register
def _(value: Landscape, asked: _Asked) -> Iterable[Finding]:
    # No day is refused by `parse_day`, with its message.
    return check_landscape(value, on=asked.on, known=asked.known, year=asked.year)  # type: ignore[arg-type]


@_findings.register
def _(value: Dossier, asked: _Asked) -> Iterable[Finding]:
    return check_dossier(value, within=asked.within, on=asked.on, rules=asked.rules)


@_findings.register
def _(value: CareCouncil, asked: _Asked) -> Iterator[Finding]:
    about = Ref("council", value.id)
    yield from asked.references(value)
    yield from what_is_lacking(about, asked.within, asked.on)
    if asked.within is None and asked.on is not None and not asked.rules:
        yield not_asked("rules", about)
    yield from council_on(value, within=asked.within, on=asked.on, rules=asked.rules)


@_findings.register
def _(value: PolicyPlan, asked: _Asked) -> Iterator[Finding]:
    yield from asked.references(value)
    yield from plan_findings(value, on=asked.on)


@_findings.register
def _(value: RuleSet, asked: _Asked) -> Iterable[Finding]:
    return asked.references(value)


@_findings.register
def _(value: FigureTable, asked: _Asked) -> Iterable[Finding]:  # noqa: ARG001 - as all of them
    """Say what is doubtful in columns, cells and keys; one without figures may be a list."""
    return [problem for problem in value.problems if problem.kind is not NO_FIGURES]


@_findings.register
def _(value: OfficialList, asked: _Asked) -> Iterable[Finding]:  # noqa: ARG001 - as all of them
    return lint_list(value)


@_findings.register
def _(value: ListLayout, asked: _Asked) -> Iterable[Finding]:  # noqa: ARG001 - as all of them
    """Say nothing: a layout that is wrong cannot be made."""
    return ()


@_findings.register
def _(value: Scenario, asked: _Asked) -> Iterator[Finding]:
    yield from asked.references(value)
    if asked.within is None:
        yield not_asked("landscape", Ref("scenario", value.name))
    else:
        yield from check_scenario(asked.within, value)


@_findings.register
def _(value: EventsDocument, asked: _Asked) -> Iterator[Finding]:
    dangling = asked.references(value)
    yield from dangling
    if asked.within is None:
        yield not_asked("landscape")
    elif not dangling:  # What is named must be there before it can be tried out.
        yield from KINDS["events"].misfits(value, asked.within)
