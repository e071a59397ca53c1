"""Who decides in a zone, and on whose behalf: councils, bodies, seats, rules.

The questions are functions that take a council and the day; each answer has
``to_table``. `judge` holds rules against a council, `check_council` lists doubts.
"""

from __future__ import annotations

from elzmodel.governance.balance import (
    Balance,
    KindCount,
    Trait,
    balance,
)
from elzmodel.governance.change import (
    CouncilChange,
    CouncilDifference,
    compare_councils,
)
from elzmodel.governance.checks import (
    check_council,
)
from elzmodel.governance.council import (
    Body,
    BodyKind,
    CareCouncil,
    Delegation,
    Membership,
    MembershipRole,
    Waiver,
)
from elzmodel.governance.headroom import (
    ClusterRoom,
    Headroom,
    headroom,
)
from elzmodel.governance.judge import (
    judge,
    verdicts_table,
)
from elzmodel.governance.overlap import (
    Interlocks,
    Overlap,
    interlocks,
    overlap,
)
from elzmodel.governance.person import (
    Gender,
    Person,
)
from elzmodel.governance.roster import (
    Roster,
    RosterEntry,
    roster,
)
from elzmodel.governance.rule import (
    Rule,
    RuleKind,
    RuleSet,
)
from elzmodel.governance.seat import (
    Cluster,
    Constituency,
    ConstituencyKind,
    Mandate,
    MandateStatus,
    Office,
    OfficeTitle,
    Seat,
)
from elzmodel.governance.term import (
    EndingMandate,
    Expiring,
    expiring,
)
from elzmodel.governance.voice import (
    AbsentClusters,
    AdmittedList,
    UnrepresentedDisciplines,
    missing_clusters,
    unrepresented_disciplines,
)

__all__ = [
    "AbsentClusters",
    "AdmittedList",
    "Balance",
    "Body",
    "BodyKind",
    "CareCouncil",
    "Cluster",
    "ClusterRoom",
    "Constituency",
    "ConstituencyKind",
    "CouncilChange",
    "CouncilDifference",
    "Delegation",
    "EndingMandate",
    "Expiring",
    "Gender",
    "Headroom",
    "Interlocks",
    "KindCount",
    "Mandate",
    "MandateStatus",
    "Membership",
    "MembershipRole",
    "Office",
    "OfficeTitle",
    "Overlap",
    "Person",
    "Roster",
    "RosterEntry",
    "Rule",
    "RuleKind",
    "RuleSet",
    "Seat",
    "Trait",
    "UnrepresentedDisciplines",
    "Waiver",
    "balance",
    "check_council",
    "compare_councils",
    "expiring",
    "headroom",
    "interlocks",
    "judge",
    "missing_clusters",
    "overlap",
    "roster",
    "unrepresented_disciplines",
    "verdicts_table",
]
