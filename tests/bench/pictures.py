"""Measure how much processor time a map takes, and how large pictures are.

The first map of a process also reads the borders, and is drawn in a process of its own.
``python tests/bench/pictures.py --check`` fails where a promise is not kept.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from time import process_time

from run import ROUNDS, Measure, main

import elzmodel as elz
from elzmodel.scenarios import waves
from elzmodel.views import Picture, scenario_maps, zone_map

FIRST = """
from time import process_time
import elzmodel as elz
from elzmodel.views import zone_map
day = elz.flanders().on("2026-01-01")
start = process_time()
zone_map(day, "population", year=2026).to_svg()
print(process_time() - start)
"""


def population() -> Picture:
    """Draw the inhabitants of zones."""
    return zone_map(elz.flanders().on("2026-01-01"), "population", year=2026)


def first_seconds() -> float:
    """Return how long the first map takes in a fresh process."""
    done = subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True, check=True)
    return float(done.stdout)


def seconds() -> float:
    """Return how long the map takes, borders and figures read."""
    start = process_time()
    population().to_svg()
    return process_time() - start


def kilobytes(picture: Picture) -> float:
    """Return how large a picture is as SVG."""
    return len(picture.to_svg().encode()) / 1_000


def measures() -> list[Measure]:
    """Draw the map of inhabitants, and sixty small maps in one picture."""
    fl = elz.flanders()
    many = waves(fl, count=60, size=4, seed=7, area="Vlaams Gewest")
    sixty = scenario_maps(elz.outcome(fl, each, year=2026) for each in many)
    population()
    again = statistics.median(seconds() for _ in range(ROUNDS))
    first = statistics.median(first_seconds() for _ in range(ROUNDS))
    return [
        Measure("map of inhabitants by zone, first", first, 0.3, "s"),
        Measure("map of inhabitants by zone, once more", again, 0.3, "s"),
        Measure("the same as SVG", kilobytes(population()), 400, "KB"),
        Measure("sixty maps in one picture, as SVG", kilobytes(sixty), 600, "KB"),
    ]


if __name__ == "__main__":
    sys.exit(main(__doc__, measures))
