"""Miniature excerpts in the shapes of other countries' lists: from list to crosswalk."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from elzmodel.lists import (
    AssumptionKind,
    EndDay,
    LinkKind,
    ListedUnit,
    ListLink,
    OfficialList,
    events_from,
    lint_list,
)
from elzmodel.territory import Figure, Figures, Register, crosswalk

START = date(2010, 1, 1)
DAY = date(2019, 1, 1)
LATER = date(2023, 1, 1)
EVE = date(2018, 12, 31)


def unit(code, name, start=START, end=None, **fields):
    return ListedUnit(code=code, name=name, start=start, end=end, **fields)


def link(old, new, kind="change", day=DAY, **fields):
    return ListLink(from_code=old, to_code=new, kind=LinkKind(kind), day=day, **fields)


def of(kind, old, new, day=DAY, **fields):
    return link(old, new, day=day, of=kind, **fields)


def read(units, links, **options):
    """Return register and assumptions of a list of which the linter misses amounts only."""
    listing = OfficialList(units=units, links=links, ends=EndDay.DAY_AFTER)
    assert {"ELZ-Q052"} >= {finding.code for finding in lint_list(listing)}
    events, assumptions = events_from(listing, **options)
    return Register(events), [(a.kind, a.code) for a in assumptions]


def shares(register, before, after, **weighing):
    walk = crosswalk(register.on(before), register.on(after), **weighing)
    return {(row.before.nis, row.after.nis): row.share for row in walk.rows}


def shown(register, before, after, **weighing):
    return {pair: str(share) for pair, share in shares(register, before, after, **weighing).items()}


def published(register, day, counts):
    layout = register.on(day)
    return Figures(
        [
            Figure(kind="population", day=day, parts=layout.by_nis[code].parts, value=count)
            for code, count in counts.items()
        ],
        register.refinement,
    )


@pytest.fixture
def netherlands():
    """Two villages become one municipality, and a strip with 40 people goes to a neighbour."""
    units = (
        unit("0001", "Aduard", end=DAY),
        unit("0002", "Bedum", end=DAY),
        unit("0003", "Delfzijl"),
        unit("1966", "Het Hogeland", DAY),
    )
    links = (
        link("0001", "1966", "successor"),
        of("population", "0002", "1966", amount=Fraction(960)),
        of("area", "0002", "1966", amount=Fraction(11)),
        of("population", "0002", "0003", amount=Fraction(40)),
        of("area", "0002", "0003", amount=Fraction(1)),
    )
    return read(units, links)


def test_dutch_amounts_of_people_and_of_land_are_two_kinds_of_weight(netherlands):
    """Amounts of all receivers are the whole, of inhabitants and of hectares alike."""
    register, assumptions = netherlands
    assert [] == assumptions
    figures = published(register, date(2018, 1, 1), {"0001": 500, "0002": 1000, "0003": 90})
    found = shown(register, EVE, DAY, figures=figures, year=2018)
    assert ("96%", "4%") == (found["0002", "1966"], found["0002", "0003"])
    assert "4%" == shown(register, EVE, DAY)["0002", "0003"]
    assert "8.33%" == shown(register, EVE, DAY, kind="area")["0002", "0003"]


def test_a_dutch_border_correction_is_no_lineage():
    """Land with inhabitants goes from one to another; both go on and nobody descends."""
    units = (unit("0758", "Breda"), unit("0826", "Oosterhout"))
    strip = of("population", "0758", "0826", amount=Fraction(12))
    register, assumptions = read(units, (strip,))
    assert [] == assumptions
    figures = published(register, date(2018, 1, 1), {"0758": 1200, "0826": 600})
    assert (
        Fraction(1, 100)
        == shares(register, EVE, DAY, figures=figures, year=2018)["0758", "0826"].low
    )
    after = register.on(DAY).by_nis["0826"]
    assert ["0826"] == [m.nis for m in register.predecessors(after)]


def test_swiss_mutations_recode_merge_and_exchange_on_one_day():
    """A change of district with a new number, a merger and an exchange of land."""
    units = (
        unit("0261", "Zürich"),
        unit("0133", "Horgen", end=DAY),
        unit("0132", "Hirzel", end=DAY),
        unit("0295", "Horgen", DAY),
        unit("0136", "Langnau"),
        unit("0222", "Elgg", end=DAY),
        unit("0294", "Elgg", DAY),
    )
    links = (
        link("0133", "0295"),
        link("0132", "0295"),
        link("0222", "0294", "equal"),
        of("area", "0261", "0136", weight=Fraction(3, 1000), rounding=Fraction(1, 2000)),
    )
    register, assumptions = read(units, links)
    assert ["0222", "0133"] == [m.unit for m in register.on(DAY).municipalities if m.unit != m.nis]
    assert {AssumptionKind.CONTINUES} == {kind for kind, _ in assumptions}
    share = shares(register, EVE, DAY, kind="area")["0261", "0136"]
    assert (Fraction(5, 2000), Fraction(7, 2000)) == (share.low, share.high)


def test_a_norwegian_unit_is_divided_over_two_new_ones_and_one_that_was_there():
    """The shape of KLASS: changes without numbers; what is divided is bounded, the rest exact."""
    units = (
        unit("1567", "Rindal", end=DAY),
        unit("5012", "Snillfjord", end=DAY),
        unit("5016", "Agdenes", end=DAY),
        unit("5059", "Orkland", DAY),
        unit("5055", "Heim", DAY),
        unit("5014", "Hitra"),
        unit("5061", "Rindal", DAY),
    )
    links = (
        link("1567", "5061"),
        *(link("5012", new) for new in ("5014", "5055", "5059")),
        link("5016", "5059"),
    )
    register, assumptions = read(units, links)
    found = shown(register, EVE, DAY)
    assert {"0%-100%"} == {found["5012", new] for new in ("5014", "5055", "5059")}
    assert ("100%", "100%") == (found["5016", "5059"], found["1567", "5061"])
    assert 3 == assumptions.count((AssumptionKind.OPEN, "5012"))
    assert "1567" == register.on(DAY).by_nis["5061"].unit


def test_a_french_commune_gets_its_land_back_and_its_code():
    """A new commune takes the code of its seat; one member is set up again, as INSEE tells it."""
    units = (
        unit("14001", "Ablon", end=LATER),
        unit("14002", "Acqueville", end=DAY),
        unit("14001", "Ablon", LATER),
        unit("14002", "Acqueville", LATER),
    )
    links = (
        link("14002", "14001"),
        link("14001", "14002", day=LATER),
        link("14001", "14001", day=LATER),
    )
    register, assumptions = read(units, links)
    assert {"100%"} == set(shown(register, EVE, LATER).values())
    assert ["14001", "14002-2"] == [m.unit for m in register.on(LATER).municipalities]
    assert (AssumptionKind.RETURNS, "14002") in assumptions


@pytest.mark.parametrize(
    ("known", "expected"),
    [(Fraction(3, 10), ("30%", "70%")), (None, ("0%-100%", "0%-100%"))],
)
def test_three_units_become_two_others(known, expected):
    """An n-to-n regrouping carries what is known and bounds what is not."""
    units = (
        unit("1", "A", end=DAY),
        unit("2", "B", end=DAY),
        unit("3", "C", end=DAY),
        unit("8", "North", DAY),
        unit("9", "South", DAY),
    )
    rest = None if known is None else 1 - known
    links = (
        link("1", "8", "successor"),
        link("3", "9", "successor"),
        of("population", "2", "8", weight=known),
        of("population", "2", "9", weight=rest),
    )
    register, _ = read(units, links)
    found = shown(register, EVE, DAY)
    assert expected == (found["2", "8"], found["2", "9"])
    assert ("100%", "100%") == (found["1", "8"], found["3", "9"])


def test_what_is_divided_becomes_exact_where_it_is_reunited():
    """After a merger of both receivers the crosswalk from the beginning is exact."""
    units = (
        unit("1", "A", end=DAY),
        unit("2", "B", end=LATER),
        unit("3", "C", end=LATER),
        unit("9", "D", LATER),
    )
    links = (
        link("1", "2"),
        link("1", "3"),
        link("2", "9", "successor", LATER),
        link("3", "9", "successor", LATER),
    )
    register, _ = read(units, links)
    assert "0%-100%" == shown(register, EVE, DAY)["1", "2"]
    assert {"100%"} == set(shown(register, EVE, LATER).values())


def test_a_code_is_handed_on_within_a_day():
    """The code of a unit that changes number goes to a merger of its neighbours."""
    units = (
        unit("1", "A", end=DAY),
        unit("2", "B", end=DAY),
        unit("3", "C", end=DAY),
        unit("1", "BC", DAY, status="created"),
        unit("4", "A", DAY),
    )
    links = (link("1", "4", "successor"), *(link(old, "1", "successor") for old in "23"))
    register, _ = read(units, links)
    expected = {("1", "4"): "100%", ("2", "1"): "100%", ("3", "1"): "100%"}
    assert expected == shown(register, EVE, DAY)
    assert ["1-2", "1"] == [m.unit for m in register.on(DAY).municipalities]


def test_a_code_that_is_used_again_later_is_another_unit():
    """Years after its end a code stands for other land."""
    units = (
        unit("1", "A", end=DAY),
        unit("2", "B"),
        unit("1", "New A", LATER, status="created"),
    )
    register, _ = read(units, (link("1", "2", "successor"),))
    assert {("1", "2"): "100%", ("2", "2"): "100%"} == shown(register, EVE, LATER)
