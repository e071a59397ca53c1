"""Histories as countries would publish them, drawn beside the plain truth.

Municipalities are made of hidden atoms, one inhabitant each. The truth of a day is a
dictionary from codes to name, parent, body and atoms; what is published is text, in which
each act is said the way in which the country of that shape says it.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from itertools import count
from typing import NamedTuple

from attrs import define, evolve, field, frozen
from hypothesis import strategies as st

START = date(2000, 1, 1)
DISTRICTS = {"01": "North", "02": "South"}


class Shape(NamedTuple):
    """How a country publishes: its acts, its codes, where links stand, how weights look."""

    name: str
    acts: tuple[str, ...]
    codes: str = "plain"
    links: str = "table"
    weights: str = "float"


SHAPES = {
    shape.name: shape
    for shape in (
        Shape("successors", ("merge", "absorb", "recode", "rename"), links="column"),
        Shape("nested", ("merge", "absorb", "move", "divide", "rename"), codes="nested"),
        Shape("two levels", ("merge", "absorb", "recode", "divide"), codes="shared"),
        Shape("sheets", ("merge", "regroup", "strip", "divide")),
        Shape("rounded", ("regroup", "strip", "absorb"), weights="rounded"),
        Shape("taken over", ("take over", "absorb", "recode"), links="table"),
        Shape("two acts", ("merge twice", "recode", "absorb"), links="ordered"),
        Shape("used again", ("merge", "absorb", "recode", "divide"), codes="again"),
    )
}


@frozen
class Unit:
    """A municipality on a day, as it truly is."""

    code: str
    name: str
    parent: str
    body: int
    atoms: frozenset[int]
    since: date


@define
class Published:
    """A history while it is drawn: the truth of each day, and the rows that say it."""

    shape: Shape
    draw: object
    living: dict[str, Unit] = field(factory=dict)
    days: dict[date, dict[str, Unit]] = field(factory=dict)
    rows: list[tuple[str, str, str, date, date]] = field(factory=list)
    links: list[tuple[str, str, date, str, str, object]] = field(factory=list)
    said: dict[tuple[str, date], set[str]] = field(factory=lambda: defaultdict(set))
    orders: dict[str, int] = field(factory=dict)
    continues: dict[tuple[str, date], str] = field(factory=dict)
    gone: list[str] = field(factory=list)
    ended: list[str] = field(factory=list)
    numbers: count = field(factory=lambda: count(1))
    day: date = START

    def pick(self, values):
        """Draw one of some values."""
        return self.draw(st.sampled_from(sorted(values)))

    # --- units --------------------------------------------------------------------------

    def code(self, parent, *, is_fresh):
        """Return a code that was never used, or was once where the shape uses codes again."""
        is_again = self.shape.codes == "again" and self.gone and not is_fresh
        if is_again and self.draw(st.booleans()):
            return self.gone.pop()
        number = next(self.numbers)
        if self.shape.codes == "nested":
            return f"{parent}{number:03}"
        return f"{number:02}" if self.shape.codes == "shared" else f"{number:04}"

    def begin(self, atoms, *, name="", parent="", body=None, is_fresh=False):
        """Let a unit begin, of a new body where none is said."""
        parent = parent or (self.pick(DISTRICTS) if self.has_districts else "")
        code = self.code(parent, is_fresh=is_fresh)
        body = next(self.numbers) if body is None else body
        name = name or f"Place {next(self.numbers)}"
        self.living[code] = Unit(code, name, parent, body, frozenset(atoms), self.day)
        return code

    def end(self, code):
        """Let a unit end, and publish its row."""
        unit = self.living.pop(code)
        self.rows.append((code, unit.name, unit.parent, unit.since, self.day))
        self.ended.append(code)
        return unit

    @property
    def has_districts(self):
        """Whether there are districts above the municipalities."""
        return self.shape.codes in {"nested", "shared"}

    # --- what links say -----------------------------------------------------------------

    def say(self, old, new, share=None, *, order=""):
        """Say that land of one goes to another: all of it, or a share."""
        if self.shape.links == "column":
            self.said[old, self.day].add(new)
            return
        weight = "" if share is None else self.written(share)
        kind = "successor" if share is None else "change"
        self.links.append((old, new, self.day, kind, weight, order))

    def written(self, share):
        """Return a weight as text: what a spreadsheet has, or rounded."""
        if self.shape.weights == "rounded":
            return f"{float(share):.3f}"
        return repr(float(share))

    # --- acts: each takes units that nothing changed today -------------------------------

    def act(self, kind, free):
        """Let one thing happen to units that are free."""
        getattr(self, kind.replace(" ", "_"))(*self.draw(st.permutations(sorted(free))))

    def merge(self, one, other, *_):
        """Two units become a new one."""
        self.merged(one, other)

    def merged(self, one, other, *, order=""):
        """Let two units become a new one, and return its code."""
        atoms = self.living[one].atoms | self.living[other].atoms
        olds = [self.end(one), self.end(other)]
        new = self.begin(atoms, parent=olds[0].parent)
        self.say(one, new, order=order)
        self.say(other, new, order=order)
        return new

    def passing(self, code):
        """Say with which act of the day a unit begins that does not see its end."""
        self.orders[code] = 1
        return code

    def absorb(self, one, other, *_):
        """One unit goes up in another, which goes on."""
        unit = self.end(one)
        self.living[other] = evolve(self.living[other], atoms=self.living[other].atoms | unit.atoms)
        self.say(one, other)

    def take_over(self, one, other, *_):
        """A unit goes on with the land, and under the code, of one that goes up in it."""
        old, survivor = self.end(one), self.end(other)
        self.ended.remove(one)
        atoms = old.atoms | survivor.atoms
        self.living[one] = evolve(survivor, code=one, atoms=atoms, since=self.day)
        self.continues[one, self.day] = other
        self.say(other, one)

    def merge_twice(self, one, other, third, *_):
        """Two units become one that lives until the next act of the day."""
        passing = self.passing(self.merged(one, other, order=1))
        self.merged(passing, third, order=2)

    def recode(self, one, *_):
        """A unit gets another code."""
        unit = self.end(one)
        new = self.begin(unit.atoms, name=unit.name, parent=unit.parent, body=unit.body)
        self.say(one, new)

    def move(self, one, *_):
        """Another district, and therefore another code."""
        unit = self.end(one)
        parent = next(code for code in DISTRICTS if code != unit.parent)
        new = self.begin(unit.atoms, name=unit.name, parent=parent, body=unit.body)
        self.say(one, new)

    def rename(self, one, *_):
        """A unit gets another name."""
        unit = self.end(one)
        self.ended.remove(one)
        name = f"Place {next(self.numbers)}"
        self.living[one] = evolve(unit, name=name, since=self.day)

    def divide(self, one, *_):
        """A unit ends, and two new ones begin on its land."""
        self.regroup_of([self.end(one)])

    def regroup(self, one, other, *_):
        """Two units end, and each gives land to two new ones."""
        self.regroup_of([self.end(one), self.end(other)])

    def regroup_of(self, olds):
        """Let new units begin on land of some old ones.

        A former code of such land would be taken to mean that it comes back, so that theirs
        are fresh.
        """
        halves = [self.halves(old.atoms) for old in olds]
        news = [frozenset().union(*side) for side in zip(*halves, strict=True)]
        codes = [self.begin(atoms, parent=olds[0].parent, is_fresh=True) for atoms in news]
        for old, parts in zip(olds, halves, strict=True):
            for code, part in zip(codes, parts, strict=True):
                self.say(old.code, code, Fraction(len(part), len(old.atoms)))

    def strip(self, one, other, *_):
        """A piece of one unit goes to another; both go on."""
        unit = self.living[one]
        kept, given = self.halves(unit.atoms)
        self.living[one] = evolve(unit, atoms=kept)
        self.living[other] = evolve(self.living[other], atoms=self.living[other].atoms | given)
        self.say(one, other, Fraction(len(given), len(unit.atoms)))

    def halves(self, atoms):
        """Divide atoms in two."""
        size = self.draw(st.integers(1, len(atoms) - 1))
        ordered = sorted(atoms)
        return frozenset(ordered[:size]), frozenset(ordered[size:])

    # --- days -----------------------------------------------------------------------------

    def run(self):
        """Draw the whole history."""
        for place in range(self.draw(st.integers(4, 7))):
            size = self.draw(st.sampled_from([7, 12, 90]))
            self.ended = []
            self.begin(range(100 * place, 100 * place + size))
        self.days[START] = dict(self.living)
        for _ in range(self.draw(st.integers(1, 4))):
            self.day += timedelta(days=400)
            self.ended, free = [], set(self.living)
            for _ in range(self.draw(st.integers(1, 2))):
                able = {code for code in free if len(self.living[code].atoms) > 3}
                if len(able) > 3:
                    self.act(self.pick(self.shape.acts), able)
                    free = {c for c in free if self.living.get(c) == self.before.get(c)}
            self.gone += self.ended
            self.days[self.day] = dict(self.living)
        return self

    @property
    def before(self):
        """The truth of the last day of change."""
        return self.days[max(self.days)]

    # --- text -----------------------------------------------------------------------------

    def units_csv(self):
        """Return the rows of units as a publisher writes them."""
        living = [(u.code, u.name, u.parent, u.since, "") for u in self.living.values()]
        level = "municipality" if self.has_districts else ""
        lines = ["code,name,parent,level,from,until,successors,continues,order"]
        if self.has_districts:
            lines += [f"{c},{name},,district,,,,," for c, name in DISTRICTS.items()]
        for code, name, parent, since, until in [*self.rows, *living]:
            said = ";".join(sorted(self.said.get((code, until), ())))
            goes_on = self.continues.get((code, since), "")
            order = self.orders.get(code, "")
            cells = (code, name, parent, level, since, until, said, goes_on, order)
            lines.append(",".join(map(str, cells)))
        return "\n".join(lines) + "\n"

    def links_csv(self):
        """Return the table of links."""
        lines = ["from_code,to_code,day,kind,weight,of,order"]
        lines += [
            f"{old},{new},{day},{kind},{weight},{'population' if weight else ''},{order}"
            for old, new, day, kind, weight, order in self.links
        ]
        return "\n".join(lines) + "\n"


@st.composite
def histories_in_the_shape_of(draw, shape):
    """Draw a history and how it is published. Shrinks to few units and one day."""
    return Published(shape, draw).run()
