"""What becomes of a plan: yearly action plans, evaluations and what follows."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen

from elzmodel.values import BodyId, ItemId, SourceId, open_lists_of, tupled

__all__ = ["ActionPlan", "Evaluation", "PlanEntry", "Verdict"]


@frozen(kw_only=True, field_transformer=tupled)
class PlanEntry:
    """An action in a yearly action plan; *is_done* is ``None`` where it is not stated.

    Example:
        >>> PlanEntry(action="1.1/a1", is_done=True).note
        ''
    """

    action: ItemId
    is_done: bool | None = None
    note: str = ""


@frozen(kw_only=True, field_transformer=tupled)
class ActionPlan:
    """What is to be done in one year (*jaaractieplan*).

    Example:
        >>> ActionPlan(year=2023, open_lists=["entries"]).entries
        ()
    """

    year: int
    entries: tuple[PlanEntry, ...] = ()
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()


class Verdict(Enum):
    """What an evaluation decides.

    Example:
        >>> Verdict("adjust").name
        'ADJUST'
    """

    CONTINUE = "continue"
    ADJUST = "adjust"
    STOP = "stop"
    COMPLETE = "complete"


@frozen(kw_only=True, field_transformer=tupled)
class Evaluation:
    """A look back at a goal or an action, and what followed (*evaluatie en bijsturing*).

    *subject* is what was evaluated; *follow_up* are actions that followed from it.

    Example:
        >>> Evaluation(subject="1.1/a1", day=date(2023, 12, 1), verdict=Verdict.STOP).follow_up
        ()
    """

    subject: ItemId
    day: date
    verdict: Verdict
    by: BodyId | None = None
    note: str = ""
    follow_up: tuple[ItemId, ...] = ()
    sources: tuple[SourceId, ...] = ()
