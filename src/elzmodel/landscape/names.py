"""Names and codes at the front door: what people type, and what it means on a day.

`Names` is the one resolver. It returns what it found as a `Match`, without
raising; errors, with what may have been meant, are made of that at the door.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cached_property, lru_cache
from numbers import Integral
from typing import Any, Generic, Literal, TypeVar

from attrs import field, frozen

from elzmodel.errors import AmbiguousNameError, InvalidValueError, NotOnDayError, UnknownIdError
from elzmodel.territory import Municipality, Register
from elzmodel.values import NisCode, SourceId, UnitId, ZoneId, parse_day
from elzmodel.values.arguments import keep_door
from elzmodel.values.ids import grouped
from elzmodel.values.text import Suggestions, fold, said, term
from elzmodel.zones import Zone, Zoning, zone_map

__all__ = ["Alias", "Match", "Meaning", "Names"]

_CODE = re.compile(r"[0-9]{4,6}", re.ASCII)
_QUALIFIED = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]+)[)\]]")
_ARTICLE_LAST = re.compile(
    r"(.*\S)\s*(?:,\s*|\(\s*)(de|den|het|la|le|les|'[st]|l')\s*\)?", re.IGNORECASE
)
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u02b9\u00b4`", "'"))
_SAINTS = frozenset({"st", "ste", "saint", "sainte", "sankt"})
_ZONE_WORDS = ("elz", "eerstelijnszone")
_MUNICIPALITY_WORDS = ("gemeente", "stad", "municipality")

T = TypeVar("T", Municipality, Zone)


@frozen(kw_only=True)
class Alias:
    """Another name or code under which users meet a municipality or a zone.

    *ids* has one id (a unit's or a zone's), or several for a name that stands
    for a group. *elsewhere* shows what has the same name outside the record: who
    uses such a name is asked which one is meant.

    Example:
        >>> from elzmodel import flanders
        >>> [alias.text for alias in flanders().names.aliases if alias.ids == ("zora",)]
        ['Zuidoostrand Antwerpen', 'elz55']
    """

    scope: Literal["municipality", "zone"]
    text: str
    ids: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()
    kind: str = ""
    sources: tuple[SourceId, ...] = ()


class Meaning(Enum):
    """What a name or code means on a day: one thing, several, one of another day, or none."""

    ONE = "one"
    SEVERAL = "several"
    OTHER_DAY = "another day"
    NONE = "none"


@frozen
class Match(Generic[T]):
    """What was found for a code, id, name or alias: on a day, and ever.

    Example:
        >>> from datetime import date
        >>> from elzmodel import flanders
        >>> found = flanders().names.find_municipality("Kortessem", date(2025, 1, 1))
        >>> found.meaning.value, [str(m.period) for m in found.ever]
        ('another day', ['1970-01-01 to 2024-12-31'])
    """

    kind: str
    key: str
    day: date
    on_day: tuple[T, ...]
    ever: tuple[T, ...] = field(repr=False)
    elsewhere: tuple[str, ...] = field(default=(), repr=False)

    @property
    def meaning(self) -> Meaning:
        """Whether it means one thing on the day, several, one of another day, or none."""
        if self.on_day:
            is_one = len(self.on_day) == 1 and not self.elsewhere
            return Meaning.ONE if is_one else Meaning.SEVERAL
        return Meaning.OTHER_DAY if self.ever else Meaning.NONE


@frozen(cache_hash=True)
class Names:
    """All names and codes of a register and a zoning, with aliases.

    An id is matched as it is written; a name in any case, with or without
    accents and hyphens, with ``St.`` for ``Sint``, and its article first or last.
    A bracket after a name must say something true of what is meant: a code, province,
    arrondissement or region, or the id of a zone.

    Example:
        >>> from datetime import date
        >>> from elzmodel import flanders
        >>> names = flanders().names
        >>> names.municipality("tongres", date(2024, 12, 31)).name
        'Tongeren'
        >>> names.municipality("halle (vlaams-brabant)", date(2025, 1, 1)).nis
        '23027'
    """

    register: Register = field(repr=False)
    zoning: Zoning = field(repr=False)
    aliases: tuple[Alias, ...] = field(default=(), repr=False)

    def find_municipality(self, key: str | Municipality, day: date) -> Match[Municipality]:
        """Return what a code, id, name or alias means among the municipalities.

        A body that still lives goes before others that took its name, and a name before
        what is an alias of another.

        Raises:
            InvalidValueError: If *key* is neither text nor a municipality.
        """
        if isinstance(key, Municipality):
            text, ever = str(key.unit), self.register.versions_of(key.unit)
            return Match("municipality", text, day, _living(ever, day), ever)
        text = as_text("municipality", key)
        body = self.register.versions_of(UnitId(text))
        called = self.called(text) or _qualified(text, self.called, traits)
        ever = in_time((*body, *called)) if body else called
        living = _living(body, day) or _living(ever, day)
        if len(living) > 1:
            living = tuple(m for m in living if spelling(m.name) == spelling(text)) or living
        return Match("municipality", text, day, living, ever, self.elsewhere(text))

    def find_zone(self, key: str | Zone, day: date) -> Match[Zone]:
        """Return what an id, name or alias means among the zones; several for a group.

        ``elz-`` and ``ELZ`` may stand before an id or a name.

        Raises:
            InvalidValueError: If *key* is neither text nor a zone.
        """
        text = key.id if isinstance(key, Zone) else as_text(self.zoning.kind, key)
        ever = self.zones_ever(text)
        return Match(self.zoning.kind, text, day, _living(ever, day), ever)

    def municipality(self, key: str | Municipality, day: date) -> Municipality:
        """Return the one municipality that was found; else raise as `Snapshot.municipality`."""
        return self.the_one(self.find_municipality(key, day))

    def zone(self, key: str | Zone, day: date) -> Zone:
        """Return the one zone that was found; else raise as `Snapshot.zone`."""
        return self.the_one(self.find_zone(key, day))

    def the_one(self, match: Match[T]) -> T:
        """Return the one thing that was found, or raise the error about what was."""
        if match.meaning is not Meaning.ONE:
            raise self.error(match)
        return match.on_day[0]

    def municipalities_ever(self, key: str) -> tuple[Municipality, ...]:
        """Return every version that a code, id, name or alias ever meant, in order of time."""
        return self.find_municipality(key, date.min).ever

    def zones_ever(self, key: str) -> tuple[Zone, ...]:
        """Return every version of the zones that an id, name or alias ever meant, by id."""
        if key in self._zones_by_id:
            return self._zones_by_id[ZoneId(key)]
        folded, by_name = fold(key), self._zones_by_name
        found = by_name.get(folded) or by_name.get(_without_prefix(folded))
        return _qualified(key, self.zones_ever, _traits_of_zone) if found is None else found

    def called(self, text: str) -> tuple[Municipality, ...]:
        """Return every version that ever had a code, or else a name or alias, in order of time."""
        coded = self.register.with_code(NisCode(text))
        return coded or self._by_name.get(spelling(text), ())

    def elsewhere(self, text: str) -> tuple[str, ...]:
        """Return what has an alias outside the record as well."""
        return self._elsewhere.get(spelling(text), ()) if self._elsewhere else ()

    @cached_property
    def _elsewhere(self) -> Mapping[str, tuple[str, ...]]:
        named = (alias for alias in self.aliases if alias.elsewhere)
        return {spelling(alias.text): alias.elsewhere for alias in named}

    def error(self, match: Match[Any]) -> LookupError:
        """Return the error about what means nothing of its day, or several things.

        Raises:
            InvalidValueError: If that is no day.
        """
        day = parse_day(match.day)
        if match.on_day:
            found = [each.id if isinstance(each, Zone) else str(each) for each in match.on_day]
            return AmbiguousNameError(match.kind, match.key, [*found, *match.elsewhere])
        if match.ever:
            return self.not_on_day(match)
        if match.kind == self.zoning.kind:
            return self._no_zone(match)
        near = self.near(match.key, "municipality", day)
        return UnknownIdError(match.kind, match.key, near)

    def not_on_day(self, match: Match[Any]) -> NotOnDayError:
        """Return the error that says what a municipality became by a day, or was before it.

        Of a zone it says why there were none, where that is so.
        """

        def living(versions: Iterable[Municipality]) -> list[str]:
            found = dict.fromkeys(m for v in versions for m in self.register.became(v, day))
            return [str(m) for m in found]

        day = match.day
        head = (match.kind, match.key, day, [each.period for each in match.ever])
        ever = [each for each in match.ever if isinstance(each, Municipality)]
        if not ever:
            return NotOnDayError(*head, reason=self.zoning.why_no_zones(day))
        later = [m for m in ever if m.period.start and m.period.start > day]
        earlier = [m for m in ever if m not in later]
        return NotOnDayError(*head, living(earlier), living(later))

    def near(
        self, key: str, kind: Literal["municipality", "zone", "place"], day: date | None = None
    ) -> Suggestions:
        """Return the names or codes that *key* may have been meant to be, looked up when shown.

        Municipalities are those of *day*, or of any day.
        """
        if kind != "zone" and _CODE.fullmatch(key):
            codes = (str(m.nis) for m in self._versions(day) if m.nis)
            return Suggestions(key, lambda: codes, shown=self._with_code)
        name, _ = qualified(key)
        if kind != "municipality":
            name = _without_prefix(fold(name))
        return Suggestions(name, lambda: self._names_of(kind, day))

    def _with_code(self, code: str) -> str:
        return str(self.register.with_code(NisCode(code))[-1])

    def _names_of(self, kind: str, day: date | None) -> Iterator[str]:
        if kind != "zone":
            yield from dict.fromkeys(municipality.name for municipality in self._versions(day))
        if kind != "municipality":
            yield from dict.fromkeys(zone.name for zone in self.zoning.zones)

    def _versions(self, day: date | None) -> tuple[Municipality, ...]:
        return self.register.versions if day is None else self.register.on(day).municipalities

    def _no_zone(self, match: Match[Any]) -> UnknownIdError:
        """Return the error about a key that is no zone; a municipality's says where it lies."""
        kind, day = match.kind, match.day
        living = self.find_municipality(match.key, day).on_day
        if len(living) != 1:
            return UnknownIdError(kind, match.key, self.near(match.key, "zone"))
        municipality, zones = living[0], zone_map(self.register, self.zoning, day)
        found = zones.holding(municipality.parts)
        is_open = any(part in zones.undecided for part in municipality.parts)
        answer = said("it is in no {kind}", kind=term(kind))
        if is_open:
            answer = said("its {kind} is undecided", kind=term(kind))
        elif found:
            answer = said("it lies in {zones:list}", zones=[zone.name for zone in found])
        telling = "{place} is a municipality; on {day} {answer}"
        reason = said(telling, place=str(municipality), day=day, answer=answer)
        return UnknownIdError(kind, match.key, [zone.id for zone in found], reason)

    @cached_property
    def names_of_municipalities(self) -> tuple[str, ...]:
        """Every name and alias that a municipality ever had."""
        return tuple(self._by_name)

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Municipality, ...]]:
        named = [(spelling(version.name), version) for version in self.register.versions]
        named += [
            (spelling(alias.text), version)
            for alias in self.aliases
            if alias.scope == "municipality"
            for unit in alias.ids
            for version in self.register.versions_of(UnitId(unit))
        ]
        return {name: in_time(found) for name, found in grouped(named).items()}

    @cached_property
    def _zones_by_id(self) -> Mapping[ZoneId, tuple[Zone, ...]]:
        return grouped((zone.id, zone) for zone in self.zoning.zones)

    @cached_property
    def _zones_by_name(self) -> Mapping[str, tuple[Zone, ...]]:
        named = [(text, zone.id) for zone in self.zoning.zones for text in (zone.name, zone.id)]
        aliases = (alias for alias in self.aliases if alias.scope == "zone")
        named += [(alias.text, ZoneId(each)) for alias in aliases for each in alias.ids]
        ids = grouped((fold(text), zone) for text, zone in named)
        return {
            name: tuple(zone for each in sorted({*of}) for zone in self._zones_by_id.get(each, ()))
            for name, of in ids.items()
        }


class AreaNames:
    """The areas of one kind on a day, by the keys and names under which users ask for them.

    A key goes before a name. A name counts however it is spelt, with or without ``ELZ``
    before that of a zone.

    Example:
        >>> zones = AreaNames("zone", [("west", "Westhoek"), ("zora", "ZORA")])
        >>> zones.one("ELZ Westhoek"), zones.one("zora")
        ('west', 'zora')
        >>> zones.one("Oosthoek")
        Traceback (most recent call last):
        elzmodel.errors.UnknownIdError: no zone 'Oosthoek' is known. Did you mean west?
    """

    def __init__(self, kind: str, areas: Iterable[tuple[str, str]]) -> None:
        self._kind = kind
        self._names = dict(areas)

    @cached_property
    def _by_spelling(self) -> Mapping[str, tuple[str, ...]]:
        spelt = ((spelling(name), key) for key, name in self._names.items())
        return {**grouped(spelt), **{spelling(key): (key,) for key in self._names}}

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[str, ...]]:
        return grouped((name, key) for key, name in self._names.items())

    def called(self, asked: object) -> tuple[str, ...]:
        """Return the keys of the areas that are meant; there is one at least.

        Raises:
            InvalidValueError: If *asked* is no text.
            UnknownIdError: If there is none, with near ones.
        """
        text = as_text(self._kind, asked)
        if text in self._names:
            return (text,)
        spelt = spelling(text)
        found = self._by_name.get(text) or self._by_spelling.get(spelt)
        found = found or self._by_spelling.get(_without_prefix(spelt))
        if not found:
            shown = {name: key for key, name in self._names.items()}
            shown |= {key: key for key in self._names}
            near = Suggestions(text, shown, shown=shown.__getitem__)
            raise UnknownIdError(self._kind, text, near)
        return found

    def one(self, asked: object) -> str:
        """Return the key of the one area that is meant; else raise as `called`.

        Raises:
            AmbiguousNameError: If several have that name.
        """
        found = self.called(asked)
        one, *others = found
        if others:
            raise AmbiguousNameError(self._kind, asked, found)
        return one


def _living(versions: Iterable[T], day: date) -> tuple[T, ...]:
    return tuple([each for each in versions if day in each.period])


def in_time(versions: Iterable[Municipality]) -> tuple[Municipality, ...]:
    """Return versions in order of time, each once."""
    return tuple(sorted(dict.fromkeys(versions), key=lambda m: m.period.start or date.min))


def _without_prefix(folded: str) -> str:
    """Return a folded name without the word for a zone before it."""
    first, _, rest = folded.partition(" ")
    return rest if first in _ZONE_WORDS and rest else folded


def _qualified(
    text: str, look_up: Callable[[str], tuple[T, ...]], traits_of: Callable[[T], frozenset[str]]
) -> tuple[T, ...]:
    """Return what a name with a bracket means: those of that name of which the bracket is true."""
    name, bracket = qualified(text)
    if not bracket:
        return ()
    return tuple(each for each in look_up(name) if fold(bracket) in traits_of(each))


@lru_cache(maxsize=16384)
def spelling(text: str) -> str:
    """Return the name of a place as names are compared: however it is spelt.

    Beside what `fold` does, words for a saint are one, *o/d* is *op den*, and an article may
    stand last.

    Example:
        >>> spelling("St.-Truiden") == spelling("SAINT TRUIDEN"), spelling("Haan, De")
        (True, 'de haan')
        >>> spelling("Heist o/d Berg")
        'heist op den berg'
    """
    may_stand_last = "," in text or "(" in text
    last = _ARTICLE_LAST.fullmatch(text.translate(_APOSTROPHES)) if may_stand_last else None
    words = fold(f"{last[2]} {last[1]}" if last else text).split()
    spelt = " ".join("sint" if word in _SAINTS else word for word in words)
    return spelt.replace(" o d ", " op den ")


def qualified(text: str) -> tuple[str, str]:
    """Return a name, and what stands between brackets after it; empty where nothing does.

    Example:
        >>> qualified("Halle (Zoersel)"), qualified("Halle")
        (('Halle', 'Zoersel'), ('Halle', ''))
    """
    match = _QUALIFIED.fullmatch(text)
    return (match[1], match[2]) if match else (text, "")


def traits(municipality: Municipality) -> frozenset[str]:
    """Return what a bracket after the name of a municipality may say, folded."""
    places = (municipality.nis, municipality.province, municipality.arrondissement)
    names = (*places, municipality.region, municipality.unit)
    return frozenset((*map(fold, filter(None, names)), *_MUNICIPALITY_WORDS))


def _traits_of_zone(zone: Zone) -> frozenset[str]:
    return frozenset((fold(zone.id), *_ZONE_WORDS, "zone"))


def as_text(kind: str, key: object) -> str:
    """Return a key without the space around it; refuse what is no text.

    Raises:
        InvalidValueError: If *key* is not text, or empty.

    Example:
        >>> as_text("municipality", " Hasselt ")
        'Hasselt'
    """
    if isinstance(key, str) and key.strip():
        return key.strip()
    hint = said("put quotes around a code") if isinstance(key, Integral) else ""
    expected = said("a code, an id or a name as text[; {hint}]", hint=hint)
    raise InvalidValueError(kind, key, expected)


keep_door(__name__)
