"""Figures spread over land keep what was given.

2. Conservation: all land together has exactly what was given, with estimates too.
19. What a table has in truth always lies within the bounds, and no narrower bounds would hold it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from elzmodel.territory import Figure, Figures, Given, Spread, Weights
from elzmodel.values import Total, sum_totals

PARTS = "abcdef"
Truth = dict[str, int]


def nested(draw: st.DrawFn, parts: str) -> Iterator[str]:
    """Yield sets of land that nest: some of *parts*, then some of each half of them."""
    if draw(st.booleans()):
        yield parts
    if len(parts) > 1:
        middle = draw(st.integers(1, len(parts) - 1))
        yield from nested(draw, parts[:middle])
        yield from nested(draw, parts[middle:])


def about(truth: Truth, land: Iterable[str], around: tuple[int, int | None]) -> Given:
    """Return what is said of some land: the truth, give or take something."""
    value, (below, above) = sum(truth[part] for part in land), around
    high = None if above is None else value + above
    return Given("".join(land), land, Total(max(0, value - below), high))


@st.composite
def hidden(draw: st.DrawFn, most: int = 100, parts: str = PARTS) -> tuple[Truth, Spread]:
    """Draw a true table and what a file says of it: wholes and pieces, some only as bounds."""
    truth = {part: draw(st.integers(0, most)) for part in parts}
    around = st.just((0, 0)) | st.tuples(st.integers(0, 3), st.none() | st.integers(0, 3))
    lands = dict.fromkeys(nested(draw, parts))
    return truth, Spread([about(truth, land, draw(around)) for land in lands])


def weighed(draw: st.DrawFn, spread: Spread, parts: str) -> Spread:
    """Return the same sources with weights for all parts, some of them nothing."""
    figures = (
        Figure(kind="people", day=date(2021, 1, 1), parts=[p], value=draw(st.integers(0, 5)))
        for p in parts
    )
    return Spread(spread.sources, weights=Weights(Figures(figures), "people", 2021))


lands = st.sets(st.sampled_from(PARTS))


@given(hidden(), lands, lands)
def test_the_truth_lies_within_the_bounds(
    drawn: tuple[Truth, Spread], land: set[str], undecided: set[str]
) -> None:
    """However a whole is spread, and whatever is decided, any land has what its bounds say."""
    truth, spread = drawn
    assert () == spread.findings()
    sure = sum(truth[part] for part in land)
    least, most = sure, sure + sum(truth[part] for part in undecided - land)
    for total in (spread.total(land, undecided), spread.total_by_part(land, undecided)):
        assert total.low <= least
        assert total.high is None or most <= total.high
        assert total.is_exact or total.missing


@given(hidden(most=1, parts="abcd"), st.sets(st.sampled_from("abcd")))
def test_no_narrower_bounds_would_hold(drawn: tuple[Truth, Spread], land: set[str]) -> None:
    """Each end is reached by some way of spreading what was given."""
    _, spread = drawn
    total = spread.total(land)
    tables = (dict(zip("abcd", values, strict=True)) for values in product(range(9), repeat=4))
    fitting = [table for table in tables if fits(table, spread.sources)]
    found = {sum(table[part] for part in land) for table in fitting}
    # No whole that is bounded has 8; a part that can have as much can have anything.
    is_open = any(table[part] == 8 for table in fitting for part in land)
    assert total.low == min(found)
    assert total.high == (None if is_open else max(found))


def fits(table: Truth, sources: Iterable[Given]) -> bool:
    """Tell whether a table could be the one that the sources are about."""
    values = ((s.total, sum(table[part] for part in s.land)) for s in sources)
    return all(t.low <= value and (t.high is None or value <= t.high) for t, value in values)


@given(hidden(), st.data())
def test_the_rows_of_a_partition_have_together_what_was_given(
    drawn: tuple[Truth, Spread], data: st.DataObject
) -> None:
    """Bounds of rows contain the sum, and estimates add up to it; the sum itself is exact."""
    _, bare = drawn
    spread = weighed(data.draw, bare, PARTS)
    wholes = [s.land for s in spread.sources]
    roots = [land for land in wholes if not any(land < other for other in wholes)]
    spoken = frozenset().union(*roots)
    cells = [{p for p in spoken if p in cell} for cell in ("ace", "b", "df")]
    rows = [spread.total(cell) for cell in cells]
    together, added = spread.total(spoken), sum_totals(rows)
    given_ = sum_totals(spread.total(land) for land in roots)
    assert (given_.low, given_.high) == (together.low, together.high)
    assert added.low <= together.low
    assert added.high is None or together.high <= added.high
    if together.is_exact and added.best is not None:
        assert together.value == added.best


@given(hidden(), st.data())
def test_estimates_lie_between_bounds_and_say_their_basis(
    drawn: tuple[Truth, Spread], data: st.DataObject
) -> None:
    """An estimate is there only where a figure is not known, and weights never narrow bounds."""
    _, bare = drawn
    land = data.draw(lands)
    plain, total = bare.total(land), weighed(data.draw, bare, PARTS).total(land)
    assert (plain.low, plain.high, plain.missing) == (total.low, total.high, total.missing)
    if total.estimate is not None:
        assert total.low <= total.estimate <= total.high
        assert not total.is_exact
        assert total.basis in {(), ("people 2021",)}


@given(
    st.lists(st.integers(-9, 9), min_size=3, max_size=3),
    st.lists(st.integers(0, 9), min_size=6, max_size=6),
)
def test_signed_figures_are_conserved(values: list[int], people: list[int]) -> None:
    """What is less than nothing goes nowhere: rows add up to what was given, as estimates too."""
    figures = Figures(
        Figure(kind="people", day=date(2021, 1, 1), parts=[part], value=value)
        for part, value in zip(PARTS, people, strict=True)
    )
    pairs = zip(("ab", "cd", "ef"), values, strict=True)
    sources = [Given(land, land, Total.exactly(value)) for land, value in pairs]
    spread = Spread(sources, weights=Weights(figures, "people", 2021))
    rows = [spread.total(cell) for cell in ("ac", "bde", "f")]
    added = sum_totals(rows)
    assert Total.exactly(sum(values)) == spread.total(PARTS)
    assert added.low <= sum(values) <= added.high
    assert added.best in {None, Fraction(sum(values))}


@given(hidden(), st.permutations(range(12)), lands)
def test_the_order_of_sources_makes_no_difference(
    drawn: tuple[Truth, Spread], order: list[int], land: set[str]
) -> None:
    """Rows in another order say the same."""
    _, spread = drawn
    shuffled = [spread.sources[n] for n in order if n < len(spread.sources)]
    assert spread.total(land) == Spread(shuffled).total(land)


@given(hidden(), lands)
def test_two_steps_contain_the_direct_result(drawn: tuple[Truth, Spread], land: set[str]) -> None:
    """Totals of halves of the land, spread again, hold what spreading at once gives."""
    _, spread = drawn
    halves = [("abc", spread.total("abc")), ("def", spread.total("def"))]
    direct = spread.total(land)
    again = Spread([Given(half, half, total) for half, total in halves]).total(land)
    assert again.low <= direct.low
    assert again.high is None or (direct.high is not None and direct.high <= again.high)
