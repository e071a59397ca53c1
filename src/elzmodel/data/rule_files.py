"""The packaged rules of composition of care councils."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from elzmodel.errors import UnknownIdError
from elzmodel.governance import RuleSet
from elzmodel.io import load
from elzmodel.landscape.names import as_text, near_names

__all__ = ["rule_sets", "rules"]

_FOLDER = Path(__file__).with_name("rules")


@cache
def rule_sets() -> tuple[RuleSet, ...]:
    """Return the packaged sets of rules (*regels*), in order of their ids.

    They are read once and remembered.

    Example:
        >>> [(rules.id, str(rules.period.start)) for rules in rule_sets()]
        [('bvr-2019', '2020-07-01'), ('bvr-2024', '2024-04-26'), ('practice', 'None')]
    """
    return tuple(load(path, of=RuleSet) for path in sorted(_FOLDER.glob("*.yaml")))


def rules(key: str) -> RuleSet:
    """Return one packaged set of rules by its id.

    Args:
        key: ``"bvr-2019"``, ``"bvr-2024"`` or ``"practice"``.

    Raises:
        InvalidValueError: If *key* is not text.
        UnknownIdError: If there is no such set.

    Example:
        >>> import elzmodel as elz
        >>> care = elz.rules("bvr-2019").rules[0]
        >>> care.id, care.asks, care.grade.value
        ('R1', '4 to 6', 'B')
    """
    text, found = as_text("set of rules", key), {str(each.id): each for each in rule_sets()}
    if text not in found:
        raise UnknownIdError("set of rules", text, near_names(text, found) or tuple(found))
    return found[text]
