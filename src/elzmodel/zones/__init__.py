"""Who belongs where: zones, zonings through time, zone maps of one day, decisions."""

from __future__ import annotations

from elzmodel.zones.sizes import MINIMUM, TARGET, SizeBand, SizeRule
from elzmodel.zones.zone import AbolishZone, AlterZone, Assign, CreateZone, Zone, ZoneEvent
from elzmodel.zones.zone_maps import ZoneFlow, ZoneMap, check_contiguity, zone_flows, zone_map
from elzmodel.zones.zoning import (
    Assignment,
    DecisionPoint,
    Zoning,
    crosses_zones,
    decision_points,
    open_decisions,
)

__all__ = [
    "MINIMUM",
    "TARGET",
    "AbolishZone",
    "AlterZone",
    "Assign",
    "Assignment",
    "CreateZone",
    "DecisionPoint",
    "SizeBand",
    "SizeRule",
    "Zone",
    "ZoneEvent",
    "ZoneFlow",
    "ZoneMap",
    "Zoning",
    "check_contiguity",
    "crosses_zones",
    "decision_points",
    "open_decisions",
    "zone_flows",
    "zone_map",
]
