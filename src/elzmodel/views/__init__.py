"""What people look at: a year's mergers, a zone's card, maps, charts and networks."""

from __future__ import annotations

from elzmodel.values.arguments import keep_door
from elzmodel.views import (
    bars,
    cards,
    classes,
    colours,
    flows,
    interactive,
    lineage,
    lines,
    maps,
    mergers,
    moved_ties,
    multiples,
    page,
    picture,
    seats,
    sizes,
    ties,
    transfers,
    trees,
)
from elzmodel.views.bars import *
from elzmodel.views.cards import *
from elzmodel.views.classes import *
from elzmodel.views.colours import *
from elzmodel.views.flows import *
from elzmodel.views.interactive import *
from elzmodel.views.lineage import *
from elzmodel.views.lines import *
from elzmodel.views.maps import *
from elzmodel.views.mergers import *
from elzmodel.views.moved_ties import *
from elzmodel.views.multiples import *
from elzmodel.views.page import *
from elzmodel.views.picture import *
from elzmodel.views.seats import *
from elzmodel.views.sizes import *
from elzmodel.views.ties import *
from elzmodel.views.transfers import *
from elzmodel.views.trees import *
from elzmodel.views.web import atlas, reports
from elzmodel.views.web.atlas import *
from elzmodel.views.web.reports import *

__all__: list[str] = []
__all__ += cards.__all__
__all__ += lines.__all__
__all__ += ties.__all__
__all__ += moved_ties.__all__
__all__ += multiples.__all__
__all__ += maps.__all__
__all__ += mergers.__all__
__all__ += page.__all__
__all__ += picture.__all__
__all__ += classes.__all__
__all__ += colours.__all__
__all__ += transfers.__all__
__all__ += bars.__all__
__all__ += flows.__all__
__all__ += interactive.__all__
__all__ += lineage.__all__
__all__ += seats.__all__
__all__ += sizes.__all__
__all__ += trees.__all__
__all__ += atlas.__all__
__all__ += reports.__all__

keep_door(__name__)
