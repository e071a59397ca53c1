"""An argument of the wrong type is told by its name, whatever the function made of it."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from io import StringIO
from typing import Annotated, Any, Literal, NewType, TypeVar

import attrs
import numpy as np
import pytest

import elzmodel as elz
from elzmodel.values import arguments
from elzmodel.values.arguments import wrong_argument
from elzmodel.values.text import in_words
from tests.house.hostile_calls import public

Name = NewType("Name", str)
T = TypeVar("T")
B = TypeVar("B", bound=int)


def of(hint: object) -> Callable[..., None]:
    """Return a function with one argument of a type."""

    def function(given: Any) -> None:
        """Take one."""

    function.__annotations__["given"] = hint
    return function


FITS = [
    (str, "a", 1, "text"),
    (int, 1, "a", "a whole number"),
    (float, 1, "a", "a number"),
    (date, date(2025, 1, 1), datetime(2025, 1, 1), "date"),  # noqa: DTZ001
    (date | str | None, None, 1, "date, text or None"),
    (None, None, 1, "None"),
    (Name, "a", 1, "text"),
    (Annotated[int, "x"], 1, "a", "a whole number"),
    (Literal["a", 1], 1, "b", "'a' or 1"),
    (B, 1, "a", "a whole number"),
    (Sequence[int], [1], [1, "a"], "several of a whole number"),
    (Sequence[int], (), 5, "several of a whole number"),
    (Sequence[int], range(3), "abc", "several of a whole number"),
    (Sequence[Name], ["abc"], "abc", "several of text"),
    (tuple[int, str], (1, "a"), (1,), "several of a whole number or text"),
    (tuple[int, str], (1, "a"), (1, 2), "several of a whole number or text"),
    (tuple[int, ...], (1, 2, 3), ("a",), "several of a whole number"),
    (Sequence[Any], "abc", 5, "several of Any"),
    (Mapping, {"a": 1}, 5, "Mapping"),
    (Mapping[str, int], {"a": 1}, {1: 1}, "Mapping"),
    (Mapping[str, int], {}, {"a": "b"}, "Mapping"),
    (Iterator[int], iter([]), [], "Iterator"),
    (Callable[[int], str], str, 1, "Callable"),
]


@pytest.mark.parametrize(
    ("hint", "good", "bad", "expected"),
    FITS,
    ids=[f"{number} {each[-1]}" for number, each in enumerate(FITS, 1)],
)
def test_what_fits_a_type_and_what_does_not(
    hint: object, good: object, bad: object, expected: str
) -> None:
    """Of a value that does not fit, what was expected is said in words."""
    assert wrong_argument(of(hint), (good,), {}) is None
    error = wrong_argument(of(hint), (bad,), {})
    assert expected == str(error.expected)


@pytest.mark.parametrize("hint", [Any, object, T, "not_known_at_all"], ids=str)
def test_what_cannot_be_told_is_taken_to_fit(hint: object) -> None:
    """Nothing is said of an argument whose type says nothing."""
    assert wrong_argument(of(hint), (5,), {}) is None


def test_a_call_that_binds_nothing_stays_as_python_says_it() -> None:
    """Too many arguments are no value of the wrong type."""
    assert wrong_argument(of(int), (1, 2), {}) is None
    with pytest.raises(TypeError, match="unexpected keyword"):
        elz.compare(elz, elz, since="x")


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: elz.views.zone_map(1), "snapshot: 1. Expected Snapshot"),
        (lambda: elz.flanders().with_events("x"), "events: 'x'. Expected several of"),
        (lambda: elz.schema(["a"]), "kind: ['a']. Expected text"),
        (lambda: elz.loads(b""), "text: b''. Expected text"),
        (lambda: elz.networks.closeness([1]), "graph: [1]. Expected Graph"),
        (lambda: elz.policy.base_forms(1), "word: 1. Expected text"),
        (lambda: elz.values.Codes(1), "codes: 1. Expected several of Code"),
        (lambda: elz.EventsDocument(1), "events: 1. Expected several of"),
        (lambda: elz.Period(date(2025, 1, 1), "x"), "(until): 'x'. Expected a date or text"),
        (lambda: elz.flanders().with_events(iter("x")), "Expected several of"),
        (lambda: [*elz.scenarios.MergeStep.doubts(*[1] * 4)], "1. Expected"),
        (
            lambda: elz.loads('{"elzmodel": 1, "kind": "events"}', within=3),
            "within: 3. Expected Landscape or None",
        ),
        (lambda: elz.zones.Zoning(StringIO("a")), "value for events: <_io.StringIO"),
        (lambda: elz.flanders().register.refinement.covers(b"a", ["b"]), "land: b'a'. Expected"),
    ],
    ids=[
        "function",
        "method",
        "key",
        "bytes",
        "graph",
        "cached",
        "new",
        "list",
        "value",
        "spent",
        "yields",
        "for type checkers alone",
        "half made",
        "bytes that are several",
    ],
)
def test_whatever_is_public_names_the_argument(call: Callable[[], object], named: str) -> None:
    """Functions, methods, classes, and what is read once or yields."""
    with pytest.raises(elz.InvalidValueError) as caught:
        call()
    assert named in str(caught.value)
    assert isinstance(caught.value.__cause__, Exception)


def test_a_wrong_argument_is_told_in_dutch() -> None:
    """The sentence and the types have their Dutch."""
    with pytest.raises(elz.InvalidValueError) as caught:
        elz.loads(7)
    assert "geen geldige waarde voor text: 7. Verwacht: tekst" == in_words(caught.value, "nl")


def test_errors_of_a_callback_stay_what_they_are() -> None:
    """What somebody's own function raises is theirs, where all arguments fit."""

    def progress(*_: object) -> None:
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        elz.sweep(elz.flanders(), [elz.Scenario("x")], progress=progress)


def test_everything_public_is_kept() -> None:
    """Every function and method of every room with an argument looks at it where it fails."""
    unkept = [
        name
        for name, function, of_class in public()
        if not isinstance(function, type)
        and takes_something(function, beside=of_class is not None)
        and not hasattr(function, "__elzmodel_kept__")
    ]
    assert [] == unkept


def takes_something(function: Callable[..., object], *, beside: bool) -> bool:
    """Tell whether a function has an argument, beside the value whose method it is."""
    inner = getattr(function, "__func__", function)
    code = getattr(getattr(inner, "__wrapped__", inner), "__code__", None)
    own = beside or inner is not function
    return code is not None and code.co_argcount + code.co_kwonlyargcount > own


def test_public_functions_can_be_pickled_by_name() -> None:
    """A process that is told of a function finds the same one."""
    for function in (elz.adopt, elz.views.zone_map, elz.read_table, elz.networks.closeness):
        assert function is pickle.loads(pickle.dumps(function))


def test_what_is_remembered_stays_remembered() -> None:
    """A function that is cached is so behind its door as well."""
    assert isinstance(elz.policy.base_forms.__wrapped__, type(lru_cache(bool)))


def test_a_class_whose_types_are_resolved_tells_the_same() -> None:
    """Whoever reads documents of it has its types made into classes."""
    attrs.resolve_types(elz.EventsDocument)
    with pytest.raises(elz.InvalidValueError, match=r"events: 1\. Expected several of Create"):
        elz.EventsDocument(1)


def test_every_argument_of_an_open_series_is_looked_at() -> None:
    """Those by place and those by name, each of the type that is said once."""

    def function(*some: int, **named: str) -> None:
        """Take any."""

    assert wrong_argument(function, (1, 2), {"a": "b"}) is None
    assert "value for some" == wrong_argument(function, (1, "a"), {}).kind
    assert "value for named" == wrong_argument(function, (1,), {"a": 1}).kind


def test_what_cannot_be_looked_at_is_taken_to_be_wrong_only_when_nothing_else_is() -> None:
    """What gave its items once, and what goes on inside itself; the rest is not blamed."""
    endless: list[object] = []
    for _ in range(5000):
        endless = [endless]
    function = of(Sequence[object])
    for value in (iter([]), endless):
        assert wrong_argument(of(object), (value,), {}) is None
        error = wrong_argument(of(object), (value,), {}, unseen=True)
        assert str(error).startswith("not a value for given: <")
    assert wrong_argument(function, ([1],), {}, unseen=True) is None


def test_what_fails_when_it_is_looked_at_is_not_what_was_asked() -> None:
    """An array without a dimension says that it can be gone through, and cannot."""
    error = wrong_argument(of(Iterable[str]), (np.array("x"),), {})
    assert "several of text" == str(error.expected)


WITHIN = {
    "list": (lambda of: list[of], lambda value: [value]),
    "pair": (lambda of: tuple[of, int], lambda value: (value, 1)),
    "value": (lambda of: Mapping[str, of], lambda value: {"a": value}),
}


@pytest.mark.parametrize("within", WITHIN.values(), ids=WITHIN)
def test_what_a_value_holds_is_looked_at_four_times_deep(within) -> None:
    """A wrong item of an item of an item of an item is told; one deeper is let be."""
    hint, value = int, "a"
    for _ in range(4):
        hint, value = within[0](hint), within[1](value)
    assert wrong_argument(of(hint), (value,), {}) is not None
    assert wrong_argument(of(within[0](hint)), (within[1](value),), {}) is None


def test_what_is_a_key_is_looked_at_as_deep() -> None:
    """Three times within a key, that is; one deeper is let be."""
    inner = tuple[tuple[tuple[int, ...], ...], ...]
    assert wrong_argument(of(Mapping[inner, int]), ({((("a",),),): 1},), {}) is not None
    deeper = Mapping[tuple[inner, ...], int]
    assert wrong_argument(of(deeper), ({(((("a",),),),): 1},), {}) is None


def test_what_gives_its_items_once_keeps_them() -> None:
    """To look at them would leave none for whoever asked."""
    once = iter(["a"])
    assert wrong_argument(of(Iterable[int]), (once,), {}) is None
    assert ["a"] == [*once]


def test_options_in_a_mapping_are_a_mapping() -> None:
    """A typed dictionary is one, whatever its keys."""
    assert wrong_argument(of(elz.tables.Reading), ({},), {}) is None
    assert wrong_argument(of(elz.tables.Reading), (5,), {}) is not None


def test_a_type_that_is_no_class_may_be_anything() -> None:
    """What cannot be asked of a value is not held against it."""
    assert wrong_argument(of(elz.values.ByKey[int]), (5,), {}) is None


def test_a_method_that_yields_ends_as_it_did_where_all_arguments_fit() -> None:
    """What goes wrong inside for other reasons is not blamed on an argument."""
    timeline = elz.values.Timeline(((date(2025, 1, 1), "x"),))
    assert 1 == len([*timeline.spans()])
    with pytest.raises(KeyError):
        [*kept_generator(5)]


def kept_generator(number: int) -> Iterator[int]:
    """Yield one number, and fail."""
    from elzmodel.values import arguments

    def failing(number: int) -> Iterator[int]:
        yield number
        raise KeyError(number)

    return arguments._kept(failing)(number)


def test_a_value_that_cannot_be_shown_is_shown_by_its_class() -> None:
    """A message is made whatever the value does."""

    class Silent:
        def __repr__(self) -> str:
            """Fail."""
            raise RuntimeError

    assert "not a day: <Silent>. Expected x" == str(elz.InvalidValueError("day", Silent(), "x"))


def test_names_for_type_checkers_alone_are_those_of_the_house(monkeypatch) -> None:
    """In the same room, anywhere, or behind the front door; what is called twice is any type."""
    names = arguments._Names({"__package__": "elzmodel.landscape"})
    assert elz.landscape.Gazetteer is names["Gazetteer"]
    assert elz.territory.Register is names["Register"]
    for unknown in ("nothing_of_ours", "_COUNTED"):
        with pytest.raises(KeyError):
            names[unknown]
    monkeypatch.setattr(arguments, "_called", lambda *_: [])  # As long as its module is not loaded.
    assert elz.Zone is names["Zone"]


def test_fields_that_take_any_series_are_held_against_what_it_is_of() -> None:
    """Their class tells nothing of it where it is made: a series becomes a tuple there."""
    with pytest.raises(elz.InvalidValueError, match=r"seats: \[None\]\. Expected several of Agr"):
        elz.governance.SeatAgreement(id="x", seats=[None])
