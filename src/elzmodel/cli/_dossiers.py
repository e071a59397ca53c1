"""Commands about what zones publish: councils, plans, and how things hang together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import frozen

from elzmodel.cli._language import Command
from elzmodel.cli._options import (
    answers,
    last_day,
    on_option,
    rules_asked,
    rules_option,
    say,
    show,
    with_events,
    within_option,
)
from elzmodel.values import Answer, TableForm, ZoneId, findings_table, parse_day
from elzmodel.values.text import said

if TYPE_CHECKING:  # Only these commands need dossiers.
    from elzmodel.dossiers import Dossier

__all__ = ["council", "coverage", "plan", "show_dossier", "trace"]

# ruff: noqa: PLC0415 - what one command needs is imported inside it


_zone = click.argument("key", metavar="ZONE|FILE")
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
@rules_option
@within_option
@answers
def council(  # noqa: PLR0913 - one argument an option
    key: str,
    *,
    on: str | None,
    body: str,
    names: bool,
    rule_ids: tuple[str, ...],
    events: tuple[str, ...],
    form: TableForm,
) -> None:
    """Show who sits in the council of a ZONE on a day, which rules it keeps, what is doubtful."""
    from elzmodel.dossiers.checks import council_on
    from elzmodel.governance import judge, roster

    landscape = with_events(events)
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
    sitting = roster(stated, on=day, body=body, persons=persons, names=names)
    sets = rules_asked(rule_ids) or landscape.rules_on(day)
    judged = [judge(stated, each, on=day, persons=persons) for each in sets]
    doubts = findings_table(council_on(stated, within=landscape, on=day, persons=persons))
    show([sitting, *judged, *([doubts] if doubts.rows else ())], form)


@click.command(cls=Command)
@_zone
@_plan
@click.option("--tree", is_flag=True, help="Show goals, actions and indicators as a tree.")
@answers
def plan(key: str, *, plan_id: str | None, tree: bool, form: TableForm) -> None:
    """Count what the plan of a ZONE holds; as csv, json or markdown, list it in full."""
    from elzmodel.policy import counts, outline

    chosen = _dossier(key).plan(plan_id)
    if tree:
        say(chosen.to_tree(), "text")
        return
    counted = [counts(chosen), counts(chosen, by="kind")]
    show(counted if form == "text" else [outline(chosen), *counted], form)


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


@click.command(cls=Command)
@click.argument("term")
@click.option("--zone", "key", metavar="ZONE|FILE", help="Only this one.  [default: all packaged]")
@answers
def trace(term: str, *, key: str | None, form: TableForm) -> None:
    """Follow a TERM or an id through plans: goals, actions, indicators, partners."""
    from elzmodel.data.dossier_files import packaged_dossiers
    from elzmodel.policy import trace as trace_of

    chosen = (
        [_dossier(key)] if key is not None else [each for each in packaged_dossiers() if each.plans]
    )
    rows: list[_TracedInZone] = []
    for each in chosen:
        found = trace_of(
            each.plan(),
            term,
            partners=each.partners,
            target_groups=each.target_groups,
            activities=(*each.projects, *each.gatherings),
        )
        rows += [
            _TracedInZone(each.zone_id, step.kind.value, step.id, step.title, step.is_asked)
            for step in found
        ]
    notes = () if rows else (f"No plan has {term!r}.",)
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
