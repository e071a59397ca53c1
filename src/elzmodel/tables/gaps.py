"""Rows without a figure, of municipalities that were not there in the year of the row.

A table with a column for each year has a row for each code that was ever in use, and empty
cells where there was no such municipality. Such a cell says nothing: it keeps no table from
being carried, and is left out, which is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve

from elzmodel.landscape import Landscape
from elzmodel.tables.dating import Dated, Dating, dating_of, readings_of
from elzmodel.tables.kinds import Rows
from elzmodel.tables.parts import taken
from elzmodel.tables.placing import NOT_THEN
from elzmodel.tables.reading import FigureColumn, FigureTable
from elzmodel.values import Code, Finding, Severity, Total

__all__: list[str] = []

NOT_THERE: Final = Code(
    "ELZ-F070",
    "{n} {n:row|rows} without a figure left out, whose municipality was not there: {keys:list 3}",
    severity=Severity.ADVICE,
    meaning="rows without a figure of municipalities that were not there",
    explanation="A table of several years may have a row for each code that was ever in use, "
    "with nothing in it for the years without such a municipality.",
)


def without_gaps(
    landscape: Landscape, table: FigureTable, fits: object = None
) -> tuple[FigureTable, Dating]:
    """Return a table with its dating; without such rows, where only they are in the way.

    Where several ways to leave rows out would do, none is taken.

    Raises:
        InvalidValueError: As `dating_of`.
        NotOnDayError: As `dating_of`.
    """
    dating = dating_of(landscape, table, fits)
    if not _is_wrong(dating):
        return table, dating
    blank = [*_blank(table)]
    found: dict[tuple[int, ...], tuple[FigureTable, Dating]] = {}
    if any(blank):
        for dated in readings_of(landscape, table, fits):
            kept = tuple(_kept(table, dated, blank))
            if len(kept) < len(table) and kept not in found:
                fewer = _among(table, kept)
                again = dating_of(landscape, fewer, fits)
                if not _is_wrong(again):
                    found[kept] = fewer, _told(again, table, kept)
    return next(iter(found.values())) if len(found) == 1 else (table, dating)


def _is_wrong(dating: Dating) -> bool:
    return any(each.severity is Severity.ERROR for each in dating.findings)


def _blank(table: FigureTable) -> Iterator[bool]:
    """Yield for each row whether it has no figure at all, in no column."""
    columns = [_blank_contents(each) for each in table.figures]
    for codes in zip(*(each.codes for each in table.figures), strict=True):
        yield all(blank[code] for blank, code in zip(columns, codes, strict=True))


def _blank_contents(column: FigureColumn) -> Sequence[bool]:
    if isinstance(column.kind, Rows):
        return [False] * len(column.contents)
    return [each is None or is_unknown(each) for each in column.contents]


def is_unknown(figure: Total | str) -> bool:
    """Tell whether nothing is known of a figure, whatever mark stands for it."""
    return isinstance(figure, Total) and not figure.low and figure.high is figure.best is None


def _kept(table: FigureTable, dated: Dated, blank: Sequence[bool]) -> Iterator[int]:
    """Yield the rows with figures, and those whose municipality was there."""
    years = dated.years
    for row, key in enumerate(table.key_codes):
        era = dated.era_of_year[years.codes[row]] if years else 0
        meaning = dated.meaning(key, era)
        is_there = not (isinstance(meaning, Finding) and meaning.kind is NOT_THEN)
        if is_there or not blank[row]:
            yield row


def _among(table: FigureTable, rows: Sequence[int]) -> FigureTable:
    """Return a table with some of its rows; keys and dimensions keep their numbers."""
    return evolve(
        table,
        key_codes=taken(table.key_codes, rows),
        dimensions=tuple(evolve(d, codes=taken(d.codes, rows)) for d in table.dimensions),
        figures=tuple(evolve(f, codes=taken(f.codes, rows)) for f in table.figures),
        lines=taken(table.lines, rows),
        rows=taken(table.rows, rows),
    )


def _told(dating: Dating, table: FigureTable, kept: Sequence[int]) -> Dating:
    there = frozenset(kept)
    gone = [row for row in range(len(table)) if row not in there]
    keys = dict.fromkeys(table.keys[table.key_codes[row]].text for row in gone)
    finding = NOT_THERE.finding(n=len(gone), keys=list(keys))
    return evolve(dating, findings=(*dating.findings, finding))
