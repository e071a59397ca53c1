"""What if: scenarios, decisions, outcomes, and many of them at once.

A `Scenario` is pure data: steps that name municipalities and zones, and
choices. Functions take a base and a scenario: `adopt` gives the landscape in
which it happened, `decisions` what it leaves open, `alternatives` every way to
settle that, `outcome` what it does, `sweep` one row for each of many, and
`atlas` the mergers of all neighbours. Nothing here changes its base.
"""

from __future__ import annotations

from elzmodel.scenarios.adoption import CODES, adopt, as_of, check_scenario, decisions
from elzmodel.scenarios.outcomes import (
    CRITERIA,
    ChangedFinding,
    Criterion,
    Crossing,
    Outcome,
    Reach,
    TouchedMunicipality,
    ZoneChange,
    outcome,
    pareto_front,
    side_by_side,
)
from elzmodel.scenarios.policies import Suggestion, alternatives, settle, suggestions
from elzmodel.scenarios.scenario import Choice, ChoicePolicy, Scenario
from elzmodel.scenarios.steps import (
    CreateZoneStep,
    MergeStep,
    MergeZonesStep,
    MovePartsStep,
    RenameStep,
    RenameZoneStep,
    SplitOff,
    SplitStep,
    SplitZoneStep,
    Step,
    TransferStep,
    UndecideStep,
)
from elzmodel.scenarios.sweeps import (
    AnsweredZone,
    Atlas,
    AtlasEntry,
    MergerAnswer,
    ScenarioZone,
    Sweep,
    atlas,
    neighbouring_pairs,
    sweep,
    wave,
    waves,
)
from elzmodel.scenarios.zone_states import SweepRow, ZoneState

__all__ = [
    "CODES",
    "CRITERIA",
    "AnsweredZone",
    "Atlas",
    "AtlasEntry",
    "ChangedFinding",
    "Choice",
    "ChoicePolicy",
    "CreateZoneStep",
    "Criterion",
    "Crossing",
    "MergeStep",
    "MergeZonesStep",
    "MergerAnswer",
    "MovePartsStep",
    "Outcome",
    "Reach",
    "RenameStep",
    "RenameZoneStep",
    "Scenario",
    "ScenarioZone",
    "SplitOff",
    "SplitStep",
    "SplitZoneStep",
    "Step",
    "Suggestion",
    "Sweep",
    "SweepRow",
    "TouchedMunicipality",
    "TransferStep",
    "UndecideStep",
    "ZoneChange",
    "ZoneState",
    "adopt",
    "alternatives",
    "as_of",
    "atlas",
    "check_scenario",
    "decisions",
    "neighbouring_pairs",
    "outcome",
    "pareto_front",
    "settle",
    "side_by_side",
    "suggestions",
    "sweep",
    "wave",
    "waves",
]
