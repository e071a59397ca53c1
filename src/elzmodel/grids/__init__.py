"""Rows of cells from any file, frame or records, as they stand, with one reading for each cell."""

from __future__ import annotations

__all__: list[str] = []
