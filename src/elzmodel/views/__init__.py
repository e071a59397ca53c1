"""What people look at: a year's mergers, a zone's card, maps, charts and networks."""

from __future__ import annotations

from elzmodel.views import cards, charts, classes, colours, maps, mergers, picture, transfers
from elzmodel.views.cards import *
from elzmodel.views.charts import *
from elzmodel.views.classes import *
from elzmodel.views.colours import *
from elzmodel.views.maps import *
from elzmodel.views.mergers import *
from elzmodel.views.picture import *
from elzmodel.views.transfers import *

__all__: list[str] = []
__all__ += cards.__all__
__all__ += charts.__all__
__all__ += maps.__all__
__all__ += mergers.__all__
__all__ += picture.__all__
__all__ += classes.__all__
__all__ += colours.__all__
__all__ += transfers.__all__
