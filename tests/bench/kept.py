"""Measure how much faster events that were kept are read than they are made of their list.

The generated list has 10,000 units and 250 days of change. Its import and the reading of
what was kept are timed in turns within one run. ``python tests/bench/kept.py --check``
fails where the promise is not kept.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from lists import SMALL, generated_list
from run import Measure, main, ratio

from elzmodel.io import EventsDocument, kept_events
from elzmodel.lists import events_from, read_list
from elzmodel.values import CodeSystem

PROMISE = 20


def measures() -> list[Measure]:
    """Return how many times as fast kept events are read as their list is imported."""
    with TemporaryDirectory() as folder:
        units, links, kept = (Path(folder) / name for name in ("units.csv", "links.csv", "kept"))
        listing = generated_list(*SMALL)
        listing.units_table().save(units)
        listing.links_table().save(links)

        def imported() -> EventsDocument:
            events, _ = events_from(read_list(units, links=links))
            return EventsDocument(events, codes=CodeSystem("drawn", "[0-9]{6}"))

        def loaded() -> EventsDocument:
            return kept_events(kept, imported, sources=[units, links])

        assert loaded() == loaded()
        times = ratio(imported, loaded)
    what = "import of a list / kept events read"
    return [Measure(what, times, PROMISE, at_least=True)]


if __name__ == "__main__":
    sys.exit(main(__doc__, measures))
