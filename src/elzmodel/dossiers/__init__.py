"""What one zone publishes about itself, held against the land of a day."""

from __future__ import annotations

__all__ = []
