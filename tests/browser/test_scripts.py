"""What holds of scripts before any browser runs them."""

from __future__ import annotations

import re

import pytest

from elzmodel.views.web import shell

SCRIPTS = ("page.js", "atlas.js")


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_can_stand_in_a_page(name):
    """Nothing in a script ends it early, and what it puts on a page is never markup."""
    text = shell.asset(name)
    assert "</script" not in text
    assert "<!--" not in text
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", text)
    assert not re.search(r"\bfetch\(|XMLHttpRequest|https?://(?!www\.w3\.org)", text)


def test_every_text_that_a_script_says_is_handed_over():
    """A script says nothing that Python did not hand to it, and nothing is handed for nothing."""
    text = "".join(map(shell.asset, SCRIPTS))
    keys = {key for key, _ in (*shell._TEXTS, *shell._MAP_TEXTS)}
    said = {*re.findall(r'"([a-z_]+)"', text), *re.findall(r"\b(changed|estimated):", text)}
    asked = {*re.findall(r'\bsay\("([a-z_]+)"', text)}
    assert set() == asked - keys
    assert set() == keys - said
