"""Sweeps that stream to files: in batches, by specification, gone on with after a stop.

What travels to a worker is which waves to draw, what travels back is the text or the table
of a batch as bytes; the base goes to a worker when it says that it has not seen it. Each
batch is written whole or not at all, so that what is there after a stop is there for good.
"""

from __future__ import annotations

import errno
import json
import os
import pickle
import shutil
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from contextlib import closing, contextmanager
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from itertools import islice
from operator import index
from pathlib import Path
from signal import SIG_IGN, SIGINT, getsignal, signal
from threading import Thread, current_thread, main_thread
from typing import Any, Final, Literal

import attrs
from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape
from elzmodel.scenarios._engine import Evaluator, evaluator_of
from elzmodel.scenarios.adoption import as_base
from elzmodel.scenarios.drawn_waves import DrawnWaves, WaveSpec, base_and_day
from elzmodel.scenarios.sweeps import Progress, sweep_year
from elzmodel.scenarios.zone_states import SweepRow, ZoneState
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values.answers import columns_of
from elzmodel.values.arguments import keep_door
from elzmodel.values.frames import as_parquet, typed_columns
from elzmodel.values.saving import file_path, replace_file, take_place
from elzmodel.values.spreadsheets import as_csv
from elzmodel.values.text import phrase, said

__all__ = ["SweptFile", "processes", "sweep_to"]

Form = Literal["csv", "parquet"]
_FORMS: Final[Mapping[str, Form]] = {".csv": "csv", ".parquet": "parquet"}
_BATCH: Final = 10_000


@frozen
class SweptFile:
    """Where the rows of a sweep lie, and what they are about; it can be opened as a path is.

    Example:
        >>> swept = SweptFile(Path("waves.csv"), 3, "Flanders", 2026, ("Inhabitants on a day.",))
        >>> os.fspath(swept)
        'waves.csv'
    """

    path: Path
    rows: int
    base: str
    year: int | None
    notes: tuple[str, ...] = ()

    def __fspath__(self) -> str:
        """Return the path as text."""
        return str(self.path)


def sweep_to(  # noqa: PLR0913 - one question, and how it is worked out
    path: str | os.PathLike[str],
    base: Landscape,
    spec: WaveSpec,
    *,
    year: int | None = None,
    executor: Callable[[], Executor] | None = None,
    batch: int = _BATCH,
    progress: Progress | None = None,
) -> SweptFile:
    """Write one row for each wave to a file, batch by batch.

    The rows are those of `sweep`, in the same order, whoever does the work, and never all
    in memory. Until the last one is there they lie in a folder beside *path*, with
    ``.parts`` after its name. Where that is there already, from a run that was stopped,
    only what is not in it is worked out; one run at a time may work on a path.

    Args:
        path: A name that ends in ``.csv``, for one file, or in ``.parquet``, for a folder
            with a file a batch. A file is replaced when the new one is whole; a folder is
            not.
        base: The landscape that every wave starts from, as it stood on the day of *spec*.
        spec: What the waves are drawn with.
        year: The year of the inhabitants; by default the newest that is exact on the day.
        executor: What makes an executor of `concurrent.futures`: `processes`, or
            ``client.get_executor`` of Dask. Where one loses its workers another one is
            made, and only what is not finished is worked out again. Without it the work
            is done here.
        batch: How many waves are worked out at a time; a second of work or more.
        progress: Is called with the number of rows that are written and of all.

    Raises:
        InvalidValueError: If *path* ends otherwise, *batch* is under 1, or the folder
            beside it is that of another sweep.
        MissingDependencyError: If a Parquet file is asked for and neither pyarrow nor
            polars is installed.
        OSError: If something cannot be written, or a folder is there already.
        concurrent.futures.BrokenExecutor: If workers are lost three times and nothing is
            finished in between.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> import elzmodel as elz
        >>> spec = elz.WaveSpec(seed=1, count=3, size=2, area="Limburg")
        >>> with TemporaryDirectory() as folder:
        ...     swept = elz.sweep_to(f"{folder}/waves.csv", elz.flanders(), spec, year=2026)
        ...     print(swept.path.read_text("utf-8").splitlines()[0])
        scenario,zones,inhabitants,below_minimum,outside_target,in_pieces,undecided,problem
        >>> swept.rows, swept.notes
        (3, ('Inhabitants on 2026-01-01.',))
    """
    target = Path(os.path.realpath(file_path(path)))
    if target.suffix.lower() not in _FORMS:
        expected = said("one that ends in .csv or .parquet")
        raise InvalidValueError("name of a file of a sweep", os.fspath(path), expected)
    if batch < 1:
        raise InvalidValueError("batch", batch, said("at least 1 wave at a time"))
    base, _ = base_and_day(as_base(base), spec.on)
    chosen = sweep_year(base, year)
    order = _Order(spec, chosen, batch, _FORMS[target.suffix.lower()], content_digest(base))
    notes = tuple(filter(None, [inhabitants_note(base.figures, chosen)]))
    swept = SweptFile(target, spec.count, base.name, chosen, notes)
    parts = _Parts(target, order)
    parts.open()
    left = parts.missing()
    done = spec.count - sum(map(len, map(order.numbers, left)))
    if progress is not None and done:
        progress(done, spec.count)
    # Closed at once where somebody stops it: what was given out is then taken back.
    with closing(_worked_out(order, base, left, executor)) as batches:
        for number, content in batches:
            parts.keep(number, content)
            done += len(order.numbers(number))
            if progress is not None:
                progress(done, spec.count)
    parts.finish()
    return swept


def content_digest(base: Landscape) -> str:
    """Return what tells a base from others: the same for equal ones, in every process."""
    told = _steady(base), _steady(base._partitions())  # noqa: SLF001 - a reader, not a value
    return sha256("\n".join(told).encode()).hexdigest()


def _steady(value: object) -> str:
    """Return a value as text that depends on no order of a set; what only reads says nothing."""
    of = type(value)
    if attrs.has(of):
        held = (getattr(value, each.name) for each in attrs.fields(of) if each.init and each.eq)
        return f"{of.__name__}({','.join(map(_steady, held))})"
    if isinstance(value, frozenset):
        return f"{{{','.join(sorted(map(_steady, value)))}}}"
    if isinstance(value, Mapping):
        return f"{{{','.join(sorted(map(_steady, value.items())))}}}"
    if isinstance(value, tuple):
        return f"({','.join(map(_steady, value))})"
    return "" if callable(value) else repr(value)


# --- what a worker does -------------------------------------------------------


@frozen
class _Order:
    """What is to be worked out, as it travels: the base by its digest alone."""

    spec: WaveSpec
    year: int | None
    batch: int
    form: Form
    digest: str

    @property
    def batches(self) -> range:
        """The numbers of the batches; there is one where there are no waves, without rows."""
        return range(1, max(1, -(-self.spec.count // self.batch)) + 1)

    def numbers(self, number: int) -> range:
        """Return the numbers of the waves of a batch."""
        last = min(number * self.batch, self.spec.count)
        return range((number - 1) * self.batch + 1, last + 1)

    def to_plain(self) -> dict[str, Any]:
        """Return what tells it from others, as JSON holds it."""
        told = {
            "waves": type(self.spec).__name__,
            **attrs.asdict(self.spec),
            "inhabitants": self.year,
            "batch": self.batch,
            "form": self.form,
            "base": self.digest,
            "elzmodel": version("elzmodel"),
        }
        plain: dict[str, Any] = json.loads(json.dumps(told, default=str))
        return plain


Ready = tuple[Evaluator, DrawnWaves]
_READY: Final[dict[tuple[object, ...], Ready]] = {}
_REMEMBERED: Final = 4


def _batch(order: _Order, number: int, packed: bytes | None) -> bytes | None:
    """Return the content of a batch; nothing where the base has not been here yet."""
    ready = _ready(order, packed)
    if ready is None:
        return None
    return _content(order, number, *ready)


def _content(order: _Order, number: int, evaluator: Evaluator, waves: DrawnWaves) -> bytes:
    rows = [*map(evaluator.row, map(waves.wave, order.numbers(number)))]
    return rendered(rows, order.form)


def _ready(order: _Order, packed: bytes | None) -> Ready | None:
    """Return what a batch needs, made of the base when it comes here first."""
    key = (order.digest, order.spec, order.year)
    if key not in _READY and packed is not None:
        while len(_READY) >= _REMEMBERED:
            del _READY[next(iter(_READY))]
        _READY[key] = _made(order, pickle.loads(packed))  # noqa: S301 - packed by `sweep_to`
    return _READY.get(key)


def _made(order: _Order, base: Landscape) -> Ready:
    return evaluator_of(base, order.year), order.spec.waves(base)


def rendered(rows: Iterable[SweepRow], form: Form) -> bytes:
    """Return rows as `Sweep.save` writes them, each state of a zone said once."""
    shown, columns = [*_cells(rows)], columns_of(SweepRow)
    if form == "parquet":
        return as_parquet(typed_columns(columns, shown))
    keys = [column.key for column in columns]
    return as_csv(keys, shown, delimiter=",", decimal=".").encode()


def _cells(rows: Iterable[SweepRow]) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of each row, in the order of its columns; see `SweepRow`."""
    # By identity, since one state is in many rows and dear to compare.
    known: dict[int, _Told] = {}
    for row in rows:
        for state in row.zones:
            if id(state) not in known:
                known[id(state)] = _told(state)
        told = [known[id(state)][1:] for state in row.zones]
        lists = [tuple(filter(None, each)) for each in zip(*told, strict=True)] or _NO_ZONES
        yield (row.scenario, *lists, tuple([point.unit for point in row.undecided]), row.problem)


_NO_ZONES: Final = [()] * 5
_Told = tuple[ZoneState, str, str | None, str | None, str | None, str | None]


def _told(state: ZoneState) -> _Told:
    """Return what a row says of a zone in each of its lists; the state stays alive beside it."""
    zone, people = state.zone, state.population
    is_said = state.is_below_minimum, state.is_outside_target, state.is_in_pieces
    below, outside, pieces = (zone if each else None for each in is_said)
    return state, zone, None if people is None else str(people), below, outside, pieces


# --- who does it --------------------------------------------------------------


def processes(count: int) -> Callable[[], Executor]:
    """Return what makes a pool of so many processes, as `sweep_to` takes it.

    They are started afresh, so that a script guards its first line with ``if __name__ ==
    "__main__":``, and end when the process that made them does, however that ends.

    Raises:
        InvalidValueError: If *count* is under 1.

    Example:
        >>> with processes(2)() as pool:
        ...     pool.submit(sum, [1, 2]).result()
        3
    """
    if index(count) < 1:
        raise InvalidValueError("number of processes", count, said("at least 1 process"))
    return partial(_pool, count)


def _pool(count: int) -> Executor:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - seldom asked for
    from multiprocessing import get_context  # noqa: PLC0415 - the same

    context = get_context("spawn")
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_end_with_parent)
    with _uninterrupted():
        for _ in range(count):  # One starts with each that is asked while the others load.
            pool.submit(bool)
    return pool


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let processes that are started here never be interrupted: not while they load either."""
    before = getsignal(SIGINT)
    if before is None or current_thread() is not main_thread():
        yield  # Only there it can be said what a signal does.
        return
    signal(SIGINT, SIG_IGN)
    try:
        yield
    finally:
        signal(SIGINT, before)


def _end_with_parent() -> None:  # pragma: no cover - it runs in another process
    """Leave it to the process that made this one to be interrupted, and end when it does."""
    from multiprocessing import parent_process  # noqa: PLC0415 - there it is loaded

    parent = parent_process()
    signal(SIGINT, SIG_IGN)

    def end() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=end, daemon=True).start()


_AHEAD: Final = 64
"""How many batches are given out at a time, for as many workers at most."""
_TRIES: Final = 3


def _worked_out(
    order: _Order, base: Landscape, numbers: Iterable[int], make: Callable[[], Executor] | None
) -> Generator[tuple[int, bytes], None, None]:
    """Yield the content of batches as each is finished, in any order."""
    if make is None:
        ready = _made(order, base)
        for number in numbers:
            yield number, _content(order, number, *ready)
        return
    # A copy without the days that were looked at: they need not travel.
    packed = pickle.dumps(evolve(base))
    left = dict.fromkeys(numbers)
    lost = 0
    while left:
        try:
            for number, content in _finished(_executor(make), order, packed, [*left]):
                del left[number]
                lost = 0
                yield number, content
        except (BrokenExecutor, CancelledError):
            lost += 1
            if lost == _TRIES:
                raise


def _executor(make: Callable[[], Executor]) -> Executor:
    made = make()
    if not isinstance(made, Executor):
        raise InvalidValueError("executor", made, said("what makes a concurrent.futures.Executor"))
    return made


def _finished(
    executor: Executor, order: _Order, packed: bytes, numbers: Iterable[int]
) -> Iterator[tuple[int, bytes]]:
    """Yield what one executor finishes; workers who lack the base are given it."""
    left = iter(numbers)
    waiting: dict[Future[bytes | None], int] = {}

    def give(numbers: Iterable[int], packed: bytes | None = None) -> None:
        for number in numbers:
            waiting[executor.submit(_batch, order, number, packed)] = number

    with executor:
        try:
            give(islice(left, _AHEAD))
            while waiting:
                # What is finished comes first: it need not be done again.
                done = sorted(wait(waiting, return_when=FIRST_COMPLETED).done, key=_has_failed)
                lacking = []
                for future in done:
                    number, content = waiting.pop(future), future.result()
                    if content is None:
                        lacking.append(number)
                    else:
                        yield number, content
                give(lacking, packed)
                give(islice(left, len(done) - len(lacking)))
        finally:
            for future in waiting:
                future.cancel()


def _has_failed(future: Future[Any]) -> bool:
    return future.cancelled() or future.exception() is not None


# --- where it lies until it is whole ------------------------------------------

_SAID: Final = "sweep.json"
"""What says whose parts they are."""


@frozen
class _Parts:
    """The folder with a file for each batch that is finished, beside where all will lie."""

    target: Path
    order: _Order
    folder: Path = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Know where the folder is."""
        object.__setattr__(self, "folder", self.target.with_name(f"{self.target.name}.parts"))

    def open(self) -> None:
        """Make the folder, or go on with the one that is there.

        Raises:
            InvalidValueError: If it is that of another sweep.
            OSError: If it cannot be made, or a folder lies where all will.
        """
        if self.target.is_dir():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(self.target))
        if not self.target.parent.is_dir():
            what = errno.ENOENT
            raise FileNotFoundError(what, os.strerror(what), str(self.target.parent))
        self.folder.mkdir(exist_ok=True)
        # Where nothing was finished, it does not matter of what.
        if any(
            not each.name.startswith(".") and each.name != _SAID for each in self.folder.iterdir()
        ):
            self._require_same()
        else:
            plain = json.dumps(self.order.to_plain(), ensure_ascii=False, indent=2)
            replace_file(self.folder / _SAID, plain + "\n")

    def _require_same(self) -> None:
        """Refuse a folder that is not of the same sweep, and say in what it differs."""
        try:
            found = json.loads((self.folder / _SAID).read_text("utf-8"))
        except (OSError, ValueError):
            found = None
        asked = self.order.to_plain()
        if found == asked:
            return
        old = found if isinstance(found, dict) else {}
        differs = [
            phrase("{key} {old} there, {new} asked for", key=key, old=repr(old[key]), new=repr(new))
            for key, new in asked.items()
            if key in old and old[key] != new
        ]
        expected = said(
            "one of the same sweep[ ({differs:list all})]; remove it, or write to another path",
            differs=differs,
        )
        raise InvalidValueError("folder of a sweep", str(self.folder), expected)

    def _path(self, number: int) -> Path:
        return self.folder / f"part-{number:06}.{self.order.form}"

    def missing(self) -> list[int]:
        """Return the numbers of the batches that are not finished."""
        return [number for number in self.order.batches if not self._path(number).exists()]

    def keep(self, number: int, content: bytes) -> None:
        """Write a batch, whole or not at all."""
        replace_file(self._path(number), content)

    def finish(self) -> None:
        """Put the whole where it is to lie, and leave nothing beside it."""
        for begun in self.folder.glob(".*.tmp"):  # of a run that was stopped
            begun.unlink()
        if self.order.form == "parquet":
            self.folder.rename(self.target)
            (self.target / _SAID).unlink()  # Not every reader passes over it.
            return
        joined = self.folder / "_joined.csv"
        with joined.open("wb") as out:
            for number in self.order.batches:
                with self._path(number).open("rb") as part:
                    if number > 1:
                        part.readline()  # the header, which each part has
                    shutil.copyfileobj(part, out)
            out.flush()
            os.fsync(out.fileno())
        take_place(joined, self.target)
        for number in self.order.batches:
            self._path(number).unlink()
        shutil.rmtree(self.folder)  # That goes last.


keep_door(__name__)
