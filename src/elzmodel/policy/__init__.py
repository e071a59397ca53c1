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
from elzmodel.policy.plan import (
    Action,
    ActionStatus,
    GoalDomain,
    OperationalGoal,
    PolicyPlan,
    StrategicGoal,
)
from elzmodel.policy.statement import Claim, ClaimKind, Statement, StatementKind

__all__ = [
    "Action",
    "ActionPlan",
    "ActionStatus",
    "Advice",
    "Claim",
    "ClaimKind",
    "Enrolment",
    "EnvironmentalAnalysis",
    "Evaluation",
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
    "Observation",
    "OperationalGoal",
    "PlanEntry",
    "PolicyPlan",
    "Project",
    "ProjectStage",
    "Request",
    "StageSpan",
    "StatedFigure",
    "Statement",
    "StatementKind",
    "StrategicGoal",
    "Target",
    "TargetGroup",
    "Verdict",
    "Vulnerability",
]
