"""The Flemish first-line zones and municipalities, through time.

Start with `flanders`, look at a day with `Landscape.on`, and compare two days
with `compare`. A name is loaded when it is first used, so that importing the
package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from elzmodel.checks import check
    from elzmodel.data.dossier_files import dossier, packaged_dossiers
    from elzmodel.data.reference import flanders
    from elzmodel.data.rule_files import rule_sets, rules
    from elzmodel.dossiers.dossier import Dossier
    from elzmodel.errors import (
        AfterCoverageWarning,
        AmbiguousNameError,
        ChoiceError,
        ConflictError,
        DelimitedFileError,
        DividedError,
        DocumentError,
        DocumentProblem,
        ElzError,
        ElzWarning,
        FormatVersionError,
        InvalidValueError,
        NotOnDayError,
        OutsideLandscapeWarning,
        StepError,
        UndecidedError,
        UnknownIdError,
    )
    from elzmodel.governance import CareCouncil, RuleSet
    from elzmodel.io import (
        EventsDocument,
        check_document,
        dump,
        dumps,
        load,
        loads,
        schema,
    )
    from elzmodel.landscape import (
        CodedFigures,
        Difference,
        Landscape,
        RollUpError,
        Snapshot,
        compare,
    )
    from elzmodel.landscape.vintages import Vintage
    from elzmodel.partners import Partner
    from elzmodel.policy import PolicyPlan
    from elzmodel.scenarios import (
        Atlas,
        Choice,
        ChoicePolicy,
        Outcome,
        Scenario,
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
    from elzmodel.tables.delimited import read_delimited
    from elzmodel.tables.population import PopulationFileError, read_population
    from elzmodel.territory import (
        Abolish,
        Alter,
        Alteration,
        Create,
        Figure,
        LandFlow,
        Merge,
        MoveParts,
        Municipality,
        NewUnit,
        NotCarriableError,
        Regroup,
        Split,
        Weight,
    )
    from elzmodel.values import Finding, Period, Share, Source, Table, Total
    from elzmodel.zones import (
        AbolishZone,
        AlterZone,
        Assign,
        CreateZone,
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
    "dump",
    "dumps",
    "flanders",
    "front",
    "load",
    "loads",
    "outcome",
    "packaged_dossiers",
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
    "checks": "check",
    "data.dossier_files": "dossier packaged_dossiers",
    "data.reference": "flanders",
    "data.rule_files": "rule_sets rules",
    "dossiers.dossier": "Dossier",
    "errors": """
        AfterCoverageWarning AmbiguousNameError ChoiceError ConflictError DelimitedFileError
        DividedError DocumentError DocumentProblem ElzError ElzWarning FormatVersionError
        InvalidValueError NotOnDayError OutsideLandscapeWarning StepError UndecidedError
        UnknownIdError
    """,
    "governance": "CareCouncil RuleSet",
    "io": "EventsDocument check_document dump dumps load loads schema",
    "landscape": "CodedFigures Difference Landscape RollUpError Snapshot compare",
    "landscape.vintages": "Vintage",
    "partners": "Partner",
    "policy": "PolicyPlan",
    "scenarios": """
        Atlas Choice ChoicePolicy Outcome Scenario Suggestion Sweep
        SweepRow adopt alternatives as_of atlas check_scenario decisions front outcome
        settle side_by_side suggestions sweep
    """,
    "tables.delimited": "read_delimited",
    "tables.population": "PopulationFileError read_population",
    "territory": """
        Abolish Alter Alteration Create Figure LandFlow Merge MoveParts
        Municipality NewUnit NotCarriableError Regroup Split Weight
    """,
    "values": "Finding Period Share Source Table Total",
    "zones": "AbolishZone AlterZone Assign CreateZone Zone",
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
