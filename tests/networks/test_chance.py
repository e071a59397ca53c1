"""Groups dealt at random, and ties beyond chance."""

from __future__ import annotations

from itertools import combinations, permutations

import networkx as nx
import numpy as np
import pytest

from elzmodel.errors import InvalidValueError
from elzmodel.networks import (
    assortativity,
    attendance_graph,
    backbone,
    betweenness,
    brokerage,
    ei_index,
    group_test,
    projection,
    qap_correlation,
    qap_regression,
)
from elzmodel.networks.mixing import ei_by_node

KARATE = nx.karate_club_graph()
SIDES = dict(zip("abcdef", ("x", "x", "x", "y", "y", ""), strict=True))
TIES = nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "e"), ("e", "f")])


@pytest.mark.parametrize("measure", [ei_index, assortativity])
def test_p_is_near_what_all_deals_give(measure) -> None:
    """Of the 120 ways to deal five groups, each is looked at; the sixth has none."""
    given = measure(TIES, SIDES).value
    deals = [
        measure(TIES, dict(zip("abcde", names, strict=True))).value
        for names in permutations("xxxyy")
    ]
    high = sum(each >= given - 1e-9 for each in deals) / len(deals)
    low = sum(each <= given + 1e-9 for each in deals) / len(deals)
    (row,) = group_test(TIES, SIDES, measure=measure, rounds=1000, seed=1)
    assert pytest.approx(min(1, 2 * min(high, low)), abs=0.06) == row.p
    assert pytest.approx(sum(deals) / len(deals), abs=0.05) == row.expected
    assert given == row.value


def test_the_clubs_are_no_accident() -> None:
    """The given deal is counted, and counts at both ends: no p is 0, none above 1."""
    (row,) = group_test(KARATE, "club", measure=assortativity, rounds=99)
    assert 0.02 == row.p
    (row,) = group_test(KARATE, "club", rounds=0)
    assert (1, row.value) == (row.p, row.expected)


def test_each_role_and_each_node_has_its_own_row() -> None:
    """With the seed the deals are the same."""
    roles = group_test(KARATE, "club", measure=brokerage, rounds=19)
    assert {role.value: n for role, n in brokerage(KARATE, "club").total.items()} == {
        row.what: row.value for row in roles
    }
    by_node = group_test(TIES, SIDES, measure=ei_by_node, rounds=19)
    assert [*"abcdef"] == [row.what for row in by_node]
    assert (None, None, None) == (by_node[5].value, by_node[5].expected, by_node[5].p)
    assert roles.rows == group_test(KARATE, "club", measure=brokerage, rounds=19).rows
    assert roles.rows != group_test(KARATE, "club", measure=brokerage, rounds=19, seed=1).rows


def test_a_deal_without_a_value_counts_against() -> None:
    """Where most deals say nothing, the given one is not rare."""
    graph = nx.Graph([("a", "b")])
    graph.add_nodes_from("cdef")
    sides = dict(zip("abcdef", "xyxxxx", strict=True))
    (row,) = group_test(graph, sides, measure=assortativity, rounds=199)
    assert (-1, -1, 1) == (row.value, row.expected, row.p)


def test_rounds_are_not_negative() -> None:
    """Fewer than none cannot be dealt."""
    with pytest.raises(InvalidValueError, match="rounds"):
        group_test(KARATE, "club", rounds=-1)


def test_p_of_a_tie_is_what_all_choices_give() -> None:
    """All ways in which the other could choose its venues are counted."""
    graph = attendance_graph(
        [("a", v) for v in "stuv"] + [("b", v) for v in "tuvw"] + [("c", v) for v in "wxyz"]
    )
    found = backbone(graph, level=0.999, correction="none")
    ways = [*combinations("stuvwxyz", 4)]
    for one, other in (("a", "b"), ("b", "c")):
        own, count = set(graph[one]), len(set(graph[one]) & set(graph[other]))
        as_many = sum(
            len(own & {f"attendance:gathering:{v}" for v in way}) >= count for way in ways
        )
        assert pytest.approx(as_many / len(ways)) == found[one][other]["p"]


def test_a_backbone_keeps_all_partners_and_what_a_tie_has() -> None:
    """Ties that are left have what those of the projection have."""
    met = attendance_graph([(who, day) for who in "ab" for day in range(6)])
    met = attendance_graph(
        [(who, f"{who}{n}") for who in "cd" for n in range(6)]
        + [(who, f"ab{n}") for who in "ab" for n in range(6)]
        + [(who, "fair") for who in "acd"]
    )
    ties, found = projection(met), backbone(met)
    assert ({("a", "b")}, set(ties)) == (set(found.edges), set(found))
    assert ties["a"]["b"] == {k: v for k, v in found["a"]["b"].items() if k != "p"}
    assert "false discovery rate 0.05 over 6 pairs" in found.graph["backbone"]


def test_the_rate_of_false_discoveries_is_that_of_benjamini_and_hochberg() -> None:
    """Largest p up to its place times the level over all pairs, and those below it."""
    graph = nx.davis_southern_women_graph()
    women = set(graph.graph["top"])
    met = attendance_graph([(a, b) if a in women else (b, a) for a, b in graph.edges])
    every = sorted(p for *_, p in backbone(met, level=0.999, correction="none").edges(data="p"))
    level = 0.5
    most = max((p for n, p in enumerate(every, 1) if p <= level * n / 153), default=0)
    expected = sum(p <= most for p in every)
    assert 0 < expected < len(every)
    assert expected == backbone(met, level=level).number_of_edges()


@pytest.mark.parametrize("level", [0, 1, -0.1], ids=["none", "all", "negative"])
def test_a_level_is_a_share(level) -> None:
    """Between none and all."""
    with pytest.raises(InvalidValueError, match="level"):
        backbone(attendance_graph([("a", "x")]), level=level)


def test_a_seed_may_be_a_number_of_numpy() -> None:
    """Seeds often come from a range of numpy; the draw is that of the plain number."""
    graph = nx.cycle_graph(9)
    sides = {node: "ab"[node % 2] for node in graph}
    seed = np.int64(3)
    assert betweenness(graph, pivots=3, seed=3) == betweenness(graph, pivots=3, seed=seed)
    assert qap_correlation(graph, graph, rounds=9, seed=3) == qap_correlation(
        graph, graph, rounds=9, seed=seed
    )
    assert group_test(graph, sides, rounds=9, seed=3) == group_test(
        graph, sides, rounds=9, seed=seed
    )
    one = {"one": graph}
    assert qap_regression(graph, one, rounds=9, seed=3) == qap_regression(
        graph, one, rounds=9, seed=seed
    )


def test_what_is_undefined_says_why_beside_deals() -> None:
    """Of a measure without a value there is nothing to hold against chance."""
    untied = nx.empty_graph(["a", "b"])
    found = group_test(untied, {"a": "care", "b": "welfare"}, rounds=2)
    assert found[0].value is None
    assert "E-I index: undefined, no tie between nodes whose groups are known" == found.notes[-1]
    tied = nx.Graph([("a", "b"), ("b", "c")])
    sides = {"a": "care", "b": "welfare", "c": "care"}
    for measure in (ei_index, brokerage):
        assert 1 == len(group_test(tied, sides, measure=measure, rounds=2).notes)
