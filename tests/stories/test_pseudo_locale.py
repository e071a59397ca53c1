"""What people read can be said in another language: under one that is made up, all of it is.

The language stands in the place of Dutch and says all that Dutch says, in letters of its
own: what is still in those of English afterwards has no Dutch, or is a name, a code, a
word to type, or stands in somebody's document.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from html import unescape
from importlib import import_module
from inspect import isclass
from pathlib import Path
from string import Formatter, ascii_letters
from typing import Any

import click
import pytest
import yaml
from attrs import evolve
from click.testing import CliRunner

import elzmodel as elz
from elzmodel.cli import main
from elzmodel.io.converters import converter
from elzmodel.values import Codes
from elzmodel.values.text import dictionary

LETTERS = str.maketrans(ascii_letters, "".join(chr(0xFEE0 + ord(each)) for each in ascii_letters))
"""The letters of the language: those of English, wide."""
NOT_WORDS = re.compile(
    r"--?[a-z-]+|\S*[/\\_=@]\S*|\S+\.(?:csv|yaml|json|kept|be|com)\b|(?<!\w)'[^'\n]{0,60}'(?!\w)"
)
"""What is no word: options, paths, keys, files, and what was typed and is quoted."""


def pseudo(template: str) -> str:
    """Return a template in the language; what names its values stays."""
    pieces = []
    for text, name, form, conversion in Formatter().parse(template):
        pieces.append(text.replace("{", "{{").replace("}", "}}").translate(LETTERS))
        if name is not None:
            words = (form or "").translate(LETTERS if "|" in (form or "") else {})
            end = f"!{conversion}" if conversion else ""
            pieces.append(f"{{{name}{end}{words and f':{words}'}}}")
    return "".join(pieces)


def modules() -> Iterator[Mapping[str, Any]]:
    """Yield what each module of the package holds."""
    for module in pkgutil.walk_packages(elz.__path__, "elzmodel."):
        if not module.name.endswith("__main__"):
            yield vars(import_module(module.name))


@pytest.fixture(scope="module")
def spoken() -> Iterator[None]:
    """Put the language in the place of Dutch, for what Dutch says and nothing more."""
    held = [each for module in modules() for each in module.values()]
    codes = {code.id: code for each in held if isinstance(each, Codes) for code in each}
    choices = [each for each in held if isclass(each) and issubclass(each, Enum)]
    dutch = dictionary("nl")
    findings: dict[str, Any] = {}
    for name, said in dutch["findings"].items():
        code = codes[name]
        findings[name] = {each: pseudo(getattr(code, each)) for each in _TEXTS & said.keys()}
        if "sentence" in said:
            findings[name]["sentence"] = pseudo(code.sentences[""])
        if "sentences" in said:
            of = {each: pseudo(code.sentences[each]) for each in said["sentences"]}
            findings[name]["sentences"] = of
    with pytest.MonkeyPatch.context() as patch:
        for section in ("phrases", "help"):
            patch.setitem(dutch, section, {each: pseudo(each) for each in dutch[section]})
        columns = {each: each.translate(LETTERS) for each in dutch["columns"]}
        patch.setitem(dutch, "columns", columns)
        patch.setitem(dutch, "findings", findings)
        for choice in (each for of in choices for each in of if getattr(each, "dutch", "")):
            patch.setattr(choice, "dutch", str(choice.value).translate(LETTERS))
        patch.setenv("ELZMODEL_LANG", "nl")
        yield
    # What was made of the words meanwhile would be kept for the tests after these.
    converter.cache_clear()


_TEXTS = {"meaning", "explanation", "remedy"}


@pytest.fixture(scope="module")
def names() -> frozenset[str]:
    """Return the words of names: of places, licences, and whom to name for borders."""
    fl = elz.flanders()
    found: set[object] = {fl.name, "elzmodel", "FILE", "MUNICIPALITY", "ID"}
    for day in map(fl.on, ("2018-12-31", "2025-01-01")):
        for each in day.municipalities:
            found |= {each.name, each.province, each.region, *each.parts}
        found |= {text for zone in day.zones for text in (zone.id, zone.name)}
    found |= {each.text for each in fl.aliases} | {each.name for each in fl.parts.values()}
    found |= {each.licence for each in fl.sources.values()}
    found.add(fl.on("2025-01-01").to_geojson()["attribution"])
    return frozenset(word for each in found for word in words(str(each)))


def words(text: str) -> list[str]:
    """Return the words of a text in English letters, those of two letters and more."""
    return re.findall(r"[A-Za-z]{2,}", NOT_WORDS.sub(" ", text).casefold())


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> Mapping[str, str]:
    """Return a table, a scenario, a list and a document that is wrong, by what they are."""
    folder: Path = tmp_path_factory.mktemp("pseudo")
    texts = {
        "TABLE": ("nis", "nis,n\n73040,10\n71022,5\n11002,7\n99999,1\n", ".csv"),
        "LIST": ("list", "code,name,from,until\n1,A,2000-01-01,\n1,B,2001-01-01,\n", ".csv"),
        "WRONG": ("wrong", "elzmodel: 1\nkind: events\nevent: []\n", ".yaml"),
    }
    found = {}
    for key, (name, text, end) in texts.items():
        path = folder / f"{name}{end}"
        path.write_text(text, "utf-8")
        found[key] = str(path)
    wave = elz.Scenario("1").merge(["Alken", "Wellen"], day="2027-01-01")
    found["SCENARIO"] = str(folder / "what.yaml")
    elz.dump(wave, found["SCENARIO"])
    return found


COMMANDS = (
    *("mergers 2025", "mergers 2019", "mergers 2020", "diff 2025-01-01 2025-01-01"),
    *("zones --on 2025-01-01", "zones --on 2019-01-01", "zone herkenrode", "zone zora"),
    *("history Kortessem", "history herkenrode", "explain Kortessem --on 2025-01-01"),
    *("explain Hasselt --on 2025-01-01 --known 2024-06-01", "locate Hasselt Antwerpen 3500"),
    *("match TABLE", "carry TABLE --to zone", "crosswalk 2018-12-31 2025-01-01"),
    *("lint-list LIST", "lists diff LIST LIST", "check TABLE WRONG", "check SCENARIO"),
    *("whatif SCENARIO", "trace 2030"),
    *("zones --on 2031-01-01", "zones --on xx", "zone zzzz", "locate Zzz", "zones --on 1990-01-01"),
    *("mergers", "mergers xx", "nonsense", "zones --bla", "carry TABLE --to xx", "whatif WRONG"),
    *("--help", "zones --help", "carry --help", "lists import --help", "check --help"),
    *("network --help", "network herkenrode --since 2025-01-01"),
)

DOSSIERS = (
    *(
        "council herkenrode --on 2023-06-01 --format markdown",
        "dossier herkenrode",
        "dossier haspengouw",
    ),
    *(
        "plan haspengouw --format markdown",
        "plan haspengouw --tree",
        "coverage haspengouw",
        "council haspengouw --format markdown",
    ),
    *(
        "council herkenrode --about expiring",
        "council herkenrode --about balance",
        "plan haspengouw --about progress --format markdown",
    ),
    *("trace armoede --format markdown", "mentions armoede --format markdown"),
    *("partitions", "codes ELZ-L010"),
)


@pytest.fixture(scope="module")
def shown(spoken: None) -> Mapping[str, str]:  # noqa: ARG001 - it is drawn in the language
    """Return what stands on cards and pictures, by what they are of."""
    fl = elz.flanders()
    eve, day = fl.on("2024-12-31"), fl.on("2025-01-01")
    wave = elz.Scenario("1").merge(["Alken", "Wellen"], day="2027-01-01")
    outcome = elz.outcome(fl, wave, year=2021)
    difference = elz.compare(eve, day)
    table = elz.read_table([{"nis": 71072, "n": 5}, {"nis": 11002, "n": 1}])
    cards = {
        "landscape": fl,
        "day": day,
        "municipality": day.municipality("Hasselt"),
        "zone": day.zone("haspengouw"),
        "crosswalk": fl.crosswalk("2018-12-31", "2025-01-01"),
        "vintage": fl.vintage(["71072"]),
        "difference": difference,
        "table": table,
        "carried": elz.carry(fl, table, to="zone", on=day.day),
        "scenario": wave,
        "outcome": outcome,
        "sweep": elz.sweep(fl, [wave], year=2021),
        "history": fl.history("Kortessem"),
    }
    views = elz.views
    pictures = {
        "zone map": views.zone_map(day, values="population", year=2021, lang="nl"),
        "transfer map": views.transfer_map(fl, difference, lang="nl"),
        "bars": views.bar_chart(difference, lang="nl"),
        "lineage": views.lineage_chart(fl, "Hasselt", lang="nl"),
        "scenario maps": views.scenario_maps([outcome], lang="nl"),
    }
    found = {name: each._repr_html_() for name, each in cards.items()}
    return found | {name: each.to_svg() for name, each in pictures.items()}


@pytest.fixture(scope="module")
def own() -> frozenset[str]:
    """Return the words of documents: of what the dossiers call things, and say, themselves."""
    found: list[str] = []

    def walk(value: Any, key: str) -> None:
        if isinstance(value, str) and key in OWN_WORDS:
            found.extend(words(value))
        elif isinstance(value, Mapping):
            for name, inner in value.items():
                walk(inner, name)
        elif isinstance(value, list):
            for inner in value:
                walk(inner, key)

    documents = [
        *map(elz.dossier, ("haspengouw", "herkenrode")),
        *map(elz.rules, ("bvr-2019", "bvr-2024")),
    ]
    for document in documents:
        walk(yaml.safe_load(elz.dumps(document)), "")
    found += [word for kind in elz.flanders().partitions for word in words(kind)]
    return frozenset(found)


OWN_WORDS = {
    *("id", "name", "also_called", "title", "text", "labels", "named", "number", "place", "ref"),
    *("term", "terms", "instruments", "steps", "capacity", "cadence", "partner", "based_on"),
    *("label", "as_written", "template", "values", "dutch", "dutch_article"),
}
"""The fields whose words are those of a document; all others have choices, and are said."""


@pytest.fixture(scope="module")
def of_dossiers(spoken: None) -> Mapping[str, str]:  # noqa: ARG001 - it is drawn in the language
    """Return what stands on cards and pictures of dossiers, by what they are of."""
    fl, views, networks = elz.flanders(), elz.views, elz.networks
    haspengouw, herkenrode = map(elz.dossier, ("haspengouw", "herkenrode"))
    council = herkenrode.council(on="2023-06-01")
    plan = haspengouw.plan()
    assert council is not None
    days = fl.on("2024-12-31"), fl.on("2025-01-01")
    met = networks.affiliation_graph(haspengouw)
    report = networks.network_report(haspengouw)
    measured = elz.dossiers.self_measured(haspengouw, days[1], rules=[elz.rules("bvr-2024")])
    cards: dict[str, Any] = {
        "dossier": evolve(haspengouw, note=""),
        "council": evolve(council, note=""),
        "plan": evolve(plan, note=""),
        "rules": evolve(elz.rules("bvr-2024"), note=""),
        "partner": haspengouw.partners[0],
        "findings": elz.check(haspengouw),
        "report": report,
        "loss": report.without("vivel"),
        "impact": networks.impact(*days, [haspengouw, herkenrode]),
        "coverage": elz.policy.coverage(plan).gaps,
        "indicators": measured,
        "ranked": elz.partners.rank(haspengouw.partners, haspengouw.incidences),
    }
    pictures = {
        "seats": views.seat_chart(council, on="2023-06-01", lang="nl"),
        "goals": views.plan_chart(plan, on="2024-06-01", lang="nl"),
        "flow": views.flow_chart(elz.compare(*days), lang="nl"),
        "before and after": views.before_and_after(elz.compare(*days), lang="nl"),
        "lines": views.line_chart(
            fl.series({2021: {"73040": 1}, 2022: {"73040": 2}}, layout="2025-01-01"), lang="nl"
        ),
        "matrix": views.cluster_matrix(networks.projection(met), lang="nl"),
    }
    found = {name: each._repr_html_() for name, each in cards.items()}
    return found | {name: each.to_svg() for name, each in pictures.items()}


OF_DOSSIERS = (
    *("dossier", "council", "plan", "rules", "partner", "findings", "report", "loss", "impact"),
    *("coverage", "indicators", "ranked"),
    *("seats", "goals", "flow", "before and after", "lines", "matrix"),
)


@pytest.mark.parametrize("thing", OF_DOSSIERS)
def test_all_that_is_shown_of_dossiers_is_in_the_language(
    thing: str, of_dossiers, names, own
) -> None:
    """On cards and in pictures; but for the names, titles and texts of their documents."""
    assert set() == {*words(shown_text(of_dossiers[thing]))} - names - own


CARDS = ("landscape", "day", "municipality", "zone", "crosswalk", "vintage", "difference", "table")
PICTURES = ("zone map", "transfer map", "bars", "lineage", "scenario maps")
SHOWN = (*CARDS, "carried", "scenario", "outcome", "sweep", "history", *PICTURES)


@pytest.mark.parametrize("thing", SHOWN)
def test_all_that_is_shown_is_in_the_language(thing: str, shown, names) -> None:
    """On cards, and in and beside pictures; but for names and codes."""
    assert set() == {*words(shown_text(shown[thing]))} - names - IN_FILES


def shown_text(markup: str) -> str:
    """Return what is read of a card or a picture."""
    whole = markup.replace("<wbr>", "").replace("&shy;", "")
    return unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", whole, flags=re.DOTALL))


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("command", COMMANDS)
def test_all_that_a_command_says_is_in_the_language(command: str, names, files) -> None:
    """But for names, codes, and words to type."""
    asked = [files.get(each, each) for each in command.split()]
    result = CliRunner(env={"COLUMNS": "400"}).invoke(main, asked)
    assert not isinstance(result.exception, AssertionError | TypeError | KeyError)
    is_usage = "--help" in command or result.exit_code == 2
    beside = typed(main) if is_usage else frozenset[str]()
    assert set() == {*words(result.output)} - names - beside - IN_FILES


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("command", DOSSIERS)
def test_all_that_is_said_of_a_dossier_is_in_the_language(command: str, names, own) -> None:
    """But for the names, titles and texts of its documents."""
    result = CliRunner(env={"COLUMNS": "400"}).invoke(main, command.split())
    assert set() == {*words(result.output)} - names - own


def typed(command: click.Command) -> set[str]:
    """Return the words that people type: commands, options, and what stands for their values."""
    found = {*words(command.name or ""), "main", "options", "args", "command", "province"}
    found |= {word for kind in elz.flanders().partitions for word in words(kind)}
    for each in command.params:
        choices = getattr(each.type, "choices", ())
        found |= {
            word for text in (each.metavar, each.type.name, *choices) for word in words(str(text))
        }
        found |= {word for text in (each.default, each.name) for word in words(str(text))}
    for each in vars(command).get("commands", {}).values():
        found |= typed(each)
    return found


IN_FILES = frozenset({"nis", "utf", "events", "event", "codes", "figures", "sources", "records"})
"""What stands in the files here: columns and keys."""
