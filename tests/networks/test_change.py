"""Multiplexity, change between two days, and layers that go together."""

from __future__ import annotations

from itertools import permutations
from math import sqrt
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from elzmodel.errors import InvalidValueError
from elzmodel.networks import (
    affiliation_graph,
    attendance_graph,
    layer_graphs,
    multiplexity,
    network_report,
    projection,
    qap_correlation,
    response_bounds,
    tie_change,
    tie_changes,
)

if TYPE_CHECKING:
    from elzmodel.dossiers import Dossier


def test_multiplexity_is_the_same_from_layers_and_from_ties(zone: Dossier) -> None:
    """The tie of a and b is a seat and a membership, b and c sit and met at the fair."""
    met = affiliation_graph(zone)
    assert 2 / 6 == multiplexity(layer_graphs(met)).value == multiplexity(projection(met)).value


def test_multiplexity_of_no_ties_is_undefined() -> None:
    """Without ties there is no share of ties."""
    assert "no ties" == multiplexity({}).reason
    assert multiplexity(nx.empty_graph(3)).value is None
    with pytest.raises(InvalidValueError, match="one whose ties name their layers"):
        multiplexity(nx.path_graph(3))


def test_change_counts_what_was_kept_made_and_lost() -> None:
    """Stability is kept over all, Hamming is made and lost together."""
    before = nx.Graph([("a", "b"), ("b", "c"), ("a", "a")])
    after = nx.Graph([("b", "a"), ("c", "d")])
    change = tie_change(before, after)
    assert ((("a", "b"),), (("c", "d"),), (("b", "c"),)) == (change.kept, change.made, change.lost)
    assert (1 / 3, 2) == (change.stability.value, change.hamming)
    assert (("d",), ()) == (change.came, change.went)
    assert ("ties kept", 1) == change.to_table().rows[0]


def test_change_without_ties_is_undefined() -> None:
    """Two empty graphs have no stability, and the reason says so."""
    assert "no ties at either time" == tie_change(nx.Graph(), nx.Graph()).stability.reason


def pearson(one: nx.Graph, other: nx.Graph, names: list[int]) -> float:
    """Correlation over pairs, the second graph's nodes relabelled."""
    pairs = [(a, b) for a in range(len(names)) for b in range(a)]
    xs = [int(one.has_edge(a, b)) for a, b in pairs]
    ys = [int(other.has_edge(names[a], names[b])) for a, b in pairs]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    top = sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True))
    return top / sqrt(sum((x - mx) ** 2 for x in xs) * sum((y - my) ** 2 for y in ys))


def test_qap_is_pearson_and_its_rarity_that_of_all_relabellings() -> None:
    """R equals Pearson's over pairs; its rarity nears the share of all relabellings."""
    one, other = nx.path_graph(6), nx.lollipop_graph(4, 2)
    r, rarity = qap_correlation(one, other, rounds=4000)
    found = pearson(one, other, list(range(6)))
    assert pytest.approx(found) == r.value
    all_of_them = [pearson(one, other, list(p)) for p in permutations(range(6))]
    share = sum(abs(each) >= abs(found) - 1e-9 for each in all_of_them) / len(all_of_them)
    assert pytest.approx(share, abs=0.03) == rarity


def test_the_graph_itself_counts_as_one_relabelling() -> None:
    """Without any other relabelling the rarity is 1, never 0."""
    assert 1.0 == qap_correlation(nx.path_graph(5), nx.path_graph(5), rounds=0)[1]


def test_qap_is_seeded_and_knows_weights() -> None:
    """The same seed gives the same answer; a graph and its double go together fully."""
    one = nx.Graph([(0, 1, {"weight": 2.0}), (1, 2, {"weight": 1.0}), (3, 3)])
    other = nx.Graph([(0, 1, {"weight": 4.0}), (1, 2, {"weight": 2.0}), (3, 3)])
    first, second = (qap_correlation(one, other, weight="weight", seed=5) for _ in range(2))
    assert first == second
    assert pytest.approx(1) == first[0].value
    assert qap_correlation(one, other, seed=5)[1] > 0


def test_qap_of_alike_pairs_is_undefined() -> None:
    """Where all pairs of a graph are alike there is nothing to correlate."""
    for graph in (nx.empty_graph(4), nx.complete_graph(4), nx.empty_graph(1)):
        r, rarity = qap_correlation(graph, graph)
        assert (None, None) == (r.value, rarity)
        assert "alike" in r.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [(nx.path_graph(3), nx.path_graph(4)), (nx.DiGraph([(0, 1)]), nx.DiGraph([(0, 1)]))],
)
def test_qap_needs_undirected_graphs_of_the_same_nodes(one: nx.Graph, other: nx.Graph) -> None:
    """Anything else is refused."""
    with pytest.raises(InvalidValueError):
        qap_correlation(one, other)


def test_changes_over_several_days_are_those_of_each_two_that_follow() -> None:
    """By day, in the order given; which ties they are `tie_change` says."""
    days = {"2023": nx.path_graph(3), "2024": nx.cycle_graph(4), "2025": nx.path_graph(2)}
    first, second = tie_changes(days)
    assert ("2023", "2024", "2025") == (first.before, first.after, second.after)
    assert (4, 2, 2, 0, 1, 0) == (
        first.ties,
        first.kept,
        first.made,
        first.lost,
        first.came,
        first.went,
    )
    change = tie_change(days["2024"], days["2025"])
    assert (len(change.lost), change.stability.value, 2) == (
        second.lost,
        second.stability,
        second.went,
    )


def test_days_without_ties_have_no_stability() -> None:
    """And one day alone has no change."""
    empty = nx.empty_graph(2)
    assert tie_changes({1: empty, 2: empty})[0].stability is None
    with pytest.raises(InvalidValueError, match="two graphs or more"):
        tie_changes({1: empty})


def test_where_one_kind_of_tie_is_looked_at_nobody_is_tied_in_two() -> None:
    """A list of attendance has gatherings alone: a share of 0 would be no finding."""
    pairs = [("caw", "fair"), ("logo", "fair"), ("caw", "duo"), ("logo", "duo")]
    met = attendance_graph(pairs)
    found = multiplexity(projection(met))
    assert (None, "one kind of tie is looked at") == (found.value, found.reason)
    assert multiplexity({"gathering": nx.path_graph(3)}).value is None
    (bound,) = (
        row
        for row in response_bounds(projection(met), answered=["caw"])
        if row.measure == "multiplexity"
    )
    assert (None, None, None) == (bound.value, bound.low, bound.high)
    (line,) = (row for row in network_report(met).headline() if row.what == "multiplexity")
    assert line.value is None
    assert "one kind of tie is looked at" in line.meaning


def test_ties_without_kinds_are_not_of_one() -> None:
    """Where no tie says of which kind it is, nothing is known of several."""
    bare = nx.Graph()
    bare.add_nodes_from(["a", "b"], mode="partner")
    bare.add_node("x", mode="venue")
    bare.add_edges_from([("a", "x"), ("b", "x")])
    assert "of no tie the kind is stated" == multiplexity(projection(bare)).reason


def test_parallel_ties_of_two_layers_are_one_pair_of_two() -> None:
    """However a pair is written, as two ties or both ways, it is one pair."""
    for graph in (nx.MultiGraph(), nx.DiGraph()):
        graph.add_edge("a", "b", layers=("seat",))
        graph.add_edge("b", "a", layers=("action",))
        graph.add_edge("b", "c", layers=("action",))
        graph.add_edge("c", "c", layers=("action", "seat"))
        assert 0.5 == multiplexity(graph).value
    parallel = nx.MultiGraph([("a", "b", {"layers": ("x",)}), ("a", "b", {"layers": ("y",)})])
    found = {
        row.measure: row for row in response_bounds(parallel, {"a": "care"}, answered=["a", "b"])
    }
    assert 1 == found["multiplexity"].value


def test_a_table_of_changes_says_of_what_the_stability_is_a_share() -> None:
    """Or why there is none."""
    changed = tie_change(nx.Graph([("a", "b")]), nx.Graph([("b", "c")]))
    assert ("Stability: ties kept / (kept + made + lost).",) == changed.to_table().notes
    assert ("no ties at either time",) == tie_change(nx.Graph(), nx.Graph()).to_table().notes
