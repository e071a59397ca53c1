"""The atlas of several mergers at once: all sets of disjoint ones, counted and made one by one."""

from __future__ import annotations

from itertools import combinations

import pytest

from elzmodel import Scenario, adopt
from elzmodel.errors import InvalidValueError
from elzmodel.scenarios import merger_sets, neighbouring_pairs, neighbouring_triples

DAY = "2025-12-31"


@pytest.mark.parametrize("triples", [False, True], ids=["pairs", "pairs and triples"])
@pytest.mark.parametrize("mergers", [1, 2, 3])
def test_sets_are_all_those_that_share_no_municipality(row, mergers, triples):
    """As many as are counted, in order, none twice."""
    day = row.on(DAY)
    every = [*neighbouring_pairs(day), *(neighbouring_triples(day) if triples else ())]
    disjoint = [
        chosen
        for chosen in combinations(every, mergers)
        if len({m.unit for merging in chosen for m in merging}) == sum(map(len, chosen))
    ]
    found = merger_sets(row, mergers=mergers, triples=triples)
    assert disjoint == [each.members for each in found]
    assert len(disjoint) == found.count == len(found)
    assert not found.is_over(len(disjoint))
    assert found.is_over(len(disjoint) - 1)


def test_a_set_says_what_its_mergers_do_together(row):
    """As they are adopted, with every decision open."""
    found = merger_sets(row, triples=True, on=DAY, year=2021)
    each = next(e for e in found if e.mergers == ("Dogwood-Elm", "Ash-Birch-Cedar"))
    s = Scenario("x")
    for members in each.members:
        s = s.merge([m.unit for m in members], day="2026-01-01")
    points = adopt(row, s).on("2026-01-01").decisions
    assert (2, {c for p in points for c in p.candidates}) == (each.decisions, set(each.candidates))
    assert (1, ("one", "three", "two")) == (each.across_provinces, each.candidates)
    first = found.first(1)
    assert (1, "Inhabitants on 2021-01-01.") == (len(first), first.notes[0])
    assert "<MergerSets of 2 of 7 mergers>" == repr(found)
    assert len(found) == len(found.first(10**400))
    with pytest.raises(InvalidValueError, match="0 or more"):
        found.first(-1)


def test_no_mergers_in_a_set_are_refused_and_too_many_to_list_are_told(row):
    """One at least; of more than Python can say there is still a count."""
    with pytest.raises(InvalidValueError, match="1 or more"):
        merger_sets(row, mergers=0)
    found = merger_sets(row)
    object.__setattr__(found, "count", 2**70)
    with pytest.raises(InvalidValueError, match="number of sets to list"):
        len(found)
