"""How single values are read: strictly, with a remedy for each slip."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from typing import Any, Final

from elzmodel.errors import InvalidValueError
from elzmodel.io.codes import (
    BAD_CHOICE,
    BAD_DAY,
    BAD_ID,
    BAD_NIS,
    BAD_NUMBER,
    NUMBER_AS_TEXT,
    UNKNOWN_KEY,
    WRONG_TYPE,
    Step,
    Wrong,
    mistake,
    suggestions,
)
from elzmodel.io.tree import HALF, UNFIT, Node, NumberText
from elzmodel.values import (
    NIS,
    BodyId,
    Code,
    CodeSystem,
    EventId,
    ItemId,
    Number,
    PartId,
    PartnerId,
    PersonId,
    SeatId,
    SourceId,
    UnitId,
    ZoneId,
    parse_day,
)
from elzmodel.values.numbers import LARGEST
from elzmodel.values.text import Said, fold, said, slug, term

__all__: list[str] = []

SLUG: Final = "[a-z0-9]+(-[a-z0-9]+)*"
PART: Final = "[a-z0-9]+([-~][a-z0-9]+)*"
SOURCE: Final = "[A-Za-z0-9]+([-._][A-Za-z0-9]+)*"
ITEM: Final = "[A-Z]*[a-z0-9]+([-./][a-z0-9]+)*"
FRACTION: Final = "(0|[1-9][0-9]{0,99})/[1-9][0-9]{0,99}"
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}", re.ASCII)
_ODD_SPACES = re.compile("[\u00a0\u2007\u202f\u200b]")
_FRACTION = re.compile(FRACTION, re.ASCII)

_LONGEST = 40
_NAMES = {dict: said("a mapping"), list: said("a list")}
_SLUGS = said("lower-case letters and digits, joined by single hyphens")
_FORMS: Final = {
    SOURCE: said("letters and digits, such as S04"),
    ITEM: said("letters and digits, joined by single hyphens, dots or slashes, such as 1.1/a2"),
}


def shown(value: Node) -> str:
    """Return a value as a message shows it.

    Example:
        >>> shown(None), shown("a" * 99)[-6:], shown([])
        ('null', "aaaa…'", 'an empty list or mapping')
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return _NAMES[type(value)] if value else said("an empty list or mapping")
    text = repr(str(value)) if isinstance(value, str) else str(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2]}…{text[0]}"


NOT_SHOWN: Final = said("a text that is not shown, since it may be a name")
"""What messages say in place of a value where people write names."""


def copied(value: Node) -> str:
    """Return the advice for signs that come along when text is copied from a letter."""
    if not isinstance(value, str):
        return ""
    if value.strip("\u201c\u201d\u201e\u2018\u2019") != value:
        return said('use straight quotes: "')
    if _ODD_SPACES.search(value):
        return said("replace the no-break space by an ordinary one, or leave it out")
    return ""


def refused(
    code: Code,
    value: Node,
    expected: str,
    remedy: str = "",
    *,
    variant: str = "",
    steps: Sequence[Step] = (),
    **more: object,
) -> Wrong:
    """Return the error of a value that does not fit, with what would and how to mend it."""
    values = {
        "value": value if value is NOT_SHOWN else shown(value),
        "expected": expected,
        "remedy": remedy,
        **more,
    }
    return Wrong(mistake(code, variant, **values), steps)


def _write(text: str) -> str:
    return said("write {text}", text=text)


def read_text(value: Node, _: object = None) -> str:
    """Take text; a number or a truth value needs quotes to be text."""
    if value.__class__ is str:
        if value.isprintable() or not (found := UNFIT.search(value)):
            return str(value)
        if HALF.match(found[0]):
            raise Wrong(mistake(WRONG_TYPE, "half", remedy=said("write it anew")))
        expected = said("a text without it; only new lines and tabs may be written so")
        character = f"U+{ord(found[0]):04X}"
        raise Wrong(mistake(WRONG_TYPE, "control", character=character, expected=expected))
    if isinstance(value, NumberText):
        return str(value)
    if isinstance(value, Said):  # A sentence of the library, as of a choice that a policy made.
        return read_text(str(value))
    if isinstance(value, bool | int | float):
        raise refused(NUMBER_AS_TEXT, value, said("text"))
    hint = "" if value is not None else said("leave the key out, or fill it in")
    raise refused(WRONG_TYPE, value, said("text"), hint)


def read_truth(value: Node, _: object = None) -> bool:
    """Take ``true`` or ``false``."""
    if isinstance(value, bool):
        return value
    known = {"yes": "true", "ja": "true", "on": "true", "no": "false", "nee": "false"}
    english = known.get(str(value).lower(), "")
    raise refused(WRONG_TYPE, value, said("true or false"), _write(english) if english else "")


def read_whole(value: Node, _: object = None) -> int:
    """Take a whole number, of no more digits than both forms hold."""
    if isinstance(value, int) and not isinstance(value, bool):
        if -LARGEST < value < LARGEST:
            return value
        raise refused(WRONG_TYPE, said("a number of hundreds of digits"), said("a whole number"))
    hint = said("leave out the quotes") if isinstance(value, str) and value.isdecimal() else ""
    raise refused(WRONG_TYPE, value, said("a whole number"), hint)


def read_number(value: Node, _: object = None) -> Number:
    """Take a number that is not negative, or a fraction in text such as ``1/3``."""
    found: Number | None = None
    if isinstance(value, NumberText):
        found = None if _THOUSANDS.fullmatch(value) else value.number
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = value
    elif isinstance(value, str) and _FRACTION.fullmatch(value):
        found = Fraction(value)
    if found is not None and 0 <= found < float("inf"):
        return found
    expected = said("a number that is not negative, such as 1250 or 0.5")
    variant = "" if found is None else "range"
    raise refused(BAD_NUMBER, value, expected, _number_hint(value), variant=variant)


def read_decimal(value: Node, _: object = None) -> float:
    """Take a number of any sign, such as a longitude; what documents hold is exact instead.

    Example:
        >>> read_decimal(-4.5)
        -4.5
    """
    is_one = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_one or not -LARGEST <= value <= LARGEST:
        raise refused(BAD_NUMBER, value, said("a number"))
    return float(value)


def _number_hint(value: Node) -> str:
    """Return the advice for figures as Dutch writes them."""
    if not isinstance(value, str):
        return ""
    plain = re.sub(r"[\s.\u00a0\u202f']", "", value)
    if re.fullmatch(r"[0-9]+", value):
        return said("leave out the quotes and zeros in front")
    if re.fullmatch(r"[0-9]+,[0-9]+", plain):
        return said("write {text}; the decimal sign is a point", text=plain.replace(",", "."))
    return _write(plain) if re.fullmatch(r"[1-9][0-9]*", plain) else ""


def read_fraction(value: Node, _: object = None) -> Fraction:
    """Take a share from 0 to 1; ``0.1`` is one tenth to the last digit."""
    found = _share(value) if isinstance(value, str) else read_number(value)
    exact = Fraction(repr(found)) if isinstance(found, float) else Fraction(found)
    if exact <= 1:
        return exact
    is_percentage = exact <= 100 and not isinstance(found, Fraction)
    hint = _write(f"{float(exact) / 100:g}") if is_percentage else ""
    raise refused(BAD_NUMBER, value, said("0 to 1"), hint, variant="share")


_PERCENTAGE: Final = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,9}))?\s?%", re.ASCII)


def _share(text: str) -> Number:
    """Take a number or a fraction; of a percentage, say how it is written."""
    found = _PERCENTAGE.fullmatch(text)
    if found is None:
        return read_number(text)
    share = Fraction(f"{found[1]}.{found[2] or 0}") / 100
    hint = _write(f"{float(share):.10g}") if share <= 1 else ""
    raise refused(BAD_NUMBER, text, said("0 to 1"), hint)


def read_day(value: Node, _: object = None) -> date:
    """Take a day as ISO text."""
    if isinstance(value, str):
        try:
            return parse_day(value)
        except InvalidValueError:
            pass
    raise refused(BAD_DAY, value, _DAY, copied(value) or _day_hint(value))


def read_until(value: Node, _: object = None) -> date | None:
    """Take the first day after as ISO text; people write the last day for it, or a year."""
    try:
        return None if value is None else read_day(value)
    except Wrong as wrong:
        hint = copied(value) or _until_hint(value)
        raise (refused(BAD_DAY, value, _DAY, hint) if hint else wrong) from None


_DAY: Final = said("year-month-day, such as 2025-01-01")


def _day_hint(value: Node) -> str:
    """Return the advice for days as Dutch writes them, and for years."""
    if year := _year(value):
        return said("write {day} if the first of January is meant", day=f"{year}-01-01")
    written = _written_day(value)
    if written:
        return _write(written)
    return said("there is no such day") if _ISO_FORM.fullmatch(str(value)) else ""


def _until_hint(value: Node) -> str:
    """Return the advice where a period ends: what is written may be the last day."""
    year = _year(value)
    last = day_of(f"{year}-12-31" if year else _written_day(value))
    if last is None:
        return ""
    if last.year == date.max.year:
        return said("leave until out where the end is open")
    after = last + timedelta(days=1)
    if last.day == 1:
        return said(
            "write {last} if that is the first day after, {after} if it is the last day",
            last=last,
            after=after,
        )
    return said(
        "write {after} if {last} is the last day: until is the first day after",
        after=after,
        last=last,
    )


def _year(value: Node) -> str:
    """Return a year alone, which people write for a day; in quotes it is of four digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and _YEAR.fullmatch(value) else ""


_YEAR: Final = re.compile("[12][0-9]{3}", re.ASCII)


def _written_day(value: Node) -> str:
    """Return a day that is written as Dutch does, in ISO form; in figures it need not exist."""
    parts = re.fullmatch(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})", str(value), re.ASCII)
    if parts:
        return f"{parts[3]}-{int(parts[2]):02d}-{int(parts[1]):02d}"
    if not isinstance(value, str) or _ISO_FORM.fullmatch(value) or len(value) > _LONGEST:
        return ""
    from elzmodel.grids.days import day_of as day_in_words  # noqa: PLC0415 - of slips only

    found = day_in_words(value)
    return "" if found is None else found.isoformat()


def day_of(text: str) -> date | None:
    """Return the day that ISO text stands for, ``None`` where it is none."""
    try:
        return parse_day(text)
    except InvalidValueError:
        return None


_ISO_FORM: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def code_hook(codes: CodeSystem) -> Callable[[Node, object], str]:
    """Return the reader of codes of municipalities, as a register writes them."""
    expected = said("five digits in quotes")
    if codes != NIS:
        expected = said("{form}, in quotes", form=codes.form)

    def read(value: Node, _: object = None) -> str:
        if isinstance(value, str) and codes.has(value):
            return str(value)
        hint = _write(f'"{value}"') if isinstance(value, int) else copied(value)
        raise refused(BAD_NIS, value, expected, hint, system=codes.name)

    return read


def id_hook(kind: str, pattern: str) -> Callable[[Node, object], str]:
    """Return the reader of ids of one kind."""
    match = re.compile(pattern, re.ASCII).fullmatch
    a_kind = "an {kind}" if kind[0] in "ei" else "a {kind}"
    expected = _FORMS.get(pattern, _SLUGS)

    def read(value: Node, _: object = None) -> str:
        if value.__class__ is str and match(value):
            return value
        if isinstance(value, bool | int | float):
            return read_text(value)
        if not isinstance(value, str):
            raise refused(WRONG_TYPE, value, said(a_kind, kind=term(kind)))
        if isinstance(value, NumberText) and match(value):
            return str(value)
        hint = _as_id(value, kind, pattern)
        if value == "~":
            hint = said("write null where none is meant")
        hint = copied(value) or hint
        given = NOT_SHOWN if kind == "person id" else value
        raise refused(BAD_ID, given, expected, hint, kind=term(kind))

    return read


def _as_id(text: str, kind: str, pattern: str) -> str:
    """Return the advice for a text that is no id: the id that it would have."""
    if kind == "person id":
        return said("write a pseudonym, such as p01")
    better = slug(text)
    if kind == "zone id":
        better = re.sub("^(elz|eerstelijnszone)-", "", better)
    if pattern == SOURCE:
        better = "".join(text.split())
    elif pattern == ITEM:
        pieces = [piece.split(".") for piece in text.split("/")]
        better = "/".join(".".join(map(slug, each)) for each in pieces)
    is_one = better != text and re.fullmatch(pattern, better, re.ASCII)
    return _write(better) if is_one else ""


def choice_hook(choices: Iterable[Enum | str]) -> Callable[[Node, object], Enum | str]:
    """Return the reader of an enumeration's values, or of some words."""
    known = {str(getattr(choice, "value", choice)): choice for choice in choices}
    dutch = {fold(getattr(choice, "dutch", "")): word for word, choice in known.items()}
    dutch.pop("", None)

    def read(value: Node, _: object = None) -> Enum | str:
        if isinstance(value, str) and value in known:
            return known[value]
        meant = dutch.get(fold(value), "") if isinstance(value, str) else ""
        raise unknown_choice(value, known, meant=meant)

    return read


def unknown_choice(
    value: Node, words: Collection[str], *, steps: Sequence[Step] = (), meant: str = ""
) -> Wrong:
    """Return the error of a value that is none of *words*; *meant* is one that it translates."""
    near: Sequence[str] = (meant,) if meant else ()
    if isinstance(value, str):
        near = near or suggestions(value, words)
    remedy = "" if meant else copied(value)
    return refused(BAD_CHOICE, value, one_of(words), remedy, near=near, steps=steps)


def unknown_key(key: str, known: Collection[str]) -> Wrong:
    """Return the mistake of a key that nothing reads."""
    finding = mistake(
        UNKNOWN_KEY,
        key=key[:40],
        expected=one_of(known),
        near=suggestions(key, known),
        remedy=copied(key),
    )
    return Wrong(finding, [key], at_key=True)


def one_of(words: Collection[str]) -> str:
    """Return words as a message says what was expected."""
    return said("{words:or all}", words=tuple(words))


ID_PATTERNS: Final[dict[Any, tuple[str, str]]] = {
    EventId: ("event id", SLUG),
    UnitId: ("unit id", SLUG),
    PartId: ("part id", PART),
    ZoneId: ("zone id", SLUG),
    SourceId: ("source id", SOURCE),
    BodyId: ("body id", SLUG),
    SeatId: ("seat id", SLUG),
    PersonId: ("person id", SLUG),
    PartnerId: ("partner id", SLUG),
    ItemId: ("id", ITEM),
}
"""For each type of id, what it is called and what it looks like."""

_PATTERNS_BY_KIND: Final = {
    kind.removesuffix(" id"): pattern for kind, pattern in ID_PATTERNS.values()
}


def pattern_of(kinds: Collection[str]) -> str:
    """Return what ids of a kind look like; those of items where it may be of several."""
    kind = "".join(kinds) if len(kinds) == 1 else ""
    return _PATTERNS_BY_KIND.get(kind, ITEM)
