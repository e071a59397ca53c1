"""Who decides in a zone, and on whose behalf: councils, bodies, seats, rules."""

from __future__ import annotations

from elzmodel.governance.council import (
    Body,
    BodyKind,
    CareCouncil,
    Delegation,
    Membership,
    MembershipRole,
    Waiver,
)
from elzmodel.governance.person import Gender, Person
from elzmodel.governance.rule import Rule, RuleKind, RuleSet
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

__all__ = [
    "Body",
    "BodyKind",
    "CareCouncil",
    "Cluster",
    "Constituency",
    "ConstituencyKind",
    "Delegation",
    "Gender",
    "Mandate",
    "MandateStatus",
    "Membership",
    "MembershipRole",
    "Office",
    "OfficeTitle",
    "Person",
    "Rule",
    "RuleKind",
    "RuleSet",
    "Seat",
    "Waiver",
]
