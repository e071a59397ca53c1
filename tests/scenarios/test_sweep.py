"""Many scenarios at once: equal rows whoever does the work, and the plain model as oracle."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import timedelta
from multiprocessing import get_context

import numpy as np
import pytest
from attrs import evolve

from elzmodel import Scenario, adopt, flanders, sweep, sweep_moves
from elzmodel.errors import InvalidValueError, StepError
from elzmodel.landscape import Landscape
from elzmodel.scenarios import WaveSpec, as_of, sweep_rows, sweeps, waves
from elzmodel.scenarios import _engine as engine
from elzmodel.scenarios._engine import Evaluator, evaluator_of, plain_row
from elzmodel.territory import Figure, Figures, NewUnit, Register, Split
from elzmodel.values.text import in_words
from elzmodel.zones import Zoning

DAY, LATER = "2027-01-01", "2028-01-01"
X = Scenario("x")

FOLLOWED = {
    "transfer": X.transfer(["Birch", "elm-a"], to="two", day=DAY),
    "back": X.transfer("Ash", to="two", day=DAY).transfer("Ash", to="one", day=LATER),
    "from nowhere": X.transfer("Ash", to="two", day=DAY),
    "merge": X.merge(["Birch", "Cedar"], day=DAY),
    "three": X.merge(["Birch", "Cedar", "Elm"], name="Three", day=DAY),
    "inside": X.merge(["Ash", "Birch"], continues="Ash", name="Oak", day=DAY),
    "own code": X.merge(["Ash", "Birch"], nis="10001", day=DAY),
    "chosen": X.merge(["Birch", "Cedar"], day=DAY).choose("birch-cedar", "one"),
    "kept": X.merge(["Birch", "Cedar"], day=DAY).keep_parts("birch-cedar", day=DAY),
    "divided": X.transfer("elm-a", to="two", day=DAY).merge(["Elm", "Fir"], day=LATER),
    "there and back": X.transfer("Ash", to="two", day=DAY)
    .transfer("Ash", to="one", day=LATER)
    .merge(["Dogwood", "Elm"], day=LATER),
    "all divided": X.transfer(["elm-a", "cedar"], to="one", day=DAY)
    .transfer("birch", to="two", day=DAY)
    .merge(["Elm", "Fir"], continues="Elm", day="2029-01-01"),
    "both open": X.merge(["Birch", "Cedar"], day=DAY).merge(["Ash", "Dogwood"], day=DAY),
    "pieces open": X.merge(["Birch", "Dogwood"], day=DAY),
}
PLAIN = {
    "nothing": X,
    "rename": X.rename("Ash", "Oak", day=DAY),
    "past": X.transfer("Ash", to="two", day="1999-01-01"),
    "not in order": X.transfer("Ash", to="two", day=LATER).transfer("Birch", to="two", day=DAY),
    "unknown place": X.transfer("Oak", to="two", day=DAY),
    "unknown zone": X.transfer("Ash", to="four", day=DAY),
    "merged again": X.merge(["Ash", "Birch"], day=DAY).merge(["ash-birch", "Elm"], day=DAY),
    "moved, then merged": X.transfer("Ash", to="two", day=DAY).merge(["Ash", "Birch"], day=DAY),
    "merged, then moved": X.merge(["Ash", "Birch"], continues="Ash", day=DAY).transfer(
        "Ash", to="two", day=DAY
    ),
    "twice": X.merge(["Ash", "ash"], day=DAY),
    "name of another": X.merge(["Ash", "Birch"], name="Elm", day=DAY),
    "id of before": X.merge(["Ash", "Birch"], name="Ash", day=DAY),
    "code of another": X.merge(["Ash", "Birch"], nis="10003", day=DAY),
    "continues elsewhere": X.merge(["Ash", "Birch"], continues="Elm", day=DAY),
    "no decision": X.merge(["Ash", "Birch"], day=DAY).choose("ash-birch", "one"),
    "no candidate": X.merge(["Birch", "Cedar"], day=DAY).choose("birch-cedar", "three"),
    "chosen by name": X.merge(["Birch", "Cedar"], day=DAY).choose("Birch-Cedar", "one"),
    "chosen before": X.merge(["Birch", "Cedar"], day=DAY)
    .choose("birch-cedar", "one")
    .transfer("Ash", to="two", day=LATER),
    "unknown member": X.merge(["Oak", "Birch"], day=DAY),
}


@pytest.mark.parametrize("name", FOLLOWED)
def test_what_is_simple_is_followed_in_numbers(row, name):
    """Mergers, transfers and choices: the same row as by adopting."""
    for year in (2021, None):
        found = Evaluator(row, year).fast_row(FOLLOWED[name])
        assert plain_row(row, FOLLOWED[name], year=year) == found
        assert found.problem is None


@pytest.mark.parametrize("name", PLAIN)
def test_what_is_unusual_goes_the_plain_way(row, name):
    """The row, or the reason why there is none, is that of adopting."""
    evaluator = Evaluator(row, 2021)
    assert evaluator.fast_row(PLAIN[name]) is None
    assert plain_row(row, PLAIN[name], year=2021) == evaluator.row(PLAIN[name])


@pytest.mark.parametrize("code", ["1234", "abc", ""])
def test_a_code_that_has_not_the_form_of_codes_is_refused(row, code):
    """Whoever works it out, as a document with it is."""
    s = X.merge(["Ash", "Birch"], nis=code, day=DAY)
    with pytest.raises(StepError, match="is no NIS code"):
        adopt(row, s)
    assert f"{code!r} is no NIS code" in sweep(row, [s])[0].problem


def test_members_that_are_all_divided_open_no_decision(row):
    """Their land stays where it is, so nothing is asked."""
    base = adopt(row, X.merge(["Ash", "Birch"], continues="Ash", day="2010-01-01"))
    base = adopt(base, X.transfer(["birch", "elm-a"], to="two", day="2011-01-01"))
    s = X.merge(["Ash", "Elm"], day=DAY)
    found = Evaluator(base, 2021).fast_row(s)
    assert () == found.undecided
    assert plain_row(base, s, year=2021) == found


def test_land_without_a_zone_can_come_into_one(row):
    """And leave it: a merger with land in no zone asks, with one candidate only."""
    base = adopt(row, X.undecide(["Ash", "elm-a"], day="2010-01-01"))
    evaluator = Evaluator(base, 2021)
    for s in (
        X.transfer(["Ash"], to="two", day=DAY),
        X.merge(["Ash", "Birch"], day=DAY),
        X.merge(["Ash", "Elm"], day=DAY),
    ):
        assert plain_row(base, s, year=2021) == evaluator.fast_row(s)


@pytest.mark.parametrize("kind", ["open", "cut"])
def test_a_base_that_is_not_simple_is_asked_the_plain_way(row, kind):
    """One with open decisions of its own, or with land that was cut."""
    piece = NewUnit(unit="yew", name="Yew", portion=())
    cut = row.with_events([Split(id="cut", day="2010-01-01", unit="ash", into=(piece,))])
    bases = {"open": adopt(row, X.merge(["Birch", "Cedar"], day="2010-01-01")), "cut": cut}
    evaluator = Evaluator(bases[kind], 2021)
    s = X.transfer("Dogwood", to="one", day=DAY)
    assert evaluator.fast_row(s) is None
    assert plain_row(bases[kind], s, year=2021) == evaluator.row(s)


def test_figures_of_every_sort_give_the_same_bounds(row):
    """Of several parts, given twice, or with decimals: the totals are those of the plain way."""
    figures = [
        Figure(kind="population", day="2021-01-01", parts=[part], value=value)
        for part, value in (("ash", 10), ("birch", 0.5), ("cedar", 7), ("cedar", 8))
    ]
    figures += [Figure(kind="population", day="2021-01-01", parts=["ash", "birch"], value=10.5)]
    figures += [Figure(kind="population", day="2021-01-01", parts=["far"], value=3)]
    base = Landscape(
        name="Odd",
        covers=row.covers,
        register=row.register,
        zoning=row.zoning,
        figures=Figures(figures),
        borders=row.borders,
    )
    evaluator = Evaluator(base, 2021)
    for s in FOLLOWED.values():
        assert plain_row(base, s, year=2021) == evaluator.fast_row(s)


def test_memory_of_states_is_bounded(row, monkeypatch):
    """What was worked out is forgotten when there is too much of it."""
    monkeypatch.setattr(engine, "_MOST", 1)
    evaluator = Evaluator(row, 2021)
    for s in FOLLOWED.values():
        assert plain_row(row, s, year=2021) == evaluator.row(s)


def test_what_is_worked_out_for_a_base_is_remembered(row):
    """Also for one that is equal; not for another year."""
    once = evaluator_of(row, 2021)
    assert once is evaluator_of(evolve(row), 2021)
    assert once is not evaluator_of(row, None)


def test_threads_may_work_out_the_same(row, monkeypatch):
    """Two plans of one merger, each by another thread, open the same decisions."""
    evaluator = Evaluator(row, 2021)
    index = evaluator._index
    alone = type(index)._plan

    def overtaken(self, step):
        key = (step.municipalities, step.continues, step.name, step.unit, step.nis)
        self.plans[key] = alone(self, step)
        return alone(self, step)

    monkeypatch.setattr(type(index), "_plan", overtaken)
    for name in ("merge", "merge", "both open"):
        found = evaluator.fast_row(FOLLOWED[name])
        assert plain_row(row, FOLLOWED[name], year=2021) == found


def test_an_empty_base_has_rows_as_well():
    """Where nothing is, nothing can be moved, and the row says so."""
    from elzmodel.values import Period

    empty = Landscape(name="Empty", covers=Period(), register=Register(), zoning=Zoning())
    (row,) = sweep(empty, [X.transfer("Ash", to="one", day=DAY)])
    assert "no zone" in row.problem


def test_rows_are_shown_in_dutch():
    """Why a scenario cannot be adopted, also of a copy, and the inhabitants of its zones."""
    scenarios = [X.transfer("Nergens", to="rits", day=DAY), X.choose("Gent", "rits")]
    scenarios += [X.transfer("Heers", to="herkenrode", day=DAY)]
    rows = pickle.loads(pickle.dumps(sweep(flanders(), scenarios, year=2021)))
    unknown, closed, _ = (in_words(row.problem, "nl") for row in rows)
    assert unknown.startswith(f"stap 1, overgang van Nergens naar rits op {DAY}: geen gemeente")
    assert closed.startswith("keuze 1, Gent naar rits: er staat geen beslissing over Gent open")
    assert "63.458, 159.768" in rows.to_table().to_text(lang="nl", width=200)


def scenarios_of_flanders(count=120):
    """Return waves of 13 disjoint pairs, and some scenarios that cannot be adopted."""
    fl = flanders()
    drawn = list(waves(fl, count=count, size=13, seed=2027, area="Vlaams Gewest"))
    return fl, [*drawn, X.transfer("Nergens", to="rits", day=DAY), X.rename("Genk", "G", day=DAY)]


@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_rows_are_equal_whoever_does_the_work(kind):
    """In order, in threads and in processes that share nothing."""
    fl, scenarios = scenarios_of_flanders()
    serial = sweep(fl, scenarios, year=2021)
    makers = {
        "threads": lambda: ThreadPoolExecutor(2),
        "processes": lambda: ProcessPoolExecutor(2, mp_context=get_context("spawn")),
    }
    with makers[kind]() as executor:
        assert serial == sweep(fl, iter(scenarios), year=2021, executor=executor, chunk=5)
    assert [s.name for s in scenarios] == [row.scenario for row in serial]
    assert 1 == sum(bool(row.problem) for row in serial)


def test_waves_are_followed_as_they_are_adopted():
    """A sample of waves, each by both ways."""
    fl, scenarios = scenarios_of_flanders(10)
    evaluator = Evaluator(fl, 2021)
    for s in scenarios[:10]:
        assert plain_row(fl, s, year=2021) == evaluator.fast_row(s)


ROWS = {
    "one": ("Birch", "two"),
    "of three zones": (["Birch", "cedar", "10006"], ["two", "Three", "one"]),
    "crossed": (["Ash", "Cedar"], ["two", "one"]),
    "all to one": (("Ash", "Birch"), "three"),
    "a part": ("elm-a", "two"),
    "a part, then the rest": (["elm-a", "Elm"], ["two", "one"]),
    "twice": (["Ash", "ash"], ["two", "three"]),
    "where it is": (["Ash", "Cedar"], ["one", "three"]),
    "nothing": ([], []),
    "nowhere": (["Oak"], ["two"]),
    "to nowhere": (["Ash", "Cedar"], ["two", "four"]),
}


def as_scenario(number, places, targets):
    """Return the scenario that a row of moves stands for."""
    found = Scenario(f"moves {number}")
    pairs = [(places, targets)] if isinstance(places, str) else zip(places, targets, strict=False)
    if isinstance(targets, str) and not isinstance(places, str):
        pairs = [(place, targets) for place in places]
    for place, zone in pairs:
        found = found.transfer(place, to=zone, day=DAY)
    return found


def test_moves_as_data_have_the_rows_of_scenarios(row):
    """Names in lists instead of steps: the same rows, in the same order."""
    places, targets = zip(*ROWS.values(), strict=True)
    scenarios = [as_scenario(n, *each) for n, each in enumerate(ROWS.values(), 1)]
    found = sweep_moves(row, places, iter(targets), day=DAY)
    assert found.to_sweep() == sweep(row, scenarios)
    assert [plain_row(row, s, year=2021) for s in scenarios] == [*found]


def test_moves_may_be_texts_of_other_libraries(row):
    """A text of numpy is a name as well, and no row of letters."""
    places, targets = np.array(["Ash", "Birch"]), np.array(["two", "two"])
    found = sweep_moves(row, places, targets, day=DAY)
    assert [*sweep_moves(row, ["Ash", "Birch"], ["two"] * 2, day=DAY)] == [*found]
    assert [None, None] == [each.problem for each in found]


def test_moves_happen_on_the_day_after_the_record(row):
    """Where no day is told; on a day within it they are adopted one by one."""
    (found,) = sweep_moves(row, ["Ash"], ["two"], year=2021)
    s = as_scenario(1, "Ash", "two")
    assert plain_row(row, s, year=2021) == found
    (then,) = sweep_moves(row, ["Ash"], ["two"], day="2000-01-01", year=2021)
    s = Scenario("moves 1").transfer("Ash", to="two", day="2000-01-01")
    assert plain_row(row, s, year=2021) == then


@pytest.mark.parametrize(
    ("places", "targets", "expected"),
    [
        pytest.param("Ash", ["two"], "one for each scenario", id="one name for all places"),
        pytest.param(["Ash"], "two", "one for each scenario", id="one name for all zones"),
        pytest.param(["Ash"], ["two", "one"], "places and targets", id="more zones"),
        pytest.param(["Ash", "Elm"], ["two"], "places and targets", id="more places"),
        pytest.param([["Ash", "Elm"]], [["two"]], "one for each place", id="shorter row"),
        pytest.param([5], ["two"], "places", id="no names"),
        pytest.param([iter(["Ash"])], ["two"], "places", id="names that come once"),
    ],
)
def test_moves_that_are_not_paired_are_refused(row, places, targets, expected):
    """Not as many zones as places, or no lists of them at all."""
    with pytest.raises(InvalidValueError, match=expected):
        sweep_moves(row, places, targets)


def test_rows_of_columns_are_made_when_they_are_asked_for(row):
    """By position, from the end, or several; what has problems is among them."""
    found = sweep_moves(row, ["Ash", "Oak", "Cedar"], ["two", "two", "one"], year=2021)
    rows = found.to_sweep().rows
    assert (3, rows[2], rows[1:]) == (len(found), found[-1], found[1:])
    assert found[0] is not found[0]
    assert [4, 4] == [len(found.states), found.ends[-1]]
    assert "3 scenarios on Row, 4 zones" in repr(found)
    with pytest.raises(IndexError):
        found[3]


def test_waves_are_swept_from_what_they_are_drawn_with(row):
    """The rows are those of the scenarios, also where an executor draws them."""
    spec = WaveSpec(seed=3, count=7, size=2)
    told = []
    found = sweep(row, spec, year=2021, chunk=3, progress=lambda *counts: told.append(counts))
    assert sweep(row, spec.waves(row), year=2021) == found.to_sweep()
    assert any(each.undecided for each in found)
    assert [(3, 7), (6, 7), (7, 7)] == told
    with ThreadPoolExecutor(2) as executor:
        assert [*found] == [*sweep(row, spec, year=2021, chunk=2, executor=executor)]


def test_waves_of_an_earlier_day_are_swept_on_the_base_of_that_day(row):
    """What the record has later neither hinders a wave nor changes what zones have."""
    later = adopt(
        row,
        X.merge(["Ash", "Birch"], day="2025-01-01", name="Hazel").transfer(
            "Cedar", to="one", day="2025-01-01"
        ),
    )
    spec = WaveSpec(seed=3, count=20, size=2, on="2024-12-31")
    found = sweep(later, spec, year=2021)
    assert [None] * 20 == [each.problem for each in found]
    then = as_of(later, "2024-12-31")
    assert sweep(then, spec.waves(then), year=2021) == found.to_sweep()
    assert "Row as of 2024-12-31" == found.base


def test_a_worker_keeps_a_few_bases(row):
    """A base is unpacked once, and forgotten when others come."""
    s = X.transfer("Ash", to="two", day=DAY)
    shipped = {year: pickle.dumps((row, year)) for year in (None, 2021, 2020, 2019, 2018)}
    sweeps._unpacked.cache_clear()
    for year in (2021, 2021, None, 2020, 2019, 2018, 2021):
        assert [plain_row(row, s, year=year)] == sweeps._rows(shipped[year], [s])
    found = sweeps._unpacked.cache_info()
    assert (1, 6, 4) == (found.hits, found.misses, found.currsize)


def test_progress_is_told(row):
    """With the number of all where that is known."""
    told = []
    many = [X.transfer("Ash", to="two", day=DAY)] * 5
    sweep(row, many, chunk=2, progress=lambda done, count: told.append((done, count)))
    sweep(row, iter(many), chunk=10**400, progress=lambda done, count: told.append((done, count)))
    assert [(2, 5), (4, 5), (5, 5), (5, None)] == told


def test_a_sweep_is_a_sequence_with_tables(row):
    """Rows by position, one table by scenario and one by zone."""
    found = sweep(row, [*FOLLOWED.values(), X.rename("Oak", "O", day=DAY)], year=2021)
    assert len(FOLLOWED) + 1 == len(found) == len(found.to_table())
    assert found[0] == found[:1][0]
    assert "1 of them without an answer" in repr(found)
    assert "Scenarios on Row" in found._repr_html_()
    by_zone = found.by_zone().records()
    assert {"zone", "inhabitants_low", "minimum", "contiguous"} <= set(by_zone[0])
    assert not sweep(row, []).to_table().rows
    assert (
        ()
        == sweep(
            Landscape(name="B", covers=row.covers, register=row.register, zoning=row.zoning), []
        )
        .to_table()
        .notes
    )


def test_wrong_arguments_are_refused(row):
    """A snapshot is no landscape, and a chunk holds something."""
    with pytest.raises(InvalidValueError, match="landscape"):
        sweep(row.on("2025-01-01"), [])
    with pytest.raises(InvalidValueError, match="several"):
        sweep(row, X)
    with pytest.raises(InvalidValueError, match="chunk"):
        sweep(row, [], chunk=0)


def test_a_scenario_that_begins_on_the_last_day_of_the_record_goes_the_plain_way(row):
    """Events of that day may clash with its own; from the next day on none can."""
    evaluator = Evaluator(row, 2021)
    first, second = evaluator.settled, evaluator.settled + timedelta(1)
    assert evaluator.fast_row(X.transfer("Dogwood", to="one", day=first)) is None
    assert evaluator.fast_row(X.transfer("Dogwood", to="one", day=second)) is not None


def test_rows_can_be_had_one_by_one(row):
    """They are those of a sweep, and come before the next scenario is asked for."""
    asked = []
    drawn = WaveSpec(count=3, size=2).waves(row)
    rows = sweep_rows(row, (asked.append(each.name) or each for each in drawn), year=2021)
    assert next(rows) == sweep(row, [drawn.wave(1)], year=2021)[0]
    assert ["wave 1"] == asked
    assert 2 == len([*rows])
    with pytest.raises(InvalidValueError, match="several"):
        sweep_rows(row, drawn.wave(1))
