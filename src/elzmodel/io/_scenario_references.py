"""Whether a scenario fits a landscape: the sources that it cites, its steps and its choices.

Names of municipalities and zones mean something only on the day of their step,
after the steps before it; so the scenario is tried out, step by step.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from elzmodel.io._flaws import MISFIT, UNKNOWN_SOURCE, Flaw, Placed, Step
from elzmodel.io._near import did_you_mean
from elzmodel.io._tree import Tree
from elzmodel.landscape import Landscape
from elzmodel.scenarios import Scenario

__all__ = [
    "ScenarioReferences",
    "misfits",
]


@frozen(eq=False, slots=False)
class ScenarioReferences:
    """The sources that a scenario cites, beside those of a landscape."""

    tree: Tree
    within: Landscape | None = None

    def flaws(self) -> Iterator[Placed]:
        """Yield, within a landscape, the sources that it does not list."""
        if self.within is None:
            return
        known = {str(source) for source in self.within.sources}
        for path, text in self._cited():
            if text not in known:
                hint = did_you_mean(text, tuple(sorted(known)))
                message = f"no source {text!r} is known"
                yield _at(self.tree, path, Flaw(code=UNKNOWN_SOURCE, message=message, hint=hint))

    def _cited(self) -> Iterator[tuple[tuple[Step, ...], str]]:
        steps = self.tree.root.get("steps")
        for number, step in enumerate(steps if isinstance(steps, list) else ()):
            cited = step.get("sources") if isinstance(step, dict) else None
            for index, text in enumerate(cited if isinstance(cited, list) else ()):
                if isinstance(text, str):
                    yield ("steps", number, "sources", index), text

    def advised(self, placed: Placed) -> Placed:
        """Return a flaw as it is: the names in a scenario are no ids."""
        return placed


def misfits(scenario: Scenario, tree: Tree, within: Landscape) -> Iterator[Placed]:
    """Yield the steps and choices that do not fit, as if those before them were left out."""
    from elzmodel.errors import StepError  # noqa: PLC0415 - loaded with the first scenario
    from elzmodel.scenarios.adoption import adopted  # noqa: PLC0415 - the same

    for error in adopted(within, scenario, all_errors=True).errors:
        key = "steps" if isinstance(error, StepError) else "choices"
        flaw = Flaw(code=MISFIT, message=error.why, hint=error.hint)
        yield _at(tree, (key, error.index), flaw)


def _at(tree: Tree, path: tuple[Step, ...], flaw: Flaw) -> Placed:
    line, column = tree.place(path)
    return Placed(flaw=flaw, path=path, line=line, column=column)
