"""Values of the room are equal by value: copies are, before and after they were used."""

from __future__ import annotations

import copy
import pickle

import pytest

from elzmodel import compare, flanders


def used(value):
    """Ask a value for what it remembers."""
    for name in dir(type(value)):
        if not name.startswith("__"):
            getattr(value, name)
    return value


def pickled(value):
    return pickle.loads(pickle.dumps(value))


def values(wood):
    day, next_day = wood.on("2019-12-31"), wood.on("2020-01-01")
    figures = {"10001": 5, "10002": 2}
    return {
        "Names": wood.names,
        "ZoneMap": day.zone_map,
        "Landscape": wood,
        "Snapshot": day,
        "Difference": compare(day, next_day),
        "RolledUp": day.aggregate(figures, to="zone"),
        "Series": wood.series({2019: figures}, to="zone", layout="2019-12-31"),
        "Explanation": wood.explain("Oak", on="2020-01-01"),
        "Vintage": wood.vintage(["10001", "Oakk"]),
    }


NAMES = [
    "Names",
    "ZoneMap",
    "Landscape",
    "Snapshot",
    "Difference",
    "RolledUp",
    "Series",
    "Explanation",
    "Vintage",
]


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickled])
@pytest.mark.parametrize("name", NAMES)
def test_a_copy_is_equal(wood, name, copied):
    """So is its hash; caches that filled on one side are no part of the value."""
    value = values(wood)[name]
    before = copied(value)
    assert (value, hash(value)) == (before, hash(before))
    after = copied(used(value))
    assert (value, hash(value)) == (after, hash(after))
    assert used(before) == value


@pytest.mark.parametrize("name", NAMES)
def test_what_is_made_in_the_same_way_is_equal(wood, name):
    """Two values that say the same are one to every set and dictionary."""
    assert 1 == len({values(wood)[name], values(copy.deepcopy(wood))[name]})


def test_days_and_landscapes_that_differ_are_not_equal(wood):
    """By the day, by what the record held, and by what the landscape holds."""
    assert wood.on("2019-12-31") != wood.on("2020-01-01")
    assert wood.on("2020-01-01") != wood.on("2020-01-01", known="2019-01-01")
    assert wood != flanders()
