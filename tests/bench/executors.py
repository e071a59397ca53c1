"""Sweep waves of mergers serially, on a process pool and on a Dask cluster: equal rows.

A wave has 13 disjoint pairs of neighbours, drawn with a seed. Run on demand
only: ``nox -s distributed``.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from time import perf_counter
from typing import TYPE_CHECKING, Any

from elzmodel.data import flanders
from elzmodel.scenarios import sweep, waves

if TYPE_CHECKING:
    from concurrent.futures import Executor

COUNT = 100_000
WORKERS = 2
SEED = 2027


def timed(name: str, executor: Executor | None, scenarios: list[Any], **options: Any) -> Any:
    """Sweep and say how long it took."""
    start = perf_counter()
    found = sweep(flanders(), scenarios, year=2021, executor=executor, **options)
    print(f"{name:<40} {perf_counter() - start:8.1f} s", flush=True)
    return found


def main() -> int:
    """Compare the rows of all three; fail where any differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=COUNT)
    parser.add_argument("--without-dask", action="store_true")
    arguments = parser.parse_args()
    drawn = waves(flanders(), count=arguments.count, size=13, seed=SEED, area="Vlaams Gewest")
    scenarios = list(drawn)
    serial = timed("serially", None, scenarios)
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        same = serial == timed(f"{WORKERS} processes", pool, scenarios)
    if not arguments.without_dask:
        from distributed import Client, LocalCluster

        warnings.simplefilter("ignore", UserWarning)  # it finds the chunks large
        cluster = LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=None)
        with cluster, Client(cluster) as client:
            executor = client.get_executor(pure=False)
            rows = timed(f"Dask, {WORKERS} worker processes", executor, scenarios, chunk=10_000)
            same = same and rows == serial
    print(f"{len(serial):,} waves of 13 mergers: rows are {'equal' if same else 'NOT EQUAL'}")
    return int(not same)


if __name__ == "__main__":
    sys.exit(main())
