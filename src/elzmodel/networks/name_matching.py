"""Names of partners as lists write them, and which partner each may be.

It proposes and never merges: every different name is a row, with the ground on
which it may be another one, for somebody to look at and to accept.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import Enum
from functools import cached_property
from typing import Any, Final

from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError, TableError
from elzmodel.grids.cells import text_of
from elzmodel.grids.codes import NO_COLUMN, NO_FIGURE
from elzmodel.grids.columns import Container, Grid, GridColumn
from elzmodel.grids.containers import grid_of
from elzmodel.values import Answer, Finding, Place, columns
from elzmodel.values.ids import tupled
from elzmodel.values.text import fold, phrase, said

__all__ = ["MatchGround", "NameMatch", "NameMatches", "kbo_number"]


class MatchGround(Enum):
    """Why a name may be that of a partner, the surest first."""

    ITSELF = "itself"
    """It is how the partner is called."""
    NUMBER = "same KBO number"
    SPELLING = "same but for case and signs"
    WORDS = "same words"
    """The same words in another order, legal forms and small words aside."""
    ABBREVIATION = "abbreviation"
    NEAR = "near name"
    """One word is a slip of the other, or a blank is one too many."""
    UNMATCHED = "not matched"

    @property
    def is_proposal(self) -> bool:
        """Whether somebody has to look at it before the two are one."""
        return self not in {MatchGround.ITSELF, MatchGround.UNMATCHED}


@columns("name", "partner", "ground", "rows", "numbers", "others", "accepted", "place")
@frozen(kw_only=True, field_transformer=tupled)
class NameMatch:
    """A name, in how many rows it stands, and the partner that it may be.

    *numbers* are the KBO numbers beside it. *others* are partners that it may be as
    well, none of which is proposed. *place* is where it stands first.
    """

    name: str
    partner: str
    ground: MatchGround
    rows: int = 0
    numbers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    accepted: bool = False
    place: Place = field(factory=Place)


@frozen(kw_only=True, repr=False)
class NameMatches(Answer[NameMatch]):
    """Every different name of a list, each with the partner that it may be.

    Nothing is merged until somebody accepts it, here or in the saved table, and
    gives that back to the list with ``with_names``.

    Example:
        >>> from elzmodel.networks import MatchGround, read_attendance
        >>> names = ["CAW Oost", "CAW Oost", "C.A.W. oost", "OCMW Genk"]
        >>> met = read_attendance([{"partner": name, "meeting": "fair"} for name in names])
        >>> matches = met.match_names()
        >>> [(each.name, each.ground.value, each.partner) for each in matches.proposed]
        [('C.A.W. oost', 'same words', 'CAW Oost')]
        >>> [each.name for each in matches.unmatched]
        ['OCMW Genk']
        >>> matches.accept(MatchGround.WORDS).accepted
        {'C.A.W. oost': 'CAW Oost'}
    """

    @property
    def proposed(self) -> NameMatches:
        """The names that may be those of another partner, to be looked at."""
        return evolve(self, rows=tuple(each for each in self if each.ground.is_proposal))

    @property
    def unmatched(self) -> NameMatches:
        """The names of which no partner is known: each stands for itself."""
        title = said("Names that are not matched")
        return evolve(self.where(ground=MatchGround.UNMATCHED), title=title)

    @property
    def accepted(self) -> dict[str, str]:
        """The partner of each name that was accepted."""
        return {each.name: each.partner for each in self if each.accepted}

    def accept(self, *grounds: MatchGround, names: Iterable[str] = ()) -> NameMatches:
        """Return a copy in which proposals are accepted, by their grounds and by their names.

        Raises:
            InvalidValueError: If nothing is proposed for a name, or a ground proposes nothing.
        """
        wanted = {names} if isinstance(names, str) else {*names}
        proposed = {each.name for each in self if each.ground.is_proposal}
        for name in sorted(wanted - proposed):
            expected = said("{names:or}", names=sorted(proposed))
            raise InvalidValueError("name to accept", name, expected)
        known = [each for each in MatchGround if each.is_proposal]
        for ground in (each for each in grounds if each not in known):
            expected = said("{names:or}", names=[str(each) for each in known])
            raise InvalidValueError("ground to accept", ground, expected)
        rows = (
            evolve(each, accepted=True) if each.name in wanted or (each.ground in grounds) else each
            for each in self
        )
        return evolve(self, rows=tuple(rows))


# --- names as they are compared ---------------------------------------------------------

_SMALL: Final = {
    *("de", "het", "een", "van", "der", "den", "voor", "en", "in", "te", "op", "aan"),
    *("la", "le", "les", "l", "du", "des", "et", "pour", "the", "of", "and", "for"),
}
_FORMS: Final = {
    *("vzw", "ivzw", "asbl", "aisbl", "nv", "sa", "bv", "bvba", "srl", "cv", "cvba", "comm"),
    *("v", "stichting"),
}
_FULL: Final = {
    "caw": "centrum algemeen welzijnswerk",
    "cgg": "centrum geestelijke gezondheidszorg",
    "clb": "centrum leerlingenbegeleiding",
    "elz": "eerstelijnszone",
    "kbo": "kruispuntbank ondernemingen",
    "ldc": "lokaal dienstencentrum",
    "ocmw": "openbaar centrum maatschappelijk welzijn",
    "st": "sint",
    "wgc": "wijkgezondheidscentrum",
    "wzc": "woonzorgcentrum",
}
_SHORTEST: Final = 3
_END: Final = 2
_SLIP_FROM: Final = 5  # Of four letters another one may be another place: Genk, Gent.
_ALIKE: Final = 0.8
_RARER: Final = 3  # Two words that are as usual are two places, such as Halen and Halle.
_MOST: Final = 3
_USUAL: Final = 12
_NUMBER: Final = re.compile(r"(?:BE)?([01]?[0-9]{9})")


def kbo_number(text: str) -> str:
    """Return a number of the KBO, ten digits, where a text is one; empty if it is none.

    Signs between the digits are not looked at, a lost zero in front is put back, and
    the last two digits are held against the others.

    Example:
        >>> kbo_number("BE 0207.437.468"), kbo_number("207437468"), kbo_number("0207.437.469")
        ('0207437468', '0207437468', '')
    """
    found = _NUMBER.fullmatch(re.sub(r"[\s.\-]", "", text).upper())
    digits = found[1].zfill(10) if found else ""
    return digits if digits and int(digits[:8]) % 97 + int(digits[8:]) == 97 else ""


@frozen
class _Spelled:
    """The forms in which a name is compared with others."""

    name: str

    @cached_property
    def fold(self) -> str:
        return fold(self.name)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in order, ``c a w`` as one, without legal forms and small words."""
        joined = re.sub(r"\b(\w) (?=\w\b)", r"\1", self.fold)
        words = [word for word in joined.split() if word not in _FORMS]
        plain = [word for word in words if word not in _SMALL] or words
        initials = {short for short, _ in _runs(plain)}
        return tuple(dict.fromkeys(word for word in plain if word not in initials))

    @cached_property
    def full(self) -> tuple[str, ...]:
        """Its words, with what usual abbreviations stand for."""
        return tuple(part for word in self.words for part in _FULL.get(word, word).split())

    @cached_property
    def shorter(self) -> set[frozenset[str]]:
        """Its words, with some that follow each other as their initials."""
        every = tuple(word for word in self.fold.split() if word not in _FORMS)
        return {
            frozenset({short, *rest} - _SMALL)
            for words in {self.words, every}
            for short, rest in _runs(words)
        }


def _runs(words: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the initials of three words or more that follow each other, and the other words."""
    for start in range(len(words)):
        for stop in range(start + _SHORTEST, len(words) + 1):
            initials = "".join(word[0] for word in words[start:stop])
            yield initials, (*words[:start], *words[stop:])


def _is_slip(one: str, other: str) -> bool:
    is_long = min(len(one), len(other)) >= _SLIP_FROM
    letters = SequenceMatcher(None, one, other)
    return (
        (is_long and one.isalpha() and other.isalpha())
        and letters.quick_ratio() >= _ALIKE
        and letters.ratio() >= _ALIKE
    )


# --- which is which ---------------------------------------------------------------------


@frozen(kw_only=True)
class ListedName:
    """A name of a list: in how many rows, with which KBO numbers, and where first."""

    name: str
    rows: int
    numbers: tuple[str, ...] = ()
    place: Place = field(factory=Place)


def matches_of(
    names: Iterable[ListedName], known: Mapping[str, Iterable[str]], *, title: str
) -> NameMatches:
    """Return each name with the partner that it may be, names without one among themselves.

    Args:
        names: The different names of a list.
        known: The partners that are known, each with other names that it has.
        title: What the answer is about.
    """
    names = sorted(names, key=_first_of_all)
    matcher = _Matcher(names, known)
    found = [matcher.match(each) for each in names]
    chosen = {each.partner for each in found if each.ground.is_proposal}
    rows = [matcher.finished(each, is_chosen=not known and each.name in chosen) for each in found]
    order = list(MatchGround)
    rows.sort(key=lambda each: (order.index(each.ground), each.partner, each.name))
    counts = Counter(each.ground for each in rows)
    tally = [phrase("{n} {ground}", n=counts[each], ground=each) for each in order if counts[each]]
    note = said("{n} {n:name|names}: {tally:and all}", n=len(rows), tally=tuple(tally))
    return NameMatches(title=title, rows=tuple(rows), notes=[note], row_type=NameMatch)


def _first_of_all(listed_name: ListedName) -> tuple[object, ...]:
    """Order names so that the one by which others are called comes first."""
    name = listed_name.name
    signs = sum(not (letter.isalnum() or letter.isspace()) for letter in name)
    return -listed_name.rows, not listed_name.numbers, signs, -len(name), name


class _Matcher:
    """The names seen so far by the forms in which they are compared, each with its partner."""

    def __init__(self, names: Sequence[ListedName], known: Mapping[str, Iterable[str]]) -> None:
        self._by: dict[object, list[str]] = defaultdict(list)
        self._by_rest: dict[object, list[tuple[str, str]]] = defaultdict(list)
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._numbers: dict[str, set[str]] = defaultdict(set)
        self._known = dict(known)
        self._uses = Counter(word for each in names for word in {*_Spelled(each.name).full})
        self._right = {word for name in known for word in _Spelled(name).full}
        for partner, others in known.items():
            for name in (partner, *others):
                self._learn(name, partner)

    def match(self, listed_name: ListedName) -> NameMatch:
        """Return which partner a name may be; one that may be none is a partner itself."""
        name = listed_name.name
        found, others = self._proposed(listed_name)
        ground, partner = found or (MatchGround.UNMATCHED, name)
        if ground is not MatchGround.NEAR:  # Slips of slips would lead away.
            self._learn(name, partner, listed_name.numbers)
        return NameMatch(
            name=name,
            partner=partner,
            ground=ground,
            rows=listed_name.rows,
            numbers=listed_name.numbers,
            others=others,
            place=listed_name.place,
        )

    def finished(self, match: NameMatch, *, is_chosen: bool) -> NameMatch:
        """Return a match once all names are seen: what others are proposed to is matched."""
        if match.ground is not MatchGround.UNMATCHED:
            return match
        if is_chosen:
            return evolve(match, ground=MatchGround.ITSELF)
        return evolve(match, others=match.others or self._wider(match.name))

    def _learn(self, name: str, partner: str, numbers: Iterable[str] = ()) -> None:
        spelled = _Spelled(name)
        keys: list[object] = [("number", each) for each in numbers]
        keys += [("fold", spelled.fold), ("words", frozenset(spelled.words))]
        keys += [("full", frozenset(spelled.full)), ("joined", "".join(spelled.words))]
        keys += [("shorter", each) for each in spelled.shorter]
        for key in keys:
            if partner not in self._by[key]:
                self._by[key].append(partner)
        for word, rest in _without_one(spelled.full):
            self._by_rest[rest].append((word, partner))
        for word in {*spelled.words}:
            self._by_word[word].append(partner)
        self._numbers[partner].update(numbers)

    def _proposed(
        self, listed_name: ListedName
    ) -> tuple[tuple[MatchGround, str] | None, tuple[str, ...]]:
        """Return the ground and the partner, or several partners of which none is proposed."""
        if listed_name.name in self._known:
            return (MatchGround.ITSELF, listed_name.name), ()
        for ground, partners in self._fitting(listed_name):
            fitting = [each for each in dict.fromkeys(partners) if self._may_be(each, listed_name)]
            if len(fitting) == 1:
                return (ground, fitting[0]), ()
            if fitting:
                return None, tuple(sorted(fitting)[:_MOST])
        return None, ()

    def _may_be(self, partner: str, listed_name: ListedName) -> bool:
        """Tell whether no KBO numbers say that they are two."""
        theirs, own = self._numbers[partner], {*listed_name.numbers}
        return not theirs or not own or bool(theirs & own)

    def _fitting(self, listed_name: ListedName) -> Iterator[tuple[MatchGround, list[str]]]:
        spelled, by = _Spelled(listed_name.name), self._by.get
        words = frozenset(spelled.words)
        numbers = [p for each in listed_name.numbers for p in by(("number", each), ())]
        yield MatchGround.NUMBER, numbers
        yield MatchGround.SPELLING, [*by(("fold", spelled.fold), ())] if spelled.fold else []
        yield MatchGround.WORDS, [*by(("words", words), ())] if words else []
        shorter = [p for each in spelled.shorter for p in by(("words", each), ())]
        full = by(("full", frozenset(spelled.full)), ()) if words else ()
        yield MatchGround.ABBREVIATION, [*full, *by(("shorter", words), ()), *sorted(shorter)]
        joined = by(("joined", "".join(spelled.words)), ()) if words else ()
        yield MatchGround.NEAR, [*joined, *self._slips(spelled)]

    def _slips(self, spelled: _Spelled) -> Iterator[str]:
        """Yield the partners of which one word is this one but for a slip."""
        for word, rest in _without_one(spelled.full):
            for other, partner in self._by_rest.get(rest, ()):
                if word != other and self._may_slip(word, other) and _is_slip(word, other):
                    yield partner

    def _may_slip(self, word: str, other: str) -> bool:
        """Tell whether one of two words is known, or else much more usual than the other."""
        if (word in self._right) != (other in self._right):
            return True
        rare, usual = sorted((self._uses[word], self._uses[other]))
        return word not in self._right and (rare == 1 or rare * _RARER <= usual)

    def _wider(self, name: str) -> tuple[str, ...]:
        """Return partners with all words of a name and more, or with some of them alone."""
        words = {*_Spelled(name).words}
        near = (self._by_word[word] for word in words if len(self._by_word[word]) <= _USUAL)
        found = {
            partner
            for partners in near
            for partner in partners
            if partner != name and _is_part(words, {*_Spelled(partner).words})
        }
        return tuple(sorted(found)[:_MOST])


def _is_part(one: set[str], other: set[str]) -> bool:
    return one <= other or other <= one


def _without_one(words: Sequence[str]) -> Iterator[tuple[str, object]]:
    """Yield each word with the others, and with how it begins or ends, as a slip leaves one."""
    for i, word in enumerate(words):
        rest = frozenset((*words[:i], *words[i + 1 :]))
        yield word, (rest, "begins", word[:_END])
        yield word, (rest, "ends", word[-_END:])


# --- names that somebody accepted ---------------------------------------------------------

_YES: Final = frozenset({"yes", "y", "ja", "j", "oui", "true", "waar", "vrai", "1", "x", "ok"})
NO: Final = frozenset({"no", "n", "nee", "neen", "non", "false", "onwaar", "faux", "0"})
"""The words, folded, by which a cell says no."""
_HEADINGS: Final = {
    "name": ("name", "naam"),
    "partner": ("partner",),
    "accepted": ("accepted", "aanvaard"),
}


def accepted_names(source: object, reading: Container) -> dict[str, str]:
    """Return the partner of each name that was accepted, in a mapping, an answer or a table.

    Raises:
        TableError: If a table has other columns, or says something else than yes or no;
            all problems at once.
        InvalidValueError: If a name becomes itself in a circle, or a mapping holds no names.
    """
    if isinstance(source, NameMatches):
        found = source.accepted
    elif isinstance(source, Mapping):
        found = dict(source)
        names: list[object] = [each for pair in found.items() for each in pair]
        for name in names:
            if not isinstance(name, str) or not name.strip():
                raise InvalidValueError("name", name, "names, each with that of a partner")
    else:
        found = _in_table(grid_of(source, **reading))
    return {name: _last(name, found) for name in found}


def _last(name: str, partners: Mapping[str, str]) -> str:
    """Return the partner at the end, where that of a name has one itself."""
    seen = [name]
    while partners.get(seen[-1], seen[-1]) != seen[-1]:
        seen.append(partners[seen[-1]])
        if seen[-1] in seen[:-1]:
            raise InvalidValueError("name", said("{names:and}", names=seen), "names in no circle")
    return seen[-1]


def _in_table(grid: Grid) -> dict[str, str]:
    by_role = {
        role: [each for each in grid.columns if fold(each.name) in words]
        for role, words in _HEADINGS.items()
    }
    head = Place(grid.source, grid.header_line, sheet=grid.sheet)
    every = [each.name for each in grid.columns]
    problems = [
        NO_COLUMN.finding(place=head, column=role, columns=every)
        for role, found in by_role.items()
        if len(found) != 1
    ]
    if problems:
        raise TableError(grid.source, problems, said("cannot be read as names"))
    reader = _Accepted(grid, *(found[0] for found in by_role.values()))
    for row in range(len(grid)):
        reader.read(row)
    if reader.problems:
        raise TableError(grid.source, reader.problems, said("cannot be read as names"))
    return reader.partners


class _Accepted:
    """Reads the rows of a table of names, one after the other."""

    def __init__(
        self, grid: Grid, name: GridColumn, partner: GridColumn, accepted: GridColumn
    ) -> None:
        self._grid, self._name, self._partner, self._accepted = grid, name, partner, accepted
        self.partners: dict[str, str] = {}
        self.problems: list[Finding] = []

    def read(self, row: int) -> None:
        answer = self._accepted.cell(row)
        text = fold(str(answer) if isinstance(answer, bool) else text_of(answer))
        if text not in {"", *_YES, *NO}:
            self._wrong(row, self._accepted, said("yes or no"), text_of(answer))
        if text not in _YES:
            return
        name, partner = text_of(self._name.cell(row)), text_of(self._partner.cell(row))
        for column, found in ((self._name, name), (self._partner, partner)):
            if not found:
                self._wrong(row, column, said("name"), found)
        if self.partners.setdefault(name, partner) != partner:
            other = said("the one partner of {name}", name=name)
            self._wrong(row, self._partner, other, partner, expected=self.partners[name])

    def _wrong(
        self,
        row: int,
        column: GridColumn,
        kind: str,
        text: str,
        **values: Any,  # noqa: ANN401
    ) -> None:
        place = self._grid.place(row, column)
        self.problems.append(
            NO_FIGURE.finding(place=place, column=column.name, kind=kind, text=text, **values)
        )
