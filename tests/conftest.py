"""Profiles of the property tests, and a doctest namespace without surprises."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("fast", max_examples=25, deadline=None)
# The same examples each time, so that a red build can be repeated.
settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True, database=None)
settings.register_profile("deep", max_examples=2000, deadline=None)

_default = "ci" if os.environ.get("CI") == "true" else "fast"
settings.load_profile(os.environ.get("ELZMODEL_PROFILE", _default))
