"""A choice: to which zone the land of an open decision goes, and how that was found."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.scenarios.steps import key_of
from elzmodel.values import parse_day

if TYPE_CHECKING:
    from elzmodel.values import Day

__all__ = ["Choice", "ChoicePolicy", "parse_policy"]


class ChoicePolicy(Enum):
    """How a decision is settled.

    ``ASK`` leaves it to a person. ``LARGEST`` follows the largest member by
    inhabitants. ``KEEP_PARTS`` leaves each part where it is, so that the
    municipality becomes divided.

    Example:
        >>> ChoicePolicy("largest").value
        'largest'
    """

    ASK = "ask"
    LARGEST = "largest"
    KEEP_PARTS = "keep_parts"


def parse_policy(value: object) -> ChoicePolicy:
    """Return the policy that a word names.

    Raises:
        InvalidValueError: If no policy has that name.

    Example:
        >>> parse_policy("largest")
        <ChoicePolicy.LARGEST: 'largest'>
    """
    try:
        return ChoicePolicy(value)
    except ValueError:
        expected = " or ".join(policy.value for policy in ChoicePolicy)
        raise InvalidValueError("policy", value, expected) from None


def _key_or_none(value: object) -> str | None:
    return None if value is None else key_of(value)


def _day_or_none(value: Day | None) -> date | None:
    return None if value is None else parse_day(value)


@frozen(kw_only=True)
class Choice:
    """To which zone the land of an open decision goes, and by which policy.

    *decision* is the municipality that the merger made, by id, name or code;
    *day* is the day of the merger, needed only where several decisions are open
    about one municipality. *zone* is ``None`` where every part stays where it
    is. *figures* says which figures a policy used.

    Raises:
        InvalidValueError: If there is no zone and the policy is not to keep
            the parts, or the other way round.

    Example:
        >>> print(Choice(decision="hasselt", zone="herkenrode"))
        hasselt to herkenrode
    """

    decision: str = field(converter=key_of)
    zone: str | None = field(default=None, converter=_key_or_none)
    day: date | None = field(default=None, converter=_day_or_none)
    policy: ChoicePolicy = field(default=ChoicePolicy.ASK, converter=parse_policy)
    figures: str = ""
    reason: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a choice without a zone, but for keeping the parts."""
        if (self.zone is None) != (self.policy is ChoicePolicy.KEEP_PARTS):
            expected = "a zone, or no zone and the policy keep_parts"
            raise InvalidValueError("choice", (self.zone, self.policy.value), expected)

    def __str__(self) -> str:
        """Say what is chosen."""
        return f"{self.decision} to {self.zone}" if self.zone else f"{self.decision} as it is"
