"""Commands about who works together: in zones that publish it, in a list, across a border."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from attrs import frozen

from elzmodel.cli._dossiers import _dossier
from elzmodel.cli._language import in_language, language, misused
from elzmodel.cli._names import DOSSIER
from elzmodel.cli._options import Asked, answers, asks, file_type, policy_option, show
from elzmodel.cli._reading import TableCommand, busy, reads_rows, source_of
from elzmodel.cli._together import needs, rules_out
from elzmodel.grids.columns import Container
from elzmodel.values import Answer, Table, TableForm, parse_day
from elzmodel.values.numbers import whole_number
from elzmodel.values.periods import through
from elzmodel.values.text import fold, phrase

if TYPE_CHECKING:  # Only these commands need networkx.
    from elzmodel.networks import AttendanceList, NetworkReport

__all__ = ["impact", "network"]

# ruff: noqa: PLC0415 - what one command needs is imported inside it

_Asked = Callable[["NetworkReport"], Sequence[Table | Answer[Any]]]

_ABOUT: Final[Mapping[str, _Asked]] = {
    "all": lambda report: report.tables(),
    "ways": lambda report: [report.variants()],
    "clusters": lambda report: [report.clusters(), report.mixing(), report.communities()],
    "communities": lambda report: [report.communities()],
    "brokers": lambda report: [report.brokers(), report.venue_brokers()],
    "venues": lambda report: [report.venues(), report.venue_brokers()],
    "critical": lambda report: [report.critical(), report.coordinator()],
    "partners": lambda report: [report.participants()],
    "gaps": lambda report: [report.gaps()],
    "survey": lambda report: [report.survey_form()],
}


_OF_A_LIST: Final[Mapping[str, Callable[[AttendanceList], Sequence[Answer[Any]]]]] = {
    "rows": lambda met: [met, met.problems],
    "names": lambda met: [met.match_names()],
}


def _attendance(command: Callable[..., None]) -> Callable[..., None]:
    """Declare the options that say how a list of attendance is read."""
    column = partial(click.option, metavar="COLUMN")

    @column("--partner", multiple=True, help="Of a list: a column with partners.")
    @column("--gathering", help="Of a list: the column with what the gathering is called.")
    @column("--day", help="Of a list: the column with the day of the gathering.")
    @column("--cluster", help="Of a list: the column with the clusters of the partner.")
    @column("--number", help="Of a list: the column with the KBO number of the partner.")
    @click.option("--split", metavar="SIGN", help="Of a list: the sign between partners in a cell.")
    @click.option(
        "--cell",
        "cells",
        multiple=True,
        metavar="TEXT=MEANT",
        help="Of a list: what a cell means, as in 31/2/2024=29/2/2024; nothing behind = is a gap.",
    )
    @click.option(
        "--matched",
        type=file_type,
        metavar="FILE",
        help="Of a list: its saved --about names, with yes in the column accepted.",
    )
    @reads_rows
    @wraps(command)
    def run(
        *,
        matched: str | None,
        cells: tuple[str, ...],
        reading: Container,
        **options: Any,  # noqa: ANN401 - those of a command
    ) -> None:
        said = {name: options.pop(name) for name in _COLUMNS}
        columns = {
            name: value if name == "split" else _column(value)
            for name, value in said.items()
            if value
        }
        meant = {"cells": _meant(cells)} if cells else {}
        command(listed=_Listed({**reading, **columns, **meant}, matched), **options)

    return run


_COLUMNS: Final = ("partner", "gathering", "day", "cluster", "number", "split")


def _column(said: str | tuple[str, ...]) -> Any:  # noqa: ANN401 - one column or several
    """Return a column, or several, by name or by number."""
    if isinstance(said, tuple):
        return tuple(map(_column, said))
    number = whole_number(said)
    return said if number is None else number


def _meant(cells: tuple[str, ...]) -> dict[str, str | None]:
    """Return what cells mean, ``None`` where they mean nothing."""
    if wrong := [each for each in cells if "=" not in each]:
        raise misused("--cell says what a cell means: TEXT=MEANT, not {text!r}", text=wrong[0])
    pairs = (each.rpartition("=") for each in cells)
    return {text: meant or None for text, _, meant in pairs}


@frozen
class _Listed:
    """How a list of attendance is read, and which of its names were accepted as one."""

    reading: Mapping[str, Any]
    matched: str | None

    def read(self, file: str) -> AttendanceList:
        """Read a list, with the names that were accepted."""
        from elzmodel.networks import read_attendance

        with busy("Reading {file}", file=file):
            met = read_attendance(source_of(file), **self.reading)
            return met if self.matched is None else met.with_names(self.matched)

    @property
    def is_said(self) -> bool:
        """Whether anything is said of a list."""
        return bool(self.reading) or self.matched is not None


def _is_list(key: str) -> bool:
    """Tell whether a file is a table, and no document."""
    is_document = Path(key).suffix.lower() in {".yaml", ".yml", ".json"}
    return key == "-" or (Path(key).is_file() and not is_document)


@click.command(cls=TableCommand)
@click.argument("keys", type=DOSSIER, metavar="ZONE|FILE...", nargs=-1, required=True)
@click.option("--on", metavar="DAY", help="The day.  [default: all that was ever stated]")
@click.option("--since", metavar="DAY", help="With --on: everything from this day to that one.")
@click.option(
    "--about",
    type=click.Choice([*_ABOUT, *_OF_A_LIST]),
    help="Ask this, instead of the network as a whole.",
)
@click.option("--without", metavar="PARTNER", help="What is lost without this partner.")
@click.option("--mentioned", is_flag=True, help="Count who is only named, served or listening.")
@click.option("--seats", is_flag=True, help="With --graph and --picture: statutory seats too.")
@click.option("--coordinator", is_flag=True, help="With these: the zone's own coordinator too.")
@click.option("--venues", is_flag=True, help="With --graph: partners and where they meet.")
@click.option(
    "--graph",
    metavar="FILE",
    help="Write who works with whom as a graph: .graphml, .gexf, .dot or .json.",
)
@click.option("--picture", metavar="FILE", help="Draw who works with whom: .svg, .png or .pdf.")
@_attendance
@answers
def network(  # noqa: PLR0913 - one argument an option
    keys: tuple[str, ...],
    *,
    on: str | None,
    since: str | None,
    about: str | None,
    without: str | None,
    mentioned: bool,
    seats: bool,
    coordinator: bool,
    venues: bool,
    graph: str | None,
    picture: str | None,
    listed: _Listed,
    form: TableForm,
) -> None:
    """Show who works with whom in a ZONE or several: how tight, who bridges, what is not known.

    FILE is a dossier, or a table of who was at which gathering: a list of attendance. Its
    columns are told by their headings, or by options; ask what became of its rows (rows), and
    which of its names may be one partner (names).

    Ask with --about for the four ways of looking with and without statutory seats and the
    zone's own coordinator (ways), ties inside and across clusters (clusters), communities
    held against them (communities), who links others (brokers), which places bring clusters
    together (venues), without whom others fall loose (critical), each partner (partners), who
    is alone or not known (gaps), what to ask whom to know more (survey), or all.
    A gathering is there on its own day only: say a period with --since.
    """
    from elzmodel.networks import attendance_graph, network_report

    is_drawn = graph is not None or picture is not None
    needs("--graph", "venues", is_there=graph is not None)
    needs("--graph, --picture", "seats", "coordinator", is_there=is_drawn)
    rules_out("--without", "about", is_there=without is not None)
    of_list = about is not None and about in _OF_A_LIST
    rules_out(f"--about {about}", "on", "since", "graph", "picture", is_there=of_list)
    when, lists = _when(on, since), [key for key in keys if _is_list(key)]
    rules_out("FILE", "mentioned", is_there=bool(lists))
    if lists:
        if len(keys) > 1:
            raise misused("A list of attendance is asked alone: {file}", file=lists[0])
        met = listed.read(lists[0])
        if about is not None and about in _OF_A_LIST:
            show(_OF_A_LIST[about](met), form)
            return
        for note in met.notes:
            click.echo(in_language(note), err=True)
        report = network_report(attendance_graph(met, **when))
    elif listed.is_said or about in _OF_A_LIST:
        raise misused("It is said how a list is read, or asked of one: FILE is lacking.")
    else:
        report = network_report(map(_dossier, keys), **when, mentioned=mentioned)
    if without is not None:
        show([report.without(_partner(report, without))], form)
    elif about is not None:
        show(_ABOUT[about](report), form)
    else:
        bounds = [report.bounds()] if report.is_partial else []
        whole = [report.not_stated(), report.headline(), *bounds]
        show(whole if form == "text" else report.tables(), form)
    if is_drawn:
        _write(report, graph, picture, seats=seats, coordinator=coordinator, venues=venues)


def _when(on: str | None, since: str | None) -> dict[str, Any]:
    """Return the day or the period that is looked at, as networks take it."""
    if since is None:
        return {"on": on}
    if on is None:
        raise misused("--since needs the day until which: say --on as well.")
    return {"during": through(parse_day(since), parse_day(on))}


def _partner(report: NetworkReport, key: str) -> str:
    """Return the id of a partner that is said by its id or its name."""
    met = report.met
    named = [
        node
        for node, what in met.nodes(data=True)
        if what["mode"] == "partner" and fold(str(what["name"])) == fold(key)
    ]
    if key not in met and len(named) > 1:
        raise misused("Several partners are called {name!r}: say {ids:or}", name=key, ids=named)
    return named[0] if key not in met and named else key


def _write(
    report: NetworkReport,
    graph: str | None,
    picture: str | None,
    *,
    seats: bool,
    coordinator: bool,
    venues: bool,
) -> None:
    """Write the network as a graph, as a picture, or both."""
    from elzmodel.networks import projection, save_graph, without_coordinator, without_statutory
    from elzmodel.views import network_chart

    met = report.met if seats else without_statutory(report.met)
    met = met if coordinator else without_coordinator(met)
    ties = projection(met)
    if graph is not None:
        save_graph(met if venues else ties, graph)
        _wrote(graph)
    if picture is not None:
        network_chart(ties, title=in_language(report.title), lang=language()).save(picture)
        _wrote(picture)


def _wrote(file: str) -> None:
    click.echo(in_language(phrase("Wrote {file}", file=file)), err=True)


@click.command(cls=TableCommand)
@click.argument("file", metavar="SCENARIO", type=file_type)
@click.argument("keys", type=DOSSIER, metavar="[ZONE|FILE]...", nargs=-1)
@click.option(
    "--since",
    metavar="DAY",
    help="Count who met from this day to the one before the change.  [default: a year]",
)
@policy_option
@asks
def impact(
    file: str,
    keys: tuple[str, ...],
    *,
    since: str | None,
    policy: str,
    asked: Asked,
    form: TableForm,
) -> None:
    """Show what the borders that a SCENARIO moves do to those who work together.

    ZONE or FILE is a dossier that says who does; all packaged ones count where none is said.
    Where nothing is recorded the answer is that there are no data, never that there is no impact.
    """
    from elzmodel.data.dossier_files import packaged_dossiers
    from elzmodel.io import load
    from elzmodel.networks import impact as impact_of
    from elzmodel.scenarios import Scenario, outcome, settle

    base, scenario = asked.as_known(), load(file, of=Scenario)
    settled = settle(base, scenario, policy=policy, year=asked.year)
    dossiers = [*map(_dossier, keys)] or [*packaged_dossiers()]
    found = outcome(base, settled, year=asked.year, dossiers=dossiers)
    during = None if since is None else through(parse_day(since), found.before.day)
    show(impact_of(found, during=during, year=asked.year).tables(), form)
