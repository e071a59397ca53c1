"""Who works together in a zone, and where they meet.

A `Partner` takes part in bodies, gatherings, projects and actions; each time is an
`Incidence`, for a period. `Dossier.incidences` lists those of a dossier, and networks
are made of them. `rank` tells who carries most, `professional_circles` which
professions have a circle.
"""

from __future__ import annotations

from elzmodel.partners import partner
from elzmodel.partners.partner import *
from elzmodel.values.arguments import keep_door

__all__: list[str] = []
__all__ += partner.__all__

keep_door(__name__)
