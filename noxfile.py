"""The only door to the checks: ``python -m nox`` runs what a change must pass.

Sessions read the versions of their tools from ``pyproject.toml``. The order is
cheap first; sessions on demand follow.
"""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nox

nox.needs_version = ">=2026.10"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.error_on_missing_interpreters = True

# Else each worker, and each program that a test starts, compiles all packages afresh.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

ROOT = Path(__file__).parent
PROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
DIST = ROOT / "dist"

# What part of some rooms the tests must reach, in percent; of every other room it is all.
# These only show things: a picture is judged by eye as well as by a test.
COVERAGE = {95: ("__main__", "cli", "views")}

# What the browser is called that opens pages for tests, by Debian first.
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")

# One worker for each core; one that has nothing left takes over from another.
ON_ALL_CORES = ("-n", "logical", "--dist", "worksteal")

# Which versions of Python the session ``pythons`` asks for.
PYTHONS = ("3.11", "3.12", "3.13", "3.14")

# What the wheel must do without any extra: one line each.
BARE_CHECKS = (
    "import elzmodel",
    "from elzmodel import *",
    "import elzmodel; assert sorted(elzmodel.__all__) == dir(elzmodel)",
    "import elzmodel; print(elzmodel.flanders().on('2025-01-01'))",
    "from importlib.util import find_spec; assert find_spec('_elzmodel_hypothesis')",
)

PACKED_CHECK = """
import elzmodel as elz
assert ".whl" in elz.__file__
elz.flanders(), elz.packaged_dossiers(), elz.rule_sets(), elz.flanders().shapes
"""


def install_group(session: nox.Session, *groups: str, package: bool = True) -> None:
    """Install dependency groups of the project and, unless told not to, the project."""
    arguments = nox.project.dependency_groups(PROJECT, *groups)
    session.install(*arguments, *(("-e", ".") if package else ()))


def run_properties(session: nox.Session, *, profile: str, marked: str) -> None:
    """Run the property tests, and others of a mark, with a profile of ``tests/conftest.py``."""
    install_group(session, "tests")
    where = session.posargs or ["src", "tests"]
    environment = {"ELZMODEL_PROFILE": profile}
    session.run("pytest", *ON_ALL_CORES, "-m", marked, *where, env=environment)


def coverage_patterns(*rooms: str) -> str:
    """Return the file patterns of *rooms*, whether module or folder."""
    return ",".join(f"*/elzmodel/{room}{tail}" for room in rooms for tail in (".py", "/*"))


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, spelling and the floors of the house."""
    install_group(session, "lint", package=False)
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("codespell")
    # The linter only has to find the package, not to run it.
    session.run("lint-imports", "--no-cache", env={"PYTHONPATH": "src"})


@nox.session
def typing(session: nox.Session) -> None:
    """Check the types inside with mypy and from outside with pyright."""
    install_group(session, "typing")
    session.run("pyright", "--version", silent=True)  # Whoever starts it first fetches it.
    outside = ("pyright", "--ignoreexternal", "--verifytypes", "elzmodel")
    with ThreadPoolExecutor(2) as both:  # Each keeps one core busy.
        list(both.map(lambda command: session.run(*command), (("mypy",), ("pyright",), outside)))


def try_bare(session: nox.Session, package: Path) -> None:
    """Install a built file without extras, and try it from outside the source tree."""
    session.install(
        "--reinstall" if session.venv_backend == "uv" else "--force-reinstall", str(package)
    )
    session.chdir(session.create_tmp())
    # A seed of its own: nothing may lean on the order of a set.
    environment = {"PYTHONHASHSEED": "20250101"}
    for statement in BARE_CHECKS:
        session.run("python", "-W", "error", "-c", statement, env=environment)
    blocks = str(ROOT / "tests" / "docs" / "blocks.py")
    session.run("python", "-W", "error", blocks, str(ROOT / "README.md"), env=environment)
    session.run("elzmodel", "mergers", "2025", env=environment)


@nox.session(requires=["build"], reuse_venv=False)
def bare(session: nox.Session) -> None:
    """Try the built wheel without extras, from outside the source tree."""
    (wheel,) = DIST.glob("*.whl")
    try_bare(session, wheel)
    # A wheel is an archive: what it needs of itself is there without being unpacked.
    session.run("python", "-W", "error", "-c", PACKED_CHECK, env={"PYTHONPATH": str(wheel)})


@nox.session(default=False, requires=["build"], reuse_venv=False)
def bare_source(session: nox.Session) -> None:
    """Try the built source distribution as `bare` tries the wheel; it builds its own wheel."""
    (source,) = DIST.glob("*.tar.gz")
    try_bare(session, source)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site with every warning an error; the examples are executed."""
    install_group(session, "docs", "tests")
    output = ROOT / "docs" / "_build"
    # The kernel's own debugger warns about a frozen interpreter; no cell debugs.
    environment = {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    session.run(
        "sphinx-build", "-E", "-W", "-n", "-q", "-j", "auto", "docs", str(output), env=environment
    )
    session.run("python", "docs/check_inventory.py", str(output / "objects.inv"))
    session.log(f"The site is in {output.relative_to(ROOT)}/index.html")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests that draw nothing and are not dear, then ask each room for its coverage.

    What property tests reach differs from draw to draw: it is no coverage that stays.
    """
    install_group(session, "tests", "browser")
    if session.posargs:
        session.run("pytest", *session.posargs)
        return
    session.run("coverage", "erase")
    # Not pytest-cov: the package's own hypothesis plugin is imported before it would start.
    measured = ("coverage", "run", "-m", "pytest", *ON_ALL_CORES)
    session.run(*measured, "-m", "not hypothesis and not dear")
    session.run("coverage", "combine", "--quiet")
    named = [room for rooms in COVERAGE.values() for room in rooms]
    session.run("coverage", "report", "--fail-under=100", f"--omit={coverage_patterns(*named)}")
    for percent, rooms in COVERAGE.items():
        patterns = coverage_patterns(*rooms)
        session.run("coverage", "report", f"--fail-under={percent}", f"--include={patterns}")


@nox.session
def properties(session: nox.Session) -> None:
    """Run the property tests and the dear ones, without coverage."""
    run_properties(session, profile="ci", marked="hypothesis or dear")


@nox.session(default=False)
def build(session: nox.Session) -> None:
    """Build the source distribution, and from it the wheel, into ``dist/``."""
    install_group(session, "build", package=False)
    for old in (*DIST.glob("*.whl"), *DIST.glob("*.tar.gz")):
        old.unlink()
    session.run("python", "-m", "build", "--no-isolation", "--outdir", str(DIST), silent=True)


@nox.session(default=False)
def laws(session: nox.Session) -> None:
    """Run the property tests with many more examples."""
    run_properties(session, profile="deep", marked="hypothesis")


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure the promises about speed, as ratios, and print them."""
    install_group(session, "bench", "peers")
    session.run("python", "tests/bench/run.py", *session.posargs)
    session.run("python", "tests/bench/documents.py", *session.posargs)
    session.run("python", "tests/bench/tables.py", *session.posargs)
    session.run("python", "tests/bench/sweep.py", *session.posargs)
    session.run("python", "tests/bench/networks.py", *session.posargs)
    session.run("python", "tests/bench/texts.py", *session.posargs)
    session.run("python", "tests/bench/lists.py", *session.posargs)
    session.run("python", "tests/bench/kept.py", *session.posargs)
    session.run("python", "tests/bench/pictures.py", *session.posargs)
    session.run("python", "tests/bench/strategies.py", *session.posargs)
    session.run("python", "tests/bench/adopting.py", *session.posargs)


@nox.session(default=False)
def measured(session: nox.Session) -> None:
    """Measure every promise beside its peer, and write the table of the documentation."""
    install_group(session, "bench", "peers")
    session.run("python", "tests/bench/measured.py", "--write", *session.posargs)


@nox.session(default=False)
def sna(session: nox.Session) -> None:
    """Compare measures of networks with igraph and, where it is installed, with R's sna."""
    install_group(session, "sna")
    session.run("python", "tests/networks/peers.py", *session.posargs)


@nox.session(default=False)
def distributed(session: nox.Session) -> None:
    """Sweep 100,000 waves into files, here, in processes and on Dask, with kills on the way."""
    install_group(session, "distributed")
    session.run("python", "tests/bench/executors.py", *session.posargs)


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """Throw changed documents, tables, lists and scenarios at the doors, ten minutes each."""
    install_group(session, "bench", "tests")
    hostile_texts = {"ELZMODEL_PROFILE": "deep"}  # As long as the limit lets them be.
    session.run("pytest", "-q", "tests/io/test_hostile.py", env=hostile_texts)
    for room in ("io", "tables", "cli"):
        session.run("python", f"tests/{room}/fuzz.py", *(session.posargs or ["600"]))


@nox.session(default=False)
def hostile(session: nox.Session) -> None:
    """Call what is public, and every command, with what nobody should give them."""
    install_group(session, "tests")
    calls, commands = session.posargs or ("20000", "2000")
    session.run("python", "-m", "tests.house.hostile_calls", calls)
    session.run("python", "-m", "tests.house.hostile_commands", commands)


@nox.session(default=False)
def linked(session: nox.Session) -> None:
    """Write the whole of the packaged landscape as linked data, ask it and read it back."""
    install_group(session, "tests")
    session.run("python", "-m", "pytest", "tests/linked/whole.py", *session.posargs)


@nox.session(default=False)
def editor(session: nox.Session) -> None:
    """Let the YAML server complete and judge a document, and SARIF's schema a log; needs npm."""
    install_group(session, "tests")
    folder = session.create_tmp()
    packages = ("yaml-language-server@1", "@microsoft/jest-sarif@1.0.0-beta.0")
    session.run("npm", "install", "--prefix", folder, *packages, external=True)
    server = f"{folder}/node_modules/.bin/yaml-language-server"
    session.run("python", "tests/io/language_server.py", server)
    schema = f"{folder}/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
    session.run("python", "-m", "tests.checks.sarif", schema)


@nox.session(default=False, requires=["build"])
def hook(session: nox.Session) -> None:
    """Let the real pre-commit check a fresh repository with the built wheel; needs git."""
    (wheel,) = DIST.glob("*.whl")
    session.install("pre-commit>=4")
    session.run("python", "tests/checks/hook.py", str(wheel))


@nox.session(default=False)
def browser(session: nox.Session) -> None:
    """Open pages of every kind in Chromium, and measure them; needs the Chromium of the system."""
    if not any(map(shutil.which, CHROMIUM)):
        session.error("no Chromium is installed; on Debian: apt-get install chromium")
    install_group(session, "tests", "browser")
    if shutil.which("node"):
        for script in sorted(ROOT.glob("src/elzmodel/views/web/assets/*.js")):
            session.run("node", "--check", str(script), external=True)
    files = "python_files=test_*.py every_*.py"
    session.run("pytest", "tests/browser", "-o", files, *session.posargs)
    session.run("python", "tests/bench/pages.py", "--check")


@nox.session(default=False, requires=["build"], reuse_venv=False)
def worked(session: nox.Session) -> None:
    """Let the built wheel find ten mistakes in a register in SQL, on SQLite and PostgreSQL.

    PostgreSQL is the system's own: ``apt-get install postgresql``.
    """
    (wheel,) = DIST.glob("*.whl")
    session.install(f"elzmodel[testing] @ {wheel.as_uri()}", "psycopg[binary]>=3.2")
    session.chdir(ROOT / "examples" / "register-in-sql")
    for database in ("sqlite", "postgresql"):
        session.run("pytest", "-q", "-p", "no:cacheprovider", "--database", database)
        session.run("python", "show_bugs.py", "--database", database, *session.posargs)


@nox.session(default=False)
def search(session: nox.Session) -> None:
    """Search what Flanders would take, with the solver, and check what comes of it."""
    install_group(session, "tests")
    session.run("python", "-m", "tests.searches.flanders", *session.posargs)


@nox.session(default=False)
def mutation(session: nox.Session) -> None:
    """Put 600 small faults into the core rooms, and ask that the tests notice 92 % of them."""
    install_group(session, "tests")
    session.run("python", "tests/mutation/run.py", *session.posargs)


@nox.session(default=False)
def everywhere(session: nox.Session) -> None:
    """Run the tests as other machines do: other hash seeds, without assertions, without UTF-8."""
    install_group(session, "tests")
    which = (*ON_ALL_CORES, *(session.posargs or ("-m", "not browser")))
    for seed in ("1", "20250101"):  # The order of the tests is another one each time as well.
        session.run("pytest", *which, env={"PYTHONHASHSEED": seed})
    # pytest warns that assertions outside of tests are left out, which is what is tried.
    left_out = ("-W", "ignore::pytest.PytestConfigWarning")
    session.run("python", "-O", "-m", "pytest", *left_out, *which)
    plain = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    session.run("pytest", *which, env=plain)


@nox.session(default=False, reuse_venv=False)
def pythons(session: nox.Session) -> None:
    """Run the tests on every Python that uv finds or can get, and say which it could not."""
    if session.venv_backend != "uv":
        session.error("only uv finds interpreters")
    tools = nox.project.dependency_groups(PROJECT, "tests")
    lacking = []
    for version in PYTHONS:
        folder = str(Path(session.create_tmp()) / version)
        made = session.run(
            "uv", "venv", "--clear", "--python", version, folder, success_codes=(0, 1, 2)
        )
        if not (Path(folder) / "pyvenv.cfg").exists():
            session.warn(f"Python {version} is not to be had here: {made}")
            lacking.append(version)
            continue
        session.run("uv", "pip", "install", "--python", folder, *tools, "-e", ".")
        python = str(next(Path(folder).glob("[bS]*/python*")))
        session.run(python, "-m", "pytest", *(session.posargs or ON_ALL_CORES), external=True)
    session.log(f"not tried: {', '.join(lacking) or 'none'}")


@nox.session(default=False, reuse_venv=False)
def newest(session: nox.Session) -> None:
    """Run the tests with the newest dependencies, those that are not released yet included."""
    if session.venv_backend != "uv":
        session.error("only uv takes what is not released yet")
    names = [each.partition("~")[0] for each in nox.project.dependency_groups(PROJECT, "tests")]
    session.install("--prerelease=allow", "--upgrade", *names, "-e", ".")
    session.run("pytest", *(session.posargs or ON_ALL_CORES))


@nox.session(default=False, reuse_venv=False)
def oldest(session: nox.Session) -> None:
    """Run the tests with the oldest dependencies that the project admits."""
    if session.venv_backend != "uv":
        session.error("only uv can resolve to the oldest versions")
    tools = nox.project.dependency_groups(PROJECT, "tests")
    session.install("--resolution=lowest-direct", *tools, "-e", ".")
    session.run("pytest", *(session.posargs or ON_ALL_CORES))


@nox.session(default=False)
def release(session: nox.Session) -> None:
    """Refuse a tree that cannot be released, else run every check and build the files."""
    if session.run("git", "status", "--porcelain", external=True, silent=True):
        session.error("the tree has changes that are not committed")
    version = PROJECT["project"]["version"]
    if f"## [{version}]" not in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"):
        session.error(f"the changelog has no section for {version}")
    checks = ("lint", "typing", "docs", "tests", "properties")
    for name in (*checks, "build", "bare", "bare_source"):
        session.notify(name)
