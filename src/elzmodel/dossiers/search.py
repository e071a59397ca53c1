"""Which zones speak of something: a word, held against everything that a dossier holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Final

from attrs import evolve, frozen

from elzmodel.dossiers.dossier import Dossier
from elzmodel.errors import UnknownIdError
from elzmodel.governance import CareCouncil
from elzmodel.policy import ElementKind, Match, PolicyPlan, Term, Wanted, WordPlace
from elzmodel.policy.passages import (
    Passage,
    Sighting,
    TermsOf,
    passage_of_claim,
    passage_of_plan_itself,
    passage_of_statement,
    passages_of_activities,
    passages_of_groups,
    passages_of_plan,
    terms_of,
)
from elzmodel.values import Answer, ZoneId, columns
from elzmodel.values.ids import grouped, tupled
from elzmodel.values.text import Suggestions, said

__all__ = ["Mention", "Mentions", "mentions", "with_terms"]


@columns("zone", "kind", "id", "title", "match", "words")
@frozen(kw_only=True)
class Mention:
    """One thing of which a zone's documents speak with a word, counted once.

    *match* says how surely, *found_in* whether the word stands in the title, in a
    name, among the terms or in the text, and *words* are those that were found.
    """

    zone: ZoneId
    kind: str
    id: str
    title: str = ""
    match: Match
    found_in: WordPlace
    words: str


@frozen(kw_only=True, repr=False, field_transformer=tupled)
class Mentions(Answer[Mention]):
    """Where zones speak of something, and which do not.

    *silent* are the zones of which nothing given has the term, not even in a longer
    word; that says nothing about documents that were not given.
    """

    term: str
    silent: tuple[ZoneId, ...] = ()

    @property
    def zones(self) -> tuple[ZoneId, ...]:
        """The zones that speak of it, once each."""
        return tuple(dict.fromkeys(each.zone for each in self))

    @property
    def surely(self) -> tuple[ZoneId, ...]:
        """The zones that have the word itself, inflected or abbreviated, once each."""
        sure = (each.zone for each in self if each.match is not Match.PART_OF_WORD)
        return tuple(dict.fromkeys(sure))


NO_TEXTS: Final[Mapping[str, str]] = MappingProxyType({})


def mentions(
    dossiers: Iterable[Dossier] | Dossier,
    term: str,
    *,
    texts: Mapping[ZoneId, str] | Mapping[str, str] = NO_TEXTS,
) -> Mentions:
    r"""Return of what zones speak with a term (*vermeldingen*).

    Looked through are the titles, terms and texts of everything in the dossiers, and
    what partners, groups, projects, gatherings, bodies, those for whom seats speak and
    municipalities are called; glosses, words of rules and persons are not. How a word
    is found stands with `Wanted`: as it is, inflected, abbreviated, or as a part of a
    longer word. A thing counts once, by the surest way. Sentences are not shown.

    Args:
        dossiers: The dossiers; several of one zone are read as one, so that a
            transcription in full can stand beside the packaged one.
        term: A word, an expression, or the beginning of a word.
        texts: The texts in full of zones, by id of the zone; each paragraph is one
            thing, known by its number.

    Raises:
        InvalidValueError: If the term has no letter or digit.

    Example:
        >>> import elzmodel as elz
        >>> found = mentions(elz.dossier("haspengouw"), "dakloze")
        >>> [(each.id, each.match.value) for each in found if each.kind == "target-group"]
        [('daklozen', 'word')]
        >>> full = {"elders": "Wij steunen mantelzorgers.\n\nEn vrijwilligers."}
        >>> [each.id for each in mentions([], "mantelzorger", texts=full)]
        ['1']
    """
    given = (dossiers,) if isinstance(dossiers, Dossier) else tuple(dossiers)
    wanted = Wanted(term)
    found: dict[tuple[str, str, str], Mention] = {}
    for zone, passage in chain(_of_dossiers(given), _of_texts(texts)):
        sighting = passage.find(wanted)
        if sighting is not None:
            key = (zone, passage.kind, passage.id)
            found[key] = _surer(found.get(key), _mention(zone, passage, sighting))
    zones = dict.fromkeys([*(each.zone_id for each in given), *map(ZoneId, texts)])
    speaking = {zone for zone, _, _ in found}
    sure = {each.zone for each in found.values() if each.match is not Match.PART_OF_WORD}
    silent = tuple(zone for zone in zones if zone not in speaking)
    partly = tuple(zone for zone in zones if zone in speaking - sure)
    return Mentions(
        title=said("Who speaks of {term}", term=term),
        rows=tuple(sorted(found.values(), key=lambda each: list(zones).index(each.zone))),
        notes=(
            said("Without a mention: {zones:list all}.", zones=silent) if silent else "",
            said("Only as part of a word: {zones:list all}.", zones=partly) if partly else "",
        ),
        row_type=Mention,
        term=term,
        silent=silent,
    )


def _mention(zone: str, passage: Passage, sighting: Sighting) -> Mention:
    return Mention(
        zone=ZoneId(zone),
        kind=passage.kind,
        id=passage.id,
        title=passage.shown_title,
        match=sighting.match,
        found_in=sighting.found_in,
        words=sighting.words,
    )


def _surer(old: Mention | None, new: Mention) -> Mention:
    """Return the surer of two mentions of one thing."""
    order = list(Match)
    return new if old is None or order.index(new.match) < order.index(old.match) else old


def _of_dossiers(dossiers: Iterable[Dossier]) -> Iterator[tuple[str, Passage]]:
    return ((each.zone_id, passage) for each in dossiers for passage in _passages(each))


_PARAGRAPH: Final = re.compile(r"\n[^\S\n]*\n\s*")


def _of_texts(texts: Mapping[ZoneId, str] | Mapping[str, str]) -> Iterator[tuple[str, Passage]]:
    for zone, text in texts.items():
        for number, each in enumerate(_PARAGRAPH.split(text.strip()), start=1):
            yield (
                zone,
                Passage(
                    element=ElementKind.STATEMENT,
                    id=str(number),
                    texts=(each,),
                    shown_kind=said("paragraph"),
                ),
            )


def _passages(dossier: Dossier) -> Iterator[Passage]:
    """Yield everything in a dossier that has words; persons have none that are looked for."""
    in_plans = (term for plan in dossier.plans for term in plan.terms)
    terms = terms_of((*dossier.terms, *in_plans))
    for statement in dossier.statements:
        yield passage_of_statement(statement, terms)
    for claim in dossier.claims:
        yield passage_of_claim(claim, terms)
    yield from passages_of_groups(dossier.target_groups, terms)
    for council in dossier.councils:
        yield from _of_council(council, terms)
    for plan in dossier.plans:
        yield from _of_plan(plan, terms)
    yield from passages_of_activities((*dossier.projects, *dossier.gatherings), terms)
    for kind, id_, title, names in (
        *((ElementKind.REQUEST, each.id, each.title, ()) for each in dossier.requests),
        *((ElementKind.ADVICE, each.id, each.title, (each.to,)) for each in dossier.advice),
        *((ElementKind.PARTNER, each.id, "", (each.name,)) for each in dossier.partners),
    ):
        yield _called(kind, id_, names, terms, title=title)


def _of_plan(plan: PolicyPlan, terms: TermsOf) -> Iterator[Passage]:
    return chain([passage_of_plan_itself(plan, terms)], passages_of_plan(plan, terms))


def _of_council(council: CareCouncil, terms: TermsOf) -> Iterator[Passage]:
    yield _called(ElementKind.COUNCIL, council.id, (council.name, *council.platforms), terms)
    for body in council.bodies:
        yield _called(ElementKind.BODY, body.id, (body.name, *body.also_called), terms)
    for seat in council.seats:
        names = (*seat.labels, seat.capacity)
        yield _called(ElementKind.SEAT, seat.id, names, terms)


def _called(
    kind: ElementKind, id_: str, names: tuple[str, ...], terms: TermsOf, *, title: str = ""
) -> Passage:
    own = terms.get((kind, id_), ())
    return Passage(element=kind, id=id_, title=title, names=tuple(filter(None, names)), terms=own)


# --- terms beside a dossier ---------------------------------------------------


def with_terms(dossier: Dossier, terms: Iterable[Term]) -> Dossier:
    """Return a dossier that carries terms beside those it has, each where its thing stands.

    Terms of what stands in a plan are held by that plan, so that `trace` and `coverage`
    read them; of two plans with such a thing, by both.

    Raises:
        UnknownIdError: If a term is of something that is not in the dossier.

    Example:
        >>> import elzmodel as elz
        >>> word = Term(kind=ElementKind.TARGET_GROUP, element="pzon", term="regie")
        >>> more = with_terms(elz.dossier("zuid-oost-limburg"), [word])
        >>> [each.kind for each in mentions(more, "regie") if each.id == "pzon"]
        ['target-group']
    """
    given = tuple(terms)
    known = elements_of(dossier)
    for each in given:
        if each.element not in known[each.kind]:
            ids = Suggestions(each.element, known[each.kind])
            raise UnknownIdError(each.kind.value.replace("-", " "), each.element, ids)
    plans = tuple(_plan_with(plan, given) for plan in dossier.plans)
    outside = (each for each in given if not each.kind.is_of_plan)
    return evolve(dossier, plans=plans, terms=(*dossier.terms, *outside))


def _plan_with(plan: PolicyPlan, terms: Iterable[Term]) -> PolicyPlan:
    of_plan = {(each.element, each.id) for each in _of_plan(plan, {})}
    own = (each for each in terms if (each.kind, each.element) in of_plan)
    return evolve(plan, terms=(*plan.terms, *own))


def elements_of(dossier: Dossier) -> Mapping[ElementKind, tuple[str, ...]]:
    """Return the ids of everything in a dossier that may have terms, by kind."""
    by_kind = grouped((each.element, each.id) for each in _passages(dossier))
    return {kind: by_kind.get(kind, ()) for kind in ElementKind}
