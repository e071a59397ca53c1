"""Many scenarios at once: sweeps, and the atlas of mergers of neighbours."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sized
from concurrent.futures import Executor, Future
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Final, Self, overload

from attrs import evolve, frozen

from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.landscape.snapshot import year_or_newest
from elzmodel.scenarios._engine import Evaluator
from elzmodel.scenarios.adoption import as_base, record_end
from elzmodel.scenarios.drawn_waves import Pair, base_and_day, neighbouring_pairs, wave
from elzmodel.scenarios.scenario import Scenario
from elzmodel.scenarios.zone_states import SweepRow, ZoneState
from elzmodel.territory import Municipality
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Answer, Day, ZoneId, columns
from elzmodel.values.periods import day_after
from elzmodel.values.text import Phrase, phrase, said, short
from elzmodel.zones import DecisionPoint

__all__ = [
    "AnsweredZone",
    "Atlas",
    "AtlasEntry",
    "MergerAnswer",
    "ScenarioZone",
    "Sweep",
    "atlas",
    "sweep",
    "sweep_rows",
]

Progress = Callable[[int, int | None], object]


_CHUNK: Final = 2_000
_AHEAD: Final = 16
_REMEMBERED: Final = 4


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
            title=said("Zones that scenarios on {base} touch", base=self.base),
            rows=tuple(ScenarioZone(row.scenario, state) for row in self for state in row.zones),
            notes=self.notes,
            row_type=ScenarioZone,
        )


def sweep(
    base: Landscape,
    scenarios: Iterable[Scenario],
    *,
    year: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    chunk: int = _CHUNK,
) -> Sweep:
    """Return one row for each scenario, in the order given.

    A row holds the zones as they are on the last day of a scenario. The rows are
    equal whoever does the work.

    Args:
        base: The landscape that every scenario starts from.
        scenarios: They may come from a generator.
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
    """
    scenarios = _several(scenarios)
    if chunk < 1:
        raise InvalidValueError("chunk", chunk, "at least 1 scenario at a time")
    last = as_base(base).on(record_end(base))
    chosen = year_or_newest(base.figures, year, last)
    count = len(scenarios) if isinstance(scenarios, Sized) else None
    rows: list[SweepRow] = []
    for done in _chunks(base, scenarios, chosen, chunk, executor):
        rows += done
        if progress is not None:
            progress(len(rows), count)
    return Sweep(
        title=said("Scenarios on {name}", name=base.name),
        rows=tuple(rows),
        notes=[inhabitants_note(base.figures, chosen)],
        base=base.name,
        year=chosen,
    )


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
    last = as_base(base).on(record_end(base))
    evaluator = Evaluator(base, year_or_newest(base.figures, year, last))
    return map(evaluator.row, _several(scenarios))


def _several(scenarios: Iterable[Scenario]) -> Iterable[Scenario]:
    if isinstance(scenarios, Scenario):
        raise InvalidValueError("list of scenarios", scenarios, "several, such as [scenario]")
    return scenarios


def _chunks(
    base: Landscape,
    scenarios: Iterable[Scenario],
    year: int | None,
    chunk: int,
    executor: Executor | None,
) -> Iterator[list[SweepRow]]:
    left = iter(scenarios)
    batches = iter(lambda: list(islice(left, chunk)), [])
    if executor is None:
        evaluator = Evaluator(base, year)
        for batch in batches:
            yield [evaluator.row(scenario) for scenario in batch]
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


def _rows(shipped: bytes, scenarios: list[Scenario]) -> list[SweepRow]:
    """Work out a chunk, wherever it is."""
    evaluator = _unpacked(shipped)
    return [evaluator.row(scenario) for scenario in scenarios]


@lru_cache(_REMEMBERED)
def _unpacked(shipped: bytes) -> Evaluator:
    return Evaluator(*pickle.loads(shipped))  # noqa: S301 - packed by `sweep` itself


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
    evaluator = Evaluator(then, chosen)
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
    zones = [_zones(snapshot, m) for m in pair]
    regions = [{z for z in snapshot.regions.split(m.parts) if z} for m in pair]
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


def _zones(snapshot: Snapshot, municipality: Municipality) -> tuple[ZoneId, ...]:
    return tuple(zone for zone in snapshot.zone_map.split(municipality.parts) if zone)
