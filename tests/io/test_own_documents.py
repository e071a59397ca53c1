"""Dossiers and rules as documents: what they name is looked for in themselves first."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from attrs import field, frozen

import elzmodel as elz
from elzmodel.dossiers import Dossier
from elzmodel.errors import DocumentError, InvalidValueError
from elzmodel.governance import Rule, RuleKind, RuleSet
from elzmodel.io import (
    KINDS,
    EventsDocument,
    Kind,
    _references,
    dumps,
    load,
    loads,
    read_document,
    schema,
)
from elzmodel.io.classes import tag_of
from elzmodel.io.kind import kind_of
from elzmodel.policy import (
    Action,
    EnvironmentalAnalysis,
    OperationalGoal,
    PolicyPlan,
    Statement,
    StatementKind,
    StrategicGoal,
)
from elzmodel.scenarios.steps import MergeStep
from elzmodel.territory import MoveParts
from elzmodel.values import ItemId, Period, Place, Ref, References, refers
from elzmodel.values.findings import path_text
from elzmodel.values.references import undeclared
from elzmodel.values.text import dictionary
from tests.io.corpus import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = "elzmodel: 1\nkind: dossier\nzone_id: haspengouw\n"
DANGLING = HEAD + "projects: [{id: p, title: x, involvements: [{partner: huis}]}]\n"
LAZY = ("elzmodel.governance", "elzmodel.policy", "elzmodel.partners", "elzmodel.dossiers.dossier")


def problems(text: str, **options: Any) -> list[tuple[str, str]]:
    """Return path and code of what is wrong with a text that cannot be read."""
    with pytest.raises(DocumentError) as caught:
        loads(text, **options)
    return [(path_text(each.place.path), each.code) for each in caught.value.findings]


def test_a_dossier_and_rules_are_read_into_their_classes() -> None:
    """The kind of a document says which class its value has."""
    stored = FOLDER / "version_1"
    assert isinstance(load(stored / "dossier.yaml"), Dossier)
    assert isinstance(load(stored / "rules.yaml"), RuleSet)
    assert "voorbeeld-2019" == load(stored / "rules.yaml", of=RuleSet).id


def test_another_kind_than_was_asked_is_refused_at_its_place() -> None:
    """Who asks for a dossier gets a dossier, or is told what there is."""
    with pytest.raises(DocumentError) as caught:
        loads("elzmodel: 1\nkind: events\n", of=Dossier)
    (finding,) = caught.value.findings
    assert Place("<text>", 2, 7, path=["kind"]) == finding.place
    assert "ELZ-D011" == finding.code
    assert ("this is a document of kind events", "dossier") == (finding.message, finding.expected)
    with pytest.raises(InvalidValueError, match="RuleSet, Scenario or ListLayout"):
        loads(HEAD, of=Statement)  # type: ignore[type-var]


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_are_found_by_value_and_by_class(kind: str) -> None:
    """A value and its class are of one kind, and so is a class that inherits."""
    of = KINDS[kind].of
    heir = type("Heir", (of,), {})
    assert [KINDS[kind]] * 2 == [kind_of(of), kind_of(heir)]


def test_ids_that_nothing_has_are_held_and_found(tmp_path: Path) -> None:
    """Reading holds them, checking finds them, and within a landscape reading refuses them."""
    path = tmp_path / "x.yaml"
    path.write_text(DANGLING, "utf-8")
    assert "huis" == load(path, of=Dossier).projects[0].involvements[0].partner
    (finding,) = read_document(path).findings
    expected = ("$.projects[0].involvements[0].partner", "ELZ-R001")
    assert expected == (path_text(finding.place.path), finding.code)
    assert [expected] == problems(DANGLING, within=elz.flanders())
    assert loads(DANGLING) == loads(dumps(loads(DANGLING)))


def test_ids_are_looked_for_beside_other_mistakes() -> None:
    """A document that cannot be read has its dangling ids reported at once."""
    found = problems(DANGLING + "titles: x\n")
    assert [
        ("$.projects[0].involvements[0].partner", "ELZ-R001"),
        ("$.titles", "ELZ-D021"),
    ] == found


@pytest.mark.parametrize("written", ["ELZ Haspengouw", "elz-haspengouw", "Haspengouw"])
def test_a_zone_by_its_name_is_answered_with_its_id(written: str) -> None:
    """Who follows the advice writes what the check accepts."""
    text = HEAD.replace("haspengouw", written)
    with pytest.raises(DocumentError) as caught:
        loads(text, within=elz.flanders())
    (finding,) = caught.value.findings
    assert "write haspengouw" == finding.remedy
    assert "haspengouw" == loads(HEAD, within=elz.flanders()).zone_id


def test_ids_are_advised_beside_the_land_of_a_name() -> None:
    """A name of a municipality stands for its land; what nothing has is no advice."""
    text = HEAD + "advice: [{id: a, title: x, parts: [Hasselt, Nergenshuizen, '']}]\n"
    with pytest.raises(DocumentError) as caught:
        loads(text, within=elz.flanders())
    assert ["write [hasselt, kortessem]", "", ""] == [
        finding.remedy for finding in caught.value.findings
    ]


def test_advice_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document may name so much that nothing has that looking for near ids takes too long."""
    monkeypatch.setattr(_references, "_COMPARISONS", 0)
    text = HEAD + "partners: [{id: huis, name: x}]\nrequests: ["
    text += "{id: a, title: x, partner: huus}, {id: b, title: x, partner: huus}]\nx: 1\n"
    with pytest.raises(DocumentError) as caught:
        loads(text)
    assert ["did you mean huis?", "", ""] == [each.remedy for each in caught.value.findings]


def test_a_document_says_where_its_values_stand(tmp_path: Path) -> None:
    """Of what is left out the place is that of its parent, of an unreadable file the file."""
    path = tmp_path / "x.yaml"
    path.write_text(HEAD + "partners:\n  - {id: a, name: b}\n", "utf-8")
    document = read_document(path)
    assert ("haspengouw", ()) == (document.value.zone_id, document.findings)
    assert [(3, 10), (5, 19), (5, 5), (1, 1)] == [
        (place.line, place.column)
        for place in map(
            document.place,
            [["zone_id"], ["partners", 0, "name"], ["partners", 0, "note"], ["title"]],
        )
    ]
    path.write_text("kind: [", "utf-8")
    document = read_document(path)
    assert (None, Place(str(path))) == (document.value, document.place())
    assert ["ELZ-D004"] == [finding.code for finding in document.findings]


def test_zones_parts_and_events_need_a_landscape(tmp_path: Path) -> None:
    """Without a landscape nobody can tell whether there is such a zone."""
    path = tmp_path / "x.yaml"
    text = HEAD.replace("haspengouw", "nergens")
    path.write_text(text + "claims: [{id: c, kind: other, parts: [x], event: y}]\n", "utf-8")
    assert () == read_document(path).findings
    assert 3 == len(read_document(path, within=elz.flanders()).findings)


def test_an_id_in_use_twice_is_told_once_and_at_the_second() -> None:
    """The class refuses the value; the problem stands where the id stands again."""
    text = HEAD + "statements: [{id: a, kind: value}, {id: b, kind: value}, {id: a, kind: value}]\n"
    assert [("$.statements[2].id", "ELZ-R002")] == problems(text)


def test_odd_shapes_are_searched_for_ids_without_harm() -> None:
    """Whatever stands where a list or a mapping is meant, there are problems and no crash."""
    measure = "{measure: {kind: [], subject: 3, body: true}}"
    action = f"{{indicators: [{measure}]}}"
    goal = f"{{operational_goals: [{{actions: [{action}]}}]}}"
    shapes = (
        "plans: 3",
        "plans: {a: b}",
        "plans: [1, {id: [], approved_by: {}, period: []}]",
        "plans: [{id: p, evaluations: [{subject: x, kind: held}, {subject: y, kind: stop}]}]",
        "councils: [{seats: [{represents: [3, {partner: []}]}]}]",
        "partners: [[{id: x}]]",
        f"plans: [{{strategic_goals: [{goal}]}}]",
    )
    for shape in shapes:
        assert problems(f"{HEAD}{shape}\n", within=elz.flanders())


def test_an_id_whose_quotes_were_forgotten_is_known_all_the_same() -> None:
    """One slip is one problem: who names the action rightly is not told that it is not there."""
    text = f"""{HEAD}plans:
  - id: plan
    strategic_goals:
      - {{id: 1.1, title: x}}
    evaluations:
      - {{subject: "1.1", day: 2023-12-01, verdict: stop}}
"""
    assert [("$.plans[0].strategic_goals[0].id", "ELZ-D031")] == problems(text)


def test_a_number_in_another_form_is_an_id_only_where_it_looks_like_one() -> None:
    """`1.10` is text; as the id of an item it may stand, as that of a partner it may not."""
    read = loads(HEAD + "statements: [{id: 1.10, kind: value}]\n", of=Dossier)
    assert "1.10" == read.statements[0].id
    assert type(read.statements[0].id) is str
    assert [("$.partners[0].id", "ELZ-D032")] == problems(
        HEAD + "partners: [{id: 1.10, name: x}]\n"
    )


def test_nothing_is_loaded_before_a_dossier_is_read() -> None:
    """The door, a landscape and documents of events do without councils, plans and partners."""
    code = f"""
import sys, elzmodel as elz, elzmodel.io
elz.loads(elz.dumps(elz.EventsDocument()), within=elz.flanders())
print(*[name for name in {LAZY!r} if name in sys.modules])
elz.loads("elzmodel: 1\\nkind: dossier\\nzone_id: x\\n")
print(*[name for name in {LAZY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ["", " ".join(LAZY)] == done.stdout.splitlines()


def test_unstated_periods_and_unread_parts_are_told_apart() -> None:
    """A period that is not stated is null, one that is open on both sides is an empty mapping."""
    actions = [Action(id="a", title="x", period=Period()), Action(id="b", title="x")]
    goal = OperationalGoal(id="o", title="x", actions=actions)
    plan = PolicyPlan(
        id="p",
        analysis=EnvironmentalAnalysis(),
        strategic_goals=[StrategicGoal(id="s", title="x", operational_goals=[goal])],
    )
    dossier = Dossier(zone_id="z", plans=[plan])
    text = dumps(dossier)
    assert 1 == text.count("period: {}\n")
    assert "analysis: {}\n" in text
    assert dossier == loads(text)


def test_paragraphs_are_folded_and_stable() -> None:
    """Each paragraph of a text is folded by itself, so that a change in one touches one."""
    texts = ["Een alinea van genoeg woorden om over een regel te gaan, " * 2 + "en klaar.", "Kort."]
    statement = Statement(id="m", kind=StatementKind.MISSION, text=[*texts, "regel\nregel"])
    dossier = Dossier(zone_id="z", statements=[statement])
    written = dumps(dossier)
    assert """\
    text:
      - >-
        Een alinea van genoeg woorden om over een regel te gaan, Een alinea van genoeg
        woorden om over een regel te gaan, en klaar.
      - Kort.
      - |-
        regel
        regel
""" == written.partition("kind: mission\n")[2]
    assert dossier == loads(written)


def test_shares_of_rules_stay_exact() -> None:
    """Two thirds are two thirds, and a period is written as its two days."""
    rule = Rule(
        id="R14",
        title="x",
        kind=RuleKind.BALANCE,
        at_most_share=Fraction(2, 3),
        period=Period(date(2019, 7, 1)),
    )
    written = dumps(RuleSet(id="r", title="x", rules=[rule]))
    assert "at_most_share: 2/3\n    period:\n      start: 2019-07-01\n" in written
    assert Fraction(2, 3) == loads(written, of=RuleSet).rules[0].at_most_share


def test_names_of_persons_stand_in_no_problem() -> None:
    """What is wrong with a person is said by the way to it, without the name."""
    text = HEAD + "persons: [{id: p1, name: An Voorbeeld, gender: q}, {id: p1, name: Jan V.}]\n"
    with pytest.raises(DocumentError) as caught:
        loads(text)
    assert 2 == len(caught.value.findings)
    assert "Voorbeeld" not in str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
def test_every_id_names_something(kind: str) -> None:
    """No field that holds an id is forgotten."""
    assert () == undeclared(KINDS[kind].of)


def test_every_dutch_word_stands_for_something() -> None:
    """What a remedy proposes is a key, an event or a choice of some kind."""
    words: set[str] = {"inferred", "computed", "source", "basis", "zones"}
    for kind in KINDS:
        words |= set(words_in(schema(kind)))
    assert (
        set()
        == {word for meant in dictionary("nl")["synonyms"].values() for word in meant.split()}
        - words
    )


def words_in(node: Any) -> Iterator[str]:
    """Yield the keys and the choices of a schema."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        yield str(key)
        if key == "enum":
            yield from map(str, value)
        elif key == "const":
            yield str(value)
        elif isinstance(value, dict | list):
            yield from words_in(value)


def test_events_are_what_they_were() -> None:
    """The first kind is read and written as before."""
    assert EventsDocument() == loads("elzmodel: 1\nkind: events\n", of=EventsDocument)


def test_odd_shapes_of_a_scenario_are_searched_for_sources_without_harm() -> None:
    """Whatever stands where steps are meant, there are problems and no crash."""
    head = "elzmodel: 1\nkind: scenario\nname: x\n"
    for shape in ("steps: 3", "steps: [1]", "steps: [{step: merge, sources: 3}]",
                  "steps: [{step: undecide, sources: [[a], S99]}]"):  # fmt: skip
        with pytest.raises(DocumentError):
            loads(f"{head}{shape}\n", within=elz.flanders())


def test_kinds_of_events_and_steps_have_their_word() -> None:
    """A class of events or steps is known by its own word, and no other class has one."""
    assert ("step", "merge") == tag_of(MergeStep)
    assert ("event", "move-parts") == tag_of(MoveParts)
    assert tag_of(Period) is None


@frozen(kw_only=True)
class Song:
    """A song, which may answer another one.

    Attributes:
        answers: The song that it answers.
    """

    id: ItemId
    answers: ItemId | None = field(default=None, metadata=refers("song"))


@frozen(kw_only=True)
class Album:
    """Songs that belong together."""

    songs: tuple[Song, ...] = ()


@pytest.fixture
def albums(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let documents hold albums."""
    monkeypatch.setitem(KINDS, "album", Kind(name="album", home=f"{__name__}:Album"))


@pytest.mark.usefixtures("albums")
def test_a_kind_of_document_is_its_class(tmp_path: Path) -> None:
    """Reading, writing, help and what a new field refers to follow from the declaration."""
    album = Album(songs=(Song(id="ode-1"), Song(id="ode-2", answers="ode-1")))
    assert album == loads(dumps(album))
    assert "The song that it answers." in str(schema("album"))
    path = tmp_path / "album.yaml"
    path.write_text(dumps(album).replace("answers: ode-1", "answers: ode-3"), "utf-8")
    (finding,) = read_document(path).findings
    assert ("ELZ-R001", Ref("song", "ode-2")) == (finding.code, finding.about)
    assert Place(str(path), 6, 14, path=["songs", 1, "answers"]) == finding.place
    (in_value,) = References(load(path)).check()
    assert finding.place.path == in_value.place.path
