"""Dossiers: what one zone publishes about itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import attrs
from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.governance import CareCouncil, Person
from elzmodel.landscape.names import near_names
from elzmodel.partners import Incidence, Partner, incidences_of
from elzmodel.policy import (
    Action,
    Advice,
    Claim,
    Gathering,
    Measure,
    MeasureKind,
    PolicyPlan,
    Project,
    Request,
    Statement,
    StatementKind,
    TargetGroup,
)
from elzmodel.values import (
    Day,
    PartnerId,
    PersonId,
    Source,
    SourceId,
    ZoneId,
    open_lists_of,
    parse_day,
    tupled,
)

__all__ = [
    "Dossier",
    "merge_partners",
]


@frozen(kw_only=True, field_transformer=tupled)
class Dossier:
    """What one zone publishes about itself (*dossier*).

    Statements, claims, dated councils, dated plans, partners, and the documents
    that say so. Everything refers to everything else by id, and each item to the
    document where it stands. *is_invented* marks an example.

    Raises:
        InvalidValueError: If two items of one list share an id.

    Example:
        >>> dossier = Dossier(zone_id="herkenrode", partners=[Partner(id="caw", name="CAW")])
        >>> dossier
        <Dossier of herkenrode: 0 statements, 0 councils, 0 plans, 1 partners>
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
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse ids that are in use twice within a list."""
        for name in _LISTS:
            ids = [item.id for item in getattr(self, name)]
            twice = sorted(each for each, times in Counter(ids).items() if times > 1)
            if twice:
                raise InvalidValueError(f"id in {name}", twice[0], "an id that is in use once")

    def __repr__(self) -> str:
        """Count what the dossier holds."""
        return (
            f"<Dossier of {self.zone_id}: {len(self.statements)} statements, "
            f"{len(self.councils)} councils, {len(self.plans)} plans, "
            f"{len(self.partners)} partners>"
        )

    @cached_property
    def of_partner(self) -> Mapping[PartnerId, Partner]:
        """Each partner by its id."""
        return {partner.id: partner for partner in self.partners}

    @cached_property
    def of_person(self) -> Mapping[PersonId, Person]:
        """Each person by its id."""
        return {person.id: person for person in self.persons}

    @property
    def actions(self) -> tuple[Action, ...]:
        """The actions of all plans, in order."""
        return tuple(action for plan in self.plans for action in plan.actions)

    @cached_property
    def incidences(self) -> tuple[Incidence, ...]:
        """Where the partners meet: in bodies, actions, projects and gatherings."""
        return incidences_of(
            councils=self.councils,
            actions=self.actions,
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
        there = [str(plan.id) for plan in self.plans]
        reason = "" if there else f"The dossier of {self.zone_id} has no plan"
        raise UnknownIdError("plan", key or "", there, reason)

    def of_document(self, document: SourceId | str) -> Dossier:
        """Return what one document says: the items that point at it, and that document.

        Raises:
            UnknownIdError: If the dossier has no such document.
        """
        documents = tuple(each for each in self.documents if each.id == document)
        if not documents:
            there = [str(each.id) for each in self.documents]
            raise UnknownIdError("document", document, there)
        kept: dict[str, Any] = {
            name: [item for item in getattr(self, name) if document in item.sources]
            for name in _LISTS
            if name != "documents"
        }
        return evolve(self, **kept, documents=documents)

    def without_names(self) -> Dossier:
        """Return the dossier with pseudonyms only: nothing of how a person is called."""
        persons = tuple(evolve(person, name="", title="", as_written=()) for person in self.persons)
        return evolve(self, persons=persons)


_LISTS = tuple(
    name.name
    for name in attrs.fields(Dossier)
    if str(name.type).startswith("tuple[") and name.name != "open_lists"
)


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
        >>> from elzmodel.dossiers.dossier import Dossier
        >>> from elzmodel.partners import Partner
        >>> from elzmodel.policy import Request
        >>> old = Dossier(
        ...     zone_id="herkenrode",
        ...     partners=[Partner(id="gbo", name="GBO"), Partner(id="gbo2", name="G.B.O.")],
        ...     requests=[Request(id="r1", title="vorming", partner="gbo2")],
        ... )
        >>> new = merge_partners(old, ["gbo", "gbo2"], into=Partner(id="gbo", name="GBO"))
        >>> new.requests[0].partner, len(new.partners)
        ('gbo', 1)
    """
    gone = _known(dossier, old)
    others = {partner.id for partner in dossier.partners} - gone
    if into.id in others:
        raise InvalidValueError("id of the partner", into.id, "one that no other partner has")
    if not gone:
        return dossier
    partners = _replaced(dossier.partners, gone, into)
    renamed = dict.fromkeys(map(str, gone), into.id)
    followed: Dossier = _follow(attrs.evolve(dossier, partners=()), renamed)
    return attrs.evolve(followed, partners=partners)


def _known(dossier: Dossier, old: Iterable[PartnerId | str]) -> set[PartnerId]:
    if isinstance(old, str):
        raise InvalidValueError("list of partners", old, f"several ids, such as [{old!r}]")
    asked = set(old)
    unknown = sorted(asked - set(dossier.of_partner))
    if unknown:
        near = near_names(unknown[0], [str(each) for each in dossier.of_partner])
        raise UnknownIdError("partner", unknown[0], near)
    return {each for each in dossier.of_partner if each in asked}


def _replaced(
    partners: tuple[Partner, ...], gone: set[PartnerId], into: Partner
) -> tuple[Partner, ...]:
    first = next(each for each in partners if each.id in gone)
    kept = (
        into if each is first else each for each in partners if each is first or each.id not in gone
    )
    return tuple(kept)


def _follow(value: Any, renamed: dict[str, PartnerId]) -> Any:  # noqa: ANN401 - any value
    """Rename what is declared as the id of a partner, wherever it lies in a value."""
    if isinstance(value, Measure):
        return _measure(value, renamed)
    changes: dict[str, Any] = {}
    for each in attrs.fields(type(value)):
        old = getattr(value, each.name)
        is_reference = "PartnerId" in str(each.type)
        new = renamed.get(old, old) if is_reference else _inside(old, renamed)
        if new is not old:
            changes[each.alias or each.name] = new
    return attrs.evolve(value, **changes) if changes else value


def _inside(value: Any, renamed: dict[str, PartnerId]) -> Any:  # noqa: ANN401 - any field
    if isinstance(value, tuple):
        new = tuple(_inside(each, renamed) for each in value)
        changed = any(a is not b for a, b in zip(new, value, strict=True))
        return tuple(dict.fromkeys(new)) if changed else value
    return _follow(value, renamed) if attrs.has(type(value)) else value


def _measure(measure: Measure, renamed: dict[str, PartnerId]) -> Measure:
    """Rename the partners of which an indicator asks whether they are represented."""
    asked = (measure.subject, *measure.others)
    if measure.kind is not MeasureKind.REPRESENTED or renamed.keys().isdisjoint(asked):
        return measure
    subject, *others = dict.fromkeys(renamed.get(each, each) for each in asked)
    return attrs.evolve(measure, subject=subject, others=tuple(others))
