"""What people look at: a year's mergers, a zone's card, maps, charts and networks."""

from __future__ import annotations

from elzmodel.views import cards, charts, maps, mergers, picture
from elzmodel.views.cards import *
from elzmodel.views.charts import *
from elzmodel.views.maps import *
from elzmodel.views.mergers import *
from elzmodel.views.picture import *

__all__: list[str] = []
__all__ += cards.__all__
__all__ += charts.__all__
__all__ += maps.__all__
__all__ += mergers.__all__
__all__ += picture.__all__
