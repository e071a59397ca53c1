"""A browser for each module of tests, and what is asked of every page."""

from __future__ import annotations

import pytest

from tests.browser.watched import chromium, why_not


@pytest.fixture(scope="module")
def browser():
    """Return the Chromium of the system; it ends with the module, and so does its event loop."""
    if reason := why_not():
        pytest.skip(reason)
    with chromium() as started:
        yield started
