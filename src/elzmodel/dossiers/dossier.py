"""Dossiers: what one zone publishes about itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.governance import CareCouncil, Person
from elzmodel.partners import Incidence, Partner
from elzmodel.partners.partner import incidences_of
from elzmodel.policy import (
    Action,
    Advice,
    Claim,
    Gathering,
    PolicyPlan,
    Project,
    Request,
    Statement,
    StatementKind,
    TargetGroup,
    Term,
)
from elzmodel.values import Day, PartnerId, PersonId, Source, SourceId, ZoneId, parse_day, renamed
from elzmodel.values.cards import Card, Held, not_complete
from elzmodel.values.ids import lists_of, open_lists_of, refuse_twice, tupled
from elzmodel.values.text import Suggestions, plural, said, short

__all__ = ["Dossier", "merge_partners"]


@frozen(kw_only=True, field_transformer=tupled)
class Dossier(Held):
    """What one zone publishes about itself (*dossier*).

    Statements, claims, dated councils, dated plans, partners, and the documents
    that say so. Everything refers to everything else by id, and each item to the
    document where it stands.

    Attributes:
        zone_id: The id of the zone, such as haspengouw.
        is_invented: Whether this is an example that nobody published.
        documents: The documents that this is read from; sources name them by id.
        statements: What the zone says about itself.
        claims: What the documents assert about the world.
        target_groups: People for whom something is done.
        councils: The council, once for each period.
        plans: The policy plans.
        projects: The projects.
        gatherings: When people come together.
        requests: What partners asked of the council.
        advice: What the council advised.
        partners: Who works together.
        persons: The persons, by pseudonym.
        terms: The words that the documents use of what stands outside of plans.

    Raises:
        InvalidValueError: If two items of one list share an id.

    Example:
        >>> import elzmodel as elz
        >>> haspengouw = elz.dossier("haspengouw")
        >>> haspengouw
        <Dossier of haspengouw: 123 statements, 1 council, 1 plan, 28 partners>
        >>> [goal.title for goal in haspengouw.plan().strategic_goals][3:]
        ['oog voor kwetsbare groepen', 'gezond leven binnen ieders bereik']
    """

    zone_id: ZoneId
    title: str = ""
    is_invented: bool = False
    documents: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()
    councils: tuple[CareCouncil, ...] = ()
    plans: tuple[PolicyPlan, ...] = ()
    projects: tuple[Project, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    requests: tuple[Request, ...] = ()
    advice: tuple[Advice, ...] = ()
    partners: tuple[Partner, ...] = ()
    persons: tuple[Person, ...] = ()
    terms: tuple[Term, ...] = ()
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse ids that are in use twice within a list."""
        for name in _ITEMS:
            refuse_twice(said("id in {name}", name=name), (item.id for item in getattr(self, name)))

    def to_card(self) -> Card:
        """Return what the dossier holds, counted; nobody is named."""
        names = ("statements", "claims", "councils", "plans", "projects", "gatherings", "requests")
        counts: list[tuple[str, object]] = [(name, len(getattr(self, name))) for name in names]
        counts += [("advice", len(self.advice)), ("partners", len(self.partners))]
        warnings = [said("An invented example.")] if self.is_invented else []
        warnings += not_complete(self.open_lists)
        return Card(
            self.title or said("Dossier of {zone}", zone=self.zone_id),
            [("zone", self.zone_id), *counts],
            warnings=warnings,
            notes=[self.note],
            sources=[document.title for document in self.documents],
        )

    def __repr__(self) -> str:
        """Count what the dossier holds."""
        return (
            f"<Dossier of {short(self.zone_id)}: {plural(len(self.statements), 'statement')}, "
            f"{plural(len(self.councils), 'council')}, {plural(len(self.plans), 'plan')}, "
            f"{plural(len(self.partners), 'partner')}>"
        )

    @cached_property
    def partners_by_id(self) -> Mapping[PartnerId, Partner]:
        """Each partner by its id."""
        return {partner.id: partner for partner in self.partners}

    @cached_property
    def persons_by_id(self) -> Mapping[PersonId, Person]:
        """Each person by its id."""
        return {person.id: person for person in self.persons}

    @property
    def actions(self) -> tuple[Action, ...]:
        """The actions of all plans, in order."""
        return tuple(action for plan in self.plans for action in plan.actions)

    @cached_property
    def incidences(self) -> tuple[Incidence, ...]:
        """Where the partners meet: in bodies, goals, actions, projects and gatherings."""
        return incidences_of(
            councils=self.councils,
            plans=self.plans,
            projects=self.projects,
            gatherings=self.gatherings,
        )

    def statements_of(self, kind: StatementKind) -> tuple[Statement, ...]:
        """Return the statements of one kind, in order."""
        return tuple(each for each in self.statements if each.kind is kind)

    def council(self, *, on: Day) -> CareCouncil | None:
        """Return what is stated about the council on a day; the later statement wins."""
        day = parse_day(on)
        return next((each for each in reversed(self.councils) if day in each.period), None)

    def plan(self, key: str | None = None) -> PolicyPlan:
        """Return a plan by its id; without one, the only plan or the last of several.

        Raises:
            UnknownIdError: If there is no such plan, or none at all.
        """
        for plan in reversed(self.plans):
            if key is None or plan.id == key:
                return plan
        ids = [str(plan.id) for plan in self.plans]
        reason = "" if ids else said("The dossier of {zone} has no plan", zone=self.zone_id)
        raise UnknownIdError("plan", key or "", ids, reason)

    def of_document(self, document: SourceId | str) -> Dossier:
        """Return what one document says: the items that point at it, and that document.

        Raises:
            UnknownIdError: If the dossier has no such document.
        """
        documents = tuple(each for each in self.documents if each.id == document)
        if not documents:
            raise UnknownIdError("document", document, [str(each.id) for each in self.documents])
        kept: dict[str, Any] = {
            name: [item for item in getattr(self, name) if document in item.sources]
            for name in _LISTS
            if name != "documents"
        }
        return evolve(self, **kept, documents=documents)

    def without_names(self) -> Dossier:
        """Return the dossier with pseudonyms only: nothing of how a person is called."""
        return self._without_names

    @cached_property
    def _without_names(self) -> Dossier:
        persons = tuple(evolve(person, name="", title="", as_written=()) for person in self.persons)
        return self if persons == self.persons else evolve(self, persons=persons)


_LISTS = lists_of(Dossier)
_ITEMS = tuple(name for name in _LISTS if name != "terms")
"""The lists of items, each with an id."""


def merge_partners(dossier: Dossier, old: Iterable[PartnerId | str], *, into: Partner) -> Dossier:
    """Return a dossier in which one partner takes the place of several.

    Every reference follows: seats and their constituencies, memberships, the
    organisations of bodies, involvements, hosts, requests, and the indicators
    that ask whether the partner is represented. Nothing else changes. Links
    that become the same link are kept once. *into* stands where the first of
    the old partners stood, and may have the id of one of them.

    Raises:
        InvalidValueError: If *old* is a single text, or *into* has the id of
            another partner.
        UnknownIdError: If one of the old partners is not in the dossier.

    Example:
        >>> old = Dossier(
        ...     zone_id="herkenrode",
        ...     partners=[Partner(id="gbo", name="GBO"), Partner(id="gbo2", name="G.B.O.")],
        ...     requests=[Request(id="r1", title="vorming", partner="gbo2")],
        ... )
        >>> new = merge_partners(old, ["gbo", "gbo2"], into=Partner(id="gbo", name="GBO"))
        >>> new.requests[0].partner, len(new.partners)
        ('gbo', 1)
    """
    if isinstance(old, str):
        expected = said("several ids, such as {example}", example=f"[{old!r}]")
        raise InvalidValueError("list of partners", old, expected)
    gone = set(old)
    unknown = min(gone - dossier.partners_by_id.keys(), default="")
    if unknown:
        raise UnknownIdError("partner", unknown, Suggestions(unknown, dossier.partners_by_id))
    if into.id in dossier.partners_by_id.keys() - gone:
        raise InvalidValueError("id of the partner", into.id, "one that no other partner has")
    if not gone:
        return dossier
    first = next(each for each in dossier.partners if each.id in gone)
    kept = (each for each in dossier.partners if each is first or each.id not in gone)
    partners = tuple(into if each is first else each for each in kept)
    new = dict.fromkeys(gone, into.id)
    return evolve(renamed(evolve(dossier, partners=()), "partner", new), partners=partners)
