"""A browser for each module of tests, and the pages that are opened in it."""

from __future__ import annotations

import pytest

import elzmodel as elz
from elzmodel.views import report, site
from tests.browser.watched import chromium, why_not

LANGUAGES = ("en", "nl")
ON = "2025-01-01"
ZONES = ("haspengouw", "herkenrode", "antwerpen-oost", "rits")
"""One of many changes, two that are often asked for, and one that publishes nothing."""


@pytest.fixture(scope="module")
def browser():
    """Return the Chromium of the system; it ends with the module, and so does its event loop."""
    if reason := why_not():
        pytest.skip(reason)
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def fl():
    return elz.flanders()


@pytest.fixture(scope="session")
def plan():
    """Return a scenario with a merger, and a transfer of land that is settled."""
    day = "2027-01-01"
    merged = elz.Scenario("Alken and Wellen").merge(["Wellen", "Alken"], name="Alken", day=day)
    return merged.transfer("Heers", to="zuid-oost-limburg", day=day)


@pytest.fixture(scope="session")
def wave(fl):
    """Return the mergers of 2025 as a scenario, and the landscape on the day before."""
    scenario = elz.Scenario("wave-2025")
    for event in fl.register.events:
        if isinstance(event, elz.events.Merge) and event.day.isoformat() == ON:
            kept = event.unit if event.unit in event.units else None
            scenario = scenario.merge(
                event.units, day=event.day, name=event.name, nis=event.nis, continues=kept
            )
    return elz.scenarios.as_of(fl, "2024-12-31"), scenario


@pytest.fixture(scope="session")
def reports(fl, wave, tmp_path_factory):
    """Return a folder with the reports of zones and of the wave of 2025, in each language."""
    root = tmp_path_factory.mktemp("reports")
    for lang in LANGUAGES:
        for zone in ZONES:
            report(fl, zone, on=ON, lang=lang).save(root / f"{zone}-{lang}.html")
        report(*wave, lang=lang).save(root / f"wave-{lang}.html")
    return root


@pytest.fixture(scope="session")
def visits(fl):
    """Return a table of somebody's own: a figure for each municipality of 2024."""
    units = fl.on("2024-12-31").municipalities_in("Vlaams Gewest")
    rows = [{"nis": each.nis, "visits": 10 + number} for number, each in enumerate(units)]
    return elz.read_table(rows)


@pytest.fixture(scope="session")
def atlases(fl, plan, visits, tmp_path_factory):
    """Return a folder with an atlas in each language, of all land, a scenario and a table."""
    root = tmp_path_factory.mktemp("atlases")
    for lang in LANGUAGES:
        site(fl, root / lang, scenarios=[plan], figures=[visits], lang=lang)
    return root
