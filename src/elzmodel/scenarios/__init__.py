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

from elzmodel._doors import late_door

__all__, __getattr__, __dir__ = late_door(__name__, __file__)
