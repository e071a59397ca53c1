"""The Flemish first-line zones and municipalities, through time.

Start with `flanders`, look at a day with `Landscape.on`, and compare two days
with `compare`. A name is loaded when it is first used, so that importing the
package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from elzmodel.data.delimited import read_delimited
    from elzmodel.data.dossier_files import dossier, dossiers
    from elzmodel.data.file_problem import DelimitedFileError
    from elzmodel.data.population import PopulationFileError, read_population
    from elzmodel.data.reference import flanders
    from elzmodel.data.rule_files import rule_sets, rules
    from elzmodel.errors import ElzError, ElzWarning, InvalidValueError
    from elzmodel.governance import CareCouncil, RuleSet
    from elzmodel.io import (
        DocumentError,
        DocumentProblem,
        EventsDocument,
        FormatVersionError,
        check_document,
        dump,
        dumps,
        load,
        loads,
        schema,
    )
    from elzmodel.landscape import (
        AfterCoverageWarning,
        AmbiguousNameError,
        CodedFigures,
        Difference,
        Landscape,
        OutsideLandscapeWarning,
        RollUpError,
        Snapshot,
        check,
        compare,
    )
    from elzmodel.landscape.dossier import Dossier
    from elzmodel.landscape.vintage import Vintage
    from elzmodel.partners import Partner
    from elzmodel.policy import PolicyPlan
    from elzmodel.scenarios import (
        Atlas,
        Choice,
        ChoiceError,
        ChoicePolicy,
        Outcome,
        Scenario,
        StepError,
        Suggestion,
        Sweep,
        SweepRow,
        adopt,
        alternatives,
        as_of,
        atlas,
        check_scenario,
        decisions,
        front,
        outcome,
        settle,
        side_by_side,
        suggestions,
        sweep,
    )
    from elzmodel.territory import (
        Abolish,
        Alter,
        Alteration,
        ConflictError,
        Create,
        Figure,
        LandFlow,
        Merge,
        MoveParts,
        Municipality,
        NewUnit,
        NotCarriableError,
        NotOnDayError,
        Regroup,
        Split,
        UnknownIdError,
        Weight,
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
    "Alteration",
    "AmbiguousNameError",
    "Assign",
    "Atlas",
    "CareCouncil",
    "Choice",
    "ChoiceError",
    "ChoicePolicy",
    "CodedFigures",
    "ConflictError",
    "Create",
    "CreateZone",
    "DelimitedFileError",
    "Difference",
    "DividedError",
    "DocumentError",
    "DocumentProblem",
    "Dossier",
    "ElzError",
    "ElzWarning",
    "EventsDocument",
    "Figure",
    "Finding",
    "FormatVersionError",
    "InvalidValueError",
    "LandFlow",
    "Landscape",
    "Merge",
    "MoveParts",
    "Municipality",
    "NewUnit",
    "NotCarriableError",
    "NotOnDayError",
    "Outcome",
    "OutsideLandscapeWarning",
    "Partner",
    "Period",
    "PolicyPlan",
    "PopulationFileError",
    "Regroup",
    "RollUpError",
    "RuleSet",
    "Scenario",
    "Share",
    "Snapshot",
    "Source",
    "Split",
    "StepError",
    "Suggestion",
    "Sweep",
    "SweepRow",
    "Table",
    "Total",
    "UndecidedError",
    "UnknownIdError",
    "Vintage",
    "Weight",
    "Zone",
    "adopt",
    "alternatives",
    "as_of",
    "atlas",
    "check",
    "check_document",
    "check_scenario",
    "compare",
    "decisions",
    "dossier",
    "dossiers",
    "dump",
    "dumps",
    "flanders",
    "front",
    "load",
    "loads",
    "outcome",
    "read_delimited",
    "read_population",
    "rule_sets",
    "rules",
    "schema",
    "settle",
    "side_by_side",
    "suggestions",
    "sweep",
]

_ROOMS = {
    "data.delimited": "read_delimited",
    "data.dossier_files": "dossier dossiers",
    "data.file_problem": "DelimitedFileError",
    "data.population": "PopulationFileError read_population",
    "data.reference": "flanders",
    "data.rule_files": "rule_sets rules",
    "errors": "ElzError ElzWarning InvalidValueError",
    "governance": "CareCouncil RuleSet",
    "io": """
        DocumentError DocumentProblem EventsDocument FormatVersionError check_document
        dump dumps load loads schema
    """,
    "landscape": """
        AfterCoverageWarning AmbiguousNameError CodedFigures Difference Landscape
        OutsideLandscapeWarning RollUpError Snapshot check compare
    """,
    "landscape.dossier": "Dossier",
    "landscape.vintage": "Vintage",
    "partners": "Partner",
    "policy": "PolicyPlan",
    "scenarios": """
        Atlas Choice ChoiceError ChoicePolicy Outcome Scenario StepError Suggestion Sweep
        SweepRow adopt alternatives as_of atlas check_scenario decisions front outcome
        settle side_by_side suggestions sweep
    """,
    "territory": """
        Abolish Alter Alteration ConflictError Create Figure LandFlow Merge MoveParts
        Municipality NewUnit NotCarriableError NotOnDayError Regroup Split UnknownIdError Weight
    """,
    "values": "Finding Period Share Source Table Total",
    "zones": "AbolishZone AlterZone Assign CreateZone DividedError UndecidedError Zone",
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
