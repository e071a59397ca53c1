"""Which groups the ties make, and whether they are the clusters."""

from __future__ import annotations

import networkx as nx
import pytest

from elzmodel.networks import communities, ei_index, group_agreement, group_table

KARATE = nx.karate_club_graph()
CLUBS = dict(KARATE.nodes(data="club"))


def test_the_karate_club_falls_into_three_by_greedy_modularity() -> None:
    """0.381 in Newman's paper on the fast algorithm."""
    found = communities(KARATE, weight=None)
    assert [17, 9, 8] == [len(part) for part in found.parts]
    assert pytest.approx(0.381, abs=0.0005) == found.modularity.value


def test_communities_do_not_depend_on_how_the_graph_was_built() -> None:
    """Nodes and ties the other way round give the same groups."""
    other = nx.Graph()
    other.add_nodes_from(reversed([*KARATE]))
    other.add_edges_from((b, a, data) for a, b, data in reversed([*KARATE.edges(data=True)]))
    assert communities(KARATE).parts == communities(other).parts


def test_who_has_no_ties_is_in_no_community() -> None:
    """A tie that weighs nothing is none; where there is none, nothing is to be divided."""
    graph = nx.Graph([("a", "b"), ("b", "c", {"weight": 0})])
    assert {"a": "1", "b": "1"} == communities(graph).groups
    nothing = communities(nx.empty_graph(2))
    assert ((), None, "no ties") == (
        nothing.parts,
        nothing.modularity.value,
        nothing.modularity.reason,
    )


def test_communities_are_groups_for_other_measures() -> None:
    """More ties stay inside them than inside the clubs."""
    found = communities(KARATE)
    assert ei_index(KARATE, found.groups).value < 0
    rows = found.to_table().rows
    assert [("1", len(found.parts[0]))] == [row[:2] for row in rows[:1]]


def test_a_division_agrees_with_itself_by_whatever_names() -> None:
    """And with one made of one group not more than chance."""
    renamed = {node: club[::-1] for node, club in CLUBS.items()}
    assert [1, 1] == [
        pytest.approx(each.value) for each in group_agreement(KARATE, CLUBS, other=renamed)
    ]
    whole = dict.fromkeys(KARATE, "all")
    assert [0, 0] == [
        pytest.approx(each.value) for each in group_agreement(KARATE, CLUBS, other=whole)
    ]


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ("one", "one", ["all are in one group, or", "all are in one group in both"]),
        ("own", "own", ["or each is alone", ""]),
        ("left", "right", ["no node has a group in both"] * 2),
    ],
    ids=["one group", "each alone", "no overlap"],
)
def test_agreement_is_undefined_where_chance_is_all(one, other, reasons) -> None:
    """It says why."""
    graph = nx.Graph([("a", "b")])
    nx.set_node_attributes(graph, "x", "one")
    nx.set_node_attributes(graph, {"a": "a", "b": "b"}, "own")
    graph.nodes["a"]["left"] = graph.nodes["b"]["right"] = "x"
    found = group_agreement(graph, one, other=other)
    assert all(part in each.reason for part, each in zip(reasons, found, strict=True))


def test_the_table_counts_each_group_in_each_community() -> None:
    """The officer's club is one community, the teacher's is three."""
    table = group_table(KARATE, "club")
    assert [("Mr. Hi", 1, 11, 5), ("Officer", 17, 0, 0)] == [*table.rows]
    assert 34 == sum(sum(row[1:]) for row in group_table(KARATE, "club", other="club").rows)


def test_agreement_says_how_communities_were_found() -> None:
    """By the weights of ties, where these have some: another weight gives other groups."""
    ties = nx.Graph([("a", "b", {"weight": 2.0}), ("c", "d", {"weight": 1.0})])
    sides = {"a": "x", "b": "x", "c": "y", "d": "y"}
    how = "communities: by greedy modularity; nodes without ties left out; weights used: weight"
    assert all(how in each.convention for each in group_agreement(ties, sides))
    assert (how,) == group_table(ties, sides).notes
    assert () == group_table(ties, sides, other=sides).notes
    assert not any("communities" in each.how for each in group_agreement(ties, sides, other=sides))
