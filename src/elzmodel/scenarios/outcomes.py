"""What a scenario would do: its effects on a base, as tables, as a card, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from attrs import evolve, field, frozen

from elzmodel.dossiers.claims import (
    Concern,
    concerned_by_departures,
    concerned_with,
    concerns_table,
)
from elzmodel.dossiers.dossier import Dossier
from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Difference, Landscape, Snapshot, compare
from elzmodel.landscape.checks import check_landscape
from elzmodel.scenarios.adoption import adopt, check_scenario, covering, last_day
from elzmodel.scenarios.scenario import Scenario
from elzmodel.scenarios.zone_states import ZoneState, touched_zones, zone_state
from elzmodel.territory import Municipality
from elzmodel.values import (
    Cell,
    Column,
    Finding,
    Number,
    Table,
    Total,
    ZoneId,
    findings_table,
    sum_totals,
)
from elzmodel.zones import DecisionPoint, SizeBand

__all__ = [
    "CRITERIA",
    "Criterion",
    "Crossing",
    "Effects",
    "Outcome",
    "Reach",
    "ZoneChange",
    "card",
    "front",
    "outcome",
    "side_by_side",
    "tables",
    "total_of",
]

_UNRECORDED: Final = "ELZ-L013"
_SIZE: Final = "ELZ-L012"


@frozen(kw_only=True)
class ZoneChange:
    """A zone that a scenario touches, before and after.

    *before* is ``None`` for a zone that begins, *after* for one that ends.
    *change* is what came in less what went out, where that is known exactly.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").transfer("Heers", to="herkenrode", day="2027-01-01")
        >>> [(z.zone, z.change) for z in elz.outcome(elz.flanders(), s, year=2021).zones]
        [('haspengouw', -7339), ('herkenrode', 7339)]
    """

    zone: ZoneId
    name: str
    before: ZoneState | None
    after: ZoneState | None
    change: Number | None
    municipalities_before: tuple[Municipality, ...]
    municipalities_after: tuple[Municipality, ...]


@frozen(kw_only=True)
class Crossing:
    """A zone that comes to lie elsewhere beside a size rule.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").transfer("Sint-Truiden", to="herkenrode", day="2027-01-01")
        >>> for crossing in elz.outcome(elz.flanders(), s, year=2021).crossings:
        ...     print(crossing)
        haspengouw: minimum size, within to below
    """

    zone: ZoneId
    rule: str
    before: SizeBand
    after: SizeBand

    def __str__(self) -> str:
        """Say which rule, and from where to where."""
        return f"{self.zone}: {self.rule}, {self.before.value} to {self.after.value}"


@frozen(kw_only=True)
class Reach:
    """The provinces and reference regions in which a zone or a merged municipality lies.

    *before* and *after* name them; a zone or municipality that has more than
    one of them crosses their border.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").transfer("Landen", to="haspengouw", day="2027-01-01")
        >>> reach = elz.outcome(elz.flanders(), s).reaches[0]
        >>> reach.subject, reach.kind, reach.after
        ('Haspengouw', 'province', ('Limburg', 'Vlaams-Brabant'))
    """

    subject: str
    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@frozen(eq=False, kw_only=True)
class Effects:
    """What a scenario changes; `Outcome <elzmodel.scenarios.outcomes.Outcome>` adds its tables.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").transfer("Heers", to="herkenrode", day="2027-01-01")
        >>> isinstance(elz.outcome(elz.flanders(), s), Effects)
        True
    """

    scenario: Scenario
    base: str
    year: int | None
    landscape: Landscape = field(repr=False)
    difference: Difference = field(repr=False)
    findings: tuple[Finding, ...] = ()
    dossiers: tuple[Dossier, ...] = field(default=(), repr=False)
    base_landscape: Landscape = field(repr=False)

    def __repr__(self) -> str:
        """Count what the scenario touches."""
        return (
            f"<Outcome of {self.scenario.name} on {self.base}: {len(self.municipalities)} "
            f"municipalities, {len(self.zones)} zones, {len(self.decisions)} open>"
        )

    @property
    def before(self) -> Snapshot:
        """The day in the base."""
        return self.difference.before

    @property
    def after(self) -> Snapshot:
        """The day in the adopted landscape."""
        return self.difference.after

    @property
    def decisions(self) -> tuple[DecisionPoint, ...]:
        """The decisions that are open afterwards."""
        return self.after.decisions

    @cached_property
    def municipalities(self) -> tuple[Municipality, ...]:
        """Every municipality that changes or comes to another zone, before and after."""
        found = [m for row in self.difference.changes for m in (row.before, row.after)]
        found += [m for moved in self.difference.transfers for m in (moved.before, moved.after)]
        changed = {part for part, _ in self._moved}
        for snapshot in (self.before, self.after):
            found += [m for m in snapshot.municipalities if changed.intersection(m.parts)]
        return tuple(sorted(dict.fromkeys(found), key=lambda m: (m.nis or "", m.unit)))

    @property
    def _moved(self) -> set[tuple[str, str | None]]:
        """What differs in the maps of the two days, as parts with a zone."""
        old, new = (set(day.zone_map.of_part.items()) for day in (self.before, self.after))
        return {(part, zone) for part, zone in old ^ new}

    @cached_property
    def zones(self) -> tuple[ZoneChange, ...]:
        """The zones that are touched: that hold other land, begin, or end."""
        old, new = self.before.zone_map.of_id, self.after.zone_map.of_id
        ids = {*touched_zones(self.before, self.after), *(zone for zone in old if zone not in new)}
        return tuple(self._change(zone) for zone in sorted(ids))

    def _change(self, zone: ZoneId) -> ZoneChange:
        sides = [day if zone in day.zone_map.of_id else None for day in (self.before, self.after)]
        states = [None if day is None else zone_state(day, zone, year=self.year) for day in sides]
        members = [day.municipalities_of(zone) if day else () for day in sides]
        known = {each.zone.id: each.change for each in self.difference.changed_zones}
        return ZoneChange(
            zone=zone,
            name=(self.after if sides[1] else self.before).zone(zone).name,
            before=states[0],
            after=states[1],
            change=known.get(zone),
            municipalities_before=members[0],
            municipalities_after=members[1],
        )

    @property
    def crossings(self) -> tuple[Crossing, ...]:
        """The size rules beside which a zone lies elsewhere than before, both days known."""
        found = []
        for each in self.zones:
            if each.before and each.after:
                for rule, size in (("minimum size", "minimum"), ("target size", "target")):
                    one, other = getattr(each.before, size), getattr(each.after, size)
                    if one is not other and SizeBand.UNKNOWN not in {one, other}:
                        found.append(Crossing(zone=each.zone, rule=rule, before=one, after=other))
        return tuple(found)

    @cached_property
    def reaches(self) -> tuple[Reach, ...]:
        """The touched zones and merged municipalities that cross borders, before or after."""
        found = [
            reach
            for each in self.zones
            for reach in _reaches(
                each.name, each.municipalities_before, each.municipalities_after, self.after
            )
        ]
        for merger in self.difference.mergers:
            members = merger.members
            found += _reaches(str(merger.result), (), members, self.after)
        return tuple(found)

    @cached_property
    def divided(self) -> tuple[Municipality, ...]:
        """The municipalities that are divided over zones afterwards, and were not before."""
        return _newly(self.after, self.before)

    @cached_property
    def united(self) -> tuple[Municipality, ...]:
        """The municipalities that were divided over zones before, and are not afterwards."""
        return _newly(self.before, self.after)

    @cached_property
    def concerns(self) -> tuple[Concern, ...] | None:
        """What dossiers say of the touched land, or of land that leaves; ``None`` without any."""
        if not self.dossiers:
            return None
        land = {part for each in self.municipalities for part in each.parts}
        found: dict[Concern, None] = {}
        for dossier in self.dossiers:
            found |= dict.fromkeys(concerned_with(dossier, self.after, sorted(land)))
            old, new = (
                concerned_by_departures(dossier, landscape, day)
                for landscape, day in (
                    (self.base_landscape, self.before),
                    (self.landscape, self.after),
                )
            )
            told = {(each.kind, each.id) for each in (*found, *old)}
            found |= dict.fromkeys(each for each in new if (each.kind, each.id) not in told)
        return tuple(found)

    @property
    def seats(self) -> tuple[Concern, ...] | None:
        """The seats that represent touched land; ``None`` where no dossier is given."""
        return None if self.concerns is None else _of_kind(self.concerns, seats=True)

    @property
    def plan_items(self) -> tuple[Concern, ...] | None:
        """Whatever else dossiers have about touched land; ``None`` where none is given."""
        return None if self.concerns is None else _of_kind(self.concerns, seats=False)

    @cached_property
    def _checked(self) -> tuple[dict[object, Finding], dict[object, Finding]]:
        one, other = (
            check_landscape(landscape, on=self.after.day, year=self.year)
            for landscape in (self.base_landscape, self.landscape)
        )
        return _by_subject(one), _by_subject(other)

    @property
    def new_findings(self) -> tuple[Finding, ...]:
        """What `check` finds afterwards and did not find before."""
        old, new = self._checked
        return tuple(finding for key, finding in new.items() if key not in old)

    @property
    def mended_findings(self) -> tuple[Finding, ...]:
        """What `check` found before and does not find afterwards."""
        old, new = self._checked
        return tuple(finding for key, finding in old.items() if key not in new)


def _of_kind(concerns: Iterable[Concern], *, seats: bool) -> tuple[Concern, ...]:
    return tuple(each for each in concerns if (each.kind == "seat") == seats)


def _reaches(
    subject: str, before: Iterable[Municipality], after: Iterable[Municipality], day: Snapshot
) -> list[Reach]:
    """Return in which provinces and reference regions land lies, where that is more than one."""
    sides = [tuple(before), tuple(after)]
    provinces = [tuple(sorted({m.province for m in side if m.province})) for side in sides]
    regions = [
        tuple(
            day.regions.of_id[z].name
            for z in day.regions.split(p for m in side for p in m.parts)
            if z
        )
        for side in sides
    ]
    kinds = {"province": provinces, "reference region": regions}
    return [
        Reach(subject=subject, kind=kind, before=found[0], after=found[1])
        for kind, found in kinds.items()
        if max(map(len, found)) > 1
    ]


def _divided(day: Snapshot) -> dict[str, Municipality]:
    zones = day.zone_map
    return {
        m.unit: m
        for m in day.municipalities
        if len(m.parts) > 1
        and not any(part in zones.undecided for part in m.parts)
        and len(zones.split(m.parts)) > 1
    }


def _newly(day: Snapshot, other: Snapshot) -> tuple[Municipality, ...]:
    was = _divided(other)
    return tuple(m for unit, m in _divided(day).items() if unit not in was)


def _by_subject(findings: Iterable[Finding]) -> dict[object, Finding]:
    """Key findings by what they are about, without the figures in their words."""
    found: dict[object, Finding] = {}
    for each in findings:
        if each.code != _UNRECORDED:
            rule = each.message.partition("; ")[2] if each.code == _SIZE else ""
            found[each.code, each.subject, each.outcome, rule] = each
    return found


def total_of(state: ZoneState | None) -> Total | None:
    """Return the inhabitants in a state, if there is one.

    Example:
        >>> total_of(None) is None
        True
    """
    return None if state is None else state.population


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


@frozen(eq=False, kw_only=True, repr=False)
class Outcome(Effects):
    """What a scenario does to its base (*uitkomst*), on the scenario's last day.

    *before* is that day in the base and *after* the same day in the adopted
    landscape, so that what the base does by itself is no part of the outcome.
    Whatever needs data that are not there is unknown, never nothing: *seats*
    and *plan_items* are ``None`` where no dossiers are given.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("two villages").merge(["Alken", "Wellen"], day="2027-01-01")
        >>> elz.outcome(elz.flanders(), s, year=2021)
        <Outcome of two villages on Flanders and Brussels: 3 municipalities, 2 zones, 1 open>
    """

    def _repr_html_(self) -> str:
        return "\n".join(table.to_html() for table in (self.card(), *self.tables()))

    def tables(self) -> tuple[Table, ...]:
        """Return zones, municipalities, thresholds, borders, findings and concerns as tables.

        Example:
            >>> import elzmodel as elz
            >>> s = elz.Scenario("x").merge(["Alken", "Wellen"], day="2027-01-01")
            >>> [len(table) for table in elz.outcome(elz.flanders(), s, year=2021).tables()]
            [2, 3, 0, 0, 3, 0]
        """
        return tables(self)

    def card(self) -> Table:
        """Return the outcome on one card: a line for each question.

        Example:
            >>> import elzmodel as elz
            >>> s = elz.Scenario("x").merge(["Alken", "Wellen"], day="2027-01-01")
            >>> dict(elz.outcome(elz.flanders(), s, year=2021).card().rows)["seats"]
            'no data'
        """
        return card(self)

    def compare(self, *others: Outcome) -> Table:
        """Return this outcome beside others, one column each.

        Example:
            >>> import elzmodel as elz
            >>> fl, s = (
            ...     elz.flanders(),
            ...     elz.Scenario("x").merge(["Alken", "Wellen"], day="2027-01-01"),
            ... )
            >>> one, other = (elz.outcome(fl, each) for each in elz.alternatives(fl, s))
            >>> len(one.compare(other).columns)
            3
        """
        return side_by_side((self, *others))


def outcome(
    base: Landscape,
    scenario: Scenario,
    *,
    year: int | None = None,
    dossiers: Iterable[Dossier] = (),
) -> Outcome:
    """Return what a scenario would do to a base.

    Args:
        base: The landscape that the scenario starts from.
        scenario: The scenario.
        year: The year of the inhabitants; the newest that there is by default.
        dossiers: What zones publish about their seats and plans.

    Raises:
        StepError: If a step does not fit.
        ChoiceError: If a choice settles nothing.
        InvalidValueError: If something else than a dossier is given.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").transfer("Sint-Truiden", to="herkenrode", day="2027-01-01")
        >>> elz.outcome(elz.flanders(), s, year=2021).new_findings[0].subject
        'haspengouw'
    """
    given = tuple(dossiers)
    for each in given:
        if not isinstance(each, Dossier):
            raise InvalidValueError("dossier", each, "a dossier, such as dossier('haspengouw')")
    landscape = adopt(base, scenario)
    day = last_day(base, scenario)
    base_then, after = covering(base, day), covering(landscape, day)
    years = base.figures.years("population")
    chosen = year if year is not None else (years[-1] if years else None)
    return Outcome(
        scenario=scenario,
        base=base.name,
        year=chosen,
        landscape=after,
        difference=compare(base_then.on(day), after.on(day), year=chosen),
        findings=check_scenario(base, scenario),
        base_landscape=base_then,
        dossiers=given,
    )
