"""What is written as JSON-LD is read back equal, whatever was drawn."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from elzmodel.linked import LandscapeRecord, from_jsonld, to_jsonld
from elzmodel.testing.strategies import dossiers, landscapes, scenarios


@given(landscapes())
def test_a_landscape_goes_round(landscape) -> None:
    """Of a drawn landscape, all that is recorded comes back, and so its whole history."""
    back = from_jsonld(to_jsonld(landscape))
    assert LandscapeRecord.of(landscape) == LandscapeRecord.of(back)
    assert landscape.register == back.register
    assert landscape.zoning == back.zoning


@given(st.one_of(dossiers(), scenarios()))
def test_dossiers_and_scenarios_go_round(value) -> None:
    """A drawn dossier, with its councils and plans, and a drawn scenario come back equal."""
    assert value == from_jsonld(to_jsonld(value, names=True))
