"""Commands about what zones publish: councils, plans, and how things hang together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from elzmodel.cli._options import form_option, guarded, last_day, on_option, show
from elzmodel.data import flanders
from elzmodel.values import Column, Table

__all__ = [
    "council",
    "coverage",
    "plan",
    "show_dossier",
    "trace",
]

# ruff: noqa: PLC0415 - what one command needs is imported inside it


if TYPE_CHECKING:
    from elzmodel.dossiers.dossier import Dossier
    from elzmodel.values import Cell


_zone = click.argument("key", metavar="ZONE|FILE")
_plan = click.option("--plan", "plan_id", metavar="ID", help="Which plan.  [default: the last]")


def _dossier(key: str) -> Dossier:
    """Return the dossier in a file, or else the packaged one of a zone."""
    if Path(key).is_file():
        from elzmodel.dossiers.dossier import Dossier
        from elzmodel.io import load

        return load(key, of=Dossier)
    from elzmodel.data.dossier_files import dossier

    return dossier(key)


@click.command("dossier")
@_zone
@on_option
@form_option
@guarded
def show_dossier(key: str, *, on: str | None, form: str) -> None:
    """Show on one card what the dossier of a ZONE holds and leaves open on a day."""
    from elzmodel.views.cards import dossier_card

    landscape = flanders()
    show([dossier_card(_dossier(key), landscape, on=on or last_day(landscape))], form)


@click.command()
@_zone
@on_option
@click.option("--body", metavar="ID", default="board", show_default=True, help="Which body.")
@click.option("--names", is_flag=True, help="Show persons by name instead of by pseudonym.")
@click.option("--rules", "rule_ids", metavar="ID", multiple=True, help="[default: those in force]")
@form_option
@guarded
def council(
    key: str, *, on: str | None, body: str, names: bool, rule_ids: tuple[str, ...], form: str
) -> None:
    """Show who sits in the council of a ZONE on a day, and which rules it keeps."""
    from elzmodel.data.rule_files import rules
    from elzmodel.governance import judge, roster, verdicts_table

    found, day = _dossier(key), on or last_day(flanders())
    stated = found.council(on=day)
    if stated is None:
        click.echo(f"Nothing is stated about the council of {found.zone_id} on {day}.")
        return
    sitting = roster(stated, on=day, body=body, persons=found.persons, names=names)
    tables = [sitting.to_table()]
    for each in [rules(each) for each in rule_ids] or flanders().rules_on(day):
        judged = judge(stated, each, on=day, persons=found.persons)
        tables.append(verdicts_table(judged, title=f"Rules of {each.id} on {day}"))
    show(tables, form)


@click.command()
@_zone
@_plan
@click.option("--tree", is_flag=True, help="Show goals, actions and indicators as a tree.")
@form_option
@guarded
def plan(key: str, *, plan_id: str | None, tree: bool, form: str) -> None:
    """Count what the plan of a ZONE holds; as csv, json or markdown, list it in full."""
    from elzmodel.policy import counts, plan_table, plan_tree

    chosen = _dossier(key).plan(plan_id)
    if tree:
        click.echo(plan_tree(chosen))
        return
    counted = counts(chosen)
    tables = [plan_table(chosen), counted.to_table(), counted.kinds_table()]
    show(tables[1:] if form == "text" else tables, form)


@click.command()
@_zone
@_plan
@click.option("--gaps", is_flag=True, help="List every gap instead of counting them.")
@form_option
@guarded
def coverage(key: str, *, plan_id: str | None, gaps: bool, form: str) -> None:
    """Show which vulnerabilities the plan of a ZONE reaches, and what it leaves open."""
    from elzmodel.policy import coverage as coverage_of

    found = coverage_of(_dossier(key).plan(plan_id))
    if gaps:
        show([found.to_table()], form)
    else:
        tables = [found.reach_table(), found.counts_table()]
        show(tables[:1] if form == "csv" else tables, form)


@click.command()
@click.argument("term")
@click.option("--zone", "key", metavar="ZONE|FILE", help="Only this one.  [default: all packaged]")
@form_option
@guarded
def trace(term: str, *, key: str | None, form: str) -> None:
    """Follow a TERM or an id through plans: goals, actions, indicators, partners."""
    from elzmodel.data.dossier_files import packaged_dossiers
    from elzmodel.policy import trace as trace_of

    chosen = (
        [_dossier(key)] if key is not None else [each for each in packaged_dossiers() if each.plans]
    )
    rows: list[tuple[Cell, ...]] = []
    for each in chosen:
        found = trace_of(
            each.plan(),
            term,
            partners=each.partners,
            target_groups=each.target_groups,
            activities=(*each.projects, *each.gatherings),
        )
        rows += [(each.zone_id, s.kind.value, s.id, s.title, s.is_asked) for s in found.steps]
    columns = tuple(map(Column, ("zone", "kind", "id", "title", "asked")))
    notes = () if rows else (f"No plan has {term!r}.",)
    show([Table(f"Trace of {term}", columns, rows, notes)], form)
