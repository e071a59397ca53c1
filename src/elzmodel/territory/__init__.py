"""Municipalities through time: parts, events, register, borders, figures, crosswalk."""

from __future__ import annotations

from elzmodel.territory.borders import Border, Borders, Contact
from elzmodel.territory.carried import (
    Carried,
    CarriedCategories,
    CarriedRates,
    CategoryRule,
    FigureKind,
    NotCarriableError,
)
from elzmodel.territory.crosswalks import Change, Crosswalk, CrosswalkRow, compose, crosswalk
from elzmodel.territory.events import (
    KEEP,
    Abolish,
    Alter,
    Alteration,
    Create,
    Event,
    Keep,
    LandFlow,
    Merge,
    MoveParts,
    NewUnit,
    Regroup,
    Split,
    TerritoryEvent,
)
from elzmodel.territory.figures import Figure, Figures
from elzmodel.territory.municipality import Layout, Municipality, Part
from elzmodel.territory.refinement import Cut, Piece, Refinement, Weight
from elzmodel.territory.register import Register

__all__ = [
    "KEEP",
    "Abolish",
    "Alter",
    "Alteration",
    "Border",
    "Borders",
    "Carried",
    "CarriedCategories",
    "CarriedRates",
    "CategoryRule",
    "Change",
    "Contact",
    "Create",
    "Crosswalk",
    "CrosswalkRow",
    "Cut",
    "Event",
    "Figure",
    "FigureKind",
    "Figures",
    "Keep",
    "LandFlow",
    "Layout",
    "Merge",
    "MoveParts",
    "Municipality",
    "NewUnit",
    "NotCarriableError",
    "Part",
    "Piece",
    "Refinement",
    "Register",
    "Regroup",
    "Split",
    "TerritoryEvent",
    "Weight",
    "compose",
    "crosswalk",
]
