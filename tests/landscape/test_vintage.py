"""Which year's municipalities a table has: the verdict, its reasons, and each kind of problem."""

from __future__ import annotations

from datetime import date

import pytest

from elzmodel.data import flanders
from elzmodel.errors import InvalidValueError
from elzmodel.landscape.keys import KeyIndex, KeyKind
from elzmodel.landscape.names import Alias
from elzmodel.landscape.vintages import Vintage, vintage
from elzmodel.territory import Abolish, Alter, Create, Merge, Register
from elzmodel.values import Outcome, Period, Severity

START, MERGER, PROVINCE, RENAMED, END = (
    date(year, 1, 1) for year in (2000, 2010, 2012, 2015, 2020)
)
FIRST, SECOND, THIRD = Period(START, MERGER), Period(MERGER, RENAMED), Period(RENAMED, END)


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
    assert [FIRST, SECOND, THIRD] == [fit.period for fit in ask("10101").fits]
    assert [3, 2, 2] == [fit.municipalities for fit in ask("10101").fits]


def test_a_record_without_bounds_is_searched_whole(register: Register) -> None:
    """Without bounds the first period begins with the first municipality and the last is open."""
    found = vintage(["Sea"], register=register, covers=Period())
    assert [Period(START, MERGER), SECOND, Period(RENAMED)] == [fit.period for fit in found.fits]
    assert (Period(RENAMED), None) == (found.best, found.to_table().rows[-1][1])
    before = vintage(["Alm"], register=register, covers=Period())
    assert FIRST == before.best


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


def test_keys_that_did_not_change_are_ambiguous(ask) -> None:
    """Where each known key is in use in several periods, exactly those are candidates."""
    found = ask("10104")
    assert (None, (SECOND, THIRD)) == (found.best, found.candidates)
    assert (True, THIRD, True) == (found.is_ambiguous, found.against, found.is_clean)
    assert (
        "The period is not clear: 2010-01-01 to 2014-12-31: 1 of 1 key; "
        "2015-01-01 to 2019-12-31: 1 of 1 key."
    ) == found.explanation[1]
    assert "nothing tells them apart" in found.explanation[2]
    assert "<Vintage 2 candidates: 1 keys, 0 problems>" == repr(found)
    assert ["", "possible", "possible"] == [row[-1] for row in found.to_table().rows]


def test_a_whole_list_of_codes_decides_where_no_code_does() -> None:
    """After a municipality was abolished, the list without it is the later one."""
    end = Abolish(id="x", day=MERGER, unit="alm")
    register = Register([village("alm", "10101"), village("bex", "10102"), end])
    found = vintage(["10102"], register=register, covers=Period(START, END))
    assert Period(MERGER, END) == found.best
    assert "As many keys exist in 2000-01-01 to 2009-12-31, but of that" in found.explanation[2]
    both = vintage(["10101", "10102"], register=register, covers=Period(START, END))
    assert FIRST == both.best


def test_two_whole_lists_are_ambiguous(ask) -> None:
    """A table that has every municipality of two periods does not tell them apart."""
    assert (SECOND, THIRD) == ask("10104", "10103").candidates


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
    assert (None, (FIRST, SECOND, THIRD), True) == (found.best, found.candidates, found.is_mixed)
    assert "but not the same ones" in found.explanation[2]
    assert (KeyKind.ENDED, "10101") == (found.problems[0].kind, found.problems[0].key)


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

    assert KeyKind.EMPTY is KeyIndex(register).read(Gap()).kind


def test_a_text_is_not_a_list_of_keys(register: Register) -> None:
    """One text instead of several is refused, before its letters are taken for keys."""
    with pytest.raises(InvalidValueError, match="not a list of keys: '71072'"):
        vintage("71072", register=register, covers=Period(START))


def test_an_ended_key_says_what_it_became(ask) -> None:
    """A key that ended names its period and what its land became."""
    problem = only_problem(ask("10101", "10104", "Sea", "10103", repeats_ok=True))
    expected = "ended: '10101': valid 2000-01-01 to 2009-12-31; it became Albe (10104)"
    assert expected == str(problem)
    assert ["albe"] == [m.unit for m in problem.municipalities]


def test_a_key_of_later_says_what_it_was_before(ask) -> None:
    """A key that was not yet there names its first day and what its land was."""
    problem = only_problem(ask("10101", "10102", "Cor", "10104"))
    expected = "not yet: '10104': valid 2010-01-01 to now; before, it was Alm (10101), Bex (10102)"
    assert expected == str(problem)


def test_a_key_that_was_created_later_was_nothing_before() -> None:
    """A key of something that began without predecessors names its period only."""
    register = Register([village("alm", "10101"), village("bex", "10102", MERGER)])
    end = Abolish(id="x", day=MERGER, unit="alm")
    register = register.with_events([end])
    found = vintage(["10101", "Alm", "10102"], register=register, covers=Period(START, END))
    later, twice = found.problems
    assert "the same municipality as '10101'" == later.message
    assert "not yet: '10102': valid 2010-01-01 to now" == str(twice)
    gone = vintage(["10102", "Bex", "10101"], register=register, covers=Period(START, END))
    assert "ended: '10101': valid 2000-01-01 to 2009-12-31" == str(gone.problems[-1])


def test_a_key_of_after_the_record_is_not_yet(register: Register) -> None:
    """A name that begins after the period that is covered is known, and not yet valid."""
    found = vintage(["Sea"], register=register, covers=Period(START, MERGER))
    assert (KeyKind.NOT_YET, 0) == (only_problem(found).kind, found.known)
    open_end = vintage(["Alm"], register=register, covers=Period(RENAMED))
    assert KeyKind.ENDED is only_problem(open_end).kind


def test_a_name_of_two_is_ambiguous() -> None:
    """A name that two municipalities have on one day lists them."""
    twin = Create(id="twin", day=START, unit="twin", name="Alm", nis="10109")
    register = Register([village("alm", "10101"), twin])
    problem = only_problem(vintage(["Alm"], register=register, covers=Period(START, END)))
    assert "ambiguous: 'Alm': can mean Alm (10101) or Alm (10109)" == str(problem)


def test_a_code_and_a_name_that_disagree_are_ambiguous() -> None:
    """A cell with the code of one and the name of another is read as neither."""
    problem = only_problem(ask_flanders("11002 Gent"))
    assert (KeyKind.AMBIGUOUS, "") == (problem.kind, problem.read_as)
    assert "the code is that of Antwerpen, the name that of Gent (44021)" == problem.message


@pytest.mark.parametrize(
    ("key", "read_as", "left_out"),
    [
        ("Gent (Oost-Vlaanderen)", "Gent", "'(Oost-Vlaanderen)'"),
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
    assert (KeyKind.QUALIFIED, read_as) == (problem.kind, problem.read_as)
    assert f"{left_out} {verb} left out; read as {read_as}" == problem.message


def test_two_names_of_one_are_read_as_the_first() -> None:
    """A name in two languages is one municipality; two municipalities are none."""
    problem = only_problem(ask_flanders("Brussel / Bruxelles"))
    assert "'Brussel' and 'Bruxelles' are names of one; read as Brussel" == problem.message
    assert KeyKind.UNKNOWN is only_problem(ask_flanders("Gent / Brugge")).kind
    assert KeyKind.UNKNOWN is only_problem(ask_flanders("/")).kind


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
    assert (KeyKind.NUMBER, "71072") == (problem.kind, problem.read_as)
    assert problem.message.endswith("a number format changed it; read as 71072")


def test_a_code_that_is_a_number_is_said() -> None:
    """A number where text was expected is read, and listed."""
    problem = only_problem(ask_flanders(71072))
    assert "a number where text was expected; read as 71072" == problem.message


@pytest.mark.parametrize("key", ["1.23e-4", "1.23456E2", "71022.5"])
def test_a_number_that_is_no_code_is_unknown(key: str) -> None:
    """A number with decimals is no code."""
    assert KeyKind.UNKNOWN is only_problem(ask_flanders(key)).kind


def test_zeros_before_a_code_are_left_out_and_said() -> None:
    """A code that a portal padded is read without its zeros."""
    problem = only_problem(ask_flanders("071072"))
    assert (KeyKind.PADDED, "71072") == (problem.kind, problem.read_as)
    assert "zeros stand before it; read as 71072" == problem.message


def test_a_leading_zero_that_is_lost_is_found() -> None:
    """Where codes begin with zero, a code without it is read with it; also from a number."""
    register = Register([village("alm", "01002")])
    found = vintage([1002, "1002"], register=register, covers=Period(START), repeats_ok=True)
    assert [KeyKind.SHORT] * 2 == [problem.kind for problem in found.problems]
    assert {"the leading zero is lost; read as 01002"} == {p.message for p in found.problems}


def test_a_code_a_digit_short_has_near_misses() -> None:
    """A code of one digit too few is read as none, with codes from which a digit fell out."""
    problem = only_problem(ask_flanders("7107"))
    assert (KeyKind.SHORT, "") == (problem.kind, problem.read_as)
    assert "4 digits where codes have 5; near misses: " in problem.message
    assert "71072" in {m.nis for m in problem.municipalities}
    assert "4 digits where codes have 5" == only_problem(ask_flanders("1709")).message


def test_codes_of_several_lengths_have_no_short_ones() -> None:
    """Where codes have four and five digits, one of four is complete."""
    register = Register([village("alm", "10101"), village("bex", "2010")])
    problem = only_problem(vintage(["1111"], register=register, covers=Period(START)))
    assert KeyKind.UNKNOWN is problem.kind


@pytest.mark.parametrize(
    ("key", "area"),
    [
        ("02000", "Vlaams Gewest (02000)"),
        ("2000", "Vlaams Gewest (02000)"),
        (1000, "Belgium (01000)"),
        ("10000", "Antwerpen (province) (10000)"),
        ("020001", "Vlaams-Brabant (20001)"),
        ("71000", "arrondissement 71000"),
        ("52000", "arrondissement 52000"),
        ("Vlaams Gewest", "Vlaams Gewest"),
        ("west-vlaanderen", "West-Vlaanderen"),
        ("Provincie Antwerpen", "Provincie Antwerpen"),
        ("België", "België"),
        ("ELZ Haspengouw", "ELZ Haspengouw"),
    ],
)
def test_a_larger_area_is_no_municipality(key: object, area: str) -> None:
    """Codes and names of regions, provinces and arrondissements are told from municipalities."""
    problem = only_problem(ask_flanders(key))
    assert (KeyKind.AREA, f"an area of several: {area}") == (problem.kind, problem.message)


def test_areas_of_another_country_can_be_said(register: Register) -> None:
    """Without the codes of Belgium, only what the register names is an area."""
    index = KeyIndex(register, areas={})
    kinds = [index.read(key).kind for key in ("02000", "71000", "Plain")]
    assert [KeyKind.UNKNOWN, KeyKind.UNKNOWN, KeyKind.AREA] == kinds


@pytest.mark.parametrize("key", ["Totaal", "Total", "Eindtotaal", "Totaal Vlaanderen", "som"])
def test_a_total_is_no_municipality(key: str) -> None:
    """Rows of totals are listed as such."""
    assert "a total, not a municipality" == only_problem(ask_flanders(key)).message


@pytest.mark.parametrize(
    "key", ["00000", "99999", 999, "0", "-1", "x", "?", "Onbekend", "niet gekend", "N.v.t.", "NA"]
)
def test_a_placeholder_is_no_municipality(key: object) -> None:
    """Codes and words for nothing are listed as such."""
    problem = only_problem(ask_flanders(key))
    assert (KeyKind.PLACEHOLDER, "it stands for no municipality") == (problem.kind, problem.message)


@pytest.mark.parametrize("key", [None, float("nan"), "", "  "])
def test_an_empty_key_is_listed(key: object) -> None:
    """Nothing, not-a-number and blanks are empty keys."""
    problem = only_problem(ask_flanders(key))
    assert (KeyKind.EMPTY, "", "there is no key") == (problem.kind, problem.key, problem.message)


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
    assert KeyKind.UNKNOWN is problem.kind
    assert near == [m.name for m in problem.municipalities][: len(near)]
    assert problem.message.startswith("nothing ever had it")


def test_a_key_that_stands_twice_is_listed_once(ask) -> None:
    """A repeated key is one problem with all its rows, unless rows may repeat."""
    problem = only_problem(ask("10101", "10103", " 10101"))
    assert (KeyKind.DUPLICATE, (0, 2)) == (problem.kind, problem.positions)
    assert "stands in 2 rows" == problem.message
    assert () == ask("10101", "10101", "Alm", repeats_ok=True).problems
    assert "1 key in 2 rows, of which 1 is known." == ask("10101", "10101").explanation[0]


def test_a_code_and_a_name_of_one_are_a_duplicate(ask) -> None:
    """Two keys for one municipality are found, whatever they are written as."""
    problem = only_problem(ask("10101", "ALM", "10102"))
    assert (KeyKind.DUPLICATE, "ALM") == (problem.kind, problem.key)
    assert "the same municipality as '10101'" == problem.message


def test_an_alias_is_a_name(register: Register) -> None:
    """Aliases of municipalities count as names; those of zones do not."""
    aliases = (
        Alias(scope="municipality", text="Almère", ids=("alm",)),
        Alias(scope="zone", text="Bextown", ids=("bex",)),
    )
    found = vintage(["almere", "bextown"], register=register, covers=Period(START), aliases=aliases)
    assert (FIRST, 1) == (found.best, found.known)
    assert KeyKind.UNKNOWN is only_problem(found).kind


def test_case_accents_and_hyphens_do_not_count() -> None:
    """A name as it is typed is a name."""
    assert ask_flanders("SINT NIKLAAS", "bievene", " Gent\u00a0").is_clean


def test_problems_can_be_asked_by_kind_and_stand_in_order(ask) -> None:
    """Problems come in the order of the keys, and by kind."""
    found = ask("zzz", "10101", "", "10101")
    assert ["zzz", "10101", ""] == [problem.key for problem in found.problems]
    assert ("10101",) == tuple(p.key for p in found.problems_of(KeyKind.DUPLICATE))


def test_problems_have_their_place_in_the_file(ask) -> None:
    """The table of problems names rows by number, or as the caller says."""
    found = ask("10101", "10101", "010102")
    assert [("key 1", "key 2"), ("key 3",)] == [row[0] for row in found.problem_table().rows]
    rows = found.problem_table(where=["x.csv:2:1", "x.csv:3:1", "x.csv:4:1"]).rows
    mended = (("x.csv:4:1",), "010102", "too many zeros", "10102")
    assert mended == rows[1][:4]
    assert None is rows[0][3]
    assert "<table>" in found._repr_html_()


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
        assert dirt == [problem.key for problem in found.problems]


def test_doubts_are_findings(ask) -> None:
    """An unclear period, a mixture and each problem are findings, errors only where mixed."""
    found = ask("10101", "10104", "010103", "").findings()
    assert ["ELZ-L030", "ELZ-L031", "ELZ-L032", "ELZ-L033", "ELZ-L032"] == [f.code for f in found]
    assert (Outcome.UNKNOWN, Severity.ERROR) == (found[0].outcome, found[1].severity)
    assert "''" == found[-1].subject
    assert () == ask("Sea").findings()
    assert "the period is not clear: none. No key" in ask().findings()[0].message
