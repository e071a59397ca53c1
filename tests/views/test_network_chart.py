"""A drawn network says in words what it shows, and is the same each time."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from decimal import Decimal

import networkx as nx
import pytest

from elzmodel import dossier
from elzmodel.errors import InvalidValueError
from elzmodel.networks import attendance_graph, network_report, projection
from elzmodel.testing.attendance import invented_attendance
from elzmodel.views import cluster_matrix, network_chart
from elzmodel.views.ties import _Shown

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


def ties_drawn(root: ET.Element) -> list[ET.Element]:
    return [path for path in root.iter(f"{SVG}path") if path.get("stroke-opacity")]


def texts(picture) -> list[str]:
    return [text.text for text in drawn(picture).iter(f"{SVG}text")]


@pytest.fixture(scope="module")
def many() -> nx.Graph:
    """An invented network of which not everybody has room for a name."""
    return projection(invented_attendance(300, seed=2).to_graph())


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
    assert [2.5, 2.5, 6.0] == [float(path.get("stroke-width")) for path in ties_drawn(root)]


def test_alone_is_open_and_unknown_is_dashed(ties: nx.Graph) -> None:
    """Who has no ties is an open circle; of whom nothing is known, a dashed one."""
    circles = list(drawn(network_chart(ties)).iter(f"{SVG}circle"))[:5]
    assert [True, True, False, True, False] == [c.get("fill") is not None for c in circles]
    assert [None, None, "2 2", None, None] == [c.get("stroke-dasharray") for c in circles]


def test_long_names_are_shortened(ties: nx.Graph) -> None:
    """A label is at most 24 characters; the whole name is not lost from the graph."""
    assert "Lange naam van een voor…" in texts(network_chart(ties))


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
    assert {"1", "5", "1 a", "2 b"} <= {*texts(network_chart(ties, width=320))}


def test_a_network_speaks_dutch_and_has_a_table(ties: nx.Graph) -> None:
    """The description is in the language of the reader; a row a partner."""
    picture = network_chart(ties, lang="nl")
    assert picture.description.startswith("5 partners, 3 banden.")
    assert 5 == len(picture.table.rows)


@pytest.mark.parametrize("draw", [network_chart, cluster_matrix], ids=lambda draw: draw.__name__)
def test_nothing_is_refused(draw) -> None:
    """A graph without partners is no picture."""
    with pytest.raises(InvalidValueError):
        draw(nx.empty_graph(0))


def test_those_whose_ties_weigh_most_are_named(many: nx.Graph) -> None:
    """Of hundreds the weightiest have a name, apart from each other; the table has the others."""
    picture = network_chart(many)
    named = {text for text in texts(picture) if text in many}
    strength = dict(many.degree(weight="weight"))
    first, last = max(strength, key=strength.get), min(strength, key=strength.get)
    assert (True, False) == (first in named, last in named)
    assert (
        f"{len(many) - len(named)} partners whose ties weigh least have no name here"
        in " ".join(texts(picture))
    )
    assert len(many) == len(picture.table)


def test_a_wide_circle_grows_until_all_have_a_name(many: nx.Graph) -> None:
    """On a screen there is room for the names of hundreds."""
    assert set() == {*many} - {*texts(network_chart(many, width=1280))}


def test_of_many_ties_each_is_fainter(many: nx.Graph, ties: nx.Graph) -> None:
    """What lies below is seen."""
    faint, plain = (
        min(float(path.get("stroke-opacity")) for path in ties_drawn(drawn(network_chart(each))))
        for each in (many, ties)
    )
    assert faint < plain / 1.5


def test_of_thousands_of_ties_the_weightiest_are_drawn() -> None:
    """How many there are is said; nobody loses a tie in words."""
    graph = nx.complete_graph(70)
    picture = network_chart(graph)
    assert 2_000 == len(ties_drawn(drawn(picture)))
    assert "Of 2,415 ties the 2,000 that weigh most are drawn." in texts(picture)
    assert "2415 ties" in picture.description


def test_ties_that_weigh_the_same_are_thin() -> None:
    """Nobody stands out, and a clique is no blot."""
    root = drawn(network_chart(nx.complete_graph(5)))
    assert {2.1} == {float(path.get("stroke-width")) for path in ties_drawn(root)}


def test_ties_of_several_layers_differ(ties: nx.Graph) -> None:
    """Each layer has its kind of line, with its word; one layer alone needs none."""
    assert "action" not in texts(network_chart(ties))
    ties.edges["a", "b"]["layers"] = ("action",)
    ties.edges["a", "c"]["layers"] = ("seat",)
    ties.edges["b", "c"]["layers"] = ("action", "seat")
    picture = network_chart(ties, lang="nl")
    assert {"actie", "zetel", "verscheidene"} <= {*texts(picture)}
    dashes = {path.get("stroke-dasharray") for path in ties_drawn(drawn(picture))}
    assert {None, "1 4", "12 3 2 3"} == dashes


@pytest.mark.parametrize("kind", [nx.DiGraph, nx.MultiGraph], ids=lambda kind: kind.__name__)
def test_ties_both_ways_or_beside_each_other_are_one(kind) -> None:
    """It weighs what they weigh together."""
    graph = kind([("a", "b", {"weight": 2}), ("b", "a", {"weight": 1})])
    assert "2 partners, 1 tie. Clusters: unknown 2. Strongest: a and b (3)." == (
        network_chart(graph).description
    )


def test_places_are_not_drawn_as_partners() -> None:
    """A graph of partners and venues is refused, with what makes one of partners."""
    met = attendance_graph([("caw", "fair"), ("logo", "fair")])
    with pytest.raises(InvalidValueError, match="projection"):
        network_chart(met)


def test_the_title_of_a_report_is_said_in_the_language_of_the_picture() -> None:
    """Whatever the library itself calls something."""
    report = network_report(attendance_graph([("caw", "fair"), ("logo", "fair")]))
    picture = network_chart(report.graph, title=report.title, lang="nl")
    assert picture.title.startswith("Samenwerking")


# --- of many a matrix ---------------------------------------------------------------------


def test_of_more_than_three_hundred_partners_clusters_are_drawn() -> None:
    """What nobody could read as a circle is a matrix."""
    picture = network_chart(projection(invented_attendance(400, seed=2).to_graph()))
    assert "Ties within and between clusters" == picture.title
    assert [] == list(drawn(picture).iter(f"{SVG}circle"))


def test_a_matrix_counts_ties_and_says_how_many_could_be(ties: nx.Graph) -> None:
    """A row for each two clusters; where no pair could be tied there is no density."""
    rows = cluster_matrix(ties).table.rows
    assert (("care", "care", 1, 1.0), ("care", "care+welfare", 0, 0.0)) == rows[:2]
    assert ("care", "welfare", 2, 1.0) in rows
    assert ("welfare", "welfare", 0, None) in rows


def test_the_smallest_of_many_clusters_are_one_together() -> None:
    """A matrix has twelve rows at most, and says how many clusters the last one is."""
    graph = nx.empty_graph(20)
    for node in graph:
        graph.nodes[node]["clusters"] = (f"cluster {node % 13:02}",)
    picture = cluster_matrix(graph)
    assert "12 other (2)" in texts(picture)
    assert "Other: 2 smaller clusters together." in texts(picture)
    assert ("other", "other", 0, 0.0) == picture.table.rows[-1]


def test_a_number_that_has_no_room_is_left_to_the_table() -> None:
    """On a telephone a cell of twelve is narrow."""
    graph = nx.complete_graph(60)
    for node in graph:
        graph.nodes[node]["clusters"] = (f"a long name for a cluster {node % 12}",)
    assert "25" not in texts(cluster_matrix(graph, width=320))
    assert "25" in texts(cluster_matrix(graph, width=900))


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


def test_on_a_narrow_circle_not_everybody_has_a_number() -> None:
    """Numbers stand apart, the key has all of them, and who has none is counted."""
    graph = nx.empty_graph([f"a partner {number}" for number in range(150)])
    written = texts(network_chart(graph, width=390))
    numbers = [text for text in written if text.isdigit()]
    keys = [text.partition(" a partner ")[0] for text in written if " a partner " in text]
    assert [str(number) for number in range(1, len(numbers) + 1)] == numbers == keys
    assert f"{150 - len(numbers)} partners whose ties weigh least" in " ".join(written)


@pytest.mark.parametrize("weight", [-1, float("nan"), float("inf"), None, "2", True])
def test_a_weight_that_no_measure_takes_is_not_drawn(weight: object) -> None:
    """It is refused as measures refuse it, with the two whose tie it is."""
    graph = nx.Graph([("a", "b", {"weight": weight}), ("b", "c", {"weight": 2.0})])
    with pytest.raises(InvalidValueError, match="for the tie of a and b"):
        network_chart(graph)


def test_strength_in_a_chart_is_that_of_the_measure() -> None:
    """Self-loops are no ties, and parallel ones weigh together, whatever numbers they are."""
    graph = nx.MultiGraph([("a", "a", {"weight": 50.0}), ("c", "c")])
    graph.add_edges_from([("a", "b", {"weight": Decimal("0.5")}), ("a", "b", {"weight": 1.5})])
    picture = network_chart(graph)
    assert picture.description.endswith("Strongest: a and b (2).")
    spots = {spot.name: (spot.strength, spot.status) for spot in _Shown.of(graph).spots}
    assert {"a": (2.0, "tied"), "b": (2.0, "tied"), "c": (0.0, "alone")} == spots


def test_a_cluster_that_is_one_text_is_not_its_letters() -> None:
    """Whoever gives clusters as text means one, as measures do."""
    graph = nx.Graph([("a", "b")])
    nx.set_node_attributes(graph, "ours", "clusters")
    assert "Clusters: ours 2." in network_chart(graph).description


def test_of_whom_nothing_is_recorded_no_ties_are_counted(ties: nx.Graph) -> None:
    """Alone is 0 ties; unknown is no number."""
    table = network_chart(ties).table
    assert {"d": 0, "Lange naam van een voorbeeldpartner": None} == {
        row[0]: row[2] for row in table.rows if not row[2]
    }


def test_a_picture_says_what_of_a_zone_it_leaves_out() -> None:
    """Statutory seats, and the zone's own coordinator; a list of attendance has neither."""
    report = network_report(dossier("haspengouw"))
    seats, led = "Without statutory seats", "the zone's own coordinator."
    for drawn_by in (network_chart, cluster_matrix):
        said = [
            " ".join(texts(drawn_by(report.variant(statutory=statutory, coordinator=coordinator))))
            for statutory in (False, True)
            for coordinator in (False, True)
        ]
        assert [True, True, False, False] == [seats in each for each in said]
        assert [True, False, True, False] == [led in each for each in said]
        met = projection(attendance_graph([("a", "x"), ("b", "x")]))
        assert not any("Without" in each for each in texts(drawn_by(met)))
