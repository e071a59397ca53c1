"""Columns in which tables of ours hold one figure: its bounds, its estimate, and by what.

``n_low`` and ``n_high``, with ``n_estimate`` and ``n_basis`` where they are there, are one
column ``n`` again, so that what was estimated once is never added up as if it were counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.grids.cells import read_figures, signs_of, text_of, written
from elzmodel.grids.codes import UNBOUNDED
from elzmodel.grids.columns import Content, DecimalSign, Grid, GridColumn
from elzmodel.tables.codes import CROSSED
from elzmodel.tables.options import Asked
from elzmodel.values import Finding, Total
from elzmodel.values.text import Said, said

__all__: list[str] = []

_LOW: Final = "_low"
_HIGH: Final = "_high"
_ESTIMATE: Final = "_estimate"
_BASIS: Final = "_basis"


@frozen(eq=False)
class Bounded:
    """A grid in which bounds are one column again, with what was joined and what is wrong."""

    grid: Grid
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def with_bounds(grid: Grid, asked: Asked) -> Bounded:
    """Return a grid with one column for bounds of one figure; what was said of each stands.

    Args:
        grid: The table.
        asked: What the caller says: a bound that is named stays a column of its own.

    Example:
        >>> from elzmodel.grids.columns import GridColumn
        >>> cells = {"n_low": ["0", "5"], "n_high": ["10", "5"], "n_estimate": ["2.5", "5"]}
        >>> columns = [GridColumn.of(n, i, cells[n]) for i, n in enumerate(cells, start=1)]
        >>> (n,) = with_bounds(Grid("t", tuple(columns), range(2, 4)), Asked()).grid.columns
        >>> n.name, [str(each) for each in n.contents]
        ('n', ['~2.50 (0-10)', '5'])
    """
    groups = [*_groups(grid, _said(asked))]
    if not groups:
        return Bounded(grid)
    joined = {group[_LOW]: _Joining(grid, stem, group, asked) for stem, group in groups}
    dropped = {column for _, group in groups for column in group.values()}
    columns = [
        joined[each].column if each in joined else each
        for each in grid.columns
        if each in joined or each not in dropped
    ]
    notes = [
        said("{names:and} are one: {one}", names=[c.name for c in g.values()], one=one)
        for one, g in groups
    ]
    findings = [finding for each in joined.values() for finding in each.findings]
    found = Grid(
        grid.source,
        tuple(columns),
        grid.lines,
        grid.header_line,
        grid.sheet,
        grid.notes,
        is_frame=grid.is_frame,
    )
    return Bounded(found, tuple(notes), tuple(findings))


def _said(asked: Asked) -> frozenset[str | int]:
    """Return the columns that the caller names, for whatever."""
    named = (asked.key or (), asked.only or (), asked.kinds or (), asked.by or ())
    return frozenset(each for names in named for each in names)


def _groups(
    grid: Grid, said: frozenset[str | int]
) -> Iterator[tuple[str, Mapping[str, GridColumn]]]:
    """Yield the columns of each figure with bounds, by what their names end in."""
    named = {each.name.strip(): each for each in grid.columns}
    for name, low in named.items():
        stem = name.removesuffix(_LOW)
        ends = (_LOW, _HIGH, _ESTIMATE, _BASIS)
        group = {end: named[stem + end] for end in ends if stem + end in named}
        are_bounds = stem and low in group.values() and _HIGH in group and stem not in named
        if are_bounds and not any({c.name.strip(), c.number} & said for c in group.values()):
            yield stem, group


class _Joining:
    """Joins the columns of one figure, each different set of cells once."""

    def __init__(
        self, grid: Grid, stem: str, group: Mapping[str, GridColumn], asked: Asked
    ) -> None:
        self.grid = grid
        self.stem = stem
        self.group = group
        self.findings: list[Finding] = []
        self._marks = asked.marks
        sign = asked.decimal or self._sign()
        numbers = [end for end in (_LOW, _HIGH, _ESTIMATE) if end in group]
        figures = {end: self._figures(group[end], sign) for end in numbers}
        basis = group.get(_BASIS)
        columns = [*(group[end] for end in numbers), *([basis] if basis else [])]
        self.first: dict[tuple[int, ...], int] = {}
        for row, codes in enumerate(zip(*(each.codes for each in columns), strict=True)):
            self.first.setdefault(codes, row)
        numbered = {codes: number for number, codes in enumerate(self.first)}
        contents = []
        for codes in self.first:
            ends = dict(zip(numbers, codes, strict=False))
            by = text_of(basis.contents[codes[-1]]) if basis else ""
            contents.append(self._total({e: figures[e][c] for e, c in ends.items()}, by, codes))
        rows = zip(*(each.codes for each in columns), strict=True)
        low = group[_LOW]
        self.column = GridColumn(
            stem, low.number, tuple(contents), [numbered[codes] for codes in rows]
        )

    def _sign(self) -> DecimalSign | None:
        """Return the sign before decimals that all of them show together, if they do."""
        said = (
            found
            for end, column in self.group.items()
            if end != _BASIS
            for content in column.contents
            if isinstance(content, str) and (found := written(content))
        )
        return signs_of(number for each in said for number in each.numbers).sign

    def _figures(self, column: GridColumn, sign: DecimalSign | None) -> Sequence[Total]:
        found = read_figures(
            column.name,
            column.contents,
            lambda code: self.grid.place([*column.codes].index(code), column),
            marks=self._marks,
            decimal=sign,
        )
        is_end = column is not self.group[_LOW]  # Where it is empty, it is open.
        self.findings += [e for e in found.problems if not (is_end and e.kind is UNBOUNDED)]
        return found.contents

    def _total(self, ends: Mapping[str, Total], by: str, codes: tuple[int, ...]) -> Content:
        low, high = ends[_LOW], ends[_HIGH]
        guess = ends.get(_ESTIMATE, _NOTHING)
        basis = [by or self.group[_ESTIMATE].name] if guess.is_exact else []
        try:
            return Total(low.low, high.high, estimate=guess.value, basis=basis)
        except InvalidValueError as error:
            place = self.grid.place(self.first[codes], self.group[_LOW])
            self.findings.append(
                CROSSED.finding(place=place, column=self.stem, why=Said(str(error), error))
            )
            return Total.unknown(["bounds that cross"])


_NOTHING: Final = Total.unknown()
