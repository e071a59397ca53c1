"""The picture on the front pages, held against what draws it."""

from __future__ import annotations

from pathlib import Path

import elzmodel as elz
from elzmodel.views import transfer_map

PICTURE = Path(__file__).parents[2] / "docs" / "_static" / "mergers-2025.svg"


def test_the_picture_of_the_front_pages_is_what_the_library_draws() -> None:
    """Where it changes, it is to be looked at and saved again."""
    fl = elz.flanders()
    difference = elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01"))
    assert transfer_map(fl, difference).to_svg() == PICTURE.read_text("utf-8")
