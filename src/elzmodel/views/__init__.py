"""What people look at: a year's mergers, a zone's card, maps, charts and networks."""

from __future__ import annotations

from elzmodel.views.cards import zone_card
from elzmodel.views.charts import line_chart, network_chart
from elzmodel.views.maps import transfer_map
from elzmodel.views.mergers import merger_days, merger_year
from elzmodel.views.picture import Picture

__all__ = [
    "Picture",
    "line_chart",
    "merger_days",
    "merger_year",
    "network_chart",
    "transfer_map",
    "zone_card",
]
