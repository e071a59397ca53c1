"""YAML as most documents have it, read line by line.

A line has a key, the dash of an item, or both; a value stands beside them in one piece, or
below them. Whatever else YAML knows, and whatever is wrong, is left to `_readers`, which
takes several times as long: a text that is read here reads the same there, and only there
values have places.
"""

from __future__ import annotations

import re
from typing import Final

from elzmodel.io.tree import MAX_VALUES, SPECIAL_STARTS, Node, resolve

_KEY = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}"
_BESIDE = r"""(?:-?\w|[^\s?:,\[\]{}\#&*!|>'"%@`-])"""
_PLAIN = rf"{_BESIDE}[^:\#\n]{{0,999}}(?:(?::(?=[^\ \n])|(?<=[^\ ])\#)[^:\#\n]{{0,999}}){{0,9}}"
_WORDS = r"-?\w[\w.~/'\u2019-]{0,99}(?:\ [\w.~/'\u2019-]{1,99}){0,9}"
_WORD = rf"""(?:{_WORDS}|"(?:[^"\\\n,:]|[,:](?!\ )){{0,99}}")"""
_PAIR = rf"{_KEY}:\ {_WORD}"
_LINES: Final = re.compile(
    rf"""
      ^ (\ {{0,24}}) (-\ (?=[^\ \#\n]))? (?:({_KEY}):(?=[\ \n]))? \ ?
      ( {_PLAIN} (?<!\ )
      | "[^"\\\n]{{0,999}}"
      | '[^'\n]{{0,999}}'
      | \[ (?: {_WORD} (?:,\ {_WORD})* )? \]
      | \{{ (?: {_PAIR} (?:,\ {_PAIR})* )? \}}
      | (?: >- | \|-? ) \n  # below it lines as far in, and farther than the key
        (\1 (?(2)\ \ ) \ +) [^\ \n].{{0,999}} (?: \n \5 [^\ \n].{{0,999}} ){{0,90}}
        (?= \n ) (?! \s* \n \5 )
      )?
      \ * (?: (?<![^\ \n]) \#.* )? $
    | (.+)
    """,
    re.MULTILINE | re.VERBOSE,
)

Line = tuple[str, str, str, str, str, str]
"""What stands before a line, its dash, key and value, how far in a text below is, all else."""

_END: Final = ("end", "", "", "", "", "")


class _Unusual(Exception):  # noqa: N818 - no error: others read on
    """Something that is not read here."""


def read_lines(text: str) -> dict[str, Node] | None:
    r"""Return the mapping of a text of lines, ``None`` of any other text.

    Example:
        >>> read_lines("a: 1\nb:\n  - c: [x, y]\n    d: no\n")
        {'a': 1, 'b': [{'c': ['x', 'y'], 'd': 'no'}]}
        >>> read_lines("a: &anchor 1")
    """
    most = 3 * text.count("\n") + text.count(",")  # A line has no more values beside its commas.
    if most >= MAX_VALUES or not text.replace("\n", "").isprintable():
        return None
    lines = [line for line in _LINES.findall(text) if line[2] or line[3] or line[5]]
    lines.append(_END)
    lines.reverse()
    try:
        root = _mapping(lines, "")
    except _Unusual:
        return None
    return root if root and len(lines) == 1 else None


def _mapping(lines: list[Line], indent: str) -> dict[str, Node]:
    """Take the lines of a mapping off the end of those that are left."""
    found: dict[str, Node] = {}
    while lines[-1][0] == indent:
        _, dash, key, value, _, _ = lines.pop()
        if dash or not key or key in found:
            raise _Unusual
        if not value:
            found[key] = _below(lines, indent)
        else:
            found[key] = _value(value) if value[0] in _NO_PLAIN_TEXT else value
    return found


def _list(lines: list[Line], indent: str) -> list[Node]:
    """Take the lines of a list; a mapping in it begins beside its dash."""
    found: list[Node] = []
    while lines[-1][0] == indent:
        _, dash, key, value, _, _ = lines.pop()
        if not dash:
            raise _Unusual
        if key:
            inside = indent + "  "
            lines.append((inside, "", key, value, "", ""))
            found.append(_mapping(lines, inside))
        else:
            found.append(_value(value) if value[0] in _NO_PLAIN_TEXT else value)
    return found


def _below(lines: list[Line], indent: str) -> Node:
    """Take what stands below a key, farther in."""
    inside, dash = lines[-1][:2]
    if len(inside) <= len(indent):
        raise _Unusual
    return _list(lines, inside) if dash else _mapping(lines, inside)


def _value(text: str) -> Node:
    """Return what stands beside a key or a dash, where that is more than a text."""
    read = _FORMS.get(text[0])
    return read(text) if read else resolve(text)


def _series(text: str) -> list[Node]:
    words = text[1:-1].split(", ") if len(text) > 2 else ()
    return [_value(each) if each[0] in _NO_PLAIN_TEXT else each for each in words]


def _pairs(text: str) -> dict[str, Node]:
    pairs = [each.partition(": ") for each in text[1:-1].split(", ")] if len(text) > 2 else []
    found = {key: _value(value) for key, _, value in pairs}
    if len(found) < len(pairs):
        raise _Unusual
    return found


def _block(text: str) -> str:
    sign, *lines = (line.lstrip(" ") for line in text.split("\n"))
    return " ".join(lines) if sign == ">-" else "\n".join(lines) + "\n" * (sign == "|")


def _unquoted(text: str) -> str:
    return text[1:-1]


_FORMS: Final = {
    "[": _series,
    "{": _pairs,
    ">": _block,
    "|": _block,
    '"': _unquoted,
    "'": _unquoted,
}

_NO_PLAIN_TEXT: Final = SPECIAL_STARTS.union(_FORMS)
"""The first characters of values that stand for more than they show."""
