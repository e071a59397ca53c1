"""One of everything that a person holds, to look at how it shows itself.

It does without pytest: another process makes the same things for one test.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import elzmodel as elz


def everything() -> Mapping[type, Any]:
    """Return one of everything that a person holds, by its class."""
    fl, dossier = elz.flanders(), elz.dossier("haspengouw")
    eve, day = fl.on("2024-12-31"), fl.on("2025-01-01")
    wave = elz.Scenario("wave").merge(["Alken", "Wellen"], day="2027-01-01")
    outcome = elz.outcome(fl, wave, year=2021, dossiers=[dossier])
    table = elz.read_table([{"nis": 71072, "sex": "M", "n": 5}, {"nis": "7107", "n": 1}])
    impact = elz.networks.impact(eve, day, dossier)
    found = elz.check(dossier, within=fl)
    things = (
        *(fl, day, day.municipality("Hasselt"), day.zone("haspengouw"), day.to_table()),
        *(dossier, dossier.councils[0], dossier.plan(), dossier.partners[0]),
        *(fl.crosswalk("2018-12-31", day.day), fl.vintage(["71072"]), elz.compare(eve, day)),
        *(table, elz.carry(fl, {"71072": 1}, to="zone", on=day.day), table.problems),
        *(wave, outcome, outcome.zones, elz.sweep(fl, [wave], year=2021)),
        *(elz.networks.network_report(dossier, on="2023-01-01"), impact, impact.borders[0]),
        *(
            found,
            found[0],
            elz.rules("bvr-2019"),
            fl.history("Kortessem"),
        ),
    )
    return {type(thing): thing for thing in things}


def digests(things: Mapping[type, Any]) -> list[str]:
    """Return what stands for the bytes of each card."""
    cards = ((each.__name__, thing._repr_html_()) for each, thing in things.items())
    return [f"{name} {hashlib.sha256(html.encode()).hexdigest()}" for name, html in cards]
