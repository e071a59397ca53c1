"""What a zone aims for: statements, plans, indicators, and what becomes of them.

A `PolicyPlan` holds strategic goals, these hold operational goals, these actions, and
actions indicators. What a document does not state is empty or ``None``. A list that
*open_lists* names is not complete; answers say so in their notes. *title* and *text*
are Dutch, as in the document; *gloss* is an editor's English.

Plans are asked with functions, which give answers of typed rows: `outline` and `counts`
what a plan holds, `coverage` what it reaches and leaves open, `trace` where it speaks of
something (in titles, names and terms, by the rule of `Wanted`), `progress` how far it is,
`cycle` and `remaining` what became of it in a year, `compare_plans` what changed since the
plan before.
"""

from __future__ import annotations

from elzmodel.policy import (
    activities,
    checks,
    gaps,
    passages,
    plan,
    plan_progress,
    review,
    statements,
    terms,
    tracing,
    words,
)
from elzmodel.policy.activities import *
from elzmodel.policy.checks import *
from elzmodel.policy.checks import CODES
from elzmodel.policy.gaps import *
from elzmodel.policy.passages import *
from elzmodel.policy.plan import *
from elzmodel.policy.plan_progress import *
from elzmodel.policy.review import *
from elzmodel.policy.statements import *
from elzmodel.policy.terms import *
from elzmodel.policy.tracing import *
from elzmodel.policy.words import *
from elzmodel.values.arguments import keep_door

__all__: list[str] = ["CODES"]
__all__ += activities.__all__
__all__ += checks.__all__
__all__ += gaps.__all__
__all__ += passages.__all__
__all__ += plan.__all__
__all__ += plan_progress.__all__
__all__ += review.__all__
__all__ += statements.__all__
__all__ += terms.__all__
__all__ += tracing.__all__
__all__ += words.__all__

keep_door(__name__)
