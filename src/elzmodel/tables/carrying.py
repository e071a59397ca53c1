"""Carrying a table of any year to the areas of a day, in one call, with nothing lost in silence.

Whose municipalities the keys are is found out; rows that repeat each other, wholes that
contradict their pieces and totals that contradict their rows are refused; what was mended,
left out or estimated is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Final, Unpack, cast, get_args

from attrs import evolve, frozen

from elzmodel.errors import InvalidValueError, TableError
from elzmodel.landscape import Landscape, Level, Snapshot
from elzmodel.landscape.lands import AreaLand
from elzmodel.landscape.rollup import areas_of, require_level
from elzmodel.tables.carried_table import CarriedRow, CarriedTable, Figure, Origin
from elzmodel.tables.codes import CODES as CODES_OF_READING
from elzmodel.tables.dating import CODES as CODES_OF_DATES
from elzmodel.tables.dating import ROW_YEAR, SEVERAL_FIT, Dated, Dating
from elzmodel.tables.gaps import NOT_THERE, without_gaps
from elzmodel.tables.kinds import Rows
from elzmodel.tables.ledger import Balance, Ledger
from elzmodel.tables.measures import Categorised, Counted, Measure, measures_of
from elzmodel.tables.options import Outside, Reading, Repeats, TotalsSeen
from elzmodel.tables.placing import CODES as CODES_OF_PLACES
from elzmodel.tables.placing import (
    Ground,
    Places,
    Spot,
    doubts_of,
    ground_of_figures,
    ground_of_rows,
)
from elzmodel.tables.plans import Plan
from elzmodel.tables.reading import FigureTable
from elzmodel.tables.remarks import (
    BELOW_ZERO,
    ESTIMATED,
    LEFT_OUT,
    LISTED,
    SILENT,
    SPARSE,
    UNSETTLED,
    keyless,
    mended,
    not_counted,
    repeated,
    set_aside,
    together,
    total_findings,
    without_figure,
)
from elzmodel.tables.remarks import CODES as CODES_OF_REMARKS
from elzmodel.tables.row_groups import Combination, RowGroups, row_groups
from elzmodel.tables.understanding import read_table
from elzmodel.territory import Figures, Weights
from elzmodel.values import (
    Answer,
    Codes,
    Day,
    Finding,
    PartId,
    Place,
    Severity,
    Total,
    parse_day,
)
from elzmodel.values.arguments import keep_door
from elzmodel.values.findings import Meaning, Remark
from elzmodel.values.text import Label, either, phrase, said, strung

__all__ = ["CODES", "carry"]

CODES: Final = Codes(
    [*CODES_OF_READING, *CODES_OF_PLACES, *CODES_OF_DATES, NOT_THERE, *CODES_OF_REMARKS]
)
"""The codes of files of rows, and of tables that are carried."""


@frozen(eq=False)
class _Asked:
    """Where a table is carried, and what is said of it."""

    landscape: Landscape
    snapshot: Snapshot
    level: Level
    areas: tuple[AreaLand, ...]
    figures: Figures
    kind: str
    year: int | None
    adds_repeats: bool
    refuses_outside: bool
    checks_totals: bool


def carry(  # noqa: PLR0913 - one keyword a question that only the caller can answer
    landscape: Landscape,
    source: object,
    *,
    to: Level = "municipality",
    on: Day,
    weights: int | str | Figures | None = None,
    repeats: Repeats = "refuse",
    outside: Outside = "note",
    totals: TotalsSeen = "check",
    **reading: Unpack[Reading],
) -> CarriedTable:
    """Carry a table of any year to municipalities, zones or other areas of a day.

    Counts are added up; what lies in several areas is spread between bounds, with an
    estimate. Years, months, sexes and ages stay apart. What would change a figure and cannot
    be told is refused, all at once.

    Args:
        landscape: What knows the municipalities and the areas through time.
        source: A table that was read, or what ``read_table`` reads.
        to: ``"municipality"``, ``"zone"``, ``"province"`` or another level of the day.
        on: The day whose areas are meant.
        weights: By what an estimate spreads a figure: the year of the inhabitants, another
            kind of figures, such as ``"area"``, or figures of your own. By default the
            inhabitants of the newest year that tells most of what is spread.
        repeats: Whether rows of one municipality that no dimension tells apart are refused,
            or added up (``"sum"``).
        outside: Whether rows outside the record are left out with a note, or refused.
        totals: Whether total rows are held against their rows, or left out unseen.
        **reading: How the table is read, see `Reading`. Of a table that was read, only
            *fits* can still be said.

    Raises:
        InvalidValueError: If an option is none, with those that there are.
        NotOnDayError: If a day lies before the period that is covered.
        TableError: If the table cannot be read, or contradicts itself; all problems at once.
        OSError: If a file cannot be opened.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.grids.columns import Grid, GridColumn
        >>> columns = (
        ...     GridColumn.of("nis", 1, ["71022", "73040", "71022", "73040"]),
        ...     GridColumn.of("year", 2, [2023, 2023, 2024, 2024]),
        ...     GridColumn.of("visits", 3, [10, 1, 12, 3]),
        ... )
        >>> visits = Grid("visits.csv", columns, range(2, 6))
        >>> carried = carry(flanders(), visits, on="2025-01-01")
        >>> [str(row["visits"]) for row in carried["Hasselt"]]
        ['11', '15']
    """
    asked = _asked(landscape, to, on, weights, (repeats, outside, totals))
    if isinstance(source, FigureTable):
        table, fits = source, _only_fits(reading)
    else:
        table, fits = read_table(source, landscape, **reading), None
    table, dating = without_gaps(landscape, table, fits)
    first, *others = _carriers(asked, table, dating)
    if others:
        first.require_same(others, [each.layout for each in reversed(dating.readings)])
    return first.carried()


def repeats_in(table: FigureTable) -> tuple[Finding, ...]:
    """Return the rows that nothing tells apart, for which `carry` refuses a table, as one."""
    table, dating = without_gaps(table.landscape, table)
    return tuple(repeated(table, row_groups(table, dating.readings[0])))


def _carriers(asked: _Asked, table: FigureTable, dating: Dating) -> list[_Carrier]:
    """Return what carries each reading of a table in which it does not contradict itself.

    Raises:
        TableError: If there is none, for the newest reading.
    """
    found: list[_Carrier] = []
    refusals: list[TableError] = []
    for dated in dating.readings:
        try:
            found.append(_Carrier(asked, table, dated, dating.findings))
        except TableError as error:
            refusals.append(error)
    if not found:
        raise refusals[0]
    return found


def _asked(
    landscape: Landscape,
    to: Level,
    on: Day,
    weights: object,
    choices: tuple[object, object, object],
) -> _Asked:
    for (name, known), choice in zip(_CHOICES.items(), choices, strict=True):
        if not isinstance(choice, str) or choice not in known:
            raise InvalidValueError(name, choice, either(map(repr, known)))
    repeats, outside, totals = choices
    snapshot = landscape.on(parse_day(on))
    keys = snapshot.land_keys
    require_level(keys, to)
    return _Asked(
        landscape,
        snapshot,
        to,
        tuple(areas_of(keys, to)),
        *_weighing(snapshot, weights),
        adds_repeats=repeats == "sum",
        refuses_outside=outside == "refuse",
        checks_totals=totals == "check",
    )


_CHOICES: Final = {
    "way with repeats": get_args(Repeats),
    "way with rows outside": get_args(Outside),
    "way with total rows": get_args(TotalsSeen),
}


def _only_fits(reading: Mapping[str, object]) -> object:
    """Return the one thing that can be said of a table that was read."""
    for name in reading:
        if name != "fits":
            expected = "it in read_table; of a table that was read, only fits= can be said"
            raise InvalidValueError("option of this call", name, expected)
    said = reading.get("fits")
    return said if said is None or said == ROW_YEAR else parse_day(cast("Day", said))


def _weighing(snapshot: Snapshot, weights: object) -> tuple[Figures, str, int | None]:
    """Return the figures that weigh, their kind, and their year where it is said."""
    figures = snapshot.figures
    if isinstance(weights, Figures):
        figures, weights = weights.refined(figures.refinement), None
    kinds = sorted({each.kind for each in figures.figures})
    kind = kinds[0] if len(kinds) == 1 else "population"
    if isinstance(weights, str):
        if weights not in kinds:
            expected = said("{names:or}", names=kinds) or "none"
            raise InvalidValueError("kind of weights", weights, expected)
        return figures, weights, None
    years = figures.years(kind)
    if weights is not None and (type(weights) is not int or weights not in years):
        expected = said("{years:or all}", years=[*years]) or "none, as there are no figures"
        raise InvalidValueError("year of weights", weights, expected)
    return figures, kind, weights


class _Carrier:
    """Carries a table whose keys have the meanings of one reading."""

    def __init__(
        self, asked: _Asked, table: FigureTable, dated: Dated, said: tuple[Finding, ...]
    ) -> None:
        self._asked: _Asked = asked
        self._table: FigureTable = table
        self.dated: Dated = dated
        self._remarks: list[Finding] = []
        self._rows: RowGroups = row_groups(table, dated)
        self._note((*table.findings, *table.vintage.notes, *said, *self._doubts()))
        self._measures: dict[str, Measure] = measures_of(
            table.figures, self._figures, lambda: self._listed
        )
        self._note(self._contradictions())
        self._note(self._set_aside())
        self._note(self._totals())

    def _note(self, findings: Iterable[Finding]) -> None:
        """Keep remarks, and refuse the table for errors among them, all at once."""
        found = list(findings)
        errors = [each for each in found if each.severity is Severity.ERROR]
        if errors:
            raise TableError(self._table.grid.source, errors, _NOT_CARRIED)
        self._remarks += found

    # --- what keeps the table from being carried -------------------------------------------

    def _doubts(self) -> Iterator[Finding]:
        yield from not_counted(self._table)
        yield from keyless(self._table)
        if any(not isinstance(each.kind, Rows) for each in self._table.figures):
            for places, spots in zip(self.dated.places, self._spots, strict=True):
                yield from doubts_of(places, spots.values())
            yield from together(self._table, self._rows)
        if not self._asked.adds_repeats:
            yield from repeated(self._table, self._rows)

    def _contradictions(self) -> Iterator[Finding]:
        """Find wholes and pieces that disagree, each once, with the first place where they do."""
        found: set[tuple[str, ...]] = set()
        for name, measure in self._counts:
            for number, combination in enumerate(self._rows.combinations):
                for each in measure.account.findings(number):
                    place = name, each.code, each.subject
                    if place not in found:
                        found.add(place)
                        yield self._about(each, name, combination)

    def _about(self, finding: Finding, column: str, combination: Combination) -> Finding:
        """Say where the key of a finding stands, and of which column and combination it is."""
        numbers = (
            n for n, each in enumerate(self._rows.subjects) if each.meaning.key == finding.subject
        )
        rows = self._rows.subject_codes
        line = self._table.lines[min(rows.index(number) for number in numbers if number in rows)]
        finding = evolve(finding, place=Place(self._table.grid.source, line))
        more = [column] if len(self._table.figures) > 1 else []
        more += [str(each) for each in combination]
        if not more or finding.about is None:
            return finding
        label = phrase("{key} ({more:list})", key=finding.subject, more=more)
        return evolve(finding, about=evolve(finding.about, label=label))

    def _set_aside(self) -> Iterator[Finding]:
        sums = {name: measure.account.balance.aside for name, measure in self._counts}
        severity = Severity.ERROR if self._asked.refuses_outside else Severity.ADVICE
        return set_aside(self._table, self._rows, sums, severity)

    def _totals(self) -> Iterator[Finding]:
        if not self._table.totals:
            return iter(())
        if self._asked.checks_totals:
            return total_findings(self._table, self.dated, self._figures, self._measures)
        return iter([LEFT_OUT.finding(variant="unseen", n=len(self._table.totals))])

    def require_same(self, others: Iterable[_Carrier], layouts: Sequence[object]) -> None:
        """Note that other readings fit as well, or refuse the table where a figure differs.

        Raises:
            TableError: If a figure differs, with both.
        """
        differing = (self._differing(other, layouts) for other in others)
        found = next(filter(None, differing), None)
        self._note([found or SEVERAL_FIT.finding(layouts=layouts)])

    def _differing(self, other: _Carrier, layouts: Sequence[object]) -> Finding | None:
        """Find the first figure that another reading has otherwise."""
        for area in sorted({*self._shown, *other._shown}):
            sides_of = (each.figures_of(area, self._every) for each in (other, self))
            for number, sides in enumerate(zip(*sides_of, strict=True)):
                pairs = zip(*sides, strict=True)
                differs = next((p for p in pairs if _bounds(p[0]) != _bounds(p[1])), None)
                if differs:
                    combination = self._rows.combinations[number]
                    where = map(str, (self._asked.areas[area].name, *combination))
                    return SEVERAL_FIT.finding(
                        variant="differ",
                        severity=Severity.ERROR,
                        place=Place(self._table.grid.source),
                        layouts=layouts,
                        key=self._key_that_differs(other),
                        area=" ".join(where),
                        one=differs[0] or phrase("nothing"),
                        other=differs[1] or phrase("nothing"),
                    )
        return None

    def _key_that_differs(self, other: _Carrier) -> str:
        """Return the first key that is other land in another reading."""
        keys = enumerate(self._table.keys)
        return next(each.text for n, each in keys if self._lands(n) != other._lands(n))

    def _lands(self, key: int) -> list[object]:
        found = (meanings[key] for meanings in self.dated.meanings)
        return [(each.kind, each.land) for each in found if isinstance(each, Spot)]

    # --- where rows are entered ------------------------------------------------------------

    @property
    def _counts(self) -> list[tuple[str, Counted]]:
        """The columns that add up."""
        measures = self._measures.items()
        return [(name, each) for name, each in measures if isinstance(each, Counted)]

    @cached_property
    def _figures(self) -> Ledger:
        """Where rows are entered whose figures are about land."""
        eras = zip(self.dated.places, self._spots, strict=True)
        return self._ledger([ground_of_figures(places, spots) for places, spots in eras])

    @cached_property
    def _listed(self) -> Ledger:
        """Where rows are entered that are counted."""
        return self._ledger(map(ground_of_rows, self._spots), is_list=True)

    def _ledger(self, grounds: Iterable[Ground], *, is_list: bool = False) -> Ledger:
        # How much of other figures a piece has bounds none of these.
        refinement = self._asked.landscape.register.refinement.without_weights()
        plans = [Plan(each, self._asked.areas, refinement, is_list) for each in grounds]
        weights = map(self._weights, plans, self.dated.places)
        return Ledger(self._rows, tuple(plans), tuple(weights))

    @cached_property
    def _spots(self) -> tuple[dict[int, Spot], ...]:
        """The land that keys are in each era."""
        return tuple(map(self._rows.spots, range(len(self.dated.places))))

    def _weights(self, plan: Plan, places: Places) -> Weights | None:
        """Return weights of the year that is said, or that tells most of what is spread."""
        figures, kind, year = self._asked.figures, self._asked.kind, self._asked.year
        pieces = [*plan.weighed()]
        years = [year] if year is not None else [*reversed(figures.years(kind))]
        if not pieces or not years:
            return None

        def told(year: int) -> int:
            weights = plan.ground.weighing(Weights(figures, kind, year))
            return sum(weights.share(*each) is not None for each in pieces)

        tells: dict[int, int] = {}
        for each in years:
            tells[each] = told(each)
            if tells[each] == len(pieces):
                break  # No other year tells more.
        newest = figures.newest(kind, places.layout)
        best = max(tells, key=tells.__getitem__)
        return Weights(figures, kind, best if tells[best] or newest is None else newest)

    # --- the result ------------------------------------------------------------------------

    def carried(self) -> CarriedTable:
        """Return the table that was carried."""
        rows = tuple(self._carried_rows())
        findings = (*self._remarks, *self._remarks_of(rows))
        balances = {name: each.account.balance for name, each in self._counts}
        checks = [_check(name, each) for name, each in balances.items()]
        day, level = self._asked.snapshot.day, self._asked.level
        return CarriedTable(
            title=said(
                "{source} by {level} on {day}",
                source=self._table.grid.source,
                level=Label(level),
                day=day,
            ),
            rows=rows,
            notes=tuple(self._notes(findings, checks)),
            level=level,
            day=day,
            dimensions=self._rows.dimensions,
            columns=tuple(self._measures),
            given={name: each.given for name, each in balances.items()},
            total={name: each.inside for name, each in balances.items()},
            outside={name: each.outside for name, each in balances.items()},
            findings=Answer(title=said("What there is to know"), rows=findings, row_type=Finding),
            origin=Origin(self._asked.areas, self._rows.combinations, self._measures),
        )

    def _carried_rows(self) -> Iterator[CarriedRow]:
        names = (*self._rows.dimensions, *self._measures)
        for area in self._shown:
            key, name, _ = self._asked.areas[area]
            numbers = self._combinations_of(area)
            for number, figures in zip(numbers, self.figures_of(area, numbers), strict=True):
                yield CarriedRow(key, name, self._rows.combinations[number], figures, names)

    def figures_of(self, area: int, numbers: Sequence[int]) -> Iterator[tuple[Figure, ...]]:
        """Yield what an area has in each column, for some combinations."""
        columns = (each.totals(area, numbers) for each in self._measures.values())
        return zip(*columns, strict=True)

    def _combinations_of(self, area: int) -> Sequence[int]:
        """Return the combinations with which an area is shown."""
        return self._there.get(area, ()) if self._is_sparse else self._every

    @property
    def _every(self) -> range:
        return range(len(self._rows.combinations))

    @cached_property
    def _there(self) -> Mapping[int, Sequence[int]]:
        """The combinations with which there are rows about land in an area."""
        found: dict[int, set[int]] = {}
        for group in set(self._rows.groups):
            subject, number = divmod(group, len(self._rows.combinations))
            plan = self._plans[self._rows.subjects[subject].era]
            for area in plan.areas_with.get(subject, ()):
                found.setdefault(area, set()).add(number)
        return {area: sorted(numbers) for area, numbers in found.items()}

    @cached_property
    def _plans(self) -> tuple[Plan, ...]:
        """How keys lie in the areas, for figures or, where there are none, for rows."""
        is_list = all(isinstance(each.kind, Rows) for each in self._table.figures)
        return (self._listed if is_list else self._figures).plans

    @cached_property
    def _spoken(self) -> frozenset[PartId]:
        """The land of the day of which the table speaks."""
        living = self._asked.snapshot.layout.living
        spots = chain.from_iterable(each.values() for each in self._spots)
        return living(part for spot in spots for part in spot.land)

    @cached_property
    def _regions(self) -> frozenset[str | None]:
        """The regions of the land of which the table speaks."""
        return frozenset(self._region(part) for part in self._spoken)

    def _region(self, part: PartId) -> str | None:
        municipality = self._asked.snapshot.layout.by_part.get(part)
        return municipality.region if municipality else None

    @cached_property
    def _shown(self) -> tuple[int, ...]:
        """The areas that are shown: all but those of regions of which the table says nothing."""
        return tuple(
            number
            for number, (_, _, land) in enumerate(self._asked.areas)
            if any(self._region(part) in self._regions for part in (*land.decided, *land.undecided))
        )

    @property
    def _is_sparse(self) -> bool:
        """Whether there are so many combinations that few areas have rows in each."""
        places = len(self._shown) * len(self._rows.combinations)
        return places > _MOST + _A_ROW * len(self._rows.groups)

    # --- what is said of it ----------------------------------------------------------------

    def _remarks_of(self, rows: Sequence[CarriedRow]) -> Iterator[Finding]:
        yield from mended(self._table)
        yield from without_figure(self._table)
        yield from self._silent()
        may_be = self._has_estimates or any(p.spread or p.keys_shared for p in self._plans)
        figures = (each for row in rows for each in row.figures) if may_be else ()
        totals = [each for each in figures if isinstance(each, Total) and each.basis]
        if totals:
            basis = sorted({each for total in totals for each in total.basis})
            variant = "below zero" if self._below_zero else ""
            yield ESTIMATED.finding(variant=variant, n=len(totals), basis=basis)
        yield from self._taken_for_granted(rows)
        for name, measure in self._measures.items():
            if isinstance(measure, Categorised):
                areas = [self._asked.areas[n].name for n in self._shown if measure.is_open(n)]
                if areas:
                    yield UNSETTLED.finding(column=name, n=len(areas), areas=areas)
        for column in self._table.figures:
            if isinstance(column.kind, Rows):
                yield LISTED.finding(column=column.name)
        if self._is_sparse:
            yield SPARSE.finding()

    @cached_property
    def _below_zero(self) -> Mapping[str, Total]:
        """The first figure below zero of each column that has one."""
        found = (
            (column.name, next(filter(_is_below_zero, column.contents), None))
            for column in self._table.figures
        )
        return {name: each for name, each in found if isinstance(each, Total)}

    def _taken_for_granted(self, rows: Sequence[CarriedRow]) -> Iterator[Finding]:
        """Say of which areas figures below zero leave no bounds, and what is taken for them."""
        if not self._below_zero:
            return
        places = {name: place for place, name in enumerate(self._measures)}
        in_part = {
            self._asked.areas[number].key
            for number in self._shown
            if any(self._is_in_part(plan, number) for plan in self._plans)
        }
        for name, below in self._below_zero.items():
            pairs = [(row, row.figures[places[name]]) for row in rows if row.area in in_part]
            found = [(row, each) for row, each in pairs if not getattr(each, "is_exact", True)]
            # Those of which something is known come first.
            found.sort(key=lambda pair: str(pair[1]) == "unknown")
            areas = [*dict.fromkeys(row.name for row, _ in found)]
            if areas:
                yield BELOW_ZERO.finding(column=name, below=below, n=len(areas), areas=areas)

    def _is_in_part(self, plan: Plan, area: int) -> bool:
        """Tell whether no key speaks of land of an area, or one has only some land there."""
        return bool(plan.unspoken[area]) or area in plan.shared or area in plan.nested

    @property
    def _has_estimates(self) -> bool:
        """Whether figures of the table are estimates already."""
        contents = chain.from_iterable(each.contents for each in self._table.figures)
        return any(isinstance(each, Total) and each.basis for each in contents)

    def _silent(self) -> Iterator[Finding]:
        """Say which land that is shown, and which areas, no row is about."""
        if not self._asked.areas:
            level, day = Label(self._asked.level), self._asked.snapshot.day
            yield SILENT.finding(variant="none", severity=Severity.WARNING, level=level, day=day)
            return
        layout = self._asked.snapshot.layout
        there = [m for m in layout.municipalities if m.region in self._regions]
        missing = [m for m in there if self._spoken.isdisjoint(m.parts)]
        partly = frozenset(part for m in there if m not in missing for part in m.parts)
        pieces = {
            plan.ground.names.get(part, part)
            for plan in self._plans
            for area in self._shown
            for part in plan.unspoken[area]
            if part in plan.ground.names or part in partly
        }
        is_list = self._plans[0].is_list
        if missing and not is_list:
            yield SILENT.finding(n=len(missing), places=missing)
        if pieces and not is_list:
            yield SILENT.finding(variant="pieces", n=len(pieces), places=sorted(pieces))
        hidden = len(self._asked.areas) - len(self._shown)
        if hidden:
            regions = sorted({m.region or "" for m in layout.municipalities} - self._regions)
            yield SILENT.finding(variant="region", n=hidden, places=regions)

    def _notes(self, findings: Sequence[Finding], checks: Sequence[str]) -> Iterator[str]:
        """Yield what was read, mended, estimated and left out, in ten lines at most.

        Where there is no room for a remark, what it is about is said.
        """
        head = phrase(
            "Read: {n:number} {n:row|rows} of {keys:number} {keys:key|keys}, "
            "municipalities of {layout}",
            n=len(self._table.lines),
            keys=len(self._table.keys),
            layout=self.dated.layout,
        )
        lines = [said("{what}.", what=strung((head, *self._table.notes)))]
        lines += (said("{what}.", what=Remark(each)) for each in findings)
        last = list(checks)
        if len(last) > _CHECKS:
            last[_CHECKS - 1 :] = [said("And {n} more columns.", n=len(last) - _CHECKS + 1)]
        room = _LINES - len(last)
        if len(lines) > room:
            rest = findings[room - 2 :]
            about = [Meaning(kind) for kind in dict.fromkeys(each.kind for each in rest)]
            template = "And {n} more remarks, see its findings: {about:list all}."
            lines[room - 1 :] = [said(template, n=len(rest), about=about)]
        return iter((*lines, *last))


_NOT_CARRIED: Final = said("was read, but cannot be carried as it stands")
_LINES: Final = 8  # Shown, a table adds one for areas without rows, and one for estimates.
_CHECKS: Final = 3
_MOST: Final = 10_000
_A_ROW: Final = 1
"""So many figures, and so many more for each row, are shown though nothing may be given."""


def _is_below_zero(content: object) -> bool:
    return isinstance(content, Total) and content.low < 0


def _bounds(figure: Figure) -> object:
    """Return what is compared of a figure: not what is missing to know it better."""
    return (figure.low, figure.high, figure.best) if isinstance(figure, Total) else figure


def _check(name: str, balance: Balance) -> str:
    given, inside, outside, _ = balance
    return said(
        "{name}: given {given}; in these areas {inside}, outside all of them {outside}.",
        name=name,
        given=given,
        inside=inside,
        outside=outside,
    )


keep_door(__name__)
