"""Measure adopting and outcomes where most is known, beside the work from the start.

The plain side has a base of which nothing was looked at yet: every event is replayed, and
everything is checked, as `check` does. Both sides give the same, which is asserted first.
Each round asks for the outcome of another scenario, of zones that were looked at before.
``python tests/bench/adopting.py --check`` fails where a promise is not kept.
"""

from __future__ import annotations

import sys
from itertools import product

from attrs import evolve
from run import Measure, main, ratio

import elzmodel as elz
from elzmodel.dossiers import Dossier
from elzmodel.landscape import Landscape
from elzmodel.landscape.checks import check_landscape
from elzmodel.scenarios import Outcome
from elzmodel.territory import Figures, Register
from elzmodel.zones import Zoning

DAY = "2027-01-01"


def anew(base: Landscape) -> Landscape:
    """Return an equal landscape: all is replayed, and no day is looked at yet."""
    return evolve(
        base,
        register=Register(base.register.events),
        zoning=Zoning(base.zoning.events),
        figures=Figures(base.figures.figures),
    )


def read(outcome: Outcome) -> object:
    """Read everything that an outcome says."""
    return outcome.card(), outcome.tables()


def checked_in_full(outcome: Outcome) -> list[str]:
    """Return the findings of one side alone, new and mended, by checking everything."""
    before, after = (
        {(each.code, each.about, each.message) for each in check_landscape(side, on=DAY, year=2021)}
        for side in (outcome.base, outcome.landscape)
    )
    return sorted({message for _, _, message in before ^ after})


def plain_outcome(scenario: elz.Scenario, dossiers: list[Dossier]) -> Outcome:
    """Return an outcome from the start, read, with a full check of both sides."""
    found = elz.outcome(anew(elz.flanders()), scenario, year=2021, dossiers=dossiers)
    read(found)
    checked_in_full(found)
    return found


def scenarios() -> list[elz.Scenario]:
    """Return scenarios that are all different: a merger across two zones, and a transfer."""
    towns = ("Alken", "Diepenbeek", "Herk-de-Stad", "Zonhoven")
    others = ("Gingelom", "Heers", "Nieuwerkerken", "Sint-Truiden", "Wellen")
    return [
        elz.Scenario(f"{town} with {other}")
        .merge([town, other], day=DAY)
        .transfer(others[others.index(other) - 1], to="herkenrode", day=DAY)
        for town, other in product(towns, others)
    ]


def measures() -> list[Measure]:
    """Return what is promised about adopting and outcomes, measured."""
    fl = elz.flanders()
    merger = elz.Scenario("merger").merge(["Hasselt", "Wellen"], day=DAY)
    scenario = merger.transfer("Heers", to="herkenrode", day=DAY)
    adopted, plain = elz.adopt(fl, merger), elz.adopt(anew(fl), merger)
    assert (adopted.register, adopted.zoning) == (plain.register, plain.zoning)
    assert adopted.register.versions == Register(adopted.register.events).versions
    found = [
        Measure(
            "adopt a merger after the last event: full replay / elzmodel",
            ratio(lambda: elz.adopt(anew(fl), merger), lambda: elz.adopt(fl, merger)),
            10,
            at_least=True,
            row="E",
        )
    ]
    two = [elz.dossier("haspengouw"), elz.dossier("herkenrode")]
    check_equal(fl, scenario, two)
    asked = scenarios()
    one, other = iter(asked), iter(asked)
    for dossiers, what, least in ((two, "two dossiers", 8), ([], "no dossiers", 4)):

        def ours(given: list[Dossier] = dossiers) -> object:
            return read(elz.outcome(fl, next(one), year=2021, dossiers=given))

        def theirs(given: list[Dossier] = dossiers) -> object:
            return plain_outcome(next(other), given)

        name = f"outcome with {what}, all of it read: full replay and check / elzmodel"
        found.append(Measure(name, ratio(theirs, ours), least, at_least=True, row="F"))
    for each in asked:
        check_equal(fl, each, two)
    return found


def check_equal(base: Landscape, scenario: elz.Scenario, dossiers: list[Dossier]) -> None:
    """Assert that an outcome says what one from the start does, and finds what a check finds."""
    outcome = elz.outcome(base, scenario, year=2021, dossiers=dossiers)
    assert read(outcome) == read(plain_outcome(scenario, dossiers))
    changed = {each.finding.message for each in outcome.changed_findings}
    assert changed <= {*checked_in_full(outcome)}


if __name__ == "__main__":
    sys.exit(main(__doc__, measures))
