"""What if: scenarios, decisions, outcomes, and many of them at once.

A `Scenario` is pure data: steps that name municipalities and zones, and
choices. Functions take a base and a scenario: `adopt` gives the landscape in
which it happened, `decisions` what it leaves open, `alternatives` every way to
settle that, `outcome` what it does, `sweep` one row for each of many,
`sweep_to` the same in a file, `atlas` the mergers of all neighbours, and
`single_transfers` what each municipality does that goes to a zone beside it. Nothing
here changes its base.
"""

from __future__ import annotations

from elzmodel.scenarios import (
    adoption,
    drawn_waves,
    fronts,
    joint_mergers,
    outcomes,
    plausible_waves,
    policies,
    scenario,
    screening,
    shares,
    steps,
    sweeps,
    swept_files,
    zone_states,
)
from elzmodel.scenarios.adoption import *
from elzmodel.scenarios.adoption import CODES
from elzmodel.scenarios.drawn_waves import *
from elzmodel.scenarios.fronts import *
from elzmodel.scenarios.joint_mergers import *
from elzmodel.scenarios.outcomes import *
from elzmodel.scenarios.plausible_waves import *
from elzmodel.scenarios.policies import *
from elzmodel.scenarios.scenario import *
from elzmodel.scenarios.screening import *
from elzmodel.scenarios.shares import *
from elzmodel.scenarios.steps import *
from elzmodel.scenarios.sweeps import *
from elzmodel.scenarios.swept_files import *
from elzmodel.scenarios.zone_states import *
from elzmodel.values.arguments import keep_door

__all__: list[str] = ["CODES"]
__all__ += adoption.__all__
__all__ += drawn_waves.__all__
__all__ += fronts.__all__
__all__ += joint_mergers.__all__
__all__ += outcomes.__all__
__all__ += plausible_waves.__all__
__all__ += policies.__all__
__all__ += scenario.__all__
__all__ += screening.__all__
__all__ += shares.__all__
__all__ += steps.__all__
__all__ += sweeps.__all__
__all__ += swept_files.__all__
__all__ += zone_states.__all__

keep_door(__name__)
