"""Invented attendance is repeatable and looks like that of a care network."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest

from elzmodel.errors import InvalidValueError
from elzmodel.networks import ei_index, projection
from elzmodel.testing.attendance import invented_attendance


def test_the_same_arguments_give_the_same_list() -> None:
    """A seed gives one list, another seed another."""
    assert invented_attendance(50, seed=3) == invented_attendance(50, seed=3)
    assert invented_attendance(50, seed=3) != invented_attendance(50, seed=4)


def test_sizes_are_skewed_and_nobody_is_twice_at_a_venue() -> None:
    """Most venues are small, some are large, and each pair is there once."""
    invented = invented_attendance(300, venues=400)
    assert len(set(invented.pairs)) == len(invented.pairs)
    sizes = sorted(Counter(venue for _, venue in invented.pairs).values())
    assert 3 >= sizes[len(sizes) // 2]
    assert 10 <= sizes[-1] <= 40


def test_partners_keep_to_their_cluster() -> None:
    """With loyalty ties stay inside clusters more than chance would have it, without it not."""
    loyal, open_ = (
        ei_index(projection(i.to_graph()))
        for i in (invented_attendance(300, loyalty=0.9), invented_attendance(300, loyalty=0))
    )
    assert loyal.value < loyal.expected
    assert loyal.value < open_.value


def test_small_worlds_are_possible() -> None:
    """One partner, or no venue, gives a list as well."""
    assert 1 == len(invented_attendance(1).clusters)
    assert () == invented_attendance(5, venues=0).pairs


@pytest.mark.parametrize("arguments", [{"partners": 0}, {"partners": 3, "loyalty": 2}])
def test_impossible_numbers_are_refused(arguments) -> None:
    """No partners, and a loyalty that is no share, are refused."""
    with pytest.raises(InvalidValueError):
        invented_attendance(**arguments)


def test_it_needs_neither_hypothesis_nor_networkx() -> None:
    """Teaching material can be made with what the library itself needs."""
    code = (
        "import sys; from elzmodel.testing.attendance import invented_attendance; "
        "invented_attendance(3); print({'hypothesis', 'networkx'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "set()" == done.stdout.strip()
