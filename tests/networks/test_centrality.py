"""Where each partner stands."""

from __future__ import annotations

import networkx as nx
import pytest
from attrs import evolve

from elzmodel.networks import (
    Measurement,
    Scores,
    betweenness,
    brokerage,
    closeness,
    communities,
    degree,
    density,
    strength,
    tie_change,
)
from elzmodel.networks.centrality import core_number
from elzmodel.networks.measurement import label_of
from elzmodel.values import Answer
from elzmodel.values.text import in_words


def test_density_needs_two_nodes() -> None:
    """The density of fewer than two nodes is undefined."""
    assert [None, None, 1.0] == [density(nx.complete_graph(count)).value for count in (0, 1, 2)]


def test_strength_adds_weights_and_leaves_out_loops() -> None:
    """A tie without a weight counts one; a loop does not count."""
    graph = nx.Graph([("a", "b", {"weight": 0.5}), ("a", "c"), ("a", "a", {"weight": 9})])
    assert {"a": 1.5, "b": 0.5, "c": 1.0} == strength(graph).values
    assert {"a": 2.0, "b": 1.0, "c": 1.0} == degree(graph).values


def test_the_kite_has_its_published_values() -> None:
    """Diane has most ties, Heather bridges most: 0.389 (Krackhardt 1990)."""
    kite = nx.krackhardt_kite_graph()
    assert ((3, 6.0),) == degree(kite).top(1)
    ((node, value),) = betweenness(kite).top(1)
    assert (7, pytest.approx(14 / 36)) == (node, value)


def test_the_medici_bridge_most() -> None:
    """The Medici lie on 0.522 of the shortest paths (Jackson 2008)."""
    ((node, value),) = betweenness(nx.florentine_families_graph()).top(1)
    assert ("Medici", pytest.approx(0.522, abs=5e-4)) == (node, value)


def test_pivots_are_seeded_and_said() -> None:
    """An estimate is the same each time, says so, and is exact with all nodes as pivots."""
    graph = nx.karate_club_graph()
    one, other = (betweenness(graph, pivots=10, seed=4) for _ in range(2))
    assert one.values == other.values
    assert "estimated from 10 of 34 nodes, seed 4" in one.convention
    assert betweenness(graph).values == betweenness(graph, pivots=34).values
    assert one.values != betweenness(graph).values


def test_cores_do_not_see_loops() -> None:
    """A self-loop adds nothing to the core number, and stays in the graph that was given."""
    graph = nx.complete_graph(4)
    graph.add_edge(0, 0)
    assert dict.fromkeys(range(4), 3.0) == core_number(graph).values
    assert graph.has_edge(0, 0)


def test_a_measurement_shows_its_bounds() -> None:
    """A value that may be another one is not shown alone; bounds are rounded to their sides."""
    found = Measurement(name="kappa", value=0.1234, formula="f", low=0.0006, high=0.9691)
    assert "kappa: 0.123 (between 0.000 and 0.970)" == str(found)
    assert "kappa: 0.123" == str(evolve(found, low=None, high=None))


def test_scores_become_a_table_with_names() -> None:
    """Highest first, undefined last with the reason, names from the graph."""
    graph = nx.Graph()
    graph.add_node("caw", name="CAW")
    graph.add_nodes_from(["x", "y"])
    scores = Scores(name="m", values={"x": 1.0, "caw": 2.0, "y": None}, formula="f", reason="why")
    table = scores.ranked(graph).to_table()
    assert (("CAW", 2.0, ""), ("x", 1.0, ""), ("y", None, "why")) == table.rows
    assert ("f",) == table.notes
    assert "x" == label_of(graph, "x")
    assert ("caw" in scores, "logo" in scores, [*scores], len(scores)) == (
        True,
        False,
        ["x", "caw", "y"],
        3,
    )


def test_measurements_show_the_value_or_the_reason() -> None:
    """A measurement as text and as a row of a table says how it was reached."""
    known = Measurement(name="m", value=0.5, formula="f", convention="c", expected=0.25)
    unknown = Measurement(name="u", value=None, formula="f", reason="nothing there")
    assert ["m: 0.500 (by chance 0.250)", "u: undefined, nothing there"] == [
        str(known),
        str(unknown),
    ]
    rows = Answer(title="t", rows=(known, unknown)).to_table().rows
    assert (("m", 0.5, 0.25, "f; c"), ("u", None, None, "nothing there; f")) == rows
    assert [True, False] == [known.is_defined, unknown.is_defined]


def test_how_a_measure_is_reached_is_said_in_dutch() -> None:
    """Its name, its formula and its convention, and what was done to the graph."""
    found = density(nx.Graph([("a", "b"), ("b", "c")]))
    loops = degree(nx.Graph([("a", "b"), ("a", "a")])).ranked()
    assert "dichtheid" == in_words(found.name, "nl")
    assert "zonder gewichten; lussen weggelaten" in loops.to_table().to_text(lang="nl")
    estimated = closeness(nx.path_graph(5), pivots=2)
    assert "in stappen, zonder gewichten" in in_words(estimated.convention, "nl")
    assert "geschat vanuit 2 van 5 knopen" in in_words(estimated.convention, "nl")


def test_scores_show_themselves() -> None:
    """A repr is one line, whatever many there are; text and a notebook have the highest."""
    many = Scores(name="m", values={f"p{n}": float(n) for n in range(2000)}, formula="f")
    assert "<Scores 'm' of 2,000 nodes: p1999 1,999, p1998 1,998, p1997 1,997>" == repr(many)
    assert str(many).splitlines()[2].split() == ["p1999", "1,999"]
    assert "Shown are 20 of 2,000 rows" in str(many)
    assert "p1999" in many._repr_html_()
    assert "<Scores 'm' of 1 node>" == repr(Scores(name="m", values={"x": None}, formula="f"))
    drawn = betweenness(nx.cycle_graph(9), pivots=3)
    assert repr(drawn).startswith("<Estimates 'betweenness' of 9 nodes: ")


def test_a_measure_shows_itself_in_a_notebook() -> None:
    """Its value, how it is reached and whose formula it is; or why there is none."""
    shown = density(nx.path_graph(3))._repr_html_()
    assert all(text in shown for text in ("density", "0.67", "2m / (n(n-1))", "Wasserman"))
    assert "fewer than two nodes" in density(nx.Graph())._repr_html_()


@pytest.mark.parametrize(
    ("shown", "line", "text"),
    [
        (tie_change(nx.path_graph(3), nx.path_graph(2)), "TieChange(", "ties kept"),
        (communities(nx.path_graph(2)), "Communities(", "modularity"),
        (brokerage(nx.path_graph(3), {0: "a", 1: "b", 2: "a"}), "<Brokerage: 1 of 3", "itinerant"),
    ],
    ids=["change", "communities", "brokerage"],
)
def test_what_has_a_table_shows_it(shown, line, text) -> None:
    """As text and in a notebook, without being asked for the table."""
    assert repr(shown).startswith(line)
    assert text in str(shown)
    assert "<table" in shown._repr_html_()
