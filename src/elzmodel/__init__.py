"""The Flemish first-line zones and municipalities, through time.

Start with `flanders`, look at a day with `Landscape.on`, and compare two days
with `compare`.
"""

from elzmodel.data import (
    DelimitedFileError,
    PopulationFileError,
    flanders,
    read_delimited,
    read_population,
)
from elzmodel.errors import ElzError, ElzWarning, InvalidValueError
from elzmodel.landscape import (
    AfterCoverageWarning,
    AmbiguousNameError,
    CodedFigures,
    Difference,
    Landscape,
    OutsideLandscapeWarning,
    Snapshot,
    Vintage,
    check,
    compare,
)
from elzmodel.territory import (
    Abolish,
    Alter,
    ConflictError,
    Create,
    Figure,
    Merge,
    MoveParts,
    Municipality,
    NewUnit,
    NotCarriableError,
    NotOnDayError,
    Split,
    UnknownIdError,
)
from elzmodel.values import Finding, Period, Share, Source, Table, Total
from elzmodel.zones import (
    AbolishZone,
    AlterZone,
    Assign,
    CreateZone,
    DividedError,
    UndecidedError,
    Zone,
)

__all__ = [
    "Abolish",
    "AbolishZone",
    "AfterCoverageWarning",
    "Alter",
    "AlterZone",
    "AmbiguousNameError",
    "Assign",
    "CodedFigures",
    "ConflictError",
    "Create",
    "CreateZone",
    "DelimitedFileError",
    "Difference",
    "DividedError",
    "ElzError",
    "ElzWarning",
    "Figure",
    "Finding",
    "InvalidValueError",
    "Landscape",
    "Merge",
    "MoveParts",
    "Municipality",
    "NewUnit",
    "NotCarriableError",
    "NotOnDayError",
    "OutsideLandscapeWarning",
    "Period",
    "PopulationFileError",
    "Share",
    "Snapshot",
    "Source",
    "Split",
    "Table",
    "Total",
    "UndecidedError",
    "UnknownIdError",
    "Vintage",
    "Zone",
    "check",
    "compare",
    "flanders",
    "read_delimited",
    "read_population",
]


def __dir__() -> list[str]:
    return __all__
