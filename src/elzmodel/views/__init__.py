"""What people look at: a year's mergers, a zone's card, maps, charts and networks."""

from __future__ import annotations

from elzmodel.views.line_chart import line_chart
from elzmodel.views.merger_year import merger_days, merger_year
from elzmodel.views.network_chart import network_chart
from elzmodel.views.picture import Picture
from elzmodel.views.transfer_map import transfer_map
from elzmodel.views.zone_card import zone_card

__all__ = [
    "Picture",
    "line_chart",
    "merger_days",
    "merger_year",
    "network_chart",
    "transfer_map",
    "zone_card",
]
