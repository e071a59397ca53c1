"""Findings: what they hold, how they are said, and the codes they are made of."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import date

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from elzmodel.errors import InvalidValueError
from elzmodel.values import Grade, Period
from elzmodel.values.findings import (
    NOWHERE,
    CheckOutcome,
    Code,
    Codes,
    Finding,
    Meaning,
    Place,
    Remark,
    Severity,
    findings_table,
    path_text,
)
from elzmodel.values.ids import Ref
from elzmodel.values.text import Suggestions, phrase

BODY = Code(
    "ELZ-G013",
    "sits on several seats of {body}: {seats:list}",
    severity=Severity.ERROR,
    meaning="a person sits on several seats of one body",
)
RULE = Code(
    "ELZ-G001",
    "{title}: {observed}, expected {expected}[; {why}][; waived: {reason}]",
    severity=Severity.ERROR,
)
NIS = Code("ELZ-X033", "not a NIS code: {value}", severity=Severity.ERROR)
PERIOD = Code("ELZ-X010", "{first} to {last}", remedy="look whether they are swapped")
TOUCH = Code("ELZ-X001", {"apart": "they do not touch", "unsure": "the borders do not tell"})
PART = Code("ELZ-L002", "no municipality held {part!r}", remedy="[did you mean {near:or}?]")


def body(**more) -> Finding:
    """Return the finding of a person on several seats of a body."""
    return BODY.finding(Ref("person", "p1"), body="x", seats=["s", "t"], **more)


def rule(**more) -> Finding:
    """Return the finding of a rule about seats."""
    asked = phrase("{low} to {high}", low=4, high=6)
    about = Ref("rule", "R1", label="raad/R1")
    return RULE.finding(about, title="care", observed=1, expected=asked, **more)


# --- what is shown ---------------------------------------------------------------------


def test_a_finding_stands_on_one_line() -> None:
    """Code, weight, subject and sentence."""
    assert "ELZ-G013 error: p1: sits on several seats of x: s, t" == str(body())


def test_what_a_code_means_and_what_a_finding_says_can_stand_in_a_sentence() -> None:
    """In English where nothing else is asked."""
    assert "a person sits on several seats of one body" == str(Meaning(BODY))
    assert "Sits on several seats of x: s, t" == str(Remark(body()))


def test_a_finding_of_a_document_shows_place_path_and_what_was_expected() -> None:
    """The place first, as editors know it; the path stands for the subject."""
    found = NIS.finding(
        Ref("event", "e1"),
        place=Place("x.yaml", 7, 10, path=("events", 0, "nis")),
        value="'7107'",
        expected=phrase("five digits in quotes"),
        remedy=phrase('write "{better}"', better="71072"),
    )
    assert (
        "x.yaml:7:10: ELZ-X033 error: $.events[0].nis: not a NIS code: '7107', "
        'expected five digits in quotes; write "71072"'
    ) == str(found)
    assert ("five digits in quotes", 'write "71072"') == (found.expected, found.remedy)
    assert "not a NIS code: '7107'" == found.message


def test_a_finding_of_a_list_shows_what_its_code_advises() -> None:
    """At the end of the line."""
    found = PERIOD.finding(Ref("code", "37022"), place=Place("units.csv", 3), first=1, last=0)
    assert "units.csv:3: ELZ-X010 warning: 37022: 1 to 0; look whether they are swapped" == str(
        found
    )


def test_a_finding_of_a_rule_says_once_what_was_expected() -> None:
    """Its sentence says so already; what was observed can be asked for."""
    found = rule(article="8-9", grade=Grade.B, sources=["S04"])
    assert "ELZ-G001 error: raad/R1: care: 1, expected 4 to 6" == str(found)
    assert ("1", "4 to 6", "") == (found.observed, found.expected, found.remedy)
    assert ("8-9", Grade.B, ("S04",)) == (found.article, found.grade, found.sources)
    assert ("rule", "R1", "raad/R1") == (found.about.kind, found.about.id, found.subject)


def test_a_waived_rule_passes_and_says_why() -> None:
    """The weight is that of the outcome, and the clause has its value."""
    found = rule(outcome=CheckOutcome.PASS, reason="nobody found", why="")
    assert "ELZ-G001 pass: raad/R1: care: 1, expected 4 to 6; waived: nobody found" == str(found)


def test_an_outcome_that_is_not_known_is_shown() -> None:
    """Beside the severity, in the language asked for."""
    found = TOUCH.finding(variant="unsure", outcome=CheckOutcome.UNKNOWN, severity=Severity.ADVICE)
    assert "ELZ-X001 advice (unknown): the borders do not tell" == str(found)
    assert "ELZ-X001 advies (onbekend): the borders do not tell" == found.line("nl")


def test_a_finding_is_said_in_dutch() -> None:
    """Sentence, phrases in it, weight, and what was expected."""
    assert "zit op meerdere zetels van x: s, t" == body().sentence("nl")
    assert "ELZ-G013 fout: p1: zit op meerdere zetels van x: s, t" == (body().line("nl"))
    found = NIS.finding(value=1, expected=phrase("at least {n}", n=2), place=Place(line=4))
    assert "regel 4: ELZ-X033 fout: not a NIS code: 1, verwacht minstens 2" == found.line("nl")
    assert "minstens 2" == found.text("expected", "nl")


def test_a_finding_calls_options_as_its_door_does() -> None:
    """In the sentence, in what was expected and in the remedy."""
    code = Code("ELZ-L030", "unclear", remedy="say {option:decimal}")
    found = code.finding(expected=phrase("{option:on}"))
    assert "ELZ-L030 warning: unclear, expected on=; say decimal=" == found.line()
    assert "ELZ-L030 warning: unclear, expected --on; say --decimal" == found.line(door="cli")


def test_suggestions_are_looked_up_when_a_finding_is_shown() -> None:
    """Making it asks nothing; without any there is no remedy."""
    asked = []

    def known() -> list[str]:
        asked.append(1)
        return ["wellen", "heers"]

    found = PART.finding(part="Welen", near=Suggestions("Welen", known))
    assert [] == asked
    assert "ELZ-L002 warning: no municipality held 'Welen'; did you mean wellen?" == str(found)
    assert "ELZ-L002 warning: no municipality held 'x'" == str(PART.finding(part="x"))


@pytest.mark.parametrize(("lang", "door"), [("fr", "python"), ("en", "window")])
def test_an_unknown_language_or_door_is_refused(lang: str, door: str) -> None:
    """By the sentence as by the line."""
    with pytest.raises(InvalidValueError):
        body().sentence(lang, door)
    with pytest.raises(InvalidValueError):
        body().line(lang, door)


# --- what is held ----------------------------------------------------------------------


def test_a_finding_holds_what_it_speaks_of() -> None:
    """Numbers, ids, periods and phrases, that cannot be changed."""
    year = Period(date(2022, 1, 1), date(2023, 1, 1))
    found = Code("ELZ-G014", "{who:and}: {period}").finding(who={"p1", "p0"}, period=year)
    assert {"who": ("p0", "p1"), "period": year} == found.values
    with pytest.raises(TypeError):
        found.values["who"] = ()
    with pytest.raises(FrozenInstanceError):
        found.place = NOWHERE


def test_findings_are_equal_by_value() -> None:
    """Whatever the order of their values; place, subject and variant count."""
    assert 1 == len({body(), BODY.finding(**body().values, about=Ref("person", "p1"))})
    others = [
        body(place=Place(line=1)),
        evolve(body(), about=Ref("council", "other")),
        evolve(body(), values={**body().values, "body": "y"}),
        TOUCH.finding(variant="apart"),
        TOUCH.finding(variant="unsure"),
    ]
    assert 6 == len({body(), *others})


def test_a_changed_copy_keeps_the_rest() -> None:
    """As when a reader learns where a finding stands."""
    place = Place("x.yaml", 1, 2)
    assert body(place=place) == evolve(body(), place=place)


def test_a_finding_shows_itself_in_a_process_that_knows_no_codes() -> None:
    """It holds its code, so that nothing has to be loaded first."""
    data = pickle.dumps(rule())
    assert rule() == pickle.loads(data)
    shown = f"import pickle; print(pickle.loads({data!r}))"
    done = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True)
    assert str(rule()) == done.stdout.strip()


def test_severity_is_that_of_the_code_unless_said() -> None:
    """A rule knows its own."""
    assert Severity.ERROR is body().severity
    assert Severity.ADVICE is body(severity=Severity.ADVICE).severity


# --- making ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values", [{}, {"value": 1, "other": 2}, {"expected": "x"}, {"value": 1, "better": 2}]
)
def test_a_finding_takes_the_values_that_its_templates_name(values: dict[str, object]) -> None:
    """A value that is lacking, or that nothing would show, is a slip of the program."""
    with pytest.raises(InvalidValueError, match="ELZ-X033"):
        NIS.finding(**values)


def test_a_value_of_the_remedy_is_needed_unless_the_finding_has_its_own() -> None:
    """What the finding advises stands instead of what its code does."""
    code = Code("ELZ-D034", "no day", remedy="write {better}")
    with pytest.raises(InvalidValueError, match="better"):
        code.finding()
    assert "ELZ-D034 warning: no day; write 2025" == str(code.finding(better=2025))
    assert "ELZ-D034 warning: no day; ask" == str(code.finding(remedy=phrase("ask")))
    assert "ELZ-D034 warning: no day" == str(code.finding(remedy=""))


def test_a_variant_that_does_not_exist_is_refused() -> None:
    """The message names those that do."""
    with pytest.raises(InvalidValueError, match="Expected apart, unsure"):
        TOUCH.finding()


def test_what_was_expected_stands_behind_a_sentence_that_does_not_say_it() -> None:
    """And then what to do."""
    placed = Code("ELZ-D1", "m").finding(place=Place("x", 1), expected="e", remedy="r")
    assert "x:1: ELZ-D1 warning: m, expected e; r" == str(placed)


# --- places ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (NOWHERE, ""),
        (Place("x.csv"), "x.csv"),
        (Place("x.csv", 3), "x.csv:3"),
        (Place("x.xlsx", 7, 3, sheet="Blad1"), "x.xlsx!Blad1:C7"),
        (Place("x.xlsx", 7, 26, sheet="Blad1"), "x.xlsx!Blad1:Z7"),
        (Place("x.xlsx", 7, 703, sheet="Blad1"), "x.xlsx!Blad1:AAA7"),
        (Place("x.xlsx", 7, sheet="Blad1"), "x.xlsx!Blad1:7"),
        (Place("x.xlsx", 0, 2, sheet="Blad1"), "x.xlsx!Blad1:B"),
        (Place("x.xlsx", sheet="Blad1"), "x.xlsx!Blad1"),
        (Place("x.csv", 3, cell="nis"), "x.csv:3, column nis"),
        (Place("x.csv", 3, 2), "x.csv:3:2"),
        (Place(line=3, column=2), "line 3:2"),
        (Place(row=4, cell="nis"), "row 4, column nis"),
        (Place(path=("events", 0)), ""),
    ],
)
def test_a_place_is_shown_as_editors_do(place: Place, expected: str) -> None:
    """And in words where there is no file."""
    assert expected == str(place)


def test_a_cell_of_a_sheet_is_found_in_a_table_of_findings() -> None:
    """The file says its sheet, and the column is called as in the sheet."""
    code = Code("ELZ-D1", "m")
    places = [
        Place("x.xlsx", 7, 28, sheet="Blad1"),
        Place("x.xlsx", sheet="Blad1"),
        Place("x", 1, 2),
    ]
    rows = findings_table([code.finding(place=place) for place in places], placed=True).records()
    shown = [(row["file"], row["line"], row["column"]) for row in rows]
    assert [("x.xlsx!Blad1", 7, "AB"), ("x.xlsx!Blad1", None, None), ("x", 1, 2)] == shown


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), ""),
        (("events", 0, "nis"), "$.events[0].nis"),
        (("action-plans", "a b", "<<"), "$.action-plans['a b'].<<"),
    ],
)
def test_a_path_is_shown_from_the_document_on(path: tuple[str | int, ...], expected: str) -> None:
    """Keys that are words with dots, others in brackets."""
    assert expected == path_text(path)


def test_places_stand_in_order() -> None:
    """By file, line, column, row, cell, and by path also where keys and indices meet."""
    places = [
        Place("a", 9),
        Place("b", 1, 2),
        Place("b", 1, 3, path=("x", "y")),
        Place("b", 1, 3, path=("x", 1)),
        Place("b", 2),
    ]
    backwards = places[::-1]
    assert places == sorted(backwards)


def test_a_reference_is_called_by_its_label() -> None:
    """A phrase is said in the language that is asked for."""
    about = Ref("seat", "s", label=phrase("so for all {n}", n=2))
    assert "so for all 2" == str(about)
    assert "ELZ-G013 fout: zo voor alle 2: " in evolve(body(), about=about).line("nl")


# --- codes -----------------------------------------------------------------------------


def test_a_code_is_found_by_its_id_and_by_what_it_took_over() -> None:
    """Codes that merged stay as aliases."""
    merged = Code("ELZ-C020", "nothing has {id!r}", aliases=("ELZ-G011", "ELZ-P001"))
    codes = Codes([BODY, merged])
    assert [BODY, merged, merged] == [
        codes.find(code) for code in ("ELZ-G013", "ELZ-C020", "ELZ-P001")
    ]


def test_an_unknown_code_is_refused_with_a_near_one() -> None:
    """As somebody who looks a code up may mistype it."""
    with pytest.raises(InvalidValueError, match="Expected ELZ-G013"):
        Codes([BODY, NIS]).find("elz-g013x")
    with pytest.raises(InvalidValueError, match="such as"):
        Codes([BODY]).find("xyz")


def test_codes_can_be_pickled() -> None:
    """As whatever processes hand to each other."""
    assert Codes([BODY, NIS]) == pickle.loads(pickle.dumps(Codes([BODY, NIS])))


def test_codes_are_selected_by_how_they_begin() -> None:
    """In their order; also by what they took over."""
    merged = Code("ELZ-C020", "x", aliases=("ELZ-G011",))
    codes = Codes([BODY, NIS, merged])
    assert (BODY, merged) == codes.select("ELZ-G")
    assert (BODY, NIS) == codes.select("ELZ-X033", "ELZ-G013")
    assert () == codes.select()
    with pytest.raises(InvalidValueError, match="'ELZ-Y'"):
        codes.select("ELZ-G", "ELZ-Y")


@pytest.mark.parametrize("other", [BODY, Code("ELZ-C020", "x", aliases=("ELZ-G013",))])
def test_a_code_that_is_in_use_is_refused(other: Code) -> None:
    """Also where another code took it over."""
    with pytest.raises(InvalidValueError, match="ELZ-G013"):
        Codes([BODY, other])


def test_codes_of_several_rooms_are_gathered() -> None:
    """A higher floor has those of all below it."""
    assert [BODY, NIS, RULE] == list(Codes([*Codes([BODY, NIS]), *Codes([RULE])]))


def test_codes_are_shown_as_a_table_in_a_language() -> None:
    """With meaning and remedy, in English where there is no other."""
    rows = Codes([BODY, PERIOD]).to_table(lang="nl").rows
    assert (
        ("ELZ-G013", "error", "een persoon zit op meerdere zetels van één orgaan", ""),
        ("ELZ-X010", "warning", "", "look whether they are swapped"),
    ) == rows


# --- tables ----------------------------------------------------------------------------


def test_findings_are_shown_as_a_table() -> None:
    """One row each, in the order given, in a language."""
    table = findings_table([body(sources=["S04"]), rule()], lang="nl")
    assert ("code", "severity", "outcome", "subject", "message", "sources") == tuple(
        column.key for column in table.columns
    )
    sentence = "zit op meerdere zetels van x: s, t"
    assert ("ELZ-G013", "error", "fail", "p1", sentence, ("S04",)) == table.rows[0]


def test_findings_of_files_have_their_place_in_the_table() -> None:
    """And what was expected, and what to do."""
    place = Place("x.yaml", 7, 10, path=("events", 0))
    found = NIS.finding(place=place, value=1, expected="text", remedy="quote it")
    cell = PERIOD.finding(place=Place(row=4, cell="until"), first=1, last=0)
    first, second = findings_table([found, cell], placed=True).records()
    assert ("x.yaml", 7, 10, "$.events[0]", "text", "quote it") == tuple(
        first[name] for name in ("file", "line", "column", "path", "expected", "remedy")
    )
    assert (4, "until") == (second["line"], second["column"])


def test_a_code_has_no_other_variants_and_texts_than_its_own() -> None:
    """What is asked of it beyond that is refused."""
    code = Code("ELZ-Z010", "{n} pieces", meaning="x")
    with pytest.raises(InvalidValueError, match="not a variant"):
        code.template("none")
    with pytest.raises(InvalidValueError, match="not a text of a finding code"):
        code.text("sentences")
