"""From what cattrs collected to flaws: one for each mistake, with the way to it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import attrs
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from elzmodel.errors import InvalidValueError
from elzmodel.io._flaws import (
    BAD_RECORD,
    BOUNDS,
    ID_TWICE,
    MISSING_KEY,
    MOST,
    UNKNOWN_KEY,
    Flaw,
    Placed,
    Wrong,
)
from elzmodel.io._hooks import copied
from elzmodel.io._near import any_of, did_you_mean
from elzmodel.io._tags import tag_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from elzmodel.io._flaws import Step
    from elzmodel.io._tree import Tree

__all__ = ["placed_flaws"]


def placed_flaws(error: Exception, tree: Tree | None) -> list[Placed]:
    """Return the flaws behind an error of the detailed converter, with their places."""
    found = (_placed(path, flaw, tree) for path, each in _leaves(error) for flaw in _flaws(each))
    return list(islice(found, MOST))


def _placed(path: tuple[Step, ...], flaw: Flaw, tree: Tree | None) -> Placed:
    whole = (*path, *flaw.steps)
    line, column = tree.place(whole, of_key=flaw.at_key) if tree else (0, 0)
    return Placed(flaw=flaw, path=whole, line=line, column=column)


def _leaves(
    error: Exception, path: tuple[Step, ...] = ()
) -> Iterator[tuple[tuple[Step, ...], Exception]]:
    if not isinstance(error, BaseValidationError):
        yield path, error
        return
    for each in error.exceptions:
        yield from _leaves(each, (*path, *_step(each)))


def _step(error: Exception) -> tuple[Step, ...]:
    """Return the key or index that cattrs noted on an error."""
    return tuple(
        note.name if isinstance(note, AttributeValidationNote) else note.index
        for note in getattr(error, "__notes__", ())
        if isinstance(note, AttributeValidationNote | IterableValidationNote)
    )


def _flaws(error: Exception) -> Iterator[Flaw]:
    """Yield what one exception stands for; one that is ours to mend is raised again."""
    match error:
        case Wrong():
            yield error.flaw
        case ForbiddenExtraKeysError():
            known = _keys(error.cl)
            for key in sorted(error.extra_fields):
                yield unknown_key(key, known)
        case KeyError():
            key = str(error.args[0])
            yield Flaw(code=MISSING_KEY, message=f"key {key!r} is missing")
        case InvalidValueError():
            message = f"this cannot be a {error.kind}: {_plain(error.value)}"
            code = _CODES.get(error.kind, BAD_RECORD)
            if error.expected == _ONCE:
                code, message = ID_TWICE, f"{error.value!r} is in use twice"
            yield Flaw(code=code, message=message, expected=error.expected)
        case _:
            raise error


_CODES: Final = {"share": BOUNDS, "total": BOUNDS, "period": BOUNDS}
_ONCE: Final = "an id that is in use once"


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return " and ".join("none" if each is None else str(each) for each in value)
    return str(value)


def _keys(of: type) -> tuple[str, ...]:
    """Return the keys that a mapping of a class may have, with the one that tells it apart."""
    names = tuple(field.name for field in attrs.fields(of))
    tag = tag_of(of)
    return names if tag is None else (tag.key, *names)


def unknown_key(key: str, known: tuple[str, ...]) -> Flaw:
    """Return the flaw of a key that nothing reads."""
    return Flaw(
        code=UNKNOWN_KEY,
        message=f"unknown key {key[:40]!r}",
        expected=any_of(known),
        hint=copied(key) or did_you_mean(key, known),
        steps=(key,),
        at_key=True,
    )
