"""Who belongs where: zones, zonings through time, zone maps of one day, decisions."""

from __future__ import annotations

from elzmodel.zones.contiguity import check_contiguity
from elzmodel.zones.decisions import (
    DecisionPoint,
    crosses_zones,
    decision_points,
    open_decisions,
)
from elzmodel.zones.errors import DividedError, UndecidedError
from elzmodel.zones.events import AbolishZone, AlterZone, Assign, CreateZone, ZoneEvent
from elzmodel.zones.flows import ZoneFlow, zone_flows
from elzmodel.zones.sizes import MINIMUM, TARGET, SizeBand, SizeRule
from elzmodel.zones.zone import Zone
from elzmodel.zones.zone_map import ZoneMap, zone_map
from elzmodel.zones.zoning import Assignment, Zoning

__all__ = [
    "MINIMUM",
    "TARGET",
    "AbolishZone",
    "AlterZone",
    "Assign",
    "Assignment",
    "CreateZone",
    "DecisionPoint",
    "DividedError",
    "SizeBand",
    "SizeRule",
    "UndecidedError",
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
