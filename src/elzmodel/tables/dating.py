"""Whose municipalities the rows of a table have: those of one day, or of the year of each row.

Both are tried, and what all keys fit is taken. Where several do, and figures would differ,
somebody has to say which; a code that stayed the same can be other land on another day.
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Sequence
from datetime import MAXYEAR, MINYEAR, date
from functools import cached_property
from typing import Final

from attrs import evolve, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.grids.quick_codes import those_there
from elzmodel.landscape import Landscape
from elzmodel.landscape.vintages import joined
from elzmodel.tables.placing import Meaning, Places, Spot
from elzmodel.tables.reading import Dimension, FigureTable
from elzmodel.values import Code, Codes, Finding, Period, Place, Severity, eve
from elzmodel.values.text import phrase

__all__: list[str] = []

MIXED: Final = Code(
    "ELZ-F054",
    "no one day, and not the year of each row, has all keys: {keys:list}",
    severity=Severity.ERROR,
    meaning="a table mixes municipalities of different days",
    explanation="Each of the keys that are named is in use on some days, and no day has all of "
    "them. Rows of several tables may have come together.",
    remedy="carry each part by itself, or say {option:fits}",
)
SEVERAL_FIT: Final = Code(
    "ELZ-F055",
    {
        "": "the keys fit {layouts:and}; no figure differs",
        "differ": "the keys fit {layouts:and}, and figures differ: {key!r} is other land, and "
        "{area} has {one} or {other}",
    },
    severity=Severity.ADVICE,
    meaning="the municipalities can be those of several days",
    explanation="A code or a name can stay the same while the land changes: 11002 is Antwerpen "
    "with and without Borsbeek.",
    remedy="say which with {option:fits}",
)
CODES: Final = Codes((MIXED, SEVERAL_FIT))

ROW_YEAR: Final = "row year"


@frozen(eq=False)
class Dated:
    """What each key means in each row, by the day whose municipalities it is one of.

    *places* has that day, or one for each era, and *meanings* what each key means then. Rows
    are of the era that *era_of_year* has for their content of *years*. *layout* says it in
    words.
    """

    places: tuple[Places, ...]
    meanings: tuple[tuple[Meaning, ...], ...]
    layout: object
    years: Dimension | None = None
    era_of_year: tuple[int, ...] = ()

    def meaning(self, key: int, era: int) -> Meaning:
        """Return what a key means in rows of an era."""
        return self.meanings[era if self.years else 0][key]


@frozen(eq=False)
class Dating:
    """The readings of a table that all its keys fit, and what there is to say about it.

    They are several where they differ in land, the newest first.
    """

    readings: tuple[Dated, ...]
    findings: tuple[Finding, ...] = ()


def dating_of(landscape: Landscape, table: FigureTable, fits: object = None) -> Dating:
    """Find out whose municipalities the keys are, or take what is said.

    Raises:
        InvalidValueError: If *fits* is no day, or the year of each row where there is none.
        NotOnDayError: If a day lies before the period that is covered.
    """
    dater = _Dater(landscape, table)
    said = table.fits if fits is None else fits
    return dater.tried() if said is None else dater.said(said)


def readings_of(landscape: Landscape, table: FigureTable, fits: object = None) -> tuple[Dated, ...]:
    """Return what is tried, whether all keys fit it or not: what is said, or each way."""
    dater, said = _Dater(landscape, table), table.fits if fits is None else fits
    return dater.said(said).readings if said is not None else dater.tries


class _Dater:
    """Tries the days on which the keys of a table may be in use."""

    def __init__(self, landscape: Landscape, table: FigureTable) -> None:
        self.landscape: Landscape = landscape
        self.table: FigureTable = table
        periods = [fit.period for fit in table.vintage.fits if fit.municipalities]
        self.periods: list[Period] = periods or [landscape.covers]
        self.years: Dimension | None = next(
            (each for each in table.dimensions if each.years and None not in each.years), None
        )
        self._by_day: dict[date, Places] = {}

    def said(self, fits: object) -> Dating:
        """Take the keys for those of a day, or of the year of each row."""
        if fits == ROW_YEAR:
            if self.years is None:
                expected = "a day such as '2025-01-01', as there is no column of years"
                raise InvalidValueError("day of a layout", ROW_YEAR, expected)
            for year in self.years.years:
                self.landscape.on(f"{year:04}-01-01", beyond_ok=True)
            dated = self._by_year(self.years)
        else:
            day = self.landscape.on(fits, beyond_ok=True).day  # type: ignore[arg-type]
            dated = self._on(day, day)
        wrong = {key: era for key, era in self._used if self._is_wrong(dated, key, era)}
        return Dating((dated,), tuple(self._placed(dated, *each) for each in wrong.items()))

    def tried(self) -> Dating:
        """Take the keys for those of the days that all of them fit."""
        newest = self._layouts[-1]
        hopeless = {
            key
            for key in those_there(self.table.key_codes, len(self.table.keys))
            if all(self._is_wrong(each, key, 0) for each in self._layouts)
        }
        problems = [self._placed(newest, key, 0) for key in sorted(hopeless)]
        fitting = [
            each
            for each in self.tries
            if not any(self._is_wrong(each, *use) for use in self._used if use[0] not in hopeless)
        ]
        if not fitting:
            return Dating((newest,), (*problems, self._mixed(hopeless)))
        best = [each for each in fitting if each.layout == self.table.vintage.best]
        fitting = [each for each in fitting if each.years or not best or each in best]
        return self._chosen(fitting, problems)

    def _chosen(self, fitting: Sequence[Dated], problems: Sequence[Finding]) -> Dating:
        """Return one reading where land does not differ, else one of each."""
        by_land = {self._land(each): each for each in fitting}
        if len(fitting) > 1 and len(by_land) == 1:
            layouts = [each.layout for each in fitting]
            problems = [*problems, SEVERAL_FIT.finding(layouts=layouts)]
        return Dating(tuple(reversed(by_land.values())), tuple(problems))

    def _land(self, dated: Dated) -> Hashable:
        """Return what each key means in each row, as land, so that readings can be compared."""
        found = (dated.meaning(key, era) for key, era in self._used)
        return tuple((m.kind, m.land) if isinstance(m, Spot) else None for m in found)

    def _is_wrong(self, dated: Dated, key: int, era: int) -> bool:
        return isinstance(dated.meaning(key, era), Finding)

    def _placed(self, dated: Dated, key: int, era: int) -> Finding:
        """Return what is wrong with a key, with the first row in which it stands."""
        problem, row = dated.meaning(key, era), self.table.key_codes.index(key)
        assert isinstance(problem, Finding), "only what is wrong is shown"  # noqa: S101 - for the checker
        return evolve(problem, place=Place(self.table.grid.source, self.table.lines[row]))

    def _mixed(self, without: Container[int]) -> Finding:
        """Name the first key of each kind: those in use in the same periods."""
        first: dict[tuple[Period, ...], str] = {}
        layouts = list(zip(self.periods, self._layouts, strict=True))
        for key, reading in enumerate(self.table.keys):
            if key not in without:
                fits = (period for period, of in layouts if not self._is_wrong(of, key, 0))
                first.setdefault(tuple(fits), reading.text)
        keys = [
            phrase("{key!r} {periods:and}", key=key, periods=tuple(joined(periods)))
            for periods, key in first.items()
            if len(periods) < len(self.periods)
        ]
        return MIXED.finding(keys=keys)

    # --- the days that are tried ----------------------------------------------------------

    @cached_property
    def tries(self) -> tuple[Dated, ...]:
        """The year of each row, where rows have one, and then one day for all of them."""
        by_year = [self._by_year(self.years)] if self.years and self._eras else []
        return (*by_year, *self._layouts)

    @cached_property
    def _layouts(self) -> tuple[Dated, ...]:
        """All rows together, in each period."""
        return tuple(self._on(_day_in(period), period) for period in self.periods)

    def _on(self, day: date, layout: Period | date) -> Dated:
        places = Places(self.landscape, day)
        return Dated((places,), (places.meanings(self.table.keys),), layout)

    def _by_year(self, years: Dimension) -> Dated:
        """Return the reading in which each row is of the municipalities of its year."""
        layouts = [self._layouts[self.periods.index(period)] for period in self._eras]
        return Dated(
            tuple(each.places[0] for each in layouts),
            tuple(each.meanings[0] for each in layouts),
            phrase("the year of each row"),
            years,
            self._era_of_year,
        )

    @cached_property
    def _of_year(self) -> tuple[Period | None, ...]:
        """The period of each content of the years."""
        return tuple(map(self._period_of, self.years.years if self.years else ()))

    @cached_property
    def _eras(self) -> tuple[Period, ...]:
        """The periods in which there are rows; none where the record does not cover a year."""
        found = {period for period in self._of_year if period}
        is_covered = None not in self._of_year
        return tuple(sorted(found, key=self.periods.index)) if is_covered else ()

    @cached_property
    def _era_of_year(self) -> tuple[int, ...]:
        return tuple(self._eras.index(period) for period in self._of_year if period)

    @cached_property
    def _used(self) -> tuple[tuple[int, int], ...]:
        """Each key with each era in which it stands, by their numbers."""
        if not self.years or not self._eras:
            there = those_there(self.table.key_codes, len(self.table.keys))
            return tuple((key, 0) for key in there)
        eras = map(self._era_of_year.__getitem__, self.years.codes)
        return tuple(sorted(set(zip(self.table.key_codes, eras, strict=True))))

    def _period_of(self, year: int | None) -> Period | None:
        """Return the period of a year's first day; the last for what comes after it."""
        if year is None or not MINYEAR <= year <= MAXYEAR:
            return None
        day = date(year, 1, 1)
        last = self.periods[-1]
        if last.until is not None and day >= last.until:
            return last
        return next((period for period in self.periods if day in period), None)


def _day_in(period: Period) -> date:
    return period.start or (eve(period.until) if period.until else date.max)
