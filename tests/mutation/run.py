"""Put small faults into the core rooms, and see whether the tests notice.

``python tests/mutation/run.py`` draws mutants, always the same for one seed and equally many
for each room, and runs for each the tests that come to the changed statement, fastest first,
until one fails. What survives is printed with the reason that ``survivors.toml`` gives.

    python tests/mutation/run.py --sample 600 --seed 2025
    python tests/mutation/run.py --sample 67 --rooms zones --tests tests/zones src/elzmodel/zones
    python tests/mutation/run.py --all --files zones/zoning.py --functions _agreed

A room that is tried alone with its share of the sample has the mutants that it has in the
whole; those to which no test comes that was asked for are left out, and the next are taken.

All is done in forks of one process that has loaded and collected everything: a mutant costs
what its tests cost. Neither mutmut nor cosmic-ray can do that: mutmut leaves out whatever is
decorated, so every property, and both start Python and collect anew for each mutant, some
five seconds in this project.
"""

from __future__ import annotations

import argparse
import builtins
import gc
import json
import os
import resource
import signal
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.mutation import mutants as faults  # noqa: E402 - found once the root is known
from tests.mutation.mutants import Mutant  # noqa: E402 - the same

SOURCE = ROOT / "src" / "elzmodel"
ROOMS = (
    "values", "territory", "zones", "landscape", "tables", "scenarios", "governance", "io",
    "networks",
)  # fmt: skip
# These look at files or start programs, which know nothing of a fault in this process.
LEFT_OUT = (
    "tests/house", "tests/docs", "tests/browser", "tests/stories", "tests/views",
    # Frames of polars that are made while tests are collected leave threads behind, which a
    # fork does not have: the first test that uses them there would wait for ever.
    "tests/grids/test_containers.py", "tests/grids/test_frames.py",
)  # fmt: skip
FEWEST_KILLED = 0.92
_TRIED = 20
"""How many tests are run without a fault first: what fails then would kill whatever is tried."""


def drawn(options: argparse.Namespace) -> dict[str, list[Mutant]]:
    """Return the mutants of each room in the order in which they are tried."""
    found = {}
    for room in options.rooms:
        paths = sorted((SOURCE / room).rglob("*.py"))
        every = [each for path in paths for each in faults.mutants_of(path, SOURCE)]
        every = [
            each
            for each in every
            if (not options.files or each.path in options.files)
            and (not options.functions or each.function.rpartition(".")[2] in options.functions)
        ]
        if not options.all:
            Random(f"{options.seed}/{room}").shuffle(every)
        found[room] = every
    return found


class Driver:
    """A plugin of pytest that runs mutants in the place of the tests."""

    def __init__(self, options: argparse.Namespace) -> None:
        """Take what was asked."""
        self.options = options
        self.enough = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Draw, see which tests come where, try each mutant, and tell."""
        options, start = self.options, perf_counter()
        share = -(-options.sample // len(options.rooms))
        every = drawn(options)
        spare = {room: each if options.all else each[: 2 * share] for room, each in every.items()}
        sample = [each for of in spare.values() for each in of]
        known = faults.functions()
        gc.collect()
        gc.freeze()
        say(f"{len(session.items)} tests; looking which of them come to {len(sample)} statements")
        reached = tests_that_reach(session.items, sample, known, options.jobs)
        say(f"done after {perf_counter() - start:.0f} s")
        chosen: list[int] = []
        left_out = Counter[str]()
        for room, of in spare.items():
            mine = [sample.index(each) for each in of]
            there = [number for number in mine if reached.get(number)]
            chosen += there if options.all else there[:share]
            last = there[share - 1] if len(there) >= share and not options.all else None
            tried = mine if last is None else mine[: mine.index(last) + 1]
            left_out[room] = sum(1 for number in tried if not reached.get(number))

        def work(number: int) -> Callable[[], Any]:
            tests = [session.items[each] for _, each in reached[number]]
            return lambda: verdict(sample[number], tests, known, most=options.seconds)

        first = dict.fromkeys(tests[0][1] for tests in reached.values())
        plain = [session.items[number] for number in first][:_TRIED]
        for wrong in filter(None, in_forks([lambda: failing(plain)], 1)):
            say(f"{wrong} fails without a fault: what it kills says nothing")
            return True
        results = dict(zip(chosen, in_forks([work(n) for n in chosen], options.jobs), strict=True))
        told(sample, results, reached, left_out, show_all=options.show_all)
        say(f"took {perf_counter() - start:.0f} s")
        self.enough = is_enough(results)
        return True


def say(text: str) -> None:
    """Print what concerns the whole."""
    print(text, file=sys.__stdout__, flush=True)


# --- forks ------------------------------------------------------------------------


def in_forks(works: Sequence[Callable[[], Any]], jobs: int) -> Iterator[Any]:
    """Do each work in a fork of its own, some at once, and yield what they give, in order."""
    with tempfile.TemporaryDirectory() as folder:
        alive: dict[int, int] = {}
        for number, work in enumerate(works):
            if len(alive) >= jobs:
                alive.pop(os.wait()[0])
            alive[forked(work, Path(folder) / str(number))] = number
        while alive:
            alive.pop(os.wait()[0])
        for number in range(len(works)):
            path = Path(folder) / str(number)
            yield json.loads(path.read_text("utf-8")) if path.exists() else "ended"


def forked(work: Callable[[], Any], path: Path) -> int:
    """Begin a work in a fork that writes what it gives."""
    child = os.fork()
    if child:
        return child
    try:
        os.setpgid(0, 0)
        nothing = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nothing, number)
        found = json.dumps(work())
        path.with_suffix(".part").write_text(found, "utf-8")
        path.with_suffix(".part").rename(path)
    finally:
        os._exit(0)


# --- which tests come where -------------------------------------------------------


def tests_that_reach(
    items: Sequence[pytest.Item],
    sample: Sequence[Mutant],
    known: dict[faults.Key, Any],
    jobs: int,
) -> dict[int, list[tuple[float, int]]]:
    """Return for each mutant the tests that come to its statement, fastest first."""
    files = sorted({item.nodeid.partition("::")[0] for item in items})
    shares: list[list[int]] = [[] for _ in range(4 * jobs)]
    for number, item in enumerate(items):
        shares[files.index(item.nodeid.partition("::")[0]) % len(shares)].append(number)

    def work(share: list[int]) -> Callable[[], Any]:
        return lambda: looked([(n, items[n]) for n in share], sample, known)

    reached: dict[int, list[tuple[float, int]]] = {}
    for part in in_forks([work(each) for each in shares], jobs):
        for mutant, tests in part.items():
            reached.setdefault(int(mutant), []).extend((cost, test) for cost, test in tests)
    return {mutant: sorted(tests) for mutant, tests in reached.items()}


def looked(
    items: Sequence[tuple[int, pytest.Item]],
    sample: Sequence[Mutant],
    known: dict[faults.Key, Any],
) -> dict[int, list[tuple[float, int]]]:
    """Run tests with probes; one that fails by itself is not asked later."""
    hits: set[int] = set()
    setattr(builtins, faults.PROBE, hits.add)
    for path in {each.path for each in sample}:
        of = {number: each for number, each in enumerate(sample) if each.path == path}
        only = {each.function for each in of.values()}
        faults.put(faults.probed(SOURCE / path, of), known, only=only)
    found: dict[int, list[tuple[float, int]]] = {}
    for at, (number, item) in enumerate(items):
        hits.clear()
        start = process_time()
        following = items[at + 1][1] if at + 1 < len(items) else None
        if passes(item, following):
            for mutant in hits:
                found.setdefault(mutant, []).append((process_time() - start, number))
    return found


def failing(items: Sequence[pytest.Item]) -> str:
    """Return the first test that fails, nothing where all pass."""
    following = [*items[1:], None]
    return next((i.nodeid for i, n in zip(items, following, strict=True) if not passes(i, n)), "")


def passes(item: pytest.Item, following: pytest.Item | None) -> bool:
    """Run one test, and tell whether it passes."""
    reports = runtestprotocol(item, log=False, nextitem=following)
    return all(report.passed for report in reports)


# --- one mutant -------------------------------------------------------------------


def verdict(
    mutant: Mutant, tests: Sequence[pytest.Item], known: dict[faults.Key, Any], *, most: int
) -> str:
    """Return what kills a mutant; nothing where it survives."""
    resource.setrlimit(resource.RLIMIT_AS, (6 * 2**30, 6 * 2**30))
    resource.setrlimit(resource.RLIMIT_CPU, (2 * most, 2 * most))
    signal.alarm(20 * most)  # Something that waits for ever.
    try:
        faults.put(faults.mutated(mutant, SOURCE), known, only={mutant.function})
    except (ValueError, SyntaxError):
        return "no program"
    start = process_time()
    for at, item in enumerate(tests):
        if not passes(item, tests[at + 1] if at + 1 < len(tests) else None):
            return item.nodeid
        if process_time() - start > most:
            break
    return ""


# --- what is told -----------------------------------------------------------------


def reasons() -> dict[str, str]:
    """Return why mutants survive, by their names."""
    text = (Path(__file__).parent / "survivors.toml").read_text("utf-8")
    return {name: why for kind in tomllib.loads(text).values() for name, why in kind.items()}


def told(
    sample: Sequence[Mutant],
    results: dict[int, str],
    reached: dict[int, list[tuple[float, int]]],
    left_out: Counter[str],
    *,
    show_all: bool,
) -> None:
    """Print the share of each room, and what survived."""
    why = reasons()
    rooms = sorted({sample[number].path.partition("/")[0] for number in results})
    for number, result in sorted(results.items(), key=lambda each: sample[each[0]]):
        mutant = sample[number]
        if result and show_all:
            say(f"killed by {result}: {mutant}")
        if not result:
            reason = why.get(mutant.name, "NO REASON YET")
            say(f"survived ({len(reached[number])} tests): {mutant}\n    {reason}")
    for room in rooms:
        mine = [r for n, r in results.items() if sample[n].path.startswith(f"{room}/")]
        counted = [each for each in mine if each != "no program"]
        killed = sum(1 for each in counted if each)
        more = f", {left_out[room]} more run while modules load" if left_out[room] else ""
        say(f"{room}: {killed} of {len(counted)} killed{more}")
    counted = [each for each in results.values() if each != "no program"]
    killed = sum(1 for each in counted if each)
    say(f"all: {killed} of {len(counted)} killed, {killed / max(len(counted), 1):.1%}")


def is_enough(results: dict[int, str]) -> bool:
    """Tell whether as many are killed as must be."""
    counted = [each for each in results.values() if each != "no program"]
    return sum(map(bool, counted)) >= FEWEST_KILLED * len(counted)


def main() -> int:
    """Read the command line, and let pytest collect."""
    parser = argparse.ArgumentParser(description="Try mutants.")
    parser.add_argument("--sample", type=int, default=600)
    parser.add_argument("--seed", default="2025")
    parser.add_argument("--rooms", nargs="+", default=ROOMS)
    parser.add_argument("--tests", nargs="+", default=["src", "tests"])
    parser.add_argument("--files", nargs="*")
    parser.add_argument("--functions", nargs="*")
    parser.add_argument("--all", action="store_true", help="every mutant, not a sample")
    parser.add_argument("--show-all", action="store_true", help="what kills each, too")
    parser.add_argument("--seconds", type=int, default=40, help="how long tests may look for one")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    os.environ["ELZMODEL_PROFILE"] = "ci"
    driver = Driver(options)
    quiet = ("-q", "-p", "no:randomly", "-p", "no:xdist", "-p", "no:cacheprovider", "--no-summary")
    ignored = [f"--ignore={each}" for each in LEFT_OUT]
    status = pytest.main([*quiet, *ignored, *options.tests], plugins=[driver])
    return 0 if driver.enough else int(status) or 1


if __name__ == "__main__":
    sys.exit(main())
