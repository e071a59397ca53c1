"""Who stands between others, by where those come from."""

from __future__ import annotations

from itertools import permutations

import networkx as nx
import pytest

from elzmodel.networks import BrokerageRole, attendance_graph, brokerage, two_mode_brokers
from elzmodel.networks.brokers import two_mode_brokerage

C, T, G, R, B, L = (BrokerageRole(name) for name in (
    "coordinator", "itinerant", "gatekeeper", "representative", "boundary", "liaison"
))  # fmt: skip


@pytest.mark.parametrize(
    ("groups", "role"), [("AAA", C), ("ABA", T), ("ABB", G), ("AAB", R), ("ABC", L)]
)
def test_each_directed_pattern_is_its_role(groups: str, role: BrokerageRole) -> None:
    """The groups along a→b→c decide the role, as Gould and Fernandez name them."""
    found = brokerage(nx.DiGraph([("a", "b"), ("b", "c")]), dict(zip("abc", groups, strict=True)))
    assert {each: int(each is role) for each in (C, T, G, R, L)} == {
        each: found["b"][each] for each in found.roles
    }


@pytest.mark.parametrize(
    ("groups", "role"), [("AAA", C), ("ABA", T), ("ABB", B), ("AAB", B), ("ABC", L)]
)
def test_undirected_gatekeepers_and_representatives_are_boundary(
    groups: str, role: BrokerageRole
) -> None:
    """Without direction the two cannot be told apart, and a path counts once."""
    found = brokerage(nx.Graph([("a", "b"), ("b", "c")]), dict(zip("abc", groups, strict=True)))
    assert {each: int(each is role) for each in (C, T, B, L)} == {
        each: found["b"][each] for each in found.roles
    }


def test_a_closed_path_is_no_brokerage() -> None:
    """Where the two are tied themselves, nobody brokers; directed, only a→c closes."""
    sides = dict.fromkeys("abc", "A")
    assert () == brokerage(nx.complete_graph("abc"), sides).brokers()
    open_back = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a")])
    assert ("a", "b", "c") == brokerage(open_back, sides).brokers()
    assert (
        ()
        == brokerage(
            nx.DiGraph([*open_back.edges, ("a", "c"), ("c", "b"), ("b", "a")]), sides
        ).brokers()
    )


def test_loops_and_ties_back_are_no_path() -> None:
    """A path needs three different nodes."""
    graph = nx.DiGraph([("a", "b"), ("b", "a"), ("b", "b")])
    assert () == brokerage(graph, dict.fromkeys("ab", "A")).brokers()
    assert () == brokerage(graph.to_undirected(), dict.fromkeys("ab", "A")).brokers()


def test_a_star_of_one_group_has_a_closed_form() -> None:
    """The centre of a star of k leaves is in k(k-1)/2 paths."""
    star = nx.star_graph(5)
    found = brokerage(star, dict.fromkeys(star, "A"))
    assert {C: 10, T: 0, B: 0, L: 0} == found.total
    assert (0,) == found.brokers()


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph])
def test_expected_counts_are_the_mean_over_all_deals(kind) -> None:
    """Dealing the groups over the nodes in every way gives the expected counts on average."""
    graph = kind([(0, 1), (1, 2), (2, 3), (3, 4), (1, 4)])
    groups = "AAABC"
    deals = list(permutations(groups))
    sums: dict[BrokerageRole, float] = {}
    for deal in deals:
        for role, count in brokerage(graph, dict(enumerate(deal))).total.items():
            sums[role] = sums.get(role, 0) + count
    expected = brokerage(graph, dict(enumerate(groups))).expected
    assert {role: pytest.approx(count / len(deals)) for role, count in sums.items()} == expected


def test_fewer_than_three_have_no_expectation() -> None:
    """Two nodes make no path, and nothing is expected."""
    assert brokerage(nx.path_graph(2), {0: "A", 1: "A"}).expected is None


def test_nodes_of_no_group_are_left_out_and_counted() -> None:
    """A path to a node of no group does not count."""
    found = brokerage(nx.path_graph(3), {0: "A", 1: "A"})
    assert 1 == found.left_out
    assert () == found.brokers()
    assert "Without 1 of whom no group is known." in found.to_table().notes


def test_several_groups_are_a_group_of_their_own() -> None:
    """A partner in care and welfare is of a third group."""
    found = brokerage(nx.path_graph(3), {0: ["x", "y"], 1: "x", 2: "y"})
    assert 1 == found[1][L]
    assert "x+y" == found.groups[0]


def test_the_table_shows_brokers_totals_and_chance() -> None:
    """Each broker has a row, then the whole, then chance; boundary is explained where it is."""
    graph = nx.Graph([("a", "b"), ("b", "c")])
    sides = {"a": "A", "b": "A", "c": "B"}
    table = brokerage(graph, sides).to_table()
    assert [("b", "A", 0, 0, 1, 0, 1), ("in all", "", 0, 0, 1, 0, 1)] == list(table.rows[:2])
    assert ("by chance", "", 0, 0.333, 0.667, 0, 1) == table.rows[2]
    directed = brokerage(nx.DiGraph([("a", "b")]), {"a": "A", "b": "A"}).to_table()
    assert ("in all", "", 0, 0, 0, 0, 0, 0) == directed.rows[-1]
    assert 1 == len(directed.notes)


def test_roles_say_their_pattern() -> None:
    """Each role shows the groups along its path."""
    assert ["A-A-A", "A-B-A", "A-B-B", "A-A-B", "A-A-B", "A-B-C"] == [
        role.pattern for role in BrokerageRole
    ]


def test_a_venue_brokers_between_the_groups_of_its_partners() -> None:
    """Pairs at the venue, those across groups, and those that meet nowhere else."""
    pairs = [("a", "x"), ("b", "x"), ("c", "x"), ("n", "x"), ("a", "y"), ("b", "y"), ("c", "z")]
    graph = attendance_graph(pairs, clusters={"a": "A", "b": "B", "c": "A"})
    table = two_mode_brokerage(graph).to_table()
    assert (("x", "gathering", 4, 3, 2, 1), ("y", "gathering", 2, 1, 1, 0)) == table.rows
    assert "Without 1 venue where fewer than two are listed." == table.notes[1]


def test_partners_link_venues_at_which_nobody_else_is() -> None:
    """Of its three pairs a links two alone, b shares the third; a solo is no venue, c has one."""
    pairs = [("a", "x"), ("a", "y"), ("a", "z"), ("b", "x"), ("b", "y"), ("c", "z"), ("a", "solo")]
    sides = {"b": "care", "c": "welfare"}
    found = two_mode_brokers(attendance_graph(pairs), sides)
    a, b = found
    assert "Without 1 partner of fewer" in str(found.notes[1])
    assert (3, 3, 2, 2) == (a.venues, a.pairs, a.only_here, a.across)
    assert (2, 1, 0, 0) == (b.venues, b.pairs, b.only_here, b.across)


@pytest.mark.parametrize(
    ("sides", "across"),
    [({"b": "care", "c": "care"}, 0), ({"b": "care"}, 0), ({"b": "care", "c": "pzon"}, 1)],
    ids=["alike", "unknown", "apart"],
)
def test_linked_venues_are_across_where_others_share_no_group(sides, across) -> None:
    """The group of the partner itself is not asked, and unknown is not different."""
    pairs = [("a", "x"), ("a", "y"), ("b", "x"), ("c", "y")]
    graph = attendance_graph(pairs)
    assert across == two_mode_brokers(graph, {**sides, "a": "care"})[0].across
