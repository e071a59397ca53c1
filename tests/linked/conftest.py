"""The land of three zones of Limburg: enough to ask of, and quick to make a graph of."""

from __future__ import annotations

import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel.linked import LandscapeRecord

ZONES = {"haspengouw", "herkenrode", "zuid-oost-limburg"}


@pytest.fixture(scope="session")
def limburg() -> elz.Landscape:
    """Return the packaged landscape with no other land than that of three zones."""
    fl = elz.flanders()
    assigned = [e for e in fl.zoning.events if getattr(e, "parts", ()) and e.zone in ZONES]
    land = {part for event in assigned for part in event.parts}
    units = {v.unit for v in fl.register.versions if land.issuperset(v.parts)}
    events = [
        *(e for e in fl.register.events if units.issuperset(e.named_units)),
        *(e for e in fl.zoning.events if e.zone in ZONES),
    ]
    return evolve(
        LandscapeRecord.of(fl),
        name="Zuid-Limburg",
        events=tuple(events),
        regions=(),
        figures=tuple(
            each for each in fl.figures.figures if each.year == 2026 and land.issuperset(each.parts)
        ),
        borders=(),
        joined=(),
        parts=tuple(part for part in fl.parts.values() if part.id in land),
        aliases=(),
        disagreements=(),
    ).to_landscape()
