"""Tables, lists and documents that are handed in: what is said to be wrong of them is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from elzmodel.data import flanders
from elzmodel.errors import DocumentError, TableError
from elzmodel.io import loads
from elzmodel.landscape import Landscape
from elzmodel.lists import events_from, lint_list
from elzmodel.tables import carry
from elzmodel.territory import Create, Register
from elzmodel.testing import small_world
from elzmodel.testing import strategies as elz
from elzmodel.testing.strategies import BrokenDocument, GivenTable
from tests.testing.drawing import first_drawn, never_drawn, simplest

UNTIDY = {"numbers as text", "gaps", "codes as numbers", "spaces", "an empty row", "a total"}


@pytest.fixture(scope="module")
def four_villages() -> Landscape:
    """Return four villages with a code each, and one without."""
    units = {"u1": "10001", "u2": "10002", "u3": "10003", "u4": "10004", "u5": None}
    return small_world(
        *(
            Create(id=unit, day="2000-01-01", unit=unit, name=unit.upper(), nis=nis)
            for unit, nis in units.items()
        )
    )


@given(st.data())
def test_a_table_carries_what_is_true_of_it_or_is_refused(four_villages, data) -> None:
    """Untidy tables give what stands in them, broken ones the finding that they name."""
    table = data.draw(elz.given_tables(four_villages, dirty=True))
    if table.broken:
        with pytest.raises(TableError) as caught:
            carry(four_villages, list(table.rows), to="municipality", fits=table.day, on=table.day)
        assert {table.broken} == {finding.code for finding in caught.value.findings}
        return
    found = carry(four_villages, list(table.rows), to="municipality", fits=table.day, on=table.day)
    figures = {row.area: row.figures[0] for row in found if row.area in table.truth}
    known = {nis: total.value if total.is_exact else None for nis, total in figures.items()}
    assert table.truth == known


def test_clean_tables_have_one_row_a_code(four_villages) -> None:
    """Codes are text, figures whole numbers, and nobody without a code has a row."""
    for table in first_drawn(elz.given_tables(four_villages, max_rows=9), count=20):
        assert {row["nis"]: row["population"] for row in table.rows} == table.truth
        assert table.truth.keys() <= {"10001", "10002", "10003", "10004"}
        assert ((), "") == (table.untidy, table.broken)


def test_dirty_tables_hold_every_kind_of_dirt(four_villages) -> None:
    """And all that a table may be refused for; some are clean."""
    wanted = {kind: lambda table, kind=kind: kind in table.untidy for kind in UNTIDY}
    wanted |= {
        code: lambda table, code=code: table.broken == code for code in ("", "ELZ-F060", "ELZ-F007")
    }
    wanted["clean"] = lambda table: not table.untidy and not table.broken
    assert set() == never_drawn(elz.given_tables(four_villages, dirty=True), wanted)


def test_the_simplest_tables_are_clean_and_broken_for_one_reason(four_villages) -> None:
    """One row with nothing in it; what is broken is a row that stands twice."""
    strategy = elz.given_tables(four_villages, dirty=True)
    one = {"nis": "10001", "population": 0}
    assert (one,) == simplest(strategy).rows
    found = simplest(strategy, lambda table: table.broken)
    assert ((one, one), ()) == (found.rows, found.untidy)


def test_tables_of_the_real_municipalities_are_drawn() -> None:
    """Of a day that is asked for."""
    found = first_drawn(elz.given_tables(flanders(), on="2018-12-31"), count=3)
    codes = {m.nis for m in flanders().on("2018-12-31").municipalities}
    assert all(table.truth.keys() <= codes for table in found)


@given(elz.registers(coded=True, max_steps=3), st.data())
def test_a_list_gives_the_municipalities_of_its_register(register, data) -> None:
    """On every day of change; and a linter has no error to tell."""
    listing = data.draw(elz.official_lists(register))
    assert not [each for each in lint_list(listing) if each.severity.value == "error"]
    events, _ = events_from(listing)
    again = Register(events)
    for day in {event.day for event in register.events}:
        expected = {(m.nis, m.name) for m in register.on(day).municipalities}
        assert expected == {(m.nis, m.name) for m in again.on(day).municipalities}


def test_the_simplest_list_is_one_unit() -> None:
    """With a code, and without links."""
    found = simplest(elz.official_lists())
    assert (["10001"], ()) == ([unit.code for unit in found.units], found.links)


@given(elz.broken_documents())
def test_reading_a_broken_document_says_what_is_wrong(broken: BrokenDocument) -> None:
    """One finding, with the code and at the place that are known beforehand."""
    with pytest.raises(DocumentError) as caught:
        loads(broken.text)
    (finding,) = caught.value.findings
    assert broken.code == finding.code
    path = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in broken.path)
    assert f"${path}" in str(finding) or not path


@pytest.mark.parametrize("kind", ["events", "scenario", "rules", "dossier"])
def test_a_document_of_one_kind_can_be_asked(kind: str) -> None:
    """Nothing else is then drawn."""
    drawn = first_drawn(elz.broken_documents(kind=kind), count=8)
    named = {"EventsDocument": "events", "RuleSet": "rules"}
    assert {kind} == {
        named.get(type(each.whole).__name__, type(each.whole).__name__.lower()) for each in drawn
    }


def test_the_simplest_broken_document_has_an_unknown_key() -> None:
    """At the top of a document in which next to nothing stands."""
    found = simplest(elz.broken_documents(kind="events"))
    assert ("ELZ-D021", ("colour",), 1) == (found.code, found.path, len(found.whole.events))


@pytest.mark.parametrize(
    "make",
    [
        lambda _: elz.broken_documents(kind="recipe"),
        lambda base: elz.given_tables(base, max_rows=0),
        lambda base: elz.given_tables(base, on="1999-01-01"),
        lambda _: elz.given_tables(flanders(), on="1900-01-01"),
        lambda base: elz.given_tables(base, on="x"),
    ],
    ids=["kind", "rows", "nobody", "before", "no day"],
)
def test_what_cannot_be_handed_in_is_refused(four_villages, make) -> None:
    """Wrong arguments are refused when the strategy is made."""
    with pytest.raises(InvalidArgument):
        make(four_villages)


def test_given_tables_print_as_python(four_villages) -> None:
    """What a failing example shows of one can be pasted."""
    from elzmodel.testing.worlds import as_code

    (table,) = first_drawn(elz.given_tables(four_villages), count=1)
    assert isinstance(table, GivenTable)
    assert as_code(table).startswith("elz.testing.strategies.GivenTable(")
