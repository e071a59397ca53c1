"""The mergers of 2025 as they might have been planned: decided then, settled as history did."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from itertools import product
from pathlib import Path

import pytest

import elzmodel as elz
from elzmodel.data import reference

FIRST = date(2025, 1, 1)
TABLES = Path(reference.__file__).with_name("tables")


@pytest.fixture(scope="module")
def fl():
    return elz.flanders()


@pytest.fixture(scope="module")
def base(fl):
    return elz.scenarios.as_of(fl, "2024-12-31")


@pytest.fixture(scope="module")
def wave(fl):
    """Return the 13 mergers as steps, each with the name, code and place that it got."""
    scenario = elz.Scenario("2025")
    for event in fl.register.events:
        if isinstance(event, elz.events.Merge) and event.day == FIRST:
            places = ("nis", "province", "arrondissement", "region")
            scenario = scenario.merge(
                event.units,
                day=event.day,
                name=event.name,
                continues=event.unit if event.unit in event.units else None,
                unit=event.unit,
                sources=event.sources,
                **{place: getattr(event, place) for place in places},
            )
    return scenario


def test_exactly_three_decisions_open(base, wave):
    """Ten mergers stay inside one zone; three ask to which zone the land goes."""
    assert 13 == len(wave.steps)
    points = elz.decisions(base, wave)
    assert ["antwerpen", "hasselt", "tongeren"] == [point.unit for point in points]
    assert [("borsbeek",), ("hasselt", "kortessem"), ("borgloon", "tongeren")] == [
        point.parts for point in points
    ]
    assert [5, 2, 2] == [len(point.candidates) for point in points]
    assert {None} == {each.choice for each in elz.suggestions(base, wave, policy="ask")}


def test_the_largest_settles_two_as_history_did_and_says_why_not_the_third(base, wave):
    """Antwerpen is itself divided, so that its being the largest does not tell."""
    antwerp, hasselt, tongeren = elz.suggestions(base, wave, policy="largest", year=2021)
    assert antwerp.choice is None
    assert "the largest member, Antwerpen (11002), is itself divided: " in antwerp.why
    assert (
        "antwerpen-centrum",
        "antwerpen-oost",
        "antwerpen-zuid",
        "noord-antwerpen",
    ) == antwerp.zones
    assert "herkenrode" == hasselt.choice.zone
    assert "zuid-oost-limburg" == tongeren.choice.zone
    settled = elz.scenarios.settle(base, wave, policy="largest", year=2021)
    assert [("largest", "population 2021")] * 2 == [
        (choice.policy.value, choice.figures) for choice in settled.choices
    ]
    assert ["antwerpen"] == [point.unit for point in elz.decisions(base, settled)]


def test_settled_as_history_did_only_what_was_no_merger_differs(fl, base, wave):
    """Three transfers and two new names of zones are all that the mergers do not explain."""
    settled = elz.scenarios.settle(base, wave, policy="largest").choose(
        "Antwerpen", "Antwerpen Oost"
    )
    adopted = elz.adopt(base, settled).on(FIRST)
    difference = elz.compare(adopted, fl.on(FIRST), year=2021)
    assert [0, 0] == [len(difference.changes), len(difference.mergers)]
    assert ["Ranst", "Middelkerke", "De Haan"] == [t.before.name for t in difference.transfers]
    assert not any(transfer.is_by_merger for transfer in difference.transfers)
    assert ["Regio Kortrijk", "Oostende-Bredene"] == [r.before.name for r in difference.renamed]
    touched = {z for t in difference.transfers for z in (t.origin.id, t.to.id)}
    assert touched == {changed.zone.id for changed in difference.changed_zones}
    assert adopted.decisions == ()


def test_events_of_a_scenario_carry_reasons_and_sources(base, wave):
    """What was adopted can be explained: the choice says its policy and its figures."""
    landscape = elz.adopt(base, elz.scenarios.settle(base, wave, policy="largest", year=2021))
    kortessem = landscape.on(FIRST).assignment("kortessem")
    assert "Hasselt (71022) has most inhabitants, 79,089 of population 2021" == kortessem.reason
    (merger,) = (e for e in landscape.register.events if e.day == FIRST and e.unit == "hasselt")
    assert merger.sources


def test_alternatives_are_two_by_two_by_five_and_none_comes_twice(base, wave):
    """Each is consistent: it can be adopted and leaves nothing open."""
    found = list(elz.alternatives(base, wave))
    assert 2 * 2 * 5 == len(found) == len(set(found))
    assert all(() == elz.decisions(base, each) for each in found)
    candidates = [point.candidates for point in elz.decisions(base, wave)]
    assert set(product(*candidates)) == {
        tuple(choice.zone for choice in each.choices) for each in found
    }


def test_keeping_the_parts_is_one_more_way_for_each(base, wave):
    """The municipality is then divided, as Antwerpen is."""
    found = list(elz.alternatives(base, wave, keep_parts=True))
    assert 3 * 3 * 6 == len(set(found))
    kept = elz.outcome(base, found[-1], year=2021)
    assert {"Hasselt", "Tongeren-Borgloon"} == {m.name for m in kept.divided}
    assert not kept.difference.transfers


def test_all_alternatives_make_a_table(base, wave):
    """One row each, as text as well; how fast is measured in the benchmarks."""
    table = elz.sweep(base, elz.alternatives(base, wave), year=2021).to_table()
    assert 20 == len(table)
    assert table.to_text()


def test_haspengouws_own_situation(base, wave):
    """All alternatives for Kortessem and Borgloon: inhabitants, thresholds, seats, plan items."""
    asked = wave.choose("Antwerpen", "antwerpen-oost")
    dossiers = [elz.dossier("haspengouw"), elz.dossier("herkenrode")]
    found = [
        elz.outcome(base, each, year=2021, dossiers=dossiers)
        for each in elz.alternatives(base, asked)
    ]
    assert 4 == len(found)
    inhabitants = {
        tuple(choice.zone for choice in each.scenario.choices[1:]): each.after.population(
            "haspengouw", year=2021
        ).value
        for each in found
    }
    assert {
        ("haspengouw", "haspengouw"): 90_363 + 79_089 + 31_224,
        ("haspengouw", "zuid-oost-limburg"): 90_363 + 79_089 - 11_123,
        ("herkenrode", "haspengouw"): 90_363 + 31_224 - 8_443,
        ("herkenrode", "zuid-oost-limburg"): 70_797,
    } == inhabitants
    as_it_went = found[-1]
    assert ["haspengouw: target size, within to below"] == [
        str(crossing) for crossing in as_it_went.crossings if crossing.zone == "haspengouw"
    ]
    assert "lb-3" in {seat.id for seat in as_it_went.seats}
    items = {(item.kind, item.id) for item in as_it_went.plan_items}
    assert {("indicator", "5.1/a1/i1"), ("claim", "plan/members")} <= items
    table = elz.scenarios.side_by_side(found)
    assert 4 + 1 == len(table.columns)


@pytest.fixture(scope="module")
def rows():
    """Return the tables of the package, read with `csv` and nothing else."""

    def read(name):
        return list(csv.DictReader((TABLES / f"{name}.csv").read_text("utf-8").splitlines()))

    return read


@pytest.fixture(scope="module")
def pairs_of_2025(rows):
    """Return each pair of neighbours of 2025 by code, from the tables alone."""
    became = {
        old: row["successor"]
        for row in rows("mergers")
        for old in row["predecessors"].split(";")
        if row["day"] <= "2025-01-01"
    }

    def now(code):
        while became.get(code, code) != code:
            code = became[code]
        return code

    flemish = {r["nis"] for r in rows("municipalities") if r["region"] == "Vlaams Gewest"}
    found = set()
    for row in rows("borders"):
        one, other = (now(row[side].partition("-")[0]) for side in ("land_a", "land_b"))
        if row["contact"] != "point" and one != other and {one, other} <= flemish:
            found.add(frozenset({one, other}))
    return found


def test_the_atlas_has_every_pair_of_neighbours(fl, pairs_of_2025):
    """754 pairs: borders and short borders, no corners."""
    atlas = elz.atlas(fl, on=FIRST, area="Vlaams Gewest", year=2021)
    assert 754 == len(atlas)
    assert pairs_of_2025 == {frozenset(m.nis for m in entry.members) for entry in atlas}


def test_what_mergers_cross_is_what_the_tables_say(fl, rows, pairs_of_2025):
    """Counts across zones, provinces and reference regions, computed without the library."""
    atlas = elz.atlas(fl, on=FIRST, area="Vlaams Gewest", year=2021)
    zones, regions = {}, {}
    for row in rows("zone_members"):
        if row["start"] <= "2025-01-01" and (not row["until"] or row["until"] > "2025-01-01"):
            zones.setdefault(row["nis"], set()).add(row["zone"])
    for row in rows("reference_regions"):
        regions.setdefault(row["nis"], set()).add(row["region"])
    provinces = {row["nis"]: row["province"] for row in rows("municipalities")}
    counts = Counter()
    for one, other in pairs_of_2025:
        counts["zones"] += zones[one] != zones[other]
        counts["provinces"] += provinces[one] != provinces[other]
        counts["regions"] += regions[one] != regions[other]
    assert {"zones": 395, "provinces": 75, "regions": 185} == counts
    assert counts["zones"] == sum(entry.crosses_zones for entry in atlas)
    assert counts["provinces"] == sum(entry.crosses_provinces for entry in atlas)
    assert counts["regions"] == sum(entry.crosses_reference_regions is True for entry in atlas)
    note = "754 pairs, 395 across zones, 75 across provinces, 185 across reference regions."
    assert (note, "Inhabitants on 2021-01-01.") == atlas.to_table().notes


def test_a_merger_asks_exactly_where_zones_differ(fl):
    """Every answer of the atlas is one of the candidates, and settles the question."""
    atlas = elz.atlas(fl, on=FIRST, area="Vlaams Gewest", year=2021)
    for entry in atlas:
        assert entry.crosses_zones == (entry.decision is not None)
        candidates = entry.decision.candidates if entry.decision else ()
        assert candidates == tuple(answer.zone for answer in entry.answers)
