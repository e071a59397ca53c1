"""The year of a table is found whatever its order, its dirt and its register.

1. Each layout recognises itself, in any order.
2. The counts of keys by period equal counting day by day.
3. Adding dirt removes no key and moves no count.
4. A sample is either recognised or said to be ambiguous with the truth among the candidates.
5. Keys of one period only beside keys of another only are mixed, and never clean.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from elzmodel.data import flanders
from elzmodel.landscape.names import fold
from elzmodel.landscape.vintages import Vintage, vintage
from elzmodel.testing import strategies as elz
from elzmodel.values import Period, eve

if TYPE_CHECKING:
    from elzmodel.territory import Municipality, Register

EVER = Period()
LAYOUTS = [date(2018, 6, 1), date(2019, 1, 1), date(2024, 12, 31), date(2025, 1, 1)]
DIRT = st.one_of(
    st.sampled_from(["", "99999", "00000", "Totaal", "02000", "71000", "Vlaams Gewest", "n.v.t."]),
    st.text(alphabet="qwxz#%", min_size=3, max_size=8),
    st.integers(96_000, 99_998).map(str),
)


def ask(keys: list[str], register: Register, covers: Period = EVER) -> Vintage:
    return vintage(keys, register=register, covers=covers)


def ask_flanders(keys: list[str]) -> Vintage:
    fl = flanders()
    return vintage(keys, register=fl.register, covers=fl.covers, aliases=fl.aliases)


def some_day(period: Period) -> date:
    return period.start or (eve(period.until) if period.until else date.max)


def counted(keys: list[str], living: tuple[Municipality, ...]) -> int:
    """Count the keys that are a code or a name on a day, one by one."""
    return sum(any(key == m.nis or fold(key) == fold(m.name) for m in living) for key in set(keys))


@st.composite
def tables(draw: st.DrawFn) -> tuple[Register, date, list[str]]:
    """Draw a register, a day and the codes or names of that day in any order."""
    register = draw(elz.registers())
    day = draw(elz.days_around(register))
    living = register.on(day).municipalities
    keys = [draw(st.sampled_from([m.name, m.nis or m.name])) for m in living]
    return register, day, draw(st.permutations(keys))


@given(tables())
def test_a_layout_recognises_itself(table: tuple[Register, date, list[str]]) -> None:
    """The whole list of a day names that day's period among the candidates, with all its keys."""
    register, day, keys = table
    found = ask(keys, register)
    assert (not keys) == (not found.candidates)
    assert not keys or any(day in period for period in found.candidates)
    fits = [fit.fits for fit in found.fits if day in fit.period]
    assert not keys or [found.keys] == fits
    assert not found.is_mixed


@given(elz.registers(), st.data())
def test_counts_equal_counting_by_day(register: Register, data: st.DataObject) -> None:
    """How many keys fit a period is what a look at any day of it counts."""
    known = sorted({key for m in register.versions for key in (m.nis, m.name) if key})
    keys = data.draw(st.lists(st.sampled_from(known), unique_by=fold))
    found = ask(keys, register)
    for fit in found.fits:
        living = register.on(some_day(fit.period)).municipalities
        assert (counted(keys, living), len(living)) == (fit.fits, fit.municipalities)
    counts = [fit.fits for fit in found.fits]
    most = max(counts)
    tied = [fit.period for fit in found.fits if fit.fits == most > 0]
    assert found.best in tied if found.best else found.candidates == tuple(tied)
    assert found.is_mixed == (found.known > most)


@given(elz.registers())
def test_periods_are_maximal_and_follow_each_other(register: Register) -> None:
    """Neighbouring periods touch and differ in a body, a code or land; days within do not.

    Names tell periods apart where a key is a name, and here there is none.
    """

    def labels(day: date) -> set[tuple[object, ...]]:
        return {(m.unit, m.nis, m.parts) for m in register.on(day).municipalities}

    periods = [fit.period for fit in ask([], register).fits]
    for one, other in pairwise(periods):
        assert one.until is not None
        assert one.until <= (other.start or date.min)
        assert labels(eve(one.until)) != labels(one.until)
    changes = {day for m in register.versions for day in (m.period.start, m.period.until) if day}
    for period in periods:
        within = [labels(day) for day in changes if day in period]
        assert all(labels(some_day(period)) == each for each in within)


@given(st.sampled_from(LAYOUTS), st.data())
def test_a_packaged_layout_is_recognised_under_dirt(day: date, data: st.DataObject) -> None:
    """With one key in twenty replaced by dirt the period stays, and all dirt is listed."""
    living = flanders().on(day).municipalities
    if data.draw(st.booleans(), label="without Brussels"):
        living = flanders().on(day).municipalities_in("Vlaams Gewest")
    by_code = data.draw(st.booleans(), label="codes")
    keys = [str(m.nis) if by_code else m.name for m in data.draw(st.permutations(living))]
    dirt = data.draw(st.lists(DIRT, min_size=len(keys) // 20, max_size=len(keys) // 20))
    found = ask_flanders([*keys[len(dirt) :], *dirt])
    assert found.best is None or day in found.best
    assert any(day in period for period in found.candidates)
    assert {key.strip() for key in dirt} == {problem.about.id for problem in found.problems}
    assert not found.is_mixed


@given(st.sampled_from(LAYOUTS), st.data())
def test_a_sample_is_recognised_or_said_to_be_ambiguous(day: date, data: st.DataObject) -> None:
    """The candidates of a sample are exactly the periods in which all of it exists."""
    codes = [str(m.nis) for m in flanders().on(day).municipalities]
    keys = data.draw(st.lists(st.sampled_from(codes), min_size=1, max_size=60, unique=True))
    found = ask_flanders(keys)
    fitting = tuple(
        fit.period
        for fit in found.fits
        if set(keys) <= set(flanders().on(some_day(fit.period)).layout.by_nis)
    )
    assert fitting == found.candidates
    assert (len(fitting) > 1) == found.is_ambiguous
    assert found.is_clean


@given(st.data())
def test_layouts_that_are_mixed_are_said_to_be(data: st.DataObject) -> None:
    """Keys that ended beside keys that began are mixed, and those that do not fit are listed."""
    before, after = (flanders().on(day).layout.by_nis for day in (LAYOUTS[0], LAYOUTS[-1]))
    ended, begun = sorted(set(before) - set(after)), sorted(set(after) - set(before))
    begun = [code for code in begun if code not in flanders().on(LAYOUTS[1]).layout.by_nis]
    old = data.draw(st.lists(st.sampled_from(ended), min_size=1, unique=True))
    new = data.draw(st.lists(st.sampled_from(begun), min_size=1, unique=True))
    keys = data.draw(st.permutations([*old, *new, *sorted(set(before) & set(after))[:20]]))
    found = ask_flanders(keys)
    assert (True, False) == (found.is_mixed, found.is_clean)
    kinds = {problem.variant for problem in found.problems}
    assert kinds <= {"ended", "not yet", "same municipality"}
    assert {"ended", "not yet"} & kinds


@given(tables(), st.data())
def test_the_order_of_keys_does_not_matter(
    table: tuple[Register, date, list[str]], data: st.DataObject
) -> None:
    """The same keys in another order give the same verdict and the same kinds of problems."""
    register, _, clean = table
    keys = [*clean, *data.draw(st.lists(DIRT, max_size=4))]
    one, other = ask(keys, register), ask(data.draw(st.permutations(keys)), register)
    assert (one.best, one.candidates) == (other.best, other.candidates)
    assert one.fits.rows == other.fits.rows
    assert sorted(p.variant for p in one.problems) == sorted(p.variant for p in other.problems)
