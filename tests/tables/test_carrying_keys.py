"""What keys of a carried table mean in land, and whose municipalities they are."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel import tables
from elzmodel.data import flanders
from elzmodel.errors import TableError
from elzmodel.grids.columns import Grid, GridColumn
from elzmodel.landscape import Gazetteer, Landscape, PostalCode
from elzmodel.tables import read_table
from elzmodel.tables.placing import Aside, Places, Spot
from elzmodel.territory import Abolish, Create, Figure, Figures, MoveParts, Register, Weight
from elzmodel.values import Finding, Period, Share, Total
from elzmodel.zones import Zoning


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
        return [str(each) for each in caught.value.findings]

    return refused


def layout(carried) -> str:
    """Return whose municipalities the keys were taken for."""
    return carried.notes[0].removeprefix("Read: ").split("municipalities of ")[1].split(";")[0]


# --- whose municipalities -----------------------------------------------------------------


def test_the_layout_is_the_one_that_all_keys_fit(carry) -> None:
    """A single new code says it."""
    assert "2025-01-01 to 2026-03-12" == layout(carry("nis;n\n71072;1\n44021;2\n"))
    assert "2018-01-01 to 2018-12-31" == layout(carry("nis;n\n12030;1\n44021;2\n"))


def test_several_layouts_are_taken_where_no_figure_differs(carry) -> None:
    """And they are said."""
    carried = carry("nis;n\n44021;2\n")
    assert [
        (
            "the keys fit 2018-01-01 to 2018-12-31, 2019-01-01 to 2024-12-31 and "
            "2025-01-01 to 2026-03-12; no figure differs"
        )
    ] == [each.message for each in carried.findings if each.code == "ELZ-F055"]


def test_a_code_that_is_other_land_is_refused_with_both_figures(refused, carry) -> None:
    """11002 is Antwerpen with or without Borsbeek; what is said decides."""
    text = "nis;n\n11002;100\n44021;2\n"
    (found,) = refused(text)
    assert (
        "t.csv: ELZ-F055 error: the keys fit 2019-01-01 to 2024-12-31 and 2025-01-01 to "
        "2026-03-12, and figures differ: '11002' is other land, and Antwerpen has >=100 or 100; "
        "say which with fits="
    ) == found
    assert 100 == carry(text, fits="2025-01-01")["11002"].value
    assert None is carry(text, fits="2024-01-01")["11002"].high


def test_a_code_that_is_other_land_is_refused_with_both_categories(refused) -> None:
    """Without Borsbeek, Antwerpen has land of which nothing is said."""
    columns = {"type": tables.category()}
    (found,) = refused("nis;type\n11002;big\n44021;small\n", columns=columns)
    assert "and Antwerpen has nothing or big; say which" in found


def test_an_administration_that_ended_is_one_in_the_years_in_which_it_was(refused) -> None:
    """The OCMW of Kortessem has rows of 2024; that of Hasselt stays apart from its municipality."""
    text = "naam;jaar;n\nHasselt;2024;1\nHasselt;2025;8\nOCMW Kortessem;2024;2\n"
    (found,) = refused(f"{text}OCMW Hasselt;2025;4\n")
    assert "and Hasselt 2025 OCMW has 4 or >=4; say which" in found


def test_land_that_differs_is_accepted_where_no_figure_does(carry) -> None:
    """In the province it makes no difference to what is known of it."""
    carried = carry("nis;n\n11002;100\n", to="region")
    assert any("no figure differs" in note for note in carried.notes)
    assert 1 == [each.code for each in carried.findings].count("ELZ-F055")


def test_rows_have_the_layout_of_their_year_where_only_that_fits(carry, refused) -> None:
    """Old codes in old years and new ones in new years."""
    text = "nis;jaar;n\n71022;2024;1\n73040;2024;2\n71072;2025;4\n"
    assert "the year of each row" == layout(carry(text))
    assert (3, 4) == tuple(row["n"].value for row in carry(text)["Hasselt"])
    both = refused("nis;jaar;n\n11002;2024;100\n11002;2025;101\n")
    assert "the year of each row" in both[0]
    assert "Antwerpen 2024 has >=100 or 100" in both[0]


def test_a_key_counts_in_the_years_in_which_it_stands(carry) -> None:
    """A municipality of one year, which is a village in the next, divides nothing there."""
    text = "gemeente;jaar;n\nAntwerpen;2024;5\nBorsbeek;2024;1\nAntwerpen;2025;7\n"
    carried = carry(text, fits="row year")
    assert (6, 7) == tuple(row["n"].value for row in carried["Antwerpen"])


def test_one_layout_may_stand_for_all_years(carry) -> None:
    """A series that was recalculated has new codes in old years, also before the record."""
    text = "nis;jaar;n\n71072;2015;1\n71072;2025;4\n"
    assert "2025-01-01 to 2026-03-12" == layout(carry(text))
    later = "nis;jaar;n\n71072;2024;1\n71072;2031;4\n"
    assert "2025-01-01 to 2026-03-12" == layout(carry(later))
    assert "the year of each row" == layout(
        carry("nis;jaar;n\n71022;2024;1\n71072;2031;4\n", fits="row year")
    )


def test_years_that_cannot_be_told_do_not_date_rows() -> None:
    """A dimension with a year in some of its contents only is no column of years."""
    table = read_table(
        Grid(
            "t.csv",
            (
                GridColumn.of("nis", 1, ["71072", "71072"]),
                GridColumn.of("jaar", 2, ["2024", "2025"]),
                GridColumn.of("n", 3, ["1", "2"]),
            ),
            [2, 3],
        ),
        flanders(),
    )
    for years in ((2024, None), (2024, 0), (2024, 99_999)):
        odd = evolve(table, dimensions=(evolve(table.dimensions[0], years=years),))
        assert "2025-01-01 to 2026-03-12" == layout(elz.carry(flanders(), odd, on="2025-01-01"))


def test_keys_of_no_one_day_are_refused_with_the_first_of_each_kind(refused) -> None:
    """Rows of several tables may have come together."""
    (found,) = refused("nis;n\n71072;1\n71022;2\n73040;3\n44021;4\n")
    assert (
        "ELZ-F054 error: no one day, and not the year of each row, has all keys: "
        "'71072' 2025-01-01 to 2026-03-12, '71022' 2018-01-01 to 2024-12-31; carry each part by "
        "itself, or say fits="
    ) == found
    assert 2 == len(refused("nis;n\n71072;1\n71022;2\nHasel;5\n"))


def test_a_key_of_another_day_than_is_said_is_refused(refused) -> None:
    """With when it is in use."""
    assert [
        (
            "t.csv:3: ELZ-F050 error: 73040: in use 1970-01-01 to 2024-12-31, and not on "
            "2025-01-01; "
            "say another day with fits=, or correct the key"
        )
    ] == refused("nis;n\n71072;1\n73040;2\n", fits="2025-01-01")
    years = refused("nis;jaar;n\n71072;2024;1\n71072;2025;1\n", fits="row year")
    assert ["t.csv:2: ELZ-F050 error: 71072: in use 2025-01-01 to now, and not on"] == [
        each.split(" 2019")[0] for each in years
    ]


def test_administrations_of_another_day_are_refused_for_that_alone(refused) -> None:
    """What they have together does not matter then."""
    text = "bestuur;n\nGemeente en OCMW Kortessem;1\nOCMW Kortessem;2\nGemeente en OCMW Genk;3\n"
    found = refused(text, fits="2025-01-01")
    assert ["ELZ-F050", "ELZ-F050"] == [each.split(" ")[1] for each in found]


def test_keys_that_mean_nothing_are_refused_with_their_place(refused) -> None:
    """A misspelt name with what is near."""
    (found,) = refused("nis;n\n71072;1\nHasel;2\n44021;3\n")
    assert found.startswith("t.csv:3: ELZ-L032 error: Hasel: nothing ever had it; near misses")


def test_a_list_that_names_every_municipality_dates_itself(lines) -> None:
    """Where keys fit several layouts, the one of which all are there is taken."""
    events = (
        Create(id="a", day="2000-01-01", unit="a", name="A", nis="10001"),
        Create(id="b", day="2010-01-01", unit="b", name="B", nis="10002"),
    )
    small = Landscape(name="small", covers=Period(), register=Register(events), zoning=Zoning())
    carried = elz.carry(small, lines("nis;n\n10001;1\n"), on="2010-01-01")
    assert "2000-01-01 to 2009-12-31" == layout(carried)
    assert [("A", "1"), ("B", "unknown")] == [(r.name, str(r["n"])) for r in carried]


# --- pieces of municipalities ----------------------------------------------------------------


def test_postal_codes_add_up_where_all_of_them_are_there(carry) -> None:
    """What is not given is missing under its own code."""
    hasselt = ("3500", "3501", "3510", "3511", "3512", "3720", "3721", "3722", "3723", "3724")
    every = "".join(f"{code};1\n" for code in hasselt)
    carried = carry(f"postcode;n\n{every}2000;1\n", fits="2025-01-01")
    assert 10 == carried["Hasselt"].value
    some = carry("postcode;n\n3500;4\n3511;1\n2000;1\n", fits="2025-01-01")["Hasselt"]
    assert (5, None) == (some.low, some.high)
    assert {"3501", "3510", "3512"} < {*some.missing}


def test_a_postal_code_in_two_municipalities_is_spread(carry) -> None:
    """Between bounds, with an estimate by the inhabitants of both."""
    text = "postcode;n\n1800;2\n1804;10\n1980;3\n1981;1\n1982;1\n"
    carried = carry(text, fits="2025-01-01")
    vilvoorde, zemst = carried["Vilvoorde"], carried["Zemst"]
    assert (2, 12) == (vilvoorde.low, vilvoorde.high)
    assert (5, 15) == (zemst.low, zemst.high)
    assert 17 == vilvoorde.estimate + zemst.estimate
    assert 17 == carried.sum(["Vilvoorde", "Zemst"]).value


def test_villages_are_pieces_of_their_municipality(carry) -> None:
    """Their figures are not those of the whole, unless all are there."""
    carried = carry("plaats;n\nKuringen;3\nKermt;7\nStevoort;2\n", to="municipality")
    assert (12, None) == (carried["Hasselt"].low, carried["Hasselt"].high)
    assert "Spalbeek" in carried["Hasselt"].missing
    assert any("villages" not in note and "Spalbeek" in note for note in carried.notes) is False


def test_the_village_of_a_name_or_its_municipality_is_refused(refused, carry) -> None:
    """Where other villages stand beside it, its figure can be that of either."""
    text = "plaats;n\nKuringen;3\nHasselt;20\nKermt;7\n"
    assert [
        (
            "ELZ-F052 error: Hasselt: it can be the municipality (71072), with Kermt, Kuringen in "
            "it, or the village (71022A) beside them; write the code of the municipality, or that "
            "of the village"
        )
    ] == refused(text, fits="2025-01-01")
    carried = carry(text, fits="2025-01-01", columns=tables.rows("practices"))
    assert 3 == carried["Hasselt"].value
    alone = carry("plaats;n\nPelt;3\nHalle;20\nGent;7\n", fits="2025-01-01")
    assert (3, 20) == (alone["Pelt"].value, alone["Halle"].value)
    city = carry(text.replace("Hasselt", "Stad Hasselt"), fits="2025-01-01")
    assert 20 == city["Hasselt"].value


def test_what_is_said_of_a_village_or_its_municipality_can_be_done(refused, carry) -> None:
    """Either code is read; where postal codes stand beside, that column alone is enough."""
    text = "plaats;n\nKuringen;3\nHasselt;20\nKermt;7\n"
    of_city = carry(text.replace("Hasselt", "71072"), fits="2025-01-01")
    of_village = carry(text.replace("Hasselt", "71022A"), fits="2025-01-01")
    assert (20, 30) == (of_city["Hasselt"].low, of_village["Hasselt"].low)
    text = "postcode;plaats;n\n3500;Hasselt;5\n3501;Wimmertingen;1\n"
    (found,) = refused(text)
    remedy = "name the column of postal codes alone with key=, or write the code of the "
    assert f"{remedy}municipality, or that of the village" in found
    assert 6 == carry(text, key="postcode")["Hasselt"].low


def test_a_name_with_its_postal_code_is_the_municipality(carry) -> None:
    """With several codes each row is about a piece of it."""
    one = carry("gemeente;postcode;n\nHasselt;3500;80\nGenk;3600;7\n", fits="2025-01-01")
    assert (80, 7) == (one["Hasselt"].value, one["Genk"].value)
    two = carry("gemeente;postcode;n\nHasselt;3500;80\nHasselt;3511;7\n", fits="2025-01-01")
    assert (87, None) == (two["Hasselt"].low, two["Hasselt"].high)
    rows = carry(
        "gemeente;postcode;x\nAntwerpen;2000;a\nAntwerpen;2100;b\nAntwerpen;;c\n",
        to="zone",
        fits="2025-01-01",
        columns=tables.rows("practices"),
    )
    assert ("1-2", "1-2") == tuple(str(rows[z]) for z in ("antwerpen-centrum", "antwerpen-oost"))


def test_codes_beside_names_are_known_before_their_table(carry) -> None:
    """Of a day of which no table speaks, the first one is asked."""
    text = "gemeente;postcode;n\nAntwerpen;2000;3\nAntwerpen;2100;4\n"
    carried = carry(text, to="zone", fits="2018-01-01")
    assert (3, 4) == tuple(carried[z].low for z in ("antwerpen-centrum", "antwerpen-oost"))


def test_every_packaged_sector_is_read_as_one(carry) -> None:
    """Also those of which the code goes on with digits: they make up what Antwerpen was."""
    sectors = [code for code in flanders().sectors if code.startswith("11002")]
    assert "1100212MQ" in sectors
    text = "sector;n\n" + "".join(f"{code};1\n" for code in sectors)
    antwerpen = carry(text, to="municipality")["Antwerpen"]
    assert (len(sectors), ("borsbeek",)) == (antwerpen.low, antwerpen.missing)
    with pytest.raises(TableError, match="7102212: nothing ever had it"):
        carry("sector;n\n71022A00-;1\n7102212;1\n")


def test_a_code_that_says_nothing_leaves_the_name_beside_it_to_say_it(carry) -> None:
    """A total stays a total, a municipality one, and two words for nothing say no place."""
    text = "nis;gemeente;n\n99999;Onbekend;2\n71022;Hasselt;1\n71016;;1\n-;Alken;4\n0;Totaal;8\n"
    carried = carry(text, fits="2024-12-31")
    balance = (carried.given["n"], carried.total["n"], carried.outside["n"])
    assert (8, 6, 2) == tuple(total.low for total in balance)
    assert 4 == carried["Alken"].value
    assert "1 total row left out." in carried.notes
    carried = carry("postcode;plaats;n\n9999;onbekend;2\n1500;Halle;3\n3500;Nederland;4\n")
    assert (3, 6) == (carried["Halle"].value, carried.outside["n"].value)
    assert "1 row abroad left out, with n 4: 3500 Nederland." in carried.notes


def test_rows_in_another_country_lie_abroad(carry) -> None:
    """A postal code of Utrecht is one of Hasselt as well; a column says where it lies."""
    text = "postcode;land;n\n3500;BE;5\n3510;NL;2\n3500;Sloveni\u00eb;1\n2018;;1\n1000;onbekend;1\n"
    for by in (None, ["land"]):
        carried = carry(text, by=by)
        balance = (carried.given["n"], carried.total["n"], carried.outside["n"])
        assert (10, 7, 3) == tuple(total.low for total in balance)
    said = "2 rows abroad left out, with n 3: abroad: NL, abroad: Sloveni\u00eb."
    assert said in carry(text).notes


@pytest.mark.parametrize("name", ["geboorteland", "herkomst", "landbouw"])
def test_a_column_of_where_people_come_from_is_none_of_where_they_live(carry, name) -> None:
    """Nor is one of which no cell is a country that is known."""
    text = f"postcode;{name};n\n3500;BE;5\n3510;NL;2\n"
    assert 7 == carry(text, by=[]).total["n"].low
    assert 7 == carry("postcode;land;n\n3500;zand;5\n3510;klei;2\n").total["n"].low
    assert 7 == carry("postcode;land;n\n3500;Vlaanderen;5\n3510;Belgi\u00eb;2\n").total["n"].low


def test_postal_codes_of_neighbours_lie_abroad(carry) -> None:
    """They are written with the letters of their country, or with two letters behind."""
    carried = carry("postcode;n\n3500;5\n2018;1\nNL-5611;2\n5611 AB;3\nL-1234;4\n")
    assert "3 rows abroad left out, with n 9: 5611 AB, L-1234, NL-5611." in carried.notes


def test_sectors_are_pieces_of_their_municipality(carry) -> None:
    """Which others there are is known of Antwerpen alone."""
    carried = carry("sector;n\n71022A00-;3\n71022A01-;4\n73040A00-;1\n", fits="2024-01-01")
    hasselt = carried["Hasselt"]
    assert (8, None) == (hasselt.low, hasselt.high)
    assert {"the rest of hasselt", "the rest of kortessem"} <= {*hasselt.missing}


def test_land_divided_in_two_ways_is_refused(refused) -> None:
    """Postal codes and villages of one municipality overlap as nobody knows."""
    text = "gemeente;postcode;n\nHasselt;3500;3\nHasselt;3511;1\nKuringen;;2\n"
    assert [
        (
            "ELZ-F051 error: Kuringen: Hasselt (71072) is given by postal code ('3500 Hasselt') "
            "and "
            "by village ('Kuringen'); keep the rows of one of them"
        )
    ] == refused(text, fits="2025-01-01")


def test_a_whole_and_its_pieces_must_agree(carry, refused) -> None:
    """Both keys and both sums are said; where they agree, pieces say more of the whole."""
    codes = sorted(flanders().on("2025-01-01").postal_codes)
    pieces = "".join(f"Antwerpen;{code};20\n" for code in codes)
    text = "gemeente;postcode;n\nAntwerpen;;{}\n" + pieces
    (found,) = refused(text.format(530), to="zone", columns=["n"])
    assert found.startswith(
        "t.csv:2: ELZ-T026 error: Antwerpen: 'Antwerpen' has 530, and all of its pieces have 300 "
        "together: 2000 Antwerpen"
    )
    carried = carry(text.format(300), to="zone", columns=["n"])
    assert (60, 300) == (carried["antwerpen-zuid"].value, carried.given["n"].value)
    rest = text.format(530).replace("Antwerpen;2000;20\n", "")
    assert 330 == carry(rest, to="zone", columns=["n"])["antwerpen-centrum"].value
    (above,) = refused(text.format(100), to="zone", columns=["n"])
    assert "'Antwerpen' has 100" in above


def test_a_contradiction_says_its_column_and_year_once(refused) -> None:
    """Of many years the first is told."""
    codes = sorted(flanders().on("2025-01-01").postal_codes)
    text = "gemeente;postcode;jaar;a;b\n" + "".join(
        f"Antwerpen;;{year};530;1\n" + "".join(f"Antwerpen;{c};{year};20;0\n" for c in codes)
        for year in (2025, 2026)
    )
    found = refused(text, fits="2025-01-01", columns=["a", "b"])
    assert ["Antwerpen (a, 2025)", "Antwerpen (b, 2025)"] == [
        each.split("error: ")[1].split(":")[0] for each in found
    ]


def test_a_municipality_and_its_only_piece_are_the_same_land(carry, refused) -> None:
    """Their figures must be the same, and then count once."""
    text = "gemeente;postcode;n\nHerstappe;;{}\nHerstappe;3717;4\n"
    assert 4 == carry(text.format(4), fits="2025-01-01")["Herstappe"].value
    (found,) = refused(text.format(5), fits="2025-01-01")
    assert "ELZ-T025" in found


# --- land that was cut -------------------------------------------------------------------------


@pytest.fixture
def cut() -> Landscape:
    """Return two municipalities, of which the first gives a quarter to the second in 2010.

    2000: a | b     2010: a without a quarter | b with it
    """
    events = [
        Create(id=unit, day="2000-01-01", unit=unit, name=unit.upper(), nis=f"1000{n}", region="r")
        for n, unit in enumerate("ab", 1)
    ]
    quarter = [Weight(kind="population", share=Share.exactly(Fraction(1, 4)))]
    move = MoveParts(id="m", day="2010-01-01", origin="a", to="b", portion=quarter)
    people = [
        Figure(kind="population", day="2005-01-01", parts=[unit], value=value)
        for unit, value in (("a", 80), ("b", 20))
    ]
    register, figures = Register([*events, move]), Figures(people)
    return Landscape(
        name="cut", covers=Period(), register=register, zoning=Zoning(), figures=figures
    )


def test_land_that_was_cut_is_carried_between_bounds(cut, lines) -> None:
    """Its share of inhabitants gives the estimate, back and forth, and no bound."""
    there = elz.carry(cut, lines("nis;n\n10001;100\n10002;8\n"), on="2010-01-01", fits="2000-01-01")
    assert ("~75 (0-100)", "~33 (8-108)") == tuple(str(there[nis]) for nis in ("10001", "10002"))
    assert 108 == there.sum(["A", "B"]).value
    back = elz.carry(cut, lines("nis;n\n10001;60\n10002;40\n"), on="2000-01-01", fits="2010-01-01")
    assert ("~80 (60-100)", "~20 (0-40)") == (str(back["A"]), str(back["B"]))
    assert ("100", "100", "0") == tuple(
        str(each["n"]) for each in (back.given, back.total, back.outside)
    )


def test_a_list_is_counted_on_land_that_was_cut(cut, lines) -> None:
    """What lay in the first may lie in either now, and what is on other land has none."""
    table = lines("nis;naam\n10001;a\n10001;b\n")
    found = elz.carry(
        cut, table, on="2010-01-01", fits="2000-01-01", columns=tables.rows("practices")
    )
    assert ("~1.50 (0-2)", "~0.50 (0-2)", "2") == (
        *map(str, (found["A"], found["B"])),
        str(found.sum(["A", "B"])),
    )


def test_pieces_of_land_that_was_cut_are_refused(cut, lines) -> None:
    """It is not known where they lie in it."""
    since = Period(date(2000, 1, 1))
    codes = [PostalCode(code=code, parts=["a"], period=since) for code in ("1001", "1002")]
    landscape = evolve(cut, covers=since, gazetteer=Gazetteer(postal_codes=codes))
    with pytest.raises(TableError) as caught:
        elz.carry(landscape, lines("postcode;n\n1001;1\n1002;2\n"), on="2010-01-01")
    assert ["ELZ-F053", "ELZ-F053"] == [each.code for each in caught.value.findings]
    one = evolve(cut, covers=since, gazetteer=Gazetteer(postal_codes=codes[:1]))
    carried = elz.carry(one, lines("postcode;n\n1001;1\n"), on="2010-01-01")
    assert Total.exactly(1) == carried.given["n"]


def test_land_that_left_the_record_lies_outside(lines) -> None:
    """Of a municipality that was abolished, what was given is in no area."""
    events = [
        Create(id=unit, day="2000-01-01", unit=unit, name=unit.upper(), nis=f"1000{n}", region="r")
        for n, unit in enumerate("ab", 1)
    ]
    gone = Abolish(id="x", day="2010-01-01", unit="a")
    landscape = Landscape(
        name="gone", covers=Period(), register=Register([*events, gone]), zoning=Zoning()
    )
    table = lines("nis;n\n10001;5\n10002;8\n")
    carried = elz.carry(landscape, table, on="2010-01-01")
    assert ("13", "8", "5") == tuple(
        str(each["n"]) for each in (carried.given, carried.total, carried.outside)
    )


def test_a_municipality_partly_outside_is_between_bounds(lines) -> None:
    """Both inside and outside may have all of it; what was given is known."""
    events = [
        Create(id="a", day="2000-01-01", unit="a", name="A", nis="10001", parts=("p", "q")),
        Create(id="b", day="2000-01-01", unit="b", name="B", nis="10002"),
        MoveParts(id="m", day="2010-01-01", origin="a", to="b", parts=("p",)),
        Abolish(id="x", day="2010-01-02", unit="a"),
    ]
    figures = Figures(
        Figure(kind="population", day="2005-01-01", parts=[part], value=value)
        for part, value in {"p": 3, "q": 1, "b": 1}.items()
    )
    landscape = Landscape(
        name="gone", covers=Period(), register=Register(events), zoning=Zoning(), figures=figures
    )
    table = lines("nis;n\n10001;8\n10002;2\n")
    carried = elz.carry(landscape, table, on="2010-01-02", fits="2000-01-01")
    assert ("10", "~8 (2-10)", "~2 (0-8)") == tuple(
        str(each["n"]) for each in (carried.given, carried.total, carried.outside)
    )
    bare = elz.carry(landscape, table, on="2010-01-02", fits="2000-01-01", weights=Figures())
    assert ("2-10", "0-8") == (str(bare.total["n"]), str(bare.outside["n"]))


# --- what a key is by itself ---------------------------------------------------------------------


def test_keys_are_land_aside_or_wrong() -> None:
    """By what they were read as, on a day."""
    fl = flanders()
    places = Places(fl, date(2025, 1, 1))
    read = fl.key_index.read
    assert frozenset({"hasselt", "kortessem"}) == places.place(read("71072")).land
    for key, kind in (
        ("62063", "outside"),
        ("buitenland", "abroad"),
        ("", "no place"),
        ("totaal", "larger area"),
        ("02000", "larger area"),
    ):
        assert Aside(places.place(read(key)).key, kind) == places.place(read(key))
    assert isinstance(places.place(read("Hasel")), Finding)
    assert isinstance(places.place(read("71022")), Finding)


def test_a_name_of_several_municipalities_is_refused() -> None:
    """With both."""
    events = [
        Create(id=unit, day="2000-01-01", unit=unit, name="Twin", nis=f"1000{n}")
        for n, unit in enumerate("ab", 1)
    ]
    landscape = Landscape(name="twins", covers=Period(), register=Register(events), zoning=Zoning())
    places = Places(landscape, date(2000, 1, 1))
    found = places.place(landscape.key_index.read("Twin"))
    assert isinstance(found, Finding)
    assert "can mean Twin (10001) or Twin (10002)" == found.message


def test_a_sector_of_land_that_is_gone_is_refused() -> None:
    """It lies nowhere on that day."""
    events = [
        Create(id="a", day="2000-01-01", unit="a", name="A", nis="10001"),
        Abolish(id="x", day="2010-01-01", unit="a"),
    ]
    landscape = Landscape(name="gone", covers=Period(), register=Register(events), zoning=Zoning())
    reading = landscape.key_index.read("10001A00-")
    assert isinstance(Places(landscape, date(2000, 1, 1)).place(reading), Spot)
    assert isinstance(Places(landscape, date(2010, 1, 1)).place(reading), Finding)


def test_larger_areas_are_land_of_the_day() -> None:
    """A province, a region, an arrondissement; the country is all that there is."""
    places = Places(flanders(), date(2025, 1, 1))
    assert len(places.area("Vlaams Gewest")) > len(places.area("70000")) > len(places.area("71000"))
    assert (None, frozenset(), frozenset()) == (
        places.area("01000"),
        places.area("03000"),
        places.area("Hasselt"),
    )


# --- codes of municipalities and postal codes in one column ---------------------------------


@pytest.mark.parametrize("name", ["code", "nis", "postcode", "x"])
def test_postal_codes_beside_codes_of_municipalities_are_read_as_such(carry, name) -> None:
    """Each number is one or the other by its digits, and it is said."""
    carried = carry(f"{name};n\n71011;5\n3500;7\n9000;4\n8400;2\n", to="zone")
    zones = {row.name: row["n"].low for row in carried.known()}
    assert {"Herkenrode": 12, "Gent": 4, "Middenkust": 2} == zones
    assert "The keys are read as postal codes: 3 of 4." in carried.notes


def test_a_number_that_is_a_postal_code_or_a_region_is_refused_with_both(refused) -> None:
    """2000 is Antwerpen, or the Flemish Region without its zero."""
    (found,) = refused("code;n\n71011;5\n3500;7\n2000;4\n")
    assert "can mean postal code 2000 or Vlaams Gewest (02000); write B-2000 or 02000" in found


def test_what_is_said_of_a_number_that_is_both_can_be_written(carry) -> None:
    """With a letter before it, it is a postal code; with its zero, the region."""
    postal = carry("code;n\n71011;5\n3500;7\nB-2000;4\n", to="zone")
    assert 4 == postal["Antwerpen Centrum"].low
    region = carry("code;n\n71011;5\n3500;7\n02000;12\n", to="zone")
    assert "1 total row left out." in region.notes


def test_a_number_of_a_region_among_codes_alone_is_a_total(carry) -> None:
    """No other number of four digits is a postal code."""
    carried = carry("nis;n\n71011;5\n71072;7\n2000;12\n")
    assert (12, 0) == (carried.given["n"].value, carried.outside["n"].value)


def test_a_postal_code_in_a_column_of_codes_has_to_agree_with_the_name_beside(refused) -> None:
    """3500 is no postal code of Gent."""
    (found,) = refused("code;gemeente;n\n71011;Diepenbeek;5\n3500;Gent;7\n")
    assert "the name is that of Gent" in found
    assert "3500" in found
