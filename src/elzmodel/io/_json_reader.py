"""JSON: read strictly, with the place of each value."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from elzmodel.io._flaws import CHARACTER, SYNTAX, TOO_DEEP, Flaw, Placed, Unreadable
from elzmodel.io._scalars import HALF
from elzmodel.io._tree import MAX_DEPTH, MAX_TEXT, MAX_VALUES, Builder, Spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from elzmodel.io._tree import Tree

__all__ = ["read_json"]

_TOKEN = re.compile(r'[\s,:]*("(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s,:{}\[\]"]+)')
_HALF = Flaw(code=CHARACTER, message="half a character stands in the text", hint="write it anew")
_WORDS: dict[str, Any] = {"null": None, "true": True, "false": False}


def read_json(text: str) -> Tree:
    """Return the tree of a JSON document.

    Raises:
        Unreadable: If it is not JSON, or beyond the limits.
    """
    try:
        json.loads(text, parse_constant=_refuse, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        flaw = Flaw(code=SYNTAX, message=f"not JSON: {error.msg[0].lower()}{error.msg[1:]}")
        place = Placed(flaw=flaw, line=error.lineno, column=error.colno)
        raise Unreadable(place) from None
    except RecursionError:
        message = f"more than {MAX_DEPTH} lists and mappings inside each other"
        place = Placed(flaw=Flaw(code=TOO_DEEP, message=message), line=1, column=1)
        raise Unreadable(place) from None
    except ValueError as error:  # raised by `_refuse`
        hint = "write a number, or null"
        flaw = Flaw(code=SYNTAX, message=f"not JSON: {error} is no number", hint=hint)
        spot = _spots(text)(text.index(str(error)))
        raise Unreadable(Placed(flaw=flaw, line=spot.line + 1, column=spot.column + 1)) from None
    builder = Builder()
    _build(text, builder)
    return builder.tree()


def _refuse(name: str) -> None:
    raise ValueError(name)


def _build(text: str, builder: Builder) -> None:
    """Hand the tokens of valid JSON to the builder."""
    spot = _spots(text)
    for number, match in enumerate(_TOKEN.finditer(text)):
        token, mark = match[1], spot(match.start(1))
        if number > 2 * MAX_VALUES:
            raise builder.too_many(mark)
        first = token[0]
        if first == '"':
            string = json.loads(token) if "\\" in token else token[1:-1]
            if not string.isascii() and HALF.search(string):
                raise builder.refuse(_HALF, mark)
            if len(string) > MAX_TEXT:
                raise builder.too_long(string, mark)
            if builder.awaits_key:
                builder.put_key(string, mark)
            else:
                builder.put(string, mark)
        elif first in "{[":
            builder.open({} if first == "{" else [], mark)
        elif first in "]}":
            builder.close()
        else:
            builder.put(_WORDS[token] if token in _WORDS else _number(token), mark)


def _number(token: str) -> int | float | str:
    """Return a number; one of very many digits stays text, and no field takes it."""
    try:
        number: int | float = json.loads(token)
    except ValueError:
        return token
    return number


def _spots(text: str) -> Callable[[int], Spot]:
    """Return a function from offsets to lines and columns."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]

    def spot(offset: int) -> Spot:
        line = bisect_right(starts, offset) - 1
        return Spot(line, offset - starts[line])

    return spot
