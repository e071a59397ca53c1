"""A report that a care council can read, and an analyst can check."""

from __future__ import annotations

import pickle
from copy import deepcopy
from datetime import date
from itertools import pairwise

import networkx as nx
import pytest
from attrs import evolve

from elzmodel import dossier
from elzmodel.dossiers import Dossier
from elzmodel.errors import UnknownIdError
from elzmodel.governance import Mandate, Person
from elzmodel.networks import (
    attendance_graph,
    collaboration_graph,
    density,
    mixing_table,
    network_report,
    reports,
)
from elzmodel.networks.mixing import ei_by_group
from elzmodel.values import Period, Table


def cells(table, key: int = 0) -> dict[str, object]:
    """Return the second column by the first."""
    rows = table.rows if isinstance(table, Table) else table.to_table().rows
    return {row[key]: row[key + 1] for row in rows}


def test_the_headline_counts_tied_alone_and_unknown_apart(zone: Dossier) -> None:
    """Five partners are tied, two only in their own action, g and h nowhere."""
    values = cells(network_report(zone).headline())
    assert (8, 5, 1, 2) == tuple(values[key] for key in ("partners", "tied", "alone", "unknown"))
    assert (6, 1) == (values["venues with partners"], values["venues without"])
    assert 5 == values["ties"]


def test_the_report_leaves_out_seats_and_the_coordinator(zone: Dossier) -> None:
    """Its graph has neither, and its density is that of that graph."""
    report = network_report(zone)
    assert "z" not in report.graph
    assert not report.graph.has_edge("a", "c")
    assert round(density(report.graph).value, 3) == cells(report.headline())["density"]


def test_four_ways_of_looking_stand_side_by_side(zone: Dossier) -> None:
    """With seats and with the coordinator there are more ties."""
    rows = network_report(zone).variants().to_table().rows
    assert [
        (False, False, 8, 5),
        (False, True, 9, 9),
        (True, False, 8, 6),
        (True, True, 9, 11),
    ] == [row[:4] for row in rows]


@pytest.mark.parametrize(
    "again", [deepcopy, lambda each: pickle.loads(pickle.dumps(each))], ids=["copy", "pickle"]
)
def test_a_report_equals_its_copy_and_none_of_another_network(zone: Dossier, again) -> None:
    """Reports compare by what their graphs hold, so that one can be kept in a set."""
    report = network_report(zone)
    other = nx.Graph(report.met)
    other.remove_node("a")
    assert {report} == {again(report), report}
    assert report != evolve(report, met=other)


def test_where_nothing_is_left_out_the_ways_of_looking_are_one() -> None:
    """A list has neither seats nor a coordinator: all four are one graph, made once."""
    report = network_report(attendance_graph([("caw", "fair"), ("logo", "fair")]))
    ways = [
        report.variant(statutory=a, coordinator=b) for a in (True, False) for b in (True, False)
    ]
    assert all(way is report.graph for way in ways)
    assert 1 == len({(row.partners, row.ties, row.density) for row in report.variants()})


def test_centralisation_is_never_called_bad(zone: Dossier) -> None:
    """Whatever the report says of centralisation, it says that it is neither good nor bad."""
    report = network_report(zone)
    for table in (report.headline(), report.variants()):
        assert any("neither good nor bad" in note for note in table.notes)
    text = "\n".join(table.to_text() for table in report.tables()).lower()
    assert not any(word in text for word in ("too centralised", "problem", "weakness", "poor"))


def test_clusters_and_mixing_are_those_of_the_graph(zone: Dossier) -> None:
    """Both tables are about the ties without seats."""
    report = network_report(zone)
    assert ei_by_group(report.graph) == report.clusters()
    assert mixing_table(report.graph) == report.mixing()


def test_each_cluster_has_its_brokers(zone: Dossier) -> None:
    """In care b links a with c and d; e links nobody; in welfare d links e."""
    rows = network_report(zone).brokers().rows
    assert [("care", "Voorbeeld b"), ("welfare", "Voorbeeld d")] == [row[:2] for row in rows]
    assert 1 == len(network_report(zone).brokers(most=0).rows) - 1
    assert {"nobody"} == {row[1] for row in network_report(zone).brokers(most=0).rows}


def test_single_points_of_failure_say_who_falls_loose(zone: Dossier) -> None:
    """Without b, a falls loose; without d, e does."""
    rows = {row[0]: row[2] for row in network_report(zone).critical().to_table().rows}
    assert {"Voorbeeld b": ("Voorbeeld a",), "Voorbeeld d": ("Voorbeeld e",)} == rows


def test_the_loss_of_the_coordinator_is_reported(zone: Dossier) -> None:
    """The coordinator has a row; a zone without one says so."""
    (row,) = network_report(zone).coordinator().to_table().rows
    assert "Voorbeeld z" == row[0]
    empty = network_report(attendance_graph([("a", "x")])).coordinator()
    assert ((), ("No coordinator is named.",)) == (empty.rows, empty.notes)


def test_leaving_out_one_partner_shows_what_is_lost(zone: Dossier) -> None:
    """Without f one action has nobody; without b, a has no tie left."""
    report = network_report(zone)
    assert ("solo",) == cells(report.without("f"))["venues left with nobody listed"]
    lost = cells(report.without("b"))
    assert ("Voorbeeld a",) == lost["left without any tie"]
    assert ("Voorbeeld a",) == lost["falls loose"]
    with pytest.raises(UnknownIdError):
        report.without("nobody")


def test_participants_have_a_row_each(zone: Dossier) -> None:
    """Strongest first, then by id; who is alone has no ties, of who is unknown nothing is said."""
    rows = network_report(zone).participants().to_table().rows
    assert 8 == len(rows)
    assert ["Voorbeeld b", "Voorbeeld d"] == [row[0] for row in rows[:2]]
    figures = {row[0]: row[4:] for row in rows}
    assert {None} == {*figures["Voorbeeld g"]}
    assert 0 == figures["Voorbeeld f"][0]


def test_gaps_keep_alone_and_unknown_apart(zone: Dossier) -> None:
    """Alone, unknown, unlisted and open are four things."""
    rows = [row[:2] for row in network_report(zone).gaps().to_table().rows]
    assert [
        ("partner alone", "Voorbeeld f"),
        ("partner unknown", "Voorbeeld g"),
        ("partner unknown", "Voorbeeld h"),
        ("action open", "open"),
        ("action unlisted", "leeg"),
    ] == rows


def test_the_title_says_where_when_and_that_it_is_invented(zone: Dossier) -> None:
    """Zone, day or period, and the mark of an example."""
    period = Period(date(2024, 1, 1), date(2025, 1, 1))
    assert (
        "Collaboration in haspengouw on 2024-05-01 (invented example)"
        == network_report(zone, on="2024-05-01").title
    )
    assert (
        "Collaboration in haspengouw, 2024-01-01 to 2024-12-31"
        == network_report(evolve(zone, is_invented=False), during=period).title
    )
    assert "Collaboration in the attendance list" == network_report(attendance_graph([])).title


def test_an_empty_network_has_a_report() -> None:
    """Every table can be shown where there is nothing, and measures are undefined."""
    report = network_report(Dossier(zone_id="haspengouw"))
    assert all(table.to_text() for table in report.tables())
    assert "undefined" in str(report.headline())
    assert "<table" in report._repr_html_()


def test_who_is_mentioned_counts_when_asked_for(zone: Dossier) -> None:
    """With *mentioned* the partner that an action names is alone, no longer unknown."""
    assert "alone" == network_report(zone, mentioned=True).graph.nodes["h"]["status"]


def test_betweenness_of_many_partners_is_estimated_and_said() -> None:
    """Beyond a thousand partners it comes from pivots, unless another number is given."""
    large = attendance_graph([(f"p{k}", f"v{k // 3}") for k in range(1100)])
    assert 100 == network_report(large).pivots
    assert 7 == network_report(large, pivots=7).pivots
    found = network_report(large).participants()
    assert "estimated from 100 of 1100 nodes" in found.notes[1]
    assert "Of nobody it is certain" in str(found.notes[2])
    assert found.rows[0].error is not None
    assert network_report(attendance_graph([("a", "x")])).pivots is None


def test_no_table_shows_the_name_of_a_person(zone: Dossier) -> None:
    """Partners are shown, persons are not, whatever the dossier knows of them."""
    (council,) = zone.councils
    seated = evolve(council, mandates=[Mandate(seat="s-a", person="p1")])
    person = Person(id="p1", name="Voorbeeld Persoon")
    report = network_report(evolve(zone, councils=[seated], persons=[person]))
    assert "Persoon" not in "".join(table.to_text() for table in report.tables())


def test_haspengouw_has_a_report_of_what_is_published() -> None:
    """Few partners are named in its plan, and the report says how much is not known."""
    found = dossier("haspengouw")
    report = network_report(found)
    values = cells(report.headline())
    assert values["partners"] == values["tied"] + values["alone"] + values["unknown"]
    assert len(found.partners) - 1 == values["partners"]
    unlisted = [row for row in report.gaps().to_table().rows if row[0] == "action unlisted"]
    silent = [action for action in found.actions if not action.involvements]
    assert len(silent) == len(unlisted)
    assert "expertise van Pallion inkopen" in str(
        cells(report.without("pallion"))["venues left with nobody listed"]
    )
    assert "ELZ Haspengouw" == report.coordinator().to_table().rows[0][0]
    assert isinstance(collaboration_graph(found), nx.Graph)


def test_communities_stand_beside_the_clusters(zone: Dossier) -> None:
    """Those with a cluster and ties are each in one of them, as far as clusters agree with it."""
    report = network_report(zone)
    table = report.communities()
    tied = [n for n, data in report.graph.nodes(data=True) if data["clusters"] and report.graph[n]]
    assert len(tied) == sum(sum(row[1:]) for row in table.rows)
    assert "adjusted Rand index" in str(table.notes[1])
    unknown = network_report(attendance_graph([("a", "x"), ("b", "x")])).communities()
    assert ((), "") == (tuple(unknown.rows), str(unknown.notes[1]) if unknown.notes[1:] else "")


def test_partners_that_link_venues_are_named(zone: Dossier) -> None:
    """Without the coordinator, who would link nearly all of them."""
    first = network_report(zone).venue_brokers()[0]
    assert ("Voorbeeld b", 2, 1, 1) == (first.partner, first.venues, first.pairs, first.only_here)


def test_a_network_without_ties_has_no_table_of_communities(zone: Dossier) -> None:
    """An empty table would say nothing."""
    title = network_report(zone).communities().title
    assert title in [table.title for table in network_report(zone).tables()]
    alone = network_report(attendance_graph([("a", "x")]))
    assert title not in [table.title for table in alone.tables()]


def test_a_report_on_a_day_says_what_may_be_of_another() -> None:
    """What has no day counts on every day, and rows of other days do not."""
    rows = [("a", "x", "5/3/2024"), ("b", "x", "5/3/2024"), ("a", "y"), ("b", "z", "6/3/2024")]
    whole = network_report(attendance_graph(rows)).headline().notes
    assert not any("no day is stated" in note for note in whole)
    notes = network_report(attendance_graph(rows, on="2024-03-05")).headline().notes
    assert (
        "Of 1 of 2 venues with partners no day is stated: it counts on every day.",
        "1 row of the list is of another day.",
    ) == notes[:2]
    dated = [row for row in rows if row[2:]]
    noted = network_report(attendance_graph(dated, on="2024-03-05")).headline().notes
    assert "1 row of the list is of another day." == noted[0]
    haspengouw = network_report(dossier("haspengouw"), during=Period("2024-01-01", "2025-01-01"))
    assert "Of 35 of 35 venues with partners no day is stated" in haspengouw.headline().notes[1]


def test_tables_of_clusters_say_who_is_left_out() -> None:
    """Ties with partners of no cluster, and partners without one, are in neither table."""
    pairs = [("a", "x"), ("b", "x"), ("c", "x")]
    report = network_report(attendance_graph(pairs, clusters={"a": "care", "b": "welfare"}))
    assert "2 ties with a node of no group left out." == report.clusters().notes[-1]
    assert "over 2 of 3 nodes, which have a group in both" == report.communities().notes[-1]
    known = {"a": "care", "b": "welfare", "c": "care"}
    full = network_report(attendance_graph(pairs, clusters=known))
    assert 1 == len(full.clusters().notes)
    assert not any("nodes, which" in note for note in full.communities().notes)


def test_brokers_that_are_not_shown_are_counted() -> None:
    """Of a cluster those with most paths are shown, and how many others broker is said."""
    pairs = [(one, f"{one}{other}") for one, other in pairwise("abcdefg")]
    pairs += [(other, f"{one}{other}") for one, other in pairwise("abcdefg")]
    met = attendance_graph(pairs, clusters=dict.fromkeys("abcdefg", "care"))
    brokers = network_report(met).brokers()
    assert 3 == len(brokers.rows)
    told = "Of each cluster the 3 with most paths; 2 others broker as well."
    assert told in brokers.notes
    assert not any("as well" in note for note in network_report(met).brokers(most=5).notes)


def test_a_report_on_many_says_that_it_looks_for_no_communities(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They would take long: the table is not there, and that is said."""
    report = network_report(attendance_graph([("a", "x"), ("b", "x"), ("c", "x")]))
    title = report.communities().title
    assert not any("Communities of more" in note for note in report.headline().notes)
    monkeypatch.setattr(reports, "_EXACT_UP_TO", 2)
    assert "Communities of more than 2 partners take long" in report.headline().notes[-1]
    assert title not in [table.title for table in report.tables()]


def test_where_nothing_is_recorded_of_anybody_there_are_no_figures() -> None:
    """Of Herkenrode only the seats of the board are published: 0 collaboration is not known."""
    report = network_report(dossier("herkenrode"))
    told = "nothing is recorded of where anybody takes part"
    lines = {str(row.what): row for row in report.headline()}
    for name in ("density", "fragmentation", "degree centralisation"):
        assert lines[name].value is None
        assert told in lines[name].meaning
    assert "statutory ones too" in lines["venues with partners"].meaning
    bare, _, seats, _ = report.variants()
    assert (None, None, None, None) == (
        bare.density,
        bare.fragmentation,
        bare.centralisation,
        bare.critical,
    )
    assert (1.0, 0) == (seats.density, seats.critical)
    of = "Of 19 of 19 partners nothing is recorded, without seats and coordinator."
    assert of == report.variants().notes[0] == report.critical().notes[0]
    nobody = network_report(attendance_graph([]))
    assert 0 == nobody.variants()[0].critical
    assert not any("nothing is recorded" in note for note in nobody.critical().notes)


def test_what_is_lost_says_what_it_is_and_who_is_counted(zone: Dossier) -> None:
    """Without one partner the coordinator is counted, unlike elsewhere in the report."""
    report = network_report(zone)
    loss = "Loss: how much more of the pairs could not reach each other (F(G-v) - F(G))."
    led = "Without statutory seats, and with the zone's own coordinator."
    assert (led, loss) == report.without("b").notes
    assert loss == report.coordinator().notes[-1] == report.critical().notes[-1]
    alone = network_report(attendance_graph([("a", "x"), ("b", "x")]))
    assert "Without statutory seats and without" in alone.without("a").notes[0]
    assert ("No coordinator is named.",) == alone.coordinator().notes
