"""Check that the built reference has every public module and every front-door name."""

from __future__ import annotations

import pkgutil
import sys
import zlib
from pathlib import Path

import elzmodel

SHOWN_OTHERWISE = {"elzmodel.cli"}


def documented_names(inventory: Path) -> set[str]:
    """Return the names of the Python objects in a Sphinx inventory."""
    packed = inventory.read_bytes().split(b"\n", 4)[4]
    rows = (line.split() for line in zlib.decompress(packed).decode().splitlines())
    return {row[0] for row in rows if row[1].startswith("py:")}


def public_modules() -> set[str]:
    """Return the modules that can be reached without an underscore."""
    found = (each.name for each in pkgutil.walk_packages(elzmodel.__path__, prefix="elzmodel."))
    return {name for name in found if "._" not in name} - SHOWN_OTHERWISE


def missing_names(documented: set[str]) -> list[str]:
    """Return the public modules and front-door names that have no entry."""
    tails = {name.rpartition(".")[2] for name in documented}
    names = {name for name in elzmodel.__all__ if name not in tails}
    return sorted(names | (public_modules() - documented))


if __name__ == "__main__":
    undocumented = missing_names(documented_names(Path(sys.argv[1])))
    sys.exit(f"not in the reference: {', '.join(undocumented)}" if undocumented else 0)
