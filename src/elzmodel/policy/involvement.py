"""Who takes part in something, and how."""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from elzmodel.values import PartnerId, Period, SourceId, tupled

__all__ = ["Involvement", "InvolvementRole"]


class InvolvementRole(Enum):
    """How a partner is involved.

    Example:
        >>> InvolvementRole.MENTIONED.takes_part
        False
    """

    LEAD = "lead"
    INITIATOR = "initiator"
    RESPONSIBLE = "responsible"
    COLLABORATOR = "collaborator"
    SUPPLIER = "supplier"
    FINANCER = "financer"
    BENEFICIARY = "beneficiary"
    AUDIENCE = "audience"
    MENTIONED = "mentioned"

    @property
    def owns(self) -> bool:
        """Whether the partner answers for it."""
        return self in {InvolvementRole.LEAD, InvolvementRole.RESPONSIBLE}

    @property
    def takes_part(self) -> bool:
        """Whether the partner works on it, rather than being served or named."""
        return self not in {
            InvolvementRole.BENEFICIARY,
            InvolvementRole.AUDIENCE,
            InvolvementRole.MENTIONED,
        }


@frozen(kw_only=True, field_transformer=tupled)
class Involvement:
    """A partner in an action, a project or a gathering (*betrokkenheid*).

    Example:
        >>> Involvement(partner="pallion").role.value
        'collaborator'
    """

    partner: PartnerId
    role: InvolvementRole = InvolvementRole.COLLABORATOR
    period: Period = field(factory=Period)
    sources: tuple[SourceId, ...] = ()
