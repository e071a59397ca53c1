"""The plugin of pytest, in test runs of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import field, frozen

import _elzmodel_pytest
import elzmodel as elz
from elzmodel import Answer, Period, Scenario, Table, Total, flanders
from elzmodel.territory import Alter
from elzmodel.testing.differences import differences
from elzmodel.testing.villages import six_villages
from elzmodel.values import Column

pytest_plugins = ["pytester"]

SCENARIO = """\
elzmodel: 1
kind: scenario
name: Groot-Alken
steps:
  - step: merge
    municipalities: [Alken, Wellen]
    name: Groot-Alken
    day: 2027-01-01
"""
TESTS = """\
import pytest

def test_what_is_there(flanders, elz_day, elz_scenario):
    names = {each.name for each in elz_day.municipalities}
    print("SEEN", "Groot-Alken" in names, elz_scenario and elz_scenario.name, elz_day.day)

@pytest.mark.elz_record
def test_of_the_record(flanders): ...

@pytest.mark.elz_scenario
def test_of_a_scenario(six_villages):
    assert len(six_villages.on("2000-01-01").zones) == 2
"""


@pytest.fixture(scope="module", autouse=True)
def loaded():
    """Load what a run inside this one needs: what it loads itself is forgotten after it."""
    elz.adopt(elz.flanders(), elz.loads(SCENARIO))


@pytest.fixture
def run(pytester, monkeypatch):
    """Return what runs the tests above with the plugin and some options."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makepyfile(TESTS)
    (pytester.path / "wave.yaml").write_text(SCENARIO, encoding="utf-8")

    def run(*options):
        return pytester.runpytest_inprocess(
            "-p", "_elzmodel_pytest", "-p", "no:cacheprovider", "-s", "-rs", *options
        )

    return run


def test_without_a_scenario_tests_see_the_record(run):
    """Fixtures give Flanders as it is; what needs a scenario is skipped."""
    result = run()
    result.assert_outcomes(passed=2, skipped=1)
    result.stdout.fnmatch_lines(["*SEEN False None 2025-01-01", "*it needs --elz-scenario"])


def test_a_scenario_happens_before_the_tests(run):
    """The same tests see Flanders in which the scenario happened; the header names it."""
    result = run("--elz-scenario", "wave.yaml")
    result.assert_outcomes(passed=2, skipped=1)
    result.stdout.fnmatch_lines(
        ["elzmodel: in <Scenario Groot-Alken: 1 steps, 0 choices> of wave.yaml"]
    )
    result.stdout.fnmatch_lines(["*SEEN True Groot-Alken 2027-01-01"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SCENARIO.replace("Wellen", "Welen"), "*--elz-scenario: wave.yaml: step 1, *Welen*"),
        ("elzmodel: 1\nkind: events\nevents: []\n", "*wave.yaml is no document of a scenario"),
        ("elzmodel: 1\nkind: scenario\nsteps: 3\n", "*wave.yaml:*"),
    ],
    ids=["unknown-name", "other-kind", "broken"],
)
def test_a_scenario_that_does_not_fit_is_a_mistake_of_the_call(run, pytester, text, told):
    """No test runs, and the message says what is wrong in which file."""
    (pytester.path / "wave.yaml").write_text(text, encoding="utf-8")
    result = run("--elz-scenario", "wave.yaml")
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines([told])


def test_a_file_that_is_not_there_is_named(run):
    """What the system says of it is told without a number."""
    result = run("--elz-scenario", "wav.yaml")
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines(["*--elz-scenario: wav.yaml: No such file or directory"])


def test_the_plugin_loads_no_room(tmp_path):
    """A test run that has nothing to do with elzmodel loads the plugin's own module alone."""
    (tmp_path / "test_x.py").write_text("def test_x(): ...", encoding="utf-8")
    code = (
        "import sys, pytest; code = pytest.main(['-q', '-p', '_elzmodel_pytest']); "
        "print(code, *(name for name in sys.modules if name.partition('.')[0] == 'elzmodel'))"
    )
    source = str(Path(_elzmodel_pytest.__file__).parent)
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": source}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=environment,
    )
    assert "0" == done.stdout.splitlines()[-1]


def test_assertions_about_our_values_say_what_differs():
    """Equality of two values of one type is told in lines; of anything else pytest tells it."""
    one, other = Total(5, 9), Total(5, 8)
    lines = _elzmodel_pytest.pytest_assertrepr_compare("==", one, other)
    assert ["Total == Total", "what differs (left | right):", "5-9 | 5-8"] == lines
    for op, left, right in (("!=", one, other), ("==", one, 5), ("==", 4, 5)):
        assert _elzmodel_pytest.pytest_assertrepr_compare(op, left, right) is None


def table(*cells):
    return Table("t", (Column("zone"),), [(cell,) for cell in cells])


ELM = Alter(id="x", day="2001-01-01", unit="elm", name="Great Elm", nis="10009")
ADDED = 'elz.events.Alter(id="x", day="2001-01-01", unit="elm", nis="10009", name="Gre...'


@frozen
class Theirs:
    """A class of somebody else."""

    of: object


@frozen(eq=False)
class Unlike:
    """What is like nothing else, whatever it holds."""

    of: object = field(eq=False)


@pytest.mark.parametrize(
    ("left", "right", "lines"),
    [
        (Period(), Period(), []),
        (Scenario("a"), Scenario("b"), ["name: a | b"]),
        (table("x", "y"), table("x", "z"), ["rows[1][0]: y | z"]),
        (table("x"), table("x", "z"), ["rows: nothing | ('z',)"]),
        (table("x", "z"), table("x"), ["rows: ('z',) | nothing"]),
        (
            six_villages().on("2001-01-01"),
            six_villages().with_events([ELM]).on("2001-01-01"),
            ["municipality elm: 10001 Elm, 1 part | 10009 Great Elm, 1 part"],
        ),
        (
            Answer(title="Sizes", rows=[Total(5, 9)]),
            Answer(title="Sizes", rows=[Total(5, 8)]),
            ["rows[0][1]: 9 | 8"],
        ),
        ({"a": 1}, {"a": 2, "b": 3}, ["a: 1 | 2", "b: nothing | 3"]),
        ([1, 1], [1], ["1 | nothing"]),
        ([{1}, {1}], [{1}], ["{1} | nothing"]),
        (
            six_villages().register,
            six_villages().with_events([ELM]).register,
            [f"events: nothing | {ADDED}"],
        ),
        (
            six_villages().on("2000-06-01"),
            six_villages().with_events([ELM]).on("2000-06-01"),
            [
                "layout.municipalities[0].period: 2000-01-01 to now | 2000-01-01 to 2000-12-31",
                f"names.register.events: nothing | {ADDED}",
                f"region_names.register.events: nothing | {ADDED}",
            ],
        ),
        ([Theirs(1), Theirs(2)], [Theirs(1)], ["Theirs(of=2) | nothing"]),
        (Theirs(float("nan")), Theirs(float("nan")), ["of: nan | nan"]),
        (Unlike(1), Unlike(1), ["Unlike(of=1) | Unlike(of=1)"]),
        ("x" * 90, 1, [f"{'x' * 77}... | 1"]),
    ],
    ids=(
        *("same", "field", "cell", "more", "less", "day", "answer", "mapping", "twice"),
        *("no-keys", "event", "day-before", "of-others", "no-number", "unlike", "long"),
    ),
)
def test_what_differs_is_told_in_lines(left, right, lines):
    """One line for each difference, with the place and both sides."""
    assert lines == differences(left, right)


def test_many_differences_are_counted():
    """Twenty are shown."""
    found = differences(flanders().on("2018-12-31"), flanders().on("2025-01-01"))
    assert 21 == len(found)
    assert "day: 2018-12-31 | 2025-01-01" == found[0]
    assert found[-1].startswith("and ")
