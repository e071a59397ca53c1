"""Where zones work on the same things: themes, groups, partners and projects held together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from elzmodel.dossiers.dossier import Dossier
from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.policy import ElementKind
from elzmodel.values import Answer, ZoneId, columns
from elzmodel.values.cards import Card
from elzmodel.values.cells import Column
from elzmodel.values.ids import grouped, tupled
from elzmodel.values.table import Table
from elzmodel.values.text import BilingualEnum, fold, said, word

__all__ = ["AlignedTheme", "Alignment", "Evidence", "ThemeKind", "align"]


class ThemeKind(BilingualEnum):
    """What zones may have in common."""

    TERM = "term", "woord", "word"
    DIMENSION = "dimension", "levensdomein", "health dimension"
    TARGET_GROUP = "target-group", "doelgroep", "target group"
    VULNERABILITY = "vulnerability", "kwetsbaarheid"
    PARTNER = "partner", "partner"
    PROJECT = "project", "project"


@frozen
class Evidence:
    """Where a zone has a theme: a thing in its dossier, by its kind and id."""

    zone: ZoneId
    kind: str
    id: str

    def __str__(self) -> str:
        """Name the zone, the kind and the id."""
        return f"{self.zone}: {self.kind} {self.id}"


@columns("kind", "theme", "gloss", "zones", "places")
@frozen(kw_only=True, field_transformer=tupled)
class AlignedTheme:
    """Something that one zone or several work on, with where they have it."""

    kind: ThemeKind
    theme: str
    gloss: str = ""
    evidence: tuple[Evidence, ...]

    @property
    def zones(self) -> tuple[ZoneId, ...]:
        """The zones that have it, once each."""
        return tuple(dict.fromkeys(each.zone for each in self.evidence))

    @property
    def places(self) -> int:
        """In how many places the zones have it together."""
        return len(self.evidence)


@frozen(kw_only=True, repr=False, field_transformer=tupled)
class Alignment(Answer[AlignedTheme]):
    """What zones have, each theme once, those of most zones first.

    Attributes:
        zones: The zones that are held beside each other.

    Example:
        >>> import elzmodel as elz
        >>> found = align(elz.dossier("haspengouw"), elz.dossier("kempenland"))
        >>> [row.theme for row in found.only("kempenland") if row.kind is ThemeKind.PROJECT]
        ['pilootprojecten']
    """

    zones: tuple[ZoneId, ...]

    @property
    def in_common(self) -> Alignment:
        """What all of the zones have."""
        return self._with(row for row in self if len(row.zones) == len(self.zones))

    def only(self, zone: str) -> Alignment:
        """Return what one of the zones has and none of the others.

        It is what that zone can offer, to municipalities that come to it from the others too.

        Raises:
            UnknownIdError: If the zone is none of them.
        """
        if zone not in self.zones:
            raise UnknownIdError("zone", zone, self.zones)
        return self._with(row for row in self if row.zones == (zone,))

    def _with(self, rows: Iterable[AlignedTheme]) -> Alignment:
        return evolve(self, rows=tuple(rows))

    def to_card(self) -> Card:
        """Return how much of each kind is in common, and how much each zone has alone."""
        shared = Counter(row.kind for row in self.in_common)
        alone = {zone: Counter(row.kind for row in self.only(zone)) for zone in self.zones}
        heads = [Column("kind"), Column("in_common", "count")]
        heads += [
            Column(f"only_{n}", "count", said("only {zone}", zone=zone))
            for n, zone in enumerate(self.zones, 1)
        ]
        rows = [
            (word(kind), shared[kind], *(alone[zone][kind] for zone in self.zones))
            for kind in ThemeKind
        ]
        return Card(self.title, [], tables=[Table("", heads, rows)], notes=self.notes)


def align(*dossiers: Dossier, beside: Iterable[Dossier] = ()) -> Alignment:
    """Hold what zones work on beside each other (*afstemming*).

    Compared are the words of their documents, the dimensions of positive health, the target
    groups, vulnerabilities, partners and projects, by what they are called: letters and accents
    are taken for the same in any case. That a zone does not have something says that its
    dossier does not, not that it does nothing about it; what a dossier cannot tell stands in
    the notes.

    Args:
        *dossiers: One of each zone.
        beside: Dossiers of other zones. A word that all of these use tells nothing of what the
            first have in common, and is left out.

    Raises:
        InvalidValueError: If there are fewer than two dossiers, or two of one zone.

    Example:
        >>> import elzmodel as elz
        >>> found = align(elz.dossier("haspengouw"), elz.dossier("herkenrode"))
        >>> [row.theme for row in found.in_common if row.kind is ThemeKind.TARGET_GROUP]
        ['mantelzorgers', 'vrijwilligers']
    """
    zones = tuple(each.zone_id for each in dossiers)
    if len(zones) < 2 or len({*zones}) < len(zones):
        raise InvalidValueError("zones to align", list(zones), "two or more, each once")
    found = grouped((theme, one) for each in dossiers for theme, one in _themes(each))
    general = _general(beside)
    left = [theme for theme in found if theme in general]
    rows = [
        AlignedTheme(
            kind=kind,
            theme=seen[0].text,
            gloss=next((each.gloss for each in seen if each.gloss), ""),
            evidence=tuple(dict.fromkeys(each.evidence for each in seen)),
        )
        for (kind, text), seen in found.items()
        if (kind, text) not in general
    ]
    order = {kind: n for n, kind in enumerate(ThemeKind)}
    rows.sort(key=lambda row: (order[row.kind], -len(row.zones), -row.places, fold(row.theme)))
    return Alignment(
        title=said("What {zones:and all} work on", zones=zones),
        rows=tuple(rows),
        notes=(
            said("Left out: {n} {n:word|words} that others use as well.", n=len(left))
            if left
            else "",
            *(note for each in dossiers for note in _not_told(each)),
        ),
        row_type=AlignedTheme,
        zones=zones,
    )


def _general(beside: Iterable[Dossier]) -> frozenset[_Theme]:
    """Return the words that all of some dossiers use."""
    used = [{(kind, fold(text)) for kind, _, _, text, _ in _words(each)} for each in beside]
    return frozenset(set.intersection(*used)) if used else frozenset()


# --- what a dossier has ----------------------------------------------------------------


@frozen
class _Seen:
    """A theme as one thing of a dossier has it."""

    text: str
    gloss: str
    evidence: Evidence


_Theme = tuple[ThemeKind, str]
_Found = tuple[ThemeKind, ElementKind, str, str, str]
"""A theme of a dossier: its kind, of what it is, the id of that, the words and a gloss."""


def _themes(dossier: Dossier) -> Iterator[tuple[_Theme, _Seen]]:
    """Yield each theme of a dossier with each thing that has it."""
    for kind, of, key, text, gloss in (*_words(dossier), *_dimensions(dossier), *_called(dossier)):
        yield (kind, fold(text)), _Seen(text, gloss, Evidence(dossier.zone_id, word(of), key))


def _words(dossier: Dossier) -> Iterator[_Found]:
    land = _names_of_land(dossier)
    for each in (*dossier.terms, *(term for plan in dossier.plans for term in plan.terms)):
        if fold(each.term) not in land:
            yield ThemeKind.TERM, each.kind, each.element, each.term, each.gloss


def _dimensions(dossier: Dossier) -> Iterator[_Found]:
    stated = [(ElementKind.STATEMENT, s.id, s.health_dimensions) for s in dossier.statements]
    stated += [(ElementKind.ACTION, a.id, a.health_dimensions) for a in dossier.actions]
    for of, key, dimensions in stated:
        for each in dimensions:
            yield ThemeKind.DIMENSION, of, key, each.dutch, each.english


def _called(dossier: Dossier) -> Iterator[_Found]:
    """Yield what is known by its name."""
    kinds, of = ThemeKind, ElementKind
    for group in dossier.target_groups:
        yield kinds.TARGET_GROUP, of.TARGET_GROUP, group.id, group.title, group.gloss
    for each in (each for plan in dossier.plans for each in plan.vulnerabilities):
        yield kinds.VULNERABILITY, of.VULNERABILITY, each.id, each.title, each.gloss
    for partner in dossier.partners:
        yield kinds.PARTNER, of.PARTNER, partner.id, partner.name, ""
    for project in dossier.projects:
        yield kinds.PROJECT, of.PROJECT, project.id, project.title, project.gloss


def _names_of_land(dossier: Dossier) -> set[str]:
    """Return what municipalities are called that a dossier names: that is no theme."""
    labels = [label for claim in dossier.claims for label in claim.labels]
    labels += [each.label for project in dossier.projects for each in project.enrolments]
    return {fold(label) for label in labels}


def _not_told(dossier: Dossier) -> Iterator[str]:
    """Say what a dossier cannot tell, so that a theme that is not there may be."""
    zone = dossier.zone_id
    if not dossier.plans:
        yield said("Of {zone} no plan is given: what it works on may be more.", zone=zone)
    if not dossier.terms and not any(plan.terms for plan in dossier.plans):
        yield said("Of {zone} no words of its documents are given.", zone=zone)
    open_lists = [name for name in dossier.open_lists if name in {"partners", "projects"}]
    if open_lists:
        yield said(
            "Lists of {zone} are not complete: {names:list all}.", zone=zone, names=open_lists
        )
