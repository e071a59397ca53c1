"""What is written as JSON-LD is read back equal, whatever was drawn."""

from __future__ import annotations

from hypothesis import given

from elzmodel.linked import LandscapeRecord, from_jsonld, to_jsonld
from elzmodel.testing.strategies import landscapes, scenarios


@given(landscapes())
def test_a_landscape_goes_round(landscape) -> None:
    """Of a drawn landscape, all that is recorded comes back, and so its whole history."""
    back = from_jsonld(to_jsonld(landscape))
    assert LandscapeRecord.of(landscape) == LandscapeRecord.of(back)
    assert landscape.register == back.register
    assert landscape.zoning == back.zoning


@given(scenarios())
def test_a_scenario_goes_round(scenario) -> None:
    """A drawn scenario comes back equal, with its choices."""
    assert scenario == from_jsonld(to_jsonld(scenario))
