"""Many scenarios at once: sweeps, and the atlas of mergers of neighbours."""

from __future__ import annotations

import pickle
import sys
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Sized
from concurrent.futures import Executor, Future
from datetime import date
from functools import lru_cache
from itertools import chain, islice, zip_longest
from operator import attrgetter
from typing import Final, Self, TypeVar, overload

from attrs import define, evolve, field, frozen

from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.landscape.snapshot import year_or_newest
from elzmodel.scenarios._engine import Evaluator, Move, evaluator_of
from elzmodel.scenarios.adoption import as_base, record_end
from elzmodel.scenarios.drawn_waves import (
    DrawnWaves,
    Pair,
    WaveSpec,
    base_and_day,
    neighbouring_pairs,
    wave,
)
from elzmodel.scenarios.scenario import Scenario
from elzmodel.scenarios.steps import TransferStep
from elzmodel.scenarios.zone_states import SweepRow, ZoneState
from elzmodel.territory import Municipality
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Answer, Day, ZoneId, columns, parse_day
from elzmodel.values.arguments import keep_door
from elzmodel.values.periods import day_after
from elzmodel.values.text import Phrase, phrase, said, short, term
from elzmodel.zones import DecisionPoint

__all__ = [
    "AnsweredZone",
    "Atlas",
    "AtlasEntry",
    "MergerAnswer",
    "ScenarioZone",
    "Sweep",
    "SweepColumns",
    "atlas",
    "sweep",
    "sweep_moves",
    "sweep_rows",
]

Progress = Callable[[int, int | None], object]


_CHUNK: Final = 2_000
_AHEAD: Final = 16
_REMEMBERED: Final = 4
_MOVES: Final = "moves"
_WAVE: Final = "wave"


_BY_STATE: Final = (
    "zone=state.zone",
    "inhabitants=state.population",
    "minimum=state.minimum",
    "target=state.target",
    "contiguous=state.contiguous",
)
_LABELS: Final = {"minimum": "minimum size", "target": "target size"}


@columns("scenario", *_BY_STATE, labels=_LABELS)
@frozen
class ScenarioZone:
    """A zone that a scenario touches, as it is afterwards."""

    scenario: str
    state: ZoneState


@frozen(kw_only=True, repr=False)
class Sweep(Answer[SweepRow]):
    """The rows of many scenarios, in the order in which those were given.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").transfer("Heers", to="herkenrode", day="2027-01-01")
        >>> rows = elz.sweep(elz.flanders(), [s], year=2021).by_zone()
        >>> [(row.state.zone, str(row.state.population)) for row in rows]
        [('haspengouw', '63,458'), ('herkenrode', '159,768')]
    """

    base: str
    year: int | None

    def __repr__(self) -> str:
        """Count the rows and the problems."""
        wrong = sum(row.problem is not None for row in self)
        counts = (
            f"{len(self):,} scenarios on {short(self.base)}, {wrong:,} of them without an answer"
        )
        return f"<Sweep of {counts}>"

    def by_zone(self) -> Answer[ScenarioZone]:
        """Return one row a scenario and zone that it touches."""
        return Answer(
            title=said("Zones that scenarios on {base} touch", base=term(self.base)),
            rows=tuple(ScenarioZone(row.scenario, state) for row in self for state in row.zones),
            notes=self.notes,
            row_type=ScenarioZone,
        )


@frozen(eq=False, kw_only=True, repr=False)
class SweepColumns(Sequence[SweepRow]):
    """The rows of many scenarios as columns: a row is made when it is asked for.

    Scenarios are called by their number, from 1. A row is equal to that which `sweep` has
    for the same scenario; `to_sweep` gives all of them, with a table.

    Attributes:
        kind: What a scenario is called before its number.
        states: The zones that scenarios touch, those of one scenario after those of another;
            a row has them in order of id.
        ends: How many *states* there are up to and with each scenario.
        undecided: The decisions that are open after a scenario, by position, where there are any.
        others: The rows of scenarios that end a zone or cannot be adopted, by position.

    Example:
        >>> import elzmodel as elz
        >>> found = elz.sweep_moves(elz.flanders(), ["Heers", "Wellen"], ["herkenrode"] * 2)
        >>> found
        <SweepColumns: 2 scenarios on Flanders and Brussels, 4 zones>
        >>> found[1].scenario, [state.zone for state in found[1].zones]
        ('moves 2', ['haspengouw', 'herkenrode'])
        >>> len(found.to_sweep().by_zone())
        4
    """

    base: str
    year: int | None
    kind: str
    notes: tuple[str, ...]
    states: Sequence[ZoneState]
    ends: Sequence[int]
    undecided: Mapping[int, tuple[DecisionPoint, ...]]
    others: Mapping[int, SweepRow]

    def __repr__(self) -> str:
        """Count scenarios and the zones that they touch."""
        return (
            f"<SweepColumns: {len(self):,} scenarios on {short(self.base)}, "
            f"{len(self.states):,} zones>"
        )

    def __len__(self) -> int:
        """Return the number of scenarios."""
        return len(self.ends)

    @overload
    def __getitem__(self, key: int) -> SweepRow: ...

    @overload
    def __getitem__(self, key: slice) -> tuple[SweepRow, ...]: ...

    def __getitem__(self, key: int | slice) -> SweepRow | tuple[SweepRow, ...]:
        """Make the row of a scenario by position, or those of several."""
        places = range(len(self))[key]
        return self._row(places) if isinstance(places, int) else tuple(map(self._row, places))

    def _row(self, place: int) -> SweepRow:
        if place in self.others:
            return self.others[place]
        begin = self.ends[place - 1] if place else 0
        states = sorted(self.states[begin : self.ends[place]], key=attrgetter("zone"))
        name = f"{self.kind} {place + 1}"
        return SweepRow(name, tuple(states), undecided=self.undecided.get(place, ()))

    def to_sweep(self) -> Sweep:
        """Make all rows."""
        return _sweep_of(self.base, self[:], self.year, self.notes)


@overload
def sweep(
    base: Landscape,
    scenarios: WaveSpec,
    *,
    year: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    chunk: int = _CHUNK,
) -> SweepColumns: ...


@overload
def sweep(
    base: Landscape,
    scenarios: Iterable[Scenario],
    *,
    year: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    chunk: int = _CHUNK,
) -> Sweep: ...


def sweep(
    base: Landscape,
    scenarios: Iterable[Scenario] | WaveSpec,
    *,
    year: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    chunk: int = _CHUNK,
) -> Sweep | SweepColumns:
    """Return one row for each scenario, in the order given.

    A row holds the zones as they are on the last day of a scenario. The rows are
    equal whoever does the work. Of a `WaveSpec` they are made when they are asked for, on
    the base as it stood on the day of the spec.

    Args:
        base: The landscape that every scenario starts from.
        scenarios: They may come from a generator, or be waves that are drawn on the way.
        year: The year of the inhabitants; by default the newest that is exact on the day.
        executor: Any `concurrent.futures.Executor`; without one the work is
            done here, which is the fastest up to some hundred thousand.
        progress: Is called with the number done and the number of all, which is
            ``None`` where the scenarios do not tell.
        chunk: How many scenarios go to the executor at a time.

    Raises:
        InvalidValueError: If *base* is no landscape, *scenarios* a single one, or
            *chunk* under 1.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").transfer("Heers", to="herkenrode", day="2027-01-01")
        >>> found = elz.sweep(elz.flanders(), [s], year=2021)
        >>> found
        <Sweep of 1 scenarios on Flanders and Brussels, 0 of them without an answer>
        >>> found[0].in_pieces
        ('herkenrode',)
        >>> elz.sweep(elz.flanders(), elz.scenarios.WaveSpec(count=20), year=2021)
        <SweepColumns: 20 scenarios on Flanders and Brussels, 258 zones>
    """
    scenarios = _several(scenarios)
    if chunk < 1:
        raise InvalidValueError("chunk", chunk, "at least 1 scenario at a time")
    if isinstance(scenarios, WaveSpec):
        base, _ = base_and_day(as_base(base), scenarios.on)
    chosen = sweep_year(base, year)
    count = len(scenarios) if isinstance(scenarios, Sized) else None
    done = _told(_chunks(base, _batches(scenarios, chunk), chosen, executor), progress, count)
    if isinstance(scenarios, WaveSpec):
        columns = _Collected()
        for rows in done:
            columns.add_rows(rows)
        return columns.as_columns(_WAVE, base, chosen)
    return _sweep_of(base.name, chain.from_iterable(done), chosen, _notes(base, chosen))


def sweep_rows(
    base: Landscape, scenarios: Iterable[Scenario], *, year: int | None = None
) -> Iterator[SweepRow]:
    """Yield the row of each scenario as soon as it is known; none is kept.

    The rows are those of `sweep`, for scenarios that are too many to hold or to wait for.

    Raises:
        InvalidValueError: If *base* is no landscape, or *scenarios* a single one.

    Example:
        >>> import elzmodel as elz
        >>> spec = elz.scenarios.WaveSpec(seed=1, count=10**9, size=13, area="Vlaams Gewest")
        >>> rows = sweep_rows(elz.flanders(), spec.waves(elz.flanders()))
        >>> next(rows).scenario
        'wave 1'
    """
    evaluator = evaluator_of(base, sweep_year(base, year))
    return map(evaluator.row, _several(scenarios))


_Given = TypeVar("_Given")


def _several(scenarios: _Given) -> _Given:
    if isinstance(scenarios, Scenario):
        raise InvalidValueError("list of scenarios", scenarios, "several, such as [scenario]")
    return scenarios


def _told(
    chunks: Iterable[list[SweepRow]], progress: Progress | None, count: int | None
) -> Iterator[list[SweepRow]]:
    """Pass chunks on, and tell how much is done."""
    number = 0
    for rows in chunks:
        yield rows
        number += len(rows)
        if progress is not None:
            progress(number, count)


def sweep_year(base: Landscape, year: int | None) -> int | None:
    """Return the year of the inhabitants of a sweep."""
    return year_or_newest(base.figures, year, as_base(base).on(record_end(base)))


def _notes(base: Landscape, year: int | None) -> tuple[str, ...]:
    return (inhabitants_note(base.figures, year),)


def _sweep_of(base: str, rows: Iterable[SweepRow], year: int | None, notes: Iterable[str]) -> Sweep:
    title = said("Scenarios on {name}", name=term(base))
    return Sweep(title=title, rows=tuple(rows), notes=tuple(notes), base=base, year=year)


def sweep_moves(
    base: Landscape,
    places: Iterable[str | Sequence[str]],
    targets: Iterable[str | Sequence[str]],
    *,
    day: Day | None = None,
    year: int | None = None,
) -> SweepColumns:
    """Return what many scenarios of transfers do, from lists of names instead of scenarios.

    Each scenario has a row of *places*, municipalities or parts, and a row of *targets*, the
    zones to which they go, in this order. A single place is a row of one, a single target
    that of each place. The scenario is called ``moves`` with its number, and its row is what
    `sweep` has for a transfer for each move.

    Args:
        base: The landscape that every scenario starts from.
        places: For each scenario the places that move, by code, id or name.
        targets: For each scenario the zones to which they go, by id or name.
        day: When all of them move; by default the day after the record.
        year: The year of the inhabitants; by default the newest that is exact on the day.

    Raises:
        InvalidValueError: If there are not as many targets as places, in all or in a row,
            or one name stands where a list has to.

    Example:
        >>> import elzmodel as elz
        >>> places = [("Heers", "Gingelom"), ("Heers", "Wellen"), ("Nergens", "Wellen")]
        >>> found = elz.sweep_moves(elz.flanders(), places, ["herkenrode"] * 3, year=2021)
        >>> [[str(state.population) for state in row.zones] for row in found]
        [['55,032', '168,194'], ['56,045', '167,181'], []]
        >>> "no municipality" in found[2].problem
        True
    """
    for each in (places, targets):
        if isinstance(each, str):
            expected = said("one for each scenario: {example}", example=f"[{each!r}]")
            raise InvalidValueError("list of moves", each, expected)
    chosen = sweep_year(base, year)
    when = day_after(record_end(base)) if day is None else parse_day(day)
    evaluator = evaluator_of(base, chosen)
    moved, columns = evaluator.mover(when), _Collected()
    for place, target in zip_longest(places, targets):
        states = moved(_moves(place, target))
        if states is None:
            scenario = _transfers(_moves(place, target), when, len(columns.ends) + 1)
            columns.add_rows([evaluator.row(scenario)])
        else:
            columns.add(states.values())
    return columns.as_columns(_MOVES, base, chosen)


@define
class _Collected:
    """Columns that grow."""

    states: list[ZoneState] = field(factory=list)
    ends: list[int] = field(factory=list)
    undecided: dict[int, tuple[DecisionPoint, ...]] = field(factory=dict)
    others: dict[int, SweepRow] = field(factory=dict)

    def add(self, states: Iterable[ZoneState]) -> None:
        """Add a scenario after which nothing is open."""
        self.states += states
        self.ends.append(len(self.states))

    def add_rows(self, rows: Iterable[SweepRow]) -> None:
        """Add rows, of which those with more than zones and decisions stay as they are."""
        for row in rows:
            if row.undecided:
                self.undecided[len(self.ends)] = row.undecided
            if row.ended or row.problem is not None:
                self.others[len(self.ends)] = row
            self.add(row.zones)

    def as_columns(self, kind: str, base: Landscape, year: int | None) -> SweepColumns:
        """Return the columns, which grow no more."""
        return SweepColumns(
            base=base.name,
            year=year,
            kind=kind,
            notes=_notes(base, year),
            states=tuple(self.states),
            ends=tuple(self.ends),
            undecided=self.undecided,
            others=self.others,
        )


def _moves(
    places: str | Sequence[str] | None, targets: str | Sequence[str] | None
) -> Iterator[Move]:
    """Return the moves of a row of places and one of targets."""
    if places is None or targets is None:
        raise InvalidValueError("row of moves", places or targets, "places and targets beside it")
    if isinstance(places, str):
        places = (places,)
    if isinstance(targets, str):
        targets = (targets,) * len(places)
    if len(places) != len(targets):
        expected = said("one for each place of {places}", places=str(places))
        raise InvalidValueError("row of targets", targets, expected)
    return zip(places, targets)  # noqa: B905 - they are as long, and this is called often


def _transfers(moves: Iterable[Move], day: date, number: int) -> Scenario:
    """Return the scenario that has a transfer for each move."""
    steps = (TransferStep(places=place, to=zone, day=day) for place, zone in moves)
    return Scenario(f"{_MOVES} {number}").with_steps(steps)


@frozen
class _Waves:
    """Some waves in a row, for whoever draws and works them out."""

    spec: WaveSpec
    numbers: range


_Batch = list[Scenario] | _Waves


def _batches(scenarios: Iterable[Scenario] | WaveSpec, chunk: int) -> Iterator[_Batch]:
    """Yield what is worked out at a time."""
    if isinstance(scenarios, WaveSpec):
        numbers = range(1, len(scenarios) + 1)
        for begin in range(0, len(scenarios), chunk):
            yield _Waves(scenarios, numbers[begin : begin + chunk])
    else:
        left = iter(scenarios)
        yield from iter(lambda: list(islice(left, min(chunk, sys.maxsize))), [])


def _chunks(
    base: Landscape, batches: Iterable[_Batch], year: int | None, executor: Executor | None
) -> Iterator[list[SweepRow]]:
    if executor is None:
        worker = _Worker(base, year)
        yield from map(worker.rows, batches)
        return
    # A copy without the days that were looked at: they need not travel.
    shipped = pickle.dumps((evolve(base), year))
    waiting: deque[Future[list[SweepRow]]] = deque()
    for batch in batches:
        waiting.append(executor.submit(_rows, shipped, batch))
        if len(waiting) > _AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


@define(eq=False)
class _Worker:
    """Whoever works out batches on one base, with what it knows by then."""

    base: Landscape
    year: int | None
    evaluator: Evaluator = field(init=False)
    drawn: Callable[[WaveSpec], DrawnWaves] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Make the base ready."""
        self.evaluator = evaluator_of(self.base, self.year)
        self.drawn = lru_cache(_REMEMBERED)(lambda spec: spec.waves(self.base))

    def rows(self, batch: _Batch) -> list[SweepRow]:
        """Work out a batch; waves are drawn first."""
        if isinstance(batch, _Waves):
            batch = [*map(self.drawn(batch.spec).wave, batch.numbers)]
        return [*map(self.evaluator.row, batch)]


def _rows(shipped: bytes, batch: _Batch) -> list[SweepRow]:
    """Work out a batch, wherever it is."""
    return _unpacked(shipped).rows(batch)


@lru_cache(_REMEMBERED)
def _unpacked(shipped: bytes) -> _Worker:
    return _Worker(*pickle.loads(shipped))  # noqa: S301 - packed by `sweep` itself


@frozen
class MergerAnswer:
    """One answer to the decision that a merger opens, and the zones as they are then."""

    zone: ZoneId
    zones: tuple[ZoneState, ...]


@columns(
    "nis_one=one.nis",
    "one=one.name",
    "nis_other=other.nis",
    "other=other.name",
    "zones_of_one",
    "zones_of_other",
    "crosses_zones",
    "crosses_provinces",
    "crosses_reference_regions",
    "candidates",
)
@frozen(kw_only=True)
class AtlasEntry:
    """A pair of neighbours: which borders their merger crosses, what it opens.

    *decision* is ``None`` where the merger opens none; otherwise *answers* has
    one for each candidate. *crosses_reference_regions* is ``None`` where no
    reference region is recorded for a member.
    """

    one: Municipality
    other: Municipality
    zones_of_one: tuple[ZoneId, ...]
    zones_of_other: tuple[ZoneId, ...]
    crosses_zones: bool
    crosses_provinces: bool
    crosses_reference_regions: bool | None
    decision: DecisionPoint | None
    answers: tuple[MergerAnswer, ...]

    @property
    def members(self) -> Pair:
        """The two municipalities."""
        return self.one, self.other

    @property
    def candidates(self) -> tuple[ZoneId, ...]:
        """The zones among which the merger asks to choose."""
        return self.decision.candidates if self.decision else ()


@columns("one", "other", "answer", *_BY_STATE, labels=_LABELS)
@frozen
class AnsweredZone:
    """A zone that an answer to a merger touches, as it is then; members by name."""

    one: str
    other: str
    answer: ZoneId
    state: ZoneState


@frozen(kw_only=True, repr=False)
class Atlas(Answer[AtlasEntry]):
    """The mergers of pairs of neighbours on one day (*fusieatlas*), in order of code.

    Example:
        >>> import elzmodel as elz
        >>> found = elz.atlas(elz.flanders(), area="Limburg", year=2021).by_answer()
        >>> [each.state.zone for each in found.where(one="Alken", other="Wellen")]
        ['haspengouw', 'herkenrode', 'haspengouw', 'herkenrode']
    """

    day: date
    year: int | None = None

    @overload
    def __getitem__(self, key: int | tuple[str, str]) -> AtlasEntry: ...

    @overload
    def __getitem__(self, key: slice) -> Self: ...

    def __getitem__(self, key: int | slice | tuple[str, str]) -> AtlasEntry | Self:
        """Return an entry by position, or by the names or codes of its two members.

        Raises:
            UnknownIdError: If the two are no neighbours in this atlas.
        """
        if not isinstance(key, tuple):
            return super().__getitem__(key)
        for entry in self:
            if all(any(text in {m.name, m.nis, m.unit} for m in entry.members) for text in key):
                return entry
        raise UnknownIdError("pair of neighbours", key)

    def __repr__(self) -> str:
        """Count the pairs, and those that cross borders."""
        return f"<Atlas of {self.day}: {_counted(self)}>"

    def by_answer(self) -> Answer[AnsweredZone]:
        """Return one row for each answer to each decision and each zone that it touches."""
        rows = tuple(
            AnsweredZone(entry.one.name, entry.other.name, answer.zone, state)
            for entry in self
            for answer in entry.answers
            for state in answer.zones
        )
        return Answer(
            title=said("Answers to mergers of neighbours on {day}", day=self.day),
            rows=rows,
            notes=self.notes[1:],
            row_type=AnsweredZone,
        )


def _counted(entries: Collection[AtlasEntry]) -> Phrase:
    return phrase(
        "{pairs:number} pairs, {zones:number} across zones, {provinces:number} across provinces",
        pairs=len(entries),
        zones=sum(entry.crosses_zones for entry in entries),
        provinces=sum(entry.crosses_provinces for entry in entries),
    )


def atlas(
    base: Landscape,
    *,
    on: Day | None = None,
    area: str | None = None,
    year: int | None = None,
    progress: Progress | None = None,
) -> Atlas:
    """Return what the merger of each pair of neighbours on a day would open and do.

    Each merger takes effect on the day after, on the landscape as it stood on
    that day. What an answer does to the zones is worked out for each candidate.

    Args:
        base: The landscape.
        on: The day; the last day of the record by default.
        area: As in `neighbouring_pairs`.
        year: The year of the inhabitants; by default the newest that is exact on the day.
        progress: Is called with the number of pairs done and of all.

    Raises:
        NotOnDayError: If *on* lies before the period that is covered.
        UnknownIdError: If no area has that name.

    Example:
        >>> import elzmodel as elz
        >>> limburg = elz.atlas(elz.flanders(), on="2024-12-31", area="Limburg", year=2021)
        >>> entry = limburg["Hasselt", "Kortessem"]
        >>> entry.crosses_zones, entry.crosses_provinces, entry.candidates
        (True, False, ('haspengouw', 'herkenrode'))
    """
    then, snapshot = base_and_day(base, on)
    chosen = year_or_newest(base.figures, year, snapshot)
    evaluator = evaluator_of(then, chosen)
    pairs = neighbouring_pairs(snapshot, area=area)
    entries: list[AtlasEntry] = []
    for number, pair in enumerate(pairs, 1):
        entries.append(_entry(evaluator, snapshot, pair))
        if progress is not None:
            progress(number, len(pairs))
    regions = sum(entry.crosses_reference_regions is True for entry in entries)
    return Atlas(
        title=said("Mergers of neighbours on {day}", day=snapshot.day),
        rows=tuple(entries),
        notes=[
            said(
                "{counted}, {n:number} across reference regions.",
                counted=_counted(entries),
                n=regions,
            ),
            inhabitants_note(base.figures, chosen),
        ],
        day=snapshot.day,
        year=chosen,
    )


def _entry(evaluator: Evaluator, snapshot: Snapshot, pair: Pair) -> AtlasEntry:
    scenario = wave("pair", [pair], day=day_after(snapshot.day))
    points = evaluator.row(scenario).undecided
    # A base can have open decisions of its own.
    decision = next((p for p in points if p.day == scenario.steps[0].day), None)
    zones = [tuple(zone.id for zone in snapshot.zone_map.holding(m.parts)) for m in pair]
    regions = [snapshot.regions.holding(m.parts) for m in pair]
    return AtlasEntry(
        one=pair[0],
        other=pair[1],
        zones_of_one=zones[0],
        zones_of_other=zones[1],
        crosses_zones=zones[0] != zones[1],
        crosses_provinces=pair[0].province != pair[1].province,
        crosses_reference_regions=regions[0] != regions[1] if all(regions) else None,
        decision=decision,
        answers=() if decision is None else tuple(_answers(evaluator, scenario, decision)),
    )


def _answers(
    evaluator: Evaluator, scenario: Scenario, decision: DecisionPoint
) -> Iterator[MergerAnswer]:
    for zone in decision.candidates:
        settled = evaluator.row(scenario.choose(decision.unit, zone))
        yield MergerAnswer(zone, settled.zones)


keep_door(__name__)
