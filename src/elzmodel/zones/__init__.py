"""Who belongs where: zones, zonings through time, zone maps of one day, decisions."""

from __future__ import annotations

from elzmodel.values import Codes
from elzmodel.values.arguments import keep_door
from elzmodel.zones import sizes, zone, zone_maps, zoning
from elzmodel.zones.sizes import *
from elzmodel.zones.zone import *
from elzmodel.zones.zone_maps import *
from elzmodel.zones.zoning import *

__all__: list[str] = ["CODES"]
__all__ += sizes.__all__
__all__ += zone.__all__
__all__ += zone_maps.__all__
__all__ += zoning.__all__

CODES = Codes([*zoning.CODES, *zone_maps.CODES])

keep_door(__name__)
