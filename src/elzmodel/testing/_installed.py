"""Hypothesis is there where this is imported; else it is said what to install.

It is imported before hypothesis is, by each module that needs it at once.
"""

from __future__ import annotations

from elzmodel.values.extras import extra

__all__ = ["hypothesis"]

hypothesis = extra("hypothesis")
