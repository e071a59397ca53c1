"""Sweep waves into files here, in processes and on Dask: the same bytes after every kill.

A wave has 13 disjoint pairs of neighbours, drawn with a seed. In processes and on a Dask
cluster of this machine a worker is killed, and then the whole run, which another one goes on
with; each file is compared byte for byte with the one that was written here. Then speed and
memory. Run on demand only: ``nox -s distributed``, with another number of waves after ``--``.
"""

from __future__ import annotations

import argparse
import filecmp
import multiprocessing
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from elzmodel.data import flanders
from elzmodel.scenarios import WaveSpec, processes, sweep_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COUNT = 100_000
WORKERS = 2
SEED = 2027
PARTS = 20
"""How many batches there are at least, so that a kill leaves some."""
BATCH = 10_000
RATIO = 1.4
MOST_MB = 500


@contextmanager
def executor_of(kind: str) -> Iterator[Any]:
    """Give what makes the executors of a kind."""
    if kind != "dask":
        yield processes(WORKERS) if kind == "processes" else None
        return
    from distributed import Client, LocalCluster

    cluster = LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=None)
    with cluster, Client(cluster) as client:
        yield client.get_executor


def batch_of(count: int) -> int:
    """Return how many waves a batch has."""
    return min(BATCH, -(-count // PARTS))


def work() -> float:
    """Return the seconds of work that this process and those that it started have done."""
    found = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in found)


def write(path: Path, kind: str, count: int, progress: Any = None) -> tuple[float, float]:
    """Write the file; return how many seconds it took, and how many of work it was."""
    spec = WaveSpec(seed=SEED, count=count, size=13, area="Vlaams Gewest")
    base = flanders()
    done = work()
    with executor_of(kind) as executor:
        start = perf_counter()
        sweep_to(
            path,
            base,
            spec,
            year=2021,
            executor=executor,
            batch=batch_of(count),
            progress=progress,
        )
        took = perf_counter() - start
    return took, work() - done


class Killer:
    """A progress that kills a process when two fifths are there, and remembers what was told."""

    def __init__(self, find: Callable[[], int]) -> None:
        self.find = find
        self.told: list[int] = []
        self.killed_at: int | None = None

    def __call__(self, done: int, count: int | None) -> None:
        """Kill it the first time."""
        self.told.append(done)
        if self.killed_at is None and done * 5 >= 2 * (count or 0):
            self.killed_at = done
            os.kill(self.find(), signal.SIGKILL)


def a_worker() -> int:
    """Return the process of a worker."""
    return next(each.pid for each in multiprocessing.active_children() if each.pid)


def killed_and_gone_on_with(path: Path, kind: str, count: int) -> int:
    """Let another process begin and be killed, go on with it, and return what was there."""
    command = [sys.executable, __file__, str(count), "--killed", kind, str(path)]
    assert -signal.SIGKILL == subprocess.run(command, check=False).returncode
    assert not path.exists()
    told: list[int] = []
    write(path, kind, count, lambda done, _: told.append(done))
    assert 0 < told[0] < count
    assert count == told[-1]
    return told[0]


def peak() -> int:
    """Return how many MB the largest process had, this one or one that it started."""
    whose = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return max(resource.getrusage(each).ru_maxrss for each in whose) // 1024


def measured(folder: Path, count: int, kinds: list[str], rounds: int) -> tuple[bool, bool]:
    """Print all figures; tell whether every file is the same, and both promises are kept."""
    times: dict[str, list[tuple[float, float]]] = {kind: [] for kind in ("here", *kinds)}
    same = []

    def compare(path: Path, what: str) -> None:
        same.append(filecmp.cmp(folder / "here.csv", path, shallow=False))
        print(f"{what:<60} {'equal' if same[-1] else 'NOT EQUAL'}", flush=True)
        path.unlink()

    for round_ in range(rounds):
        for kind, found in times.items():
            found.append(write(folder / f"{kind}.csv", kind, count))
            if kind != "here" and not round_:
                compare(folder / f"{kind}.csv", f"{kind}: {count:,} waves")
    for kind in kinds:
        path, killer = folder / "killed.csv", Killer(a_worker)
        write(path, kind, count, killer)
        compare(path, f"{kind}: a worker killed after {killer.killed_at:,} waves")
        assert len(set(killer.told)) == len(killer.told) == len(range(0, count, batch_of(count)))
        there = killed_and_gone_on_with(path, kind, count)
        compare(path, f"{kind}: the run killed after {there:,} waves, and gone on with")
    size = (folder / "here.csv").stat().st_size
    print(f"the file has {size / 2**20:,.0f} MB, {size / max(count, 1):,.0f} bytes a wave")
    medians = {kind: statistics.median(took for took, _ in found) for kind, found in times.items()}
    for kind, found in times.items():
        worked = statistics.median(worked for _, worked in found)
        rate = count / medians[kind]
        took = f"{medians[kind]:8.1f} s, {worked:6.1f} s of work"
        print(f"{kind:<12} {took} {rate:10,.0f} waves a second")
    ratio, memory = medians["here"] / medians["processes"], peak()
    print(f"here / {WORKERS} processes {ratio:8.2f} times (>= {RATIO})")
    print(f"largest process    {memory:8,} MB (<= {MOST_MB})")
    return all(same), ratio >= RATIO and memory <= MOST_MB


def main() -> int:
    """Fail where a file differs or, with --check, where a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=COUNT)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--rounds", type=int, default=3, help="for the times")
    parser.add_argument("--without-dask", action="store_true")
    parser.add_argument("--killed", nargs=2, metavar=("KIND", "FILE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.killed:
        kind, path = arguments.killed
        write(Path(path), kind, arguments.count, Killer(os.getpid))
        return 1
    kinds = ["processes", *([] if arguments.without_dask else ["dask"])]
    folder = Path(tempfile.mkdtemp())
    try:
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {os.getloadavg()}")
        same, kept = measured(folder, arguments.count, kinds, arguments.rounds)
        return int(not same or (arguments.check and not kept))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
