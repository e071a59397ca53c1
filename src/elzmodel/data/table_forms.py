"""What stands in each table of an edition: its columns, its key, and where a cell leads to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from attrs import field, frozen

from elzmodel.values.text import said

__all__ = ["EDITION", "SHAPES", "TABLES"]

SHAPES: Final = "shapes.topo.json"
"""The one table that is no CSV: outlines."""


def _is_day(text: str) -> bool:
    try:
        return str(date.fromisoformat(text)) == text
    except ValueError:
        return False


@frozen
class CellForm:
    """What a cell may hold: what it is called, its pattern, and the column that must have it."""

    called: str
    pattern: str
    leads_to: tuple[str, str] | None = None
    is_list: bool = False
    is_day: bool = False
    may_be_empty: bool = False

    def values(self, cell: str) -> list[str]:
        """Return what stands in a cell: one value, several or none."""
        if not cell:
            return [] if self.may_be_empty else [""]
        return cell.split(";") if self.is_list else [cell]

    def fits(self, value: str) -> bool:
        """Tell whether a value has the form."""
        return bool(re.fullmatch(self.pattern, value)) and not (self.is_day and not _is_day(value))


_DIGITS = r"[0-9]{1,15}"
_ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ID = CellForm(said("an id of small letters, digits and hyphens"), _SLUG)
_TEXT = CellForm(said("a text"), r"[^\r\n]*\S[^\r\n]*")
_ANY = CellForm(said("any text"), r".*", may_be_empty=True)
_DAY = CellForm(said("a day such as 2031-01-01"), _ISO, is_day=True)
_DAY_OR_NONE = CellForm(_DAY.called, _ISO, is_day=True, may_be_empty=True)
_CODE = CellForm(said("a NIS code of five digits"), r"[1-9][0-9]{4}")
_NIS = CellForm(_CODE.called, r"[1-9][0-9]{4}", leads_to=("municipalities", "nis"))
_NIS_OR_NONE = CellForm(_CODE.called, r"[1-9][0-9]{4}", _NIS.leads_to, may_be_empty=True)
_YEAR = CellForm(said("a year"), r"(?:19|20)[0-9]{2}")
_COUNT = CellForm(said("a whole number"), _DIGITS)
_NUMBER = CellForm(said("a number such as 12.5"), rf"{_DIGITS}(?:\.{_DIGITS})?")
_POSTAL = CellForm(said("a postal code of four digits"), r"[1-9][0-9]{3}")
_SOURCES = CellForm(said("ids of sources"), r"\S+", ("sources", "source"), is_list=True)
_SOURCES_OR_NONE = CellForm(
    _SOURCES.called, r"\S+", ("sources", "source"), is_list=True, may_be_empty=True
)
_ZONE = CellForm(_ID.called, _SLUG, leads_to=("zones", "zone"))


def _one_of(*words: str, empty: bool = False) -> CellForm:
    called = said("one of {names:list all}", names=words)
    return CellForm(called, "|".join(map(re.escape, words)), may_be_empty=empty)


_GRADE = _one_of(*"ABCPU")
_BASIS = _one_of("sourced", "computed", "inferred")
_LAND = CellForm(said("a code, or a shape of parts.csv"), rf"[1-9][0-9]{{4}}(?:-{_SLUG})?")


def _names(names: str) -> tuple[str, ...]:
    return tuple(names.split())


@frozen
class Form:
    """The columns of a table by name, those of its key, and those that a folder may lack."""

    key: tuple[str, ...] = field(converter=_names)
    columns: Mapping[str, CellForm]
    may_lack: frozenset[str] = frozenset()


EDITION: Final = Form(
    "edition",
    {
        "edition": _TEXT,
        "base": _ANY,
        "start": _DAY,
        "until": _DAY_OR_NONE,
        "whole": _ANY,
        "digest": _ANY,
        "note": _ANY,
    },
    frozenset({"whole", "digest", "note"}),
)
"""What ``edition.csv`` says of a folder."""

TABLES: Final[Mapping[str, Form]] = {
    "aliases": Form(
        "scope id kind alias",
        {
            "scope": _one_of("municipality", "zone", "zone group"),
            "id": CellForm(said("ids"), r"\S+", is_list=True),
            "alias": _TEXT,
            "kind": _TEXT,
            "source": _SOURCES,
        },
    ),
    "antwerp_sectors": Form(
        "sector",
        {
            "sector": CellForm(said("a statistical sector"), r"[1-9][0-9]{4}[0-9A-Z]{3}[0-9A-Z-]"),
            "nis": _NIS,
            "zone": _ZONE,
            "source": _SOURCES,
        },
    ),
    "area": Form("nis layout", {"nis": _NIS, "layout": _YEAR, "km2": _NUMBER, "source": _SOURCES}),
    "borders": Form(
        "land_a land_b",
        {
            "land_a": _LAND,
            "land_b": _LAND,
            "contact": _one_of("border", "short", "point"),
            "km": _NUMBER,
            "source": _SOURCES,
        },
    ),
    "centroids": Form(
        "nis layout",
        {
            "nis": _NIS,
            "layout": _YEAR,
            **dict.fromkeys(("lon", "lat", "inner_lon", "inner_lat"), _NUMBER),
            "source": _SOURCES,
        },
    ),
    "disagreements": Form(
        "id",
        {
            "id": _ID,
            "subject": _TEXT,
            "topic": _one_of(
                "error in source", "inference", "other layout", "spelling", "unknown day"
            ),
            "said": _TEXT,
            "by": _SOURCES_OR_NONE,
            "other": _ANY,
            "by_other": _SOURCES_OR_NONE,
            "followed": _SOURCES_OR_NONE,
            "note": _ANY,
        },
    ),
    "facilities": Form("nis", {"nis": _NIS, "kind": _TEXT, "grade": _GRADE, "source": _SOURCES}),
    "mergers": Form(
        "event",
        {
            "event": _ID,
            "day": _DAY,
            "kind": _one_of("merge", "absorption"),
            "predecessors": CellForm(_CODE.called, r"[1-9][0-9]{4}", _NIS.leads_to, is_list=True),
            "successor": _NIS,
            "continues": _NIS_OR_NONE,
            "recorded": _DAY_OR_NONE,
            "source": _SOURCES,
            "note": _ANY,
        },
    ),
    "municipalities": Form(
        "nis",
        {
            "unit": _ID,
            "nis": _CODE,
            "name": _TEXT,
            "province": _ANY,
            "arrondissement": _CODE,
            "region": _TEXT,
            "start": _DAY,
            "until": _DAY_OR_NONE,
            "source": _SOURCES,
        },
    ),
    "partitions": Form(
        "partition area nis",
        {"partition": _TEXT, "area": _ID, "name": _TEXT, "nis": _NIS, "source": _SOURCES},
    ),
    "parts": Form(
        "part",
        {
            "part": _ID,
            "name": _TEXT,
            "nis_2018": _NIS,
            "postal_code": CellForm(_POSTAL.called, r"[1-9][0-9]{3}", may_be_empty=True),
            "shape": CellForm(_LAND.called, _LAND.pattern, may_be_empty=True),
            "basis": _BASIS,
            "source": _SOURCES_OR_NONE,
        },
        frozenset({"shape"}),
    ),
    "population": Form(
        "nis year", {"nis": _NIS, "year": _YEAR, "population": _COUNT, "source": _SOURCES}
    ),
    "population_65_plus": Form(
        "nis year", {"nis": _NIS, "year": _YEAR, "population": _COUNT, "source": _SOURCES}
    ),
    "postal_codes": Form(
        "postal_code nis layout",
        {"postal_code": _POSTAL, "nis": _NIS, "layout": _YEAR, "source": _SOURCES},
    ),
    "reference_regions": Form(
        "region nis", {"region": _ID, "name": _TEXT, "nis": _NIS, "source": _SOURCES}
    ),
    "rest_of_belgium": Form(
        "nis",
        {"nis": _CODE, "name_fr": _TEXT, "name_nl": _ANY, "name_de": _ANY, "source": _SOURCES},
    ),
    "size_rules": Form(
        "name start",
        {
            "name": _TEXT,
            "low": _COUNT,
            "high": CellForm(_COUNT.called, _DIGITS, may_be_empty=True),
            "start": _DAY_OR_NONE,
            "until": _DAY_OR_NONE,
            "grade": _GRADE,
            "citation": _ANY,
            "source": _SOURCES,
        },
    ),
    "sources": Form(
        "source",
        {
            "source": CellForm(said("an id without spaces"), r"[^\s;]+"),
            "title": _TEXT,
            "place": _ANY,
            "licence": _ANY,
            "date": CellForm(
                said("a year, a month or a day"),
                r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?",
                may_be_empty=True,
            ),
            "grade": _GRADE,
            "note": _ANY,
        },
    ),
    "villages": Form(
        "village",
        {
            "village": CellForm(said("a code of a village"), r"[1-9][0-9]{4}\S+"),
            "name": _TEXT,
            "nis_2019": _NIS_OR_NONE,
            "nis_2025": _NIS_OR_NONE,
            "source": _SOURCES,
        },
    ),
    "zone_members": Form(
        "nis part start",
        {
            "nis": _NIS,
            "part": CellForm(_ID.called, _SLUG, ("parts", "part"), may_be_empty=True),
            "zone": _ZONE,
            "start": _DAY,
            "until": _DAY_OR_NONE,
            "reason": _one_of("recognition", "merger", "reference region"),
            "basis": _BASIS,
            "source": _SOURCES,
        },
    ),
    "zone_renames": Form(
        "event",
        {
            "event": _ID,
            "zone": _ZONE,
            "day": _DAY,
            "name": _TEXT,
            "source": _SOURCES,
            "basis": _BASIS,
            "note": _ANY,
        },
    ),
    "zones": Form(
        "zone",
        {
            "zone": _ID,
            "name": _TEXT,
            "start": _DAY,
            "until": _DAY_OR_NONE,
            "website": CellForm(said("an address of the web"), r"https?://\S+", may_be_empty=True),
            "reference_region_exception": _one_of("0", "1"),
            "source": _SOURCES,
        },
    ),
}
"""Every table by its name, which is that of its file without ``.csv``."""
