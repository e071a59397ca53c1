"""Law 18: measures depend on the ties, not on order or labels; borders on land, not on names.

Also the bounds and the monotonicities of the measures, on any graph.
"""

from __future__ import annotations

import io
import json
from datetime import date
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel import flanders
from elzmodel.dossiers import Dossier
from elzmodel.networks import (
    ServiceArea,
    affiliation_graph,
    attendance_graph,
    betweenness_centralisation,
    brokerage,
    closeness_centralisation,
    cut_partners,
    degree_centralisation,
    density,
    effective_size,
    ei_index,
    fragmentation,
    fragmentation_loss,
    harmonic,
    impact,
    multiplexity,
    partners_in,
    projection,
    qap_correlation,
    to_dot,
    to_gexf,
    to_graphml,
    to_node_link,
    two_mode_centralisation,
    venues_in,
)
from elzmodel.networks.centrality import distance_weighted_fragmentation
from elzmodel.networks.localisation import cross_zone_share, zone_modularity
from elzmodel.networks.mixing import blau_balance
from elzmodel.partners import Partner
from elzmodel.policy import Involvement, Project
from elzmodel.testing.strategies import dossiers
from elzmodel.zones import Assign

if TYPE_CHECKING:
    from random import Random

PARTNERS = "abcdefgh"
VENUES = "stuvwx"
GROUPS = ("care", "welfare", "pzon", "")
ZONES = ("north", "south", "east")

WHOLE = (
    density,
    degree_centralisation,
    betweenness_centralisation,
    closeness_centralisation,
    fragmentation,
    distance_weighted_fragmentation,
    multiplexity,
    ei_index,
)


@st.composite
def attendances(draw: st.DrawFn) -> nx.Graph:
    """Draw a two-mode graph with clusters; it shrinks to one without pairs."""
    pair = st.tuples(st.sampled_from(PARTNERS), st.sampled_from(VENUES))
    least = draw(st.sampled_from([0, 6, 12]))  # by themselves lists are short, and ties rare
    pairs = draw(st.lists(pair, min_size=least, max_size=24, unique=True))
    drawn = {name: draw(st.sampled_from(GROUPS)) for name in PARTNERS}
    clusters = {name: group for name, group in drawn.items() if group}
    are_listed = any(partner in clusters for partner, _ in pairs)  # Clusters of nobody are refused.
    return attendance_graph(pairs, clusters=clusters if are_listed else {})


@st.composite
def areas(draw: st.DrawFn) -> dict[str, ServiceArea]:
    """Draw where each partner works; it shrinks to all in the first zone."""
    found = {}
    for name in PARTNERS:
        zones = draw(st.lists(st.sampled_from(ZONES), max_size=3, unique=True))
        found[name] = ServiceArea(shares={zone: 1 / len(zones) for zone in sorted(zones)})
    return found


def relabelled(graph: nx.Graph, random: Random) -> tuple[nx.Graph, dict[str, str]]:
    """Return the same graph with other ids, built in another order."""
    names = {
        node: f"n{position}" for position, node in enumerate(random.sample(list(graph), len(graph)))
    }
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(data=True))
    random.shuffle(nodes)
    random.shuffle(edges)
    found = nx.Graph(**graph.graph)
    found.add_nodes_from((names[node], data) for node, data in nodes)
    found.add_edges_from((names[b], names[a], data) for a, b, data in edges)
    return found, names


@given(attendances(), st.randoms())
def test_measures_do_not_depend_on_order_or_labels(met: nx.Graph, random: Random) -> None:
    """Every measure of a graph is that of the same graph under other names, in another order."""
    ties = projection(met)
    other, names = relabelled(ties, random)
    for measure in WHOLE:
        assert measure(ties).value == pytest.approx(measure(other).value)
    for scores in (fragmentation_loss, harmonic, effective_size):
        here, there = scores(ties).values, scores(other).values
        assert pytest.approx({names[n]: v for n, v in here.items() if v is not None}) == {
            n: v for n, v in there.items() if v is not None
        }
    assert brokerage(ties).total == brokerage(other).total
    assert {names[n] for n in cut_partners(ties)} == set(cut_partners(other))


@given(attendances(), st.randoms())
def test_projecting_does_not_depend_on_order(met: nx.Graph, random: Random) -> None:
    """The graph of ties is the same, to the last bit, however the list was ordered."""
    pairs = [(p, met.nodes[v]["name"]) for p in partners_in(met) for v in met[p]]
    random.shuffle(pairs)
    one, other = projection(met), projection(attendance_graph(pairs))
    assert {frozenset(e[:2]): e[2]["weight"] for e in one.edges(data=True)} == {
        frozenset(e[:2]): e[2]["weight"] for e in other.edges(data=True)
    }


@given(attendances())
def test_measures_keep_their_bounds(met: nx.Graph) -> None:
    """Shares lie from 0 to 1, the E-I index from -1 to 1, and strength counts venues."""
    ties = projection(met)
    for measure in WHOLE:
        value = measure(ties).value
        low = -1 if measure is ei_index else 0
        assert value is None or low - 1e-9 <= value <= 1 + 1e-9
        assert (value is None) == bool(measure(ties).reason)
    for kind in ("degree", "betweenness", "closeness"):
        for nodes in (partners_in(met), venues_in(met)):
            value = two_mode_centralisation(met, nodes, kind=kind).value
            assert value is None or -1e-9 <= value <= 1 + 1e-9
    for partner in ties:
        shared = sum(met.degree[venue] > 1 for venue in met[partner])
        assert pytest.approx(shared) == ties.degree(partner, weight="weight")


@given(attendances(), st.randoms())
def test_another_tie_never_fragments(met: nx.Graph, random: Random) -> None:
    """Adding a tie raises neither kind of fragmentation and lowers no density."""
    ties = projection(met)
    more = ties.copy()
    if len(ties) > 1:
        more.add_edge(*random.sample(list(ties), 2))
        assert fragmentation(more).value <= fragmentation(ties).value + 1e-12
        assert density(more).value >= density(ties).value
        before, after = (distance_weighted_fragmentation(g).value for g in (ties, more))
        assert after <= before + 1e-12


@given(st.lists(st.sampled_from(GROUPS), min_size=1))
def test_balance_is_highest_where_groups_are_equal(groups: list[str]) -> None:
    """Between 0 and 1 - 1/k for k groups."""
    value = blau_balance(groups).value
    assert -1e-12 <= value <= 1 - 1 / len(set(groups)) + 1e-12


@given(attendances(), areas(), st.permutations(ZONES))
def test_zones_may_have_any_name(met: nx.Graph, where, names: list[str]) -> None:
    """Renaming zones leaves kappa and fit as they were, and kappa lies from 0 to 1."""
    ties = projection(met)
    new = dict(zip(ZONES, names, strict=True))
    renamed = {
        p: ServiceArea(shares={new[z]: share for z, share in area.shares.items()})
        for p, area in where.items()
    }
    for measure in (cross_zone_share, zone_modularity):
        assert measure(ties, where).value == pytest.approx(measure(ties, renamed).value)
    kappa = cross_zone_share(ties, where).value
    assert kappa is None or 0 <= kappa <= 1


@given(attendances())
def test_one_zone_has_no_crossing(met: nx.Graph) -> None:
    """Where all work in one zone, kappa is 0 and no fit is lost."""
    where = dict.fromkeys(PARTNERS, ServiceArea(shares={"only": 1.0}))
    kappa = cross_zone_share(projection(met), where).value
    assert kappa in {None, 0}


@given(attendances(), areas())
def test_fit_is_networkxs_modularity_where_nobody_straddles(met: nx.Graph, where) -> None:
    """With one zone for each partner the two are the same."""
    single = {
        p: ServiceArea(shares={area.zones[0] if area.zones else "north": 1.0})
        for p, area in where.items()
    }
    ties = projection(met)
    if ties.edges:
        parts = [{p for p in ties if single[p].is_whole_in(zone)} for zone in ZONES]
        expected = nx.community.modularity(ties, [part for part in parts if part], weight="weight")
        assert pytest.approx(expected) == zone_modularity(ties, single).value


@given(attendances(), areas(), st.sampled_from(ZONES))
def test_an_action_within_one_zone_never_raises_kappa(met: nx.Graph, where, zone: str) -> None:
    """Partners that all work wholly in one zone lower the share that crosses, or leave it."""
    inside = [p for p in PARTNERS if where[p].is_whole_in(zone)]
    pairs = [(p, met.nodes[v]["name"]) for p in partners_in(met) for v in met[p]]
    more = attendance_graph([*pairs, *((p, "new") for p in inside)])
    before, after = (cross_zone_share(projection(g), where).value for g in (met, more))
    assert before is None or after <= before + 1e-12


@given(attendances())
def test_a_graph_goes_fully_with_itself(met: nx.Graph) -> None:
    """QAP of a graph with itself is 1 where it is defined."""
    ties = projection(met)
    r, rarity = qap_correlation(ties, ties, rounds=5)
    assert r.value is None or r.value == pytest.approx(1)
    assert rarity is None or 0 < rarity <= 1


@given(attendances(), st.randoms())
def test_files_do_not_depend_on_order(met: nx.Graph, random: Random) -> None:
    """The same graph in another order gives the same file, byte for byte."""
    ties = projection(met)
    nodes, edges = list(ties.nodes(data=True)), list(ties.edges(data=True))
    random.shuffle(nodes)
    random.shuffle(edges)
    other = nx.Graph(**ties.graph)
    other.add_nodes_from(nodes)
    other.add_edges_from((b, a, data) for a, b, data in edges)
    for write in (to_graphml, to_gexf, to_dot):
        assert write(ties) == write(other)


@given(dossiers(), st.booleans())
def test_files_of_any_dossier_are_read_back(dossier: Dossier, ties: bool) -> None:  # noqa: FBT001 - drawn
    """The same nodes and ties, in every format that networkx reads."""
    graph = affiliation_graph(dossier, coordinator=True)
    graph = projection(graph) if ties else graph
    there = {frozenset((str(one), str(other))) for one, other in graph.edges()}
    for found in (
        nx.read_graphml(io.BytesIO(to_graphml(graph).encode())),
        nx.read_gexf(io.BytesIO(to_gexf(graph).encode())),
        nx.node_link_graph(json.loads(to_node_link(graph)), edges="edges"),
    ):
        assert {*map(str, graph)} == set(found)
        assert there == {frozenset(pair) for pair in found.edges()}


LAND = ("alken", "heers", "wellen", "hasselt", "gingelom")


@given(
    st.lists(st.lists(st.sampled_from(LAND), max_size=3, unique=True), min_size=2, max_size=4),
    st.lists(st.sets(st.integers(0, 3), max_size=3), max_size=4),
    st.sampled_from(LAND),
)
def test_moving_there_and_back_has_no_impact(served, projects, part: str) -> None:
    """A transfer and its undoing leave all; moving land that nobody serves changes nothing."""
    partners = [Partner(id=f"p{k}", name="Voorbeeld", area=a) for k, a in enumerate(served)]
    venues = [
        Project(
            id=f"v{k}",
            title="x",
            involvements=[Involvement(partner=f"p{m}") for m in sorted(who) if m < len(partners)],
        )
        for k, who in enumerate(projects)
    ]
    dossier = Dossier(zone_id="haspengouw", is_invented=True, partners=partners, projects=venues)
    home = flanders().on("2025-06-01", beyond_ok=True).zone_map.by_part[part]
    out = Assign(id="o", day=date(2026, 1, 1), parts=[part], zone="kempenland")
    back = Assign(id="b", day=date(2027, 1, 1), parts=[part], zone=home)
    fl = flanders().with_events([out, back])
    first, middle, last = (fl.on(f"{y}-06-01", beyond_ok=True) for y in (2025, 2026, 2027))
    whole = impact(first, last, dossier)
    assert ((), whole.kappa[0].value) == (whole.borders, whole.kappa[1].value)
    assert whole.fit[0].value == whole.fit[1].value
    there, again = impact(first, middle, dossier), impact(middle, last, dossier)
    assert (there.kappa_change or 0) == -(again.kappa_change or 0)
    for border in there.borders:
        assert all(border.origin not in zones for zones in border.landed.values())
    if not any(part in area for area in served):
        assert impact(first, middle, dossier).kappa_change in {None, 0}
