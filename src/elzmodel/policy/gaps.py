"""What a plan reaches, and what it leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from attrs import frozen

from elzmodel.policy.passages import TermsOf, terms_of
from elzmodel.policy.plan import Action, PolicyPlan, notes_on_open_lists
from elzmodel.policy.statements import Vulnerability
from elzmodel.policy.terms import ElementKind
from elzmodel.values import Answer, ItemId, columns
from elzmodel.values.ids import tupled
from elzmodel.values.text import said

__all__ = ["Coverage", "Gap", "GapCount", "GapKind", "VulnerabilityReach", "coverage"]


class GapKind(Enum):
    """What is missing."""

    NOT_NAMED = "not-named"
    """No action names the vulnerability in its own words."""

    NOT_LINKED = "not-linked"
    """No action names the vulnerability, and none was linked to it by an editor."""

    NO_TARGET_GROUP = "no-target-group"
    NO_PARTNER = "no-partner"
    NO_OWNER = "no-owner"
    NO_DATE = "no-date"
    NO_INDICATOR = "no-indicator"


@columns("gap=kind", "subject", "title", "of_those_named")
@frozen(kw_only=True)
class Gap:
    """One thing that a plan leaves open.

    *of_those_named* says that the list in question is not complete: something
    may be there that is not named.
    """

    kind: GapKind
    subject: ItemId
    title: str = ""
    of_those_named: bool = False


@columns("gap=kind", "how_many")
@frozen
class GapCount:
    """How many gaps of one kind a plan has."""

    kind: GapKind
    how_many: int


@frozen(kw_only=True, field_transformer=tupled)
class VulnerabilityReach:
    """Which actions name a vulnerability, and which are linked to it.

    An action that names it also counts as linked.
    """

    vulnerability: ItemId
    title: str = ""
    named_in: tuple[ItemId, ...] = ()
    linked_in: tuple[ItemId, ...] = ()


@frozen(kw_only=True)
class Coverage:
    """What a plan reaches and what it leaves open (*dekking*), as three answers.

    *reaches* has a row for each vulnerability, *gaps* one for each thing that is
    left open, and `counts` one for each kind of gap.
    """

    plan: ItemId
    reaches: Answer[VulnerabilityReach]
    gaps: Answer[Gap]

    @property
    def counts(self) -> Answer[GapCount]:
        """How many gaps there are of each kind, kinds without any included."""
        return Answer(
            title=said("How much the plan leaves open"),
            rows=tuple(GapCount(kind, len(self.gaps.where(kind=kind))) for kind in GapKind),
            notes=self.gaps.notes,
        )


def coverage(plan: PolicyPlan) -> Coverage:
    """Say what a plan leaves open, first its vulnerabilities and then its actions.

    A link is what an editor made of indicators and partners. An action names a
    vulnerability where one of its terms lies in the title, the text or the terms of the
    action. Every action of the plan counts, whatever became of it, with what it states
    itself: neither the partners of its goal nor those of its projects are its own. A
    cadence is not a date.

    Example:
        >>> import elzmodel as elz
        >>> found = coverage(elz.dossier("haspengouw").plans[0])
        >>> {each.kind.value: each.how_many for each in found.counts[:3]}
        {'not-named': 7, 'not-linked': 5, 'no-target-group': 28}
    """
    terms = terms_of(plan.terms)
    reaches = tuple(_reach(plan, each, terms) for each in plan.vulnerabilities)
    notes = _notes(plan)
    return Coverage(
        plan=plan.id,
        reaches=Answer(
            title=said("Which actions reach which vulnerability"),
            rows=reaches,
            notes=notes,
            row_type=VulnerabilityReach,
        ),
        gaps=Answer(
            title=said("What the plan leaves open"),
            rows=(*_unreached(plan, reaches), *(gap for a in plan.actions for gap in _lacking(a))),
            notes=notes,
            row_type=Gap,
        ),
    )


def _reach(plan: PolicyPlan, vulnerability: Vulnerability, terms: TermsOf) -> VulnerabilityReach:
    named = tuple(
        action.id
        for action in plan.actions
        if action.names(vulnerability, terms.get((ElementKind.ACTION, action.id), ()))
    )
    linked = tuple(
        action.id
        for action in plan.actions
        if action.id in named or vulnerability.id in action.vulnerabilities
    )
    return VulnerabilityReach(
        vulnerability=vulnerability.id,
        title=vulnerability.title,
        named_in=named,
        linked_in=linked,
    )


def is_by_title(vulnerability: Vulnerability) -> bool:
    """Tell whether it is looked for by a title of several words, which few actions repeat."""
    return not vulnerability.terms and len(vulnerability.title.split()) > 1


def _unreached(plan: PolicyPlan, reaches: tuple[VulnerabilityReach, ...]) -> Iterator[Gap]:
    links_are_open = any("vulnerabilities" in action.open_lists for action in plan.actions)
    for kind, is_open in ((GapKind.NOT_NAMED, False), (GapKind.NOT_LINKED, links_are_open)):
        for each in reaches:
            if not (each.named_in if kind is GapKind.NOT_NAMED else each.linked_in):
                yield Gap(
                    kind=kind,
                    subject=each.vulnerability,
                    title=each.title,
                    of_those_named=is_open,
                )


def _lacking(action: Action) -> Iterator[Gap]:
    """Yield what an action does not state; the name is that of the list it would stand in."""
    is_stated = (
        (GapKind.NO_TARGET_GROUP, "target_groups", bool(action.target_groups)),
        (GapKind.NO_PARTNER, "involvements", bool(action.involvements)),
        (GapKind.NO_OWNER, "involvements", any(i.role.owns for i in action.involvements)),
        (GapKind.NO_DATE, "", action.period is not None),
        (GapKind.NO_INDICATOR, "indicators", bool(action.indicators)),
    )
    for kind, name, is_there in is_stated:
        if not is_there:
            is_open = name in action.open_lists
            yield Gap(kind=kind, subject=action.id, title=action.title, of_those_named=is_open)


def _notes(plan: PolicyPlan) -> tuple[str, ...]:
    names = ("strategic_goals", "operational_goals", "actions")
    by_title = [each.id for each in plan.vulnerabilities if is_by_title(each)]
    title = "Without terms, looked for by the whole title: {vulnerabilities:list}."
    return (
        "" if plan.analysis else said("The plan states no environmental analysis."),
        said(title, vulnerabilities=by_title) if by_title else "",
        *notes_on_open_lists(["vulnerabilities"], [plan.analysis] if plan.analysis else []),
        *notes_on_open_lists(names, (plan, *plan.goals_and_actions)),
    )
