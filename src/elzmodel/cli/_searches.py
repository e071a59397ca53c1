"""The command that finds a scenario: the fewest moves that reach a goal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from elzmodel.cli._language import in_language, misused
from elzmodel.cli._names import PLACE, ZONE
from elzmodel.cli._options import (
    FOUND,
    Asked,
    asks,
    last_day,
    on_option,
    progress_bar,
    show,
)
from elzmodel.cli._reading import TableCommand
from elzmodel.cli._together import needs
from elzmodel.landscape import Landscape
from elzmodel.values import TableForm
from elzmodel.values.text import said

if TYPE_CHECKING:  # Few commands need a search.
    from elzmodel.searches import Goal

__all__ = ["search"]

# ruff: noqa: PLC0415 - what one command needs is imported inside it


@click.command(cls=TableCommand)
@on_option
@click.option("--min", "low", type=int, metavar="N", help="Each zone has at least N inhabitants.")
@click.option("--max", "high", type=int, metavar="N", help="Each zone has at most N inhabitants.")
@click.option(
    "--within-one",
    "kinds",
    multiple=True,
    metavar="KIND[@DAY]",
    help="Each zone lies within one area of KIND, such as 'reference region', as those are on DAY.",
)
@click.option("--one-piece", is_flag=True, help="Each zone is one piece of land.")
@click.option("--no-more-pieces", is_flag=True, help="No zone has more pieces than before.")
@click.option("--to-neighbours", is_flag=True, help="Who moves touches the new zone.")
@click.option(
    "--freeze",
    multiple=True,
    type=PLACE,
    metavar="PLACE",
    help="A zone that neither gives nor takes, and is not asked, or a municipality that stays.",
)
@click.option(
    "--may-take", multiple=True, type=ZONE, metavar="ZONE", help="A zone that takes and gives not."
)
@click.option("--may-miss", is_flag=True, help="Zones may miss goals: as few as possible.")
@click.option("--may-empty", is_flag=True, help="A zone may lose all its land.")
@click.option("--may-create", multiple=True, metavar="NAME", help="A zone that may begin.")
@click.option(
    "--then",
    multiple=True,
    type=click.Choice(["inhabitants", "distance"]),
    help="What decides between changes of as few municipalities.",
)
@click.option("--most", type=click.IntRange(min=0), metavar="N", help="At most N move.")
@click.option("--effort", type=click.IntRange(min=1), metavar="N", help="Take at most N steps.")
@click.option("--engine", type=click.Choice(["exact", "cp-sat"]), help="Who searches.")
@click.option("--movers", is_flag=True, help="A row for each that moves.")
@click.option(
    "--scenario",
    "file",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Write a change to FILE as a scenario as well, in its first way.",
)
@click.option(
    "--change",
    "number",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="NUMBER",
    help="Which change --scenario writes.",
)
@asks
def search(  # noqa: PLR0913 - one argument an option
    on: str | None,
    *,
    low: int | None,
    high: int | None,
    kinds: Sequence[str],
    one_piece: bool,
    no_more_pieces: bool,
    to_neighbours: bool,
    freeze: Sequence[str],
    movers: bool,
    file: str | None,
    number: int,
    effort: int | None,
    asked: Asked,
    form: TableForm,
    **how: Any,  # noqa: ANN401 - options that the search has as well
) -> None:
    """Find the fewest municipalities whose transfer reaches the goals, and prove it.

    At least one goal is needed. The exit code is 1 where nothing reaches them.
    """
    from elzmodel.io import dump
    from elzmodel.searches import search as search_in

    needs("--scenario", "number", is_there=file is not None)
    base = asked.as_known()
    flags = {"one_piece": one_piece, "no_more_pieces": no_more_pieces, "touch": to_neighbours}
    goals = _goals(base, on, low=low, high=high, kinds=kinds, flags=flags)
    if not goals:
        raise misused("A goal is lacking, such as --min 75000.")
    limits: dict[str, Any] = how if effort is None else {**how, "effort": effort}
    with progress_bar() as progress:
        found = search_in(
            base, goals=goals, on=on, year=asked.year, frozen=freeze, progress=progress, **limits
        )
    if file is not None and found:
        if number > len(found):
            told = "There is no change {number}; there are {n}."
            raise misused(told, number=number, n=len(found))
        dump(found[number - 1].scenario(), file)
    show([found.by_mover() if movers else found], form)
    if not found:
        if file is not None:
            told = said("There is no change, so that {file} is not written.", file=file)
            click.echo(in_language(told), err=True)
        raise SystemExit(FOUND)


def _goals(
    base: Landscape,
    on: str | None,
    *,
    low: int | None,
    high: int | None,
    kinds: Sequence[str],
    flags: Mapping[str, bool],
) -> list[Goal]:
    """Return the goals that options ask for, in the order of the help."""
    from elzmodel.searches import (
        AtLeast,
        AtMost,
        InOnePiece,
        NoMorePieces,
        ToNeighbours,
        WithinOneArea,
    )

    goals: list[Goal] = [] if low is None else [AtLeast(low)]
    goals += [] if high is None else [AtMost(high)]
    for each in kinds:
        kind, _, day = each.partition("@")
        goals.append(WithinOneArea(base.on(day or on or last_day(base)).partition(kind)))
    simple = {"one_piece": InOnePiece, "no_more_pieces": NoMorePieces, "touch": ToNeighbours}
    return goals + [simple[name]() for name, is_asked in flags.items() if is_asked]
