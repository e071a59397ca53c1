"""Many scenarios at once: sweeps, and the atlas of mergers of neighbours."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from concurrent.futures import Executor, Future
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice
from random import Random
from typing import Final, overload

from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.scenarios._engine import Evaluator
from elzmodel.scenarios.adoption import as_of, covering, record_end
from elzmodel.scenarios.scenario import Scenario
from elzmodel.scenarios.zone_states import SweepRow, ZoneState
from elzmodel.territory import Municipality
from elzmodel.values import Cell, Column, Day, Table, ZoneId, parse_day
from elzmodel.zones import DecisionPoint, SizeBand

__all__ = [
    "Answer",
    "Atlas",
    "AtlasEntry",
    "Pair",
    "Sweep",
    "atlas",
    "neighbouring_pairs",
    "sweep",
    "wave",
    "waves",
]

Progress = Callable[[int, int | None], object]


_CHUNK: Final = 2_000
_AHEAD: Final = 16
_REMEMBERED: Final = 4


@frozen
class Sweep(Sequence[SweepRow]):
    """The rows of many scenarios, in the order in which those were given.

    Example:
        >>> import elzmodel as elz
        >>> two = [
        ...     elz.Scenario(zone).transfer("Heers", to=zone, day="2027-01-01")
        ...     for zone in ("herkenrode", "zuid-oost-limburg")
        ... ]
        >>> elz.sweep(elz.flanders(), two, year=2021)
        <Sweep of 2 scenarios on Flanders and Brussels, 0 of them without an answer>
    """

    rows: tuple[SweepRow, ...]
    base: str
    year: int | None

    @overload
    def __getitem__(self, index: int) -> SweepRow: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[SweepRow, ...]: ...

    def __getitem__(self, index: int | slice) -> SweepRow | tuple[SweepRow, ...]:
        """Return a row, or several."""
        return self.rows[index]

    def __len__(self) -> int:
        """Return the number of scenarios."""
        return len(self.rows)

    def __repr__(self) -> str:
        """Count the rows and the problems."""
        wrong = sum(bool(row.problem) for row in self.rows)
        return (
            f"<Sweep of {len(self.rows):,} scenarios on {self.base}, "
            f"{wrong:,} of them without an answer>"
        )

    def _repr_html_(self) -> str:
        return evolve(self, rows=self.rows[:_SHOWN]).to_table().to_html()

    def to_table(self) -> Table:
        """Return one row a scenario: the zones it touches, and what is doubtful about them.

        A zone is below the minimum or outside the target only where that is
        certain.

        Example:
            >>> import elzmodel as elz
            >>> s = elz.Scenario("x").merge(["Alken", "Wellen"], day="2027-01-01")
            >>> elz.sweep(elz.flanders(), [s], year=2021).to_table().records()[0]["undecided"]
            ['alken-wellen']
        """
        rows = [_cells(row) for row in self.rows]
        return Table(f"Scenarios on {self.base}", _COLUMNS, rows, self._notes)

    def zone_table(self) -> Table:
        """Return one row a scenario and zone that it touches.

        Example:
            >>> import elzmodel as elz
            >>> s = elz.Scenario("x").transfer("Heers", to="herkenrode", day="2027-01-01")
            >>> print(elz.sweep(elz.flanders(), [s], year=2021).zone_table().to_csv(), end="")
            scenario,zone,inhabitants_low,inhabitants_high,minimum,target,contiguous
            x,haspengouw,63458,63458,within,below,True
            x,herkenrode,159768,159768,within,above,False
        """
        rows = [
            (row.scenario, z.zone, z.population, z.minimum.value, z.target.value, z.contiguous)
            for row in self.rows
            for z in row.zones
        ]
        return Table(f"Zones that scenarios on {self.base} touch", _ZONES, rows, self._notes)

    @property
    def _notes(self) -> tuple[str, ...]:
        return (f"Inhabitants on {self.year}-01-01.",) if self.year else ()


_SHOWN: Final = 50
_COLUMNS: Final = (
    Column("scenario"),
    Column("zones"),
    Column("inhabitants"),
    Column("below_minimum"),
    Column("outside_target"),
    Column("in_pieces"),
    Column("undecided"),
    Column("problem"),
)
_ZONES: Final = (
    Column("scenario"),
    Column("zone"),
    Column("inhabitants", "total"),
    Column("minimum", label="minimum size"),
    Column("target", label="target size"),
    Column("contiguous"),
)


def _cells(row: SweepRow) -> tuple[Cell, ...]:
    return (
        row.scenario,
        tuple(str(state.zone) for state in row.zones),
        tuple(str(state.population) for state in row.zones if state.population is not None),
        tuple(str(state.zone) for state in row.zones if state.minimum is SizeBand.BELOW),
        tuple(str(state.zone) for state in row.zones if state.target in _OUTSIDE),
        tuple(str(state.zone) for state in row.zones if state.contiguous is False),
        tuple(str(point.unit) for point in row.undecided),
        row.problem or None,
    )


_OUTSIDE: Final = (SizeBand.BELOW, SizeBand.ABOVE)


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

    A row holds the zones that a scenario touches on its last day, with
    inhabitants, size rules and contiguity, and the decisions that are open. A
    scenario that cannot be adopted has a row that says why. The rows are equal
    whoever does the work.

    Args:
        base: The landscape that every scenario starts from.
        scenarios: They may come from a generator.
        year: The year of the inhabitants; the newest that there is by default.
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
        >>> [state.zone for state in elz.sweep(elz.flanders(), [s])[0].zones]
        ['haspengouw', 'herkenrode']
    """
    _refuse(base, scenarios, chunk)
    years = base.figures.years("population")
    chosen = year if year is not None else (years[-1] if years else None)
    count = len(scenarios) if isinstance(scenarios, Sized) else None
    rows: list[SweepRow] = []
    for found in _chunks(base, scenarios, chosen, chunk, executor):
        rows += found
        if progress is not None:
            progress(len(rows), count)
    return Sweep(tuple(rows), base.name, chosen)


def _refuse(base: object, scenarios: object, chunk: int) -> None:
    if not isinstance(base, Landscape):
        raise InvalidValueError("landscape", base, "a landscape, such as flanders()")
    if isinstance(scenarios, Scenario):
        raise InvalidValueError("list of scenarios", scenarios, "several, such as [scenario]")
    if chunk < 1:
        raise InvalidValueError("chunk", chunk, "at least 1 scenario at a time")


def _chunks(
    base: Landscape,
    scenarios: Iterable[Scenario],
    year: int | None,
    chunk: int,
    executor: Executor | None,
) -> Iterator[list[SweepRow]]:
    batches = _batches(scenarios, chunk)
    if executor is None:
        evaluator = Evaluator(base, year)
        for batch in batches:
            yield [evaluator.row(scenario) for scenario in batch]
        return
    # A copy without the days that were looked at: they need not travel.
    shipped = pickle.dumps((evolve(base), year))
    key = sha256(shipped).digest()
    waiting: deque[Future[list[SweepRow]]] = deque()
    for batch in batches:
        waiting.append(executor.submit(_rows, key, shipped, batch))
        if len(waiting) > _AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _batches(scenarios: Iterable[Scenario], chunk: int) -> Iterator[list[Scenario]]:
    left = iter(scenarios)
    while batch := list(islice(left, chunk)):
        yield batch


_ready: dict[bytes, Evaluator] = {}


def _rows(key: bytes, shipped: bytes, scenarios: list[Scenario]) -> list[SweepRow]:
    """Work out a chunk, wherever it is; a base is unpacked once."""
    evaluator = _ready.get(key)
    if evaluator is None:
        if len(_ready) >= _REMEMBERED:
            _ready.clear()
        base, year = pickle.loads(shipped)  # noqa: S301 - packed by `sweep` itself
        evaluator = _ready[key] = Evaluator(base, year)
    return [evaluator.row(scenario) for scenario in scenarios]


Pair = tuple[Municipality, Municipality]
"""Two municipalities that touch, in order of code."""


@frozen
class Answer:
    """One answer to the decision that a merger opens, and the zones as they are then.

    Example:
        >>> import elzmodel as elz
        >>> entry = elz.atlas(elz.flanders(), area="Limburg", year=2021)["Alken", "Wellen"]
        >>> [(a.zone, str(a.zones[0].population)) for a in entry.answers]
        [('haspengouw', '82,482'), ('herkenrode', '63,384')]
    """

    zone: ZoneId
    zones: tuple[ZoneState, ...]


@frozen(kw_only=True)
class AtlasEntry:
    """A pair of neighbours: which borders their merger crosses, what it opens.

    *zones* are those of each member. *decision* is ``None`` where the merger
    opens none; otherwise *answers* has one for each candidate.
    *crosses_reference_regions* is ``None`` where no reference region is
    recorded for a member.

    Example:
        >>> import elzmodel as elz
        >>> entry = elz.atlas(elz.flanders(), area="Limburg")["Alken", "Wellen"]
        >>> entry.crosses_zones, entry.crosses_provinces, entry.decision.candidates
        (True, False, ('haspengouw', 'herkenrode'))
    """

    members: Pair
    zones: tuple[tuple[ZoneId, ...], tuple[ZoneId, ...]]
    crosses_zones: bool
    crosses_provinces: bool
    crosses_reference_regions: bool | None
    decision: DecisionPoint | None
    answers: tuple[Answer, ...]


@frozen
class Atlas(Sequence[AtlasEntry]):
    """The mergers of pairs of neighbours on one day (*fusieatlas*), in order of code.

    Example:
        >>> import elzmodel as elz
        >>> elz.atlas(elz.flanders(), on="2025-01-01", area="Vlaams Gewest")
        <Atlas of 2025-01-01: 754 pairs, 395 across zones, 75 across provinces>
    """

    day: date
    entries: tuple[AtlasEntry, ...] = field(repr=False)
    year: int | None = None

    @overload
    def __getitem__(self, key: int) -> AtlasEntry: ...

    @overload
    def __getitem__(self, key: slice) -> tuple[AtlasEntry, ...]: ...

    @overload
    def __getitem__(self, key: tuple[str, str]) -> AtlasEntry: ...

    def __getitem__(
        self, key: int | slice | tuple[str, str]
    ) -> AtlasEntry | tuple[AtlasEntry, ...]:
        """Return an entry by position, or by the names or codes of its two members.

        Raises:
            KeyError: If the two are no neighbours in this atlas.
        """
        if not isinstance(key, tuple):
            return self.entries[key]
        for entry in self.entries:
            if all(any(text in {m.name, m.nis, m.unit} for m in entry.members) for text in key):
                return entry
        raise KeyError(key)

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.entries)

    def __repr__(self) -> str:
        """Count the pairs, and those that cross borders."""
        return f"<Atlas of {self.day}: {self._counted()}>"

    def _counted(self) -> str:
        zones = sum(entry.crosses_zones for entry in self.entries)
        provinces = sum(entry.crosses_provinces for entry in self.entries)
        return f"{len(self.entries)} pairs, {zones} across zones, {provinces} across provinces"

    def _repr_html_(self) -> str:
        return self.to_table().to_html()

    def to_table(self) -> Table:
        """Return one row a pair, with what it crosses and opens.

        Example:
            >>> import elzmodel as elz
            >>> elz.atlas(elz.flanders(), area="Limburg").to_table().rows[0][:4]
            ('71002', 'As', '71016', 'Genk')
        """
        rows = [_pair_row(entry) for entry in self.entries]
        title = f"Mergers of neighbours on {self.day}"
        regions = sum(entry.crosses_reference_regions is True for entry in self.entries)
        note = f"{self._counted()}, {regions} across reference regions."
        return Table(title, _PAIRS, rows, (note,))

    def answer_table(self) -> Table:
        """Return one row for each answer to each decision and each zone that it touches.

        Example:
            >>> import elzmodel as elz
            >>> len(elz.atlas(elz.flanders(), area="Limburg", year=2021).answer_table()) > 0
            True
        """
        rows = [row for entry in self.entries for row in _answer_rows(entry)]
        notes = (f"Inhabitants on {self.year}-01-01.",) if self.year else ()
        return Table(f"Answers to mergers of neighbours on {self.day}", _ANSWERS, rows, notes)


_PAIRS: Final = (
    Column("nis_one", "code"),
    Column("one"),
    Column("nis_other", "code"),
    Column("other"),
    Column("zones_of_one"),
    Column("zones_of_other"),
    Column("crosses_zones"),
    Column("crosses_provinces"),
    Column("crosses_reference_regions"),
    Column("candidates"),
)
_ANSWERS: Final = (
    Column("one"),
    Column("other"),
    Column("answer"),
    Column("zone"),
    Column("inhabitants", "total"),
    Column("minimum", label="minimum size"),
    Column("target", label="target size"),
    Column("contiguous"),
)


def _pair_row(entry: AtlasEntry) -> tuple[Cell, ...]:
    one, other = entry.members
    return (
        *(one.nis, one.name, other.nis, other.name),
        *entry.zones,
        entry.crosses_zones,
        entry.crosses_provinces,
        entry.crosses_reference_regions,
        entry.decision.candidates if entry.decision else (),
    )


def _answer_rows(entry: AtlasEntry) -> Iterator[tuple[Cell, ...]]:
    names = tuple(member.name for member in entry.members)
    for answer in entry.answers:
        for z in answer.zones:
            bands = (z.minimum.value, z.target.value)
            yield (*names, answer.zone, z.zone, z.population, *bands, z.contiguous)


def neighbouring_pairs(snapshot: Snapshot, *, area: str | None = None) -> tuple[Pair, ...]:
    """Return every pair of neighbouring municipalities of a day once.

    Borders and short borders count, corners do not.

    Args:
        snapshot: The day.
        area: Only pairs within a region, province, arrondissement or reference region.

    Raises:
        UnknownIdError: If no area has that name.

    Example:
        >>> import elzmodel as elz
        >>> len(neighbouring_pairs(elz.flanders().on("2025-01-01"), area="Vlaams Gewest"))
        754
    """
    pairs = snapshot.borders.neighbours(snapshot.layout)
    if area is None:
        return pairs
    inside = {m.unit for m in snapshot.municipalities_in(area)}
    return tuple(pair for pair in pairs if all(m.unit in inside for m in pair))


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
        area: Only pairs within a region, province, arrondissement or reference region.
        year: The year of the inhabitants; the newest that there is by default.
        progress: Is called with the number of pairs done and of all.

    Raises:
        NotOnDayError: If *on* lies before the period that is covered.
        UnknownIdError: If no area has that name.

    Example:
        >>> import elzmodel as elz
        >>> limburg = elz.atlas(elz.flanders(), on="2024-12-31", area="Limburg", year=2021)
        >>> limburg["Hasselt", "Kortessem"].decision.candidates
        ('haspengouw', 'herkenrode')
    """
    day = record_end(base) if on is None else parse_day(on)
    then = as_of(base, day)
    snapshot = covering(then, day).on(day)
    years = base.figures.years("population")
    chosen = year if year is not None else (years[-1] if years else None)
    evaluator = Evaluator(then, chosen)
    pairs = neighbouring_pairs(snapshot, area=area)
    entries = []
    for number, pair in enumerate(pairs, 1):
        entries.append(_entry(evaluator, snapshot, pair))
        if progress is not None:
            progress(number, len(pairs))
    return Atlas(day, tuple(entries), chosen)


def _entry(evaluator: Evaluator, snapshot: Snapshot, pair: Pair) -> AtlasEntry:
    scenario = wave("pair", [pair], day=snapshot.day + timedelta(days=1))
    points = evaluator.row(scenario).undecided
    # A base can have open decisions of its own.
    decision = next((p for p in points if p.day == scenario.steps[0].day), None)
    zones = [_zones(snapshot, m) for m in pair]
    regions = [{z for z in snapshot.regions.split(m.parts) if z} for m in pair]
    return AtlasEntry(
        members=pair,
        zones=(zones[0], zones[1]),
        crosses_zones=zones[0] != zones[1],
        crosses_provinces=pair[0].province != pair[1].province,
        crosses_reference_regions=regions[0] != regions[1] if all(regions) else None,
        decision=decision,
        answers=tuple(_answers(evaluator, scenario, decision)),
    )


def _answers(
    evaluator: Evaluator, scenario: Scenario, decision: DecisionPoint | None
) -> Iterator[Answer]:
    for zone in decision.candidates if decision else ():
        settled = evaluator.row(scenario.choose(str(decision and decision.unit), zone))
        yield Answer(zone, settled.zones)


def _zones(snapshot: Snapshot, municipality: Municipality) -> tuple[ZoneId, ...]:
    return tuple(zone for zone in snapshot.zone_map.split(municipality.parts) if zone)


def wave(name: str, pairs: Sequence[Pair], *, day: Day) -> Scenario:
    """Return a scenario in which each of several disjoint pairs merges on a day.

    Raises:
        InvalidValueError: If a municipality stands in two pairs.

    Example:
        >>> import elzmodel as elz
        >>> pairs = neighbouring_pairs(elz.flanders().on("2025-01-01"), area="Limburg")
        >>> wave("one pair", pairs[:1], day="2027-01-01").steps[0].municipalities
        ('as', 'genk')
    """
    units = [member.unit for pair in pairs for member in pair]
    if len(set(units)) < len(units):
        twice = sorted({unit for unit in units if units.count(unit) > 1})
        raise InvalidValueError("wave of disjoint pairs", twice, "each municipality once")
    scenario = Scenario(name)
    for pair in pairs:
        label = "-".join(member.name for member in pair)
        scenario = scenario.merge(pair, day=day, name=label)
    return scenario


def waves(
    base: Landscape,
    *,
    count: int,
    size: int,
    seed: int,
    on: Day | None = None,
    area: str | None = None,
) -> Iterator[Scenario]:
    """Yield waves of disjoint pairs of neighbours, drawn with a seed.

    The same arguments give the same waves. A wave is drawn pair by pair; one
    that gets stuck before it has *size* pairs is drawn again.

    Args:
        base: The landscape.
        count: How many waves.
        size: How many mergers in each.
        seed: Where the draw begins.
        on: The day whose neighbours are paired; they merge on the day after. The
            last day of the record by default.
        area: Only pairs within a region, province, arrondissement or reference region.

    Raises:
        InvalidValueError: If no wave of that size was found in a thousand draws.

    Example:
        >>> import elzmodel as elz
        >>> two = list(waves(elz.flanders(), count=2, size=13, seed=1, area="Vlaams Gewest"))
        >>> [len(each.steps) for each in two]
        [13, 13]
    """
    day = record_end(base) if on is None else parse_day(on)
    then = covering(as_of(base, day), day)
    pairs = neighbouring_pairs(then.on(day), area=area)
    random = Random(seed)  # noqa: S311 - a draw that can be repeated, nothing secret
    for number in range(1, count + 1):
        chosen = _drawn(pairs, size, random)
        yield wave(f"wave {number}", chosen, day=day + timedelta(days=1))


_TRIES: Final = 1_000


def _drawn(pairs: Sequence[Pair], size: int, random: Random) -> list[Pair]:
    """Draw disjoint pairs one by one, until there are enough."""
    for _ in range(_TRIES):
        chosen: list[Pair] = []
        used: set[str] = set()
        for _ in range(len(pairs)):
            if len(chosen) == size:
                return chosen
            one, other = pair = random.choice(pairs)
            if one.unit not in used and other.unit not in used:
                chosen.append(pair)
                used.update((one.unit, other.unit))
    expected = f"fewer disjoint pairs; there are {len(pairs)} pairs in all"
    raise InvalidValueError("size of a wave", size, expected)
