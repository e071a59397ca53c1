"""What one cell of a table can mean as a code or a name of a municipality.

Each key is looked up as it stands, and then as what spreadsheets and people make
of codes and names. What had to be mended is a finding, never silent. Villages, postal
codes and what lies outside are looked up last: few tables need them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Final, TypeVar

from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape.beside import BELGIUM, Area, LargerAreas, beside, larger_areas
from elzmodel.landscape.gazetteer import Gazetteer, Village
from elzmodel.landscape.key_doubts import OUTSIDE, WHOLES, Doubt, no_fit, read_as
from elzmodel.landscape.late_tables import when_asked
from elzmodel.landscape.names import Alias, Names, in_time, spelling, traits
from elzmodel.landscape.written import (
    LONGEST,
    Written,
    bare_name,
    is_kind_of_place,
    left_out,
    without_village_word,
)
from elzmodel.territory import Municipality, Register
from elzmodel.values import NIS, CodeSystem, Finding, PartId
from elzmodel.values.ids import grouped
from elzmodel.values.text import Lookalikes, Suggestions, fold, phrase, said
from elzmodel.zones import Zoning

__all__: list[str] = []

_FIVE_DIGITS: Final = re.compile(r"[^0-9]*(?:[0-9][ .]?){5}(?:[.,]0+)?[^0-9]*")
_V = TypeVar("_V")
_SHOWN: Final = 3


class _Slips:
    """Codes, to be asked which of them are one slip away from what somebody wrote."""

    def __init__(self, codes: Iterable[str]) -> None:
        self._codes = frozenset(codes)
        self._by_hole = grouped(
            (f"{code[:i]}_{code[i + 1 :]}", code)
            for code in sorted(self._codes)
            for i in range(len(code))
        )

    def near(self, text: str) -> tuple[str, ...]:
        """Return up to three codes with two digits swapped, or with one that is wrong."""
        swaps = (text[:i] + text[i + 1] + text[i] + text[i + 2 :] for i in range(len(text) - 1))
        holes = (f"{text[:i]}_{text[i + 1 :]}" for i in reversed(range(len(text))))
        found = (*self._codes.intersection(swaps), *self._filled(holes))
        return tuple(dict.fromkeys(found))[:_SHOWN]

    def longer(self, text: str) -> tuple[str, ...]:
        """Return up to three codes from which a digit fell out: the first, the last, another."""
        places = (0, len(text), *range(1, len(text)))
        holes = (f"{text[:i]}_{text[i:]}" for i in places)
        return tuple(dict.fromkeys(self._filled(holes)))[:_SHOWN]

    def _filled(self, holes: Iterable[str]) -> Iterator[str]:
        for hole in holes:
            yield from self._by_hole.get(hole, ())


_NOWHERE: Final[frozenset[PartId]] = frozenset()


@frozen
class KeyReading:
    """What one key was read as: the versions that it can mean, at any time.

    Attributes:
        text: The key as it stands.
        read_as: The code or name that was looked up; empty where nothing was found.
        doubt: What had to be mended, or why nothing was found; ``None`` for a clean key.
        versions: What it can mean. Those of a postal code live in the days of which a
            table of postal codes speaks.
        administration: Whose the row is beside the municipality's own, such as ``OCMW``.
        postal_code: The postal code, where the key is one.
        by_village: The versions that hold a village of that name.
        villages: The land of those villages.
        within: The land of a postal code that the key has beside a name.
        area: The larger area that is meant instead of a municipality.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> reading = KeyIndex(fl.register, fl.aliases).read("OCMW Gent")
        >>> reading.read_as, reading.administration, reading.problem.message
        ('Gent', 'OCMW', "'OCMW' is left out; read as Gent")
        >>> KeyIndex(fl.register).read("02000").kind
        'region'
    """

    text: str
    read_as: str = ""
    doubt: Doubt | None = field(default=None, repr=False)
    versions: tuple[Municipality, ...] = field(default=(), repr=False)
    administration: str = ""
    postal_code: str = ""
    by_village: tuple[Municipality, ...] = field(default=(), repr=False)
    villages: frozenset[PartId] = field(default=_NOWHERE, repr=False)
    within: frozenset[PartId] = field(default=_NOWHERE, repr=False)
    area: Area | None = None

    @property
    def kind(self) -> str:
        """``municipality``, or why it is none, such as ``outside``, ``total`` or ``unknown``."""
        return "municipality" if self.versions or self.doubt is None else self.doubt.kind

    @property
    def problem(self) -> Finding | None:
        """What had to be mended, or why nothing was found; ``None`` for a key that is clean."""
        return self.doubt.finding(self.text) if self.doubt else None

    @property
    def is_outside(self) -> bool:
        """Whether its rows belong to no municipality of the record: elsewhere, or not known."""
        return self.kind in OUTSIDE

    @property
    def is_whole(self) -> bool:
        """Whether its rows say what several municipalities have together."""
        return self.kind in WHOLES

    @property
    def own(self) -> tuple[Municipality, ...]:
        """The versions that have the code or the name themselves."""
        return tuple(m for m in self.versions if m not in self.by_village)

    def on(self, day: date) -> Municipality | None:
        """Return the one municipality that the key means on a day; nothing where several do."""
        living = {m.unit: m for m in self.versions if day in m.period}
        return next(iter(living.values())) if len(living) == 1 else None

    def land_in(self, municipality: Municipality) -> frozenset[PartId]:
        """Return the smallest known land of a municipality in which the key lies.

        That of a village or a postal code may be a part of it: several may share that.
        """
        land = frozenset(municipality.parts)
        if municipality in self.by_village:
            land = land & self.villages or land
        return land & self.within or land

    def row(self, municipality: Municipality) -> Hashable:
        """Return what tells rows of one municipality apart: a village, an administration."""
        is_village = municipality in self.by_village
        village = spelling(self.read_as) if is_village else ""
        return (municipality.unit, self.administration, self.postal_code, village)

    def through_village(self, municipality: Municipality) -> Doubt:
        """Return the doubt that a village is read as its municipality."""
        names = {"village": self.read_as, "municipality": municipality}
        return read_as("village", **names, read_as=municipality.name)


def _refused(text: str, kind: str, **values: Any) -> KeyReading:  # noqa: ANN401 - as `Code.finding`
    return KeyReading(text, doubt=no_fit(kind, **values))


def _mended(
    text: str,
    kind: str,
    read: str,
    versions: tuple[Municipality, ...],
    **values: Any,  # noqa: ANN401 - as `Code.finding`
) -> KeyReading:
    return KeyReading(text, read, read_as(kind, read_as=read, **values), versions)


def _says_nothing(cell: Written) -> bool:
    """Tell whether a cell says that it stands for nothing, such as ``9999`` or ``onbekend``."""
    return cell.is_nothing or beside(cell.folded)[0] == "unknown place"


def _all_same(names: Iterable[str], look_up: Callable[[str], _V]) -> _V | None:
    """Return what each of several names means, if that is one and the same."""
    meanings = (look_up(bare_name(name)[0]) for name in names)
    first = next(meanings)
    return first if first and all(each == first for each in meanings) else None


_ANYWHERE = frozenset({"be", "belgie", "belgique", "belgium"})
_IN_SHORT: Final = {  # How people write provinces beside a name.
    "Antwerpen": ("antw", "ant"),
    "Limburg": ("limb", "lim", "l"),
    "Oost-Vlaanderen": ("o vl", "ovl", "oost vl"),
    "Vlaams-Brabant": ("brabant", "vl brabant", "vl br", "vl b", "vlb", "vb"),
    "West-Vlaanderen": ("w vl", "wvl", "west vl"),
}
_AREA_WORDS: Final = (
    "provincie",
    "province",
    "prov",
    "arrondissement",
    "arr",
    "gewest",
    "region",
)
_SPRINKLED: Final = 10  # Fewer villages than one in so many doubtful names are strays.

_K = TypeVar("_K", bound=Hashable)


@frozen
class KeyIndex:
    """Every code and name that the municipalities of a register ever had.

    *areas* are larger areas, which a table of municipalities often holds as subtotals;
    those of Belgium by default. *gazetteer*, or a function that reads it when it is
    needed, has the villages, the postal codes and what lies outside. *codes* says how
    the register writes its codes, and *zones* what zones are called, which are no
    municipalities.

    Example:
        >>> from elzmodel import flanders
        >>> index = KeyIndex(flanders().register)
        >>> index.read("71022.0").read_as, index.read("71000").problem.variant
        ('71022', 'arrondissement')
    """

    register: Register = field(repr=False)
    aliases: tuple[Alias, ...] = field(default=(), repr=False)
    areas: tuple[Area, ...] = field(default=BELGIUM, repr=False)
    _gazetteer: Callable[[], Gazetteer] = field(
        default=Gazetteer, converter=when_asked, alias="gazetteer", repr=False
    )
    codes: CodeSystem = field(default=NIS, kw_only=True, repr=False)
    zones: frozenset[str] = field(default=frozenset(), kw_only=True, repr=False)

    def read(self, key: object) -> KeyReading:
        """Return what a key can mean; what had to be mended is said, never silent.

        Args:
            key: Text, or a number where a spreadsheet or data frame made one
                of a code; ``None`` and not-a-number count as empty. A tuple has
                several cells, such as a name with its postal code or its code:
                what they say must be true together.
        """
        written = key if isinstance(key, Written) else Written.of(key)
        text = written.text
        if not text:
            return _refused("", "empty")
        if len(text) > LONGEST:
            return _refused(text, "unknown", near=())
        if len(written.cells) > 1:
            return self._of_cells(written)
        versions = self._called(text)
        if versions:
            return self._as_it_stands(written, versions)
        found = self._by_digits(written) if written.digits else self._by_words(written)
        return (
            found or self._as_outside(written) or self._as_zone(written) or self._unknown(written)
        )

    def _by_digits(self, written: Written) -> KeyReading | None:
        return self._as_digits(written) or self._as_beside(written) or self._as_short(written)

    def _by_words(self, written: Written) -> KeyReading | None:
        found = self._as_beside(written)
        if found is None and written.has_code:
            found = self._as_form(written) or self._with_code(written)
        return found or self._without_qualifier(written)

    def _called(self, text: str) -> tuple[Municipality, ...]:
        return self._by_code.get(text) or self._names.called(text)

    def _as_it_stands(self, written: Written, versions: tuple[Municipality, ...]) -> KeyReading:
        text = written.text
        if elsewhere := self._names.elsewhere(text):
            candidates = (str(versions[-1]), *elsewhere)
            return _refused(text, "ambiguous", municipalities=candidates)
        if written.is_number:
            return _mended(text, "number", text, versions)
        return KeyReading(text, text, versions=versions)

    def _of_cells(self, written: Written) -> KeyReading:
        """Read cells that stand beside each other; what one of them says decides the others."""
        saying = [cell for cell in written.cells if not _says_nothing(cell)]
        if len(saying) < 2 and not any(cell.digits for cell in saying):
            said_alone = self.read(saying[0] if saying else written.cells[0])
            return evolve(said_alone, text=written.text)
        found = self.read(Written(written.text))
        if found.kind == "unknown":
            if any(beside(cell.folded)[0] == "abroad" for cell in saying):
                return _refused(written.text, "abroad")
            return self._by_postal_code(written) or found
        if found.doubt is None or found.doubt.kind != "with qualifier":
            return found
        changed = any(cell.digits not in {"", cell.text} for cell in written.cells)
        doubt = read_as("number format", read_as=found.read_as) if changed else None
        return evolve(found, doubt=doubt)

    def _by_postal_code(self, written: Written) -> KeyReading | None:
        """Read cells of which the name is not known by the postal code beside it."""
        codes = [cell for cell in written.cells if self._land_of(cell.digits)]
        if not codes:
            return None
        names = (cell.text for cell in written.cells if cell not in codes)
        doubt = read_as("by postal code", name=" ".join(names), read_as=codes[0].digits)
        return evolve(self._read_postal(codes[0]), text=written.text, doubt=doubt)

    def _as_digits(self, written: Written) -> KeyReading | None:
        digits = written.digits
        bare = digits.lstrip("0")
        for variant, code in (
            ("number format", digits),
            ("too many zeros", bare if bare != digits else ""),
            ("zero lost", f"0{digits}"),
        ):
            if code in self._by_code:
                return _mended(written.text, variant, code, self._by_code[code])
        return None

    def _as_beside(self, written: Written) -> KeyReading | None:
        """Recognise what a table holds beside municipalities: nothing, totals, larger areas."""
        text, folded = written.text, written.folded
        kind, area_name = ("unknown place", "") if written.is_nothing else beside(folded)
        if kind in OUTSIDE - {"outside"}:
            return _refused(text, kind)
        area = self._area_of(written, area_name or folded)
        if kind == "outside" or (area and area.is_outside):
            if place := self.gazetteer.elsewhere(text):
                return _refused(text, "outside", elsewhere=place)
            return evolve(_refused(text, "outside", elsewhere=area or text), area=area)
        if kind == "total":
            zone = None if area else self._zones_called.get(area_name)
            found = _refused(text, "zone", zone=zone) if zone else _refused(text, "total")
            return evolve(found, area=area)
        if area:
            return evolve(_refused(text, area.kind, area=area), area=area)
        return _refused(text, kind, area=text) if kind else None

    def _area_of(self, written: Written, name: str) -> Area | None:
        """Return the larger area of a code or a name, where that is none of a municipality."""
        if written.digits:
            return self._areas.coded(written.digits)
        area = self._areas.called(name) if name else None
        return None if area and self._names.called(name) else area

    def _as_short(self, written: Written) -> KeyReading | None:
        digits, lengths = written.digits, self._code_lengths
        if len(digits) + 1 not in lengths or len(digits) in lengths:
            return None
        near = self._newest(self._slips.longer(digits))
        values = {"digits": len(digits), "usual": len(digits) + 1, "near": near}
        return _refused(written.text, "digit lost", **values)

    def _as_form(self, written: Written) -> KeyReading | None:
        """Read a code as registers and linked data write it; tell what a sector lies in."""
        text = written.text
        if form := written.form:
            code, before = form
            inner = self.read(Written(code))
            if inner.doubt is None:
                return _mended(text, "with qualifier", code, inner.versions, rest=(before,))
            return evolve(inner, text=text)
        versions = self._by_code.get(written.sector)
        if not versions:
            return None
        newest = versions[-1]
        became = () if newest.period.until is None else self.register.became(newest, date.max)
        return _refused(text, "sector", municipality=newest, municipalities=became)

    def _with_code(self, written: Written) -> KeyReading | None:
        """Read a code that stands beside a name, and compare the two."""
        code = next((word for word in written.words if word in self._by_code), None)
        if code is None:
            return self._with_code_outside(written)
        rest = written.beside(code)
        bare, administration = bare_name(rest)
        coded, named = self._by_code[code], self._called(rest) or self._called(bare)
        is_same = bool({m.unit for m in named} & {m.unit for m in coded})
        if named and not (is_same or self._has_village(bare, coded)):
            values = {"coded": coded[-1].name, "named": named[-1]}
            return _refused(written.text, "code and name", **values)
        signs = written.text.replace(code, "", 1).strip()
        found = _mended(written.text, "with qualifier", code, coded, rest=(rest or signs,))
        return evolve(found, administration=administration)

    def _with_code_outside(self, written: Written) -> KeyReading | None:
        place = self._outside_by_code(written)
        if place is None:
            return None
        named = () if self._names.elsewhere(written.bare) else self._called(written.bare)
        if named:
            return _refused(written.text, "code and name", coded=place, named=named[-1])
        return _refused(written.text, "outside", elsewhere=place)

    def _without_qualifier(self, written: Written) -> KeyReading | None:
        """Read a name with more beside it, all of which must be true of what is meant."""
        if called := written.as_village:
            found = self._without_qualifier(Written(called))
            return found and evolve(found, text=written.text)
        text, bare = written.text, written.bare
        brackets = written.brackets
        codes = tuple(code for code in written.postal_codes if self._land_of(code))
        named = self._called(bare) if bare != text else ()
        if named and all(self._is_true(each, named) for each in brackets):
            own = [part for m in named for part in m.parts]
            lands = [self._land_of(code) for code in codes]
            if all(self._meets(land, own) for land in lands):
                return self._qualified(written, named, frozenset[PartId]().union(*lands))
        villages = self.gazetteer.villages_called(written.village)
        if village := self._as_village(written, villages, codes, named):
            return village
        if named:
            return self._contradicted(written, codes, named[-1], named)
        if villages and (brackets or codes):
            held = tuple(m for village in villages for m in self.holding(village.parts))
            return self._contradicted(written, codes, villages[0].name, held)
        return self._as_two_names(written)

    def _qualified(
        self, written: Written, named: tuple[Municipality, ...], within: frozenset[PartId]
    ) -> KeyReading:
        """Return a name without what stands beside it, which is true of it."""
        text, bare = written.text, written.bare
        says_where = within or not all(map(is_kind_of_place, written.brackets))
        if (elsewhere := self._names.elsewhere(bare)) and not says_where:
            return _refused(text, "ambiguous", municipalities=(str(named[-1]), *elsewhere))
        found = _mended(text, "with qualifier", bare, named, rest=left_out(text, bare))
        return evolve(found, administration=written.administration, within=within)

    def _as_village(
        self,
        written: Written,
        villages: Iterable[Village],
        codes: Iterable[str],
        named: Container[Municipality],
    ) -> KeyReading | None:
        """Read a village of which all that stands beside its name is true."""
        fitting = [
            each
            for each in villages
            if all(self._meets(self._land_of(code), each.parts) for code in codes)
        ]
        held = in_time(
            m
            for each in fitting
            for m in self.holding(each.parts)
            if m not in named and all(self._is_true(bracket, (m,)) for bracket in written.brackets)
        )
        if not held:
            return None
        return KeyReading(
            written.text,
            fitting[0].name,
            versions=held,
            administration=written.administration,
            by_village=held,
            villages=frozenset(part for each in fitting for part in each.parts),
            within=frozenset(part for code in codes for part in self._land_of(code)),
        )

    def _contradicted(
        self,
        written: Written,
        codes: tuple[str, ...],
        named: object,
        versions: tuple[Municipality, ...],
    ) -> KeyReading:
        """Say what beside a name is true of nothing that has it: a bracket or a postal code."""
        text, brackets = written.text, written.brackets
        untrue = [each for each in brackets if not self._is_true(each, versions)]
        if untrue or not codes:
            return _refused(text, "name and bracket", named=named, bracket=(untrue or brackets)[0])
        holders = self.holding(self._land_of(codes[0]))[-1:]
        return _refused(text, "name and postal code", named=named, code=codes[0], there=holders)

    def _as_two_names(self, written: Written) -> KeyReading | None:
        for names in written.names:
            if versions := _all_same(names, self._called):
                bare = tuple(bare_name(name)[0] for name in names)
                return _mended(written.text, "two names", bare[0], versions, names=bare)
            area = _all_same(names, self._area_called)
            if area is not None:
                return evolve(_refused(written.text, area.kind, area=area), area=area)
        return None

    def _area_called(self, name: str) -> Area | None:
        """Return the larger area of a name, if it lies inside the record."""
        folded = spelling(name)
        area = self._areas.called(folded) if folded else None
        return None if area is None or area.is_outside else area

    def _is_true(self, bracket: str, versions: tuple[Municipality, ...]) -> bool:
        """Tell whether what stands between brackets is true of any of some municipalities.

        It is a code, a larger area, another name, a village there or a word for its kind.
        """
        if is_kind_of_place(bracket):
            return True
        bracket = without_village_word(bracket)
        name = spelling(bracket)
        first, _, rest = name.partition(" ")
        area = rest if first in _AREA_WORDS and rest else name
        if name in _ANYWHERE or any({name, area} & self._places_of(m) for m in versions):
            return True
        named = {m.unit for m in self._called(bracket)}
        if named.intersection(m.unit for m in versions):
            return True
        return self._has_village(bracket, versions)

    def _has_village(self, name: str, versions: tuple[Municipality, ...]) -> bool:
        villages = self.gazetteer.villages_called(name)
        return any(self._meets(v.parts, m.parts) for v in villages for m in versions)

    def _places_of(self, municipality: Municipality) -> frozenset[str]:
        code, province = municipality.arrondissement or "", municipality.province or ""
        area = self._areas.by_code.get(code)
        arrondissement = spelling(area.name if area else code)
        return traits(municipality).union({arrondissement}, _IN_SHORT.get(province, ()))

    # --- villages, postal codes and what lies outside ---------------------------------

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Villages, postal codes and the neighbours, read when a key needs them."""
        found = self._gazetteer()
        if not isinstance(found, Gazetteer):
            raise InvalidValueError(said("value for {name}", name="gazetteer"), found, "Gazetteer")
        return found

    def _land_of(self, code: str) -> frozenset[PartId]:
        """Return the land that a postal code has on any day; nothing where no table has it."""
        return frozenset(part for each in self.gazetteer.postal_code(code) for part in each.parts)

    def _meets(self, parts: Iterable[PartId], others: Iterable[PartId]) -> bool:
        return self.register.refinement.meets(parts, others)

    def holding(self, parts: Iterable[PartId]) -> tuple[Municipality, ...]:
        """Return every version that may hold land of some parts, in order of time."""
        kin = self.register.refinement.relatives(parts)
        return in_time(m for part in sorted(kin) for m in self._by_part.get(part, ()))

    def _as_outside(self, written: Written) -> KeyReading | None:
        """Recognise what lies in the rest of the country."""
        by = self._outside_by_code if written.digits else self._outside_by_name
        place = by(written)
        return _refused(written.text, "outside", elsewhere=place) if place else None

    def _as_zone(self, written: Written) -> KeyReading | None:
        """Recognise the name of a zone, of any day."""
        name = self._zones_called.get(written.folded)
        return _refused(written.text, "zone", zone=name) if name else None

    @cached_property
    def _zones_called(self) -> Mapping[str, str]:
        return {fold(name): name for name in self.zones}

    def _outside_by_code(self, written: Written) -> object:
        words = (written.digits, written.sector, *written.words)
        codes = [word for word in words if len(word) == 5 and word.isdecimal()]
        known = (self.gazetteer.elsewhere(code) for code in codes)
        areas = (self._areas.by_code.get(f"{code[:2]}000") for code in codes)
        told_by_area = (
            phrase("a municipality of the arrondissement of {area}", area=area)
            for area in areas
            if area and area.is_outside and area.kind == "arrondissement"
        )
        return next(filter(None, known), None) or next(told_by_area, None)

    def _outside_by_name(self, written: Written) -> object:
        """Return what has the name; of two names between signs, each is one of the same."""
        names = dict.fromkeys((written.text, written.bare))
        if found := next(filter(None, map(self.gazetteer.elsewhere, names)), None):
            return found
        places = (_all_same(names, self.gazetteer.elsewhere) for names in written.names)
        return next(filter(None, places), None)

    def is_code(self, key: object) -> bool:
        """Tell whether a key is written as codes of the register are, or read as one it has.

        Belgian codes are told by their five digits, whatever became of them.
        """
        text = (key if isinstance(key, Written) else Written.of(key)).text
        if self.codes.name == NIS.name:
            return bool(_FIVE_DIGITS.fullmatch(text))
        is_written_so = bool(self.codes.pattern) and self.codes.has(text)
        return is_written_so or self.read(key).read_as in self._by_code

    def reader(self, keys: Iterable[object]) -> Callable[[object], KeyReading]:
        """Return what reads the keys of one column: as postal codes, where they are that.

        They are where numbers have four digits, and tables of postal codes have them, or
        so many that the rest may lie outside: nearly half of the country's do not. Beside
        codes of municipalities, those are postal codes that tables have, and are no code
        without its zero.
        """
        written = [key if isinstance(key, Written) else Written.of(key) for key in keys]
        numbers = {code for each in written if (code := each.postal_code)}
        known = {code for code in numbers if self.gazetteer.postal_code(code)}
        areas = {code for code in numbers if self._areas.coded(code)}
        if any(each.digits in self._by_code for each in written):
            return self._read_mixed if known - areas else self.read
        is_postal = known == numbers or (3 * len(known) > len(numbers) and areas != numbers)
        return self._read_postal if numbers and is_postal else self.read

    def _read_mixed(self, key: object) -> KeyReading:
        """Read a key of a column of codes and postal codes, where one may be either."""
        written = key if isinstance(key, Written) else Written.of(key)
        code = written.postal_code or ""
        if not self.gazetteer.postal_code(code):
            return self.read(written)
        area = self._areas.coded(code)
        if area is None or not written.digits:
            return self._read_postal(written)
        candidates = (said("postal code {code}", code=code), area)
        remedy = phrase("write {postal} or {area}", postal=f"B-{code}", area=area.code)
        return _refused(written.text, "ambiguous", remedy=remedy, municipalities=candidates)

    def _read_postal(self, key: object) -> KeyReading:
        written = key if isinstance(key, Written) else Written.of(key)
        text, code = written.text, written.postal_code
        if not code:
            return _refused(text, "abroad") if written.is_foreign_postal else self.read(written)
        found = self.gazetteer.postal_code(code)
        if not found:
            return _refused(text, "no postal code")
        versions = tuple(
            evolve(m, period=days)
            for each in found
            for m in self.holding(each.parts)
            if (days := m.period.within(each.period))
        )
        reading = KeyReading(text, code, versions=versions)
        if text != code:
            reading = _mended(text, "number format", code, versions)
        return evolve(reading, postal_code=code, within=self._land_of(code))

    def in_context(self, readings: Mapping[_K, KeyReading]) -> dict[_K, KeyReading]:
        """Return readings with what the others make of them.

        In a list of villages, or of names with postal codes, the name of an ended
        municipality may be that of a village of today, and in one with many villages any
        name of a village may mean one. Between provinces and no municipality, Antwerpen is a
        province; between municipalities of Wallonia, Limbourg is one.
        """
        readings = {**readings, **self._as_municipalities(readings)}
        names = {asked: r for asked, r in readings.items() if self._is_name(r)}
        villages = sum(bool(r.by_village) for r in readings.values())
        placed = sum(bool(r.within) for r in names.values())
        if not villages and not placed:
            return {**readings, **self._as_provinces(names, readings)}
        are_many = 2 * villages >= len(names)
        also = {asked: self._also_village(r, anywhere=are_many) for asked, r in names.items()}
        doubtful = sum(bool(r.by_village) for r in also.values())
        is_list = (villages + placed) * _SPRINKLED >= doubtful
        return {**readings, **also} if is_list else readings

    def _as_municipalities(self, readings: Mapping[_K, KeyReading]) -> dict[_K, KeyReading]:
        """Return as municipalities outside the names of both, where others are outside."""
        if not any(r.kind == "outside" and r.area is None for r in readings.values()):
            return {}
        bare = {
            asked: self.gazetteer.elsewhere(r.text)
            for asked, r in readings.items()
            if r.kind == "province"
        }
        return {
            asked: _refused(readings[asked].text, "outside", elsewhere=place)
            for asked, place in bare.items()
            if place
        }

    def _as_provinces(
        self, names: Mapping[_K, KeyReading], readings: Mapping[_K, KeyReading]
    ) -> dict[_K, KeyReading]:
        """Return as provinces the names of both, where all that is known are provinces."""
        provinces = {r.area for r in readings.values() if r.kind == "province"}
        if not provinces or len(names) < sum(bool(r.versions) for r in readings.values()):
            return {}
        areas = {
            asked: self._areas.called(f"province {fold(r.text)}") for asked, r in names.items()
        }
        if None in areas.values() or provinces.intersection(areas.values()):
            return {}
        return {
            asked: evolve(_refused(readings[asked].text, "province", area=area), area=area)
            for asked, area in areas.items()
        }

    def beside_provinces(self, readings: Mapping[_K, KeyReading]) -> dict[_K, Doubt]:
        """Doubt a name of both between municipalities, where other provinces have but their name.

        Where the province is there by its code, or with a word for it, the name is none.
        """
        provinces = {r.area: r.text for r in readings.values() if r.kind == "province"}
        bare = {
            area
            for area, text in provinces.items()
            if area and spelling(text) in map(spelling, (area.name, *area.names))
        }
        names = {asked: r for asked, r in readings.items() if self._is_name(r)} if bare else {}
        both = {asked: self._areas.called(f"province {fold(r.text)}") for asked, r in names.items()}
        meant = {
            asked: (str(names[asked].versions[-1]), phrase("the province of {area}", area=area))
            for asked, area in both.items()
            if area and area not in provinces
        }
        return {
            asked: no_fit("ambiguous", municipalities=each)
            for asked, each in meant.items()
            if len(names) > len(meant)
        }

    def _is_name(self, reading: KeyReading) -> bool:
        is_plain = reading.doubt is None or bool(reading.administration or reading.within)
        is_other = reading.by_village or reading.postal_code or reading.read_as in self._by_code
        return bool(reading.versions and is_plain and not is_other)

    def _also_village(self, reading: KeyReading, *, anywhere: bool) -> KeyReading:
        """Return a reading that allows for the villages of its name: its own, or all."""
        own = {part for m in reading.versions for part in m.parts}
        is_anywhere = anywhere and not reading.within
        land = frozenset(
            part
            for village in self.gazetteer.villages_called(reading.read_as)
            if is_anywhere or self._meets(village.parts, own)
            for part in village.parts
        )
        more = tuple(m for m in self.holding(land) if m not in reading.versions)
        versions = in_time((*reading.versions, *more))
        return evolve(reading, versions=versions, by_village=more, villages=land)

    def namesakes(self, reading: KeyReading) -> Iterator[tuple[str, tuple[Municipality, ...]]]:
        """Yield the villages elsewhere that have the name which was read, with who held them."""
        if reading.within or not self._is_name(reading):
            return
        own = {part for m in reading.versions for part in m.parts}
        for village in self.gazetteer.villages_called(reading.read_as):
            if not self._meets(village.parts, own):
                yield village.name, self.holding(village.parts)

    def _unknown(self, written: Written) -> KeyReading:
        text = written.digits or written.text
        near: Iterable[object] = ()
        if len(text) in self._code_lengths:
            near = self._newest(self._slips.near(text))
        if not (written.digits or near):
            near = Suggestions(text, lambda: self._lookalikes.near(text), shown=self._shown)
        return _refused(written.text, "unknown", near=near)

    def _newest(self, codes: Iterable[str]) -> tuple[Municipality, ...]:
        return tuple(dict.fromkeys(self._by_code[code][-1] for code in codes))

    def _shown(self, name: str) -> str:
        return str(self._names.called(name)[-1])

    @cached_property
    def _names(self) -> Names:
        return Names(self.register, Zoning(), self.aliases)

    @cached_property
    def _by_code(self) -> Mapping[str, tuple[Municipality, ...]]:
        codes = {version.nis for version in self.register.versions if version.nis}
        return {code: self.register.with_code(code) for code in codes}

    @cached_property
    def _by_part(self) -> Mapping[PartId, tuple[Municipality, ...]]:
        return grouped((part, m) for m in self.register.versions for part in m.parts)

    @cached_property
    def _areas(self) -> LargerAreas:
        return larger_areas(self.areas, self.register.versions)

    @cached_property
    def _slips(self) -> _Slips:
        return _Slips(self._by_code)

    @cached_property
    def _lookalikes(self) -> Lookalikes:
        return Lookalikes(self._names.names_of_municipalities)

    @cached_property
    def _code_lengths(self) -> frozenset[int]:
        return frozenset(map(len, self._by_code))
