"""In which zones partners work, and which zones that ties together."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import networkx as nx
import pytest

from elzmodel import flanders
from elzmodel.dossiers import Dossier
from elzmodel.networks import (
    partner_zone_graph,
    service_areas,
    transfer_graph,
    zone_graph,
)
from elzmodel.networks.localisation import ServiceArea, cross_zone_share, share_served, together
from elzmodel.partners import Partner, PartnerKind
from elzmodel.territory import MoveParts, Weight
from elzmodel.values import Share

BEFORE, AFTER = "2024-12-31", "2025-01-01"


def areas_of(*partners: Partner, day: str = BEFORE, year: int | None = None):
    return service_areas(
        flanders().on(day), Dossier(zone_id="haspengouw", partners=partners), year=year
    )


def test_land_counts_by_part_or_by_inhabitants() -> None:
    """Two parts count half each, or by their inhabitants of a year."""
    caw = Partner(id="caw", name="Voorbeeld", area=["kortessem", "hasselt"])
    by_part = areas_of(caw)["caw"]
    assert ({"haspengouw": 0.5, "herkenrode": 0.5}, "") == (by_part.shares, by_part.reason)
    day = flanders().on(BEFORE)
    small, large = (day.population(name, year=2021).value for name in ("Kortessem", "Hasselt"))
    weighed = areas_of(caw, year=2021)["caw"].shares
    assert pytest.approx(small / (small + large)) == weighed["haspengouw"]


def test_land_of_unknown_inhabitants_counts_by_part() -> None:
    """One of two parts is half of what a partner serves."""
    both = Partner(id="a", name="x", area=["antwerpen-2100", "kortessem"])
    assert 0.5 == share_served(flanders().on(BEFORE), both, ["kortessem"], year=2021)


def test_an_unknown_number_of_inhabitants_makes_the_area_unknown() -> None:
    """The parts of Antwerpen have no known inhabitants, so their weights are unknown."""
    area = areas_of(Partner(id="a", name="x", area=["antwerpen-2100"]), year=2021)["a"]
    assert not area.is_known
    assert "not known" in area.reason


def test_who_states_no_area_is_unknown() -> None:
    """No area is no data, and neither is land on a day without zones."""
    none, some = Partner(id="a", name="x"), Partner(id="b", name="y", area=["heers"])
    assert "no area is recorded" == areas_of(none)["a"].reason
    early = areas_of(some, day="2019-06-01")["b"]
    assert "its area lies in no zone on that day" == early.reason
    assert not early.is_known


def test_a_partner_that_is_a_zone_works_in_its_land() -> None:
    """One zone is wholly in itself; a group of zones counts by parts, without those that ended."""
    one = Partner(id="a", name="x", kind=PartnerKind.ZONE, zones=["haspengouw"])
    several = Partner(
        id="b", name="y", kind=PartnerKind.ZONES, zones=["haspengouw", "herkenrode", "gone"]
    )
    found = areas_of(one, several)
    assert {"haspengouw": 1.0} == found["a"].shares
    assert ("haspengouw", "herkenrode") == found["b"].zones
    assert pytest.approx(7 / 12) == found["b"].shares["haspengouw"]


def test_who_serves_all_works_everywhere() -> None:
    """A partner that serves all has a share of every zone with land."""
    found = areas_of(Partner(id="a", name="x", serves_all=True))["a"]
    assert 60 == len(found.shares)
    assert found.serves_all
    assert pytest.approx(1) == sum(found.shares.values())


def test_a_border_moves_the_share_not_the_land() -> None:
    """After the transfer the same land lies in the other zone."""
    caw = Partner(id="caw", name="x", area=["kortessem", "hasselt"])
    assert {"herkenrode": 1.0} == areas_of(caw, day=AFTER)["caw"].shares


def test_pieces_of_a_part_count_for_the_part() -> None:
    """Where a part was cut, its pieces together count as much as before."""
    half = Weight(kind="population", share=Share.exactly(Fraction(1, 2)))
    cut = MoveParts(id="cut", day=date(2026, 1, 1), origin="heers", to="wellen", portion=(half,))
    fl = flanders().with_events([cut])
    partner = Partner(id="a", name="x", area=["heers", "hasselt"])
    dossier = Dossier(zone_id="haspengouw", partners=[partner])
    shares = service_areas(fl.on("2026-01-01", beyond_ok=True), dossier)["a"].shares
    assert {"haspengouw": 0.5, "herkenrode": 0.5} == shares


def test_together_is_the_chance_of_one_zone() -> None:
    """Wholly in one zone gives 1, in different ones 0."""
    a, b = ServiceArea(shares={"a": 1.0}), ServiceArea(shares={"b": 1.0})
    assert (1.0, 0.0) == (together(a, a), together(a, b))
    assert a.is_whole_in("a")


def test_partners_and_zones(haspengouw: Dossier) -> None:
    """Shares are weights; who serves all is left out, who states no area stays, alone."""
    graph = partner_zone_graph(flanders().on(BEFORE), haspengouw)
    assert {"zone:haspengouw": True, "zone:herkenrode": False} == {
        zone: edge["named"] for zone, edge in graph["caw"].items()
    }
    assert ("logo",) == graph.graph["left_out"]
    assert "no area is recorded" == graph.nodes["asster"]["reason"]
    assert 60 == len(
        partner_zone_graph(flanders().on(BEFORE), haspengouw, serving_all=True)["logo"]
    )


def test_zones_are_tied_by_borders_and_by_partners(haspengouw: Dossier) -> None:
    """An edge says who works in both and whether they touch."""
    graph = zone_graph(flanders().on(BEFORE), haspengouw)
    edge = graph["haspengouw"]["herkenrode"]
    assert (("caw",), 1, True, 1.0) == tuple(
        edge[key] for key in ("partners", "weight", "border", "distance")
    )
    assert 5 == graph.nodes["haspengouw"]["partners"]
    assert "distance" not in graph["haspengouw"]["zuid-oost-limburg"]
    far = Partner(id="far", name="x", area=["gingelom", "oostende"])
    apart = zone_graph(flanders().on(BEFORE), Dossier(zone_id="haspengouw", partners=[far]))
    assert [False] == [
        edge["border"] for *_, edge in apart.edges(data=True) if edge["partners"] == ("far",)
    ]
    everybody = zone_graph(flanders().on(BEFORE), haspengouw, serving_all=True)
    assert 60 * 59 / 2 == len(everybody.edges)


def test_transfers_go_from_zone_to_zone() -> None:
    """Six portions of land changed zone in 2025, with their inhabitants and mergers."""
    fl = flanders()
    graph = transfer_graph(fl.on(BEFORE), fl.on(AFTER), year=2021)
    assert 6 == len(graph.edges)
    edge = graph["zora"]["antwerpen-oost"]
    assert (("Borsbeek",), 11077, 11077, True) == tuple(
        edge[key] for key in ("municipalities", "inhabitants_low", "inhabitants_high", "mergers")
    )
    assert not graph["pallieterland"]["voorkempen"]["mergers"]


def test_transfers_between_the_same_zones_are_one_edge() -> None:
    """Going back over a year, land of one pair of zones adds up; nothing moved gives no edge."""
    fl = flanders()
    back = transfer_graph(fl.on(AFTER), fl.on(BEFORE), year=2021)
    assert back.has_edge("herkenrode", "haspengouw")
    assert 0 == len(transfer_graph(fl.on(AFTER), fl.on(AFTER)))


def test_kappa_of_known_ties_has_bounds_for_all_ties() -> None:
    """Half of one tie crosses; three more of which it is not known may not cross, or all may."""
    areas = {"a": ServiceArea(shares={"x": 1.0}), "b": ServiceArea(shares={"x": 0.5, "y": 0.5})}
    graph = nx.Graph([("a", "b"), ("a", "c", {"weight": 3})])
    found = cross_zone_share(graph, areas)
    assert (0.5, 0.125, 0.875) == (found.value, found.low, found.high)
    assert found.convention.startswith("1 ties left out")
    whole = cross_zone_share(graph.subgraph("ab"), areas)
    assert (0.5, None, None) == (whole.value, whole.low, whole.high)


def test_kappa_is_never_more_than_all_and_of_nothing_is_none() -> None:
    """Whatever sums of decimals come to: 0.7 + 1.5 - 0.7 is a little more than 1.5."""
    areas = {"a": ServiceArea(shares={"x": 1.0}), "b": ServiceArea(shares={"y": 1.0})}
    graph = nx.Graph([("a", "b", {"weight": 0.7}), ("a", "c", {"weight": 0.8})])
    assert 1.0 == cross_zone_share(graph, areas).high
    nothing = cross_zone_share(nx.Graph([("a", "c", {"weight": 0})]), areas)
    assert (None, None, None) == (nothing.value, nothing.low, nothing.high)
