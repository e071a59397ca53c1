"""What is not stated is asked for, and who did not answer leaves bounds, not zeros."""

from __future__ import annotations

from datetime import date
from itertools import chain, combinations
from random import Random

import networkx as nx
import pytest
from attrs import evolve

from elzmodel import dossier
from elzmodel.dossiers import Dossier
from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.networks import (
    Settled,
    Unstated,
    affiliation_graph,
    attendance_graph,
    degree_centralisation,
    density,
    ei_index,
    fragmentation,
    network_report,
    not_stated,
    projection,
    response_bounds,
    survey_form,
    tie_bounds,
)
from elzmodel.networks.centrality import distance_weighted_fragmentation
from elzmodel.values import Period

SIDES = {"a": "care", "b": "care", "c": "welfare", "d": "welfare", "e": "care"}
MEASURES = (density, fragmentation, distance_weighted_fragmentation, degree_centralisation)


def asked(found: Dossier) -> dict[str, list[Unstated]]:
    """Return what the form asks, by the node that it is about."""
    form = survey_form(affiliation_graph(found, coordinator=True))
    return {row.node: [r.what for r in form if r.node == row.node] for row in form}


def test_each_partner_is_asked_what_is_not_stated_of_it(zone: Dossier) -> None:
    """Where it works and since when; of g where it takes part; the coordinator nothing."""
    questions = asked(zone)
    assert [Unstated.AREA, Unstated.DAYS] == questions["a"]
    assert [Unstated.TAKING_PART, Unstated.AREA, Unstated.CLUSTER] == questions["g"]
    assert "z" not in questions


def test_what_is_stated_is_not_asked(zone: Dossier) -> None:
    """A partner with an area, and one day of what it takes part in, has nothing to answer."""
    placed = [evolve(p, area=["heers"]) if p.id == "b" else p for p in zone.partners]
    assert [Unstated.DAYS] == asked(evolve(zone, partners=placed))["b"]
    (fair,) = zone.gatherings
    since = [evolve(each, period=Period(date(2024, 1, 1))) for each in fair.involvements]
    dated = evolve(zone, partners=placed, gatherings=[evolve(fair, involvements=since)])
    assert "b" not in asked(dated)


def test_venues_are_asked_of_the_zone(zone: Dossier) -> None:
    """Who takes part where nobody is listed, and who else where the list is open."""
    form = survey_form(affiliation_graph(zone))
    rows = {row.about: (row.asked, row.what) for row in form if row.node.count(":")}
    assert {
        "leeg": ("haspengouw", Unstated.PARTNERS),
        "open": ("haspengouw", Unstated.OTHERS),
    } == rows


def test_a_group_is_asked_who_they_are() -> None:
    """Haspengouw names fourteen groups and one of zones, none of them one by one."""
    counts = {row.what: (row.count, row.of) for row in not_stated(_met("haspengouw"))}
    assert (15, 27) == counts[Unstated.MEMBERS]
    assert (11, 27) == counts[Unstated.TAKING_PART]


def _met(zone: str) -> nx.Graph:
    return affiliation_graph(dossier(zone))


def test_a_list_of_attendance_is_not_asked_for_areas() -> None:
    """It is about who was there; only clusters are lacking."""
    bare = attendance_graph([("caw", "fair")])
    assert [Unstated.CLUSTER] == [row.what for row in survey_form(bare)]
    full = attendance_graph([("caw", "fair")], clusters={"caw": "welfare"})
    assert ("Nothing that a report needs.",) == not_stated(full).notes


def test_a_graph_of_ones_own_is_asked_what_it_lacks() -> None:
    """Without the attributes of the builders, clusters and an open list are asked for."""
    graph = nx.Graph([("caw", "fair")])
    graph.nodes["caw"]["mode"] = "partner"
    graph.nodes["fair"].update(mode="venue", open=True)
    rows = [(row.node, row.what) for row in survey_form(graph)]
    assert [("caw", Unstated.CLUSTER), ("fair", Unstated.OTHERS)] == rows


def test_a_form_needs_venues() -> None:
    """Of partners alone it is not known where they met."""
    with pytest.raises(InvalidValueError, match="a graph of partners and venues"):
        survey_form(projection(attendance_graph([("caw", "fair")])))


def test_the_report_says_first_what_is_not_stated() -> None:
    """Its first table and the warning of its card; the form is its last table."""
    report = network_report(dossier("haspengouw"))
    tables = report.tables()
    assert ["What is not stated", "What would have to be asked"] == [
        tables[0].title,
        tables[-1].title,
    ]
    assert "where it takes part (11 of 27)" in report.to_card().warnings[0]


def test_a_report_says_what_those_who_did_not_answer_leave_open(zone: Dossier) -> None:
    """By default those of whom nothing is recorded, g and h, did not."""
    report = network_report(zone)
    bounds = {row.measure: (row.low, row.high) for row in report.bounds()}
    assert pytest.approx((5 / 28, 18 / 28)) == bounds["density"]
    assert report.bounds().title in [table.title for table in report.tables()]
    assert report.headline().notes[0].startswith("Not everybody answered")


def test_where_everybody_answered_there_is_nothing_open(zone: Dossier) -> None:
    """The report has no table of bounds, and low and high are what is recorded."""
    report = network_report(zone, answered=[*"abcdefghz"])
    assert report.bounds().title not in [table.title for table in report.tables()]
    assert all(row.low == row.value == row.high for row in report.bounds())


def test_who_answered_must_be_a_partner(zone: Dossier) -> None:
    """A slip of the pen is met with the near names, by the report at once."""
    with pytest.raises(UnknownIdError, match="partner"):
        network_report(zone, answered=["nobody"])
    with pytest.raises(UnknownIdError, match="partner"):
        tie_bounds(nx.Graph([("a", "b")]), answered=["c"])


def possible(graph: nx.Graph, silent: set[str], settled: Settled) -> list[nx.Graph]:
    """Return every graph that the answers leave open."""
    least = 1 if settled is Settled.BOTH else 2
    pairs = [
        pair
        for pair in combinations(graph, 2)
        if len(silent.intersection(pair)) >= least and not graph.has_edge(*pair)
    ]
    subsets = chain.from_iterable(combinations(pairs, n) for n in range(len(pairs) + 1))
    return [nx.Graph([*graph.edges, *more]) for more in subsets]


@pytest.mark.parametrize("settled", Settled, ids=["both", "either"])
def test_bounds_are_those_of_every_graph_that_is_possible(settled: Settled) -> None:
    """By brute force: reached on both sides, but for the lower one of centralisation."""
    random = Random(5)
    for _ in range(4):
        graph = nx.Graph()
        graph.add_nodes_from("abcde")
        graph.add_edges_from(random.sample([*combinations("abcde", 2)], 4))
        silent = {*random.sample("abcde", 2)}
        worlds = possible(graph, silent, settled)
        for world in worlds:
            world.add_nodes_from(graph)
        bounds = {
            row.measure: row
            for row in response_bounds(graph, SIDES, answered={*graph} - silent, settled=settled)
        }
        for measure in MEASURES:
            values = [measure(world).value for world in worlds]
            found = bounds[measure(graph).name]
            assert pytest.approx(max(values)) == found.high
            if measure is degree_centralisation:
                assert found.low <= min(values) + 1e-12
            else:
                assert pytest.approx(min(values)) == found.low
        values = [ei_index(world, SIDES).value for world in worlds]
        found = bounds["E-I index"]
        assert pytest.approx((min(values), max(values))) == (found.low, found.high)
        degrees = {row.partner: (row.ties, row.most) for row in _ties(graph, silent, settled)}
        for node in graph:
            seen = [world.degree(node) for world in worlds]
            assert (min(seen), max(seen)) == degrees[node]


def _ties(graph: nx.Graph, silent: set[str], settled: Settled):
    return tie_bounds(graph, answered={*graph} - silent, settled=settled)


def test_distances_of_many_partners_are_estimated_on_request_and_it_says_so() -> None:
    """Only that row differs, and the bound that no fewer ties can pass is that of all of them."""
    graph = nx.path_graph(9)
    nx.set_node_attributes(graph, "care", "clusters")
    every = response_bounds(graph, answered=range(8))
    some = response_bounds(graph, answered=range(8), pivots=3)
    (was, found), *others = (pair for pair in zip(every, some, strict=True) if pair[0] != pair[1])
    assert ([], "distance-weighted fragmentation") == (others, found.measure)
    estimate = distance_weighted_fragmentation(graph, pivots=3).value
    assert (estimate, was.low, estimate) == (found.value, found.low, found.high)
    assert "Distances are estimated from 3 of 9 nodes, seed 0." == some.notes[-1]


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [("abc", (-1, 1)), ("ab", (-1, -1)), ("ac", (1, 1)), ("a", (None, None))],
    ids=["both", "inside", "outside", "nobody"],
)
def test_without_ties_the_index_may_be_what_pairs_allow(nodes: str, expected) -> None:
    """Where nobody is tied as far as is recorded, unknown pairs decide."""
    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    found = {row.measure: row for row in response_bounds(graph, SIDES, answered=[])}["E-I index"]
    assert (None, *expected) == (found.value, found.low, found.high)


def test_a_tie_of_who_did_not_answer_may_be_of_more_kinds() -> None:
    """Of two ties of one kind one may be of two, and the third pair as well."""
    graph = nx.Graph([("a", "b"), ("b", "c")])
    nx.set_edge_attributes(graph, ("action",), "layers")
    found = {row.measure: row for row in response_bounds(graph, SIDES, answered=["b", "c"])}
    assert (0, 0, 2 / 3) == (
        found["multiplexity"].value,
        found["multiplexity"].low,
        found["multiplexity"].high,
    )
    nobody = nx.Graph()
    nobody.add_node("a")
    (alone,) = (r for r in response_bounds(nobody, SIDES) if r.measure == "multiplexity")
    assert (None, None) == (alone.low, alone.high)


def test_one_name_is_no_list_of_who_answered() -> None:
    """A single text would fall into letters, of which none is a partner."""
    graph = nx.Graph([("vivel", "caw")])
    with pytest.raises(InvalidValueError, match=r"'vivel'. Expected a list of partners"):
        response_bounds(graph, {"vivel": "a"}, answered="vivel")
    with pytest.raises(InvalidValueError, match="Expected a list of partners"):
        network_report(attendance_graph([("vivel", "x")]), answered="vivel")
    assert response_bounds(graph, {"vivel": "a"}, answered=(each for each in ["vivel"]))


def test_bounds_say_why_a_measure_has_no_value() -> None:
    """A row without a value has no room for the reason: a note has it."""
    graph = nx.Graph([("a", "b")])
    notes = response_bounds(graph, {"a": "care"}, answered=["a"]).notes
    assert "degree centralisation: undefined, fewer than 3 nodes" in notes
    assert "E-I index: undefined, no tie between nodes whose groups are known" in notes
    path = nx.path_graph(list("abcd"))
    assert not any(": undefined" in note for note in response_bounds(path, SIDES).notes)
