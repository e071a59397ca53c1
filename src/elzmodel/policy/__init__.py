"""What a zone aims for: statements, plans, indicators, and what becomes of them."""

from __future__ import annotations

from elzmodel.policy.activity import (
    Advice,
    Enrolment,
    Gathering,
    Project,
    ProjectStage,
    Request,
    StageSpan,
)
from elzmodel.policy.analysis import (
    EnvironmentalAnalysis,
    HealthDimension,
    StatedFigure,
    TargetGroup,
    Vulnerability,
)
from elzmodel.policy.counts import CountRow, Counts, counts
from elzmodel.policy.coverage import Coverage, Gap, GapKind, Reach, coverage, names_vulnerability
from elzmodel.policy.cycle import ActionPlan, Evaluation, PlanEntry, Verdict
from elzmodel.policy.indicator import (
    Indicator,
    IndicatorKind,
    Judgement,
    Measure,
    MeasureKind,
    Observation,
    Target,
)
from elzmodel.policy.involvement import Involvement, InvolvementRole
from elzmodel.policy.mentions import Mention, Mentions, mentions
from elzmodel.policy.outline import plan_table, plan_tree
from elzmodel.policy.plan import (
    Action,
    ActionStatus,
    GoalDomain,
    OperationalGoal,
    PolicyPlan,
    StrategicGoal,
)
from elzmodel.policy.plan_checks import check_plan
from elzmodel.policy.plan_difference import PlanChange, PlanDifference, compare_plans
from elzmodel.policy.progress import PlanProgress, Progress, progress
from elzmodel.policy.review import (
    Cycle,
    CycleRow,
    Dimensions,
    Remaining,
    cycle,
    dimensions,
    remaining,
)
from elzmodel.policy.statement import Claim, ClaimKind, Statement, StatementKind
from elzmodel.policy.trace import NamedPartner, Trace, TraceKind, TraceStep, trace

__all__ = [
    "Action",
    "ActionPlan",
    "ActionStatus",
    "Advice",
    "Claim",
    "ClaimKind",
    "CountRow",
    "Counts",
    "Coverage",
    "Cycle",
    "CycleRow",
    "Dimensions",
    "Enrolment",
    "EnvironmentalAnalysis",
    "Evaluation",
    "Gap",
    "GapKind",
    "Gathering",
    "GoalDomain",
    "HealthDimension",
    "Indicator",
    "IndicatorKind",
    "Involvement",
    "InvolvementRole",
    "Judgement",
    "Measure",
    "MeasureKind",
    "Mention",
    "Mentions",
    "NamedPartner",
    "Observation",
    "OperationalGoal",
    "PlanChange",
    "PlanDifference",
    "PlanEntry",
    "PlanProgress",
    "PolicyPlan",
    "Progress",
    "Project",
    "ProjectStage",
    "Reach",
    "Remaining",
    "Request",
    "StageSpan",
    "StatedFigure",
    "Statement",
    "StatementKind",
    "StrategicGoal",
    "Target",
    "TargetGroup",
    "Trace",
    "TraceKind",
    "TraceStep",
    "Verdict",
    "Vulnerability",
    "check_plan",
    "compare_plans",
    "counts",
    "coverage",
    "cycle",
    "dimensions",
    "mentions",
    "names_vulnerability",
    "plan_table",
    "plan_tree",
    "progress",
    "remaining",
    "trace",
]
