"""Call everything that is public with what nobody should give it.

``python -m tests.house.hostile_calls 20000`` makes that many calls, ``... --commands 2000`` as
many of the command line, and each prints what ended in anything but an error of ours. Calls
follow from the signatures: most arguments are good ones of their type, at least one is not.
"""

# ruff: noqa: T201 - a program that prints, and draws nothing secret

from __future__ import annotations

import enum
import inspect
import random
import signal
import sys
import traceback
import types
import typing
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import attrs

import elzmodel as elz
from elzmodel.values.text import in_words

SECONDS: Final = 60
"""How long one call may take before it is told."""

CALLED_BACK: Final = {"pick": random.Random(1).choice, "progress": lambda *_: None}
"""Functions of the caller's own, each with a good one: what theirs raises is theirs."""

DATES = (date.min, date.max, date(2025, 1, 1), datetime(2025, 1, 1, 12))  # noqa: DTZ001
NUMBERS = (
    *(0, -1, 1, 2, 2025, 10**6, 2**53 + 1, -(2**63), 10**400, 10**5000, True, 0.5, -0.0, 1e308),
    *(float("nan"), float("inf"), -float("inf"), Decimal("NaN"), Decimal("sNaN")),
    *(Decimal("Infinity"), Decimal("1E+999999"), Fraction(1, 3), 1j),
)
TEXTS = (
    *("", " ", "x", "Hasselt", "haspengouw", "71072", "2025-01-01", "9999-12-31", "0001-01-01"),
    *("2025-02-30", "2025", "-1", "nan", "1e999", "9" * 5000, "x" * 20_000, "a\nb", "a;b\n1;2\n"),
    *("\0", "a\0b", "\x1b[2J", "\u202egnirts", "\ud800", "\u0661\u0662", "🦠" * 40, "ß", "{", "}"),
    *("{x}", "%s", "[", "*", "(?", "=1+1", "../../x", "/dev/null", "/", ".", "-", "--help"),
    *('{"elzmodel": 1}', "elzmodel: 1\nkind: events\n", "<b>", "null", "nl", "csv"),
)
OTHERS = (
    *(None, b"", b"\xff\xfe", b"PK\x03\x04", bytearray(b"x"), ..., NotImplemented, int, len),
    *([], (), {}, set(), frozenset(), [[]], [None], ["a"], ("a", "b"), [float("nan")], {"a"}),
    *({"a": 1}, {1: "a"}, {None: None}, {"71072": float("inf")}, {"71072": [1]}, {("a",): {}}),
    *(range(3), Path("x"), Path("\0"), Path("/"), timedelta(1), StringIO("a"), BytesIO(b"\xff")),
)


class Odd:
    """A value of which nothing is known."""

    def __repr__(self) -> str:
        """Look like nothing else."""
        return "<odd>"


def _itself() -> list[object]:
    found: list[object] = []
    found.append(found)
    return found


def _deep() -> object:
    found: object = "x"
    for _ in range(2000):
        found = [found]
    return found


MADE: Final[tuple[Callable[[], object], ...]] = (
    *(Odd, _itself, _deep, lambda: iter(()), lambda: (n for n in "ab")),
    *(lambda: lambda *_, **__: None, lambda: dict.fromkeys(range(1000))),
)
_DEEPEST: Final = 3


def _frames() -> list[object]:
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    found: list[object] = []
    if numpy is not None:
        found += [numpy.int8(5), numpy.float64("nan"), numpy.array([1, 2]), numpy.array("x")]
    if pandas is not None:
        found += [pandas.NA, pandas.NaT, pandas.Series([1, None]), pandas.DataFrame({"a": [1]})]
    return found


class Hostile:
    """A seeded source of values, good ones by type and others."""

    def __init__(self, seed: int, pool: Mapping[type, Sequence[object]]) -> None:
        """Draw with *seed*, from a *pool* of good values by their class."""
        self.random = random.Random(seed)
        self.pool = pool
        self.classes = list(pool)
        self.folder = Path()

    def bad(self) -> object:
        """Return a value that hardly anything is made for."""
        pick, of_some = self.random.choice, self.random.choices
        kinds: list[Callable[[], object]] = [
            lambda: pick(NUMBERS),
            lambda: pick(TEXTS),
            lambda: pick(DATES),
            lambda: pick(OTHERS),
            lambda: pick(self.pool[pick(self.classes)]),
            self._made,
            lambda: pick(_frames() or NUMBERS),
            lambda: pick((list, tuple))(self._several()),
            lambda: {str(number): each for number, each in enumerate(self._several())},
        ]
        return of_some(kinds, (20, 30, 5, 20, 10, 5, 3, 4, 3))[0]()

    def _made(self) -> object:
        return self.random.choice(MADE)()

    def _several(self) -> list[object]:
        return [self.bad() for _ in range(self.random.randrange(4))]

    def good(self, hint: object, name: str, depth: int = 0) -> object:
        """Return a value that fits a type, as far as one is known."""
        pick, origin, args = self.random.choice, typing.get_origin(hint), typing.get_args(hint)
        if origin in {typing.Union, types.UnionType}:
            found = self.good(pick(args), name, depth)
        elif origin is typing.Literal:
            found = pick(args)
        elif origin in {typing.Annotated, type, typing.Required, typing.NotRequired}:
            found = int if origin is type else self.good(args[0], name, depth)
        elif isinstance(hint, typing.NewType):
            found = self._text(hint.__name__)
        elif isinstance(hint, typing.TypeVar):
            found = self.good(hint.__bound__ or object, name, depth)
        elif depth < _DEEPEST and inspect.isclass(origin):
            found = self._many(origin, args, name, depth)
        else:
            found = self._one(hint, name)
        return found

    def _many(self, origin: type, args: tuple[Any, ...], name: str, depth: int) -> object:
        def inner(of: object) -> object:
            return self.good(of, name, depth + 1)

        if _is_of(origin, Callable):
            return lambda *_, **__: None
        try:
            if _is_of(origin, Mapping) and len(args) == len("kv"):
                return {inner(args[0]): inner(args[1])}
            if _is_of(origin, tuple) and args[-1:] != (...,):
                return tuple(map(inner, args))
            some = [inner((*args, object)[0]) for _ in range(self.random.randrange(1, 3))]
            return some if _is_of(list, origin) else origin(some)
        except TypeError:  # What cannot be hashed, or a class of its own.
            return self._one(origin, name)

    def _one(self, hint: object, name: str) -> object:
        pick = self.random.choice
        simple: dict[object, Sequence[object]] = {
            None: [None],
            types.NoneType: [None],
            bool: [True, False],
            date: [DATES[2]],
            int: [2021, 2026, 2, 5, 1],
            float: [0.5, 1.0],
            typing.SupportsFloat: [2, 0.5],
            Path: [self.folder / "a.yaml"],
            bytes: [b"nis;visits\n71072;3\n"],
        }
        if hint is str:
            return self._text(name)
        if inspect.isclass(hint) and hint not in simple and hint is not object:
            if issubclass(hint, enum.Enum):
                return pick(list(hint))
            fitting = [each for each in self.classes if _is_of(each, hint)]
            if fitting:
                return pick(self.pool[pick(fitting)])
        known = simple.get(hint) if isinstance(hint, typing.Hashable) else None
        return pick(known or self.pool[pick(self.classes)])

    def _text(self, name: str) -> str:
        pick = self.random.choice
        if "day" in name or name in {"on", "known", "before", "after", "since", "until"}:
            return pick(["2025-01-01", "2024-12-31", "2021-06-01", "2026-01-01"])
        if "lang" in name:
            return pick(["en", "nl"])
        return pick(["Hasselt", "haspengouw", "71072", "genk", "population", "herkenrode", "bvr"])


def _is_of(one: type, other: object) -> bool:
    try:
        return issubclass(one, other)  # type: ignore[arg-type]
    except TypeError:
        return False


# --- what is called ----------------------------------------------------------------------


def rooms() -> Iterator[types.ModuleType]:
    """Yield the front door and its namespaces."""
    yield elz
    for name in sorted(elz.__all__):
        found = getattr(elz, name)
        if isinstance(found, types.ModuleType):
            yield found


@cache
def public() -> tuple[tuple[str, Callable[..., object], type | None], ...]:
    """Return every public function, class and method, with its name; a method with its class."""
    found: dict[int, tuple[str, Any, type | None]] = {}
    for room in rooms():
        for name in sorted(room.__all__):
            value = getattr(room, name)
            called = f"{room.__name__}.{name}"
            if inspect.isclass(value):
                is_form = issubclass(value, enum.Enum) or getattr(value, "_is_protocol", False)
                if _is_ours(value) and not is_form:
                    found.setdefault(id(value), (called, value, None))
                    found.update(_methods(called, value, set(found)))
            elif callable(value) and _is_ours(value):
                found.setdefault(id(value), (called, value, None))
    return tuple(found.values())


def _is_ours(value: object) -> bool:
    return str(getattr(value, "__module__", "")).startswith("elzmodel")


def _methods(
    called: str, of: type, known: set[int]
) -> Iterator[tuple[int, tuple[str, Any, type | None]]]:
    for name in sorted(dir(of)):
        plain = inspect.getattr_static(of, name)
        if name.startswith("_") or id(plain) in known:
            continue
        is_bound = isinstance(plain, classmethod | staticmethod)
        if (is_bound or inspect.isfunction(plain)) and _is_ours(getattr(of, name)):
            yield id(plain), (f"{called}.{name}", getattr(of, name), None if is_bound else of)


@cache
def pool() -> dict[type, list[object]]:
    """Return some values of each class, found within what the packaged data gives."""
    from elzmodel import networks, tables, views

    fl, d = elz.flanders(), elz.dossier("haspengouw")
    day = fl.on("2025-01-01")
    wave = elz.Scenario("wave").merge(["Wellen", "Alken"], name="Demer", day="2027-01-01")
    table = elz.read_table("nis;visits\n71072;3\n11002;5\n")
    seeds: list[object] = [
        *(fl, day, d, wave, table, fl.register, fl.zoning, elz.rule_sets()),
        *(elz.outcome(fl, wave), elz.compare(fl.on("2024-12-31"), day), fl.history("Kortessem")),
        *(fl.crosswalk("2018-12-31", "2025-01-01"), day.zone_table(), views.zone_map(day)),
        elz.carry(fl, table, to="zone", on="2025-01-01"),
        networks.collaboration_graph(d, on="2025-01-01"),
        networks.network_report(d, on="2025-01-01"),
        day.zone_table().to_table(),
        *(elz.check(d), elz.decisions(fl, wave), tables, elz.loads("{elzmodel: 1, kind: events}")),
    ]
    found: dict[type, list[object]] = defaultdict(list)
    seen: set[int] = set()
    heap = [(0, each) for each in seeds]
    while heap:
        depth, value = heap.pop(0)
        if id(value) in seen or depth > 7:
            continue
        seen.add(id(value))
        kind = type(value)
        if kind.__module__.startswith(("elzmodel", "networkx")) and not isinstance(
            value, enum.Enum
        ):
            if len(found[kind]) >= 4:
                continue
            found[kind].append(value)
        heap.extend((depth + 1, each) for each in _inside(value))
    return dict(found)


def _inside(value: object) -> Iterable[object]:
    if attrs.has(type(value)):
        names = [each.name for each in attrs.fields(type(value))]
        return [getattr(value, name) for name in names if hasattr(value, name)]
    if isinstance(value, Mapping):
        return [*list(value.values())[:5]]
    if isinstance(value, list | tuple | set | frozenset):
        return list(value)[:12]
    return []


# --- calling -----------------------------------------------------------------------------


class Slow(BaseException):
    """A call that took too long."""


@contextmanager
def limited(seconds: int = SECONDS) -> Iterator[None]:
    """Stop what takes longer than some seconds."""

    def stop(*_: object) -> None:
        raise Slow

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@cache
def _signature(function: Callable[..., object]) -> tuple[inspect.Parameter, ...]:
    try:
        return tuple(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return ()


@cache
def _by_name() -> dict[str, object]:
    """Return all that a signature may name: what a module loads late is no name of its own."""
    public()
    ours = [module for name, module in sys.modules.items() if name.startswith("elzmodel")]
    return dict(item for module in (typing, *ours) for item in vars(module).items())


@cache
def _hints(function: Callable[..., object]) -> dict[str, object]:
    of = getattr(function, "__init__", function) if inspect.isclass(function) else function
    try:
        home = vars(sys.modules[function.__module__])
        return typing.get_type_hints(of, localns=_by_name() | home)
    except (NameError, TypeError, AttributeError):
        return {}


def arguments(
    draw: Hostile, function: Callable[..., object], of: type | None
) -> tuple[list[object], dict[str, object]] | None:
    """Return arguments that bind, of which at least one is hostile; nothing where none fits."""
    parameters, hints = _signature(function), _hints(function)
    positional: list[object] = []
    if of is not None:
        selves = [each for kind in draw.classes if _is_of(kind, of) for each in draw.pool[kind]]
        if not selves:
            return None
        positional.append(draw.random.choice(selves))
        parameters = parameters[1:]
    if not parameters:
        return None
    hostile = draw.random.choice(parameters).name
    named: dict[str, object] = {}
    for each in parameters:
        is_bad = each.name == hostile or draw.random.random() < 0.1
        if not is_bad and each.default is not each.empty and draw.random.random() < 0.6:
            continue
        if each.kind is each.VAR_KEYWORD:
            continue
        hint = hints.get(each.name, Any)
        value = draw.bad() if is_bad else draw.good(hint, each.name)
        if each.name in CALLED_BACK and (callable(value) or not is_bad):
            value = CALLED_BACK[each.name]
        if (
            each.kind is each.VAR_POSITIONAL
            or each.kind is each.POSITIONAL_ONLY
            or (
                each.kind is each.POSITIONAL_OR_KEYWORD
                and len(positional) == _place(each, function)
            )
        ):
            positional.append(value)
        else:
            named[each.name] = value
    return positional, named


def _place(parameter: inspect.Parameter, function: Callable[..., object]) -> int:
    return [each.name for each in _signature(function)].index(parameter.name)


def _used_up(value: object) -> None:
    """Take what a generator gives, at most a thousand of them."""
    if inspect.isgenerator(value):
        for _ in zip(range(1000), value, strict=False):
            pass


class Bad(typing.NamedTuple):
    """What a call ended in that is none of our errors."""

    called: str
    error: BaseException
    given: str

    @property
    def where(self) -> str:
        """The last line of ours that ran."""
        frames = [
            each
            for each in traceback.extract_tb(self.error.__traceback__)
            if "elzmodel/" in each.filename
        ]
        last = frames[-1] if frames else None
        return f"{last.filename.split('elzmodel/')[-1]}:{last.lineno}" if last else "?"


def _may(function: Callable[..., object], error: BaseException) -> bool:
    """Tell whether an error is ours, or one of a file that the docstring tells of."""
    if isinstance(error, elz.ElzError | elz.ElzWarning):
        return True
    # Where one's own function is called, what that raises goes on.
    calls_back = any(each.name in CALLED_BACK for each in _signature(function))
    if isinstance(error, IndexError) and calls_back:
        return True
    return isinstance(error, OSError) and "OSError" in (inspect.getdoc(function) or "")


def calls(seed: int, count: int, folder: Path) -> Iterator[Bad | None]:
    """Make hostile calls, and yield what was bad about each, or nothing."""
    draw = Hostile(seed, pool())
    draw.folder = folder
    made = 0
    while made < count:
        called, function, of = draw.random.choice(public())
        given = arguments(draw, function, of)
        if given is None:
            continue
        made += 1
        yield tried(called, function, *given)


def tried(
    called: str, function: Callable[..., object], given: list[object], named: dict[str, object]
) -> Bad | None:
    try:
        with warnings.catch_warnings(), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            warnings.simplefilter("ignore")
            with limited():
                _used_up(function(*given, **named))
    except (Exception, Slow) as error:  # noqa: BLE001 - whatever it is
        wrong = error if not _may(function, error) else _unsayable(error)
        return Bad(called, wrong, _shown(given, named)) if wrong else None
    return None


def _unsayable(error: BaseException) -> Exception | None:
    """Return what happens where an error is said in one language or the other, if that fails."""
    try:
        _ = str(error), in_words(error, "nl")
    except Exception as wrong:  # noqa: BLE001 - whatever it is
        return wrong
    return None


def _shown(given: list[object], named: dict[str, object]) -> str:
    texts = [*map(_short, given), *(f"{name}={_short(each)}" for name, each in named.items())]
    return ", ".join(texts)


def _short(value: object) -> str:
    try:
        text = repr(value)
    except Exception as error:  # noqa: BLE001 - a value that cannot even be shown
        text = f"<{type(value).__name__}: {error}>"
    return text if len(text) < 80 else f"{text[:70]}…"


def main(arguments: Sequence[str]) -> int:
    """Make as many calls as are asked for, print what was bad, and return whether any was."""
    count, seed = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    bad: dict[tuple[str, str], list[Bad]] = defaultdict(list)
    with TemporaryDirectory() as name, chdir(name):
        for each in calls(seed, count, Path(name)):
            if each is not None:
                bad[type(each.error).__name__, each.where].append(each)
    for (kind, where), some in sorted(bad.items(), key=lambda each: -len(each[1])):
        print(f"{len(some):4} {kind} {where}: {some[0].error!s:.100}")
        for each in some[:3]:
            print(f"        {each.called}({each.given})"[:300])
    found = sum(map(len, bad.values()))
    print(f"{count} calls of {len(public())}, {found} bad, of {len(bad)} kinds")
    return min(1, found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
