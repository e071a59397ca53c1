"""Commands about what zones publish: councils, plans, and how things hang together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import frozen

from elzmodel.cli._language import Command, language, misused
from elzmodel.cli._names import DOSSIER, ZONE
from elzmodel.cli._options import (
    answers,
    file_type,
    last_day,
    on_option,
    rules_asked,
    rules_option,
    say,
    show,
    with_events,
    within_option,
)
from elzmodel.cli._together import needs, rules_out
from elzmodel.values import Answer, TableForm, ZoneId, findings_table, parse_day
from elzmodel.values.text import said, word

if TYPE_CHECKING:  # Only these commands need dossiers.
    from elzmodel.dossiers import Dossier
    from elzmodel.governance import CareCouncil, RuleSet
    from elzmodel.landscape import Landscape

__all__ = [
    "align_zones",
    "council",
    "coverage",
    "interlocks",
    "mentions",
    "plan",
    "seats",
    "show_dossier",
    "trace",
]

# ruff: noqa: PLC0415 - what one command needs is imported inside it


_zone = click.argument("key", type=DOSSIER, metavar="ZONE|FILE")
_plan = click.option("--plan", "plan_id", metavar="ID", help="Which plan.  [default: the last]")


def _dossier(key: str) -> Dossier:
    """Return the dossier in a file, or else the packaged one of a zone."""
    if Path(key).is_file():
        from elzmodel.dossiers import Dossier
        from elzmodel.io import load

        return load(key, of=Dossier)
    from elzmodel.data.dossier_files import dossier

    return dossier(key)


@click.command("dossier", cls=Command)
@_zone
@on_option
@within_option
@answers
def show_dossier(key: str, *, on: str | None, events: tuple[str, ...], form: TableForm) -> None:
    """Show on one card what the dossier of a ZONE holds and leaves open on a day."""
    from elzmodel.views import dossier_card

    landscape = with_events(events)
    show([dossier_card(_dossier(key), landscape, on=on or last_day(landscape))], form)


@click.command(cls=Command)
@_zone
@on_option
@click.option("--body", metavar="ID", default="board", show_default=True, help="Which body.")
@click.option("--names", is_flag=True, help="Show persons by name instead of by pseudonym.")
@click.option(
    "--about",
    type=click.Choice(
        (
            *("room", "unrepresented", "load", "interlocks", "voices", "expiring", "votes"),
            *("seats", "balance", "changes"),
        )
    ),
    help="Ask this of the council, instead of who sits there.",
)
@click.option("--since", metavar="DAY", help="With --about changes: the day to compare with.")
@click.option(
    "--after",
    metavar="FILE",
    type=file_type,
    help="What becomes of the seats after the scenario in FILE, by each policy.",
)
@click.option(
    "--policy",
    default="stay",
    show_default=True,
    metavar="POLICY",
    help="With --after: whom seats that are left over speak for: stay, first, inhabitants, "
    "or the id of an agreement.",
)
@rules_option
@within_option
@answers
def council(  # noqa: PLR0913 - one argument an option
    key: str,
    *,
    on: str | None,
    body: str,
    names: bool,
    about: str | None,
    since: str | None,
    after: str | None,
    policy: str,
    rule_ids: tuple[str, ...],
    events: tuple[str, ...],
    form: TableForm,
) -> None:
    """Show who sits in the council of a ZONE on a day, which rules it keeps, what is doubtful.

    Or ask with --about: how many seats clusters may add or must fill (room), who has no
    seat (unrepresented), how many inhabitants stand behind a seat (load), who is in several
    bodies (interlocks), which clusters have a voice in the daily board (voices), which
    mandates end in 180 days (expiring), how many votes pass or block a decision and what became
    of those that are stated (votes), what became of seats by then (seats), how they are divided
    (balance), or what changed.
    """
    from elzmodel.cli._questions import COUNCIL, AskedOfCouncil
    from elzmodel.dossiers.checks import council_on
    from elzmodel.governance import judge, roster

    needs("--about changes", "since", is_there=about == "changes")
    needs("--after", "policy", is_there=after is not None)
    rules_out("--after", "about", is_there=after is not None)
    landscape = with_events(events)
    if after is not None:
        landscape, scenario_day = _adopted(landscape, after)
        on = on or scenario_day
    published, day = _dossier(key), parse_day(on or last_day(landscape))
    stated, persons = published.council(on=day), published.persons
    if stated is None:
        say(
            said(
                "Nothing is stated about the council of {zone} on {day}.",
                zone=published.zone_id,
                day=day,
            ),
            form,
        )
        return
    if after is not None:
        show(_reseated(stated, landscape, day, policy, rules_asked(rule_ids)), form)
        return
    if about is not None:
        asked = AskedOfCouncil(
            dossier=published,
            council=stated,
            landscape=landscape,
            day=day,
            rules=tuple(rules_asked(rule_ids) or landscape.rules_on(day)),
            body=body,
            since=since,
        )
        show(COUNCIL[about](asked), form)
        return
    sitting = roster(stated, on=day, body=body, persons=persons, names=names)
    sets = rules_asked(rule_ids) or landscape.rules_on(day)
    judged = [judge(stated, each, on=day, persons=persons) for each in sets]
    doubts = findings_table(council_on(stated, within=landscape, on=day, persons=persons))
    show([sitting, *judged, *([doubts] if doubts.rows else ())], form)


def _adopted(landscape: Landscape, file: str) -> tuple[Landscape, str]:
    """Return the landscape in which a scenario happened, and its last day."""
    from elzmodel.io import load
    from elzmodel.scenarios import Scenario, outcome

    found = outcome(landscape, load(file, of=Scenario))
    return found.landscape, found.after.day.isoformat()


def _reseated(
    council: CareCouncil,
    landscape: Landscape,
    day: date,
    policy: str,
    rules: Sequence[RuleSet],
) -> list[Answer[Any]]:
    """Return what becomes of seats on a day, policies beside each other, and the rules then."""
    from elzmodel.dossiers import compare_reseatings, reseat
    from elzmodel.governance import judge

    snapshot, sets = landscape.on(day), tuple(rules or landscape.rules_on(day))
    agreed = next((each for each in council.agreements if each.id == policy), None)
    found = reseat(council, snapshot, policy=agreed or policy)
    compared = compare_reseatings(council, snapshot, rules=sets)
    return [found, compared, *(judge(found.after, each, on=day) for each in sets)]


@click.command("align", cls=Command)
@click.argument("keys", type=DOSSIER, metavar="ZONE|FILE...", nargs=-1, required=True)
@click.option(
    "--only", type=DOSSIER, metavar="ZONE", help="Show what only this zone has, in place of all."
)
@answers
def align_zones(keys: tuple[str, ...], *, only: str | None, form: TableForm) -> None:
    """Show what zones have in common: words, target groups, partners, projects and more.

    Words that all other packaged dossiers use are left out, and counted.
    """
    from elzmodel.data.dossier_files import packaged_dossiers
    from elzmodel.dossiers import align

    given = [_dossier(key) for key in keys]
    zones = {each.zone_id for each in given}
    others = [each for each in packaged_dossiers() if each.zone_id not in zones]
    found = align(*given, beside=others)
    rows = found.in_common if only is None else found.only(only)
    show([*found.to_card().tables, rows], form)


@click.command(cls=Command)
@click.argument("zone", type=ZONE)
@click.argument("number", type=click.IntRange(1, 1000))
@on_option
@click.option("--year", type=int, help="The year of the inhabitants.  [default: the newest]")
@click.option("--neighbours", is_flag=True, help="Let only neighbours share a seat.")
@click.option("--ways", is_flag=True, help="Show all ways to share that are equally good.")
@within_option
@answers
def seats(  # noqa: PLR0913 - one argument an option
    zone: str,
    *,
    number: int,
    on: str | None,
    year: int | None,
    neighbours: bool,
    ways: bool,
    events: tuple[str, ...],
    form: TableForm,
) -> None:
    """Divide a NUMBER of local seats among the municipalities of a ZONE.

    Shared so that all have a voice and inhabitants per seat balance best, and beside it by
    largest remainder, D'Hondt and Sainte-Laguë, with the municipalities that they leave without.
    """
    from elzmodel.dossiers import local_seats

    landscape = with_events(events)
    day = landscape.on(on or last_day(landscape))
    found = local_seats(day, zone, number, year=year, neighbours=neighbours)
    show([found, *([found.shared] if ways else [])], form)


@click.command(cls=Command)
@_zone
@_plan
@click.option("--tree", is_flag=True, help="Show goals, actions and indicators as a tree.")
@click.option(
    "--about",
    type=click.Choice(
        ("partners", "dimensions", "progress", "measured", "gaps", "changes", "year")
    ),
    help="Ask this of the plan, instead of counting what it holds.",
)
@click.option(
    "--old",
    type=DOSSIER,
    metavar="ZONE|FILE",
    help="With --about changes: the dossier of the plan before.  [default: the plan it replaces]",
)
@click.option(
    "--after",
    metavar="FILE",
    type=file_type,
    help="What is proposed for plan, projects and partners after the scenario in FILE.",
)
@click.option(
    "--since",
    metavar="DAY",
    help="What is proposed for them where the land of the zone changed between DAY and --on.",
)
@on_option
@answers
def plan(  # noqa: PLR0913 - one argument an option
    key: str,
    *,
    plan_id: str | None,
    tree: bool,
    about: str | None,
    old: str | None,
    after: str | None,
    since: str | None,
    on: str | None,
    form: TableForm,
) -> None:
    """Count what the plan of a ZONE holds; as csv, json or markdown, list it in full.

    Or ask with --about: who carries most (partners), which dimensions of positive health it
    touches (dimensions), how far it is on a day (progress), which indicators follow from the
    dossier (measured), what it leaves open (gaps), what became of it in the year of the day
    (year), or what changed since the plan before (changes).
    """
    from elzmodel.policy import counts, outline

    needs("--about changes", "old", is_there=about == "changes")
    rules_out("--tree", "about", is_there=tree)
    rules_out("--after", "since", "on", is_there=after is not None)
    for other, is_there in (("--after", after is not None), ("--since", since is not None)):
        rules_out(other, "about", "tree", "plan_id", is_there=is_there)
    if after is not None or since is not None:
        show([_proposed(_dossier(key), after, since, on)], form)
        return
    chosen = _dossier(key).plan(plan_id)
    if tree:
        say(chosen.to_tree(lang=language()), "text")
        return
    if about is not None:
        from elzmodel.cli._questions import PLAN, AskedOfPlan
        from elzmodel.data import flanders

        landscape = flanders()
        asked = AskedOfPlan(
            dossier=_dossier(key),
            plan=chosen,
            landscape=landscape,
            day=parse_day(on or last_day(landscape)),
            old=_dossier(old).plan() if old else None,
        )
        show(PLAN[about](asked), form)
        return
    counted = [counts(chosen), counts(chosen, by="kind")]
    show(counted if form == "text" else [outline(chosen), *counted], form)


def _proposed(
    dossier: Dossier, after: str | None, since: str | None, on: str | None
) -> Answer[Any]:
    """Return what is proposed after a scenario, or since a day."""
    from elzmodel.data import flanders
    from elzmodel.dossiers import plan_proposals
    from elzmodel.io import load
    from elzmodel.scenarios import Scenario, outcome

    if after is not None:
        found = outcome(flanders(), load(after, of=Scenario))
        return plan_proposals(dossier, found.before, found.after)
    landscape = flanders()
    return plan_proposals(
        dossier, landscape.on(parse_day(since or "")), landscape.on(on or last_day(landscape))
    )


@click.command(cls=Command)
@_zone
@_plan
@click.option("--gaps", is_flag=True, help="List every gap instead of counting them.")
@answers
def coverage(key: str, *, plan_id: str | None, gaps: bool, form: TableForm) -> None:
    """Show which vulnerabilities the plan of a ZONE reaches, and what it leaves open."""
    from elzmodel.policy import coverage as coverage_of

    found = coverage_of(_dossier(key).plan(plan_id))
    if gaps:
        show([found.gaps], form)
    else:
        show([found.reaches, found.counts], form)


_terms = click.option(
    "--terms",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="More terms of the one ZONE|FILE: CSV with element, term, gloss.",
)


def _with_terms(dossiers: Sequence[Dossier], terms: str | None) -> tuple[Dossier, ...]:
    """Return dossiers, the only one of them with the terms of a file."""
    from elzmodel.data.term_files import load_terms

    if terms is None:
        return tuple(dossiers)
    return (load_terms(terms, of=_only(dossiers, "--terms")),)


def _only(dossiers: Sequence[Dossier], option: str) -> Dossier:
    if len(dossiers) != 1:
        raise misused("{name} is about one dossier: say which with one --zone", name=option)
    return dossiers[0]


@click.command(cls=Command)
@click.argument("term")
@click.option(
    "--zone",
    "keys",
    type=DOSSIER,
    metavar="ZONE|FILE",
    multiple=True,
    help="Only this one; may be said more than once.  [default: all packaged]",
)
@_terms
@click.option(
    "--text",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="The text in full of the one ZONE|FILE, UTF-8, read beside its dossier.",
)
@answers
def mentions(
    term: str, *, keys: tuple[str, ...], terms: str | None, text: str | None, form: TableForm
) -> None:
    """Show which zones speak of a TERM, where, and how surely each place has it.

    A place has the word itself, an inflected form, an abbreviation, or only a longer
    word that it is a part of. Several dossiers of one zone are read as one.
    """
    from elzmodel.data.dossier_files import packaged_dossiers
    from elzmodel.dossiers import mentions as mentions_of
    from elzmodel.io.documents import text_of

    given = [_dossier(key) for key in keys] or packaged_dossiers()
    texts = {_only(given, "--text").zone_id: text_of(text)} if text is not None else {}
    show([mentions_of(_with_terms(given, terms), term, texts=texts)], form)


@click.command(cls=Command)
@click.argument("same", metavar="PERSONS", type=click.Path(exists=True, dir_okay=False))
@click.argument("keys", type=DOSSIER, metavar="ZONE|FILE...", nargs=-1, required=True)
@on_option
@answers
def interlocks(same: str, *, keys: tuple[str, ...], on: str | None, form: TableForm) -> None:
    """Show who is in bodies of several dossiers on a day, by ids of your own.

    PERSONS is a CSV file with the columns id (yours), zone and person (the pseudonym in
    the dossier of that zone).
    """
    from elzmodel.data import flanders
    from elzmodel.data.person_files import load_persons
    from elzmodel.dossiers import interlocks_across

    day = on or last_day(flanders())
    given = tuple(map(_dossier, keys))
    show([interlocks_across(given, load_persons(same, of=given), on=day)], form)


@click.command(cls=Command)
@click.argument("term")
@click.option(
    "--zone",
    "key",
    type=DOSSIER,
    metavar="ZONE|FILE",
    help="Only this one.  [default: all packaged]",
)
@_terms
@answers
def trace(term: str, *, key: str | None, terms: str | None, form: TableForm) -> None:
    """Follow a TERM or an id through plans: goals, actions, indicators, partners."""
    from elzmodel.data.dossier_files import packaged_dossiers
    from elzmodel.policy import trace as trace_of

    chosen = (
        [_dossier(key)] if key is not None else [each for each in packaged_dossiers() if each.plans]
    )
    rows: list[_TracedInZone] = []
    for each in _with_terms(chosen, terms):
        found = trace_of(
            each.plan(),
            term,
            partners=each.partners,
            target_groups=each.target_groups,
            activities=(*each.projects, *each.gatherings),
            terms=each.terms,
        )
        rows += [
            _TracedInZone(
                zone=each.zone_id,
                kind=word(step.kind),
                id=step.id,
                title=step.title,
                asked=step.is_asked,
                match=word(step.match) if step.match else "",
            )
            for step in found
        ]
    notes = () if rows else (said("No plan has {term!r}.", term=term),)
    title = said("Trace of {term}", term=term)
    show([Answer(title=title, rows=tuple(rows), notes=notes, row_type=_TracedInZone)], form)


@frozen
class _TracedInZone:
    """Something that hangs together with a term, in the plan of a zone."""

    zone: ZoneId
    kind: str
    id: str
    title: str
    asked: bool
    match: str
