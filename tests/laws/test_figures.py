"""Figures are conserved.

2. Figures over parts are figures over municipalities, within bounds, and
   exactly where every part has one; before and after any event.
"""

from __future__ import annotations

from datetime import date

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.territory import Figure, Figures, Register
from elzmodel.testing import strategies as elz
from elzmodel.values import sum_totals

ASKED = {"kind": "population", "year": 2021}


@given(elz.registers(), st.data())
def test_totals_are_bounds_around_the_truth(register: Register, data: st.DataObject) -> None:
    """Whatever land is asked about, what it really has lies between the bounds."""
    values = data.draw(elz.part_values(register))
    figures = data.draw(elz.figures(register, values=values))
    asked = data.draw(st.sets(st.sampled_from(sorted(values))))
    total = figures.total(asked, **ASKED)
    truth = sum(values[part] for part in asked)
    assert total.low <= truth
    assert total.high is None or truth <= total.high
    assert total.is_exact or total.missing
    assert set(total.missing) <= set(values)


@given(elz.registers(), st.data())
def test_totals_are_exact_where_all_land_is_spoken_of(
    register: Register, data: st.DataObject
) -> None:
    """With a figure for every part, the total of any land is its sum and lacks nothing."""
    values = data.draw(elz.part_values(register))
    figures = data.draw(elz.figures(register, values=values, complete=True))
    asked = data.draw(st.sets(st.sampled_from(sorted(values))))
    total = figures.total(asked, **ASKED)
    assert sum(values[part] for part in asked) == total.value
    assert () == total.missing


@given(elz.registers(), st.data())
def test_municipalities_add_up_to_all_land_on_any_day(
    register: Register, data: st.DataObject
) -> None:
    """Whatever happens to municipalities, their totals hold the total of their land."""
    values = data.draw(elz.part_values(register))
    figures = data.draw(elz.figures(register, values=values))
    layout = register.on(data.draw(elz.days_around(register)))
    land = [part for m in layout.municipalities for part in m.parts]
    together = figures.total(land, **ASKED)
    apart = sum_totals(figures.total(m.parts, **ASKED) for m in layout.municipalities)
    assert apart.low <= sum(values[part] for part in land)
    assert apart.low <= together.low
    assert apart.high is None or together.high <= apart.high
    assert not apart.is_exact or apart.value == together.value


@given(elz.figures())
def test_a_figure_is_what_its_own_land_has(figures: Figures) -> None:
    """Land about which there is a figure has exactly that."""
    for figure in figures.figures:
        assert figure.value == figures.total(figure.parts, **ASKED).value
    assert () == figures.check()


@given(elz.registers(), st.data())
def test_the_newest_year_is_the_last_whose_totals_are_all_exact(
    register: Register, data: st.DataObject
) -> None:
    """No year is passed over or taken that its totals would not be, of land that was cut too."""
    values = data.draw(elz.part_values(register))
    before = [
        Figure(kind="population", day=date(2020, 1, 1), parts=[part], value=value)
        for part, value in values.items()
    ]
    figures = data.draw(elz.figures(register, values=values)).with_figures(before)
    figures = figures.refined(register.refinement)
    layout = register.on(data.draw(elz.days_around(register)))
    exact = [
        year
        for year in figures.years("population")
        if all(
            figures.total(m.parts, kind="population", year=year).is_exact
            for m in layout.municipalities
        )
    ]
    assert [*figures.years("population"), *exact][-1] == figures.newest("population", layout)


@given(elz.figures(), st.data())
def test_added_figures_take_the_place_of_those_of_the_same_land(
    figures: Figures, data: st.DataObject
) -> None:
    """They win, what they replaced and differs from them is found, and nothing else changes."""
    chosen = data.draw(st.sets(st.sampled_from(range(len(figures.figures)) or [-1])))
    values = {n: data.draw(st.integers(0, 10**6)) for n in sorted(chosen - {-1})}
    added = [evolve(figures.figures[n], value=value) for n, value in values.items()]
    both = figures.with_figures(data.draw(st.permutations(added)))
    plain = Figures(
        evolve(figure, value=values.get(n, figure.value))
        for n, figure in enumerate(figures.figures)
    )
    lands = [figure.parts for figure in figures.figures]
    asked = [
        *lands,
        frozenset().union(*data.draw(st.sets(st.sampled_from(lands or [frozenset()])))),
    ]
    assert set(plain.figures) == set(both.figures)
    assert [plain.total(land, **ASKED) for land in asked] == [
        both.total(land, **ASKED) for land in asked
    ]
    differ = [n for n, value in values.items() if value != figures.figures[n].value]
    replaced = [found for found in both.check() if found.code == "ELZ-T023"]
    assert ([f"{len(differ)} figure"] if differ else []) == [
        found.message.partition(" of ")[0].removesuffix("s") for found in replaced
    ]
    assert plain.check() == tuple(found for found in both.check() if found not in replaced)


@given(elz.figures(), st.data())
def test_more_figures_only_narrow(figures: Figures, data: st.DataObject) -> None:
    """Leaving figures out never makes a total narrower."""
    kept = data.draw(st.lists(st.sampled_from(figures.figures or [None]), unique=True))
    fewer = Figures(figure for figure in kept if figure)
    parts = sorted({part for figure in figures.figures for part in figure.parts})
    asked = data.draw(st.sets(st.sampled_from(parts or ["p"])))
    wide, narrow = fewer.total(asked, **ASKED), figures.total(asked, **ASKED)
    assert wide.low <= narrow.low
    assert wide.high is None or (narrow.high is not None and narrow.high <= wide.high)


@given(elz.figures(), st.data())
def test_sequence_of_figures_does_not_matter(figures: Figures, data: st.DataObject) -> None:
    """Permuting figures changes no total."""
    permuted = Figures(data.draw(st.permutations(figures.figures)))
    parts = sorted({part for figure in figures.figures for part in figure.parts})
    asked = data.draw(st.sets(st.sampled_from(parts or ["p"])))
    assert figures.total(asked, **ASKED) == permuted.total(asked, **ASKED)


@given(elz.figures(complete=True), elz.figures(complete=True))
def test_figures_of_other_kinds_and_years_do_not_mix(one: Figures, other: Figures) -> None:
    """Figures of another kind change no total, whatever land they are about."""
    strange: list[Figure] = [evolve(f, kind="area") for f in other.figures]
    for figure in one.figures:
        both = one.with_figures(strange)
        assert one.total(figure.parts, **ASKED) == both.total(figure.parts, **ASKED)
