"""Strategies for what people hand in: tables of figures, official lists, documents.

What is untidy or wrong about each is known, so that a reader can be held against it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from attrs import frozen
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from elzmodel.errors import ElzError
from elzmodel.io import EventsDocument, dumps
from elzmodel.landscape import Landscape
from elzmodel.lists import OfficialList, listing_of
from elzmodel.scenarios import Scenario
from elzmodel.scenarios.adoption import last_event_day
from elzmodel.territory import Register
from elzmodel.testing.strategies.governance import rule_sets
from elzmodel.testing.strategies.published import dossiers
from elzmodel.testing.strategies.territory import histories, registers
from elzmodel.testing.strategies.values import days, made, pick, pick_some, require, up_to
from elzmodel.values import Day, NisCode, parse_day

__all__ = ["BrokenDocument", "GivenTable", "broken_documents", "given_tables", "official_lists"]


# --- tables of figures -------------------------------------------------------------------


@frozen(kw_only=True)
class GivenTable:
    """A table of figures as somebody hands it in, and what is true of it.

    Attributes:
        rows: The rows, each with the keys ``nis`` and ``population``.
        day: A day whose municipalities the rows are about.
        truth: The figure of each code; ``None`` where it is not known.
        untidy: What a reader should get over.
        broken: The code of the finding with which a reader should refuse it, if any.
    """

    rows: tuple[dict[str, Any], ...]
    day: date
    truth: Mapping[NisCode, int | None]
    untidy: tuple[str, ...] = ()
    broken: str = ""


def _spaces(_: st.DrawFn, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        row["nis"] = f" {row['nis']} "


def _numbers_as_text(_: st.DrawFn, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        if row["population"] is not None:
            row["population"] = f" {row['population']}"


def _codes_as_numbers(_: st.DrawFn, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        row["nis"] = int(row["nis"])


def _gaps(draw: st.DrawFn, rows: list[dict[str, Any]]) -> None:
    for row in pick_some(draw, rows, least=1, most=len(rows) - 1):
        row["population"] = pick(draw, (None, "", "-"))


def _empty_rows(draw: st.DrawFn, rows: list[dict[str, Any]]) -> None:
    rows.insert(draw(up_to(len(rows))), {"nis": None, "population": None})


_TOTAL: Final = "Totaal"


def _total_row(_: st.DrawFn, rows: list[dict[str, Any]]) -> None:
    figures = [int(row["population"]) for row in rows if row["nis"]]
    rows.append({"nis": _TOTAL, "population": sum(figures)})


_UNTIDY: Final[Mapping[str, Callable[[st.DrawFn, list[dict[str, Any]]], None]]] = {
    "numbers as text": _numbers_as_text,
    "gaps": _gaps,
    "codes as numbers": _codes_as_numbers,
    "spaces": _spaces,
    "an empty row": _empty_rows,
    "a total": _total_row,
}
_APART: Final = ({"gaps", "a total"}, {"codes as numbers", "spaces"})
"""What is not drawn together: a total of what is not known; spaces around a number."""


def _about_one(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["nis"] not in {None, _TOTAL}]


def _repeated(draw: st.DrawFn, rows: list[dict[str, Any]]) -> str:
    rows.append(dict(pick(draw, _about_one(rows))))
    return "ELZ-F060"


def _no_figure(draw: st.DrawFn, rows: list[dict[str, Any]]) -> str:
    pick(draw, _about_one(rows))["population"] = "many"
    return "ELZ-F007"


def given_tables(
    base: Landscape, *, on: Day | None = None, max_rows: int = 5, dirty: bool = False
) -> st.SearchStrategy[GivenTable]:
    """Draw tables of inhabitants of some municipalities of a day.

    A clean table has one row a municipality, with its code as text and a whole number.
    A dirty one is untidy (numbers as text, gaps, spaces, a total, an empty row), or broken
    (a row twice, or a word for a figure), and says so.

    Args:
        base: The landscape that the codes are of, drawn or real.
        on: The day of the codes; that of the last event by default.
        max_rows: The most municipalities that have a row.
        dirty: Whether something may be untidy or broken.

    Shrinks towards a clean table of the first municipality, with figure 0.

    Raises:
        InvalidArgument: If no municipality has a code on that day, or *max_rows* is under 1.

    Example:
        >>> from elzmodel import flanders
        >>> from hypothesis import find
        >>> found = find(given_tables(flanders(), on="2025-01-01"), lambda _: True)
        >>> found.rows
        ({'nis': '11001', 'population': 0},)
    """
    require(holds=max_rows >= 1, message=f"{max_rows=} leaves no row")
    try:
        day = last_event_day(base) if on is None else parse_day(on)
        living = base.on(day, beyond_ok=True).municipalities
    except ElzError as error:
        raise InvalidArgument(str(error)) from error
    coded = tuple(m.nis for m in living if m.nis)
    require(holds=bool(coded), message=f"no municipality has a code on {day}")
    return _given_tables(coded, day, max_rows, dirty=dirty)


_FIGURES = up_to(10**6)
_FEW = 3


@st.composite
def _given_tables(
    draw: st.DrawFn, coded: Sequence[NisCode], day: date, most: int, *, dirty: bool
) -> GivenTable:
    codes = pick_some(draw, coded, least=1, most=min(most, len(coded)))
    rows: list[dict[str, Any]] = [{"nis": nis, "population": draw(_FIGURES)} for nis in codes]
    names = pick_some(draw, tuple(_UNTIDY)) if dirty else []
    untidy = [name for name in _UNTIDY if name in names and _fits(name, names, rows)]
    if "gaps" in untidy:
        _gaps(draw, rows)
    truth = {row["nis"]: row["population"] or 0 for row in rows}
    truth = {
        nis: None if _is_gap(row) else truth[nis] for nis, row in zip(codes, rows, strict=True)
    }
    for name in untidy:
        if name != "gaps":
            _UNTIDY[name](draw, rows)
    # One word among few figures would make a column of words, of which nothing is wrong.
    is_column = sum(value is not None for value in truth.values()) >= _FEW
    ways = (None, _repeated, _no_figure) if is_column else (None, _repeated)
    spoil = pick(draw, ways) if dirty else None
    broken = spoil(draw, rows) if spoil else ""
    return GivenTable(rows=tuple(rows), day=day, truth=truth, untidy=tuple(untidy), broken=broken)


def _is_gap(row: Mapping[str, Any]) -> bool:
    return row["population"] in {None, "", "-"}


def _fits(name: str, names: Sequence[str], rows: Sequence[object]) -> bool:
    """Tell whether something untidy goes together with what comes before it."""
    before = names[: names.index(name)]
    is_apart = any(name in pair and pair.intersection(before) for pair in _APART)
    return not is_apart and (name not in {"gaps", "a total"} or len(rows) > 1)


# --- official lists ----------------------------------------------------------------------


def official_lists(register: Register | None = None) -> st.SearchStrategy[OfficialList]:
    """Draw official lists of units with links between their codes, of which nothing is wrong.

    The events that ``elzmodel.lists.events_from`` makes of one give the same
    municipalities on every day as the register behind it.

    Args:
        register: Municipalities that all have a code; drawn ones by default.

    Shrinks towards a list of one unit.

    Example:
        >>> from hypothesis import find
        >>> [unit.code for unit in find(official_lists(), lambda _: True).units]
        ['10001']
    """
    chosen = registers(coded=True) if register is None else st.just(register)
    return made(_listing, chosen)


def _listing(register: Register) -> OfficialList:
    return listing_of(register, places=())


# --- documents ---------------------------------------------------------------------------


@frozen(kw_only=True)
class BrokenDocument:
    """The text of a document in which one thing is wrong.

    Attributes:
        text: The text, in JSON.
        code: The code of the finding that reading it gives.
        path: Where that stands; empty where it is about the whole.
        whole: What it would be without that.
    """

    text: str
    code: str
    path: tuple[str | int, ...]
    whole: Any


_Plain = dict[str, Any]
_Flaw = Callable[[_Plain], str]


def _set(key: str, value: object, code: str) -> tuple[str, _Flaw]:
    def change(of: _Plain) -> str:
        of[key] = value
        return code

    return key, change


def _drop(key: str, code: str) -> tuple[str, _Flaw]:
    def change(of: _Plain) -> str:
        del of[key]
        return code

    return key, change


_AT_THE_TOP: Final = (
    _set("colour", "green", "ELZ-D021"),
    _drop("elzmodel", "ELZ-D009"),
    _set("elzmodel", 999, "ELZ-D010"),
    _drop("kind", "ELZ-D011"),
    _set("kind", "recipe", "ELZ-D011"),
)
_IN_AN_ITEM: Final = (
    _set("colour", "green", "ELZ-D021"),
    _drop("day", "ELZ-D022"),
    _set("day", "2025-02-30", "ELZ-D034"),
    _set("reason", ["for one"], "ELZ-D030"),
)
_ITEMS: Final = {"events": "events", "scenario": "steps"}
_WHOLES: Final[Mapping[str, st.SearchStrategy[Any]]] = {
    "events": made(
        lambda events: EventsDocument(events=events), histories(max_units=2, max_steps=1)
    ),
    "scenario": made(lambda day: Scenario("drawn").rename("u1", "Name", day=day), days()),
    "rules": rule_sets(max_rules=1),
    "dossier": dossiers(),
}


def broken_documents(*, kind: str | None = None) -> st.SearchStrategy[BrokenDocument]:
    """Draw documents in which one thing is wrong, with the code of what reading them says.

    A key is unknown, missing or there twice, a day does not exist, the version or the kind
    is, or the text breaks off.

    Args:
        kind: The kind of document: events, scenario, rules or dossier; any by default.

    Shrinks towards a document in which next to nothing stands, with an unknown key at the top.

    Raises:
        InvalidArgument: If there is no such kind.

    Example:
        >>> from hypothesis import find
        >>> found = find(broken_documents(), lambda each: each.path == ("events", 0, "day"))
        >>> found.code
        'ELZ-D022'
    """
    known = kind is None or kind in _WHOLES
    require(holds=known, message=f"{kind=} is none of {', '.join(_WHOLES)}")
    return _broken_documents(tuple(_WHOLES) if kind is None else (kind,))


@st.composite
def _broken_documents(draw: st.DrawFn, kinds: Sequence[str]) -> BrokenDocument:
    kind = pick(draw, kinds)
    whole = draw(_WHOLES[kind])
    plain: _Plain = json.loads(dumps(whole, form="json"))
    items = plain[_ITEMS[kind]] if kind in _ITEMS else []
    where = pick(draw, ("top", "text", "item") if items else ("top", "text"))
    if where == "text":
        return _broken_text(draw, plain, whole)
    if where == "top":
        key, change = pick(draw, _AT_THE_TOP)
        code, path = change(plain), tuple[str | int, ...]([key])
    else:
        number = draw(up_to(len(items) - 1))
        key, change = pick(draw, _IN_AN_ITEM)
        code, path = change(items[number]), (_ITEMS[kind], number, key)
    return BrokenDocument(text=json.dumps(plain), code=code, path=path, whole=whole)


def _broken_text(draw: st.DrawFn, plain: _Plain, whole: object) -> BrokenDocument:
    text = json.dumps(plain)
    if pick(draw, ("twice", "off")) == "off":
        return BrokenDocument(text=text[:-1], code="ELZ-D004", path=(), whole=whole)
    twice = f'{text[:-1]}, "kind": {json.dumps(plain["kind"])}}}'
    return BrokenDocument(text=twice, code="ELZ-D020", path=("kind",), whole=whole)
