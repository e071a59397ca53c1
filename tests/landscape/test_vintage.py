"""Which year's municipalities a table has: the verdict, its reasons, and each kind of problem."""

from __future__ import annotations

from datetime import date

import pytest

from elzmodel.data import flanders
from elzmodel.errors import (
    AfterCoverageWarning,
    InvalidValueError,
    NotOnDayError,
    UnknownIdError,
)
from elzmodel.landscape import KeyRows
from elzmodel.landscape.beside import BELGIUM
from elzmodel.landscape.gazetteer import Gazetteer, PostalCode
from elzmodel.landscape.keys import KeyIndex
from elzmodel.landscape.names import Alias
from elzmodel.landscape.vintages import PeriodFit, Vintage, vintage
from elzmodel.territory import Abolish, Alter, Create, Merge, MoveParts, Register
from elzmodel.values import CheckOutcome, Period, Place, Severity
from elzmodel.zones import zone_map

START, MERGER, PROVINCE, RENAMED, END = (
    date(year, 1, 1) for year in (2000, 2010, 2012, 2015, 2020)
)
FIRST, SECOND, THIRD = Period(START, MERGER), Period(MERGER, RENAMED), Period(RENAMED, END)
LATER = Period(MERGER, END)
"""The second and the third are one where no key tells them apart."""


def village(name: str, nis: str, day: date = START) -> Create:
    return Create(id=name, day=day, unit=name, name=name.title(), nis=nis, province="Plain")


@pytest.fixture
def register() -> Register:
    """Three villages: two merge, the third goes to another province and later changes its name.

    2000: alm | bex | cor     2010: albe | cor     2015: albe | sea
    """
    merger = Merge(id="m", day=MERGER, units=("alm", "bex"), unit="albe", name="Albe", nis="10104")
    moved = Alter(id="p", day=PROVINCE, unit="cor", province="Hill")
    renamed = Alter(id="r", day=RENAMED, unit="cor", name="Sea")
    villages = (village("alm", "10101"), village("bex", "10102"), village("cor", "10103"))
    return Register([*villages, merger, moved, renamed])


@pytest.fixture
def ask(register: Register):
    def ask(*keys: object, **options) -> Vintage:
        return vintage(keys, register=register, covers=Period(START, END), **options)

    return ask


def ask_flanders(*keys: object, **options) -> Vintage:
    fl = flanders()
    found = {"register": fl.register, "covers": fl.covers, "aliases": fl.aliases}
    return vintage(keys, **found, **options)


def only_problem(found: Vintage):
    assert 1 == len(found.problems), found.problems
    return found.problems[0]


def test_periods_come_from_the_register_alone(ask) -> None:
    """Periods end where a code, a name or land changes, and not where a province does."""
    assert [FIRST, SECOND, THIRD] == [fit.period for fit in ask("Cor").fits]
    assert [3, 2, 2] == [fit.municipalities for fit in ask("Cor").fits]


def test_a_record_without_bounds_is_searched_whole(register: Register) -> None:
    """Without bounds the first period begins with the first municipality and the last is open."""
    found = vintage(["Sea"], register=register, covers=Period())
    assert [Period(START, MERGER), SECOND, Period(RENAMED)] == [fit.period for fit in found.fits]
    assert (Period(RENAMED), None) == (found.best, found.fits[-1].last_day)
    before = vintage(["Alm"], register=register, covers=Period())
    assert FIRST == before.best


def test_postal_codes_of_days_before_any_municipality_prove_no_period(register: Register) -> None:
    """A table of postal codes may begin long before the record, which then has no land."""
    part = min(register.versions[0].parts)
    code = PostalCode(code="1234", parts=[part], period=Period(date(1980, 1, 1)))
    gazetteer = Gazetteer(postal_codes=[code])
    found = vintage(["1234"], register=register, covers=Period(), gazetteer=gazetteer)
    assert all(fit.municipalities for fit in found.fits)
    assert set(found.candidates) <= {fit.period for fit in found.fits}


@pytest.mark.parametrize("key", ["Alm", "nobody", ""])
def test_a_day_before_any_municipality_can_be_said(register: Register, key: str) -> None:
    """Nothing fits it then, and the answer says so."""
    found = vintage([key], register=register, covers=Period(), fits=date(1990, 1, 1))
    assert ["said"] == [fit.verdict for fit in found.fits if not fit.municipalities]
    assert "0 of 1 key, as said." in str(found)


def test_the_period_with_most_keys_is_best(ask) -> None:
    """Keys of one period find it, and the runner-up and what decides are said."""
    found = ask("10104", "10103", "Sea", repeats_ok=True)
    assert (THIRD, (THIRD,), False) == (found.best, found.candidates, found.is_ambiguous)
    assert (("Sea",), True) == (found.deciding, found.is_clean)
    expected = (
        "3 keys, of which 3 are known.\n"
        "The municipalities are those of 2015-01-01 to 2019-12-31: 3 of 3 keys.\n"
        "Next best is 2010-01-01 to 2014-12-31, 2 of 3 keys; what decides is Sea."
    )
    assert expected == str(found)
    assert "<Vintage 2015-01-01 to 2019-12-31: 3 keys, 0 problems>" == repr(found)


def test_a_repeated_key_counts_once_in_the_repr(ask) -> None:
    """Rows are counted apart from keys."""
    found = ask("10104", "10104", "10103", repeats_ok=True)
    assert (3, 2) == (found.rows, found.keys)
    assert ": 2 keys, 0 problems>" in repr(found)


def test_keys_that_did_not_change_are_ambiguous(ask) -> None:
    """Where each known key is in use in several periods, exactly those are candidates."""
    found = ask("10103")
    assert (None, (FIRST, LATER)) == (found.best, found.candidates)
    assert (True, LATER, True) == (found.is_ambiguous, found.against, found.is_clean)
    assert (
        "The period is not clear: 2000-01-01 to 2009-12-31: 1 of 1 key; "
        "2010-01-01 to 2019-12-31: 1 of 1 key."
    ) == found.explanation[1]
    assert "nothing tells them apart" in found.explanation[2]
    assert "<Vintage 2 candidates: 1 key, 0 problems>" == repr(found)
    assert ["possible", "possible"] == [fit.verdict for fit in found.fits]


def test_a_whole_list_of_codes_decides_where_no_code_does() -> None:
    """After a municipality was abolished, the list without it is the later one."""
    end = Abolish(id="x", day=MERGER, unit="alm")
    register = Register([village("alm", "10101"), village("bex", "10102"), end])
    found = vintage(["10102"], register=register, covers=Period(START, END))
    assert Period(MERGER, END) == found.best
    assert "As many keys exist in 2000-01-01 to 2009-12-31, but of that" in found.explanation[2]
    both = vintage(["10101", "10102"], register=register, covers=Period(START, END))
    assert FIRST == both.best


def test_two_whole_lists_are_ambiguous() -> None:
    """A table that has every municipality of two periods does not tell them apart."""
    villages = (village("alm", "10101"), village("bex", "10102"))
    exchange = MoveParts(id="x", day=MERGER, origin="alm", to="bex", portion=())
    register = Register([*villages, exchange])
    found = vintage(["10101", "10102"], register=register, covers=Period(START, END))
    assert (FIRST, LATER) == found.candidates


def test_one_period_alone_needs_no_reason() -> None:
    """A record in which nothing changes has one period, and no runner-up."""
    register = Register([village("alm", "10101")])
    found = vintage(["Alm"], register=register, covers=Period(START, END))
    assert 2 == len(found.explanation)


def test_a_table_of_two_years_is_mixed(ask) -> None:
    """Keys of one period beside keys of another are mixed, whichever is best."""
    found = ask("10101", "10102", "Cor", "10104")
    assert (FIRST, True) == (found.best, found.is_mixed)
    assert "The table is mixed" in found.explanation[3]
    assert "Problems, against 2000-01-01 to 2009-12-31: 1 not yet." == found.explanation[4]


def test_a_mixed_table_without_a_majority_is_ambiguous(ask) -> None:
    """Where as many keys speak for each period, the problems are stated against the last."""
    found = ask("10101", "10104")
    assert (None, (FIRST, LATER), True) == (found.best, found.candidates, found.is_mixed)
    assert "but not the same ones" in found.explanation[2]
    assert ("ended", "10101") == (found.problems[0].variant, found.problems[0].about.id)


def test_nothing_known_gives_no_period(ask) -> None:
    """No keys, or only unknown ones, give neither a period nor an error."""
    for found in (ask(), ask("zzz")):
        assert (None, (), None, False) == (
            found.best,
            found.candidates,
            found.against,
            found.is_clean,
        )
        assert "The period is not clear: none." == found.explanation[1]
    assert "Problems: 1 unknown." == ask("zzz").explanation[-1]


def test_gaps_of_data_frames_are_empty(register: Register) -> None:
    """What a data frame puts where nothing is counts as empty, whatever its type."""

    class Gap:
        def __str__(self) -> str:
            return "<NA>"

    assert "empty" == KeyIndex(register).read(Gap()).problem.variant


def test_a_text_is_not_a_list_of_keys(register: Register) -> None:
    """One text instead of several is refused, before its letters are taken for keys."""
    with pytest.raises(InvalidValueError, match="not a list of keys: '71072'"):
        vintage("71072", register=register, covers=Period(START))


def test_an_ended_key_says_what_it_became(ask) -> None:
    """A key that ended names its period and what its land became."""
    problem = only_problem(ask("10101", "10104", "Sea", "10103", repeats_ok=True))
    assert "valid 2000-01-01 to 2009-12-31; it became Albe (10104)" == problem.message
    assert ["albe"] == [m.unit for m in problem.values["municipalities"]]


def test_a_key_of_later_says_what_it_was_before(ask) -> None:
    """A key that was not yet there names its first day and what its land was."""
    problem = only_problem(ask("10101", "10102", "Cor", "10104"))
    expected = "valid 2010-01-01 to now; before, it was Alm (10101), Bex (10102)"
    assert ("not yet", "10104", expected) == (problem.variant, problem.about.id, problem.message)


def test_a_key_that_was_created_later_was_nothing_before() -> None:
    """A key of something that began without predecessors names its period only."""
    register = Register([village("alm", "10101"), village("bex", "10102", MERGER)])
    end = Abolish(id="x", day=MERGER, unit="alm")
    register = register.with_events([end])
    found = vintage(["10101", "Alm", "10102"], register=register, covers=Period(START, END))
    later, twice = found.problems
    assert "the same municipality as '10101'" == later.message
    assert ("not yet", "valid 2010-01-01 to now") == (twice.variant, twice.message)
    gone = vintage(["10102", "Bex", "10101"], register=register, covers=Period(START, END))
    assert "valid 2000-01-01 to 2009-12-31" == gone.problems[-1].message


def test_a_key_of_after_the_record_is_not_yet(register: Register) -> None:
    """A name that begins after the period that is covered is known, and not yet valid."""
    found = vintage(["Sea"], register=register, covers=Period(START, MERGER))
    assert ("not yet", 0) == (only_problem(found).variant, found.known)
    open_end = vintage(["Alm"], register=register, covers=Period(RENAMED))
    assert "ended" == only_problem(open_end).variant


def test_a_name_of_two_is_ambiguous() -> None:
    """A name that two municipalities have on one day lists them."""
    twin = Create(id="twin", day=START, unit="twin", name="Alm", nis="10109")
    register = Register([village("alm", "10101"), twin])
    problem = only_problem(vintage(["Alm"], register=register, covers=Period(START, END)))
    assert "can mean Alm (10101) or Alm (10109)" == problem.message


def test_a_code_and_a_name_that_disagree_are_ambiguous() -> None:
    """A cell with the code of one and the name of another is read as neither."""
    problem = only_problem(ask_flanders("11002 Gent"))
    assert ("code and name", "") == (problem.variant, problem.values.get("read_as", ""))
    assert "the code is that of Antwerpen, the name that of Gent (44021)" == problem.message


@pytest.mark.parametrize(
    ("key", "read_as", "left_out"),
    [
        ("Gent (Oost-Vlaanderen)", "Gent", "'(Oost-Vlaanderen)'"),
        ("Nieuwerkerken (L.)", "Nieuwerkerken", "'(L.)'"),
        ("Gemeente Gent", "Gent", "'Gemeente'"),
        ("stad  Gent", "Gent", "'stad'"),
        ("Commune d'Ixelles", "Ixelles", '"Commune d\'"'),
        ("Brugge - stad", "Brugge", "'stad'"),
        ("Stad Brugge (centrum)", "Brugge", "'Stad' and '(centrum)'"),
        ("9000 Gent", "Gent", "'9000'"),
        ("11002 Antwerpen", "11002", "'Antwerpen'"),
        ("Antwerpen (11002)", "11002", "'Antwerpen'"),
        ("11002 - wijk", "11002", "'wijk'"),
        ("Stad Antwerpen [11002]", "11002", "'Stad Antwerpen'"),
    ],
)
def test_a_qualifier_is_left_out_and_said(key: str, read_as: str, left_out: str) -> None:
    """A name with a qualifier, a suffix or its code is read, and what was left out is said."""
    problem = only_problem(ask_flanders(key))
    verb = "are" if " and " in left_out else "is"
    assert ("with qualifier", read_as) == (problem.variant, problem.values.get("read_as", ""))
    assert f"{left_out} {verb} left out; read as {read_as}" == problem.message


def test_two_names_of_one_are_read_as_the_first() -> None:
    """A name in two languages is one municipality; two municipalities are none."""
    problem = only_problem(ask_flanders("Brussel / Bruxelles"))
    assert "'Brussel' and 'Bruxelles' are names of one; read as Brussel" == problem.message
    assert "unknown" == only_problem(ask_flanders("Gent / Brugge")).variant
    assert "unknown" == only_problem(ask_flanders("/")).variant


@pytest.mark.parametrize(
    "key",
    [
        "71072.0",
        "71072,00",
        "71.072",
        "71 072",
        "71\u00a0072",
        "7,1072E4",
        "7.1072e+04",
        "'71072",
        '="71072"',
        pytest.param(71072.0, id="float"),
    ],
)
def test_a_code_that_became_a_number_is_read_and_said(key: object) -> None:
    """What spreadsheets make of a code is read as the code, and listed."""
    problem = only_problem(ask_flanders(key))
    assert ("number format", "71072") == (problem.variant, problem.values.get("read_as", ""))
    assert problem.message.endswith("a number format changed it; read as 71072")


def test_a_code_that_is_a_number_is_said() -> None:
    """A number where text was expected is read, and listed."""
    problem = only_problem(ask_flanders(71072))
    assert "a number where text was expected; read as 71072" == problem.message


@pytest.mark.parametrize("key", ["1.23e-4", "1.23456E2", "71022.5"])
def test_a_number_that_is_no_code_is_unknown(key: str) -> None:
    """A number with decimals is no code."""
    assert "unknown" == only_problem(ask_flanders(key)).variant


def test_zeros_before_a_code_are_left_out_and_said() -> None:
    """A code that a portal padded is read without its zeros."""
    problem = only_problem(ask_flanders("071072"))
    assert ("too many zeros", "71072") == (problem.variant, problem.values.get("read_as", ""))
    assert "zeros stand before it; read as 71072" == problem.message


def test_a_leading_zero_that_is_lost_is_found() -> None:
    """Where codes begin with zero, a code without it is read with it; also from a number."""
    register = Register([village("alm", "01002")])
    found = vintage([1002, "1002"], register=register, covers=Period(START), repeats_ok=True)
    assert ["zero lost"] * 2 == [problem.variant for problem in found.problems]
    assert {"the leading zero is lost; read as 01002"} == {p.message for p in found.problems}


def test_a_code_a_digit_short_has_near_misses() -> None:
    """A code of one digit too few is read as none, with codes from which a digit fell out."""
    problem = only_problem(ask_flanders("7107"))
    assert ("digit lost", "") == (problem.variant, problem.values.get("read_as", ""))
    assert "4 digits where codes have 5; near misses: " in problem.message
    assert "71072" in {m.nis for m in problem.values["near"]}
    assert "4 digits where codes have 5" == only_problem(ask_flanders("1709")).message


def test_codes_of_several_lengths_have_no_short_ones() -> None:
    """Where codes have four and five digits, one of four is complete."""
    register = Register([village("alm", "10101"), village("bex", "2010")])
    problem = only_problem(vintage(["1111"], register=register, covers=Period(START)))
    assert "unknown" == problem.variant


@pytest.mark.parametrize(
    ("key", "kind", "area"),
    [
        ("02000", "region", "Vlaams Gewest (02000)"),
        ("2000", "region", "Vlaams Gewest (02000)"),
        (1000, "country", "België (01000)"),
        ("10000", "province", "Antwerpen (10000)"),
        ("020001", "province", "Vlaams-Brabant (20001)"),
        ("71000", "arrondissement", "Hasselt (71000)"),
        ("71000.0", "arrondissement", "Hasselt (71000)"),
        ("Vlaams Gewest", "region", "Vlaams Gewest (02000)"),
        ("Vlaanderen", "region", "Vlaams Gewest (02000)"),
        ("Région de Bruxelles-Capitale", "region", "Brussels Hoofdstedelijk Gewest (04000)"),
        ("Brussels Gewest", "region", "Brussels Hoofdstedelijk Gewest (04000)"),
        ("west-vlaanderen", "province", "West-Vlaanderen (30000)"),
        ("Limburg", "province", "Limburg (70000)"),
        ("Provincie Antwerpen", "province", "Antwerpen (10000)"),
        ("Antwerpen (prov.)", "province", "Antwerpen (10000)"),
        ("Province de Limbourg", "province", "Limburg (70000)"),
        ("Arr. Hasselt", "arrondissement", "Hasselt (71000)"),
        ("Arrondissement Halle-Vilvoorde", "arrondissement", "Halle-Vilvoorde (23000)"),
        ("administratief arrondissement Gent", "arrondissement", "Gent (44000)"),
        ("Brussel-Hoofdstad (arrondissement)", "arrondissement", "Brussel (21000)"),
        ("België", "country", "België (01000)"),
        ("Belgique", "country", "België (01000)"),
        ("ELZ Haspengouw", "larger area", "ELZ Haspengouw"),
        ("PZ Hekla", "larger area", "PZ Hekla"),
    ],
)
def test_a_larger_area_is_no_municipality(key: object, kind: str, area: str) -> None:
    """Codes and names of regions, provinces and arrondissements are told from municipalities."""
    found = ask_flanders(key)
    problem = only_problem(found)
    assert (kind, Severity.ADVICE) == (problem.variant, problem.severity)
    assert problem.message.endswith(f": {area}")
    reading = found.reading(key)
    assert (kind, True, False) == (reading.kind, reading.is_whole, reading.is_outside)


def test_a_larger_area_knows_its_municipalities() -> None:
    """The municipalities of an area that stands in a table are found by it."""
    day = flanders().on("2024-06-01")
    keys = {"02000": 300, "70000": 42, "24000": 30, "04000": 19, "01000": 319, "Vlaanderen": 300}
    found = flanders().vintage(keys, fits=day.day)
    areas = {key: found.reading(key).area for key in keys}
    sizes = {key: sum(map(area.holds, day.municipalities)) for key, area in areas.items()}
    assert keys == sizes


@pytest.mark.parametrize("key", ["03000", "Waals Gewest", "Wallonië", "50000", "Henegouwen"])
def test_a_larger_area_of_wallonia_is_outside(key: str) -> None:
    """Regions, provinces and arrondissements without land of the record lie outside it."""
    reading = ask_flanders(key).reading(key)
    assert ("outside", True, True) == (reading.kind, reading.is_outside, reading.area.is_outside)


def test_between_provinces_antwerpen_is_one() -> None:
    """Where all that is known are provinces, the name of both means the province."""
    found = flanders().vintage(["Antwerpen", "Limburg", "Oost-Vlaanderen", "x"])
    kinds = ["province", "province", "province", "unknown place"]
    assert kinds == [reading.kind for reading in found.readings]
    for beside in ("Gent", "11001", "Provincie Antwerpen"):
        found = flanders().vintage(["Antwerpen", "Limburg", beside])
        assert "municipality" == found.reading("Antwerpen").kind


def test_areas_of_another_country_can_be_said(register: Register) -> None:
    """Without the codes of Belgium, only what the register names is an area."""
    index = KeyIndex(register, areas=())
    kinds = [index.read(key).problem.variant for key in ("02000", "71000", "Plain")]
    assert ["unknown", "unknown", "province"] == kinds


@pytest.mark.parametrize(
    ("key", "area"),
    [
        ("Totaal", ""),
        ("Total", ""),
        ("T", ""),
        ("Tot.", ""),
        ("Eindtotaal", ""),
        ("Algemeen totaal", ""),
        ("som", ""),
        ("Alle gemeenten", ""),
        ("Subtotaal Hasselt", ""),
        ("Totaal Antwerpen", ""),
        ("Totaal Vlaanderen", "Vlaams Gewest (02000)"),
        ("Vlaams Gewest totaal", "Vlaams Gewest (02000)"),
        ("Total Belgique", "België (01000)"),
    ],
)
def test_a_total_is_no_municipality(key: str, area: str) -> None:
    """Rows of totals are listed as such, and what they are the total of where they say it."""
    found = ask_flanders(key)
    assert "a total, not a municipality" == only_problem(found).message
    assert area == str(found.reading(key).area or "")


@pytest.mark.parametrize(
    "key",
    [
        *("00000", "99999", 999, "0", "-1", "x", "?", "--", "-", "...", "NA", "n/a", "#N/B"),
        *("Onbekend", "niet gekend", "N.v.t.", "Gemeente onbekend", "onbekende gemeente"),
        *("Inconnu", "commune inconnue", "unknown municipality", "geen woonplaats", "andere"),
    ],
)
def test_an_unknown_place_is_no_municipality(key: object) -> None:
    """Codes and words for a place that is not known are listed as such."""
    problem = only_problem(ask_flanders(key))
    said = "it stands for no place that is known"
    assert ("unknown place", said, Severity.ADVICE) == (
        problem.variant,
        problem.message,
        problem.severity,
    )


@pytest.mark.parametrize(
    "key",
    [
        *("Buitenland", "in het buitenland", "Buitenlandse woonplaats", "Étranger", "abroad"),
        *("niet in België", "hors Belgique", "Nederland", "Frankrijk", "Groothertogdom Luxemburg"),
    ],
)
def test_what_lies_abroad_is_told_from_what_is_not_known(key: str) -> None:
    """People who live abroad have a kind of their own."""
    assert ("abroad", "it lies abroad") == (
        only_problem(ask_flanders(key)).variant,
        only_problem(ask_flanders(key)).message,
    )


@pytest.mark.parametrize("key", [None, float("nan"), "", "  "])
def test_an_empty_key_is_listed(key: object) -> None:
    """Nothing, not-a-number and blanks are empty keys."""
    problem = only_problem(ask_flanders(key))
    assert ("empty", "", "there is no key") == (problem.variant, problem.about.id, problem.message)


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("Hasel", ["Hasselt"]),
        ("Antwrepen", ["Antwerpen"]),
        ("17072", ["Hasselt"]),
        ("71073", ["Lummen"]),
        ("qq", []),
        ("q", []),
    ],
)
def test_an_unknown_key_has_near_misses(key: str, near: list[str]) -> None:
    """What nothing ever had names what looks like it."""
    problem = only_problem(ask_flanders(key))
    assert "unknown" == problem.variant
    assert near == [str(m).partition(" (")[0] for m in problem.values["near"]][: len(near)]
    assert problem.message.startswith("nothing ever had it")


def test_a_long_text_is_no_key() -> None:
    """Text longer than any name or address is unknown, without a search for what it is like."""
    problem = only_problem(ask_flanders("Gent " * 100_000))
    assert ("unknown", "nothing ever had it") == (problem.variant, problem.message)


def test_a_key_that_stands_twice_is_listed_once(ask) -> None:
    """A repeated key is one problem with all its rows, unless rows may repeat."""
    problem = only_problem(ask("10101", "10103", " 10101"))
    assert ("duplicate", "row 1") == (problem.variant, str(problem.place))
    assert "stands in 2 rows (rows 1 and 3)" == problem.message
    assert not ask("10101", "10101", "Alm", repeats_ok=True).problems
    assert "1 key in 2 rows, of which 1 is known." == ask("10101", "10101").explanation[0]


def test_a_code_and_a_name_of_one_are_a_duplicate(ask) -> None:
    """Two keys for one municipality are found, whatever they are written as."""
    problem = only_problem(ask("10101", "ALM", "10102"))
    assert ("same municipality", "ALM") == (problem.variant, problem.about.id)
    assert "the same municipality as '10101'" == problem.message


def test_an_alias_is_a_name(register: Register) -> None:
    """Aliases of municipalities count as names; those of zones do not."""
    aliases = (
        Alias(scope="municipality", text="Almère", ids=("alm",)),
        Alias(scope="zone", text="Bextown", ids=("bex",)),
    )
    found = vintage(["almere", "bextown"], register=register, covers=Period(START), aliases=aliases)
    assert (FIRST, 1) == (found.best, found.known)
    assert "unknown" == only_problem(found).variant


def test_case_accents_and_hyphens_do_not_count() -> None:
    """A name as it is typed is a name."""
    assert ask_flanders("SINT NIKLAAS", "bievene", " Gent\u00a0").is_clean


def test_problems_can_be_asked_by_kind_and_stand_in_order(ask) -> None:
    """Problems come in the order of the keys, and by kind."""
    found = ask("zzz", "10101", "", "10101")
    assert ["zzz", "10101", ""] == [problem.about.id for problem in found.problems]
    assert ["10101"] == [p.about.id for p in found.problems.where(variant="duplicate")]


def test_problems_have_their_place_in_the_file(ask) -> None:
    """Problems name the first row of a key, or its place in the file as the caller says."""
    found = ask("10101", "10101", "010102")
    assert ["row 1", "row 3"] == [str(problem.place) for problem in found.problems]
    rows = [KeyRows.at(Place("x.csv", line, 1)) for line in (2, 3, 4)]
    twice, mended = ask("10101", "10101", "010102", rows=rows).problems
    assert "stands in 2 rows (lines 2 and 3)" == twice.message
    assert ("x.csv:4:1", "010102", "10102") == (
        str(mended.place),
        mended.about.id,
        mended.values["read_as"],
    )
    assert "too many zeros" in found._repr_html_()


def test_a_long_table_is_judged_by_its_different_keys(ask) -> None:
    """Keys given with how many rows they stand in are one problem each, with a range of lines."""
    rows = [
        KeyRows(324, Place("x.csv", 2, 1), Place("x.csv", 325, 1)),
        KeyRows(1, Place("x.csv", 400, 1), Place("x.csv", 400, 1)),
        KeyRows(1_200, Place("x.csv", 401, 1), Place("x.csv", 2_000, 1)),
    ]
    found = ask("10104", "zzz", "010103", rows=rows)
    assert [
        "stands in 324 rows (lines 2 to 325)",
        "nothing ever had it",
        "zeros stand before it; read as 10103; in 1,200 rows (lines 401 to 2000)",
        "stands in 1,200 rows (lines 401 to 2000)",
    ] == [problem.message for problem in found.problems]
    assert "3 keys in 1,525 rows, of which 2 are known." == found.explanation[0]
    calm = ask("10104", "zzz", "010103", rows=rows, repeats_ok=True)
    assert ["zzz", "010103"] == [problem.about.id for problem in calm.problems]


def test_rows_of_one_key_are_joined(ask) -> None:
    """A key that is given twice, with blanks around it, stands in the rows of both."""
    rows = [
        KeyRows(3, Place(line=9), Place(line=12)),
        KeyRows(2, Place(line=2), Place(line=30)),
    ]
    problem = only_problem(ask("10101", " 10101", rows=rows))
    assert ("stands in 5 rows (lines 2 to 30)", "line 2") == (problem.message, str(problem.place))


def test_rows_say_where_they_are() -> None:
    """One row shows its place, two show both, more show the first and the last."""
    one, other = KeyRows.at(Place("x.csv", 7, 1)), KeyRows.at(Place("x.csv", 9, 1))
    assert ("x.csv:7:1", "2 rows (lines 7 and 9)") == (str(one), str(other.with_also(one)))
    assert "3 rows (rows 1 to 8)" == str(KeyRows(3, Place(row=1), Place(row=8)))


def test_rows_are_one_for_each_key(ask) -> None:
    """Rows that do not belong to the keys are refused."""
    with pytest.raises(InvalidValueError, match="one for each of 2 keys"):
        ask("10101", "10102", rows=[KeyRows.at(Place(line=2))])


@pytest.mark.parametrize("key", ["Halle (Zoersel)", "Gent [West-Vlaanderen]"])
def test_a_bracket_that_contradicts_the_name_decides(key) -> None:
    """The village of another municipality or province is not the municipality of that name."""
    problem = only_problem(ask_flanders(key))
    assert ("name and bracket", "ELZ-L032") == (problem.variant, problem.code)
    assert "the bracket says" in problem.message


@pytest.mark.parametrize("day", ["2018-12-31", "2019-01-01", "2024-12-31", "2025-01-01"])
@pytest.mark.parametrize("area", ["Vlaams Gewest", None])
@pytest.mark.parametrize("first", range(0, 20, 3))
def test_a_packaged_layout_is_recognised_with_a_twentieth_of_dirt(
    day: str, area: str | None, first: int
) -> None:
    """With every twentieth code or name unreadable, a layout is still the best, and dirt listed."""
    snapshot = flanders().on(day)
    living = snapshot.municipalities_in(area) if area else snapshot.municipalities
    for keys in ([str(m.nis) for m in living], [m.name for m in living]):
        clean = ask_flanders(*keys)
        assert (True, snapshot.day in clean.best) == (clean.is_clean, True)
        dirt = [f"zz{i}" for i in range(first, len(keys), 20)]
        keys[first::20] = dirt
        found = ask_flanders(*keys)
        assert clean.best == found.best
        assert dirt == [problem.about.id for problem in found.problems]


def test_doubts_are_findings(ask) -> None:
    """An unclear period, a mixture and each problem are findings, errors only where mixed."""
    found = ask("10101", "010104", "").findings()
    assert ["ELZ-L030", "ELZ-L031", "ELZ-L032", "ELZ-L033", "ELZ-L032"] == [f.code for f in found]
    assert (CheckOutcome.UNKNOWN, Severity.ERROR) == (found[0].outcome, found[1].severity)
    assert "''" == found[-1].subject
    assert not ask("Sea").findings()
    assert "the period is not clear: none. No key" in ask().findings()[0].message


# --- what the gazetteer adds ---------------------------------------------------------------


def read(*keys: object, **options) -> Vintage:
    """Ask the packaged landscape, which has villages, postal codes and what lies outside."""
    return flanders().vintage(keys, **options)


@pytest.mark.parametrize(
    ("key", "read_as"),
    [
        ("BE71072", "71072"),
        ("BE_73001", "73001"),
        ("NIS71011", "71011"),
        ("nis-code: 71011", "71011"),
        ("https://data.vlaanderen.be/id/gemeente/71066", "71066"),
        ("http://vocab.belgif.be/auth/refnis2019/71022#id", "71022"),
        ("71072-Hasselt", "71072"),
        ("Hasselt_71072", "71072"),
    ],
)
def test_codes_as_registers_write_them_are_read(key: str, read_as: str) -> None:
    """What stands around a code is left out, and said."""
    problem = only_problem(read(key))
    assert ("with qualifier", read_as) == (problem.variant, problem.values["read_as"])


@pytest.mark.parametrize(
    ("key", "variant"),
    [("NIS71000", "arrondissement"), ("BE62063", "outside"), ("BE_71073", "unknown")],
)
def test_a_code_form_without_a_municipality_says_what_the_code_is(key: str, variant: str) -> None:
    """The key is shown as it stands, and told as its code would be."""
    problem = only_problem(read(key))
    assert (variant, key) == (problem.variant, problem.about.id)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("71024A00-", "a statistical sector of Herk-de-Stad (71024)"),
        ("71024 A00-", "a statistical sector of Herk-de-Stad (71024)"),
        ("71024a00", "a statistical sector of Herk-de-Stad (71024)"),
        ("71022A00-", "a statistical sector of Hasselt (71022), which became Hasselt (71072)"),
        ("62063A00-", "Liège (62063) lies outside the record"),
        ("71073A00-", "nothing ever had it"),
    ],
)
def test_a_statistical_sector_is_no_municipality(key: str, said: str) -> None:
    """A sector names the municipality of its code, and what that became; it is not its row."""
    found = read(key)
    assert (said, 0) == (only_problem(found).message, found.known)


@pytest.mark.parametrize(
    "key",
    [
        "Sint\u2011Niklaas",
        "St-Niklaas",
        "St. Niklaas",
        "Heist\u2010op\u2010den\u2010Berg",
        "St.-Pieters-Leeuw",
        "Haan, De",
        "Panne (De)",
        "Heist o/d Berg",
        "KAPELLE-O.D.-BOS",
        "SAINT-TROND",
        "St Gilles",
    ],
)
def test_a_name_is_read_however_it_is_spelt(key: str) -> None:
    """Hyphens of any kind, saints in short and an article that stands last need no mending."""
    assert read(key).is_clean


@pytest.mark.parametrize(
    ("key", "read_as", "administration"),
    [
        ("Gemeente en OCMW Aalst", "Aalst", "municipality and OCMW"),
        ("Gemeente- en OCMW-bestuur Aalst", "Aalst", "municipality and OCMW"),
        ("Stad & OCMW Gent", "Gent", "municipality and OCMW"),
        ("OCMW Hasselt", "Hasselt", "OCMW"),
        ("OCMW van Hasselt", "Hasselt", "OCMW"),
        ("Hasselt (OCMW)", "Hasselt", "OCMW"),
        ("Hasselt - OCMW", "Hasselt", "OCMW"),
        ("OCMW Hasselt 71072", "71072", "OCMW"),
        ("AGB Hasselt", "Hasselt", "AGB"),
        ("CPAS d'Ixelles", "Ixelles", "OCMW"),
        ("Administration communale d'Ixelles", "Ixelles", ""),
        ("Stadsbestuur Genk", "Genk", ""),
        ("Gemeentebestuur Zonhoven", "Zonhoven", ""),
        ("Lokaal bestuur Bree", "Bree", ""),
    ],
)
def test_names_of_administrations_are_read(key: str, read_as: str, administration: str) -> None:
    """The words for an administration are left out, and kept as what the row is of."""
    fl = flanders()
    reading = KeyIndex(fl.register, fl.aliases).read(key)
    assert (read_as, administration) == (reading.read_as, reading.administration)
    assert "with qualifier" == reading.problem.variant


def test_two_administrations_of_one_are_two_rows() -> None:
    """A municipality and its OCMW are told apart; one of the two that stands twice is not."""
    apart = read("Gemeente Aalst", "OCMW Aalst", "Gemeente en OCMW Aalst")
    assert {"with qualifier"} == {problem.variant for problem in apart.problems}
    twice = read("Gemeente Aalst", "Stad Aalst", "OCMW Aalst", "OCMW van Aalst")
    same = [p.message for p in twice.problems.where(variant="same municipality")]
    expected = ["Gemeente Aalst", "OCMW Aalst"]
    assert [f"the same municipality as {name!r}" for name in expected] == same


@pytest.mark.parametrize(
    ("key", "village", "municipality"),
    [
        ("Heverlee", "Heverlee", "Leuven (24062)"),
        ("st pieters rode", "Sint-Pieters-Rode", "Holsbeek (24043)"),
        ("Halle (Zoersel)", "Halle", "Zoersel (11055)"),
        ("Nieuwerkerken (Aalst)", "Nieuwerkerken", "Aalst (41002)"),
        ("Machelen (Zulte)", "Machelen", "Zulte (44081)"),
        ("Beveren (Roeselare)", "Beveren", "Roeselare (36015)"),
        ("Kortessem (Hasselt)", "Kortessem", "Hasselt (71072)"),
        ("Deurne (Antwerpen)", "Deurne", "Antwerpen (11002)"),
        ("District Deurne (Antwerpen)", "Deurne", "Antwerpen (11002)"),
        ("2100 Deurne", "Deurne", "Antwerpen (11002)"),
        ("2980 Halle", "Halle", "Zoersel (11055)"),
        ("Halle (2980)", "Halle", "Zoersel (11055)"),
        ("Aalst (Limburg)", "Aalst", "Sint-Truiden (71053)"),
        ("Tielt (Vl.-Brabant)", "Tielt", "Tielt-Winge (24135)"),
        ("11055B", "Halle", "Zoersel (11055)"),
    ],
)
def test_a_village_is_read_as_its_municipality(key: str, village: str, municipality: str) -> None:
    """A village, told from others by a bracket or a postal code, is read so and said to be one."""
    problem = only_problem(read(key))
    assert ("ELZ-L033", "village") == (problem.code, problem.variant)
    said = f"{village} is a village or district of {municipality}; read as "
    assert said + municipality.partition(" (")[0] == problem.message


def test_a_village_lies_where_it_lay_on_the_day() -> None:
    """Beside codes of a year, a village is read as the municipality that it was in then."""
    problem = only_problem(read("Vliermaal", "71022"))
    assert "Vliermaal is a village or district of Kortessem (73040)" in problem.message
    later = only_problem(read("Vliermaal", "71066", "71072"))
    assert "Vliermaal is a village or district of Hasselt (71072)" in later.message


def test_a_village_of_several_places_is_ambiguous() -> None:
    """Where villages of one name lie in several municipalities, all of these are named."""
    assert "can mean Diest (24020) or Antwerpen (11002)" == only_problem(read("Deurne")).message


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("Gent (Zoersel)", "the name is that of Gent (44021), the bracket says 'Zoersel'"),
        ("Halle (Saale)", "the name is that of Halle (23027), the bracket says 'Saale'"),
        ("Heverlee (Gent)", "the name is that of Heverlee, the bracket says 'Gent'"),
        (
            "9000 Brugge",
            "the name is that of Brugge (31005), postal code 9000 that of Gent (44021)",
        ),
        (
            "9000 Heverlee",
            "the name is that of Heverlee, postal code 9000 that of Gent (44021)",
        ),
        (
            "Halle (Zoersel) (Vlaams-Brabant)",
            "the name is that of Halle (23027), the bracket says 'Zoersel'",
        ),
        (
            "Deurne (Vlaams-Brabant) (Antwerpen)",
            "the name is that of Deurne, the bracket says 'Vlaams-Brabant'",
        ),
    ],
)
def test_what_is_true_of_no_place_of_the_name_refuses_it(key: str, said: str) -> None:
    """A bracket or a postal code that contradicts is never left out."""
    found = read(key)
    assert (said, 0) == (only_problem(found).message, found.known)


@pytest.mark.parametrize(
    "key",
    [
        "Lille (Turnhout)",
        "Hasselt (arr. Hasselt)",
        "Gent (prov. Oost-Vlaanderen)",
        "Gent (Vlaams Gewest)",
        "Tielt (W.-Vl.)",
        "Brussel (BE)",
        "Gent (België)",
        "Halle (Hal)",
        "Leuven (Heverlee)",
        "Brugge (1)",
        "Gent 2020",
        "9000-Gent",
        "B-9000 Gent",
        "11055 Halle",
    ],
)
def test_what_is_true_of_a_municipality_is_left_out(key: str) -> None:
    """Arrondissement, province, region, another name, a village there, a year or a postal code."""
    assert "with qualifier" == only_problem(read(key)).variant


def test_arrondissements_are_those_of_the_packaged_partition() -> None:
    """The names that a bracket may say are those of the table."""
    fl, day = flanders(), flanders().on("2025-01-01")
    areas = zone_map(fl.register, fl.partitions["arrondissement"], day.day)
    of_table = {
        m.arrondissement: areas.by_id[area].name
        for m in day.municipalities
        for area in areas.split(m.parts)
        if area
    }
    own = {a.code: a.name for a in BELGIUM if a.kind == "arrondissement" and not a.is_outside}
    assert own == of_table


def test_names_that_villages_elsewhere_have_are_noted_once() -> None:
    """Such a name is the municipality, with one note for all, which is no problem of the table."""
    found = read("Halle", "Nieuwerkerken", "Gent", "HALLE", repeats_ok=True)
    assert not found.problems
    (note,) = found.notes
    said = (
        "2 names are taken for municipalities; villages elsewhere have them as well: "
        "Halle in Zoersel (11055), Nieuwerkerken in Aalst (41002)"
    )
    assert ("ELZ-L040", said) == (note.code, note.message)
    assert f"{said[0].upper()}{said[1:]}." in found.explanation
    assert note in found.findings()
    assert not read("Halle (Vlaams-Brabant)", "23027").notes


POINTS = ("Puurs", "Sint-Amands", "Overpelt", "Neerpelt", "Kruishoutem", "Wielsbeke", "Liezele")


def test_a_list_of_villages_proves_no_year() -> None:
    """Beside villages, names of ended municipalities are those of villages of today as well."""
    found = read(*POINTS, "Gruitrode")
    assert (None, 3) == (found.best, len(found.candidates))
    expected = (
        "In a list of villages, names of municipalities that ended do not prove a year, "
        "since villages keep them: Puurs, Sint-Amands, Overpelt, Neerpelt, Kruishoutem."
    )
    assert expected == str(found.reason)
    assert {"village"} == {problem.variant for problem in found.problems}
    before = read(*POINTS, "72040")
    liezele = before.municipality(before.reading("Liezele"), before.best)
    assert (date(2018, 1, 1), "12030") == (before.best.start, liezele.nis)


def test_a_whole_list_with_a_stray_village_keeps_its_year() -> None:
    """All municipalities of 2018 by name are dated, also where one village stands among them."""
    names = [m.name for m in flanders().on("2018-06-01").municipalities_in("Vlaams Gewest")]
    for keys in (names, [*names, "Heverlee"]):
        assert date(2018, 1, 1) == read(*keys).best.start


def test_in_a_list_of_villages_a_shared_name_is_ambiguous() -> None:
    """Where most names are those of villages, a municipality's may be that of a village."""
    found = read("Heverlee", "Liezele", "Kruishoutem", "Halle", "Gent")
    said = {problem.about.id: problem.message for problem in found.problems}
    assert "can mean Halle (23027) or Zoersel (11055)" == said["Halle"]
    assert "Gent" not in said


def test_postal_codes_are_read_as_such() -> None:
    """A column of four digits that tables of postal codes have is said once to be that."""
    found = read("3500", "2000", "1000", "9100", "8400", 3510, "B-3511")
    periods = ["2019-01-01 to 2024-12-31", "2025-01-01 to 2026-03-12"]
    assert periods == [str(period) for period in found.candidates]
    assert ["number format"] == [problem.variant for problem in found.problems]
    assert ["the keys are read as postal codes: 7 of 7"] == [note.message for note in found.notes]


def test_a_postal_code_of_two_municipalities_is_ambiguous() -> None:
    """It is so in the layout whose table says it, and what sources say differently is noted."""
    found = read("1804", "1931")
    assert (None, 2) == (found.best, len(found.candidates))
    assert "can mean Vilvoorde (23088) or Zemst (23096)" == only_problem(found).message
    assert ["ELZ-L034", "ELZ-L041", "ELZ-L041"] == [note.code for note in found.notes]


def test_postal_codes_say_nothing_of_days_without_a_table() -> None:
    """Names of 2018 beside postal codes are not stretched to a layout that no table has."""
    found = read("1000", "3500", "Puurs", "Overpelt", "Neerpelt")
    assert date(2018, 1, 1) == found.best.start
    said = "no table says where this postal code lay: 2018-01-01 to 2018-12-31"
    assert [said, said] == [problem.message for problem in found.problems]


@pytest.mark.parametrize(
    ("keys", "variants"),
    [
        (("3500", "2000", "1000", "4000"), ["no postal code"]),
        (("3500", "2000", "9999", "Totaal"), ["unknown place", "total"]),
        (("1000", "2000", "3000", "4000"), ["country", "region", "outside", "region"]),
        (("3500", "71072"), []),
        (("3500", "71072", "2000", "1000"), ["ambiguous", "ambiguous"]),
        (("71072", "2000", "01000"), ["region", "country"]),
        (("71072", "7107", "3500"), ["digit lost"]),
        (("3500", "9000", "75008"), ["unknown"]),
        (("4020", "5000", "3500"), ["digit lost"] * 3),
        (("1000", "3500", "Gent"), []),
    ],
)
def test_keys_are_postal_codes_where_most_of_them_are_known(keys, variants) -> None:
    """Where few are known they are none; beside codes of five digits one may be an area."""
    assert variants == [problem.variant for problem in read(*keys).problems]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("62063", "Liège (62063) lies outside the record"),
        ("Luik", "Liège (62063) lies outside the record"),
        ("62063 Liège", "Liège (62063) lies outside the record"),
        ("Ville de Namur", "Namur (92094) lies outside the record"),
        ("52099", "a municipality of the arrondissement of Charleroi (52000) lies outside"),
        ("54007", "a municipality of the arrondissement of Moeskroen (54000) lies outside"),
        ("98765", "nothing ever had it"),
        ("17072", "nothing ever had it; near misses: Hasselt (71072), Halen (71020)"),
    ],
)
def test_what_lies_in_the_rest_of_the_country_is_outside(key: str, said: str) -> None:
    """Codes and names of Wallonia are known, and told from what nothing ever had."""
    message = only_problem(read(key)).message
    assert said.partition(", Halen")[0] == message[: len(said.partition(", Halen")[0])]


def test_plain_codes_do_not_read_the_gazetteer() -> None:
    """Villages and postal codes are read only where a key asks for them."""

    def never() -> Gazetteer:
        raise AssertionError

    fl = flanders()
    asked = {"register": fl.register, "covers": fl.covers, "gazetteer": never}
    assert vintage(["71072", "71022.0", "Totaal", "71000", "073001"], **asked).known
    with pytest.raises(AssertionError):
        vintage(["Heverlee"], **asked)


def test_what_a_key_means_is_asked_by_period(ask) -> None:
    """A key gives its reading, and that its municipality all through a period, or none."""
    found = ask("10101", "Cor", "zzz")
    reading = found.reading(" 10101 ")
    assert ("10101", found.readings[0]) == (reading.read_as, reading)
    assert "alm" == found.municipality(reading, FIRST).unit
    assert found.municipality(reading, SECOND) is None
    assert found.municipality(reading, Period(START, RENAMED)) is None
    assert found.municipality(found.reading("zzz"), FIRST) is None
    assert ("alm", None) == (reading.on(START).unit, reading.on(MERGER))
    with pytest.raises(UnknownIdError, match="Bex"):
        found.reading("Bex")


def test_keys_of_other_land_in_another_candidate_are_told() -> None:
    """A code that kept its form while land came to it differs; what no candidate changes, not."""
    found = read("11002", "44021", "zzz")
    assert (3, ["11002"]) == (len(found.candidates), [r.text for r in found.differing()])
    assert not read("44021", "Brugge").differing()
    assert not read("71072", "11002").differing()


def test_the_land_of_a_key_is_the_smallest_that_is_known() -> None:
    """Of a village or a postal code it is the part in which that lies, of a code its whole."""
    found = read("11002", ("Deurne", "2100"), ("Antwerpen", "2018"), "44021", fits="2025-06-01")
    lands = [found.land(reading, found.best) for reading in found.readings]
    assert 15 == len(lands[0])
    assert [{"antwerpen-2100"}, {"antwerpen-2018"}, {"gent"}] == [set(land) for land in lands[1:]]
    assert frozenset() == read("zzz", "Gent").land(read("zzz").readings[0], Period())


def test_what_differs_between_candidates_is_shown_for_each() -> None:
    """The finding says which land a key has in which period, and how to decide."""
    found = read("44021", "11002").other_land()
    said = (
        "means Antwerpen (11002) without Borsbeek (11007) in 2018-01-01 to 2024-12-31 "
        "and Antwerpen (11002) in 2025-01-01 to 2026-03-12"
    )
    (problem,) = found
    assert ("ELZ-L060", "11002", said) == (problem.code, problem.subject, problem.message)
    assert ("row 2", "say the day of the table with --fits") == (
        str(problem.place),
        problem.text("remedy", door="cli"),
    )
    assert not read("44021", "Brugge").other_land()


def test_what_exists_in_some_candidates_only_differs(ask) -> None:
    """A key that means nothing in a candidate has no land there; periods that are apart stay so."""
    found = ask("10101", "Cor", "Sea", "10104")
    assert (FIRST, SECOND, THIRD) == found.candidates
    said = {problem.subject: problem.message for problem in found.other_land()}
    assert (
        "means Alm (10101) in 2000-01-01 to 2009-12-31 and nothing in 2010-01-01 to 2019-12-31"
        == said["10101"]
    )
    back = Register(
        [
            village("alm", "10101"),
            village("bex", "10102"),
            Alter(id="a", day=MERGER, unit="alm", name="Oth"),
            Alter(id="b", day=RENAMED, unit="alm", name="Alm"),
        ]
    )
    (alm, _) = vintage(["Alm", "Oth"], register=back, covers=Period(START, END)).other_land()
    assert "means Alm (10101) in 2000-01-01 to 2009-12-31, 2015-01-01 to 2019-12-31" in alm.message


def test_a_day_that_is_said_decides(ask) -> None:
    """Problems are measured against the day, whatever else the keys would fit."""
    found = ask("10104", "Cor", "10101", fits=START)
    assert (FIRST, (FIRST,), ()) == (found.best, found.candidates, found.deciding)
    assert ["not yet"] == [problem.variant for problem in found.problems]
    assert ["said", "", ""] == [fit.verdict for fit in found.fits]
    said = "The municipalities are those of 2000-01-01 to 2009-12-31: 2 of 3 keys, as said."
    assert (said, None) == (found.explanation[1], found.reason)
    assert not found.differing()
    nothing = ask("zzz", fits="2016-05-04")
    assert (LATER, None) == (nothing.best, nothing.reason)


def test_a_day_that_is_said_has_to_be_covered() -> None:
    """A day before the record is refused, one after it is taken for its end with a warning."""
    with pytest.raises(NotOnDayError):
        read("71072", fits="2017-12-31")
    with pytest.raises(InvalidValueError):
        read("71072", fits="soon")
    with pytest.warns(AfterCoverageWarning):
        found = read("71072", fits="2030-01-01")
    assert date(2025, 1, 1) == found.best.start


@pytest.mark.parametrize(
    ("key", "on", "code", "name"),
    [
        ("71022.0", None, "71022", "Hasselt"),
        ("Kortessem", None, "73040", "Kortessem"),
        ("OCMW Gent", None, "44021", "Gent"),
        ("Heverlee", None, "24062", "Leuven"),
        ("Totaal", None, "", ""),
        ("Kortessem", "2025-01-01", "71072", "Hasselt"),
        ("71022.0", "2025-01-01", "71072", "Hasselt"),
        ("71022.0", "2018-06-01", "71022", "Hasselt"),
        ("Heverlee", "2018-06-01", "24062", "Leuven"),
    ],
)
def test_a_key_is_mended_for_a_day(key: str, on: str | None, code: str, name: str) -> None:
    """It has the code and the name of what it means, or became, on the day."""
    found = read("71022.0", "Kortessem", "OCMW Gent", "Heverlee", "Totaal")
    mended = found.mend(key, on=on)
    assert (key, code, name) == (mended.key, mended.code, mended.name)
    assert (
        mended == found.mended(on=on)[list(map(str, found.readings)).index(str(found.reading(key)))]
    )


def test_why_a_key_is_mended_is_said() -> None:
    """A clean key needs no reason; of the others it is the sentence of the problem."""
    found = read("71072", "71022.0", "zzz", "11002")
    why = [str(row.why) for row in found.mended(on="2025-01-01")]
    assert ["", ""] == [why[0], why[3]]
    assert (
        "not written as a code: a spreadsheet or a number format changed it; read as 71022; valid"
        in (why[1])
    )
    assert "nothing ever had it" == why[2]


def test_a_key_whose_code_depends_on_the_day_is_not_mended_without_one() -> None:
    """A name that had two codes in the periods that fit has none, and the reason says how."""
    found = read("Hasselt", "Gent")
    asked = found.mend("Hasselt")
    assert ("", "its code is 71022 or 71072, by the day; say on=") == (asked.code, str(asked.why))
    assert ("44021", "71072") == (
        found.mend("Gent").code,
        found.mend("Hasselt", on="2025-01-01").code,
    )


def test_a_key_that_fits_one_period_is_mended_by_it() -> None:
    """Without a day as well."""
    assert "71072" == read("71072").mend("71072").code


def test_what_became_several_is_not_mended(ask) -> None:
    """A key of later that was several before has no one code then."""
    found = ask("10104", "Sea")
    assert ("", "10103") == (found.mend("10104", on=START).code, found.mend("Sea", on=START).code)
    assert "10104" == ask("10101").mend("10101", on=MERGER).code
    assert ("", "nothing ever had it") == (
        ask("zzz").mend("zzz").code,
        ask("zzz").mend("zzz").why,
    )


def test_problems_are_counted_by_kind() -> None:
    """Each kind has its keys and rows, the first with its place, the next, and what to do."""
    rows = [
        KeyRows(2, Place("x.csv", 2, 1), Place("x.csv", 9, 1)),
        *(KeyRows.at(Place("x.csv", line, 1)) for line in range(3, 9)),
    ]
    keys = ["71022.0", "62063", "zzz", "92094", "25005", "52011", "11002"]
    kinds = {kind.kind: kind for kind in read(*keys, rows=rows).kinds}
    assert [(1, 2), (1, 2), (4, 4), (1, 1)] == [(k.keys, k.rows) for k in kinds.values()]
    assert ["number format", "duplicate", "outside", "unknown"] == [*kinds]
    assert "71022.0: stands in 2 rows (lines 2 and 9)" == kinds["duplicate"].such_as
    assert (
        "62063 (line 3): Liège (62063) lies outside the record; then 92094, 25005 and 1 more"
        == kinds["outside"].such_as
    )
    assert "say repeats_ok=True where rows may repeat" == str(kinds["duplicate"].what_to_do)


def test_what_mends_repeated_keys_is_called_as_each_door_calls_it(ask) -> None:
    """An argument in Python is an option on the command line, by the name that it has there."""
    (problem,) = ask("10104", "10104").problems
    doors = ("python", "cli", "--population-")
    assert [
        f"say {option} where rows may repeat"
        for option in ("repeats_ok=True", "--repeats", "--population-repeats")
    ] == [problem.text("remedy", door=door) for door in doors]


def test_the_explanation_has_ten_sentences_at_most() -> None:
    """Also of a table that has everything wrong with it that a table can have."""
    keys = [
        *("71022", "71072", "11002", "Halle", "Heverlee", "Puurs", "44021", "44021.0", "Gent"),
        *("62063", "Buitenland", "NA", "", "Totaal", "01000", "02000", "70000", "24000"),
        *("zzz", "7107", "71024A00-", "Gent (Zoersel)", "9000 Brugge", "11002 Gent", "ELZ Gent"),
    ]
    found = read(*keys, *keys)
    assert 8 <= len(found.explanation) <= 10
    postal = read("1804", "1931", "1000", "Halle", "Tielt", "Luik", "Totaal", "zzz")
    assert 8 <= len(postal.explanation) <= 10
    assert any("(and 1 more)" in line for line in postal.explanation)


def test_a_landscape_prepares_its_keys_once() -> None:
    """Tables of a landscape share what each key can mean."""
    fl = flanders()
    assert fl.key_index is fl.key_index
    assert fl.vintage(["71072"]) == fl.vintage(["71072"])
    assert fl.vintage(["71072"]) != fl.vintage(["71072 "] * 2)


@pytest.mark.parametrize(
    ("keys", "unit"),
    [
        ([("Borsbeek", "2150"), ("Gent", "9000")], "antwerpen"),
        (["2150 Borsbeek", "9000 Gent", "3500 Hasselt"], "antwerpen"),
        (["Borsbeek", "Heverlee", "Liezele"], "antwerpen"),
    ],
)
def test_villages_and_places_with_postal_codes_date_no_table(keys, unit: str) -> None:
    """The name of an ended municipality beside its postal code is that of a village of today."""
    found = read(*keys)
    assert (None, 3) == (found.best, len(found.candidates))
    newest = found.municipality(found.readings[0], found.candidates[-1])
    assert (unit, "borsbeek") == (
        newest.unit,
        found.municipality(found.readings[0], found.candidates[0]).unit,
    )
    assert not found.differing() or "9000 Gent" in keys


def test_a_postal_code_beside_a_name_leaves_nothing_to_ask() -> None:
    """In a list of villages it keeps a shared name from being ambiguous, and from being noted."""
    found = read("Heverlee", "Liezele", "Kruishoutem", ("Halle", "1500"), ("Tielt", "3390"))
    halle, tielt = (found.reading(key) for key in (("Halle", "1500"), ("Tielt", "3390")))
    newest = found.candidates[-1]
    assert ["23027", "24135"] == [found.municipality(r, newest).nis for r in (halle, tielt)]
    assert not found.notes
    assert not read(("Halle", "1500")).notes
    assert read("Halle").notes


def test_names_alone_still_date_a_table() -> None:
    """Without villages or postal codes, names of ended municipalities are what they were."""
    found = read("Hasselt", "Kortessem")
    assert [2018, 2019] == [period.start.year for period in found.candidates]
    assert not found.differing()


def test_a_postal_code_that_one_table_lacks_proves_no_year() -> None:
    """Where no table has it, that is said for the days that are meant."""
    found = read("1931", "3500", "9000")
    assert (None, 2) == (found.best, len(found.candidates))
    said = read("1931", "3500", fits="2022-01-01").problems
    assert ["no table"] == [problem.variant for problem in said]


def renamed_land():
    """Return a register in which one municipality gets another name three times."""
    codes = {"10001": "East", "10002": "West"}
    events = [
        Create(id=nis, day=date(2000, 1, 1), unit=nis, nis=nis, name=name)
        for nis, name in codes.items()
    ]
    events += [
        Alter(id=f"a{year}", day=date(year, 1, 1), unit="10001", name=f"East {year}")
        for year in (2005, 2010, 2015)
    ]
    return {"register": Register(events), "covers": Period(START)}


def test_periods_with_the_same_codes_and_land_are_one():
    """Codes do not tell names apart, so that nothing is to choose; the last name is shown."""
    found = vintage(["10001", "10002"], **renamed_land())
    assert [Period(date(2000, 1, 1))] == [fit.period for fit in found.fits]
    assert found.best == Period(date(2000, 1, 1))
    assert "East 2015" == found.municipality(found.reading("10001"), found.best).name


def test_a_name_tells_periods_with_the_same_codes_apart():
    """A name that was used for some years leaves those years, and what is around them stays one."""
    found = vintage(["East 2005", "West"], **renamed_land())
    periods = [(fit.period.start.year, fit.fits) for fit in found.fits]
    assert [(2000, 1), (2005, 2), (2010, 1)] == periods
    assert Period(date(2005, 1, 1), date(2010, 1, 1)) == found.best


def test_a_period_that_fits_is_told_in_a_line() -> None:
    """With how many of the keys exist in it."""
    told = str(PeriodFit(period=SECOND, fits=2, of=3, municipalities=2, verdict="best"))
    assert told.startswith("2010-01-01 to 2014-12-31")
    assert "2 of 3" in told


def test_what_reads_no_gazetteer_is_refused() -> None:
    """A function of one's own that gives something else is told by the name of the argument."""
    fl = flanders()
    with pytest.raises(InvalidValueError, match=r"value for gazetteer: None\. Expected Gazetteer"):
        vintage(["Heverlee"], register=fl.register, covers=fl.covers, gazetteer=lambda: None)
