"""The whole of the packaged landscape as linked data: on demand, as it takes a while."""

from __future__ import annotations

from hypothesis import given

import elzmodel as elz
from elzmodel.linked import LandscapeRecord, check_shapes, from_jsonld, graph_of, to_jsonld
from elzmodel.testing.strategies import dossiers
from tests.linked.questions import ZONE, ask


def test_the_packaged_landscape_comes_back_with_all_that_is_recorded() -> None:
    """Events, figures, borders, names and sources of the packaged landscape go round."""
    back = from_jsonld(to_jsonld(elz.flanders()))
    assert LandscapeRecord.of(elz.flanders()) == LandscapeRecord.of(back)
    assert elz.flanders().history("Kortessem") == back.history("Kortessem")


def test_the_whole_of_the_packaged_landscape_can_be_asked() -> None:
    """Of every municipality of Flanders, the graph has the zones that the library gives it."""
    fl = elz.flanders()
    graph = graph_of(fl)
    there = fl.on("2025-01-01")
    expected = {
        (municipality.name, there.zone(zone).name)
        for municipality in there.municipalities
        for zone in there.zones_of(municipality.nis)
    }
    assert sorted(expected) == ask(
        graph, ZONE.replace("?label", "?name ?label", 1), day="2025-01-01"
    )
    assert [("Haspengouw",)] == ask(graph, ZONE, name="Borgloon", day="2024-12-31")


def test_every_packaged_dossier_comes_back_equal() -> None:
    """The packaged dossiers go round, with their plans, also with names."""
    for dossier in elz.packaged_dossiers():
        assert dossier == from_jsonld(to_jsonld(dossier, names=True))
        assert dossier.without_names() == from_jsonld(to_jsonld(dossier))


@given(dossiers())
def test_a_drawn_dossier_goes_round(dossier) -> None:
    """A drawn dossier comes back equal, with its councils and plans."""
    assert dossier == from_jsonld(to_jsonld(dossier, names=True))


def test_all_that_is_packaged_keeps_to_the_shapes() -> None:
    """The whole landscape and all dossiers keep to the packaged shapes."""
    assert () == tuple(check_shapes(graph_of(elz.flanders(), *elz.packaged_dossiers())))
