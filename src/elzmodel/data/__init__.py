"""The packaged reference data and the loaders of files that people bring."""

from __future__ import annotations

from elzmodel.data.delimited import DelimitedTable, read_delimited
from elzmodel.data.file_problem import DelimitedFileError, FileProblem
from elzmodel.data.population import PopulationFileError, read_population
from elzmodel.data.reference import flanders, load_flanders

__all__ = [
    "DelimitedFileError",
    "DelimitedTable",
    "FileProblem",
    "PopulationFileError",
    "flanders",
    "load_flanders",
    "read_delimited",
    "read_population",
]
