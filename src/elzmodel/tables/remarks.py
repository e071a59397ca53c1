"""What there is to say of a table that is carried: rows that repeat, totals, what is left out.

Each remark is a finding; those that are errors keep the table from being carried. A total is
never carried. It equals the rows that it adds up, or has more where some of those are not
there; anything else means that rows are missing, or that they are not what they seem.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import prod
from typing import Final, get_args

from attrs import evolve, frozen

from elzmodel.grids.cells import EMPTY
from elzmodel.grids.columns import Content
from elzmodel.grids.quick_codes import counted
from elzmodel.landscape.key_doubts import READ_AS
from elzmodel.landscape.written import BOTH
from elzmodel.tables.dating import Dated
from elzmodel.tables.gaps import is_unknown
from elzmodel.tables.kinds import Category, Count, Mean, Rate, Rows
from elzmodel.tables.ledger import Account, Counts, Ledger, Sums, exactly
from elzmodel.tables.measures import Counted, Measure
from elzmodel.tables.placing import Aside, AsideKind, Spot
from elzmodel.tables.plans import Land
from elzmodel.tables.reading import FigureColumn, FigureTable, TotalRow
from elzmodel.tables.row_groups import ADMINISTRATION, RowGroups
from elzmodel.values import Code, Codes, Finding, Number, Place, Severity, Total, sum_totals
from elzmodel.values.ids import grouped
from elzmodel.values.text import Phrase, phrase, term

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
        "": "{n} total {n:row|rows} left out[; {more} {more:has|have} more than the rows below]"
        "[; no other row is about {alone:list 3}]",
        "unseen": "{n} total {n:row|rows} left out, not compared",
    },
    severity=Severity.ADVICE,
    meaning="total rows are left out",
    explanation="A row that says what others have together is held against them and not carried. "
    "It may have more where rows are missing. What no other row is about stays out of the result.",
)
REPEATED: Final = Code(
    "ELZ-F060",
    "{n} {n:row has|rows have} the key[ and {dimensions:and}] of another, and {n:differs|differ} "
    "in {columns:list}: {groups:list 3}",
    severity=Severity.ERROR,
    meaning="rows of one municipality, and no dimension that tells them apart",
    explanation="Their figures may be parts of one, which add up, or the same twice; or a column "
    "tells them apart that was not taken for a dimension.",
    remedy="say which columns tell them apart with {option:by}, or {option:repeats='sum'} to add "
    "them up",
)
SET_ASIDE: Final = Code(
    "ELZ-F061",
    {
        "outside": "{n} {n:row|rows} outside the record left out[, with {sums:and}]: {keys:list 3}",
        "abroad": "{n} {n:row|rows} abroad left out[, with {sums:and}]: {keys:list 3}",
        "no place": "{n} {n:row|rows} without a place left out[, with {sums:and}]: {keys:list 3}",
        "larger area": "{n} {n:row|rows} of larger areas left out[, with {sums:and}]: "
        "{keys:list 3}",
    },
    severity=Severity.ADVICE,
    meaning="rows that are about no land of the record",
    explanation="They lie elsewhere in the country or abroad, or say no place. They are never "
    "spread over areas.",
)
MENDED: Final = Code(
    "ELZ-F062",
    "{n} {n:key|keys} read as another: {keys:list 3}",
    severity=Severity.ADVICE,
    meaning="keys that had to be read as something else",
    explanation="Codes that a spreadsheet changed, names with words beside them, and villages are "
    "read as the municipality that is meant.",
)
SILENT: Final = Code(
    "ELZ-F063",
    {
        "": "no row is about {n} {n:municipality|municipalities}: {places:list 3}",
        "pieces": "no row is about {n:number} {n:part, village, postal code or sector|parts, "
        "villages, postal codes or sectors} of municipalities that others are about: "
        "{places:list 3}",
        "region": "no row is about {places:and}: {n} {n:area is|areas are} not shown",
        "none": "no {level} is recorded on {day}: everything lies outside",
    },
    severity=Severity.ADVICE,
    meaning="land of which a table does not speak",
    explanation="What is not given is unknown, not 0. Areas of a region of which the table says "
    "nothing at all are not shown.",
)
ESTIMATED: Final = Code(
    "ELZ-F064",
    {
        "": "{n} {n:figure is an estimate|figures are estimates} by {basis:and}, between bounds "
        "that hold for every way",
        "below zero": "{n} {n:figure is an estimate|figures are estimates} by {basis:and}, "
        "between bounds",
    },
    severity=Severity.ADVICE,
    meaning="figures that are spread by a weight",
    explanation="What a municipality has as a whole may lie anywhere in it. The bounds say so; "
    "the estimate takes it to be spread like the weight.",
)
UNSETTLED: Final = Code(
    "ELZ-F065",
    "{column}: {n} {n:area has|areas have} several categories, or land without: {areas:list 3}",
    severity=Severity.WARNING,
    meaning="a category that the rule does not settle",
)
LISTED: Final = Code(
    "ELZ-F066",
    "{column}: rows are counted, and an area without any has 0",
    severity=Severity.ADVICE,
    meaning="the rows of a list are counted",
)
SPARSE: Final = Code(
    "ELZ-F067",
    "areas are shown only with dimensions for which they have rows",
    severity=Severity.ADVICE,
    meaning="not every area is shown with every combination of dimensions",
    explanation="There are many combinations, and few rows of each. What is not shown is unknown.",
)
TOGETHER: Final = Code(
    "ELZ-F068",
    "{key} has a row of its municipality and its OCMW together, and others of each: {keys:list}",
    severity=Severity.ERROR,
    meaning="a municipality and its OCMW have rows together and apart",
    explanation="What both have together holds what each has, so that it would count twice.",
    remedy="take out the row of both, or the others",
)
NOT_COUNTED: Final = Code(
    "ELZ-F069",
    "{column} needs {of!r}, which is no column of counts[; there is {columns:list}]",
    severity=Severity.ERROR,
    meaning="a rate, a mean or a category needs counts that are not there",
    explanation="A rate is carried with what it is a rate of, a mean with what it is over, and "
    "the largest category needs what is largest: columns of counts of the same table.",
    remedy="say with {option:columns} that it is one, or name another",
)
KEYLESS: Final = Code(
    "ELZ-F071",
    "{n} {n:row without a key goes|rows without a key go} on with the one above: "
    "lines {lines:list}",
    severity=Severity.ERROR,
    meaning="a name stands once, and is meant for the rows below it as well",
    explanation="Where cells were merged, or rows grouped, only the first row of a municipality "
    "has its name. Without one the others would be left out, though what they say is of that "
    "municipality.",
    remedy="write the key in each row, or what says that there is none, such as 'unknown'",
)
BELOW_ZERO: Final = Code(
    "ELZ-F072",
    "{column}: some figures are below zero, as {below} is; the bounds of {n} {n:area|areas} take "
    "what is missing for at least 0, and a piece of what is divided for something between that "
    "and 0: {areas:list 3}",
    severity=Severity.WARNING,
    meaning="bounds beside figures below zero",
    explanation="A balance may be anything where no row tells it, and one of 10 may be made of "
    "30 here and -20 there: nothing bounds its pieces. Carry what is added and what is taken "
    "away as two columns of counts, or use only the areas that are exact.",
)
NO_FIGURE_THERE: Final = Code(
    "ELZ-F073",
    "{n:number} {n:cell|cells} without a figure, read as unknown: {marks:list 5}"
    "[; in {columns:and 3}]",
    severity=Severity.ADVICE,
    meaning="cells without a figure are read as unknown",
    explanation="An empty cell, or a mark such as x, .. or -, may stand for a figure that is held "
    "back, that nobody has, or that is 0. Unknown is not 0: what holds it has a bound at most.",
    remedy="say what a mark means with {option:cells}, where it means a figure",
)
CODES: Final = Codes(
    (
        *(DIFFERS, LEFT_OUT, REPEATED, SET_ASIDE, MENDED, SILENT, ESTIMATED, UNSETTLED, LISTED),
        *(SPARSE, TOGETHER, NOT_COUNTED, KEYLESS, BELOW_ZERO, NO_FIGURE_THERE),
    )
)


_NOWHERE: Final[Land] = frozenset()
_ROUNDING: Final = Fraction(1, 10**9)


# --- rows of totals, held against the rows that they add up -------------------------------


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
    alone = dict.fromkeys(row.area for row in table.totals if rows.are_placed(row))
    for number, column in enumerate(table.figures):
        measure = measures[column.name]
        if not isinstance(column.kind, Count) or not isinstance(measure, Counted):
            continue
        for place, row in enumerate(table.totals):
            total, parts = row.figures[number], rows.parts(row, column, measure.account)
            if parts:
                alone.pop(row.area, None)
            if parts and isinstance(total, Total):
                found = _compared(total, parts)
                if found == "more":
                    above.add(place)
                elif found is not None and not rows.is_of_block(row, column, total):
                    yield DIFFERS.finding(
                        variant=found,
                        place=Place(table.grid.source, row.line),
                        column=column.name,
                        total=total,
                        parts=parts.total,
                    )
    n, more = len(table.totals), len(above) or None
    yield LEFT_OUT.finding(n=n, more=more, alone=list(alone) or None)


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


class _RowsOfTotals:
    """The rows that each total adds up."""

    def __init__(self, table: FigureTable, dated: Dated, ledger: Ledger) -> None:
        self._table: FigureTable = table
        self._dated: Dated = dated
        self._ledger: Ledger = ledger
        self._patterns: dict[tuple[bool, ...], Mapping[tuple[Content, ...], tuple[int, ...]]] = {}
        self._sums: dict[str, Sums] = {}
        self._blocks: dict[tuple[Content, ...], Mapping[int, Sequence[int]]] = {}

    def parts(self, row: TotalRow, column: FigureColumn, account: Account) -> _Parts | None:
        """Return what the rows of a total have together, if there are any."""
        combinations = self._combinations(row)
        if row.key is not None:
            return self._of_key(row.key, combinations, column)
        if row.area and self._dated.places[0].area(row.area) is not None:
            of_area = self._of_area(row.area, combinations, column)
            is_cube = self._is_cube(row, combinations)
            return of_area and evolve(of_area, are_all=of_area.are_all and is_cube)
        total = sum_totals(map(account.given, combinations))
        are_all = (
            not row.area
            and self._is_cube(row, combinations)
            and all(map(self._is_complete, combinations))
        )
        return _Parts(total, are_all) if combinations else None

    def are_placed(self, row: TotalRow) -> bool:
        """Tell whether it is known which land a total is about, that others could be about."""
        return bool(row.area and self._dated.places[0].area(row.area))

    def is_of_block(self, row: TotalRow, column: FigureColumn, total: Total) -> bool:
        """Tell whether a total adds up the rows above it, down from the one before it."""
        if row.key is not None or row.area:
            return False
        combinations = frozenset(self._combinations(row))
        codes = self._ledger.rows.combination_codes
        block = self._block(row)
        figures = [
            found
            for each in block
            if codes[each] in combinations
            and isinstance(found := column.contents[column.codes[each]], Total)
        ]
        return bool(figures) and _compared(total, _Parts(sum_totals(figures), are_all=True)) is None

    def _block(self, row: TotalRow) -> Sequence[int]:
        """Return the rows above a total, below the one before it that is of the same."""
        if row.dimensions not in self._blocks:
            like = (t for t in self._table.totals if t.dimensions == row.dimensions)
            lines = sorted({each.line for each in like if each.key is None})
            found = ((bisect(lines, line), n) for n, line in enumerate(self._table.lines))
            of_line: Mapping[int, tuple[int, ...]] = grouped(found)
            self._blocks[row.dimensions] = {
                line: of_line.get(number, ()) for number, line in enumerate(lines)
            }
        return self._blocks[row.dimensions][row.line]

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

    def _is_cube(self, row: TotalRow, combinations: Sequence[int]) -> bool:
        """Tell whether there are rows for all contents together of what a total is over.

        One content alone, such as men, says that there are others.
        """
        rows = self._ledger.rows
        over = [place for place, each in enumerate(row.dimensions) if each is None]
        contents = [{each[place] for each in rows.combinations} for place in over]
        there = {tuple(rows.combinations[c][place] for place in over) for c in combinations}
        sizes = [*map(len, contents)]
        return 1 not in sizes and len(there) == prod(sizes)

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


# --- rows that repeat each other ----------------------------------------------------------


def repeated(table: FigureTable, rows: RowGroups) -> Iterator[Finding]:
    """Find rows of the same land and dimensions, as one, with the columns in which they differ."""
    are_listed = all(isinstance(each.kind, Rows) for each in table.figures)
    if are_listed or rows.seen.n == len(rows.groups):
        return
    asides = {n for n, each in enumerate(rows.subjects) if isinstance(each.meaning, Aside)}
    times = {
        group: n
        for group, n in Counter(rows.groups).items()
        if n > 1 and group // len(rows.combinations) not in asides
    }
    places = [row for row, group in enumerate(rows.groups) if group in times]
    if not places:
        return
    lines = grouped((rows.groups[row], table.lines[row]) for row in places)
    yield REPEATED.finding(
        place=Place(table.grid.source, table.lines[places[0]]),
        n=len(places) - len(times),
        dimensions=rows.dimensions,
        columns=list(_differing(table, rows.groups, places, len(times))),
        groups=[_lines(rows, group, of) for group, of in lines.items()],
    )


def together(table: FigureTable, rows: RowGroups) -> Iterator[Finding]:
    """Find municipalities that have rows with their OCMW, and rows of one of them beside."""
    whose = [each.administration for each in table.keys]
    if BOTH not in whose:
        return
    is_apart = bool(rows.dimensions) and rows.dimensions[-1] == ADMINISTRATION
    combinations = [each[:-1] if is_apart else each for each in rows.combinations]
    triples = zip(rows.subject_codes, rows.combination_codes, table.key_codes, strict=True)
    keys = grouped(((s, combinations[c]), key) for s, c, key in dict.fromkeys(triples))
    found: dict[int, tuple[int, ...]] = {}
    for (subject, _), held in keys.items():
        of = {whose[key] for key in held}
        if BOTH in of and not of.isdisjoint({"", "OCMW"}):
            found.setdefault(subject, held)
    for subject, held in found.items():
        if isinstance(rows.subjects[subject].meaning, Spot):
            yield TOGETHER.finding(
                place=Place(table.grid.source, table.lines[rows.subject_codes.index(subject)]),
                key=table.keys[held[0]].read_as,
                keys=[repr(table.keys[key].text) for key in held],
            )


def _lines(rows: RowGroups, group: int, lines: Sequence[int]) -> Phrase:
    """Name a group, with the lines in which it stands."""
    subject, combination = divmod(group, len(rows.combinations))
    key = rows.subjects[subject].meaning.key
    contents = [str(each) for each in rows.combinations[combination]]
    return phrase("{key} in lines {lines:and 3}", key=" ".join((key, *contents)), lines=lines)


def _differing(
    table: FigureTable, groups: Sequence[int], places: Sequence[int], n: int
) -> list[object]:
    """Return the columns in which rows of a group differ: figures, where nothing else does."""
    of_grid = table.rows or range(len(table.lines))
    columns: list[object] = [
        column.name
        for column in table.described
        if _differs(groups, {row: column.codes[of_grid[row]] for row in places}, places, n)
    ]
    if _differs(groups, table.key_codes, places, n):
        columns.append(phrase("how the key is written"))
    figures = (_differs(groups, each.codes, places, n) for each in table.figures)
    return columns or [phrase("figures alone") if any(figures) else phrase("nothing")]


def _differs(
    groups: Sequence[int],
    codes: Mapping[int, int] | Sequence[int],
    places: Iterable[int],
    n: int,
) -> bool:
    return len({(groups[row], codes[row]) for row in places}) > n


# --- what is left out, mended or not there ------------------------------------------------


def set_aside(
    table: FigureTable,
    rows: RowGroups,
    sums: Mapping[str, Mapping[AsideKind | None, Total]],
    severity: Severity,
) -> Iterator[Finding]:
    """Say of each kind what is left out: rows, keys, and what they have in each column."""
    asides = [n for n, each in enumerate(rows.subjects) if isinstance(each.meaning, Aside)]
    times = counted(rows.subject_codes, len(rows.subjects)) if asides else ()
    kinds = ((rows.subjects[n].meaning.kind, n) for n in asides if times[n])
    by_kind: Mapping[str, tuple[int, ...]] = grouped(kinds)
    for kind in get_args(AsideKind):
        numbers = by_kind.get(kind, ())
        if not numbers:
            continue
        first = min(rows.subject_codes.index(number) for number in numbers)
        yield SET_ASIDE.finding(
            variant=kind,
            place=Place(table.grid.source, table.lines[first]),
            severity=severity,
            n=sum(times[number] for number in numbers),
            sums=[phrase("{column} {total}", column=c, total=of[kind]) for c, of in sums.items()],
            keys=[key or "''" for number in numbers for key in rows.subjects[number].keys],
        )


def keyless(table: FigureTable) -> Iterator[Finding]:
    """Find rows without a key that go on with the one above, as where a name stands once.

    They do where each has what the rows of that key lack. Elsewhere they say no place.
    """
    empty = {n for n, each in enumerate(table.keys) if each.kind == "empty"}
    if not empty or not table.dimensions:
        return
    combinations = [*zip(*(each.codes for each in table.dimensions), strict=True)]
    keyed = zip(table.key_codes, combinations, strict=True)
    there = {(key, combination) for key, combination in keyed if key not in empty}
    lines, heads, head, last = list[int](), set[int](), -1, 0
    for key, combination, line in zip(table.key_codes, combinations, table.lines, strict=True):
        if key not in empty:
            head = key
        elif head < 0 or line < last or (head, combination) in there:
            return
        else:
            there.add((head, combination))
            lines.append(line)
            heads.add(head)
        last = line
    if len(heads) > 1 or len(table.keys) == len(empty) + 1:
        yield KEYLESS.finding(
            place=Place(table.grid.source, min(lines)), n=len(lines), lines=sorted(lines)
        )


def mended(table: FigureTable) -> Iterator[Finding]:
    """Say which keys were read as something else."""
    keys = [
        phrase(
            "{key!r} as {read_as}[ in {held:list}]", key=each.text, read_as=each.read_as, held=held
        )
        for each in table.keys
        if each.versions
        for held in (each.by_village[-1:],)
        if held or (each.doubt and each.doubt.code is READ_AS)
    ]
    if keys:
        yield MENDED.finding(n=len(keys), keys=keys)


def without_figure(table: FigureTable) -> Iterator[Finding]:
    """Say how many cells have no figure, and which marks stand in them."""
    marks, columns = Counter[str](), list[str]()
    for each in table.figures:
        of_contents = counted(each.codes, len(each.contents))
        found = {
            content: n
            for content, n in zip(each.contents, of_contents, strict=True)
            if n and isinstance(content, Total) and is_unknown(content)
        }
        for content, n in found.items():
            marks[next(iter(content.missing), EMPTY)] += n
        columns += [each.name] if found else []
    if marks:
        several = columns if len(table.figures) > 1 else None
        shown = [
            phrase("{mark} ({n:number})", mark=term("empty") if mark == EMPTY else repr(mark), n=n)
            for mark, n in marks.most_common()
        ]
        yield NO_FIGURE_THERE.finding(n=marks.total(), marks=shown, columns=several)


def not_counted(table: FigureTable) -> Iterator[Finding]:
    """Find columns that need another one, which is no column of counts."""
    counts = [each.name for each in table.figures if isinstance(each.kind, Count)]
    for each in table.figures:
        match each.kind:
            case Rate(of, _) | Mean(of) | Category(_, of) if of and of not in counts:
                yield NOT_COUNTED.finding(
                    place=Place(table.grid.source), column=each.name, of=of, columns=counts
                )
