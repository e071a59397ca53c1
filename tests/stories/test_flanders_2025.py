"""The main job on the packaged reference: what merged and what moved on 1 January 2025."""

from __future__ import annotations

from datetime import date

import pytest

from elzmodel import Figure, check, compare, flanders
from elzmodel.errors import (
    AfterCoverageWarning,
    AmbiguousNameError,
    DividedError,
    NotCarriableError,
    NotOnDayError,
    UndecidedError,
    UnknownIdError,
)

ANTWERP = ["antwerpen-centrum", "antwerpen-oost", "antwerpen-zuid", "noord-antwerpen"]


@pytest.fixture
def fl():
    return flanders()


@pytest.fixture
def eve(fl):
    return fl.on("2024-12-31")


@pytest.fixture
def day(fl):
    return fl.on("2025-01-01")


@pytest.fixture
def as_known(fl):
    """Return the first day of 2025 as the record of June 2024 had it: merged, not assigned."""
    return fl.on("2025-01-01", known="2024-06-01")


@pytest.mark.parametrize(
    ("on", "flemish"),
    [("2018-12-31", 308), ("2019-01-01", 300), ("2024-12-31", 300), ("2025-01-01", 285)],
)
def test_flanders_has_so_many_municipalities_beside_the_nineteen_of_brussels(fl, on, flemish):
    """The counts of each layout are those that Statbel publishes."""
    snapshot = fl.on(on)
    brussels = snapshot.municipalities_in("Brussels Hoofdstedelijk Gewest")
    assert (flemish, 19, flemish + 19) == (
        len(snapshot.municipalities_in("vlaams gewest")),
        len(brussels),
        len(snapshot.municipalities),
    )


@pytest.mark.parametrize(
    ("on", "zones"), [("2020-07-01", 60), ("2024-12-31", 60), ("2025-01-01", 60)]
)
def test_there_are_sixty_zones_since_the_recognition(fl, on, zones):
    """Zones were renamed and changed; none began or ended."""
    assert zones == len(fl.on(on).zones)


def test_before_the_recognition_there_is_no_zone_to_ask_for(fl):
    """The error says since when and why."""
    message = "no zone before 2020-07-01: recognition of the care councils"
    snapshot = fl.on("2020-06-30")
    for ask in (snapshot.zone_of, snapshot.zone):
        with pytest.raises(NotOnDayError, match=message):
            ask("Gent")
    assert ((), {}) == (snapshot.zones, snapshot.zones_of("Gent"))


def test_2025_has_thirteen_mergers_of_which_three_cross_zones(eve, day):
    """The three are Antwerpen, Hasselt and Tongeren-Borgloon."""
    mergers = compare(eve, day).mergers
    crossing = [merger.result.name for merger in mergers if merger.crosses_zones]
    assert (13, ["Antwerpen", "Hasselt", "Tongeren-Borgloon"]) == (len(mergers), crossing)


def test_2019_has_seven_mergers_and_no_zones(fl):
    """Before the zones a merger cannot cross them."""
    mergers = compare(fl.on("2018-12-31"), fl.on("2019-01-01")).mergers
    assert (7, set()) == (len(mergers), {z for m in mergers for z in m.zones_after})


def test_six_municipalities_went_to_another_zone(eve, day):
    """Three by merger, three to follow the reference regions."""
    expected = {
        ("Borsbeek", "zora", "antwerpen-oost", True),
        ("Ranst", "pallieterland", "voorkempen", False),
        ("Middelkerke", "westkust-en-polder", "middenkust", False),
        ("De Haan", "oostkust", "middenkust", False),
        ("Borgloon", "haspengouw", "zuid-oost-limburg", True),
        ("Kortessem", "haspengouw", "herkenrode", True),
    }
    transfers = compare(eve, day).transfers
    assert expected == {(t.before.name, t.origin.id, t.to.id, t.is_by_merger) for t in transfers}


def test_every_transfer_names_its_event_reason_and_sources(eve, day):
    """No transfer stands without the assignment that says so."""
    transfers = compare(eve, day).transfers
    assert {"municipal merger", "reference region alignment"} == {t.reason for t in transfers}
    assert all(t.event and t.sources for t in transfers)


def test_two_zones_were_renamed(eve, day):
    """A rename is no change of zone."""
    renamed = {(r.before.name, r.after.name) for r in compare(eve, day).renamed}
    assert {
        ("Oostende-Bredene", "Middenkust"),
        ("Regio Kortrijk", "Kortrijk-Kuurne-Harelbeke"),
    } == renamed


def test_haspengouw_goes_from_seven_municipalities_to_five(eve, day):
    """It loses Borgloon and Kortessem."""
    before = {m.name for m in eve.municipalities_of("haspengouw")}
    after = {m.name for m in day.municipalities_of("haspengouw")}
    stayed = {"Gingelom", "Heers", "Nieuwerkerken", "Sint-Truiden", "Wellen"}
    assert (stayed | {"Borgloon", "Kortessem"}, stayed) == (before, after)


@pytest.mark.parametrize(
    ("on", "key"),
    [
        ("2024-12-31", "71022"),
        ("2024-12-31", "Hasselt"),
        ("2025-01-01", "71072"),
        ("2025-01-01", "hasselt"),
        ("2025-01-01", "HASSELT"),
    ],
)
def test_hasselt_is_in_herkenrode_by_any_name_of_the_day(fl, on, key):
    """Codes hold for a period; the zone is the same before and after."""
    assert "Herkenrode" == fl.on(on).zone_of(key).name


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("Anvers", "Antwerpen"),
        ("Hove (Anvers)", "Hove"),
        ("  sint truiden ", "Sint-Truiden"),
        ("Sint\u00a0Truiden", "Sint-Truiden"),
        ("aalter", "Aalter"),
        ("Aalter", "Aalter"),
        ("deinze", "Deinze"),
        ("Gand", "Gent"),
        ("tongeren", "Tongeren-Borgloon"),
    ],
)
def test_names_are_found_however_people_write_them(day, key, name):
    """Accents, case, hyphens, spaces, French names and ids do not stand in the way."""
    assert name == day.municipality(key).name


@pytest.mark.parametrize(
    "key",
    ["haspengouw", "Haspengouw", "ELZ Haspengouw", "elz-haspengouw", "Eerstelijnszone Haspengouw"],
)
def test_zones_are_found_with_and_without_the_prefix(day, key):
    """People write ELZ before a name, and dashboards elz- before an id."""
    assert "haspengouw" == day.zone(key).id


def test_zones_are_found_under_former_names_and_portal_codes(day):
    """A zone's old name means the zone, and so does the portal's code for it."""
    found = [day.zone(key).id for key in ("Oostende-Bredene", "elz55", "Westkust & Polder")]
    assert ["middenkust", "zora", "westkust-en-polder"] == found


def test_the_portal_group_of_antwerp_is_ambiguous_as_a_zone_and_a_sum_as_a_place(day):
    """One code stands for four zones: no single zone, but one exact total."""
    with pytest.raises(AmbiguousNameError, match="Say which") as error:
        day.zone("elz2")
    assert sorted(ANTWERP) == sorted(error.value.candidates)
    assert day.population("elz2", year=2021) == day.population(ANTWERP, year=2021)


def test_a_former_code_names_what_it_became(day):
    """The error has the period and the successor."""
    with pytest.raises(NotOnDayError, match=r"it became Hasselt \(71072\)") as error:
        day.zone_of("71022")
    assert ("71022", ("Hasselt (71072)",)) == (error.value.key, error.value.successors)


def test_a_later_code_names_what_it_was(eve):
    """Asked too early, a merged municipality names its members."""
    with pytest.raises(NotOnDayError, match="before, it was") as error:
        eve.municipality("Pajottegem")
    expected = ("Galmaarden (23023)", "Gooik (23024)", "Herne (23032)")
    assert expected == error.value.predecessors


def test_antwerp_is_divided_over_four_zones(day):
    """zone_of raises with the four, zones_of answers with bounds."""
    with pytest.raises(DividedError, match="divided over 4 zones") as error:
        day.zone_of("Antwerpen")
    assert (ANTWERP, ANTWERP) == (list(error.value.zones), list(day.zones_of("Antwerpen")))


def test_shares_of_antwerp_are_bounds_that_hold_borsbeek(day):
    """Only Borsbeek's inhabitants are known by part, so only Oost has a lower bound above 0."""
    shares = day.zones_of("Antwerpen", year=2021)
    assert {"antwerpen-oost"} == {zone for zone, share in shares.items() if share.low}
    assert sum(s.low for s in shares.values()) <= 1 <= sum(s.high for s in shares.values())


def test_shares_of_antwerp_are_of_a_year_that_tells_something(fl):
    """Nothing tells the parts apart since 2025; by default 2024 does, and each share says it."""
    for day in ("2025-01-01", "2026-01-01"):
        shares = fl.on(day).zones_of("Antwerpen")
        assert {"population 2024"} == {share.of for share in shares.values()}
        assert shares["antwerpen-oost"].low > 0
        assert all(share.high < 1 for zone, share in shares.items() if zone != "antwerpen-oost")
    before = fl.on("2024-12-31").zones_of("Antwerpen")
    assert {"population 2024"} == {share.of for share in before.values()}


def test_own_figures_by_part_tell_the_shares(fl):
    """Where a year has exact shares, it is taken, also where it is not the newest."""
    parts = fl.on("2025-01-01").municipality("Antwerpen").parts
    own = [Figure(kind="population", day=date(2022, 1, 1), parts=[p], value=10) for p in parts]
    shares = fl.with_figures(own).on("2025-01-01").zones_of("Antwerpen")
    assert 1 == sum(share.low for share in shares.values())
    assert {"population 2022"} == {share.of for share in shares.values()}


def test_in_june_2024_three_decisions_are_open(as_known):
    """Two have two candidates, and Borsbeek's has five: its own and the four of Antwerp."""
    found = {d.unit: (d.parts, d.candidates) for d in as_known.decisions}
    assert {
        "antwerpen": (("borsbeek",), (*ANTWERP, "zora")),
        "hasselt": (("hasselt", "kortessem"), ("haspengouw", "herkenrode")),
        "tongeren": (("borgloon", "tongeren"), ("haspengouw", "zuid-oost-limburg")),
    } == found


def test_in_june_2024_the_zone_of_hasselt_is_undecided(as_known):
    """The error has the candidates; nothing of Hasselt is settled."""
    with pytest.raises(UndecidedError, match="haspengouw or herkenrode") as error:
        as_known.zone_of("Hasselt")
    assert {} == error.value.settled


def test_in_june_2024_antwerp_is_undecided_rather_than_divided(as_known):
    """The error names the undecided land, and the zones of the rest as settled."""
    with pytest.raises(UndecidedError, match="for borsbeek; settled: ") as error:
        as_known.zone_of("Antwerpen")
    assert (("borsbeek",), ANTWERP) == (error.value.parts, list(error.value.settled))


def test_open_decisions_widen_the_totals_of_every_candidate(as_known, day):
    """Undecided land counts in no lower bound and in each upper one, and is named."""
    total = as_known.population("haspengouw", year=2021)
    undecided = day.population(["71072", "73111"], year=2021).value
    assert (70_797, 70_797 + undecided) == (total.low, total.high)
    assert ("borgloon", "hasselt", "kortessem", "tongeren") == total.missing


def test_all_candidates_together_hold_the_undecided_land_for_certain(as_known, eve):
    """Wherever Hasselt goes, it goes to one of the two."""
    both = as_known.population(["haspengouw", "herkenrode", "zuid-oost-limburg"], year=2021)
    expected = eve.population(["haspengouw", "herkenrode", "zuid-oost-limburg"], year=2021)
    assert (expected.value, ()) == (both.value, both.missing)


@pytest.mark.parametrize(
    "on", ["2018-01-01", "2020-06-30", "2020-07-01", "2024-12-31", "2025-01-01"]
)
@pytest.mark.parametrize("known", [None, "2018-06-01", "2024-06-01"])
def test_the_zone_table_answers_for_any_day_and_record(fl, on, known):
    """It never raises, and each part of each municipality stands in exactly one row."""
    snapshot = fl.on(on, known=known)
    parts = [part for row in snapshot.zone_table() for part in row.parts]
    assert sorted(snapshot.layout.by_part) == sorted(parts)


def test_the_zone_table_tells_settled_undecided_and_without_zone(as_known, fl):
    """Each status has its own words."""
    statuses = {row.status for s in (as_known, fl.on("2019-01-01")) for row in s.zone_table()}
    assert {
        "settled",
        "no zone",
        "undecided: haspengouw or herkenrode",
        "undecided: haspengouw or zuid-oost-limburg",
        f"undecided: {' or '.join([*ANTWERP, 'zora'])}",
    } == statuses


def test_explain_says_which_events_make_the_difference(fl):
    """Two assignments were not in the record of June 2024; without them it is a question."""
    why = fl.explain("Hasselt", on="2025-01-01", known="2024-06-01")
    assert "the zone of Hasselt (71072) is undecided: haspengouw or herkenrode" == why.answer
    assert [
        "Hasselt stays in zone Herkenrode",
        "Kortessem goes from zone Haspengouw to Herkenrode",
    ] == [entry.what for entry in why.not_yet_known]
    assert all(entry.sources for entry in (*why.entries, *why.not_yet_known))


def test_explain_says_which_days_are_unknown(fl):
    """The merger's record has a day; creations and assignments have none."""
    why = fl.explain("Hasselt", on="2025-01-01")
    dated = [entry.event for entry in why.entries if entry not in why.unknown_days]
    assert (["2025-hasselt"], 6) == (dated, len(why.unknown_days))
    assert "The days of record of 6 entries are not known" in str(why)


def test_explain_answers_for_the_record_before_a_merger_was_known(fl):
    """As known in January 2024, Hasselt was not going to end; that changes no answer for 2023."""
    why = fl.explain("Hasselt", on="2023-01-01", known="2024-01-01")
    assert "Hasselt (71022) is in zone Herkenrode" == why.answer


@pytest.mark.parametrize(
    ("key", "on", "answer"),
    [
        (
            "Kortessem",
            "2025-01-01",
            "Kortessem (73040) is part of Hasselt (71072), in zone Herkenrode",
        ),
        (
            "Pelt",
            "2018-12-31",
            "the land of Pelt (72043) is that of Neerpelt (72025) and Overpelt (72029), in no",
        ),
        (
            "Antwerpen",
            "2025-01-01",
            "Antwerpen (11002) is divided over zones Antwerpen Centrum, Antwerpen Oost",
        ),
    ],
)
def test_explain_answers_in_one_sentence(fl, key, on, answer):
    """For what is gone, what is not yet there, and what is divided it begins with the fact."""
    assert fl.explain(key, on=on).answer.startswith(answer)


def test_history_names_parts_as_people_do(fl):
    """2100 Deurne, not antwerpen-2100."""
    told = [entry.what for entry in fl.history("Antwerpen")]
    assert "2100 Deurne and 2140 Borgerhout come to zone Antwerpen Oost" in told


def test_the_history_of_a_zone_puts_its_new_name_before_its_new_land(fl):
    """On one day the zone is first called Middenkust, then receives De Haan."""
    told = [entry.what for entry in fl.history("middenkust")]
    assert [
        "Oostende-Bredene begins",
        "Bredene and Oostende come to zone Oostende-Bredene",
        "Oostende-Bredene is now called Middenkust",
        "De Haan goes from zone Oostkust to Middenkust",
        "Middelkerke goes from zone Westkust & Polder to Middenkust",
    ] == told


def test_the_history_of_nothing_suggests_municipalities_and_zones(fl):
    """A slip in the name of a zone is answered with zones."""
    with pytest.raises(UnknownIdError, match=r"Did you mean .*Haspengouw"):
        fl.history("Haspengau")


def test_the_crosswalk_keeps_every_total_of_population(fl):
    """From the 308 of 2018 to the 285 of 2025 no inhabitant is lost, and it is exact."""
    before = fl.on("2018-12-31")
    given = {
        m.nis: before.population(m, year=2018).value
        for m in before.municipalities_in("Vlaams Gewest")
    }
    carried = fl.crosswalk("2018-12-31", "2025-01-01").apply(given, kind="count")
    assert sum(given.values()) == sum(t.value for t in carried.values.values() if not t.missing)


def test_the_crosswalk_of_one_day_is_the_identity(fl):
    """Every municipality goes to itself, whole and unchanged."""
    rows = fl.crosswalk("2025-01-01", "2025-01-01")
    assert {("unchanged", 1)} == {(row.change.value, row.share.low) for row in rows}
    assert all(row.before is row.after for row in rows)


def test_a_median_is_not_carried(fl):
    """The reason is part of the error."""
    with pytest.raises(NotCarriableError, match="median"):
        fl.crosswalk("2018-12-31", "2025-01-01").apply({"71022": 1}, kind="median")


def test_antwerps_figure_of_2021_does_not_land_on_antwerp_with_borsbeek(eve, day):
    """The same code on both days; the totals differ by Borsbeek."""
    totals = [s.population("11002", year=2021).value for s in (eve, day)]
    assert day.population("11002", year=2021).value - 11_077 == totals[0]


def test_zone_totals_are_exact_where_all_parts_are_known(day):
    """56 of the 60 are; the four of Antwerp are bounds that name what is missing."""
    totals = {zone.id: day.population(zone, year=2021) for zone in day.zones}
    bounds = {zone for zone, total in totals.items() if not total.is_exact}
    assert {*ANTWERP} == bounds
    assert all(totals[zone].missing for zone in bounds)
    assert "antwerpen-2100" in totals["antwerpen-oost"].missing


def test_the_four_antwerp_zones_together_are_exact(day):
    """Antwerpen and Borsbeek are known as wholes, and so are Wommelgem, Schoten and Stabroek."""
    places = ["11002", "Wommelgem", "Schoten", "Stabroek"]
    assert day.population(places, year=2021) == day.population(ANTWERP, year=2021)


@pytest.mark.parametrize(("name", "inhabitants"), [("Gent", 263_703), ("Leuven", 101_032)])
def test_a_name_of_a_municipality_and_a_zone_with_the_same_land_is_one_place(
    day, name, inhabitants
):
    """No question where the answer is the same."""
    assert inhabitants == day.population(name, year=2021).value


def test_a_name_of_a_municipality_and_a_larger_zone_must_say_which(day):
    """Brugge the zone holds more than Brugge the municipality, where they differ."""
    shared = [z.name for z in day.zones if any(m.name == z.name for m in day.municipalities)]
    for name in shared:
        parts = set(day.municipality(name).parts)
        if parts != set(day.zone_map.parts_by_zone[day.zone(name).id]):
            with pytest.raises(AmbiguousNameError, match="the municipality"):
                day.population(name, year=2021)
        else:
            assert day.population(name, year=2021).is_exact


def test_every_pair_of_interesting_days_compares(fl):
    """Forwards and backwards; empty exactly where no event lies between the two days."""
    spans = [
        ("2018-01-01", "2018-12-31"),
        ("2019-01-01", "2020-06-30"),
        ("2020-07-01", "2024-12-31"),
        ("2025-01-01", "2026-03-12"),
    ]
    span_of = {day: span for span in spans for day in span}
    differ = {
        (one, other): bool(compare(fl.on(one), fl.on(other)))
        for one in span_of
        for other in span_of
    }
    assert {(a, b): span_of[a] != span_of[b] for a, b in differ} == differ


def test_an_open_decision_is_a_difference(day, as_known):
    """The same day with and without the assignments differs in its decisions."""
    assert bool(compare(as_known, day))


def test_a_changed_zone_knows_its_change_where_the_total_is_only_bounds(eve, day):
    """Antwerpen Oost gained Borsbeek's inhabitants, whatever Deurne has."""
    changed = {c.zone.id: c.change for c in compare(eve, day, year=2021).changed_zones}
    assert (11_077, -19_566) == (changed["antwerpen-oost"], changed["haspengouw"])


def test_checking_2025_reports_sizes_contiguity_and_unknown_days(fl):
    """Sources differ about two postal codes; nothing else is doubtful, and nothing an error."""
    findings = check(fl, on="2025-01-01")
    assert {"ELZ-L012", "ELZ-L013", "ELZ-L041", "ELZ-Z010"} == {f.code for f in findings}
    assert {"advice", "warning"} == {f.severity.value for f in findings}
    assert ["1804", "1931"] == [f.subject for f in findings if f.code == "ELZ-L041"]
    assert ["1804"] == [f.subject for f in check(fl, on="2024-12-31") if f.code == "ELZ-L041"]


def test_checking_the_record_of_2024_reports_the_open_decisions(fl):
    """One finding for each, about the municipality."""
    found = [
        f.subject for f in check(fl, on="2025-01-01", known="2024-06-01") if f.code == "ELZ-L010"
    ]
    assert ["Antwerpen (11002)", "Hasselt (71072)", "Tongeren-Borgloon (73111)"] == found


def test_a_day_before_the_record_is_refused(fl):
    """The landscape says of which period it speaks."""
    with pytest.raises(NotOnDayError, match="2018-01-01 to 2026-03-12"):
        fl.on("2017-12-31")


def test_a_day_after_the_record_is_a_warning_that_can_be_silenced(fl):
    """The last known state is carried on, and the caller can say so."""
    with pytest.warns(AfterCoverageWarning, match="2031-01-01 lies after the record"):
        warned = fl.on("2031-01-01")
    assert len(warned.zones) == len(fl.on("2031-01-01", beyond_ok=True).zones)


@pytest.mark.parametrize(
    ("area", "count"), [("limburg", 38), ("71000", 16), ("BRUSSELS HOOFDSTEDELIJK GEWEST", 19)]
)
def test_municipalities_are_found_by_area(day, area, count):
    """By province, arrondissement and region, whatever the case."""
    assert count == len(day.municipalities_in(area))


def test_an_unknown_area_suggests_near_ones(day):
    """Provinces and reference regions are suggested alike."""
    with pytest.raises(UnknownIdError, match="no area 'Limburrg' is known") as error:
        day.municipalities_in("Limburrg")
    assert "Limburg" == error.value.suggestions[0]


def test_a_reference_region_is_an_area_from_the_day_it_is_packaged(fl, day):
    """Before 2025 the error says since when they are recorded."""
    assert "Aalst" in [m.name for m in day.municipalities_in("Denderregio")]
    with pytest.raises(NotOnDayError, match="There is no reference region before 2025-01-01"):
        fl.on("2024-12-31").municipalities_in("Denderregio")


def test_the_neighbours_of_a_zone_are_mutual(day):
    """Touching works both ways, and no zone is its own neighbour."""
    near = {zone.id: {n.id for n in day.neighbours_of(zone)} for zone in day.zones}
    assert all(one in near[other] for one, others in near.items() for other in others)
    assert not any(zone in others for zone, others in near.items())


def test_sizes_are_reported_above_below_and_unknown(fl):
    """Dender is above the target, Haspengouw below it, and Antwerpen Oost is not known."""
    found = {f.subject: f.outcome.value for f in check(fl, on="2025-01-01") if f.code == "ELZ-L012"}
    assert ("fail", "fail", "unknown") == tuple(
        found[zone] for zone in ("dender", "haspengouw", "antwerpen-oost")
    )
