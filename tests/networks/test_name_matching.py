"""Names that may mean one partner are proposed with the ground; somebody accepts them."""

from __future__ import annotations

import pytest

from elzmodel.dossiers import Dossier
from elzmodel.errors import InvalidValueError, TableError
from elzmodel.networks import (
    AttendanceList,
    MatchGround,
    NameMatches,
    kbo_number,
    read_attendance,
)
from elzmodel.partners import Partner
from tests.networks.messy_list import Messy, messy_list

ONE, OTHER = "0207.437.468", "0202.239.951"


def listed(*names: str, numbers: tuple[str, ...] = ()) -> AttendanceList:
    """Return a list in which each of these names has a row; the first has two."""
    beside = (*numbers, *[""] * len(names))
    rows = [
        {"partner": n, "meeting": "fair", "kbo": k} for n, k in zip(names, beside, strict=False)
    ]
    return read_attendance([rows[0], *rows])


def proposed(matches: NameMatches) -> dict[str, tuple[str, str]]:
    """Return the ground and the partner that are proposed for each name."""
    return {each.name: (each.ground.value, each.partner) for each in matches.proposed}


@pytest.mark.parametrize(
    ("name", "ground"),
    [
        ("caw  LIMBURG", MatchGround.SPELLING),
        ("CAW-Limburg", MatchGround.SPELLING),
        ("C.A.W. Limburg", MatchGround.WORDS),
        ("Limburg, CAW vzw", MatchGround.WORDS),
        ("Centrum Algemeen Welzijnswerk Limburg", MatchGround.ABBREVIATION),
        ("Centrum voor Algemeen Welzijnswerk (CAW) Limburg", MatchGround.ABBREVIATION),
        ("CAW Limbrug", MatchGround.NEAR),
        ("CAWLimburg", MatchGround.NEAR),
    ],
    ids=["case", "hyphen", "dots", "order", "in full", "both", "slip", "blank"],
)
def test_a_name_that_is_written_otherwise_is_proposed(name, ground) -> None:
    """With the surest ground on which the two may be one."""
    matches = listed("CAW Limburg", name).match_names()
    spelled = " ".join(name.split())
    assert {spelled: (ground.value, "CAW Limburg")} == proposed(matches)
    assert [MatchGround.ITSELF] == [e.ground for e in matches if not e.ground.is_proposal]


@pytest.mark.parametrize(
    "name",
    ["CAW Antwerpen", "OCMW Limburg", "WZC Genk 1", "CAW", "Huis", "Limburg"],
)
def test_a_name_with_another_word_is_not_proposed(name) -> None:
    """Another place, another kind of organisation, or less than the whole name."""
    assert {} == proposed(listed("CAW Limburg", name).match_names())


def test_initials_of_any_name_are_an_abbreviation() -> None:
    """Not only those that are usual; small words may count or not."""
    matches = listed("Huis van het Kind Genk", "HvhK Genk").match_names()
    assert {"HvhK Genk": ("abbreviation", "Huis van het Kind Genk")} == proposed(matches)
    turned = listed("NOW Genk", "Nieuwe Oude Werkplaats Genk").match_names()
    assert ["abbreviation"] == [each.ground.value for each in turned.proposed]


def test_two_places_that_look_alike_are_no_slip() -> None:
    """Neither short words, nor two words that are about as usual, nor numbers."""
    assert {} == proposed(listed("OCMW Genk", "OCMW Gent").match_names())
    assert {} == proposed(listed("OCMW Lier", "OCMW Liers").match_names())
    assert {} == proposed(listed("WZC 10001", "WZC 10002").match_names())
    both = [f"{kind} {place}" for kind in ("OCMW", "CAW", "LDC") for place in ("Halle", "Halen")]
    assert {} == proposed(listed(*both).match_names())


def test_a_number_of_the_kbo_tells_more_than_the_name() -> None:
    """One number makes other names one; two numbers part names that are the same."""
    same = listed("CAW Limburg", "Welzijn Zuid", numbers=(ONE, ONE)).match_names()
    assert {"Welzijn Zuid": ("same KBO number", "CAW Limburg")} == proposed(same)
    assert ("0207437468",) == same[0].numbers
    apart = listed("CAW Limburg", "caw limburg", numbers=(ONE, OTHER)).match_names()
    assert {} == proposed(apart)
    lacking = listed("CAW Limburg", "caw limburg", numbers=(ONE,)).match_names()
    assert ["caw limburg"] == [*proposed(lacking)]


def test_where_several_partners_fit_none_is_proposed() -> None:
    """They are named beside it, for somebody to choose."""
    matches = listed("LDC Oost", "Lokaal Dienstencentrum West").match_names(
        ["Thuiszorg Noord", "thuiszorg noord", "LDC West"]
    )
    assert ["Lokaal Dienstencentrum West"] == [*proposed(matches)]
    both = listed("THUISZORG NOORD").match_names(["Thuiszorg Noord", "thuiszorg noord"])
    assert ("Thuiszorg Noord", "thuiszorg noord") == both[0].others
    assert MatchGround.UNMATCHED is both[0].ground


def test_names_are_held_against_partners_that_are_known() -> None:
    """By their names and ids; whoever is not among them is unmatched, and named first-hand."""
    known = [Partner(id="caw", name="CAW Limburg"), Partner(id="logo", name="Logo Limburg")]
    met = listed("Caw", "Logo Limburg", "Thuiszorg", "thuiszorg")
    for source in (known, Dossier(zone_id="haspengouw", partners=known)):
        matches = met.match_names(source)
        assert ("same but for case and signs", "CAW Limburg") == proposed(matches)["Caw"]
        assert ["Logo Limburg"] == [e.name for e in matches.where(ground=MatchGround.ITSELF)]
        assert 1 == len(matches.unmatched)
    assert "Names that are not matched" == matches.unmatched.title


def test_a_known_word_is_no_slip_of_another() -> None:
    """Two known places are two, and one that is not known may be a slip of one, however often."""
    known = ["OCMW Halle", "OCMW Halen", "OCMW Herstappe"]
    matches = listed("OCMW Hallen", "OCMW Herstape").match_names(known)
    assert ["OCMW Herstape"] == [*proposed(matches)]
    assert ("OCMW Halen", "OCMW Halle") == matches.unmatched[0].others
    known = [f"{kind} Herstappe" for kind in ("OCMW", "CAW", "LDC")]
    slips = [name.replace("pp", "p") for name in known]
    assert {*slips} == {*proposed(listed(*known, *slips).match_names(known))}


def test_a_slip_of_a_slip_is_not_proposed() -> None:
    """Step by step any name would become any other."""
    matches = listed("Huis abcdefghij", "Huis abcdefghxy", "Huis abcdefwzxy").match_names()
    assert ["Huis abcdefghxy"] == [*proposed(matches)]


def test_what_is_not_matched_says_which_partners_have_its_words() -> None:
    """As hints alone: a part of a name may be that of several."""
    matches = listed("CAW Limburg", "CAW Oost", "CAW").match_names()
    (bare,) = matches.unmatched.where(name="CAW")
    assert ("CAW Limburg", "CAW Oost") == bare.others


def test_every_name_is_there_once_with_its_rows_and_first_place() -> None:
    """Whatever becomes of it, and the note counts them by ground."""
    matches = listed("CAW Limburg", "caw limburg", "Logo").match_names()
    assert {"CAW Limburg": 2, "caw limburg": 1, "Logo": 1} == {e.name: e.rows for e in matches}
    assert ["records, row 1", "records, row 3", "records, row 4"] == [
        str(each.place) for each in matches
    ]
    assert matches.notes == ("3 names: 1 itself, 1 same but for case and signs and 1 not matched",)


def test_names_without_letters_are_themselves() -> None:
    """Signs alone are not all one name."""
    assert {} == proposed(listed("!!", "++").match_names())


def test_the_order_of_rows_changes_no_proposal() -> None:
    """Nor does the case in which a name is met first."""
    met = messy_list(400).text.splitlines()
    one, other = ("\n".join([met[0], *rows]) for rows in (met[1:], met[:0:-1]))
    assert proposed(read_attendance(one).match_names()) == proposed(
        read_attendance(other).match_names()
    )


@pytest.fixture(scope="module")
def messy() -> Messy:
    """Return a list of 3,000 rows as people keep them."""
    return messy_list()


def test_a_messy_list_of_names_is_matched_without_a_wrong_proposal(messy) -> None:
    """Against the hundred partners that are known, all spellings of theirs."""
    known = sorted({*messy.partner.values()})
    matches = read_attendance(messy.text).match_names(known)
    assert [] == [e.name for e in matches.proposed if e.partner != messy.partner[e.name]]
    assert 0 == len(matches.unmatched)
    assert {each for each in MatchGround if each is not MatchGround.UNMATCHED} - {
        MatchGround.NUMBER
    } <= {each.ground for each in matches}


# --- accepting ------------------------------------------------------------------------------


def test_nothing_is_accepted_by_itself() -> None:
    """Until a ground or a name is said."""
    matches = listed("CAW Limburg", "caw limburg", "CAW Limbrug").match_names()
    assert {} == matches.accepted
    assert {"caw limburg": "CAW Limburg"} == matches.accept(MatchGround.SPELLING).accepted
    assert {"CAW Limbrug": "CAW Limburg"} == matches.accept(names=["CAW Limbrug"]).accepted


def test_what_nothing_is_proposed_for_cannot_be_accepted() -> None:
    """Neither a name that stands for itself, nor the ground of such names."""
    matches = listed("CAW Limburg", "caw limburg").match_names()
    with pytest.raises(InvalidValueError, match="caw limburg"):
        matches.accept(names=["CAW Limburg"])
    with pytest.raises(InvalidValueError, match="SPELLING"):
        matches.accept(MatchGround.UNMATCHED)


HEAD = "name;partner;accepted"


def test_a_table_of_names_tells_all_that_is_wrong_at_once() -> None:
    """What is neither yes nor no, a partner that is lacking, and a second one."""
    rows = ["a;CAW;perhaps", ";CAW;yes", "b;;ja", "c;CAW;x", "c;Logo;1", "d;CAW;nee"]
    with pytest.raises(TableError) as caught:
        listed("a").with_names("\n".join([HEAD, *rows]))
    told = [(str(each.place), each.values["text"]) for each in caught.value.findings]
    assert [
        ("the table:2:3", "perhaps"),
        ("the table:3:1", ""),
        ("the table:4:2", ""),
        ("the table:6:2", "Logo"),
    ] == told
    with pytest.raises(TableError, match="no one column 'accepted'"):
        listed("a").with_names("name;partner\na;CAW\n")


def test_accepted_names_may_come_from_a_sheet_with_truths() -> None:
    """As a workbook or a frame holds them, in Dutch too."""
    rows = [
        {"naam": "a", "partner": "CAW", "aanvaard": True},
        {"naam": "b", "partner": "CAW", "aanvaard": False},
    ]
    met = listed("a", "b").with_names(rows)
    assert [("CAW",), ("CAW",), ("b",)] == [row.partners for row in met]


def test_a_partner_that_is_another_one_itself_leads_to_the_last() -> None:
    """A circle leads nowhere, and is refused."""
    met = listed("a", "b", "c")
    done = met.with_names({"a": "b", "b": "c"})
    assert {("c",)} == {row.partners for row in done}
    with pytest.raises(InvalidValueError, match="a, b and a"):
        met.with_names({"a": "b", "b": "a"})


def test_a_mapping_that_holds_no_names_is_refused() -> None:
    """A name that is lacking would merge all rows."""
    with pytest.raises(InvalidValueError, match="each with that of a partner"):
        listed("a").with_names({"a": ""})
    with pytest.raises(InvalidValueError, match="names, as a list"):
        listed("a").match_names("CAW")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0207.437.468", "0207437468"),
        ("BE0207437468", "0207437468"),
        ("be 207 437 468", "0207437468"),
        ("0207-437-469", ""),
        ("CAW", ""),
        ("", ""),
    ],
)
def test_a_number_of_the_kbo_is_held_against_its_last_digits(text, number) -> None:
    """However it is written; a workbook loses the zero in front."""
    assert number == kbo_number(text)


def test_one_name_may_be_accepted_alone():
    """A text is one name, and not its letters."""
    rows = [
        {"organisatie": name, "vergadering": "m"} for name in ("CAW Voorbeeld", "caw voorbeeld")
    ]
    names = read_attendance(rows).match_names()
    (proposed,) = names.proposed
    assert names.accept(names=[proposed.name]) == names.accept(names=proposed.name)
