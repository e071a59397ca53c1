"""Rows that say what others have together, held against those others.

A total is never carried. It equals the rows that it adds up, or has more where some of those
are not there; anything else means that rows are missing, or that they are not what they seem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen

from elzmodel.tables.dating import Dated
from elzmodel.tables.grids import Content
from elzmodel.tables.kinds import Count
from elzmodel.tables.ledger import Account, Ledger
from elzmodel.tables.measures import Counted, Measure
from elzmodel.tables.placing import Aside
from elzmodel.tables.plans import Land
from elzmodel.tables.reading import FigureColumn, FigureTable, TotalRow
from elzmodel.tables.sums import Counts, Sums, exactly
from elzmodel.values import Code, Codes, Finding, Number, Place, Severity, Total, sum_totals
from elzmodel.values.ids import grouped

__all__: list[str] = []

DIFFERS: Final = Code(
    "ELZ-F056",
    {
        "": "{column}: the total is {total}, and all its rows have {parts} together",
        "below": "{column}: the total is {total}, and its rows have {parts} together",
    },
    severity=Severity.ERROR,
    meaning="a total row contradicts its rows",
    explanation="A total that has less than the rows above it, or another sum than all of them, "
    "means that rows are missing or stand there twice.",
    remedy="look which is right, or say {option:totals='leave out'} to leave totals out unseen",
)
LEFT_OUT: Final = Code(
    "ELZ-F057",
    {
        "": "{n} total {n:row|rows} left out[; {more} {more:has|have} more than the rows below]",
        "unseen": "{n} total {n:row|rows} left out, not compared",
    },
    severity=Severity.ADVICE,
    meaning="total rows are left out",
    explanation="A row that says what others have together is held against them and not carried. "
    "It may have more where rows are missing.",
)
CODES: Final = Codes((DIFFERS, LEFT_OUT))


@frozen(eq=False)
class _Parts:
    """What the rows of a total have, and whether they are all that it can add up."""

    total: Total
    are_all: bool


def total_findings(
    table: FigureTable, dated: Dated, ledger: Ledger, measures: Mapping[str, Measure]
) -> Iterator[Finding]:
    """Find totals that contradict their rows, and say how many are left out."""
    rows = _RowsOfTotals(table, dated, ledger)
    above: set[int] = set()
    for number, column in enumerate(table.figures):
        measure = measures[column.name]
        if not isinstance(column.kind, Count) or not isinstance(measure, Counted):
            continue
        for place, row in enumerate(table.totals):
            total, parts = row.figures[number], rows.parts(row, column, measure.account)
            if parts and isinstance(total, Total):
                found = _compared(total, parts)
                if found == "more":
                    above.add(place)
                elif found is not None:
                    yield DIFFERS.finding(
                        variant=found,
                        place=Place(table.grid.source, row.line),
                        column=column.name,
                        total=total,
                        parts=parts.total,
                    )
    yield LEFT_OUT.finding(n=len(table.totals), more=len(above) or None)


def _compared(total: Total, parts: _Parts) -> str | None:
    """Return how a total contradicts its parts, or that it has more; nothing where it fits."""
    if total.high is not None and _is_less(total.high, parts.total.low):
        return "below"
    if parts.total.high is not None and _is_less(parts.total.high, total.low):
        return "" if parts.are_all else "more"
    return None


def _is_less(one: Number, other: Number) -> bool:
    """Tell whether a number is less, beyond what rounding does."""
    return exactly(other) - exactly(one) > _ROUNDING * (1 + abs(exactly(one)))


_NOWHERE: Final[Land] = frozenset()
_ROUNDING: Final = Fraction(1, 10**9)


class _RowsOfTotals:
    """The rows that each total adds up."""

    def __init__(self, table: FigureTable, dated: Dated, ledger: Ledger) -> None:
        self._table: FigureTable = table
        self._dated: Dated = dated
        self._ledger: Ledger = ledger
        self._patterns: dict[tuple[bool, ...], Mapping[tuple[Content, ...], tuple[int, ...]]] = {}
        self._sums: dict[str, Sums] = {}

    def parts(self, row: TotalRow, column: FigureColumn, account: Account) -> _Parts | None:
        """Return what the rows of a total have together, if there are any."""
        combinations = self._combinations(row)
        if row.key is not None:
            return self._of_key(row.key, combinations, column)
        if row.area and self._dated.places[0].area(row.area) is not None:
            return self._of_area(row.area, combinations, column)
        total = sum_totals(map(account.given, combinations))
        are_all = not row.area and all(map(self._is_complete, combinations))
        return _Parts(total, are_all) if combinations else None

    def _combinations(self, row: TotalRow) -> tuple[int, ...]:
        """Return the combinations of dimensions that a total adds up."""
        over = tuple(each is None for each in row.dimensions)
        if over not in self._patterns:
            keyed = (
                (tuple(c for c, is_over in zip(each, over, strict=False) if not is_over), number)
                for number, each in enumerate(self._ledger.rows.combinations)
            )
            self._patterns[over] = grouped(keyed)
        said = tuple(each for each in row.dimensions if each is not None)
        return self._patterns[over].get(said, ())

    def _of_key(self, key: int, combinations: Iterable[int], column: FigureColumn) -> _Parts | None:
        """Return what a key has in its rows of a dimension, which need not be all of them."""
        rows = self._ledger.rows
        subjects = ((rows.subject_of.get((key, rows.eras[c])), c) for c in combinations)
        groups = [rows.group(s, c) for s, c in subjects if s is not None and rows.has(s, c)]
        found = map(self._sums_of(column).total, groups)
        return _Parts(sum_totals(found), are_all=False) if groups else None

    def _of_area(
        self, area: str, combinations: Iterable[int], column: FigureColumn
    ) -> _Parts | None:
        """Return what the keys in a larger area have; pieces of what is there count in it."""
        rows, found, are_all = self._ledger.rows, list[Total](), True
        for each in combinations:
            plan = self._ledger.plan(each)
            land = plan.ground.of(self._dated.places[rows.eras[each]].area(area) or ())
            lands = {
                k: of for k, of in plan.ground.lands.items() if of <= land and rows.has(k, each)
            }
            whole = {
                of: k for k, of in lands.items() if not any(of < other for other in lands.values())
            }
            found += [self._sums_of(column).total(rows.group(key, each)) for key in whole.values()]
            are_all = are_all and land == _NOWHERE.union(*whole)
        return _Parts(sum_totals(found), are_all) if found else None

    def _sums_of(self, column: FigureColumn) -> Sums:
        """Return what each key has with each combination."""
        if column.name not in self._sums:
            rows = self._ledger.rows
            size = len(rows.subjects) * len(rows.combinations)
            self._sums[column.name] = Sums(rows, rows.groups, size, Counts.of(column))
        return self._sums[column.name]

    def _is_complete(self, combination: int) -> bool:
        """Tell whether there are rows for all land of the regions that the table speaks of."""
        rows, plan = self._ledger.rows, self._ledger.plan(combination)
        if any(isinstance(each.meaning, Aside) for each in rows.subjects):
            return False
        layout = self._dated.places[rows.eras[combination]].layout
        there = [land for key, land in plan.ground.lands.items() if rows.has(key, combination)]
        spoken = _NOWHERE.union(*there)
        lands = grouped((m.region, part) for m in layout.municipalities for part in m.parts)
        regions = map(plan.ground.of, lands.values())
        return all(land <= spoken or land.isdisjoint(spoken) for land in regions)
