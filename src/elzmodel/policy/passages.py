"""What stands in plans and statements, with the words by which a search finds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import frozen

from elzmodel.policy.activities import Gathering, Project
from elzmodel.policy.plan import Action, Indicator, OperationalGoal, PolicyPlan, StrategicGoal
from elzmodel.policy.statements import Claim, Statement, TargetGroup
from elzmodel.policy.terms import ElementKind, Term
from elzmodel.policy.words import Match, Wanted
from elzmodel.values.ids import grouped
from elzmodel.values.text import BilingualEnum, word

__all__ = ["WordPlace"]


class WordPlace(BilingualEnum):
    """Where a word of something stands."""

    TITLE = "title", "titel"
    NAME = "name", "naam"
    """It is what the thing is called: a partner, a body, those for whom a seat speaks."""
    TERM = "term", "term"
    """In the index of the words of the document."""
    TEXT = "text", "tekst"
    """In the text in full, where the dossier holds it."""


TermsOf = Mapping[tuple[ElementKind, str], tuple[str, ...]]
"""The terms of each thing, by its kind and id."""


def terms_of(terms: Iterable[Term]) -> TermsOf:
    """Return the terms of each thing."""
    return grouped(((each.kind, each.element), each.term) for each in terms)


@frozen
class Sighting:
    """How something was found: in which way, where, and in which words."""

    match: Match
    found_in: WordPlace
    words: str


_MATCHES: Final = {match: number for number, match in enumerate(Match)}
_PLACES: Final = {place: number for number, place in enumerate(WordPlace)}


@frozen(kw_only=True)
class Passage:
    """Something with words: a title or names, terms, and texts where there are any."""

    element: ElementKind
    id: str
    title: str = ""
    names: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    shown_kind: str = ""

    @property
    def kind(self) -> str:
        """What it is, as people are told."""
        return self.shown_kind or word(self.element)

    @property
    def shown_title(self) -> str:
        """Its title, or what it is called."""
        return self.title or ", ".join(self.names)

    def find(self, wanted: Wanted) -> Sighting | None:
        """Return the surest way in which it has a word, ``None`` where it has not."""
        words = (
            (WordPlace.TITLE, (self.title,)),
            (WordPlace.NAME, self.names),
            (WordPlace.TERM, self.terms),
            (WordPlace.TEXT, self.texts),
        )
        hits = ((place, wanted.in_texts(texts)) for place, texts in words)
        found = [Sighting(hit.match, place, hit.words) for place, hit in hits if hit]
        return min(found, key=_sureness, default=None)


def _sureness(sighting: Sighting) -> tuple[int, int]:
    return _MATCHES[sighting.match], _PLACES[sighting.found_in]


# --- what stands where --------------------------------------------------------


def passages_of_plan(plan: PolicyPlan, terms: TermsOf) -> Iterator[Passage]:
    """Yield what stands in a plan, glosses left out: those are of the editor."""
    kinds = ElementKind
    for each in plan.vulnerabilities:
        own = (*each.terms, *terms.get((kinds.VULNERABILITY, each.id), ()))
        yield Passage(
            element=kinds.VULNERABILITY, id=each.id, title=each.title, terms=own, texts=each.text
        )
    for strategic in plan.strategic_goals:
        yield _item(kinds.STRATEGIC_GOAL, strategic, terms, (*strategic.summary, *strategic.named))
    for goal in plan.operational_goals:
        yield _item(kinds.OPERATIONAL_GOAL, goal, terms, (*goal.summary, *goal.named))
    for action in plan.actions:
        yield _item(kinds.ACTION, action, terms, (*action.instruments, *action.named))
    for indicator in plan.indicators:
        yield _item(kinds.INDICATOR, indicator, terms)


def _item(
    kind: ElementKind,
    item: StrategicGoal | OperationalGoal | Action | Indicator,
    terms: TermsOf,
    more: tuple[str, ...] = (),
) -> Passage:
    own = terms.get((kind, item.id), ())
    return Passage(element=kind, id=item.id, title=item.title, terms=own, texts=(*item.text, *more))


def passage_of_plan_itself(plan: PolicyPlan, terms: TermsOf) -> Passage:
    """Return what a plan says as a whole."""
    own = terms.get((ElementKind.PLAN, plan.id), ())
    return Passage(
        element=ElementKind.PLAN, id=plan.id, title=plan.title, terms=own, texts=plan.text
    )


def passage_of_statement(statement: Statement, terms: TermsOf) -> Passage:
    """Return what a statement says; its kind is that of the statement."""
    return Passage(
        element=ElementKind.STATEMENT,
        id=statement.id,
        title=statement.title,
        terms=terms.get((ElementKind.STATEMENT, statement.id), ()),
        texts=(
            *statement.text,
            statement.subject,
            *statement.guiding_questions,
            *statement.steps,
            *(dimension.dutch for dimension in statement.health_dimensions),
        ),
        shown_kind=word(statement.kind),
    )


def passage_of_claim(claim: Claim, terms: TermsOf) -> Passage:
    """Return what a claim says, with the municipalities that it names."""
    return Passage(
        element=ElementKind.CLAIM,
        id=claim.id,
        title=claim.title,
        names=claim.labels,
        terms=terms.get((ElementKind.CLAIM, claim.id), ()),
        texts=claim.text,
    )


def passages_of_groups(groups: Iterable[TargetGroup], terms: TermsOf) -> Iterator[Passage]:
    """Yield those for whom something is done, by name."""
    kind = ElementKind.TARGET_GROUP
    for each in groups:
        own = terms.get((kind, each.id), ())
        yield Passage(element=kind, id=each.id, names=(each.title,), terms=own)


def passages_of_activities(
    activities: Iterable[Project | Gathering], terms: TermsOf
) -> Iterator[Passage]:
    """Yield projects and gatherings by name, with the municipalities that are enrolled."""
    for each in activities:
        is_project = isinstance(each, Project)
        kind = ElementKind.PROJECT if is_project else ElementKind.GATHERING
        enrolled = tuple(one.label for one in each.enrolments) if isinstance(each, Project) else ()
        yield Passage(
            element=kind,
            id=each.id,
            names=(each.title, *enrolled),
            terms=terms.get((kind, each.id), ()),
        )
