"""Waves of mergers of neighbours: each by its number, disjoint, equal wherever it is drawn."""

from __future__ import annotations

import pickle

import pytest

from elzmodel.errors import InvalidValueError
from elzmodel.scenarios import WaveSpec, neighbouring_pairs, wave, waves


def test_a_wave_depends_on_seed_and_number_alone(row):
    """Neither how many there are nor what was drawn before changes one."""
    many, few = (WaveSpec(seed=5, count=n, size=2).waves(row) for n in (1_000, 7))
    assert many.wave(7) == few.wave(7) == WaveSpec(seed=5, size=2).wave(row, 7)
    assert [many.wave(n) for n in range(1, 8)] == [*few]
    assert "wave 7" == few.wave(7).label


def test_another_seed_gives_other_waves(row):
    """Of twenty waves some differ, and some waves of one seed do."""
    one, other = ([w.steps for w in waves(row, count=20, size=2, seed=s)] for s in (1, 2))
    assert one != other
    assert len(set(one)) > 1


def test_waves_are_disjoint_and_can_be_repeated(row):
    """The same arguments give the same waves, in which no municipality merges twice."""
    one, other = (list(waves(row, count=3, size=2, seed=5)) for _ in range(2))
    assert one == other == [*WaveSpec(seed=5, count=3, size=2).waves(row)]
    for each in one:
        units = [unit for step in each.steps for unit in step.municipalities]
        assert len(set(units)) == len(units) == 4


def test_drawn_waves_travel(row):
    """Packed and unpacked they are the same, drawn already or not."""
    drawn = WaveSpec(count=3, size=2).waves(row)
    first = drawn.wave(1)
    again = pickle.loads(pickle.dumps(drawn))
    assert [first, drawn.wave(2)] == [again.wave(1), again.wave(2)]


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        pytest.param({"count": -1}, "0 or more", id="fewer than none"),
        pytest.param({"size": 0}, "1 pair or more", id="waves of nothing"),
        pytest.param({"seed": 1.5}, "seed", id="seed between numbers"),
        pytest.param({"on": "yesterday"}, "day", id="no day"),
    ],
)
def test_what_no_wave_is_drawn_with_is_refused(wrong, expected):
    """Numbers below what there can be, and what is no number or day."""
    with pytest.raises(InvalidValueError, match=expected):
        WaveSpec(**wrong)


def test_waves_that_are_too_large_are_refused(row):
    """Three pairs fit into a row of six with an island; four do not."""
    with pytest.raises(InvalidValueError, match="fewer disjoint pairs"):
        next(waves(row, count=1, size=4, seed=1))


def test_a_number_beyond_the_last_is_refused(row):
    """Waves are numbered from 1 to as many as there are."""
    drawn = WaveSpec(count=3, size=2).waves(row)
    for number in (0, 4):
        with pytest.raises(InvalidValueError, match="1 to 3"):
            drawn.wave(number)


def test_a_wave_of_pairs_that_overlap_is_refused(row):
    """Ash cannot merge with Birch while Birch merges with Cedar."""
    pairs = neighbouring_pairs(row.on("2025-01-01"))
    with pytest.raises(InvalidValueError, match="each municipality once"):
        wave("x", pairs[:2], day="2027-01-01")


def test_more_waves_than_python_can_count_are_refused():
    """A list of them would have no length."""
    for count in (-1, 2**63, 10**5000):
        with pytest.raises(InvalidValueError, match="number of waves"):
            WaveSpec(count=count)
    assert 2**63 - 1 == len(WaveSpec(count=2**63 - 1))
