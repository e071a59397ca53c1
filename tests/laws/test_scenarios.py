"""Laws 8, 11 and 12 for scenarios.

8. A scenario without steps adopts to its base; leaving out the last step gives what was before.
11. Following a scenario in numbers gives the same row as adopting it.
12. A merger inside one zone leaves all other zones unchanged; one across zones touches only
    the zones of its members.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from elzmodel import (
    Scenario,
    adopt,
    alternatives,
    compare,
    decisions,
    outcome,
    sweep,
    sweep_moves,
)
from elzmodel.landscape import Landscape
from elzmodel.landscape.checks import UNRECORDED, check_landscape
from elzmodel.scenarios import (
    CRITERIA,
    ChangedFinding,
    as_of,
    best_alternatives,
    neighbouring_pairs,
    pareto_front,
    single_transfers,
)
from elzmodel.scenarios._engine import Evaluator, plain_row
from elzmodel.scenarios.adoption import Adoption, covering, last_day, last_event_day, record_end
from elzmodel.scenarios.outcomes import _by_subject
from elzmodel.territory import Create, Merge, Register
from elzmodel.testing.strategies import landscapes, landscapes_and_waves, scenarios
from elzmodel.values import Period
from elzmodel.zones import Assign, CreateZone, Zoning


@st.composite
def based_scenarios(draw, **options):
    """Draw a landscape and a scenario that it can adopt."""
    base = draw(landscapes(max_units=6))
    return base, draw(scenarios(base, **options))


def on_last_day(base, scenario):
    """Return the state after a scenario, on its last day."""
    day = last_day(base, scenario)
    return covering(adopt(base, scenario), day).on(day)


def looks(snapshot):
    """Return all that a state says of land, labels and zones."""
    units = {(m.unit, m.nis, m.name, m.province, m.parts) for m in snapshot.municipalities}
    zones = {(zone.id, zone.name) for zone in snapshot.zones}
    return units, zones, dict(snapshot.zone_map.by_part), snapshot.decisions


def found_by_a_full_check(found):
    """Return the findings of one side of an outcome alone, by checking everything."""
    old, new = (
        _by_subject(
            finding
            for finding in check_landscape(each, on=found.after.day, year=found.year)
            if finding.kind is not UNRECORDED
        )
        for each in (found.base, found.landscape)
    )
    rows = [ChangedFinding("new", each) for key, each in new.items() if key not in old]
    gone = [each for key, each in old.items() if key not in new]
    return rows + [ChangedFinding("mended", each) for each in gone if not still_open(each, new)]


def still_open(finding, new):
    """Tell whether the same is asked afterwards, and found instead of unknown or the reverse."""
    same = [
        each
        for each in new.values()
        if (each.code, each.about, each.values.get("rule"))
        == (finding.code, finding.about, finding.values.get("rule"))
    ]
    return {each.outcome for each in same} - {finding.outcome} != set()


class OneByOne(Adoption):
    """A walk that takes each step by itself."""

    def _try(self, index, step, *, alone):
        return alone and super()._try(index, step, alone=True)


@given(landscapes())
def test_a_scenario_without_steps_adopts_to_its_base(base):
    """Nothing happens, and nothing differs."""
    nothing = Scenario("nothing")
    assert adopt(base, nothing) is base
    assert not outcome(base, nothing).difference
    assert [nothing] == list(alternatives(base, nothing)) or decisions(base, nothing)


@given(based_scenarios(min_steps=1))
def test_the_base_stays_as_it_was(drawn):
    """Adopting changes nothing on any day before the first step, or the first choice."""
    base, scenario = drawn
    if not scenario.steps:
        return
    # A choice about an older decision of the base settles it on the day of that decision.
    first = min([step.day for step in scenario.steps] + [each.day for each in scenario.choices])
    before = first - timedelta(days=1)
    after = adopt(base, scenario)
    assert looks(covering(base, before).on(before)) == looks(covering(after, before).on(before))
    assert not compare(covering(base, before).on(before), covering(after, before).on(before))


@given(based_scenarios(min_steps=2, settled=False))
def test_steps_can_be_taken_one_after_the_other(drawn):
    """Adopting step by step gives what adopting at once gives."""
    base, scenario = drawn
    landscape = base
    for step in scenario.steps:
        landscape = adopt(landscape, Scenario("one").with_steps([step]))
    day = last_day(base, scenario)
    assert looks(on_last_day(base, scenario)) == looks(covering(landscape, day).on(day))


@given(based_scenarios())
def test_reading_steps_together_is_reading_them_in_turn(drawn):
    """Steps of one day that have nothing in common take effect together."""
    base, scenario = drawn
    together, in_turn = Adoption(base, scenario).run(), OneByOne(base, scenario).run()
    assert [] == together.errors == in_turn.errors
    assert set(together.landscape.register.events) == set(in_turn.landscape.register.events)
    assert set(together.landscape.zoning.events) == set(in_turn.landscape.zoning.events)


@given(based_scenarios())
def test_following_in_numbers_is_adopting(drawn):
    """The fast way gives the row of the plain way, or none."""
    base, scenario = drawn
    for year in (2021, None):
        plain = plain_row(base, scenario, year=year)
        assert plain == Evaluator(base, year).row(scenario)
        assert plain.problem is None


@given(landscapes_and_waves())
def test_no_alternative_beats_one_of_the_front(drawn):
    """Its scores hold those of the outcome, and no outcome is better for certain."""
    base, wave = drawn
    assume(not decisions(base, Scenario("nothing")))
    criteria = [CRITERIA[name] for name in ("below minimum", "in pieces", "moved", "divided")]
    names = [each.name for each in criteria]
    outcomes = {each: outcome(base, each, year=2021) for each in alternatives(base, wave)}
    front = best_alternatives(base, wave, criteria=names, year=2021)
    best = {each.scenario for each in pareto_front([*outcomes.values()], criteria=criteria)}
    assert {row.scenario for row in front} <= best
    for row in front:
        for each in criteria:
            own, told = each.of(outcomes[row.scenario]), row.scores[each.name]
            assert told.low <= own.low
            assert told.high is None or own.high <= told.high


@st.composite
def moves_as_data(draw):
    """Draw a landscape, a day after its last event, and rows of places and zones that are there."""
    base = draw(landscapes(max_units=6))
    day = last_event_day(base) + timedelta(days=1)
    after = covering(base, day).on(day)
    places = [*(m.unit for m in after.municipalities), *after.layout.by_part]
    assume(places and after.zones)
    move = st.tuples(st.sampled_from(places), st.sampled_from([zone.id for zone in after.zones]))
    return base, day, draw(st.lists(st.lists(move, min_size=1, max_size=3), max_size=4))


@given(moves_as_data())
def test_moves_as_data_have_the_rows_of_scenarios(drawn):
    """Names in lists, or scenarios with a transfer for each: the same, also by adopting."""
    base, day, rows = drawn
    scenarios = [Scenario(f"moves {number}") for number in range(1, len(rows) + 1)]
    for number, moves in enumerate(rows):
        for place, zone in moves:
            scenarios[number] = scenarios[number].transfer(place, to=zone, day=day)
    places, targets = ([[move[side] for move in moves] for moves in rows] for side in (0, 1))
    found = sweep_moves(base, places, targets, day=day, year=2021)
    assert found.to_sweep() == sweep(base, scenarios, year=2021)
    assert [*found] == [plain_row(base, each, year=2021) for each in scenarios]


@given(landscapes_and_waves())
def test_single_transfers_are_adopted_one_by_one(drawn):
    """Each row is that of the one transfer; who goes had land or a border with the new zone."""
    base, _ = drawn
    day = record_end(base)
    then, before = as_of(base, day), base.on(day)
    for number, each in enumerate(single_transfers(base, year=2021), 1):
        one = Scenario(f"moves {number}")
        one = one.transfer(each.municipality.unit, to=each.to, day=day + timedelta(days=1))
        assert plain_row(then, one, year=2021) == each.row
        lands = [(part,) for part in each.municipality.parts]
        # A border with one of several municipalities is one with their zone, where they share it.
        for border in before.borders.borders:
            if border.contact.makes_neighbours:
                sides = ((border.a, border.b), (border.b, border.a))
                lands += [
                    to for at, to in sides if before.layout.holder_of(at) == each.municipality
                ]
        assert any([*before.zone_map.split(land)] == [each.to] for land in lands)


@given(landscapes_and_waves())
def test_every_neighbour_in_a_zone_leads_to_a_single_transfer(drawn):
    """Each municipality can go to the zone of each neighbour whose land lies in one zone."""
    base, _ = drawn
    before = base.on(record_end(base))
    split = {m: [*before.zone_map.split(m.parts)] for m in before.municipalities}
    found = {(each.municipality, each.to) for each in single_transfers(base, year=2021)}
    for pair in neighbouring_pairs(before):
        for one, other in permutations(pair):
            if len(split[other]) == 1 and split[other] not in ([None], split[one]):
                assert (one, split[other][0]) in found


@given(based_scenarios(min_steps=1, settled=False))
def test_an_outcome_finds_what_a_full_check_of_both_sides_finds(drawn):
    """Only what the scenario touches is checked; what differs is the same."""
    base, scenario = drawn
    found = outcome(base, scenario, year=2021)
    assert found_by_a_full_check(found) == [*found.changed_findings]


@given(based_scenarios(min_steps=1, settled=False))
def test_alternatives_settle_everything_and_none_comes_twice(drawn):
    """Each alternative can be adopted, leaves nothing open, and differs from the others."""
    base, scenario = drawn
    if any(point.day <= last_event_day(base) for point in decisions(base, scenario)):
        return  # a decision of the base can have a candidate that is no more
    found = list(alternatives(base, scenario, keep_parts=True))
    assert len(set(found)) == len(found)
    for each in found:
        assert () == decisions(base, each)


@st.composite
def mergers(draw):
    """Draw a landscape, the state after its last event, and two municipalities that merge."""
    base = draw(landscapes(max_units=6))
    day = last_event_day(base) + timedelta(days=1)
    after = covering(base, day).on(day)
    assume(len(after.municipalities) > 1)
    return base, after, draw(st.permutations(after.municipalities))[:2]


@given(mergers())
def test_a_merger_touches_only_the_zones_of_its_members(drawn):
    """Within one zone it touches none; across zones those of the members alone."""
    base, day, members = drawn
    scenario = Scenario("merger").merge([m.unit for m in members], day=day.day)
    zones = {zone for m in members for zone in day.zones_of(m)}
    held = day.zone_map.by_part
    # Land of which a decision of the base is open stays in a zone until it is decided.
    undecided = day.zone_map.undecided.keys() & held.keys()
    waiting = {held[part] for m in members for part in m.parts if part in undecided}
    touched = {each.zone for each in plain_row(base, scenario, year=2021).zones}
    assert touched <= zones | waiting
    lone = {held.get(part) for m in members for part in m.parts}
    if len(lone) == 1 and not day.decisions:
        assert set() == touched


def test_a_merger_may_touch_the_zone_in_which_undecided_land_waits():
    """What was assigned of an older question lies in no candidate; a wider one asks there too."""
    first, fourth = date(2000, 1, 1), date(2000, 1, 4)
    created = (
        Create(id=f"c-{unit}", day=first, unit=unit, name=unit.title())
        for unit in ("elm", "oak", "ash")
    )
    merger = Merge(id="m", day=fourth, units=("elm", "oak"), unit="wood", name="Wood")
    events = [
        CreateZone(id="z", day=first, zone="east", name="East"),
        Assign(id="a", day=first, zone="east", parts=("elm", "ash")),
        CreateZone(id="y", day=fourth, zone="west", name="West"),
        Assign(id="b", day=fourth, zone="west", parts=("elm",)),
    ]
    register, zoning = Register([*created, merger]), Zoning(events)
    base = Landscape(name="x", covers=Period(), register=register, zoning=zoning)
    day = base.on(date(2000, 1, 5))
    assert {"east", "west"} == {zone for m in day.municipalities for zone in day.zones_of(m)}
    assert [("oak",)] == [point.parts for point in day.decisions]
    scenario = Scenario("s").merge(["ash", "wood"], day=day.day)
    assert ["east", "west"] == [each.zone for each in plain_row(base, scenario, year=None).zones]


class Walk(RuleBasedStateMachine):
    """A random walk: the engine beside the plain model, one step at a time."""

    @initialize(base=landscapes(max_units=6))
    def begin(self, base):
        """Start from a landscape, with nothing that happens."""
        self.base = base
        self.scenario = Scenario("walk")
        self.evaluator = Evaluator(base, 2021)

    @rule(data=st.data(), ahead=st.integers(0, 3))
    def transfer(self, data, ahead):
        """Move a municipality or a part."""
        day, snapshot = self._look(ahead)
        places = [m.unit for m in snapshot.municipalities] + list(snapshot.layout.by_part)
        if places and snapshot.zones:
            place = data.draw(st.sampled_from(places))
            zone = data.draw(st.sampled_from([zone.id for zone in snapshot.zones]))
            self._go(self.scenario.transfer(place, to=zone, day=day))

    @rule(data=st.data(), ahead=st.integers(0, 3), kept=st.booleans())
    def merge(self, data, ahead, kept):
        """Merge two municipalities."""
        day, snapshot = self._look(ahead)
        units = [m.unit for m in snapshot.municipalities]
        if len(units) > 1:
            pair = data.draw(st.lists(st.sampled_from(units), min_size=2, max_size=2, unique=True))
            self._go(self.scenario.merge(pair, day=day, continues=pair[0] if kept else None))

    @rule(data=st.data(), keep=st.booleans())
    def choose(self, data, keep):
        """Settle a decision, perhaps with a zone that is none of its candidates."""
        points = on_last_day(self.base, self.scenario).decisions
        if points:
            point = data.draw(st.sampled_from(points))
            zone = data.draw(st.sampled_from([*point.candidates, "z1"]))
            chosen = self.scenario.choose(point, zone)
            self._go(self.scenario.keep_parts(point) if keep else chosen)

    @rule()
    def undo(self):
        """Leave out the last step: what was before it is there again."""
        steps = self.scenario.steps[:-1]
        self._go(Scenario("walk", steps))

    def _go(self, scenario):
        """Ask both ways; go on where the scenario can be adopted."""
        plain = plain_row(self.base, scenario, year=2021)
        assert plain == self.evaluator.row(scenario)
        if not plain.problem:
            self.scenario = scenario

    def _look(self, ahead):
        start = last_event_day(self.base) + timedelta(days=1)
        last = last_day(self.base, self.scenario) if self.scenario.steps else start
        day = last + timedelta(days=ahead)
        return day, covering(adopt(self.base, self.scenario), day).on(day)


Walk.TestCase.settings = settings(stateful_step_count=12)
TestWalk = Walk.TestCase
