"""Measure how long tables of a million rows take, and what memory, beside pandas.

Each side runs in a process of its own, in turns: reading the file, matching its keys,
adding up to zones. pandas reads the same file and adds up by code; the figures are the same.
No side pays for its imports: pyarrow is there already, as it is for pandas.
``python tests/bench/tables.py --check`` fails where a promise is not kept.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from run import Measure, main

ROWS = 1_000_000
ROUNDS = 3
DAY = "2025-01-01"

PANDAS = (
    "import pandas",
    """
frame = pandas.read_csv(path, sep=";")
found = frame.groupby("nis")["count"].sum()
total = int(found.sum())
""",
)
OURS = (
    "import elzmodel as elz; fl = elz.flanders(); elz.carry",
    """
how = {"by": (), "repeats": "sum"}
found = elz.carry(fl, path, to="zone", on="2025-01-01", **how)
total = found.sum({row.area for row in found}).value
""",
)
CLOCK = """
import resource, sys, time
{before}
path = sys.argv[1]
start = time.perf_counter()
{code}
took = time.perf_counter() - start
print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, total)
"""
WITHOUT = "sys.modules.update(pandas=None, polars=None, pyarrow=None, narwhals=None)\n"
"""With the standard library alone: what is installed is not there."""


def long_table(path: Path) -> None:
    """Write a table of figures by municipality, day, sex and age."""
    from elzmodel import flanders

    random = Random(2025)
    codes = [m.nis for m in flanders().on(DAY).municipalities_in("Vlaams Gewest")]
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    with path.open("w", encoding="utf-8") as file:
        file.write("nis;date;sex;age;source;count\n")
        for _ in range(ROWS):
            nis, day, sex = random.choice(codes), random.choice(days), random.choice("MF")
            count = random.randrange(5_000)
            file.write(f"{nis};{day};{sex};{random.randrange(100)};register;{count}\n")


def run(side: tuple[str, str], path: Path) -> tuple[float, float, int]:
    """Return the seconds, the megabytes and the sum of one run; importing is not timed."""
    before, code = side
    script = CLOCK.format(before=before, code=code)
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], check=True, capture_output=True, text=True
    )
    took, memory, total = done.stdout.split()
    return float(took), float(memory), int(total)


def measures() -> Iterator[Measure]:
    """Yield the time and the memory of both ways of ours, in those of pandas."""
    sides = {
        "pandas": PANDAS,
        "with frames": ("import pyarrow.csv\n" + OURS[0], OURS[1]),
        "standard library": (WITHOUT + OURS[0], OURS[1]),
    }
    with TemporaryDirectory() as folder:
        path = Path(folder) / "long.csv"
        long_table(path)
        runs = [{side: run(code, path) for side, code in sides.items()} for _ in range(ROUNDS)]
    sums = {total for each in runs for _, _, total in each.values()}
    assert 1 == len(sums), "all sides have the same figures"
    medians = {
        side: tuple(statistics.median(each[side][n] for each in runs) for n in (0, 1))
        for side in sides
    }
    peer_time, peer_memory = medians["pandas"]
    for side, promise in (("standard library", 8.0), ("with frames", 4.0)):
        took, memory = medians[side]
        what = f"carry to zones, {side}: {took:.1f} of {peer_time:.1f} s"
        yield Measure(what, took / peer_time, promise)
        what = f"its peak memory: {memory:.0f} of {peer_memory:.0f} MB"
        yield Measure(what, memory / peer_memory, 1.0)


if __name__ == "__main__":
    sys.exit(main(__doc__, measures, how=f"{ROWS:,} rows of six columns"))
