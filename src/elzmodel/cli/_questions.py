"""What can be asked of a council or a plan: one word, one answer or several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from attrs import evolve, frozen

from elzmodel.cli._language import misused
from elzmodel.dossiers import (
    Dossier,
    compare_reseatings,
    reseat,
    seat_load,
    self_measured,
    unrepresented_municipalities,
)
from elzmodel.governance import (
    CareCouncil,
    RuleSet,
    balance,
    cluster_voices,
    compare_councils,
    expiring,
    headroom,
    interlocks,
    tally,
    unrepresented_disciplines,
    votes_needed,
)
from elzmodel.governance.seating import TRAITS
from elzmodel.landscape import Landscape
from elzmodel.partners import rank
from elzmodel.policy import (
    PolicyPlan,
    compare_plans,
    coverage,
    cycle,
    dimensions,
    progress,
    remaining,
)
from elzmodel.values import Answer

__all__ = ["COUNCIL", "PLAN", "AskedOfCouncil", "AskedOfPlan"]


@frozen(kw_only=True)
class AskedOfCouncil:
    """A council on a day, with all that a question may need."""

    dossier: Dossier
    council: CareCouncil
    landscape: Landscape
    day: date
    rules: tuple[RuleSet, ...]
    body: str
    since: str | None


@frozen(kw_only=True)
class AskedOfPlan:
    """A plan, with all that a question may need."""

    dossier: Dossier
    plan: PolicyPlan
    landscape: Landscape
    day: date
    old: PolicyPlan | None

    @property
    def alone(self) -> Dossier:
        """The dossier with no other plan, so that nothing is counted of one before or after."""
        return evolve(self.dossier, plans=(self.plan,))


Answers = Sequence[Answer[Any]]


def _room(asked: AskedOfCouncil) -> Answers:
    return [headroom(asked.council, each, on=asked.day) for each in asked.rules]


def _unrepresented(asked: AskedOfCouncil) -> Answers:
    land = unrepresented_municipalities(asked.council, asked.landscape.on(asked.day))
    rules = asked.rules
    return [land, *(unrepresented_disciplines(asked.council, r, on=asked.day) for r in rules)]


def _load(asked: AskedOfCouncil) -> Answers:
    return [seat_load(asked.council, asked.landscape.on(asked.day), year=asked.day.year)]


def _interlocks(asked: AskedOfCouncil) -> Answers:
    return [interlocks(asked.council, on=asked.day)]


def _voices(asked: AskedOfCouncil) -> Answers:
    return [cluster_voices(asked.council, on=asked.day)]


def _expiring(asked: AskedOfCouncil) -> Answers:
    return [expiring(asked.council, on=asked.day)]


def _votes(asked: AskedOfCouncil) -> Answers:
    decided = (each for each in asked.council.decisions if each.day <= asked.day)
    needed = votes_needed(asked.council, on=asked.day, body=asked.body)
    return [needed, *(tally(asked.council, each) for each in decided)]


def _seats(asked: AskedOfCouncil) -> Answers:
    day = asked.landscape.on(asked.day)
    compared = compare_reseatings(asked.council, day, rules=asked.rules)
    return [reseat(asked.council, day), compared]


def _balance(asked: AskedOfCouncil) -> Answers:
    persons, body = asked.dossier.persons, asked.body
    return [balance(asked.council, persons, of=of, on=asked.day, body=body) for of in TRAITS]


def _changes(asked: AskedOfCouncil) -> Answers:
    if asked.since is None:
        raise misused("say since which day, as in --since 2024-01-01")
    before = asked.dossier.council(on=asked.since)
    if before is None:
        raise misused("nothing is stated about the council on {day}", day=asked.since)
    return [compare_councils(before, asked.council, days=(asked.since, asked.day))]


COUNCIL: Final[Mapping[str, Callable[[AskedOfCouncil], Answers]]] = {
    "room": _room,
    "unrepresented": _unrepresented,
    "load": _load,
    "interlocks": _interlocks,
    "voices": _voices,
    "expiring": _expiring,
    "votes": _votes,
    "seats": _seats,
    "balance": _balance,
    "changes": _changes,
}
"""What can be asked of a council, beside who sits there and which rules it keeps."""


def _changed(asked: AskedOfPlan) -> Answers:
    old = asked.old
    if old is None:
        before = (each for each in asked.dossier.plans if each.id == asked.plan.replaces)
        old = next(before, None)
    if old is None:
        raise misused("say of which dossier the plan before is, as in --old FILE")
    return [compare_plans(old, asked.plan)]


def _measured(asked: AskedOfPlan) -> Answers:
    rules = asked.landscape.rules_on(asked.day)
    return [self_measured(asked.alone, asked.landscape.on(asked.day), rules=rules)]


def _of_year(asked: AskedOfPlan) -> Answers:
    return [cycle(asked.plan, asked.day.year), remaining(asked.plan, asked.day.year)]


PLAN: Final[Mapping[str, Callable[[AskedOfPlan], Answers]]] = {
    "partners": lambda asked: [rank(asked.dossier.partners, asked.alone.incidences)],
    "dimensions": lambda asked: [dimensions(asked.plan)],
    "progress": lambda asked: [progress(asked.plan, on=asked.day)],
    "measured": _measured,
    "gaps": lambda asked: [coverage(asked.plan).gaps],
    "changes": _changed,
    "year": _of_year,
}
"""What can be asked of a plan, beside what it holds."""
