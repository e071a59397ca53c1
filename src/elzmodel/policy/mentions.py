"""Which zones speak of something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.policy._wording import fold, is_named
from elzmodel.policy.plan import PolicyPlan
from elzmodel.values import Column, Table, tupled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from elzmodel.policy.statement import Statement

__all__ = ["Mention", "Mentions", "mentions"]


@frozen(kw_only=True)
class Mention:
    """One place where a zone speaks of something.

    Example:
        >>> Mention(zone="haspengouw", kind="action", id="4.2/a1").title
        ''
    """

    zone: str
    kind: str
    id: str
    title: str = ""


@frozen(kw_only=True, field_transformer=tupled)
class Mentions:
    """Where zones speak of something, and which do not.

    *silent* are the zones of which nothing given has the term; that says
    nothing about documents that were not given.

    Example:
        >>> mentions({"herkenrode": []}, "preventie").silent
        ('herkenrode',)
    """

    term: str
    found: tuple[Mention, ...]
    silent: tuple[str, ...] = ()

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones that speak of it, once each."""
        return tuple(dict.fromkeys(each.zone for each in self.found))

    def to_table(self) -> Table:
        """Return one row a mention; the sentences themselves are not shown."""
        columns = [Column(key) for key in ("zone", "kind", "id", "title")]
        rows = [(each.zone, each.kind, each.id, each.title) for each in self.found]
        notes = (f"Without a mention: {', '.join(self.silent)}.",) if self.silent else ()
        return Table(f"Who speaks of {self.term}", columns, rows, notes)


def mentions(texts: Mapping[str, Iterable[Statement | PolicyPlan]], term: str) -> Mentions:
    """Return where statements and plans of several zones have a term.

    Titles and texts are looked through, not glosses, without regard for case
    and accents, also inside words.

    Args:
        texts: For each zone its statements and plans.
        term: What to look for, such as ``"preventi"``.

    Raises:
        InvalidValueError: If the term has no letter or digit.

    Example:
        >>> from elzmodel.policy import Statement, StatementKind
        >>> own = [Statement(id="w1", kind=StatementKind.VALUE, title="Preventief werken")]
        >>> mentions({"haspengouw": own, "kempenland": []}, "preventi").zones
        ('haspengouw',)
    """
    if not fold(term):
        raise InvalidValueError("term", term, "a word or the beginning of one")
    found = tuple(each for zone, items in texts.items() for each in _in_zone(zone, items, term))
    speaking = {each.zone for each in found}
    return Mentions(
        term=term, found=found, silent=tuple(zone for zone in texts if zone not in speaking)
    )


def _in_zone(zone: str, items: Iterable[Statement | PolicyPlan], term: str) -> Iterator[Mention]:
    for item in items:
        places = _of_plan(item) if isinstance(item, PolicyPlan) else [_of_statement(item)]
        for kind, key, title, texts in places:
            if is_named(term, (title, *texts)):
                yield Mention(zone=zone, kind=kind, id=key, title=title)


_Place = tuple[str, str, str, tuple[str, ...]]


def _of_statement(each: Statement) -> _Place:
    texts = (*each.text, each.subject, *each.guiding_questions, *each.steps)
    return each.kind.value, each.id, each.title, texts


def _of_plan(plan: PolicyPlan) -> Iterator[_Place]:
    yield "plan", plan.id, plan.title, plan.text
    for each in () if plan.analysis is None else plan.analysis.vulnerabilities:
        yield "vulnerability", each.id, each.title, (*each.text, *each.terms)
    for strategic in plan.strategic_goals:
        texts = (*strategic.text, *strategic.summary)
        yield "strategic-goal", strategic.id, strategic.title, texts
    for goal in plan.operational_goals:
        yield "operational-goal", goal.id, goal.title, (*goal.text, *goal.summary, *goal.named)
    for action in plan.actions:
        yield "action", action.id, action.title, (*action.text, *action.instruments, *action.named)
    for indicator in plan.indicators:
        yield "indicator", indicator.id, indicator.title, indicator.text
