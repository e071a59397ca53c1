"""Carrying figures from one day's municipalities to another's."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pytest

from elzmodel.errors import InvalidValueError, NotCarriableError, UnknownIdError
from elzmodel.territory import (
    Alter,
    Change,
    Create,
    Crosswalk,
    Figure,
    Figures,
    Merge,
    MoveParts,
    NewUnit,
    Register,
    Split,
    crosswalk,
)
from elzmodel.values import Share, Total

START, DAY = date(2000, 1, 1), date(2025, 1, 1)
PEOPLE = {"a": 10, "b": 20, "c1": 30, "c2": 10, "d": 5, "e1": 1, "e2": 2, "f": 3, "g": 4}


@pytest.fixture
def walk() -> Crosswalk:
    """Everything that can happen, each to other municipalities.

    ::

        a + b -> ab      c -> c1, c2      d gets another code      e2: e -> f
        g gets another name               h stays as it is
    """
    start = {
        "a": "",
        "b": "",
        "c": ("c1", "c2"),
        "d": "",
        "e": ("e1", "e2"),
        "f": "",
        "g": "",
        "h": "",
    }
    register = Register(
        [
            *(
                Create(id=unit, day=START, unit=unit, name=unit, nis=f"1000{n}", parts=tuple(parts))
                for n, (unit, parts) in enumerate(start.items())
            ),
            Merge(id="1", day=DAY, units=("a", "b"), unit="ab", name="ab"),
            Split(
                id="2",
                day=DAY,
                unit="c",
                into=tuple(NewUnit(unit=u, name=u, nis=n, parts=(u,)) for u, n in SPLIT.items()),
            ),
            Alter(id="3", day=DAY, unit="d", nis="20003", name="dd"),
            MoveParts(id="4", day=DAY, parts=("e2",), origin="e", to="f"),
            Alter(id="5", day=DAY, unit="g", name="gg"),
        ]
    )
    return crosswalk(
        register.on(START), register.on(DAY), figures=INHABITANTS, kind="people", year=2000
    )


SPLIT = {"c1": "30001", "c2": "30002"}


INHABITANTS = Figures(
    Figure(kind="people", day=START, parts=[part], value=value) for part, value in PEOPLE.items()
)


def test_each_row_says_what_happened(walk: Crosswalk) -> None:
    """Rows tell merged from split, exchanged, recoded, renamed and unchanged."""
    expected = {
        ("a", "ab"): Change.MERGED,
        ("b", "ab"): Change.MERGED,
        ("c", "c1"): Change.SPLIT,
        ("c", "c2"): Change.SPLIT,
        ("d", "d"): Change.RECODED,
        ("e", "e"): Change.EXCHANGED,
        ("e", "f"): Change.EXCHANGED,
        ("f", "f"): Change.EXCHANGED,
        ("g", "g"): Change.RENAMED,
        ("h", "h"): Change.UNCHANGED,
    }
    found = {(row.before.unit, row.after.unit): row.change for row in walk}
    assert expected == found


def test_a_piece_beside_makes_no_exchange_of_a_merger_or_a_split() -> None:
    """Whole members are merged though a neighbour gave a piece as well; backwards they split."""
    creates = [
        Create(id=f"0{unit}", day=START, unit=unit, name=unit, parts=parts)
        for unit, parts in {"a": ("a",), "b": ("b",), "c": ("c1", "c2")}.items()
    ]
    piece = MoveParts(id="1", day=DAY, parts=("c2",), origin="c", to="ab", order=1)
    merger = Merge(id="2", day=DAY, units=("a", "b"), unit="ab", name="ab")
    register = Register([*creates, merger, piece])
    there = crosswalk(register.on(START), register.on(DAY))
    back = crosswalk(register.on(DAY), register.on(START))
    whole, rest = [("a", "ab"), ("b", "ab")], [("c", "ab"), ("c", "c")]
    found = {(row.before.unit, row.after.unit): row.change for row in there}
    assert dict.fromkeys(whole, Change.MERGED) | dict.fromkeys(rest, Change.EXCHANGED) == found
    found = {(row.after.unit, row.before.unit): row.change for row in back}
    assert dict.fromkeys(whole, Change.SPLIT) | dict.fromkeys(rest, Change.EXCHANGED) == found


def test_shares_are_of_the_weight(walk: Crosswalk) -> None:
    """A divided municipality's figure is divided by the weight, and says by which."""
    shares = {row.after.unit: row.share for row in walk if row.before.unit == "c"}
    assert {
        "c1": Share(Fraction(3, 4), Fraction(3, 4), "people 2000"),
        "c2": Share(Fraction(1, 4), Fraction(1, 4), "people 2000"),
    } == shares


def test_counts_are_carried_whole(walk: Crosswalk) -> None:
    """Counts add up, whole numbers stay whole, and the total is what was given."""
    carried = walk.apply(
        {
            "10000": 1,
            "10001": 2,
            "10002": 8,
            "10003": 3,
            "10004": 6,
            "10005": 5,
            "10006": 7,
            "10007": 9,
        },
        kind="count",
    )
    assert 3 == carried["ab"].value
    assert 41 == carried.given == carried.total.value


def test_totals_that_were_carried_are_carried_on_from_what_was_given(walk: Crosswalk) -> None:
    """What was divided is whole again where the land comes together."""
    given = {"10002": 8, "10004": 6, "10005": 5}
    there = walk.apply(given, kind="count")
    back = crosswalk(walk.after, walk.before)
    for carried in (there, there.values):
        assert given == {code: back.apply(carried, kind="count")[code].value for code in given}


def test_a_divided_count_is_between_nothing_and_all_with_an_estimate_by_weight(
    walk: Crosswalk,
) -> None:
    """Weights of another figure never make a count exact; whole estimates stay whole."""
    carried = walk.apply({"10002": 8, "10004": 6, "10005": 5}, kind="count")
    weighed = {"basis": ("people 2000",)}
    assert Total(0, 8, ["10002"], estimate=6, **weighed) == carried["30001"]
    assert Total(0, 6, ["10004"], estimate=2, **weighed) == carried["10004"]
    assert Total(5, 11, ["10004"], estimate=9, **weighed) == carried["10005"]
    assert isinstance(carried["30001"].estimate, int)


def test_what_was_divided_joins_again_in_a_sum(walk: Crosswalk) -> None:
    """Both pieces together have exactly what the whole had."""
    carried = walk.apply({"10002": 8, "10004": 6, "10005": 5}, kind="count")
    assert Total.exactly(8) == carried.sum(["30001", "30002"])
    assert Total.exactly(11) == carried.sum(iter(["10004", "10005", "10004"]))
    assert Total.exactly(0) == carried.sum([])
    with pytest.raises(UnknownIdError):
        carried.sum(["30001", "10002"])


def test_a_weighed_share_is_not_exact(walk: Crosswalk) -> None:
    """Only shares that events state make a crosswalk exact; a merger alone does."""
    assert not walk.is_exact
    assert all(row.share.is_exact for row in walk)
    assert [Share(0, 1, "people")] == [r.stated for r in walk if r.after.unit == "c1"]


def test_figures_without_a_code_stand_under_the_unit(walk: Crosswalk) -> None:
    """A municipality that has no code yet keeps its figures, and can give them too."""
    back = crosswalk(walk.after, walk.before, figures=INHABITANTS, kind="people", year=2000)
    assert 10 == back.apply({"ab": 30}, kind="count")["10000"].estimate
    rows = walk.apply({"10000": 5, "10001": 5}, kind="count").figures.records()
    figures = {"value_low": 10, "value_high": 10, "value_estimate": 10}
    assert {"nis": None, "name": "ab", **figures, "missing": []} in rows


def test_figures_that_were_not_given_leave_bounds(walk: Crosswalk) -> None:
    """What is missing is named by its code, and the total has no upper bound."""
    assert Total(1, None, ["10001"]) == walk.apply({"10000": 1}, kind="count")["ab"]


def test_a_weight_that_is_unknown_leaves_bounds(walk: Crosswalk) -> None:
    """Without a measure a part of a municipality carries between nothing and all."""
    blind = crosswalk(walk.before, walk.after)
    assert Total(0, 8, ["10002"]) == blind.apply({"10002": 8}, kind="count")["30001"]
    assert not blind.is_exact
    assert ("Shares are of a weight that is not known; a range is a bound.",) == blind.notes


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("median", "does not follow from the medians"),
        ("mean", "sum and the number"),
        ("rate", "denominator"),
        ("category", "no rule says"),
        ("vibe", "only counts add up"),
    ],
)
def test_what_does_not_add_up_is_refused_with_the_reason(
    walk: Crosswalk, kind: str, reason: str
) -> None:
    """Only counts are carried; everything else gets its reason."""
    with pytest.raises(NotCarriableError, match=reason):
        walk.apply({}, kind=kind)


@pytest.mark.parametrize("kind", [None, 7, 10**5000], ids=["nothing", "seven", "huge"])
def test_a_kind_of_figures_is_a_text(walk: Crosswalk, kind: Any) -> None:
    """What is none is refused, and can be said whatever it is."""
    with pytest.raises(InvalidValueError) as caught:
        walk.apply({}, kind=kind)
    assert "kind of figures" in str(caught.value)


def test_codes_of_another_day_are_refused_together(walk: Crosswalk) -> None:
    """Codes that the earlier layout does not have are all named."""
    with pytest.raises(UnknownIdError, match="30001, 99999"):
        walk.apply({"30001": 1, "99999": 1, "10000": 1}, kind="count")


def test_less_than_nothing_is_carried_whole(walk: Crosswalk) -> None:
    """A correction is kept as it is; divided, each piece has something between it and 0."""
    carried = walk.apply({"10000": 5, "10001": -7, "10002": -8}, kind="count")
    assert Total.exactly(-2) == carried["ab"]
    weighed = {"estimate": -6, "basis": ("people 2000",)}
    assert Total(-8, 0, ["10002"], **weighed) == carried["30001"]
    assert Total.exactly(-8) == carried.sum(["30001", "30002"])


@pytest.mark.parametrize("value", [float("inf"), True, "7"])
def test_counts_are_finite_numbers(walk: Crosswalk, value: object) -> None:
    """Infinity, a truth and a text are refused with their code."""
    with pytest.raises(InvalidValueError, match="for 10000"):
        walk.apply({"10000": value}, kind="count")


def test_counts_may_stand_in_any_mapping(walk: Crosswalk) -> None:
    """What is read like a dictionary is carried like one, and what it has later does not matter."""
    counts = {"10000": 1, "10001": 2}
    carried = walk.apply(MappingProxyType(counts), kind="count"), walk.apply(counts, kind="count")
    counts["10000"] = 99
    assert [3, 3] == [each["ab"].value for each in carried]


def test_not_a_number_is_a_missing_cell(walk: Crosswalk) -> None:
    """What a data frame has for an empty cell leaves bounds, and is not 0."""
    carried = walk.apply({10000: float("nan"), 10001: 2.5}, kind="count")
    assert Total(2.5, None, ["10000"]) == carried["ab"]


def test_asking_for_another_code_is_an_error(walk: Crosswalk) -> None:
    """A municipality that got nothing is not silently zero."""
    with pytest.raises(UnknownIdError):
        walk.apply({}, kind="count")["10000"]


def test_the_table_has_a_row_for_each_pair(walk: Crosswalk) -> None:
    """The table tells codes, names, change and share, and what the shares are of."""
    table = walk.to_table()
    assert len(walk) == len(table) == 10
    assert ("Shares are of people 2000; of other figures they are an estimate.",) == table.notes
    assert "<Crosswalk 'Municipalities of 2000-01-01 carried to 2025-01-01': 10 rows>" == repr(walk)
