"""Why a key of a table fits no municipality, or was read as something else.

Each kind of doubt has its sentence, and most have a remedy; what lies outside the record and
what is a whole of several municipalities are no errors, and their findings are advice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import field, frozen

from elzmodel.values import Code, Codes, Finding, Place, Ref, Severity
from elzmodel.values.findings import NOWHERE
from elzmodel.values.text import phrase

__all__: list[str] = []

_ALSO: Final = "[; in {rows}]"
_NEAR: Final = "[; near misses: {near:list}]"
_FITS_NOT: Final = {
    "unknown": f"nothing ever had it{_NEAR}",
    "ended": "valid {period}[; it became {municipalities:list}]",
    "not yet": "valid {period}[; before, it was {municipalities:list}]",
    "ambiguous": "can mean {municipalities:or all}",
    "code and name": "the code is that of {coded}, the name that of {named}",
    "name and bracket": "the name is that of {named}, the bracket says {bracket!r}",
    "name and postal code": "the name is that of {named}, postal code {code} that of {there:list}",
    "sector": "a statistical sector of {municipality}[, which became {municipalities:list}]",
    "no postal code": "no postal code of the tables, which have Flanders and Brussels",
    "no table": "no table says where this postal code lay: {period}",
    "digit lost": f"{{digits}} digits where codes have {{usual}}{_NEAR}",
    "outside": "{elsewhere} lies outside the record",
    "abroad": "it lies abroad",
    "unknown place": "it stands for no place that is known",
    "empty": "there is no key",
    "total": "a total, not a municipality",
    "country": "a country: {area}",
    "region": "a region: {area}",
    "province": "a province: {area}",
    "arrondissement": "an arrondissement: {area}",
    "larger area": "an area of several: {area}",
    "zone": "a zone: {zone}",
    "duplicate": "stands in {where}",
    "same municipality": "the same municipality as {other!r}",
}
_MENDED: Final = {
    "number": "a number where text was expected",
    "number format": "not written as a code: a spreadsheet or a number format changed it",
    "too many zeros": "zeros stand before it",
    "zero lost": "the leading zero is lost",
    "with qualifier": "{rest!r:and} {rest:is|are} left out",
    "two names": "{names!r:and all} are names of one",
    "village": "{village} is a village or district of {municipality}",
    "by postal code": "{name!r} is not known; its postal code is",
}
OUTSIDE: Final = frozenset({"outside", "abroad", "unknown place", "empty"})
"""Kinds of keys of which the rows belong to no municipality of the record."""
WHOLES: Final = frozenset(
    {"total", "country", "region", "province", "arrondissement", "larger area", "zone"}
)
"""Kinds of keys of which the rows say what several municipalities have together."""

_LEFT_OUT: Final = phrase("its rows are left out of what is carried")
_HELD_AGAINST: Final = phrase("its rows are held against those of its municipalities")
_LOOK_WHICH: Final = phrase("look which of the two is right")
_SAY_WHICH: Final = phrase("write its code, or beside it its postal code or municipality")
_AS_TEXT: Final = phrase("keep codes as text")
_LOOK: Final = phrase("look whether the reading is right")
_REPEATS: Final = phrase("say {option:repeats_ok=True} where rows may repeat")
_TO_DO: Final = {
    **dict.fromkeys(("ended", "not yet"), phrase("say the day of the table with {option:fits}")),
    **dict.fromkeys(OUTSIDE, _LEFT_OUT),
    **dict.fromkeys(WHOLES, _HELD_AGAINST),
    **dict.fromkeys(("code and name", "name and bracket", "name and postal code"), _LOOK_WHICH),
    **dict.fromkeys(("number", "number format", "too many zeros", "zero lost"), _AS_TEXT),
    **dict.fromkeys(("with qualifier", "two names", "village", "by postal code"), _LOOK),
    **dict.fromkeys(("duplicate", "same municipality"), _REPEATS),
    "unknown": phrase("mend it, or take its rows out"),
    "ambiguous": _SAY_WHICH,
    "sector": phrase("add sectors up to municipalities first"),
    "no postal code": phrase("mend it, or take its rows out"),
    "no table": phrase("say a day of 2019 or later, or write codes of municipalities"),
    "digit lost": phrase("write the code in full"),
    "empty": phrase("fill it in; without it, its rows are left out of what is carried"),
}
NO_FIT: Final = Code(
    "ELZ-L032",
    {variant: sentence + _ALSO for variant, sentence in _FITS_NOT.items()},
    meaning="a key that does not fit",
    explanation="A code or a name did not exist in the period of the table, means several "
    "municipalities, lies outside, or was never heard of. The message says what it became, was "
    "before, or may have been meant to be.",
)
READ_AS: Final = Code(
    "ELZ-L033",
    {variant: f"{why}; read as {{read_as}}{_ALSO}" for variant, why in _MENDED.items()},
    meaning="a key that had to be read as something else",
    explanation="A code or a name was understood only after mending, such as a code that had "
    "become a number, or is that of a village: its municipality is meant. Look whether the "
    "reading is right, and mend the table.",
)
CODES: Final = Codes((NO_FIT, READ_AS))


@frozen
class Doubt:
    """Why a key fits nothing, or was mended: its kind and what it speaks of; not yet a finding.

    A table may have thousands of keys that nothing ever had: findings are made of those that
    somebody looks at.
    """

    code: Code
    kind: str
    values: Mapping[str, Any] = field(hash=False)

    def finding(self, text: str, place: Place = NOWHERE, **rows: object) -> Finding:
        """Return the finding about a key, with where it stands."""
        return self.code.finding(
            Ref("key", text, label=text or "''"),
            place=place,
            variant=self.kind,
            severity=Severity.ADVICE if self.kind in OUTSIDE or self.kind in WHOLES else None,
            **{"rows": None, "remedy": _TO_DO.get(self.kind, ""), **self.values, **rows},
        )


def no_fit(kind: str, **values: Any) -> Doubt:  # noqa: ANN401 - as `Code.finding`
    """Return the doubt about a key that fits no municipality of the period, or several."""
    return Doubt(NO_FIT, kind, values)


def read_as(kind: str, **values: Any) -> Doubt:  # noqa: ANN401 - as `Code.finding`
    """Return the doubt about a key that had to be read as something else."""
    return Doubt(READ_AS, kind, values)
