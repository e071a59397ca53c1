"""The packaged reference data and the loaders of files that people bring."""

from __future__ import annotations

from elzmodel.data.population import PopulationFileError, read_population
from elzmodel.data.reference import flanders, load_flanders

__all__ = ["PopulationFileError", "flanders", "load_flanders", "read_population"]
