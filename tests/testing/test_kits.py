"""Kits pass a system that is right, and tell of one that breaks a law."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property

import pytest
from attrs import evolve
from hypothesis import Phase, settings

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape
from elzmodel.territory import Register
from elzmodel.testing.kits import (
    _RegisterKit,
    check_crosswalk,
    check_register,
    check_roll_up,
    check_zones,
)
from elzmodel.testing.machine import LandscapeMachine
from elzmodel.testing.villages import six_villages
from elzmodel.values import Period, eve
from elzmodel.zones import Zoning

SHRUNK = settings(
    derandomize=True,
    database=None,
    max_examples=60,
    deadline=None,
    stateful_step_count=4,
    print_blob=False,  # Else what is told is another text where a build server runs it.
)
FOUND = settings(SHRUNK, phases=[Phase.generate])
"""Not made smaller, which costs ten times what it costs to find."""


class Ours:
    """The record itself as somebody's system."""

    def __init__(self):
        self.events = []

    def apply(self, event):
        """Remember an event."""
        self.events.append(event)
        self.__dict__.pop("land", None)

    @cached_property
    def land(self):
        """All that happened, at once."""
        empty = Landscape(name="x", covers=Period(), register=Register(), zoning=Zoning())
        return empty.with_events(self.events)

    def municipalities(self, day):
        """Answer the register's question."""
        return [(m.nis, m.name) for m in self.land.on(day).municipalities]

    def zones_of(self, nis, day):
        """Answer the look-up's question."""
        snapshot = self.land.on(day)
        land = set(snapshot.layout.by_nis[nis].parts)
        if land & snapshot.zone_map.undecided.keys():
            return None
        return {zone for part, zone in snapshot.zone_map.by_part.items() if part in land}

    def crosswalk(self, before, after):
        """Answer the crosswalk's question."""
        rows = self.land.crosswalk(before, after)
        return [(row.before.nis, row.after.nis, row.share) for row in rows]

    def roll_up(self, rows, day):
        """Answer the roll-up's question."""
        counts = {}
        for nis, count in rows:
            counts[nis] = counts.get(nis, 0) + count
        return self.land.on(day).aggregate(counts, to="zone").values


class KeepsEnded(Ours):
    """Ended municipalities stay for a day."""

    def municipalities(self, day):
        """Answer of two days."""
        return {*super().municipalities(day), *super().municipalities(eve(day))}


class Forgets(Ours):
    """What was, is forgotten."""

    def municipalities(self, day):
        """Answer of the last day."""
        last = max(event.day for event in self.events)
        return super().municipalities(max(day, last))


class Twice(Ours):
    """A row for each part."""

    def municipalities(self, day):
        """Answer with doubles."""
        return [(m.nis, m.name) for m in self.land.on(day).municipalities for _ in m.parts]


class OneZone(Ours):
    """Only the first zone."""

    def zones_of(self, nis, day):
        """Answer with one zone."""
        zones = super().zones_of(nis, day)
        return zones and {min(zones)}


class Decides(Ours):
    """Nothing is undecided."""

    def zones_of(self, nis, day):
        """Answer with where the land is stored."""
        snapshot = self.land.on(day)
        land = snapshot.layout.by_nis[nis].parts
        return {zone for part, zone in snapshot.zone_map.by_part.items() if part in land}


class ByCode(Ours):
    """A code stays what it was."""

    def crosswalk(self, before, after):
        """Answer with the same codes."""
        del after
        return [(m.nis, m.nis, 1) for m in self.land.on(before).municipalities]


class Halves(Ours):
    """All shares are too small."""

    def crosswalk(self, before, after):
        """Answer with halves."""
        return [(one, other, 0.5) for one, other, _ in super().crosswalk(before, after)]


class Too(Ours):
    """Something more goes from the first to the last."""

    def crosswalk(self, before, after):
        """Answer with a pair more."""
        return [*super().crosswalk(before, after), ("10001", "99999", 0.1)]


class LastRow(Ours):
    """The last row of a code counts."""

    def roll_up(self, rows, day):
        """Answer of a dictionary."""
        return self.land.on(day).aggregate(dict(rows), to="zone").values


class Exact(Ours):
    """Bounds are told as one number."""

    def roll_up(self, rows, day):
        """Answer with the least."""
        return {zone: total.low for zone, total in super().roll_up(rows, day).items()}


@pytest.mark.parametrize("check", [check_register, check_zones, check_crosswalk, check_roll_up])
def test_the_record_itself_passes(check):
    """A system that answers as the library does breaks no law."""
    check(Ours, settings=settings(FOUND, max_examples=4))


@pytest.mark.parametrize(
    ("check", "system", "law"),
    [
        (check_register, KeepsEnded, "half-open periods"),
        (check_register, Forgets, "replay"),
        (check_register, Twice, "partition"),
        (check_zones, OneZone, "partition"),
        (check_zones, Decides, "open decisions"),
        (check_crosswalk, ByCode, "shares"),
        (check_crosswalk, Halves, "shares"),
        (check_crosswalk, Too, "shares"),
        (check_roll_up, LastRow, "conservation"),
        (check_roll_up, Exact, "conservation"),
    ],
    ids=lambda each: getattr(each, "__name__", None),
)
def test_a_broken_law_is_told_by_name(check, system, law):
    """The message says which law does not hold."""
    with pytest.raises(AssertionError, match=f"law of {law}"):
        check(system, settings=FOUND)


def answering(**questions):
    """Return a system that gives the same answer to each question."""
    methods = {name: lambda *_, answer=answer: answer for name, answer in questions.items()}
    return type("Answering", (), {"apply": lambda *_: None, **methods})


FORMS = [
    (check_register, {"municipalities": None}, "municipalities(2000-01-01) answers None; expected"),
    (check_register, {"municipalities": "10001"}, "answers '10001'; expected pairs of a code"),
    (check_register, {"municipalities": {"10001": "Elm"}}, "answers {'10001': 'Elm'}; expected"),
    (check_register, {"municipalities": [1]}, "answers 1; expected pairs of a code and a name"),
    (check_register, {"municipalities": [("1", "Elm", 3)]}, "answers ('1', 'Elm', 3); expected"),
    (check_register, {"municipalities": [(10001, "Elm")]}, "answers (10001, 'Elm'); expected"),
    (check_zones, {"zones_of": "north"}, "zones_of('10001', 2000-01-01) answers 'north'; expected"),
    (check_zones, {"zones_of": 5}, "answers 5; expected ids of zones"),
    (check_zones, {"zones_of": [None]}, "answers [None]; expected ids of zones"),
    (check_crosswalk, {"crosswalk": None}, "crosswalk(2000-01-01, 2000-01-01) answers None"),
    (check_crosswalk, {"crosswalk": [("1", "1")]}, "answers ('1', '1'); expected rows of two"),
    (check_crosswalk, {"crosswalk": [("1", "1", None)]}, "answers ('1', '1', None); expected"),
    (check_crosswalk, {"crosswalk": [("1", "1", (0, 1, 2))]}, "(0, 1, 2)); expected rows of two"),
    (check_crosswalk, {"crosswalk": [("1", "1", float("nan"))]}, "('1', '1', nan); expected rows"),
    (check_crosswalk, {"crosswalk": [("1", "1", True)]}, "('1', '1', True); expected rows"),
    (
        check_roll_up,
        {"roll_up": None},
        "roll_up(rows, 2000-01-01) answers None; expected a mapping",
    ),
    (check_roll_up, {"roll_up": {"north": "3"}}, "answers {'north': '3'}; expected a mapping"),
    (check_roll_up, {"roll_up": {"z" * 90: None}}, "zz...; expected a mapping of ids of zones"),
    (check_roll_up, {}, "Answering has no method 'roll_up', which this kit calls"),
]


@pytest.mark.parametrize(("check", "answers", "told"), FORMS, ids=range(len(FORMS)))
def test_an_answer_of_another_form_is_told_with_what_was_expected(check, answers, told):
    """The message names the question, what came, and what should have come."""
    with pytest.raises(AssertionError, match=re.escape(told)):
        check(answering(**answers), settings=FOUND)


def test_a_kit_takes_what_makes_a_system_and_a_landscape():
    """A system that is there already, or another base, is a mistake of the call."""
    with pytest.raises(InvalidValueError, match="what makes a new one, such as its class"):
        check_register(Ours())
    with pytest.raises(InvalidValueError, match=r"not a base: 'Flanders'\. Expected"):
        check_register(Ours, base="Flanders")


class Empties(Ours):
    """Uses the rows up."""

    def roll_up(self, rows, day):
        """Answer of the rows, of which none is left then."""
        counts = {}
        while rows:
            nis, count = rows.pop()
            counts[nis] = counts.get(nis, 0) + Decimal(count)
        summed = self.land.on(day).aggregate({n: int(c) for n, c in counts.items()}, to="zone")
        return {zone: (Decimal(total.low), total.high) for zone, total in summed.values.items()}


def test_a_system_may_use_up_its_rows_and_answer_in_decimals():
    """The rows that a system gets are its own, and any number is one."""
    check_roll_up(Empties, settings=settings(FOUND, max_examples=2, stateful_step_count=1))


def test_the_history_is_small_and_can_be_called_again():
    """The report has one step: a call that runs without hypothesis and fails alike."""
    with pytest.raises(AssertionError) as caught:
        check_register(Forgets, settings=SHRUNK)
    told = str(caught.value)
    day, _, first, start, step, teardown = "\n".join(caught.value.__notes__).splitlines()
    assert "on 2000-01-01; at first 10001 Elm (elm) in north" == day
    assert "state = check_register()" == first
    assert ["state.start()", "state.teardown()"] == [start, teardown]

    class Again(LandscapeMachine):
        compare = _RegisterKit.compare
        apply = _RegisterKit.apply

        def __init__(self):
            super().__init__()
            self.system, self.earlier = Forgets(), {}

    state = Again()
    state.start()
    with pytest.raises(AssertionError, match=re.escape(told.partition("\n")[0])):
        eval(step, {"state": state})


def test_another_land_can_be_the_start():
    """A kit begins with the land that it is given."""
    base = evolve(six_villages(), zoning=Zoning())
    with pytest.raises(AssertionError, match="lies in no zone"):
        check_zones(Everywhere, base=base, settings=FOUND)


class Everywhere(Ours):
    """Everything lies in one zone."""

    def zones_of(self, nis, day):
        """Answer the same always."""
        del nis, day
        return {"north"}
