"""Small worlds from a few lines, and values as the lines of Python that make them again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, Final, NamedTuple

import attrs
from attrs import evolve

from elzmodel.data import flanders
from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape, events
from elzmodel.territory import (
    Border,
    Borders,
    Figure,
    Figures,
    Register,
    TerritoryEvent,
)
from elzmodel.values import Period
from elzmodel.zones import SizeRule, ZoneEvent, Zoning

__all__ = ["as_code", "small_world"]


def small_world(
    *of: TerritoryEvent | ZoneEvent,
    figures: Iterable[Figure] = (),
    borders: Iterable[Border] = (),
    size_rules: Iterable[SizeRule] = (),
    name: str = "Small world",
) -> Landscape:
    """Return a landscape of a few events, which speaks for all days.

    A failing test of drawn landscapes prints a call of this function.

    Args:
        of: What happens to municipalities and zones, in any order.
        figures: What is known of the land.
        borders: What land touches.
        size_rules: How large a zone should be.
        name: What the landscape is called.

    Raises:
        ConflictError: If the events, or the figures, contradict each other.

    Example:
        >>> import elzmodel as elz
        >>> world = small_world(
        ...     elz.events.Create(id="e1", day="2000-01-01", unit="elm", name="Elm"),
        ...     elz.events.Create(id="e2", day="2000-01-01", unit="oak", name="Oak"),
        ...     elz.events.CreateZone(id="z1", day="2000-01-01", zone="west", name="West"),
        ...     elz.events.Assign(id="z2", day="2000-01-01", zone="west", parts=["elm"]),
        ...     elz.events.Merge(
        ...         id="e3", day="2027-01-01", units=["elm", "oak"], unit="oak", name="Elm-Oak"
        ...     ),
        ... )
        >>> [point.candidates for point in world.on("2027-01-01").decisions]
        [('west',)]
    """
    empty = Landscape(
        name=name,
        covers=Period(),
        register=Register(),
        zoning=Zoning(),
        figures=Figures(figures),
        borders=Borders(borders),
        size_rules=size_rules,
    )
    return empty.with_events(of)


def as_code(value: object, *, width: int = 110) -> str:
    """Return a value as lines of Python that make an equal one.

    They stand on their own after ``import elzmodel as elz`` and ``import elzmodel.testing``,
    with ``from datetime import date`` where a day is no text. What has its default is left
    out. A landscape is a call of `small_world`, or the packaged one with what was added;
    one that speaks of other days, such as a scenario that was adopted, needs ``from attrs
    import evolve`` as well.

    Args:
        value: A value of the library, or a list or the like of them.
        width: The length of a line at which it is broken.

    Raises:
        InvalidValueError: If it holds what cannot be written, such as a function.

    Example:
        >>> from elzmodel.territory import Create, Merge
        >>> print(as_code(Create(id="e1", day="2000-01-01", unit="elm", name="Elm")))
        elz.events.Create(id="e1", day="2000-01-01", unit="elm", name="Elm")
    """
    return _shown(_code(value), width, 0)


class _Call(NamedTuple):
    """What stands between brackets, each with what stands before it."""

    start: str
    inside: list[tuple[str, str | _Call]]
    end: str

    def __str__(self) -> str:
        inside = ", ".join(f"{label}{of}" for label, of in self.inside)
        is_lone = self.start == "(" and len(self.inside) == 1  # In a tuple of one.
        return f"{self.start}{inside}{',' * is_lone}{self.end}"


def _shown(code: str | _Call, width: int, indent: int) -> str:
    if isinstance(code, str):
        return code
    line = str(code)
    if len(line) + indent <= width or not code.inside:
        return line
    inner = indent + 4
    lines = [
        f"{' ' * inner}{label}{_shown(of, width, inner + len(label))},"
        if isinstance(of, str)
        else f"{' ' * inner}{label}{_shown(of, width, inner)},"
        for label, of in code.inside
    ]
    return "\n".join([code.start, *lines, f"{' ' * indent}{code.end}"])


def _code(value: object) -> str | _Call:
    """Return the Python of a value by what it is."""
    for kind, write in _WRITERS.items():
        if isinstance(value, kind):
            return write(value)
    if attrs.has(type(value)):
        return _made(value)
    raise InvalidValueError("value to write as Python", value, "a value of the library")


def _text(value: str) -> str:
    plain = str(value)
    return json.dumps(plain, ensure_ascii=False) if plain.isprintable() else repr(plain)


def _series(value: Iterable[object], start: str = "[", end: str = "]") -> _Call:
    return _Call(start, [("", _code(each)) for each in value], end)


def _tuple(value: tuple[object, ...]) -> _Call:
    return _series(value, "(", ")")


def _set(value: Iterable[object]) -> _Call:
    return _series(sorted(value, key=repr), "frozenset([", "])")


def _mapping(value: Mapping[object, object]) -> _Call:
    return _Call("{", [(f"{_code(key)}: ", _code(of)) for key, of in value.items()], "}")


_INNER: Final = {"testing": "testing.strategies"}
"""Where in a room its classes are, if it does not offer them itself."""


def _home(of: type) -> str:
    """Return the name of a class as it is reached from the front door."""
    package, _, rest = of.__module__.partition(".")
    if package != "elzmodel":
        raise InvalidValueError("value to write as Python", of.__name__, "a value of the library")
    room = "events" if of.__name__ in events.__all__ else rest.partition(".")[0]
    return f"elz.{_INNER.get(room, room)}.{of.__qualname__}"


def _made(value: Any) -> _Call:  # noqa: ANN401 - a value of any attrs class
    """Return the call of a class, without what has its default."""
    fields = (f for f in attrs.fields(type(value)) if f.init and not _is_default(value, f))
    given = [(f"{each.alias}=", _argument(getattr(value, each.name), each)) for each in fields]
    return _Call(f"{_home(type(value))}(", given, ")")


def _is_default(value: object, of: attrs.Attribute[Any]) -> bool:
    default, held = of.default, getattr(value, of.name)
    if default is attrs.NOTHING:
        return False
    if make := getattr(default, "factory", None):
        default = make(value) if getattr(default, "takes_self", False) else make()
    convert: Any = of.converter
    if convert is not None and type(default) is not type(held):
        default = convert(default)
    return type(default) is type(held) and bool(default == held)


def _argument(held: object, of: attrs.Attribute[Any]) -> str | _Call:
    """Return what is given for a field; what it converts may be a text or a list."""
    if of.converter is None:
        return _code(held)
    if isinstance(held, date):
        return f'"{held}"'
    if isinstance(held, tuple):
        return _series(held)
    if isinstance(held, frozenset):
        return _series(sorted(held))
    return _code(held)


def _landscape(value: Landscape) -> _Call:
    """Return the call that makes a landscape, of a few events or from the packaged one."""
    world = small_world(
        *value.events,
        figures=value.figures.figures,
        borders=value.borders.borders,
        size_rules=value.size_rules,
        name=value.name,
    )
    if value == world:
        return _small_world(value)
    packaged = flanders()
    ours = {*packaged.events}
    added = [event for event in value.events if event not in ours]
    with_added = packaged.with_events(added) if added else packaged
    if value == evolve(with_added, covers=value.covers):
        code = _Call("elz.flanders(", [], ")")
        if added:
            code = _Call("elz.flanders().with_events([", [("", _made(e)) for e in added], "])")
        if value.covers == packaged.covers:
            return code
        return _Call("evolve(", [("", code), ("covers=", _made(value.covers))], ")")
    raise InvalidValueError("landscape to write as Python", value.name, "a small world or Flanders")


def _small_world(value: Landscape) -> _Call:
    in_order = sorted(value.events, key=lambda e: e.day)
    given: list[tuple[str, str | _Call]] = [("", _made(event)) for event in in_order]
    lists = {
        "figures": value.figures.figures,
        "borders": value.borders.borders,
        "size_rules": value.size_rules,
    }
    given += [(f"{name}=", _series(of)) for name, of in lists.items() if of]
    if value.name != "Small world":
        given.append(("name=", _text(value.name)))
    return _Call("elz.testing.small_world(", given, ")")


_WRITERS: Final[dict[Any, Callable[[Any], str | _Call]]] = {
    Landscape: _landscape,
    Enum: lambda value: f"{_home(type(value))}.{value.name}",
    str: _text,
    (bool, int, float, type(None), Fraction): repr,
    date: lambda value: f"date({value.year}, {value.month}, {value.day})",
    type: _home,
    tuple: _tuple,
    list: _series,
    (set, frozenset): _set,
    Mapping: _mapping,
}
