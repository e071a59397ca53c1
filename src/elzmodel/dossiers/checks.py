"""What is doubtful about a dossier, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Final

from elzmodel.dossiers.claims import CODES as CODES_OF_CLAIMS
from elzmodel.dossiers.claims import claim_findings, departure_findings
from elzmodel.dossiers.dossier import Dossier
from elzmodel.dossiers.representation import CODES as CODES_OF_SEATS
from elzmodel.dossiers.representation import representation_findings
from elzmodel.governance import CareCouncil, Person, RuleSet
from elzmodel.governance.checks import council_findings
from elzmodel.landscape.landscape import Landscape
from elzmodel.policy.checks import plan_findings
from elzmodel.policy.terms import term_findings
from elzmodel.values import (
    CheckOutcome,
    Code,
    Codes,
    Day,
    Finding,
    Ref,
    References,
    Severity,
    parse_day,
)
from elzmodel.values.findings import findings_within
from elzmodel.values.text import phrase, slug

__all__ = ["check_dossier"]

NOT_ASKED: Final = Code(
    "ELZ-C021",
    {
        "day": "no day is given, so that what depends on it was not looked at",
        "landscape": "no landscape is given, so that what depends on it was not looked at",
        "rules": "no rules are given, and no landscape to take them from",
    },
    severity=Severity.ADVICE,
    meaning="something was not looked at",
    explanation="`unknown`: a day, a landscape or rules are needed for it, and none was given.",
)
TELLING_ID: Final = Code(
    "ELZ-C022",
    "the id of the person has a word of the name",
    remedy="write a pseudonym, such as p01",
    meaning="the id of a person tells who it is",
    explanation="Ids of persons stand in every answer, page and graph, whether or not names are "
    "asked for.",
)
TWO_COUNCILS: Final = Code(
    "ELZ-C023",
    "{other} is stated for {period} as well; of those days it counts, as it stands later",
    meaning="two statements about the council are of the same days",
    explanation="Of a day on which several hold, the one that stands last is taken, and nothing "
    "of the others. End one of them before the other begins.",
)
NO_LAND: Final = Code(
    "ELZ-C024",
    "the enrolment of {label} has no land, so that it counts as none",
    meaning="an enrolment has no land",
    explanation="Who is enrolled is told by the land of a municipality, so that it goes on when "
    "it merges. Write it as parts.",
)
TOO_FEW: Final = Code(
    "ELZ-C025",
    "{returning} had come before and {new} had not, of {attendance} who came",
    meaning="more people came to a gathering again or for the first time than came",
    explanation="*returning* and *new* are parts of *attendance*. Correct one of the three.",
)
CODES: Final = Codes(
    [
        *CODES_OF_CLAIMS,
        *CODES_OF_SEATS,
        NOT_ASKED,
        TELLING_ID,
        TWO_COUNCILS,
        NO_LAND,
        TOO_FEW,
    ]
)
"""The codes of what is doubtful about a dossier as a whole."""


def check_dossier(
    dossier: Dossier,
    *,
    within: Landscape | None = None,
    on: Day | None = None,
    rules: Iterable[RuleSet] = (),
) -> tuple[Finding, ...]:
    """Return what is doubtful about a dossier; it never raises for a doubt.

    Reported are the ``CODES`` of dossiers and of references, what `check_council` finds
    about the council of the day and `check_plan` about each plan. What needs a day or
    a landscape and has none is unknown.

    Args:
        dossier: The dossier.
        within: The landscape that it is held against.
        on: The day.
        rules: The rules of composition that its council should keep.

    Raises:
        NotOnDayError: If *on* lies before the period that is covered.

    Example:
        >>> import elzmodel as elz
        >>> from elzmodel.policy import Project, Involvement
        >>> project = Project(id="bov", title="x", involvements=[Involvement(partner="logo")])
        >>> dossier = Dossier(zone_id="haspengouw", projects=[project])
        >>> print(*check_dossier(dossier, within=elz.flanders(), on="2025-01-01"))
        ELZ-R001 error: $.projects[0].involvements[0].partner: no partner 'logo' is here
    """
    day, sets = None if on is None else parse_day(on), tuple(rules)
    return (
        *References(dossier).check(known_around(within, sets)),
        *_telling_ids(dossier),
        *_two_councils(dossier),
        *_activities(dossier),
        *_councils(dossier, within, day, sets),
        *_plans(dossier),
        *term_findings(dossier.terms),
        *_within(dossier, within, day),
    )


def council_on(
    council: CareCouncil,
    *,
    within: Landscape | None,
    on: date | None,
    rules: Iterable[RuleSet] = (),
    persons: Iterable[Person] = (),
) -> Iterator[Finding]:
    """Yield what is doubtful about a council, as far as a day and a landscape are given.

    It is the same for a council that is looked at alone as for one in a dossier: its
    mandates, the rules, and where the land lies for which its seats speak.
    """
    yield from council_findings(council, on=on, rules=rules, persons=persons)
    if within is not None and on is not None and on in council.period:
        yield from representation_findings(council, within.on(on))


def known_around(
    within: Landscape | None, rules: Sequence[RuleSet]
) -> Mapping[str, frozenset[str]]:
    """Return the ids around a dossier, by kind: those of a landscape, and of rules if any.

    A waiver may be of a rule of any time, whichever are held against the council.
    """
    ids = {} if within is None else within.ids
    sets = (*rules, *(() if within is None else within.rule_sets))
    named = {"rule": frozenset(rule.id for each in sets for rule in each.rules)}
    return {**ids, **(named if sets else {})}


def told_by_id(persons: Iterable[Person]) -> tuple[Person, ...]:
    """Return the persons whose id has a word of their name, of three letters or more."""
    return tuple(
        each for each in persons if not _parts(slug(each.name)).isdisjoint(_parts(each.id))
    )


def _telling_ids(dossier: Dossier) -> Iterator[Finding]:
    for person in told_by_id(dossier.persons):
        yield TELLING_ID.finding(Ref("person", person.id), sources=person.sources)


def _parts(of: str) -> frozenset[str]:
    return frozenset(part for part in of.split("-") if len(part) > 2)


def _two_councils(dossier: Dossier) -> Iterator[Finding]:
    """Yield which statements about the council are of days of which a later one is as well."""
    for one, other in combinations(dossier.councils, 2):
        period = one.period.within(other.period)
        if period is not None:
            about = Ref("council", one.id)
            yield TWO_COUNCILS.finding(about, sources=one.sources, other=other.id, period=period)


def _activities(dossier: Dossier) -> Iterator[Finding]:
    """Yield enrolments without land, and gatherings of which the figures cannot be."""
    for project in dossier.projects:
        for each in project.enrolments:
            if not each.parts:
                write = phrase("write parts: {land:or all}", land=[f"[{slug(each.label)}]"])
                about = Ref("project", project.id)
                yield NO_LAND.finding(about, sources=each.sources, label=each.label, remedy=write)
    for gathering in dossier.gatherings:
        most = None if gathering.attendance is None else gathering.attendance.high
        known = (gathering.returning, gathering.new)
        returning, new = (0 if each is None else each.low for each in known)
        if most is not None and returning + new > most:
            yield TOO_FEW.finding(
                Ref("gathering", gathering.id),
                sources=gathering.sources,
                returning=returning,
                new=new,
                attendance=most,
            )


def _councils(
    dossier: Dossier, within: Landscape | None, day: date | None, rules: tuple[RuleSet, ...]
) -> Iterator[Finding]:
    """Yield what is doubtful about the council of the day; of the others, what needs no day."""
    stated = None if day is None else dossier.council(on=day)
    if stated is None and day is not None and dossier.councils:
        stated = dossier.councils[-1]  # It says nothing of the day: a finding says so.
    for council in dossier.councils:
        found = council_on(
            council,
            within=within,
            on=day if council is stated else None,
            rules=rules,
            persons=dossier.persons,
        )
        yield from findings_within(found, Ref("council", council.id))


def _plans(dossier: Dossier) -> Iterator[Finding]:
    """Yield what is doubtful about each plan; two plans may have actions of one id."""
    for plan in dossier.plans:
        yield from findings_within(plan_findings(plan), Ref("plan", plan.id))


def _within(dossier: Dossier, within: Landscape | None, day: date | None) -> Iterator[Finding]:
    """Yield what follows from the register and the zones, or that they were not asked."""
    yield from what_is_lacking(Ref("zone", dossier.zone_id), within, day)
    if within is None:
        return
    yield from claim_findings(dossier, within, on=day)
    if day is not None:
        yield from departure_findings(dossier, within, within.on(day))


def what_is_lacking(about: Ref, within: Landscape | None, day: date | None) -> Iterator[Finding]:
    """Yield that a landscape or a day is lacking."""
    if within is None:
        yield not_asked("landscape", about)
    if day is None:
        yield not_asked("day", about)


def not_asked(lacking: str, about: Ref | None = None) -> Finding:
    """Return the finding that a ``"day"``, a ``"landscape"`` or ``"rules"`` are lacking."""
    say = {
        "day": phrase("say {option:on}"),
        "landscape": phrase("say {option:within}"),
        "rules": phrase("say {option:rules}"),
    }
    unknown = CheckOutcome.UNKNOWN
    return NOT_ASKED.finding(about, variant=lacking, outcome=unknown, remedy=say[lacking])
