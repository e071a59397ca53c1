"""How the library and its facts are cited: in words, for BibTeX, as CFF, and in one line."""

from __future__ import annotations

import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from attrs import evolve
from click.testing import CliRunner

import elzmodel as elz
from elzmodel.cli import main
from elzmodel.errors import UnknownIdError

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def fl():
    return elz.flanders()


def test_the_citation_file_at_the_top_is_what_the_library_says_of_itself(fl):
    """Version, edition, digest and every source: `elzmodel cite --form cff` writes it."""
    assert fl.citation().to_cff() == (ROOT / "CITATION.cff").read_text("utf-8")


def test_the_citation_file_has_the_version_of_the_project():
    """The one that is built and installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert project["version"] == cited["version"] == version("elzmodel")


def test_the_citation_file_names_every_source_with_its_licence(fl):
    """As notes, since a licence of a reference has no field of its own."""
    cited = yaml.safe_load(fl.citation().to_cff())
    assert len(fl.sources) == len(cited["references"])
    notes = {each["notes"].partition(",")[0]: each["notes"] for each in cited["references"]}
    assert all(each.licence in notes[each.id] for each in fl.sources.values())
    assert f"sha256:{fl.edition.digest}" == cited["identifiers"][0]["value"]


def test_a_citation_in_words_has_sources_by_their_licence(fl):
    """Those that state none stand first, and say so."""
    lines = fl.citation("S04", "S28").to_text().splitlines()
    assert f"SHA-256: {fl.edition.digest}" == lines[2]
    assert ["No licence stated", "Statbel open data"] == [lines[4], lines[7]]
    assert lines[5].startswith("  S04  Provincies in Cijfers")


def test_a_citation_for_bibtex_has_an_entry_for_each_source_and_hides_no_sign(fl):
    """Signs that TeX obeys are written so that they are seen."""
    text = fl.citation("S28", "S16").to_bibtex()
    assert ["@software{elzmodel,", "@misc{elzmodel-S16,", "@misc{elzmodel-S28,"] == [
        line for line in text.splitlines() if line.startswith("@")
    ]
    assert r"TF\_SOC\_POP\_STRUCT\_2026" in text
    assert f"SHA-256 {fl.edition.digest}" in text


def test_changes_of_ones_own_are_said_in_every_form(fl):
    """Else a reader would look for them in the edition."""
    changed = fl.with_size_rules([]).citation("S28")
    said = "with changes of our own"
    forms = (changed.to_text(), changed.to_bibtex(), changed.to_cff(), str(changed))
    assert all(said in text for text in forms)


def test_a_landscape_that_is_none_of_ours_is_cited_by_its_name(fl):
    """Without an edition there is neither an id nor a digest, and no sources of ours."""
    other = evolve(fl, name="A register", edition=None, sources={}).citation()
    assert "Facts: A register." == other.to_text().splitlines()[-1]
    assert "note = {A register}" in other.to_bibtex()
    assert {"identifiers", "references"}.isdisjoint(yaml.safe_load(other.to_cff()))


def test_a_table_and_a_picture_print_the_line_of_their_source(fl):
    """The one as its last note, the other at its foot."""
    line = str(fl.citation("S28"))
    answer = fl.history("Wellen").with_source(fl.citation("S28"))
    assert f"Source: {line}" == answer.notes[-1] == answer.to_table().notes[-1]
    assert f"Source: {line}" == fl.to_table().with_source(line).notes[-1]
    day = fl.on("2025-01-01")
    assert "facts of 2026-11-28" in elz.views.size_chart(day, source=line).to_svg()


def test_the_line_names_a_few_sources_and_counts_many(fl):
    """And says it in Dutch as well."""
    assert "S28, Statbel" in str(fl.citation("S28"))
    assert "; 37 sources; CC BY 2.0" in str(fl.citation())
    assert "feiten van 2026-11-28; 37 bronnen" in fl.citation().line("nl")


def test_a_source_that_nobody_knows_is_told(fl):
    """With one that may have been meant."""
    with pytest.raises(UnknownIdError, match="S04"):
        fl.citation("S04x")


@pytest.mark.parametrize(
    ("options", "first"),
    [
        ((), "elzmodel maintainers. elzmodel "),
        (("--form", "bibtex"), "@software{elzmodel,"),
        (("--form", "cff", "--record", "2026-11-22"), "cff-version: 1.2.0"),
    ],
    ids=["text", "bibtex", "cff"],
)
def test_a_command_says_how_to_cite(options, first):
    """In three forms, of any edition."""
    done = CliRunner().invoke(main, ["cite", "S01", *options])
    assert (0, True) == (done.exit_code, done.output.startswith(first))
    assert "--record" not in options or "edition 2026-11-22" in done.output
