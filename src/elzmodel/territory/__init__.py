"""Municipalities through time: parts, events, register, borders, figures, crosswalk."""

from __future__ import annotations

from elzmodel.territory import _acts, _replay, figures, register
from elzmodel.territory._acts import KEEP, Event, EventNames, Keep
from elzmodel.territory.borders import Border, Borders, Contact
from elzmodel.territory.carried import (
    Carried,
    CarriedCategories,
    CarriedCategory,
    CarriedFigure,
    CarriedRates,
    CategoryRule,
    FigureKind,
)
from elzmodel.territory.crosswalks import Change, Crosswalk, CrosswalkRow, compose, crosswalk
from elzmodel.territory.events import (
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
    TerritoryEvent,
)
from elzmodel.territory.figures import Figure, Figures
from elzmodel.territory.municipality import Layout, Municipality, Part
from elzmodel.territory.refinement import Cut, Piece, Refinement, Weight
from elzmodel.territory.register import Register
from elzmodel.values import Codes

CODES = Codes([*_acts.CODES, *_replay.CODES, register.ID_TWICE, *figures.CODES])
"""The codes of what can contradict about municipalities and figures."""

__all__ = [
    "CODES",
    "KEEP",
    "Abolish",
    "Alter",
    "Alteration",
    "Border",
    "Borders",
    "Carried",
    "CarriedCategories",
    "CarriedCategory",
    "CarriedFigure",
    "CarriedRates",
    "CategoryRule",
    "Change",
    "Contact",
    "Create",
    "Crosswalk",
    "CrosswalkRow",
    "Cut",
    "Event",
    "EventNames",
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
