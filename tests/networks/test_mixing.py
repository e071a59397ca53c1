"""Whether clusters reach outside, beside what their sizes alone would give."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pandas as pd
import pytest

from elzmodel.networks import (
    assortativity,
    cluster_graph,
    ei_index,
    mixing_table,
    same_group_graph,
)
from elzmodel.networks.mixing import blau_balance, ei_by_group, ei_by_node
from elzmodel.values.text import in_words

SIDES = {"a": "care", "b": "care", "c": "care", "d": "welfare", "e": "welfare"}
GRAPH = nx.Graph([("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "x")])


def test_the_index_counts_known_groups_only() -> None:
    """Three ties inside, one outside, one with a node of no group."""
    assert pytest.approx((1 - 3) / 4) == ei_index(GRAPH, SIDES).value


def test_the_expected_value_is_that_of_all_pairs_tied() -> None:
    """By chance means the index of the complete graph on the same groups."""
    complete = nx.Graph(combinations(SIDES, 2))
    assert ei_index(complete, SIDES).value == ei_index(GRAPH, SIDES).expected


def test_the_expected_value_holds_for_nodes_of_several_groups() -> None:
    """Shared groups are counted by kinds of nodes as they would be by pairs."""
    sides = {"a": ["x"], "b": ["x", "y"], "c": ["y"], "d": ["x", "y"], "e": ["z"], "f": ["x"]}
    complete = nx.Graph(combinations(sides, 2))
    graph = nx.Graph()
    graph.add_nodes_from(sides)
    assert pytest.approx(ei_index(complete, sides).value) == ei_index(graph, sides).expected


def test_the_karate_club_keeps_to_its_factions() -> None:
    """Of the 78 ties 11 go between the two clubs of networkx's data."""
    assert pytest.approx((11 - 67) / 78) == ei_index(nx.karate_club_graph(), "club").value


def test_the_index_agrees_with_networkxs_mixing() -> None:
    """Counting from networkx's mixing table gives the same index."""
    graph = nx.karate_club_graph()
    mixing = nx.attribute_mixing_dict(graph, "club")
    ends = sum(sum(row.values()) for row in mixing.values())
    inside = sum(mixing[club][club] for club in mixing)
    assert pytest.approx((ends - 2 * inside) / ends) == ei_index(graph, "club").value


def test_without_ties_the_index_is_undefined() -> None:
    """No tie between known groups, no index; the reason says so."""
    found = ei_index(nx.Graph([("a", "x")]), SIDES)
    assert found.value is None
    assert "no tie" in found.reason
    assert ei_index(nx.Graph(), SIDES).expected is None


def test_one_node_has_the_index_of_its_own_ties() -> None:
    """A broker between groups is at 0, who has no known tie is undefined."""
    found = ei_by_node(GRAPH, SIDES)
    assert (-1.0, 0.0, 0.0, None) == (found["a"], found["c"], found["d"], found["x"])
    assert "no group of its own" in found.reason


def test_each_group_has_its_index_and_its_chance() -> None:
    """Rows count ties inside and outside, and what chance would give."""
    rows = ei_by_group(GRAPH, SIDES).to_table().rows
    assert (
        ("care", 3, 2, 1, pytest.approx(-1 / 3), pytest.approx((6 - 3) / 9)),
        ("welfare", 2, 1, 1, 0.0, pytest.approx((6 - 1) / 7)),
    ) == rows


def test_groups_may_stand_in_any_attribute() -> None:
    """An attribute with one group or several is read as it is."""
    graph = nx.Graph([("a", "b")])
    graph.add_node("a", clusters=("care", "welfare"))
    graph.add_node("b", clusters="care")
    assert -1.0 == ei_index(graph).value


def test_the_cluster_graph_divides_ties_of_several_groups() -> None:
    """The weights of the mixing graph add up to those of the ties."""
    graph = nx.Graph([("a", "b", {"weight": 2.0}), ("a", "x", {"weight": 1.0}), ("a", "a")])
    found = cluster_graph(graph, {"a": ["care", "welfare"], "b": "care"})
    assert {"care": 2, "welfare": 1, "unknown": 1} == dict(found.nodes(data="nodes"))
    weights = {(a, b): w for a, b, w in found.edges(data="weight")}
    assert 1.0 == found["care"]["care"]["weight"]
    assert 1.0 == found["care"]["welfare"]["weight"]
    assert 0.5 == found["care"]["unknown"]["weight"]
    assert pytest.approx(3) == sum(weights.values())
    assert pytest.approx(1) == sum(s for *_, s in found.edges(data="share"))


def test_the_mixing_table_is_symmetric() -> None:
    """Ties between two groups stand in both rows; each tie counts one unless weights are asked."""
    table = mixing_table(GRAPH, SIDES)
    assert (
        ("care", 2.0, 0.0, 1.0),
        ("unknown", 0.0, 0.0, 1.0),
        ("welfare", 1.0, 1.0, 1.0),
    ) == table.rows


def test_balance_has_its_closed_form() -> None:
    """K equal groups have 1 - 1/k, one group 0, none is undefined."""
    assert pytest.approx([0, 0.5, 0.75]) == [
        blau_balance("a" * 4).value,
        blau_balance("aabb").value,
        blau_balance({"a": 1, "b": 1, "c": 1, "d": 1}).value,
    ]
    assert "no members" == blau_balance([]).reason


def test_assortativity_is_that_of_the_table_of_ends() -> None:
    """The clubs of the karate network by hand: each tie has two ends."""
    karate = nx.karate_club_graph()
    clubs = dict(karate.nodes(data="club"))
    ends = [(clubs[a], clubs[b]) for pair in karate.edges for a, b in (pair, pair[::-1])]
    share = {club: sum(a == club for a, _ in ends) / len(ends) for club in set(clubs.values())}
    alike = sum(a == b for a, b in ends) / len(ends)
    chance = sum(each**2 for each in share.values())
    assert pytest.approx((alike - chance) / (1 - chance)) == assortativity(karate, "club").value


@pytest.mark.parametrize(
    ("sides", "reason"),
    [({"a": "care", "b": "care", "c": "care"}, "one group"), ({"a": "care"}, "no tie between")],
    ids=["one group", "unknown"],
)
def test_assortativity_is_undefined_where_nothing_can_differ(sides, reason) -> None:
    """1 would say that partners choose their own."""
    found = assortativity(nx.Graph([("a", "b"), ("b", "c")]), sides)
    assert found.value is None
    assert reason in found.reason


def test_pairs_of_a_group_are_tied_whoever_they_work_with() -> None:
    """Who has several groups with all of each, who has none with nobody."""
    graph = nx.Graph([("a", "d")])
    graph.add_nodes_from("bce")
    found = same_group_graph(graph, {"a": ["x"], "b": ["x", "y"], "c": ["y"], "d": ["z"]})
    assert {("a", "b"), ("b", "c")} == {tuple(sorted(tie)) for tie in found.edges}
    assert set(graph) == set(found)


def test_ties_that_the_index_leaves_out_are_counted() -> None:
    """A slip in a mapping of groups takes a node's ties out of the figure, and is seen there."""
    graph = nx.Graph([("a", "b"), ("b", "c"), ("c", "d")])
    assert "left out; 2 ties left out" in ei_index(graph, {"a": "x", "b": "x", "C": "y"}).convention
    one = ei_index(graph, {"a": "x", "b": "x", "c": "y"}).convention
    assert one.endswith("; 1 tie left out")
    assert in_words(one, "nl").endswith("; 1 band weggelaten")
    whole = ei_index(graph, dict.fromkeys("abcd", "x")).convention
    assert whole.endswith("ties with a node of no group are left out")


@pytest.mark.parametrize("missing", [float("nan"), pd.NA, None, "", [None], ["", float("nan")]])
def test_a_group_that_a_frame_does_not_have_is_none(missing: object) -> None:
    """What is missing is no group called nan, in which all such partners would be alike."""
    sides = {"a": "care", "b": missing, "c": missing}
    found = ei_index(nx.Graph([("a", "b"), ("b", "c"), ("a", "c")]), sides)
    assert (None, "no tie between nodes whose groups are known") == (found.value, found.reason)
