"""The packaged reference data and the loaders of files that people bring.

Tables of any year are read by `elzmodel.tables.understanding`, official lists of
municipalities by `elzmodel.lists.files`, inhabitants as Statbel publishes
them by `elzmodel.tables.population`.
"""

from __future__ import annotations

from elzmodel.data.edition_folders import build_edition, carry_edition
from elzmodel.data.edition_tables import FactChange, FactChanges, edition_changes, editions
from elzmodel.data.reference import flanders, load_flanders
from elzmodel.values.arguments import keep_door

__all__ = [
    "FactChange",
    "FactChanges",
    "build_edition",
    "carry_edition",
    "edition_changes",
    "editions",
    "flanders",
    "load_flanders",
]

keep_door(__name__)
