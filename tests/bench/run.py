"""Measure the promises about speed and print them as one table.

Both sides of a ratio are timed in turns within one run, so that a busy machine
slows them alike. ``python tests/bench/run.py --check`` fails where a promise
is not kept.
"""

from __future__ import annotations

import argparse
import csv
import gc
import resource
import statistics
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from random import Random
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from elzmodel.territory import Alter, Create, Merge, MoveParts, NewUnit, Register, Split, Weight
from elzmodel.values import Share, Total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from importlib.resources.abc import Traversable

    from elzmodel.territory import TerritoryEvent

ROUNDS = 9
HOW = f"medians; ratios of {ROUNDS} rounds in turns"
UNITS = 40_000
CHANGES = 20_000
MIXED = 60_000
FIRST_DAY = date(1977, 1, 1)
LAST_DAY = date(2025, 1, 1)


@dataclass(frozen=True)
class Measure:
    """One promise and what was measured."""

    what: str
    value: float
    promise: float
    unit: str = "times"
    at_least: bool = False
    row: str = ""

    @property
    def kept(self) -> bool:
        """Whether the measured value keeps the promise."""
        return self.value >= self.promise if self.at_least else self.value <= self.promise

    def __str__(self) -> str:
        """Show one line of the table."""
        sign, verdict = (">=" if self.at_least else "<="), ("kept" if self.kept else "NOT KEPT")
        promise = f"{sign} {self.promise:,.2f} {self.unit}"
        return f"{self.what:<50} {self.value:>12,.2f}  {promise:<20} {verdict}"


def seconds(action: Callable[[], object]) -> float:
    """Return how long one call takes; rubbish of what ran before is gone by then."""
    gc.collect()
    start = perf_counter()
    action()
    return perf_counter() - start


def processor_seconds(action: Callable[[], object]) -> float:
    """Return how much time of the processor one call takes, which others do not slow."""
    gc.collect()
    start = process_time()
    action()
    return process_time() - start


def ratio(
    measured: Callable[[], object],
    yardstick: Callable[[], object],
    *,
    rounds: int = ROUNDS,
    clock: Callable[[Callable[[], object]], float] = processor_seconds,
) -> float:
    """Return the median time of *measured* over that of *yardstick*, timed in turns."""
    timed = [(clock(measured), clock(yardstick)) for _ in range(rounds)]
    return statistics.median(m for m, _ in timed) / statistics.median(y for _, y in timed)


def running(code: str) -> Callable[[], object]:
    """Return a call that runs code in a fresh interpreter, site packages warm."""
    return lambda: subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def child_seconds(action: Callable[[], object]) -> float:
    """Return how much time of the processor the processes take that a call starts."""
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    action()
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    return end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime


def tables(folder: Traversable) -> Iterable[Traversable]:
    """Yield the CSV files below *folder*."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from tables(entry)
        elif entry.name.endswith(".csv"):
            yield entry


def read_tables() -> None:
    """Read the packaged tables with `csv` and nothing more."""
    for table in tables(files("elzmodel.data")):
        list(csv.DictReader(table.read_text("utf-8").splitlines()))


def measure_import() -> Measure:
    """Compare importing the package with importing what it stands on."""
    ours, theirs = running("import elzmodel"), running("import attrs, cattrs, yaml")
    value = ratio(ours, theirs, clock=child_seconds)
    return Measure("import elzmodel / import attrs, cattrs, yaml", value, 0.35, row="6, A")


def measure_main_job() -> Measure:
    """Compare the first command of the README with a process that does nothing."""
    job = "from elzmodel.cli import main; main(['mergers', '2025'])"
    value = ratio(running(job), running("pass"), clock=child_seconds)
    return Measure("elzmodel mergers 2025 / python -c pass", value, 8, row="B")


def measure_flanders() -> Measure:
    """Compare building the reference with reading its files."""
    from elzmodel.data import flanders

    build = getattr(flanders, "__wrapped__", flanders)  # past its cache
    return Measure("flanders() / csv of the same files", ratio(build, read_tables), 3)


def measure_names() -> Measure:
    """Compare asking inhabitants by the name of a zone with asking by the zone itself."""
    from elzmodel.data import flanders

    day = flanders().on("2025-01-01")
    zones = {name: day.zone(name) for name in ("haspengouw", "ELZ Herkenrode", "middenkust")}

    def ask(places: Iterable[Any]) -> None:
        for place in places:
            for _ in range(100):
                day.population(place, year=2021)

    value = ratio(lambda: ask(zones), lambda: ask(zones.values()))
    return Measure("population by name / by zone", value, 1.3, row="I")


def generated_history(units: int = UNITS, changes: int = CHANGES) -> list[TerritoryEvent]:
    """Draw a history of many units: each is created, then some merge or change their name."""
    random = Random(2025)
    names = [f"u{number}" for number in range(units)]
    events: list[TerritoryEvent] = [
        Create(id=f"create-{name}", day=FIRST_DAY, unit=name, name=name) for name in names
    ]
    span = (LAST_DAY - FIRST_DAY).days
    for number in range(changes):
        # With this seed no unit changes twice on one day, so no order is needed.
        day = FIRST_DAY + timedelta(days=1 + number * span // changes)
        position = random.randrange(len(names))
        if number % 2 or position == len(names) - 1:
            event = Alter(id=f"change-{number}", day=day, unit=names[position], name=f"n{number}")
        else:
            names[position], names[-1] = names[-1], names[position]
            ended, kept = names.pop(), names[position]
            event = Merge(id=f"change-{number}", day=day, units=(kept, ended), unit=kept)
        events.append(event)
    return events


def bare_fold(events: Iterable[TerritoryEvent]) -> list[dict[str, Any]]:
    """Fold a generated history over dictionaries: no checks, no lineage, no frozen values."""
    alive: dict[str, dict[str, Any]] = {}
    ended: list[dict[str, Any]] = []
    for event in events:
        if isinstance(event, Create):
            head = {"unit": event.unit, "nis": event.nis, "name": event.name}
            alive[event.unit] = {**head, "parts": [event.unit], "since": event.day}
            continue
        assert isinstance(event, Alter | Merge)
        before = alive[event.unit]
        now = {**before, "since": event.day}
        if isinstance(event, Merge):
            members = [alive.pop(unit) for unit in event.units]
            now["parts"] = sorted(part for member in members for part in member["parts"])
            ended += [{**member, "until": event.day} for member in members]
        else:
            now["name"] = event.name
            ended.append({**before, "until": event.day})
        alive[event.unit] = now
    return sorted([*ended, *alive.values()], key=lambda one: (one["nis"] or "", one["unit"]))


def measure_fold() -> Measure:
    """Compare a replay with the least that a fold of the same events can do."""
    events = generated_history()
    assert len(bare_fold(events)) == len(Register(events).versions), "both have the same versions"
    value = ratio(lambda: Register(events), lambda: bare_fold(events), rounds=3)
    return Measure(f"replay / bare fold, {UNITS:,} units", value, 4, row="G")


def measure_register() -> list[Measure]:
    """Replay a large history and look at single days of it."""
    events = generated_history()
    replays, colds, cached = [], [], []
    for _ in range(3):
        replays.append(len(events) / seconds(lambda: Register(events)))
        register = Register(events)
        colds.append(seconds(lambda: register.on(LAST_DAY)) * 1_000)  # noqa: B023 - called at once
        start = perf_counter()
        for _ in range(10_000):
            register.on(LAST_DAY)
        cached.append((perf_counter() - start) * 100)  # microseconds for each of 10,000
    return [
        Measure(
            f"replay, {UNITS:,} units",
            statistics.median(replays),
            40_000,
            "events/s",
            at_least=True,
        ),
        Measure("register.on(day), first time", statistics.median(colds), 100, "ms"),
        Measure("register.on(day), again", statistics.median(cached), 2, "us"),
    ]


def mixed_history() -> list[TerritoryEvent]:
    """Draw merges, splits, exchanges, recodings and revivals over many units.

    Portions have a share, an amount or nothing. A unit that was merged away may
    come back on land of its heir.
    """
    random = Random(7)
    names = [f"u{number}" for number in range(UNITS)]
    events: list[TerritoryEvent] = [
        Create(id=f"create-{name}", day=FIRST_DAY, unit=name, name=name, nis=f"c{name}")
        for name in names
    ]
    gone: list[str] = []
    for number in range(MIXED):
        head: dict[str, Any] = {
            "id": f"change-{number}",
            "day": FIRST_DAY + timedelta(days=1 + number // 8),
            "order": number % 8,
        }
        one, other = random.sample(range(len(names)), 2)
        kind = random.choices(("merge", "split", "exchange", "recode"), (25, 20, 25, 30))[0]
        if kind == "merge":
            events.append(Merge(**head, units=(names[one], names[other]), unit=names[one]))
            gone.append(names[other])
            names[other] = names[-1]
            names.pop()
        elif kind == "split":
            back = gone.pop() if gone and number % 2 else f"s{number}"
            portion = () if number % 3 else (Weight(kind="people", share=Share.exactly(0.25)),)
            piece = NewUnit(unit=back, name=back, portion=portion)
            events.append(Split(**head, unit=names[one], into=(piece,)))
            names.append(back)
        elif kind == "exchange":
            portion = () if number % 3 else (Weight(kind="people", amount=Total.exactly(9)),)
            ends = {"origin": names[one], "to": names[other]}
            events.append(MoveParts(**head, **ends, portion=portion))
        else:
            events.append(Alter(**head, unit=names[one], nis=f"r{number}"))
    return events


def measure_mixed() -> list[Measure]:
    """Replay a history of every kind of event in a fresh process, with its memory."""
    code = (
        "import resource, runpy, time; "
        f"run = runpy.run_path({__file__!r}); "
        "events = run['mixed_history'](); start = time.perf_counter(); "
        "run['Register'](events); took = time.perf_counter() - start; "
        "print(len(events) / took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    runs = []
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
        runs.append(tuple(map(float, done.stdout.split())))
    speed, memory = (statistics.median(column) for column in zip(*runs, strict=True))
    what = f"replay of {MIXED:,} events of every kind"
    return [
        Measure(what, speed, 30_000, "events/s", at_least=True),
        Measure("its memory, interpreter included", memory, 600, "MB"),
    ]


def measure_crosswalk() -> list[Measure]:
    """Compare carrying 300 counts with a merge and a sum in pandas, read in two ways."""
    import pandas as pd

    from elzmodel.data import flanders

    walk = flanders().crosswalk("2024-12-31", "2025-01-01")
    counts = {row.before.nis: 1_000 + number for number, row in enumerate(walk.rows)}
    table = pd.DataFrame({"nis": list(counts), "value": list(counts.values())})
    pairs = [(r.before.nis, r.after.nis, float(r.share.low)) for r in walk.rows]
    links = pd.DataFrame(pairs, columns=["nis", "to", "share"])

    def by_pandas() -> dict[str, float]:
        joined = table.merge(links, on="nis")
        return dict((joined["value"] * joined["share"]).groupby(joined["to"]).sum())

    def by_walk() -> object:
        found = walk.apply(counts, kind="count")
        return [(nis, t.low, t.high, t.estimate) for nis, t in found.values.items()]  # noqa: PD011 - no frame

    def in_columns() -> object:
        found = walk.apply(counts, kind="count").columns
        return [*zip(found.key, found.low, found.high, found.estimate, strict=True)]

    receivers = {row.after.nis for row in walk.rows}
    carried = walk.apply(counts, kind="count")
    expected = {nis: float(carried[nis].low) for nis in receivers}
    assert expected == by_pandas(), "both sides give the same answer"
    columns = carried.columns
    assert expected == dict(zip(columns.key, map(float, columns.low), strict=True)), "columns too"
    ways = {
        "totals on demand": (lambda: walk.apply(counts, kind="count"), 40),
        "every total read": (by_walk, 20),
        "read in columns": (in_columns, 20),
    }
    return [
        Measure(
            f"carry 300 counts, {name}: pandas / elzmodel",
            1 / ratio(way, by_pandas),
            least,
            at_least=True,
            row="J",
        )
        for name, (way, least) in ways.items()
    ]


def measure_scan() -> Measure:
    """Compare looking at a day with scanning the versions one by one."""
    register = Register(generated_history()[: UNITS + 2_000])
    days = [LAST_DAY - timedelta(days=100 * n) for n in range(1, ROUNDS + 2)]
    register.on(LAST_DAY)
    asked, scanned = iter(days), iter(days)

    def scan() -> object:
        day = next(scanned)
        return [m for m in register.versions if day in m.period]

    value = 1 / ratio(lambda: register.on(next(asked)), scan)
    return Measure("on(day), first time: plain scan / elzmodel", value, 1, at_least=True)


def measures() -> Iterator[Measure]:
    """Yield what is promised about imports, replays and crosswalks, measured."""
    yield measure_import()
    yield measure_main_job()
    yield measure_flanders()
    yield measure_names()
    yield measure_fold()
    yield from measure_register()
    yield from measure_mixed()
    yield measure_scan()
    yield from measure_crosswalk()


def main(about: str | None, measures: Callable[[], Iterable[Measure]], *, how: str = HOW) -> int:
    """Print every measure; with --check, fail where one is not kept.

    Args:
        about: What the module says of itself, for --help.
        measures: What measures them, one after the other.
        how: On what, or how often, it is measured.
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--check", action="store_true", help="fail where a promise is not kept")
    asked = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {how}")
    all_kept = True
    for measure in measures():
        print(measure, flush=True)
        all_kept &= measure.kept
    return int(asked.check and not all_kept)


if __name__ == "__main__":
    sys.exit(main(__doc__, measures))
