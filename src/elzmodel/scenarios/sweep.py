"""Many scenarios at once: one row each, in order, whoever does the work."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Sequence, Sized
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Final, overload

from attrs import evolve, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape
from elzmodel.scenarios._engine import Evaluator
from elzmodel.scenarios.row import SweepRow
from elzmodel.scenarios.scenario import Scenario
from elzmodel.values import Column, Table
from elzmodel.zones import SizeBand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor, Future

    from elzmodel.values import Cell

    Progress = Callable[[int, int | None], object]

__all__ = ["Sweep", "sweep"]

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
