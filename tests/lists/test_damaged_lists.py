"""Lists with anything in their cells: what is wrong is said in our own words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from elzmodel.errors import ElzError
from elzmodel.lists import compare_editions, events_from, lint_list, read_list

CODES = st.sampled_from(["1", "2", "3", "01", "", " 4", "rest", "5;6"])
DAYS = st.sampled_from(
    ["", "1990-01-01", "2010-01-01", "2010-01-02", "0001-01-01", "9999-12-31", "2010-02-30"]
)
ORDERS = st.sampled_from(["", "", "1", "2", "x"])
LEVELS = st.sampled_from(["", "", "town", "area"])
UNITS = {
    "code": CODES,
    "name": st.sampled_from(["Elm", "Ash", ""]),
    "parent": st.sampled_from(["", "", "1", "2", "9"]),
    "level": LEVELS,
    "from": DAYS,
    "until": DAYS,
    "order": ORDERS,
    "continues": st.sampled_from(["", "", "1", "2"]),
    "status": st.sampled_from(["", "abolished", "new created", "newer"]),
    "successors": st.sampled_from(["", "", "1", "2; 3"]),
}
LINKS = {
    "from_code": CODES,
    "to_code": CODES,
    "day": DAYS,
    "kind": st.sampled_from(["", "successor", "predecessor", "broader", "equal", "odd"]),
    "weight": st.sampled_from(["", "1/2", "0.333", ".5", "1e-05", "1/0", "-1", "nan"]),
    "amount": st.sampled_from(["", "", "10", "-3", "1.234"]),
    "of": st.sampled_from(["", "area"]),
    "order": ORDERS,
    "status": st.sampled_from(["", "continues"]),
    "from_level": LEVELS,
}


def tables(columns):
    return st.lists(st.fixed_dictionaries(columns), min_size=1, max_size=6)


LISTS = st.builds(
    lambda units, links: read_list(units, links=links),
    tables(UNITS),
    st.none() | tables(LINKS),
)


@given(LISTS, LISTS)
def test_no_list_ends_in_a_bare_error(one, other):
    """Whatever stands in a list is a finding, an assumption or an error of ours."""
    found = [*lint_list(one), *compare_editions(one, other)]
    assert all(map(str, found))
    try:
        _, assumptions = events_from(one, level="town", weights_of="population")
    except ElzError:
        return
    assert all(map(str, assumptions))
