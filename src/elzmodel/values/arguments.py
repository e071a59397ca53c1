"""What comes in at a door of the house: an argument of the wrong type is told by its name.

A room keeps its door with one line, ``keep_door(__name__)``. Nothing is looked at
beforehand, which would cost time in every call: only where a call failed with an error that
is none of ours is each argument held against its annotation. Where all fit, the error is
ours to mend and stays as it is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from enum import EnumType
from functools import lru_cache, wraps
from inspect import (
    CO_VARARGS,
    CO_VARKEYWORDS,
    Parameter,
    isclass,
    isgeneratorfunction,
    signature,
    unwrap,
)
from itertools import islice
from numbers import Real
from types import FunctionType, GenericAlias, NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    NewType,
    TypeVar,
    Union,
    get_args,
    get_origin,
    is_typeddict,
)

import attrs

from elzmodel.values.errors import ElzError, InvalidValueError
from elzmodel.values.text import said, term

__all__: list[str] = []

_LOOKED_AT: Final = 1000
_DEEPEST: Final = 4
_KEPT: Final = "__elzmodel_kept__"
_OURS: Final = "elzmodel."
_Cached = type(lru_cache(bool))
_OPEN: Final = CO_VARARGS | CO_VARKEYWORDS


def keep_door(room: str) -> None:
    """Have every public function and class of a room tell which argument is of the wrong type.

    Called at the end of the module, when all it offers is there.
    """
    module = sys.modules[room]
    inside = [each for name, each in [*sys.modules.items()] if f"{name}.".startswith(f"{room}.")]
    for name in module.__all__:
        value = getattr(module, name)
        if isclass(value):
            _keep_class(value)
        elif isinstance(value, FunctionType | _Cached) and value.__module__.startswith(_OURS):
            kept = _kept(value)
            for each in (*inside, sys.modules[value.__module__]):
                if vars(each).get(name) is value:
                    setattr(each, name, kept)


def _keep_class(of: type) -> None:
    """Keep the public methods of a class and of what it inherits from, and how it is made."""
    for base in of.__mro__:
        is_plain = not (isinstance(base, EnumType) or getattr(base, "_is_protocol", False))
        if is_plain and base.__module__.startswith(_OURS):
            for name, plain in [*vars(base).items()]:
                if name in _MAKING or not name.startswith("_"):
                    _keep_method(base, name, plain)


_MAKING: Final = frozenset({"__init__", "__new__"})


def _keep_method(of: type, name: str, plain: object) -> None:
    if isinstance(plain, FunctionType):
        type.__setattr__(of, name, _kept(plain, itself=1))
    elif isinstance(plain, classmethod | staticmethod) and isinstance(plain.__func__, FunctionType):
        kept = _kept(plain.__func__, itself=isinstance(plain, classmethod))
        type.__setattr__(of, name, type(plain)(kept))


def _kept(function: Callable[..., Any], *, itself: int = 0) -> Callable[..., Any]:
    """Return a function that looks at its arguments where it fails; *itself* is none of them."""
    code = getattr(unwrap(function), "__code__", None)
    most = code and code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & _OPEN)
    if hasattr(function, _KEPT) or not most or most <= itself:
        return function

    @wraps(function)
    def kept(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - those of any function
        try:
            return function(*args, **kwargs)
        except Exception as error:
            wrong = _told(error, function, args, kwargs)
            if wrong is error:
                raise
            raise wrong from wrong.__cause__

    @wraps(function)
    def kept_while_it_yields(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - the same
        try:
            yield from function(*args, **kwargs)
        except Exception as error:
            wrong = _told(error, function, args, kwargs)
            if wrong is error:
                raise
            raise wrong from wrong.__cause__

    chosen = kept_while_it_yields if isgeneratorfunction(function) else kept
    setattr(chosen, _KEPT, True)
    return chosen


def _told(
    error: Exception, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Exception:
    """Return the error to raise: that about an argument, of the outermost door that knows one."""
    if isinstance(error, ElzError) and not hasattr(error, _KEPT):
        return error
    wrong = wrong_argument(function, args, kwargs)
    if wrong is None and isinstance(
        error, TypeError | ValueError | AttributeError | RecursionError
    ):
        wrong = wrong_argument(function, args, kwargs, unseen=True)
    if wrong is None:
        return error
    setattr(wrong, _KEPT, True)
    wrong.__cause__ = error.__cause__ if isinstance(error, ElzError) else error
    return wrong


def wrong_argument(
    function: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: Mapping[str, Any],
    *,
    unseen: bool = False,
) -> InvalidValueError | None:
    """Return what to say of the first argument that is not of its type; nothing where all are.

    Where it is *unseen*, what cannot be looked at is taken to be wrong: what gave its items
    once, and what goes on inside itself without end.

    Example:
        >>> from datetime import date
        >>> def age(born: date) -> int:
        ...     return 2025 - born.year
        >>> print(wrong_argument(age, ("1970",), {}))
        not a value for born: '1970'. Expected date
    """
    called = signature(function)
    try:
        given = called.bind(*args, **kwargs).arguments
    except TypeError:  # The call does not fit the signature, and Python's own error says so.
        return None
    made = _field_types(args[0]) if function.__name__ == "__init__" else {}
    for name, value in given.items():
        parameter = called.parameters[name]
        # `self` may be half made; an attrs `__init__` may be annotated less than its fields are.
        is_told = parameter.annotation not in {Parameter.empty, "Any", Any}
        if not (is_told or name in made):
            continue
        hint = _meant(parameter.annotation if is_told else made[name], function)
        if parameter.kind is Parameter.VAR_POSITIONAL:
            hint = tuple[hint, ...]  # type: ignore[valid-type]
        elif parameter.kind is Parameter.VAR_KEYWORD:
            hint = Mapping[str, hint]  # type: ignore[valid-type]
        if (unseen and _is_unseen(value)) or not _may_be(value, hint):
            expected = said("{types:or all}", types=words_of_type(hint))
            return InvalidValueError(said("value for {name}", name=name), value, expected)
    return None


def _meant(annotation: object, function: Callable[..., Any]) -> Any:  # noqa: ANN401 - a type
    """Return what an annotation stands for; what nothing that is loaded knows is any type."""
    if not isinstance(annotation, str):
        return annotation
    names = _Names({"Iterable": Iterable, **vars(sys.modules[function.__module__])})
    # Also without its last brackets: some classes are generic in stubs alone.
    for each in (annotation, _INNERMOST.sub("", annotation)):
        try:
            return eval(each, {}, names)  # noqa: S307 - an annotation of ours, as `typing` does it
        except (NameError, TypeError, AttributeError):
            continue
    return Any


class _Names(dict[str, Any]):
    """The names in a module, and those that it has from others for type checkers alone."""

    def __missing__(self, name: str) -> Any:  # noqa: ANN401 - whatever is called so
        for room in (self["__package__"], "elzmodel"):
            found = _called(name, room)
            if len(found) == 1:  # Where several things are called so, it may be any of them.
                return found[0]
        if (late := getattr(sys.modules["elzmodel"], name, None)) is None:
            raise KeyError(name)
        return late


def _called(name: str, room: str) -> list[object]:
    """Return all that is called so in the modules of a room that are loaded."""
    modules = [each for key, each in [*sys.modules.items()] if f"{key}.".startswith(f"{room}.")]
    found = [vars(each)[name] for each in modules if name in vars(each)]
    return [*{id(each): each for each in found}.values()]


_INNERMOST: Final = re.compile(r"\[[^\[\]]*\]")


def _field_types(value: object) -> dict[str, object]:
    """Return the types of the fields of a class of attrs: any series becomes a tuple there."""
    fields: Iterable[attrs.Attribute[Any]] = getattr(type(value), "__attrs_attrs__", ())
    return {str(each.alias): _series(each.type) for each in fields}


def _series(of: Any) -> object:  # noqa: ANN401 - a type, or its text until it is resolved
    """Return what becomes a tuple of some type, for a tuple of any length; others as they are."""
    if isinstance(of, str):
        return _SERIES.sub(r"Iterable[\1]", of)
    kinds: tuple[Any, ...] = get_args(of)
    return GenericAlias(Iterable, kinds[:1]) if kinds[-1:] == (...,) else of


_SERIES: Final = re.compile(r"^tuple\[(.*), \.\.\.\]")


def _is_unseen(value: object) -> bool:
    try:
        return isinstance(value, Iterator) or not repr(value)
    except Exception:  # noqa: BLE001 - what cannot be shown cannot be looked at
        return True


def _may_be(value: object, hint: object) -> bool:
    try:
        return _fits(value, hint)
    except Exception:  # noqa: BLE001 - what cannot even be looked at is not what was asked
        return False


def _fits(value: Any, hint: Any, depth: int = 0) -> bool:  # noqa: ANN401 - whatever was given
    """Tell whether a value may be of a type; what cannot be told is taken to be."""
    hint = bare_type(hint)
    origin, args = get_origin(hint), get_args(hint)
    if hint in {Any, object} or depth > _DEEPEST:
        return True
    if origin in {Union, UnionType}:
        return any(_fits(value, each, depth) for each in args)
    if origin is Literal:
        return any(type(value) is type(each) and value == each for each in args)
    return _is_a(value, origin or hint) and _holds(value, origin, args, depth)


def bare_type(hint: Any) -> Any:  # noqa: ANN401 - a type
    """Return the type that a name for one stands for."""
    if isinstance(hint, NewType):
        return bare_type(hint.__supertype__)
    if isinstance(hint, TypeVar):
        return bare_type(hint.__bound__ or object)
    return bare_type(get_args(hint)[0]) if get_origin(hint) is Annotated else hint or NoneType


def _is_a(value: object, kind: object) -> bool:
    """Tell whether a value is of a class, as far as classes tell."""
    if kind is float:
        return isinstance(value, Real)
    if is_typeddict(kind):
        return isinstance(value, Mapping)
    if kind is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    try:
        if kind in _MANY and not isinstance(value, Collection):
            return isinstance(value, kind) and bool(iter(value))
        return isinstance(value, kind)  # type: ignore[arg-type] # what is no class is told so
    except TypeError:
        return True


def _holds(value: Any, origin: Any, args: tuple[Any, ...], depth: int) -> bool:  # noqa: ANN401
    """Tell whether what a value holds may be of the types that it should be of."""
    if isinstance(value, Mapping) and len(args) == 2:
        some = islice(value.items(), _LOOKED_AT)
        return all(_fits(k, args[0], depth + 1) and _fits(v, args[1], depth + 1) for k, v in some)
    if origin is tuple and args[-1:] != (...,):
        return len(value) == len(args) and all(
            _fits(each, of, depth + 1) for each, of in zip(value, args, strict=True)
        )
    if origin in _MANY and args and isinstance(value, Collection):
        if isinstance(value, str | bytes | bytearray):  # A single text would fall into letters.
            return bare_type(args[0]) in {object, Any}
        return all(_fits(each, args[0], depth + 1) for each in islice(value, _LOOKED_AT))
    return True


_MANY: Final = frozenset({Iterable, Collection, Sequence, AbstractSet, tuple, list, set, frozenset})


def words_of_type(hint: Any) -> list[str]:  # noqa: ANN401 - a type
    """Return how a type is called in a message, a word for each type that will do."""
    hint = bare_type(hint)
    origin, args = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return [*dict.fromkeys(word for each in args for word in words_of_type(each))]
    if origin is Literal:
        return [*map(repr, args)]
    if origin in _MANY and args:
        of = [word for each in args if each is not ... for word in words_of_type(each)]
        return [said("several of {types:or all}", types=[*dict.fromkeys(of)])]
    name = getattr(origin or hint, "__name__", str(hint))
    return [term(_WORDS.get(hint, name))]


_WORDS: Final = {
    None: "None",
    NoneType: "None",
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "True or False",
    bytes: "bytes",
}
