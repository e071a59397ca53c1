"""One door: each kind of value is looked at by the check of its room."""

from __future__ import annotations

from datetime import date

import pytest

import elzmodel as elz
from elzmodel.errors import InvalidValueError
from elzmodel.governance import Rule, RuleKind, RuleSet
from elzmodel.lists import ListedUnit, OfficialList
from elzmodel.scenarios import check_scenario
from elzmodel.territory import Alter, Merge


def codes(findings):
    return [finding.code for finding in findings]


def test_of_an_official_list_its_errors_are_found():
    """A period that holds no day."""
    unit = ListedUnit(code="1", name="One", start=date(2000, 1, 1), end=date(1999, 1, 1))
    assert ["ELZ-Q010"] == codes(elz.check(OfficialList(units=[unit])))


def test_of_own_figures_both_numbers_are_found():
    """Beside the packaged ones they count, and the check of the landscape says what differs."""
    fl = elz.flanders()
    counts = {"71072": 89_000, "73001": fl.on("2025-01-01").population("Alken", year=2025).value}
    own = elz.landscape.CodedFigures(
        kind="population", day=date(2025, 1, 1), values=counts, sources=["own.csv"]
    )
    found = elz.check(fl.with_figures(own), on="2025-01-01").where(code="ELZ-T023")
    (message,) = (each.message for each in found)
    assert message == (
        "1 figure of population of 2025 is from own.csv, not the one that was there: "
        "hasselt, kortessem 89,000 (90,249)"
    )
    assert not elz.check(fl, on="2025-01-01").where(code="ELZ-T023")


def test_of_a_city_and_pieces_that_do_not_add_up_is_found():
    """Totals keep their upper end all the same, and a card says both numbers."""
    fl = elz.flanders()
    four = ("antwerpen-centrum", "antwerpen-oost", "antwerpen-zuid", "noord-antwerpen")
    parts = fl.on("2025-01-01").municipality("11002").parts
    pieces = [
        elz.Figure(kind="population", day="2025-01-01", parts=[part], value=20) for part in parts
    ]
    both = fl.with_figures(pieces)
    day = both.on("2025-01-01")
    [found] = elz.check(both, on="2025-01-01").where(code="ELZ-T022")
    assert "population of 2025 is 562,002, but its pieces add up to 300" == found.message
    totals = [day.population(zone, year=2025) for zone in ("11002", *four)]
    assert all(total.high is not None and total.low <= total.high for total in totals)
    assert (
        f"{found.subject}: {found.message}."
        in elz.views.zone_card(day, four[0], year=2025).notes[0]
    )


def test_of_a_table_of_figures_columns_cells_and_keys_are_looked_at():
    """Held against the landscape with which it was read."""
    table = elz.read_table("nis;n\n71022;#REF!\n99998;8\n44084;3\n")
    assert ["ELZ-F007", "ELZ-L032"] == codes(elz.check(table))


def test_of_rules_what_they_refer_to_is_looked_at():
    """A rule that cites a source of no landscape is known as soon as there is one."""
    rules = RuleSet(id="r", title="x", rules=[Rule(id="R1", title="x", kind=RuleKind.SEATS)])
    assert [] == codes(elz.check(rules))


def test_of_a_scenario_what_does_not_fit_is_found():
    """On a landscape; without one it is said that it was not tried."""
    odd = elz.Scenario("odd").merge(["Voeren", "Oostende"], day="2027-01-01")
    fl = elz.flanders()
    assert codes(check_scenario(fl, odd)) == codes(elz.check(odd, within=fl)) != []
    assert ["ELZ-C021"] == codes(elz.check(odd))


def test_of_events_what_contradicts_the_record_is_found():
    """First what they name must be there."""
    fl, day = elz.flanders(), date(2027, 1, 1)
    alone = elz.EventsDocument(events=[Alter(id="x", day=day, unit="hasselt", name="H")])
    assert ["ELZ-R003", "ELZ-C021"] == codes(elz.check(alone))
    assert [] == codes(elz.check(alone, within=fl))
    nobody = elz.EventsDocument(events=[Alter(id="x", day=day, unit="haselt", name="H")])
    assert ["ELZ-R001"] == codes(elz.check(nobody, within=fl))
    again = Merge(id="x", day=day, units=["alken", "wellen"], unit="alken", name="A", nis="71072")
    assert ["ELZ-T005"] == codes(elz.check(elz.EventsDocument(events=[again]), within=fl))


def test_what_nothing_checks_is_refused():
    """A number is no value that can be looked at."""
    with pytest.raises(InvalidValueError, match="thing that can be checked"):
        elz.check(7)
