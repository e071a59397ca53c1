"""Values of territory and zones are equal by value, also where they remember answers."""

from __future__ import annotations

import copy
import pickle
from datetime import date

import pytest

from elzmodel.territory import Figure, Figures, crosswalk
from elzmodel.zones import SizeRule, zone_map

EVE, DAY = date(2019, 12, 31), date(2020, 1, 1)


def ask(register, zoning):
    """Fill what is remembered: days, records, look-ups and totals."""
    assert register.on(DAY).by_part
    assert register.as_known(DAY).versions_of("a")
    assert zoning.as_known(DAY).parts_on(DAY)


@pytest.fixture(params=["register", "layout", "zoning", "zone map", "figures", "walk", "carried"])
def value(request, register, zoning):
    """Return one value of each kind that remembers something."""
    figures = Figures([Figure(kind="people", day=EVE, parts=["a"], value=5)])
    walk = crosswalk(register.on(EVE), register.on(DAY))
    return {
        "register": register,
        "layout": register.on(DAY),
        "zoning": zoning,
        "zone map": zone_map(register, zoning, DAY),
        "figures": figures,
        "walk": walk,
        "carried": walk.apply({"10001": 5}, kind="count"),
    }[request.param]


@pytest.mark.parametrize(
    "copied",
    [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))],
    ids=["copy", "deepcopy", "pickle"],
)
def test_copies_are_equal_before_and_after_answers_are_remembered(value, copied, register, zoning):
    """Equal values have equal hashes; what was looked up is no part of a value."""
    before = copied(value)
    assert (value, hash(value)) == (before, hash(before))
    ask(register, zoning)
    after = copied(value)
    assert (value, hash(value)) == (after, hash(after)) == (before, hash(before))


def test_rules_of_size_are_values():
    """Two rules that say the same are one in a set."""
    assert 1 == len({SizeRule(name="minimum size", low=5), SizeRule(name="minimum size", low=5)})
