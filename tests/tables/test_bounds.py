"""Tables of ours that are read again: bounds and estimates are one figure."""

from fractions import Fraction

import pytest

from elzmodel import Total, carry, flanders, read_table
from elzmodel.errors import TableError

FLANDERS = flanders()
FORMS = ("csv", "json", "xlsx", "parquet")


def contents(text, **reading):
    (figures,) = read_table(text, **reading).figures
    return figures.name, figures.contents


@pytest.fixture(scope="module")
def carried_back():
    """Return a count of 2025 on the municipalities of 2018, where two divide it."""
    return carry(FLANDERS, {"71072": 100}, on="2018-06-01")


@pytest.mark.parametrize("form", FORMS)
def test_an_export_that_is_read_again_keeps_its_estimates(form, carried_back, tmp_path):
    """Low, high and estimate of a file are one figure, in every format."""
    path = tmp_path / f"back.{form}"
    carried_back.to_table().save(path)
    again = carry(FLANDERS, path, on="2018-06-01")
    assert ("value",) == again.columns
    before, after = carried_back["71022"], again["71022"]
    assert (before.low, before.high) == (after.low, after.high) == (0, 100)
    assert float(before.estimate) == pytest.approx(float(after.estimate))


def test_an_estimate_that_is_read_again_is_said(carried_back, tmp_path):
    """What was estimated once is told as an estimate, by the column that says so."""
    path = tmp_path / "back.csv"
    carried_back.to_table().save(path)
    again = carry(FLANDERS, path, on="2018-06-01")
    assert ("value_estimate",) == again["71022"].basis
    assert any("estimates by value_estimate" in each.message for each in again.findings)


def test_bounds_with_their_basis_are_one_figure():
    """A column that says by what it was estimated is kept."""
    text = "nis;n_low;n_high;n_estimate;n_basis\n71072;0;9;4.5;area\n11002;3;3;3;\n73001;2;;;\n"
    estimated = Total(0, 9, estimate=4.5, basis=["area"])
    assert ("n", (estimated, Total.exactly(3), Total(2, None))) == contents(text)


def test_bounds_without_an_estimate_are_one_figure():
    """Two columns are enough; a lower bound that is empty is nothing."""
    text = "nis;n_low;n_high\n71072;;9\n11002;3;\n73001;;\n"
    assert [(0, 9), (3, None), (0, None)] == [(t.low, t.high) for t in contents(text)[1]]


def test_bounds_below_zero_are_kept():
    """A bound that is open at one side stands beside losses."""
    text = "nis;n_low;n_high\n71072;-5;-5\n11002;-3;\n"
    assert [(-5, -5), (-3, None)] == [(t.low, t.high) for t in contents(text)[1]]


def test_years_of_bounds_become_rows():
    """Wide years with bounds are rows of one column."""
    table = read_table("nis;2019_low;2019_high;2020_low;2020_high\n71022;5;7;3;3\n")
    assert [(2019, 2020)] == [each.contents for each in table.dimensions]
    assert [(5, 7), (3, 3)] == [(t.low, t.high) for t in table.figures[0].contents]


def test_bounds_that_cross_are_told_with_their_place():
    """A high below its low, or an estimate outside, is refused."""
    text = "nis;n_low;n_high;n_estimate\n71072;5;3;\n11002;1;2;7\n"
    with pytest.raises(TableError) as caught:
        carry(FLANDERS, text, on="2025-01-01")
    found = [(each.code, each.place.line) for each in caught.value.findings]
    assert [("ELZ-F039", 2), ("ELZ-F039", 3)] == found


@pytest.mark.parametrize(
    "reading", [{"columns": ["n_low"]}, {"columns": {"n_low": "count", "n_high": "skip"}}]
)
def test_a_bound_that_is_named_is_a_column_of_its_own(reading):
    """What the caller says of a bound stands above its name."""
    name, found = contents("nis;n_low;n_high\n71072;5;7\n", **reading)
    assert ("n_low", (Total.exactly(5),)) == (name, found)


def test_bounds_can_be_named_by_their_figure():
    """The caller speaks of the figure, and it may be a rate."""
    assert ("n", (Total(5, 7),)) == contents("nis;n_low;n_high;x\n71072;5;7;1\n", columns=["n"])


@pytest.mark.parametrize("names", ["low;high", "n;n_low", "_low;_high", "n_low;n_hi"])
def test_other_columns_stay_apart(names):
    """Only two bounds of one name are one figure."""
    assert 2 == len(read_table(f"nis;{names}\n71072;5;7\n").figures)


def test_bounds_beside_a_column_of_their_own_name_stay_apart():
    """A figure with an interval beside it is not told by that alone."""
    assert 3 == len(read_table("nis;n;n_low;n_high\n71072;6;5;7\n").figures)


def test_the_sign_of_decimals_is_that_of_all_bounds():
    """An estimate that may be read in two ways is read like the bounds beside it."""
    text = "nis;n_low;n_high;n_estimate\n71072;0,5;100;90,351\n"
    (found,) = contents(text)[1]
    assert (Fraction(1, 2), 100, Fraction(90351, 1000)) == (found.low, found.high, found.estimate)


def test_a_cell_that_is_no_bound_is_told():
    """A word among bounds is refused with its place."""
    table = read_table("nis;n_low;n_high\n71072;veel;7\n11002;1;2\n")
    assert ["not a figure: 'veel'"] == [each.message.partition(": ")[2] for each in table.errors]


def test_totals_are_figures_as_they_are():
    """Records and mappings may hold totals, also with a gap beside figures below zero."""
    given = Total(0, 10, estimate=5, basis=["x"])
    table = read_table({"71072": given, "73001": -3})
    assert ((), (given, Total.exactly(-3))) == (table.errors, table.figures[0].contents)
    carried = carry(FLANDERS, table, on="2025-01-01")
    assert (0, 10, 5) == (carried["71072"].low, carried["71072"].high, carried["71072"].estimate)


def frames_of(rows):
    """Yield figures with bounds in each container that holds them."""
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    nis, totals = [*rows], [*rows.values()]
    yield rows
    yield {"nis": nis, "n": totals}
    yield {key: {"n": each} for key, each in rows.items()}
    yield [{"nis": key, "n": each} for key, each in rows.items()]
    yield [["nis", "n"], *map(list, rows.items())]
    yield pandas.DataFrame({"nis": nis, "n": totals})
    yield pandas.Series(rows)
    yield polars.DataFrame({"nis": nis, "n": polars.Series(totals, dtype=polars.Object)})


def test_totals_are_read_as_bounds_with_their_estimate_from_any_container():
    """A mapping, records, rows and frames hold them as they are."""
    rows = {"71072": Total(2, 5, estimate=3, basis=["visits"]), "71011": Total.exactly(4)}
    for each in frames_of(rows):
        carried = carry(flanders(), each, to="municipality", on="2025-01-01")
        (found,) = carried.given.values()
        assert (6, 9, 7) == (found.low, found.high, found.estimate), type(each)
        (column,) = carried.columns
        of_hasselt = carried.where(name="Hasselt")[0][column]
        assert ("~3 (2-5)", ("visits",)) == (str(of_hasselt), of_hasselt.basis), type(each)
