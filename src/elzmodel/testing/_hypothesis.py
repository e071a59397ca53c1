"""The place where installed metadata of before looks for `_elzmodel_hypothesis`."""

from __future__ import annotations

import _elzmodel_hypothesis  # noqa: F401 - to load it is the point

__all__: list[str] = []
