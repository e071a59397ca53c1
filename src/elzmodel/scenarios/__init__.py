"""What if: scenarios, decisions, outcomes, and many of them at once.

A `Scenario` is pure data: steps that name municipalities and zones, and
choices. Functions take a base and a scenario: `adopt` gives the landscape in
which it happened, `decisions` what it leaves open, `alternatives` every way to
settle that, `outcome` what it does, `sweep` one row for each of many, and
`atlas` the mergers of all neighbours. Nothing here changes its base.
"""

from __future__ import annotations

from elzmodel.scenarios.adoption import adopt, as_of, check_scenario, decisions
from elzmodel.scenarios.outcomes import (
    CRITERIA,
    Criterion,
    Crossing,
    Effects,
    Outcome,
    Reach,
    ZoneChange,
    front,
    outcome,
    side_by_side,
)
from elzmodel.scenarios.policies import (
    Suggestion,
    alternatives,
    settle,
    suggestion_table,
    suggestions,
)
from elzmodel.scenarios.scenario import Scenario
from elzmodel.scenarios.steps import (
    STEP_NAMES,
    Choice,
    ChoicePolicy,
    CreateZoneStep,
    MergeStep,
    MergeZonesStep,
    MovePartsStep,
    Piece,
    RenameStep,
    RenameZoneStep,
    SplitStep,
    SplitZoneStep,
    Step,
    TransferStep,
    UndecideStep,
)
from elzmodel.scenarios.sweeps import (
    Answer,
    Atlas,
    AtlasEntry,
    Sweep,
    atlas,
    neighbouring_pairs,
    sweep,
    wave,
    waves,
)
from elzmodel.scenarios.zone_states import SweepRow, ZoneState, zone_state

__all__ = [
    "CRITERIA",
    "STEP_NAMES",
    "Answer",
    "Atlas",
    "AtlasEntry",
    "Choice",
    "ChoicePolicy",
    "CreateZoneStep",
    "Criterion",
    "Crossing",
    "Effects",
    "MergeStep",
    "MergeZonesStep",
    "MovePartsStep",
    "Outcome",
    "Piece",
    "Reach",
    "RenameStep",
    "RenameZoneStep",
    "Scenario",
    "SplitStep",
    "SplitZoneStep",
    "Step",
    "Suggestion",
    "Sweep",
    "SweepRow",
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
    "front",
    "neighbouring_pairs",
    "outcome",
    "settle",
    "side_by_side",
    "suggestion_table",
    "suggestions",
    "sweep",
    "wave",
    "waves",
    "zone_state",
]
