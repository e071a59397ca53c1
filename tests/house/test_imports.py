"""What importing the package costs, and what the domain may import."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "elzmodel"
HEAVY = ("hypothesis", "matplotlib", "multiprocessing", "networkx", "numpy", "pandas", "pytest")
READERS = (
    "elzmodel.tables.carrying",
    "elzmodel.grids.cells",
    "elzmodel.grids.containers",
    "elzmodel.tables.understanding",
    "elzmodel.grids.workbooks",
    "xml.parsers.expat",
)
DOMAIN = (
    "errors",
    "values",
    "territory",
    "zones",
    "governance",
    "policy",
    "partners",
    "landscape",
    "scenarios",
)
ADMITTED = sys.stdlib_module_names | {"attr", "attrs", "elzmodel"}


def imported_roots(path: Path) -> set[str]:
    """Return the top-level packages that a module imports, wherever in its text."""
    roots: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            roots.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            roots.add(node.module.partition(".")[0])
    return roots


def domain_modules() -> list[Path]:
    """Return the modules of the domain rooms, whether a room is a file or a folder."""
    return sorted(
        path
        for room in DOMAIN
        for path in (*SOURCE.glob(f"{room}.py"), *SOURCE.glob(f"{room}/*.py"))
    )


def test_importing_the_package_stays_cheap() -> None:
    """`import elzmodel` loads none of the heavy libraries."""
    code = f"import sys, elzmodel; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert [] == done.stdout.split()


def test_a_command_that_reads_no_table_loads_no_reader() -> None:
    """`elzmodel zone` starts without what reads tables and carries them."""
    code = (
        "import sys; from elzmodel.cli import main; "
        "main(['zone', 'haspengouw'], standalone_mode=False); "
        f"print(*sorted(set({READERS!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "haspengouw" in done.stdout.lower()
    assert [] == done.stderr.split()


@pytest.mark.parametrize("path", domain_modules(), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_domain_imports_attrs_and_the_standard_library_only(path: Path) -> None:
    """A domain room imports nothing from outside but attrs and the standard library."""
    assert set() == imported_roots(path) - ADMITTED


def package_of(path: Path) -> list[str]:
    """Return the dotted name of the package that holds a module, and of those above it."""
    parts = ("elzmodel", *path.relative_to(SOURCE).parent.parts)
    return [".".join(parts[:length]) for length in range(1, len(parts) + 1)]


@pytest.mark.parametrize(
    "path",
    sorted(path for path in SOURCE.rglob("*.py") if path.name != "__init__.py"),
    ids=lambda path: path.relative_to(SOURCE).as_posix(),
)
def test_modules_do_not_go_through_the_door_of_their_own_room(path: Path) -> None:
    """A module imports its neighbours, not the package that gathers them."""
    tree = ast.parse(path.read_text("utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert set() == imported & set(package_of(path))
