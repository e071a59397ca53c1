"""The small faults of the session ``mutation``: what they change, and that they are put in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutation import mutants as faults

SOURCE = '''
"""A module."""


def most(values, *, at_most=5):
    """Return 1 or more."""
    found = [each for each in values if each > 0 and each <= at_most]
    if not found:
        return None
    print("x" + "y")
    return max(found) + 1


class Box:
    @property
    def is_full(self):
        return self.is_closed is True
'''
NOW = {
    "most": [
        *("each > 0 or each <= at_most", "each > 0", "each >= 0", "each < 0", "1"),
        *("each < at_most", "each >= at_most", "found", "pass", "return None"),
        *("max(found) - 1", "min(found)", "2"),
    ],
    "Box.is_full": ["return None", "self.is_closed is not True", "False"],
}


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """Return the path of a small module."""
    path = tmp_path / "module.py"
    path.write_text(SOURCE, "utf-8")
    return path


def test_each_change_is_one_of_an_expression_or_a_statement(module: Path) -> None:
    """In functions and properties; not in signatures, texts and what stands outside."""
    found: dict[str, list[str]] = {}
    for each in faults.mutants_of(module, module.parent):
        found.setdefault(each.function, []).append(each.now)
    assert NOW == found


def test_a_fault_that_is_put_in_changes_what_a_function_does(module: Path) -> None:
    """The function stays the same object, so that everybody who holds it runs the fault."""
    names: dict[str, object] = {}
    exec(compile(SOURCE, str(module), "exec"), names)
    most = names["most"]
    given = {}
    for each in faults.mutants_of(module, module.parent):
        if each.function == "most" and each.now in {"max(found) - 1", "min(found)"}:
            code = faults.mutated(each, module.parent)
            faults.put(code, {faults.key(most.__code__): [most]}, only={"most"})
            given[each.now] = most([2, 4])
    assert {"max(found) - 1": 3, "min(found)": 3} == given


def test_a_probe_tells_that_a_statement_is_reached(module: Path) -> None:
    """Of the first and of the last statement; where nothing is found only the first is."""
    every = [*faults.mutants_of(module, module.parent)]
    wanted = {n: each for n, each in enumerate(every) if each.now in {"each > 0", "min(found)"}}
    hits: list[int] = []
    names: dict[str, object] = {faults.PROBE: hits.append}
    exec(faults.probed(module, wanted), names)
    names["most"]([])
    assert [*wanted][:1] == hits
    names["most"]([1])
    assert [*[*wanted][:1], *wanted] == hits
