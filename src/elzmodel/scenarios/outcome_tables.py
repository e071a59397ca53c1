"""Outcomes as tables: one alone, or many side by side with those that nothing beats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape.departures import concerns_table
from elzmodel.scenarios.effects import Effects, total_of
from elzmodel.values import Column, Table, Total, findings_table, sum_totals
from elzmodel.zones import SizeBand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from elzmodel.landscape.departures import Concern
    from elzmodel.scenarios.zone_state import ZoneState
    from elzmodel.values import Cell

__all__ = ["CRITERIA", "Criterion", "card", "front", "side_by_side", "tables"]

_NO_DATA: Final = "no data"


@frozen
class Criterion:
    """A question to an outcome of which less is better; the answer may be bounds.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").transfer("Heers", to="herkenrode", day="2027-01-01")
        >>> print(CRITERIA["moved"].of(elz.outcome(elz.flanders(), s, year=2021)))
        7,339
    """

    name: str
    of: Callable[[Effects], Total]


def _count(test: Callable[[ZoneState], bool | None]) -> Callable[[Effects], Total]:
    """Count the zones of which something holds afterwards, less those of which it held before.

    Only touched zones can differ; what is unknown of one widens the bounds.
    """

    def counted(outcome: Effects) -> Total:
        pairs = [(_bounds(test, z.before), _bounds(test, z.after)) for z in outcome.zones]
        low = sum(after[0] - before[1] for before, after in pairs)
        return Total(low, sum(after[1] - before[0] for before, after in pairs))

    return counted


def _bounds(test: Callable[[ZoneState], bool | None], state: ZoneState | None) -> tuple[int, int]:
    answer = False if state is None else test(state)
    return int(answer is True), int(answer is not False)


def _is_below(state: ZoneState) -> bool | None:
    return None if state.minimum is SizeBand.UNKNOWN else state.minimum is SizeBand.BELOW


def _is_outside(state: ZoneState) -> bool | None:
    return None if state.target is SizeBand.UNKNOWN else state.target is not SizeBand.WITHIN


def _is_in_pieces(state: ZoneState) -> bool | None:
    return None if state.contiguous is None else not state.contiguous


def _moved(outcome: Effects) -> Total:
    transfers = outcome.difference.transfers
    return sum_totals(each.inhabitants or Total.unknown(each.parts) for each in transfers)


CRITERIA: Final[dict[str, Criterion]] = {
    each.name: each
    for each in (
        Criterion("below minimum", _count(_is_below)),
        Criterion("outside target", _count(_is_outside)),
        Criterion("in pieces", _count(_is_in_pieces)),
        Criterion("moved", _moved),
        Criterion("divided", lambda outcome: Total.exactly(len(outcome.divided))),
        Criterion("undecided", lambda outcome: Total.exactly(len(outcome.decisions))),
        Criterion("findings", lambda outcome: Total.exactly(len(outcome.new_findings))),
    )
}
"""Criteria by name: how many more zones lie under 60,000, outside the target or in pieces
than before; inhabitants that change zone; municipalities newly divided; decisions left open;
new findings."""


def _criteria(chosen: Sequence[str | Criterion] | None) -> list[Criterion]:
    found = []
    for each in CRITERIA if chosen is None else chosen:
        if isinstance(each, str) and each not in CRITERIA:
            raise InvalidValueError("criterion", each, " or ".join(CRITERIA))
        found.append(CRITERIA[each] if isinstance(each, str) else each)
    return found


def front(
    outcomes: Sequence[Effects], *, criteria: Sequence[str | Criterion] | None = None
) -> tuple[Effects, ...]:
    """Return the outcomes that no other beats for certain (the Pareto front), in order.

    One beats another where it is certainly not worse by any criterion and
    certainly better by one.

    Args:
        outcomes: Outcomes on one base.
        criteria: Names of `CRITERIA`, or criteria of your own; all by default.

    Raises:
        InvalidValueError: If no criterion has a name.

    Example:
        >>> import elzmodel as elz
        >>> fl, s = elz.flanders(), elz.Scenario("x").merge(["Alken", "Wellen"], day="2027-01-01")
        >>> found = [elz.outcome(fl, each, year=2021) for each in elz.alternatives(fl, s)]
        >>> [each.scenario.choices[0].zone for each in front(found, criteria=["moved"])]
        ['herkenrode']
    """
    chosen = _criteria(criteria)
    scores = [[criterion.of(each) for criterion in chosen] for each in outcomes]
    return tuple(
        each
        for each, mine in zip(outcomes, scores, strict=True)
        if not any(_beats(other, mine) for other in scores)
    )


def _beats(one: Sequence[Total], other: Sequence[Total]) -> bool:
    pairs = list(zip(one, other, strict=True))
    never_worse = all(a.high is not None and a.high <= b.low for a, b in pairs)
    return never_worse and any(a.high is not None and a.high < b.low for a, b in pairs)


def side_by_side(
    outcomes: Sequence[Effects], *, criteria: Sequence[str | Criterion] | None = None
) -> Table:
    """Return outcomes beside each other: a row a criterion and a touched zone, a column each.

    The last row marks those that no other beats for certain by these criteria.

    Raises:
        InvalidValueError: If no criterion has a name.

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
    best = {id(each) for each in front(outcomes, criteria=chosen)}
    zones = sorted({each.zone for outcome in outcomes for each in outcome.zones})
    rows: list[tuple[Cell, ...]] = [(c.name, *(c.of(each) for each in outcomes)) for c in chosen]
    rows += [(zone, *(_inhabitants(each, zone) for each in outcomes)) for zone in zones]
    rows.append(("nothing beats it", *(id(each) in best for each in outcomes)))
    heads = [Column(f"outcome_{n}", "total", _head(each)) for n, each in enumerate(outcomes, 1)]
    notes = tuple(dict.fromkeys(f"Inhabitants on {o.year}-01-01." for o in outcomes if o.year))
    return Table("Outcomes side by side", (Column("what", label=""), *heads), rows, notes)


def _head(outcome: Effects) -> str:
    """Return what tells an outcome from its neighbours: its choices, otherwise its name."""
    choices = ", ".join(each.zone or "as it is" for each in outcome.scenario.choices)
    return choices or outcome.scenario.name


def _inhabitants(outcome: Effects, zone: str) -> Cell:
    if zone not in outcome.after.zone_map.of_id or outcome.year is None:
        return None
    return outcome.after.population(outcome.after.zone(zone), year=outcome.year)


def card(outcome: Effects) -> Table:
    """Return one outcome as a card of questions and answers.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").transfer("Heers", to="herkenrode", day="2027-01-01")
        >>> print(card(elz.outcome(elz.flanders(), s, year=2021)).rows[3][1])
        haspengouw; herkenrode
    """
    year = f"Inhabitants on {outcome.year}-01-01." if outcome.year else "No inhabitants are known."
    table = Table.of_pairs(f"{outcome.scenario.name} on {outcome.base}", _answers(outcome))
    return Table(table.title, table.columns, table.rows, (year,))


def _answers(outcome: Effects) -> Iterator[tuple[str, Cell]]:
    after = outcome.after
    yield "day", after.day
    yield "steps", len(outcome.scenario.steps)
    yield "municipalities", tuple(str(each) for each in outcome.municipalities)
    yield "zones", _lines(each.zone for each in outcome.zones)
    yield "inhabitants who change zone", _moved(outcome)
    yield "thresholds crossed", _lines(outcome.crossings)
    yield "zones newly in pieces", _lines(_newly_in_pieces(outcome))
    yield "across borders", _lines(f"{r.subject}: {' and '.join(r.after)}" for r in outcome.reaches)
    yield "newly divided", _lines(outcome.divided)
    yield "undecided", _lines(f"{p.unit}: {' or '.join(p.candidates)}" for p in outcome.decisions)
    yield "seats", _concerns(outcome.seats)
    yield "plan items", _concerns(outcome.plan_items)
    yield "new findings", len(outcome.new_findings)
    yield "mended findings", len(outcome.mended_findings)
    yield "doubts about the scenario", _lines(f"{f.subject}: {f.message}" for f in outcome.findings)


def _lines(values: Iterable[object]) -> str:
    return "; ".join(map(str, values)) or "none"


def _concerns(concerns: Sequence[Concern] | None) -> str:
    if concerns is None:
        return _NO_DATA
    return _lines(f"{each.kind} {each.id} ({each.label})" for each in concerns)


def _newly_in_pieces(outcome: Effects) -> Iterator[str]:
    for each in outcome.zones:
        is_new = each.before is None or each.before.contiguous is not False
        if each.after and each.after.contiguous is False and is_new:
            yield each.zone


def tables(outcome: Effects) -> tuple[Table, ...]:
    """Return an outcome as tables: zones, municipalities, thresholds, reach, findings.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").transfer("Heers", to="herkenrode", day="2027-01-01")
        >>> tables(elz.outcome(elz.flanders(), s, year=2021))[0].rows[0][4]
        -7339
    """
    note = (f"Inhabitants on {outcome.year}-01-01.",) if outcome.year else ()
    crossings = [(c.zone, c.rule, c.before.value, c.after.value) for c in outcome.crossings]
    reaches = [(r.subject, r.kind, r.before, r.after) for r in outcome.reaches]
    sides = {"new": outcome.new_findings, "mended": outcome.mended_findings}
    concerned = concerns_table(outcome.concerns or (), title="Seats and plan items")
    if outcome.concerns is None:
        concerned = evolve(concerned, notes=("No data: no dossiers are given.",))
    listed = findings_table([f for findings in sides.values() for f in findings])
    states = [state for state, findings in sides.items() for _ in findings]
    return (
        Table("Zones", _ZONES, list(_zone_rows(outcome)), note),
        Table("Municipalities", _MUNICIPALITIES, list(_municipality_rows(outcome)), note),
        Table("Thresholds crossed", _CROSSINGS, crossings, note),
        Table("Across borders", _REACHES, reaches),
        Table(
            "Findings",
            (Column("state"), *listed.columns),
            [(state, *row) for state, row in zip(states, listed.rows, strict=True)],
        ),
        concerned,
    )


_ZONES: Final = (
    Column("zone"),
    Column("name"),
    Column("inhabitants_before", "total"),
    Column("inhabitants_after", "total"),
    Column("change", "change"),
    Column("minimum", label="minimum size"),
    Column("target", label="target size"),
    Column("contiguous_before"),
    Column("contiguous_after"),
)
_MUNICIPALITIES: Final = (
    Column("when"),
    Column("nis", "code"),
    Column("municipality"),
    Column("zones"),
    Column("inhabitants", "total"),
)
_CROSSINGS: Final = (Column("zone"), Column("rule"), Column("before"), Column("after"))
_REACHES: Final = (Column("subject"), Column("kind"), Column("before"), Column("after"))


def _zone_rows(outcome: Effects) -> Iterator[tuple[Cell, ...]]:
    for each in outcome.zones:
        yield (
            each.zone,
            each.name,
            total_of(each.before),
            total_of(each.after),
            each.change,
            each.after.minimum.value if each.after else None,
            each.after.target.value if each.after else None,
            each.before.contiguous if each.before else None,
            each.after.contiguous if each.after else None,
        )


def _municipality_rows(outcome: Effects) -> Iterator[tuple[Cell, ...]]:
    year = outcome.year
    for when, day in (("before", outcome.before), ("after", outcome.after)):
        for each in outcome.municipalities:
            if day.layout.of_unit.get(each.unit) == each:
                total = None if year is None else day.population(each, year=year)
                yield (when, each.nis, each.name, tuple(day.zones_of(each)), total)
