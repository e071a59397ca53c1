"""What a page tells of a dossier on a day: the council, its plan, its partners, and doubts.

No person is named unless names are asked for; then they stand where the roster has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from elzmodel.checks import check
from elzmodel.dossiers import Concern, Dossier, concerned_by_departures
from elzmodel.governance import CareCouncil, RuleSet, judge, roster
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.networks import network_report
from elzmodel.partners import rank
from elzmodel.policy import PolicyPlan, StatementKind, counts, coverage, outline, progress
from elzmodel.values import Answer, CheckOutcome, Finding, Severity, Source, findings_table
from elzmodel.values.text import said, word
from elzmodel.views.cards import dossier_card
from elzmodel.views.seats import seat_chart
from elzmodel.views.ties import network_chart
from elzmodel.views.trees import plan_chart
from elzmodel.views.web.blocks import Block, Drawing, Item, Listed, Section, Shown, Texts

__all__: list[str] = []

_AIMS: Final = {StatementKind.MISSION, StatementKind.VISION}
_MOST_TOLD: Final = 12
"""So many findings are told in sentences; all of them stand in a table."""


@frozen(eq=False)
class DossierOnDay:
    """What a zone publishes, as a page tells of it on a day and in one language."""

    dossier: Dossier
    landscape: Landscape
    snapshot: Snapshot
    rules: tuple[RuleSet, ...]
    names: bool
    lang: str

    def sections(self) -> list[Section]:
        """Return what is told, in the order in which it is read."""
        return [self.published(), self.council(), *self.plans(), self.partners(), self.left()]

    def published(self) -> Section:
        """Return what there is of it, on one card."""
        card = dossier_card(self.dossier, self.landscape, on=self.snapshot.day)
        aims = tuple(dict.fromkeys(self._aims()))
        blocks: list[Block] = [*([Listed(aims, "aims")] if aims else []), Shown(card)]
        return Section("dossier", said("What the zone publishes"), blocks)

    def _aims(self) -> Iterator[Item]:
        """Yield its missions and visions, in the language of the page where they are in it."""
        for each in self.dossier.statements:
            if each.kind in _AIMS and (each.title or each.gloss):
                one, other = each.title, each.gloss
                text = (one or other) if self.lang == "nl" else (other or one)
                yield Item(text, word(each.kind))

    # --- council ---

    def council(self) -> Section:
        """Return who sits in the council, and which rules it keeps."""
        council = self.dossier.council(on=self.snapshot.day)
        heading = said("Council")
        if council is None:
            template = "Nothing is stated about the council of {zone} on {day}."
            told = said(template, zone=self.dossier.zone_id, day=self.snapshot.day)
            return Section("council", heading, [Texts([told])])
        return Section("council", heading, list(self._council(council)))

    def _council(self, council: CareCouncil) -> Iterator[Block]:
        day, persons = self.snapshot.day, self.dossier.persons
        if any(day in seat.period for seat in council.seats):
            yield Drawing.of(seat_chart, council, on=day, lang=self.lang)
        sitting = [
            roster(council, on=day, body=body.id, persons=persons, names=self.names)
            for body in council.bodies
        ]
        yield from (Shown.of(each) for each in sitting if each)
        if not any(sitting):
            yield Texts([said("Who sits in the council on {day} is not stated.", day=day)])
        for each in self.rules:
            yield Shown.of(judge(council, each, on=day, persons=persons))

    # --- plans ---

    def plans(self) -> Iterator[Section]:
        """Yield what each plan holds, what it reaches, and how far it is."""
        several = len(self.dossier.plans) > 1
        for number, plan in enumerate(self.dossier.plans, 1):
            name = plan.title or str(plan.id)
            heading = said("Plan: {name}", name=name) if several else said("Plan")
            yield Section(f"plan-{number}" if several else "plan", heading, list(self._plan(plan)))

    def _plan(self, plan: PolicyPlan) -> Iterator[Block]:
        found, far = coverage(plan), progress(plan, on=self.snapshot.day)
        yield Shown.of(counts(plan))
        day, lang = self.snapshot.day, self.lang
        yield Drawing.of(plan_chart, plan, on=day, lang=lang, has_table=False)
        yield Shown.of(far, fold=said("Progress of each goal and action"))
        yield Shown.of(found.reaches)
        yield Shown.of(found.counts)
        yield Shown.of(outline(plan), fold=said("The plan in full"))

    # --- partners ---

    def partners(self) -> Section:
        """Return who works together, and what the network is like."""
        return Section("partners", said("Partners and network"), list(self._partners()))

    def _partners(self) -> Iterator[Block]:
        if not self.dossier.partners:
            return
        report = network_report(self.dossier, on=self.snapshot.day)
        if report.graph.edges:
            yield Drawing.of(network_chart, report.graph, lang=self.lang)
        day = self.snapshot.day
        yield Shown.of(rank(self.dossier.partners, self.dossier.incidences, on=day))
        yield Shown.of(report.headline())
        if report.is_partial:
            yield Shown.of(report.bounds())
        if gaps := report.gaps():
            yield Shown.of(gaps, fold=said("Who is alone, and what is not recorded"))

    # --- doubts ---

    def left(self) -> Section:
        """Return what speaks of land that left the zone."""
        rows = concerned_by_departures(self.dossier, self.landscape, self.snapshot)
        title = said("What concerns land that left the zone")
        answer = Answer(title=title, rows=tuple(rows), row_type=Concern)
        return Section("left", said("Land that left"), [Shown.of(answer)] if rows else [])

    def findings(self) -> Sequence[Finding]:
        """Return what is doubtful in it."""
        return check(self.dossier, within=self.landscape, on=self.snapshot.day, rules=self.rules)

    @property
    def documents(self) -> tuple[Source, ...]:
        """The documents that it is made of."""
        return self.dossier.documents


def told_findings(findings: Sequence[Finding], lang: str) -> list[Block]:
    """Return findings in blocks: those that matter in sentences, all of them as a table."""
    wrong = [
        f for f in findings if f.outcome is CheckOutcome.FAIL and f.severity is not Severity.ADVICE
    ]
    unknown = sum(f.outcome is CheckOutcome.UNKNOWN for f in findings)
    template = (
        "{n:number} {n:finding|findings}: {wrong:number} {wrong:is|are} wrong or doubtful, "
        "{unknown:number} cannot be judged for want of data, {rest:number} {rest:is|are} advice."
    )
    rest = len(findings) - len(wrong) - unknown
    count = said(template, n=len(findings), wrong=len(wrong), unknown=unknown, rest=rest)
    items = [Item(f.text("message", lang=lang), f.subject, "grave") for f in wrong[:_MOST_TOLD]]
    table = Shown(findings_table(findings, lang=lang), said("All findings"))
    return [Texts([count]), *([Listed(items)] if items else []), table]
