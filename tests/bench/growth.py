"""Measure how work grows with what it is about: at 1, 10 and 100 times the size."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from documents import ordinary_document
from networks import met
from run import generated_history, processor_seconds
from sweep import DAY, as_data, drawn_moves, landscape

import elzmodel as elz
from elzmodel.io import EventsDocument, dumps, loads
from elzmodel.networks import network_report
from elzmodel.scenarios import WaveSpec
from elzmodel.territory import Register

ROUNDS = 3
WIDE, HIGH, EDGE, LEGEND = 680, 360, 48, 270
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#000000")


@dataclass(frozen=True)
class Growth:
    """How long something takes at three sizes."""

    what: str
    sizes: tuple[int, ...]
    times: tuple[float, ...]

    @property
    def exponent(self) -> float:
        """The slope of the straight line that fits the logarithms best."""
        xs, ys = [math.log(s) for s in self.sizes], [math.log(t) for t in self.times]
        x, y = sum(xs) / len(xs), sum(ys) / len(ys)
        across = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
        return across / sum((a - x) ** 2 for a in xs)


def growths() -> list[Growth]:
    """Return what grows, each measured at three sizes."""
    return [
        grown("events replayed", (600, 6_000, 60_000), replayed),
        grown("scenarios of three moves, as data", (1_000, 10_000, 100_000), moved),
        grown("waves of 13 mergers", (200, 2_000, 20_000), waved),
        grown("lines of documents read", (600, 6_000, 60_000), read),
        grown("rows of a table carried to zones", (3_000, 30_000, 300_000), carried),
        grown("partners of a report", (50, 500, 5_000), reported),
    ]


def grown(
    what: str, sizes: Sequence[int], prepare: Callable[[int], Callable[[], object]]
) -> Growth:
    """Take the shortest time of some rounds at each size."""
    calls = [prepare(size) for size in sizes]
    for call in calls[:2]:
        call()  # What is remembered, is so at every size.
    times = [min(processor_seconds(call) for _ in range(ROUNDS)) for call in calls]
    return Growth(what, tuple(sizes), tuple(times))


def replayed(size: int) -> Callable[[], object]:
    """Replay a drawn history, of which a third are changes."""
    events = generated_history(size * 2 // 3, size // 3)
    return lambda: Register(events)


def moved(size: int) -> Callable[[], object]:
    """Sweep scenarios of three moves."""
    base, data = landscape(), as_data(drawn_moves(size, size))
    return lambda: elz.sweep_moves(base, *data, day=DAY, year=2021)


def waved(size: int) -> Callable[[], object]:
    """Draw waves of mergers and sweep them."""
    spec = WaveSpec(seed=2027, count=size, size=13, area="Vlaams Gewest")
    return lambda: elz.sweep(elz.flanders(), spec, year=2021)


def read(size: int) -> Callable[[], object]:
    """Read one document of so many lines, near enough."""
    one = ordinary_document()
    times = size // 600
    text = dumps(EventsDocument(one.events * times, one.figures * times, one.sources * times))
    return lambda: loads(text)


def carried(size: int) -> Callable[[], object]:
    """Carry a table of counts by code to zones."""
    random = Random(2025)
    codes = [m.nis for m in elz.flanders().on("2025-01-01").municipalities_in("Vlaams Gewest")]
    rows: list[dict[str, Any]] = [
        {"nis": random.choice(codes), "visits": random.randrange(99)} for _ in range(size)
    ]
    how: dict[str, Any] = {"to": "zone", "on": "2025-01-01", "repeats": "sum"}
    return lambda: elz.carry(elz.flanders(), rows, **how)


def reported(size: int) -> Callable[[], object]:
    """Make every table of a report on a network."""
    graph = met(size)
    return lambda: network_report(graph).tables()


def picture(grown: Sequence[Growth]) -> str:
    """Draw how much longer it takes at 10 and 100 times the size, both on logarithmic scales.

    What grows as its size does goes along the dashed line.
    """
    most = max(max(each.times) / each.times[0] for each in grown)
    decades = max(2.0, math.log10(most))

    def place(size: float, time: float) -> str:
        x = EDGE + math.log10(size) / 2 * (WIDE - LEGEND - 2 * EDGE)
        y = HIGH - EDGE - math.log10(max(time, 1)) / decades * (HIGH - 2 * EDGE)
        return f"{x:.1f},{y:.1f}"

    head = f'viewBox="0 0 {WIDE} {HIGH}" role="img" font-family="sans-serif" font-size="12"'
    even = f"{place(1, 1)} {place(100, 100)}"
    found = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {head}>',
        "<title>How much longer work takes at 10 and 100 times the size</title>",
        f'<rect width="{WIDE}" height="{HIGH}" fill="white"/>',
        f'<polyline points="{even}" fill="none" stroke="#999" stroke-dasharray="4 3"/>',
    ]
    for size in (1, 10, 100):
        x, y = place(size, 1).split(",")
        found.append(f'<text x="{x}" y="{float(y) + 18}" text-anchor="middle">{size} x</text>')
        if size > 1:
            x, y = place(1, size).split(",")
            found.append(f'<text x="{float(x) - 6}" y="{y}" text-anchor="end">{size} x</text>')
    for number, (each, colour) in enumerate(zip(grown, COLOURS, strict=False)):
        ratios = [
            place(size / each.sizes[0], time / each.times[0])
            for size, time in zip(each.sizes, each.times, strict=True)
        ]
        look = f'fill="none" stroke="{colour}" stroke-width="2"'
        found.append(f'<polyline points="{" ".join(ratios)}" {look}/>')
        y = EDGE + 22 * number
        text = f"{each.what} ({each.exponent:.2f})"
        x = WIDE - LEGEND - EDGE / 2
        found.append(f'<rect x="{x}" y="{y - 9}" width="10" height="10" fill="{colour}"/>')
        found.append(f'<text x="{x + 16}" y="{y}">{text}</text>')
    return "\n".join([*found, "</svg>\n"])
