"""What people look at: a year's mergers, a zone's card, a map of transfers, a chart of years."""

from __future__ import annotations

from elzmodel.views.line_chart import line_chart
from elzmodel.views.merger_year import merger_days, merger_year
from elzmodel.views.picture import Picture
from elzmodel.views.transfer_map import transfer_map
from elzmodel.views.zone_card import zone_card

__all__ = ["Picture", "line_chart", "merger_days", "merger_year", "transfer_map", "zone_card"]
