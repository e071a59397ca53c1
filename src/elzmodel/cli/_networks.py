"""The command about who works together: in zones that publish it, or in a list of attendance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import click

from elzmodel.cli._dossiers import _dossier
from elzmodel.cli._language import Command, in_language, language, misused
from elzmodel.cli._options import answers, show
from elzmodel.values import Answer, Period, Table, TableForm, parse_day
from elzmodel.values.text import fold, phrase

if TYPE_CHECKING:  # Only this command needs networkx.
    from elzmodel.networks import NetworkReport

__all__ = ["network"]

# ruff: noqa: PLC0415 - what one command needs is imported inside it

_Asked = Callable[["NetworkReport"], Sequence[Table | Answer[Any]]]

_ABOUT: Final[Mapping[str, _Asked]] = {
    "all": lambda report: report.tables(),
    "ways": lambda report: [report.variants()],
    "clusters": lambda report: [report.clusters(), report.mixing()],
    "brokers": lambda report: [report.brokers()],
    "venues": lambda report: [report.venues()],
    "critical": lambda report: [report.critical(), report.coordinator()],
    "partners": lambda report: [report.participants()],
    "gaps": lambda report: [report.gaps()],
    "survey": lambda report: [report.survey_form()],
}


@click.command(cls=Command)
@click.argument("keys", metavar="ZONE|FILE...", nargs=-1, required=True)
@click.option("--on", metavar="DAY", help="The day.  [default: all that was ever stated]")
@click.option("--since", metavar="DAY", help="With --on: everything from this day to that one.")
@click.option(
    "--about", type=click.Choice([*_ABOUT]), help="Ask this, instead of the network as a whole."
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
    form: TableForm,
) -> None:
    """Show who works with whom in a ZONE or several: how tight, who bridges, what is not known.

    Ask with --about for the four ways of looking with and without statutory seats and the
    zone's own coordinator (ways), ties inside and across clusters (clusters), who links
    others (brokers), which places bring clusters together (venues), without whom others fall
    loose (critical), each partner (partners), who is alone or not known (gaps),
    what to ask whom to know more (survey), or all.
    A gathering is there on its own day only: say a period with --since.
    """
    from elzmodel.networks import network_report

    report = network_report(map(_dossier, keys), **_when(on, since), mentioned=mentioned)
    if graph is not None or picture is not None:
        _write(report, graph, picture, seats=seats, coordinator=coordinator, venues=venues)
    if without is not None:
        show([report.without(_partner(report, without))], form)
    elif about is not None:
        show(_ABOUT[about](report), form)
    else:
        whole = [report.not_stated(), report.headline()]
        show(whole if form == "text" else report.tables(), form)


def _when(on: str | None, since: str | None) -> dict[str, Any]:
    """Return the day or the period that is looked at, as networks take it."""
    if since is None:
        return {"on": on}
    if on is None:
        raise misused("--since needs the day until which: say --on as well.")
    return {"during": Period(parse_day(since), parse_day(on) + timedelta(days=1))}


def _partner(report: NetworkReport, key: str) -> str:
    """Return the id of a partner that is said by its id or its name."""
    met = report.met
    named = [
        node
        for node, what in met.nodes(data=True)
        if what["mode"] == "partner" and fold(str(what["name"])) == fold(key)
    ]
    return named[0] if key not in met and len(named) == 1 else key


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
