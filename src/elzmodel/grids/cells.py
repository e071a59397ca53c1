"""What cells of figures mean, each content in one documented way.

| a cell | is read as |
| --- | --- |
| ``1234``, ``1 234``, ``1'234``, ``+5``, ``-5`` | that figure |
| ``1.234``, ``1,234``, ``1.234,5`` | as the whole column shows, or *decimal* says; else refused |
| ``12,5 %``, ``€ 12,50``, ``1e5`` | 12.5 (a rate), 12.5, 100000 |
| ``<5``, ``<=5``, ``5-9``, ``>5``, ``5+`` | bounds; ``<5`` is 0 to 4 where the column is whole |
| nothing, ``x``, ``-``, ``NA``, ``.``, ``..`` | unknown, but not below zero |

A mark for a missing figure can be said to mean something with *cells*. Whatever else
stands there, such as ``(5)``, ``#REF!``, ``5,65E+05`` or a truth, is refused with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import isnan
from typing import Any, Final, Literal

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.grids.codes import BROKEN, NO_FIGURE, PERCENT, TWO_READINGS, UNBOUNDED
from elzmodel.grids.columns import Broken, Content, DecimalSign
from elzmodel.values import AnyNumber, Finding, Number, Place, Total, plain_number
from elzmodel.values.numbers import whole_or_fraction
from elzmodel.values.text import in_words, localised, said
from elzmodel.values.totals import show_number

__all__: list[str] = []

_SIGNS: Final[tuple[DecimalSign, ...]] = (",", ".")

# --- texts, before it is known which sign stands before decimals ------------------------

_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u202f\u2007\u2009", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff"),
        **dict.fromkeys("\u2019\u2018\u00b4", "'"),
        **dict.fromkeys("\u2212\u2013\u2014\u2010\u2011", "-"),
        "\u2264": "<=",
        "\u2265": ">=",
    }
)
_GAPS: Final = frozenset(
    {
        *("", "-", "--", "---", ":", ".", "..", "...", "?", "x", "xx", "c", "*", "**", "***"),
        *("(x)", "(c)", ":c", ":u", "\\n", "na", "n.a.", "n.a", "n/a", "<na>", "nan", "nat"),
        *("null", "none", "nb", "n.b.", "n.b", "nd", "n.d.", "n.d", "nvt", "n.v.t.", "n.v.t"),
        *("nc", "n.c.", "onbekend", "ontbreekt", "niet beschikbaar", "geheim", "vertrouwelijk"),
        *("confidentieel", "inconnu", "confidentiel", "non disponible", "pas disponible"),
        *("unbekannt", "unknown", "missing", "not available", "secret", "confidential"),
        "suppressed",
    }
)
"""Marks of figures that are missing or held back."""

_LONGEST: Final = 60  # No figure is longer, and large whole numbers take long to read.
_LARGEST: Final = 10**_LONGEST
_DIGITS: Final = r"(?:[0-9]+|[1-9][0-9]{{0,2}}(?:[{group} '][0-9]{{3}})+)"
_WITH: Final = {
    sign: re.compile(rf"({_DIGITS.format(group=group)})?(?:\{sign}([0-9]+))?")
    for sign, group in ((",", "."), (".", ","))
}
_MAY_BE_GROUPS: Final = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{1,2}")
_EXPONENT: Final = re.compile(r"([0-9]+(?:[.,][0-9]+)?)(e[-+]?|E-?(?!0))([0-9]{1,2})")
_SHORTENED: Final = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?E[-+][0-9]+")
_NUMBER: Final = r"([-+]?\s?[0-9.,][0-9., ']*(?:[eE][-+]?[0-9]+)?)"
_RANGE: Final = re.compile(rf"{_NUMBER}\s*(?:-|tot|to|bis|\u00e0|a)\s*{_NUMBER}")
_MONTH_OR_YEARS: Final = re.compile(
    r"[0-9]{4}\s*-\s*(?:0?[1-9]|1[0-2]|(?:19|20)[0-9]{2})|(?:.*[-\s])?0[0-9].*"
)
_ATLEAST: Final = re.compile(rf"{_NUMBER}\s?\+")
_WORDS: Final = {
    "<": "<|minder dan|kleiner dan|less than|fewer than|moins de|weniger als",
    "<=": "<=|=<|ten hoogste|hoogstens|maximaal|at most|au plus|h\u00f6chstens",
    ">": ">|meer dan|groter dan|more than|plus de|mehr als",
    ">=": ">=|=>|ten minste|minstens|minimaal|at least|au moins|mindestens",
}
_BOUND: Final = {
    how: re.compile(rf"(?:{words})\s*{_NUMBER}", re.IGNORECASE) for how, words in _WORDS.items()
}
_MONEY: Final = re.compile(r"^(?:\u20ac|EUR)\s*|\s*(?:\u20ac|EUR)$")
_PERCENT: Final = re.compile(r"\s*%$")

How = Literal["", "<", "<=", ">", ">=", "-"]


@frozen
class Written:
    """What a text says: a figure or bounds, with the texts of its numbers."""

    how: How
    numbers: tuple[str, ...]
    is_percent: bool = False


def plain(text: str) -> str:
    """Return a cell with plain spaces, apostrophes and minus signs, and none at its ends."""
    return text.translate(_PLAIN).strip() if not text.isascii() else text.strip()


def text_of(content: Content) -> str:
    """Return a content as text, a whole number of any type as its digits; empty for none.

    Example:
        >>> text_of(71072.0), text_of(" Gent "), text_of(None)
        ('71072', 'Gent', '')
    """
    if content is None or (isinstance(content, float) and isnan(content)):
        return ""
    if isinstance(content, Broken):
        return content.text
    if isinstance(content, str | date | Total):
        return str(content).strip()
    if not -_LARGEST < content < _LARGEST:  # Longer numbers cannot even be written.
        return "a number that is too large"
    is_whole = isinstance(content, float) and content.is_integer()
    return str(int(content) if is_whole else content)


def is_gap(text: str) -> bool:
    """Tell whether a text marks a figure that is missing or held back.

    Example:
        >>> is_gap(" NA "), is_gap("\u2013"), is_gap("0")
        (True, True, False)
    """
    return plain(text).casefold() in _GAPS


def written(text: str) -> Written | None:
    """Return what a text says as a figure or as bounds, if it does.

    Example:
        >>> written("< 1.500"), written("abc")
        (Written(how='<', numbers=('1.500',), is_percent=False), None)
    """
    bare = plain(text)
    if len(bare) > _LONGEST:
        return None
    if bare.isascii() and bare.isdigit():
        return Written("", (bare,))
    without = _PERCENT.sub("", bare)
    is_percent, bare = without != bare, _MONEY.sub("", without)
    for how, numbers in _forms(bare):
        if all(map(_readings, numbers)):
            return Written(how, numbers, is_percent)
    return None


def looks_like_figure(text: str) -> bool:
    """Tell whether a text is a figure or bounds of one, by some sign before decimals.

    Example:
        >>> looks_like_figure("1.234"), looks_like_figure("x"), looks_like_figure("<5")
        (True, False, True)
    """
    return written(text) is not None


def _forms(bare: str) -> Iterator[tuple[How, tuple[str, ...]]]:
    yield "", (bare,)
    hows: tuple[How, ...] = ("<=", ">=", "<", ">")
    for how in hows:
        if found := _BOUND[how].fullmatch(bare):
            yield how, (found[1],)
    if (found := _RANGE.fullmatch(bare)) and not _MONTH_OR_YEARS.fullmatch(bare):
        yield "-", (found[1], found[2])
    if found := _ATLEAST.fullmatch(bare):
        yield ">=", (found[1],)


def _readings(text: str) -> dict[DecimalSign, Number]:
    """Return what the text of a number means with each sign, where it means something."""
    body = text.strip()
    minus = body.startswith("-")
    body = body[1:].strip() if body[:1] in {"-", "+"} else body
    if found := _EXPONENT.fullmatch(body):
        return _with_exponent(*found.groups(), minus=minus)
    readings: dict[DecimalSign, Number] = {}
    for sign in _SIGNS:
        if body and (match := _WITH[sign].fullmatch(body)):
            whole = re.sub(r"[^0-9]", "", match[1] or "0")
            number = Fraction(f"{whole}.{match[2] or 0}")
            readings[sign] = whole_or_fraction(-number if minus else number)
    return readings


def _with_exponent(
    mantissa: str, sign: str, exponent: str, *, minus: bool
) -> dict[DecimalSign, Number]:
    """Read ``1.5e3``, as programs write it: the sign in it stands before decimals."""
    power = int(exponent) * (-1 if sign.endswith("-") else 1)
    value = Fraction(mantissa.replace(",", ".")) * Fraction(10) ** power
    number = whole_or_fraction(-value if minus else value)
    signs: Iterable[DecimalSign] = _SIGNS
    return {each: number for each in signs if each in mantissa or mantissa.isdigit()}


# --- which sign stands before decimals ---------------------------------------------------


@frozen
class Signs:
    """Which sign stands before decimals in a column: said, shown by cells, or not clear.

    *conflict* has the cells that do not go together, each with its two readings.
    """

    sign: DecimalSign | None = None
    is_guessed: bool = False
    conflict: tuple[str, ...] = ()


def signs_of(texts: Iterable[str]) -> Signs:
    """Return which sign the texts of the numbers of one column show.

    A text shows a sign if it can be read with that one only. ``8.44`` shows a point, but not
    beside ``79.089``: it may be 8,440 and have lost its last zero in a spreadsheet.

    Example:
        >>> signs_of(["1.234", "2,5"]).sign, signs_of(["79.089", "8.44"]).conflict
        (',', ('79.089', '8.44'))
    """
    shown: dict[DecimalSign, str] = {}
    weak: dict[DecimalSign, str] = {}
    unclear: dict[str, str] = {}
    for text in texts:
        if text.isdigit():
            continue
        found = _readings(text)
        if len(found) == 1:
            (sign,) = found
            is_weak = _MAY_BE_GROUPS.fullmatch(text.lstrip("-+ "))
            (weak if is_weak else shown).setdefault(sign, text)
        elif len({*found.values()}) > 1:
            unclear.setdefault("." if "." in text else ",", text)
    return _weighed(shown, weak, unclear)


def _weighed(
    shown: Mapping[DecimalSign, str], weak: Mapping[DecimalSign, str], unclear: Mapping[str, str]
) -> Signs:
    found: dict[DecimalSign, str] = {**weak, **shown}
    if len(found) > 1:
        return Signs(conflict=tuple(found.values()))
    if not found:
        return Signs(conflict=tuple(unclear.values())[:1])
    ((sign, text),) = found.items()
    if sign in unclear and sign not in shown:
        return Signs(conflict=(unclear[sign], text))
    return Signs(sign, is_guessed=True)


# --- the contents of a column ------------------------------------------------------------


@frozen
class Figures:
    """What the different contents of a column mean, one figure for each, and the doubts.

    *percent* is the number of the first content that is a percentage; ``None`` without any.
    """

    contents: tuple[Total, ...]
    signs: Signs
    percent: int | None
    problems: tuple[Finding, ...]


_Placed = Callable[[int], Place]
_MOST: Final = 100
EMPTY: Final = "empty cell"
"""What is missing where nothing stands in a cell."""
NOT_READ: Final = Total.unknown(["not a figure"])
"""What stands for a cell that was refused, until it is mended."""


def read_figures(
    name: str,
    contents: Sequence[Content],
    place: _Placed,
    *,
    marks: Mapping[str, Total] | None = None,
    decimal: DecimalSign | None = None,
) -> Figures:
    """Return what the different contents of a column mean; what means nothing is a finding.

    Args:
        name: What the column is called.
        contents: Its different contents.
        place: Returns where the content with a number, from 0, stands first.
        marks: What marks mean here, as `marks_of` returns them.
        decimal: The sign before decimals, where it is said.

    Example:
        >>> found = read_figures("n", ["1.234", "2,5", "<5", "x"], lambda i: Place(row=i + 1))
        >>> print(*found.contents, sep=" | ")
        1,234 | 2.50 | 0-5 | unknown
    """
    understood = [_understood(content, marks or {}) for content in contents]
    written_ones = (each for each in understood if isinstance(each, Written))
    texts = dict.fromkeys(number for each in written_ones for number in each.numbers)
    signs = Signs(decimal) if decimal else signs_of(texts)
    column = _Column(name, contents, place, signs)
    return column.read(understood)


_Understood = Total | Written | Number | None


def _understood(content: Content, marks: Mapping[str, Total]) -> _Understood:
    """Return what one content says: a figure, a text to be read, or nothing that is one."""
    if marks:
        text = plain(text_of(content)).casefold()
        if text in marks:
            return marks[text]
    if isinstance(content, str):
        if content.isascii() and content.isdigit() and len(content) <= _LONGEST:
            return int(content)
        if is_gap(content):
            return Total.unknown([content.strip() or EMPTY])
        return written(content)
    if content is None or (isinstance(content, float) and isnan(content)):
        return Total.unknown([EMPTY])
    return content if isinstance(content, Total) else number_of(content)


def number_of(content: Content) -> Number | None:
    """Return a number of a frame or a sheet as a plain, exact one."""
    if isinstance(content, bool) or not isinstance(content, int | float | Fraction):
        return None
    if not -_LARGEST < content < _LARGEST:
        return None
    if isinstance(content, float):
        return whole_or_fraction(Fraction(repr(content)))
    return content if isinstance(content, int) else whole_or_fraction(content)


class _Column:
    """One pass over the different contents of a column, collecting problems."""

    def __init__(
        self, name: str, contents: Sequence[Content], place: _Placed, signs: Signs
    ) -> None:
        self.name = name
        self.contents = contents
        self.place = place
        self.signs = signs
        self.problems: list[Finding] = []
        self.refused = 0

    def read(self, understood: Sequence[_Understood]) -> Figures:
        if self.signs.conflict:
            self._conflict()
        numbers = [self._numbers(i, each) for i, each in enumerate(understood)]
        known = [n for each in numbers if isinstance(each, _Bounds) for n in each.numbers]
        is_whole = all(isinstance(number, int) for number in known)
        totals = [self._total(i, each, is_whole=is_whole) for i, each in enumerate(numbers)]
        self._below_zero(totals)
        percent = self._percent(understood, totals)
        if self.refused > _MOST:
            more = self.refused - _MOST
            self.problems.append(
                NO_FIGURE.finding(variant="more", column=self.name, n=more, kind=said("figure"))
            )
        return Figures(tuple(totals), self.signs, percent, tuple(self.problems))

    def _numbers(self, i: int, understood: _Understood) -> Total | _Bounds:
        """Return a content as bounds of plain numbers, by the sign of the column."""
        if isinstance(understood, Total):
            return understood
        if understood is None:
            return self._refused(i)
        if not isinstance(understood, Written):
            return _Bounds("", (understood,))
        numbers = []
        for text in understood.numbers:
            readings = _readings(text)
            sign = self.signs.sign
            if sign is not None and sign not in readings:
                return self._refused(i, sign)
            if sign is None and len({*readings.values()}) > 1:
                return NOT_READ  # Reported once, for the column.
            numbers.append(readings[sign] if sign else next(iter(readings.values())))
        return _Bounds(understood.how, tuple(numbers))

    def _total(self, i: int, found: Total | _Bounds, *, is_whole: bool) -> Total:
        if isinstance(found, Total):
            return found
        total = found.total(str(self.contents[i]).strip(), is_whole=is_whole)
        return total or self._refused(i)

    def _refused(self, i: int, sign: DecimalSign | None = None) -> Total:
        self.refused += 1
        if self.refused <= _MOST:
            self.problems.append(self._no_figure(i, sign))
        return NOT_READ

    def _no_figure(self, i: int, sign: DecimalSign | None) -> Finding:
        content, place = self.contents[i], self.place(i)
        if isinstance(content, Broken):
            return BROKEN.finding(place=place, column=self.name, text=content.text)
        expected = (
            said("digits with {sign!r} before decimals, as in the rest of the column", sign=sign)
            if sign
            else _expected(content)
        )
        text = text_of(content)
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
        return NO_FIGURE.finding(
            place=place, column=self.name, kind=said("figure"), text=shown, expected=expected
        )

    def _conflict(self) -> None:
        """Tell that cells do not go together, or that nothing tells how they are meant."""
        first, *others = self.signs.conflict
        values: dict[str, Any] = {"column": self.name, "cell": first, "readings": _shown(first)}
        variant = ""
        if others:
            variant = "beside" if len(_shown(first)) > 1 else "apart"
            values |= {"other": others[0], "others": _shown(others[0], zeros_lost=True)}
        number = next(i for i, each in enumerate(self.contents) if _holds(each, first))
        self.problems.append(
            TWO_READINGS.finding(variant=variant, place=self.place(number), **values)
        )

    def _below_zero(self, totals: Sequence[Total]) -> None:
        """Tell that a gap beside figures below zero is bounded by nothing."""
        below = next((i for i, t in enumerate(totals) if t.is_exact and t.low < 0), None)
        gaps = (
            i
            for i, t in enumerate(totals)
            if not (t.is_exact or t.low or t is NOT_READ or isinstance(self.contents[i], Total))
        )
        gap = next(gaps, None)
        if below is None or gap is None:
            return
        self.problems.append(
            UNBOUNDED.finding(
                place=self.place(gap),
                column=self.name,
                below=totals[below],
                cell=str(self.contents[gap] or "").strip(),
            )
        )

    def _percent(self, understood: Sequence[_Understood], totals: Sequence[Total]) -> int | None:
        """Return the first percentage; tell of figures beside it that are none."""
        is_percent = [isinstance(each, Written) and each.is_percent for each in understood]
        if True not in is_percent:
            return None
        first = is_percent.index(True)
        for i, (percent, total) in enumerate(zip(is_percent, totals, strict=True)):
            if not percent and total.is_exact and total.low:
                self.problems.append(
                    PERCENT.finding(
                        place=self.place(i),
                        column=self.name,
                        cell=str(self.contents[i]),
                        other=str(self.contents[first]),
                    )
                )
                break
        return first


@frozen
class _Bounds:
    """What a content says of a figure, by plain numbers."""

    how: How
    numbers: tuple[Number, ...]

    def total(self, text: str, *, is_whole: bool) -> Total | None:
        """Return the figure between its bounds; nothing where there is none between them."""
        step, first, last = int(is_whole), self.numbers[0], self.numbers[-1]
        low, high = {
            "": (first, first),
            "<": (0, first - step),
            "<=": (0, first),
            ">": (first + step, None),
            ">=": (first, None),
            "-": (first, last),
        }[self.how]
        if high is not None and high < low:
            return None
        return Total(low, high, (text,) if self.how else ())


def _shown(text: str, *, zeros_lost: bool = False) -> tuple[_Exactly, ...]:
    """Return the readings of a text as people write them, also that with its zeros again."""
    numbers = [*_readings(text).values()]
    if zeros_lost and _MAY_BE_GROUPS.fullmatch(text):
        whole, _, rest = text.replace(",", ".").partition(".")
        numbers.append(int(whole + rest.ljust(3, "0")))
    return tuple(dict.fromkeys(map(_Exactly, numbers)))


@frozen
class _Exactly:
    """A figure to its last digit."""

    number: Number


@in_words.register
def _(value: _Exactly, lang: str = "en", door: str = "python") -> str:  # noqa: ARG001 - as all of them
    number = value.number
    shown = show_number(number) if isinstance(number, int) else f"{float(number):,}"
    return localised(shown, lang)


def _holds(content: Content, number: str) -> bool:
    figure = written(content) if isinstance(content, str) else None
    return figure is not None and number in figure.numbers


_MINUS_LAST: Final = re.compile(r"[0-9][0-9., ]*-")
_MARKED: Final = re.compile(
    r"[0-9][0-9., ]* ?(?:[*\u2020\u2021\u00b9\u00b2\u00b3]+|[(\[]?[a-z0-9][)\]]|[a-z])",
    re.IGNORECASE,
)


def _expected(content: Content) -> str:
    if not isinstance(content, str):
        return said("a finite number, not a truth or a day")
    bare = plain(content)
    if bare.startswith("#"):
        return said("a figure; a spreadsheet left an error here, mend it there")
    if _SHORTENED.fullmatch(bare):
        return said("all digits; a spreadsheet shortened it, format the column as a whole number")
    if bare.startswith("(") or _MINUS_LAST.fullmatch(bare):
        return said("a minus sign where it is below zero")
    if _MARKED.fullmatch(bare):
        return said("a figure without a mark beside it, such as '*' or '(p)'")
    return said(
        "digits, bounds such as '<5', or a mark for a missing figure such as 'x' or nothing"
    )


def marks_of(cells: Mapping[str, AnyNumber | None]) -> dict[str, Total]:
    """Return what marks are said to mean, by the mark as cells are compared.

    Raises:
        InvalidValueError: If they are no mapping, or one is to mean something else than a
            number or ``None``.

    Example:
        >>> [f"{mark}: {total}" for mark, total in marks_of({"-": 0, "9999": None}).items()]
        ['-: 0', '9999: unknown']
    """
    if not isinstance(cells, Mapping):
        raise InvalidValueError("cells=", cells, _MARKS)
    found = {}
    for mark, value in cells.items():
        number = plain_number(value, about=f"{mark!r} in cells=")
        text = plain(text_of(mark)).casefold()
        unknown = Total.unknown([text or EMPTY])
        found[text] = unknown if number is None else Total.exactly(number)
    return found


_MARKS: Final = said("what marks mean, such as {example}", example="{'-': 0}")
