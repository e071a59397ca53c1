"""What stands in the way of a scenario: a step that does not fit, a choice that settles nothing."""

from __future__ import annotations

from elzmodel.errors import ElzError

__all__ = ["ChoiceError", "StepError"]


class StepError(ElzError, ValueError):
    """A step of a scenario cannot be taken on its base.

    *index* counts from 0 and *step* is the step; *why* says what stands in the
    way and *hint* what would work. What the base itself said is the cause.

    Example:
        >>> import elzmodel as elz
        >>> wrong = elz.Scenario("x").transfer("Gent", to="rits", day="1990-01-01")
        >>> try:
        ...     elz.adopt(elz.flanders(), wrong)
        ... except elz.StepError as error:
        ...     print(error.index, error.why)
        0 1990-01-01 lies before the record of Flanders and Brussels
    """

    def __init__(self, index: int, step: object, why: str, hint: str = "") -> None:
        super().__init__(index, step, why, hint)
        self.index = index
        self.step = step
        self.why = why
        self.hint = hint

    def __str__(self) -> str:
        """Say which step it is, why it cannot be taken, and what would work."""
        rest = f". {self.hint[:1].upper()}{self.hint[1:]}" if self.hint else ""
        return f"step {self.index + 1}, {self.step}: {self.why}{rest}"


class ChoiceError(ElzError, ValueError):
    """A choice of a scenario settles nothing on its base.

    *index* counts from 0 and *choice* is the choice; *why* says what stands in
    the way and *hint* what would work.

    Example:
        >>> import elzmodel as elz
        >>> try:
        ...     elz.adopt(elz.flanders(), elz.Scenario("x").choose("Gent", "rits"))
        ... except elz.ChoiceError as error:
        ...     print(error)
        choice 1, Gent to rits: no decision about Gent is open. None is open in this scenario
    """

    def __init__(self, index: int, choice: object, why: str, hint: str = "") -> None:
        super().__init__(index, choice, why, hint)
        self.index = index
        self.choice = choice
        self.why = why
        self.hint = hint

    def __str__(self) -> str:
        """Say which choice it is, why it settles nothing, and what would work."""
        rest = f". {self.hint[:1].upper()}{self.hint[1:]}" if self.hint else ""
        return f"choice {self.index + 1}, {self.choice}: {self.why}{rest}"
