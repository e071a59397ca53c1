from __future__ import annotations

from datetime import date

import pytest

from elzmodel.data import flanders
from elzmodel.landscape import compare
from elzmodel.territory import Figure
from elzmodel.views import merger_year
from elzmodel.views.mergers import merger_days


def screen_of(landscape, before, after):
    return merger_year(landscape, compare(landscape.on(before), landscape.on(after)))


def section(screen, title):
    """Return the lines of one section, without its title."""
    [found] = [part for part in screen.split("\n\n") if part.startswith(title)]
    return found.splitlines()[1:]


def test_the_days_of_mergers_are_those_of_the_register():
    """Years without mergers have no days, years with mergers have each day once."""
    register = flanders().register
    assert [(), (date(2019, 1, 1),), (date(2025, 1, 1),)] == [
        merger_days(register, year) for year in (2018, 2019, 2025)
    ]


def test_no_line_is_wider_than_a_terminal(mergers_of_2025):
    """Every line of the screen fits 80 columns, also where decisions are open."""
    fl, difference = mergers_of_2025
    known = compare(
        fl.on("2024-12-31", known="2024-06-01"), fl.on("2025-01-01", known="2024-06-01")
    )
    for screen in (merger_year(fl, difference), merger_year(fl, known)):
        assert [] == [line for line in screen.splitlines() if len(line) > 80]


def test_the_head_counts_municipalities_and_zones(mergers_of_2025):
    """The first lines count mergers, municipalities and zones, and date the inhabitants."""
    screen = merger_year(*mergers_of_2025)
    assert [
        "Municipal mergers of 2025-01-01: 13 (28 municipalities became 13)",
        "Vlaams Gewest: 300 > 285 municipalities",
        "60 zones before and after",
        "Inhabitants: 2021-01-01",
    ] == screen.split("\n\n")[0].splitlines()


def test_the_inhabitants_are_the_newest_that_are_exact_on_both_days():
    """Those of 2024 know Borsbeek and Kortessem apart, later ones do not; the head says so."""
    screen = screen_of(flanders(), "2024-12-31", "2025-01-01")
    head = screen.split("\n\n")[0].splitlines()
    which = ", newest exact on both days (--population FILE for own)"
    assert f"Inhabitants: 2024-01-01{which}" == head[-1]
    lines = section(screen, "3 CROSSED A ZONE BORDER: 31,716 inhabitants changed zone")
    assert (
        "  73040 Kortessem        8,757  71072 Hasselt            Haspengouw > Herkenrode" in lines
    )


def test_own_figures_are_named_in_the_head_and_not_called_the_newest():
    """Of the year that is taken anyway; both numbers stand there instead of advice."""
    own = Figure(
        kind="population",
        day=date(2024, 1, 1),
        parts=["kortessem"],
        value=9_000,
        sources=["own.csv"],
    )
    screen = screen_of(flanders().with_figures([own]), "2024-12-31", "2025-01-01")
    _, head = screen.split("\n\n")[0].split("60 zones before and after\n")
    assert (
        "Inhabitants: 2024-01-01 1 figure of population of 2024 is from own.csv, "
        "not the one that was there: kortessem 9,000 (8,757)."
    ) == " ".join(head.split())
    assert "3 CROSSED A ZONE BORDER: 31,959 inhabitants" in screen


def test_mergers_across_zones_show_who_moved_where(mergers_of_2025):
    """Each piece of land that a merger took to another zone has a line with its inhabitants."""
    lines = section(merger_year(*mergers_of_2025), "3 CROSSED A ZONE BORDER: 30,643")
    assert "  73009 Borgloon        11,123  73111 Tongeren-Borgloon  Haspengouw > ZOLim" in lines


@pytest.mark.parametrize(
    ("zone", "verdict"),
    [
        ("Haspengouw", "now below"),
        ("Voorkempen", "now above"),
        ("Herkenrode", "above, as before"),
        ("Middenkust", "within"),
        ("Antwerpen Oost", "parts unknown"),
    ],
)
def test_changed_zones_are_held_against_the_target(mergers_of_2025, zone, verdict):
    """A changed zone is said to cross the target size, or not to, or not to be known."""
    lines = section(merger_year(*mergers_of_2025), "10 ZONES CHANGED")
    [line] = [line for line in lines if line.startswith(f"  {zone} ")]
    assert line.endswith(verdict)


def test_zones_that_crossed_the_target_come_first(mergers_of_2025):
    """What changed its standing leads, and what is unknown closes the list."""
    lines = section(merger_year(*mergers_of_2025), "10 ZONES CHANGED")
    said = [line.rpartition("  ")[2] for line in lines[2:12]]
    ranks = [0 if s.startswith("now") else 2 if s == "parts unknown" else 1 for s in said]
    assert sorted(ranks) == ranks


def test_what_breaks_names_codes_that_a_join_would_miss(mergers_of_2025):
    """The same code with more land and the new codes under an old name are listed."""
    lines = "\n".join(section(merger_year(*mergers_of_2025), "WHAT BREAKS"))
    assert "same code, other land  Antwerpen 11002" in lines
    assert "Hasselt 71022 > 71072" in " ".join(lines.split())


def test_the_foot_names_sources_of_events_and_figures(mergers_of_2025):
    """The sources of the day's events and of the inhabitants stand at the foot."""
    foot = merger_year(*mergers_of_2025).split("\n\n")[-1]
    assert {"S04", "S06", "S10", "S19"} <= set(foot.split("(")[0].split())


def test_open_decisions_are_shown_instead_of_moves(zoned):
    """A merger across zones that nobody decided shows its candidates and no move."""
    lines = section(screen_of(zoned, "2009-12-31", "2010-01-01"), "1 CROSSED A ZONE BORDER")
    assert "  UNDECIDED Ab: East or West" in lines
    assert not any(">" in line for line in lines)


def test_a_transfer_without_a_merger_has_its_own_section(zoned):
    """Land that changes zone on a later day is no merger."""
    screen = screen_of(zoned, "2011-12-31", "2012-01-01")
    assert "Municipal mergers of 2012-01-01: 0" in screen
    assert "NONE CROSSED A ZONE BORDER" in screen


def test_a_zone_under_the_minimum_is_named(zoned):
    """A zone that is certainly under the minimum stands under the table."""
    screen = screen_of(zoned, "2009-12-31", "2012-01-01")
    assert "  Under the minimum of 60,000: East." in screen


def test_a_decided_transfer_does_not_say_that_the_day_is_unknown(zoned):
    """The remark about unknown days of decision appears only where none is known."""
    screen = screen_of(zoned, "2009-12-31", "2012-01-01")
    assert "When the zones were decided" not in screen
    assert "When the zones were decided" in merger_year(
        flanders(), compare(flanders().on("2024-12-31"), flanders().on("2025-01-01"))
    )


def test_before_there_are_zones_only_mergers_are_shown(bare):
    """Without zones and figures the screen still says what merged and what breaks."""
    screen = screen_of(bare, "2009-12-31", "2010-01-01")
    assert "Zones: none yet." in screen
    assert ["  municipality    inhabitants", "  10004 Ab (+ B)"] == section(
        screen, "1 MERGED BEFORE THERE WERE ZONES"
    )
    assert "Inhabitants:" not in screen


def test_an_older_year_is_not_called_the_newest(mergers_of_2025):
    """Only the newest exact year advertises the option for figures of one's own."""
    fl, _ = mergers_of_2025
    difference = compare(fl.on("2024-12-31"), fl.on("2025-01-01"), year=2019)
    assert "Inhabitants: 2019-01-01\n" in merger_year(fl, difference)


def test_members_that_the_new_name_hides_are_named(mergers_of_2025):
    """A result that keeps one member's name says which others went into it."""
    lines = section(merger_year(*mergers_of_2025), "10 STAYED INSIDE ONE ZONE")
    assert any(line.startswith("  46029 Lokeren (+ Moerbeke) ") for line in lines)
    assert any(line.startswith("  73110 Bilzen-Hoeselt ") for line in lines)


def test_newer_figures_make_unknown_zones_exact():
    """With inhabitants of a postal code the zone's total is no longer only a bound."""
    known = [
        Figure(kind="population", day=date(2021, 1, 1), parts=[f"antwerpen-{code}"], value=50_000)
        for code in (2100, 2140)
    ]
    fl = flanders().with_figures(known)
    difference = compare(fl.on("2024-12-31"), fl.on("2025-01-01"), year=2021)
    lines = section(merger_year(fl, difference), "10 ZONES CHANGED")
    assert any("Antwerpen Oost" in line and line.endswith("within") for line in lines)
