"""Everything that can happen: to municipalities and to zones."""

from __future__ import annotations

from elzmodel.territory import (
    Abolish,
    Alter,
    Alteration,
    Create,
    LandFlow,
    Merge,
    MoveParts,
    NewUnit,
    Regroup,
    Split,
)
from elzmodel.zones import AbolishZone, AlterZone, Assign, CreateZone

__all__ = [
    "Abolish",
    "AbolishZone",
    "Alter",
    "AlterZone",
    "Alteration",
    "Assign",
    "Create",
    "CreateZone",
    "LandFlow",
    "Merge",
    "MoveParts",
    "NewUnit",
    "Regroup",
    "Split",
]
