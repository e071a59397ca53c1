"""How the files of official lists are laid out: the plain form and those of publishers."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from elzmodel.lists.official_list import LINK_COLUMNS, UNIT_COLUMNS, EndDay, LinkKind
from elzmodel.values import CodeSystem

__all__ = ["LAYOUTS", "PLAIN", "REFNIS", "ListLayout"]


@frozen(kw_only=True)
class ListLayout:
    """How the files of an official list are laid out: columns, dates, conventions.

    *units* and *links* map what a column means to its name, *levels* and
    *kinds* what their cells say to the words used here; *said_by* maps
    columns of the units, which hold codes joined by ``;``, to the kind of link
    they say. Columns in *ignored* are known and not used; any other column is
    a problem, so that a slip in a name loses nothing. *dates* is one of
    ``yyyy-mm-dd``, ``dd/mm/yyyy``, ``dd.mm.yyyy`` and ``yyyymmdd``; *open_ends*
    are dates that mean that there is no end; *blanks* are texts for nothing.
    *names_go_on* tells whether a unit goes on under its name where others merge
    into it, if the list does not say so; else a new one begins.
    """

    name: str
    units: Mapping[str, str] = field(factory=dict)
    links: Mapping[str, str] = field(factory=dict)
    said_by: Mapping[str, LinkKind] = field(factory=dict)
    link_kind: LinkKind = LinkKind.CHANGE
    kinds: Mapping[str, LinkKind] = field(factory=dict)
    ignored: frozenset[str] = frozenset()
    dates: str = "yyyy-mm-dd"
    open_ends: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    ends: EndDay | None = EndDay.DAY_AFTER
    levels: Mapping[str, str] = field(factory=dict)
    codes: CodeSystem | None = None
    names_go_on: bool = True


PLAIN = ListLayout(
    name="plain",
    units=UNIT_COLUMNS,
    links={name: name for name in LINK_COLUMNS},
    said_by={
        "predecessors": LinkKind.PREDECESSOR,
        "successors": LinkKind.SUCCESSOR,
        "equal_to": LinkKind.EQUAL,
    },
    ignored=frozenset({"note", "source"}),
)
"""The plain form, the columns of the tables that a list itself gives."""

REFNIS = ListLayout(
    name="refnis",
    units={
        "level": "LVL_REFNIS",
        "code": "CD_REFNIS",
        "parent": "CD_SUP_REFNIS",
        "name": "TX_REFNIS_NL",
        "start": "DT_VLDT_START",
        "end": "DT_VLDT_END",
    },
    links=PLAIN.links,
    ignored=frozenset({"TX_REFNIS_DE", "TX_REFNIS_FR", "TX_REFNIS_EN"}),
    dates="dd/mm/yyyy",
    open_ends=("31/12/9999",),
    blanks=("-",),
    ends=EndDay.LAST_DAY,
    levels={"1": "region", "2": "province", "3": "arrondissement", "4": "municipality"},
    codes=CodeSystem("NIS", "[0-9]{5}"),  # Those of regions begin with a zero.
)
"""Statbel's register of codes, the text file ``TU_COM_REFNIS``."""

LAYOUTS = {layout.name: layout for layout in (PLAIN, REFNIS)}
"""The ready layouts by name."""
