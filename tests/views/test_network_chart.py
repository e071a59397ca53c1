"""A drawn network says in words what it shows, and is the same each time."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET

import networkx as nx
import pytest

from elzmodel.errors import InvalidValueError
from elzmodel.networks import attendance_graph, projection
from elzmodel.testing.attendance import invented_attendance
from elzmodel.views import network_chart

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def ties() -> nx.Graph:
    """A and b meet twice, c once with them, d is alone; e is unknown and of two clusters."""
    pairs = [("a", "x"), ("b", "x"), ("a", "y"), ("b", "y"), ("c", "y"), ("d", "z")]
    clusters = {"a": "care", "b": "care", "c": "welfare"}
    graph = projection(attendance_graph(pairs, clusters=clusters))
    graph.add_node("e", name="Lange naam van een voorbeeldpartner", status="unknown")
    graph.nodes["e"]["clusters"] = ("care", "welfare")
    return graph


def drawn(picture) -> ET.Element:
    return ET.fromstring(picture.to_svg())


def test_the_description_says_what_is_to_be_seen(ties: nx.Graph) -> None:
    """Partners, ties, clusters and the strongest ties stand in words."""
    assert (
        "5 partners, 3 ties. Clusters: care 2, care + welfare 1, welfare 1, unknown 1. "
        "Strongest: a and b (1.50), a and c (0.50), b and c (0.50)."
    ) == network_chart(ties).description


def test_each_partner_and_tie_is_drawn(ties: nx.Graph) -> None:
    """A circle for each partner, a line for each tie, wider for more weight."""
    root = drawn(network_chart(ties))
    assert 5 == len(list(root.iter(f"{SVG}circle")))
    lines = [path for path in root.iter(f"{SVG}path") if path.get("stroke-opacity")]
    widths = [float(path.get("stroke-width")) for path in lines]
    assert [6.0, 2.5, 2.5] == widths


def test_alone_is_open_and_unknown_is_dashed(ties: nx.Graph) -> None:
    """Who has no ties is an open circle; of whom nothing is known, a dashed one."""
    circles = list(drawn(network_chart(ties)).iter(f"{SVG}circle"))[:5]
    assert [True, True, False, True, False] == [c.get("fill") is not None for c in circles]
    assert [None, None, "2 2", None, None] == [c.get("stroke-dasharray") for c in circles]


def test_long_names_are_shortened(ties: nx.Graph) -> None:
    """A label is at most 24 characters; the whole name is not lost from the graph."""
    texts = [text.text for text in drawn(network_chart(ties)).iter(f"{SVG}text")]
    assert "Lange naam van een voor…" in texts


def test_the_picture_does_not_depend_on_order(ties: nx.Graph) -> None:
    """The same graph built in another order gives the same text."""
    other = nx.Graph()
    other.add_nodes_from(reversed(list(ties.nodes(data=True))))
    other.add_edges_from((b, a, data) for a, b, data in reversed(list(ties.edges(data=True))))
    assert network_chart(ties) == network_chart(other)


def test_a_graph_without_ties_or_status_can_be_drawn() -> None:
    """Any graph with nodes will do; loops are no ties."""
    graph = nx.Graph([("a", "a")])
    graph.add_node("b")
    assert network_chart(graph, title="x < y").description.startswith("2 partners, 0 ties.")


def test_where_names_have_no_room_numbers_lead_to_a_key(ties: nx.Graph) -> None:
    """On a phone the circle has numbers, and below it stand the names."""
    texts = [t.text for t in drawn(network_chart(ties, width=320)).iter(f"{SVG}text")]
    assert {"1", "5", "1 a", "2 b"} <= {*texts}


def test_a_network_speaks_dutch_and_has_a_table(ties: nx.Graph) -> None:
    """The description is in the language of the reader; a row a partner."""
    picture = network_chart(ties, lang="nl")
    assert picture.description.startswith("5 partners, 3 banden.")
    assert 5 == len(picture.table.rows)


@pytest.mark.parametrize("count", [0, 151])
def test_too_few_and_too_many_are_refused(count: int) -> None:
    """Nothing, and more than can be read, is not drawn."""
    with pytest.raises(InvalidValueError):
        network_chart(nx.empty_graph(count))


def test_a_hundred_and_fifty_partners_fit() -> None:
    """The largest picture that is allowed can be drawn."""
    everybody = projection(invented_attendance(150, seed=2).to_graph())
    assert network_chart(everybody).to_svg()


def test_drawing_does_not_load_networkx() -> None:
    """The room of pictures takes a graph without importing what made it."""
    code = "import sys, elzmodel.views; print('networkx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "False" == done.stdout.strip()


def test_clusters_are_said_in_words() -> None:
    """A cluster of the reader's own keeps its name."""
    graph = nx.Graph()
    graph.add_node("a", clusters=["pzon", "ours"])
    assert "persons with care and support needs + ours 1" in network_chart(graph).description
    assert (
        "personen met een zorg- en ondersteuningsnood" in network_chart(graph, lang="nl").to_svg()
    )


def test_on_a_narrow_circle_not_every_number_is_written() -> None:
    """They stand apart, and the key has all of them."""
    texts = [
        t.text for t in drawn(network_chart(nx.empty_graph(150), width=390)).iter(f"{SVG}text")
    ]
    numbers = [text for text in texts if text.isdigit()]
    assert ["1", "3", "5"] == numbers[:3]
    assert any(text.startswith("150 ") for text in texts)
