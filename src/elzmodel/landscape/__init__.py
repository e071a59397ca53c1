"""Everything together: a landscape through time, a snapshot of one day, what differs.

The questions that join rooms live here: `compare`, `check`, and the methods
of `Landscape` and `Snapshot`.
"""

from __future__ import annotations

from elzmodel._doors import late_door

__all__, __getattr__, __dir__ = late_door(__name__, __file__)
