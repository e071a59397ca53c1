"""Bounds are right: what is hidden always lies within them, and reuniting makes them exact.

Each municipality is made of a few hidden atoms with whole weights. Events move
subsets of atoms, and tell the register no more than a real list would: which
units were concerned, and a share, a bound, an amount or nothing at all. The
truth is counted on the atoms.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from elzmodel.territory import (
    Create,
    Figure,
    Figures,
    LandFlow,
    Merge,
    MoveParts,
    NewUnit,
    Register,
    Regroup,
    Split,
    Weight,
    crosswalk,
)
from elzmodel.values import Share, Total

START = date(2000, 1, 1)
KIND = "population"


class Hidden:
    """Atoms with weights, held by units, and the events that an outsider sees."""

    def __init__(self, draw):
        self.draw = draw
        self.weights = {}
        self.holds = {}
        self.events = []
        for unit in "abc":
            atoms = {f"{unit}{i}" for i in range(draw(st.integers(2, 4)))}
            self.weights.update({atom: draw(st.integers(1, 9)) for atom in sorted(atoms)})
            self.holds[unit] = frozenset(atoms)
            self.events.append(Create(id=f"new-{unit}", day=START, unit=unit, name=unit))
        self.past = [(START, dict(self.holds))]
        self.steps = 0
        self.order = 0
        self.day = START
        self.gone = []

    def weigh(self, atoms):
        """Count what atoms weigh together."""
        return sum(self.weights[atom] for atom in atoms)

    def step(self):
        """Let one thing happen: on a later day, or after what happened on the last one."""
        self.steps += 1
        if self.steps > 1 and self.draw(st.booleans()):
            self.order += 1
            self.past.pop()
        else:
            self.day += timedelta(days=100)
            self.order = 0
        lived = set(self.holds)
        kinds = [self.exchange, self.split, self.merge, self.divide]
        self.draw(st.sampled_from(kinds))()
        self.gone = sorted({*self.gone, *lived} - set(self.holds))
        self.past.append((self.day, dict(self.holds)))

    def head(self, letter):
        """Return the head of an event."""
        return {"id": f"{letter}{self.steps}", "day": self.day, "order": self.order}

    def new(self, letter):
        """Draw the id of a unit that begins: a new one, or one that is gone and revives."""
        return self.draw(st.sampled_from([f"{letter}{self.steps}", *self.gone]))

    def unit(self, enough=2):
        """Draw a unit with enough atoms, if there is one."""
        units = [unit for unit, atoms in sorted(self.holds.items()) if len(atoms) >= enough]
        return self.draw(st.sampled_from(units)) if units else None

    def some(self, atoms):
        """Draw a subset that is neither empty nor everything."""
        ordered = sorted(atoms)
        count = self.draw(st.integers(1, len(ordered) - 1))
        return frozenset(self.draw(st.permutations(ordered))[:count])

    def told(self, portion, whole):
        """Say as much of a portion as a list might: share, bound, amount, or nothing."""
        true = Fraction(self.weigh(portion), self.weigh(whole))
        amount = self.weigh(portion)
        return self.draw(
            st.sampled_from(
                [
                    (),
                    (Weight(kind=KIND, share=Share(true, true)),),
                    (Weight(kind=KIND, share=Share(true / 2, (1 + true) / 2)),),
                    (Weight(kind=KIND, amount=Total(amount, amount)),),
                    (Weight(kind=KIND, amount=Total(amount // 2, amount + 3)),),
                ]
            )
        )

    def exchange(self):
        """A portion of one unit goes to another; both go on."""
        giver = self.unit()
        receivers = [unit for unit in sorted(self.holds) if unit != giver]
        if giver is None or not receivers:
            return
        receiver = self.draw(st.sampled_from(receivers))
        portion = self.some(self.holds[giver])
        told = self.told(portion, self.holds[giver])
        self.events.append(MoveParts(**self.head("x"), origin=giver, to=receiver, portion=told))
        self.holds[giver] -= portion
        self.holds[receiver] |= portion

    def split(self):
        """One unit gives a portion to a new one, or is divided among two."""
        unit = self.unit()
        if unit is None:
            return
        whole = self.holds[unit]
        one = self.some(whole)
        new = self.new("s")
        ends = self.draw(st.booleans())
        pieces = [NewUnit(unit=new, name=new, portion=self.told(one, whole))]
        self.holds[new] = one
        if ends:
            other = f"t{self.steps}"
            pieces.append(NewUnit(unit=other, name=other, portion=self.told(whole - one, whole)))
            self.holds[other] = whole - one
            del self.holds[unit]
        else:
            self.holds[unit] = whole - one
        self.events.append(Split(**self.head("s"), unit=unit, into=tuple(pieces), ends=ends))

    def merge(self):
        """Two units become one, which may be one of them."""
        units = sorted(self.holds)
        if len(units) < 2:
            return
        members = tuple(self.draw(st.permutations(units))[:2])
        into = self.draw(st.sampled_from([*members, self.new("m")]))
        name = {} if into in members else {"name": into}
        self.events.append(Merge(**self.head("m"), units=members, unit=into, **name))
        atoms = frozenset().union(*(self.holds.pop(member) for member in members))
        self.holds[into] = atoms

    def divide(self):
        """One unit ends; its land goes to a neighbour and to a new unit, in one act."""
        unit = self.unit()
        receivers = [other for other in sorted(self.holds) if other != unit]
        if unit is None or not receivers:
            return
        receiver = self.draw(st.sampled_from(receivers))
        whole = self.holds[unit]
        one = self.some(whole)
        new = self.new("d")
        flows = (
            LandFlow(origin=unit, to=receiver, portion=self.told(one, whole)),
            LandFlow(origin=unit, to=new, portion=self.told(whole - one, whole)),
        )
        self.events.append(
            Regroup(
                **self.head("d"),
                flows=flows,
                ends=(unit,),
                starts=(NewUnit(unit=new, name=new),),
            )
        )
        del self.holds[unit]
        self.holds[receiver] |= one
        self.holds[new] = whole - one


@st.composite
def hidden_histories(draw):
    hidden = Hidden(draw)
    for _ in range(draw(st.integers(1, 5))):
        hidden.step()
    return hidden


def figures_of(hidden, register, year_days):
    """Publish the true weight of each unit of some days, each under a year of its own."""
    figures = []
    for day, holds in year_days:
        layout = register.on(day)
        figures += [
            Figure(kind=KIND, day=day, parts=layout.by_unit[u].parts, value=hidden.weigh(atoms))
            for u, atoms in holds.items()
        ]
    return Figures(figures, register.refinement)


@given(hidden_histories(), st.data())
def test_the_true_share_lies_within_the_bounds_of_the_crosswalk(hidden, data):
    """Between any two days, each row's bounds hold the share that the atoms say."""
    register = Register(hidden.events)
    one, other = (data.draw(st.sampled_from(hidden.past)) for _ in range(2))
    figures = figures_of(hidden, register, [one]) if data.draw(st.booleans()) else None
    walk = crosswalk(
        register.on(one[0]), register.on(other[0]), figures=figures, kind=KIND, year=one[0].year
    )
    found = {(row.before.unit, row.after.unit): row.share for row in walk.rows}
    for unit, atoms in one[1].items():
        for receiver, theirs in other[1].items():
            true = Fraction(hidden.weigh(atoms & theirs), hidden.weigh(atoms))
            share = found.get((unit, receiver))
            assert (share is None and true == 0) or share.low <= true <= share.high


@given(hidden_histories(), st.data())
def test_the_true_count_lies_within_the_bounds_of_what_was_carried(hidden, data):
    """Counts of one day, some only as bounds, hold what the units of any other day have."""
    register = Register(hidden.events)
    one, other = (data.draw(st.sampled_from(hidden.past)) for _ in range(2))
    walk = crosswalk(register.on(one[0]), register.on(other[0]), kind=KIND)
    counts = {unit: hidden.weigh(atoms) for unit, atoms in one[1].items()}
    loose = {
        u: Total(max(0, n - 1), n + 1) if data.draw(st.booleans()) else n for u, n in counts.items()
    }
    carried = walk.apply(loose, kind="count")
    for unit, atoms in other[1].items():
        total = carried[unit]
        assert total.low <= hidden.weigh(atoms) <= total.high
        assert total.is_exact or total.missing
    assert carried.total.low <= sum(counts.values()) <= carried.total.high
    if loose == counts:
        assert Total.exactly(sum(counts.values())) == carried.total


@given(hidden_histories(), st.data())
def test_the_shares_of_a_municipality_hold_one(hidden, data):
    """All land of a unit goes somewhere: its bounds add up to hold exactly 1."""
    register = Register(hidden.events)
    one, other = (data.draw(st.sampled_from(hidden.past)) for _ in range(2))
    walk = crosswalk(register.on(one[0]), register.on(other[0]), kind=KIND)
    for unit in one[1]:
        shares = [row.share for row in walk.rows if row.before.unit == unit]
        assert sum(share.low for share in shares) <= 1 <= sum(share.high for share in shares)


@given(hidden_histories(), st.data())
def test_the_true_total_lies_within_the_bounds_of_figures(hidden, data):
    """Figures of one day bound what the units of any other day have."""
    register = Register(hidden.events)
    (day, holds), (later, units) = (data.draw(st.sampled_from(hidden.past)) for _ in range(2))
    figures = figures_of(hidden, register, [(day, holds)])
    for unit, atoms in units.items():
        parts = register.on(later).by_unit[unit].parts
        total = figures.total(parts, kind=KIND, year=day.year)
        true = hidden.weigh(atoms)
        assert total.low <= true
        assert total.high is None or true <= total.high


@given(hidden_histories(), st.data())
def test_reuniting_everything_makes_totals_exact(hidden, data):
    """All units of any day together have exactly what all units of another day had."""
    register = Register(hidden.events)
    (day, holds), (later, _) = (data.draw(st.sampled_from(hidden.past)) for _ in range(2))
    figures = figures_of(hidden, register, [(day, holds)])
    parts = [part for m in register.on(later).municipalities for part in m.parts]
    total = figures.total(parts, kind=KIND, year=day.year)
    assert sum(hidden.weights.values()) == total.value


@given(hidden_histories())
def test_land_of_a_merger_of_all_equals_the_beginning(hidden):
    """When all units merge, the crosswalk from the first day is exact again."""
    end = hidden.day + timedelta(days=100)
    units = tuple(sorted(hidden.holds))
    if len(units) > 1:
        hidden.events.append(Merge(id="all", day=end, units=units, unit="all", name="All"))
    register = Register(hidden.events)
    walk = crosswalk(register.on(START), register.on(end))
    assert walk.is_exact


@given(hidden_histories())
def test_cutting_refines_and_never_loses_land(hidden):
    """Every leaf of the first day's land lies in exactly one unit on every day."""
    register = Register(hidden.events)
    for day, holds in hidden.past:
        layout = register.on(day)
        assert set(holds) == set(layout.by_unit)
        assert len(layout.by_part) == sum(len(m.parts) for m in layout.municipalities)
