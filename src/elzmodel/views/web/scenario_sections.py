"""What a page tells of a scenario: what it does, to whom, and what else might be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Sized
from functools import cached_property
from typing import Final

from attrs import evolve, frozen

from elzmodel.dossiers import Dossier
from elzmodel.landscape import Landscape
from elzmodel.scenarios import (
    CRITERIA,
    Outcome,
    Scenario,
    alternatives,
    outcome,
    side_by_side,
    suggestions,
)
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Cell, Column, Kind, SourceId, Table
from elzmodel.values.text import Said, said
from elzmodel.views.bars import bar_chart
from elzmodel.views.multiples import maps_apart, scenario_maps
from elzmodel.views.transfers import transfer_map
from elzmodel.views.web.blocks import (
    NARROW,
    WIDE,
    Block,
    Compared,
    Drawing,
    Fact,
    Facts,
    Item,
    Listed,
    Section,
    Shown,
    Texts,
)

__all__: list[str] = []

_BESIDE: Final = 4
"""So many alternatives stand side by side; more are a row each."""
_DRAWN: Final = 9
"""So many alternatives are drawn: more are too small to be told apart."""
_MOST: Final = 24
"""So many alternatives are looked at: there may be thousands."""


@frozen(eq=False)
class ScenarioTold:
    """A scenario and what it does to its base, as a page tells of it in one language."""

    base: Landscape
    scenario: Scenario
    year: int | None
    dossiers: tuple[Dossier, ...]
    lang: str

    @cached_property
    def outcome(self) -> Outcome:
        """What it does to its base."""
        return outcome(self.base, self.scenario, year=self.year, dossiers=self.dossiers)

    def opening(self) -> list[Block]:
        """Return what is seen first: how many it concerns, and what is open."""
        found = self.outcome
        moved = CRITERIA["moved"].of(found)
        note = inhabitants_note(found.landscape.figures, found.year)
        zones = ", ".join(each.name for each in found.zones)
        facts = [
            Fact(said("Inhabitants who change zone"), moved, note),
            Fact(said("Zones touched"), len(found.zones), zones),
            Fact(said("Thresholds crossed"), len(found.crossings)),
            Fact(said("Decisions left open"), len(found.decisions), look=_graver(found.decisions)),
            Fact(said("New findings"), len(found.new_findings)),
        ]
        points = tuple(Item(point.told, look="grave") for point in found.decisions)
        return [Facts(facts), *([Listed(points)] if points else [])]

    def sections(self) -> list[Section]:
        """Return what is told, in the order in which it is read."""
        return [
            Section("before-after", said("Before and after"), [*self._maps()]),
            Section("zones", said("Zones"), [*self._zones()]),
            Section("steps", said("What it does"), [*self._steps()]),
            Section("alternatives", said("Alternatives"), [*self._alternatives()]),
            Section("details", said("In detail"), [*self._details()]),
        ]

    def _steps(self) -> Iterator[Block]:
        found = self.scenario
        yield Listed((Item(Said(str(each), each)) for each in found.steps), "steps")
        if found.choices:
            yield Texts([said("Decided is:")])
            yield Listed((Item(Said(str(each), each)) for each in found.choices), "steps")
        if found.note:
            yield Texts([found.note], "note")

    def _maps(self) -> Iterator[Block]:
        difference = self.outcome.difference
        if self.outcome.zones:
            name = self.scenario.name
            titles = (
                said("Without {scenario}", scenario=name),
                said("With {scenario}", scenario=name),
            )
            wide, narrow = (
                maps_apart(difference, titles, width=width, lang=self.lang)
                for width in (WIDE, NARROW)
            )
            before, after = (
                Drawing(one, other, has_table=False)
                for one, other in zip(wide, narrow, strict=True)
            )
            yield Compared(before, after, (said("Before"), said("After")))
        if difference.transfers or difference.mergers:
            of, title = (
                (self.outcome.landscape, difference),
                said("Mergers, and land that changes zone"),
            )
            yield Drawing.of(transfer_map, *of, title=title, lang=self.lang)

    def _zones(self) -> Iterator[Block]:
        if not self.outcome.zones:
            yield Texts([said("No zone gets other land.")])
            return
        if self.outcome.difference.changed_zones:
            title = said("Inhabitants of zones that change, before and after")
            of, lang = self.outcome.difference, self.lang
            yield Drawing.of(bar_chart, of, title=title, lang=lang, has_table=False)
        yield Shown.of(self.outcome.zones)

    # --- what else might be chosen ---

    def _alternatives(self) -> Iterator[Block]:
        if not self.outcome.decisions:
            return
        yield Shown.of(suggestions(self.base, self.scenario, year=self.year))
        found = alternatives(self.base, self.scenario)
        outcomes = [outcome(self.base, each, year=self.year) for each in found[:_MOST]]
        if len(outcomes) <= _DRAWN:
            yield Drawing.of(scenario_maps, outcomes, lang=self.lang, has_table=False)
        beside = side_by_side(outcomes)
        if found.count > _MOST:
            note = said(
                "Shown are the first {n} of {count:number} ways to settle what is open; the others "
                "may beat them.",
                n=_MOST,
                count=found.count,
            )
            beside = evolve(beside, notes=(*beside.notes, note))
        yield from map(Shown, [beside] if len(outcomes) <= _BESIDE else turned(beside))

    def _details(self) -> Iterator[Block]:
        found = self.outcome
        told = {found.zones.title, found.municipalities.title, found.changed_findings.title}
        for table in found.tables():
            if table.rows and table.title not in told:
                yield Shown(table)
        if found.municipalities:
            n = len(found.municipalities)
            summary = said("{n:number} {n:municipality|municipalities}", n=n)
            yield Shown.of(found.municipalities, fold=summary)

    def findings(self) -> list[Block]:
        """Return what is doubtful about it, and what is found afterwards and was not before."""
        doubts = [
            Item(each.text("message", lang=self.lang), each.subject, "grave")
            for each in self.outcome.findings
        ]
        changed = self.outcome.changed_findings
        blocks: list[Block] = [Listed(doubts)] if doubts else []
        return [*blocks, *([Shown.of(changed)] if changed else [])]

    def sources(self) -> Iterable[SourceId]:
        """Yield the sources of its steps, some more than once."""
        for step in self.scenario.steps:
            yield from step.sources
        for each in (*self.outcome.findings, *self.outcome.new_findings):
            yield from each.sources


def _graver(things: Sized) -> str:
    return "grave" if things else ""


def turned(table: Table) -> tuple[Table, Table]:
    """Return outcomes side by side as a row each, where there are too many of them.

    What is asked of each stands in one table, and the inhabitants of zones in another.

    Example:
        >>> from elzmodel.values import Total
        >>> columns = Column("what", label=""), Column("outcome_1", "total", "gent")
        >>> rows = [("moved", Total.exactly(5)), ("rits", Total.exactly(7))]
        >>> [[column.key for column in each.columns] for each in turned(Table("t", columns, rows))]
        [['alternative', 'moved'], ['alternative', 'rits']]
    """
    asked = [row for row in table.rows if row[0] in {*CRITERIA, "nothing beats it"}]
    zones = [row for row in table.rows if row not in asked]
    of_zones = said("Inhabitants of zones in each alternative")
    one = _turned(evolve(table, rows=asked, notes=()))
    return one, _turned(evolve(table, title=of_zones, rows=zones))


def _turned(table: Table) -> Table:
    heads = [Column(str(key), _kind_of(row)) for key, *row in table.rows]
    rows = [
        (column.label, *(row[place] for row in table.rows))
        for place, column in enumerate(table.columns[1:], 1)
    ]
    return Table(table.title, (Column("alternative"), *heads), rows, table.notes)


def _kind_of(cells: Sequence[Cell]) -> Kind:
    return "text" if any(isinstance(cell, bool) for cell in cells) else "total"
