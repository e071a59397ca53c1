"""Weights of a list: how exact they are, what they come to, and what they decide."""

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.lists import (
    LinkKind,
    ListedUnit,
    ListLink,
    OfficialList,
    events_from,
    lint_list,
    listing_of,
)
from elzmodel.lists._numbers import read_number
from elzmodel.lists._weights import Outflow, as_written
from elzmodel.lists.files import read_list
from elzmodel.lists.imports import AssumptionKind
from elzmodel.territory import Register, crosswalk
from elzmodel.values import Share

EVE, DAY = date(2009, 12, 31), date(2010, 1, 1)
DIVIDED = "A,Elm,2000-01-01,2010-01-01\nB,Ash,2010-01-01,\nC,Oak,2010-01-01,\n"


def read(folder, units, links):
    """Read a list of units and links without their headers, with weights of inhabitants."""
    paths = folder / "units.csv", folder / "links.csv"
    paths[0].write_text(f"code,name,from,until\n{units}")
    paths[1].write_text(f"from_code,to_code,day,kind,weight,amount,of\n{links}")
    return read_list(paths[0], links=paths[1])


def weighed(*rows):
    """Return links of A on the day: a receiver and its weight."""
    return "".join(f'A,{new},2010-01-01,,"{weight}",,population\n' for new, weight in rows)


def found(listing):
    return [(f.code, f.severity.value) for f in lint_list(listing)]


def shares(listing, **options):
    """Return the shares of the crosswalk over the day, by codes."""
    register = Register(events_from(listing, **options)[0])
    walk = crosswalk(register.on(EVE), register.on(DAY))
    return {(row.before.nis, row.after.nis): row.share for row in walk.rows}


def of_a(listing):
    return {new: share for (old, new), share in shares(listing).items() if old == "A"}


@pytest.mark.parametrize(
    "weights",
    [
        ("0.9889544135542451", "0.011045586445754938"),
        ("0.333333333", "0.666666666"),
        ("0.99999000000000005", "0.0000100000000"),
        ("1/3", "0.666666667"),
        ("33.3333333333 %", "66.6666666666%"),
    ],
    ids=["computer", "nine", "tiny", "ratio", "percent"],
)
def test_weights_at_full_precision_are_exact_and_sum_to_one(tmp_path, weights):
    """Nothing is found, every share is exact, and together they are 1."""
    listing = read(tmp_path, DIVIDED, weighed(*zip("BC", weights, strict=True)))
    assert [] == found(listing)
    told = of_a(listing)
    assert [True, True] == [share.is_exact for share in told.values()]
    assert 1 == sum(share.low for share in told.values())


def test_carried_figures_have_a_value_where_weights_are_at_full_precision(tmp_path):
    """A count is divided exactly by weights as a spreadsheet computed them."""
    given_ = ("B", "0.9889544135542451"), ("C", "0.011045586445754938")
    register = Register(events_from(read(tmp_path, DIVIDED, weighed(*given_)))[0])
    carried = crosswalk(register.on(EVE), register.on(DAY)).apply({"A": 1000}, kind="count")
    values = carried.values
    assert 1000 == values["B"].value + values["C"].value


@pytest.mark.parametrize(
    ("weights", "first", "second"),
    [
        (("0.333", "0.667"), "~33.3% (33.2%-33.4%)", "~66.7% (66.6%-66.8%)"),
        (("0.333", "0.666"), "~33.3% (33.2%-33.4%)", "~66.7% (66.6%-66.8%)"),
        (("0,4", "0,6"), "~40% (35%-45%)", "~60% (55%-65%)"),
        (("25 %", "75%"), "~25% (24.5%-25.5%)", "~75% (74.5%-75.5%)"),
        (("0.98", "0.03"), "~97% (96.5%-97.6%)", "~2.97% (2.47%-3.48%)"),
        (("0.9889544135", "0.01"), "98.9%", "1.1%"),
        (("1.0000000000000002", "-5e-17"), "100%", "0%"),
        (("0.9999999999", "0.00"), "99.99999999%", "1e-08%"),
    ],
    ids=["thirds", "cut off", "tenths", "percent", "above", "half known", "noise", "nothing"],
)
def test_rounded_weights_are_ranges_with_an_estimate(tmp_path, weights, first, second):
    """A share is as wide as its last place, and what is known exactly bounds the rest."""
    listing = read(tmp_path, DIVIDED, weighed(*zip("BC", weights, strict=True)))
    assert [] == found(listing)
    told = of_a(listing)
    assert (first, second) == (str(told["B"]), str(told.get("C", "0%")))


@given(
    st.lists(st.integers(1, 10_000), min_size=2, max_size=6), st.sampled_from([1, 2, 4, 8, None])
)
def test_shares_hold_what_was_rounded_and_their_estimates_are_the_whole(counts, places):
    """However counts are written as weights, the true shares lie in the bounds."""
    truth = {str(n): Fraction(count, sum(counts)) for n, count in enumerate(counts)}
    form = "{!r}" if places is None else f"{{:.{places}f}}"
    texts = {new: form.format(float(weight)) for new, weight in truth.items()}
    links = {}
    for new, text in texts.items():
        weight, half = read_number(text)
        links[new] = ListLink(
            from_code="A", to_code=new, kind=LinkKind.CHANGE, weight=weight, rounding=half
        )
    outflow = Outflow(links, is_followed=True)
    told = {new: outflow.share(new) for new in links}
    noise = Fraction(1, 10**9)
    assert all(s.low - noise <= truth[new] <= s.high + noise for new, s in told.items())
    if outflow.is_whole:
        assert 1 == sum(share.best for share in told.values())


@pytest.mark.parametrize("weight", ["0.666", "0.667", "2/3"])
def test_a_digit_that_was_rounded_away_decides_nothing(tmp_path, weight):
    """All of a town has gone where less than the roundings is missing; its code is another's."""
    units = (
        "1,Elm,2000-01-01,2010-01-01\n1,Fir,2010-01-01,\n"
        "2,Oak,2000-01-01,\n3,Yew,2000-01-01,\n4,Fig,2000-01-01,2010-01-01\n"
    )
    links = (
        "1,2,2010-01-01,,0.333,,population\n4,1,2010-01-01,successor,,,\n"
        f"1,3,2010-01-01,,{weight},,population\n"
    )
    listing = read(tmp_path, units, links)
    assert [] == found(listing)
    register = Register(events_from(listing)[0])
    before, after = register.on(EVE).by_nis, register.on(DAY).by_nis
    assert before["4"].unit == after["1"].unit
    assert before["1"].unit not in {m.unit for m in after.values()}


def test_a_larger_rest_is_a_doubt_and_its_land_stays_open(tmp_path):
    """A missing tenth may belong to any receiver, which is found and assumed."""
    listing = read(tmp_path, DIVIDED, weighed(("B", "0.300"), ("C", "0.600")))
    (finding,) = lint_list(listing)
    assert ("ELZ-Q051", "warning", "0.9", "0.1") == (
        finding.code,
        finding.severity.value,
        finding.values["total"],
        finding.values["rest"],
    )
    _, assumptions = events_from(listing)
    assert [(AssumptionKind.OPEN, "A")] * 2 == [(a.kind, a.code) for a in assumptions]
    assert [(Fraction(2995, 10000), Fraction(4005, 10000), None)] == [
        (share.low, share.high, share.best) for new, share in of_a(listing).items() if new == "B"
    ]


def test_a_larger_rest_leaves_a_town_what_it_is_by_its_code(tmp_path):
    """Where weights do not come to the whole, a code in use on both days is one body."""
    units = "A,Elm,2000-01-01,2010-01-01\nA,Fir,2010-01-01,\nB,Ash,2000-01-01,\n"
    listing = read(tmp_path, units, weighed(("B", "0.900")))
    assert [("ELZ-Q051", "warning")] == found(listing)
    register = Register(events_from(listing)[0])
    assert register.on(EVE).by_nis["A"].unit == register.on(DAY).by_nis["A"].unit


def test_weights_that_are_more_than_the_whole_are_an_error(tmp_path):
    """What no rounding explains cannot be imported."""
    listing = read(tmp_path, DIVIDED, weighed(("B", "0.50"), ("C", "0.52")))
    assert [("ELZ-Q051", "error")] == found(listing)


def test_amounts_for_all_receivers_of_a_town_that_ends_are_its_whole(tmp_path):
    """The shares of the amounts are exact, and other figures are divided by them."""
    links = "A,B,2010-01-01,,,960,population\nA,C,2010-01-01,,,40,population\n"
    listing = read(tmp_path, DIVIDED, links)
    assert {"B": Fraction(24, 25), "C": Fraction(1, 25)} == {
        new: share.best for new, share in of_a(listing).items()
    }
    register = Register(events_from(listing)[0])
    carried = crosswalk(register.on(EVE), register.on(DAY)).apply({"A": 50}, kind="count")
    assert (48, 2) == (carried.values["B"].value, carried.values["C"].value)


@pytest.mark.parametrize(
    ("units", "links"),
    [
        (DIVIDED, "A,B,2010-01-01,,,960,population\nA,C,2010-01-01,,,,\n"),
        (DIVIDED, "A,B,2010-01-01,,,0,population\nA,C,2010-01-01,,,0,population\n"),
        ("A,Elm,2000-01-01,\nB,Ash,2010-01-01,\n", "A,B,2010-01-01,,,40,population\n"),
    ],
    ids=["one without", "nothing", "a town that goes on"],
)
def test_amounts_that_are_not_the_whole_say_no_share(tmp_path, units, links):
    """Where another piece has no amount, or the town keeps some, its share is open."""
    assert "0%-100%" == str(of_a(read(tmp_path, units, links))["B"])


def test_a_pair_that_two_columns_name_is_taken_once(tmp_path):
    """Links of one pair add nothing to each other, and the one with a weight says how much."""
    units = "A,Elm,2000-01-01,\nB,Ash,2000-01-01,\n"
    columns = "A,B,2010-01-01,successor,,,\nB,A,2010-01-01,predecessor,,,\n"
    listing = read(tmp_path, units, columns + weighed(("B", "0.100")))
    assert [] == found(listing)
    share = of_a(listing)["B"]
    tenth, half = Fraction(1, 10), Fraction(1, 2000)
    assert (tenth - half, tenth + half, tenth) == (share.low, share.high, share.best)


def test_the_finest_weight_of_a_pair_counts(tmp_path):
    """Of weights that agree, the one with the most places is used."""
    listing = read(
        tmp_path, DIVIDED, weighed(("B", "0.3"), ("B", "0.333"), ("B", "0.3"), ("C", "0.667"))
    )
    assert "~33.3% (33.2%-33.4%)" == str(of_a(listing)["B"])


def test_two_weights_of_a_pair_are_said_without_a_place_too():
    """Links that were not read from a file have no place to name."""
    link = ListLink(from_code="A", to_code="B", kind=LinkKind.CHANGE, day=DAY)
    links = [evolve(link, weight=Fraction(tenths, 10)) for tenths in (1, 2)]
    units = [ListedUnit(code=code) for code in "AB"]
    (finding,) = lint_list(OfficialList(units=units, links=links))
    assert "the weight to B is 0.2, and 0.1 in another link" == finding.message


@pytest.mark.parametrize(
    "links",
    [
        weighed(("B", "0.333"), ("C", "0.666")),
        weighed(("B", "0.00"), ("C", "1.00")),
        weighed(("B", "0.9889544135542451"), ("C", "0.011045586445754938")),
        "A,B,2010-01-01,,,960,population\nA,C,2010-01-01,,,40,population\n",
    ],
    ids=["rounded", "none", "full", "amounts"],
)
def test_weights_are_not_lost_on_the_way_to_events_and_back(tmp_path, links):
    """A register that was made of a list gives a list that makes the same events."""
    events, _ = events_from(read(tmp_path, DIVIDED, links))
    assert events == events_from(listing_of(Register(events)))[0]


def test_an_estimate_at_the_end_of_its_bounds_is_written_as_such():
    """Bounds that were cut off at 1 give the estimate back."""
    share = Share(Fraction(985, 1000), 1, estimate=Fraction(99, 100))
    assert (Fraction(99, 100), Fraction(1, 100)) == as_written(share)
