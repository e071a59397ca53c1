"""What a scenario would do to its base: one outcome, on a card and in tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final, TypeVar

from attrs import evolve, frozen

from elzmodel.dossiers import (
    Concern,
    Dossier,
    Proposal,
    ReseatedSeat,
    Reseating,
    concerned_by_departures,
    concerned_with,
    plan_proposals,
    reseat,
)
from elzmodel.errors import InvalidValueError
from elzmodel.governance import judge
from elzmodel.landscape import Difference, Landscape, Snapshot, compare
from elzmodel.landscape.checks import check_land
from elzmodel.landscape.snapshot import year_or_newest
from elzmodel.scenarios.adoption import Adoption, covering, doubts_of, last_day
from elzmodel.scenarios.scenario import Scenario
from elzmodel.scenarios.zone_states import (
    ZoneState,
    divided_by_choice,
    divided_in,
    touched_zones,
    zone_state,
)
from elzmodel.territory import Municipality
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import (
    Answer,
    Cell,
    CheckOutcome,
    Finding,
    ItemId,
    Number,
    PartId,
    Table,
    Total,
    ZoneId,
    columns,
)
from elzmodel.values.arguments import keep_door
from elzmodel.values.cards import Card, Held
from elzmodel.values.text import Phrase, phrase, said, short, strung, term, word
from elzmodel.zones import DecisionPoint, SizeBand

__all__ = [
    "ChangedFinding",
    "Crossing",
    "JudgedRule",
    "Outcome",
    "Reach",
    "TouchedMunicipality",
    "ZoneChange",
    "outcome",
]

_Row = TypeVar("_Row")


# --- rows ---------------------------------------------------------------------


@frozen(kw_only=True)
class Crossing:
    """A zone that comes to lie elsewhere beside a size rule."""

    zone: ZoneId
    rule: str
    before: SizeBand
    after: SizeBand

    def __str__(self) -> str:
        """Say which rule, and from where to where."""
        return f"{self.zone}: {self.rule}, {self.before.value} to {self.after.value}"


@columns(
    "zone",
    "name",
    "inhabitants_before=before.population",
    "inhabitants_after=after.population",
    "change",
    "minimum=after.minimum",
    "target=after.target",
    "contiguous_before=before.contiguous",
    "contiguous_after=after.contiguous",
    kinds={"change": "change"},
    labels={"minimum": "minimum size", "target": "target size"},
)
@frozen(kw_only=True)
class ZoneChange:
    """A zone that a scenario touches, before and after.

    *before* is ``None`` for a zone that begins, *after* for one that ends.
    *change* is what came in less what went out, where that is known exactly.
    """

    zone: ZoneId
    name: str
    before: ZoneState | None
    after: ZoneState | None
    change: Number | None
    municipalities_before: tuple[Municipality, ...]
    municipalities_after: tuple[Municipality, ...]

    @property
    def crossings(self) -> Iterator[Crossing]:
        """The size rules beside which it comes to lie elsewhere, both days known."""
        if self.before and self.after:
            for rule, before in self.before.bands.items():
                after = self.after.bands[rule]
                if before is not after and SizeBand.UNKNOWN not in {before, after}:
                    yield Crossing(zone=self.zone, rule=term(rule), before=before, after=after)

    @property
    def open_rules(self) -> Iterator[str]:
        """The size rules beside which it was known to lie, and no longer is."""
        if self.before and self.after:
            for rule, before in self.before.bands.items():
                if before is not SizeBand.UNKNOWN and self.after.bands[rule] is SizeBand.UNKNOWN:
                    yield rule

    @property
    def may_be_in_pieces(self) -> bool:
        """Whether it was one piece of land or not yet there, and no longer is so for certain."""
        was, is_now = (getattr(each, "is_in_pieces", False) for each in (self.before, self.after))
        return was is False and is_now is None

    @property
    def is_newly_in_pieces(self) -> bool:
        """Whether it is not one piece of land, and was so or was not yet."""
        was, is_now = (getattr(each, "is_in_pieces", False) for each in (self.before, self.after))
        return is_now is True and was is not True


@columns(
    "when",
    "nis=municipality.nis",
    "unit=municipality.unit",
    "municipality=municipality.name",
    "zones",
    "inhabitants",
    kinds={"unit": "id"},
)
@frozen(kw_only=True)
class TouchedMunicipality:
    """A municipality that changes or comes to another zone, before or after it does.

    *when* is ``"before"`` or ``"after"``; *inhabitants* is ``None`` where there
    are no figures.
    """

    when: str
    municipality: Municipality
    zones: tuple[ZoneId, ...]
    inhabitants: Total | None


@frozen(kw_only=True)
class Reach:
    """The regions, provinces or reference regions in which a zone or a merged municipality lies.

    *before* and *after* name them; a zone or municipality that has more than
    one of them crosses their border.
    """

    subject: str
    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@columns(
    "state",
    "code=finding.code",
    "severity=finding.severity",
    "outcome=finding.outcome",
    "subject=finding.subject",
    "message=finding.message",
    "sources=finding.sources",
)
@frozen
class ChangedFinding:
    """What `check` finds on one side only; *state* is ``"new"`` or ``"mended"``."""

    state: str
    finding: Finding


@columns("zone", "rule", "title", "before", "after", "seen")
@frozen(kw_only=True)
class JudgedRule:
    """A rule of composition, held against a council as it is and as its seats become.

    *seen* is what was seen afterwards, and what is missing to know it.
    """

    zone: ZoneId
    rule: ItemId
    title: str
    before: CheckOutcome
    after: CheckOutcome
    seen: str


# --- the outcome --------------------------------------------------------------


@frozen(kw_only=True, repr=False, cache_hash=True)
class Outcome(Held):
    """What a scenario does to its base (*uitkomst*), on the scenario's last day.

    *base* is the landscape without the scenario and *landscape* the one in which
    it happened; *before* and *after* are the last day in each, so that what the
    base does by itself is no part of the outcome. *findings* are the doubts about
    the scenario. Whatever needs data that are not there is unknown, never nothing:
    *seats* and *plan_items* are ``None`` where no dossiers are given.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("two villages").merge(["Alken", "Wellen"], day="2027-01-01")
        >>> found = elz.outcome(elz.flanders(), s, year=2021)
        >>> found
        <Outcome of two villages on Flanders and Brussels: 3 municipalities, 2 zones, 1 open>
        >>> [(change.zone, str(change.after.population)) for change in found.zones]
        [('haspengouw', '63,384-82,482'), ('herkenrode', '140,744-159,842')]
        >>> dict(found.card().rows)["seats"]
        'no data'
    """

    scenario: Scenario
    base: Landscape
    landscape: Landscape
    year: int | None
    difference: Difference
    findings: tuple[Finding, ...] = ()
    dossiers: tuple[Dossier, ...] = ()

    def __repr__(self) -> str:
        """Count what the scenario touches."""
        return (
            f"<Outcome of {short(self.scenario.name)} on {short(self.base.name)}: "
            f"{len(self._touched)} municipalities, {len(self.zones)} zones, "
            f"{len(self.decisions)} open>"
        )

    def to_card(self) -> Card:
        """Return a line for each question, with doubts and tables."""
        card = self.card()
        counts = [(str(name), value) for name, value in card.rows]
        return Card(
            card.title, counts, warnings=self.findings, tables=self.tables(), notes=card.notes
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
    def zones(self) -> Answer[ZoneChange]:
        """The zones that are touched: that hold other land, begin, or end."""
        old, new = self.before.zone_map.by_id, self.after.zone_map.by_id
        ids = {*touched_zones(self.before, self.after), *(zone for zone in old if zone not in new)}
        return _answer(said("Zones"), map(self._zone, sorted(ids)), ZoneChange, self._note)

    def _zone(self, zone: ZoneId) -> ZoneChange:
        sides = [day if zone in day.zone_map.by_id else None for day in (self.before, self.after)]
        states = [None if day is None else zone_state(day, zone, year=self.year) for day in sides]
        members = [day.municipalities_of(zone) if day else () for day in sides]
        changes = {each.zone.id: each.change for each in self.difference.changed_zones}
        return ZoneChange(
            zone=zone,
            name=(self.after if sides[1] else self.before).zone(zone).name,
            before=states[0],
            after=states[1],
            change=changes.get(zone),
            municipalities_before=members[0],
            municipalities_after=members[1],
        )

    @cached_property
    def municipalities(self) -> Answer[TouchedMunicipality]:
        """Every municipality that changes or comes to another zone, before and after."""
        rows = (
            TouchedMunicipality(
                when=term(when),
                municipality=each,
                zones=tuple(day.zones_of(each)),
                inhabitants=None if self.year is None else day.population(each, year=self.year),
            )
            for when, day in (("before", self.before), ("after", self.after))
            for each in self._touched
            if day.layout.by_unit.get(each.unit) == each
        )
        return _answer(said("Municipalities"), rows, TouchedMunicipality, self._note)

    @cached_property
    def _touched(self) -> tuple[Municipality, ...]:
        touched = [m for row in self.difference.changes for m in (row.before, row.after)]
        touched += [m for moved in self.difference.transfers for m in (moved.before, moved.after)]
        old, new = (set(day.zone_map.by_part.items()) for day in (self.before, self.after))
        parts = {part for part, _ in old ^ new}
        for held in (self.before.layout.by_part, self.after.layout.by_part):
            touched += [held[part] for part in parts if part in held]
        return tuple(sorted(dict.fromkeys(touched), key=lambda m: (m.nis or "", m.unit)))

    @property
    def crossings(self) -> Answer[Crossing]:
        """The size rules beside which a zone lies elsewhere than before, both days known."""
        rows = (crossing for each in self.zones for crossing in each.crossings)
        return _answer(said("Thresholds crossed"), rows, Crossing, self._note)

    @cached_property
    def reaches(self) -> Answer[Reach]:
        """The touched zones and merged municipalities that cross borders, before or after."""
        pairs = [(z.name, (z.municipalities_before, z.municipalities_after)) for z in self.zones]
        pairs += [(str(each.result), ((), each.members)) for each in self.difference.mergers]
        rows = (reach for name, sides in pairs for reach in _reaches(name, sides, self.after))
        return _answer(said("Across borders"), rows, Reach)

    @cached_property
    def divided(self) -> tuple[Municipality, ...]:
        """The municipalities that are divided over zones afterwards, and were not before."""
        return _newly_divided(self.after, self.before)

    @cached_property
    def united(self) -> tuple[Municipality, ...]:
        """The municipalities that were divided over zones before, and are not afterwards."""
        return _newly_divided(self.before, self.after)

    @cached_property
    def concerns(self) -> Answer[Concern] | None:
        """What dossiers say of the touched land, or of land that leaves; ``None`` without any."""
        if not self.dossiers:
            return None
        land = sorted({part for each in self._touched for part in each.parts})
        rows: dict[Concern, None] = {}
        for dossier in self.dossiers:
            rows |= dict.fromkeys(concerned_with(dossier, self.after, land))
            old = concerned_by_departures(dossier, self.base, self.before)
            new = concerned_by_departures(dossier, self.landscape, self.after)
            known = {(each.kind, each.id) for each in (*rows, *old)}
            rows |= dict.fromkeys(each for each in new if (each.kind, each.id) not in known)
        return _answer(_CONCERNS, rows, Concern)

    @property
    def seats(self) -> Answer[Concern] | None:
        """The seats that represent touched land; ``None`` where no dossier is given."""
        return None if self.concerns is None else self.concerns.where(kind="seat")

    @cached_property
    def reseatings(self) -> tuple[Reseating, ...] | None:
        """What becomes of the seats of each council; ``None`` where no dossier is given.

        Seats follow their land; `reseat <elzmodel.dossiers.reseat>` does so by another policy.
        Only councils in whose zone a municipality changes are looked at; one of which nothing is
        stated on the day, or whose zone ended, has none.
        """
        if not self.dossiers:
            return None
        councils = (each.council(on=self.after.day) for each in self._concerned)
        zones = self.after.zone_map.by_id
        return tuple(reseat(each, self.after) for each in councils if each and each.zone in zones)

    @property
    def _concerned(self) -> Iterator[Dossier]:
        """Yield the dossiers of zones in which a municipality changes."""
        zones = {zone for row in self.municipalities for zone in row.zones}
        return (each for each in self.dossiers if each.zone_id in zones)

    @property
    def changed_seats(self) -> Answer[ReseatedSeat]:
        """The seats of all councils of which something becomes, or may."""
        rows = (row for each in self.reseatings or () for row in each.changed)
        return _answer(said("Seats that change"), rows, ReseatedSeat, self._not_stated)

    @property
    def _not_stated(self) -> str:
        """Say of which zones nothing is stated about the council on the day."""
        if not self.dossiers:
            return _NO_DATA
        day = self.after.day
        zones = [each.zone_id for each in self._concerned if each.council(on=day) is None]
        if not zones:
            return ""
        return said(
            "Nothing is stated about the {zones:council|councils} of {zones:and all} on {day}.",
            zones=zones,
            day=day,
        )

    @cached_property
    def rules(self) -> Answer[JudgedRule]:
        """The rules in force on the day, held against each council before and after."""
        sets, day = self.landscape.rules_on(self.after.day), self.after.day
        persons = {each.zone_id: each.persons for each in self.dossiers}
        rows = (
            JudgedRule(
                zone=each.before.zone,
                rule=new.rule.id,
                title=new.rule.called,
                before=old.outcome,
                after=new.outcome,
                seen=new.seen,
            )
            for each in self.reseatings or ()
            for rules in sets
            for old, new in zip(
                judge(each.before, rules, on=day, persons=persons.get(each.before.zone, ())),
                judge(each.after, rules, on=day, persons=persons.get(each.before.zone, ())),
                strict=True,
            )
        )
        return _answer(said("Rules of composition"), rows, JudgedRule, self._not_stated)

    @cached_property
    def proposals(self) -> Answer[Proposal]:
        """What is proposed for plans, projects and partners of each dossier, by zone.

        Of a zone that begins or ends there is none: its dossier goes on as a whole.
        """
        days = self.before.zone_map.by_id.keys() & self.after.zone_map.by_id.keys()
        rows = (
            row
            for each in self.dossiers
            if each.zone_id in days
            for row in plan_proposals(each, self.before, self.after)
        )
        note = "" if self.dossiers else _NO_DATA
        return _answer(said("Proposals for plans and projects"), rows, Proposal, note)

    @property
    def plan_items(self) -> Answer[Concern] | None:
        """Whatever else dossiers have about touched land; ``None`` where none is given."""
        if self.concerns is None:
            return None
        return _answer(_CONCERNS, (c for c in self.concerns if c.kind != "seat"), Concern)

    @cached_property
    def changed_findings(self) -> Answer[ChangedFinding]:
        """What `check` finds afterwards and did not find before, then what it no longer finds.

        What was found and is unknown afterwards is not mended, nor what was unknown and is found.
        """
        old, new = map(_by_subject, self._checks())
        rows = [ChangedFinding(term("new"), each) for key, each in new.items() if key not in old]
        still = {(_question(each), each.outcome) for each in new.values()}
        rows += [
            ChangedFinding(term("mended"), each)
            for key, each in old.items()
            if key not in new
            and not any((_question(each), o) in still for o in CheckOutcome if o != each.outcome)
        ]
        return _answer(said("Findings"), rows, ChangedFinding)

    def _checks(self) -> Iterator[Iterable[Finding]]:
        """Yield what is found before and after, leaving out what cannot differ.

        Zones that are not touched are as they were, but for land that is cut: figures may say
        more of it.
        """
        days = (self.before, self.after)
        touched = {zone.zone for zone in self.zones}
        is_cut = self.before.layout.refinement != self.after.layout.refinement
        for day, landscape in zip(days, (self.base, self.landscape), strict=True):
            zones = [zone for zone in day.zones if is_cut or zone.id in touched]
            yield check_land(day, landscape.borders, zones, self.year)

    @property
    def new_findings(self) -> tuple[Finding, ...]:
        """What `check` finds afterwards and did not find before."""
        return tuple(each.finding for each in self.changed_findings.where(state="new"))

    @property
    def mended_findings(self) -> tuple[Finding, ...]:
        """What `check` found before and does not find afterwards."""
        return tuple(each.finding for each in self.changed_findings.where(state="mended"))

    @property
    def _note(self) -> str:
        return inhabitants_note(self.landscape.figures, self.year)

    def tables(self) -> tuple[Table, ...]:
        """Return zones, municipalities, thresholds, borders, findings and what dossiers say."""
        no_data = _answer(_CONCERNS, (), Concern, _NO_DATA)
        answers: tuple[Answer[object], ...] = (
            self.zones,
            self.municipalities,
            self.crossings,
            self.reaches,
            self.changed_findings,
            no_data if self.concerns is None else self.concerns,
            self.changed_seats,
            self.proposals,
            self.rules,
        )
        return tuple(each.to_table() for each in answers)

    def card(self) -> Table:
        """Return the outcome on one card: a line for each question."""
        card = Table.of_pairs(
            said("{scenario} on {base}", scenario=self.scenario.name, base=term(self.base.name)),
            self._card_lines(),
        )
        return evolve(card, notes=(self._note or said("No inhabitants are known."),))

    def _card_lines(self) -> Iterator[tuple[str, Cell]]:
        yield "day", self.after.day
        yield "steps", len(self.scenario.steps)
        yield "municipalities", tuple(str(each) for each in self._touched)
        yield "zones", _joined(each.zone for each in self.zones)
        yield "inhabitants who change zone", inhabitants_moved(self)
        unsure = [(each.zone, rule) for each in self.zones for rule in each.open_rules]
        open_rules = (phrase("perhaps {zone}: {rule}", zone=z, rule=term(r)) for z, r in unsure)
        yield "thresholds crossed", _joined((*map(_crossed, self.crossings), *open_rules))
        pieces = [each.zone for each in self.zones if each.is_newly_in_pieces]
        maybe = (phrase("perhaps {it}", it=z.zone) for z in self.zones if z.may_be_in_pieces)
        yield "zones newly in pieces", _joined((*pieces, *maybe))
        yield (
            "across borders",
            _joined(
                phrase("{subject}: {after:and all}", subject=each.subject, after=each.after)
                for each in self.reaches
            ),
        )
        by_choice = (
            each if is_certain else phrase("perhaps {it}", it=each)
            for each, is_certain in divided_by_choice(self.before, self.after)
        )
        yield "newly divided", _joined((*self.divided, *by_choice))
        yield (
            "undecided",
            _joined(
                phrase("{unit}: {zones:or all}", unit=each.unit, zones=each.candidates)
                for each in self.decisions
            ),
        )
        yield "seats", _concerns(self.seats)
        yield "seats that change", seats_that_change(self)
        yield "plan items", _concerns(self.plan_items)
        yield "proposals", _proposed(self)
        yield "new findings", len(self.new_findings)
        yield "mended findings", len(self.mended_findings)
        yield (
            "doubts about the scenario",
            _joined(f"{f.subject}: {f.message}" for f in self.findings),
        )


_CONCERNS: Final = said("Seats and plan items")
_NO_DATA: Final = said("No data: no dossiers are given.")


def _answer(title: str, rows: Iterable[_Row], row_type: type[_Row], note: str = "") -> Answer[_Row]:
    return Answer(title=title, rows=tuple(rows), notes=(note,), row_type=row_type)


def outcome(
    base: Landscape,
    scenario: Scenario,
    *,
    year: int | None = None,
    dossiers: Iterable[Dossier] = (),
) -> Outcome:
    """Return what a scenario would do to a base.

    The inhabitants are those of *year*, by default the newest that are exact on both days;
    *dossiers* say what zones publish about their seats and plans; an outcome holds them
    without the names of persons, whatever is then saved or sent of it.

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
    given = tuple(each.without_names() for each in given)
    adoption = Adoption(base, scenario).run()
    day = last_day(base, scenario)
    before, after = covering(base, day), covering(adoption.landscape, day)
    chosen = year_or_newest(base.figures, year, before.on(day), after.on(day))
    return Outcome(
        scenario=scenario,
        base=before,
        landscape=after,
        year=chosen,
        difference=compare(before.on(day), after.on(day), year=chosen),
        findings=tuple(doubts_of(adoption)),
        dossiers=given,
    )


# --- how the answers are found ------------------------------------------------


def _reaches(
    subject: str, sides: tuple[Iterable[Municipality], Iterable[Municipality]], day: Snapshot
) -> Iterator[Reach]:
    """Yield in which regions, provinces and reference regions land lies, where in several."""
    kinds = (
        ("region", _labels("region")),
        ("province", _labels("province")),
        ("reference region", _reference_regions),
    )
    for kind, names_of in kinds:
        before, after = (names_of(side, day) for side in sides)
        if max(len(before), len(after)) > 1:
            yield Reach(subject=subject, kind=term(kind), before=before, after=after)


def _labels(label: str) -> Callable[[Iterable[Municipality], Snapshot], tuple[str, ...]]:
    """Return what says which labels of a kind municipalities have."""

    def labels_of(land: Iterable[Municipality], _: Snapshot) -> tuple[str, ...]:
        return tuple(sorted({getattr(m, label) for m in land} - {None}))

    return labels_of


def _reference_regions(land: Iterable[Municipality], day: Snapshot) -> tuple[str, ...]:
    return tuple(r.name for r in day.regions.holding(part for m in land for part in m.parts))


def _newly_divided(day: Snapshot, other: Snapshot) -> tuple[Municipality, ...]:
    old = divided_in(other)
    return tuple(m for unit, m in divided_in(day).items() if unit not in old)


def count_divided(outcome: Outcome) -> Total:
    """Count who is newly divided: at most those too that an open decision may leave so."""
    by_choice = [sure for _, sure in divided_by_choice(outcome.before, outcome.after)]
    divided = len(outcome.divided)
    return Total(divided + sum(by_choice), divided + len(by_choice))


def _by_subject(findings: Iterable[Finding]) -> dict[object, Finding]:
    """Key findings by what they are about, without the figures that they speak of."""
    return {(_question(each), each.outcome, each.values.get("band")): each for each in findings}


def _question(finding: Finding) -> tuple[object, ...]:
    """Return what a finding is about, whatever was found."""
    return finding.code, finding.about, finding.values.get("rule")


def _crossed(each: Crossing) -> Phrase:
    return phrase(
        "{zone}: {rule}, {before} to {after}",
        zone=each.zone,
        rule=term(each.rule),
        before=word(each.before),
        after=word(each.after),
    )


def _joined(values: Iterable[object]) -> str:
    return strung(values) or said("none")


def seats_that_change(outcome: Outcome) -> str:
    """Say how many seats there are of each fate but that of staying as they are."""
    if outcome.reseatings is None:
        return said("no data")
    fates = Counter(row.fate for each in outcome.reseatings for row in each.changed)
    return _joined(phrase("{fate} {n}", fate=fate, n=n) for fate, n in fates.items())


def _proposed(outcome: Outcome) -> str:
    """Say how many proposals there are of each kind."""
    if not outcome.dossiers:
        return said("no data")
    kinds = Counter(row.what for row in outcome.proposals)
    return _joined(phrase("{fate} {n}", fate=kind, n=n) for kind, n in kinds.items())


def _concerns(concerns: Answer[Concern] | None) -> str:
    if concerns is None:
        return said("no data")
    return _joined(
        phrase("{kind} {id}[ ({label})]", kind=term(each.kind), id=each.id, label=each.label)
        for each in concerns
    )


def inhabitants_moved(outcome: Outcome) -> Total:
    """Return who changes zone: at least the least, at most the most that open decisions leave.

    What is open comes to a candidate as a whole, or each part stays where it is.
    """
    found = outcome.difference.inhabitants_of(outcome.difference.transfers)
    was, stands = outcome.before.zone_map.by_part, outcome.after.zone_map.by_part
    for decision in outcome.decisions:
        lived_in = [(part, was.get(part)) for part in decision.parts]
        goes_to = [dict.fromkeys(decision.parts, zone) for zone in decision.candidates]
        ways = [
            _people(outcome, [p for p, zone in lived_in if zone and to.get(p) not in {None, zone}])
            for to in (*goes_to, stands)
        ]
        highs = [way.high for way in ways if way.high is not None]
        high = max(highs) if len(highs) == len(ways) else None
        low = min(way.low for way in ways)
        found += Total(low, high, missing=() if low == high else decision.parts)
    return found


def _people(outcome: Outcome, parts: Sequence[PartId]) -> Total:
    year = outcome.difference.year
    if year is None:
        return Total.unknown(parts)
    return outcome.after.figures.total(parts, kind="population", year=year)


keep_door(__name__)
