"""People's tables of figures: read from text, cells understood, never repaired silently."""

from __future__ import annotations

__all__ = []
