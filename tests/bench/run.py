"""Measure the promises about speed and print them as one table.

Both sides of a ratio are timed in turns within one run, so that a busy machine
slows them alike. ``python tests/bench/run.py --check`` fails where a promise
is not kept.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING

from elzmodel.territory import Alter, Create, Merge, Register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from importlib.resources.abc import Traversable

    from elzmodel.territory import TerritoryEvent

ROUNDS = 9
UNITS = 40_000
CHANGES = 20_000
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
    """Return how long one call takes."""
    start = perf_counter()
    action()
    return perf_counter() - start


def ratio(measured: Callable[[], object], yardstick: Callable[[], object]) -> float:
    """Return the median time of *measured* over that of *yardstick*, timed in turns."""
    rounds = [(seconds(measured), seconds(yardstick)) for _ in range(ROUNDS)]
    return statistics.median(m for m, _ in rounds) / statistics.median(y for _, y in rounds)


def importing(*modules: str) -> Callable[[], object]:
    """Return a call that imports *modules* in a fresh interpreter, site packages warm."""
    code = f"import {', '.join(modules)}"
    return lambda: subprocess.run([sys.executable, "-c", code], check=True)


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
    value = ratio(importing("elzmodel"), importing("attrs", "cattrs", "yaml"))
    return Measure("import elzmodel / import attrs, cattrs, yaml", value, 1.6)


def measure_flanders() -> Measure:
    """Compare building the reference with reading its files."""
    from elzmodel.data import flanders

    build = getattr(flanders, "__wrapped__", flanders)  # past its cache
    return Measure("flanders() / csv of the same files", ratio(build, read_tables), 3)


def generated_history() -> list[TerritoryEvent]:
    """Draw a history of many units: each is created, then some merge or change their name."""
    random = Random(2025)
    names = [f"u{number}" for number in range(UNITS)]
    events: list[TerritoryEvent] = [
        Create(id=f"create-{name}", day=FIRST_DAY, unit=name, name=name) for name in names
    ]
    span = (LAST_DAY - FIRST_DAY).days
    for number in range(CHANGES):
        # With this seed no unit changes twice on one day, so no order is needed.
        day = FIRST_DAY + timedelta(days=1 + number * span // CHANGES)
        position = random.randrange(len(names))
        if number % 2 or position == len(names) - 1:
            event = Alter(id=f"change-{number}", day=day, unit=names[position], name=f"n{number}")
        else:
            names[position], names[-1] = names[-1], names[position]
            ended, kept = names.pop(), names[position]
            event = Merge(id=f"change-{number}", day=day, units=(kept, ended), unit=kept)
        events.append(event)
    return events


def measure_register() -> list[Measure]:
    """Replay a large history and look at single days of it."""
    events = generated_history()
    replays, colds, cached = [], [], []
    for _ in range(3):
        start = perf_counter()
        register = Register(events)
        replays.append(len(events) / (perf_counter() - start))
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


def main() -> int:
    """Print every measure; with --check, fail where one is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    results = [measure_import(), measure_flanders(), *measure_register()]
    print(f"Python {sys.version.split()[0]}, medians; ratios of {ROUNDS} rounds in turns")
    print(*results, sep="\n")
    return int(arguments.check and not all(result.kept for result in results))


if __name__ == "__main__":
    sys.exit(main())
