"""Carrying a table in one call: what comes out, what is said, what is refused."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel import tables
from elzmodel.data import flanders
from elzmodel.errors import (
    AfterCoverageWarning,
    AmbiguousNameError,
    InvalidValueError,
    NotOnDayError,
    TableError,
    UnknownIdError,
)
from elzmodel.landscape.rollup import AreaLand, Land
from elzmodel.tables.carrying import repeats_in
from elzmodel.tables.measures import between, divided
from elzmodel.tables.placing import Ground
from elzmodel.tables.plans import Plan
from elzmodel.tables.reading import Dimension, FigureColumn
from elzmodel.territory import Figure, Figures, Merge
from elzmodel.values import Severity, Total


@pytest.fixture
def carry(lines):
    """Return a function that carries a table which is drawn as text."""

    def carry(text, **options):
        options.setdefault("on", "2025-01-01")
        return elz.carry(flanders(), lines(text), **options)

    return carry


@pytest.fixture
def refused(carry):
    """Return a function that carries a table, and returns the findings for which it is refused."""

    def refused(text, **options):
        with pytest.raises(TableError) as caught:
            carry(text, **options)
        return [(each.code, each.message) for each in caught.value.findings]

    return refused


def figures(carried):
    """Return each row that has anything: its area, its dimensions and its figures."""
    return [
        (row.name, *row.dimensions, *map(str, row.figures))
        for row in carried
        if any(getattr(each, "low", each) for each in row.figures)
    ]


def said(carried, code):
    """Return the sentences of findings with a code."""
    return [each.message for each in carried.findings if each.code == code]


# --- rows of one municipality -------------------------------------------------------------

VISITS = "nis;month;visits\n71022;1;10\n73040;1;3\n71022;2;7\n73040;2;1\n"


def test_months_stay_apart(carry) -> None:
    """Rows of several months are never added up, and none takes the place of another."""
    carried = carry(VISITS)
    assert [("Hasselt", "1", "13"), ("Hasselt", "2", "8")] == figures(carried)
    assert Total.exactly(21) == carried.given["visits"]


def test_months_are_added_up_when_that_is_said(carry) -> None:
    """Without dimensions and with repeats added up there is one figure a municipality."""
    carried = carry(VISITS, by=(), columns=["visits"], repeats="sum")
    assert 21 == carried["71072"].value
    assert () == carried.dimensions


def test_repeated_rows_are_refused_with_what_tells_them_apart(refused) -> None:
    """How many there are, where the first stand, and in which columns they differ."""
    assert [
        (
            "ELZ-F060",
            (
                "2 rows have the key of another, and differ in month: 71022 in lines 2 and 4, "
                "73040 in lines 3 and 5"
            ),
        )
    ] == refused(VISITS, by=(), columns=["visits"])
    expected = "1 row has the key of another, and differs in {}: 71072 in lines 2 and 3"
    same = "nis;note;n\n71072;a;1\n71072;a;1\n"
    assert [("ELZ-F060", expected.format("nothing"))] == refused(same)
    other = "nis;note;n\n71072;a;1\n71072;a;2\n"
    assert [("ELZ-F060", expected.format("figures alone"))] == refused(other)


def test_two_spellings_of_one_municipality_repeat_each_other(refused, carry) -> None:
    """A code and its name, in the same year, are two rows of one municipality."""
    text = "nis;jaar;n\n71072;2025;1\nHasselt;2025;2\nHasselt;2026;4\n"
    assert [
        (
            "ELZ-F060",
            (
                "1 row has the key and jaar of another, and differs in how the key is written: "
                "71072 2025 in lines 2 and 3"
            ),
        )
    ] == refused(text)
    assert ["3", "4"] == [str(row["n"]) for row in carry(text, repeats="sum")["Hasselt"]]


def test_administrations_stay_apart(carry) -> None:
    """The municipality and its OCMW are two rows, told apart by a dimension of their own."""
    carried = carry("bestuur;n\nGemeente Genk;3\nOCMW Genk;2\n")
    assert ("administration",) == carried.dimensions
    assert [("Genk", "OCMW", "2"), ("Genk", "municipality", "3")] == figures(carried)
    alone = carry("bestuur;n\nGemeente en OCMW Gent;3\nGemeente en OCMW Genk;2\n")
    assert () == alone.dimensions


def test_rows_that_lie_nowhere_may_repeat(carry) -> None:
    """Several rows without a place are all left out, and counted."""
    carried = carry("nis;n\n71072;5\nonbekend;1\nonbekend;2\n")
    assert ["2 rows without a place left out, with n 3: onbekend"] == said(carried, "ELZ-F061")


# --- what lies outside --------------------------------------------------------------------

NATIONAL = "nis;n\n71072;10\n11002;20\n25005;1\n62063;2\n92094;3\nNA;5\n01000;41\n"


def test_rows_outside_are_left_out_with_a_line_a_kind(carry) -> None:
    """What lies in Wallonia is told by its code, with how many rows and their sum."""
    carried = carry(NATIONAL, to="zone")
    assert [
        "3 rows outside the record left out, with n 6: 25005, 62063, 92094",
        "1 row without a place left out, with n 5: NA",
    ] == said(carried, "ELZ-F061")
    assert ["1 total row left out"] == said(carried, "ELZ-F057")
    assert ("41", "30", "11") == tuple(
        str(each["n"]) for each in (carried.given, carried.total, carried.outside)
    )
    abroad = carry("nis;n\n71072;10\nbuitenland;4\n")
    assert ["1 row abroad left out, with n 4: buitenland"] == said(abroad, "ELZ-F061")


def test_rows_outside_are_refused_when_that_is_said(refused) -> None:
    """Each kind is then an error."""
    found = refused("nis;n\n71072;10\n25005;1\nNA;5\n", outside="refuse")
    assert ["ELZ-F061", "ELZ-F061"] == [code for code, _ in found]


def test_a_flemish_table_does_not_gain_brussels(carry) -> None:
    """Areas of a region of which nothing was said are not shown, and that is said."""
    carried = carry("nis;n\n71072;10\n")
    assert 285 == len(carried)
    assert "no row is about Brussels Hoofdstedelijk Gewest: 19 areas are not shown" in said(
        carried, "ELZ-F063"
    )
    assert 304 == len(carry("nis;n\n71072;10\n21004;3\n"))
    assert 0 == len(carried["Brussel"])


def test_what_is_not_given_is_unknown(carry) -> None:
    """A municipality without a row is missing in its zone, and never 0."""
    carried = carry("nis;n\n71072;10\n", to="zone")
    found = carried["herkenrode"]
    assert (10, None, ("diepenbeek", "herk-de-stad", "zonhoven")) == (
        found.low,
        found.high,
        tuple(m for m in found.missing if m in {"diepenbeek", "herk-de-stad", "zonhoven"}),
    )
    first, *_ = said(carried, "ELZ-F063")
    assert first.startswith("no row is about 284 municipalities: Aartselaar (11001), Antwerpen")


def test_a_day_without_zones_is_told(lines) -> None:
    """Everything lies outside then, and the table is empty."""
    carried = elz.carry(flanders(), lines("nis;n\n71022;10\n"), to="zone", on="2018-12-31")
    assert ["no zone is recorded on 2018-12-31: everything lies outside"] == (
        said(carried, "ELZ-F063")
    )
    assert (0, 10) == (len(carried), carried.outside["n"].value)


def test_pieces_without_a_row_are_no_municipalities(carry) -> None:
    """Where some postal codes or sectors of a city are there, the others are counted apart."""
    first, second, *_ = said(carry("postcode;n\n2000;10\n2018;3\n3500;5\n"), "ELZ-F063")
    assert first.startswith("no row is about 283 municipalities: Aartselaar (11001), Boechout")
    expected = "no row is about 18 parts, villages, postal codes or sectors of municipalities"
    assert second.startswith(f"{expected} that others are about: 3501, 3510, 3511 and 15 more")
    (_, told, *_) = said(carry("nis;n\n71022;10\n73001;3\n"), "ELZ-F063")
    assert told.endswith(
        "1 part, village, postal code or sector of municipalities that others are about: kortessem"
    )


# --- kinds of columns ---------------------------------------------------------------------

PEOPLE = "nis;people;poor\n71022;100;10\n73040;50;20\n71011;30;0\n"


def test_a_rate_is_taken_apart_and_divided_again(carry) -> None:
    """A merged municipality has the rate of its members together."""
    carried = carry(PEOPLE, columns={"poor": tables.rate("people", per=100)})
    (row,) = carried["Hasselt"]
    assert (150, Fraction(40, 3)) == (row["people"].value, row["poor"].value)
    assert {"people"} == carried.given.keys()
    both = carried.sum(["Hasselt", "Diepenbeek"], column="poor")
    assert Fraction(100 * 20, 180) == both.value


def test_a_rate_of_what_is_not_known_is_between_bounds(carry) -> None:
    """A hidden rate or count leaves it open, and a rate of nobody counts nobody."""
    kinds = {"poor": tables.rate("people", per=100)}
    for people, poor, expected in (
        ("x", "10", "10"),
        ("x", "20", "10-20"),
        ("x", "5", "5-10"),
        ("x", "x", "unknown"),
        ("0", "x", "10"),
        ("<5", "50", "10-12.97"),
        ("<5", "2", "9.40-10"),
        ("100", "x", ">=3.33"),
    ):
        text = f"nis;people;poor\n71022;{people};{poor}\n73040;50;10\n"
        found = carry(text, columns=kinds)["Hasselt"][0]["poor"]
        assert expected == str(found), (people, poor)


def test_the_bounds_of_a_rate_of_bounded_counts_are_those_of_every_way(carry) -> None:
    """A count is in what is divided and in what divides: all ways that it can be are tried."""
    text = "nis;people;poor\n71022;<4;<30\n73040;<3;60\n71011;2;10\n"
    carried = carry(text, columns={"poor": tables.rate("people", per=100)})
    ways = [
        Fraction(a * rate + b * 60 + 20, a + b + 2)
        for a, b, rate in product(range(4), range(3), range(30))
    ]
    both = carried.sum(["Hasselt", "Diepenbeek"], column="poor")
    assert (min(ways), max(ways)) == (both.low, both.high)


def test_areas_are_added_up_where_a_row_is_absent_in_one_year_alone(carry) -> None:
    """Then nothing bounds the sum of that year, and what lacks is named."""
    rows = "71022;2024;4\n71011;2024;1\n71022;2025;4\n71011;2025;1\n73040;2025;<5\n"
    carried = carry(f"nis;year;people\n{rows}", columns={"people": "count"})
    one, other = (carried.sum(["Hasselt", "Diepenbeek"], year=year) for year in (2024, 2025))
    assert (5, None, ("kortessem",)) == (one.low, one.high, one.missing)
    assert (5, 9) == (other.low, other.high)


def test_bounds_of_a_rate_are_the_same_for_each_month(carry) -> None:
    """Which keys lie in an area is found once, and asked again for another dimension."""
    lines = [f"{nis};{month};<9;{rate}" for month in (1, 2) for nis, rate in _MEMBERS]
    text = "\n".join(["nis;month;people;poor", *lines])
    carried = carry(text, columns={"people": "count", "poor": tables.rate("people", per=100)})
    months = [carried.sum("Hasselt", column="poor", month=month) for month in (1, 2)]
    assert [(20, 30)] * 2 == [(month.low, month.high) for month in months]


_MEMBERS = (("71022", 20), ("73040", 30))


def test_a_rate_is_known_of_any_number_of_people() -> None:
    """Where nobody may be counted but all have the same rate, it is that rate."""
    same = Total.exactly(25), Total(0, 9)
    assert [(25, 25)] * 2 == [between([same]), between([same, same])]


def test_a_rate_over_areas_of_which_rows_are_missing_keeps_its_bounds(carry) -> None:
    """Land without a row, and a key that lies in several areas, may have any rate."""
    text = "nis;people;poor\n71072;<4;50\n"
    poor = {"poor": tables.rate("people", per=100)}
    for to, on in (("zone", "2025-01-01"), ("municipality", "2018-12-31")):
        carried = carry(text, to=to, on=on, columns=poor)
        assert {None} == {row["poor"].high for row in carried}


def test_the_estimate_of_a_rate_over_estimated_counts_stays_between_its_bounds() -> None:
    """It is the rate at what the counts are taken to be."""
    people = Total(0, 9, estimate=3, basis=["visits"])
    rows = {"71022": {"people": people, "poor": 50}, "73040": {"people": 20, "poor": 25}}
    kinds = {"people": tables.count, "poor": tables.rate("people", per=100)}
    poor = elz.carry(flanders(), rows, on="2025-01-01", columns=kinds)["Hasselt"][0]["poor"]
    assert (25, Fraction(950, 29), Fraction(650, 23)) == (poor.low, poor.high, poor.estimate)
    assert ("visits",) == poor.basis


def test_a_mean_of_amounts_below_nothing_has_its_wide_bounds() -> None:
    """Amounts below nothing, by which nothing can be weighed, have no least and most."""
    rows = {"71022": {"n": Total(-4, 4), "m": 50}, "73040": {"n": 30, "m": 20}}
    carried = elz.carry(
        flanders(), rows, on="2025-01-01", columns={"n": tables.count, "m": tables.mean("n")}
    )
    mean = carried["Hasselt"][0]["m"]
    assert mean.low <= Fraction(20 * 30 - 4 * 50, 26) < Fraction(20 * 30 + 4 * 50, 34) <= mean.high


def test_what_a_column_needs_must_be_counts(refused) -> None:
    """A rate of a rate, or of a column that is left alone, means nothing."""
    skipped = {"people": tables.skip, "poor": tables.rate("people")}
    assert [("ELZ-F069", "poor needs 'people', which is no column of counts")] == refused(
        PEOPLE, columns=skipped
    )
    text = "nis;n;p;c\n71072;1;2;a\n"
    kinds = {"n": "count", "p": tables.mean("n"), "c": tables.category("largest", weights="p")}
    expected = "c needs 'p', which is no column of counts; there is n"
    assert [("ELZ-F069", expected)] == refused(text, columns=kinds)


def test_a_mean_is_weighed_by_what_it_is_over(carry) -> None:
    """Means of members count by their households, also where they are below nothing."""
    text = "nis;households;saldo\n71022;10;-2\n73040;30;6\n"
    carried = carry(text, columns={"saldo": tables.mean("households")})
    assert Fraction(4) == carried["Hasselt"][0]["saldo"].value


def test_categories_follow_their_rule(carry) -> None:
    """All members agree, or the largest decides; what is open is said."""
    text = "nis;people;type\n71022;100;city\n73040;50;village\n71011;30;village\n"
    kinds = {"people": "count", "type": tables.category("largest", weights="people")}
    assert "city" == carry(text, columns=kinds)["Hasselt"][0]["type"]
    agreed = carry(text, columns={"type": tables.category(), "people": tables.skip})
    assert (None, "village") == (agreed["Hasselt"], agreed["Diepenbeek"])
    assert ["type: 1 area has several categories, or land without: Hasselt"] == said(
        agreed, "ELZ-F065"
    )
    with pytest.raises(InvalidValueError, match="whose figures add up"):
        agreed.sum("Hasselt")
    hidden = text.replace("50;", "x;")
    assert carry(hidden, columns=kinds)["Hasselt"][0]["type"] is None
    assert carry(text, columns=kinds, on="2018-12-31", to="province")[0]["type"] is None


def test_the_largest_decides_only_where_all_of_its_land_is(carry) -> None:
    """Antwerpen lies in four zones: how much of it is beside Wommelgem is not known."""
    text = "nis;people;type\n11002;1000;city\n11052;10;village\n"
    kinds = {"people": "count", "type": tables.category("largest", weights="people")}
    carried = carry(text, to="zone", columns=kinds, fits="2025-01-01")
    assert carried["antwerpen-oost"][0]["type"] is None


def test_counts_below_nothing_narrow_no_rate() -> None:
    """More of them would be less: a rate has the bounds of what is divided alone."""
    rows = {"71022": {"people": Total(-2, 9), "poor": 50}, "73040": {"people": 20, "poor": 25}}
    kinds = {"people": tables.count, "poor": tables.rate("people", per=100)}
    poor = elz.carry(flanders(), rows, on="2025-01-01", columns=kinds)["Hasselt"][0]["poor"]
    assert (Fraction(400, 29), Fraction(475, 9)) == (poor.low, poor.high)


def test_rows_of_a_list_are_counted(carry) -> None:
    """Each row counts 1 where it lies, and an area without any has 0."""
    text = "postcode;naam\n3500;a\n3500;b\n2000;c\n3511;d\n"
    carried = carry(text, to="zone", columns=tables.rows("practices"))
    assert (3, 1, 0) == tuple(
        carried[each].value for each in ("herkenrode", "antwerpen-centrum", "gent")
    )
    assert ["practices: rows are counted, and an area without any has 0"] == said(
        carried, "ELZ-F066"
    )


def test_several_columns_go_at_once(carry) -> None:
    """Each has its figure in each row, and its check."""
    carried = carry("nis;a;b\n71072;1;2\n", to="province")
    assert ("a", "b") == carried.columns
    assert ["a", "b"] == [note.split(":")[0] for note in carried.notes[-2:]]
    many = "nis;" + ";".join("abcdef") + "\n71072;1;2;3;4;5;6\n"
    assert "And 4 more columns." == carry(many).notes[-1]


# --- estimates ----------------------------------------------------------------------------


def test_what_is_divided_is_estimated_between_bounds(carry) -> None:
    """By inhabitants of the newest year that tells them apart, which is said."""
    carried = carry("nis;n\n71072;100\n", on="2018-12-31")
    hasselt, kortessem = carried["Hasselt"], carried["Kortessem"]
    assert ((0, 100), ("population 2024",)) == ((hasselt.low, hasselt.high), hasselt.basis)
    assert 100 == hasselt.estimate + kortessem.estimate
    assert 100 == carried.sum(["Hasselt", "Kortessem"]).value
    expected = "2 figures are estimates by population 2024, between bounds that hold for every way"
    assert [expected] == said(carried, "ELZ-F064")


def test_weights_can_be_said(carry) -> None:
    """A year, a kind of figures, or figures of one's own."""
    text = "nis;n\n71072;100\n"
    by_year = carry(text, on="2018-12-31", weights=2019)["Hasselt"]
    by_area = carry(text, on="2018-12-31", weights="area")["Hasselt"]
    own = Figures(
        Figure(kind="bikes", day="2020-01-01", parts=[part], value=value)
        for part, value in {"hasselt": 3, "kortessem": 1}.items()
    )
    mine = carry(text, on="2018-12-31", weights=own)["Hasselt"]
    assert ("population 2019",) == by_year.basis
    assert by_area.basis[0].startswith("area")
    assert (75, ("bikes 2020",)) == (mine.estimate, mine.basis)
    assert carry(text, on="2018-12-31", weights=Figures())["Hasselt"].estimate is None


def test_a_rate_of_a_piece_is_estimated(carry) -> None:
    """Its bounds are wide, and the rate of the whole is the best guess."""
    text = "nis;people;poor\n71072;100;10\n"
    carried = carry(text, on="2018-12-31", columns={"poor": tables.rate("people", per=100)})
    poor = carried["Kortessem"][0]["poor"]
    assert (0, None, 10) == (poor.low, poor.high, poor.estimate)


# --- the result ---------------------------------------------------------------------------

SERIES = "nis;jaar;n\n71022;2023;10\n73040;2023;1\n71022;2024;12\n73040;2024;3\n71072;2025;20\n"


def test_years_come_in_a_constant_layout(carry) -> None:
    """Codes of each year are carried from that year."""
    carried = carry(SERIES, to="municipality")
    assert [("Hasselt", 2023, "11"), ("Hasselt", 2024, "15"), ("Hasselt", 2025, "20")] == figures(
        carried
    )
    assert "municipalities of the year of each row" in carried.notes[0]


def test_an_area_is_found_by_id_code_or_name(carry) -> None:
    """However it is written; what is not there is told with what is near."""
    carried = carry("nis;n\n71072;10\n", to="zone")
    assert carried["herkenrode"] == carried["Herkenrode"] == carried["HERKENRODE"]
    with pytest.raises(UnknownIdError, match="Did you mean herkenrode"):
        carried["herkenrod"]
    with pytest.raises(InvalidValueError, match="not a zone: None"):
        carried.sum([None])
    assert "Aartselaar" == carry("nis;n\n71072;10\n")[0].name
    assert 2 == len(carried[:2])


def test_an_area_with_years_is_a_table_of_its_rows(carry) -> None:
    """So it is with several columns."""
    carried = carry(SERIES)
    assert [2023, 2024, 2025] == [row["jaar"] for row in carried["71072"]]
    assert ["11", "15", "20"] == [str(row["n"]) for row in carried["Hasselt"]]
    with pytest.raises(InvalidValueError, match="Expected jaar or n"):
        carried[0]["year"]


def test_a_column_is_a_series_where_years_are_the_one_dimension(carry) -> None:
    """Other dimensions, and categories, make none."""
    line = carry(SERIES).series()
    assert ((2023, 2024, 2025), ["11", "15", "20"]) == (line.years, [*map(str, line["71072"])])
    with pytest.raises(InvalidValueError, match="one dimension is a year"):
        carry("nis;n\n71072;10\n").series()
    text = "nis;jaar;type\n71072;2025;city\n71072;2026;city\n"
    with pytest.raises(InvalidValueError, match="whose figures add up"):
        carry(text, columns={"type": tables.category()}).series()


def test_rows_are_picked_by_area_and_dimensions(carry) -> None:
    """By values of the columns, and by nothing that is no column."""
    carried = carry(SERIES)
    assert ["15"] == [str(row["n"]) for row in carried.where(name="Hasselt", jaar=2024)]
    assert ["71072"] == sorted({row.area for row in carried.where(area="71072")})
    with pytest.raises(InvalidValueError, match="Expected area, name or jaar"):
        carried.where(month=1)


def test_sums_go_back_to_what_was_given(carry) -> None:
    """Of some areas, in one year or several; each dimension has to be said."""
    carried = carry(SERIES)
    assert (15, 26) == (
        carried.sum("Hasselt", jaar=2024).value,
        carried.sum(["Hasselt", "71072"], column="n", jaar=[2023, 2024]).value,
    )
    for options, expected in (
        ({}, "one or several of 2023, 2024, 2025"),
        ({"jaar": 2022}, "one or several of 2023, 2024, 2025"),
        ({"jaar": [2023, [1]]}, "one or several of 2023, 2024, 2025"),
        ({"jaar": 2023, "sex": "M"}, "Expected jaar"),
        ({"jaar": 2023, "column": "m"}, "Expected n"),
    ):
        with pytest.raises(InvalidValueError, match=expected):
            carried.sum("Hasselt", **options)
    with pytest.raises(InvalidValueError, match="none, as there is none"):
        carry("nis;n\n71072;10\n").sum("Hasselt", jaar=2023)


def test_several_areas_of_one_name_are_not_chosen_from(lines) -> None:
    """A name that two areas have is refused with the ids of both."""
    fl = flanders().with_partition("catchment", {"Alken": "East", "Genk": "east "}, on="2025-01-01")
    carried = elz.carry(fl, lines("nis;n\n71016;10\n"), to="catchment", on="2025-01-01")
    assert 10 == carried["east"].low
    twins = tuple(
        each._replace(name="East", key=key) for key in "ab" for each in carried._origin.areas[:1]
    )
    double = evolve(carried, origin=evolve(carried._origin, areas=twins))
    with pytest.raises(AmbiguousNameError, match="a or b"):
        double["East"]


def test_a_table_has_a_column_for_each_dimension_and_figure(carry) -> None:
    """Bounds and the estimate have columns of their own in machine formats."""
    carried = carry("nis;jaar;datum;sex;n\n71072;2025;2025-01-03;M;100\n", on="2018-12-31")
    columns = {each.key: each.kind for each in carried.to_table().columns}
    assert {
        "municipality": "text",
        "name": "text",
        "jaar": "code",
        "datum": "day",
        "sex": "text",
        "n": "estimate",
    } == columns
    record = next(each for each in carried.records() if each["name"] == "Hasselt")
    assert (0, 100) == (record["n_low"], record["n_high"])
    assert 90 < record["n_estimate"] < 91


def test_notes_are_ten_lines_at_most(carry) -> None:
    """What there is no room for is counted, and stands among the findings."""
    text = "gemeente;postcode;a;b;c;d\nStad Hasselt;3500;1;2;3;4\n" + "".join(
        f"{name};;1;1;1;1\n" for name in ("Liège", "buitenland", "onbekend", "Tervuren", "Totaal")
    )
    carried = carry(text, on="2018-12-31", fits="2025-01-01", totals="leave out")
    assert len(carried.notes) <= 10
    assert any("more remarks, see its findings" in note for note in carried.notes)
    assert all(finding.severity is not Severity.ERROR for finding in carried.findings)


def test_a_gap_in_a_dimension_comes_first(carry) -> None:
    """Contents are in the order of numbers, also in texts."""
    text = "nis;maand;n\n71072;maand 9;1\n71072;maand 10;2\n71072;;4\n71072;maand 1;8\n"
    months = [row["maand"] for row in carry(text)["71072"]]
    assert [None, "maand 1", "maand 9", "maand 10"] == months


def test_a_year_without_a_key_leaves_its_land_open(carry) -> None:
    """Of a municipality that lies in one zone, and of one in several; a list has none there."""
    text = "nis;jaar;n\n11002;2025;8\n11001;2025;1\n11001;2026;2\n71072;2026;5\n"
    carried = carry(text, to="zone", fits="2025-01-01")
    centre = carried["antwerpen-centrum"]
    assert ["0-8", "unknown"] == [str(row["n"]) for row in centre]
    assert "antwerpen-2000" in centre[1]["n"].missing
    four = ["antwerpen-centrum", "antwerpen-zuid"]
    assert "unknown" == str(carried.sum(four, jaar=2026))
    (first, second) = carried["herkenrode"]
    assert ("hasselt", 5) == (first["n"].missing[2], second["n"].low)
    rows = carry(text, to="zone", fits="2025-01-01", columns=tables.rows("n"), by=["jaar"])
    assert ["0-1", "0"] == [str(row["n"]) for row in rows["antwerpen-centrum"]]
    assert ["0-1", "0"] == [str(rows.sum(four, jaar=year)) for year in (2025, 2026)]


def test_beside_what_is_divided_land_may_be_missing(carry) -> None:
    """Then nothing bounds it, and both are named."""
    east = carry("nis;n\n11002;8\n", to="zone", fits="2024-01-01")["antwerpen-oost"]
    assert (0, None, None, ("11002", "borsbeek", "wommelgem")) == (
        east.low,
        east.high,
        east.estimate,
        east.missing,
    )


def test_a_gap_of_several_years_is_named_in_each(carry) -> None:
    """The municipality that is missing, by its land."""
    text = "nis;jaar;n\n71072;2025;1\n71011;2025;1\n71072;2026;2\n71072;2027;3\n"
    carried = carry(text, to="arrondissement", fits="2025-01-01")["71000"]
    assert [False, True, True] == ["diepenbeek" in row["n"].missing for row in carried]


def test_land_that_waits_for_a_decision_is_between_bounds(lines) -> None:
    """Each zone that it may come to may have all of it or nothing; together they have it."""
    merger = Merge(
        id="x", day="2027-01-01", units=("alken", "wellen"), unit="alken-wellen", name="A-W"
    )
    fl = flanders().with_events([merger])
    table = lines("nis;n\n73001;10\n73098;4\n")
    with pytest.warns(AfterCoverageWarning):
        carried = elz.carry(fl, table, to="zone", on="2027-01-01", fits="2025-01-01")
    herkenrode, haspengouw = (carried[zone] for zone in ("herkenrode", "haspengouw"))
    assert (0, 0) == (herkenrode.low, haspengouw.low)
    assert 14 == carried.sum(["herkenrode", "haspengouw"]).low
    assert 14 == carried.total["n"].value


def test_pieces_may_be_others_in_each_row(carry) -> None:
    """However many sets of pieces there are beside their whole."""
    codes = ("2000", "2018", "2020", "2030", "2040", "2050", "2060")
    text = "gemeente;postcode;dag;n\n" + "".join(
        f"Antwerpen;;{day};100\n"
        + "".join(f"Antwerpen;{c};{day};1\n" for n, c in enumerate(codes) if day >> n & 1)
        for day in range(1, 100)
    )
    carried = carry(text, by=["dag"], columns=["n"], fits="2025-01-01")
    assert 99 * 100 == carried.given["n"].value
    assert {"100"} == {str(row["n"]) for row in carried["11002"]}


def test_many_combinations_show_only_areas_with_rows(carry) -> None:
    """Where few areas have a row in each, the others are left out, which is said."""
    lines = [f"{nis};{day};1" for day in range(60) for nis in ("71072",)]
    carried = carry("nis;by;n\n" + "\n".join(lines), by=["by"])
    assert [("71072", 60)] == [(carried[0].area, len(carried))]
    assert ["areas are shown only with dimensions for which they have rows"] == said(
        carried, "ELZ-F067"
    )


def test_each_row_may_have_a_combination_of_its_own(carry) -> None:
    """Then each has its one area, and no other is shown."""
    codes = [m.nis for m in flanders().on("2025-01-01").municipalities][:120]
    text = "nis;id;n\n" + "\n".join(f"{nis};r{n};1" for n, nis in enumerate(codes))
    carried = carry(text, by=["id"])
    assert codes == [row.area for row in carried]
    assert {"1"} == {str(row["n"]) for row in carried}
    assert 120 == carried.given["n"].value


def test_decimals_add_up_exactly_in_any_order(lines) -> None:
    """Tenths that no computer holds are summed as they are written."""
    columns = "nis;sex;n\n71022;M;0.1\n71022;F;0.2\n73040;M;0.3\n73040;F;1000000000000000\n"
    carried = elz.carry(
        flanders(), lines(columns), on="2025-01-01", by=(), repeats="sum", decimal="."
    )
    assert Fraction(10000000000000006, 10) == carried["Hasselt"].value


def test_repeats_are_told_without_carrying(read) -> None:
    """For those who only look at a table."""
    assert ["ELZ-F060"] == [each.code for each in repeats_in(read("nis;n\n71072;1\n71072;2\n"))]
    assert () == repeats_in(read("nis;n\n71072;1\n"))


# --- what can be said ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"to": "street"}, "not a level: 'street'. Expected one of municipality, zone"),
        ({"to": None}, "not a level"),
        ({"on": ""}, "not a day: ''"),
        ({"on": [1]}, "not a day"),
        ({"repeats": "yes"}, "not a way with repeats: 'yes'. Expected 'refuse' or 'sum'"),
        ({"outside": 3}, "Expected 'note' or 'refuse'"),
        ({"totals": None}, "Expected 'check' or 'leave out'"),
        ({"weights": 1999}, "Expected 2018, 2019"),
        ({"weights": True}, "not a year of weights"),
        ({"weights": [1]}, "not a year of weights"),
        ({"weights": "bikes"}, "Expected area, population or population 65"),
        ({"fits": "soon"}, "not a day: 'soon'"),
        ({"fits": [1]}, "not a day"),
        ({"fits": "row year"}, "there is no column of years"),
    ],
)
def test_an_option_that_is_none_is_refused_with_those_that_there_are(
    carry, read, options, expected
) -> None:
    """Of a file and of a table that was read alike."""
    text = "nis;n\n71072;10\n"
    with pytest.raises(InvalidValueError, match=expected):
        carry(text, **options)
    with pytest.raises(InvalidValueError, match=expected):
        elz.carry(flanders(), read(text), **{"on": "2025-01-01", **options})


def test_days_before_the_record_are_refused(carry) -> None:
    """Of the areas, and of the keys."""
    for options in ({"on": "1990-01-01"}, {"fits": "1990-01-01"}):
        with pytest.raises(NotOnDayError):
            carry("nis;n\n71072;10\n", **options)


def test_of_a_table_that_was_read_only_its_layout_is_said(read) -> None:
    """How cells are read was said to the reader."""
    table = read("nis;n\n44021;10\n")
    carried = elz.carry(flanders(), table, on="2025-01-01", fits="2018-01-01")
    assert "municipalities of 2018-01-01" in carried.notes[0]
    with pytest.raises(InvalidValueError, match="it in read_table"):
        elz.carry(flanders(), table, on="2025-01-01", year=2020)


def test_errors_of_the_table_are_all_told(refused) -> None:
    """Cells without a figure and keys that are not understood come together."""
    found = refused("nis;visits\n71072;abc\nHasel;4\nHasselt;5\n71011;6\n", columns=["visits"])
    assert {"ELZ-F007", "ELZ-L032", "ELZ-F060"} == {code for code, _ in found}


def test_a_table_without_rows_is_empty(read) -> None:
    """Nothing is shown, and nothing was given."""
    table = read("nis;jaar;n\n71072;2025;10\n")
    nothing = {"codes": ()}
    empty = evolve(
        table,
        key_codes=(),
        lines=(),
        rows=(),
        dimensions=tuple(Dimension(d.name, d.contents, ()) for d in table.dimensions),
        figures=tuple(evolve(each, **nothing) for each in table.figures),
    )
    carried = elz.carry(flanders(), empty, on="2025-01-01")
    assert (0, Total.exactly(0)) == (len(carried), carried.given["n"])
    carried = elz.carry(flanders(), evolve(empty, dimensions=()), on="2025-01-01")
    assert (0, "unknown") == (len(carried), str(carried.sum("Hasselt")))


def test_decimals_of_a_computer_are_those_that_were_written(read) -> None:
    """As a data frame has them."""
    table = read("nis;n\n71022;1\n73040;2\n")
    totals = (Total.exactly(0.1), Total.exactly(0.2))
    column = FigureColumn("n", table.figures[0].kind, totals, (0, 1))
    found = elz.carry(flanders(), evolve(table, figures=(column,)), on="2025-01-01")["Hasselt"]
    assert Fraction(3, 10) == found.value


def test_land_of_which_some_is_undecided_has_no_estimate() -> None:
    """What lies in an area is not known before it is decided."""
    first = AreaLand("x", "X", Land(frozenset({"p"}), frozenset({"q"})))
    other = AreaLand("y", "Y", Land(frozenset(), frozenset({"q"})))
    plan = Plan(Ground({0: frozenset({"p", "q"})}), (first, other))
    assert None is plan.part_in(0, frozenset({0}))
    assert frozenset({"p", "q"}) == plan.part_in(0, frozenset({0, 1}))
    assert {0: (0,), 1: (0,)} == plan.shared
    assert plan.is_whole(0, frozenset({0, 1}))


def test_figures_of_two_steps_keep_their_bounds(read) -> None:
    """A table of totals is carried as one of figures is; estimates go along."""
    table = read("nis;n\n71022;1\n73040;2\n")
    totals = (Total(3, 8, estimate=5, basis=["guess"]), Total(1, None))
    column = FigureColumn("n", table.figures[0].kind, totals, (0, 0))
    found = elz.carry(flanders(), evolve(table, figures=(column,)), on="2025-01-01")["Hasselt"]
    assert (6, 16, 10, ("guess",)) == (found.low, found.high, found.estimate, found.basis)
    open_column = evolve(column, codes=(0, 1))
    found = elz.carry(flanders(), evolve(table, figures=(open_column,)), on="2025-01-01")["Hasselt"]
    assert (4, None, ("71022", "73040")) == (found.low, found.high, found.missing)


def test_a_day_is_a_date_as_well(carry) -> None:
    """Of the areas and of the keys."""
    assert (
        10 == carry("nis;n\n71072;10\n", on=date(2025, 1, 1), fits=date(2025, 6, 1))["71072"].value
    )


FILTHY = """A title
# a comment

gemeente;soort;n;m;k;l
Hasselt;a;1.234,5;<5;1;1
OCMW Hasselt;a;1,5;<5;1;1
Aalst;a;1;<5;1;1
Halle (Zoersel);b;1;<5;1;1
71066;b;1;<5;1;1
Luik;b;1;2;3;4
Frankrijk;b;1;2;3;4
onbekend;b;1;2;3;4
Provincie Limburg;b;9.999,5;99;99;99
;b;1;2;3;4
Totaal;;99.999,5;999;999;999

Bron: Statbel
"""


@pytest.mark.parametrize("on", ["2018-12-31", "2025-01-01"])
@pytest.mark.parametrize("more", [0, 40])
def test_what_is_said_of_a_filthy_table_takes_ten_lines(on, more) -> None:
    """Every kind of remark is there, in its words or by what it is about."""
    lines = FILTHY.splitlines()
    lines[3] += "".join(f";x{n}" for n in range(more))
    lines[4:15] = [line + line[line.rindex(";") :] * more for line in lines[4:15]]
    text = "\n".join(lines)
    kinds = {"soort": tables.category()}
    carried = elz.carry(flanders(), text, on=on, fits="2025-01-01", columns=kinds)
    notes = carried.known().to_table().notes
    assert len(notes) + len(["~ is an estimate, by population 2024."]) <= 10
    assert len(str(elz.read_table(text)).splitlines()) <= 10
    assert {
        each.kind.id
        for each in carried.findings
        if each.message[1:] in " ".join(notes) or each.kind.meaning in notes[-5]
    }.issuperset(each.kind.id for each in carried.findings)


def test_columns_with_one_sign_before_decimals_are_said_together(read) -> None:
    """A line for each would fill the screen."""
    text = "nis;" + ";".join("abcdefgh") + "\n71072" + ";1.234,5" * 8 + "\n"
    assert "a, b, c, d, e and 3 more: ',' before decimals (guessed)" in read(text).notes


DIVIDED = {
    "over one": ((2, 3), (1, 2), (1, 3)),
    "less than one": ((0, Fraction(1, 2)), (2, 4), (0, Fraction(1, 4))),
    "over something endless": ((0, Fraction(1, 2)), (2, None), (0, Fraction(1, 4))),
    "debts": ((-4, -2), (2, 4), (-2, Fraction(-1, 2))),
    "debts over something endless": ((-4, -2), (2, None), (-2, 0)),
    "debts that may be none": ((-4, 0), (2, None), (-2, 0)),
    "over what may be nothing": ((2, 3), (0, 4), (Fraction(1, 2), None)),
    "over nothing": ((2, 3), (0, 0), (0, None)),
    "without end": ((2, None), (1, 4), (Fraction(1, 2), None)),
}


@pytest.mark.parametrize(("above", "below", "expected"), DIVIDED.values(), ids=DIVIDED)
def test_a_quotient_lies_between_what_both_sides_leave(above, below, expected) -> None:
    """The least is the lower over the larger, below nothing over the smaller."""
    found = divided(Total(*above), Total(*below))
    assert expected == (found.low, found.high)
