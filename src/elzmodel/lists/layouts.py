"""How the files of official lists are laid out: the plain form, and how another one is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, get_args

from attrs import Attribute, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.lists.official_list import LINK_COLUMNS, UNIT_COLUMNS, EndDay, LinkKind
from elzmodel.values import CodeSystem
from elzmodel.values.text import said

__all__ = ["PLAIN", "ListLayout"]

DateForm = Literal["yyyy-mm-dd", "dd/mm/yyyy", "dd.mm.yyyy", "yyyymmdd"]
"""How a list writes its days."""


def _check_keys(_: object, attribute: Attribute[Any], given: Mapping[str, str]) -> None:
    known, required = attribute.metadata["keys"], attribute.metadata["required"]
    if wrong := [key for key in given if key not in known]:
        kind = said("meaning of a column of {name}", name=attribute.name)
        raise InvalidValueError(kind, wrong[0], said("{names:or all}", names=[*known]))
    if missing := [key for key in required if given and key not in given]:
        kind = said("set of columns of {name}", name=attribute.name)
        expected = said("a column for {name}", name=missing[0])
        raise InvalidValueError(kind, said("{names:and}", names=[*given]), expected)


def _check_form(_: object, __: Attribute[Any], form: str) -> None:
    if form not in get_args(DateForm):
        raise InvalidValueError("form of days", form, said("{names:or}", names=get_args(DateForm)))


def _check_prefixes(layout: ListLayout, _: Attribute[Any], prefixes: Mapping[str, str]) -> None:
    """Hold the names of predicates against the prefixes, where there are some."""
    names = [*layout.units.values(), *layout.links.values(), *layout.said_by]
    for name in names if prefixes else ():
        if ":" not in name or name.partition(":")[0] not in prefixes:
            expected = said("{names:or}, a colon and a name", names=[*prefixes])
            raise InvalidValueError("predicate", name, expected)


def _columns(known: Mapping[str, object] | tuple[str, ...], *required: str) -> Any:  # noqa: ANN401 - a field of attrs
    """Return the field that says which column means what; see `elzmodel.io`, which reads it."""
    named = {"keys": tuple(known), "required": required}
    return field(factory=dict, validator=_check_keys, metadata=named)


@frozen(kw_only=True)
class ListLayout:
    r"""How the files of an official list are laid out: columns, dates, conventions.

    A document of kind ``list-layout``. Columns that are neither said nor ignored are a
    problem of a file, so that a slip in a name loses nothing. With *prefixes*, files are
    Turtle and the names of columns are predicates.

    Attributes:
        name: What the layout is called.
        units: For each thing that a column of units may mean, what the column is called.
        links: For each thing that a column of links may mean, what the column is called.
        said_by: Columns of units with codes joined by ``;``, and the kind of link they say.
        link_kind: The kind of a link whose row says none.
        kinds: Words for kinds of links in the file, and the kinds they mean.
        ignored: Columns that are known and not used.
        dates: How days are written.
        open_ends: Days that mean that there is no end.
        blanks: Texts for nothing.
        ends: Whether an end is the last day or the day after; with null the days tell.
        level: The level of rows that say none.
        levels: Words for levels in the file, and what they are called here.
        left_out: Levels of which rows, and links from or to them, are left out.
        codes: How codes are written.
        names_go_on: Whether a unit goes on under its name where others merge into it and the
            list does not say so; else a new one begins.
        prefixes: Prefixes of predicates, and the addresses they stand for.

    Raises:
        InvalidValueError: If a column is said to mean what none does, columns have no code,
            days are written in no known form, or a predicate has no known prefix.

    Example:
        >>> layout = ListLayout(name="mine", units={"code": "NR", "name": "GEMEENTE"})
        >>> from elzmodel.lists import read_list
        >>> read_list("NR;GEMEENTE\n12041;Puurs-Sint-Amands\n", layout=layout).units[0].name
        'Puurs-Sint-Amands'
    """

    name: str
    units: Mapping[str, str] = _columns(UNIT_COLUMNS, "code")
    links: Mapping[str, str] = _columns(LINK_COLUMNS, "from_code", "to_code")
    said_by: Mapping[str, LinkKind] = field(factory=dict)
    link_kind: LinkKind = LinkKind.CHANGE
    kinds: Mapping[str, LinkKind] = field(factory=dict)
    ignored: frozenset[str] = frozenset()
    dates: DateForm = field(default="yyyy-mm-dd", validator=_check_form)
    open_ends: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    blanks: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    ends: EndDay | None = EndDay.DAY_AFTER
    level: str = ""
    levels: Mapping[str, str] = field(factory=dict)
    left_out: frozenset[str] = frozenset()
    codes: CodeSystem | None = None
    names_go_on: bool = True
    prefixes: Mapping[str, str] = field(factory=dict, validator=_check_prefixes)


PLAIN: Final = ListLayout(
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
