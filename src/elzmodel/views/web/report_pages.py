"""The pages that reports are: what stands in them, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from attrs import evolve, frozen

from elzmodel.data.dossier_files import packaged_dossiers
from elzmodel.dossiers import Dossier
from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.landscape.checks import check_landscape
from elzmodel.landscape.snapshot import year_or_newest
from elzmodel.scenarios import Scenario, outcome
from elzmodel.tables import CarriedTable, FigureTable
from elzmodel.tables.carrying import carry
from elzmodel.values import Answer, Finding, Source, SourceId
from elzmodel.values.text import said, term
from elzmodel.views.web.blocks import Block, Item, Listed, Section, Shown, Texts, filled
from elzmodel.views.web.dossier_sections import DossierOnDay, told_findings
from elzmodel.views.web.scenario_sections import ScenarioTold
from elzmodel.views.web.shell import render
from elzmodel.views.web.zone_sections import ZoneOnDay
from elzmodel.zones import Zone

__all__: list[str] = []

_SCRIPTS: Final = ("page.js",)


@frozen(kw_only=True, eq=False)
class AskedOfZone:
    """What a report of a zone is asked for."""

    landscape: Landscape
    snapshot: Snapshot
    key: str | Zone
    year: int | None
    dossiers: Iterable[Dossier] | None
    figures: tuple[object, ...]
    scenarios: tuple[Scenario, ...]
    names: bool
    lang: str

    @cached_property
    def zone(self) -> ZoneOnDay:
        """The zone, as the page tells of it."""
        found = self.snapshot.zone(self.key)
        year = year_or_newest(self.snapshot.figures, self.year, self.snapshot)
        return ZoneOnDay(self.landscape, self.snapshot, found, year, self.lang)

    @cached_property
    def dossier(self) -> DossierOnDay | None:
        """What the zone publishes, if there is a dossier of it."""
        given = packaged_dossiers() if self.dossiers is None else self.dossiers
        for each in given:
            if not isinstance(each, Dossier):
                raise InvalidValueError("dossier", each, "a dossier, such as dossier('haspengouw')")
            if each.zone_id == self.zone.zone.id:
                return DossierOnDay(
                    dossier=each,
                    landscape=self.landscape,
                    snapshot=self.snapshot,
                    rules=self.landscape.rules_on(self.snapshot.day),
                    names=self.names,
                    lang=self.lang,
                )
        return None

    def page(self) -> tuple[str, str]:
        """Return the title of the page, and the page."""
        zone, of_dossier = self.zone, self.dossier
        documents = () if of_dossier is None else of_dossier.dossier.documents
        sections = [
            *(zone.map(), zone.members(), zone.inhabitants(), zone.size(), zone.history()),
            zone.neighbours(),
            *([_no_dossier(zone.zone)] if of_dossier is None else of_dossier.sections()),
            Section("figures", said("Figures of your own"), [*self._own_figures()]),
            Section("scenarios", said("What if"), [*self._what_if()]),
            Section("findings", said("Findings"), told_findings(self._findings(), self.lang)),
            _sources(self.landscape, self._sources(), documents),
        ]
        day = said("First-line zone, on {day}", day=self.snapshot.day)
        return zone.zone.name, _rendered(
            self.landscape, zone.zone.name, day, zone.opening(), sections, self.lang
        )

    # --- what the reader brings ---

    def _own_figures(self) -> Iterator[Block]:
        for each in self.figures:
            if isinstance(each, CarriedTable):
                yield from self._carried(each)
            elif isinstance(each, FigureTable):
                for level in ("zone", "municipality"):
                    carried = carry(self.landscape, each, to=level, on=self.snapshot.day)
                    notes = () if level == "zone" else carried.notes
                    yield from self._carried(evolve(carried, notes=notes))
            else:
                expected = "a table, as read_table or carry return it"
                raise InvalidValueError("table of figures", each, expected)

    def _carried(self, carried: CarriedTable) -> Iterator[Block]:
        """Yield what a table has of the zone, or of its municipalities."""
        members = self.snapshot.municipalities_of(self.zone.zone)
        areas = {self.zone.zone.id, *(m.nis for m in members), *(m.unit for m in members)}
        rows = tuple(row for row in carried if row.area in areas)
        if carried.level not in {"zone", "municipality"}:
            rows = tuple(carried)
        yield Shown.of(evolve(carried, rows=rows))

    def _what_if(self) -> Iterator[Block]:
        for each in self.scenarios:
            found = outcome(self.landscape, each, year=self.year)
            here = [row for row in found.zones if row.zone == self.zone.zone.id]
            yield Texts([said("{scenario}, on {day}:", scenario=each.name, day=found.after.day)])
            if here:
                yield Shown.of(evolve(found.zones, rows=tuple(here)))
            else:
                yield Texts([said("It does not touch the land of this zone.")])

    # --- doubts and sources ---

    def _findings(self) -> Sequence[Finding]:
        """Return what is doubtful about the zone and in its dossier."""
        zone = self.zone.zone
        units = {m.unit for m in self.snapshot.municipalities_of(zone)}
        about_land = [
            each
            for each in check_landscape(self.landscape, on=self.snapshot.day, year=self.year)
            if each.about is not None and each.about.id in {zone.id, *units}
        ]
        return [*about_land, *(self.dossier.findings() if self.dossier else ())]

    def _sources(self) -> Iterator[SourceId]:
        yield from self.zone.sources()
        for each in self._findings():
            yield from each.sources


def of_scenario(
    landscape: Landscape,
    scenario: Scenario,
    year: int | None,
    dossiers: Iterable[Dossier] | None,
    lang: str,
) -> tuple[str, str]:
    """Return the title of the page of a scenario, and the page."""
    given = packaged_dossiers() if dossiers is None else tuple(dossiers)
    told = ScenarioTold(landscape, scenario, year, given, lang)
    sections = [
        *told.sections(),
        Section("findings", said("Findings"), told.findings()),
        _sources(landscape, told.sources(), ()),
    ]
    over = said(
        "Scenario on {base}, looked at on {day}",
        base=term(landscape.name),
        day=told.outcome.after.day,
    )
    page = _rendered(landscape, scenario.name, over, told.opening(), sections, lang)
    return scenario.name, page


# --- what all reports have in common ------------------------------------------------------


def _no_dossier(zone: Zone) -> Section:
    told = said(
        "There is no dossier of {name}: what its council, its plan and its partners are is not "
        "known here.",
        name=zone.name,
    )
    return Section("dossier", said("Council, plan and partners"), [Texts([told])])


def _sources(landscape: Landscape, ids: Iterable[SourceId], documents: Iterable[Source]) -> Section:
    """Return the sources of a page, in order of id, each with where and when it is from."""
    known = [landscape.sources[each] for each in sorted(set(ids)) if each in landscape.sources]
    works = (*documents, *known)
    if not works:
        return Section("sources", said("Sources"), [])
    answer = Answer(title=said("Sources"), rows=works, row_type=Source)
    grades = sorted({each.grade for each in works}, key=lambda grade: grade.value)
    meanings = [said("{grade}: {meaning}", grade=g.value, meaning=term(g.meaning)) for g in grades]
    items = [Item(_cited(each), each.id) for each in works]
    note = said("Grades: {grades:list all}.", grades=[(each,) for each in meanings])
    table = Shown.of(answer, fold=said("As a table"))
    return Section(
        "sources", said("Sources"), [Listed(items, "works"), Texts([note], "note"), table]
    )


def _cited(source: Source) -> str:
    """Return a source as it is cited, without the points that its texts end in."""
    texts = {
        name: getattr(source, name).rstrip(".")
        for name in ("title", "date", "place", "licence", "note")
    }
    return said(
        "({grade}) {title}.[ {date}.][ {place}.][ {licence}.][ {note}.]",
        grade=source.grade.value,
        **texts,
    )


def _rendered(
    landscape: Landscape,
    title: str,
    over: str,
    opening: Sequence[Block],
    sections: Sequence[Section],
    lang: str,
) -> str:
    foot = [
        said("Asked: {name}, {covers}.", name=term(landscape.name), covers=landscape.covers),
        said(
            "Made by elzmodel. The page holds all that it shows, and asks nothing of the network."
        ),
    ]
    return render(
        "report.html",
        lang=lang,
        scripts=_SCRIPTS,
        title=title,
        over=over,
        opening=opening,
        sections=filled(sections),
        foot=foot,
    )
