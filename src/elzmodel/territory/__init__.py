"""Municipalities through time: parts, events, register, borders, figures, crosswalk."""

from __future__ import annotations

from elzmodel.territory import (
    _acts,
    _replay,
    borders,
    carried,
    crosswalks,
    events,
    figures,
    municipality,
    refinement,
    register,
    shapes,
    spread,
)
from elzmodel.territory._acts import KEEP, Event, EventNames, Keep
from elzmodel.territory.borders import *
from elzmodel.territory.carried import *
from elzmodel.territory.crosswalks import *
from elzmodel.territory.events import *
from elzmodel.territory.figures import *
from elzmodel.territory.municipality import *
from elzmodel.territory.refinement import *
from elzmodel.territory.register import *
from elzmodel.territory.shapes import *
from elzmodel.territory.spread import *
from elzmodel.values import Codes
from elzmodel.values.arguments import keep_door

__all__: list[str] = ["CODES", "KEEP", "Event", "EventNames", "Keep"]
__all__ += borders.__all__
__all__ += carried.__all__
__all__ += crosswalks.__all__
__all__ += events.__all__
__all__ += figures.__all__
__all__ += municipality.__all__
__all__ += refinement.__all__
__all__ += register.__all__
__all__ += shapes.__all__
__all__ += spread.__all__

CODES = Codes([*_acts.CODES, *_replay.CODES, register.ID_TWICE, *figures.CODES, *spread.CODES])

keep_door(__name__)
