"""What is told of one zone: beside its sizes, and whether it hangs together."""

from __future__ import annotations

import pytest

from elzmodel.scenarios.zone_states import ZoneState
from elzmodel.zones import SizeBand

BELOW, WITHIN, ABOVE, UNKNOWN = (
    SizeBand.BELOW,
    SizeBand.WITHIN,
    SizeBand.ABOVE,
    SizeBand.UNKNOWN,
)


def state(band: SizeBand, *, contiguous: bool | None = None) -> ZoneState:
    return ZoneState(zone="east", population=None, minimum=band, target=band, contiguous=contiguous)


@pytest.mark.parametrize(
    ("band", "below", "outside"),
    [
        (BELOW, True, True),
        (WITHIN, False, False),
        (ABOVE, False, True),
        (UNKNOWN, None, None),
    ],
    ids=["below", "within", "above", "unknown"],
)
def test_a_zone_lies_beside_its_sizes_as_its_bands_say(band, below, outside):
    """Below the minimum; below or above the target; not known where a band is not."""
    found = state(band)
    assert (below, outside) == (found.is_below_minimum, found.is_outside_target)


@pytest.mark.parametrize(
    ("contiguous", "expected"),
    [(True, False), (False, True), (None, None)],
    ids=["one piece", "pieces", "unknown"],
)
def test_a_zone_is_in_pieces_where_borders_say_so(contiguous, expected):
    """What borders do not tell is not known."""
    assert expected is state(WITHIN, contiguous=contiguous).is_in_pieces
