"""Measure how making events of an official list grows with the list.

Two generated lists have as many rows for each day of change: 10,000 units with 250 days,
and 40,000 with 1,000. Each import runs in a process of its own, in turns.
``python tests/bench/lists.py --check`` fails where a promise is not kept.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from itertools import product
from pathlib import Path
from random import Random

from attrs import evolve
from run import Measure, main

from elzmodel.lists import EndDay, LinkKind, ListedUnit, ListLink, OfficialList

SMALL, LARGE = (10_000, 250), (40_000, 1_000)
ROUNDS = 5
FIRST_DAY = date(1977, 1, 1)
LAST_DAY = date(2025, 1, 1)
PROMISE = 4.4
HOW = "{:,} units, {:,} days / {:,} units, {:,} days".format(*LARGE, *SMALL)
WHAT = ("import", "lint", "replay", "written out", "memory of the import")
EACH_DAY = ("merge", "merge", "absorb", "split", "recode", "rename", "exchange", "regroup")


class Drawn:
    """A list while its history is drawn."""

    def __init__(self, units: int) -> None:
        self.random = Random(2025)
        self.rows: list[ListedUnit] = []
        self.links: list[ListLink] = []
        self.living: dict[str, ListedUnit] = {}
        self.codes = [self.begin(FIRST_DAY) for _ in range(units)]

    def begin(self, day: date, name: str = "") -> str:
        """Let a unit begin under a fresh code."""
        code = f"{len(self.rows) + len(self.living):06}"
        self.living[code] = ListedUnit(code=code, name=name or f"Unit {code}", start=day)
        return code

    def end(self, code: str, day: date) -> ListedUnit:
        """Let the row of a code end."""
        self.rows.append(evolve(self.living.pop(code), end=day))
        return self.rows[-1]

    def taken(self) -> str:
        """Take a code out of those that live, so that it changes once on a day."""
        place = self.random.randrange(len(self.codes))
        self.codes[place], self.codes[-1] = self.codes[-1], self.codes[place]
        return self.codes.pop()

    def act(self, kind: str, day: date) -> list[str]:
        """Let units change, and return the codes that live afterwards."""
        one, other = self.taken(), self.taken()
        if kind == "exchange":
            return self.linked([one], [other], day, left=[one, other])
        if kind == "rename":
            ended = self.end(one, day)
            self.living[one] = evolve(ended, name=f"{ended.name} a", start=day, end=None)
            return [one, other]
        if kind == "absorb":
            self.end(one, day)
            return self.linked([one], [other], day, kind=LinkKind.SUCCESSOR, left=[other])
        olds = [one, other] if kind in {"merge", "regroup"} else [one]
        ended = [self.end(old, day) for old in olds]
        name = ended[0].name if kind == "recode" else ""
        news = [self.begin(day, name) for _ in range(2 if kind in {"split", "regroup"} else 1)]
        said = LinkKind.CHANGE if len(news) > 1 else LinkKind.SUCCESSOR
        return self.linked(olds, news, day, kind=said, left=[*news, *({other} - {*olds})])

    def linked(
        self,
        olds: list[str],
        news: list[str],
        day: date,
        *,
        left: list[str],
        kind: LinkKind = LinkKind.CHANGE,
    ) -> list[str]:
        """Link codes of the eve with codes of the day."""
        for old, new in product(olds, news):
            self.links.append(ListLink(from_code=old, to_code=new, kind=kind, day=day))
        return left


def generated_list(units: int, days: int) -> OfficialList:
    """Draw the list of a history: each day of change has the same acts, on other units."""
    drawn = Drawn(units)
    for number in range(days):
        day = FIRST_DAY + (LAST_DAY - FIRST_DAY) * (number + 1) // days
        drawn.codes += [code for kind in EACH_DAY for code in drawn.act(kind, day)]
    rows = [*drawn.rows, *drawn.living.values()]
    return OfficialList(units=rows, links=drawn.links, ends=EndDay.DAY_AFTER)


def measure(units: int, days: int) -> tuple[float, ...]:
    """Return the seconds of processor time of each way through a list, and the megabytes."""
    code = (
        "import gc, resource, runpy, sys, time; "
        "from elzmodel.lists import events_from, lint_list, listing_of; "
        "from elzmodel.territory import Register; "
        f"sys.path.insert(0, {str(Path(__file__).parent)!r}); "
        f"listing = runpy.run_path({__file__!r})['generated_list']({units}, {days}); "
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024; "
        "gc.collect(); before = peak(); times = [time.process_time()]; "
        "events, _ = events_from(listing); times.append(time.process_time()); "
        "memory = peak() - before; found = lint_list(listing); times.append(time.process_time()); "
        "register = Register(events); times.append(time.process_time()); "
        "listing_of(register); times.append(time.process_time()); "
        "assert {'ELZ-Q052'} == {finding.code for finding in found}; "
        "print(*(b - a for a, b in zip(times, times[1:])), memory)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return tuple(map(float, done.stdout.split()))


def measures(rounds: int = ROUNDS) -> list[Measure]:
    """Compare a list with one that has four times the units and days."""
    runs = [(measure(*SMALL), measure(*LARGE)) for _ in range(rounds)]
    small, large = (tuple(map(min, zip(*side, strict=True))) for side in zip(*runs, strict=True))
    return [
        Measure(f"list of four times the days, {what}", four / one, PROMISE, row="H")
        for what, one, four in zip(WHAT, small, large, strict=True)
        if one  # Memory of a small list may fit into what its process had already.
    ]


if __name__ == "__main__":
    sys.exit(main(__doc__, measures, how=HOW))
