"""The packaged reference data and the loaders of files that people bring.

Tables of any year are read by `elzmodel.tables.understanding`, official lists of
municipalities by `elzmodel.lists.files`, inhabitants as Statbel publishes
them by `elzmodel.tables.population`.
"""

from __future__ import annotations

from elzmodel._doors import late_door

__all__, __getattr__, __dir__ = late_door(__name__, __file__)
