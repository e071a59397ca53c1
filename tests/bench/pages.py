"""Measure pages in Chromium: how fast an atlas opens, and how fast its slider redraws.

``python tests/bench/pages.py --check`` fails where a promise is not kept.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path
from time import process_time
from typing import Any

from run import Measure, main

import elzmodel as elz

sys.path.insert(0, str(Path(__file__).parents[2]))  # where the tests begin
from tests.browser.watched import DESK, PHONE, chromium, tab

ROUNDS = 5
OPENED = """
async () => {
  const first = () => performance.getEntriesByName("first-contentful-paint")[0];
  while (!first()) await new Promise((resolve) => setTimeout(resolve, 5));
  const { domContentLoadedEventEnd } = performance.getEntriesByType("navigation")[0];
  return Math.max(domContentLoadedEventEnd, first().startTime);
}
"""
"""When all scripts have run and something is seen, in milliseconds after it was asked for."""
REDRAWN = """
async (layer) => {
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const choice = document.querySelector("#layer");
  choice.value = layer;
  choice.dispatchEvent(new Event("change"));
  const slider = document.querySelector("#day");
  const times = [];
  for (let n = 0; n < 12; n += 1) {
    await drawn();
    slider.value = n % (Number(slider.max) + 1);
    const start = performance.now();
    slider.dispatchEvent(new Event("input"));
    await drawn();
    times.push(performance.now() - start);
  }
  return times;
}
"""
"""How long after each move of the slider the map is drawn, in milliseconds."""


def opened(browser: Any, root: Path, name: str, width: int) -> float:
    """Return how many milliseconds a page takes to open, in a browser that has seen it."""
    with tab(browser, root, width=width) as watched:
        times = [watched.open(name).evaluate(OPENED) for _ in range(ROUNDS)]
    return statistics.median(times)


def redrawn(browser: Any, root: Path, layer: str, width: int) -> float:
    """Return how many milliseconds a move of the slider takes until the map is drawn."""
    with tab(browser, root, width=width) as watched:
        return statistics.median(watched.open("index.html").evaluate(REDRAWN, layer))


def measures() -> list[Measure]:
    """Build an atlas of everything, open it and move its slider."""
    with tempfile.TemporaryDirectory() as folder:
        return measures_of(Path(folder) / "atlas")


def measures_of(root: Path) -> list[Measure]:
    """Build an atlas in a folder, and measure it."""
    start = process_time()
    files = elz.views.site(elz.flanders(), root)
    seconds = process_time() - start
    megabytes = sum((root / name).stat().st_size for name in files) / 1e6
    layers = ("", "inhabitants-municipality")
    with chromium() as browser:
        map_ms = max(opened(browser, root, "index.html", width) for width in (DESK, PHONE))
        zone_ms = opened(browser, root, "zones/haspengouw.html", DESK)
        slider_ms = max(
            redrawn(browser, root, layer, width) for layer in layers for width in (DESK, PHONE)
        )
    return [
        Measure("an atlas of everything is built", seconds, 60, "s"),
        Measure("an atlas of everything", megabytes, 15, "MB"),
        Measure("its map opens", map_ms, 1000, "ms"),
        Measure("the page of a zone opens", zone_ms, 1000, "ms"),
        Measure("a move of the slider is drawn", slider_ms, 100, "ms"),
    ]


if __name__ == "__main__":
    sys.exit(main(__doc__, measures, how=f"medians of {ROUNDS} rounds"))
