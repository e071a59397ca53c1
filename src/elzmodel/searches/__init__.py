"""The fewest moves that reach a goal: found, counted and proven.

A search asks goals of every zone of a day, and finds the smallest sets of municipalities
whose transfer meets them, each with the zones that can take it. Nothing here changes its
base: what was found becomes a scenario when that is asked.
"""

from __future__ import annotations

from elzmodel.searches import answers, costs, found, goals, mergers, searching
from elzmodel.searches.answers import *
from elzmodel.searches.costs import *
from elzmodel.searches.found import *
from elzmodel.searches.goals import *
from elzmodel.searches.mergers import *
from elzmodel.searches.searching import *
from elzmodel.values.arguments import keep_door

__all__: list[str] = []
__all__ += answers.__all__
__all__ += costs.__all__
__all__ += found.__all__
__all__ += goals.__all__
__all__ += mergers.__all__
__all__ += searching.__all__

keep_door(__name__)
