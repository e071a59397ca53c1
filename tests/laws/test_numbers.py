"""Numbers of any library mean the same at every door, and what is none is refused there."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import elzmodel as elz
from elzmodel.errors import ElzError
from elzmodel.landscape import CodedFigures
from elzmodel.networks.centrality import strength
from elzmodel.networks.mixing import blau_balance
from elzmodel.policy.plan import Observation
from elzmodel.tables import rate
from elzmodel.territory import Figure
from elzmodel.values import Total
from elzmodel.zones import SizeRule

DAY = "2025-01-01"
FL = elz.flanders()
WALK = FL.crosswalk("2024-12-31", DAY)


def _graph(weight: object) -> nx.Graph[Any]:
    return nx.Graph([("a", "b", {"weight": weight}), ("a", "c", {"weight": 100})])


def _coded(value: object) -> object:
    figures = CodedFigures(kind="visits", day=DAY, values={71072: value})
    return FL.with_figures(figures).on(DAY).figure("Hasselt", kind="visits", year=2025)


DOORS: dict[str, Callable[[Any], object]] = {
    "Total": lambda value: Total(value, None).low,
    "Total.exactly": lambda value: (Total.exactly(value) + Total.exactly(100)).value,
    "Figure": lambda value: Figure(kind="k", day=DAY, parts=["a"], value=value).value,
    "CodedFigures": _coded,
    "apply": lambda value: WALK.apply({71022: value, "73040": 100}, kind="count")["71072"],
    "apply of a Series": lambda value: WALK.apply(
        pd.Series([value, 100], index=[71022, 73040]), kind="count"
    )["71072"],
    "apply_rates": lambda value: WALK.apply_rates({44021: value}, {"44021": 100})["44021"],
    "apply_rates of": lambda value: WALK.apply_rates({44021: 50}, {"44021": value})["44021"],
    "aggregate": lambda value: FL.on(DAY).aggregate({44021: value})["gent"],
    "series": lambda value: FL.series({2025: {44021: value}}, layout=DAY)["gent"],
    "observation": lambda value: Observation(indicator="i", day=DAY, value=value).value,
    "size": lambda value: str(SizeRule(name="n", low=value)),
    "rate": lambda value: rate(of="inhabitants", per=value).per,
    "tie": lambda value: strength(_graph(value))["a"],
    "balance": lambda value: blau_balance({"a": value, "b": 100}).value,
}
"""What is given, and something that depends on it; each stands for a kind of argument."""


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
@pytest.mark.parametrize(
    "given", [np.int8(100), np.uint8(100), np.float32(100), Decimal(100)], ids=repr
)
def test_a_number_of_another_library_means_what_it_says(
    door: Callable[[Any], object], given: object
) -> None:
    """Nothing wraps, and nothing of the library stays in the result."""
    assert door(100) == door(given)


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
@pytest.mark.parametrize("given", [float("inf"), np.float32("-inf"), True, 1j, "100"], ids=repr)
def test_what_is_no_finite_number_is_refused(door: Callable[[Any], object], given: object) -> None:
    """Infinity, a truth and text are no figure anywhere; the error is one of ours."""
    with pytest.raises(ElzError):
        door(given)


MISSING = ("CodedFigures", "apply", "apply of a Series", "apply_rates", "aggregate", "series")


@pytest.mark.parametrize("door", [DOORS[name] for name in MISSING], ids=MISSING)
@pytest.mark.parametrize("given", [float("nan"), np.float64("nan"), pd.NA], ids=repr)
def test_a_missing_value_of_a_frame_is_a_missing_figure(
    door: Callable[[Any], object], given: object
) -> None:
    """NaN is what ``None`` is: not known, and never 0."""
    assert door(None) == door(given)
