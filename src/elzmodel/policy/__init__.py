"""What a zone aims for: statements, plans, indicators, and what becomes of them.

A `PolicyPlan` holds strategic goals, these hold operational goals, these actions, and
actions indicators. What a document does not state is empty or ``None``. A list that
*open_lists* names is not complete; answers say so in their notes. *title* and *text*
are Dutch, as in the document; *gloss* is an editor's English.

Plans are asked with functions, which give answers of typed rows: `outline` and `counts`
what a plan holds, `coverage` what it reaches and leaves open, `trace` and `mentions`
where it speaks of something, `progress` how far it is, `cycle` and `remaining` what
became of it in a year, `compare_plans` what changed since the plan before.
"""

from __future__ import annotations

from elzmodel.policy.activities import (
    Advice,
    Enrolment,
    Gathering,
    Involvement,
    InvolvementRole,
    Project,
    ProjectStage,
    Request,
    StageSpan,
)
from elzmodel.policy.checks import (
    CODES,
    check_plan,
)
from elzmodel.policy.gaps import (
    Coverage,
    Gap,
    GapCount,
    GapKind,
    VulnerabilityReach,
    coverage,
)
from elzmodel.policy.plan import (
    Action,
    ActionPlan,
    ActionStatus,
    Evaluation,
    GoalDomain,
    Indicator,
    IndicatorKind,
    Judgement,
    Measure,
    MeasureKind,
    Observation,
    OperationalGoal,
    PlanEntry,
    PolicyPlan,
    StrategicGoal,
    Target,
    Verdict,
)
from elzmodel.policy.plan_progress import (
    PlanProgress,
    Progress,
    progress,
)
from elzmodel.policy.review import (
    CountRow,
    CycleRow,
    LeftAction,
    PlanChange,
    PlanLine,
    Remaining,
    TouchedDimension,
    compare_plans,
    counts,
    cycle,
    dimensions,
    outline,
    remaining,
)
from elzmodel.policy.statements import (
    Claim,
    ClaimKind,
    EnvironmentalAnalysis,
    HealthDimension,
    StatedFigure,
    Statement,
    StatementKind,
    TargetGroup,
    Vulnerability,
)
from elzmodel.policy.tracing import (
    Mention,
    Mentions,
    NamedPartner,
    Trace,
    TraceKind,
    TraceStep,
    mentions,
    trace,
)

__all__ = [
    "CODES",
    "Action",
    "ActionPlan",
    "ActionStatus",
    "Advice",
    "Claim",
    "ClaimKind",
    "CountRow",
    "Coverage",
    "CycleRow",
    "Enrolment",
    "EnvironmentalAnalysis",
    "Evaluation",
    "Gap",
    "GapCount",
    "GapKind",
    "Gathering",
    "GoalDomain",
    "HealthDimension",
    "Indicator",
    "IndicatorKind",
    "Involvement",
    "InvolvementRole",
    "Judgement",
    "LeftAction",
    "Measure",
    "MeasureKind",
    "Mention",
    "Mentions",
    "NamedPartner",
    "Observation",
    "OperationalGoal",
    "PlanChange",
    "PlanEntry",
    "PlanLine",
    "PlanProgress",
    "PolicyPlan",
    "Progress",
    "Project",
    "ProjectStage",
    "Remaining",
    "Request",
    "StageSpan",
    "StatedFigure",
    "Statement",
    "StatementKind",
    "StrategicGoal",
    "Target",
    "TargetGroup",
    "TouchedDimension",
    "Trace",
    "TraceKind",
    "TraceStep",
    "Verdict",
    "Vulnerability",
    "VulnerabilityReach",
    "check_plan",
    "compare_plans",
    "counts",
    "coverage",
    "cycle",
    "dimensions",
    "mentions",
    "outline",
    "progress",
    "remaining",
    "trace",
]
