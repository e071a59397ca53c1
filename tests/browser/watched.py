"""Chromium for tests: pages opened from a folder, watched for what they complain of and ask for."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from attrs import define, field

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
"""What Chromium is called, by Debian first."""
MISSING = "no Chromium: on Debian, `apt-get install chromium`"

# Nothing of the browser's own goes out, and it runs where there is neither screen nor sandbox.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE, DESK = 390, 1280
_HEIGHTS = {PHONE: 844, DESK: 800}

_UPRIGHT, _ACROSS = 688, 1016
"""How many pixels lie between the margins of a page of A4, either way."""
_CUT = f"""
() => [...document.querySelectorAll("table, figure, svg:not(svg *)")]
  .filter((each) => each.getClientRects().length)
  .filter((each) => each.getBoundingClientRect().right
    > (each.closest(".broad") ? {_ACROSS} : {_UPRIGHT}) + 1)
  .map((each) => each.id || each.outerHTML.slice(0, 80))
"""


def why_not() -> str:
    """Return why no page can be opened here; empty where it can."""
    if find_spec("playwright") is None:
        return "no Playwright: it stands in the dependency group `browser`"
    return "" if any(map(shutil.which, PROGRAMS)) else MISSING


@contextmanager
def chromium() -> Iterator[Any]:
    """Start the Chromium of the system, and end it."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, PROGRAMS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS])
        try:
            yield browser
        finally:
            browser.close()


@define
class Tab:
    """A tab of the browser with what its pages complained of, and what they asked for elsewhere.

    A page that breaks the rules of its own content security policy complains as well.
    """

    page: Any
    root: Path
    complaints: list[str] = field(factory=list)
    asked: list[str] = field(factory=list)

    def open(self, name: str) -> Any:
        """Open a page of the folder, with what comes behind its name, and return it."""
        path, _, behind = name.partition("#")
        address = (self.root / path).as_uri()
        self.page.goto(f"{address}#{behind}" if behind else address)
        return self.page

    @property
    def is_calm(self) -> bool:
        """Whether nothing was complained of and nothing asked for elsewhere."""
        return not self.complaints and not self.asked

    def cut_on_paper(self) -> list[str]:
        """Return the tables and pictures that are wider than a page of paper."""
        self.page.emulate_media(media="print")
        self.page.set_viewport_size({"width": _UPRIGHT, "height": 1000})
        found: list[str] = self.page.evaluate(_CUT)
        return found

    def violations(self, axe: str) -> dict[str, list[str]]:
        """Return what axe finds against the rules of accessibility: where, by rule."""
        self.page.evaluate(axe)
        # Style sheets are not read again: a page of a folder may not fetch.
        found = self.page.evaluate(
            "axe.run(document, {preload: false, resultTypes: ['violations']})"
        )
        return {
            rule["id"]: [json.dumps(node["target"]) for node in rule["nodes"]]
            for rule in found["violations"]
        }


@contextmanager
def tab(
    browser: Any, root: Path, *, width: int = DESK, dark: bool = False, touch: bool = False
) -> Iterator[Tab]:
    """Open an empty tab for the pages of a folder, on a screen of some width."""
    context = browser.new_context(
        viewport={"width": width, "height": _HEIGHTS[width]},
        color_scheme="dark" if dark else "light",
        has_touch=touch,
        accept_downloads=True,
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    watched = Tab(page, root)

    def note(request: Any) -> None:
        if not request.url.startswith((root.as_uri(), "data:", "blob:")):
            watched.asked.append(request.url)

    def listen(message: Any) -> None:
        if message.type in {"error", "warning"}:
            watched.complaints.append(message.text)

    page.on("request", note)
    page.on("console", listen)
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    context.route(lambda url: url.startswith(("http", "ws")), lambda route: route.abort())
    try:
        yield watched
    finally:
        context.close()


def axe_source() -> str:
    """Return the script of axe, as a package of Python brings it."""
    spec = find_spec("axe_playwright_python")
    assert spec is not None, "axe stands in the dependency group `browser`"
    return Path(str(spec.origin)).with_name("axe.min.js").read_text("utf-8")
