"""Whether what a document names is there, in itself and in a landscape, and what was meant.

One walker finds the ids of every kind of document, also of one in which other things
are wrong; see `elzmodel.values.references`. What is added here is the place in the
text, and the advice: names and codes that people write for ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from attrs import evolve, field, frozen

from elzmodel.io.classes import member_of
from elzmodel.io.codes import BAD_ID, BAD_RECORD, Step
from elzmodel.io.hooks import pattern_of
from elzmodel.io.tree import Tree
from elzmodel.landscape import Landscape
from elzmodel.landscape.names import Names
from elzmodel.values import Finding, Ref
from elzmodel.values.ids import grouped
from elzmodel.values.references import NOT_LOOKED_AT, NOTHING_THERE, IdPlace, References
from elzmodel.values.text import Phrase, near, phrase, slug

_COMPARISONS: Final = 200_000
"""How many ids are looked at for near ones, which takes seconds; then findings have no remedy."""


@frozen(eq=False, slots=False)
class DocumentReferences:
    """The ids in a document that is read into class *of*, and in a landscape around it.

    *comparisons* counts down, so that no document can ask for endless advice.
    """

    tree: Tree
    of: type[Any]
    within: Landscape | None = None
    comparisons: list[int] = field(factory=lambda: [_COMPARISONS])

    def findings(self) -> Iterator[Finding]:
        """Yield ids in use twice and ids that nothing has, each at its place."""
        for finding in self._references.findings(self._known):
            if finding.kind is NOTHING_THERE and self._is_malformed(finding):
                continue  # Its form is a finding already.
            if finding.kind is not NOT_LOOKED_AT:
                yield self._advised(finding)

    def advised(self, finding: Finding) -> Finding:
        """Return a malformed id with the id of what was probably meant.

        Where it must be in a landscape, the id that it would have by its form is no
        advice: nothing has it. A municipality without its land is told which land.
        """
        if finding.kind is BAD_RECORD:
            return self._with_land(finding)
        place = self._places.get(finding.place.path)
        if finding.kind is not BAD_ID or place is None or place.defines:
            return finding
        remedy = self._remedy(place)
        is_found = remedy or (self.within and place.declared.scope == "landscape")
        return _with_remedy(finding, remedy) if is_found else finding

    def _with_land(self, finding: Finding) -> Finding:
        """Say how the land of a constituency is written, or that only a municipality has it."""
        holder: Any = self.tree.root
        for step in finding.place.path:
            holder = holder[step]
        if finding.values["kind"] != "constituency":
            return finding
        if holder.get("parts"):
            expected = phrase("no parts: only a municipality has land")
            remedy = phrase("leave parts out, or write kind: municipality")
        else:
            expected = phrase("its land as parts")
            label = str(finding.values["value"])
            versions = self.within.names.municipalities_ever(label) if self.within else ()
            land = [f"[{', '.join(each.parts)}]" for each in versions] or [f"[{slug(label)}]"]
            remedy = phrase("write parts: {land:or all}", land=[*dict.fromkeys(land)])
        values = {**finding.values, "expected": expected, "remedy": remedy}
        return evolve(finding, values=values)

    def way_to(self, finding: Finding) -> tuple[Step, ...]:
        """Return the way to what a finding is about, empty where it is the whole."""
        return finding.place.path or self._way_of(finding.about or Ref("", ""))

    def way_around(self, finding: Finding) -> tuple[Step, ...]:
        """Return the way to the council or the plan, where a document holds the thing nowhere."""
        about = finding.about
        if about is None or about.within is None or self._way_of(about):
            return ()
        return self._way_of(about.within)

    def _way_of(self, about: Ref) -> tuple[Step, ...]:
        """Return the way to a thing; of several with its id, to that in its council or plan."""
        key = (about.kind, about.id)
        if about.within is None:
            return self._ways.get(key, ())
        around, ways = self._way_of(about.within), self._defined.get(key, ((),))
        return next((way for way in ways if way[: len(around)] == around), ways[0])

    def placed(self, finding: Finding) -> Finding:
        """Return a finding at the place of what it is about."""
        return self.tree.placed(finding, self.way_to(finding))

    @cached_property
    def _defined(self) -> dict[tuple[str, str], tuple[tuple[Step, ...], ...]]:
        """The ways to all things that have an id, by kind and id."""
        places = (place for place in self._references.places if place.defines)
        return grouped(((place.kind, place.id), place.path[:-1]) for place in places)

    @cached_property
    def _ways(self) -> dict[tuple[str, str], tuple[Step, ...]]:
        """The way to each thing that has an id, or else to where it is named."""
        ways: dict[tuple[str, str], tuple[Step, ...]] = {}
        for place in sorted(self._references.places, key=lambda place: not place.defines):
            way = place.path[:-1] if place.path[-1] == "id" else place.path
            ways.setdefault((place.kind, place.id), way)
        for kind in ("step", "choice"):  # Those of a scenario are told apart by their number.
            for index, _ in enumerate(self.tree.root.get(f"{kind}s", ())):
                ways[kind, str(index + 1)] = (f"{kind}s", index)
        return ways

    @cached_property
    def _references(self) -> References:
        return References(self.tree.root, self.of, member_of)

    @cached_property
    def _places(self) -> dict[tuple[Step, ...], IdPlace]:
        return {place.path: place for place in self._references.places}

    @property
    def _known(self) -> Mapping[str, frozenset[str]]:
        return {} if self.within is None else self.within.ids

    def _is_malformed(self, finding: Finding) -> bool:
        place = self._places[finding.place.path]
        pattern = pattern_of(place.kinds)
        is_text = isinstance(place.given, str)
        return not (is_text and re.fullmatch(pattern, place.id, re.ASCII))

    def _advised(self, finding: Finding) -> Finding:
        path = finding.place.path
        placed_finding = self.tree.placed(finding, path)
        if finding.kind is not NOTHING_THERE:
            return placed_finding
        return _with_remedy(placed_finding, self._remedy(self._places[path]))

    def _remedy(self, place: IdPlace) -> str | Phrase:
        """Return the remedy: an id that a name or code stands for, or one that looks alike."""
        if self.comparisons[0] < 0:
            return ""
        candidates = self._references.candidates(place, self._known)
        self.comparisons[0] -= len(candidates) + len(self._places)
        ids = self._meant(place, candidates)
        if ids:
            return phrase("write {ids:or all}", ids=ids)
        alike = near(place.id[:80], sorted(candidates))
        if alike:
            return phrase("did you mean {near:or}?", near=alike)
        is_own_source = place.kinds == ("source",) and place.declared.scope == "own"
        return phrase("list it under documents") if is_own_source else ""

    def _meant(self, place: IdPlace, candidates: Mapping[str, IdPlace | None]) -> list[str]:
        """Return the ids of what is called so, in the landscape or in the document."""
        names = self.within.names if self.within and place.declared.scope == "landscape" else None
        called = _called(place, names) if names else []
        asked = slug(place.id)
        named = (
            key for key, begun in candidates.items() if begun and slug(_name_of(begun)) == asked
        )
        own = [asked] if asked in candidates else []
        return list(dict.fromkeys([*called, *named])) or own


def _with_remedy(finding: Finding, remedy: object) -> Finding:
    values = {name: value for name, value in finding.values.items() if name != "near"}
    return evolve(finding, values={**values, "remedy": remedy})


def _name_of(place: IdPlace) -> str:
    """Return the name or the title of what has an id, as far as it is text."""
    inside = place.inside
    name = inside.get("name") or inside.get("title") if isinstance(inside, dict) else ""
    return name if isinstance(name, str) else ""


def _called(place: IdPlace, names: Names) -> list[str]:
    """Return what a name or code means: zones, units, or the land of the last unit."""
    if not place.id.strip():
        return []
    if "zone" in place.kinds:
        return sorted({zone.id for zone in names.zones_ever(place.id)})
    versions = names.municipalities_ever(place.id) if {"unit", "part"} & {*place.kinds} else ()
    if "unit" in place.kinds:
        return [version.unit for version in versions]
    return [f"[{', '.join(each.parts)}]" for each in versions[-1:]]
