"""Who decides in a zone, and on whose behalf: councils, bodies, seats, rules.

The questions are functions that take a council and the day, and give answers of
typed rows. `judge` holds rules against a council, `check_council` lists doubts.
"""

from __future__ import annotations

from elzmodel.governance.checks import CODES, check_council
from elzmodel.governance.composition import (
    ClusterRoom,
    ClusterVoice,
    EndingMandate,
    UnrepresentedDiscipline,
    cluster_voices,
    expiring,
    headroom,
    unrepresented_disciplines,
)
from elzmodel.governance.council import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Constituency,
    ConstituencyKind,
    Delegation,
    Gender,
    Mandate,
    MandateStatus,
    Membership,
    MembershipRole,
    Office,
    OfficeTitle,
    Person,
    Seat,
    Waiver,
)
from elzmodel.governance.rule import Rule, RuleKind, RuleResult, RuleSet, judge
from elzmodel.governance.seating import (
    Balance,
    CouncilChange,
    Interlock,
    KindCount,
    RosterEntry,
    balance,
    compare_councils,
    interlocks,
    roster,
)

__all__ = [
    "CODES",
    "Balance",
    "Body",
    "BodyKind",
    "CareCouncil",
    "Cluster",
    "ClusterRoom",
    "ClusterVoice",
    "Constituency",
    "ConstituencyKind",
    "CouncilChange",
    "Delegation",
    "EndingMandate",
    "Gender",
    "Interlock",
    "KindCount",
    "Mandate",
    "MandateStatus",
    "Membership",
    "MembershipRole",
    "Office",
    "OfficeTitle",
    "Person",
    "RosterEntry",
    "Rule",
    "RuleKind",
    "RuleResult",
    "RuleSet",
    "Seat",
    "UnrepresentedDiscipline",
    "Waiver",
    "balance",
    "check_council",
    "cluster_voices",
    "compare_councils",
    "expiring",
    "headroom",
    "interlocks",
    "judge",
    "roster",
    "unrepresented_disciplines",
]
