"""Outcomes beside each other: criteria, of which less is better, and what nothing beats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.scenarios.outcomes import (
    Outcome,
    count_divided,
    inhabitants_moved,
    seats_that_change,
)
from elzmodel.scenarios.zone_states import ZoneState
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Cell, Column, Table, Total
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import either, said, term

__all__ = ["CRITERIA", "Criterion", "pareto_front", "side_by_side"]


@frozen
class Criterion:
    """A question to an outcome of which less is better; the answer may be bounds."""

    name: str
    of: Callable[[Outcome], Total]


def _count(name: str) -> Callable[[Outcome], Total]:
    """Count the zones of which something holds afterwards, less those of which it held before.

    Only touched zones can differ; what is unknown of one widens the bounds.
    """

    def counted(outcome: Outcome) -> Total:
        pairs = [extra(name, zone.before, zone.after) for zone in outcome.zones]
        return Total(sum(low for low, _ in pairs), sum(high for _, high in pairs))

    return counted


def extra(name: str, before: ZoneState | None, after: ZoneState | None) -> tuple[int, int]:
    """Return what a zone adds to a count, as bounds: 1, 0 or -1 where both sides are known."""

    def bounds(state: ZoneState | None) -> tuple[int, int]:
        answer = getattr(state, name, False)
        return int(answer is True), int(answer is not False)

    was, is_now = bounds(before), bounds(after)
    return is_now[0] - was[1], is_now[1] - was[0]


CRITERIA: Final[dict[str, Criterion]] = {
    each.name: each
    for each in (
        Criterion("below minimum", _count("is_below_minimum")),
        Criterion("outside target", _count("is_outside_target")),
        Criterion("in pieces", _count("is_in_pieces")),
        Criterion("moved", inhabitants_moved),
        Criterion("divided", count_divided),
        Criterion("undecided", lambda outcome: Total.exactly(len(outcome.decisions))),
        Criterion("findings", lambda outcome: Total.exactly(len(outcome.new_findings))),
    )
}
"""Criteria by name: how many more zones lie under 60,000, outside the target or in pieces
than before; inhabitants that change zone; municipalities newly divided; decisions left open;
new findings."""


def _criteria(chosen: Sequence[str | Criterion] | None) -> list[Criterion]:
    found = []
    chosen = [chosen] if isinstance(chosen, str) else chosen
    for each in CRITERIA if chosen is None else chosen:
        if isinstance(each, str) and each not in CRITERIA:
            raise InvalidValueError("criterion", each, either(CRITERIA))
        found.append(CRITERIA[each] if isinstance(each, str) else each)
    return found


def pareto_front(
    outcomes: Sequence[Outcome], *, criteria: Sequence[str | Criterion] | None = None
) -> tuple[Outcome, ...]:
    """Return the outcomes that no other beats for certain in order.

    One beats another where it is certainly not worse by any criterion and
    certainly better by one. Criteria are named as in `CRITERIA`, or your own;
    by default they are all of those.

    Raises:
        InvalidValueError: If no criterion has a name, or the inhabitants are of several years.

    Example:
        >>> import elzmodel as elz
        >>> fl, s = elz.flanders(), elz.Scenario("x").merge(["Alken", "Wellen"], day="2027-01-01")
        >>> found = [elz.outcome(fl, each, year=2021) for each in elz.alternatives(fl, s)]
        >>> (best,) = elz.scenarios.pareto_front(found, criteria=["moved"])
        >>> best.scenario.choices[0].zone
        'herkenrode'
    """
    chosen = _criteria(criteria)
    _require_one_year(outcomes)
    scores = [[criterion.of(each) for criterion in chosen] for each in outcomes]
    return tuple(
        each
        for each, own in zip(outcomes, scores, strict=True)
        if not any(_beats(other, own) for other in scores)
    )


def _require_one_year(outcomes: Iterable[Outcome]) -> None:
    """Refuse to compare the inhabitants of one year with those of another."""
    years = sorted({each.year for each in outcomes if each.year is not None})
    if len(years) > 1:
        expected = said("one year: make each outcome with year={year}", year=years[0])
        raise InvalidValueError("single year of inhabitants to compare", years, expected)


def _beats(one: Sequence[Total], other: Sequence[Total]) -> bool:
    pairs = list(zip(one, other, strict=True))
    never_worse = all(a.high is not None and a.high <= b.low for a, b in pairs)
    return never_worse and any(a.high is not None and a.high < b.low for a, b in pairs)


def side_by_side(
    outcomes: Sequence[Outcome], *, criteria: Sequence[str | Criterion] | None = None
) -> Table:
    """Return outcomes beside each other: a row a criterion and a touched zone, a column each.

    The last row marks those that no other beats for certain by these criteria.

    Raises:
        InvalidValueError: If no criterion has a name, or the inhabitants are of several years.

    Example:
        >>> import elzmodel as elz
        >>> fl, s = elz.flanders(), elz.Scenario("x").merge(["Alken", "Wellen"], day="2027-01-01")
        >>> found = [elz.outcome(fl, each, year=2021) for each in elz.alternatives(fl, s)]
        >>> print(side_by_side(found, criteria=["below minimum", "moved"]).to_text())
        Outcomes side by side
                          haspengouw  herkenrode
        below minimum              0           0
        moved                 11,685       7,413
        haspengouw            82,482      63,384
        herkenrode           140,744     159,842
        nothing beats it          no         yes
        Inhabitants on 2021-01-01.
    """
    chosen = _criteria(criteria)
    best = {id(each) for each in pareto_front(outcomes, criteria=chosen)}
    zones = sorted({each.zone for outcome in outcomes for each in outcome.zones})
    rows: list[tuple[Cell, ...]] = [
        (term(c.name), *(c.of(each) for each in outcomes)) for c in chosen
    ]
    rows += [(zone, *(_inhabitants(each, zone) for each in outcomes)) for zone in zones]
    if any(each.reseatings is not None for each in outcomes):
        rows.append((term("seats that change"), *map(seats_that_change, outcomes)))
    rows.append((term("nothing beats it"), *(id(each) in best for each in outcomes)))
    heads = [Column(f"outcome_{n}", "total", _head(each)) for n, each in enumerate(outcomes, 1)]
    notes = tuple(
        dict.fromkeys(inhabitants_note(o.base.figures, o.year) for o in outcomes if o.year)
    )
    return Table(said("Outcomes side by side"), (Column("what", label=""), *heads), rows, notes)


def _head(outcome: Outcome) -> str:
    """Return what tells an outcome from its neighbours: its choices, otherwise its name."""
    choices = ", ".join(each.zone or "as it is" for each in outcome.scenario.choices)
    return choices or outcome.scenario.name


def _inhabitants(outcome: Outcome, zone: str) -> Cell:
    if zone not in outcome.after.zone_map.by_id or outcome.year is None:
        return None
    return outcome.after.population(outcome.after.zone(zone), year=outcome.year)


keep_door(__name__)
