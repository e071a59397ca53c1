"""Measure every promise beside its peer, and write the one table of ``docs/performance.md``.

``python tests/bench/measured.py`` prints the table; with ``--write`` it takes the place of
the one in the documentation, together with the picture of growth. Each figure is a ratio of
two times of one run; both sides give the same, which each benchmark asserts first. Give a few
names, such as ``sweep``, to measure only those.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from growth import Growth, growths, picture
from run import Measure

DOCS = Path(__file__).parents[2] / "docs"
PAGE, PICTURE = DOCS / "performance.md", DOCS / "_static" / "growth.svg"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
PEERS = ("attrs", "cattrs", "PyYAML", "pandas", "networkx", "rustworkx", "gerrychain", "hypothesis")


def from_run() -> list[Measure]:
    """Return what one module measures of imports, replays and crosswalks."""
    import run

    return [
        run.measure_import(),
        run.measure_main_job(),
        run.measure_names(),
        run.measure_fold(),
        *run.measure_crosswalk(),
    ]


def from_module(name: str, *arguments: int) -> Callable[[], list[Measure]]:
    """Return what measures the promises of another module."""
    return lambda: import_module(name).measures(*arguments)


def from_networks() -> list[Measure]:
    """Return what is measured beside networkx, and how a report grows."""
    networks = import_module("networks")
    return [*networks.measure_beside_networkx(), *networks.measure_large()]


def from_strategies() -> list[Measure]:
    """Return what is measured about drawing."""
    return [import_module("strategies").measure_dossiers()]


PARTS: dict[str, Callable[[], list[Measure]]] = {
    "run": from_run,
    "documents": from_module("documents"),
    "sweep": from_module("sweep"),
    "adopting": from_module("adopting"),
    "networks": from_networks,
    "lists": from_module("lists", 2),
    "strategies": from_strategies,
}


def by_row(measure: Measure) -> tuple[bool, float, str]:
    """Return the key of a row: numbers first, then letters."""
    first = measure.row.partition(",")[0]
    return (not first.isdigit(), float(first) if first.isdigit() else 0, first)


def machine() -> str:
    """Say on what was measured, and with which versions."""
    cpus = Path("/proc/cpuinfo")
    told = cpus.read_text("utf-8").splitlines() if cpus.exists() else []
    models = [line.partition(":")[2].strip() for line in told if line.startswith("model name")]
    model = next(iter(models), platform.machine())
    peers = ", ".join(f"{name} {version(name)}" for name in PEERS)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{platform.system()}, {model}, {os.cpu_count()} cores, load {load}; "
        f"Python {platform.python_version()}, {peers}."
    )


def lines(measures: Iterable[Measure], grown: Iterable[Growth], took: float) -> Iterable[str]:
    """Yield the table of ratios, that of growth, and on what both were measured."""
    yield "| Row | What | Measured | Promise | Kept |"
    yield "| --- | --- | --- | --- | --- |"
    for each in sorted(measures, key=by_row):
        sign = "at least" if each.at_least else "at most"
        kept = "yes" if each.kept else "**no**"
        unit = f" {each.unit}" if each.unit else ""
        value, promise = rounded(each.value), rounded(each.promise)
        yield f"| {each.row} | {each.what} | {value}{unit} | {sign} {promise}{unit} | {kept} |"
    yield ""
    grown = list(grown)
    if grown:
        yield "| What grows | at 1, 10 and 100 times | seconds | exponent |"
        yield "| --- | --- | --- | --- |"
        for growth in grown:
            sizes = ", ".join(f"{size:,}" for size in growth.sizes)
            times = ", ".join(f"{time:.3g}" for time in growth.times)
            yield f"| {growth.what} | {sizes} | {times} | {growth.exponent:.2f} |"
        yield ""
    yield f"{machine()} All of it took {took / 60:.1f} minutes."


def rounded(value: float) -> str:
    """Return four figures of a number, or all of a large one."""
    digits = max(0, 3 - math.floor(math.log10(value))) if value > 0 else 0
    return f"{value:,.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:,.0f}"


def write(table: str, grown: list[Growth]) -> None:
    """Put the table in the place of the one on the page, and save the picture."""
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}{table}{END}{after}", "utf-8")
    PICTURE.write_text(picture(grown), "utf-8")


def main() -> int:
    """Measure, print and, where asked, write; with --check, fail where one is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, "growth", []], metavar="part")
    parser.add_argument("--write", action="store_true", help="write it into the documentation")
    parser.add_argument("--check", action="store_true", help="fail where one is not kept")
    asked = parser.parse_args()
    parts = asked.parts or [*PARTS, "growth"]
    start = perf_counter()
    measures: list[Measure] = []
    for name, part in PARTS.items():
        if name in parts:
            found = [each for each in part() if each.row]
            measures += found
            print(f"{perf_counter() - start:6.0f} s  {name}", *found, sep="\n", flush=True)
    grown = growths() if "growth" in parts else []
    table = "\n".join(lines(measures, grown, perf_counter() - start)) + "\n"
    print(table)
    if asked.write:
        write(table, grown)
    return int(asked.check and not all(each.kept for each in measures))


if __name__ == "__main__":
    sys.exit(main())
