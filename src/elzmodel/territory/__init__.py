"""Municipalities through time: parts, events, register, borders, figures, crosswalk."""

from __future__ import annotations

from elzmodel._doors import late_door

__all__, __getattr__, __dir__ = late_door(__name__, __file__)
