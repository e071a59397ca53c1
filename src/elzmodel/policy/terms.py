"""The words that a document uses of what it speaks of: an index, never a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import field, frozen

from elzmodel.values import Code, Codes, Finding, Ref, SourceId, refers
from elzmodel.values.ids import tupled
from elzmodel.values.text import BilingualEnum

__all__ = ["ElementKind", "Term"]


class ElementKind(BilingualEnum):
    """What in a dossier a term may be of."""

    STATEMENT = "statement", "uitspraak"
    CLAIM = "claim", "bewering"
    TARGET_GROUP = "target-group", "doelgroep"
    COUNCIL = "council", "zorgraad"
    BODY = "body", "orgaan"
    SEAT = "seat", "zetel"
    PLAN = "plan", "beleidsplan"
    VULNERABILITY = "vulnerability", "kwetsbaarheid"
    STRATEGIC_GOAL = "strategic-goal", "strategische doelstelling"
    OPERATIONAL_GOAL = "operational-goal", "operationele doelstelling"
    ACTION = "action", "actie"
    INDICATOR = "indicator", "indicator"
    PROJECT = "project", "project"
    GATHERING = "gathering", "bijeenkomst"
    REQUEST = "request", "vraag tot tussenkomst"
    ADVICE = "advice", "advies"
    PARTNER = "partner", "partner"

    @property
    def is_of_plan(self) -> bool:
        """Whether it stands in a plan, the plan itself included."""
        return self in _OF_PLAN


_OF_PLAN: Final = {
    ElementKind.PLAN,
    ElementKind.VULNERABILITY,
    ElementKind.STRATEGIC_GOAL,
    ElementKind.OPERATIONAL_GOAL,
    ElementKind.ACTION,
    ElementKind.INDICATOR,
}
_BY_KIND: Final = refers(
    by="kind",
    cases={kind: kind.value.replace("-", " ") for kind in ElementKind},
    scope="document",
)


@frozen(kw_only=True, field_transformer=tupled)
class Term:
    """A word or a fixed expression that a document uses of something (*term*).

    Terms are what searches read beside titles and names: the document's own words,
    one by one, as lemmas.

    Attributes:
        kind: What the word is used of.
        element: The id of it.
        term: The word or the expression, Dutch.
        gloss: The same in English.

    Example:
        >>> fair = Term(kind=ElementKind.ACTION, element="1.1/a2", term="beurs", gloss="fair")
        >>> fair.is_sentence
        False
    """

    kind: ElementKind
    element: str = field(metadata=_BY_KIND)
    term: str
    gloss: str = ""
    sources: tuple[SourceId, ...] = ()

    @property
    def is_sentence(self) -> bool:
        """Whether it is too long for a word or a fixed expression, or ends as a sentence does."""
        words = self.term.split()
        ends = self.term.rstrip().endswith((".", "!", "?"))
        return len(words) > _LONGEST or (ends and len(words) > _SHORT)


_LONGEST: Final = 8
"""*Vlaams Agentschap voor Personen met een Handicap* has seven words."""
_SHORT: Final = 4
"""An event may be called so, as *LEEF… tot je sterft!*"""

SENTENCE: Final = Code(
    "ELZ-P030",
    "{term!r} is a sentence, and no term",
    meaning="a term is a sentence",
    explanation="Terms are an index of the words of a document: single words and fixed "
    "expressions. A longer one is found by nobody who looks for the words in it, and reprints "
    "what the document says.",
    remedy="write the words that matter, each as a term of its own",
)
CODES: Final = Codes([SENTENCE])
"""The codes of what is doubtful about terms, references apart."""


def term_findings(terms: Iterable[Term]) -> Iterator[Finding]:
    """Yield a finding for each term that is a sentence."""
    for each in terms:
        if each.is_sentence:
            about = Ref(each.kind.value.replace("-", " "), each.element)
            yield SENTENCE.finding(about, term=each.term)
