"""Texts become trees with places, the same from YAML and from JSON."""

from __future__ import annotations

import json

import pytest
import yaml

from elzmodel.io._readers import LOADERS, read_json, read_yaml
from elzmodel.io.codes import Unreadable
from elzmodel.io.reading import parse
from elzmodel.io.tree import MAX_TEXT, decode
from elzmodel.values import Place
from tests.io.corpus import broken, good

BROKEN = [case.text for case in broken() if case.name.endswith(".yaml")]
READABLE = [path.read_text("utf-8") for path in good()]


@pytest.mark.parametrize("text", [*READABLE, *BROKEN])
def test_both_parsers_of_yaml_give_one_tree(text: str) -> None:
    """Without libyaml a document reads the same, or is refused at the same place."""

    def outcome(loader: object) -> object:
        try:
            tree = read_yaml(text, loader=loader)
        except Unreadable as error:
            return error.finding.code
        return tree and (tree.root, [(each.place.path, each.place.line) for each in tree.findings])

    assert outcome(yaml.SafeLoader) == outcome(LOADERS[0])


@pytest.mark.parametrize("text", ["{}", '{"a": [1, "b", {"c": null}], "d": -1.5e3}', "[true]"])
def test_json_gives_the_tree_of_a_json_parser(text: str) -> None:
    """The values are those of the standard library."""
    assert json.loads(text) == read_json(text).root


def test_json_and_yaml_have_the_same_places() -> None:
    """One text in flow style has the same lines and columns through both doors."""
    text = '{"a": [1,\n  "b\u00e9", {"c": null}],\r\n "d": "x"}'
    one, other = read_json(text), read_yaml(text)
    assert other is not None
    paths = [("a",), ("a", 1), ("a", 2), ("a", 2, "c"), ("d",), ("e", 4), ("a", 1, "x"), ("a", 9)]
    for of_key in (False, True):
        places = [one.place(path, of_key=of_key) for path in paths]
        assert places == [other.place(path, of_key=of_key) for path in paths]


def test_json_may_be_indented_with_tabs_and_escape_what_it_likes() -> None:
    """Tabs, escapes, pairs of surrogates and keys beyond YAML's limits are JSON."""
    text = '{\n\t"a\\u00e9": "\\ud83d\\ude00\\/",\n\t"b":"c"\n}'
    assert {"a\u00e9": "\U0001f600/", "b": "c"} == parse(text).root


def test_a_very_long_number_in_json_is_no_number() -> None:
    """A number beyond what Python reads stays text, which no number field takes."""
    assert "1" * 5000 == read_json("[" + "1" * 5000 + "]").root[0]


def test_a_byte_order_mark_and_line_ends_of_windows_change_nothing() -> None:
    """UTF-8 with and without mark, LF, CRLF and CR give one tree and the same places."""
    plain = "elzmodel: 1\nkind: events\nevents: [a]\n"
    for text in (plain, plain.replace("\n", "\r\n"), plain.replace("\n", "\r")):
        for encoding in ("utf-8", "utf-8-sig"):
            tree = parse(decode(text.encode(encoding)))
            assert {"elzmodel": 1, "kind": "events", "events": ["a"]} == tree.root
            assert (3, 10) == tree.place(("events", 0))


def test_aliases_stand_for_their_value() -> None:
    """An anchor on a scalar, a key, a list or a mapping can be repeated."""
    tree = read_yaml("&k a: &v 1\nb: *v\nc: &l [x]\nd: *l\ne: *k\nf: &m {g: [*v]}\nh: *m\n")
    assert tree is not None
    expected = {"a": 1, "b": 1, "c": ["x"], "d": ["x"], "e": "a", "f": {"g": [1]}, "h": {"g": [1]}}
    assert expected == tree.root
    assert (3, 8) == tree.place(("d", 0))


def test_an_alias_is_no_key() -> None:
    """Keys are written out."""
    with pytest.raises(Unreadable) as caught:
        read_yaml("a: &a b\n*a : c\n")
    assert "alias *a stands as a key" == caught.value.finding.message


def test_too_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of values is limited, in both forms."""
    monkeypatch.setattr("elzmodel.io._readers.MAX_VALUES", 5)
    for reader in (read_yaml, read_json):
        with pytest.raises(Unreadable, match="more than"):
            reader("[" + "1, " * 20 + "1]")


def test_a_key_that_was_dropped_has_no_place_of_its_own() -> None:
    """Of a key that stands twice the first counts; paths into it lead there."""
    tree = read_yaml("a: {b: 1}\na: {c: [2]}\n")
    assert tree is not None
    assert {"a": {"b": 1}} == tree.root
    assert (1, 8) == tree.place(("a", "b"))


def test_half_a_pair_of_surrogates_is_refused() -> None:
    """A text that no file can hold is refused at its place."""
    with pytest.raises(Unreadable) as caught:
        read_yaml("a: b\nc: \ud800")
    assert Place(line=2, column=4) == caught.value.finding.place


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a:\n  b: c\n\u00a0d: [", "replace the no-break space"),
        ("a: \u201cb\nc: [\u201d", "use straight quotes"),
        ("a: [b\nc: d", "look at the indent"),
        ("a:\n\tb: c", "indent with spaces"),
    ],
)
def test_slips_of_yaml_have_their_remedy(text: str, hint: str) -> None:
    """Where the text stops being YAML, the advice is about what people do most."""
    with pytest.raises(Unreadable) as caught:
        read_yaml(text)
    assert hint in caught.value.finding.remedy


def test_json_of_any_depth_is_refused_by_its_depth() -> None:
    """Beyond what the parser of the standard library stands, the answer is the same."""
    for closing in ("", "]" * 100_000):
        with pytest.raises(Unreadable) as caught:
            read_json("[" * 100_000 + closing)
        assert "ELZ-D005" == caught.value.finding.code


def test_anchors_on_what_is_refused_do_no_harm() -> None:
    """Tags are noted once each, and merge keys beside anchors are left out."""
    tree = read_yaml("a: &x !!str b\nc: !t [1]\nd: {<<: *x}\ne: !!map {}\n")
    assert tree is not None
    assert {"a": "b", "c": [1], "d": {}, "e": {}} == tree.root
    assert ["ELZ-D024", "ELZ-D024", "ELZ-D023", "ELZ-D024"] == [each.code for each in tree.findings]


def test_a_text_that_is_too_long_is_refused_in_any_style() -> None:
    """Quoted or not, in a flow or in a block."""
    for text in ("x" * 200_000, f'"{"x " * 100_000}"', f"a: |\n  {'x' * 200_000}\n"):
        with pytest.raises(Unreadable) as caught:
            read_yaml(text)
        assert "ELZ-D002" == caught.value.finding.code


@pytest.mark.parametrize("read", [read_yaml, read_json], ids=["yaml", "json"])
def test_a_text_may_be_as_long_as_the_limit(read) -> None:
    """One sign more is refused."""
    assert MAX_TEXT == len(read(f'{{"a": "{"x" * MAX_TEXT}"}}').root["a"])
    with pytest.raises(Unreadable, match="100,000 at most"):
        read(f'{{"a": "{"x" * MAX_TEXT}x"}}')


def test_findings_beyond_a_number_are_not_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who makes one mistake a thousand times is told so often enough."""
    monkeypatch.setattr("elzmodel.io.tree.MOST", 1)
    tree = read_yaml("a: 1\na: 2\na: !!str 3\n")
    assert tree is not None
    assert (1, {"a": 1}) == (len(tree.findings), tree.root)


def test_json_without_a_name_is_refused_by_its_limits() -> None:
    """What is JSON but beyond a limit is not tried as YAML."""
    with pytest.raises(Unreadable) as caught:
        parse('{"a": ' + "[" * 40 + "]" * 40 + "}")
    assert "ELZ-D005" == caught.value.finding.code
