"""What holds for a picture of any kind: its options, its writing, and that it is repeatable."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from unicodedata import category

import pytest

from elzmodel import views
from elzmodel.errors import InvalidValueError
from elzmodel.views import Look
from tests.views.gallery import digest, gallery
from tests.views.layout import covering, drawn, running_off, words

NASTY = "<b>\"&'\u202e\x07" + "x" * 500
PLAIN, HOSTILE = gallery(), gallery(lambda name: f"{name} {NASTY}")
OPTIONS: Look = {
    "title": "A title",
    "subtitle": "A subtitle",
    "source": "a source",
    "width": 500,
    "theme": "dark",
    "lang": "nl",
}


def test_the_gallery_has_every_kind_of_picture():
    """Whatever draws a picture is looked at here."""
    offered = {name: getattr(views, name) for name in views.__all__}
    every = {
        name
        for name, each in offered.items()
        if inspect.isfunction(each) and each.__annotations__["return"] == "Picture"
    }
    assert every == {draw.func.__name__ for draw in PLAIN.values()}


@pytest.mark.parametrize("kind", PLAIN)
def test_every_picture_takes_every_option(kind):
    """A title, a line below it, a source at the foot and in the table, width, theme, language."""
    assert OPTIONS.keys() == Look.__annotations__.keys()
    picture = PLAIN[kind](**OPTIONS)
    assert ("A title", 500, "dark", "nl") == (
        picture.title,
        picture.width,
        picture.theme,
        picture.lang,
    )
    assert {"A title", "A subtitle", "Bron: a source"} <= {*words(picture)}
    assert "Bron: a source" in picture.table.notes


def test_a_picture_speaks_the_language_of_its_surroundings(monkeypatch):
    """As cards do, where nothing else is said."""
    monkeypatch.setenv("ELZMODEL_LANG", "nl")
    assert "nl" == PLAIN["seats"]().lang


@pytest.mark.parametrize(
    ("look", "said"),
    [
        ({"titel": "x"}, "title"),
        ({"wdth": 500}, "width"),
        ({"colour": "x"}, "lang, source, subtitle"),
        ({"title": 3}, "title"),
        ({"source": None}, "source"),
        ({"width": 200}, "300 or more"),
        ({"width": True}, "300 or more"),
        ({"theme": "sepia"}, "theme"),
        ({"lang": "fr"}, "language"),
    ],
    ids=str,
)
def test_an_option_that_cannot_be_meant_is_refused(look, said):
    """With what is expected in its place."""
    with pytest.raises(InvalidValueError, match=said):
        PLAIN["seats"](**look)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("kind", PLAIN)
def test_nothing_that_is_written_runs_off_or_covers_something(kind, lang, width):
    """At the width of a telephone and of a screen, with names of any length."""
    for draw in (PLAIN[kind], HOSTILE[kind]):
        picture = draw(lang=lang, width=width, subtitle=NASTY, source=NASTY)
        assert [] == running_off(picture)
        assert [] == covering(picture)


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_names_do_no_harm(kind):
    """Markup is escaped, and nothing in the whole text is invisible or turned around."""
    picture = HOSTILE[kind](title=NASTY, source=NASTY)
    svg = picture.to_svg()
    assert "svg" == drawn(picture).tag.rpartition("}")[2]
    assert "<b>" not in svg
    assert {"\n"} >= {letter for letter in svg if category(letter)[0] == "C"}
    assert any("<b>" in text for text in words(picture))


def test_every_picture_is_the_same_in_every_process():
    """Whatever seed Python hashes texts with."""
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    code = "from tests.views.gallery import digest; print(digest())"
    other = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"{digest()}\n" == other.stdout
